# %% [markdown]
# # Division: Fair Sharing Model
#
# **You will be able to**
#
# - split a total into K equal parts;
# - give the weight and the expected size of each of K equal components.
#
# **Needs** repeated subtraction, equal sharing. **Leads to** Division as Equal Sharing.
# **Takes** 14 minutes.
#
# When you placed a centroid, you shared out a total that was there. Now you share before a single
# point has been seen: that is where EM starts from.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, e_step, m_step, plot, start
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s18_dealing import dealing

X = datasets.faithful().X
places = np.array([[2, 55], [4.3, 80], [3.5, 70], [1.8, 92]])
four = Mixture(np.full(4, 1 / 4), places, np.repeat(np.diag([0.5**2, 7.0**2])[None], 4, axis=0))
owned = e_step(X, four).counts

# %% [markdown]
# ## Hook: the one in the corner
#
# A mixture of four Gaussians is about to be fitted to 272 eruptions of Old Faithful. Its components
# A, B, C and D have equal weights. Three stand among the eruptions. D has been put into a corner
# where there are none.
#
# The mixture has not looked at the eruptions yet. Here you do:

# %%
# The picture: three components among the eruptions, and one in an empty corner
fig, ax = plt.subplots(figsize=(7, 3.4))
ax.plot(*X.T, "o", ms=3.5, color="0.7")
plot.ellipses(ax, four, numbers=False)
for name, place in zip("ABCD", places, strict=True):
    ax.text(*place, name, ha="center", va="center", weight="bold", size=13)
ax.set(xlabel="eruption (min)", ylabel="wait (min)", xlim=(0.3, 6), ylim=(36, 110))
inside = [int(np.sum(np.sum(((X - at) / [0.5, 7]) ** 2, axis=1) < 1)) for at in places]
show(
    fig,
    f"Scatter of {len(X)} eruptions in two clouds, with four ellipses of one size, each within a "
    f"dashed one twice as large. The inner ellipses of A, B and C hold {inside[0]}, {inside[1]} and "
    f"{inside[2]} eruptions; D, at the top left, holds {inside[3]}.",
)

# %%
# The numbers above, checked
assert len(X) == 272
assert inside[3] == 0 < min(inside[:3])
assert np.allclose(four.weights, 1 / 4)

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "How many of the 272 eruptions does D expect **before** the mixture has looked at them?",
    {
        "none": "You looked at the picture. Before the data, nobody knows that the corner is empty.",
        "68": "",
        "272": "Each of the four cannot expect all of them: together that would be 1088.",
        "about 0.015": "That is 4 divided by 272, components for each eruption. The question is "
        "how many eruptions there are for each component.",
    },
    answer="68",
    why="Four equal weights share 272 eruptions, 68 for each. Only then does the mixture look, and "
    f"after one E-step D owns {owned[3]:.2f} of an eruption.",
)
first_guess

# %%
# The numbers above, checked
assert 272 / 4 == 68
assert 4 * 272 == 1088
assert round(4 / 272, 3) == 0.015
assert round(float(owned[3]), 2) == 0.09

# %% [markdown]
# ## Explore: deal them out
#
# Twelve points wait in a row. Deal them to the columns: one column stands above each component's
# mixing weight. The dashed line is the fair share.

# %%
# The explorer, with four things to try
dealing(
    12,
    presets=[
        explore.Preset(
            "1 · In rounds",
            {"K": 4, "dealt": 8, "way": "whole, in turn"},
            "Two rounds are dealt, and every column stands at 2. Press Play: the third round lifts "
            "all four to the fair share, 12/4 = 3.",
        ),
        explore.Preset(
            "2 · More to share with",
            {"K": 6, "dealt": 12, "way": "whole, in turn"},
            "Six components get 2 points each. Move K to 3, half as many: each gets 4, twice as "
            "much. The strip of weights below is cut in the same way.",
        ),
        explore.Preset(
            "3 · Among five",
            {"K": 5, "dealt": 12, "way": "whole, in turn"},
            "Nobody has the fair share, 2.4: A and B get 3 points, the others 2. Now let each point "
            "go in K equal parts, and all five columns reach the dashed line.",
        ),
        explore.Preset(
            "4 · By lot",
            {"K": 4, "dealt": 12, "way": "whole, by lot"},
            "Lots are drawn, with equal chances. The columns get 5, 3, 1 and 3 points, though each "
            "expected 3: what is expected is an average, not a promise.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order; each says what you should see. Then set the
# points dealt to 0, choose a K, and say how high the columns will be before you press Play.

# %%
# The numbers above, checked
turns, lots = np.arange(12), np.random.default_rng(144).random(12)
assert np.bincount(turns[:8] % 4).tolist() == [2, 2, 2, 2]
assert [12 / 4, 12 / 6, 12 / 3, 12 / 5] == [3, 2, 4, 2.4]
assert np.bincount(turns % 5).tolist() == [3, 3, 2, 2, 2]
assert np.bincount((4 * lots).astype(int)).tolist() == [5, 3, 1, 3]

# %% [markdown]
# ## Explain: one over K, and N over K
#
# **Fair sharing** splits a total into a known number of equal parts. A mixture does it twice at its
# start. The whole of the weights is 1, so each of $K$ components has the **weight** $\pi_k$; the
# points are $N$, so each has the **expected size** $N_k$:
#
# $$\pi_k = \frac{1}{K}, \qquad N_k = \pi_k N = \frac{N}{K}$$
#
# **Why equal?** Before any point is seen, you could swap the names A and D, and nothing that you
# know would change. So nothing can justify different weights. $K$ equal weights that add up to 1
# are $1/K$ each. (Where you know beforehand that one kind is rarer, start it with less.)
#
# **Why dealing divides.** A round takes $K$ points and gives one to each. So there are as many
# rounds as $K$ can be subtracted from $N$, and each component gets a point in each: $N/K$ points.
#
# The usual start in `gmmlab` has equal weights, wherever it puts the means:

# %%
expected = start(X, 4).weights * len(X)
print("expected:", expected)

# %% [markdown]
# An expected size need not be whole: five components would expect 54.4 of the 272 eruptions each.
# Nor must whole points be shared. The E-step gives each component a *part* of every point; while
# all five are still alike, it cuts each point into fifths, as you did with the third button.
#
# Fairness is only the start. The first M-step gives each component the weight that it has earned:
# what it owns after the E-step, out of all $N$. For D that is next to nothing.

# %%
centre, spread = X.mean(axis=0), np.cov(X.T)
alike = Mixture(np.full(5, 1 / 5), np.tile(centre, (5, 1)), np.tile(spread, (5, 1, 1)))
print("five alike own:   ", *e_step(X, alike).counts.round(1))
print("A, B, C and D own:", *owned.round(2))

# %%
# The numbers above, checked
assert expected.tolist() == [68, 68, 68, 68]
assert np.isclose(272 / 5, 54.4)
assert np.allclose(e_step(X, alike).counts, 54.4)
assert np.allclose(e_step(X, alike).responsibilities, 1 / 5)
assert np.allclose(m_step(e_step(X, four)).weights, owned / 272)
assert owned[3] / 272 < 0.001

# %% [markdown]
# ## Worked example: sixty points, three components
#
# The course's own data set has 60 points. A mixture of three components is about to be fitted.
#
# 1. **Weight.** The whole, 1, in three equal parts: $1/3 \approx 0.333$ each.
# 2. **Expected size.** $60/3 = 20$ points each: 20 rounds of three.
# 3. **Multiply back.** $3 \cdot 20 = 60$.
#
# The points were made in groups of 30, 20 and 10. So the fair guess is 10 too few for one group,
# right for one, and 10 too many for one. Its errors cancel: what one expects too much, another
# expects too little.

# %%
# The numbers above, checked
sizes = np.bincount(datasets.sixty().labels)
assert round(1 / 3, 3) == 0.333
assert sizes.sum() == 60 == 3 * 20
assert sizes.tolist() == [30, 20, 10]
assert (sizes - 60 / 3).tolist() == [10, 0, -10]

# %% [markdown]
# ### The same, with gaps
#
# Now **five** components are about to be fitted to 150 irises. The first line is done; the others
# are yours.
#
# 1. The whole of the weights is 1, and there are five to share it.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 2. What is the weight of each component?",
    (0, 1),
    answer=1 / 5,
    why="$1/5 = 0.2$, and five of these are 1 again.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 3. How many flowers does each expect?",
    (0, 150),
    answer=150 / 5,
    why="$150/5 = 30$, or $0.2 \\cdot 150$, which is the same. Three components would expect 50 "
    "each, and there the fair guess happens to be right: each species has 50 flowers.",
)
gap_2

# %%
# The numbers above, checked
species = np.bincount(datasets.iris().labels)
assert species.sum() == 150
assert 150 / 5 == 0.2 * 150 == 30
assert species.tolist() == [150 / 3] * 3 == [50, 50, 50]

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s18-division-fair-sharing-model")

# %% [markdown]
# ## Check
#
# The [exercise on fair sharing](../../exercises/s18-division-fair-sharing-model/s18-division-fair-sharing-model.ipynb)
# has five graded questions: a fair start by hand, expected sizes in code, a bug to find, a component
# that drops out, and how far a table of responsibilities is from fair.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if you double both the points and the components, what happens to
# each weight, and what to each expected size?

# %% [markdown]
# ## Summary
#
# - Fair sharing divides the total by the number of those who share it.
# - Before the data each of $K$ components has the weight $1/K$ and expects $N/K$ points.
# - The first E-step lets the data disagree; the M-step then sets the weights to what is owned.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.2, equations
# 9.8 and 9.9: what any weights must fulfil. The data: R. A. Fisher, *Annals of Eugenics* 7 (1936),
# 179–188, and A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
