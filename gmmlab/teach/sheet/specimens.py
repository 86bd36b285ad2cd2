"""The band across the sheet: the fourteen covariance types, each as it ties three ellipses."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Ellipse

from gmmlab import SHAPES, Mixture
from gmmlab.covariances import ALIASES
from gmmlab.plot import PALETTE, axes_of
from gmmlab.teach.sheet.paper import QUIET, SMALL, Box, Paper
from gmmlab.types import Array

__all__ = ["specimen", "specimens"]

THEIRS = {ours: theirs for theirs, ours in ALIASES.items() if len(theirs) > 1}
"""scikit-learn's names, by mclust's."""
FAMILIES = (("balls", 2), ("along the axes", 4), ("at any angle", 8))
MEANS = np.array([[-1.55, -0.7], [0.05, 1.35], [1.6, -0.6]])
LINES = ("-", (0, (3, 1)), (0, (1, 0.8)))


def _scatters() -> Array:
    """Three scatters that differ in volume, in shape and in orientation."""
    found = []
    for volume, ratio, degrees in ((0.20, 1.6, 65), (0.62, 4.2, 8), (0.34, 2.8, -50)):
        t = np.radians(degrees)
        turn = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
        found.append(volume * turn @ np.diag([ratio, 1 / ratio]) @ turn.T)
    return np.array(found)


def specimen(code: str) -> Mixture:
    """Three components with equal weights, made as alike as a type asks.

    Examples
    --------
    >>> specimen("VVV").free_parameters, specimen("EEE").free_parameters
    (17, 11)
    """
    weights, shape = np.full(3, 1 / 3), SHAPES[code]
    sigma = shape.covariances(weights, _scatters())
    return Mixture(weights, MEANS, sigma.round(6), shape)


def specimens(paper: Paper, box: Box) -> None:
    """Draw all fourteen side by side."""
    aside = (
        r"$\Sigma_k=\lambda_k D_k A_k D_k^{\top}$: volume $\lambda$, shape $A$, orientation $D$, "
        "in this order; E equal in all components, V each its own, I trivial (round, or along the "
        r"axes). Free numbers for $K=3$, $d=2$."
    )
    y = paper.panel("specimens", box, 4, "Fourteen covariance types", aside)
    width, left = box.width / len(SHAPES), box.left
    for family, many in FAMILIES:
        right = left + many * width
        paper.rule((left + 3, right - 3), (y + 6, y + 6))
        ground = {"fc": "white", "ec": "none", "pad": 1.5}
        middle = (left + right) / 2
        paper.write(
            middle, y + 3.4, family, 8.2, ha="center", color=QUIET, style="italic", bbox=ground
        )
        left = right
    for place, code in enumerate(SHAPES):
        middle = box.left + (place + 0.5) * width
        mixture = specimen(code)
        side = Box(middle - width / 2 + 2, box.bottom + 22, width - 4, y - 1 - box.bottom - 22)
        _draw(paper.axes(side), mixture)
        paper.write(middle - 2, box.bottom + 12, code, 9.2, ha="right", weight="bold")
        paper.write(middle + 2, box.bottom + 12, f"{mixture.free_parameters} free", SMALL)
        if code in THEIRS:
            name = f"“{THEIRS[code]}”"
            paper.write(middle, box.bottom + 2, name, 8.2, ha="center", color="#005a8e")


def _draw(ax: Axes, mixture: Mixture) -> None:
    for k, (mean, sigma) in enumerate(zip(mixture.means, mixture.covariances, strict=True)):
        axes = axes_of(sigma)
        ax.add_patch(Ellipse(
            (mean[0], mean[1]), 2.7 * axes.long, 2.7 * axes.short, angle=axes.tilt,
            fc=(*to_rgb(PALETTE[k]), 0.16), ec=PALETTE[k], lw=1.1, ls=LINES[k],
        ))  # fmt: skip
    ax.set(xlim=(-3.3, 3.3), ylim=(-2.5, 3.1), aspect="equal")
    ax.set_axis_off()
