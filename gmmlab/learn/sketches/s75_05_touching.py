"""Step 75.5, the touching bound: EM's step on the log-likelihood surface over two means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, Slider, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.plot.style import PALETTE

__all__ = ["Surface", "touching"]

BLUE, ORANGE = PALETTE[:2]
GREY = TONES[MUTED]
ITERATIONS = 12
LOW, HIGH = 50.0, 90.0
"""The map's ends, in minutes."""
FLOOR = -1250.0
"""Lower log-likelihoods are off the picture."""
DEPTHS = (600, 400, 280, 200, 150, 110, 80, 55, 45, 38.5, 25, 12, 4)
"""How far below the higher peak the map's lines lie."""
WAY = np.linspace(-8, 26, 69)
"""Places on the cut, in minutes from where the bound touches."""
ACROSS = np.array([-1, 1]) / np.sqrt(2)
"""Where the cut goes if there is no step."""
TURN = np.linspace(0, 2 * np.pi, 91)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Bound:
    """A lower bound of the log-likelihood, as a function of the means: a hill with ellipses."""

    counts: Numbers
    """The soft counts of the shares that it is made of."""
    centre: Numbers
    top: float
    sd: float

    def __call__(self, means: ArrayLike) -> Numbers:
        squares = self.counts * (np.asarray(means) - self.centre) ** 2
        height: Numbers = self.top - squares.sum(axis=-1) / (2 * self.sd**2)
        return height

    def ellipse(self, level: float) -> Numbers:
        """Where the bound is as high as that."""
        reach = np.sqrt(2 * self.sd**2 * max(self.top - level, 0) / self.counts)
        ring: Numbers = self.centre + reach * np.column_stack([np.cos(TURN), np.sin(TURN)])
        return ring


@dataclass(frozen=True, eq=False)
class Surface:
    """The log-likelihood of two means; weights and one standard deviation are held.

    Examples
    --------
    >>> hill = Surface(np.array([55.0, 80.0]), np.array([0.4, 0.6]), 8.0)
    >>> bound = hill.bound_at([60, 75])
    >>> bool(np.isclose(bound([60, 75]), hill([60, 75])))
    True
    """

    x: Numbers
    weights: Numbers
    sd: float

    def scores(self, means: ArrayLike) -> Numbers:
        """Log of weight times density, (..., 2, n)."""
        z = (self.x - np.asarray(means, dtype=float)[..., None]) / self.sd
        height = np.log(self.weights / self.sd) - np.log(2 * np.pi) / 2
        logs: Numbers = height[:, None] - z**2 / 2
        return logs

    def __call__(self, means: ArrayLike) -> Numbers:
        logs = self.scores(means)
        total: Numbers = np.logaddexp(logs[..., 0, :], logs[..., 1, :]).sum(axis=-1)
        return total

    def shares_at(self, means: ArrayLike) -> Numbers:
        """The responsibilities, (2, n)."""
        logs = self.scores(means)
        return np.exp(logs - np.logaddexp(*logs))

    def bound_of(self, shares: Numbers) -> Bound:
        """The bound that these shares make."""
        counts = shares.sum(axis=1)
        centre = np.round(shares @ self.x / counts, 9)  # so that rounding parts no twins
        terms = shares * (self.scores(centre) - np.log(np.maximum(shares, 1e-300)))
        return Bound(counts, centre, float(terms.sum()), self.sd)

    def bound_at(self, means: ArrayLike) -> Bound:
        """The bound after an E-step here: it touches here."""
        return self.bound_of(self.shares_at(means))

    @cached_property
    def even(self) -> Bound:
        """The bound before any E-step: half of every point for each."""
        return self.bound_of(np.full((2, len(self.x)), 0.5))

    def chart(self, ax: Axes, peaks: ArrayLike) -> None:
        """Draw the map: lines of equal height, the peaks, the line of equal means."""
        grid, places = np.linspace(LOW, HIGH, 81), np.asarray(peaks, dtype=float)
        heights = self(np.stack(np.meshgrid(grid, grid), axis=-1))
        levels = self(places[0]) - np.array(DEPTHS)
        ax.contour(grid, grid, heights, levels, colors="#aab1b9", linewidths=0.9, linestyles="-")
        ax.plot([LOW, HIGH], [LOW, HIGH], color=GREY, lw=1.2, ls=(0, (1, 2)))
        ax.text(50.8, 54.8, "equal means", size=9, color=GREY, rotation=34)
        for (a, b), name, up in zip(places, ("higher peak", "lower peak"), (1.6, -3), strict=True):
            ax.plot([a], [b], "+", color=TONES["ink"], ms=11, mew=1.8)
            ax.text(a, b + up, name, size=9, color=TONES["ink"], ha="center")

    def walk(self, start: Sequence[float]) -> list[Numbers]:
        """The means of so many iterations."""
        means = [np.asarray(start, dtype=float)]
        for _ in range(ITERATIONS):
            means.append(self.bound_at(means[-1]).centre)
        return means


def touching(surface: Surface, peaks: ArrayLike, *, presets: Sequence[Preset] = ()) -> Sketch:
    """EM on a map of the log-likelihood, half step by half step, with its lower bound.

    Parameters
    ----------
    surface : Surface
        Of waits in minutes, for means between 50 and 90.
    peaks : array_like of shape (2, 2)
        Its higher and its lower peak.
    presets : sequence of Preset
        Controls are 'half', from 0 to 24, 'first' and 'second', the start in minutes.

    Examples
    --------
    >>> hill = Surface(np.array([52.0, 55.0, 78.0, 80.0, 84.0]), np.array([0.4, 0.6]), 8.0)
    >>> sketched = touching(hill, [[55, 80], [80, 55]])
    >>> sketched.set(half=1, first=60, second=75)
    >>> print(sketched.stage.frame.sentence.splitlines()[0])
    From (60, 75): E-step 1 done, the bound touches the log-likelihood.
    """
    walk = lru_cache(maxsize=400)(lambda *start: surface.walk(start))
    places = steps(LOW, HIGH, 2.5)
    return sketch(
        controls={
            "half": Slider("Half steps", 0, 2 * ITERATIONS),
            "first": Scale("Start: mean 1 (min)", places, ".1f"),
            "second": Scale("Start: mean 2 (min)", places, ".1f"),
        },
        panels=_panels(surface, np.asarray(peaks, dtype=float)),
        layers=_layers(),
        draw=lambda half, first, second: _frame(surface, walk(first, second), half),
        begin={"half": 1, "first": 80, "second": 70},
        presets=presets,
        play="half",
        mosaic="aab\naac",
        size=(980, 500),
    )


def _panels(surface: Surface, peaks: Numbers) -> dict[str, Panel]:
    span, y = (LOW, HIGH), (FLOOR, float(surface(peaks[0])) + 18)
    title = "The log-likelihood as a map; its lower bound as an ellipse"
    cut, trace = "A cut along the step", "Log-likelihood and bound"
    return {
        "a": Panel(
            span,
            span,
            title,
            "mean 1 (min)",
            "mean 2 (min)",
            decorate=lambda ax: surface.chart(ax, peaks),
        ),
        "b": Panel((WAY[0], WAY[-1]), y, cut, "minutes from the E-step's place"),
        "c": Panel((0, 2 * ITERATIONS), y, trace, "half steps", "", (0, 4, 8, 12, 16, 20, 24)),
    }


def _layers() -> list[Layer]:
    return [
        Line(key="ring", panel="a", colour=ORANGE, weight=3, dashed=True),
        Line(key="path", panel="a", colour=BLUE, weight=3),
        Marks(key="past", panel="a", radius=3, colours=(BLUE,)),
        Marks(key="centre", panel="a", radius=5, marker="D", colours=(ORANGE,)),
        Marks(key="now", panel="a", radius=6.5, colours=(BLUE,)),
        Line(key="hill", panel="b", colour=BLUE, weight=3),
        Line(key="under", panel="b", colour=ORANGE, weight=3, dashed=True),
        Marks(key="stand", panel="b", radius=6, colours=(BLUE,)),
        Line(key="climb", panel="c", colour=BLUE, weight=3),
        Line(key="lifted", panel="c", colour=ORANGE, weight=3, dashed=True),
        Marks(key="here", panel="c", radius=5, colours=(BLUE,)),
        Text(key="gap", panel="c", size=13),
    ]


def _stand(surface: Surface, means: Sequence[Numbers], half: int) -> tuple[Bound, Numbers]:
    """The bound at a half step, and the place where its shares are made."""
    made = means[max(half - 1, 0) // 2]
    return (surface.bound_at(made) if half else surface.even), made


def _heights(surface: Surface, means: Sequence[Numbers], half: int) -> tuple[float, float]:
    """Log-likelihood and bound after a half step."""
    bound, _ = _stand(surface, means, half)
    return float(surface(means[half // 2])), float(bound(means[half // 2]))


def _frame(surface: Surface, means: Sequence[Numbers], half: int) -> Frame:
    bound, made = _stand(surface, means, half)
    now, step = means[half // 2], bound.centre - made
    length = float(np.hypot(*step))
    along = made + WAY[:, None] * (step / length if length > 1e-6 else ACROSS)
    both = np.array([_heights(surface, means, h) for h in range(half + 1)])
    height, low = both[-1]
    marks: dict[str, object] = {
        "path": np.array(means[: half // 2 + 1]),
        "past": np.array(means[: half // 2 + 1]),
        "now": [now],
        "hill": np.column_stack([WAY, surface(along)]),
        "under": np.column_stack([WAY, bound(along)]),
        "stand": [(length if half and half % 2 == 0 else 0.0, height)],
        "climb": np.column_stack([np.arange(half + 1), both[:, 0]]),
        "lifted": np.column_stack([np.arange(half + 1), both[:, 1]]),
        "here": [(half, height)],
        "gap": (0.97, 0.1, f"gap {_say(height - low)}"),
    }
    if half:
        marks |= {"ring": bound.ellipse(float(surface(made))), "centre": [bound.centre]}
    return Frame(marks, _said(means, both, half))


def _said(means: Sequence[Numbers], both: Numbers, half: int) -> str:
    (a, b), (height, low), number = means[half // 2], both[-1], (half + 1) // 2
    done = f"E-step {number} done, the bound touches the log-likelihood"
    if half % 2 == 0:
        done = f"M-step {number} done, the means are at the top of the bound"
    if not half:
        done = "no step done, half of every wait is given to each component"
    lifted = ""
    if half:
        up, rise = both[-1] - both[-2]
        lifted = (
            f" This half step moved the log-likelihood by {_say(up)}, the bound by {_say(rise)}."
        )
    return (
        f"From ({means[0][0]:g}, {means[0][1]:g}): {done}.\n"
        f"Means {a:.2f} and {b:.2f} min. Log-likelihood {_say(height)}, bound {_say(low)}, "
        f"gap {_say(height - low)}.{lifted}"
    )


def _say(number: float) -> str:
    return f"{round(number, 1) + 0:.1f}".replace("-", "−")
