"""A mixture of Gaussians: weights, means and covariances, and what follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gmmlab.assign import soft
from gmmlab.checks import as_data
from gmmlab.errors import BadMixture, CollapsedComponent
from gmmlab.lazy import lazy
from gmmlab.noise import Noise
from gmmlab.refined import Frame, frames
from gmmlab.shapes import Full, Shape, Spherical
from gmmlab.types import Array, Labels, Seed

__all__ = ["Mixture", "Noise", "check", "positive_definite"]


LOG_2PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, eq=False)
class Mixture:
    """K Gaussians in d dimensions, and how often each is drawn from.

    Parameters
    ----------
    weights : ndarray of shape (K,)
        Mixing weights π: not negative, summing to 1; with noise, to what noise leaves.
    means : ndarray of shape (K, d)
        Component means μ, in the data's units.
    covariances : ndarray of shape (K, d, d)
        Component covariances Σ, in the data's units squared; symmetric, positive definite.
    shape : Shape
        Which of these covariances' numbers are free; what an M-step keeps to.
    noise : Noise, optional
        A uniform background that has the rest of the weight.

    Notes
    -----
    Inside a race of many starts every array has one more axis in front, one entry a run.

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
    noise: Noise | None = None
    """A uniform background, if there is one: the weights then sum to less than 1."""

    @classmethod
    def balls(cls, means: Array, variance: float = 1.0) -> Mixture:
        """Equal balls with equal weights: the mixture that k-means has in mind."""
        K, d = means.shape
        sigma = np.tile(variance * np.eye(d), (K, 1, 1))
        return cls(np.full(K, 1 / K), means, sigma, Spherical(shared=True))

    @property
    def K(self) -> int:
        """The number of components."""
        return self.means.shape[-2]

    @property
    def d(self) -> int:
        """The number of features."""
        return self.means.shape[-1]

    @property
    def free_parameters(self) -> int:
        """How many numbers may vary: weights that sum to one, means, covariances, noise's share.

        Examples
        --------
        >>> Mixture(np.full(3, 1 / 3), np.zeros((3, 2)), np.tile(np.eye(2), (3, 1, 1)))\
.free_parameters
        17
        """
        weights = self.K - (self.noise is None)
        return weights + self.K * self.d + self.shape.freedom(self.K, self.d)

    @lazy
    def factors(self) -> Array:
        """Cholesky factors L, shape (K, d, d): Σ = L L'."""
        try:
            return np.linalg.cholesky(self.covariances)
        except np.linalg.LinAlgError:
            thin = [k for k, S in enumerate(self._each) if not positive_definite(S)]
            raise CollapsedComponent(thin, self.K, "no width left in some direction") from None

    @property
    def _each(self) -> Array:
        return self.covariances.reshape(-1, self.d, self.d)

    @lazy
    def whiteners(self) -> Array:
        """W = inverse of L, shape (K, d, d): W (x - μ) is a standard Gaussian if x is theirs."""
        return np.linalg.inv(self.factors)

    @lazy
    def precisions(self) -> Array:
        """Λ = W'W, the inverses of the covariances, shape (K, d, d)."""
        return np.swapaxes(self.whiteners, -1, -2) @ self.whiteners

    @lazy
    def log_heights(self) -> Array:
        """Log πₖ + log N(μₖ | μₖ, Σₖ), shape (K,): each component's height where it is highest."""
        log_widths = np.log(self.factors.diagonal(axis1=-2, axis2=-1)).sum(axis=-1)
        return _log(self.weights) - log_widths - 0.5 * self.d * LOG_2PI

    @lazy
    def frames(self) -> dict[int, Frame]:
        """By number, the components too thin for plain arithmetic, and how to see from them."""
        return frames(self.covariances, self.factors, self.precisions)

    @lazy
    def exact_heights(self) -> Array:
        """`log_heights`, also of the components that are too thin for plain arithmetic, (K,)."""
        heights = self.log_heights.copy()
        for k, frame in self.frames.items():
            heights[k] += np.log(np.diag(self.factors[k])).sum() - frame.log_width
        return heights

    def whiten(self, k: int, X: Array) -> Array:
        """Points (n, d) as component k sees them, y with y'y = (x - μ)'Σ⁻¹(x - μ): (d, n)."""
        if k in self.frames:
            return self.frames[k].whiten(X, self.means[k])
        return self.whiteners[k] @ (X - self.means[k]).T

    @property
    def background(self) -> Array | None:
        """Log of what noise adds to every density, shape (1,); None without noise."""
        if self.noise is None:
            return None
        rest = np.maximum(1 - self.weights.sum(axis=-1, keepdims=True), 0)
        return np.asarray(_log(rest) + self.noise.log_height)

    def log_joint(self, X: Any) -> Array:
        """Log πₖ N(x | μₖ, Σₖ) of every point under every component, shape (n, K).

        Raises
        ------
        BadInput, BadMixture, CollapsedComponent
        """
        X = self.matching(as_data(X))
        joint = np.empty((len(X), self.K))
        for k in range(self.K):
            joint[:, k] = self.exact_heights[k] - 0.5 * np.sum(self.whiten(k, X) ** 2, axis=0)
        return joint

    def log_density(self, X: Any) -> Array:
        """Log p(x) = log Σₖ πₖ N(x | μₖ, Σₖ) of every point, shape (n,), in nats.

        Examples
        --------
        >>> one = Mixture.balls(np.zeros((1, 1)))
        >>> one.log_density([[0.0]]).round(4)    # -½ log 2π
        array([-0.9189])
        """
        return soft(np.ascontiguousarray(self.log_joint(X).T), self.background)

    def responsibilities(self, X: Any) -> Array:
        """Each component's share of each point, by Bayes' theorem, shape (n, K).

        Rows sum to 1, or to what noise leaves.
        """
        A = np.ascontiguousarray(self.log_joint(X).T)
        soft(A, self.background)
        return A.T

    def sample(self, n: int, rng: Seed = None) -> tuple[Array, Labels]:
        """Draw n points: first a component each, then a point from that component.

        Returns
        -------
        X : ndarray of shape (n, d)
        labels : ndarray of shape (n,)
            Which component each point was drawn from; -1 for noise.
        """
        rng = np.random.default_rng(rng)
        rest = max(0.0, 1 - float(self.weights.sum())) if self.noise else 0.0
        shares = [rest, *(1 - rest) * self.weights / self.weights.sum()]
        labels = rng.choice(np.arange(-1, self.K), size=n, p=shares)
        noise = rng.standard_normal((n, self.d))
        X = self.means[labels] + np.einsum("nij,nj->ni", self.factors[labels], noise)
        if self.noise:
            X[labels < 0] = self.noise.sample(int(np.sum(labels < 0)), rng)
        return X, labels

    @classmethod
    def side_by_side(cls, mixtures: list[Mixture]) -> Mixture:
        """Mixtures alike in K, d and shape as one, with an axis for the runs in front."""
        weights = np.stack([mixture.weights for mixture in mixtures])
        means = np.stack([mixture.means for mixture in mixtures])
        covariances = np.stack([mixture.covariances for mixture in mixtures])
        return cls(weights, means, covariances, mixtures[0].shape, mixtures[0].noise)

    def __getitem__(self, runs: Any) -> Mixture:
        """One run's mixture, or those of some runs."""
        arrays = (self.weights[runs], self.means[runs], self.covariances[runs])
        chosen = Mixture(*arrays, self.shape, self.noise)
        if "frames" in self.__dict__ and not self.frames:
            chosen.__dict__.update(factors=self.factors[runs], frames={})
        return chosen

    def matching(self, X: Array) -> Array:
        """X, if it has this mixture's features."""
        check(self)
        if X.shape[1] != self.d:
            raise BadMixture(
                f"X has {X.shape[1]} feature(s), this mixture has {self.d}: a density is only "
                "defined where it was fitted. Pass the same columns as in the fit."
            )
        return X


def _log(shares: Array) -> Array:
    """The logarithm of shares, of which some may be 0."""
    if shares.all():
        return np.log(shares)
    with np.errstate(divide="ignore"):
        return np.log(shares)


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
    least = 1 if mixture.noise is None else 0
    if not (np.all(w >= 0) and least - 1e-8 < w.sum() < 1 + 1e-8):
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
