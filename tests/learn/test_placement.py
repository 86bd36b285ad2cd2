from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.learn.graph import graph
from gmmlab.learn.placement import (
    GAP,
    KNOWN,
    MOST,
    MOST_CHECKS,
    NOT_KNOWN,
    SURE,
    NothingAsked,
    Placement,
    Told,
    begin,
)
from gmmlab.learn.simulate import CASES, Case, simulate, table

COURSE = graph()
START = begin(COURSE)
SMALL = Placement(tuple("abcdef"), tuple("uuvvww"))
tellings = st.lists(st.sampled_from(("right", "wrong", "unknown")), min_size=30, max_size=30)


def placed(knows: set[str], start: Placement = START) -> Placement:
    """Place a learner who neither slips nor guesses."""
    while start.question is not None:
        start = start.told("right" if start.question in knows else "unknown")
    return start


def test_the_steps_are_the_lessons_in_order() -> None:
    assert START.topics == tuple(slug for slug in COURSE.order if not COURSE.parts(slug))
    for i, slug in enumerate(START.topics):
        assert COURSE.ancestors(slug).intersection(START.topics) <= set(START.topics[:i])
    assert begin(COURSE, COURSE.chain[:5]).topics == COURSE.chain[:5]


@pytest.mark.parametrize("n", [0, 1, 2, 30, 61, 92, 93, 94])
def test_sure_answers_find_the_frontier(n: int) -> None:
    done = placed(set(START.topics[:n]))
    assert abs(done.position - n) <= 1
    assert done.frontier == (START.topics[done.position] if done.position < 94 else None)
    assert done.gaps == ()


def test_a_forgotten_unit_is_found_and_the_rest_is_known() -> None:
    """Adults forget geometry and keep their integrals."""
    angles = {s for s in START.topics if COURSE[s].unit == "u07-angles-and-triangles"}
    knows = set(START.topics[:70]) - angles
    done = placed(knows)
    assert abs(done.position - 70) <= 1
    assert done.gaps == ("u07-angles-and-triangles",)
    assert not angles.intersection(done.known)
    assert done.event.known == done.known
    assert done.event.kind == "placed"


@given(tellings)
def test_every_placement_ends_within_its_budget(answers: list[Told]) -> None:
    placement, last = START, START
    for answer in answers:
        if placement.done:
            break
        last, placement = placement, placement.told(answer)
    assert placement.done
    assert placement.question is None
    assert placement.first is not None
    assert placement.first <= MOST
    assert len(placement.answers) - placement.first <= MOST_CHECKS
    assert len(last.answers) == len(placement.answers) - 1
    told_right = {placement.topics[i] for i, said in placement.answers if said == "right"}
    below = set(placement.topics[: placement.position])
    assert set(placement.known) <= below
    assert set(placement.known).isdisjoint(set(placement.asked) - told_right)


def test_the_first_part_ends_when_it_is_sure() -> None:
    done = placed(set(START.topics[:40]))
    assert done.first is not None
    for n in range(done.first + 1):
        part = replace(START, answers=done.answers[:n])
        near = np.convolve(part.beliefs, [1, 1, 1], "same").max()
        assert (near >= SURE) == (n == done.first)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(tuple(KNOWN))), max_size=6))
def test_beliefs_are_bayes_theorem_over_every_world(answers: list[tuple[int, str]]) -> None:
    """The same by enumeration: all frontiers, all sets of forgotten units."""
    weights = np.zeros(7)
    for frontier, gaps in product(range(7), product((False, True), repeat=3)):
        weight = float(np.prod([GAP if gap else 1 - GAP for gap in gaps]))
        for i, said in answers:
            weight *= (KNOWN if i < frontier and not gaps[i // 2] else NOT_KNOWN)[said]
        weights[frontier] += weight
    assert replace(SMALL, answers=tuple(answers)).beliefs == pytest.approx(
        weights / weights.sum(), rel=1e-12
    )


def test_the_first_question_halves_what_is_possible() -> None:
    assert START.question is not None
    assert abs(START.topics.index(START.question) - 47) <= 3


def checking(units: int, *answers: tuple[int, Told]) -> Placement:
    """Stand before the spot checks, with units of three steps, all of which seem to be known."""
    steps = range(3 * units)
    sure: list[tuple[int, Told]] = [(steps[-1], "right"), (steps[-2], "right")]
    names = tuple(f"s{i:03}" for i in steps), tuple(f"u{i // 3:02}" for i in steps)
    return Placement(*names, (*answers, *sure), first=len(answers) + 2)


def test_the_likeliest_gap_is_checked_first_and_in_its_middle() -> None:
    assert checking(6).question == "s001"
    assert checking(6, (9, "wrong")).question == "s010"


def test_confirmed_units_are_not_checked() -> None:
    assert checking(3, (0, "right"), (5, "right")).done


def test_one_wrong_answer_is_asked_again_and_two_are_a_gap() -> None:
    once = checking(2).told("wrong")
    assert once.question == "s001"
    assert once.told("right").done
    assert once.told("right").gaps == ()
    twice = once.told("wrong")
    assert (twice.done, twice.gaps) == (True, ("u00",))
    assert (checking(2).told("unknown").done, checking(2).told("unknown").gaps) == (True, ("u00",))


def test_no_more_units_are_checked_than_ten() -> None:
    placement = checking(30)
    while not placement.done:
        placement = placement.told("right")
    assert len(placement.answers) == 2 + MOST_CHECKS


def test_an_answer_that_tells_nothing_is_refused() -> None:
    with pytest.raises(NothingAsked, match=r"'maybe' tells nothing; say one of right"):
        START.told("maybe")  # type: ignore[arg-type]
    with pytest.raises(NothingAsked, match=r"ended after \d+ questions"):
        placed(set()).told("right")


def test_a_placement_is_a_value() -> None:
    once, again = START.told("right"), START.told("right")
    assert once == again
    assert START.answers == ()
    assert hash(once) == hash(again)


def test_placement_keeps_its_bars() -> None:
    """At most 12 questions on average, 95 % placed within two steps: slip .10, guess .05."""
    outcome = simulate(Case(slip=0.10, guess=0.05), 250, 7, START)
    assert outcome.questions <= 12
    assert outcome.placed >= 0.95


def test_the_bars_can_fail() -> None:
    """Learners who slip three times in ten are not placed so well."""
    assert simulate(Case(slip=0.30, guess=0.20), 100, 7, START).placed < 0.95


def test_a_simulation_belongs_to_its_seed() -> None:
    one, same, other = (simulate(CASES[4], 20, seed, START) for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_the_table_has_a_row_for_each_case() -> None:
    lines = list(table(3, seed=2))
    assert lines[0] == "3 learners a row, seed 2, 94 steps in 12 units."
    assert len(lines) == 4 + len(CASES)
    assert {line.count("|") for line in lines[2:]} == {11}
