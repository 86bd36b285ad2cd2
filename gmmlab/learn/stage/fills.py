"""Filled marks: bars whose sides move, and the area between a curve and its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gmmlab.learn.stage.layers import INK, TONES, Layer, legible, tone
from gmmlab.learn.stage.panels import Panel, Rows

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

VEIL = 0.42
"""How much of a fill's colour covers what is below it."""


@dataclass(frozen=True, kw_only=True)
class Bars(Layer):
    """Rectangles (m, 4): a frame gives left, bottom, right and top of each, in data units.

    A label stands in the middle of its bar, so that colour is not the only sign; a bar too small
    for it has the label above.

    Examples
    --------
    >>> bars = Bars(key="counts", panel="a", labels="AB")
    >>> bars.rows(Panel((0, 4), (0, 10)), [[0, 0, 1, 5], [1, 0, 2, 10]]).tolist()
    [[0.0, 0.0, 0.25, 0.5], [0.25, 0.0, 0.5, 1.0]]
    """

    colours: Sequence[str] = (INK,)
    labels: Sequence[str] = ()

    kind = "bars"
    width = 4

    def rows(self, panel: Panel, value: Any) -> Rows:
        """Lower left and upper right corner of each, held within the panel."""
        corners = np.asarray(value, dtype=float).reshape(-1, 2)
        return np.clip(panel.place(corners), 0, 1).reshape(-1, 4).astype("<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds colours and labels."""
        own = {"colours": list(self.colours), "labels": list(self.labels), "veil": VEIL}
        return super().spec(panel) | own

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """Each bar, then the labels."""
        bars: list[Artist] = [self._bar(axes, row, k) for k, row in enumerate(rows)]
        return bars + [self._label(axes, *pair) for pair in zip(rows, self.labels, strict=False)]

    def _bar(self, axes: Axes, row: Rows, k: int) -> Artist:
        from matplotlib.patches import Rectangle

        own = tone(self.colours[k % len(self.colours)])
        (x, y), (w, h) = row[:2], row[2:] - row[:2]
        style: dict[str, Any] = {"facecolor": (own, VEIL), "edgecolor": legible(own)}
        style |= {"transform": axes.transAxes, "zorder": 2, "lw": 1.3}
        return axes.add_patch(Rectangle((x, y), w, h, **style))

    def _label(self, axes: Axes, row: Rows, label: str) -> Artist:
        x, y = (row[:2] + row[2:]) / 2
        small = row[3] - row[1] < 0.08
        style: dict[str, Any] = {"ha": "center", "va": "bottom" if small else "center_baseline"}
        style |= {"color": TONES[INK], "size": 9, "weight": "bold", "zorder": 6}
        return axes.text(x, row[3] if small else y, label, transform=axes.transAxes, **style)


@dataclass(frozen=True, kw_only=True)
class Area(Layer):
    """The area between a curve (m, 2) and the height `ground`.

    Examples
    --------
    >>> area = Area(key="mass", panel="a")
    >>> area.rows(Panel((0, 2), (0, 2)), [[0, 1], [1, 2]]).tolist()
    [[0.0, 0.0], [0.0, 0.5], [0.5, 1.0], [0.5, 0.0]]
    """

    colour: str = INK
    ground: float = 0.0

    kind = "area"
    width = 2

    def rows(self, panel: Panel, value: Any) -> Rows:
        """The corners: down to the ground at both ends."""
        curve = np.asarray(value, dtype=float).reshape(-1, 2)
        if not len(curve):
            return np.zeros((0, 2), "<f4")
        ends = [[curve[0, 0], self.ground]], [[curve[-1, 0], self.ground]]
        return panel.place(np.concatenate([ends[0], curve, ends[1]])).astype("<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds the colour."""
        return super().spec(panel) | {"colour": self.colour, "veil": VEIL}

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """One filled outline."""
        style: dict[str, Any] = {"transform": axes.transAxes, "zorder": 1.5, "lw": 0}
        return [*axes.fill(*rows.T, color=tone(self.colour), alpha=VEIL, **style)]
