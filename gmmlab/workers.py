"""Tasks side by side: the caller says on how many processors, and the results do not tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any, TypeVar

__all__ = ["each"]

T = TypeVar("T")


def each(
    work: Callable[..., T], tasks: Iterable[tuple[Any, ...]], executor: Executor | None = None
) -> list[T]:
    """What `work` makes of every task, in order; side by side if there is an executor.

    Without one the tasks run one after another in this process: that works wherever Python does,
    a browser too, and leaves it to the caller how many processors to take.

    Parameters
    ----------
    work : callable
        For an executor of processes, a function that can be imported.
    tasks : iterable of tuple
        The arguments of each call.
    executor : concurrent.futures.Executor, optional
        Of threads or processes.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as threads:
    ...     each(pow, [(2, 3), (3, 2)], threads) == each(pow, [(2, 3), (3, 2)]) == [8, 9]
    True
    """
    tasks = list(tasks)
    if executor is None:
        return [work(*task) for task in tasks]
    share = max(1, len(tasks) // 64)
    return list(executor.map(work, *zip(*tasks, strict=True), chunksize=share))
