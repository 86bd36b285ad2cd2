"""What the map shows of one topic: its mark, how the learner stands with it, what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from gmmlab.learn.atlas.words import quoted, standing
from gmmlab.learn.graph import Graph
from gmmlab.learn.mastery import Learner, Standing, known
from gmmlab.learn.path import State, fringe

__all__ = ["HAVE", "Mark", "Offer", "Scene", "Shown"]


class Mark(Enum):
    """How a topic is marked; the value is its line in the legend."""

    KNOWN = "known: your answers show it"
    CLAIMED = "claimed: you say so"
    IMPLIED = "implied: what you know needs it"
    LEARNING = "being learned"
    DUE = "due for review"
    READY = "ready: you know all it needs"
    AHEAD = "ahead: something comes first"
    PLANNED = "planned: no lesson yet"

    @property
    def key(self) -> str:
        return self.name.lower()


_MARKS = {
    Standing.LEARNED: Mark.KNOWN,
    Standing.MASTERED: Mark.KNOWN,
    Standing.CLAIMED: Mark.CLAIMED,
    Standing.IMPLIED: Mark.IMPLIED,
    Standing.LEARNING: Mark.LEARNING,
}


@dataclass(frozen=True)
class Offer:
    """What there is for each topic.

    Attributes
    ----------
    lessons : mapping of str to str
        The notebook of each lesson that can be opened from here, as a relative link.
    written : frozenset of str
        The topics that have a lesson, here or not.
    practice : frozenset of str
        The topics that can be practised.
    """

    lessons: Mapping[str, str] = field(default_factory=dict)
    written: frozenset[str] = frozenset()
    practice: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Shown:
    """What is shown of one topic.

    Attributes
    ----------
    mark : Mark
    state : str
        How the learner stands with it, in words.
    goal, next : bool
        Whether it is the goal, and whether it is suggested first.
    claim : str
        'offer' where "I know this" may be said, 'taken' where it was; else why not.
    lesson, no_lesson : str
        The link to its notebook; or why there is none.
    no_practice : str
        Why it cannot be practised; empty where it can.
    """

    mark: Mark
    state: str
    goal: bool = False
    next: bool = False
    claim: str = "offer"
    lesson: str = ""
    no_lesson: str = ""
    no_practice: str = ""

    def told(self) -> dict[str, Any]:
        """Give it as plain values."""
        return asdict(self) | {"mark": self.mark.key}


HAVE = frozenset({Mark.KNOWN, Mark.CLAIMED, Mark.IMPLIED, Mark.DUE})
"""The marks of what is known, if only by claim or implication."""


class Scene:
    """One learner's picture of the course, topic by topic."""

    def __init__(
        self,
        course: Graph,
        state: State,
        now: datetime,
        offer: Offer,
        goal: str,
        claimed: frozenset[str],
    ) -> None:
        self.course, self.state, self.now, self.offer = course, state, now, offer
        self.goal, self.claimed = goal, claimed
        self.known = known(state.learner, course)
        self.due = frozenset(state.schedule.due(now, self.known))
        self.fringe = frozenset(fringe(state.learner, course))

    def of(self, slug: str, first: bool) -> Shown:
        words = standing(slug, self.state, self.course, self.now, slug in self.claimed)
        words += self.outlook(slug)
        link = self.offer.lessons.get(slug, "")
        return Shown(
            self.mark(slug),
            words,
            goal=slug == self.goal,
            next=first,
            claim=_claim(slug, self.state.learner, self.course),
            lesson=link,
            no_lesson="" if link else self.no_lesson(slug),
            no_practice="" if slug in self.offer.practice else self.no_practice(slug),
        )

    def outlook(self, slug: str) -> str:
        """Whether what is not begun could be, or what comes first."""
        if self.state.learner[slug].standing is not Standing.NEW or self.course.parts(slug):
            return ""
        needed = [need.topic for need in self.course.needs(slug) if need.topic not in self.known]
        if needed:
            return f" Before it comes {quoted(needed[0], self.course)}."
        return " You know all that it needs."

    def mark(self, slug: str) -> Mark:
        if slug in self.due:
            return Mark.DUE
        if (standing := self.state.learner[slug].standing) in _MARKS:
            return _MARKS[standing]
        if slug in self.known:
            return Mark.KNOWN
        if slug in self.fringe:
            return Mark.READY
        return Mark.AHEAD if self._there(slug) else Mark.PLANNED

    def _there(self, slug: str) -> bool:
        """Whether a topic has a lesson, or all its parts have."""
        return self.offer.written.issuperset(self.course.parts(slug) or (slug,))

    def no_lesson(self, slug: str) -> str:
        if parts := self.course.parts(slug):
            return f"It has no lesson of its own: its {len(parts)} lessons make it up."
        if slug not in self.offer.written:
            return "Its lesson is still to be written."
        return (
            "This notebook stands in no workspace of gmmlab, so the map cannot tell where your "
            "lessons are. `gmmlab start` makes a workspace."
        )

    def no_practice(self, slug: str) -> str:
        if self.course.parts(slug):
            return "Practise its lessons: each has questions of its own."
        return "Its questions are still to be written."


def _claim(slug: str, learner: Learner, course: Graph) -> str:
    """'offer', 'taken', or why the topic cannot be claimed."""
    if course.parts(slug):
        return "It is known when its lessons are: claim those that you know."
    match learner[slug].standing:
        case Standing.CLAIMED:
            return "taken"
        case Standing.LEARNED | Standing.MASTERED:
            return "Your answers have shown it."
    return "offer"
