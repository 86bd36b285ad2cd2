# %% [markdown]
# # Exercise · Division as Grouping (Measurement Division)
#
# You count the batches of a pass, first by hand, then in code, and you end with a centroid that
# moves after each batch.  Five questions are graded by machine (13 points) and one sentence by your
# teacher (3 points).  Allow 20 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot, stepwise
from gmmlab.learn import show

waits = datasets.faithful().X[:, 1]  # 272 waits for an eruption of Old Faithful, in minutes

# %% [markdown]
# ## 1. By hand
#
# *Worked example.*  EM reads 60 points in batches of 4.  Ten batches take 40 points, and into the
# 20 that are left 4 fits five times more:

# %%
print(10 + 5, "batches, since", 15 * 4, "points are in 15 batches of 4")

# %% [markdown]
# Here are the first 40 of the 272 waits, in batches of 8; the strip goes on to the right.

# %%
fig, ax = plt.subplots(figsize=(8, 1.9))
ax.plot(np.arange(40) + 0.5, waits[:40], "o", ms=5, color="0.25")
for cut in range(8, 40, 8):
    ax.axvline(cut, color=plot.PALETTE[1], ls="--")
ax.set(xlabel="eruption, in order", ylabel="wait (min)", xlim=(0, 40))
show(
    fig,
    "The first 40 waits in order, with dashed cuts after 8, 16, 24 and 32 of them. The strip ends "
    "after 40 because the picture does.",
)

# %% [markdown]
# **All 272 waits are read in batches of 8.  How many batches make one pass?**  Set `count` to it.
# (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
count = 272 // 8
### END SOLUTION


# %% check="by-hand" points=2 meets=2
def check_by_hand():
    b = float(np.squeeze(count))
    assert b < 272, (
        f"There cannot be {b:g} batches of 272 waits: each batch uses up several. Ask how often 8 "
        "fits into 272."
    )
    assert b != 272 - 8, (
        "That is how many waits are left after the first batch. Go on taking batches away, and "
        "count the batches."
    )
    assert b != 4, (
        "Those are the cuts that you see in the picture. It shows 40 waits; the question is about "
        "all 272."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(8 * (b + 1) - 272) > 1e-9, (
        f"Between the batches lie {b:g} cuts. The last batch has no cut behind it, and is a batch."
    )
    assert abs(8 * b - 272) < 1e-9, (
        f"{b:g} batches of 8 take {8 * b:g} waits, and there are 272. Multiply back to check."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: a number of batches it could be."


print(check_by_hand())

# %% [markdown]
# ## 2. Any size
#
# Write `count_batches(n, m)`: n points are read in batches of m, and m goes into n without
# remainder.  It returns how many batches make one pass.  (2 points)


# %% solution="count-batches"
def count_batches(n, m):
    """How many batches of m points make one pass over n points."""
    ### BEGIN SOLUTION
    return n // m
    ### END SOLUTION


# %% check="count-batches" points=2 meets=2
def check_count_batches():
    def ask(n, m):
        return float(np.squeeze(count_batches(n, m)))

    whole = ask(60, 60)
    assert whole != 0, (
        "With 60 points in a batch of 60 you count no batch at all. Nothing is cut, and yet there "
        "is one batch: count the batches, not the cuts."
    )
    assert ask(60, 10) != 10, (
        "60 points in batches of 10 give 10: that is the size of a batch. Ask how many there are."
    )
    assert ask(60, 10) > 1, (
        f"60 points in batches of 10 give {ask(60, 10):.3g}. Put what is measured on top, and what "
        "you measure with below."
    )
    assert ask(60, 10) == 2 * ask(60, 20), (
        "Batches of 10 are half as large as batches of 20, so there must be twice as many; yours "
        f"are {ask(60, 10):g} and {ask(60, 20):g}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (51, 52, 53):
        rng = np.random.default_rng(seed)
        m, batches = int(rng.integers(2, 40)), int(rng.integers(2, 90))
        assert abs(ask(m * batches, m) - batches) < 1e-6, (
            f"{m * batches} points in batches of {m} (seed {seed}): yours are "
            f"{ask(m * batches, m):g} batches. Multiply back: they must hold every point once."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_count_batches())

# %% [markdown]
# ## 3. A batch that gets lost
#
# A colleague adds up a component's responsibilities batch by batch: a soft count in parts.  On the
# first list all is well, on the second the parts do not add up to the whole:


# %% given="colleague"
def colleague(r, m):
    parts = []
    for start in range(0, len(r) - m, m):
        parts.append(sum(r[start : start + m]))
    return parts


for r in ([1.0, 0.5, 0.5, 1.0, 0.0, 0.0], [0.5, 0.5, 1.0, 0.0, 1.0, 0.5]):
    print("parts:", colleague(r, 2), " their sum:", sum(colleague(r, 2)), " in all:", sum(r))

# %% [markdown]
# Find out why the fault does not show on the first list, and mend it: write the function anew under
# the name `mended`.  It returns one part for each batch, in order, and m goes into n.  (2 points)


# %% solution="mended"
def mended(r, m):
    ### BEGIN SOLUTION
    parts = []
    for start in range(0, len(r), m):
        parts.append(sum(r[start : start + m]))
    return parts
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(r, m):
        return np.array(mended([float(value) for value in r], m), float).ravel()

    r = [0.5, 0.5, 1, 0, 1, 0.75]
    assert not (len(ask(r, 2)) == 2 and len(ask(r, 3)) == 3), (
        "You return as many parts as a batch has points. The size of a batch is given; count how "
        "many batches it makes."
    )
    assert len(ask(r, 2)) != 2, (
        "Six responsibilities in batches of 2 have two cuts, and so many parts you return. The "
        "batch behind the last cut is still missing."
    )
    assert len(ask(r, 3)) == 2, (
        f"Six responsibilities in batches of 3 make {len(ask(r, 3))} parts with you. Return one "
        "part for each batch."
    )
    assert np.isclose(ask(r, 2).sum(), 3.75, atol=1e-5), (
        f"The parts must add up to the whole soft count, 3.75; yours add up to "
        f"{ask(r, 2).sum():.4g}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (61, 62):
        rng = np.random.default_rng(seed)
        m, batches = int(rng.integers(2, 6)), int(rng.integers(3, 8))
        r = rng.uniform(0, 1, m * batches)
        ends = np.cumsum(r)[m - 1 :: m]
        assert len(ask(r, m)) == batches, (
            f"{m * batches} responsibilities in batches of {m} (seed {seed}) make {batches} parts; "
            f"yours are {len(ask(r, m))}."
        )
        assert np.allclose(np.cumsum(ask(r, m)), ends, atol=1e-4), (
            f"On {m * batches} other responsibilities (seed {seed}) the parts are not those of the "
            f"batches of {m} in order."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. Sharing or grouping?
#
# Four divisions around a mixture for the 272 eruptions:
#
# - **A.** Memory holds 16 eruptions at a time.  How many loads make one pass?
# - **B.** The work of a pass goes to 16 computers in equal parts.  How many eruptions does each get?
# - **C.** Before any data are seen, 4 components have equal weights.  How many eruptions does each
#   expect?
# - **D.** There is an M-step after every 34 eruptions.  How many M-steps are there in a pass?
#
# Set `numbers` to the four results, in the order A, B, C, D, and `kinds` to four words, each
# `"sharing"` or `"grouping"`.  (3 points)

# %% solution="kinds"
### BEGIN SOLUTION
numbers = [17, 17, 68, 8]
kinds = ["grouping", "sharing", "sharing", "grouping"]
### END SOLUTION


# %% check="kinds" points=3 meets=1
def check_kinds():
    values = np.array(numbers, float).ravel()
    words = [str(word).strip().lower() for word in np.ravel(kinds)]
    assert len(values) == len(words) == 4, (
        f"There are four divisions; you gave {len(values)} numbers and {len(words)} words."
    )
    assert set(words) <= {"sharing", "grouping"}, (
        f"Each word is 'sharing' or 'grouping'; yours are {', '.join(words)}."
    )
    assert len(set(words)) == 2, (
        "You gave one kind to all four. Ask of each: is the number beside 272 how many groups there "
        "are, or how large a group is?"
    )
    given = np.array([16, 16, 4, 34])
    assert not np.any(np.isclose(given * (values + 1), 272)), (
        "One of your numbers is one too small: did you count the cuts instead of the groups?"
    )
    assert np.allclose(given * values, 272), (
        "Multiply back: each result times the number that the question gives must be 272. Yours "
        f"give {', '.join(f'{v:g}' for v in given * values)}."
    )
    ### BEGIN HIDDEN TESTS
    counted = ["loads", "eruptions", "eruptions", "M-steps"]  # of which the result says how many
    wrong = [
        letter
        for letter, word, what in zip("ABCD", words, counted, strict=True)
        if (word == "sharing") != (what == "eruptions")
    ]
    assert not wrong, (
        f"Look at {', '.join(wrong)} again. Say the result with its noun: if it counts eruptions, "
        "it is the size of a part; if it counts loads or M-steps, it is how many groups there are."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: the numbers multiply back. The kinds are looked at later."


print(check_kinds())

# %% [markdown]
# ## 5. A centroid that moves after each batch
#
# Write `as_read(x, m)`: the n values x of one cluster are read in batches of m, and m goes into n.
# After each batch the centroid moves to the mean of **all the values read so far**.  Return the
# centroids in order, one for each batch.  (4 points)
#
# With x = 1, 3, 5, 7 and m = 2 they are 2, the mean of 1 and 3, and then 4, the mean of all.


# %% solution="as-read"
def as_read(x, m):
    """The mean of all values read so far, after each batch of m: one number per batch."""
    ### BEGIN SOLUTION
    return [x[:end].mean() for end in range(m, len(x) + 1, m)]
    ### END SOLUTION


# %% check="as-read" points=4 meets=2
def check_as_read():
    def ask(x, m):
        return np.array(as_read(np.array(x, float), m), float).ravel()

    x = [79, 54, 74, 62, 85, 55, 88, 85, 51, 85, 54, 84]
    assert not (len(ask(x, 4)) == 4 and len(ask(x, 6)) == 6), (
        "You made as many batches as a batch should have points. The size is given; count how many "
        "batches it makes."
    )
    assert len(ask(x, 3)) != 3, (
        "Twelve waits in batches of 3 make you return three centroids: one for each cut. After the "
        "last batch the centroid moves as well."
    )
    assert len(ask(x, 3)) != 12, (
        "You moved the centroid after each of the 12 waits. It moves when a batch is full."
    )
    assert len(ask(x, 3)) == 12 / 3, (
        f"Twelve waits in batches of 3: you return {len(ask(x, 3))} centroids. Return one for each "
        "batch."
    )
    assert not np.isclose(ask(x, 6)[1], np.mean(x[6:]), atol=1e-3), (
        "Your second centroid is the mean of the second batch alone. Take in all that has been read "
        "so far."
    )
    assert np.isclose(ask(x, 6)[0], np.mean(x[:6]), atol=1e-3), (
        f"After the first 6 waits the centroid is their mean, {np.mean(x[:6]):.4g}; yours is "
        f"{ask(x, 6)[0]:.4g}."
    )
    assert np.allclose([ask(x, m)[-1] for m in (2, 4, 12)], np.mean(x), atol=1e-3), (
        "At the end of a pass all have been read, so the last centroid is the mean of all, whatever "
        "the size of a batch."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (71, 72, 73):
        rng = np.random.default_rng(seed)
        m, batches = int(rng.integers(2, 7)), int(rng.integers(3, 9))
        x = rng.normal(70, 12, m * batches)
        found, read = ask(x, m), m * np.arange(1, batches + 1)
        assert len(found) == batches, (
            f"{len(x)} waits in batches of {m} (seed {seed}): {len(found)} centroids."
        )
        totals = np.diff(found * read, prepend=0)
        assert np.allclose(totals, np.add.reduceat(x, np.arange(0, len(x), m)), atol=0.05), (
            f"On {len(x)} other waits in batches of {m} (seed {seed}) the centroids differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_as_read())

# %% [markdown]
# Does it agree with gmmlab?  A mixture of one component, read in batches and forgetting nothing,
# has nothing but such a centroid to move.

# %%
one = Mixture.balls(np.array([[60.0]]))
moved = stepwise(waits.reshape(-1, 34, 1), one, power=1.0, delay=1.0)
print("yours:", np.round(as_read(waits, 34), 2).tolist())
print("gmmlab's:", [round(float(mixture.means[0, 0]), 2) for mixture in moved])

# %% [markdown]
# ## 6. In your own words
#
# **240 points are shared out to 12 computers; another time they are read in batches of 12.  Both
# times you divide 240 by 12.  In one or two sentences: what does the result count each time, and
# why is it the same number?**  (3 points)

# %% [markdown] answer="two-kinds" points=3 meets=1
# Shared over 12 computers, 20 counts points: so many for each.  In batches of 12, 20 counts batches.
# The number is the same because both divisions undo the same product, 12 · 20 = 240, in which once
# the number of groups and once their size is known.
