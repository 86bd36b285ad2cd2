"""Every family over 300 seeds: right answers recomputed from the printed prompt alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from scipy.stats import norm

from gmmlab.learn.answers import Closeness
from gmmlab.learn.families import by_name, practice_set
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.questions import Kind, Question, families, judge
from gmmlab.learn.reading import numbers_in

SEEDS = range(300)
NAMES = sorted(families())
SIX = ("responsibility-by-hand", "share-from-scores")
"""They know a misconception more than the others."""
each_family = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in NAMES]
)
"""All tests of a family run in one process, which draws its questions once."""


@cache
def drawn(name: str) -> list[Question]:
    return [by_name(name).draw(seed) for seed in SEEDS]


def given(text: str, symbol: str) -> float:
    """What the prompt says behind 'symbol='."""
    return float(re.search(rf"{re.escape(symbol)}=(-?[\d.]+)", text)[1])  # type: ignore[index]


def row(prompt: str, i: int) -> list[Fraction]:
    line = [line for line in prompt.split("\n") if line.startswith("|")][i]
    return [Fraction(cell.strip()) for cell in line.strip("|").split("|")[1:]]


def by_hand(prompt: str) -> float:
    pi, mu = ([given(prompt, f"\\{s}_{k}") for k in (1, 2)] for s in ("pi", "mu"))
    scores = np.array(pi) * norm.pdf(given(prompt, "x"), mu, given(prompt, "\\sigma"))
    return float(scores[0] / scores.sum())


def soft_count(prompt: str) -> Fraction:
    return sum(row(prompt, 2), Fraction(0))


def weighted_mean(prompt: str) -> float:
    return float(
        np.average(np.array(row(prompt, 0), float), weights=np.array(row(prompt, 2), float))
    )


def share(prompt: str) -> Fraction:
    a, b, c = (Fraction(s) for s in re.findall(r"0\.\d{3}", prompt))
    return a / (a + b + c)


INDEPENDENT: dict[str, Callable[[str], float | Fraction]] = {
    "responsibility-by-hand": by_hand,
    "soft-count": soft_count,
    "weighted-mean": weighted_mean,
    "share-from-scores": share,
}


@pytest.mark.parametrize("name", sorted(INDEPENDENT))
def test_the_answer_is_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        value = question.answer.value  # type: ignore[attr-defined]
        assert float(value) == pytest.approx(float(INDEPENDENT[name](question.prompt)), rel=1e-9)


def test_the_outlier_is_the_point_of_least_density_and_has_a_responsibility_of_one() -> None:
    for question in drawn("outlier-or-undecided"):
        lines = [line for line in question.prompt.split("\n") if re.match(r"\| [ABC] ", line)]
        table = {line[2]: [float(n.value) for n in numbers_in(line)] for line in lines}
        far = min(table, key=lambda letter: table[letter][3])
        even = min(table, key=lambda letter: abs(table[letter][1] - 0.5))
        assert question.answer.show().startswith(f"{far}:")
        assert max(table[far][1:3]) == 1.0
        assert even != far
        assert all(r1 + r2 == pytest.approx(1, abs=1e-9) for _, r1, r2, _ in table.values())


def test_the_outliers_densities_are_those_of_the_mixture() -> None:
    from gmmlab.learn.families.s75_03_outlier import Pair

    pair, x = Pair((0.3, 0.7), (2.0, 4.3), (0.3, 0.4)), 3.1
    scores = np.array(pair.weights) * norm.pdf(x, pair.means, pair.sigmas)
    assert pair.log_density(x) == pytest.approx(np.log(scores.sum()), rel=1e-12)
    assert pair.share(x) == pytest.approx(scores[0] / scores.sum(), rel=1e-9)


@each_family
def test_wrong_values_differ_from_the_answer_and_from_each_other(name: str) -> None:
    for question in drawn(name):
        for wrong in question.misconceptions:
            verdict = judge(question, wrong.answer.show())
            assert verdict.kind is Kind.MISCONCEPTION
            assert verdict.misconception is wrong
        names = {m.name for m in question.misconceptions}
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", slip) for slip in names)
        assert 3 <= len(names) == len(question.misconceptions) <= (6 if name in SIX else 5)


@each_family
def test_every_accepted_spelling_is_accepted(name: str) -> None:
    for question in drawn(name):
        for text in (question.answer.show(), *question.answer.spellings()):
            assert judge(question, text).right, text


@each_family
def test_nothing_gives_the_answer_away(name: str) -> None:
    for question in drawn(name):
        for text in (question.prompt, *question.hints):
            assert not question.answer.given_away_by(text)
        assert question.answer.options or question.answer.given_away_by(question.solution)


@each_family
def test_the_twin_has_other_numbers(name: str) -> None:
    for question in drawn(name):
        assert question.hints.twin.startswith("The same with other numbers:")
        assert question.solution not in question.hints.twin
        asked = [n.value for n in numbers_in(question.prompt)]
        assert asked != [n.value for n in numbers_in(question.hints.twin)][: len(asked)]


@each_family
def test_texts_are_clean_and_whole(name: str) -> None:
    said = {m.message for question in drawn(name) for m in question.misconceptions}
    for question in drawn(name):
        said |= {question.prompt, question.solution, question.because, *question.hints}
    for text in said:
        assert not re.search(r"\d\.\d{7,}|\d0000\d|e-\d\d|\bnan\b|\binf\b|None", text), text
        assert text.count("$") % 2 == 0, text
        assert text.rstrip()[-1] in ".?", text
        assert "\\" not in to_words(text), to_words(text)
        html = to_html(text)
        assert html.count("<") == html.count(">")


@each_family
def test_a_seed_is_a_question_and_seeds_differ(name: str) -> None:
    assert by_name(name).draw(7) == by_name(name).draw(7) == drawn(name)[7]
    assert len({q.prompt for q in drawn(name)}) > 250


@each_family
def test_each_misconception_teaches(name: str) -> None:
    """A message says more than 'wrong': at least two sentences, and none repeats another."""
    for question in drawn(name)[:40]:
        messages = [to_words(m.message) for m in question.misconceptions]
        assert all(len(re.findall(r"[.:?](?:\s|$)", m)) >= 2 for m in messages), messages
        assert len(set(messages)) == len(messages)


@each_family
def test_a_misconception_leads_back_to_what_comes_before(name: str) -> None:
    leads = {m.back_to for question in drawn(name) for m in question.misconceptions} - {""}
    assert leads <= graph().ancestors(by_name(name).topic)


@each_family
def test_a_loose_link_to_mixtures_is_owned_up_to(name: str) -> None:
    loose = graph()[by_name(name).topic].link != "strong"
    assert all(("The link to" in q.because) == loose for q in drawn(name)[:5])


def test_the_lesson_practises_two_core_families_a_trap_and_two_older_steps() -> None:
    names = practice_set("s75-03-responsibilities").families
    topics = [by_name(name).topic for name in names]
    assert len(set(names)) == 5
    assert topics.count("s75-03-responsibilities") == 3
    assert sum(topic.startswith(("s19-", "s30-")) for topic in topics) == 2


def test_the_independent_check_can_fail() -> None:
    question = drawn("responsibility-by-hand")[0]
    wrong = question.misconceptions[0].answer
    assert wrong.compare(f"{by_hand(question.prompt):.3f}").closeness is not Closeness.RIGHT


def test_the_printed_steps_of_a_worked_solution_lead_to_its_result() -> None:
    for question in drawn("responsibility-by-hand"):
        for text in (question.solution, question.hints.twin):
            a, b, r = re.search(r"frac\{([\d.]+)\}\{[\d.]+\+([\d.]+)\}=([\d.]+)", text).groups()  # type: ignore[union-attr]
            assert f"{float(a) / (float(a) + float(b)):.3f}" == r
