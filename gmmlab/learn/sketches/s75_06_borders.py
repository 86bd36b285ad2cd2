"""Step 75.6, borders: what two components share decides which boundary they can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab import SHAPES, Fit, Mixture, bic, em, kmeans_plusplus, start, until_converged
from gmmlab.learn.explore import Choice, Preset, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Dots, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import MUTED, TONES
from gmmlab.plot.style import PALETTE, mixed_colours

__all__ = ["Pair", "borders", "fourteen"]

PAIR = PALETTE[:2]
ROOM = ((-0.9, 8.5), (2.2, 9.2))
"""What the map shows, both axes in the same scale, so that circles are circles."""
PARTS = ("volume", "shape", "orientation")
BRANCHES = 4
"""A conic enters a rectangle in so many pieces at most."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pair:
    """Two fitted components, A and B, and the boundary on which each has half of a point.

    Examples
    --------
    >>> two = Mixture(np.array([0.5, 0.5]), np.array([[0.0, 0], [4, 0]]), np.array([np.eye(2)] * 2))
    >>> Pair(two).kind
    'a straight line'
    """

    mixture: Mixture

    @cached_property
    def kind(self) -> str:
        """The boundary by its name; boundaries that are hit by no fit are left out."""
        a, b = np.linalg.inv(self.mixture.covariances)
        bend, size = a - b, np.abs(a).max() + np.abs(b).max()
        if np.abs(bend).max() < 1e-9 * size:
            return "a straight line"
        if np.linalg.det(bend) < 0:
            return "a hyperbola"
        inner = "A" if np.trace(bend) > 0 else "B"
        round_one = np.abs(bend - bend[0, 0] * np.eye(2)).max() < 1e-9 * size
        return f"{'a circle' if round_one else 'an ellipse'} around {inner}"

    def lead(self, places: ArrayLike) -> Numbers:
        """By how much A's log-score is ahead of B's."""
        scores = self.mixture.log_joint(np.asarray(places, dtype=float))
        ahead: Numbers = scores[:, 0] - scores[:, 1]
        return ahead

    def boundary(self, grid: int = 240) -> list[Numbers]:
        """The pieces of it that lie in the map, each as 81 points."""
        x, y = (np.linspace(*ends, grid) for ends in ROOM)
        places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        lines = contour_generator(x, y, self.lead(places).reshape(grid, grid)).lines(0.0)
        return [_even(np.asarray(line, dtype=float)) for line in lines[:BRANCHES]]


def fourteen(X: ArrayLike) -> dict[str, Fit]:
    """Fit two components under each of the fourteen models, all from one beginning.

    It is the likeliest of the fits with full covariances.  Component A is the one whose mean is
    smaller in the first feature.

    Examples
    --------
    >>> from gmmlab.datasets import iris
    >>> fits = fourteen(iris().X[:, [2, 0]])
    >>> len(fits), round(fits["VVV"].log_likelihood, 1)
    (14, -259.3)
    """
    data = np.asarray(X, dtype=float)
    runs = [_top(data, start(data, 2, how=kmeans_plusplus, rng=seed)) for seed in range(5)]
    best = max(runs, key=lambda fit: fit.log_likelihood)
    order = best.mixture.means[:, 0].argsort()
    own = (best.mixture.weights[order], best.mixture.means[order])
    scatters, counts = best.mixture.covariances[order], best.counts[order]
    return {
        name: _top(data, Mixture(*own, shape.covariances(counts, scatters), shape))
        for name, shape in SHAPES.items()
    }


def _top(X: Numbers, beginning: Mixture) -> Fit:
    *_, fit = until_converged(em(X, beginning), tol=1e-9)
    return fit


def _even(line: Numbers, count: int = 81) -> Numbers:
    """A polyline as points at even steps along it, so that one can turn into another."""
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    stops = np.linspace(0, way[-1], count)
    return np.column_stack([np.interp(stops, way, column) for column in line.T])


def borders(
    X: ArrayLike, features: tuple[str, str] = ("", ""), *, presets: Sequence[Preset] = ()
) -> Sketch:
    """Two components under what they may have of their own, with the boundary between them.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        Points, both features in one unit and within the map.
    features : (str, str)
        Labels of the axes.
    presets : sequence of Preset
        Controls are 'volume', 'shape' and 'turn'.

    Examples
    --------
    >>> from gmmlab.datasets import iris
    >>> seen = borders(iris().X[:, [2, 0]])
    >>> seen.set(volume="own")
    >>> print(seen.stage.frame.sentence.splitlines()[0])
    Own volumes, round (VII): the boundary is a circle around A.
    """
    data = np.asarray(X, dtype=float)
    fits = fourteen(data)
    controls = {
        "volume": Choice("Volume", ("shared", "own")),
        "shape": Choice("Shape", ("round", "shared", "own")),
        "turn": Choice("Orientation", ("along the axes", "shared", "own")),
    }
    land = _land()
    return sketch(
        controls=controls,
        panels=_panels(features, fits),
        layers=_layers(data, land),
        draw=lambda **set_to: _frame(fits, land, **set_to),
        presets=presets,
        mosaic="aab\naac",
        size=(980, 500),
    )


def code_of(volume: str, shape: str, turn: str) -> str:
    """The model's three letters.

    Examples
    --------
    >>> code_of("own", "round", "own"), code_of("shared", "own", "along the axes")
    ('VII', 'EVI')
    """
    letters = {"shared": "E", "own": "V", "round": "I", "along the axes": "I"}
    return letters[volume] + ("II" if shape == "round" else letters[shape] + letters[turn])


def _land() -> Numbers:
    """Places all over the map but where words stand, in rows shifted by half a step."""
    x, y = np.meshgrid(
        np.arange(ROOM[0][0] + 0.1, ROOM[0][1] - 0.2, 0.3), np.arange(2.35, 9.2, 0.3)
    )
    x[::2] += 0.15
    places = np.column_stack([x.ravel(), y.ravel()])
    return places[(places[:, 0] < 5.1) | (places[:, 1] > 2.8)]


def _panels(features: tuple[str, str], fits: dict[str, Fit]) -> dict[str, Panel]:
    def stand(ax: Axes) -> None:
        ax.set_yticks([2.5, 1.5, 0.5], [*PARTS[:2], "orien-\ntation"])
        ax.set_xticks([])
        ax.tick_params(length=0)

    def all_of_them(ax: Axes) -> None:
        places = np.array([(_free(fit), fit.log_likelihood) for fit in fits.values()])
        ax.plot(*places.T, "o", ms=5, color="0.62", zorder=1)

    heights = [fit.log_likelihood for fit in fits.values()]
    reach = (min(heights) - 12, max(heights) + 22)
    title = "Whose land? The boundary is where A and B have equal shares"
    return {
        "a": Panel(*ROOM, title, *features),
        "b": Panel((0, 4), (0, 3), "Free numbers of the covariances", decorate=stand),
        "c": Panel(
            (5.5, 11.5),
            reach,
            "Log-likelihood of all 14 models",
            "free parameters",
            "",
            tuple(range(6, 12)),
            decorate=all_of_them,
        ),
    }


def _layers(data: Numbers, land: Numbers) -> list[Layer]:
    edges: list[Layer] = [
        Line(key=f"edge{i}", panel="a", weight=3.5) for i in range(BRANCHES)
    ]  # fmt: skip
    return [
        Dots(key="land", panel="a", xy=land, markers="os", radius=1.4),
        Dots(key="points", panel="a", xy=data, markers="os", radius=3.6),
        Ellipses(key="rings", panel="a", colours=PAIR),
        *edges,
        Marks(key="means", panel="a", colours=PAIR, labels="AB", radius=8.5),
        Text(key="kind", panel="a", size=16),
        Bars(key="both", panel="b", colours=(TONES[MUTED],), labels=["one for both"] * 3),
        Bars(key="own A", panel="b", colours=(PAIR[0],), labels="AAA"),
        Bars(key="own B", panel="b", colours=(PAIR[1],), labels="BBB"),
        Text(key="none shape", panel="b", size=13, colour=MUTED),
        Text(key="none turn", panel="b", size=13, colour=MUTED),
        Marks(key="here", panel="c", radius=7, marker="D", colours=(PALETTE[2],)),
        Text(key="name", panel="c", size=14),
    ]


def _free(fit: Fit) -> int:
    return 5 + fit.mixture.shape.freedom(2, 2)


def _boxes(code: str) -> dict[str, object]:
    """One box for what is shared, two for what each has of its own, words for neither."""
    rows = list(zip(code, (2, 1, 0), strict=True))
    shared = [(1.0, y + 0.15, 3.0, y + 0.85) for letter, y in rows if letter == "E"]
    own = [y for letter, y in rows if letter == "V"]
    marks: dict[str, object] = {
        "both": shared,
        "own A": [(0.9, y + 0.15, 1.9, y + 0.85) for y in own],
        "own B": [(2.1, y + 0.15, 3.1, y + 0.85) for y in own],
    }
    if code[1] == "I":
        marks["none shape"] = (0.22, 0.5, "no free number: round")
    if code[2] == "I":
        said = "a circle has none" if code[1] == "I" else "no free number: upright"
        marks["none turn"] = (0.22, 1 / 6, said)
    return marks


def _frame(fits: dict[str, Fit], land: Numbers, volume: str, shape: str, turn: str) -> Frame:
    code = code_of(volume, shape, turn)
    fit = fits[code]
    pair, R = Pair(fit.mixture), fit.responsibilities
    pieces = pair.boundary()
    marks = _boxes(code) | {f"edge{i}": piece for i, piece in enumerate(pieces)}
    marks |= {
        "land": _coloured(fit.mixture.responsibilities(land).round()),
        "points": _coloured(R),
        "rings": (fit.mixture.means, fit.mixture.covariances),
        "means": fit.mixture.means,
        "kind": (0.985, 0.05, pair.kind),
        "here": [(_free(fit), fit.log_likelihood)],
        "name": (0.04, 0.9, f"{code}: {_say(fit.log_likelihood)}"),
    }
    return Frame(marks, _said(fit, pair, code, turn))


def _coloured(R: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    colours = np.round(255 * mixed_colours(R)[:, :3])
    return np.column_stack([colours, R.argmax(axis=1)]).astype(np.uint8)


def _said(fit: Fit, pair: Pair, code: str, turn: str) -> str:
    a, b = np.bincount(fit.labels, minlength=2)
    words = {"E": "one {} for both", "V": "own {}s"}
    parts = [words[letter].format(part) for letter, part in zip(code, PARTS, strict=True)
             if letter in words]  # fmt: skip
    parts[1:1] = ["round"] if code[1] == "I" else []
    parts += ["along the axes"] if code[1] != "I" and code[2] == "I" else []
    idle = "" if code[1] != "I" or turn == "along the axes" else (
        f" A circle has no orientation: “{turn}” changes nothing."
    )  # fmt: skip
    free = fit.mixture.shape.freedom(2, 2)
    headline = ", ".join(parts)
    return (
        f"{headline[0].upper()}{headline[1:]} ({code}): the boundary is {pair.kind}.\n"
        f"Of {a + b} points A is the likelier owner of {a}, B of {b}. Free parameters: 1 weight, "
        f"4 for the means, {free} for the covariances, {_free(fit)} together. Log-likelihood "
        f"{_say(fit.log_likelihood)}, BIC {_say(bic(fit))}.{idle}"
    )


def _say(number: float) -> str:
    return f"{number:.1f}".replace("-", "−")
