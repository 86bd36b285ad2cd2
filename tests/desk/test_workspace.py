"""A learner's work is never lost, whatever the course, the disk or the learner does."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.desk import workspace
from gmmlab.desk.workspace import RECORD, Delivery, WorkspaceError, course_files, deliver
from gmmlab.errors import GmmlabError

LESSON = "lessons/u11-mixture-models/whose.ipynb"
OLD, NEW, NEWER, MINE = b"old", b"new", b"newer", b"mine"


def beside(version):
    return f"lessons/u11-mixture-models/whose (new in {version}).ipynb"


def contents(folder):
    """Everything a learner sees in a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in found.items() if not name.startswith(".")}


def test_the_first_delivery_brings_every_file(tmp_path):
    files = {LESSON: OLD, "exercises/whose/whose.ipynb": NEW}
    assert deliver(files, tmp_path / "a" / "b", "1") == Delivery(added=tuple(sorted(files)))
    assert contents(tmp_path / "a" / "b") == files


def test_a_second_delivery_of_the_same_does_and_says_nothing(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    before = (tmp_path / LESSON).stat().st_mtime_ns
    assert deliver({LESSON: OLD}, tmp_path, "1").sentences() == ()
    assert (tmp_path / LESSON).stat().st_mtime_ns == before


def test_an_unchanged_copy_is_brought_up_to_date(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    assert deliver({LESSON: NEW}, tmp_path, "2") == Delivery(updated=(LESSON,))
    assert contents(tmp_path) == {LESSON: NEW}


def test_a_changed_copy_is_left_alone_while_the_course_stands_still(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / LESSON).write_bytes(MINE)
    assert deliver({LESSON: OLD}, tmp_path, "2") == Delivery()
    assert contents(tmp_path) == {LESSON: MINE}


def test_a_newer_version_is_put_beside_a_changed_copy_once(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / LESSON).write_bytes(MINE)
    told = deliver({LESSON: NEW}, tmp_path, "2")
    assert told == Delivery(beside={LESSON: "whose (new in 2).ipynb"})
    assert contents(tmp_path) == {LESSON: MINE, beside("2"): NEW}
    (tmp_path / beside("2")).unlink()
    assert deliver({LESSON: NEW}, tmp_path, "2") == Delivery()
    assert contents(tmp_path) == {LESSON: MINE}


def test_each_newer_version_gets_a_name_of_its_own(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / LESSON).write_bytes(MINE)
    deliver({LESSON: NEW}, tmp_path, "2")
    (tmp_path / beside("2")).write_bytes(b"mine too")
    deliver({LESSON: NEWER}, tmp_path, "2")
    assert contents(tmp_path) == {
        LESSON: MINE,
        beside("2"): b"mine too",
        beside("2, 2"): NEWER,
    }


def test_taking_the_newer_version_over_ends_the_difference(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / LESSON).write_bytes(MINE)
    deliver({LESSON: NEW}, tmp_path, "2")
    os.replace(tmp_path / beside("2"), tmp_path / LESSON)
    assert deliver({LESSON: NEWER}, tmp_path, "3") == Delivery(updated=(LESSON,))


def test_a_deleted_file_comes_back(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / LESSON).unlink()
    assert deliver({LESSON: OLD}, tmp_path, "1") == Delivery(added=(LESSON,))


def test_files_of_the_learner_where_no_record_is_count_as_theirs(tmp_path):
    (tmp_path / LESSON).parent.mkdir(parents=True)
    (tmp_path / LESSON).write_bytes(MINE)
    (tmp_path / "notes.txt").write_bytes(MINE)
    deliver({LESSON: OLD}, tmp_path, "1")
    assert contents(tmp_path) == {LESSON: MINE, beside("1"): OLD, "notes.txt": MINE}


def test_a_link_that_leads_nowhere_is_replaced(tmp_path):
    (tmp_path / LESSON).parent.mkdir(parents=True)
    (tmp_path / LESSON).symlink_to(tmp_path / "gone")
    deliver({LESSON: OLD}, tmp_path, "1")
    assert contents(tmp_path) == {LESSON: OLD}


DEEDS = st.one_of(
    st.tuples(st.just("course"), st.sampled_from("abc")),
    st.tuples(st.just("learner"), st.sampled_from("xyz")),
    st.just(("delete", "")),
    st.just(("start", "")),
)


@given(st.lists(DEEDS, max_size=12))
def test_no_sequence_of_deeds_loses_what_a_learner_wrote(tmp_path_factory, deeds):
    folder, course = tmp_path_factory.mktemp("workspace"), b"a"
    path = folder / LESSON
    for deed, text in [("start", ""), *deeds, ("start", "")]:
        if deed == "course":
            course = text.encode()
        elif deed == "learner":
            path.write_bytes(text.encode())
        elif deed == "delete":
            path.unlink(missing_ok=True)
        else:
            before = path.read_bytes() if path.exists() else None
            deliver({LESSON: course}, folder, "1")
            theirs = before is not None and before.decode() in "xyz"
            assert path.read_bytes() == before if theirs else path.exists()
            assert course in contents(folder).values() or theirs


def test_what_happened_is_told_in_words():
    told = Delivery(("a", "b"), ("c",), {"lessons/d.ipynb": "d (new in 2).ipynb"}).sentences()
    assert told == (
        "2 files were added.",
        "1 file was brought up to date.",
        "You have changed lessons/d.ipynb, so it stays as it is; the course's newer version "
        'lies beside it as "d (new in 2).ipynb".',
    )


@pytest.mark.parametrize(
    "record",
    ["{", "[]", "{}", '{"files": 3}', '{"files": {"a": 3}}', '{"files": {"a": {"b": 3}}}', "\xff"],
)
def test_a_damaged_record_is_refused_and_nothing_is_touched(tmp_path, record):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / RECORD).write_bytes(record.encode("latin-1"))
    with pytest.raises(WorkspaceError, match=r"delivered\.json, cannot be understood.*Delete that"):
        deliver({LESSON: NEW}, tmp_path, "2")
    assert contents(tmp_path) == {LESSON: OLD}
    assert (tmp_path / RECORD).read_bytes() == record.encode("latin-1")


def test_the_remedy_for_a_damaged_record_works(tmp_path):
    deliver({LESSON: OLD}, tmp_path, "1")
    (tmp_path / LESSON).write_bytes(MINE)
    (tmp_path / RECORD).unlink()
    deliver({LESSON: OLD}, tmp_path, "1")
    assert contents(tmp_path) == {LESSON: MINE, beside("1"): OLD}


def test_a_file_where_a_folder_should_be_is_named(tmp_path):
    (tmp_path / "lessons").write_bytes(MINE)
    with pytest.raises(WorkspaceError, match="lessons is a file where a folder should be"):
        deliver({LESSON: OLD}, tmp_path, "1")
    assert (tmp_path / "lessons").read_bytes() == MINE


def test_a_workspace_that_is_a_file_is_named(tmp_path):
    (tmp_path / "ws").write_bytes(MINE)
    with pytest.raises(WorkspaceError, match="ws is a file where a folder should be"):
        deliver({LESSON: OLD}, tmp_path / "ws", "1")


def test_a_folder_where_a_file_should_be_is_named(tmp_path):
    (tmp_path / LESSON).mkdir(parents=True)
    with pytest.raises(WorkspaceError, match="it is a folder where a file should be"):
        deliver({LESSON: OLD}, tmp_path, "1")


def test_a_disk_that_fails_half_way_leaves_a_true_record(tmp_path, monkeypatch):
    files = {"lessons/u/a.ipynb": OLD, "lessons/u/b.ipynb": OLD}
    replace = os.replace

    def full(source, target):
        if Path(target).name == "b.ipynb":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(workspace.os, "replace", full)
    with pytest.raises(WorkspaceError, match=r"cannot write .*b\.ipynb: permission denied\."):
        deliver(files, tmp_path, "1")
    monkeypatch.undo()
    assert list(json.loads((tmp_path / RECORD).read_text())["files"]) == ["lessons/u/a.ipynb"]
    assert list(contents(tmp_path)) == ["lessons/u/a.ipynb"]
    assert deliver(files, tmp_path, "1") == Delivery(added=("lessons/u/b.ipynb",))


def test_the_source_of_gmmlab_is_no_workspace():
    with pytest.raises(WorkspaceError, match="holds the source of gmmlab itself"):
        deliver({LESSON: OLD}, workspace.PACKAGE.parent, "1")


def test_the_course_is_found_beside_the_package_and_within(tmp_path, monkeypatch):
    package = tmp_path / "gmmlab"
    monkeypatch.setattr(workspace, "PACKAGE", package)
    with pytest.raises(WorkspaceError, match=r"holds no lessons, neither.*`make build`"):
        course_files()
    for root, content in ((tmp_path, b"checkout"), (package / "_course", b"wheel")):
        (root / LESSON).parent.mkdir(parents=True)
        (root / LESSON).write_bytes(content)
        checkpoints = root / "lessons" / ".ipynb_checkpoints"
        checkpoints.mkdir()
        (checkpoints / "whose.ipynb").write_bytes(content)
        assert course_files() == {LESSON: content}


def test_its_errors_are_ours_and_the_systems():
    assert issubclass(WorkspaceError, GmmlabError)
    assert issubclass(WorkspaceError, OSError)
