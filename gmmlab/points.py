"""The data as EM reads it: in blocks that stay in the processor's cache, about their own mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from gmmlab.assign import Assign
from gmmlab.errors import CollapsedComponent
from gmmlab.mixture import Mixture
from gmmlab.passes import (
    Block,
    Moments,
    Natural,
    Pass,
    block_size,
    by_features,
    by_residuals,
    features,
    moments_of_features,
    moments_of_residuals,
)
from gmmlab.shapes import Shape
from gmmlab.types import Array

__all__ = ["Points", "Sample", "run_by_run"]


class Sample(Protocol):
    """Whatever a mixture can be fitted to: it can be passed over, as often as one likes."""

    @property
    def n(self) -> float:
        """How many points there are; with weights, the sum of these."""

    @property
    def X(self) -> Array:
        """The points (n, d)."""

    @property
    def origin(self) -> Array:
        """Their mean (d,): where all sums are counted from."""

    @property
    def covariance(self) -> Array:
        """Their covariance (d, d), divided by n."""

    def one_pass(self, mixture: Mixture, assign: Assign) -> Pass:
        """Share the points out among the components, and add up what each is given."""

    def responsibilities(self, mixture: Mixture, assign: Assign) -> Array:
        """Each component's share of each point, shape (n, K)."""


def run_by_run(sample: Sample, runs: Mixture, assign: Assign) -> Pass:
    """The passes of a race's runs, one after the other, as one; -inf where a run has collapsed."""
    passes = [_or_nothing(sample, runs[run], assign) for run in range(len(runs.weights))]
    totals = np.array([each.log_likelihood for each in passes])
    columns = zip(*(each.moments for each in passes), strict=True)
    return Pass(totals, Moments(*map(np.array, columns)), None)


def _or_nothing(sample: Sample, run: Mixture, assign: Assign) -> Pass:
    try:
        return sample.one_pass(run, assign)
    except CollapsedComponent:
        gone = (run.weights, run.means, run.covariances)
        return Pass(np.asarray(-np.inf), Moments(*map(np.zeros_like, gone)), None)


@dataclass(frozen=True, eq=False)
class Points:
    """Points in memory, their mean and spread, and their features φ(x - mean) on demand."""

    X: Array
    """The points (n, d), as they came."""
    weights: Array | None
    """How often each counts (n,); None if once each."""
    n: float
    """How many points there are; with weights, the sum of these."""
    origin: Array
    """Their mean (d,)."""
    covariance: Array
    """Their covariance (d, d), divided by n."""
    squares: Array
    """Σᵢ q(xᵢ - origin), shape (q,)."""
    shape: Shape
    """How they are counted."""
    block: int
    """How many of them make one block."""
    kept: list[Block] = field(repr=False)
    """The features themselves, where they are few enough to keep."""

    @classmethod
    def of(
        cls, X: Array, shape: Shape, weights: Array | None = None, *, noisy: bool = False
    ) -> Points:
        """Prepare points for mixtures of one shape; noisy if some may belong to no component."""
        n = len(X) if weights is None else float(weights.sum())
        shape = replace(shape, shared=shape.shared and not noisy)
        origin = X.mean(axis=0, dtype=float) if weights is None else weights @ X / n
        d, step = len(origin), block_size(len(origin), shape)
        bare = cls(X, weights, n, origin, np.zeros((d, d)), np.zeros(0), shape, step, [])
        covariance = np.zeros((d, d))
        for rows, own in bare.rows():
            Z = (rows - origin).T
            counted = Z if own is None else Z * own
            covariance += counted @ Z.T / n
        squares = n * shape.pack(covariance)
        kept = list(bare.features()) if bare.in_one_block else []
        return cls(X, weights, n, origin, covariance, squares, shape, step, kept)

    @property
    def in_one_block(self) -> bool:
        """Whether all points fit into one."""
        return len(self.X) <= self.block

    def rows(self) -> Iterator[tuple[Array, Array | None]]:
        """Rows of X with their weights, a block at a time."""
        for i in range(0, len(self.X), self.block):
            part = slice(i, i + self.block)
            yield self.X[part], None if self.weights is None else self.weights[part]

    def features(self) -> Iterator[Block]:
        """φ(x - origin), a block at a time."""
        if self.kept:
            yield from self.kept
            return
        for rows, weights in self.rows():
            yield features(rows, weights, self.origin, self.shape)

    def one_pass(self, mixture: Mixture, assign: Assign) -> Pass:
        """Share the points out among the components, and add up what each is given."""
        natural = Natural(mixture, self.origin, self.shape)
        if (exact := natural.exact(self.covariance.diagonal())).all():
            return self._by_features(natural, assign)
        if mixture.means.ndim == 2:
            return self._by_residuals(mixture, assign)
        return self._some_by_residuals(mixture, assign, exact)

    def responsibilities(self, mixture: Mixture, assign: Assign) -> Array:
        """Each component's share of each point, shape (n, K)."""
        A = np.ascontiguousarray(mixture.log_joint(self.X).T)
        assign(A, mixture.background)
        return A.T

    def _some_by_residuals(self, mixture: Mixture, assign: Assign, exact: Array) -> Pass:
        """Runs of a race that need the slow way take it, one by one; the others stay together."""
        slow = np.logical_not(exact)
        done = [(slow, run_by_run(self, mixture[slow], assign))]
        if exact.any():
            done.append((exact, self.one_pass(mixture[exact], assign)))
        room = (mixture.weights, mixture.means, mixture.covariances)
        whole = Pass(np.empty(len(exact)), Moments(*map(np.empty_like, room)), None)
        for runs, part in done:
            whole.log_likelihood[runs] = part.log_likelihood
            for mine, theirs in zip(whole.moments, part.moments, strict=True):
                mine[runs] = theirs
        return whole

    def _by_features(self, natural: Natural, assign: Assign) -> Pass:
        sums = by_features(self.features(), natural.theta, assign, natural.mixture.background)
        total = sums.total
        if self.shape.shared:  # the squares weigh the same in every component
            total = total + natural.half[..., 0, :] @ self.squares
        moments = moments_of_features(sums, self.squares, self.shape, len(self.origin))
        return Pass(total, moments, sums.A if self.in_one_block else None)

    def _by_residuals(self, mixture: Mixture, assign: Assign) -> Pass:
        sums = by_residuals(self.rows(), mixture, assign)
        moments = moments_of_residuals(sums, mixture, self.origin)
        return Pass(sums.total, moments, sums.A if self.in_one_block else None)
