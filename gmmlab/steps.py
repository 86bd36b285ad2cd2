"""Expectation-maximisation for Gaussian mixtures: two steps, and the loop of the two.

    E-step    one_pass: whose is each point, and what has each component been given?
    M-step    refit every component to what it has been given

Let the winner take all, and move nothing but the means: that is k-means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from gmmlab.assign import Assign, hard, soft
from gmmlab.checks import as_data, as_varied, as_weights
from gmmlab.errors import CollapsedComponent
from gmmlab.floors import FLOOR, is_clear, lifted, widths
from gmmlab.mixture import Mixture
from gmmlab.passes import Moments
from gmmlab.points import Points, Sample
from gmmlab.priors import Prior
from gmmlab.types import Array, Labels

__all__ = ["Fit", "e_step", "em", "kmeans", "m_step", "move_means"]

STARVED = 1e-12
"""A component with no more points' worth than this has none."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A mixture held against data.  All that is said here is said of *this* mixture."""

    mixture: Mixture
    log_likelihood: float
    """Σᵢ log p(xᵢ), in nats; with `hard` assignment, of points and labels together."""
    moments: Moments = field(repr=False)
    points: Sample = field(repr=False)
    assign: Assign = field(repr=False)
    shares: Array | None = field(default=None, repr=False)

    @property
    def n(self) -> float:
        """The number of points; with weights, the sum of these."""
        return self.points.n

    @property
    def counts(self) -> Array:
        """Soft counts Nₖ = Σᵢ rᵢₖ, shape (K,): how many points' worth each component has."""
        return self.moments.counts

    @property
    def free_parameters(self) -> int:
        """The mixture's free parameters."""
        return self.mixture.free_parameters

    @cached_property
    def responsibilities(self) -> Array:
        """Each component's share of each point, shape (n, K); rows sum to 1."""
        if self.shares is not None:
            return self.shares.T
        return self.points.responsibilities(self.mixture, self.assign)

    @property
    def labels(self) -> Labels:
        """The component with the largest responsibility for each point, shape (n,)."""
        return self.responsibilities.argmax(axis=1)

    @cached_property
    def widths(self) -> Array:
        """Each component's least variance, as a share of the data's in that direction: (K,)."""
        return widths(self.mixture, self.points.covariance)

    @property
    def collapsed(self) -> tuple[int, ...]:
        """Components so thin that only the floor holds them open."""
        return tuple(int(k) for k in np.flatnonzero(self.widths < 2 * FLOOR))


Maximise: TypeAlias = Callable[[Fit], Mixture]


def e_step(data: Any, mixture: Mixture, assign: Assign = soft, *, weights: Any = None) -> Fit:
    """Share the points out among the components.

    Parameters
    ----------
    data : array_like of shape (n, d), or Points
        The points; as `Points` if they have been prepared already.
    mixture : Mixture
        Who asks for them.
    assign : callable
        `soft` (EM) or `hard` (classification EM, k-means).
    weights : array_like of shape (n,), optional
        How often each point counts.

    Returns
    -------
    fit : Fit
        The mixture with its log-likelihood, responsibilities and moments.

    Raises
    ------
    BadInput, BadMixture, CollapsedComponent

    Examples
    --------
    >>> two = Mixture(np.array([0.5, 0.5]), np.array([[0.0], [4.0]]), np.ones((2, 1, 1)))
    >>> e_step([[0.0], [2.0], [4.0]], two).counts
    array([1.5, 1.5])
    """
    points = _prepared(data, mixture, weights)
    total, moments, shares = points.one_pass(mixture, assign)
    return Fit(mixture, float(total), moments, points, assign, shares)


def _prepared(data: Any, mixture: Mixture, weights: Any = None) -> Sample:
    if hasattr(data, "one_pass"):
        return data
    X = mixture.matching(as_data(data))
    noisy = mixture.noise is not None
    return Points.of(X, mixture.shape, as_weights(weights, len(X)), noisy=noisy)


def m_step(
    fit: Fit, *, floor: float = FLOOR, ridge: float = 0.0, prior: Prior | None = None
) -> Mixture:
    """Refit every component to its share of the points.

    Parameters
    ----------
    fit : Fit
        Whose responsibilities to use.
    floor : float
        No variance may be less than this share of the data's own.  The result is the exact
        maximiser under that constraint, so the log-likelihood still never falls.
    ridge : float
        Added to every variance, in the data's units squared; scikit-learn's ``reg_covar``.  It
        maximises a penalised objective: with a ridge the log-likelihood can fall.
    prior : Prior, optional
        What is believed of the parameters beforehand; the result then is the likeliest *a
        posteriori*, and the log-likelihood plus the prior's log-density never falls.

    Returns
    -------
    mixture : Mixture

    Raises
    ------
    CollapsedComponent
        If nothing belongs to a component any more.

    Examples
    --------
    >>> two = Mixture(np.array([0.5, 0.5]), np.array([[0.0], [4.0]]), np.ones((2, 1, 1)))
    >>> m_step(e_step([[0.0], [2.0], [4.0]], two)).means.round(3).ravel()
    array([0.668, 3.332])
    """
    counts, points, shape = fit.moments.counts, fit.points, fit.mixture.shape
    if not counts.min() > STARVED:
        starved = np.flatnonzero(~(counts > STARVED)).tolist()
        raise CollapsedComponent(starved, fit.mixture.K, "no points left to explain")
    if prior is not None:
        fit = replace(fit, moments=prior.added_to(fit.moments, points.origin, shape))
    heavier, means, scatters = fit.moments
    sigma = shape.covariances(heavier, scatters, fit.mixture.covariances)
    if ridge:
        sigma = sigma + ridge * np.eye(len(points.origin))
    whole = points.n if fit.mixture.noise else counts.sum(axis=-1, keepdims=True)
    means = means + points.origin
    moved = Mixture(counts / whole, means, sigma, shape, fit.mixture.noise)
    if not floor or is_clear(moved, points.covariance, floor):
        return moved
    least = floor * shape.restrict(points.covariance[None])[0]
    return lifted(moved, fit.moments, fit.mixture.covariances, least)


def move_means(fit: Fit) -> Mixture:
    """Move every mean to the centre of its points, and nothing else.

    A mean that no point is nearest to moves to the point that is worst served, so that no
    component is left without points; the k-means objective falls all the same.
    """
    counts, means, _ = fit.moments
    means = means + fit.points.origin
    if (empty := np.flatnonzero(counts == 0)).size:
        worst = np.argsort(fit.mixture.log_joint(fit.points.X).max(axis=1), kind="stable")
        means[empty] = fit.points.X[worst[: len(empty)]]
    return replace(fit.mixture, means=means)


def em(
    X: Any,
    start: Mixture,
    *,
    assign: Assign = soft,
    maximise: Maximise = m_step,
    weights: Any = None,
) -> Iterator[Fit]:
    """Yield ever better fits, for as long as anyone is looking.

    Parameters
    ----------
    X : array_like of shape (n, d), or Points
        The points; as `Points` if they have been prepared already.
    start : Mixture
        Where to begin; its shape is kept to.
    assign, maximise : callable
        The two steps.  `soft` and `m_step` make EM.
    weights : array_like of shape (n,), optional
        How often each point counts: 2 is the same as having the point twice.

    Yields
    ------
    fit : Fit
        The start as it stands, then the result of each further pair of steps.

    Raises
    ------
    BadInput, BadMixture, CollapsedComponent

    References
    ----------
    .. [1] A. P. Dempster, N. M. Laird and D. B. Rubin, "Maximum likelihood from incomplete data
       via the EM algorithm", J. R. Statist. Soc. B 39 (1977), 1-38.  Theorem 1: never downhill.

    Examples
    --------
    >>> from itertools import islice
    >>> from gmmlab.datasets import twelve
    >>> X = twelve().X
    >>> begin = Mixture(np.array([0.5, 0.5]), X[[0, -1]], np.full((2, 1, 1), X.var()))
    >>> gains = np.diff([fit.log_likelihood for fit in islice(em(X, begin), 9)])
    >>> bool(np.all(gains > 0))
    True
    """
    points = X if hasattr(X, "one_pass") else _prepared(as_varied(X), start, weights)
    mixture = start
    while True:
        yield (fit := e_step(points, mixture, assign))
        mixture = maximise(fit)


def kmeans(X: Any, start: Mixture) -> Iterator[Fit]:
    """Yield the passes of k-means: EM with equal balls, hard assignment, and only means moving.

    Parameters
    ----------
    X : array_like of shape (n, d)
    start : Mixture
        Only its means are used.

    Yields
    ------
    fit : Fit
        Of equal balls as wide as the data: the width plays no part in who is nearest.

    References
    ----------
    .. [1] S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982),
       129-137.
    .. [2] G. Celeux and G. Govaert, "A classification EM algorithm for clustering and two
       stochastic versions", Comput. Stat. Data Anal. 14 (1992), 315-332.  Section 3.

    Examples
    --------
    >>> from itertools import islice
    >>> *_, last = islice(kmeans([[0.0], [1.0], [9.0]], Mixture.balls(np.array([[0.0], [1.0]]))), 3)
    >>> last.mixture.means.ravel()
    array([0.5, 9. ])
    """
    X = as_data(X)
    balls = Mixture.balls(start.means, float(X.var(axis=0).mean()) or 1.0)
    points = Points.of(balls.matching(X), balls.shape)
    return em(points, balls, assign=hard, maximise=move_means)
