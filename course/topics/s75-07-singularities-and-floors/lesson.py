# %% [markdown]
# # Singularities and floors
#
# **You will be able to**
#
# - show how one point makes the likelihood unbounded;
# - say what a floor under the covariances does and what it costs;
# - recognise a component that has collapsed.
#
# **Needs** covariance types, why EM never goes down, maximum likelihood, densities, decimals.
# **Leads to** starts and restarts. **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import (
    Mixture,
    Prior,
    best_fit,
    datasets,
    e_step,
    em,
    m_step,
    plot,
    random_points,
    start,
    until_converged,
)
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_07_needle import Needle, needle

x = datasets.faithful().X[:, :1]
two, healthy = best_fit(x, 2, rng=0), best_fit(x, 3, rng=0)
*_, thin = until_converged(em(x, Needle(two, 4.5).mixture(0.005)), tol=1e-9)

# %% [markdown]
# ## Hook: the winner is a hair
#
# Old Faithful erupted 272 times, for 1.6 to 5.1 minutes. Two runs of EM have fitted three
# components to these lengths. Both have converged. Run A ends at a log-likelihood of −263.9, run B
# at −241.7, which is 22.2 higher. The field's rule says: keep the higher one.

# %%
# The picture: two fits of three components to the same eruptions
grid = np.sort(np.append(np.linspace(1.4, 5.4, 400), thin.mixture.means[2, 0]))
fig, axes = plt.subplots(1, 2, figsize=(8, 3), sharey=True)
for ax, fit, name in zip(axes, (healthy, thin), "AB", strict=True):
    ax.hist(x[:, 0], bins=40, density=True, color="0.85", edgecolor="0.6")
    ax.plot(grid, np.exp(fit.mixture.log_density(grid[:, None])), color=plot.PALETTE[0], lw=2)
    ax.set_title(f"Run {name}: log-likelihood {fit.log_likelihood:.1f}".replace("-", "−"), size=10)
    ax.set(xlabel="eruption (min)", ylim=(0, 1.6))
axes[0].set_ylabel("density (per min)")
axes[1].annotate("on up to 102", (4.5, 1.5), (-8, 0), textcoords="offset points", ha="right")
show(
    fig,
    "Two histograms of the same eruptions, with humps near 2 and 4.4 minutes. Run A's curve has a "
    "narrow and a wide hill at the left and one hill at the right. Run B's has one hill on each "
    "side, and at 4.5 minutes a vertical line that leaves the picture.",
)

# %%
# The numbers above, checked
lead = round(thin.log_likelihood, 1) - round(healthy.log_likelihood, 1)
assert len(x) == 272
assert (x.min(), x.max()) == (1.6, 5.1)
assert round(healthy.log_likelihood, 1) == -263.9
assert round(thin.log_likelihood, 1) == -241.7
assert np.isclose(lead, 22.2)
assert np.isclose(thin.mixture.means[2, 0], 4.5)
assert int(np.exp(thin.mixture.log_density([[4.5]]))[0]) == 102

# %%
# A prediction: commit to yours below before you look inside this cell


def no_top():
    """The log-likelihood of run B's kind of fit, as its third component narrows."""
    sigmas = 10.0 ** np.arange(0, -8.5, -0.5)
    heights = [Needle(two, 4.5).fit(sigma).log_likelihood for sigma in sigmas]
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.semilogx(sigmas, heights, "D-", ms=4, color=plot.PALETTE[1])
    ax.axhline(healthy.log_likelihood, color=plot.PALETTE[0], ls="--", label="run A")
    ax.set(xlabel="standard deviation of the third component (min)", ylabel="log-likelihood")
    ax.invert_xaxis()
    ax.legend(frameon=False)
    return show(
        fig,
        "Against a standard deviation that falls from 1 to a hundred-millionth of a minute, the "
        "log-likelihood stays level at first, passes run A and rises on in a straight line.",
    )


first_guess = predict(
    "How high could the log-likelihood of three components be for these eruptions?",
    {
        "at most 0": "That would hold for probabilities. A density is a probability per minute, "
        "and may be 102 or a million.",
        "a little above −241.7, where the best of all fits is": "Run B was stopped, not finished: "
        "it ends where it does because the program lets no component become narrower.",
        "as high as you like": "",
    },
    answer="as high as you like",
    why="Narrow the hair tenfold, and the log-likelihood rises by the same amount each time. The "
    "highest fit does not exist.",
    reveal=no_top,
)
first_guess

# %% [markdown]
# ## Explore: a slope without a top
#
# Take a fit of two components and add a **needle**: a third component with the weight of one
# eruption, its mean on an eruption. Narrow it. The magnifying glass shrinks with it, so the
# needle looks the same at each width, while its neighbours leave the window one after another.
#
# The diamond at the right is the whole fit. The triangle beside it says where EM would go next:
# to the right, narrower; to the left, wider.

# %%
# The explorer, with five things to try
LONE, ALIKE = "2.9 min, alone", "4.5 min, one of eight alike"
NO, OURS, STRICT = "none", "gmmlab's, 1e-8", "a high one, 1e-2"
needle(
    two,
    healthy,
    presets=[
        explore.Preset(
            "1 · Narrow it",
            {"sigma": 1, "place": LONE, "floor": NO},
            "The log-likelihood wanders at first: −275.7, up to −271.7, down to −273.0. From 0.002 "
            "on the needle is alone, and each tenfold narrowing adds 2.3, for ever. At 1e-8 it has "
            "passed the best healthy fit.",
            "Play",
        ),
        explore.Preset(
            "2 · The last way back",
            {"sigma": 0.005, "place": LONE, "floor": NO},
            "One neighbour, 0.017 min away, still holds the needle open: the triangle points back, "
            "to a width of 0.006. One notch narrower, at 0.002, the neighbour is lost, and EM "
            "leaps below 1e-8 in a single step.",
        ),
        explore.Preset(
            "3 · Eight alike",
            {"sigma": 1e-5, "place": ALIKE, "floor": NO},
            "Eight eruptions were written down as 4.5 minutes. All of them gain, so the slope is "
            "eight times as steep: 18.4 for each tenfold narrowing.",
        ),
        explore.Preset(
            "4 · gmmlab's floor",
            {"sigma": 1e-8, "place": ALIKE, "floor": OURS},
            "The needle stops at 0.000114 min. The fit is finite, yet 12.6 above the best healthy "
            "one: the floor ends the climb, and does not undo it.",
        ),
        explore.Preset(
            "5 · A high floor",
            {"sigma": 1e-8, "place": ALIKE, "floor": STRICT},
            "Now the needle gains nothing. But look at the dashed line: it has sunk from −263.9 to "
            "−264.6. The healthy fit pays too.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. In the first, let it play to the end and
# then go back with the slider, to find where the triangle turns round.

# %%
# The numbers above, checked
lone, alike = Needle(two, 2.9), Needle(two, 4.5)
own_floor, high_floor = (float(np.sqrt(share) * x.std()) for share in (1e-8, 1e-2))
heights = [round(lone.fit(sigma).log_likelihood, 1) for sigma in (1, 0.01, 0.005)]
assert heights == [-275.7, -271.7, -273.0]
assert np.allclose([lone.slope(0.002), lone.slope(1e-8), np.log(10)], 2.3, atol=0.05)
assert np.isclose(np.sort(np.abs(x[:, 0] - 2.9))[1], 0.017)
assert round(lone.after_em(0.005), 3) == 0.006
assert lone.after_em(0.002) < 1e-8
assert lone.fit(1e-8).log_likelihood > healthy.log_likelihood
assert np.isclose(alike.slope(1e-5), 18.4, atol=0.1)
assert np.sum(x == 4.5) == 8
assert round(own_floor, 6) == 0.000114
assert round(alike.fit(own_floor).log_likelihood - healthy.log_likelihood, 1) == 12.6
*_, lowered = until_converged(
    em(x, healthy.mixture, maximise=partial(m_step, floor=0.01)), tol=1e-9
)
assert round(lowered.log_likelihood, 1) == -264.6
assert alike.fit(high_floor).log_likelihood < lowered.log_likelihood

# %% [markdown]
# ## Explain: one point, two components, no maximum
#
# Put the mean of component 1 on the point $x_1$. Its log-density there is
# $-\ln\sigma_1-\frac12\ln 2\pi$: the narrower, the higher. From $\sigma_1=1$ to one millionth, it
# gains $6\ln 10 = 13.816$.
#
# The other points are not lost, because component 2 keeps them alive. So
#
# $$\ln L \;\ge\; \ln\frac{\pi_1}{\sigma_1\sqrt{2\pi}}
# + \sum_{i\ge 2} \ln\bigl(\pi_2\,\mathcal N(x_i\mid\mu_2,\sigma_2^2)\bigr)$$
#
# and the right-hand side grows beyond every bound as $\sigma_1\to 0$. Such a place is called a
# **singularity**, and a component on its way there has **collapsed**.
#
# It takes two. Narrow a *single* Gaussian onto one eruption, and all others punish it:

# %%
for sigma in (1.0, 0.1, 0.01):
    alone = Mixture(np.ones(1), np.array([[2.9]]), np.array([[[sigma**2]]]))
    print(f"sigma {sigma:<5} log-likelihood {e_step(x, alone).log_likelihood:12.1f}")

# %% [markdown]
# One Gaussian has a highest likelihood; a mixture with a variance for each component has none. So
# EM does not "converge to the maximum". It ends at a stationary point, or it runs into a
# singularity. What you look for is a **good local maximum**.
#
# In $d$ dimensions a full covariance is singular on $d$ points or fewer: two points in the plane
# span a line, of area 0. A covariance that all components *share* cannot collapse onto a few
# points, since all points widen it.

# %%
# The numbers above, checked
pair = datasets.faithful().X[[0, 1]]
assert np.isclose(6 * np.log(10), 13.816, atol=5e-4)
assert np.isclose(np.linalg.det(np.cov(pair.T)), 0)
assert e_step(x, alone).log_likelihood < -2e6

# %% [markdown]
# ### A floor: finite, and yet no judge
#
# `gmmlab` allows no variance below $10^{-8}$ of the data's own, in any direction. Below that floor,
# the M-step takes the likeliest covariance *among those allowed*. So the log-likelihood still never
# falls, and a fit that stays above the floor is unchanged to the last digit.
#
# Run B stands on that floor. Its −241.7 was made by the number $10^{-8}$.

# %%
# A prediction: commit to yours below before you look inside this cell
raised = {}
for share in (1e-8, 1e-6):
    climb = em(x, alike.mixture(0.005), maximise=partial(m_step, floor=share))
    *_, raised[share] = until_converged(climb, tol=1e-9)
second_guess = predict(
    "Somebody raises the floor under the variance a hundredfold, to $10^{-6}$ of the data's, and "
    "repeats run B from the same start. Its log-likelihood was −241.7. Now it is…",
    {
        "−241.7 again: a floor is only a safety net": "It is, for fits that never touch it. Run B "
        "hangs in the net, so the net's height is its result.",
        "−259.8: lower, since the needle must be wider": "",
        "higher, since the floor prevents the collapse": "A floor takes covariances away from the "
        "M-step's choice. Less choice cannot make a maximum higher.",
    },
    answer="−259.8: lower, since the needle must be wider",
    why="A hundred times the variance is ten times the width, and each of the eight eruptions loses "
    "almost $\\ln 10 = 2.3$; together 18.1. A log-likelihood that moves with the floor says "
    "something about the floor.",
)
second_guess

# %%
# The numbers above, checked
drop = raised[1e-8].log_likelihood - raised[1e-6].log_likelihood
assert round(raised[1e-8].log_likelihood, 1) == -241.7
assert round(raised[1e-6].log_likelihood, 1) == -259.8
assert round(drop, 1) == 18.1
*_, kept = until_converged(em(x, healthy.mixture, maximise=partial(m_step, floor=1e-6)), tol=1e-9)
assert np.isclose(kept.log_likelihood, healthy.log_likelihood, atol=1e-6)

# %% [markdown]
# **What a floor costs.** A low one hardly hinders the collapse. A high one forbids needles and
# also forbids what is truly narrow: run A has a component of 0.087 minutes, and a floor of
# $10^{-2}$ widens it to 0.114.
#
# ### Recognise it
#
# Neither a high log-likelihood nor a small variance is proof. Look at three things together: the
# component's width beside the data's, its soft count, and how precisely the data were written.

# %%
for name, fit in (("A", healthy), ("B", thin)):
    print(name, "widths", fit.widths, " counts", fit.counts.round(1), " collapsed", fit.collapsed)

# %% [markdown]
# `widths` are least variances, as shares of the data's. Run A's narrowest component has 0.0058 of
# it and stands on 43.3 eruptions. Run B's has $10^{-8}$, and all that it owns is one number,
# written eight times. `fit.collapsed` names it: component 2, counted from 0. `best_fit`
# prefers healthy fits to collapsed ones, however likely.
#
# The name is given at gmmlab's own floor. With a floor of $10^{-6}$ nothing is named, though the
# needle lies on that floor. Then compare `widths` with the floor yourself.

# %%
# The numbers above, checked
width = np.sqrt(healthy.mixture.covariances[:, 0, 0])
assert round(float(width.min()), 3) == 0.087
assert round(float(np.sqrt(lowered.mixture.covariances.min())), 3) == 0.114
assert round(float(healthy.widths.min()), 4) == 0.0058
assert round(float(healthy.counts[healthy.widths.argmin()]), 1) == 43.3
assert np.isclose(thin.widths.min(), 1e-8)
assert thin.collapsed == (2,)
assert healthy.collapsed == raised[1e-6].collapsed == ()
assert np.isclose(raised[1e-6].widths.min(), 1e-6)

# %% [markdown]
# ### A ridge is something else
#
# scikit-learn's `reg_covar` is no floor but a **ridge**: it adds a number, in the data's units
# squared, to *every* variance after every M-step. Its default of $10^{-6}$ is harmless in minutes.
# Measured in hours, the same eruptions end with a narrowest component of 0.222 minutes instead of
# 0.087.
#
# Such a step maximises the E-step's expectation *minus* $\frac12\lambda\sum_k N_k/\sigma_k^2$, and
# no longer the likelihood. So EM's promise is gone: here, with a ridge of 0.1, it falls.

# %%
# The picture: EM with a ridge goes down
begin = start(x, 3, how=random_points, rng=16)
climb = em(x, begin, maximise=partial(m_step, ridge=0.1))
trace = np.array([fit.log_likelihood for fit, _ in zip(climb, range(21), strict=False)])
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.plot(range(6, 21), trace[6:], "o-", color=plot.PALETTE[1])
ax.annotate("highest", (7, trace[7]), (8, 0), textcoords="offset points", va="center")
ax.set(xlabel="iteration", ylabel="log-likelihood", xticks=range(6, 21, 2))
show(
    fig,
    "From iteration 6 to 20 the log-likelihood rises once, to −300.27 at iteration 7, then falls "
    "step by step and levels off at −300.54.",
)

# %%
# The numbers above, checked
assert trace.argmax() == 7
assert np.allclose(trace[[7, 20]], [-300.27, -300.54], atol=0.005)
assert np.all(np.diff(trace[7:]) < 0)
hours = x / 60
climb = em(hours, best_fit(hours, 3, rng=0).mixture, maximise=partial(m_step, ridge=1e-6))
*_, hourly = until_converged(climb, tol=1e-9)
assert round(60 * float(np.sqrt(hourly.mixture.covariances.min())), 3) == 0.222

# %% [markdown]
# A third way is a **prior**: `Prior.usual(x, 3)` acts like a few points seen before. From the start
# of run B it leads to a sound fit with widths of 0.22 to 0.42, and log-likelihood *plus* log-prior
# never falls.

# %%
believe = partial(m_step, prior=Prior.usual(x, 3))
*_, sound = until_converged(em(x, alike.mixture(0.005), maximise=believe), tol=1e-9)
sigmas = np.sqrt(sound.mixture.covariances[:, 0, 0])
assert sound.collapsed == ()
assert np.allclose([sigmas.min(), sigmas.max()], [0.22, 0.42], atol=0.005)
sigmas.round(2)

# %% [markdown]
# ## Worked example: a million times narrower
#
# The needle stands on the lone eruption of 2.9 minutes and narrows from 1 to 0.000001 minutes.
#
# 1. **Its height.** A normal curve is $0.3989/\sigma$ high at its mean: 0.3989 per minute, then
#    398942.
# 2. **Its logarithm.** $\ln 0.3989 = -0.919$, and $\ln 398942 = 12.897$. The gain is 13.816,
#    the logarithm of a million.
# 3. **In the mixture.** It weighs 1/272, and $\ln(1/272) = -5.606$. So $\ln p(2.9)$ is now
#    $12.897 - 5.606 = 7.291$; without the needle it is −5.337.
# 4. **The others.** Each of the 271 other eruptions gives the share 1/272 away, which costs 0.0037;
#    together 1.0.
# 5. **Together.** $7.291 + 5.337 - 1.0 = 11.6$ above the fit of two, which had −276.4: now −264.7.

# %%
# The numbers above, checked
peaks = 0.398942 / np.array([1, 0.000001])
logs = np.log(peaks)
assert round(peaks[0], 4) == 0.3989
assert round(peaks[1]) == 398_942
assert logs.round(3).tolist() == [-0.919, 12.897]
assert np.isclose(np.log(1e6), 13.816, atol=5e-4)
assert round(float(np.log(1 / 272)), 3) == -5.606
assert np.isclose(lone.mixture(1e-6).log_density([[2.9]])[0], 7.291, atol=1e-3)
assert np.isclose(two.mixture.log_density([[2.9]])[0], -5.337, atol=5e-4)
assert round(-float(np.log(271 / 272)), 4) == 0.0037
assert round(-271 * float(np.log(271 / 272)), 1) == 1.0
assert round(7.291 + 5.337 - 1.0, 1) == 11.6
assert round(two.log_likelihood, 1) == -276.4
assert round(lone.fit(1e-6).log_likelihood, 1) == -264.7

# %% [markdown]
# ### The same, with gaps
#
# Now the needle is 0.001 minutes wide, on the eruption of 2.9 minutes, and narrows to 0.000001. The
# first line is done.
#
# 1. Its height is multiplied by 1000.

# %%
# The first gap: fill it below before you look inside this cell
thousand = float(np.log(1000))
gap_1 = predict(
    "Step 2. By how much does its log-density at 2.9 rise? Three decimals.",
    (-20, 20),
    answer=round(thousand, 3),
    why="$\\ln 1000 = 3\\ln 10 = 6.908$. The log-likelihood of the whole fit rises by as much, "
    "since the needle owns the eruption already.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. Put it on 4.5 minutes instead, where eight eruptions are alike, and let it own all "
    "eight. By how much does the log-likelihood rise, to one decimal?",
    (0, 100),
    answer=round(8 * thousand, 1),
    why="Each of the eight gains 6.908, together 55.3. Rounded data feed a collapse.",
)
gap_2

# %%
# The numbers above, checked
assert round(thousand, 3) == 6.908
assert round(8 * thousand, 1) == 55.3
gain = lone.fit(1e-6).log_likelihood - lone.fit(1e-3).log_likelihood
assert np.isclose(gain, thousand, atol=0.01)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-07-singularities-and-floors")

# %% [markdown]
# ## Check
#
# The [exercise on singularities](../../exercises/s75-07-singularities-and-floors/s75-07-singularities-and-floors.ipynb)
# has five graded questions: a gain by hand, a needle's log-likelihood, a floor to mend, runs to
# choose from, and a watchman for data that you have not seen. One sentence is read by a person.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if every eruption had been timed to the nanosecond, so that no two
# were alike, would collapses be impossible, rarer, or only less steep?

# %% [markdown]
# ## Summary
#
# - With two components and a variance for each, one point makes the likelihood unbounded: a
#   millionth of the width adds 13.816. Look for a good local maximum.
# - A floor makes a collapsed fit finite, with a log-likelihood that the floor decides; a high floor
#   also widens what is truly narrow. A ridge changes every step, and the likelihood can fall.
# - A component has collapsed where it stands on the floor, on a few points or on one number.
#
# **Read on** J. Kiefer and J. Wolfowitz, *Annals of Mathematical Statistics* 27 (1956), 887–906.
# C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.2.1. C. Biernacki and
# S. Chrétien, *Statistics & Probability Letters* 61 (2003), 373–382, on how fast EM collapses.
# C. Fraley and A. E. Raftery, *Journal of Classification* 24 (2007), 155–181, on the prior.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
