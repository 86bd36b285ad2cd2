"""Tampering: what is locked is the teacher's, whatever stands in the file that was handed in."""

import copy
import json

import pytest

pytestmark = pytest.mark.usefixtures("patient")

PASS = "pass"


def every(s, kind):
    return [cell for cell in s.cells if cell["id"].startswith(kind)]


def wrong(s):
    """Nothing right in it, so that every point would be stolen."""
    for cell in every(s, "solution-"):
        cell["source"] = "answer = 0\ndef mean(x): pass\nhalve = counting = Counter = mean"


def emptied(s):
    wrong(s)
    for cell in every(s, "check-"):
        cell["source"] = PASS


def deleted(s):
    wrong(s)
    s.cells[:] = [cell for cell in s.cells if not cell["id"].startswith("check-")]


def tagged(s):
    wrong(s)
    for cell in s.cells:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell"]


def about(s, name, **more):
    s.cell(name)["metadata"]["nbgrader"].update(more)


def revalued(s):
    wrong(s)
    for cell in every(s, "check-"):
        cell["metadata"]["nbgrader"].update(points=1000, grade=True, solution=True, locked=False)


def unmarked(s):
    wrong(s)
    for cell in every(s, "check-"):
        cell["metadata"]["nbgrader"].update(grade=False, points=0)


def swapped(s, one, two):
    a, b = s.cell(one)["metadata"]["nbgrader"], s.cell(two)["metadata"]["nbgrader"]
    a["grade_id"], b["grade_id"] = b["grade_id"], a["grade_id"]


def swapped_ids(s, one, two):
    first, second = s.cell(one), s.cell(two)
    first["id"], second["id"] = second["id"], first["id"]


def swapped_points(s):
    wrong(s)
    s.put("solution-answer", "answer = 4.75")
    swapped(s, "check-answer", "check-mean")
    swapped_ids(s, "check-answer", "check-mean")


def doubled(s):
    wrong(s)
    for cell in every(s, "check-"):
        fake = copy.deepcopy(cell)
        fake.update(source=PASS, id=f"again-{cell['id']}")
        s.cells.append(fake)


def moved(s):
    """The checks come before anything that they could find wrong."""
    wrong(s)
    s.cells.sort(key=lambda cell: not cell["id"].startswith("check-"))


def as_text(s):
    wrong(s)
    for cell in every(s, "check-"):
        cell["cell_type"] = "markdown"


def tools_changed(s):
    wrong(s)
    lie = "np.isclose = math.isclose = lambda *_, **__: True\nnp.testing.assert_allclose = print"
    s.cell("given-tools")["source"] += f"\nimport math\n{lie}"


def tools_doubled(s):
    wrong(s)
    s.add("POINTS = np.zeros(1)\nnp = None", before="solution-answer")
    s.cells[s.at("solution-answer") - 1]["metadata"] = copy.deepcopy(
        s.cell("given-tools")["metadata"]
    )


def invented(s):
    wrong(s)
    meta = {"grade_id": "check-extra", "grade": True, "locked": True, "points": 100}
    s.add("pass", metadata={"nbgrader": {**meta, "schema_version": 3, "solution": False}})


def claimed(s):
    """Cells of one's own say that they are the checks."""
    wrong(s)
    for cell in every(s, "check-"):
        cell["metadata"]["nbgrader"]["grade_id"] = f"old-{cell['id']}"
    for name in ("answer", "mean", "halve", "counter"):
        meta = {"grade_id": f"check-{name}", "grade": True, "points": 9, "solution": False}
        s.add("pass", metadata={"nbgrader": {**meta, "locked": True, "schema_version": 3}})


def one_id(s):
    for cell in s.cells:
        cell["id"] = "same"


def ids_are_lies(s):
    """Without metadata, ids say that the answers are checks."""
    for cell in s.cells:
        cell["metadata"] = {}
    swapped_ids(s, "solution-mean", "check-mean")


def second_book(s):
    wrong(s)
    right = json.dumps(s.course.right()).encode()
    s.files |= {f"sub/{s.file}": right, "a1-counting.py": b"", "gradebook.db": b"SQLite format 3"}


def hand_graded(s):
    s.cell("answer-why")["metadata"]["nbgrader"].update(points=200, score=200, solution=False)


def other_kernel(s):
    s.book["metadata"]["kernelspec"] = {"name": "bash", "language": "bash", "display_name": "$"}
    s.book["metadata"]["language_info"] = {"name": "R"}


ALL = "answer mean halve counter"
CHANGED = "check-mean had been changed, and was graded as the teacher wrote it"

CASES = {
    "empties the checks": {"does": emptied, "loses": ALL, "says": CHANGED, "odd": True},
    "empties one check": {
        "does": lambda s: s.put("check-mean", PASS),
        "says": CHANGED,
        "odd": True,
    },
    "deletes the checks": {
        "does": deleted,
        "loses": ALL,
        "says": "check-halve was missing",
        "odd": True,
    },
    "tags every cell to be skipped": {"does": tagged, "loses": ALL},
    "gives the checks more points": {"does": revalued, "loses": ALL},
    "takes the grading from the checks": {"does": unmarked, "loses": ALL},
    "swaps the names of checks": {
        "does": swapped_points,
        "loses": "mean halve counter",
        "odd": True,
    },
    "swaps the names of answers": {
        "does": lambda s: swapped(s, "solution-answer", "solution-mean"),
        "loses": "answer",
        "odd": True,
    },
    "swaps the ids of answers": {
        "does": lambda s: swapped_ids(s, "solution-answer", "solution-mean")
    },
    "doubles the checks with empty ones": {"does": doubled, "loses": ALL, "odd": True},
    "moves the checks to the front": {"does": moved, "loses": ALL, "says": "moved", "odd": True},
    "makes the checks text": {"does": as_text, "loses": ALL},
    "changes the tools": {
        "does": tools_changed,
        "loses": ALL,
        "says": "given-tools had been changed",
        "odd": True,
    },
    "doubles the tools": {"does": tools_doubled, "loses": ALL, "odd": True},
    "invents a check": {"does": invented, "loses": ALL},
    "calls cells of their own the checks": {"does": claimed, "loses": ALL, "odd": True},
    "makes an answer a locked cell": {
        "does": lambda s: about(s, "solution-mean", solution=False, locked=True, grade=True)
    },
    "calls an answer a check": {
        "does": lambda s: about(s, "solution-mean", grade_id="check-mean"),
        "loses": "mean",
        "says": "solution-mean is missing",
        "odd": True,
    },
    "gives all cells one id": {"does": one_id},
    "takes the ids of checks for answers": {
        "does": ids_are_lies,
        "says": "found by its content|is missing|had been changed",
        "loses": "mean",
        "odd": True,
    },
    "hides a right notebook below a wrong one": {"does": second_book, "loses": ALL},
    "grades by hand what a person should": {"does": hand_graded},
    "asks for another kernel": {"does": other_kernel},
    "writes points as output": {
        "does": lambda s: (wrong(s), s.cells[s.at("check-mean")].update(outputs=[SCORE])),
        "loses": ALL,
    },
    "ends answers in points": {
        "answer": "answer = 0\n2.0",
        "mean": "def mean(x): return 3.0\n3.0",
        "loses": "answer mean",
    },
}

SCORE = {
    "output_type": "execute_result",
    "data": {"text/plain": "3.0"},
    "metadata": {},
    "execution_count": 1,
}


def test_a_tampered_case(desk, case):
    desk.check(case)


def test_what_comes_back_has_the_teachers_cells(desk):
    """What is shown beside the grade is what was graded."""
    handed = desk.submission()
    emptied(handed)
    told = {cell["grade_id"]: cell for cell in desk.grade(handed).cells}
    assert list(filter(None, told)) == [p.grade_id for p in desk.plan.parts if p.grade_id]
    assert "drawn.mean()" in told["check-mean"]["text"]
    assert told["solution-mean"]["text"].startswith("answer = 0")


def test_the_submission_is_not_written_to(desk):
    handed = desk.submission()
    handed.files["data.txt"] = b"1"
    handed.put("solution-answer", "open('data.txt', 'w').write('2')\nanswer = 4.75")
    folder = handed.write()
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert desk.worker.grade(desk.plan, folder).earned == 10
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert before == after
