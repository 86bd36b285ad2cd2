"""Files that a platform has exported: one column is filled in, every other byte stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gmmlab.teach.grading.marks import POINTS, Asked, BadSheet, Exported, Pupil, number

__all__ = ["Form", "Sheet"]

KEPT = ("EX", "N/A")
"""Cells of Canvas' that are no scores."""
_NOBODY = re.compile(r"(muted|manual posting.*)?", re.IGNORECASE)
_AROUND = re.compile(r"^assignment: |\s*\([^()]*\)$", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A CSV file as it was written, cell by cell, so that all but a few stay byte for byte."""

    mark: str
    encoding: str
    comma: str
    rows: tuple[tuple[str, ...], ...]
    ends: tuple[str, ...]

    @classmethod
    def read(cls, content: bytes, names: Sequence[str]) -> Sheet:
        """Read a file in whose first line some of the names stand."""
        encoding = "utf-16-le" if content.startswith(b"\xff\xfe") else "utf-8"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:  # each byte a character: what is not touched stays as it is
            encoding, text = "latin-1", content.decode("latin-1")
        mark = text[: text.startswith("\ufeff")]
        tries = [cls(mark, encoding, comma, *_cells(text[len(mark) :], comma)) for comma in ",;\t"]
        return max(tries, key=lambda sheet: len({*names} & {*sheet.values()[0]}))

    def values(self) -> list[list[str]]:
        """What the cells say."""
        return [[_value(cell) for cell in row] for row in self.rows] or [[]]

    def put(self, told: Mapping[int, Mapping[int, str]]) -> bytes:
        """The file with new values, by row and column."""
        text = self.mark
        for n, (row, end) in enumerate(zip(self.rows, self.ends, strict=True)):
            new = told.get(n, {})
            cells = [*row, *[""] * (max(new, default=0) + 1 - len(row))]
            for k, value in new.items():
                quoted = cells[k].startswith('"') or self.comma in value
                cells[k] = f'"{value}"' if quoted else value
            text += self.comma.join(cells) + end
        return text.encode(self.encoding)


def _cells(text: str, comma: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The cells of a file with their quotes, and how each row ends."""
    cell = re.compile(rf'((?:"[^"]*(?:""[^"]*)*")?[^{comma}\r\n]*)({comma}|\r\n|\r|\n|\Z)')
    rows: list[tuple[str, ...]] = []
    ends: list[str] = []
    row: list[str] = []
    for found in cell.finditer(text):
        if not found[0] and not row:
            break
        row.append(found[1])
        if found[2] != comma:
            rows.append(tuple(row))
            ends.append(found[2])
            row = []
    return tuple(rows), tuple(ends)


def _value(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        cell = cell[1:-1].replace('""', '"')
    return cell.strip()


@dataclass(frozen=True)
class Form:
    """A platform's way.

    Attributes
    ----------
    make : callable
        Makes a file of our own.
    known : tuple of (str, str)
        Columns of its files that say who somebody is, and what of a pupil may stand there.
    last : tuple of (str, str)
        The same, if none of those has said it.
    """

    make: Callable[[Asked], Exported]
    known: tuple[tuple[str, str], ...] = ()
    last: tuple[tuple[str, str], ...] = ()

    def fill(self, asked: Asked, content: bytes) -> Exported:
        """Fill in a file that the platform has exported.

        Raises
        ------
        BadSheet
            If it says of nobody who they are, or has no column for the scores.
        """
        names = list(dict.fromkeys(name for name, _ in (*self.known, *self.last)))
        sheet = Sheet.read(content, names)
        header, *rows = sheet.values()
        if not {*names} & {*header}:
            there = f"It has: {', '.join(header)[:200]}." if any(header) else "It is empty."
            raise BadSheet(
                "the file of --like has no column that says who somebody is. Export it in English, "
                f"with one of: {', '.join(names) or 'none; plain CSV is only written'}. {there}"
            )
        columns = _columns(asked, header)
        whose, notes = self.whose(asked.pupils, header, rows)
        told: dict[int, dict[int, str]] = {n + 1: {} for n in whose}
        for name, column in columns.items():
            notes += _fill(asked, name, column, header, rows, whose, told)
        notes += [f"{name}: there is no column for it." for name in asked.worth.keys() - columns]
        return Exported(sheet.put(told), (*notes, *asked.notes()))

    def whose(
        self, pupils: Sequence[Pupil], header: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> tuple[dict[int, Pupil], list[str]]:
        """Which row is whose; only who is surely known, each once."""
        found: dict[int, list[Pupil]] = {}
        for n, row in enumerate(rows):
            if row[0] != POINTS and not all(map(_NOBODY.fullmatch, row)):
                told = dict(zip(header, row, strict=False))
                found[n] = _people(pupils, told, self.known) or _people(pupils, told, self.last)
        many = Counter(p.id for people in found.values() for p in people)
        sure = {n: p[0] for n, p in found.items() if len(p) == 1 and many[p[0].id] == 1}
        strange = [f"{n + 2} ({rows[n][0]})" for n, people in found.items() if not people]
        unsure = [f"{n + 2} ({rows[n][0]})" for n, p in found.items() if p and n not in sure]
        absent = [pupil.id for pupil in pupils if not many[pupil.id]]
        notes = [
            f"Rows of nobody in the gradebook: {', '.join(strange)}." if strange else "",
            f"Rows that may be another's, left as they are: {', '.join(unsure)}." if unsure else "",
            f"In the gradebook, but not in the file: {', '.join(absent)}." if absent else "",
        ]
        return sure, list(filter(None, notes))


def _people(
    pupils: Sequence[Pupil], told: Mapping[str, str], known: Sequence[tuple[str, str]]
) -> list[Pupil]:
    """Everyone of whom a row may be."""
    said = [(told.get(name, "").casefold(), p) for name, parts in known for p in parts.split()]
    return [p for p in pupils if any(v and getattr(p, part).casefold() == v for v, part in said)]


def _columns(asked: Asked, header: Sequence[str]) -> dict[str, int]:
    """The column of each assignment that has one."""
    columns: dict[str, int] = {}
    for name, title in zip(asked.worth, asked.titles(), strict=True):
        exact = [n for n, head in enumerate(header) if head == title]
        bare = [n for n, head in enumerate(header) if _bare(head) == title.casefold()]
        lone = [n for n, head in enumerate(header) if head == "Grade" and len(asked.worth) == 1]
        found = exact or bare or (lone if title == name else [])
        if len(found) > 1:
            which = ", ".join(header[n] for n in found)
            raise BadSheet(f"several columns may be {title}: {which}. Say which with --column.")
        columns |= {name: found[0]} if found else {}
    if not columns:
        raise BadSheet(
            f"no column is called {' or '.join(asked.titles())}. Say with --column which of these "
            f"is to be filled: {', '.join(header)}."
        )
    return columns


def _bare(head: str) -> str:
    """A column's title without what platforms put around it.

    Examples
    --------
    >>> _bare("Mixtures (4711)"), _bare("Assignment: Mixtures (Real)")
    ('mixtures', 'mixtures')
    """
    return _AROUND.sub("", head).strip().casefold()


def _fill(
    asked: Asked,
    name: str,
    column: int,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    whose: Mapping[int, Pupil],
    told: Mapping[int, dict[int, str]],
) -> Iterator[str]:
    """Put an assignment's scores in their places; say what came of it."""
    point = _point(rows)
    filled, changed, kept, most = 0, 0, [], set()
    for n, row in enumerate(rows):
        cells = dict(zip(header, row, strict=False))
        old = row[column] if column < len(row) else ""
        most |= {cells.get("Maximum Grade", old if row[0] == POINTS else "")}
        score = asked.score(whose[n], name) if n in whose else None
        if score is None:
            continue
        if old.upper() in KEPT or cells.get("Grade can be changed", "").casefold() == "no":
            kept.append(whose[n].id)
            continue
        told[n + 1][column] = number(score).replace(".", point)
        filled += 1
        changed += old not in ("", "-") and _float(old) != _float(number(score))
    yield f"{name}: {filled} scores in the column {header[column]!r}, {changed} of them new ones."
    if kept:
        yield f"{name}: excused, not theirs or locked, so left as it is: {', '.join(kept)}."
    other = sorted(m for m in most if m and _float(m) not in (None, asked.worth[name]))
    if other:
        yield f"{name}: {number(asked.worth[name])} points here, but there {', '.join(other)}."


def _point(rows: Sequence[Sequence[str]]) -> str:
    """What stands before decimals in a file: a comma, if its numbers are written so."""
    seen = {m[1] for row in rows for cell in row if (m := re.fullmatch(r"\d+([.,])\d+", cell))}
    return "," if seen == {","} else "."


def _float(cell: str) -> float | None:
    try:
        return round(float(cell.replace(",", ".")), 4)
    except ValueError:
        return None
