"""Components so thin in some direction that 53 bits lose them: 106 bits, where it counts.

If features almost determine one another, a covariance's Cholesky factor L is good to its condition
times 2⁻⁵³, and no better.  But *any* W that comes near the inverse of L whitens almost:

    C = W Σ W' = I + a little         Σ⁻¹ = W' C⁻¹ W         log |Σ| = log |C| - 2 log |W|

and these hold exactly.  So only C and W (x - μ) need more digits than a float has, and both are
matrix products: cut each factor into slices of so few bits that BLAS multiplies them without any
rounding.  What remains to be solved, C, is as well conditioned as can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from gmmlab.errors import CollapsedComponent
from gmmlab.types import Array

__all__ = ["THIN", "Frame", "frames", "inflation", "squared_distances"]

THIN = 1e4
"""From this inflation on a component is refined; below, plain arithmetic keeps eleven digits."""


@dataclass(frozen=True, eq=False)
class Frame:
    """A component's own frame, in which it is a standard Gaussian.

    References
    ----------
    .. [1] S. M. Rump, "Inversion of extremely ill-conditioned matrices in floating-point", Japan
       J. Indust. Appl. Math. 26 (2009), 249-277.  A rounded inverse as a preconditioner.
    """

    scale: Array
    """A power of two near each feature's standard deviation (d,), in the data's units."""
    W: Array
    """Lower triangular (d, d): whitens scaled features, almost."""
    rest: Array
    """Lower triangular (d, d): whitens what W leaves."""
    log_width: float
    """½ log |Σ|."""

    @classmethod
    def of(cls, sigma: Array, L: Array) -> Frame:
        """The frame of a covariance Σ (d, d), with its Cholesky factor L as numpy rounds it.

        Only Σ's lower triangle is looked at, as in the Cholesky factor; its numbers as they are
        count as exact.

        Raises
        ------
        numpy.linalg.LinAlgError
            If Σ is not positive definite after all, and rounding hid that from L.

        Examples
        --------
        >>> sigma = np.array([[1.0, 1 - 2**-40], [1 - 2**-40, 1.0]])
        >>> Frame.of(sigma, np.linalg.cholesky(sigma)).log_width    # ½ log (1 - (1 - 2⁻⁴⁰)²)
        -13.516370...
        """
        scale = np.ldexp(1.0, np.frexp(np.sqrt(np.diag(sigma)))[1])
        W = np.tril(np.linalg.inv(L / scale[:, None]))
        lower = np.tril(sigma / np.outer(scale, scale))
        half, lost = _product(W, lower + np.tril(lower, -1).T, slices=3)
        whole, slip = _product(half, W.T, slices=3)
        M = np.linalg.cholesky(whole + (slip + lost @ W.T))
        logs = np.log(scale) + np.log(np.diag(M)) - np.log(np.diag(W))
        return cls(scale, W, np.linalg.inv(M), float(logs.sum()))

    def whiten(self, X: Array, mean: Array) -> Array:
        """Points (n, d) in this frame, y with y'y = (x - μ)'Σ⁻¹(x - μ): shape (d, n)."""
        gap, lost = _two_sum(X.T, -mean[:, None])
        scale = self.scale[:, None]
        whitened, slip = _product(self.W, gap / scale, slices=2)
        return self.rest @ (whitened + (slip + self.W @ (lost / scale)))


def inflation(sigma: Array, precision: Array) -> Array:
    """How many times thinner a component is, given its other features, than a feature alone.

    The largest variance inflation factor Σⱼⱼ (Σ⁻¹)ⱼⱼ: 1 if no feature tells anything of another,
    infinite if the others determine one.  Units play no part in it, as they play none in what
    rounding does to a Cholesky factor.

    Parameters
    ----------
    sigma : ndarray of shape (..., d, d)
        Covariances Σ.
    precision : ndarray of shape (..., d, d)
        Their inverses Λ.

    Returns
    -------
    inflation : ndarray of shape (...)
        The condition of the correlation matrix lies between this and d² times this.

    References
    ----------
    .. [1] D. W. Marquardt, "Generalized inverses, ridge regression, biased linear estimation, and
       nonlinear estimation", Technometrics 12 (1970), 591-612.

    Examples
    --------
    >>> sigma = np.array([[1.0, 0.8e6], [0.8e6, 1e12]])      # a correlation of 0.8: 1 / (1 - 0.64)
    >>> float(inflation(sigma, np.linalg.inv(sigma)).round(6))
    2.777778
    """
    variances = sigma.diagonal(axis1=-2, axis2=-1)
    return (variances * precision.diagonal(axis1=-2, axis2=-1)).max(axis=-1)


def frames(sigma: Array, L: Array, precision: Array) -> dict[int, Frame]:
    """The frames of those components, by number, that plain arithmetic is not enough for.

    Parameters
    ----------
    sigma, L, precision : ndarray of shape (K, d, d)
        Covariances, their Cholesky factors, and their inverses as far as plain arithmetic goes.

    Raises
    ------
    CollapsedComponent
        If a covariance is not positive definite after all, and rounding hid that from L.

    Examples
    --------
    >>> sigma = np.array([[[1.0, r], [r, 1.0]] for r in (0.8, 1 - 2**-40)])
    >>> L = np.linalg.cholesky(sigma)
    >>> list(frames(sigma, L, np.linalg.inv(sigma)))
    [1]
    """
    found = {}
    for k in np.flatnonzero(inflation(sigma, precision) > THIN).tolist():
        try:
            found[k] = Frame.of(sigma[k], L[k])
        except np.linalg.LinAlgError:
            raise CollapsedComponent([k], len(sigma), "no width left in some direction") from None
    return found


def squared_distances(X: Array, mean: Array, sigma: Array, L: Array) -> Array:
    """Squared Mahalanobis distances (x - μ)'Σ⁻¹(x - μ) of points (n, d), shape (n,).

    Parameters
    ----------
    X : ndarray of shape (n, d)
    mean : ndarray of shape (d,)
    sigma : ndarray of shape (d, d)
        Positive definite; its numbers as they are count as exact.
    L : ndarray of shape (d, d)
        Its Cholesky factor, as numpy rounds it.

    Raises
    ------
    numpy.linalg.LinAlgError
        If Σ is not positive definite after all.

    Examples
    --------
    >>> sigma = np.array([[1.0, 1 - 2**-40], [1 - 2**-40, 1.0]])
    >>> X = np.array([[2.0**-20, -(2.0**-20)]])      # across the ridge: 2 · 2⁻⁴⁰ / 2⁻⁴⁰
    >>> squared_distances(X, np.zeros(2), sigma, np.linalg.cholesky(sigma))
    array([2.])
    """
    return np.sum(Frame.of(sigma, L).whiten(X, mean) ** 2, axis=0)


def _product(A: Array, B: Array, slices: int) -> tuple[Array, Array]:
    """A B, rounded, and most of what rounding took, from slices that multiply exactly.

    References
    ----------
    .. [1] K. Ozaki, T. Ogita, S. Oishi and S. M. Rump, "Error-free transformations of matrix
       multiplication by using fast routines of matrix multiplication and its applications",
       Numerical Algorithms 59 (2012), 95-118.
    """
    bits = (53 - (A.shape[1] - 1).bit_length()) // 2
    pairs = product(_slices(A, bits, slices, axis=1), _slices(B, bits, slices, axis=0))
    total: Array = np.zeros((len(A), B.shape[1]))
    lost = total
    for a, b in pairs:
        total, slip = _two_sum(total, a @ b)
        lost = lost + slip
    return total, lost


def _slices(A: Array, bits: int, slices: int, axis: int) -> list[Array]:
    """A as a sum: matrices of so few bits, from the most significant on, and what is left."""
    cut = []
    for _ in range(slices - 1):
        exponents = np.frexp(np.abs(A).max(axis=axis, keepdims=True))[1]
        step = np.ldexp(1.0, np.maximum(exponents, -900) - bits)
        cut.append(np.rint(A / step) * step)
        A = A - cut[-1]
    return [*cut, A]


def _two_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """The sum a + b, rounded, and what rounding took, exactly.

    References
    ----------
    .. [1] D. E. Knuth, "The Art of Computer Programming", vol. 2, 3rd ed., Addison-Wesley 1998.
       Section 4.2.2, theorem B.
    """
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)
