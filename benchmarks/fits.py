"""What complete fits cost, and where they end, beside scikit-learn's: the same class, swapped.

    python -m benchmarks.fits            # some ten minutes
    python -m benchmarks.fits --quick    # up to ten thousand points

Mixtures and k-means with n_init=10, from the same seeds; and k-means alone, per iteration from the
same centres.  Both take turns at one thread, and the median of the rounds' ratios is printed.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import sklearn.cluster
import sklearn.mixture
from threadpoolctl import threadpool_limits

import gmmlab
from benchmarks.core import Size, cloud
from benchmarks.peers import KINDS, header
from gmmlab.types import Array

__all__ = ["FITS", "KMEANS", "Match", "complete_kmeans", "lloyd", "main", "mixture"]

FITS: dict[Size, int] = {(272, 2, 2): 5, (1_000, 2, 3): 5, (10_000, 2, 5): 3, (100_000, 2, 10): 1}
"""N, d and K of mixtures, and with how many seeds."""
KMEANS: dict[Size, int] = {
    (1_000, 2, 3): 5,
    (10_000, 2, 10): 3,
    (100_000, 10, 10): 3,
    (1_000_000, 2, 8): 1,
    (200_000, 50, 10): 1,
}
"""N, d and K for k-means."""

Fitted = Callable[[Any, Array], float]
"""Fits a model of either library; returns how good it is, the more the better."""


@dataclass(frozen=True)
class Match:
    """One table row: the same work done by both."""

    what: str
    ours: float
    """Milliseconds of processor time, median."""
    theirs: float
    ratio: float
    """Theirs over ours: the median of the rounds' ratios."""
    ahead: tuple[float, ...]
    """How much better ours ended, for each seed: nats, or a share of the inertia."""

    def __str__(self) -> str:
        worst, middle = min(self.ahead), median(self.ahead)
        times = f"{self.ours:>12.2f}{self.theirs:>12.2f}{self.ratio:>8.1f}"
        return f"{self.what:40}{times}  {middle:>11.3g}{worst:>11.3g}"


def mixture(size: Size, kind: str, seeds: int) -> Match:
    """Ten starts of a mixture; ahead in nats."""
    told = {"n_components": size[2], "covariance_type": kind, "n_init": 10}
    models = (gmmlab.GaussianMixture, sklearn.mixture.GaussianMixture)
    rounds = [_pair(models, told | {"random_state": s}, cloud(*size), _level) for s in range(seeds)]
    return _match(f"mixture {size} {kind}, n_init=10", rounds)


def complete_kmeans(size: Size, seeds: int) -> Match:
    """Ten starts of k-means; ahead as a share of the inertia."""
    told = {"n_clusters": size[2], "n_init": 10}
    models = (gmmlab.KMeans, sklearn.cluster.KMeans)
    rounds = [
        _pair(models, told | {"random_state": s}, cloud(*size), _tightness) for s in range(seeds)
    ]
    relative = [(a, b, (x - y) / abs(y), 0.0) for a, b, x, y in rounds]
    return _match(f"k-means {size}, n_init=10", relative)


def lloyd(size: Size, rounds: int) -> Match:
    """An iteration of k-means on points without any groups, so that it has far to go."""
    X = np.random.default_rng(0).random(size[:2])
    told = {"n_clusters": size[2], "init": X[: size[2]], "n_init": 1, "tol": 0}
    models = (gmmlab.KMeans, sklearn.cluster.KMeans)
    few, many = 3, 18

    def once() -> tuple[float, float, float, float]:
        short = _pair(models, told | {"max_iter": few}, X, _tightness)
        long = _pair(models, told | {"max_iter": many}, X, _tightness)
        spent = [(b - a) / (many - few) for a, b in zip(short[:2], long[:2], strict=True)]
        return spent[0], spent[1], (long[2] - long[3]) / abs(long[3]), 0.0

    return _match(f"k-means {size}, an iteration", [once() for _ in range(rounds)])


def _pair(models: Any, told: Any, X: Array, good: Fitted) -> tuple[float, float, float, float]:
    """Seconds of ours and theirs, and how good ours and theirs are."""
    spent, levels = [], []
    for model in models:
        begun = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an iteration limit may have been meant
            fitted = model(**told).fit(X)
        spent.append(time.process_time() - begun)
        levels.append(good(fitted, X))
    return spent[0], spent[1], levels[0], levels[1]


def _level(model: Any, X: Array) -> float:
    return float(model.score(X) * len(X))


def _tightness(model: Any, X: Array) -> float:
    return -float(model.inertia_)


def _match(what: str, rounds: list[tuple[float, float, float, float]]) -> Match:
    ours, theirs = (1e3 * median(each[i] for each in rounds) for i in (0, 1))
    ratio = median(b / a for a, b, *_ in rounds)
    return Match(what, ours, theirs, ratio, tuple(x - y for *_, x, y in rounds))


def table(quick: bool) -> Iterator[Match]:
    """Every row, as it is measured."""

    def chosen(sizes: dict[Size, int]) -> Iterator[tuple[Size, int]]:
        return (each for each in sizes.items() if not (quick and each[0][0] > 10_000))

    with threadpool_limits(1):
        yield from (mixture(size, kind, k) for size, k in chosen(FITS) for kind in KINDS)
        yield from (complete_kmeans(size, seeds) for size, seeds in chosen(KMEANS))
        yield from (lloyd(size, seeds) for size, seeds in chosen(KMEANS))


def main(told: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fits")
    parser.add_argument("--quick", action="store_true", help="up to ten thousand points")
    quick = parser.parse_args(told).quick
    print(header())
    print("# processor time in ms; how far ours ended ahead, in nats or as a share of inertia")
    print(f"{'':40}{'gmmlab':>12}{'sklearn':>12}{'ratio':>8}  {'ahead':>11}{'worst':>11}")
    rows = []
    for row in table(quick):
        rows.append(row)
        print(row, flush=True)
    for word in ("mixture", "k-means"):
        whole = [row for row in rows if row.what.startswith(word) and "n_init" in row.what]
        print(f"complete {word} fits: median ratio {median(r.ratio for r in whole):.1f}")


if __name__ == "__main__":
    main()
