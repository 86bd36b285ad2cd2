"""A mixture of Gaussians: weights, means and covariances, and what follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from gmmlab.assign import soft
from gmmlab.checks import as_data
from gmmlab.errors import BadMixture, CollapsedComponent
from gmmlab.shapes import Full, Shape, Spherical
from gmmlab.types import Array, Labels, Seed

__all__ = ["Mixture", "check", "positive_definite"]


@dataclass(frozen=True, eq=False)
class Mixture:
    """K Gaussians in d dimensions, and how often each is drawn from.

    Parameters
    ----------
    weights : ndarray of shape (K,)
        Mixing weights π: not negative, summing to 1.
    means : ndarray of shape (K, d)
        Component means μ, in the data's units.
    covariances : ndarray of shape (K, d, d)
        Component covariances Σ, in the data's units squared; symmetric, positive definite.
    shape : Shape
        Which of these covariances' numbers are free; what an M-step keeps to.

    Examples
    --------
    >>> two = Mixture(np.array([0.5, 0.5]), np.array([[-1.0], [1.0]]), np.ones((2, 1, 1)))
    >>> two.responsibilities([[0.0], [1.0]]).round(3)
    array([[0.5  , 0.5  ],
           [0.119, 0.881]])
    """

    weights: Array
    means: Array
    covariances: Array
    shape: Shape = Full()

    @classmethod
    def balls(cls, means: Array, variance: float = 1.0) -> Mixture:
        """Equal balls with equal weights: the mixture that k-means has in mind."""
        K, d = means.shape
        sigma = np.tile(variance * np.eye(d), (K, 1, 1))
        return cls(np.full(K, 1 / K), means, sigma, Spherical(shared=True))

    @property
    def K(self) -> int:
        """The number of components."""
        return len(self.weights)

    @property
    def d(self) -> int:
        """The number of features."""
        return self.means.shape[1]

    @property
    def free_parameters(self) -> int:
        """How many numbers may vary: weights that sum to one, means, covariances.

        Examples
        --------
        >>> Mixture(np.full(3, 1 / 3), np.zeros((3, 2)), np.tile(np.eye(2), (3, 1, 1)))\
.free_parameters
        17
        """
        covariances = 1 if self.shape.shared else self.K
        return (self.K - 1) + self.K * self.d + covariances * self.shape.freedom(self.d)

    @cached_property
    def factors(self) -> Array:
        """Cholesky factors L, shape (K, d, d): Σ = L L'."""
        try:
            return np.linalg.cholesky(self.covariances)
        except np.linalg.LinAlgError:
            thin = [k for k in range(self.K) if not positive_definite(self.covariances[k])]
            raise CollapsedComponent(thin, self.K, "no width left in some direction") from None

    @cached_property
    def whiteners(self) -> Array:
        """W = inverse of L, shape (K, d, d): W (x - μ) is a standard Gaussian if x is theirs."""
        return np.linalg.inv(self.factors)

    @cached_property
    def log_heights(self) -> Array:
        """Log πₖ + log N(μₖ | μₖ, Σₖ), shape (K,): each component's height where it is highest."""
        log_widths = np.log(np.einsum("kii->ki", self.factors)).sum(axis=1)
        with np.errstate(divide="ignore"):
            return np.log(self.weights) - log_widths - 0.5 * self.d * np.log(2 * np.pi)

    def log_joint(self, X: Any) -> Array:
        """Log πₖ N(x | μₖ, Σₖ) of every point under every component, shape (n, K).

        Raises
        ------
        BadInput, BadMixture, CollapsedComponent
        """
        X = self.matching(as_data(X))
        joint = np.empty((len(X), self.K))
        for k, (mean, W) in enumerate(zip(self.means, self.whiteners, strict=True)):
            joint[:, k] = self.log_heights[k] - 0.5 * np.sum(((X - mean) @ W.T) ** 2, axis=1)
        return joint

    def log_density(self, X: Any) -> Array:
        """Log p(x) = log Σₖ πₖ N(x | μₖ, Σₖ) of every point, shape (n,), in nats.

        Examples
        --------
        >>> one = Mixture.balls(np.zeros((1, 1)))
        >>> one.log_density([[0.0]]).round(4)    # -½ log 2π
        array([-0.9189])
        """
        return soft(np.ascontiguousarray(self.log_joint(X).T))

    def responsibilities(self, X: Any) -> Array:
        """Each component's share of each point, by Bayes' theorem; rows sum to 1, shape (n, K)."""
        A = np.ascontiguousarray(self.log_joint(X).T)
        soft(A)
        return A.T

    def sample(self, n: int, rng: Seed = None) -> tuple[Array, Labels]:
        """Draw n points: first a component each, then a point from that component.

        Returns
        -------
        X : ndarray of shape (n, d)
        labels : ndarray of shape (n,)
            Which component each point was drawn from.
        """
        rng = np.random.default_rng(rng)
        labels = rng.choice(self.K, size=n, p=self.weights)
        noise = rng.standard_normal((n, self.d))
        return self.means[labels] + np.einsum("nij,nj->ni", self.factors[labels], noise), labels

    def matching(self, X: Array) -> Array:
        """X, if it has this mixture's features."""
        check(self)
        if X.shape[1] != self.d:
            raise BadMixture(
                f"X has {X.shape[1]} feature(s), this mixture has {self.d}: a density is only "
                "defined where it was fitted. Pass the same columns as in the fit."
            )
        return X


def check(mixture: Mixture) -> Mixture:
    """Refuse parameters that are no mixture; hand back those that are.

    Raises
    ------
    BadMixture
        If shapes disagree, weights do not sum to 1, or a covariance is not positive definite.
    """
    w, mu, sigma = mixture.weights, mixture.means, mixture.covariances
    if mu.ndim != 2 or w.shape != mu.shape[:1] or sigma.shape != (*mu.shape, mu.shape[1]):
        raise BadMixture(
            f"weights {w.shape}, means {mu.shape} and covariances {sigma.shape} do not fit "
            "together: (K,), (K, d) and (K, d, d) are needed."
        )
    if not (np.all(w >= 0) and abs(w.sum() - 1) < 1e-8):
        raise BadMixture(
            f"the mixing weights {w} sum to {w.sum():.6g}: they must be 0 or more and sum to 1. "
            "Divide them by their sum."
        )
    if not np.allclose(sigma, sigma.transpose(0, 2, 1), rtol=1e-8, atol=0):
        raise BadMixture("a covariance is not symmetric: write (S + S.T) / 2 if it should be.")
    return mixture


def positive_definite(sigma: Array) -> bool:
    """Whether a symmetric matrix (d, d), or each of many (K, d, d), has a Cholesky factor."""
    try:
        np.linalg.cholesky(sigma)
    except np.linalg.LinAlgError:
        return False
    return True
