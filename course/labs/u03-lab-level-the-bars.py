# %% [markdown]
# # Lab · Level the bars
#
# **You will be able to**
#
# - take hard and weighted means of the same points and say why they differ;
# - run k-means by hand until no point changes sides;
# - keep the books of an assignment: counts, sums, means.
#
# **Gathers** equal sharing, grouping into batches, repeated subtraction, fair sharing, weighted
# means, soft counts. **Takes** 28 minutes.
#
# Have paper at hand. In each task you predict, then work in the cell marked *Yours* and run the
# cell after it: it says what is right so far. Try as often as you like.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.u03_rounds import rounds

record = datasets.faithful().X[:, 1]
eight = record[131:216:12]
x = np.sort(eight)

# %% [markdown]
# ## Data: eight waits
#
# The record of Old Faithful holds 272 waits between eruptions. Read it in batches of 12. The last
# waits of eight batches, from the 11th to the 18th, make up this lab's data: few enough to do by
# hand what a computer does with all of them.

# %%
# The picture: all waits in the order of the record, eight of them marked
fig, ax = plt.subplots(figsize=(8.5, 3.1))
ax.plot(np.arange(1, 273), record, "o", ms=3, color="0.7")
taken = np.arange(132, 217, 12)
ax.plot(taken, eight, "s", ms=9, color=plot.PALETTE[0], mec="white")
for number, wait in zip(taken, eight, strict=True):
    ax.annotate(f"{wait:g}", (number, wait), (0, 9), textcoords="offset points", ha="center")
ax.set(xlabel="number in the record", ylabel="wait (min)", ylim=(40, 102))
show(
    fig,
    f"{len(record)} waits in order, most near 80 minutes, many near 55, fewer between. Squares "
    f"mark every {taken[1] - taken[0]}th from the {taken[0]}nd to the {taken[-1]}th: "
    + ", ".join(f"{wait:g}" for wait in eight)
    + " minutes.",
)

# %% [markdown]
# Two centroids are to share these waits: A begins at 83, B at 88 minutes. Every wait goes to the
# nearer one. So A gets seven waits, whose level is 70, and B keeps 88 for itself.

# %%
# A prediction: commit to yours below before you look inside this cell
both = predict(
    "Now 83 is nearer to B's level, 88, than to A's, 70. It crosses over, and both pour level "
    "again. What happens to the two levels?",
    {
        "A's falls, B's rises: what one loses, the other gains": "B gains 83 minutes, but also one "
        "more wait to share them with, and 83 is below its level.",
        "both fall": "",
        "A's falls, B's stays": "B would stay if the newcomer stood at its level. It stands 5 "
        "minutes lower.",
        "neither moves, as no minute is lost": "The total of both stays. How it is divided does "
        "not.",
    },
    answer="both fall",
    why="83 is above A's level, so A falls without it; it is below B's level, so B falls with it. "
    "Not a minute is lost: the lower level counts for fewer waits now, the higher one for more.",
)
both

# %%
# The numbers above, checked
assert (len(record), 11 * 12, 18 * 12) == (272, 132, 216)
assert eight.tolist() == [83, 77, 70, 88, 74, 57, 53, 76]
assert x[x < (83 + 88) / 2].mean() == 70
assert abs(83 - 88) == 5 < abs(83 - 70)
assert x[:6].mean() < 70
assert x[6:].mean() == 85.5 < 88

# %% [markdown]
# ## Bench
#
# On the right, each wait is a bar, as tall as the wait is long and as *wide* as it is owned. A's bars
# stand left of the wall, B's right of it. All widths together are always eight, so the wall stands
# at A's count.
#
# On the left, points show A's share of each wait, and A and B themselves. A half-pass either takes
# **sides** or pours **levels**. At softness 0, each wait goes wholly to the nearer of A and B.
# Above 0, two Gaussians of equal weight, as wide as the softness, share it.
#
# The whole unit is on this bench: bars poured level share equally, bars of unequal width share with
# weights, widths collected up to the wall are a soft count, and each wait that settles is one hop
# towards the end of the run. Two tanks that look alike hold the fair share.

# %%
# The explorer, with five things to try
rounds(
    x,
    presets=[
        explore.Preset(
            "1 · Seven and one",
            {"half": 1, "softness": 0, "start": 83},
            "A pours seven waits level at 70, B has 88 alone. Press Play and watch the levels: "
            "both fall with each wait that crosses, while the totals go on making 578.",
        ),
        explore.Preset(
            "2 · A close call",
            {"half": 9, "softness": 0, "start": 83},
            "A is at 60, B at 79.6, so the next half-way mark is 69.8. One half-pass more: the "
            "mark comes down past 70 by 0.2, and that wait is B's.",
        ),
        explore.Preset(
            "3 · Begin far apart",
            {"half": 3, "softness": 0, "start": 53},
            "With A begun at 53, two passes bring the levels to 55 and 78. From 83 they come to "
            "the same place, later.",
        ),
        explore.Preset(
            "4 · A wall between whole waits",
            {"half": 23, "softness": 8, "start": 83},
            "Shared softly, A has 3.146 waits' worth, and its level is 61.85: each bar counts by "
            "its width. Find the wait of 70 in both tanks.",
        ),
        explore.Preset(
            "5 · Too soft",
            {"half": 23, "softness": 16, "start": 83},
            "Both levels are at 72.25, with 4 waits' worth each. Gaussians as wide as this cannot "
            "tell two kinds apart. At softness 10 they still do.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then press the fourth again and move the
# softness from 0 upwards, step by step: watch the wall, and find the step at which the two levels
# nearly meet.


# %%
# The numbers above, checked
def soft(levels, softness, passes):
    """A's and B's levels, and A's shares, after so many soft passes."""
    for _ in range(passes):
        R = Mixture.balls(np.array(levels)[:, None], softness**2).responsibilities(x[:, None])
        levels = R.T @ x / R.sum(axis=0)
    return levels, R[:, 0]


def hard(levels):
    """A's count and total, and both levels, in each pass until nobody changes sides."""
    books, own = [], None
    while own is None or (own != (x < np.mean(levels))).any():
        own = x < np.mean(levels)
        levels = x[own].mean(), x[~own].mean()
        books.append((int(own.sum()), int(x[own].sum()), *levels))
    return books


passes, far = hard((83, 88)), hard((53, 88))
assert passes[0][2:] == (70, 88)
assert np.allclose(passes[4][2:], (60, 79.6))
assert np.isclose((60 + 79.6) / 2, 69.8)
assert np.isclose(70 - 69.8, 0.2)
assert far[1][2:] == passes[-1][2:] == (55, 78)
assert len(far) == 2 < len(passes)
assert x.sum() == 578
levels, share = soft((83, 88), 8, 12)
assert (round(share.sum(), 3), round(levels[0], 2)) == (3.146, 61.85)
levels, share = soft((83, 88), 16, 12)
assert np.allclose(levels, 72.25, atol=0.005)
assert np.isclose(share.sum(), 4)
assert np.ptp(soft((83, 88), 10, 12)[0]) > 11
assert np.ptp(soft((83, 88), 12, 12)[0]) < 1

# %% [markdown]
# ## Tasks
#
# ### Task 1: the whole run, by hand
#
# A begins at 83, B at 88. A **pass** pours the levels, then takes sides anew. Write A's **books**,
# its count and its total, as they are poured in each pass. B's are what is left of 8 and 578.
#
# Subtract instead of adding up again: in each pass, what A loses is known.

# %%
# A prediction: commit to yours below before you look inside this cell
how_many = predict(
    "Five waits are misplaced when A has seven of them: 70, 74, 76, 77 and 83. Each pass settles "
    "one. How many passes does the run have, up to and with the one in which nobody changes sides?",
    (1, 20),
    answer=len(passes),
    why="Five passes settle five waits: 5/1. But the fifth had poured its levels before the last "
    "wait crossed. The sixth pours the right books, takes sides, and finds nobody to move.",
)
how_many


# %%
# The numbers above, checked
def check_1(rows):
    """Say how far the books of the passes are right."""
    truth = [book[:2] for book in hard((83, 88))]
    for k, row in enumerate(rows, 1):
        if k > len(truth):
            return f"Not yet: no wait changes sides after pass {k - 1}, so there is no pass {k}."
        if np.size(row) != 2 or row[0] != truth[k - 1][0]:
            return (
                f"Pass {k}: A's count is not right yet. Take where A and B stood before, and the "
                "middle between them. A keeps the waits below it."
            )
        if row[1] != truth[k - 1][1]:
            return f"Pass {k}: the count is right, the total is not. Which wait left last?"
    if len(rows) < len(truth):
        return (
            f"Right so far, but the run is not over after pass {len(rows)}: take sides, pour again."
        )
    return "Right. The last row is poured at 55 and 78, and every wait is on its nearer side."


reveal = [(7, 490), (6, 407), (5, 330), (4, 254), (3, 180), (2, 110)]
assert [490 - 83, 407 - 77, 330 - 76, 254 - 74, 180 - 70] == [407, 330, 254, 180, 110]
assert len(reveal) == 6
assert [round(total / count, 2) for count, total in reveal] == [70, 67.83, 66, 63.5, 60, 55]
assert check_1(reveal).startswith("Right")
assert "not over after pass 5" in check_1(reveal[:5])
assert check_1([*reveal, (2, 110)]).startswith("Not yet")
assert check_1([(7, 490), (6, 413)]).startswith("Pass 2: the count is right")
assert check_1([(7, 490), (5, 330)]).startswith("Pass 2: A's count")

# %%
# Yours: A's count and total for each pass, one pair after another
mine_1 = [(7, 490)]

# %%
# The check: run it after each attempt
print(check_1(mine_1))

# %% [markdown]
# <details><summary>The books of all passes</summary>
#
# (7, 490), (6, 407), (5, 330), (4, 254), (3, 180), (2, 110): five subtractions between six rows.
# A's levels are the quotients 70, 67.83, 66, 63.5, 60 and 55.
#
# </details>
#
# ### Task 2: a level from batches
#
# The sides are settled: B owns all but 53 and 57, and its level is $468/6 = 78$. Now the waits
# arrive in batches of 2, in the order of the record. B's waits are 83 and 77, then 70 and 88, then
# 74, then 76. Their means are 80, 79, 74 and 76.

# %%
# A prediction: commit to yours below before you look inside this cell
of_means = predict(
    "What is the mean of the four batch means 80, 79, 74 and 76?",
    {
        "78, B's level": "It would be if all four stood for equally many of B's waits.",
        "77.25": "",
        "78.75": "Add them up, and share the 309 among four.",
    },
    answer="77.25",
    why="$309/4 = 77.25$, not 78. The waits of 74 and 76 come alone, so each has the say of two.",
)
of_means


# %%
# The numbers above, checked
def cut(waits, shares, size):
    """Batches: pairs of some waits and the shares of them."""
    at = range(0, len(waits), size)
    return [(waits[i : i + size], shares[i : i + size]) for i in at]


def check_2(level_of):
    """Say whether a level comes out the same, however the waits are cut."""
    long, two = (eight > 60).astype(float), Mixture.balls(np.array([[55.0], [78.0]]), 8**2)
    part = two.responsibilities(eight[:, None])[:, 1]
    cases = [("B's six waits", eight, long, 2), ("soft shares", eight, part, 4)]
    cases += [("all 272 waits", record, (record > 66.5).astype(float), 16)]
    for name, waits, shares, size in cases:
        got, true = level_of(cut(waits, shares, size)), shares @ waits / shares.sum()
        if got is None:
            return "Not yet: your function returns nothing."
        if np.isclose(got, shares @ waits / len(waits)):
            return f"Not yet ({name}): you share over all waits, also over those that B lacks."
        if not np.isclose(got, true):
            return (
                f"Not yet ({name}): in batches of {size} your level is {got:.3f}, uncut it is "
                f"{true:.3f}. Should a batch with little of B have as much say as one with much?"
            )
    return "Right. However the waits are cut, totals and counts add up, and are shared out once."


def from_books(batches):
    """The level of all batches together."""
    return sum(r @ w for w, r in batches) / sum(r.sum() for _, r in batches)


assert eight[eight > 60].sum() == 468 == 6 * 78
assert [(83 + 77) / 2, (70 + 88) / 2, 74 / 1, 76 / 1] == [80, 79, 74, 76]
assert 80 + 79 + 74 + 76 == 309 == 4 * 77.25
assert check_2(from_books).startswith("Right")
assert "lacks" in check_2(lambda batches: sum(r @ w for w, r in batches) / 8)
assert "much say" in check_2(lambda batches: np.mean([r @ w / r.sum() for w, r in batches]))

# %%
# Yours: mend it, so that the level does not depend on how the waits are cut


def level_of(batches):
    """Each batch is a pair: some waits, and B's shares of them."""
    return np.mean([r @ w / r.sum() for w, r in batches])


# %%
# The check: run it after each attempt
print(check_2(level_of))

# %% [markdown]
# <details><summary>One way to do it</summary>
#
# Keep two sums over all batches, the total `r @ w` and the count `r.sum()`, and divide one by the
# other at the end. Or weigh each batch's mean by its count: $(2 \cdot 80 + 2 \cdot 79 + 74 + 76)/6
# = 468/6$.
#
# </details>
#
# ### Task 3: soft books, by hand
#
# A stands at 55, B at 78. At softness 8, rounded to tenths, A owns 1 of 53, 1 of 57, 0.2 of 70, 0.1
# of 74, and nothing else. B owns the rest.

# %%
# A prediction: commit to yours below before you look inside this cell
tenths = predict(
    "Compared with hard sides, A gains a fifth of 70 and a tenth of 74, which B loses. From 55 and "
    "78, where do the levels go?",
    {
        "A's up, B's down": "B loses waits that are shorter than its level.",
        "both up": "",
        "both down": "70 and 74 are longer than A's level, so they lift it.",
    },
    answer="both up",
    why="The parts that cross are above A's level and below B's. So they lift the one by coming "
    "and the other by going. The wall has moved: more waits' worth counts at the lower level.",
)
tenths


# %%
# The numbers above, checked
def check_3(mine):
    """Say which of the soft books are right."""
    if mine is None:
        return "Not yet: replace None by four numbers in brackets."
    r = soft((55, 78), 8, 1)[1].round(1)
    count, total = r.sum(), r @ x
    truth = (count, total / count, 8 - count, (x.sum() - total) / (8 - count))
    names = ("A's soft count", "A's level", "B's soft count", "B's level")
    wrong = {np.sum(r > 0): "you count every wait that A touches", 8.0: "that is all of them"}
    wrong |= {total / 8: "you share over all eight; A owns fewer", total: "share the total, too"}
    wrong |= {x[r > 0].mean(): "its four waits do not count alike", 55.0: "parts of 70 lift it"}
    if np.size(mine) != 4:
        return f"Not yet: four numbers, {', '.join(names)}."
    for name, got, true in zip(names, mine, truth, strict=True):
        if abs(got - true) > 0.006:
            why = [words for value, words in wrong.items() if abs(got - value) < 0.006]
            hint = why[0] if why else "add up parts for a count, parts times waits for a total"
            if name[0] == "B":
                hint = "what is B's is what A leaves of 8 waits and of all minutes"
            return f"Not yet, {name}: {hint}."
    return "Right. Two divisions keep the books of both, and nothing is lost between them."


r = soft((55, 78), 8, 1)[1].round(1)
assert np.allclose(r, [1, 1, 0.2, 0.1, 0, 0, 0, 0])
assert np.allclose([0.2 * 70, 0.1 * 74], [14, 7.4])
assert np.isclose(53 + 57 + 14 + 7.4, 131.4)
assert np.isclose(r.sum(), 2.3)
assert np.allclose([578 - 131.4, 8 - 2.3], [446.6, 5.7])
assert [round(131.4 / 2.3, 2), round(446.6 / 5.7, 2)] == [57.13, 78.35]
assert check_3(None).startswith("Not yet")
assert check_3((2.3, 57.13, 5.7, 78.35)).startswith("Right")
assert "touches" in check_3((4, 57.13, 5.7, 78.35))
assert "all eight" in check_3((2.3, 131.4 / 8, 5.7, 78.35))
assert "B's level" in check_3((2.3, 57.13, 5.7, 78))

# %%
# Yours: A's soft count and level, B's soft count and level, to two decimals: (…, …, …, …)
mine_3 = None

# %%
# The check: run it after each attempt
print(check_3(mine_3))

# %% [markdown]
# <details><summary>The soft books</summary>
#
# A: $53 + 57 + 14 + 7.4 = 131.4$ minutes for 2.3 waits' worth, level 57.13. B has what is left:
# 446.6 minutes for 5.7 waits' worth, level 78.35.
#
# </details>
#
# ### Task 4: one pass of a mixture
#
# Make the hard pass below soft. `R` holds the shares that a mixture of two Gaussians gives: a row
# for each wait, a column each for A and B. So this is EM, with weights and widths held fixed.

# %%
# A prediction: commit to yours below before you look inside this cell
alike = predict(
    "Softness 4, but A and B both begin at 72.25, the level of all eight. Where are they after 100 "
    "passes?",
    {
        "55.05 and 78.01, as from any other start": "To move apart they would have to own "
        "different parts of some wait.",
        "both at 72.25": "",
        "at two of the waits, by chance": "Nothing in a pass is left to chance.",
    },
    answer="both at 72.25",
    why="Two components that are alike get one half of each wait: the fair share, 4 waits' worth. "
    "Equal shares pour equal levels, and so on for ever. A start must break the tie.",
)
alike


# %%
# The numbers above, checked
def check_4(one_pass):
    """Say whether a pass is right, from hard to soft."""
    moved = one_pass((83, 88), 8)
    if np.shape(moved) != (2,):
        return "Not yet: a pass returns two levels, A's and B's."
    if np.allclose(moved, (83, 88)):
        return (
            "Not yet: the levels come back as they went in. Pour them, with R's columns as shares."
        )
    if min(moved) < x.min():
        return "Not yet: a level is below every wait. Over how much does each share its total?"
    if not np.allclose(moved, soft((83, 88), 8, 1)[0]):
        return (
            "Not yet: is each level the weighted mean of all eight waits, with its own column of "
            f"R? At softness 8, A owns {soft((83, 88), 8, 1)[1][-1]:.2f} even of 88."
        )
    said = []
    for softness in (0.5, 8, 12):
        levels = (83, 88)
        for _ in range(100):
            levels = one_pass(levels, softness)
        said.append(f"softness {softness:g}: {levels[0]:.2f} and {levels[1]:.2f}")
    return f"Right. {'; '.join(said)}. The hardest is k-means; the softest has one level for two."


def poured(levels, softness):
    """One soft pass."""
    return soft(levels, softness, 1)[0]


def spread(levels, softness):
    """A pass that forgets what it owns."""
    R = Mixture.balls(np.array(levels)[:, None], softness**2).responsibilities(x[:, None])
    return R.T @ x / 8


assert check_4(poured).startswith(
    "Right. softness 0.5: 55.00 and 78.00; softness 8: 61.79 and 78.98"
)
assert check_4(poured).count("72.25") == 2
assert "below every wait" in check_4(spread)
assert "come back" in check_4(lambda levels, softness: levels)
assert "weighted" in check_4(lambda levels, softness: (70.0, 88.0))
assert np.allclose(soft((72.25, 72.25), 4, 100)[0], 72.25)
assert np.allclose(soft((83, 88), 4, 100)[0], (55.05, 78.01), atol=0.005)

# %%
# Yours: this pass is hard; make it soft, with the shares R instead of is_A


def one_pass(levels, softness):
    """A's and B's new levels, from their old ones."""
    R = Mixture.balls(np.array(levels)[:, None], softness**2).responsibilities(x[:, None])
    is_A = R[:, 0] > 0.5
    return x[is_A].mean(), x[~is_A].mean()


# %%
# The check: run it after each attempt
print(check_4(one_pass))

# %% [markdown]
# <details><summary>One way to do it</summary>
#
# `return R.T @ x / R.sum(axis=0)`: both weighted sums, over both soft counts. The softer, the more
# a level listens to waits on the other side; so hard and soft levels of the same waits differ.
#
# </details>

# %% [markdown]
# ## Practice
#
# One question from each step of the unit, mixed. Before you calculate, name what is asked for: a
# share, a number of groups, or a count of parts.

# %%
practice("u03-lab-level-the-bars")

# %% [markdown]
# ## Reflect
#
# Write a lab note of three sentences, for yourself: what stayed the same in every pass? What made
# both levels fall at once? When would you rather share a wait than decide whose it is?

# %% [markdown]
# ## Summary
#
# - A level is a total over a count. Hard sides count whole waits, soft sides count parts.
# - k-means pours and takes sides in turn. Here five waits cross in five passes, and the sixth finds
#   nobody to move.
# - Books of counts and totals add up over batches and clusters; means alone do not.
# - Two Gaussians of equal weight and one width go over into k-means as the width goes to nothing.
#
# **Read on** A. R. Feinstein, D. M. Sosin and C. K. Wells, "The Will Rogers phenomenon", *New
# England Journal of Medicine* 312 (1985), 1604–1608: both means move, nobody has changed. K. Rose,
# E. Gurewitz and G. C. Fox, "Statistical mechanics and phase transitions in clustering", *Physical
# Review Letters* 65 (1990), 945–948: softness that makes clusters merge. The data: A. Azzalini and
# A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
