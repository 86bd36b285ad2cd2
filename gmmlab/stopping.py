"""When to stop: not when a step gains little, but when little is left to gain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from gmmlab.steps import Fit

__all__ = ["at_rest", "left_to_gain", "until_converged"]


def left_to_gain(before: float, now: float, after: float) -> float:
    """What three log-likelihoods in a row leave to be gained, if gains go on shrinking as now.

    Aitken's extrapolation of a geometric series: with a gain g and a ratio a between gains,
    g (a + a² + ...) = g a / (1 - a) is still to come.

    References
    ----------
    .. [1] D. Böhning et al., "The distribution of the likelihood ratio for mixtures of densities
       from the one-parameter exponential family", Ann. Inst. Statist. Math. 46 (1994), 373-388.

    Examples
    --------
    >>> left_to_gain(0.0, 4.0, 6.0)
    2.0
    """
    gain, ratio = after - now, (after - now) / (now - before) if now != before else 0.0
    return gain * ratio / (1 - ratio) if 0 <= ratio < 1 else abs(gain)


def until_converged(
    fits: Iterable[Fit], *, tol: float = 1e-9, max_iter: int = 10_000
) -> Iterator[Fit]:
    """Pass fits on until less than `tol` nats per point is gained, and is left to gain.

    Parameters
    ----------
    fits : iterable of Fit
        For example ``em(X, start)``.
    tol : float
        In nats per point; 0 goes on until rounding stops every gain.
    max_iter : int
        Pass on at most this many fits after the first.

    Examples
    --------
    >>> from gmmlab import datasets, em, start
    >>> X = datasets.twelve().X
    >>> *_, last = until_converged(em(X, start(X, 2, rng=0)))
    >>> last.counts.round(2)
    array([5., 7.])
    """
    trace: list[float] = []
    for i, fit in enumerate(fits):
        yield fit
        trace.append(fit.log_likelihood)
        if i == max_iter or (i >= 2 and at_rest(trace[-3:], tol * fit.n)):
            return


def at_rest(last_three: list[float], tol: float) -> bool:
    """Whether no more than `tol` was gained last, and no more is left to gain.

    Beside a prior the log-likelihood can fall for good: losses count like gains.

    Examples
    --------
    >>> at_rest([-10.0, -9.0, -8.9], 0.2), at_rest([-10.0, -9.0, -8.1], 1.0)
    (True, False)
    """
    before, now, after = last_three
    tol = max(tol, 8 * np.finfo(float).eps * abs(after))
    return abs(after - now) <= tol and abs(left_to_gain(before, now, after)) <= tol
