"""EM when nobody is looking: many runs side by side, and nothing built that is not needed.

The same two steps as `em`, on bare arrays: covariances stay packed as the numbers that the shape
counts, no mixture is made of them, no fit is kept.  A run too thin for sums about the data's mean
to be exact, or one that has lost a component, leaves the sprint where it stands; `em` goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from gmmlab.assign import Assign, soft
from gmmlab.errors import CollapsedComponent
from gmmlab.mixture import LOG_2PI, Mixture
from gmmlab.passes import (
    RESOLUTION,
    Moments,
    Pass,
    Sums,
    by_features,
    moments_of_features,
    packed_moments,
)
from gmmlab.points import Points, Sample, run_by_run
from gmmlab.shapes import Shape
from gmmlab.steps import STARVED, Fit, Maximise, m_step
from gmmlab.stopping import at_rest
from gmmlab.types import Array, Labels

__all__ = ["Runs", "climb", "nearly_there", "strides"]

LONGEST = 10_000
"""Steps that nobody looks at, at most."""


class Runs(NamedTuple):
    """Where R runs stand: everything has an axis of R in front."""

    weights: Array
    """Mixing weights (R, K)."""
    centres: Array
    """Means (R, K, d), from the data's own mean."""
    packed: Array
    """Covariances (R, K, q), as the shape packs them."""
    log_likelihoods: Array
    """Σᵢ log p(xᵢ) of each run (R,), in nats."""
    S: Array
    """Σᵢ rᵢₖ φ(xᵢ) of each run, (R, K, p)."""

    def of(self, which: Array | Labels) -> Runs:
        """Some of the runs."""
        return Runs(*(part[which] for part in self))

    def mixture(self, points: Points, shape: Shape) -> Mixture:
        """The runs as mixtures side by side."""
        K = self.weights.shape[-1]
        sigma = shape.unpack(self.packed, len(points.origin))
        if shape.shared:
            sigma = sigma[..., :1, :, :].repeat(K, axis=-3)
        return Mixture(self.weights, self.centres + points.origin, sigma, shape)


def strides(points: Points, runs: Mixture, *, ridge: float = 0.0) -> Iterator[tuple[Labels, Runs]]:
    """Yield which runs are in the sprint and where they stand, after ever more EM steps.

    Parameters
    ----------
    points : Points
        Prepared data, counted for the runs' shape.
    runs : Mixture
        With one more axis in front, for R runs; without noise.
    ridge : float
        As in `m_step`.

    Yields
    ------
    where : ndarray of int
        Numbers of the runs that are still there.
    now : Runs
        Their parameters, and the log-likelihoods of just these.

    Examples
    --------
    >>> from itertools import islice
    >>> from gmmlab import Full, start
    >>> from gmmlab.datasets import faithful
    >>> points = Points.of(faithful().X, Full())
    >>> begins = Mixture.side_by_side([start(points.X, 2, rng=seed) for seed in range(3)])
    >>> *_, (where, now) = islice(strides(points, begins), 30)
    >>> now.log_likelihoods.round(2)
    array([-1130.26, -1130.26, -1130.26])
    """
    shape = runs.shape
    packed = shape.pack(runs.covariances[..., :1, :, :] if shape.shared else runs.covariances)
    where = np.arange(len(packed))
    now, good = _shared_out(points, runs.weights, runs.means - points.origin, packed)
    while True:
        if not good.all():
            well = np.flatnonzero(good.all(axis=-1))
            where, now = where[well], now.of(well)
        yield where, now
        now, good = _shared_out(points, *_refitted(points, shape, now, ridge))


def _refitted(points: Points, shape: Shape, now: Runs, ridge: float) -> tuple[Array, Array, Array]:
    """The M-step: weights, means and packed covariances."""
    d = len(points.origin)
    counts, centres, packed = packed_moments(now.S, points.squares, points.shape, d)
    if not shape.separable:
        before = shape.unpack(now.packed, d)
        packed = shape.pack(shape.covariances(counts, shape.unpack(packed, d), before))
    if ridge:
        packed = packed + ridge * shape.pack(np.eye(d))
    return counts / points.n, centres, packed


def _shared_out(
    points: Points, weights: Array, centres: Array, packed: Array
) -> tuple[Runs, Array]:
    """The E-step, and which components may go on."""
    shape = points.shape
    dual, linear, own, log_det = shape.natural(packed, centres)
    offset = log_det + (np.vecdot(centres, linear) + LOG_2PI * centres.shape[-1])
    heights = np.log(weights) - 0.5 * offset
    half = -0.5 * dual
    parts = (heights[..., None], linear) if shape.shared else (heights[..., None], linear, half)
    total, S, _ = by_features(points.features(), np.concatenate(parts, axis=-1), soft)
    if shape.shared:
        total = total + half[..., 0, :] @ points.squares
    reach = points.covariance.diagonal() + np.square(centres)
    far = np.vecdot(own, reach) if own.shape == reach.shape else own[..., 0] * reach.sum(axis=-1)
    good = (far <= RESOLUTION) & (S[..., 0] > STARVED)
    return Runs(weights, centres, packed, total, S), good


def climb(
    points: Sample,
    runs: Mixture,
    steps: int,
    *,
    assign: Assign = soft,
    maximise: Maximise = m_step,
) -> tuple[Labels, Fit]:
    """Take runs side by side up so many EM steps.

    Parameters
    ----------
    points : Sample
        Prepared data.
    runs : Mixture
        With one more axis in front.
    steps : int
        EM steps each; a run that loses a component drops out.

    Returns
    -------
    alive : ndarray of int
        Which runs are still there.
    fit : Fit
        Of these, with one log-likelihood each.
    """
    plain = maximise is m_step and assign is soft and runs.noise is None
    if not (plain and isinstance(points, Points)):
        return _plodded(points, runs, steps, assign, maximise)
    legs = list(_legs(points, runs, steps))
    alive = np.concatenate([where for where, _ in legs])
    order = np.argsort(alive)
    return alive[order], _together([fit for _, fit in legs], order)


def nearly_there(points: Points, runs: list[Mixture], tol: float) -> list[tuple[int, Mixture]]:
    """Take each run as far as nobody needs to look: two steps short of where it comes to rest.

    Parameters
    ----------
    points : Points
        Prepared data.
    runs : list of Mixture
        Without noise.
    tol : float
        Of `until_converged`, which goes on from here and stops at the third fit.

    Returns
    -------
    ends : list of (int, Mixture)
        Steps taken, and where each run then is. One that leaves the sprint is where it left.

    Examples
    --------
    >>> from gmmlab import Full, em, start, until_converged
    >>> from gmmlab.datasets import faithful
    >>> points = Points.of(faithful().X, Full())
    >>> [(steps, mixture)] = nearly_there(points, [start(points.X, 2, rng=0)], 1e-9)
    >>> steps > 10, len(list(until_converged(em(points, mixture))))
    (True, 3)
    """
    ends, racing = [(0, run) for run in runs], list(range(len(runs)))
    while racing:
        at, still = _to_the_next_rest(points, [ends[run][1] for run in racing], tol)
        if at is not None:
            for place, run in enumerate(racing):
                ends[run] = (ends[run][0] + at[0], at[1][place])
        racing = [run for place, run in enumerate(racing) if still[place]]
    return ends


def _to_the_next_rest(
    points: Points, runs: list[Mixture], tol: float
) -> tuple[tuple[int, Mixture] | None, Array]:
    """Steps until one of the runs rests or leaves, where all are then, and which go on."""
    last: deque[Runs] = deque(maxlen=3)
    still, step = np.ones(len(runs), dtype=bool), 0
    for where, now in islice(strides(points, Mixture.side_by_side(runs)), LONGEST):
        if len(where) < len(runs):
            still = np.isin(np.arange(len(runs)), where)
            break
        last.append(now)
        step += 1
        if len(last) == 3:
            trace = np.array([each.log_likelihoods for each in last]).T.tolist()
            still = np.array([not at_rest(three, tol * points.n) for three in trace])
            if not still.all():
                break
    else:
        still[:] = False
    at = (step - len(last), last[0].mixture(points, runs[0].shape)) if last else None
    return at, still


def _plodded(
    points: Sample, runs: Mixture, steps: int, assign: Assign, maximise: Maximise
) -> tuple[Labels, Fit]:
    """Step by step, with everything that `em` does."""
    alive = np.arange(len(runs.weights))
    for step in range(steps + 1):
        total, moments, _ = _passed(points, runs, assign)
        well = np.isfinite(total) & (moments.counts.min(axis=-1) > STARVED)
        if not well.all():
            alive, runs, total = alive[well], runs[well], total[well]
            moments = Moments(*(part[well] for part in moments))
        fit = Fit(runs, total, moments, points, assign)  # type: ignore[arg-type]
        if step == steps or not alive.size:
            break
        runs = maximise(fit)
    return alive, fit


def _passed(points: Sample, runs: Mixture, assign: Assign) -> Pass:
    """All runs at once, or one by one if one of them has collapsed."""
    try:
        return points.one_pass(runs, assign)
    except CollapsedComponent:
        return run_by_run(points, runs, assign)


def _legs(points: Points, runs: Mixture, steps: int) -> Iterator[tuple[Labels, Fit]]:
    """All that can, sprint; those that drop out go the rest of their way on foot."""
    before, here = np.arange(len(runs.weights)), runs
    for step, (where, now) in enumerate(islice(strides(points, runs), steps + 1)):
        if len(where) < len(before):
            out = np.isin(before, where, invert=True)
            done = max(step - 1, 0)
            alive, fit = _plodded(points, here[out], steps - done, soft, m_step)
            yield before[out][alive], fit
        before, here = where, now.mixture(points, runs.shape)
        if not where.size:
            return
    moments = moments_of_features(
        Sums(now.log_likelihoods, now.S), points.squares, points.shape, runs.d
    )
    yield where, Fit(here, now.log_likelihoods, moments, points, soft)  # type: ignore[arg-type]


def _together(fits: list[Fit], order: Labels) -> Fit:
    """Fits of several runs each as one."""

    def joined(*parts: Array) -> Array:
        return np.concatenate(parts)[order]

    one = fits[0]
    weights = joined(*(fit.mixture.weights for fit in fits))
    means = joined(*(fit.mixture.means for fit in fits))
    sigma = joined(*(fit.mixture.covariances for fit in fits))
    totals = joined(*(np.asarray(fit.log_likelihood) for fit in fits))
    moments = Moments(*map(joined, *(fit.moments for fit in fits)))
    mixture = Mixture(weights, means, sigma, one.mixture.shape)
    return Fit(mixture, totals, moments, one.points, one.assign)  # type: ignore[arg-type]
