"""EM by hand, covariance types, collapse, starts, choosing K, the limit: all again by other ways.

The right answer and every wrong road are recomputed from the printed prompt alone.
"""

from __future__ import annotations

import importlib
import math
import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import count, permutations, product

import numpy as np
import pytest
from scipy.special import softmax
from scipy.stats import binom, chi2, entropy, norm

from gmmlab.covariances import as_shape
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.questions import Family, Question, judge
from gmmlab.learn.reading import numbers_in

MODULES = (
    "s75_04_variance",
    "s75_06_parameters",
    "s75_07_collapse",
    "s75_07_fit_to_keep",
    "s75_08_next_centre",
    "s75_08_relabelled",
    "s75_08_restarts",
    "s75_10_aic_or_bic",
    "s75_10_bic",
    "s75_10_bootstrap",
    "s75_10_held_out",
    "s75_10_icl",
    "s75_12_shrinking",
)
pytestmark = pytest.mark.xdist_group("concepts_8_19")  # questions are drawn once

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


NUMBER = r"(-?\d+(?:\.\d+)?)"


def read(pattern: str, prompt: str) -> list[float]:
    """The numbers at the places marked # in a pattern."""
    found = re.search(pattern.replace("#", NUMBER), prompt)
    assert found, (pattern, prompt)
    return [float(group) for group in found.groups()]


def rows(prompt: str) -> list[list[str]]:
    """The cells of the table, without its rule and without the first column."""
    lines = [line for line in prompt.split("\n") if line.startswith("|")]
    cells = [[cell.strip(" $") for cell in line.strip("|").split("|")][1:] for line in lines]
    return [row for row in cells if set(row[0]) != {"-"}]


def floats(cells: list[str]) -> np.ndarray:
    return np.array(cells, float)


Roads = dict[str, float]
"""What the right way ('') and each wrong road by its name lead to."""


def variance(prompt: str) -> Roads:
    x, r = map(floats, rows(prompt))
    (old,) = read("mean of component 1 is # min", prompt)
    new = float(np.cov(x, aweights=r, ddof=0))
    squares = float(np.sum(r * x**2) - np.average(x, weights=r) ** 2 * r.sum())
    return {
        "": new,
        "uses-the-old-mean": float(np.average((x - old) ** 2, weights=r)),
        "ignores-the-responsibilities": float(x.var()),
        "counts-the-winners": float(x[r > 0.5].var()),
        "divides-by-the-count-less-one": squares / (r.sum() - 1),
        "divides-by-the-number-of-points": squares / len(x),
    }


SHAPES = {"full": "VVV", "tied": "EEE", "diagonal": "VVI", "spherical": "VII"}


def free(kind: str, k: int, d: int) -> int:
    """Every entry gets the name of the number that it holds; different names are counted."""
    own = {"tied": lambda j: 0}.get(kind, lambda j: j)
    named = {
        "diagonal": lambda a, b: {a} if a == b else None,
        "spherical": lambda a, b: {0} if a == b else None,
    }.get(kind, lambda a, b: {a, b})
    cells = product(range(k), range(d), range(d))
    found = {(own(j), frozenset(named(a, b))) for j, a, b in cells if named(a, b) is not None}
    return k - 1 + k * d + len(found)


def parameters(prompt: str) -> Roads:
    k, d = map(int, read(r"\$K=#\$ components, \$D=#\$", prompt))
    kind = re.search(r"\*\*(\w+)\*\*", prompt)[1]  # type: ignore[index]
    right = free(kind, k, d)
    assert right == k - 1 + k * d + as_shape(SHAPES[kind]).freedom(k, d)
    off = d * (d - 1) // 2
    found: Roads = {"": right, "forgets-that-weights-sum-to-one": right + 1}
    if kind in ("full", "tied"):
        found["counts-both-triangles"] = right + off * (k if kind == "full" else 1)
    if kind == "tied":
        found["every-component-its-own-covariance"] = free("full", k, d)
    else:
        found["one-covariance-for-all"] = k * (d + 1) - 1 + free(kind, 1, d) - d
    if kind in ("diagonal", "spherical"):
        found["takes-every-covariance-for-full"] = free("full", k, d)
    if kind == "diagonal":
        found["one-variance-for-every-direction"] = free("spherical", k, d)
    if kind == "spherical":
        found["a-variance-for-every-coordinate"] = free("diagonal", k, d)
    return found


PARTS = {"hundredth": 2, "thousandth": 3, "ten-thousandth": 4, "millionth": 6, "billionth": 9}


def collapse(prompt: str) -> Roads:
    (sigma,), (x,), (said,) = (
        read(p, prompt) for p in (r"sigma_1=#\$", r"\\mu_1=#\$", r"p_1\(x\)=#\$")
    )
    power = PARTS[re.search(r"\$ is a ([\w-]+) of that", prompt)[1]]  # type: ignore[index]
    before = norm.logpdf(x, x, sigma)
    assert said == pytest.approx(before, abs=5.01e-4)
    after = norm.logpdf(x, x, sigma / 10**power)
    return {
        "": after,
        "likelihood-at-most-one": math.log(1),
        "narrower-is-lower": norm.logpdf(x, x, sigma * 10**power),
        "takes-the-decadic-logarithm": before + power,
        "takes-sigma-for-the-variance": norm.logpdf(x, x, sigma / math.sqrt(10**power)),
        "gives-the-gain-only": after - before,
    }


def next_centre(prompt: str) -> Roads:
    text = prompt.partition("Centres")[2]
    first, last, *left, asked = (int(n.value) for n in numbers_in(text))
    assert asked in left
    assert len(left) == 3
    cost = {x: min((x - first) ** 2, (x - last) ** 2) for x in left}
    share = Fraction(cost[asked], sum(cost.values()))
    plain = {x: min(abs(x - first), abs(x - last)) for x in left}
    recent = {x: (x - last) ** 2 for x in left}
    return {
        "": share,  # type: ignore[dict-item]
        "distance-not-squared": plain[asked] / sum(plain.values()),
        "draws-uniformly": 1 / len(left),
        "takes-the-farthest": float(cost[asked] == max(cost.values())),
        "measures-from-the-last-centre": recent[asked] / sum(recent.values()),
        "odds-for-a-probability": float(share / (1 - share)),
    }


def relabelled(prompt: str) -> Roads:
    (k,) = map(int, read(r"\$K=#\$", prompt))
    ends, counts = rows(prompt)
    assert sum(map(int, counts)) == read("From # random", prompt)[0]
    assert len(set(ends)) == len(ends)
    orders = sum(1 for _ in permutations(range(k)))
    return {
        "": sum(orders for _ in ends),
        "labels-have-an-order": len(ends),
        "counts-the-components": sum(k for _ in ends),
        "uses-a-component-twice": len(ends) * len(np.ndarray((k,) * k, bool).ravel()),
        "counts-one-maximum-only": orders,
    }


def restarts(prompt: str) -> Roads:
    hits, trials = read("trial, # of # random", prompt)
    (sure,) = read("probability of # %", prompt)
    p, target = hits / trials, sure / 100
    n = next(n for n in count(1) if binom.sf(0, n, p) >= target - 1e-12)
    return {
        "": n,
        "adds-probabilities": next(m for m in count(1) if m * p >= target - 1e-12),
        "finds-the-best-of-all": 1,
        "stops-one-short": n - 1,
        "multiplies-the-hits": next(m for m in count(1) if p**m <= 1 - target + 1e-12),
    }


POINTS = np.arange(1, 200_000)
LOGS = {log: log(POINTS) for log in (np.log, np.log10)}


def first_refused(gain: float, extra: float, log: np.ufunc = np.log) -> int:
    return int(POINTS[np.argmax(extra * LOGS[log] > gain + 1e-9)])


def aic_or_bic(prompt: str) -> Roads:
    _, p, height = map(floats, rows(prompt))
    extra, gain = np.diff(p)[0], round(np.diff(height)[0], 1)
    assert 2 * extra - 2 * gain < 0, "AIC does take it"
    n = first_refused(2 * gain, extra)
    assert n > 7
    return {
        "": n,
        "forgets-the-factor-two": first_refused(gain, extra),
        "bic-is-always-stricter": 1,
        "rounds-down": n - 1,
        "takes-the-decadic-logarithm": first_refused(2 * gain, extra, np.log10),
    }


def bic(prompt: str) -> Roads:
    (n,), (p,), (height,) = (read(s, prompt) for s in (r"N=#\$", r"p=#\$", r"L=#\$"))
    k, d = map(int, (read("of # components", prompt)[0], read("in # dimensions", prompt)[0]))
    assert p == free(re.search(r"with (\w+) cov", prompt)[1], k, d)  # type: ignore[index]
    value = -2 * (height - p / 2 * math.log(n))
    return {
        "": value,
        "forgets-the-factor-two": value + height,
        "takes-aic-for-bic": 2 * (p - height),
        "wrong-sign-of-the-criterion": -value,
        "rewards-parameters": value - 2 * p * math.log(n),
        "takes-the-decadic-logarithm": -2 * height + p * math.log10(n),
    }


def bootstrap(prompt: str) -> Roads:
    seen, size, df = (
        read(p, prompt)[0] for p in (r"by \*\*#\*\*", "draw # new", "component has # par")
    )
    draws = floats(prompt.split("\n\n")[1].strip(".").split(", "))
    assert len(draws) == size
    (table,) = read("would say # %", prompt)
    assert table == pytest.approx(100 * chi2.sf(seen, df), abs=0.051)
    rank = int(np.sum(np.append(draws, seen) >= seen))
    return {
        "": rank / (size + 1),
        "leaves-the-data-out": float(np.mean(draws >= seen)),
        "counts-the-data-below-only": (rank - 1) / (size + 1),
        "counts-the-smaller-rises": float(np.sum(draws < seen) + 1) / (size + 1),
        "trusts-the-chi-squared-table": table / 100,
    }


def held_out(prompt: str) -> Roads:
    _, train, held = rows(prompt)
    t, h = floats(train), floats(held)
    assert (np.diff(t) > 0).all()
    assert (t > h).all()
    return {
        "": 1 + int(np.argmax(h)),
        "takes-the-training-maximum": 1 + int(np.argmax(t)),
        "smallest-gap-is-best": 1 + int(np.argmin(np.round(t - h, 2))),
        "adds-training-and-held-out": 1 + int(np.argmax(np.round(t + h, 2))),
    }


def icl(prompt: str) -> Roads:
    (value,) = read(r"BIC\}=#\$", prompt)
    sure, two, three = map(
        int, read(r"points # belong.*, # are shared.* and # by all", prompt.replace("\n", " "))
    )
    R = np.repeat([[1, 0, 0], [0.5, 0.5, 0], [1 / 3] * 3], [sure, two, three], axis=0)
    nats, once = entropy(R, axis=1).sum(), -np.log(R.max(axis=1)) * R.max(axis=1)
    assert value - 2 * np.log(R.max(axis=1)).sum() == pytest.approx(value + 2 * nats), "as mclust"
    return {
        "": value + 2 * nats,
        "rewards-overlap": value - 2 * nats,
        "forgets-the-factor-two": value + nats,
        "takes-bits-for-nats": value + 2 * entropy(R, axis=1, base=2).sum(),
        "counts-a-share-once": value + 2 * once.sum(),
    }


def shrinking(prompt: str) -> Roads:
    m1, m2 = (read(rf"mu_{k}=\(#,\\ #\)", prompt) for k in (1, 2))
    point = read(r"x=\(#,\\ #\)", prompt)
    pi = np.array([read(rf"pi_{k}=#\$", prompt)[0] for k in (1, 2)])
    (wide,), (said,) = (read(p, prompt) for p in (r"sigma\^2=#\$", r"r_1=#\$"))

    def share(variance: float, weights: np.ndarray = pi) -> float:
        logs = [norm.logpdf(point, m, math.sqrt(variance)).sum() for m in (m1, m2)] + np.log(
            weights
        )
        return float(softmax(logs)[0])

    assert pi.sum() == pytest.approx(1)
    assert said == pytest.approx(share(wide), abs=5.01e-4)
    return {
        "": share(1),
        "variance-changes-nothing": share(wide),
        "weights-do-not-matter": share(1, np.array([0.5, 0.5])),
        "identity-covariance-is-k-means": round(share(1e-3)),
        "forgets-the-one-half": share(0.5),
        "answers-with-the-prior": pi[0],
    }


INDEPENDENT: dict[str, Callable[[str], Roads]] = {
    "new-variance": variance,
    "free-parameters": parameters,
    "log-density-of-a-collapse": collapse,
    "next-centre": next_centre,
    "copies-of-the-maxima": relabelled,
    "starts-needed": restarts,
    "points-until-bic-refuses": aic_or_bic,
    "bic-by-hand": bic,
    "bootstrap-p-value": bootstrap,
    "components-by-held-out-data": held_out,
    "icl-by-hand": icl,
    "responsibility-as-the-variance-shrinks": shrinking,
}


@cache
def roads_from(name: str, prompt: str) -> Roads:
    return INDEPENDENT[name](prompt)


typed = pytest.mark.parametrize("name", list(INDEPENDENT))


def value_of(answer: object) -> float:
    share = getattr(answer, "share", None)
    return float(answer.value if share is None else share)  # type: ignore[attr-defined]


def agrees(answer: object, value: float) -> bool:
    return value_of(answer) == pytest.approx(float(value), rel=1e-7, abs=1e-9)


@typed
def test_the_answer_is_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        value = roads_from(name, question.prompt)[""]
        assert agrees(question.answer, value), (question.prompt, question.answer, value)


@typed
def test_every_wrong_road_leads_where_it_is_said_to_lead(name: str) -> None:
    for question in drawn(name):
        roads = roads_from(name, question.prompt)
        for wrong in question.misconceptions:
            assert agrees(wrong.answer, roads[wrong.name]), (question.prompt, wrong, roads)
        assert {m.name for m in question.misconceptions} == set(roads) - {""}


@typed
def test_the_independent_check_can_fail(name: str) -> None:
    one, two = drawn(name)[:2]
    assert not agrees(one.misconceptions[0].answer, roads_from(name, one.prompt)[""])
    other = roads_from(name, two.prompt)[""]
    assert one.answer.show() == two.answer.show() or not agrees(one.answer, other)


def test_the_fit_to_keep_is_the_best_that_stands_on_many_points() -> None:
    for question in drawn("fit-to-keep"):
        lines = [line for line in question.prompt.split("\n") if re.match(r"\| [PQRS] ", line)]
        table = {line[2]: [float(n.value) for n in numbers_in(line)] for line in lines}
        assert len(table) == 4
        (collapsed,) = (run for run, (_, _, n) in table.items() if n < 2)
        sound = max(table.keys() - {collapsed}, key=lambda run: table[run][0])
        broad = max(table, key=lambda run: table[run][1])
        assert max(table, key=lambda run: table[run][0]) == collapsed
        assert (
            table[collapsed][1]
            < 0.001
            < 0.1
            < min(table[run][1] for run in "PQRS".replace(collapsed, ""))
        )
        expected = {
            "highest-likelihood-is-best": f"{collapsed} as it is",
            "narrow-is-collapsed": f"{broad} as it is",
        }
        roads = {m.name: m.answer.show() for m in question.misconceptions}
        floor = roads.pop("floor-changes-nothing")
        assert roads == expected
        assert question.answer.show() == f"{sound} as it is"
        (height,) = read(r"floor of # min", floor)
        lost = norm.logpdf(0, 0, table[collapsed][1]) - norm.logpdf(0, 0, height)
        assert floor.startswith(f"{collapsed}, with a floor")
        assert lost > table[collapsed][0] - table[sound][0]
        assert len(question.answer.options) == 5


def test_the_parameter_counts_that_the_course_publishes() -> None:
    counts = [free(kind, 3, 2) for kind in ("full", "tied", "diagonal", "spherical")]
    assert counts == [17, 11, 14, 11]
    assert free("full", 3, 50) == 3977


def test_published_examples_of_these_ideas() -> None:
    """The course's own numbers, by the independent ways of this file."""
    assert first_refused(2 * 1, 1) == 8
    two = restarts("In a trial, 30 of 100 random, with a probability of 95 %")
    assert two[""] == 9
    assert two["adds-probabilities"] == 4
    given = r"of 3 components with full cov in 2 dimensions $N=60$ $p=17$ $\ln L=-150$"
    assert round(bic(given)[""], 1) == 369.6
    assert round(bic(given)["forgets-the-factor-two"], 1) == 219.6
    assert bic(given)["takes-aic-for-bic"] == 334


def test_all_four_covariance_types_are_asked_for() -> None:
    asked = [re.search(r"\*\*(\w+)\*\*", q.prompt)[1] for q in drawn("free-parameters")]  # type: ignore[index]
    assert all(asked.count(kind) > 40 for kind in SHAPES)


def test_the_twin_of_a_parameter_count_is_of_the_same_type() -> None:
    for question in drawn("free-parameters"):
        kinds = re.findall(r"\*\*(\w+)\*\*", question.prompt + question.hints.twin)
        assert len(kinds) == 2
        assert len(set(kinds)) == 1


def test_the_responsibility_is_hard_only_in_the_limit() -> None:
    for question in drawn("responsibility-as-the-variance-shrinks"):
        roads = roads_from("responsibility-as-the-variance-shrinks", question.prompt)
        assert roads["variance-changes-nothing"] < roads[""] < 0.95
        assert roads["identity-covariance-is-k-means"] == 1


@each
def test_nothing_gives_the_answer_away_and_the_solution_ends_with_it(name: str) -> None:
    for question in drawn(name)[:100]:
        for text in (question.prompt, *question.hints):
            assert not question.answer.given_away_by(text)
        assert question.answer.given_away_by(question.solution)
        if not question.answer.options:
            last = re.split(r"[\s=$]+", question.solution.rstrip(".$"))[-2:]
            ending = " ".join(last) if last[-1] == "%" else last[-1]
            ending = "".join(re.findall(r"[-\d./% ]", ending)).strip()
            assert name in UNUSUAL or judge(question, ending).right, (ending, question.solution)


UNUSUAL = {"next-centre", "copies-of-the-maxima"}
"""Whose last words are 'of it' and 'lists'."""


def said(question: Question) -> set[str]:
    wrong = (m.message for m in question.misconceptions)
    return {question.prompt, question.solution, question.because, *question.hints, *wrong}


@each
def test_texts_are_clean_and_whole(name: str) -> None:
    for text in set[str]().union(*map(said, drawn(name)[:150])):
        assert not re.search(r"\d\.\d{7,}|\d0000\d|e-\d\d|nan|inf\b|None|Fraction", text), text
        assert not re.search(r"--|\+-|  ", re.sub(r"\|(---\|)+", "", text)), text
        assert not re.search(r"\b(simply|obviously|just|easy|easily)\b", text), text
        assert text.count("$") % 2 == 0, text
        assert text.rstrip()[-1] in ".?", text
        words = to_words(text)
        assert not re.search(r"\\|frac|left\(|right\)", words), words
        assert to_html(text).count("<") == to_html(text).count(">")


COVERED = {
    "s75-04-em-by-hand": set(),
    "s75-06-covariance-types": {"eigenvalue-for-standard-deviation", "boundary-is-always-a-line"},
    "s75-07-singularities-and-floors": set(),
    "s75-08-starts-and-restarts": set(),
    "s75-10-choosing-k": {
        "forgets-that-weights-sum-to-one",
        "counts-both-triangles",
        "component-is-cluster",
    },
    "s75-12-k-means-as-the-limit": {"every-guest-a-new-table"},
}
"""Lessons, and which of the misconceptions that the graph names belong to other families."""


@pytest.mark.parametrize("topic", COVERED)
def test_the_misconceptions_that_the_graph_names_are_recognised(topic: str) -> None:
    of_lesson = [f for f in FAMILIES.values() if f.topic == topic]
    named = {m.name for f in of_lesson for q in drawn(f.name)[:60] for m in q.misconceptions}
    assert set(graph()[topic].misconceptions) - named == COVERED[topic]


def test_every_typed_family_has_its_independent_check() -> None:
    assert set(NAMES) - set(INDEPENDENT) == {"fit-to-keep"}
