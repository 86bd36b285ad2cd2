"""Whether the words in a picture can be read: their contrast with what lies behind them."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb, to_rgba

from gmmlab.plot.style import contrast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.typing import ColorType

__all__ = ["faint"]

LEAST, LEAST_LARGE = 4.5, 3.0
"""What the Web Content Accessibility Guidelines 2.2 (1.4.3) ask of text, and of large text."""
LARGE, LARGE_BOLD = 18.0, 14.0  # points


def faint(figure: Figure) -> Iterator[tuple[str, float]]:
    """Find the texts of a figure that are too faint, each with its contrast.

    A text is held against what lies behind its middle: its own box, the topmost filled shape
    there, the axes, or the paper.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Yields
    ------
    words, contrast : str, float

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> pale = Figure()
    >>> _ = pale.text(0.5, 0.5, "hardly there", color="#cccccc")
    >>> [(words, round(seen, 1)) for words, seen in faint(pale)]
    [('hardly there', 1.6)]
    """
    figure.canvas.draw()
    paper = _over(figure.get_facecolor(), "white")
    yield from _faint_among(figure.texts, None, paper)
    for axes in figure.axes:
        inside = _over(axes.get_facecolor(), paper) if axes.axison else paper
        outside = [axes.title, axes.xaxis.label, axes.yaxis.label]
        ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()] if axes.axison else []
        yield from _faint_among([*outside, *ticks], None, paper)
        legend = axes.get_legend()
        keyed = legend.get_texts() if legend else []
        yield from _faint_among([*axes.texts, *keyed], axes, inside)


def _faint_among(
    texts: list[Text], axes: Axes | None, paper: ColorType
) -> Iterator[tuple[str, float]]:
    for text in texts:
        words = text.get_text().strip()
        if words and text.get_visible():
            behind = _behind(text, axes, paper)
            seen = contrast(_over(to_rgba(text.get_color(), text.get_alpha()), behind), behind)
            if seen < (LEAST_LARGE if _large(text) else LEAST):
                yield words, seen


def _large(text: Text) -> bool:
    bold = text.get_fontweight() in ("bold", "heavy", "black", 700, 800, 900)
    return float(text.get_fontsize()) >= (LARGE_BOLD if bold else LARGE)


def _behind(text: Text, axes: Axes | None, paper: ColorType) -> ColorType:
    box = text.get_bbox_patch()
    if box is not None:
        return _over(box.get_facecolor(), paper)
    extent = text.get_window_extent()
    middle = ((extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2)
    shapes = sorted(_shapes(axes), key=itemgetter(0)) if axes else []
    for _, face, holds in shapes:
        if holds(middle):
            paper = _over(face, paper)
    return paper


def _shapes(axes: Axes) -> Iterator[tuple[float, Any, Callable[[Any], bool]]]:
    """The filled shapes of some axes: height, colour, and whether a point lies in it."""
    for patch in axes.patches:
        if patch.get_fill() and patch.get_visible():
            yield patch.get_zorder(), patch.get_facecolor(), patch.contains_point
    for areas in axes.collections:
        faces: Any = areas.get_facecolor()
        if isinstance(areas, PolyCollection) and len(faces) and areas.get_visible():
            for path in areas.get_paths():
                holds = partial(path.contains_point, transform=areas.get_transform())
                yield areas.get_zorder(), faces[0], holds


def _over(colour: ColorType, behind: ColorType) -> ColorType:
    """The colour that a partly transparent one makes on another."""
    alpha = to_rgba(colour)[3]
    red, green, blue = alpha * np.array(to_rgb(colour)) + (1 - alpha) * np.array(to_rgb(behind))
    return float(red), float(green), float(blue)
