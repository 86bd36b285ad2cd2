"""Handles: points that a learner moves, adds and takes away, with the pointer or the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gmmlab.learn.stage.layers import TONES, Layer
from gmmlab.learn.stage.panels import Panel, Rows

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

RING = 4.5
"""How far outside the chosen handle its ring is, in CSS pixels."""


@dataclass(frozen=True)
class Touch:
    """What a learner has done to a picture.

    Attributes
    ----------
    layer : str
        The key of the layer that was touched.
    act : str
        'move', 'add', 'remove' or 'pick'.
    index : int
        Which of its marks; the number it will have, of one that is added.
    at : tuple of float
        Where to, in data units of the panel.
    """

    layer: str
    act: str
    index: int
    at: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Handles(Layer):
    """Points that move, each with a colour and a marker; one of them is chosen.

    A frame gives (places (n, 2) in data units, colours (n, 4) uint8 as `Dots` has them, which one
    is chosen, or -1).
    """

    markers: str = "o"
    radius: float = 6.0
    name: str = "points"
    """What is said to be moved."""

    kind = "handles"
    width = 7

    def rows(self, panel: Panel, value: Any) -> Rows:
        """Place, colour, marker, and 1 for the chosen one."""
        places, colours, chosen = value
        picked = np.arange(len(places)) == chosen
        rows = np.column_stack([panel.place(places), np.asarray(colours), picked])
        return rows.astype("<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds that they can be dragged, and how they look."""
        own = {"markers": self.markers, "radius": self.radius, "name": self.name}
        return super().spec(panel) | own | {"touch": "drag"}

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """One mark each, and a ring round the chosen one."""
        rings = [self._ring(axes, x, y) for x, y, *_ in rows[rows[:, 6] > 0]]
        return rings + [self._mark(axes, row) for row in rows]

    def _mark(self, axes: Axes, row: Rows) -> Artist:
        size = 2 * self.radius * 0.8
        style: dict[str, Any] = {"ms": size, "mew": 0.6, "mec": TONES["ink"], "zorder": 5}
        look = style | {"mfc": tuple(row[2:5] / 255), "transform": axes.transAxes}
        return axes.plot([row[0]], [row[1]], self.markers[int(row[5])], clip_on=False, **look)[0]

    def _ring(self, axes: Axes, x: float, y: float) -> Artist:
        size = 2 * (self.radius + RING) * 0.8
        style: dict[str, Any] = {"ms": size, "mew": 1.8, "mec": TONES["ink"], "mfc": "none"}
        return axes.plot([x], [y], "o", transform=axes.transAxes, clip_on=False, **style)[0]
