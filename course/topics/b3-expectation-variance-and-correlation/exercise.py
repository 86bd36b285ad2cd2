# %% [markdown]
# # Exercise · Expectation, Variance and Correlation
#
# You take weighted means of squares and of products, and find how a mixture spreads and leans.
# Five questions are graded by machine (13 points) and one sentence by your teacher (3 points).
# Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

geyser = datasets.faithful().X  # 272 eruptions: how long each lasted, and the wait for the next

# %% [markdown]
# ## Four sepals
#
# Four irises have these sepal lengths, and a component of a mixture is responsible for them in
# these parts:
#
# | length (cm) | 4.8 | 5.0 | 5.5 | 6.2 |
# |---|---|---|---|---|
# | responsibility | 0.8 | 1.0 | 0.6 | 0.1 |

# %% given="four-sepals"
x = np.array([4.8, 5.0, 5.5, 6.2])
r = np.array([0.8, 1.0, 0.6, 0.1])

# %%
fig, ax = plt.subplots(figsize=(7, 1.9))
ax.bar(x, 1, width=0.1, color="white", edgecolor="0.35")
ax.bar(x, r, width=0.1, color=plot.PALETTE[0], hatch="//", edgecolor="white")
ax.set(xlabel="sepal length (cm)", ylabel="share", yticks=[0, 1])
show(
    fig,
    "Four columns at 4.8, 5.0, 5.5 and 6.2 cm, filled to 0.8, 1, 0.6 and 0.1: what the component "
    "owns of each flower.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  Had the component owned only the first two flowers, in the parts 0.8 and 1.0,
# its mean and variance would be:

# %%
two = (0.8 * 4.8 + 1.0 * 5.0) / (0.8 + 1.0)
print(f"mean {two:.3f} cm")
print(f"variance {(0.8 * (4.8 - two) ** 2 + 1.0 * (5.0 - two) ** 2) / (0.8 + 1.0):.4f} cm²")

# %% [markdown]
# **Which mean and which variance does the M-step give to the component, from all four flowers?**
# Set `mean` and `variance`; three decimals are enough, and Python may do the arithmetic.
# (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
mean = (0.8 * 4.8 + 1.0 * 5.0 + 0.6 * 5.5 + 0.1 * 6.2) / 2.5
variance = (
    0.8 * (4.8 - mean) ** 2
    + 1.0 * (5.0 - mean) ** 2
    + 0.6 * (5.5 - mean) ** 2
    + 0.1 * (6.2 - mean) ** 2
) / 2.5
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    m, v = float(np.squeeze(mean)), float(np.squeeze(variance))
    x, r = np.array([4.8, 5.0, 5.5, 6.2]), np.array([0.8, 1.0, 0.6, 0.1])
    assert 4.8 < m < 6.2, (
        f"A mean lies among the values, between 4.8 and 6.2; yours is {m:.4g}. "
        "By what did you divide?"
    )
    assert abs(m - x.mean()) > 0.002, (
        "That is the plain mean: every flower counted fully. Multiply each by its responsibility."
    )
    assert 0 < v < 0.49, (
        "A variance is positive, and here below 0.49, the square of half the range; yours is "
        f"{v:.4g}. Have you squared the distances from your mean, and averaged the squares?"
    )
    ### BEGIN HIDDEN TESTS
    total, owned = float(r @ (x - m) ** 2), float(r.sum())
    right = float(r @ x**2) / owned - (float(r @ x) / owned) ** 2
    assert abs(m - float(r @ x) / owned) < 0.002, (
        f"{m:.3f} is not where the flowers balance. Add up length times responsibility, and divide "
        "by the sum of the responsibilities."
    )
    for rule, wrong in [
        ("You divided the variance by the number of flowers. Divide by what is owned.", total / 4),
        (
            "You took 1 off the divisor of the variance. The M-step takes the plain weighted mean.",
            total / (owned - 1),
        ),
        ("This is a standard deviation. The variance is its square.", right**0.5),
        ("In this variance every flower counts fully.", float(np.mean((x - m) ** 2))),
    ]:
        assert abs(v - wrong) > 0.001, rule
    assert abs(v - right) < 0.001, (
        f"{v:.4f} is not the mean squared distance from your mean, weighted by responsibility."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the mean lies among the lengths, the variance within its bounds."


print(check_by_hand())

# %% [markdown]
# ## 2. How two quantities vary together
#
# Write `together(x, y, w)`: from n values `x`, n values `y` and their n weights it returns two
# numbers, the covariance and the correlation.  (3 points)
#
# The weights are not negative; they need not sum to 1.
#
# <details><summary>Hint</summary>
#
# A variance is a covariance of a quantity with itself.  So a function that finds covariances finds
# all three numbers that a correlation is made of.
#
# </details>


# %% solution="together"
def together(x, y, w):
    """The covariance and the correlation of x and y (n,), each point with a weight in w (n,)."""
    ### BEGIN SOLUTION
    share = w / w.sum()
    dx, dy = x - share @ x, y - share @ y
    covariance = share @ (dx * dy)
    return covariance, covariance / np.sqrt((share @ dx**2) * (share @ dy**2))
    ### END SOLUTION


# %% check="together" points=3 meets=2
def check_together():
    def ask(*arguments):
        both = together(*(np.array(a, float) for a in arguments))
        covariance, rho = (float(np.squeeze(number)) for number in both)
        return covariance, rho

    x, y, w = np.array([1, 2, 4, 5.0]), np.array([3, 1, 4, 2.0]), np.array([0.9, 0.1, 0.5, 0.7])
    covariance, rho = ask(x, y, w)
    assert np.allclose(ask(x + 10, y, w), (covariance, rho), atol=1e-3), (
        "Your answer changes when every x grows by 10. Covariance and correlation are about "
        "deviations: subtract the means first."
    )
    assert not np.isclose(covariance, ask(x, y, np.ones(4))[0], atol=1e-3), (
        "Other weights change nothing in your covariance: the weights play no part in it. They "
        "count in the means and in the products."
    )
    assert np.allclose(ask(x, y, 10 * w), (covariance, rho), atol=1e-3), (
        "Your answer changes when every weight grows tenfold. Divide by the sum of the weights, "
        "not by the number of points, and by nothing less than that sum."
    )
    square = ask([0, 2], [0, 2], [1, 1])[0]
    assert np.isclose(square, 1, atol=1e-3), (
        "For the points (0, 0) and (2, 2), with weights 1, every product of deviations is 1, and so "
        f"is their mean; yours is {square:.4g}. By how much did you divide? No point is taken off."
    )
    line = ask([0, 1, 2], [0, 3, 6], [0.5, 1, 0.5])[1]
    assert not np.isclose(line, 3, atol=1e-3), (
        "Your correlation is 3, the slope of the line that the points lie on. A correlation never "
        "leaves -1 to 1: divide the covariance by both standard deviations."
    )
    assert np.isclose(line, 1, atol=1e-3), (
        f"Points on a rising line have correlation 1; yours is {line:.4g}. Divide the covariance by "
        "both standard deviations, the roots of the two variances."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        n = 6 + seed % 3
        x, y, w = rng.normal(0, 2, n), rng.normal(1, 3, n), rng.uniform(0.1, 2, n)
        table = np.cov(x, y, bias=True, aweights=w)
        covariance, rho = ask(x, y, w)
        where = f"On {n} other points (seed {seed}) the"
        assert np.isclose(covariance, table[0, 1], atol=1e-3), f"{where} covariance differs."
        right = table[0, 1] / (table[0, 0] * table[1, 1]) ** 0.5
        assert np.isclose(rho, right, atol=1e-3), f"{where} correlation differs."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_together())

# %% [markdown]
# How do the length of an eruption and the wait after it vary together?

# %%
together(geyser[:, 0], geyser[:, 1], np.ones(272))

# %% [markdown]
# ## 3. Too narrow by far
#
# The waits for an eruption have a standard deviation of 13.6 minutes.  A mixture of two components
# fits them well, and yet a colleague finds less than half of that spread in it:


# %% given="colleague"
def colleague(weights, means, sds):
    variance = 0.0
    for w, s in zip(weights, sds, strict=True):
        variance = variance + w * s**2
    return variance**0.5


print("waits:", geyser[:, 1].std().round(1))
print("colleague:", round(colleague([0.36, 0.64], [54.6, 80.1], [5.9, 5.9]), 1))
print("means 100 minutes apart:", round(colleague([0.36, 0.64], [0, 100], [5.9, 5.9]), 1))

# %% [markdown]
# What does the function leave out?  Mend it: write it anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(weights, means, sds):
    ### BEGIN SOLUTION
    middle = sum(w * m for w, m in zip(weights, means, strict=True))
    variance = 0.0
    for w, m, s in zip(weights, means, sds, strict=True):
        variance = variance + w * (s**2 + (m - middle) ** 2)
    return variance**0.5
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    def ask(*arguments):
        return float(np.squeeze(mended(*(np.array(a, float) for a in arguments))))

    weights, sds = [0.3, 0.7], [5, 7]
    near, far = ask(weights, [50, 60], sds), ask(weights, [50, 90], sds)
    assert not np.isclose(near, far, atol=1e-3), (
        "The means still make no difference: only the spread inside the components is in it. Two "
        "draws also differ because they may be of different kinds."
    )
    assert np.isclose(near, ask(weights, [60, 70], sds), atol=1e-3), (
        "Your spread changes when both means move by 10. It is not the means that count but how "
        "far they lie from the middle of the mixture."
    )
    alike = ask(weights, [70, 70], [5, 5])
    assert np.isclose(alike, 5, atol=1e-3), (
        "Two components that differ in nothing, each with standard deviation 5, are one component "
        f"and spread by 5; yours by {alike:.4g}. Every draw comes from one of them and is no blend "
        "of both, so weights are not squared. Is it the root of the variance?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(60, 15, K), rng.uniform(2, 9, K)
        right = (np.dot(w, s**2 + m**2) - np.dot(w, m) ** 2) ** 0.5
        assert np.isclose(ask(w, m, s), right, atol=1e-3), (
            f"For {K} other components (seed {seed}) the standard deviation differs. Does each "
            "component's squared distance from the middle count by its weight?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Which mixtures lean down?
#
# Six mixtures in the plane have two components each, equally common.  Every component has
# variance 1 in both directions and **covariance +0.5**: each leans up.  Only the means differ:
#
# | mixture | mean of one | mean of the other |
# |---|---|---|
# | A | (0, 0) | (2, 2) |
# | B | (1, 4) | (3, 2) |
# | C | (0, 0) | (3, 0) |
# | D | (2, 3) | (3, 2.5) |
# | E | (5, 1) | (1, 3) |
# | F | (2, 1) | (1, 2) |
#
# **In which of them is the covariance of the whole mixture negative?**  Set `downhill` to a list of
# their letters, in any order, such as `["A"]`.  (2 points)

# %% solution="downhill"
### BEGIN SOLUTION
downhill = ["B", "E"]
### END SOLUTION


# %% check="downhill" points=2 meets="2 3"
def check_downhill():
    letters = {str(letter).strip().upper() for letter in np.ravel(list(downhill))}
    assert letters, (
        "Your list is empty. That would be right if a mixture's covariance were the mean of its "
        "components' covariances; where the means lie counts as well."
    )
    assert letters <= set("ABCDEF"), f"Give letters from A to F; yours are {sorted(letters)}."
    assert len(letters) < 6, (
        "Not all of them: two means can lie uphill of each other, and then both parts are positive."
    )
    ### BEGIN HIDDEN TESTS
    pairs = {
        "A": ((0, 0), (2, 2)),
        "B": ((1, 4), (3, 2)),
        "C": ((0, 0), (3, 0)),
        "D": ((2, 3), (3, 2.5)),
        "E": ((5, 1), (1, 3)),
        "F": ((2, 1), (1, 2)),
    }
    total = {}
    for name, ends in pairs.items():
        x, y = np.array(ends, float).T
        total[name] = 0.5 + np.mean(x * y) - x.mean() * y.mean()
    assert not letters & {"A", "C"}, (
        "In A and C the means bring nothing negative: going from one mean to the other, the two "
        "coordinates never move in opposite directions."
    )
    assert not letters & {"D"}, (
        "In D the means do lie downhill of each other, but too close: what they bring must outweigh "
        "the covariance inside, +0.5. Work out the sum."
    )
    assert not letters & {"F"}, (
        "In F the means bring too little. A mean's deviation is its distance from the middle of "
        "the mixture, half of its distance from the other mean."
    )
    assert letters == {name for name, value in total.items() if value < 0}, (
        "Some are missing. Take both deviations of each mean from the middle, multiply, and mind "
        "the signs; it does not matter which of the two comes first."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: these are letters of the table."


print(check_downhill())

# %% [markdown]
# ## 5. Any mixture
#
# Write `moments(weights, means, covariances)`: from K mixing weights, K means (a table with K rows
# and D columns) and K covariance matrices (an array of shape (K, D, D)) it returns two things, the
# mean of the mixture, D numbers, and its covariance matrix, D rows and D columns.  (4 points)


# %% solution="moments"
def moments(weights, means, covariances):
    """The mean (D,) and the covariance (D, D) of a mixture of K components."""
    ### BEGIN SOLUTION
    middle = weights @ means
    away = means - middle
    inside = np.einsum("k,kij->ij", weights, covariances)
    return middle, inside + np.einsum("k,ki,kj->ij", weights, away, away)
    ### END SOLUTION


# %% check="moments" points=4 meets="1 3"
def check_moments():
    def ask(*arguments):
        middle, sigma = moments(*(np.array(a, float) for a in arguments))
        return np.array(middle, float), np.array(sigma, float)

    weights, means = np.array([0.2, 0.8]), np.array([[1.0, 2, 0], [3, 1, 5]])
    each = np.array([np.diag([1.0, 2, 3]), np.ones((3, 3)) + np.eye(3)])
    middle, sigma = ask(weights, means, each)
    assert middle.shape == (3,), f"In 3 dimensions a mean has shape (3,), not {middle.shape}."
    assert sigma.shape == (3, 3), (
        f"In 3 dimensions a covariance matrix has shape (3, 3), not {sigma.shape}."
    )
    swapped = ask(weights[::-1], means, each)[0]
    assert not np.allclose(middle, swapped, atol=1e-3), (
        "Other weights leave your mean where it was. The commoner component draws it nearer."
    )
    inside = ask(weights, 0 * means, each)[1][2]
    assert np.allclose(inside, [0.8, 0.8, 2.2], atol=1e-3), (
        "With all means in one place only the covariances inside are left, in the parts that the "
        f"weights say. The last row of yours is then {inside.round(3)} instead of [0.8 0.8 2.2]. "
        "Every draw is of one kind, none is a blend: weights are not squared."
    )
    assert not np.allclose(sigma, ask(weights, 0 * means, each)[1], atol=1e-3), (
        "Your covariance is the same wherever the means lie: it is the mean of the covariances "
        "inside. Add the covariance of the means."
    )
    assert np.allclose(sigma, ask(weights, means + 10, each)[1], atol=1e-3), (
        "Your covariance changes when all means move together by 10. Take each mean's deviation "
        "from the mean of the mixture."
    )
    assert np.allclose(sigma, sigma.T, atol=1e-3), (
        "A covariance matrix reads the same along its rows and down its columns; yours does not."
    )
    ### BEGIN HIDDEN TESTS
    flowers = datasets.iris()
    own = [flowers.X[flowers.labels == k] for k in range(3)]
    averages = [part.mean(axis=0) for part in own]
    spreads = [np.cov(part.T, bias=True) for part in own]
    middle, sigma = ask([1 / 3] * 3, averages, spreads)
    assert np.allclose(middle, flowers.X.mean(axis=0), atol=1e-3), (
        "Made of the three species of iris, the mixture's mean is not that of all flowers."
    )
    assert np.allclose(sigma, np.cov(flowers.X.T, bias=True), atol=1e-3), (
        "Made of the three species of iris, the mixture's covariance is not that of all flowers. "
        "Are there products of different deviations beside the diagonal?"
    )
    for seed in (31, 32):
        rng = np.random.default_rng(seed)
        K, D = 2 + seed % 3, 2 + seed % 2
        w, m, roots = (
            rng.dirichlet(np.ones(K)),
            rng.normal(0, 2, (K, D)),
            rng.normal(0, 1, (K, D, D)),
        )
        s = roots @ roots.transpose(0, 2, 1)
        raw = sum(a * (b + np.outer(c, c)) for a, b, c in zip(w, s, m, strict=True))
        middle, sigma = ask(w, m, s)
        where = f"For {K} other components in {D} dimensions (seed {seed}) the"
        assert np.allclose(middle, w @ m, atol=1e-3), f"{where} mean differs."
        assert np.allclose(sigma, raw - np.outer(w @ m, w @ m), atol=1e-3), (
            f"{where} covariance differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_moments())

# %% [markdown]
# At the top of EM's climb a mixture has the mean and the covariance of its data, whatever its
# components are.  Does your function see it?

# %%
fit = best_fit(geyser, 2, rng=0).mixture
middle, sigma = moments(fit.weights, fit.means, fit.covariances)
print("yours:   ", np.round(middle, 2), np.round(sigma, 2).tolist())
print("the data:", geyser.mean(axis=0).round(2), np.cov(geyser.T, bias=True).round(2).tolist())

# %% [markdown]
# ## 6. In your own words
#
# **Defend your choice in question 4, in one or two sentences: how can a mixture lean down though
# each of its components leans up?**  (3 points)

# %% [markdown] answer="leaning" points=3 meets=3
# The covariance of a mixture is the mean of the covariances inside plus the covariance of the means.
# If one mean lies to the right of and below the other, far enough, that second part is negative and
# outweighs the +0.5 inside, so the whole leans down although no part does.
