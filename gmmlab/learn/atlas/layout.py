"""Where every topic stands on the map: one path through the units, up to the goal's ring.

The path is read as a river is: from its source below, back and forth through the units, up to the
goal. What the chain lacks flows in beside its end, and what makes up the goal stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final

from gmmlab.learn.atlas.lines import Bed, Form, Line, Place, rows, xy
from gmmlab.learn.graph import Graph

__all__ = ["NARROW", "REACH", "WIDE", "Edge", "Form", "Layout", "Place", "Stretch", "lay_out"]

REACH: Final = 24.0
"""How far a mark reaches at most: no two topics stand closer than twice that."""
WIDE: Final = Form(width=1240, most=18, pitch=94, ring=140, beside=True)
NARROW: Final = Form(
    width=410, most=6, pitch=94, ring=134, beside=False, margin=78, longest=150, sway=4
)


@dataclass(frozen=True)
class Stretch:
    """The part of the path that runs through one unit.

    Attributes
    ----------
    unit : str
    topics : tuple of str
    path : str
        Its line, as SVG writes it.
    label : Place
        Where its title stands, and `anchor` ('start', 'middle' or 'end') how.
    """

    unit: str
    topics: tuple[str, ...]
    path: str
    label: Place
    anchor: str


@dataclass(frozen=True)
class Edge:
    """A need, drawn from what comes first; `along` where it is a piece of the path itself."""

    first: str
    later: str
    path: str
    along: bool = False


@dataclass(frozen=True)
class Layout:
    """The whole map.

    Attributes
    ----------
    size : (float, float)
        Width and height.
    places : mapping of str to Place
        In the order of the path: the chain, what stands beside it, the goal's parts.
    stretches : tuple of Stretch
    edges : tuple of Edge
    river, stream : str
        The lines of the chain up to the goal, and of what flows in beside it.
    ring : (Place, float) or None
        Centre and radius of the circle around the goal.
    """

    size: tuple[float, float]
    places: Mapping[str, Place]
    stretches: tuple[Stretch, ...]
    edges: tuple[Edge, ...]
    river: str
    stream: str
    ring: tuple[Place, float] | None


def lay_out(course: Graph, form: Form = WIDE) -> Layout:
    """Lay out a course.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> wide, narrow = (lay_out(graph(), form) for form in (WIDE, NARROW))
    >>> len(wide.places), wide.size[0] > wide.size[1], narrow.size[0] < narrow.size[1]
    (95, True, True)
    """
    chain, beside, parts, goal = _roles(course)
    river, stream = rows(course, chain, form.most), rows(course, beside, form.most)
    lines = Bed(form, len(river), len(stream), bool(goal))
    main = lines.through(river, 0)
    side = lines.through(stream, len(river))
    round_goal = dict(zip((*parts, goal), lines.ring(len(parts)), strict=True)) if goal else {}
    places = {**main.places, **side.places, **round_goal}
    end = round_goal.get(goal)
    stretches = [_stretch(unit, line, form) for line in (main, side) for unit in line.units]
    stretches += [_circle(course, parts, lines)] if parts else []
    return Layout(
        (form.width, lines.height),
        places,
        tuple(stretches),
        tuple(_edges(course, places, main)),
        lines.joined(main, end),
        lines.joined(side, end, bowed=True) if side.knots else "",
        (end, form.ring) if end else None,
    )


def _roles(course: Graph) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    """The chain below the goal, what stands beside it, the goal's parts, and the goal."""
    if course.goal is None:
        return course.order, (), (), ""
    goal, chain = course.goal.topic, course.chain[:-1]
    parts = course.parts(goal)
    shown = {goal, *chain, *parts}
    return chain, tuple(slug for slug in course.order if slug not in shown), parts, goal


def _stretch(unit: str, line: Line, form: Form) -> Stretch:
    topics = line.units[unit]
    (x, y), rightward = line.places[topics[0]], True
    if len(topics) > 1:
        rightward = line.places[topics[1]].x > x
    path = line.between(topics[0], topics[-1])
    if not form.beside:
        return Stretch(unit, topics, path, Place(form.width / 2, y - 34), "middle")
    label = Place(x - 18 if rightward else x + 18, y - 34)
    return Stretch(unit, topics, path, label, "start" if rightward else "end")


def _circle(course: Graph, parts: tuple[str, ...], lines: Bed) -> Stretch:
    """The ring as a stretch of its own."""
    (x, y), r = lines.centre, lines.form.ring
    path = f"M {xy(x - r, y)} A {r:g} {r:g} 0 1 1 {xy(x + r, y)} A {r:g} {r:g} 0 1 1 {xy(x - r, y)}"
    return Stretch(course[parts[0]].unit, parts, path, Place(x, y - r - 42), "middle")


def _edges(course: Graph, places: Mapping[str, Place], main: Line) -> Iterable[Edge]:
    for later in places:
        for need in course.needs(later):
            if need.topic not in places:
                continue
            along = main.at.get(later, -9) > main.at.get(need.topic, 99) and _next(
                main, need.topic, later
            )
            path = main.between(need.topic, later) if along else _arc(places, need.topic, later)
            yield Edge(need.topic, later, path, along)


def _next(line: Line, first: str, later: str) -> bool:
    """Whether one topic of a line follows the other."""
    order = list(line.at)
    return order.index(later) == order.index(first) + 1


def _arc(places: Mapping[str, Place], first: str, later: str) -> str:
    """A bow from one topic to another, the flatter the longer."""
    a, b = places[first], places[later]
    far = hypot(b.x - a.x, b.y - a.y)
    lift = min(0.28 * far, 70.0) / max(far, 1.0)
    bow = ((a.x + b.x) / 2 + (b.y - a.y) * lift, (a.y + b.y) / 2 - (b.x - a.x) * lift)
    return f"M {xy(*a)} Q {xy(*bow)} {xy(*b)}"
