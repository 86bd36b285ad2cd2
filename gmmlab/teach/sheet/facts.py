"""What the cheat sheet says in numbers: every one is asked of gmmlab, none is written down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

import gmmlab
from gmmlab import Mixture, aic, bic, icl
from gmmlab.floors import FLOOR
from gmmlab.steps import Fit
from gmmlab.types import Array

__all__ = ["FINAL", "MOMENTS", "Choice", "Facts", "Stair", "bound", "facts", "mclust_icl", "number"]

MOMENTS = (0, 6, 12, 20)
"""Steps of the run that is shown; at the last it is at rest."""
STAIRS = 7
"""The step of that run at which bound and gap are shown."""
FINAL = MOMENTS[-1]
DECIMALS = 6
"""What is drawn is rounded so, for the last digits of a fit are each machine's own."""


@dataclass(frozen=True)
class Stair:
    """Half a step of EM: how high the bound is, and the log-likelihood above it, in nats."""

    name: str
    bound: float
    log_likelihood: float


@dataclass(frozen=True)
class Choice:
    """A number of components, and what the criteria say of its best fit."""

    K: int
    free: int
    log_likelihood: float
    aic: float
    bic: float
    icl: float


@dataclass(frozen=True, eq=False)
class Facts:
    """Real fits of Old Faithful, and what follows from them."""

    fit: Fit
    """Two components, the short eruptions first."""
    moments: tuple[Fit, ...]
    """A run of EM from two points drawn at random, at `MOMENTS`."""
    stairs: tuple[Stair, ...]
    choices: tuple[Choice, ...]
    """K from 1 to 6, with full covariances."""
    shared: Array
    """The real eruption that is most nearly nobody's, and its responsibilities, (2, 2)."""
    outlier: Array
    """A point far out, (1, 2)."""

    @property
    def X(self) -> Array:
        """The eruptions, (272, 2), in minutes."""
        return self.fit.points.X

    @property
    def mixture(self) -> Mixture:
        """The fitted mixture."""
        return self.fit.mixture

    @property
    def in_hours(self) -> float:
        """The log-likelihood of the same fit once both features are in hours, in nats."""
        mixture = self.mixture
        hours = Mixture(mixture.weights, mixture.means / 60, mixture.covariances / 3600)
        return gmmlab.e_step(self.X / 60, hours).log_likelihood

    @property
    def swapped(self) -> float:
        """The log-likelihood with the labels exchanged, in nats."""
        return gmmlab.e_step(self.X, gmmlab.relabel(self.mixture, [1, 0])).log_likelihood

    @property
    def floor(self) -> float:
        """The least variance allowed, as a share of the data's."""
        return FLOOR


@cache
def facts() -> Facts:
    """Fit everything that the sheet shows; a second is enough.

    Examples
    --------
    >>> min(facts().choices, key=lambda choice: choice.bic).K
    2
    """
    X = gmmlab.datasets.faithful().X
    best = [gmmlab.best_fit(X, K, rng=0) for K in range(1, 7)]
    fit = _short_first(best[1], X)
    run = gmmlab.em(X, gmmlab.start(X, 2, how=gmmlab.random_points, rng=75))
    fits = list(islice(run, FINAL + 1))
    order = np.argsort(fits[-1].mixture.means[:, 0])
    fits = [gmmlab.e_step(X, _rounded(gmmlab.relabel(f.mixture, order))) for f in fits]
    return Facts(
        fit=fit,
        moments=tuple(fits[step] for step in MOMENTS),
        stairs=tuple(_stairs(fits[STAIRS : STAIRS + 3], X)),
        choices=tuple(_choice(f) for f in best),
        shared=_nobodys(fit, X),
        outlier=np.array([[9.0, 140.0]]),
    )


def number(value: float, digits: int = 1) -> str:
    """Write a number with a real minus sign, and never as minus nothing.

    Examples
    --------
    >>> number(-1130.26), number(-0.001)
    ('−1130.3', '0.0')
    """
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")


def bound(q: Array, mixture: Mixture, X: Array) -> float:
    """What the log-likelihood is at least, by shares q: Σᵢₖ q (log s - log q), in nats.

    References
    ----------
    .. [1] R. M. Neal and G. E. Hinton, "A view of the EM algorithm that justifies incremental,
       sparse, and other variants", in Learning in Graphical Models (1998), 355-368.  Section 2.

    Examples
    --------
    >>> fit = facts().fit
    >>> bool(np.isclose(bound(fit.responsibilities, fit.mixture, fit.points.X), fit.log_likelihood))
    True
    """
    logs = np.log(np.where(q > 0, q, 1.0))
    return float(np.sum(q * (mixture.log_joint(X) - logs)))


def mclust_icl(fit: Fit) -> float:
    """ICL as mclust prints it: -BIC + 2 Σᵢ log maxₖ rᵢₖ, larger is better."""
    return -bic(fit) + 2 * float(np.log(fit.responsibilities.max(axis=1)).sum())


def _rounded(mixture: Mixture) -> Mixture:
    """The mixture without the digits that differ from machine to machine."""
    weights = mixture.weights.round(DECIMALS)
    weights[-1] = 1 - weights[:-1].sum()
    means, sigma = mixture.means.round(DECIMALS), mixture.covariances.round(DECIMALS)
    return Mixture(weights, means, sigma, mixture.shape)


def _short_first(fit: Fit, X: Array) -> Fit:
    order = np.argsort(fit.mixture.means[:, 0])
    return gmmlab.e_step(X, _rounded(gmmlab.relabel(fit.mixture, order)))


def _stairs(fits: list[Fit], X: Array) -> list[Stair]:
    """E, M, E, M, E: the shares are made for one mixture, and the next is judged by them."""
    found = []
    for now, then in zip(fits, [*fits[1:], None], strict=True):
        q, level = now.responsibilities, now.log_likelihood
        found.append(Stair("E", bound(q, now.mixture, X), level))
        if then is not None:
            found.append(Stair("M", bound(q, then.mixture, X), then.log_likelihood))
    return found


def _choice(fit: Fit) -> Choice:
    K, free, level = fit.mixture.K, fit.free_parameters, fit.log_likelihood
    return Choice(K, free, level, aic(fit), bic(fit), icl(fit))


def _nobodys(fit: Fit, X: Array) -> Array:
    R = fit.responsibilities
    i = int(R.max(axis=1).argmin())
    return np.stack([X[i], R[i]])
