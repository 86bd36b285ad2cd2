# %%
# Right, in plain Python, rounded where that is allowed, with names a check might use.
loses = {}

# %% solution="by-hand"
import math

s, radii, one, whole = 10.8, 4.5, None, None
by_hand = [s]


# %% solution="arc"
def arc(sigma, times, t):
    share_of_turn = math.fabs(t) / math.tau
    return share_of_turn * math.pi * (2 * sigma * times)


# %% solution="mended"
def mended(mean, sigma, t):
    x, y = mean
    return [x + sigma * math.cos(t), y + sigma * math.sin(t)]


# %% solution="in-numpy"
up, down, size = 1.57, -1.57, None
above, once_round, below = up, 6.28, down


# %% solution="walks"
def walks(mean, sigma, X):
    found = []
    for k in range(len(X)):
        found.append(sigma * math.atan2(X[k][1] - mean[1], X[k][0] - mean[0]))
    return found
