"""Panels and frames: what stands still on a stage, and what one state of it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Rows = NDArray[Any]


@dataclass(frozen=True)
class Scale:
    """A monotone map of the numbers on an axis; `name` is matplotlib's name or 'function'."""

    forward: Callable[[Any], Any]
    inverse: Callable[[Any], Any]


LINEAR: Final = Scale(lambda v: v, lambda v: v)
GATHERED: Final = Scale(np.log1p, np.expm1)
"""Steps 0, 1, 2, ... with the late ones gathered: log(1 + step)."""


@dataclass(frozen=True)
class Panel:
    """One pair of axes: everything on it that never moves.

    Parameters
    ----------
    xlim, ylim : tuple of float
        First and last value on each axis, in data units.
    title, xlabel, ylabel : str
        Words with units; the title stands above the axes, at the left.
    xticks, yticks : tuple of float, optional
        Where labels stand; left to matplotlib if empty.
    xscale : Scale
        `LINEAR`, or `GATHERED` for iterations.
    decorate : callable, optional
        Draws fixed artists on the matplotlib axes.

    Examples
    --------
    Places are kept as shares of the panel's width and height, so that one frame fits every layout:

    >>> Panel(xlim=(0, 10), ylim=(-1, 1)).place([[5, 0], [10, 1]]).tolist()
    [[0.5, 0.5], [1.0, 1.0]]
    """

    xlim: tuple[float, float]
    ylim: tuple[float, float]
    title: str = ""
    xlabel: str = ""
    ylabel: str = ""
    xticks: tuple[float, ...] = ()
    yticks: tuple[float, ...] = ()
    xscale: Scale = LINEAR
    decorate: Callable[[Axes], object] | None = None

    @property
    def span(self) -> NDArray[np.float64]:
        """Width and height in data units (linear axes)."""
        return np.array([np.ptp(self.xlim), np.ptp(self.ylim)], dtype=float)

    def place(self, xy: ArrayLike) -> NDArray[np.float64]:
        """Points (m, 2) in data units as shares of the panel, (0, 0) at the lower left."""
        points = np.array(xy, dtype=float).reshape(-1, 2)
        points[:, 0] = self.xscale.forward(points[:, 0])
        low = np.array([self.xscale.forward(self.xlim[0]), self.ylim[0]])
        high = np.array([self.xscale.forward(self.xlim[1]), self.ylim[1]])
        shares: NDArray[np.float64] = (points - low) / (high - low)
        return shares

    def at(self, share: ArrayLike) -> tuple[float, float]:
        """The point in data units that stands at a share of the panel's width and height.

        Examples
        --------
        >>> Panel(xlim=(0, 10), ylim=(-1, 1)).at((0.25, 0.5))
        (2.5, 0.0)
        """
        x, y = np.asarray(share, dtype=float)
        low, high = map(self.xscale.forward, self.xlim)
        across = float(self.xscale.inverse(low + x * (high - low)))
        return across, float(self.ylim[0] + y * (self.ylim[1] - self.ylim[0]))


@dataclass(frozen=True)
class Frame:
    """One state of a stage: what each layer shows, and the sentence that says it.

    Parameters
    ----------
    marks : mapping of str to object
        For each layer's key what that layer places (see `gmmlab.learn.stage.layers`);
        a layer left out shows nothing.
    sentence : str
        The state in words, true of this frame: read aloud, shown below the picture and used as
        its alternative text. A line break separates the headline from the details.
    """

    marks: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""

    @property
    def alt(self) -> str:
        """The sentence on one line."""
        return " ".join(self.sentence.split())
