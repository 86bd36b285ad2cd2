"""Answers that are one number: whole, decimal, fraction, percentage."""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import dataclass
from fractions import Fraction as Ratio
from functools import cache, cached_property

from gmmlab.learn.comparing import DIFFERENT, RIGHT, Answer, Closeness, Comparison, nearly
from gmmlab.learn.reading import Number, numbers_in, read_number

__all__ = ["Decimal", "Fraction", "Integer", "Numeric", "Percentage"]


class Numeric(Answer):
    """Answers that are one number."""

    @abstractmethod
    def weigh(self, number: Number) -> Comparison:
        """Compare with a number that has been read."""

    def compare(self, text: str) -> Comparison:
        return self.weigh(read_number(text))

    def given_away_by(self, text: str) -> bool:
        return any(self.weigh(n).closeness is Closeness.RIGHT for n in numbers_in(text))


@dataclass(frozen=True)
class Integer(Numeric):
    """A whole number.

    Examples
    --------
    >>> Integer(7).compare("7.0").closeness.value, Integer(7).compare("7.2").closeness.value
    ('right', 'different')
    """

    value: int

    def weigh(self, number: Number) -> Comparison:
        return RIGHT if number.value == self.value else DIFFERENT

    def show(self) -> str:
        return str(self.value)

    def spellings(self) -> tuple[str, ...]:
        return (f" {self.value} ", f"{self.value}.0", f"{self.value},0", f"= {self.value}")

    @property
    def form(self) -> str:
        return "a whole number"


@dataclass(frozen=True)
class Decimal(Numeric):
    """A number to a stated number of decimals.

    Anything within half a unit of the last decimal asked for is right: the value rounded there,
    or given more precisely, or exactly as a fraction or percentage. A value that was rounded
    properly but earlier is nearly right, and is told so.

    Attributes
    ----------
    value : Fraction, float or int
        The exact answer, not the rounded one.
    places : int
        How many decimals to give.

    Examples
    --------
    >>> r = Decimal(0.35498, places=3)
    >>> [r.compare(t).closeness.value for t in ("0,355", "35.5 %", "0.35498", "71/200")]
    ['right', 'right', 'right', 'right']
    >>> [r.compare(t).closeness.value for t in ("0.36", "0.354", "0.353")]
    ['nearly', 'nearly', 'different']
    >>> r.compare("0.36").remark
    'That is right as far as it goes, but rounded too early: give 3 decimals.'
    """

    value: Ratio | float
    places: int = 3

    def weigh(self, number: Number) -> Comparison:
        off = abs(number.value - self._exact)
        if off <= _half_unit(self.places):
            return RIGHT
        remark = self._short_of_right(number) if off < 1 or number.value > 1 else ""
        return nearly(remark) if remark else DIFFERENT

    def show(self) -> str:
        return f"{float(self._rounded):.{self.places}f}"

    def spellings(self) -> tuple[str, ...]:
        shown, finer = self.show(), f"{float(self._exact):.{self.places + 3}f}"
        share = f"{float(100 * self._rounded):.{max(self.places - 2, 0)}f} %"
        bare = re.sub(r"^(-?)0\.", r"\1.", shown)
        percent = (share,) if self.places >= 2 else ()
        return (shown.replace(".", ","), bare, f" {shown} ", f"= {shown}", finer, *percent)

    @property
    def form(self) -> str:
        return f"to {_decimals(self.places)}" if self.places else "to the nearest whole number"

    @cached_property
    def _exact(self) -> Ratio:
        return Ratio(self.value)

    @cached_property
    def _rounded(self) -> Ratio:
        return Ratio(round(self._exact, self.places))

    def _short_of_right(self, number: Number) -> str:
        """Say what a value that comes from the right one has lost on the way, if it does."""
        wanted = _decimals(self.places)
        if self._rounded_early(number):
            return f"That is right as far as it goes, but rounded too early: give {wanted}."
        if self._cut_off(number):
            return (
                "That is cut off rather than rounded. Look at the digit after your last one: "
                f"from 5 upwards, round up. Give {wanted}."
            )
        if self._lacks_percent_sign(number):
            return (
                "That is 100 times too large. If you mean per cent, write the % sign; "
                f"otherwise give the share itself, between 0 and 1, to {wanted}."
            )
        return ""

    def _cut_off(self, number: Number) -> bool:
        if number.places is None or not number.value or number.places < max(self.places - 1, 1):
            return False
        return number.value == Ratio(int(self._exact * 10**number.places), 10**number.places)

    def _lacks_percent_sign(self, number: Number) -> bool:
        off = abs(number.value / 100 - self._exact)
        return 0 < self._exact < 1 < number.value and off <= _half_unit(self.places)

    def _rounded_early(self, number: Number) -> bool:
        if number.places is None or number.places >= self.places or not number.value:
            return False
        telling = number.places > 0 or abs(self._exact) >= 10
        off = min(abs(number.value - v) for v in (self._exact, self._rounded))
        return telling and off <= _half_unit(number.places)


@dataclass(frozen=True)
class Fraction(Numeric):
    """An exact fraction; reduced or not, and an exactly equal decimal is right too.

    Examples
    --------
    >>> third = Fraction(1, 3)
    >>> third.compare(" 2 / 6 ").closeness.value, third.compare("0.333").remark
    ('right', 'That is close, but a decimal cannot hold it exactly: write it as a fraction a/b.')
    """

    above: int
    below: int = 1

    @property
    def value(self) -> Ratio:
        return Ratio(self.above, self.below)

    def weigh(self, number: Number) -> Comparison:
        if number.value == self.value:
            return RIGHT
        close = abs(number.value - self.value) <= _half_unit(number.places or 0)
        if number.places and number.places >= 2 and close:
            return nearly(
                "That is close, but a decimal cannot hold it exactly: write it as a fraction a/b."
            )
        return DIFFERENT

    def show(self) -> str:
        return str(self.value)

    def spellings(self) -> tuple[str, ...]:
        a, b = self.value.numerator, self.value.denominator
        return (f"{a}/{b}", f" {a} / {b} ", f"{3 * a}/{3 * b}", f"{a}÷{b}", f"= {a}/{b}")

    @property
    def form(self) -> str:
        return "as a fraction a/b"


@dataclass(frozen=True)
class Percentage(Numeric):
    """A share asked for in per cent: 0.355 is 35.5, with or without the sign.

    Attributes
    ----------
    share : Fraction or float
        The exact share, from 0 to 1.
    places : int
        How many decimals of the percentage to give.

    Examples
    --------
    >>> p = Percentage(0.355, places=1)
    >>> [p.compare(t).closeness.value for t in ("35.5 %", "35,5", "0.355", "36 %")]
    ['right', 'right', 'nearly', 'nearly']
    """

    share: Ratio | float
    places: int = 1

    def weigh(self, number: Number) -> Comparison:
        places = number.places and max(number.places - 2, 0) if number.percent else number.places
        points = Number(number.value * 100 if number.percent else number.value, places)
        found = self._points.weigh(points)
        if found.closeness is not Closeness.DIFFERENT:
            return found
        if Decimal(self.share, self.places + 2).weigh(number).closeness is Closeness.RIGHT:
            return nearly("That is the share itself. Write it as a percentage: 0.25 is 25 %.")
        return found

    def show(self) -> str:
        return f"{self._points.show()} %"

    def spellings(self) -> tuple[str, ...]:
        shown = self._points.show()
        return (shown, shown.replace(".", ","), f"{shown}%", f" {shown} % ", f"{shown} percent")

    @property
    def form(self) -> str:
        return f"in per cent, to {_decimals(self.places)}"

    @cached_property
    def _points(self) -> Decimal:
        return Decimal(100 * Ratio(self.share), self.places)


@cache
def _half_unit(places: int) -> Ratio:
    """Half a unit of the last decimal, and a hair more so that ties round either way."""
    return Ratio(1, 2 * 10**places) + Ratio(1, 10 ** (places + 7))


def _decimals(places: int) -> str:
    return "1 decimal" if places == 1 else f"{places} decimals" if places else "a whole number"
