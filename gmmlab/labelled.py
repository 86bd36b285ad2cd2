"""Points of which some are known to belong to certain components: semi-supervised fits.

A known point is shared out among the components it may belong to, and only among them; the
others are shared out as always.  What is maximised is the joint log-likelihood of the points and
of what is known about their labels.

D. J. Miller and H. S. Uyar, "A mixture of experts classifier with learning based on both labelled
and unlabelled data", NIPS 9 (1996), 571-577, equation 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gmmlab.assign import Assign
from gmmlab.checks import as_data, as_weights
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.passes import TINY, Moments, Pass
from gmmlab.points import Points, run_by_run
from gmmlab.shapes import Full
from gmmlab.types import Array

__all__ = ["Labelled"]

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Labelled:
    """Points with what is known of their components, to be given to `em` in place of X.

    Examples
    --------
    >>> from gmmlab import em, start, until_converged
    >>> from gmmlab.datasets import iris
    >>> data = iris()
    >>> known = np.full(150, -1)
    >>> known[::5] = data.labels[::5]    # ten of each species
    >>> begin = start(data.X, 3, rng=0)
    >>> *_, fit = until_converged(em(Labelled.of(data.X, known, 3), begin))
    >>> int(np.sum(fit.labels != data.labels))
    3
    """

    X: Array
    """The points (n, d)."""
    n: float
    """How many there are; with weights, the sum of these."""
    origin: Array
    """Their mean (d,)."""
    covariance: Array
    """Their covariance (d, d), divided by n."""
    K: int
    """How many components the labels speak of."""
    groups: tuple[tuple[Rows, Rows, Points], ...]
    """Which points may belong to which components; the points."""

    @classmethod
    def of(cls, X: Any, known: Any, K: int, *, weights: Any = None) -> Labelled:
        """Sort points by what is known of them.

        Parameters
        ----------
        X : array_like of shape (n, d)
        known : array_like of int, shape (n,), or of bool, shape (n, K)
            Each point's component, -1 where it is unknown; or which components it may belong to.
        K : int
            How many components there are.
        weights : array_like of shape (n,), optional
            How often each point counts.

        Raises
        ------
        BadInput
            If a label names no component, or a point may belong to none.
        """
        X = as_data(X)
        own = as_weights(weights, len(X))
        allowed = _allowed(np.asarray(known), len(X), K)
        whole = Points.of(X, Full(), own)
        groups = tuple(
            (rows, components, Points.of(X[rows], Full(), None if own is None else own[rows]))
            for rows, components in _groups(allowed)
        )
        return cls(X, whole.n, whole.origin, whole.covariance, K, groups)

    def one_pass(self, mixture: Mixture, assign: Assign) -> Pass:
        """Share the points out among the components, and add up what each is given."""
        if mixture.means.ndim == 3:
            return run_by_run(self, mixture, assign)
        if mixture.K != self.K:
            raise BadInput(
                f"there are labels for {self.K} components, but the mixture has {mixture.K}: "
                "begin from a mixture of as many as the labels were sorted for."
            )
        mixture.matching(self.origin[None])
        K, total, A = mixture.K, 0.0, np.zeros((mixture.K, len(self.X)))
        parts = []
        for rows, components, points in self.groups:
            few, share = _among(mixture, components)
            gained, moments, _ = points.one_pass(few, assign)
            A[np.ix_(components, rows)] = points.responsibilities(few, assign).T
            total += float(gained) + points.n * np.log(share)
            shift = points.origin - self.origin
            parts.append((components, moments._replace(means=moments.means + shift)))
        return Pass(np.asarray(total), _pooled(parts, K), A)

    def responsibilities(self, mixture: Mixture, assign: Assign) -> Array:
        """Each component's share of each point, shape (n, K)."""
        shares = self.one_pass(mixture, assign).shares
        assert shares is not None
        return shares.T


def _allowed(known: NDArray[Any], n: int, K: int) -> NDArray[np.bool_]:
    """Which components each point may belong to, shape (n, K)."""
    if known.dtype == bool and known.shape == (n, K):
        allowed = known
    elif known.shape == (n,) and np.all((known >= -1) & (known < K) & (known == known // 1)):
        allowed = (known[:, None] < 0) | (known[:, None] == np.arange(K))
    else:
        raise BadInput(
            f"known has shape {known.shape} and values from {known.min()} to {known.max()}, but "
            f"{n} points and {K} components need {n} labels from 0 to {K - 1}, -1 where unknown, "
            f"or a table of shape {(n, K)} of True and False."
        )
    if (lost := np.flatnonzero(~allowed.any(axis=1))).size:
        raise BadInput(f"point {lost[0]} may belong to no component: allow it one at least.")
    return allowed


def _groups(allowed: NDArray[np.bool_]) -> Iterator[tuple[Rows, Rows]]:
    kinds, which = np.unique(allowed, axis=0, return_inverse=True)
    for kind, components in enumerate(kinds):
        yield np.flatnonzero(which.ravel() == kind), np.flatnonzero(components)


def _among(mixture: Mixture, components: Rows) -> tuple[Mixture, float]:
    """A mixture of some of the components, and how often a point is from any of them."""
    noise = mixture.noise if len(components) == mixture.K else None
    weights = mixture.weights[components]
    share = 1.0 if noise else float(weights.sum())
    few = replace(mixture, shape=Full(), noise=noise)[components]
    return replace(few, weights=weights / share), share


def _pooled(parts: list[tuple[Rows, Moments]], K: int) -> Moments:
    """The moments of several samples together."""
    d = parts[0][1].means.shape[1]
    counts, first, second = np.zeros(K), np.zeros((K, d)), np.zeros((K, d, d))
    for components, (own, centres, _) in parts:
        counts[components] += own
        first[components] += own[:, None] * centres
    means = first / np.maximum(counts, TINY)[:, None]
    for components, (own, centres, scatters) in parts:
        gap = centres - means[components]
        spread = scatters + gap[:, :, None] * gap[:, None]
        second[components] += own[:, None, None] * spread
    return Moments(counts, means, second / np.maximum(counts, TINY)[:, None, None])
