"""Step 17, hops to zero: as often as the same amount can be taken away, so many passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Dots, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["hops"]

BLUE, ORANGE, GREY = PALETTE[0], PALETTE[1], PALETTE[6]
KINDS = (("o", GREY, "right from the start"), ("^", ORANGE, "misplaced"), ("s", BLUE, "settled"))
HUES = np.array([[int(hue[i : i + 2], 16) for i in (1, 3, 5)] for _, hue, _ in KINDS])
MOST = 12
"""No run is longer, so that its hops can be told apart."""
STEADY, OWN = "so many each time", "as k-means does"
Rows: TypeAlias = NDArray[Any]


def hops(x: ArrayLike, labels: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Misplaced points settle pass by pass, and a number line counts them down in hops.

    Parameters
    ----------
    x : array_like of shape (n,)
        The points, in whole minutes.
    labels : array_like of shape (passes + 1, n)
        Clusters at the start and after each pass of k-means; points are misplaced where they
        are not as in the last row.
    presets : sequence of Preset
        Controls are 'step', 'passes' and 'run'.

    Examples
    --------
    >>> line = hops([43, 44, 50, 51], [[0, 1, 1, 1], [0, 0, 0, 1], [0, 0, 1, 1]])
    >>> line.set(passes=1)
    >>> print(line.stage.frame.sentence.splitlines()[0])
    Misplaced after pass 1: 0 of 1, if each settles 1.
    """
    xy, wrong, rank = _stacked(np.asarray(x, dtype=float), np.asarray(labels))
    m = int(wrong[0].sum())
    steps = [d for d in range(1, m + 1) if m % d == 0 and m // d <= MOST]

    def draw(step: float, passes: int, run: str) -> Frame:
        return _frame(wrong, rank, int(step), passes, run == OWN)

    return sketch(
        controls={
            "step": Scale("Points settled by a pass", steps),
            "passes": Slider("Passes made", 0, MOST),
            "run": Choice("A pass settles", (STEADY, OWN)),
        },
        panels={"a": _waits(xy), "b": _line(m)},
        layers=_layers(xy),
        draw=draw,
        begin={"step": steps[len(steps) // 2], "passes": 2},
        presets=presets,
        play="passes",
        mosaic="a\na\na\nb\nb",
        size=(980, 520),
    )


def _stacked(x: Rows, labels: Rows) -> tuple[Rows, Rows, Rows]:
    """Points stacked on their minutes, where they are misplaced, and how many are before them."""
    wrong, order = labels != labels[-1], np.argsort(x, kind="stable")
    height = [int((x[:i] == place).sum()) for i, place in enumerate(x)]
    return np.column_stack([x, height]), wrong, np.cumsum(wrong[0][order])[np.argsort(order)]


def _frame(wrong: Rows, rank: Rows, step: int, passes: int, is_own: bool) -> Frame:
    m = int(wrong[0].sum())
    steady = np.maximum(m - step * np.arange(passes + 1), 0)
    own = np.pad(wrong.sum(axis=1), (0, MOST))[: passes + 1]
    now = wrong[min(passes, len(wrong) - 1)] if is_own else wrong[0] & (rank > m - steady[-1])
    kind, left = np.where(now, 1, 2 * wrong[0]), own if is_own else steady
    marks: dict[str, Any] = {
        "points": np.column_stack([HUES[kind], kind]),
        "said": (0.012, 0.93, _written(left)),
    }
    marks |= _hopped(steady, "up", 1) | (_hopped(own, "down", -1) if is_own else {})
    return Frame(marks, _said(left, step, is_own))


def _waits(xy: Rows) -> Panel:
    def legend(ax: Axes) -> None:
        for marker, colour, words in KINDS:
            ax.plot([], [], marker, color=colour, label=words)
        ax.set_yticks([])
        ax.legend(loc="upper left", bbox_to_anchor=(0, 0.89), frameon=False, fontsize=9)

    x, y = (xy[:, 0].min() - 2, xy[:, 0].max() + 2), (-0.9, xy[:, 1].max() * 1.3 + 2)
    title = "The waits: who is in the wrong cluster?"
    return Panel(x, y, title, "wait (min)", decorate=legend)


def _line(m: int) -> Panel:
    def ground(ax: Axes) -> None:
        ax.axhline(0, color="#57606a", lw=1)
        ax.set_yticks([])

    ticks = tuple(np.linspace(0, m, 9)) if m % 8 == 0 else ()
    title, x = "Hops to zero: each takes away what one pass settles", (-0.03 * m, 1.03 * m)
    return Panel(x, (-1.5, 1.5), title, "misplaced points left", xticks=ticks, decorate=ground)


def _layers(xy: Rows) -> list[Layer]:
    numbers = [str(i + 1) for i in range(MOST)]
    layers: list[Layer] = [Dots(key="points", panel="a", xy=xy, markers="o^s", radius=5)]
    for key, hue, dashed in (("up", ORANGE, False), ("down", BLUE, True)):
        layers += [
            Line(key=key, panel="b", colour=hue, weight=2.6, dashed=dashed),
            Marks(key=f"{key} at", panel="b", colours=(hue,), radius=4),
            Marks(key=f"{key} number", panel="b", colours=(hue,), labels=numbers, radius=10),
        ]
    return [*layers, Text(key="said", panel="a", size=15)]


def _landed(left: Rows) -> Rows:
    return left[: 1 + np.count_nonzero(np.diff(left))]


def _hopped(left: Rows, key: str, side: int) -> dict[str, Any]:
    """Where hops land, their arcs, and their numbers on top."""
    to, turn = _landed(left), np.linspace(0, np.pi, 25)
    middle, half = (to[:-1] + to[1:]) / 2, (to[:-1] - to[1:]) / 2
    arcs = middle[:, None] + half[:, None] * np.cos(turn)
    rise = np.broadcast_to(side * np.sin(turn), arcs.shape)
    tops = np.column_stack([middle, np.full(len(middle), side)])
    line = np.column_stack([arcs.ravel(), rise.ravel()])
    return {key: line, f"{key} at": np.column_stack([to, 0 * to]), f"{key} number": tops}


def _written(left: Rows) -> str:
    """The subtraction so far, written out."""
    taken = [f" − {t}" for t in -np.diff(_landed(left))]
    if len(taken) > 5:
        taken = [*taken[:2], " − …", f"{taken[-1]} ({len(taken)} times)"]
    return f"{left[0]}{''.join(taken)}{f' = {left[-1]}' if taken else ''} left"


def _said(left: Rows, step: int, is_own: bool) -> str:
    m, to, made = left[0], _landed(left), len(left) - 1
    when = f"after pass {made}" if made else "at the start"
    how = "as k-means itself settles them" if is_own else f"if each settles {step}"
    idle = " The passes after that had nothing to take away." if made >= len(to) else ""
    return (
        f"Misplaced {when}: {left[-1]} of {m}, {how}.\n"
        f"Numbers landed on: {', '.join(map(str, to))}. Hops between them, one for each pass: "
        f"{len(to) - 1}.{idle} Steady hops of {step}{' (above the line)' * is_own} reach zero "
        f"after {m}/{step} = {m // step}."
    )
