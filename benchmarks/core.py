"""What an EM iteration costs, beside scikit-learn's: same data, same start, one thread, in turn.

    python -m benchmarks.core

The cost of an iteration is marginal: processor time of many iterations less that of few, over
the difference.  Both libraries run in turn, and the median of the rounds' ratios is printed.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from itertools import islice
from statistics import median

import numpy as np
from sklearn.mixture import GaussianMixture as Theirs
from threadpoolctl import threadpool_limits

from gmmlab import Mixture, em, m_step, start
from gmmlab.estimators.gaussian_mixture import TYPES
from gmmlab.types import Array

SIZES = ((272, 2, 2), (1_000, 2, 3), (10_000, 2, 5), (100_000, 2, 10), (100_000, 10, 10))
ROUNDS = 5


def cloud(n: int, d: int, K: int) -> Array:
    """K groups of points with unit width."""
    rng = np.random.default_rng(0)
    return rng.normal(0, 4, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d))


def ours(X: Array, begin: Mixture, kind: str, steps: int) -> None:
    """Run gmmlab's EM, with the ridge that scikit-learn adds."""
    ridge = em(X, begin, maximise=lambda fit: m_step(fit, floor=0, ridge=1e-6))
    for _ in islice(ridge, steps):
        pass


def theirs(X: Array, begin: Mixture, kind: str, steps: int) -> None:
    """Run scikit-learn's EM."""
    precisions = {
        "full": lambda s: np.linalg.inv(s),
        "tied": lambda s: np.linalg.inv(s[0]),
        "diag": lambda s: 1 / np.einsum("kii->ki", s),
        "spherical": lambda s: 1 / s[:, 0, 0],
    }[kind](begin.covariances)
    told = {"weights_init": begin.weights, "means_init": begin.means}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = Theirs(begin.K, covariance_type=kind, tol=0, max_iter=steps, **told)
        model.set_params(precisions_init=precisions).fit(X)


def marginal(run: Callable[[int], None], few: int, many: int) -> float:
    """Processor seconds that one more iteration costs."""
    spent = []
    for steps in (few, many):
        begun = time.process_time()
        run(steps)
        spent.append(time.process_time() - begun)
    return (spent[1] - spent[0]) / (many - few)


def cell(n: int, d: int, K: int, kind: str) -> tuple[float, float, float]:
    """Microseconds an iteration of ours and of theirs, and the median ratio theirs / ours."""
    X = cloud(n, d, K)
    begin = start(X, K, TYPES[kind], rng=0)
    few, many = (10, 210) if n <= 1_000 else (3, 23) if n <= 10_000 else (2, 7)
    pairs = [
        tuple(
            marginal(lambda steps, run=run: run(X, begin, kind, steps), few, many)
            for run in (ours, theirs)
        )
        for _ in range(ROUNDS)
    ]
    mine, other = (1e6 * median(column) for column in zip(*pairs, strict=True))
    return mine, other, median(b / a for a, b in pairs)


def main() -> None:
    """Print the table."""
    with threadpool_limits(1):
        table()


def table() -> None:
    """Measure and print every cell."""
    print(
        f"{'N':>8} {'d':>3} {'K':>3}  {'covariance':10} {'gmmlab µs':>10} {'sklearn µs':>11} ratio"
    )
    ratios = []
    for size in SIZES:
        for kind in TYPES:
            mine, other, ratio = cell(*size, kind)
            ratios.append(ratio)
            n, d, K = size
            print(f"{n:8} {d:3} {K:3}  {kind:10} {mine:10.0f} {other:11.0f} {ratio:5.1f}")
    print(f"geometric mean of {len(ratios)} ratios: {np.exp(np.mean(np.log(ratios))):.1f}")


if __name__ == "__main__":
    main()
