"""Is one more component there, or is it chance?  Draw samples in which it is not, and compare.

The parametric bootstrap of the likelihood ratio: what one component more gains on the data is
held against what it gains on samples from the fit without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gmmlab.bootstrap import as_samples
from gmmlab.checks import as_count, as_varied
from gmmlab.covariances import as_shape
from gmmlab.errors import CollapsedComponent, GmmlabError
from gmmlab.mixture import Mixture
from gmmlab.races import race
from gmmlab.shapes import Shape
from gmmlab.steps import Fit
from gmmlab.types import Array, Seed
from gmmlab.workers import each

__all__ = ["LikelihoodRatio", "likelihood_ratio_test", "likelihood_ratio_tests"]


@dataclass(frozen=True, eq=False)
class LikelihoodRatio:
    """K components against K + 1: what one more gains, and what it gains when it is not there."""

    K: int
    """Components under the null hypothesis."""
    statistic: float
    """2 (log-likelihood with K + 1 components - that with K), in nats."""
    simulated: Array = field(repr=False)
    """The same of samples drawn from the fit with K components, shape (B,); NaN where none of
    the starts could be followed without a collapsed component."""

    @property
    def lost(self) -> int:
        """How many samples could not be fitted; they are left out."""
        return int(np.isnan(self.simulated).sum())

    @property
    def p_value(self) -> float:
        """How often chance gains as much: (1 + how many do) / (1 + B)."""
        as_much = np.sum(self.simulated >= self.statistic)
        return float((1 + as_much) / (1 + len(self.simulated) - self.lost))

    def __str__(self) -> str:
        return (
            f"{self.K} against {self.K + 1} components: statistic {self.statistic:.2f}, "
            f"p = {self.p_value:.3g} from {len(self.simulated) - self.lost} samples"
        )


def likelihood_ratio_test(
    X: Any,
    K: int,
    shape: str | Shape = "VVV",
    *,
    B: int = 99,
    rng: Seed = None,
    executor: Executor | None = None,
    tol: float = 1e-6,
    **racing: Any,
) -> LikelihoodRatio:
    """Do K components suffice, or does one more gain too much for chance?

    The statistic does not follow the usual χ² law, because the simpler mixture lies on the edge
    of the other's parameters.  So samples are drawn from the simpler fit, and both are fitted to
    each of them just as they were to the data.

    Parameters
    ----------
    X : array_like of shape (n, d)
    K : int
        Components under the null hypothesis.
    shape : str or Shape
    B : int
        How many samples to draw; no p-value can be less than 1 / (B + 1).
    rng : numpy.random.Generator, int or None
    executor : concurrent.futures.Executor, optional
        See `gmmlab.workers.each`; the result does not depend on it.
    tol : float
        Of `race`, in nats per point: what is left to gain matters little beside chance.
    **racing : Any
        Passed on to `race`, for data and samples alike: portfolio, rounds or maximise.

    Raises
    ------
    BadInput, TooFewPoints
    CollapsedComponent
        If K or K + 1 components cannot be fitted to the data without one collapsing.

    Notes
    -----
    Only as good as both searches.  Rounded data have narrow peaks of the likelihood, on values
    that occur often, which smooth samples lack: with shapes that differ between components the
    test then finds more of them.

    References
    ----------
    .. [1] G. J. McLachlan, "On bootstrapping the likelihood ratio test statistic for the number
       of components in a normal mixture", Appl. Statist. 36 (1987), 318-324.  Section 2.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> print(likelihood_ratio_test(faithful().X, 1, "EEE", B=9, rng=0))
    1 against 2 components: statistic 299.22, p = 0.1 from 9 samples
    """
    how = {"B": B, "rng": rng, "executor": executor, "tol": tol, **racing}
    return next(likelihood_ratio_tests(X, shape, first=K, **how))


def likelihood_ratio_tests(
    X: Any,
    shape: str | Shape = "VVV",
    *,
    first: int = 1,
    level: float = 0.05,
    B: int = 99,
    rng: Seed = None,
    executor: Executor | None = None,
    tol: float = 1e-6,
    **racing: Any,
) -> Iterator[LikelihoodRatio]:
    """Test K against K + 1, then K + 1 against K + 2, up to the first that chance explains.

    Yields
    ------
    test : LikelihoodRatio
        The last has p > level: its K is the number of components that suffices.

    Examples
    --------
    >>> from gmmlab.datasets import twelve
    >>> for test in likelihood_ratio_tests(twelve().X, "E", B=19, rng=0):
    ...     print(test)
    1 against 2 components: statistic 6.44, p = 0.1 from 19 samples
    """
    X, B, shape, rng = as_varied(X), as_samples(B), as_shape(shape), np.random.default_rng(rng)
    K, racing = as_count(first, len(X)), {**racing, "tol": tol}
    null = _sound(X, K, shape, rng, racing)
    while True:
        richer = _sound(X, K + 1, shape, rng, racing)
        tasks = [(null.mixture, len(X), own, racing) for own in rng.spawn(B)]
        simulated = np.array(each(_simulated, tasks, executor))
        test = LikelihoodRatio(K, _ratio(null, richer), simulated)
        yield test
        if test.p_value > level:
            return
        K, null = K + 1, richer


def _ratio(null: Fit, richer: Fit) -> float:
    return float(2 * (richer.log_likelihood - null.log_likelihood))


def _sound(X: Array, K: int, shape: Shape, rng: np.random.Generator, racing: dict[str, Any]) -> Fit:
    """The best fit, which must not have collapsed."""
    fit = race(X, K, shape, rng=rng, **racing).fit
    if fit.collapsed:
        raise CollapsedComponent(list(fit.collapsed), K, "collapsed onto a few points")
    return fit


def _simulated(mixture: Mixture, n: int, rng: np.random.Generator, racing: dict[str, Any]) -> float:
    """The statistic of a sample drawn from the null hypothesis; NaN if it cannot be fitted."""
    X, _ = mixture.sample(n, rng)
    try:
        null = _sound(X, mixture.K, mixture.shape, rng, racing)
        return _ratio(null, _sound(X, mixture.K + 1, mixture.shape, rng, racing))
    except GmmlabError:
        return np.nan
