"""Step 75.12, the tree: one trunk at a wide sigma forks as it narrows, and ends on k-means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Dots, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.plot.style import MARKERS, PALETTE

__all__ = ["SIGMAS", "settled_at", "tree"]

Numbers = NDArray[np.float64]
ASSIGN = SOFT, HARD = "soft: shared out", "hard: winner takes all"
WEIGHTS = LEARNED, EQUAL = "learned", "held equal"
SIGMAS = (2, 1.8, 1.6, 1.4, 1.3, 1.2, 1.15, 1.12, 1.09, 1.05, 1, 0.9, 0.8, 0.7, 0.6, 0.5)
SIGMAS += (0.46, 0.43, 0.4, 0.37, 0.34, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05, 0.02)  # type: ignore[assignment]
"""Standard deviations in minutes, the widest first."""
LETTERS, COLOURS = "ABC", PALETTE[:3]
HUES = np.array([[int(hue[i : i + 2], 16) for i in (1, 3, 5)] for hue in COLOURS])
LOW, HIGH = 1.2, 5.5
GRID = np.linspace(LOW, HIGH, 345)
NONE = np.zeros((0, 2))
PLACES = (1.6, 3.8, 5.1)
"""Where the letters stand on the curves of responsibility."""


class Settled(NamedTuple):
    """Where EM has come to rest for each sigma: (sigmas, K) means and weights."""

    means: Numbers
    weights: Numbers

    @property
    def alive(self) -> NDArray[np.bool_]:
        """Which components own anything."""
        return self.weights > 0


def shares(x: Numbers, means: Numbers, weights: Numbers, sigmas: Numbers, hard: bool) -> Numbers:
    """Whose is each point, (sigmas, n, K)."""
    with np.errstate(divide="ignore"):
        A = np.log(weights)[:, None] - ((x[:, None] - means[:, None]) / sigmas) ** 2 / 2
    if hard:
        return np.eye(means.shape[1])[A.argmax(axis=2)]
    R: Numbers = np.exp(A - A.max(axis=2, keepdims=True))
    R /= R.sum(axis=2, keepdims=True)
    return R


def settled_at(
    x: Numbers, sigmas: Sequence[float], start: Numbers, hard: bool, learned: bool
) -> Settled:
    """EM from one start for every sigma at once, until nothing moves."""
    x, counts = np.unique(x, return_counts=True)
    s, K = np.array(sigmas, dtype=float)[:, None, None], len(start)
    m, w = np.tile(start, (len(s), 1)), np.full((len(s), K), 1 / K)
    moving = np.arange(len(s))
    for _ in range(1500):
        R = shares(x, m[moving], w[moving], s[moving], hard) * counts[:, None]
        N, before = R.sum(axis=1), m[moving]
        m[moving] = np.where(N > 0, np.einsum("snk,n->sk", R, x) / np.maximum(N, 1e-99), before)
        change = np.abs(m[moving] - before).max(axis=1)
        if learned:
            change = np.maximum(change, np.abs(N / counts.sum() - w[moving]).max(axis=1))
            w[moving] = N / counts.sum()
        moving = moving[change > 1e-8]
        if not len(moving):
            break
    return Settled(m, w)


def tree(x: ArrayLike, start: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Where the means of equal balls come to rest, against their standard deviation.

    Parameters
    ----------
    x : array_like of shape (n,)
        Lengths of eruptions, between 1.2 and 5.5 minutes.
    start : array_like of shape (3,)
        Where EM starts for every standard deviation: the centroids of k-means, in rising order.
    presets : sequence of Preset
        Controls are 'sigma', 'assign' and 'weights'.

    Examples
    --------
    >>> wood = tree([2.0, 2.1, 3.9, 4.0, 4.5, 4.6], [2.05, 3.95, 4.55])
    >>> wood.set(sigma=2)
    >>> print(wood.stage.frame.sentence.splitlines()[0])
    Soft, weights held equal, σ = 2 min: the three means stand on one place.
    """
    points, goal = np.asarray(x, dtype=float), np.asarray(start, dtype=float)

    @cache
    def rest(assign: str, weights: str) -> Settled:
        return settled_at(points, SIGMAS, goal, assign == HARD, weights == LEARNED)

    def draw(sigma: float, assign: str, weights: str) -> Frame:
        others = [_gaps(rest(*rule), goal) for rule in product(ASSIGN, WEIGHTS)]
        here = SIGMAS.index(sigma)
        return _frame(points, goal, rest(assign, weights), here, (assign, weights), others)

    return sketch(
        controls={
            "sigma": Scale("σ (min)", SIGMAS, "g"),
            "assign": Choice("Assignment", ASSIGN),
            "weights": Choice("Weights", WEIGHTS),
        },
        panels=_panels(goal),
        layers=_layers(points),
        draw=draw,
        begin={"sigma": 2, "weights": EQUAL},
        presets=presets,
        play="sigma",
        mosaic="aaabb\naaacc",
        size=(1000, 560),
    )


def _panels(goal: Numbers) -> dict[str, Panel]:
    ticks = (2, 1, 0.5, 0.2, 0.1, 0.05, 0.02)

    def written(ax: Axes) -> None:
        ax.set_yticks(np.log10(ticks), [f"{s:g}" for s in ticks])
        for centre in goal:
            ax.axvline(centre, color=TONES[MUTED], lw=1.1, ls=(0, (1, 2)))
        ax.axhline(-1.82, color=TONES[MUTED], lw=0.8)

    def logarithmic(ax: Axes) -> None:
        ax.set_xticks(-np.log10(ticks), [f"{s:g}" for s in ticks])

    title = "Where the means come to rest, for every σ (dotted: k-means)"
    a = Panel((LOW, HIGH), (-2.32, 0.8), title, "length (min)", "σ (min)", decorate=written)
    b = Panel((LOW, HIGH), (-0.1, 1.5), "Responsibilities at this σ", "length (min)", "share")
    c = Panel(
        (-0.36, 1.75), (-0.07, 1.6), "Away from k-means (thin: other rules)", "σ (min)", "min"
    )
    b, c = replace(b, yticks=(0, 0.5, 1)), replace(c, decorate=logarithmic)
    return {"a": a, "b": b, "c": c}


def _layers(x: Numbers) -> list[Layer]:
    looks = list(zip(LETTERS, COLOURS, (5.5, 2, 3), (False, True, False), strict=True))
    looks = [looks[0], looks[2], looks[1]]  # so that all are seen where they run together
    rules = [Line(key=f"rule {i}", panel="c", colour=MUTED, weight=0.9) for i in range(4)]
    return [
        Dots(key="points", panel="a", xy=_stacked(x), markers="".join(MARKERS[:3]), radius=2.4),
        *(
            Line(key=f"branch {z}", panel="a", colour=hue, weight=w, dashed=d)
            for z, hue, w, d in looks
        ),
        Line(key="level", panel="a", weight=1.4),
        Marks(key="feet", panel="a", radius=4),
        *(Marks(key=f"pin {z}", panel="a", colours=(hue,), labels=z) for z, hue, *_ in looks),
        *(
            Line(key=f"share {z}", panel="b", colour=hue, weight=w, dashed=d)
            for z, hue, w, d in looks
        ),
        *(Marks(key=f"name {z}", panel="b", colours=(hue,), labels=z) for z, hue, *_ in looks),
        Text(key="shared", panel="b", size=13),
        *rules,
        Line(key="rule", panel="c", weight=2.6),
        Marks(key="here", panel="c", radius=5.5, marker="D"),
        Text(key="away", panel="c", size=16),
    ]


def _stacked(x: Numbers) -> Numbers:
    """Each eruption in a column of those as long, at the foot of the picture."""
    column = np.round(np.sort(x), 1)
    height = np.array([np.sum(column[:i] == c) for i, c in enumerate(column)], dtype=float)
    return np.column_stack([column, -2.28 + 0.4 * height / max(height.max(), 20)])


def _gaps(rest: Settled, goal: Numbers) -> Numbers:
    """How far the worst served centroid of k-means is from the nearest mean, for each sigma."""
    apart = np.abs(rest.means[:, None] - goal[:, None])
    gaps: Numbers = np.where(rest.alive[:, None], apart, np.inf).min(axis=2).max(axis=1)
    return gaps


def _pins(means: Numbers, alive: Any, level: float) -> dict[str, Any]:
    """The letters above the means; those that stand on one place, above each other."""
    pins: dict[str, Any] = {}
    placed: list[float] = []
    for z, mean, lives in zip(LETTERS, means, alive, strict=True):
        if lives:
            below = sum(abs(mean - other) < 0.2 for other in placed)
            pins[f"pin {z}"] = [(mean, level + 0.1 + 0.125 * below)]
            placed.append(mean)
    return pins


def _frame(
    x: Numbers,
    goal: Numbers,
    rest: Settled,
    here: int,
    rule: tuple[str, str],
    others: Sequence[Numbers],
) -> Frame:
    logs = np.log10(SIGMAS)
    m, w, alive = rest.means[here], rest.weights[here], rest.alive[here]
    told = (m[None], w[None], np.full((1, 1, 1), SIGMAS[here]), rule[0] == HARD)
    curves = shares(GRID, *told)[0]
    R = shares(np.sort(x), *told)[0]
    gaps = _gaps(rest, goal)
    torn = int(np.sum(R.max(axis=1) < 0.9))
    marks: dict[str, Any] = {
        "points": np.column_stack([R @ HUES, R.round(6).argmax(axis=1)]),
        "level": [(LOW, logs[here]), (HIGH, logs[here])],
        "feet": np.column_stack([m, np.full(3, logs[here])])[alive],
        "shared": (0.03, 0.92, f"{torn} of {len(x)} shared"),
        "rule": np.column_stack([-logs, gaps]),
        "here": [(-logs[here], gaps[here])],
        "away": (0.97, 0.88, f"{gaps[here]:.3f} min"),
    }
    marks |= _pins(m, alive, logs[here])
    marks |= {f"rule {i}": np.column_stack([-logs, other]) for i, other in enumerate(others)}
    for k, z in enumerate(LETTERS):
        lives = rest.alive[:, k]
        marks[f"branch {z}"] = np.column_stack([rest.means[:, k], logs])[lives]
        marks[f"share {z}"] = np.column_stack([GRID, curves[:, k]]) if alive[k] else NONE
        if alive[k]:
            marks[f"name {z}"] = [(PLACES[k], np.interp(PLACES[k], GRID, curves[:, k]))]
    return Frame(marks, _said(m, w, SIGMAS[here], rule, R, float(gaps[here])))


def _said(
    m: Numbers, w: Numbers, sigma: float, rule: tuple[str, str], R: Numbers, gap: float
) -> str:
    living = np.sort(m[w > 0])
    places = 1 + int(np.sum(np.diff(living) > 0.01))
    stand = {1: "one place", 2: "two places", 3: "three places"}[places]
    count = {1: "the only mean that owns anything stands", 2: "two means stand"}
    who = count.get(len(living), "the three means stand")
    idle = [z for z, share in zip(LETTERS, w, strict=True) if not share > 0]
    starved = f" {' and '.join(idle)} own{'s' * (len(idle) == 1)} nothing." if idle else ""
    each = ", ".join(
        f"{z} {mean:.2f} (weight {share:.2f})"
        for z, mean, share in zip(LETTERS, m, w, strict=True)
        if share > 0
    )
    logs = np.log(R, out=np.zeros_like(R), where=R > 0)
    entropy = abs(float(-(R * logs).sum(axis=1).mean()))
    torn = int(np.sum(R.max(axis=1) < 0.9))
    return (
        f"{rule[0].split(':')[0].capitalize()}, weights {rule[1]}, σ = {sigma:g} min: "
        f"{who} on {stand}.\n"
        f"Means in minutes: {each}.{starved} The centroid of k-means that is served worst is "
        f"{gap:.3f} min from the nearest mean. {torn} of the {len(R)} eruptions are shared: no "
        f"component has more than 0.9. Mean entropy of the responsibilities: {entropy:.3f} nats."
    )
