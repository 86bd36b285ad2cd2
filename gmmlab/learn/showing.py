"""Show a figure with words for those who cannot see it."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from struct import unpack
from typing import TYPE_CHECKING

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["NoAltText", "Shown", "show"]

SEEN = True
"""Whether somebody looks at the pictures; a grader that runs a lesson's cells does not."""
SHARPNESS = 2
"""Picture dots to one dot of the page, so that high-density screens stay sharp."""


class NoAltText(GmmlabError, ValueError):
    """A figure without words for those who cannot see it."""


class Shown:
    """A figure as a picture with its words; the last expression of a cell displays it.

    Attributes
    ----------
    png : bytes
    size : tuple of int
        Width and height on the page, in CSS pixels.
    alt : str
    caption : str
    """

    def __init__(self, png: bytes, size: tuple[int, int], alt: str, caption: str = "") -> None:
        self.png, self.size, self.alt, self.caption = png, size, alt, caption

    def _repr_html_(self) -> str:
        width, height = self.size
        data = b64encode(self.png).decode("ascii")
        caption = f"<figcaption>{escape(self.caption)}</figcaption>" if self.caption else ""
        return (
            '<figure style="margin: 0.5em 0">'
            f'<img alt="{escape(self.alt)}" width="{width}" height="{height}" '
            f'style="max-width: 100%; height: auto" src="data:image/png;base64,{data}">'
            f"{caption}</figure>"
        )

    def _repr_mimebundle_(self, **_kwargs: object) -> tuple[dict[str, str], dict[str, object]]:
        width, height = self.size
        data = {
            "text/html": self._repr_html_(),
            "image/png": b64encode(self.png).decode("ascii"),
            "text/plain": repr(self),
        }
        return data, {"image/png": {"width": width, "height": height, "alt": self.alt}}

    def __repr__(self) -> str:
        return f"Figure: {self.alt}" + (f" {self.caption}" if self.caption else "")


def show(fig: Figure, alt: str, caption: str | None = None) -> Shown:
    """Turn a matplotlib figure into a picture with alternative text, and close the figure.

    The picture is cut to what is drawn, so that no label is lost.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        What the picture says, for those who cannot see it; true of this very picture.
    caption : str, optional
        A line below it, for everyone.

    Raises
    ------
    NoAltText
        When ``alt`` is empty.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> fig = Figure(figsize=(4, 3))
    >>> axes = fig.add_subplot(xlabel="length (min)")
    >>> show(fig, "Empty axes over the length of an eruption.")
    Figure: Empty axes over the length of an eruption.
    """
    if not alt.strip():
        raise NoAltText(
            f"the figure has no alternative text (alt={alt!r}), so a screen reader would pass "
            "over it in silence. Say in a sentence what the picture shows: its axes, its shapes, "
            "what stands out."
        )
    if not SEEN:
        _close(fig)
        return Shown(b"", (0, 0), alt.strip(), caption or "")
    picture = BytesIO()
    fig.savefig(picture, format="png", dpi=SHARPNESS * fig.dpi, bbox_inches="tight")
    _close(fig)
    png = picture.getvalue()
    return Shown(png, _size_on_page(png), alt.strip(), caption or "")


def _size_on_page(png: bytes) -> tuple[int, int]:
    """Read width and height from the picture's header, in CSS pixels."""
    width, height = unpack(">II", png[16:24])
    return round(width / SHARPNESS), round(height / SHARPNESS)


def _close(fig: Figure) -> None:
    """Take the figure out of pyplot's hands, so that no cell draws it a second time."""
    import matplotlib.pyplot as plt

    plt.close(fig)
