"""Broken files: whatever was handed in, there is a grade, and words that say why."""

import json
import os

import pytest

pytestmark = pytest.mark.usefixtures("patient")

HUGE = b'{"nbformat": 4, "cells": [' + b" " * (33 * 2**20) + b"]}"


def raw(content):
    return lambda s: setattr(s, "raw", content)


def book(**more):
    return lambda s: s.book.update(more)


def no_book(s):
    s.file = ""


def instead(make):
    """Something else that is called like the notebook."""

    def does(s):
        s.folder.mkdir(parents=True)
        make(s.folder / s.file, s)
        s.file = ""

    return does


def link_to_the_right_one(path, s):
    other = s.folder.parent / "right.ipynb"
    other.write_text(json.dumps(s.course.right()))
    path.symlink_to(other)


def odd_cells(s):
    s.cells[0:0] = [None, 7, "cell", [], {}, {"cell_type": 3}, {"source": {"a": 1}}]
    s.cells += [
        {"cell_type": "code", "source": [1, None, "x = 1\n"], "metadata": [], "outputs": 5},
        {"cell_type": "code", "source": 7, "metadata": {"nbgrader": "x"}, "outputs": [None, {}]},
        {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": ["a"]}}},
        {"cell_type": "code", "source": "", "outputs": [{"data": {"image/png": "%%%"}}]},
    ]


def too_many_cells(s):
    s.cells += [{"cell_type": "markdown", "metadata": {}, "source": "."}] * 3000


def too_many_files(s):
    s.files |= {f"{n:03d}.txt": b"x" for n in range(300)}


def a_large_file(s):
    s.files["large.bin"] = bytes(33 * 2**20)


def in_the_way(s):
    s.files |= {"work": b"", "a" * 200: b"", "..data": b"", "-rf": b"", "a\nb": b""}


NO_JSON = "it holds no JSON"
NO_CELLS = "it has no cells"
NO_BOOK = "No notebook a1-counting.ipynb was handed in"


def lost(does, says):
    return {"does": does, "loses": "all", "says": says, "odd": True}


CASES = {
    "hands in no JSON": lost(raw(b"print('hello')"), NO_JSON),
    "hands in an empty file": lost(raw(b""), NO_JSON),
    "hands in half a notebook": lost(
        lambda s: setattr(s, "raw", json.dumps(s.book).encode()[:-40]), NO_JSON
    ),
    "hands in zeros": lost(raw(bytes(1000)), NO_JSON),
    "hands in noise": lost(raw(bytes(range(256)) * 40), NO_JSON),
    "hands in brackets": lost(raw(b"[" * 10**6), NO_JSON),
    "hands in a deep object": lost(raw(b'{"a":' * 10**5), NO_JSON),
    "hands in a long number": lost(raw(b'{"nbformat": ' + b"9" * 10**6 + b"}"), NO_JSON),
    "hands in null": lost(raw(b"null"), NO_CELLS),
    "hands in a list": lost(raw(b"[]"), NO_CELLS),
    "hands in an object": lost(raw(b"{}"), NO_CELLS),
    "hands in something huge": lost(raw(HUGE), "more than 33554432 bytes"),
    "has cells that are no list": lost(book(cells={"a": 1}), NO_CELLS),
    "claims format 99": lost(book(nbformat=99), "The notebook claims format 99"),
    "claims format 2": lost(book(nbformat=2), "The notebook claims format 2"),
    "claims format 3 and has none of its sheets": lost(book(nbformat=3), "answer-why is missing"),
    "claims no format": lost(lambda s: s.book.pop("nbformat"), "claims format None"),
    "claims a format in words": lost(book(nbformat="four"), "claims format 'four'"),
    "has no cells": lost(book(cells=[]), "check-mean was missing"),
    "hands in nothing": lost(no_book, NO_BOOK),
    "hands in only other files": lost(
        lambda s: (no_book(s), s.files.update({"a1-counting.py": b"answer = 4.75"})), NO_BOOK
    ),
    "hands in a folder": lost(instead(lambda path, s: path.mkdir()), NO_BOOK),
    "hands in a pipe": lost(instead(lambda path, s: os.mkfifo(path)), NO_BOOK),
    "hands in a link to a file of the system": lost(
        instead(lambda path, s: path.symlink_to("/etc/passwd")), NO_BOOK
    ),
    "hands in a link to a device": lost(
        instead(lambda path, s: path.symlink_to("/dev/zero")), NO_BOOK
    ),
    "hands in a link to another notebook": lost(instead(link_to_the_right_one), NO_BOOK),
    "hands in a link to nothing": lost(
        instead(lambda path, s: path.symlink_to("nowhere")), NO_BOOK
    ),
    # with right answers in it
    "has cells of odd kinds": {"does": odd_cells},
    "has halves of characters": {
        "does": lambda s: s.add("print('\ud800')\n# \udfff"),
    },
    "has outputs that are no outputs": {
        "does": lambda s: [cell.update(outputs={"a": [1]}) for cell in s.cells]
    },
    "has metadata of odd kinds": {
        "does": lambda s: [cell.update(metadata=["x"]) for cell in s.cells],
    },
    "has other ids": {"does": lambda s: [cell.update(id=7) for cell in s.cells]},
    "has a minor format of its own": {"does": book(nbformat_minor="x", metadata=None)},
    "has numbers that are none": {"does": book(metadata={"a": float("nan"), "b": 10**400})},
    "has too many cells": {"does": too_many_cells},
    "has too many files": {"does": too_many_files, "says": "first 200 of 301 files", "odd": True},
    "has a large file beside": {"does": a_large_file, "says": "large.bin is left out", "odd": True},
    "has files of odd names": {"does": in_the_way},
}


def test_a_broken_case(desk, case):
    desk.check(case)


def test_a_folder_that_is_not_there(desk):
    result = desk.worker.grade(desk.plan, desk.tmp / "nowhere")
    assert result.earned == 0
    assert NO_BOOK in result.trouble


def test_a_notebook_that_cannot_be_read(desk, monkeypatch):
    """Whoever runs this may be root, who can read everything."""
    from gmmlab.teach.grading import handed

    def refused(path, flags):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(handed.os, "open", refused)
    result = desk.grade(desk.submission())
    assert result.earned == 0
    assert "a1-counting.ipynb cannot be read (Permission denied)" in result.trouble


@pytest.mark.parametrize(
    "files",
    [{"data": b"a file where a folder is"}, {"data/points.csv/x.txt": b"a folder where a file is"}],
)
def test_files_in_the_way_of_the_teachers_hurt_nobody(desk, course, worker, tmp_path, files):
    """And the teacher's files win."""
    from dataclasses import replace

    plan = replace(desk.plan, files={"data/points.csv": b"4.75"})
    handed = desk.submission()
    handed.files |= files
    handed.put("solution-answer", "answer = float(open('data/points.csv').read())")
    result = worker.grade(plan, handed.write())
    assert result.earned == 10, result
