# %% [markdown]
# # Exercise · Bayes' Theorem
#
# You find shares from counts, turn priors and likelihoods into posteriors, and end with a sample
# that you carry to another meadow.  Five questions are graded by machine (13 points) and one
# sentence by your teacher (3 points).  Allow 25 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, plot
from gmmlab.learn import show

iris = datasets.iris()

# %% [markdown]
# ## 1. By hand
#
# 272 eruptions of Old Faithful, counted: *short* ones last less than 3 minutes, *long* ones 3 minutes
# or more.
#
# | | next wait under 65 min | 65 min or more | all |
# |---|---|---|---|
# | short | 92 | 5 | 97 |
# | long | 2 | 173 | 175 |
# | all | 94 | 178 | 272 |
#
# *Worked example.*  You wait 50 minutes.  Given a wait under 65 minutes, how probable is it that the
# eruption was long?  Stay in that column:

# %%
print(f"{2 / 94:.3f}")

# %% [markdown]
# **You wait 70 minutes: given a wait of 65 minutes or more, how probable is it that the eruption was
# short?**  Set `p_short` to it; three decimals are enough.  (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
p_short = 5 / 178
### END SOLUTION


# %% check="by-hand" points=2 meets=1
def check_by_hand():
    p = float(np.squeeze(p_short))
    assert 0 < p < 1, (
        f"Some are short and some are long, so it lies between 0 and 1; yours is {p:.4g}."
    )
    assert abs(p - 5 / 97) > 0.001, (
        "You divided by all short eruptions: that is how often a short one is followed by a long "
        "wait. The wait is known here, and the kind is asked for: which of the two sums is the whole?"
    )
    assert abs(p - 97 / 272) > 0.001, (
        "That is the prior: how common short eruptions are before you know the wait. Now use the wait."
    )
    ### BEGIN HIDDEN TESTS
    assert abs(p - 5 / 272) > 0.001, (
        "That is the part of all eruptions that are short and have a long wait. The wait is known: "
        "divide by those that have it."
    )
    short = datasets.faithful().X[datasets.faithful().X[:, 1] >= 65, 0] < 3
    assert abs(p - np.mean(~short)) > 0.001, "That is the probability of long."
    assert abs(p - np.mean(short)) < 0.001, (
        f"{p:.3f} is not the share of short among those with such a wait."
    )
    ### END HIDDEN TESTS
    return "Visible checks passed: it uses the wait, and not the other way round."


print(check_by_hand())

# %% [markdown]
# ## 2. Prior and likelihood
#
# Write `posterior(prior, likelihood)`: from how common each of K kinds is, and how often each shows
# what you saw, it returns the K posteriors.  (3 points)
#
# <details><summary>Hint</summary>
#
# With numpy arrays, `prior * likelihood` multiplies kind by kind.  What do posteriors add up to?
#
# </details>


# %% solution="posterior"
def posterior(prior, likelihood):
    """The probabilities (K,) of the kinds after what was seen, by Bayes' theorem."""
    ### BEGIN SOLUTION
    score = prior * likelihood
    return score / score.sum()
    ### END SOLUTION


# %% check="posterior" points=3 meets="2 3"
def check_posterior():
    def ask(prior, likelihood):
        return np.array(
            posterior(np.array(prior, float), np.array(likelihood, float)), float
        ).ravel()

    after = ask([0.5, 0.3, 0.2], [0.1, 0.4, 0.6])
    assert after.shape == (3,), (
        f"Three kinds have three posteriors; yours have shape {after.shape}."
    )
    assert np.isclose(after.sum(), 1, atol=1e-3), (
        f"One of the kinds it is, so posteriors add up to 1; yours add up to {after.sum():.3f}. Prior "
        "times likelihood is not the end: divide by the total probability."
    )
    nothing = ask([0.5, 0.3, 0.2], [0.4, 0.4, 0.4])
    assert np.allclose(nothing, [0.5, 0.3, 0.2], atol=1e-3), (
        "What every kind shows equally often teaches nothing, so the prior 0.5, 0.3, 0.2 stays; "
        f"yours becomes {nothing.round(3)}. Did you ignore the weights?"
    )
    assert not np.allclose(after, [0.5, 0.3, 0.2], atol=1e-3), (
        "You answered with the prior, whatever was seen. Let the likelihood speak: multiply it in."
    )
    faint = ask([0.5, 0.3, 0.2], [0.01, 0.04, 0.06])
    assert np.allclose(after, faint, atol=1e-3), (
        "Likelihoods that are all ten times smaller must give the same posteriors: only their "
        f"ratios count. Yours went from {after.round(3)} to {faint.round(3)}."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        prior, likelihood = rng.dirichlet(np.ones(K)), rng.uniform(0.05, 1, K)
        odds = [
            sum(prior[j] / prior[k] * likelihood[j] / likelihood[k] for j in range(K))
            for k in range(K)
        ]
        assert np.allclose(ask(prior, likelihood), 1 / np.array(odds), atol=1e-3), (
            f"On {K} other kinds (seed {seed}) the posteriors differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_posterior())

# %% [markdown]
# ## 3. Between two clues
#
# A colleague works through clues one after another.  Each clue is a row: how often each kind shows
# it, counted among those that showed the clues before.


# %% given="colleague"
def colleague(prior, clues):
    belief = prior
    for likelihood in clues:
        score = prior * belief * likelihood
        belief = score / score.sum()
    return belief


silent = np.array([[0.5, 0.5]])  # clues that each kind shows in half of the cases
print("before:", np.array([0.2, 0.8]))
print("after one silent clue:", colleague(np.array([0.2, 0.8]), silent).round(3))
print(
    "after three of them:", colleague(np.array([0.2, 0.8]), np.repeat(silent, 3, axis=0)).round(3)
)

# %% [markdown]
# Clues that speak for no kind should leave the belief alone, and the rare kind fades away.  Find the
# line, and mend it: write the function anew under the name `mended`.  (2 points)


# %% solution="mended"
def mended(prior, clues):
    ### BEGIN SOLUTION
    belief = prior
    for likelihood in clues:
        score = belief * likelihood
        belief = score / score.sum()
    return belief
    ### END SOLUTION


# %% check="mended" points=2 meets=2
def check_mended():
    def ask(prior, clues):
        return np.array(mended(np.array(prior, float), np.array(clues, float)), float).ravel()

    still = ask([0.2, 0.8], [[0.5, 0.5], [0.5, 0.5]])
    assert np.isclose(still.sum(), 1, atol=1e-3), (
        f"After every clue the beliefs add up to 1; yours add up to {still.sum():.3f}. Divide by the "
        "total probability."
    )
    assert np.allclose(still, [0.2, 0.8], atol=1e-3), (
        f"Two silent clues still turn 0.2 and 0.8 into {still.round(3)}. How often do the weights of "
        "the kinds enter, and how often should they?"
    )
    one, other = [0.9, 0.3], [0.2, 0.4]
    ahead, back = ask([0.2, 0.8], [one, other]), ask([0.2, 0.8], [other, one])
    assert np.allclose(ahead, back, atol=1e-3), (
        "The same two clues in the other order give you another result, "
        f"{ahead.round(3)} and {back.round(3)}. A clue starts from where the one before left you, "
        "not from the first prior."
    )
    assert not np.allclose(ahead, [0.2, 0.8], atol=1e-3), (
        "You answer with the prior, whatever the clues say. Multiply each clue in."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22):
        rng = np.random.default_rng(seed)
        prior, clues = rng.dirichlet(np.ones(3) * 4), rng.uniform(0.1, 1, (4, 3))
        logs = np.log(prior) + np.log(clues).sum(axis=0)
        expected = 1 / np.exp(logs[None, :] - logs[:, None]).sum(axis=1)
        assert np.allclose(ask(prior, clues), expected, atol=1e-3), (
            f"After 4 other clues about 3 kinds (seed {seed}) the beliefs differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. A dispute
#
# In a meadow one iris in 10 is a virginica, the others are versicolors.  A petal at least 1.8 cm wide
# was found on 45 of 50 measured virginicas, and on 1 of 50 versicolors.  Somebody picks a flower,
# and it has such a petal.  Four people say how probable virginica is:
#
# - **A** 0.90, since that is how many virginicas have such a petal.
# - **B** 0.83, since odds of 1 : 9 become 45 times as large.
# - **C** 0.98, since of those that have it, 45 of 46 are virginicas.
# - **D** 0.10, since one petal does not change how common virginicas are.
#
# **Who is right?**  Set `choice` to the letter.  In question 6 you defend it.  (2 points)

# %% solution="choice"
### BEGIN SOLUTION
choice = "B"
### END SOLUTION


# %% check="choice" points=2 meets=2
def check_choice():
    letter = str(np.squeeze(choice)).strip().upper()
    assert letter in {"A", "B", "C", "D"}, (
        f"Set choice to one of the letters A, B, C and D; yours is {choice!r}."
    )
    ### BEGIN HIDDEN TESTS
    flowers = np.repeat([1, 0], [50, 450])  # a meadow of 500, virginica first
    shows = np.concatenate([np.arange(50) < 45, np.arange(450) % 50 == 0])
    offers = {"A": 0.90, "B": 0.83, "C": 0.98, "D": 0.10}
    replies = {
        "A": "That swaps the condition: the petal is known, the kind is asked for.",
        "C": "In the sample, yes; but there both kinds are equally common. C ignores the weights.",
        "D": "That is the prior. It holds for a flower of which you know nothing; this one you saw.",
    }
    assert abs(offers[letter] - flowers[shows].mean()) < 0.01, replies.get(letter, "")
    ### END HIDDEN TESTS
    return "Visible checks passed: it is one of the four. Now defend it in question 6."


print(check_choice())

# %% [markdown]
# ## 5. One sample, another meadow
#
# The botanist's sample: petal lengths of 150 irises, 50 of each of three kinds.  In your meadow the
# kinds are not equally common.


# %%
fig, ax = plt.subplots(figsize=(7, 2.6))
for k, (name, hatch) in enumerate(zip(iris.groups, ("//", "..", "xx"), strict=True)):
    hue = plot.PALETTE[k]
    values = iris.X[iris.labels == k, 2]
    ax.hist(values, np.arange(0.95, 7.1, 0.2), alpha=0.55, hatch=hatch, color=hue, label=name)
ax.set(xlabel="petal length (cm)", ylabel="flowers")
ax.legend(frameon=False)
show(
    fig,
    "Three histograms of petal lengths: setosa stands apart between 1 and 2 cm; versicolor lies "
    "between 3 and 5.2 cm, virginica between 4.4 and 7, so that the two overlap near 5.",
)

# %% [markdown]
# Write `kind_given(x, labels, weights, low, high)`.  You pick an individual in a place where kind k
# has the share `weights[k]`, and learn only that its measurement is at least `low` and below `high`.
# Return the K posteriors of its kind.  (4 points)
#
# `x` are the measurements of a labelled sample from elsewhere, and `labels` their kinds, 0 to K − 1.
# The sample need not have equally many of each kind.  At least one of its measurements lies in the
# interval.


# %% solution="kind-given"
def kind_given(x, labels, weights, low, high):
    """The K posteriors of a kind, from a labelled sample and the weights of another place."""
    ### BEGIN SOLUTION
    within = (x >= low) & (x < high)
    likelihood = np.array([within[labels == k].mean() for k in range(len(weights))])
    return posterior(weights, likelihood)
    ### END SOLUTION


# %% check="kind-given" points=4 meets="1 2"
def check_kind_given():
    def ask(x, labels, weights, low, high):
        given = np.array(x, float), np.array(labels, int), np.array(weights, float)
        return np.array(kind_given(*given, low, high), float).ravel()

    x, labels = [1.2, 1.3, 1.4, 2.5, 1.1, 2.2], [0, 0, 0, 0, 1, 1]
    after = ask(x, labels, [0.2, 0.8], 1, 2)
    assert after.shape == (2,), f"Two kinds have two posteriors; yours have shape {after.shape}."
    assert np.isclose(after.sum(), 1, atol=1e-3), (
        f"Posteriors add up to 1; yours add up to {after.sum():.3f}. Are they how often each kind lies "
        "in the interval? Asked is the kind of one that does: weigh, and divide by the total."
    )
    assert not np.allclose(after, ask(x, labels, [0.7, 0.3], 1, 2), atol=1e-3), (
        "Other weights change nothing: you ignore how common the kinds are in this place."
    )
    assert not np.allclose(after, [0.2, 0.8], atol=1e-3), (
        "You answered with the prior, as if the measurement said nothing."
    )
    every = ask(x, labels, [0.2, 0.8], 0, 9)
    assert np.allclose(every, [0.2, 0.8], atol=1e-3), (
        "The interval from 0 to 9 holds every measurement and teaches nothing, so the weights 0.2 "
        f"and 0.8 stay; yours become {every.round(3)}. Count within each kind, so that the sizes of "
        "the sample do not slip in."
    )
    again = ask(x + x[:4], labels + labels[:4], [0.2, 0.8], 1, 2)
    assert np.allclose(after, again, atol=1e-3), (
        "With every individual of kind 0 twice in the sample your answer changes. How many were "
        "measured of a kind says nothing about how common it is."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        labels = np.repeat(np.arange(K), rng.integers(8, 30, K))
        x, weights = rng.normal(labels, 1.2), rng.dirichlet(np.ones(K) * 3)
        each = (weights / np.bincount(labels))[labels]  # what an individual stands for
        here = (x > 0.2) & (x < 1.5)
        expected = np.bincount(labels, each * here, K) / (each @ here)
        assert np.allclose(ask(x, labels, weights, 0.2, 1.5), expected, atol=1e-3), (
            f"On another sample of {K} kinds (seed {seed}) the posteriors differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_kind_given())

# %% [markdown]
# In a meadow of 0.5 setosa, 0.3 versicolor and 0.2 virginica you find a petal of about 5 cm, from
# 4.75 to 5.25.  Beside your posteriors stand those of Gaussians, the responsibilities at 5 cm.
# Yours rest on no more than 23 flowers, so expect the two to differ by a tenth.

# %%
meadow, petals = np.array([0.5, 0.3, 0.2]), iris.X[:, 2]
groups = [petals[iris.labels == k] for k in range(3)]
means, variances = np.array([[g.mean(), g.var()] for g in groups]).T
kinds = Mixture(meadow, means[:, None], variances[:, None, None])
print("yours: ", np.round(kind_given(petals, iris.labels, meadow, 4.75, 5.25), 2))
print("gmmlab:", kinds.responsibilities([[5.0]])[0].round(2))

# %% [markdown]
# ## 6. In your own words
#
# **In one or two sentences: why is your choice in question 4 the right one, and what do the three
# others leave out or mistake?**  (3 points)

# %% [markdown] answer="dispute" points=3 meets=2
# Of 500 flowers 50 are virginicas, 45 of them with such a petal, and of 450 versicolors 9 have one:
# 45 of 54 is 0.83, so B is right.  A gives the probability of the petal given the kind, C forgets
# that versicolors are nine times as common, and D forgets the petal.
