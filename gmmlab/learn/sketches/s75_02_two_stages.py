"""Step 75.2, two stages: one number picks a kind, then a point is drawn around its middle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gmmlab import Mixture
from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["two_stages"]

Rows: TypeAlias = NDArray[Any]
TELLINGS = SHOWN, HIDDEN, BLEND = "kind shown", "kind hidden", "both kinds averaged"
BLUE, ORANGE, GREEN = PALETTE[:3]
COLOURS, KINDS = (BLUE, ORANGE), ("short", "long")
DRAWS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 80, 120, 180, 272)
WAITS, LENGTHS, BIN, TOP, MANY = (36.0, 102.0), (0.8, 6.0), 3, 0.33, 20
"""Ends of the axes in minutes, a column's width, the highest share, draws that make columns."""
GRID = np.linspace(*WAITS, 133)


class Drawn(NamedTuple):
    """Points that a story has made so far; the last is the newest."""

    points: Rows
    kinds: Rows
    """Which kind each was drawn from, 0 or 1."""
    middle: Rows
    """Around which the newest was drawn."""


def two_stages(mixture: Mixture, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Points drawn one after another: a number u picks the kind, then the kind makes the point.

    Parameters
    ----------
    mixture : Mixture
        Two components over wait and length of an eruption, in minutes; the short kind first.
    presets : sequence of Preset
        Controls are 'draws', 'u' and 'told'.

    Examples
    --------
    >>> story = two_stages(Mixture(np.array([0.36, 0.64]), np.array([[54.0, 2.0], [80.0, 4.3]]),
    ...                            np.array([np.diag([36, 0.1]), np.diag([36, 0.1])])))
    >>> story.set(draws=1, u=0.22)
    >>> print(story.stage.frame.sentence.splitlines()[0])
    Draw 1: u = 0.22 is below 0.36, so the kind is short; the point lands at 45.4 min.
    """
    rng = np.random.default_rng(13)
    us, noise = rng.random(DRAWS[-1]), rng.standard_normal((DRAWS[-1], 2, 2))

    def draw(draws: float, u: float, told: str) -> Frame:
        n = int(draws)
        made = _story(mixture, np.append(us[: n - 1], u), noise[:n], told == BLEND)
        return _frame(mixture, made, u, told)

    return sketch(
        controls={
            "draws": Scale("Draws made", DRAWS),
            "u": Scale("u of the newest draw", steps(0.02, 0.98, 0.04), ".2f"),
            "told": Choice("The story", TELLINGS),
        },
        panels={"b": _bar(), "a": _plane(), "c": _waits()},
        layers=_layers(),
        draw=draw,
        begin={"draws": 1, "u": 0.22},
        presets=presets,
        play="draws",
        mosaic="baaaaa\nbaaaaa\nbccccc",
        size=(1000, 560),
    )


def _story(mixture: Mixture, us: Rows, noise: Rows, blend: bool) -> Drawn:
    """Each kind's candidate; u chooses one, or they are averaged, each with noise of its own."""
    kinds = np.searchsorted(np.cumsum(mixture.weights)[:-1], us, side="right")
    own = noise if blend else noise[:, [0, 0]]
    both = mixture.means + np.einsum("kij,nkj->nki", mixture.factors, own)
    if blend:
        middle = mixture.weights @ mixture.means
        return Drawn(np.tensordot(both, mixture.weights, (1, 0)), kinds, middle)
    return Drawn(both[np.arange(len(us)), kinds], kinds, mixture.means[kinds[-1]])


def _bar() -> Panel:
    def bare(ax: Axes) -> None:
        ax.set_xticks([])
        ax.grid(visible=False)

    return Panel((0, 1), (0, 1), "1 · A kind", "u", "cumulated weight", decorate=bare)


def _plane() -> Panel:
    below = "wait (min); ● short ■ long ◆ newest"
    return Panel(WAITS, LENGTHS, "2 · A point", below, "eruption (min)")


def _waits() -> Panel:
    title = "What is seen of it: how often each wait comes up"
    return Panel(WAITS, (0, TOP), title, "", "share in 3 min")


def _layers() -> list[Layer]:
    return [
        Bars(key="weights", panel="b", colours=COLOURS, labels=KINDS),
        Line(key="u", panel="b", weight=3.5),
        Marks(key="pointer", panel="b", marker="D", radius=7, colours=("ink",)),
        *(
            Marks(key=f"kind {k}", panel="a", marker="os"[k], radius=3.6, colours=(COLOURS[k],))
            for k in (0, 1)
        ),
        Marks(key="unknown", panel="a", radius=3.6, colours=("muted",)),
        Ellipses(key="rings", panel="a", colours=COLOURS),
        Ellipses(key="ring", panel="a", colours=(GREEN,)),
        Line(key="reach", panel="a", weight=2.4),
        Marks(key="newest", panel="a", marker="D", radius=7, colours=("ink",)),
        Bars(key="columns", panel="c", colours=("muted",)),
        *(Area(key=f"hill {k}", panel="c", colour=COLOURS[k]) for k in (0, 1)),
        Line(key="density", panel="c", colour=GREEN, weight=3),
        Line(key="mean", panel="c", weight=2, dashed=True),
        Text(key="said", panel="c", size=13),
    ]


def _hills(mixture: Mixture) -> Rows:
    """For each kind, its weight times its density of waits, times the width of a column."""
    sds = np.sqrt(mixture.covariances[:, 0, 0])
    z = (GRID[:, None] - mixture.means[:, 0]) / sds
    return np.asarray(BIN * mixture.weights * np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi)))


def _blended(mixture: Mixture) -> Mixture:
    """The distribution of a weighted average of one point of each kind."""
    spread = np.tensordot(mixture.weights**2, mixture.covariances, 1)
    return Mixture(np.ones(1), (mixture.weights @ mixture.means)[None], spread[None])


def _columns(waits: Rows) -> Rows:
    if len(waits) < MANY:
        return np.zeros((0, 4))
    edges = np.arange(WAITS[0], WAITS[1] + 1, BIN)
    shares = np.histogram(waits, edges)[0] / len(waits)
    return np.column_stack([edges[:-1], np.zeros_like(shares), edges[1:], shares])


def _frame(mixture: Mixture, made: Drawn, u: float, told: str) -> Frame:
    x, cut, model = made.points, float(mixture.weights[0]), mixture
    if told == BLEND:
        model = _blended(mixture)
    hills, mean = _hills(model), float((mixture.weights @ mixture.means)[0])
    marks: dict[str, Any] = {
        "newest": x[-1:],
        "columns": _columns(x[:, 0]),
        "density": np.column_stack([GRID, hills.sum(axis=1)]),
        "mean": [(mean, 0), (mean, TOP)],
        "said": (0.02, 0.86, f"dashed: mean {mean:.1f} min"),
    }
    if told == HIDDEN:
        return Frame(marks | {"unknown": x}, _said(mixture, made, u, told))
    marks |= {"weights": [(0.1, 0, 0.9, cut), (0.1, cut, 0.9, 1)], "reach": [made.middle, x[-1]]}
    if told == BLEND:
        marks |= {"unknown": x, "ring": (model.means, model.covariances)}
        return Frame(marks, _said(mixture, made, u, told))
    marks |= {f"kind {k}": x[made.kinds == k] for k in (0, 1)}
    marks |= {f"hill {k}": np.column_stack([GRID, hills[:, k]]) for k in (0, 1)}
    marks |= {"u": [(0, u), (1, u)], "pointer": [(0.96, u)]}
    marks["rings"] = (mixture.means, mixture.covariances)
    return Frame(marks, _said(mixture, made, u, told))


def _said(mixture: Mixture, made: Drawn, u: float, told: str) -> str:
    n, cut, waits = len(made.points), float(mixture.weights[0]), made.points[:, 0]
    kind, where = KINDS[made.kinds[-1]], f"lands at {waits[-1]:.1f} min"
    side = "below" if made.kinds[-1] == 0 else "not below"
    near = int(np.sum(np.abs(waits - mixture.weights @ mixture.means[:, 0]) < 5))
    count = int(np.sum(made.kinds == 0))
    lead = f"Draw {n}: u = {u:.2f} is {side} {cut:.2f}, so the kind is {kind}; the point {where}."
    rest = f"So far {count} short and {n - count} long; "
    if told == HIDDEN:
        lead = f"Draw {n}: a point {where}; which kind it is of, you are not told."
        rest = "The labels were drawn (u as you set it) and then thrown away; "
    if told == BLEND:
        lead = (
            f"Draw {n}: a short and a long point are averaged; u plays no part, the point {where}."
        )
        rest = f"Whatever u is, {u:.2f} or another, both kinds go into every point; "
    return (
        f"{lead}\n{rest}{near} of {n} waits are within 5 minutes of the mean, "
        f"{mixture.weights @ mixture.means[:, 0]:.1f}. Mean of the draws {waits.mean():.1f} min, "
        f"standard deviation {waits.std():.1f} min."
    )
