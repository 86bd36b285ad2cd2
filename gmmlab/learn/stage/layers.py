"""Layers: the kinds of moving marks a stage can draw, each once in matplotlib and once in stage.js.

A layer turns what a frame gives it into *rows* of float32 (places as shares of the panel) or
uint8 (colours). The browser and matplotlib draw the very same rows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from gmmlab.learn.stage.panels import Panel, Rows

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

INK, MUTED, PAPER = "ink", "muted", "paper"
"""Colours that follow the theme; any other colour is written as #rrggbb."""
TONES = {INK: "#24292f", MUTED: "#57606a", PAPER: "#ffffff"}


def tone(colour: str) -> str:
    """The colour that a theme colour has on white paper."""
    return TONES.get(colour, colour)


def legible(colour: str, share: float = 0.3) -> str:
    """A colour moved towards the ink, for lines and letters that must be read on paper.

    Examples
    --------
    >>> legible("#F0E442", 0.0), legible("#F0E442")
    ('#f0e442', '#b3ac3c')
    """
    pairs = zip(_rgb(tone(colour)), _rgb(TONES[INK]), strict=True)
    return "#" + "".join(f"{round((1 - share) * c + share * i):02x}" for c, i in pairs)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


@dataclass(frozen=True, kw_only=True)
class Layer(ABC):
    """One kind of marks on one panel."""

    key: str
    panel: str

    kind: ClassVar[str]
    width: ClassVar[int]
    """Four-byte words in a row."""

    @abstractmethod
    def rows(self, panel: Panel, value: Any) -> Rows:
        """What the frame gives, as (m, width) float32 or (m, 4) uint8."""

    @abstractmethod
    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """Draw rows with matplotlib; hand back what was drawn."""

    def spec(self, panel: Panel) -> dict[str, Any]:
        """What the browser needs to know once."""
        return {"kind": self.kind, "key": self.key, "panel": self.panel, "width": self.width}


@dataclass(frozen=True, kw_only=True, eq=False)
class Dots(Layer):
    """Points that stay, with colours that move.

    A frame gives (n, 4) uint8: red, green, blue, and which of `markers` the point wears (so that
    colour is never the only sign).
    """

    xy: NDArray[Any]
    markers: str = "o"
    radius: float = 3.6

    kind = "dots"
    width = 1

    def rows(self, panel: Panel, value: Any) -> Rows:
        """Colours and marker numbers as they are."""
        return np.ascontiguousarray(value, dtype=np.uint8).reshape(len(self.xy), 4)

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds the points' places, sent once."""
        places = panel.place(self.xy).astype("<f4").tobytes()
        own = {"xy": places, "markers": self.markers, "radius": self.radius}
        return super().spec(panel) | own

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """One scatter for each marker in use."""
        return [self._worn(axes, rows, shape) for shape in np.unique(rows[:, 3])]

    def _worn(self, axes: Axes, rows: Rows, shape: int) -> Artist:
        worn = rows[:, 3] == shape
        x, y = self.xy[worn].T
        area = (2 * self.radius) ** 2 * 0.62
        style: dict[str, Any] = {"s": area, "edgecolors": TONES[INK], "linewidths": 0.4}
        marker, colours = self.markers[shape], rows[worn, :3] / 255
        return axes.scatter(x, y, c=colours, marker=marker, zorder=2, **style)


@dataclass(frozen=True, kw_only=True)
class Ellipses(Layer):
    """Ellipses of one and two standard deviations.

    A frame gives (means (K, 2), covariances (K, 2, 2)) in data units. The inner ring is drawn
    thick and whole, the outer one thin and dashed.
    """

    colours: Sequence[str]
    levels: Sequence[float] = (1.0, 2.0)

    kind = "ellipses"
    width = 6

    def rows(self, panel: Panel, value: Any) -> Rows:
        """Centre and Cholesky factor of each component, in shares of the panel."""
        means, covariances = value
        factors = np.linalg.cholesky(np.asarray(covariances)) / panel.span[:, None]
        rows = np.hstack([panel.place(means), factors.reshape(-1, 4)])
        return rows.astype("<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds the colours and levels."""
        return super().spec(panel) | {"colours": list(self.colours), "levels": list(self.levels)}

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """Each ring as the image of a circle."""
        return [
            self._ring(axes, row, level, legible(colour), number > 0)
            for colour, row in zip(self.colours, rows, strict=False)
            for number, level in enumerate(self.levels)
        ]

    def _ring(self, axes: Axes, row: Rows, level: float, colour: str, outer: bool) -> Artist:
        turn = np.linspace(0, 2 * np.pi, 121)
        circle = np.array([np.cos(turn), np.sin(turn)])
        style: dict[str, Any] = {"lw": 1.5, "ls": (0, (4, 3))} if outer else {"lw": 2.4}
        x, y = row[:2, None] + level * row[2:].reshape(2, 2) @ circle
        return axes.plot(x, y, color=colour, transform=axes.transAxes, zorder=3, **style)[0]


@dataclass(frozen=True, kw_only=True)
class Line(Layer):
    """A polyline through the points (m, 2) that a frame gives."""

    colour: str = INK
    weight: float = 2.0
    dashed: bool = False

    kind = "line"
    width = 2

    def rows(self, panel: Panel, value: Any) -> Rows:
        """Places in the order of the line."""
        return panel.place(value).astype("<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds colour, weight and dash."""
        own = {"colour": self.colour, "weight": self.weight, "dashed": self.dashed}
        return super().spec(panel) | own

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """One line."""
        dash = (0, (4, 3)) if self.dashed else "-"
        style: dict[str, Any] = {"lw": self.weight * 0.8, "ls": dash, "zorder": 3}
        return [*axes.plot(*rows.T, color=tone(self.colour), transform=axes.transAxes, **style)]


@dataclass(frozen=True, kw_only=True)
class Marks(Layer):
    """Marks at the points (m, 2) that a frame gives, with letters or numbers in or beside them.

    Marks beyond the panel stand at its edge; without labels, they point to where they are.
    """

    colours: Sequence[str] = (INK,)
    labels: Sequence[str] = ()
    radius: float = 9.0
    marker: str = "o"
    pick: bool = False
    """Whether a learner may press one of them."""

    kind = "marks"
    width = 2

    def rows(self, panel: Panel, value: Any) -> Rows:
        """Places, held within the panel."""
        return np.clip(panel.place(value), 0, 1).astype("<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds colours, labels, size and shape."""
        own: dict[str, Any] = {"colours": list(self.colours), "labels": list(self.labels)}
        own |= {"radius": self.radius, "marker": self.marker}
        return super().spec(panel) | own | ({"touch": "pick"} if self.pick else {})

    def draw(self, axes: Axes, rows: Rows) -> list[Artist]:
        """A disc of paper with a coloured rim and its label, or a disc of colour."""
        discs = [self._disc(axes, x, y, k) for k, (x, y) in enumerate(rows)]
        named = zip(rows, self.labels, strict=False)
        return discs + [self._label(axes, x, y, label) for (x, y), label in named]

    def _disc(self, axes: Axes, x: float, y: float, k: int) -> Artist:
        colour = legible(self.colours[k % len(self.colours)])
        fill = TONES[PAPER] if self.labels else colour
        style: dict[str, Any] = {"ms": 2 * self.radius * 0.8, "mew": 1.8, "zorder": 5}
        look = style | {"mec": colour, "mfc": fill, "clip_on": False}
        beyond = "^" if y >= 1 else "v" if y <= 0 else self.marker
        marker = self.marker if self.labels else beyond
        return axes.plot([x], [y], marker, transform=axes.transAxes, **look)[0]

    def _label(self, axes: Axes, x: float, y: float, label: str) -> Artist:
        style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "size": 9}
        style |= {"color": TONES[INK], "weight": "bold", "zorder": 6}
        return axes.text(x, y, label, transform=axes.transAxes, **style)


@dataclass(frozen=True, kw_only=True)
class Text(Layer):
    """Words on a panel: a frame gives (x, y, words), the place as shares of the panel.

    The words stand to the right of the place, or to the left where it is in the right half.
    """

    colour: str = INK
    size: float = 12.0

    kind = "text"
    width = 2

    def rows(self, panel: Panel, value: Any) -> Rows:
        """The place; the words travel with the sentence."""
        return np.array([value[:2]], "<f4")

    def spec(self, panel: Panel) -> dict[str, Any]:
        """Adds colour and size."""
        return super().spec(panel) | {"colour": self.colour, "size": self.size}

    def draw(self, axes: Axes, rows: Rows, words: str = "") -> list[Artist]:
        """The words beside their place."""
        x, y = map(float, rows[0])
        style: dict[str, Any] = {"ha": "right" if x > 0.5 else "left", "va": "center"}
        style |= {"color": tone(self.colour), "fontsize": self.size * 0.8, "weight": "bold"}
        return [axes.text(x, y, words, transform=axes.transAxes, zorder=6, **style)]
