# %% [markdown]
# # The EM Algorithm
#
# **You will be able to**
#
# - name the hidden variable of a mixture;
# - say what the E-step and the M-step each compute;
# - split a log-likelihood into a bound and a gap.
#
# **Needs** maximum likelihood, Bayes' theorem, expectation, weighted means. **Leads to** EM by hand
# and Why EM never goes down. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import Mixture, datasets, e_step, m_step, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.b8_two_hills import TwoKinds, two_hills

waits = datasets.faithful().X[:, 1]
kinds = TwoKinds(waits, centre=67, sd=8, weights=(0.36, 0.64))

# %% [markdown]
# ## Hook: the column that nobody filled in
#
# In August 1985 somebody wrote down 272 waits for Old Faithful. Nobody wrote down which *kind* each
# wait was, short or long. A mixture of two kinds has that column, and you do not see it: it is the
# **hidden variable** of the mixture.
#
# Let us hide as little as possible. Suppose you know that 36 % of all waits are short, that the
# kinds lie $t$ minutes below and above 67, and that both spread by 8 minutes. Only $t$ is unknown.

# %%
# The picture: waits, two kinds, and the one number that is missing
fig, ax = plt.subplots(figsize=(7, 3))
ax.hist(waits, bins=np.arange(42.5, 98, 2), density=True, color="0.85")
grid = np.linspace(40, 100, 300)
for k, (name, line) in enumerate((("short", "-"), ("long", "--"))):
    middle, weight = 67 + (-6, 6)[k], (0.36, 0.64)[k]
    curve = weight * np.exp(-(((grid - middle) / 8) ** 2) / 2) / (8 * np.sqrt(2 * np.pi))
    ax.plot(grid, curve, line, color=plot.PALETTE[k], lw=2, label=f"{name} kind, if t = 6")
ax.axvline(67, color="0.3", ls=":", label="67 minutes")
ax.set(xlabel="wait (min)", yticks=[])
ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
show(
    fig,
    "Histogram of the waits with a hump near 54 minutes and a larger one near 80. Two curves for "
    "t = 6, a low one centred at 61 and a high one at 73, lie too close together to fit the humps.",
)

# %% [markdown]
# With the column filled in, you would give each wait a sign, −1 for short and +1 for long, and $t$
# would be a plain mean: of sign times distance from 67. Without it, EM alternates two steps.
#
# - **E-step.** Share each wait out between the kinds by Bayes' theorem, with $t$ as it stands. Its
#   sign becomes an *expected* sign, between −1 and +1.
# - **M-step.** Compute $t$ as if these signs had been seen.

# %%
# A prediction: commit to yours below before you look inside this cell
scores = kinds.log_scores(6.0)
even = np.full((272, 2), 0.5)
floor = float(np.sum(even * (scores - np.log(even))))
top = kinds.log_likelihood(6.0)


def before_and_after():
    """Bound and gap before and after the E-step."""
    fig, ax = plt.subplots(figsize=(6, 3.2))
    names = ["before: even shares", "after the E-step"]
    ax.bar(names, [floor + 1400, top + 1400], 0.5, -1400, color=plot.PALETTE[0], label="bound")
    ax.bar(names[:1], [top - floor], 0.5, floor, color=plot.PALETTE[1], hatch="//", label="gap")
    ax.axhline(top, color="0.2", ls="--", label="log-likelihood")
    ax.set(ylim=(-1400, -1080), ylabel="nats")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return show(
        fig,
        f"Two bars under one level line, the log-likelihood at {top:.1f}. Before, a bound up to "
        f"{floor:.1f} and a gap of {top - floor:.1f} on top of it; after, the bound reaches the "
        "line.",
    )


first_guess = predict(
    "At $t = 6$ every wait is shared out evenly, half and half. Then comes the E-step. What does "
    "it do to the log-likelihood of the 272 waits?",
    {
        "It raises it: that is what EM is for": "The likelihood of the waits is a matter of the "
        "parameters, and the E-step changes none of them.",
        "Nothing, so the E-step achieves nothing": "The first half is right. But something does "
        "move, and the M-step needs it.",
        "Nothing, but a lower bound rises to meet it": "",
    },
    answer="Nothing, but a lower bound rises to meet it",
    why="The log-likelihood stays at −1128.4. Each way to share the waits out guarantees a part of "
    "it: even shares guarantee −1326.7, a gap of 198.3. The E-step finds the shares that close "
    "the gap.",
    reveal=before_and_after,
)
first_guess

# %%
# The numbers above, checked
assert len(waits) == 272
assert kinds.weights == (0.36, 0.64)
assert [round(v, 1) for v in (top, floor, top - floor)] == [-1128.4, -1326.7, 198.3]
assert np.isclose(kinds.bound(6.0, 6.0), top)
recorded_in = 1985
assert str(recorded_in) in datasets.faithful.__doc__

# %% [markdown]
# ## Explore: one landscape, two ways to walk
#
# The bound depends on two things: on $t$, and on the shares. Here both are numbers. Walk **north**,
# and the model has a larger $t$. Walk **east**, and the waits are shared out as would be right for
# a larger $t$. The bound is the height of the land; darker is higher.
#
# An E-step walks east or west, to the straight line. An M-step walks north or south, to the dashed
# curve. Nothing else ever happens in EM.

# %%
# The explorer, with five things to try
two_hills(
    waits,
    presets=[
        explore.Preset(
            "1 · Close the gap",
            {"step": 0, "t": 6.0, "made_for": -9.0},
            "Move only the shares, slowly up to 16. The green bar stays at −1128.4 all the way. "
            "The bound climbs, touches it at 6.0, where the gap is 0, and sinks again.",
        ),
        explore.Preset(
            "2 · E, then M",
            {"step": 1, "t": 2.0, "made_for": -9.0},
            "Half-step 1 has closed the gap: −1215.6. Make one more: t goes to 6.18, the bound "
            "rises by 37.1, the log-likelihood by 91.0, and a new gap of 53.9 opens.",
        ),
        explore.Preset(
            "3 · To the top",
            {"step": 16, "t": 2.0, "made_for": -9.0},
            "The walk ends where both lines cross, at t = 12.55: log-likelihood −1051.2. Step back "
            "through it: no bar was ever higher before.",
        ),
        explore.Preset(
            "4 · The other hill",
            {"step": 16, "t": -2.0, "made_for": -9.0},
            "A start at −2 ends at −12.47 on a lower hill, −1092.6: the many waits are called "
            "short there, and the few long. EM has made no mistake.",
        ),
        explore.Preset(
            "5 · The watershed",
            {"step": 16, "t": -0.5, "made_for": -9.0},
            "From −0.5 the walk still crosses over to 12.55. Set the start to −1.0: it ends at "
            "−12.47. In between both lines cross a third time.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then take Play from any start, and find the
# shares at the beginning that change where it ends. There are none: the first E-step forgets them.


# %%
# The numbers above, checked
def walk(t, rounds):
    """t after so many whole iterations."""
    for _ in range(rounds):
        t = kinds.fitted(t)
    return t


assert np.isclose(kinds.log_likelihood(6.0), -1128.4, atol=0.05)
assert all(kinds.bound(a, 6.0) < kinds.bound(6.0, 6.0) for a in explore.steps(-16, 5.5, 0.5))
assert all(kinds.bound(a, 6.0) < kinds.bound(6.0, 6.0) for a in explore.steps(6.5, 16, 0.5))
one = kinds.fitted(2.0)
assert round(one, 2) == 6.18
gains = kinds.bound(2.0, one) - kinds.log_likelihood(2.0), kinds.log_likelihood(one)
assert round(kinds.log_likelihood(2.0), 1) == -1215.6
assert round(gains[0], 1) == 37.1
assert np.isclose(gains[1] - kinds.log_likelihood(2.0), 91.0, atol=0.05)
assert np.isclose(gains[1] - kinds.bound(2.0, one), 53.9, atol=0.05)
assert [round(walk(t, 8), 2) for t in (2.0, -2.0, -0.5, -1.0)] == [12.55, -12.47, 12.55, -12.47]
assert [round(kinds.log_likelihood(t), 1) for t in (12.55, -12.47)] == [-1051.2, -1092.6]
climb = [kinds.log_likelihood(walk(2.0, i)) for i in range(9)]
assert np.all(np.diff(climb) > -1e-9)

# %% [markdown]
# ## Explain: bound and gap
#
# Take one wait $x$. Its **score** for kind $k$ is weight times density, $s_k$; the density of the
# wait is their sum, $p(x) = \sum_k s_k$; its responsibilities are $r_k = s_k / p(x)$.
#
# Now share it out in any way $q$ you like, with $\sum_k q_k = 1$. Since $s_k = r_k\,p(x)$,
#
# $$\ln p(x) = \underbrace{\sum_k q_k \ln \frac{s_k}{q_k}}_{\text{bound}}
# + \underbrace{\sum_k q_k \ln \frac{q_k}{r_k}}_{\text{gap}}$$
#
# exactly, for every $q$. The gap is never negative. That is **Jensen's inequality**: a mean of
# logarithms is at most the logarithm of the mean, so $\sum_k q_k \ln (r_k/q_k) \le
# \ln \sum_k q_k\,(r_k/q_k) = \ln 1 = 0$. It is 0 only where $q = r$.
#
# The gap is called the Kullback–Leibler divergence from $r$, the bound the *evidence lower bound*,
# or ELBO. Sum over all waits, and you have the bars.

# %% [markdown]
# ### What each step computes
#
# **The E-step** holds the parameters and sets $q := r$. The gap closes: the bound rises to the
# log-likelihood, which stays where it is.
#
# **The M-step** holds $q$ and moves the parameters to where the bound is highest. In the bound,
# $\sum_k q_k \ln s_k - \sum_k q_k \ln q_k$, the second part knows no parameters. The first is the
# log-likelihood of waits *and* labels together, averaged over the labels that you do not know. So
# it is maximum likelihood with weights; for $t$ it is one line.

# %%
signs = kinds.signs(2.0)  # E-step at t = 2: share for long minus share for short
t = np.mean(signs * (waits - 67))  # M-step
print("t goes from 2 to", t.round(2))

# %% [markdown]
# Expectation does not mean guessing. Give each wait wholly to its likelier kind at $t = 6$, and the
# bound ends 35 nats below the log-likelihood; shares that admit the doubt close the gap.
#
# With every parameter free it is the same. `gmmlab` takes the steps one at a time:

# %%
X = waits[:, None]
old = Mixture(np.array([0.5, 0.5]), np.array([[60.0], [75.0]]), np.full((2, 1, 1), 100.0))
fit = e_step(X, old)
q = fit.responsibilities
new = m_step(fit)


def bound(mixture):
    """The bound that the shares q give for a mixture, in nats."""
    return np.sum(q * (mixture.log_joint(X) - np.log(q)))


print("after E: bound", bound(old).round(1), " log-likelihood", round(fit.log_likelihood, 1))
print(
    "after M: bound",
    bound(new).round(1),
    " log-likelihood",
    round(e_step(X, new).log_likelihood, 1),
)

# %%
# The numbers above, checked
assert round(float(t), 2) == 6.18
winners = np.eye(2)[kinds.shares(6.0).argmax(axis=1)]
assert round(top - float(np.sum(winners * scores))) == 35
after = e_step(X, new).log_likelihood
assert np.isclose(bound(old), fit.log_likelihood)
assert bound(old) < bound(new) < after

# %% [markdown]
# ### What is promised, and what is not
#
# After an M-step the bound is at least as high as before, and a gap of at least 0 lies on top. So
# the log-likelihood rises by *at least* as much as the bound: exact EM **never goes down**. If a
# trace falls, look for a bug, or for something that was changed: a ridge added to every variance
# maximises another objective, and then it may fall.
#
# It is not promised that EM reaches the best. It stops at a **stationary point**, where both lines
# cross: on the higher hill, on the lower one, or, started exactly there, on the watershed near
# $t = -0.58$, which is a valley of the log-likelihood. With free variances there need not even be a
# highest point, as a component that shrinks onto one wait shows.
#
# Nor is EM the only way. No formula gives the best $t$ at once, but gradients climb the same hills.
# EM needs no step size and keeps shares between 0 and 1.

# %%
# The numbers above, checked
pass_over = -0.576
assert round(pass_over, 2) == -0.58
assert abs(kinds.fitted(pass_over) - pass_over) < 0.001
near = [kinds.log_likelihood(pass_over + shift) for shift in (-0.5, 0, 0.5)]
assert near[1] < min(near[0], near[2])
plane = datasets.faithful().X
from gmmlab import best_fit

summit = best_fit(plane, 2, rng=0)
assert e_step(plane, m_step(summit, ridge=0.1)).log_likelihood < summit.log_likelihood

# %% [markdown]
# You have met −0.5 and −1.0 in the explorer. Now ask it the other way round.

# %%
# A prediction: commit to yours below before you look inside this cell
starts = explore.steps(-16, 16, 0.5)
reached = sum(walk(start, 40) > 0 for start in starts)
second_guess = predict(
    "EM is started 65 times, from $t = -16, -15.5, \\dots, 16$. How many of these runs end on the "
    "higher hill?",
    (0, 65),
    answer=reached,
    why="34: all that start at −0.5 or above. The other 31 end on the lower hill, and not one of "
    "them has ever gone down. So you start several times and keep the best end: the best *found*.",
)
second_guess

# %%
# The numbers above, checked
assert (len(starts), reached, len(starts) - reached) == (65, 34, 31)
assert min(start for start in starts if walk(start, 40) > 0) == -0.5
assert starts[1] == -15.5

# %% [markdown]
# ## Worked example: one wait, one iteration
#
# The model stands at $t = 10$: its kinds lie at 57 and 77 minutes. A wait of 61 is recorded.
#
# 1. **Scores.** It lies 0.5 standard deviations above 57 and 2 below 77. Weight times density gives
#    $0.36 \times 0.0440 = 0.0158$ and $0.64 \times 0.00675 = 0.0043$.
# 2. **Log-density.** They sum to 0.0202, and $\ln 0.0202 = -3.90$.
# 3. **Bound for even shares.** $0.5 \ln(0.0158/0.5) + 0.5 \ln(0.0043/0.5) = -4.10$. The gap is
#    0.20.
# 4. **E-step.** The shares become 0.786 and 0.214, the expected sign $0.214 - 0.786 = -0.572$. The
#    bound is now −3.90, and the gap 0.
# 5. **M-step.** Two more waits, 69 and 79, have expected signs of 0.537 and 0.974. Distances from 67
#    are −6, 2 and 12, so $t = (-0.572 \cdot (-6) + 0.537 \cdot 2 + 0.974 \cdot 12)/3 = 5.4$.

# %%
# The numbers above, checked
three = TwoKinds(np.array([61.0, 69.0, 79.0]), 67, 8, (0.36, 0.64))
s = np.exp(three.log_scores(10.0))
assert (67 - 10, 67 + 10) == (57, 77)
assert ((61 - 57) / 8, (61 - 77) / 8) == (0.5, -2)
assert np.allclose(s[0], [0.0158, 0.0043], atol=0.00006)
assert np.allclose(s[0] / [0.36, 0.64], [0.0440, 0.00675], atol=0.00005)
assert np.allclose([s[0].sum(), np.log(s[0].sum())], [0.0202, -3.90], atol=0.005)
halves = np.log(s / 0.5).mean(axis=1)
assert np.allclose([halves[0], np.log(s[0].sum()) - halves[0]], [-4.10, 0.20], atol=0.005)
assert np.allclose(three.shares(10.0)[0], [0.786, 0.214], atol=0.0005)
assert (three.x - 67).tolist() == [-6, 2, 12]
assert np.allclose(three.signs(10.0), [-0.572, 0.537, 0.974], atol=0.0006)
assert round(three.fitted(10.0), 1) == 5.4

# %% [markdown]
# ### The same, with gaps
#
# Now the wait of 69, at $t = 10$. The first line is done; the others are yours.
#
# 1. It lies 1.5 standard deviations above 57 and 1 below 77; the scores are 0.0058 and 0.0194, and
#    their sum is 0.0252.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 3. What is the bound for even shares? Two decimals.",
    (-6, 0),
    answer=-3.85,
    why="$0.5 \\ln(0.0058/0.5) + 0.5 \\ln(0.0194/0.5) = 0.5 \\cdot (-4.46) + 0.5 \\cdot (-3.25) = "
    "-3.85$.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 4. And what is the bound after the E-step? Two decimals.",
    (-6, 0),
    answer=-3.68,
    why="The E-step closes the gap, so it is the log-density: $\\ln 0.0252 = -3.68$. You need not "
    "work the shares out to know it.",
)
gap_2

# %%
# The numbers above, checked
assert ((69 - 57) / 8, (69 - 77) / 8) == (1.5, -1)
assert np.allclose(s[1], [0.0058, 0.0194], atol=0.00005)
assert np.isclose(s[1].sum(), 0.0252, atol=0.00005)
assert np.allclose([np.log(0.0058 / 0.5), np.log(0.0194 / 0.5)], [-4.46, -3.25], atol=0.005)
assert np.isclose(halves[1], -3.85, atol=0.005)
assert np.isclose(np.log(s[1].sum()), -3.68, atol=0.005)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("b8-the-em-algorithm")

# %% [markdown]
# ## Check
#
# The [exercise on the EM algorithm](../../exercises/b8-the-em-algorithm/b8-the-em-algorithm.ipynb)
# has five graded questions: a bound by hand, the split in code, a log-likelihood that falls, what an
# M-step promises, and EM for two coins that somebody has mixed up.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: a colleague says that EM guesses the missing labels and then
# refits. Which word would you change?

# %% [markdown]
# ## Summary
#
# - A mixture's hidden variable is the label: which component each point came from.
# - Log-likelihood = bound + gap, for every way to share out. The E-step closes the gap and moves no
#   parameter; the M-step lifts the bound, and the log-likelihood by at least as much.
# - So exact EM never goes down; where it ends, the start decides.
#
# **Read on** A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data
# via the EM algorithm", *J. R. Statist. Soc. B* 39 (1977), 1–38, theorem 1. C. M. Bishop, *Pattern
# Recognition and Machine Learning* (2006), section 9.4, equations 9.70 to 9.72. R. M. Neal and
# G. E. Hinton, "A view of the EM algorithm that justifies incremental, sparse, and other variants",
# in M. I. Jordan (ed.), *Learning in Graphical Models* (1998): the landscape. The data: A. Azzalini
# and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
