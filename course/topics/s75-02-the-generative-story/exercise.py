# %% [markdown]
# # Exercise · The generative story: first a kind, then a point
#
# You tell the story by hand, write the sampler, mend one that tells another story, judge a claim,
# and bring a hidden label back.  Five questions are graded by machine (13 points) and one sentence
# by your teacher (3 points).  Allow 30 minutes.
#
# Below each question stands a check.  Run it as often as you like: where something is wrong, it
# says what, and why.  Once you have handed in, further tests run your functions on data that you
# have not seen.
#
# Write loops or array code, as you prefer; return lists or arrays.

# %% given="tools"
import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr  # the standard normal CDF

from gmmlab import datasets, plot
from gmmlab.learn import show

petals = datasets.iris().X[:, 2]  # petal lengths of 150 irises, in centimetres
species = datasets.iris().labels  # 0, 1, 2: setosa, versicolor, virginica

# %% [markdown]
# ## A bed of irises
#
# In a flower bed 20 % of the irises are *setosa*, 50 % *versicolor* and 30 % *virginica*.  Their
# petals, in centimetres:
#
# | | setosa | versicolor | virginica |
# |---|---|---|---|
# | mixing weight | 0.2 | 0.5 | 0.3 |
# | mean | 1.5 | 4.3 | 5.6 |
# | standard deviation | 0.2 | 0.5 | 0.6 |

# %% given="bed"
weights = np.array([0.2, 0.5, 0.3])
means = np.array([1.5, 4.3, 5.6])
sds = np.array([0.2, 0.5, 0.6])

# %%
fig, ax = plt.subplots(figsize=(7, 2.8))
at = np.linspace(0, 8, 400)
for k, (name, line) in enumerate({"setosa": "-", "versicolor": "--", "virginica": "-."}.items()):
    height = weights[k] * np.exp(-(((at - means[k]) / sds[k]) ** 2) / 2) / sds[k]
    ax.plot(at, height / np.sqrt(2 * np.pi), line, color=plot.PALETTE[k], label=name)
ax.legend(frameon=False)
ax.set(xlabel="petal length (cm)", ylabel="weight × density")
show(
    fig,
    "Three hills over petal length: setosa, narrow, at 1.5 cm; versicolor at 4.3 and virginica at "
    "5.6, wide and overlapping.",
)

# %% [markdown]
# ## 1. Three flowers by hand
#
# *Worked example.*  From u = 0.05 and e = 3 the story makes a *setosa*, since 0.05 is below 0.2,
# with a petal of

# %%
print(round(1.5 + 0.2 * 3, 2), "cm")

# %% [markdown]
# Here are the numbers for three more flowers; `u` is for the kind and `e`, standard normal, for the
# petal inside its kind.
#
# | flower | u | e |
# |---|---|---|
# | 1 | 0.63 | 0.5 |
# | 2 | 0.11 | −1.0 |
# | 3 | 0.85 | 2.0 |
#
# **How long are the three petals?**  Set `lengths` to a list of three numbers, in this order.
# (2 points)

# %% solution="by-hand"
### BEGIN SOLUTION
lengths = [4.3 + 0.5 * 0.5, 1.5 - 0.2 * 1.0, 5.6 + 0.6 * 2.0]
### END SOLUTION


# %% check="by-hand" points=2 meets="1 2"
def check_by_hand():
    made = np.array(lengths, float).ravel()
    assert made.shape == (3,), f"Three lengths are asked for; you gave {made.size}."
    assert np.all((made > 0) & (made < 9)), (
        f"{made.round(2)}: a petal lies within a few standard deviations of the mean of its kind."
    )
    assert np.ptp(made) > 3, (
        "Your three petals are alike, but their u differ: they are of three kinds. Cumulate the "
        "weights, and see between which two numbers each u falls."
    )
    ### BEGIN HIDDEN TESTS
    w, m, s = np.array([0.2, 0.5, 0.3]), np.array([1.5, 4.3, 5.6]), np.array([0.2, 0.5, 0.6])
    e = np.array([0.5, -1.0, 2.0])
    assert not np.allclose(made, [4.3, 1.5, 5.6], atol=0.006), (
        "These are the means of the right kinds. The second stage draws around them: add e times "
        "the standard deviation."
    )
    assert not np.allclose(made, np.array([4.3, 1.5, 5.6]) + e, atol=0.006), (
        "You added e itself. It counts in standard deviations of the kind: multiply."
    )
    kinds = [sum(u >= c for c in (0.2, 0.7)) for u in (0.63, 0.11, 0.85)]
    right = [m[k] + s[k] * x for k, x in zip(kinds, e, strict=True)]
    assert np.allclose(made, right, atol=0.006), (
        f"{made.round(2)} is not what the story makes. The cumulated weights are 0.2, 0.7 and 1; "
        "a flower is of the first kind whose cumulated weight is above its u."
    )
    assert w.sum() > 0.99
    ### END HIDDEN TESTS
    return "Visible checks passed: three different kinds of petal."


print(check_by_hand())

# %% [markdown]
# ## 2. The sampler
#
# Write `draw(u, e, weights, means, sds)`.  From n numbers `u` between 0 and 1, n standard normal
# numbers `e`, and the K weights, means and standard deviations, it returns two things: the n
# **kinds**, counted from 0, and the n **points**.
#
# Point i is of the first kind whose cumulated weight is **above** u[i].  (3 points)
#
# <details><summary>Hint</summary>
#
# `np.cumsum(weights)` cumulates.  With an array `kinds` of numbers, `means[kinds]` picks a mean for
# each point.
#
# </details>


# %% solution="draw"
def draw(u, e, weights, means, sds):
    """Kinds (n,) and points (n,) of a mixture on a line, drawn in two stages."""
    ### BEGIN SOLUTION
    edges = np.cumsum(weights)[:-1]
    kinds = np.searchsorted(edges, u, side="right")
    return kinds, means[kinds] + sds[kinds] * e
    ### END SOLUTION


# %% check="draw" points=3 meets=2
def check_draw():
    def ask(*arguments):
        kinds, points = draw(*(np.array(a, float) for a in arguments))
        return np.array(kinds).ravel(), np.array(points, float).ravel()

    w, m, s = [0.2, 0.5, 0.3], [1.5, 4.3, 5.6], [0.2, 0.5, 0.6]
    kinds, points = ask([0.1, 0.3, 0.6, 0.69, 0.75, 0.95], np.zeros(6), w, m, s)
    assert kinds.shape == points.shape == (6,), (
        f"Six draws make six kinds and six points; yours have shapes {kinds.shape} and "
        f"{points.shape}."
    )
    assert len(set(kinds.tolist())) > 1, (
        "All six points are of one kind, though their u are spread over the bar. The heaviest kind "
        "is drawn most often, and not always."
    )
    assert np.all(kinds < 3), "Count the kinds from 0: of three kinds the last is number 2."
    assert np.all(np.isin(points.round(3), np.round(m, 3))), (
        f"With e = 0 each point is the mean of its kind, and yours lie at {points.round(2)}. A "
        "point is drawn from one kind; nothing is averaged over the kinds."
    )
    counts = [int(np.sum(kinds == k)) for k in range(3)]
    assert counts == [1, 3, 2], (
        f"Of these six u your kinds get {counts}. Compare u with the cumulated weights, from the "
        "first to the last, and not with the weights themselves."
    )
    wide = ask([0.1, 0.1], [1, -1], w, m, s)[1]
    assert np.isclose(np.ptp(wide), 0.4, atol=1e-3), (
        "At u = 0.1 the petals for e = 1 and e = −1 are two standard deviations of that kind apart, "
        f"0.4 cm; yours are {np.ptp(wide):.3g} apart."
    )
    ### BEGIN HIDDEN TESTS
    assert ask([0.5, 0.0], [0, 0], [0.5, 0.5], [1, 2], [1, 1])[0].tolist() == [1, 0], (
        "A u that equals a cumulated weight belongs to the next kind: the weight must be above u."
    )
    for seed in (11, 12, 13):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 5, K), rng.uniform(0.5, 2, K)
        u, e = rng.random(50), rng.standard_normal(50)
        kinds, points = ask(u, e, w, m, s)
        right = [min(k for k in range(K) if sum(w[: k + 1]) > v or k == K - 1) for v in u]
        where = f"On 50 other draws from {K} kinds (seed {seed})"
        assert kinds.tolist() == right, f"{where} some kinds differ."
        z = [(x - m[k]) / s[k] for x, k in zip(points, right, strict=True)]
        assert np.allclose(z, e, atol=1e-3), (
            f"{where} a point is not e standard deviations from the mean of its own kind."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_draw())

# %% [markdown]
# A thousand flowers of the bed: how often does each kind come up?

# %%
rng = np.random.default_rng(0)
kinds, drawn = draw(rng.random(1000), rng.standard_normal(1000), weights, means, sds)
print(
    "kinds:",
    np.bincount(np.array(kinds, int), minlength=3),
    " mean length:",
    np.mean(drawn).round(2),
)

# %% [markdown]
# ## 3. Another story
#
# A colleague's sampler has a table `e` with a column of standard normal numbers for each kind:


# %% given="colleague"
def colleague(u, e, weights, means, sds):
    """Points (n,) from numbers u (n,) and e (n, K)."""
    points = []
    for row in e:
        each = means + sds * row
        points.append(np.sum(weights * each))
    return np.array(points)


rng = np.random.default_rng(1)
made = colleague(rng.random(2000), rng.standard_normal((2000, 3)), weights, means, sds)
print(
    "mean of the mixture:", (weights @ means).round(2), " mean of the points:", made.mean().round(2)
)
print(
    "longer than 6 cm, should be:",
    (weights @ (1 - ndtr((6 - means) / sds))).round(3),
    " is:",
    np.mean(made > 6),
)

# %% [markdown]
# The mean is right, and yet there are no long petals.  Say to yourself which story this tells;
# then write the function anew under the name `mended`: the same five arguments, the same choice of
# kind as in question 2, and for the point the number in the **column of its kind**.  (2 points)


# %% solution="mended"
def mended(u, e, weights, means, sds):
    ### BEGIN SOLUTION
    kinds = np.searchsorted(np.cumsum(weights)[:-1], u, side="right")
    return means[kinds] + sds[kinds] * e[np.arange(len(u)), kinds]
    ### END SOLUTION


# %% check="mended" points=2 meets=3
def check_mended():
    def ask(*arguments):
        return np.array(mended(*(np.array(a, float) for a in arguments)), float).ravel()

    w, m, s = [0.2, 0.5, 0.3], [1.5, 4.3, 5.6], [0.2, 0.5, 0.6]
    low, high = ask([0.1, 0.9], np.zeros((2, 3)), w, m, s)
    assert not np.isclose(low, 4.13, atol=0.01), (
        "Your points are still averages of all three kinds. Which part of the story picks one?"
    )
    assert not np.isclose(low, high, atol=1e-3), (
        "u = 0.1 and u = 0.9 make the same petal. The first stage of the story is missing: u "
        "picks the kind."
    )
    assert np.allclose([low, high], [1.5, 5.6], atol=1e-3), (
        f"With e = 0 the two points are the means of their kinds; yours are {low:.3g} and {high:.3g}."
    )
    first, second = (ask([0.1], [[1.0, other, other]], w, m, s)[0] for other in (0, 5))
    assert np.isclose(first, second, atol=1e-3), (
        "A setosa changes with the numbers in the other kinds' columns. Only the drawn kind makes "
        "the point."
    )
    ### BEGIN HIDDEN TESTS
    for seed in (21, 22, 23):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 5, K), rng.uniform(0.5, 2, K)
        u, e = rng.random(40), rng.standard_normal((40, K))
        right = []
        for v, row in zip(u, e, strict=True):
            k, left = 0, v
            while k < K - 1 and left >= w[k]:
                left, k = left - w[k], k + 1
            right.append(m[k] + s[k] * row[k])
        assert np.allclose(ask(u, e, w, m, s), right, atol=1e-3), (
            f"On 40 other draws from {K} kinds (seed {seed}) some points differ."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_mended())

# %% [markdown]
# ## 4. A claim
#
# "The density of the bed is 0.2 · p₁ + 0.5 · p₂ + 0.3 · p₃.  So every flower is 20 % *setosa*, 50 %
# *versicolor* and 30 % *virginica*."
#
# - A.  The claim is right: each flower is a blend of all kinds, in these parts.
# - B.  Wrong as it stands, but a flower whose petal you have measured is *setosa* with probability
#   0.2, wherever that petal lies.
# - C.  Wrong: each flower is wholly of one kind.  0.2 is how often that kind is *setosa*, before you
#   know anything else of the flower.
# - D.  Wrong: the densities must be added without weights, since every flower has one kind only.
#
# Set `answer` to a letter.  (2 points)

# %% solution="claim"
### BEGIN SOLUTION
answer = "C"
### END SOLUTION


# %% check="claim" points=2 meets="1 3"
def check_claim():
    letter = str(np.squeeze(answer)).strip().upper()
    assert letter in ("A", "B", "C", "D"), f"Set `answer` to one letter, A to D; it is {answer!r}."
    ### BEGIN HIDDEN TESTS
    replies = {
        "A": "A blend of 1.5, 4.3 and 5.6 cm in these parts is 4.13 cm long. Are there no petals "
        "of 1.5 cm in the bed? The first stage draws one kind.",
        "B": "Take a petal of 1.5 cm. Could it well be anything but a setosa? What you measure "
        "tells of the kind; the weights are what you know before.",
        "D": "Then the area below the density would be 3. The weights say how often each kind "
        "comes, so each density counts in this part.",
    }
    assert letter not in replies, replies.get(letter)
    ### END HIDDEN TESTS
    return "Visible checks passed: it is a letter."


print(check_claim())

# %% [markdown]
# **In one or two sentences: defend your letter, by telling how one flower of the bed comes about.**
# (3 points)

# %% [markdown] answer="defence" points=3 meets="1 3"
# C.  First a kind is drawn, *setosa* with probability 0.2, and then the petal, from that kind's
# Gaussian alone.  So a flower is of one kind, which we do not see; the weights mix the densities,
# not the flowers, and once the petal is measured the probability of the kind changes with it.

# %% [markdown]
# ## 5. The story backwards
#
# Somebody saw a flower and says only that its petal was between `a` and `b` centimetres long.
# Write `between(a, b, weights, means, sds)`.  It returns two things:
#
# 1. the **probability** that a flower of the mixture has such a petal, its kind not being known;
# 2. the K **shares**: given such a petal, the probability of each kind.
#
# `ndtr((b - means) / sds)` gives for each kind how often a value is below b.  (4 points)


# %% solution="between"
def between(a, b, weights, means, sds):
    """P(a < x < b), and for each kind its probability given a < x < b, (K,)."""
    ### BEGIN SOLUTION
    inside = ndtr((b - means) / sds) - ndtr((a - means) / sds)
    scores = weights * inside
    return scores.sum(), scores / scores.sum()
    ### END SOLUTION


# %% check="between" points=4 meets=1
def check_between():
    def ask(a, b, *arguments):
        chance, shares = between(float(a), float(b), *(np.array(x, float) for x in arguments))
        return float(np.squeeze(chance)), np.array(shares, float).ravel()

    bed = [0.2, 0.5, 0.3], [1.5, 4.3, 5.6], [0.2, 0.5, 0.6]
    chance, shares = ask(-50, 50, *bed)
    assert not np.isclose(chance, 3, atol=1e-3), (
        "Some petal or other comes up with probability 3: you added the kinds' probabilities "
        "without their weights."
    )
    assert np.isclose(chance, 1, atol=1e-3), (
        f"Every petal lies between −50 and 50 cm; your probability is {chance:.4g}."
    )
    assert np.allclose(shares, bed[0], atol=1e-3), (
        "Of all petals the shares are the mixing weights, for nothing is learnt from them; yours "
        f"are {shares.round(3)}."
    )
    chance, shares = ask(0, 2.5, *bed)
    assert np.isclose(shares.sum(), 1, atol=1e-3), (
        f"The flower is of some kind, so the shares sum to 1; yours sum to {shares.sum():.3f}."
    )
    assert shares[0] > 0.9, (
        f"Petals below 2.5 cm are nearly all of setosa; you give it {shares[0]:.3f}. Weights alone "
        "do not know where the petal lies."
    )
    parts = ask(3, 4, *bed)[0] + ask(4, 6, *bed)[0]
    assert np.isclose(parts, ask(3, 6, *bed)[0], atol=1e-3), (
        "From 3 to 4 and from 4 to 6 cm together must be as likely as from 3 to 6 cm."
    )
    wide = ask(4.2, 5.8, [0.5, 0.5], [5, 5], [0.1, 4.0])[1]
    assert wide[0] > wide[1] + 0.2, (
        "Of two kinds with one mean the narrow one has far more of its petals near it, so it must "
        "get the larger share. Use the standard deviations."
    )
    middle = ask(3.5, 5.5, *bed)[1]
    assert np.sum(middle > 0.05) == 2, (
        f"Between 3.5 and 5.5 cm two kinds are likely; your shares are {middle.round(3)}. Do not "
        "round to one kind."
    )
    ### BEGIN HIDDEN TESTS
    from math import erf, sqrt

    for seed in (31, 32, 33):
        rng = np.random.default_rng(seed)
        K = 2 + seed % 3
        w, m, s = rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 2, K), rng.uniform(0.5, 2, K)
        a = rng.normal(0, 1.5)
        b = a + rng.uniform(0.3, 2.5)
        mass = [
            w[k] * (erf((b - m[k]) / s[k] / sqrt(2)) - erf((a - m[k]) / s[k] / sqrt(2))) / 2
            for k in range(K)
        ]
        chance, shares = ask(a, b, w, m, s)
        where = f"On another mixture of {K} kinds (seed {seed})"
        assert np.isclose(chance, sum(mass), atol=1e-4), (
            f"{where} the probability differs: weigh each kind's own with how often it is drawn."
        )
        assert np.allclose(shares, [part / sum(mass) for part in mass], atol=1e-3), (
            f"{where} the shares differ: each is the kind's part of the probability."
        )
    ### END HIDDEN TESTS
    return "Visible checks passed."


print(check_between())

# %% [markdown]
# Fisher's 150 irises have 50 of each kind.  Does the story, with equal weights and their own means
# and widths, tell them right between 4.5 and 5.2 cm?

# %%
own = [petals[species == k] for k in range(3)]
told = between(
    4.5, 5.2, np.full(3, 1 / 3), np.array([v.mean() for v in own]), np.array([v.std() for v in own])
)
seen = (petals > 4.5) & (petals < 5.2)
print("told:", np.round(told[0], 2), np.round(told[1], 2))
print(
    "seen:", seen.mean().round(2), (np.bincount(species[seen], minlength=3) / seen.sum()).round(2)
)
