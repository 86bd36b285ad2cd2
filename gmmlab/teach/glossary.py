"""The glossary: every symbol and every term of the course, once, and as a page to look them up.

It is written in course/glossary.toml, read here strictly, and built into lessons/glossary.md.
"""

from __future__ import annotations

import inspect
import posixpath
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gmmlab.teach.course import load
from gmmlab.teach.problems import BadSource, Problem, meant

if TYPE_CHECKING:
    from pathlib import Path

    from gmmlab.learn.graph import Graph

__all__ = ["NAME", "BadGlossary", "Entry", "exists", "page", "problems", "read"]

NAME = "glossary.toml"


class BadGlossary(BadSource):
    """A glossary that cannot be read, or says what is not so."""


@dataclass(frozen=True)
class Entry:
    """A term or a symbol, and what it means.

    Attributes
    ----------
    name, meaning : str
        What it is called, and one sentence that ends in a stop.
    topic : str
        The slug of the topic that teaches it first.
    symbol, formula : str
        LaTeX without dollars, as far as matplotlib can set it; empty where there is none.
    unit : str
        Its unit or its range; empty where it has neither.
    code : tuple of str
        What gmmlab calls it, with dots from `gmmlab` on.
    source : str
        Who says so, and where.
    line : int
        Where it begins in its file.
    """

    name: str
    meaning: str
    topic: str
    symbol: str = ""
    formula: str = ""
    unit: str = ""
    code: tuple[str, ...] = ()
    source: str = ""
    line: int = 0


def read(path: Path) -> tuple[Entry, ...]:
    """Read a glossary whose entries are complete and of the right kinds.

    Raises
    ------
    BadGlossary
        If there is none, it is not TOML, or an entry lacks something or has too much.

    Examples
    --------
    >>> from pathlib import Path
    >>> read(Path("course/nowhere.toml"))
    Traceback (most recent call last):
    gmmlab.teach.glossary.BadGlossary: course/nowhere.toml: There is no glossary. ...
    """
    name = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        raise BadGlossary(name, 0, "There is no glossary.", "Write one, with an [[entry]] a term.")
    text = path.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = f"This is not TOML: {error}."
        raise BadGlossary(name, 0, what, "Mend the line that it names.") from error
    for key in raw.keys() - {"entry"}:
        raise BadGlossary(
            name, 0, f"The glossary has an unknown key {key!r}.", meant(key, ["entry"])
        )
    begins = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[entry]]"]
    told = raw.get("entry", [])
    return tuple(_entry(item, name, line) for item, line in zip(told, begins, strict=True))


def _entry(item: dict[str, Any], path: str, line: int) -> Entry:
    known = {field.name: field for field in fields(Entry) if field.name != "line"}
    called = f"Entry {item.get('name', '?')!r}"
    for key in item.keys() - known.keys():
        raise BadGlossary(path, line, f"{called} has an unknown key {key!r}.", meant(key, known))
    for key, field in known.items():
        if field.default is MISSING and key not in item:
            raise BadGlossary(path, line, f"{called} has no {key}.", f"Add `{key} = ...` to it.")
        if key in item and not _fits(key, item[key]):
            kind = "a list of texts" if key == "code" else "a text that says something"
            what = f"{called}: {key} is {item[key]!r}."
            raise BadGlossary(path, line, what, f"Make it {kind}, or leave it out.")
    return Entry(**{**item, "code": tuple(item.get("code", ()))}, line=line)


def _fits(key: str, value: Any) -> bool:
    if key == "code":
        return isinstance(value, list) and all(isinstance(word, str) for word in value)
    return isinstance(value, str) and bool(value.strip())


def problems(entries: Sequence[Entry], slugs: Collection[str], path: str) -> list[Problem]:
    """Find what a glossary says that is not so.

    Parameters
    ----------
    entries : sequence of Entry
    slugs : collection of str
        The topics of the course.
    path : str
        The glossary's name.

    Examples
    --------
    >>> mean = Entry("mean", "A total shared equally", "s15", line=3)
    >>> print(*problems([mean], ["s15"], "course/glossary.toml"))
    course/glossary.toml:3: The meaning of 'mean' does not end in a stop. End its sentence.
    """
    found = [
        Problem(path, entry.line, what, remedy)
        for entry in entries
        for what, remedy in _about(entry, slugs)
    ]
    for of in (_name_of, _symbol_of):
        times = Counter(filter(None, map(of, entries)))
        found += [
            Problem(path, entry.line, f"{of(entry)!r} is explained twice.", "Keep one of them.")
            for entry in entries
            if times[of(entry)] > 1
        ]
    return sorted(found)


def _name_of(entry: Entry) -> str:
    return entry.name.lower()


def _symbol_of(entry: Entry) -> str:
    return entry.symbol


def _about(entry: Entry, slugs: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry, and what to do about it."""
    if not entry.meaning.endswith("."):
        yield f"The meaning of {entry.name!r} does not end in a stop.", "End its sentence."
    if ". " in entry.meaning:
        yield f"The meaning of {entry.name!r} has two sentences.", "Say it in one."
    if entry.topic not in slugs:
        yield f"No topic is called {entry.topic!r}.", meant(entry.topic, slugs)
    for name in entry.code:
        if not exists(name):
            yield f"There is no {name} in gmmlab.", "Mend the name, or take it out."
    for formula in filter(None, (entry.symbol, entry.formula)):
        if fault := _fault(formula):
            yield f"The formula {formula!r} cannot be set: {fault}", "Write it more simply."


def exists(name: str) -> bool:
    """Whether gmmlab has something of this dotted name: a module, a function, a field.

    Examples
    --------
    >>> exists("gmmlab.Mixture.weights"), exists("gmmlab.Mixture.heights")
    (True, False)
    """
    first, *rest = name.split(".")
    thing: Any = import_module(first) if first == "gmmlab" else None
    for place, word in enumerate(rest, 2):
        thing = _part(thing, word, ".".join(name.split(".")[:place]))
        if thing is None:
            return False
    return thing is not None


def _part(thing: Any, word: str, dotted: str) -> Any:
    """Something's part of this name; a field that only an instance has stands for itself."""
    if inspect.isclass(thing) and any(
        word in vars(c).get("__annotations__", {}) for c in thing.mro()
    ):
        return dotted
    if inspect.ismodule(thing) and not hasattr(thing, word):
        try:
            return import_module(dotted)
        except ModuleNotFoundError:
            return None
    return getattr(thing, word, None)


def _fault(formula: str) -> str:
    """Why matplotlib cannot set a formula; nothing if it can."""
    from matplotlib.mathtext import MathTextParser

    try:
        MathTextParser("path").parse(f"${formula}$")
    except ValueError as error:
        return f"{str(error).strip().splitlines()[-1]}."
    return ""


def page(course_folder: Path, lessons: Collection[str]) -> str:
    """Write the glossary as a Markdown page for lessons/.

    Parameters
    ----------
    course_folder : Path
        Holds glossary.toml and graph.toml.
    lessons : collection of str
        The lessons that there are, named from the root: 'lessons/<unit>/<slug>.ipynb'.

    Raises
    ------
    BadGlossary
        For the first thing that has to be mended.
    """
    graph = load(course_folder).graph
    entries = read(course_folder / NAME)
    for fault in problems(entries, graph.by_slug, f"{course_folder.name}/{NAME}"):
        raise BadGlossary(fault.path, fault.line, fault.what, fault.remedy)
    ordered = sorted(entries, key=_name_of)
    parts = [_OPENING, _symbols(ordered), *(_told(e, graph, lessons) for e in ordered), _CLOSING]
    return "\n\n".join(parts) + "\n"


_OPENING = """# Glossary

Every symbol and every term of the course in one sentence each, with what gmmlab calls it and the
lesson that teaches it first. The same on one page, to print: [PDF](cheat-sheet.pdf) or
[SVG](cheat-sheet.svg)."""

_CLOSING = """---

Text under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)."""


def _symbols(entries: Sequence[Entry]) -> str:
    """A table of the symbols, each with a link to its entry."""
    rows = [f"| ${e.symbol}$ | [{e.name}](#{_anchor(e)}) |" for e in entries if e.symbol]
    return "\n".join(
        ["## Symbols", "", "| Symbol | Name |", "| :-- | :-- |", *_safe(rows), "", "## Terms"]
    )


def _safe(rows: list[str]) -> Iterator[str]:
    """Rows in which a bar of a formula does not end the cell."""
    for row in rows:
        symbol, name = row[2:-2].rsplit(" | ", 1)
        yield f"| {symbol.replace('|', chr(92) + 'vert ')} | {name} |"


def _anchor(entry: Entry) -> str:
    """What JupyterLab calls the heading of an entry."""
    return entry.name.replace(" ", "-")


def _told(entry: Entry, graph: Graph, lessons: Collection[str]) -> str:
    sign = f"${entry.symbol}$: " if entry.symbol else ""
    facts: list[tuple[str, str, Callable[[str], str]]] = [
        ("Formula", entry.formula, lambda text: f"${text}$"),
        ("Unit or range", entry.unit, str),
        ("In gmmlab", ", ".join(f"`{name}`" for name in entry.code), str),
        ("First taught in", _lesson(graph, entry.topic, lessons), str),
        ("Source", entry.source, str),
    ]
    listed = [f"- {label}: {write(text)}" for label, text, write in facts if text]
    return "\n".join([f"### {entry.name}", "", sign + entry.meaning, "", *listed])


def _lesson(graph: Graph, slug: str, lessons: Collection[str]) -> str:
    topic = graph[slug]
    name = f"lessons/{topic.unit}/{slug}.ipynb"
    here = posixpath.relpath(name, "lessons")
    return f"[{topic.title}]({here})" if name in lessons else f"{topic.title} (not written yet)"
