# %%
# Right, in plain Python: begins anywhere and moves the level by what is left over for each.
loses = {}

# %% solution="by-hand"
m, own, left_over = 80, [85, 85, 84, 78, 83], 0
for wait in own:
    left_over += wait - m
centre = m + left_over / len(own)


# %% solution="centroid"
def centroid(x, labels, k):
    level, spare, how_many = 60, 0, 0
    for value, label in zip(list(x), list(labels)):
        if label == k:
            spare, how_many = spare + (value - level), how_many + 1
    return level + spare / how_many


# %% solution="mended"
def mended(x):
    return x[0] + sum(value - x[0] for value in x) / len(x)


# %% solution="misread"
corrected = 82.5


# %% solution="centroids"
def centroids(X, labels, K):
    columns = [[row[j] for row in X.tolist()] for j in range(len(X[0]))]
    return [[centroid(column, labels, k) for column in columns] for k in range(K)]
