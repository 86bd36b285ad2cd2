"""Unit 3, rounds: two tanks share eight waits, pour them level, and take sides anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab import Mixture
from gmmlab.learn.explore import Preset, Scale, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["rounds"]

Rows: TypeAlias = NDArray[np.float64]
HUES = BLUE, ORANGE = PALETTE[:2]
SOFT = (0, 2, 4, 6, 8, 10, 12, 16)
MOST, SEEN = 24, 0.3
"""The last half-pass shown, and the narrowest bar that has its wait written on it."""
LOW, HIGH, EDGE = 45.0, 97.0, 0.06


class State(NamedTuple):
    """What is known after a half-pass."""

    by: Rows
    """The levels by which sides were taken."""
    own: Rows
    """The share of each wait (rows) that A and B own (columns)."""
    levels: Rows
    moved: Rows
    """By how much each share of A has changed since sides were taken before."""


def rounds(x: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """K-means and its soft kin on a few waits, half a pass at a time, with their books.

    Parameters
    ----------
    x : array_like of shape (n,)
        Different waits, from 50 to 90 minutes. B starts at the longest of them.
    presets : sequence of Preset
        Controls are 'half', 'softness' and 'start'.

    Examples
    --------
    >>> bench = rounds([53, 57, 70, 74, 76, 77, 83, 88])
    >>> bench.set(half=1, softness=0, start=83)
    >>> print(bench.stage.frame.sentence.splitlines()[0])
    Pass 1, levels: A 490/7 = 70, B 88/1 = 88 minutes.
    """
    waits = np.sort(np.asarray(x, dtype=float))
    run = cache(lambda softness, start: _run(waits, softness, np.array([start, waits[-1]])))

    def draw(half: int, softness: float, start: float) -> Frame:
        return _frame(waits, run(softness, start)[half], half, softness, start)

    return sketch(
        controls={
            "half": Slider("Half-passes made", 0, MOST),
            "softness": Scale("Softness (min)", SOFT),
            "start": Scale("A starts at (min)", tuple(waits[:-1].tolist())),
        },
        panels=_panels(len(waits)),
        layers=_layers(len(waits)),
        draw=draw,
        begin={"half": 1, "start": float(waits[-2])},
        presets=presets,
        play="half",
        mosaic="abb",
        size=(980, 460),
    )


def _shares(x: Rows, levels: Rows, softness: float) -> Rows:
    """What two Gaussians of equal weight own of each wait; all or nothing if they have no width."""
    is_A = np.abs(x - levels[0]) <= np.abs(x - levels[1])
    if not softness:
        return np.column_stack([is_A, ~is_A]).astype(float)
    return np.asarray(Mixture.balls(levels[:, None], softness**2).responsibilities(x[:, None]))


def _run(x: Rows, softness: float, levels: Rows) -> list[State]:
    """Sides taken, levelled, sides taken, and so on."""
    own = _shares(x, levels, softness)
    states = [State(levels, own, levels, own[:, 0])]
    while len(states) <= MOST:
        poured = own.T @ x / own.sum(axis=0)
        fresh = _shares(x, poured, softness)
        states.append(State(levels, own, poured, own[:, 0]))
        states.append(State(poured, fresh, poured, fresh[:, 0] - own[:, 0]))
        levels, own = poured, fresh
    return states


def _panels(n: int) -> dict[str, Panel]:
    y, share = (LOW, HIGH), "A's share of a wait"
    books = f"{n} waits' worth: A's from the left, then B's"
    return {
        "a": Panel((1.28, -0.28), y, "Sides: whose is it?", share, "wait (min)", (0, 0.5, 1)),
        "b": Panel(
            (-EDGE, n + EDGE), y, "Tanks: each pours its own level", books, "", tuple(range(n + 1))
        ),
    }


def _layers(n: int) -> list[Layer]:
    tanks = [Bars(key=key, panel="b", colours=(hue,)) for key, hue in zip("AB", HUES, strict=True)]
    words = [Text(key=f"{key}{i}", panel="b", size=12) for key in "AB" for i in range(n)]
    return [
        Line(key="half-way", panel="a", weight=1.4, dashed=True),
        Line(key="curve", panel="a", colour=PALETTE[6], weight=3),
        Marks(key="waits", panel="a", radius=4),
        Marks(key="centroids", panel="a", colours=HUES, labels="AB", radius=10),
        Text(key="between", panel="a", size=13),
        *tanks,
        Line(key="skyline", panel="b", weight=1.4, dashed=True),
        *(
            Line(key=f"level {key}", panel="b", weight=3.4, colour=hue)
            for key, hue in zip("AB", HUES, strict=True)
        ),
        Line(key="wall", panel="b", weight=5),
        *words,
        *(Text(key=f"book {key}", panel="b", size=15) for key in "AB"),
    ]


def _frame(x: Rows, now: State, half: int, softness: float, start: float) -> Frame:
    n, poured, middle = len(x), half % 2 == 1, float(now.by.mean())
    ends = np.concatenate([[0], np.cumsum(now.own.T.ravel())])
    left, right = ends[:-1], ends[1:]
    heights = np.tile(x, 2)
    tops = np.repeat(now.levels, n) if poured else heights
    bars = np.column_stack([left, np.full(2 * n, LOW), right, tops])
    wall = float(ends[n])
    marks: dict[str, Any] = {
        "half-way": [(1.28, middle), (-0.28, middle)],
        "between": (0.235, 0.945, f"half-way {middle:.2f}"),
        "curve": _curve(now.by, softness),
        "waits": np.column_stack([now.own[:, 0], x]),
        "centroids": [(1.15, now.levels[0]), (-0.15, now.levels[1])],
        "A": bars[:n],
        "B": bars[n:],
        "level A": [(0, now.levels[0]), (wall, now.levels[0])],
        "level B": [(wall, now.levels[1]), (n, now.levels[1])],
        "wall": [(wall, LOW), (wall, 91)],
        "skyline": np.column_stack([np.column_stack([left, right]).ravel(), np.repeat(heights, 2)]),
    }
    for i in np.flatnonzero(right - left >= SEEN):
        at = (float(left[i] + right[i]) / 2 + EDGE) / (n + 2 * EDGE)
        marks[f"{'AB'[i // n]}{i % n}"] = (
            at + (0.019 if at > 0.5 else -0.019),
            0.06,
            f"{heights[i]:g}",
        )
    for key, place, book in zip("AB", (0.012, 0.988), _books(x, now, poured), strict=True):
        marks[f"book {key}"] = (place, 0.945, f"{key}: {book}")
    return Frame(marks, _said(x, now, half, softness, start))


def _curve(levels: Rows, softness: float) -> Rows:
    """A's share of every wait there might be: a step if sides are hard."""
    middle, roof = float(levels.mean()), HIGH - 6
    if not softness:
        return np.array([[1, LOW], [1, middle], [0, middle], [0, roof]])
    places = np.linspace(LOW, roof, 93)
    return np.column_stack([_shares(places, levels, softness)[:, 0], places])


def _books(x: Rows, now: State, poured: bool) -> list[str]:
    """Total over count of A and of B, and what comes out once it is poured."""
    made = []
    for count, total in zip(now.own.sum(axis=0), x @ now.own, strict=True):
        level, hard = total / count, bool(np.isin(now.own, (0, 1)).all())
        book = f"{total:.0f}/{count:.0f}" if hard else f"{total:.2f}/{count:.3f}"
        exact = hard and abs(100 * level - round(100 * level)) < 1e-9
        made.append(book + (f" = {level:g}" if exact else f" ≈ {level:.2f}") * poured)
    return made


def _said(x: Rows, now: State, half: int, softness: float, start: float) -> str:
    poured, done, count = half % 2 == 1, (half + 1) // 2, now.own[:, 0].sum()
    a, b = _books(x, now, poured)
    form = ".2f" if softness else ".0f"
    whose = f"A owns {count:{form}} of {len(x)}, B {len(x) - count:{form}}"
    sides = f"Pass {done}, sides: {_crossed(x, now.moved, softness)}; " if half else "Start: "
    levels = f"Pass {done}, levels: A {a}, B {b} minutes."
    how = f"shared by Gaussians of width {softness:g}" if softness else "given to the nearer one"
    return (
        f"{levels if poured else f'{sides}{whose}.'}\n"
        f"{'Poured level' if poured else f'To be poured level: A {a}, B {b}'}. Together "
        f"{len(x)} waits and {x.sum():g} minutes, as always. Waits are {how}, and sides "
        f"change half-way, at {now.by.mean():.2f}. A began at {start:g}, B at {x[-1]:g}."
    )


def _crossed(x: Rows, moved: Rows, softness: float) -> str:
    """Who has changed sides, or whose share has changed most."""
    most = int(np.argmax(np.abs(moved)))
    if softness:
        far = abs(moved[most])
        new = f"the share of {x[most]:g} moves most, by {far:.3f}"
        return new if far >= 0.0005 else "no share moves by 0.001"
    gone = [[f"{v:g}" for v in x[moved * sign > 0]] for sign in (-1, 1)]
    said = [f"{' and '.join(w)} to {key}" for w, key in zip(gone, "BA", strict=True) if w]
    return ", ".join(said) or "nobody changes"
