"""What the practice card shows, as HTML written from a `Sitting`."""

from __future__ import annotations

import re
from html import escape

from gmmlab.learn.card import ICONS, panel
from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_html
from gmmlab.learn.questions import Kind, Misconception, Verdict
from gmmlab.learn.sitting import HINT_NAMES, VERDICT_WORDS, Mark, Sitting, Turn, times

__all__ = [
    "feedback_html",
    "head_html",
    "hint_html",
    "saved_html",
    "solution_html",
    "summary_html",
    "verdict_lead",
]

TONES = {
    Kind.RIGHT: ("right", "gmm-good"),
    Kind.NEARLY: ("nearly", "gmm-soft"),
    Kind.MISCONCEPTION: ("again", "gmm-soft"),
    Kind.NEUTRAL: ("again", "gmm-soft"),
    Kind.UNREADABLE: ("unread", "gmm-plain"),
}
DOTS = {
    Mark.RIGHT: ("gmm-right", "tick"),
    Mark.HELPED: ("gmm-helped", "tick"),
    Mark.SHOWN: ("gmm-shown", "dash"),
}


def head_html(sitting: Sitting) -> str:
    """Write title, place and the row of marks."""
    dots = "".join(_dot(i, turn.mark, i == sitting.at) for i, turn in enumerate(sitting.turns))
    return (
        '<div class="gmm-head"><div><div class="gmm-kicker">Practice</div>'
        f'<div class="gmm-title">{escape(sitting.set.title)}</div></div>'
        f'<div class="gmm-progress"><span class="gmm-place">{sitting.place}</span>'
        f'<ol class="gmm-dots" aria-label="How each question went">{dots}</ol></div></div>'
    )


def _dot(i: int, mark: Mark, now: bool) -> str:
    look, icon = DOTS.get(mark, ("", ""))
    look = look or ("gmm-now" if now else "")
    words = f"Question {i + 1}: {'now' if now and mark is Mark.OPEN else mark.value}"
    inside = ICONS[icon] if icon else str(i + 1)
    return (
        f'<li class="{look}" title="{words}"><span aria-hidden="true">{inside}</span>'
        f'<span class="gmm-sr">{words}</span></li>'
    )


def verdict_lead(verdict: Verdict) -> str:
    """Give the phrase that a judgement begins with."""
    if verdict.misconception:
        return f"Not yet: this {verdict.misconception.says}."
    return VERDICT_WORDS[verdict.kind]


def feedback_html(turn: Turn) -> str:
    """Write what the last move led to."""
    if turn.notice:
        return panel("note", "Before that", turn.notice, "gmm-plain")
    if not turn.verdict:
        return ""
    icon, tone = TONES[turn.verdict.kind]
    return panel(icon, verdict_lead(turn.verdict), turn.verdict.message, tone)


def hint_html(numbered: tuple[int, str]) -> str:
    """Write one hint, from its place and text."""
    i, hint = numbered
    return panel("hint", f"Hint {i + 1} of 3: {HINT_NAMES[i]}", hint)


def solution_html(turn: Turn) -> str:
    """Write the worked solution, once it is shown."""
    if not turn.solved:
        return ""
    return panel("book", "Solution", f"{turn.question.solution}\n\n{turn.question.because}")


def summary_html(sitting: Sitting) -> str:
    """Write how a finished sitting went."""
    rows = "".join(
        f'<li><span class="gmm-what">{i}. {escape(_capital(turn.family.concept))}</span>'
        f'<span class="gmm-how">{turn.mark.value}</span></li>'
        for i, turn in enumerate(sitting.turns, 1)
    )
    return (
        f'<p class="gmm-score">{sitting.score}</p><ul class="gmm-list">{rows}</ul>{_slips(sitting)}'
    )


def _slips(sitting: Sitting) -> str:
    rows = "".join(
        f'<li><span class="gmm-what">An answer that {escape(m.says)}{_way_back(m)}</span>'
        f'<span class="gmm-how">{times(n)}</span></li>'
        for m, n in sitting.came_up
    )
    return f'<h4>What came up on the way</h4><ul class="gmm-list">{rows}</ul>' if rows else ""


def _way_back(slip: Misconception) -> str:
    """Name the older topic that repairs a misconception, with its number if it is a step."""
    if not slip.back_to:
        return ""
    step = re.match(r"s(\d+)-(?!\d)", slip.back_to)
    where = f"step {int(step[1])}, " if step else ""
    title = escape(graph()[slip.back_to].title)
    return f'<br><span class="gmm-how">look again at {where}‘{title}’</span>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _saved_question(turn: Turn) -> str:
    answer = turn.question.answer
    listed = "".join(f"<li>{escape(option)}</li>" for option in answer.options)
    return to_html(turn.question.prompt) + (f"<ul>{listed}</ul>" if listed else "")


def saved_html(sitting: Sitting) -> str:
    """Write the prompts alone, for a page without a kernel."""
    items = "".join(f"<li>{_saved_question(turn)}</li>" for turn in sitting.turns)
    return (
        f"<section><h4>Practice: {escape(sitting.set.title)}</h4>"
        f"<p>Run this cell to answer and to be told at once how it went.</p><ol>{items}</ol>"
        "</section>"
    )
