"""What EM needs above the data, beside scikit-learn: numpy's peak while it runs.

python -m benchmarks.memory            # up to a million points
python -m benchmarks.memory --quick    # up to ten thousand
"""

from __future__ import annotations

import argparse
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.core import Size, cloud
from benchmarks.peers import KINDS, PEERS, Run, Sklearn, header
from gmmlab import start
from gmmlab.covariances import as_shape

__all__ = ["BAR", "SIZES", "Need", "main", "need"]

SIZES: tuple[Size, ...] = ((1_000, 2, 3), (10_000, 2, 5), (100_000, 10, 10), (1_000_000, 10, 8))
BAR = 2.0
"""MiB above the data that ours may need at any N."""


@dataclass(frozen=True)
class Need:
    """The peak of one size and covariance type."""

    size: Size
    kind: str
    data: float
    """The data themselves, MiB."""
    peak: dict[str, float]
    """MiB above them, by library."""

    def __str__(self) -> str:
        n, d, K = self.size
        peaks = "".join(f"{peak:>10.2f}" for peak in self.peak.values())
        return f"{n:>8}{d:>4}{K:>4}  {self.kind:10}{self.data:>10.2f}{peaks}"


def above(run: Run) -> float:
    """The peak during three iterations above what was there before, in MiB."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    run(3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (peak - before) / 2**20


def need(size: Size, kind: str) -> Need:
    """Measure one cell."""
    X = cloud(*size)
    begin = start(X, size[2], as_shape(kind), rng=0)
    able = (*PEERS[:2], Sklearn())
    runs = {peer.name: peer.runs(X, begin, kind, 1, Path()) for peer in able}
    for run in runs.values():
        run(1)  # what is imported at the first call is not meant
    return Need(size, kind, X.nbytes / 2**20, {name: above(run) for name, run in runs.items()})


def table(quick: bool) -> Iterator[Need]:
    """Every row, as it is measured."""
    sizes = [size for size in SIZES if not (quick and size[0] > 10_000)]
    return (need(size, kind) for size in sizes for kind in KINDS)


def main(told: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory")
    parser.add_argument("--quick", action="store_true", help="up to ten thousand points")
    quick = parser.parse_args(told).quick
    print(header())
    print("# peak above the data in MiB")
    print(f"{'N':>8}{'d':>4}{'K':>4}  {'covariance':10}{'data':>10}", end="")
    print(f"{'gmmlab':>10}{'em()':>10}{'sklearn':>10}")
    rows = []
    for row in table(quick):
        rows.append(row)
        print(row, flush=True)
    most = max(max(row.peak["gmmlab"], row.peak["em()"]) for row in rows)
    print(f"ours at most {most:.2f} MiB (bar {BAR:g}: {'holds' if most <= BAR else 'MISSED'})")


if __name__ == "__main__":
    main()
