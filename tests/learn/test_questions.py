from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gmmlab.errors import GmmlabError
from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families import by_name, practice_set
from gmmlab.learn.questions import (
    Family,
    Hints,
    Kind,
    Misconception,
    NoSuchQuestion,
    Question,
    family,
    flaws,
    judge,
)


def slip(name: str, value: float) -> Misconception:
    return Misconception(name, f"is {name}", Decimal(value, 3), f"This is {name}.")


ASKED = Question(
    prompt="A question with no number in it.",
    answer=Decimal(0.355, 3),
    misconceptions=(
        slip("forgetful", 0.562),
        Misconception("hard", "decides", Integer(0), "It is undecided."),
    ),
    hints=Hints("Look here.", "Go there.", "With other numbers it is 0.444."),
    solution="It is 0.355.",
    because="It is a share.",
)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("0,355", Kind.RIGHT, "It is a share."),
        ("0.562", Kind.MISCONCEPTION, "This is forgetful."),
        ("0.56", Kind.MISCONCEPTION, "This is forgetful."),
        ("0", Kind.MISCONCEPTION, "It is undecided."),
        ("0.36", Kind.NEARLY, "That is right as far as it goes, but rounded too early"),
        ("0.9", Kind.NEUTRAL, "That is not it"),
        ("half", Kind.UNREADABLE, "I read numbers such as"),
    ],
)
def test_each_answer_gets_its_own_reply(text: str, kind: Kind, message: str) -> None:
    verdict = judge(ASKED, text)
    assert verdict.kind is kind
    assert verdict.message.startswith(message)
    assert verdict.right == (kind is Kind.RIGHT)
    assert verdict.honest == (kind is not Kind.UNREADABLE)
    assert (verdict.misconception is None) == (kind is not Kind.MISCONCEPTION)


def test_an_answer_that_two_roads_share_is_not_blamed_on_either() -> None:
    twice = replace(ASKED, misconceptions=(slip("one", 0.7), slip("two", 0.7)))
    assert judge(twice, "0.7").kind is Kind.NEUTRAL


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"misconceptions": (slip("lucky", 0.355),)}, "lucky gives the right answer"),
        ({"misconceptions": (slip("coarse", 0.36),)}, ""),
        ({"misconceptions": (slip("a", 0.7), slip("b", 0.7))}, "a and b coincide"),
        ({"prompt": "Is it 0.355?"}, "the prompt tells the answer"),
        ({"hints": Hints("a", "b", "It is 0.355.")}, "the hint 3 tells the answer"),
    ],
)
def test_unfair_questions_are_recognised(change: dict[str, object], flaw: str) -> None:
    assert flaws(ASKED) == ()
    assert flaws(replace(ASKED, **change)) == ((flaw,) if flaw else ())  # type: ignore[arg-type]


def test_unfair_draws_are_drawn_again() -> None:
    def sometimes(rng: np.random.Generator) -> Question | None:
        k = int(rng.integers(3))
        return None if k == 0 else replace(ASKED, prompt="Is it 0.355?") if k == 1 else ASKED

    drawn = [Family("f", "t", "c", sometimes).draw(seed) for seed in range(30)]
    assert all(q.prompt == ASKED.prompt for q in drawn)


def test_a_family_that_is_never_fair_says_so() -> None:
    bad = replace(ASKED, prompt="Is it 0.355?")
    with pytest.raises(GmmlabError, match="family 'f' found no sound question in 400 draws"):
        Family("f", "t", "c", lambda _: bad).draw(0)


def test_one_name_one_family() -> None:
    def other(rng: np.random.Generator) -> Question | None:
        return ASKED

    with pytest.raises(GmmlabError, match="two families named 'soft-count'"):
        family("soft-count", "t", "c")(other)


def test_what_is_not_there_is_answered_with_what_is() -> None:
    with pytest.raises(NoSuchQuestion) as error:
        by_name("soft-cuont")
    assert str(error.value).startswith("there is no question family 'soft-cuont'. There are: ")
    assert "soft-count" in str(error.value)
    with pytest.raises(NoSuchQuestion, match="s75-03-responsibilities"):
        practice_set("quadrature")
    with pytest.raises(NoSuchQuestion):
        practice_set("")
