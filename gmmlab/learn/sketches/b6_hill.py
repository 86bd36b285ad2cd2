"""Bridge 6, the hill: a log-likelihood over mean and standard deviation, and how it is added up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.plot.style import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["hill"]

Numbers = NDArray[np.float64]
BLUE, ORANGE, GREEN = PALETTE[:3]
CENTRES = steps(1.2, 1.7, 0.02)
SIGMAS = (
    *(0.08, 0.085, 0.1, 0.12, 0.14, 0.15, 0.16, 0.17, 0.18),
    *(0.19, 0.2, 0.22, 0.24, 0.26, 0.3, 0.34, 0.4, 0.5),
)
DROPS = (1, 5, 25, 125)
"""So far below the top run the rings, in nats."""
ALL, TEN = "all 50", "ten of them"
LINE, TALL = (0.9, 2.02), 0.165
"""The lengths in view, in cm, and how far one dot stands below another."""
DEEP, HIGH = -8.0, 4.0
"""From which log-density to which one sees."""
ARM = 0.09
"""The longest arm that shows a slope, in cm."""


def hill(x: ArrayLike, ten: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """A normal curve to be set, the log-density of every point, and the hill of their sum.

    Parameters
    ----------
    x : array_like of shape (50,)
        Lengths in centimetres, with mean and standard deviation near 1.5 and 0.2.
    ten : array_like of shape (10,)
        Fewer of them.
    presets : sequence of Preset
        Controls are 'mu', 'sigma' and 'points'.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> petals = datasets.iris().X[:50, 2]
    >>> top = hill(petals, petals[3::5])
    >>> top.set(mu=1.46, sigma=0.17)
    >>> print(top.stage.frame.sentence.splitlines()[0])
    μ = 1.46 cm, σ = 0.17 cm: log-likelihood +17.1, 0.0 below the top.
    """
    samples = {ALL: np.asarray(x, dtype=float), TEN: np.asarray(ten, dtype=float)}
    return sketch(
        controls={
            "mu": Scale("Mean μ (cm)", CENTRES, ".2f"),
            "sigma": Scale("Standard deviation σ (cm)", SIGMAS, ".3g"),
            "points": Choice("Flowers", (ALL, TEN)),
        },
        panels=_panels(),
        layers=_layers(),
        draw=lambda mu, sigma, points: _frame(samples[points], mu, sigma),
        begin={"mu": 1.56, "sigma": 0.26},
        presets=presets,
        play="sigma",
        mosaic="ac\nbc",
        size=(1040, 550),
    )


def _panels() -> dict[str, Panel]:
    def ground(ax: Axes) -> None:
        ax.axhline(0, color=TONES[MUTED], lw=1)

    def arms(ax: Axes) -> None:
        for colour, name in ((ORANGE, "slope in μ"), (GREEN, "slope in σ")):
            ax.plot([], [], color=colour, lw=4, label=f"{name}: uphill this way")
        ax.plot([], [], "P", color=BLUE, ms=8, label="the top")
        ax.legend(loc="upper left", frameon=False, fontsize=9)

    many = tuple(np.arange(1.0, 2.01, 0.2).round(1).tolist())
    return {
        "a": Panel(
            LINE,
            (-2.4, 5.4),
            "How dense the curve is at each flower",
            "petal length (cm)",
            "density (per cm)",
            many,
            tuple(range(6)),
            decorate=ground,
        ),
        "b": Panel(
            LINE,
            (DEEP, HIGH),
            "Its logarithm: these are added up",
            "petal length (cm)",
            "log-density",
            many,
            decorate=ground,
        ),
        "c": Panel(
            (1.18, 1.72),
            (0.05, 0.62),
            "The sum is a hill: rings 1, 5, 25, 125 below the top",
            "mean μ (cm)",
            "standard deviation σ (cm)",
            decorate=arms,
        ),
    }


def _layers() -> list[Layer]:
    rings: list[Layer] = [
        Line(key=f"ring {drop}", panel="c", weight=1.6, colour=MUTED) for drop in DROPS
    ]
    return [
        Area(key="under", panel="a", colour=BLUE),
        Line(key="stems", panel="a", colour=BLUE, weight=2),
        Line(key="bell", panel="a", weight=2.4),
        Marks(key="flowers", panel="a", colours=(BLUE,), radius=3),
        Line(key="log stems", panel="b", colour=BLUE, weight=2),
        Line(key="parabola", panel="b", weight=2.4),
        Marks(key="logs", panel="b", colours=(BLUE,), radius=4),
        *rings,
        Line(key="arm mu", panel="c", colour=ORANGE, weight=6),
        Line(key="arm sigma", panel="c", colour=GREEN, weight=6),
        Marks(key="top", panel="c", colours=(BLUE,), marker="P", radius=7),
        Marks(key="here", panel="c", radius=5),
        Text(key="sum", panel="b", size=15),
        Text(key="height", panel="c", size=16),
    ]


def _frame(x: Numbers, mu: float, sigma: float) -> Frame:
    n, mean, sd = len(x), float(x.mean()), float(x.std())
    total, best = _height(x, mu, sigma), _height(x, mean, sd)
    slopes = (x - mu).sum() / sigma**2, ((x - mu) ** 2).sum() / sigma**3 - n / sigma
    across, up = ARM * np.tanh(slopes[0] / 150), 1.2 * ARM * np.tanh(slopes[1] / 300)
    values, counts = np.unique(x.round(3), return_counts=True)
    dense = np.linspace(*LINE, 113)
    logs = _log(values, mu, sigma)
    bell = np.column_stack([dense, np.exp(_log(dense, mu, sigma))])
    marks: dict[str, object] = {
        "under": bell,
        "bell": bell,
        "stems": _stems(values, np.exp(logs)),
        "flowers": [
            (v, -TALL * (k + 0.7)) for v, c in zip(values, counts, strict=True) for k in range(c)
        ],
        "parabola": np.column_stack([dense, _log(dense, mu, sigma)]),
        "log stems": _stems(values, np.maximum(logs, DEEP)),
        "logs": np.column_stack([values, logs]),
        "top": [(mean, sd)],
        "arm mu": [(mu, sigma), (mu + across, sigma)],
        "arm sigma": [(mu, sigma), (mu, sigma + up)],
        "here": [(mu, sigma)],
        "sum": (0.985, 0.93, f"sum over {n} flowers {_signed(total)}"),
        "height": (0.985, 0.95, f"log-likelihood {_signed(total)}"),
    }
    marks |= {f"ring {drop}": _ring(drop / n, mean, sd) for drop in DROPS}
    return Frame(marks, _said(x, mu, sigma, total, best, slopes))


def _log(x: Numbers, mu: float, sigma: float) -> Numbers:
    return np.asarray(-np.log(sigma * np.sqrt(2 * np.pi)) - ((x - mu) / sigma) ** 2 / 2)


def _height(x: Numbers, mu: float, sigma: float) -> float:
    return float(_log(x, mu, sigma).sum())


def _stems(places: Numbers, ends: Numbers) -> Numbers:
    """One line that goes up and down from the ground at every place."""
    zero = np.zeros_like(ends)
    return np.column_stack([np.repeat(places, 3), np.stack([zero, ends, zero], 1).ravel()])


def _ring(drop: float, mean: float, sd: float) -> Numbers:
    """Where the mean log-density is so far below its largest value: a closed line."""

    def squared(sigma: Numbers) -> Numbers:
        """The square of half the ring's width at this height."""
        return 2 * sigma**2 * (drop + np.log(sd / sigma) + 0.5) - sd**2

    spread = np.geomspace(0.2 * sd, 9 * sd, 4000)
    ends = np.log(spread[np.flatnonzero(squared(spread) > 0)[[0, -1]]])
    turn = np.cos(np.linspace(0, np.pi, 45))
    sigma = np.exp(ends.mean() - np.ptp(ends) / 2 * turn)
    half = np.sqrt(np.maximum(squared(sigma), 0))
    right, left = np.column_stack([mean + half, sigma]), np.column_stack([mean - half, sigma])
    return np.concatenate([right, left[::-1], right[:1]])


def _said(
    x: Numbers, mu: float, sigma: float, total: float, best: float, slopes: tuple[float, float]
) -> str:
    far = x[np.abs(x - mu).argmax()]
    ends = [_signed(float(each)) for each in _log(np.array([far, mu]), mu, sigma)]
    ways = [_way(slope) for slope in slopes]
    return (
        f"μ = {mu:.2f} cm, σ = {sigma:.3g} cm: log-likelihood {_signed(total)}, "
        f"{best - total:.1f} below the top.\n"
        f"The top of {len(x)} flowers, {_signed(best)}, is at their mean {x.mean():.3f} and their "
        f"standard deviation {x.std():.3f} cm. Slope in μ {_signed(slopes[0])} per cm ({ways[0]}), "
        f"in σ {_signed(slopes[1])} per cm ({ways[1]}). The farthest flower, {far:.1f} cm, adds "
        f"{ends[0]}; a flower at μ would add {ends[1]}."
    )


def _way(slope: float) -> str:
    return "level" if abs(slope) < 0.05 else f"uphill: {'larger' if slope > 0 else 'smaller'}"


def _signed(number: float) -> str:
    text = f"{number:+.1f}".replace("-", "−")
    return "0.0" if text[1:] == "0.0" else text
