"""What a fit is worth once its parameters are paid for.  Smaller is better, in all of them.

mclust prints the negative of BIC and ICL; there, larger is better.
"""

from __future__ import annotations

import numpy as np

from gmmlab.steps import Fit

__all__ = ["aic", "bic", "entropy", "icl"]


def bic(fit: Fit) -> float:
    """Schwarz's criterion, ν log n - 2 log L.

    References
    ----------
    .. [1] G. Schwarz, "Estimating the dimension of a model", Ann. Statist. 6 (1978), 461-464.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> from gmmlab.races import best_fit
    >>> round(bic(best_fit(faithful().X, 1)), 1)
    2607.6
    """
    return float(fit.free_parameters * np.log(fit.n) - 2 * fit.log_likelihood)


def aic(fit: Fit) -> float:
    """Akaike's criterion, 2ν - 2 log L.

    References
    ----------
    .. [1] H. Akaike, "A new look at the statistical model identification", IEEE Trans. Autom.
       Control 19 (1974), 716-723.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> from gmmlab.races import best_fit
    >>> round(aic(best_fit(faithful().X, 1)), 1)
    2589.6
    """
    return float(2 * fit.free_parameters - 2 * fit.log_likelihood)


def entropy(fit: Fit) -> float:
    """How undecided the responsibilities are, -Σᵢₖ r log r, in nats: 0 if all are 0 or 1.

    Examples
    --------
    >>> from gmmlab import Mixture, e_step
    >>> two = Mixture(np.array([0.5, 0.5]), np.array([[-1.0], [1.0]]), np.ones((2, 1, 1)))
    >>> round(entropy(e_step([[-1e-9], [1e-9]], two)), 4)    # 2 log 2
    1.3863
    """
    R = fit.responsibilities
    return float(-np.sum(R * np.log(np.where(R > 0, R, 1.0))))


def icl(fit: Fit) -> float:
    """BIC plus twice the entropy of the responsibilities: overlapping components pay too.

    mclust counts only each point's largest responsibility, -2 Σᵢ log maxₖ rᵢₖ, which is at most
    twice the entropy.

    References
    ----------
    .. [1] C. Biernacki, G. Celeux and G. Govaert, "Assessing a mixture model for clustering with
       the integrated completed likelihood", IEEE Trans. Pattern Anal. 22 (2000), 719-725.
    .. [2] G. McLachlan and D. Peel, "Finite Mixture Models", Wiley 2000.  Section 6.10.3.

    Examples
    --------
    >>> from gmmlab.datasets import faithful
    >>> from gmmlab.races import best_fit
    >>> fit = best_fit(faithful().X, 2, rng=0)
    >>> bool(icl(fit) > bic(fit))
    True
    """
    return bic(fit) + 2 * entropy(fit)
