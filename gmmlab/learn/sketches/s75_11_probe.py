"""Step 75.11, the probe: whose is a point, is it strange, and what if a coordinate is missing?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.conditioning import conditional, marginal
from gmmlab.learn.explore import Choice, Preset, Scale, Slider, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE

__all__ = ["probe"]

Numbers = NDArray[np.float64]
BLUE, ORANGE, GREEN = PALETTE[:3]
KNOWN = BOTH, LENGTH, WAIT = "length and wait", "the length only", "the wait only"
LENGTHS, WAITS = (1.0, 6.0), (40, 110)
TAILS = (0.5, 0.1, 0.01)
"""The rings on the map: so much of what the fit draws lies outside."""
DRAWS = 20_000
GRID = np.linspace(*WAITS, 211)
TALL = 0.09
"""The highest density shown, per minute."""


class Part(NamedTuple):
    """The fit over what is known, and how dense its own draws are, in rising order."""

    mixture: Mixture
    heights: Numbers

    def tail(self, place: Sequence[float]) -> float:
        """The share of draws that are no denser than this."""
        height = self.mixture.log_density([list(place)])[0]
        return float(1 + np.searchsorted(self.heights, height, "right")) / (1 + DRAWS)


def probe(X: ArrayLike, fit: Mixture, *, presets: Sequence[Preset] = ()) -> Sketch:
    """A fit to two measurements, asked about one eruption at a time, complete or with a gap.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        Length and wait of eruptions, in minutes: drawn as they are.
    fit : Mixture
        Of two components; the first is called short, the second long.
    presets : sequence of Preset
        Controls are 'length', 'known' and 'wait'.

    Examples
    --------
    >>> two = Mixture(np.array([0.4, 0.6]), np.array([[2.0, 55], [4.3, 80]]),
    ...               np.tile(np.diag([0.1, 36.0]), (2, 1, 1)))
    >>> ask = probe([[2.0, 55.0], [4.3, 80.0]], two)
    >>> ask.set(length=4.3, wait=80)
    >>> print(ask.stage.frame.sentence.splitlines()[0])
    Length 4.3 min, wait 80 min: short 0.0 %, long 100.0 %; tail 100.0 %.
    """
    drawn = fit.sample(DRAWS, rng=0)[0]
    parts = {
        known: Part(part, np.sort(part.log_density(drawn[:, columns])))
        for known, columns in zip(KNOWN, ([0, 1], [0], [1]), strict=True)
        for part in [marginal(fit, columns)]
    }
    shown = np.asarray(X, dtype=float)
    return sketch(
        controls={
            "length": Scale("Length (min)", steps(*LENGTHS, 0.1), ".1f"),
            "known": Choice("Known", KNOWN),
            "wait": Slider("Wait (min)", *WAITS),
        },
        panels=_panels(shown, parts[BOTH], parts[WAIT].mixture),
        layers=_layers(),
        draw=lambda length, known, wait: _frame(parts, length, known, wait),
        begin={"length": 2.0, "wait": 55},
        presets=presets,
        play="length",
        mosaic="aaaaabbbcc",
        size=(1000, 460),
    )


def _panels(X: Numbers, whole: Part, waits: Mixture) -> dict[str, Panel]:
    def land(ax: Axes) -> None:
        owner = whole.mixture.responsibilities(X).argmax(axis=1)
        for k, (marker, colour) in enumerate(zip("os", (BLUE, ORANGE), strict=True)):
            ax.plot(*X[owner == k].T, marker, ms=3.4, color=colour, alpha=0.45, mew=0)
        x, y = np.linspace(*LENGTHS, 151), GRID
        grid = np.stack(np.meshgrid(x, y), axis=-1)
        height = whole.mixture.log_density(grid.reshape(-1, 2)).reshape(grid.shape[:2])
        levels = np.quantile(whole.heights, sorted(TAILS))
        rings = ax.contour(
            x, y, height, levels, colors=TONES[MUTED], linewidths=1.1, linestyles="-"
        )
        written = {level: f"{tail:.0%}" for level, tail in zip(levels, sorted(TAILS), strict=True)}
        ax.clabel(rings, fmt=written, fontsize=8, colors=TONES["ink"])

    def plain(ax: Axes) -> None:
        ax.plot(np.exp(waits.log_density(GRID[:, None])), GRID, color="#9aa1a9", lw=1.2, ls=":")

    def names(ax: Axes) -> None:
        ax.set_xticks([0, 1, 2], ["short", "long", "tail"])

    title = "One eruption on the map (rings: so much lies outside)"
    a = Panel(LENGTHS, WAITS, title, "length (min)", "wait (min)", decorate=land)
    b = Panel(
        (0, TALL),
        WAITS,
        "The wait, given this (dotted: all)",
        "density (per min)",
        decorate=plain,
        xticks=(0, 0.05),
    )
    c = Panel((-0.6, 2.6), (0, 1.18), "Whose? Whether?", yticks=(0, 0.5, 1), decorate=names)
    return {"a": a, "b": b, "c": c}


def _layers() -> list[Layer]:
    return [
        Line(key="length", panel="a", weight=2.2, dashed=True),
        Line(key="wait", panel="a", weight=2.2, dashed=True),
        Marks(key="probe", panel="a", marker="D", radius=7),
        Line(key="short", panel="b", colour=BLUE, weight=2),
        Line(key="long", panel="b", colour=ORANGE, weight=2, dashed=True),
        Line(key="sum", panel="b", weight=3),
        Line(key="level", panel="b", weight=1.4),
        Marks(key="expected", panel="b", marker="s", radius=5, colours=(GREEN,)),
        Text(key="given", panel="b", size=12),
        Bars(key="whose", panel="c", colours=(BLUE, ORANGE)),
        Bars(key="whether", panel="c", colours=(MUTED,)),
        Text(key="rare", panel="c", size=14),
    ]


def _slice(parts: dict[str, Part], length: float, known: str) -> Mixture:
    """What the fit says of the wait, if it knows the length, or does not."""
    return parts[WAIT].mixture if known == WAIT else conditional(parts[BOTH].mixture, {0: length})


def _expected(waits: Mixture) -> tuple[float, float]:
    """Mean and standard deviation of a mixture on a line."""
    w, m, v = waits.weights, waits.means[:, 0], waits.covariances[:, 0, 0]
    mean = float(w @ m)
    return mean, float(np.sqrt(w @ (v + (m - mean) ** 2)))


def _frame(parts: dict[str, Part], length: float, known: str, wait: int) -> Frame:
    part = parts[known]
    place = {BOTH: (length, wait), LENGTH: (length,), WAIT: (wait,)}[known]
    r, tail = part.mixture.responsibilities([list(place)])[0], part.tail(place)
    waits = _slice(parts, length, known)
    heights = np.exp(waits.log_joint(GRID[:, None]))
    curves = [np.column_stack([h, GRID]) for h in (*heights.T, heights.sum(axis=1))]
    marks: dict[str, Any] = dict(zip(("short", "long", "sum"), curves, strict=True))
    marks |= {
        "whose": [(-0.38, 0, 0.38, r[0]), (0.62, 0, 1.38, r[1])],
        "whether": [(1.62, 0, 2.38, tail)],
        "rare": (0.97, 0.95, _percent(tail)),
        "given": (0.97, 0.96, "any length" if known == WAIT else f"length {length:.1f}"),
    }
    if known != WAIT:
        marks["length"] = [(length, WAITS[0]), (length, WAITS[1])]
    if known != LENGTH:
        marks["level"] = [(0, wait), (TALL, wait)]
    if known == WAIT:
        marks["wait"] = [(LENGTHS[0], wait), (LENGTHS[1], wait)]
    if known == BOTH:
        marks["probe"] = [(length, wait)]
    if known == LENGTH:
        mean = _expected(waits)[0]
        marks["expected"] = [(np.interp(mean, GRID, heights.sum(axis=1)), mean)]
    return Frame(marks, _said(length, known, wait, r, tail, waits))


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %") if share >= 1e-3 else "below 0.1 %"


def _said(length: float, known: str, wait: int, r: Numbers, tail: float, waits: Mixture) -> str:
    is_length = f"Length {length:.1f} min" if known != WAIT else "Length missing"
    is_wait = f"wait {wait} min" if known != LENGTH else "wait missing"
    whose = f"short {r[0]:.1%}, long {r[1]:.1%}".replace("%", " %")
    sure = "undecided" if r.max() < 0.9 else "claimed by one kind"
    kind = "ordinary" if tail > 0.05 else "unusual" if tail > 1e-3 else "a stranger"
    mean, sd = _expected(waits)
    given = "Whatever the length" if known == WAIT else "Given the length"
    told = {BOTH: "pairs", LENGTH: "lengths", WAIT: "waits"}[known]
    return (
        f"{is_length}, {is_wait}: {whose}; tail {_percent(tail)}.\n"
        f"Whose: {sure}. Whether: {kind}; of the {told} that the fit draws, {_percent(tail)} are "
        f"no denser than this. {given}, it expects a wait of {mean:.1f} min, give or take {sd:.1f}."
    )
