"""A learner's own copies of the course, brought up to date without losing a word of theirs.

A workspace is a folder in which lessons and exercises can be changed freely. Beside them lies a
record of what was delivered (`.gmmlab/delivered.json`), and three hashes settle every file: what
lies there, what was delivered last, and what the course holds now.

==========================================  ==============================================
a file that                                 is
==========================================  ==============================================
is missing                                  written
is as it was delivered                      replaced by the course's present one
was changed, the course's is what it was    left alone
was changed, and the course's is newer      left alone; the newer one is put beside it, once
==========================================  ==============================================
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from gmmlab.errors import GmmlabError

__all__ = ["Delivery", "WorkspaceError", "course_files", "deliver"]

PACKAGE = Path(__file__).resolve().parents[1]
RECORD = ".gmmlab/delivered.json"
FOLDERS = ("lessons", "exercises")


class WorkspaceError(GmmlabError, OSError):
    """The learner's folder cannot be used as it stands."""


@dataclass(frozen=True)
class Delivery:
    """What became of each file, by its path inside the workspace.

    Attributes
    ----------
    added
        Files that were not there: new ones, and ones the learner had deleted or renamed.
    updated
        Unchanged copies that now hold the course's present version.
    beside
        For each file that the learner had changed, the name of the newer version beside it.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)

    def sentences(self) -> tuple[str, ...]:
        """Say what happened, one sentence each; nothing where nothing happened.

        Examples
        --------
        >>> Delivery(added=("lessons/a.ipynb",)).sentences()
        ('1 file was added.',)
        >>> print(*Delivery(beside={"lessons/a.ipynb": "a (new in 0.2.0).ipynb"}).sentences())
        You have changed lessons/a.ipynb, so it stays as it is; the course's newer version
        lies beside it as "a (new in 0.2.0).ipynb".
        """
        counts = ((self.added, "added"), (self.updated, "brought up to date"))
        told = [f"{_files(names)} {what}." for names, what in counts if names]
        told += [
            f"You have changed {name}, so it stays as it is; the course's newer version "
            f'lies beside it as "{new}".'
            for name, new in self.beside.items()
        ]
        return tuple(told)


def course_files() -> dict[str, bytes]:
    """Read the lessons and exercises that came with gmmlab, by path inside a workspace.

    An installed package carries them inside itself; a checkout has them beside the package.

    Raises
    ------
    WorkspaceError
        Where neither place holds a lesson.

    Examples
    --------
    >>> sorted({path.split("/")[0] for path in course_files()})
    ['exercises', 'lessons']
    """
    for root in (PACKAGE / "_course", PACKAGE.parent):
        if any(name.startswith("lessons/") for name, _ in _shipped(root)):
            return {name: path.read_bytes() for name, path in _shipped(root)}
    raise WorkspaceError(
        f"this gmmlab holds no lessons, neither in {PACKAGE / '_course'} nor in "
        f"{PACKAGE.parent / 'lessons'}. In a checkout, build them with `make build`; otherwise "
        "install gmmlab again."
    )


def deliver(files: Mapping[str, bytes], workspace: Path, version: str) -> Delivery:
    """Bring `workspace` up to date with `files`; never overwrite what the learner has changed.

    Parameters
    ----------
    files
        The course's files: path inside the workspace (with `/`) -> content.
    workspace
        The learner's folder; made where it is missing.
    version
        The course's version, for the names of files put beside changed ones.

    Returns
    -------
    Delivery
        What was added, brought up to date, and put beside.

    Raises
    ------
    WorkspaceError
        Where the folder cannot be written, is a checkout of gmmlab, or its record is damaged.
        Whatever was delivered before that is on record.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     first = deliver({"lessons/a.ipynb": b"one"}, Path(folder), "0.1.0")
    ...     _ = Path(folder, "lessons/a.ipynb").write_text("mine")
    ...     second = deliver({"lessons/a.ipynb": b"two"}, Path(folder), "0.2.0")
    >>> first.added, dict(second.beside)
    (('lessons/a.ipynb',), {'lessons/a.ipynb': 'a (new in 0.2.0).ipynb'})
    """
    _refuse_checkout(workspace)
    record = _read_record(workspace / RECORD)
    ledger = _Ledger(workspace, version, record)
    try:
        for name, content in sorted(files.items()):
            ledger.settle(name, content)
    finally:
        _write(workspace / RECORD, (json.dumps({"files": record}, indent=1) + "\n").encode())
    return ledger.delivery()


@dataclass
class _Ledger:
    """One delivery under way: `record` keeps path -> hashes of what was delivered and offered."""

    workspace: Path
    version: str
    record: dict[str, dict[str, str]]
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)

    def delivery(self) -> Delivery:
        return Delivery(tuple(self.added), tuple(self.updated), self.beside)

    def settle(self, name: str, content: bytes) -> None:
        known, new = self.record.get(name, {}), _hash(content)
        present = _hash_of(self.workspace / name)
        if present is None:
            self._deliver(name, content, self.added)
        elif present == new:
            self.record[name] = {"delivered": new}
        elif present in known.values():
            self._deliver(name, content, self.updated)
        elif new not in known.values():
            self._offer(name, content)

    def _deliver(self, name: str, content: bytes, kind: list[str]) -> None:
        _write(self.workspace / name, content)
        self.record[name] = {"delivered": _hash(content)}
        kind.append(name)

    def _offer(self, name: str, content: bytes) -> None:
        path = _free_name(self.workspace / name, self.version, content)
        _write(path, content)
        self.record.setdefault(name, {})["offered"] = _hash(content)
        self.beside[name] = path.name


def _files(names: tuple[str, ...]) -> str:
    return "1 file was" if len(names) == 1 else f"{len(names)} files were"


def _shipped(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of the course under `root`; editors' hidden folders are not part of it."""
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*")):
        name = PurePosixPath(path.relative_to(root))
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield str(name), path


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hash_of(path: Path) -> str | None:
    """Return the hash of what lies at `path`, or None where nothing does."""
    with _explained(path, "read"):
        return _hash(path.read_bytes()) if path.exists() else None


def _free_name(path: Path, version: str, content: bytes) -> Path:
    """Return a name beside `path` that is free, or already holds just this content."""
    tries = (f" (new in {version}{more})" for more in _counting())
    names = (path.with_name(path.stem + label + path.suffix) for label in tries)
    return next(name for name in names if _hash_of(name) in (None, _hash(content)))


def _counting() -> Iterator[str]:
    yield ""
    number = 2
    while True:
        yield f", {number}"
        number += 1


def _refuse_checkout(workspace: Path) -> None:
    if (workspace / "gmmlab" / "desk" / "workspace.py").exists():
        raise WorkspaceError(
            f"{workspace} holds the source of gmmlab itself, where a copy of the lessons would "
            "mix with the lessons it is made from. Name another folder with --workspace."
        )


def _read_record(path: Path) -> dict[str, dict[str, str]]:
    with _explained(path, "read"):
        content = path.read_bytes() if path.exists() else b'{"files": {}}'
    try:
        return _checked(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WorkspaceError(
            f"the record of what was delivered, {path}, cannot be understood ({error}). Delete "
            "that one file and start again: every file you have is kept, and wherever yours "
            "differs from the course's, the course's is put beside it."
        ) from error


def _checked(document: Any) -> dict[str, dict[str, str]]:
    """Return the record in `document`, or raise where it is not one."""
    record = {name: dict(hashes) for name, hashes in document["files"].items()}
    if not all(isinstance(value, str) for hashes in record.values() for value in hashes.values()):
        raise TypeError("a hash is not text")
    return record


def _write(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole or not at all."""
    with _explained(path, "write"):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            part.write_bytes(content)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path, deed: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"cannot {deed} {path}: {_reason(path, error)}. Nothing of yours was changed. "
            "Mend that, or name another folder with --workspace."
        ) from error


def _reason(path: Path, error: OSError) -> str:
    in_the_way = [above for above in path.parents if above.exists() and not above.is_dir()]
    if in_the_way:
        return f"{in_the_way[0]} is a file where a folder should be"
    if isinstance(error, IsADirectoryError):
        return "it is a folder where a file should be"
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
