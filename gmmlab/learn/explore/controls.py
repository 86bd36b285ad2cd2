"""Controls by description: what a learner can set, press and try."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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

    def read(self, value: float | str) -> int:
        """A value as a preset writes it, as the number that the state holds."""
        return int(value)

    def meaning(self, value: int) -> Any:
        """What the state's number stands for."""
        return value


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

    def read(self, value: float | str) -> int:
        """The number of a word."""
        return self.options.index(value) if isinstance(value, str) else int(value)

    def meaning(self, value: int) -> str:
        """The word."""
        return self.options[value]


@dataclass(frozen=True)
class Scale(Control):
    """Numbers in equal or other steps; the state holds which, a preset says the number itself.

    Examples
    --------
    >>> share = Scale("Share", (0.0, 0.25, 0.5))
    >>> share.read(0.25), share.meaning(2), share.widget(1).label
    (1, 0.5, '0.25')
    """

    values: Sequence[float]
    form: str = "g"
    """How a number is written, in Python's format language."""
    trait = "index"

    @property
    def reach(self) -> tuple[int, int]:
        """First and last number."""
        return 0, len(self.values) - 1

    def widget(self, value: int) -> w.Widget:
        """A slider with the number written beside it."""
        look = {"layout": {"width": "auto"}, "style": {"description_width": "auto"}}
        written = [format(number, self.form).replace("-", "−") for number in self.values]
        return w.SelectionSlider(options=written, index=value, description=self.label, **look)

    def read(self, value: float | str) -> int:
        """Where a number stands among the values."""
        near = [i for i, number in enumerate(self.values) if abs(number - float(value)) < 1e-9]
        if not near:
            raise ValueError(f"{value} is not on the scale of {self.label!r}")
        return near[0]

    def meaning(self, value: int) -> float:
        """The number."""
        return self.values[value]


@dataclass(frozen=True)
class Preset:
    """Something to try, and what will be seen.

    Parameters
    ----------
    name : str
        On the button.
    settings : mapping of str to number or str
        Which controls to set, by name; the others stay.
    expect : str
        What the learner should look for; shown when the button is pressed.
    press : str
        The action to take after setting, by its button's name; none if empty.
    """

    name: str
    settings: Mapping[str, float | str] = field(default_factory=dict)
    expect: str = ""
    press: str = ""
