"""Data larger than memory, or on other computers: a fit sees one block and its sums.

A pass over the data is a sum over blocks, so blocks can be read one at a time, or handed to any
`concurrent.futures.Executor`: threads, processes, or a cluster's.  Nothing but sums comes back.
Where even one pass is too long, `stepwise` learns from each block as it comes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import Any, TypeAlias, TypeVar

import numpy as np

from gmmlab.assign import Assign, soft
from gmmlab.checks import as_data
from gmmlab.errors import BadInput, ConstantFeature
from gmmlab.mixture import Mixture
from gmmlab.passes import (
    Moments,
    Natural,
    Pass,
    Sums,
    block_size,
    by_features,
    by_residuals,
    features,
    moments_of_features,
    moments_of_residuals,
)
from gmmlab.points import run_by_run
from gmmlab.shapes import Full, Shape
from gmmlab.steps import Fit, m_step
from gmmlab.types import Array

__all__ = ["Stream", "stepwise"]

Load = Callable[[Any], Any]
Result = TypeVar("Result")

IN_FLIGHT = 16
"""Blocks that an executor may hold at once."""


Spread: TypeAlias = tuple[float, Array, Array]
"""How many points there are, their mean (d,) and their covariance (d, d)."""
NOTHING: Spread = (0.0, np.zeros(0), np.zeros((0, 0)))


@dataclass(frozen=True, eq=False)
class Stream:
    """Data in blocks, to be given to `em` in place of X.

    Examples
    --------
    >>> from gmmlab import em, start, until_converged
    >>> from gmmlab.datasets import faithful
    >>> X = faithful().X
    >>> *_, fit = until_converged(em(Stream.of([X[:100], X[100:]]), start(X, 2, rng=1)))
    >>> round(fit.log_likelihood, 2)
    -1130.26
    """

    items: Iterable[Any]
    """What blocks are loaded from: arrays, file names, seeds; read once in every pass."""
    load: Load
    """Turns an item into its points (m, d)."""
    executor: Executor | None = field(repr=False)
    """Where blocks are worked on; None for here, one at a time."""
    n: float
    """How many points there are."""
    origin: Array
    """Their mean (d,)."""
    covariance: Array
    """Their covariance (d, d), divided by n."""

    @classmethod
    def of(
        cls, items: Iterable[Any], load: Load = np.asarray, *, executor: Executor | None = None
    ) -> Stream:
        """Pass over the blocks once, for their mean and spread.

        Parameters
        ----------
        items : iterable
            What blocks are loaded from.  It must be possible to go over it again: a list or a
            range, not a generator.
        load : callable
            Turns an item into points (m, d).  It runs where the executor does.
        executor : concurrent.futures.Executor, optional
            Threads, processes, or a cluster's executor.

        Raises
        ------
        BadInput
            If items can be read only once, there are none, or a block is no table of finite
            numbers with the same columns as the others.
        ConstantFeature
        """
        if iter(items) is items:
            raise BadInput(
                f"a {type(items).__name__} can be read once, but EM passes over the data many "
                "times. Pass a list or a range of what each block is loaded from."
            )
        spreads = _mapped(executor, partial(_spread, load), items)
        n, origin, covariance = reduce(_together, spreads, NOTHING)
        if not n:
            raise BadInput("there are no blocks to pass over. Check how items was put together.")
        rounding = 8 * np.finfo(float).eps * np.abs(origin)
        if (flat := np.flatnonzero(covariance.diagonal() <= rounding**2)).size:
            raise ConstantFeature(flat.tolist(), origin[flat].tolist())
        return cls(items, load, executor, n, origin, covariance)

    @property
    def X(self) -> Array:
        """The points are never all here."""
        raise BadInput(
            f"the {self.n:.0f} points of a stream are never in memory together. Ask "
            "fit.mixture.responsibilities(block) for each block instead."
        )

    def one_pass(self, mixture: Mixture, assign: Assign) -> Pass:
        """Share the points out among the components, and add up what each is given."""
        if mixture.means.ndim == 3:
            return run_by_run(self, mixture, assign)
        mixture.matching(self.origin[None])
        own = replace(mixture.shape, shared=False)
        exact = Natural(mixture, self.origin, own).exact(self.covariance.diagonal())
        counted = _by_features if exact else _by_residuals
        task = partial(counted, self.load, mixture, self.origin, own, assign)
        sums: Sums = reduce(Sums.__add__, _mapped(self.executor, task, self.items))
        if exact:
            empty = np.zeros(0)
            return Pass(sums.total, moments_of_features(sums, empty, own, len(self.origin)), None)
        return Pass(sums.total, moments_of_residuals(sums, mixture, self.origin), None)

    def responsibilities(self, mixture: Mixture, assign: Assign) -> Array:
        """Refused: they are as many as the points."""
        return self.X


def _mapped(
    executor: Executor | None, work: Callable[[Any], Result], items: Iterable[Any]
) -> Iterator[Result]:
    """Results in order, with no more than a few blocks under way."""
    if executor is None:
        yield from map(work, items)
        return
    waiting: deque[Future[Result]] = deque()
    for item in items:
        waiting.append(executor.submit(work, item))
        if len(waiting) >= IN_FLIGHT:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _spread(load: Load, item: Any) -> Spread:
    """How many points a block has, their mean and their covariance."""
    X = as_data(load(item))
    mean = X.mean(axis=0, dtype=float)
    d, covariance = len(mean), np.zeros((len(mean), len(mean)))
    for rows in _parts(X, block_size(d, Full())):
        Z = (rows - mean).T
        covariance += Z @ Z.T / len(X)
    return float(len(X)), mean, covariance


def _together(one: Spread, two: Spread) -> Spread:
    """Number, mean and covariance of two samples as of one.

    References
    ----------
    .. [1] T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for computing the sample
       variance: analysis and recommendations", Am. Stat. 37 (1983), 242-247.  Equation 2.1.
    """
    (n, mean, cov), (m, other, spread) = one, two
    if not n:
        return two
    if len(mean) != len(other):
        raise BadInput(
            f"a block has {len(other)} columns, but those before it have {len(mean)}: all blocks "
            "are rows of one table. Check what load returns."
        )
    share, gap = m / (n + m), other - mean
    between = share * (1 - share) * np.outer(gap, gap)
    return n + m, mean + share * gap, (1 - share) * cov + share * spread + between


def _parts(X: Array, step: int) -> Iterator[Array]:
    for i in range(0, len(X), step):
        yield X[i : i + step]


def _by_features(
    load: Load, mixture: Mixture, origin: Array, shape: Shape, assign: Assign, item: Any
) -> Sums:
    """What one block adds up to."""
    rows = _parts(as_data(load(item)), block_size(len(origin), shape))
    blocks = (features(part, None, origin, shape) for part in rows)
    theta = Natural(mixture, origin, shape).theta
    return by_features(blocks, theta, assign, mixture.background)._replace(A=None)


def _by_residuals(
    load: Load, mixture: Mixture, origin: Array, shape: Shape, assign: Assign, item: Any
) -> Sums:
    """What one block adds up to, in the components' own frames."""
    rows = _parts(as_data(load(item)), block_size(len(origin), shape))
    return by_residuals(((part, None) for part in rows), mixture, assign)._replace(A=None)


@dataclass(frozen=True, eq=False)
class Seen:
    """What is known of a stream that is not passed over again."""

    n: float
    origin: Array
    covariance: Array


def stepwise(
    blocks: Iterable[Any], start: Mixture, *, power: float = 0.6, delay: float = 2.0
) -> Iterator[Mixture]:
    """Learn from blocks as they come, each seen once; yield the mixture after each.

    The sums that the M-step sees are a running mean, in which block t has the weight
    (t + delay) ** -power.

    Parameters
    ----------
    blocks : iterable of array_like of shape (m, d)
        The data, in random order.
    start : Mixture
        Where to begin.
    power : float
        Between 0.5 (forgets fast) and 1 (forgets nothing).
    delay : float
        The larger, the less the first blocks count.

    Yields
    ------
    mixture : Mixture

    References
    ----------
    .. [1] O. Cappé and E. Moulines, "On-line expectation-maximization algorithm for latent data
       models", J. R. Statist. Soc. B 71 (2009), 593-613.  Equation 13 and theorem 1.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> def draw():
    ...     return rng.normal(size=(500, 1)) + 6 * rng.integers(2, size=(500, 1))
    >>> begin = Mixture.balls(np.array([[-1.0], [3.0]]))
    >>> *_, end = stepwise((draw() for _ in range(40)), begin)
    >>> np.sort(end.means.ravel()).round(1)
    array([0., 6.])
    """
    if not 0.5 < power <= 1:
        raise BadInput(f"power={power} must be above 0.5, or the noise of the blocks never dies.")
    mixture, shape = start, replace(start.shape, shared=False)
    S: Array = np.zeros(())
    spread: Array = np.zeros(())
    origin: Array = np.zeros(0)
    for t, block in enumerate(blocks):
        X = mixture.matching(as_data(block))
        n, mean, covariance = _spread(np.asarray, X)
        if t == 0:
            origin = mean
        rate = 1.0 if t == 0 else (t + delay) ** -power
        sums = _by_features(np.asarray, mixture, origin, shape, soft, X)
        S = S + rate * (sums.S / n - S)
        gap = mean - origin
        spread = spread + rate * (covariance + np.outer(gap, gap) - spread)
        moments = moments_of_features(Sums(sums.total, S), np.zeros(0), shape, len(origin))
        mixture = m_step(_held(mixture, moments, Seen(1.0, origin, spread)))
        yield mixture


def _held(mixture: Mixture, moments: Moments, seen: Seen) -> Fit:
    """As much of a fit as the M-step looks at."""
    return Fit(mixture, -np.inf, moments, seen, soft)  # type: ignore[arg-type]
