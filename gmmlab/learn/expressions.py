"""Answers in letters: an expression is read by a small grammar of its own, never by eval.

::

    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "/")? signed)*        a missing sign multiplies: 2(x + 1), 3mu
    signed   = "-" signed | power
    power    = atom ("^" signed)?
    atom     = number | name | function "(" sum ")" | "(" sum ")"
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction as Ratio
from functools import cached_property

from gmmlab.learn.comparing import DIFFERENT, RIGHT, Answer, Comparison, nearly
from gmmlab.learn.reading import Unreadable

__all__ = ["Expression"]

LONGEST, DEEPEST, HIGHEST = 200, 24, 12
"""Characters, brackets within brackets, and the largest whole exponent that are read."""
LARGEST = 400
"""Bits of a number that is raised to a power."""
FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
}
GREEK = {"μ": "mu", "σ": "sigma", "π": "pi", "λ": "lambda", "θ": "theta", "√": "sqrt"}
TRIALS = (Ratio(3, 7), Ratio(11, 5), Ratio(17, 13), Ratio(29, 11), Ratio(5, 19), Ratio(23, 9))
"""Values for the variables: expressions that agree at all of them are taken for equal."""

_TOKEN = re.compile(r"\s*(?:(\d+(?:[.,]\d+)?|[.,]\d+)|([A-Za-z]\w*)|(\*\*|[-+*/^()]))")
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Expression(Answer):
    """A formula in given letters; whatever is equal to it is right.

    Attributes
    ----------
    formula : str
        As the course writes it, in plain signs: 3*mu^2 - 12*mu + 14.
    letters : tuple of str
        The variables that may occur.
    terms : int or None
        If given, an equal sum with more terms than this is only nearly right: collect it first.

    Examples
    --------
    >>> collected = Expression("3*mu^2 - 12*mu", ("mu",), terms=2)
    >>> [collected.compare(t).closeness.value for t in ("3μ² − 12μ", "3mu(mu-4)", "mu^2+2mu²-12mu")]
    ['right', 'right', 'nearly']
    """

    formula: str
    letters: tuple[str, ...]
    terms: int | None = None

    def compare(self, text: str) -> Comparison:
        typed = _Reader(text, self.letters)
        values = typed.values()
        if not all(map(_agree, values, self._values)):
            return DIFFERENT
        if self.terms is not None and typed.terms > self.terms:
            return nearly("That is equal, but like terms are still apart: collect them.")
        return RIGHT

    def show(self) -> str:
        return self.formula

    def spellings(self) -> tuple[str, ...]:
        bare = self.formula.replace(" ", "")
        return (bare, bare.replace("^", "**"), self.formula.replace("*", " "), f"({bare})")

    @property
    def form(self) -> str:
        return f"a formula in {' and '.join(self.letters)}, such as 2*{self.letters[0]}^2 + 1"

    def given_away_by(self, text: str) -> bool:
        plain = re.sub(r"[\s*{}$\\]|cdot|,", "", text)
        return re.sub(r"[\s*]", "", self.formula) in plain

    @cached_property
    def _values(self) -> list[Ratio | float]:
        return _Reader(self.formula, self.letters).values()


def _agree(one: Ratio | float, other: Ratio | float) -> bool:
    return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-12)


class _Reader:
    """Reads a formula, as a value for each set of trial values of its letters."""

    def __init__(self, text: str, letters: tuple[str, ...]) -> None:
        self.text, self.letters = text.strip(), letters
        self.tokens = list(self._tokens())
        self.terms = 1

    def values(self) -> list[Ratio | float]:
        """What it is worth at the trial values."""
        return [self._value(shift) for shift in range(len(TRIALS))]

    def _value(self, shift: int) -> Ratio | float:
        self.at, self.depth, self.terms = 0, 0, 1
        chosen = (TRIALS[(shift + i) % len(TRIALS)] for i in range(len(self.letters)))
        self.given: dict[str, Ratio | float] = dict(zip(self.letters, chosen, strict=True))
        try:
            value = self._sum(top=True)
        except Unreadable:
            raise
        except (ZeroDivisionError, ValueError, OverflowError):
            return math.nan
        if self.at < len(self.tokens):
            raise self._trouble(f"I did not expect ‘{self.tokens[self.at]}’ there")
        return value

    def _tokens(self) -> list[str]:
        if not self.text:
            raise Unreadable("There is nothing in the answer field yet. Type a formula.")
        if len(self.text) > LONGEST:
            raise Unreadable(
                f"That is {len(self.text)} characters long; at most {LONGEST} are read."
            )
        plain, found, at = _plain(self.text), list[str](), 0
        while at < len(plain.rstrip()):
            token = _TOKEN.match(plain, at)
            if token is None:
                raise self._trouble(f"I do not know the sign ‘{plain[at:].strip()[0]}’")
            found += [token[1]] if token[1] else self._names(token[2]) if token[2] else [token[3]]
            at = token.end()
        return found

    def _names(self, word: str) -> list[str]:
        """A word as letters and functions: xmu is x times mu where both may occur."""
        known = sorted({*self.letters, *FUNCTIONS}, key=len, reverse=True)
        parts, rest = list[str](), word
        while rest:
            part = next((name for name in known if rest.startswith(name)), "")
            if not part:
                allowed = ", ".join(self.letters)
                raise self._trouble(f"‘{word}’ is none of the letters here, which are {allowed}")
            parts.append(part)
            rest = rest[len(part) :]
        return parts

    def _trouble(self, what: str) -> Unreadable:
        return Unreadable(f"{what}. I read formulas such as 2*{self.letters[0]}^2 + 1.")

    @property
    def _next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        token = self._next
        self.at += 1
        return token

    def _sum(self, top: bool = False) -> Ratio | float:
        value, count = self._product(), 1
        while self._next in ("+", "-"):
            sign = 1 if self._take() == "+" else -1
            value, count = value + sign * self._product(), count + 1
        if top:
            self.terms = count
        return value

    def _product(self) -> Ratio | float:
        value = self._signed()
        while self._next and self._next not in ("+", "-", ")"):
            if self._next in ("*", "/"):
                value = value * self._signed() if self._take() == "*" else value / self._signed()
            elif self._next in ("^", "**"):
                raise self._trouble("Two exponents stand on one another; use brackets")
            else:
                value = value * self._power()
        return value

    def _signed(self) -> Ratio | float:
        if self._next == "-":
            self._take()
            return -self._signed()
        if self._next == "+":
            self._take()
        return self._power()

    def _power(self) -> Ratio | float:
        base = self._atom()
        if self._next not in ("^", "**"):
            return base
        self._take()
        return _raised(base, self._signed_atom(), self._trouble)

    def _signed_atom(self) -> Ratio | float:
        if self._next == "-":
            self._take()
            return -self._atom()
        return self._atom()

    def _atom(self) -> Ratio | float:
        token = self._take()
        if token == "(":
            return self._bracket()
        if token in FUNCTIONS and token not in self.letters:
            if self._take() != "(":
                raise self._trouble(f"‘{token}’ needs a bracket behind it")
            return FUNCTIONS[token](float(self._bracket()))
        if token in self.given:
            return self.given[token]
        if token and (token[0].isdigit() or token[0] in ".,"):
            return Ratio("0" + token.replace(",", "."))
        raise self._trouble("Something is missing at the end" if not token else
                            f"I did not expect ‘{token}’ there")  # fmt: skip

    def _bracket(self) -> Ratio | float:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._trouble("So many brackets within brackets are not read")
        value = self._sum()
        self.depth -= 1
        if self._take() != ")":
            raise self._trouble("A bracket is not closed")
        return value


def _raised(
    base: Ratio | float, exponent: Ratio | float, trouble: Callable[[str], Unreadable]
) -> Ratio | float:
    if abs(float(exponent)) > HIGHEST:
        raise trouble(f"Exponents beyond {HIGHEST} are not read")
    if isinstance(base, Ratio) and isinstance(exponent, Ratio) and exponent.denominator == 1:
        if base.numerator.bit_length() + base.denominator.bit_length() > LARGEST:
            raise trouble("Powers of powers of powers are not read")
        return base**exponent.numerator
    value = float(base) ** float(exponent)
    return value if isinstance(value, float) else math.nan


def _plain(text: str) -> str:
    """The formula in plain signs: Greek letters spelt out, small raised digits as exponents."""
    raised = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^" + m[0].translate(_POWERS), text)
    for sign, name in GREEK.items():
        raised = raised.replace(sign, f" {name} ")
    plain = unicodedata.normalize("NFKC", raised)
    return re.sub("[\u2010-\u2015\u2212]", "-", re.sub("[·×⋅∙]", "*", plain)).replace("÷", "/")
