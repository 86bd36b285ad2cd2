"""Questions that know their wrong answers, and families that draw fresh ones from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import combinations

import numpy as np

from gmmlab.errors import GmmlabError
from gmmlab.learn.answers import Answer, Closeness, Unreadable

__all__ = [
    "Family",
    "Hints",
    "Kind",
    "Misconception",
    "NoSuchQuestion",
    "Question",
    "Rng",
    "Verdict",
    "families",
    "family",
    "judge",
]

Rng = np.random.Generator
MOST_DRAWS = 400


class NoSuchQuestion(GmmlabError, KeyError):
    """A topic or family that the course does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Misconception:
    """A wrong way that learners really go, and what it gives on this question.

    Attributes
    ----------
    name : str
        The same for every question it can spoil: 'ignores-the-weights'. Records count by it.
    says : str
        The same in words, after 'This answer ...': 'leaves the mixing weights out'.
    answer : Answer
        What it gives here, of its own kind: a hard 0 may stand beside a decimal.
    message : str
        What happened, why it is not so, what to do next. Markdown and LaTeX.
    back_to : str
        The step that repairs it, if another than the question's own.
    """

    name: str
    says: str
    answer: Answer
    message: str
    back_to: str = ""


@dataclass(frozen=True)
class Hints:
    """Three hints, each giving more: where to look, how to go, the same road with other numbers."""

    point: str
    method: str
    twin: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.point, self.method, self.twin))


@dataclass(frozen=True)
class Question:
    """One question with everything that is said about its answers.

    Attributes
    ----------
    prompt : str
        Markdown and LaTeX.
    answer : Answer
        Its kind carries the rounding rule.
    misconceptions : tuple of Misconception
    hints : Hints
    solution : str
        Worked from the numbers of the prompt.
    because : str
        Said to a right answer: why it is right, or what it shows.
    unit : str
        Written behind the field, such as 'min'.
    otherwise : str
        Said to a wrong answer that no misconception explains.
    """

    prompt: str
    answer: Answer
    misconceptions: tuple[Misconception, ...]
    hints: Hints
    solution: str
    because: str
    unit: str = ""
    otherwise: str = "That is not it, and I do not recognise the road you took. Try a hint."


class Kind(Enum):
    """What became of an attempt."""

    RIGHT = "right"
    NEARLY = "nearly"
    MISCONCEPTION = "misconception"
    NEUTRAL = "neutral"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """The judgement of one typed answer, and what to tell the learner."""

    kind: Kind
    message: str
    misconception: Misconception | None = None

    @property
    def right(self) -> bool:
        return self.kind is Kind.RIGHT

    @property
    def honest(self) -> bool:
        """Whether it was a readable attempt."""
        return self.kind is not Kind.UNREADABLE


def judge(question: Question, text: str) -> Verdict:
    """Judge what was typed: right, a named misconception, nearly right, neutral or unreadable.

    Examples
    --------
    >>> from gmmlab.learn.families import by_name
    >>> q = by_name("share-from-scores").draw(3)
    >>> judge(q, q.answer.show()).kind.value, judge(q, "a quarter").kind.value
    ('right', 'unreadable')
    >>> wrong = q.misconceptions[0]
    >>> judge(q, wrong.answer.show()).misconception.name == wrong.name
    True
    """
    try:
        found = question.answer.compare(text)
    except Unreadable as error:
        return Verdict(Kind.UNREADABLE, str(error))
    if found.closeness is Closeness.RIGHT:
        return Verdict(Kind.RIGHT, question.because)
    wrong = _recognise(question, text, Closeness.RIGHT)
    if wrong is None and found.closeness is Closeness.NEARLY:
        return Verdict(Kind.NEARLY, found.remark)
    wrong = wrong or _recognise(question, text, Closeness.NEARLY)
    if wrong is None:
        return Verdict(Kind.NEUTRAL, question.otherwise)
    return Verdict(Kind.MISCONCEPTION, wrong.message, wrong)


def _recognise(question: Question, text: str, closeness: Closeness) -> Misconception | None:
    """Name the misconception that gives this text; of several, none."""
    found = [m for m in question.misconceptions if _closeness(m.answer, text) is closeness]
    return found[0] if len(found) == 1 else None


def _closeness(answer: Answer, text: str) -> Closeness:
    try:
        return answer.compare(text).closeness
    except Unreadable:
        return Closeness.DIFFERENT


@dataclass(frozen=True)
class Family:
    """Endless questions of one sort.

    Attributes
    ----------
    name : str
    topic : str
        Slug of the step it belongs to.
    concept : str
        The one idea it asks for.
    make : callable
        Takes a generator, returns a question, or None to be asked again.
    """

    name: str
    topic: str
    concept: str
    make: Callable[[Rng], Question | None] = field(repr=False)

    def draw(self, seed: int) -> Question:
        """Draw the question that belongs to a seed; the same seed gives the same question.

        Draws are rejected where a wrong road leads to the right answer or to another wrong
        one's, and where prompt or hints already contain the answer.
        """
        for attempt in range(MOST_DRAWS):
            question = self.make(np.random.default_rng([seed, attempt]))
            if question is not None and not flaws(question):
                return question
        raise GmmlabError(
            f"family '{self.name}' found no sound question in {MOST_DRAWS} draws from seed {seed}. "
            "Widen the numbers that it draws from."
        )


def flaws(question: Question) -> tuple[str, ...]:
    """Say what makes a drawn question unfair; empty where it is sound."""
    answer, named = question.answer, {m.name: m.answer for m in question.misconceptions}
    told = {"prompt": question.prompt}
    told |= {f"hint {i}": hint for i, hint in enumerate(question.hints, 1)}
    return (
        *(f"{name} gives the right answer" for name in named if _meet(answer, named[name])),
        *(f"{p} and {q} coincide" for p, q in combinations(named, 2) if _meet(named[p], named[q])),
        *(f"the {place} tells the answer" for place in told if answer.given_away_by(told[place])),
    )


def _meet(one: Answer, other: Answer) -> bool:
    """Whether two answers cannot be told apart, in either direction."""
    return any(
        _closeness(a, b.show()) is not Closeness.DIFFERENT for a, b in ((one, other), (other, one))
    )


_REGISTRY: dict[str, Family] = {}


def family(
    name: str, topic: str, concept: str
) -> Callable[[Callable[[Rng], Question | None]], Family]:
    """Enter a drawing function in the register of families.

    Examples
    --------
    >>> from gmmlab.learn.families import by_name
    >>> by_name("soft-count").concept
    'the soft count of a component is the sum of its responsibilities'
    """

    def enter(make: Callable[[Rng], Question | None]) -> Family:
        known = _REGISTRY.get(name)
        if known is not None and _place(known.make) != _place(make):
            raise GmmlabError(
                f"there are two families named '{name}': {_place(known.make)} and {_place(make)}. "
                "Records count by this name: give one of them another."
            )
        _REGISTRY[name] = Family(name, topic, concept, make)
        return _REGISTRY[name]

    return enter


def _place(make: Callable[[Rng], Question | None]) -> str:
    return f"{make.__module__.rpartition('.')[2]}.{make.__qualname__}"


def families() -> dict[str, Family]:
    """Give every family entered so far, by name."""
    return dict(_REGISTRY)
