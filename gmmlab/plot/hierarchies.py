"""Components merged into clusters: how the entropy falls, and who joins whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gmmlab.errors import BadInput
from gmmlab.merging import elbow, linkage
from gmmlab.plot.style import LINES, MARKERS, PALETTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from gmmlab.merging import Clustering
    from gmmlab.types import Array

__all__ = ["entropy_curve", "merge_tree"]


ABOVE: dict[str, Any] = {"xytext": (6, 5), "ha": "left", "va": "bottom", "zorder": 5}
BELOW: dict[str, Any] = {"xytext": (-6, -4), "ha": "right", "va": "top", "zorder": 5}
"""Where a name stands clear of lines that fall."""


def entropy_curve(ax: Axes, merges: Sequence[Clustering]) -> Axes:
    r"""Draw the entropy of each clustering, the two straight lines that fit it, and their elbow.

    A step to the right is a merge, as long as the points that it moves are many: only so are the
    lines of `gmmlab.merging.elbow` straight.  Beside each mark stands the number of clusters.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    merges : sequence of Clustering
        As `gmmlab.merging.merge` returns them.  Of two or fewer there are no lines and no elbow.

    References
    ----------
    .. [1] J.-P. Baudry, A. E. Raftery, G. Celeux, K. Lo and R. Gottardo, "Combining mixture
       components for clustering", J. Comput. Graph. Statist. 19 (2010), 332-353.  The rescaled
       entropy plot.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import best_fit, datasets
    >>> from gmmlab.merging import merge
    >>> ax = entropy_curve(Figure().subplots(), merge(best_fit(datasets.faithful().X, 4, rng=0)))
    >>> [text.get_text() for text in ax.texts]
    ['4 clusters', '3', '2 clusters:\nthe elbow', '1']
    """
    if not merges:
        raise BadInput("there are no merges to draw. Pass what merge(fit) returns.")
    x = np.cumsum([step.merged.points if step.merged else 0 for step in merges])
    y = np.array([step.entropy for step in merges])
    bend = merges.index(elbow(merges)) if len(merges) > 2 else None
    ax.plot(x, y, color="0.45", marker=MARKERS[0], ms=6, ls="none", label="a clustering", zorder=3)
    if bend is not None:
        _pieces(ax, x, y, bend)
    below = y < _fitted(x, y, bend)
    for i, name in enumerate(_names(merges, bend)):
        look = BELOW if below[i] else ABOVE
        weight = "bold" if i == bend else "normal"
        ax.annotate(name, (x[i], y[i]), textcoords="offset points", fontweight=weight, **look)
    ax.set(xlabel="points merged so far", ylabel="entropy (nats)")
    ax.margins(0.1, 0.14)
    return ax


def _names(merges: Sequence[Clustering], bend: int | None) -> list[str]:
    """The numbers of clusters; what they count stands with the first and the elbow."""
    names = [str(step.K) for step in merges]
    names[0] += f" cluster{'' if merges[0].K == 1 else 's'}"
    if bend is not None:
        names[bend] += " clusters:\nthe elbow"
    return names


def _pieces(ax: Axes, x: Array, y: Array, bend: int) -> None:
    """A straight line up to the elbow, another from there on, and a star at the elbow."""
    for i, part in enumerate((slice(bend + 1), slice(bend, None))):
        ends = x[part][[0, -1]]
        label = ("before the elbow", "after it")[i]
        ax.plot(ends, _line(x[part], y[part], ends), color=PALETTE[0], ls=LINES[i], label=label)
    ax.plot(x[bend], y[bend], marker=MARKERS[7], ms=15, color=PALETTE[1], mec="white", zorder=4)


def _fitted(x: Array, y: Array, bend: int | None) -> Array:
    """What the lines say of each clustering; of the elbow, the lesser of two."""
    if bend is None:
        return y
    before, after = _line(x[: bend + 1], y[: bend + 1], x), _line(x[bend:], y[bend:], x)
    at = np.arange(len(x))
    return np.where(at < bend, before, np.where(at > bend, after, np.minimum(before, after)))


def _line(x: Array, y: Array, at: Array) -> Array:
    """The straight line nearest to y, in least squares."""
    u = x - x.mean()
    slope = u @ y / (u @ u) if u.any() else 0.0
    return np.asarray(y.mean() + slope * (at - x.mean()))


def merge_tree(ax: Axes, merges: Sequence[Clustering]) -> Axes:
    r"""Draw who joins whom, and how much entropy is gone by then; cut where the elbow is.

    Below the cut each cluster has a colour and a line of its own.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    merges : sequence of Clustering
        As `gmmlab.merging.merge` returns them, of two components at least.

    Raises
    ------
    BadInput
        If there is nothing to merge.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import best_fit, datasets
    >>> from gmmlab.merging import merge
    >>> ax = merge_tree(Figure().subplots(), merge(best_fit(datasets.faithful().X, 4, rng=0)))
    >>> len(ax.lines) - 1, ax.texts[0].get_text()
    (3, '2\nclusters')
    """
    from scipy.cluster.hierarchy import dendrogram  # a second that few pictures need

    Z = linkage(merges) if merges else np.empty((0, 4))
    if not len(Z):
        raise BadInput("one component alone has nothing to merge with. Pass the merges of more.")
    tree, cut = dendrogram(Z, no_plot=True), _cut(merges, Z[:, 2])
    for xs, ys in zip(tree["icoord"], tree["dcoord"], strict=True):
        hue, line = _branch(merges, tree["leaves"][round((xs[0] - 5) / 10)], ys[1] < cut)
        ax.plot(xs, ys, color=hue, ls=line, lw=2, solid_joinstyle="miter")
    _leaves(ax, merges[0], tree["leaves"])
    if np.isfinite(cut):
        ax.axhline(cut, color="0.45", lw=1, ls=LINES[1])
        ax.annotate(
            f"{elbow(merges).K}\nclusters", (1, cut), xycoords=("axes fraction", "data"),
            xytext=(4, 0), textcoords="offset points", va="center", fontsize="small",
        )  # fmt: skip
    ax.set(
        xlabel="component (points)", ylabel="entropy removed (nats)", ylim=(0, 1.08 * Z[-1, 2] or 1)
    )
    return ax


def _cut(merges: Sequence[Clustering], heights: Array) -> float:
    """Half-way between the last merge that the elbow makes and the first that it does not."""
    made = merges[0].K - elbow(merges).K
    if not 0 < made < len(heights) or heights[made - 1] == heights[made]:
        return -np.inf
    return float(heights[made - 1 : made + 1].mean())


def _branch(merges: Sequence[Clustering], component: int, below: bool) -> tuple[str, object]:
    """Colour and line of a branch that holds this component."""
    if not below:
        return "0.35", "-"
    holds = [component in cluster for cluster in elbow(merges).clusters]
    return PALETTE[holds.index(True) % len(PALETTE)], LINES[holds.index(True) % len(LINES)]


def _leaves(ax: Axes, fitted: Clustering, leaves: list[int]) -> None:
    """Number the components under the tree, with their points' worth."""
    counts = fitted.responsibilities.sum(axis=0)
    names = [f"{k + 1}\n({counts[k]:.0f})" for k in leaves]
    ax.set_xticks(5 + 10 * np.arange(len(leaves)), names)
    ax.set_xlim(0, 10 * len(leaves))
    ax.tick_params(axis="x", length=0)
