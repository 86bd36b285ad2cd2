"""Where one side ends and the next begins: regions of a decision, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from gmmlab.checks import as_data
from gmmlab.outliers import uncertainty
from gmmlab.plot.planes import flat, lattice, points
from gmmlab.plot.sides import LARGEST, features, own_side, scores, settled, sides
from gmmlab.plot.style import MARKERS, PALETTE
from gmmlab.plot.whose import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection

    from gmmlab.discriminant import Discriminant
    from gmmlab.mixture import Mixture
    from gmmlab.plot.sides import Decision
    from gmmlab.steps import Fit
    from gmmlab.types import Array

__all__ = ["decision_boundaries", "uncertainty_map"]

HATCHES = ("//", "\\\\", "..", "xx", "--", "||", "oo", "++")
STEPS = (0.1, 0.3, 0.5)
"""Uncertainties at which the background darkens, and whose sizes the legend shows."""
GREYS = ("0.93", "0.84", "0.72")


def uncertainty_map(
    ax: Axes, model: Fit | Mixture, X: Array | None = None, *, grid: int = 200
) -> Axes:
    """Draw how unsure each label is: the larger a point, the less surely it is its component's.

    The area of a mark grows with 1 - maxₖ rₖ.  The background says the same of every place, in
    steps at 0.1, 0.3 and 0.5.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    model : Fit or Mixture
        In two dimensions.
    X : ndarray of shape (n, 2), optional
        The points; for a Fit, its own if none are given.
    grid : int
        How many places a side the background is computed on.

    Raises
    ------
    BadInput
        If there are not two features, or a mixture is given without points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import best_fit, datasets
    >>> ax = uncertainty_map(Figure().subplots(), best_fit(datasets.faithful().X, 2, rng=0))
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['0', '0.1', '0.3', '0.5']
    """
    mixture, places, R = shown(model, X)
    flat(mixture.d)
    points(ax, places, R, size=_area(uncertainty(model, X)))
    x, y, everywhere = lattice(ax, grid)
    doubt = uncertainty(mixture, everywhere).reshape(x.shape)
    ax.contourf(x, y, doubt, levels=(*STEPS, 1), colors=GREYS, zorder=0)
    ax.contour(x, y, doubt, levels=STEPS, colors="0.5", linewidths=0.8, zorder=0.5)
    sizes = [ax.scatter([], [], s=_area(u), c="0.25") for u in (0, *STEPS)]
    tints = [Patch(fc=grey, ec="0.5", lw=0.8) for grey in ("none", *GREYS)]
    names = [f"{u:g}" for u in (0, *STEPS)]
    ax.legend([*zip(tints, sizes, strict=True)], names, title="uncertainty from", handleheight=1.4)
    return ax


def _area(doubt: Any) -> Any:
    """Of a mark, in points squared."""
    return 14 + 200 * np.asarray(doubt)


def decision_boundaries(
    ax: Axes,
    model: Discriminant | Fit | Mixture,
    X: Array | None = None,
    y: Any = None,
    *,
    grid: int = 240,
) -> Axes:
    """Draw the region of each class or component, hatched, and the lines between them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        If there are no points, with the limits that the picture is to have.
    model : Discriminant, Fit or Mixture
        In two dimensions.
    X : ndarray of shape (n, 2), optional
        Points to draw, each with the marker of its side; for a Fit, its own if none are given.
    y : array_like of shape (n,), optional
        The classes of the points, or which component each came from: these give the markers
        then, and points that lie on a side not their own have a ring.
    grid : int
        How many places a side the regions are computed on.

    Raises
    ------
    BadInput
        If there are not two features, or y does not name a side for each point.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import datasets
    >>> from gmmlab.discriminant import edda
    >>> data = datasets.iris()
    >>> petals = data.X[:, 2:]
    >>> linear = edda(petals, data.labels)
    >>> ax = decision_boundaries(Figure().subplots(), linear, petals, data.labels)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['0', '1', '2', 'on another side']
    """
    rule, X = settled(model, X)
    flat(features(rule))
    rings = None if X is None else _points(ax, rule, as_data(X), y)
    px, py, places = lattice(ax, grid)
    heights = scores(rule, places)
    for side in range(heights.shape[1]):
        _region(ax, px, py, _margin(heights, side).reshape(px.shape), side)
    _legend(ax, sides(rule), X is not None, rings)
    return ax


def _points(ax: Axes, rule: Decision, X: Array, y: Any) -> PathCollection | None:
    """Points with the markers of their sides; the rings around those that lie on another."""
    own = own_side(rule, X, y)
    points(ax, X, np.eye(len(sides(rule)))[own], size=24)
    astray = own != own_side(rule, X)
    if not astray.any():
        return None
    return ax.scatter(X[astray, 0], X[astray, 1], s=110, fc="none", ec="black", lw=1.3, zorder=3)


def _margin(heights: Array, side: int) -> Array:
    """By how much a side is likelier than all others, in nats."""
    others = np.delete(heights, side, axis=1)
    return np.asarray(heights[:, side] - others.max(axis=1, initial=-LARGEST))


def _region(ax: Axes, x: Array, y: Array, margin: Array, side: int) -> None:
    """Where a side is likeliest, tinted and hatched, and the line around it."""
    if margin.max() <= 0:
        return
    levels, hue = (0, 2 * margin.max()), _hue(side)
    ax.contourf(x, y, margin, levels=levels, colors=[to_rgba(hue, 0.13)], zorder=0)
    hatched = ax.contourf(x, y, margin, levels=levels, colors="none", hatches=[_hatch(side)])
    hatched.set(edgecolor=to_rgba(hue, 0.45), linewidth=0, zorder=0.5)
    if margin.min() < 0:
        ax.contour(x, y, margin, levels=[0], colors="0.2", linewidths=1.6, zorder=1)


def _hue(side: int) -> str:
    return PALETTE[side % len(PALETTE)]


def _hatch(side: int) -> str:
    return HATCHES[side % len(HATCHES)]


def _legend(ax: Axes, names: Sequence[str], dotted: bool, rings: PathCollection | None) -> None:
    """A hatched patch for each side, with its marker if there are points, and the rings."""
    keys: list[Any] = []
    for side, hue in enumerate(map(_hue, range(len(names)))):
        patch = Patch(fc=to_rgba(hue, 0.13), ec=to_rgba(hue, 0.6), hatch=_hatch(side))
        mark: dict[str, Any] = {
            "marker": MARKERS[side % len(MARKERS)],
            "color": hue,
            "mec": "white",
            "ls": "none",
        }
        keys.append((patch, Line2D([], [], **mark)) if dotted else patch)
    extra = {"on another side": rings} if rings else {}
    ax.legend([*keys, *extra.values()], [*names, *extra], loc="best", fontsize="small")
