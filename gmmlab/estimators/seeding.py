"""Where k-means begins: many runs at once, on as few points as tell good starts from bad."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from gmmlab.estimators.distances import gaps_from
from gmmlab.lloyd import Run, settled
from gmmlab.sheets import Sheet
from gmmlab.types import Array, Labels

__all__ = ["Draft", "anywhere", "draft", "far_apart", "few_enough", "near", "some", "streams"]
__all__ += ["unlike"]


class Draft(NamedTuple):
    """What runs on some of the points have found, the least inertia first."""

    sheet: Sheet
    """The points they were run on."""
    runs: list[Run]
    """One of each kind: runs that ended in the same place are told once."""
    drawn: list[int]
    """Which start each came from."""
    whole: bool
    """Whether these were all points."""


def streams(rng: np.random.Generator, runs: int) -> list[np.random.Generator]:
    """A stream of random numbers for every run, so that more runs leave the first as they were."""
    return [np.random.default_rng(int(seed)) for seed in rng.integers(2**63, size=runs)]


def few_enough(K: int) -> int:
    """How many points tell good starts from bad."""
    return max(2000, 300 * K)


def draft(
    X: Array,
    K: int,
    rngs: list[np.random.Generator],
    weights: Array | None = None,
    *,
    draw: Any = None,
    tol: float = 0.0,
    max_iter: int = 300,
) -> Draft:
    """Run k-means from many starts, on a part of the points where there are very many.

    Parameters
    ----------
    X : ndarray of shape (n, d)
    K : int
    rngs : list of numpy.random.Generator
        One for every run.
    weights : ndarray of shape (n,), optional
        How often each point counts.
    draw : callable
        `far_apart` (if not given) or `anywhere`.
    tol, max_iter
        Of `gmmlab.lloyd.settled`.
    """
    enough = few_enough(K)
    whole = len(X) <= enough
    sheet = Sheet.of(*((X, weights) if whole else some(X, enough, rngs[0], weights)))
    fewer = sheet.part(100 * K + 500, rngs[0]) if sheet.weights is None else sheet
    begun = (draw or far_apart)(fewer, K, rngs)
    runs = settled(sheet, begun, tol=tol, max_iter=max_iter)
    kept = _different(runs)
    return Draft(sheet, [runs[i] for i in kept], kept, whole)


def some(
    X: Array, enough: int, rng: np.random.Generator, weights: Array | None
) -> tuple[Array, Array | None]:
    """So many points; one that counts more is drawn more often, and none that does not count."""
    share = None if weights is None else weights / weights.sum()
    return X[rng.choice(len(X), enough, replace=weights is not None, p=share, shuffle=False)], None


def _different(runs: list[Run]) -> list[int]:
    """Which runs to keep: the best first, and none that ends where the one before it does."""
    kept: list[int] = []
    for i in sorted(range(len(runs)), key=lambda i: runs[i].inertia):
        if kept and _same(runs[i], runs[kept[-1]]):
            kept[-1] = min(i, kept[-1])
        else:
            kept.append(i)
    return kept


def _same(one: Run, other: Run) -> bool:
    if abs(one.inertia - other.inertia) > 1e-9 * other.inertia:
        return False
    return near(one, other, 1e-6)


def near(one: Run, other: Run, share: float) -> bool:
    """Whether each centre has one of the other's within a share of the centres' own extent."""
    middle = other.centres.mean(axis=0)
    mine, theirs = one.centres - middle, other.centres - middle
    gaps = gaps_from(theirs.T, np.sum(theirs**2, axis=1), mine)
    furthest = max(gaps.min(axis=0).max(), gaps.min(axis=1).max())
    return bool(furthest <= (share * np.ptp(theirs, axis=0).max()) ** 2)


def unlike(runs: list[Run], known: list[Run]) -> list[Run]:
    """Those of some runs that end where none of others has ended."""
    return [run for run in runs if not any(_same(run, other) for other in known)]


def anywhere(sheet: Sheet, K: int, rngs: list[np.random.Generator]) -> Array:
    """Rows drawn evenly, none twice, for every run: shape (runs, K, d)."""
    share = None if sheet.weights is None else sheet.weights / sheet.weights.sum()
    n, points = len(sheet.phi), sheet.phi[:, 1:]
    drawn = [points[rng.choice(n, K, replace=False, p=share)] for rng in rngs]
    return sheet.origin + np.stack(drawn)


def far_apart(sheet: Sheet, K: int, rngs: list[np.random.Generator]) -> Array:
    """Greedy k-means++ for many runs side by side: rows that lie far apart, shape (runs, K, d).

    Each next row is the best of some trials, drawn with probability proportional to their squared
    distance from the nearest row already chosen; best is what lessens the sum of these most.

    References
    ----------
    .. [1] D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding",
       SODA 2007, 1027-1035.  Section 7, on trials: 2 + ln K.
    """
    Z, w = np.ascontiguousarray(sheet.phi[:, 1:].T), sheet.counted[:, 0]
    lengths, runs = np.sum(Z**2, axis=0), np.arange(len(rngs))
    trials = 2 + int(np.log(K))
    chosen = _drawn(w[None].repeat(len(rngs), axis=0), rngs, 1)
    gap = gaps_from(Z, lengths, Z.T[chosen])[:, 0]
    while chosen.shape[1] < K:
        drawn = _drawn(gap * w, rngs, trials)
        gaps = gaps_from(Z, lengths, Z.T[drawn])
        np.minimum(gaps, gap[:, None], out=gaps)
        best = (gaps @ w).argmin(axis=1)
        gap = gaps[runs, best]
        chosen = np.concatenate([chosen, drawn[runs, best, None]], axis=1)
    return sheet.origin + Z.T[chosen]


def _drawn(chances: Array, rngs: list[np.random.Generator], trials: int) -> Labels:
    """Some points for every run, by chances (runs, n): shape (runs, trials)."""
    sums = chances.cumsum(axis=1)
    marks = [rng.random(trials) * total for rng, total in zip(rngs, sums[:, -1], strict=True)]
    places = [np.searchsorted(row, mark, "right") for row, mark in zip(sums, marks, strict=True)]
    return np.minimum(places, chances.shape[1] - 1)
