from __future__ import annotations

import asyncio
import json
import re
from itertools import pairwise
from typing import Any

import ipywidgets as widgets
import pytest

from gmmlab.learn.card import style
from gmmlab.learn.families import practice_sets
from gmmlab.learn.practising import PracticeCard, practice
from gmmlab.learn.questions import NoSuchQuestion

SLUG = "s75-03-responsibilities"


@pytest.fixture
def log() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def card(log: list[dict[str, Any]]) -> PracticeCard:
    return practice(SLUG, seed=4, on_event=log.append)


def right(card: PracticeCard) -> str:
    return card.sitting.turn.question.answer.show()


def wrong(card: PracticeCard) -> str:
    return card.sitting.turn.question.misconceptions[0].answer.show()


def shown(widget: widgets.Widget) -> bool:
    return widget.layout.display != "none"


def put(card: PracticeCard, text: str) -> None:
    """Answer as a learner does, through the controls."""
    if card.sitting.turn.question.answer.options:
        card.options.value = text
    else:
        card.field.value = text
    card.primary.click()


def enter(field: widgets.Text, text: str | None = None) -> None:
    """Press Enter as the browser reports it: first the key, then the text if it was edited."""
    field._handle_string_msg(field, {"event": "submit"}, [])
    field._msg_callbacks(field, {"event": "submit"}, [])
    if text is not None:
        field.value = text


def sent(widget: widgets.Widget, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    messages: list[object] = []
    monkeypatch.setattr(widget, "send", lambda content, buffers=None: messages.append(content))
    return messages


def test_a_right_answer_through_enter_moves_the_focus_to_next(
    card: PracticeCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = sent(card.primary, monkeypatch)
    enter(card.field, right(card))
    assert card.primary.description == "Next question"
    assert card.field.disabled
    assert not shown(card.actions)
    assert "Right." in card.feedback.value
    assert 'role="alert"' in card.herald.value
    assert messages == [{"do": "focus"}]


def test_leaving_the_field_is_not_an_attempt(card: PracticeCard) -> None:
    card.field.value = "0.5"
    assert card.sitting.turn.attempts == ()


def test_enter_takes_a_text_that_was_left_and_come_back_to(card: PracticeCard) -> None:
    card.field.value = "0.5"
    enter(card.field)
    assert [text for text, _ in card.sitting.turn.attempts] == ["0.5"]


def test_the_same_text_is_not_taken_twice(card: PracticeCard) -> None:
    enter(card.field, "0.5")
    enter(card.field)
    card.primary.click()
    assert len(card.sitting.turn.attempts) == 2  # Check asks again, Enter does not
    enter(card.field)
    assert len(card.sitting.turn.attempts) == 2


def test_in_a_running_kernel_enter_waits_for_the_edited_text(card: PracticeCard) -> None:
    async def left_then_edited() -> None:
        card.field.value = "0.5"
        enter(card.field, "0.6")
        await asyncio.sleep(0.3)

    asyncio.run(left_then_edited())
    assert [text for text, _ in card.sitting.turn.attempts] == ["0.6"]


def test_the_very_mistake_is_named(card: PracticeCard) -> None:
    slip = card.sitting.turn.question.misconceptions[0]
    put(card, wrong(card))
    assert f"Not yet: this {slip.says}." in card.feedback.value
    assert card.primary.description == "Check"
    assert slip.message.split("$")[0] in card.words


def test_hints_and_solution_appear_on_demand(card: PracticeCard) -> None:
    card.solution_button.click()
    assert card.solution.value == ""
    assert "Try once first" in card.feedback.value
    labels = [card.hint_button.description]
    for _ in range(3):
        card.hint_button.click()
        labels.append(card.hint_button.description)
    assert labels == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "No more hints"]
    assert card.hints.value.count("gmm-panel") == 3
    put(card, wrong(card))
    card.solution_button.click()
    assert "Solution" in card.solution.value
    assert card.primary.description == "Next question"


def test_each_question_shows_the_control_that_it_needs(card: PracticeCard) -> None:
    for turn in card.sitting.turns:
        choice = bool(turn.question.answer.options)
        assert (shown(card.options), shown(card.field)) == (choice, not choice)
        assert shown(card.unit) == bool(turn.question.unit)
        assert turn.question.answer.form in card.field.description
        put(card, right(card))
        card.primary.click()


def test_an_unchosen_choice_is_asked_for(card: PracticeCard) -> None:
    while not card.sitting.turn.question.answer.options:
        put(card, right(card))
        card.primary.click()
    card.primary.click()
    assert "Choose one of the 4 statements first." in card.feedback.value
    assert card.options.index is None


def test_five_questions_then_a_summary_then_five_fresh_ones(card: PracticeCard) -> None:
    first = [turn.question for turn in card.sitting.turns]
    slip = card.sitting.turn.question.misconceptions[0]
    put(card, wrong(card))
    for i in range(5):
        put(card, right(card))
        assert card.primary.description == ("See how it went" if i == 4 else "Next question")
        card.primary.click()
    assert "5 of 5 right, 4 of them at the first try." in card.prompt.value
    assert slip.says in card.prompt.value
    assert not any(map(shown, (card.field, card.options, card.unit, card.actions)))
    assert card.primary.description == "Five fresh ones"
    card.primary.click()
    assert card.sitting.place == "Question 1 of 5"
    assert [turn.question for turn in card.sitting.turns] != first


def test_events_are_plain_and_complete(card: PracticeCard, log: list[dict[str, Any]]) -> None:
    put(card, wrong(card))
    card.hint_button.click()
    card.solution_button.click()
    for _ in range(4):
        card.primary.click()
        put(card, right(card))
    card.primary.click()
    assert [event["event"] for event in log] == [
        "shown", "answered", "hint", "solution", *["shown", "answered"] * 4, "finished",
    ]  # fmt: skip
    assert json.loads(json.dumps(log)) == log
    answered = log[1]
    assert answered["misconception"] == "ignores-the-weights"
    assert answered["verdict"] == "misconception"
    assert (answered["topic"], answered["question"], answered["attempt"]) == (SLUG, 1, 1)
    assert log[-1]["marks"] == ["solution shown", *["right at once"] * 4]


def test_progress_is_shape_colour_and_words(card: PracticeCard) -> None:
    put(card, wrong(card))
    card.solution_button.click()
    card.primary.click()
    put(card, right(card))
    card.primary.click()
    for piece in ("Question 3 of 5", "Question 1: solution shown", "Question 2: right at once",
                  "Question 3: now", "Question 4: not answered"):  # fmt: skip
        assert piece in card.head.value


def test_a_saved_notebook_holds_the_prompts_and_no_answer(card: PracticeCard) -> None:
    bundle = card._repr_mimebundle_()
    html, text = str(bundle["text/html"]), str(bundle["text/plain"])
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert html.count("<li>") >= 5
    assert "Question 1 of 5" in text
    for turn in card.sitting.turns:
        assert not turn.question.answer.given_away_by(text)
        assert turn.question.solution not in html
        assert not any(m.message in html for m in turn.question.misconceptions)


def test_fresh_every_time_without_a_seed() -> None:
    assert practice(SLUG).sitting.seed != practice(SLUG).sitting.seed


def test_no_such_topic() -> None:
    with pytest.raises(NoSuchQuestion, match="there is no practice for 'knitting'"):
        practice("knitting")
    assert SLUG in practice_sets()


def test_headings_and_controls_have_names(card: PracticeCard) -> None:
    for control in (card.field, card.options, card.primary, card.hint_button, card.solution_button):
        assert control.description.strip()


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def washed(paper: str, wash: str) -> str:
    """The colour of a translucent wash over paper."""
    *rgb, alpha = (float(v) for v in re.findall(r"[\d.]+", wash))
    under = [int(paper[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [round(a * alpha + b * (1 - alpha)) for a, b in zip(rgb, under, strict=True)]
    return "#" + "".join(f"{m:02x}" for m in mixed)


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--gmm-([\w-]+): ([^;]+);", block))


@pytest.mark.parametrize(("theme", "paper"), [(0, "#ffffff"), (1, "#212121"), (1, "#111111")])
def test_text_stands_out_in_both_themes(theme: int, paper: str) -> None:
    light, dark = re.findall(r"\.gmm-card \{(.*?)\}", style(), re.S)[:2]
    colours = tokens(light) | (tokens(dark) if theme else {})
    papers = [paper, *(washed(paper, colours[w]) for w in colours if w.endswith("wash"))]
    for name in ("quiet", "accent", "right", "notyet"):
        assert min(contrast(colours[name], p) for p in papers) >= 4.5, name
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["field"], paper) >= 3


def test_the_contrast_check_can_fail() -> None:
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")


def test_styles_stay_inside_the_card() -> None:
    css = re.sub(r"@\w+[^{]*\{|--gmm[^;]*;", "", style())
    selectors = [s.strip() for rule in re.findall(r"([^{}]+)\{", css) for s in rule.split(",")]
    assert all(".gmm-" in s for s in selectors if "<style>" not in s)
    assert all(a != b for a, b in pairwise(selectors))


def test_answers_are_kept_in_the_workspace(tmp_path, monkeypatch):
    """A card in a workspace writes what was answered, and how, into the learner's own file."""
    from gmmlab.learn.log import FileLog
    from gmmlab.learn.recording import record

    log = FileLog(tmp_path / "learner.jsonl")
    card = practice("responsibilities", seed=1, on_event=lambda said: record(said, log))
    card.hint()
    card.check("-1000")
    card.solve()
    kept = [(event.answer, event.hints, event.attempt) for event in log.events]
    assert kept == [("wrong", 1, 1), ("gave up", 1, 2)]
    assert log.events[0].topic == card.sitting.turns[0].family.topic
    assert log.events[0].seconds >= 0
