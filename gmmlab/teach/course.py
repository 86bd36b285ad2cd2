"""The course as its author declares it: a knowledge graph that holds together, and what is written.

What the graph is stands in `gmmlab.learn.graph`; here it is read strictly, for those who edit it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import partial
from typing import TYPE_CHECKING, Any

from gmmlab.learn.graph import Graph, from_table
from gmmlab.learn.topics import Goal, Lab, Need, Topic, Unit
from gmmlab.teach.problems import BadCourse, NoSources, meant
from gmmlab.teach.soundness import problems

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Course", "load"]


@dataclass(frozen=True)
class Course:
    """A sound graph, and the topics that it plans.

    Attributes
    ----------
    graph : Graph
    planned : tuple of str
        The slugs of topics, labs and exams whose sources are not all there yet; a topic with parts
        needs none.
    """

    graph: Graph
    planned: tuple[str, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that have sources, in the order of graph.toml."""
        return tuple(topic for topic in self.graph.lessons if topic.slug not in self.planned)

    @property
    def labs(self) -> tuple[Lab, ...]:
        """The labs that have a source."""
        return tuple(lab for lab in self.graph.labs if lab.slug not in self.planned)

    @property
    def exams(self) -> tuple[Lab, ...]:
        """The exams that have a source."""
        return tuple(exam for exam in self.graph.exams if exam.slug not in self.planned)

    def leads_to(self, slug: str) -> tuple[str, ...]:
        """Name the topics that need this one."""
        return self.graph.leads_to(slug)


def load(folder: Path) -> Course:
    """Load and check a course's graph, and look which of its topics are written.

    Parameters
    ----------
    folder : Path
        Holds graph.toml, topics/<slug>/ for each topic that is written, labs/<slug>.py
        and exams/<slug>.py.

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
    name = f"{folder.name}/graph.toml"
    graph = _read(path, partial(BadCourse, name, 0))
    for problem in problems(graph, name):
        raise BadCourse(name, 0, problem.what, problem.remedy)
    written = {path.parent.name for path in folder.glob("topics/*/lesson.py")}
    written &= {path.parent.name for path in folder.glob("topics/*/exercise.py")}
    written |= {path.stem for kind in ("labs", "exams") for path in folder.glob(f"{kind}/*.py")}
    return Course(graph, tuple(page.slug for page in graph.pages if page.slug not in written))


def _read(path: Path, fail: Callable[[str, str], BadCourse]) -> Graph:
    """Read a graph whose entries are complete and of the right kinds."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise fail(f"This is not TOML: {error}.", "Mend the line that it names.") from error
    known = ("title", "goal", "unit", "topic", "lab", "exam")
    for key in raw.keys() - set(known):
        raise fail(f"The course has an unknown key {key!r}.", meant(key, known))
    kinds = ((Unit, "unit"), (Topic, "topic"), (Lab, "lab"), (Lab, "exam"))
    for kind, key in kinds:
        for entry in raw.get(key, []):
            called = entry.get("slug", entry.get("title", "?"))
            _vet(kind, entry, f"{kind.__name__} {called!r}", fail)
    if "goal" in raw:
        _vet(Goal, raw["goal"], "The goal", fail)
    return from_table(raw)


def _vet(
    kind: type, entry: Mapping[str, Any], name: str, fail: Callable[[str, str], BadCourse]
) -> None:
    """Refuse an entry that has unknown keys, lacks some, or holds values of the wrong kind."""
    known = {field.name: field for field in fields(kind)}
    for key in entry.keys() - known.keys():
        raise fail(f"{name} has an unknown key {key!r}.", meant(key, known))
    for key, field in known.items():
        if field.default is MISSING and key not in entry:
            raise fail(f"{name} has no {key}.", f"Add `{key} = ...` to it.")
        if key in entry:
            _vet_value(str(field.type), entry[key], f"{name}: {key}", fail)


def _vet_value(wanted: str, value: Any, name: str, fail: Callable[[str, str], BadCourse]) -> None:
    fits, kind = _KINDS[wanted]
    if not fits(value):
        raise fail(f"{name} is {value!r}.", f"Make it {kind}.")
    if wanted == "tuple[str, ...]":
        for item in value:
            _vet_value("str", item, name, fail)
    if wanted == "tuple[Need, ...]":
        for need in value:
            _vet(Need, need, f"{name} {need.get('topic', '?')!r}", fail)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: Any) -> bool:
    return type(value) is int and value > 0


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


_KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "str": (_is_text, "a text"),
    "int": (_is_count, "a whole number above 0"),
    "float": (lambda v: type(v) in (int, float), "a number"),
    "bool": (lambda v: isinstance(v, bool), "true or false"),
    "tuple[str, ...]": (partial(_is_list_of, str), "a list of texts"),
    "tuple[Need, ...]": (partial(_is_list_of, dict), "a list of { topic, reason, weight }"),
    "tuple[int, int] | None": (
        lambda v: isinstance(v, list) and len(v) == 2 and all(map(_is_count, v)),
        "two whole numbers above 0, the least and the most",
    ),
}
"""What a value of each declared type must be, and how that is said."""
