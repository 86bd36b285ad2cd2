# %% [markdown]
# # Exercise · Maximum Likelihood Estimation
#
# You add up log-densities, find where they are largest, and fit a whole mixture whose labels are
# known.  Five questions are graded by machine (13 points) and one sentence by your teacher
# (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, edda, plot
from gmmlab.learn import show

flowers = datasets.iris()  # 150 irises of three species, four lengths and widths of each, in cm

# %% [markdown]
# ## Three petals
#
# Three irises belong to one component for certain.  Their petals are 1.3, 1.5 and 1.6 cm long.
# Somebody proposes a normal density with mean 1.5 cm and standard deviation 0.1 cm for it.

# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
along = np.linspace(1.1, 1.9, 200)
ax.plot(along, np.exp(-(((along - 1.5) / 0.1) ** 2) / 2) / (0.1 * np.sqrt(2 * np.pi)), color="0.2")
for length in (1.3, 1.5, 1.6):
    tall = np.exp(-(((length - 1.5) / 0.1) ** 2) / 2) / (0.1 * np.sqrt(2 * np.pi))
    ax.plot([length, length], [0, tall], "o-", color=plot.PALETTE[0], markevery=[0])
ax.set(xlabel="petal length (cm)", ylabel="density (per cm)")
show(
    fig,
    "A bell curve over 1.1 to 1.9 cm, 4 per cm high at 1.5. Stems reach up to it from three dots: a "
    "short one at 1.3, the highest at 1.5, a fairly high one at 1.6.",
)

# %% [markdown]
# ## 1. By hand
#
# The logarithm of a normal density at x is −ln(σ √(2π)) − z²/2, with z = (x − μ)/σ.
#
# *Worked example.*  Two other petals of 1.2 and 1.6 cm, under a curve with mean 1.4 and standard
# deviation 0.2 cm: z is −1 and 1.

# %%
constant = -np.log(0.2 * np.sqrt(2 * np.pi))
print(f"{constant - (-1) ** 2 / 2:.4f} and {constant - 1**2 / 2:.4f}", end=", ")
print(f"together {2 * constant - (1 + 1) / 2:.4f}")

# %% [markdown]
# **What is the log-likelihood of the three petals under the proposed curve?**  Set `height` to it;
# two decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
height = -3 * np.log(0.1 * np.sqrt(2 * np.pi)) - ((-2) ** 2 + 0**2 + 1**2) / 2
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    h = float(np.squeeze(height))
    assert np.isfinite(h), f"A log-likelihood is a number; yours is {h}."
    assert abs(h + 2.5) > 0.01, (
        "You added up what stands in the exponents. The factor in front of each exponential has a "
        "logarithm too: it comes once for every flower."
    )
    ### BEGIN HIDDEN TESTS
    z = (np.array([1.3, 1.5, 1.6]) - 1.5) / 0.1
    densities = np.exp(-(z**2) / 2) / (0.1 * (2 * np.pi) ** 0.5)
    right, one = float(np.log(densities.prod())), float(np.log(densities[1]))
    for rule, wrong in [
        ("You gave it a minus, as if a likelihood could not pass 1. Densities can.", -right),
        (
            "This is the likelihood itself, the product. Take its logarithm.",
            float(densities.prod()),
        ),
        ("You took the constant once. Every flower has a density with its own.", one - 2.5),
        ("You left out the one half before z squared.", 3 * one - 5),
        ("This is the mean over the flowers. A log-likelihood is a sum.", right / 3),
    ]:
        assert abs(h - wrong) > 0.01, rule
    assert abs(h - right) < 0.01, (
        f"{h:.3f} is not the sum of three log-densities. Work out z for each flower: how far is it "
        "from 1.5, in units of 0.1?"
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: a number, and more than the exponents alone."


print(check_by_hand())

# %% [markdown]
# ## 2. Any points, any curve
#
# Write `log_likelihood(x, mu, sigma)`: from n points and the mean and standard deviation of a
# normal density it returns one number, the log-likelihood.  It must also cope with thousands of
# points.  (3 points)


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    """The log-likelihood of points x (n,) under a normal density."""
    ### BEGIN SOLUTION
    z = (x - mu) / sigma
    return -len(x) * np.log(sigma * np.sqrt(2 * np.pi)) - (z**2).sum() / 2
    ### END SOLUTION


# %% check="log-likelihood" points=3 meets=1
def check_log_likelihood():
    def ask(x, mu, sigma):
        return float(np.squeeze(log_likelihood(np.array(x, float), float(mu), float(sigma))))

    narrow = ask([5], 5, 0.01)
    assert narrow > 0, (
        "At its mean a curve with standard deviation 0.01 is about 40 high, so its logarithm is "
        f"above 0; yours is {narrow:.4g}. A likelihood is a density, and may pass 1."
    )
    x = np.array([1.3, 1.5, 1.6, 1.9])
    with np.errstate(all="ignore"):
        many = ask(np.tile(x, 3000), 1.6, 1)
        few = ask(x, 1.6, 1)
    assert np.isfinite(many), (
        f"For 12000 points it gives {many}: the product of so many densities leaves the range of "
        "floating-point numbers. Take logarithms first, then add."
    )
    assert not np.isclose(many, few, atol=1e-3), (
        "The same points 3000 times over have the same log-likelihood: you took a mean. Add up over "
        "all points."
    )
    assert np.isclose(many / 3000, few, atol=1e-3), (
        f"The same points 3000 times over should have 3000 times the log-likelihood {few:.4g}; yours "
        f"is {many:.4g}. Every point brings its own constant."
    )
    gain = ask([7], 5, 1) - ask([9], 5, 1)
    assert np.isclose(gain, 6, atol=1e-3), (
        "With standard deviation 1, a point 2 away from the mean adds 6 more than a point 4 away: "
        f"(16 - 4)/2. In yours it is {gain:.4g}. Look at the exponent of the normal density."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        x, mu, sigma = rng.normal(3, 2, 5 + seed % 4), rng.normal(3, 1), rng.uniform(0.3, 3)
        logs = [
            -((point - mu) ** 2) / (2 * sigma**2) - np.log(2 * np.pi * sigma**2) / 2 for point in x
        ]
        assert np.isclose(ask(x, mu, sigma), sum(logs), atol=1e-3), (
            f"On {len(x)} other points (seed {seed}) the log-likelihood differs. Is sigma the "
            "standard deviation, and in both parts?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_log_likelihood())

# %% [markdown]
# ## 3. Short of the top
#
# A colleague says that this function finds the mean and the standard deviation under which the
# points are likeliest:


# %% given="colleague"
def colleague(x):
    n = len(x)
    mean = sum(x) / n
    variance = sum((value - mean) ** 2 for value in x) / (n - 1)
    return mean, variance**0.5


petals = flowers.X[:3, 2]
found_mean, found_sd = colleague(petals)
for share in (1, 0.9, 0.8):
    z = (petals - found_mean) / (share * found_sd)
    logs = -np.log(share * found_sd * np.sqrt(2 * np.pi)) - z**2 / 2
    print(f"{share:.0%} of the colleague's standard deviation: log-likelihood {logs.sum():.3f}")

# %% [markdown]
# A smaller standard deviation does better, so the colleague is not at the top.  Mend the function:
# write it anew under the name `likeliest`; it returns two numbers, the mean and the standard
# deviation.  (2 points)


# %% solution="likeliest"
def likeliest(x):
    ### BEGIN SOLUTION
    n = len(x)
    mean = sum(x) / n
    variance = sum((value - mean) ** 2 for value in x) / n
    return mean, variance**0.5
    ### END SOLUTION


# %% check="likeliest" points=2 meets=2
def check_likeliest():
    def ask(x):
        mean, sd = likeliest(np.array(x, float))
        return float(np.squeeze(mean)), float(np.squeeze(sd))

    def at(x, mean, sd):
        return -len(x) * np.log(sd) - np.sum((x - mean) ** 2) / (2 * sd**2)

    x = np.array([2.0, 3, 3, 5, 9, 10])
    mean, sd = ask(x)
    assert sd > 0, f"A standard deviation is positive; yours is {sd:.4g}."
    for way in (-0.02, 0.02):
        assert at(x, mean, sd) > at(x, mean + way, sd), (
            f"On the points {x.tolist()} a mean of {mean + way:.4g} does better than your "
            f"{mean:.4g}. At the top the deviations of all points cancel."
        )
    assert at(x, mean, sd) > at(x, mean, 0.99 * sd), (
        "A standard deviation 1 % smaller than yours does better. The likeliest variance is the "
        "plain mean of the squared deviations: nothing is taken off the number of points."
    )
    assert at(x, mean, sd) > at(x, mean, 1.01 * sd), (
        "A standard deviation 1 % larger than yours does better. Square the deviations, average "
        "the squares, and take the root last."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        x = rng.normal(50, 8, 2 + seed % 5)
        mean, sd = ask(x)
        right = (np.dot(x, x) / len(x) - (x.sum() / len(x)) ** 2) ** 0.5
        assert np.isclose(mean, np.average(x), atol=1e-3), (
            f"On {len(x)} other points (seed {seed}) the mean differs."
        )
        assert np.isclose(sd, right, atol=1e-3), (
            f"On {len(x)} other points (seed {seed}) the standard deviation differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed: no small step from there leads uphill."


print(check_likeliest())

# %% [markdown]
# ## 4. What follows?
#
# Two normal densities, P and Q, are compared on the same measurements, in centimetres.  The
# log-likelihood under P is 12.3, that under Q is 10.0.  Six people draw conclusions:
#
# - **A**  The measurements are about 10 times as dense under P as under Q.
# - **B**  Given the measurements, P is about 10 times as probable as Q.
# - **C**  There is a mistake: a likelihood is at most 1, so its logarithm is at most 0.
# - **D**  In millimetres both numbers would be smaller, and their difference the same.
# - **E**  The measurements are 1.23 times as dense under P as under Q.
# - **F**  If Q was 20 times as probable as P before, it is still the more probable one.
#
# **Which of them follow from the two numbers?**  Set `follows` to a list of their letters, in any
# order, such as `["A"]`.  (2 points)

# %% solution="follows"
### BEGIN SOLUTION
follows = ["A", "D", "F"]
### END SOLUTION


# %% check="follows" points=2 meets=3
def check_follows():
    letters = {str(letter).strip().upper() for letter in np.ravel(list(follows))}
    assert letters, "Your list is empty, but something does follow."
    assert letters <= set("ABCDEF"), f"Give letters from A to F; yours are {sorted(letters)}."
    assert not {"A", "E"} <= letters, (
        "A and E contradict each other. What does a difference of two logarithms say about the "
        "numbers themselves?"
    )
    assert not {"B", "F"} <= letters, (
        "B and F contradict each other. Does the probability of a curve follow from the data alone?"
    )
    ### BEGIN HIDDEN TESTS
    assert "C" not in letters, (
        "C treats a likelihood as a probability. It is a product of densities, which pass 1 where "
        "points crowd: a log-likelihood above 0 is no mistake."
    )
    assert "B" not in letters, (
        "B turns the condition round. A likelihood is the density of the data, given a curve; for "
        "the probability of a curve, given the data, a prior is needed."
    )
    assert "E" not in letters, (
        "E divides the logarithms. Logarithms turn ratios into differences: subtract them, and "
        "raise e to the result."
    )
    odds = np.exp(12.3 - 10.0)
    right = {
        name for name, holds in zip("ADF", (8 < odds < 12, True, odds < 20), strict=True) if holds
    }
    assert letters == right, (
        "Nothing wrong is in it, but something is missing. Ask of each: what does a change of unit "
        "do to every density, and what does Bayes' theorem do with a prior?"
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: letters of the list, and no contradiction among them."


print(check_follows())

# %% [markdown]
# ## 5. A whole mixture, labels known
#
# Where the label of every point is known, a mixture needs no climbing: every component has its own
# likelihood.  Write `fit_labelled(X, labels)`: from n points (n rows, D columns) and n labels, whole
# numbers from 0 to K − 1, it returns three things,
#
# 1. the K mixing weights;
# 2. the K means, K rows and D columns;
# 3. the K covariance matrices, an array of shape (K, D, D),
#
# under which points and labels are likeliest.  Every label occurs.  (4 points)


# %% solution="fit-labelled"
def fit_labelled(X, labels):
    """The likeliest weights (K,), means (K, D) and covariances (K, D, D) of labelled points."""
    ### BEGIN SOLUTION
    weights, means, covariances = [], [], []
    for k in range(labels.max() + 1):
        own = X[labels == k]
        weights.append(len(own) / len(X))
        means.append(own.mean(axis=0))
        away = own - means[-1]
        covariances.append(away.T @ away / len(own))
    return np.array(weights), np.array(means), np.array(covariances)
    ### END SOLUTION


# %% check="fit-labelled" points=4 meets=2
def check_fit_labelled():
    def ask(X, labels):
        parts = fit_labelled(np.array(X, float), np.array(labels, int))
        weights, means, covariances = (np.array(part, float) for part in parts)
        return weights, means, covariances

    X = [[0, 0], [2, 2], [10, 10], [10, 16], [16, 10], [16, 16]]
    weights, means, sigma = ask(X, [0, 0, 1, 1, 1, 1])
    assert weights.shape == (2,), f"Two labels have two weights; yours have shape {weights.shape}."
    assert means.shape == (2, 2), (
        f"Two labels in the plane have means of shape (2, 2); yours have {means.shape}."
    )
    assert sigma.shape == (2, 2, 2), (
        "Two labels in the plane have covariances of shape (2, 2, 2); yours have shape "
        f"{sigma.shape}."
    )
    assert np.isclose(weights.sum(), 1, atol=1e-3), (
        f"Mixing weights sum to 1; yours sum to {weights.sum():.4g}."
    )
    assert not np.isclose(weights[0], weights[1], atol=1e-3), (
        "Two points have label 0 and four have label 1, but your weights are equal. The likeliest "
        "weight of a component is its share of the points."
    )
    wide = np.abs(sigma[0]).max()
    assert wide < 10, (
        f"Your covariance of label 0 has an entry of {wide:.4g}, although its points lie 2 apart. "
        "Measure the deviations from the mean of the component itself."
    )
    assert not np.allclose(sigma[0], 2, atol=1e-3), (
        "For label 0 you divided by one less than the number of points. That is unbiased, and "
        "not the likeliest: take the plain mean of the products."
    )
    assert not np.allclose(sigma[0, 0, 1], 0, atol=1e-3), (
        "The two points of label 0 lie on a slanting line, but your covariance between the "
        "coordinates is 0. Multiply the two deviations of each point with each other as well."
    )
    ### BEGIN HIDDEN TESTS
    iris = datasets.iris()
    cases = [("iris", iris.X, iris.labels)]
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        K, D = 2 + seed % 3, 2 + seed % 2
        drawn = rng.permutation(np.repeat(np.arange(K), rng.integers(4, 9, K)))
        cases += [(f"seed {seed}", rng.normal(0, 2, (len(drawn), D)) + 3 * drawn[:, None], drawn)]
    for where, points, own in cases:
        weights, means, sigma = ask(points, own)
        for k in range(own.max() + 1):
            said = f"On other points ({where}), in component {k + 1}, the"
            share = np.mean(own == k)
            middle = np.average(points, axis=0, weights=own == k)
            raw = points.T @ ((own == k)[:, None] * points) / np.sum(own == k)
            assert np.isclose(weights[k], share, atol=1e-3), f"{said} mixing weight differs."
            assert np.allclose(means[k], middle, atol=1e-3), f"{said} mean differs."
            right = raw - np.outer(middle, middle)
            assert np.allclose(sigma[k], right, atol=1e-3), f"{said} covariance differs."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_fit_labelled())

# %% [markdown]
# Does it agree with gmmlab?  `edda` with the model VVV is the same fit.

# %%
weights, means, covariances = fit_labelled(flowers.X, flowers.labels)
same = edda(flowers.X, flowers.labels, "VVV")
print("weights:", np.allclose(weights, same.priors))
print("means:", np.allclose(means, [m.means[0] for m in same.mixtures]))
print("covariances:", np.allclose(covariances, [m.covariances[0] for m in same.mixtures]))

# %% [markdown]
# ## 6. In your own words
#
# **Defend what you said about B in question 4, in one or two sentences: what is a likelihood the
# density of, and what is missing to get from there to B?**  (3 points)

# %% [markdown] answer="defence" points=3 meets=3
# A likelihood is the density of the data, given the curve, read as a function of the curve.  For the
# probability of a curve, given the data, Bayes' theorem multiplies it by how probable the curve was
# before; B would only follow if P and Q had been equally probable.
