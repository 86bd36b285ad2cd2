# %% [markdown]
# # Multivariate Normal Distribution
#
# **You will be able to**
#
# - evaluate a normal density in one dimension;
# - compute a squared Mahalanobis distance in two dimensions;
# - say which part of the formula gives the area 1.
#
# **Needs** exponents and logarithms, covariance, 2x2 matrices and their inverses. **Leads to**
# Maximum Likelihood Estimation, the generative story of a mixture. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b5_rings import rings

iris = datasets.iris()
X = iris.X[:, [0, 2]]  # sepal length and petal length, in cm
virginica = X[iris.labels == 2]
mu = np.array([6.60, 5.55])  # of virginica, to the nearest twentieth
Sigma = np.array([[0.40, 0.30], [0.30, 0.30]])
A, B = np.array([[7.6, 6.6], [6.9, 5.1]])

# %% [markdown]
# ## Hook: the near stranger
#
# A mixture describes irises by two lengths, of sepal and petal, with one component for each
# species. Here are 150 flowers, and the ellipses of one and two standard deviations of the
# component of *virginica*.
#
# Take two of its flowers. With a ruler on the picture, A is 1.45 cm from the component's mean, and B
# 0.54 cm.

# %%
# The picture: three species, virginica's ellipses, and two of its flowers
component = Mixture(np.ones(1), mu[None], Sigma[None])
turn = np.radians(np.arange(0, 361, 3))
ring = np.column_stack([np.cos(turn), np.sin(turn)]) @ component.factors[0].T
fig, ax = plt.subplots(figsize=(6.4, 4.8))
for k, (name, place) in enumerate(
    zip(iris.groups, [(6, 1.4), (6.7, 3.7), (4.4, 5.6)], strict=True)
):
    ax.plot(*X[iris.labels == k].T, plot.MARKERS[k], color=plot.PALETTE[k], ms=4, alpha=0.6)
    ax.text(*place, name, style="italic")
for radius, dash in ((1, "-"), (2, "--")):
    ax.plot(*(mu + radius * ring).T, color=plot.PALETTE[2], ls=dash, lw=1.8)
for name, flower, shift in (("A", A, -0.35), ("B", B, 0.15)):
    ax.plot([mu[0], flower[0]], [mu[1], flower[1]], color="0.1", lw=1.3, zorder=4)
    ax.plot(*flower, "D", color="0.1", ms=6, zorder=5)
    ax.text(flower[0] + shift, flower[1], name, weight="bold", size=12, va="center")
ax.set(xlabel="sepal length (cm)", ylabel="petal length (cm)", aspect="equal", xlim=(3.8, 8.8))
show(
    fig,
    "Three clouds of flowers; setosa at the bottom, versicolor and virginica in one long band that "
    f"rises to the right. Around ({mu[0]:.1f}, {mu[1]:.2f}) lie virginica's two ellipses, long and "
    f"thin. Flower A, at ({A[0]}, {A[1]}), is far out along the band, at the edge of the larger "
    f"ellipse; flower B, at ({B[0]}, {B[1]}), is close to the mean but beside the "
    "band, outside that edge.",
)


# %%
# The numbers above, checked
def squared(x):
    """The squared Mahalanobis distance of one point."""
    return float((x - mu) @ np.linalg.inv(Sigma) @ (x - mu))


assert len(X) == 150
assert np.abs(virginica.mean(axis=0) - mu).max() < 0.025
assert np.abs(np.cov(virginica.T, bias=True) - Sigma).max() < 0.025
assert all((flower == virginica).all(axis=1).any() for flower in (A, B))
assert [round(float(np.hypot(*(flower - mu))), 2) for flower in (A, B)] == [1.45, 0.54]
assert squared(A) < 4 < squared(B)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "Which of the two does virginica's component find stranger: where is its density lower?",
    {
        "at A, which is nearly three times as far from the mean": "A ruler says so. But along the "
        "band many flowers lie far out: the component is wide in that direction.",
        "at B, which is near the mean": "",
        "the same, since both are virginica": "The label says who made a point. The density says "
        "how usual the point is for its maker.",
    },
    answer="at B, which is near the mean",
    why="B's petal is short for such a long sepal. Across the band the component is so narrow that "
    "0.54 cm is far. You will find that it is 3.7 times as dense at A.",
)
first_guess

# %%
# The numbers above, checked
ratio = np.exp(component.log_density(A[None]) - component.log_density(B[None]))[0]
assert round(1.45 / 0.54, 1) == 2.7
assert round(float(ratio), 1) == 3.7

# %% [markdown]
# ## Explore: walk round a ring
#
# The point $x$ stands on a ring around the mean. You choose how far out the ring is, and how far
# round it $x$ has gone. On the right, the brown dot is the density at $x$, as a share of its top;
# the blue staircase is the share of the 50 flowers that lie beyond the ring.

# %%
# The explorer, with five things to try
rings(
    mu,
    Sigma,
    virginica,
    presets=[
        explore.Preset(
            "1 · Round the ring",
            {"t": 0, "D": 2, "by": "the whole covariance"},
            "Press Play. A ruler's reading swings between 1.62 and 0.43 cm, and the dot on the "
            "right does not move: all the way round, the density is 0.14 of its top.",
        ),
        explore.Preset(
            "2 · Two readings",
            {"t": 30, "D": 1, "by": "the whole covariance"},
            "At D = 1 the density is 0.61 of its top, and 0.66 of the flowers lie beyond the ring. "
            "Now move D: the staircase of real flowers goes down along the curve of the density.",
        ),
        explore.Preset(
            "3 · By a ruler",
            {"t": 0, "D": 1, "by": "a ruler"},
            "Now the rings are circles. Press Play: on the way round, the density swings between "
            "0.75 of its top and 0.02. This distance does not tell how dense it is.",
        ),
        explore.Preset(
            "4 · Variances alone",
            {"t": 0, "D": 1, "by": "the variances alone"},
            "Each direction in its own standard deviations, but no covariance: the ring does not "
            "lean as the flowers do. It leaves out 0.50 of them, where the curve says 0.61.",
        ),
        explore.Preset(
            "5 · No half",
            {"t": 30, "D": 1.5, "by": "the whole covariance"},
            "Without the half in the exponent the curve is the dashed one. It would give 0.11 at "
            "D = 1.5; the density is at 0.32, and 0.28 of the flowers lie beyond.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then find the
# ring that has half of the flowers beyond it. What does the curve say there?


# %%
# The numbers above, checked
def beyond(D, sigma=Sigma):
    """The share of virginica's flowers beyond a ring."""
    away = virginica - mu
    return round(float((np.sum(away @ np.linalg.inv(sigma) * away, axis=1) > D**2).mean()), 2)


def fallen(x):
    """The density as a share of its top."""
    return round(float(np.exp(-squared(x) / 2)), 2)


semi_axes = np.sqrt(np.linalg.eigvalsh(Sigma))
assert len(virginica) == 50
assert (2 * semi_axes).round(2).tolist() == [0.43, 1.62]
assert [round(float(np.exp(-(D**2) / 2)), 2) for D in (1, 1.5, 2)] == [0.61, 0.32, 0.14]
assert round(float(np.exp(-(1.5**2))), 2) == 0.11
assert [beyond(1), beyond(1.5)] == [0.66, 0.28]
assert beyond(1, np.diag(np.diag(Sigma))) == 0.50
turn = np.radians(np.arange(0, 360, 15))
circle = mu + np.sqrt(0.35) * np.column_stack([np.cos(turn), np.sin(turn)])
heights = [fallen(x) for x in circle]
assert [max(heights), min(heights)] == [0.75, 0.02]

# %% [markdown]
# ## Explain: one distance, one height
#
# ### On a line
#
# A normal density with mean $\mu$ and standard deviation $\sigma$ first asks how many standard
# deviations away $x$ is, $z = (x - \mu)/\sigma$. Then
#
# $$p(x) = \frac{1}{\sigma\sqrt{2\pi}}\; e^{-z^2/2}$$
#
# Mind the order in the exponent: square, halve, and only then the minus. The **half** is what makes
# $\sigma$ the standard deviation: without it the curve would be narrower, with the standard
# deviation $\sigma/\sqrt{2}$.
#
# Setosa's petals have mean 1.46 cm and standard deviation 0.17 cm. At 1.63 cm $z = 1$, and
# $e^{-1/2} = 0.607$. The top is $1/(0.17\cdot 2.507) = 2.35$ per cm high, so here it is 1.42.

# %%
# A prediction: commit to yours below before you look inside this cell
second_guess = predict(
    "The density of setosa's petal lengths reaches 2.35. What does this number say?",
    {
        "something is wrong: a probability is at most 1": "A probability is. A density is not a "
        "probability until you multiply it by a width.",
        "the mean length has probability 2.35": "One exact length has probability 0: it has no "
        "width.",
        "near the mean, 2.35 probability per cm: 0.235 for a tenth of a cm": "",
    },
    answer="near the mean, 2.35 probability per cm: 0.235 for a tenth of a cm",
    why="A density is a probability *per* length. Lengths were noted to a tenth of a centimetre. "
    "For a reading of 1.5 cm the density 2.28 times 0.1 cm promises 0.23 of the flowers, and 13 of "
    "50 have it: 0.26. In millimetres the same density would be 0.235 at its top.",
)
second_guess

# %%
# The numbers above, checked
petals = iris.X[iris.labels == 0][:, 2]


def normal(x, mean, sd):
    """A normal density on a line."""
    z = (x - mean) / sd
    return np.exp(-(z**2) / 2) / (sd * np.sqrt(2 * np.pi))


assert [round(float(petals.mean()), 2), round(float(petals.std()), 2)] == [1.46, 0.17]
assert np.isclose((1.63 - 1.46) / 0.17, 1)
assert round(float(np.exp(-1 / 2)), 3) == 0.607
assert round(float(np.sqrt(2 * np.pi)), 3) == 2.507
assert round(float(normal(1.46, 1.46, 0.17)), 2) == 2.35
assert round(float(normal(1.63, 1.46, 0.17)), 2) == 1.42
assert round(float(normal(1.5, 1.46, 0.17)), 2) == 2.28
assert np.isclose(petals, 1.5).sum() == 13
assert [round(2.28 * 0.1, 2), 13 / 50] == [0.23, 0.26]

# %% [markdown]
# ### In the plane
#
# There are two deviations now, $u$ and $w$, collected in the vector $x - \mu$. The component weighs
# them with the **inverse** of its covariance. The result takes the place of $z^2$; it is the
# squared **Mahalanobis distance**:
#
# $$D^2 = (x - \mu)^T\, \Sigma^{-1} (x - \mu) = \frac{d\,u^2 - 2b\,uw + a\,w^2}{ad - b^2}
# \qquad\text{for}\quad \Sigma = \begin{pmatrix} a & b \\ b & d \end{pmatrix}$$
#
# A direction in which the component is wide makes the distance small. $D$ has no unit: it counts
# standard deviations along the way to $x$. With a matrix that turns the ellipse into the unit
# circle, a whitener, you can also carry the point over and use a ruler: $D = |W(x - \mu)|$.
#
# All points of one ring have the same $D$, and so the same density:
#
# $$p(x) = \frac{1}{2\pi\sqrt{|\Sigma|}}\; e^{-D^2/2}$$

# %%
away = np.array([A, B]) - mu
D2 = np.sum(away @ np.linalg.inv(Sigma) * away, axis=1)
p = np.exp(-D2 / 2) / (2 * np.pi * np.sqrt(np.linalg.det(Sigma)))

W = component.whiteners[0]
print("D² by hand:", D2.round(3), " after whitening:", np.sum((away @ W.T) ** 2, axis=1).round(3))
print("density by hand:", p.round(4), " gmmlab:", np.exp(component.log_density([A, B])).round(4))

# %%
# The numbers above, checked
assert np.allclose(np.sum((away @ W.T) ** 2, axis=1), D2)
assert np.allclose(np.exp(component.log_density([A, B])), p)

# %% [markdown]
# ### Which part gives the area 1?
#
# The exponential gives the **shape**: 1 at the mean, falling with $D$. The factor in front gives
# the **size**. It is chosen so that the whole is 1, an area on the line, a volume in the plane.
#
# You can find it by slicing. Cut the hill $e^{-D^2/2}$ at height $h$. The slice is the ring's inside
# with $D^2 = -2\ln h$, an ellipse of area $\pi D^2 \sqrt{|\Sigma|}$. The average of $-2\ln h$ over
# heights from 0 to 1 is 2, so the hill has the volume $2\pi\sqrt{|\Sigma|}$. That is what the
# density divides by. For virginica, $2\pi\sqrt{0.03} = 1.09$.
#
# A round hill of $\sigma = 1$ is the product of two curves on a line, so each of these has the area
# $\sqrt{2\pi}$. Every dimension brings one such factor.
#
# The factor holds no $x$. Within one component it changes no comparison. Between components it
# does: at the same $D$, the component with the smaller $|\Sigma|$ is the denser one. In a mixture
# that counts, so $D$ alone does not tell whose a point is.
#
# ### What lies beyond a ring
#
# In the plane a share $e^{-D^2/2}$ of the component lies beyond the ring at $D$: the very number by
# which the density has fallen. So the ring of one standard deviation holds 39 %, that of two 86 %.
# The 68 % and 95 % that people remember belong to the line.

# %%
side = np.linspace(-6, 6, 601)
places = mu + np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
density = np.exp(component.log_density(places))
cell = (side[1] - side[0]) ** 2
hill = density / density.max()  # 1 at the mean: the exponential alone
print("volume:", round(density.sum() * cell, 4), " of the hill:", round(hill.sum() * cell, 4))

# %%
# The numbers above, checked
h = (np.arange(10_000) + 0.5) / 10_000
assert np.isclose(density.sum() * cell, 1)
assert round(float(2 * np.pi * np.sqrt(0.03)), 2) == 1.09
assert round(float(np.mean(-2 * np.log(h))), 3) == 2
assert [round(100 * plot.share_held(r)) for r in (1, 2)] == [39, 86]
assert [round(100 * plot.share_held(r, d=1)) for r in (1, 2)] == [68, 95]

# %% [markdown]
# ## Worked example: flower A, by hand
#
# Virginica's mean is $(6.60, 5.55)$; its variances are 0.40 and 0.30, the covariance 0.30. Flower A
# measures 7.6 and 6.6 cm.
#
# 1. **Deviations.** $u = 7.6 - 6.60 = 1.00$ and $w = 6.6 - 5.55 = 1.05$.
# 2. **Determinant.** $0.40\cdot 0.30 - 0.30^2 = 0.03$.
# 3. **Squared distance.** Above the determinant stands
#    $0.30\cdot 1.00^2 - 2\cdot 0.30\cdot 1.00\cdot 1.05 + 0.40\cdot 1.05^2 = 0.300 - 0.630 + 0.441
#    = 0.111$. So $D^2 = 0.111/0.03 = 3.70$.
# 4. **Fall.** $e^{-3.70/2} = e^{-1.85} = 0.157$.
# 5. **Height.** The top is $1/(2\pi\sqrt{0.03}) = 0.919$ per cm², and $0.919\cdot 0.157 = 0.144$.
#
# A's two deviations have the same sign, as a positive covariance expects: the term in the middle
# takes 0.630 away. A ruler would have given $1.00^2 + 1.05^2 = 2.10$, square centimetres, and the
# variances alone $1.00/0.40 + 1.10/0.30 = 6.2$.

# %%
# The numbers above, checked
u, w = A - mu
assert np.allclose([u, w], [1.00, 1.05])
assert np.isclose(np.linalg.det(Sigma), 0.03)
assert np.allclose([0.30 * u**2, 2 * 0.30 * u * w, 0.40 * w**2], [0.300, 0.630, 0.441])
assert np.isclose(0.300 - 0.630 + 0.441, 0.111)
assert np.isclose(squared(A), 3.70)
assert np.isclose(3.70 / 2, 1.85)
assert round(float(np.exp(-1.85)), 3) == 0.157
assert round(float(1 / (2 * np.pi * np.sqrt(0.03))), 3) == 0.919
assert round(float(p[0]), 3) == 0.144 == round(0.919 * 0.157, 3)
assert round(float(u**2 + w**2), 2) == 2.10
assert round(float(u**2 / 0.40 + w**2 / 0.30), 1) == 6.2
assert round(float(w**2), 2) == 1.10

# %% [markdown]
# ### The same, with gaps
#
# Now flower B, 6.9 and 5.1 cm. The first line is done; the others are yours.
#
# 1. Deviations: $u = 0.30$ and $w = -0.45$. The determinant is 0.03, as before.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 3. What is $D^2$? Mind the signs in the middle term.",
    (0, 10),
    answer=round(squared(B), 2),
    why="$0.027 + 0.081 + 0.081 = 0.189$, and $0.189/0.03 = 6.3$. The deviations have opposite "
    "signs, so the middle term adds.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Steps 4 and 5. How dense is the component at B? Three decimals.",
    (0, 0.2),
    answer=round(float(p[1]), 3),
    why="$e^{-6.3/2} = 0.0429$, times 0.919 is 0.039. The factor in front is A's, so the two "
    "densities compare by their falls alone: A is $e^{(6.3 - 3.7)/2} = 3.7$ times as dense.",
)
gap_2

# %%
# The numbers above, checked
u, w = B - mu
assert np.allclose([u, w], [0.30, -0.45])
assert np.allclose([0.30 * u**2, -2 * 0.30 * u * w, 0.40 * w**2], [0.027, 0.081, 0.081])
assert np.isclose(0.027 + 0.081 + 0.081, 0.189)
assert np.isclose(squared(B), 6.3)
assert round(float(np.exp(-6.3 / 2)), 4) == 0.0429
assert round(float(p[1]), 3) == 0.039
assert round(float(np.exp((6.3 - 3.7) / 2)), 1) == 3.7

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b5-multivariate-normal-distribution")

# %% [markdown]
# ## Check
#
# The [exercise on the normal distribution](../../exercises/b5-multivariate-normal-distribution/b5-multivariate-normal-distribution.ipynb)
# has five graded questions: the chance of a reading, a distance from scratch, a curve with the
# wrong area, what is true of rings, and a density in the plane on eruptions of a geyser.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a component becomes ten times as wide in every direction. What
# happens to the density at its mean, and what to the share of it beyond the ring $D = 1$?

# %% [markdown]
# ## Summary
#
# - A normal density falls with half the squared distance: $e^{-z^2/2}$ on a line, $e^{-D^2/2}$ in
#   the plane.
# - $D^2 = (x - \mu)^T \Sigma^{-1} (x - \mu)$ counts in the component's own standard deviations. A
#   point that is near by a ruler may be far by it.
# - The factor in front, $1/(\sigma\sqrt{2\pi})$ or $1/(2\pi\sqrt{|\Sigma|})$, makes the area or
#   volume 1. A density may pass 1; it is a probability per unit.
#
# **Read on** P. C. Mahalanobis, "On the generalised distance in statistics", *Proceedings of the
# National Institute of Sciences of India* 2 (1936), 49–55. C. M. Bishop, *Pattern Recognition and
# Machine Learning* (2006), section 2.3, equations 2.42–2.44. The data: R. A. Fisher, *Annals of
# Eugenics* 7 (1936), 179–188, table I.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
