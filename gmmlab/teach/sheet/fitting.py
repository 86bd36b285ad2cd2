"""The top row of the sheet: the model, EM, and why EM never goes down."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse

import gmmlab.plot
from gmmlab.plot import PALETTE, axes_of
from gmmlab.steps import Fit
from gmmlab.teach.sheet.facts import MOMENTS, Facts, number
from gmmlab.teach.sheet.paper import FORMULA, QUIET, SMALL, Box, Paper

__all__ = ["ascent", "iteration", "model"]

VIEW = {"xlim": (1.1, 5.6), "ylim": (36, 102)}
STYLES = ("-", (0, (4, 1.6)))
"""A component is told by colour, marker and line."""


def model(paper: Paper, box: Box, facts: Facts) -> None:
    """Say what a mixture is, and show one."""
    y = paper.panel("model", box, 1, "The model", "first a kind, then a point")
    x = box.left
    paper.write(x, y - 9, r"$p(x)=\sum_{k=1}^{K}\pi_k\;\mathcal{N}(x\mid\mu_k,\Sigma_k)$", 12.5)
    paper.lines(
        x + 141, y - 1.5,
        [r"draw $z=k$ with chance $\pi_k$,", r"then $x\sim\mathcal{N}(\mu_z,\Sigma_z)$."],
    )  # fmt: skip
    density = r"$\log\,\mathcal{N}=-\frac{1}{2}\left(d\log 2\pi+\log|\Sigma|+D^2\right)$"
    paper.write(x, y - 33, density, FORMULA - 1)
    distance = r"$D^2=(x-\mu)^{\top}\Sigma^{-1}(x-\mu)$"
    paper.write(x + 149, y - 33, distance, FORMULA - 2)
    ax = paper.axes(Box(x + 24, box.bottom + 20, box.width - 26, y - 41 - box.bottom - 20))
    _scene(ax, facts.fit, size=9)
    ax.set(xlabel="eruption (min)", ylabel="wait until the next (min)", xticks=range(2, 6))
    for k, (place, side) in enumerate((((1.25, 92.0), "left"), ((5.55, 43.0), "right"))):
        _says(ax, facts.fit, k, place, side)


def _says(ax: Axes, fit: Fit, k: int, place: tuple[float, float], side: str) -> None:
    mixture = fit.mixture
    (a, b), weight = mixture.means[k], mixture.weights[k]
    words = rf"$\pi_{k + 1}={weight:.2f}$,  $\mu_{k + 1}=({a:.2f},\;{b:.1f})$"
    ax.text(*place, words, color=_dark(k), fontsize=8.6, ha=side)


def _dark(k: int) -> str:
    """A component's colour, dark enough to be read as words."""
    return ("#005a8e", "#a34600", "#00664b")[k]


def _scene(ax: Axes, fit: Fit, size: float) -> None:
    """Points in mixed colours, and each component at one and two standard deviations."""
    gmmlab.plot.points(ax, fit.points.X, fit.responsibilities.round(3), size=size)
    for k, (mean, sigma) in enumerate(zip(fit.mixture.means, fit.mixture.covariances, strict=True)):
        axes = axes_of(sigma)
        for radius, width in ((1, 1.4), (2, 0.7)):
            size2 = (2 * radius * axes.long, 2 * radius * axes.short)
            ax.add_patch(Ellipse(
                (mean[0], mean[1]), *size2, angle=axes.tilt, fill=False, ec=PALETTE[k],
                lw=width, ls=STYLES[k], zorder=3,
            ))  # fmt: skip
    ax.set(**VIEW)


def iteration(paper: Paper, box: Box, facts: Facts) -> None:
    """Give both steps of EM, and four moments of a run."""
    y = paper.panel("iteration", box, 2, "EM", "share the points out, refit the components, repeat")
    left, right = box.left, box.left + 146
    paper.write(left, y, "E-step", weight="bold", color=_dark(0))
    paper.write(left + 33, y, "whose is each point?", color=QUIET)
    above = r"\pi_k\,\mathcal{N}(x_i\mid\mu_k,\Sigma_k)"
    below = r"\sum_j\,\pi_j\,\mathcal{N}(x_i\mid\mu_j,\Sigma_j)"
    share = rf"$r_{{ik}}=\frac{{{above}}}{{{below}}}$"
    paper.write(left, y - 23, share, 13.5)
    (a, b), (r1, r2) = facts.shared
    paper.lines(
        left, y - 49,
        [
            "Bayes: prior × likelihood ÷ their total.",
            rf"$x=({a:g},\,{b:g})$ has $r=({r1:.2f},\,{r2:.2f})$.",
        ],
    )  # fmt: skip
    paper.write(right, y, "M-step", weight="bold", color=_dark(1))
    paper.write(right + 36, y, "weighted counts, means, covariances", color=QUIET)
    for dx, dy, formula in (
        (0, 20, r"$N_k=\sum_i r_{ik}$"),
        (56, 20, r"$\pi_k=N_k/n$"),
        (107, 20, r"$\mu_k=\frac{1}{N_k}\sum_i r_{ik}\,x_i$"),
        (0, 41.5, r"$\Sigma_k=\frac{1}{N_k}\sum_i r_{ik}\,(x_i-\mu_k)(x_i-\mu_k)^{\top}$"),
    ):
        paper.write(right + dx, y - dy, formula, FORMULA)
    paper.write(right, y - 61, r"about the new mean; divided by $N_k$, not $N_k-1$.")
    _moments(paper, Box(left, box.bottom, box.width, y - 67 - box.bottom), facts)


def _moments(paper: Paper, box: Box, facts: Facts) -> None:
    gap = 8.0
    width = (box.width - 3 * gap) / 4
    for place, (fit, step) in enumerate(zip(facts.moments, MOMENTS, strict=True)):
        left = box.left + place * (width + gap)
        ax = paper.axes(Box(left, box.bottom + 11, width, box.height - 14), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        ax.set_facecolor("#f7f9fa")
        _scene(ax, fit, size=4)
        name = f"step {step}" if step else "step 0"
        paper.write(left, box.bottom + 1, name, 8.2, weight="bold")
        level = rf"$\ell={number(fit.log_likelihood)}$".replace("−", "-")
        paper.write(left + width, box.bottom + 1, level, 8.4, ha="right", color=QUIET)


_RATIOS = (("s_{ik}", "q_{ik}"), ("q_{ik}", "r_{ik}"))
"""Whose logarithms bound and gap are the means of."""


def ascent(paper: Paper, box: Box, facts: Facts) -> None:
    """Split the log-likelihood into bound and gap, and watch both through two steps."""
    y = paper.panel("ascent", box, 3, "Log-likelihood = bound + gap")
    x = box.left
    paper.write(x, y - 5, r"$\ell=\sum_i\log p(x_i)=$", FORMULA)
    bound, gap = (rf"\sum_{{ik}}q_{{ik}}\log\frac{{{a}}}{{{b}}}" for a, b in _RATIOS)
    paper.write(x, y - 29, rf"${bound}\;+\;{gap}$", 12.5)
    paper.write(x + 92, y - 5, r"$s_{ik}=\pi_k\,\mathcal{N}(x_i\mid\mu_k,\Sigma_k)$", 9.4)
    paper.write(x + 18, y - 48, "bound (ELBO)", color=_dark(0))
    paper.write(x + 116, y - 48, r"gap (KL) $\geq 0$", color=_dark(1))
    paper.lines(
        x, box.bottom + 12,
        [
            "E-step: $q=r$ closes the gap. M-step: lifts the",
            r"bound. So $\ell$ never falls; it can rest on a saddle.",
        ],
    )  # fmt: skip
    bottom = box.bottom + 38
    _stairs(paper.axes(Box(x, bottom, box.width, y - 56 - bottom)), facts)


def _stairs(ax: Axes, facts: Facts) -> None:
    floor = min(stair.bound for stair in facts.stairs) - 22
    top: dict[str, Any] = {"fontsize": SMALL, "ha": "center", "va": "bottom"}
    low = {**top, "va": "top", "color": _dark(0)}
    for place, stair in enumerate(facts.stairs):
        gap = stair.log_likelihood - stair.bound
        ax.bar(place, stair.bound - floor, 0.86, floor, color="#cfe3f0", ec=PALETTE[0], lw=0.8)
        ax.text(place, stair.log_likelihood + 2.5, number(stair.log_likelihood), **top)
        if gap > 0.05:
            ax.bar(place, gap, 0.86, stair.bound, fc="white", ec=PALETTE[1], hatch="////", lw=0.8)
            ax.text(place, stair.bound - 3, number(stair.bound), **low)
    ax.set(xlim=(-0.5, 4.5), ylim=(floor, facts.stairs[-1].log_likelihood + 14), yticks=[])
    ax.set_xticks(range(5), [f"{stair.name}-step" for stair in facts.stairs])
    ax.spines["left"].set_visible(False)
    ax.tick_params(bottom=False)
