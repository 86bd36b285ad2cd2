"""Draw the picture of the start page: four moments of EM on Old Faithful.

Run `python course/picture.py`; tests/desk/test_welcome.py holds the picture and its words to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

import gmmlab
import gmmlab.plot
from gmmlab.steps import Fit

TARGET = Path(__file__).parents[1] / "gmmlab" / "desk" / "start.png"
MOMENTS = (0, 6, 12, 20)  # steps of EM; at the last it is at rest
INK = "#3c4043"


def moments() -> list[Fit]:
    """Run EM from two points drawn at random, and keep the chosen moments."""
    X = gmmlab.datasets.faithful().X
    begin = gmmlab.start(X, 2, how=gmmlab.random_points, rng=75)
    fits = list(islice(gmmlab.em(X, begin), MOMENTS[-1] + 1))
    return [fits[step] for step in MOMENTS]


def picture(fits: Sequence[Fit]) -> Figure:
    """Draw the moments side by side, on one pair of axes."""
    figure = Figure(figsize=(11, 3.1), dpi=130, layout="constrained", facecolor="white")
    panels = figure.subplots(1, len(fits), sharex=True, sharey=True)
    for ax, fit, step in zip(panels, fits, MOMENTS, strict=True):
        _panel(ax, fit, f"after {step} steps" if step else "at random")
    panels[0].set_ylabel("wait until the next (min)", color=INK)
    figure.supxlabel("eruption (min)", fontsize=10, color=INK)
    return figure


def _panel(ax: Axes, fit: Fit, title: str) -> None:
    gmmlab.plot.points(ax, gmmlab.datasets.faithful().X, fit.responsibilities, size=16)
    gmmlab.plot.ellipses(ax, fit.mixture)
    ax.set(xlim=(1.1, 5.6), ylim=(36, 102))
    ax.set_title(title, loc="left", fontsize=11, color=INK, fontweight="bold")
    ax.tick_params(colors=INK, labelsize=9)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color("#9aa0a6")


if __name__ == "__main__":
    picture(moments()).savefig(TARGET, metadata={"Software": None})
