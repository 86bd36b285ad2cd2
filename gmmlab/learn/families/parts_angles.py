"""What the families about angles, slopes and areas share: directions, waves, and exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import cos, gcd, hypot, isqrt, radians, sin

from gmmlab.learn.answers import Decimal, Fraction
from gmmlab.learn.questions import Rng
from gmmlab.learn.reading import say

__all__ = ["Axes", "Direction", "exact", "figures", "tenths", "triples"]


def tenths(rng: Rng, low: int, high: int) -> Ratio:
    """Draw a number of tenths, from ``low`` to ``high`` inclusive: 17 stands for 1.7."""
    return Ratio(int(rng.integers(low, high + 1)), 10)


def exact(value: Ratio) -> Fraction:
    """Ask for a value as an exact fraction.

    Examples
    --------
    >>> exact(Ratio(6, 8)).show()
    '3/4'
    """
    return Fraction(value.numerator, value.denominator)


def figures(value: Ratio | float, places: int = 3) -> str:
    """Write a decimal with all its places, as its answer is shown: what a solution ends with.

    Examples
    --------
    >>> figures(Ratio(1, 4), 1), figures(-1.5, 2)
    ('0.2', '-1.50')
    """
    return Decimal(value, places).show()


@dataclass(frozen=True)
class Direction:
    r"""Where the long axis of an ellipse points: so far across, so far up.

    Examples
    --------
    >>> d = Direction(Ratio(4), Ratio(3))
    >>> str(d.tangent), d.length, d.shown
    ('3/4', 5.0, '(4,\\ 3)')
    """

    across: Ratio
    up: Ratio

    @property
    def tangent(self) -> Ratio:
        return self.up / self.across

    @property
    def length(self) -> float:
        return hypot(self.across, self.up)

    @property
    def shown(self) -> str:
        return rf"({say(self.across)},\ {say(self.up)})"


@dataclass(frozen=True)
class Axes:
    """A component whose axes lie along the coordinates: mean and standard deviations.

    Examples
    --------
    >>> say(Axes((4.0, 80.0), (0.5, 6.0)).contour(90)[1])
    '86'
    """

    mean: tuple[float, float]
    sigma: tuple[float, float]

    def contour(self, degrees: float) -> tuple[float, float]:
        """Give the point of the one-sigma contour that the unit circle's point is taken to."""
        t = radians(degrees)
        return self.mean[0] + self.sigma[0] * cos(t), self.mean[1] + self.sigma[1] * sin(t)


def triples(most: int) -> list[tuple[int, int, int]]:
    """List the right triangles with whole sides that are no multiple of a smaller one.

    Examples
    --------
    >>> triples(13)
    [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13)]
    """
    legs = [(a, b) for a in range(1, most) for b in range(1, most) if gcd(a, b) == 1]
    sides = [(a, b, isqrt(a * a + b * b)) for a, b in legs]
    return sorted(
        (s for s in sides if s[0] ** 2 + s[1] ** 2 == s[2] ** 2 and s[2] <= most),
        key=lambda s: (s[2], s[0]),
    )
