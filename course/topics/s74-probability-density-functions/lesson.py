# %% [markdown]
# # Probability Density Functions
#
# **You will be able to**
#
# - convert a density to another unit;
# - say what a change of units does to a log-likelihood;
# - say why a positive log-likelihood is no mistake.
#
# **Needs** continuous random variables, densities and their areas, dividing decimals. **Leads to**
# likelihood, the normal density, responsibilities. **Takes** 16 minutes.
#
# At the first visit a density had to have area 1. This one asks for its unit, and for its
# logarithm: the two things that decide which log-likelihoods of a mixture may be compared.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, bic, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s74_rubber_sheet import rubber_sheet

geyser = datasets.faithful().X
lengths = geyser[:, :1]  # in minutes
fits = [best_fit(lengths, K, rng=0) for K in (1, 2, 3, 4)]
minutes = fits[1]
seconds = best_fit(60 * lengths, 2, rng=0)

# %% [markdown]
# ## Hook: whose fit is better?
#
# You fit a mixture of two Gaussians to the lengths of 272 eruptions, in minutes. Its
# log-likelihood is −276.4. A colleague fits two Gaussians to the same eruptions, in seconds. Her
# log-likelihood is −1390.0. Both climbs ran to the top.

# %%
# The picture: the same eruptions and their mixture, in minutes and in seconds
fig, axes = plt.subplots(1, 2, figsize=(8, 2.7), layout="constrained")
for ax, fit, c, unit in zip(axes, (minutes, seconds), (1, 60), ("min", "s"), strict=True):
    ax.hist(c * lengths[:, 0], bins=30, density=True, color="0.85")
    plot.density1d(ax, fit.mixture)
    ax.set(xlabel=f"length ({unit})", ylabel=f"density (per {unit})")
tops = [
    np.exp(fit.mixture.log_density(c * np.linspace(1, 6, 2001)[:, None])).max()
    for fit, c in ((minutes, 1), (seconds, 60))
]
show(
    fig,
    "Two pictures of the same two hills. On the left the lengths run up to about 5 minutes and the "
    f"curve up to {tops[0]:.2f} per minute; on the right up to about 300 seconds and up to "
    f"{tops[1]:.4f} per second. Only the numbers on the axes differ.",
)

# %%
# The numbers above, checked
assert len(lengths) == 272
assert round(minutes.log_likelihood, 1) == -276.4
assert round(seconds.log_likelihood, 1) == -1390.0
assert 5 < lengths.max() < 5.2
assert np.isclose(tops[0], 60 * tops[1], rtol=1e-4)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "Whose fit is better?",
    {
        "mine: −276.4 is the larger one": "Larger is better only among densities per the same "
        "unit. Yours are per minute, hers are per second.",
        "hers: seconds are more precise": "The digits are the same eruptions, times 60. Nothing "
        "was measured more precisely.",
        "neither: it is one fit, written twice": "",
        "hers: the larger number, without its sign": "A log-likelihood keeps its sign. And even "
        "then, per minute and per second would not compare.",
    },
    answer="neither: it is one fit, written twice",
    why="Her means are yours times 60, and her weights are yours. The 1113.7 between the two "
    "numbers is the change of unit, to the last digit. You will compute it yourself.",
)
first_guess

# %%
# The numbers above, checked
assert np.allclose(
    np.sort(60 * minutes.mixture.means[:, 0]), np.sort(seconds.mixture.means[:, 0]), rtol=1e-3
)
assert np.allclose(np.sort(minutes.mixture.weights), np.sort(seconds.mixture.weights), atol=1e-3)
assert round(minutes.log_likelihood - seconds.log_likelihood, 1) == 1113.7
assert round(272 * np.log(60), 1) == 1113.7

# %% [markdown]
# ## Explore: pull the sheet
#
# Think of the area under the curve as a sheet of rubber. Choose how many minutes your unit has: the
# numbers on the axis change, and the sheet is pulled. A slice half a minute wide is cut out. On the
# right are the log-likelihoods of the best fits with 1 to 4 components.

# %%
# The explorer, with four things to try
rubber_sheet(
    lengths[:, 0],
    [fit.mixture for fit in fits],
    presets=[
        explore.Preset(
            "1 · A smaller unit",
            {"unit": 0.5, "at": 2.0},
            "Half a minute to the unit: every number doubles, so the sheet is twice as wide and "
            "half as high. The slice keeps its area, 0.178.",
        ),
        explore.Preset(
            "2 · Above 1",
            {"unit": 2.0, "at": 4.0},
            "Two minutes to the unit: the curve climbs to 1.19, above the dashed line. The "
            "slice is 1.126 high on average but 0.250 wide, so it still has the area 0.282.",
        ),
        explore.Preset(
            "3 · Positive",
            {"unit": 2.8, "at": 4.0},
            "The log-likelihood of two components is +3.7 now, that of one is −141.4. Nothing was "
            "fitted anew, and the step between the two is +145.1, as in every unit.",
        ),
        explore.Preset(
            "4 · A rigid line",
            {"unit": 0.5, "at": 4.0},
            "Now move the unit slowly from end to end, and watch the right-hand picture. The line "
            "slides up without bending: all four fits move by the same amount.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then look for
# a slice whose area changes with the unit. There is none.


# %%
# The numbers above, checked
def area(low, high):
    """The mixture's probability between two lengths, by thin rectangles in minutes."""
    middle = np.linspace(low, high, 2001)[:-1] + (high - low) / 4000
    return np.exp(minutes.mixture.log_density(middle[:, None])).mean() * (high - low)


heights = np.array([fit.log_likelihood for fit in fits])
assert round(area(2.0, 2.5), 3) == 0.178
assert round(2 * tops[0], 2) == 1.19
assert round(area(4.0, 4.5), 3) == 0.282
assert round(area(4.0, 4.5) / 0.25, 3) == 1.126
assert (heights[:2] + 272 * np.log(2.8)).round(1).tolist() == [-141.4, 3.7]
assert round(heights[1] - heights[0], 1) == 145.1

# %% [markdown]
# ## Explain: a probability per unit
#
# A density is a probability **per unit** of whatever the axis counts. A density of 0.6 per minute
# says: close to that point, a slice a hundredth of a minute wide holds about 0.006.
#
# Let one old unit have $c$ new ones; a minute has $c = 60$ seconds. The numbers are multiplied by
# $c$, so each slice becomes $c$ times as wide. It must hold the same probability. So every density
# is **divided** by $c$, and 0.6 per minute is 0.01 per second.
#
# In the logarithm, dividing by $c$ is subtracting $\ln c$. A log-likelihood adds the logarithms of
# $n$ points, and each of them loses the same:
#
# $$\ell_{\text{new}} = \ell_{\text{old}} - n \ln c$$
#
# **Why does it not matter which fit?** Because no parameter appears in $n \ln c$. The best fit stays
# the best, and differences stay: between two fits, and between their BICs. Responsibilities stay as
# well, since $c$ divides both halves of the share. In code it is one line:

# %%
predicted = minutes.log_likelihood - 272 * np.log(60)
print(f"predicted {predicted:.2f}, her fit {seconds.log_likelihood:.2f}")

# %% [markdown]
# For data with two columns, each column that you convert costs its own $n \ln c$. Lengths *and*
# waits in seconds lower the fit's −1130.3 twice by 1113.7.
#
# **Why a positive one is no mistake.** A probability never exceeds 1, a density may: above a narrow
# range of numbers the curve must be high to have area 1. Where it exceeds 1, its logarithm is
# positive. The waits, fitted in hours, have a log-likelihood of +79.7. In minutes it is −1034.0,
# for the very same fit.

# %%
# The numbers above, checked
waits = geyser[:, 1:]
both = [best_fit(c * geyser, 2, rng=0).log_likelihood for c in (1, 60)]
in_hours = best_fit(waits / 60, 2, rng=0)
assert np.isclose(0.6 * 0.01, 0.006)
assert np.isclose(0.6 / 60, 0.01)
assert np.isclose(predicted, seconds.log_likelihood, atol=0.01)
assert round(both[0], 1) == -1130.3
assert np.isclose(both[1], both[0] - 2 * 272 * np.log(60), atol=0.01)
assert round(in_hours.log_likelihood, 1) == 79.7
in_minutes = best_fit(waits, 2, rng=0)
assert round(in_minutes.log_likelihood, 1) == -1034.0
gaps = [
    bic(one) - bic(two) for one, two in ((fits[0], minutes), (best_fit(60 * lengths, 1), seconds))
]
assert np.isclose(*gaps, atol=0.01)
same = minutes.mixture.responsibilities(lengths), seconds.mixture.responsibilities(60 * lengths)
assert np.allclose(np.sort(same[0]), np.sort(same[1]), atol=0.01)

# %% [markdown]
# ## Worked example: three eruptions, in seconds
#
# The first three eruptions lasted 3.6, 1.8 and 3.333 minutes. The mixture's densities there are
# 0.18, 0.38 and 0.06 per minute.
#
# 1. **Per second.** A minute has 60 seconds, so divide by 60: 0.003, 0.00633 and 0.001.
# 2. **Log-likelihood in minutes.** $\ln 0.18 + \ln 0.38 + \ln 0.06 = -1.715 - 0.968 - 2.813
#    = -5.496$.
# 3. **Shift.** Each logarithm loses $\ln 60 = 4.094$, so all three lose $3\cdot 4.094 = 12.283$.
# 4. **Log-likelihood in seconds.** $-5.496 - 12.283 = -17.779$. Adding up the logarithms of step 1
#    gives the same.

# %%
# The numbers above, checked
p = np.array([0.18, 0.38, 0.06])
assert lengths[:3, 0].tolist() == [3.6, 1.8, 3.333]
assert np.allclose(np.exp(minutes.mixture.log_density(lengths[:3])), p, atol=0.005)
assert np.allclose(p / 60, [0.003, 0.00633, 0.001], atol=5e-6)
assert np.log(p).round(3).tolist() == [-1.715, -0.968, -2.813]
assert round(np.log(p).sum(), 3) == -5.496
assert [round(np.log(60), 3), round(3 * np.log(60), 3)] == [4.094, 12.283]
assert round(-5.496 - 12.283, 3) == round(np.log(p / 60).sum(), 3) == -17.779

# %% [markdown]
# ### The same, with gaps
#
# Now three **waits**, and the other way, from minutes to **hours**. The waits are 79, 54 and 74
# minutes, with densities 0.043, 0.024 and 0.025 per minute. The logarithms are done; the rest is
# yours.
#
# 1. In minutes the log-likelihood is $\ln 0.043 + \ln 0.024 + \ln 0.025 = -10.565$.

# %%
# The first gap: fill it below before you look inside this cell
q = np.array([0.043, 0.024, 0.025])
gap_1 = predict(
    "Step 2. Which density per hour has the first of the three waits?",
    (0, 10),
    answer=round(float(60 * q[0]), 2),
    why="The hour is the larger unit, and a minute has $c = 1/60$ hours. Dividing by $1/60$ is "
    "multiplying by 60: $60\\cdot 0.043 = 2.58$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. What is the log-likelihood of the three waits in hours? Two decimals.",
    (-30, 10),
    answer=round(float(np.log(60 * q).sum()), 2),
    why="Each logarithm gains 4.094, the three of them 12.283: $-10.565 + 12.283 = 1.72$. It is "
    "positive, because these densities are above 1 per hour.",
)
gap_2

# %%
# The numbers above, checked
assert waits[:3, 0].tolist() == [79, 54, 74]
assert np.allclose(np.exp(in_minutes.mixture.log_density(waits[:3])), q, atol=0.0005)
assert round(np.log(q).sum(), 3) == -10.565
assert round(60 * 0.043, 2) == 2.58
assert round(-10.565 + 12.283, 2) == round(np.log(60 * q).sum(), 2) == 1.72
assert np.all(60 * q > 1)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s74-probability-density-functions")

# %% [markdown]
# ## Check
#
# The [exercise on densities and units](../../exercises/s74-probability-density-functions/s74-probability-density-functions.ipynb)
# has five graded questions: a density by hand, a curve in another unit, a shift that a colleague
# gets wrong, four fits to rank, and a log-likelihood in any unit.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a paper reports a positive log-likelihood and names no unit. What
# can you conclude from it?

# %% [markdown]
# ## Summary
#
# - A density is a probability per unit: with $c$ new units to the old one it is divided by $c$, and
#   every area stays.
# - A log-likelihood of $n$ points then falls by $n \ln c$, the same for every fit: compare only
#   within one unit.
# - Its sign says nothing about a fit. Densities may exceed 1, so a positive log-likelihood is legal.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 1.2.1,
# equation 1.27. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
