"""`KMeans`: Lloyd's algorithm, behind scikit-learn's names."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import islice
from typing import Any, ClassVar, Self

import numpy as np

from gmmlab.checks import as_count
from gmmlab.errors import BadInput, ConvergenceWarning, TooFewPoints
from gmmlab.estimators.base import Estimator, at_least_0, choice, seeded, whole
from gmmlab.estimators.contract import (
    FRAMES,
    also_theirs,
    container,
    new_data,
    share_of_points,
    tags,
)
from gmmlab.estimators.distances import distances, inertia
from gmmlab.estimators.heats import GLANCE, heats, merit
from gmmlab.estimators.seeding import anywhere, draft, far_apart, few_enough, streams
from gmmlab.lloyd import Run, Step, labels, lloyd, nearest, settled
from gmmlab.sheets import Sheet, mean_variance
from gmmlab.types import Array, Labels

__all__ = ["KMeans"]

DRAWS = {"k-means++": far_apart, "random": anywhere}

FINER = 0.1
"""Share of the tolerance by which a run rests that began where some of the points had led it: its
first steps are short, and far from its last all the same."""


class KMeans(Estimator):
    """Lloyd's k-means, with scikit-learn's names: EM with hard assignment and only means moving.

    Where there are more than 2000 points, and more than 300 K, all starts run side by side on so
    many of them; only the best are taken to all points.

    Parameters
    ----------
    n_clusters : int
        K, at least 1.
    init : {'k-means++', 'random'}, callable or array_like of shape (K, d)
        How to begin; a callable is given ``(X, K, random_state)`` and returns centres.
    n_init : int or 'auto'
        Starts to try; the least inertia is kept.  'auto' is 1 for k-means++ and given centres,
        10 otherwise.
    max_iter : int
        Passes per start, at most.
    tol : float
        Stop once the centres' squared shifts add up to less than this share of the features' mean
        variance.
    verbose : int
        Print every pass, if not 0.
    random_state : int, numpy Generator or RandomState, optional
    copy_x : bool
        Of no effect: X is never changed.
    algorithm : {'lloyd', 'elkan'}
        Of no effect: Elkan's way gives the same result.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (K, d)
    labels_ : ndarray of shape (n,), int32
        The nearest centre of each point.
    inertia_ : float
        Sum of squared distances to those centres, in the data's units squared.
    n_iter_ : int
        How often the centres were moved, on all points.
    n_features_in_ : int
    feature_names_in_ : ndarray of shape (d,)
        If X is a data frame whose columns have text for names.

    Examples
    --------
    >>> model = KMeans(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
    >>> sorted(model.cluster_centers_.ravel().tolist())
    [0.5, 9.5]
    >>> model.inertia_
    1.0
    """

    _extras: ClassVar[dict[str, str]] = {"fit": "sample_weight", "score": "sample_weight"}

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        n_init: int | str = "auto",
        max_iter: int = 300,
        tol: float = 1e-4,
        verbose: int = 0,
        random_state: Any = None,
        copy_x: bool = True,
        algorithm: str = "lloyd",
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.verbose = verbose
        self.random_state = random_state
        self.copy_x = copy_x
        self.algorithm = algorithm

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Cluster points X (n, d); y is ignored, sample_weight (n,) says how often each counts.

        Raises
        ------
        BadInput, TooFewPoints

        Warns
        -----
        ConvergenceWarning
            If fewer than K clusters are left, for want of different points.
        """
        X = self._meet(X)
        self._check(X)
        weights = share_of_points(sample_weight, len(X))
        self._keep(X, *self._best(X, weights))
        return self

    def _check(self, X: Array) -> None:
        try:
            as_count(self.n_clusters, len(X), "n_clusters")
        except TooFewPoints as error:
            words = f"n_samples={len(X)} should be >= n_clusters={self.n_clusters}"
            raise TooFewPoints(f"{words}: {error}") from None
        whole("max_iter", self.max_iter, 1)
        choice("algorithm", self.algorithm, {"lloyd": None, "elkan": None})
        self._tol = at_least_0("tol", self.tol) * mean_variance(X)
        if self.algorithm == "elkan" and self.n_clusters == 1:
            warnings.warn(
                "algorithm='elkan' doesn't make sense for a single cluster. Using 'lloyd' instead.",
                RuntimeWarning,
                stacklevel=3,
            )
        self._n_init = self._starts()

    def _starts(self) -> int:
        """How many starts."""
        given = not (isinstance(self.init, str) or callable(self.init))
        if self.n_init == "auto":
            return 1 if given or self.init == "k-means++" else 10
        n_init = whole("n_init", self.n_init, 1)
        if given and n_init > 1:
            warnings.warn(
                "Explicit initial center position passed: performing only one init in "
                f"{type(self).__name__} instead of n_init={n_init}.",
                RuntimeWarning,
                stacklevel=4,
            )
            return 1
        return n_init

    def _best(self, X: Array, weights: Array | None) -> tuple[Sheet, Run]:
        """The points as they were laid out, and the run with the least inertia."""
        rngs = streams(seeded(self.random_state), self._n_init)
        if isinstance(self.init, str):
            return self._drawn(X, weights, rngs)
        sheet, starts = Sheet.of(X, weights), [self._given(X, rng) for rng in rngs]
        if len(starts) == 1 or self.verbose:
            runs = [self._climbed(sheet, start) for start in starts]
        else:
            runs = settled(sheet, np.stack(starts), tol=self._tol, max_iter=self.max_iter)
        return sheet, min(runs, key=merit)

    def _drawn(
        self, X: Array, weights: Array | None, rngs: list[np.random.Generator]
    ) -> tuple[Sheet, Run]:
        """The run with the least inertia of those that begin on points."""
        K, draw = self.n_clusters, choice("init", self.init, DRAWS)
        several = len(rngs) > 1 and len(X) > few_enough(K)
        passes = min(GLANCE, self.max_iter) if several else self.max_iter
        few = draft(X, K, rngs, weights, draw=draw, tol=self._tol, max_iter=passes)
        if few.whole and not self.verbose:
            return few.sheet, few.runs[0]
        sheet, runs = few.sheet if few.whole else Sheet.of(X, weights), few.runs
        if several:
            runs = heats(sheet, few.sheet, runs, self._tol, self.max_iter)
        return sheet, self._climbed(sheet, runs[0].centres, FINER)

    def _given(self, X: Array, rng: np.random.Generator) -> Array:
        """Centres that the caller, or the caller's function, has placed."""
        centres = self.init
        if callable(centres):
            state = np.random.RandomState(int(rng.integers(2**32)))
            centres = centres(X, self.n_clusters, random_state=state)
        centres = new_data(centres).astype(float)
        for j, whose in enumerate((self.n_clusters, X.shape[1])):
            if centres.shape[j] != whose:
                what = ("number of clusters", "number of features of the data")[j]
                raise BadInput(
                    f"The shape of the initial centers {centres.shape} does not match the {what} "
                    f"{whose}: pass one row per cluster, one column per feature."
                )
        return centres

    def _climbed(self, sheet: Sheet, start: Array, share: float = 1.0) -> Run:
        """One run, taken to rest on all points, by a share of the tolerance."""
        passes = 0
        for step in self._told(islice(lloyd(sheet, start), self.max_iter)):
            passes += 1
            if step.shift <= share * self._tol:
                break
        return Run(step.centres, step.inertia, passes)

    def _told(self, steps: Iterator[Step]) -> Iterator[Step]:
        """The same steps, printed if `verbose` says so."""
        if not self.verbose:
            yield from steps
            return
        print("Initialization complete")
        for i, step in enumerate(steps):
            print(f"Iteration {i}, inertia {step.inertia}.")
            if step.shift == 0:
                print(f"Converged at iteration {i}: strict convergence.")
            elif step.shift <= self._tol:
                within = f"center shift {step.shift} within tolerance {self._tol}."
                print(f"Converged at iteration {i}: {within}")
            yield step

    def _keep(self, X: Array, sheet: Sheet, run: Run) -> None:
        self.cluster_centers_ = run.centres.astype(X.dtype)
        self.labels_ = labels(sheet, self.cluster_centers_ - sheet.origin)
        self.inertia_ = inertia(X, self.cluster_centers_, self.labels_, sheet.weights)
        self.n_iter_ = run.passes
        self._n_features_out = self.n_clusters
        if (found := np.unique(self.labels_).size) < self.n_clusters:
            warnings.warn(
                f"Number of distinct clusters ({found}) found smaller than n_clusters "
                f"({self.n_clusters}). Possibly due to duplicate points in X.",
                also_theirs(ConvergenceWarning, "ConvergenceWarning"),
                stacklevel=3,
            )

    def fit_predict(self, X: Any, y: Any = None, sample_weight: Any = None) -> Labels:
        """Fit, then the nearest centre of each point, shape (n,)."""
        return np.asarray(self.fit(X, sample_weight=sample_weight).labels_)

    def predict(self, X: Any) -> Labels:
        """The nearest centre of each point, shape (n,)."""
        X = self._met(X, "cluster_centers_")
        return nearest(X, self.cluster_centers_)

    def transform(self, X: Any) -> Any:
        """Distance of each point to each centre, shape (n, K), in the data's units."""
        table = self._met(X, "cluster_centers_")
        return container(self, distances(table, self.cluster_centers_), X)

    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> Any:
        """Fit, then the distance of each point to each centre, shape (n, K)."""
        return self.fit(X, sample_weight=sample_weight).transform(X)

    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """Minus the inertia of X."""
        X = self._met(X, "cluster_centers_")
        weights = share_of_points(sample_weight, len(X))
        return -inertia(X, self.cluster_centers_, nearest(X, self.cluster_centers_), weights)

    def set_score_request(self, *, sample_weight: bool | str | None = None) -> Self:
        """Say whether scikit-learn's routing hands `sample_weight` to `score`."""
        return self._ask("score", sample_weight)

    def set_output(self, *, transform: str | None = None) -> Self:
        """Choose what `transform` returns: 'default' (an array), 'pandas' or 'polars'."""
        if transform is not None:
            choice("transform", transform, FRAMES)
            self._sklearn_output_config = {"transform": transform}
        return self

    def get_feature_names_out(self, input_features: Any = None) -> Array:
        """What `transform` calls its columns: kmeans0, kmeans1, ..."""
        K = len(self._require("cluster_centers_"))
        return np.array([f"{type(self).__name__.lower()}{k}" for k in range(K)], dtype=object)

    def __sklearn_tags__(self) -> Any:
        return tags("clusterer", transforms=True)
