"""Step 62, one circle: a point runs round it, and its images round the ellipses of a mixture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["one_circle"]

BLUE, ORANGE = PALETTE[:2]
GREY = TONES[MUTED]
TURN = np.radians(np.arange(0, 361, 5))
NAMES = "ABC"
STAGES = (
    *("not yet moved", "moving", "moved", "moved, stretching", "moved and stretched"),
    *("moved, stretched, turning", "moved, stretched and turned"),
)
"""What has been done to the circle at 0 moves, between 0 and 1, at 1, and so on."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Image:
    """What three moves make of the unit circle."""

    long: float
    short: float
    tilt: float
    mean: Numbers

    def after(self, moves: float) -> Image:
        """As it is when only so many of the moves have been made."""
        move, stretch, turn = np.clip(moves - np.arange(3), 0, 1)
        long, short = 1 + stretch * (self.long - 1), 1 + stretch * (self.short - 1)
        return Image(long, short, turn * self.tilt, move * self.mean)

    def walk(self, t: ArrayLike) -> tuple[Numbers, Numbers]:
        """Where one stands after the walk along the long axis, and after that along the short."""
        a, angle = np.radians(self.tilt), np.asarray(t)[..., None]
        corner = self.mean + self.long * np.cos(angle) * [np.cos(a), np.sin(a)]
        return corner, corner + self.short * np.sin(angle) * [-np.sin(a), np.cos(a)]


def one_circle(mixture: Mixture, X: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """The unit circle with its running point, and what three moves make of both.

    Parameters
    ----------
    mixture : Mixture
        Three components in the plane, A, B and C, around places from 0 to 8.
    X : array_like of shape (n, 2)
        The points that they describe.
    presets : sequence of Preset
        Controls are 't', in degrees, and 'moves', from 0 to 3 in steps of 0.2.

    Examples
    --------
    >>> circle = one_circle(Mixture.balls(np.array([[0.0, 3.0], [6.0, 1.0], [7.0, 6.0]])), [[0, 3]])
    >>> circle.set(t=60)
    >>> print(circle.stage.frame.sentence.splitlines()[0])
    At 60° the circle's point is (0.50, 0.87).
    """
    parts = zip(mixture.means, mixture.covariances, strict=True)
    images = [Image(*axes_of(sigma), mean) for mean, sigma in parts]
    return sketch(
        controls={
            "t": Scale("Angle t (°)", steps(0, 360, 5), ".0f"),
            "moves": Scale("Moves made", steps(0, 3, 0.2), ".1f"),
        },
        panels={"a": _circle_panel(), "b": _plane_panel(np.asarray(X, dtype=float))},
        layers=_layers(),
        draw=lambda t, moves: _frame([image.after(moves) for image in images], t, moves),
        begin={"t": 60, "moves": 3},
        presets=presets,
        size=(980, 474),
    )


def _circle_panel() -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set_aspect("equal")
        ax.set(xticks=(-1, 0, 1), yticks=(-1, 0, 1))
        ax.plot([-2, 2, 0, 0, 0], [0, 0, 0, -2, 2], color=GREY, lw=0.8)
        ax.plot(np.cos(TURN), np.sin(TURN), color=TONES["ink"], lw=1.6)

    ends = (-1.45, 1.45)
    return Panel(ends, ends, "The unit circle", decorate=fixed)


def _plane_panel(X: Numbers) -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set_aspect("equal")
        ax.plot(*X.T, ".", color="#aab1b9", ms=5.5)
        ax.plot(np.cos(TURN), np.sin(TURN), color=GREY, lw=1, ls=(0, (4, 3)))

    ticks, title = (0, 2, 4, 6, 8), "Three copies, each on its way to a component"
    return Panel((-1.7, 8.6), (-1.5, 8.3), title, "x", "y", ticks, ticks, decorate=fixed)


def _layers() -> list[Layer]:
    panels = [("", "a"), *((name, "b") for name in NAMES)]
    across = [Line(key="across" + k, panel=p, colour=BLUE, weight=4) for k, p in panels]
    up = [Line(key="up" + k, panel=p, colour=ORANGE, weight=4, dashed=True) for k, p in panels]
    rings = [Line(key="ring" + name, panel="b", weight=1.8) for name in NAMES]
    return [
        *chain(rings, across, up),
        Line(key="arm", panel="a", weight=1.4),
        Marks(key="names", panel="b", labels=NAMES, radius=8, colours=(MUTED,)),
        Marks(key="dot", panel="a", radius=7),
        Marks(key="dots", panel="b", radius=5.5),
        Text(key="cosine", panel="a", size=13),
        Text(key="sine", panel="a", size=13),
        Text(key="done", panel="b", size=13),
    ]


def _frame(images: Sequence[Image], t: float, moves: float) -> Frame:
    turn, done = np.radians(t), STAGES[int(np.floor(moves) + np.ceil(moves))]
    c, s = np.cos(turn), np.sin(turn)
    walks = [image.walk(turn) for image in images]
    marks: dict[str, object] = {
        "across": [(0, 0), (c, 0)],
        "up": [(c, 0), (c, s)],
        "arm": [(0, 0), (c, s)],
        "dot": [(c, s)],
        "dots": [end for _, end in walks],
        "names": [image.mean for image in images],
        "cosine": (0.03, 0.95, f"across: cos t = {_say(c)}"),
        "sine": (0.97, 0.05, f"up: sin t = {_say(s)}"),
        "done": (0.03, 0.95, done.capitalize()),
    }
    for name, image, (corner, end) in zip(NAMES, images, walks, strict=True):
        marks |= {f"across{name}": [image.mean, corner], f"up{name}": [corner, end]}
        marks["ring" + name] = image.walk(TURN)[1]
    places = zip(NAMES, walks, strict=True)
    a = images[0]
    where = ", ".join(f"{name} ({_say(x)}, {_say(y)})" for name, (_, (x, y)) in places)
    return Frame(
        marks,
        f"At {t:.0f}° the circle's point is ({_say(c)}, {_say(s)}).\n"
        f"{moves:.1f} of three moves made: {done}. The copies of the point: {where}. In A the walk "
        f"from the centre is {_say(a.long * c)} along the solid leg, {_say(a.short * s)} along the "
        "dashed one.",
    )


def _say(number: float) -> str:
    return f"{round(number, 2) + 0:.2f}".replace("-", "−")
