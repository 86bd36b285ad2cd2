"""What the map shows of a learner: a pure function of the course and of what has happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gmmlab.learn.atlas.shown import HAVE, Mark, Offer, Scene, Shown
from gmmlab.learn.atlas.words import duration, heading, quoted
from gmmlab.learn.events import Event, settled
from gmmlab.learn.graph import Graph
from gmmlab.learn.mastery import known
from gmmlab.learn.path import Suggestion, next_up, state_of, towards

__all__ = ["Mark", "Offer", "Shown", "View", "view"]

"""The kind of event that takes a claim back."""


@dataclass(frozen=True)
class View:
    """Everything that the map shows of a learner.

    Attributes
    ----------
    course : Graph
    topics : mapping of str to Shown
    goal : str
    suggestions : tuple of Suggestion
        What to do next, the first first.
    have, steps : int
        How many steps to the goal are known or implied, and how many there are.
    minutes : int
        How long the rest takes.
    """

    course: Graph
    topics: Mapping[str, Shown]
    goal: str
    suggestions: tuple[Suggestion, ...]
    have: int
    steps: int
    minutes: int

    @property
    def distance(self) -> str:
        """Say how far it is to the goal."""
        own = bool(self.course.goal) and self.goal != self.course.goal.topic  # type: ignore[union-attr]
        name = quoted(self.goal, self.course) if self.goal else ""
        if self.goal and self.topics[self.goal].mark in HAVE:
            return f"You know your goal, {name}."
        there = f"to {name}" if own else "to the goal"
        return (
            f"{self.have} of {self.steps} steps known or implied; {duration(self.minutes)} {there}"
        )

    @property
    def counts(self) -> dict[Mark, int]:
        """How many topics bear each mark."""
        found = Counter(shown.mark for shown in self.topics.values())
        return {mark: found[mark] for mark in Mark if found[mark]}

    @property
    def alt(self) -> str:
        """Say what a picture of the map shows."""
        marks = "; ".join(f"{n} {mark.value.partition(':')[0]}" for mark, n in self.counts.items())
        first = f" Next: {heading(self.suggestions[0], self.course)}." if self.suggestions else ""
        return f"{_shape(self.course)} {self.distance.rstrip('.')}. The topics: {marks}.{first}"

    def told(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "topics": {slug: shown.told() for slug, shown in self.topics.items()},
            "goal": self.goal,
            "distance": self.distance,
            "share": [self.have, self.steps],
            "next": [self._told(suggestion) for suggestion in self.suggestions],
            "alt": self.alt,
        }

    def _told(self, one: Suggestion) -> dict[str, str]:
        head = heading(one, self.course)
        return {"move": one.move.value, "topic": one.topic, "head": head, "why": one.why}


def view(events: Iterable[Event], course: Graph, now: datetime, offer: Offer | None = None) -> View:
    """Say what the map shows after everything that has happened.

    Parameters
    ----------
    events : iterable of Event
        In the order in which they happened, as `Log.events` gives them.
    course : Graph
    now : datetime
        With its time zone.
    offer : Offer, optional
        Which lessons and which practice there are; none if it is not given.

    Examples
    --------
    >>> from datetime import UTC
    >>> from gmmlab.learn.graph import graph
    >>> shown = view([], graph(), datetime(2026, 3, 1, tzinfo=UTC))
    >>> shown.distance
    '0 of 75 steps known or implied; about 28 hours to the goal'
    >>> shown.topics["s01-counting-to-10"].mark.value
    'ready: you know all it needs'
    """
    happened = settled(events)
    state, there = state_of(happened, course), offer or Offer()
    goal = state.learner.goal or (course.goal.topic if course.goal else "")
    goal = goal if goal in course.by_slug else ""
    suggestions = next_up(state, course, now, written=there.written)
    claimed = frozenset(e.topic for e in happened if e.kind == "claimed")
    picture = Scene(course, state, now, there, goal, claimed)
    first = suggestions[0].topic if suggestions else ""
    topics = {slug: picture.of(slug, slug == first) for slug in course.order}
    have, steps, minutes = _way(course, known(state.learner, course), goal)
    return View(course, topics, goal, suggestions, have, steps, minutes)


def _way(course: Graph, have: frozenset[str], goal: str) -> tuple[int, int, int]:
    """Steps to a goal that are known, all of them, and the minutes that the others take."""
    way = towards(goal, course) if goal else frozenset(course.order)
    own = course.goal is None or goal != course.goal.topic
    steps = way if own else frozenset(course.chain)
    left = sum(topic.minutes for topic in course.lessons if topic.slug in way - have)
    return len(steps & have), len(steps), left


def _shape(course: Graph) -> str:
    """Say what the map is, whoever looks at it."""
    if course.goal is None:
        return f"Map of the course ‘{course.title}’: {len(course.order)} topics."
    parts, chain = course.parts(course.goal.topic), course.chain
    units = len({course[slug].unit for slug in chain[:-1]})
    beside = len(course.order) - len(chain) - len(parts)
    return (
        f"Map of the course ‘{course.title}’: a path of {len(chain)} steps through {units} units, "
        f"{beside} bridges that join it near the end, and the {len(parts)} lessons of its goal, "
        f"{quoted(course.goal.topic, course)}."
    )
