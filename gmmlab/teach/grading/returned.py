"""The folder that a person grades, and from which feedback is made.

The notebook in it holds no hidden test, and no tag of a learner's that a browser would run.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from gmmlab.teach.grading.handed import Unreadable, content_of, regular_files
from gmmlab.teach.grading.plan import Part, Plan
from gmmlab.teach.grading.writing import in_words

if TYPE_CHECKING:
    from gmmlab.teach.grading.cells import Outcome
    from gmmlab.teach.grading.worker import Result

__all__ = ["differs", "drawn_up", "give_back", "notebook_of"]

NOTES = "notes-from-grading"
_HARMLESS = "b|i|em|strong|sub|sup|br|code|pre|details|summary|table|tr|td|th|ul|ol|li|p|hr"
_TAG = re.compile(rf"<(?!/?(?:{_HARMLESS})\s*/?>)(?=[A-Za-z/!?])", re.IGNORECASE)
_SCRIPT = re.compile(r"(java|vb)script\s*:|data\s*:\s*text/html", re.IGNORECASE)


def drawn_up(results: Mapping[str, Result], plans: Mapping[str, Plan]) -> dict[str, str]:
    """Write the notebooks that are given back, by their files' names."""
    made = {name: notebook_of(plans[name], result) for name, result in results.items()}
    return {
        f"{name}.ipynb": json.dumps(book, indent=1, ensure_ascii=False) + "\n"
        for name, book in made.items()
    }


def differs(place: Path, books: Mapping[str, str]) -> bool:
    """Whether other notebooks were given back before."""
    return place.exists() and any(_other(place / name, text) for name, text in books.items())


def _other(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() != text.encode("utf-8")
    except OSError:
        return True


def give_back(
    place: Path, handed: Path, books: Mapping[str, str], plans: Mapping[str, Plan]
) -> None:
    """Write the folder beside its place, and put it there in one move.

    Parameters
    ----------
    place : Path
        Where it belongs.
    handed : Path
        What was handed in.
    books : mapping of str to str
        As `drawn_up` gives them.
    plans : mapping of str to Plan

    Raises
    ------
    CannotWrite
        If there is no room, or no right; what was there before stays.
    """
    fresh, old = (place.with_name(f".{place.name}.{word}") for word in ("new", "old"))
    with in_words(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        if old.exists() and not place.exists():
            old.rename(place)  # where somebody was stopped between the two moves below
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=True)
        try:
            _fill(fresh, handed, [plan.files for plan in plans.values()], books)
            if place.exists():
                place.rename(old)
            fresh.rename(place)
        except BaseException:
            if old.exists() and not place.exists():
                old.rename(place)
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    shutil.rmtree(old, ignore_errors=True)


def _fill(
    folder: Path, handed: Path, files: list[Mapping[str, bytes]], books: Mapping[str, str]
) -> None:
    """What was handed in beside the notebooks, then the teacher's files, then the notebooks."""
    folder.mkdir()
    ours = {name: data for some in files for name, data in some.items()}
    ours |= {name: text.encode("utf-8") for name, text in books.items()}
    above = {str(parent) for name in ours for parent in PurePosixPath(name).parents}
    for path in regular_files(handed):
        name = path.relative_to(handed)
        clashes = str(name) in above or any(str(parent) in ours for parent in name.parents)
        if path.suffix != ".ipynb" and not clashes:
            with suppress(Unreadable):  # too large; the grading has noted that
                _put(folder / name, content_of(path))
    for file, data in ours.items():
        _put(folder / file, data)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def notebook_of(plan: Plan, result: Result) -> dict[str, Any]:
    """Make the notebook that a person grades, and from which feedback is made.

    Checks stand in it as they were released, with what came of them.
    """
    parts = {part.grade_id: part for part in plan.parts if part.grade_id}
    outcomes = list(result.outcomes)
    cells = list(_notes(result))
    for n, told in enumerate(result.cells or [_as_planned(part) for part in plan.parts]):
        part = parts.get(told["grade_id"])
        outcome = None
        if told["runs"] or (part and part.check):
            name = told["grade_id"] or told["id"] or "a cell of your own"
            if outcomes and outcomes[0].name == name:
                outcome = outcomes.pop(0)
        cells.append(_cell(n, told, part, outcome))
    about = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": about, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _as_planned(part: Part) -> dict[str, Any]:
    """A cell of a submission of which nothing could be read."""
    text = part.released if part.learners else part.text
    told = {"kind": part.kind, "text": text, "grade_id": part.grade_id, "id": part.id}
    return {**told, "pictures": [], "runs": False}


def _notes(result: Result) -> Iterator[dict[str, Any]]:
    said = [*([result.trouble] if result.trouble else []), *result.notes]
    if said:
        lines = "\n".join(f"- {_harmless(line)}" for line in said)
        source = f"**Notes from grading**\n\n{lines}"
        yield {"cell_type": "markdown", "id": NOTES, "metadata": {}, "source": source}


def _cell(
    n: int, told: Mapping[str, Any], part: Part | None, outcome: Outcome | None
) -> dict[str, Any]:
    text = part.released if part and part.check else told["text"]
    if told["kind"] != "code":
        text = _harmless(text) if not part or part.learners else text
    name = part.grade_id if part else ""
    made: dict[str, Any] = {
        "cell_type": told["kind"],
        "id": f"{re.sub(r'[^A-Za-z0-9_-]', '-', name or 'cell')[:50]}-{n:03d}",
        "metadata": {"nbgrader": _meta(part, text)} if part and part.grade_id else {},
        "source": text,
    }
    if told["kind"] == "code":
        made["execution_count"] = n + 1 if outcome else None
        made["outputs"] = [*_outputs(outcome, n), *map(_picture, told["pictures"])]
    return made


def _meta(part: Part, text: str) -> dict[str, Any]:
    from nbformat import NotebookNode
    from nbgrader.utils import compute_checksum

    flags = {"grade": part.grade, "locked": part.locked, "solution": part.solution}
    meta = {"schema_version": 3, "grade_id": part.grade_id, "task": part.task, **flags}
    meta |= {"points": part.points} if part.grade or part.task else {}
    released = {"cell_type": part.kind, "source": part.released, "metadata": {"nbgrader": meta}}
    node = NotebookNode(released)
    node.metadata = NotebookNode({"nbgrader": NotebookNode(meta)})
    return {**meta, "cell_type": part.kind, "checksum": compute_checksum(node)}


def _outputs(outcome: Outcome | None, n: int) -> Iterator[dict[str, Any]]:
    if outcome is None:
        return
    if outcome.out:
        yield {"output_type": "stream", "name": "stdout", "text": outcome.out}
    if outcome.error:
        kind, words = outcome.error
        lines = f"{kind}: {words}".splitlines() or [kind]
        yield {"output_type": "error", "ename": kind, "evalue": words, "traceback": lines}
    elif outcome.shown:
        data = {"text/plain": outcome.shown}
        yield {
            "output_type": "execute_result",
            "data": data,
            "metadata": {},
            "execution_count": n + 1,
        }


def _picture(png: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"image/png": png}, "metadata": {}}


def _harmless(text: str) -> str:
    """Markdown without anything that a browser would run.

    Examples
    --------
    >>> _harmless("a <b>bold</b> <script>x</script> $a<b$ [l](javascript:x)")
    'a <b>bold</b> &lt;script>x&lt;/script> $a&lt;b$ [l](script-x)'
    """
    return _SCRIPT.sub("script-", _TAG.sub("&lt;", text))
