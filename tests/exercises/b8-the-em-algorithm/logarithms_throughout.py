# %%
# Right, by logarithms, in single precision where that is enough, with one-element arrays.
loses = {}

# %% solution="by-hand"
r = np.float32([0.75, 0.25])
gap = np.array([np.sum(0.5 * np.log(0.5 / r))])
after = np.array([np.log(np.float32(0.016))])
bound = after - gap


# %% solution="split"
def split(scores, q):
    from scipy.special import logsumexp, xlogy

    logs = np.log(scores)
    total = logsumexp(logs, axis=1).sum(keepdims=True)
    lower = (q * logs - xlogy(q, q)).sum()
    return np.float32(total), np.float32(lower), np.float32(total - lower)


# %% solution="mended"
def mended(densities, weight, iterations):
    trace = []
    for _ in range(iterations):
        joint = np.log(densities) + np.log([weight, 1 - weight])
        total = np.logaddexp(*joint.T)
        trace.append([total.sum()])
        weight = np.exp(joint[:, :1].T - total).mean(axis=1)[0]
    return np.array(trace), np.array([weight])


# %% solution="promise"
answer = np.array(["B"])


# %% solution="coins"
def em_coins(heads, n, a, b, iterations):
    def joint(p):
        return np.outer(heads, np.log(p)) + np.outer(n - heads, np.log(1 - p)) - np.log(2)

    p = np.array([a, b], float)
    for _ in range(iterations):
        logs = joint(p)
        shares = np.exp(logs - np.logaddexp(*logs.T)[:, None])
        p = heads @ shares / (n * shares.sum(axis=0))
    return p[0], p[1:], np.logaddexp(*joint(p).T).sum(keepdims=True)
