"""Step 75.10, the price of a parameter: each K is a straight line, and the lowest is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Dots, Ellipses, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import MARKERS, PALETTE, mixed_colours
from gmmlab.steps import Fit

__all__ = ["Menu", "prices"]

Numbers: TypeAlias = NDArray[Any]
BLUE, ORANGE = PALETTE[:2]
DEAREST, TOP, BELOW = 10.0, 200.0, -34.0
"""The highest price, and the ends of the axis on which costs stand."""
FINE = np.linspace(0, DEAREST, 2001)
CHEAPEST = "the cheapest"


@dataclass(frozen=True)
class Menu:
    """Some of the points, and the best fit to them with 1, 2, ... components.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> X = datasets.faithful().X
    >>> Menu(range(len(X)), [best_fit(X, K) for K in (1, 2)]).chosen(5.61)
    2
    """

    rows: Sequence[int]
    fits: Sequence[Fit]

    @cached_property
    def misfits(self) -> Numbers:
        """Minus twice each log-likelihood."""
        return np.array([-2 * fit.log_likelihood for fit in self.fits])

    @cached_property
    def counts(self) -> Numbers:
        """Free parameters."""
        return np.array([fit.free_parameters for fit in self.fits])

    def costs(self, price: ArrayLike) -> Numbers:
        """What each fit costs at a price per parameter, (..., K)."""
        costs: Numbers = self.misfits + np.asarray(price, dtype=float)[..., None] * self.counts
        return costs

    def chosen(self, price: float) -> int:
        """How many components cost least."""
        return int(self.costs(price).argmin()) + 1

    @cached_property
    def bands(self) -> list[tuple[int, float, float]]:
        """Who is chosen from which price to which, from price 0 on."""
        winners = zip(self.costs(FINE).argmin(axis=-1) + 1, FINE, strict=True)
        runs = [(int(K), [p for _, p in run]) for K, run in groupby(winners, lambda pair: pair[0])]
        return [(K, float(run[0]), float(run[-1])) for K, run in runs]


def prices(X: ArrayLike, menus: Mapping[str, Menu], *, presets: Sequence[Preset] = ()) -> Sketch:
    """Fits with more and more components, and what they cost at a price that can be set.

    Parameters
    ----------
    X : array_like of shape (n, 2)
        Length in minutes, wait in minutes.
    menus : mapping of str to Menu
        Each with the same numbers of components, by what the choice calls it.
    presets : sequence of Preset
        Controls are 'price', 'look' and 'points'.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> X = datasets.faithful().X
    >>> shop = prices(X, {"all": Menu(range(len(X)), [best_fit(X, K) for K in (1, 2)])})
    >>> shop.set(price=2)
    >>> print(shop.stage.frame.sentence.splitlines()[0])
    Price 2.00 per parameter, that is AIC: 2 components cost least, 2282.5.
    """
    data, most = np.asarray(X, dtype=float), len(next(iter(menus.values())).fits)
    looks = (CHEAPEST, *(f"K = {K}" for K in range(1, most + 1)))

    def draw(price: float, look: str, points: str) -> Frame:
        menu = menus[points]
        K = menu.chosen(price) if look == CHEAPEST else looks.index(look)
        return _frame(data, menu, price, K)

    return sketch(
        controls={
            "price": Scale("Price per parameter", _price_scale(menus), ".2f"),
            "look": Choice("Look at", looks),
            "points": Choice("Eruptions", tuple(menus)),
        },
        panels=_panels(data, most),
        layers=_layers(data, most),
        draw=draw,
        begin={"price": 0.0},
        presets=presets,
        play="price",
        mosaic="aaaaabbbbbcccc",
        size=(1020, 430),
    )


def _price_scale(menus: Mapping[str, Menu]) -> tuple[float, ...]:
    """Steps of a fifth; the nearest one to a BIC's price is that price."""
    scale = np.array(steps(0, DEAREST, 0.2))
    for menu in menus.values():
        own = np.log(len(menu.rows))
        scale[np.abs(scale - own).argmin()] = own
    return tuple(scale.tolist())


def _panels(X: Numbers, most: int) -> dict[str, Panel]:
    (left, low), (right, high) = X.min(axis=0), X.max(axis=0)
    costs, bars = "Each K is a straight line", "Misfit below, price above"
    below = "price per parameter (A: AIC, B: BIC)"
    ticks = tuple(range(0, int(TOP) + 1, 50))
    return {
        "a": Panel(
            (left - 0.4, right + 0.4), (low - 6, high + 6), "The fit", "length (min)", "wait (min)"
        ),
        "b": Panel((0, DEAREST), (BELOW, TOP), costs, below, "cost", (0, 2, 4, 6, 8, 10), ticks),
        "c": Panel(
            (0.4, most + 0.6),
            (BELOW, TOP),
            bars,
            "K; ◆ the cheapest",
            "",
            tuple(range(1, most + 1)),
            ticks,
        ),
    }


def _layers(X: Numbers, most: int) -> list[Layer]:
    every = range(1, most + 1)
    return [
        Dots(key="points", panel="a", xy=X, markers="".join(MARKERS[:most]), radius=3.2),
        Ellipses(key="ellipses", panel="a", colours=PALETTE[:most]),
        Text(key="size", panel="a", size=14),
        *(Line(key=f"line {K}", panel="b", colour="muted", weight=1.1) for K in every),
        Line(key="envelope", panel="b", colour=BLUE, weight=5),
        Line(key="looked", panel="b", colour=ORANGE, weight=3, dashed=True),
        Line(key="now", panel="b", weight=1.2, dashed=True),
        *(Marks(key=f"name {K}", panel="b", labels=(str(K),), radius=8) for K in every),
        Marks(key="AIC", panel="b", labels=("A",), marker="s", radius=8, colours=("muted",)),
        Marks(key="BIC", panel="b", labels=("B",), marker="s", radius=8, colours=("muted",)),
        Marks(key="least", panel="b", marker="D", radius=6, colours=(BLUE,)),
        Bars(key="misfit", panel="c", colours=(BLUE,)),
        Bars(key="paid", panel="c", colours=(ORANGE,)),
        Line(key="level", panel="c", weight=1.2, dashed=True),
        Marks(key="best", panel="c", marker="D", radius=6, colours=(BLUE,)),
    ]


def _frame(X: Numbers, menu: Menu, price: float, K: int) -> Frame:
    ground, fit, best = menu.misfits.min(), menu.fits[K - 1], menu.chosen(price)
    lift, costs = menu.misfits - ground, menu.costs(price) - ground
    ends = np.array([0.0, DEAREST])
    fan = menu.costs(ends) - ground
    places = np.arange(len(menu.fits)) + 1.0
    sides = places - 0.38, places + 0.38
    marks: dict[str, Any] = {
        "points": _shown(X, menu.rows, fit),
        "ellipses": (fit.mixture.means, fit.mixture.covariances),
        "size": (0.04, 0.94, f"K = {K}, {fit.free_parameters} parameters"),
        "envelope": np.column_stack([FINE, (menu.costs(FINE) - ground).min(axis=-1)]),
        "looked": np.column_stack([ends, fan[:, K - 1]]),
        "now": [(price, BELOW), (price, TOP)],
        "AIC": [(2, BELOW + 9)],
        "BIC": [(np.log(fit.n), BELOW + 9)],
        "least": [(price, costs[best - 1])],
        "misfit": np.column_stack([sides[0], np.zeros_like(lift), sides[1], lift]),
        "paid": np.column_stack([sides[0], lift, sides[1], costs]),
        "level": [(0.4, costs[best - 1]), (len(lift) + 0.6, costs[best - 1])],
        "best": [(best, costs[best - 1])],
    }
    marks |= {f"line {k + 1}": np.column_stack([ends, fan[:, k]]) for k in range(len(lift))}
    for k, first, last in menu.bands:
        middle = (first + last) / 2
        height = menu.misfits[k - 1] + middle * menu.counts[k - 1] - ground
        marks[f"name {k}"] = [(max(middle, 0.25), height - 15)]
    return Frame(marks, _said(menu, price, K))


def _shown(X: Numbers, rows: Sequence[int], fit: Fit) -> Numbers:
    """Colours and markers of the points that were asked; the others pale."""
    R = fit.mixture.responsibilities(X)
    dots = np.full((len(X), 4), 232, dtype=np.uint8)
    dots[:, 3] = 0
    asked = np.asarray(rows)
    dots[asked, :3] = np.round(255 * mixed_colours(R[asked]))
    dots[asked, 3] = R[asked].argmax(axis=1)
    return dots


def _said(menu: Menu, price: float, K: int) -> str:
    best, n, count = menu.chosen(price), len(menu.rows), menu.counts[K - 1]
    name = ", that is AIC" if abs(price - 2) < 1e-9 else ""
    name = f", that is BIC for {n} eruptions" if abs(price - np.log(n)) < 1e-9 else name
    costs, misfit = menu.costs(price), menu.misfits[K - 1]
    many = f"{best} component{'s cost' if best > 1 else ' costs'} least"
    turn = ", ".join(str(k) for k, _, _ in menu.bands)
    return (
        f"Price {price:.2f} per parameter{name}: {many}, {costs[best - 1]:.1f}.\n"
        f"You see {n} eruptions and K = {K}: misfit {misfit:.1f}, and {count} parameters at "
        f"{price:.2f} make {price * count:.1f}; together {costs[K - 1]:.1f}. As the price rises "
        f"from 0 to {DEAREST:g}, the choice goes {turn}."
    )
