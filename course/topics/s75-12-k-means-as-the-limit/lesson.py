# %% [markdown]
# # K-means as the limit, and what lies beyond
#
# **You will be able to**
#
# - say exactly in which sense k-means is a limit of a Gaussian mixture;
# - compute how a responsibility hardens as the variance shrinks;
# - say what a variational fit or a Dirichlet process adds.
#
# **Needs** responsibilities, covariance types, choosing K, k-means. **Leads to** nothing further in
# this course: the circle closes here. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import (
    CollapsedComponent,
    KMeans,
    Mixture,
    best_fit,
    datasets,
    em,
    kmeans,
    plot,
    until_converged,
)
from gmmlab.assign import hard, soft
from gmmlab.beliefs import Dirichlet, Sticks
from gmmlab.holding import holding
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_12_tree import tree
from gmmlab.variational import until_settled, variational

geyser = datasets.faithful().X
lengths = geyser[:, :1]  # how long each eruption lasted, in minutes
clusters = KMeans(3, random_state=0).fit(lengths)
centroids = np.sort(clusters.cluster_centers_, axis=0)

# %% [markdown]
# ## Hook: "k-means is a mixture with identity covariances"
#
# You can read this sentence in many places. Put it to the test, on the lengths of 272 eruptions of
# Old Faithful. K-means with three clusters puts its centroids at 2.04, 3.88 and 4.56 minutes.

# %%
# The picture: the eruptions, and three centroids
fig, ax = plt.subplots(figsize=(7, 2.9))
ax.hist(lengths[:, 0], bins=np.arange(1.5, 5.3, 0.1), color="0.82", edgecolor="white")
for c in centroids[:, 0]:
    ax.axvline(c, color="0.25", ls="--", lw=1.5)
    ax.text(c + 0.04, 27, f"{c:.2f}")
ax.set(xlabel="length (min)", ylabel="eruptions", ylim=(0, 30))
show(
    fig,
    f"Histogram of {len(lengths)} lengths: a narrow hump near 2 minutes and a broad one from 3.3 to "
    "5.1. Dashed lines mark the centroids of k-means: one in the first hump, two in the second.",
)

# %%
# The numbers above, checked
assert len(lengths) == 272
assert np.allclose(centroids[:, 0], [2.04, 3.88, 4.56], atol=0.005)
assert np.mean((lengths > 3.3) & (lengths < 5.1)) > 0.6

# %% [markdown]
# Now fit the mixture of that sentence: three components, each with variance 1, the identity matrix
# of a line. EM begins at k-means' own centroids and learns means and weights.

# %%
# A prediction: commit to yours below before you look inside this cell


def at_rest(x, begin, variance, assign=soft, weights=None):
    """EM with a held common variance, from the given means, until it rests."""
    K = len(begin)
    held = holding(weights=weights, covariances=np.full((K, 1, 1), float(variance)))
    steps = em(x, Mixture.balls(begin, variance), assign=assign, maximise=held)
    *_, fit = until_converged(steps, tol=1e-12, max_iter=3000)
    return fit


equal = np.full(3, 1 / 3)
identity = at_rest(lengths, centroids, 1.0)


def where_they_are():
    """The lengths, with the centroids of k-means and the means of the mixture."""
    fig, ax = plt.subplots(figsize=(7, 2.4))
    ax.hist(lengths[:, 0], bins=np.arange(1.5, 5.3, 0.1), color="0.88")
    for c in centroids[:, 0]:
        ax.axvline(c, color="0.25", ls="--", lw=1.5)
    for k, mean in enumerate(identity.mixture.means[:, 0]):
        ax.plot(mean, 8 + 6 * k, "os^"[k], ms=10, color=plot.PALETTE[k])
        ax.text(mean + 0.09, 7 + 6 * k, f"mean {'ABC'[k]}")
    ax.set(xlabel="length (min)", yticks=[])
    a, b, _ = identity.mixture.means[:, 0]
    return show(
        fig,
        f"Mean A stands at {a:.2f} minutes; B and C stand above each other at {b:.2f}. None is on a "
        "dashed line.",
    )


first_guess = predict(
    "Where do the three means come to rest?",
    {
        "on the centroids of k-means": "They start there, and leave. The sentence is wrong as it "
        "stands.",
        "near the centroids, a little blurred": "One of them is 0.3 minutes off, and two of them are "
        "no longer two.",
        "two of the three on one place": "",
        "all three on one place": "Not at this width. You will see a width at which they do.",
    },
    answer="two of the three on one place",
    why="A stands at 2.34 minutes, B and C both at 4.06. To balls with a standard deviation of a "
    "whole minute, the broad hump is one lump.",
    reveal=where_they_are,
)
first_guess

# %%
# The numbers above, checked
assert np.allclose(identity.mixture.means[:, 0], [2.34, 4.06, 4.06], atol=0.005)
assert round(float(identity.mixture.means[0, 0] - centroids[0, 0]), 1) == 0.3

# %% [markdown]
# ## Explore: a tree of means
#
# Let $\sigma$ vary, the standard deviation that all three components have in common. For each
# $\sigma$ EM starts at the centroids and runs until it rests. The large picture shows where: wide
# $\sigma$ at the top, narrow at the bottom. Press **Play** and follow the means down.
#
# Two choices turn EM into its relatives: is a point shared out, or does the winner take all? Are the
# mixing weights learned, or held equal?

# %%
# The explorer, with five things to try
tree(
    lengths[:, 0],
    centroids[:, 0],
    presets=[
        explore.Preset(
            "1 · One trunk",
            {"sigma": 2, "assign": "soft: shared out", "weights": "held equal"},
            "All three means stand at 3.49 minutes, the mean of all eruptions. The trunk forks below "
            "1.14 minutes, the standard deviation of the data. Press Play.",
        ),
        explore.Preset(
            "2 · The sentence",
            {"sigma": 1, "assign": "soft: shared out", "weights": "learned"},
            "Identity covariances: two places for three means, and all 272 eruptions are shared. One "
            "centroid of k-means is 0.51 minutes from the nearest mean.",
        ),
        explore.Preset(
            "3 · The limit",
            {"sigma": 0.05, "assign": "soft: shared out", "weights": "learned"},
            "The S-curves have become steps, and all means stand on k-means' centroids, to 0.001 "
            "minutes. The weights, 0.36, 0.25 and 0.39, no longer matter.",
        ),
        explore.Preset(
            "4 · No limit needed",
            {"sigma": 2, "assign": "hard: winner takes all", "weights": "held equal"},
            "Three straight trunks. Move σ: nothing moves. This is k-means itself, at every width.",
        ),
        explore.Preset(
            "5 · The winner's weight",
            {"sigma": 1, "assign": "hard: winner takes all", "weights": "learned"},
            "B owns nothing: every eruption it lost made it lighter, and so it lost more. Play down: "
            "B comes back at 0.34 minutes.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then look at the small curves at the lower right: each
# is one rule's distance from k-means. Three of them fall to zero as $\sigma$ shrinks; one lies on
# zero all the way.

# %%
# The numbers above, checked
from gmmlab.learn.sketches.s75_12_tree import SIGMAS, settled_at


def settled(hard_rule, learned):
    return settled_at(lengths[:, 0], SIGMAS, centroids[:, 0], hard_rule, learned)


def away(fit):
    """From the worst served centroid to the nearest mean, in minutes."""
    return np.abs(centroids - fit.mixture.means[:, 0]).min(axis=1).max()


wide, narrow = at_rest(lengths, centroids, 4, weights=equal), at_rest(lengths, centroids, 0.05**2)
assert np.allclose(wide.mixture.means, 3.49, atol=0.005)
assert round(float(lengths.mean()), 2) == 3.49
assert round(float(lengths.std()), 2) == 1.14
ends = settled(False, False).means
assert np.allclose(ends[:7], ends[:7, :1], atol=1e-3)
assert SIGMAS[6:8] == (1.15, 1.12)
assert np.ptp(ends[7]) > 0.9
assert identity.responsibilities.max() < 0.9
assert round(float(away(identity)), 2) == 0.51
assert away(narrow) < 0.001
assert np.allclose(narrow.mixture.weights, [0.36, 0.25, 0.39], atol=0.005)
assert np.allclose(settled(True, False).means, centroids[:, 0])
assert np.allclose(settled(False, True).means[10], identity.mixture.means[:, 0], atol=1e-4)
owned = settled(True, True).weights[:, 1]
assert not owned[SIGMAS.index(1)]
assert min(np.flatnonzero(owned[10:])) + 10 == SIGMAS.index(0.34)

# %% [markdown]
# The identity matrix has ones on its diagonal. Ones of *what*?

# %%
# A prediction: commit to yours below before you look inside this cell
in_seconds = at_rest(60 * lengths, 60 * centroids, 1.0)
in_hours = at_rest(lengths / 60, centroids / 60, 1.0)
second_guess = predict(
    "You write the same lengths in seconds, and fit the same mixture: variance 1, weights learned. "
    "Where do the three means come to rest now?",
    {
        "two on one place again": "The data have become 60 times as wide, and the variance is still "
        "1: now in square seconds.",
        "on the centroids of k-means, to many digits": "",
        "all three on one place": "That happens in hours, where a variance of 1 is far too wide.",
    },
    answer="on the centroids of k-means, to many digits",
    why="A standard deviation of one second is narrow against humps that are a minute apart. "
    "In seconds you get k-means, in minutes two places, in hours one. A sentence whose truth "
    "depends on your clock leaves something out.",
)
second_guess

# %%
# The numbers above, checked
assert np.allclose(in_seconds.mixture.means, 60 * centroids, atol=1e-3)
assert np.ptp(in_hours.mixture.means) < 1e-6

# %% [markdown]
# ## Explain: what is left out
#
# Give all components one covariance $\sigma^2 I$. Write $d_k$ for the distance of a point from mean
# $k$. In the ratio of two scores the factors in front cancel:
#
# $$\ln\frac{r_1}{r_2} \;=\; \underbrace{\ln\frac{\pi_1}{\pi_2}}_{\text{stays}} \;+\;
# \underbrace{\frac{d_2^2-d_1^2}{2\sigma^2}}_{\text{grows without limit}}$$
#
# Shrink $\sigma^2$. The weights' term stays what it was; the distances' term grows beyond any bound.
# So the nearest mean's responsibility tends to 1, **whatever positive weights there are**. Only a
# point exactly half-way is still shared, by the weights alone.
#
# **The mean step follows.** With responsibilities 0 and 1, the weighted mean is the mean of the
# points that are nearest: the step of k-means.
#
# **So does the objective.** Take the expected log-likelihood of points and labels. Multiply by
# $-2\sigma^2$, take off what does not depend on the assignment, and the inertia is left. With hard
# assignment and equal weights this holds at any $\sigma$:

# %%
for sigma in (2.0, 0.1):
    fit = at_rest(lengths, centroids, sigma**2, assign=hard, weights=equal)
    constant = len(lengths) * (np.log(3) + np.log(2 * np.pi * sigma**2) / 2)
    print(f"σ = {sigma}: {-2 * sigma**2 * (fit.log_likelihood + constant):.4f}")
print(f"inertia: {clusters.inertia_:.4f} min²")

# %%
# The numbers above, checked
assert np.isclose(-2 * sigma**2 * (fit.log_likelihood + constant), clusters.inertia_)
assert np.isclose(clusters.inertia_, 16.4998, atol=5e-5)

# %% [markdown]
# ### Two true sentences
#
# 1. **Hard EM with a common $\sigma^2 I$, held fixed, and equal weights, held fixed, is k-means**
#    (Lloyd's algorithm), pass for pass, for *any* $\sigma$.
# 2. **Soft EM with a common $\sigma^2 I$ tends to k-means as $\sigma^2\to0$**, for any weights, learned
#    or held, as long as none vanishes.
#
# In `gmmlab` the first is not a theorem but the code: `kmeans` *is* `em` with `assign=hard` and a
# maximiser that only moves means. Here is the worst distance between a centroid and the nearest
# mean, in minutes:
#
# | assignment | weights | σ = 1 | σ = 0.3 | σ = 0.05 |
# |---|---|---|---|---|
# | hard | held equal | 0 | 0 | 0 |
# | hard | learned | B starves | 0.471 | 0.000 |
# | soft | held equal | 0.504 | 0.121 | 0.000 |
# | soft | learned | 0.506 | 0.135 | 0.000 |
#
# Hard EM with *learned* weights is another algorithm. The border between two components stands
# $\sigma^2\ln(\pi_1/\pi_2)/|\mu_1-\mu_2|$ beyond the half-way mark, so heavy clusters grow at the cost of
# light ones.
#
# One caution. The limit inherits k-means' local optima: a narrow $\sigma$ keeps you near the start.

# %%
# The numbers above, checked
*_, lloyd = until_converged(kmeans(lengths, Mixture.balls(centroids)))
assert np.allclose(lloyd.mixture.means, centroids)
distances = {
    (assign.__name__, weights is None): [
        float(away(at_rest(lengths, centroids, s**2, assign, weights))) for s in sigmas
    ]
    for assign, weights, sigmas in [
        (hard, equal, (1, 0.3, 0.05)),
        (hard, None, (0.3, 0.05)),
        (soft, equal, (1, 0.3, 0.05)),
        (soft, None, (1, 0.3, 0.05)),
    ]
}
assert np.allclose(distances["hard", False], 0)
assert np.allclose(distances["hard", True], [0.471, 0.000], atol=5e-4)
assert np.allclose(distances["soft", False], [0.504, 0.121, 0.000], atol=5e-4)
assert np.allclose(distances["soft", True], [0.506, 0.135, 0.000], atol=5e-4)
try:
    starved = bool(at_rest(lengths, centroids, 1, hard)) and False
except CollapsedComponent:
    starved = True
assert starved

# %% [markdown]
# ### Beyond: beliefs about weights
#
# K-means hardens whose a point is. You can also go the other way, and soften what EM still holds
# hard: its parameters and K.
#
# A **variational** fit (variational Bayes) gives every weight, mean and covariance a *distribution*,
# beginning from a prior. A component that is given nothing falls back to the prior; it costs next to
# nothing, and K becomes an upper limit. Fit lengths and waits with six components:

# %%
maximum = best_fit(geyser, 6, rng=0)
print("EM: all used, the lightest has weight", maximum.mixture.weights.min().round(2))
for alpha in (0.01, 1.0, 10.0):
    *_, belief = until_settled(variational(geyser, 6, Dirichlet(alpha), rng=0))
    print(f"variational, α = {alpha}: {len(belief.survivors())} of 6 survive")

# %%
# The numbers below, checked
assert round(float(maximum.mixture.weights.min()), 2) == 0.05
kept = [
    len(list(until_settled(variational(geyser, 6, Dirichlet(a), rng=0)))[-1].survivors())
    for a in (0.01, 1.0, 10.0)
]
assert kept == [2, 2, 6]

# %% [markdown]
# EM uses all six; its lightest weight is 0.05. The variational fit keeps two, if $\alpha$ is small. At
# $\alpha=10$, ten imagined points for each component, it keeps six. So "it finds the number of
# components by itself" is too strong: **the prior has a say**.
#
# A **Dirichlet process** sets no upper limit. In its prior, points come like guests to tables: a
# guest who finds $i$ seated opens a new table with probability $\alpha/(\alpha+i)$, or else joins one.
# Among $n$ guests you expect
#
# $$\sum_{i=0}^{n-1}\frac{\alpha}{\alpha+i}\;\approx\;\alpha\ln n \quad\text{tables.}$$
#
# With $\alpha=1$ and three guests that is $1+\frac12+\frac13=1.833$.

# %%
# A prediction: commit to yours below before you look inside this cell
expected = float(np.sum(1 / (1 + np.arange(272))))
third_guess = predict(
    "With $\\alpha=1$, how many tables do you expect for all 272 eruptions?",
    (1, 272),
    answer=round(expected, 1),
    why="About 6.2. The first guest opens a table for certain, the last with probability 1/272. "
    "Doubling the guests adds only about $\\ln 2=0.69$ tables.",
)
third_guess

# %%
# The numbers above, checked
assert np.isclose(expected, 6.2, atol=0.05)
assert np.isclose(1 + 1 / 2 + 1 / 3, 1.833, atol=5e-4)
doubled = float(np.sum(1 / (1 + np.arange(2 * 272))))
assert np.isclose(doubled - expected, 0.69, atol=0.005)
assert np.isclose(np.log(2), 0.69, atol=0.005)

# %% [markdown]
# `Sticks(alpha)` is that prior in `gmmlab`. Its fit is again an approximation: a variational one, cut
# off at a largest K.

# %%
*_, process = until_settled(variational(geyser, 6, Sticks(0.1), rng=0))
process.survivors(), process.mixture.means[process.survivors()].round(1)

# %%
# The circle closed: two survivors, the geyser's two moods
assert len(process.survivors()) == 2

# %% [markdown]
# ## Worked example: one eruption, three widths
#
# An eruption lasts $x=3.0$ minutes. Component 1 has mean 2.0 and weight 0.25, component 2 mean 4.4
# and weight 0.75. Which owns it?
#
# 1. **Squared distances.** $d_1^2=1.00$ and $d_2^2=1.96$. Half their difference is 0.48.
# 2. **Weights.** $\pi_1/\pi_2=1/3$.
# 3. **Odds** $r_1/r_2=\frac13\,e^{0.48/\sigma^2}$, and $r_1=\text{odds}/(1+\text{odds})$:
#
# | $\sigma^2$ | $e^{0.48/\sigma^2}$ | odds | $r_1$ |
# |---|---|---|---|
# | 1 | 1.616 | 0.539 | 0.350 |
# | 0.25 | 6.821 | 2.274 | 0.695 |
# | 0.04 | 162,755 | 54,252 | 1.000 |
#
# At $\sigma^2=1$ the weights win, and the eruption belongs to the heavy component. At 0.25 the
# distance has overtaken them. At 0.04 they have no say left.


# %%
# The numbers above, checked
def odds(x, variance):
    half = ((x - 4.4) ** 2 - (x - 2.0) ** 2) / 2
    light, heavy = 0.25, 0.75
    return half, np.exp(half / variance), light / heavy * np.exp(half / variance)


assert np.allclose([(3 - 2.0) ** 2, (3 - 4.4) ** 2], [1.00, 1.96])
assert np.isclose(odds(3, 1)[0], 0.48)
table = np.array([odds(3, v)[1:] for v in (1, 0.25, 0.04)])
assert np.allclose(table[:2], [[1.616, 0.539], [6.821, 2.274]], atol=5e-4)
assert np.allclose(table[2], [162755, 54252], atol=0.5)
assert np.allclose(table[:, 1] / (1 + table[:, 1]), [0.350, 0.695, 1.000], atol=5e-4)

# %% [markdown]
# ### The same, with gaps
#
# Now $x=3.1$ minutes. $d_1^2=1.21$ and $d_2^2=1.69$, so half the difference is 0.24.

# %%
# The first gap: fill it below before you look inside this cell
share = odds(3.1, 0.25)[2] / (1 + odds(3.1, 0.25)[2])
gap_1 = predict(
    "What is $r_1$ at $\\sigma^2=0.25$? Three decimals.",
    (0, 1),
    answer=round(float(share), 3),
    why="$\\frac13 e^{0.24/0.25}=\\frac13\\cdot2.612=0.871$, and $0.871/1.871=0.465$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
turning = 0.24 / np.log(3)
gap_2 = predict(
    "At which $\\sigma^2$ is $r_1$ exactly one half? Three decimals.",
    (0, 1),
    answer=round(float(turning), 3),
    why="Where the two terms cancel: $0.24/\\sigma^2=\\ln3$, so $\\sigma^2=0.24/1.0986=0.218$. Below "
    "that, the nearer mean wins.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose([(3.1 - 2.0) ** 2, (3.1 - 4.4) ** 2], [1.21, 1.69])
assert np.allclose(odds(3.1, 0.25), [0.24, 2.612, 0.871], atol=5e-4)
assert np.isclose(share, 0.465, atol=5e-4)
assert np.isclose(np.log(3), 1.0986, atol=5e-5)
assert np.isclose(turning, 0.218, atol=5e-4)
assert np.isclose(odds(3.1, turning)[2], 1)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-12-k-means-as-the-limit")

# %% [markdown]
# ## Check
#
# In the [exercise on k-means as the limit](../../exercises/s75-12-k-means-as-the-limit/s75-12-k-means-as-the-limit.ipynb)
# you harden a responsibility by hand, write one that survives any variance, mend a k-means that
# depends on what it should not, seat guests at tables, and cool a mixture of irises down to k-means.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: somebody says that k-means "assumes nothing about the data"; what
# does the limit say that it assumes?

# %% [markdown]
# ## Summary
#
# - Hard EM with a fixed common $\sigma^2 I$ and fixed equal weights is k-means. Soft EM becomes it as
#   $\sigma^2\to0$, whatever the positive weights.
# - Identity covariances are not the limit: 1 is wide or narrow only against the data, in their unit.
# - Variational fits put distributions on the parameters, a Dirichlet process on the number of
#   components too. Both depend on their prior.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.3.2
# (relation to k-means) and section 10.2 (variational mixture of Gaussians). G. Celeux and G. Govaert,
# "A classification EM algorithm for clustering and two stochastic versions", *Comput. Stat. Data
# Anal.* 14 (1992), 315–332. K. Rose, E. Gurewitz and G. C. Fox, "Statistical mechanics and phase
# transitions in clustering", *Phys. Rev. Lett.* 65 (1990), 945–948: the forks of the tree.
# D. M. Blei and M. I. Jordan, *Bayesian Analysis* 1 (2006), 121–143. B. Kulis and M. I. Jordan,
# "Revisiting k-means: new algorithms via Bayesian nonparametrics", ICML 2012: the hard limit of a
# Dirichlet process. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
