# %% [markdown]
# # Division as Equal Sharing
#
# **You will be able to**
#
# - compute a weighted mean;
# - take the M-step of a mean from points and their responsibilities;
# - say why the divisor is the sum of the responsibilities.
#
# **Needs** equal sharing, fair sharing. **Leads to** Division as Grouping. **Takes** 18 minutes.
#
# You have met equal sharing before, where every point counted fully. Here is the second visit: now
# points count in part.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, m_step, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s19_see_saw import see_saw

waits = datasets.faithful().X[:, 1:]
line = best_fit(waits, 2, rng=0)
short = line.mixture.means[:, 0].argmin()

# %% [markdown]
# ## Hook: whose mean is it?
#
# Between eruptions of Old Faithful you wait, sometimes for about 55 minutes, sometimes for about
# 80. A mixture of two Gaussians has a component for each kind. Take five of the waits: 50, 58, 66,
# 70 and 82 minutes. The short component is responsible for 1, 1, 0.6, 0.1 and 0 of them.
#
# In the picture a wait is as blue as the short component is responsible for it.

# %%
# The picture: five waits, each as blue as it belongs to the short component
x = np.array([50.0, 58.0, 66.0, 70.0, 82.0])
r = np.array([1.0, 1.0, 0.6, 0.1, 0.0])
fig, ax = plt.subplots(figsize=(7, 1.9))
for place, share in zip(x, r, strict=True):
    ax.bar(place, 1, width=2.4, color="white", edgecolor="0.35")
    ax.bar(place, share, width=2.4, color=plot.PALETTE[0], hatch="//", edgecolor="white")
    ax.text(place, 1.08, f"{share:.1f}", ha="center")
ax.set(xlabel="wait (min)", ylim=(0, 1.45), yticks=[0, 1], ylabel="share")
show(
    fig,
    "Five columns at 50, 58, 66, 70 and 82 minutes. The first two are filled, the third is filled "
    "to 0.6, the fourth to 0.1, and the last is empty.",
)

# %%
# The numbers above, checked
exact = line.mixture.responsibilities(x[:, None])[:, short]
assert np.allclose(exact, r, atol=0.03)
assert np.sort(line.mixture.means[:, 0]).round().tolist() == [55, 80]

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "The M-step moves the mean of the short component to the centre of what it owns. Where is it?",
    {
        "65.2 minutes, the mean of the five": "That counts the wait of 82 minutes as much as that "
        "of 50, although the component owns nothing of it.",
        "58 minutes, the mean of the three that it mostly owns": "It owns only 0.6 of the third, "
        "and a little of the fourth. They pull, but not with full strength.",
        "57.3 minutes, where the shares balance": "",
        "30.9 minutes": "Look at the axis: no wait is that short, so no mean of them can be.",
    },
    answer="57.3 minutes, where the shares balance",
    why="Each wait pulls with the weight of its responsibility. You will see the balance in a "
    "moment, and find 57.3 by hand after that.",
)
first_guess

# %%
# The numbers above, checked
assert round(float(x.mean()), 1) == 65.2
assert round(float(x[r > 0.5].mean()), 1) == 58.0
assert round(float(r @ x / r.sum()), 1) == 57.3
assert round(float(r @ x / len(x)), 1) == 30.9

# %% [markdown]
# ## Explore: find the balance
#
# Each wait stands on a beam as a block, as high as it counts. The triangle below is a pivot that
# you can move. Let it settle where the beam is level.

# %%
# The explorer, with four things to try
see_saw(
    x,
    r,
    presets=[
        explore.Preset(
            "1 · The middle",
            {"pivot": 66, "share": 0.6, "count": "as its responsibility"},
            "Half-way between 50 and 82 minutes, the beam tips to the left: what is heavy stands "
            "there. Move the pivot until the beam is nearly level, at 57.",
        ),
        explore.Preset(
            "2 · Everyone fully",
            {"pivot": 57, "share": 0.6, "count": "fully"},
            "Now all five count fully, and the balance moves to their plain mean, 65.2 minutes. "
            "The wait of 82 pulls as hard as that of 50.",
        ),
        explore.Preset(
            "3 · Give it away",
            {"pivot": 57, "share": 0.0, "count": "as its responsibility"},
            "Without the wait of 66 the balance is at 54.76: a point that is not owned does not "
            "pull, wherever it lies.",
        ),
        explore.Preset(
            "4 · Own it wholly",
            {"pivot": 57, "share": 1.0, "count": "as its responsibility"},
            "The balance moves to 58.39, by little: one more wait near the others changes their "
            "mean less than its distance suggests, because there are others.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then move the
# responsibility for 66 minutes slowly from 0 to 1, and watch the weighted mean in the line below
# the picture.


# %%
# The numbers above, checked
def balance(share):
    """The weighted mean, with this responsibility for the wait of 66."""
    own = np.array([1, 1, share, 0.1, 0])
    return round(float(own @ x / own.sum()), 2)


assert (50 + 82) / 2 == 66
assert balance(0.6) == 57.26
assert [balance(0.0), balance(1.0)] == [54.76, 58.39]

# %% [markdown]
# ## Explain: share the weighted sum over the weights
#
# Equal sharing adds everything up and divides by how many share. With weights, both halves change.
#
# The **weighted sum** adds what the component owns: wait $x_i$ in the part $r_i$, so $r_i x_i$. The
# **sum of the weights** says over how much this is shared out: the soft count $N = \sum_i r_i$. The
# component's new mean is one divided by the other:
#
# $$\mu = \frac{\sum_i r_i\,x_i}{\sum_i r_i}$$
#
# **Why this divisor?** On the see-saw, a block at $x_i$ pulls with $r_i (x_i - \mu)$: its weight
# times its distance from the pivot. The beam is level where all pulls cancel,
# $\sum_i r_i (x_i - \mu) = 0$. Take $\mu$ out, and $\sum_i r_i x_i = \mu \sum_i r_i$. The number of
# points appears nowhere.
#
# If every weight is 1, the formula is the mean you know. In `gmmlab` it is one step of the M-step,
# and by hand one line:

# %%
mean = r @ x / r.sum()
mean

# %% [markdown]
# The same for all 272 waits and both components at once: after the E-step, the M-step puts each
# mean where its own see-saw balances.

# %%
R = line.responsibilities
balanced = R.T @ waits[:, 0] / R.sum(axis=0)
moved = m_step(line).means[:, 0]
print("by hand:", balanced.round(3), " gmmlab's M-step:", moved.round(3))

# %%
# The numbers above, checked
assert len(waits) == 272
assert np.allclose(balanced, moved)
assert np.isclose(r @ (x - mean), 0)

# %% [markdown]
# ## Worked example: five waits, by hand
#
# 1. **Weighted sum.** $1\cdot 50 + 1\cdot 58 + 0.6\cdot 66 + 0.1\cdot 70 + 0\cdot 82
#    = 50 + 58 + 39.6 + 7 + 0 = 154.6$.
# 2. **Soft count.** $1 + 1 + 0.6 + 0.1 + 0 = 2.7$. The component owns 2.7 waits' worth of five.
# 3. **Share.** $154.6 / 2.7 = 57.26$ minutes.
#
# Check that it is a mean: it lies between 50 and 82, and near the waits that count most. Had you
# divided by 5, you would have got 30.92, below every wait.

# %%
# The numbers above, checked
assert np.allclose(r * x, [50, 58, 39.6, 7, 0])
assert np.isclose(r @ x, 154.6)
assert np.isclose(r.sum(), 2.7)
assert round(154.6 / 2.7, 2) == 57.26
assert round(154.6 / 5, 2) == 30.92

# %% [markdown]
# ### The same, with gaps
#
# Now the **long** component. What the short one does not own belongs to it: its responsibilities
# are 0, 0, 0.4, 0.9 and 1. The first line is done; the others are yours.
#
# 1. The weighted sum is $0.4\cdot 66 + 0.9\cdot 70 + 1\cdot 82 = 26.4 + 63 + 82 = 171.4$.

# %%
# The first gap: fill it below before you look inside this cell
other = 1 - r
gap_1 = predict(
    "Step 2. What is the soft count of the long component?",
    (0, 5),
    answer=round(float(other.sum()), 1),
    why="$0 + 0 + 0.4 + 0.9 + 1 = 2.3$. With the 2.7 of the short one, that is all five waits.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. Where does its mean move? Two decimals.",
    (50, 82),
    answer=round(float(other @ x / other.sum()), 2),
    why="$171.4/2.3 = 74.52$ minutes. The wait of 66 is in both means, with 0.6 in one and 0.4 in "
    "the other.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(other, [0, 0, 0.4, 0.9, 1])
assert np.allclose(other * x, [0, 0, 26.4, 63, 82])
assert np.isclose(other @ x, 171.4)
assert round(float(other.sum()), 1) == 2.3
assert np.isclose(other.sum() + r.sum(), 5)
assert round(171.4 / 2.3, 2) == 74.52

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s19-division-as-equal-sharing")

# %% [markdown]
# ## Check
#
# The [exercise on weighted means](../../exercises/s19-division-as-equal-sharing/s19-division-as-equal-sharing.ipynb)
# has five graded questions: a mean by hand, a function, a bug to find, what a far point does, and
# one M-step on data that you have not seen.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if you double every responsibility, what happens to the soft count,
# and what to the mean?

# %% [markdown]
# ## Summary
#
# - A weighted mean shares the weighted sum over the sum of the weights.
# - The M-step moves each mean there, with the responsibilities as weights: where all pulls balance.
# - Dividing by the number of points instead pulls every mean towards zero.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.2.2,
# equation 9.17. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
