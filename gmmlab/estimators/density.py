"""What a fitted mixture says of data, by scikit-learn's names."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from gmmlab.checks import as_count
from gmmlab.covariances import as_shape
from gmmlab.criteria import aic, bic, icl
from gmmlab.errors import BadInput
from gmmlab.estimators.base import Estimator, seeded
from gmmlab.estimators.contract import tags
from gmmlab.estimators.packing import unpacked
from gmmlab.mixture import Mixture
from gmmlab.steps import Fit, e_step
from gmmlab.types import Array, Labels

__all__ = ["Density"]


class Density(Estimator):
    """An estimator whose attributes make up a mixture; they may be set without a fit, too."""

    covariance_type: Any
    random_state: Any
    weights_: Array
    means_: Array
    covariances_: Array
    precisions_cholesky_: Array

    def _attributes(self) -> tuple[Array, ...]:
        """What the mixture is made of."""
        self._require("weights_")
        return self.weights_, self.means_, self.covariances_, self.precisions_cholesky_

    @property
    def mixture(self) -> Mixture:
        """The fitted mixture itself, as the attributes have it."""
        told = self._attributes()
        kept, mixture = self.__dict__.get("_fitted", ((), None))
        if len(kept) == 4 and all(a is b for a, b in zip(kept, told, strict=True)):
            return mixture
        return self._mixture_of(*told)

    def _mixture_of(self, weights: Array, means: Array, sigma: Array, roots: Array) -> Mixture:
        """The mixture of attributes that somebody has set."""
        (K, d), kind = means.shape, self.covariance_type
        arrays = (np.asarray(part, dtype=float) for part in (weights, means, sigma, roots))
        weights, means, sigma, roots = arrays
        matrices = unpacked(sigma, kind, K, d)
        mixture = Mixture(weights / weights.sum(), means, matrices, as_shape(kind))
        W = np.swapaxes(unpacked(roots, kind, K, d), 1, 2)
        mixture.__dict__.update(whiteners=W, factors=np.linalg.inv(W))
        return mixture

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Fit the mixture to points X (n, d)."""
        raise NotImplementedError

    def fit_predict(self, X: Any, y: Any = None, sample_weight: Any = None) -> Labels:
        """Fit, then label each point with its likeliest component, shape (n,)."""
        return self.fit(X, sample_weight=sample_weight).predict(X)

    def predict(self, X: Any) -> Labels:
        """The component with the largest responsibility for each point, shape (n,)."""
        X = self._met(X, "weights_")
        return self.mixture.log_joint(X).argmax(axis=1)

    def predict_proba(self, X: Any) -> Array:
        """Responsibilities, shape (n, K); rows sum to 1."""
        X = self._met(X, "weights_")
        return self.mixture.responsibilities(X).astype(X.dtype, copy=False)

    def score_samples(self, X: Any) -> Array:
        """Log-density of each point, shape (n,), in nats."""
        X = self._met(X, "weights_")
        return self.mixture.log_density(X).astype(X.dtype, copy=False)

    def score(self, X: Any, y: Any = None) -> float:
        """Mean log-density of the points, in nats."""
        return float(self.score_samples(X).mean(dtype=float))

    def _held(self, X: Any) -> Fit:
        """The mixture held against X."""
        return e_step(self._met(X, "weights_"), self.mixture)

    def bic(self, X: Any) -> float:
        """Schwarz's criterion on X; smaller is better."""
        return bic(self._held(X))

    def aic(self, X: Any) -> float:
        """Akaike's criterion on X; smaller is better."""
        return aic(self._held(X))

    def icl(self, X: Any) -> float:
        """BIC plus twice the entropy of the responsibilities on X; smaller is better."""
        return icl(self._held(X))

    def _n_parameters(self) -> int:
        """How many numbers are free."""
        return self.mixture.free_parameters

    def sample(self, n_samples: int = 1) -> tuple[Array, Labels]:
        """Draw points (n_samples, d) and the components (n_samples,) they came from."""
        mixture = self.mixture
        try:
            count = as_count(n_samples, name="n_samples")
        except BadInput as error:
            raise BadInput(f"Invalid value for 'n_samples': {error}") from None
        return mixture.sample(count, seeded(self.random_state))

    def __sklearn_tags__(self) -> Any:
        return tags("density_estimator")
