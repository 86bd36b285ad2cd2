"""Variational Bayes: EM for beliefs, which leaves alone the components that it does not need.

Every parameter has a distribution instead of a value.  The expected log-densities are again those
of Gaussians, so the E-step is EM's own; the M-step adds what a component has been given to what
was believed before.  A component that is given nothing falls back to that.

C. M. Bishop, "Pattern Recognition and Machine Learning", Springer 2006, section 10.2;
D. M. Blei and M. I. Jordan, "Variational inference for Dirichlet process mixtures", Bayesian
Analysis 1 (2006), 121-143.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from gmmlab.beliefs import Belief, Concentration, Sticks, Wishart
from gmmlab.checks import as_count, as_data, as_varied
from gmmlab.covariances import as_shape
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.passes import TINY, Moments
from gmmlab.points import Points
from gmmlab.shapes import Shape
from gmmlab.starts import kmeans_labels, start
from gmmlab.steps import Fit, e_step
from gmmlab.stopping import at_rest
from gmmlab.types import Array, Labels, Seed

__all__ = ["Posterior", "until_settled", "variational"]


@dataclass(frozen=True, eq=False)
class Posterior:
    """What is believed once K components have been given their points."""

    prior: Belief
    concentration: Concentration
    counts: Array
    """Points' worth given to each component, shape (K,)."""
    means: Array
    """Expected means m, shape (K, d)."""
    mean_precisions: Array
    """β, shape (K,)."""
    degrees: Array
    """ν, shape (K,)."""
    scatters: Array
    """V, shape (K, d, d): E Λ = ν V⁻¹."""
    shape: Shape
    points: Points = field(repr=False)

    @property
    def family(self) -> Wishart:
        """How precisions of this shape are believed."""
        return Wishart.of(self.shape, len(self.prior.mean))

    @property
    def weights(self) -> Array:
        """E π, shape (K,); with open-ended sticks the rest belongs to components not yet seen."""
        return self.concentration.means(self.counts)

    @property
    def mixture(self) -> Mixture:
        """The mixture of expected weights, means and precisions."""
        sigma = self.scatters / self.degrees[:, None, None]
        return Mixture(self.weights / self.weights.sum(), self.means, sigma, self.shape)

    def survivors(self, threshold: float = 0.01) -> Labels:
        """Components with more than this expected weight, the heaviest first."""
        order = np.argsort(-self.weights, kind="stable")
        return order[self.weights[order] > threshold]

    @cached_property
    def _log_factors(self) -> Array:
        """What is added to log N(x | m, V / ν) to give E log π N(x | μ, Λ⁻¹): 10.46, 10.64-66."""
        d = len(self.prior.mean)
        narrower = self.family.expected_log_det(self.degrees) - d * np.log(self.degrees)
        blur = d / self.mean_precisions
        return self.concentration.expected_logs(self.counts) + 0.5 * (narrower - blur)

    @cached_property
    def fit(self) -> Fit:
        """The E-step: EM's own, of a mixture whose densities are the expected ones, scaled."""
        w = np.exp(self._log_factors - self._log_factors.max())
        surrogate = Mixture(w / w.sum(), self.means, self.mixture.covariances, self.shape)
        return e_step(self.points, surrogate)

    @property
    def responsibilities(self) -> Array:
        """Each component's share of each point, shape (n, K)."""
        return self.fit.responsibilities

    @cached_property
    def lower_bound(self) -> float:
        """What log p(X) is at least, in nats, with all its constants: Bishop, equation 10.70.

        The expected log-densities, summed up over components with the best responsibilities, less
        the divergences of these beliefs from the prior.
        """
        top = self._log_factors.max()
        scale = top + np.log(np.exp(self._log_factors - top).sum())
        paid = self.concentration.divergence(self.counts) + self._divergence()
        return float(self.fit.log_likelihood + self.fit.n * scale - paid)

    def _divergence(self) -> float:
        """Of means and precisions, in nats: 10.74 and 10.77, with the prior's constants."""
        prior, d = self.prior, len(self.prior.mean)
        log_ratio = np.log(self.mean_precisions / prior.mean_precision)
        gaps = (self.means - prior.mean)[:, :, None]
        far = np.sum(gaps * np.linalg.solve(self.scatters, gaps), axis=(1, 2)) * self.degrees
        ratio = prior.mean_precision / self.mean_precisions
        of_means = 0.5 * np.sum(d * (ratio - 1 + log_ratio) + prior.mean_precision * far)
        of_precisions = self._precision_divergences()
        return float(of_means + (of_precisions[0] if self.shape.shared else of_precisions.sum()))

    def _precision_divergences(self) -> Array:
        V, v, family = self.scatters, self.degrees, self.family
        V0, v0 = self.shape.restrict(self.prior.scatter[None]), np.array([self.prior.degrees])
        log_det, log_det_0 = np.linalg.slogdet(V)[1], np.linalg.slogdet(V0)[1]
        expected = family.expected_log_det(v) - log_det
        kept = v * (len(self.prior.mean) - np.trace(np.linalg.solve(V, V0), axis1=1, axis2=2))
        before = family.log_volume(v0) - v0 / 2 * log_det_0
        after = family.log_volume(v) - v / 2 * log_det
        return 0.5 * ((v - v0) * expected - kept) + before - after

    def log_predictive(self, X: Any) -> Array:
        """Log p(x | X) of new points, shape (n,): a mixture of Students, Bishop's equation 10.81.

        What open-ended sticks leave over belongs to a component of which only the prior is known.
        """
        new, weights = self.mixture.matching(as_data(X)), self.weights
        with np.errstate(divide="ignore"):
            log_weights = np.log(np.append(weights, max(0.0, 1 - float(weights.sum()))))
        total = np.full(len(new), -np.inf)
        for log_weight, heights in zip(log_weights, self._students(new), strict=True):
            total = np.logaddexp(total, log_weight + heights)
        return total

    def _students(self, new: Array) -> Iterator[Array]:
        """Log-densities (n,) of new points in each component, and in one that has no points."""
        prior = self.prior
        V = np.concatenate([self.scatters, self.shape.restrict(prior.scatter[None])])
        m = np.vstack([self.means, prior.mean])
        widen = 1 + 1 / np.append(self.mean_precisions, prior.mean_precision)
        degrees = np.append(self.degrees, prior.degrees)
        for k, L in enumerate(np.linalg.cholesky(V)):
            Y = np.linalg.solve(L, (new - m[k]).T)
            yield self.family.log_student(Y, widen[k], degrees[k]) - np.log(np.diag(L)).sum()


def variational(
    X: Any,
    K: int,
    concentration: Concentration = Sticks(),
    shape: str | Shape = "VVV",
    *,
    prior: Belief | None = None,
    begin: Any = None,
    rng: Seed = None,
) -> Iterator[Posterior]:
    """Yield ever better beliefs, for as long as anyone is looking: the lower bound never falls.

    Parameters
    ----------
    X : array_like of shape (n, d)
    K : int
        Components at most: those that are not needed stay empty.
    concentration : Concentration
        `Sticks` or `Dirichlet`, with how many imagined points.
    shape : str or Shape
        `Full`, `Diagonal` or `Spherical`, shared or not.
    prior : Belief, optional
        Of means and precisions; if not given, `Belief.around`.
    begin : array_like of shape (n, K), optional
        Responsibilities to begin with; if not given, those of k-means, the largest cluster first.
    rng : numpy.random.Generator, int or None

    Yields
    ------
    posterior : Posterior
        After the first M-step, then after each further pair of steps.

    Raises
    ------
    BadInput, TooFewPoints, DependentFeatures

    References
    ----------
    .. [1] K. Kurihara, M. Welling and N. Vlassis, "Accelerated variational Dirichlet process
       mixtures", NIPS 19 (2006): sticks without a last one.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> *_, last = until_settled(variational(faithful().X, 6, Sticks(0.1), rng=0))
    >>> last.mixture.means[last.survivors()].round(1)
    array([[ 4.3, 79.9],
           [ 2.1, 54.7]])
    """
    X, K, shape = as_varied(X), as_count(K), as_shape(shape)
    prior = (prior or Belief.around(X)).checked(Wishart.of(shape, X.shape[1]))
    R = _kmeans(X, K, shape, rng) if begin is None else _shares(begin, len(X), K)
    points = Points.of(X, shape)
    given = _given(X - points.origin, R)
    while True:
        posterior = _updated(prior, concentration, given, points, shape)
        yield posterior
        given = posterior.fit.moments


def _given(Z: Array, R: Array) -> Moments:
    """What responsibilities (n, K) give to each component, of centred points (n, d)."""
    counts = R.sum(axis=0)
    safe = np.maximum(counts, TINY)
    means = R.T @ Z / safe[:, None]
    gaps = [Z - mean for mean in means]
    scatters = [(gap.T * r) @ gap for gap, r in zip(gaps, R.T, strict=True)]
    return Moments(counts, means, np.array(scatters) / safe[:, None, None])


def _updated(
    prior: Belief, concentration: Concentration, given: Moments, points: Points, shape: Shape
) -> Posterior:
    """The M-step: what was believed, and what was given.  Bishop, equations 10.58 to 10.63."""
    counts = given.counts
    beta = prior.mean_precision + counts
    gaps = np.where(counts[:, None] > 0, given.means + points.origin - prior.mean, 0.0)
    means = prior.mean + (counts / beta)[:, None] * gaps
    seen, degrees = shape.restrict(_squares(given, gaps, prior.mean_precision)), counts
    if shape.shared:
        seen = np.repeat(seen.sum(axis=0, keepdims=True), len(counts), axis=0)
        degrees = np.full_like(counts, counts.sum())
    V, v = shape.restrict(prior.scatter[None]) + seen, prior.degrees + degrees
    return Posterior(prior, concentration, counts, means, beta, v, V, shape, points)


def _squares(given: Moments, gaps: Array, mean_precision: float) -> Array:
    """What each component's points add to V, (K, d, d): within, and from the prior's mean."""
    counts = given.counts[:, None, None]
    drawn = mean_precision * counts / (mean_precision + counts)
    within = np.where(counts > 0, counts * given.scatters, 0.0)
    return within + drawn * gaps[:, :, None] * gaps[:, None]


def _kmeans(X: Array, K: int, shape: Shape, rng: Seed) -> Array:
    """Responsibilities of the clusters that k-means finds, the largest first."""
    fit = e_step(X, start(X, K, shape, how=kmeans_labels, rng=rng))
    return fit.responsibilities[:, np.argsort(-fit.counts, kind="stable")]


def _shares(begin: Any, n: int, K: int) -> Array:
    R = as_data(begin)
    if R.shape == (n, K) and np.all(R >= 0) and np.allclose(R.sum(axis=1), 1, rtol=0, atol=1e-8):
        return R
    raise BadInput(
        f"begin has shape {R.shape}: responsibilities are ({n}, {K}), not negative, and every row "
        "sums to 1. Divide each row by its sum."
    )


def until_settled(
    posteriors: Iterable[Posterior], *, tol: float = 1e-9, max_iter: int = 10_000
) -> Iterator[Posterior]:
    """Pass beliefs on until less than `tol` nats per point is gained, and is left to gain.

    What `until_converged` is to log-likelihoods, for lower bounds.

    Parameters
    ----------
    posteriors : iterable of Posterior
        For example ``variational(X, K)``.
    tol : float
        In nats per point; 0 goes on until rounding stops every gain.
    max_iter : int
        Pass on at most this many posteriors after the first.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> *_, last = until_settled(variational(faithful().X, 2, rng=0))
    >>> last.weights.round(2)
    array([0.64, 0.36])
    """
    trace: list[float] = []
    for i, posterior in enumerate(posteriors):
        yield posterior
        trace.append(posterior.lower_bound)
        if i == max_iter or (i >= 2 and at_rest(trace[-3:], tol * posterior.fit.n)):
            return
