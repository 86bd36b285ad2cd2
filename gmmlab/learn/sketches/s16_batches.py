"""Step 16, batches: how often a size fits into a total, and a mixture that moves as often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab import Mixture, e_step
from gmmlab.learn.explore import Preset, Scale, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Dots, Ellipses, Frame, Layer, Line, Panel, Text
from gmmlab.learn.stage.layers import TONES
from gmmlab.plot.style import PALETTE
from gmmlab.streams import stepwise

__all__ = ["batches"]

Rows: TypeAlias = NDArray[Any]
FULL, FILLING, WAITING = PALETTE[5], PALETTE[4], PALETTE[6]
SHADES = np.array([[255, 255, 255, 0], [230, 159, 0, 1], [74, 82, 92, 0]], dtype=np.uint8)
"""Not read yet: white; in a batch that is not full: a yellow diamond; in a full one: dark."""
GAP = 0.18
"""Half the width of a cut between two batches."""


def batches(
    X: ArrayLike,
    begin: Mixture,
    best: float,
    *,
    sizes: Sequence[int],
    presets: Sequence[Preset] = (),
) -> Sketch:
    """One pass over points in batches of one size, and what EM makes of each batch.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        The points, in the order in which they are read.
    begin : Mixture
        Where EM begins.
    best : float
        The best log-likelihood known, per point: drawn as a line.
    sizes : sequence of int
        Sizes of batches, each of which goes into n without remainder.
    presets : sequence of Preset
        Controls are 'size' and 'read'.

    Examples
    --------
    >>> from gmmlab import datasets, start
    >>> X = datasets.sixty().X
    >>> one_pass = batches(X, start(X, 3, rng=2), -3.36, sizes=[10, 20])
    >>> one_pass.set(size=20, read=45)
    >>> print(one_pass.stage.frame.sentence.splitlines()[0])
    45 of 60 points read, in batches of 20: 2 batches are full, the mixture has moved 2 times.
    """
    points = np.asarray(X, dtype=float)
    n = len(points)
    runs = {size: _run(points, begin, size) for size in sizes}

    def draw(size: float, read: int) -> Frame:
        return _frame(n, int(size), read, *runs[int(size)])

    low = min(heights.min() for _, heights in runs.values()) - 0.2
    return sketch(
        controls={
            "size": Scale("Points in a batch", tuple(sizes)),
            "read": Slider("Points read", 0, n),
        },
        panels=_panels(points, n, low, best),
        layers=_layers(points, begin.K),
        draw=draw,
        begin={"size": sizes[len(sizes) // 2]},
        presets=presets,
        play="read",
        mosaic="aa\nbc\nbc",
        size=(980, 560),
    )


def _run(X: Rows, begin: Mixture, size: int) -> tuple[list[Mixture], Rows]:
    """The mixture before the first batch and after each, with its log-likelihood per point."""
    blocks = X.reshape(-1, size, X.shape[1])
    mixtures = [begin, *stepwise(blocks, begin)]
    return mixtures, np.array([e_step(X, m).log_likelihood / len(X) for m in mixtures])


def _panels(X: Rows, n: int, low: float, best: float) -> dict[str, Panel]:
    def bare(ax: Axes) -> None:
        ax.set_yticks([])
        ax.grid(visible=False)

    def roof(ax: Axes) -> None:
        ax.axhline(best, color=TONES["muted"], ls=":", lw=1.4)
        ax.annotate("best fit", (0.5, best), xytext=(0, 3), textcoords="offset points", size=9)

    ticks, high = tuple(range(0, n + 1, 10)), best + 0.1 * (best - low)
    (left, bottom), (right, top) = X.min(axis=0) - 1.6, X.max(axis=0) + 1.6
    strip = f"{n} points in the order of reading, cut into batches"
    rise = "Log-likelihood per point"
    return {
        "a": Panel((-0.5, n + 0.5), (0, 1), strip, "", "", ticks, decorate=bare),
        "b": Panel((left, right), (bottom, top), "The points, and the mixture", "x", "y"),
        "c": Panel((0, n + 1), (low, high), rise, "points read", "", ticks, decorate=roof),
    }


def _layers(X: Rows, K: int) -> list[Layer]:
    n = len(X)
    row = np.column_stack([np.arange(n) + 0.5, np.full(n, 0.28)])
    numbers = [str(i + 1) for i in range(n)]
    return [
        Bars(key="boxes", panel="a", colours=(WAITING,)),
        Bars(key="full", panel="a", colours=(FULL,)),
        Bars(key="filling", panel="a", colours=(FILLING,)),
        Bars(key="numbers", panel="a", colours=(FULL,), labels=numbers),
        Dots(key="row", panel="a", xy=row, markers="oD", radius=3.4),
        Text(key="counted", panel="a", size=15),
        Dots(key="points", panel="b", xy=X, markers="oD", radius=4),
        Ellipses(key="mixture", panel="b", colours=PALETTE[:K]),
        Line(key="rise", panel="c", weight=2.6),
        Text(key="reached", panel="c", size=14),
    ]


def _frame(n: int, size: int, read: int, mixtures: list[Mixture], heights: Rows) -> Frame:
    done, rest = divmod(read, size)
    starts = np.arange(0, n, size)
    state = np.where(np.arange(n) < done * size, 2, np.where(np.arange(n) < read, 1, 0))
    now = mixtures[done]
    marks: dict[str, Any] = {
        "boxes": _boxes(starts, size),
        "full": _boxes(starts[:done], size),
        "filling": _boxes(starts[done : done + 1], rest) if rest else [],
        "numbers": _boxes(starts[:done], size)[:, [0, 3, 2, 3]],
        "row": SHADES[state],
        "points": SHADES[state],
        "counted": (0.992, 0.88, f"{done} of {n // size} batches"),
        "mixture": (now.means, now.covariances),
        "rise": _stairs(size * np.arange(done + 1), heights[: done + 1], read),
        "reached": (0.985, 0.07, f"{heights[done]:.2f}".replace("-", "−")),
    }
    return Frame(marks, _said(n, size, read, heights))


def _boxes(starts: Rows, width: int) -> Rows:
    ones = np.ones(len(starts))
    return np.column_stack([starts + GAP, 0.06 * ones, starts + width - GAP, 0.5 * ones])


def _stairs(x: Rows, y: Rows, end: int) -> Rows:
    """A line that keeps its height until the next x."""
    across = np.repeat(np.append(x[1:], end), 2)
    return np.column_stack([np.concatenate([x[:1], across[:-1]]), np.repeat(y, 2)])


def _said(n: int, size: int, read: int, heights: Rows) -> str:
    done, rest = divmod(read, size)
    full = "1 batch is" if done == 1 else f"{done} batches are"
    times = "once" if done == 1 else f"{done} times"
    part = f", and {rest} of {size} points of the next one are read" if rest else ""
    value = f"{heights[done]:.2f}".replace("-", "−")
    return (
        f"{read} of {n} points read, in batches of {size}: {full} full, the mixture has moved "
        f"{times}.\nLog-likelihood per point {value}{part}. {_pass(n, size)}"
    )


def _pass(n: int, size: int) -> str:
    count = n // size
    if count == 1:
        return "A pass is one batch: nothing is cut."
    cuts = "is 1 cut" if count == 2 else f"are {count - 1} cuts"
    return f"A pass has {count} batches, since {count} · {size} = {n}; between them {cuts}."
