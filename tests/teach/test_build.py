"""One command builds the course, or says what is wrong; and `check` changes nothing."""

import json
import os

import pytest

from gmmlab.teach import build as building
from gmmlab.teach import prose
from gmmlab.teach.build import build
from gmmlab.teach.problems import NoSources

LESSON = "lessons/u1-means/s1-mean.ipynb"
RELEASE = "exercises/s1-mean/s1-mean.ipynb"


def said(report):
    return "\n".join(str(problem) for problem in report.problems)


def test_a_course_is_built_once(small):
    first = small.build()
    assert first.ok
    assert first.written == (RELEASE, LESSON) or first.written == (LESSON, RELEASE)
    made = small.notebooks()
    assert str(small.build()) == "0 notebooks written, 2 as they were."
    assert small.notebooks() == made
    assert small.build(check=True).ok


def test_solutions_stay_in_the_build_folder(small):
    small.build()
    holders = [str(path) for path, text in small.notebooks().items() if b"sum(x) / len(x)" in text]
    assert holders == ["build/nbgrader/source/s1-mean/s1-mean.ipynb"]


def test_a_lesson_has_no_outputs(small):
    small.build()
    lesson = json.loads((small.root / LESSON).read_text("utf-8"))
    assert not any(cell.get("outputs") for cell in lesson["cells"])


def test_progress_is_told(small):
    lines = []
    build(small.course, small.root, say=lines.append)
    assert lines == ["s1-mean: The mean"]


def test_check_writes_nothing(small):
    report = small.build(check=True)
    assert not report.ok
    assert f"{LESSON}: It is missing. Run `gmmlab build`." in said(report)
    assert f"{RELEASE}: It is missing." in said(report)
    assert small.notebooks() == {}


@pytest.mark.parametrize("name", [LESSON, RELEASE])
def test_check_finds_an_edited_notebook(small, name):
    small.build()
    path = small.root / name
    lines = path.read_text("utf-8").splitlines()
    lines[4] = lines[4] + " "
    path.write_text("\n".join(lines) + "\n", "utf-8")
    report = small.build(check=True)
    assert said(report) == (
        f"{name}:5: It is not what its source gives. "
        "Change the source, never the notebook, and run `gmmlab build`."
    )
    assert small.build().written == (name,)


def test_check_finds_a_changed_source(small):
    small.build()
    small.spoil("topics/s1-mean/lesson.py", "Words.", "Other words.")
    assert f"{LESSON}:" in said(small.build(check=True))


@pytest.mark.parametrize(
    "name", ["lessons/u1-means/old.ipynb", "exercises/s1-mean/solution.py", "lessons/u9/a.ipynb"]
)
def test_what_no_source_gives_is_reported_and_left(small, name):
    small.build()
    path = small.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    for check in (True, False):
        problem = f"{name}: No source gives this file. Delete it, or move it elsewhere."
        assert said(small.build(check=check)) == problem
    assert path.read_text("utf-8") == "mine"


def test_hidden_files_are_left_in_peace(small):
    small.build()
    (small.root / "exercises" / "s1-mean" / ".ipynb_checkpoints").mkdir()
    (small.root / "exercises" / "s1-mean" / ".ipynb_checkpoints" / "a.ipynb").write_text("{}")
    assert small.build(check=True).ok


def test_nothing_unfinished_is_left_behind(small):
    small.build()
    names = {path.name for path in small.root.rglob("*") if path.is_file()}
    assert names == {
        "graph.toml",
        "nbgrader_config.py",
        "lesson.py",
        "exercise.py",
        "s1-mean.ipynb",
    }


def test_what_nbgrader_would_release_by_mistake_is_cleared(small):
    small.build()
    left = small.root / "build" / "nbgrader" / "source" / "s1-mean" / "notes.py"
    left.write_text("solution", "utf-8")
    small.build()
    assert not left.exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("lesson.py", "# # The mean", "# # The maen", "lesson.py:2: The title is 'The maen'."),
        ("lesson.py", "5 minutes", "9 minutes", "does not say '5 minutes', but course/graph.toml"),
        ("lesson.py", "compute a mean", "see", "does not say 'compute a mean'"),
        ("lesson.py", "# ## Hook", "# ## Crook", "'Crook' is no section of a lesson"),
        ("lesson.py", "Words.", "Simply words.", "'Simply' belittles"),
        ("lesson.py", "Words.", "[the exam](../exam.ipynb)", "../exam.ipynb leads nowhere"),
        ("lesson.py", "# %% [markdown]\n# # The", '# %% given="a"\n# # The', "grades nothing"),
        ("exercise.py", "Exercise · The", "The", "exercise.py:2: The title is 'The mean'."),
        ("exercise.py", "(2 points)", "(3 points)", "check-mean earns 2 points, but"),
        ("exercise.py", "points=2", "", "This check is graded, but its points are None"),
        ("exercise.py", "### END SOLUTION", "", "do not come in pairs"),
        ("exercise.py", "return sum", "return = sum", "exercise.py:8: This is not Python"),
        ("exercise.py", '== 1, "the mean of ones is 1"', "== 1\nmean", "ends in an expression"),
    ],
)
def test_a_fault_in_a_source_is_reported_and_nothing_is_written(small, name, old, new, expected):
    small.spoil(f"topics/s1-mean/{name}", old, new)
    report = small.build()
    assert not report.ok
    assert expected in said(report)
    assert "course/topics/s1-mean/" in said(report)
    assert small.notebooks() == {}


def test_faults_of_all_sources_are_reported_at_once(small):
    (small.topic / "lesson.py").write_text("", "utf-8")
    small.spoil("topics/s1-mean/exercise.py", "(2 points)", "")
    report = small.build()
    assert "lesson.py" in said(report)
    assert "check-mean earns 2 points" in said(report)


def test_a_built_notebook_whose_source_is_gone_is_reported(small):
    small.build()
    (small.topic / "lesson.py").unlink()
    assert f"{LESSON}: No source gives this file." in said(small.build(check=True))


def test_a_link_to_the_exercise_is_followed_from_the_built_lesson(small):
    link = "[the exercise](../../exercises/s1-mean/s1-mean.ipynb)"
    small.spoil("topics/s1-mean/lesson.py", "Words.", link)
    assert small.build().ok


def test_a_folder_that_is_no_topic(small):
    (small.course / "topics" / "s9-lost").mkdir()
    assert "course/topics/s9-lost: No page of graph.toml has this slug." in said(small.build())


LAB = """
[[lab]]
slug = "u1-lab-means"
title = "All means"
unit = "u1-means"
minutes = 25
objectives = ["use every mean"]
"""
BENCH = """# %% [markdown]
# # Lab · All means
# You will be able to use every mean. **Takes** 25 minutes.
"""


def test_a_lab_is_planned_until_it_is_written_and_then_built_beside_its_lessons(small):
    graph = small.course / "graph.toml"
    graph.write_text(graph.read_text("utf-8") + LAB, "utf-8")
    assert small.build().ok
    lab = small.course / "labs" / "u1-lab-means.py"
    lab.parent.mkdir()
    lab.write_text(BENCH, "utf-8")
    assert "'Data' is missing. Add `## Data`." in said(small.build())
    lab.write_text(BENCH + "\n".join(f"# ## {name}\n# Words." for name in prose.LAB), "utf-8")
    assert small.build().written == ("lessons/u1-means/u1-lab-means.ipynb",)
    lab.rename(lab.with_stem("u1-lab-lost"))
    assert "u1-lab-lost.py: No page of graph.toml has this slug." in said(small.build())


def test_a_release_that_shows_its_solution_is_never_written(small, monkeypatch):
    def careless(source, into, settings):
        os.rename(source, into)

    monkeypatch.setattr(building, "release", careless)
    report = small.build()
    assert f"{RELEASE}: It shows what learners must find: 'return sum(x) / len(x)'." in said(report)
    assert f"{RELEASE}: check-mean can be edited." in said(report)
    assert small.notebooks() == {}


def test_without_sources_it_is_said_how_to_get_them(tmp_path):
    with pytest.raises(NoSources, match=r"installed gmmlab carries only the built ones\. Clone"):
        build(tmp_path / "course", tmp_path)
