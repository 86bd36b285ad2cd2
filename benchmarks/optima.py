"""The best optima known, from a long search: what shorter ones are measured against.

    python -m benchmarks.optima            # some ten minutes; writes benchmarks/optima.json
    python -m benchmarks.optima faithful   # only these

Thousands of starts of several kinds climb in batches, and those that come furthest are taken to
convergence.  A fit counts only if none of its components has collapsed onto the floor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.peers import header
from benchmarks.tasks import TASKS, Task
from gmmlab import Fit, Mixture, em, start, until_converged
from gmmlab.errors import CollapsedComponent
from gmmlab.points import Points
from gmmlab.races import climb
from gmmlab.shapes import Shape
from gmmlab.starts import How, kmeans_labels, kmeans_plusplus, random_points
from gmmlab.types import Array

__all__ = ["FILE", "KINDS", "SEED", "known", "main", "narrow", "neighbours", "search"]

FILE = Path(__file__).parent / "optima.json"
SEED = 1
STEPS = 200
"""EM steps of every start."""
SIDE = 100
"""Starts that climb side by side."""
FINALISTS = 25
"""How many different ones are taken to convergence."""


def narrow(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Means on rows drawn evenly; components from as wide as the sample to much narrower."""
    wide = random_points(X, K, shape, rng)
    width = float(K ** -rng.uniform(0, 1.5))
    return Mixture(wide.weights, wide.means, width**2 * wide.covariances, shape)


def neighbours(X: Array, K: int, shape: Shape, rng: np.random.Generator) -> Mixture:
    """Each component on a random row, as wide as the way to the nearest of the others."""
    wide = random_points(X, K, shape, rng)
    Z = wide.means / X.std(axis=0)
    gaps = np.sum((Z[:, None] - Z) ** 2, axis=-1) + np.diag(np.full(K, np.inf))
    shares = np.minimum(gaps.min(axis=1) / X.shape[1], 1.0) if K > 1 else np.ones(1)
    if shape.shared:
        shares[:] = shares.mean()
    return Mixture(wide.weights, wide.means, shares[:, None, None] * wide.covariances, shape)


KINDS: tuple[tuple[How, int], ...] = (
    (random_points, 1000),
    (narrow, 1000),
    (neighbours, 500),
    (kmeans_plusplus, 500),
    (kmeans_labels, 100),
)
"""Ways to begin, and how often each is tried."""


def ends(task: Task, points: Points, begun: list[Mixture]) -> Iterator[tuple[float, Mixture]]:
    """Where starts come to in a batch, if all their components kept their width."""
    _, fit = climb(points, Mixture.side_by_side(begun), STEPS)
    thin = np.atleast_1d((fit.widths < 1e-7).any(axis=-1))
    for run, total in enumerate(np.asarray(fit.log_likelihood).tolist()):
        if not thin[run]:
            yield total, fit.mixture[run]


def converged(points: Points, mixture: Mixture) -> Fit | None:
    """The end of a run; None if it loses a component, or only the floor holds one open."""
    try:
        *_, fit = until_converged(em(points, mixture), tol=1e-11)
    except CollapsedComponent:
        return None
    return None if fit.collapsed else fit


def search(task: Task, kinds: tuple[tuple[How, int], ...] = KINDS, seed: int = SEED) -> Any:
    """The best fit of many starts, as it is written down."""
    rng, points = np.random.default_rng(seed), Points.of(task.X, task.shape)
    found: list[tuple[float, str, Mixture]] = []
    for how, times in kinds:
        for first in range(0, times, SIDE):
            some = range(min(SIDE, times - first))
            begun = [start(task.X, task.K, task.shape, how=how, rng=rng) for _ in some]
            found += [(total, how.__name__, m) for total, m in ends(task, points, begun)]
    found.sort(key=lambda each: -each[0])
    best, begun_by = _best(points, found)
    return {
        "log_likelihood": best.log_likelihood,
        "K": task.K,
        "shape": task.kind,
        "counts": np.sort(best.counts).round(2).tolist(),
        "least_width": float(best.widths.min()),
        "won_by": begun_by,
        "reached_by": _reached(found, best.log_likelihood, kinds),
        "seed": seed,
        "starts": {how.__name__: times for how, times in kinds},
        "steps": STEPS,
        "date": date.today().isoformat(),
    }


def _best(points: Points, found: list[tuple[float, str, Mixture]]) -> tuple[Fit, str]:
    """The likeliest of the first few different ones, at their ends."""
    last, fits = np.inf, list[tuple[Fit, str]]()
    for total, name, mixture in found:
        if total < last - 1e-3 and len(fits) < FINALISTS:
            last = total
            if fit := converged(points, mixture):
                fits.append((fit, name))
    return max(fits, key=lambda each: each[0].log_likelihood)


def _reached(found: list[Any], best: float, kinds: tuple[tuple[How, int], ...]) -> dict[str, float]:
    """Which share of each kind of starts had come within half a nat of the best."""
    return {
        how.__name__: sum(name == how.__name__ and total > best - 0.5 for total, name, _ in found)
        / times
        for how, times in kinds
    }


def known() -> dict[str, Any]:
    """What has been written down, by the tasks' names."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def main(told: list[str] | None = None) -> None:
    """Search, and write down what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.optima")
    parser.add_argument("names", nargs="*", help="tasks; all if none is named")
    names = parser.parse_args(told).names
    print(header())
    for task in TASKS:
        if not names or task.name in names:
            begun = time.process_time()
            with threadpool_limits(1):
                entry = search(task)
            print(f"{task!s:20} {entry['log_likelihood']:.6f} {time.process_time() - begun:.0f} s")
            FILE.write_text(json.dumps(known() | {task.name: entry}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
