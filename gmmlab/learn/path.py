"""What comes next: what can be learned now, mixed one to one with what is about to be forgotten.

What can be learned now is the outer fringe of what is known: the topics all of whose needs are
known (Falmagne & Doignon 2011, Learning Spaces, chapter 4). Each suggestion says why it is made.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import chain, islice, zip_longest

from gmmlab.learn import mastery, review
from gmmlab.learn.events import Event
from gmmlab.learn.graph import Graph
from gmmlab.learn.mastery import Learner, Standing, known
from gmmlab.learn.review import Schedule, Task, covering, layered_tasks

__all__ = ["Move", "State", "Suggestion", "fringe", "next_up", "state_of"]

MOST = 6
"""How many suggestions are made, if there are so many."""


class Move(Enum):
    """What a suggestion asks for."""

    LEARN = "learn"
    REVIEW = "review"
    CHECK = "check"


@dataclass(frozen=True)
class State:
    """Where a learner stands: what is known, and when it fades.

    Attributes
    ----------
    learner : Learner
    schedule : Schedule
    """

    learner: Learner = Learner()
    schedule: Schedule = Schedule()


@dataclass(frozen=True)
class Suggestion:
    """One thing to do next.

    Attributes
    ----------
    move : Move
        Learn a topic, review one, or check a claim.
    topic : str
        The slug of the lesson to open, or of the topic to practise.
    why : str
        A sentence or two.
    reviews : tuple of str
        The due topics that it reviews.
    task : str
        The layered task that does so, if one does.
    """

    move: Move
    topic: str
    why: str
    reviews: tuple[str, ...] = ()
    task: str = ""


def state_of(events: Iterable[Event], course: Graph) -> State:
    """Replay everything that has happened.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> state = state_of([Event("goal", "s20-division-as-grouping")], graph())
    >>> state.learner.goal
    's20-division-as-grouping'
    """
    happened = tuple(events)
    return State(mastery.replay(happened, course), review.replay(happened))


def fringe(learner: Learner, course: Graph) -> tuple[str, ...]:
    """Name the topics that can be learned now: not known themselves, but all they need is.

    What was begun comes first, then what leads to the goal, each in the order of the course. A
    topic that is made up of others is learned through them, and is not named.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> fringe(Learner(), graph())
    ('s01-counting-to-10',)
    """
    have, ahead = known(learner, course), towards(_goal(learner, course), course)
    open_ones = [
        topic.slug
        for topic in course.topics
        if topic.slug not in have
        and not course.parts(topic.slug)
        and have.issuperset(need.topic for need in topic.needs)
    ]
    return tuple(sorted(open_ones, key=lambda s: (not learner[s].begun, s not in ahead)))


def towards(goal: str, course: Graph) -> frozenset[str]:
    """Name a goal, its parts, and everything that they need."""
    ends = {goal, *course.parts(goal)} if goal else set[str]()
    return frozenset(ends.union(*(course.ancestors(end) for end in ends)))


def next_up(
    state: State,
    course: Graph,
    now: datetime,
    most: int = MOST,
    written: Container[str] | None = None,
) -> tuple[Suggestion, ...]:
    """Suggest what to do next: new topics and reviews in turn, each with its reason.

    After a review something new comes first, and after something new a review. A claim that has
    not been checked counts among the reviews, after what is due.

    Parameters
    ----------
    state : State
    course : Graph
    now : datetime
        With its time zone.
    most : int
    written : container of str, optional
        The topics that have a lesson, all if it is not given. Of what can be learned they come
        first; the others can only be practised, and that is said.

    Returns
    -------
    suggestions : tuple of Suggestion
        The first one is what to do; the others may be chosen instead. Empty where everything is
        known and nothing is due.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from gmmlab.learn.graph import graph
    >>> first = next_up(State(), graph(), datetime(2026, 3, 1, tzinfo=UTC))[0]
    >>> first.move.value, first.topic
    ('learn', 's01-counting-to-10')
    >>> first.why[:47]
    'Because ‘Counting to 10’ leads to ‘Counting to '
    """
    ready = fringe(state.learner, course)
    new = (_new(slug, state.learner, course, written) for slug in _lessons_first(ready, written))
    old = chain(_reviews(state, course, now), _checks(state.learner, course))
    turns = (new, old) if _reviewed_last(state.learner) else (old, new)
    mixed = (one for pair in zip_longest(*turns) for one in pair if one is not None)
    return tuple(islice(mixed, most))


def _goal(learner: Learner, course: Graph) -> str:
    return learner.goal or (course.goal.topic if course.goal else "")


def _reviewed_last(learner: Learner) -> bool:
    """Whether the last answer was a review of something."""
    return learner.latest is not None and learner.latest.during in ("review", "claim")


def _lessons_first(slugs: Iterable[str], written: Container[str] | None) -> list[str]:
    return sorted(slugs, key=lambda slug: written is not None and slug not in written)


def _new(slug: str, learner: Learner, course: Graph, written: Container[str] | None) -> Suggestion:
    why = _why(slug, _goal(learner, course), course)
    if written is not None and slug not in written:
        why += " Its lesson is still to be written: practise it, and your answers count."
    return Suggestion(Move.LEARN, slug, why)


def _why(slug: str, goal: str, course: Graph) -> str:
    """Say what a topic leads to, on the way to the goal if it lies there."""
    here, later = _quoted(slug, course), course.leads_to(slug)
    if slug == goal:
        return f"Because {here} is your goal, and you know all that it needs."
    if not later:
        return f"Because you know all that {here} needs, and it completes a path."
    ahead = towards(goal, course)
    lead = next((s for s in later if s in ahead), later[0])
    reason = next(need.reason for need in course.needs(lead) if need.topic == slug)
    return f"Because {here} leads to {_quoted(lead, course)}. {reason}"


def _reviews(state: State, course: Graph, now: datetime) -> Iterator[Suggestion]:
    """What is due, gathered into as few questions as the layered tasks allow."""
    have, tasks = known(state.learner, course), layered_tasks(course)
    left = state.schedule.due(now, have)
    while left:
        task, reviewed = covering(tasks, left, have)
        yield _review(task, reviewed, state, course, now)
        left = tuple(slug for slug in left if slug not in reviewed)


def _review(
    task: Task | None, reviewed: tuple[str, ...], state: State, course: Graph, now: datetime
) -> Suggestion:
    if task is not None:
        names = _listed([_quoted(slug, course) for slug in reviewed])
        why = (
            f"Because one question on {_quoted(task.topic, course)} reviews {names} together, "
            "and all of them are due."
        )
        return Suggestion(Move.REVIEW, task.topic, why, reviewed, task.name)
    (slug,) = reviewed
    trace = state.schedule.traces[slug]
    why = (
        f"Because {_quoted(slug, course)} was last met {_ago((now - trace.last).days)}, and the "
        f"chance that you still have it is about {100 * trace.retained(now):.0f} %."
    )
    return Suggestion(Move.REVIEW, slug, why, reviewed)


def _checks(learner: Learner, course: Graph) -> Iterator[Suggestion]:
    for slug in course.order:
        if learner[slug].standing is Standing.CLAIMED:
            left = max(1, mastery.CHECKS - learner[slug].checks)
            asked = "one right answer settles" if left == 1 else "two right answers settle"
            why = f"Because you said that you know {_quoted(slug, course)}: {asked} it."
            yield Suggestion(Move.CHECK, slug, why)


def _quoted(slug: str, course: Graph) -> str:
    return f"‘{course[slug].title}’"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(max(days, 0), f"{days} days ago")
