"""What the map says: how a learner stands with each topic, and how far it is to the goal."""

from __future__ import annotations

from datetime import datetime

from gmmlab.learn.graph import Graph
from gmmlab.learn.mastery import CHECKS, MASTERY, PLACEMENT, Knowledge, Learner, Standing
from gmmlab.learn.path import State, Suggestion

__all__ = ["chance", "duration", "heading", "number_of", "quoted", "standing", "unit_name"]


def quoted(slug: str, course: Graph) -> str:
    """Give a topic's title in quotation marks."""
    return f"‘{course[slug].title}’"


def unit_name(slug: str, course: Graph) -> str:
    """Give a unit's number, where it has one, and its title.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> unit_name("u03-sharing-into-means", graph()), unit_name("bridges", graph())
    ('Unit 3 · Sharing into means', 'Bridges')
    """
    title = next((unit.title for unit in course.units if unit.slug == slug), slug)
    number = slug[1:3] if slug[:1] == "u" and slug[1:3].isdigit() else ""
    return f"Unit {int(number)} · {title}" if number else title


def chance(p: float) -> str:
    """Say a probability.

    Examples
    --------
    >>> chance(0.8), chance(0.994)
    ('80 %', '99 %')
    """
    return f"{100 * p:.0f} %"


def duration(minutes: int) -> str:
    """Say how long something takes, as roughly as it is known.

    Examples
    --------
    >>> duration(12), duration(100), duration(1700)
    ('about 12 minutes', 'about 1½ hours', 'about 28 hours')
    """
    if minutes < 60:
        return f"about {minutes} minutes"
    halves = round(minutes / 30)
    whole, half = divmod(halves, 2)
    if halves >= 8:
        whole, half = round(minutes / 60), 0
    return f"about {whole}{'½' * half} {'hour' if (whole, half) == (1, 0) else 'hours'}"


def number_of(slug: str, course: Graph) -> str:
    """Say which step, bridge or lesson a topic is.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> number_of("s19-division-as-equal-sharing", graph())
    'Step 19 of 75'
    >>> number_of("b2-bayes-theorem", graph()), number_of("s75-04-em-by-hand", graph())
    ('Bridge 2 of 8', 'Lesson 4 of 12')
    """
    whole = course[slug].part_of
    for kind, among in (("Step", course.chain), ("Lesson", course.parts(whole) if whole else ())):
        if slug in among:
            return f"{kind} {among.index(slug) + 1} of {len(among)}"
    beside = tuple(
        topic.slug
        for topic in course.topics
        if topic.slug not in course.chain and not topic.part_of
    )
    kind = "Bridge" if course.chain else "Topic"
    return f"{kind} {beside.index(slug) + 1} of {len(beside)}"


def heading(suggestion: Suggestion, course: Graph) -> str:
    """Say what a suggestion asks for, in a phrase.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> from gmmlab.learn.path import Move
    >>> heading(Suggestion(Move.CHECK, "s01-counting-to-10", ""), graph())
    'Check ‘Counting to 10’'
    """
    return f"{suggestion.move.value.capitalize()} {quoted(suggestion.topic, course)}"


def standing(slug: str, state: State, course: Graph, now: datetime, said_so: bool = False) -> str:
    """Say how a learner stands with a topic, and what the probability rests on.

    Parameters
    ----------
    slug : str
    state : State
    course : Graph
    now : datetime
        With its time zone.
    said_so : bool
        Whether it was claimed at some time.

    Examples
    --------
    >>> from datetime import UTC
    >>> from gmmlab.learn.graph import graph
    >>> standing("s01-counting-to-10", State(), graph(), datetime(2026, 3, 1, tzinfo=UTC))
    'Not begun. Before any answer, the course takes it to be 30 % likely that you know it.'
    """
    knowledge = state.learner[slug]
    if course.parts(slug):
        return _whole(slug, state.learner, course)
    match knowledge.standing:
        case Standing.NEW:
            words = (
                "Not begun. Before any answer, the course takes it to be "
                f"{chance(knowledge.p)} likely that you know it."
            )
        case Standing.LEARNING:
            words = _learning(knowledge, said_so)
        case Standing.IMPLIED:
            words = _implied(knowledge, course)
        case Standing.CLAIMED:
            words = _claimed(knowledge)
        case Standing.LEARNED | Standing.MASTERED:
            words = _known(knowledge)
    return words + _fading(slug, state, now)


def _whole(slug: str, learner: Learner, course: Graph) -> str:
    parts = course.parts(slug)
    have = sum(learner[part].standing.known for part in parts)
    if have == len(parts):
        return f"Known: it is made up of {have} lessons, and you know them all."
    return f"It is made up of {len(parts)} lessons, of which you know {have or 'none yet'}."


def _learning(knowledge: Knowledge, said_so: bool) -> str:
    back = "You said that you know this, and a wrong answer has taken that back. " * said_so
    return (
        f"Being learned. {back}Your answers so far make it {chance(knowledge.p)} likely that you "
        f"know it; {chance(MASTERY)} counts as learned."
    )


def _implied(knowledge: Knowledge, course: Graph) -> str:
    above = [slug for slug in course.order if slug in knowledge.sources]
    if above:
        more = f" and {len(above) - 1} more" * (len(above) > 1)
        because = f"you know {quoted(above[0], course)}{more}, which it is needed for"
    elif PLACEMENT in knowledge.sources:
        because = "your placement found it known"
    else:
        because = "something that you know stands on it"
    return (
        f"Implied: {because}. It counts as {chance(knowledge.p)} likely until your own answers "
        "say more; a wrong one takes it back."
    )


def _claimed(knowledge: Knowledge) -> str:
    left = max(1, CHECKS - knowledge.checks)
    asked = "one more right answer settles" if left == 1 else "two right answers settle"
    return (
        f"You said that you know this. It counts as {chance(knowledge.p)} likely until {asked} "
        "it; a wrong one takes it back."
    )


def _known(knowledge: Knowledge) -> str:
    if knowledge.standing is Standing.MASTERED:
        return (
            f"Mastered: right again among other topics' questions, {chance(knowledge.p)} likely "
            "that you know it."
        )
    return f"Learned: your answers make it {chance(knowledge.p)} likely that you know it."


def _fading(slug: str, state: State, now: datetime) -> str:
    trace = state.schedule.traces.get(slug)
    if trace is None or not state.learner[slug].standing.known or not trace.is_due(now):
        return ""
    left = chance(trace.retained(now))
    return f" Due for review: the chance that you still have it is about {left}."
