"""k-means at speed: whose is each point, and where is the middle of each one's points?

The nearest centre c of a point x has the least |c|² - 2 c·x.  So the distances of many points to
many centres are one matrix product, and those of many runs too.  For lessons there is
`steps.kmeans`: the same passes, as EM with hard assignment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from gmmlab.types import Array, Labels

__all__ = ["Run", "Sheet", "Step", "lloyd", "nearest", "settled", "theta"]

CACHE = 131_072
"""Distances held at once, a megabyte: they stay in the processor's cache."""

BUNDLED = 8192
"""More distances than this, and sums are gathered point by point, not by a matrix product."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """Points laid out for k-means: a copy, as (1, x - origin)."""

    phi: Array
    """A row for each point: 1, and the point about the origin, (n, 1 + d)."""
    origin: Array
    """The points' mean (d,)."""
    weights: Array | None = None
    """How often each point counts (n,); None if once each."""

    @classmethod
    def of(cls, X: Array, weights: Array | None = None, origin: Array | None = None) -> Sheet:
        """Lay points (n, d) out, about their mean if nothing else is said."""
        origin = X.mean(axis=0, dtype=float) if origin is None else origin
        phi = np.ones((len(X), 1 + X.shape[1]))
        for j, middle in enumerate(origin, start=1):
            np.subtract(X[:, j - 1], middle, out=phi[:, j])
        return cls(phi, origin, weights)

    @cached_property
    def counted(self) -> Array:
        """What is added up, (n, 1 + d): the rows, times the points' weights."""
        return self.phi if self.weights is None else self.phi * self.weights[:, None]

    @cached_property
    def moment(self) -> float:
        """Σᵢ wᵢ |xᵢ - origin|²."""
        return float(np.einsum("nd,nd->", self.phi[:, 1:], self.counted[:, 1:]))

    def part(self, size: float, rng: np.random.Generator) -> Sheet:
        """So many of the points; all, if that is most of them."""
        if 2 * size > len(self.phi):
            return self
        rows = rng.choice(len(self.phi), int(size), replace=False, shuffle=False)
        return Sheet(
            self.phi[rows], self.origin, None if self.weights is None else self.weights[rows]
        )

    @cached_property
    def bundles(self) -> dict[tuple[int, int], Any]:
        """Sparse matrices that gather points, by their numbers of runs and of points, for reuse."""
        return {}


class Run(NamedTuple):
    """Where one run of k-means has come to."""

    centres: Array
    """(K, d), in the data's units."""
    inertia: float
    """Σᵢ wᵢ |xᵢ - c|², c the centre nearest to xᵢ, in the data's units squared."""
    passes: int
    """How often its centres were moved."""


class Step(NamedTuple):
    """One pass of one run."""

    centres: Array
    """Where the centres have moved to, (K, d), in the data's units."""
    shift: float
    """The sum of their squared shifts, in the data's units squared."""
    inertia: float
    """Of the centres before they moved, in the data's units squared."""


def theta(centres: Array) -> Array:
    """(|c|², -2 c): what (1, x) is multiplied by for a distance less |x|², (..., K, 1 + d)."""
    lengths = np.sum(centres**2, axis=-1, keepdims=True)
    return np.concatenate([lengths, -2.0 * centres], axis=-1)


def _least(A: Array) -> Array:
    """The least of (..., K, n) along K, whose last bits say which row it comes from.

    So that the minimum alone says whose it is, and no two rows tie.  It costs the last log₂ K of
    52 binary digits, which the matrix product has rounded away already.
    """
    bits, last = A.view(np.int64), _mask(A.shape[-2])
    np.bitwise_and(bits, ~last, out=bits)
    for k in range(A.shape[-2]):  # of centres equally near, the first is nearest
        bits[..., k, :] |= last - k
    return A.min(axis=-2)


def _mask(K: int) -> np.int64:
    """As many ones as the numbers below K have digits."""
    return np.int64((1 << (K - 1).bit_length()) - 1)


def _whose(least: Array, K: int) -> Labels:
    """The numbers that `_least` has written."""
    return _mask(K) - (least.view(np.int64) & _mask(K))


def _distances(sheet: Sheet, centres: Array) -> Iterator[tuple[slice, Array]]:
    """Blocks of points, and their `_least` distances; centres are about the sheet's origin."""
    flat = theta(centres)
    step = min(max(CACHE // len(centres), 1024), 16_384)
    for i in range(0, len(sheet.phi), step):
        part = slice(i, i + step)
        yield part, _least(flat @ sheet.phi[part].T)


def _labels(sheet: Sheet, centres: Array) -> Labels:
    """Whose each point is, (n,), int32."""
    labels = np.empty(len(sheet.phi), dtype=np.int32)
    for part, least in _distances(sheet, centres):
        labels[part] = _whose(least, len(centres))
    return labels


def nearest(X: Array, centres: Array) -> Labels:
    """Which centre is nearest to each point, shape (n,), int32.

    Examples
    --------
    >>> nearest(np.array([[0.0], [4.0], [9.0]]), np.array([[1.0], [8.0]]))
    array([0, 0, 1], dtype=int32)
    """
    origin = centres.mean(axis=0, dtype=float)
    labels = np.empty(len(X), dtype=np.int32)
    for i in range(0, len(X), CACHE):
        sheet = Sheet.of(X[i : i + CACHE], origin=origin)
        labels[i : i + CACHE] = _labels(sheet, centres - origin)
    return labels


def settled(sheet: Sheet, starts: Array, *, tol: float = 0.0, max_iter: int = 300) -> list[Run]:
    """Take runs side by side, from starts (runs, K, d), until each has come to rest.

    Parameters
    ----------
    sheet : Sheet
        The points.
    starts : ndarray of shape (runs, K, d)
        Where the centres begin.
    tol : float
        A run rests once its centres' squared shifts add up to no more than this.
    max_iter : int
        Moves, at most.

    Returns
    -------
    runs : list of Run

    Examples
    --------
    >>> sheet = Sheet.of(np.array([[0.0], [1.0], [9.0]]))
    >>> [run] = settled(sheet, np.array([[[0.0], [1.0]]]))
    >>> run.centres.ravel(), round(run.inertia, 9)
    (array([0.5, 9. ]), 0.5)
    """
    centres, left = starts - sheet.origin, np.zeros(len(starts))
    passes, moving = np.zeros(len(starts), dtype=int), np.arange(len(starts))
    still = np.zeros(len(starts), dtype=bool)
    for _ in range(max_iter):
        before = centres[moving]
        S, left[moving] = _counted(sheet, before)
        centres[moving] = after = _moved(sheet, before, S)
        shifts = np.sum((after - before) ** 2, axis=(1, 2))
        passes[moving] += 1
        still[moving] = shifts == 0
        moving = moving[shifts > tol]
        if not moving.size:
            break
    if not still.all():
        left[~still] = _counted(sheet, centres[~still])[1]
    left = np.maximum(sheet.moment + left, 0.0)
    runs = zip(centres + sheet.origin, left.tolist(), passes.tolist(), strict=True)
    return [Run(*run) for run in runs]


def _counted(sheet: Sheet, centres: Array) -> tuple[Array, Array]:
    """Counts and sums of every run's points (runs, K, 1 + d), and its inertia less the moment."""
    runs, K, d = centres.shape
    flat = theta(centres).reshape(runs * K, 1 + d)
    S, total = np.zeros((runs * K, 1 + d)), np.zeros(runs)
    step = max(CACHE // (runs * K), 1024)
    for i in range(0, len(sheet.phi), step):
        counted = sheet.counted[i : i + step]
        A = (flat @ sheet.phi[i : i + step].T).reshape(runs, K, -1)
        least = _least(A)
        total += least @ counted[:, 0]
        if K * len(counted) > BUNDLED:
            S += _gathered(sheet, i, _whose(least, K), K).reshape(runs * K, -1)
        else:
            mine = np.equal(A, least[:, None], out=A, casting="unsafe")
            S += mine.reshape(runs * K, -1) @ counted
    return S.reshape(runs, K, 1 + d), total


def _gathered(sheet: Sheet, begin: int, own: Labels, K: int) -> Array:
    """Counts and sums (runs, K, 1 + d) of points from the begin-th on, who belong to (runs, n)."""
    runs, n = own.shape
    part = slice(begin, begin + n)
    bundle = _bundle(sheet, K, runs, n)
    if sheet.weights is not None:
        bundle.data[:] = np.repeat(sheet.weights[part], runs)
    np.add(own.T, K * np.arange(runs), out=bundle.indices.reshape(n, runs), casting="same_kind")
    return np.asarray(bundle @ sheet.phi[part]).reshape(runs, K, -1)


def _moved(sheet: Sheet, centres: Array, S: Array) -> Array:
    """Every run's centres, moved to the middle of their points."""
    for run in np.flatnonzero((S[..., 0] <= 0).any(axis=1)):
        S[run] = _relocated(S[run], sheet, centres[run])
    return _middles(S, centres)


def _middles(S: Array, centres: Array) -> Array:
    """Sums over counts; a centre that still has no points stays."""
    counts = S[..., :1]
    bare = counts <= 0
    return np.where(bare, centres, S[..., 1:] / np.where(bare, 1.0, counts))


def _relocated(S: Array, sheet: Sheet, centres: Array) -> Array:
    """Counts and sums, with the points worst served given to the centres that have none."""
    own = _labels(sheet, centres)
    gaps = np.sum((sheet.phi[:, 1:] - centres[own]) ** 2, axis=1) * (sheet.counted[:, 0] > 0)
    for k, i in zip(np.flatnonzero(S[:, 0] <= 0), np.argsort(-gaps, kind="stable"), strict=False):
        if gaps[i] > 0:
            S[own[i]] -= sheet.counted[i]
            S[k] += sheet.counted[i]
    return S


def lloyd(sheet: Sheet, start: Array) -> Iterator[Step]:
    """Move centres (K, d) to the middle of their points, for as long as anyone looks.

    References
    ----------
    .. [1] S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982),
       129-137.

    Examples
    --------
    >>> from itertools import islice
    >>> X = np.array([[0.0], [1.0], [9.0]])
    >>> [step.centres.ravel().tolist() for step in islice(lloyd(Sheet.of(X), X[:2]), 2)]
    [[0.0, 5.0], [0.5, 9.0]]
    """
    centres: Array = start - sheet.origin
    while True:
        S, least = _swept(sheet, centres)
        if not S[:, 0].all():
            S = _relocated(S, sheet, centres)
        centres, before = _middles(S, centres), centres
        shift = float(np.sum((centres - before) ** 2))
        yield Step(centres + sheet.origin, shift, max(sheet.moment + least, 0.0))


def _swept(sheet: Sheet, centres: Array) -> tuple[Array, float]:
    """Counts and sums of every centre's points (K, 1 + d), and the inertia less the moment."""
    S, total = np.zeros((len(centres), 1 + centres.shape[1])), 0.0
    for part, least in _distances(sheet, centres):
        S += _gathered(sheet, part.start, _whose(least, len(centres))[None], len(centres))[0]
        total += float(least.sum() if sheet.weights is None else least @ sheet.weights[part])
    return S, total


def _bundle(sheet: Sheet, K: int, runs: int, n: int) -> Any:
    """A sparse (runs K, n) matrix: in each column a one for every run, wherever they will be put."""
    if (runs, n) not in sheet.bundles:
        from scipy.sparse import csc_array

        ends = np.arange(0, runs * n + 1, runs, dtype=np.int32)
        inside = (np.ones(runs * n), np.zeros(runs * n, dtype=np.int32), ends)
        sheet.bundles[runs, n] = csc_array(inside, shape=(runs * K, n))
    return sheet.bundles[runs, n]
