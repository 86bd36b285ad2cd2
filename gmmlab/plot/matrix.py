"""More than two features: every pair of them in a plane, and each alone on a line."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from gmmlab.conditioning import marginal
from gmmlab.errors import BadInput
from gmmlab.plot.planes import ellipses, points
from gmmlab.plot.style import LINES, MARKERS, PALETTE
from gmmlab.plot.whose import Shown, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from gmmlab.mixture import Mixture
    from gmmlab.steps import Fit
    from gmmlab.types import Array

__all__ = ["pairs"]


def pairs(
    axes: NDArray[Any],
    model: Fit | Mixture,
    X: Array | None = None,
    *,
    features: Sequence[str] = (),
) -> NDArray[Any]:
    """Draw every feature against every other, and on the diagonal how each is spread.

    Below the diagonal are points in their components' mixed colours and the ellipses of one
    standard deviation of the marginal mixture; on it histograms with the marginal density, and
    each component's part of it.  What is above would say the same again, and is left empty.

    Parameters
    ----------
    axes : ndarray of shape (d, d) of matplotlib.axes.Axes
        As ``Figure().subplots(d, d, squeeze=False)`` makes them.
    model : Fit or Mixture
    X : ndarray of shape (n, d), optional
        The points; for a Fit, its own if none are given.
    features : sequence of str, optional
        A label for each feature.

    Raises
    ------
    BadInput
        If there are not as many axes or labels as features, or a mixture is given without points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import best_fit, datasets
    >>> data = datasets.iris()
    >>> fit = best_fit(data.X, 3, rng=0)
    >>> axes = pairs(Figure().subplots(4, 4), fit, features=data.axes)
    >>> len(axes[1, 0].patches), axes[3, 0].get_xlabel()
    (3, 'sepal length (cm)')
    """
    seen = shown(model, X)
    d = seen.mixture.d
    names = list(features) or [f"feature {j + 1}" for j in range(d)]
    if np.shape(axes) != (d, d) or len(names) != d:
        raise BadInput(
            f"axes of shape {np.shape(axes)} and {len(names)} labels cannot show {d} features: "
            f"make axes with Figure().subplots({d}, {d}, squeeze=False), and {d} labels."
        )
    for i, j in product(range(d), repeat=2):
        _panel(axes[i, j], seen, i, j)
    _label(axes, names)
    _legend(axes[0, -1], seen)
    return axes


def _panel(ax: Axes, seen: Shown, i: int, j: int) -> None:
    """Feature i against feature j; alone if they are the same."""
    if j > i:
        ax.set_axis_off()
        return
    low, high = _reach(seen.X[:, j])
    if j == i:
        _alone(ax, marginal(seen.mixture, [i]), seen.X[:, i])
    else:
        points(ax, seen.X[:, [j, i]], seen.R, size=14)
        ellipses(ax, marginal(seen.mixture, [j, i]), (1.0,), numbers=False)
        for ellipse in ax.patches:
            ellipse.set_path_effects([withStroke(linewidth=4.5, foreground="white")])
        ax.set_ylim(_reach(seen.X[:, i]))
    ax.set_xlim(low, high)


def _reach(x: Array) -> tuple[float, float]:
    """From the least to the greatest, and a little beyond."""
    margin = 0.06 * float(np.ptp(x) or 1)
    return float(x.min()) - margin, float(x.max()) + margin


def _alone(ax: Axes, mixture: Mixture, x: Array) -> None:
    """A histogram with the density's curve, and each component's."""
    ax.hist(x, bins=_bins(len(x)), density=True, color="0.88", edgecolor="white", linewidth=0.5)
    line = np.linspace(*_reach(x), 300)[:, None]
    joint = np.exp(mixture.log_joint(line))
    for k in range(mixture.K):
        i = k % len(PALETTE)
        ax.plot(line, joint[:, k], color=PALETTE[i], ls=LINES[i], lw=1.6)
    ax.plot(line, np.exp(mixture.log_density(line)), color="0.25", lw=1.6, zorder=1.5)
    ax.set_yticks([])


def _bins(n: int) -> int:
    """The root of the number of points, within reason."""
    return int(np.clip(np.sqrt(n), 8, 40))


def _label(axes: NDArray[Any], names: Sequence[str]) -> None:
    """Names at the left and below; numbers nowhere else."""
    for i, j in product(range(len(names)), repeat=2):
        axes[i, j].tick_params(labelleft=j == 0, labelbottom=i == len(names) - 1)
    for j, name in enumerate(names):
        axes[-1, j].set_xlabel(name)
        axes[j, 0].set_ylabel(name if j else "density")


def _legend(ax: Axes, seen: Shown) -> None:
    """The components, in the empty corner."""
    keys = [
        Line2D(
            [], [], color=PALETTE[k % len(PALETTE)], ls=LINES[k % len(LINES)],
            marker=MARKERS[k % len(MARKERS)], label=f"component {k + 1}",
        )
        for k in range(seen.mixture.K)
    ]  # fmt: skip
    ax.legend(handles=keys, title="ellipses at 1σ", loc="upper right", frameon=False)
