"""Matplotlib's part of a stage: the axes as a vector backdrop, and whole pictures as PNG."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Mapping
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image as Pixels

from gmmlab.learn.stage.layers import TONES, Text
from gmmlab.learn.stage.panels import LINEAR, Frame, Panel
from gmmlab.learn.stage.scene import Arrangement, Scene

GRID: Final = "#e1e4e8"
STYLE: Final[Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": TONES["muted"],
    "axes.grid": True,
    "axes.labelcolor": TONES["ink"],
    "axes.labelsize": 10,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": TONES["ink"],
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "figure.dpi": 72,
    "figure.facecolor": TONES["paper"],
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "svg.fonttype": "none",
    "svg.hashsalt": "gmmlab",
    "text.color": TONES["ink"],
    "xtick.color": TONES["muted"],
    "xtick.labelsize": 9,
    "xtick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.color": TONES["muted"],
    "ytick.labelsize": 9,
    "ytick.major.size": 0,
}
POINT: Final = 0.8
"""CSS pixels are drawn as 0.8 points, so that 9 points of text are 11.25 pixels."""
MARGINS: Final = (58.0, 14.0, 30.0, 44.0)
"""Left, right, top and bottom, in CSS pixels."""


def compose(scene: Scene, arrangement: Arrangement) -> tuple[Figure, dict[str, Axes]]:
    """The figure of an arrangement with axes and all that never moves."""
    width, height = arrangement.size
    figure = Figure(figsize=(width * POINT / 72, height * POINT / 72))
    FigureCanvasAgg(figure)
    axes = figure.subplot_mosaic(
        arrangement.mosaic, gridspec_kw=_spacing(arrangement, width, height)
    )
    for key, ax in axes.items():
        _furnish(ax, scene.panels[key])
    return figure, axes


def _spacing(arrangement: Arrangement, width: int, height: int) -> dict[str, float]:
    left, right, top, bottom = MARGINS
    rows = arrangement.mosaic.split("\n")
    across, down = len(rows[0]), len(rows)
    gap_x, gap_y = arrangement.gaps
    cell_x = (width - left - right - gap_x * (across - 1)) / across
    cell_y = (height - top - bottom - gap_y * (down - 1)) / down
    edges = {"left": left / width, "right": 1 - right / width}
    edges |= {"top": 1 - top / height, "bottom": bottom / height}
    return edges | {"wspace": gap_x / cell_x, "hspace": gap_y / cell_y}


def _furnish(ax: Axes, panel: Panel) -> None:
    ax.set(title=panel.title, xlabel=panel.xlabel, ylabel=panel.ylabel)
    if panel.xscale is not LINEAR:
        ax.set_xscale("function", functions=(panel.xscale.forward, panel.xscale.inverse))
    ax.set(xlim=panel.xlim, ylim=panel.ylim)
    if panel.xticks:
        ax.set_xticks(panel.xticks, [f"{t:g}".replace("-", "−") for t in panel.xticks])
    if panel.yticks:
        ax.set_yticks(panel.yticks)
    if panel.decorate:
        panel.decorate(ax)


def backdrop(scene: Scene, arrangement: Arrangement) -> dict[str, Any]:
    """The axes as an SVG whose colours follow the theme, and where each panel stands in it.

    Examples
    --------
    >>> one = Arrangement("a", (600, 400))
    >>> drawn = backdrop(Scene({"a": Panel((0, 4), (0, 2), title="A")}, [], one, one), one)
    >>> "var(--stage-ink)" in drawn["svg"], [round(v) for v in drawn["panels"]["a"]]
    (True, [58, 30, 528, 326])
    """
    with mpl.rc_context(STYLE):
        figure, axes = compose(scene, arrangement)
        sheet = io.StringIO()
        figure.savefig(sheet, format="svg", transparent=True, metadata=_SILENT)
    panels = {key: _box(ax, arrangement.size) for key, ax in axes.items()}
    return {"svg": _themed(sheet.getvalue()), "size": list(arrangement.size), "panels": panels}


_SILENT: Final = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def _box(ax: Axes, size: tuple[int, int]) -> list[float]:
    """Left, top, width, height in CSS pixels."""
    box, (width, height) = ax.get_position(), size
    return [box.x0 * width, (1 - box.y1) * height, box.width * width, box.height * height]


def _themed(svg: str) -> str:
    """An SVG stripped of what the browser does not need, its colours replaced by variables."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"font-family: [^;\"]*;?|<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r"font-size: ([\d.]+)px", r"font-size:\1px", svg)
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("> <", "><")
    for name, colour in {**TONES, "grid": GRID}.items():
        svg = svg.replace(colour, f"var(--stage-{name})")
    return svg


def still(scene: Scene, frame: Frame, density: float = 1.6) -> bytes:
    """The whole picture of a frame, drawn by matplotlib, as PNG on white paper."""
    with mpl.rc_context(STYLE):
        figure, axes = compose(scene, scene.wide)
        draw(scene, frame, axes)
        figure.set_dpi(density * 72 / POINT)
        figure.canvas.draw()
    return png_of(figure)


def png_of(figure: Figure, colours: int = 128) -> bytes:
    """A drawn figure as PNG, its colours reduced to a palette: a third of the size."""
    canvas: Any = figure.canvas
    png = io.BytesIO()
    pixels = Pixels.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    pixels.quantize(colours, dither=Pixels.Dither.NONE).save(png, "png")
    return png.getvalue()


def draw(scene: Scene, frame: Frame, axes: Mapping[str, Axes]) -> list[Artist]:
    """Draw the moving marks of a frame on the axes of its panels, and hand them back."""
    words, drawn = scene.words(frame), list[Artist]()
    for layer, rows in zip(scene.layers, scene.rows(frame), strict=True):
        if isinstance(layer, Text) and len(rows):
            drawn += layer.draw(axes[layer.panel], rows, words[layer.key])
        elif len(rows):
            drawn += layer.draw(axes[layer.panel], rows)
    return drawn


def figure_html(png: bytes, sentence: str, name: str) -> str:
    """A picture with its alternative text and its sentence as caption, for a saved notebook.

    Where it stands behind a widget that is no longer alive, it hides that widget's complaint.
    """
    alt = html.escape(" ".join(sentence.split()), quote=True)
    head, *rest = html.escape(sentence).split("\n")
    source = base64.b64encode(png).decode()
    return (
        f"<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .{name}) "
        ".jp-OutputArea-output.jupyter-widgets:not(:has(*)) { display: none }</style>"
        f'<figure class="gmmlab-still {name}" style="margin:0 auto;max-width:1000px">'
        f'<img alt="{alt}" src="data:image/png;base64,{source}" style="width:100%">'
        f"<figcaption><strong>{head}</strong><br>{'<br>'.join(rest)}</figcaption></figure>"
    )
