# %%
loses = {
    "check-by-hand": "You kept the two eruptions",
    "check-e-step": "winners take all",
    "check-m-step": "you counted winners",
    "check-em": "differ from gmmlab's",
}

# %% solution="by-hand"
variance = 0.04


# %% solution="e-step"
def soft(X, weights, means, covariances):
    logs = []
    for w, m, S in zip(weights, means, covariances):
        q = np.sum((X - m) @ np.linalg.inv(S) * (X - m), axis=1)
        logs.append(np.log(w) - q / 2 - np.linalg.slogdet(2 * np.pi * S)[1] / 2)
    return np.transpose(logs)


def e_step(X, weights, means, covariances):
    return np.eye(len(weights))[soft(X, weights, means, covariances).argmax(axis=1)]


# %% solution="m-step"
def m_step(X, R):
    R = np.eye(R.shape[1])[R.argmax(axis=1)]
    N = R.sum(axis=0)
    means = R.T @ X / N[:, None]
    gaps = X - means[:, None]
    return N / len(X), means, np.einsum("nk,kni,knj->kij", R, gaps, gaps) / N[:, None, None]


# %% solution="em"
def em(X, weights, means, covariances, iterations):
    now = weights, means, covariances
    trace = [np.logaddexp.reduce(soft(X, *now), axis=1).sum()]
    for _ in range(iterations):
        now = m_step(X, e_step(X, *now))
        trace.append(np.logaddexp.reduce(soft(X, *now), axis=1).sum())
    return *now, trace
