"""What a stage needs to know of the controls beside it: dials, and where their frames come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from gmmlab.learn.stage.panels import Frame

Key: TypeAlias = tuple[int, ...]
"""The values of all dials, in order."""


@dataclass(frozen=True, eq=False)
class Dial:
    """A control whose whole-number trait chooses among a table of frames.

    Parameters
    ----------
    widget : ipywidgets.Widget
        A slider, or a dropdown (whose trait is 'index').
    low, high : int
        First and last value of the trait.
    trait : str
        Its name.
    """

    widget: Any
    low: int
    high: int
    trait: str = "value"

    @property
    def value(self) -> int:
        """Where the dial stands."""
        return int(getattr(self.widget, self.trait))

    def spec(self) -> dict[str, Any]:
        """What the browser needs to find the dial and to read it without the kernel."""
        reach = [self.low, self.high]
        return {"model": self.widget.model_id, "trait": self.trait, "range": reach}


class Source:
    """Where a stage gets the frames that its dials choose; this one has none.

    Work that takes long is given in pieces of a few milliseconds, so that a learner who moves a
    control never waits for work that was done ahead.
    """

    def frame_at(self, key: Key) -> Frame:
        """The frame that the dials mean at these values."""
        raise NotImplementedError(f"this stage has dials (now at {key}) but no source of frames")

    def ahead(self, key: Key) -> Iterator[None]:
        """Work, in pieces, after which `frame_at(key)` is quick."""
        return iter(())

    def idle(self) -> Iterator[None]:
        """Work, in pieces, for when the whole table has been sent."""
        return iter(())
