"""What a learner knows, topic by topic, as far as their answers tell: Bayesian knowledge tracing.

An answer moves the probability that a step is known. A claim ("I know this") lends one, and so
does knowing what stands on a step; what is lent is earned by two right answers, or taken back by
one wrong one. Nothing here is stored: it is replayed from the events of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import reduce

from gmmlab.learn.events import Event, settled
from gmmlab.learn.graph import Graph

__all__ = ["MASTERY", "Knowledge", "Learner", "Standing", "guess_of", "known", "replay", "traced"]

FIRST, LEARNS, SLIPS = 0.3, 0.1, 0.1
"""P(known) before any answer, of learning it at one question, and of a slip though it is known."""
GUESSES = {"typed": 0.05, "coded": 0.01}
"""P(a right answer without knowing), for answers that offer no choice."""
MASTERY, LENT, CHECKS = 0.95, 0.8, 2
"""What counts as known; what a claim lends; right answers in a row that make it one's own."""
MOST = 0.995
"""No history makes anyone surer, so that two wrong answers in a row always count."""
PLACEMENT = "placement"


class Standing(Enum):
    """How a learner stands with a topic, in words."""

    NEW = "not begun"
    LEARNING = "being learned"
    IMPLIED = "implied by what you know"
    CLAIMED = "claimed, not yet checked"
    LEARNED = "learned"
    MASTERED = "mastered"

    @property
    def known(self) -> bool:
        """Whether what needs it may be begun."""
        return self not in (Standing.NEW, Standing.LEARNING)

    @property
    def lends(self) -> bool:
        """Whether it speaks for everything that the topic stands on."""
        return self in (Standing.CLAIMED, Standing.LEARNED, Standing.MASTERED)


def guess_of(form: str, options: int = 0) -> float:
    """Say how likely a right answer is without knowing.

    Examples
    --------
    >>> guess_of("typed"), guess_of("choice", 4)
    (0.05, 0.25)
    """
    return GUESSES.get(form) or 1 / max(options, 2)


def traced(p: float, right: bool, guess: float) -> float:
    """Trace the probability that a step is known through one answer.

    First Bayes' theorem, with the answer as evidence; then the chance that the question itself,
    with what was said about it, has taught the step.

    Parameters
    ----------
    p : float
        Before the answer.
    right : bool
    guess : float
        Probability of a right answer without knowing, from `guess_of`.

    References
    ----------
    Corbett & Anderson (1995), Knowledge tracing: modeling the acquisition of procedural
    knowledge, User Modeling and User-Adapted Interaction 4, 253-278, equation 1. Its parameters
    are p(L0), p(T), p(G) and p(S), and .95 is its threshold of mastery.

    Examples
    --------
    Two typed numbers in a row are mastery:

    >>> once = traced(0.3, True, guess=0.05)
    >>> round(once, 3), round(traced(once, True, guess=0.05), 3)
    (0.897, 0.994)
    """
    knowing, not_knowing = (1 - SLIPS, guess) if right else (SLIPS, 1 - guess)
    p = p * knowing / (p * knowing + (1 - p) * not_knowing)
    return p + (1 - p) * LEARNS


@dataclass(frozen=True)
class Knowledge:
    """What is known about one topic.

    Attributes
    ----------
    earned : float
        Probability that it is known, from its answers alone.
    lent : float, optional
        The same, had it begun with what a claim lends; None where nothing is lent.
    claimed : bool
        Whether it is lent to the learner's own word.
    sources : frozenset of str
        The topics that imply it.
    checks : int
        Right answers in a row since it was lent.
    mixed : bool
        Whether it was right among other topics' questions after it was known, and not wrong since.
    begun : bool
        Whether anything of it was answered.
    """

    earned: float = FIRST
    lent: float | None = None
    claimed: bool = False
    sources: frozenset[str] = frozenset()
    checks: int = 0
    mixed: bool = False
    begun: bool = False

    @property
    def p(self) -> float:
        """The probability that it is known."""
        return self.earned if self.lent is None else self.lent

    @property
    def standing(self) -> Standing:
        if self.lent is not None:
            return Standing.CLAIMED if self.claimed else Standing.IMPLIED
        if self.p >= MASTERY:
            return Standing.MASTERED if self.mixed else Standing.LEARNED
        return Standing.LEARNING if self.begun else Standing.NEW

    def claim(self) -> Knowledge:
        """Take the learner's word for it, unless it is known anyway."""
        return self if self.standing.lends else replace(self._with_credit(), claimed=True)

    def implied_by(self, source: str) -> Knowledge:
        """Take it as known because something that stands on it is."""
        if self.standing.lends and not self.claimed:
            return self
        return replace(self._with_credit(), sources=self.sources | {source})

    def not_implied_by(self, source: str) -> Knowledge:
        """Take back what was lent because of a source; what has been earned stays."""
        left = self.sources - {source}
        gone = not left and not self.claimed
        return replace(self, sources=left, lent=None if gone else self.lent)

    def right(self, guess: float, mixed: bool = False, checks: int = 1) -> Knowledge:
        """Count a right answer."""
        then = replace(
            self,
            earned=min(traced(self.earned, True, guess), MOST),
            lent=None if self.lent is None else min(traced(self.lent, True, guess), MOST),
            checks=self.checks + checks,
            mixed=self.mixed or (mixed and self.standing.lends and self.p >= MASTERY),
            begun=True,
        )
        return then._own() if then.checks >= CHECKS and then.p >= MASTERY else then

    def helped(self) -> Knowledge:
        """Count a right answer that needed a hint: a chance to learn, and no evidence."""
        earned = self.earned + (1 - self.earned) * LEARNS
        return replace(self, earned=earned, lent=self.lent and max(self.lent, earned), begun=True)

    def wrong(self, guess: float) -> Knowledge:
        """Count a wrong answer, which takes back whatever was lent."""
        return Knowledge(traced(self.earned, False, guess), begun=True)

    def _with_credit(self) -> Knowledge:
        if self.lent is not None:
            return self
        return replace(self, lent=max(LENT, self.earned), checks=0)

    def _own(self) -> Knowledge:
        """Make what was lent the learner's own."""
        return replace(self, earned=self.p, lent=None, claimed=False, sources=frozenset())


@dataclass(frozen=True)
class Learner:
    """What is known about every topic of a course.

    Attributes
    ----------
    topics : mapping of str to Knowledge
        Those about which anything is known.
    goal : str
        The slug of what the learner has set out for; empty for the course's own goal.
    latest : Event, optional
        The last answer.
    """

    topics: Mapping[str, Knowledge] = field(default_factory=dict)
    goal: str = ""
    latest: Event | None = None

    def __getitem__(self, slug: str) -> Knowledge:
        return self.topics.get(slug, Knowledge())

    def after(self, event: Event, course: Graph) -> Learner:
        """Say what is known after one more event; of topics the course lacks, nothing is."""
        if (
            event.kind not in _MOVES
            or not event.understood
            or (event.topic and event.topic not in course.by_slug)
        ):
            return self
        return _MOVES[event.kind](self, event, course)

    def _placed(self, event: Event, course: Graph) -> Learner:
        found = [slug for slug in event.known if slug in course.by_slug]
        lent = {slug: self[slug].implied_by(PLACEMENT) for slug in found}
        return replace(self, topics={**self.topics, **lent})

    def _claimed(self, event: Event, course: Graph) -> Learner:
        return self._with(event.topic, self[event.topic].claim(), course)

    def _goal(self, event: Event, course: Graph) -> Learner:
        return replace(self, goal=event.topic)

    def _answered(self, event: Event, course: Graph) -> Learner:
        then = replace(self, latest=event)
        if not event.evidence:
            return then
        then = then._with(event.topic, _answer(self[event.topic], event), course)
        exercised = [s for s, w in event.covers.items() if w >= 1 and s in course.by_slug]
        for slug in exercised if event.right and not event.hints else ():
            known = then[slug].right(GUESSES["typed"], mixed=True, checks=CHECKS)
            then = then._with(slug, known, course)
        return then

    def _with(self, slug: str, knowledge: Knowledge, course: Graph) -> Learner:
        """Change one topic, and what it lends to those it stands on."""
        before, topics = self[slug].standing.lends, {**self.topics, slug: knowledge}
        if knowledge.standing.lends and not before:
            topics |= {a: self[a].implied_by(slug) for a in course.ancestors(slug)}
        if before and not knowledge.standing.lends:
            topics |= {a: self[a].not_implied_by(slug) for a in course.ancestors(slug)}
        return replace(self, topics=topics)


_MOVES = {
    "answered": Learner._answered,
    "claimed": Learner._claimed,
    "placed": Learner._placed,
    "goal": Learner._goal,
}


def _answer(knowledge: Knowledge, event: Event) -> Knowledge:
    guess = guess_of(event.form, event.options)
    if not event.right:
        return knowledge.wrong(guess)
    if event.hints:
        return knowledge.helped()
    return knowledge.right(guess, event.mixed, CHECKS if event.covers else 1)


def replay(events: Iterable[Event], course: Graph) -> Learner:
    """Say what is known after everything that has happened.

    Parameters
    ----------
    events : iterable of Event
        In the order in which they happened, as `Log.events` gives them.
    course : Graph

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> learner = replay([Event("claimed", "s03-understanding-zero")], graph())
    >>> learner["s03-understanding-zero"].p, learner["s02-counting-to-20"].standing.value
    (0.8, 'implied by what you know')
    """
    return reduce(lambda learner, event: learner.after(event, course), settled(events), Learner())


def known(learner: Learner, course: Graph) -> frozenset[str]:
    """Name the topics that are known, if only by claim or implication.

    A topic that is made up of others is known with all of them.
    """
    alone = {slug for slug in course.order if learner[slug].standing.known}
    whole = {
        slug for slug in course.order if (parts := course.parts(slug)) and alone.issuperset(parts)
    }
    return frozenset(alone | whole)
