"""The knowledge graph: what there is to learn, what each topic needs, and why.

It is written down once, in course/graph.toml, and read here for maps, placement and practice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError
from gmmlab.learn.topics import Goal, Lab, Need, Topic, Unit

__all__ = ["Graph", "NoGraph", "NoSuchTopic", "from_table", "graph"]

PACKAGE = Path(__file__).resolve().parents[1]


class NoSuchTopic(GmmlabError, KeyError):
    """A slug that no topic of the course has."""

    def __str__(self) -> str:
        return str(self.args[0])


class NoGraph(GmmlabError, FileNotFoundError):
    """A gmmlab that came without the course's graph."""


@dataclass(frozen=True)
class Graph:
    """Every unit and topic, in the order in which a learner meets them.

    Examples
    --------
    >>> course = graph()
    >>> len(course.chain), course.depth(course.goal.topic)
    (75, 74)
    >>> course["s19-division-as-equal-sharing"].needs[1].reason
    'It is equal sharing once more, with unequal claims.'
    """

    title: str
    units: tuple[Unit, ...]
    topics: tuple[Topic, ...]
    goal: Goal | None = None
    labs: tuple[Lab, ...] = ()
    exams: tuple[Lab, ...] = ()

    def __getitem__(self, slug: str) -> Topic:
        """Find a topic by its slug; NoSuchTopic where none is called so."""
        if slug not in self.by_slug:
            raise NoSuchTopic(
                f"no topic of the course is called {slug!r}: `graph().order` lists what they are."
            )
        return self.by_slug[slug]

    @cached_property
    def by_slug(self) -> Mapping[str, Topic]:
        """The topics, by slug."""
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every slug, each after what it needs."""
        return tuple(self.by_slug)

    @cached_property
    def lessons(self) -> tuple[Topic, ...]:
        """The topics with a lesson of their own: all but those that others make up."""
        wholes = {topic.part_of for topic in self.topics}
        return tuple(topic for topic in self.topics if topic.slug not in wholes)

    @cached_property
    def pages(self) -> tuple[Topic | Lab, ...]:
        """Everything that has a notebook of its own: the lessons, the labs, the exams."""
        return (*self.lessons, *self.labs, *self.exams)

    def members(self, unit: str) -> tuple[Topic, ...]:
        """List a unit's topics that have a lesson of their own.

        Examples
        --------
        >>> [topic.slug[:3] for topic in graph().members("u10-density-and-chance")]
        ['s71', 's72', 's73', 's74']
        """
        return tuple(topic for topic in self.lessons if topic.unit == unit)

    @property
    def chain(self) -> tuple[str, ...]:
        """The longest path to the goal; empty where there is no goal."""
        return self.longest_path(self.goal.topic) if self.goal else ()

    def needs(self, slug: str) -> tuple[Need, ...]:
        """Name what a topic needs directly, and why."""
        return self[slug].needs

    def leads_to(self, slug: str) -> tuple[str, ...]:
        """Name the topics that need this one directly.

        Examples
        --------
        >>> graph().leads_to("s20-division-as-grouping")[0]
        's21-basic-division-facts'
        """
        wanted = self[slug].slug
        return tuple(t.slug for t in self.topics if wanted in (need.topic for need in t.needs))

    def parts(self, slug: str) -> tuple[str, ...]:
        """Name the topics that make this one up."""
        return tuple(part.slug for part in self.topics if part.part_of == self[slug].slug)

    def ancestors(self, slug: str) -> frozenset[str]:
        """Name everything that a topic needs, directly or not.

        Examples
        --------
        >>> sorted(graph().ancestors("s03-understanding-zero"))
        ['s01-counting-to-10', 's02-counting-to-20']
        """
        return self._ancestors[self[slug].slug]

    def depth(self, slug: str) -> int:
        """Count the needs on the longest path to a topic; 0 where it needs nothing."""
        return self._depths[self[slug].slug]

    def longest_path(self, slug: str) -> tuple[str, ...]:
        """Follow the longest path up to a topic; of several, the one by the need named first."""
        path = [self[slug]]
        while path[-1].needs:
            path.append(self[max((n.topic for n in path[-1].needs), key=self._depths.__getitem__)])
        return tuple(topic.slug for topic in reversed(path))

    @cached_property
    def _depths(self) -> dict[str, int]:
        depths: dict[str, int] = {}
        for topic in self.topics:
            depths[topic.slug] = max((depths[need.topic] + 1 for need in topic.needs), default=0)
        return depths

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        above: dict[str, frozenset[str]] = {}
        for topic in self.topics:
            direct = [need.topic for need in topic.needs]
            above[topic.slug] = frozenset(direct).union(*map(above.__getitem__, direct))
        return above


@cache
def graph() -> Graph:
    """Read the graph of the course that came with gmmlab.

    An installed package carries it inside itself; a checkout has it beside the package.

    Raises
    ------
    NoGraph
        Where neither place holds it.

    Examples
    --------
    >>> graph().title
    'Gaussian mixtures, from counting on'
    """
    places = (PACKAGE / "_course" / "graph.toml", PACKAGE.parent / "course" / "graph.toml")
    for place in filter(Path.is_file, places):
        return from_table(tomllib.loads(place.read_text(encoding="utf-8")))
    missing = f"there is neither {places[0]} nor {places[1]}"
    raise NoGraph(f"{missing}, so there is no knowledge graph to read. Install gmmlab again.")


def from_table(table: Mapping[str, Any]) -> Graph:
    """Make a graph of a table in the form of course/graph.toml, which is taken to be sound.

    Examples
    --------
    >>> unit = {"slug": "u1-means", "title": "Means"}
    >>> mean = {"slug": "mean", "title": "The mean", "unit": "u1-means", "minutes": 12}
    >>> from_table({"unit": [unit], "topic": [mean | {"objectives": []}]}).order
    ('mean',)
    """
    return Graph(
        table.get("title", ""),
        tuple(Unit(**_values(entry)) for entry in table.get("unit", [])),
        tuple(_topic(entry) for entry in table.get("topic", [])),
        Goal(**_values(table["goal"])) if "goal" in table else None,
        tuple(Lab(**_values(entry)) for entry in table.get("lab", [])),
        tuple(Lab(**_values(entry)) for entry in table.get("exam", [])),
    )


def _topic(entry: Mapping[str, Any]) -> Topic:
    needs = tuple(Need(**need) for need in entry.get("needs", ()))
    return Topic(**_values(entry) | {"needs": needs})


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
