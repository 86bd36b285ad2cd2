"""What crosses between the student and the judge: plain data comes back as it was, nothing else."""

import contextlib
import json
import math
import socket
import struct
import threading
from fractions import Fraction
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gmmlab.teach.grading import wire
from gmmlab.teach.grading.plain import Ref, decoded, encoded
from gmmlab.teach.grading.wire import BadWire, Closed, receive, send

NUMBERS = (
    st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.complex_numbers()
    | st.fractions()
)
HASHABLE = st.none() | NUMBERS | st.text() | st.binary()
PLAIN = st.recursive(
    HASHABLE | st.builds(range, st.integers(-99, 99), st.integers(-99, 99), st.integers(1, 9)),
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.lists(parts, max_size=4).map(tuple)
        | st.sets(HASHABLE, max_size=4)
        | st.frozensets(HASHABLE, max_size=4)
        | st.dictionaries(HASHABLE, parts, max_size=4)
    ),
    max_leaves=12,
)
DTYPES = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes(endianness="?")
    | hnp.floating_dtypes(endianness="?")
    | hnp.complex_number_dtypes(endianness="?")
    | hnp.unicode_string_dtypes(max_len=5)
    | hnp.byte_string_dtypes(max_len=5)
    | hnp.datetime64_dtypes()
    | hnp.timedelta64_dtypes()
)
ARRAYS = hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))


def nothing(_):
    raise AssertionError("no reference was due")


def crossed(value, refer=nothing, found=nothing):
    """What comes of it on the other side."""
    told, blobs = encoded(value, refer)
    return decoded(json.loads(json.dumps(told)), blobs, found)


def same(one, two):
    """Equal, of one type, and so are all parts; a NaN is a NaN."""
    if type(one) is not type(two):
        return False
    if isinstance(one, float):
        return one == two or (math.isnan(one) and math.isnan(two))
    if isinstance(one, complex):
        return same(one.real, two.real) and same(one.imag, two.imag)
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, dict):
        return same(list(one.items()), list(two.items()))
    if isinstance(one, set | frozenset):
        return sorted(map(repr, one)) == sorted(map(repr, two))
    return one == two


@given(PLAIN)
def test_plain_data_crosses(value):
    assert same(crossed(value), value)


@given(ARRAYS)
def test_arrays_cross(array):
    there = crossed(array)
    assert (there.dtype, there.shape) == (array.dtype, array.shape)
    assert there.tobytes() == array.tobytes()
    assert there.flags.writeable


@given(ARRAYS)
def test_numpys_scalars_cross(array):
    for value in array.ravel()[:3]:
        there = crossed(value)
        if value.dtype.itemsize:  # an empty word is Python's
            assert type(there) is type(value)
            assert there.tobytes() == value.tobytes()
        assert there == value or value != value


def test_views_and_objects_cross():
    array = np.arange(12.0).reshape(3, 4)
    np.testing.assert_array_equal(crossed(array.T[::2]), array.T[::2])
    there = crossed(np.array([1, "a", None, (2,)], object))
    assert there.dtype == object
    assert there.tolist() == [1, "a", None, (2,)]


def test_what_is_masked_is_missing():
    """numpy.testing takes a masked number for any other."""
    there = crossed(np.ma.MaskedArray([1.0, 2.0], [False, True]))
    assert type(there) is np.ndarray
    np.testing.assert_array_equal(there, [1.0, np.nan])
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(crossed(np.ma.masked_all(2)), [1.0, 2.0])


class Loud(float):
    def __eq__(self, other):
        raise AssertionError("it was asked")

    __float__ = __hash__ = __repr__ = __eq__


class Longer(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3


class Fuller(dict):
    def items(self):
        return [("forged", 1)]


def test_subclasses_are_what_they_derive_from():
    assert same(crossed(Loud(2.5)), 2.5)
    assert same(crossed(Longer([7])), [7])
    assert same(crossed(Fuller(a=1)), {"a": 1})
    assert same(crossed(type("Word", (str,), {})("a")), "a")
    assert type(crossed(np.zeros(2).view(type("Own", (np.ndarray,), {})))) is np.ndarray


def test_all_else_is_referred_to():
    here = [object(), len, open, type]
    refs = []

    def refer(value):
        refs.append(value)
        return Ref(len(refs) - 1, type(value).__name__, "name", "doc", callable(value))

    there = crossed({"a": here}, refer, lambda ref: (ref.number, ref.kind, ref.calls))
    assert refs == here
    assert [number for number, _, _ in there["a"]] == [0, 1, 2, 3]
    assert [calls for _, _, calls in there["a"]] == [False, True, True, True]


def test_what_is_too_deep_is_referred_to():
    deep = value = []
    for _ in range(1000):
        value.append([])
        value = value[0]
    there = crossed(deep, lambda value: Ref(7, "list"), lambda ref: ref.number)
    while isinstance(there, list):
        (there,) = there
    assert there == 7


REFUSED = [
    [],
    {},
    [[]],
    ["eval", "1"],
    ["__import__", "os"],
    ["ref"],
    ["ref", "x", "", "", "", 1],
    ["array", "|O", [1], 0, None],
    ["array", "O8", [1], 0, None],
    ["array", "m8,O", [1], 0, None],
    ["array", "V8", [1], 0, None],
    ["array", "<f8", [-1], 0, None],
    ["array", "<f8", [2], 0, None],
    ["array", "<f8", [2**70], 0, None],
    ["array", "<f8", 1, 0, None],
    ["array", "<f8", [1], 5, None],
    ["array", "<f8", [1], "0", None],
    ["array", "<f8", [1], 0, True],
    ["array", "<f8", [1], 0, ["list", []]],
    ["array", "<f8", [1]],
    ["array of", [3], [1]],
    ["array of", [1], 1],
    ["scalar", "|O", 0],
    ["scalar", "<f8", 3],
    ["int", 5],
    ["int", "spam"],
    ["float", "1.0"],
    ["complex", "1", "2"],
    ["bytes", "zz"],
    ["ratio", "0x1", "0x0"],
    ["range", 1, 2, 0],
    ["range", "a"],
    ["list", 5],
    ["list"],
    ["set", [["list", []]]],
    ["dict", [[["list", []], 1]]],
    ["dict", [[1]]],
    [["list", []], 1],
    [None],
]


@pytest.mark.parametrize("told", REFUSED, ids=str)
def test_nothing_else_is_read(told):
    with pytest.raises(BadWire, match="a message holds what no student's process writes"):
        decoded(told, [struct.pack("<d", 1.5)], nothing)


def test_what_is_too_deep_is_not_read():
    told = 1
    for _ in range(200):
        told = ["list", [told]]
    with pytest.raises(BadWire):
        decoded(told, [], nothing)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda parts: st.lists(parts, max_size=5) | st.dictionaries(st.text(max_size=3), parts),
)
WORDS = st.sampled_from(
    ["array", "array of", "scalar", "int", "list", "dict", "set", "ref", "range"]
)
TOLD = JSON | st.builds(lambda word, rest: [word, *rest], WORDS, st.lists(JSON, max_size=6))


@given(TOLD, st.lists(st.binary(max_size=20), max_size=2))
def test_whatever_is_told_is_read_or_refused(told, blobs):
    with contextlib.suppress(BadWire):
        decoded(told, blobs, lambda ref: ref)


# messages


@pytest.fixture
def pair():
    one, two = socket.socketpair()
    with one, two:
        yield one, two


def test_messages_arrive_as_they_were_sent(pair):
    one, two = pair
    blobs = [b"", b"x" * 100_000]
    threading.Thread(target=send, args=(one, {"do": "π"}, blobs)).start()
    assert receive(two) == ({"do": "π", "blobs": [0, 100_000]}, blobs)


FRAMED = [b"spam", b"[]", b"null", b"{}", b'{"blobs": 1}', b'{"blobs": [-1]}', b'{"blobs": ["a"]}']
FRAMED += [b'{"blobs": [true]}', b"[" * 100_000, b"\xff\xfe", b'{"blobs": [1e3]}', b"9" * 5000]


@pytest.mark.parametrize("text", FRAMED, ids=lambda text: repr(text[:12]))
def test_what_is_no_message_is_refused(pair, text):
    one, two = pair
    one.sendall(struct.pack(">I", len(text)) + text)
    with pytest.raises(BadWire, match="What it came from is not graded"):
        receive(two, monotonic() + 5)


def test_what_is_too_large_is_neither_sent_nor_awaited(pair, monkeypatch):
    one, two = pair
    monkeypatch.setattr(wire, "LARGEST", 1000)
    with pytest.raises(BadWire, match="a value takes more than 1000 bytes"):
        send(one, {}, [bytes(1000)])
    one.sendall(struct.pack(">I", 1001))
    with pytest.raises(BadWire, match="a message of 1001 bytes"):
        receive(two)
    text = b'{"blobs": [900, 900]}'
    one.sendall(struct.pack(">I", len(text)) + text)
    with pytest.raises(BadWire, match="a message of 1800 bytes"):
        receive(two)


def test_who_is_gone_is_missed(pair):
    one, two = pair
    one.close()
    with pytest.raises(Closed, match="Start it again"):
        receive(two)
    with pytest.raises(Closed, match="Start it again"):
        send(two, {}, [bytes(10**6)])


def test_nobody_waits_for_ever(pair):
    one, two = pair
    one.sendall(b"\0\0")
    with pytest.raises(TimeoutError):
        receive(two, monotonic() + 0.01)


def test_fractions_are_exact():
    assert crossed(Fraction(-1, 3)) == Fraction(-1, 3)
