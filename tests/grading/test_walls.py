"""The walls themselves: where there are none it is said, and where there are they are mended."""

import shutil
import subprocess
import sys

import pytest

from gmmlab.teach.grading import walls, worker
from gmmlab.teach.grading.walls import Limits, NoSandbox, Sandbox, why_no_sandbox
from gmmlab.teach.grading.worker import Result, Worker


def test_there_is_a_sandbox_here():
    """Without one most tests of this folder fail: install bubblewrap, allow user namespaces."""
    assert why_no_sandbox() == ""


def no_linux(patch):
    patch.setattr(sys, "platform", "darwin")
    return "a sandbox needs Linux, and this is darwin"


def no_bubblewrap(patch):
    patch.setattr(shutil, "which", lambda name: None)
    return "a sandbox needs bubblewrap, and there is no `bwrap` on PATH"


def no_namespaces(patch):
    failed = subprocess.CompletedProcess([], 1, b"", b"bwrap: No permissions to create namespace\n")
    patch.setattr(walls.subprocess, "run", lambda *_, **__: failed)
    return "bubblewrap cannot make a sandbox here: bwrap: No permissions to create namespace"


@pytest.mark.parametrize("without", [no_linux, no_bubblewrap, no_namespaces])
def test_where_there_can_be_none_it_is_refused_in_words(without, monkeypatch):
    words = without(monkeypatch)
    assert why_no_sandbox() == words
    with pytest.raises(NoSandbox) as refused, Sandbox():
        pass
    assert str(refused.value) == (
        f"{words}. Install bubblewrap (`apt install bubblewrap`) and allow user namespaces; "
        "or say --unsafe, and student code runs with all your rights."
    )


def test_a_sandbox_that_does_not_start_says_why(monkeypatch):
    monkeypatch.setattr(walls, "command", lambda descriptor: ["bwrap", "--no-such-option"])
    with pytest.raises(NoSandbox, match=r"(?s)does not start: .*no-such-option.*Mend what it says"):
        Sandbox().start()


def test_a_sandbox_that_dies_is_started_again(desk, plan):
    """One submission has to be graded again; nobody else notices."""
    with Worker(Limits(cell=5, call=5, whole=20)) as own:
        folder = desk.submission().write()
        own.sandbox.process.kill()
        own.sandbox.process.wait()
        with pytest.raises(NoSandbox, match="Grade again"):
            own.grade(plan, folder)
        assert own.grade(plan, folder).earned == 10


def test_a_judge_that_never_ends_is_ended(hasty, tmp_path, monkeypatch, tried):
    """A check that loops is the teacher's fault; the round goes on all the same."""
    from gmmlab.teach.grading.plan import read_plan

    monkeypatch.setattr(worker, "SPARE", 0.5)
    assert tried("y = 1", "assert y == 1").score == 4
    (path,) = tmp_path.glob("*/small.ipynb")
    text = path.read_text().replace("assert y == 1", "while True: pass")
    path.write_text(text)
    result = hasty.grade(read_plan(path), path.parent)
    assert result.scores == {"check-it": 0.0}
    assert result.trouble == "Its time was up before everything was graded."


def test_a_result_is_kept_and_read_again(desk):
    handed = desk.submission()
    handed.put(
        "solution-mean", "def mean(x):\n    print('\ud83d\ude00', '\\udfff')\n    return 1 / 0"
    )
    result = desk.grade(handed)
    assert Result.read(result.told()) == result


def test_what_runs_outside_is_little(desk):
    """After a grade nothing of the student's is left below the sandbox."""
    handed = desk.submission()
    handed.put(
        "solution-answer",
        "import os, time\nfor _ in range(5):\n    if not os.fork(): time.sleep(99)\nanswer = 4.75",
    )
    assert desk.grade(handed).earned == 10
    tree = walls._tree(desk.worker.sandbox.process.pid)
    assert len(tree) == 2
