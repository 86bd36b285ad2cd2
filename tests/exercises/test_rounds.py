"""A round of safe grading, beside plain nbgrader's: the same rows, whatever happens on the way."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import nbformat
import pytest

from gmmlab.teach.grading.book import Book, NoAssignment
from gmmlab.teach.grading.keeping import alone
from gmmlab.teach.grading.rounds import Busy, Round
from gmmlab.teach.school import CONFIG
from gmmlab.teach.source import read

pytestmark = pytest.mark.slow

SLUG = "s75-03-responsibilities"


@pytest.fixture(scope="module")
def plain(school):
    """The folder in which plain nbgrader has graded everyone."""
    school.hold(SLUG)
    return school.root


@pytest.fixture
def fresh(plain, tmp_path):
    """The same folder before anyone was graded."""
    return before(plain, tmp_path / "school")


@pytest.fixture(scope="module")
def done(plain, tmp_path_factory):
    """The same folder, graded by a round of ours, and what that round said."""
    course = before(plain, tmp_path_factory.mktemp("round") / "school")
    handed = hashes(course / "submitted")
    said = graded(course, jobs=2)
    assert hashes(course / "submitted") == handed, "a submission was changed"
    return course, said


def before(plain, root):
    left_out = shutil.ignore_patterns("autograded", "ungraded", "home", "lessons")
    shutil.copytree(plain, root, ignore=left_out)
    with gradebook(root) as rows:
        for student in list(rows.students):
            rows.remove_student(student.id)
    return root / "course"


def gradebook(root):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.api import Gradebook

        return Gradebook(f"sqlite:///{root}/course/gradebook.db", "gmm")


def rows(root):
    """Everything that nbgrader keeps of the assignment's grades."""
    found = {}
    with gradebook(root) as book:
        for submission in book.assignment_submissions(SLUG):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    told = (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                    found[submission.student.id, grade.name] = told
                for comment in notebook.comments:
                    found[submission.student.id, comment.name, "said"] = comment.auto_comment
    return found


def graded(course, **how):
    with Book(course) as book:
        return list(Round(book, SLUG, **how).run())


def hashes(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.name + str(n): hashlib.sha256(path.read_bytes()).hexdigest()
            for n, path in enumerate(files)}  # fmt: skip


def test_everyone_gets_the_rows_that_nbgrader_gives(plain, done):
    course, said = done
    assert len(said) == len(list((course / "submitted").iterdir())) > 5
    assert not any(one.trouble or one.notes for one in said)
    assert rows(course.parent) == rows(plain)


def test_what_is_given_back_holds_no_hidden_test(school, sources, done):
    cells = [cell for cell in read(sources[SLUG], "exercise.py") if cell.role == "check"]
    seen = "\n".join(cell.source for cell in school.notebook("exercises", SLUG).cells)
    hidden = [c.text.partition("### BEGIN HIDDEN TESTS")[2].split("### END")[0] for c in cells]
    lines = {line.strip() for text in hidden for line in text.splitlines()}
    lines = {line for line in lines if len(line) > 25 and line not in seen}
    assert len(lines) > 20
    for path in (done[0] / "autograded").rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        text = "\n".join(cell.source for cell in notebook.cells)
        assert not [line for line in lines if line in text]


def test_a_second_round_grades_only_what_has_changed_and_keeps_what_a_person_gave(done):
    fresh, _ = done
    with gradebook(fresh.parent) as book:
        grade = book.find_grade("answer-far-away", SLUG, SLUG, "right")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        book.db.commit()
    path = fresh / "submitted" / "right" / SLUG / f"{SLUG}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    next(c for c in notebook.cells if c.id == "solution-by-hand").source = "r_short = 0.9"
    nbformat.write(notebook, path)
    assert [one.student for one in graded(fresh) if one.fresh] == ["right"]
    kept = rows(fresh.parent)
    assert kept["right", "answer-far-away"] == (None, 2.5, True)
    assert kept["right", "check-by-hand"][0] == 0
    assert kept["right", "check-em-step"][0] == 4
    assert not [one for one in graded(fresh) if one.fresh]


def test_a_bad_timestamp_costs_nothing_and_is_noted(fresh):
    (fresh / "submitted" / "right" / SLUG / "timestamp.txt").write_text("soon")
    with Book(fresh) as book:
        (one,) = Round(book, SLUG).run(["right"])
    assert one.earned == 14
    assert "'soon', could not be read" in one.notes[0]


def test_two_rounds_at_once_are_refused(fresh):
    kept = fresh / ".gmmlab" / "graded" / SLUG
    with alone(kept, SLUG), pytest.raises(Busy, match="is being graded already"):
        graded(fresh)


def test_what_nbgrader_does_not_know_is_refused_with_the_remedy(fresh):
    with Book(fresh) as book:
        with pytest.raises(NoAssignment, match=r"no notebook in .*Assignments are: .*s75-03"):
            Round(book, "s99-none")
        with pytest.raises(NoAssignment, match=r"does not know .* Run `nbgrader generate_assignm"):
            Round(book, "s15-division-as-equal-sharing")
    with pytest.raises(NoAssignment, match=r"holds no nbgrader_config\.py"):
        Book(fresh / "submitted")


def test_a_record_that_is_half_written_is_graded_anew(fresh):
    with Book(fresh) as book:
        list(Round(book, SLUG).run(["blank"]))
        path = fresh / ".gmmlab" / "graded" / SLUG / "blank.json"
        path.write_text(json.dumps({"mark": "x"})[:5])
        (one,) = Round(book, SLUG).run(["blank"])
    assert one.fresh
    assert one.earned == 0


def test_nbgraders_own_command_grades_safely_where_the_course_says_so(plain, fresh):
    config = fresh / "nbgrader_config.py"
    chosen = CONFIG.partition("# Student code is shut in")[2].partition("\n\n")[0]
    lines = [line for line in chosen.splitlines()[2:] if not line.startswith("c.Judged")]
    home = fresh.parent
    lines += [f'c.Judged.source = "{home}/build/nbgrader/source"']
    lines += [f'c.Judged.release = "{home}/exercises"', f'c.Judged.submitted = "{fresh}/submitted"']
    config.write_text("\n".join([config.read_text("utf-8"), *lines, ""]), encoding="utf-8")
    nbgrader = Path(sys.executable).parent / "nbgrader"
    tools = {"PATH": f"{nbgrader.parent}{os.pathsep}{os.environ['PATH']}"}
    for student in ("right", "wrong_axis"):
        done = subprocess.run(
            [nbgrader, "autograde", SLUG, f"--student={student}"],
            cwd=fresh, env=os.environ | tools, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    ours, theirs = rows(home), rows(plain)
    assert {key[0] for key in ours} == {"right", "wrong_axis"}
    assert ours == {key: theirs[key] for key in ours}
