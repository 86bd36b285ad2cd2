# %% [markdown]
# # Why EM never goes down
#
# **You will be able to**
#
# - split the log-likelihood into the bound and the gap;
# - say what each half of an iteration does to both;
# - find the step of a trace that cannot be exact EM.
#
# **Needs** EM by hand, the EM algorithm, logarithms, expectation. **Leads to** floors, starts,
# stopping rules. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
from functools import partial

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, e_step, em, m_step, plot, start, until_converged
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_05_touching import Surface, touching

x = datasets.faithful().X[:, 1]
weights, sd = np.array([0.36, 0.64]), 8.0
hill = Surface(x, weights, sd)
peaks = [hill.walk((55, 80))[-1], hill.walk((80, 57.5))[-1]]

# %% [markdown]
# ## Hook: a map with two peaks
#
# A mixture has too many parameters for a picture. So hold most of them: 272 waits for Old Faithful,
# two components with weights 0.36 and 0.64, both with a standard deviation of 8 minutes. Only the two
# means move. That is still EM, and now every mixture is a point on a map, with the log-likelihood
# as its height.

# %%
# The picture: the log-likelihood over two means, with its two peaks
fig, ax = plt.subplots(figsize=(6.4, 4.4))
hill.chart(ax, peaks)
ax.plot([80], [70], "o", ms=9, color=plot.PALETTE[0])
ax.annotate("start", (80, 70), (6, 6), textcoords="offset points")
ax.set(xlabel="mean 1 (min)", ylabel="mean 2 (min)")
show(
    fig,
    "A map with contour lines over the two means, from 50 to 90 minutes each. The higher peak lies "
    "at the upper left, near (55, 80), the lower one at the lower right, near (81, 57). The dotted "
    "line of equal means runs between them. The start is at (80, 70), on the lower peak's side.",
)

# %% [markdown]
# The higher peak, −1051.2, has the short waits in component 1, with its weight of 0.36. At the lower
# one, −1088.2, the two have changed roles, and the weights do not fit.

# %%
# A prediction: commit to yours below before you look inside this cell


def the_way():
    """The path of EM on the map, and its log-likelihoods."""
    fig, ax = plt.subplots(figsize=(6.4, 4.4))
    hill.chart(ax, peaks)
    ax.plot(*np.transpose(hill.walk((80, 70))), "-o", color=plot.PALETTE[0], lw=2)
    ax.set(xlabel="mean 1 (min)", ylabel="mean 2 (min)")
    return show(
        fig,
        "The path begins at (80, 70), goes down the map in ever smaller steps and ends on the lower "
        "peak. It never comes near the dotted line.",
    )


first_guess = predict(
    "EM starts at means 80 and 70, where the log-likelihood is −1169.4. Its log-likelihood never "
    "falls. Where does it end?",
    {
        "on the higher peak": "From where it stands the higher peak lies behind lower ground. To get "
        "there EM would have to go down first.",
        "on the lower peak": "",
        "it depends on chance": "There is none in EM: each step is computed from the one before. "
        "Chance is in the choice of the start.",
        "between the peaks, where both pull alike": "There is such a place, a saddle. EM gets there "
        "only from starts on the dotted line.",
    },
    answer="on the lower peak",
    why="Never to go down is a promise about every step, not about the end. It leads to a peak, "
    "and not always to the highest.",
    reveal=the_way,
)
first_guess

# %%
# The numbers above, checked
path = hill.walk((80, 70))
heights = [float(hill(means)) for means in path]
assert len(x) == 272
assert np.allclose(peaks, [[55, 80], [81, 57]], atol=0.5)
assert np.allclose([hill(peak) for peak in peaks], [-1051.2, -1088.2], atol=0.05)
assert np.allclose(path[-1], peaks[1], atol=0.05)
assert np.isclose(heights[0], -1169.4, atol=0.05)

# %% [markdown]
# ## Explore: the ellipse in which nothing is lower
#
# Each E-step makes a **lower bound** of the log-likelihood. On the map it is a round hill, drawn as
# one dashed ellipse: the places where the bound is as high as you stand. Its top is the diamond.
#
# At the right, a cut along the step shows both curves: the log-likelihood solid, the bound dashed
# beneath it. Below, both against half steps.

# %%
# The explorer, with five things to try
touching(
    hill,
    peaks,
    presets=[
        explore.Preset(
            "1 · It touches",
            {"half": 1, "first": 80, "second": 70},
            "The E-step has lifted the bound by 137.5, until it touches where you stand, at −1169.4. "
            "Nowhere in the ellipse is the ground lower than here. One half step on, you are at the "
            "diamond, at −1114.9.",
        ),
        explore.Preset(
            "2 · To the end",
            {"half": 24, "first": 80, "second": 70},
            "The solid line rises in M-steps only, the dashed one in both halves, and they meet "
            "after each E-step. It ends on the lower peak, at −1088.2.",
        ),
        explore.Preset(
            "3 · Far away",
            {"half": 1, "first": 55, "second": 57.5},
            "A bad start makes a large ellipse and a long step, to the diamond: from −1627.5 to "
            "−1166.7. Play on: this one ends on the higher peak.",
        ),
        explore.Preset(
            "4 · Across the line",
            {"half": 24, "first": 57.5, "second": 55},
            "The same two means, exchanged. EM never crosses the dotted line, so it ends on the "
            "lower peak.",
        ),
        explore.Preset(
            "5 · A saddle",
            {"half": 24, "first": 70, "second": 70},
            "Equal means stay equal. EM rests at −1206.9 after one iteration; the cut, made across "
            "the line, shows higher ground on either side.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order, and step through each with the slider. Then put the
# start where you like, and look for an ellipse with lower ground inside. There is none.

# %%
# The numbers above, checked
even = float(hill.even((80, 70)))
assert np.isclose(hill.bound_at((80, 70))((80, 70)), heights[0])
assert np.isclose(heights[0] - even, 137.5, atol=0.05)
assert np.isclose(heights[1], -1114.9, atol=0.05)
assert np.isclose(heights[12], -1088.2, atol=0.05)
far = [float(hill(means)) for means in hill.walk((55, 57.5))]
assert np.allclose([far[0], far[1], far[-1]], [-1627.5, -1166.7, -1051.2], atol=0.05)
assert np.allclose(hill.walk((57.5, 55))[-1], peaks[1], atol=0.1)
rest = hill.walk((70, 70))
assert np.allclose(rest[1], rest[-1])
assert np.isclose(hill(rest[1]), -1206.9, atol=0.05)
across = [hill(rest[1] + [-1, 1]), hill(rest[1] + [1, -1])]
assert min(across) > hill(rest[1])
rng = np.random.default_rng(0)
for place in rng.uniform(50, 90, (40, 2)):
    bound = hill.bound_at(place)
    inside = bound.centre + rng.uniform(0, 1, (40, 1)) * (
        bound.ellipse(float(hill(place)))[:40] - bound.centre
    )
    assert np.all(hill(inside) >= hill(place) - 1e-6)

# %% [markdown]
# Why does EM never cross the dotted line? If mean 1 is below mean 2, longer waits belong less to
# component 1. So its weighted mean stays the smaller one.

# %%
# A prediction: commit to yours below before you look inside this cell
second_guess = predict(
    "A program prints the log-likelihood at the start and after each iteration: −105.2, −101.7, "
    "−101.9. It has no floor and no ridge. What do you say?",
    {
        "it has converged": "At a resting place the value stays. Here it has moved, and downwards.",
        "EM may go down a little": "Not by a little either: every exact step is at least as high as "
        "the one before. 0.2 nats are far above rounding.",
        "the second iteration has a fault": "",
        "the first iteration has a fault: it leapt": "Leaps are allowed, at any time. Only a fall is "
        "not.",
    },
    answer="the second iteration has a fault",
    why="From −101.7 to −101.9 it falls by 0.2. You are about to see why exact EM cannot do that.",
)
second_guess

# %%
# The numbers above, checked
trace = np.array([-105.2, -101.7, -101.9])
assert np.allclose(np.diff(trace), [3.5, -0.2])

# %% [markdown]
# ## Explain: the bound and the gap
#
# Take any shares $q_{ik}$ of the points, rows summing to 1, from wherever they come. With the scores
# $s_{ik} = \pi_k\,\mathcal N(x_i \mid \mu_k, \sigma_k^2)$ the density of a point is $\sum_k s_{ik}$, and
#
# $$\underbrace{\sum_i \ln \sum_k s_{ik}}_{\text{log-likelihood}} \;=\;
# \underbrace{\sum_i \sum_k q_{ik} \ln \frac{s_{ik}}{q_{ik}}}_{\text{bound } B(q,\,\theta)} \;+\;
# \underbrace{\sum_i \sum_k q_{ik} \ln \frac{q_{ik}}{r_{ik}}}_{\text{gap}}$$
#
# To see it, write $s_{ik} = r_{ik}\,p(x_i)$ in the bound: the $r$ cancel, and $\ln p(x_i)$ is left.
#
# **The gap is never negative.** It is the Kullback–Leibler divergence of $q$ from the
# responsibilities: by Jensen's inequality the mean of a logarithm is at most the logarithm of the
# mean. It is zero exactly when $q = r$. So the bound *is* a lower bound.
#
# In numpy, with 0.5 for all shares, at the start of the map:

# %%
scores = np.exp(hill.scores((80, 70))).T
q = np.full_like(scores, 0.5)
r = scores / scores.sum(axis=1, keepdims=True)
log_likelihood = np.log(scores.sum(axis=1)).sum()
bound = np.sum(q * np.log(scores / q))
gap = np.sum(q * np.log(q / r))
print(f"log-likelihood {log_likelihood:.1f} = bound {bound:.1f} + gap {gap:.1f}")

# %%
# The same by gmmlab, and checked
at_start = Mixture(weights, np.array([[80.0], [70.0]]), np.full((2, 1, 1), sd**2))
assert np.isclose(e_step(x[:, None], at_start).log_likelihood, log_likelihood)
assert np.allclose([log_likelihood, bound, gap], [-1169.4, -1306.9, 137.5], atol=0.06)
assert np.isclose(log_likelihood, bound + gap)

# %% [markdown]
# ### What the halves do
#
# **The E-step** sets $q = r$. It moves no parameter, so the log-likelihood stands still. The gap
# closes, and the bound rises by it, until it touches.
#
# **The M-step** keeps the shares and moves the parameters to the top of the bound. The
# log-likelihood is never below the bound, so it rises at least as much. Now the shares are out of
# date, and a new gap opens.
#
# From the start of the map:
#
# | | log-likelihood | bound | gap |
# |---|---|---|---|
# | start, even shares | −1169.4 | −1306.9 | 137.5 |
# | E-step 1 | −1169.4 | −1169.4 | 0 |
# | M-step 1 | −1114.9 | −1133.3 | 18.3 |
# | E-step 2 | −1114.9 | −1114.9 | 0 |
#
# In one line, with old and new parameters:
#
# $$L(\theta_{\text{new}}) \;\ge\; B(r, \theta_{\text{new}}) \;\ge\; B(r, \theta_{\text{old}})
# \;=\; L(\theta_{\text{old}})$$
#
# The first sign holds because it is a bound, the second because of the M-step, the last because of
# the E-step. Leave out any of the three, and the promise is gone.

# %%
# The numbers above, checked
touch = hill.bound_at((80, 70))
assert np.isclose(touch(path[1]), -1133.3, atol=0.05)
assert np.isclose(heights[1] - touch(path[1]), 18.3, atol=0.06)
assert np.isclose(hill.bound_at(path[1])(path[1]), heights[1])

# %% [markdown]
# ### What is promised, and what is not
#
# *"Each iteration increases the likelihood."* It never **decreases** it. On a peak or a saddle it is
# equal.
#
# *"EM finds the maximum."* It comes to rest where the slope is zero, or runs after a likelihood
# without limit, when a component shrinks onto one point. Which of these is decided by the start.
#
# *"The M-step must find the top."* Any step that lifts the bound keeps the promise.
#
# *"Then a fall is a bug."* Mostly. There are two other causes. **Rounding**: a fall in the twelfth
# digit means that you have arrived. **A ridge**: some programs add a small number to every variance,
# and then the step no longer maximises the bound, but a penalised one. With a **floor**, as gmmlab has
# it, the step is the top of the bound *among the allowed variances*, and nothing falls.
#
# Try it on the lengths of the eruptions: three components, 20 starts, and a ridge of 0.1 min².

# %%
lengths = datasets.faithful().X[:, :1]


def worst_step(maximise, seed):
    """The least gain of an iteration, in nats."""
    fits = until_converged(em(lengths, start(lengths, 3, rng=seed), maximise=maximise), max_iter=60)
    return np.diff([fit.log_likelihood for fit in fits]).min()


ridged = [worst_step(partial(m_step, ridge=0.1), seed) for seed in range(20)]
floored = [worst_step(m_step, seed) for seed in range(20)]
print(
    "runs that fall: with a ridge",
    sum(g < -1e-6 for g in ridged),
    " without",
    sum(g < -1e-6 for g in floored),
)

# %%
# The numbers below, checked
assert sum(gain < -1e-6 for gain in ridged) == 19
assert sum(gain < -1e-6 for gain in floored) == 0
assert -0.1 < min(ridged) < -0.09
assert len(ridged) == 20

# %% [markdown]
# With the ridge, 19 of the 20 runs fall somewhere, by up to 0.1 nats. Without it none does.

# %% [markdown]
# ## Worked example: one wait, by hand
#
# One wait of 80 minutes; means 60 and 75, weights 0.36 and 0.64, standard deviations 8.
#
# 1. **Scores.** $z$ is 2.5 and 0.625. Weight times density gives 0.00079 and 0.02625.
# 2. **Log-density.** $\ln(0.00079 + 0.02625) = \ln 0.02704 = -3.61$.
# 3. **Bound** with even shares: $0.5 \ln\frac{0.00079}{0.5} + 0.5 \ln\frac{0.02625}{0.5} =
#    0.5\,(-6.45) + 0.5\,(-2.95) = -4.70$.
# 4. **Gap.** $-3.61 - (-4.70) = 1.09$. By the formula, with the responsibilities 0.029 and 0.971:
#    $0.5 \ln\frac{0.5}{0.029} + 0.5 \ln\frac{0.5}{0.971} = 1.09$.
#
# The E-step replaces 0.5 and 0.5 by 0.029 and 0.971. The log-density stays −3.61, the bound rises
# by 1.09 to meet it.


# %%
# The numbers above, checked
def one(wait, shares):
    """Scores, log-density and bound of one wait."""
    s = np.exp(hill.scores((60, 75)))[:, list(x).index(wait)]
    return s, np.log(s.sum()), shares @ np.log(s / shares)


half = np.array([0.5, 0.5])
s80, log80, bound80 = one(80, half)
assert np.allclose((80 - np.array([60, 75])) / 8, [2.5, 0.625])
assert np.allclose(s80, [0.00079, 0.02625], atol=0.000005)
assert np.isclose(s80.sum(), 0.02704, atol=0.000005)
assert np.allclose([log80, bound80, log80 - bound80], [-3.61, -4.70, 1.09], atol=0.005)
assert np.allclose(np.log(s80 / 0.5), [-6.45, -2.95], atol=0.005)
r80 = s80 / s80.sum()
assert np.allclose(r80, [0.029, 0.971], atol=0.0005)
assert np.isclose(half @ np.log(half / r80), 1.09, atol=0.005)

# %% [markdown]
# ### The same, with gaps
#
# Now a wait of 54 minutes. The scores are 0.01355 and 0.00102, and the log-density is
# $\ln 0.01457 = -4.23$.

# %%
# The first gap: fill it below before you look inside this cell
s54, log54, bound54 = one(54, half)
assert np.allclose(s54, [0.01355, 0.00102], atol=0.000005)
assert np.isclose(s54.sum(), 0.01457, atol=0.000005)
assert np.isclose(log54, -4.23, atol=0.005)
gap_1 = predict(
    "Step 3. What is the bound with even shares? Two decimals.",
    (-10, 0),
    answer=round(float(bound54), 2),
    why="$0.5 \\ln(0.01355/0.5) + 0.5 \\ln(0.00102/0.5) = 0.5\\,(-3.61) + 0.5\\,(-6.20) = -4.90$. "
    "The gap is 0.67.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "The E-step gives this wait the shares 0.930 and 0.070. What is the bound now? Two decimals.",
    (-10, 0),
    answer=round(float(log54), 2),
    why="It touches the log-density, −4.23, which has not moved: no parameter has changed.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(np.log(s54 / 0.5), [-3.61, -6.20], atol=0.005)
assert np.isclose(bound54, -4.90, atol=0.005)
assert np.isclose(log54 - bound54, 0.67, atol=0.005)
assert np.allclose(s54 / s54.sum(), [0.930, 0.070], atol=0.0005)
assert np.isclose(one(54, s54 / s54.sum())[2], log54)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-05-why-em-never-goes-down")

# %% [markdown]
# ## Check
#
# In the [exercise on why EM never goes down](../../exercises/s75-05-why-em-never-goes-down/s75-05-why-em-never-goes-down.ipynb)
# you compute a gap, write the bound, mend a program whose trace falls, judge four traces, and keep
# a ledger of bound and log-likelihood on data that you have not seen.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: your trace has stood still for ten iterations; what do you know
# about where you are, and what do you not?

# %% [markdown]
# ## Summary
#
# - Log-likelihood = bound + gap, for any shares; the gap is zero when the shares are the
#   responsibilities.
# - The E-step lifts the bound until it touches and leaves the log-likelihood. The M-step lifts the
#   bound, and the log-likelihood at least as much.
# - So exact EM never goes down. It may stand still, and it may end on a lower peak or a saddle. A
#   fall means a bug, a ridge, or rounding.
#
# **Read on** A. P. Dempster, N. M. Laird and D. B. Rubin, *J. R. Statist. Soc. B* 39 (1977), 1–38,
# Theorem 1. C. F. J. Wu, "On the convergence properties of the EM algorithm", *Ann. Statist.* 11
# (1983), 95–103. R. M. Neal and G. E. Hinton, "A view of the EM algorithm that justifies incremental,
# sparse, and other variants", in *Learning in Graphical Models* (1998), 355–368. C. M. Bishop,
# *Pattern Recognition and Machine Learning* (2006), section 9.4, equations 9.70 to 9.72.
# D. R. Hunter and K. Lange, "A tutorial on MM algorithms", *The American Statistician* 58 (2004),
# 30–37. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
