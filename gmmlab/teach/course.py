"""The course as course/graph.toml declares it: units, topics, and what each topic needs."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, fields
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, TypeVar

from gmmlab.teach.problems import BadCourse, NoSources, meant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Course", "Topic", "Unit", "load"]


@dataclass(frozen=True)
class Unit:
    """A folder of lessons."""

    slug: str
    title: str


@dataclass(frozen=True)
class Topic:
    """One lesson with its exercise.

    Parameters
    ----------
    slug, title : str
        How files and learners call it.
    unit : str
        The slug of its unit.
    minutes : int
        How long its lesson takes a learner.
    objectives : tuple of str
        Each completes the sentence "You will be able to ...".
    families : tuple of str
        The question families that practise it.
    needs : tuple of str
        Slugs of the topics that come before it.
    assumes : tuple of str
        What it needs that no topic of the course teaches yet, in words.
    """

    slug: str
    title: str
    unit: str
    minutes: int
    objectives: tuple[str, ...]
    families: tuple[str, ...]
    needs: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """Every unit and topic, in the order of graph.toml."""

    title: str
    units: tuple[Unit, ...]
    topics: tuple[Topic, ...]

    def leads_to(self, slug: str) -> tuple[str, ...]:
        """Name the topics that need this one.

        Parameters
        ----------
        slug : str
            A topic's slug.

        Returns
        -------
        slugs : tuple of str
        """
        return tuple(topic.slug for topic in self.topics if slug in topic.needs)


_Record = TypeVar("_Record", Unit, Topic)


def load(folder: Path) -> Course:
    """Load and check a course's graph.

    Parameters
    ----------
    folder : Path
        Holds graph.toml.

    Returns
    -------
    course : Course

    Raises
    ------
    NoSources
        If there is no graph.toml.
    BadCourse
        If it cannot be read, lacks something, or contradicts itself.

    Examples
    --------
    >>> from pathlib import Path
    >>> load(Path("nowhere"))
    Traceback (most recent call last):
    gmmlab.teach.problems.NoSources: nowhere holds no graph.toml, ...
    """
    path = folder / "graph.toml"
    if not path.is_file():
        raise NoSources(folder)
    fail = partial(BadCourse, f"{folder.name}/graph.toml", 0)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise fail(f"This is not TOML: {error}.", "Mend the line that it names.") from error
    units = tuple(_record(Unit, entry, fail) for entry in raw.get("unit", []))
    topics = tuple(_record(Topic, entry, fail) for entry in raw.get("topic", []))
    course = Course(raw.get("title", ""), units, topics)
    _check(course, fail)
    return course


def _record(kind: type[_Record], entry: dict[str, Any], fail: Callable[..., BadCourse]) -> _Record:
    name = f"{kind.__name__} {entry.get('slug', entry.get('title', '?'))!r}"
    known = {field.name: field for field in fields(kind)}
    for key in entry.keys() - known.keys():
        raise fail(f"{name} has an unknown key {key!r}.", meant(key, known))
    for key, field in known.items():
        if field.default is MISSING and key not in entry:
            raise fail(f"{name} has no {key}.", f"Add `{key} = ...` to it.")
    return kind(
        **{key: _value(known[key].type, entry[key], f"{name}: {key}", fail) for key in entry}
    )


def _value(wanted: Any, value: Any, name: str, fail: Callable[..., BadCourse]) -> Any:
    """Check a value against the field's declared type; a list becomes a tuple."""
    if wanted == "str" and isinstance(value, str) and value:
        return value
    if wanted == "int" and type(value) is int and value > 0:
        return value
    if wanted == "tuple[str, ...]" and isinstance(value, list):
        return tuple(_value("str", item, name, fail) for item in value)
    kind = {"str": "a text", "int": "a whole number above 0"}.get(wanted, "a list of texts")
    raise fail(f"{name} is {value!r}.", f"Make it {kind}.")


def _check(course: Course, fail: Callable[..., BadCourse]) -> None:
    topics = {topic.slug: topic for topic in course.topics}
    units = {unit.slug for unit in course.units}
    _distinct([topic.slug for topic in course.topics], "topics", fail)
    _distinct([unit.slug for unit in course.units], "units", fail)
    for topic in course.topics:
        if topic.unit not in units:
            raise fail(f"Topic {topic.slug!r} is in unit {topic.unit!r}.", meant(topic.unit, units))
        for need in topic.needs:
            if need not in topics:
                raise fail(f"Topic {topic.slug!r} needs {need!r}.", meant(need, topics))
    try:
        TopologicalSorter({topic.slug: topic.needs for topic in course.topics}).prepare()
    except CycleError as error:
        ring = " needs ".join(reversed(error.args[1]))
        raise fail(f"No topic can come first: {ring}.", "Take one of these needs out.") from None


def _distinct(slugs: list[str], kind: str, fail: Callable[..., BadCourse]) -> None:
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise fail(f"Two {kind} are called {slug!r}.", "Rename one of them.")
