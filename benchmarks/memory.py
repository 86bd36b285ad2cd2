"""What EM needs above the data, beside scikit-learn: numpy's peak while it runs.

python -m benchmarks.memory             # up to a million points
python -m benchmarks.memory --quick     # up to ten thousand
python -m benchmarks.memory --streams   # up to 1e8 points that are never together: some minutes
"""

from __future__ import annotations

import argparse
import itertools
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.core import Size, cloud
from benchmarks.peers import KINDS, PEERS, Run, Sklearn, header
from gmmlab import Stream, best_fit, em, start
from gmmlab.covariances import as_shape
from gmmlab.types import Array

__all__ = ["BAR", "SIZES", "STREAMS", "Flow", "Need", "flow", "main", "need"]

SIZES: tuple[Size, ...] = ((1_000, 2, 3), (10_000, 2, 5), (100_000, 10, 10), (1_000_000, 10, 8))
BAR = 2.0
"""MiB above the data that ours may need at any N."""
STREAMS = (1_000_000, 10_000_000, 100_000_000)
"""Points of each stream, made anew in every pass."""
BLOCK = 50_000
"""Points of one of its blocks: 0.8 MiB."""
GROUPS = np.array([[0.0, 0.0], [4.0, 1.0], [1.0, 5.0]])
"""Where a stream's three groups lie; their widths are 1, their sizes equal."""


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


@dataclass(frozen=True)
class Flow:
    """What a fit to one stream took."""

    n: int
    peak: float
    """MiB, its block included."""
    passes: int
    seconds: float
    """Of processor time for one pass, the making of the points included."""
    off: float
    """How far the furthest mean ended from its group's."""

    def __str__(self) -> str:
        return (
            f"{self.n:>12}{self.peak:>10.2f}{self.passes:>8}{self.seconds:>12.2f}{self.off:>12.5f}"
        )


def drawn(seed: int) -> Array:
    """One block of a stream."""
    rng = np.random.default_rng(seed)
    return GROUPS[rng.integers(len(GROUPS), size=BLOCK)] + rng.standard_normal((BLOCK, 2))


def flow(n: int, passes: int = 4) -> Flow:
    """Fit three components to n points, of which there is never more than a block."""
    begin = best_fit(drawn(0)[:1000], len(GROUPS), rng=0).mixture
    begun = time.process_time()
    tracemalloc.start()
    fits = em(Stream.of(range(n // BLOCK), drawn), begin)
    *_, fit = itertools.islice(fits, passes)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    seconds = (time.process_time() - begun) / (passes + 1)  # one for the spread
    gaps = np.linalg.norm(GROUPS[:, None] - fit.mixture.means, axis=-1)
    return Flow(n, peak / 2**20, passes, seconds, float(gaps.min(axis=1).max()))


def table(quick: bool) -> Iterator[Need]:
    """Every row, as it is measured."""
    sizes = [size for size in SIZES if not (quick and size[0] > 10_000)]
    return (need(size, kind) for size in sizes for kind in KINDS)


def main(told: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory")
    parser.add_argument("--quick", action="store_true", help="up to ten thousand points")
    parser.add_argument("--streams", action="store_true", help="points that are never together")
    asked = parser.parse_args(told)
    print(header())
    streams() if asked.streams else needs(asked.quick)


def streams() -> None:
    """Print what fits to streams take."""
    print("# three components in the plane, from the best fit to a thousand points; peak in MiB")
    print(f"{'points':>12}{'peak':>10}{'passes':>8}{'s a pass':>12}{'means off':>12}")
    for n in STREAMS:
        print(flow(n), flush=True)


def needs(quick: bool) -> None:
    """Print the table of data in memory."""
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
