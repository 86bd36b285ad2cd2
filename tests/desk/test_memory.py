"""What is remembered can be seen, copied, brought in and deleted by command."""

import pytest
from typer.testing import CliRunner

from gmmlab.cli import app, main
from gmmlab.learn.events import Event
from gmmlab.learn.log import FileLog, find

STEP = "s19-division-as-equal-sharing"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.delenv("GMMLAB_LEARNER", raising=False)
    folder = tmp_path / "ws"
    (folder / ".gmmlab").mkdir(parents=True)
    FileLog(find(folder)).append(Event("claimed", STEP))
    return folder


def run(*words, workspace):
    done = CliRunner().invoke(app, [*map(str, words), "--workspace", str(workspace)])
    assert done.exception is None, done.exception
    return done.output


def test_it_is_shown_with_its_place(workspace):
    said = run("memory", "show", workspace=workspace)
    assert "1 event" in said
    assert "on this machine only" in said
    assert str(workspace) in said


def test_a_copy_goes_out_and_comes_back(workspace, tmp_path):
    copy = tmp_path / "mine.jsonl"
    assert f"Written to {copy}" in run("memory", "export", copy, workspace=workspace)
    assert copy.with_suffix(".txt").is_file()
    other = tmp_path / "other"
    (other / ".gmmlab").mkdir(parents=True)
    assert "1 event added" in run("memory", "import", copy, workspace=other)
    assert "0 events added" in run("memory", "import", copy, workspace=other)
    assert [event.topic for event in FileLog(find(other)).events] == [STEP]


def test_deleting_asks_first_and_sets_aside(workspace):
    refused = CliRunner().invoke(app, ["memory", "delete", "--workspace", str(workspace)])
    assert "sure" in str(refused.exception)
    assert len(FileLog(find(workspace)).events) == 1
    run("memory", "delete", "--yes", workspace=workspace)
    assert FileLog(find(workspace)).events == ()
    assert [p for p in (workspace / ".gmmlab").iterdir() if p.stat().st_size]
    run("memory", "delete", "--yes", "--for-good", workspace=workspace)
    assert not [p for p in (workspace / ".gmmlab").iterdir() if p.stat().st_size]


def test_what_comes_next_is_said_with_its_reason(workspace):
    said = run("next", workspace=workspace)
    assert said.startswith("1. ")
    assert "Because" in said
    assert "Division as Equal Sharing" in said


def test_a_folder_that_is_no_workspace_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("GMMLAB_LEARNER", raising=False)
    monkeypatch.setattr("sys.argv", ["gmmlab", "next", "--workspace", str(tmp_path / "none")])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "none is no workspace" in said
    assert "gmmlab start" in said
