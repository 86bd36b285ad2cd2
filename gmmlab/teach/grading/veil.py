"""A veil over people: what a text and a notebook say of them, under other names."""

from __future__ import annotations

import builtins
import json
import keyword
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gmmlab.teach.grading.marks import Pupil

__all__ = ["Veil", "known_as"]

SOMEBODY = "somebody"
"""Stands for a name that several students bear."""
FIXED = {"cell_type", "output_type"}
OF_BOOK = {"kernelspec", "language_info", "widgets", "nbgrader"}
OF_CELL = {"nbgrader", "tags", "collapsed", "deletable", "editable", "jupyter", "name", "scrolled"}
OF_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
PYTHON = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins)}
"""Words of code that stay, though somebody may be called Max."""
DIGITS = 4
"""Shorter numbers are ids of nobody where they stand in a text."""
_WORD = re.compile(
    r"(?P<data>data:[\w.+/-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=]+)"
    r"|(?P<home>(?:/home|/Users|\\Users)[/\\]+)(?!jovyan\b)(?P<user>[^/\\\s\"'<>:]+)"
    r"|(?P<word>[^\W_]+)"
)


@dataclass
class Veil:
    """Puts pseudonyms for names, whole words only, in small letters and capitals.

    Parameters
    ----------
    names : mapping of str to str
        Pseudonym by name.
    """

    names: Mapping[str, str]
    said: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    stays: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            for text in sorted(_spellings(name), key=len, reverse=True):
                first = _WORD.search(text)
                if first and first["word"]:
                    rule = _rule(text[first.start() :])
                    self.found.setdefault(first[0].casefold(), []).append((rule, name))

    def text(self, text: str, code: bool = False) -> str:
        """Put pseudonyms into a text; in code, Python's own words stay.

        Examples
        --------
        >>> veil = Veil({"Max": "anon_1", "max@x.org": "anon_1", "de Groot": "anon_2"})
        >>> veil.text("MAX and max_plot, not maxima, by De  Groot (max@x.org)")
        'anon_1 and anon_1_plot, not maxima, by anon_2 (anon_1)'
        >>> veil.text("max(3, 4)  # says Max", code=True)
        'max(3, 4)  # says anon_1'
        """
        parts, at = [], 0
        for here in _WORD.finditer(text):
            if here.start() < at or here["data"]:
                continue
            if here["home"]:
                new, end, name = here["home"] + SOMEBODY, here.end(), "home folders"
            else:
                rule, name = self._match(text, here)
                if not rule:
                    continue
                if code and rule[0] in PYTHON:
                    self.stays[rule[0]] += 1
                    continue
                new, end = self.names[name], rule.end()
            parts += [text[at : here.start()], new]
            self.said[name] += 1
            at = end
        return "".join([*parts, text[at:]])

    def _match(self, text: str, here: re.Match[str]) -> tuple[re.Match[str] | None, str]:
        for rule, name in self.found.get(here[0].casefold(), ()):
            if found := rule.match(text, here.start()):
                return found, name
        return None, ""

    def all(self, told: Any) -> Any:
        """Put pseudonyms into all texts of something from JSON, but into no binary data."""
        if isinstance(told, str):
            return self.text(told)
        if isinstance(told, list):
            return [self.all(one) for one in told]
        if not isinstance(told, dict):
            return told
        coded = told.get("encoding") == "base64"
        kept = {key for key in told if _binary(key) or (coded and key == "data")} | FIXED
        return {key: v if key in kept else self.all(v) for key, v in told.items()}

    def notebook(self, content: bytes) -> bytes:
        """Put pseudonyms into a notebook, and drop what its metadata say of people and machines.

        Raises
        ------
        ValueError, RecursionError
            If it is none.
        """
        told = json.loads(content.decode("utf-8-sig"))
        if not isinstance(told, dict) or not isinstance(told.get("cells"), list):
            raise ValueError("no notebook")
        about = self._only(told.get("metadata"), OF_BOOK)
        kernel = about.get("kernelspec")
        if isinstance(kernel, dict) and kernel != OF_KERNEL:
            self.dropped["kernelspec"] += 1
            kept = {key: kernel[key] for key in OF_KERNEL if key in kernel}
            about["kernelspec"] = OF_KERNEL if kept.get("language", "python") == "python" else kept
        cells = [self._cell(cell) for cell in told["cells"] if isinstance(cell, dict)]
        rest = {key: told[key] for key in ("nbformat", "nbformat_minor") if key in told}
        book = {"cells": cells, "metadata": self.all(about), **rest}
        text = json.dumps(book, indent=1, ensure_ascii=False) + "\n"
        return text.encode("utf-8", "replace")

    def _cell(self, cell: Mapping[str, Any]) -> dict[str, Any]:
        code, source = cell.get("cell_type") == "code", cell.get("source", "")
        lines = source if isinstance(source, list) else [source]
        lines = [self.text(line, code) for line in lines if isinstance(line, str)]
        kept = {key: v for key, v in cell.items() if key not in ("metadata", "source")}
        made: dict[str, Any] = self.all(kept)
        if isinstance(added := made.get("attachments"), dict):
            made["attachments"] = {self.text(name): file for name, file in added.items()}
        made["metadata"] = self.all(self._only(cell.get("metadata"), OF_CELL))
        made["source"] = lines if isinstance(source, list) else "".join(lines)
        return made

    def _only(self, told: Any, wanted: set[str]) -> dict[str, Any]:
        told = told if isinstance(told, dict) else {}
        self.dropped.update(key for key in told if key not in wanted)
        return {key: value for key, value in told.items() if key in wanted}


def _binary(key: str) -> bool:
    """Whether what stands under a MIME type is in base 64.

    Examples
    --------
    >>> [_binary(key) for key in ("image/png", "image/svg+xml", "text/html", "image.png")]
    [True, False, False, False]
    """
    kind = re.fullmatch(r"(image|audio|video|font|application)/([\w.+-]+)", key)
    return bool(kind) and not re.search(r"xml|json|javascript|text|html|tex$", key)


def _spellings(name: str) -> set[str]:
    """A name as it is, with its accents apart, and without them."""
    apart = unicodedata.normalize("NFD", name)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return {unicodedata.normalize("NFC", name), apart, bare}


def _rule(name: str) -> re.Pattern[str]:
    """How a name is found from its first letter on."""
    if name.isdigit():
        return re.compile(rf"(?<![\d][.,]){name}(?![^\W_]|[.,]\d)")
    words = r"[\s_]+".join(re.escape(word).replace("'", "['’]") for word in name.split())
    exact = len(name) < 3  # 'an' is a word in every text
    return re.compile(rf"{words}(?![^\W_])", 0 if exact else re.IGNORECASE)


def known_as(pupil: Pupil) -> Iterator[str]:
    """Every name by which a student may go.

    Examples
    --------
    >>> list(known_as(Pupil("al12", "van Berg", "Lou", "berg@x.org", "4711")))
    ['al12', 'berg@x.org', 'berg', '4711', 'LouvanBerg', 'vanBergLou', 'Lou', 'van Berg', 'Berg']
    """
    found = [pupil.id, pupil.email, pupil.email.partition("@")[0], pupil.lms_user_id]
    names = pupil.first_name, pupil.last_name
    if all(names):
        found += ["".join(f"{a}{b}".split()) for a, b in (names, names[::-1])]
    for name in names:
        parts = re.split(r"[\s-]+", name)
        found += [name.strip()]
        found += [p for p in parts if len(p) > 2 and (name.islower() or not p[0].islower())]
    short = (name for name in found if name.isdigit() and len(name) < DIGITS)
    unused = {"", *short, *(name for name in found if len(name) < 2)}
    yield from dict.fromkeys(name for name in found if name not in unused)
