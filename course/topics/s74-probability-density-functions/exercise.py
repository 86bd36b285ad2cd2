# %% [markdown]
# # Exercise · Probability Density Functions
#
# You carry densities and log-likelihoods from one unit to another, first by hand, then in code, and
# you rank fits that were made in different units.  Five questions are graded by machine (13 points)
# and one sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

import gmmlab
from gmmlab import best_fit, datasets, plot
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes
fit = best_fit(waits[:, None], 2, rng=0)

# %% [markdown]
# ## Waits, per minute
#
# A mixture of two Gaussians is fitted to 272 waits, in minutes.  Its density is therefore a
# probability *per minute*.

# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.hist(waits, bins=25, density=True, color="0.85")
plot.density1d(ax, fit.mixture).set(xlabel="wait (min)", ylabel="density (per min)")
show(
    fig,
    f"Histogram of the waits under the mixture's curve, with hills near "
    f"{fit.mixture.means.min():.0f} and {fit.mixture.means.max():.0f} minutes; the higher one has "
    "a density of a little over 0.04 per minute.",
)

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  The lengths of the eruptions have a density of about 0.6 per minute at their
# peak.  A minute has 60 seconds, and they share its probability:

# %%
print(f"{0.6 / 60:.3f} per second")

# %% [markdown]
# At a wait of 78 minutes the mixture's density is about 0.04 per minute.  **What is it per hour?**
# Set `per_hour` to it; Python may do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
per_hour = 0.04 / (1 / 60)
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    p = float(np.squeeze(per_hour))
    assert p > 0, f"A density is nowhere negative, and here it is not zero; yours is {p:.4g}."
    assert abs(p - 0.04) > 1e-6, (
        "You kept the number. An hour is wider than a minute: how much probability falls to one "
        "unit has changed."
    )
    assert p > 0.04, (
        f"{p:.4g} is lower than per minute: you converted it as one converts the waits themselves. "
        "More probability falls to an hour than to a minute."
    )
    ### BEGIN HIDDEN TESTS
    assert p < 100, f"{p:.4g} applies the factor twice. One axis changes its unit, once."
    one_minute_wide = p * (1 / 60)
    assert abs(one_minute_wide - 0.04) < 2e-4, (
        f"Under a height of {p:.4g} per hour, a slice of one minute has the area "
        f"{one_minute_wide:.4g}. It must hold the same probability as before."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it has changed, and in the right direction."


print(check_by_hand())

# %% [markdown]
# ## 2. A curve in another unit
#
# Write `in_new_unit(x, p, c)`: from n numbers, the densities per old unit there, and how many new
# units one old unit has, it returns two things, the n numbers in the new unit and the n densities
# per new unit.  (3 points)
#
# For minutes to seconds c is 60, for minutes to hours it is 1/60.


# %% solution="in-new-unit"
def in_new_unit(x, p, c):
    """Numbers and densities (n,) each, where one old unit has c new ones."""
    ### BEGIN SOLUTION
    return c * x, p / c
    ### END SOLUTION


# %% check="in-new-unit" points=3 meets=1
def check_in_new_unit():
    def ask(x, p, c):
        numbers, densities = in_new_unit(np.array(x, float), np.array(p, float), c)
        return np.array(numbers, float), np.array(densities, float)

    x, p = np.array([1.0, 2, 3, 4]), np.array([0.1, 0.4, 0.3, 0.2])
    numbers, densities = ask(x, p, 60)
    assert numbers.shape == densities.shape == (4,), (
        "4 numbers and 4 densities go in, and as many come out; yours have shapes "
        f"{numbers.shape} and {densities.shape}."
    )
    assert np.isclose(numbers[-1] - numbers[0], 180, atol=1e-3), (
        "From 1 to 4 minutes is 180 seconds; in your numbers it is "
        f"{numbers[-1] - numbers[0]:.4g}. The axis changes its unit as well."
    )
    area, before = np.trapezoid(densities, numbers), np.trapezoid(p, x)
    assert area < 100 * before, (
        "In seconds the area has grown 3600 times: you stretched the curve both ways. Where the "
        "numbers grow, the densities must shrink."
    )
    assert area < 1.01 * before, (
        "In seconds the area has grown 60 times: the densities have not changed. A density is per "
        "unit, and the unit is another."
    )
    assert np.isclose(area, before, rtol=1e-3), (
        f"The area under the curve was {before:.3f} and is {area:.3g} in seconds. A change of unit "
        "changes no area."
    )
    ### BEGIN HIDDEN TESTS
    for seed, c in ((51, 1000), (52, 1 / 60), (53, 2.5)):
        rng = np.random.default_rng(seed)
        means, sds = rng.normal(70, 12, (2, 1)), rng.uniform(3, 9, 2)
        old = gmmlab.Mixture(np.array([0.3, 0.7]), means, sds[:, None, None] ** 2)
        new = gmmlab.Mixture(np.array([0.3, 0.7]), means * c, (c * sds)[:, None, None] ** 2)
        x = rng.normal(70, 12, 6 + seed % 3)
        numbers, densities = ask(x, np.exp(old.log_density(x[:, None])), c)
        assert np.allclose(numbers, x * c, rtol=1e-4), (
            f"With c = {c:.4g} (seed {seed}) the numbers differ."
        )
        assert np.allclose(densities, np.exp(new.log_density(x[:, None] * c)), rtol=1e-4, atol=0), (
            f"With c = {c:.4g} (seed {seed}) the densities are not those of the same mixture, "
            "written in the new unit."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_in_new_unit())

# %% [markdown]
# ## 3. A fault that hides
#
# A colleague computes log-likelihoods in a new unit.  The function is right for one measurement,
# and wrong for more:


# %% given="colleague"
def colleague(p, c):
    total = 0.0
    for density in p:
        total = total + np.log(density)
    return total - np.log(c)


print("one measurement:", round(colleague([0.5], 60), 3))
print("two equal ones:", round(colleague([0.5, 0.5], 60), 3), "but that should be twice as much")

# %% [markdown]
# `p` holds the densities per old unit at all measurements, and one old unit has `c` new ones.  Find
# the fault, and mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(p, c):
    ### BEGIN SOLUTION
    total = 0.0
    for density in p:
        total = total + np.log(density) - np.log(c)
    return total
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(p, c):
        return float(np.squeeze(mended(np.array(p, float), c)))

    assert not np.isclose(ask([0.5, 0.2], 60), ask([0.5, 0.2], 1), atol=1e-3), (
        "Minutes and seconds give the same log-likelihood: the unit plays no part in it. Keep the "
        "shift, and mend it."
    )
    assert ask([0.5, 0.2], 60) < ask([0.5, 0.2], 1), (
        "In the finer unit your log-likelihood is higher. Every density is lower there, and so is "
        "its logarithm."
    )
    one, two = ask([0.5], 60), ask([0.5, 0.5], 60)
    assert np.isclose(two, 2 * one, atol=1e-3), (
        f"One measurement gives {one:.3f}, two equal ones give {two:.3f}, not twice as much. How "
        "many logarithms change when the unit does?"
    )
    ### BEGIN HIDDEN TESTS
    for seed, c in ((61, 60), (62, 1 / 60), (63, 1000)):
        p = np.random.default_rng(seed).uniform(0.02, 0.9, 4 + seed % 3)
        assert np.isclose(np.exp(ask(p, c)), np.prod([v / c for v in p]), rtol=1e-3, atol=0), (
            f"On {len(p)} other densities with c = {c:.4g} (seed {seed}) it is not the logarithm "
            "of the product of the new densities."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Four fits, four units
#
# Four people fit mixtures to the lengths of the same 272 eruptions, each with another number of
# components and in another unit:
#
# | fit | unit | log-likelihood |
# |---|---|---|
# | A | minutes | −276.4 |
# | B | seconds | −1377.6 |
# | C | hours | +692.2 |
# | D | tenths of a minute | −883.8 |
#
# **Which fit has the highest log-likelihood once all are in one unit, and how far is it above the
# second?**  Set `best` to its letter, in quotes, and `lead` to the difference; one decimal is
# enough.  (2 points)

# %% solution="four-fits"
### BEGIN SOLUTION
in_minutes = {
    "A": -276.4,
    "B": -1377.6 + 272 * np.log(60),
    "C": 692.2 - 272 * np.log(60),
    "D": -883.8 + 272 * np.log(10),
}
best = max(in_minutes, key=in_minutes.get)
lead = in_minutes["D"] - in_minutes["B"]
### END SOLUTION


# %% check="four-fits" points=2 meets=2
def check_four_fits():
    letter, gap = str(np.squeeze(best)).strip().upper(), float(np.squeeze(lead))
    assert letter in ("A", "B", "C", "D"), f"`best` is the letter of a fit, not {best!r}."
    assert letter != "C" or abs(gap - (692.2 + 276.4)) > 0.5, (
        "C has the largest number as the table stands, but it is per hour. Bring all four to one "
        "unit before you compare them."
    )
    assert letter != "C", (
        "In one unit, C is not the best. The hour is the coarsest of these units: do densities "
        "grow or shrink on the way from hours to minutes? And how many of them are there?"
    )
    assert gap > 0, f"`lead` is how far the best is above the second; yours is {gap:.4g}."
    ### BEGIN HIDDEN TESTS
    table = {"A": (-276.4, 60), "B": (-1377.6, 1), "C": (692.2, 3600), "D": (-883.8, 6)}
    seconds = {name: value - 272 * np.log(long) for name, (value, long) in table.items()}
    *_, second, first = sorted(seconds, key=seconds.get)
    assert letter == first, (
        f"{letter} is not the highest in one unit. Every log-likelihood keeps its sign, and shifts "
        "by n times ln c, with n = 272."
    )
    assert abs(gap - (seconds[first] - seconds[second])) < 0.15, (
        f"The letter is right, but the lead is not {gap:.4g}. Compare the two best in one unit."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: a fit, and a lead."


print(check_four_fits())

# %% [markdown]
# ## 5. A log-likelihood in any unit
#
# Write `log_likelihood(x, weights, means, sds, c)`: from n points and a mixture of K Gaussians on a
# line, all in the old unit, it returns one number, the log-likelihood of the points per new unit,
# of which one old unit has c.  (4 points)
#
# The first four arguments are numpy arrays.  At a distance of z standard deviations from its mean,
# a Gaussian with standard deviation sd is exp(−z²/2) / (sd √(2π)) high.
#
# <details><summary>Hint</summary>
#
# `(x[:, None] - means) / sds` is a table of z with n rows and K columns.  Sum weight times height
# over each row before you take a logarithm, and add up the logarithms after.
#
# </details>


# %% solution="log-likelihood"
def log_likelihood(x, weights, means, sds, c):
    """The log-likelihood, per new unit, of points x (n,) under a mixture in the old unit."""
    ### BEGIN SOLUTION
    z = (x[:, None] - means) / sds
    p = (weights * np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi))).sum(axis=1)
    return np.log(p).sum() - len(x) * np.log(c)
    ### END SOLUTION


# %% check="log-likelihood" points=4 meets=2
def check_log_likelihood():
    def ask(x, weights, means, sds, c):
        arrays = (np.array(a, float) for a in (x, weights, means, sds))
        return float(np.squeeze(log_likelihood(*arrays, c)))

    assert np.isclose(ask([3], [1], [3], [1], 1), -0.919, atol=1e-3), (
        "At its mean, a Gaussian with sd 1 has the log-density −0.919; yours is "
        f"{ask([3], [1], [3], [1], 1):.4g}."
    )
    drop = ask([3], [1], [3], [1], 1) - ask([3], [1], [3], [2], 1)
    assert np.isclose(drop, np.log(2), atol=1e-3), (
        "At its mean, a Gaussian twice as wide is half as high; yours is "
        f"{np.exp(-drop):.3g} times as high. Is every height divided by its sd?"
    )
    x, means, sds = [50, 60, 80, 85], [55, 80], [6, 5]
    assert not np.isclose(
        ask(x, [0.3, 0.7], means, sds, 1), ask(x, [0.1, 0.9], means, sds, 1), atol=1e-3
    ), "Other mixing weights change nothing: multiply each height by its component's weight."
    shift = ask(x, [0.3, 0.7], means, sds, 60) - ask(x, [0.3, 0.7], means, sds, 1)
    assert abs(shift) > 1e-3, (
        "Per minute and per second your log-likelihood is the same: c plays no part in it."
    )
    assert shift < 0, (
        f"From minutes to seconds it rises by {shift:.2f}. In the finer unit every density is lower."
    )
    other = ask(x, [0.3, 0.7], [45, 90], sds, 60) - ask(x, [0.3, 0.7], [45, 90], sds, 1)
    assert np.isclose(shift, other, atol=1e-3), (
        f"One fit shifts by {shift:.2f}, one with other means by {other:.2f}. A change of unit "
        "moves every fit alike: if you convert the points, convert means and sds as well."
    )
    alone = ask(x[:1], [0.3, 0.7], means, sds, 60) - ask(x[:1], [0.3, 0.7], means, sds, 1)
    assert np.isclose(shift, 4 * alone, atol=1e-3), (
        f"One point shifts by {alone:.2f}, and four points by {shift:.2f}. Each of the four "
        "densities changes."
    )
    ### BEGIN HIDDEN TESTS
    rng = np.random.default_rng(71)
    for n, c in ((272, 60), (40, 1 / 60), (9, 1000)):
        K = 2 + n % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(70, 12, K), rng.uniform(3, 9, K)
        x = rng.normal(70, 12, n)
        new = gmmlab.Mixture(w, c * m[:, None], (c * s)[:, None, None] ** 2)
        expected = new.log_density(c * x[:, None]).sum()
        assert np.isclose(ask(x, w, m, s, c), expected, rtol=1e-3, atol=0.01), (
            f"On {n} other points, {K} components and c = {c:.4g} it differs. With many points, "
            "add up logarithms: a product of densities becomes too small to hold."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_log_likelihood())

# %% [markdown]
# Do they agree with gmmlab?  Here is your log-likelihood of the fit, per minute and per hour, and
# that of a fit to the waits in hours.

# %%
mixture = fit.mixture
parts = mixture.weights, mixture.means[:, 0], np.sqrt(mixture.covariances[:, 0, 0])
print("yours per minute:", np.round(log_likelihood(waits, *parts, 1), 1))
print("yours per hour:", np.round(log_likelihood(waits, *parts, 1 / 60), 1))
print("fitted in hours:", round(best_fit(waits[:, None] / 60, 2, rng=0).log_likelihood, 1))

# %% [markdown]
# ## 6. In your own words
#
# Somebody asks in a forum: "My mixture has a log-likelihood of +79.7.  A probability cannot be above
# 1, so there must be a bug, or the fit is far too good.  Which is it?"
#
# **Answer in one or two sentences: why is it neither, and with what may the number be compared?**
# (3 points)

# %% [markdown] answer="forum" points=3 meets=3
# A log-likelihood adds logarithms of densities, not of probabilities: a density is per unit and may
# exceed 1 where the numbers lie close together, so its logarithm may be positive; in a smaller unit
# the same fit would have a negative one.  It may be compared only with other fits to the same data
# in the same unit.
