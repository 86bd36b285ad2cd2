"""Files are written whole or not at all; where there is no room for them, that is said in words."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gmmlab.errors import GmmlabError

__all__ = ["CannotWrite", "held", "in_words", "unwritten", "write"]

_REMEDIES = {
    errno.ENOSPC: "Make room on that disk",
    errno.EDQUOT: "Make room: your quota is used up",
    errno.EFBIG: "Allow larger files (`ulimit -f unlimited`)",
    errno.EROFS: "Mount that disk for writing",
    errno.EACCES: "Give yourself the right to write there",
    errno.EPERM: "Give yourself the right to write there",
    errno.ENOTDIR: "Move away the file that stands where a folder belongs",
    errno.EEXIST: "Move away the file that stands where a folder belongs",
    errno.EISDIR: "Move away the folder that stands where a file belongs",
    errno.EMFILE: "Allow more open files (`ulimit -n 4096`)",
}


class CannotWrite(GmmlabError, OSError):
    """What came of a submission cannot be kept."""


def unwritten(error: OSError, place: Path | None = None) -> CannotWrite:
    """Say what could not be written, why, and what to do.

    Examples
    --------
    >>> print(unwritten(OSError(28, "No space left on device", "autograded/x")))
    autograded/x cannot be written: No space left on device. Make room on that disk, and grade
    again: what is done already stays.
    """
    what = error.filename or place or "a file"
    remedy = _REMEDIES.get(error.errno or 0, "Mend that")
    why = error.strerror or str(error)
    return CannotWrite(
        f"{what} cannot be written: {why}. {remedy}, and grade again: what is done already stays."
    )


@contextmanager
def in_words(place: Path) -> Iterator[None]:
    """Turn what goes wrong with writing below a place into words.

    Raises
    ------
    CannotWrite
    """
    try:
        yield
    except GmmlabError:
        raise
    except OSError as error:
        raise unwritten(error, place) from error


def write(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises
    ------
    CannotWrite
        If there is no room, or no right; what was there before stays.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with in_words(path):
        try:
            part.write_text(text, encoding="utf-8")
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def held(descriptor: int, wait: bool = False) -> bool:
    """Lock what a descriptor stands for, until it is closed, here and in all that was forked.

    Returns
    -------
    held : bool
        False if somebody else holds it. On Windows nothing is locked, and nobody is in the way.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
