# %% [markdown]
# # Expectation, Variance and Correlation
#
# **You will be able to**
#
# - compute expectation and variance with weights;
# - compute a covariance and a correlation;
# - find the variance of a mixture from its components.
#
# **Needs** integration rules, the variance as a mean of squares, weighted means, collecting like
# terms. **Leads to** the multivariate normal distribution, the EM algorithm, the generative story.
# **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, best_fit, datasets, m_step, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b3_pulled_apart import pulled_apart

flowers = datasets.iris()
sepals, species = flowers.X[:, :2], flowers.labels
length, width = sepals.T

# %% [markdown]
# ## Hook: three clouds uphill
#
# Here are 150 irises of three species, 50 of each. Look at one species at a time: flowers with
# longer sepals tend to have wider sepals. A **correlation** measures that on a scale from −1 to 1.
# It is 0.74 within setosa, 0.53 within versicolor, 0.46 within virginica.

# %%
# The picture: each species by itself
fig, axes = plt.subplots(1, 3, figsize=(8.4, 2.7), sharex=True, sharey=True, layout="constrained")
inside = []
for k, ax in enumerate(axes):
    x, y = sepals[species == k].T
    inside.append(np.corrcoef(x, y)[0, 1])
    ax.plot(x, y, plot.MARKERS[k], color=plot.PALETTE[k], ms=4)
    ax.set(title=f"{flowers.groups[k]}: {inside[k]:.2f}", xlabel="sepal length (cm)")
axes[0].set_ylabel("sepal width (cm)")
show(
    fig,
    "Three clouds of points, sepal width against sepal length, one for each species. Each rises "
    f"from left to right; the correlations are {', '.join(f'{r:.2f}' for r in inside)}.",
)

# %%
# The numbers above, checked
assert len(sepals) == 150
assert np.bincount(species).tolist() == [50, 50, 50]
assert np.round(inside, 2).tolist() == [0.74, 0.53, 0.46]

# %% [markdown]
# Now put all three clouds into one picture: a mixture of three kinds, each with weight 1/3.


# %%
# A prediction: commit to yours below before you look inside this cell
def together():
    """All flowers in one plane."""
    fig, ax = plt.subplots(figsize=(6.4, 3.2))
    for k, name in enumerate(flowers.groups):
        x, y = sepals[species == k].T
        ax.plot(x, y, plot.MARKERS[k], color=plot.PALETTE[k], ms=4, label=name)
    ax.set(xlabel="sepal length (cm)", ylabel="sepal width (cm)")
    ax.legend(frameon=False)
    return show(
        fig,
        "The three rising clouds in one plane. That of setosa lies above and to the left of the "
        "other two, so that the whole falls a little from left to right.",
    )


overall = float(np.corrcoef(length, width)[0, 1])
first_guess = predict(
    "Three correlations of 0.74, 0.53 and 0.46. What is the correlation of all flowers together?",
    (-1, 1),
    answer=round(overall, 2),
    why="It is below zero. On average setosa has the shortest and the widest sepals, so its "
    "cloud hangs above and to the left of the other two. A mixture's correlation is no mean of its "
    "components': it also knows where their means lie.",
    reveal=together,
)
first_guess

# %%
# The numbers above, checked
assert round(overall, 2) == -0.12
means = np.array([sepals[species == k].mean(axis=0) for k in range(3)])
assert means[:, 0].argmin() == means[:, 1].argmax() == 0

# %% [markdown]
# ## Explore: pull them apart
#
# Pull the means of the species towards each other or apart: each cloud moves as a whole and never
# turns. Every ring reaches 2 standard deviations from its mean; the one round the ✖ belongs to all
# flowers together, and the dashed line is its long axis. On the right three written sums say how it
# comes about. The second slider changes how common setosa is.

# %%
# The explorer, with four things to try
pulled_apart(
    sepals,
    species,
    flowers.groups,
    presets=[
        explore.Preset(
            "1 · As measured",
            {"pull": 1.0, "share": 1 / 3},
            "Three rings lean up, and the ring of all leans down. Read the lowest sum: the "
            "covariance inside is +0.091, the means bring −0.133, together −0.042.",
        ),
        explore.Preset(
            "2 · In one place",
            {"pull": 0.0, "share": 1 / 3},
            "No distance between the means, so nothing is added: the correlation of all is +0.53. "
            "Press Play, and watch the dashed axis tip over.",
        ),
        explore.Preset(
            "3 · Without setosa",
            {"pull": 1.0, "share": 0.0},
            "The other two lie uphill of each other. The means now bring +0.033, and the "
            "correlation of the two together, +0.55, is above that of either.",
        ),
        explore.Preset(
            "4 · Zero",
            {"pull": 1.2, "share": 0.15},
            "Inside and between cancel: the correlation is 0.00, and yet you see three clouds, "
            "all of them uphill. No correlation does not mean that there is nothing to see.",
        ),
    ],
)


# %%
# The numbers above, checked
def parts(pull, share):
    """Covariance matrices inside and between the species, by the definitions alone."""
    w = np.array([share, (1 - share) / 2, (1 - share) / 2])[species] / 50
    centre = means.mean(axis=0) + pull * (means - means.mean(axis=0))
    moved = centre[species] + sepals - means[species]
    every = np.cov(moved.T, aweights=w, bias=True) if share else np.cov(moved[50:].T, bias=True)
    within = np.einsum("n,ni,nj->ij", w, moved - centre[species], moved - centre[species])
    return within, every - within


def correlation(pull, share):
    """The correlation of all, rounded."""
    total = sum(parts(pull, share))
    return round(float(total[0, 1] / np.sqrt(total[0, 0] * total[1, 1])), 2)


within, between = parts(1, 1 / 3)
assert round(within[0, 1], 3) == 0.091
assert round(between[0, 1], 3) == -0.133
assert round(within[0, 1] + between[0, 1], 3) == -0.042
assert [correlation(0, 1 / 3), correlation(1, 0), correlation(1.2, 0.15)] == [0.53, 0.55, 0.0]
assert round(parts(1, 0)[1][0, 1], 3) == 0.033
assert max(inside[1:]) < 0.55

# %% [markdown]
# ## Explain: four numbers, all of them means
#
# ### Where it balances, and how far it spreads
#
# The three species have mean lengths of 5.01, 5.94 and 6.59 cm. With weights of 1/3 each, the
# mixture balances at 5.84 cm. That is its **expectation**: values times weights that sum to 1,
# added. For a density, the sum becomes an integral:
#
# $$\operatorname{E}[x] = \sum_i w_i\,x_i \qquad\text{or}\qquad
# \operatorname{E}[x] = \int x\,p(x)\,dx$$
#
# An expectation is linear, as sums and integrals are: measure in mm, and 5.84 becomes 58.4; cut off
# 1 cm, and it becomes 4.84.
#
# The **variance** is an expectation too: that of the squared distance from the mean,
# $\operatorname{Var}(x) = \operatorname{E}\big[(x-\operatorname{E}[x])^2\big]$. Its root is the
# standard deviation. In mm the lengths have 10 times the standard deviation and 100 times the
# variance; cutting off 1 cm changes neither.
#
# **Which divisor?** Weights that do not sum to 1, such as responsibilities, are divided by their
# own sum, and by nothing less. Dividing by $n-1$ estimates the variance of a population without
# bias; a mixture and the M-step take the plain mean. NumPy has both conventions, so look twice:

# %%
print(f"np.var(length)            {np.var(length):.3f}   divided by n")
print(f"np.cov(length)            {np.cov(length):.3f}   divided by n - 1")
print(f"np.cov(length, bias=True) {np.cov(length, bias=True):.3f}   divided by n")

# %%
# The numbers above, checked
assert means[:, 0].round(2).tolist() == [5.01, 5.94, 6.59]
assert round(float(means[:, 0].mean()), 2) == round(float(length.mean()), 2) == 5.84
assert round(float((10 * length).mean()), 1) == 58.4
assert round(float((length - 1).mean()), 2) == 4.84
assert np.isclose((10 * length).var(), 100 * length.var())
assert np.isclose((length - 1).var(), length.var())
assert np.isclose(np.cov(length), np.var(length) * 150 / 149)
assert np.isclose(np.cov(length, bias=True), np.var(length))

# %% [markdown]
# ### How two quantities vary together
#
# Take a setosa whose sepals are longer than its species' mean by 0.4 cm and wider by 0.2 cm. The
# product, 0.08 cm², is the area of a rectangle from the mean to the flower. Where one deviation is
# positive and the other negative, the area counts as negative. The mean of these signed areas is
# the **covariance**, $\operatorname{Cov}(x,y) =
# \operatorname{E}\big[(x-\operatorname{E}[x])(y-\operatorname{E}[y])\big]$.

# %%
# The picture: a signed rectangle for every setosa
x, y = (sepals[species == 0] - means[0]).T
fig, ax = plt.subplots(figsize=(5.6, 3.6))
for a, b in zip(x, y, strict=True):
    colour, hatch = (plot.PALETTE[0], "//") if a * b > 0 else (plot.PALETTE[1], "..")
    ax.add_patch(plt.Rectangle((0, 0), a, b, fc=(colour, 0.06), ec=(colour, 0.5), hatch=hatch))
ax.plot(x, y, "ko", ms=3)
ax.set(xlabel="length less its mean (cm)", ylabel="width less its mean (cm)")
show(
    fig,
    f"Rectangles from the mean to each of 50 setosas. {int(np.sum(x * y > 0))} lie in the upper "
    f"right and the lower left (striped, positive), {int(np.sum(x * y < 0))} in the other two "
    "quarters (dotted, negative), with small areas.",
    caption="Striped areas count as positive, dotted ones as negative.",
)

# %% [markdown]
# A variance is a covariance of a quantity with itself. All of them together make the **covariance
# matrix** $\Sigma$: variances on the diagonal, covariances beside it.
#
# A covariance has units: measure in mm, and 0.097 cm² becomes 9.7 mm². Divide by both standard
# deviations, and the units cancel. That is the **correlation**:
#
# $$\rho = \frac{\operatorname{Cov}(x,y)}{\sigma_x\,\sigma_y}$$
#
# For setosa, $0.097/(0.349\cdot 0.375) = 0.74$.
#
# **A correlation is no slope.** Divide the covariance by the variance of the length instead, and
# you get 0.80: how many cm of width the best line gains for every cm of length. Written as mm of
# width for every cm of length it is 8.0. The correlation stays 0.74, and never leaves −1 to 1.

# %%
# The numbers above, checked
setosa = np.cov(sepals[species == 0].T, bias=True)
assert round(0.4 * 0.2, 2) == 0.08
assert round(setosa[0, 1], 3) == 0.097
assert round(100 * setosa[0, 1], 1) == 9.7
assert np.sqrt(np.diag(setosa)).round(3).tolist() == [0.349, 0.375]
assert round(0.097 / (0.349 * 0.375), 2) == 0.74
assert round(setosa[0, 1] / setosa[0, 0], 2) == 0.80
assert round(10 * setosa[0, 1] / setosa[0, 0], 1) == 8.0
assert np.isclose(np.polyfit(*sepals[species == 0].T, 1)[0], setosa[0, 1] / setosa[0, 0])

# %% [markdown]
# ### The variance of a mixture
#
# Before the formula, a guess.

# %%
# A prediction: commit to yours below before you look inside this cell
pair = Mixture(np.array([0.5, 0.5]), np.array([[-3.0], [3.0]]), np.full((2, 1, 1), 0.25))
drawn, _ = pair.sample(100_000, rng=0)
second_guess = predict(
    "Two components with weights of a half, means −3 and 3, and standard deviations 0.5. What is the "
    "variance of their mixture?",
    {
        "0.25": "That is the mean of the two variances: what is left if both means coincide. Here "
        "they lie 6 apart.",
        "0.125": "That is the variance of an *average* of two draws, one of each kind. A draw from "
        "a mixture is of one kind or of the other; none is a blend.",
        "9": "That is the variance of the two means, as if every draw were one of them. Each "
        "component has a width of its own as well.",
        "9.25": "",
    },
    answer="9.25",
    why="Inside each component 0.25, and between the means 9, since each lies 3 from the middle. "
    f"A sample of {len(drawn):,} draws has the variance {drawn.var():.2f}.",
)
second_guess

# %%
# The numbers above, checked
assert 0.5**2 == 0.25
assert 0.5**2 * 0.25 + 0.5**2 * 0.25 == 0.125
assert 0.25 + 0.5 * (-3) ** 2 + 0.5 * 3**2 == 9.25
assert abs(drawn.var() - 9.25) < 0.03

# %% [markdown]
# A point lies off the overall mean for two reasons: its kind does, and it lies off the mean of its
# kind. So $x-\bar\mu = (x-\mu_k) + (\mu_k-\bar\mu)$. Square this and take the mean. Inside a kind
# the first bracket has mean zero, so the mixed term vanishes. Two squares are left:
#
# $$\operatorname{Var}(x) = \underbrace{\sum_k \pi_k\,\sigma_k^2}_{\text{inside}} +
# \underbrace{\sum_k \pi_k\,(\mu_k-\bar\mu)^2}_{\text{between}}, \qquad
# \bar\mu = \sum_k \pi_k\,\mu_k$$
#
# A covariance splits in the same way, with products in place of squares. In numpy all entries of
# the matrix come at once; on the right, `gmmlab` fits one Gaussian to all flowers.

# %%
pi = np.full(3, 1 / 3)
Sigma = np.array([np.cov(sepals[species == k].T, bias=True) for k in range(3)])
away = means - pi @ means
total = np.tensordot(pi, Sigma, 1) + away.T @ (pi[:, None] * away)
print(np.hstack([total, best_fit(sepals, 1, rng=0).mixture.covariances[0]]).round(4))

# %% [markdown]
# With responsibilities for weights, the same means of products are EM's M-step:

# %%
fit = best_fit(sepals, 2, rng=0)
r = fit.responsibilities[:, 0]
mu = r @ sepals / r.sum()
covariance = (r[:, None] * (sepals - mu)).T @ (sepals - mu) / r.sum()
print(np.hstack([covariance, m_step(fit).covariances[0]]).round(4))

# %%
# The numbers above, checked
assert np.allclose(total, np.cov(sepals.T, bias=True))
assert np.allclose(total, best_fit(sepals, 1, rng=0).mixture.covariances[0], atol=1e-4)
assert np.allclose(covariance, m_step(fit).covariances[0], atol=1e-8)

# %% [markdown]
# ## Worked example: the irises by hand
#
# | species | length | width | covariance inside |
# |---|---|---|---|
# | setosa | 5.006 | 3.428 | 0.097 |
# | versicolor | 5.936 | 2.770 | 0.083 |
# | virginica | 6.588 | 2.974 | 0.092 |
#
# Each has weight 1/3, and the two columns of means average to 5.843 and 3.057 cm.
#
# 1. **Inside.** $(0.097 + 0.083 + 0.092)/3 = 0.091$.
# 2. **Deviations of the means.** Lengths: −0.837, 0.093, 0.745. Widths: 0.371, −0.287, −0.083.
# 3. **Between.** The products are −0.311, −0.027 and −0.062, and their mean is −0.133.
# 4. **Together.** $0.091 - 0.133 = -0.042$ cm².
# 5. **Correlation.** All flowers have standard deviations of 0.825 and 0.434 cm:
#    $-0.042/(0.825\cdot 0.434) = -0.12$.

# %%
# The numbers above, checked
assert means[:, 0].round(3).tolist() == [5.006, 5.936, 6.588]
assert means[:, 1].round(3).tolist() == [3.428, 2.770, 2.974]
assert Sigma[:, 0, 1].round(3).tolist() == [0.097, 0.083, 0.092]
assert (pi @ means).round(3).tolist() == [5.843, 3.057]
assert round((0.097 + 0.083 + 0.092) / 3, 3) == 0.091
assert np.allclose(away[:, 0], [-0.837, 0.093, 0.745], atol=0.0006)
assert np.allclose(away[:, 1], [0.371, -0.287, -0.083], atol=0.0006)
assert np.allclose(away.prod(axis=1), [-0.311, -0.027, -0.062], atol=0.0007)
assert np.allclose([-0.837 * 0.371, 0.093 * -0.287], [-0.311, -0.027], atol=0.0005)
assert round(away.prod(axis=1).mean(), 3) == -0.133
assert np.isclose(0.091 - 0.133, -0.042)
assert sepals.std(axis=0).round(3).tolist() == [0.825, 0.434]
assert round(-0.042 / (0.825 * 0.434), 2) == -0.12

# %% [markdown]
# ### The same, with gaps
#
# Now the **variance of the width**. Inside the species it is 0.141, 0.097 and 0.102 cm². The first
# line is done; the others are yours.
#
# 1. Inside: $(0.141 + 0.097 + 0.102)/3 = 0.113$.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. The mean widths deviate by 0.371, −0.287 and −0.083 cm. What is the variance between the "
    "species, in cm²? Three decimals.",
    (0, 0.2),
    answer=round(float(np.mean(away[:, 1] ** 2)), 3),
    why="The squares are 0.138, 0.082 and 0.007, and their mean is 0.076. No sign is left.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. What is the standard deviation of the width of all flowers, in cm? Two decimals.",
    (0, 1),
    answer=round(float(width.std()), 2),
    why="$0.113 + 0.076 = 0.189$, and its root is 0.43. Variances add up, standard deviations do "
    "not.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(Sigma[:, 1, 1], [0.141, 0.097, 0.102], atol=0.0006)
assert round((0.141 + 0.097 + 0.102) / 3, 3) == 0.113
assert np.round([0.371**2, 0.287**2, 0.083**2], 3).tolist() == [0.138, 0.082, 0.007]
assert np.allclose(away[:, 1] ** 2, [0.138, 0.082, 0.007], atol=0.0007)
assert round(float(np.mean(away[:, 1] ** 2)), 3) == 0.076
assert round(0.113 + 0.076, 3) == 0.189
assert round(0.189**0.5, 2) == round(float(width.std()), 2) == 0.43

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b3-expectation-variance-and-correlation")

# %% [markdown]
# ## Check
#
# The [exercise on variance and correlation](../../exercises/b3-expectation-variance-and-correlation/b3-expectation-variance-and-correlation.ipynb)
# has five graded questions: weighted numbers by hand, a function, a bug to find, mixtures that lean
# the other way, and the covariance matrix of any mixture. One sentence is read by a person.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: where have you seen two groups put together, and a relation that
# held in both of them vanish or turn round?

# %% [markdown]
# ## Summary
#
# - Expectation, variance and covariance are means, with weights that sum to 1; a correlation is a
#   covariance in units of both standard deviations, and no slope.
# - A mixture's variance is that inside its components plus that of their means. Covariances add in
#   the same way, so the whole can lean where no part does.
# - With responsibilities for weights, these means are the M-step; it divides by their sum.
#
# **Read on** E. H. Simpson, "The interpretation of interaction in contingency tables", *J. R.
# Statist. Soc. B* 13 (1951), 238–241. C. M. Bishop, *Pattern Recognition and Machine Learning*
# (2006), section 1.2.2, equations 1.33 to 1.42, and section 9.2.2, equation 9.19. The data: R. A.
# Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
