"""Step 19, the see-saw: a weighted mean is the place where all pulls balance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, Slider, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["see_saw"]

BLUE, ORANGE = PALETTE[:2]
HALF = 1.5
"""Half the width of a bar, in minutes."""
LEVEL = 0.05
"""A beam whose ends differ by less than this is said to be level."""


def see_saw(
    x: ArrayLike, r: ArrayLike, *, loose: int = 2, presets: Sequence[Preset] = ()
) -> Sketch:
    """Weights on a beam, as heavy as their responsibilities, and a pivot to be moved.

    Parameters
    ----------
    x : array_like of shape (n,)
        Where the points lie, in minutes.
    r : array_like of shape (n,)
        How responsible the component is for each, from 0 to 1 in steps of 0.1.
    loose : int
        Which point's responsibility has a slider.
    presets : sequence of Preset
        Controls are 'pivot', 'share' and 'count'.

    Examples
    --------
    >>> beam = see_saw([50, 58, 66, 70, 82], [1, 1, 0.6, 0.1, 0])
    >>> beam.set(pivot=57)
    >>> print(beam.stage.frame.sentence.splitlines()[0])
    Pivot at 57 minutes: the beam tips a little to the right.
    """
    places, shares = np.asarray(x, dtype=float), np.asarray(r, dtype=float)
    low, high = int(places.min()), int(places.max())
    controls = {
        "pivot": Slider("Pivot (min)", low, high),
        "share": Scale(f"Responsibility for {places[loose]:g} min", steps(0, 1, 0.1), ".1f"),
        "count": Choice("Every wait counts", ("as its responsibility", "fully")),
    }

    def draw(pivot: int, share: float, count: str) -> Frame:
        mine = shares.copy()
        mine[loose] = share
        return _frame(places, mine if count != "fully" else np.ones_like(mine), pivot)

    return sketch(
        controls=controls,
        panels={"a": _panel(low, high)},
        layers=_layers(places),
        draw=draw,
        begin={"pivot": round((low + high) / 2), "share": float(shares[loose])},
        presets=presets,
        size=(980, 360),
    )


def _panel(low: int, high: int) -> Panel:
    return Panel(
        (low - 6, high + 6),
        (-1.1, 1.9),
        "Waits on a beam, each as heavy as it counts",
        "wait (min)",
        decorate=lambda ax: ax.set_yticks([]),
    )


def _layers(places: NDArray[np.float64]) -> list[Line | Bars | Marks | Text]:
    return [
        Bars(key="weights", panel="a", colours=(BLUE,), labels=[f"{x:g}" for x in places]),
        Line(key="beam", panel="a", weight=4),
        Marks(key="pivot", panel="a", marker="^", radius=10, colours=(ORANGE,)),
        Marks(key="mean", panel="a", marker="D", radius=5, colours=(BLUE,)),
        Text(key="said", panel="a", size=14),
    ]


def _frame(x: NDArray[np.float64], r: NDArray[np.float64], pivot: int) -> Frame:
    total, mean = float(r.sum()), float(r @ x / r.sum())
    tilt = float(np.clip((mean - pivot) / 12, -0.7, 0.7))
    ends = np.array([x.min() - 4, x.max() + 4])
    run = np.ptp(ends)
    beam = -tilt * (ends - pivot) / run
    feet = -tilt * (x - pivot) / run
    marks = {
        "weights": np.column_stack([x - HALF, feet, x + HALF, feet + 1.2 * r]),
        "beam": np.column_stack([ends, beam]),
        "pivot": [(pivot, -0.14)],
        "said": (0.985, 0.93, f"weighted mean {mean:.2f} min"),
    }
    if abs(mean - pivot) <= 0.5:
        marks["mean"] = [(mean, -0.55)]
    return Frame(marks, _said(x, r, pivot, mean, total))


def _said(
    x: NDArray[np.float64], r: NDArray[np.float64], pivot: int, mean: float, total: float
) -> str:
    gap = mean - pivot
    how = "a little " if abs(gap) < 2 else ""
    side = "right" if gap > 0 else "left"
    tips = "is level" if abs(gap) < LEVEL else f"tips {how}to the {side}"
    pulls = r * (x - pivot)
    counts = ", ".join(f"{v:g} as {w:.1f}" for v, w in zip(x, r, strict=True))
    return (
        f"Pivot at {pivot} minutes: the beam {tips}.\n"
        f"The waits count: {counts}; together {total:.1f} waits' worth. Pull to the right "
        f"{pulls[pulls > 0].sum():.1f}, to the left {-pulls[pulls < 0].sum():.1f}. "
        f"They balance at the weighted mean, {mean:.2f} minutes."
    )
