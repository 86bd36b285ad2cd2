"""A sheet of A4 across, measured in points from its lower left corner, and the type set on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import matplotlib as mpl
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

__all__ = ["HEIGHT", "INK", "QUIET", "RULE", "SMALL", "TINT", "WIDTH", "Box", "Paper", "typeset"]

WIDTH, HEIGHT = 297 / 25.4 * 72, 210 / 25.4 * 72
INK, QUIET, RULE, TINT = "#1b1f24", "#4a5057", "#9aa1a9", "#f1f4f7"
SMALL, BODY, FORMULA, HEADING = 7.6, 8.8, 11.0, 10.6
"""Sizes of type, in points; nothing is smaller than 7.5."""
MONO = "DejaVu Sans Mono"

SETTINGS: dict[Any, Any] = {
    "font.family": "STIXGeneral",
    "mathtext.fontset": "stix",
    "font.size": BODY,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": QUIET,
    "axes.labelsize": SMALL,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.labelpad": 1.5,
    "xtick.color": RULE,
    "ytick.color": RULE,
    "xtick.labelcolor": QUIET,
    "ytick.labelcolor": QUIET,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.major.size": 2.0,
    "ytick.major.size": 2.0,
    "xtick.major.pad": 1.5,
    "ytick.major.pad": 1.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "gmmlab",
    "pdf.fonttype": 42,
    "pdf.compression": 0,
}


class Box(NamedTuple):
    """A rectangle on the sheet, in points."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@contextmanager
def typeset() -> Iterator[None]:
    """Draw with the sheet's own settings, whatever the reader's are."""
    with matplotlib.style.context("default"), mpl.rc_context(SETTINGS):
        yield


@dataclass(eq=False)
class Paper:
    """The figure, and where its panels lie by name."""

    figure: Figure = field(
        default_factory=lambda: Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor="white")
    )
    panels: dict[str, Box] = field(default_factory=dict)

    @property
    def points(self) -> Transform:
        """From points on the sheet to the display."""
        return Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans

    def write(self, x: float, y: float, words: str, size: float = BODY, **how: Any) -> Text:
        """Set words with the left end of their baseline at (x, y)."""
        style: dict[str, Any] = {"ha": "left", "va": "baseline", "color": INK, **how}
        return self.figure.text(x, y, words, fontsize=size, transform=self.points, **style)

    def lines(
        self, x: float, y: float, words: Sequence[str], lead: float = 10.6, **how: Any
    ) -> float:
        """Set lines below one another, the first on y; return where the next would stand."""
        for number, line in enumerate(words):
            self.write(x, y - number * lead, line, **how)
        return y - len(words) * lead

    def rule(self, x: tuple[float, float], y: tuple[float, float], **how: Any) -> None:
        """Draw a straight line from end to end."""
        style: dict[str, Any] = {"color": RULE, "lw": 0.6, **how}
        self.figure.add_artist(Line2D(x, y, transform=self.points, **style))

    def tint(self, box: Box) -> None:
        """Lay a pale ground under something."""
        ground = FancyBboxPatch(
            (box.left, box.bottom), box.width, box.height, transform=self.points,
            boxstyle="round,pad=0,rounding_size=4", fc=TINT, ec="none", zorder=-2,
        )  # fmt: skip
        self.figure.add_artist(ground)

    def axes(self, box: Box, **how: Any) -> Axes:
        """Make axes that fill a box."""
        left, bottom = box.left / WIDTH, box.bottom / HEIGHT
        return self.figure.add_axes((left, bottom, box.width / WIDTH, box.height / HEIGHT), **how)

    def panel(self, name: str, box: Box, number: int, heading: str, aside: str = "") -> float:
        """Head a panel with its number and a rule; return the baseline of what comes below."""
        self.panels[name] = box
        self.rule((box.left, box.right), (box.top, box.top), color=INK, lw=1.1)
        y = box.top - 13
        self.write(box.left, y, str(number), HEADING, color="#0072B2", weight="bold")
        words = self.write(box.left + 10, y, heading, HEADING, weight="bold")
        if aside:
            end = words.get_window_extent().transformed(self.points.inverted()).x1
            self.write(end + 6, y, aside, 8.2, color=QUIET)
        return y - 15
