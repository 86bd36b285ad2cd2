"""Fourteen data sets with a number of components and a shape each: what starts are judged by.

Number and shape were chosen so that the likeliest fit that has not collapsed is one that somebody
could mean: none of its components is a sliver of the data that only a likelihood could love.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from gmmlab import datasets
from gmmlab.covariances import as_shape
from gmmlab.shapes import Shape
from gmmlab.types import Array

__all__ = ["TASKS", "Task"]

REFERENCE = Path(__file__).parent.parent / "tests" / "reference"


@dataclass(frozen=True, eq=False)
class Task:
    """Points, and the mixture that is asked for."""

    name: str
    X: Array = field(repr=False)
    K: int
    kind: str
    """VVV, EEE, VVI or VII: full, tied, diagonal or spherical."""

    @property
    def shape(self) -> Shape:
        """The shape of that name."""
        return as_shape(self.kind)

    def __str__(self) -> str:
        return f"{self.name} {self.kind} {self.K}"


def reference(name: str) -> Array:
    """The features of a data set that the tests keep; the last column is the class."""
    return np.loadtxt(REFERENCE / f"{name}.txt")[:, :-1]


def nested() -> Array:
    """A tight group, and a cross of two long ones, all about one centre: 600 points."""
    rng = np.random.default_rng(1)
    widths = np.repeat([[0.4, 0.4], [6.0, 0.7], [0.7, 6.0]], 200, axis=0)
    return rng.standard_normal((600, 2)) * widths


def thin() -> Array:
    """Three round groups, and one along a line, a hundred times longer than wide: 500 points."""
    rng = np.random.default_rng(2)
    centres = np.array([[-6.0, 4.0], [0.0, 5.0], [6.0, 4.0]])
    balls = centres[np.repeat(range(3), 120)] + rng.standard_normal((360, 2))
    return np.vstack([balls, rng.standard_normal((140, 2)) * [5.0, 0.05]])


def uneven() -> Array:
    """Five groups of 1000, 400, 120, 50 and 30 points, the largest the widest."""
    rng = np.random.default_rng(3)
    centres = np.array([[0.0, 0.0], [9.0, 2.0], [-8.0, 6.0], [3.0, 9.0], [4.0, -8.0]])
    parts = zip(centres, (3.0, 1.5, 1.0, 0.6, 0.5), (1000, 400, 120, 50, 30), strict=True)
    return np.vstack([c + s * rng.standard_normal((n, 2)) for c, s, n in parts])


def lattice() -> Array:
    """Sixteen round groups of 60 points, four by four, that touch."""
    rng = np.random.default_rng(4)
    centres = 4.0 * np.stack(np.meshgrid(range(4), range(4)), axis=-1).reshape(16, 2)
    return np.repeat(centres, 60, axis=0) + 0.8 * rng.standard_normal((960, 2))


def tall() -> Array:
    """Six groups of 200 points in ten dimensions, each with a covariance of its own."""
    rng = np.random.default_rng(5)
    turns = np.linalg.qr(rng.standard_normal((6, 10, 10)))[0] * rng.uniform(0.4, 2.0, (6, 1, 10))
    centres = 1.5 * rng.standard_normal((6, 1, 10))
    draws = rng.standard_normal((6, 200, 10)) @ turns.transpose(0, 2, 1)
    return (centres + draws).reshape(1200, 10)


TASKS = (
    Task("faithful", datasets.faithful().X, 3, "VVV"),
    Task("iris", datasets.iris().X, 4, "EEE"),
    Task("sixty", datasets.sixty().X, 3, "VVV"),
    Task("twelve", datasets.twelve().X, 2, "VVV"),
    Task("diabetes", reference("diabetes"), 4, "VVI"),
    Task("thyroid", reference("thyroid"), 4, "VVI"),
    Task("cellars", reference("cellars"), 5, "EEE"),
    Task("leaning", reference("leaning"), 4, "EEE"),
    Task("rooms", reference("rooms"), 3, "VII"),
    Task("nested", nested(), 3, "VVV"),
    Task("thin", thin(), 4, "VVV"),
    Task("uneven", uneven(), 5, "VVI"),
    Task("lattice", lattice(), 16, "VII"),
    Task("tall", tall(), 6, "VVV"),
)
"""The fourteen."""
