"""What an EM iteration costs, beside the peers: same data, same start, one thread, in turn.

    python -m benchmarks.core            # 32 cells; some ten minutes on two quiet cores
    python -m benchmarks.core --quick    # up to ten thousand points
    python -m benchmarks.core --sizes 272,2,2 100000,10,10

The cost of an iteration is marginal: processor time of many iterations less that of few, over
the difference.  All run in turn, and the median of the rounds' ratios is printed.  Two of them are
ours: the loop on bare arrays that races are made of, which the ratios are over, and `em`, which
hands out a fit after each step.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.peers import KINDS, OTHERS, PEERS, Peer, Run, header
from gmmlab import start
from gmmlab.covariances import as_shape
from gmmlab.types import Array

__all__ = ["BARS", "SIZES", "Cell", "Effort", "cell", "cloud", "main", "table"]

Size = tuple[int, int, int]


class Effort(NamedTuple):
    """How long to look at one size."""

    few: int
    many: int
    """E-steps of the two runs whose difference counts."""
    rounds: int
    repeats: int = 1
    """How often R, whose clock counts milliseconds, repeats each run."""


SIZES: dict[Size, Effort] = {
    (272, 2, 2): Effort(5, 105, 9, 50),
    (1_000, 2, 3): Effort(5, 105, 7, 10),
    (10_000, 2, 5): Effort(3, 23, 5, 3),
    (100_000, 2, 10): Effort(2, 6, 3),
    (100_000, 10, 10): Effort(2, 6, 3),
    (1_000_000, 2, 5): Effort(2, 4, 3),
    (1_000_000, 10, 8): Effort(2, 4, 2),
    (200_000, 50, 10): Effort(2, 4, 2),
}
"""N, d and K, and the effort spent on each."""

BARS: dict[Size, dict[str, float]] = {
    (272, 2, 2): {"worst": 3.5},
    (1_000, 2, 3): {"worst": 6},
    (10_000, 2, 5): {"worst": 10, "oneDAL": 1.3},
    (100_000, 2, 10): {"worst": 12, "full": 20, "oneDAL": 2},
    (100_000, 10, 10): {"worst": 6, "tied": 15, "oneDAL": 2},
    (1_000_000, 2, 5): {"worst": 13, "full": 25, "oneDAL": 2},
    (1_000_000, 10, 8): {"worst": 7, "oneDAL": 2},
    (200_000, 50, 10): {"worst": 2, "tied": 20},
}
"""What is aimed at: times scikit-learn, for the worst or a named covariance; times oneDAL."""
MEAN = 12.0
"""And for the geometric mean of all cells."""


@dataclass(frozen=True)
class Cell:
    """One size and covariance type, measured."""

    size: Size
    kind: str
    cost: dict[str, float]
    """Microseconds of processor time that one more iteration takes, by peer."""
    ratio: dict[str, float]
    """The peers' cost over ours: the median of the rounds' ratios."""
    log_likelihood: dict[str, float]
    """Where the longer run ended, in nats."""

    def __str__(self) -> str:
        n, d, K = self.size
        costs = "".join(_entry(self.cost.get(p.name), 12, 0) for p in PEERS)
        ratios = "".join(_entry(self.ratio.get(p.name), 8, 1) for p in OTHERS)
        return f"{n:>8}{d:>4}{K:>4}  {self.kind:10}{costs}  {ratios}"


def _entry(value: float | None, width: int, digits: int) -> str:
    return f"{'-' if value is None else f'{value:.{digits}f}':>{width}}"


def cloud(n: int, d: int, K: int) -> Array:
    """K groups of points with unit width."""
    rng = np.random.default_rng(0)
    return rng.normal(0, 4, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d))


def marginal(run: Run, effort: Effort) -> tuple[float, float]:
    """Processor seconds that one more iteration costs, and the log-likelihood at the end."""
    short, long = run(effort.few), run(effort.many)
    if long.passes <= short.passes:
        raise ValueError(f"stopped by itself after {long.passes} passes: nothing to compare")
    return (long.seconds - short.seconds) / (long.passes - short.passes), long.log_likelihood


def cell(size: Size, kind: str, effort: Effort, peers: Iterable[Peer] = PEERS) -> Cell:
    """Measure one cell: every round, everyone who can has a turn."""
    able = [peer for peer in peers if kind in peer.kinds and not peer.missing]
    X = cloud(*size)
    begin = start(X, size[2], as_shape(kind), rng=0)
    with TemporaryDirectory() as folder:
        runs = {p.name: p.runs(X, begin, kind, effort.repeats, Path(folder)) for p in able}
        once = {peer.name for peer in able if peer.once}
        rounds = [
            {name: marginal(run, effort) for name, run in runs.items() if not (i and name in once)}
            for i in range(effort.rounds)
        ]
    costs = {name: [1e6 * each[name][0] for each in rounds if name in each] for name in runs}
    return Cell(
        size,
        kind,
        {name: median(column) for name, column in costs.items()},
        {name: median(_over(column, costs["gmmlab"])) for name, column in costs.items()},
        {name: rounds[0][name][1] for name in runs},
    )


def _over(theirs: list[float], ours: list[float]) -> list[float]:
    return [b / a for a, b in zip(ours, theirs, strict=False)]


def table(sizes: dict[Size, Effort]) -> Iterator[Cell]:
    """Every cell, as it is measured."""
    with threadpool_limits(1):
        for size, effort in sizes.items():
            for kind in KINDS:
                yield cell(size, kind, effort)


def verdicts(cells: list[Cell]) -> Iterator[str]:
    """Each size's worst ratio, and every other one that a bar is set for."""
    for size, bars in BARS.items():
        own = {c.kind: c.ratio for c in cells if c.size == size}
        told = []
        for what, bar in bars.items() if own else ():
            if what == "oneDAL":
                reached = [r["oneDAL"] for r in own.values() if "oneDAL" in r]
            else:
                reached = [r["sklearn"] for k, r in own.items() if what in ("worst", k)]
            if reached:
                mark = "holds" if min(reached) >= bar else "MISSED"
                told.append(f"{what} {min(reached):.1f} (bar {bar:g}: {mark})")
        if told:
            yield f"{size}: " + ", ".join(told)


def geometric_mean(cells: list[Cell], peer: str) -> float:
    """Of a peer's ratios, over the cells that it has."""
    return float(np.exp(np.mean([np.log(c.ratio[peer]) for c in cells if peer in c.ratio])))


def main(told: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.core")
    parser.add_argument("--quick", action="store_true", help="up to ten thousand points")
    parser.add_argument("--sizes", nargs="+", metavar="N,d,K", help="only these of the table")
    asked = parser.parse_args(told)
    wanted = [tuple(map(int, text.split(","))) for text in asked.sizes or ()]
    chosen = {
        size: effort
        for size, effort in SIZES.items()
        if (not wanted or size in wanted) and not (asked.quick and size[0] > 10_000)
    }
    print(header())
    print("# an EM iteration in µs of processor time, and the peers' over ours")
    heads = "".join(f"{p.name:>12}" for p in PEERS), "".join(f"{p.name:>8}" for p in OTHERS)
    print(f"{'N':>8}{'d':>4}{'K':>4}  {'covariance':10}{heads[0]}  {heads[1]}")
    cells = []
    for each in table(chosen):
        cells.append(each)
        print(each, flush=True)
    print(*verdicts(cells), sep="\n")
    for peer in OTHERS:
        if any(peer.name in c.ratio for c in cells):
            bar = f" (bar {MEAN:g})" if peer.name == "sklearn" and len(cells) == 32 else ""
            print(f"geometric mean over {peer.name}: {geometric_mean(cells, peer.name):.1f}{bar}")


if __name__ == "__main__":
    main()
