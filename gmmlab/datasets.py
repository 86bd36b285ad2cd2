"""Data sets: what they are, where they come from, and in which units.

Each file in gmmlab/data begins with its source and its licence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files

import numpy as np

from gmmlab.types import Array, Labels

__all__ = ["Dataset", "faithful", "iris", "sixty", "twelve"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Points, what was measured, and in what.

    Parameters
    ----------
    name : str
        What the data set is called in a sentence.
    X : ndarray of shape (n, d)
        One row per point, one column per feature.
    features : tuple of str
        What each column is.
    units : tuple of str
        The unit of each column; '' where there is none.
    groups : tuple of str
        Names of the known groups; empty if none are known.
    labels : ndarray of shape (n,) or None
        Which group each point is known to belong to.
    about : str
        One sentence.
    """

    name: str
    X: Array = field(repr=False)
    features: tuple[str, ...]
    units: tuple[str, ...]
    about: str
    groups: tuple[str, ...] = ()
    labels: Labels | None = field(default=None, repr=False)

    @property
    def axes(self) -> tuple[str, ...]:
        """A label for each axis: the feature with its unit."""
        pairs = zip(self.features, self.units, strict=True)
        return tuple(f"{feature} ({unit})" if unit else feature for feature, unit in pairs)


def _table(name: str) -> Array:
    with (files("gmmlab") / "data" / f"{name}.txt").open(encoding="utf-8") as lines:
        return np.loadtxt(lines)


def faithful() -> Dataset:
    """272 eruptions of the Old Faithful geyser, Yellowstone, in August 1985.

    Returns
    -------
    data : Dataset
        X of shape (272, 2): how long an eruption lasted, and how long one waited for the next;
        both in minutes.

    References
    ----------
    .. [1] A. Azzalini and A. W. Bowman, "A look at some data on the Old Faithful geyser",
       Applied Statistics 39 (1990), 357-365.

    Examples
    --------
    >>> faithful().X.mean(axis=0).round(2)
    array([ 3.49, 70.9 ])
    """
    return Dataset(
        "Old Faithful",
        _table("faithful"),
        ("eruption", "waiting"),
        ("min", "min"),
        "272 eruptions of a geyser: how long each lasted, and the wait until the next.",
    )


def iris() -> Dataset:
    """150 flowers of three species of iris.

    Returns
    -------
    data : Dataset
        X of shape (150, 4), in centimetres, with labels and groups.

    References
    ----------
    .. [1] R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of
       Eugenics 7 (1936), 179-188.  Table I.

    Examples
    --------
    >>> iris().X.mean(axis=0).round(2)
    array([5.84, 3.06, 3.76, 1.2 ])
    """
    table = _table("iris")
    return Dataset(
        "iris",
        np.ascontiguousarray(table[:, :4]),
        ("sepal length", "sepal width", "petal length", "petal width"),
        ("cm", "cm", "cm", "cm"),
        "150 irises of three species: lengths and widths of sepals and petals.",
        ("setosa", "versicolor", "virginica"),
        table[:, 4].astype(int),
    )


def sixty() -> Dataset:
    """Sixty points in three groups of 30, 20 and 10: the course's own.

    Returns
    -------
    data : Dataset
        X of shape (60, 2), with labels and groups.

    Examples
    --------
    >>> np.bincount(sixty().labels)
    array([30, 20, 10])
    """
    table = _table("sixty")
    return Dataset(
        "sixty",
        np.ascontiguousarray(table[:, :2]),
        ("x", "y"),
        ("", ""),
        "Sixty made-up points in three groups, of 30, 20 and 10.",
        ("A", "B", "C"),
        table[:, 2].astype(int),
    )


def twelve() -> Dataset:
    """Twelve points on a line, in a group of seven and one of five: small enough to do by hand.

    Returns
    -------
    data : Dataset
        X of shape (12, 1), with labels and groups.

    Examples
    --------
    >>> float(twelve().X.sum())
    62.0
    """
    table = _table("twelve")
    return Dataset(
        "twelve",
        np.ascontiguousarray(table[:, :1]),
        ("x",),
        ("",),
        "Twelve made-up points on a line, in a group of seven and one of five.",
        ("left", "right"),
        table[:, 1].astype(int),
    )
