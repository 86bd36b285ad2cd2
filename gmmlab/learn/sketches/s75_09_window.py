"""Step 75.9, the window: what can be exponentiated, and where it hangs among the log-scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Frame, Layer, Line, Marks, Panel, Text
from gmmlab.learn.stage.layers import INK, MUTED, TONES
from gmmlab.mixture import Mixture
from gmmlab.plot.style import PALETTE

__all__ = ["window"]

BLUE, ORANGE = PALETTE[:2]
GREY, AMBER = TONES[MUTED], PALETTE[4]
SPAN = (0.0, 420.0)
"""Waits in the picture, in minutes."""
GRID = np.arange(0.0, 421.0, 2.0)
DEEP, HIGH = -2000.0, 150.0
"""Log-scores in the picture, in nats."""
LEAST, MOST = float(-1075 * np.log(2)), float(np.log(np.finfo(float).max))
"""The exponential is 0 below the first and infinite above the second."""
CLOSE = 65.0
"""Log-scores nearer than this have one mark for both."""
RULES = ("a number", "the largest, plus a number")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reckoned:
    """What a computer makes of log-scores (n, 2) when numbers (n, 1) are taken out of them."""

    scores: Numbers
    out: Numbers

    @property
    def powers(self) -> Numbers:
        """The exponentials of what is left."""
        with np.errstate(over="ignore", under="ignore"):
            return np.exp(self.scores - self.out)

    @property
    def total(self) -> Numbers:
        """Their sums (n,)."""
        with np.errstate(over="ignore"):
            total: Numbers = self.powers.sum(axis=1)
        return total

    @property
    def works(self) -> NDArray[np.bool_]:
        """Where the sum is a number that can be divided by."""
        return (self.total > 0) & np.isfinite(self.total)

    @property
    def shares(self) -> Numbers:
        """The responsibilities, of the points that work."""
        return self.powers[self.works] / self.total[self.works, None]


def window(mixture: Mixture, *, presets: Sequence[Preset] = ()) -> Sketch:
    """Two log-scores, the window of what a computer can exponentiate, and the shares.

    Parameters
    ----------
    mixture : Mixture
        Two components for waits in minutes; the one with the smaller mean is called short.
    presets : sequence of Preset
        Controls are 'wait' (6, 18, ..., 414), 'number' (-950, -900, ..., 0) and 'out'.

    Examples
    --------
    >>> sds = np.array([6.0, 6.0])[:, None, None]
    >>> pane = window(Mixture(np.array([0.4, 0.6]), np.array([[55.0], [80.0]]), sds**2))
    >>> pane.set(wait=414)
    >>> print(pane.stage.frame.sentence.splitlines()[0])
    Wait of 414 minutes, 0.0 taken out: both exponentials are 0, and the shares 0/0.
    """
    order = mixture.means[:, 0].argsort()

    def reckon(waits: ArrayLike, number: float, out: str) -> Reckoned:
        joint = mixture.log_joint(np.asarray(waits, dtype=float)[:, None])
        scores = np.asarray(joint[:, order], dtype=np.float64)
        base = scores.max(axis=1, keepdims=True) if out != RULES[0] else np.zeros((len(scores), 1))
        return Reckoned(scores, np.asarray(base + number, dtype=np.float64))

    def draw(wait: float, number: float, out: str) -> Frame:
        return _frame(wait, reckon([wait], number, out), reckon(GRID, number, out))

    return sketch(
        controls={
            "wait": Scale("Wait (min)", steps(6, 414, 12), "g"),
            "number": Scale("The number (nats)", steps(-950, 0, 50), "g"),
            "out": Choice("Take out", RULES),
        },
        panels=_panels(reckon(GRID, 0, RULES[0]).scores),
        layers=_layers(),
        draw=draw,
        begin={"wait": 66, "number": 0, "out": RULES[0]},
        presets=presets,
        play="wait",
        mosaic="aab\naac",
        size=(980, 480),
    )


def _panels(scores: Numbers) -> dict[str, Panel]:
    def curves(ax: Axes) -> None:
        for k, (name, dash, place) in enumerate((("short", "-", 255), ("long", "--", 262))):
            ax.plot(GRID, scores[:, k], color=PALETTE[k], ls=dash, lw=2)
            at = int(np.searchsorted(GRID, place))
            side = -10 if k == 0 else 12
            ax.text(place + side, scores[at, k], name, size=10, ha="right" if k == 0 else "left")

    def blank(ax: Axes) -> None:
        ax.set(xticks=[], yticks=[])

    title = "Log-scores in nats, and what exp can hold"
    wait = "wait (min)"
    return {
        "a": Panel(SPAN, (DEEP, HIGH), title, wait, decorate=curves),
        "b": Panel(SPAN, (-0.08, 1.12), "Share of long, as computed", wait, "", (), (0, 0.5, 1)),
        "c": Panel((0, 1), (0, 1), "The computer's sums", decorate=blank),
    }


def _layers() -> list[Layer]:
    return [
        Bars(key="above", panel="a", colours=(AMBER,), labels=("exp gives ∞",)),
        Bars(key="below", panel="a", colours=(GREY,), labels=("exp gives 0",)),
        Line(key="zero", panel="a", colour=INK, weight=1.6),
        Line(key="here", panel="a", colour=GREY, weight=1.4, dashed=True),
        Marks(key="scores", panel="a", labels=("S", "L"), colours=(BLUE, ORANGE), radius=8),
        Marks(key="both", panel="a", labels=("S L",), radius=13),
        Text(key="out", panel="a", size=12),
        Bars(key="much", panel="b", colours=(AMBER,), labels=("∞/∞",)),
        Bars(key="none", panel="b", colours=(GREY,), labels=("0/0",)),
        Line(key="share", panel="b", colour=ORANGE, weight=3),
        Line(key="there", panel="b", colour=GREY, weight=1.4, dashed=True),
        Marks(key="point", panel="b", colours=(ORANGE,), radius=5, marker="D"),
        *(Text(key=f"line{i}", panel="c", size=12.5) for i in range(4)),
    ]


def _frame(wait: float, one: Reckoned, all_: Reckoned) -> Frame:
    out = float(one.out[0, 0])
    low, high = np.clip([out + LEAST, out + MOST], DEEP, HIGH)
    marks: dict[str, object] = {
        "zero": [(SPAN[0], out), (SPAN[1], out)] if DEEP < out < HIGH else [],
        "here": [(wait, DEEP), (wait, HIGH)],
        "there": [(wait, -0.08), (wait, 1.12)],
        "both" if np.ptp(one.scores) < CLOSE else "scores": _places(wait, one.scores[0]),
        "share": np.column_stack([GRID[all_.works], all_.shares[:, 1]]),
    }
    if low > DEEP:
        marks["below"] = [(SPAN[0], DEEP, SPAN[1], low)]
    if high < HIGH:
        marks["above"] = [(SPAN[0], high, SPAN[1], HIGH)]
    if out > DEEP:
        side = 0.96 if out > DEEP / 4 else 0.02
        marks["out"] = (side, (out - DEEP) / (HIGH - DEEP) - 0.035, f"taken out: {_say(out)}")
    for key, hole in (("none", all_.total == 0), ("much", np.isinf(all_.total))):
        if hole.any():
            marks[key] = [(GRID[hole][0], -0.08, GRID[hole][-1], 1.12)]
    if one.works[0]:
        marks["point"] = [(wait, one.shares[0, 1])]
    for i, words in enumerate(_sums(one)):
        marks[f"line{i}"] = (0.04, 0.86 - 0.24 * i, words)
    return Frame(marks, _said(wait, one, all_))


def _places(wait: float, scores: Numbers) -> list[tuple[float, float]]:
    """Where the log-scores stand, or both of them if they are close."""
    heights = [scores.mean()] if np.ptp(scores) < CLOSE else scores
    return [(wait, float(height)) for height in heights]


def _sums(one: Reckoned) -> list[str]:
    """The calculation in four lines."""
    left, powers = (one.scores - one.out)[0], one.powers[0]
    lines = [
        f"{name}: exp({_say(a)}) = {_power(p)}"
        for name, a, p in zip(("short", "long"), left, powers, strict=True)
    ]
    if not one.works[0]:
        sign = "∞" if one.total[0] else "−∞"
        return [*lines, f"shares: {_broken(one)}", f"ln p = {sign}"]
    short, long = one.shares[0]
    rest, out = float(np.log(one.total[0])), float(one.out[0, 0])
    plus = f"{'−' if rest < 0 else '+'} {abs(rest):.1f}"
    density = f"ln p = {_say(out)} {plus} = {_say(out + rest)}"
    return [*lines, f"shares: {short:.2f} and {long:.2f}", density]


def _said(wait: float, one: Reckoned, all_: Reckoned) -> str:
    out, (s, t), (p, q) = _say(one.out[0, 0]), map(_say, one.scores[0]), map(_power, one.powers[0])
    if one.works[0]:
        short, long = one.shares[0]
        result = f"the shares are {short:.2f} and {long:.2f}"
    elif p == q:
        result = f"both exponentials are {p}, and the shares {_broken(one)}"
    else:
        result = f"the exponentials are {p} and {q}, and the shares {_broken(one)}"
    return (
        f"Wait of {wait:g} minutes, {out} taken out: {result}.\n"
        f"Log-scores {s} for short and {t} for long; exponentials {p} and {q}. "
        f"{_where(all_)}"
    )


def _where(all_: Reckoned) -> str:
    """For which waits of the picture the rule gives shares."""
    good = GRID[all_.works]
    if not len(good):
        return "With this rule no wait in the picture gets shares."
    if len(good) == len(GRID):
        return "With this rule every wait in the picture gets its shares."
    return f"With this rule waits from {good[0]:g} to {good[-1]:g} minutes get shares, others none."


def _broken(one: Reckoned) -> str:
    return "∞/∞" if one.total[0] else "0/0"


def _power(number: float) -> str:
    if number == 0 or np.isinf(number):
        return "∞" if number else "0"
    written = f"{number:.3g}" if 1e-3 < number < 1e3 else f"{number:.0e}"
    return written.replace("-", "−")


def _say(number: float) -> str:
    return f"{round(float(number), 1) + 0:.1f}".replace("-", "−")
