"""From what authors write to what learners open: every notebook of the course, in one step."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gmmlab.learn.topics import Lab, Topic
from gmmlab.teach import claims, glossary, lint, notebooks, prose
from gmmlab.teach.course import Course, load
from gmmlab.teach.problems import BadExercise, BadLesson, BadSource, Problem
from gmmlab.teach.release import release
from gmmlab.teach.source import Cell, read

__all__ = ["Report", "build"]

_NBGRADER = "build/nbgrader/source"  # with solutions: git-ignored, never shipped
_SHIPPED = ("lessons", "exercises")


@dataclass(frozen=True)
class Report:
    """What a build found and did.

    Parameters
    ----------
    problems : tuple of Problem
        What has to be mended; nothing is written while a source has one.
    written, unchanged : tuple of str
        The notebooks, named from the root.

    Examples
    --------
    >>> report = Report((), ("lessons/u1/a.ipynb",), ())
    >>> report.ok
    True
    >>> print(report)
    1 notebook written, 0 as they were.
    """

    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.problems

    def __str__(self) -> str:
        done = f"{_count(self.written, 'notebook')} written, {len(self.unchanged)} as they were."
        mend = f"{_count(self.problems, 'problem')} to mend:"
        return "\n".join([mend, *map(str, self.problems), done]) if self.problems else done


def build(
    course: Path, root: Path, *, check: bool = False, say: Callable[[str], object] = print
) -> Report:
    """Build every lesson, lab and exercise of a course.

    Lessons and labs go to root/lessons/<unit>/, releases to root/exercises/<slug>/, and what
    nbgrader grades with (solutions and hidden tests) to root/build/nbgrader/source/<slug>/.

    Parameters
    ----------
    course : Path
        The sources: graph.toml, nbgrader_config.py, topics/<slug>/{lesson,exercise}.py,
        labs/<slug>.py and exams/<slug>.py.
    root : Path
        Where the notebooks belong.
    check : bool
        Write nothing; report what differs from the sources, is missing, or is left over.
    say : callable
        Told each topic's name as it is built.

    Returns
    -------
    report : Report
        Its `ok` is False if anything has to be mended.

    Raises
    ------
    NoSources
        If there is no course in `course`.
    BadCourse
        If its graph contradicts itself.
    ReleaseFailed
        If nbgrader refuses an exercise.

    Examples
    --------
    >>> build(Path("nowhere"), Path())
    Traceback (most recent call last):
    gmmlab.teach.problems.NoSources: nowhere holds no graph.toml, ...
    """
    plan = load(course)
    with TemporaryDirectory(prefix="gmmlab-build-") as folder:
        made = Path(folder)
        problems = _make(plan, course, root, made, say)
        if problems:
            return Report(tuple(sorted(problems)), (), ())
        shipped = [name for top in _SHIPPED for name in _files(made, top)]
        differ = [name for name in shipped if _bytes(root / name) != _bytes(made / name)]
        same = tuple(name for name in shipped if name not in differ)
        stale = _left_over(root, shipped)
        if check:
            found = [_difference(root / name, made / name, name) for name in differ]
            return Report(tuple(sorted(found + stale)), (), same)
        _install(made, root, [*differ, *_files(made, _NBGRADER)])
    return Report(tuple(stale), tuple(differ), same)


@dataclass(frozen=True)
class _Kind:
    """What lessons, labs and exercises do differently."""

    file: Callable[[str], str]  # where the source of a slug lies
    error: type[BadSource]
    lint: Callable[[Sequence[Cell], Any, str], list[Problem]]
    make: Callable[[Sequence[Cell], str, str], str]
    first: Callable[[Topic | Lab], str]  # where its notebook is made
    last: Callable[[Topic | Lab], str]  # where learners find it


_LESSON = _Kind(
    lambda slug: f"topics/{slug}/lesson.py",
    BadLesson,
    lint.lint_lesson,
    notebooks.lesson,
    lambda topic: f"lessons/{topic.unit}/{topic.slug}.ipynb",
    lambda topic: f"lessons/{topic.unit}/{topic.slug}.ipynb",
)
_LAB = replace(_LESSON, file=lambda slug: f"labs/{slug}.py", lint=lint.lint_lab)
_EXERCISE = _Kind(
    lambda slug: f"topics/{slug}/exercise.py",
    BadExercise,
    lint.lint_exercise,
    lambda cells, _, path: notebooks.exercise(cells, path),
    lambda topic: f"{_NBGRADER}/{topic.slug}/{topic.slug}.ipynb",
    lambda topic: f"exercises/{topic.slug}/{topic.slug}.ipynb",
)


_EXAM = replace(_EXERCISE, file=lambda slug: f"exams/{slug}.py")


@dataclass(frozen=True)
class _Source:
    """A source that could be read."""

    kind: _Kind
    topic: Topic | Lab
    path: str
    cells: Sequence[Cell]


def _make(
    plan: Course, course: Path, root: Path, made: Path, say: Callable[[str], object]
) -> list[Problem]:
    """Make every notebook in a folder of its own; or say why not."""
    sources, problems = [], _strangers(plan, course)
    if plan.planned:
        say(f"{_count(plan.planned, 'topic')} planned.")
    for slug in plan.planned:
        if (course / "topics" / slug).is_dir():
            say(f"{slug}: begun, and built once lesson.py and exercise.py are both there.")
    wanted: list[tuple[_Kind, Topic | Lab]] = [(_LAB, lab) for lab in plan.labs]
    wanted += [(_EXAM, exam) for exam in plan.exams]
    wanted += [(kind, topic) for topic in plan.topics for kind in (_LESSON, _EXERCISE)]
    for kind, topic in wanted:
        if kind is not _EXERCISE:
            say(f"{topic.slug}: {topic.title}")
        try:
            sources.append(_source(kind, topic, course, made))
        except BadSource as error:
            problems.append(error.problem)
    for source in sources:
        problems += source.kind.lint(source.cells, source.topic, source.path)
    read = {s.path: s.cells for s in sources if s.kind in (_LESSON, _LAB)}
    problems += claims.shared(read)
    if problems:
        return problems
    if sources:
        release(made / _NBGRADER, made / "exercises", course / "nbgrader_config.py")
    problems += _pages(course, made)
    return problems + [p for source in sources for p in _last_look(source, made, root)]


def _pages(course: Path, made: Path) -> list[Problem]:
    """Make the glossary and the cheat sheet, where the course has a glossary."""
    if not (course / glossary.NAME).is_file():
        return []
    from gmmlab.teach import sheet  # loads matplotlib, which no notebook needs to be built

    try:
        text = glossary.page(course, _files(made, "lessons"))
    except BadSource as error:
        return [error.problem]
    for name, content in {"glossary.md": text.encode(), **sheet.drawn()}.items():
        _write(made / "lessons" / name, content)
    return []


def _source(kind: _Kind, topic: Topic | Lab, course: Path, made: Path) -> _Source:
    path = course / kind.file(topic.slug)
    name = path.relative_to(course.parent).as_posix()
    cells = read(path, name, kind.error)
    _write(made / kind.first(topic), kind.make(cells, topic.slug, name).encode())
    return _Source(kind, topic, name, cells)


def _last_look(source: _Source, made: Path, root: Path) -> Iterator[Problem]:
    """What can only be seen once all notebooks are made: dead links and leaked solutions."""
    home = source.kind.last(source.topic)

    def exists(target: str) -> bool:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(home), target))
        return name.startswith(_SHIPPED) and ((made / name).exists() or (root / name).exists())

    yield from prose.links(source.cells, source.path, exists)
    if source.kind in (_EXERCISE, _EXAM):
        yield from lint.lint_release(source.cells, (made / home).read_text("utf-8"), home)


def _strangers(plan: Course, course: Path) -> list[Problem]:
    known = {page.slug for page in plan.graph.pages}
    pages = (path for kind in ("labs", "exams") for path in (course / kind).glob("*.py"))
    found = (*(course / "topics").glob("*/"), *pages)
    return [
        Problem(
            path.relative_to(course.parent).as_posix(),
            0,
            "No page of graph.toml has this slug.",
            "Declare it there, or take this out.",
        )
        for path in sorted(found)
        if path.stem not in known
    ]


def _difference(old: Path, new: Path, name: str) -> Problem:
    if not old.exists():
        return Problem(name, 0, "It is missing.", "Run `gmmlab build`.")
    pairs = zip_longest(_bytes(old).splitlines(), _bytes(new).splitlines())
    line = next(n for n, (a, b) in enumerate(pairs, 1) if a != b)
    return Problem(
        name,
        line,
        "It is not what its source gives.",
        "Change the source, never the notebook, and run `gmmlab build`.",
    )


def _left_over(root: Path, made: Sequence[str]) -> list[Problem]:
    """Find files in the built folders that no source gives; a release would ship them."""
    return [
        Problem(name, 0, "No source gives this file.", "Delete it, or move it elsewhere.")
        for top in _SHIPPED
        for name in _files(root, top)
        if name not in made and name.count("/") > 1
    ]


def _install(made: Path, root: Path, names: Sequence[str]) -> None:
    for name in names:
        _write(root / name, _bytes(made / name))
    for name in set(_files(root, _NBGRADER)) - set(names):
        (root / name).unlink()


def _write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    os.replace(part, path)


def _files(root: Path, top: str) -> list[str]:
    """Name the files below a folder, from `root`; hidden ones are nobody's business."""
    names = (path.relative_to(root) for path in (root / top).rglob("*") if path.is_file())
    return sorted(name.as_posix() for name in names if not any(p[0] == "." for p in name.parts))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _count(things: Sequence[object], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
