"""nbgrader's own pages: a class is graded behind walls from formgrader, and by hand beside it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest

from gmmlab.teach import notebooks, school
from gmmlab.teach.problems import BadExercise
from gmmlab.teach.source import read

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::ResourceWarning")]

SLUG = "s64-graphing-tangent-and-reciprocal-trigonometric-functions"
SOURCE = Path(__file__).parents[2] / "course" / "topics" / SLUG / "exercise.py"
ANSWERS = {
    "solution-by-hand": "tilt = -118.5 + 180",
    "solution-mended": "def mended(v):\n    return np.degrees(np.arctan(v[1] / v[0]))",
    "answer-average-tilt": "The ends of the range are one axis, so I would turn one half first.",
}
TOKEN = "a-token-of-the-tests"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A class of one, who has handed in: one answer is right, one divides by zero."""
    root = tmp_path_factory.mktemp("class")
    source = root / "source" / SLUG / f"{SLUG}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(notebooks.exercise(read(SOURCE, SLUG, BadExercise), SLUG), "utf-8")
    (root / "nbgrader_config.py").write_text(school.CONFIG.format(course_id="gmm"), "utf-8")
    (root / "home").mkdir()
    return root


@pytest.fixture(scope="module")
def served(room):
    """Serve the class' folder; give the address of nbgrader's pages."""
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}"]
    command += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.root_dir=.", "--allow-root"]
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader's alembic
    apart = os.environ | {"JUPYTER_CONFIG_DIR": str(room / "home"), "PATH": tools}
    with (room / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=room, stdout=log, stderr=log, env=apart)
        try:
            answers(process, f"http://127.0.0.1:{port}/api?token={TOKEN}", room / "server.log")
            yield f"http://127.0.0.1:{port}/formgrader"
        finally:
            process.terminate()
            process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(process, url, log):
    """Wait until a server answers."""
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.2)
    pytest.fail(f"the server does not answer:\n{log.read_text()[-2000:]}")


def hand_in(room):
    """Hand in what students receive, with two answers."""
    home = room / "submitted" / "ada" / SLUG
    shutil.copytree(room / "release" / SLUG, home)
    path = home / f"{SLUG}.ipynb"
    handed = nbformat.read(path, 4)
    for cell in handed.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = ANSWERS.get(name, cell.source)
    nbformat.write(handed, path)
    return path


def gradebook(room):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.api import Gradebook

        return Gradebook(f"sqlite:///{room}/gradebook.db", "gmm")


def press(page, column):
    """Press a button of nbgrader's tables, and wait until it says what came of it."""
    page.locator(f"td.{column} a").first.click()
    said = page.locator(".modal.in, .modal.show").get_by_text(re.compile("^(Success|Error)"))
    said.first.wait_for()
    assert "Success" in page.locator(".modal").first.inner_text()


def test_a_class_is_graded_from_formgrader(room, served, visit, shot):
    page = visit.page
    page.goto(f"{served}/manage_assignments?token={TOKEN}")
    page.get_by_text(SLUG).first.wait_for()
    press(page, "assign")
    handed = hand_in(room)
    before = handed.read_bytes()

    page.goto(f"{served}/manage_submissions/{SLUG}")
    page.get_by_text("needs autograding").first.wait_for()
    press(page, "autograde")
    assert handed.read_bytes() == before
    page.goto(f"{served}/manage_submissions/{SLUG}")
    page.get_by_text("needs manual grading").first.wait_for()
    shot(page, "formgrader-submissions")

    page.goto(f"{served}/gradebook/{SLUG}/{SLUG}")
    page.get_by_role("link", name="Submission #1").click()
    page.get_by_text("makes your function divide by zero").first.wait_for()
    box = page.locator("input.score").last
    box.fill("2")
    box.press("Tab")
    page.locator(".score-saved .glyphicon-ok, .glyphicon-ok").first.wait_for(state="attached")
    shot(page, "formgrader-by-hand")

    with gradebook(room) as book:
        [submission] = book.assignment_submissions(SLUG)
        earned = {grade.name: grade.score for grade in submission.notebooks[0].grades}
        assert earned["check-by-hand"] == 2
        assert earned["check-mended"] == 0
        assert sum(earned.values()) == 4
        assert not submission.needs_manual_grade

    page.goto(f"{served}/manage_submissions/{SLUG}")
    press(page, "generate-feedback")
    feedback = (room / "feedback" / "ada" / SLUG / f"{SLUG}.html").read_text("utf-8")
    assert "makes your function divide by zero" in feedback
    assert "BEGIN HIDDEN TESTS" not in feedback
    assert "An axis of tilt" not in feedback  # what a hidden test would say
