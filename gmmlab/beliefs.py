"""What is believed of weights, means and precisions, and how much of it one more point changes.

Weights are believed as a `Dirichlet` or as `Sticks`, precisions as one of the `Wishart` families.
All are conjugate: what points tell is added to what was believed, and the same family remains.

C. M. Bishop, "Pattern Recognition and Machine Learning", Springer 2006, section 10.2;
D. M. Blei and M. I. Jordan, "Variational inference for Dirichlet process mixtures", Bayesian
Analysis 1 (2006), 121-143.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np

from gmmlab.checks import as_varied
from gmmlab.errors import BadInput, DependentFeatures
from gmmlab.mixture import positive_definite
from gmmlab.shapes import Diagonal, Full, Shape, Spherical
from gmmlab.types import Array

__all__ = ["Belief", "Concentration", "Dirichlet", "Sticks", "Wishart"]


@dataclass(frozen=True)
class Concentration(ABC):
    """What is believed of the weights; what is counted is added to it.

    Parameters
    ----------
    alpha : float
        Positive: small for a few large components, large for many alike.
    """

    alpha: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.alpha < np.inf:
            raise BadInput(
                f"alpha={self.alpha!r} is no concentration: it counts imagined points, so it must "
                "be positive and finite. Try 1, or less for fewer components."
            )

    @abstractmethod
    def expected_logs(self, counts: Array) -> Array:
        """E log π, shape (K,), once so many points have been counted."""

    @abstractmethod
    def means(self, counts: Array) -> Array:
        """E π, shape (K,)."""

    @abstractmethod
    def log_volume(self, counts: Array) -> float:
        """The logarithm of what the density of π must be divided by."""

    @final
    def divergence(self, counts: Array) -> float:
        """Kullback-Leibler divergence, in nats, of the belief after counting from that before."""
        change = self.log_volume(counts) - self.log_volume(np.zeros_like(counts))
        return float(counts @ self.expected_logs(counts) - change)


@final
@dataclass(frozen=True)
class Dirichlet(Concentration):
    """K weights alike, each with alpha imagined points: Bishop, equations 10.39 and 10.58.

    Examples
    --------
    >>> Dirichlet(1.0).means(np.array([3.0, 0.0, 0.0])).round(3)
    array([0.667, 0.167, 0.167])
    """

    def expected_logs(self, counts: Array) -> Array:
        from scipy.special import digamma

        a = self.alpha + counts
        return digamma(a) - digamma(a.sum())

    def means(self, counts: Array) -> Array:
        a = self.alpha + counts
        return a / a.sum()

    def log_volume(self, counts: Array) -> float:
        from scipy.special import gammaln

        a = self.alpha + counts
        return float(gammaln(a).sum() - gammaln(a.sum()))


@final
@dataclass(frozen=True)
class Sticks(Concentration):
    """A Dirichlet process: each component breaks a share v ~ Beta(1, alpha) off what is left.

    Parameters
    ----------
    alpha : float
        Components expected among n points grow as alpha log n.
    open_ended : bool
        False: the last component takes all that is left, as in Blei & Jordan.  True: it leaves
        something to components that have not been seen, of which none gets a point; scikit-learn
        counts so.

    Examples
    --------
    >>> Sticks(1.0).means(np.array([3.0, 0.0, 0.0])).round(3)
    array([0.8, 0.1, 0.1])
    """

    open_ended: bool = False

    def _betas(self, counts: Array) -> tuple[Array, Array]:
        """The parameters of q(v): Blei & Jordan, equations 18 and 19."""
        beyond = np.append(np.cumsum(counts[:0:-1])[::-1], 0.0)
        broken = len(counts) if self.open_ended else len(counts) - 1
        return 1 + counts[:broken], self.alpha + beyond[:broken]

    def _spread(self, of_broken: Array, of_left: Array, K: int, whole: float) -> Array:
        """From sticks to weights: log πₖ = log vₖ + Σ log (1 - vⱼ) over j < k."""
        last = [] if self.open_ended else [whole]
        return np.append(of_broken, last) + np.append(0.0, np.cumsum(of_left))[:K]

    def expected_logs(self, counts: Array) -> Array:
        from scipy.special import digamma

        a, b = self._betas(counts)
        whole = digamma(a + b)
        return self._spread(digamma(a) - whole, digamma(b) - whole, len(counts), 0.0)

    def means(self, counts: Array) -> Array:
        a, b = self._betas(counts)
        log_whole = np.log(a + b)
        return np.exp(self._spread(np.log(a) - log_whole, np.log(b) - log_whole, len(counts), 0.0))

    def log_volume(self, counts: Array) -> float:
        from scipy.special import betaln

        return float(betaln(*self._betas(counts)).sum())


class Wishart(NamedTuple):
    """How precisions of one shape are believed: `copies` matrices of `size` rows in d dimensions.

    Its degrees ν count points, and E Λ = ν V⁻¹, in every shape.  A ball has a single number, of
    which a point shows d.

    Examples
    --------
    >>> Wishart.of(Spherical(), d=3).times
    3
    """

    size: int
    copies: int
    d: int

    @classmethod
    def of(cls, shape: Shape, d: int) -> Wishart:
        """The family of a shape.

        Raises
        ------
        BadInput
            If the shape has no conjugate prior.
        """
        families = {Full: cls(d, 1, d), Diagonal: cls(1, d, d), Spherical: cls(1, 1, d)}
        if type(shape) not in families:
            raise BadInput(
                f"shape {shape.name} has no conjugate prior, so beliefs about it cannot be updated "
                "exactly. Choose Full, Diagonal or Spherical, shared or not."
            )
        return families[type(shape)]

    @property
    def times(self) -> int:
        """How often one point is counted."""
        return self.d // (self.size * self.copies)

    def expected_log_det(self, degrees: Array) -> Array:
        """E log |Λ| + log |V|: Bishop, equation 10.65."""
        from scipy.special import digamma

        steps = np.arange(self.size)[:, None]
        halves = digamma((self.times * degrees - steps) / 2).sum(axis=0)
        return self.d * np.log(2 / self.times) + self.copies * self.times * halves

    def log_volume(self, degrees: Array) -> Array:
        """What the density is divided by, as a logarithm, but for ν log |V| / 2: B.79."""
        from scipy.special import multigammaln

        gammas = np.array([multigammaln(self.times * v / 2, self.size) for v in degrees])
        return self.d * degrees / 2 * np.log(2 / self.times) + self.copies * gammas

    def log_student(self, Y: Array, widen: float, degrees: float) -> Array:
        """Log-densities (n,), but for |V|, of predicted points, as Y = chol(V)⁻¹ (x - m), (d, n).

        Students with ν - size + 1 degrees of freedom, one for each copy: 10.81 and B.68.
        """
        from scipy.special import gammaln

        free, width = self.times * degrees - self.size + 1, self.d // self.copies
        scale = widen * self.times / free
        far = (Y**2).reshape(self.copies, width, -1).sum(axis=1) / scale
        tails = np.log1p(far / free).sum(axis=0)
        peak = gammaln((free + width) / 2) - gammaln(free / 2) - width / 2 * np.log(free * np.pi)
        return self.copies * peak - self.d / 2 * np.log(scale) - (free + width) / 2 * tails


@dataclass(frozen=True, eq=False)
class Belief:
    """What is believed of every mean and precision before any point is seen.

    Λ ~ Wishart with E Λ = ν V⁻¹, and μ ~ N(mean, (mean_precision Λ)⁻¹): Bishop, equation 10.40.

    Examples
    --------
    >>> Belief.around([[0.0], [2.0], [4.0]], degrees=3).scatter
    array([[4.]])
    """

    mean: Array
    """Where means are expected, shape (d,), in the data's units."""
    mean_precision: float
    """β: as how many points that counts."""
    degrees: float
    """ν: as how many points the expected precision counts; more than d - 1 for `Full`."""
    scatter: Array
    """V, shape (d, d), in the data's units squared: imagined squares, W⁻¹ in Bishop."""

    @classmethod
    def around(cls, X: Any, mean_precision: float = 1.0, degrees: float | None = None) -> Belief:
        """Components like the whole sample, and little weight on it: scikit-learn's defaults."""
        X = as_varied(X)
        d = X.shape[1]
        scatter = np.cov(X.T).reshape(d, d)
        return cls(
            X.mean(axis=0), mean_precision, float(d if degrees is None else degrees), scatter
        )

    def checked(self, family: Wishart) -> Belief:
        """Itself, if it is a density over the means and precisions of a family.

        Raises
        ------
        BadInput, DependentFeatures
        """
        d, least = family.d, (family.size - 1) / family.times
        if self.mean.shape != (d,) or self.scatter.shape != (d, d):
            raise BadInput(
                f"the prior has a mean of shape {self.mean.shape} and a scatter of shape "
                f"{self.scatter.shape}: for {d} feature(s) they must be ({d},) and ({d}, {d})."
            )
        if not positive_definite(self.scatter):
            raise DependentFeatures(d)
        if not (self.mean_precision > 0 and self.degrees > least):
            raise BadInput(
                f"mean_precision={self.mean_precision:g} and degrees={self.degrees:g} make no "
                f"density: they must exceed 0 and {least:g}. Give more imagined points."
            )
        return self
