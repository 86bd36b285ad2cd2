"""Step 75.7, the needle: one component narrows on one eruption, and the likelihood has no top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gmmlab.floors import FLOOR
from gmmlab.learn.explore import Choice, Preset, Scale, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import INK, MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE
from gmmlab.steps import Fit, e_step, em, m_step
from gmmlab.stopping import until_converged

__all__ = ["FLOORS", "SIGMAS", "Needle", "needle"]

BLUE, ORANGE = PALETTE[:2]
GREY = TONES[MUTED]
SIGMAS = (*(float(f"{d}e{-e}") for e in range(1, 9) for d in (10, 5, 2)), 1e-8)
"""Standard deviations of the needle, in minutes."""
PLACES = {"2.9 min, alone": 2.9, "4.5 min, one of eight alike": 4.5}
FLOORS = {"none": 0.0, "gmmlab's, 1e-8": FLOOR, "a high one, 1e-2": 1e-2}
"""The least variance, as a share of the data's."""
LOW, HIGH = -282.0, -218.0
"""Log-likelihoods in the picture."""
DEEP, TIP = -9.0, 14.0
"""Log-densities in the picture."""
REACH = 8.0
"""The magnifying glass shows so many standard deviations on either side."""
GRID = np.linspace(1.4, 5.4, 161)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Needle:
    """A fit of two kinds, and a third component with the weight of one point on one place."""

    two: Fit
    place: float

    @property
    def x(self) -> Numbers:
        """The eruptions (n,), in minutes."""
        return np.asarray(self.two.points.X[:, 0], dtype=np.float64)

    def mixture(self, sigma: float) -> Mixture:
        """All three components."""
        old, share = self.two.mixture, 1 / self.two.n
        return Mixture(
            np.append(old.weights * (1 - share), share),
            np.vstack([old.means, [[self.place]]]),
            np.concatenate([old.covariances, [[[sigma**2]]]]),
        )

    def fit(self, sigma: float) -> Fit:
        """The mixture held against the eruptions."""
        return e_step(self.x[:, None], self.mixture(sigma))

    def slope(self, sigma: float) -> float:
        """What the log-likelihood gains for each tenfold narrowing, at this width."""
        r = self.fit(sigma).responsibilities[:, 2]
        return float(np.log(10) * r @ (1 - ((self.x - self.place) / sigma) ** 2))

    def after_em(self, sigma: float, floor: float = 0.0) -> float:
        """Its standard deviation after one step of EM, never below a floor in minutes."""
        r = self.fit(sigma).responsibilities[:, 2]
        centre = r @ self.x / r.sum()
        return max(float(np.sqrt(r @ (self.x - centre) ** 2 / r.sum())), floor)


def needle(two: Fit, three: Fit, *, presets: Sequence[Preset] = ()) -> Sketch:
    """A component that is narrowed on one eruption, magnified, and what it does to the fit.

    Parameters
    ----------
    two : Fit
        Two components for the lengths of Old Faithful's eruptions in minutes.
    three : Fit
        The best fit of three that has not collapsed.
    presets : sequence of Preset
        Controls are 'sigma' (one of `SIGMAS`), 'place' and 'floor' (of `FLOORS`).

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> x = datasets.faithful().X[:, :1]
    >>> thin = needle(best_fit(x, 2, rng=0), best_fit(x, 3, rng=0))
    >>> thin.set(sigma=1e-8)
    >>> print(thin.stage.frame.sentence.splitlines()[0])
    σ = 1e-08 min at 2.9 min: log-likelihood −260.1, 3.8 above the best healthy fit of three.
    """
    x = np.asarray(two.points.X, dtype=np.float64)
    needles = {words: Needle(two, place) for words, place in PLACES.items()}
    curves = {
        (words, sigma): one.fit(sigma).log_likelihood
        for words, one in needles.items()
        for sigma in SIGMAS
    }
    rivals = {words: _healthy(x, three, share) for words, share in FLOORS.items()}
    spread = float(x.std())

    def draw(sigma: float, place: str, floor: str) -> Frame:
        line = np.array([(-np.log10(s), curves[place, s]) for s in SIGMAS])
        least = spread * float(np.sqrt(FLOORS[floor]))
        return _frame(needles[place], sigma, least, rivals[floor], line)

    return sketch(
        controls={
            "sigma": Scale("Standard deviation σ (min)", SIGMAS, "g"),
            "place": Choice("The needle stands at", tuple(PLACES)),
            "floor": Choice("Floor, as a share of the variance", tuple(FLOORS)),
        },
        panels=_panels(curves),
        layers=_layers(),
        draw=draw,
        presets=presets,
        play="sigma",
        mosaic="ac\nbc",
        size=(1040, 540),
    )


def _healthy(x: Numbers, three: Fit, share: float) -> float:
    """How high the best healthy fit stays above a floor."""
    climb = em(x, three.mixture, maximise=partial(m_step, floor=share))
    *_, fit = until_converged(climb, tol=1e-9)
    return fit.log_likelihood


def _panels(curves: Mapping[tuple[str, float], float]) -> dict[str, Panel]:
    def widths(ax: Axes) -> None:
        for words in PLACES:
            line = [(-np.log10(s), curves[words, s]) for s in SIGMAS]
            ax.plot(*np.transpose(line), color=GREY, lw=1.2, ls=":")
        for x, y, words in (
            (3.75, -238, "eight alike:\n+18.4 per tenfold"),
            (8, -270, "alone: +2.3"),
        ):
            ax.text(x, y, words, size=9.5, color=TONES[INK], ha="right", va="center")
        ax.set_xticks(range(0, 9, 2), ["1", "0.01", "1e-4", "1e-6", "1e-8"])

    def bare(ax: Axes) -> None:
        ax.set_yticks([])
        ax.axhline(0, color=GREY, lw=1)

    glass = "Magnified: always 8 standard deviations either side"
    title = "The whole fit: a slope without a top"
    return {
        "a": Panel((1.4, 5.4), (DEEP, TIP), "Log-density", "eruption (min)", "nats"),
        "b": Panel(
            (-REACH, REACH), (-0.62, 1.3), glass, "distance from the needle, in σ", decorate=bare
        ),
        "c": Panel(
            (0, 8.2), (LOW, HIGH), title, "σ (min), narrower →", "log-likelihood", decorate=widths
        ),
    }


def _layers() -> list[Layer]:
    return [
        Line(key="density", panel="a", weight=2.2, colour=BLUE),
        Line(key="stalk", panel="a", weight=2.6, colour=ORANGE),
        Marks(key="rug", panel="a", radius=1.8),
        Marks(key="tip", panel="a", colours=(ORANGE,), marker="D", radius=5),
        Text(key="own", panel="a", size=13),
        Area(key="bell", panel="b", colour=ORANGE),
        Line(key="rim", panel="b", colour=ORANGE, weight=2.4),
        Line(key="others", panel="b", colour=BLUE, weight=2.2, dashed=True),
        Marks(key="near", panel="b", radius=3),
        Text(key="window", panel="b", size=12.5),
        Text(key="company", panel="b", size=12.5),
        Bars(key="shut", panel="c", colours=(GREY,), labels=("below the floor",)),
        Line(key="healthy", panel="c", colour=BLUE, weight=2, dashed=True),
        Text(key="rival", panel="c", size=12),
        Line(key="slope", panel="c", colour=ORANGE, weight=2.6),
        Marks(key="narrower", panel="c", colours=(ORANGE,), marker=">", radius=7),
        Marks(key="wider", panel="c", colours=(ORANGE,), marker="<", radius=7),
        Marks(key="here", panel="c", colours=(ORANGE,), marker="D", radius=7),
        Text(key="height", panel="c", size=15),
        Text(key="way", panel="c", size=12),
    ]


def _frame(one: Needle, asked: float, least: float, rival: float, line: Numbers) -> Frame:
    sigma = max(asked, least)
    total, after = one.fit(sigma).log_likelihood, one.after_em(sigma, least)
    u, end = -np.log10(sigma), -np.log10(least) if least else 9.0
    way = "narrower" if after < 0.98 * sigma else "wider" if after > 1.02 * sigma else "stays"
    drawn = line[line[:, 0] < end]
    if least:
        drawn = np.vstack([drawn, [end, one.fit(least).log_likelihood]])
    marks: dict[str, object] = {
        "healthy": [(0, rival), (8.2, rival)],
        "rival": (
            0.02,
            (rival - LOW) / (HIGH - LOW) + 0.03,
            f"best healthy fit {_n(rival)}",
        ),
        "slope": _within(drawn),
        "here": [(u, min(total, HIGH))],
        "height": (0.02, 0.95, f"log-likelihood {_n(total)}"),
        "way": (0.02, 0.885, f"EM's next step: {way if way == 'stays' else 'makes σ ' + way}"),
    }
    if least:
        marks["shut"] = [(end, LOW, 8.2, HIGH)]
    if way != "stays":
        marks[way] = [(u + (0.42 if way == "narrower" else -0.42), min(total, HIGH))]
    marks |= _density(one, sigma) | _magnified(one, sigma)
    return Frame(marks, _said(one, asked, least, rival, total, way, after))


def _within(line: Numbers) -> Numbers:
    """The part of a rising line that lies in the picture, up to its edge."""
    over = np.flatnonzero(line[:, 1] > HIGH)
    if not len(over):
        return line
    (u, v), (w, z) = line[over[0] - 1], line[over[0]]
    cut = u + (HIGH - v) / (z - v) * (w - u)
    return np.vstack([line[: over[0]], [cut, HIGH]])


def _density(one: Needle, sigma: float) -> dict[str, object]:
    """The log-density over all lengths, and how high the needle reaches."""
    own = np.linspace(-4, 4, 41) * sigma + one.place
    places = np.sort(np.concatenate([GRID, own]))
    heights = one.mixture(sigma).log_density(places[:, None])
    curve = np.column_stack([places, np.maximum(heights, DEEP)])
    top = float(one.mixture(sigma).log_density([[one.place]])[0])
    peak = _peak(sigma)
    return {
        "density": curve,
        "stalk": [(one.place, DEEP), (one.place, top)],
        "tip": [(one.place, top)],
        "rug": [(v, DEEP + 0.4) for v in np.unique(one.x)],
        "own": (0.985, 0.91, f"the needle's own: {_n(peak, '+')} at its point"),
    }


def _magnified(one: Needle, sigma: float) -> dict[str, object]:
    """The needle, its neighbours and the other components, in units of its width."""
    t = np.linspace(-REACH, REACH, 81)
    bell = np.column_stack([t, np.exp(-(t**2) / 2)])
    others = one.two.mixture.log_density((one.place + t * sigma)[:, None])
    ratio = (one.two.n - 1) * np.exp(others - _peak(sigma))
    low = ratio < 1.2
    values, counts = np.unique(one.x, return_counts=True)
    z = (values - one.place) / sigma
    near = [(a, -0.07 * (k + 1)) for a, c in zip(z, counts, strict=True) if abs(a) <= REACH
            for k in range(c)]  # fmt: skip
    return {
        "bell": bell,
        "rim": bell,
        "others": np.column_stack([t, ratio])[low] if low.all() else [],
        "near": near,
        "window": (0.015, 0.92, f"window {2 * REACH * sigma:.3g} min wide"),
        "company": (0.985, 0.92, f"eruptions in it: {len(near)}"),
    }


def _peak(sigma: float) -> float:
    """The log-density of a normal curve at its mean."""
    return -float(np.log(sigma)) - float(np.log(2 * np.pi)) / 2


def _said(
    one: Needle, asked: float, least: float, rival: float, total: float, way: str, after: float
) -> str:
    sigma, lead = max(asked, least), total - rival
    fit = one.fit(sigma)
    held = f" (held by the floor: σ = {asked:g} is not allowed)" if asked < least else ""
    then = f"{after:.2g}" if after > 1e-8 else "below 1e-08"
    moves = {
        "narrower": f"would make it narrower, {then} min",
        "wider": f"would make it wider, {then} min",
        "stays": "would leave its width as it is",
    }
    named = "in" if 2 in fit.collapsed else "not in"
    return (
        f"σ = {sigma:.3g} min at {one.place:g} min{held}: log-likelihood {_n(total)}, "
        f"{abs(lead):.1f} {'above' if lead > 0 else 'below'} the best healthy fit of three.\n"
        f"The needle owns {fit.counts[2]:.2f} of {fit.n:.0f} eruptions, and its own log-density "
        f"at its point is {_n(_peak(sigma), '+')}. Slope: {_n(one.slope(sigma), '+')} for each "
        f"tenfold narrowing. One step of EM {moves[way]}. It is {named} gmmlab's list of "
        "collapsed components."
    )


def _n(number: float, sign: str = "") -> str:
    return format(round(number, 1) + 0.0, f"{sign}.1f").replace("-", "−")
