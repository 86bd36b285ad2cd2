"""Steps 1 to 18 and 20 over 300 seeds each: answers and wrong roads recomputed from the prompt."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.stats import norm

from gmmlab.learn import families as package
from gmmlab.learn.answers import Decimal
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.questions import Kind, Question, families, judge

pytestmark = pytest.mark.xdist_group("u1_u3")  # questions are drawn once

SEEDS = range(300)
FOLDER = Path(package.__file__).parent
OWN = [*range(1, 19), 20]
FILES = [next(FOLDER.glob(f"s{n:02}_*.py")) for n in OWN]
MODULES = [importlib.import_module(f"{package.__name__}.{path.stem}") for path in FILES]

Rule = Callable[[str], float | Fraction]


@cache
def drawn(name: str) -> list[Question]:
    return [families()[name].draw(seed) for seed in SEEDS]


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text)]


def rows(prompt: str) -> list[list[str]]:
    """The rows of the prompt's table, without its rule."""
    lines = [line for line in prompt.split("\n") if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def entries(prompt: str, i: int) -> list[Fraction]:
    """The numbers of one row; a missing one is NaN's stand-in, minus one."""
    return [Fraction(-1 if cell == "?" else cell) for cell in rows(prompt)[i][1:]]


def sizes_by_letter(prompt: str, i: int) -> dict[str, Fraction]:
    return dict(zip(rows(prompt)[0][1:], entries(prompt, i), strict=True))


# What each prompt implies, from its printed text alone


def label_count(prompt: str) -> int:
    asked = re.search(r"does cluster (\w)", prompt)[1]  # type: ignore[index]
    return len(re.findall(rf"\b{asked}\b", prompt.split("`")[1]))


def bincount_entry(prompt: str) -> int:
    z, asked = prompt.split("`")[3], prompt.split("`")[5]
    return int(eval(f"{asked}".replace("z)", f"{z.removeprefix('z = ')})"), {"np": np}))


def empty_clusters(prompt: str) -> int:
    waits, centroids = (
        np.array(numbers(part)) for part in prompt.split("The waits are")[1].split(";")
    )
    nearest = np.abs(waits[:, None] - centroids).argmin(axis=1)
    return len(centroids) - len(set(nearest.tolist()))


def zero_weight(prompt: str) -> Fraction:
    return sum(
        (w * f for w, f in zip(entries(prompt, 1), entries(prompt, 2), strict=True)), Fraction(0)
    )


def count_peaks(prompt: str) -> int:
    sigma, *means = numbers(prompt)
    x = np.arange(min(means) - 5, max(means) + 5, 0.013)
    slope = sum((m - x) * norm.pdf(x, m, sigma) for m in means)
    return int(((slope[:-1] > 0) & (slope[1:] <= 0)).sum())


def best_pairing(prompt: str) -> int:
    confusion = np.array([row[1:] for row in rows(prompt)[1:]], dtype=int)
    return int(confusion[linear_sum_assignment(confusion, maximize=True)].sum())


def merged_size(prompt: str) -> Fraction:
    one, other = re.search(r"components (\w) and (\w) lie", prompt).groups()  # type: ignore[union-attr]
    sizes = sizes_by_letter(prompt, 1)
    return sizes[one] + sizes[other]


def missing_size(prompt: str) -> Fraction:
    total = int(re.search(r"N=(\d+)", prompt)[1])  # type: ignore[index]
    return total - sum(n for n in entries(prompt, 2) if n >= 0)


def change_of_cluster(prompt: str) -> int:
    _, _, long, moved = numbers(prompt)
    return long + moved


def count_over_batches(prompt: str) -> Fraction:
    return sum(entries(prompt, 1), Fraction(0))


def running_count(prompt: str) -> int:
    so_far, _, added = numbers(prompt)
    return so_far + added


def first_invariant(prompt: str) -> Fraction:
    total = int(re.search(r"N=(\d+)", prompt)[1])  # type: ignore[index]
    broken = re.search(r"but (\w)\.", prompt)[1]  # type: ignore[index]
    return total - sum(n for k, n in sizes_by_letter(prompt, 1).items() if k != broken)


def responsibility_table(prompt: str) -> int:
    k, n, _ = numbers(prompt)
    return int(np.ones((n, k)).sum())


def numbers_in_the_means(prompt: str) -> int:
    k, _, d = numbers(prompt)
    return np.zeros((k, d)).size


def centroid(prompt: str) -> float:
    x, z = np.array(rows(prompt)[0][1:], float), np.array(rows(prompt)[1][1:])
    return float(x[z == "L"].mean())


def batches_in_a_pass(prompt: str) -> int:
    n, size, _ = numbers(prompt)
    return len([range(n)[i : i + size] for i in range(0, n, size)])


def passes_until_settled(prompt: str) -> int:
    _, misplaced, step = numbers(prompt)
    passes = 0
    while misplaced > 0:
        misplaced, passes = misplaced - step, passes + 1
    return passes


def equal_start(prompt: str) -> Fraction:
    k, n, _ = numbers(prompt)
    return Fraction(n, k)


def whole_points_worth(prompt: str) -> Fraction:
    _, sure, shared, above, below = numbers(prompt)
    return sum([Fraction(above, below)] * shared, Fraction(sure))


RULES: dict[str, Rule] = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        label_count,
        bincount_entry,
        empty_clusters,
        zero_weight,
        count_peaks,
        best_pairing,
        merged_size,
        missing_size,
        change_of_cluster,
        count_over_batches,
        running_count,
        first_invariant,
        responsibility_table,
        numbers_in_the_means,
        centroid,
        batches_in_a_pass,
        passes_until_settled,
        equal_start,
        whole_points_worth,
    )
}
NAMES = list(RULES)
TOPICS = {int(f.topic[1:3]): f for f in map(families().get, NAMES) if f is not None}

each_family = pytest.mark.parametrize("name", NAMES)


# What each step's named misconceptions give, from the printed prompt alone


def wrong_roads(name: str, prompt: str) -> Iterator[tuple[str, float | Fraction]]:
    """The wrong roads that course/graph.toml names for the step, walked anew."""
    if name == "label-count":
        labels = prompt.split("`")[1].split()
        asked = re.search(r"does cluster (\w)", prompt)[1]  # type: ignore[index]
        yield "ordinal-for-cardinal", len(labels) - labels[::-1].index(asked)
    if name == "bincount-entry":
        z = numbers(prompt.split("`")[3])
        yield "counts-labels-from-one", z.count(numbers(prompt.split("`")[5])[0] - 1)
    if name == "empty-clusters":
        yield "every-cluster-owns-a-point", 0
    if name == "zero-weight":
        yield "zero-wipes-out-everything", 0
        yield "adds-the-densities", sum(entries(prompt, 2))
    if name == "count-peaks":
        yield "one-peak-per-component", len(numbers(prompt)) - 1
    if name == "best-pairing":
        confusion = np.array([row[1:] for row in rows(prompt)[1:]], dtype=int)
        yield "equal-labels-mean-equal-components", int(np.trace(confusion))
        yield "two-clusters-share-a-label", int(confusion.max(axis=0).sum())
    if name == "merged-size":
        one, other = re.search(r"components (\w) and (\w) lie", prompt).groups()  # type: ignore[union-attr]
        sizes = sizes_by_letter(prompt, 1)
        yield "larger-absorbs-smaller", max(sizes[one], sizes[other])
    if name == "missing-size":
        first = next(n for n in entries(prompt, 2) if n >= 0)
        total = int(re.search(r"N=(\d+)", prompt)[1])  # type: ignore[index]
        yield "takes-away-one-group-only", total - first
    if name == "change-of-cluster":
        _, _, long, moved = numbers(prompt)
        yield "moves-points-the-wrong-way", long - moved
    if name == "count-over-batches":
        yield "averages-the-counts", sum(entries(prompt, 1)) / 2
    if name == "running-count":
        a, _, b = numbers(prompt)
        yield "forgets-the-carry", a // 10 * 10 + b // 10 * 10 + (a % 10 + b % 10) % 10
        yield "writes-both-digits", (a // 10 + b // 10) * 100 + a % 10 + b % 10
    if name == "first-invariant":
        yield "shares-the-total-equally", Fraction(numbers(prompt)[0], 4)
    if name in ("responsibility-table", "numbers-in-the-means"):
        k, d = numbers(prompt)[0], numbers(prompt)[1 if name == "responsibility-table" else 2]
        yield "adds-the-factors", k + d
        if name == "numbers-in-the-means":
            yield "one-number-per-mean", k
    if name == "centroid":
        x, z = np.array(rows(prompt)[0][1:], float), np.array(rows(prompt)[1][1:])
        yield "midrange-for-mean", (x[z == "L"].min() + x[z == "L"].max()) / 2
    if name == "batches-in-a-pass":
        n, size, _ = numbers(prompt)
        yield "counts-the-cuts", len(range(size, n, size))
    if name == "passes-until-settled":
        _, misplaced, step = numbers(prompt)
        yield "counts-the-start-as-a-pass", len(range(0, misplaced + 1, step))
    if name == "equal-start":
        k, n, _ = numbers(prompt)
        yield "divides-the-wrong-way-round", Fraction(k, n)
        yield "gives-everything-to-each", n
    if name == "whole-points-worth":
        _, sure, shared, *_ = numbers(prompt)
        yield "counts-every-touched-point", sure + shared


def test_every_module_is_checked_here() -> None:
    entered = {name for module in MODULES for name in families() if _of(name) == module.__name__}
    assert entered == set(RULES)
    assert sorted(TOPICS) == OWN


def _of(name: str) -> str:
    return families()[name].make.__module__


@each_family
def test_the_answer_is_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        value = question.answer.value  # type: ignore[attr-defined]
        assert float(value) == pytest.approx(float(RULES[name](question.prompt)), rel=1e-9)


@each_family
def test_the_steps_own_misconceptions_give_what_they_say(name: str) -> None:
    wanted = set(graph()[families()[name].topic].misconceptions)
    for question in drawn(name):
        answers = {m.name: m.answer for m in question.misconceptions}
        walked = dict(wrong_roads(name, question.prompt))
        assert set(walked) == wanted
        for road, value in walked.items():
            found = answers[road].value  # type: ignore[attr-defined]
            assert float(found) == pytest.approx(float(value), rel=1e-9), road


@each_family
def test_wrong_values_differ_from_the_answer_and_from_each_other(name: str) -> None:
    for question in drawn(name):
        assert 3 <= len({m.name for m in question.misconceptions}) == len(question.misconceptions)
        for wrong in question.misconceptions:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)+", wrong.name)
            for text in (wrong.answer.show(), wrong.answer.show().replace(".", ",")):
                verdict = judge(question, text)
                assert verdict.kind is Kind.MISCONCEPTION
                assert verdict.misconception is wrong


@each_family
def test_every_accepted_spelling_is_accepted(name: str) -> None:
    for question in drawn(name):
        shown = question.answer.show()
        value = Fraction(shown)
        ways = [shown, *question.answer.spellings(), f"  {shown} ", shown.replace(".", ",")]
        ways += [f"{2 * value.numerator} / {2 * value.denominator}", f"N_k = {shown}"]
        for text in ways:
            assert judge(question, text).right, text
        assert not judge(question, str(float(value) + 0.5)).right
        assert not judge(question, "a few").honest


@each_family
def test_nothing_gives_the_answer_away(name: str) -> None:
    for question in drawn(name):
        for text in (question.prompt, *question.hints):
            assert not question.answer.given_away_by(text)
        assert question.answer.given_away_by(question.solution)


@each_family
def test_texts_are_clean_and_whole(name: str) -> None:
    for question in drawn(name):
        said = [m.message for m in question.misconceptions]
        for text in (question.prompt, question.solution, question.because, *question.hints, *said):
            assert not re.search(r"\d\.\d{5,}|\d0000\d|e-\d\d|nan|inf\b|None|Fraction", text), text
            assert text.count("$") % 2 == 0, text
            assert text.rstrip()[-1] in ".?", text
            assert "  " not in text, text


@each_family
def test_texts_can_be_shown_and_read_aloud(name: str) -> None:
    for question in drawn(name)[:40]:
        said = [m.message for m in question.misconceptions]
        for text in (question.prompt, question.solution, question.because, *question.hints, *said):
            assert "\\" not in to_words(text), to_words(text)
            html = to_html(text)
            assert html.count("<") == html.count(">")


@each_family
def test_a_seed_is_a_question_and_seeds_differ(name: str) -> None:
    assert families()[name].draw(7) == families()[name].draw(7)
    assert len({q.prompt for q in drawn(name)}) > 250
    assert len({q.answer.show() for q in drawn(name)}) >= 3


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_family_is_a_page(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


def test_the_printed_sums_of_solutions_and_twins_are_true() -> None:
    checked = 0
    for name in NAMES:
        for question in drawn(name):
            for text in (question.solution, question.hints.twin):
                for left, right in _sums(text):
                    assert _worth(left) == _worth(right), text
                    checked += 1
    assert checked > 10_000


def _sums(text: str) -> Iterator[tuple[str, str]]:
    """Each equation in dollars, as pairs of its sides that hold numbers alone."""
    plain = re.sub(r"\\frac\{(\d+)\}\{(\d+)\}", r"\1/\2", text).replace("\\cdot", "*")
    for formula in re.findall(r"\$([^$]+)\$", plain):
        sides = [s for s in formula.split("=") if re.fullmatch(r"[\d.+*/\- ]+", s)]
        yield from pairwise(sides)


def _worth(side: str) -> Fraction:
    """Sums and differences of products and quotients, exactly."""
    total = Fraction(0)
    for term in re.findall(r"[+-]?[^+-]+", side.replace(" ", "")):
        sign, body = (-1, term[1:]) if term[0] == "-" else (1, term.removeprefix("+"))
        product = Fraction(1)
        for factor in body.split("*"):
            above, _, below = factor.partition("/")
            product *= Fraction(above) / Fraction(below or 1)
        total += sign * product
    return total


def test_bumps_follow_the_rule_that_the_hints_give() -> None:
    """Two bells with equal weights: two peaks beyond two spreads (Behboodian 1970)."""

    def peaks(apart: float) -> int:
        x = np.arange(-10, 10, 0.001) + 1e-4
        slope = sum((m - x) * norm.pdf(x, m, 2) for m in (-apart / 2, apart / 2))
        return int(((slope[:-1] > 0) & (slope[1:] <= 0)).sum())

    assert (peaks(3.9), peaks(4.1)) == (1, 2)


def test_the_independent_check_can_fail() -> None:
    question = drawn("centroid")[0]
    wrong = question.misconceptions[0].answer
    assert isinstance(wrong, Decimal)
    assert float(wrong.value) != pytest.approx(centroid(question.prompt), rel=1e-9)


def test_the_sum_check_can_fail() -> None:
    assert [(_worth(a), _worth(b)) for a, b in _sums(r"So $2\cdot3+1=8$.")] == [(7, 8)]
