"""The placement as a card: a few questions with typed answers, and where you begin after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from time import monotonic

import ipywidgets as widgets
import numpy as np

from gmmlab.learn.card import Card, EnterKey, button, choices, field, panel, visible
from gmmlab.learn.events import Event
from gmmlab.learn.families import families_of
from gmmlab.learn.graph import Graph, graph
from gmmlab.learn.log import LogError, learner_log
from gmmlab.learn.placement import Placement, Told, begin
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.questions import Family, Kind, Question, Verdict, judge

__all__ = ["PlacementCard", "place"]

ABOUT = 10
"""So many questions find the frontier on average; the card says so, and counts on."""


def place(seed: int | None = None, on_event: Callable[[Event], object] | None = None) -> Card:
    """Find where you begin: about ten questions, then up to ten more that look for gaps.

    Parameters
    ----------
    seed : int, optional
        The same seed and the same answers lead through the same questions.
    on_event : callable, optional
        Receives every `Event`; by default the learner's own memory in the workspace keeps them.

    Examples
    --------
    >>> card = place(seed=1, on_event=lambda event: None)
    >>> card.words.split(".")[0]
    'Placement: Question 1 of about 10'
    """
    course = graph()
    asked = (t.slug for t in course.lessons if families_of(t.slug))
    first = int(np.random.default_rng().integers(2**31)) if seed is None else seed
    return PlacementCard(begin(course, asked), course, first, on_event or _keep)


def _keep(event: Event) -> object:
    return learner_log().append(event)


class PlacementCard(Card):
    """The card on which a `Placement` takes place.

    Attributes
    ----------
    placement : Placement
        Where it stands.
    question : Question
        What is asked now; after the end, what was asked last.
    """

    question: Question

    def __init__(
        self, placement: Placement, course: Graph, seed: int, on_event: Callable[[Event], object]
    ) -> None:
        self.placement, self.course, self.on_event = placement, course, on_event
        self.rng, self.notice = np.random.default_rng(seed), ""
        self._make_parts()
        super().__init__(self.head, self.prompt, self.ask, self.feedback, self.actions)
        self._ask()

    @property
    def words(self) -> str:
        if self.placement.done:
            return f"Placement: {to_words(self.result)}"
        return f"Placement: {self._place}. {to_words(self.question.prompt)} {self.notice}".strip()

    @property
    def result(self) -> str:
        """Where the learner begins, in Markdown."""
        known, gaps, frontier = (
            self.placement.known,
            self.placement.gaps,
            self.placement.frontier,
        )
        begins = f"You begin at **{self.course[frontier].title}**" if frontier else (
            "You know every topic that was asked about"
        )  # fmt: skip
        units = {unit.slug: unit.title for unit in self.course.units}
        named = ", ".join(f"*{units[unit]}*" for unit in gaps)
        look = f" Look again at {named}: answers there went wrong." if gaps else ""
        return (
            f"{begins}; {len(known)} of {len(self.placement.topics)} topics count as known from "
            f"now on, until an answer says otherwise.{look} It took "
            f"{len(self.placement.answers)} questions."
        )

    def check(self, text: str | None = None) -> None:
        """Take the given text, or what stands in the field, as the answer."""
        if self.placement.done:
            return
        verdict = judge(self.question, self._typed() if text is None else text)
        if not verdict.honest:
            self._notice(verdict.message)
            return
        right = verdict.kind in (Kind.RIGHT, Kind.NEARLY)
        self._go_on("right" if right else "wrong", _told(verdict))

    def pass_on(self) -> None:
        """Say that you do not know: that tells as much as an answer, and costs nothing."""
        if not self.placement.done:
            self._go_on("unknown", "gave up")

    def _make_parts(self) -> None:
        self.head, self.feedback = widgets.HTML(), widgets.HTMLMath()
        self.prompt, self.unit = widgets.HTMLMath(), widgets.HTML()
        self.prompt.add_class("gmm-prompt")
        self.unit.add_class("gmm-unit")
        self.field, self.options = field("Your answer"), choices("Your answer", ())
        self.primary, self.unknown = button("Next", primary=True), button("I don't know")
        self.ask = widgets.HBox([self.field, self.unit, self.options, self.primary])
        self.ask.add_class("gmm-ask")
        self.actions = widgets.HBox([self.unknown])
        self.actions.add_class("gmm-actions")
        EnterKey(self.field, self.check, lambda text: self.placement.done)
        self.primary.on_click(lambda _: self.check())
        self.unknown.on_click(lambda _: self.pass_on())

    @property
    def _place(self) -> str:
        n = len(self.placement.answers) + 1
        if self.placement.first is not None:
            return f"Question {n}, a look for gaps"
        return f"Question {n} of about {ABOUT}" if n <= ABOUT else f"Question {n}"

    def _typed(self) -> str:
        if self.question.answer.options:
            return self.options.value or ""
        return str(self.field.value)

    def _ask(self) -> None:
        topic = self.placement.question
        if topic is None:
            self._finish()
            return
        self.family, self.seed = _drawn(families_of(topic), self.rng)
        self.question, self.shown_at = self.family.draw(self.seed), monotonic()
        answer = self.question.answer
        self.field.value, self.field.description = "", f"Your answer, {answer.form}"
        self.options.options, self.options.index = answer.options, None
        self.prompt.value = to_html(self.question.prompt)
        self.unit.value = escape(self.question.unit)
        shown = ((self.field, not answer.options), (self.options, bool(answer.options)))
        for widget, is_shown in (*shown, (self.unit, bool(self.question.unit))):
            visible(widget, is_shown)
        self._notice("")

    def _notice(self, text: str) -> None:
        self.notice = text
        self.feedback.value = panel("note", "One thing first", text, "gmm-plain") if text else ""
        self.head.value = _head(self._place)
        if text:
            self.announce(text)

    def _go_on(self, told: Told, answer: str) -> None:
        event = self._event(answer)
        self.placement = self.placement.told(told)
        self._ask()
        if not self.placement.done:
            self.announce(f"{self._place}: {self.question.prompt}")
            self.field.focus()
        self._tell(event)
        if self.placement.done:
            self._tell(self.placement.event)

    def _finish(self) -> None:
        for widget in (self.ask, self.actions):
            visible(widget, False)
        self.head.value, self.feedback.value = _head("Done"), ""
        self.prompt.value = to_html(self.result)
        self.announce(self.result)

    def _event(self, answer: str) -> Event:
        options = len(self.question.answer.options)
        return Event(
            "answered",
            self.family.topic,
            family=self.family.name,
            seed=self.seed,
            answer=answer,
            seconds=round(monotonic() - self.shown_at, 1),
            form="choice" if options else "typed",
            options=options,
            during="placement",
        )

    def _tell(self, event: Event) -> None:
        try:
            self.on_event(event)
        except LogError as error:  # in a widget's callback nobody would hear of it
            self._notice(str(error))

    def _saved_html(self) -> str:
        return "<section><h4>Placement</h4><p>Run this cell to find where you begin.</p></section>"


def _drawn(own: Iterable[Family], rng: np.random.Generator) -> tuple[Family, int]:
    """One of a topic's families, typed ones if there are any: a choice is too easily guessed."""
    seed, every = int(rng.integers(2**31)), list(own)
    typed = [family for family in every if not family.draw(seed).answer.options]
    pool = typed or every
    return pool[int(rng.integers(len(pool)))], seed


def _told(verdict: Verdict) -> str:
    """How the learner's memory calls an answer."""
    if verdict.misconception:
        return verdict.misconception.name
    return {Kind.RIGHT: "right", Kind.NEARLY: "right"}.get(verdict.kind, "wrong")


def _head(place: str) -> str:
    return (
        '<div class="gmm-head"><div><div class="gmm-kicker">Placement</div>'
        '<div class="gmm-title">Where do you begin?</div></div>'
        f'<div class="gmm-progress"><span class="gmm-place">{place}</span></div></div>'
    )
