"""Bridge 4, the turned circle: powers of a covariance stretch it along axes that stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["turned_circle"]

BLUE, ORANGE, GREY = PALETTE[0], PALETTE[1], PALETTE[6]
EDGE = 3.2
"""The plane is shown from -EDGE to EDGE."""
ROUND = np.arange(0, 361, 3.0)
STAY, MOVE = "the circle", "the circle and the points"
KNOWN = {
    -1.0: "the inverse of Σ",
    -0.5: "the way back from S",
    0.0: "it changes nothing",
    0.5: "S, the root of Σ",
    1.0: "Σ itself",
}
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Power:
    """A power of a covariance: a matrix with the same axes."""

    tilt: float
    along: Numbers
    """How much it stretches along the axis A, and along B."""

    @classmethod
    def of(cls, covariance: Numbers, p: float) -> Power:
        long, short, tilt = axes_of(covariance)
        return cls(tilt, np.array([long, short]) ** (2 * p))

    @property
    def matrix(self) -> Numbers:
        a, b = _unit(self.tilt), _unit(self.tilt + 90)
        matrix: Numbers = self.along[0] * np.outer(a, a) + self.along[1] * np.outer(b, b)
        return matrix

    def seen(self, t: ArrayLike) -> tuple[Numbers, Numbers, Numbers]:
        """What becomes of v at t degrees: Mv, how long it is, and by how much it is turned."""
        v = _unit(t)
        moved = v @ self.matrix
        cross = v[..., 0] * moved[..., 1] - v[..., 1] * moved[..., 0]
        turn = np.degrees(np.arctan2(cross, (v * moved).sum(axis=-1)))
        return moved, np.hypot(moved[..., 0], moved[..., 1]), turn


def turned_circle(
    covariance: ArrayLike, points: ArrayLike, *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Send a vector round the unit circle, and see what a power of a covariance makes of it.

    Parameters
    ----------
    covariance : array_like of shape (2, 2)
        Tilted; its eigenvalues lie between 0.33 and 3.
    points : array_like of shape (n, 2)
        Points that it describes, measured from their mean.
    presets : sequence of Preset
        Controls are 't', in degrees, 'p', from -1 to 1 in steps of 0.1, and 'on'. Of the steps of
        10 degrees four are shifted so that they lie on the axes exactly.

    Examples
    --------
    >>> circle = turned_circle([[1.35, 0.5], [0.5, 0.6]], [[2, 1], [-2, -1]])
    >>> circle.set(t=0, p=1)
    >>> print(circle.stage.frame.sentence.splitlines()[0])
    v points to 0°, Mv to 20°: turned by 20.3° anticlockwise, and 1.44 times as long.
    """
    sigma, cloud = np.asarray(covariance, dtype=float), np.asarray(points, dtype=float)
    tilt = axes_of(sigma).tilt

    def draw(t: float, p: float, on: str) -> Frame:
        power = Power.of(sigma, p)
        moved = cloud @ power.matrix if on == MOVE else cloud
        return Frame(_marks(power, t, p, moved), _said(power, t, p, on, moved))

    return sketch(
        controls={
            "t": Scale("Direction of v (°)", _directions(tilt), ".0f"),
            "p": Scale("Power p", steps(-1, 1, 0.1), ".1f"),
            "on": Choice("The matrix moves", (STAY, MOVE)),
        },
        panels={
            "a": _plane(tilt),
            "b": _curve(tilt, (0, 3.1), (0, 1, 2, 3), "How long is Mv?", 1),
            "c": _curve(tilt, (-48, 48), (-40, 0, 40), "How far is it turned? (°)", 0),
        },
        layers=_layers(),
        draw=draw,
        begin={"t": 70, "p": 0.5},
        presets=presets,
        play="t",
        mosaic="aab\naac",
        size=(980, 600),
    )


def _unit(t: ArrayLike) -> Numbers:
    """The vector of length 1 at t degrees."""
    turn = np.radians(t)
    return np.stack([np.cos(turn), np.sin(turn)], axis=-1)


def _directions(tilt: float) -> tuple[float, ...]:
    """Every 10 degrees; the nearest four of them moved onto the axes."""
    whole = {10 * k: float(10 * k) for k in range(37)}
    for quarter in range(4):
        on_axis = (tilt + 90 * quarter) % 360
        whole[10 * round(on_axis / 10)] = on_axis
    return tuple(whole.values())


def _plane(tilt: float) -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set_aspect("equal")
        ax.grid(color="#e4e7eb", lw=0.8)
        for name, angle in (("A", tilt), ("B", tilt - 90)):
            end, beside = 2.86 * _unit(angle), 0.24 * _unit(angle + 90)
            ax.plot(*np.column_stack([-1.2 * end, 1.2 * end]), color=GREY, lw=1.2, ls=(0, (5, 3)))
            ax.annotate(name, tuple(end + beside), weight="bold", color="#57606a", ha="center")
        ax.plot(*_unit(ROUND).T, color="0.35", lw=1.3, ls=":")

    ticks = tuple(range(-3, 4))
    title = "The unit circle (dotted), and what M makes of it"
    return Panel((-EDGE, EDGE), (-EDGE, EDGE), title, "", "", ticks, ticks, decorate=fixed)


def _curve(
    tilt: float, reach: tuple[float, float], marked: tuple[float, ...], title: str, level: float
) -> Panel:
    def fixed(ax: Axes) -> None:
        ax.axhline(level, color="0.35", lw=1, ls=":")
        for quarter in range(4):
            at, name = (tilt + 90 * quarter) % 360, "AB"[quarter % 2]
            ax.axvline(at, color=GREY, lw=1.2, ls=(0, (5, 3)))
            ax.annotate(name, (at + 7, reach[1]), va="top", color="#57606a", weight="bold")

    return Panel(
        (0, 360), reach, title, "direction of v (°)", "", (0, 90, 180, 270, 360), marked,
        decorate=fixed,
    )  # fmt: skip


def _layers() -> list[Layer]:
    both = [Line(key=f"curve {k}", panel=k, colour=BLUE, weight=2.6) for k in "bc"]
    here = [Marks(key=f"here {k}", panel=k, colours=(ORANGE,), radius=6, marker="D") for k in "bc"]
    return [
        Marks(key="cloud", panel="a", colours=(GREY,), radius=2.2),
        Line(key="ellipse", panel="a", colour=BLUE, weight=3.2),
        Line(key="v", panel="a", weight=2),
        Line(key="Mv", panel="a", colour=ORANGE, weight=4),
        Marks(key="end v", panel="a", labels="v", radius=8),
        Marks(key="end Mv", panel="a", colours=(ORANGE,), labels=("Mv",), radius=11),
        *both,
        *here,
        Text(key="matrix", panel="a", size=15),
        Text(key="area", panel="a", size=14),
    ]


def _marks(power: Power, t: float, p: float, cloud: Numbers) -> dict[str, object]:
    v, (moved, length, turn) = _unit(t), power.seen(t)
    around, lengths, turns = power.seen(ROUND)
    name = KNOWN.get(round(p, 1), "")
    return {
        "cloud": _inside(cloud),
        "ellipse": around,
        "v": _arrow(v),
        "Mv": _arrow(moved),
        "end v": [0.62 * v],
        "end Mv": [moved * (1 + 0.3 / length)],
        "curve b": np.column_stack([ROUND, lengths]),
        "curve c": np.column_stack([ROUND, turns]),
        "here b": [(t, length)],
        "here c": [(t, turn)],
        "matrix": (0.02, 0.96, f"M = {_power(p)}" + (f": {name}" if name else "")),
        "area": (0.02, 0.04, f"area × {_say(np.prod(power.along))}"),
    }


def _inside(cloud: Numbers) -> Numbers:
    return cloud[(np.abs(cloud) < EDGE).all(axis=1)]


def _arrow(tip: Numbers) -> list[Numbers]:
    """A line from the origin with a head."""
    back = 0.16 * tip / np.hypot(*tip)
    side = 0.6 * np.array([-back[1], back[0]])
    return [np.zeros(2), tip, tip - back + side, tip, tip - back - side]


def _say(number: ArrayLike, digits: int = 2) -> str:
    return f"{round(float(np.asarray(number)), digits) + 0.0:.{digits}f}".replace("-", "−")


def _power(p: float) -> str:
    return f"Σ^{p:g}".replace("-", "−")


def _said(power: Power, t: float, p: float, on: str, cloud: Numbers) -> str:
    (a, b), (first, second) = power.along, power.matrix
    rows = " and ".join(f"({_say(x)}, {_say(y)})" for x, y in (first, second))
    spread = _spread(power.tilt, cloud)
    points = f"The points {'are moved too' if on == MOVE else 'stay'}: their standard deviations "
    shown = len(_inside(cloud))
    missing = "" if shown == len(cloud) else f"; {shown} of {len(cloud)} are in the picture"
    return (
        f"{_headline(power, t, p)}\n"
        f"M = {_power(p)} has the rows {rows}. It stretches by {_say(a)} along the axis A and "
        f"by {_say(b)} along B, and so areas by {_say(a * b)}, its determinant. {points}"
        f"along A and B are {_say(spread[0])} and {_say(spread[1])}{missing}."
    )


def _spread(tilt: float, cloud: Numbers) -> Numbers:
    axes = np.column_stack([_unit(tilt), _unit(tilt + 90)])
    spread: Numbers = (cloud @ axes).std(axis=0)
    return spread


def _headline(power: Power, t: float, p: float) -> str:
    _, length, turn = power.seen(t)
    here, by = f"v points to {t:.0f}°", f"{_say(length)} times as long"
    if p == 0:
        return f"{here}, and so does Mv: with p = 0, M turns nothing and stretches nothing."
    if abs(turn) < 1e-6:
        axis = "A" if round((t - power.tilt) / 90) % 2 == 0 else "B"
        return f"{here}, along the axis {axis}, and so does Mv: not turned, and {by}."
    way = "anticlockwise" if turn > 0 else "clockwise"
    there = round(t + float(turn)) % 360
    return f"{here}, Mv to {there}°: turned by {_say(abs(turn), 1)}° {way}, and {by}."
