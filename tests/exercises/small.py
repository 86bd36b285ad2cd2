"""A small course directory of nbgrader's, in which many have handed in little; made in seconds."""

import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import nbformat

from gmmlab.teach.notebooks import exercise
from gmmlab.teach.school import CONFIG
from gmmlab.teach.source import parse

NAME, OTHER = "a1-halves", "a2-halves"
TOOLS = Path(sys.executable).parent
SOURCE = """# %% given="tools"
import math

# %% solution="half"
### BEGIN SOLUTION
half = 4
### END SOLUTION

# %% check="half" points=2
assert half > 0
### BEGIN HIDDEN TESTS
assert half == 4, "half of eight is four"
### END HIDDEN TESTS

# %% solution="halve"
def halve(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION

# %% check="halve" points=3
assert halve(2) == 1
### BEGIN HIDDEN TESTS
assert math.isclose(halve(7), 3.5), "half of seven is 3.5"
### END HIDDEN TESTS

# %% [markdown] answer="why" points=2
# Because it halves.
"""
ANSWERS = (
    {},
    {"solution-half": "half = 3"},
    {"solution-half": "half = 4", "solution-halve": "def halve(x): return x // 2"},
    {"solution-half": "half = 4", "solution-halve": "def halve(x): return x / 2"},
    {"solution-halve": "import time\ndef halve(x):\n    time.sleep(0.01)\n    return x / 2"},
)


def nbgrader(course, *command):
    """Run nbgrader's own command."""
    path = {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [TOOLS / "nbgrader", *command], cwd=course, env=os.environ | path, capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def gmmlab(course, *more, name=NAME, **how):
    """Run our command."""
    command = [TOOLS / "gmmlab", "grade", name, "--course", course, "--jobs", "2", *more]
    return subprocess.run(command, capture_output=True, text=True, **how)


def make(course, url=None):
    """Write the sources of two assignments that are alike, and release them."""
    course.mkdir(parents=True)
    config = CONFIG.format(course_id="small")
    config += f'c.CourseDirectory.db_url = "{url}"\n' if url else ""
    (course / "nbgrader_config.py").write_text(config, "utf-8")
    for name in (NAME, OTHER):
        write(course, name, SOURCE)
        nbgrader(course, "generate_assignment", name)
    return course


def write(course, name, text):
    """Write the source of an assignment."""
    path = course / "source" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(exercise(parse(text, f"{name}.py"), f"{name}.py"), "utf-8")


def hand_in(course, students, name=NAME, first=0):
    """Let so many hand in, some right and some wrong."""
    release = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
    for n in range(first, first + students):
        notebook = nbformat.from_dict(json.loads(json.dumps(release)))
        for cell in notebook.cells:
            cell.source = ANSWERS[n % len(ANSWERS)].get(cell.id, cell.source)
        folder = course / "submitted" / f"s{n:02d}" / name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{name}.ipynb")


def copied(course, to):
    """Copy a course directory."""
    shutil.copytree(course, to)
    return to


def gradebook(course, url=None):
    """Open the gradebook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.api import Gradebook

        return Gradebook(url or f"sqlite:///{course}/gradebook.db", "small")


def rows(course, name=NAME, url=None):
    """Everything that nbgrader keeps of an assignment's grades; twice kept would be seen."""
    found = []
    with gradebook(course, url) as book:
        for submission in book.assignment_submissions(name):
            for notebook in submission.notebooks:
                who = (submission.student.id, notebook.late_submission_penalty)
                for one in notebook.grades:
                    told = (one.auto_score, one.manual_score, one.extra_credit)
                    found.append((*who, one.name, *told, one.needs_manual_grade))
                for one in notebook.comments:
                    found.append((*who, one.name, one.auto_comment, one.manual_comment))
    return sorted(found, key=str)
