"""`KMeans`: Lloyd's algorithm, behind scikit-learn's names."""

from __future__ import annotations

from itertools import islice
from typing import Any, Self

import numpy as np

from gmmlab.checks import as_count, as_data, distinct_rows
from gmmlab.estimators.base import Estimator, choice, seeded
from gmmlab.mixture import Mixture
from gmmlab.starts import rows, spread_out
from gmmlab.steps import kmeans
from gmmlab.types import Array, Labels

__all__ = ["KMeans"]


class KMeans(Estimator):
    """Lloyd's k-means, with scikit-learn's names: EM with hard assignment and only means moving.

    Parameters
    ----------
    n_clusters : int
        K, at least 1.
    init : {'k-means++', 'random'} or array_like of shape (K, d)
        How to begin.
    n_init : int or 'auto'
        Starts to try; the least inertia is kept.  'auto' is 1 for k-means++ and given centres,
        10 for random.
    max_iter : int
        Passes per start, at most.
    tol : float
        Stop once a pass lessens the inertia by less than this share of it.
    random_state : int, numpy Generator or RandomState, optional

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (K, d)
    labels_ : ndarray of shape (n,)
        The nearest centre of each point.
    inertia_ : float
        Sum of squared distances to those centres, in the data's units squared.
    n_iter_ : int
    n_features_in_ : int

    Examples
    --------
    >>> model = KMeans(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
    >>> sorted(model.cluster_centers_.ravel().tolist())
    [0.5, 9.5]
    >>> model.inertia_
    1.0
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        n_init: int | str = "auto",
        max_iter: int = 300,
        tol: float = 1e-4,
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Cluster points X (n, d); y is ignored.

        Raises
        ------
        BadInput, TooFewPoints
        """
        X = as_data(X)
        as_count(self.n_clusters, len(X), "n_clusters")
        runs = [self._run(X, begin) for begin in self._starts(X, seeded(self.random_state))]
        centres, passes = min(runs, key=lambda run: _inertia(X, run[0]))
        self.cluster_centers_, self.n_iter_ = centres, passes
        self.inertia_ = _inertia(X, centres)
        self.labels_ = _distances(X, centres).argmin(axis=1)
        self.n_features_in_ = X.shape[1]
        return self

    def _starts(self, X: Array, rng: np.random.Generator) -> list[Array]:
        if not isinstance(self.init, str):
            return [as_data(self.init)]
        draw, usual = choice(
            "init", self.init, {"k-means++": (spread_out, 1), "random": (rows, 10)}
        )
        n_init = usual if self.n_init == "auto" else as_count(self.n_init, name="n_init")
        distinct_rows(X, self.n_clusters)
        return [draw(X, self.n_clusters, rng=rng) for _ in range(n_init)]

    def _run(self, X: Array, centres: Array) -> tuple[Array, int]:
        before = np.inf
        passes = 0
        for fit in islice(kmeans(X, Mixture.balls(centres)), self.max_iter + 1):
            centres, inertia = fit.mixture.means, _inertia(X, fit.mixture.means)
            if before - inertia <= self.tol * inertia:
                break
            before, passes = inertia, passes + 1
        return centres, passes

    def fit_predict(self, X: Any, y: Any = None) -> Labels:
        """Fit, then the nearest centre of each point, shape (n,)."""
        return np.asarray(self.fit(X).labels_)

    def predict(self, X: Any) -> Labels:
        """The nearest centre of each point, shape (n,)."""
        return self.transform(X).argmin(axis=1)

    def transform(self, X: Any) -> Array:
        """Distance of each point to each centre, shape (n, K), in the data's units."""
        return np.sqrt(_distances(as_data(X), self._require("cluster_centers_")))

    def score(self, X: Any, y: Any = None) -> float:
        """Minus the inertia of X."""
        return -_inertia(as_data(X), self._require("cluster_centers_"))


def _distances(X: Array, centres: Array) -> Array:
    """Squared distance of each point to each centre, shape (n, K)."""
    return np.stack([np.sum((X - centre) ** 2, axis=1) for centre in centres], axis=1)


def _inertia(X: Array, centres: Array) -> float:
    return float(_distances(X, centres).min(axis=1).sum())
