"""A scene: panels, layers and their arrangement; frames packed for the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gmmlab.learn.stage.layers import Layer, Text
from gmmlab.learn.stage.panels import Frame, Panel, Rows


@dataclass(frozen=True)
class Arrangement:
    """Where the panels stand: matplotlib's mosaic in a picture of a given size (CSS pixels)."""

    mosaic: str
    size: tuple[int, int]
    gaps: tuple[float, float] = (70.0, 76.0)
    """Space between columns and between rows, in CSS pixels."""


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything about a picture that is known before its first frame.

    Parameters
    ----------
    panels : mapping of str to Panel
        One-letter names, as the mosaics use them.
    layers : sequence of Layer
        In drawing order.
    wide, narrow : Arrangement
        For cells wider and narrower than `Scene.breakpoint` CSS pixels.

    Examples
    --------
    >>> from gmmlab.learn.stage.layers import Line
    >>> line = Line(key="path", panel="a")
    >>> one = Arrangement("a", (600, 400))
    >>> scene = Scene({"a": Panel((0, 4), (0, 2))}, [line], wide=one, narrow=one)
    >>> len(scene.pack(Frame({"path": [[0, 0], [4, 2]]})))  # one count, two points of two floats
    20
    """

    panels: Mapping[str, Panel]
    layers: Sequence[Layer]
    wide: Arrangement
    narrow: Arrangement

    breakpoint = 600

    def panel_of(self, key: str) -> Panel:
        """The panel on which a layer is drawn."""
        return self.panels[next(layer.panel for layer in self.layers if layer.key == key)]

    def rows(self, frame: Frame) -> list[Rows]:
        """The rows of every layer, none where the frame leaves it out."""
        return [self._rows(layer, frame.marks.get(layer.key)) for layer in self.layers]

    def _rows(self, layer: Layer, value: Any) -> Rows:
        if value is None:
            return np.zeros((0, layer.width), "<f4")
        return layer.rows(self.panels[layer.panel], value)

    def pack(self, frame: Frame) -> bytes:
        """A frame as bytes: a uint32 count for each layer, then the rows layer by layer."""
        rows = self.rows(frame)
        counts = np.array([len(r) for r in rows], "<u4")
        return b"".join([counts.tobytes(), *(r.tobytes() for r in rows)])

    def words(self, frame: Frame) -> dict[str, str]:
        """The words that text layers show."""
        return {
            layer.key: frame.marks[layer.key][2]
            for layer in self.layers
            if isinstance(layer, Text) and layer.key in frame.marks
        }

    def said(self, frame: Frame) -> dict[str, Any]:
        """What goes beside a packed frame as text."""
        return {"sentence": frame.sentence, "words": self.words(frame)}

    def specs(self) -> list[dict[str, Any]]:
        """The layers as the browser needs them, once."""
        return [layer.spec(self.panels[layer.panel]) for layer in self.layers]
