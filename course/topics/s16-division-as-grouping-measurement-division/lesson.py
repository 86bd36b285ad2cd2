# %% [markdown]
# # Division as Grouping (Measurement Division)
#
# **You will be able to**
#
# - tell grouping from sharing;
# - count the batches of a given size in one pass over the data.
#
# **Needs** equal sharing. **Leads to** Division: Grouping (Repeated Subtraction) Model, Division as
# Grouping. **Takes** 14 minutes.
#
# The link to mixtures is a practical one: batches change how EM reads its data, and how often it
# moves, not what a mixture is.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Stream, best_fit, datasets, e_step, em, m_step, plot, start, stepwise
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s16_batches import batches

X = datasets.sixty().X[np.random.default_rng(2).permutation(60)]
begin = start(X, 3, rng=2)
best = best_fit(X, 3, rng=0).log_likelihood / len(X)

# %% [markdown]
# ## Hook: how often does it move?
#
# A mixture of three Gaussians is to be fitted to 60 points. Plain EM reads all 60 before its first
# M-step moves anything. Where data come as a stream, or are too many to wait for, EM reads a
# **batch** of points, moves the mixture, and reads the next batch. Once it has read every point, it
# has made one **pass** over the data.
#
# Here are the 60 points in the order of reading, cut into batches of 6.

# %%
# The picture: sixty points in a row, cut into batches of six
cuts = np.arange(6, 60, 6)
fig, ax = plt.subplots(figsize=(8.5, 1.1))
ax.plot(np.arange(60) + 0.5, np.zeros(60), "o", ms=5.5, color="0.25")
ax.vlines(cuts, -1, 1, colors=plot.PALETTE[1], linestyles="--", lw=2)
ax.set(xlim=(-0.5, 60.5), ylim=(-1.3, 1.3), yticks=[], xlabel="points, in the order of reading")
show(
    fig,
    f"{len(X)} dots in a row, with {len(cuts)} dashed cuts across it: one after every "
    f"{cuts[0]} dots, but none after the last.",
)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "After each batch of 6 points there is one M-step. How often does the mixture move in one pass?",
    {
        "6 times": "That is the size of a batch. The question is how many such batches there are.",
        "9 times": "You counted the cuts. The last batch has no cut behind it, and it counts as "
        "well.",
        "10 times": "",
        "60 times": "That would be an M-step after every point. Here it waits for 6.",
    },
    answer="10 times",
    why="6 fits into 60 ten times. So there are ten batches, with nine cuts between them, and each "
    "batch ends in an M-step.",
)
first_guess

# %%
# The numbers above, checked
assert X.shape == (60, 2)
assert len(cuts) == 9
assert 60 / 6 == 10
assert len(list(stepwise(X.reshape(-1, 6, 2), begin))) == 10

# %% [markdown]
# ## Explore: one pass, in batches of your size
#
# On top, the points are read from the left. Diamonds fill up a batch; when it is full, it gets its
# number, and the mixture below moves. The staircase says how well the mixture fits all 60 points:
# the higher, the better.

# %%
# The explorer, with four things to try
batches(
    X,
    begin,
    best,
    sizes=[4, 5, 6, 10, 12, 15, 20, 30, 60],
    presets=[
        explore.Preset(
            "1 · Half-way",
            {"size": 12, "read": 29},
            "29 points are read. 12 fits into 29 twice: two batches are full, the mixture has "
            "moved twice, and 5 points wait for the third batch to fill up.",
        ),
        explore.Preset(
            "2 · Ten small batches",
            {"size": 6, "read": 60},
            "Ten batches of 6, so ten steps of the staircase. One pass brings the log-likelihood "
            "per point from −4.68 to −3.41; the best fit has −3.36.",
        ),
        explore.Preset(
            "3 · One large batch",
            {"size": 60, "read": 60},
            "The same points, read once as well. But 60 fits into 60 once: a single step, to "
            "−3.80. Ten batches of 6 took the mixture further.",
        ),
        explore.Preset(
            "4 · Too small",
            {"size": 4, "read": 4},
            "The first batch of 4 throws the mixture off, from −4.68 down to −6.08: four points are "
            "a poor picture of sixty. Press Play: at the end of the pass it has climbed to −3.50.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then choose a
# size yourself. Before you press Play, divide 60 by it, and say how many steps the staircase will
# have. Take half the size: there are twice as many.


# %%
# The numbers above, checked
def heights(size):
    """Log-likelihood per point: at the beginning, and after each batch of a pass."""
    mixtures = [begin, *stepwise(X.reshape(-1, size, 2), begin)]
    return [round(e_step(X, m).log_likelihood / 60, 2) for m in mixtures]


assert divmod(29, 12) == (2, 5)
six, whole, four = heights(6), heights(60), heights(4)
assert (len(six), six[0], six[-1], round(best, 2)) == (11, -4.68, -3.41, -3.36)
assert whole == [-4.68, -3.80]
assert (four[0], four[1], four[-1]) == (-4.68, -6.08, -3.50)
assert 60 / 12 == 5
assert 60 / 6 == 2 * 5

# %% [markdown]
# ## Explain: how often does it fit?
#
# When you placed a centroid, you knew *how many* points there were, and asked how much each of them
# gets. That is **sharing**. Now you know *how large* a group is, and ask how many groups there are.
# That is **grouping**: you measure the total with the group.
#
# Sixty points in batches of 6 make $60 / 6 = 10$ batches, because $10 \cdot 6 = 60$. In letters, $N$
# points in batches of $m$ make
#
# $$B = \frac{N}{m} \quad\text{batches, because}\quad B \cdot m = N$$
#
# **Why is it the same division?** Both undo the same product. With 272 eruptions of Old Faithful:
#
# | | what is given | division | what comes out |
# |---|---|---|---|
# | sharing | 16 computers take equal parts | $272/16$ | 17 *eruptions* for each |
# | grouping | 16 eruptions go into a batch | $272/16$ | 17 *batches* |
#
# So ask of every division: is the given number a number *of groups*, or the *size* of one? The
# answer is the other.
#
# In code, you give the size, write −1 for the number of batches, and numpy finds it:

# %%
blocks = X.reshape(-1, 6, 2)
len(blocks)

# %% [markdown]
# `stepwise` is the EM of the explorer: one mixture comes out for each batch. Batches serve without
# moving early, too. `Stream` adds them up and moves once, at the end of the pass: then EM
# needs little memory, and its result is that of all points at once.

# %%
print("stepwise moves", len(list(stepwise(blocks, begin))), "times in one pass")
once = m_step(next(em(Stream.of(blocks), begin)))
print("a Stream moves once, to", once.means.round(2).tolist())

# %%
# The numbers above, checked
assert blocks.shape == (10, 6, 2)
assert np.allclose(once.means, m_step(e_step(X, begin)).means)
assert len(datasets.faithful().X) == 272 == 16 * 17

# %% [markdown]
# ## Worked example: 272 eruptions in batches of 17
#
# How many batches make one pass? Measure 272 with 17.
#
# 1. **In bulk.** Ten batches take $10 \cdot 17 = 170$ eruptions. There are $272 - 170 = 102$ left.
# 2. **The rest.** 17 fits into 102 six times, since $6 \cdot 17 = 102$. Nothing is left.
# 3. **Together.** $10 + 6 = 16$ batches, so $272 / 17 = 16$.
#
# Multiply back as a check: $16 \cdot 17 = 272$. Between the 16 batches lie 15 cuts; it is the
# batches that move the mixture.

# %%
# The numbers above, checked
assert 10 * 17 == 170
assert 272 - 170 == 102 == 6 * 17
assert 10 + 6 == 16 == 272 // 17
assert len(datasets.faithful().X.reshape(-1, 17, 2)) == 16 == 15 + 1

# %% [markdown]
# ### The same, with gaps
#
# Now batches of **34**. The first line is done; the others are yours.
#
# 1. Five batches take $5 \cdot 34 = 170$ eruptions. There are 102 left.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. How often does 34 fit into the 102 that are left?",
    (0, 102),
    answer=102 // 34,
    why="$3 \\cdot 34 = 102$, so three times, and nothing is left.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. How many batches make one pass?",
    (0, 272),
    answer=272 // 34,
    why="$5 + 3 = 8$ batches, and $8 \\cdot 34 = 272$. The batches are twice as large as those of "
    "17, so there are half as many: 8 instead of 16.",
)
gap_2

# %%
# The numbers above, checked
assert 5 * 34 == 170
assert 3 * 34 == 102
assert 5 + 3 == 8 == 272 // 34
assert 8 * 34 == 272
assert 34 == 2 * 17
assert 16 == 2 * 8

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s16-division-as-grouping-measurement-division")

# %% [markdown]
# ## Check
#
# The [exercise on batches](../../exercises/s16-division-as-grouping-measurement-division/s16-division-as-grouping-measurement-division.ipynb)
# has five graded questions: batches by hand, a function, a batch that gets lost, grouping told from
# sharing, and a centroid that moves after each batch.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: all batches here came out full. What would you do with the last few
# points if 60 were read in batches of 8? (You will come to such remainders in the next unit.)

# %% [markdown]
# ## Summary
#
# - Sharing knows how many groups there are and asks for their size; grouping knows the size and asks
#   how many. Both divide.
# - One pass over $N$ points in batches of $m$ has $N/m$ batches: one more than there are cuts.
# - EM in batches moves once for each: more often if they are small, and less surely.
#
# **Read on** O. Cappé and E. Moulines, "On-line expectation–maximization algorithm for latent data
# models", *Journal of the Royal Statistical Society B* 71 (2009), 593–613, equation 13. The data of
# the worked example: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
