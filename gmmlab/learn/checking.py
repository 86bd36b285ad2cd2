"""The visible checks of an exercise, on what its notebook holds now: which pass, and why not."""

from __future__ import annotations

import sys
import textwrap
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Any

from gmmlab.learn.failing import Failure, failure, quietly

__all__ = ["LATER", "Checks", "Told", "Verdict", "check"]

LATER = "What passes may still be tested on other data when it is graded."
HELD = "This is about what the notebook holds now: restart and run all cells before you hand it in."


class Verdict(Enum):
    """What can be said of a question: a word, and a sign that needs no colour."""

    PASSED = "passed"
    NOT_YET = "not yet"
    NOT_TRIED = "not tried"
    ERROR = "error"
    BY_HAND = "your teacher reads it"

    @property
    def sign(self) -> str:
        """A mark for the start of a line."""
        return {"PASSED": "✓", "NOT_YET": "✗", "ERROR": "✗"}.get(self.name, "–")


@dataclass(frozen=True)
class Told:
    """What is said of one question.

    Attributes
    ----------
    name : str
    verdict : Verdict
    points : float or None
        What it is worth, where that is known.
    says : str
        The check's own words, or what went wrong.
    """

    name: str
    verdict: Verdict
    points: float | None = None
    says: str = ""


class Checks:
    """What is said of all questions: a table, wherever it is shown.

    Attributes
    ----------
    told : tuple of Told
    """

    def __init__(self, told: Sequence[Told]) -> None:
        self.told = tuple(told)

    @property
    def words(self) -> str:
        """How many pass, and what that is worth.

        Examples
        --------
        >>> Checks([Told("a", Verdict.PASSED, 2), Told("b", Verdict.NOT_YET, 3)]).words
        '1 of 2 visible checks passes: 2 of 5 points.'
        """
        asked = [one for one in self.told if one.verdict is not Verdict.BY_HAND]
        passed = [one for one in asked if one.verdict is Verdict.PASSED]
        verb = "passes" if len(passed) == 1 else "pass"
        count = f"{len(passed)} of {len(asked)} visible checks {verb}"
        if not all(one.points is not None for one in asked):
            return f"{count}."
        worth, all_of_it = (sum(one.points or 0 for one in some) for some in (passed, asked))
        return f"{count}: {worth:g} of {all_of_it:g} points."

    def lines(self, width: int = 88) -> Iterator[str]:
        """Give the table line by line, then what is said of each question that says something."""
        name, worth = (
            max((len(how(one)) for one in self.told), default=0) for how in (_name, _worth)
        )
        for one in self.told:
            about = f"{one.name:{name}}  {_worth(one):>{worth}}".rstrip()
            yield f"{one.verdict.sign} {about}  {one.verdict.value}"
        for one in self.told:
            if one.says:
                yield from ("", f"{one.verdict.sign} {one.name}, {one.verdict.value}")
                for line in one.says.splitlines():
                    yield from _indented(line, width)

    def __repr__(self) -> str:
        return "\n".join([*self.lines(), "", self.words, LATER, HELD])

    def _repr_html_(self) -> str:
        rows = "".join(_row(one) for one in self.told)
        titles = ("Question", "Check", "Points", "What it says")
        head = "".join(f'<th scope="col" style="{_LEFT}">{title}</th>' for title in titles)
        return (
            f'<table><caption style="{_LEFT}">{escape(self.words)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p>{LATER} {HELD}</p>"
        )

    def _repr_mimebundle_(self, **_kwargs: object) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}


_LEFT = "text-align: left; vertical-align: top"


def _indented(line: str, width: int) -> list[str]:
    gap = " " * 4
    return textwrap.wrap(
        line, width, initial_indent=gap, subsequent_indent=gap, break_long_words=False
    )


def _name(one: Told) -> str:
    return one.name


def _worth(one: Told) -> str:
    if one.points is None:
        return ""
    return f"{one.points:g} point" + ("" if one.points == 1 else "s")


def _row(one: Told) -> str:
    sign = f'<span aria-hidden="true">{one.verdict.sign}</span>'
    says = escape(one.says).replace("\n", "<br>")
    points = "" if one.points is None else f"{one.points:g}"
    cells = (f"{sign} {one.verdict.value}", points, says)
    rest = "".join(f'<td style="{_LEFT}">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row" style="{_LEFT}">{escape(one.name)}</th>{rest}</tr>'


def check(**points: float) -> Checks:
    """Run the visible checks that this notebook holds, and say which questions pass.

    No cell is run again: the checks are asked about what the kernel knows now.

    Parameters
    ----------
    **points : float
        What each question is worth, in the order of the table: ``check(by_hand=2)`` asks
        `check_by_hand`. Without any, every function called ``check_...`` is asked.

    Returns
    -------
    Checks
        The last expression of a cell displays it.

    Examples
    --------
    >>> def check_half():
    ...     assert half == 0.5, f"Half of one is not {half}."
    >>> half = 2
    >>> check(half=1).told[0].says
    'Half of one is not 2.'
    """
    names = sys._getframe(1).f_globals
    worth: Mapping[str, float | None] = points or dict.fromkeys(_questions(names))
    return Checks([_asked(name, names, value) for name, value in worth.items()])


def _questions(names: Mapping[str, Any]) -> Iterator[str]:
    """The questions that a namespace holds checks of, in the order of their definition."""
    for name, value in names.items():
        if name.startswith("check_") and getattr(value, "__globals__", None) is names:
            yield name.removeprefix("check_")


def _asked(name: str, names: Mapping[str, Any], points: float | None) -> Told:
    function = names.get(f"check_{name}")
    if not isinstance(function, types.FunctionType):
        return Told(name, Verdict.NOT_TRIED, points, "Run the cell of its check first.")
    try:
        with quietly():
            said = _called(function)
    except Exception as error:
        why = failure(error, names, function.__code__.co_filename)
        return Told(name, *_judged(why, points))
    return Told(name, Verdict.PASSED, points, said)


def _called(function: Callable[[], object]) -> str:
    said = function()
    return said if isinstance(said, str) else ""


def _judged(why: Failure, points: float | None) -> tuple[Verdict, float | None, str]:
    if why.by_check:
        return Verdict.NOT_YET, points, why.says
    if why.kind == "NotImplementedError":
        return Verdict.NOT_TRIED, points, f"Still to be written: {why.where}"
    if why.lacks and not why.cell:
        says = f"`{why.lacks}` is not there yet: run the cell that makes it."
        return Verdict.NOT_TRIED, points, says
    return Verdict.ERROR, points, why.words
