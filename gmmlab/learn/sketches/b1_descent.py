"""Bridge 1, the descent: densities multiply, their logarithms add, and only the sum survives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Area, Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["descent"]

Numbers = NDArray[Any]
BLUE, ORANGE, GREEN = PALETTE[:3]
LOW, HIGH, FOOT = 40, 100, -3.6
"""Ends of the axis in minutes, and the smallest exponent that a stick can show."""
GRID = np.linspace(LOW, HIGH, 241)
HELD: dict[str, type[np.floating[Any]]] = {
    "64 bits": np.float64,
    "32 bits": np.float32,
    "16 bits": np.float16,
}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Run:
    """One fit along the record: its density at every wait, and over the axis."""

    p: Numbers
    curve: Numbers

    @property
    def sums(self) -> Numbers:
        """The exponent of the likelihood of the first 0, 1, 2, ... waits."""
        return np.append(0.0, np.cumsum(_exponents(self.p)))

    def products(self, held: str) -> Numbers:
        """The likelihood of the first 0, 1, 2, ... waits as a computer multiplies it."""
        kind = HELD[held]
        factors = np.append(1.0, self.p).astype(kind)
        return np.cumprod(factors, dtype=kind).astype(float)


def descent(
    x: ArrayLike,
    fits: Mapping[str, Callable[[Numbers], Numbers]],
    *,
    presets: Sequence[Preset] = (),
) -> Sketch:
    """Read waits one after another, multiply their densities, and add the densities' logarithms.

    Parameters
    ----------
    x : array_like of shape (n,)
        Waits in the order of the record, between 40 and 100 minutes.
    fits : mapping of str to callable
        By name, the density at an array of waits, below 0.05 per minute.
    presets : sequence of Preset
        Controls are 'n', 'fit' and 'held'.

    Examples
    --------
    >>> box = lambda x: np.where((x > 45) & (x < 95), 0.02, 0.0)
    >>> fall = descent([79, 54, 74, 96], {"a box": box})
    >>> fall.set(n=3)
    >>> print(fall.stage.frame.sentence.splitlines()[0])
    3 waits read under a box: their exponents add up to −5.1, the likelihood is 8.0 × 10⁻⁶.
    """
    waits = np.asarray(x, dtype=float)
    runs = {name: Run(f(waits), f(GRID)) for name, f in fits.items()}
    n = len(waits)
    stops = (*range(min(n, 16)), *range(min(n, 16), n, 8), n)
    bottom = 1.09 * min(run.sums[np.isfinite(run.sums)].min() for run in runs.values())
    return sketch(
        controls={
            "n": Scale("Waits read", stops, "d"),
            "fit": Choice("Density from", tuple(runs)),
            "held": Choice("Product kept in", tuple(HELD)),
        },
        panels=_panels(n, bottom),
        layers=_layers(runs, bottom),
        draw=partial(_frame, waits, runs, stops, bottom),
        begin={"n": stops[min(8, len(stops) - 1)]},
        presets=presets,
        play="n",
        mosaic="ac\nbc",
        size=(980, 520),
    )


def _panels(n: int, bottom: float) -> dict[str, Panel]:
    across, minutes = (LOW, HIGH), tuple(range(LOW, HIGH + 1, 10))
    return {
        "a": Panel(across, (0, 0.05), "Density at the last waits: factors", "", "per min", minutes),
        "b": Panel(
            across, (FOOT, 0), "Their exponents: terms", "wait (min)", "log₁₀ density", minutes
        ),
        "c": Panel(
            (0, n), (bottom, -0.02 * bottom), "All waits so far", "waits read", "log₁₀ likelihood"
        ),
    }


def _layers(runs: Mapping[str, Run], bottom: float) -> list[Layer]:
    lines = [Text(key=f"run {name}", panel="c", size=13) for name in runs]
    return [
        Area(key="zero", panel="c", colour="muted", ground=bottom),
        Line(key="floor", panel="c", colour="muted", dashed=True),
        Line(key="curve", panel="a", colour=BLUE, weight=2.5),
        Bars(key="sticks", panel="b", colours=(GREEN,)),
        Line(key="logs", panel="b", colour=BLUE, weight=2.5),
        Marks(key="factors", panel="a", colours=(GREEN,), radius=6),
        Marks(key="ends", panel="b", colours=(GREEN,), radius=6),
        Line(key="held", panel="c", colour=ORANGE, weight=9),
        Line(key="sum", panel="c", weight=2.5),
        Marks(key="here", panel="c", marker="D", radius=6),
        Text(key="added", panel="b", size=13),
        Text(key="product", panel="c", colour=ORANGE, size=15),
        Text(key="total", panel="c", size=15),
        Text(key="zone", panel="c", size=13),
        *lines,
    ]


def _frame(
    waits: Numbers,
    runs: Mapping[str, Run],
    stops: Sequence[int],
    bottom: float,
    n: int,
    fit: str,
    held: str,
) -> Frame:
    run, before = runs[fit], max((s for s in stops if s < n), default=0)
    sums, products = run.sums[: n + 1], run.products(held)[: n + 1]
    least = float(np.finfo(HELD[held]).smallest_subnormal)
    places = np.column_stack([np.arange(n + 1), np.maximum(sums, bottom)])
    edge = [(0, np.log10(least)), (len(waits), np.log10(least))]
    marks: dict[str, Any] = {
        "zero": edge,
        "floor": edge,
        "curve": np.column_stack([GRID, run.curve]),
        "logs": np.column_stack([GRID, np.maximum(_exponents(run.curve), FOOT)]),
        "held": np.column_stack([np.arange(n + 1), _exponents(products)])[products > 0],
        "sum": places[: np.isfinite(sums).sum() + 1],
        "here": places[-1:],
        "product": (0.97, 0.94, f"━ product kept: {_scientific(float(products[-1]))}"),
        "total": (0.97, 0.86, f"◆ sum of exponents: {_signed(float(sums[-1]))}"),
        "zone": (0.03, 0.285, f"grey: kept as 0, as below {_scientific(least)}"),
    }
    for row, (name, other) in enumerate(runs.items()):
        words = f"{'▸' if name == fit else '  '} {name}: {_signed(float(other.sums[n]))}"
        marks[f"run {name}"] = (0.03, 0.06 + 0.065 * (len(runs) - 1 - row), words)
    if n:
        marks |= _step(waits[before:n], run.p[before:n])
    return Frame(marks, _said(waits, runs, n, fit, held, float(products[-1])))


def _step(x: Numbers, p: Numbers) -> dict[str, Any]:
    """The last waits read: as factors, and as sticks."""
    logs = _exponents(p)
    low, total = np.maximum(logs, FOOT), _signed(float(logs.sum()))
    return {
        "factors": np.column_stack([x, p]),
        "sticks": np.column_stack([x - 0.45, low, x + 0.45, 0 * low]),
        "ends": np.column_stack([x, low]),
        "added": (0.36, 0.09, f"these {len(x)}: {total}" if len(x) > 1 else total),
    }


def _said(
    waits: Numbers, runs: Mapping[str, Run], n: int, fit: str, held: str, product: float
) -> str:
    total = float(runs[fit].sums[n])
    least = _scientific(float(np.finfo(HELD[held]).smallest_subnormal))
    kept = f"In {held}, where the smallest positive number is {least}, a running product holds "
    kept += f"{_scientific(product)}." if product else "0."
    others = "; ".join(f"{name} {_signed(float(run.sums[n]))}" for name, run in runs.items())
    lead = f"{n} waits read under {fit}: their exponents add up to {_signed(total)}"
    lead = lead if n > 1 else f"1 wait read under {fit}: its exponent is {_signed(total)}"
    if n == 0:
        return f"No wait read yet under {fit}: the empty product is 1, its exponent is 0.\n{kept}"
    if np.isinf(total):
        wait = waits[:n][runs[fit].p[:n] == 0][0]
        lead += f", for the wait of {wait:g} minutes has density 0"
    else:
        lead += f", the likelihood is {_power(total)}"
    last, p = waits[n - 1], runs[fit].p[n - 1 : n]
    tail = f"The last wait, {last:g} minutes, has density {p[0]:.4f} per minute and exponent "
    tail += f"{_signed(float(_exponents(p)[0]), 2)}. {kept}"
    return f"{lead}.\n{tail} Sums so far: {others}."


def _exponents(p: Numbers) -> Numbers:
    """Logarithms to base 10, minus infinity for 0."""
    return np.log10(p, where=p > 0, out=np.full(p.shape, -np.inf))


def _signed(number: float, places: int = 1) -> str:
    return f"{number:.{places}f}".replace("-", "−").replace("inf", "∞")


def _power(exponent: float) -> str:
    """A number, given as its exponent, in scientific notation."""
    whole = int(np.floor(exponent + 1e-9))
    lead = 10 ** (exponent - whole)
    if f"{lead:.1f}" == "10.0":
        lead, whole = 1.0, whole + 1
    return f"{lead:.1f} × 10{str(whole).translate(RAISED)}"


def _scientific(number: float) -> str:
    return _power(float(np.log10(number))) if number else "0"
