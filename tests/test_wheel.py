"""The wheel, in a new environment far from the checkout, is the whole course (two minutes)."""

import json
import os
import re
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SLUG = "s75-03-responsibilities"
LESSON = f"lessons/u11-mixture-models/{SLUG}.ipynb"
EXERCISE = f"exercises/{SLUG}/{SLUG}.ipynb"


def pip(*words):
    command = [sys.executable, "-m", "pip", *map(str, words)]
    subprocess.run(command, check=True, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", ROOT, "--no-deps", "--quiet", "--wheel-dir", folder)
    (file,) = folder.glob("gmmlab-*.whl")
    return file


@pytest.fixture(scope="module")
def gmmlab(wheel, tmp_path_factory):
    """The command, installed with what the wheel itself asks for; and a folder far away."""
    away = tmp_path_factory.mktemp("away")
    venv.create(away / "venv", with_pip=False)
    python, known = away / "venv" / "bin" / "python", ROOT / ".ci" / "constraints.txt"
    pip("--python", python, "install", "--quiet", "--no-compile", "--constraint", known, wheel)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    settings = {"cwd": away, "env": {**env, "HOME": str(away)}, "text": True}
    return away / "venv" / "bin" / "gmmlab", settings


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_it_holds_lessons_exercises_and_everything_the_code_reads(wheel):
    held = set(names(wheel))
    source = ROOT / "gmmlab"
    read = {
        path.relative_to(ROOT).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert read <= held
    carried = (LESSON, EXERCISE, "graph.toml")
    assert {f"gmmlab/_course/{path}" for path in carried} <= held
    assert any(name.endswith("share/jupyter/lab/settings/overrides.d/gmmlab.json") for name in held)
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_it_holds_no_solution_and_no_source_of_the_course(wheel):
    for name in names(wheel):
        assert re.match(r"gmmlab/|gmmlab-[\d.]+\.(data|dist-info)/", name), name
        assert not re.search(r"(exercise|lesson)\.py$|nbgrader_config|gradebook", name)
    with zipfile.ZipFile(wheel) as archive:
        for name in (f"gmmlab/_course/{EXERCISE}", f"gmmlab/_course/{LESSON}"):
            text = archive.read(name).decode()
            assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS)", text)
        release = json.loads(archive.read(f"gmmlab/_course/{EXERCISE}"))
    asked = [cell for cell in release["cells"] if is_solution(cell) and cell["cell_type"] == "code"]
    assert asked
    assert all("NotImplementedError" in "".join(cell["source"]) for cell in asked)


def is_solution(cell):
    return cell["metadata"].get("nbgrader", {}).get("solution", False)


def test_help_and_version_run_away_from_the_checkout(gmmlab):
    command, settings = gmmlab
    told = subprocess.run([command, "--help"], capture_output=True, check=True, **settings).stdout
    assert "Open the course in JupyterLab." in told
    told = subprocess.run([command, "--version"], capture_output=True, check=True, **settings)
    assert re.fullmatch(r"gmmlab \d+\.\d+\.\d+\n", told.stdout)


def test_build_says_that_it_needs_the_sources(gmmlab):
    command, settings = gmmlab
    told = subprocess.run([command, "build"], capture_output=True, check=False, **settings)
    assert told.returncode == 1
    assert "graph.toml" in told.stderr
    assert "Traceback" not in told.stderr


def test_start_serves_the_lesson(gmmlab):
    command, settings = gmmlab
    words = [command, "start", "--no-browser", "--workspace", "mine"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, **settings) as process:
        try:
            url = next(filter(None, (re.search(r"http\S+", line) for line in process.stdout)))[0]
            page, lesson = fetch(url, "lab/tree/start.md"), fetch(url, f"api/contents/{LESSON}")
        finally:
            process.terminate()
            last = process.stdout.read()
    assert "<title>JupyterLab</title>" in page
    assert "@jupyter-widgets/jupyterlab-manager" in page
    with (ROOT / LESSON).open() as file:
        assert served(lesson) == [cell["source"] for cell in json.load(file)["cells"]]
    assert process.returncode == 0
    assert "Stopped." in last


def fetch(url, path):
    """Ask the server that `url` leads to for another of its pages."""
    base, token = re.fullmatch(r"(.*/)lab/tree/\S+\?token=(\w+)", url).groups()
    request = urllib.request.Request(base + path, headers={"Authorization": f"token {token}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()


def served(lesson):
    """The cells of a notebook as the server gives it, each text as a list of lines."""
    cells = json.loads(lesson)["content"]["cells"]
    return [cell["source"].splitlines(keepends=True) for cell in cells]
