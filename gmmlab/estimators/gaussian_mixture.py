"""`GaussianMixture`: a mixture fitted by EM, behind scikit-learn's names."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np

from gmmlab.checks import as_count
from gmmlab.covariances import ALIASES, SHAPES, as_shape
from gmmlab.errors import (
    CollapseWarning,
    ConvergenceWarning,
    IllDefined,
    TooFewPoints,
)
from gmmlab.estimators.ascents import Ascent, Rule, ascents, best_of, heat, leaders
from gmmlab.estimators.base import at_least_0, choice, seeded, whole
from gmmlab.estimators.beginnings import BEGINNINGS
from gmmlab.estimators.contract import also_theirs, share_of_points
from gmmlab.estimators.density import Density
from gmmlab.estimators.packing import (
    given_means,
    given_precisions,
    given_weights,
    packed,
)
from gmmlab.estimators.seeding import some, streams
from gmmlab.floors import FLOOR
from gmmlab.mixture import Mixture
from gmmlab.points import Points
from gmmlab.types import Array

__all__ = ["GaussianMixture"]

TYPES = {**dict.fromkeys(["full", "tied", "diag", "spherical"]), **SHAPES, **ALIASES}


class GaussianMixture(Density):
    """A Gaussian mixture fitted by EM, with scikit-learn's names.

    Parameters
    ----------
    n_components : int
        K, at least 1.
    covariance_type : {'full', 'tied', 'diag', 'spherical'} or one of mclust's fourteen names
        Each its own full covariance; one full covariance for all; variances along the axes;
        one variance each.  For mclust's names, 'EII' to 'VVV', see `gmmlab.covariances`.
    tol : float
        A run rests once the mean log-likelihood per point gains less than this, in nats, in a
        step, and after one more.
    reg_covar : float
        Added to every variance in each M-step, in the data's units squared.
    max_iter : int
        M-steps per start, at most.
    n_init : int
        Starts to try; the likeliest result is kept.
    init_params : {'kmeans', 'k-means++', 'random', 'random_from_data'}
        How each begins.  k-means starts that end in the same clusters are run once.
    weights_init, means_init, precisions_init : array_like, optional
        Where to begin instead: (K,), (K, d), and precisions shaped as ``precisions_``.
    random_state : int, numpy Generator or RandomState, optional
    warm_start : bool
        Begin the next `fit` from the last one's result.
    verbose : int
        Print what became of each start, and its log-likelihoods if more than 1.
    verbose_interval : int
        Print every so many log-likelihoods.

    Attributes
    ----------
    weights_, means_ : ndarray of shape (K,) and (K, d)
    covariances_, precisions_, precisions_cholesky_ : ndarray
        (K, d, d) full; (d, d) tied; (K, d) diag; (K,) spherical; (K, d, d) for mclust's names.
    converged_ : bool
    n_iter_ : int
        M-steps taken.
    lower_bound_ : float
        Mean log-likelihood per point of exactly these parameters.
    lower_bounds_ : list of float
        The same after each M-step.
    n_features_in_ : int
    feature_names_in_ : ndarray of shape (d,)
        If X is a data frame whose columns have text for names.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> model = GaussianMixture(2, random_state=0).fit(datasets.faithful().X)
    >>> model.means_[model.means_[:, 0].argsort()].round(1)
    array([[ 2. , 54.5],
           [ 4.3, 80. ]])
    >>> model.predict([[2.0, 50.0], [4.0, 80.0]]) == model.means_[:, 0].argsort()
    array([ True,  True])
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
        verbose: int = 0,
        verbose_interval: int = 10,
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
        self.verbose = verbose
        self.verbose_interval = verbose_interval

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Fit the mixture to points X (n, d); y is ignored.

        Parameters
        ----------
        X : array_like of shape (n, d)
        y : ignored
        sample_weight : array_like of shape (n,), optional
            How often each point counts.

        Raises
        ------
        BadInput, TooFewPoints, CollapsedComponent

        Warns
        -----
        ConvergenceWarning, CollapseWarning
        """
        X = self._meet(X)
        rule = self._rule(X)
        points = self._points(X, share_of_points(sample_weight, len(X)))
        runs = self._starts(points, rule)
        best = best_of(points, runs, rule)
        self._tell(runs)
        self._keep(best, points)
        return self

    def _points(self, X: Array, weights: Array | None) -> Points:
        return Points.of(X, as_shape(self.covariance_type), weights)

    def _rule(self, X: Array) -> Rule:
        """What the parameters ask for, if it can be had of these points."""
        if len(X) == 1:
            raise TooFewPoints(
                f"X holds a single point, {X[0]} (n_samples=1): one point has no spread to fit a "
                "Gaussian to. Bring two different points at least."
            )
        as_count(self.n_components, len(X), "n_components")
        choice("covariance_type", self.covariance_type, TYPES)
        whole("verbose_interval", self.verbose_interval, 1)
        tol, ridge = at_least_0("tol", self.tol), at_least_0("reg_covar", self.reg_covar)
        return Rule(tol, whole("max_iter", self.max_iter, 0), ridge)

    def _starts(self, points: Points, rule: Rule) -> list[Ascent]:
        """The runs, at their beginnings."""
        begin = choice("init_params", self.init_params, BEGINNINGS)
        n_init, told = whole("n_init", self.n_init, 1), self._told(len(points.origin))
        if self.warm_start and "converged_" in self.__dict__:
            return [Ascent(self.mixture, gain=self._gain)]
        if all(part is not None for part in told):
            return [Ascent(Mixture(*told, points.shape))]  # type: ignore[arg-type]
        rngs = streams(seeded(self.random_state), n_init)
        few = self._heat(points, rngs)
        begun = begin(few or points, self.n_components, rngs, self.reg_covar)
        runs = [Ascent(_as_told(mixture, *told)) for mixture in begun]
        if few is None:
            return runs
        ahead = leaders(ascents(few, runs, rule))
        return [Ascent(run.mixture) for run in ahead if not run.lost] or ahead

    def _heat(self, points: Points, rngs: list[np.random.Generator]) -> Points | None:
        """A part of very many points, for many starts."""
        K, d = self.n_components, len(points.origin)
        free = K * (1 + d) + points.shape.freedom(K, d)
        enough = heat(len(points.X), len(rngs), free, K)
        if enough is None:
            return None
        return self._points(*some(points.X, enough, rngs[0], points.weights))

    def _told(self, d: int) -> tuple[Array | None, Array | None, Array | None]:
        """The caller's own weights, means, and covariances."""
        K = self.n_components
        weights = None if self.weights_init is None else given_weights(self.weights_init, K)
        means = None if self.means_init is None else given_means(self.means_init, K, d)
        if self.precisions_init is None:
            return weights, means, None
        kind = self.covariance_type
        return weights, means, given_precisions(self.precisions_init, kind, K, d)

    def _tell(self, runs: list[Ascent]) -> None:
        """Print what became of the runs, if `verbose` says so."""
        for i, run in enumerate(runs if self.verbose else []):
            print(f"Initialization {i}")
            if self.verbose > 1:
                for step in range(0, len(run.levels), self.verbose_interval):
                    print(f"  Iteration {step}\t log-likelihood per point {run.levels[step]:.5f}")
            end = "lost a component" if run.lost else "converged" if run.rested else "went on"
            print(f"Initialization {i} {end} after {run.steps} steps.")

    def _keep(self, run: Ascent, points: Points) -> None:
        mixture, kind = run.mixture, self.covariance_type
        if run.lost:
            raise IllDefined(list(run.lost), mixture.K, self.reg_covar)
        self.lower_bounds_, self.lower_bound_ = run.levels[1:], run.level
        self.n_iter_, self.converged_, self._gain = run.steps, run.rested, run.last_gain
        whiteners, dtype = mixture.whiteners, points.X.dtype
        self.weights_ = mixture.weights.astype(dtype)
        self.means_ = mixture.means.astype(dtype)
        self.covariances_ = packed(mixture.covariances, kind).astype(dtype)
        self.precisions_cholesky_ = packed(np.swapaxes(whiteners, 1, 2), kind).astype(dtype)
        self.precisions_ = packed(mixture.precisions, kind).astype(dtype)
        self._fitted = (self._attributes(), mixture)
        self._warn(mixture, points)

    def _warn(self, mixture: Mixture, points: Points) -> None:
        least = max(1.1 * self.reg_covar, FLOOR * float(np.trace(points.covariance)) / mixture.d)
        held = np.flatnonzero(_widths(mixture, least) < least).tolist()
        if held:
            warnings.warn(
                f"component(s) {held} of {mixture.K} collapsed onto a few points: only "
                f"reg_covar={self.reg_covar:g} keeps their variance from 0, and the "
                "log-likelihood means little. Ask for fewer components, or try other starts.",
                CollapseWarning,
                stacklevel=4,
            )
        if not self.converged_ and self.max_iter:
            warnings.warn(
                "Best performing initialization did not converge. Try different init parameters, "
                "or increase max_iter, tol, or check for degenerate data. (EM took all "
                f"{self.max_iter} iterations, and its last steps gained more than tol={self.tol:g} "
                "nats a point. Raise max_iter, or accept the result as it is.)",
                also_theirs(ConvergenceWarning, "ConvergenceWarning"),
                stacklevel=4,
            )


def _as_told(
    begin: Mixture, weights: Array | None, means: Array | None, sigma: Array | None
) -> Mixture:
    """A start with the caller's own weights, means and covariances put in."""
    return Mixture(
        begin.weights if weights is None else weights,
        begin.means if means is None else means,
        begin.covariances if sigma is None else sigma,
        begin.shape,
    )


def _widths(mixture: Mixture, enough: float) -> Array:
    """Each component's least variance (K,), or a bound below it if that is enough: 1 / tr Λ."""
    bound = 1 / np.trace(mixture.precisions, axis1=1, axis2=2)
    return bound if bound.min() >= enough else np.linalg.eigvalsh(mixture.covariances)[:, 0]
