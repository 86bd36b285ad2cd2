"""The command says what it does, does it, and says in words what went wrong."""

import subprocess
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gmmlab import cli
from gmmlab.desk import lab, welcome

run = CliRunner().invoke
ROOT = Path(__file__).parents[1]


@contextmanager
def no_lab(folder, page, port):
    """Stand in for JupyterLab: note what was asked, and end at once."""

    class Server:
        asked = (folder, page, port)

        def url(self, page):
            return f"http://127.0.0.1:{port}/lab/tree/{page}?token=t"

        def wait(self):
            raise KeyboardInterrupt

    no_lab.server = Server()
    yield no_lab.server


@pytest.fixture
def opened(monkeypatch):
    """The pages that a browser was told to open."""
    pages = []
    monkeypatch.setattr(lab, "running", no_lab)
    monkeypatch.setattr(cli.webbrowser, "open", pages.append)
    return pages


def command(*arguments, folder):
    words = [sys.executable, "-c", "from gmmlab.cli import main; main()", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False)


def test_help_names_every_command():
    told = run(cli.app, ["--help"])
    assert told.exit_code == 0
    for words in ("start", "Open the course in JupyterLab.", "build", "--version"):
        assert words in told.output


@pytest.mark.parametrize(
    ("name", "options"),
    [("start", ["--workspace", "--no-browser", "--port"]), ("build", ["--check", "--course"])],
)
def test_help_of_each_command_names_its_options(name, options):
    told = run(cli.app, [name, "--help"], env={"COLUMNS": "120"})
    assert told.exit_code == 0
    assert all(option in told.output for option in options)


def test_version_is_the_packages():
    assert run(cli.app, ["--version"]).output == f"gmmlab {version('gmmlab')}\n"


def test_no_command_shows_the_help():
    assert "Usage:" in run(cli.app, []).output


def test_start_delivers_opens_and_ends_quietly_at_ctrl_c(tmp_path, opened):
    told = run(cli.app, ["start", "--workspace", str(tmp_path / "ws"), "--port", "8899"])
    url = "http://127.0.0.1:8899/lab/tree/start.md?token=t"
    assert told.exit_code == 0
    assert opened == [url]
    assert no_lab.server.asked == (tmp_path / "ws", welcome.PAGE, 8899)
    assert told.output.splitlines() == [
        f"Your lessons are in {tmp_path / 'ws'}",
        told.output.splitlines()[1],
        "JupyterLab is starting ...",
        f"Open {url}",
        "Press Ctrl-C here to stop.",
        "Stopped. What you saved is in your workspace.",
    ]
    assert "files were added." in told.output
    assert list((tmp_path / "ws").glob("lessons/*/*.ipynb"))


def test_start_tells_of_a_newer_version_beside_a_changed_file(tmp_path, opened, monkeypatch):
    old = {"lessons/u/a.ipynb": b'{"cells": []}'}
    new = {"lessons/u/a.ipynb": b'{"cells": [ ]}'}
    monkeypatch.setattr("gmmlab.desk.workspace.course_files", lambda: old)
    run(cli.app, ["start", "--workspace", str(tmp_path)])
    (tmp_path / "lessons/u/a.ipynb").write_text("mine")
    monkeypatch.setattr("gmmlab.desk.workspace.course_files", lambda: new)
    told = run(cli.app, ["start", "--workspace", str(tmp_path)]).output
    assert "You have changed lessons/u/a.ipynb, so it stays as it is" in told
    assert f'"a (new in {version("gmmlab")}).ipynb"' in told


def test_start_without_a_browser_only_prints_the_address(tmp_path, opened):
    told = run(cli.app, ["start", "--no-browser", "--workspace", str(tmp_path)])
    assert opened == []
    assert "http://127.0.0.1" in told.output


def test_an_error_of_ours_is_a_message_without_a_traceback(tmp_path):
    (tmp_path / "ws").write_text("a file")
    told = command("start", "--no-browser", "--workspace", "ws", folder=tmp_path)
    assert told.returncode == 1
    assert told.stderr.startswith("gmmlab: cannot write")
    assert "ws is a file where a folder should be" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_error_in_the_words_of_a_command_has_status_two(tmp_path):
    told = command("start", "--port", "99999", folder=tmp_path)
    assert told.returncode == 2
    assert "--port" in told.stderr
    assert "Traceback" not in told.stderr


def test_build_needs_the_sources_and_says_so(tmp_path):
    told = command("build", folder=tmp_path)
    assert told.returncode == 1
    assert told.stderr.startswith("gmmlab: ")
    assert "graph.toml" in told.stderr
    assert "Traceback" not in told.stderr


def test_build_fails_where_there_is_something_to_mend(monkeypatch):
    class Report:
        ok = False

        def __str__(self):
            return "1 problem to mend"

    asked = {}

    def build(course, root, *, check, say):
        asked.update(course=course, root=root, check=check)
        return Report()

    monkeypatch.setattr("gmmlab.teach.build.build", build)
    told = run(cli.app, ["build", "--check", "--course", str(ROOT / "course")])
    assert told.exit_code == 1
    assert "1 problem to mend" in told.output
    assert asked == {"course": ROOT / "course", "root": ROOT, "check": True}


def test_help_loads_no_jupyter_and_no_pictures():
    heavy = ["jupyter_core", "nbformat", "nbgrader", "ipywidgets", "matplotlib"]
    script = f"import gmmlab.cli, sys; print([n for n in {heavy} if n in sys.modules])"
    words = [sys.executable, "-c", script]
    assert subprocess.run(words, capture_output=True, check=True).stdout.strip() == b"[]"
