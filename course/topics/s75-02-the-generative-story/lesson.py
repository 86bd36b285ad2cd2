# %% [markdown]
# # The generative story: first a kind, then a point
#
# **You will be able to**
#
# - tell the story of a point from its hidden label to its place;
# - draw points from a mixture in two stages;
# - tell a mixture of distributions from an average of variables.
#
# **Needs** Bayes' theorem, expectation and variance, the multivariate normal, cumulated weights.
# **Leads to** Responsibilities. **Takes** 30 minutes.
#
# *Do you know this already?* Go to [Practice](#Practice): five questions right at the first try,
# and you may move on. Otherwise run the cells one after another with Shift+Enter.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm

from gmmlab import Mixture, best_fit, datasets, plot
from gmmlab.learn import explore, practice, predict, show
from gmmlab.learn.sketches import s75_02_two_stages
from gmmlab.learn.sketches.s75_02_two_stages import two_stages

geyser = datasets.faithful().X[:, ::-1]  # wait and length of 272 eruptions, in minutes
waits = geyser[:, 0]

# %% [markdown]
# ## Hook: the average visitor
#
# Old Faithful erupts after 70.9 minutes on average, with a standard deviation of 13.6. That is
# enough to draw one Gaussian. You plan to arrive so that you see the eruption within five minutes
# of the mean: the strip in the picture.

# %%
# The picture: one Gaussian with the mean and the spread of the waits
mean, sd = waits.mean(), waits.std()
fig, ax = plt.subplots(figsize=(7, 2.8))
at = np.linspace(30, 112, 300)
ax.plot(at, norm.pdf(at, mean, sd), color=plot.PALETTE[0])
ax.axvspan(mean - 5, mean + 5, color=plot.PALETTE[4], alpha=0.3, hatch="//")
ax.set(xlabel="wait (min)", ylabel="density (per min)", ylim=(0, None))
show(
    fig,
    "One bell-shaped curve over waits from 30 to 112 minutes, highest at 70.9. A hatched strip ten "
    "minutes wide stands around its top.",
)

# %%
# The numbers above, checked
assert (round(float(mean), 1), round(float(sd), 1)) == (70.9, 13.6)
assert at[[0, -1]].tolist() == [30, 112]


# %%
# A prediction: commit to yours below before you look inside this cell
def all_waits():
    """The record, as columns."""
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.hist(waits, np.arange(40.9, 102, 5), color="0.75", edgecolor="0.35")
    ax.axvspan(mean - 5, mean + 5, color=plot.PALETTE[4], alpha=0.3, hatch="//")
    ax.set(xlabel="wait (min)", ylabel="waits")
    return show(
        fig,
        "Columns of waits make two hills, around 55 and 80 minutes. The hatched strip around the "
        "mean stands in the valley between them.",
    )


first_guess = predict(
    "272 waits were recorded. How many of them lie within five minutes of the mean?",
    {
        "About 205: most waits are near their average": "So it would be if each wait were an "
        "average of a short and a long one. No wait is.",
        "78: what a single Gaussian has there": "A single Gaussian is highest at the mean. These "
        "waits are rare there.",
        "37: about one in seven": "",
    },
    answer="37: about one in seven",
    why="The mean lies in a valley. Each wait is of one kind, short or long, and hardly any is in "
    "between. The story of this lesson makes such data.",
    reveal=all_waits,
)
first_guess

# %%
# The numbers above, checked
assert len(waits) == 272
assert np.sum(np.abs(waits - mean) < 5) == 37
assert 6.5 < 272 / 37 < 7.5
assert round(272 * (2 * norm.cdf(5 / sd) - 1)) == 78
line = best_fit(waits[:, None], 2, rng=0).mixture
order = line.means[:, 0].argsort()
w, mu, var = line.weights[order], line.means[order, 0], line.covariances[order, 0, 0]
assert mu.round().tolist() == [55, 80]
assert round(272 * (2 * norm.cdf(5 / np.sqrt(w**2 @ var)) - 1)) == 205

# %% [markdown]
# ## Explore: tell it yourself
#
# The story of one point has two stages. **First a kind:** a number *u*, evenly spread between 0 and
# 1, falls on the bar of cumulated weights. **Then a point:** it is drawn from that kind's Gaussian.
#
# The picture tells it with the mixture that fits the geyser. You set *u* of the newest draw.

# %%
# The explorer, with four things to try
plane = best_fit(geyser, 2, rng=0).mixture
order = plane.means[:, 0].argsort()
model = Mixture(plane.weights[order], plane.means[order], plane.covariances[order])
two_stages(
    model,
    presets=[
        explore.Preset(
            "1 · One draw",
            {"draws": 1, "u": 0.22, "told": "kind shown"},
            "u is below 0.36: a short one, at 46.1 minutes. Move u slowly upwards. Nothing moves, "
            "until at 0.38 the point jumps to the other ellipse, to 71.3 minutes.",
        ),
        explore.Preset(
            "2 · A whole record",
            {"draws": 272, "u": 0.22, "told": "kind shown"},
            "Press Restart and Play to see it grow. 86 of the 272 are short, where 0.36 leads you "
            "to expect 97: the weights are chances, and counts scatter around them.",
        ),
        explore.Preset(
            "3 · Labels gone",
            {"draws": 272, "u": 0.22, "told": "kind hidden"},
            "The same points, as a geyser would show them: no colours, no ellipses, no u. Only the "
            "sum of the hills can be seen. This is all that a fit is given.",
        ),
        explore.Preset(
            "4 · Another story",
            {"draws": 272, "u": 0.22, "told": "both kinds averaged"},
            "Every point is now an average of a short and a long one. The mean stays, near 71. But "
            "there is one narrow hill, where the geyser has its valley.",
        ),
    ],
)

# %% [markdown]
# **What to try.** Press the numbered buttons in order. Then hide the kind with one draw made, and
# move *u*: you see the jump, and no reason for it.


# %%
# The numbers above, checked
def told(n, u, blend=False):
    """What the explorer draws."""
    rng = np.random.default_rng(13)
    us, noise = rng.random(272), rng.standard_normal((272, 2, 2))
    return s75_02_two_stages._story(model, np.append(us[: n - 1], u), noise[:n], blend)


assert 0.34 < model.weights[0] < 0.38
assert round(float(model.weights[0]), 2) == 0.36
for u, kind, wait in ((0.22, 0, 46.1), (0.34, 0, 46.1), (0.38, 1, 71.3)):
    newest = told(1, u)
    assert newest.kinds[-1] == kind
    assert round(float(newest.points[-1, 0]), 1) == wait
record, blend = told(272, 0.22), told(272, 0.22, blend=True)
assert np.sum(record.kinds == 0) == 86
assert round(272 * float(model.weights[0])) == 97
assert abs(blend.points[:, 0].mean() - 71) < 0.5
assert blend.points[:, 0].std() < 5 < 13 < record.points[:, 0].std()

# %% [markdown]
# ## Explain: the story in letters
#
# Write $z$ for the **hidden label**, the kind of a point $x$. The mixing weights $\pi_k$ say how
# often each kind is drawn:
#
# $$P(z=k)=\pi_k, \qquad x \mid z=k \;\sim\; \mathcal N(\mu_k, \Sigma_k)$$
#
# For the waits alone, $\pi = (0.36, 0.64)$, $\mu = (54.6, 80.1)$ minutes, and the standard
# deviation is 5.9 for both. In numpy the two stages are two lines:

# %%
pi, mu, sigma = np.array([0.36, 0.64]), np.array([54.6, 80.1]), np.array([5.9, 5.9])
rng = np.random.default_rng(1)
z = np.searchsorted(np.cumsum(pi)[:-1], rng.random(272), side="right")  # first a kind
x = mu[z] + sigma[z] * rng.standard_normal(272)  # then a wait
print("kinds:", z[:8], "\nwaits:", x[:8].round(1))

# %% [markdown]
# `gmmlab` has it as `mixture.sample(n, rng)`: it hands you the points, and the labels, so that you
# can check what a real geyser would not tell.
#
# ### Label hidden: add up over the kinds
#
# How often is a wait over 60 minutes? Each kind has its own answer: a short one in 0.18 of cases, a
# long one nearly always. The label is not seen, so you weigh both with how often they come:
#
# $$0.36\cdot 0.18 + 0.64\cdot 1.00 = 0.705$$
#
# In the record it is 189 of 272, or 0.695. To add 0.18 and 1.00 without weights gives 1.18, which
# is no probability; their plain mean forgets that long waits are more frequent.
#
# What holds for every interval holds for the density:
#
# $$p(x)=\sum_k \pi_k\, \mathcal N(x \mid \mu_k, \Sigma_k)$$
#
# The weights sum to 1, so the area below the sum is 1. Two densities added without weights would
# have an area of 2.

# %%
over = norm.sf(60, mu, sigma)  # for each kind, the chance of more than 60 minutes
grid = np.linspace(20, 120, 2001)
density = norm.pdf(grid[:, None], mu, sigma)
areas = [float((density @ weights).sum() * np.ptp(grid) / 2000) for weights in (pi, np.ones(2))]
print("over 60:", over.round(2), "together:", (pi @ over).round(3), "areas:", np.round(areas, 3))

# %%
# The numbers above, checked
assert np.allclose([line.weights[line.means[:, 0].argmin()], w[0]], 0.36, atol=0.005)
fitted_mu = np.sort(line.means[:, 0])
assert fitted_mu.round(1).tolist() == [54.6, 80.1]
assert np.sqrt(var).round(1).tolist() == [5.9, 5.9]
assert over.round(2).tolist() == [0.18, 1.0]
assert round(0.36 * 0.18 + 0.64 * 1.00, 3) == 0.705
assert (np.sum(waits > 60), round(189 / 272, 3)) == (189, 0.695)
assert round(0.18 + 1.00, 2) == 1.18
assert np.allclose(areas, [1, 2], atol=1e-3)

# %% [markdown]
# ### A mixture is no average
#
# *Draw one kind, and take its point* is not *take a point of each, and average them*. The mean is
# the same, $0.36\cdot 54.6+0.64\cdot 80.1=70.9$ minutes. The variance is not:
#
# | story | variance of the waits (min²) |
# |---|---|
# | one kind is drawn (the record: 184.1) | inside 34.4 + between 149.7 = **184.1** |
# | both are averaged | $\pi_1^2\sigma_1^2+\pi_2^2\sigma_2^2$ = **18.6** |
# | variances averaged, which is neither | **34.4** |
#
# Inside is the mean of the kinds' variances. Between is the variance of their means,
# $\sum_k \pi_k(\mu_k-\bar\mu)^2$: a wait of the one kind lies far from the other kind's middle.
#
# The densities differ most at the mean, 70.9 minutes. There the mixture has
# $0.36\cdot 0.0015 + 0.64\cdot 0.0200 = 0.0133$ a minute, the average 0.0926.


# %%
# A prediction: commit to yours below before you look inside this cell
def peaks(gap):
    """Tops of an even mixture of two kinds with standard deviation 1 and this gap."""
    at = np.linspace(-6, 6, 4001)
    height = norm.pdf(at, -gap / 2) + norm.pdf(at, gap / 2)
    return int(np.sum((height[1:-1] > height[:-2]) & (height[1:-1] > height[2:])))


second_guess = predict(
    "Two kinds, equally frequent, both with a standard deviation of 1. Their means are 1.8 apart. "
    "How many hills has the density?",
    {
        "Two: one for each kind": "They melt into one another. Two kinds need not show as two.",
        "One": "",
        "None: it is flat on top": "Nearly flat, but it has a top: half-way between the means.",
    },
    answer="One",
    why="With equal weights and one standard deviation the valley opens only when the means are "
    "*more than two* standard deviations apart. The geyser's kinds are 4.3 apart.",
)
second_guess

# %% [markdown]
# In the plane, count the distance between the means in Mahalanobis' way; with a common covariance
# matrix and equal weights it must be more than 2 as well. So the number of hills is not the number
# of kinds.

# %%
# The numbers above, checked
assert [peaks(gap) for gap in (1.8, 2.0, 2.1, 4.3)] == [1, 1, 2, 2]
gap = np.ptp(mu) / 5.9
assert round(float(gap), 1) == 4.3
assert round(0.36 * 54.6 + 0.64 * 80.1, 1) == 70.9
spread = {"inside": w @ var, "between": w @ (fitted_mu - w @ fitted_mu) ** 2, "average": w**2 @ var}
assert round(float(waits.var()), 1) == 184.1
assert [round(float(v), 1) for v in spread.values()] == [34.4, 149.7, 18.6]
assert np.isclose(spread["inside"] + spread["between"], waits.var(), rtol=1e-3)
at_mean = norm.pdf(70.9, mu, sigma)
assert at_mean.round(4).tolist() == [0.0015, 0.0200]
assert round(0.36 * 0.0015 + 0.64 * 0.0200, 4) == 0.0133
assert round(float(norm.pdf(0, 0, np.sqrt(18.6))), 4) in (0.0925, 0.0926)
assert round(float(norm.pdf(0) / np.sqrt(spread["average"])), 4) == 0.0926

# %% [markdown]
# ### A story, and what it leaves out
#
# The story says how the data *could* have come about. It draws each point anew, without memory. A
# geyser has one: of 97 short eruptions in the record only 6 are followed by another short one,
# where chance would have about 35. A mixture describes the cloud, not the order.
#
# And it names no causes. A component is a term of a sum; whether it is a kind in nature is for you
# to find out.
#
# **Fitting tells the story backwards:** from points to labels, in shares, and from these to the
# parameters. The next lessons do that.

# %%
# The numbers above, checked
short = model.responsibilities(geyser).argmax(axis=1) == 0
again = int(np.sum(short[:-1] & short[1:]))
assert (np.sum(short), again) == (97, 6)
assert round(97 * 0.36) == 35

# %% [markdown]
# ## Worked example: one wait, by hand
#
# You have $u = 0.20$ and, for the second stage, a standard normal number $e = -0.50$.
#
# 1. **Cumulate the weights.** 0.36, then 1.
# 2. **A kind.** The first cumulated weight above $u$ is 0.36: short.
# 3. **A wait.** $\mu + \sigma e = 54.6 + 5.9\cdot(-0.50) = 51.65$ minutes.
#
# Only *e* moves the wait inside its kind; *u* has done its work in step 2.

# %%
# The numbers above, checked
assert 0.20 < 0.36
assert np.isclose(54.6 + 5.9 * (-0.50), 51.65)

# %% [markdown]
# ### The same, with gaps
#
# Now $u = 0.70$ and $e = 1.20$. The first cumulated weight above 0.70 is 1: long.

# %%
# The first gap: fill it below before you look inside this cell
gap_1 = predict(
    "Step 3. Which wait is drawn, in minutes? Two decimals.",
    (40, 110),
    answer=87.18,
    why="$80.1 + 5.9\\cdot 1.20 = 87.18$. That u is 0.70 and not 0.37 or 0.99 makes no difference.",
)
gap_1

# %%
# The second gap: fill it below before you look inside this cell
gap_2 = predict(
    "How often is a wait over 75 minutes? For short waits the chance is 0.00, for long ones 0.81. "
    "Two decimals.",
    (0, 1),
    answer=0.52,
    why="$0.36\\cdot 0.00+0.64\\cdot 0.81=0.52$. In the record it is 138 of 272, or 0.51.",
)
gap_2

# %%
# The numbers above, checked
assert np.cumsum(pi).tolist() == [0.36, 1.0]
assert 0.36 <= 0.37 < 0.70 < 0.99 < 1
assert round(80.1 + 5.9 * 1.20, 2) == 87.18
assert norm.sf(75, mu, sigma).round(2).tolist() == [0.0, 0.81]
assert round(0.36 * 0.00 + 0.64 * 0.81, 2) == 0.52
assert (np.sum(waits > 75), round(138 / 272, 2)) == (138, 0.51)

# %% [markdown]
# ## Practice
#
# Five questions, drawn afresh each time: two on this lesson, one that many people get wrong, two on
# steps that it stands on. Type your answer and press Enter. A hint costs nothing.

# %%
practice("s75-02-the-generative-story")

# %% [markdown]
# ## Check
#
# The [exercise on the generative story](../../exercises/s75-02-the-generative-story/s75-02-the-generative-story.ipynb)
# has five graded questions: three draws by hand, a sampler to write, a story that was told wrongly,
# a claim to judge, and a label to bring back on flowers.

# %% [markdown]
# ## Reflect
#
# In one sentence, for yourself: tell the story of one value of your own data. What is the hidden
# kind, and what would be lost by averaging?

# %% [markdown]
# ## Summary
#
# - First a kind, with the mixing weights; then a point, from that kind alone.
# - With the label hidden, densities and probabilities are added up over the kinds, each with its
#   weight.
# - A mixture draws from one kind or another and averages none: its variance is inside plus between.
#
# **Read on** C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 9.2, equations
# 9.7 to 9.12. The data: A. Azzalini and A. W. Bowman, *Applied Statistics* 39 (1990), 357–365.
#
# Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under BSD-3-Clause.
