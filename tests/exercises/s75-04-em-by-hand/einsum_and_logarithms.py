# %%
# Right, in array code with logarithms throughout, and in the hand question in single precision.
loses = {}

# %% solution="by-hand"
r, x = np.float32([0.9, 0.8, 0.2, 0.1]), np.float32([1.8, 2.2, 3.6, 4.4])
variance = np.array([np.cov(x, aweights=r, bias=True)], "float32")

# %% solution="e-step"
from scipy.special import logsumexp
from scipy.stats import multivariate_normal


def log_scores(X, weights, means, covariances):
    parts = zip(weights, means, covariances)
    logs = [np.log(w) + multivariate_normal(m, S).logpdf(X) for w, m, S in parts]
    return np.column_stack([np.reshape(log, len(X)) for log in logs])


def e_step(X, weights, means, covariances):
    logs = log_scores(X, weights, means, covariances)
    return np.exp(logs - logsumexp(logs, axis=1, keepdims=True))


# %% solution="m-step"
def m_step(X, R):
    N = R.sum(axis=0)
    means = np.einsum("nk,nd->kd", R, X) / N[:, None]
    squares = np.einsum("nk,ni,nj->kij", R, X, X) / N[:, None, None]
    return N / N.sum(), means, squares - np.einsum("ki,kj->kij", means, means)


# %% solution="mended"
line = [4]


def mended(x, R, means, sds):
    weights, centres, squares = m_step(x[:, None], R)
    return weights, centres.ravel(), np.sqrt(squares.ravel())


# %% solution="em"
def em(X, weights, means, covariances, iterations):
    now = weights, means, covariances
    trace = []
    for _ in range(iterations):
        logs = log_scores(X, *now)
        whole = logsumexp(logs, axis=1, keepdims=True)
        trace.append(whole.sum())
        now = m_step(X, np.exp(logs - whole))
    trace.append(logsumexp(log_scores(X, *now), axis=1).sum())
    return [*now, np.array(trace)]
