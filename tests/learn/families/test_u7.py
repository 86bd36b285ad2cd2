"""Angles and triangles, and two of a mixture's uses: answers and wrong roads from the prompt."""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import multivariate_normal, norm

from gmmlab.learn.families import by_name
from gmmlab.learn.graph import graph
from gmmlab.learn.questions import Family, Question, judge
from gmmlab.learn.reading import numbers_in

MODULES = (
    "s48_short_axis",
    "s49_shifted_boundary",
    "s50_parallel_tilt",
    "s51_alternate",
    "s52_third_angle",
    "s53_turn",
    "s54_distance_bound",
    "s55_sigma_levels",
    "s56_rescaled_triangle",
    "s56_units",
    "s57_boundary_on_paper",
    "s75_11_missing",
    "s75_12_tables",
)
pytestmark = pytest.mark.xdist_group("u7")  # questions are drawn once

SEEDS = range(300)


def family_of(module: str) -> Family:
    found = importlib.import_module(f"gmmlab.learn.families.{module}")
    (family,) = (value for value in vars(found).values() if isinstance(value, Family))
    return family


FAMILIES = {family.name: family for family in map(family_of, MODULES)}
NUMERIC = [name for name in FAMILIES if name != "units-and-clusters"]
each = pytest.mark.parametrize("name", list(FAMILIES))
each_numeric = pytest.mark.parametrize("name", NUMERIC)


@cache
def drawn(name: str) -> list[Question]:
    return [FAMILIES[name].draw(seed) for seed in SEEDS]


NUMBER = r"(-?\d+(?:\.\d+)?)"


def read(pattern: str, prompt: str) -> list[float]:
    """The numbers at the places marked # in a pattern."""
    found = re.search(pattern.replace("#", NUMBER), prompt)
    assert found, (pattern, prompt)
    return [float(group) for group in found.groups()]


def rows(prompt: str) -> list[list[str]]:
    lines = [line for line in prompt.split("\n") if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")][1:] for line in lines]


# What each prompt implies: the answer first, then every named wrong road

Roads = tuple[float, dict[str, float]]


def unit(degrees: float) -> np.ndarray:
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])


def between(u: np.ndarray, v: np.ndarray) -> float:
    """The angle between two arrows, in degrees."""
    return float(np.degrees(np.arccos(u @ v / np.linalg.norm(u) / np.linalg.norm(v))))


def covariance(direction: np.ndarray, long: float, short: float) -> np.ndarray:
    u = direction / np.linalg.norm(direction)
    v = np.array([-u[1], u[0]])
    return long * np.outer(u, u) + short * np.outer(v, v)


def corners(a: float, b: float) -> np.ndarray:
    """A triangle with these angles at its first two corners, in the complex plane."""
    s, t = np.radians([a, b])
    side = np.sin(t) / np.sin(s + t)
    return np.array([[0, 0], [1, 0], [side * np.cos(s), side * np.sin(s)]])


def short_axis(prompt: str) -> Roads:
    (t,) = read("#°", prompt)
    turned = -t if "falls" in prompt else t
    minor = np.linalg.eigh(covariance(unit(turned), 4, 1))[1][:, 0]
    wrong = {
        "supplement-for-complement": 180 - t,
        "one-tilt-for-both-axes": t,
        "adds-the-right-angle": t + 90,
    }
    return float(np.degrees(np.arctan2(abs(minor[1]), abs(minor[0])))), wrong


def intercept(point: np.ndarray, slope: float) -> float:
    step = np.array([1, slope])
    (x0, y0), (x1, y1) = point, point + step
    return float(np.polyfit([x0, x1], [y0, y1], 1)[1])


def shifted(prompt: str) -> Roads:
    slope, old = read(r"y=#x\+?#\$", prompt)
    p = np.array(read(r"\(#,\\ #\)", prompt))
    wrong = {
        "turns-it-perpendicular": intercept(p, -1 / slope),
        "keeps-the-old-intercept": old,
        "height-for-intercept": p[1],
        "loses-the-sign": intercept(p, -slope),
    }
    return intercept(p, slope), wrong


def crossing(prompt: str) -> Roads:
    (tilt,), (further,) = read("tilted #°", prompt), read("stands #° further", prompt)
    long = covariance(unit(tilt), 4, 1)
    axis = np.linalg.eigh(long)[1][:, -1]
    arrow = complex(*(axis if axis[0] > 0 else -axis)) * np.exp(1j * np.radians(further))
    angle = float(np.angle(arrow, deg=True))
    wrong = {
        "co-interior-for-corresponding": float(np.angle(-1 / arrow, deg=True)),
        "measures-from-the-long-axis": further,
        "subtracts-the-tilt": further - tilt,
        "turns-it-perpendicular": (angle + 90) % 180,
    }
    return angle, wrong


def alternate(prompt: str) -> Roads:
    (a, b), (c, d) = (read(rf"\(#x\+#\)\$ degrees with the {w}", prompt) for w in ("one", "other"))
    (low, less), (high, more) = sorted([(a, b), (c, d)])
    x = brentq(lambda x: a * x + b - c * x - d, -1000, 1000)
    wrong = {
        "supplement-for-equal": brentq(lambda x: a * x + b + c * x + d - 180, -1000, 1000),
        "adds-the-unknowns": brentq(lambda x: high * x + low * x + more - less, -1000, 1000),
        "adds-the-numbers": brentq(lambda x: high * x - low * x - more - less, -1000, 1000),
        "angle-for-unknown": c * x + d,
    }
    return x, wrong


def third(prompt: str) -> Roads:
    a, b = read(r"angle of #° at \w and #° at", prompt)
    one, two, three = corners(a, b)
    wrong = {
        "full-turn-for-half-turn": 360 - (a + b),
        "sum-for-the-third-angle": a + b,
        "leaves-an-angle-out": 180 - a,
    }
    return between(one - three, two - three), wrong


def turn(prompt: str) -> Roads:
    a, b = read("#° at P and #° at R", prompt)
    p, r, q = corners(a, b)
    inside = between(p - q, r - q)
    wrong = {
        "interior-for-exterior": inside,
        "reflex-for-exterior": 360 - inside,
        "subtracts-the-angles": abs(a - b),
    }
    return between(q - p, r - q), wrong


def bound(prompt: str) -> Roads:
    own, apart = read(r"d\(x,c_1\)=#\$.*d\(c_1,c_2\)=#\$", prompt)
    x = own * np.exp(1j * np.linspace(0, 2 * np.pi, 401))
    far = np.abs(apart - x)

    def corner(t: float) -> float:
        """Zero where the angle at the point is right."""
        point = own * np.exp(1j * t)
        return float((point * np.conj(point - apart)).real)

    wrong = {
        "largest-for-smallest": float(far.max()),
        "centroid-distance-as-bound": apart,
        "own-distance-as-bound": own,
        "assumes-a-right-angle": abs(apart - own * np.exp(1j * brentq(corner, 0, np.pi))),
    }
    return float(far.min()), wrong


def level(prompt: str) -> Roads:
    given, wanted = (
        *read("ellipse # standard deviations out, you go", prompt),
        *read("for the ellipse # standard deviations out. How", prompt),
    )
    tip = np.array(read(r"you go # \w+ across and # \w+ up", prompt))
    which = ("across", "up").index(re.search(r"\*\*(\w+)\*\*", prompt)[1])  # type: ignore[index]
    values, axes = np.linalg.eigh(covariance(tip, tip @ tip / given**2, 1e-6))
    wrong = {
        "adds-instead-of-scaling": tip[which] + wanted - given,
        "level-for-ratio": tip[which] * wanted,
        "turns-the-ratio-over": tip[which] * given / wanted,
        "squares-the-scale": tip[which] * (wanted / given) ** 2,
    }
    return float(wanted * np.sqrt(values[-1]) * abs(axes[which, -1])), wrong


def rescaled(prompt: str) -> Roads:
    before, after = rows(prompt)[1:]
    ab, bc, ca = map(float, before)
    new_ab, new_bc = map(float, after[:2])
    cosine = (ab**2 + bc**2 - ca**2) / (2 * ab * bc)
    missing = math.sqrt(new_ab**2 + new_bc**2 - 2 * new_ab * new_bc * cosine)
    wrong = {
        "squares-the-scale": ca * (new_bc / bc) ** 2,
        "adds-instead-of-scaling": ca + (new_ab - ab),
        "similar-for-equal": ca,
        "turns-the-ratio-over": ca * bc / new_bc,
    }
    return missing, wrong


def on_paper(prompt: str) -> Roads:
    m, n = read(r"mu_1=#\$ and \$\\mu_2=#\$", prompt)
    (paper,), (mark,) = read("them # cm apart", prompt), read("components # cm from", prompt)
    wrong = {
        "adds-the-difference": m + mark + ((n - m) - paper),
        "centimetres-as-they-are": m + mark,
        "forgets-the-start": float(np.interp(mark, [0, paper], [0, n - m])),
        "measures-from-the-other-mean": float(np.interp(paper - mark, [0, paper], [m, n])),
    }
    return float(np.interp(mark, [0, paper], [m, n])), wrong


def without_wait(prompt: str) -> Roads:
    table = np.array(rows(prompt)[1:], float)
    weights, length, wait = table[:, 0], table[:, [1, 3]], table[:, [2, 4]]
    (x,) = read(r"\$x=#\$", prompt)
    at = norm.pdf(x, length[:, 0], wait[:, 0])
    y = np.linspace(-60, 220, 561)
    margin = at * np.trapezoid(norm.pdf(y[:, None], length[:, 1], wait[:, 1]), y, axis=0)
    mean = weights @ length[:, 1]

    def share(scores: np.ndarray) -> float:
        return float(scores[0] / scores.sum())

    filled = at * norm.pdf(mean, length[:, 1], wait[:, 1])
    own = at * norm.pdf(0, 0, wait[:, 1])
    wrong = {
        "fills-gaps-with-the-mean": share(weights * filled),
        "fills-gaps-with-each-kinds-mean": share(weights * own),
        "drops-the-row": weights[0],
        "ignores-the-weights": share(margin),
    }
    return share(weights * margin), wrong


def partitions(n: int) -> Iterator[list[int]]:
    """The block sizes of every way to put n labelled points into blocks."""
    if n == 0:
        yield []
        return
    for blocks in partitions(n - 1):
        yield [*blocks, 1]
        for j in range(len(blocks)):
            yield [*blocks[:j], blocks[j] + 1, *blocks[j + 1 :]]


def tables(prompt: str) -> Roads:
    (alpha,), (n,) = read(r"alpha=#\$", prompt), read("first #", prompt)
    seats = [
        (len(blocks), alpha ** len(blocks) * math.prod(math.factorial(b - 1) for b in blocks))
        for blocks in partitions(int(n))
    ]
    expected = sum(k * p for k, p in seats) / sum(p for _, p in seats)
    wrong = {
        "every-guest-a-new-table": n,
        "everyone-at-one-table": 1.0,
        "forgets-the-first-table": expected - 1,
        "counts-the-point-itself": expected - 1 + alpha / (alpha + n),
    }
    return expected, wrong


INDEPENDENT: dict[str, Callable[[str], Roads]] = {
    "tilt-of-the-short-axis": short_axis,
    "shifted-boundary": shifted,
    "angle-of-the-shifted-boundary": crossing,
    "alternate-angles": alternate,
    "third-angle": third,
    "turn-of-the-path": turn,
    "distance-bound": bound,
    "leg-at-another-level": level,
    "rescaled-triangle": rescaled,
    "boundary-on-paper": on_paper,
    "responsibility-without-a-coordinate": without_wait,
    "expected-tables": tables,
}


def agrees(answer: object, value: float) -> bool:
    exact = float(answer.value)  # type: ignore[attr-defined]
    return math.isclose(exact, value, rel_tol=1e-7, abs_tol=1e-7)


@each_numeric
def test_the_answer_and_every_wrong_road_are_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        value, wrong = INDEPENDENT[name](question.prompt)
        assert agrees(question.answer, value), (question.prompt, question.answer, value)
        assert set(wrong) == {m.name for m in question.misconceptions}
        for road in question.misconceptions:
            assert agrees(road.answer, wrong[road.name]), (question.prompt, road.name)


@each_numeric
def test_the_independent_check_can_fail(name: str) -> None:
    one, two = drawn(name)[:2]
    assert not agrees(one.misconceptions[0].answer, INDEPENDENT[name](one.prompt)[0])
    assert not agrees(one.answer, INDEPENDENT[name](two.prompt)[0])


def test_every_family_has_its_independent_check() -> None:
    assert [*INDEPENDENT] == NUMERIC


@each_numeric
def test_a_solution_ends_with_the_answer(name: str) -> None:
    for question in drawn(name):
        last = numbers_in(question.solution)[-1]
        assert judge(question, str(last.value)).right, question.solution


@each
def test_texts_are_free_of_slips(name: str) -> None:
    for question in drawn(name):
        said = [m.message for m in question.misconceptions]
        for text in (question.prompt, question.solution, question.because, *question.hints, *said):
            plain = text.replace(" --- ", " ").replace("---", "")
            assert not re.search(r"--|\+-|  |(?<![.\d])1x|Fraction|\d\.\d{7,}", plain), text
            assert text.count("$") % 2 == 0, text
            assert not re.search(r"\b(simply|obviously|easy|easily)\b", text), text


def test_the_misconceptions_that_the_graph_names_are_met() -> None:
    for step in range(48, 58):
        of_step = [f for f in FAMILIES.values() if f.topic.startswith(f"s{step}-")]
        named = {m.name for f in of_step for q in drawn(f.name)[:40] for m in q.misconceptions}
        assert set(graph()[of_step[0].topic].misconceptions) <= named
    lesson = set(graph()[FAMILIES["responsibility-without-a-coordinate"].topic].misconceptions)
    assert {"fills-gaps-with-the-mean", "drops-the-row"} <= lesson
    assert "every-guest-a-new-table" in graph()[FAMILIES["expected-tables"].topic].misconceptions


@each
def test_a_seed_is_a_question(name: str) -> None:
    assert by_name(name).draw(7) == drawn(name)[7]
    assert len({q.answer.show() for q in drawn(name)}) >= 3


def test_the_printed_equations_are_true() -> None:
    checked = 0
    for name in NUMERIC:
        for question in drawn(name):
            for text in (question.solution, question.hints.twin):
                for left, right, places in equations(text):
                    assert abs(left - right) <= 0.5000001 * 10**-places, (left, right, text)
                    checked += 1
    assert checked > 6_000


def equations(text: str) -> Iterator[tuple[float, float, int]]:
    """Each equation in dollars, as neighbouring sides that hold numbers alone."""
    plain = re.sub(r"\\frac\{([^{}]+)\}\{([^{}]+)\}", r"((\1)/(\2))", text).replace(r"\cdot", "*")
    plain = re.sub(r"e\^\{([^{}]+)\}", r"(math.e**(\1))", plain)
    for formula in re.findall(r"\$([^$]+)\$", plain):
        for left, right in pairwise(formula.split("=")):
            number = re.sub(r"math\.e", "", f"{left} {right}")
            if re.fullmatch(r"[\d.+*/()\- ]+", number) and re.fullmatch(r"-?[\d.]+", right):
                places = len(right.partition(".")[2]) or 6
                yield eval(left, {"math": math}), float(right), places


# What the stories claim


def test_the_cells_meet_where_the_question_says() -> None:
    for question in drawn("third-angle"):
        a, b = read(r"angle of #° at \w and #° at", question.prompt)
        p = corners(a, b)
        centre = np.linalg.solve(2 * (p[1:] - p[0]), (p[1:] ** 2).sum(1) - (p[0] ** 2).sum())
        shares = np.linalg.solve(np.vstack([p.T, np.ones(3)]), [*centre, 1])
        inside = bool((shares > 0).all())
        assert f"meet {'inside' if inside else 'outside'} the triangle:" in question.because


def test_k_means_skips_where_the_bound_is_no_less_than_the_own_distance() -> None:
    said = set()
    for question in drawn("distance-bound"):
        own, apart = read(r"d\(x,c_1\)=#\$.*d\(c_1,c_2\)=#\$", question.prompt)
        skips = "can skip this distance" in question.because
        assert skips == (Fraction(str(apart)) >= 2 * Fraction(str(own)))
        said.add(skips)
    assert said == {True, False}


def test_with_a_shared_covariance_new_weights_shift_the_boundary_and_do_not_turn_it() -> None:
    shared = np.array([[2.0, 0.7], [0.7, 1.0]])
    one, two = (multivariate_normal(mean, shared) for mean in ([0, 0], [3, 1]))

    def height(weight: float, x: float) -> float:
        odds = np.log(weight / (1 - weight))
        return brentq(lambda y: odds + one.logpdf([x, y]) - two.logpdf([x, y]), -200, 200)

    lines = [[height(w, x) for x in (0.0, 1.0, 2.0)] for w in (0.5, 0.9)]
    steps = np.diff(lines, axis=1)
    assert np.allclose(steps, steps[0, 0])
    assert abs(lines[0][0] - lines[1][0]) > 0.5


UNITS = {"mm": 1, "cm": 10, "inches": 25.4, "seconds": 1, "minutes": 60, "hours": 3600}


def rewritten(statement: str, prompt: str, X: np.ndarray) -> np.ndarray:
    """The data after what the statement does to them."""
    one, two, unit = re.search(r" by (.+) and (.+), both in (\w+),", prompt).groups()  # type: ignore[union-attr]
    if statement.startswith("None"):
        return X
    if statement.startswith("Subtracting"):
        return X - X.mean(axis=0)
    if both := re.fullmatch(r"Writing both features in (\w+)", statement):
        return X * UNITS[unit] / UNITS[both[1]]
    changed, new, kept, old = re.fullmatch(
        r"Writing the (.+) in (\w+) and leaving the (.+) in (\w+)", statement
    ).groups()  # type: ignore[union-attr]
    assert {changed, kept} == {one, two}
    assert old == unit
    factor = np.where(np.array([one, two]) == changed, UNITS[unit] / UNITS[new], 1)
    return X * factor


def test_only_the_right_change_of_units_breaks_similarity() -> None:
    X = np.random.default_rng(5).normal(size=(6, 2)) * [3, 1]
    pairs = list(combinations(range(6), 2))
    before = np.array([np.linalg.norm(X[i] - X[j]) for i, j in pairs])
    for question in drawn("units-and-clusters"):
        breaks = []
        for statement in question.answer.options:
            Y = rewritten(statement, question.prompt, X)
            ratio = np.array([np.linalg.norm(Y[i] - Y[j]) for i, j in pairs]) / before
            breaks.append(statement if np.ptp(ratio) > 1e-9 * ratio.max() else "")
        assert list(filter(None, breaks)) == [question.answer.show()]


def test_rounding_on_the_way_to_a_responsibility_does_no_harm() -> None:
    for question in drawn("responsibility-without-a-coordinate"):
        a, b, r = re.search(  # type: ignore[union-attr]
            r"frac\{([\d.]+)\}\{[\d.]+\+([\d.]+)\}=([\d.]+)", question.solution
        ).groups()
        assert f"{float(a) / (float(a) + float(b)):.3f}" == r
        assert judge(question, r).right
