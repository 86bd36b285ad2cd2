"""Due dates, extra time and penalties are nbgrader's own, whoever has handed in by now."""

import fcntl
import shutil
import warnings
from datetime import datetime, timedelta

import pytest
from traitlets import TraitError

from gmmlab.teach.grading import lateness
from gmmlab.teach.grading.book import Book, NoAssignment, gradebook
from gmmlab.teach.grading.extensions import ALL, BadExtension, extra_time, read_extensions
from gmmlab.teach.grading.lateness import (
    BadTime,
    ExtraTime,
    PerDay,
    due,
    extend,
    moment,
    settle,
)

CONFIG = """c = get_config()
c.AssignLatePenalties.plugin_class = "gmmlab.teach.grading.lateness.PerDay"
c.PerDay.percent_per_day = 25
c.PerDay.grace_minutes = 10
c.PerDay.at_most_percent = 80
"""
NOON = datetime.fromisoformat("2026-03-02T12:00+00:00")
HANDED = {"ada": timedelta(0), "bob": timedelta(hours=5), "cyd": timedelta(days=2), "dan": None}
HOUR, DAY = 3600, 24 * 3600


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A class: a1, of 4 points, handed in by four, with or without a time; eve has not yet."""
    root = tmp_path_factory.mktemp("made")
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "source" / "a2").mkdir(parents=True)
    (root / "submitted" / "fay" / "a1").mkdir(parents=True)
    with gradebook(f"sqlite:///{root}/gradebook.db", "gmm") as book:
        book.add_assignment("a1")
        book.add_notebook("a1", "a1")
        book.add_grade_cell("q", "a1", "a1", max_score=4, cell_type="code")
        for student in (*HANDED, "eve"):
            book.add_student(student)
        for student, late in HANDED.items():
            told = {} if late is None else {"timestamp": NOON + late}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader's session warns of its own order
                (notebook,) = book.add_submission("a1", student, **told).notebooks
            notebook.grades[0].auto_score = 4
        book.db.commit()
    return root


@pytest.fixture
def room(made, tmp_path):
    shutil.copytree(made, tmp_path / "class")
    return tmp_path / "class"


def penalties(room):
    with Book(room) as book:
        rows = book.rows.assignment_submissions("a1")
        return {one.student_id: one.late_submission_penalty for one in rows}


# penalties


@pytest.mark.parametrize(
    ("late", "lost"),
    [
        (600, None),
        (601, 2.5),
        (DAY + 600, 2.5),
        (DAY + 601, 5),
        (3 * DAY, 7.5),
        (4 * DAY, 8),
        (400 * DAY, 8),
    ],
)
def test_each_day_begun_after_the_grace_costs_up_to_the_most(late, lost):
    rule = PerDay(percent_per_day=25, grace_minutes=10, at_most_percent=80)
    assert rule.late_submission_penalty("ada", 10.0, late) == lost


def test_who_has_no_points_loses_none():
    assert PerDay().late_submission_penalty("ada", 0.0, DAY) == 0
    assert PerDay().late_submission_penalty("ada", -1.0, DAY) == 0


@pytest.mark.parametrize("wrong", [{"percent_per_day": 101}, {"grace_minutes": -1}])
def test_a_setting_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(TraitError):
        PerDay(**wrong)


def test_a_due_date_counts_at_once_for_what_has_been_graded(room):
    told = due(room, "a1", NOON)
    assert [str(one) for one in told] == [
        "bob, a1: 5:00:00 late, 1 points off (before: 0)",
        "cyd, a1: 2 days, 0:00:00 late, 2 points off (before: 0)",
    ]
    assert penalties(room) == {"ada": 0, "bob": 1, "cyd": 2, "dan": 0}
    told = due(room, "a1", NOON + timedelta(days=1))
    assert [(one.student, one.penalty, one.before) for one in told] == [
        ("bob", 0, 1),
        ("cyd", 1, 2),
    ]


def test_the_same_comes_of_nbgraders_own_preprocessors(room):
    due(room, "a1", NOON)
    extend(room, "cyd", "a1", 47)
    ours = penalties(room)
    with Book(room) as book:
        for one in book.rows.assignment_submissions("a1"):
            one.extension = one.notebooks[0].late_submission_penalty = None
        book.rows.db.commit()
        config = book.config
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.preprocessors import AssignLatePenalties
    for student in HANDED:
        told = {"db_url": f"sqlite:///{room}/gradebook.db", "notebook": "a1"}
        told = {"nbgrader": told | {"assignment": "a1", "student": student}}
        notebook = {"cells": []}
        extra = ExtraTime(config=config, extensions=str(room / "extensions.csv"))
        assert extra.preprocess(notebook, told) == ({"cells": []}, told)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            AssignLatePenalties(config=config).preprocess(_notebook(), told)
    assert penalties(room) == ours == {"ada": 0, "bob": 1, "cyd": 1, "dan": 0}


def _notebook():
    import nbformat

    return nbformat.v4.new_notebook()


def test_points_given_by_hand_are_counted_when_it_is_settled_anew(room):
    due(room, "a1", NOON)
    with Book(room) as book:
        grade = book.rows.find_grade("q", "a1", "a1", "cyd")
        grade.manual_score = 2
        book.rows.db.commit()
        (bob, cyd) = settle(book, "a1")
        assert (bob.penalty, cyd.penalty, cyd.before) == (1, 1, 2)
        assert settle(book, "a1", ("cyd",)) == (
            type(cyd)("cyd", "a1", timedelta(days=2), penalty=1, before=1),
        )


# due dates


def test_times_are_read_with_a_zone_or_by_this_computers(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "Etc/GMT-5")  # five hours before Greenwich
    time.tzset()
    try:
        assert moment("2026-03-02T17:00") == NOON
        assert moment("2026-03-02 17:00") == NOON
    finally:
        monkeypatch.undo()
        time.tzset()
    assert moment("2026-03-02T14:00+02:00") == moment("2026-03-02T12:00Z") == NOON
    assert moment("never") is None


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01T12:00", "", "23:59"])
def test_what_is_no_time(text):
    with pytest.raises(BadTime, match=r"is no date and time\. Write 2026-03-01T23:59"):
        moment(text)


def test_a_day_without_a_time_is_asked_about():
    with pytest.raises(BadTime, match=r"'2026-03-02' has no time of day\. Write 2026-03-02T23:59"):
        moment("2026-03-02")


def test_an_assignment_that_has_only_sources_can_be_due(room):
    assert due(room, "a2", NOON) == ()
    with Book(room) as book:
        assert book.rows.find_assignment("a2").duedate == NOON.replace(tzinfo=None)
    with pytest.raises(NoAssignment, match=r"no assignment 'a3'\. There are: a1, a2\."):
        due(room, "a3", NOON)


def test_extra_time_on_no_due_date_does_not_stop_nbgrader(room):
    due(room, "a1", NOON)
    extend(room, "cyd", "a1", 24)
    assert [one.penalty for one in due(room, "a1", None)] == [0, 0]
    with Book(room) as book:
        assert book.rows.find_submission("a1", "cyd").total_seconds_late == 0
    (bob, cyd) = due(room, "a1", NOON)
    assert (bob.penalty, cyd.penalty) == (1, 1)


# extra time


def test_extra_time_counts_at_once_and_replaces_what_was_given(room):
    due(room, "a1", NOON)
    (one,) = extend(room, "cyd", "a1", 24)
    assert (one.late, one.penalty, one.before) == (timedelta(days=1), 1, 2)
    (one,) = extend(room, "cyd", "a1", 48)
    assert (one.late, one.penalty) == (timedelta(0), 0)
    (one,) = extend(room, "cyd", "a1", 0)
    assert (one.late, one.penalty) == (timedelta(days=2), 2)
    assert read_extensions(room / "extensions.csv") == {("cyd", "a1"): 0}
    assert penalties(room)["bob"] == 1


def test_who_has_not_handed_in_gets_no_row_and_loses_nothing_later(room):
    due(room, "a1", NOON)
    assert extend(room, "eve", "a1", 30) == ()
    with Book(room) as book:
        assert {one.student_id for one in book.rows.assignment_submissions("a1")} == {*HANDED}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told = {"timestamp": NOON + timedelta(hours=29)}
            book.rows.add_submission("a1", "eve", **told).notebooks[0].grades[0].auto_score = 4
        assert settle(book, "a1", ("eve",)) == ()
        assert book.rows.find_submission("a1", "eve").extension == timedelta(hours=30)


def test_all_means_also_what_comes_and_a_name_counts_more(room):
    due(room, "a1", NOON)
    (one,) = extend(room, "cyd", ALL, 24)
    assert one.penalty == 1
    known = read_extensions(room / "extensions.csv")
    assert extra_time(known, "a99", "cyd") == timedelta(days=1)
    extend(room, "cyd", "a1", 1)
    known = read_extensions(room / "extensions.csv")
    assert extra_time(known, "a1", "cyd") == timedelta(hours=1)
    assert extra_time(known, "a1", "ada") is None


def test_what_nbgrader_was_told_otherwise_stays(room):
    due(room, "a1", NOON)
    with Book(room) as book:
        book.rows.grant_extension("a1", "bob", hours=6)
        assert [one.student for one in settle(book, "a1")] == ["bob", "cyd"]
        assert [one.student for one in settle(book, "a1")] == ["cyd"]


def test_a_student_whom_nobody_knows_is_refused_unless_they_have_handed_in(room):
    with pytest.raises(BadExtension, match=r"knows 'eva'\. .* `nbgrader db student add eva`"):
        extend(room, "eva", "a1", 1)
    assert not (room / "extensions.csv").exists()
    assert extend(room, "fay", "a1", 1) == ()
    with pytest.raises(NoAssignment, match=r"no assignment 'a9'"):
        extend(room, "ada", "a9", 1)


@pytest.mark.parametrize("hours", [-1, 1e6, float("nan"), float("inf")])
def test_a_time_that_is_none_is_refused(room, hours):
    with pytest.raises(BadExtension, match=r"hours are no extra time\. Give from 0 to 87600\."):
        extend(room, "ada", "a1", hours)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("student,assignment,hours\nada,a1,soon\n", r"line 2: 'soon' is no number of hours"),
        ("student,assignment,hours\nada,a1,1\nbob,a1,-2\n", r"line 3: '-2' is no number"),
        ("name,hours\nada,\n", r"line should be: student,assignment,hours; put the line right"),
        (b"\xff\xfe\x00", r"cannot be read .* Save it as CSV in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_names_the_line(tmp_path, text, said):
    path = tmp_path / "extensions.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadExtension, match=said):
        read_extensions(path)


def test_a_file_written_by_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "extensions.csv"
    path.write_text("﻿student,assignment,hours\r\nada, a1 ,1.5\r\n", encoding="utf-8")
    assert read_extensions(path) == {("ada", "a1"): 1.5}


def test_nobody_else_writes_between_reading_and_writing(room, monkeypatch):
    really, tried = lateness.put, []

    def put(*told, **how):
        with (room / ".gmmlab" / "extensions.csv.lock").open() as file:
            with pytest.raises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            tried.append(told[0].name)
        really(*told, **how)

    monkeypatch.setattr(lateness, "put", put)
    extend(room, "ada", "a1", 1)
    extend(room, "bob", "a1", 2)
    assert tried == ["extensions.csv"] * 2
    assert read_extensions(room / "extensions.csv") == {("ada", "a1"): 1, ("bob", "a1"): 2}
    assert not list(room.glob(".extensions*"))
