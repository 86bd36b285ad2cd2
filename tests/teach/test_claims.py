"""Numbers without an assertion, long lessons and copied paragraphs are found."""

import pytest

from gmmlab.teach.claims import MOST_WORDS, length, numbers, shared
from gmmlab.teach.source import parse


def lesson(prose, code="x = 1"):
    text = "\n".join(f"# {line}".rstrip() for line in prose.splitlines())
    return parse(f"# %% [markdown]\n{text}\n# %%\n{code}", "lesson.py")


def found(prose, code="x = 1"):
    return [problem.what for problem in numbers(lesson(prose, code), "lesson.py")]


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("The mean is 57.3.", "assert round(m, 1) == 57.3"),
        ("It holds 39 %.", "assert share == 0.39"),
        ("The log-likelihood is −1130.3.", "assert value == -1130.3"),
        ("There are 1,100 points.", "n = 1100"),
        ("Three of 5 clusters.", "x = 1"),
        ("Use `x[273]` and\n```\ny = 991\n```", "x = 1"),
        ("The [exercise](../s19-mean/s19.ipynb) and $r_{12}$ and s75.", "x = 1"),
        ("**Takes** 35 minutes.", "x = 1"),
        ("**Read on** C. M. Bishop (2006), equation 9.17.\nA second line, 1990.", "x = 1"),
    ],
)
def test_a_number_that_is_asserted_or_given_may_be_said(prose, code):
    assert found(prose, code) == []


@pytest.mark.parametrize(
    ("prose", "code", "number"),
    [
        ("The mean is 57.3.", "assert round(m, 1) == 57.4", "57.3"),
        ("The sum is $39.6 + 7$.", "assert total == 7", "39.6"),
        ("It is 57.3.", "print('57.3')", "57.3"),
        ("It is 57.3.", "print(57.3)", "57.3"),
        ("It takes 45 steps.", "# 45", "45"),
        ("**Read on** Bishop (2006).\n\nAnother paragraph, of 1990.", "x = 1", "1990"),
    ],
)
def test_a_number_that_nothing_asserts_is_reported(prose, code, number):
    assert found(prose, code) == [f"No cell asserts {number}."]


def test_the_line_is_that_of_the_number():
    (problem,) = numbers(lesson("One.\n\nTwo, and 77 more."), "lesson.py")
    assert problem.line == 4


def test_a_short_lesson_has_few_words():
    many = lesson("many words " * (MOST_WORDS // 2 + 1))
    (problem,) = length(many, 18, "lesson.py")
    assert f"{MOST_WORDS + 2} words for 18 minutes" in problem.what
    assert not list(length(many, 35, "lesson.py"))
    assert not list(length(lesson("few words"), 18, "lesson.py"))


LONG = "Each wait pulls with the weight of its responsibility, and the beam is level at the mean."


def test_what_two_lessons_share_is_reported_and_what_all_share_is_form():
    two = {name: lesson(f"Own words in {name}.\n\n{LONG}") for name in ("a.py", "b.py")}
    (problem,) = shared(two)
    assert (problem.path, problem.line) == ("b.py", 4)
    assert "shares a paragraph with a.py: 'Each wait pulls" in problem.what
    assert not list(shared(two | {"c.py": lesson(LONG)}))
    assert not list(shared({"a.py": lesson(f"{LONG}\n\n{LONG}")}))
