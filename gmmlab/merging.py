"""Components are not clusters: a bent cluster takes several Gaussians, and merging mends that.

BIC chooses enough components to describe the density.  Merge the two that the responsibilities
tell apart worst, and again, down to one: a hierarchy of clusterings, each a sum of components,
all with the same density.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

import numpy as np

from gmmlab.errors import BadInput
from gmmlab.steps import Fit
from gmmlab.types import Array, Labels

__all__ = ["Clustering", "Merge", "elbow", "linkage", "merge"]

Cluster: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Merge:
    """Two clusters that become one."""

    left: Cluster
    """The components of the one, in ascending order; it holds the lowest of all."""
    right: Cluster
    """The components of the other."""
    points: int
    """How many points were labelled with either."""

    @property
    def union(self) -> Cluster:
        """The components of both, in ascending order."""
        return tuple(sorted(self.left + self.right))


@dataclass(frozen=True, eq=False)
class Clustering:
    """Components gathered into clusters.  The mixture's density is the same throughout."""

    shares: Array = field(repr=False)
    """The components' responsibilities (n, K), as in the fit."""
    clusters: tuple[Cluster, ...]
    """The components that each cluster holds, in ascending order, and so are the clusters."""
    merged: Merge | None = None
    """What was merged to get here; None if nothing was."""

    @property
    def K(self) -> int:
        """The number of clusters."""
        return len(self.clusters)

    @cached_property
    def responsibilities(self) -> Array:
        """Each cluster's share of each point, the sum of its components', shape (n, K)."""
        sums = [self.shares[:, list(held)].sum(axis=1) for held in self.clusters]
        return np.stack(sums, axis=1)

    @property
    def labels(self) -> Labels:
        """The cluster with the largest responsibility for each point, shape (n,)."""
        return self.responsibilities.argmax(axis=1)

    @cached_property
    def entropy(self) -> float:
        """How undecided the responsibilities are, -Σᵢₖ r log r, in nats."""
        return float(_entropies(self.responsibilities).sum())


def _entropies(R: Array) -> Array:
    """What each column of responsibilities adds to the entropy."""
    return np.abs(np.sum(R * np.log(np.where(R > 0, R, 1.0)), axis=0))


def merge(fit: Fit) -> tuple[Clustering, ...]:
    """Merge the components of a fit, two by two, so that the entropy falls most each time.

    Parameters
    ----------
    fit : Fit
        With K components.

    Returns
    -------
    merges : tuple of Clustering
        With K clusters, K - 1, ..., 1; the first has one component each.

    References
    ----------
    .. [1] J.-P. Baudry, A. E. Raftery, G. Celeux, K. Lo and R. Gottardo, "Combining mixture
       components for clustering", J. Comput. Graph. Statist. 19 (2010), 332-353.

    Examples
    --------
    The geyser's eruptions are short or long, but four Gaussians describe them better than two:

    >>> from gmmlab import best_fit, datasets
    >>> merges = merge(best_fit(datasets.faithful().X, 4, rng=0))
    >>> [clustering.K for clustering in merges]
    [4, 3, 2, 1]
    >>> np.sort(merges[2].responsibilities.sum(axis=0)).round()
    array([ 97., 175.])
    """
    steps = [Clustering(fit.responsibilities, tuple((k,) for k in range(fit.mixture.K)))]
    while steps[-1].K > 1:
        steps.append(_next(steps[-1]))
    return tuple(steps)


def _next(now: Clustering) -> Clustering:
    """Merge the two clusters whose union leaves least entropy."""
    R = now.responsibilities
    own = _entropies(R)

    def gain(pair: tuple[int, int]) -> float:
        j, k = pair
        return float(own[j] + own[k] - _entropies(R[:, j] + R[:, k]))

    j, k = max(combinations(range(now.K), 2), key=gain)
    labelled = int(np.isin(now.labels, (j, k)).sum())
    merged = Merge(now.clusters[j], now.clusters[k], labelled)
    others = (held for i, held in enumerate(now.clusters) if i not in (j, k))
    return Clustering(now.shares, tuple(sorted([merged.union, *others])), merged)


def elbow(merges: Sequence[Clustering]) -> Clustering:
    """The clustering at which merging stops deciding what was undecided.

    Entropy is drawn against the number of points that have been merged so far, and fitted with
    two straight lines that both use the point where they change; the change that leaves the
    smallest sum of squares wins, with fewest clusters if several do.  With two clusterings or
    fewer there is nothing to fit, and the first is returned.

    The lines presume that something should be merged and something not: of three clusterings or
    more it is never the first or the last.  Look at the entropies before you believe it; where
    the first is next to 0, the components are told apart already.

    Parameters
    ----------
    merges : sequence of Clustering
        As `merge` returns them.

    References
    ----------
    .. [1] Baudry et al. (2010), as for `merge`: the rescaled entropy plot.  mclust's `entPlot`
       draws it with ``abc = "normalized"``.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> elbow(merge(best_fit(datasets.faithful().X, 4, rng=0))).K
    2
    """
    if not merges:
        raise BadInput("there are no merges to choose from. Pass what merge(fit) returns.")
    if len(merges) <= 2:
        return merges[0]
    x = np.cumsum([step.merged.points if step.merged else 0 for step in merges])
    y = np.array([step.entropy for step in merges])

    def misfit(c: int) -> float:
        return _residue(x[: c + 1], y[: c + 1]) + _residue(x[c:], y[c:])

    return merges[min(range(len(merges) - 2, 0, -1), key=misfit)]


def _residue(x: Array | Labels, y: Array) -> float:
    """The sum of squares that the best straight line leaves."""
    u, v = x - x.mean(), y - y.mean()
    slope = u @ v / (u @ u) if u.any() else 0.0
    return float(np.sum((v - slope * u) ** 2))


def linkage(merges: Sequence[Clustering]) -> Array:
    """The merges as scipy writes a hierarchy, for ``scipy.cluster.hierarchy.dendrogram``.

    Parameters
    ----------
    merges : sequence of Clustering
        As `merge` returns them: K clusters down to 1.

    Returns
    -------
    Z : ndarray of shape (K - 1, 4)
        A row a merge: the two clusters (components are 0 to K - 1, what row i makes is K + i),
        the entropy that merging has removed so far in nats, and how many components the new
        cluster holds.

    Examples
    --------
    >>> from gmmlab import best_fit, datasets
    >>> linkage(merge(best_fit(datasets.faithful().X, 3, rng=0))).shape
    (2, 4)
    """
    names = {held: i for i, held in enumerate(merges[0].clusters)}
    rows, height = [], 0.0
    for step, pair in [(step, step.merged) for step in merges if step.merged]:
        height = max(height, merges[0].entropy - step.entropy)
        both = sorted((names[pair.left], names[pair.right]))
        rows.append([*both, height, len(pair.union)])
        names[pair.union] = len(names)
    return np.array(rows, dtype=float).reshape(-1, 4)
