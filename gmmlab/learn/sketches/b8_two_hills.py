"""Bridge 8, two hills: EM as a walk on one landscape, east-west to share and north-south to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray
from scipy.special import entr

from gmmlab.learn.explore import Preset, Scale, Slider, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["TwoKinds", "two_hills"]

Rows: TypeAlias = NDArray[Any]
BLUE, ORANGE, GREEN, PINK, GREY = *PALETTE[:4], PALETTE[6]
REACH, MOST = 16, 16
"""How far t can be set, in minutes, and the last half-step."""
FLOOR, CEILING = -1500.0, -1000.0
LEVELS = (-4500, -3000, -2400, -2000, -1750, -1550, -1400, -1300, -1220, -1160, -1120, -1098)
HIGH = (-1085, -1072, -1062, -1055, -1000)
"""Contours of the bound, in nats: closer together towards the top."""
NAMES = ("bound", "gap", "log-lik.")


@dataclass(frozen=True, eq=False)
class TwoKinds:
    """A mixture of two kinds of wait, t minutes below and above a centre; only t is unknown.

    Parameters
    ----------
    x : ndarray of shape (n,)
        The waits, in minutes.
    centre, sd : float
        Half-way between the kinds' means, and the standard deviation of both; in minutes.
    weights : tuple of float
        Of the kind below and of the kind above.
    """

    x: Rows
    centre: float = 67.0
    sd: float = 8.0
    weights: tuple[float, float] = (0.36, 0.64)

    def log_scores(self, t: float) -> Rows:
        """Log of weight times density, for each wait and kind, (n, 2)."""
        z = (self.x[:, None] - self.centre - np.array([-t, t])) / self.sd
        return np.log(self.weights) - z**2 / 2 - np.log(self.sd * np.sqrt(2 * np.pi))

    def log_likelihood(self, t: float) -> float:
        """The log-density of all waits, in nats."""
        return float(np.logaddexp(*self.log_scores(t).T).sum())

    def shares(self, t: float) -> Rows:
        """The E-step: both kinds' responsibilities for each wait, (n, 2)."""
        scores = self.log_scores(t)
        return np.asarray(np.exp(scores - np.logaddexp(*scores.T)[:, None]))

    def signs(self, t: float) -> Rows:
        """The expected sign of each wait: -1 below, +1 above, (n,)."""
        return np.asarray(self.shares(t) @ [-1.0, 1.0])

    def bound(self, made_for: float, t: float) -> float:
        """The bound on the log-likelihood at t, by the shares that are right for another t."""
        q = self.shares(made_for)
        return float(np.sum(q * self.log_scores(t) + entr(q)))

    def fitted(self, made_for: float) -> float:
        """The M-step: the mean of expected sign times distance from the centre."""
        return float(np.mean(self.signs(made_for) * (self.x - self.centre)))


def two_hills(x: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """EM's bound as a landscape over the shares and the parameter, and a walk on it.

    Parameters
    ----------
    x : array_like of shape (n,)
        Waits, in minutes.
    presets : sequence of Preset
        Controls are 'step', 't' and 'made_for'.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> walk = two_hills(faithful().X[:, 1])
    >>> walk.set(step=0, t=6, made_for=6)
    >>> print(walk.stage.frame.sentence.splitlines()[0])
    Start: the gap is closed, and the bound touches the log-likelihood, −1128.4.
    """
    kinds = TwoKinds(np.asarray(x, dtype=float))

    @cache
    def values(made_for: float, t: float) -> tuple[float, float]:
        return kinds.bound(made_for, t), kinds.log_likelihood(t)

    def draw(step: int, t: float, made_for: float) -> Frame:
        path = _path(kinds, made_for, t, step)
        return _frame(kinds, path, [values(*place) for place in path[-2:]])

    places = steps(-REACH, REACH, 0.5)
    return sketch(
        controls={
            "step": Slider("Half-steps of EM", 0, MOST),
            "t": Scale("Start: t (min)", places, ".1f"),
            "made_for": Scale("Start: shares for t =", places, ".1f"),
        },
        panels={"a": _landscape(kinds), "b": _sum(), "c": _signs(kinds)},
        layers=_layers(),
        draw=draw,
        begin={"step": 0, "t": 2.0, "made_for": -9.0},
        presets=presets,
        play="step",
        mosaic="aaabb\naaabb\naaabb\naaacc\naaacc",
        size=(1000, 540),
    )


def _path(kinds: TwoKinds, made_for: float, t: float, step: int) -> list[tuple[float, float]]:
    """Where EM is after 0, 1, ... half-steps: what the shares were made for, and t."""
    path = [(made_for, t)]
    for half in range(step):
        made_for, t = path[-1]
        path.append((t, t) if half % 2 == 0 else (made_for, kinds.fitted(made_for)))
    return path


def _landscape(kinds: TwoKinds) -> Panel:
    grid = np.linspace(-REACH - 1, REACH + 1, 86)
    lands = [kinds.fitted(made_for) for made_for in grid]

    def paint(ax: Axes) -> None:
        shares = np.array([kinds.shares(made_for).ravel() for made_for in grid])
        scores = np.array([kinds.log_scores(t).ravel() for t in grid])
        heights = scores @ shares.T + entr(shares).sum(axis=1)
        levels = (*LEVELS, *HIGH)
        blues = colormaps["Blues"](np.linspace(0, 0.66, len(levels) - 1))
        ax.contourf(grid, grid, heights, levels, colors=blues, zorder=0)
        ax.plot(grid, grid, color="#24292f", lw=1.6, zorder=1)
        ax.plot(grid, lands, "--", color="#24292f", lw=1.6, zorder=1)
        turned: dict[str, Any] = {
            "rotation": 45,
            "rotation_mode": "anchor",
            "transform_rotates_text": True,
        }
        ax.text(-8.0, -7.1, "E lands here: gap 0", size=9, **turned)
        ax.text(-16.6, -11.7, "M lands here", size=9)
        ax.grid(visible=False)

    ends, ticks = (-REACH - 1, REACH + 1), tuple(range(-15, 16, 5))
    title = "The bound as a landscape: darker is higher"
    x, y = "t that the shares are made for (min)", "half-distance t of the model (min)"
    return Panel(ends, ends, title, x, y, ticks, ticks, decorate=paint)


def _sum() -> Panel:
    def named(ax: Axes) -> None:
        ax.set_xticks(range(3), NAMES)
        ax.grid(visible=False, axis="x")

    title = "Bound + gap = log-likelihood (nats)"
    return Panel((-0.6, 2.6), (FLOOR, CEILING), title, decorate=named)


def _signs(kinds: TwoKinds) -> Panel:
    def ground(ax: Axes) -> None:
        ax.axhline(0, color="#8a8a8a", lw=1)

    title = "Expected sign of each wait"
    x = (kinds.centre - REACH - 10, kinds.centre + REACH + 15)
    return Panel(
        x,
        (-1.25, 1.25),
        title,
        f"wait (min); dashed: {kinds.centre:g} ± t",
        "",
        (),
        (-1, 0, 1),
        decorate=ground,
    )


def _layers() -> list[Layer]:
    return [
        Line(key="path", panel="a", colour=ORANGE, weight=3),
        Marks(key="turns", panel="a", colours=(ORANGE,), radius=3.5),
        Marks(key="here", panel="a", colours=(ORANGE,), radius=8, marker="D"),
        Bars(key="bars", panel="b", colours=(BLUE, ORANGE, GREEN)),
        Line(key="top", panel="b", weight=1.6, dashed=True),
        *(Text(key=f"number {k}", panel="b", size=13) for k in range(3)),
        Line(key="low", panel="c", colour=BLUE, weight=2.2, dashed=True),
        Line(key="high", panel="c", colour=PINK, weight=2.2, dashed=True),
        Line(key="curve", panel="c", weight=1.6),
        Marks(key="waits", panel="c", colours=(GREY,), radius=2.6),
    ]


def _frame(
    kinds: TwoKinds, path: list[tuple[float, float]], values: list[tuple[float, float]]
) -> Frame:
    (made_for, t), (bound, top) = path[-1], values[-1]
    places, once = kinds.centre + np.array([-t, t]), np.unique(kinds.x)
    signs = TwoKinds(once, kinds.centre, kinds.sd, kinds.weights).signs(made_for)
    marks: dict[str, Any] = {
        "path": path,
        "turns": path[:-1],
        "here": [path[-1]],
        "bars": [(-0.4, FLOOR, 0.4, bound), (0.6, bound, 1.4, top), (1.6, FLOOR, 2.4, top)],
        "top": [(0.6, top), (2.4, top)],
        "curve": np.column_stack([once, signs]),
        "waits": np.column_stack([once, signs]),
        "low": [(places[0], -1.25), (places[0], 1.25)],
        "high": [(places[1], -1.25), (places[1], 1.25)],
    }
    for k, (number, height) in enumerate(((bound, bound), (top - bound, top), (top, top))):
        share = np.clip((height - FLOOR) / (CEILING - FLOOR), 0, 0.93) + 0.04
        marks[f"number {k}"] = ((0.06, 0.375, 0.96)[k], float(share), _written(number))
    return Frame(marks, _said(path, values))


def _written(number: float, digits: int = 1) -> str:
    return f"{number + 0.0:.{digits}f}".replace("-", "−")


def _said(path: list[tuple[float, float]], values: list[tuple[float, float]]) -> str:
    (made_for, t), (bound, top), half = path[-1], values[-1], len(path) - 1
    closed = top - bound < 0.05
    name = f"{'ME'[half % 2]}-step {(half + 1) // 2}" if half else "Start"
    if half == 0:
        lead = f"the bound lies {_written(top - bound)} below the log-likelihood, {_written(top)}."
        if closed:
            lead = f"the gap is closed, and the bound touches the log-likelihood, {_written(top)}."
    else:
        gains = bound - values[0][0], top - values[0][1]
        lead = f"less than 0.05 nats change; the log-likelihood is {_written(top)}."
        if half % 2 and max(gains) >= 0.05:
            lead = (
                f"the bound rises by {_written(gains[0])} to the log-likelihood, {_written(top)}."
            )
        elif max(gains) >= 0.05:
            lead = (
                f"the bound rises by {_written(gains[0])}, the log-likelihood by "
                f"{_written(gains[1])} to {_written(top)}."
            )
    begun = f" Begun with t = {_written(path[0][1])} and shares for {_written(path[0][0])}."
    return (
        f"{name}: {lead}\nBound {_written(bound)} + gap {_written(top - bound)} = log-likelihood "
        f"{_written(top)}, in nats. The model has t = {_written(t, 2)} minutes; the shares are "
        f"made for t = {_written(made_for, 2)}.{begun if half else ''}"
    )
