"""A Dask cluster grades: submissions and plans travel with their tasks, results come back.

Each worker of the cluster shuts student code in as this machine would. One writer, here, enters
what comes back; a worker that dies in the middle costs nothing, as Dask gives its tasks to others.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, local
from typing import Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.executors import FATAL, Results, nothing
from gmmlab.teach.grading.handed import LARGEST, MOST_FILES, Unreadable, content_of, regular_files
from gmmlab.teach.grading.stem import Order, Stem
from gmmlab.teach.grading.worker import Result
from gmmlab.teach.grading.writing import in_words

__all__ = ["Cluster", "NoCluster", "carried", "grade_there"]


class NoCluster(GmmlabError, RuntimeError):
    """A Dask cluster that cannot be used."""


@dataclass(frozen=True)
class Cluster:
    """The workers of a Dask cluster; they need gmmlab and bubblewrap, and share no disk.

    Parameters
    ----------
    address : str
        Of its scheduler, as ``tcp://host:8786``.
    """

    address: str

    def graded(self, order: Order, todo: Mapping[str, Path]) -> Iterator[tuple[str, Results]]:
        """Grade each of them once, whatever dies on the way.

        Raises
        ------
        NoCluster
            If there is none, or it cannot go on.
        NoSandbox
            If one of its workers cannot shut student code in.
        """
        distributed = _dask()
        if not todo:
            return
        with _client(distributed, self.address) as client:
            try:
                yield from self._spread(distributed, client, order, todo)
            finally:
                with suppress(Exception):  # workers that are gone have ended everything anyway
                    client.run(clear, order.mark)

    def _spread(
        self, distributed: Any, client: Any, order: Order, todo: Mapping[str, Path]
    ) -> Iterator[tuple[str, Results]]:
        """Have more submissions on their way than there are workers; take them as they come."""
        waiting, running = deque(todo), distributed.as_completed(loop=client.loop)
        students: dict[Any, str] = {}

        def feed() -> None:
            student = waiting.popleft()
            files = carried(todo[student])
            task = client.submit(grade_there, order, files, pure=False)
            students[task] = student
            running.add(task)

        for _ in range(min(len(waiting), 2 * sum(client.nthreads().values()) + 2)):
            feed()
        for task in running:
            if waiting:
                feed()
            yield students.pop(task), self._results(distributed, task, order)

    def _results(self, distributed: Any, task: Any, order: Order) -> Results:
        try:
            return {name: Result.read(one) for name, one in task.result().items()}
        except GmmlabError:
            raise
        except distributed.KilledWorker:
            return nothing(order)
        except (Exception, CancelledError) as error:
            raise NoCluster(
                f"the cluster at {self.address} cannot go on: {error!r:.300}. Its workers need "
                "the same gmmlab, and its scheduler has to stay. Mend that, and grade again: what "
                "is done already stays."
            ) from error


def _dask() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise NoCluster(
            "a Dask cluster needs the package distributed, which is not installed here. Install "
            "it: `pip install 'gmmlab[dask]'`."
        ) from error
    return distributed


def _client(distributed: Any, address: str) -> Any:
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(
            f"there is no Dask scheduler at {address} ({error}). Start one with `dask scheduler`, "
            "and workers with `dask worker ADDRESS --nworkers auto --nthreads 1`."
        ) from error
    if not client.nthreads():
        client.close()
        raise NoCluster(
            f"the cluster at {address} has no workers. Start some: "
            f"`dask worker {address} --nworkers auto --nthreads 1`."
        )
    return client


def carried(folder: Path) -> dict[str, bytes | int]:
    """The files of a submission, to be sent elsewhere; the sizes of those that are too large."""
    files: dict[str, bytes | int] = {}
    for path in list(regular_files(folder))[: 2 * MOST_FILES]:
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = content_of(path)
        except Unreadable:
            files[name] = max(path.stat().st_size, LARGEST + 1)
    return files


# in a process of a cluster's

_STEMS: dict[str, Stem] = {}
_STARTING = Lock()
_MINE = local()
"""The grader of a thread, and the stem from which it comes."""


def grade_there(order: Order, files: Mapping[str, bytes | int]) -> Mapping[str, Any]:
    """Grade a submission where no file of it is; return its results, told as plain values.

    Every thread that is asked has a grader of its own.
    """
    with TemporaryDirectory(prefix="gmmlab-handed-in-") as place:
        with in_words(Path(place)):
            _lay_out(Path(place), files)
        for _ in range(FATAL):
            line = _grader(order)
            try:
                line.send(Path(place))
                answer = line.recv()
            except (EOFError, OSError):
                line.close()
                _MINE.__dict__.clear()
                continue
            if isinstance(answer, Exception):
                raise answer
            told, goes_on = answer
            if not goes_on:
                _MINE.__dict__.clear()
            return told
    return {name: result.told() for name, result in nothing(order).items()}


def _lay_out(folder: Path, files: Mapping[str, bytes | int]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else b"")
        if not isinstance(content, bytes):
            os.truncate(path, content)  # as large as it was, and as little read


def _grader(order: Order) -> Connection[Path, Any]:
    """The grader of this thread; a new one if there is none for this order that may live."""
    with _STARTING:
        stem = _STEMS.get(order.mark)
        if stem is None or not stem.alive:
            stem = _STEMS[order.mark] = Stem(order)
        if getattr(_MINE, "stem", None) is not stem:
            _MINE.stem, _MINE.line = stem, stem.grader()
        return _MINE.line


def clear(mark: str) -> None:
    """End what was started for an order."""
    with _STARTING:
        if mark in _STEMS:
            _STEMS.pop(mark).close()
