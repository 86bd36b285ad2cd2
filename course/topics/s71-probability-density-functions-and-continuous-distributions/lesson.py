# %% [markdown]
# # Probability Density Functions and Continuous Distributions
#
# **You will be able to**
#
# - find the constant that makes a function a density;
# - say what makes a function a density and what does not.
#
# **Needs** definite integrals. **Leads to** Cumulative Distribution Functions. **Takes** 16 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s71_paint import paint

eruptions = datasets.faithful().X[:, :1]
line = best_fit(eruptions, 2, rng=0)
order = line.mixture.means[:, 0].argsort()  # the short kind first
means = line.mixture.means[order, 0]
sds = np.sqrt(line.mixture.covariances[order, 0, 0])
x = np.linspace(0, 7, 1401)

# %% [markdown]
# ## Hook: two bells of the same height
#
# Old Faithful's eruptions are short, about 2 minutes, or long, about 4.3. A mixture has a Gaussian
# for each kind, with standard deviations of 0.24 and 0.44 minutes.
#
# Where does its curve come from? It begins as a bell $e^{-z^2/2}$, where $z$ counts standard
# deviations from the mean. Every such bell has the height 1.


# %%
# The picture: both bells, before they are components
def bells(heights, label):
    """Both bells, scaled to these heights."""
    fig, ax = plt.subplots(figsize=(7, 2.8))
    looks = zip(means, sds, heights, ("short", "long"), ("//", ".."), ("-", "--"), strict=True)
    for k, (mean, sd, height, name, hatch, dash) in enumerate(looks):
        y = height * np.exp(-(((x - mean) / sd) ** 2) / 2)
        ax.plot(x, y, dash, color=plot.PALETTE[k], lw=2, label=name)
        ax.fill_between(x, y, color=plot.PALETTE[k], alpha=0.3, hatch=hatch, lw=0)
    ax.set(xlabel="eruption (min)", ylabel=label, ylim=(0, None), xlim=(0, 6))
    ax.legend(frameon=False)
    return show(
        fig,
        f"Two bells: a narrow one round {means[0]:.1f} minutes, {heights[0]:.2f} high, and a wider "
        f"one round {means[1]:.1f} minutes, {heights[1]:.2f} high.",
    )


bells([1, 1], "height")

# %%
# The numbers above, checked
assert means.round(1).tolist() == [2.0, 4.3]
assert sds.round(2).tolist() == [0.24, 0.44]
assert np.exp(0) == 1

# %%
# A prediction: commit to yours below before you look inside this cell
peaks = 1 / (sds * np.sqrt(2 * np.pi))
first_guess = predict(
    "A component's curve is a density: the area below it is 1. What does that do to the height of "
    "the narrow bell?",
    {
        "It stays 1, as no probability is larger": "The height is no probability: the area is. "
        "Below the bell of height 1 there is too little of it.",
        "It falls to about 0.6": "The area below the bell of height 1 is 0.6. Multiply by 0.6, and "
        "there is less still.",
        "It rises to about 1.7": "",
    },
    answer="It rises to about 1.7",
    why="At height 1 its area is 0.59 and that of the wider bell 1.10. So the narrow one has to "
    "rise to 1.69, and the wide one falls to 0.91. Now both areas are 1.",
    reveal=lambda: bells(peaks, "density (per minute)"),
)
first_guess

# %%
# The numbers above, checked
areas = [
    np.trapezoid(np.exp(-(((x - m) / s) ** 2) / 2), x) for m, s in zip(means, sds, strict=True)
]
assert np.round(areas, 2).tolist() == [0.59, 1.10]
assert np.allclose(peaks, 1 / np.array(areas))
assert peaks.round(2).tolist() == [1.69, 0.91]

# %% [markdown]
# ## Explore: pour the paint
#
# A shape of height 1 is multiplied by a constant $c$. The area below it is paint. On the right, the
# same paint is poured into a box one minute wide. A density fills it to the line, neither less nor
# more.

# %%
# The explorer, with five things to try
paint(
    presets=[
        explore.Preset(
            "1 · Not flat",
            {"shape": "rising", "width": 2, "c": 0.5},
            "One over the width, 0.50, suits a flat shape. A triangle is only half of it: area "
            "0.50. Move c until the box is full, at 1.00.",
        ),
        explore.Preset(
            "2 · Above 1",
            {"shape": "flat", "width": 0.5, "c": 2},
            "Half a minute wide, the flat density stands at 2.00 per minute. It is above 1, and its "
            "area is 1.00: a density.",
        ),
        explore.Preset(
            "3 · A component",
            {"shape": "bell", "width": 1, "c": 1.6},
            "With σ = 0.25 minutes, nearly that of the short eruptions, a bell fills the box at "
            "c = 1.60.",
        ),
        explore.Preset(
            "4 · Twice as wide",
            {"shape": "bell", "width": 2, "c": 1.6},
            "σ has doubled, and so has the area: 2.01, the box overflows. Halve c to 0.80, and it "
            "is full again.",
        ),
        explore.Preset(
            "5 · Area 1, no density",
            {"shape": "rising from below zero", "width": 2, "c": 1.5},
            "The area is 1.00, but from 2 to 2.5 minutes the shape lies below zero. Eruptions of "
            "that length would have a negative probability.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then choose a shape and a width of your own,
# say beforehand which $c$ will fill the box, and move it there.


# %%
# The numbers above, checked
def bell_area(c, sd):
    """The area below c times a bell."""
    return round(c * sd * np.sqrt(2 * np.pi), 2)


assert [0.5 * 2 / 2, 1.0 * 2 / 2] == [0.5, 1.0]
assert 2 * 0.5 == 1
assert [bell_area(1.6, 0.25), bell_area(1.6, 0.5), bell_area(0.8, 0.5)] == [1.0, 2.01, 1.0]
ramp = np.linspace(-0.5, 1.5, 5)  # at 2, 2.5, ... minutes: straight, from a third below zero
assert ramp[1] == 0
assert np.trapezoid(ramp, dx=0.5) == 1

# %% [markdown]
# ## Explain: what makes a density
#
# A quantity such as a duration can take any value in an interval: its distribution is
# **continuous**. A **probability density function** $p$ describes it, and the probability of an
# interval is the area below $p$ there. So $p$ must keep two rules:
#
# $$p(x) \ge 0 \quad\text{everywhere}, \qquad \int_{-\infty}^{\infty} p(x)\,dx = 1$$
#
# **Why?** No probability is negative, and the variable takes *some* value with probability 1.
# Nothing else is asked. A density may jump, and it may exceed 1, for its height is no probability
# but a probability *per minute*.
#
# If a shape $g$ is nowhere negative and has a finite area, one constant makes it a density: one over
# that area.
#
# $$p(x) = c\,g(x), \qquad c = \frac{1}{\int g(x)\,dx}$$
#
# The bell's area is $\sigma\sqrt{2\pi}$, which is where the constant of every Gaussian comes from:
# $c = \frac{1}{\sigma\sqrt{2\pi}}$, or $0.399/\sigma$. A shape that stays at the same height for
# ever has no finite area, and no constant helps. In numpy, for the short kind:

# %%
g = np.exp(-(((x - means[0]) / sds[0]) ** 2) / 2)
c = 1 / np.trapezoid(g, x)
c

# %% [markdown]
# A mixture needs no constant of its own. It adds densities, each with its mixing weight, so its
# area is the sum of the weights: 1.

# %%
p = np.exp(line.mixture.log_density(x[:, None]))
print("area below the mixture:", np.trapezoid(p, x).round(6))

# %%
# The numbers above, checked
assert round(float(c), 2) == 1.69
assert round(1 / np.sqrt(2 * np.pi), 3) == 0.399
assert np.isclose(np.trapezoid(p, x), 1, atol=1e-6)
assert np.isclose(line.mixture.weights.sum(), 1)

# %% [markdown]
# ## Worked example: a rising line
#
# You model some waits by a line that rises from 40 to 60 minutes, $p(x) = c\,(x - 40)$, and is 0
# elsewhere. Which $c$ makes it a density?
#
# 1. **Its sign.** On the interval $x - 40$ is nowhere negative, so $c$ must be positive.
# 2. **Its area.** The line gains $c$ with every minute. After 20 minutes it is $20c$ high, and its
#    triangle has the area $\frac{1}{2}\cdot 20\cdot 20c = 200c$. As an integral, it is
#    $\left[\frac{c}{2}(x-40)^2\right]_{40}^{60}$, the same.
# 3. **Its constant.** $200c = 1$, so $c = 1/200 = 0.005$.
#
# Check: it ends $20 \cdot 0.005 = 0.1$ high, and half of 20 times 0.1 is 1. The constant $1/20$ of a
# flat density would have given an area of 10.

# %%
# The numbers above, checked
assert 60 - 40 == 20
assert 20 * 20 / 2 == (60 - 40) ** 2 / 2 == 200
assert 1 / 200 == 0.005
assert np.isclose(20 * 0.005, 0.1)
assert np.isclose(20 * 0.1 / 2, 1)
assert 200 / 20 == 10

# %% [markdown]
# ### The same, with gaps
#
# Now the line rises from 50 to 80 minutes: $p(x) = c\,(x - 50)$. The first line is done; the others
# are yours.
#
# 1. On the interval $x - 50$ is nowhere negative, so $c$ must be positive.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. The area is how many times $c$?",
    (0, 1000),
    answer=(80 - 50) ** 2 / 2,
    why="It is 30 minutes wide and $30c$ high at its end: $\\frac{1}{2}\\cdot 30\\cdot 30c = 450c$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. Which $c$ makes it a density? Four decimals.",
    (0, 1),
    answer=round(1 / 450, 4),
    why="$450c = 1$, so $c = 1/450 = 0.0022$. The line ends $30/450 = 0.067$ high: lower than the "
    "0.1 of the narrower one.",
)
gap_2

# %%
# The numbers above, checked
assert 80 - 50 == 30
assert 30 * 30 / 2 == 450
assert round(1 / 450, 4) == 0.0022
assert round(30 / 450, 3) == 0.067
ramps = [(np.linspace(40, 60, 201), 1 / 200), (np.linspace(50, 80, 301), 1 / 450)]
assert all(np.isclose(np.trapezoid(c * (x - x[0]), x), 1) for x, c in ramps)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s71-probability-density-functions-and-continuous-distributions")

# %% [markdown]
# ## Check
#
# The [exercise on densities](../../exercises/s71-probability-density-functions-and-continuous-distributions/s71-probability-density-functions-and-continuous-distributions.ipynb)
# has five graded questions: a constant by hand, the constant of any shape, a Gaussian with a fault,
# a judge of densities, and a histogram that is one.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: as a component's standard deviation shrinks towards zero, what
# becomes of its height, and what of its area?

# %% [markdown]
# ## Summary
#
# - A density is nowhere negative, and the area below it is 1. Nothing else is asked.
# - The constant in front is one over the shape's area; for a bell, $\frac{1}{\sigma\sqrt{2\pi}}$.
# - Its height is no probability: where a density is narrow, it may stand above 1.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 1.2.1,
# equations 1.25 and 1.26. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990),
# 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
