"""Step 75.4, two heaps: the E-step slides the columns, the M-step fits the bells to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Slider, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE
from gmmlab.steps import Fit, em

__all__ = ["heaps", "two_bells"]

BLUE, ORANGE = PALETTE[:2]
GREY = TONES[MUTED]
STEPS = 20
WIDTH, TALL = 0.2, 43
"""A column's width in minutes, and room for so many eruptions in one."""
THIN = 0.05
"""No bell is narrower than this, in minutes."""
EDGES = np.round(np.arange(1.5, 5.4, WIDTH), 1)
GRID = np.linspace(1.3, 5.5, 169)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """An M-step: the exact one, or one with a slip."""

    about_old: bool = False
    over_n: bool = False
    hard: bool = False

    def shares(self, fit: Fit) -> Numbers:
        """What each component is given of each point, (n, 2)."""
        R: Numbers = np.asarray(fit.responsibilities, dtype=np.float64)
        return np.eye(2)[R.argmax(axis=1)] if self.hard else R

    def __call__(self, fit: Fit) -> Mixture:
        x, R, old = fit.points.X[:, 0], self.shares(fit), fit.mixture
        N = R.sum(axis=0)
        over = np.full(2, len(x)) if self.over_n else np.maximum(N, 1e-9)
        means = np.where(N > 0, x @ R / over, old.means[:, 0])
        centre = old.means[:, 0] if self.about_old else means
        squares = (R * (x[:, None] - centre) ** 2).sum(axis=0) / over
        variances = np.where(N > 0, squares, old.covariances[:, 0, 0])
        return two_bells(N / len(x), means, np.sqrt(np.maximum(variances, THIN**2)))


RULES = {
    "exact": Rule(),
    "squares about the old means": Rule(about_old=True),
    "sums divided by n": Rule(over_n=True),
    "winners take all": Rule(hard=True),
}


def two_bells(weights: ArrayLike, means: ArrayLike, sds: ArrayLike) -> Mixture:
    """A mixture on a line, from its weights, means and standard deviations."""
    w, m, s = (np.asarray(numbers, dtype=float) for numbers in (weights, means, sds))
    return Mixture(w, m[:, None], s[:, None, None] ** 2)


def heaps(x: ArrayLike, starts: Mapping[str, Mixture], *, presets: Sequence[Preset] = ()) -> Sketch:
    """EM on a line in half steps: what each component is given, and the bells fitted to it.

    Parameters
    ----------
    x : array_like of shape (n,)
        Lengths of eruptions, between 1.5 and 5.3 minutes.
    starts : mapping of str to Mixture
        Two components on a line, by the words of the choice.
    presets : sequence of Preset
        Controls are 'half', from 0 to 40, 'start' and 'rule'.

    Examples
    --------
    >>> piles = heaps([1.8, 2.0, 4.1, 4.5], {"a guess": two_bells([0.5, 0.5], [2, 4], [1, 1])})
    >>> piles.set(half=2)
    >>> print(piles.stage.frame.sentence.splitlines()[0])
    From a guess, M-step exact: 1 E-step and 1 M-step done.
    """
    points = np.asarray(x, dtype=float)
    runs = {
        (s, r): list(islice(em(points[:, None], begin, maximise=rule), STEPS + 1))
        for s, begin in starts.items()
        for r, rule in RULES.items()
    }
    return sketch(
        controls={
            "half": Slider("Half steps", 0, 2 * STEPS),
            "start": Choice("Start", tuple(starts)),
            "rule": Choice("M-step", tuple(RULES)),
        },
        panels=_panels(points, [fit.log_likelihood for run in runs.values() for fit in run]),
        layers=_layers(),
        draw=lambda half, start, rule: _frame(runs[start, rule], half, start, rule),
        presets=presets,
        play="half",
        mosaic="aab\naac",
        size=(980, 480),
    )


def _panels(x: Numbers, heights: Sequence[float]) -> dict[str, Panel]:
    top, low = max(heights), max(min(heights), max(heights) - 330)
    mean, sd = x.mean(), x.std()

    def mirrored(ax: Axes) -> None:
        ax.set_yticks([-40, -20, 0, 20, 40], ["40", "20", "0", "20", "40"])
        ax.axhline(0, color=TONES["ink"], lw=1.4)

    def ceiling(ax: Axes) -> None:
        ax.axhline(top, color=GREY, lw=1.2, ls=(0, (4, 3)))

    def target(ax: Axes) -> None:
        ax.axhline(sd, color=GREY, lw=1.2, ls=(0, (4, 3)))
        ax.axvline(mean, color=GREY, lw=1.2, ls=(0, (4, 3)))
        ax.text(mean + 0.06, 0.72, "the data's", size=9, color=GREY)

    words = "eruptions in each 0.2 min"
    title, ticks = "What each component is given, and its bell", (0, 10, 20, 30, 40)
    span = (low - 25, top + 45)
    b = Panel((0, 2 * STEPS), span, "Log-likelihood", "half steps", "", ticks, decorate=ceiling)
    c = Panel(
        (1.5, 5.0),
        (0.6, 1.75),
        "Mean and sd of the mixture",
        "mean (min)",
        "sd (min)",
        decorate=target,
    )
    a = Panel((1.3, 5.5), (-TALL, TALL), title, "length (min)", words, decorate=mirrored)
    return {"a": a, "b": b, "c": c}


def _layers() -> list[Layer]:
    return [
        Bars(key="whole", panel="a", colours=(GREY,)),
        Bars(key="up", panel="a", colours=(BLUE,)),
        Bars(key="down", panel="a", colours=(ORANGE,)),
        Line(key="first", panel="a", colour=BLUE, weight=3),
        Line(key="second", panel="a", colour=ORANGE, weight=3, dashed=True),
        Marks(key="names", panel="a", labels="12", colours=(BLUE, ORANGE)),
        Text(key="done", panel="a", size=13),
        Line(key="climb", panel="b", weight=2.4),
        Marks(key="here", panel="b", radius=5),
        Text(key="height", panel="b", size=14),
        Line(key="way", panel="c", colour=MUTED, weight=1.4),
        Marks(key="sum", panel="c", radius=5.5, marker="D"),
        Text(key="books", panel="c", size=12),
    ]


def _lengths(fit: Fit) -> Numbers:
    return np.asarray(fit.points.X[:, 0], dtype=np.float64)


def _whole(mixture: Mixture) -> tuple[float, float]:
    """Mean and standard deviation of a mixture on a line."""
    w, m, v = mixture.weights, mixture.means[:, 0], mixture.covariances[:, 0, 0]
    mean = float(w @ m)
    return mean, float(np.sqrt(w @ (v + (m - mean) ** 2)))


def _bells(mixture: Mixture, n: float) -> Numbers:
    """The eruptions that each component expects in a column around each place, (2, places)."""
    w, m, s = mixture.weights, mixture.means[:, 0], np.sqrt(mixture.covariances[:, 0, 0])
    z = (GRID[:, None] - m) / s
    heights: Numbers = (n * WIDTH * w * np.exp(-(z**2) / 2) / s / np.sqrt(2 * np.pi)).T
    return heights


def _peaks(mixture: Mixture, bells: Numbers) -> list[tuple[float, float]]:
    """Where the names stand: beyond the tops of the bells."""
    beyond = np.minimum(bells.max(axis=1) + 3.5, TALL - 3.5)
    (a, b), (up, down) = mixture.means[:, 0], beyond
    return [(float(a), float(up)), (float(b), -float(down))]


def _columns(x: Numbers, R: Numbers) -> Numbers:
    """Each column of eruptions, from what is given to 2 below to what is given to 1 above."""
    given = [np.histogram(x + 1e-9, EDGES, weights=share)[0] for share in R.T]
    return np.column_stack([EDGES[:-1], -given[1], EDGES[1:], given[0]])


def _frame(run: Sequence[Fit], half: int, start: str, rule: str) -> Frame:
    fit, x = run[half // 2], _lengths(run[0])
    given = RULES[rule].shares(run[max(half - 1, 0) // 2])
    books = [_whole(each.mixture) for each in run[: half // 2 + 1]]
    bells = _bells(fit.mixture, len(x)).clip(0, TALL)
    columns = _columns(x, given if half else np.full((len(x), 2), 0.5))
    marks: dict[str, object] = {
        "first": np.column_stack([GRID, bells[0]]),
        "second": np.column_stack([GRID, -bells[1]]),
        "names": _peaks(fit.mixture, bells),
        "climb": [(i, max(run[i // 2].log_likelihood, -700)) for i in range(half + 1)],
        "here": [(half, fit.log_likelihood)],
        "height": (0.97, 0.1, _say(fit.log_likelihood, 1)),
        "way": books,
        "sum": books[-1:],
        "books": (0.97, 0.9, "hit" if _hit(books[-1], x) else "missed"),
        "done": (0.02, 0.05, _doing(half)),
    }
    if half:
        marks["up"], marks["down"] = columns.copy(), columns.copy()
        marks["up"][:, 1] = marks["down"][:, 3] = 0  # type: ignore[index]
    else:
        marks["whole"] = columns
    return Frame(marks, _said(run, half, start, rule, given.sum(axis=0)))


def _hit(books: tuple[float, float], x: Numbers) -> bool:
    return bool(np.allclose(books, (x.mean(), x.std()), atol=5e-4))


def _doing(half: int) -> str:
    if not half:
        return "Start: nothing is shared out yet"
    number = (half + 1) // 2
    if half % 2:
        return f"E-step {number}: columns slide, bells stand"
    return f"M-step {number}: bells move, columns stand"


def _said(run: Sequence[Fit], half: int, start: str, rule: str, N: Numbers) -> str:
    fit, x = run[half // 2], _lengths(run[0])
    m, s = fit.mixture.means[:, 0], np.sqrt(fit.mixture.covariances[:, 0, 0])
    mean, sd = _whole(fit.mixture)
    done = f"{_many((half + 1) // 2, 'E-step')} and {_many(half // 2, 'M-step')} done"
    given = (
        f"{N[0]:.1f} + {N[1]:.1f} = {N.sum():.1f} eruptions are given"
        if half
        else ("No eruption is given to a component yet")
    )
    bells = "; ".join(
        f"{k} has mean {a:.2f}, sd {b:.2f}" for k, a, b in zip("12", m, s, strict=True)
    )
    hit = "the same" if _hit((mean, sd), x) else "not the same"
    thin = ", held at the least width" if s.min() <= THIN else ""
    return (
        f"From {start}, M-step {rule}: {done}.\n"
        f"{given}. Component {bells} min{thin}. Log-likelihood "
        f"{_say(fit.log_likelihood, 1)}. The mixture has mean {_say(mean, 3)} and sd {sd:.3f} min, "
        f"the data {x.mean():.3f} and {x.std():.3f}: {hit}."
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _say(number: float, places: int) -> str:
    return f"{number:.{places}f}".replace("-", "−")
