"""What every explorer is: a state, controls that change it, a stage that shows it and says it.

A new explorer is a page: a frozen dataclass for the state, a mapping of controls, a scene, a frame
(with its sentence) for each state, and functions from state to state for its buttons.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Generic, TypeVar

import ipywidgets as w

from gmmlab.errors import BadInput
from gmmlab.learn.explore.controls import Control, Preset
from gmmlab.learn.explore.saved import SavedPicture
from gmmlab.learn.stage import Frame, Key, Scene, Source, Stage, Touch

S = TypeVar("S")


class Explorer(w.VBox, Source, Generic[S]):  # type: ignore[misc]
    """Controls above a stage.

    Subclasses give the class attributes and the abstract methods; the rest follows.
    """

    controls: Mapping[str, Control]
    """The controls, by the name of their field in the state."""
    dials: Sequence[str]
    """Those whose frames are sent ahead, so that moving them needs no kernel."""
    actions: Mapping[str, str]
    """Buttons and their tooltips, by the words on them; 'Play' shows a film."""
    rate: float = 2.0
    """Frames a second of a film."""

    def __init__(self, state: S, presets: Sequence[Preset] = (), offer: Sequence[str] = ()) -> None:
        self.offer = tuple(offer) or tuple(self.controls)
        self.state, self.presets, self.film = state, tuple(presets), list[S]()
        self._quiet = False
        self._after: Callable[[], None] | None = None
        self.widgets = {name: c.widget(getattr(state, name)) for name, c in self.controls.items()}
        self.buttons = {words: _button(words, tip) for words, tip in self.actions.items()}
        self.trials = {preset.name: _button(preset.name, preset.expect) for preset in presets}
        self.expectation = w.HTML(layout={"min_height": "28px", "margin": "0 14px"})
        self.stage, self._table = self._stage(), self.table(state)
        self.saved = SavedPicture(self.stage)
        self._listen()
        super().__init__(self._rows())
        self.add_class("gmmlab-explorer")

    # what an explorer must say

    @abstractmethod
    def scene(self, state: S) -> Scene:
        """Panels and layers."""

    @abstractmethod
    def frame(self, state: S) -> Frame:
        """What is drawn and said of a state."""

    @abstractmethod
    def act(self, state: S, words: str) -> S:
        """The state after a button has been pressed."""

    # what it may say

    def backdrop(self, state: S) -> Hashable:
        """What the scene depends on."""
        return None

    def turned(self, state: S, **values: int) -> S:
        """The state after controls have been moved."""
        return replace(state, **values)  # type: ignore[type-var]

    def film_from(self, state: S) -> list[S]:
        """The states that 'Play' shows."""
        return []

    def touched(self, state: S, touch: Touch) -> S:
        """The state after a mark of the picture has been touched."""
        return state

    def emphasised(self, state: S) -> str:
        """The button to press next, if any."""
        return ""

    def complete(self) -> None:
        """Finish what the saved picture should hold; the living one is on the page by now."""

    # dials: the stage's source of frames

    def frame_at(self, key: Key) -> Frame:
        """The frame that the dials mean at these values."""
        return self.frame(self.at(key))

    def at(self, key: Key) -> S:
        """The state that the dials lead to from the present one."""
        return self.turned(self.state, **dict(zip(self.dials, key, strict=True)))

    def key(self, state: S) -> Key:
        """Where the dials stand in a state."""
        return tuple(int(getattr(state, name)) for name in self.dials)

    def table(self, state: S) -> tuple[S, Hashable]:
        """What the dials' frames depend on: all that they do not set themselves."""
        first = {name: self.controls[name].reach[0] for name in self.dials}
        return self.turned(state, **first), self.backdrop(state)

    # changing state

    def go(self, state: S, glide: bool = False) -> None:
        """Take a state: set the controls, show the frame."""
        self.state, self.film = state, []
        self._set_controls()
        with self.stage.hold_sync():
            if self._table != (table := self.table(state)):
                fresh = self._table[1] != table[1]
                self.stage.renew(self.scene(state) if fresh else None)
                self._table = table
            self._show(glide)

    def _show(self, glide: bool) -> None:
        key = self.key(self.state)
        if self.state == self.at(key):
            self.stage.turn(key)
        else:
            self.stage.show(self.frame(self.state), at=key, glide=glide)

    def set(self, **settings: float | str) -> None:
        """Move controls, by name, as a learner would.

        Raises
        ------
        BadInput
            If there is no such control or it has no such value.
        """
        self.go(self.turned(self.state, **self._read(settings)))

    def _read(self, settings: Mapping[str, float | str]) -> dict[str, int]:
        try:
            read = {name: self.controls[name].read(value) for name, value in settings.items()}
            for name, value in read.items():
                low, high = self.controls[name].reach
                range(low, high + 1).index(value)
        except (KeyError, ValueError) as error:
            reach = {name: getattr(c, "options", c.reach) for name, c in self.controls.items()}
            raise BadInput(
                f"this explorer cannot be set to {dict(settings)}: {error}. "
                f"Its controls are {reach}."
            ) from None
        return read

    def press(self, words: str) -> None:
        """Press a button, by the words on it."""
        if words == "Play":
            self._play()
        elif self.film:
            self._after = partial(self.press, words)
            self.stage.pause()
        else:
            self.go(self.act(self.state, words), glide=True)

    def attempt(self, preset: Preset) -> None:
        """Do what a preset says."""
        self.set(**preset.settings)
        self.expectation.value = f'<div role="status"><b>{preset.name}.</b> {preset.expect}</div>'
        if preset.press:
            self.press(preset.press)

    # playing

    def _play(self) -> None:
        if self.film:
            self.stage.pause()
            return
        film = self.film_from(self.state)
        if film:
            self._caption("Pause", "pause")
            self.film = film
            self.stage.play([self.frame(state) for state in film], self.rate)

    def _played(self, index: int, done: bool) -> None:
        """The film has stopped: take the state it stopped in, then do what had to wait."""
        if self.film:
            self.go(self.film[index])
        after, self._after = self._after, None
        if after:
            after()

    def _caption(self, words: str, icon: str) -> None:
        if "Play" in self.buttons:
            self.buttons["Play"].description, self.buttons["Play"].icon = words, icon

    # widgets

    def operable(self) -> list[w.Widget]:
        """Everything that a learner can operate."""
        return [*self.widgets.values(), *self.buttons.values(), *self.trials.values()]

    def _stage(self) -> Any:
        dials = [self.controls[name].dial(self.widgets[name]) for name in self.dials]
        beside: dict[str, Any] = {"dials": dials, "controls": self.operable()}
        return Stage(self.scene(self.state), self.frame(self.state), source=self, **beside)

    def _rows(self) -> list[w.Widget]:
        offered = [self.widgets[name] for name in self.offer]
        rows = [_row(offered, "controls"), _row(self.buttons.values(), "buttons")]
        if self.trials:
            tries = _row([w.Label("Try:"), *self.trials.values()], "buttons")
            return [*rows, self.stage, tries, self.expectation]
        return [*rows, self.stage]

    def _listen(self) -> None:
        for name, control in self.controls.items():
            self.widgets[name].observe(partial(self._moved, name), names=control.trait)
        for words, button in self.buttons.items():
            button.on_click(lambda _, words=words: self.press(words))
        for preset in self.presets:
            self.trials[preset.name].on_click(lambda _, preset=preset: self.attempt(preset))
        self.stage.on_played, self.stage.on_settled = self._played, self.saved.update
        self.stage.on_touch = lambda touch: self.go(self.touched(self.state, touch))

    def _moved(self, name: str, change: Any) -> None:
        if not self._quiet:
            self.go(self.turned(self.state, **{name: change.new}))

    def _set_controls(self) -> None:
        with self._silence():
            for name, control in self.controls.items():
                setattr(self.widgets[name], control.trait, getattr(self.state, name))
        for words, button in self.buttons.items():
            button.button_style = "primary" if words == self.emphasised(self.state) else ""
        self._caption("Play", "play")

    @contextmanager
    def _silence(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return self.saved.beside(super()._repr_mimebundle_(**kwargs))

    def _ipython_display_(self, **kwargs: Any) -> None:
        self.saved.display(super()._repr_mimebundle_(**kwargs), self.complete)


ICONS = {"Play": "play", "Back": "step-backward", "Restart": "refresh"}
ICONS |= {"Run to convergence": "fast-forward"}


def _row(widgets: Iterable[w.Widget], kind: str) -> w.Widget:
    row = w.HBox([*widgets])
    row.add_class(f"gmmlab-{kind}")
    return row


def _button(words: str, tip: str) -> w.Button:
    look = {"icon": ICONS.get(words, ""), "layout": {"width": "auto"}}
    return w.Button(description=words, tooltip=tip, **look)
