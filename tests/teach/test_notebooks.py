"""Notebooks are the same bytes every time, valid, and open without a question."""

import json
import re

import nbformat
import pytest

from gmmlab.teach.notebooks import exercise, lesson
from gmmlab.teach.problems import BadExercise, BadLesson
from gmmlab.teach.source import parse

SLUG = "s75-03-responsibilities"
MARKED = """# %% [markdown]
# words

# %% given="data"
x = 1

# %% solution="mean"
y = 2

# %% check="mean" points=2
assert y == 2

# %% [markdown] answer="why" points=1.5
# because

# %% [markdown] task="essay" points=5
# write
"""


def cells(text):
    return json.loads(text)["cells"]


def test_the_same_source_gives_the_same_bytes():
    assert exercise(parse(MARKED, "e.py"), "e.py") == exercise(parse(MARKED, "e.py"), "e.py")


def test_a_notebook_asks_for_no_kernel():
    metadata = json.loads(lesson(parse("# %%\n1", "l.py"), SLUG, "l.py"))["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert metadata["language_info"]["name"] == "python"


def test_cells_are_named_after_their_marks_or_places():
    names = [cell["id"] for cell in cells(exercise(parse(MARKED, "e.py"), "e.py"))]
    assert names == [
        "cell-01",
        "given-data",
        "solution-mean",
        "check-mean",
        "answer-why",
        "task-essay",
        "all-checks",
    ]
    long = lesson(parse("# %%\n1\n\n# %%\n2", "l.py"), "s48-" + "long-" * 20, "l.py")
    names = [cell["id"] for cell in cells(long)]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"[\w-]{1,64}", name) for name in names)


def test_nbgrader_understands_the_marks():
    from nbgrader.nbgraderformat import MetadataValidator

    text = exercise(parse(MARKED, "e.py"), "e.py")
    MetadataValidator().validate_nb(nbformat.reads(text, as_version=4))
    marks = {cell["id"]: cell["metadata"].get("nbgrader") for cell in cells(text)}
    assert marks["cell-01"] is None
    locked = {name for name, mark in marks.items() if mark and mark["locked"]}
    assert locked == {"given-data", "check-mean", "task-essay"}
    points = {name: mark["points"] for name, mark in marks.items() if mark and "points" in mark}
    assert points == {"check-mean": 2, "answer-why": 1.5, "task-essay": 5}


def test_two_cells_of_one_name():
    text = '# %% solution="a"\n1\n\n# %% solution="a"\n2'
    said = r"e\.py:4: solution='a' stands on line 1 already\. Rename one"
    with pytest.raises(BadExercise, match=said):
        exercise(parse(text, "e.py"), "e.py")


def test_a_lesson_grades_nothing():
    said = r"l\.py:1: A lesson grades nothing.*solution='a'\. Move it to the topic's exercise\.py"
    with pytest.raises(BadLesson, match=said):
        lesson(parse('# %% solution="a"\n1', "l.py"), SLUG, "l.py")


@pytest.mark.parametrize(
    ("code", "folded"),
    [
        ("assert 1 + 1 == 2", True),
        ("assert 2 > 1\nprint(2)", False),
        ('predict("How many?", (0, 9), answer=4, why="")', True),
        ('guess = predict("How many?", (0, 9), answer=4, why="")\nguess', True),
        ("explore.em(data)", True),
        ("def draw():\n    return show(fig, alt)", True),
        ("from gmmlab.learn import predict", False),
        ('practice("s75")', False),
        ("%pip list", False),
    ],
)
def test_what_is_not_the_lessons_own_code_is_folded(code, folded):
    made = cells(lesson(parse(f"# %%\n{code}", "l.py"), SLUG, "l.py"))
    assert made[0]["metadata"] == ({"jupyter": {"source_hidden": True}} if folded else {})
