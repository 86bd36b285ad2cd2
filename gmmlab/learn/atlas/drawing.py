"""The map drawn as SVG: once for the browser to bring to life, and once as a picture that stays."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from itertools import accumulate
from typing import Final

from gmmlab.learn.atlas.layout import WIDE, Edge, Layout, Place, Stretch, lay_out
from gmmlab.learn.atlas.marks import MARKS, STAR, hue_of
from gmmlab.learn.atlas.view import Shown, View
from gmmlab.learn.atlas.words import unit_name
from gmmlab.learn.graph import Graph

__all__ = ["drawing", "figure_html", "hue_class", "picture", "sheet"]

LINE: Final = 20
"""Characters in a line of a label."""


def drawing(course: Graph, layout: Layout, view: View | None = None) -> str:
    """Draw the map as groups of SVG; without a view, with no marks yet.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> drawn = drawing(graph(), lay_out(graph()))
    >>> drawn.count('class="topic '), drawn.count('class="title ')
    (95, 12)
    """
    shown = view.topics if view else {}
    goal = course.goal.topic if course.goal else ""
    return "".join(
        (
            '<g class="grounds">',
            *(_ground(stretch, course, layout) for stretch in layout.stretches),
            '</g><g class="lines">',
            f'<path class="river" d="{layout.river}"/>',
            f'<path class="river stream" d="{layout.stream}"/>' if layout.stream else "",
            '</g><g class="edges">',
            *(_edge(edge, layout) for edge in layout.edges),
            '</g><g class="titles">',
            *(_title(stretch, course) for stretch in layout.stretches),
            '</g><g class="topics">',
            *(_topic(slug, layout.places[slug], course, shown.get(slug), slug == goal)
              for slug in layout.places),
            "</g>",
        )
    )  # fmt: skip


def sheet(name: str) -> str:
    """Read a style sheet or a script of this package."""
    return files("gmmlab.learn.atlas").joinpath(name).read_text(encoding="utf-8")


def picture(view: View) -> str:
    """Draw the whole map as a picture that needs nothing else.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from gmmlab.learn.atlas.view import view
    >>> from gmmlab.learn.graph import graph
    >>> picture(view([], graph(), datetime(2026, 3, 1, tzinfo=UTC)))[:53]
    '<svg xmlns="http://www.w3.org/2000/svg" class="gmm-at'
    """
    layout = lay_out(view.course, WIDE)
    width, height = layout.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gmm-atlas gmm-still" '
        f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}">'
        f"<style>{sheet('chart.css')}</style>"
        f'<rect class="paper" width="{width:g}" height="{height:g}" rx="12"/>'
        f"{drawing(view.course, layout, view)}</svg>"
    )


def figure_html(view: View, name: str) -> str:
    """Give the picture with its words, for a saved notebook.

    Where it stands behind a map that is no longer alive, it hides that map's complaint.

    Parameters
    ----------
    view : View
    name : str
        A class by which the living map finds it, to hide it.
    """
    source = base64.b64encode(picture(view).encode()).decode()
    return (
        f"<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .{name}) "
        ".jp-OutputArea-output.jupyter-widgets:not(:has(*)) { display: none }</style>"
        f'<figure class="{name}" style="margin:0 auto;max-width:1240px">'
        f'<img alt="{escape(view.alt)}" src="data:image/svg+xml;base64,{source}" '
        'style="width:100%"><figcaption>'
        f"{escape(view.distance.rstrip('.'))}. Run this cell, and the map can be explored."
        "</figcaption></figure>"
    )


def wrapped(title: str, most: int = LINE) -> list[str]:
    """Break a title into lines.

    Examples
    --------
    >>> wrapped("Division: Grouping (Repeated Subtraction) Model")
    ['Division: Grouping', '(Repeated', 'Subtraction) Model']
    """
    words = title.split()
    joined = accumulate(words, lambda line, w: f"{line} {w}" if len(line + w) < most else w)
    lines: list[str] = []
    for word, line in zip(words, joined, strict=True):
        if line == word or not lines:
            lines.append(line)
        else:
            lines[-1] = line
    return lines


def hue_class(unit: str, course: Graph) -> str:
    """Give the class that colours a unit.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> hue_class("u02-adding-counts", graph())
    'hue-orange'
    """
    slugs = [known.slug for known in course.units]
    return f"hue-{hue_of(slugs.index(unit) if unit in slugs else 0)}"


def _ground(stretch: Stretch, course: Graph, layout: Layout) -> str:
    hue = hue_class(stretch.unit, course)
    if layout.ring and stretch is layout.stretches[-1]:
        (x, y), r = layout.ring
        return f'<circle class="ground sky {hue}" cx="{x:g}" cy="{y:g}" r="{r + 36:g}"/>'
    return f'<path class="ground {hue}" d="{stretch.path}"/>'


def _edge(edge: Edge, layout: Layout) -> str:
    a, b = layout.places[edge.first], layout.places[edge.later]
    far = abs(a.x - b.x) + abs(a.y - b.y) > 260
    kind = " along" * edge.along + " far" * far
    return (
        f'<path class="edge{kind}" data-first="{edge.first}" data-later="{edge.later}" '
        f'd="{edge.path}"/>'
    )


def _title(stretch: Stretch, course: Graph) -> str:
    (x, y), anchor = stretch.label, stretch.anchor
    number, _, title = unit_name(stretch.unit, course).rpartition(" · ")
    head = f'<tspan class="number">{number.removeprefix("Unit ")}</tspan> ' * bool(number)
    return (
        f'<text class="title {hue_class(stretch.unit, course)}" x="{x:g}" y="{y:g}" '
        f'text-anchor="{anchor}">{head}{escape(title)}</text>'
    )


def _topic(slug: str, place: Place, course: Graph, shown: Shown | None, goal: bool) -> str:
    topic = course[slug]
    classes = ["topic", hue_class(topic.unit, course)] + ["summit"] * goal
    if shown:
        classes += [shown.mark.key] + ["next"] * shown.next + ["goal"] * shown.goal
    mark = MARKS[shown.mark] if shown else ""
    lines = "".join(_lines(topic.title, 46 if goal else 26))
    return (
        f'<g class="{" ".join(classes)}" data-topic="{slug}" '
        f'transform="translate({place.x:g} {place.y:g})">'
        f'<circle class="reach" r="24"/><circle class="focus" r="21"/><g class="mark">{mark}</g>'
        f'<path class="star" d="{STAR}"/><text class="label">{lines}</text></g>'
    )


def _lines(title: str, below: float) -> Iterator[str]:
    for number, line in enumerate(wrapped(title)):
        down = f'y="{below:g}" dy=".8em"' if number == 0 else 'dy="1.2em"'
        yield f'<tspan x="0" {down}>{escape(line)}</tspan>'
