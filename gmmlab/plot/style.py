"""Colours, markers and lines that go together, and the little geometry that pictures need."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gmmlab.types import Array

if TYPE_CHECKING:
    from matplotlib.typing import ColorType

__all__ = [
    "LINES",
    "MARKERS",
    "PALETTE",
    "Axes2",
    "axes_of",
    "contrast",
    "ink_on",
    "mixed_colours",
    "share_held",
]

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8A8A8A", "#B8A900")
"""Okabe and Ito's colours, told apart by most eyes; their black and yellow, which vanish on dark
and on light paper, are replaced by a grey and a darker yellow."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
LINES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (7, 3)))


class Axes2(NamedTuple):
    """An ellipse of one standard deviation: half-lengths, longest first, and tilt in degrees."""

    long: float
    short: float
    tilt: float


def axes_of(covariance: Array) -> Axes2:
    """The one-sigma ellipse of a covariance (2, 2).

    Its axes lie along the eigenvectors; its half-lengths are the square roots of the
    eigenvalues.  The tilt is that of the long axis, in degrees within (-90, 90].

    Examples
    --------
    >>> long, short, tilt = axes_of(np.array([[2.5, 1.5], [1.5, 2.5]]))
    >>> round(long, 9), round(short, 9), round(tilt, 9)
    (2.0, 1.0, 45.0)
    """
    variances, vectors = np.linalg.eigh(covariance)
    x, y = vectors[:, 1]
    tilt = float(np.degrees(np.arctan2(y, x)))
    short, long = np.sqrt(np.maximum(variances, 0))
    return Axes2(float(long), float(short), 90 - (90 - tilt) % 180)


def share_held(radius: float, d: int = 2) -> float:
    """The share of a Gaussian that lies within `radius` standard deviations, in d dimensions.

    Its squared distance from the mean, in its own widths, follows a chi-square law with d
    degrees of freedom; in the plane that is 1 - exp(-radius²/2).

    Examples
    --------
    >>> [round(share_held(r), 3) for r in (1, 2)]
    [0.393, 0.865]
    >>> round(share_held(2, d=1), 4)
    0.9545
    """
    from scipy.special import gammainc  # a seventh of a second that few pictures need

    return float(gammainc(d / 2, radius**2 / 2))


def mixed_colours(R: Array) -> Array:
    """Each point's colour (n, 3), 0 to 1: its components' colours mixed by its responsibilities.

    Examples
    --------
    >>> mixed_colours(np.array([[1.0, 0.0]])).round(2)
    array([[0.  , 0.45, 0.7 ]])
    """
    from matplotlib.colors import to_rgb

    hues = np.array([to_rgb(PALETTE[k % len(PALETTE)]) for k in range(R.shape[1])])
    return np.clip(R @ hues, 0, 1)


def ink_on(colour: str) -> str:
    """White or black, whichever is easier to read on a colour.

    The one with the higher contrast by the Web Content Accessibility Guidelines 2.2.

    Examples
    --------
    >>> [ink_on(colour) for colour in PALETTE[:3]]
    ['white', 'black', 'black']
    """
    return max("white", "black", key=lambda ink: contrast(ink, colour))


def contrast(one: ColorType, other: ColorType) -> float:
    """Measure the contrast of two colours, from 1 to 21, as those guidelines define it.

    Examples
    --------
    >>> round(contrast("black", "white")), contrast("#777777", "white") < 4.5
    (21, True)
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: ColorType) -> float:
    from matplotlib.colors import to_rgb

    rgb: Array = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
