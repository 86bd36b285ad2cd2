"""Names at the ends of curves, moved apart until all can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from gmmlab.types import Array

__all__ = ["End", "apart", "name_ends"]

SIZE = 8
"""Of the letters, in points."""
LEADER = {"arrowstyle": "-", "lw": 0.6, "shrinkA": 1, "connectionstyle": "arc,angleA=180,armA=7"}
"""A thin line that leaves its name level, so as not to cross the names beside it."""


class End(NamedTuple):
    """Where a curve ends, and what it is called."""

    x: float
    y: float
    name: str
    colour: str = "0.45"
    weight: str = "normal"


def apart(places: Array, gap: float, low: float = -np.inf, high: float = np.inf) -> Array:
    """The places nearest to given ones, in least squares, with a gap between any two.

    Parameters
    ----------
    places : ndarray of shape (n,)
    gap : float
        Made smaller if n places with such gaps have no room.
    low, high : float
        Where the room begins and ends.

    Notes
    -----
    With i gaps taken off the i-th smallest, what is sought is the nearest sequence that never
    falls: an isotonic regression, found by pooling neighbours that are out of order, and then
    clipped [1]_.

    References
    ----------
    .. [1] R. E. Barlow, D. J. Bartholomew, J. M. Bremner and H. D. Brunk, "Statistical inference
       under order restrictions", Wiley 1972.  Chapter 1.

    Examples
    --------
    >>> apart(np.array([0.0, 0.1, 5.0]), 1.0)
    array([-0.45,  0.55,  5.  ])
    """
    n = len(places)
    gap = min(gap, (high - low) / max(n - 1, 1))
    order, steps = np.argsort(places, kind="stable"), gap * np.arange(n)
    moved = np.empty(n)
    moved[order] = np.clip(_rising(places[order] - steps), low, high - gap * (n - 1)) + steps
    return moved


def _rising(values: Array) -> Array:
    """The sequence nearest to this one that never falls."""
    means: list[float] = []
    counts: list[int] = []
    for value in values:
        mean, count = float(value), 1
        while means and means[-1] >= mean:
            before, many = means.pop(), counts.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        means.append(mean)
        counts.append(count)
    return np.repeat(means, counts)


def name_ends(ax: Axes, ends: Sequence[End]) -> None:
    """Write names to the right of the axes, each with a thin line to the end of its curve.

    A curve that ends out of sight has an arrow with its name, to say on which side.
    """
    y0, y1 = ax.get_ylim()
    height = ax.get_window_extent().height / ax.figure.dpi * 72
    seen = np.array([np.clip((end.y - y0) / (y1 - y0), 0, 1) for end in ends])
    places = apart(seen, 1.25 * SIZE / height, 0, 1)
    for end, share, place in zip(ends, seen, places, strict=True):
        aside = {0.0: " ↓", 1.0: " ↑"}.get(float(share), "")
        line = None if aside else {**LEADER, "color": end.colour}
        ax.annotate(
            end.name + aside, (end.x, y0 + share * (y1 - y0)), xytext=(1.045, place),
            textcoords="axes fraction", va="center", color=end.colour, fontsize=SIZE,
            fontweight=end.weight, arrowprops=line, annotation_clip=False,
        )  # fmt: skip
