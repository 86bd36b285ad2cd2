"""Curves: densities on a line, the climb of the log-likelihood, BIC against K."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from gmmlab.criteria import bic
from gmmlab.errors import BadInput
from gmmlab.mixture import Mixture
from gmmlab.plot.style import LINES, MARKERS, PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from gmmlab.steps import Fit
    from gmmlab.types import Array

__all__ = ["bic_curve", "density1d", "trace"]


def density1d(ax: Axes, mixture: Mixture, X: Array | None = None, *, grid: int = 400) -> Axes:
    """Draw a density on a line: the mixture, and below it each component times its weight.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    mixture : Mixture
        In one dimension.
    X : ndarray of shape (n, 1), optional
        Points to mark along the axis.
    grid : int
        How many points the curves are computed on.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> len(density1d(ax, Mixture.balls(np.array([[0.0], [3.0]]))).lines)
    3
    """
    if mixture.d != 1:
        raise BadInput(
            f"a density on a line needs one feature, and there are {mixture.d}. "
            "Use density2d, or fit one column, for example X[:, :1]."
        )
    reach = 4 * np.sqrt(mixture.covariances[:, 0, 0])
    low, high = (mixture.means[:, 0] - reach).min(), (mixture.means[:, 0] + reach).max()
    x = np.linspace(low, high, grid)[:, None]
    joint = np.exp(mixture.log_joint(x))
    ax.plot(x, joint.sum(axis=1), color="0.25", lw=2.4, label="mixture")
    for k in range(mixture.K):
        i = k % len(PALETTE)
        ax.plot(x, joint[:, k], color=PALETTE[i], ls=LINES[i], label=f"component {k + 1}")
    if X is not None:
        ax.plot(X[:, 0], np.zeros(len(X)), "|", color="0.25", ms=10, label="points")
    ax.set(ylabel="density", ylim=(0, None))
    return ax


def trace(ax: Axes, fits: Sequence[Fit]) -> Axes:
    """Draw the log-likelihood after each EM step.

    Examples
    --------
    >>> from itertools import islice
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import datasets, em, start
    >>> X = datasets.sixty().X
    >>> ax = trace(Figure().subplots(), list(islice(em(X, start(X, 3, rng=0)), 12)))
    >>> ax.get_ylabel()
    'log-likelihood (nats)'
    """
    climbed = [fit.log_likelihood for fit in fits]
    ax.plot(range(len(fits)), climbed, color=PALETTE[0], marker="o", ms=3.5, lw=1.4)
    ax.set(xlabel="EM step", ylabel="log-likelihood (nats)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    return ax


def bic_curve(ax: Axes, fits: Sequence[Fit]) -> Axes:
    """Draw BIC against the number of components, and mark the least.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    fits : sequence of Fit
        One per K, to the same points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from gmmlab import best_fit, datasets
    >>> X = datasets.sixty().X
    >>> ax = bic_curve(Figure().subplots(), [best_fit(X, K, rng=0) for K in (1, 2, 3)])
    >>> ax.texts[0].get_text()
    'least at K = 3'
    """
    K, value = np.array([fit.mixture.K for fit in fits]), np.array([bic(fit) for fit in fits])
    best = int(value.argmin())
    ax.plot(K, value, color="0.45", marker=MARKERS[0], ms=5, lw=1.4)
    ax.plot(K[best], value[best], marker=MARKERS[7], ms=14, color=PALETTE[1], ls="none")
    ax.annotate(
        f"least at K = {K[best]}", (K[best], value[best]), xytext=(0, 12),
        textcoords="offset points", ha="center",
    )  # fmt: skip
    ax.set(xlabel="components K", ylabel="BIC (smaller is better)", xticks=K)
    ax.margins(y=0.18)
    return ax
