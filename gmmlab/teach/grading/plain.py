"""What may cross between the student's process and the judge: plain data, and names of the rest.

What comes from a student is read as data and as nothing else: JSON, and the bytes of arrays of
numbers. What cannot be sent so is kept where it is and sent as a reference.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from gmmlab.teach.grading.wire import BadWire

__all__ = ["Ref", "decoded", "encoded"]

DEEPEST = 40
"""Levels of lists in lists."""
MOST_DIGITS = 4000
_DTYPE = re.compile(r"[<>|=]?(?:[?bB]|b1|[iu][1248]|f[248]|f16|c(?:8|16|32)|[US]\d{1,6}|[mM]8.*)")


@dataclass(frozen=True)
class Ref:
    """Something that stays where it is: its number there, its type, and what it can do.

    Attributes
    ----------
    number : int
    kind : str
        The name of its type.
    name, doc : str
        Of a function; otherwise its `repr`, cut short, and nothing.
    calls : bool
        Whether it can be called.
    """

    number: int
    kind: str
    name: str = ""
    doc: str = ""
    calls: bool = False


# sending


def encoded(value: Any, refer: Callable[[Any], Ref]) -> tuple[Any, list[bytes]]:
    """Write a value as JSON and blobs.

    Subclasses are written as what they derive from: whatever they pretend stays behind.

    Parameters
    ----------
    value : object
    refer : callable
        Gives the reference of what is no plain data.

    Examples
    --------
    >>> encoded([1, 2.5, None], lambda value: Ref(0, "?"))
    (['list', [1, 2.5, None]], [])
    """
    blobs: list[bytes] = []
    return _written(value, refer, blobs, 0), blobs


def _written(value: Any, refer: Callable[[Any], Ref], blobs: list[bytes], depth: int) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if depth > DEEPEST:
        return _reference(value, refer)
    for base, write in _WRITERS:
        if isinstance(value, base):
            return write(value, lambda part: _written(part, refer, blobs, depth + 1), blobs)
    return _reference(value, refer)


def _reference(value: Any, refer: Callable[[Any], Ref]) -> Any:
    ref = refer(value)
    return ["ref", ref.number, ref.kind, ref.name, ref.doc, ref.calls]


Write = Callable[[Any], Any]


def _array(value: Any, write: Write, blobs: list[bytes]) -> Any:
    plain = np.array(value, copy=None, subok=False)
    if plain.dtype.hasobject or not _DTYPE.fullmatch(plain.dtype.str):
        return ["array of", list(plain.shape), [write(item) for item in plain.ravel().tolist()]]
    blobs.append(np.ascontiguousarray(plain).tobytes())
    place = len(blobs) - 1
    masked = isinstance(value, np.ma.MaskedArray)
    mask = write(np.ma.getmaskarray(value)) if masked else None
    return ["array", plain.dtype.str, list(plain.shape), place, mask]


def _scalar(value: Any, write: Write, blobs: list[bytes]) -> Any:
    if value.dtype.hasobject or not _DTYPE.fullmatch(value.dtype.str):
        return ["text", str(value)]
    if not value.dtype.itemsize:  # numpy's empty word has no size
        return ["text", str(value)] if isinstance(value, str) else ["bytes", ""]
    blobs.append(value.tobytes())
    return ["scalar", value.dtype.str, len(blobs) - 1]


def _int(value: Any, write: Write, blobs: list[bytes]) -> Any:
    number = int.__int__(value)
    return number if abs(number) < 2**53 else ["int", hex(number)]


def _float(value: Any, write: Write, blobs: list[bytes]) -> Any:
    number = float.__float__(value)
    return number if math.isfinite(number) else ["float", float.__repr__(number)]


def _items(word: str, base: Any) -> Callable[[Any, Write, list[bytes]], Any]:
    return lambda value, write, blobs: [word, [write(item) for item in base.__iter__(value)]]


_WRITERS: tuple[tuple[type, Callable[[Any, Write, list[bytes]], Any]], ...] = (
    (np.ndarray, _array),
    (np.generic, _scalar),
    (bool, lambda value, write, blobs: bool(value)),
    (int, _int),
    (float, _float),
    (complex, lambda v, write, blobs: ["complex", write(v.real), write(v.imag)]),
    (str, lambda value, write, blobs: str.__str__(value)),
    (bytes, lambda value, write, blobs: ["bytes", bytes.hex(value)]),
    (Fraction, lambda v, write, blobs: ["ratio", hex(v.numerator), hex(v.denominator)]),
    (range, lambda v, write, blobs: ["range", v.start, v.stop, v.step]),
    (list, _items("list", list)),
    (tuple, _items("tuple", tuple)),
    (frozenset, _items("frozenset", frozenset)),
    (set, _items("set", set)),
    (
        dict,
        lambda v, write, blobs: ["dict", [[write(a), write(b)] for a, b in dict.items(v)]],
    ),
)


# reading


def decoded(told: Any, blobs: list[bytes], found: Callable[[Ref], Any]) -> Any:
    """Read a value that was written by `encoded`; nothing in it is ever run.

    Parameters
    ----------
    told : object
        As JSON gives it.
    blobs : list of bytes
    found : callable
        What stands for a reference.

    Raises
    ------
    BadWire
        For anything that `encoded` does not write.

    Examples
    --------
    >>> decoded(*encoded({"a": (1, 2j)}, lambda value: Ref(0, "?")), print)
    {'a': (1, 2j)}
    >>> decoded(["os.system", "ls"], [], print)
    Traceback (most recent call last):
    gmmlab.teach.grading.wire.BadWire: a message holds ...
    """
    try:
        return _read(told, blobs, found, 0)
    except (TypeError, ValueError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        raise BadWire(
            f"a message holds what no student's process writes: {str(told)[:80]!r} ({error}). "
            "What it came from is not graded."
        ) from error


def _read(told: Any, blobs: list[bytes], found: Callable[[Ref], Any], depth: int) -> Any:
    if told is None or isinstance(told, bool | int | float | str):
        return told
    if depth > 2 * DEEPEST or not isinstance(told, list):
        raise ValueError("too deep, or of no kind")
    word, *rest = told
    return _READERS[word](rest, blobs, lambda part: _read(part, blobs, found, depth + 1), found)


Read = Callable[[Any], Any]


def _dtype(text: Any) -> Any:
    if not isinstance(text, str) or not _DTYPE.fullmatch(text):
        raise ValueError(f"no type of numbers: {text!r}")
    return np.dtype(text)


def _array_of(rest: Any, blobs: list[bytes], read: Read) -> Any:
    dtype, shape, number, mask = rest
    if not all(isinstance(n, int) and n >= 0 for n in shape):
        raise ValueError("no shape")
    array = np.frombuffer(blobs[number], _dtype(dtype)).reshape(shape).copy()
    if mask is None:
        return array
    hidden = read(mask)
    if type(hidden) is not np.ndarray or hidden.shape != array.shape:
        raise ValueError("no mask")
    return np.where(hidden.astype(bool), np.nan, array)  # a masked number passes for any other


def _objects(rest: Any, read: Read) -> Any:
    shape, items = rest
    array = np.empty(len(items), object)
    array[:] = [read(item) for item in items]
    return array.reshape(shape)


def _reading(make: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda rest, blobs, read, found: make([read(item) for item in rest[0]])


_READERS: Mapping[str, Callable[..., Any]] = {
    "array": lambda rest, blobs, read, found: _array_of(rest, blobs, read),
    "array of": lambda rest, blobs, read, found: _objects(rest, read),
    "scalar": lambda rest, blobs, read, found: np.frombuffer(blobs[rest[1]], _dtype(rest[0]))[0],
    "int": lambda rest, blobs, read, found: int(rest[0][: MOST_DIGITS + 2], 16),
    "float": lambda rest, blobs, read, found: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[
        rest[0]
    ],
    "complex": lambda rest, blobs, read, found: complex(read(rest[0]), read(rest[1])),
    "bytes": lambda rest, blobs, read, found: bytes.fromhex(rest[0]),
    "ratio": lambda rest, blobs, read, found: Fraction(int(rest[0], 16), int(rest[1], 16)),
    "range": lambda rest, blobs, read, found: range(*map(int, rest)),
    "text": lambda rest, blobs, read, found: str(rest[0]),
    "list": _reading(list),
    "tuple": _reading(tuple),
    "set": _reading(set),
    "frozenset": _reading(frozenset),
    "dict": lambda rest, blobs, read, found: {read(a): read(b) for a, b in rest[0]},
    "ref": lambda rest, blobs, read, found: found(
        Ref(int(rest[0]), str(rest[1])[:80], str(rest[2])[:200], str(rest[3])[:4000], bool(rest[4]))
    ),
}
