from __future__ import annotations

from fractions import Fraction as Ratio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.learn.answers import (
    Answer,
    Choice,
    Closeness,
    Decimal,
    Expression,
    Fraction,
    Integer,
    Matrix,
    NumberSet,
    Percentage,
    Unreadable,
    Vector,
)

RIGHT, NEARLY, DIFFERENT = Closeness.RIGHT, Closeness.NEARLY, Closeness.DIFFERENT
KINDS = [
    Integer(7),
    Integer(-3),
    Decimal(0.35498),
    Decimal(-1.25, places=2),
    Decimal(Ratio(12, 5), places=1),
    Decimal(76.9545, places=2),
    Decimal(41.6, places=0),
    Fraction(5, 18),
    Fraction(-2, 3),
    Percentage(0.355),
    Percentage(Ratio(1, 8), places=0),
    Choice(("the weights", "the means"), 1),
    Vector((2.125, -70.5), places=1),
    Matrix(((4, -1.5), (-1.5, Ratio(1, 3))), places=2),
    NumberSet((1, 2, 5, 10)),
    Expression("3*mu^2 - 12*mu + 14", ("mu",), terms=3),
]


@pytest.mark.parametrize("answer", KINDS, ids=repr)
def test_every_accepted_spelling_is_accepted(answer: Answer) -> None:
    for text in (answer.show(), *answer.spellings()):
        assert answer.compare(text).closeness is RIGHT, text


@pytest.mark.parametrize("answer", KINDS, ids=repr)
def test_every_kind_says_what_to_type_and_knows_when_it_is_given_away(answer: Answer) -> None:
    assert answer.form
    assert answer.given_away_by(f"It is {answer.show()}.")
    assert not answer.given_away_by("There is nothing of the kind here: 1234567.")


@pytest.mark.parametrize(
    ("text", "closeness"),
    [
        ("0.355", RIGHT),
        ("0.35498", RIGHT),
        ("0.3552", RIGHT),
        ("71/200", RIGHT),
        ("0.36", NEARLY),
        ("0.35", NEARLY),
        ("0.4", NEARLY),
        ("0.354", NEARLY),
        ("35.5", NEARLY),
        ("0", DIFFERENT),
        ("1", DIFFERENT),
        ("0.3", DIFFERENT),
        ("0.356", DIFFERENT),
        ("-0.355", DIFFERENT),
    ],
)
def test_the_rounding_rule(text: str, closeness: Closeness) -> None:
    assert Decimal(0.35498, places=3).compare(text).closeness is closeness


def test_each_near_miss_is_told_what_is_missing() -> None:
    r = Decimal(0.35498, places=3)
    assert r.compare("0.36").remark == (
        "That is right as far as it goes, but rounded too early: give 3 decimals."
    )
    assert r.compare("0.354").remark == (
        "That is cut off rather than rounded. Look at the digit after your last one: from 5 "
        "upwards, round up. Give 3 decimals."
    )
    assert r.compare("35.5").remark.startswith("That is 100 times too large. If you mean per cent")
    assert Percentage(0.355).compare("0.355").remark == (
        "That is the share itself. Write it as a percentage: 0.25 is 25 %."
    )
    assert "cannot hold it exactly" in Fraction(1, 3).compare("0.333").remark


def test_a_tie_may_be_rounded_either_way() -> None:
    tie = Decimal(Ratio(625, 10000), places=3)
    assert [tie.compare(t).closeness for t in ("0.062", "0.063")] == [RIGHT, RIGHT]


@given(st.floats(0.001, 0.999), st.integers(1, 5))
def test_the_rounded_value_and_any_finer_one_is_right(value: float, places: int) -> None:
    answer = Decimal(value, places)
    for finer in range(places, places + 4):
        assert answer.compare(f"{value:.{finer}f}").closeness is RIGHT


@given(st.floats(0.001, 0.999), st.integers(1, 4))
def test_one_unit_off_in_the_last_place_is_not_right(value: float, places: int) -> None:
    rounded = Ratio(round(Ratio(value), places))
    for off in (-1, 1):
        text = f"{float(rounded + Ratio(off, 10**places)):.{places}f}"
        tie = abs(abs(Ratio(text) - Ratio(value)) - Ratio(1, 2 * 10**places)) < Ratio(1, 10**12)
        assert tie or Decimal(value, places).compare(text).closeness is not RIGHT


def test_fractions_are_exact() -> None:
    quarter = Fraction(1, 4)
    assert [quarter.compare(t).closeness for t in ("2/8", "0.25", "25 %", "0.3", "4/1")] == [
        RIGHT, RIGHT, RIGHT, DIFFERENT, DIFFERENT,
    ]  # fmt: skip


def test_integers_take_no_neighbours() -> None:
    assert [Integer(7).compare(t).closeness for t in ("7", "7,0", "14/2", "7.1", "-7")] == [
        RIGHT, RIGHT, RIGHT, DIFFERENT, DIFFERENT,
    ]  # fmt: skip


def test_a_choice_is_named_by_text_letter_or_number_and_nothing_else() -> None:
    which = Choice(("A: it is far", "B: it is near"), 0)
    assert [which.compare(t).closeness for t in ("a: it is FAR", "a", "1", "b", "2")] == [
        RIGHT, RIGHT, RIGHT, DIFFERENT, DIFFERENT,
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="Choose one of the 2 statements; ‘c’ is none of them"):
        which.compare("c")
    with pytest.raises(Unreadable, match="Choose one of the 2 statements first"):
        which.compare(" ")
