"""How practice becomes memory: what a practice card tells, as the event that is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gmmlab.learn.events import Event
from gmmlab.learn.graph import graph
from gmmlab.learn.log import Log, LogError, learner_log
from gmmlab.learn.mastery import known
from gmmlab.learn.path import state_of

__all__ = ["due_now", "event_of", "record"]

ANSWERS = {"right": "right", "nearly": "nearly", "neutral": "wrong"}


def event_of(said: Mapping[str, Any]) -> Event | None:
    """Give the event to keep of what a practice card tells; None where there is none.

    Parameters
    ----------
    said : mapping
        'event' is 'answered' or 'solution'; then 'step', 'family' and 'seed' of the question,
        'topic' of the sitting, 'verdict' and 'misconception' of the answer, 'tries' (answers that
        were read, without the nearly right ones), 'hints' seen, 'options' of a choice, 'seconds'
        since it was shown, and 'covers' of a layered task.

    Examples
    --------
    >>> told = {"event": "answered", "step": "s30-equivalent-fractions", "verdict": "neutral"}
    >>> event_of(told).answer, event_of(told | {"verdict": "unreadable"})
    ('wrong', None)
    """
    answer = _answer(said)
    if not answer:
        return None
    options = said.get("options", 0)
    return Event(
        "answered",
        said["step"],
        family=said.get("family", ""),
        seed=said.get("seed"),
        answer=answer,
        attempt=max(1, said.get("tries", 1) + (said["event"] == "solution")),
        hints=said.get("hints", 0),
        seconds=said.get("seconds"),
        form="choice" if options else "typed",
        options=options,
        during=said.get("topic", ""),
        covers=said.get("covers", {}),
    )


def record(said: Mapping[str, Any], log: Log | None = None) -> Event | None:
    """Keep what a practice card tells in the learner's memory.

    Raises
    ------
    LogError
        Where it cannot be kept.
    """
    event = event_of(said)
    return event and (log or learner_log()).append(event)


def due_now(log: Log | None = None) -> tuple[str, ...]:
    """Name the topics that the learner is about to forget, the longest overdue first.

    A memory that cannot be read counts as empty here: practice goes on, and what is answered says
    what is wrong with it.

    Examples
    --------
    >>> from gmmlab.learn.log import MemoryLog
    >>> due_now(MemoryLog())
    ()
    """
    try:
        events = (log or learner_log()).events
    except LogError:
        return ()
    if not events:
        return ()
    state = state_of(events, graph())
    return state.schedule.due(datetime.now(UTC), known(state.learner, graph()))


def _answer(said: Mapping[str, Any]) -> str:
    if said["event"] == "solution":
        return "gave up"
    if said["event"] != "answered":
        return ""
    return said.get("misconception") or ANSWERS.get(said["verdict"], "")
