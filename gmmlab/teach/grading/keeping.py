"""What a round keeps on disk, so that each submission is graded once, whenever it is stopped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.handed import Unreadable, content_of, regular_files
from gmmlab.teach.grading.stem import Order
from gmmlab.teach.grading.worker import Result
from gmmlab.teach.grading.writing import held, in_words, write

__all__ = ["Busy", "Kept", "Locked", "alone", "mark"]

VERSION = 2
"""Of the way in which submissions are graded; another one grades all anew."""


class Busy(GmmlabError, RuntimeError):
    """Somebody else grades here."""


class Locked(GmmlabError, OSError):
    """What is to be graded cannot be read, and that is not its author's fault."""


def mark(order: Order, folder: Path) -> str:
    """Give a hash of all that a submission's grade depends on.

    Raises
    ------
    Locked
        If there is no right to read some of it.
    """
    digest = hashlib.sha256(f"{VERSION} {order.mark}".encode())
    for path in regular_files(readable(folder)):
        digest.update(path.relative_to(folder).as_posix().encode("utf-8", "replace") + b"\0")
        try:
            digest.update(content_of(path))
        except Unreadable as error:
            digest.update(str(error).encode())
    return digest.hexdigest()


def readable(folder: Path) -> Path:
    """Give a folder back if all of it may be read: who may not would grade what is not there.

    Raises
    ------
    Locked
    """
    for top, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = Path(top, name)
            need = os.R_OK | os.X_OK if name in folders else os.R_OK
            if not path.is_symlink() and not os.access(path, need):
                raise locked(path)
    if not os.access(folder, os.R_OK | os.X_OK):
        raise locked(folder)
    return folder


def locked(path: Path) -> Locked:
    """Say that there is no right to read something."""
    return Locked(
        f"{path} cannot be read: you have no right to. Give yourself that right "
        "(`chmod -R u+rX`, as its owner), and grade again: nothing was entered for it."
    )


@dataclass(frozen=True)
class Kept:
    """What came of each submission of an assignment, kept before it is entered.

    Parameters
    ----------
    folder : Path
    """

    folder: Path

    def path(self, student: str) -> Path:
        """Where it is kept."""
        return self.folder / f"{student}.json"

    def tidy(self) -> None:
        """Remove what was begun and never finished, by somebody who was ended."""
        for path in self.folder.glob(".*"):
            path.unlink(missing_ok=True)

    def read(self, student: str, mark: str) -> tuple[dict[str, Result], tuple[str, ...]] | None:
        """Results and notes, if they were kept whole and of what is there now."""
        try:
            told = json.loads(self.path(student).read_text(encoding="utf-8"))
            if told["mark"] != mark:
                return None
            results = {name: Result.read(one) for name, one in told["results"].items()}
            return results, tuple(told["notes"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(
        self, student: str, mark: str, results: Mapping[str, Result], notes: tuple[str, ...]
    ) -> None:
        """Keep them.

        Raises
        ------
        CannotWrite
        """
        told = {name: result.told() for name, result in results.items()}
        kept: dict[str, Any] = {"mark": mark, "notes": list(notes), "results": told}
        write(self.path(student), json.dumps(kept))

    def entered(self, student: str, mark: str) -> bool:
        """Whether they stand in the gradebook."""
        try:
            return self.path(student).with_suffix(".entered").read_text() == mark
        except (OSError, ValueError):
            return False

    def enter(self, student: str, mark: str) -> None:
        """Note that they do."""
        write(self.path(student).with_suffix(".entered"), mark)


@contextmanager
def alone(folder: Path, assignment: str) -> Iterator[None]:
    """Hold a lock that goes with its process, however that ends.

    Raises
    ------
    Busy
        If somebody else holds it.
    CannotWrite
    """
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("w")
    with file:
        if not held(file.fileno()):
            raise Busy(f"{assignment} is being graded already. Wait until that is done.")
        yield
