"""A rehearsal: every lesson is run and timed, its pictures are read, its explorers tried."""

from __future__ import annotations

import multiprocessing
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from gmmlab.teach.course import load
from gmmlab.teach.problems import Problem

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from gmmlab.learn.explore.explorer import Explorer

__all__ = ["rehearse"]

SLOWEST = 10.0
"""Seconds of the processor that a lesson may take, its imports included."""


def rehearse(course: Path, say: Callable[[str], object] = print) -> list[Problem]:
    """Run every lesson and lab, each in a process of its own.

    Parameters
    ----------
    course : Path
        The sources.
    say : callable
        Told of each as it has been run.

    Returns
    -------
    problems : list of Problem
        Cells that fail, lessons that are slow, texts in pictures that are too faint to read, and
        explorers that fail, say nothing or say the same wherever they are set.
    """
    plan, found = load(course), list[Problem]()
    paths = [course / "topics" / topic.slug / "lesson.py" for topic in plan.topics]
    paths += [course / "labs" / f"{lab.slug}.py" for lab in plan.labs]
    asked = [(path, path.relative_to(course.parent).as_posix()) for path in paths]
    fresh = multiprocessing.get_context("spawn")
    with fresh.Pool(min(os.cpu_count() or 1, len(asked) or 1), maxtasksperchild=1) as pool:
        for n, (name, problems) in enumerate(pool.imap(_run, asked, chunksize=1), 1):
            found += problems
            say(f"rehearsed {n} of {len(asked)}: {name}")
    return sorted(found)


def _run(asked: tuple[Path, str]) -> tuple[str, list[Problem]]:
    """Rehearse one lesson, in a process that has done nothing else."""
    import matplotlib

    matplotlib.use("agg")
    path, name = asked
    began = process_time()
    explorers, faint = list[Any](), list[str]()
    _overhear(explorers, faint)
    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(path.read_text(encoding="utf-8"), name, "exec"), {"__name__": "__main__"})
    except Exception as error:
        return name, [Problem(name, _line(error, name), f"It fails: {error!r}.", "Mend this cell.")]
    took = process_time() - began
    return name, [Problem(name, 0, *found) for found in _judged(took, explorers, faint)]


def _judged(
    took: float, explorers: list[Explorer[Any]], faint: list[str]
) -> Iterator[tuple[str, str]]:
    from gmmlab.teach.sweep import sweep

    if took > SLOWEST:
        yield f"It takes {took:.1f} s of the processor.", f"Keep below {SLOWEST:g} s: work ahead."
    for text in dict.fromkeys(faint):
        yield text, "Write it darker, or on a lighter ground."
    if not explorers:
        yield "It has no explorer.", "Give learners something to move."
    for explorer in explorers:
        yield from sweep(explorer)


def _overhear(explorers: list[Any], faint: list[str]) -> None:
    """Keep every explorer that is made, and every text that is shown too faint."""
    from gmmlab.learn import showing
    from gmmlab.learn.explore.explorer import Explorer
    from gmmlab.teach import legibility

    make, show = Explorer.__init__, showing.show

    def noted(explorer: Any, *arguments: Any, **more: Any) -> None:
        make(explorer, *arguments, **more)
        explorers.append(explorer)

    def read(fig: Figure, *arguments: Any, **more: Any) -> Any:
        for words, seen in legibility.faint(fig):
            faint.append(f"The text {words!r} in a picture has a contrast of {seen:.1f}.")
        return show(fig, *arguments, **more)

    Explorer.__init__, showing.show = noted, read  # type: ignore


def _line(error: BaseException, name: str) -> int:
    """The line of a lesson in which an error arose."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
