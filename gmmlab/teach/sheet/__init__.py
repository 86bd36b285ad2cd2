"""The cheat sheet: Gaussian mixtures on one page, A4 across, to print and to hang up.

Read it in this order: `facts` (what is said, asked of gmmlab), `paper` (type and panels),
`fitting`, `specimens`, `judging` and `calls` (the panels), `saved` (the same bytes each time).
"""

from __future__ import annotations

from gmmlab.teach.sheet.calls import calls
from gmmlab.teach.sheet.facts import facts
from gmmlab.teach.sheet.fitting import ascent, iteration, model
from gmmlab.teach.sheet.judging import choosing, limit, pitfalls
from gmmlab.teach.sheet.paper import HEIGHT, INK, QUIET, WIDTH, Box, Paper, typeset
from gmmlab.teach.sheet.saved import saved, told
from gmmlab.teach.sheet.specimens import specimens

__all__ = ["TITLE", "drawn", "sheet"]

TITLE = "Gaussian mixtures on one page"
MARGIN = 24.0
SOURCES = (
    "Sources: data, Azzalini & Bowman 1990 · EM, Dempster, Laird & Rubin 1977 · bound, Neal & "
    "Hinton 1998 · types, Celeux & Govaert 1995 · AIC, Akaike 1974 · BIC, Schwarz 1978 · ICL, "
    "Biernacki, Celeux & Govaert 2000 · k-means, Lloyd 1982."
)


def sheet() -> Paper:
    """Draw the sheet; inside `typeset`, or its type is the reader's own."""
    paper, told = Paper(), facts()
    _head(paper)
    left, top, low = MARGIN, HEIGHT - 47, 352.0
    model(paper, Box(left, low, 246, top - low), told)
    iteration(paper, Box(left + 260, low, 322, top - low), told)
    ascent(paper, Box(left + 596, low, WIDTH - 2 * MARGIN - 596, top - low), told)
    specimens(paper, Box(left, 244, WIDTH - 2 * MARGIN, 100))
    low, high = 30.0, 204.0
    choosing(paper, Box(left, low, 200, high), told)
    limit(paper, Box(left + 214, low, 146, high), told)
    pitfalls(paper, Box(left + 374, low, 190, high), told)
    calls(paper, Box(left + 578, low, WIDTH - 2 * MARGIN - 578, high))
    paper.write(left, 13, SOURCES, 7.6, color=QUIET)
    return paper


def _head(paper: Paper) -> None:
    y = HEIGHT - 34
    title = paper.write(MARGIN, y, TITLE, 22, weight="bold", color=INK)
    end = title.get_window_extent().transformed(paper.points.inverted()).x1
    paper.write(
        end + 14, y + 10, r"$n$ points $x_i$ with $d$ features; $K$ components, $k=1\ldots K$.", 9.4
    )
    paper.write(
        end + 14, y - 1,
        "All numbers and pictures: 272 eruptions of Old Faithful, fitted and computed with gmmlab.",
        9.4, color=QUIET,
    )  # fmt: skip
    paper.write(WIDTH - MARGIN, y - 1, "text CC BY 4.0", 8, ha="right", color=QUIET)


def drawn() -> dict[str, bytes]:
    """Draw the cheat sheet as files for lessons/, byte for byte the same each time.

    Returns
    -------
    files : dict of str to bytes
        `cheat-sheet.svg` and `cheat-sheet.pdf`.
    """
    with typeset():
        return saved(sheet().figure, TITLE, told(facts()))
