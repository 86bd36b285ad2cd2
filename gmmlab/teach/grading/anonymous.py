"""Copies of what was handed in, under other names: for research, or for a second marker.

Names, ids and addresses are those of the gradebook. Whoever writes of themselves in words that are
not there, or in a picture, stays to be found: the report says so.
"""

from __future__ import annotations

import csv
import glob
import io
import os
import re
import secrets
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading.book import Book, NoAssignment
from gmmlab.teach.grading.exports import pupils, put
from gmmlab.teach.grading.handed import Unreadable, content_of, regular_files
from gmmlab.teach.grading.marks import Pupil
from gmmlab.teach.grading.rows import explained
from gmmlab.teach.grading.tables import RISKY, table_of
from gmmlab.teach.grading.veil import SOMEBODY, Veil, known_as

__all__ = ["WARNING", "BadPlace", "Hidden", "Veil", "anonymise"]

WARNING = (
    "What cannot be promised: names in pictures, in handwriting, in PDF and other files that are "
    "no text, nicknames, other spellings, what somebody tells of themselves, and who can be known "
    "by their style or by code that is elsewhere too. Look through the copies before you pass "
    "them on, and keep the key apart from them."
)
MOMENT = 946_684_800
"""The time of every copy: the first second of 2000, in seconds since 1970."""
TEXTS = {".csv", ".htm", ".html", ".json", ".log", ".md", ".py", ".r", ".rst", ".svg", ".tex"}
TEXTS |= {".toml", ".tsv", ".txt", ".xml", ".yaml", ".yml"}
LEFT_OUT = "timestamp.txt"
HEAD = ["pseudonym", "student"]
NO_KEY = (
    "is there already, and is no key: pseudonym,student should stand in its first line, then each "
    "pseudonym once, of letters, digits, _ and -. Name another."
)


class BadPlace(GmmlabError, FileExistsError):
    """A folder or a key that would be overwritten, or would give the names away."""


@dataclass(frozen=True)
class Hidden:
    """What became of the submissions.

    Attributes
    ----------
    names : mapping of str to str
        Pseudonym to student: the key.
    said : mapping of str to int
        How often each name was replaced, as it stands in the gradebook.
    notes : tuple of str
        What was left out, dropped or only copied.
    key : Path
        Where the key lies.
    """

    names: Mapping[str, str]
    said: Mapping[str, int]
    notes: tuple[str, ...]
    key: Path


# files


@dataclass
class Copy:
    """One student's submission on its way."""

    veil: Veil
    to: Path
    notes: Counter[str]

    def folder(self, handed: Path) -> None:
        """Copy the files of a submission; links, devices and hidden folders are left out."""
        self.to.mkdir(parents=True)
        for path in regular_files(handed):
            name = path.relative_to(handed).as_posix()
            if name == LEFT_OUT:
                self.notes[f"{LEFT_OUT}, which says when, was left out"] += 1
                continue
            try:
                content = self.content(path, content_of(path))
            except Unreadable:
                self.notes["files that cannot be read or are too large were left out"] += 1
                continue
            place = self.place(self.veil.text(name))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    def place(self, name: str) -> Path:
        """Where a file goes; two that would have one name get two."""
        if any((self.to / above).is_file() for above in PurePosixPath(name).parents):
            name = name.replace("/", "-")
        path, n = self.to / name, 1
        while path.exists():
            n += 1
            path = self.to / PurePosixPath(name).with_stem(f"{PurePosixPath(name).stem}-{n}")
        return path

    def content(self, path: Path, content: bytes) -> bytes:
        """What a copy holds."""
        if path.suffix.lower() == ".ipynb":
            try:
                return self.veil.notebook(content)
            except (ValueError, RecursionError):
                self.notes["notebooks that cannot be read were taken as texts"] += 1
        for encoding in ("utf-8", "latin-1"):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if path.suffix.lower() in TEXTS or (encoding == "utf-8" and _plain(text)):
                return self.veil.text(text, path.suffix.lower() == ".py").encode(encoding)
        self.notes[f"{path.suffix.lower() or 'other'} files were copied as they are"] += 1
        small = content.lower()
        if any(len(n) > 3 and n.lower().encode() in small for n in self.veil.names):
            self.notes["of these hold a name: look into them"] += 1
        return content


def _plain(text: str) -> bool:
    return "\0" not in text and not text.startswith("%PDF")


# all of it


def anonymise(root: Path, assignment: str, to: Path, key: Path | None = None) -> Hidden:
    """Copy the submissions of an assignment under pseudonyms; they themselves stay as they are.

    Parameters
    ----------
    root : Path
        The course directory.
    assignment : str
    to : Path
        A folder that is new or empty: it will hold PSEUDONYM/ASSIGNMENT/.
    key : Path, optional
        A CSV file, pseudonym and student; by default beside the folder. Where there is one, its
        pseudonyms are taken, and new ones added: a student keeps theirs from one assignment to
        the next. They are random, and say nothing of whom they stand for.

    Returns
    -------
    hidden : Hidden

    Raises
    ------
    BadPlace, NoAssignment
    """
    to = Path(os.path.abspath(to))
    key = Path(os.path.abspath(key)) if key else to.with_name(f"{to.name}-key.csv")
    with Book(root) as book, explained(book.courses.db_url):
        handed = book.submitted(assignment) if _lone(assignment) else {}
        everyone = {pupil.id: pupil for pupil in pupils(book)}
    if not handed:
        raise NoAssignment(f"nobody has handed in {assignment!r} in {root}. Check the name.")
    _check(to, key, next(iter(handed.values())).parents[1])
    everyone |= {student: Pupil(student) for student in handed.keys() - everyone.keys()}
    aliases = _aliases(key, everyone)
    part = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        part.mkdir()
        notes, said = _copied(handed, everyone, aliases, part)
        _stamp(part)
        rows = [HEAD, *sorted([alias, s] for s, alias in aliases.items())]
        put(key, table_of(rows).encode(), over=True, mode=0o600)
        to.mkdir(exist_ok=True)
        os.replace(part, to)
    except OSError as error:
        raise BadPlace(f"{to} cannot be written ({error}). Name another folder.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Hidden({aliases[student]: student for student in handed}, said, notes, key)


def _lone(name: str) -> bool:
    """Whether it is the name of one folder."""
    return name == Path(name).name == glob.escape(name) and name != ".."


def _check(to: Path, key: Path, top: Path) -> None:
    """Refuse places where something would be lost or given away."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise BadPlace(f"{to} holds something already. Name a folder that is new or empty.")
    if to.resolve().is_relative_to(top.resolve()):
        raise BadPlace(f"{to} lies among the submissions. Name a folder elsewhere.")
    if key.resolve().is_relative_to(to.resolve()):
        raise BadPlace(f"the key {key} lies in {to}, with what it opens. Put it elsewhere.")
    if not to.parent.is_dir() or not key.parent.is_dir():
        absent = next(p.parent for p in (to, key) if not p.parent.is_dir())
        raise BadPlace(f"there is no folder {absent}. Make it first.")


def _aliases(key: Path, everyone: Mapping[str, Pupil]) -> dict[str, str]:
    """Each student's pseudonym: the one of the key, or a new one."""
    known: dict[str, str] = {}
    if key.exists():
        try:
            rows = csv.reader(io.StringIO(key.read_text("utf-8-sig"), newline=""))
            if next(rows, None) != HEAD:
                raise ValueError("another first line")
            known = {_undone(student): alias for alias, student in filter(None, rows)}
        except (OSError, ValueError, csv.Error) as error:
            raise BadPlace(f"{key} {NO_KEY}") from error
    taken = set(known.values())
    if len(taken) < len(known) or not all(map(re.compile(r"\w[\w-]*").fullmatch, taken)):
        raise BadPlace(f"{key} {NO_KEY}")
    for student in everyone:
        while student not in known:
            alias = f"anon_{secrets.token_hex(4)}"
            known |= {} if alias in taken else {student: alias}
            taken.add(alias)
    return known


def _undone(cell: str) -> str:
    """An id as it was before a spreadsheet had to be kept from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell


def _copied(
    handed: Mapping[str, Path], everyone: Mapping[str, Pupil], aliases: Mapping[str, str], to: Path
) -> tuple[tuple[str, ...], dict[str, int]]:
    """Copy everyone's submission; say what is to be known of it, and how often names were there."""
    bearers: dict[str, set[str]] = {}
    for pupil in everyone.values():
        for name in known_as(pupil):
            bearers.setdefault(name, set()).add(pupil.id)
    shared = _folded(bearers)
    names = {
        n: aliases[min(s)] if len(shared[n.casefold()]) == 1 else SOMEBODY
        for n, s in bearers.items()
    }
    veil, notes = Veil(names), Counter[str]()
    for student, path in sorted(handed.items(), key=lambda item: aliases[item[0]]):
        if path.is_symlink() or path.parent.is_symlink():
            notes["submissions that are links were left out"] += 1
            continue
        own = {name: aliases[student] for name in known_as(everyone[student])}
        veil.names = {**names, **own}
        Copy(veil, to / aliases[student] / path.name, notes).folder(path)
    told = [f"{many} x {what}." for what, many in notes.items()]
    told += [f"{many} x metadata {what!r} dropped." for what, many in veil.dropped.items()]
    told += [
        f"{many} x {what!r} stays in code: it is Python's." for what, many in veil.stays.items()
    ]
    return tuple(told), dict(veil.said.most_common())


def _folded(bearers: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Who bears a name, in whatever letters it is written."""
    found: dict[str, set[str]] = {}
    for name, students in bearers.items():
        found.setdefault(name.casefold(), set()).update(students)
    return found


def _stamp(folder: Path) -> None:
    """Give every file and folder the same time."""
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (MOMENT, MOMENT))
