"""Many runs of k-means against each other: fewer and fewer runs, on more and more points."""

from __future__ import annotations

import numpy as np

from gmmlab.estimators.exchanging import exchanged
from gmmlab.estimators.seeding import near
from gmmlab.lloyd import Run, settled
from gmmlab.sheets import Sheet

__all__ = ["GLANCE", "heats", "merit"]

HEATS = ((1, 2, 12), (4, 2, 6), (np.inf, 2, 3))
"""On how many times as many points how many runs are tried, and for how many passes at most."""
CLOSE = 1e-3
"""Of the distances between centres: runs that differ by less end in one place."""
GLANCE = 6
"""Passes of all runs before that."""


def merit(run: Run) -> float:
    """What runs are ranked by, least first."""
    return run.inertia


def _apart(runs: list[Run]) -> list[Run]:
    """The runs that are not on their way to where one before them is."""
    kept: list[Run] = []
    for run in runs:
        if not any(near(run, other, CLOSE) for other in kept):
            kept.append(run)
    return kept


def heats(sheet: Sheet, part: Sheet, runs: list[Run], tol: float, max_iter: int) -> list[Run]:
    """Let runs on a part of the points compete, until the best few have seen all points.

    Parameters
    ----------
    sheet, part : Sheet
        All points, and those that the runs have been on.
    runs : list of Run
        The least inertia first.
    tol, max_iter
        Of `gmmlab.lloyd.settled`; no heat is given more passes than `max_iter`.

    Returns
    -------
    runs : list of Run
        The best first.
    """
    size, rng = len(part.phi), np.random.default_rng(len(sheet.phi))
    for times, left, passes in HEATS:
        heat = part if times == 1 else sheet.part(times * size, rng)
        able = _apart(runs)[:left]
        if heat is sheet and len(able) == 1:
            break
        starts = np.stack([run.centres for run in able])
        runs = sorted(settled(heat, starts, tol=tol, max_iter=min(passes, max_iter)), key=merit)
        if heat is part:
            runs[0] = exchanged(heat, runs[0], tol=tol, max_iter=max_iter)
        if heat is sheet:
            break
    return runs
