"""`GaussianMixture`: a mixture fitted by EM, behind scikit-learn's names."""

from __future__ import annotations

import warnings
from functools import partial
from itertools import islice
from typing import Any, Self

import numpy as np

from gmmlab.checks import as_count, as_data, as_varied
from gmmlab.criteria import aic, bic, icl
from gmmlab.errors import CollapseWarning, ConvergenceWarning
from gmmlab.estimators.base import Estimator, choice, seeded
from gmmlab.mixture import Mixture
from gmmlab.shapes import Diagonal, Full, Shape, Spherical
from gmmlab.starts import STARTS, start
from gmmlab.steps import Fit, e_step, em, m_step
from gmmlab.types import Array, Labels

__all__ = ["GaussianMixture"]

TYPES: dict[str, Shape] = {
    "full": Full(),
    "tied": Full(shared=True),
    "diag": Diagonal(),
    "spherical": Spherical(),
}

INITS = {
    "kmeans": STARTS["k-means"],
    "k-means++": STARTS["k-means++"],
    "random": STARTS["random responsibilities"],
    "random_from_data": STARTS["random points"],
}


class GaussianMixture(Estimator):
    """A Gaussian mixture fitted by EM, with scikit-learn's names.

    Parameters
    ----------
    n_components : int
        K, at least 1.
    covariance_type : {'full', 'tied', 'diag', 'spherical'}
        Each its own full covariance; one full covariance for all; variances along the axes;
        one variance each.
    tol : float
        Stop once the mean log-likelihood per point gains less than this, in nats.
    reg_covar : float
        Added to every variance in each M-step, in the data's units squared.
    max_iter : int
        M-steps per start, at most.
    n_init : int
        Starts to try; the likeliest result is kept.
    init_params : {'kmeans', 'k-means++', 'random', 'random_from_data'}
        How each begins.
    weights_init, means_init, precisions_init : array_like, optional
        Where to begin instead: (K,), (K, d), and precisions shaped as ``precisions_``.
    random_state : int, numpy Generator or RandomState, optional
    warm_start : bool
        Begin the next `fit` from the last one's result.

    Attributes
    ----------
    weights_, means_ : ndarray of shape (K,) and (K, d)
    covariances_, precisions_, precisions_cholesky_ : ndarray
        (K, d, d) full; (d, d) tied; (K, d) diag; (K,) spherical.
    converged_ : bool
    n_iter_ : int
        M-steps taken.
    lower_bound_ : float
        Mean log-likelihood per point of exactly these parameters.
    lower_bounds_ : list of float
        The same after each M-step.
    n_features_in_ : int

    Examples
    --------
    >>> from gmmlab import datasets
    >>> model = GaussianMixture(2, random_state=0).fit(datasets.faithful().X)
    >>> model.means_[model.means_[:, 0].argsort()].round(1)
    array([[ 2. , 54.5],
           [ 4.3, 80. ]])
    >>> model.predict_proba([[3.0, 65.0]]).max().round(2)
    np.float64(0.77)
    """

    def __init__(
        self,
        n_components: int = 1,
        *,
        covariance_type: str = "full",
        tol: float = 1e-3,
        reg_covar: float = 1e-6,
        max_iter: int = 100,
        n_init: int = 1,
        init_params: str = "kmeans",
        weights_init: Any = None,
        means_init: Any = None,
        precisions_init: Any = None,
        random_state: Any = None,
        warm_start: bool = False,
    ) -> None:
        self.n_components = n_components
        self.covariance_type = covariance_type
        self.tol = tol
        self.reg_covar = reg_covar
        self.max_iter = max_iter
        self.n_init = n_init
        self.init_params = init_params
        self.weights_init = weights_init
        self.means_init = means_init
        self.precisions_init = precisions_init
        self.random_state = random_state
        self.warm_start = warm_start

    def fit(self, X: Any, y: Any = None) -> Self:
        """Fit the mixture to points X (n, d); y is ignored.

        Raises
        ------
        BadInput, TooFewPoints, ConstantFeature, CollapsedComponent

        Warns
        -----
        ConvergenceWarning, CollapseWarning
        """
        X = as_varied(X)
        as_count(self.n_components, len(X), "n_components")
        rng = seeded(self.random_state)
        climbs = [self._climb(X, begin) for begin in self._starts(X, rng)]
        self._keep(max(climbs, key=lambda fits: fits[-1].log_likelihood))
        return self

    def _starts(self, X: Array, rng: np.random.Generator) -> list[Mixture]:
        if self.warm_start and "_fit" in self.__dict__:
            return [self._fit.mixture]
        shape = choice("covariance_type", self.covariance_type, TYPES)
        how = choice("init_params", self.init_params, INITS)
        n_init = as_count(self.n_init, name="n_init")
        begins = (start(X, self.n_components, shape, how=how, rng=rng) for _ in range(n_init))
        return [self._as_told(begin) for begin in begins]

    def _as_told(self, begin: Mixture) -> Mixture:
        """A start with the user's own weights, means and precisions put in."""
        weights, means, sigma = begin.weights, begin.means, begin.covariances
        if self.weights_init is not None:
            weights = np.asarray(self.weights_init, dtype=float)
        if self.means_init is not None:
            means = as_data(self.means_init)
        if self.precisions_init is not None:
            given = np.asarray(self.precisions_init, dtype=float)
            sigma = np.linalg.inv(_expanded(given, begin.K, begin.d))
        return Mixture(weights, means, sigma, begin.shape)

    def _climb(self, X: Array, begin: Mixture) -> list[Fit]:
        ridge = partial(m_step, floor=0.0, ridge=self.reg_covar)
        fits: list[Fit] = []
        for fit in islice(em(X, begin, maximise=ridge), self.max_iter + 1):
            fits.append(fit)
            if self._settled(fits):
                break
        return fits

    def _settled(self, fits: list[Fit]) -> bool:
        """Whether the last step gained less than `tol` nats a point."""
        if len(fits) < 2:
            return False
        return abs(fits[-1].log_likelihood - fits[-2].log_likelihood) < self.tol * fits[-1].n

    def _keep(self, fits: list[Fit]) -> None:
        fit = fits[-1]
        self._fit = fit
        self.lower_bounds_ = [each.log_likelihood / fit.n for each in fits[1:]]
        self.lower_bound_ = fit.log_likelihood / fit.n
        self.n_iter_ = len(fits) - 1
        self.converged_ = self._settled(fits)
        self.weights_, self.means_ = fit.mixture.weights, fit.mixture.means
        self.covariances_ = self._packed(fit.mixture.covariances)
        self.precisions_cholesky_ = self._packed(fit.mixture.whiteners.transpose(0, 2, 1))
        W = fit.mixture.whiteners
        self.precisions_ = self._packed(W.transpose(0, 2, 1) @ W)
        self.n_features_in_ = fit.mixture.d
        self._warn(fit)

    def _packed(self, matrices: Array) -> Array:
        """(K, d, d) as scikit-learn stores this covariance type."""
        return {
            "full": matrices,
            "tied": matrices[0],
            "diag": np.einsum("kii->ki", matrices),
            "spherical": matrices[:, 0, 0],
        }[self.covariance_type]

    def _warn(self, fit: Fit) -> None:
        least = np.linalg.eigvalsh(fit.mixture.covariances)[:, 0]
        held = sorted({*fit.collapsed, *np.flatnonzero(least < 2 * self.reg_covar).tolist()})
        if held:
            warnings.warn(
                f"component(s) {held} of {fit.mixture.K} collapsed onto a few points: only "
                f"reg_covar={self.reg_covar:g} keeps their variance from 0, and the "
                "log-likelihood means little. Ask for fewer components, or try other starts.",
                CollapseWarning,
                stacklevel=4,
            )
        if not self.converged_:
            warnings.warn(
                f"EM took all {self.max_iter} iterations and still gained more than "
                f"tol={self.tol:g} nats a point. Raise max_iter, or accept the result as it is.",
                ConvergenceWarning,
                stacklevel=4,
            )

    @property
    def mixture(self) -> Mixture:
        """The fitted mixture itself."""
        fit: Fit = self._require("_fit")
        return fit.mixture

    def fit_predict(self, X: Any, y: Any = None) -> Labels:
        """Fit, then label each point with its likeliest component, shape (n,)."""
        return self.fit(X).predict(X)

    def predict(self, X: Any) -> Labels:
        """The component with the largest responsibility for each point, shape (n,)."""
        return self.predict_proba(X).argmax(axis=1)

    def predict_proba(self, X: Any) -> Array:
        """Responsibilities, shape (n, K); rows sum to 1."""
        return self.mixture.responsibilities(X)

    def score_samples(self, X: Any) -> Array:
        """Log-density of each point, shape (n,), in nats."""
        return self.mixture.log_density(X)

    def score(self, X: Any, y: Any = None) -> float:
        """Mean log-density of the points, in nats."""
        return float(self.score_samples(X).mean())

    def bic(self, X: Any) -> float:
        """Schwarz's criterion on X; smaller is better."""
        return bic(e_step(X, self.mixture))

    def aic(self, X: Any) -> float:
        """Akaike's criterion on X; smaller is better."""
        return aic(e_step(X, self.mixture))

    def icl(self, X: Any) -> float:
        """BIC plus twice the entropy of the responsibilities on X; smaller is better."""
        return icl(e_step(X, self.mixture))

    def sample(self, n_samples: int = 1) -> tuple[Array, Labels]:
        """Draw points (n_samples, d) and the components (n_samples,) they came from."""
        count = as_count(n_samples, name="n_samples")
        return self.mixture.sample(count, seeded(self.random_state))


def _expanded(packed: Array, K: int, d: int) -> Array:
    """Precisions as scikit-learn stores them, as (K, d, d)."""
    if packed.ndim == 1:
        return packed[:, None, None] * np.eye(d)
    if packed.shape == (K, d, d):
        return packed
    if packed.shape == (d, d):
        return np.repeat(packed[None], K, axis=0)
    return packed[:, :, None] * np.eye(d)
