"""Step 64, arrow and axis: an arrow turns along an ellipse's axis, and curves say what they see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["arrow_and_axis"]

BLUE, ORANGE, PINK, GREY = PALETTE[0], PALETTE[1], PALETTE[3], PALETTE[6]
LOW, HIGH = -90, 270
"""Degrees: two periods of the tangent."""
EDGE = 3.6
"""Both panels show heights from -EDGE to EDGE, and words below."""
RULED, TURNS = (-3, -2, -1, 0, 1, 2, 3), (-90, 0, 90, 180, 270)
TAN, SEC, CSC = "the tangent", "1 ÷ cosine", "1 ÷ sine"
BELOW = {TAN: "cosine", SEC: "cosine", CSC: "sine"}
"""What each curve divides by."""
Numbers = NDArray[np.float64]


def arrow_and_axis(
    covariance: ArrayLike, points: ArrayLike = (), *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Turn an arrow that lies along an ellipse's long axis, ellipse and all.

    Parameters
    ----------
    covariance : array_like of shape (2, 2)
        Of a component; half of its long axis is below 3.
    points : array_like of shape (n, 2)
        Some of its points, measured from its mean; they turn with the ellipse.
    presets : sequence of Preset
        Controls are 'angle', in degrees from -90 to 270, and 'curve'.

    Examples
    --------
    >>> arrow = arrow_and_axis([[1, 0], [0, 4]])
    >>> arrow.set(angle=120)
    >>> print(arrow.stage.frame.sentence.splitlines()[0])
    The arrow at 120° lies on the axis of tilt −60°, and the tangent is −1.73.
    """
    long, short, tilt = axes_of(np.asarray(covariance, dtype=float))
    lying = np.asarray(points, dtype=float).reshape(-1, 2) @ _turn(np.radians(tilt))

    def draw(angle: int, curve: str) -> Frame:
        turn = _turn(np.radians(angle))
        spread = turn @ np.diag([long, short])
        marks = {"cloud": lying @ turn.T, "ellipse": ([(0, 0)], [spread @ spread.T])}
        marks |= _left(angle, curve, long) | _right(angle, curve)
        return Frame(marks, _said(angle, curve))

    return sketch(
        controls={
            "angle": Slider("Angle of the arrow A (degrees)", LOW, HIGH),
            "curve": Choice("Curve", (TAN, SEC, CSC)),
        },
        panels={
            "a": _panel((-EDGE, EDGE), RULED, "An arrow A and its other end, B", "from the mean"),
            "b": _panel((LOW - 12, HIGH + 12), TURNS, "The curve, with both ends on it", "degrees"),
        },
        layers=_layers(),
        draw=draw,
        begin={"angle": 30, "curve": TAN},
        presets=presets,
        mosaic="aabbb",
        size=(980, 440),
    )


def _turn(angle: float) -> Numbers:
    """The matrix that turns by an angle in radians."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _panel(x: tuple[float, float], ticks: tuple[int, ...], title: str, below: str) -> Panel:
    def level(ax: Axes) -> None:
        ax.axhline(0, color="#57606a", lw=0.8)

    return Panel(x, (-EDGE - 0.8, EDGE), title, below, "", ticks, RULED, decorate=level)


def _layers() -> list[Layer]:
    return [
        Marks(key="cloud", panel="a", colours=(GREY,), radius=2.2),
        Ellipses(key="ellipse", panel="a", colours=(BLUE,), levels=(1.0,)),
        Line(key="axis", panel="a", colour="muted", weight=1.4, dashed=True),
        Line(key="ruler", panel="a", colour="muted", weight=1.8),
        Line(key="value", panel="a", colour=PINK, weight=9),
        Line(key="arrow", panel="a", weight=3),
        Line(key="link a", panel="a", colour=PINK, weight=1.4, dashed=True),
        Line(key="link b", panel="b", colour=PINK, weight=1.4, dashed=True),
        *(Line(key=f"pole {k}", panel="b", colour="muted", dashed=True) for k in range(3)),
        *(Line(key=f"branch {k}", panel="b", colour=BLUE, weight=3) for k in range(3)),
        Marks(key="ends", panel="a", colours=(PINK, ORANGE), labels="AB", radius=10),
        Marks(key="dots", panel="b", colours=(PINK, ORANGE), labels="AB", radius=10),
        Text(key="number", panel="a", size=15),
        Text(key="gap", panel="b", size=14),
    ]


def _left(angle: int, curve: str, long: float) -> dict[str, object]:
    ahead = _turn(np.radians(angle))[:, 0]
    tip, value = long * ahead, _value(angle, curve)
    one, other = (tip - 0.3 * _turn(side) @ ahead for side in (0.45, -0.45))
    ruler = [(-EDGE, 1), (EDGE, 1)] if curve == CSC else [(1, -EDGE), (1, EDGE)]
    name = "tan" if curve == TAN else f"1 ÷ {BELOW[curve][:3]}"
    equals = "has no value" if value is None else f"= {_written(value)}"
    marks: dict[str, object] = {
        "arrow": [(0, 0), tip, one, tip, other],
        "axis": [-EDGE * ahead / np.abs(ahead).max(), EDGE * ahead / np.abs(ahead).max()],
        "ruler": ruler,
        "ends": [(long + 0.45) * ahead, -(long + 0.45) * ahead],
        "number": (0.03, 0.045, f"{name} {_written(angle, 0)}° {equals}"),
    }
    if value is None:
        return marks
    if curve == TAN:
        marks["value"] = [(1, 0), (1, np.clip(value, -EDGE, EDGE))]
        if abs(value) < EDGE:
            marks["link a"] = [(1, value), (EDGE, value)]
    else:
        meets = value * ahead
        marks["value"] = [(0, 0), meets * min(1, EDGE / np.abs(meets).max())]
    return marks


def _right(angle: int, curve: str) -> dict[str, object]:
    marks: dict[str, object] = {}
    poles = (0, 180) if curve == CSC else (-90, 90, 270)
    for k, pole in enumerate(poles):
        marks[f"pole {k}"] = [(pole, -EDGE), (pole, EDGE)]
    middles = (-90, 90, 270) if curve == CSC else (0, 180)
    wide = np.degrees(np.arctan(EDGE) if curve == TAN else np.arccos(1 / EDGE))
    for k, middle in enumerate(middles):
        t = np.linspace(max(middle - wide, LOW), min(middle + wide, HIGH), 61)
        wave = np.sin(np.radians(t)) if curve == CSC else np.cos(np.radians(t))
        over = np.sin(np.radians(t)) if curve == TAN else 1.0
        marks[f"branch {k}"] = np.column_stack([t, over / wave])
    value, other = _value(angle, curve), _value(_far(angle), curve)
    if value is None or other is None:
        marks["gap"] = (0.985, 0.045, f"at {_written(angle, 0)}° the {BELOW[curve]} is 0: no value")
        return marks
    marks["dots"] = [
        (t, np.clip(h, -EDGE, EDGE)) for t, h in ((angle, value), (_far(angle), other))
    ]
    if curve == TAN and abs(value) < EDGE:
        marks["link b"] = [(LOW - 12, value), (max(angle, _far(angle)), value)]
    return marks


def _far(angle: int) -> int:
    """The angle of the arrow's other end, within the picture."""
    return angle + 180 if angle <= 90 else angle - 180


def _value(angle: int, curve: str) -> float | None:
    """The curve's height, or None where it divides by zero."""
    if angle % 180 == (0 if curve == CSC else 90):
        return None
    t = np.radians(angle)
    height = {TAN: np.tan(t), SEC: 1 / np.cos(t), CSC: 1 / (np.sin(t) or 1.0)}[curve]
    return float(height)


def _written(number: float, digits: int = 2) -> str:
    return f"{round(number, digits) + 0.0:.{digits}f}".replace("-", "−")


def _said(angle: int, curve: str) -> str:
    tilt, t, value = 90 - (90 - angle) % 180, np.radians(angle), _value(angle, curve)
    lead = f"The arrow at {_written(angle, 0)}° lies on the axis of tilt {_written(tilt, 0)}°"
    far = f"the other end, B, at {_written(_far(angle), 0)}°"
    legs = f"Cosine {_written(np.cos(t))}, sine {_written(np.sin(t))}."
    if value is None:
        missing = f"the {BELOW[curve]} is 0, and {curve} has no value"
        return f"{lead}: {missing}.\n{legs} Nor has {far}, one: nothing can be divided by 0."
    same = "the same number" if curve == TAN else f"the opposite number, {_written(-value)}"
    beyond = (
        ""
        if abs(value) < EDGE
        else " That is beyond the picture, and so the dots wait at its edge."
    )
    return (
        f"{lead}, and {curve} is {_written(value)}.\n{legs} For {far}, {curve} gives {same}: it "
        f"{'does not see' if curve == TAN else 'sees'} which end has the arrowhead.{beyond}"
    )
