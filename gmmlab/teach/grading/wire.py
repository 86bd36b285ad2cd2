"""Messages between the student's process and the judge: JSON, then bytes, and never too much."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:
    import socket

__all__ = ["BadWire", "Closed", "receive", "send"]

LARGEST = 64 * 2**20
"""Bytes of a message."""


class BadWire(GmmlabError, ValueError):
    """A message that says nothing that could be understood."""


class Closed(GmmlabError, EOFError):
    """The other side is gone."""


def send(channel: socket.socket, head: Mapping[str, Any], blobs: list[bytes] | None = None) -> None:
    """Send a message: its JSON, then its blobs.

    Raises
    ------
    BadWire
        If it is larger than messages may be; nothing is sent then.
    Closed
        If nobody is there to receive it.
    """
    parts = blobs or []
    text = json.dumps({**head, "blobs": [len(blob) for blob in parts]}).encode()
    if len(text) + sum(map(len, parts)) > LARGEST:
        raise BadWire(f"a value takes more than {LARGEST} bytes. Return something smaller.")
    try:
        channel.sendall(b"".join([struct.pack(">I", len(text)), text, *parts]))
    except OSError as error:
        raise Closed("the other side is gone. Start it again.") from error


def receive(
    channel: socket.socket, until: float | None = None
) -> tuple[dict[str, Any], list[bytes]]:
    """Wait for a message, as long as `time.monotonic` is below `until`.

    Raises
    ------
    Closed
        If the other side is gone.
    BadWire
        If it says nothing that could be understood, or too much.
    TimeoutError
        If it has not come by then.
    """
    (size,) = struct.unpack(">I", _exactly(channel, 4, until))
    if size > LARGEST:
        raise BadWire(f"a message of {size} bytes. What it came from is not graded.")
    try:
        head = json.loads(_exactly(channel, size, until))
        lengths = head["blobs"]
        assert all(type(n) is int and n >= 0 for n in lengths)
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError) as error:
        raise BadWire("a message is no JSON. What it came from is not graded.") from error
    if sum(lengths) > LARGEST:
        raise BadWire(f"a message of {sum(lengths)} bytes. What it came from is not graded.")
    return head, [_exactly(channel, length, until) for length in lengths]


def _exactly(channel: socket.socket, size: int, until: float | None) -> bytes:
    parts, missing = [], size
    while missing:
        if until is not None:
            left = until - monotonic()
            if left <= 0:
                raise TimeoutError
            channel.settimeout(left)
        try:
            part = channel.recv(min(missing, 1 << 20))
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed("the other side is gone. Start it again.") from error
        if not part:
            raise Closed("the other side is gone. Start it again.")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
