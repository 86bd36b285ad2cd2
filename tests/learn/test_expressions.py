"""Formulas, matrices and sets as people type them, right and wrong."""

from contextlib import suppress

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gmmlab.learn.answers import Closeness, Expression, Matrix, NumberSet, Unreadable

SQUARES = Expression("3*mu^2 - 12*mu + 14", ("mu",), terms=3)
SCORE = Expression("pi*exp(-x^2/2)/sigma", ("pi", "x", "sigma"))


@pytest.mark.parametrize(
    ("answer", "text", "closeness"),
    [
        (SQUARES, "3μ² − 12μ + 14", "right"),
        (SQUARES, "14 + 3*mu**2 - 12 mu", "right"),
        (SQUARES, "3(mu-2)^2+2", "right"),
        (SQUARES, "3mu^2 - 10mu - 2mu + 14", "nearly"),
        (SQUARES, "3mu^2 - 12mu - 14", "different"),
        (SQUARES, "3mu^2", "different"),
        (SCORE, "π·exp(−x²/2)/σ", "right"),
        (SCORE, "(pi/sigma) exp(-0.5x^2)", "right"),
        (SCORE, "(pi/sigma) exp(-0,5 x x)", "right"),
        (SCORE, "pi exp((-x)^2/2)/sigma", "different"),
        (SCORE, "sqrt(x-100)", "different"),
        (SCORE, "1/(x-x)", "different"),
    ],
)
def test_what_is_equal_is_right(answer, text, closeness):
    assert answer.compare(text).closeness.value == closeness


def test_a_minus_before_a_square_stays_outside():
    assert Expression("-9", ("x",)).compare("-3^2").closeness is Closeness.RIGHT
    assert Expression("9", ("x",)).compare("(-3)^2").closeness is Closeness.RIGHT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing in the answer field"),
        ("3nu", "‘nu’ is none of the letters"),
        ("3mu +", "Something is missing at the end"),
        ("(3mu", "A bracket is not closed"),
        ("3mu)", "did not expect ‘)’"),
        ("mu^mu^mu", "Two exponents"),
        ("mu^99", "Exponents beyond 12"),
        ("exp mu", "needs a bracket"),
        ("__import__('os')", "do not know the sign ‘_’"),
        ("mu.__class__", "I do not know the sign"),
        ("(" * 60 + "mu" + ")" * 60, "brackets within brackets"),
        ("mu" * 150, "characters long"),
    ],
)
def test_what_cannot_be_read_is_explained(text, said):
    with pytest.raises(Unreadable, match=said.replace("(", r"\(").replace(")", r"\)")):
        SQUARES.compare(text)


def test_powers_of_powers_cost_nothing():
    tower = "(" * 15 + "mu" + "^12)" * 15
    with pytest.raises(Unreadable, match="Powers of powers"):
        SQUARES.compare(tower)


@given(st.text(alphabet="0123456789.,mu+-*/^() expsqrtln²μ", max_size=40))
def test_whatever_is_typed_is_compared_or_explained(text):
    with suppress(Unreadable):
        assert SQUARES.compare(text).closeness in Closeness


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=3), st.integers(-9, 9))
def test_a_sum_is_equal_to_itself_in_another_order_and_to_no_other(c, off):
    one = Expression(f"{c[0]}*x^2 + {c[1]}*x + {c[2]}", ("x",))
    assert one.compare(f"{c[2]} + x*({c[1]} + {c[0]} x)").closeness is Closeness.RIGHT
    moved = one.compare(f"{c[2] + off} + x*({c[1]} + {c[0]} x)").closeness
    assert (moved is Closeness.RIGHT) == (off == 0)


SIGMA = Matrix(((4, 1.5), (1.5, 1)), places=1)


@pytest.mark.parametrize(
    ("text", "closeness"),
    [
        ("[[4, 1.5], [1.5, 1]]", "right"),
        ("4 1.5; 1.5 1", "right"),
        ("[4; 1,5], [1,5; 1]", "right"),
        ("[[4, 1.5], [1.4, 1]]", "different"),
        ("[[1.5, 4], [1, 1.5]]", "different"),
    ],
)
def test_a_matrix_is_read_row_by_row(text, closeness):
    assert SIGMA.compare(text).closeness.value == closeness


@pytest.mark.parametrize("text", ["4, 1.5, 1.5, 1", "[[4, 1.5]]", "one; two", ""])
def test_a_matrix_of_another_form_is_asked_for_again(text):
    with pytest.raises(Unreadable):
        SIGMA.compare(text)


@pytest.mark.parametrize(
    ("text", "closeness"),
    [("10, 5, 2 and 1", "right"), ("{1;2;5;10}", "right"), ("1 2 5", "different"),
     ("1, 2, 5, 10, 10", "nearly"), ("1, 2, 4, 10", "different")],
)  # fmt: skip
def test_a_set_has_no_order(text, closeness):
    assert NumberSet((1, 2, 5, 10)).compare(text).closeness.value == closeness
