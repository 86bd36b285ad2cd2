"""Bridge 5, rings: a component's own distance says how dense it is, and how much lies beyond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Dots, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE, axes_of

__all__ = ["rings"]

BLUE, ORANGE, GREY = PALETTE[0], PALETTE[1], PALETTE[6]
FAR = 3.5
"""The largest distance shown."""
TURN = np.radians(np.arange(0, 361, 4))
OWN, STRAIGHT, RULER = "the whole covariance", "the variances alone", "a ruler"
INSIDE, OUTSIDE = ((86, 180, 233, 0), (213, 94, 0, 1))
"""Colour and marker of a point."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Measure:
    """A way to measure how far a point lies from a mean: D² is (x - μ)' Σ⁻¹ (x - μ)."""

    mean: Numbers
    sigma: Numbers

    def distance(self, x: ArrayLike) -> Numbers:
        """D of points (..., 2)."""
        away = np.asarray(x, dtype=float) - self.mean
        squared: Numbers = np.einsum("...i,ij,...j->...", away, np.linalg.inv(self.sigma), away)
        return np.sqrt(squared)

    def ring(self, distance: float, t: ArrayLike) -> Numbers:
        """The points at that distance, by their angle from the long axis on the circle."""
        long, short, tilt = axes_of(self.sigma)
        a, angle = np.radians(tilt), np.asarray(t)[..., None]
        along = long * np.cos(angle) * [np.cos(a), np.sin(a)]
        across = short * np.sin(angle) * [-np.sin(a), np.cos(a)]
        points: Numbers = self.mean + distance * (along + across)
        return points


def rings(
    mean: ArrayLike, covariance: ArrayLike, X: ArrayLike, *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Rings of equal distance around a mean, and how high the density is on each.

    Parameters
    ----------
    mean : array_like of shape (2,)
    covariance : array_like of shape (2, 2)
        In square centimetres.
    X : array_like of shape (n, 2)
        Flowers that they describe.
    presets : sequence of Preset
        Controls are 't', in degrees from 0 to 345 in steps of 15, 'D', from 0 to 3.5 in steps of
        0.1, and 'by'.

    Examples
    --------
    >>> seen = rings([6, 5], [[0.4, 0.3], [0.3, 0.3]], [[6, 5], [7, 6], [5, 4]])
    >>> seen.set(D=2)
    >>> print(seen.stage.frame.sentence.splitlines()[0])
    By the whole covariance, x lies D = 2.0 from the mean: the density is 0.14 of its top.
    """
    mu, sigma = np.asarray(mean, dtype=float), np.asarray(covariance, dtype=float)
    points, variances = np.asarray(X, dtype=float), np.diag(sigma)
    own = Measure(mu, sigma)
    measures = {
        OWN: own,
        STRAIGHT: Measure(mu, np.diag(variances)),
        RULER: Measure(mu, variances.mean() * np.eye(2)),
    }

    def draw(t: float, D: float, by: str) -> Frame:
        x, away = measures[by].ring(D, np.radians(t)), measures[by].distance(points)
        height = float(np.exp(-(own.distance(x) ** 2) / 2))
        marks = _plane_marks(measures[by], x, D, away) | _curve_marks(D, height, away)
        unit = f" (of {np.sqrt(variances.mean()):.2f} cm)" if by == RULER else ""
        return Frame(marks, _said(own, x, D, by + unit, height, away))

    return sketch(
        controls={
            "t": Scale("Way round the ring t (°)", steps(0, 345, 15), ".0f"),
            "D": Scale("Distance D", steps(0, FAR, 0.1), ".1f"),
            "by": Choice("Measured by", (OWN, STRAIGHT, RULER)),
        },
        panels={"a": _plane(mu, FAR * float(np.sqrt(variances.max()))), "b": _curve()},
        layers=_layers(points),
        draw=draw,
        begin={"t": 30, "D": 2},
        presets=presets,
        play="t",
        mosaic="aaabb",
        size=(980, 500),
    )


def _plane(mu: Numbers, reach: float) -> Panel:
    def fixed(ax: Axes) -> None:
        ax.set_aspect("equal")
        ax.plot(*mu, "+", color="0.2", ms=11, mew=1.8)

    x, y = ((centre - 1.08 * reach, centre + 1.08 * reach) for centre in mu)
    title = "Flowers, rings at D = 1, 2, 3, and a point x"
    return Panel(x, y, title, "sepal length (cm)", "petal length (cm)", decorate=fixed)


def _curve() -> Panel:
    D = np.linspace(0, FAR, 141)

    def fixed(ax: Axes) -> None:
        ax.plot(D, np.exp(-(D**2) / 2), color="0.15", lw=2.2, label="exp(−D²/2)")
        ax.plot(D, np.exp(-(D**2)), color="0.5", lw=1.3, ls=(0, (4, 3)), label="exp(−D²): no half")
        ax.plot([], [], color=BLUE, lw=2.2, label="flowers beyond D")
        ax.plot([], [], "o", color="#9e4a0a", ms=8, label="density at x")
        ax.legend(loc="upper right", frameon=False, fontsize=9)

    title, ticks = "Share of the top, share of flowers", (0, 0.2, 0.4, 0.6, 0.8, 1)
    return Panel((0, FAR), (0, 1.3), title, "distance D", "", (0, 1, 2, 3), ticks, decorate=fixed)


def _layers(points: Numbers) -> list[Layer]:
    return [
        *(Line(key=f"ring {k}", panel="a", colour="muted", weight=1.1) for k in (1, 2, 3)),
        Dots(key="flowers", panel="a", xy=points, markers="oD", radius=4),
        Line(key="ring", panel="a", colour=BLUE, weight=3.4),
        Line(key="ruler", panel="a", colour=ORANGE, weight=2.2, dashed=True),
        Marks(key="levels", panel="a", labels="123", radius=7, colours=("muted",)),
        Marks(key="x", panel="a", labels="x", radius=9, colours=(ORANGE,)),
        Text(key="ruled", panel="a", size=14),
        Text(key="said", panel="a", size=14),
        Line(key="beyond", panel="b", colour=BLUE, weight=2.6),
        Line(key="level", panel="b", colour=ORANGE, weight=1.4, dashed=True),
        Marks(key="height", panel="b", colours=(ORANGE,), radius=7),
    ]


def _plane_marks(measure: Measure, x: Numbers, D: float, away: Numbers) -> dict[str, object]:
    marks: dict[str, object] = {f"ring {k}": measure.ring(k, TURN) for k in (1, 2, 3)}
    return marks | {
        "levels": [measure.ring(k, np.pi) for k in (1, 2, 3)],
        "flowers": np.where((away > D + 1e-9)[:, None], OUTSIDE, INSIDE),
        "ring": measure.ring(D, TURN),
        "ruler": [measure.mean, x],
        "x": [x],
        "ruled": (0.02, 0.96, f"by a ruler: {np.hypot(*(x - measure.mean)):.2f} cm"),
        "said": (0.98, 0.04, f"D = {D:.1f}"),
    }


def _curve_marks(D: float, height: float, away: Numbers) -> dict[str, object]:
    ordered = np.sort(away[away < FAR])
    corners = np.repeat(np.concatenate([[0.0], ordered, [FAR]]), 2)[1:-1]
    beyond = np.repeat(1 - np.arange(len(ordered) + 1) / len(away), 2)
    return {
        "beyond": np.column_stack([corners, beyond]),
        "level": [(0, height), (D, height), (D, 0)],
        "height": [(D, height)],
    }


def _said(own: Measure, x: Numbers, D: float, by: str, height: float, away: Numbers) -> str:
    expected, beyond = float(np.exp(-(D**2) / 2)), float((away > D + 1e-9).mean())
    right = f"{height:.2f}" == f"{expected:.2f}"
    missed = "" if right else f", and not {expected:.2f}"
    top = 1 / (2 * np.pi * np.sqrt(np.linalg.det(own.sigma)))
    share = "the same number" if f"{beyond:.2f}" == f"{expected:.2f}" else f"{expected:.2f}"
    return (
        f"By {by}, x lies D = {D:.1f} from the mean: the density is {height:.2f} of its top"
        f"{missed}.\n"
        f"x is ({x[0]:.2f}, {x[1]:.2f}) cm, by a ruler {np.hypot(*(x - own.mean)):.2f} cm from the "
        f"mean; the density there is {height * top:.3f} per cm². Beyond the ring lie {beyond:.2f} "
        f"of the {len(away)} flowers; exp(−D²/2) is {share}."
    )
