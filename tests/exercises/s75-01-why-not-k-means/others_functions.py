# %%
# Right, by library functions; one-element arrays instead of numbers, tuples of arrays.
loses = {}

# %% solution="by-hand"
centroids = np.array([[six / 3 for six in (6.8,)], [4.4], [8.0]], dtype=np.float32)


# %% solution="from-the-truth"
def from_the_truth(X, truth):
    from scipy.cluster.vq import kmeans2, vq

    middles = np.array([X[truth == k].mean(axis=0) for k in np.unique(truth)])
    ends, labels = kmeans2(X, middles, iter=100, minit="matrix")
    return (
        np.array([((X - middles[truth]) ** 2).sum()]),
        np.array([(vq(X, ends)[1] ** 2).sum()]),
        np.array([np.count_nonzero(labels - truth)]),
    )


# %% solution="mended"
def mended(labels, truth):
    from scipy.optimize import linear_sum_assignment

    K = 1 + max(np.max(labels), np.max(truth))
    table = np.zeros((K, K))
    np.add.at(table, (labels, truth), 1)
    rows, columns = linear_sum_assignment(table, maximize=True)
    return np.array([len(labels) - table[rows, columns].sum()])


# %% solution="remedy"
answer = np.array(["D"])


# %% solution="second-look"
def second_look(X, centres, R, level):
    from scipy.spatial.distance import cdist

    disagree = cdist(X, centres).argmin(axis=1) != R.argmax(axis=1)
    return np.where(disagree), np.where(np.amax(R, axis=1) < level)
