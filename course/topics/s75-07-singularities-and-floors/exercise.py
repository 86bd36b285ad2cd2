# %% [markdown]
# # Exercise · Singularities and floors
#
# You let a component collapse, compute what it gains, put a floor under it, and write a step of EM
# that names what the floor holds.  Five questions are graded by machine (13 points) and one
# sentence by your teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets
from gmmlab.learn import show

eruptions = datasets.faithful().X[:, 0]  # 272 lengths, in minutes
petals = datasets.iris().X[:, 3]  # 150 petal widths, in cm, written to a tenth

# %% [markdown]
# ## 1. By hand
#
# At its mean a normal curve is 0.3989/σ high.  *Worked example.*  A component stands on one eruption
# and narrows from σ = 1 to σ = 0.1 minutes.  Its height there grows from 0.3989 to 3.989 per minute,
# and its log-density by

# %%
print(round(np.log(3.989) - np.log(0.3989), 3))

# %% [markdown]
# **Another component narrows from σ = 0.5 to σ = 0.002 minutes.  By how much does its log-density
# at its mean change?**  Set `gain` to it, with its sign; three decimals are enough, and Python may
# do the arithmetic.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
gain = np.log(0.5 / 0.002)
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    g = float(np.squeeze(gain))
    assert np.isfinite(g), f"`gain` is {g}. A finite number is asked for."
    assert g >= 0, (
        f"You say that the log-density changes by {g:.3f}: it falls. The area below a curve stays "
        "1, so a narrower one is higher at its mean."
    )
    assert g > 1e-6, (
        "You say that it gains nothing. A density is no probability and has no highest value: a "
        "curve half as wide is twice as high."
    )
    ### BEGIN HIDDEN TESTS
    factor = 500 / 2
    for rule, value in [
        ("That is the factor of the height. Its logarithm is asked for.", factor),
        ("You took the logarithm to base 10; log-likelihoods are natural ones.", np.log10(factor)),
        ("That is half of it: σ is divided, and not the variance.", np.log(factor) / 2),
        ("That is where it ends, not what it gains.", np.log(0.3989 / 0.002)),
        (
            "You stopped at ln 1 = 0, as if no density could be above 1. It can.",
            -np.log(0.3989 / 0.5),
        ),
    ]:
        assert abs(g - value) > 0.005, rule
    assert abs(g - (np.log(500) - np.log(2))) < 0.005, (
        f"{g:.3f} is not the gain. By which factor does the height grow, and what is its logarithm?"
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it gains."


print(check_by_hand())

# %% [markdown]
# ## 2. The needle
#
# Now the whole data.  A mixture has two components: a **needle** with the weight 1/n, with its mean
# at `place` and the standard deviation `sigma`; and a broad one with all the other weight, with
# mean `mean` and standard deviation `sd`.
#
# Write `needle(x, mean, sd, place, sigma)`, which returns the log-likelihood of the n points `x`
# under this mixture: the sum of the logarithms of the densities.  (3 points)


# %% solution="needle"
def needle(x, mean, sd, place, sigma):
    """The log-likelihood of points x (n,) under a broad component and a needle of weight 1/n."""
    ### BEGIN SOLUTION
    n = len(x)
    broad = np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))
    thin = np.exp(-(((x - place) / sigma) ** 2) / 2) / (sigma * np.sqrt(2 * np.pi))
    return np.sum(np.log((1 - 1 / n) * broad + thin / n))
    ### END SOLUTION


# %% check="needle" points=3 meets=1
def check_needle():
    def ask(x, *numbers):
        value = np.array(needle(np.array(x, float), *numbers), float)
        assert value.size == 1, f"One number is asked for; you return {value.size} of them."
        return float(value.squeeze())

    x = datasets.faithful().X[:, 0]
    plain = ask(x, 3.5, 1.2, 3.5, 1.2)
    assert np.isfinite(plain), (
        f"Your log-likelihood is {plain}. Take the logarithm of each density, then add: a product "
        "of 272 densities may be too small to be written down."
    )
    assert plain < -100, (
        f"Two equal components, far wider than the data's details: yours gives {plain:.2f}. Add the "
        "logarithms of all 272 points; take no mean."
    )
    wide, thin = (ask(x, 3.5, 1.2, 2.9, sigma) for sigma in (1e-5, 1e-8))
    assert not np.isclose(wide, thin, atol=1e-3), (
        "A needle a thousand times narrower gains nothing in your function: you let no density "
        "exceed some bound. A density may be as high as it likes."
    )
    assert thin > wide, (
        "A narrower needle lowers your log-likelihood. Divide each curve by its own standard "
        "deviation: a narrow one is high."
    )
    assert np.isclose(thin - wide, np.log(1000), atol=0.01), (
        "A needle on one eruption alone, a thousand times narrower, must gain ln 1000; yours gains "
        f"{thin - wide:.3f}. Is sigma used as a standard deviation?"
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        x = rng.normal(2, 3, 15 + seed)
        m, s, k, t = rng.normal(2, 1), rng.uniform(2, 4), int(rng.integers(len(x))), 10.0**-seed

        w, b, c = np.array([[1 - 1 / len(x), 1 / len(x)], [m, x[k]], [s, t]])
        parts = np.log(w) - np.log(2 * np.pi * c * c) / 2 - (x[:, None] - b) ** 2 / (2 * c * c)
        assert np.isclose(ask(x, m, s, x[k], t), np.logaddexp(*parts.T).sum(), atol=0.01), (
            f"On {len(x)} other points (seed {seed}) the log-likelihood differs. Has the needle the "
            "weight 1/n, and the broad component all the rest?"
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_needle())

# %% [markdown]
# Your function as the needle on 2.9 minutes narrows:

# %%
sigmas = 10.0 ** np.arange(0, -9, -1)
heights = [float(np.squeeze(needle(eruptions, 3.5, 1.14, 2.9, sigma))) for sigma in sigmas]
fig, ax = plt.subplots(figsize=(7, 2.6))
ax.semilogx(sigmas, heights, "D-")
ax.set(xlabel="sigma (min)", ylabel="log-likelihood")
ax.invert_xaxis()
show(fig, "Your log-likelihoods against sigma, from 1 to 1e-8 minutes, narrower to the right.")

# %% [markdown]
# ## 3. A floor that moves everything
#
# A floor says: no variance below a given share of the data's own variance; whatever is above stays
# as it is.  A colleague's floor runs without an error, and yet
#
# - a component that is ten times wider than the floor changes too;
# - EM's log-likelihood, followed to its end, sometimes falls.


# %% given="colleague"
def colleague(variances, x, share):
    least = share * x.var()
    return variances + least


wide_and_thin = np.array([0.5, 0.1, 0.000001])
print("variances before:", wide_and_thin)
print("and after:       ", colleague(wide_and_thin, eruptions, 0.01).round(6))

# %% [markdown]
# Mend it: write the function anew under the name `mended`, with one line changed.  (2 points)


# %% solution="mended"
def mended(variances, x, share):
    ### BEGIN SOLUTION
    least = share * x.var()
    return np.maximum(variances, least)
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(variances, x, share):
        return np.array(mended(np.array(variances, float), np.array(x, float), share), float)

    x = datasets.faithful().X[:, 0]
    before = np.array([0.5, 0.1, 0.000001])
    after = ask(before, x, 0.01)
    assert after.shape == (3,), (
        f"Three variances go in, and three must come out; yours have shape {after.shape}."
    )
    assert after[2] > 2 * before[2], (
        "The variance of 0.000001 is still there. A floor raises whatever is below it."
    )
    assert np.allclose(after[:2], before[:2], rtol=1e-4), (
        f"0.5 and 0.1 lie above the floor, and yours become {after[:2].round(4)}. What you have is "
        "a ridge: it is added to every variance. A floor leaves alone what is above it."
    )
    seconds = ask(before * 3600, x * 60, 0.01)
    assert np.allclose(seconds, 3600 * after, rtol=1e-4), (
        "With the same lengths in seconds your floor is another one. It must be a share of the "
        "data's own variance, in the same units squared."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        x, v = rng.normal(5, rng.uniform(1, 9), 40), 10 ** rng.uniform(-5, 1, 8)
        least = 0.02 * (np.mean(x**2) - np.mean(x) ** 2)
        wanted = [a if a > least else least for a in v]
        assert np.allclose(ask(v, x, 0.02), wanted, rtol=1e-4), (
            f"On other data (seed {seed}) your variances differ. The share is one of the data's "
            "variance, and only what is below it is raised, to the floor itself."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Which run do you keep?
#
# A report, made up for this question: four runs of EM, without a floor, fitted three components to
# the 150 petal widths, which were written to a tenth of a centimetre.  Of each run you see the
# narrowest component: its standard deviation, its soft count, and how many different widths its
# flowers have.
#
# | run | log-likelihood | σ (cm) | soft count | different widths |
# |---|---|---|---|---|
# | A | −100.8 | 0.093 | 49.0 | 6 |
# | B | 118.3 | 0.00002 | 28.9 | 1 |
# | C | −94.1 | 0.00001 | 1.0 | 1 |
# | D | −97.6 | 0.041 | 24.6 | 3 |

# %% given="report"
report = {  # run: log-likelihood, standard deviation (cm), soft count, different widths
    "A": (-100.8, 0.093, 49.0, 6),
    "B": (118.3, 0.00002, 28.9, 1),
    "C": (-94.1, 0.00001, 1.0, 1),
    "D": (-97.6, 0.041, 24.6, 3),
}

# %% [markdown]
# Set `collapsed` to the letters of the runs with a collapsed component, for example `["A", "D"]`,
# and `keep` to the letter of the run that you keep.  (2 points)

# %% solution="runs"
### BEGIN SOLUTION
collapsed = ["B", "C"]
keep = "D"
### END SOLUTION


# %% check="runs" points=2 meets=3
def check_runs():
    def letters(answer):
        text = answer if isinstance(answer, str) else " ".join(map(str, np.ravel(list(answer))))
        return {letter for letter in text.upper() if letter.isalpha()}

    thin, kept = letters(collapsed), letters(keep)
    assert thin | kept <= set("ABCD"), (
        f"The runs are called A to D; you name {sorted((thin | kept) - set('ABCD'))}."
    )
    assert len(kept) == 1, f"Keep one run; `keep` names {len(kept)}."
    assert not thin & kept, "You keep a run that you call collapsed."
    assert thin, (
        "You call no run collapsed, so the highest log-likelihood would win. Compare each standard "
        "deviation with the precision of the data."
    )
    ### BEGIN HIDDEN TESTS
    table = {
        "A": (-100.8, 0.093, 49.0, 6),
        "B": (118.3, 0.00002, 28.9, 1),
        "C": (-94.1, 0.00001, 1.0, 1),
        "D": (-97.6, 0.041, 24.6, 3),
    }
    point = {run for run, row in table.items() if row[3] == 1}
    assert not thin - point, (
        f"{', '.join(sorted(thin - point))}: narrow, but on many flowers of several widths. "
        "Being narrow is no fault; being narrow on one number is."
    )
    assert thin == point, (
        "One collapsed run is missing. Many flowers may share one number, since widths were "
        "rounded; or one flower may have a component to itself."
    )
    sound = {run: row[0] for run, row in table.items() if run not in point}
    assert kept == {max(sound, key=sound.get)}, (
        "Among the runs that have not collapsed, log-likelihoods can be compared. Keep the highest."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: you keep a run that you do not call collapsed."


print(check_runs())

# %% [markdown]
# ## 5. A step of EM with a watchman
#
# Write `em_step(x, weights, means, sds, share)`: one step of EM on a line with a floor.  It returns
# four things: the K new weights, means and standard deviations, and the list of the components
# (counted from 0) that the floor **holds**: whose variance would otherwise be below it.
#
# 1. The responsibilities, under the old parameters.
# 2. New weights, means and variances from them; variances about the *new* means.
# 3. The floor, as in question 3.
#
# The first four arguments are numpy arrays.  (4 points)


# %% solution="em-step"
def em_step(x, weights, means, sds, share):
    """One step of EM with a floor: new weights, means, sds (K,), and which components it holds."""
    ### BEGIN SOLUTION
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    r = scores / scores.sum(axis=1, keepdims=True)
    counts = r.sum(axis=0)
    centres = x @ r / counts
    variances = (r * (x[:, None] - centres) ** 2).sum(axis=0) / counts
    held = [k for k in range(len(counts)) if variances[k] < share * x.var()]
    return counts / len(x), centres, np.sqrt(mended(variances, x, share)), held
    ### END SOLUTION


# %% check="em-step" points=4 meets="2 3"
def check_em_step():
    def ask(x, w, m, s, share):
        new = em_step(*(np.array(a, float) for a in (x, w, m, s)), share)
        assert len(new) == 4, f"Four things are asked for; you return {len(new)}."
        held = sorted({int(k) for k in np.ravel(list(new[3]))})
        return *(np.array(part, float).ravel() for part in new[:3]), held

    x, two = datasets.faithful().X[:, 0], ([0.35, 0.65], [2.0, 4.3], [0.3, 0.4])
    free, low = ask(x, *two, 0.0), ask(x, *two, 1e-3)
    assert [len(part) for part in low[:3]] == [2, 2, 2], (
        "Two components need 2 weights, 2 means and 2 standard deviations; "
        f"yours have lengths {[len(part) for part in low[:3]]}."
    )
    assert np.isclose(low[0].sum(), 1, atol=1e-3), (
        f"The weights must sum to 1; yours sum to {low[0].sum():.3f}."
    )
    assert np.allclose(low[2], free[2], rtol=1e-4), (
        "Both components are far wider than this floor, and yet it changes their standard "
        f"deviations from {free[2].round(4)} to {low[2].round(4)}. A floor leaves alone what is "
        "above it. Is it a share of the data's variance?"
    )
    assert low[3] == [], (
        f"No component is near this floor, and you name {low[3]}. A component is held where its "
        "variance would be below the floor, not where it is the narrowest."
    )
    needled = ([0.4, 0.01, 0.59], [2.0, 4.5, 4.3], [0.3, 0.003, 0.4])
    w, m, s, held = ask(x, *needled, 1e-3)
    spread = x.std()
    assert s.min() > 0.03 * spread, (
        f"With a floor at a thousandth of the data's variance the narrowest σ is {s.min():.3g} min, "
        "below the floor."
    )
    assert held, "The floor holds a component here, and you name none. Which was raised?"
    ### BEGIN HIDDEN TESTS
    widths = datasets.iris().X[:, 3]
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        place = float(rng.choice(widths))
        parts = np.array([[0.3, 0.02, 0.68], [0.3, place, 1.7], [0.25, 0.01, 0.5]])
        parts = parts[:, rng.permutation(3)]
        x, factor = (widths, 1.0) if seed < 33 else (10 * widths, 10.0)
        a, b, c = parts[0], factor * parts[1], factor * parts[2]
        log = np.log(a / c) - ((x[:, None] - b) / c) ** 2 / 2
        shares = 1 / np.exp(np.clip(log[:, None] - log[:, :, None], -700, 700)).sum(axis=2)
        least = 1e-2 * np.mean((x - x.mean()) ** 2)
        w, m, s, held = ask(x, a, b, c, 1e-2)
        where = f"On other data (seed {seed})"
        below = []
        for k, r in enumerate(shares.T):
            centre = np.average(x, weights=r)
            variance = np.average((x - centre) ** 2, weights=r)
            below += [k] * bool(variance < least)
            assert np.isclose(w[k], r.mean(), atol=1e-3), f"{where} a weight differs."
            assert np.isclose(m[k], centre, atol=1e-3 * factor), f"{where} a mean differs."
            assert np.isclose(s[k] ** 2, variance if variance > least else least, rtol=2e-3), (
                f"{where} a standard deviation differs. The floor is a share of the variance."
            )
        assert held == below, f"{where} you name {held} as held by the floor, which is not so."
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_em_step())

# %% [markdown]
# One step on the petal widths, with a needle on 0.2 cm, where 29 flowers are alike:

# %%
em_step(
    petals,
    np.array([0.3, 0.02, 0.68]),
    np.array([0.3, 0.2, 1.7]),
    np.array([0.25, 0.01, 0.5]),
    1e-3,
)

# %% [markdown]
# ## 6. In your own words
#
# Somebody says of question 4: "Run the highest one again with a floor; then it is sound, and the
# floor costs nothing."
#
# **In one or two sentences: why is the highest log-likelihood in the report worth nothing, and what
# does a floor change, and cost?**  (3 points)

# %% [markdown] answer="floor" points=3 meets="2 3"
# Its component stands on one number and can be narrowed for ever, so its log-likelihood says how
# narrow it was when the run stopped, and nothing about petals.  With a floor the value is finite
# but decided by the floor (lower, the higher the floor is), and the component has still collapsed
# if it stands on the floor; a floor high enough to make it worthless also widens components that
# are truly narrow.
