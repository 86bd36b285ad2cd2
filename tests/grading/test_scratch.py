"""What a killed grader leaves is taken away by the next; what a living one uses is not."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gmmlab.teach.grading.scratch import clear, scratch

PREFIX = "gmmlab-test-scratch-"
KILLED = f"""
import os
from gmmlab.teach.grading.scratch import scratch
with scratch({PREFIX!r}) as folder:
    (folder / "checks.csv").write_text("1")
    print(folder, flush=True)
    os.kill(os.getpid(), 9)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is locked there")


@pytest.fixture(autouse=True)
def own_place(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def left_over():
    ended = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True)
    assert ended.returncode == -9
    folder = Path(ended.stdout.strip())
    assert (folder / "checks.csv").exists()
    return folder


def test_a_killed_graders_folder_goes_and_a_living_ones_stays():
    left = left_over()
    with scratch(PREFIX) as mine:
        assert left.exists(), "so young a folder may be about to be locked"
        clear(PREFIX, fresh=0.0)
        assert mine.exists()
        assert not left.exists()
    assert not mine.exists()


def test_other_folders_are_left_alone(tmp_path):
    other = tmp_path / "gmmlab-somebody-else"
    other.mkdir()
    clear(PREFIX, fresh=0.0)
    assert other.exists()
