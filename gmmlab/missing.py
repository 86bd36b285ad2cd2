"""Points of which something is missing: each counts through what is known of it.

A point's density is its marginal over the features that were observed; what was not observed
enters the M-step as its conditional mean and covariance.  That is maximum likelihood if values
are missing at random, and no value is ever made up.

Z. Ghahramani and M. I. Jordan, "Supervised learning from incomplete data via an EM approach",
NIPS 6 (1994), 120-127.  R. J. A. Little and D. B. Rubin, "Statistical Analysis with Missing
Data", Wiley 2002, section 11.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gmmlab.assign import Assign
from gmmlab.checks import as_data, as_weights
from gmmlab.conditioning import marginal
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.passes import TINY, Moments, Pass
from gmmlab.points import run_by_run
from gmmlab.types import Array

__all__ = ["Incomplete"]

Columns = NDArray[np.intp]


class Pattern(NamedTuple):
    """Points that miss the same features."""

    rows: Columns
    """Which points."""
    seen: Columns
    """Which features they have."""
    values: Array
    """Those features (m, seen)."""
    weights: Array
    """How often each of the points counts (m,)."""


@dataclass(frozen=True, eq=False)
class Incomplete:
    """Points with gaps, to be given to `em` in place of X.

    Examples
    --------
    >>> from gmmlab import Mixture, em, until_converged
    >>> X = np.array([[0.0, 0.1], [1.0, np.nan], [0.2, 1.0], [9.0, 9.2], [np.nan, 8.0], [8.0, 9.0]])
    >>> begin = Mixture.balls(np.array([[0.0, 0.0], [9.0, 9.0]]))
    >>> *_, fit = until_converged(em(Incomplete.of(X), begin))
    >>> fit.counts.round(3)
    array([3., 3.])
    """

    X: Array
    """The points (n, d), NaN where nothing is known."""
    weights: Array | None
    """How often each counts (n,)."""
    n: float
    """How many there are; with weights, the sum of these."""
    origin: Array
    """The mean of the known values of each feature (d,)."""
    covariance: Array
    """Their variances, on the diagonal of (d, d)."""
    patterns: tuple[Pattern, ...]
    """The points, by what they miss."""

    @classmethod
    def of(cls, X: Any, weights: Any = None) -> Incomplete:
        """Sort points by what they miss.

        Parameters
        ----------
        X : array_like of shape (n, d)
            NaN where a value is missing.
        weights : array_like of shape (n,), optional
            How often each counts.

        Raises
        ------
        BadInput
            If a point has no value at all, a feature fewer than two different ones, or X is no
            table of numbers.
        """
        table = _numbers(X)
        gaps = np.isnan(table)
        as_data(np.where(gaps, 0.0, table))
        _informative(table, gaps)
        own = as_weights(weights, len(table))
        counts = np.ones(len(table)) if own is None else own
        origin, variances = np.nanmean(table, axis=0), np.nanvar(table, axis=0)
        patterns = tuple(_patterns(table, gaps, counts))
        return cls(table, own, float(counts.sum()), origin, np.diag(variances), patterns)

    @property
    def filled(self) -> Array:
        """The points with every gap filled by its feature's mean: to begin from, not to fit to."""
        return np.where(np.isnan(self.X), self.origin, self.X)

    def one_pass(self, mixture: Mixture, assign: Assign) -> Pass:
        """Share the points out among the components, and add up what each is given."""
        if mixture.means.ndim == 3:
            return run_by_run(self, mixture, assign)
        mixture.matching(self.origin[None])
        K, d = mixture.means.shape
        counts, first, second, total = np.zeros(K), np.zeros((K, d)), np.zeros((K, d, d)), 0.0
        A = np.empty((K, len(self.X)))
        for pattern in self.patterns:
            R, gained = _shared_out(pattern, mixture, assign)
            A[:, pattern.rows] = R
            total += float(gained @ pattern.weights)
            counted = R * pattern.weights
            counts += counted.sum(axis=1)
            for k, (gaps, unknown) in enumerate(_expected(pattern, mixture)):
                first[k] += counted[k] @ gaps
                second[k] += (counted[k][:, None] * gaps).T @ gaps + counted[k].sum() * unknown
        shift = first / np.maximum(counts, TINY)[:, None]
        within = second / np.maximum(counts, TINY)[:, None, None]
        scatters = within - shift[:, :, None] * shift[:, None]
        return Pass(
            np.asarray(total), Moments(counts, mixture.means - self.origin + shift, scatters), A
        )

    def responsibilities(self, mixture: Mixture, assign: Assign) -> Array:
        """Each component's share of each point, shape (n, K)."""
        shares = self.one_pass(mixture, assign).shares
        assert shares is not None
        return shares.T


def _numbers(X: Any) -> Array:
    try:
        return np.array(X, dtype=float)
    except (TypeError, ValueError):
        return as_data(X)  # which says what is wrong with it


def _informative(X: Array, gaps: NDArray[np.bool_]) -> None:
    if (empty := np.flatnonzero(gaps.all(axis=1))).size:
        raise BadInput(
            f"{len(empty)} row(s) of X hold nothing but NaN, the first is row {empty[0]}: they "
            "say nothing. Drop them, X[~np.isnan(X).all(axis=1)]."
        )
    for j, column in enumerate(X.T):
        if len(np.unique(column[~np.isnan(column)])) < 2:
            raise BadInput(
                f"column {j} of X has fewer than two different values beside its gaps: it has no "
                "spread to fit. Drop the column."
            )


def _patterns(X: Array, gaps: NDArray[np.bool_], weights: Array) -> Iterator[Pattern]:
    kinds, which = np.unique(gaps, axis=0, return_inverse=True)
    for kind, missing in enumerate(kinds):
        rows, seen = np.flatnonzero(which.ravel() == kind), np.flatnonzero(~missing)
        yield Pattern(rows, seen, X[np.ix_(rows, seen)], weights[rows])


def _shared_out(pattern: Pattern, mixture: Mixture, assign: Assign) -> tuple[Array, Array]:
    """Responsibilities (K, m) and log-densities (m,) by what is known."""
    known = marginal(mixture, pattern.seen)
    A = np.ascontiguousarray(known.log_joint(pattern.values).T)
    return A, assign(A, known.background)


def _expected(pattern: Pattern, mixture: Mixture) -> Iterator[tuple[Array, Array]]:
    """For every component: x - μ, filled with what it expects; the covariance of what fills it."""
    seen = pattern.seen
    lost = np.setdiff1d(np.arange(mixture.d), seen)
    for mean, sigma in zip(mixture.means, mixture.covariances, strict=True):
        slope = np.linalg.solve(sigma[np.ix_(seen, seen)], sigma[np.ix_(seen, lost)])
        gaps = np.zeros((len(pattern.rows), mixture.d))
        gaps[:, seen] = pattern.values - mean[seen]
        gaps[:, lost] = gaps[:, seen] @ slope
        unknown = np.zeros_like(sigma)
        unknown[np.ix_(lost, lost)] = sigma[np.ix_(lost, lost)] - sigma[np.ix_(lost, seen)] @ slope
        yield gaps, unknown
