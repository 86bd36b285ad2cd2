"""Step 75.8, fifty climbs: one model, one data set, fifty starts, and the few heaps they end in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Slider, sketch
from gmmlab.learn.explore import Scale as Steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Dots, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.panels import Scale
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE
from gmmlab.points import Points
from gmmlab.shapes import Full
from gmmlab.sprint import climb
from gmmlab.starts import kmeans_plusplus, random_points, random_responsibilities

__all__ = ["Climbs", "fifty_climbs"]

Numbers = NDArray[Any]
RUNS, K = 50, 3
SHAPE = Full(shared=True)
FILM = (0, 1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 70, 100, 200, 500)
STARTS: Final = {
    "random flowers": random_points,
    "k-means++": kmeans_plusplus,
    "random shares": random_responsibilities,
}
ORDERS = ["".join(order) for order in permutations("ABC")]
LOOKS: Final = (("o", PALETTE[0]), ("^", PALETTE[1]), ("s", PALETTE[2]), ("X", PALETTE[3]))
"""Marker and colour of the best end, the second, the third, and all others."""
SIGNS = ("circles", "triangles", "squares", "crosses")
DOT, TALL = 2 * float(np.log1p(0.1)), 56
"""Width of a column of runs on the stretched axis, so that the best one holds what lies within 0.1
of the top; and the height of the panel, in runs."""
LOWEST = -760.0
"""Log-likelihoods that are lower stand at the left edge."""
GREY = np.array([214, 217, 221, 0], np.uint8)


@dataclass(frozen=True, eq=False)
class Climbs:
    """Fifty runs of EM from one way of starting, at the steps of a film; seeds 0 to 49.

    Attributes
    ----------
    heights : ndarray of shape (steps, runs)
        Log-likelihoods, in nats.
    means, covariances : ndarray of shape (steps, runs, K, 2) and (steps, runs, K, 2, 2)
        Of the two features that are drawn.
    orders : ndarray of shape (steps, runs)
        Which of `ORDERS` the components stand in, from the left to the right.
    """

    heights: Numbers
    means: Numbers
    covariances: Numbers
    orders: NDArray[np.int64]

    @classmethod
    def of(cls, X: Numbers, how: str) -> Climbs:
        """Run them all, or remember them."""
        return _run(X.tobytes(), X.shape, how)

    @classmethod
    def run(cls, X: Numbers, how: str, columns: Sequence[int] = (2, 3)) -> Climbs:
        """Run them all, side by side."""
        begun = [STARTS[how](X, K, SHAPE, np.random.default_rng(seed)) for seed in range(RUNS)]
        points, runs, fits = Points.of(X, SHAPE), Mixture.side_by_side(begun), []
        for more in np.diff(FILM, prepend=0):
            fits.append(climb(points, runs, int(more))[1])
            runs = fits[-1].mixture
        means = np.stack([fit.mixture.means for fit in fits])[..., columns]
        wide = np.stack([fit.mixture.covariances for fit in fits])
        names = means[..., 0].argsort(axis=-1)
        orders = [[ORDERS.index("".join("ABC"[k] for k in run)) for run in at] for at in names]
        heights = np.stack([np.asarray(fit.log_likelihood) for fit in fits])
        seen = wide[..., columns, :][..., columns]
        return cls(heights, means, seen, np.array(orders))

    @property
    def ends(self) -> list[float]:
        """Where each run ends, to a tenth of a nat."""
        return [round(float(height), 1) for height in self.heights[-1]]

    def tiers(self, among: Sequence[float]) -> NDArray[np.int64]:
        """For each run which of these ends it comes to, the last number for any other."""
        known = list(among)
        return np.array([known.index(e) if e in known else len(known) for e in self.ends])


@cache
def _run(data: bytes, rows: tuple[int, int], how: str) -> Climbs:
    return Climbs.run(np.frombuffer(data).reshape(rows), how)


def fifty_climbs(X: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Fifty runs of EM at once: their means on a map, and their log-likelihoods in heaps.

    Parameters
    ----------
    X : array_like of shape (n, 4)
        Sepals and petals of irises, in centimetres; the petals are drawn.
    presets : sequence of Preset
        Controls are 'step', 'start' and 'run'.

    Examples
    --------
    >>> from gmmlab.datasets import iris
    >>> runs = fifty_climbs(iris().X)
    >>> runs.set(step=500, run=5)
    >>> print(runs.stage.frame.sentence.splitlines()[0])
    Step 500: run 5 stands at −263.5; 10 of 50 runs are within 0.1 of the best, −256.4.
    """
    data = np.asarray(X, dtype=float)

    first = Climbs.of(data, "random flowers")
    top = float(first.heights[-1].max())
    tiers = sorted((end for end, _ in Counter(first.ends).most_common(3)), reverse=True)
    panels = {"a": _map(tiers), "b": _heights(top, tiers), "c": _orders()}

    def draw(step: int, start: str, run: int) -> Frame:
        at = FILM.index(step)
        runs = Climbs.of(data, start)
        marks = _marks(runs, at, run - 1, tiers, panels)
        return Frame(marks, _said(runs, at, run - 1, tiers, start, top))

    return sketch(
        controls={
            "step": Steps("Steps of EM", FILM, ".0f"),
            "start": Choice("Starts", tuple(STARTS)),
            "run": Slider("Follow run", 1, RUNS),
        },
        panels=panels,
        layers=_layers(data),
        draw=draw,
        begin={"step": 0, "start": "random flowers", "run": 3},
        presets=presets,
        play="step",
        mosaic="aaabbb\naaabbb\naaabbb\naaaccc",
        size=(1020, 560),
    )


def _map(tiers: Sequence[float]) -> Panel:
    def legend(ax: Axes) -> None:
        words = [f"{_written(end)}" for end in tiers] + ["elsewhere"]
        for (marker, colour), word in zip(LOOKS, words, strict=True):
            ax.plot([], [], marker, color=colour, label=word)
        ax.legend(title="bound for", loc="upper left", frameon=False, fontsize=9, title_fontsize=9)

    title = "All means of all runs, on the petals"
    names = "petal length (cm)", "petal width (cm)"
    return Panel((0.4, 7.4), (-0.35, 2.95), title, *names, decorate=legend)


def _heights(top: float, tiers: Sequence[float]) -> Panel:
    def gathered(v: Any) -> Any:
        return -np.log1p(np.maximum(top - np.asarray(v, dtype=float), -0.6))

    stretched = Scale(gathered, lambda u: top - np.expm1(-np.asarray(u, dtype=float)))
    places = (-600.0, -380.0, -300.0, tiers[1], tiers[0])

    def named(ax: Axes) -> None:
        ax.set_xticks(places, [_written(place).removesuffix(".0") for place in places])

    title, x = "A dot for every run: a step moves it right", "log-likelihood (nats; stretched)"
    ends = (LOWEST, top + 0.5)
    levels = tuple(range(0, 51, 10))
    return Panel(ends, (0, TALL), title, x, "runs", (), levels, stretched, named)


def _orders() -> Panel:
    def named(ax: Axes) -> None:
        ax.set_xticks(range(6), ORDERS)
        ax.grid(visible=False, axis="x")

    title = "Names from left to right, same end"
    return Panel((-0.6, 5.6), (0, 12), title, "", "runs", (), (0, 5, 10), decorate=named)


def _layers(X: Numbers) -> list[Layer]:
    swarm = [
        Marks(key=f"{key} {i}", panel=panel, colours=(colour,), radius=3.3, marker=marker)
        for key, panel in (("mean", "a"), ("dot", "b"))
        for i, (marker, colour) in enumerate(LOOKS)
    ]
    ink: dict[str, Any] = {"colours": ("ink",) * K}
    return [
        Dots(key="flowers", panel="a", xy=X[:, 2:4], radius=2.2),
        Ellipses(key="rings", panel="a", colours=("#57606a",) * K, levels=(2.0,)),
        *swarm,
        Marks(key="named", panel="a", labels="ABC", radius=9.5, **ink),
        Line(key="plumb", panel="b", weight=1.2, dashed=True),
        Marks(key="here", panel="b", radius=6, marker="v"),
        *(Text(key=f"count {i}", panel="b", size=13) for i in range(3)),
        Bars(key="orders", panel="c", colours=(PALETTE[4],)),
        Marks(key="own", panel="c", radius=6, marker="v"),
    ]


def _marks(
    all_: Climbs, at: int, run: int, tiers: Sequence[float], panels: dict[str, Panel]
) -> dict[str, Any]:
    heights, means, tier = all_.heights[at], all_.means[at], all_.tiers(tiers)
    scale = panels["b"].xscale
    dots = _stacked(heights, tier, run, scale)
    marks: dict[str, Any] = {"flowers": np.tile(GREY, (150, 1))}
    for i in range(len(LOOKS)):
        marks[f"mean {i}"] = means[tier == i].reshape(-1, 2)
        marks[f"dot {i}"] = dots[tier == i]
    marks["rings"] = means[run], all_.covariances[at, run]
    marks["named"] = means[run]
    x, y = dots[run]
    marks["plumb"] = [(x, 0), (x, y)]
    marks["here"] = [(x, y + 2.2)]
    for i, end in enumerate(tiers):
        there = int(np.sum(_columns(heights, scale) == _columns(np.array([end]), scale)))
        if there:
            place = panels["b"].place([(end, there + 4.6)])[0]
            marks[f"count {i}"] = (place[0] + 0.02, place[1], str(there))
    counts = _shared_orders(all_, at, run)
    marks["orders"] = [(k - 0.35, 0, k + 0.35, count) for k, count in enumerate(counts)]
    own = int(all_.orders[at, run])
    marks["own"] = [(own, counts[own] + 1.6)]
    return marks


def _stacked(heights: Numbers, tier: NDArray[np.int64], run: int, scale: Scale) -> Numbers:
    """A place for each run's dot: in its column, like by like, the followed one on top."""
    columns = _columns(heights, scale)
    level = np.zeros(len(heights))
    for column in np.unique(columns):
        members = np.flatnonzero(columns == column)
        ranked = members[np.lexsort((tier[members], members == run))]
        level[ranked] = np.arange(len(ranked)) + 0.8
    return np.column_stack([scale.inverse(columns * DOT), level])


def _columns(heights: Numbers, scale: Scale) -> Numbers:
    """Which column of the stretched axis each log-likelihood belongs to, 0 for the best."""
    places: Numbers = np.round(scale.forward(np.maximum(heights, LOWEST + 30)) / DOT)
    return places


def _shared_orders(all_: Climbs, at: int, run: int) -> list[int]:
    """How many runs with the same end as this one have each order of names now."""
    same = np.array(all_.ends) == all_.ends[run]
    return np.bincount(all_.orders[at, same], minlength=len(ORDERS)).tolist()


def _written(number: float) -> str:
    return f"{number:.1f}".replace("-", "−")


def _said(all_: Climbs, at: int, run: int, tiers: Sequence[float], start: str, top: float) -> str:
    heights, end = all_.heights[at], all_.ends[run]
    there = int(np.sum(heights > top - 0.1))
    sizes = np.bincount(all_.tiers(tiers), minlength=len(LOOKS)).tolist()
    places = [f"at {_written(tier)}" for tier in tiers] + ["elsewhere"]
    heaps = ", ".join(f"{n} {p} ({s})" for n, p, s in zip(sizes, places, SIGNS, strict=True))
    counts, own = _shared_orders(all_, at, run), int(all_.orders[at, run])
    same, seen = sum(counts), sum(count > 0 for count in counts)
    names = f"From short petals to long it names its components {', '.join(ORDERS[own])}"
    shared = f"ends at {_written(end)}, and no other run does. {names}."
    if same > 1:
        shared = (
            f"is one of {same} that end at {_written(end)}. {names}; so do {counts[own]} of these "
            f"{same} at this step, and {seen} of the 6 orders are seen among them."
        )
    return (
        f"Step {FILM[at]}: run {run + 1} stands at {_written(heights[run])}; {there} of {RUNS} "
        f"runs are within 0.1 of the best, {_written(top)}.\n"
        f"Starts: {start}. The runs end: {heaps}. Run {run + 1} {shared}"
    )
