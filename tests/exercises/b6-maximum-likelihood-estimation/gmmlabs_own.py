# %%
# Right, by gmmlab's own functions and in single precision; one-element arrays instead of numbers.
loses = {}

# %% solution="by-hand"
from gmmlab import Mixture

height = Mixture(np.ones(1), np.array([[1.5]]), np.array([[[0.01]]])).log_density(
    np.array([[1.3], [1.5], [1.6]])
)
height = [height.sum()]


# %% solution="log-likelihood"
def log_likelihood(x, mu, sigma):
    curve = Mixture(np.ones(1), np.array([[mu]]), np.array([[[sigma**2]]]))
    return np.array([[curve.log_density(x[:, None]).sum()]])


# %% solution="likeliest"
def likeliest(x):
    return np.float32([np.mean(x)]), np.float32([np.std(x)])


# %% solution="follows"
follows = {"d", "f", "a"}


# %% solution="fit-labelled"
def fit_labelled(X, labels):
    R = np.eye(labels.max() + 1)[labels]
    N = R.sum(axis=0)
    means = R.T @ X / N[:, None]
    away = X[:, None, :] - means
    return (
        N / N.sum(),
        np.float32(means),
        np.einsum("nk,nki,nkj->kij", R, away, away) / N[:, None, None],
    )
