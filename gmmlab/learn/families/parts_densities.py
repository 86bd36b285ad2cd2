"""What the families about densities and chance share: mixtures in one dimension, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import erf, exp, pi, sqrt

from gmmlab.learn.questions import Rng
from gmmlab.learn.reading import say

__all__ = ["Normals", "cumulated", "listed", "shares", "table"]


@dataclass(frozen=True)
class Normals:
    """A mixture of Gaussians in one dimension.

    Examples
    --------
    >>> m = Normals((0.5, 0.5), (2.0, 4.0), (0.5, 0.5))
    >>> say(m.cdf(3)), say(m.density(3), 3)
    ('0.5', '0.108')
    """

    weights: tuple[float, ...]
    means: tuple[float, ...]
    sigmas: tuple[float, ...]

    def density(self, x: float) -> float:
        return sum(
            w * exp(-(((x - m) / s) ** 2) / 2) / (s * sqrt(2 * pi)) for w, m, s in self._components
        )

    def cdf(self, x: float) -> float:
        return sum(w * (1 + erf((x - m) / (s * sqrt(2)))) / 2 for w, m, s in self._components)

    @property
    def _components(self) -> zip[tuple[float, float, float]]:
        return zip(self.weights, self.means, self.sigmas, strict=True)


def cumulated(weights: Sequence[Ratio], count: int) -> Ratio:
    """Add up the first weights: where the part of the next component begins.

    Examples
    --------
    >>> str(cumulated([Ratio(1, 5), Ratio(1, 2), Ratio(3, 10)], 2))
    '7/10'
    """
    return sum(weights[:count], Ratio(0))


def shares(rng: Rng, count: int, parts: int = 20) -> tuple[Ratio, ...]:
    """Draw weights that are whole parts of 1 and add up to it, none of them 0.

    Examples
    --------
    >>> import numpy as np
    >>> sum(shares(np.random.default_rng(0), 3))
    Fraction(1, 1)
    """
    cuts = sorted(int(c) for c in rng.choice(range(1, parts), size=count - 1, replace=False))
    return tuple(Ratio(b - a, parts) for a, b in zip([0, *cuts], [*cuts, parts], strict=True))


def table(*rows: Sequence[str]) -> str:
    """Write a pipe table; the first row is its head.

    Examples
    --------
    >>> print(table(["x", "1"], ["p", "2"]))
    | x | 1 |
    | --- | --- |
    | p | 2 |
    """
    head, *rest = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rest))


def listed(values: Sequence[Ratio | float], places: int = 6) -> str:
    """List numbers in a sentence.

    Examples
    --------
    >>> listed([0.2, 0.5, 0.3])
    '0.2, 0.5 and 0.3'
    """
    *most, last = (say(v, places) for v in values)
    return f"{', '.join(most)} and {last}"
