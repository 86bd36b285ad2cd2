"""Step 18, dealing: points dealt out above equal weights, until each has its fair share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gmmlab.learn.explore import Choice, Preset, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["dealing"]

LEAST, MOST, NAMES = 2, 6, "ABCDEF"
IN_TURN, BY_LOT, IN_PARTS = "whole, in turn", "whole, by lot", "in K equal parts"
WAYS = {IN_TURN: "each whole, in turn", BY_LOT: "each whole, by lot", IN_PARTS: "each cut into K"}
TALL = 0.85
"""Height of the table, in all its points."""
Rows: TypeAlias = NDArray[Any]


def dealing(n: int = 12, *, seed: int = 144, presets: Sequence[Preset] = ()) -> Sketch:
    """Points in a row, dealt to K components above their weights.

    Parameters
    ----------
    n : int
        How many points there are.
    seed : int
        Draws the lots.
    presets : sequence of Preset
        Controls are 'K', 'dealt' and 'way'.

    Examples
    --------
    >>> table = dealing(12)
    >>> table.set(K=4, dealt=5)
    >>> print(table.stage.frame.sentence.splitlines()[0])
    5 of 12 points dealt, each whole, in turn: A 2, B 1, C 1, D 1.
    """
    lots = np.random.default_rng(seed).random(n)

    def draw(K: int, dealt: int, way: str) -> Frame:
        owner = (lots * K).astype(int) if way == BY_LOT else np.arange(n) % K
        return _frame(owner, K, dealt, way)

    return sketch(
        controls={
            "K": Slider("Components K", LEAST, MOST),
            "dealt": Slider("Points dealt", 0, n),
            "way": Choice("Each point goes", tuple(WAYS)),
        },
        panels={"a": _table(n), "b": _strip()},
        layers=_layers(n),
        draw=draw,
        begin={"K": 4, "dealt": 2 * n // 3},
        presets=presets,
        play="dealt",
        mosaic="a\na\na\nb",
        size=(980, 530),
    )


def _table(n: int) -> Panel:
    title = f"{n} points: dealt out, or still waiting on top"
    ticks = tuple(range(0, 3 * n // 4, max(1, n // 6)))
    x, y = (0, 1), (0, TALL * n)
    return Panel(x, y, title, "", "points", (), ticks, decorate=lambda ax: ax.set_xticks([]))


def _strip() -> Panel:
    def bare(ax: Axes) -> None:
        ax.set_yticks([])
        ax.grid(visible=False)

    title = "Mixing weights: the whole, 1, cut into K equal parts"
    return Panel((0, 1), (0, 1), title, "mixing weight, added up from the left", decorate=bare)


def _layers(n: int) -> list[Layer]:
    numbers, hues = [str(i + 1) for i in range(n)], PALETTE[:MOST]
    columns = [Bars(key=name, panel="a", colours=(c,)) for name, c in zip(NAMES, hues, strict=True)]
    return [
        *columns,
        Line(key="fair", panel="a", dashed=True, weight=2.4),
        Marks(key="whole", panel="a", labels=numbers, radius=11),
        Marks(key="waiting", panel="a", labels=numbers[::-1], radius=11),
        Bars(key="weights", panel="b", colours=hues, labels=NAMES),
        Text(key="said", panel="a", size=14),
    ]


def _frame(owner: Rows, K: int, dealt: int, way: str) -> Frame:
    n, cut = len(owner), way == IN_PARTS
    height = 1 / K if cut else 1
    counts = np.full(K, dealt) if cut else np.bincount(owner[:dealt], minlength=K)
    row = np.column_stack([(np.arange(n) + 0.5) / n, np.full(n, 0.79 * n)])
    turn = np.array([(owner[:i] == k).sum() for i, k in enumerate(owner)])
    placed = np.column_stack([(owner + 0.5) / K, turn + 0.5])
    marks: dict[str, Any] = {
        name: _blocks(k, K, int(counts[k]), height) for k, name in enumerate(NAMES[:K])
    }
    marks["weights"] = [[k / K, 0, (k + 1) / K, 1] for k in range(K)]
    marks["fair"] = [[0, n / K], [1, n / K]]
    marks["said"] = (0.99, (1 / K + 0.04) / TALL, f"fair share {_quotient(n, K)}")
    if cut:
        marks["waiting"] = row[dealt:][::-1]
    else:
        marks["whole"] = np.where(np.arange(n)[:, None] < dealt, placed, row)
    return Frame(marks, _said(counts * height, n, dealt, way))


def _blocks(k: int, K: int, count: int, height: float) -> Rows:
    """A column of blocks over a component's weight: one for each point, or part of a point."""
    low = height * np.arange(count)
    left, right = np.full(count, (k + 0.2) / K), np.full(count, (k + 0.8) / K)
    return np.column_stack([left, low, right, low + height])


def _quotient(top: int, bottom: int) -> str:
    sign = "=" if 100 * top % bottom == 0 else "≈"
    return f"{top}/{bottom} {sign} {round(top / bottom, 2):g}"


def _said(have: Rows, n: int, dealt: int, way: str) -> str:
    K, gap = len(have), float(np.abs(have - n / len(have)).max())
    each = ", ".join(f"{name} {value:.3g}" for name, value in zip(NAMES, have, strict=False))
    if dealt < n:
        end = f"{n - dealt} still to be dealt."
    elif gap < 1e-9:
        end = "All are dealt, and every component has its fair share."
    else:
        end = f"All are dealt, and the farthest from its fair share is off by {gap:.3g}."
    return (
        f"{dealt} of {n} points dealt, {WAYS[way].replace('K', str(K))}: {each}.\n"
        f"Each component has the weight {_quotient(1, K)} and expects {_quotient(n, K)} points, "
        f"whichever they are. {end}"
    )
