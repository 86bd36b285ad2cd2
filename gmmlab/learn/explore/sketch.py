"""Explorers in a few lines: controls, panels, layers, and one function from values to a frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import make_dataclass, replace
from functools import lru_cache
from itertools import accumulate, takewhile
from operator import mul
from typing import Any

import numpy as np

from gmmlab.errors import BadInput
from gmmlab.learn.explore.controls import Control, Preset
from gmmlab.learn.explore.explorer import Explorer
from gmmlab.learn.stage import Arrangement, Frame, Layer, Panel, Scene

__all__ = ["Sketch", "sketch", "steps"]

AHEAD = 1500
"""So many frames at most are sent ahead; further controls ask the kernel."""
WIDE, TALL = (980, 400), 330
"""Size of a wide picture, and height of each panel in a narrow one, in CSS pixels."""


class Sketch(Explorer[Any]):
    """An explorer whose picture depends on its controls alone.

    Attributes
    ----------
    draw : callable
        From the controls' meanings, by name, to a `Frame`.
    """

    def __init__(
        self,
        controls: Mapping[str, Control],
        scene: Scene,
        draw: Callable[..., Frame],
        begin: Mapping[str, float | str],
        presets: Sequence[Preset],
        play: str,
    ) -> None:
        self.controls, self.draw, self.play, self._scene = controls, draw, play, scene
        self.dials = _sent_ahead(controls)
        self.actions = _actions(play)
        low = {name: control.reach[0] for name, control in controls.items()}
        make = make_dataclass("Values", [(name, int) for name in controls], frozen=True)
        self.begun = make(**(low | self._read(begin)))
        self.frame = lru_cache(maxsize=1024)(self._frame)  # type: ignore[method-assign]
        super().__init__(self.begun, presets)

    @property
    def values(self) -> dict[str, Any]:
        """What the controls mean now, by name."""
        return self._meant(self.state)

    def _meant(self, state: Any) -> dict[str, Any]:
        return {name: c.meaning(getattr(state, name)) for name, c in self.controls.items()}

    def scene(self, state: Any) -> Scene:
        """Always the same."""
        return self._scene

    def _frame(self, state: Any) -> Frame:
        return self.draw(**self._meant(state))

    def act(self, state: Any, words: str) -> Any:
        """Back to the beginning: there is no other button."""
        return self.begun

    def film_from(self, state: Any) -> list[Any]:
        """From here to the end of the control that plays, or from its beginning."""
        low, high = self.controls[self.play].reach
        here = getattr(state, self.play)
        first = low if here == high else here + 1
        return [replace(state, **{self.play: value}) for value in range(first, high + 1)]


def _actions(play: str) -> dict[str, str]:
    back = {"Restart": "Back to how it began"}
    return {"Play": "Play from here to the end, two steps a second"} | back if play else back


def _sent_ahead(controls: Mapping[str, Control]) -> list[str]:
    """The first controls, as long as all their settings together are few."""
    sizes = accumulate((c.reach[1] - c.reach[0] + 1 for c in controls.values()), mul)
    few = takewhile(lambda pair: pair[1] <= AHEAD, zip(controls, sizes, strict=True))
    return [name for name, _ in few]


def sketch(
    *,
    controls: Mapping[str, Control],
    panels: Mapping[str, Panel],
    layers: Sequence[Layer],
    draw: Callable[..., Frame],
    begin: Mapping[str, float | str] | None = None,
    presets: Sequence[Preset] = (),
    play: str = "",
    mosaic: str = "",
    size: tuple[int, int] = WIDE,
) -> Sketch:
    """Make an explorer.

    Parameters
    ----------
    controls : mapping of str to Control
        At most three, by the names that `draw` gives them: `Slider`, `Scale`, `Choice`.
    panels : mapping of str to Panel
        By letters; they stand side by side, or below one another on a narrow page.
    layers : sequence of Layer
        What moves, in drawing order.
    draw : callable
        Called with every control's meaning by name (the number of a slider, the word of a choice);
        gives the `Frame`: marks by layer, and the sentence that says what is seen.
    begin : mapping, optional
        Where controls stand at first; those left out stand at their first value.
    presets : sequence of Preset
        Things to try, each with what will be seen.
    play : str
        The control that a Play button moves to its end; no such button if empty.
    mosaic : str
        Another arrangement of the panels on a wide page, as matplotlib writes it.
    size : (int, int)
        Width and height of the wide picture in CSS pixels.

    Raises
    ------
    BadInput
        If there are more than three controls, or one cannot be set as asked.

    Examples
    --------
    >>> from gmmlab.learn.explore import Slider
    >>> from gmmlab.learn.stage import Line
    >>> def slope(a):
    ...     return Frame({"line": [[0, 0], [1, a]]}, f"A line that rises by {a}.")
    >>> rise = sketch(controls={"a": Slider("Slope a", 0, 5)}, panels={"p": Panel((0, 1), (0, 5))},
    ...               layers=[Line(key="line", panel="p")], draw=slope, play="a")
    >>> rise.set(a=3)
    >>> rise.stage.frame.sentence
    'A line that rises by 3.'
    """
    if len(controls) > 3:
        raise BadInput(
            f"a sketch has {len(controls)} controls: {', '.join(controls)}. Keep three at most, "
            "so that a learner can find out what each of them does."
        )
    letters = "".join(panels)
    wide = Arrangement(mosaic or letters, size)
    narrow = Arrangement("\n".join(letters), (480, TALL * len(letters)), gaps=(40, 78))
    scene = Scene(panels, layers, wide, narrow)
    return Sketch(controls, scene, draw, begin or {}, presets, play)


def steps(low: float, high: float, by: float) -> tuple[float, ...]:
    """Numbers from `low` to `high` in steps, without the noise of adding them up.

    Examples
    --------
    >>> steps(0, 0.3, 0.1)
    (0.0, 0.1, 0.2, 0.3)
    """
    digits = max(0, 3 - int(np.floor(np.log10(by))))
    count = round((high - low) / by)
    return tuple(round(low + i * by, digits) for i in range(count + 1))
