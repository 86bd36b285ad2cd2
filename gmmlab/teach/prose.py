"""What a notebook's text must keep to: headings, links, pictures, kind words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gmmlab.teach.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gmmlab.teach.source import Cell

__all__ = [
    "LAB",
    "LESSON",
    "head",
    "lines",
    "links",
    "outline",
    "pictures",
    "points",
    "sections",
    "words",
]

LESSON = (
    "Hook",
    "Explore",
    "Explain",
    "Worked example",
    "Practice",
    "Check",
    "Reflect",
    "Summary",
)
"""The sections of every lesson."""
LAB = ("Data", "Bench", "Tasks", "Practice", "Reflect", "Summary")
"""The sections of every lab."""

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(\s*<?([^)\s>]+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(")
_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s*=\s*("\s*[^"\s]|'\s*[^'\s])""", re.IGNORECASE)
_WORTH = re.compile(r"\((\d+(?:\.\d+)?) points?\)")
_VAGUE = {"here", "click here", "this", "link", "this link", "this page", "more", "read more"}
_BELITTLING = re.compile(
    r"\b(simply|obviously|trivial(?:ly)?|of course|(?:it is|it's) easy|easy to see"
    r"|needless to say|as everyone knows)\b",
    re.IGNORECASE,
)


def outline(cells: Sequence[Cell]) -> list[tuple[int, int, str]]:
    r"""List the headings of a notebook.

    Parameters
    ----------
    cells : sequence of Cell

    Returns
    -------
    headings : list of (line, level, text)

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> outline(parse("# %% [markdown]\n# # A\n# ## B", "lesson.py"))
    [(2, 1, 'A'), (3, 2, 'B')]
    """
    found = ((line, _HEADING.match(text)) for line, text in lines(cells))
    return [(line, len(match[1]), match[2]) for line, match in found if match]


def head(cells: Sequence[Cell], path: str, title: str) -> Iterator[Problem]:
    r"""Check that the headings are in order, under one title that is the topic's.

    Parameters
    ----------
    cells : sequence of Cell
    path : str
        The source's name.
    title : str
        What its only top heading must say.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> print(*head(parse("# %% [markdown]\n# # Mean", "lesson.py"), "lesson.py", "The mean"))
    lesson.py:2: The title is 'Mean'. Make it `# The mean`.
    """
    headings = outline(cells)
    tops = [(line, text) for line, level, text in headings if level == 1]
    if not tops or headings[0][1] != 1:
        yield Problem(path, 1, "No title comes first.", f"Begin with the heading `# {title}`.")
    for line, text in tops[:1]:
        if text != title:
            yield Problem(path, line, f"The title is {text!r}.", f"Make it `# {title}`.")
    for line, text in tops[1:]:
        yield Problem(path, line, f"{text!r} is a second title.", "Make it a `##` heading.")
    for (_, above, _), (line, level, text) in pairwise(headings):
        if level > above + 1:
            yield Problem(
                path,
                line,
                f"The heading {text!r} skips from level {above} to {level}.",
                f"Write it with {'#' * (above + 1)}.",
            )


def sections(cells: Sequence[Cell], path: str, form: Sequence[str] = LESSON) -> Iterator[Problem]:
    r"""Check that a lesson or lab has the sections of its form, in their order.

    Parameters
    ----------
    cells : sequence of Cell
    path : str
        The source's name.
    form : sequence of str
        The sections' names.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse("# %% [markdown]\n# ## Crook", "lesson.py")
    >>> print(next(iter(sections(cells, "lesson.py"))).what)
    'Crook' is no section of a lesson.
    """
    found = [(line, text.partition(":")[0]) for line, level, text in outline(cells) if level == 2]
    names, kind = [name for _, name in found], "lab" if form == LAB else "lesson"
    for line, name in found:
        if name not in form:
            yield Problem(
                path,
                line,
                f"{name!r} is no section of a {kind}.",
                f"Sections are: {', '.join(form)}; a colon and words of your own may follow.",
            )
    for name in form:
        if name not in names:
            yield Problem(path, 0, f"The section {name!r} is missing.", f"Add `## {name}`.")
    known = [name for name in names if name in form]
    if known != sorted(known, key=form.index) and len(known) == len(set(known)):
        yield Problem(path, 0, f"The sections come as {', '.join(known)}.", "Put them in order.")
    for name in sorted(name for name in set(known) if known.count(name) > 1):
        yield Problem(path, 0, f"The section {name!r} comes twice.", "Make one of them `###`.")


def pictures(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that every picture can be told in words.

    Parameters
    ----------
    cells : sequence of Cell
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> print(*pictures(parse("# %% [markdown]\n# ![](a.png)", "lesson.py"), "lesson.py"))
    lesson.py:2: A picture has no alt text. Say in the alt text what it shows.
    """
    remedy = "Say in the alt text what it shows."
    for line, text in lines(cells):
        for match in _PICTURE.finditer(text):
            if not match[1].strip():
                yield Problem(path, line, "A picture has no alt text.", remedy)
        for match in _IMG.finditer(text):
            if not _ALT.search(match[0]):
                yield Problem(path, line, "An <img> has no alt text.", remedy)


def links(cells: Sequence[Cell], path: str, exists: Callable[[str], bool]) -> Iterator[Problem]:
    r"""Check that links say where they lead, and lead there.

    Parameters
    ----------
    cells : sequence of Cell
    path : str
        The source's name.
    exists : callable
        Whether a relative target is there, as seen from the built notebook.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse("# %% [markdown]\n# Look [here](a.ipynb).", "lesson.py")
    >>> print(*links(cells, "lesson.py", lambda target: True))
    lesson.py:2: A link is called 'here'. Name the page that it leads to.
    """
    for line, text in lines(cells):
        for match in _LINK.finditer(text):
            name, target = match[1].strip(), match[2].partition("#")[0]
            if name.lower().strip("*_ .") in _VAGUE:
                yield Problem(
                    path, line, f"A link is called {name!r}.", "Name the page that it leads to."
                )
            if target and ":" not in target and not exists(target):
                yield Problem(
                    path,
                    line,
                    f"The link to {target} leads nowhere.",
                    "Write it as seen from the built notebook's own folder.",
                )


def points(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that learners are told what each question is worth.

    Parameters
    ----------
    cells : sequence of Cell
        An exercise.
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse('# %% check="mean" points=2\nassert mean', "exercise.py")
    >>> print(next(points(cells, "exercise.py")).what)
    check-mean earns 2 points, but its question says 0.
    """
    told = 0.0
    for cell in cells:
        for match in _WORTH.finditer(cell.text if cell.kind == "markdown" else ""):
            told = float(match[1])
        if cell.points and cell.points != told:
            yield Problem(
                path,
                cell.line,
                f"{cell.grade_id} earns {cell.points:g} points, but its question says {told:g}.",
                f"Write ({cell.points:g} point{'' if cell.points == 1 else 's'}) in the question.",
            )
        told = 0.0 if cell.points else told


def words(cells: Sequence[Cell], path: str) -> Iterator[Problem]:
    r"""Check that nothing is called easy: what is easy for one reader shuts out another.

    Parameters
    ----------
    cells : sequence of Cell
    path : str
        The source's name.

    Yields
    ------
    problem : Problem

    Examples
    --------
    >>> from gmmlab.teach.source import parse
    >>> cells = parse("# %% [markdown]\n# Obviously, it sums to 1.", "lesson.py")
    >>> print(*words(cells, "lesson.py"))
    lesson.py:2: 'Obviously' belittles a reader to whom it is not so. Take it out, or say why.
    """
    for line, text in lines(cells):
        for match in _BELITTLING.finditer(text):
            yield Problem(
                path,
                line,
                f"{match[0]!r} belittles a reader to whom it is not so.",
                "Take it out, or say why.",
            )


def lines(cells: Sequence[Cell]) -> Iterator[tuple[int, str]]:
    """Every line of prose with its place in the source, fenced and inline code left out."""
    for cell in cells:
        fenced = False
        for line, text in enumerate(cell.text.splitlines(), cell.line + 1):
            fence = text.lstrip().startswith(("```", "~~~"))
            fenced ^= fence
            if cell.kind == "markdown" and not fenced and not fence:
                yield line, re.sub(r"`[^`]*`", "`code`", text)
