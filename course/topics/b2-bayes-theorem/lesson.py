# %% [markdown]
# # Bayes' Theorem
#
# **You will be able to**
#
# - compute a conditional probability from counts;
# - turn prior and likelihood into a posterior;
# - find the total probability of what is seen.
#
# **Needs** dividing decimals, variable expressions, fractions. **Leads to** maximum likelihood,
# the EM algorithm, responsibilities. **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b2_meadow import meadow

iris = datasets.iris()
lengths, widths = iris.X[:, 2], iris.X[:, 3]  # of petals, in cm
setosa, versicolor, virginica = (iris.labels == k for k in range(3))

# %% [markdown]
# ## Hook: one in twenty
#
# A meadow is a mixture of two kinds of iris: one flower in 20 is a *virginica*, the others are
# *versicolor*. You pick a flower blindfold, and feel its petal: it is 5 cm long, or longer.
#
# How often does a kind have such petals? A botanist measured 50 flowers of each. Of the
# virginicas, 44 reach 5 cm; of the versicolors, 2.

# %%
# The picture: the petals that were measured, of both kinds
fig, ax = plt.subplots(figsize=(7, 2.6))
for row, (kind, marker, hue) in enumerate([(versicolor, "o", 0), (virginica, "s", 1)]):
    x, many = np.unique(lengths[kind], return_counts=True)
    for place, count in zip(x, many, strict=True):
        ax.plot(
            [place] * count,
            row + 0.09 * np.arange(count),
            marker,
            ms=5,
            mec="white",
            color=plot.PALETTE[hue],
        )
ax.axvline(4.95, color="0.3", ls="--")
ax.text(5.0, -0.3, "5 cm or more", va="center", size=9)
ax.set(xlabel="petal length (cm)", yticks=[0, 1], ylim=(-0.45, 1.8), xlim=(2.8, 7.1))
ax.set_yticklabels(["● versicolor", "■ virginica"])
show(
    fig,
    f"Two rows of piled dots, 50 versicolors from {lengths[versicolor].min()} to "
    f"{lengths[versicolor].max()} cm, and 50 virginicas from {lengths[virginica].min()} to "
    f"{lengths[virginica].max()} cm. Right of a dashed line before 5 cm stand "
    f"{np.sum(lengths[versicolor] >= 5)} versicolors and {np.sum(lengths[virginica] >= 5)} virginicas.",
)

# %%
# The numbers above, checked
assert [int(kind.sum()) for kind in (versicolor, virginica)] == [50, 50]
assert [int(np.sum(lengths[kind] >= 5)) for kind in (versicolor, virginica)] == [2, 44]
prior = np.array([1, 19]) / 20  # virginica, versicolor
likelihood = np.array([44, 2]) / 50
score = prior * likelihood
posterior = score / score.sum()

# %%
# A prediction: commit to yours below before you look inside this cell
first_guess = predict(
    "How probable is it that the flower in your hand is a virginica?",
    {
        "0.88": "That is how many virginicas have such a petal. You know the petal and ask for the "
        "kind: the other way round.",
        "0.96": "You compared 44 with 2, as if both kinds were equally common. In this meadow there "
        "are 19 versicolors for every virginica.",
        "0.54": "",
        "0.05": "That is right before you feel the petal. What you felt speaks for virginica.",
    },
    answer="0.54",
    why="Think of 1000 flowers. Of 50 virginicas 44 have such a petal, of 950 versicolors 38. That "
    "makes 82 flowers like the one in your hand, and 44 of them are virginicas.",
)
first_guess

# %%
# The numbers above, checked
assert round(44 / 50, 2) == 0.88
assert round(44 / 46, 2) == 0.96
assert round(float(posterior[0]), 2) == round(44 / 82, 2) == 0.54
assert np.allclose(1000 * score, [44, 38])
assert np.allclose(1000 * prior, [50, 950])

# %% [markdown]
# ## Explore: light up the meadow
#
# Here are 1000 flowers, in 20 blocks side by side. Each block repeats the 50 that were measured of
# its kind, longest petals on top; a fence divides virginica from versicolor. Say what you saw, and
# the flowers that show it light up. Below, only they are kept.

# %%
# The explorer, with four things to try
LONG, SHORT = "a petal so long or longer", "a shorter petal"
meadow(
    lengths[virginica],
    lengths[versicolor],
    ("virginica", "versicolor"),
    presets=[
        explore.Preset(
            "1 · One in two",
            {"prior": 0.5, "cut": 5.0, "seen": LONG},
            "440 virginicas light up and 20 versicolors. After the stretch virginica has 0.96.",
        ),
        explore.Preset(
            "2 · One in twenty",
            {"prior": 0.05, "cut": 5.0, "seen": LONG},
            "The same petals, another meadow: 44 virginicas light up, and 38 versicolors. The few "
            "exceptions of a common kind weigh as much as most of a rare one: 0.54.",
        ),
        explore.Preset(
            "3 · A shorter petal",
            {"prior": 0.05, "cut": 5.0, "seen": SHORT},
            "Now 6 and 912 light up, and the share of virginica falls from 0.05 to 0.01.",
        ),
        explore.Preset(
            "4 · Proof",
            {"prior": 0.05, "cut": 5.2, "seen": LONG},
            "No versicolor here has such a petal, so a lit flower is proof: the share is 1. Press "
            "Play: it stays 1, however common virginica is.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then set the share to 0 and look for
# something that you could see to raise it.


# %%
# The numbers above, checked
def lit(cut, seen=LONG):
    """How many of 50 virginicas and of 50 versicolors show it."""
    long = [int(np.sum(lengths[kind] >= cut)) for kind in (virginica, versicolor)]
    return long if seen == LONG else [50 - many for many in long]


def share(weight, cut, seen=LONG):
    """The posterior of virginica, to two places."""
    a, b = np.array([weight, 1 - weight]) * lit(cut, seen)
    return round(float(a / (a + b)), 2)


assert [10 * v for v in lit(5)] == [440, 20]
assert [share(0.5, 5), share(0.05, 5), share(0.05, 5, SHORT)] == [0.96, 0.54, 0.01]
assert lit(5, SHORT)[0] == 6
assert 19 * lit(5, SHORT)[1] == 912
assert lit(5.2)[1] == 0
assert [share(w, 5.2) for w in (0.05, 0.5, 1)] == [1, 1, 1]

# %%
# A prediction: commit to yours below before you look inside this cell
second_guess = predict(
    "Every one of the 50 virginicas has a petal of 4 cm or more. In the meadow with one virginica in "
    "20 you feel such a petal. How probable is virginica now?",
    {
        "1, since all virginicas have it": "All virginicas have it. But not all that have it are "
        "virginicas: 39 of 50 versicolors have it too.",
        "About a half": "Move the length to 4.0 and count what lights up on either side.",
        "0.06": "",
    },
    answer="0.06",
    why="50 virginicas light up, and 741 of 950 versicolors. To see what nearly everyone has teaches "
    "next to nothing: 0.05 has become 0.06.",
)
second_guess

# %%
# The numbers above, checked
assert lit(4) == [50, 39]
assert 19 * 39 == 741
assert share(0.05, 4) == 0.06

# %% [markdown]
# ## Explain: the condition chooses the whole
#
# Count the meadow of the hook:
#
# | | 5 cm or more | shorter | all |
# |---|---|---|---|
# | virginica | 44 | 6 | 50 |
# | versicolor | 38 | 912 | 950 |
# | all | 82 | 918 | 1000 |
#
# What stands behind the bar of a **conditional probability** $P(A \mid B)$ is known, and chooses
# the whole. Given a long petal, stay in its column: $P(\text{virginica} \mid \text{long}) = 44/82
# = 0.54$. Given the kind, stay in its row: $P(\text{long} \mid \text{virginica}) = 44/50 = 0.88$.
# The same 44 flowers, two different wholes.
#
# ### Prior, likelihood, posterior
#
# Mostly you have no such table, but its ingredients. The **prior** $P(k)$ says how common kind $k$
# is before you see anything. The **likelihood** $P(x \mid k)$ says how often kind $k$ shows what
# you saw. Their product is the part of the meadow that is both: here $0.05 \cdot 0.88 = 0.044$ and
# $0.95 \cdot 0.04 = 0.038$.
#
# Add these parts over all kinds, and you have the **total probability** of what you saw,
# $P(x) = 0.044 + 0.038 = 0.082$. It is a mean of the likelihoods, weighted with the priors. The
# **posterior** $P(k \mid x)$ is the share of $k$ in it. That is Bayes' theorem:
#
# $$P(k \mid x) = \frac{P(k)\,P(x \mid k)}{\sum_j P(j)\,P(x \mid j)}$$
#
# Why so? Both sides, times $P(x)$, count the same flowers, those of kind $k$ that show $x$: once as
# a part of the lit ones, once as a part of their kind.

# %%
prior = np.array([0.05, 0.95])  # virginica, versicolor
likelihood = np.array([0.88, 0.04])
score = prior * likelihood
print("total probability:", score.sum().round(3), "  posterior:", (score / score.sum()).round(2))

# %%
# The numbers above, checked
table = np.array([[44, 6], [38, 912]])
assert [table.sum(axis=0).tolist(), table.sum(axis=1).tolist()] == [[82, 918], [50, 950]]
assert table.sum() == 1000
assert np.allclose(score, [0.044, 0.038])
assert np.isclose(score.sum(), 0.082)
assert [round(44 / 82, 2), round(44 / 50, 2)] == [0.54, 0.88]

# %% [markdown]
# ### Two things to keep apart
#
# **A likelihood is not a probability of the kind.** 0.88 and 0.04 do not add up to 1, and need not:
# each speaks of another kind. Only their ratio matters, 22 here. Odds of 1 : 19 become 22 : 19.
#
# **The prior is the meadow's.** The sample has 50 flowers of each because the botanist chose so. It
# tells how petals vary within a kind, and nothing about how common a kind is. And it is small: 2 of
# 50 may be far from the true share.
#
# ### Clue after clue
#
# A second clue starts where the first one left you: its prior is the first one's posterior. But its
# likelihood must be counted **among those that passed the first**. Take petals of 4.5 cm or more,
# and then 1.6 cm or wider:


# %%
def passed(kind, *clues):
    """Which part of a kind's flowers shows all these clues."""
    return np.all(clues, axis=0)[kind].mean()


long, wide = lengths >= 4.5, widths >= 1.6
belief = np.array([0.05, 0.95])
for had, clue in [((), long), ((long,), wide)]:
    likelihood = [
        passed(k, *had, clue) / (passed(k, *had) if had else 1) for k in (virginica, versicolor)
    ]
    belief = belief * likelihood / (belief @ likelihood)
    print("likelihoods", np.round(likelihood, 2), "  posterior of virginica", belief[0].round(2))

at_once = np.array([0.05, 0.95]) * [passed(k, long, wide) for k in (virginica, versicolor)]
print("both clues at once:", (at_once[0] / at_once.sum()).round(2))

# %% [markdown]
# 0.11, then 0.33: the same as with both at once. Of all versicolors 0.10 are that wide, but of the
# long ones 0.24. Had you multiplied the plain 0.10 in, as if length and width had nothing to do with
# each other, you would have got 0.54.

# %%
# The numbers above, checked
assert round(0.88 / 0.04) == 22
assert round(float(belief[0]), 2) == round(float(at_once[0] / at_once.sum()), 2) == 0.33
alone = np.array([0.05, 0.95]) * [
    passed(k, long) * passed(k, wide) for k in (virginica, versicolor)
]
assert round(float(alone[0] / alone.sum()), 2) == 0.54
first = np.array([0.05, 0.95]) * [passed(k, long) for k in (virginica, versicolor)]
assert round(float(first[0] / first.sum()), 2) == 0.11
assert round(float(passed(versicolor, wide)), 2) == 0.10
assert round(float(passed(versicolor, long, wide) / passed(versicolor, long)), 2) == 0.24

# %% [markdown]
# ### From counts to densities: a responsibility
#
# You measure exactly, 5.2 cm. Hardly a flower has exactly this length, so the likelihood becomes a
# *density*: give each kind a Gaussian. (Any small interval around 5.2 has a probability of density
# times width, and the width cancels.) Then the theorem reads like this, and `gmmlab` calls the
# posterior a **responsibility**:

# %%
means = np.array([lengths[kind].mean() for kind in (virginica, versicolor)])
sds = np.array([lengths[kind].std() for kind in (virginica, versicolor)])
heights = np.exp(-(((5.2 - means) / sds) ** 2) / 2) / (sds * np.sqrt(2 * np.pi))
score = prior * heights
kinds = Mixture(prior, means[:, None], sds[:, None, None] ** 2)
print(
    "by hand:",
    (score / score.sum()).round(3),
    "  gmmlab:",
    kinds.responsibilities([[5.2]])[0].round(3),
)
print(
    "total density:",
    score.sum().round(3),
    "  gmmlab:",
    np.exp(kinds.log_density([[5.2]]))[0].round(3),
)

# %% [markdown]
# The mixing weights are the prior, the components' densities the likelihood, the mixture's density
# the total probability. It shares a point out, and cannot say whether any of its kinds grew it.

# %%
# The numbers above, checked
assert np.allclose(score / score.sum(), kinds.responsibilities([[5.2]])[0])
assert np.isclose(score.sum(), np.exp(kinds.log_density([[5.2]]))[0])

# %% [markdown]
# ## Worked example: three kinds
#
# In another meadow half of the irises are *setosa*, 0.3 versicolor and 0.2 virginica. You see a
# petal of 1.5 cm width or more. How common is that? In the sample none of 50 setosas has it, 15
# versicolors and 49 virginicas.
#
# | kind | prior | likelihood | score |
# |---|---|---|---|
# | setosa | 0.5 | 0.00 | 0.000 |
# | versicolor | 0.3 | 0.30 | 0.090 |
# | virginica | 0.2 | 0.98 | 0.196 |
#
# 1. **Likelihoods** come from the kind's own row: $0/50$, $15/50$, $49/50$.
# 2. **Scores** are prior times likelihood.
# 3. **Total probability:** $0 + 0.090 + 0.196 = 0.286$. Had you added the likelihoods, you would
#    have got 1.28, no probability at all.
# 4. **Posteriors:** $0.090/0.286 = 0.31$ for versicolor, $0.196/0.286 = 0.69$ for virginica, 0 for
#    setosa. They add up to 1.

# %%
# The numbers above, checked
whole = [int(np.sum(widths[kind] >= 1.5)) for kind in (setosa, versicolor, virginica)]
assert whole == [0, 15, 49]
three = np.array([0.5, 0.3, 0.2])
chance = np.array(whole) / 50
assert np.allclose(chance, [0.00, 0.30, 0.98])
assert np.allclose(three * chance, [0.000, 0.090, 0.196])
assert np.isclose(three @ chance, 0.286)
assert np.isclose(chance.sum(), 1.28)
assert (three * chance / (three @ chance)).round(2).tolist() == [0, 0.31, 0.69]

# %% [markdown]
# ### The same, with gaps
#
# The same meadow, another flower: its petal is **narrower** than 1.5 cm. The likelihoods are 1.00,
# 0.70 and 0.02, and the first two scores 0.500 and 0.210.

# %%
# The first gap: fill it below before you look inside this cell
narrow = three * (1 - chance)
gap_1 = predict(
    "Step 3. What is the total probability of a narrower petal?",
    (0, 1),
    answer=round(float(narrow.sum()), 3),
    why="$0.500 + 0.210 + 0.004 = 0.714$. With the 0.286 of the wider petals that makes 1: every "
    "petal is one or the other.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 4. What is the posterior of versicolor?",
    (0, 1),
    answer=round(float(narrow[1] / narrow.sum()), 2),
    why="$0.210/0.714 = 0.29$. It was 0.3 before: a narrower petal speaks against virginica and for "
    "setosa, and hardly moves versicolor.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(1 - chance, [1.00, 0.70, 0.02])
assert np.allclose(narrow, [0.500, 0.210, 0.004])
assert np.isclose(narrow.sum(), 0.714)
assert np.isclose(0.714 + 0.286, 1)
assert round(0.210 / 0.714, 2) == 0.29

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b2-bayes-theorem")

# %% [markdown]
# ## Check
#
# The [exercise on Bayes' theorem](../../exercises/b2-bayes-theorem/b2-bayes-theorem.ipynb) has five
# graded questions: a share from counts, a posterior for any number of kinds, a fault between two
# clues, a dispute to settle, and one sample used in another meadow.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: think of a test whose alarm you have believed or doubted. What was
# the prior, what the likelihood, and which of them did you leave out?

# %% [markdown]
# ## Summary
#
# - A conditional probability is a share of those that meet the condition.
# - Posterior = prior times likelihood, as a share of the total over all kinds. Leave out the prior,
#   and a rare kind looks common.
# - The total probability of what is seen is the likelihoods' mean, weighted with the priors. In a
#   mixture it is the density $p(x)$, and the posterior is the responsibility.
#
# **Read on** T. Bayes, "An essay towards solving a problem in the doctrine of chances",
# *Philosophical Transactions* 53 (1763), 370–418. C. M. Bishop, *Pattern Recognition and Machine
# Learning* (2006), equations 1.12 and 1.13. G. Gigerenzer and U. Hoffrage, "How to improve Bayesian
# reasoning without instruction", *Psychological Review* 102 (1995), 684–704 (why counts help). The
# data: R. A. Fisher, *Annals of Eugenics* 7 (1936), 179–188.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
