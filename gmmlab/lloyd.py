"""k-means at speed: whose is each point, and where is the middle of each one's points?

For lessons there is `steps.kmeans`: the same passes, as EM with hard assignment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from gmmlab.owners import claims, owners
from gmmlab.sheets import Sheet, gathered, theta
from gmmlab.types import Array, Labels

__all__ = ["Run", "Step", "labels", "lloyd", "nearest", "settled"]

BUNDLED = 8192
"""More distances than this, and sums are gathered point by point, not by a matrix product."""

AT_ONCE = 131_072
"""Points that are laid out together where they are looked at once."""


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


def labels(sheet: Sheet, centres: Array, *, once: bool = False) -> Labels:
    """Whose each point is, (n,), int32; centres are about the sheet's origin."""
    whole = np.empty(len(sheet.phi), dtype=np.int32)
    for part, own in owners(sheet, centres[None], once=once):
        whole[part] = own[0]
    return whole


def nearest(X: Array, centres: Array) -> Labels:
    """Which centre is nearest to each point, shape (n,), int32.

    Examples
    --------
    >>> nearest(np.array([[0.0], [4.0], [9.0]]), np.array([[1.0], [8.0]]))
    array([0, 0, 1], dtype=int32)
    """
    origin = centres.mean(axis=0, dtype=float)
    whole = np.empty(len(X), dtype=np.int32)
    for i in range(0, len(X), AT_ONCE):
        sheet = Sheet.of(X[i : i + AT_ONCE], origin=origin)
        whole[i : i + AT_ONCE] = labels(sheet, centres - origin, once=True)
    return whole


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
    S, flat = np.zeros((runs, K, 1 + d)), theta(centres)
    if K * len(sheet.phi) <= BUNDLED:
        mine = claims(flat, sheet.phi.T).reshape(runs * K, -1)
        S += (mine.astype(float) @ sheet.counted).reshape(S.shape)
    else:
        for part, own in owners(sheet, centres):
            S += gathered(sheet, part.start, own, K)
    return S, np.sum(flat * S, axis=(1, 2))


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
    own = labels(sheet, centres)
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
        [S], [least] = _counted(sheet, centres[None])
        if not S[:, 0].all():
            S = _relocated(S, sheet, centres)
        centres, before = _middles(S, centres), centres
        shift = float(np.sum((centres - before) ** 2))
        yield Step(centres + sheet.origin, shift, max(sheet.moment + least, 0.0))
