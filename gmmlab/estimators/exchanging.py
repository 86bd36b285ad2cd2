"""Out of a rut: take one centre of k-means away, halve another's points, and run again.

Lloyd's passes end where no centre is better off nearby.  The commonest rut is two centres in one
cluster and one between two others; an exchange gets out of it at once.
"""

from __future__ import annotations

import numpy as np

from gmmlab.estimators.distances import gaps_from
from gmmlab.lloyd import Run, settled
from gmmlab.sheets import Sheet
from gmmlab.types import Array, Labels

__all__ = ["exchanged"]

TRIES = 6
"""Exchanges that are tried side by side."""
GLANCE = 4
"""Passes that each is given before the best goes on."""
ROUNDS = 20
"""How often, at most, a better place is sought from a better place."""
RISE = 1e-3
"""After these passes, an exchange may still be worse by this share of the inertia."""
WORTH = 1e-6
"""What it must gain in the end, as a share of the inertia."""


def exchanged(sheet: Sheet, run: Run, *, tol: float = 0.0, max_iter: int = 300) -> Run:
    """Exchange centres for as long as that lessens the inertia.

    References
    ----------
    .. [1] P. Fränti and J. Kivijärvi, "Randomised local search algorithm for the clustering
       problem", Pattern Anal. Appl. 3 (2000), 358-369.  Here the exchanges are not drawn: those
       that promise most are tried.

    Examples
    --------
    >>> sheet = Sheet.of(np.array([[0.0], [1.0], [10.0], [11.0], [20.0], [21.0]]))
    >>> [rut] = settled(sheet, np.array([[[0.0], [1.0], [15.0]]]))
    >>> round(rut.inertia, 9), round(exchanged(sheet, rut).inertia, 9)
    (101.0, 1.5)
    """
    for _ in range(ROUNDS if len(run.centres) > 1 else 0):
        tried = settled(sheet, _exchanges(sheet, run.centres), tol=tol, max_iter=GLANCE)
        best = min(tried, key=lambda trial: trial.inertia)
        if best.inertia > (1 + RISE) * run.inertia:
            break
        [after] = settled(sheet, best.centres[None], tol=tol, max_iter=max_iter)
        if not after.inertia < (1 - WORTH) * run.inertia:
            break
        run = Run(after.centres, after.inertia, run.passes + best.passes + after.passes)
    return run


def _exchanges(sheet: Sheet, centres: Array) -> Array:
    """The exchanges that promise most, as centres (tries, K, d)."""
    middles = centres - sheet.origin
    own, loss = _losses(sheet, middles)
    halves, gain = _halves(sheet, own, middles)
    promise = gain[None, :] - loss[:, None]
    np.fill_diagonal(promise, -np.inf)
    best = np.argsort(-promise, axis=None, kind="stable")[:TRIES]
    gone, split = np.divmod(best, len(centres))
    tries = np.repeat(middles[None], len(best), axis=0)
    tries[np.arange(len(best)), gone] = halves[split, 0]
    tries[np.arange(len(best)), split] = halves[split, 1]
    return sheet.origin + tries


def _losses(sheet: Sheet, middles: Array) -> tuple[Labels, Array]:
    """Whose each point is (n,), and what is lost if a centre goes (K,)."""
    Z = np.ascontiguousarray(sheet.phi[:, 1:].T)
    gaps = gaps_from(Z, np.sum(Z**2, axis=0), middles)
    own = gaps.argmin(axis=0)
    places = np.arange(gaps.shape[1])
    least = gaps[own, places]
    gaps[own, places] = np.inf
    further = (gaps.min(axis=0) - least) * sheet.counted[:, 0]
    return own, np.bincount(own, further, len(middles)).astype(float)


def _halves(sheet: Sheet, own: Labels, middles: Array) -> tuple[Array, Array]:
    """Each cluster's halves' middles (K, 2, d), and what two centres there would gain (K,).

    Halved at its middle, across the direction of its greatest spread.
    """
    halves, gain = np.stack([middles, middles], axis=1), np.zeros(len(middles))
    for k in range(len(middles)):
        mine = own == k
        Z, w = sheet.phi[mine, 1:] - middles[k], sheet.counted[mine, 0]
        axis = np.linalg.eigh((Z * w[:, None]).T @ Z)[1][:, -1]
        sides = np.stack([Z @ axis < 0, Z @ axis >= 0]) * w
        counts = sides.sum(axis=1)
        if counts.min() > 0:
            shifts = sides @ Z / counts[:, None]
            halves[k] += shifts
            gain[k] = counts.prod() / counts.sum() * np.sum((shifts[1] - shifts[0]) ** 2)
    return halves, gain
