# %% [markdown]
# # Log-sum-exp and when to stop
#
# **You will be able to**
#
# - add probabilities that are given as logarithms;
# - say why taking out the largest score changes no responsibility;
# - decide by a tolerance whether a run stops.
#
# **Needs** responsibilities, why EM never goes down, logarithms. **Leads to** every program that
# fits a mixture. **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import logsumexp

from gmmlab import Mixture, best_fit, crowded, datasets, e_step, em, plot, start, until_converged
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_09_window import window

X = datasets.faithful().X
waits = X[:, 1:]
order = np.argsort(best_fit(waits, 2, rng=0).mixture.means[:, 0])
fitted = best_fit(waits, 2, rng=0).mixture
weights, means = fitted.weights[order], fitted.means[order, 0]
sds = np.sqrt(fitted.covariances[order, 0, 0])

# %% [markdown]
# ## Hook: one night
#
# You fit two Gaussians to the 272 waits for Old Faithful, as so often. Then a colleague adds one
# more line to the record. Nobody watched the geyser at night, so the line says 414 minutes.

# %%
# The picture: the waits, their mixture, and one night
x = np.append(waits[:, 0], 414.0)
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.hist(x, bins=np.arange(40, 428, 4), density=True, color="0.75", label="273 waits")
grid = np.linspace(0, 440, 441)[:, None]
ax.plot(grid, np.exp(fitted.log_density(grid)), color=plot.PALETTE[0], lw=2, label="mixture")
ax.plot([414], [0.0015], "v", ms=9, color=plot.PALETTE[1], label="the night")
ax.set(xlabel="wait (min)", ylabel="density (per min)")
ax.legend(frameon=False)
show(
    fig,
    "Histogram of the waits under a curve with two humps, near 55 and 80 minutes. Far to the right, "
    "where the curve lies on the axis, a triangle marks the night, at 414 minutes.",
)

# %% [markdown]
# Now EM goes on from the old fit, as you would write it: weight times density, divided by the sum,
# then soft counts and weighted means. A mixture of two Gaussians has six parameters here: two
# weights, two means, two standard deviations.


# %%
# A prediction: commit to yours below before you look inside this cell
def as_written(x):
    """One iteration of EM from the old fit, without logarithms."""
    with np.errstate(all="ignore"):
        scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
        R = scores / scores.sum(axis=1, keepdims=True)
        N = R.sum(axis=0)
        m = x @ R / N
        return N / len(x), m, np.sqrt((R * (x[:, None] - m) ** 2).sum(axis=0) / N)


left = int(np.isfinite(as_written(x)).sum())
first_guess = predict(
    "After one iteration with the night among the 273 waits, how many of the six parameters are "
    "still numbers?",
    (0, 6),
    answer=left,
    why="At 414 minutes both densities are smaller than any number that Python holds, so both are "
    "0, and the night's shares are 0/0: `nan`, not a number. It enters both soft counts, both sums, "
    "and so all six. One line of 273 has wiped out the fit.",
)
first_guess

# %%
# The numbers above, checked
assert len(waits) == 272
assert len(x) == 273
assert left == 0
assert np.isfinite(as_written(x[:-1])).all()
assert means.round().tolist() == [55, 80]

# %% [markdown]
# ## Explore: the window
#
# The logarithm of weight times density is a **log-score**, and it is in no danger: each of the two
# curves below is a parabola. Danger comes with `exp`. Below about −745 it gives 0, above about 709 it
# gives ∞; between the two lies a window.
#
# You may take a number out of both log-scores before you exponentiate. That moves the window. Play
# moves the wait.

# %%
# The explorer, with five things to try
window(
    fitted,
    presets=[
        explore.Preset(
            "1 · In the valley",
            {"wait": 66, "number": -700, "out": "a number"},
            "Both exponentials are above 10³⁰⁰, and the shares are 0.61 and 0.39. Move the number "
            "back to 0: the exponentials fall to a few thousandths, the shares stay.",
        ),
        explore.Preset(
            "2 · The night",
            {"wait": 414, "number": 0, "out": "a number"},
            "Nothing is taken out. S and L lie below the window, both exponentials are 0, and 0/0 "
            "is nothing. So it is for every wait from 307 minutes on.",
        ),
        explore.Preset(
            "3 · By hand",
            {"wait": 414, "number": -950, "out": "a number"},
            "The window is down at the night, whose shares are 0.00 and 1.00. Look at the right: "
            "now the ordinary waits are lost, to ∞/∞. No one number serves all waits.",
        ),
        explore.Preset(
            "4 · Hang it up",
            {"wait": 414, "number": 0, "out": "the largest, plus a number"},
            "The window hangs from the larger log-score, wherever you are: its exponential is 1. "
            "Press Play: the hole never comes back.",
        ),
        explore.Preset(
            "5 · Too low",
            {"wait": 66, "number": -800, "out": "the largest, plus a number"},
            "Hang it 800 below the largest, and no wait is saved: the largest exponential is ∞ "
            "everywhere. At −700 all would be well.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order. Then find, by hand, numbers that serve both 66 and
# 306 minutes, and see what they have in common.


# %%
# The numbers above, checked
def taken_out(places, number):
    """The shares of some waits, when a number is taken out of their log-scores."""
    with np.errstate(all="ignore"):
        powers = np.exp(fitted.log_joint(np.reshape(places, (-1, 1)))[:, order] - number)
        return powers / powers.sum(axis=1, keepdims=True)


with np.errstate(all="ignore"):
    assert np.exp(np.array([-745.0, 709.0])).min() > 0
    assert np.exp(-745.2) == 0
    assert np.isinf(np.exp(709.8))
assert np.allclose(taken_out(66, -700), [[0.61, 0.39]], atol=0.005)
assert np.allclose(taken_out(66, -700), taken_out(66, 0))
a66 = fitted.log_joint([[66.0]])[0]
assert np.exp(a66 + 700).min() > 1e300
assert 0.001 < np.exp(a66).min() < np.exp(a66).max() < 0.005
assert np.isfinite(taken_out(np.arange(0, 307), 0)).all()
assert np.isfinite(taken_out([66, 306], -300)).all()
assert np.isnan(taken_out([307, 414], 0)).all()
assert np.allclose(taken_out(414, -950), [[0, 1]])
assert np.isnan(taken_out(waits[:, 0], -950)).any(axis=1).all()
assert not any(np.isfinite(taken_out([80, 414], number)).all() for number in range(-3000, 1001))
everywhere = np.arange(0, 421.0)
top = fitted.log_joint(everywhere[:, None]).max(axis=1, keepdims=True)
assert np.isfinite(taken_out(everywhere, top)).all()
assert np.isfinite(taken_out(everywhere, top - 700)).all()
assert np.isnan(taken_out(everywhere, top - 800)).any(axis=1).all()

# %% [markdown]
# ## Explain: log-sum-exp
#
# You have log-scores $a_k = \ln \pi_k + \ln \mathcal N(x \mid \mu_k, \sigma_k^2)$. The density of
# the mixture is the sum of the scores, $p(x) = \sum_k e^{a_k}$, and you want its logarithm.
#
# Adding the $a_k$ would be wrong: that multiplies the scores. The logarithm of a sum is not a sum
# of logarithms. And exponentiating first brings back the zeros. So take a number $m$ out of all:
#
# $$\ln \sum_k e^{a_k} = m + \ln \sum_k e^{a_k - m}$$
#
# This is true of every $m$, because $e^{a_k} = e^m\, e^{a_k - m}$. With $m$ the **largest** of the
# $a_k$, one exponential is 1 and no other is larger. The sum lies between 1 and $K$: it is never 0
# and never ∞. What still rounds to zero is a score at least $e^{745}$ times smaller than the
# largest, too little to change the sum in any digit that Python holds.
#
# **The shares.** Taking $m$ out divides all scores by $e^m$. A share is one of them over their sum,
# and a common factor cancels, as $4/6$ is $2/3$. So no responsibility changes, apart from rounding in
# the last digits:
#
# $$r_k = \frac{e^{a_k}}{\sum_j e^{a_j}} = \frac{e^{a_k - m}}{\sum_j e^{a_j - m}}$$
#
# Each point has an $m$ of its own. One for the whole table would be preset 3 again.


# %%
def log_sum_exp(A):
    m = A.max(axis=1)
    return m + np.log(np.exp(A - m[:, None]).sum(axis=1))


A = np.log(weights / sds) - ((x[:, None] - means) / sds) ** 2 / 2 - np.log(2 * np.pi) / 2
log_p = log_sum_exp(A)
R = np.exp(A - log_p[:, None])
print("the night: ln p =", log_p[-1].round(1), " shares", R[-1].round(3))
print("the record: log-likelihood", log_p.sum().round(1))

# %%
# The same by scipy and gmmlab, and checked
assert np.allclose(log_p, logsumexp(A, axis=1), rtol=1e-12)
assert np.allclose(log_p, fitted.log_density(x[:, None]))
assert np.allclose(R, fitted.responsibilities(x[:, None])[:, order])
assert R[-1].round(3).tolist() == [0, 1]
assert round(log_p[-1], 1) == -1622.3
assert np.exp(-745.0) < np.finfo(float).eps

# %% [markdown]
# The night gets a density, $\ln p = -1622.3$, and its shares are known: it is *long*, if it is
# anything. That it is a stranger, the density says.
#
# ### When to stop
#
# An iteration of exact EM never lowers the log-likelihood, so a program can watch its **gain**, and
# stop when that is small. Small on which scale? Programs differ.
#
# | program | stops when |
# |---|---|
# | scikit-learn | the **mean** gain, per point, is below 0.001 |
# | mclust | the gain, relative to the log-likelihood, is below 0.00001 |
# | gmmlab | less than $10^{-9}$ per point was gained, and is left to gain |
#
# Mind the first line. With 1000 points, a **total** gain of 0.5 is a mean gain of 0.0005: the run
# stops. Whoever compares 0.5 with 0.001 goes on for long.

# %%
# The numbers above, checked
default = {"scikit-learn": 0.001, "mclust": 0.00001, "gmmlab": 1e-9}
assert until_converged.__kwdefaults__["tol"] == default["gmmlab"]
assert np.isclose(0.5 / 1000, 0.0005)
assert 0.0005 < default["scikit-learn"] < 0.5

# %% [markdown]
# Take both measurements of the 272 eruptions, let two components begin crowded into one corner, and
# stop by scikit-learn's rule: a mean gain below 0.001.

# %%
# A prediction: commit to yours below before you look inside this cell
fits = list(until_converged(em(X, start(X, 2, how=crowded, rng=1))))
trace = np.array([fit.log_likelihood for fit in fits])
gains = np.diff(trace) / len(X)
stopped = 1 + int(np.argmax(gains < 0.001))


def the_plateau():
    """The log-likelihood and the mean gains of a run from a crowded start."""
    fig, (a, b) = plt.subplots(1, 2, figsize=(8.4, 2.9), layout="constrained")
    for ax, heights, first in ((a, trace, 0), (b, gains, 1)):
        turns = np.arange(first, first + len(heights))
        ax.plot(turns, heights, "-o", ms=3, color=plot.PALETTE[0])
        ax.plot([stopped], [heights[stopped - first]], "D", ms=8, color=plot.PALETTE[1])
        ax.set(xlabel="iteration")
    b.axhline(0.001, color="0.3", ls="--")
    b.set(yscale="log", ylabel="mean gain (nats)")
    b.text(5, 0.0014, "0.001")
    a.set(ylabel="log-likelihood", ylim=(-1320, -1110))
    a.annotate("stopped here", (stopped, trace[stopped]), (9, -1310), color="0.2")
    return show(
        fig,
        "Left, the log-likelihood lies on a plateau at −1290 for over twenty iterations and then "
        "climbs to −1130. Right, the mean gain drops below 0.001 at iteration 2, rises far above it "
        "and falls for good later. A diamond marks where the rule stops, on the plateau.",
    )


second_guess = predict(
    "The best fit has a log-likelihood of −1130.3. How far below it does this run stop?",
    {
        "not at all: a run that stops has converged": "The rule has looked at one gain. It knows "
        "nothing of the next.",
        "by less than 0.3: the tolerance times 272": "That would hold if gains only shrank. On a "
        "plateau they shrink, and grow again.",
        "by about 160": "",
    },
    answer="by about 160",
    why="It stops after 2 iterations, at −1289.8. Both components cover all the data and differ "
    "little: 24 iterations in a row gain less than the tolerance. Left alone, EM parts them and climbs on.",
    reveal=the_plateau,
)
second_guess

# %%
# The numbers above, checked
assert round(trace[-1], 1) == -1130.3
assert stopped == 2
assert np.allclose([trace[2], trace[-1] - trace[2]], [-1289.8, 159.5], atol=0.06)
assert round(0.001 * 272, 1) == 0.3
assert (np.abs(trace[2:22] + 1290) < 1).all()
assert gains[2:].max() > 0.1
assert [int(i) + 1 for i in np.flatnonzero(gains < 0.001)[:25]] == [*range(2, 26), 43]

# %% [markdown]
# So *stopped* is not *converged*. A small gain says that this iteration was slow, no more. Near a
# resting place gains shrink by a steady ratio $\rho$, and then the rest can be estimated. If the
# last gain is $g$, what is left is $g(\rho + \rho^2 + \dots) = g\rho/(1-\rho)$, **Aitken's**
# estimate: 9 times the gain if $\rho = 0.9$, and 99 times if $\rho = 0.99$. On a plateau gains
# grow, and $\rho > 1$ warns you.

# %%
# The numbers above, checked
assert np.allclose([rho / (1 - rho) for rho in (0.9, 0.99)], [9, 99])
assert (gains[3:22] / gains[2:21] > 1).all()

# %% [markdown]
# ## Worked example: three rangers, one record
#
# What you add need not be scores of one wait. Three rangers guess a mixture each for all 272 waits;
# every standard deviation is 6 minutes.
#
# | ranger | weights | means | log-likelihood of the record |
# |---|---|---|---|
# | A | 0.40, 0.60 | 55, 80 | −1035.1 |
# | B | 0.35, 0.65 | 54, 80 | −1034.6 |
# | C | 0.30, 0.70 | 55, 80 | −1036.6 |
#
# Trust A and B equally: a weight of one half each. What is the log-probability of the record, and
# how responsible is B for it?
#
# 1. **Log-scores.** $\ln 0.5 = -0.69$, so $a_A = -1035.8$ and $a_B = -1035.3$.
# 2. **Take out the largest**, $m = -1035.3$: what is left is −0.5 and 0.
# 3. **Exponentiate and add.** $0.607 + 1 = 1.607$. (Without step 2: $0 + 0$.)
# 4. **Logarithm, and put $m$ back.** $\ln 1.607 = 0.47$, so $-1035.3 + 0.47 = -1034.83$.
# 5. **Share.** $1/1.607 = 0.62$ for B.
#
# Had you added the log-scores, you would have got −2071.1. Their sum must lie above the largest,
# and at most $\ln 2 = 0.69$ above it.


# %%
# The numbers above, checked
def record(weights, means):
    """The log-likelihood of the record under a ranger's guess."""
    centres, spreads = np.array(means, float)[:, None], np.full((2, 1, 1), 36.0)
    return e_step(waits, Mixture(np.array(weights), centres, spreads)).log_likelihood


rangers = [
    record([0.40, 0.60], [55, 80]),
    record([0.35, 0.65], [54, 80]),
    record([0.30, 0.70], [55, 80]),
]
assert np.sqrt(36) == 6
assert np.allclose(rangers, [-1035.1, -1034.6, -1036.6], atol=0.05)
assert round(-np.log(0.5), 2) == 0.69
two = np.round(np.array(rangers[:2]) + np.log(0.5), 1)
assert two.tolist() == [-1035.8, -1035.3]
assert round(float(np.exp(-0.5)), 3) == 0.607
assert np.exp(two).sum() == 0
assert round(float(np.log(1.607)), 2) == 0.47
assert round(float(logsumexp(two)), 2) == -1034.83
assert round(1 / 1.607, 2) == 0.62
assert np.isclose(two.sum(), -2071.1)

# %% [markdown]
# ### The same, with gaps
#
# Now trust all **three** equally. The first line is done; the others are yours.
#
# 1. $\ln \frac13 = -1.10$, so the log-scores are −1036.2, −1035.7 and −1037.7.

# %%
# The first gap: fill it below before you look inside this cell
three = np.round(np.array(rangers) + np.log(1 / 3), 1)
gap_1 = predict(
    "Steps 2 to 4. What is the log-probability of the record? One decimal.",
    (-1040, -1030),
    answer=round(float(logsumexp(three)), 1),
    why="$m = -1035.7$ leaves −0.5, 0 and −2.0. $0.607 + 1 + 0.135 = 1.742$, and "
    "$-1035.7 + \\ln 1.742 = -1035.7 + 0.555$, or −1035.1.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 5. What is the responsibility of ranger B now? Two decimals.",
    (0, 1),
    answer=round(1 / 1.742, 2),
    why="Its exponential is 1, the sum 1.742, so 0.57. A third guess that is tried takes its share "
    "from both.",
)
gap_2

# %%
# The numbers above, checked
assert round(-np.log(1 / 3), 2) == 1.10
assert three.tolist() == [-1036.2, -1035.7, -1037.7]
assert np.allclose(np.exp(three + 1035.7), [0.607, 1, 0.135], atol=0.0005)
assert np.isclose(0.607 + 1 + 0.135, 1.742)
assert round(float(np.log(1.742)), 3) == 0.555
assert round(float(logsumexp(three)), 1) == -1035.1
assert round(1 / 1.742, 2) == 0.57

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-09-log-sum-exp-and-stopping")

# %% [markdown]
# ## Check
#
# In the [exercise on log-sum-exp](../../exercises/s75-09-log-sum-exp-and-stopping/s75-09-log-sum-exp-and-stopping.ipynb)
# you write log-sum-exp from an empty cell, and it is held against scipy's; you mend an E-step, judge
# three runs that stopped, and write an EM that survives a bad start.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: after the next M-step, where will the mean of *long* be drawn by the
# night, and is that a fault of the arithmetic or of the model?

# %% [markdown]
# ## Summary
#
# - Keep scores as logarithms. To add them, take out the largest of each point, exponentiate, add,
#   take the logarithm and put the largest back.
# - What is taken out is a common factor of a point's scores, so it changes none of its shares.
# - A run stops when its gain is below a tolerance. Look up of which gain; and small is not the same
#   as none left.
#
# **Read on** P. Blanchard, D. J. Higham and N. J. Higham, "Accurately computing the log-sum-exp and
# softmax functions", *IMA Journal of Numerical Analysis* 41 (2021), 2311–2330. D. Böhning, E. Dietz, R. Schaub,
# P. Schlattmann and B. G. Lindsay, *Ann. Inst. Statist. Math.* 46 (1994), 373–388, on Aitken's
# estimate. A. P. Dempster, N. M. Laird and D. B. Rubin, *J. R. Statist. Soc. B* 39 (1977), section 3,
# on the ratio $\rho$. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
