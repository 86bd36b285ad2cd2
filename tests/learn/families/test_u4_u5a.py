"""Steps 21 to 29 and 31 to 33 over 300 seeds: answers and wrong roads recomputed from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal as Exact
from fractions import Fraction
from functools import cache
from itertools import count, pairwise

import numpy as np
import pytest

from gmmlab.learn.families import by_name
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_words
from gmmlab.learn.questions import Kind, Question, judge

pytestmark = pytest.mark.xdist_group("u4_u5a")  # questions are drawn once

SEEDS = range(300)
OWN = (*range(21, 30), 31, 32, 33)

Value = float | Fraction
Roads = dict[str, Value]


@cache
def drawn(name: str) -> list[Question]:
    return [by_name(name).draw(seed) for seed in SEEDS]


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text)]


def read(pattern: str, text: str) -> list[int]:
    """The whole numbers that stand where the pattern has #."""
    found = re.search(pattern.replace("#", r"(\d+)"), text)
    assert found, (pattern, text)
    return [int(n) for n in found.groups()]


def row(prompt: str, i: int) -> list[str]:
    lines = [line for line in prompt.split("\n") if line.startswith("|") and "---" not in line]
    return [cell.strip() for cell in lines[i].strip("|").split("|")][1:]


def labels(prompt: str) -> tuple[np.ndarray, int]:
    """One label for each point of the prompt's table, and the label that is asked for."""
    sizes = [int(n) for n in row(prompt, 1)]
    asked = re.search(r"the (\w+) kind(?:\?|, written)", prompt)
    assert asked
    return np.repeat(np.arange(len(sizes)), sizes), row(prompt, 0).index(asked[1])


# What each prompt implies


def one_in_how_many(prompt: str) -> Value:
    z, k = labels(prompt)
    assert len(z) == numbers(prompt)[0]
    return 1 / Fraction(int((z == k).sum()), len(z))


def variance_of_the_m_step(prompt: str) -> Value:
    deviations = np.array(row(prompt, 0), float)
    assert deviations.mean() == 0
    assert (deviations**2 == np.array(row(prompt, 1), float)).all()
    assert len(deviations) == numbers(prompt)[1] < numbers(prompt)[0]
    return float(np.var(deviations))


def arrival(prompt: str) -> tuple[int, int, int]:
    n, mean = read("has # points and its centroid at #", prompt)
    (x,) = read(r"a \w+ of # joins", prompt)
    return n, mean, x


def running_mean(prompt: str) -> Value:
    n, mean, x = arrival(prompt)
    return float(np.mean([mean] * n + [x]))


def left_over(prompt: str) -> Value:
    k, n, _ = numbers(prompt)
    while n >= k:
        n -= k
    return n


def blocks(prompt: str) -> tuple[list[int], int, int]:
    n, k, _, _ = numbers(prompt)
    return [len(block) for block in np.array_split(np.arange(n), k)], n, k


def points_in_the_larger_blocks(prompt: str) -> Value:
    sizes, _, _ = blocks(prompt)
    return sum(size for size in sizes if size == max(sizes))


def training_points(prompt: str) -> Value:
    _, n, f, _ = numbers(prompt)
    x = np.arange(n)
    learnt = {len(np.setdiff1d(x, fold)) for fold in np.split(x, f)}
    assert len(learnt) == 1
    return learnt.pop()


def cluster(prompt: str) -> tuple[int, int, int]:
    count_, n = read("put # of #", prompt)
    (total,) = read("add up to #", prompt)
    return count_, n, total


def mean_in_decimals(prompt: str) -> Value:
    n, _, total = cluster(prompt)
    values = np.full(n, total // n) + (np.arange(n) < total % n)
    assert values.sum() == total
    return float(values.mean())


def periods(prompt: str) -> list[int]:
    return [int(n) for n in re.findall(r"after every (\d+)", prompt, re.I)]


def two_schedules(prompt: str) -> Value:
    a, b = periods(prompt)
    return next(i for i in count(1) if i % a == 0 and i % b == 0)


def equal_folds(prompt: str) -> Value:
    (n,) = read("N=#", prompt)
    inner = np.arange(2, n)
    return int((np.multiply.outer(inner, inner) == n).sum())


def weight_as_a_decimal(prompt: str) -> Value:
    z, k = labels(prompt)
    return float(np.mean(z == k))


def gain(prompt: str) -> tuple[str, str]:
    """The number behind its point, and the digit."""
    found = re.search(r"by 0\.(\d+).*the digit (\d)", prompt)
    assert found
    return found[1], found[2]


def worth_of_a_digit(prompt: str) -> Value:
    places, digit = gain(prompt)
    assert places.count(digit) == 1
    return Fraction(f"0.{places}") - Fraction(f"0.{places.replace(digit, '0')}")


def small(prompt: str) -> tuple[str, str]:
    """The number with its power of ten, and the same written out by Python."""
    found = re.search(r"`([\d.]+e-\d)`", prompt)
    assert found
    return found[1], f"{Exact(found[1]):f}"


def written_out(prompt: str) -> Value:
    short, long = small(prompt)
    (first,) = read("digit #", prompt)
    assert short.startswith(str(first))
    found = re.fullmatch(rf"0\.(0*){first}\d", long)
    assert found
    return len(found[1])


RULES: dict[str, Callable[[str], Value]] = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        one_in_how_many,
        variance_of_the_m_step,
        running_mean,
        left_over,
        points_in_the_larger_blocks,
        training_points,
        mean_in_decimals,
        two_schedules,
        equal_folds,
        weight_as_a_decimal,
        worth_of_a_digit,
        written_out,
    )
}
NAMES = list(RULES)
each = pytest.mark.parametrize("name", NAMES)


# Where each wrong road leads, walked anew


def _one_in_how_many(prompt: str) -> Roads:
    z, k = labels(prompt)
    own, others = int((z == k).sum()), int((z != k).sum())
    return {
        "subtracts-instead-of-dividing": others,
        "odds-instead-of-share": others / own,
        "gives-the-size-itself": own,
        "gives-the-share-itself": float(np.mean(z == k)),
        "one-in-as-many-as-kinds": len(set(z.tolist())),
    }


def _variance_of_the_m_step(prompt: str) -> Roads:
    deviations = np.array(row(prompt, 0), float)
    others = numbers(prompt)[0] - len(deviations)
    return {
        "divides-by-the-count-less-one": float(np.var(deviations, ddof=1)),
        "divides-by-all-the-points": float(np.mean([*deviations**2, *[0] * others])),
        "forgets-to-divide": float(deviations @ deviations),
        "gives-the-standard-deviation": float(np.std(deviations)),
    }


def _running_mean(prompt: str) -> Roads:
    n, mean, x = arrival(prompt)
    total = sum([mean] * n) + x
    tens, ones = (int(digit) for digit in str(total))
    return {
        "averages-the-mean-with-the-point": float(np.mean([mean, x])),
        "divides-by-the-old-count": mean + x / n,
        "forgets-the-old-total": (mean + x) / (n + 1),
        "loses-what-is-left-of-the-tens": int(f"{tens // (n + 1)}{ones // (n + 1)}"),
    }


def _left_over(prompt: str) -> Roads:
    k, n, _ = numbers(prompt)
    return {
        "gives-the-quotient": len(range(k, n + 1, k)),
        "gives-the-placed-points": max(range(0, n + 1, k)),
        "stops-dealing-too-early": n - max(range(0, n + 1 - k, k)),
        "counts-what-is-missing": next(i for i in count(1) if (n + i) % k == 0),
    }


def _points_in_the_larger_blocks(prompt: str) -> Roads:
    sizes, n, k = blocks(prompt)
    alike = [n // k] * k
    larger = sizes.count(max(sizes))
    return {
        "drops-the-remainder": sum(alike[:larger]),
        "remainder-in-one-block": n - sum(alike[1:]),
        "gives-the-size-of-one-block": max(sizes),
        "gives-the-remainder": larger,
        "swaps-the-two-sizes": sum(size for size in sizes if size == min(sizes)),
    }


def _training_points(prompt: str) -> Roads:
    k, n, f, _ = numbers(prompt)
    fold = len(np.split(np.arange(n), f)[0])
    return {
        "gives-the-held-out-size": fold,
        "subtracts-the-number-of-folds": n - f,
        "divides-by-the-number-of-components": n * (1 - 1 / k),
        "learns-from-everything": n,
        "adds-up-all-the-fits": sum(n - fold for _ in range(f)),
    }


def _mean_in_decimals(prompt: str) -> Roads:
    n, everyone, total = cluster(prompt)
    return {
        "drops-the-decimals": int(total / n),
        "writes-the-remainder-behind-the-point": float("{}.{}".format(*divmod(total, n))),
        "divides-by-all-the-points": total / everyone,
        "divides-the-wrong-way-round": n / total,
    }


def _two_schedules(prompt: str) -> Roads:
    a, b = periods(prompt)
    return {
        "multiplies-ignoring-the-common-factor": a * b,
        "gives-the-common-factor": max(k for k in range(1, a + 1) if a % k == b % k == 0),
        "waits-for-the-slower-one-only": max(a, b),
        "adds-the-two-periods": a + b,
    }


def _equal_folds(prompt: str) -> Roads:
    (n,) = read("N=#", prompt)
    pairs = [(k, m) for k in range(1, n + 1) for m in range(1, n + 1) if k * m == n]
    inner = [pair for pair in pairs if 1 not in pair]
    roads: Roads = {
        "counts-one-and-the-number": len(pairs),
        "counts-one-end": len(pairs) - 1,
        "lets-parts-be-unequal": len(range(2, n)),
    }
    pairs_once = len({frozenset(pair) for pair in inner})
    primes = sum(not any(k % j == 0 for j in range(2, k)) for k, _ in inner)
    if pairs_once < len(inner):
        roads["counts-each-pair-once"] = pairs_once
    if primes not in (len(inner), pairs_once):
        roads["counts-only-the-prime-factors"] = primes
    return roads


def _weight_as_a_decimal(prompt: str) -> Roads:
    z, k = labels(prompt)
    own, n = int((z == k).sum()), len(z)
    return {
        "reads-the-bar-as-a-point": float(f"{own}.{n}"),
        "divides-the-wrong-way-round": n / own,
        "odds-instead-of-share": own / int((z != k).sum()),
        "shares-equally": 1 / len(set(z.tolist())),
    }


def _worth_of_a_digit(prompt: str) -> Roads:
    places, digit = gain(prompt)
    at = places.index(digit)
    return {
        "digit-instead-of-value": int(digit),
        "one-place-off": Fraction("0." + "0" * (at - 1) + digit),
        "counts-the-zero-before-the-point": Fraction("0." + "0" * (at + 1) + digit),
        "reads-the-decimals-as-a-whole-number": int(digit + "0" * len(places[at + 1 :])),
    }


def _written_out(prompt: str) -> Roads:
    short, long = small(prompt)
    exponent = int(short[-1])
    by_the_last = f"{Exact(short.replace('.', '')).scaleb(0):f}"
    return {
        "as-many-zeros-as-the-exponent": exponent,
        "counts-all-the-decimals": len(long.split(".")[1]),
        "counts-to-the-last-digit": len(re.findall("0", by_the_last)) - 1,
    }


ROADS: dict[str, Callable[[str], Roads]] = {
    name: globals()[f"_{name.replace('-', '_')}"] for name in NAMES
}


def value(answer: object) -> float:
    return float(answer.value)  # type: ignore[attr-defined]


def test_every_step_has_its_family_and_the_misconceptions_that_the_graph_names() -> None:
    topics = {by_name(name).topic for name in NAMES}
    assert sorted(int(topic[1:3]) for topic in topics) == list(OWN)
    for name in NAMES:
        named = set(graph()[by_name(name).topic].misconceptions)
        assert all(named <= {m.name for m in q.misconceptions} for q in drawn(name))


@each
def test_the_answer_is_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        implied = float(RULES[name](question.prompt))
        assert value(question.answer) == pytest.approx(implied, rel=1e-9), question.prompt


@each
def test_each_wrong_road_leads_where_it_says(name: str) -> None:
    for question in drawn(name):
        walked = ROADS[name](question.prompt)
        given = {m.name: value(m.answer) for m in question.misconceptions}
        assert len(given) >= 3
        assert given == {road: pytest.approx(float(v), rel=1e-9) for road, v in walked.items()}


@each
def test_each_wrong_answer_gets_its_own_message(name: str) -> None:
    for question in drawn(name):
        for wrong in question.misconceptions:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)+", wrong.name)
            for text in (wrong.answer.show(), wrong.answer.show().replace(".", ",")):
                verdict = judge(question, text)
                assert verdict.kind is Kind.MISCONCEPTION
                assert verdict.misconception is wrong


@each
def test_the_right_answer_is_taken_in_every_writing(name: str) -> None:
    for question in drawn(name):
        exact = Fraction(question.answer.value)  # type: ignore[attr-defined]
        shown = question.answer.show()
        ways = (shown, shown.replace(".", ","), f" = {shown} ", str(exact))
        assert all(judge(question, text).right for text in ways), shown
        assert not judge(question, str(float(exact) + 0.5)).right
        assert not judge(question, "some").honest


@each
def test_nothing_but_the_solution_tells_the_answer(name: str) -> None:
    for question in drawn(name):
        told = (question.prompt, *question.hints, question.answer.form)
        assert not any(question.answer.given_away_by(text) for text in told)
        assert question.answer.given_away_by(question.solution)


@each
def test_texts_are_words_that_end(name: str) -> None:
    for question in drawn(name):
        messages = [m.message for m in question.misconceptions]
        texts = (question.prompt, question.solution, question.because, *question.hints, *messages)
        for text in texts:
            assert text.rstrip()[-1] in ".?", text
            assert "  " not in text, text
            assert not re.search(r"\\|\{|simply|obvious|None", to_words(text)), text


@each
def test_questions_vary(name: str) -> None:
    assert by_name(name).draw(7) == drawn(name)[7]
    assert len({q.prompt for q in drawn(name)}) > 260
    assert len({q.answer.show() for q in drawn(name)}) >= 6


def equations(text: str) -> Iterator[tuple[Fraction, Fraction]]:
    """The two sides of each equation in dollars that is made of numbers alone."""
    plain = re.sub(r"\\frac\{(\d+)\}\{(\d+)\}", r"(\1/\2)", text).replace("\\cdot", "*")
    for formula in re.findall(r"\$([^$]+)\$", plain):
        sides = [s for s in formula.split("=") if re.fullmatch(r"[\d.+*/() -]+", s)]
        yield from pairwise(eval(re.sub(r"[\d.]+", r"Fraction('\g<0>')", side)) for side in sides)


def test_the_printed_sums_are_true() -> None:
    checked: Counter[str] = Counter()
    for name in NAMES:
        for question in drawn(name)[:120]:
            for text in (question.solution, question.hints.twin):
                for left, right in equations(text):
                    assert left == right, text
                    checked[name] += 1
    assert set(NAMES) - set(checked) == {"equal-folds", "mean-in-decimals", "worth-of-a-digit"}
    assert min(checked.values()) >= 240


def test_long_division_prints_the_digits_of_the_quotient() -> None:
    for question in drawn("mean-in-decimals"):
        for text in (question.solution, question.hints.twin):
            above, below, whole, places = read(r"frac\{#\}\{#\}=#\.#\\ldots", text)
            assert whole * 1000 + places == above * 1000 // below
            assert len(re.findall(rf"{whole}\.(\d+)\\ldots", text)[0]) == 3
            rounded = re.search(r"which is ([\d.]+) to two decimals", text)
            assert rounded
            assert abs(Fraction(rounded[1]) - Fraction(above, below)) < Fraction(1, 200)


def test_the_factors_that_a_solution_lists_are_all_there_are() -> None:
    for question in drawn("equal-folds"):
        (n,) = read("N=#", question.prompt)
        factors = [k for k in range(2, n) if n % k == 0]
        listed = re.search(r"without remainder is ([\d, and]+)\.", question.solution)
        assert (numbers(listed[1]) if listed else []) == factors


def test_some_numbers_of_points_are_prime_and_most_are_not() -> None:
    primes = [q for q in drawn("equal-folds") if q.answer.show() == "0"]
    assert 30 <= len(primes) <= 100
    assert all("is a prime" in q.solution for q in primes)


def test_every_place_from_hundredths_on_is_asked_for_and_the_field_does_not_tell_it() -> None:
    places = Counter(len(q.answer.show().split("/")[1]) - 1 for q in drawn("worth-of-a-digit"))
    assert set(places) == {2, 3, 4}
    assert min(places.values()) >= 30
    assert len({q.answer.form for q in drawn("worth-of-a-digit")}) == 1


def test_a_decimal_is_written_out_rightly() -> None:
    for question in drawn("written-out"):
        for text in (question.solution, question.hints.twin):
            short, long = re.findall(r"`([\d.]+e-\d)` is.*?\$([\d.\\,]+)\$", text)[0]
            assert Fraction(long.replace("\\,", "")) == Fraction(short)


def test_the_variance_of_the_m_step_is_the_most_likely_one() -> None:
    """Neither the count less one nor any other divisor gives a higher likelihood."""
    for question in drawn("variance-of-the-m-step")[:60]:
        deviations = np.array(row(question.prompt, 0), float)
        best = value(question.answer)
        others = best * np.array([0.8, 0.99, 1.01, len(deviations) / (len(deviations) - 1)])
        heights = [-np.log(v) - np.mean(deviations**2) / v for v in (best, *others)]
        assert int(np.argmax(heights)) == 0


def test_a_change_below_the_tolerance_is_read_off_its_places() -> None:
    below = 0
    for question in drawn("worth-of-a-digit"):
        assert "tolerance 0.001" in question.because
    for digits in range(10_000):
        places = f"{digits:04d}"
        assert (places[:3] == "000") == (Fraction(f"0.{places}") < Fraction(1, 1000))
        below += places[:3] == "000"
    assert below == 10


@each
def test_the_independent_checks_can_fail(name: str) -> None:
    """A wrong road's value, or the next prompt's, is not taken for this prompt's."""
    one, *others = drawn(name)
    assert value(one.misconceptions[0].answer) != pytest.approx(float(RULES[name](one.prompt)))
    other = next(q for q in others if q.answer.show() != one.answer.show())
    assert value(one.answer) != pytest.approx(float(RULES[name](other.prompt)))
    assert ROADS[name](one.prompt) != ROADS[name](other.prompt)


def test_the_check_of_sums_can_fail() -> None:
    assert list(equations(r"So $2\cdot3+1=\frac{16}{2}$.")) == [(7, 8)]
