"""The look that practice and prediction share: a calm card, its panels, buttons and live text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files

import ipywidgets as widgets

from gmmlab.learn.prose import to_html, to_words

__all__ = ["ICONS", "Card", "EnterKey", "button", "choices", "field", "herald", "panel", "visible"]


def _svg(paths: str) -> str:
    return (
        '<svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
    )


_RING = '<circle cx="10" cy="10" r="8.2"/>'
ICONS = {
    "right": _svg(_RING + '<path d="M6.4 10.4l2.5 2.5 4.8-5.4"/>'),
    "again": _svg('<path d="M16.5 10a6.5 6.5 0 1 1-2-4.7"/><path d="M16.8 2.6v3.6h-3.6"/>'),
    "nearly": _svg(_RING + '<path d="M6 10.8c1.4-2 2.6-2 4-.8s2.6 1.2 4-.8"/>'),
    "unread": _svg(_RING + '<path d="M8 8a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.1"/>'
                   '<path d="M10 13.8v.1"/>'),
    "hint": _svg('<path d="M7.7 14.5h4.6M8.5 17.4h3"/><path d="M10 2.5a5 5 0 0 0-3 9'
                 'c.6.5.7 1 .7 1.5h4.6c0-.5.1-1 .7-1.5a5 5 0 0 0-3-9z"/>'),
    "book": _svg('<path d="M10 5C8.5 3.9 6 3.5 3 3.7v11.6c3-.2 5.5.2 7 1.3'
                 ' 1.5-1.1 4-1.5 7-1.3V3.7'
                 'c-3-.2-5.5.2-7 1.3z"/><path d="M10 5v11.6"/>'),
    "note": _svg(_RING + '<path d="M10 9.2v4.4M10 6.4v.1"/>'),
    "tick": _svg('<path d="M4 10.8l4 4 8-9.3" stroke-width="3"/>'),
    "dash": _svg('<path d="M5 10h10" stroke-width="3"/>'),
}  # fmt: skip


@cache
def style() -> str:
    """Give the style sheet of every card."""
    css = files("gmmlab.learn").joinpath("card.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


class Card(widgets.VBox):  # type: ignore[misc]
    """A box in the card's look that announces changes, and says itself where no widget can live.

    Subclasses give ``words`` (everything the card says now) and ``_saved_html``.
    """

    def __init__(self, *parts: widgets.Widget) -> None:
        sheet = widgets.HTML(style())
        sheet.add_class("gmm-style")
        self.herald = herald()
        super().__init__([sheet, *parts, self.herald])
        self.add_class("gmm-card")

    @property
    def words(self) -> str:
        """Everything the card says now, in plain words."""
        raise NotImplementedError

    def announce(self, markdown: str) -> None:
        """Have a screen reader say something, once."""
        self.herald.value = f'<div role="alert">{escape(to_words(markdown))}</div>'

    def _saved_html(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        """Add words and HTML for saved notebooks and for pages without a kernel."""
        bundle: dict[str, object] = dict(super()._repr_mimebundle_(**kwargs))
        return bundle | {"text/html": self._saved_html(), "text/plain": self.words}


def herald() -> widgets.HTML:
    """Make the unseen live region of a card."""
    region = widgets.HTML()
    region.add_class("gmm-herald")
    return region


class EnterKey:
    """Calls back when Enter is pressed in a text field, once the text itself has arrived.

    The browser reports the key first and an edited text right behind it; a text that was left
    and come back to is not reported again. So the key waits a moment for a text to follow.

    Parameters
    ----------
    field : Text
        With ``continuous_update`` off.
    then : callable
        Called without arguments.
    dealt_with : callable
        Says of a text whether it has been dealt with, so that it is not taken twice.
    """

    WINDOW = 0.5
    PATIENCE = 0.15

    def __init__(
        self,
        field: widgets.Text,
        then: Callable[[], None],
        dealt_with: Callable[[str], bool],
    ) -> None:
        self.field, self.then, self.dealt_with = field, then, dealt_with
        self._pressed = -self.WINDOW
        field.on_msg(self._on_message)
        field.observe(self._on_text, "value")

    def _on_message(self, _widget: object, content: dict[str, object], _buffers: object) -> None:
        if content.get("event") != "submit":
            return
        self._pressed = time.monotonic()
        try:
            asyncio.get_running_loop().call_later(self.PATIENCE, self._take)
        except RuntimeError:
            self._take()

    def _on_text(self, _change: object) -> None:
        if time.monotonic() - self._pressed < self.WINDOW:
            self._take()

    def _take(self) -> None:
        if self.field.value and not self.dealt_with(self.field.value):
            self.then()


def button(label: str, primary: bool = False) -> widgets.Button:
    """Make a button in the card's look."""
    made = widgets.Button(description=label)
    made.add_class("gmm-button")
    if primary:
        made.add_class("gmm-primary")
    return made


def field(label: str) -> widgets.Text:
    """Make a text field with its label above it; its value arrives when it is entered or left."""
    made = widgets.Text(description=label, continuous_update=False)
    made.style.description_width = "auto"
    made.add_class("gmm-field")
    return made


def choices(label: str, options: tuple[str, ...]) -> widgets.RadioButtons:
    """Make a list of statements, none of them chosen."""
    made = widgets.RadioButtons(description=label, options=options, index=None)
    made.style.description_width = "auto"
    made.add_class("gmm-choices")
    return made


def panel(icon: str, lead: str, markdown: str, tone: str = "") -> str:
    """Write a message with its icon and a leading phrase as HTML.

    Examples
    --------
    >>> panel("tick", "Right.", "It is a *share*.", "gmm-good").endswith(
    ...     '<p class="gmm-lead">Right.</p><p>It is a <em>share</em>.</p></div></div>')
    True
    """
    text = f'<p class="gmm-lead">{escape(lead)}</p>{to_html(markdown)}'
    return f'<div class="gmm-panel {tone}">{ICONS[icon]}<div>{text}</div></div>'


def visible(widget: widgets.Widget, shown: bool) -> None:
    """Show a widget or take it out of the page, the reading order and the tab order."""
    widget.layout.display = None if shown else "none"
