"""Lines through topics: rows read back and forth, the bends between them, and their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, cos, pi, sin
from typing import Final, NamedTuple

from gmmlab.learn.graph import Graph

__all__ = ["Bed", "Form", "Line", "Place", "Row", "rows", "spline", "xy"]


class Place(NamedTuple):
    """A point of the map: x to the right, y downwards."""

    x: float
    y: float


@dataclass(frozen=True)
class Form:
    """The proportions of a map.

    Attributes
    ----------
    width : float
        From edge to edge; the height follows from what there is to show.
    most : int
        Most topics in a row.
    pitch : float
        From one row to the next.
    ring : float
        Radius of the ring around the goal.
    beside : bool
        Whether the ring stands beside the last rows, else above them.
    """

    width: float
    most: int
    pitch: float
    ring: float
    beside: bool
    margin: float = 84.0
    head: float = 68.0
    longest: float = 88.0
    sway: float = 9.0


class Row(NamedTuple):
    """Pieces of units, side by side: each a unit's slug and its topics."""

    pieces: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(slug for _, topics in self.pieces for slug in topics)


def rows(course: Graph, topics: Iterable[str], most: int) -> tuple[Row, ...]:
    """Break topics into rows: whole units side by side where they fit, long ones in equal parts.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> [len(row.topics) for row in rows(graph(), graph().chain[:-1], 18)]
    [14, 15, 18, 17, 10]
    """
    found: list[Row] = []
    for unit, members in groupby(topics, lambda slug: course[slug].unit):
        for piece in _pieces(tuple(members), most):
            if found and len(found[-1].topics) + len(piece) <= most:
                found[-1] = Row((*found[-1].pieces, (unit, piece)))
            else:
                found.append(Row(((unit, piece),)))
    return tuple(found)


def _pieces(topics: tuple[str, ...], most: int) -> list[tuple[str, ...]]:
    n = ceil(len(topics) / most)
    cuts = [round(i * len(topics) / n) for i in range(n + 1)]
    return [topics[a:b] for a, b in pairwise(cuts)]


@dataclass(frozen=True)
class Line:
    """A line through topics: its knots, and which of them are topics, in order."""

    knots: tuple[Place, ...]
    at: Mapping[str, int]
    units: Mapping[str, tuple[str, ...]]

    @property
    def places(self) -> dict[str, Place]:
        return {slug: self.knots[i] for slug, i in self.at.items()}

    def between(self, first: str, last: str) -> str:
        """The line from one of its topics to another."""
        return spline(self.knots, self.at[first], self.at[last])


@dataclass(frozen=True)
class Bed:
    """The arithmetic of rows: where they lie, bend and end."""

    form: Form
    river: int
    stream: int
    goal: bool

    @property
    def height(self) -> float:
        """What all rows and the ring take, with margins."""
        return self._floor + self.form.head * 0.95

    @property
    def _floor(self) -> float:
        """The height of the first row, seen from above."""
        rows, form = self.river + self.stream, self.form
        if not self.goal:
            return form.head + form.pitch * (rows - 1)
        if form.beside:
            return self._centre_above + form.ring + form.head
        return form.pitch * (rows - 0.1) + 2 * form.ring + form.head

    @property
    def _centre_above(self) -> float:
        """How far above the first row the ring's centre lies, where it stands beside the rows."""
        below = max(0, self.river - 2) * self.form.pitch
        return below + self.form.ring + 0.8 * self.form.pitch

    @property
    def centre(self) -> Place:
        form = self.form
        if form.beside:
            x = form.width - form.ring - form.margin * 0.8
            return Place(round(x, 1), round(self._floor - self._centre_above, 1))
        return Place(form.width / 2, form.ring + form.head)

    def bounds(self, number: int) -> tuple[float, float]:
        """The least and greatest x of a row's topics."""
        form, last = self.form, number >= self.river - 1
        if last and form.beside and self.goal:
            return form.margin, self.centre.x - form.ring - form.margin * 0.9
        clear = 58 if number >= self.river and self.goal else 0
        if self._ends_right:
            return form.margin, form.width - form.margin - clear
        return form.margin + clear, form.width - form.margin

    @property
    def _ends_right(self) -> bool:
        """Whether the chain's last row is read from left to right."""
        return self.river % 2 == 1

    def through(self, rows: Sequence[Row], first: int) -> Line:
        """Lay a line through rows, the lowest of which has a number."""
        knots: list[Place] = []
        at: dict[str, int] = {}
        units: dict[str, tuple[str, ...]] = {}
        for number, row in enumerate(rows, first):
            places = self._row(row, number)
            knots += _bend(knots[-1], places[0], self._rightward(number)) if knots else []
            at |= {slug: len(knots) + i for i, slug in enumerate(row.topics)}
            knots += places
            for unit, topics in row.pieces:
                units[unit] = units.get(unit, ()) + topics
        return Line(tuple(knots), at, units)

    def _rightward(self, number: int) -> bool:
        """Whether a row is read from left to right: every other one, and all end at the goal."""
        if number < self.river:
            return number % 2 == 0
        back = (self.river + self.stream - number) % 2 == 0
        return self.form.beside or self._ends_right != back

    def _row(self, row: Row, number: int) -> list[Place]:
        """Places along a row: evenly, a little apart between units, swaying like a stream."""
        form, (left, right) = self.form, self.bounds(number)
        steps: list[float] = []
        for _, topics in row.pieces:
            steps += [1.5] * bool(steps) + [1.0] * (len(topics) - 1)
        steps = steps or [0.0]
        step = min(form.longest, (right - left) / max(sum(steps), 1))
        ends = right - step * sum(steps), left + step * sum(steps)
        start, sign = (left, 1) if self._rightward(number) else (right, -1)
        if number == self.river and form.beside:
            start = ends[0]
        xs = [start + sign * step * sum(steps[:i]) for i in range(len(row.topics))]
        return [self._swaying(x, number) for x in xs]

    def _swaying(self, x: float, number: int) -> Place:
        y = self._floor - number * self.form.pitch
        wave = 2 * pi * x / (self.form.width / 2.6)
        return Place(round(x, 1), round(y + self.form.sway * sin(wave + 2.1 * number), 1))

    def ring(self, n: int) -> list[Place]:
        """Places of n topics around the goal, with a gate for the river; then the goal."""
        x, y = self.centre
        gate = pi if self.form.beside else pi / 2
        turns = (gate + (i + 1.0) * 2 * pi / (n + 1) for i in range(n))
        far = [self.form.ring * (1 - 0.13 * (i % 2)) for i in range(n)]
        around = [
            Place(round(x + r * cos(turn), 1), round(y + r * sin(turn), 1))
            for turn, r in zip(turns, far, strict=True)
        ]
        return [*around, self.centre]

    def joined(self, line: Line, end: Place | None, bowed: bool = False) -> str:
        """A line with its way to the goal, through the gate of the ring."""
        path, last = spline(line.knots), line.knots[-1]
        if end is None:
            return path
        if self.form.beside:
            return f"{path} C {xy(last.x + 90, last.y)} {xy(end.x - 150, end.y)} {xy(*end)}"
        out = 1 if self._ends_right else -1
        away = (
            last.x + out * (30 if bowed else 76),
            last.y - self.form.pitch * (1 if bowed else 2.2),
        )
        return f"{path} C {xy(*away)} {xy(end.x, end.y + 1.7 * self.form.ring)} {xy(*end)}"


def _bend(a: Place, b: Place, back: bool) -> list[Place]:
    """Knots of the half circle from the end of one row to the start of the next."""
    sign, middle = (-1 if back else 1), (a.y + b.y) / 2
    edge = min(a.x, b.x) if back else max(a.x, b.x)
    r = abs(a.y - b.y) / 2
    turned = [Place(edge + sign * r * 0.92 * sin(t), middle + r * cos(t)) for t in _TURNS]
    return [Place(round(x, 1), round(y, 1)) for x, y in turned]


_TURNS: Final = (pi / 4, pi / 2, 3 * pi / 4)


def spline(knots: Sequence[Place], first: int = 0, last: int | None = None) -> str:
    """Write the smooth line through knots (Catmull and Rom's), or a piece of it, as an SVG path.

    Examples
    --------
    >>> spline([Place(0, 0), Place(6, 0)])
    'M 0 0 C 1 0 5 0 6 0'
    """
    last = len(knots) - 1 if last is None else last
    ends = [knots[0], *knots, knots[-1]]
    path = [f"M {xy(*knots[first])}"]
    for i in range(first, last):
        before, a, b, after = ends[i : i + 4]
        leave = (a.x + (b.x - before.x) / 6, a.y + (b.y - before.y) / 6)
        reach = (b.x - (after.x - a.x) / 6, b.y - (after.y - a.y) / 6)
        path.append(f"C {xy(*leave)} {xy(*reach)} {xy(*b)}")
    return " ".join(path)


def xy(x: float, y: float) -> str:
    """Write a point as SVG does."""
    return f"{round(x, 1):g} {round(y, 1):g}"
