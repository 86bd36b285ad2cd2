"""The marks of the map, drawn once for the map, its legend and its list; and the units' hues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gmmlab.learn.atlas.view import Mark

__all__ = ["HUES", "MARKS", "STAR", "hue_of"]

HUES: Final = ("blue", "orange", "green", "purple", "sky", "vermilion")
"""Okabe and Ito's, without black and yellow; chart.css says what they are on light and on dark."""
_TURNS: Final = (0, 1, 2, 3, 4, 5, 2, 1, 3, 0, 4, 1)

_TICK = '<path class="{}" d="M-4.8 .3L-1.5 3.7L5 -3.9"/>'
MARKS: Final[Mapping[Mark, str]] = {
    Mark.KNOWN: '<circle class="full" r="11"/>' + _TICK.format("cut"),
    Mark.CLAIMED: '<circle class="open" r="10"/>' + _TICK.format("line"),
    Mark.IMPLIED: '<circle class="open" r="10"/><circle class="full" r="3.8"/>',
    Mark.LEARNING: '<circle class="open" r="10"/><path class="full" d="M0-10A10 10 0 0 1 0 10Z"/>',
    Mark.DUE: (
        '<circle class="dashes" r="15.5"/><circle class="full" r="11"/>'
        '<path class="cut" d="M0 -6V0L4.2 2.4"/>'
    ),
    Mark.READY: (
        '<circle class="halo" r="19"/><circle class="open strong" r="11.5"/>'
        '<path class="full" d="M-3.2 -5.4L5.6 0L-3.2 5.4Z"/>'
    ),
    Mark.AHEAD: '<circle class="open thin" r="8"/>',
    Mark.PLANNED: '<circle class="quiet" r="4"/>',
}
"""What is drawn of each mark, about the point (0, 0)."""

STAR: Final = (
    "M0 -14L3.6 -4.9L13.3 -4.3L5.8 1.9L8.2 11.3L0 6.1L-8.2 11.3L-5.8 1.9L-13.3 -4.3L-3.6 -4.9Z"
)
"""The goal's outline, about the point (0, 0)."""


def hue_of(number: int) -> str:
    """Choose the hue of a unit: neighbours on the path differ.

    Examples
    --------
    >>> hue_of(0), hue_of(1)
    ('blue', 'orange')
    """
    return HUES[_TURNS[number % len(_TURNS)]]
