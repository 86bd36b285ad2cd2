"""Where a learner begins: a few questions that find the frontier of what is known, and its gaps.

First the frontier: each question is the one whose answer is expected to tell most about it, which
halves what is still possible, until 90 % of the probability lies within one step. Then the gaps:
one question in each unit below that nothing has confirmed yet, and a second where the first went
wrong, because adults forget geometry and keep their integrals. A gap could mislead the first part,
so the model behind it knows of gaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from gmmlab.errors import GmmlabError
from gmmlab.learn.events import Event
from gmmlab.learn.graph import Graph
from gmmlab.types import Array

__all__ = ["NothingAsked", "Placement", "Told", "begin"]

Told = Literal["right", "wrong", "unknown"]

SLIP, GUESS, SHY, GAP = 0.10, 0.05, 0.02, 0.05
"""P(wrong though known), P(right though not), P("unknown" though known), P(a unit is a gap)."""
KNOWN = {"right": 1 - SLIP, "wrong": SLIP, "unknown": SHY}
NOT_KNOWN = {"right": GUESS, "wrong": 1 - GUESS, "unknown": 1 - GUESS}
"""How likely each answer is, up to a factor that both have in common."""
SURE = 0.9
MOST, MOST_CHECKS, MOST_EACH = 20, 10, 2
"""Most questions in the first part and in the second, and most of one topic, in other numbers."""


class NothingAsked(GmmlabError):
    """An answer where there was no question, or none that can be counted."""


@dataclass(frozen=True)
class Placement:
    """A placement under way; every answer gives the next value.

    Attributes
    ----------
    topics : tuple of str
        Slugs of the n steps, each after what it needs.
    units : tuple of str
        The unit of each.
    answers : tuple of (int, str)
        Which step was asked, and what was told: 'right', 'wrong' or 'unknown'.
    first : int, optional
        How many answers found the frontier; None while it is sought.

    Examples
    --------
    >>> placement = Placement(tuple("abcdefgh"), tuple("uuuuvvvv"))
    >>> while not placement.done:
    ...     placement = placement.told("right" if placement.question < "f" else "unknown")
    >>> placement.frontier, "".join(placement.known), placement.asked
    ('f', 'abcde', ('e', 'g', 'f', 'e', 'c'))
    """

    topics: tuple[str, ...]
    units: tuple[str, ...]
    answers: tuple[tuple[int, str], ...] = ()
    first: int | None = None

    @property
    def question(self) -> str | None:
        """The slug of the topic to ask of now; None when there is nothing more to ask."""
        return None if self._next is None else self.topics[self._next]

    @property
    def done(self) -> bool:
        return self._next is None

    @property
    def asked(self) -> tuple[str, ...]:
        """The topics that were asked, in order."""
        return tuple(self.topics[i] for i, _ in self.answers)

    def told(self, answer: Told) -> Placement:
        """Go on with an answer to the question.

        Raises
        ------
        NothingAsked
            After the end, or for an answer of another kind.
        """
        if self._next is None:
            raise NothingAsked(f"this placement ended after {len(self.answers)} questions.")
        if answer not in KNOWN:
            raise NothingAsked(f"{answer!r} tells nothing; say one of {', '.join(KNOWN)}.")
        then = replace(self, answers=(*self.answers, (self._next, answer)))
        return replace(then, first=len(then.answers)) if then._found else then

    @cached_property
    def position(self) -> int:
        """How many steps lie below the frontier: the best guess so far, from 0 to n."""
        frontiers = np.arange(len(self.beliefs))
        within = self.beliefs * (np.abs(frontiers - np.argmax(_near(self.beliefs))) <= 1)
        return round(float(frontiers @ within / within.sum()))

    @property
    def frontier(self) -> str | None:
        """The first topic that is not known; None where all are."""
        return self.topics[self.position] if self.position < len(self.topics) else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """The units below the frontier in which something was asked and nothing was right."""
        below = [(self.units[i], said) for i, said in self.answers if i < self.position]
        right = {unit for unit, said in below if said == "right"}
        return tuple(dict.fromkeys(unit for unit, _ in below if unit not in right))

    @property
    def known(self) -> tuple[str, ...]:
        """The topics below the frontier, without gaps and without what was not answered right."""
        last, gaps = dict(self.answers), self.gaps
        return tuple(
            self.topics[i]
            for i in range(self.position)
            if self.units[i] not in gaps and last.get(i, "right") == "right"
        )

    @property
    def event(self) -> Event:
        """What the learner's memory keeps of it, beside the answers themselves."""
        return Event("placed", known=self.known)

    @cached_property
    def beliefs(self) -> Array:
        """The probability (n + 1,) that 0, 1, ..., n steps lie below the frontier."""
        height: Array = self._fits.prod(axis=1)
        return height / height.sum()

    @property
    def _found(self) -> bool:
        """Whether the frontier has just been found."""
        sure = bool(_near(self.beliefs).max() >= SURE)
        return self.first is None and (sure or len(self.answers) >= MOST)

    @cached_property
    def _next(self) -> int | None:
        return self._telling if self.first is None else self._unconfirmed

    @property
    def _telling(self) -> int:
        """The step whose answer is expected to tell most about the frontier."""
        right = KNOWN["right"] * self._knows + NOT_KNOWN["right"] * (1 - self._knows)
        tells = _surprise(self.beliefs @ right) - self.beliefs @ _surprise(right)
        times = np.bincount([i for i, _ in self.answers], minlength=len(self.topics))
        return int(np.argmax(np.where(times < MOST_EACH, tells, -1.0)))

    @property
    def _unconfirmed(self) -> int | None:
        """A step in the middle of the unit below the frontier that is likeliest to be a gap."""
        checks = self.answers[self.first :]
        steps = {unit: self._below(unit) for unit in self._order if not self._settled(unit, checks)}
        likely = sorted((u for u in steps if steps[u]), key=lambda u: -self._gap_of(u))
        if not likely or len(checks) >= MOST_CHECKS:
            return None
        return steps[likely[0]][len(steps[likely[0]]) // 2]

    def _settled(self, unit: str, checks: tuple[tuple[int, str], ...]) -> bool:
        """Whether a unit is confirmed, given up, or was checked twice."""
        below = self._below(unit)
        said = [told for i, told in checks if self.units[i] == unit]
        confirmed = any(told == "right" and i in below for i, told in self.answers)
        return confirmed or "unknown" in said or len(said) >= MOST_EACH

    def _below(self, unit: str) -> list[int]:
        return [i for i in range(self.position) if self.units[i] == unit]

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.units))

    @cached_property
    def _unit_of(self) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
        return np.array([self._order.index(unit) for unit in self.units])

    @cached_property
    def _without_gaps(self) -> Array:
        """How likely the answers in each unit are at each frontier, were it no gap: (n + 1, U)."""
        fits = np.ones((len(self.topics) + 1, len(self._order)))
        for i, said in self.answers:
            below = np.arange(len(fits)) > i
            fits[:, self._unit_of[i]] *= np.where(below, KNOWN[said], NOT_KNOWN[said])
        return fits

    @cached_property
    def _as_gaps(self) -> Array:
        """How likely the answers in each unit are if nothing of it is known: (U,)."""
        fits = np.ones(len(self._order))
        for i, said in self.answers:
            fits[self._unit_of[i]] *= NOT_KNOWN[said]
        return fits

    @property
    def _fits(self) -> Array:
        return (1 - GAP) * self._without_gaps + GAP * self._as_gaps

    @property
    def _gap(self) -> Array:
        """The probability (n + 1, U) that a unit is a gap, at each frontier."""
        return GAP * self._as_gaps / self._fits

    def _gap_of(self, unit: str) -> float:
        return float(self._gap[self.position, self._order.index(unit)])

    @property
    def _knows(self) -> Array:
        """The probability (n + 1, n) that each step is known, at each frontier."""
        frontiers, steps = np.arange(len(self.topics) + 1), np.arange(len(self.topics))
        known: Array = (steps < frontiers[:, None]) * (1 - self._gap[:, self._unit_of])
        return known


def begin(course: Graph, topics: Iterable[str] | None = None) -> Placement:
    """Begin a placement.

    Parameters
    ----------
    course : Graph
    topics : iterable of str, optional
        The steps to place among, each after what it needs; every lesson of the course otherwise.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> placement = begin(graph())
    >>> len(placement.topics), placement.question
    (94, 's50-corresponding-angles')
    """
    lessons = (slug for slug in course.order if not course.parts(slug))
    chosen = tuple(lessons if topics is None else topics)
    return Placement(chosen, tuple(course[slug].unit for slug in chosen))


def _near(p: Array) -> Array:
    """The probability within one step of each frontier."""
    return np.convolve(p, np.ones(3), "same")


def _surprise(p: Array) -> Array:
    """The entropy, in nats, of an answer that is right with probability p."""
    return -(p * np.log(p) + (1 - p) * np.log1p(-p))
