"""A folder for the time of grading, whose remains are cleared away even after a SIGKILL.

Who holds the lock on such a folder lives; one that nobody holds is left over, and the next grader
takes it away.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from gmmlab.teach.grading.writing import held

__all__ = ["clear", "scratch"]

FRESH = 60.0
"""Seconds in which a new folder need not be locked yet."""


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """Give a folder of one's own, gone with the block; first take away what others have left.

    Parameters
    ----------
    prefix : str
        How its name begins, and those of the folders that may be left over.

    Examples
    --------
    >>> with scratch("gmmlab-example-") as folder:
    ...     _ = (folder / "a").write_text("1")
    >>> folder.exists()
    False
    """
    clear(prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    lock = _locked(folder)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def clear(prefix: str, fresh: float = FRESH) -> None:
    """Take away the folders that a grader has left when it was killed.

    Parameters
    ----------
    prefix : str
    fresh : float
        Seconds; younger ones stay.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < fresh or folder.stat().st_uid != _me():
                continue
            if (lock := _locked(folder)) is not None:
                rmtree(folder, ignore_errors=True)
                os.close(lock)


def _me() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _locked(folder: Path) -> int | None:
    """Lock a folder; None where somebody holds it, and on Windows, where folders are not opened."""
    if sys.platform == "win32":
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    if held(descriptor):
        return descriptor
    os.close(descriptor)
    return None
