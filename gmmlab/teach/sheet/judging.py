"""The lower row of the sheet: how many components, what k-means is, and what goes wrong."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Ellipse

from gmmlab import Mixture
from gmmlab.plot import PALETTE
from gmmlab.shapes import Spherical
from gmmlab.teach.sheet.facts import Facts, mclust_icl, number
from gmmlab.teach.sheet.paper import FORMULA, INK, QUIET, RULE, SMALL, Box, Paper
from gmmlab.types import Array

__all__ = ["choosing", "limit", "pitfalls", "shares"]

WIDTHS = (12.0, 6.0, 1.0)
"""Standard deviations, in minutes, at which responsibilities are watched as they harden."""
LINES = (":", (0, (4, 1.5)), "-")


def choosing(paper: Paper, box: Box, facts: Facts) -> None:
    """Give AIC, BIC and ICL, in both signs, and their curves over K."""
    y = paper.panel("choosing", box, 5, "Choosing $K$", "scikit-learn's sign: less is better")
    x = box.left
    for row, (name, formula) in enumerate((
        ("AIC", r"$2\nu-2\ell$"),
        ("BIC", r"$\nu\log n-2\ell$"),
        ("ICL", r"$\mathrm{BIC}-2\sum_{ik}r_{ik}\log r_{ik}$"),
    )):  # fmt: skip
        paper.write(x, y - 13 * row, name, weight="bold", color=_dark(row))
        paper.write(x + 25, y - 13 * row, f"$=$ {formula}", FORMULA - 1)
    paper.write(x + 86, y, r"$\nu=(K-1)+Kd+\frac{1}{2}Kd(d+1)$", 9.2)
    paper.write(x + 101, y - 13, "free numbers, full covariances", SMALL, color=QUIET)
    _table(paper, Box(x, box.bottom, box.width, 50), facts)
    ax = paper.axes(Box(x + 24, box.bottom + 74, box.width - 56, y - 42 - box.bottom - 74))
    _curves(ax, facts)


def _dark(row: int) -> str:
    return ("#00664b", "#005a8e", "#a34600")[row]


def _curves(ax: Axes, facts: Facts) -> None:
    """Each criterion over K; at the right, the same heights as mclust signs them."""
    K = [choice.K for choice in facts.choices]
    for row, name in enumerate(("aic", "bic", "icl")):
        heights = np.round([getattr(choice, name) for choice in facts.choices], 3)
        hue = (PALETTE[2], PALETTE[0], PALETTE[1])[row]
        ax.plot(K, heights, color=hue, lw=1.3, ls=("-.", "-", "--")[row], marker="^os"[row], ms=3)
        least = int(heights.argmin())
        ax.plot(
            K[least], heights[least], marker="^os"[row], ms=7, mfc="none", mec=_dark(row), mew=1.2
        )
        ax.text(K[-1] + 0.2, heights[-1], name.upper(), color=_dark(row), fontsize=8.2, va="center")
    ax.set(xlim=(0.8, 7.0), ylim=(2215, 2640), xlabel="$K$  (ringed: the least)")
    ax.set_xticks(K)
    ax.set_yticks([2300, 2500])
    ax.text(
        1.16, 1.05, "mclust's sign", transform=ax.transAxes, ha="right", fontsize=SMALL, color=QUIET
    )
    other = ax.secondary_yaxis("right", functions=(np.negative, np.negative))
    other.set_yticks([-2300, -2500])
    other.spines["right"].set_visible(True)


def _table(paper: Paper, box: Box, facts: Facts) -> None:
    """The criteria of the fit that BIC prefers, as each package prints them."""
    two = facts.choices[1]
    columns = (box.left + 122, box.left + 161, box.right)
    paper.rule((box.left, box.right), (box.top, box.top))
    y = box.top - 10
    paper.write(box.left, y, rf"$K=2$, $\nu={two.free}$", 8.4)
    for x, name in zip(columns, ("AIC", "BIC", "ICL"), strict=True):
        paper.write(x, y, name, 8.4, ha="right", weight="bold")
    rows = (
        ("gmmlab: less is better", (two.aic, two.bic, two.icl)),
        ("mclust: more is better", (None, -two.bic, mclust_icl(facts.fit))),
    )
    for line, (name, values) in enumerate(rows, 1):
        paper.write(box.left, y - 11 * line, name, 8.4, color=QUIET)
        for x, value in zip(columns, values, strict=True):
            words = "·" if value is None else number(value)
            paper.write(x, y - 11 * line, words, 8.4, ha="right")
    paper.write(box.left, y - 34, r"mclust's ICL: $-$BIC $+\,2\sum_i\log\max_k r_{ik}$.", 8.2)


def limit(paper: Paper, box: Box, facts: Facts) -> None:
    """Show responsibilities harden as a common variance shrinks."""
    y = paper.panel("limit", box, 6, "k-means is the limit")
    x = box.left
    y = paper.lines(x, y, [
        r"Let all $\Sigma_k=s^2 I$ and $s\rightarrow 0$: every $r_{ik}$",
        "goes to 0 or 1, and EM's means",
        "become k-means' centres.",
    ])  # fmt: skip
    ax = paper.axes(Box(x + 12, box.bottom + 86, box.width - 16, y + 4 - box.bottom - 86))
    _hardening(ax, facts)
    paper.lines(x, box.bottom + 43.5, [
        r"$s^2\log\frac{\pi_1}{\pi_2}\,/\,(\mu_2-\mu_1)$ from half-way.",
        "Exactly k-means at any $s$: hard labels",
        "and fixed, equal weights. Inertia is the",
        "sum of squares to the nearest centre.",
    ], lead=11.6)  # fmt: skip
    paper.write(x, box.bottom + 56, "The weights push the border by")


def shares(facts: Facts, s: float, waits: Array) -> Array:
    """Responsibilities of the short eruptions' component for waits, at a common width s."""
    mixture = facts.mixture
    sigma = np.full((2, 1, 1), s**2)
    line = Mixture(mixture.weights, mixture.means[:, 1:], sigma, Spherical(shared=True))
    return line.responsibilities(waits[:, None])[:, 0]


def _hardening(ax: Axes, facts: Facts) -> None:
    waits = np.linspace(54, 82, 141)
    middle = float(facts.mixture.means[:, 1].mean())
    ax.axvline(middle, color=RULE, lw=0.7)
    for s, line in zip(WIDTHS, LINES, strict=True):
        ax.plot(waits, shares(facts, s, waits).round(4), color=PALETTE[0], ls=line, lw=1.4)
    ax.set(xlim=(54, 82), ylim=(-0.05, 1.25), yticks=[0, 1], xlabel="wait (min)")
    ax.set_xticks([55, 65, 75])
    for x, y, words in ((60.5, 1.05, "$s=1$"), (61.6, 0.74, "$6$"), (57.2, 0.56, "$12$")):
        ax.text(x, y, words, fontsize=8.4, color="#005a8e")
    ax.text(middle + 0.6, 0.93, "half-way", fontsize=8.2, color=QUIET)


def pitfalls(paper: Paper, box: Box, facts: Facts) -> None:
    """Four ways to be misled, each with a picture."""
    y = paper.panel("pitfalls", box, 7, "Pitfalls")
    gain = float(np.log(1 / 1e-6))
    (_, r), (log_p,) = (
        facts.mixture.responsibilities(facts.outlier)[0],
        facts.mixture.log_density(facts.outlier),
    )
    least, level = facts.mixture.log_density(facts.X).min(), facts.fit.log_likelihood
    told = (
        ("Singularity", _spike, [
            r"On one point, $\sigma$ from 1 to $10^{-6}$ gains",
            rf"{gain:.1f} nats, and so on: $\ell$ has no top.",
            rf"Remedy: a floor ($10^{{{np.log10(facts.floor):.0f}}}$ in gmmlab).",
        ]),
        ("Label switching", _swap, [
            r"$K!$ orders, one likelihood:",
            rf"{number(facts.swapped)} and {number(level)} here.",
            "Match components before comparing.",
        ]),
        (f"Outlier with $r={r:.0f}$", _far, [
            r"$(9,\,140)$ is surely the second's, yet",
            rf"$\log p={log_p:.1f}$; the data's least: ${least:.1f}$.",
            "Ask the density, not the share.",
        ]),
        ("Units", _units, [
            rf"In minutes $\ell={level:.1f}$, in hours",
            rf"$+{facts.in_hours:.1f}$: shifted by $nd\log 60$.",
            "Above 0 is fine. Compare on one scale.",
        ]),
    )  # fmt: skip
    step = (y + 13 - box.bottom) / len(told)
    for place, (name, draw, words) in enumerate(told):
        top = y - place * step
        ax = paper.axes(Box(box.left, top - 30, 34, 36))
        ax.set_axis_off()
        draw(ax)
        paper.write(box.left + 42, top, name, 9.2, weight="bold")
        paper.lines(box.left + 42, top - 10.4, words, 10.0, size=8.4)


def _spike(ax: Axes) -> None:
    x = np.linspace(-3, 3, 301)
    broad, thin = 0.9 * np.exp(-(x**2) / 2), 4 * np.exp(-((x - 1.2) ** 2) / 0.004)
    ax.plot(x, broad + thin, color=PALETTE[0], lw=1.2)
    ax.plot([-1.4, -0.6, -0.1, 0.5, 1.2], [-0.3] * 5, "o", color=INK, ms=2)
    ax.set(xlim=(-3, 3), ylim=(-0.6, 4.2))


def _swap(ax: Axes) -> None:
    for row, order in enumerate(((0, 1), (1, 0))):
        for place, k in enumerate(order):
            x, y = 0.25 + 0.5 * place, 0.75 - 0.5 * row
            mark = Ellipse((x, y), 0.36, 0.34, fc="white", ec=PALETTE[k], lw=1.3, ls=("-", "--")[k])
            ax.add_patch(mark)
            ax.text(
                x, y - 0.02, str(k + 1), color=("#005a8e", "#a34600")[k], fontsize=8, ha="center",
                va="center", weight="bold",
            )  # fmt: skip
    ax.set(xlim=(0, 1), ylim=(0, 1))


def _far(ax: Axes) -> None:
    for k, (x, y) in enumerate(((0.14, 0.16), (0.38, 0.36))):
        ax.add_patch(
            Ellipse((x, y), 0.2, 0.26, fc="none", ec=PALETTE[k], lw=1.2, ls=("-", "--")[k])
        )
    ax.plot([0.9], [0.86], "s", color=PALETTE[1], ms=4)
    ax.plot([0.5, 0.84], [0.46, 0.79], color=QUIET, lw=0.7, ls=":")
    ax.set(xlim=(0, 1), ylim=(0, 1))


def _units(ax: Axes) -> None:
    x = np.linspace(-3, 3, 121)
    ax.plot(x, np.exp(-(x**2) / 2), color=PALETTE[0], lw=1.2)
    ax.plot(x / 4, 3.4 * np.exp(-(x**2) / 2), color=PALETTE[1], lw=1.2, ls="--")
    ax.plot([-3, 3], [0, 0], color=RULE, lw=0.6)
    ax.set(xlim=(-3, 3), ylim=(-0.2, 3.7))
