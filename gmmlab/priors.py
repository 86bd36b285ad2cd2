"""What is believed of a component before the data speak: a principled floor.

A conjugate prior acts like points that were seen before: some at the prior mean, and some that
are as widely spread as the prior scale says.  No covariance can collapse beside them.

C. Fraley and A. E. Raftery, "Bayesian regularization for normal mixture estimation and
model-based clustering", Journal of Classification 24 (2007), 155-181.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gmmlab.checks import as_varied
from gmmlab.mixture import Mixture
from gmmlab.passes import Moments
from gmmlab.shapes import Shape
from gmmlab.types import Array

__all__ = ["Prior"]


@dataclass(frozen=True, eq=False)
class Prior:
    """A normal prior for each mean, and an inverse Wishart prior for each covariance.

        μₖ | Σₖ ~ N(mean, Σₖ / shrinkage)        Σₖ ~ inverse Wishart(freedom, scale)

    Where all components share one covariance it is given its prior once.  A shape narrower than
    full takes the inverse Wishart as far as its own numbers go.

    Parameters
    ----------
    mean : ndarray of shape (d,)
        In the data's units.
    scale : ndarray of shape (d, d)
        In the data's units squared.
    freedom : float
        Degrees of freedom ν.
    shrinkage : float
        How many points' worth the prior mean has, κ.

    Examples
    --------
    >>> from functools import partial
    >>> from gmmlab import em, m_step, start, until_converged
    >>> from gmmlab.datasets import twelve
    >>> X = twelve().X
    >>> believe = partial(m_step, prior=Prior.usual(X, 4))
    >>> *_, fit = until_converged(em(X, start(X, 4, rng=0), maximise=believe))
    >>> fit.collapsed
    ()
    """

    mean: Array
    scale: Array
    freedom: float
    shrinkage: float = 0.01

    @classmethod
    def usual(cls, X: Any, K: int) -> Prior:
        """The default of section 4.2: the data's own mean and spread, thinly weighted.

        Parameters
        ----------
        X : array_like of shape (n, d)
        K : int
            The more components, the narrower each is expected to be.
        """
        X = as_varied(X)
        d = X.shape[1]
        spread = np.cov(X.T).reshape(d, d)
        return cls(X.mean(axis=0, dtype=float), spread / K ** (2 / d), d + 2)

    def added_to(self, moments: Moments, origin: Array, shape: Shape) -> Moments:
        """The moments as if the points that the prior stands for had been seen as well."""
        counts, means, scatters = moments
        heavier = counts + self._extra(shape, means.shape[-2])
        gap = means + origin - self.mean
        drawn = self.shrinkage * counts / (self.shrinkage + counts)
        between = drawn[..., None, None] * gap[..., :, None] * gap[..., None, :]
        scale = self.scale / (means.shape[-2] if shape.shared else 1)
        within = counts[..., None, None] * scatters + between + scale
        means = means - gap * (self.shrinkage / (self.shrinkage + counts))[..., None]
        return Moments(heavier, means, within / heavier[..., None, None])

    def _extra(self, shape: Shape, K: int) -> float:
        """How many points' worth of spread each component is given beforehand."""
        wishart = self.freedom + len(self.mean) + 1
        return 1 + (wishart / K if shape.shared else wishart)

    def log_density(self, mixture: Mixture) -> float:
        """Log prior density of a mixture's means and covariances, up to a constant, in nats."""
        gap = (mixture.whiteners @ (mixture.means - self.mean)[:, :, None])[:, :, 0]
        log_det = 2 * np.log(mixture.factors.diagonal(axis1=-2, axis2=-1)).sum(axis=-1)
        far = self.shrinkage * np.sum(gap**2, axis=-1)
        wide = np.sum(mixture.precisions * self.scale, axis=(-2, -1))
        once = 1 / mixture.K if mixture.shape.shared else 1
        extra = self._extra(mixture.shape, mixture.K)
        return float(-0.5 * np.sum(extra * log_det + far + once * wide))
