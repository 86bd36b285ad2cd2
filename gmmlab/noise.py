"""Points that belong to no component: a uniform background."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gmmlab.types import Array

__all__ = ["Noise"]


@dataclass(frozen=True, eq=False)
class Noise:
    """A uniform density over a box, for points that belong to no component.

    Parameters
    ----------
    lower, upper : ndarray of shape (d,)
        Corners of the box, in the data's units.

    References
    ----------
    .. [1] J. D. Banfield and A. E. Raftery, "Model-based Gaussian and non-Gaussian clustering",
       Biometrics 49 (1993), 803-821.  Section 4.

    Examples
    --------
    >>> float(np.exp(Noise(np.zeros(2), np.array([2.0, 5.0])).log_height).round(3))
    0.1
    """

    lower: Array
    upper: Array

    @classmethod
    def around(cls, X: Array) -> Noise:
        """The smallest box along the axes that holds X."""
        return cls(X.min(axis=0), X.max(axis=0))

    @property
    def log_height(self) -> float:
        """The logarithm of the density, everywhere."""
        return float(-np.log(self.upper - self.lower).sum())

    def sample(self, n: int, rng: np.random.Generator) -> Array:
        """Draw n points, shape (n, d)."""
        return rng.uniform(self.lower, self.upper, (n, len(self.lower)))
