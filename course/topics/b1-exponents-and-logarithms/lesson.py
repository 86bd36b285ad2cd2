# %% [markdown]
# # Exponents and Logarithms
#
# **You will be able to**
#
# - calculate with powers and exponents;
# - turn the logarithm of a product into a sum;
# - say why a likelihood is kept as its logarithm.
#
# **Needs** multiplication facts, decimals, two-step equations. **Leads to** the normal
# distribution, maximum likelihood. **Takes** 25 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b1_descent import descent

record = datasets.faithful().X[:, 1:]
waits = record[:, 0]
two, one = best_fit(record, 2, rng=0), best_fit(record, 1, rng=0)

# %% [markdown]
# ## Hook: the product that vanishes
#
# Old Faithful again: 272 waits for an eruption, and the mixture of two Gaussians that fits them
# best. At each wait the mixture has a density, somewhere between 0.0011 and 0.0434 per minute.
# Multiply all 272 densities, and you have the **likelihood** of the fit.

# %%
# The picture: the mixture's density at each of the 272 waits
p = np.exp(two.mixture.log_density(record))
grid = np.linspace(40, 100, 300)[:, None]
fig, ax = plt.subplots(figsize=(7, 3))
ax.plot(grid, np.exp(two.mixture.log_density(grid)), color="0.5", lw=1.5, label="mixture")
ax.plot(waits, p, "D", ms=4, alpha=0.6, color=plot.PALETTE[0], label="its density at a wait")
ax.set(xlabel="wait (min)", ylabel="density (per min)", xlim=(40, 100), ylim=(0, 0.047))
ax.legend(frameon=False)
show(
    fig,
    f"Diamonds on a curve with two hills, near 55 and 80 minutes. All of the {len(p)} densities lie "
    f"between {p.min():.4f} and {p.max():.4f} per minute.",
)

# %%
# The numbers above, checked
assert len(p) == 272
assert [round(float(v), 4) for v in (p.min(), p.max())] == [0.0011, 0.0434]

# %%
# A prediction: commit to yours below before you look inside this cell
products = np.cumprod(p)
gone = int(np.argmax(products == 0)) + 1


def the_products():
    """The running product on an axis of powers of ten, until it is no more."""
    fig, ax = plt.subplots(figsize=(7, 3))
    held = products > 0
    ax.plot(np.arange(1, 273)[held], np.log10(products[held]), color=plot.PALETTE[1], lw=3)
    ax.axhline(-323.3, ls="--", color="0.4")
    ax.text(4, -311, "smallest positive number that Python holds", color="0.25", size=9)
    ax.plot([gone], [-323.3], "X", ms=11, color="0.2")
    ax.text(gone + 6, -309, f"0.0 from wait {gone} on", size=9)
    ax.set(xlabel="waits multiplied", ylabel="power of ten", xlim=(0, 272), ylim=(-345, 10))
    return show(
        fig,
        f"The power of ten falls along a nearly straight line from 0 to −323, and ends at wait {gone} "
        "where the product becomes 0.0.",
    )


first_guess = predict(
    "Python multiplies the densities one after another. Every one of them is positive. After how "
    "many waits does Python say that the product is **0.0**? (272 if only the last makes it so.)",
    (1, 272),
    answer=gone,
    why="A number of Python has 64 bits, and the smallest positive one is about "
    "$4.9 \\cdot 10^{-324}$. After 196 waits the product is there. One more factor, and Python "
    "rounds it to nothing.",
    reveal=the_products,
)
first_guess

# %%
# The numbers above, checked
assert gone == 197
assert np.isclose(np.log10(np.nextafter(0, 1)), -323.3, atol=0.01)
assert f"{np.nextafter(0, 1):.1e}" == "4.9e-324"

# %% [markdown]
# ## Explore: the descent
#
# Above on the left, the factors: the density at the last waits read. Below, a stick for each: its
# **exponent**, the power of ten that it is. On the right, thick and orange, the product as a
# computer keeps it; thin and dark, the sum of all sticks. In the grey zone a computer holds 0.


# %%
# The explorer, with four things to try
def box(x):
    """A flat fit: the same density from 45 to 95 minutes, none elsewhere."""
    return np.where((x >= 45) & (x <= 95), 1 / 50, 0.0)


def curve(fit):
    """The density of a fit, as a function of waits."""
    return lambda x: np.exp(fit.mixture.log_density(x[:, None]))


descent(
    waits,
    {"two Gaussians": curve(two), "one Gaussian": curve(one), "a flat box": box},
    presets=[
        explore.Preset(
            "1 · Factors, terms",
            {"n": 2, "fit": "two Gaussians", "held": "64 bits"},
            "Two waits, 79 and 54 minutes: exponents −1.4 and −1.6, together −3.0. The product is "
            "1.0 × 10⁻³. Press Play: the orange line and the dark one go down as one.",
        ),
        explore.Preset(
            "2 · Nothing left",
            {"n": 272, "fit": "two Gaussians", "held": "64 bits"},
            "The product is 0, although no factor was. The sum went on undisturbed to −449.1.",
        ),
        explore.Preset(
            "3 · Fewer bits",
            {"n": 32, "fit": "two Gaussians", "held": "32 bits"},
            "Half of the bits, as many graphics cards use them: the product ends after 27 waits. "
            "With 16 bits it ends after 4. The sum has room in any of them.",
        ),
        explore.Preset(
            "4 · Neck and neck",
            {"n": 144, "fit": "a flat box", "held": "64 bits"},
            "A flat box explains 144 waits better than one Gaussian: −244.7 against −251.2. Move on "
            "by one step, past the wait of 96 minutes, and see what one wait can do.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then choose another density, and see how the
# sticks and the slope of the descent change.


# %%
# The numbers above, checked
def power(densities):
    """The sum of the exponents."""
    return round(float(np.log10(densities).sum()), 1)


assert np.log10(p[:2]).round(1).tolist() == [-1.4, -1.6]
assert [power(p[:2]), power(p)] == [-3.0, -449.1]
assert round(float(products[1]), 4) == 1.0e-3
ends = {kind: int(np.sum(np.cumprod(p.astype(kind), dtype=kind) > 0)) for kind in ("f4", "f2")}
assert ends == {"f4": 27, "f2": 4}
q = np.exp(one.mixture.log_density(record))
assert [power(box(waits[:144])), power(q[:144])] == [-244.7, -251.2]

# %%
# A prediction: commit to yours below before you look inside this cell
outside = waits[box(waits) == 0]
second_guess = predict(
    "The box has density 0.02 from 45 to 95 minutes and 0 elsewhere. Two of the 272 waits are "
    "outside, 96 and 43 minutes. What is the sum of exponents of the box over **all** waits?",
    {
        "−458.7: the 270 waits inside, the two others count 0": "That takes the logarithm of 0 for "
        "0. But 0 is the logarithm of 1, of a factor that changes nothing. A factor of 0 changes "
        "everything.",
        "−462.1: all 272 alike": "Two of them have no density of 0.02: they lie outside.",
        "Minus infinity": "",
    },
    answer="Minus infinity",
    why="No power of ten is 0. The box says that a wait of 96 minutes cannot happen, and it did: "
    "its likelihood is 0, however well it explains the rest.",
)
second_guess

# %%
# The numbers above, checked
assert sorted(outside.tolist()) == [43, 96]
assert 144 < list(waits).index(96) + 1 <= 152
assert [round(n * float(np.log10(0.02)), 1) for n in (270, 272)] == [-458.7, -462.1]

# %% [markdown]
# ## Explain: what multiplies above adds below
#
# ### A power counts factors
#
# $10^3$ is three factors of 10. Each step down divides by 10, so $10^1 = 10$, $10^0 = 1$,
# $10^{-1} = 0.1$, $10^{-2} = 0.01$. To multiply powers, count all their factors together: exponents
# **add**. They multiply only where a power is itself repeated:
#
# $$10^a \cdot 10^b = 10^{a+b} \qquad\qquad (10^a)^m = 10^{a \cdot m}$$
#
# Here both laws meet. The exponent of a density is −1.651 on average, so the likelihood of the waits
# is as large as if all 272 factors were alike: $(10^{-1.651})^{272} = 10^{-449.1}$. You did not
# multiply anything 272 times.
#
# ### A logarithm is an exponent
#
# $\log_{10} x$ answers: 10 to *which* power is $x$? So $\log_{10} 100 = 2$ and
# $\log_{10} 0.02 = -1.70$. Since exponents add where numbers multiply,
#
# $$\log (a \cdot b) = \log a + \log b \qquad \log \frac{a}{b} = \log a - \log b \qquad
# \log a^m = m \log a$$
#
# The **natural logarithm** $\ln$ asks for a power of $e \approx 2.718$ instead of 10, because
# densities are written with $e$. It differs by a fixed factor, $\ln x = 2.303 \log_{10} x$, and
# obeys the same laws. numpy calls it `np.log`.

# %%
exponents = np.log10(p).sum()
print(f"sum of log10: {exponents:.1f}, times ln 10: {exponents * np.log(10):.1f}")
print(f"sum of ln: {np.log(p).sum():.1f}, gmmlab's log-likelihood: {two.log_likelihood:.1f}")

# %%
# The numbers above and below, checked
assert [10**1, 10**0, 10**-1, 10**-2] == [10, 1, 0.1, 0.01]
assert round(float(np.log10(p).mean()), 3) == -1.651
assert round(-1.651 * 272, 1) == -449.1
assert round(float(np.log10(0.02)), 2) == -1.70
assert round(float(np.e), 3) == 2.718
assert round(float(np.log(10)), 3) == 2.303
assert round(two.log_likelihood, 1) == -1034.0
assert round(one.log_likelihood, 1) == -1095.3
assert np.isclose(np.log(p).sum(), two.log_likelihood)
assert round((two.log_likelihood - one.log_likelihood) / np.log(10), 1) == 26.6

# %% [markdown]
# ### Why a likelihood is kept as its logarithm
#
# **It can be held.** The likelihood of these waits, $10^{-449.1}$, is positive, yet a computer
# rounds it to 0. Its logarithm is an ordinary number. Take logarithms *before* you multiply: of a
# product that has become 0 they come too late.
#
# **It keeps the order.** The larger of two numbers has the larger logarithm, so the fit with the
# largest log-likelihood has the largest likelihood.
#
# **It compares.** Two Gaussians have the log-likelihood −1034.0, one has −1095.3. Subtract: the
# logarithm of their ratio is 61.3, so the record is $e^{61.3} = 10^{26.6}$ times as likely under
# two. Do not divide log-likelihoods; a ratio of logarithms compares nothing.
#
# ### Where the law stops
#
# There is no law for $\log(a + b)$. A mixture's density is a sum over components, and so the
# logarithm goes round the points and halts before the components:
#
# $$\ln L = \sum_i \ln \underbrace{\sum_k \pi_k\,\mathcal N(x_i \mid \mu_k, \sigma_k)}_{p(x_i)}$$
#
# That inner sum makes a mixture harder to fit than one Gaussian.
#
# And $\log 0$ is no number: as $x$ shrinks to 0, $\log x$ falls below every bound. numpy writes
# `-inf`. A Gaussian never gives 0, but a computer may round to it, so `gmmlab` works with logarithms
# from the start:

# %%
far = np.array([[400.0]])
print(
    "density rounded to",
    np.exp(two.mixture.log_density(far))[0],
    "  log-density kept:",
    two.mixture.log_density(far)[0].round(1),
)

# %%
# The numbers above, checked
assert round(two.log_likelihood, 1) - round(one.log_likelihood, 1) - 61.3 < 1e-9
assert np.isclose(61.3 / np.log(10), 26.6, atol=0.05)
assert np.exp(two.mixture.log_density(far))[0] == 0 > two.mixture.log_density(far)[0] > -2000

# %% [markdown]
# ## Worked example: three waits, by hand
#
# The scores, weight times density, of both components at three waits:
#
# | wait (min) | short | long |
# |---|---|---|
# | 79 | 0.0000 | 0.0425 |
# | 54 | 0.0242 | 0.0000 |
# | 66 | 0.0038 | 0.0025 |
#
# 1. **Add within each wait.** The densities are 0.0425, 0.0242 and $0.0038 + 0.0025 = 0.0063$.
# 2. **Take exponents.** $\log_{10}$ of them: −1.37, −1.62 and −2.20.
# 3. **Add over the waits.** $-1.37 - 1.62 - 2.20 = -5.19$.
# 4. **Go back, as a check.** $10^{-5.19} = 0.0000065$, and the product
#    $0.0425 \cdot 0.0242 \cdot 0.0063$ is the same.
# 5. **In natural logarithms:** $2.303 \cdot (-5.19) = -11.95$. That is the log-likelihood.

# %%
# The numbers above, checked
three = np.array([[0.0, 0.0425], [0.0242, 0.0], [0.0038, 0.0025]])


def scores(x):
    """Weight times density of the short and the long component, rounded parameters."""
    z = (np.asarray(x, float)[:, None] - [54.6, 80.1]) / 5.9
    return np.array([0.36, 0.64]) * np.exp(-(z**2) / 2) / (5.9 * np.sqrt(2 * np.pi))


assert np.allclose(scores([79, 54, 66]), three, atol=0.00006)
assert np.allclose(three.sum(axis=1), [0.0425, 0.0242, 0.0063])
assert np.log10(three.sum(axis=1)).round(2).tolist() == [-1.37, -1.62, -2.20]
assert np.isclose(-1.37 - 1.62 - 2.20, -5.19)
assert round(10**-5.19, 7) == round(0.0425 * 0.0242 * 0.0063, 7) == 0.0000065
assert round(2.303 * -5.19, 2) == round(float(np.log(three.sum(axis=1)).sum()), 2) == -11.95

# %% [markdown]
# ### The same, with gaps
#
# Three other waits: 82, 90 and 62 minutes. The first two have the densities 0.0411 and 0.0106, and
# so the exponents −1.39 and −1.97.

# %%
# The first gap: fill it below before you look inside this cell
other = np.array([0.0411, 0.0106, 0.0111 + 0.0004])
gap_1 = predict(
    "Steps 1 and 2. At 62 minutes the scores are 0.0111 and 0.0004. What is the exponent of the "
    "density there? (A calculator's `log`, or `np.log10`.)",
    (-6, 0),
    answer=round(float(np.log10(other[2])), 2),
    why="$0.0111 + 0.0004 = 0.0115$, and $\\log_{10} 0.0115 = -1.94$. Had you added the logarithms "
    "of the two scores, you would have got −5.35, the exponent of their product.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. The likelihood of the three waits is $10^n$. What is $n$?",
    (-10, 0),
    answer=round(float(np.log10(other).sum()), 2),
    why="$-1.39 - 1.97 - 1.94 = -5.30$. Less than for the three waits before, −5.19, so these three "
    "are a little less likely.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(scores([82, 90]).sum(axis=1), [0.0411, 0.0106], atol=0.00006)
assert np.allclose(scores([62])[0], [0.0111, 0.0004], atol=0.00006)
assert np.log10(other).round(2).tolist() == [-1.39, -1.97, -1.94]
assert round(float(np.log10(0.0111) + np.log10(0.0004)), 2) == -5.35
assert round(float(np.log10(other).sum()), 2) == -5.30

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b1-exponents-and-logarithms")

# %% [markdown]
# ## Check
#
# The [exercise on exponents and logarithms](../../exercises/b1-exponents-and-logarithms/b1-exponents-and-logarithms.ipynb)
# has five graded questions: a log-likelihood by hand, a function for any number of points, a fault
# that flatters, a choice to defend, and a race between two fits on irises.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: when a fit's log-likelihood is −inf, is the fit at fault, or the
# computer? How would you find out?

# %% [markdown]
# ## Summary
#
# - A logarithm is an exponent. Exponents add where numbers multiply: $\log(ab) = \log a + \log b$.
# - A likelihood is a product over points, too small to hold; its logarithm is a sum that can be
#   held, keeps the order of fits, and compares them by subtraction.
# - There is no law for $\log(a + b)$, and $\log 0$ is not 0 but minus infinity.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 1.2.4 (why
# the logarithm), and equation 9.14 (of a mixture). D. Goldberg, "What every computer scientist
# should know about floating-point arithmetic", *ACM Computing Surveys* 23 (1991), 5–48. The data:
# A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
