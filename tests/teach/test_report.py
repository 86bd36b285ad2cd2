"""A report says how a class did; a course directory is made for it, and its roster read."""

import csv
import io
import json
import re
from collections import Counter

import numpy as np
import pytest
from matplotlib.image import imread

from gmmlab.teach import school
from gmmlab.teach.grading.cells import Outcome
from gmmlab.teach.grading.lending import copied, restored
from gmmlab.teach.grading.report import NothingGraded, Report, report
from gmmlab.teach.grading.worker import Result


def kept(root, student, score, said):
    error = ("AssertionError", said) if said else None
    outcome = Outcome("check-mean", score, 2.0, error=error)
    result = Result({"check-mean": score, "answer-why": None}, (outcome,))
    path = root / ".gmmlab" / "graded" / "mean" / f"{student}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"mark": "x", "notes": [], "results": {"mean": result.told()}}))


@pytest.fixture
def told(tmp_path):
    kept(tmp_path, "ada", 2.0, "")
    kept(tmp_path, "bob", 0.0, "You divided by n.\n  in your code: line 3")
    kept(tmp_path, "cyd", 0.0, "You divided by n.")
    kept(tmp_path, "=dan", 1.0, "")
    return report(tmp_path, "mean")


def test_every_student_has_a_line_and_what_a_person_grades_stays_open(told):
    rows = list(csv.reader(io.StringIO(told.table())))
    assert rows == [
        ["student", "check-mean", "total"],
        ["'=dan", "1", "1"],
        ["ada", "2", "2"],
        ["bob", "0", "0"],
        ["cyd", "0", "0"],
    ]


def test_mistakes_are_counted_by_what_was_said_first(told):
    assert told.named == {"check-mean": Counter({"You divided by n.": 2})}
    assert list(csv.reader(io.StringIO(told.mistakes())))[1] == [
        "check-mean",
        "2",
        "You divided by n.",
    ]


def test_the_picture_says_what_its_words_say(told, tmp_path):
    assert told.words == "mean: 4 students. Solved by: check-mean 25%."
    figure = told.picture()
    (axes,) = figure.axes
    assert axes.patches[1].get_width() == 0.25
    assert "2 × You divided by n." in [text.get_text() for text in axes.texts]
    figure.savefig(tmp_path / "a.png")
    assert imread(tmp_path / "a.png").std() > 0.05


def test_nothing_graded_is_said_with_the_remedy(tmp_path):
    with pytest.raises(NothingGraded, match=r"nobody has been graded .* Run `gmmlab grade mean`\."):
        report(tmp_path, "mean")


def test_names_that_a_spreadsheet_would_run_are_made_harmless():
    scores = {name: {"q": 1.0} for name in ("@x", "-x", "+x", "x")}
    lines = Report("a", scores, {"q": 1.0}, {}).table().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["'@x", "'-x", "'+x", "x"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\nada", r"has no column 'id'. Its first line should be: id, first_name"),
        ("id\n", r"has no column 'id'"),
        ("id\nada\n../bob", r"line 3: '../bob' is no id"),
        ("id\nada\nbob\nada", r"line 4: 'ada' stands on line 2 already"),
        (b"\xff\xfe\x00", r"cannot be read"),
    ],
)
def test_a_roster_that_cannot_be_used(tmp_path, text, said):
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(school.BadRoster, match=said):
        school.read_roster(path)


def test_a_roster_from_a_spreadsheet(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("﻿id,last_name\nada,Løve\n", encoding="utf-8")
    assert school.read_roster(path) == [
        {"id": "ada", "first_name": "", "last_name": "Løve", "email": ""}
    ]


def test_a_course_directory_is_made_of_the_sources(small, tmp_path):
    roster, heard = tmp_path / "roster.csv", []
    roster.write_text("id,first_name\nada,Ada\n")
    folder = tmp_path / "class"
    made = school.init(folder, small.course, "means", roster, tmp_path / "out", heard.append)
    assert made == ("s1-mean",)
    assert heard[-1] == "1 students in the gradebook"
    assert (folder / "source" / "s1-mean" / "s1-mean.ipynb").is_file()
    assert (folder / "gradebook.db").is_file()
    config = (folder / "nbgrader_config.py").read_text("utf-8")
    assert re.search(r'course_id = "means"', config)
    assert "gmmlab.teach.grading.preprocessor.Judged" in config
    assert f"c.Exchange.root = {str(tmp_path / 'out')!r}" in config
    with pytest.raises(school.NotEmpty, match="holds something already"):
        school.init(folder, small.course)


# what a check lends to a student


def seen(code):
    return True


def test_a_function_that_only_calculates_and_can_be_read_is_lent_as_a_copy():
    def scaled(x):
        return [3 * part + np.log(part) for part in x]

    assert restored(copied(scaled, seen))([1.0]) == [3.0]
    assert restored(copied(lambda x: scaled(x)[0], seen))([1.0]) == 3.0
    assert copied(scaled, lambda code: False) is None


def test_a_function_that_holds_remembers_changes_or_asks_is_not():
    count, root, told = 0, 2.0, []

    def counting(x):
        nonlocal count
        count += 1
        return x

    def importing(x):
        import math

        return math.sin(x)

    def writing(x):
        x[0] = 1

    assert copied(counting, seen) is None
    assert copied(importing, seen) is None
    assert copied(writing, seen) is None
    assert copied(lambda x: told.append(x), seen) is None
    assert copied(lambda x: x - root, seen) is None, "its root may be what is asked for"
    assert copied(lambda x, to=root: to, seen) is None
    assert copied(eval("lambda x: of_the_student(x)", {}), seen) is None
