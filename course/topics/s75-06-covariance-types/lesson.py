# %% [markdown]
# # Covariance types: what shape may a component have?
#
# **You will be able to**
#
# - draw the ellipse of a covariance from its eigenvectors;
# - say which boundaries each covariance type gives;
# - count the free parameters of a covariance type.
#
# **Needs** EM by hand, eigenvectors, the multivariate normal density. **Leads to** Singularities
# and floors, How many components? **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import as_shape, bic, datasets, m_step, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_06_borders import Pair, borders, fourteen

X = datasets.iris().X[:, [2, 0]]
names = ("petal length (cm)", "sepal length (cm)")
fits = fourteen(X)
full, tied = fits["VVV"], fits["EEE"]

# %% [markdown]
# ## Hook: who owns the land?
#
# Of 150 irises you know the length of a petal and of a sepal. A mixture of two Gaussians finds a
# small, dense component A of 50 flowers, and a large one, B, of 100.
#
# Now somebody brings a dwarf, marked with a star: petals of 1.0 cm and sepals of 3.0 cm. It is 2.1
# cm away from the mean of A and 5.1 cm from that of B.


# %%
# The picture: two components and a flower of neither
def irises(fit, boundary=False):
    """The flowers, the ellipses of A and B, the dwarf, and the boundary if it is asked for."""
    fig, ax = plt.subplots(figsize=(7, 4))
    plot.points(ax, X, fit.responsibilities)
    plot.ellipses(ax, fit.mixture, numbers=False)
    for letter, mean in zip("AB", fit.mixture.means, strict=True):
        ax.text(mean[0] - 0.7, mean[1] + 0.9, letter, weight="bold", size=14)
    for piece in Pair(fit.mixture).boundary() if boundary else []:
        ax.plot(*piece.T, color="black", lw=2.5)
    ax.plot(*dwarf, "*", ms=16, color=plot.PALETTE[2], mec="black")
    ax.set(xlabel=names[0], ylabel=names[1], xlim=(-0.9, 8.5), ylim=(2.2, 9.2), aspect="equal")
    return fig


dwarf = np.array([1.0, 3.0])
show(
    irises(full),
    "Two clouds of flowers: A, small, with petals near 1.5 cm; B, large and slanting, with petals "
    "near 4.9 cm. A star marks the dwarf, straight below A.",
)

# %%
# The numbers above, checked
assert len(X) == 150
assert np.bincount(full.labels).tolist() == [50, 100]
apart = np.hypot(*(full.mixture.means - dwarf).T)
assert apart.round(1).tolist() == [2.1, 5.1]
assert full.mixture.means[:, 0].round(1).tolist() == [1.5, 4.9]

# %%
# A prediction: commit to yours below before you look inside this cell
r_dwarf = full.mixture.responsibilities([dwarf])[0]
first_guess = predict(
    "Each component has a covariance of its own. Which of them is more responsible for the dwarf?",
    {
        "A, the nearer one": "Near counts in a component's own standard deviations. A is so narrow "
        "that the dwarf is many of them away.",
        "both alike": "That is so on the boundary. Where does it run?",
        "B, the farther one": "",
    },
    answer="B, the farther one",
    why="B's responsibility is 0.97. The land of A is an island: left of it, below it and to its "
    "right, all is B's. Whether a boundary can close like this, the covariance type decides.",
    reveal=lambda: show(
        irises(full, boundary=True),
        "The boundary of equal responsibility goes round A, below it and on both sides; the dwarf "
        "lies outside, in the land of B.",
    ),
)
first_guess

# %%
# The numbers above, checked
assert round(float(r_dwarf[1]), 2) == 0.97
assert Pair(full.mixture).kind == "an ellipse around A"
assert (Pair(full.mixture).lead([[-0.8, 5], [1, 2.5], [4, 5]]) < 0).all()

# %% [markdown]
# ## Explore: share, or own
#
# Every ellipse has a **volume** (in the plane, its area), a **shape** (how long it is for its
# width) and an **orientation**. For each of the three you say whether A and B share it or each has
# its own. EM then fits the irises anew.
#
# Little dots and squares show whose land a place is. The thick line is the boundary.

# %%
# The explorer, with five things to try
borders(
    X,
    names,
    presets=[
        explore.Preset(
            "1 · Share everything",
            {"volume": "shared", "shape": "shared", "turn": "shared"},
            "One covariance for both: the boundary is a straight line. A is drawn as B is, too "
            "long and too slanting for its flowers.",
        ),
        explore.Preset(
            "2 · Own size",
            {"volume": "own", "shape": "round", "turn": "along the axes"},
            "Circles of different size: the boundary is a circle around A, the smaller one. Set "
            "the volume to shared, and it bends open to a line.",
        ),
        explore.Preset(
            "3 · Same size, unlike",
            {"volume": "shared", "shape": "own", "turn": "own"},
            "Only the volume is shared, and the boundary is a hyperbola: it bends, but it does "
            "not close. It takes 10 parameters; one more frees the volumes too.",
        ),
        explore.Preset(
            "4 · All their own",
            {"volume": "own", "shape": "own", "turn": "own"},
            "Full covariances: an ellipse around A, which leaves the picture at the top. With 11 "
            "parameters the log-likelihood is the highest of all, −259.3.",
        ),
        explore.Preset(
            "5 · Upright",
            {"volume": "own", "shape": "own", "turn": "along the axes"},
            "No ellipse may slant, though the flowers of B do: −319.2, with 9 parameters. One "
            "shared ellipse that may slant reaches −309.0 with 8.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then look for a rule: which of the three
# choices decides whether the boundary closes?

# %%
# The numbers above, checked
free = {code: 5 + fit.mixture.shape.freedom(2, 2) for code, fit in fits.items()}
kind = {code: Pair(fit.mixture).kind for code, fit in fits.items()}
top = {code: round(fit.log_likelihood, 1) for code, fit in fits.items()}
assert [kind[c] for c in ("EEE", "EII", "VII", "EVV", "VVV")] == [
    "a straight line", "a straight line", "a circle around A", "a hyperbola", "an ellipse around A",
]  # fmt: skip
assert len(fits) == 14
assert [free[c] for c in ("EVV", "VVV", "VVI", "EEE")] == [10, 11, 9, 8]
assert [top[c] for c in ("VVV", "VVI", "EEE")] == [-259.3, -319.2, -309.0]
assert max(top, key=top.get) == "VVV"

# %%
# A prediction: commit to yours below before you look inside this cell
straight = sum(found == "a straight line" for found in kind.values())
second_guess = predict(
    "A circle has no orientation, so the three choices make 14 different models. How many of them "
    "have a straight boundary?",
    (0, 14),
    answer=straight,
    why="Three: round, upright or slanting, as long as *nothing* is each one's own. One thing of "
    "their own is enough to bend it.",
)
second_guess

# %%
# The numbers above, checked
assert straight == 3
assert {c for c in kind if kind[c] == "a straight line"} == {"EII", "EEI", "EEE"}

# %% [markdown]
# ## Explain: fourteen types, four names
#
# A covariance is a volume, a shape and an orientation, multiplied:
#
# $$\Sigma_k = \lambda_k\, D_k A_k D_k^\top$$
#
# The columns of $D_k$ are the **eigenvectors**, the directions of the axes. The diagonal matrix
# $\lambda_k A_k$ holds the **eigenvalues**, the *variances* along them. An axis of the ellipse is
# as long as a *standard deviation*: the square root of an eigenvalue.
#
# A model's three letters say of volume, shape and orientation whether they are **E**qual, **V**ary,
# or are not there (**I**, for the identity matrix). Four of the fourteen have everyday names:
#
# | name | letters | each component has |
# |---|---|---|
# | full | VVV | a covariance of its own, at any angle |
# | tied | EEE | the same covariance as the others |
# | diagonal | VVI | its own variances along the axes |
# | spherical | VII | one variance of its own, in all directions |
#
# "Each component has its own covariance" is thus said of `full`, not of every mixture: under `tied`
# there is one matrix for all. `full` is the default in `gmmlab`, whatever you may read elsewhere.

# %%
# The numbers above, checked
from inspect import signature

from gmmlab import GaussianMixture

assert signature(GaussianMixture).parameters["covariance_type"].default == "full"
everyday = {"full": "VVV", "tied": "EEE", "diag": "VVI", "spherical": "VII"}
assert all(as_shape(name) == fits[code].mixture.shape for name, code in everyday.items())
a, b = full.mixture.covariances
axes, turned = np.linalg.eigh(b)
assert np.allclose(turned @ np.diag(axes) @ turned.T, b)

# %% [markdown]
# ### Which boundary?
#
# The boundary is where both scores are equal: weight times density. Take logarithms, and subtract.
# Of the squares in $x$ there remains
#
# $$-\tfrac12\, x^\top (\Lambda_A - \Lambda_B)\, x, \qquad \Lambda_k = \Sigma_k^{-1}$$
#
# - **Equal covariances.** The squares cancel, and a straight line remains. Other mixing weights
#   shift it in parallel. It crosses the line between the means at a right angle if the covariance
#   is round, and in general not otherwise.
# - **Equal volumes, unlike covariances.** In the plane, the boundary is a hyperbola, or in
#   rare cases two crossing lines. It cannot close.
# - **Own volumes, the rest shared.** If the smaller component leads anywhere, the boundary closes
#   around it: a circle if they are round, an ellipse if not.
# - **Own volumes, something else own too.** The data decide: an ellipse, a hyperbola.
#
# **Why can equal volumes not close it?** A boundary closes where one precision exceeds the other in
# every direction, so that $\det(\Lambda_A - \Lambda_B) > 0$. Let $t$ and $u$ be the eigenvalues of
# $\Lambda_B^{-1}\Lambda_A$. The determinant is $|\Lambda_B|\,(t-1)(u-1)$. With equal volumes
# $tu = 1$: one of them is below 1, the other above, and the product is negative.

# %%
for code, fit in fits.items():
    first, second = np.linalg.inv(fit.mixture.covariances)
    bend = np.linalg.det(first - second)
    print(f"{code}  det = {bend + 0:9.2f}  {Pair(fit.mixture).kind}")

# %%
# The numbers above, checked
own_volume = [code for code in fits if code[0] == "V"]
equal_unlike = [c for c in fits if c[0] == "E" and "V" in c]
assert len(own_volume) == 7
assert len(equal_unlike) == 4
assert all(kind[code] == "a hyperbola" for code in equal_unlike)
assert all(kind[code].endswith("around A") for code in own_volume)

# %% [markdown]
# On the irises, the boundary closes for all seven models with own volumes, and for no other.
#
# With more than two components, the map is put together from such pieces, one for each pair of
# neighbours. On a line the same law holds:

# %%
# A prediction: commit to yours below before you look inside this cell
edge = np.sqrt(2 * np.log(3) / (1 - 1 / 9))
third_guess = predict(
    "Two components on a line have the same mean, 0, and the same weight. Their standard "
    "deviations are 1 and 3. At how many points are both equally responsible?",
    {
        "none": "The narrow one is higher at 0, and lower far out. In between they must be equal.",
        "one": "One point is what equal spreads give you. Here the squares do not cancel, and a "
        "quadratic equation has two solutions.",
        "two": "",
    },
    answer="two",
    why="At −1.57 and 1.57. Between them the narrow one leads; outside, on *both* sides, the wide "
    "one does.",
)
third_guess


# %%
# The numbers above, checked
def bell(x, sd):
    """The normal density about 0."""
    return np.exp(-((x / sd) ** 2) / 2) / sd


assert round(float(edge), 2) == 1.57
assert np.isclose(bell(edge, 1), bell(edge, 3))
assert bell(0, 1) > bell(0, 3)

# %% [markdown]
# ### One line of the M-step
#
# Responsibilities, weights and means are computed as before. Each type changes one line: what is
# done with the scatters $S_k$, each component's weighted mean of $(x-\mu_k)(x-\mu_k)^\top$.

# %%
R = full.responsibilities
N = R.sum(axis=0)
away = X[:, None, :] - R.T @ X / N[:, None]
S = np.einsum("nk,nki,nkj->kij", R, away, away) / N[:, None, None]

lines = {
    "full": S,
    "tied": np.tile((N[:, None, None] * S).sum(axis=0) / N.sum(), (2, 1, 1)),
    "diag": S * np.eye(2),
    "spherical": np.trace(S, axis1=1, axis2=2)[:, None, None] / 2 * np.eye(2),
}
for name, by_hand in lines.items():
    same = np.allclose(by_hand, as_shape(name).covariances(N, S))
    print(f"{name:10} A {by_hand[0].round(2).tolist()}  as gmmlab's: {same}")

# %% [markdown]
# Under `tied`, the scatters are averaged with the soft counts as weights: B, with twice as many
# flowers, counts twice as much as A.

# %%
# The numbers above, checked
assert all(np.allclose(by_hand, as_shape(t).covariances(N, S)) for t, by_hand in lines.items())
assert np.allclose(S, m_step(full).covariances, atol=1e-6)
assert round(float(N[1] / N[0]), 1) == 2.0

# %% [markdown]
# ### What it costs
#
# Count what may be chosen freely. $K$ weights sum to 1, so the last one follows: $K-1$. The means
# are $KD$ numbers. A symmetric matrix repeats above the diagonal what stands below it, so it has
# $D(D+1)/2$ free entries, not $D^2$.
#
# | type | free numbers in the covariances | together, $K=3$, $D=2$ |
# |---|---|---|
# | full | $K\,D(D+1)/2$ | 17 |
# | tied | $D(D+1)/2$ | 11 |
# | diagonal | $K D$ | 14 |
# | spherical | $K$ | 11 |
#
# Dimension makes the difference. With 50 features, three full components have 3977 free
# parameters; diagonal ones have 302.
#
# More freedom never lowers the best log-likelihood, and is not always worth its price. BIC subtracts
# a price for every parameter; in this convention a lower one is better. Under it the full model
# wins here by little: 573.8 against 575.3 for VEV, which has one parameter less.


# %%
# The numbers above, checked
def together(name, K, D):
    """Free parameters of a mixture."""
    return K - 1 + K * D + as_shape(name).freedom(K, D)


assert [together(name, 3, 2) for name in everyday] == [17, 11, 14, 11]
assert [together(name, 3, 50) for name in ("full", "diag")] == [3977, 302]
bics = {code: round(bic(fit), 1) for code, fit in fits.items()}
assert (bics["VVV"], bics["VEV"]) == (573.8, 575.3)
assert sorted(bics, key=bics.get)[:2] == ["VVV", "VEV"]
assert free["VVV"] - free["VEV"] == 1

# %% [markdown]
# ## Worked example: draw B's ellipse
#
# Rounded, the covariance of B is, in square centimetres,
#
# $$\Sigma_B = \begin{pmatrix} 0.68 & 0.45\\ 0.45 & 0.44 \end{pmatrix}$$
#
# 1. **Eigenvalues.** Half the sum of the diagonal is 0.56, half its difference 0.12. The root
#    $\sqrt{0.12^2 + 0.45^2}$ is 0.466. Add and subtract it: 1.026 and 0.094, the variances along
#    the axes.
# 2. **Lengths.** Their square roots are the standard deviations, 1.01 and 0.31 cm. At two standard
#    deviations the half-axes are 2.03 and 0.61 cm.
# 3. **Direction.** The long axis points along $(1.026 - 0.44,\ 0.45) = (0.586,\ 0.45)$. The tangent
#    of its tilt is $0.45/0.586 = 0.77$, and the tilt 37.5°. The short axis stands on it at a right
#    angle.
# 4. **Draw** both axes through the mean, and the ellipse round their ends.

# %%
# The picture: the ellipse of B from its two axes
SB = np.array([[0.68, 0.45], [0.45, 0.44]])
values, vectors = np.linalg.eigh(SB)
centre = full.mixture.means[1]
turn = np.linspace(0, 2 * np.pi, 100)
ring = centre + 2 * np.column_stack([np.cos(turn), np.sin(turn)]) * np.sqrt(values) @ vectors.T
fig, ax = plt.subplots(figsize=(6, 3.6))
ax.plot(*X[full.labels == 1].T, "s", ms=4, color=plot.PALETTE[1], alpha=0.6)
ax.plot(*ring.T, "--", color="black")
for value, vector, label in zip(values, vectors.T, ("0.61 cm", "2.03 cm         "), strict=True):
    end = centre + 2 * np.sqrt(value) * vector * np.sign(vector[1])
    ax.annotate("", end, centre, arrowprops={"arrowstyle": "->", "lw": 2})
    ax.text(end[0], end[1] + 0.1, label, ha="right")
ax.set(xlabel=names[0], ylabel=names[1], aspect="equal")
show(
    fig,
    "The flowers of B with an ellipse that slants upwards to the right. From its centre a long "
    "arrow of 2.03 cm and a short one of 0.61 cm, at a right angle to it, reach its edge.",
)

# %%
# The numbers above, checked
assert np.allclose(b, SB, atol=0.006)
assert np.isclose((0.68 + 0.44) / 2, 0.56)
assert np.isclose((0.68 - 0.44) / 2, 0.12)
assert round(float(np.hypot(0.12, 0.45)), 3) == 0.466
assert values[::-1].round(3).tolist() == [1.026, 0.094]
assert np.sqrt(values)[::-1].round(2).tolist() == [1.01, 0.31]
assert (2 * np.sqrt(values))[::-1].round(2).tolist() == [2.03, 0.61]
assert np.isclose(1.026 - 0.44, 0.586)
assert round(0.45 / 0.586, 2) == 0.77
assert round(plot.axes_of(SB).tilt, 1) == 37.5

# %% [markdown]
# ### The same, with gaps
#
# Now **A**, in square *millimetres*, since it is so small. The first line is done; the others are
# yours.
#
# $$\Sigma_A = \begin{pmatrix} 3.0 & 1.6\\ 1.6 & 12.2 \end{pmatrix}$$
#
# 1. Half the sum of the diagonal is 7.6, half its difference 4.6, the root
#    $\sqrt{4.6^2 + 1.6^2} = 4.87$. The eigenvalues are 12.47 and 2.73 mm².

# %%
# The first gap: fill it below before you look inside this cell
SA = np.array([[3.0, 1.6], [1.6, 12.2]])
long, short, tilt = plot.axes_of(SA)
gap_1 = predict(
    "Step 2. How long is the long half-axis at two standard deviations, in mm?",
    (0, 30),
    answer=round(2 * long, 2),
    why=r"$2\sqrt{12.47} = 7.06$ mm. An eigenvalue is a variance; twice 12.47 would be more than "
    "the whole length of the ellipse, which is 14.1 mm.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. The long axis points along $(12.47 - 12.2,\\ 1.6) = (0.27,\\ 1.6)$. What is its tilt, "
    "in degrees?",
    (0, 90),
    answer=round(tilt, 1),
    why="Its tangent is $1.6/0.27 = 5.9$, so the tilt is 80.4°: the ellipse of A stands nearly "
    "upright.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(100 * a, SA, atol=0.06)
assert np.isclose((3.0 + 12.2) / 2, 7.6)
assert np.isclose((12.2 - 3.0) / 2, 4.6)
assert round(float(np.hypot(4.6, 1.6)), 2) == 4.87
assert [round(long**2, 2), round(short**2, 2)] == [12.47, 2.73]
assert round(2 * long, 2) == 7.06
assert round(4 * long, 1) == 14.1
assert 2 * 12.47 > 14.1
assert round(12.47 - 12.2, 2) == 0.27
assert round(1.6 / 0.27, 1) == 5.9
assert round(tilt, 1) == 80.4

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-06-covariance-types")

# %% [markdown]
# ## Check
#
# The [exercise on covariance types](../../exercises/s75-06-covariance-types/s75-06-covariance-types.ipynb)
# has five graded questions: an ellipse by hand, a count of parameters, an ellipse drawn wrongly, a
# boundary to name, and the boundaries on a line for data of your own.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: your features are a weight in kilograms and a height in metres;
# which type would you rather not use, and why?

# %% [markdown]
# ## Summary
#
# - An ellipse's axes are the eigenvectors of its covariance, as long as the roots of the
#   eigenvalues.
# - Equal covariances give a straight boundary; anything of their own bends it; in the plane only
#   own volumes can close it.
# - Full covariances cost $D(D+1)/2$ numbers each; tied, diagonal and spherical ones cost less, and
#   see less.
#
# **Read on** G. Celeux and G. Govaert, "Gaussian parsimonious clustering models", *Pattern
# Recognition* 28 (1995), 781–793, table 1. T. Hastie, R. Tibshirani and J. Friedman, *The Elements
# of Statistical Learning* (2nd edition, 2009), section 4.3, equation 4.12. C. M. Bishop, *Pattern
# Recognition and Machine Learning* (2006), section 2.3. The data: R. A. Fisher, *Annals of
# Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
