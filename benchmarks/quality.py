"""How often a fit reaches the best optimum known: our race, and scikit-learn's ten starts.

    python -m benchmarks.quality            # ten seeds each; some minutes
    python -m benchmarks.quality --seeds 3 --only faithful iris

The tasks are in benchmarks/tasks.py, the optima in benchmarks/optima.json.  Both libraries run as
they come: scikit-learn's tolerance stops some of its runs short of where they would end.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from benchmarks.optima import known
from benchmarks.peers import KINDS, header
from benchmarks.tasks import TASKS, Task
from gmmlab import race

__all__ = ["BAR", "CLOSE", "Score", "main", "score"]

CLOSE = 0.01
"""So near to the best optimum known, in nats, counts as there."""
BAR = 0.95
"""The share of runs that ours must bring there."""


@dataclass(frozen=True)
class Score:
    """One task, by one library, over all seeds."""

    short: tuple[float, ...]
    """How many nats each seed ended below the best known; negative if above."""
    cost: float
    """Milliseconds of processor time a fit."""

    @property
    def reached(self) -> float:
        """The share of seeds that came there."""
        return float(np.mean(np.array(self.short) <= CLOSE))

    def __str__(self) -> str:
        return f"{self.reached:>9.0%}{max(self.short):>10.3f}{self.cost:>8.0f}"


def ours(task: Task, seed: int) -> float:
    """The log-likelihood of a race's winner, in nats; -inf if it has collapsed."""
    fit = race(task.X, task.K, task.shape, rng=seed).fit
    return -np.inf if fit.collapsed else fit.log_likelihood


def theirs(task: Task, seed: int) -> float:
    """The log-likelihood of scikit-learn's best of ten, in nats."""
    kind = next(name for name, code in KINDS.items() if code == task.kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = GaussianMixture(task.K, covariance_type=kind, n_init=10, random_state=seed)
        return float(model.fit(task.X).score(task.X) * len(task.X))


def score(task: Task, run: Callable[[Task, int], float], seeds: int) -> Score:
    """Measure one task."""
    best = known()[task.name]["log_likelihood"]
    begun = time.process_time()
    short = tuple(best - run(task, seed) for seed in range(seeds))
    return Score(short, 1e3 * (time.process_time() - begun) / seeds)


def table(tasks: list[Task], seeds: int) -> Iterator[tuple[Task, Score, Score]]:
    """Every row, as it is measured."""
    with threadpool_limits(1):
        for task in tasks:
            yield task, score(task, ours, seeds), score(task, theirs, seeds)


def main(told: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality")
    parser.add_argument("--quick", action="store_true", help="three seeds")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--only", nargs="+", metavar="TASK", default=[t.name for t in TASKS])
    asked = parser.parse_args(told)
    seeds = 3 if asked.quick else asked.seeds
    print(header())
    print(f"# of {seeds} seeds, the share within {CLOSE} nats of the best optimum known;")
    print("# the worst seed's nats below it; processor time of a fit in ms")
    heads = f"{'reached':>9}{'short':>10}{'ms':>8}"
    print(f"{'':20}{'gmmlab race':>27}{'sklearn, n_init=10':>27}\n{'':20}{heads}{heads}")
    shares = []
    for task, mine, other in table([t for t in TASKS if t.name in asked.only], seeds):
        shares.append((mine.reached, other.reached))
        print(f"{task!s:20}{mine}{other}", flush=True)
    whole, beside = np.mean(shares, axis=0)
    mark = "holds" if whole >= BAR else "MISSED"
    print(f"all runs: {whole:.1%} (bar {BAR:.0%}: {mark}), scikit-learn {beside:.1%}")


if __name__ == "__main__":
    main()
