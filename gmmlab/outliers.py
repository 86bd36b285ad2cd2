"""How surprising is a point, and how sure is its label?  Two different questions.

A point half-way between two components is no surprise to the mixture, and yet nobody's for sure;
a point far out is a surprise, and yet surely the nearest component's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gmmlab.checks import as_count
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.steps import Fit
from gmmlab.types import Array, Seed

__all__ = ["AnomalyScores", "anomaly_scores", "uncertainty"]


@dataclass(frozen=True, eq=False)
class AnomalyScores:
    """How surprising each point is to a mixture, in two units."""

    surprise: Array
    """-log p(x), shape (n,), in nats: the larger, the more surprising."""
    tail: Array
    """The mixture's probability of a point no denser than x, shape (n,), in (0, 1]: the smaller,
    the more surprising.  For points drawn from the mixture it is uniform."""


def anomaly_scores(
    mixture: Mixture, X: Any, *, draws: int = 10_000, rng: Seed = None
) -> AnomalyScores:
    """How surprising each point is: its -log density, and how much probability is less dense.

    The density of a point says little by itself, for its unit is one over the data's units, d
    times over.  So it is compared with what the mixture itself would bring forth: of m points
    drawn from it, how many are no denser than x?  The point is counted among them, (1 + that) /
    (m + 1), so that the answer is never 0, and is exactly uniform on 1 / (m + 1), ..., 1 for a
    point that does come from the mixture.  It is 1 minus the coverage of the highest density
    region that x lies on the edge of.

    Parameters
    ----------
    mixture : Mixture
    X : array_like of shape (n, d)
    draws : int
        How many points to compare with.  The standard error of a tail t is √(t (1 - t) / draws).
    rng : numpy.random.Generator, int or None
        A generator, or the seed of one; None draws a new one each time.

    Returns
    -------
    scores : AnomalyScores

    Raises
    ------
    BadInput, BadMixture, CollapsedComponent

    References
    ----------
    .. [1] R. J. Hyndman, "Computing and graphing highest density regions", The American
       Statistician 50 (1996), 120-126.
    .. [2] B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statist. Appl.
       Genet. Mol. Biol. 9 (2010), article 39.  Why to count the point itself.

    Examples
    --------
    In one dimension half of a Gaussian lies within 0.674 standard deviations of its mean:

    >>> scores = anomaly_scores(Mixture.balls(np.zeros((1, 1))), [[0.674], [4.0]], rng=0)
    >>> scores.tail.round(2)
    array([0.5, 0. ])
    >>> scores.surprise.round(2)
    array([1.15, 8.92])
    """
    log_density = mixture.log_density(X)
    sample, _ = mixture.sample(as_count(draws, name="draws"), rng)
    drawn = np.sort(mixture.log_density(sample))
    no_denser = np.searchsorted(drawn, log_density, side="right")
    return AnomalyScores(-log_density, (1 + no_denser) / (1 + len(drawn)))


def uncertainty(model: Fit | Mixture, X: Any = None) -> Array:
    """The probability that a point does not come from the component it is labelled with.

    That is 1 - maxₖ rₖ: 0 where one component has a point to itself, and at most 1 - 1 / K
    (without noise).

    Parameters
    ----------
    model : Fit or Mixture
    X : array_like of shape (n, d), optional
        The points; for a Fit, its own if none are given.

    Returns
    -------
    uncertainty : ndarray of shape (n,)

    Raises
    ------
    BadInput
        If a mixture is given without points.
    BadMixture, CollapsedComponent

    References
    ----------
    .. [1] H. Bensmail, G. Celeux, A. E. Raftery and C. P. Robert, "Inference in model-based
       cluster analysis", Statistics and Computing 7 (1997), 1-10.

    Examples
    --------
    >>> two = Mixture.balls(np.array([[-1.0], [1.0]]))
    >>> uncertainty(two, [[0.0], [1.0]]).round(3)
    array([0.5  , 0.119])
    """
    return np.asarray(1 - _responsibilities(model, X).max(axis=1))


def _responsibilities(model: Fit | Mixture, X: Any) -> Array:
    if isinstance(model, Fit):
        return model.responsibilities if X is None else model.mixture.responsibilities(X)
    if X is None:
        raise BadInput(
            "a mixture holds no points, so there is nothing to be uncertain about. "
            "Pass some, uncertainty(mixture, X), or pass the fit itself."
        )
    return model.responsibilities(X)
