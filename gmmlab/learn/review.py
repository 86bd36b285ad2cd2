"""What is about to be forgotten: a schedule of reviews, replayed from the same events.

Each topic that was answered has a card of FSRS, which says how fast it fades. A layered task, such
as working out a responsibility by hand, exercises steps far below it and reviews them as well: one
good question can stand for ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache, reduce
from typing import TYPE_CHECKING

from gmmlab.learn.events import Event
from gmmlab.learn.graph import Graph

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler

__all__ = ["RETENTION", "Schedule", "Task", "Trace", "covering", "layered_tasks", "replay"]

RETENTION = 0.9
"""A review is due when the chance of still knowing has fallen to this."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Trace:
    """How well one topic is remembered.

    Attributes
    ----------
    stability : float
        Days after which the chance of still knowing it is 0.9.
    difficulty : float
        From 1 to 10.
    last : datetime
        When it was last reviewed.
    due : datetime
        When it is to be reviewed next.
    interval : timedelta
        What the last review earned; `due` may lie later, when a layered task has touched it.
    """

    stability: float
    difficulty: float
    last: datetime
    due: datetime
    interval: timedelta

    def postponed(self, now: datetime, share: float) -> Trace:
        """Put off the review by a share of its interval, at most to a whole one from now."""
        later = max(self.due, now) + share * self.interval
        return replace(self, due=max(self.due, min(later, now + self.interval)))

    def is_due(self, now: datetime) -> bool:
        return self.due <= now or self.last > now + DAY

    def retained(self, now: datetime) -> float:
        """Give the chance that it is still known."""
        return _scheduler().get_card_retrievability(_card(self), now)


@dataclass(frozen=True)
class Schedule:
    """When each topic that was ever answered is due.

    Attributes
    ----------
    traces : mapping of str to Trace
    """

    traces: Mapping[str, Trace] = field(default_factory=dict)

    def due(self, now: datetime, among: Iterable[str]) -> tuple[str, ...]:
        """Name the topics that are due, the longest overdue first.

        One that was last seen tomorrow is due as well: that day's clock was wrong.

        Parameters
        ----------
        now : datetime
            With its time zone.
        among : iterable of str
            The known ones: what is still being learned is practised, not reviewed.
        """
        late = [s for s in among if s in self.traces and self.traces[s].is_due(now)]
        return tuple(sorted(late, key=lambda slug: (self.traces[slug].due, slug)))

    def after(self, event: Event) -> Schedule:
        """Give the schedule after one more event; only first answers change it."""
        if not event.evidence:
            return self
        traces = {event.topic: _reviewed(self.traces.get(event.topic), event.t, _grade(event))}
        if event.right and not event.hints:
            traces |= {slug: new for slug, new in self._touched(event) if slug != event.topic}
        return Schedule({**self.traces, **traces})

    def _touched(self, event: Event) -> Iterable[tuple[str, Trace]]:
        """What a passed layered task does to the steps it exercises."""
        for slug, weight in event.covers.items():
            trace = self.traces.get(slug)
            if weight >= 1:
                yield slug, _reviewed(trace, event.t, "Good")
            elif trace is not None:
                yield slug, trace.postponed(event.t, weight)


def replay(events: Iterable[Event]) -> Schedule:
    """Replay the schedule of reviews from everything that has happened.

    References
    ----------
    FSRS: Ye, Su & Cao (2022), A stochastic shortest path algorithm for optimizing spaced
    repetition scheduling, KDD '22, 4381-4390, in the `fsrs` package with its published weights.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> start = datetime(2026, 3, 1, tzinfo=UTC)
    >>> right = Event("answered", "s30-equivalent-fractions", answer="right", t=start)
    >>> replay([right]).traces["s30-equivalent-fractions"].interval.days
    2
    """
    return reduce(Schedule.after, events, Schedule())


@dataclass(frozen=True)
class Task:
    """One question that exercises several steps.

    Attributes
    ----------
    name : str
        'T1' to 'T7'.
    topic : str
        The slug of the lesson it belongs to.
    covers : mapping of str to float
        The steps it exercises: 1 wholly, less in part.
    """

    name: str
    topic: str
    covers: Mapping[str, float]


def layered_tasks(course: Graph) -> tuple[Task, ...]:
    """Gather the layered tasks that the needs of the course name.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> [task.name for task in layered_tasks(graph())]
    ['T3', 'T1', 'T2', 'T4', 'T5', 'T7', 'T6']
    """
    needs = [(topic.slug, need) for topic in course.topics for need in topic.needs if need.task]
    names = dict.fromkeys((need.task, slug) for slug, need in needs)
    return tuple(
        Task(name, slug, {n.topic: n.weight for s, n in needs if (n.task, s) == (name, slug)})
        for name, slug in names
    )


def covering(
    tasks: Iterable[Task], due: Iterable[str], known: frozenset[str]
) -> tuple[Task | None, tuple[str, ...]]:
    """Choose the task that reviews most of what is due, and say what that is.

    Parameters
    ----------
    tasks : iterable of Task
    due : iterable of str
        In the order in which they should be reviewed.
    known : frozenset of str
        A task is offered only where its own topic is known, and all that it exercises.

    Returns
    -------
    task : Task or None
        None where no task reviews two: then the first that is due is asked directly.
    reviewed : tuple of str
        Which of the due topics it reviews, in their order.

    Examples
    --------
    >>> task = Task("T1", "c", {"a": 1.0, "b": 0.5})
    >>> covering([task], ["b", "a", "d"], frozenset("abcd"))[1]
    ('b', 'a')
    """
    late = tuple(due)
    best: tuple[Task | None, tuple[str, ...]] = (None, late[:1])
    for task in tasks:
        reviewed = tuple(slug for slug in late if slug == task.topic or slug in task.covers)
        if known.issuperset({task.topic, *task.covers}) and len(reviewed) > max(1, len(best[1])):
            best = task, reviewed
    return best


def _grade(event: Event) -> str:
    """Grade an answer: FSRS keeps Hard for what was recalled, with effort."""
    if not event.right:
        return "Again"
    return "Hard" if event.hints else "Good"


def _reviewed(trace: Trace | None, now: datetime, grade: str) -> Trace:
    """Review a topic; the first time its card is made."""
    from fsrs import Rating

    rating: Rating = getattr(Rating, grade)
    card, _ = _scheduler().review_card(_card(trace), rating, now)
    assert card.stability is not None
    assert card.difficulty is not None
    return Trace(card.stability, card.difficulty, now, card.due, card.due - now)


@cache
def _scheduler() -> Scheduler:
    """Make the scheduler: whole days, no chance in it, so that a replay gives the same again."""
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )


def _card(trace: Trace | None) -> Card:
    from fsrs import Card, State

    if trace is None:
        return Card(card_id=1)
    return Card(
        card_id=1,
        state=State.Review,
        stability=trace.stability,
        difficulty=trace.difficulty,
        due=trace.due,
        last_review=trace.last,
    )
