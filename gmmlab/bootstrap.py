"""How sure is a fit?  Draw the sample again, many times, and watch what a fit makes of it.

The fits differ as much as fits to new samples would, so their spread is a standard error.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from gmmlab.errors import BadInput, CollapsedComponent, GmmlabError
from gmmlab.matching import match, relabel
from gmmlab.mixture import Mixture
from gmmlab.steps import Fit, em
from gmmlab.stopping import until_converged
from gmmlab.types import Array, Seed
from gmmlab.workers import each

__all__ = [
    "KINDS",
    "Bootstrap",
    "Parameters",
    "Resample",
    "nonparametric",
    "parametric",
    "standard_errors",
    "weighted",
]

Resample: TypeAlias = Callable[[Array, Mixture, np.random.Generator], tuple[Array, Array | None]]
"""Points (n, d) that might have been seen instead, and how often each counts, (n,)."""


def nonparametric(
    X: Array, mixture: Mixture, rng: np.random.Generator
) -> tuple[Array, Array | None]:
    """Draw rows of the data, with replacement: trusts nothing but the sample.

    Examples
    --------
    >>> X = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> nonparametric(X, Mixture.balls(X[:1]), np.random.default_rng(0))[0].ravel()
    array([4., 3., 3., 2.])
    """
    return X[rng.integers(len(X), size=len(X))], None


def parametric(X: Array, mixture: Mixture, rng: np.random.Generator) -> tuple[Array, Array | None]:
    """Draw new points from the fit: sharpest if the mixture is the truth.

    Examples
    --------
    >>> X = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> parametric(X, Mixture.balls(X[:1]), np.random.default_rng(0))[0].shape
    (4, 1)
    """
    return mixture.sample(len(X), rng)[0], None


def weighted(X: Array, mixture: Mixture, rng: np.random.Generator) -> tuple[Array, Array | None]:
    """Keep the data, and weigh it by a uniform draw: no point is ever missing altogether.

    M. A. Newton and A. E. Raftery, "Approximate Bayesian inference with the weighted likelihood
    bootstrap", J. R. Statist. Soc. B 56 (1994), 3-48.

    Examples
    --------
    >>> X = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> _, weights = weighted(X, Mixture.balls(X[:1]), np.random.default_rng(0))
    >>> float(weights.sum().round(9))
    4.0
    """
    return X, len(X) * rng.dirichlet(np.ones(len(X)))


KINDS: dict[str, Resample] = {
    "nonparametric": nonparametric,
    "parametric": parametric,
    "weighted": weighted,
}
"""The ways to draw again by the names that people use."""


class Parameters(NamedTuple):
    """Something said of each parameter of a mixture."""

    weights: Array
    """Shape (K,)."""
    means: Array
    """Shape (K, d), in the data's units."""
    covariances: Array
    """Shape (K, d, d), in the data's units squared."""


@dataclass(frozen=True, eq=False)
class Bootstrap:
    """The parameters of a fit, and of fits to samples that might have been seen instead."""

    estimate: Mixture
    draws: Parameters = field(repr=False)
    """Of every fit that held, one entry more in front: (B - lost, K, ...)."""
    lost: int = 0
    """Samples on which a component collapsed; they are left out."""

    @property
    def standard_error(self) -> Parameters:
        """The standard deviation of every parameter over the samples."""
        return Parameters(*(draws.std(axis=0, ddof=1) for draws in self.draws))

    def interval(self, level: float = 0.95) -> tuple[Parameters, Parameters]:
        """The lower and upper end of every parameter's percentile interval."""
        if not 0 < level < 1:
            raise BadInput(f"level={level!r} is no coverage: it lies between 0 and 1. Try 0.95.")
        ends = (0.5 - level / 2, 0.5 + level / 2)
        lower, upper = (Parameters(*(np.quantile(x, q, axis=0) for x in self.draws)) for q in ends)
        return lower, upper


def standard_errors(
    fit: Fit,
    B: int = 199,
    *,
    kind: str | Resample = "nonparametric",
    rng: Seed = None,
    executor: Executor | None = None,
    tol: float = 1e-9,
) -> Bootstrap:
    """How far every parameter would move if the sample were drawn again.

    Each sample is fitted from the fit itself onwards, and its components are matched to the
    fit's, so that what is compared has one name.

    Parameters
    ----------
    fit : Fit
        At convergence.
    B : int
        How many samples.
    kind : str or callable
        'nonparametric', 'parametric', 'weighted', or a function like those.
    rng : numpy.random.Generator, int or None
    executor : concurrent.futures.Executor, optional
        See `gmmlab.workers.each`; the result does not depend on it.
    tol : float
        Of `until_converged`, in nats per point.

    Raises
    ------
    BadInput
        If there is no such kind, no number of samples, or the fit's points have weights.
    CollapsedComponent
        If components collapsed on all samples but one, or on all.

    References
    ----------
    .. [1] A. O'Hagan, T. B. Murphy, L. Scrucca and I. C. Gormley, "Investigation of parameter
       uncertainty in clustering using a Gaussian mixture model via jackknife, bootstrap and
       weighted likelihood bootstrap", Comput. Stat. 34 (2019), 1779-1813.

    Examples
    --------
    >>> from gmmlab import datasets, best_fit
    >>> fit = best_fit(datasets.faithful().X, 2, rng=0)
    >>> standard_errors(fit, B=99, rng=0).standard_error.weights.round(2)
    array([0.03, 0.03])
    """
    seeds = np.random.default_rng(rng).spawn(as_samples(B))
    if getattr(fit.points, "weights", None) is not None:
        raise BadInput(
            "the points of this fit have weights, and what a new sample of them would be depends "
            "on what the weights mean. Repeat the points instead, np.repeat(X, times, axis=0)."
        )
    tasks = [(fit.points.X, fit.mixture, _kind(kind), seed, tol) for seed in seeds]
    held = [mixture for mixture in each(_refitted, tasks, executor) if mixture is not None]
    if len(held) < 2:
        K = fit.mixture.K
        raise CollapsedComponent(list(range(K)), K, f"collapsed on {B - len(held)} of {B} samples")
    draws = Parameters(*(np.array([getattr(m, name) for m in held]) for name in Parameters._fields))
    return Bootstrap(fit.mixture, draws, B - len(held))


def as_samples(B: Any) -> int:
    """How many samples to draw: a whole number, one at least.

    Raises
    ------
    BadInput
    """
    if isinstance(B, bool) or not isinstance(B, int | np.integer) or B < 1:
        raise BadInput(f"B={B!r} samples: a bootstrap draws a whole number, 19 at least.")
    return int(B)


def _kind(kind: str | Resample) -> Resample:
    if callable(kind):
        return kind
    if kind in KINDS:
        return KINDS[kind]
    raise BadInput(f"there is no bootstrap called {kind!r}. Choose one of {', '.join(KINDS)}.")


def _refitted(
    X: Array, mixture: Mixture, resample: Resample, rng: np.random.Generator, tol: float
) -> Mixture | None:
    """What the fit becomes on another sample, its components in the fit's order."""
    again, weights = resample(X, mixture, rng)
    try:
        *_, fit = until_converged(em(again, mixture, weights=weights), tol=tol)
        return None if fit.collapsed else relabel(fit.mixture, match(mixture, fit.mixture))
    except GmmlabError:
        return None
