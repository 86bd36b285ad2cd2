# %% [markdown]
# # Maximum Likelihood Estimation
#
# **You will be able to**
#
# - write the log-likelihood of points under a normal density;
# - find the mean and the variance that maximise it;
# - say what a likelihood is and what it is not.
#
# **Needs** Bayes' theorem, the multivariate normal distribution, logarithms, derivatives, solving
# equations. **Leads to** the EM algorithm, EM by hand, singularities, choosing the number of
# components. **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, best_fit, datasets, edda, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b6_hill import hill

flowers = datasets.iris()
petals = flowers.X[flowers.labels == 0, 2]


def log_likelihood(x, mu, sigma):
    """The log-likelihood of points x under a normal density."""
    return float(np.sum(-np.log(sigma * np.sqrt(2 * np.pi)) - ((x - mu) / sigma) ** 2 / 2))


# %% [markdown]
# ## Hook: three curves for one component
#
# A mixture of three Gaussians is to describe 150 irises, one Gaussian for each species. The species
# of every flower is known, so each component can be fitted by itself. Here are the petal lengths of
# the 50 setosas, and three normal curves for them. All have the mean 1.46 cm; their standard
# deviations are 0.085, 0.17 and 0.34 cm.

# %%
# The picture: fifty petals under three curves
fig, ax = plt.subplots(figsize=(7, 3.2))
lengths, counts = np.unique(petals.round(1), return_counts=True)
ax.bar(lengths, counts / 5, width=0.09, color="0.85", label="50 petals (share per cm)")
x = np.linspace(0.7, 2.25, 300)
for k, (sigma, name) in enumerate([(0.085, "narrow"), (0.17, "middle"), (0.34, "wide")]):
    y = np.exp(-(((x - 1.46) / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))
    ax.plot(x, y, ls=plot.LINES[k], color=plot.PALETTE[k], lw=2, label=f"{name}: σ = {sigma:g}")
ax.set(xlabel="petal length (cm)", ylabel="density (per cm)")
ax.legend(frameon=False)
show(
    fig,
    f"Columns for {len(petals)} petal lengths from {petals.min():.1f} to {petals.max():.1f} cm, most "
    "of them at 1.4 and 1.5, under three bell curves with one centre: a narrow one, nearly 5 high, "
    "that misses the outer columns, a middle one that follows the columns, and a wide, low one.",
)

# %%
# The numbers above, checked
assert [len(flowers.X), len(petals)] == [150, 50]
assert round(petals.mean(), 2) == 1.46
assert lengths[counts == counts.max()].tolist() == [1.4, 1.5]

# %% [markdown]
# The middle curve fits best. Of the other two, one is half as wide and one is twice as wide.

# %%
# A prediction: commit to yours below before you look inside this cell
heights = [log_likelihood(petals, 1.46, s) for s in (0.085, 0.17, 0.34)]
first_guess = predict(
    "Multiply the densities of a curve at all 50 flowers. For which of the two outer curves is the "
    "product larger?",
    {
        "for the narrow one": "It is highest where most flowers are. But at the flower of 1.0 cm its "
        "density is 0.000002, and every flower is a factor of the product.",
        "for both alike: half and twice are equally wrong": "A curve that is too wide loses a little "
        "at many flowers. One that is too narrow loses almost everything at a few.",
        "for the wide one, a little": "The side is right. But 50 factors are multiplied, and some "
        "of the narrow curve's are close to nothing.",
        "for the wide one, more than a billion times": "",
    },
    answer="for the wide one, more than a billion times",
    why="Under the narrow curve the logarithm of the product is −25.0, under the wide one +1.6. "
    "The middle one has +17.1. You will build these numbers in a moment.",
)
first_guess

# %%
# The numbers above, checked
assert np.round(heights, 1).tolist() == [-25.0, 17.1, 1.6]
assert np.exp(heights[2] - heights[0]) > 1_000_000_000
assert round(np.exp(log_likelihood(np.array([1.0]), 1.46, 0.085)), 6) == 0.000002

# %% [markdown]
# ## Explore: climb the hill
#
# Upper left: a normal curve that you can set, with a stem at every petal length. Lower left: the
# logarithm of the curve, a parabola, and its stems. Added up over all flowers, they give one
# number: the height of a hill over $\mu$ and $\sigma$, seen from above on the right. Two arms point
# uphill, one for each slider. Find the place where both vanish.

# %%
# The explorer, with five things to try
hill(
    petals,
    petals[3::5],
    presets=[
        explore.Preset(
            "1 · Too narrow",
            {"mu": 1.46, "sigma": 0.085, "points": "all 50"},
            "The log-likelihood is −25.0. The flower of 1.0 cm alone adds −13.1: one point under a "
            "thin tail outweighs many near the peak.",
        ),
        explore.Preset(
            "2 · Too wide",
            {"mu": 1.46, "sigma": 0.34, "points": "all 50"},
            "The log-likelihood is +1.6: 15.5 below the top, where the narrow curve was 42.1 below. "
            "The hill is steep towards small σ and gentle towards large σ.",
        ),
        explore.Preset(
            "3 · The top",
            {"mu": 1.46, "sigma": 0.17, "points": "all 50"},
            "Both arms vanish: next to no slope is left. The log-likelihood is +17.1, above zero, since "
            "most densities here are above 1 per cm.",
        ),
        explore.Preset(
            "4 · Off to one side",
            {"mu": 1.6, "sigma": 0.17, "points": "all 50"},
            "With a wrong mean the arm of σ points up: a wider curve would forgive the distance. "
            "Move σ to 0.22, and that arm vanishes; the arm of μ does not.",
        ),
        explore.Preset(
            "5 · Ten flowers",
            {"mu": 1.46, "sigma": 0.17, "points": "ten of them"},
            "The hill is flatter: its rings lie farther out. Almost the same top, but fewer flowers "
            "insist on it. Change the flowers back and forth.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then press
# Play from a narrow curve, and watch the hill climber pass the top.


# %%
# The numbers above, checked
def slopes(x, mu, sigma):
    """The slopes of the log-likelihood, by small steps to both sides."""
    h = 1e-5
    across = log_likelihood(x, mu + h, sigma) - log_likelihood(x, mu - h, sigma)
    up = log_likelihood(x, mu, sigma + h) - log_likelihood(x, mu, sigma - h)
    return across / (2 * h), up / (2 * h)


top = log_likelihood(petals, petals.mean(), petals.std())
assert sum(log_likelihood(p, 1.46, 0.17) > 0 for p in petals) > 25
assert round(log_likelihood(np.array([1.0]), 1.46, 0.085), 1) == -13.1
assert [round(top - heights[k], 1) for k in (2, 0)] == [15.5, 42.1]
assert np.abs(slopes(petals, 1.46, 0.17)).max() < 10 < 100 < slopes(petals, 1.6, 0.17)[1]
assert abs(slopes(petals, 1.6, 0.22)[1]) < 1 < 100 < abs(slopes(petals, 1.6, 0.22)[0])
assert np.isclose(petals[3::5].mean(), 1.46)
assert abs(petals[3::5].std() - petals.std()) < 0.003

# %% [markdown]
# ## Explain: one function, two slopes
#
# ### The log-likelihood
#
# One flower of 1.5 cm has the density 2.28 per cm under the middle curve. Take the flowers as drawn
# independently, and the densities of all of them are multiplied. That product, read as a function
# of the parameters while the data stay fixed, is the **likelihood**. Its logarithm turns the
# product into a sum:
#
# $$\ell(\mu,\sigma) = \sum_i \ln \mathcal N(x_i \mid \mu, \sigma^2)
# = -n\,\ln\!\big(\sigma\sqrt{2\pi}\big) - \frac{1}{2\sigma^2}\sum_i (x_i-\mu)^2$$
#
# The first part is for a narrow curve: it grows as $\sigma$ shrinks. The second part is against it.
# The top is where they balance. By hand, and with `gmmlab`:

# %%
by_hand = -50 * np.log(0.17 * np.sqrt(2 * np.pi)) - np.sum((petals - 1.46) ** 2) / (2 * 0.17**2)
curve = Mixture(np.array([1.0]), np.array([[1.46]]), np.array([[[0.17**2]]]))
print(round(by_hand, 2), round(curve.log_density(petals[:, None]).sum(), 2))

# %%
# The numbers above, checked
assert round(np.exp(log_likelihood(np.array([1.5]), 1.46, 0.17)), 2) == 2.28
assert np.isclose(by_hand, curve.log_density(petals[:, None]).sum())
assert np.isclose(by_hand, heights[1])

# %% [markdown]
# ### The top, without climbing
#
# At the top both slopes are zero. The slope in $\mu$ is $\frac{1}{\sigma^2}\sum_i (x_i-\mu)$. It is
# zero where the deviations cancel: at the mean $\bar x$, whatever $\sigma$ is. The slope in $\sigma$
# is $-\frac{n}{\sigma} + \frac{1}{\sigma^3}\sum_i (x_i-\mu)^2$. Multiply it by $\sigma^3/n$, set it
# to zero, and
#
# $$\hat\mu = \frac1n\sum_i x_i, \qquad \hat\sigma^2 = \frac1n\sum_i (x_i-\hat\mu)^2$$
#
# These are the **maximum likelihood estimates**. For the petals they are 1.462 cm and 0.0296 cm².
# `best_fit` with one component gives the same.

# %%
one = best_fit(petals[:, None], 1, rng=0)
print(f"by hand {petals.mean():.3f} {petals.var():.4f}")
print(f"gmmlab  {one.mixture.means.item():.3f} {one.mixture.covariances.item():.4f}")

# %% [markdown]
# **Not $n-1$.** Dividing by 49 gives 0.0302 cm², which on average over many samples is neither too
# large nor too small. That is another wish. Under it these very data are less likely, if by little:
# 0.005 here, and more with fewer points. The M-step of EM maximises, so it divides by the sum of
# the responsibilities.

# %%
# The numbers above, checked
assert np.allclose(one.mixture.means, petals.mean())
assert np.allclose(one.mixture.covariances, petals.var())
assert round(petals.mean(), 3) == 1.462
assert round(petals.var(), 4) == 0.0296
assert len(petals) - 1 == 49
assert round(petals.var(ddof=1), 4) == 0.0302
assert round(top - log_likelihood(petals, petals.mean(), petals.std(ddof=1)), 3) == 0.005
six = petals[:6]
assert top - log_likelihood(petals, petals.mean(), petals.std(ddof=1)) < (
    log_likelihood(six, six.mean(), six.std()) - log_likelihood(six, six.mean(), six.std(ddof=1))
)

# %% [markdown]
# ### What it is not
#
# A colleague sees +17.1 and is worried, or delighted.

# %%
# A prediction: commit to yours below before you look inside this cell
second_guess = predict(
    "The log-likelihood at the top is +17.1, so the likelihood itself is about 26 million. What does "
    "that say?",
    {
        "there is a mistake: a likelihood is at most 1": "A probability is. This is a product of 50 "
        "densities per cm, and where flowers crowd within a fraction of a cm, a density is above 1.",
        "these parameters are 26 million times as probable as not": "The likelihood is the density "
        "of the data, given the parameters. For the probability of parameters, given the data, "
        "Bayes' theorem needs a prior, and none was used.",
        "the data have a density of 26 million per cm to the power of 50": "",
        "the fit is a good one": "No log-likelihood is good by itself. It can be compared with "
        "that of another fit to the same data in the same unit.",
    },
    answer="the data have a density of 26 million per cm to the power of 50",
    why="Measure in mm, and the same fit to the same flowers has the log-likelihood −98.0. The "
    "difference between two fits stays: the middle curve leads the wide one by 15.5 in every unit.",
)
second_guess

# %%
# The numbers above, checked
assert round(np.exp(top) / 1e6) == 26
mm = log_likelihood(10 * petals, 10 * petals.mean(), 10 * petals.std())
assert round(mm, 1) == -98.0
lead = log_likelihood(10 * petals, 14.6, 1.7) - log_likelihood(10 * petals, 14.6, 3.4)
assert round(lead, 1) == round(heights[1] - heights[2], 1) == 15.5

# %% [markdown]
# Nor is a likelihood a density *over* the parameters. Take six flowers, keep $\sigma$ at its
# estimate, and draw the likelihood as a function of $\mu$: the area under it is 6.5 in cm, and
# 0.000065 in mm. A density would have area 1 in both.
#
# ### From one Gaussian to a mixture
#
# In the plane, or with four measurements, the same calculation gives the mean vector and the
# covariance matrix, again divided by $n$. With labels, every component of a mixture has its own
# hill, and its weight is its share of the points. No climb is needed:

# %%
fit = edda(flowers.X, flowers.labels, "VVV")
setosa = flowers.X[flowers.labels == 0]
print(fit.priors, np.allclose(fit.mixtures[0].means[0], setosa.mean(axis=0)))
print(np.allclose(fit.mixtures[0].covariances[0], np.cov(setosa.T, bias=True)))

# %% [markdown]
# Without labels each point belongs in part to every component, and the logarithm stands before a
# sum that it cannot be drawn into. Then no formula gives the top. Climbing still works, by
# gradients or by EM, which guesses the labels in parts and uses the formulas of this lesson with
# those parts as weights.
#
# One warning: for a single flower $\hat\sigma$ is 0, and its hill has no top. It rises without end
# as the curve narrows. A component of a mixture that holds on to one point can do the same.

# %%
# The numbers above, checked
areas = {1: 6.5, 10: 0.000065}
for unit, area in areas.items():
    at = unit * np.linspace(1.0, 1.9, 2001)
    level = [np.exp(log_likelihood(unit * six, m, unit * six.std())) for m in at]
    assert np.isclose(np.mean(level) * np.ptp(at), area, rtol=0.01)
assert np.allclose(fit.priors, 1 / 3)
assert np.allclose(fit.mixtures[0].covariances[0], np.cov(setosa.T, bias=True))
lone = [log_likelihood(np.array([1.4]), 1.4, s) for s in (1e-2, 1e-4, 1e-6)]
assert lone[0] < lone[1] < lone[2]

# %% [markdown]
# ## Worked example: six petals by hand
#
# The first six setosas have petals of 1.4, 1.4, 1.3, 1.5, 1.4 and 1.7 cm.
#
# 1. **Mean.** $8.7/6 = 1.45$ cm.
# 2. **Variance.** The squared deviations are four times 0.0025, 0.0225 and 0.0625, together 0.095.
#    Divided by 6, not by 5: $0.095/6 = 0.01583$, and $\hat\sigma = 0.126$ cm.
# 3. **Constants.** $\ln(0.126\cdot 2.5066) = -1.153$, and there are six flowers:
#    $-6\cdot(-1.153) = 6.92$.
# 4. **Deviations.** At the top the squared deviations sum to $n\hat\sigma^2$, so the second part is
#    $n/2$, here 3.
# 5. **Log-likelihood.** $6.92 - 3 = 3.92$. It is positive, and nothing is wrong.

# %%
# The numbers above, checked
assert six.round(1).tolist() == [1.4, 1.4, 1.3, 1.5, 1.4, 1.7]
assert round(six.sum(), 1) == 8.7
assert round(six.mean(), 2) == 1.45
assert np.allclose(np.sort((six - 1.45) ** 2), [0.0025] * 4 + [0.0225, 0.0625])
assert np.isclose(np.sum((six - 1.45) ** 2), 0.095)
assert round(0.095 / 6, 5) == round(six.var(), 5) == 0.01583
assert round(six.std(), 3) == 0.126
assert round(np.sqrt(2 * np.pi), 4) == 2.5066
assert round(np.log(0.126 * 2.5066), 3) == -1.153
assert round(-6 * -1.153, 2) == 6.92
assert round(log_likelihood(six, six.mean(), six.std()), 2) == round(6.92 - 3, 2) == 3.92

# %% [markdown]
# ### The same, with gaps
#
# The next four setosas have petals of 1.4, 1.5, 1.4 and 1.5 cm. The first line is done; the others
# are yours.
#
# 1. The mean is $5.8/4 = 1.45$ cm.

# %%
# The first gap: fill it below before you look inside this cell
four = petals[6:10]
gap_1 = predict(
    "Step 2. What is $\\hat\\sigma$, in cm? Two decimals.",
    (0, 0.2),
    answer=round(float(four.std()), 2),
    why="All four deviations are 0.05 long, so the mean of their squares is 0.0025, and its root is "
    "0.05. With a divisor of 3 it would be 0.058.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Steps 3 to 5. $\\ln(0.05\\cdot 2.5066) = -2.077$. What is the log-likelihood at the top? One "
    "decimal.",
    (0, 10),
    answer=round(log_likelihood(four, four.mean(), four.std()), 1),
    why="$-4\\cdot(-2.077) - 4/2 = 8.31 - 2 = 6.3$. Four flowers reach higher than six did: they lie "
    "closer together. Different data, so the two numbers are not to be compared.",
)
gap_2

# %%
# The numbers above, checked
assert four.round(1).tolist() == [1.4, 1.5, 1.4, 1.5]
assert round(5.8 / 4, 2) == round(four.mean(), 2) == 1.45
assert np.allclose((four - 1.45) ** 2, 0.05**2)
assert np.isclose(0.05**2, 0.0025)
assert round(four.std(ddof=1), 3) == 0.058
assert round(np.log(0.05 * 2.5066), 3) == -2.077
assert round(-4 * -2.077, 2) == 8.31
assert round(log_likelihood(four, four.mean(), four.std()), 1) == 6.3

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b6-maximum-likelihood-estimation")

# %% [markdown]
# ## Check
#
# The [exercise on maximum likelihood](../../exercises/b6-maximum-likelihood-estimation/b6-maximum-likelihood-estimation.ipynb)
# has five graded questions: a log-likelihood by hand, a function, a fit that stops short of the
# top, what follows from two numbers, and a whole mixture from labelled points. A person reads one
# sentence.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if somebody shows you one log-likelihood and nothing else, what do
# you ask before you believe that the fit is good?

# %% [markdown]
# ## Summary
#
# - The log-likelihood adds up the log-densities of all points; it is a function of the parameters,
#   and larger is better for the same data in the same unit.
# - For a normal density it is largest at the plain mean and the plain mean of squared deviations,
#   divided by $n$.
# - A likelihood may pass 1, and it is no probability of the parameters.
#
# **Read on** R. A. Fisher, "On the mathematical foundations of theoretical statistics", *Phil.
# Trans. R. Soc. A* 222 (1922), 309–368. C. M. Bishop, *Pattern Recognition and Machine Learning*
# (2006), section 1.2.4, equations 1.54 to 1.56, and section 2.3.4. The data: R. A. Fisher, *Annals
# of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
