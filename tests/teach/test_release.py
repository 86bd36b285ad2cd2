"""nbgrader's own hands make the release, and leave nothing else behind."""

import logging
import os

import nbformat
import pytest

from gmmlab.teach.notebooks import exercise
from gmmlab.teach.release import ReleaseFailed, release
from gmmlab.teach.source import parse

TEXT = """# %% solution="mean"
def mean(x):
    ### BEGIN SOLUTION
    return sum(x) / len(x)
    ### END SOLUTION

# %% check="mean" points=2
assert mean([1, 1]) == 1
### BEGIN HIDDEN TESTS
assert mean(range(5)) == 2
### END HIDDEN TESTS
"""


@pytest.fixture
def course(tmp_path):
    (tmp_path / "source" / "s1-mean").mkdir(parents=True)
    text = exercise(parse(TEXT, "e.py"), "e.py")
    (tmp_path / "source" / "s1-mean" / "s1-mean.ipynb").write_text(text, "utf-8")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", "utf-8")
    return tmp_path


def run(course):
    release(course / "source", course / "out", course / "nbgrader_config.py")
    return nbformat.read(course / "out" / "s1-mean" / "s1-mean.ipynb", as_version=4)


def test_solutions_and_hidden_tests_are_gone(course):
    solution, check, summary = run(course).cells
    assert solution.source == "def mean(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    assert check.source == "assert mean([1, 1]) == 1"
    assert check.metadata.editable is False
    assert [solution.id, check.id] == ["solution-mean", "check-mean"]
    assert summary.source == "from gmmlab.learn import check\n\ncheck(mean=2)"


def test_nothing_else_is_written_or_changed(course):
    before = os.getcwd(), logging.getLogger("traitlets").handlers[:]
    run(course)
    assert (os.getcwd(), logging.getLogger("traitlets").handlers) == before
    names = {path.name for path in course.rglob("*") if path.is_file()}
    assert names == {"nbgrader_config.py", "s1-mean.ipynb"}


def test_the_course_may_set_its_own_stub(course):
    settings = 'c = get_config()\nc.ClearSolutions.code_stub = {"python": "raise Missing"}\n'
    (course / "nbgrader_config.py").write_text(settings, "utf-8")
    assert "raise Missing" in run(course).cells[0].source


def test_what_nbgrader_refuses_is_told_in_its_words(course):
    path = course / "source" / "s1-mean" / "s1-mean.ipynb"
    path.write_text(path.read_text("utf-8").replace("### END SOLUTION", "pass"), "utf-8")
    said = r"(?s)could not release.*Mend what it complains about.*no end solution"
    with pytest.raises(ReleaseFailed, match=said):
        run(course)


def test_settings_are_needed(course):
    (course / "nbgrader_config.py").unlink()
    with pytest.raises(ReleaseFailed, match="nbgrader_config"):
        run(course)
