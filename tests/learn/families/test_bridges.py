"""The bridges, the generative story, why EM never goes down: all roads again, from the prompts.

The right answer and every wrong road are recomputed from the printed prompt alone.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import cache
from itertools import product

import numpy as np
import pytest
from scipy.optimize import brentq, minimize
from scipy.stats import entropy, multivariate_normal, norm

from gmmlab.learn.answers import Answer, Choice, Closeness, Vector
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_words
from gmmlab.learn.questions import Family, Question, judge
from gmmlab.learn.reading import numbers_in

MODULES = (
    "b01_powers",
    "b01_scores",
    "b01_zero",
    "b02_counts",
    "b02_three_kinds",
    "b02_twice",
    "b03_correlation",
    "b03_covariance",
    "b03_inside",
    "b04_axes",
    "b04_draw",
    "b04_precision",
    "b05_distance",
    "b05_plane",
    "b05_reading",
    "b06_log_likelihood",
    "b06_says",
    "b06_spread",
    "b07_fall",
    "b07_pass",
    "b07_stuck",
    "b08_bound",
    "b08_iteration",
    "b08_runs",
    "b08_weight",
    "s75_02_between",
    "s75_02_total",
    "s75_02_variance",
    "s75_05_e_step",
    "s75_05_fall",
    "s75_05_saddle",
)
pytestmark = pytest.mark.xdist_group("bridges")  # questions are drawn once

SEEDS = range(300)


def families_of(module: str) -> list[Family]:
    found = importlib.import_module(f"gmmlab.learn.families.{module}")
    return [value for value in vars(found).values() if isinstance(value, Family)]


FAMILIES = {family.name: family for module in MODULES for family in families_of(module)}
NAMES = list(FAMILIES)
each = pytest.mark.parametrize("name", NAMES)


@cache
def drawn(name: str) -> list[Question]:
    return [FAMILIES[name].draw(seed) for seed in SEEDS]


NUMBER = r"([-−]?\d+(?:\.\d+)?)"


def read(pattern: str, prompt: str) -> list[float]:
    """The numbers at the places marked # in a pattern."""
    found = re.search(pattern.replace("#", NUMBER), prompt)
    assert found, (pattern, prompt)
    return [float(group.replace("−", "-")) for group in found.groups()]


def word(pattern: str, prompt: str) -> str:
    found = re.search(pattern, prompt)
    assert found, (pattern, prompt)
    return found[1]


def several(text: str) -> np.ndarray:
    """All the numbers of a stretch of text."""
    return np.array([float(v) for v in re.findall(NUMBER, text)])


def rows(prompt: str) -> list[list[str]]:
    """The cells of the table, without its rule and without the first column."""
    lines = [line for line in prompt.split("\n") if line.startswith("|")]
    cells = [[cell.strip(" $") for cell in line.strip("|").split("|")][1:] for line in lines]
    return [row for row in cells if set(row[0]) != {"-"}]


def first_column(prompt: str) -> list[str]:
    lines = [line for line in prompt.split("\n") if line.startswith("|")]
    return [line.strip("|").split("|")[0].strip() for line in lines if "---" not in line]


def floats(cells: list[str]) -> np.ndarray:
    return np.array([float(cell.removesuffix(" %")) for cell in cells])


def matrix(prompt: str) -> np.ndarray:
    """A 2x2 matrix that is given by its rows."""
    found = read(r"rows \$\(#,\\ #\)\$ and \$\(#,\\ #\)\$", prompt)
    return np.array(found).reshape(2, 2)


Value = float | tuple[float, ...]
Roads = dict[str, Value]
"""What the right way ('') and each wrong road by its name lead to."""


def powers(prompt: str) -> Roads:
    (points,), (each_one,), (rest,) = (
        read(p, prompt)
        for p in (r"\*\*#\*\* points", r"density is \$10\^\{-#\}", r"the likelihood \$10\^\{-#\}\$")
    )
    places = len(str((10 ** int(each_one)) ** int(points) * 10 ** int(rest))) - 1
    return {
        "": -places,
        "multiplies-the-exponents": -points * each_one * rest,
        "counts-the-points-once": np.log10(10**-each_one * 10**-rest),
        "adds-the-likelihoods": max(-points * each_one, -rest),
        "loses-the-sign": places,
    }


def scores(prompt: str) -> Roads:
    s = np.array([floats(row) for row in rows(prompt)[1:]])
    return {
        "": np.log(s.sum(axis=0)).sum(),
        "log-of-a-sum-is-a-sum-of-logs": np.log(s).sum(),
        "adds-over-the-points": np.log(s.sum()),
        "stops-at-the-likelihood": s.sum(axis=0).prod(),
        "takes-the-common-logarithm": np.log10(s.sum(axis=0)).sum(),
    }


def zero(prompt: str) -> Roads:
    p = np.array([floats(row) for row in rows(prompt)[1:]])
    with np.errstate(divide="ignore"):
        logs = np.log(p)
    assert np.isneginf(logs.sum(axis=1)).sum() == 1
    best = logs.sum(axis=1).max()
    blind = np.where(np.isneginf(logs), 0, logs).sum(axis=1)
    assert p[blind.argmax()].min() == 0
    return {
        "": best,
        "log-of-zero-is-zero": blind.max(),
        "adds-over-the-points": np.log(p.sum(axis=1).max()),
        "stops-at-the-likelihood": np.exp(best),
        "takes-the-common-logarithm": best / np.log(10),
    }


def counts(prompt: str) -> Roads:
    """Everyone in a row, and then shares of those who meet a condition."""
    seen, *cells = rows(prompt)
    kinds = first_column(prompt)[1:]
    told, asked = word(r"told only: (.+?)\. How", prompt), word(r"\*\*(.+?)\*\*", prompt)
    everyone = [
        (kind, what)
        for kind, row in zip(kinds, cells, strict=True)
        for what, n in zip(seen, row, strict=True)
        for _ in range(int(n))
    ]
    kind, what = (np.array(column) for column in zip(*everyone, strict=True))
    assert len(everyone) == read("kinds of # ", prompt)[0]
    fits = [(what[kind == k] == told).mean() for k in kinds]
    return {
        "": (kind[what == told] == asked).mean(),
        "swaps-the-condition": (what[kind == asked] == told).mean(),
        "answers-with-the-prior": (kind == asked).mean(),
        "joint-for-conditional": ((kind == asked) & (what == told)).mean(),
        "ignores-the-weights": fits[kinds.index(asked)] / sum(fits),
    }


def three_kinds(prompt: str) -> Roads:
    names, *cells = rows(prompt)
    weights, long = (floats(row) / 100 for row in cells)
    k = names.index(word(r"it is \*\*(\S+)\*\*", prompt))
    joint = np.outer(weights, [1, 1]) * np.array([long, 1 - long]).T
    given = joint / joint.sum(axis=0)
    alike = np.array([long, 1 - long]).T
    assert weights.sum() == pytest.approx(1)
    return {
        "": given[k, 1],
        "ignores-the-weights": (alike / alike.sum(axis=0))[k, 1],
        "answers-with-the-prior": joint.sum(axis=1)[k],
        "swaps-the-condition": alike[k, 1],
        "forgets-the-complement": given[k, 0],
        "forgets-to-normalise": joint[k, 1],
    }


def twice(prompt: str) -> Roads:
    """All eight combinations of kind, high and brief."""
    share, high, brief = np.array([floats(row) for row in rows(prompt)[1:]]).T
    joint = np.einsum("k,kh,kb->khb", share, *(np.array([p, 1 - p]).T for p in (high, brief)))
    one, two = joint.sum(axis=2)[:, 0], joint.sum(axis=1)[:, 0]
    one, two, both = one / one.sum(), two / two.sum(), joint[:, 0, 0] / joint[:, 0, 0].sum()
    return {
        "": both[0],
        "starts-again-from-the-prior": two[0],
        "counts-the-prior-twice": (one * two / (one @ two))[0],
        "ignores-the-weights": (both / share / (both / share).sum())[0],
        "answers-with-the-prior": joint.sum(axis=(1, 2))[0],
        "averages-the-posteriors": np.mean([one[0], two[0]]),
    }


def correlation(prompt: str) -> Roads:
    cov = matrix(prompt)
    unit = np.diag(np.diag(cov) ** -0.5)
    rho = (unit @ cov @ unit)[0, 1]
    return {
        "": rho,
        "correlation-is-slope": np.linalg.solve(cov[:1, :1], cov[:1, 1:])[0, 0],
        "divides-by-the-variances": cov[0, 1] / np.diag(cov).prod(),
        "covariance-for-correlation": cov[1, 0],
        "squares-the-correlation": 1 - np.linalg.det(cov) / np.diag(cov).prod(),
    }


def covariance(prompt: str) -> Roads:
    x, y = map(floats, rows(prompt)[1:])
    steps = (x - x.mean()) * (y - y.mean())
    return {
        "": np.cov(x, y, ddof=0)[0, 1],
        "divides-by-the-count-less-one": np.cov(x, y)[0, 1],
        "forgets-the-means": (x * y).mean(),
        "loses-the-signs": np.abs(steps).mean(),
        "forgets-to-divide": steps.sum(),
    }


def inside(prompt: str) -> Roads:
    """The root of: what the mixture's variance would be with this spread, less what it is."""
    cells = np.array([floats(row) for row in rows(prompt)[1:]])
    (w, m), (total,) = cells.T, read(r"variance #\.", prompt)

    def spread(variance: Callable[[float], float]) -> float:
        return float(brentq(lambda s: variance(s) - total, 0, 9, xtol=1e-14))

    sigma = spread(lambda s: w @ (s**2 + m**2) - (w @ m) ** 2)
    return {
        "": sigma,
        "averages-the-variances": spread(lambda s: w @ np.array([s, s]) ** 2),
        "averages-the-variables": spread(lambda s: np.sum((w * s) ** 2)),
        "ignores-the-weights": spread(lambda s: s**2 + m.var()),
        "variance-for-standard-deviation": sigma**2,
    }


def axes(prompt: str) -> Roads:
    cov = matrix(prompt)
    long, short = np.linalg.svd(cov)[1]
    circle = np.exp(2j * np.pi * np.arange(0, 1, 1e-3))
    edge = np.linalg.cholesky(cov) @ [circle.real, circle.imag]
    reach = np.linalg.norm(edge, axis=0)
    assert (reach.max(), reach.min()) == pytest.approx((long**0.5, short**0.5), abs=1e-3)
    diagonal = tuple(sorted(np.diag(cov), reverse=True))
    return {
        "": (long**0.5, short**0.5),
        "eigenvalue-for-standard-deviation": (long, short),
        "reads-the-diagonal": tuple(np.sqrt(diagonal)),
        "axis-for-semi-axis": ((4 * long) ** 0.5, (4 * short) ** 0.5),
        "forgets-the-covariance": diagonal,
    }


def draw(prompt: str) -> Roads:
    mu, z = (np.array(read(rf"\${s}=\(#,\\ #\)\$", prompt)) for s in (r"\\mu", "z"))
    low = matrix(prompt)
    return {
        "": tuple(mu + low @ z),
        "multiplies-entry-by-entry": tuple(mu + np.diag(low * z)),
        "takes-columns-for-rows": tuple(mu + z @ low),
        "forgets-the-mean": tuple(low @ z),
        "multiplies-by-the-covariance": tuple(mu + low @ low.T @ z),
    }


def precision(prompt: str) -> Roads:
    cov = matrix(prompt)
    place = word(r"stands \*\*(.+?)\*\*", prompt)
    at = {"top left": (0, 0), "off the diagonal": (0, 1), "bottom right": (1, 1)}[place]
    inverse, det = np.linalg.inv(cov), np.linalg.det(cov)
    permanent = cov[0, 0] * cov[1, 1] + cov[0, 1] * cov[1, 0]
    left = "forgets-to-reverse-the-sign" if at == (0, 1) else "forgets-to-swap"
    return {
        "": inverse[at],
        "inverts-entry-by-entry": (1 / cov)[at],
        "determinant-adds": inverse[at] * det / permanent,
        left: cov[at] / det,
        "forgets-to-divide-by-the-determinant": inverse[at] * det,
    }


def distance(prompt: str) -> Roads:
    mu, x = (np.array(read(rf"\${s}=\(#,\\ #\)\$", prompt)) for s in (r"\\mu", "x"))
    cov, off = matrix(prompt), x - mu
    square = off @ np.linalg.solve(cov, off)
    assert -2 * multivariate_normal(mu, cov).logpdf(x) == pytest.approx(
        square + np.log(np.linalg.det(2 * np.pi * cov))
    )
    return {
        "": square,
        "distance-ignores-the-covariance": off @ off,
        "ignores-the-correlation": off @ np.linalg.solve(np.diag(np.diag(cov)), off),
        "multiplies-by-the-covariance": off @ cov @ off,
        "takes-the-root": square**0.5,
    }


def plane(prompt: str) -> Roads:
    """At some point with that distance; and the wrong roads from the right one."""
    cov, (square,) = matrix(prompt), read(r"D\^2=#\$\.", prompt)
    root = np.linalg.cholesky(cov)
    normal = multivariate_normal([0, 0], cov)
    here, there = (
        normal.pdf(root @ [square**0.5 * c for c in way]) for way in ((0.6, 0.8), (1, 0))
    )
    assert here == pytest.approx(there)
    top = normal.pdf([0, 0])
    return {
        "": here,
        "forgets-the-one-half": here**2 / top,
        "forgets-the-root-of-the-determinant": here / root.diagonal().prod(),
        "keeps-the-constant-of-the-line": here * 2 * np.pi * norm.pdf(0),
        "forgets-the-constant": here / top,
    }


def reading(prompt: str) -> Roads:
    (mean, sigma), (x,) = (
        read(p, prompt) for p in ("mean # min and standard deviation # min", r"\*\*# min\*\*")
    )
    top, here = norm.pdf([mean, x], mean, sigma)
    return {
        "": norm.cdf(x + 0.005, mean, sigma) - norm.cdf(x - 0.005, mean, sigma),
        "density-for-probability": here,
        "forgets-the-one-half": here * here / top / 100,
        "forgets-the-constant": here / top / 100,
        "variance-for-standard-deviation": here / sigma / 100,
        "gives-a-reading-no-chance": 0,
    }


def log_likelihood(prompt: str) -> Roads:
    x = several(word(r"centimetres are (.+?)\. The", prompt))
    mean, sigma = read(r"mu=#\$ and \$\\sigma=#\$", prompt)
    assert len(x) == read("bolts, # belong", prompt)[0]
    terms = norm.logpdf(x, mean, sigma)
    top = norm.logpdf(mean, mean, sigma)
    assert terms.sum() > 0
    return {
        "": terms.sum(),
        "likelihood-at-most-one": -terms.sum(),
        "counts-the-constant-once": (terms - top).sum() + top,
        "forgets-the-constant": (terms - top).sum(),
        "forgets-the-one-half": (2 * (terms - top) + top).sum(),
    }


def likeliest(prompt: str) -> Roads:
    x = several(word(r"The .+? of .+? are (.+?), and they", prompt))
    (mean, sigma), n = norm.fit(x), len(x)
    assert mean == pytest.approx(x.mean())
    return {
        "": sigma,
        "divides-by-the-count-less-one": x.std(ddof=1),
        "variance-for-standard-deviation": x.var(),
        "averages-the-distances": np.abs(x - x.mean()).mean(),
        "root-before-dividing": np.linalg.norm(x - x.mean()) / n,
    }


def fall(prompt: str) -> Roads:
    (old,), x = (
        read("stands at # min", prompt),
        several(word("nearest to it are (.+?) min", prompt)),
    )

    def inertia(centre: float) -> float:
        return float(((x - centre) ** 2).sum())

    middle = (x.min() + x.max()) / 2
    return {
        "": inertia(old) - inertia(x.mean()),
        "counts-the-move-once": (old - x.mean()) ** 2,
        "distance-not-squared": np.abs(x - old).sum() - np.abs(x - x.mean()).sum(),
        "midrange-for-mean": inertia(old) - inertia(middle),
        "gives-what-is-left": inertia(x.mean()),
    }


def one_pass(prompt: str) -> Roads:
    x, c = (several(word(p, prompt)) for p in (r"minutes: (.+?)\. K", r"centroids (.+?)\. A"))
    z = np.abs(x[:, None] - c).argmin(axis=1)
    idle = int(np.setdiff1d(range(3), z)[0])

    def centres(z: np.ndarray, mean: Callable[[np.ndarray], float] = np.mean) -> np.ndarray:
        return np.array([mean(x[z == k]) if (z == k).any() else c[k] for k in range(3)])

    moved, robbed = centres(z), z.copy()
    robbed[np.abs(x - c[idle]).argmin()] = idle
    return {
        "": tuple(moved),
        "every-cluster-owns-a-point": tuple(centres(robbed)),
        "midrange-for-mean": tuple(centres(z, lambda v: (v.min() + v.max()) / 2)),
        "moves-half-the-way": tuple((moved + c) / 2),
        "empty-mean-is-zero": tuple(np.where(np.arange(3) == idle, 0, moved)),
    }


def stuck(prompt: str) -> Roads:
    """Run to the end; and try all ways to make two clusters."""
    pairs = several(prompt.replace("\\ ", "")).reshape(-1, 2)
    x, c = pairs[:4], pairs[4:6]
    for _ in range(20):
        z = ((x[:, None] - c) ** 2).sum(axis=2).argmin(axis=1)
        c = np.array([x[z == k].mean(axis=0) for k in range(2)])

    def inertia(labels: np.ndarray) -> float:
        parts = [x[labels == k] for k in set(labels.tolist())]
        return float(sum(((p - p.mean(axis=0)) ** 2).sum() for p in parts))

    ways = [np.array(w) for w in product((0, 1), repeat=4) if 0 < sum(w) < 4]
    return {
        "": inertia(z),
        "finds-the-best-of-all": min(map(inertia, ways)),
        "distance-not-squared": np.linalg.norm(x - c[z], axis=1).sum(),
        "measures-from-the-mean-of-all": inertia(np.zeros(4)),
        "counts-each-pair-once": sum(((x[z == k] - c[k]) ** 2).sum(axis=1).mean() for k in (0, 1)),
    }


def bound(prompt: str) -> Roads:
    """The log-density less the Kullback-Leibler divergence."""
    s, q = (floats(row) for row in rows(prompt)[1:])
    total = np.log(s.sum())
    value = total - entropy(q, s / s.sum())
    return {
        "": value,
        "bound-always-touches": total,
        "forgets-the-entropy": value - entropy(q),
        "log-of-the-mean-score": np.log(q @ s),
        "entropy-with-the-wrong-sign": value - 2 * entropy(q),
    }


def weight(prompt: str) -> Roads:
    p = np.array([floats(row) for row in rows(prompt)[1:]])
    (start,) = read(r"\\pi_1=#\$", prompt)
    s = p * np.array([[start], [1 - start]])
    r = s / s.sum(axis=0)
    return {
        "": r[0].mean(),
        "counts-the-winners": (r.argmax(axis=0) == 0).mean(),
        "ignores-the-weights": (p / p.sum(axis=0))[0].mean(),
        "forgets-to-divide": r[0].sum(),
        "pools-the-points": s[0].sum() / s.sum(),
        "keeps-the-old-weight": start,
    }


def iteration(prompt: str) -> Roads:
    (low,), (gap,), (gain, new) = (
        read(p, prompt) for p in (r"bound is \$#\$", "lies # above", "by #, and now the gap is #")
    )
    return {
        "": low + gap + gain + new,
        "e-step-does-nothing": low + gain + new,
        "e-step-moves-the-likelihood": low + 2 * gap + gain + new,
        "bound-always-touches": low + gap + gain,
        "takes-the-gap-away": low + gap + gain - new,
    }


def between(prompt: str) -> Roads:
    w, m = (floats(row) for row in rows(prompt)[1:])
    (sigma,), (x,) = (read(p, prompt) for p in ("deviation # min", r"\$x=#\$"))
    parts, tops = norm.pdf(x, m, sigma), norm.pdf(m, m, sigma)
    blend = norm.pdf(x, w @ m, np.hypot(*(w * sigma)))
    assert blend > 2 * w @ parts
    grid = np.linspace(*m, 999)
    curve = norm.pdf(grid[:, None], m, sigma) @ w
    assert curve.min() < 0.75 * curve[[0, -1]].min()
    return {
        "": w @ parts,
        "averages-the-variables": blend,
        "averages-the-parameters": norm.pdf(x, w @ m, sigma),
        "adds-the-densities": parts.sum(),
        "forgets-the-one-half": w @ (parts**2 / tops),
    }


def total(prompt: str) -> Roads:
    w, p = (floats(row) / 100 for row in rows(prompt)[1:])
    heavy = w.argmax()
    return {
        "": np.average(p, weights=w),
        "adds-without-weights": p.sum(),
        "plain-mean-of-the-chances": p.mean(),
        "always-the-heaviest-component": p[heavy],
        "joint-with-the-heaviest": (w * p)[heavy],
    }


def variance(prompt: str) -> Roads:
    """By moments about zero."""
    w, m, s = (floats(row) for row in rows(prompt)[1:])
    whole = w @ (m**2 + s**2) - (w @ m) ** 2
    return {
        "": whole,
        "averages-the-variances": w @ s**2,
        "averages-the-variables": np.linalg.norm(w * s) ** 2,
        "forgets-the-spread-inside": np.cov(m, aweights=w, ddof=0),
        "standard-deviation-for-variance": whole - w @ (s**2 - s),
    }


def e_step(prompt: str) -> Roads:
    (low,), gaps = read(r"lower bound is \$#\$", prompt), floats(rows(prompt)[1])
    renewed = re.findall(r"\b[A-E]\b", word(r"\*\*(.+?)\*\*", prompt))
    new = np.array([name in renewed for name in "ABCDE"])
    assert 1 < new.sum() < 5
    high, closed = low + gaps.sum(), gaps[new].sum()
    return {
        "": (high - gaps[~new].sum(), high),
        "e-step-does-nothing": (low, high),
        "e-step-moves-the-likelihood": (low + closed, high + closed),
        "closes-the-whole-gap": (high, high),
        "lowers-the-bound": (low - closed, high),
    }


def faulty(prompt: str) -> Roads:
    gains = np.diff(several(prompt.split("\n\n")[1].rstrip("."))).round(6)
    (fallen,), (still,) = np.flatnonzero(gains < 0), np.flatnonzero(gains == 0)
    return {
        "": fallen + 1,
        "likelihood-may-fall": 0,
        "takes-a-standstill-for-a-fault": still + 1,
        "takes-a-leap-for-a-fault": gains.argmax() + 1,
        "counts-the-start-as-an-iteration": fallen + 2,
    }


def em(x: np.ndarray, w: np.ndarray, m: np.ndarray, s: np.ndarray, turns: int) -> list[np.ndarray]:
    """Exact EM in one dimension: weights, means, standard deviations, log-likelihoods before."""
    trace = []
    for _ in range(turns):
        scores = w * norm.pdf(x[:, None], m, s)
        trace.append(np.log(scores.sum(axis=1)).sum())
        r = scores / scores.sum(axis=1, keepdims=True)
        n = r.sum(axis=0)
        w, m = n / len(x), x @ r / n
        s = np.sqrt(((x[:, None] - m) ** 2 * r).sum(axis=0) / n)
    return [w, m, s, np.array(trace)]


def saddle_start(prompt: str) -> tuple[np.ndarray, ...]:
    x = several(word(r"eruptions last (.+?) min\.", prompt))
    (m,), (s,), (w, v) = (
        read(p, prompt)
        for p in ("both means at #,", "both standard deviations #,", r"pi_1=#\$, \$\\pi_2=#\$")
    )
    return x, np.array([w, v]), np.array([m, m]), np.array([s, s])


def saddle(prompt: str) -> Roads:
    x, w, m, s = saddle_start(prompt)
    (_, mu, spread, _), (_, later, *_) = (em(x, w, m, s, turns) for turns in (1, 9))
    assert np.allclose(mu, mu[0])
    assert np.allclose(mu, later)
    assert np.allclose(spread, x.std())
    return {
        "": mu[0],
        "rises-to-the-highest-maximum": x[x < 3].mean(),
        "stays-at-the-start": m[0],
        "divides-by-the-number-of-points": w[0] * x.mean(),
        "midrange-for-mean": (x.min() + x.max()) / 2,
    }


ROADS: dict[str, Callable[[str], Roads]] = {
    "exponent-of-a-likelihood": powers,
    "log-likelihood-of-two-points": scores,
    "best-of-three-fits": zero,
    "kind-from-counts": counts,
    "species-of-a-penguin": three_kinds,
    "bat-by-two-clues": twice,
    "correlation-from-a-covariance": correlation,
    "covariance-of-a-cluster": covariance,
    "spread-inside-two-kinds": inside,
    "semi-axes-of-an-ellipse": axes,
    "point-from-two-draws": draw,
    "entry-of-the-precision": precision,
    "squared-distance-from-a-component": distance,
    "density-in-the-plane": plane,
    "chance-of-a-reading": reading,
    "log-likelihood-of-a-cluster": log_likelihood,
    "likeliest-spread": likeliest,
    "fall-of-the-inertia": fall,
    "pass-with-an-empty-cluster": one_pass,
    "inertia-of-a-stuck-run": stuck,
    "bound-on-a-log-density": bound,
    "weight-after-one-turn": weight,
    "log-likelihood-after-an-iteration": iteration,
    "density-between-two-kinds": between,
    "chance-over-the-hidden-kind": total,
    "variance-of-a-mixture": variance,
    "bound-half-way-through-an-e-step": e_step,
    "iteration-with-a-fault": faulty,
    "start-on-a-saddle": saddle,
}
CHOICES = {"what-a-likelihood-says", "what-several-runs-say"}
COARSE = {"chance-of-a-reading": 2e-4}
"""An interval's area is compared with height times width: relative tolerance."""


def exact(answer: Answer) -> list[float]:
    """The numbers that an answer stands for, before rounding."""
    if isinstance(answer, Vector):
        return [float(v) for v in answer.values]
    value = getattr(answer, "share", None)
    return [float(answer.value if value is None else value)]  # type: ignore[attr-defined]


def agrees(answer: Answer, value: Value, tolerance: float = 1e-9) -> bool:
    return exact(answer) == pytest.approx(np.atleast_1d(value).tolist(), rel=tolerance, abs=1e-9)


@pytest.mark.parametrize("name", list(ROADS))
def test_right_answer_and_wrong_roads_are_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        roads = ROADS[name](question.prompt)
        tolerance = COARSE.get(name, 1e-9)
        assert agrees(question.answer, roads.pop(""), tolerance), question.prompt
        found = {m.name: m.answer for m in question.misconceptions}
        assert set(found) == set(roads)
        for road, value in roads.items():
            assert agrees(found[road], value, tolerance), (road, question.prompt)


@pytest.mark.parametrize("name", list(ROADS))
def test_the_independent_check_can_fail(name: str) -> None:
    one, two = drawn(name)[:2]
    right = ROADS[name](one.prompt)[""]
    assert not any(agrees(m.answer, right) for m in one.misconceptions)
    assert one.answer.show() == two.answer.show() or not agrees(two.answer, right)


def test_every_family_is_checked_here() -> None:
    assert set(ROADS) | CHOICES == set(NAMES)


def chosen(question: Question, road: str = "") -> str:
    answers = {m.name: m.answer for m in question.misconceptions} | {"": question.answer}
    return answers[road].show()


def test_what_a_likelihood_says_follows_from_the_table() -> None:
    for question in drawn("what-a-likelihood-says"):
        logs = dict(zip("AB", floats(rows(question.prompt)[1]), strict=True))
        hi, lo = sorted(logs, key=lambda k: logs[k], reverse=True)
        right = chosen(question)
        assert right.endswith(f"under {hi} that they have under {lo}")
        times = read("about # times", right)[0]
        assert times == pytest.approx(np.exp(logs[hi] - logs[lo]), rel=0.02)
        wrong = chosen(question, "divides-the-logarithms")
        (ratio,) = read("about # times", wrong)
        assert ratio == pytest.approx(logs[hi] / logs[lo], abs=0.0501)
        assert ratio < 0.9 * times
        assert min(logs.values()) > 0
        bayes = chosen(question, "likelihood-is-the-probability-of-the-parameters")
        assert bayes == f"Given the data, {hi} is about {times:.0f} times as probable as {lo}"
        assert "at most 1" in chosen(question, "likelihood-at-most-one")


def test_several_runs_rise_and_the_best_of_them_is_named() -> None:
    for question in drawn("what-several-runs-say"):
        letters, start, end = rows(question.prompt)
        assert (floats(start) < floats(end)).all()
        best, worst = (letters[pick(floats(end))] for pick in (np.argmax, np.argmin))
        assert letters[np.argmax(floats(start))] != best
        said = {"": best, "finds-the-best-of-all": best}
        said |= dict.fromkeys(("every-start-leads-to-one-end", "likelihood-may-fall"), worst)
        assert {road: chosen(question, road)[0] for road in said} == said


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_statements_come_in_every_order(name: str) -> None:
    places = [q.answer.index for q in drawn(name) if isinstance(q.answer, Choice)]
    assert len(places) == len(SEEDS)
    assert min(np.bincount(places, minlength=4)) > 50


@pytest.mark.parametrize("bridge", [t.slug for t in graph().topics if t.slug.startswith("b")])
def test_every_bridge_meets_the_misconceptions_that_the_graph_names(bridge: str) -> None:
    own = [f for f in FAMILIES.values() if f.topic == bridge]
    named = {m.name for f in own for q in drawn(f.name)[:20] for m in q.misconceptions}
    assert len(own) >= 3
    assert set(graph()[bridge].misconceptions) <= named


@pytest.mark.parametrize("lesson", ["s75-02-the-generative-story", "s75-05-why-em-never-goes-down"])
def test_the_lessons_meet_the_misconceptions_that_the_graph_names(lesson: str) -> None:
    own = [f for f in FAMILIES.values() if f.topic == lesson]
    named = {m.name for f in own for q in drawn(f.name)[:20] for m in q.misconceptions}
    assert set(graph()[lesson].misconceptions) <= named


def said(question: Question) -> set[str]:
    wrong = (m.message for m in question.misconceptions)
    return {question.prompt, question.solution, question.because, *question.hints, *wrong}


@each
def test_texts_are_clean_and_whole(name: str) -> None:
    for text in set[str]().union(*map(said, drawn(name)[:60])):
        assert not re.search(r"\d\.\d{7,}|\d0000\d|e-\d\d|\bnan\b|\binf\b|None|Fraction", text), (
            text
        )
        assert not re.search(r"--|\+-|-\+|  ", text.replace(" --- ", " ").replace("---", "")), text
        assert text.count("$") % 2 == 0, text
        assert text.rstrip()[-1] in ".?", text
    for question in drawn(name)[:10]:
        assert not any("\\" in to_words(text) for text in said(question))


@each
def test_a_solution_ends_with_the_answer_or_contains_it(name: str) -> None:
    for question in drawn(name):
        if isinstance(question.answer, Choice | Vector):
            assert name in CHOICES or question.answer.given_away_by(question.solution)
        else:
            last = numbers_in(question.solution)[-1]
            text = f"{float(100 * last.value):.4f} %" if last.percent else str(last.value)
            assert judge(question, text).right, question.solution


@each
def test_prompts_and_answers_vary(name: str) -> None:
    assert len({q.prompt for q in drawn(name)}) > 260
    assert len({q.answer.show() for q in drawn(name)}) > 3


# What the texts say beside the answers


def test_a_bound_stays_below_and_only_responsibilities_reach_it() -> None:
    s = np.array([0.12, 0.05, 0.2])

    def below(q: np.ndarray) -> float:
        return float(np.log(s.sum()) - q @ np.log(s / q))

    best = minimize(lambda v: below(np.exp(v) / np.exp(v).sum()), [0, 0, 0]).x
    assert np.exp(best) / np.exp(best).sum() == pytest.approx(s / s.sum(), abs=1e-3)
    assert below(s / s.sum()) == pytest.approx(0, abs=1e-12)
    assert below(np.array([0.3, 0.3, 0.4])) > 0.01


def test_an_iteration_is_the_gain_of_the_bound_and_the_gap_that_opens() -> None:
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(2, 0.3, 20), rng.normal(4.3, 0.4, 30)])
    before = np.array([0.5, 0.5]), np.array([2.8, 3.9]), np.array([0.8, 0.8])
    *after, _ = em(x, *before, 1)

    def scores(w: np.ndarray, m: np.ndarray, s: np.ndarray) -> np.ndarray:
        return np.asarray(w * norm.pdf(x[:, None], m, s))

    old, new = scores(*before), scores(*after)
    r = old / old.sum(axis=1, keepdims=True)
    touching, lifted = ((r * np.log(s / r)).sum() for s in (old, new))
    gap = entropy(r, new / new.sum(axis=1, keepdims=True), axis=1).sum()
    assert touching == pytest.approx(np.log(old.sum(axis=1)).sum())
    assert lifted > touching
    assert lifted + gap == pytest.approx(np.log(new.sum(axis=1)).sum())


def test_the_twins_of_a_saddle_can_be_left_upwards() -> None:
    for question in drawn("start-on-a-saddle")[:40]:
        x, w, m, s = saddle_start(question.prompt)
        twins = em(x, w, m, s, 30)[3]
        apart = em(x, w, np.array([2.0, 4.3]), s, 30)[3]
        assert np.diff(twins).min() > -1e-9
        assert apart[-1] > twins[-1] + 0.1


def test_no_share_of_a_mixture_spreads_more_when_averaged() -> None:
    """An average of variables spreads less than the kinds do on average."""
    for question in drawn("variance-of-a-mixture"):
        roads = variance(question.prompt)
        assert roads["averages-the-variables"] < roads["averages-the-variances"] < roads[""]


def test_two_thirds_of_the_variance_may_lie_between_the_kinds() -> None:
    """'Most of the variance' is meant: more than half."""
    for question in drawn("spread-inside-two-kinds"):
        (whole,) = read(r"variance #\.", question.prompt)
        (sigma,) = exact(question.answer)
        assert sigma**2 < whole / 2


def test_a_typed_percentage_and_a_typed_share_are_told_apart() -> None:
    for question in drawn("chance-over-the-hidden-kind")[:50]:
        (share,) = exact(question.answer)
        assert question.answer.compare(f"{100 * share:.1f}").closeness is Closeness.RIGHT
        assert question.answer.compare(f"{share:.3f}").closeness is Closeness.NEARLY
