"""The course as its author declares it: a knowledge graph that holds together, and what is written.

What the graph is stands in `gmmlab.learn.graph`; here it is read strictly, for those who edit it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from gmmlab.learn.graph import Goal, Graph, Lab, Need, Topic, Unit, from_table
from gmmlab.teach.problems import BadCourse, NoSources, Problem, meant

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Course", "Lab", "Topic", "Unit", "load", "problems"]

LINKS = ("strong", "medium", "light")


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


def problems(graph: Graph, path: str = "course/graph.toml") -> list[Problem]:
    """Find where a graph contradicts itself, or what it says of its goal.

    The checks build on one another: where one finds something, the later ones wait.

    Parameters
    ----------
    graph : Graph
    path : str
        Its name.

    Returns
    -------
    problems : list of Problem

    Examples
    --------
    >>> mean = Topic("mean", "The mean", "u1", 12, ("share a total",))
    >>> print(*problems(Graph("", (), (mean,))))
    course/graph.toml: Topic 'mean' is in unit 'u1'. Known are: .
    """
    for check in (_names, _references, _rings, _order, _amounts, _parts, _goal):
        if found := [Problem(path, 0, what, remedy) for what, remedy in check(graph)]:
            return found
    return []


_Found = Iterator[tuple[str, str]]  # what is wrong, and what to do about it


def _names(graph: Graph) -> _Found:
    pages = [topic.slug for topic in graph.topics]
    pages += [page.slug for page in (*graph.labs, *graph.exams)]
    for kind, slugs in (("topics", pages), ("units", [unit.slug for unit in graph.units])):
        for slug, times in Counter(slugs).items():
            if times > 1:
                yield f"Two {kind} are called {slug!r}.", "Rename one of them."


def _references(graph: Graph) -> _Found:
    topics, units = graph.by_slug, {unit.slug for unit in graph.units}
    for topic in graph.topics:
        name = f"Topic {topic.slug!r}"
        if topic.unit not in units:
            yield f"{name} is in unit {topic.unit!r}.", meant(topic.unit, units)
        for need in topic.needs:
            if need.topic not in topics:
                yield f"{name} needs {need.topic!r}.", meant(need.topic, topics)
        if topic.part_of and topic.part_of not in topics:
            yield f"{name} is part of {topic.part_of!r}.", meant(topic.part_of, topics)
    for page in (*graph.labs, *graph.exams):
        if page.unit not in units:
            yield f"{page.slug!r} is in unit {page.unit!r}.", meant(page.unit, units)
    if graph.goal and graph.goal.topic not in topics:
        yield f"The goal is {graph.goal.topic!r}.", meant(graph.goal.topic, topics)


def _rings(graph: Graph) -> _Found:
    before = {t.slug: [*(n.topic for n in t.needs), *graph.parts(t.slug)] for t in graph.topics}
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        ring = " needs ".join(reversed(error.args[1]))
        yield f"No topic can come first: {ring}.", "Take one of these needs out."


def _order(graph: Graph) -> _Found:
    place = {slug: n for n, slug in enumerate(graph.order)}
    for topic in graph.topics:
        for before in (*(need.topic for need in topic.needs), *graph.parts(topic.slug)):
            if place[before] > place[topic.slug]:
                yield f"Topic {topic.slug!r} stands before {before!r}.", "Let it stand after it."


def _amounts(graph: Graph) -> _Found:
    units = {unit.slug: unit for unit in graph.units}
    for topic in graph.topics:
        name = f"Topic {topic.slug!r}"
        yield from _minutes(graph, topic, units[topic.unit].minutes)
        if topic.link not in LINKS:
            yield f"{name}: link is {topic.link!r}.", meant(topic.link, LINKS)
        for need, times in Counter(need.topic for need in topic.needs).items():
            if times > 1:
                yield f"{name} needs {need!r} twice.", "Take one of them out."
        for n in topic.needs:
            if not 0 <= n.weight <= 1:
                yield f"{name} needs {n.topic!r} with weight {n.weight}.", "Give it 0 to 1."


def _minutes(graph: Graph, topic: Topic, allowed: tuple[int, int] | None) -> _Found:
    name, parts = f"Topic {topic.slug!r}", graph.parts(topic.slug)
    together = sum(graph[part].minutes for part in parts)
    if parts and topic.minutes != together:
        yield f"{name} takes {topic.minutes} minutes, its parts {together}.", "Make the two agree."
    if allowed and not parts and not allowed[0] <= topic.minutes <= allowed[1]:
        least, most = allowed
        yield f"{name} takes {topic.minutes} minutes.", f"Its unit allows {least} to {most}."


def _parts(graph: Graph) -> _Found:
    """Check that a part needs nothing that its whole does not: it would be missing on the map."""
    for whole in {topic.part_of: None for topic in graph.topics if topic.part_of}:
        within = graph.ancestors(whole) | {*graph.parts(whole)}
        for part in graph.parts(whole):
            for need in graph.needs(part):
                if need.topic not in within:
                    what = f"Topic {part!r} needs {need.topic!r}, and {whole!r} does not."
                    yield what, "Let the whole need it as well, directly or not."


def _goal(graph: Graph) -> _Found:
    """Check the graph against what the source says of the goal, and give the map its words."""
    if not (goal := graph.goal):
        return
    remedy = "Mend the needs, or what [goal] says."
    found = {
        "steps": len(graph.chain),
        "depth": graph.depth(goal.topic),
        "direct": len(graph.needs(goal.topic)),
    }
    for key, number in found.items():
        if number != getattr(goal, key):
            yield (
                f"The goal's {key} should be {getattr(goal, key)}, and {number} are found.",
                remedy,
            )
    yield from _chain(graph)
    wanted = graph.ancestors(goal.topic) | {goal.topic, *graph.parts(goal.topic)}
    for topic in graph.topics:
        if topic.slug not in wanted:
            yield f"Topic {topic.slug!r} does not lead to the goal.", "Let something need it."
        if not (topic.says and topic.matters):
            yield f"Topic {topic.slug!r} has no words for the map.", "Add `says` and `matters`."


def _chain(graph: Graph) -> _Found:
    """Check that the longest path takes the steps in their numbers' order, and all of them."""
    for number, slug in enumerate(graph.chain, 1):
        if not slug.startswith(f"s{number:02d}-"):
            yield (
                f"Step {number} of the longest path is {slug!r}.",
                f"Let it be the topic whose slug begins with s{number:02d}.",
            )
            return
