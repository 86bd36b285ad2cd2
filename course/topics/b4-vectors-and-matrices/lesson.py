# %% [markdown]
# # Vectors and 2x2 Matrices
#
# **You will be able to**
#
# - multiply a vector by a 2x2 matrix;
# - compute determinant and inverse of a 2x2 matrix;
# - find the axes of an ellipse from the eigenvectors of its covariance.
#
# **Needs** the unit circle, a pair of equations, variance and covariance. **Leads to** the
# Multivariate Normal Distribution, covariance types. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b4_turned_circle import turned_circle

iris = datasets.iris()
X = iris.X[:, [2, 1]] * 10 / 4  # petal length and sepal width, in squares of 4 mm
kinds = [X[iris.labels == k] for k in range(3)]
mixture = Mixture(
    np.full(3, 1 / 3),
    np.array([kind.mean(axis=0) for kind in kinds]),
    np.array([np.cov(kind.T, bias=True) for kind in kinds]),
)
Sigma = np.array([[1.35, 0.50], [0.50, 0.60]])  # of versicolor, to the nearest twentieth

# %% [markdown]
# ## Hook: three numbers, one ellipse
#
# Here are 150 irises on squared paper: across, the length of a petal; up, the width of a sepal. A
# square is 4 mm wide. The mixture has a component for each of three species, drawn as its ellipse
# of one standard deviation.
#
# The ellipse in the middle belongs to *versicolor*. The mixture holds no ellipse, though. It holds
# a covariance matrix: variances 1.35 and 0.60, in squares squared, and covariance 0.50:
#
# $$\Sigma = \begin{pmatrix} 1.35 & 0.50 \\ 0.50 & 0.60 \end{pmatrix}$$

# %%
# The picture: three species on squared paper, with their ellipses
fig, ax = plt.subplots(figsize=(8, 3.9))
plot.points(ax, X, np.eye(3)[iris.labels], size=20)
plot.ellipses(ax, mixture, radii=(1.0,), numbers=False)
ax.set(xlabel="petal length (squares of 4 mm)", ylabel="sepal width (squares)", xticks=range(2, 19))
ax.set_aspect("equal")
ax.set_axisbelow(True)
ax.grid(color="0.9")
for k, name in enumerate(iris.groups):
    ax.text(mixture.means[k, 0], 11.6, name, ha="center", style="italic")
show(
    fig,
    "Irises in three clouds on squared paper, each with its ellipse: setosa at the left, narrow "
    f"and nearly upright around petal length {mixture.means[0, 0]:.1f}; versicolor around "
    f"{mixture.means[1, 0]:.1f} and virginica around {mixture.means[2, 0]:.1f} squares, both "
    "lying down and rising gently to the right.",
)

# %%
# The numbers above, checked
assert len(X) == 150
assert np.abs(mixture.covariances[1] - Sigma).max() < 0.025
tilts = [plot.axes_of(S).tilt for S in mixture.covariances]
assert tilts[0] > 80
assert 15 < tilts[2] < tilts[1] < 30

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "How far does versicolor's ellipse reach from its centre, along its **long** axis?",
    {
        "1.16 squares, the root of the larger variance": "So far it reaches *across*. But it is "
        "tilted: its far end lies higher than its centre.",
        "1.26 squares, more than the root of either variance": "",
        "1.35 squares, the larger variance": "A variance is in squares squared, and no length.",
        "1.60 squares": "This number belongs to the matrix, as you will see, but it is a variance "
        "as well: squared squares.",
    },
    answer="1.26 squares, more than the root of either variance",
    why="Along a slanted line the flowers vary more than along the petal length alone. Which "
    "line, and how much more, three numbers tell: you will read it off them by hand.",
)
first_guess

# %%
# The numbers above, checked
long, short, tilt = plot.axes_of(Sigma)
assert round(np.sqrt(1.35), 2) == 1.16
assert round(long, 2) == 1.26
assert np.isclose(np.linalg.eigvalsh(Sigma)[1], 1.60)

# %% [markdown]
# ## Explore: one turn round the circle
#
# A **vector** is an arrow: so far across, so far up. The arrow $v$ below goes round the circle of
# radius 1. A matrix $M$ makes another arrow of it, $Mv$, and the blue ellipse is where all of them
# end. The grey dots are the 50 flowers of versicolor, seen from their mean.
#
# Here $M$ is a power of the covariance. $\Sigma^1$ is $\Sigma$ itself, and
# $\Sigma^{0.5} \Sigma^{0.5} = \Sigma$: the power 0.5 is its **root**, written $S$.

# %%
# The explorer, with five things to try
turned_circle(
    Sigma,
    kinds[1] - mixture.means[1],
    presets=[
        explore.Preset(
            "1 · Off the axes",
            {"t": 0, "p": 0.5, "on": "the circle"},
            "v lies along the petal length. Mv is turned by 13.4° towards A, and 1.16 long. Press "
            "Play: on the way round the turn is 0 four times, at A, B, A and B. There Mv is "
            "longest or shortest.",
        ),
        explore.Preset(
            "2 · Along A",
            {"t": tilt, "p": 0.5, "on": "the circle"},
            "On the axis A, Mv is not turned and 1.26 squares long: the flowers' standard "
            "deviation in this direction. Now move p to other values: the axes stand still, "
            "whatever p is. All that changes is how far M stretches along them.",
        ),
        explore.Preset(
            "3 · Σ overshoots",
            {"t": tilt, "p": 1, "on": "the circle"},
            "Σ itself reaches to 1.60 along A and 0.35 along B, too long and too thin for the "
            "flowers. These are variances, 1.26² and 0.59²: right axes, wrong lengths.",
        ),
        explore.Preset(
            "4 · The way back",
            {"t": 70, "p": -0.5, "on": "the circle and the points"},
            "The inverse of S is given to the flowers, too. Their cloud has become round: standard "
            "deviation 1.00 along A, and 1.00 along B.",
        ),
        explore.Preset(
            "5 · The inverse of Σ",
            {"t": tilt + 90, "p": -1, "on": "the circle"},
            "Long and short have changed places: 2.86 along B, where Σ had 0.35, and 0.62 along A. "
            "The area is multiplied by 1.79, where Σ had 0.56.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then look for
# a power that turns the axes themselves. There is none.


# %%
# The numbers above, checked
def power(p):
    """A power of Sigma, by its eigenvectors."""
    variances, axes = np.linalg.eigh(Sigma)
    return axes @ np.diag(variances**p) @ axes.T


S = power(0.5)
across = S @ [1, 0]
assert len(kinds[1]) == 50
assert np.allclose(S @ S, Sigma)
assert round(float(np.degrees(np.arctan2(across[1], across[0]))), 1) == 13.4
assert round(float(np.linalg.norm(across)), 2) == 1.16
assert np.allclose(np.linalg.eigvalsh(S).round(2), [0.59, 1.26])
assert np.allclose(np.linalg.eigvalsh(Sigma), [0.35, 1.60])
assert np.allclose(1 / np.linalg.eigvalsh(Sigma), [2.86, 0.62], atol=0.006)
assert np.allclose(plot.axes_of(S @ S.T), (long, short, tilt))
assert [round(float(np.linalg.det(power(p))), 2) for p in (-1, 1)] == [1.79, 0.56]
whitened = (kinds[1] - mixture.means[1]) @ power(-0.5)
axes = np.array([[2, 1], [-1, 2]]).T / np.sqrt(5)
assert np.allclose((whitened @ axes).std(axis=0), 1.00, atol=0.005)

# %%
# A prediction: commit to yours below before you look inside this cell
second_guess = predict(
    "Suppose petal length and sepal width varied together more strongly: covariance 0.80 instead "
    "of 0.50, and both variances as before. The **area** of the ellipse...",
    {
        "grows": "The long axis does become longer. But look at the short one: the flowers keep "
        "closer to a line.",
        "stays": "It would if only the variances mattered. A covariance presses the cloud "
        "together from the sides.",
        "shrinks": "",
    },
    answer="shrinks",
    why="From 0.75 times the circle's area to 0.41 times. The product of the variances, 0.81, is a "
    "ceiling; the squared covariance is taken *away* from it before the root.",
)
second_guess

# %%
# The numbers above, checked
stronger = np.array([[1.35, 0.80], [0.80, 0.60]])
assert np.sqrt([np.linalg.det(Sigma), np.linalg.det(stronger)]).round(2).tolist() == [0.75, 0.41]
assert np.isclose(1.35 * 0.60, 0.81)

# %% [markdown]
# ## Explain: rows meet the vector
#
# Take $v = (2, 1)$: two squares across, one up. Each row of the matrix is multiplied with the
# vector in pairs, and the products are **added**:
#
# $$\Sigma v = \begin{pmatrix} 1.35\cdot 2 + 0.50\cdot 1 \\ 0.50\cdot 2 + 0.60\cdot 1 \end{pmatrix}
# = \begin{pmatrix} 3.2 \\ 1.6 \end{pmatrix} \qquad
# \begin{pmatrix} a & b \\ c & d \end{pmatrix}\begin{pmatrix} u \\ w \end{pmatrix}
# = \begin{pmatrix} au + bw \\ cu + dw \end{pmatrix}$$
#
# Off the diagonal stand the numbers that mix: what $v$ goes up moves the result across as well. Put
# in $(1, 0)$, and the first **column** comes out; $(0, 1)$ gives the second. So the columns say
# where the two unit arrows go.
#
# NumPy writes this product with `@`. The star multiplies entry by entry, adds nothing, and does not
# complain:

# %%
v = np.array([2, 1])
print("Sigma @ v:", Sigma @ v)
print("Sigma * v:", (Sigma * v).tolist())

# %%
# The numbers above, checked
assert np.allclose(Sigma @ v, [3.2, 1.6])
assert (Sigma * v).shape == (2, 2)
assert np.allclose((Sigma @ [1, 0], Sigma @ [0, 1]), Sigma.T)

# %% [markdown]
# ### Determinant and inverse
#
# The **determinant** $|M| = ad - bc$ is the factor by which $M$ multiplies areas. Its sign tells
# whether the plane has been flipped over.
#
# The **inverse** $M^{-1}$ is the way back: $M^{-1}Mv = v$ for every $v$. Solve the pair of equations
# $au + bw = p$ and $cu + dw = q$ for $u$ and $w$, and this comes out:
#
# $$M^{-1} = \frac{1}{ad - bc}\begin{pmatrix} d & -b \\ -c & a \end{pmatrix}$$
#
# The diagonal changes places, the other two change sign, and everything is divided by the
# determinant. With $|M| = 0$ the plane is pressed flat, and there is no way back. The reciprocals of
# the entries are the inverse only of a diagonal matrix.
#
# ### Eigenvectors and eigenvalues
#
# A vector that $M$ does not turn is an **eigenvector**; how often as long it becomes is its
# **eigenvalue** $\lambda$: $Mv = \lambda v$. You have met one: $\Sigma\,(2, 1) = (3.2, 1.6)$, which
# is $1.6\cdot(2, 1)$.
#
# To find them, note that $M - \lambda I$ presses the eigenvector to nothing, so its determinant is
# 0. Here $I$ has ones on the diagonal and zeros beside it:
#
# $$(a - \lambda)(d - \lambda) - bc = 0 \quad\text{or}\quad \lambda^2 - (a + d)\,\lambda + (ad - bc) = 0$$
#
# The eigenvalues sum to $a + d$, and their product is the determinant. Either row of
# $(M - \lambda I)\,v = 0$ then gives the direction.
#
# **Why are these the axes?** The variance of the flowers along a direction $u$ of length 1 is
# $u^T \Sigma u$. Turn $u$ until the slope of this number is 0: that happens where $\Sigma u$ has no
# part across $u$, so where $\Sigma u$ points along $u$. The widest and the narrowest direction are
# eigenvectors, and the variance along each is $u^T \lambda u = \lambda$.
#
# This holds because $\Sigma$ is **symmetric**, $b = c$. Then the two axes stand at a right angle.
# Other matrices may have slanted eigenvectors, or none: a quarter-turn turns everything.
#
# ### Which matrix draws the ellipse?
#
# People say that the covariance stretches the circle into the ellipse. Precisely, a **root** of it
# does. An eigenvalue of $\Sigma$ is a variance, in squared units; the ellipse is drawn in standard
# deviations, $\sqrt{\lambda}$.
#
# A root is any $L$ with $L L^T = \Sigma$, where $L^T$ has rows and columns exchanged. There are many:
# turn the circle first, and it is the same circle. $S$ is the symmetric root. `gmmlab` keeps the
# triangular one of Cholesky, `mixture.factors`, and draws a point of a component with it:
# $x = \mu + Lz$, from two independent standard normal numbers $z$.

# %%
L = np.linalg.cholesky(Sigma)
turn = np.radians(np.arange(0, 360, 30))
circle = np.array([np.cos(turn), np.sin(turn)])
for root in (S, L):
    ends = root @ circle
    # on the ellipse, x' Σ⁻¹ x is 1
    print(root.round(2).tolist(), np.sum(ends * (np.linalg.inv(Sigma) @ ends), axis=0).round(9))
z = np.array([1, -1])
print("a drawn point:", (mixture.means[1] + L @ z).round(2))

# %%
# The numbers above, checked
for root in (S, L):
    assert np.allclose(root @ root.T, Sigma)
    assert np.allclose(np.sum((root @ circle) * np.linalg.solve(Sigma, root @ circle), axis=0), 1)
assert np.allclose(mixture.factors @ np.swapaxes(mixture.factors, 1, 2), mixture.covariances)
quarter_turn = np.array([[0, -1], [1, 0]])
assert np.iscomplex(np.linalg.eigvals(quarter_turn)).all()
assert np.isclose(axes[:, 0] @ Sigma @ axes[:, 0], 1.6)

# %% [markdown]
# ## Worked example: from three numbers to an ellipse
#
# 1. **Determinant.** $1.35\cdot 0.60 - 0.50\cdot 0.50 = 0.81 - 0.25 = 0.56$. The ellipse has
#    $\sqrt{0.56} = 0.75$ times the area of the unit circle.
# 2. **Inverse.** $0.60/0.56 = 1.07$ and $1.35/0.56 = 2.41$ on the diagonal, swapped; off it
#    $-0.50/0.56 = -0.89$.
# 3. **Eigenvalues.** Sum 1.95, product 0.56. Half the sum is 0.975, and
#    $\sqrt{0.975^2 - 0.56} = 0.625$. So $\lambda = 0.975 \pm 0.625$: 1.60 and 0.35.
# 4. **Directions.** First row: $(1.35 - 1.60)\,u + 0.50\,w = 0$, so $u = 2w$. The long axis goes two
#    across and one up; its tilt is $\arctan 0.5 = 26.6°$. The short one is at a right angle to it.
# 5. **Lengths.** $\sqrt{1.60} = 1.26$ and $\sqrt{0.35} = 0.59$ squares, or 5.1 mm and 2.4 mm.
#
# Check: $1.60\cdot 0.35 = 0.56$, and $\Sigma\Sigma^{-1}$ has $1.35\cdot 1.07 - 0.50\cdot 0.89 = 1.0$
# in its corner. In `gmmlab` it is one line, and so is the inverse:

# %%
print(plot.axes_of(Sigma))
print(
    np.linalg.inv(Sigma).round(2).tolist(), " with the data's own:", mixture.precisions[1].round(2)
)

# %%
# The numbers above, checked
assert np.isclose(0.81 - 0.25, 0.56)
assert np.isclose(np.linalg.det(Sigma), 0.56)
assert np.allclose(np.linalg.inv(Sigma), [[1.07, -0.89], [-0.89, 2.41]], atol=0.005)
assert np.isclose(1.35 + 0.60, 1.95)
assert np.isclose(1.95 / 2, 0.975)
assert np.isclose(np.sqrt(0.975**2 - 0.56), 0.625)
assert np.allclose([0.975 + 0.625, 0.975 - 0.625], [1.60, 0.35])
assert round(float(np.degrees(np.arctan(0.5))), 1) == round(tilt, 1) == 26.6
assert np.allclose([4 * long, 4 * short], [5.1, 2.4], atol=0.05)
assert round(1.35 * 1.07 - 0.50 * 0.89, 1) == 1.0

# %% [markdown]
# ### The same, with gaps
#
# Now the species to the right, *virginica*. To the nearest twentieth its variances are 1.85 and
# 0.65, its covariance 0.45.

# %%
# The first gap: fill it below before you look inside this cell
virginica = np.array([[1.85, 0.45], [0.45, 0.65]])
gap_1 = predict(
    "Step 1. What is its determinant? Two decimals.",
    (0, 2),
    answer=round(float(np.linalg.det(virginica)), 2),
    why="$1.85\\cdot 0.65 - 0.45^2 = 1.2025 - 0.2025 = 1.00$. Its ellipse has the very area of the "
    "unit circle, though it is far from round.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Steps 3 and 5. The sum of the eigenvalues is 2.50, half of it 1.25. How long is the long "
    "semi-axis, in squares? Two decimals.",
    (0, 3),
    answer=round(plot.axes_of(virginica).long, 2),
    why="$\\sqrt{1.25^2 - 1} = 0.75$, so the eigenvalues are 2 and 0.5. The semi-axis is the root, "
    "$\\sqrt{2} = 1.41$ squares. It goes three across and one up: $(1.85 - 2)\\,u + 0.45\\,w = 0$.",
)
gap_2

# %%
# The numbers above, checked
assert np.abs(mixture.covariances[2] - virginica).max() < 0.025
assert np.isclose(np.linalg.det(virginica), 1.00)
assert np.isclose(1.2025 - 0.2025, 1.85 * 0.65 - 0.45**2)
assert np.isclose(1.85 + 0.65, 2.50)
assert np.isclose(np.sqrt(1.25**2 - 1), 0.75)
assert round(plot.axes_of(virginica).long, 2) == 1.41
assert np.allclose(virginica @ [3, 1], [2 * 3, 2 * 1])

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b4-vectors-and-matrices")

# %% [markdown]
# ## Check
#
# The [exercise on vectors and matrices](../../exercises/b4-vectors-and-matrices/b4-vectors-and-matrices.ipynb)
# has five graded questions: a point drawn by hand, an inverse from scratch, an ellipse of the wrong
# size, the matrices that draw the right one, and the axes of a cloud that you have not seen.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if you measured petals in millimetres and sepals in inches, would
# the long axis still point to the same flowers?

# %% [markdown]
# ## Summary
#
# - Each row meets the vector: multiply in pairs, then add. The columns are where the unit arrows go.
# - The determinant $ad - bc$ multiplies areas; the inverse undoes the matrix and exists where the
#   determinant is not 0.
# - A covariance has two eigenvectors at a right angle: the axes of its ellipse. The eigenvalues are
#   variances along them, so the semi-axes are their **roots**.
#
# **Read on** G. Strang, *Introduction to Linear Algebra*, chapter 6 (eigenvalues and eigenvectors).
# C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 2.3, equations 2.45–2.51.
# The data: R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188, table I.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
