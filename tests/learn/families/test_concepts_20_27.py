"""A mean in the plane, silhouettes, groups, peaks, draws, log-sums, stopping, boundaries, units.

Every answer, and every wrong road, is worked out again from the prompt's text alone.
"""

from __future__ import annotations

import decimal
import importlib
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.sparse.csgraph import connected_components
from scipy.stats import multivariate_normal, norm

from gmmlab.learn.answers import Closeness, Unreadable, Vector
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.questions import Family, Question, judge
from gmmlab.learn.reading import numbers_in

MODULES = (
    "s75_02_two_peaks",
    "s75_04_mean_in_the_plane",
    "s75_06_boundary_circle",
    "s75_06_dimension",
    "s75_09_log_sum_exp",
    "s75_09_stopping",
    "s75_10_groups",
    "s75_10_silhouette",
    "s75_11_drawn_point",
    "s75_11_units",
)
pytestmark = pytest.mark.xdist_group("concepts_20_27")  # questions are drawn once

SEEDS = range(300)
NUMBER = r"(-?\d+(?:\.\d+)?)"
Road = Callable[[str], object]


def family_of(module: str) -> Family:
    found = vars(importlib.import_module(f"gmmlab.learn.families.{module}")).values()
    return next(value for value in found if isinstance(value, Family))


FAMILIES = {f.name: f for f in map(family_of, MODULES)}
NAMES = list(FAMILIES)
each = pytest.mark.parametrize("name", NAMES)


@cache
def drawn(name: str) -> list[Question]:
    return [FAMILIES[name].draw(seed) for seed in SEEDS]


def read(pattern: str, prompt: str) -> list[float]:
    """The numbers at the places marked # in a pattern."""
    found = re.search(pattern.replace("#", NUMBER), prompt)
    assert found, (pattern, prompt)
    return [float(group) for group in found.groups()]


def rows(prompt: str) -> list[list[str]]:
    """The table's rows with their first cells, without the rule."""
    lines = [line for line in prompt.split("\n") if line.startswith("|") and "---" not in line]
    return [[cell.strip(" $") for cell in line.strip("|").split("|")] for line in lines]


def floats(cells: list[str]) -> np.ndarray:
    return np.array(cells, float)


# Peaks in the plane


def pair(prompt: str) -> tuple[np.ndarray, float]:
    spreads = read("deviation # min for the length and # min for the wait", prompt)
    return np.array(spreads), read("lengths are # min apart", prompt)[0]


def log_normal(x: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """The log-density of a Gaussian about 0, at each row."""
    root = np.linalg.cholesky(covariance)
    z = np.linalg.solve(root, x.T)
    return -(z**2 + np.log(2 * np.pi)).sum(axis=0) / 2 - np.log(np.diag(root)).sum()


def test_the_log_density_is_that_of_scipy() -> None:
    x, covariance = np.array([[1.0, 2.0], [-0.5, 0.3]]), np.array([[2.0, 0.6], [0.6, 1.0]])
    expected = multivariate_normal.logpdf(x, [0, 0], covariance)
    assert log_normal(x, covariance) == pytest.approx(expected, rel=1e-12)


def curving(gap: np.ndarray, covariance: np.ndarray) -> float:
    """How the density curves at the midpoint of two means, along the line between them."""
    steps = np.array([-1, 0, 1])[:, None] * gap / 2000
    p = sum(np.exp(log_normal(steps - s * gap / 2, covariance)) for s in (-1, 1))
    return float((p[0] + p[2]) / p[1] - 2)


def gap(prompt: str) -> float:
    spreads, apart = pair(prompt)
    covariance = np.diag(spreads**2)
    return brentq(lambda y: curving(np.array([apart, y]), covariance), 0.1, 5 * spreads[1])


def gap_alone(prompt: str) -> float:
    wait = pair(prompt)[0][1]
    return brentq(lambda y: curving(np.array([y]), np.array([[wait**2]])), 0.1, 5 * wait)


def gap_on_a_line(prompt: str) -> float:
    spreads, apart = pair(prompt)
    return brentq(lambda y: np.linalg.norm([apart / spreads[0], y / spreads[1]], 1) - 2, 0, 99)


def gap_unsquared(prompt: str) -> float:
    spreads, apart = pair(prompt)
    return brentq(lambda y: np.square([apart, y] / spreads).sum() - 2, 0, 99)


# The mean in the plane


def eruptions(prompt: str) -> tuple[np.ndarray, np.ndarray]:
    lengths, waits, r = (floats(row[1:]) for row in rows(prompt))
    return np.stack([lengths, waits], axis=1), r


def averaged(shares: Callable[[np.ndarray], np.ndarray]) -> Road:
    def road(prompt: str) -> np.ndarray:
        X, r = eruptions(prompt)
        return np.average(X, axis=0, weights=shares(r))

    return road


def over_all(prompt: str) -> np.ndarray:
    X, r = eruptions(prompt)
    return ((1 - r)[:, None] * X).mean(axis=0)


# The boundary of two round components


def round_pair(prompt: str) -> list[tuple[float, float]]:
    narrow = read("weight # and the standard deviation # in", prompt)
    wide = read("irregular kind has # and # *", prompt.replace(". At", " *"))
    return [(narrow[0], narrow[1]), (wide[0], wide[1])]


LogDensity = Callable[[np.ndarray, float], np.ndarray]


def crossing(log_density: LogDensity, weighted: bool = True) -> Road:
    """Where two log-scores meet on a ray from the common mean: between two of many places."""

    def road(prompt: str) -> float:
        d = np.linspace(0, 6, 6001)
        a, b = (np.log(w if weighted else 1) + log_density(d, s) for w, s in round_pair(prompt))
        i = int((a > b).sum())
        assert (a > b)[:i].all()
        return float(np.interp(0, (b - a)[i - 1 : i + 1], d[i - 1 : i + 1]))

    return road


def in_the_plane(d: np.ndarray, s: float) -> np.ndarray:
    return log_normal(np.multiply.outer(d, [0.6, 0.8]), s**2 * np.eye(2))


def on_the_line(d: np.ndarray, s: float) -> np.ndarray:
    return log_normal(d[:, None], np.array([[s**2]]))


def without_the_half(d: np.ndarray, s: float) -> np.ndarray:
    return 2 * in_the_plane(d, s) - in_the_plane(np.zeros(1), s)


# Dimensions


def most(parameters: Callable[[int, np.ndarray], np.ndarray], by_points: bool = False) -> Road:
    def road(prompt: str) -> int:
        (n,), (k,) = read("Of # earthquakes", prompt), read("mixture of # comp", prompt)
        d = np.arange(1, 1000)
        return int(d[parameters(int(k), d) <= n * (1 if by_points else d)].max())

    return road


def free(k: int, d: np.ndarray) -> np.ndarray:
    """Entries of the means, of the covariances on and above the diagonal, all weights but one."""
    return k * (d + d + (d * d - d) // 2) + k - 1


def test_the_free_entries_of_a_symmetric_matrix() -> None:
    for d in range(1, 30):
        assert free(1, np.array(d)) == d + len(np.triu_indices(d)[0])


# Log-sum-exp, in decimal arithmetic with room for the exponent


def exactly(combine: Callable[[list[decimal.Decimal]], decimal.Decimal]) -> Road:
    def road(prompt: str) -> float:
        with decimal.localcontext(decimal.Context(prec=40)):
            return float(combine([decimal.Decimal(cell) for cell in rows(prompt)[1][1:]]))

    return road


def scaled(logs: list[decimal.Decimal]) -> decimal.Decimal:
    return (sum(a.exp() for a in logs) / max(logs).exp()).ln()


# The stopping rule


def trace(prompt: str) -> tuple[np.ndarray, float, float]:
    heights = floats(re.findall(r"\$(-[\d.]+)\$", prompt))
    return heights, *read("run on # eruptions", prompt), *read("tolerance is #:", prompt)


def iterations(prompt: str, of_one: bool = True) -> int:
    heights, n, tolerance = trace(prompt)
    height = heights[0]
    for made, new in enumerate(heights[1:], 1):
        gained = new - height
        if (gained / n if of_one else gained) < tolerance:
            return made
        height = new
    raise AssertionError(prompt)


# Groups


def neighbours(prompt: str) -> tuple[int, dict[tuple[int, int], float]]:
    first, last = re.search(r"them, (\w) to (\w)\.", prompt).groups()  # type: ignore[union-attr]
    pairs = [(*cell.split(" and "), float(share)) for cell, share in rows(prompt)[1:]]
    place = {(ord(a) - ord(first), ord(b) - ord(first)): share for a, b, share in pairs}
    return ord(last) - ord(first) + 1, place


def joined(prompt: str, bar: float) -> np.ndarray:
    k, pairs = neighbours(prompt)
    graph = np.zeros((k, k), int)
    for (i, j), share in pairs.items():
        graph[i, j] = share >= bar
    return graph


def bar(prompt: str) -> float:
    return read("at least #, and", prompt)[0]


def groups(prompt: str) -> int:
    return int(connected_components(joined(prompt, bar(prompt)), directed=False)[0])


def chains(prompt: str) -> int:
    labels = connected_components(joined(prompt, bar(prompt)), directed=False)[1]
    return int((np.bincount(labels) > 1).sum())


# The silhouette


def grouped(prompt: str) -> tuple[float, np.ndarray, np.ndarray]:
    (x,) = read(r"wait of \*\*# min", prompt)
    waits = [(float(w), i) for i, row in enumerate(rows(prompt)[1:]) for w in numbers(row[1])]
    X, labels = (np.array(column) for column in zip(*waits, strict=True))
    return x, X, labels


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def silhouette(prompt: str, own: bool = False, everyone: bool = False, top: bool = False) -> float:
    """The silhouette, or what it is with one thing done wrongly."""
    x, X, labels = grouped(prompt)
    mine = labels == labels[x == X][0]
    a = abs(X[mine & ((x != X) | own)] - x).mean()
    means = [abs(X[labels == k] - x).mean() for k in set(labels[~mine])]
    b = abs(X[~mine] - x).mean() if everyone else min(means)
    return float((b - a) / (a if top else max(a, b)))


def test_the_silhouette_is_that_of_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    for question in drawn("silhouette-of-a-point")[:20]:
        x, X, labels = grouped(question.prompt)
        expected = metrics.silhouette_samples(X[:, None], labels)[x == X][0]
        assert silhouette(question.prompt) == pytest.approx(expected, rel=1e-12)


def by_centres(prompt: str) -> float:
    x, X, labels = grouped(prompt)
    mine = labels[x == X][0]
    off = [abs(X[labels == k].mean() - x) for k in range(3)]
    near = min((k for k in range(3) if k != mine), key=lambda k: abs(X[labels == k] - x).mean())
    return float((off[near] - off[mine]) / max(off[near], off[mine]))


# A draw


def sampler(prompt: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, float, np.ndarray]:
    table = rows(prompt)[1:]
    weights = floats([row[1] for row in table])
    means = np.array([read(r"\(#,\\ #\)", row[2]) for row in table])
    factors = np.array([read(r"\[\[#, #\], \[#, #\]\]", row[3]) for row in table]).reshape(3, 2, 2)
    (u,), z = read("uniform number #", prompt), read(r"z=\(#,\\ #\)", prompt)
    return weights, means, factors, u, np.array(z)


def place(
    pick: Callable[[np.ndarray, float], np.ndarray],
    change: Callable[[np.ndarray], np.ndarray] = np.array,
) -> Road:
    def road(prompt: str) -> np.ndarray:
        weights, means, factors, u, z = sampler(prompt)
        points = means + change(factors) @ z
        return pick(weights, u) @ points

    return road


def by_number(weights: np.ndarray, u: float) -> np.ndarray:
    return np.eye(3)[np.searchsorted(np.cumsum(weights), u, side="right")]


def heaviest(weights: np.ndarray, u: float) -> np.ndarray:
    return np.eye(3)[weights.argmax()]


# Two units

SIZES = {"kilometres": 10**6, "metres": 1000, "centimetres": 10, "millimetres": 1}


def reports(prompt: str) -> tuple[float, float, float, int, int]:
    first, second = read(r"likelihood of \$#\$", prompt) + read(r"reports \$#\$", prompt)
    old, new = re.findall(r"works in (\w+)", prompt)
    dimension = {"two": 2, "three": 3}[re.search(r"(\w+) coordinates", prompt)[1]]  # type: ignore[index]
    (n,) = read("same #", prompt)
    return first, second, SIZES[old] / SIZES[new], dimension, int(n)


def ahead(dimensions: Callable[[int, int], int], sign: int = 1, flipped: bool = False) -> Road:
    """Ben's figure, moved as a Gaussian's height at its mean would be, less Ada's."""

    def road(prompt: str) -> float:
        first, second, factor, dimension, n = reports(prompt)
        height = norm.logpdf(0) - norm.logpdf(0, scale=factor)
        moved = second + sign * dimensions(dimension, n) * height
        return moved - (-first if flipped else first)

    return road


ROADS: dict[str, dict[str, Road]] = {
    "gap-for-two-peaks": {
        "right": gap,
        "one-peak-per-component": lambda _: 0,
        "one-coordinate-at-a-time": gap_alone,
        "adds-without-squaring": gap_on_a_line,
        "leaves-the-two-unsquared": gap_unsquared,
    },
    "mean-in-the-plane": {
        "right": averaged(lambda r: 1 - r),
        "takes-the-other-components-shares": averaged(lambda r: r),
        "divides-by-the-number-of-points": over_all,
        "ignores-the-responsibilities": averaged(np.ones_like),
        "hard-mean": averaged(lambda r: np.round(1 - r)),
    },
    "radius-of-the-boundary": {
        "right": crossing(in_the_plane),
        "boundary-is-always-a-line": lambda _: 0,
        "ignores-the-weights": crossing(in_the_plane, weighted=False),
        "height-of-one-dimension": crossing(on_the_line),
        "forgets-the-one-half": crossing(without_the_half),
    },
    "features-within-the-data": {
        "right": most(free),
        "counts-both-triangles": most(lambda k, d: k * (d + d**2) + k - 1),
        "counts-points-for-numbers": most(free, by_points=True),
        "counts-one-covariance": most(lambda k, d: free(1, d) + (k - 1) * (d + 1)),
        "forgets-the-means": most(lambda k, d: free(k, d) - k * d - (k - 1)),
    },
    "log-sum-of-scores": {
        "right": exactly(lambda logs: sum(a.exp() for a in logs).ln()),
        "log-of-a-sum-is-a-sum-of-logs": exactly(sum),
        "exponentiates-first": lambda prompt: np.exp(floats(rows(prompt)[1][1:])).sum(),
        "leaves-the-largest-out": exactly(scaled),
        "keeps-only-the-largest": exactly(max),
        "averages-the-log-scores": exactly(lambda logs: sum(logs) / len(logs)),
    },
    "iterations-until-it-stops": {
        "right": iterations,
        "total-gain-for-mean-gain": lambda prompt: iterations(prompt, of_one=False),
        "counts-the-start": lambda prompt: len(trace(prompt)[0][: iterations(prompt) + 1]),
        "leaves-the-last-iteration-out": lambda prompt: iterations(prompt) - 1,
    },
    "groups-among-components": {
        "right": groups,
        "component-is-cluster": lambda prompt: neighbours(prompt)[0],
        "counts-the-joins": lambda prompt: int(joined(prompt, bar(prompt)).sum()),
        "forgets-the-lone-component": chains,
        "joins-every-neighbour": lambda prompt: connected_components(joined(prompt, 0), False)[0],
    },
    "silhouette-of-a-point": {
        "right": silhouette,
        "counts-the-point-itself": lambda prompt: silhouette(prompt, own=True),
        "averages-over-all-other-groups": lambda prompt: silhouette(prompt, everyone=True),
        "divides-by-the-own-distance": lambda prompt: silhouette(prompt, top=True),
        "measures-to-the-centres": by_centres,
    },
    "point-drawn-from-a-fit": {
        "right": place(by_number),
        "always-the-heaviest-component": place(heaviest),
        "averages-the-variables": place(lambda weights, _: weights),
        "leaves-the-correlation-out": place(by_number, lambda L: L * np.eye(2)),
        "transposes-the-factor": place(by_number, lambda L: L.transpose(0, 2, 1)),
    },
    "fits-in-two-units": {
        "right": ahead(lambda d, n: d),
        "densities-ignore-units": ahead(lambda d, n: 0),
        "one-shift-for-all-coordinates": ahead(lambda d, n: 1),
        "shifts-the-wrong-way": ahead(lambda d, n: d, sign=-1),
        "shifts-the-mean-for-every-point": ahead(lambda d, n: n * d),
        "likelihood-at-most-one": ahead(lambda d, n: 0, flipped=True),
    },
}


def value_of(answer: object) -> np.ndarray:
    value = answer.values if isinstance(answer, Vector) else (answer.value,)  # type: ignore[attr-defined]
    return np.array([float(v) for v in value])


def agrees(answer: object, value: object) -> bool:
    return value_of(answer) == pytest.approx(np.atleast_1d(np.array(value, float)), 1e-5, 1e-8)


@each
def test_the_answer_is_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        value = ROADS[name]["right"](question.prompt)
        assert agrees(question.answer, value), (question.prompt, question.answer, value)


@each
def test_every_wrong_road_ends_where_it_is_said_to(name: str) -> None:
    for question in drawn(name):
        assert {m.name for m in question.misconceptions} == set(ROADS[name]) - {"right"}
        for wrong in question.misconceptions:
            value = ROADS[name][wrong.name](question.prompt)
            assert agrees(wrong.answer, value), (question.prompt, wrong, value)


@each
def test_the_independent_checks_can_fail(name: str) -> None:
    for question in drawn(name)[:20]:
        right = ROADS[name]["right"](question.prompt)
        assert not any(agrees(m.answer, right) for m in question.misconceptions)


@each
def test_the_solution_ends_with_the_answer_and_nothing_before_tells_it(name: str) -> None:
    for question in drawn(name):
        n = len(value_of(question.answer))
        last = ", ".join(f"{float(v.value):.3f}" for v in numbers_in(question.solution)[-n:])
        ends = last if n > 1 else str(numbers_in(question.solution)[-1].value)
        assert judge(question, ends).right or "groups" in name, question.solution
        assert question.answer.given_away_by(question.solution)
        assert not question.answer.given_away_by(question.prompt)


def said(question: Question) -> set[str]:
    wrong = (m.message for m in question.misconceptions)
    return {question.prompt, question.solution, question.because, *question.hints, *wrong}


@each
def test_texts_are_clean_and_whole(name: str) -> None:
    for text in set[str]().union(*map(said, drawn(name)[:100])):
        assert not re.search(r"\d\.\d{7,}|\d0000\d|e-\d\d|nan\b|inf\b|None|Fraction", text), text
        assert not re.search(r"--|\+-|  |simply|obviously", text.lower().replace(" --- ", " ")), (
            text
        )
        assert text.rstrip()[-1] in ".?", text
        assert "\\" not in to_words(text), to_words(text)
        assert to_html(text).count("<") == to_html(text).count(">")


def test_what_the_graph_says_of_these_lessons_is_met() -> None:
    """The traps that the graph names for log-sum-exp, and those it names elsewhere, occur here."""
    named = {name for roads in ROADS.values() for name in roads}
    nine = set(graph()["s75-09-log-sum-exp-and-stopping"].misconceptions)
    assert nine - named == {"stopped-means-converged"}
    assert named >= {"boundary-is-always-a-line", "component-is-cluster", "counts-both-triangles"}


# What is particular


def peaks(means: np.ndarray, covariance: np.ndarray) -> int:
    """Climb from both means by the fixed-point rule, and count where the climbs end."""
    tops = set()
    for start in means:
        x = start
        for _ in range(20_000):
            p = np.exp(log_normal(x - means, covariance))
            new = np.average(means, axis=0, weights=p)
            if abs(new - x).max() < 1e-10:
                break
            x = new
        tops.add(tuple(np.round(x, 2)))
    return len(tops)


def test_at_the_gap_one_peak_becomes_two() -> None:
    for question in drawn("gap-for-two-peaks")[:4]:
        (spreads, apart), needed = pair(question.prompt), value_of(question.answer)[0]
        covariance = np.diag(spreads**2)
        found = [peaks(np.array([[0, 0], [apart, needed * f]]), covariance) for f in (0.9, 1.1)]
        assert found == [1, 2]
        assert apart < 2 * spreads[0]


def test_two_components_can_have_three_peaks_in_the_plane() -> None:
    """What the family says to a right answer: two long ellipses that cross beside their means."""
    parts = [((0, 0), (3, 0.3)), ((5, 5), (0.3, 3))]
    axis = np.arange(-1, 6, 0.05)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1)
    p = sum(multivariate_normal.pdf(grid, m, np.diag(np.square(s))) for m, s in parts)
    inner, ways = p[1:-1, 1:-1], [(i, j) for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    n = len(axis) - 2
    assert sum(np.all([inner > p[i : i + n, j : j + n] for i, j in ways], axis=0).ravel()) == 3


def test_a_draw_has_the_mean_and_the_covariance_of_its_component() -> None:
    _, means, factors, _, _ = sampler(drawn("point-drawn-from-a-fit")[0].prompt)
    z = np.random.default_rng(0).standard_normal((200_000, 2))
    x = means[0] + z @ factors[0].T
    assert x.mean(axis=0) == pytest.approx(means[0], abs=0.05)
    assert np.cov(x.T) == pytest.approx(factors[0] @ factors[0].T, rel=0.02, abs=0.05)
    turned = np.cov((means[0] + z @ factors[0]).T)
    assert turned != pytest.approx(factors[0] @ factors[0].T, rel=0.02, abs=0.05)


def test_the_scores_do_underflow() -> None:
    for question in drawn("log-sum-of-scores"):
        assert not np.exp(floats(rows(question.prompt)[1][1:])).any()


def test_the_narrow_kind_wins_inside_the_boundary_and_the_wide_one_outside() -> None:
    for question in drawn("radius-of-the-boundary"):
        for f, first in ((0.98, True), (1.02, False)):
            d = f * value_of(question.answer)
            a, b = (np.log(w) + in_the_plane(d, s) for w, s in round_pair(question.prompt))
            assert (a > b).all() == first


def test_a_fit_reported_as_positive_is_possible_and_either_fit_may_be_better() -> None:
    questions = drawn("fits-in-two-units")
    assert all(reports(q.prompt)[0] > 0 > reports(q.prompt)[1] for q in questions)
    better = [value_of(q.answer)[0] > 0 for q in questions]
    assert 100 < sum(better) < 200


def test_the_trace_rises_all_the_way() -> None:
    for question in drawn("iterations-until-it-stops"):
        assert (np.diff(trace(question.prompt)[0]) > 0).all()


# Vectors

HALF = Vector((2.125, -70.5), places=1)


@pytest.mark.parametrize(
    ("text", "closeness"),
    [
        ("(2.1, -70.5)", Closeness.RIGHT),
        ("2,1; -70,5", Closeness.RIGHT),
        ("2,1, -70,5", Closeness.RIGHT),
        ("2,1 -70,5", Closeness.RIGHT),
        ("2.1,-70.5", Closeness.RIGHT),
        ("[17/8 -141/2]", Closeness.RIGHT),
        ("mu_2 = (2.125, \u221270.5)", Closeness.RIGHT),
        ("(2.1, -71)", Closeness.NEARLY),
        ("(2.1, 70.5)", Closeness.DIFFERENT),
        ("(-70.5, 2.1)", Closeness.DIFFERENT),
        ("(2.2, -71)", Closeness.DIFFERENT),
    ],
)
def test_vectors_are_read_as_people_write_them(text: str, closeness: Closeness) -> None:
    assert HALF.compare(text).closeness is closeness


@pytest.mark.parametrize("text", ["", "2.1", "(1, 2, 3)", "2,1,-70,5", "left, right"])
def test_what_is_no_vector_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match=r"I expect 2 numbers, such as|I read numbers"):
        HALF.compare(text)


def test_an_entry_that_is_nearly_right_says_what_is_missing() -> None:
    assert "rounded too early" in HALF.compare("(2.1, -71)").remark


def test_a_vector_is_given_away_by_its_entries_in_a_row_only() -> None:
    assert HALF.given_away_by("It is $(2.1,\\ -70.5)$.")
    assert not HALF.given_away_by("It is 2.1 here, 3 there and -70.5.")


@given(st.lists(st.integers(-9999, 9999), min_size=2, max_size=4))
def test_a_vector_takes_all_its_spellings(entries: list[int]) -> None:
    vector = Vector(tuple(e / 100 for e in entries))
    for text in (vector.show(), *vector.spellings()):
        assert vector.compare(text).closeness is Closeness.RIGHT, text
