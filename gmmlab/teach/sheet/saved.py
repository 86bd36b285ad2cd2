"""The sheet as files: the same bytes each time, fonts within, and words for who cannot see it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from gmmlab.teach.sheet.facts import Facts, number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["NAMES", "saved", "told"]

NAMES = ("cheat-sheet.svg", "cheat-sheet.pdf")


def told(facts: Facts) -> str:
    """Say in words what the sheet shows.

    Examples
    --------
    >>> from gmmlab.teach.sheet.facts import facts
    >>> told(facts())[:41]
    'Eight panels on Gaussian mixtures, with f'
    """
    (a, b), level = facts.mixture.weights, number(facts.fit.log_likelihood)
    least = min(facts.choices, key=lambda choice: choice.bic)
    return (
        "Eight panels on Gaussian mixtures, with fits of 272 eruptions of Old Faithful. "
        f"1: the model, and its fit with two components of weights {a:.2f} and {b:.2f}. "
        "2: the formulas of the E-step and the M-step, and four moments of a run that ends at a "
        f"log-likelihood of {level} nats. "
        "3: the log-likelihood as bound plus gap; each E-step closes the gap, each M-step lifts "
        "the bound. 4: the fourteen covariance types as ellipses, with their free numbers. "
        f"5: AIC, BIC and ICL over the number of components; BIC is least at {least.K}. "
        "6: responsibilities harden into those of k-means as a common width shrinks. "
        "7: pitfalls: singularity, label switching, an outlier with responsibility 1, units. "
        "8: the calls of gmmlab and scikit-learn side by side. "
        "The glossary has the same terms and formulas as text."
    )


def saved(figure: Figure, title: str, words: str) -> dict[str, bytes]:
    """Save a figure as SVG and PDF, without the hour, the machine or the program's version.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    title, words : str
        What it is called, and what it shows.
    """
    about = {"Title": title, "Creator": "gmmlab"}
    svg = _bytes(figure, "svg", {**about, "Date": None, "Description": words}).decode()
    undated = {"CreationDate": None, "Producer": "matplotlib", "Author": "The gmmlab authors"}
    pdf = _bytes(figure, "pdf", {**about, "Subject": words, **undated})
    return dict(zip(NAMES, (_spoken(svg, title, words).encode(), pdf), strict=True))


def _bytes(figure: Figure, kind: str, metadata: dict[str, Any]) -> bytes:
    stream = BytesIO()
    figure.savefig(stream, format=kind, metadata=metadata)
    return stream.getvalue()


def _spoken(svg: str, title: str, words: str) -> str:
    """Give a picture the role, the title and the description that screen readers look for."""
    start = svg.index("<svg ")
    body = svg.index(">", start) + 1
    head = svg[start : body - 1] + ' role="img" lang="en" aria-labelledby="title desc">'
    rest = svg[body:].lstrip()
    plain = f"<title>{escape(title)}</title>"
    if plain in rest:
        rest = rest.replace(plain, "", 1).lstrip()
    named = (
        f'\n <title id="title">{escape(title)}</title>\n <desc id="desc">{escape(words)}</desc>\n '
    )
    return svg[:start] + head + named + rest
