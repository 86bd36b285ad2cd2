# %% [markdown]
# # Starts and restarts
#
# **You will be able to**
#
# - say what a start decides;
# - draw a k-means++ start by hand;
# - compute how many restarts find a good fit with a given probability;
# - tell relabelled fits from different ones.
#
# **Needs** EM by hand, singularities and floors, k-means, cumulative distribution functions.
# **Leads to** How many components? **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
from itertools import islice
from math import comb, factorial, log

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import (
    Mixture,
    agreement,
    best_fit,
    datasets,
    e_step,
    em,
    kmeans_plusplus,
    match,
    plot,
    random_points,
    relabel,
    start,
    until_converged,
)
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_08_fifty_climbs import Climbs, fifty_climbs
from gmmlab.shapes import Full

iris = datasets.iris()
X = iris.X
tied = Full(shared=True)


def ended(seed):
    """Where EM ends from three flowers that are drawn evenly."""
    *_, fit = until_converged(em(X, start(X, 3, tied, how=random_points, rng=seed)), tol=1e-9)
    return fit


# %% [markdown]
# ## Hook: the same data, the same program
#
# Two botanists measure the same 150 irises and fit the same model to them: three Gaussians with one
# covariance matrix in common. Each begins with three flowers, drawn at random, as means, and both
# let EM run until nothing moves.
#
# One reports groups of 50, 49 and 51 flowers, the other of 50, 65 and 35. Neither has made a
# mistake.

# %%
# The picture: two fits of one model
hers, his = ended(2), ended(4)
fig, axes = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True)
for ax, fit in zip(axes, (hers, his), strict=True):
    for look, k in enumerate(fit.mixture.means[:, 2].argsort()):
        own = X[fit.labels == k]
        ax.plot(*own[:, 2:].T, "o^s"[look], ms=5, alpha=0.7, color=plot.PALETTE[look])
        ax.plot(*fit.mixture.means[k, 2:], "P", ms=12, color="black", mec="white")
    ax.set(title=f"log-likelihood {fit.log_likelihood:.1f}", xlabel="petal length (cm)")
axes[0].set(ylabel="petal width (cm)")
show(
    fig,
    "Two scatter plots of the petals, each in three groups with crosses at their means. The group "
    "of short petals is the same in both; the border between the other two lies further right in "
    "the second plot, where the log-likelihood is lower.",
)

# %%
# The numbers above, checked
by_petal = [np.bincount(f.labels)[f.mixture.means[:, 2].argsort()].tolist() for f in (hers, his)]
assert by_petal == [[50, 49, 51], [50, 65, 35]]
assert [round(f.log_likelihood, 1) for f in (hers, his)] == [-256.4, -263.5]
assert len(X) == 150

# %%
# A prediction: commit to yours below before you look inside this cell
flowers = Climbs.of(X, "random flowers")
found = flowers.ends.count(-256.4)
first_guess = predict(
    "Her fit is the best that is known. Fifty people each run EM once, from three random flowers. "
    "How many of them end as high as she does?",
    (0, 50),
    answer=found,
    why="One in five. The commonest end is his, with 26 of 50: what most runs find need not be the "
    "best.",
)
first_guess

# %%
# The numbers above, checked
assert found == 10
assert found / 50 == 1 / 5
assert flowers.ends.count(-263.5) == 26
assert np.isclose(best_fit(X, 3, tied, rng=0).log_likelihood, hers.log_likelihood)

# %% [markdown]
# ## Explore: fifty climbs at once
#
# Here all fifty run side by side. On the left every run has three means, so 150 marks move; on the
# right each run is a dot that climbs to the right, along its log-likelihood. A mark's shape says
# where its run is bound for. The run that you follow carries the names A, B and C and an arrow.

# %%
# The explorer, with five things to try
fifty_climbs(
    X,
    presets=[
        explore.Preset(
            "1 · Fifty climbs",
            {"step": 0, "start": "random flowers", "run": 3},
            "Press Play. No dot ever moves left. The means flow together into a few places, the "
            "dots into a few heaps: 10 runs at −256.4, 26 at −263.5, 10 at −267.2.",
        ),
        explore.Preset(
            "2 · One fit…",
            {"step": 500, "start": "random flowers", "run": 3},
            "Run 3 ends in the best heap. From short petals to long its components are B, A, C.",
        ),
        explore.Preset(
            "3 · …other names",
            {"step": 500, "start": "random flowers", "run": 17},
            "Run 17: the same heap, the same ellipses, the names A, B, C. Below on the right: all 6 "
            "orders turn up among these 10 runs.",
        ),
        explore.Preset(
            "4 · K-means++",
            {"step": 0, "start": "k-means++", "run": 1},
            "Press Play. These starts are spread out on purpose. 11 runs find the best end instead "
            "of 10: hardly more.",
        ),
        explore.Preset(
            "5 · Nearly alike",
            {"step": 16, "start": "random shares", "run": 28},
            "Every flower was shared out at random, so all means began near the middle. After 16 "
            "steps all fifty stand at about −380, as if stuck. Press Play: they leave, and only "
            "run 28 finds the best end.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then set the steps back to 0 and look for
# the circles: can you tell from the left picture which starts lead to the top?

# %%
# The numbers above, checked
spread, shares = Climbs.of(X, "k-means++"), Climbs.of(X, "random shares")
assert [flowers.ends.count(end) for end in (-256.4, -263.5, -267.2)] == [10, 26, 10]
assert all((np.diff(runs.heights, axis=0) > -1e-9).all() for runs in (flowers, spread, shares))
best = np.array(flowers.ends) == -256.4
assert best[[2, 16]].all()
assert len(set(flowers.orders[-1, best])) == 6
orders = [k.mixture.means[:, 2].argsort().tolist() for k in (ended(2), ended(16))]
assert orders == [[1, 0, 2], [0, 1, 2]]
assert spread.ends.count(-256.4) == 11
assert np.allclose(shares.heights[9], -380, atol=0.6)
assert shares.ends.count(-256.4) == 1
assert shares.ends[27] == -256.4

# %% [markdown]
# ## Explain
#
# ### What a start decides
#
# EM itself rolls no dice. Once the start is given, so is every step, and so is the end. What the
# start decides is *which* end.
#
# Often one reads that EM converges to a local maximum. More precisely: it climbs to a **stationary
# point**, where an EM step moves nothing. That is usually a local maximum; it may be a **saddle**,
# or the climb may run into a collapse, where there is no top at all.
#
# Here is a saddle: three equal components, all at the mean of the data. Nothing tells them apart, so
# nothing can part them.

# %%
middle = np.tile(X.mean(axis=0), (3, 1))
wide = np.repeat(np.cov(X.T, bias=True)[None], 3, axis=0)
nudge = 0.01 * np.array([[-1], [0], [1]])
for name, means in (("alike", middle), ("nudged by 0.01 cm", middle + nudge)):
    climb = em(X, Mixture(np.full(3, 1 / 3), means, wide, tied))
    print(name, *(f"{fit.log_likelihood:.2f}" for fit in islice(climb, 0, 251, 50)))
    climbed = fit

# %%
# The numbers around here, checked
alike = Mixture(np.full(3, 1 / 3), middle, wide, tied)
still = [fit.log_likelihood for fit in islice(em(X, alike), 0, 251, 50)]
assert np.ptp(still) < 1e-6
assert np.isclose(still[0], best_fit(X, 1).log_likelihood)
assert round(still[0], 1) == -379.9
assert round(climbed.log_likelihood, 2) == -263.47
*_, collapsed = until_converged(em(X, start(X, 3, rng=16)), tol=1e-9)
assert collapsed.collapsed
assert round(collapsed.log_likelihood, 1) == -170.3
assert round(best_fit(X, 3, rng=0).log_likelihood, 1) == -180.2

# %% [markdown]
# Alike, they stay at −379.9, the value of a single Gaussian. A nudge, and the climb goes on.
#
# So you try several starts and keep the best fit *of those that have not collapsed*. With a
# covariance for each component, one start ends at −170.3, above the −180.2 of the best sound fit known,
# because a component has shrunk onto four flowers.
#
# ### Same fit, other names
#
# The density of a mixture is a sum, and a sum does not care about the order of its terms. Rename
# the components, weights and all, and every number printed changes place; the log-likelihood stays.
# A fit of $K$ different components can be written down in
#
# $$K! = K\cdot(K-1)\cdots 2\cdot 1$$
#
# orders: 6 for $K=3$, 24 for $K=4$. Each maximum comes in so many copies.

# %%
# A prediction: commit to yours below before you look inside this cell
twin = ended(16)
same_names = int(np.sum(hers.labels == twin.labels))
second_guess = predict(
    "Compare her labels, flower by flower, with those of two other runs. One gives 51 of 150 "
    "flowers the same number as she does, the other 134. Which of them is the same fit as hers?",
    {
        "the one that agrees on 134": "That is his fit, 7 nats lower. Its numbering happens to be "
        "like hers, and 16 flowers stand in another group.",
        "the one that agrees on 51": "",
        "neither, since both differ": "Labels may differ in name only.",
    },
    answer="the one that agrees on 51",
    why="Two of its names are exchanged, so two whole groups seem to disagree. Rename them, and all "
    "150 flowers agree.",
)
second_guess

# %% [markdown]
# `match` pairs two fits' components off, and `relabel` renames them:

# %%
order = match(hers.mixture, twin.mixture)
renamed = relabel(twin.mixture, order)
print("order:", order, " log-likelihoods:", round(hers.log_likelihood, 4), end=" ")
print(round(twin.log_likelihood, 4), round(e_step(X, renamed).log_likelihood, 4))
print("largest gap between the means:", np.abs(renamed.means - hers.mixture.means).max().round(4))

# %%
# The numbers above, checked
assert same_names == 51
assert int(np.sum(hers.labels == his.labels)) == 134
assert 150 - 134 == 16
assert round(hers.log_likelihood - his.log_likelihood) == 7
assert agreement(hers.labels, twin.labels) == 1
assert sorted(np.flatnonzero(order != np.arange(3)).tolist()) == [0, 1]
assert np.allclose(renamed.means, hers.mixture.means, atol=1e-4)
assert np.isclose(e_step(X, renamed).log_likelihood, twin.log_likelihood)
assert [factorial(k) for k in (3, 4)] == [6, 24]
assert np.round(collapsed.counts).min() == 4

# %% [markdown]
# ### A start that is spread out
#
# Three flowers drawn evenly miss the 50 with short petals altogether in 29 % of all draws.
# **K-means++** prefers what is badly served. The first centre is drawn evenly; each next one with
# a probability proportional to $D^2$, the *squared* distance from the nearest centre so far.
# Far points are preferred, not certain: otherwise an outlier would be a centre every time.

# %%
petals = np.array([1.4, 1.5, 4.7, 5.1, 6.0])
gap = np.abs(petals - 1.4)  # the first centre is 1.4
chance = gap**2 / np.sum(gap**2)
print(chance.round(3), " cumulated:", chance.cumsum().round(3))

# %% [markdown]
# In 300 draws of k-means++ the short petals were missed 27 times: 9 %. What it promises is a small
# k-means cost, on average, and nothing about your likelihood. For the irises, 11 good ends in 50
# instead of 10 are no clear gain.
#
# ### How many restarts?
#
# If a start succeeds with probability $p$, it misses with $1-p$, and $n$ independent starts all miss
# with $(1-p)^n$. Chances of missing multiply; chances of hitting do *not* add, or six starts of 0.2
# would succeed with 1.2. Want 95 %? Then $(1-p)^n \le 0.05$:
#
# $$n \ge \frac{\ln 0.05}{\ln(1-p)}$$

# %%
for how, p in (("random flowers", 10 / 50), ("k-means++", 11 / 50), ("random shares", 1 / 50)):
    print(how, "needs", int(np.ceil(log(0.05) / log(1 - p))), "starts")

# %% [markdown]
# The way of starting decides between 13 starts and 149. Yet $(1-p)^n$ never becomes 0, and $p$ is
# itself a guess, made from runs that know no better end. The first 27 runs of random shares all miss
# −256.4: whoever stops there calls −263.5 the best. **The best of your runs is a lower bound for the
# best of all, and no proof.**

# %%
# The numbers above, checked
assert round(100 * comb(100, 3) / comb(150, 3)) == 29
assert np.sum(iris.labels == 0) == 50
assert X[iris.labels == 0, 2].max() < 2.5 < X[iris.labels != 0, 2].min()
starts = [start(X, 3, tied, how=kmeans_plusplus, rng=seed).means for seed in range(300)]
assert sum(not np.any(means[:, 2] < 2.5) for means in starts) == 27
assert 27 / 300 == 0.09
assert np.isclose(6 * 0.2, 1.2)
needed = [int(np.ceil(log(0.05) / log(1 - p))) for p in (0.2, 0.22, 0.02)]
assert needed == [14, 13, 149]
assert round(100 * (1 - 0.05)) == 95
assert max(shares.ends[:27]) == -263.5

# %% [markdown]
# ## Worked example: a start, and how many of them
#
# Five petals measure 1.4, 1.5, 4.7, 5.1 and 6.0 cm. The first centre is 1.4.
#
# 1. **Square the distances from it.** 0, 0.01, 10.89, 13.69 and 21.16; together 45.75.
# 2. **Share.** The petal of 6.0 is next with probability $21.16/45.75 = 0.463$; by plain distances
#    it would be 0.393, evenly 0.25.
# 3. **Draw.** The shares cumulate to 0, 0.000, 0.238, 0.537 and 1. A uniform number of 0.30 lies
#    between 0.238 and 0.537: the second centre is 5.1.
# 4. **How many starts?** A random start succeeds with probability 0.2. All of $n$ miss with
#    $0.8^n$, and $\ln 0.05/\ln 0.8 = 13.43$. So 14: $0.8^{13} = 0.055$ is too much,
#    $0.8^{14} = 0.044$ is enough.

# %%
# The numbers above, checked
assert np.allclose(gap**2, [0, 0.01, 10.89, 13.69, 21.16])
assert np.isclose(np.sum(gap**2), 45.75)
assert round(21.16 / 45.75, 3) == 0.463
assert round(float(gap[4] / gap.sum()), 3) == 0.393
assert np.allclose(chance.cumsum(), [0, 0, 0.238, 0.537, 1], atol=0.0006)
assert 1 / np.count_nonzero(gap) == 0.25
assert petals[np.searchsorted(chance.cumsum(), 0.30)] == 5.1
assert round(log(0.05) / log(0.8), 2) == 13.43
assert [round(0.8**n, 3) for n in (13, 14)] == [0.055, 0.044]

# %% [markdown]
# ### The same, with gaps
#
# Now the **third** centre. A petal is served by the nearer of 1.4 and 5.1, so the distances of 1.5,
# 4.7 and 6.0 are 0.1, 0.4 and 0.9 cm.

# %%
# The first gap: fill it below before you look inside this cell
nearest = np.array([0.1, 0.4, 0.9]) ** 2
gap_1 = predict(
    "With what probability is the petal of 6.0 cm the third centre? Two decimals.",
    (0, 1),
    answer=round(float(nearest[2] / nearest.sum()), 2),
    why="The squares are 0.01, 0.16 and 0.81, together 0.98, and $0.81/0.98 = 0.83$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "One start succeeds with probability 0.2, as before. How many are needed for **99 %**?",
    (1, 100),
    answer=int(np.ceil(log(0.01) / log(0.8))),
    why=r"$\ln 0.01/\ln 0.8 = 20.64$, so 21. From 95 % to 99 % it takes only seven starts more: "
    "each multiplies what may still go wrong by 0.8.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(np.abs(np.subtract.outer([1.5, 4.7, 6.0], [1.4, 5.1])).min(1), [0.1, 0.4, 0.9])
assert np.allclose(nearest, [0.01, 0.16, 0.81])
assert np.isclose(nearest.sum(), 0.98)
assert round(0.81 / 0.98, 2) == 0.83
assert round(log(0.01) / log(0.8), 2) == 20.64
assert 21 - 14 == 7

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-08-starts-and-restarts")

# %% [markdown]
# ## Check
#
# The [exercise on restarts](../../exercises/s75-08-starts-and-restarts/s75-08-starts-and-restarts.ipynb)
# has five graded questions: a draw by hand, k-means++ from an empty cell, a bug about names, a
# choice that you defend, and a plan of restarts for other data.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a colleague sends you one fit and its log-likelihood. What do you
# ask before you believe its groups?

# %% [markdown]
# ## Summary
#
# - The start decides which stationary point EM climbs to; the commonest end need not be the best.
# - A fit has $K!$ orders of names with one log-likelihood. Compare fits after pairing them off.
# - $n$ starts all miss with $(1-p)^n$: more starts make a better end likelier, never certain.
#
# **Read on** D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", *SODA*
# 2007, 1027–1035, Theorem 1.1. M. Stephens, "Dealing with label switching in mixture models", *J. R.
# Statist. Soc. B* 62 (2000), 795–809. C. F. J. Wu, "On the convergence properties of the EM
# algorithm", *Annals of Statistics* 11 (1983), 95–103. The data: R. A. Fisher, *Annals of Eugenics*
# 7 (1936), 179–188, Table I.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
