from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.errors import GmmlabError
from gmmlab.learn.reading import Unreadable, numbers_in, read_number, say

SPELLINGS = [
    ("0,355", Fraction(355, 1000), 3),
    (".355", Fraction(355, 1000), 3),
    ("35.5 %", Fraction(355, 1000), 3),
    ("35,5%", Fraction(355, 1000), 3),
    ("5/18", Fraction(5, 18), None),
    (" 5 / 18 ", Fraction(5, 18), None),
    ("5÷18", Fraction(5, 18), None),
    ("-1.5", Fraction(-3, 2), 1),
    ("\u22121.5", Fraction(-3, 2), 1),
    ("\u20131,5", Fraction(-3, 2), 1),
    ("- 3/4", Fraction(-3, 4), None),
    ("1e-3", Fraction(1, 1000), 3),
    ("2*10^-4", Fraction(2, 10000), 4),
    ("2.5 × 10^-4", Fraction(25, 100000), 5),
    ("1.5e2", Fraction(150), 0),
    ("3 2/4", Fraction(7, 2), None),
    ("½", Fraction(1, 2), None),
    ("3½", Fraction(7, 2), None),
    ("0.36/0.9", Fraction(2, 5), None),
    ("r_1 = 0.25", Fraction(1, 4), 2),
    ("r=1/4", Fraction(1, 4), None),
    ("≈ 0.25", Fraction(1, 4), 2),
    ("$0.25$", Fraction(1, 4), 2),
    ("5.", Fraction(5), 0),
    ("+7", Fraction(7), 0),
    ("1/2 %", Fraction(1, 200), None),
]


@pytest.mark.parametrize(("text", "value", "places"), SPELLINGS)
def test_reads_what_people_write(text: str, value: Fraction, places: int | None) -> None:
    number = read_number(text)
    assert (number.value, number.places) == (value, places)


@pytest.mark.parametrize(
    "text", ["a quarter", "1/2/3", "1 000", "--1", "1e", "e3", "nan", "inf", "0x10", "1_000", "½½"]
)
def test_refuses_the_rest_kindly(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_number(text)
    assert str(error.value) == (
        f"I read numbers such as 0.25, 1/4 or 25 %; I could not read ‘{text}’."
    )


@pytest.mark.parametrize("text", ["__import__('os').getcwd()", "2**9", "(1).real", "1if 1else 2"])
def test_never_evaluates(text: str) -> None:
    with pytest.raises(Unreadable):
        read_number(text)


def test_says_what_to_do_about_nothing_two_marks_zero_and_length() -> None:
    said = []
    for text in ("  ", "1.234,5", "3/0", "9" * 61):
        with pytest.raises(Unreadable) as error:
            read_number(text)
        said.append(str(error.value))
    assert said == [
        "There is nothing in the answer field yet. Type a number, such as 0.25.",
        "‘1.234,5’ has two decimal marks, so I cannot tell which one counts. "
        "Write a single comma or point: 1234.5.",
        "3/0 divides by 0, which no number does. Check the denominator.",
        "That is 61 characters long; a number needs at most 60.",
    ]


def test_a_huge_exponent_is_refused_before_it_costs_anything() -> None:
    with pytest.raises(Unreadable):
        read_number("1e999999999")


def test_unreadable_is_one_of_ours() -> None:
    assert issubclass(Unreadable, GmmlabError)
    assert issubclass(Unreadable, ValueError)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(read_number(text).value, Fraction)


@given(st.fractions(max_denominator=10**6))
def test_a_fraction_survives_writing_and_reading(value: Fraction) -> None:
    assert read_number(str(value)).value == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-999, max_value=999))
def test_a_decimal_survives_with_point_and_comma(value: object) -> None:
    for text in (str(value), str(value).replace(".", ",")):
        assert read_number(text).value == Fraction(str(value))


def test_numbers_in_a_text() -> None:
    found = numbers_in(
        r"$x=-1.5$, N_2, r_{i1}, 3/4 and 20 %: $\mu_1=2$, |0.9|; 1/0 is none, \frac{3}{7} is."
    )
    assert [str(n.value) for n in found] == ["-3/2", "3/4", "1/5", "2", "9/10", "3/7"]


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.1 + 0.2, 6, "0.3"),
        (Fraction(2, 3), 3, "0.667"),
        (40, 0, "40"),
        (-0.0, 3, "0"),
        (7, 3, "7"),
    ],
)
def test_says_numbers_without_noise(value: float, places: int, text: str) -> None:
    assert say(value, places) == text
