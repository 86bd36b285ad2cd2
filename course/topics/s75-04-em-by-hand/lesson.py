# %% [markdown]
# # EM by hand
#
# **You will be able to**
#
# - make one E-step and one M-step by hand;
# - say which quantities of the old parameters the M-step uses;
# - check an iteration by its invariants.
#
# **Needs** responsibilities, the EM algorithm, maximum likelihood, weighted means. **Leads to** why
# EM never goes down, covariance types, starts. **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
from itertools import islice

import matplotlib.pyplot as plt
import numpy as np

from gmmlab import datasets, e_step, em, m_step, plot, until_converged
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches.s75_04_heaps import heaps, two_bells

x = datasets.faithful().X[:, 0]
guess = two_bells([0.5, 0.5], [2.5, 3.5], [0.8, 0.8])

# %% [markdown]
# ## Hook: two bells in the wrong place
#
# Old Faithful's eruptions are short, near 2 minutes, or long, near 4.3. Somebody who has not looked
# guesses two components, with means of 2.5 and 3.5 minutes, standard deviations of 0.8, and equal
# weights.
#
# That guess is wrong as a whole, too. A mixture has a mean and a standard deviation of its own: for
# the guess they are 3.00 and 0.94 minutes, for the 272 eruptions 3.49 and 1.14.

# %%
# The picture: the lengths, and two bells guessed
fig, ax = plt.subplots(figsize=(7, 3))
ax.hist(x, bins=np.arange(1.5, 5.4, 0.2), density=True, color="0.87", label="272 eruptions")
plot.density1d(ax, guess).set(xlabel="length (min)", xlim=(0.5, 6))
ax.axvline(3.0, color="0.25", ls=":", lw=1.6, label="mean of the guess")
ax.axvline(x.mean(), color="0.25", ls="--", lw=1.6, label="mean of the data")
ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
show(
    fig,
    "Histogram of the lengths with a narrow, tall hump near 2 minutes and a wider one near 4.3. "
    "Two overlapping bells at 2.5 and 3.5 fit neither hump. The mean of the guess, 3.00, lies left "
    "of the mean of the data, 3.49.",
)


# %%
# The numbers above, checked
def whole(mixture):
    """Mean and standard deviation of a mixture on a line."""
    w, m, v = mixture.weights, mixture.means[:, 0], mixture.covariances[:, 0, 0]
    return w @ m, np.sqrt(w @ (v + m**2) - (w @ m) ** 2)


assert len(x) == 272
assert np.allclose(whole(guess), [3.00, 0.94], atol=0.005)
assert np.allclose([x.mean(), x.std()], [3.49, 1.14], atol=0.005)
*_, top = until_converged(em(x[:, None], guess))
assert np.allclose(np.sort(top.mixture.means[:, 0]), [2.0, 4.3], atol=0.03)

# %% [markdown]
# EM now repeats two half steps. The **E-step** shares every eruption out among the bells as they
# stand; the **M-step** fits each bell to what it was given. The two together are one iteration.

# %%
# A prediction: commit to yours below before you look inside this cell
fits = list(islice(em(x[:, None], guess), 16))


def the_means():
    """Means of both components and of the mixture, iteration by iteration."""
    fig, ax = plt.subplots(figsize=(7, 3))
    means = np.array([fit.mixture.means[:, 0] for fit in fits])
    ax.plot(means[:, 0], "-o", color=plot.PALETTE[0], label="component 1")
    ax.plot(means[:, 1], "--s", color=plot.PALETTE[1], label="component 2")
    ax.plot([whole(fit.mixture)[0] for fit in fits], ":D", color="0.2", label="the mixture")
    ax.set(xlabel="iteration", ylabel="mean (min)")
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return show(
        fig,
        "The components' means part over about five iterations, one down to 2.0, one up to 4.3. "
        "The mixture's mean jumps from 3.00 to 3.49 in the first iteration and stays there.",
    )


first_guess = predict(
    "After how many iterations does the mixture have **exactly** the data's mean and standard "
    "deviation?",
    {
        "one, although both bells are still far off": "",
        "about five, when the bells have settled": "The bells need that long. Their weighted "
        "sum, though, is tied to the data much earlier.",
        "never exactly: it only comes nearer": "A bell comes nearer and nearer to its place. The "
        "mixture as a whole has no such patience.",
        "never: a model and its data differ": "In shape they do. But the M-step is made of means "
        "and mean squares of the data, and these it hands on whole.",
    },
    answer="one, although both bells are still far off",
    why="Whatever the guess, the first M-step hits both, and no later one loses them. These are the "
    "books of EM, and you will use them to catch faults.",
    reveal=the_means,
)
first_guess

# %%
# The numbers above, checked
assert all(np.allclose(whole(fit.mixture), [x.mean(), x.std()]) for fit in fits[1:])
moves = np.abs(np.diff([fit.mixture.means[:, 0] for fit in fits], axis=0)).max(axis=1)
assert moves[3] > 0.05 > moves[4]

# %% [markdown]
# ## Explore: two heaps
#
# Each grey column holds the eruptions of one length. The E-step pushes it up as far as component 1
# owns it, and down as far as component 2 does: two heaps, above and below the line. The M-step puts
# a bell on each heap.
#
# At the right stands the log-likelihood, and below it the mixture's mean and standard deviation,
# with the data's as a cross of dashed lines.

# %%
# The explorer, with five things to try
starts = {
    "a rough guess": guess,
    "both far right": two_bells([0.5, 0.5], [4.5, 5.0], [1.5, 1.5]),
    "twins": two_bells([0.5, 0.5], [3.0, 3.0], [1.0, 1.0]),
}
rough = {"start": "a rough guess", "rule": "exact"}
heaps(
    x,
    starts,
    presets=[
        explore.Preset(
            "1 · Share, then move",
            {"half": 1} | rough,
            "The columns have slid: 102.0 eruptions' worth above, 170.0 below. The log-likelihood "
            "is still −461.1. One half step on, the bells move, it is −394.9, and the diamond is "
            "on the cross.",
        ),
        explore.Preset(
            "2 · A staircase",
            {"half": 40} | rough,
            "The log-likelihood climbs in M-steps only, to −276.4. Walk back: the diamond stays "
            "on the cross until you undo the first M-step.",
        ),
        explore.Preset(
            "3 · A fault that climbs",
            {"half": 2, "start": "a rough guess", "rule": "squares about the old means"},
            "Squares from the wrong place: the diamond hits the mean and misses the standard "
            "deviation, 1.231 instead of 1.139. Play on: the staircase never falls, and ends at "
            "−276.4 as well.",
        ),
        explore.Preset(
            "4 · Nobody shares",
            {"half": 2, "start": "a rough guess", "rule": "winners take all"},
            "Whole eruptions, 97 and 175. The books balance, and everything stops here, at −277.3, "
            "a little below the top of −276.4.",
        ),
        explore.Preset(
            "5 · Twins",
            {"half": 40, "start": "twins", "rule": "exact"},
            "Equal bells get equal shares, so they stay equal: −421.4 for ever. EM rests, and is "
            "far from the top.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the buttons in order and step on from each with the slider. Then let the
# sums be divided by $n$, the number of eruptions: both bells leave their heaps to the left, and the
# log-likelihood falls.

# %%
# The numbers above, checked
lls = [fit.log_likelihood for fit in fits]
assert np.allclose(fits[0].counts, [102.0, 170.0], atol=0.05)
assert np.allclose(lls[:2], [-461.1, -394.9], atol=0.05)
assert round(top.log_likelihood, 1) == -276.4


def refitted(fit, hard=False):
    """An M-step with squares about the old means, or one in which winners take all."""
    R, old = fit.responsibilities, fit.mixture.means[:, 0]
    R = np.eye(2)[R.argmax(axis=1)] if hard else R
    means = R.T @ x / R.sum(axis=0)
    squares = (R * (x[:, None] - (means if hard else old)) ** 2).sum(axis=0) / R.sum(axis=0)
    return two_bells(R.mean(axis=0), means, np.sqrt(squares))


slow = [fit.log_likelihood for fit in islice(em(x[:, None], guess, maximise=refitted), 21)]
assert min(np.diff(slow)) > -1e-9
assert round(slow[20], 1) == -276.4
once = refitted(fits[0], hard=True)
assert np.allclose(refitted(e_step(x[:, None], once), hard=True).means, once.means)
twin = [fit.log_likelihood for fit in islice(em(x[:, None], starts["twins"]), 50)]
assert np.allclose(twin[1:], -421.4, atol=0.05)

# %%
# A prediction: commit to yours below before you look inside this cell
second_guess = predict(
    "You keep the E-step's table of responsibilities, and lose the old weights, means and standard "
    "deviations. Can you still make the M-step?",
    {
        "yes": "",
        "no, the old means are needed for the variances": "The variances are taken about the "
        "**new** means, and those come from the table.",
        "no, the old weights are needed for the means": "The old weights have done their work: "
        "they are inside the responsibilities.",
    },
    answer="yes",
    why="The M-step reads the data and the table, nothing else. The old parameters speak through "
    "the responsibilities alone.",
)
second_guess

# %% [markdown]
# ## Explain: three weighted averages, again and again
#
# **E-step.** Component $k$ gets its share of eruption $x_i$ by Bayes' theorem:
#
# $$r_{ik} = \frac{\pi_k\,\mathcal N(x_i \mid \mu_k, \sigma_k^2)}
# {\sum_j \pi_j\,\mathcal N(x_i \mid \mu_j, \sigma_j^2)}$$
#
# **M-step.** With the soft counts $N_k = \sum_i r_{ik}$,
#
# $$\pi_k = \frac{N_k}{n}, \qquad \mu_k = \frac{1}{N_k}\sum_i r_{ik}\,x_i, \qquad
# \sigma_k^2 = \frac{1}{N_k}\sum_i r_{ik}\,(x_i - \mu_k)^2$$
#
# The $\mu_k$ in the last formula is the **new** one. Mean and variance are maximised together, and
# the best variance belongs to the best mean.
#
# **Why these?** Fix the shares. What is left to maximise is a weighted log-likelihood of one
# Gaussian for each component, each eruption counting $r_{ik}$ times. You know its maximum: weighted
# mean, weighted variance, the divisor being the sum of the weights. Not $N_k - 1$: that divisor
# removes a bias, and the M-step has another aim.
#
# In the plane the square becomes a matrix, $\Sigma_k = \frac{1}{N_k}\sum_i r_{ik}\,(x_i - \mu_k)
# (x_i - \mu_k)^\top$. Nothing else changes.


# %%
def shares(x, weights, means, sds):
    scores = weights * np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / sds
    return scores / scores.sum(axis=1, keepdims=True)


def refit(x, R):
    N = R.sum(axis=0)
    means = x @ R / N
    squares = (R * (x[:, None] - means) ** 2).sum(axis=0)
    return N / len(x), means, np.sqrt(squares / N)


w, m, s = refit(x, shares(x, guess.weights, np.array([2.5, 3.5]), np.array([0.8, 0.8])))
print("weights", w.round(3), " means", m.round(2), " sds", s.round(2))

# %%
# The same by gmmlab, and checked
fit = e_step(x[:, None], guess)
new = m_step(fit)
assert np.allclose(fit.responsibilities, shares(x, 0.5, np.array([2.5, 3.5]), 0.8))
assert np.allclose(new.weights, w)
assert np.allclose(new.means[:, 0], m)
assert np.allclose(new.covariances[:, 0, 0], s**2)

# %% [markdown]
# ### The books
#
# Four sums tell you whether an iteration can be right.
#
# 1. **Shares:** every row of responsibilities sums to 1, so the soft counts sum to $n$.
# 2. **Mean:** $\sum_k \pi_k\mu_k$ is the data's mean. For $\pi_k\mu_k = \frac1n\sum_i r_{ik}x_i$, and
#    summed over $k$ the shares of a point make 1.
# 3. **Spread:** the mixture's variance is the data's, with divisor $n$. The same argument, with
#    squares.
# 4. **Climb:** the log-likelihood does not fall. Exact EM never lowers it, and leaves it equal only
#    where it rests.
#
# Here is the first iteration of the guess, with five slips:
#
# | the M-step | mean | sd | log-likelihood | given away by |
# |---|---|---|---|---|
# | exact | 3.488 | 1.139 | −394.9 | – |
# | squares about the old means | 3.488 | 1.231 | −410.5 | spread |
# | squares over $N_k - 1$ | 3.488 | 1.142 | −395.2 | spread, barely |
# | sums over $n$ | 1.947 | 1.494 | −578.1 | mean, spread, climb |
# | every share ignored | 3.488 | 1.139 | −421.4 | two equal components |
# | winners take all | 3.488 | 1.139 | −277.3 | whole soft counts |
#
# The second line is the treacherous one. Its log-likelihood has risen from −461.1, and will go on
# rising. Squares about the old mean are too large by the square of its move; when nothing moves any
# more, the slip has vanished. So it ends at the right place, by a longer way, and only the books
# tell.
#
# The last line shows the limits of the books: any table of shares balances them, a hard one too.

# %%
# The numbers above, checked
R, old = fit.responsibilities, np.array([2.5, 3.5])


def slip(R, over=None, about=None, divisor=None):
    """Mean, sd and log-likelihood of the mixture after an M-step that may have a slip."""
    N = R.sum(axis=0)
    over = N if over is None else over
    means = x @ R / over
    centre = means if about is None else about
    sds = np.sqrt(
        (R * (x[:, None] - centre) ** 2).sum(axis=0) / (over if divisor is None else divisor)
    )
    after = two_bells(N / len(x), means, sds)
    return [*whole(after), e_step(x[:, None], after).log_likelihood]


N = R.sum(axis=0)
hard, equal = np.eye(2)[R.argmax(axis=1)], np.full_like(R, 0.5)
table = [slip(R), slip(R, about=old), slip(R, divisor=N - 1), slip(R, over=np.full(2, len(x)))]
table += [slip(equal), slip(hard)]
claimed = [
    [3.488, 1.139, -394.9],
    [3.488, 1.231, -410.5],
    [3.488, 1.142, -395.2],
    [1.947, 1.494, -578.1],
    [3.488, 1.139, -421.4],
    [3.488, 1.139, -277.3],
]
assert np.allclose(table, claimed, rtol=0, atol=[0.0006, 0.0006, 0.06])
assert np.allclose(hard.sum(axis=0), [97, 175])
about = refit(x, R)[2] ** 2 + (refit(x, R)[1] - old) ** 2
assert np.allclose(about, (R * (x[:, None] - old) ** 2).sum(axis=0) / N)

# %% [markdown]
# ### What people say of it
#
# *"The likelihood cannot be maximised directly."* It has no closed form; gradients work. EM even
# takes a gradient step: the mean moves by $\sigma_k^2/N_k$ times the slope of the log-likelihood, a
# step size that nobody had to choose.
#
# *"EM converges to a local maximum."* It comes to rest where the slope is zero. The twins rest on a
# saddle: a nudge would free them. And where a bell can shrink onto one point there is no highest
# point to be found. In practice you want a good resting place, and try several starts.

# %%
# The claims above, checked
h = 1e-4


def height(shift):
    """Log-likelihood when the first mean of the guess is shifted."""
    return e_step(x[:, None], two_bells([0.5, 0.5], [2.5 + shift, 3.5], [0.8, 0.8])).log_likelihood


slope = (height(h) - height(-h)) / (2 * h)
assert np.isclose(2.5 + 0.8**2 / N[0] * slope, m[0], atol=1e-5)
nudged = two_bells([0.5, 0.5], [3.48, 3.5], [1.14, 1.14])
*_, freed = until_converged(em(x[:, None], nudged))
assert round(freed.log_likelihood, 1) == -276.4

# %% [markdown]
# ## Worked example: four eruptions, by hand
#
# Four eruptions lasted 2.0, 2.4, 3.6 and 4.5 minutes. The guess: equal weights, means 2 and 4,
# standard deviations 1.
#
# **E-step.** Weights and widths are equal, so a score is $e^{-z^2/2}$, with $z = x - 2$ or $x - 4$.
# For 2.4 minutes: $z = 0.4$ and $-1.6$, scores 0.923 and 0.278, share $0.923/1.201 = 0.77$. In full:
#
# | length | 2.0 | 2.4 | 3.6 | 4.5 | sum |
# |---|---|---|---|---|---|
# | $r_{i1}$ | 0.88 | 0.77 | 0.23 | 0.05 | $N_1 = 1.93$ |
# | $r_{i2}$ | 0.12 | 0.23 | 0.77 | 0.95 | $N_2 = 2.07$ |
#
# **M-step for component 1.**
#
# 1. Weight: $1.93/4 = 0.48$.
# 2. Mean: $0.88\cdot 2.0 + 0.77\cdot 2.4 + 0.23\cdot 3.6 + 0.05\cdot 4.5 = 4.661$, over 1.93: 2.415.
# 3. Variance, about 2.415: $0.88\cdot 0.172 + 0.77\cdot 0.000 + 0.23\cdot 1.404 + 0.05\cdot 4.347 =
#    0.692$, over 1.93: 0.359.
#
# About the old mean, 2, it would have been 0.531: too much by $0.415^2$.

# %%
# The numbers above, checked
few = np.array([2.0, 2.4, 3.6, 4.5])
assert np.isin(few, x).all()
exact_shares = shares(few, 0.5, np.array([2, 4]), 1)
assert np.allclose(np.exp(-(np.array([0.4, -1.6]) ** 2) / 2), [0.923, 0.278], atol=0.0005)
assert np.isclose(0.923 + 0.278, 1.201)
r1 = np.array([0.88, 0.77, 0.23, 0.05])
r2 = np.array([0.12, 0.23, 0.77, 0.95])
assert np.allclose(exact_shares, np.column_stack([r1, r2]), atol=0.005)
assert np.allclose([r1.sum(), r2.sum()], [1.93, 2.07])
assert round(1.93 / 4, 2) == 0.48
assert np.isclose(r1 @ few, 4.661)
mean1 = round(4.661 / 1.93, 3)
assert mean1 == 2.415
gaps = (few - mean1) ** 2
assert np.allclose(gaps, [0.172, 0.000, 1.404, 4.347], atol=0.0006)
assert np.isclose(r1 @ gaps, 0.692, atol=0.0006)
assert round(0.692 / 1.93, 3) == 0.359
assert np.isclose(r1 @ (few - 2) ** 2 / 1.93, 0.531, atol=0.0006)
assert np.isclose(0.531 - 0.359, 0.415**2, atol=0.001)

# %% [markdown]
# ### The same, with gaps
#
# Now component 2, whose weight is $2.07/4 = 0.52$. Its old mean is 4.

# %%
# The first gap: fill it below before you look inside this cell
assert round(2.07 / 4, 2) == 0.52
mean2 = round(float(r2 @ few / r2.sum()), 3)
gap_1 = predict(
    "Step 2. Where is its new mean? Two decimals.",
    (2, 4.5),
    answer=round(mean2, 2),
    why="$0.12\\cdot 2.0 + 0.23\\cdot 2.4 + 0.77\\cdot 3.6 + 0.95\\cdot 4.5 = 7.839$, over 2.07: "
    "3.787. The book of means: $(4.661 + 7.839)/4 = 3.125$, the mean of the four.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
var2 = float(r2 @ (few - mean2) ** 2 / r2.sum())
gap_2 = predict(
    "Step 3. Its squared distances from 3.787 are 3.193, 1.924, 0.035 and 0.508. What is its new "
    "variance? Two decimals.",
    (0, 3.2),
    answer=round(var2, 2),
    why="$0.12\\cdot 3.193 + 0.23\\cdot 1.924 + 0.77\\cdot 0.035 + 0.95\\cdot 0.508 = 1.335$, over "
    "2.07: 0.645. Not over 4 (0.33), nor over 1.07 (1.25), nor about the old mean (0.69).",
)
gap_2

# %%
# The numbers above, checked
assert np.isclose(r2 @ few, 7.839)
assert mean2 == 3.787
assert np.isclose((4.661 + 7.839) / 4, few.mean())
assert few.mean() == 3.125
assert np.allclose((few - mean2) ** 2, [3.193, 1.924, 0.035, 0.508], atol=0.0006)
assert np.isclose(var2 * 2.07, 1.335, atol=0.001)
assert round(var2, 3) == 0.645
assert np.allclose([1.335 / 4, 1.335 / 1.07], [0.33, 1.25], atol=0.005)
assert round(float(r2 @ (few - 4) ** 2 / 2.07), 2) == 0.69
within = 0.4825 * 0.359 + 0.5175 * 0.645
between = 0.4825 * (2.415 - 3.125) ** 2 + 0.5175 * (3.787 - 3.125) ** 2
assert np.isclose(within, 0.507, atol=0.0006)
assert np.isclose(between, 0.470, atol=0.0006)
assert np.isclose(few.var(), 0.977, atol=0.0006)

# %% [markdown]
# Now the book of spread: $0.507$ within the components and $0.470$ between their means make 0.977,
# the variance of the four lengths. The iteration is right.

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-04-em-by-hand")

# %% [markdown]
# ## Check
#
# In the [exercise on EM by hand](../../exercises/s75-04-em-by-hand/s75-04-em-by-hand.ipynb) you
# write the E-step, the M-step and the whole of EM, in any number of dimensions, until they agree
# with gmmlab's to eight decimals; and you find a fault that climbs.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: which of the four books would you print in every iteration of a
# program of your own, and which slip would it miss?

# %% [markdown]
# ## Summary
#
# - The E-step shares the points out by the present parameters; the log-likelihood stands still. The
#   M-step computes new parameters from data and shares alone.
# - Weight, mean and variance are weighted averages over the soft count, the variance about the new
#   mean.
# - After every M-step the mixture has the data's mean and variance. A climbing log-likelihood does
#   not prove a step right; books that do not balance prove it wrong.
#
# **Read on** A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data
# via the EM algorithm", *J. R. Statist. Soc. B* 39 (1977), 1–38, section 4.3. C. M. Bishop, *Pattern
# Recognition and Machine Learning* (2006), section 9.2.2, equations 9.17 to 9.22. L. Xu and M. I.
# Jordan, "On convergence properties of the EM algorithm for Gaussian mixtures", *Neural Computation*
# 8 (1996), 129–151, on EM as a gradient step. The data: A. Azzalini and A. W. Bowman, *Applied
# Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
