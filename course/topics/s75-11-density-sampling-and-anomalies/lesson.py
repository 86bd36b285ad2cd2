# %% [markdown]
# # What a fitted mixture can do: density, sampling, anomalies, gaps
#
# **You will be able to**
#
# - compute a probability from a mixture;
# - draw new points from a fit;
# - find the unusual points by their density;
# - get responsibilities where a coordinate is missing.
#
# **Needs** the generative story, responsibilities, the multivariate normal density, areas under
# curves. **Leads to** whatever you will fit a mixture for. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm

from gmmlab import (
    anomaly_scores,
    best_fit,
    conditional,
    datasets,
    em,
    marginal,
    start,
    until_converged,
)
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_11_probe import probe
from gmmlab.missing import Incomplete

X = datasets.faithful().X  # length and wait of 272 eruptions, in minutes
fit = best_fit(X, 2, rng=0)
geyser = fit.mixture

# %% [markdown]
# ## Hook: the fake eruptions
#
# A mixture was fitted to the lengths of 272 eruptions of Old Faithful and the waits after them. One of
# these pictures shows the geyser. The other shows 272 eruptions that never happened: they were drawn
# from the fit.

# %%
# The picture: which is the geyser?
fake, kinds = geyser.sample(len(X), rng=1)
fig, axes = plt.subplots(1, 2, figsize=(8, 3.2), sharex=True, sharey=True)
for ax, points, name in zip(axes, (fake, X), "AB", strict=True):
    ax.plot(*points.T, "o", ms=4, alpha=0.5, color="0.3")
    ax.set(xlabel="length (min)", title=f"picture {name}")
axes[0].set(ylabel="wait (min)")
show(
    fig,
    "Two pictures of 272 dots each, A and B. In both a small cloud lies near 2 minutes and a wait of "
    "55, a larger one near 4.3 minutes and 80. At first sight they could be the same.",
)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "Which picture shows the geyser?",
    {
        "picture A": "A is the forgery: one of its eruptions lasts 1.1 minutes, less than any on "
        "record.",
        "picture B": "",
    },
    answer="picture B",
    why="Was it hard? Then the fit is good: a **density** from which you can draw new points. What "
    "gives B away is what the fit does not know: waits noted in whole minutes, and edges, no length "
    "below 1.6 minutes or above 5.1.",
)
first_guess

# %%
# The numbers above, checked
assert len(X) == len(fake) == 272
assert np.allclose(geyser.means.round(), [[2, 54], [4, 80]])
assert np.allclose(geyser.means, [[2, 55], [4.3, 80]], atol=0.6)
assert round(float(fake[:, 0].min()), 1) == 1.1
assert (X[:, 0].min(), X[:, 0].max()) == (1.6, 5.1)
assert np.all(X[:, 1] == X[:, 1].round())

# %% [markdown]
# ## Explore: ask the fit about one eruption
#
# Move the diamond over the map. The bars at the right answer two different questions. **Whose** is
# this eruption: the shares of the short and the long kind. **Whether** it belongs here at all: the
# *tail*, how much of what the fit draws is no denser than this place.
#
# Then leave something out. *Known: the length only* turns the diamond into a line, and the middle
# picture shows what the fit expects of the missing wait. Press **Play** to move the line along.

# %%
# The explorer, with five things to try
probe(
    X,
    geyser,
    presets=[
        explore.Preset(
            "1 · Certain and strange",
            {"length": 1.0, "known": "length and wait", "wait": 90},
            "The short kind has all of it, 100.0 %. And yet the tail is below 0.1 %: nothing like it "
            "is ever drawn.",
        ),
        explore.Preset(
            "2 · Undecided and ordinary",
            {"known": "the wait only", "wait": 68},
            "Known by its wait alone, this one is shared, 21.7 % to 78.3 %. But a tail of 6.8 % is "
            "nothing unusual. Now set the wait to 95: certain, and rarer.",
        ),
        explore.Preset(
            "3 · A gap, filled",
            {"length": 2.0, "known": "length and wait", "wait": 71},
            "The wait was not noted, so somebody wrote the mean of all waits, 71 minutes. The "
            "diamond stands where hardly anything is: the tail is 1.1 %.",
        ),
        explore.Preset(
            "4 · A gap, left open",
            {"length": 2.0, "known": "the length only"},
            "The same eruption by its length alone: tail 68.6 %, as ordinary as they come. Given the "
            "length, the fit expects a wait of 54.2 minutes, give or take 5.6.",
        ),
        explore.Preset(
            "5 · Between the moods",
            {"length": 2.9, "known": "the length only"},
            "The wait may be that of either kind: two thin hills, 53.6 % and 46.4 %, under one broad "
            "curve. The square is their mean. Press Play: one hill hands over to the other.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then look for a place that is undecided and strange, and
# for one that is certain and ordinary. All four combinations are there.

# %%
# The numbers above, checked
lengths, waits = marginal(geyser, [0]), marginal(geyser, [1])


def tail(mixture, place):
    return float(anomaly_scores(mixture, [place], draws=20_000, rng=0).tail[0])


assert geyser.responsibilities([[1.0, 90]])[0, 0] > 0.9995
assert tail(geyser, [1.0, 90]) < 0.001
assert np.allclose(waits.responsibilities([[68]]), [[0.217, 0.783]], atol=5e-4)
assert np.isclose(tail(waits, [68]), 0.068, atol=0.003)
assert waits.responsibilities([[95]]).max() > 0.9995
assert tail(waits, [95]) < 0.02
assert round(float(X[:, 1].mean())) == 71
assert np.isclose(tail(geyser, [2.0, 71]), 0.011, atol=0.002)
assert np.isclose(tail(lengths, [2.0]), 0.686, atol=0.012)
after_two = conditional(geyser, {0: 2.0})
assert np.isclose(after_two.weights @ after_two.means[:, 0], 54.2, atol=0.05)
assert np.isclose(np.sqrt(after_two.covariances[0, 0, 0]), 5.6, atol=0.05)
assert np.allclose(conditional(geyser, {0: 2.9}).weights, [0.536, 0.464], atol=5e-4)

# %% [markdown]
# Filling one gap makes one odd point. What do a hundred gaps do to the fit?

# %%
# A prediction: commit to yours below before you look inside this cell
gaps = np.random.default_rng(0).permutation(272)[:100]
noted = X.copy()
noted[gaps, 1] = np.nan
incomplete = Incomplete.of(noted)
filled = best_fit(incomplete.filled, 2, rng=0).mixture
second_guess = predict(
    "The waits of 100 eruptions, chosen at random, are lost. You fill them with the mean of the other "
    "waits, about 71 minutes, and fit again. The mean wait of the short kind was 54.5 minutes. What is "
    "it now, in minutes?",
    (40, 90),
    answer=round(float(filled.means[:, 1].min()), 1),
    why="61.2 minutes: every filled gap pulls towards the middle. The fit reports a geyser that "
    "does not exist. Leave the gaps open, and EM says 54.1.",
)
second_guess

# %%
# The numbers above, checked
*_, open_fit = until_converged(em(incomplete, start(incomplete.filled, 2, rng=0)))
assert len(gaps) == 100
assert np.isclose(incomplete.origin[1], 71, atol=0.6)
assert np.isclose(geyser.means[:, 1].min(), 54.5, atol=0.05)
assert np.isclose(filled.means[:, 1].min(), 61.2, atol=0.05)
assert np.isclose(open_fit.mixture.means[:, 1].min(), 54.1, atol=0.05)

# %% [markdown]
# ## Explain: four uses of one density
#
# ### A probability is an area, component by component
#
# A density is no probability; areas under it are. An integral of a sum is the sum of the integrals, so
# a mixture's probability is the **weighted sum** of its components' probabilities. With $\Phi$ the
# standard normal distribution function,
#
# $$P(X \le a) = \sum_k \pi_k\,\Phi\!\left(\frac{a-\mu_k}{\sigma_k}\right)$$
#
# How often do you wait more than 85 minutes?

# %%
z = (85 - waits.means[:, 0]) / np.sqrt(waits.covariances[:, 0, 0])
print(f"by the fit {waits.weights @ norm.sf(z):.3f}, on record {np.mean(X[:, 1] > 85):.3f}")

# %%
# The numbers below, checked
assert np.allclose([waits.weights @ norm.sf(z), np.mean(X[:, 1] > 85)], [0.129, 0.107], atol=5e-4)

# %% [markdown]
# The fit says 0.129, the record 0.107. The heavier component alone would not do: both have area there.
#
# A density also has a **unit**, one over the data's units. In hours every density is larger, by the
# factor 60 for each coordinate. The mean log-likelihood of this fit is −4.16 in minutes and 4.03 in
# hours: a shift of $2\ln 60=8.19$. Positive log-likelihoods are legal, and only fits in the same
# unit can be compared.

# %%
# The numbers above, checked
in_hours = best_fit(X / 60, 2, rng=0)
assert np.isclose(fit.log_likelihood / 272, -4.16, atol=0.005)
assert np.isclose(in_hours.log_likelihood / 272, 4.03, atol=0.005)
assert np.isclose(2 * np.log(60), 8.19, atol=0.005)
assert np.isclose((in_hours.log_likelihood - fit.log_likelihood) / 272, 8.19, atol=0.01)

# %% [markdown]
# ### Sampling tells the generative story
#
# 1. A uniform number $u$ picks the component: add up the weights until they exceed $u$.
# 2. Standard normal numbers $z$ become a point of that component: $x=\mu_k+L_k z$, where
#    $L_k L_k^\top=\Sigma_k$ (the Cholesky factor).

# %%
rng = np.random.default_rng(2)
u, noise = rng.uniform(size=5), rng.standard_normal((5, 2))
picked = np.searchsorted(np.cumsum(geyser.weights), u, side="right")
L = np.linalg.cholesky(geyser.covariances)
draws = geyser.means[picked] + np.einsum("nij,nj->ni", L[picked], noise)
print(np.column_stack([u, draws]).round(2))

# %% [markdown]
# In `gmmlab` this is `mixture.sample(n)`. Three things it is *not*: always the heaviest component, an
# average of components, or $\mu+\Sigma z$. The last has spread $\Sigma$ where $\sqrt\Sigma$ is meant.

# %%
# The same by many draws: the moments come out
many, whose = geyser.sample(50_000, rng=3)
assert np.allclose(np.bincount(whose) / 50_000, geyser.weights, atol=0.01)
assert np.allclose(np.cov(many[whose == 1].T), geyser.covariances[1], rtol=0.1, atol=0.1)
assert np.allclose(L @ L.transpose(0, 2, 1), geyser.covariances)

# %% [markdown]
# ### Unusual means low density, not undecided
#
# To say *how* unusual, compare the density with those of the fit's own draws. `anomaly_scores` gives
# that tail for every point. The responsibility cannot do it. It compares components with each other,
# so certainty is not typicality, and doubt is not strangeness.

# %%
scores = anomaly_scores(geyser, X, rng=0)
rare = scores.tail < 0.01
print("tail below 1 %:", X[rare].round(1).tolist())
print("of 272:", rare.sum(), " expected if the fit were true:", round(0.01 * 272, 1))

# %%
# The numbers below, checked
assert rare.sum() == 2
assert round(0.01 * 272, 1) == 2.7

# %% [markdown]
# Two of 272 eruptions have a tail below 1 %. If the fit were true you would expect 2.7. So a small tail
# is no proof of an error: somebody has to be the rarest.
#
# ### A gap: use what is known
#
# One coordinate of a Gaussian is Gaussian, with the mean and variance that stand in $\mu$ and $\Sigma$.
# So integrate the missing coordinate out, and apply Bayes' theorem to the **margin**:
#
# $$r_k = \frac{\pi_k\,\mathcal N(x_{\text{known}}\mid\mu_k^{\text{known}},\Sigma_k^{\text{known}})}
# {\sum_j \pi_j\,\mathcal N(x_{\text{known}}\mid\mu_j^{\text{known}},\Sigma_j^{\text{known}})}$$

# %%
print("margin:", marginal(geyser, [0]).responsibilities([[3.0]]).round(3))
print("filled with the mean wait:", geyser.responsibilities([[3.0, X[:, 1].mean()]]).round(3))

# %%
# The numbers below, checked
assert np.allclose(lengths.responsibilities([[3.0]])[0, 0], 0.123, atol=5e-4)
assert np.allclose(geyser.responsibilities([[3.0, X[:, 1].mean()]])[0, 0], 0.026, atol=5e-4)

# %% [markdown]
# The margin gives the short kind 0.123; filling gives it 0.026, as if a wait of 71 minutes had been
# *seen*. Dropping the row throws away a length that was measured. `em(Incomplete.of(X), start)` fits
# with all gaps open. It is right where values are missing at random, not because of what they were.

# %% [markdown]
# ## Worked example: a probability and a gap
#
# The margin of the length, rounded:
#
# | component | weight | mean (min) | sd (min) |
# |---|---|---|---|
# | short | 0.36 | 2.04 | 0.26 |
# | long | 0.64 | 4.29 | 0.41 |
#
# **How probable is a length above 4.7?** For the long kind $z=(4.7-4.29)/0.41=1$, and
# $1-\Phi(1)=0.159$. For the short kind $z$ is above 10, and nothing is left. So the probability is
# $0.64\times0.159+0.36\times0=0.102$. On record: 0.096.
#
# **An eruption lasted 2.9 minutes, its wait is missing. Whose?** $z$ is 3.31 and −3.39. The heights
# $e^{-z^2/2}/\sigma$ are 0.01619 and 0.00779; note that the standard deviations differ and stay in. Times
# the weights: 0.00583 and 0.00498. The share of the short kind is $0.00583/0.01081=0.539$.

# %%
# The numbers above, checked
weights, centres, sds = np.array([0.36, 0.64]), np.array([2.04, 4.29]), np.array([0.26, 0.41])
assert np.allclose(lengths.weights, weights, atol=0.005)
assert np.allclose(lengths.means[:, 0], centres, atol=0.005)
assert np.allclose(np.sqrt(lengths.covariances[:, 0, 0]), sds, atol=0.005)
assert np.isclose(norm.sf(1), 0.159, atol=5e-4)
assert (4.7 - 2.04) / 0.26 > 10
assert np.isclose(weights @ norm.sf((4.7 - centres) / sds), 0.102, atol=5e-4)
assert np.isclose(np.mean(X[:, 0] > 4.7), 0.096, atol=5e-4)
z29 = (2.9 - centres) / sds
assert np.allclose(z29, [3.31, -3.39], atol=0.005)
heights29 = np.exp(-(z29**2) / 2) / sds
assert np.allclose(heights29, [0.01619, 0.00779], atol=5e-6)
assert np.allclose(weights * heights29, [0.00583, 0.00498], atol=5e-6)
assert np.isclose((weights * heights29).sum(), 0.01081, atol=5e-6)
assert np.isclose(0.00583 / 0.01081, 0.539, atol=5e-4)

# %% [markdown]
# ### The same, with gaps
#
# Use the same table. $\Phi(1)=0.841$.

# %%
# The first gap: fill it below before you look inside this cell
below = float(weights @ norm.cdf((2.3 - centres) / sds))
gap_1 = predict(
    "How probable is a length below 2.3 minutes? For the short kind $z=1$, for the long kind "
    "$z=-4.85$. Three decimals.",
    (0, 1),
    answer=round(below, 3),
    why="$0.36\\times0.841+0.64\\times0=0.303$. On record it is 0.298.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
heights30 = np.exp(-(((3.0 - centres) / sds) ** 2) / 2) / sds
share30 = float((weights * heights30)[0] / (weights @ heights30))
gap_2 = predict(
    "A length of 3.0 minutes, wait missing. The heights are 0.00421 and 0.01728. What is the share of "
    "the short kind? Three decimals.",
    (0, 1),
    answer=round(share30, 3),
    why="$0.36\\times0.00421=0.00152$, $0.64\\times0.01728=0.01106$, and "
    "$0.00152/(0.00152+0.01106)=0.121$.",
)
gap_2

# %%
# The numbers above, checked
assert np.isclose(norm.cdf(1), 0.841, atol=5e-4)
assert np.isclose((2.3 - 4.29) / 0.41, -4.85, atol=0.005)
assert np.isclose(below, 0.303, atol=5e-4)
assert np.isclose(np.mean(X[:, 0] < 2.3), 0.298, atol=5e-4)
assert np.allclose(heights30, [0.00421, 0.01728], atol=5e-6)
assert np.allclose(weights * heights30, [0.00152, 0.01106], atol=5e-6)
assert np.isclose(share30, 0.121, atol=5e-4)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-11-density-sampling-and-anomalies")

# %% [markdown]
# ## Check
#
# In the [exercise on what a fit can do](../../exercises/s75-11-density-sampling-and-anomalies/s75-11-density-sampling-and-anomalies.ipynb)
# you compute a probability, write a sampler, mend a detector that reports the wrong eruptions, judge a
# gap, and share out irises of which some measurements are missing.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: an alarm goes off for the least dense 1 % of all eruptions; how many
# false alarms will there be in a year in which nothing is wrong?

# %% [markdown]
# ## Summary
#
# - A fit is a density. Probabilities are weighted sums of the components' probabilities; the density
#   itself carries a unit.
# - Draw a component by its weight, then $\mu_k+L_kz$. Good fakes mean a good fit.
# - Unusual is low density, measured against the fit's own draws; responsibilities only say whose.
# - With a gap, use the margin of what is known: neither fill nor drop.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 2.3.1
# (conditional), section 2.3.2 (margin, equation 2.98) and section 9.2, equation 9.13. Z. Ghahramani and
# M. I. Jordan, "Supervised learning from incomplete data via an EM approach", *NIPS* 6 (1994),
# 120–127. R. J. A. Little and D. B. Rubin, *Statistical Analysis with Missing Data*, Wiley 2002.
# R. J. Hyndman, "Computing and graphing highest density regions", *The American Statistician* 50
# (1996), 120–126. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
