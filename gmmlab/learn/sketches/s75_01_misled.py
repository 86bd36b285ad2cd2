"""Step 75.1, misled: k-means finds what it seeks, and what it seeks is not always the groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gmmlab import Mixture
from gmmlab.learn.explore import Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.lloyd import nearest, settled
from gmmlab.plot.style import PALETTE
from gmmlab.sheets import Sheet

__all__ = ["misled"]

Rows: TypeAlias = NDArray[Any]
BLUE, ORANGE, GREEN, AMBER = *PALETTE[:3], PALETTE[4]
N, GAP = 300, 4.5
"""How many points group B has, and how far apart the groups' middles are."""
X, Y = (-9.0, 11.0), (-10.0, 10.0)
COUNTS = (300, 200, 100, 60, 30, 20, 15, 12, 9, 6)


class Seen(NamedTuple):
    """Points, and what k-means and the mixture that they come from make of them."""

    points: Rows
    truth: Rows
    labels: Rows
    """Those of k-means, named so that they agree with the truth as often as they can."""
    centres: Rows
    border: Rows
    """The mixture's."""
    astray: tuple[int, int]
    """In the wrong group, by k-means and by the mixture."""
    inertia: tuple[float, float]
    """Of the true groups, and of those that k-means makes."""


def misled(*, presets: Sequence[Preset] = ()) -> Sketch:
    """Two groups that k-means finds, until one is rare, or wide, or both are long.

    Parameters
    ----------
    presets : sequence of Preset
        Controls are 'count', 'wide' and 'long'.

    Examples
    --------
    >>> groups = misled()
    >>> groups.set(count=9)
    >>> print(groups.stage.frame.sentence.splitlines()[0])
    K-means puts 93 of 309 points into the wrong group; the mixture none.
    """
    look = cache(_seen)

    def draw(count: float, wide: float, long: float) -> Frame:
        return _frame(look(int(count), wide, long), wide, long)

    return sketch(
        controls={
            "count": Scale("Points in A", COUNTS),
            "wide": Scale("B is wider than A ×", steps(1, 4, 0.25), ".2f"),
            "long": Scale("Both are stretched ×", steps(1, 4, 0.25), ".2f"),
        },
        panels={"a": _plane(), "b": _kept(), "c": _wrong()},
        layers=_layers(),
        draw=draw,
        presets=presets,
        mosaic="aaab\naaac",
        size=(1000, 560),
    )


@cache
def _round() -> Rows:
    """Two round groups of N points: middle 0, width 1, no correlation, exactly."""
    Z = np.random.default_rng(7).standard_normal((2, N, 2))
    Z -= Z.mean(axis=1, keepdims=True)
    roots = [np.linalg.cholesky(np.cov(z.T, bias=True)) for z in Z]
    return np.array([z @ np.linalg.inv(root).T for z, root in zip(Z, roots, strict=True)])


def _seen(count: int, wide: float, long: float) -> Seen:
    sds, ends = np.array([wide**-0.5, wide**0.5]), np.array([[-GAP / 2, 0], [GAP / 2, 0]])
    a, b = (z * sd * [1, long] + end for z, sd, end in zip(_round(), sds, ends, strict=True))
    points, truth = np.vstack([a[:count], b]), np.repeat([0, 1], [count, N])
    labels, centres = _best(points, truth)
    sigmas = np.array([np.diag([sd**2, (sd * long) ** 2]) for sd in sds])
    best = Mixture(np.array([count, N]) / (count + N), ends, sigmas)
    likelier = best.responsibilities(points).argmax(axis=1)
    inertia = [
        sum(float(np.sum((points[z == k] - points[z == k].mean(axis=0)) ** 2)) for k in (0, 1))
        for z in (truth, labels)
    ]
    astray = int(np.sum(labels != truth)), int(np.sum(likelier != truth))
    border = _border(count, sds, ends) * [1, long]
    return Seen(points, truth, labels, centres, border, astray, (inertia[0], inertia[1]))


def _best(points: Rows, truth: Rows) -> tuple[Rows, Rows]:
    """K-means' best labels from the true middles and ten other starts, and its centroids."""
    rng = np.random.default_rng(0)
    starts = [np.array([points[truth == k].mean(axis=0) for k in (0, 1)])]
    starts += [points[rng.choice(len(points), 2, replace=False)] for _ in range(10)]
    best = min(settled(Sheet.of(points), np.array(starts)), key=lambda run: run.inertia)
    labels = nearest(points, best.centres)
    swapped = bool(np.mean(labels != truth) > 0.5)
    return (1 - labels, best.centres[::-1]) if swapped else (labels, best.centres)


def _border(count: int, sds: Rows, ends: Rows) -> Rows:
    """Where both round groups are equally likely: a line, or a circle around the narrow one."""
    lead = 2 * np.log(count / N * (sds[1] / sds[0]) ** 2)
    if np.isclose(*sds):
        x = sds[0] ** 2 * lead / (2 * GAP)
        return np.array([[x, -40], [x, 40]])
    p = 1 / sds**2
    middle = (p[0] * ends[0] - p[1] * ends[1]) / (p[0] - p[1])
    square = (lead + p[0] * p[1] * GAP**2 / (p[0] - p[1])) / (p[0] - p[1])
    turn = np.linspace(0, 2 * np.pi, 181)
    radius = np.sqrt(square) if square > 0 else 0.0
    circle = middle + radius * np.column_stack([np.cos(turn), np.sin(turn)])
    return circle if radius else circle[:0]


def _plane() -> Panel:
    below = "● A ■ B, the true groups; colour: k-means' groups; ringed: they disagree"
    return Panel(X, Y, "Solid: k-means' border; dashed: the mixture's", below)


def _bars(ax: Axes, names: Sequence[str]) -> None:
    ax.set_xticks(range(2), names)
    ax.grid(visible=False, axis="x")


def _kept() -> Panel:
    names = ("true groups", "k-means")
    return Panel(
        (-0.6, 1.6),
        (0, 128),
        "Inertia: less is better (%)",
        yticks=(0, 50, 100),
        decorate=lambda ax: _bars(ax, names),
    )


def _wrong() -> Panel:
    names = ("mixture", "k-means")
    return Panel(
        (-0.6, 1.6),
        (0, 64),
        "In the wrong group (%)",
        yticks=(0, 25, 50),
        decorate=lambda ax: _bars(ax, names),
    )


def _layers() -> list[Layer]:
    kinds = [(t, k) for t in (0, 1) for k in (0, 1)]
    return [
        *(Marks(key=f"astray {t}", panel="a", marker="os"[t], radius=6.4) for t in (0, 1)),
        *(
            Marks(
                key=f"{t}{k}", panel="a", marker="os"[t], radius=3.2, colours=((BLUE, ORANGE)[k],)
            )
            for t, k in kinds
        ),
        Line(key="best", panel="a", colour=GREEN, weight=3.2, dashed=True),
        Line(key="border", panel="a", weight=3.2),
        Marks(key="centres", panel="a", colours=(BLUE, ORANGE), labels="AB", radius=10),
        Bars(key="kept", panel="b", colours=(AMBER, "ink")),
        Line(key="level", panel="b", weight=1.4, dashed=True),
        Bars(key="wrong", panel="c", colours=(GREEN, "ink")),
        *(Text(key=f"{p}{k}", panel=p, size=14) for p in "bc" for k in (0, 1)),
    ]


def _inside(xy: Rows) -> Rows:
    return np.asarray((np.abs(xy[:, 0] - 1) < 10) & (np.abs(xy[:, 1]) < 10))


def _frame(s: Seen, wide: float, long: float) -> Frame:
    shown, n = _inside(s.points), len(s.points)
    kept, wrong = 100 * s.inertia[1] / s.inertia[0], 100 * np.array(s.astray[::-1]) / n
    marks: dict[str, Any] = {
        f"{t}{k}": s.points[shown & (s.truth == t) & (s.labels == k)]
        for t in (0, 1)
        for k in (0, 1)
    }
    marks |= {f"astray {t}": s.points[shown & (s.truth == t) & (s.labels != t)] for t in (0, 1)}
    marks |= {
        "best": s.border,
        "border": _halfway(s.centres),
        "centres": s.centres,
        "kept": [(-0.36, 0, 0.36, 100), (0.64, 0, 1.36, kept)],
        "level": [(-0.6, 100), (1.6, 100)],
        "wrong": [(-0.36, 0, 0.36, wrong[0]), (0.64, 0, 1.36, wrong[1])],
    }
    for panel, pair, top in (("b", (100, kept), 128), ("c", wrong, 64)):
        for k, value in enumerate(pair):
            marks[f"{panel}{k}"] = (
                (0.13, 0.87)[k],
                value / top + (0.08 if value < 16 else -0.08),
                f"{value:.0f} %",
            )
    return Frame(marks, _said(s, wide, long, kept, int(np.sum(~shown))))


def _halfway(centres: Rows) -> Rows:
    """The perpendicular bisector, within the picture."""
    middle, gap = centres.mean(axis=0), centres[1] - centres[0]
    line = middle + np.linspace(-30, 30, 3001)[:, None] * [-gap[1], gap[0]] / np.hypot(*gap)
    return line[_inside(line)][[0, -1]]


def _said(s: Seen, wide: float, long: float, kept: float, beyond: int) -> str:
    wrong, best = s.astray
    verdict = "so by its own measure the wrong answer is the better one"
    if kept > 99.5:
        verdict = "so by its own measure its answer is as good as the truth"
    where = " and ".join(f"({x:.1f}, {y:.1f})" for x, y in s.centres.round(1) + 0.0)
    sizes = f"{np.sum(s.truth == 0)} points in A and {N} in B"
    width = f"B is {wide:g} times as wide as A" if wide > 1 else "A and B are equally wide"
    shape = f"both are {long:g} times as tall as wide" if long > 1 else "both are round"
    lost = f" Beyond the picture: {beyond}." if beyond else ""
    return (
        f"K-means puts {wrong} of {len(s.points)} points into the wrong group; the mixture "
        f"{'only ' * (0 < best < wrong)}{best or 'none'}.\n"
        f"{sizes}; {width}; {shape}. K-means' border is straight, half-way between its centroids "
        f"at {where.replace('-', '−')}. Its groups have {kept:.1f} % of the inertia of the true "
        f"ones, {verdict}.{lost}"
    )
