"""Bridge 3, pulled apart: covariance inside the kinds, plus that of their means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import INK, MUTED, TONES
from gmmlab.plot.style import MARKERS, PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["pulled_apart"]

Numbers = NDArray[np.float64]
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 1 / 3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
INSIDE, BETWEEN = PALETTE[5], PALETTE[4]
SUMS = {"variance of length": (0, 0), "variance of width": (1, 1), "covariance": (0, 1)}
PARTS = ("inside", "between", "total")
TALL = 0.8
"""How tall a bar is; the rows of a sum are 1 apart, and the sums 4."""


class Kinds(NamedTuple):
    """Points of three kinds about their own means, with these and the kinds' covariances."""

    points: list[Numbers]
    means: Numbers
    covariances: Numbers
    names: Sequence[str]

    @property
    def inside(self) -> list[float]:
        """The correlation within each kind."""
        return [_correlation(each) for each in self.covariances]


def pulled_apart(
    X: ArrayLike, labels: ArrayLike, names: Sequence[str], *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Three kinds whose means are pulled apart, and three sums: inside plus between is total.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        Lengths and widths, in centimetres, each kind as often as the others.
    labels : array_like of shape (n,)
        Which kind each point is of, from 0 to 2.
    names : sequence of str
        What the kinds are called.
    presets : sequence of Preset
        Controls are 'pull' and 'share', the weight of the first kind.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> flowers = datasets.iris()
    >>> clouds = pulled_apart(flowers.X[:, :2], flowers.labels, flowers.groups)
    >>> print(clouds.stage.frame.sentence.splitlines()[0])
    Means as far apart as measured, weight of setosa 0.33: correlation of all −0.12, downhill.
    """
    x, which = np.asarray(X, dtype=float), np.asarray(labels)
    own = [x[which == k] for k in range(3)]
    means = np.array([each.mean(axis=0) for each in own])
    spreads = np.array([np.cov(each.T, bias=True) for each in own])
    rng = np.random.default_rng(0)
    loose = [rng.permutation(each - mean) for each, mean in zip(own, means, strict=True)]
    kinds = Kinds(loose, means, spreads, names)
    return sketch(
        controls={
            "pull": Scale("Distance of the means (× measured)", steps(0, 1.5, 0.1), ".1f"),
            "share": Scale(f"Weight of {names[0]}", SHARES, ".2f"),
        },
        panels=_panels(kinds),
        layers=_layers(names),
        draw=lambda pull, share: _frame(kinds, pull, share),
        begin={"pull": 1, "share": 1 / 3},
        presets=presets,
        play="pull",
        mosaic="aaabb",
        size=(1040, 500),
    )


def _panels(kinds: Kinds) -> dict[str, Panel]:
    def legend(ax: Axes) -> None:
        for k, (name, rho) in enumerate(zip(kinds.names, kinds.inside, strict=True)):
            said = f"{name} {_signed(rho, 2)}"
            ax.plot([], [], ls="", ms=5, marker=MARKERS[k], color=PALETTE[k], label=said)
        close: Any = {"handletextpad": 0.1, "columnspacing": 0.8, "fontsize": 9.2}
        ax.legend(title="correlation inside", loc="lower left", ncols=3, frameon=False, **close)

    def rows(ax: Axes) -> None:
        ax.grid(False)
        ax.axvline(0, color=TONES[MUTED], lw=0.8)
        ax.set_yticks([r + 4 * s for s in range(3) for r in range(3)], PARTS * 3)
        ax.set_xticks((0, 0.5, 1))
        for number, name in enumerate(SUMS):
            ax.text(0.03, 4 * number - 0.95, name, fontsize=9.5, weight="bold", va="center")
            ax.plot([1.42, 1.84], [4 * number + 1.5] * 2, color=TONES[INK], lw=1)

    titles = "Three species, and all together (ring round ✖)", "Written sums (cm²), rounded"
    return {
        "a": Panel(
            (3.2, 8.7),
            (1.2, 4.7),
            titles[0],
            "sepal length (cm)",
            "sepal width (cm)",
            decorate=legend,
        ),
        "b": Panel((-0.42, 1.85), (10.7, -1.5), titles[1], "", decorate=rows),
    }


def _layers(names: Sequence[str]) -> list[Layer]:
    clouds = [
        Marks(key=name, panel="a", colours=(colour,), marker=marker, radius=3)
        for name, colour, marker in zip(names, PALETTE, MARKERS, strict=False)
    ]
    bars = [Bars(key=name, panel="b", colours=(INSIDE, BETWEEN, "#57606a")) for name in SUMS]
    numbers = [Text(key=f"{name} {part}", panel="b", size=13) for name in SUMS for part in PARTS]
    return [
        *clouds,
        *(
            Ellipses(key=f"ring {n}", panel="a", colours=(c,), levels=(2.0,))
            for n, c in zip(names, PALETTE, strict=False)
        ),
        Line(key="axis", panel="a", weight=2.2, dashed=True),
        Ellipses(key="all", panel="a", colours=(INK,), levels=(2.0,)),
        Marks(key="mean", panel="a", marker="X", radius=7, colours=(INK,)),
        Text(key="rho", panel="a", size=15),
        *bars,
        *numbers,
    ]


def _frame(kinds: Kinds, pull: float, share: float) -> Frame:
    weights = np.array([share, (1 - share) / 2, (1 - share) / 2])
    middle = kinds.means.mean(axis=0)
    means = middle + pull * (kinds.means - middle)
    mean = weights @ means
    inside = np.tensordot(weights, kinds.covariances, 1)
    between = (means - mean).T @ (weights[:, None] * (means - mean))
    total = inside + between
    rho = _correlation(total)
    longest = np.linalg.eigh(total)[1][:, 1] * 2 * np.sqrt(np.linalg.eigvalsh(total)[1])
    marks: dict[str, object] = {
        "all": ([mean], [total]),
        "axis": [mean - longest, mean + longest],
        "mean": [mean],
        "rho": (0.985, 0.95, f"all together: correlation {_signed(rho, 2)}"),
    }
    for name, points, weight, at, spread in zip(
        kinds.names, kinds.points, weights, means, kinds.covariances, strict=True
    ):
        if weight:
            shown = round(len(points) * weight / weights.max())
            marks |= {name: at + points[: max(shown, 1)], f"ring {name}": ([at], [spread])}
    for row, (name, (i, j)) in enumerate(SUMS.items()):
        marks |= _sum(4 * row, name, inside[i, j], between[i, j])
    return Frame(marks, _said(kinds, pull, share, rho, inside, between))


def _sum(row: int, name: str, inside: float, between: float) -> dict[str, object]:
    """The three bars of a sum, the second from where the first ends, and their numbers."""
    ends = [(0, inside), (inside, inside + between), (0, inside + between)]
    numbers = (inside, between, inside + between)
    marks: dict[str, object] = {
        name: [
            (min(pair), row + k + TALL / 2, max(pair), row + k - TALL / 2)
            for k, pair in enumerate(ends)
        ],
    }
    for k, (part, number) in enumerate(zip(PARTS, numbers, strict=True)):
        place = (0.99, 1 - (row + k + 1.5) / 12.2, _signed(number, 3))
        marks[f"{name} {part}"] = place
    return marks


def _said(
    kinds: Kinds, pull: float, share: float, rho: float, inside: Numbers, between: Numbers
) -> str:
    far = "as far apart as measured" if pull == 1 else f"at {pull:.1f} times their distance"
    far = "all in one place" if pull == 0 else far
    lean = "neither up nor down" if abs(rho) < 0.005 else "uphill" if rho > 0 else "downhill"
    sums = "; ".join(
        f"{name} {_signed(inside[at], 3)} inside and {_signed(between[at], 3)} between, "
        f"{_signed(inside[at] + between[at], 3)} in total"
        for name, at in SUMS.items()
    )
    own = ", ".join(_signed(r, 2) for r in kinds.inside)
    first = kinds.names[0]
    mixed = {0.0: f"No {first} is in it. ", 1.0: f"There is nothing but {first}. "}.get(share, "")
    return (
        f"Means {far}, weight of {first} {share:.2f}: correlation of all {_signed(rho, 2)}, "
        f"{lean}.\n{mixed}In cm², rounded: {sums}. Within the species the correlations stay {own}."
    )


def _correlation(covariance: Numbers) -> float:
    return float(covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1]))


def _signed(number: float, places: int) -> str:
    text = f"{number:+.{places}f}".replace("-", "−")
    return text[1:] if float(text.replace("−", "-")) == 0 else text
