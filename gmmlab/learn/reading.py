"""Read the numbers that people type, and write numbers as people read them; never by eval."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gmmlab.errors import GmmlabError

__all__ = ["Number", "Unreadable", "numbers_in", "read_number", "say"]

LONGEST = 60
"""Characters; nobody types a longer number on purpose."""

_MINUS = re.compile("[\u2010-\u2015\u2212\ufe63]")
_NAMED = re.compile(r"^(?:[^\W\d]\w*(?:\^?\{?\w*\}?)?\s*)?[=≈~:]\s*")
_TIMES_TEN = re.compile(r"\s*[×x*·⋅]\s*10\s*(?:\^|\*\*)\s*\(?\s*([+-]?\d{1,3})\s*\)?$")
_PLAIN = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)"
_DECIMAL = re.compile(rf"([+-]?)\s*({_PLAIN})(?:[eE]([+-]?\d{{1,3}}))?$")
_FRACTION = re.compile(rf"([+-]?)\s*(?:(\d+)\s+)?({_PLAIN})\s*[/⁄÷]\s*({_PLAIN})$")
_TEX_FRACTION = re.compile(r"\\[dt]?frac\{(\d+)\}\{(\d+)\}")
_ANYWHERE = re.compile(r"(?<![\w.,])[-−]?(?:\d+/\d+|\d+(?:[.,]\d+)?|[.,]\d+)(?:\s?%)?(?![\w])")


class Unreadable(GmmlabError, ValueError):
    """An answer that is not written in a form the question can read."""


@dataclass(frozen=True)
class Number:
    """A number as somebody wrote it.

    Attributes
    ----------
    value : Fraction
        Its exact value: 35.5 % is 71/200.
    places : int or None
        How many decimals of ``value`` the writing shows; None for a fraction, which is exact.
    percent : bool
        Whether it was written with a per cent sign.

    Examples
    --------
    >>> read_number("35,5 %")
    Number(value=Fraction(71, 200), places=3, percent=True)
    """

    value: Fraction
    places: int | None
    percent: bool = False


@lru_cache(maxsize=4096)
def read_number(text: str) -> Number:
    """Read one number: a decimal with comma or point, a fraction, a mixed number, a percentage.

    Parameters
    ----------
    text : str
        What was typed. Any kind of minus sign, ``1e-3``, ``2*10^-4``, ``½`` and a leading
        ``r_1 =`` are understood.

    Raises
    ------
    Unreadable
        With a sentence for the person who typed it.

    Examples
    --------
    >>> [str(read_number(t).value) for t in ("0,355", " 5 / 18 ", "\u22121.5", "1e-3", "3 2/4")]
    ['71/200', '5/18', '-3/2', '1/1000', '7/2']
    """
    tidy = _tidy(text)
    if not tidy:
        raise Unreadable("There is nothing in the answer field yet. Type a number, such as 0.25.")
    if len(tidy) > LONGEST:
        raise Unreadable(f"That is {len(tidy)} characters long; a number needs at most {LONGEST}.")
    body, percent = _without_percent(tidy)
    number = _fraction(body) or _decimal(body)
    if number is None:
        raise Unreadable(_cannot_read(text.strip()))
    return _as_share(number) if percent else number


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number that stands in a text, in order: what a reader could copy from it.

    Examples
    --------
    >>> [float(n.value) for n in numbers_in("With $x = -1.5$ and 3/4 of N_2, or 20 %, r_1 is ...")]
    [-1.5, 0.75, 0.2]
    """
    plain = _TEX_FRACTION.sub(r" \1/\2 ", text)
    return tuple(read_number(found) for found in _ANYWHERE.findall(plain) if _has_value(found))


def say(value: Fraction | float, places: int = 6) -> str:
    """Write a number without float noise: at most ``places`` decimals and no idle zeros.

    Examples
    --------
    >>> say(0.1 + 0.2), say(Fraction(1, 3), 3), say(-2.0), say(-0.0001, 3)
    ('0.3', '0.333', '-2', '0')
    """
    text = f"{float(value):.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _tidy(text: str) -> str:
    spaced = "".join(f" {c}" if "<fraction>" in unicodedata.decomposition(c) else c for c in text)
    plain = _MINUS.sub("-", unicodedata.normalize("NFKC", spaced)).replace("$", "")
    return _NAMED.sub("", plain.strip()).strip()


def _without_percent(text: str) -> tuple[str, bool]:
    for sign in ("%", "per cent", "percent"):
        if text.lower().endswith(sign):
            return text[: -len(sign)].strip(), True
    return text, False


def _as_share(number: Number) -> Number:
    places = None if number.places is None else number.places + 2
    return Number(number.value / 100, places, percent=True)


def _fraction(text: str) -> Number | None:
    found = _FRACTION.match(text)
    if not found:
        return None
    sign, whole, above, below = found.groups()
    if not _plain(below):
        raise Unreadable(f"{text} divides by 0, which no number does. Check the denominator.")
    value = Fraction(whole or 0) + _plain(above) / _plain(below)
    return Number(-value if sign == "-" else value, None)


def _decimal(text: str) -> Number | None:
    tens = _TIMES_TEN.search(text)
    found = _DECIMAL.match(text[: tens.start()] if tens else text)
    if not found or (tens and found[3]):
        return None
    exponent = int(tens[1] if tens else found[3] or 0)
    value = _plain(found[2]) * Fraction(10) ** exponent
    shown = len(found[2].replace(",", ".").partition(".")[2]) - exponent
    return Number(-value if found[1] == "-" else value, max(shown, 0))


def _plain(digits: str) -> Fraction:
    return Fraction("0" + digits.replace(",", ".").rstrip("."))


def _has_value(found: str) -> bool:
    return not re.search(r"/0+$", found)


def _cannot_read(text: str) -> str:
    if re.search(r"\d[.,]\d+[.,]\d", text):
        return (
            f"‘{text}’ has two decimal marks, so I cannot tell which one counts. "
            "Write a single comma or point: 1234.5."
        )
    return f"I read numbers such as 0.25, 1/4 or 25 %; I could not read ‘{text}’."
