"""A learner's check: every release is open, what is right passes, faults are named."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import gmmlab.plot.planes  # noqa: F401  (a fork then has matplotlib, and no cell waits for it)
from gmmlab.cli import check
from gmmlab.desk import playing
from gmmlab.desk.cells import Cell
from gmmlab.desk.check import NoQuestion, checked
from gmmlab.desk.needs import unneeded
from gmmlab.desk.own_copy import NoExercise, read
from gmmlab.learn.checking import Verdict
from gmmlab.teach.source import read as source

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
RELEASES = {path.stem: path for path in sorted((ROOT / "exercises").glob("*/*.ipynb"))}
SIX = [
    "b2-bayes-theorem",
    "s18-division-fair-sharing-model",
    "s60-radian-measure",
    "s64-graphing-tangent-and-reciprocal-trigonometric-functions",
    "s75-03-responsibilities",
    "s75-06-covariance-types",
]
SLUG = "s75-03-responsibilities"
TANGENT = "s64-graphing-tangent-and-reciprocal-trigonometric-functions"

SECONDS = 3.0
DEAF = "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
PLACE = "def reduced(degrees):\n    # YOUR CODE HERE\n    raise NotImplementedError()"

command = typer.Typer()
command.command()(check)


def solutions(slug):
    cells = source(ROOT / "course" / "topics" / slug / "exercise.py", "exercise.py")
    return {f"{c.role}-{c.name}": c.text for c in cells if c.role in ("solution", "answer")}


def plants(slug):
    """The planted students of an exercise: what they lose, and the cells that they filled."""
    for path in sorted((ROOT / "tests" / "exercises" / slug).glob("*.py")):
        about, *cells = source(path, path.name)
        known = {}
        exec(about.text, known)
        yield path.stem, known["loses"], {f"solution-{c.name}": c.text for c in cells}


def written(folder, slug, cells, change=lambda cells: cells):
    """A copy of an exercise with these cells filled, by their ids."""
    notebook = json.loads(RELEASES[slug].read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = cells.get(cell["id"], cell["source"])
    notebook["cells"] = change(notebook["cells"])
    path = folder / f"{slug}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def tangent(folder, change=lambda cells: cells, **cells):
    """The exercise on tangents, right but for these solutions."""
    own = {f"solution-{name.replace('_', '-')}": text for name, text in cells.items()}
    return written(folder, TANGENT, solutions(TANGENT) | own, change)


def verdicts(report):
    return {one.name: one.verdict for one in report.told}


def says(report, name):
    return next(one.says for one in report.told if one.name == name)


@pytest.mark.parametrize("slug", RELEASES)
def test_a_release_is_open_in_every_question(slug):
    report = checked(RELEASES[slug])
    assert set(verdicts(report).values()) == {Verdict.NOT_TRIED, Verdict.BY_HAND}
    assert not report.passed
    assert report.notes == ()


@pytest.mark.parametrize("slug", SIX)
def test_right_students_pass_and_wrong_ones_read_the_checks_words(slug, tmp_path):
    right = solutions(slug)
    report = checked(written(tmp_path, slug, right))
    assert report.passed, list(report.lines())
    heard = 0
    for name, loses, cells in plants(slug):
        report = checked(written(tmp_path, slug, right | cells))
        failed = {f"check-{one.name}": one for one in report.told if one.verdict is Verdict.NOT_YET}
        assert Verdict.ERROR not in verdicts(report).values(), (name, report)
        assert failed.keys() <= loses.keys(), name
        assert report.passed == (not failed)
        heard += sum(loses[check] in one.says for check, one in failed.items())
    assert heard > 5


@pytest.mark.parametrize("slug", [*SIX[:2], "s75-08-starts-and-restarts"])
def test_what_is_left_out_changes_nothing_that_is_said(slug, tmp_path):
    right = solutions(slug)
    everyone = [{}, right, *(right | cells for _, _, cells in list(plants(slug))[:2])]
    for cells in everyone:
        path = written(tmp_path, slug, cells)
        numbers, names = unneeded(read(path).cells)
        assert len(numbers) > 1
        assert {"plt", "show"} <= names
        assert checked(path, everything=True).told == checked(path).told


def test_nothing_is_left_out_that_a_learner_needs_or_wrote(tmp_path):
    path = tangent(tmp_path, by_hand="tilt = 61.5 + 0 * x")
    assert 6 not in unneeded(read(path).cells)[0]
    assert checked(path, "by-hand").passed
    plain = unneeded(read(tangent(tmp_path)).cells)
    assert 6 in plain[0]

    def redrawn(cells):
        cells[5]["source"] = "".join(cells[5]["source"]) + "\nNAMES = []"
        return cells

    assert 6 not in unneeded(read(tangent(tmp_path, redrawn)).cells)[0]
    assert unneeded(read(tangent(tmp_path, by_hand="tilt = eval('61.5')")).cells) == (set(), set())


@pytest.mark.parametrize(
    ("shown", "answer", "left_out"),
    [
        ("y = 1", "print(y)", False),
        ("y = 1", "y = 2\nprint(y)", True),
        ("y = 1", "y += 1", False),
        ("y = 1", "if x:\n    y = 2\nprint(y)", False),
        ("y = 1", "for y in x:\n    print(y)", True),
        ("y = 1", "for z in y:\n    print(z)", False),
        ("y = 1", "for z in x:\n    y = z\nprint(y)", False),
        ("y = 1", "with x as y:\n    print(y)", True),
        ("y = 1", "with y as z:\n    print(z)", False),
        ("y = 1", "def f(y):\n    return y", True),
        ("y = 1", "def f():\n    return y\ny = 2", False),
        ("y = 1", "print([y for y in x])", True),
        ("for y in x:\n    plt.plot(y)", "y = 3\nprint(y)", True),
    ],
)
def test_a_cell_is_needed_by_who_looks_its_names_up_before_binding_them(shown, answer, left_out):
    cells = [
        Cell(1, "code", "x = [1]", plain=True),
        Cell(2, "code", shown, plain=True),
        Cell(3, "code", answer),
    ]
    assert (2 in unneeded(cells)[0]) == left_out


def test_each_fault_is_told_with_the_learners_line_and_stops_nothing_else(tmp_path):
    report = checked(
        tangent(
            tmp_path,
            by_hand="tilt = 10 / 0",
            reduced="def reduced(degrees):\n    '''Later.'''\n    ...",
            mended="def mended(v)\n    return 1",
            unseeing="unseeing = ['sin t']",
        )
    )
    told = verdicts(report)
    assert told["by-hand"] is told["mended"] is Verdict.ERROR
    assert told["reduced"] is Verdict.NOT_TRIED
    assert told["unseeing"] is Verdict.NOT_YET
    assert says(report, "by-hand") == (
        "ZeroDivisionError: division by zero\nin solution-by-hand, line 1: tilt = 10 / 0"
    )
    assert says(report, "mended") == (
        "SyntaxError: expected ':'\nin solution-mended, line 1: def mended(v)"
    )
    assert says(report, "unseeing").startswith("Half a turn takes an arrow to the opposite end")


def test_a_question_that_needs_another_says_so(tmp_path):
    report = checked(tangent(tmp_path, reduced=PLACE))
    assert verdicts(report)["turned"] is Verdict.NOT_YET
    assert says(report, "turned") == "It needs reduced, which is not done yet."
    kept = solutions(TANGENT)["solution-mended"] + "\n    raise NotImplementedError()"
    report = checked(tangent(tmp_path, mended=kept.replace("return", "answer =")))
    assert "Delete this line" in says(report, "mended")


def test_names_from_further_down_or_from_nowhere_are_explained(tmp_path):
    path = tangent(
        tmp_path, by_hand="tilt = far + 1", reduced="far = 1", unseeing="unseeing = gone"
    )
    report = checked(path)
    assert "made only further down, in solution-reduced; cells run from" in says(report, "by-hand")
    assert "No cell makes gone. Is it misspelt" in says(report, "unseeing")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("while True:\n    pass", "TooSlow: it took longer than 3 seconds"),
        (
            "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
            "TooSlow",
        ),
        ("import os\nos._exit(3)", "Crash: Python itself ended while this ran (exit status 3)"),
        ("import sys\nsys.exit()", "SystemExit"),
        ("tilt = float(input())", "nobody answers `input`"),
    ],
)
def test_a_cell_that_hangs_or_dies_costs_only_its_question(code, words, tmp_path):
    report = checked(tangent(tmp_path, by_hand=code), seconds=SECONDS)
    told = verdicts(report)
    assert told.pop("by-hand") is Verdict.ERROR
    assert words in says(report, "by-hand")
    assert set(told.values()) == {Verdict.PASSED, Verdict.BY_HAND}


def test_where_processes_cannot_fork_it_says_the_same(tmp_path, monkeypatch):
    path = tangent(tmp_path, by_hand="tilt = 10 / 0", unseeing="unseeing = []")
    told = checked(path).told
    monkeypatch.setattr(playing, "START", "spawn")
    assert checked(path).told == told


def test_a_loop_that_is_stopped_names_its_line(tmp_path):
    report = checked(
        tangent(tmp_path, by_hand="tilt = 1\nwhile True:\n    tilt += 1"), seconds=SECONDS
    )
    assert "in solution-by-hand, line" in says(report, "by-hand")


def test_what_a_cell_starts_does_not_outlive_the_check(tmp_path):
    code = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('pid', 'w').write(str(child.pid))\ntilt = 61.5"
    )
    assert checked(tangent(tmp_path, by_hand=code), "by-hand").passed
    path = Path("/proc", (tmp_path / "pid").read_text(), "stat")
    ends = time.monotonic() + 20
    while path.exists() and path.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_notebooks_ways_are_understood_and_nothing_is_drawn(tmp_path):
    code = (
        "%matplotlib inline\nimport matplotlib\nmatplotlib.use('TkAgg')\n"
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nplt.show()\n"
        "!touch made\n%time tilt = 61.5\nawait __import__('asyncio').sleep(0)\ndisplay(tilt)\ntilt"
    )
    report = checked(tangent(tmp_path, by_hand=code), "by-hand")
    assert report.passed, list(report.lines())
    assert not (tmp_path / "made").exists()


def test_deleted_doubled_retyped_and_changed_cells_are_named(tmp_path):
    def bent(cells):
        by_id = {cell["id"]: cell for cell in cells}
        by_id["solution-mended"]["cell_type"] = "markdown"
        by_id["check-reduced"]["source"] = "print('fine')"
        by_id["check-by-hand"]["source"] = "print('fine')"
        by_id["check-by-hand"]["metadata"]["nbgrader"]["checksum"] = "0" * 32
        cells.insert(9, by_id["solution-by-hand"])
        cells.remove(by_id["check-unseeing"])
        by_id["cell-04"]["execution_count"], by_id["given-tools"]["execution_count"] = 1, 2
        return cells

    report = checked(tangent(tmp_path, bent, reduced="def reduced(a):\n    return a"))
    notes = " ".join(report.notes)
    assert "solution-by-hand stands there 2 times (cells 8 and 10). Keep one" in notes
    assert "solution-mended has become a markdown cell" in notes
    assert "check-reduced has been changed. It was run as the course has it" in notes
    assert "check-by-hand has been changed. So what the checks say may not be true." in notes
    assert "check-unseeing is missing" in notes
    assert "another order than they stand in" in notes
    told = verdicts(report)
    assert told["reduced"] is Verdict.NOT_YET
    assert told["by-hand"] is told["unseeing"] is told["mended"] is Verdict.ERROR


def test_moved_cells_are_named(tmp_path):
    def moved(cells):
        return [*cells[:7], cells[8], cells[7], *cells[9:]]

    report = checked(tangent(tmp_path, moved))
    assert report.notes[0].startswith("Cells have been moved.")


def test_a_cell_of_ones_own_that_fails_is_noted(tmp_path):
    own = {"cell_type": "code", "id": "own", "metadata": {}, "source": "1 / 0", "outputs": []}
    report = checked(tangent(tmp_path, lambda cells: [*cells, own]))
    assert report.passed
    assert report.notes == (
        f"cell {len(read(report.path).cells)} ends early, and a run of all cells stops there. "
        "ZeroDivisionError: division by zero; in cell 34, line 1: 1 / 0",
    )


def test_an_exercise_of_another_course_is_run_in_full(tmp_path):
    path = tangent(tmp_path)
    other = path.rename(tmp_path / "another.ipynb")
    assert unneeded(read(other).cells)[0] == set()
    assert checked(other).passed


def test_the_command_prints_a_line_a_question_and_exits_with_its_finding(tmp_path):
    path = tangent(tmp_path, unseeing="unseeing = []")
    done = CliRunner().invoke(command, [str(path)])
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0].startswith(f"{path.name}, saved ")
    assert "✓ by-hand       2 points  passed" in lines
    assert "✗ unseeing      2 points  not yet" in lines
    assert "– average-tilt  3 points  your teacher reads it" in lines
    assert "4 of 5 visible checks pass: 11 of 13 points." in lines
    done = CliRunner().invoke(command, [str(path), "--question", "check_by_hand"])
    assert done.exit_code == 0
    assert "unseeing" not in done.output


def test_json_says_the_same(tmp_path):
    path = tangent(tmp_path, unseeing="unseeing = []")
    told = json.loads(CliRunner().invoke(command, [str(path), "--json"]).output)
    assert told["notebook"] == str(path)
    assert told["passed"] is False
    assert told["questions"][0] == {
        "name": "by-hand",
        "verdict": "passed",
        "points": 2.0,
        "says": "Visible checks passed: it is in range, and it leans the right way.",
    }
    assert [one["verdict"] for one in told["questions"]].count("not yet") == 1


def test_what_is_no_exercise_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(NoExercise, match=r"cannot be read: .*Name the notebook to check"):
        checked(tmp_path / "none.ipynb")
    with pytest.raises(NoExercise, match=r"holds no notebook\. Name the one"):
        checked(tmp_path)
    for text in ("", "[]", '{"nbformat": 3, "worksheets": []}', '{"nbformat": 4, "cells": [1]}'):
        (tmp_path / "a.ipynb").write_text(text)
        with pytest.raises(NoExercise, match=r"is no notebook .*Save it again with Jupyter"):
            checked(tmp_path)
    (tmp_path / "a.ipynb").write_text('{"nbformat": 4, "cells": []}')
    with pytest.raises(NoExercise, match="holds no question that is graded"):
        checked(tmp_path)
    with pytest.raises(NoQuestion, match=r"asks no 'mean'\. Its questions are: by-hand, reduced"):
        checked(RELEASES[TANGENT], "mean")


def test_the_file_and_the_one_who_asks_are_left_as_they_were(tmp_path):
    path = tangent(tmp_path)
    before = path.read_bytes(), os.getcwd(), list(sys.path), sys.modules["__main__"]
    assert checked(path).passed
    assert (path.read_bytes(), os.getcwd(), list(sys.path), sys.modules["__main__"]) == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(("words", "status"), [(["check"], 141), (["check", "--json"], 1)])
def test_who_reads_only_the_first_line_sees_no_traceback(words, status, tmp_path):
    path = tangent(tmp_path)
    ear, mouth = os.pipe()
    os.close(ear)
    command = [sys.executable, "-c", "from gmmlab.door import main; main()", *words, str(path)]
    with os.fdopen(mouth, "wb") as pipe:
        ended = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True)
    assert ended.stderr == ""
    assert ended.returncode == status
