# %% [markdown]
# # Responsibilities: whose is each point?
#
# **You will be able to**
#
# - compute the responsibility of each component for a point by Bayes' theorem;
# - say what the mixing weights, the means and the standard deviations each do to it;
# - turn responsibilities into soft counts and weighted means: half of EM's M-step;
# - say what a responsibility of 0.99 does not tell you.
#
# **Needs** Bayes' theorem, the normal density, weighted means. **Leads to** EM by hand.
# **Takes** 35 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np

from gmmlab import best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show

geyser = datasets.faithful()
X = geyser.X
waits = X[:, 1:]

# %% [markdown]
# ## Hook: sixty-six minutes
#
# Old Faithful, a geyser in Yellowstone, has two moods. After a short eruption you wait about
# 55 minutes for the next one, after a long eruption about 80.
#
# Suppose you know only how long somebody waited: 66 minutes. Was it a short wait that dragged on,
# or a long one that hurried? A mixture of two Gaussians answers with two numbers, 0.61 and 0.39.
# They are the **responsibilities** of its components for that wait, and this lesson is about them.
#
# Here are all 272 waits, and the mixture that fits them best. Each thin curve is one component,
# already multiplied by its mixing weight; the thick one is their sum.

# %%
# The picture: two components and their sum
line = best_fit(waits, 2, rng=0)
short, long = line.mixture.means[:, 0].argsort()
fig, ax = plt.subplots(figsize=(7, 3.2))
plot.density1d(ax, line.mixture, waits)
ax.set(xlabel="wait (min)")
ax.legend(frameon=False)
show(
    fig,
    f"Density of the waits: two hills, around {line.mixture.means[short, 0]:.1f} and "
    f"{line.mixture.means[long, 0]:.1f} minutes, meet in a valley near 66; the mixture is their sum.",
)

# %%
# The numbers above, checked
r_66 = line.mixture.responsibilities([[66.0]])[0]
assert line.n == 272
assert line.mixture.means[[short, long], 0].round().tolist() == [55, 80]
assert np.allclose(line.mixture.means[[short, long], 0], [54.6, 80.1], atol=0.05)
assert np.allclose(r_66[[short, long]], [0.61, 0.39], atol=0.005)

# %% [markdown]
# Before you go on, commit to a guess. Call a wait *shared* if neither component is more than 0.9
# responsible for it.

# %%
# A prediction: commit to yours below before you look inside this cell
shared = int(np.sum(line.responsibilities.max(axis=1) < 0.9))


def the_valley():
    """Responsibility of the short kind against the wait, with every eruption on the curve."""
    fig, ax = plt.subplots(figsize=(7, 3))
    x = np.linspace(43, 96, 300)[:, None]
    ax.plot(x, line.mixture.responsibilities(x)[:, short], color=plot.PALETTE[0], lw=2)
    r = line.responsibilities[:, short]
    split = np.abs(r - 0.5) < 0.4
    ax.plot(waits[~split], r[~split], "o", ms=4, alpha=0.5, color="0.5", label="claimed by one")
    ax.plot(waits[split], r[split], "D", ms=6, color=plot.PALETTE[1], label="shared")
    ax.set(xlabel="wait (min)", ylabel="responsibility of the short kind")
    ax.legend(frameon=False)
    return show(
        fig,
        f"The responsibility of the short kind falls from 1 to 0 in an S between about 60 and 73 "
        f"minutes; {shared} of {line.n} eruptions lie on its steep part.",
    )


first_guess = predict(
    "Of the 272 waits, how many are shared between the two kinds?",
    (0, 272),
    answer=shared,
    why="The hills overlap little. A responsibility falls from near 1 to near 0 within about a "
    "dozen minutes, and few eruptions fall into that valley.",
    reveal=the_valley,
)
first_guess

# %%
# The numbers above, checked
assert shared == 13
assert line.mixture.responsibilities([[60.0], [73.0]])[:, short].round(2).tolist() == [0.99, 0.01]

# %% [markdown]
# ## Explore: share them yourself
#
# Now use both measurements: how long the eruption lasted, and the wait that followed. A point's
# colour is its components' colours, mixed in proportion to their responsibilities. Where you see a
# pure colour, one component claims the point; where you see a blend, they share it.
#
# Each component is drawn as two ellipses, of one and two standard deviations: the inner one holds
# 39 % of the component, the outer one 86 %.

# %%
# The explorer, with four things to try
explore.em(
    geyser,
    K=2,
    presets=[
        explore.Preset(
            "1 · Share, then move",
            {"K": 2, "start": "k-means++", "seed": 1},
            "Press E-step: the points are shared out among the ellipses as they stand. Press "
            "M-step: the ellipses move to what they were given, and no colour changes. The "
            "log-likelihood rises with every pair of steps.",
            "Restart",
        ),
        explore.Preset(
            "2 · To the top",
            {"K": 2, "start": "k-means++", "seed": 1},
            "After 10 steps the climb ends at −1130.3. One of 272 points is still shared.",
            "Run to convergence",
        ),
        explore.Preset(
            "3 · Too many",
            {"K": 4, "start": "k-means++", "seed": 1},
            "Four ellipses fit better than two, yet their BIC is larger. Move K: the curve is "
            "least at K = 2.",
            "Run to convergence",
        ),
        explore.Preset(
            "4 · A bad start",
            {"K": 2, "start": "crowded (a bad one)", "seed": 1},
            "Both means begin in one corner. The top is the same, −1130.3, but it takes 45 steps "
            "instead of 10. Press Restart and Play to watch.",
            "Run to convergence",
        ),
    ],
)

# %% [markdown]
# **What to try.** The numbered buttons above set the explorer up, and say what you should see. Try
# them in order, and step back and forth in between: the line below the picture says in words what
# the picture shows.

# %%
# The numbers above, checked
from gmmlab import bic, crowded, em, kmeans_plusplus, start, until_converged

plane = best_fit(X, 2, rng=0)
four = best_fit(X, 4, rng=0)
assert [round(100 * plot.share_held(r)) for r in (1, 2)] == [39, 86]
assert round(plane.log_likelihood, 1) == -1130.3
assert four.log_likelihood > plane.log_likelihood
assert bic(four) > bic(plane)
assert min(range(1, 5), key=lambda K: bic(best_fit(X, K, rng=0))) == 2
climbs = [em(X, start(X, 2, how=how, rng=1)) for how in (kmeans_plusplus, crowded)]
steps = [len(list(until_converged(climb, tol=1e-6))) - 1 for climb in climbs]
assert steps == [10, 45]

# %% [markdown]
# With the wait alone, 13 eruptions were shared. Now each eruption brings a second measurement.

# %%
# A prediction: commit to yours below before you look inside this cell
still_shared = int(np.sum(plane.responsibilities.max(axis=1) < 0.9))
second_guess = predict(
    "With both measurements known, how many of the 272 eruptions are still shared?",
    {
        "more than 13": "A second measurement can only blur the picture if it contradicts the "
        "first. Here the two agree: long eruptions are followed by long waits.",
        "13, as before": "The mixture is asked about a pair of numbers now, not about the wait "
        "alone. A wait of 66 minutes after 4.5 minutes of eruption is no riddle.",
        "a handful at most": "",
    },
    answer="a handful at most",
    why=f"Exactly {still_shared}: an eruption of 2.9 minutes, followed by a wait of 63. Evidence "
    "multiplies in Bayes' theorem, so two measurements that each lean a little lean a lot together.",
)
second_guess

# %%
# The numbers above, checked
assert still_shared == 1
undecided = plane.responsibilities.max(axis=1).argmin()
assert X[undecided].tolist() == [2.9, 63.0]

# %% [markdown]
# ## Explain: Bayes' theorem, once for every point
#
# A mixture says how a point came about: first a component $k$ was drawn with probability $\pi_k$,
# then the point was drawn from its Gaussian $\mathcal N(\mu_k, \Sigma_k)$. You see the point, not
# the component. The responsibility $r_k(x)$ is the probability of the component, *given* the point.
#
# Bayes' theorem turns one into the other. Give each component a **score**, its mixing weight times
# its density at the point. Its responsibility is its share of all scores:
#
# $$r_k(x) = \frac{\pi_k\,\mathcal N(x \mid \mu_k, \Sigma_k)}
# {\sum_{j} \pi_j\,\mathcal N(x \mid \mu_j, \Sigma_j)}$$
#
# Three things decide a score. The **mixing weight** $\pi_k$ is the prior: it speaks before the
# point is seen, and loudest where the densities are nearly equal. The **mean** $\mu_k$ says where
# the component is. The **standard deviation** says twice how it looks on distance: a wide component
# forgives a point far from its mean, and pays for that with a lower peak.
#
# In `gmmlab` it is one line:

# %%
R = plane.mixture.responsibilities(X)
R.shape, R[undecided].round(2)

# %% [markdown]
# Every row of this table has one number for each component, and sums to 1. A column, summed, says
# how many points' worth a component has been given: the **soft count** $N_k = \sum_i r_{ik}$. It
# need not be whole.
#
# Soft counts are half of the way to the M-step. The new mean of a component is the average of all
# points, each weighted by its responsibility, and divided by $N_k$, never by $n$:
#
# $$\mu_k = \frac{1}{N_k} \sum_i r_{ik}\,x_i$$

# %%
N = R.sum(axis=0)
means = R.T @ X / N[:, None]
print("soft counts:", N.round(1), "  means:", *means.round(2))

# %% [markdown]
# The soft counts sum to 272, the number of eruptions. The means are those that the mixture has
# already: at the top of the climb, an M-step moves nothing.

# %%
# The numbers above, checked
assert np.allclose(R.sum(axis=1), 1)
assert np.isclose(N.sum(), 272)
assert np.allclose(means, plane.mixture.means, atol=1e-3)

# %% [markdown]
# ### What a responsibility does not tell you
#
# It compares the components with each other, not with the truth. Take an eruption of 3.5 minutes
# followed by a wait of 140: nothing like it was ever seen. Who is responsible?

# %%
stranger = np.array([[3.5, 140.0]])
r_stranger = plane.mixture.responsibilities(stranger)[0]
log_p = plane.mixture.log_density(stranger)[0]
print("responsibilities:", r_stranger.round(3), "  log-density:", log_p.round(1))

# %%
# The numbers below, checked
assert r_stranger.max() > 0.999
assert log_p < -70 < plane.mixture.log_density(X).min()

# %% [markdown]
# One component takes all of it, with a responsibility that rounds to 1, because the other is even
# further away. What gives the stranger away is the density $p(x)$ itself: its logarithm is below
# −70, lower than for any eruption on record. **Responsibility asks *whose*; density asks
# *whether*.**
#
# Nor does a responsibility know how sure the fit is of its own parameters. It is computed as though
# $\pi$, $\mu$ and $\Sigma$ were known.

# %% [markdown]
# ## Worked example: one wait, by hand
#
# Round the mixture of the hook to numbers that you can follow with a pocket calculator.
#
# | component | weight $\pi$ | mean $\mu$ | standard deviation $\sigma$ |
# |---|---|---|---|
# | short | 0.36 | 54.6 | 5.9 |
# | long | 0.64 | 80.1 | 5.9 |
#
# Somebody waited $x = 66$ minutes.
#
# 1. **How far, in standard deviations?** $z = (x - \mu)/\sigma$ gives $11.4/5.9 = 1.93$ for the
#    short kind and $-14.1/5.9 = -2.39$ for the long one.
# 2. **How dense?** The density is proportional to $e^{-z^2/2}$. That is 0.155 and 0.057. The factor
#    $1/(\sigma\sqrt{2\pi})$ is the same for both, since both have the same $\sigma$, and cancels.
# 3. **Times the weights.** $0.36 \times 0.155 = 0.0557$ and $0.64 \times 0.057 = 0.0368$.
# 4. **Shares.** The scores sum to 0.0924, so the responsibilities are $0.0557/0.0924 = 0.60$ and
#    $0.0368/0.0924 = 0.40$.
#
# The long kind is the commoner one, and still loses this point: the weight favours it by
# $0.64/0.36 \approx 1.8$, the distance disfavours it by $0.155/0.057 \approx 2.7$.

# %%
# The numbers above, checked
weights, centres, sd = np.array([0.36, 0.64]), np.array([54.6, 80.1]), 5.9
assert np.allclose(line.mixture.weights[[short, long]], weights, atol=0.005)
assert np.allclose(np.sqrt(line.mixture.covariances[[short, long], 0, 0]), sd, atol=0.05)
z = (66 - centres) / sd
assert np.allclose(z * sd, [11.4, -14.1])
assert z.round(2).tolist() == [1.93, -2.39]
heights = np.exp(-(z**2) / 2)
assert np.allclose(heights, [0.155, 0.057], atol=0.0006)
scores = weights * heights
assert np.allclose(scores, [0.0557, 0.0368], atol=0.00006)
assert np.isclose(scores.sum(), 0.0924, atol=0.0001)
assert (scores / scores.sum()).round(2).tolist() == [0.60, 0.40]
assert round(0.64 / 0.36, 1) == 1.8
assert round(heights[0] / heights[1], 1) == 2.7

# %% [markdown]
# ### The same, with gaps
#
# Now somebody waited **70 minutes**. The first line is done; the others are yours.
#
# 1. $z$ is $15.4/5.9 = 2.61$ for the short kind and $-10.1/5.9 = -1.71$ for the long one.

# %%
# The first gap: fill it below before you look inside this cell
z_70 = (70 - centres) / sd
assert np.allclose(z_70 * sd, [15.4, -10.1])
assert z_70.round(2).tolist() == [2.61, -1.71]
heights_70 = np.exp(-(z_70**2) / 2)
scores_70 = weights * heights_70
r_70 = scores_70 / scores_70.sum()
gap_1 = predict(
    "Steps 2 and 3. The score of the short kind is $0.36 \\times e^{-2.61^2/2} = 0.0119$. What is the "
    "score of the long kind, $0.64 \\times e^{-1.71^2/2}$?",
    (0, 0.64),
    answer=round(float(scores_70[1]), 3),
    why="$1.71^2/2 = 1.46$, and $e^{-1.46} = 0.23$; times 0.64 gives 0.148.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "Step 4. What is the responsibility of the short kind?",
    (0, 1),
    answer=round(float(r_70[0]), 3),
    why="Its score over the sum of both: $0.0119/(0.0119 + 0.148) = 0.075$. Four minutes more, "
    "and 0.60 has become 0.07.",
)
gap_2

# %%
# The numbers above, checked
assert np.allclose(scores_70, [0.0119, 0.148], atol=0.0005)
assert round(1.71**2 / 2, 2) == 1.46
assert round(float(np.exp(-1.46)), 2) == 0.23
assert np.isclose(0.0119 / (0.0119 + 0.148), r_70[0], atol=0.001)
assert round(float(r_70[0]), 2) == 0.07

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-03-responsibilities")

# %% [markdown]
# ## Check
#
# The [exercise on responsibilities](../../exercises/s75-03-responsibilities/s75-03-responsibilities.ipynb)
# has five graded questions and one sentence that a person reads. Its visible tests tell you how far
# you have come; hidden ones try your functions on other data.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: if each eruption were given wholly to the component with the larger
# responsibility, which eruptions would you treat unfairly, and what would their component's mean
# lose?

# %% [markdown]
# ## Summary
#
# - A responsibility is a component's share of a point: weight times density, over the sum of all
#   weights times densities. The shares of a point sum to 1.
# - Summed over points, responsibilities become soft counts; as weights of an average, they become
#   the M-step's means.
# - They say *whose* a point is, given the fit. Whether the point belongs to the mixture at all is
#   said by its density.
#
# **Read on** A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data
# via the EM algorithm", *J. R. Statist. Soc. B* 39 (1977), section 4.3 (finite mixtures).
# C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.2, equation 9.13.
# The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
