"""Controls by description: what a learner can set, press and try."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import ipywidgets as w

from gmmlab.learn.stage import Dial


@dataclass(frozen=True)
class Control(ABC):
    """Something a learner sets; in an explorer's state it is a whole number."""

    label: str
    trait = "value"

    @property
    @abstractmethod
    def reach(self) -> tuple[int, int]:
        """First and last value."""

    @abstractmethod
    def widget(self, value: int) -> w.Widget:
        """The widget, set to a value."""

    def dial(self, widget: w.Widget) -> Dial:
        """The widget as a dial of the stage."""
        return Dial(widget, *self.reach, trait=self.trait)

    def read(self, value: int | str) -> int:
        """A value as a preset writes it, as the number that the state holds."""
        return int(value)


@dataclass(frozen=True)
class Slider(Control):
    """A whole number from `low` to `high`."""

    low: int
    high: int

    @property
    def reach(self) -> tuple[int, int]:
        """First and last value."""
        return self.low, self.high

    def widget(self, value: int) -> w.Widget:
        """A slider with its number."""
        look = {"layout": {"width": "auto"}, "style": {"description_width": "auto"}}
        reach = {"min": self.low, "max": self.high}
        return w.IntSlider(value=value, description=self.label, **reach, **look)


@dataclass(frozen=True)
class Choice(Control):
    """One of several words; the state holds its number, a preset may say the word."""

    options: Sequence[str]
    trait = "index"

    @property
    def reach(self) -> tuple[int, int]:
        """First and last number."""
        return 0, len(self.options) - 1

    def widget(self, value: int) -> w.Widget:
        """A dropdown list."""
        look = {"layout": {"width": "auto"}, "style": {"description_width": "auto"}}
        return w.Dropdown(options=self.options, index=value, description=self.label, **look)

    def read(self, value: int | str) -> int:
        """The number of a word."""
        return self.options.index(value) if isinstance(value, str) else int(value)


@dataclass(frozen=True)
class Preset:
    """Something to try, and what will be seen.

    Parameters
    ----------
    name : str
        On the button.
    settings : mapping of str to int or str
        Which controls to set, by name; the others stay.
    expect : str
        What the learner should look for; shown when the button is pressed.
    press : str
        The action to take after setting, by its button's name; none if empty.
    """

    name: str
    settings: Mapping[str, int | str] = field(default_factory=dict)
    expect: str = ""
    press: str = ""
