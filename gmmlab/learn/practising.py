"""Practice: five questions on a card, judged as they are answered, with hints and solutions."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from time import monotonic
from typing import Any

import ipywidgets as widgets
import numpy as np

from gmmlab.learn.card import Card, EnterKey, button, choices, field, visible
from gmmlab.learn.families import practice_set
from gmmlab.learn.log import LogError
from gmmlab.learn.practice_html import (
    feedback_html,
    head_html,
    hint_html,
    saved_html,
    solution_html,
    summary_html,
    verdict_lead,
)
from gmmlab.learn.prose import to_html
from gmmlab.learn.questions import Kind
from gmmlab.learn.recording import due_now, record
from gmmlab.learn.sitting import Sitting, begin

__all__ = ["PracticeCard", "practice"]

Listener = Callable[[dict[str, Any]], object]


def practice(topic: str, seed: int | None = None, on_event: Listener | None = None) -> PracticeCard:
    """Practise a topic: five questions with feedback, hints and worked solutions.

    Parameters
    ----------
    topic : str
        Slug of the lesson, such as 's75-03-responsibilities', or its telling part.
    seed : int, optional
        The same seed asks the same questions; without one they are fresh every time, and the
        older ones among them are those that the learner is about to forget.
    on_event : callable, optional
        Receives a plain dict for each thing that happens: 'shown', 'answered', 'hint',
        'solution' and 'finished'.  If not given, answers are kept in the learner's own memory,
        in the workspace, where there is one.

    Raises
    ------
    NoSuchQuestion
        For a topic without practice, naming those that have some.

    Examples
    --------
    >>> card = practice("responsibilities", seed=1)
    >>> card.words.split(".")[0]
    'Practice: Responsibilities: whose is each point? Question 1 of 5'
    """
    due = due_now() if seed is None else ()
    return PracticeCard(begin(practice_set(topic, due), _fresh(seed)), on_event or record)


class PracticeCard(Card):
    """The card on which a `Sitting` takes place.

    Attributes
    ----------
    sitting : Sitting
        Where it stands: a value that tests and records can read.
    """

    def __init__(self, sitting: Sitting, on_event: Listener | None = None) -> None:
        self.sitting = sitting
        self.on_event = on_event
        self._make_parts()
        super().__init__(
            self.head, self.prompt, self.ask, self.feedback, self.hints, self.solution, self.actions
        )
        self._ask_question()

    @property
    def words(self) -> str:
        return self.sitting.words

    def check(self, text: str | None = None) -> None:
        """Judge the given text, or what stands in the field."""
        before, typed = self.sitting, self._typed() if text is None else text
        self.sitting = before.answer(typed)
        if self.sitting is before:
            return
        self._show()
        turn, verdict = self.sitting.turn, self.sitting.turn.attempts[-1][1]
        self.announce(verdict_lead(verdict) + "\n\n" + verdict.message)
        self._tell("answered", text=typed, verdict=verdict.kind.value, attempt=len(turn.attempts),
                   misconception=verdict.misconception and verdict.misconception.name)  # fmt: skip
        (self.primary if turn.over else self.field).focus()

    def hint(self) -> None:
        """Show the next hint."""
        before, self.sitting = self.sitting, self.sitting.hint()
        turn = self.sitting.turn
        self._show()
        if turn.hints > before.turn.hints:
            self.announce(f"Hint {turn.hints}: {turn.shown_hints[-1]}")
            self._tell("hint", hint=turn.hints)
        else:
            self.announce(turn.notice)

    def solve(self) -> None:
        """Show the worked solution, after an honest try."""
        was, self.sitting = self.sitting.turn.solved, self.sitting.solve()
        turn = self.sitting.turn
        self._show()
        self.announce(f"Solution: {turn.question.solution}" if turn.solved else turn.notice)
        if turn.solved and not was:
            self._tell("solution")
            self.primary.focus()

    def go_on(self) -> None:
        """Go to the next question, or to how it went, or to five fresh ones."""
        if self.sitting.finished:
            self.sitting = begin(self.sitting.set, self.sitting.seed + 1)
        else:
            self.sitting = self.sitting.next()
        self._finish() if self.sitting.finished else self._ask_question(again=True)

    def _make_parts(self) -> None:
        self.head, self.feedback = widgets.HTML(), widgets.HTMLMath()
        self.prompt, self.hints, self.solution = (widgets.HTMLMath() for _ in range(3))
        self.prompt.add_class("gmm-prompt")
        self.field, self.options = field("Your answer"), choices("Your answer", ())
        self.unit = widgets.HTML()
        self.unit.add_class("gmm-unit")
        self.primary = button("Check", primary=True)
        self.hint_button, self.solution_button = button("Hint"), button("Solution")
        self.ask = widgets.HBox([self.field, self.unit, self.options, self.primary])
        self.ask.add_class("gmm-ask")
        self.actions = widgets.HBox([self.hint_button, self.solution_button])
        self.actions.add_class("gmm-actions")
        EnterKey(self.field, self.check, self._dealt_with)
        self.primary.on_click(lambda _: self._press())
        self.hint_button.on_click(lambda _: self.hint())
        self.solution_button.on_click(lambda _: self.solve())

    def _press(self) -> None:
        over = self.sitting.finished or self.sitting.turn.over
        self.go_on() if over else self.check()

    def _dealt_with(self, text: str) -> bool:
        """Whether this text was the last attempt, or there is nothing to attempt."""
        turn = self.sitting.turn
        return turn.over or self.sitting.finished or text in [t for t, _ in turn.attempts[-1:]]

    def _typed(self) -> str:
        if self.sitting.turn.question.answer.options:
            return self.options.value or ""
        return str(self.field.value)

    def _ask_question(self, again: bool = False) -> None:
        question = self.sitting.turn.question
        answer = question.answer
        choice = bool(answer.options)
        self.field.value = ""
        self.field.description = f"Your answer, {answer.form}"
        self.options.options = answer.options
        self.options.index = None
        self.prompt.value = to_html(question.prompt)
        self.unit.value = escape(question.unit)
        for widget, shown in ((self.field, not choice), (self.unit, bool(question.unit)),
                              (self.options, choice)):  # fmt: skip
            visible(widget, shown)
        self._show()
        self.shown_at = monotonic()
        self._tell("shown")
        if again:
            self.announce(f"{self.sitting.place}: {question.prompt}")
            (self.primary if choice else self.field).focus()

    def _show(self) -> None:
        """Bring everything but the question itself up to date."""
        turn = self.sitting.turn
        self.head.value = head_html(self.sitting)
        self.feedback.value = feedback_html(turn)
        self.hints.value = "".join(map(hint_html, enumerate(turn.shown_hints)))
        self.solution.value = solution_html(turn)
        self.field.disabled = turn.over
        self.primary.description = self._primary_label()
        self.hint_button.description = (
            "No more hints" if turn.hints == 3 else f"Hint {turn.hints + 1} of 3"
        )
        self.solution_button.description = "Solution"
        visible(self.actions, not turn.right and not turn.solved)

    def _primary_label(self) -> str:
        if not self.sitting.turn.over:
            return "Check"
        return "See how it went" if self.sitting.last else "Next question"

    def _finish(self) -> None:
        self.head.value = head_html(self.sitting)
        self.prompt.value = summary_html(self.sitting)
        self.feedback.value = self.hints.value = self.solution.value = ""
        for widget in (self.field, self.unit, self.options, self.actions):
            visible(widget, False)
        self.primary.description = f"{_fives(self.sitting)} fresh ones"
        self.announce(self.words)
        self._tell("finished", marks=[mark.value for mark in self.sitting.marks])
        self.primary.focus()

    def _tell(self, event: str, **more: object) -> None:
        if self.on_event is None:
            return
        try:
            self.on_event({"event": event, **self._situation(), **more})
        except LogError as error:  # in a widget's callback nobody would hear of it
            self.announce(str(error))

    def _situation(self) -> dict[str, Any]:
        """What is true of everything that happens to this question."""
        turn = self.sitting.turn
        return {
            "topic": self.sitting.set.topic,
            "sitting": self.sitting.seed,
            "question": min(self.sitting.at + 1, len(self.sitting.turns)),
            "family": turn.family.name,
            "step": turn.family.topic,
            "seed": turn.seed,
            "hints": turn.hints,
            "tries": sum(v.honest and v.kind is not Kind.NEARLY for _, v in turn.attempts),
            "options": len(turn.question.answer.options),
            "seconds": round(monotonic() - self.shown_at, 1),
        }

    def _saved_html(self) -> str:
        return saved_html(self.sitting)


def _fresh(seed: int | None) -> int:
    return int(np.random.default_rng().integers(2**31)) if seed is None else seed


def _fives(sitting: Sitting) -> str:
    return {5: "Five"}.get(len(sitting.turns), str(len(sitting.turns)))
