"""Unit 8's bench: two lengths and an angle make an ellipse, its wave, and a score for both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["turn_the_ellipse"]

BLUE, ORANGE, GREEN, PINK = PALETTE[:4]
GREY = TONES[MUTED]
ROUND = np.radians(np.arange(0, 361, 5))
WALK = np.radians(np.arange(0, 360, 30))
SEEN = np.arange(-90, 91, 15)
"""Directions, in degrees, along which the flowers' own variance is marked."""
TOP = 46.0
"""Where the picture of the wave ends: well above 6 mm squared, with room for words."""
GOOD = 0.005
"""Nats per flower: an ellipse no further below the best one is said to fit."""

Numbers = NDArray[np.float64]


def turn_the_ellipse(
    mixture: Mixture, X: ArrayLike, k: int, *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Draw one component's covariance by hand, and see what the mixture makes of it.

    Parameters
    ----------
    mixture : Mixture
        Fitted to the points; two components in the plane.
    X : array_like of shape (n, 2)
        Petal and sepal widths in millimetres.
    k : int
        The component whose covariance is set by hand.
    presets : sequence of Preset
        Controls are 'tilt' of axis 1 in degrees, and 'first' and 'second', the standard
        deviations along axes 1 and 2 in millimetres.

    Examples
    --------
    >>> two = Mixture.balls(np.array([[17.0, 29.0], [2.0, 34.0]]))
    >>> bench = turn_the_ellipse(two, [[17, 29], [2, 34]], 0)
    >>> bench.set(tilt=45, first=5, second=2.5)
    >>> print(bench.stage.frame.sentence.splitlines()[0])
    5.00 mm along axis 1 at 45°, 2.50 mm along axis 2: 1.263 nats per flower below the fit.
    """
    points, lengths = np.asarray(X, dtype=float), steps(1, 6, 0.25)
    return sketch(
        controls={
            "tilt": Scale("Tilt of axis 1 (°)", steps(-90, 90, 3), ".0f"),
            "first": Scale("Axis 1 (mm)", lengths, ".2f"),
            "second": Scale("Axis 2 (mm)", lengths, ".2f"),
        },
        panels={"a": _flowers_panel(mixture, points, k), "b": _wave_panel()},
        layers=_layers(),
        draw=lambda **set_to: _frame(mixture, points, k, **set_to),
        begin={"tilt": 0, "first": 4, "second": 3},
        presets=presets,
        play="tilt",
        mosaic="aaaabbb",
        size=(980, 500),
    )


def _frame(mixture: Mixture, X: Numbers, k: int, tilt: float, first: float, second: float) -> Frame:
    axes, drawn = _axes(tilt, first, second), mixture.covariances.copy()
    drawn[k] = sigma = axes.T @ axes
    other = Mixture(mixture.weights, mixture.means, drawn)
    fall = float(np.mean(mixture.log_density(X) - other.log_density(X)))
    gap = f"{max(fall, 0):.3f}"
    marks = _plane(mixture.means[k], axes, sigma) | _wave(sigma, tilt, first, second)
    marks["own"] = np.column_stack([SEEN, _along(mixture.covariances[k], SEEN)])
    lead = (
        f"{first:.2f} mm along axis 1 at {_say(tilt, 0)}°, {second:.2f} mm along axis 2: {gap} "
        f"nats per flower below the fit.{' It fits.' if fall < GOOD else ''}\n"
    )
    return Frame(marks | _words(sigma, gap), lead + _shape(tilt, first, second) + _said(sigma))


def _axes(tilt: float, first: float, second: float) -> Numbers:
    """Both axes as arrows, in rows."""
    a = np.radians(tilt)
    turned = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    return np.array([[first], [second]]) * turned


def _along(sigma: Numbers, degrees: ArrayLike) -> Numbers:
    """The variance along directions."""
    t = np.radians(np.asarray(degrees, dtype=float))
    u = np.column_stack([np.cos(t), np.sin(t)])
    seen: Numbers = np.einsum("ni,ij,nj->n", u, sigma, u)
    return seen


def _flowers_panel(mixture: Mixture, X: Numbers, k: int) -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set_aspect("equal")
        mine = mixture.responsibilities(X)[:, k] > 0.5
        ax.plot(*X[mine].T, "o", color="#8a9199", ms=4.4)
        ax.plot(*X[~mine].T, "^", color="#b9bfc6", ms=4.4)
        long, short, tilt = axes_of(mixture.covariances[1 - k])
        ring = mixture.means[1 - k] + _ring(ROUND) @ _axes(tilt, long, short)
        ax.plot(*ring.T, color=GREY, lw=1.2, ls=(0, (2, 2)))

    title = "Your ellipse, and the box around it"
    words = ("petal width (mm)", "sepal width (mm)")
    return Panel((-0.5, 28.5), (17.4, 45), title, *words, decorate=fixed)


def _wave_panel() -> Panel:
    def fixed(ax: Axes) -> None:
        for t in (0, 45):
            ax.axvline(t, color=GREY, lw=0.8, ls=":")

    title, ticks = "Its variance along each direction", (-90, -45, 0, 45, 90)
    words = ("direction (°)", "variance (mm²)")
    return Panel((-94, 94), (-1, TOP), title, *words, ticks, decorate=fixed)


def _layers() -> list[Layer]:
    return [
        Line(key="box", panel="a", colour=MUTED, weight=1.3, dashed=True),
        Line(key="ring", panel="a", colour=BLUE, weight=3.2),
        Line(key="axis 2", panel="a", colour=BLUE, weight=1.6, dashed=True),
        Line(key="axis 1", panel="a", colour=BLUE, weight=2.2),
        Marks(key="walk", panel="a", colours=("ink",), radius=3),
        Marks(key="ends", panel="a", colours=(BLUE,), labels="12", radius=9),
        Text(key="score", panel="a", size=17),
        Text(key="entries", panel="a", size=14),
        Line(key="middle", panel="b", colour=MUTED, weight=1.8, dashed=True),
        Line(key="leg A", panel="b", colour=GREEN, weight=8),
        Line(key="leg B", panel="b", colour=PINK, weight=8),
        Line(key="wave", panel="b", colour=BLUE, weight=3),
        Marks(key="own", panel="b", colours=(ORANGE,), marker="D", radius=4.5),
        Marks(key="letters", panel="b", colours=(GREEN, PINK), labels="AB", radius=9),
        Marks(key="tops", panel="b", colours=(BLUE,), labels="12", radius=9),
        Text(key="triangle", panel="b", size=15),
        Text(key="says middle", panel="b", colour=MUTED, size=14),
    ]


def _ring(t: Numbers) -> Numbers:
    return np.column_stack([np.cos(t), np.sin(t)])


def _plane(mean: Numbers, axes: Numbers, sigma: Numbers) -> dict[str, object]:
    w, h = np.sqrt(np.diag(sigma))
    return {
        "box": mean + np.array([(w, h), (-w, h), (-w, -h), (w, -h), (w, h)]),
        "ring": mean + _ring(ROUND) @ axes,
        "walk": mean + _ring(WALK) @ axes,
        "axis 1": mean + np.array([-axes[0], axes[0]]),
        "axis 2": mean + np.array([-axes[1], axes[1]]),
        "ends": mean + axes,
    }


def _wave(sigma: Numbers, tilt: float, first: float, second: float) -> dict[str, object]:
    middle, turn = np.trace(sigma) / 2, np.arange(-90, 91, 3)
    legs = _legs(sigma)
    other = tilt + 90 if tilt <= 0 else tilt - 90
    return {
        "middle": [(-94, middle), (94, middle)],
        "wave": np.column_stack([turn, _along(sigma, turn)]),
        "leg A": [(0, middle), (0, middle + legs[0])],
        "leg B": [(45, middle), (45, middle + legs[1])],
        "letters": [(-11, middle + legs[0] / 2), (56, middle + legs[1] / 2)],
        "tops": [(tilt, first**2), (other, second**2)],
    }


def _legs(sigma: Numbers) -> tuple[float, float]:
    """How far the wave is above its midline at 0° and at 45°."""
    return float(sigma[0, 0] - sigma[1, 1]) / 2, float(sigma[0, 1])


def _words(sigma: Numbers, gap: str) -> dict[str, object]:
    (a, b), middle = _legs(sigma), float(np.trace(sigma)) / 2
    return {
        "score": (0.985, 0.94, f"{gap} below the fit"),
        "entries": (0.985, 0.04, f"covariance {_say(b)}"),
        "triangle": (0.03, 0.94, f"A {_say(a)}, B {_say(b)}: √(A² + B²) = {np.hypot(a, b):.1f}"),
        "says middle": (0.03, 0.86, f"midline {middle:.1f} (dashed)"),
    }


def _say(number: float, digits: int = 1) -> str:
    return f"{round(number, digits) + 0.0:.{digits}f}".replace("-", "−")


def _said(sigma: Numbers) -> str:
    (a, b), middle = _legs(sigma), float(np.trace(sigma)) / 2
    w, h = np.sqrt(np.diag(sigma))
    return (
        f" Its box reaches {w:.2f} mm to each side and {h:.2f} mm up and down. Variance across "
        f"{w * w:.1f}, up {h * h:.1f}, covariance {_say(b)} mm². Counted from the wave's midline, "
        f"{middle:.1f}, the wave is at A = {_say(a)} at 0° and at B = {_say(b)} at 45°; its "
        f"amplitude is √(A² + B²) = {np.hypot(a, b):.1f}. Diamonds: the flowers' own variance."
    )


def _shape(tilt: float, first: float, second: float) -> str:
    """The long axis in words."""
    if first == second:
        return "A circle: no axis is the long one, and the tilt changes nothing."
    name = 1 if first > second else 2
    lean = 90 - (90 - tilt - (0 if name == 1 else 90)) % 180
    slope = "no slope" if lean == 90 else f"slope {_say(np.tan(np.radians(lean)), 2)}"
    degrees = f"{_say(lean, 0)}°, {_say(np.radians(lean), 2)} radians"
    return f"The long axis is axis {name}: {degrees}, {slope}."
