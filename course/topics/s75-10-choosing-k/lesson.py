# %% [markdown]
# # How many components?
#
# **You will be able to**
#
# - count the free parameters of a mixture;
# - compute BIC and AIC and say what smaller means;
# - choose a number of components on held-out data;
# - say what each criterion asks.
#
# **Needs** covariance types, starts and restarts, maximum likelihood, logarithms. **Leads to** what
# lies beyond: priors over the number of components. **Takes** 40 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import (
    Diagonal,
    Full,
    Spherical,
    aic,
    bic,
    cross_validated,
    datasets,
    entropy,
    icl,
    kmeans_plusplus,
    likelihood_ratio_test,
    plot,
    race,
    random_points,
)
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_10_prices import Menu, prices

geyser = datasets.faithful()
X = geyser.X
shared = Full(shared=True)
search = {"portfolio": ((random_points, 6), (kmeans_plusplus, 6)), "rounds": ((20, 3), (30, 1))}
fits = [race(X, K, shared, rng=5, **search).fit for K in range(1, 7)]

# %% [markdown]
# ## Hook: four judges
#
# Old Faithful again: 272 eruptions, each with its length and the wait that followed. You fit mixtures
# with one to six components. All components of a mixture share one covariance, so their ellipses
# differ in place alone.

# %%
# The picture: two components or three?
fig, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True)
for ax, fit in zip(axes, fits[1:3], strict=True):
    plot.points(ax, X, fit.responsibilities)
    plot.ellipses(ax, fit.mixture, numbers=False)
    ax.set(title=f"K = {fit.mixture.K}", xlabel="length (min)", ylabel="")
axes[0].set_ylabel("wait (min)")
show(
    fig,
    "The eruptions twice: a cloud of short ones at the lower left, a larger cloud of long ones at "
    "the upper right. With two components each cloud has one ellipse. With three the upper cloud "
    "has two, side by side and overlapping.",
)

# %% [markdown]
# How many components should the mixture have? Ask four judges: **AIC**, **BIC**, **ICL**, and the
# **held-out likelihood**, which scores each fit on eruptions that it has not seen.

# %%
# A prediction: commit to yours below before you look inside this cell
folds = [cross_validated(X, K, shared, 5, rng=0, tol=1e-6, **search) for K in range(1, 7)]
verdicts = {
    "AIC": int(np.argmin([aic(fit) for fit in fits])) + 1,
    "BIC": int(np.argmin([bic(fit) for fit in fits])) + 1,
    "ICL": int(np.argmin([icl(fit) for fit in fits])) + 1,
    "held out": int(np.argmax([fold.mean for fold in folds])) + 1,
}


def the_verdicts():
    """What each judge chose."""
    fig, axes = plt.subplots(1, 3, figsize=(10, 3.2), sharey=True)
    for ax, K in zip(axes, (5, 3, 2), strict=True):
        plot.points(ax, X, fits[K - 1].responsibilities, size=12)
        plot.ellipses(ax, fits[K - 1].mixture, numbers=False)
        names = ", ".join(name for name, chosen in verdicts.items() if chosen == K)
        ax.set(title=f"{names}: {K}", xlabel="length (min)", ylabel="")
    axes[0].set_ylabel("wait (min)")
    return show(
        fig,
        "Three fits: AIC chooses five ellipses, BIC and the held-out likelihood three, ICL two.",
    )


first_guess = predict(
    "How many different answers do the four judges give?",
    {
        "one: good judges agree": "They would if they were asked the same question. They are not.",
        "two": "BIC and the held-out likelihood do agree here. The other two each go their way.",
        "three": "",
        "four": "Two of them agree: BIC and the held-out likelihood.",
    },
    answer="three",
    why="AIC says 5, BIC and the held-out likelihood say 3, ICL says 2. None of them has blundered: "
    "they ask different questions, and this lesson tells you which.",
    reveal=the_verdicts,
)
first_guess

# %%
# The numbers above, checked
assert len(X) == 272
assert verdicts == {"AIC": 5, "BIC": 3, "ICL": 2, "held out": 3}
assert len(set(verdicts.values())) == 3

# %% [markdown]
# ## Explore: the price of a parameter
#
# With more components the best fit is never worse: the smaller mixture is among the larger ones, with
# one component idle. So likelihood alone always wants more, and a parameter must have a price.
#
# The **misfit** of a fit is $-2\log L$. Its **cost** is the misfit plus a price for each of its
# parameters. Draw the cost against the price, and each $K$ becomes a straight line: it starts at its
# misfit, and climbs as steeply as it has parameters.
#
# The thick line below all others is what you pay if you always take the cheapest; the numbers below
# it say which $K$ that is. Costs are counted from the misfit of $K = 6$. With all 272 eruptions, the
# bar of one component leaves the picture.

# %%
# The explorer, with five things to try
parts = {
    "all 272": range(272),
    "136: every other": range(1, 272, 2),
    "68: every fourth": range(1, 272, 4),
}
menus = {
    name: Menu(rows, [race(X[rows], K, shared, rng=13, **search).fit for K in range(1, 7)])
    for name, rows in list(parts.items())[1:]
}
menus = {"all 272": Menu(parts["all 272"], fits)} | menus
prices(
    X,
    menus,
    presets=[
        explore.Preset(
            "1 · For nothing",
            {"price": 0.0, "look": "the cheapest", "points": "all 272"},
            "At price 0 the cost is the misfit, and the richest fit on offer wins: 6 components. "
            "Press Play: the price rises, and the fit loses one ellipse after another, down to 2.",
        ),
        explore.Preset(
            "2 · AIC",
            {"price": 2.0, "look": "the cheapest", "points": "all 272"},
            "The price 2 is AIC: 5 components, at a cost of 2266.3. Look at K = 4: it costs 2269.7.",
        ),
        explore.Preset(
            "3 · BIC",
            {"price": float(np.log(272)), "look": "the cheapest", "points": "all 272"},
            "The price 5.61, the logarithm of 272, is BIC: 3 components, at 2314.3. Two cost "
            "2325.2, four 2320.1.",
        ),
        explore.Preset(
            "4 · A quarter of the data",
            {"price": float(np.log(68)), "look": "the cheapest", "points": "68: every fourth"},
            "68 eruptions, and BIC's price is lower, 4.22. Yet it now takes 2 components only: "
            "the lines of 2 and 3 cross at 2.54 already.",
        ),
        explore.Preset(
            "5 · Half of the data",
            {"price": float(np.log(136)), "look": "the cheapest", "points": "136: every other"},
            "The lines of 2 and 3 cross at 3.25, and BIC's price is 4.91: two. With all 272 they "
            "cross at 9.25, and its price is 5.61: three. And no price at all makes three the "
            "cheapest here: below the thick line, the 3 is missing.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then keep the price at 5.61, look at each $K$ in turn,
# and watch the dashed line: where does it start, how steep is it, and where does it touch the thick
# one?
#
# What a component is worth grows with the data, on average in proportion. AIC's price stays; BIC's
# grows too, but only by 0.69 for every doubling. So a component that is truly there wins sooner or
# later, and one that only fits chance does not.
#
# On the way there chance has its say: the other 136 eruptions, fitted by themselves, give BIC three.

# %%
# The numbers above, checked
whole, half, quarter = menus.values()
assert [menus["all 272"].chosen(price) for price in (0, 2, np.log(272))] == [6, 5, 3]
assert whole.chosen(10) == 2
assert np.allclose(
    [aic(fits[4]), aic(fits[3]), *map(bic, fits[1:4])],
    [2266.3, 2269.7, 2325.2, 2314.3, 2320.1],
    atol=0.06,
)
assert [quarter.chosen(np.log(68)), half.chosen(np.log(136))] == [2, 2]
assert np.allclose(np.log([68, 136, 272]), [4.22, 4.91, 5.61], atol=0.005)
crossings = [(menu.misfits[1] - menu.misfits[2]) / 3 for menu in (quarter, half, whole)]
assert np.allclose(crossings, [2.54, 3.25, 9.25], atol=0.006)
assert [K for K, _, _ in half.bands] == [6, 4, 2]
assert round(np.log(2), 2) == 0.69
others = [race(X[::2], K, shared, rng=13, **search).fit for K in range(1, 7)]
assert len(X[::2]) == 136
assert np.argmin([bic(fit) for fit in others]) + 1 == 3

# %% [markdown]
# ## Explain: count, then charge
#
# ### Count
#
# A mixture of $K$ components in $D$ dimensions has three kinds of parameters.
#
# - **Weights:** $K - 1$. They sum to 1, so the last one is no choice.
# - **Means:** $K D$.
# - **Covariances:** a symmetric matrix has $D(D+1)/2$ free entries, since the two triangles are the
#   same numbers. How many such matrices there are depends on the type:
#
# | covariances | their parameters | in all, for $K = 3$, $D = 2$ |
# |---|---|---|
# | full | $K\,D(D+1)/2$ | 2 + 6 + 9 = 17 |
# | one shared, full | $D(D+1)/2$ | 2 + 6 + 3 = 11 |
# | diagonal | $K D$ | 2 + 6 + 6 = 14 |
# | spherical | $K$ | 2 + 6 + 3 = 11 |
#
# Counting is a safeguard. One well-known handbook lets AIC pick 140 full components in 41 dimensions.
# That is 126,419 parameters, for a table of 73,677 numbers.


# %%
def free_parameters(K, D):
    """Of a mixture with full covariances."""
    return (K - 1) + K * D + K * D * (D + 1) // 2


print("K = 3, D = 2:", free_parameters(3, 2), "  K = 140, D = 41:", free_parameters(140, 41))

# %%
# The numbers above, checked
assert free_parameters(3, 2) == 2 + 6 + 9 == 17
types = (Full(), shared, Diagonal(), Spherical())
counts = [race(X, 3, kind, rng=0, **search).fit.free_parameters for kind in types]
assert counts == [17, 11, 14, 11]
assert free_parameters(140, 41) == 126_419 > 1797 * 41 == 73_677

# %% [markdown]
# ### Charge
#
# With $\nu$ parameters, $n$ points and the maximised likelihood $L$:
#
# $$\mathrm{AIC} = -2\log L + 2\,\nu, \qquad \mathrm{BIC} = -2\log L + \nu\,\log n$$
#
# **Smaller is better** here, in `gmmlab` as in scikit-learn. The package mclust prints the negative
# of BIC, and there larger is better: know which one you read.
#
# **Why these prices?** The two ask different questions. **AIC** asks which fit would foretell *new
# data* best: $\log L$ flatters a fit by about $\nu$, once for every parameter tuned to these very
# points. **BIC** asks which model is the more probable, given the data: averaging over all values of
# a parameter, and not only the best, costs about $\tfrac12\log n$ each. Both are doubled.
#
# BIC's price exceeds AIC's as soon as $\log n > 2$, from 8 points on.

# %%
log_p = fits[2].mixture.log_density(X)
by_hand = -2 * log_p.sum() + 11 * np.log(len(X))
print(f"by hand {by_hand:.4f}, gmmlab {bic(fits[2]):.4f}")

# %%
# The numbers above, checked
assert abs(by_hand - bic(fits[2])) < 1e-6
assert np.log(7) < 2 < np.log(8)

# %% [markdown]
# Both derivations assume that the likelihood is smooth around one best point. For a mixture with a
# component too many that fails: an idle component may lie anywhere. Still, BIC finds the right $K$ in
# the end: that has been proved, under conditions. AIC tends to take too many.
#
# Compare the best fits that a search with many starts can find. A poor run makes its $K$ look bad.
#
# ### Charge for overlap
#
# **ICL** asks for *groups*: it adds to BIC what the labels leave undecided, twice the entropy of the
# responsibilities, $-\sum_{ik} r_{ik}\log r_{ik}$. Overlap is punished, never rewarded. Two ellipses
# side by side in one cloud pay heavily:

# %%
for fit in fits[1:3]:
    print(f"K = {fit.mixture.K}: BIC {bic(fit):.1f} + 2 x {entropy(fit):.1f} = ICL {icl(fit):.1f}")

# %%
# A prediction: commit to yours below before you look inside this cell
trained = [fit.log_likelihood / fit.n for fit in fits]


def the_curves():
    """Mean log-density per eruption: of those that the fit has seen, and of those it has not."""
    fig, ax = plt.subplots(figsize=(6.4, 3))
    Ks = range(2, 7)
    ax.plot(Ks, trained[1:], "-o", color=plot.PALETTE[0], label="seen by the fit")
    ax.plot(Ks, [f.mean for f in folds[1:]], "--s", color=plot.PALETTE[1], label="held out")
    ax.set(xlabel="K", ylabel="mean log-density", xticks=list(Ks))
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return show(
        fig,
        "Mean log-density per eruption for two to six components. For eruptions that the fit has "
        "seen it rises with every component. Held out, it is lower throughout, highest at three, "
        "and then falls.",
    )


second_guess = predict(
    "Now hold eruptions out. Fit to four fifths of them, score the other fifth by its mean "
    "log-density, five times over. Which curve is highest at $K = 6$?",
    {
        "the score of the eruptions that were fitted": "",
        "the score of those held out": "Unseen eruptions score lower for every K: no parameter has "
        "been tuned to them.",
        "neither: both are highest at 3": "Held out, yes. But the fit to its own data gets better "
        "with every component, whether that helps anyone or not.",
    },
    answer="the score of the eruptions that were fitted",
    why="The training score always takes the largest K, so it can choose nothing. The held-out score "
    "falls once a component describes the accidents of one sample.",
    reveal=the_curves,
)
second_guess

# %%
# The numbers above, checked
assert np.all(np.diff(trained) > 0)
assert np.argmax([fold.mean for fold in folds]) == 2
assert all(fold.mean < seen for fold, seen in zip(folds, trained, strict=True))

# %% [markdown]
# ### Hold out
#
# **Held-out likelihood** asks AIC's question without a formula: the data foretell themselves. It is
# fair only if no held-out point was seen while fitting. In `gmmlab` it is
# `cross_validated(X, K, shape)`.
#
# The folds are drawn by chance, so compare two $K$ point by point, with the standard error of the
# difference:

# %%
for few, many in ((2, 3), (3, 4)):
    gain = folds[many - 1] - folds[few - 1]
    print(
        f"from {few} to {many}: {gain.mean:+.3f} per eruption, give or take {gain.standard_error:.3f}"
    )

# %%
# The numbers below, checked
gain = folds[3] - folds[2]
again = [cross_validated(X, K, shared, 5, rng=1, tol=1e-6, **search).mean for K in (3, 4)]
assert -2 * gain.standard_error < gain.mean < 0
assert again[1] > again[0]

# %% [markdown]
# Between 3 and 4 the data can hardly tell: other folds, with `rng=1`, choose 4.
#
# ### Draw chance itself
#
# The **bootstrap likelihood ratio** asks whether one more component gains more than chance would. The
# textbook's $\chi^2$ table is no help: the smaller mixture lies on the edge of the larger one. So
# draw new data from the smaller fit, fit both sizes to them, and see what a superfluous component
# gains.

# %%
quick = {"portfolio": ((random_points, 3), (kmeans_plusplus, 3)), "rounds": ((25, 1),), "tol": 1e-4}
test = likelihood_ratio_test(X, 2, shared, B=19, rng=0, **quick)
print(test)
print("gains by chance:", np.sort(test.simulated).round(1))

# %% [markdown]
# None of the 19 draws gains as much as the data. The data count as one draw more, so
# $p = (1 + 0)/(1 + 19) = 0.05$: never 0, however large the gain.

# %%
# The numbers above, checked
assert test.simulated.max() < test.statistic
assert len(test.simulated) == 19
assert np.isclose(test.p_value, (1 + 0) / (1 + 19))
assert np.isclose(test.p_value, 0.05)

# %% [markdown]
# ### A component is not a cluster
#
# BIC counts the Gaussians that the *density* needs. Here are 400 points in two moons.

# %%
# A prediction: commit to yours below before you look inside this cell
rng = np.random.default_rng(2)
turn, upper = rng.uniform(0, np.pi, 400), rng.integers(0, 2, 400) == 1
moons = np.where(upper, [np.cos(turn), np.sin(turn)], [1 - np.cos(turn), 0.5 - np.sin(turn)]).T
moons = moons + rng.normal(0, 0.06, moons.shape)
shapes = [race(moons, K, rng=1, **quick).fit for K in range(1, 12)]
K_moons = int(np.argmin([bic(fit) for fit in shapes])) + 1


def the_moons():
    """The fit that BIC chooses."""
    fig, ax = plt.subplots(figsize=(6, 3.4))
    ax.scatter(*moons.T, s=9, c=np.where(upper, plot.PALETTE[0], plot.PALETTE[1]))
    plot.ellipses(ax, shapes[K_moons - 1].mixture, numbers=False)
    ax.set(xlabel="", ylabel="", xticks=[], yticks=[])
    return show(
        fig,
        f"Two interlocked half-moons. {K_moons} narrow ellipses lie end to end along them, like "
        "the links of two chains.",
    )


third_guess = predict(
    "Two half-moons, interlocked, full covariances, $K$ from 1 to 11. Which $K$ does BIC choose?",
    (1, 11),
    answer=K_moons,
    why="A moon is no ellipse, so several ellipses are laid along each. As a density that is right. "
    "There are still 2 groups: join components before you call them clusters.",
    reveal=the_moons,
)
third_guess

# %% [markdown]
# Nor do bumps count components. The density of three on Old Faithful has **two** peaks: its two
# upper ellipses melt into one hill.
#
# Two further tools belong to clusters without densities. The **elbow** is the bend in a curve of
# k-means' inertia, which falls with every centre; seeing it is left to you. The **silhouette** of a
# point is $(b - a)/\max(a, b)$, where $a$ is its mean distance within its cluster, and $b$ that to
# the nearest other cluster. With $a = 2$ and $b = 6$ it is 0.67.

# %%
# The numbers above, checked
assert K_moons == 9
assert len(moons) == 400
peaks = fits[2].mixture.means
for _ in range(3000):  # uphill on the density, from each of the three means
    peaks = fits[2].mixture.responsibilities(peaks) @ fits[2].mixture.means
assert len(np.unique(peaks.round(2), axis=0)) == 2
assert round((6 - 2) / max(2, 6), 2) == 0.67

# %% [markdown]
# | judge | asks |
# |---|---|
# | AIC, held-out likelihood | which fit foretells new points best? |
# | BIC | which model of the density is most probable? |
# | ICL | into how many distinct groups do the points fall? |
# | bootstrap ratio | does one component more gain more than chance? |

# %% [markdown]
# ## Worked example: two or three?
#
# The covariance is shared. On 272 eruptions, two components reach $\log L = -1140.19$, three
# $-1126.32$. And $\log 272 = 5.606$.
#
# 1. **Count.** Two: $1 + 4 + 3 = 8$. Three: $2 + 6 + 3 = 11$.
# 2. **Misfit.** $-2\log L$ is 2280.38 and 2252.64.
# 3. **Price.** $8 \times 5.606 = 44.85$ and $11 \times 5.606 = 61.67$.
# 4. **BIC.** 2325.23 and 2314.31. Three is smaller, so better, by 10.92.
#
# The third component gains 13.87 in $\log L$. It had to gain $3 \times 5.606/2 = 8.41$.

# %%
# The numbers above, checked
assert np.allclose([fit.log_likelihood for fit in fits[1:3]], [-1140.19, -1126.32], atol=0.005)
assert round(np.log(272), 3) == 5.606
assert [fit.free_parameters for fit in fits[1:3]] == [1 + 4 + 3, 2 + 6 + 3] == [8, 11]
assert np.allclose([2 * 1140.19, 2 * 1126.32], [2280.38, 2252.64])
assert np.allclose([8 * 5.606, 11 * 5.606], [44.85, 61.67], atol=0.005)
assert np.allclose([2280.38 + 44.85, 2252.64 + 61.67], [2325.23, 2314.31])
assert np.isclose(2325.23 - 2314.31, 10.92)
assert np.isclose(1140.19 - 1126.32, 13.87)
assert round(3 * 5.606 / 2, 2) == 8.41

# %% [markdown]
# ### The same, with gaps
#
# A third candidate: **two** components, each with a full covariance of its own. It reaches
# $\log L = -1130.26$.

# %%
# The first gap: fill it below before you look inside this cell
own = race(X, 2, rng=0, **search).fit
gap_1 = predict(
    "Step 1. How many free parameters has it?",
    (1, 20),
    answer=own.free_parameters,
    why="One weight, $2 \\times 2$ means, and $2 \\times 3$ for two symmetric matrices: 11. As many "
    "as three components with one shared covariance.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Steps 2 to 4. What is its BIC, to one decimal?",
    (2200, 2400),
    answer=round(2 * 1130.26 + 11 * 5.606, 1),
    why="$2260.52 + 61.67 = 2322.19$. With equally many parameters the better fit wins at every "
    "price: three components with a shared covariance, 2314.31.",
)
gap_2

# %%
# The numbers above, checked
assert round(own.log_likelihood, 2) == -1130.26
assert own.free_parameters == 1 + 2 * 2 + 2 * 3 == 11
assert np.isclose(2260.52 + 61.67, 2322.19)
assert np.isclose(bic(own), 2322.19, atol=0.01)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-10-choosing-k")

# %% [markdown]
# ## Check
#
# In the [exercise on choosing K](../../exercises/s75-10-choosing-k/s75-10-choosing-k.ipynb) you
# write AIC and BIC until they agree with gmmlab's to eight decimals, mend a colleague's held-out
# score, and let four judges disagree.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: for which use of the geyser's mixture would you take ICL's answer, and
# for which the held-out one?

# %% [markdown]
# ## Summary
#
# - More components never fit worse, so a fit is charged for its parameters, or scored on points that
#   it has not seen.
# - AIC charges 2 for a parameter, BIC $\log n$; both are added to $-2\log L$, and smaller is better.
#   ICL charges for overlap as well.
# - They ask about new data, about the density, about groups. Say which question is yours before you
#   look at the answers.
#
# **Read on** G. Schwarz, "Estimating the dimension of a model", *Annals of Statistics* 6 (1978),
# 461–464. C. Biernacki, G. Celeux and G. Govaert, on ICL, *IEEE Transactions on Pattern Analysis and
# Machine Intelligence* 22 (2000), 719–725. P. Smyth, "Model selection for probabilistic clustering
# using cross-validated likelihood", *Statistics and Computing* 10 (2000), 63–72. G. J. McLachlan, on
# the bootstrap, *Applied Statistics* 36 (1987), 318–324. C. Keribin, "Consistent estimation of the
# order of mixture models", *Sankhyā* A 62 (2000), 49–66. The data: A. Azzalini and A. W. Bowman,
# *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
