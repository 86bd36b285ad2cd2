"""Bridge 2, the meadow: what is seen lights up a part of each kind, and that part is the new 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import ArrayLike, NDArray

from gmmlab.learn.explore import Choice, Preset, Scale, sketch, steps
from gmmlab.learn.explore.sketch import Sketch
from gmmlab.learn.stage import Bars, Dots, Frame, Layer, Line, Panel, Text
from gmmlab.plot.style import PALETTE

__all__ = ["meadow"]

Numbers = NDArray[Any]
HUES = PALETTE[1], PALETTE[0]
"""Of the first kind and of the second."""
BLOCKS, WIDE, HIGH = 20, 2, 25
"""Blocks of flowers from left to right, and how many flowers a block has across and up."""
EACH = WIDE * HIGH
ALL = BLOCKS * EACH
LONG, SHORT = "a petal so long or longer", "a shorter petal"
CUTS = steps(3.0, 7.0, 0.1)
DARK = np.full(3, 0.82)
"""The grey towards which a flower fades that does not light up."""
ROWS = {"before": 2.6, "lit": 1.75, "after": 0.4}
"""The bars' middles."""
HALF = 0.3


@dataclass(frozen=True)
class View:
    """How many blocks are of the first kind, and how many of a block's flowers light up."""

    kinds: tuple[str, str]
    what: str
    blocks: int
    lit: tuple[int, int]

    @property
    def prior(self) -> float:
        return self.blocks / BLOCKS

    @property
    def flowers(self) -> tuple[int, int]:
        """Flowers of each kind in the meadow."""
        return EACH * self.blocks, EACH * (BLOCKS - self.blocks)

    @property
    def joint(self) -> tuple[int, int]:
        """Flowers of each kind that light up."""
        return self.blocks * self.lit[0], (BLOCKS - self.blocks) * self.lit[1]

    @property
    def posterior(self) -> float:
        """Share of the first kind among those that light up; not a number where none does."""
        return self.joint[0] / sum(self.joint) if any(self.joint) else float("nan")


def meadow(
    first: ArrayLike, second: ArrayLike, kinds: tuple[str, str], *, presets: Sequence[Preset] = ()
) -> Sketch:
    """A meadow of two kinds of flower, those that show what you saw, and their shares.

    Parameters
    ----------
    first, second : array_like of shape (50,)
        Petal lengths of measured flowers of each kind, in centimetres; a block of the meadow
        repeats them.
    kinds : (str, str)
        Their names.
    presets : sequence of Preset
        Controls are 'prior' (share of the first kind), 'cut' (in centimetres) and 'seen'.

    Examples
    --------
    >>> flowers = meadow(np.linspace(4, 6.45, 50), np.linspace(3, 5.45, 50), ("big", "small"))
    >>> flowers.set(prior=0.1, cut=5.0)
    >>> print(flowers.stage.frame.sentence.splitlines()[0])
    A petal of 5.0 cm or more takes the share of big from 0.10 to 0.25.
    """
    lengths = np.sort(first), np.sort(second)

    def draw(prior: float, cut: float, seen: str) -> Frame:
        longer = [int(np.sum(kind > cut - 1e-9)) for kind in lengths]
        a, b = longer if seen == LONG else [EACH - many for many in longer]
        what = f"{cut:.1f} cm or more" if seen == LONG else f"less than {cut:.1f} cm"
        return _frame(View(kinds, what, round(prior * BLOCKS), (a, b)), seen == LONG)

    return sketch(
        controls={
            "prior": Scale(f"Share of {kinds[0]}", steps(0, 1, 1 / BLOCKS), ".2f"),
            "cut": Scale("Length (cm)", CUTS, ".1f"),
            "seen": Choice("You see", (LONG, SHORT)),
        },
        panels=_panels(),
        layers=_layers(),
        draw=draw,
        begin={"prior": 0.5, "cut": 5.0},
        presets=presets,
        play="prior",
        mosaic="a\na\na\nb\nb",
        size=(980, 610),
    )


def _panels() -> dict[str, Panel]:
    def rows(ax: Axes) -> None:
        ax.set_yticks([*ROWS.values()], [*ROWS])
        ax.tick_params(axis="y", length=0)
        ax.grid(visible=False)

    above = f"{ALL} flowers: those that show what you saw light up"
    below = "Keep the lit flowers, and stretch them to a whole"
    return {
        "a": Panel((0, 1), (0, HIGH), above, decorate=lambda ax: ax.set_axis_off()),
        "b": Panel((0, 1), (0, 3), below, "share", xticks=steps(0, 1, 0.1), decorate=rows),
    }


def _layers() -> list[Layer]:
    i = np.arange(ALL)
    across = (i // EACH * WIDE + i % WIDE + 0.5) / (BLOCKS * WIDE)
    xy = np.column_stack([across, HIGH - 0.5 - i % EACH // WIDE])
    return [
        Dots(key="flowers", panel="a", xy=xy, markers="so", radius=4.6),
        Line(key="fence", panel="a", weight=2),
        Bars(key="bars", panel="b", colours=HUES),
        Line(key="left", panel="b", colour="muted", dashed=True, weight=1.5),
        Line(key="middle", panel="b", colour="muted", dashed=True, weight=1.5),
        Line(key="right", panel="b", colour="muted", dashed=True, weight=1.5),
        *(Text(key=f"{row} {k}", panel="b", size=13) for row in ROWS for k in "01"),
    ]


def _frame(view: View, long: bool) -> Frame:
    total, part = sum(view.joint) / ALL, view.joint[0] / ALL
    marks: dict[str, Any] = {
        "flowers": _flowers(view, long),
        "fence": [(view.prior, 0), (view.prior, HIGH)],
        "bars": _bars(view, part, total),
    }
    if total:
        ends = {"left": (0, 0), "middle": (part, view.posterior), "right": (total, 1)}
        marks |= {
            key: [(top, ROWS["lit"] - HALF), (foot, ROWS["after"] + HALF)]
            for key, (top, foot) in ends.items()
        }
    return Frame(marks | _words(view, total), _said(view))


def _flowers(view: View, long: bool) -> Numbers:
    """Colour and marker of every flower, block by block, each from the top."""
    i = np.arange(ALL)
    kind, place = (i // EACH >= view.blocks).astype(int), i % EACH
    lit = np.array(view.lit)[kind]
    bright = place < lit if long else place >= EACH - lit
    hues = np.array([to_rgb(hue) for hue in HUES])[kind]
    faded = np.where(bright[:, None], hues, 0.12 * hues + 0.88 * DARK)
    return np.column_stack([np.round(255 * faded), kind]).astype(np.uint8)


def _bars(view: View, part: float, total: float) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of both kinds, row by row."""
    ends = (view.prior, 1.0), (part, total), (view.posterior, 1.0)
    rows = [(y, *row) for y, row in zip(ROWS.values(), ends, strict=True)]
    return [
        bar
        for y, cut, end in rows[: 3 if total else 2]
        for bar in ((0, y - HALF, cut, y + HALF), (cut, y - HALF, end, y + HALF))
    ]


def _words(view: View, total: float) -> dict[str, tuple[float, float, str]]:
    """What stands on the bars, the first kind at the left and the second at the right."""
    (a, b), (n, m), (i, j) = view.kinds, view.flowers, view.joint
    words = {
        "before": (f"■ {a} {view.prior:.2f}", f"● {b} {1 - view.prior:.2f}"),
        "lit": (f"■ {i} of {n}", f"● {j} of {m}: together {total:.3f} of all"),
        "after": ("no flower lights up", ""),
    }
    if total:
        words["after"] = f"■ {a} {view.posterior:.2f}", f"● {b} {1 - view.posterior:.2f}"
    return {
        f"{row} {k}": (0.99 if k else 0.01, ROWS[row] / 3, pair[k])
        for row, pair in words.items()
        for k in (0, 1)
    }


def _said(view: View) -> str:
    (a, b), (n, m), (i, j) = view.kinds, view.flowers, view.joint
    counts = (
        f"Of {ALL} flowers {n} are {a}, and {i} of these light up; {m} are {b}, and {j} light up."
    )
    if not i + j:
        return (
            f"A petal of {view.what}: no flower of this meadow has one.\n{counts} The total "
            f"probability is 0, and 0/0 gives no share. Before, that of {a} was {view.prior:.2f}."
        )
    back = f"How many {a} light up, {view.lit[0]} of every {EACH}, answers another question."
    return (
        f"A petal of {view.what} takes the share of {a} from {view.prior:.2f} to "
        f"{view.posterior:.2f}.\n{counts} Together {i + j}, a total probability of "
        f"{(i + j) / ALL:.3f}; the share is {i}/{i + j}. {back}"
    )
