"""Pictures in the plane: points in mixed colours, ellipses, contours of the density."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Ellipse

from gmmlab.errors import BadInput
from gmmlab.plot.style import MARKERS, PALETTE, axes_of, ink_on, mixed_colours, share_held

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from gmmlab.mixture import Mixture
    from gmmlab.types import Array

__all__ = ["density2d", "ellipses", "flat", "lattice", "points"]

DASHES = (0, (5, 3))


def points(ax: Axes, X: Array, R: Array, *, size: float | Array = 26) -> Axes:
    """Draw points in their components' mixed colours, each with its likeliest one's marker.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    X : ndarray of shape (n, 2)
    R : ndarray of shape (n, K)
        Responsibilities.
    size : float or ndarray of shape (n,)
        Marker area in points squared.

    Raises
    ------
    BadInput
        If X does not have two features.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> len(points(ax, np.eye(2), np.eye(2)).collections)
    2
    """
    flat(X.shape[1])
    colours, owner, size = mixed_colours(R), R.argmax(axis=1), np.broadcast_to(size, len(X))
    for k in np.unique(owner):
        mine = owner == k
        ax.scatter(
            X[mine, 0], X[mine, 1], c=colours[mine], s=size[mine],
            marker=MARKERS[k % len(MARKERS)], edgecolors="white", linewidths=0.4, zorder=2,
        )  # fmt: skip
    return ax


def ellipses(
    ax: Axes,
    mixture: Mixture,
    radii: tuple[float, ...] = (1.0, 2.0),
    *,
    legend: bool = False,
    numbers: bool = True,
) -> Axes:
    """Draw each component's contours at `radii` standard deviations, and its number at its mean.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    mixture : Mixture
        In two dimensions.
    radii : tuple of float
        The first is drawn solid, the others with dashes.
    legend : bool
        Say in a legend what share of its component each contour holds: in the plane 39 % at one
        standard deviation and 86 % at two.
    numbers : bool
        Whether to write the components' numbers.

    Raises
    ------
    BadInput
        If the mixture is not two-dimensional.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import Mixture
    >>> ax = Figure().subplots()
    >>> len(ellipses(ax, Mixture.balls(np.eye(2))).patches)
    4
    """
    flat(mixture.d)
    for k, (mean, sigma) in enumerate(zip(mixture.means, mixture.covariances, strict=True)):
        hue, axes = PALETTE[k % len(PALETTE)], axes_of(sigma)
        for i, r in enumerate(radii):
            label = f"{r:g}σ: holds {share_held(r):.0%} of its component" if k == 0 else None
            line: dict[str, Any] = {"lw": 2.2, "ls": "-"} if i == 0 else {"lw": 1.3, "ls": DASHES}
            contour = Ellipse(
                tuple(mean), 2 * r * axes.long, 2 * r * axes.short, angle=axes.tilt,
                fill=False, ec=hue, label=label, zorder=3, **line,
            )  # fmt: skip
            ax.add_patch(contour)
        if numbers:
            _badge(ax, mean, k)
    if legend:
        ax.legend(loc="best", frameon=False, fontsize="small")
    return ax


def _badge(ax: Axes, mean: Array, k: int) -> None:
    """A component's number at its mean."""
    disc = PALETTE[k % len(PALETTE)]
    badge = {"boxstyle": "circle,pad=0.25", "fc": disc, "ec": "white"}
    ax.annotate(
        str(k + 1), tuple(mean), ha="center", va="center", color=ink_on(disc), fontsize=8,
        fontweight="bold", bbox={**badge, "lw": 1.2}, zorder=4,
    )  # fmt: skip


def density2d(ax: Axes, mixture: Mixture, *, levels: int = 8, grid: int = 160) -> Axes:
    """Draw the mixture's density as filled contours over what the axes show.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        With the limits that the picture is to have.
    mixture : Mixture
        In two dimensions.
    levels, grid : int
        How many steps of density, and how many points a side they are computed on.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import Mixture
    >>> ax = Figure().subplots()
    >>> _ = ax.set(xlim=(-3, 4), ylim=(-3, 4))
    >>> bool(density2d(ax, Mixture.balls(np.eye(2))).collections)
    True
    """
    flat(mixture.d)
    x, y, places = lattice(ax, grid)
    density = np.exp(mixture.log_density(places))
    ax.contourf(x, y, density.reshape(x.shape), levels=levels, cmap="Greys", alpha=0.6, zorder=0)
    return ax


def lattice(ax: Axes, grid: int) -> tuple[Array, Array, Array]:
    """Places all over what the axes show: x and y (grid, grid), and both as rows (grid², 2).

    The axes are kept to that view from here on.
    """
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    ax.set(xlim=(x0, x1), ylim=(y0, y1))
    x, y = np.meshgrid(np.linspace(x0, x1, grid), np.linspace(y0, y1, grid))
    return x, y, np.column_stack([x.ravel(), y.ravel()])


def flat(d: int) -> None:
    """Refuse what does not lie in the plane."""
    if d != 2:
        raise BadInput(
            f"this picture needs two features, and there are {d}. "
            "Pick two columns to look at, for example X[:, [0, 1]], and fit those."
        )
