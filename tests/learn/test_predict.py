from __future__ import annotations

import ipywidgets as widgets
import pytest
from matplotlib.figure import Figure

from gmmlab.learn.predicting import BadPrediction, Prediction, predict
from gmmlab.learn.showing import show

REPLIES = {
    "shared equally": "The densities agree, the weights do not.",
    "more the long kind's": "",
    "more the short kind's": "Nothing favours the short kind.",
}


def ask(reveal: object = "See: **1/3**.") -> Prediction:
    return predict("Whose is $x$?", REPLIES, "more the long kind's", "It is commoner.", reveal)


def test_nothing_is_revealed_before_committing() -> None:
    card = ask()
    said = f"{card.words} {card._repr_mimebundle_()['text/html']} {card.feedback.value}"
    assert "commoner" not in said
    assert card.revealed.children == ()
    assert (card.guess, card.held) == (None, None)
    assert card.said == "You have not committed to a prediction yet."


def test_a_callable_is_called_only_then_and_once() -> None:
    calls: list[int] = []

    def draw() -> str:
        calls.append(1)
        return "drawn"

    card = ask(draw)
    assert calls == []
    card.commit("shared equally")
    card.commit("more the long kind's")
    assert calls == [1]
    assert card.guess == "shared equally"


def test_a_wrong_guess_is_answered_in_its_own_terms() -> None:
    card = ask()
    card.control.value = "more the short kind's"
    card.primary.click()
    assert card.held is False
    for piece in ("Nothing favours the short kind.", "It is commoner.", "It turns out otherwise"):
        assert piece in card.feedback.value
        assert piece in card.words
    assert "The densities agree" not in card.feedback.value
    assert card.said == "You predicted: more the short kind's."
    assert card.control.disabled
    assert card.primary.layout.display == "none"
    assert "<strong>1/3</strong>" in card.revealed.children[0].value


def test_a_right_guess_holds() -> None:
    card = ask()
    card.commit("more the long kind's")
    assert card.held is True
    assert "Your prediction held: more the long kind&#x27;s." in card.feedback.value
    assert 'role="alert"' in card.herald.value


def test_committing_needs_a_choice() -> None:
    card = ask()
    card.primary.click()
    assert card.guess is None
    assert "Choose what you expect, then commit." in card.feedback.value
    assert "Choose what you expect" in card.words


@pytest.mark.parametrize(
    ("text", "held", "piece"),
    [
        ("0.4", True, "Your prediction held: 0.356."),
        ("36 %", True, "Your prediction held"),
        ("1/2", False, "Your guess was 0.144 too high."),
        ("0,1", False, "Your guess was 0.256 too low."),
        ("7", None, "7 lies outside the range. Guess a number from 0 to 1."),
        ("few", None, "could not read ‘few’"),
    ],
)
def test_a_number_is_guessed_within_a_range(text: str, held: bool | None, piece: str) -> None:
    card = predict("Which share is short?", (0, 1), 0.356, "97 of 272 are.")
    card.control.value = text
    card.primary.click()
    assert card.held is held
    assert piece in card.feedback.value


def test_enter_commits_a_number() -> None:
    card = predict("Which share is short?", (0, 1), 0.356, "97 of 272 are.")
    card.control._msg_callbacks(card.control, {"event": "submit"}, [])
    card.control.value = "0.3"
    assert card.guess == 0.3


def test_a_figure_or_a_widget_can_be_revealed() -> None:
    card = ask(lambda: show(Figure(), "An empty page."))
    card.commit("shared equally")
    assert 'alt="An empty page."' in card.revealed.children[0].value
    slider = widgets.IntSlider()
    card = ask(slider)
    card.commit("shared equally")
    assert card.revealed.children == (slider,)


def test_what_cannot_be_revealed_says_so() -> None:
    with pytest.raises(BadPrediction, match="a Figure cannot be revealed"):
        ask(Figure()).commit("shared equally")


@pytest.mark.parametrize(
    ("choices", "answer", "message"),
    [
        (["yes", "no"], "maybe", "the answer 'maybe' is not among the choices: 'yes', 'no'"),
        ((0, 1), 2, "the answer 2 does not lie between 0 and 1"),
        ((0, 1), "one", "the answer 'one' does not lie between 0 and 1"),
        ("yes", "yes", "choices='yes' offers nothing to choose from"),
    ],
)
def test_a_prediction_that_nobody_could_make_is_refused(
    choices: object, answer: object, message: str
) -> None:
    with pytest.raises(BadPrediction, match=message):
        predict("?", choices, answer, "")  # type: ignore[arg-type]
