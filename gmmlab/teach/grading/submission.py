"""A submission put in order: cell by cell where the teacher's plan has its place.

What had to be put right is noted in words.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gmmlab.teach.grading.handed import Cell, Handed, alike
from gmmlab.teach.grading.plan import Part, Plan, bound
from gmmlab.teach.source import SUMMARY

__all__ = ["Act", "acts"]

ALIKE = 0.6
"""Texts that have less in common than this are not one cell, changed."""


@dataclass
class Act:
    """One thing to do, in the teacher's order.

    Attributes
    ----------
    kind, text : str
    part : Part or None
        What it is in the plan; None for a cell that the learner added.
    missing : bool
        Whether nothing was handed in for it.
    pictures : tuple of str
    """

    kind: str
    text: str
    part: Part | None = None
    missing: bool = False
    pictures: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How errors call it."""
        return (self.part and (self.part.grade_id or self.part.id)) or "a cell of your own"


def acts(plan: Plan, handed: Handed) -> tuple[list[Act], list[str]]:
    """Put what was handed in where it belongs; say what had to be put right.

    Parameters
    ----------
    plan : Plan
    handed : Handed

    Returns
    -------
    acts : list of Act
        In the teacher's order; what learners added follows what it followed.
    notes : list of str
    """
    notes = list(handed.notes)
    places = _places(plan, handed.cells, notes)
    own: dict[int, list[int]] = {}
    after: dict[int, list[Cell]] = {}
    last = -1
    for n, cell in enumerate(handed.cells):
        if n in places:
            last = places[n]
            own.setdefault(last, []).append(n)
        else:
            after.setdefault(last, []).append(cell)
    done = [Act(cell.kind, cell.text, pictures=cell.pictures) for cell in after.get(-1, [])]
    for k, part in enumerate(plan.parts):
        done += _of(part, [handed.cells[n] for n in own.get(k, [])], notes)
        done += [Act(c.kind, c.text, pictures=c.pictures) for c in after.get(k, [])]
    order = [places[n] for n in sorted(places)]
    if order != sorted(order):
        notes.append("Cells had been moved; they are graded in the teacher's order.")
    return done, notes


def _of(part: Part, cells: Sequence[Cell], notes: list[str]) -> Iterator[Act]:
    """What becomes of one part of the plan."""
    name = part.grade_id or part.id
    if part.id == SUMMARY and all(cell.text == part.released for cell in cells):
        return  # it asks the visible checks once more, for the learner alone
    if not part.learners:
        if not cells:
            notes.append(f"{name} was missing, and has been put back.")
        elif part.kind == "code" and any(cell.text != part.released for cell in cells):
            notes.append(f"{name} had been changed, and was graded as the teacher wrote it.")
        yield Act(part.kind, part.text, part)
        return
    if not cells:
        if part.grade_id:
            notes.append(f"{name} is missing.")
            yield Act(part.kind, "", part, missing=True)
        else:
            yield Act(part.kind, part.released, part)
        return
    if part.grade_id and len(cells) > 1:
        notes.append(f"{name} stands there {len(cells)} times; all are taken, in their order.")
    if part.grade_id and any(cell.kind != part.kind for cell in cells):
        notes.append(f"{name} had been made a cell of another kind.")
    if part.kind == "code":
        for cell in cells:
            yield Act("code" if part.grade_id else cell.kind, cell.text, part, False, cell.pictures)
    else:
        text = "\n\n".join(cell.text for cell in cells)
        yield Act(part.kind, text, part, False, tuple(p for cell in cells for p in cell.pictures))


def _places(plan: Plan, cells: Sequence[Cell], notes: list[str]) -> dict[int, int]:
    """Which part of the plan each cell is: by name, by id, by text, by what it defines."""
    named = {part.grade_id: k for k, part in enumerate(plan.parts) if part.grade_id}
    by_id = {part.id: k for k, part in enumerate(plan.parts)}
    places = {n: named[cell.grade_id] for n, cell in enumerate(cells) if cell.grade_id in named}
    taken = set(places.values())
    for n, cell in enumerate(cells):
        if n not in places and by_id.get(cell.id, -1) not in taken | {-1}:
            places[n] = by_id[cell.id]
    taken = set(places.values())
    for n, cell in enumerate(cells):
        for k, part in enumerate(plan.parts):
            if n not in places and k not in taken and cell.text.strip() == part.released.strip():
                places[n] = k
                taken.add(k)
    for k, part in enumerate(plan.parts):
        if k not in taken and part.solution:
            found = _likeliest(part, k, cells, places)
            if found is not None:
                places[found] = k
                notes.append(f"{part.grade_id} had lost its mark, and was found by its content.")
    return places


def _likeliest(part: Part, k: int, cells: Sequence[Cell], places: Mapping[int, int]) -> int | None:
    """The cell without a place that is most likely this part of the plan."""
    free = [n for n in range(len(cells)) if n not in places and cells[n].text.strip()]
    if part.kind == "code":
        wanted = set(bound(part.text))
        able = [n for n in free if wanted and wanted <= set(bound(cells[n].text)) | _used(cells[n])]
        if able:
            return able[0]
    between = [n for n in free if _between(n, k, places) and cells[n].kind == part.kind]
    if part.kind != "code":
        return between[-1] if between else None
    near = [(alike(cells[n].text[:4000], part.released[:4000]), -n) for n in between]
    best = max(near, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def _used(cell: Cell) -> set[str]:
    """Names that a cell binds with walrus or augmented assignment inside of statements."""
    try:
        tree = ast.parse(cell.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    return {node.target.id for node in ast.walk(tree) if isinstance(node, ast.NamedExpr)}


def _between(n: int, k: int, places: Mapping[int, int]) -> bool:
    """Whether a cell stands after what comes before a part, and before what comes after it."""
    before = [place for m, place in places.items() if m < n]
    later = [place for m, place in places.items() if m > n]
    return max(before, default=-1) < k < min(later, default=10**9)
