"""Step 72, inversion: even numbers go through curves that cumulate, and two hills come out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["inversion"]

Rows = NDArray[np.float64]
RULES = BAR, HEAVIEST = "the part that it meets", "the heaviest kind"
KINDS = {"short": (PALETTE[0], "o"), "long": (PALETTE[1], "s")}
GREEN = PALETTE[2]
NUMBERS = np.array(steps(0.01, 0.99, 0.02))
"""Fifty uniform numbers, evenly spread."""
FIRST, FOOT, LAST, BIN, TOP = 33, 37, 101, 3, 11
"""In minutes: ends of the axis, between them where the bar ends; width of a pile, room for it."""
GRID = np.linspace(FOOT, LAST, 90)


def inversion(means: ArrayLike, sds: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Fifty even numbers between 0 and 1 become waits, across to a curve and down.

    Parameters
    ----------
    means, sds : array_like of shape (2,)
        Of the short and the long kind of wait, in minutes.
    presets : sequence of Preset
        Controls are 'u', 'weight' and 'rule'.

    Examples
    --------
    >>> rain = inversion([54.6, 80.1], [5.9, 5.9])
    >>> rain.set(u=0.27)
    >>> print(rain.stage.frame.sentence.splitlines()[0])
    u = 0.27 meets the short kind's part and becomes a wait of 58.6 minutes.
    """
    m, s = np.asarray(means, dtype=float), np.asarray(sds, dtype=float)

    def draw(u: float, weight: float, rule: str) -> Frame:
        return _frame(m, s, np.array([weight, 1 - weight]), rule, int(np.sum(u + 1e-9 > NUMBERS)))

    return sketch(
        controls={
            "u": Scale("Number u", tuple(NUMBERS), ".2f"),
            "weight": Scale("Short kind's weight", steps(0.12, 0.88, 0.04), ".2f"),
            "rule": Choice("u goes to", RULES),
        },
        panels=_panels(),
        layers=_layers(),
        draw=draw,
        begin={"u": 0.27, "weight": 0.36},
        presets=presets,
        play="u",
        mosaic="a\na\na\nb\nb",
        size=(980, 550),
    )


def _panels() -> dict[str, Panel]:
    minutes, fifths = tuple(range(40, LAST, 10)), (0, 0.2, 0.4, 0.6, 0.8, 1)
    above = "Across from the bar to its kind's curve, then down"
    below = "Where the numbers have landed so far; dashed: what the mixture asks of all fifty"
    return {
        "a": Panel((FIRST, LAST), (0, 1), above, "", "uniform number u", minutes, fifths),
        "b": Panel((FIRST, LAST), (0, TOP), below, "wait (min)", "numbers", minutes, (0, 5, 10)),
    }


def _layers() -> list[Line | Bars | Marks | Text]:
    layers: list[Line | Bars | Marks | Text] = []
    for kind, (colour, marker) in KINDS.items():
        own = Marks(key=f"pile {kind}", panel="b", colours=(colour,), radius=5.2, marker=marker)
        part = Bars(key=f"part {kind}", panel="a", colours=(colour,), labels=(kind,))
        layers += [part, Line(key=f"curve {kind}", panel="a", colour=colour, weight=3.2), own]
    return [
        Line(key="asked", panel="b", colour="muted", weight=1.6, dashed=True),
        *layers,
        Line(key="beam", panel="a", colour=GREEN, weight=2.4),
        Line(key="drop", panel="b", colour=GREEN, weight=2.4),
        Marks(key="met", panel="a", colours=(GREEN,), radius=6),
        Text(key="said", panel="a", size=16),
    ]


def _frame(m: Rows, s: Rows, weights: Rows, rule: str, n: int) -> Frame:
    """The first n numbers, read one after another."""
    bar = weights if rule == BAR else (weights == weights.max()).astype(float)
    numbers = NUMBERS[:n]
    kinds = (numbers >= bar[0]).astype(int)
    rests = (numbers - kinds * bar[0]) / bar[kinds]
    waits = m[kinds] + s[kinds] * ndtri(rests)
    piles, x, u = _piled(waits), float(waits[-1]), float(numbers[-1])
    z = (GRID - m[:, None]) / s[:, None]
    asked = len(NUMBERS) * BIN * (weights / s) @ np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    marks: dict[str, object] = {
        "beam": [(FOOT, u), (x, u), (x, 0)],
        "met": [(x, u)],
        "said": (0.1, 0.92, f"u = {u:.2f}  →  {x:.1f} min"),
        "asked": np.column_stack([GRID, asked]),
        "drop": [(x, TOP), (x, piles[-1, 1]), piles[-1]],
    }
    for k, kind in enumerate(KINDS):
        low, high = k * bar[0], k * bar[0] + bar[k]
        marks[f"pile {kind}"] = piles[kinds == k]
        if high > low:
            marks[f"part {kind}"] = [(FIRST, low, FOOT, high)]
            marks[f"curve {kind}"] = np.column_stack([GRID, low + bar[k] * ndtr(z[k])])
    return Frame(marks, _said(weights, rule, u, kinds, float(rests[-1]), x))


def _piled(waits: Rows) -> Rows:
    """A place for each wait: on the pile of its bin, one above the other."""
    bins = np.floor((waits - FOOT) / BIN).astype(int)
    below = [int(np.sum(bins[:i] == b)) for i, b in enumerate(bins)]
    return np.column_stack([FOOT + BIN * (bins + 0.5), np.array(below) + 0.5])


def _said(
    weights: Rows, rule: str, u: float, kinds: NDArray[np.int64], rest: float, x: float
) -> str:
    k, short = int(kinds[-1]), int(np.sum(kinds == 0))
    kind, other = list(KINDS)[k], list(KINDS)[1 - k]
    counts = f"So far: {short} short, {len(kinds) - short} long."
    if rule == HEAVIEST:
        return (
            f"u = {u:.2f} goes to the {kind} kind, as every number does: {x:.1f} minutes.\n"
            f"The {other} kind, with weight {weights[1 - k]:.2f}, never comes up. {counts}"
        )
    low = k * weights[0]
    return (
        f"u = {u:.2f} meets the {kind} kind's part and becomes a wait of {x:.1f} minutes.\n"
        f"That part of the bar runs from {low:.2f} to {low + weights[k]:.2f}; u lies {rest:.3f} of "
        f"the way up it, and the {kind} kind has that share of its waits below {x:.1f} minutes. "
        f"{counts}"
    )
