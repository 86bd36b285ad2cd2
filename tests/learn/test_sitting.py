from __future__ import annotations

import pytest

from gmmlab.learn.families import practice_set
from gmmlab.learn.sitting import NO_MORE, TRY_FIRST, Mark, Sitting, begin

SET = practice_set("responsibilities")


@pytest.fixture
def sitting() -> Sitting:
    return begin(SET, seed=4)


def right(sitting: Sitting) -> str:
    return sitting.turn.question.answer.show()


def wrong(sitting: Sitting) -> str:
    return sitting.turn.question.misconceptions[0].answer.show()


def test_a_seed_is_a_sitting(sitting: Sitting) -> None:
    again, other = begin(SET, seed=4), begin(SET, seed=5)
    assert [t.question for t in sitting.turns] == [t.question for t in again.turns]
    assert [t.question for t in sitting.turns] != [t.question for t in other.turns]
    assert [t.family.draw(t.seed) for t in sitting.turns] == [t.question for t in sitting.turns]


def test_every_move_gives_a_new_value_and_leaves_the_old_one(sitting: Sitting) -> None:
    moved = sitting.answer(right(sitting)).next()
    assert (sitting.at, moved.at) == (0, 1)
    assert sitting.turn.attempts == ()


def test_marks(sitting: Sitting) -> None:
    assert sitting.answer(right(sitting)).turn.mark is Mark.RIGHT
    assert sitting.answer("what?").answer(right(sitting)).turn.mark is Mark.RIGHT
    assert sitting.hint().answer(right(sitting)).turn.mark is Mark.HELPED
    assert sitting.answer(wrong(sitting)).answer(right(sitting)).turn.mark is Mark.HELPED
    assert sitting.answer(wrong(sitting)).solve().turn.mark is Mark.SHOWN
    assert sitting.answer(wrong(sitting)).turn.mark is Mark.OPEN


def test_no_solution_before_an_honest_try(sitting: Sitting) -> None:
    for before in (sitting, sitting.answer("no idea")):
        refused = before.solve()
        assert not refused.turn.solved
        assert refused.turn.notice == TRY_FIRST
    assert sitting.answer("no idea").solve().turn.notice in sitting.solve().words
    assert sitting.answer(wrong(sitting)).solve().turn.solved


def test_hints_come_in_turn_and_end_at_three(sitting: Sitting) -> None:
    shown = [sitting.hint().turn.shown_hints]
    sitting = sitting.hint().hint().hint()
    assert (*shown[0], *sitting.turn.shown_hints[1:]) == tuple(sitting.turn.question.hints)
    assert sitting.hint().turn.hints == 3
    assert sitting.hint().turn.notice == NO_MORE


def test_nothing_goes_on_before_it_is_over_or_changes_after(sitting: Sitting) -> None:
    assert sitting.next() is sitting
    over = sitting.answer(right(sitting))
    assert over.answer(wrong(sitting)) is over


def test_the_end_tells_how_it_went_and_what_came_up(sitting: Sitting) -> None:
    slip = sitting.turn.question.misconceptions[0]
    sitting = sitting.answer(wrong(sitting)).answer("0.0123").answer(wrong(sitting))
    sitting = sitting.solve().next()
    while not sitting.finished:
        sitting = sitting.answer(right(sitting)).next()
    assert sitting.score == "4 of 5 right, 4 of them at the first try."
    assert sitting.came_up == ((slip, 2),)
    assert sitting.place == "All 5 questions done"
    assert sitting.words.endswith(f"{sitting.score} What came up: {slip.says} (twice).")
    assert sitting.next() is sitting
    assert sitting.answer("1") is sitting


def test_all_right_is_said_so(sitting: Sitting) -> None:
    while not sitting.finished:
        sitting = sitting.answer(right(sitting)).next()
    assert sitting.score == "All 5 right, each at the first try and without a hint."
