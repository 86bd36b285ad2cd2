"""Predict first, see after: a guess that is made before the answer can be seen is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

import ipywidgets as widgets

from gmmlab.learn.card import Card, EnterKey, button, panel, visible
from gmmlab.learn.guesses import Asked, BadPrediction, Guess, asked_for
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.reading import Unreadable, say

__all__ = ["BadPrediction", "Prediction", "predict"]

Shows = object | Callable[[], object] | None


def predict(
    prompt: str,
    choices: Mapping[str, str] | Sequence[str] | tuple[float, float],
    answer: Guess,
    why: str,
    reveal: Shows = None,
) -> Prediction:
    """Ask for a prediction before something is revealed.

    Parameters
    ----------
    prompt : str
        What to predict. Markdown and LaTeX.
    choices : mapping, sequence or pair of numbers
        Statements to choose from; as a mapping, each with the reply to whoever chooses it. A pair
        of numbers is the range of a guess at a number.
    answer : str or float
        The statement, or the number, that holds.
    why : str
        Why it holds, shown after committing.
    reveal : str, object or callable, optional
        Shown after committing: Markdown, a widget, or anything with an HTML form such as a figure
        from `show`. A callable is called only then.

    Returns
    -------
    Prediction
        A card; its ``guess`` is None until the learner commits, and ``said`` a sentence about it
        that later cells can use at any time.

    Raises
    ------
    BadPrediction
        Where the answer is not among the choices or outside the range.

    Examples
    --------
    >>> p = predict("Can $r_1$ be above 1?", {"yes": "A share never is.", "no": ""}, "no", "...")
    >>> p.commit("yes")
    >>> p.guess, p.held, p.said
    ('yes', False, 'You predicted: yes.')
    """
    return Prediction(prompt, asked_for(choices, answer), why, reveal)


class Prediction(Card):
    """A card that keeps its answer to itself until a guess is made.

    Attributes
    ----------
    guess : str, float or None
        What the learner committed to; None before.
    """

    def __init__(self, prompt: str, asked: Asked, why: str, reveal: Shows = None) -> None:
        self.prompt, self.asked, self.why, self.reveal = prompt, asked, why, reveal
        self.guess: Guess | None = None
        self.notice = ""
        self._make_parts()
        super().__init__(self.question, self.ask, self.feedback, self.revealed)

    @property
    def held(self) -> bool | None:
        """Whether the guess held; None before there is one."""
        return None if self.guess is None else self.asked.holds(self.guess)

    @property
    def said(self) -> str:
        """What was predicted, as a sentence; safe to use before anything was."""
        if self.guess is None:
            return "You have not committed to a prediction yet."
        return f"You predicted: {self.guess if isinstance(self.guess, str) else say(self.guess)}."

    @property
    def words(self) -> str:
        asks = f"Predict first: {to_words(self.prompt)}"
        if self.guess is None:
            return f"{asks} {' / '.join(self.asked.offers)}. {self.notice}".strip()
        return f"{asks} {self.said} {to_words(self._lead())} {to_words(self._reply())}"

    def commit(self, value: object = None) -> None:
        """Commit to the given value, or to what the control holds; only the first one counts."""
        if self.guess is not None:
            return
        try:
            self.guess = self.asked.read(self.control.value if value is None else value)
        except Unreadable as error:
            self._say_again(str(error))
            return
        self._reveal()

    def _make_parts(self) -> None:
        self.question, self.feedback = (
            widgets.HTMLMath(_question(self.prompt)),
            widgets.HTMLMath(),
        )
        self.control, self.primary = self.asked.control(), button("Commit", primary=True)
        self.ask, self.revealed = widgets.HBox([self.control, self.primary]), widgets.VBox()
        self.ask.add_class("gmm-ask")
        self.revealed.add_class("gmm-revealed")
        if isinstance(self.control, widgets.Text):
            EnterKey(self.control, self.commit, lambda _: self.guess is not None)
        self.primary.on_click(lambda _: self.commit())

    def _say_again(self, notice: str) -> None:
        self.notice = notice
        self.feedback.value = panel("note", "One thing first", notice, "gmm-plain")
        self.announce(notice)

    def _reveal(self) -> None:
        icon, tone = ("right", "gmm-good") if self.held else ("again", "gmm-soft")
        self.notice = ""
        self.feedback.value = panel(icon, self._lead(), self._reply(), tone)
        self.control.disabled = True
        visible(self.primary, False)
        shown = self.reveal() if callable(self.reveal) else self.reveal
        self.revealed.children = () if shown is None else (_as_widget(shown),)
        self.announce(f"{self._lead()} {self._reply()}")

    def _lead(self) -> str:
        outcome = "Your prediction held" if self.held else "It turns out otherwise"
        return f"{outcome}: {self.asked.truth.rstrip('.')}."

    def _reply(self) -> str:
        if self.held or self.guess is None:
            return self.why
        return f"{self.asked.reply(self.guess)}\n\n{self.why}".strip()

    def _saved_html(self) -> str:
        offers = "".join(f"<li>{escape(offer)}</li>" for offer in self.asked.offers)
        return (
            f"<section><h4>Predict first</h4>{to_html(self.prompt)}<ul>{offers}</ul>"
            "<p>Run this cell to commit to a prediction and see what happens.</p></section>"
        )


def _as_widget(shown: object) -> widgets.Widget:
    if isinstance(shown, widgets.Widget):
        return shown
    if isinstance(shown, str):
        return widgets.HTMLMath(f'<div class="gmm-prose">{to_html(shown)}</div>')
    html = getattr(shown, "_repr_html_", lambda: None)()
    if not html:
        raise BadPrediction(
            f"a {type(shown).__name__} cannot be revealed. Reveal Markdown text, a widget, or a "
            "figure through show(fig, alt)."
        )
    return widgets.HTML(html)


def _question(prompt: str) -> str:
    return (
        '<div class="gmm-head gmm-plainhead"><div class="gmm-kicker">Predict first</div></div>'
        f'<div class="gmm-ask-text">{to_html(prompt)}</div>'
    )
