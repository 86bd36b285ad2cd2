# %% [markdown]
# # Exercise · Exponents and Logarithms
#
# You turn likelihoods into sums, first by hand, then in code that no number of points can break,
# and you end with a race between two fits.  Five questions are graded by machine (13 points) and
# one sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer.  The natural logarithm is `np.log`, the one to base 10
# is `np.log10`.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  Under some mixture two points have the densities 0.5 and 0.08.  Their likelihood
# is the product, and the natural logarithm of the product is the sum of the logarithms:

# %%
print(f"log-likelihood {np.log(0.5) + np.log(0.08):.3f}, likelihood {0.5 * 0.08:.3f}")

# %% [markdown]
# Now a mixture of two components, and three points.  The table has the **scores**, weight times
# density:
#
# | point | component 1 | component 2 |
# |---|---|---|
# | A | 0.02 | 0.03 |
# | B | 0.30 | 0.10 |
# | C | 0.06 | 0.14 |
#
# **What is the log-likelihood (natural logarithm) of the three points?**  Set `ll` to it; two
# decimals are enough, and Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
ll = np.log(0.02 + 0.03) + np.log(0.30 + 0.10) + np.log(0.06 + 0.14)
### END SOLUTION


# %% check="by-hand" points=2 meets="1 2"
def check_by_hand():
    value = float(np.squeeze(ll))
    table = np.array([[0.02, 0.03], [0.30, 0.10], [0.06, 0.14]])
    assert abs(value - np.log(table).sum()) > 0.02, (
        "You added the logarithms of all six scores. Within a point the scores are added, and the "
        "logarithm of a sum is not the sum of the logarithms: add each row first."
    )
    assert value < 0, (
        f"All densities here are below 1, and so is their product: its logarithm is negative; yours "
        f"is {value:.4g}. Is it the likelihood itself, or did a minus get lost?"
    )
    assert abs(value - np.log(table.sum())) > 0.02, (
        "You added the densities of the points. Independent points are multiplied, so it is their "
        "logarithms that are added: one logarithm for each point."
    )
    ### BEGIN HIDDEN TESTS
    density = table.sum(axis=1)
    for rule, wrong in [
        ("You used base 10. A log-likelihood is in natural logarithms.", np.log10(density).sum()),
        ("You multiplied the logarithms. Numbers multiply, exponents add.", np.log(density).prod()),
        (
            "You kept the larger score of each point. Both components count.",
            np.log(table.max(axis=1)).sum(),
        ),
    ]:
        assert abs(value - wrong) > 0.02, rule
    assert abs(np.exp(value) - density[0] * density[1] * density[2]) < 0.00005, (
        f"e to the power {value:.3f} is not the product of the three densities. Add each row, take "
        "the logarithm of each sum, and add these."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it is negative, and it is no sum of six logarithms."


print(check_by_hand())

# %% [markdown]
# ## 2. Any number of points
#
# Write `log_likelihood(scores)`: from a table of scores with a row for each point and a column for
# each component it returns one number, the natural logarithm of the likelihood.  (3 points)
#
# It must stand thousands of points.  Where a point has the density 0, return minus infinity,
# `-np.inf`; numpy's warning about that does not matter.
#
# <details><summary>Hint</summary>
#
# `scores.sum(axis=1)` adds each row.  Which comes first, the logarithms or the product?
#
# </details>


# %% solution="log-likelihood"
def log_likelihood(scores):
    """The natural log-likelihood of n points from their scores (n, K)."""
    ### BEGIN SOLUTION
    return np.log(scores.sum(axis=1)).sum()
    ### END SOLUTION


# %% check="log-likelihood" points=3 meets="2 3"
def check_log_likelihood():
    def ask(scores):
        with np.errstate(all="ignore"):
            return float(np.squeeze(log_likelihood(np.array(scores, float))))

    ones = ask([[0.5, 0.5], [0.2, 0.8]])
    assert np.isclose(ones, 0, atol=1e-4), (
        f"Both points have the density 1, so the likelihood is 1 and its logarithm 0; yours is "
        f"{ones:.4g}. Add each row before you take a logarithm: the logarithm of a sum is not the "
        "sum of the logarithms."
    )
    natural = ask([[np.e - 1, 1.0]])
    assert np.isclose(natural, 1, atol=1e-4), (
        f"A point of density e has the natural logarithm 1; yours is {natural:.4g}. Base 10?"
    )
    once, twice = ask([[0.1, 0.2]]), ask([[0.1, 0.2], [0.1, 0.2]])
    assert np.isclose(twice, 2 * once, atol=1e-4), (
        f"Where a point comes twice, its logarithm counts twice; yours went from {once:.4g} to "
        f"{twice:.4g}. Points are multiplied, not added."
    )
    many = ask(np.full((4000, 2), 0.005))
    assert np.isfinite(many), (
        "4000 points of density 0.01 give you minus infinity: their product became 0 before you "
        "took its logarithm. Take the logarithms first, then add."
    )
    assert np.isclose(many, -4000 * np.log(100), rtol=1e-4), (
        f"4000 points of density 0.01 give you {many:.6g}. Each counts with its own logarithm."
    )
    try:
        zero = ask([[0.2, 0.3], [0.0, 0.0]])
    except ValueError:  # Python's own math.log stops at 0
        raise AssertionError(
            "Your logarithm stops at a density of 0. Use np.log, or return -np.inf there."
        ) from None
    assert zero == -np.inf, (
        f"One of two points has the density 0, and you return {zero:.4g}. The logarithm of 0 is not "
        "0, and not merely a large negative number: return -np.inf."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        scores = rng.uniform(0.01, 0.4, (6, 2 + seed % 3))
        product = 1.0
        for row in scores:
            product *= sum(row)
        assert np.isclose(np.exp(ask(scores)), product, rtol=1e-3), (
            f"On 6 other points (seed {seed}) e to your number is not the product of the densities."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_log_likelihood())

# %% [markdown]
# ## 3. A fault that flatters
#
# A colleague compares flat boxes: each has the same density at every wait within it, one divided by
# its width, and 0 outside.  To keep the loop from stopping at a zero, the colleague built in a
# guard.


# %% given="colleague"
def colleague(p):
    total = 0.0
    for density in p:
        if density > 0:
            total = total + np.log(density)
    return total


def box(low, high):
    """The density of each of the 272 waits under a flat box."""
    return np.where((waits >= low) & (waits <= high), 1 / (high - low), 0.0)


for low, high in ((42, 97), (60, 90), (79, 81)):
    print(f"box from {low} to {high} minutes: {colleague(box(low, high)):.1f}")

# %% [markdown]
# The narrower the box, the higher its log-likelihood, although it holds fewer and fewer waits.
# That cannot be.  Find the fault, and mend it: write the function anew under the name `mended`.
# It takes the densities of the points and returns their natural log-likelihood.  (2 points)


# %% solution="mended"
def mended(p):
    ### BEGIN SOLUTION
    total = 0.0
    for density in p:
        total = total + (np.log(density) if density > 0 else -np.inf)
    return total
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(p):
        with np.errstate(all="ignore"):
            return float(np.squeeze(mended(np.array(p, float))))

    whole = ask(np.full(272, 1 / 55))
    assert np.isclose(whole, -272 * np.log(55), rtol=1e-4), (
        f"A box that holds all 272 waits was right before, {-272 * np.log(55):.1f}; yours is now "
        f"{whole:.4g}. Is there still one logarithm for each point, taken first, and are they added?"
    )
    try:
        narrow = ask([0.5, 0.5, 0.0])
    except ValueError:  # Python's own math.log stops at 0
        raise AssertionError("Your logarithm stops at 0. Use np.log, or -np.inf there.") from None
    assert not np.isclose(narrow, 2 * np.log(0.5), atol=1e-3), (
        "A density of 0 still counts for nothing, as if its logarithm were 0. That is the logarithm "
        "of 1. What does one factor 0 make of a product?"
    )
    assert narrow == -np.inf, (
        f"One of three points cannot happen, and you return {narrow:.4g}. No finite number is low "
        "enough: any fit that allows every point has to beat this one."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22):
        p = np.random.default_rng(seed).uniform(0.05, 0.9, 9)
        assert np.isclose(np.exp(ask(p)), np.multiply.reduce(p), rtol=1e-3), (
            f"On 9 other points (seed {seed}) e to your number is not the product."
        )
        p[seed % 9] = 0
        assert ask(p) == -np.inf, f"With a zero among 9 other points (seed {seed}) it is finite."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. How many times as likely?
#
# On the 272 waits two Gaussians have the log-likelihood −1034.0, one Gaussian has −1095.3.  Four
# people want to know **how many times as likely** the record is under two Gaussians as under one:
#
# - **A** `np.exp(-1034.0) / np.exp(-1095.3)`
# - **B** `-1034.0 / -1095.3`
# - **C** `-1034.0 - (-1095.3)`
# - **D** `np.exp(-1034.0 - (-1095.3))`
#
# **Who gets it right, on a computer?**  Set `choice` to the letter.  In question 6 you defend it.
# (2 points)

# %% solution="choice"
### BEGIN SOLUTION
choice = "D"
### END SOLUTION


# %% check="choice" points=2 meets=1
def check_choice():
    letter = str(np.squeeze(choice)).strip().upper()
    assert letter in {"A", "B", "C", "D"}, (
        f"Set choice to one of the letters A, B, C and D; yours is {choice!r}."
    )
    ### BEGIN HIDDEN TESTS
    x = datasets.faithful().X[:, 1:]
    p, q = (np.exp(best_fit(x, K, rng=0).mixture.log_density(x)) for K in (2, 1))
    times = float(np.prod(p / q))  # factor by factor, never far from 1
    with np.errstate(all="ignore"):
        offers = dict(
            zip(
                "ABCD",
                (np.exp(-1034.0) / np.exp(-1095.3), 1034.0 / 1095.3, 61.3, np.exp(61.3)),
                strict=True,
            )
        )
    replies = {
        "A": "Right on paper, but both powers are rounded to 0, and 0/0 is no number.",
        "B": "A ratio of logarithms is not the logarithm of a ratio, and compares nothing.",
        "C": "That is the logarithm of what is asked for. Take one step more.",
    }
    assert 0.9 < offers[letter] / times < 1.1, replies.get(letter, "")
    ### END HIDDEN TESTS
    return "Visible checks passed: it is one of the four. Now defend it in question 6."


print(check_choice())

# %% [markdown]
# ## 5. A race on irises
#
# 150 irises of three species.  Two fits to their petal lengths compete: three Gaussians and two.
# `p` and `q` are their densities at the flowers.

# %% given="race"
petals = datasets.iris().X[:, 2:3]
p, q = (np.exp(best_fit(petals, K, rng=0).mixture.log_density(petals)) for K in (3, 2))

# %%
fig, ax = plt.subplots(figsize=(7, 2.8))
order = petals[:, 0].argsort()
ax.hist(petals[:, 0], bins=30, density=True, color="0.88")
ax.plot(petals[order], p[order], color=plot.PALETTE[0], lw=2, label="p: three Gaussians")
ax.plot(petals[order], q[order], "--", color=plot.PALETTE[1], lw=2, label="q: two Gaussians")
ax.set(xlabel="petal length (cm)", ylabel="density (per cm)")
ax.legend(frameon=False)
show(
    fig,
    "Histogram of 150 petal lengths: a narrow hill near 1.5 cm, and a broad one from 3 to 7 cm. "
    "Two curves run over it, p solid and q dashed. Over the broad hill they are one; on the narrow "
    "one p has spent its third Gaussian, and is a little higher or lower than q.",
)

# %% [markdown]
# Write `lead(p, q)`: from the densities of n points under two fits it returns the number m for which
# the points are **ten to the m** times as likely under p as under q.  It is negative where q is
# ahead, and need not be whole.  (4 points)
#
# It must stand thousands of points.  Where only p has a zero, return minus infinity, where only q
# has one, plus infinity.


# %% solution="lead"
def lead(p, q):
    """The m for which the points are 10**m times as likely under p (n,) as under q (n,)."""
    ### BEGIN SOLUTION
    return np.log10(p).sum() - np.log10(q).sum()
    ### END SOLUTION


# %% check="lead" points=4 meets="1 2"
def check_lead():
    def ask(p, q):
        with np.errstate(all="ignore"):
            return float(np.squeeze(lead(np.array(p, float), np.array(q, float))))

    level = ask([0.3, 0.2], [0.2, 0.3])
    assert np.isclose(level, 0, atol=1e-4), (
        f"The densities 0.3 and 0.2 have the same product as 0.2 and 0.3: nobody leads; yours is "
        f"{level:.4g}. Compare by subtracting logarithms."
    )
    ten = ask([0.5], [0.05])
    assert not np.isclose(ten, np.log(10), atol=1e-3), (
        "Ten times as likely is ten to the power 1; you return 2.303, the natural logarithm. "
        "Powers of ten are asked for."
    )
    assert np.isclose(ten, 1, atol=1e-4), (
        f"Ten times as likely is ten to the power 1; yours is {ten:.4g}. The exponent is asked for, "
        "and p comes first."
    )
    three = ask([0.5, 0.3, 0.2], [0.05, 0.03, 0.02])
    assert np.isclose(three, 3, atol=1e-4), (
        "Three points, each ten times as likely: a thousand times in all, ten to the power 3; "
        f"yours is {three:.4g}. Points are multiplied, so their exponents add."
    )
    many = ask(np.full(5000, 0.02), np.full(5000, 0.01))
    assert np.isfinite(many), (
        f"On 5000 points you return {many}: a product became 0, or too large, before its logarithm "
        "was taken. Logarithms first."
    )
    assert np.isclose(many, 5000 * np.log10(2), rtol=1e-4), (
        f"5000 points, each twice as likely, are 2 to the power 5000; your exponent is {many:.5g}."
    )
    try:
        ends = ask([0.3, 0.0], [0.3, 0.1]), ask([0.3, 0.1], [0.3, 0.0])
    except (ValueError, ZeroDivisionError):  # Python's own numbers stop at 0
        raise AssertionError("A density of 0 stops you. Use np.log10, or an infinity.") from None
    assert ends == (-np.inf, np.inf), (
        f"A zero in p, then a zero in q, give you {ends[0]:.4g} and {ends[1]:.4g}. The logarithm of "
        "0 is not 0: the fit that rules out a point that happened loses by more than any power."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        n = 8 + 1000 * (seed % 3)
        p, q = rng.uniform(0.01, 0.6, n), rng.uniform(0.01, 0.6, n)
        expected = sum(float(np.log(a / b)) for a, b in zip(p, q, strict=True)) / np.log(10)
        assert np.isclose(ask(p, q), expected, rtol=1e-3, atol=1e-3), (
            f"On {n} other points (seed {seed}) the lead differs."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_lead())

# %% [markdown]
# Who wins the race, and does gmmlab agree?  Its log-likelihoods are natural, so their difference is
# divided by ln 10.

# %%
fits = [best_fit(petals, K, rng=0).log_likelihood for K in (3, 2)]
print(f"yours: {np.round(lead(p, q), 3)}   gmmlab: {(fits[0] - fits[1]) / np.log(10):.3f}")

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why is your choice in question 4 the right one, and what goes wrong
# with the other that is right on paper?**  (3 points)

# %% [markdown] answer="times-as-likely" points=3 meets=3
# The logarithm of a ratio is the difference of the logarithms, so the difference, 61.3, is taken
# first and only then the power of e: about 10 to the 26.6.  On paper A is the same number, but each
# of its two powers is below the smallest number that a computer can hold and becomes 0.
