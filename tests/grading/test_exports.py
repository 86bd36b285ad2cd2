"""Scores leave as nbgrader counts them; a platform's file comes back changed in one column only."""

import csv
import io
import re
import shutil
import warnings

import pytest

from gmmlab.teach.grading import exports
from gmmlab.teach.grading.book import Book, NoAssignment, gradebook
from gmmlab.teach.grading.exports import AlreadyThere, BadSheet, export

STUDENTS = {
    "ada": ("Ada", "Lovelace", "ada@x.org", "11"),
    "bob": ("Bob", "Løve, Jr.", "bob@x.org", None),
    "cyd": ("=1+1", '"Q" O\'Hara', "cyd@x.org", None),
    "dan": (None, None, None, "44"),
    "eve": ("Eve", "Late", "eve@x.org", None),
}
# by hand, machine, lateness, extra credit, still to be graded
SCORES = {
    "ada": (3.0, 1.5, None, None, False),
    "bob": (None, 2.0, 0.5, None, True),
    "cyd": (0.0, 0.0, 1.0, None, False),
    "eve": (2.0, 2.0, 1.0, 0.25, False),
}


def filled(root):
    """A gradebook: a1 of 6 points, handed in by four of five; a2 of 2 points, by nobody."""
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    with gradebook(f"sqlite:///{root}/gradebook.db", "gmm") as book:
        for name, parts in {"a1": (4.0, 2.0), "a2": (2.0,)}.items():
            book.add_assignment(name)
            book.add_notebook(name, name)
            for n, points in enumerate(parts):
                kind = "code" if n else "markdown"
                book.add_grade_cell(f"q{n}", name, name, max_score=points, cell_type=kind)
        for student, (first, last, email, lms) in STUDENTS.items():
            about = {"first_name": first, "last_name": last, "email": email, "lms_user_id": lms}
            book.add_student(student, **about)
        for student, (hand, machine, late, extra, waits) in SCORES.items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader's session warns of its own order
                (notebook,) = book.add_submission("a1", student).notebooks
            notebook.late_submission_penalty = late
            grades = {grade.name: grade for grade in notebook.grades}
            grades["q0"].manual_score, grades["q0"].extra_credit = hand, extra
            grades["q1"].auto_score = machine
            grades["q0"].needs_manual_grade, grades["q1"].needs_manual_grade = waits, False
        book.db.commit()
    return root


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("made"))


@pytest.fixture
def room(made, tmp_path):
    shutil.copytree(made, tmp_path / "class")
    return tmp_path / "class"


@pytest.fixture
def out(room, tmp_path):
    """Export a1, and give the file's content and what was said."""

    def out(form, like=None, assignment="a1", **how):
        to = tmp_path / "out.csv"
        if like is not None:
            (tmp_path / "like.csv").write_bytes(like)
            how["like"] = tmp_path / "like.csv"
        done = export(room, assignment, form, to, **how)
        assert to.read_bytes() == done.content
        assert [path.name for path in tmp_path.glob(".*")] == []
        to.unlink()
        return done.content, " ".join(done.notes)

    return out


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"))))


# files of our own


def test_the_table_holds_what_nbgrader_counts(room, out):
    content, said = out("csv")
    head, *rows = table(content)
    assert head[4:] == ["a1 score", "a1 max", "a1 penalty", "a1 needs manual grading"]
    assert {row[0]: row[4:] for row in rows} == {
        "ada": ["4.5", "6", "0", "no"],
        "bob": ["1.5", "6", "0.5", "yes"],
        "cyd": ["0", "6", "1", "no"],  # never below nothing
        "dan": ["", "6", "", ""],
        "eve": ["3.25", "6", "1", "no"],
    }
    with Book(room) as book:
        for one in book.rows.assignment_submissions("a1"):
            (row,) = [row for row in rows if row[0] == one.student_id]
            assert float(row[4]) == max(0, one.score - one.late_submission_penalty)
            assert row[7] == ("yes" if one.needs_manual_grade else "no")
    assert said == (
        "a1: a person has still to grade bob; the score is given as it stands. "
        "a1: not handed in by dan."
    )


def test_names_are_quoted_and_no_formula_leaves(out):
    rows = {row[0]: row[1:4] for row in table(out("csv")[0])}
    assert rows["bob"] == ["Løve, Jr.", "Bob", "bob@x.org"]
    assert rows["cyd"] == ['"Q" O\'Hara', "'=1+1", "cyd@x.org"]
    assert rows["dan"] == ["", "", ""]


def test_all_assignments_stand_side_by_side(out):
    head, *rows = table(out("csv", assignment="")[0])
    assert [name for name in head if name.endswith(" score")] == ["a1 score", "a2 score"]
    assert {row[8] for row in rows} == {""}
    assert {row[9] for row in rows} == {"2"}


def test_canvas_demands_its_columns_and_what_waits_has_no_score(out):
    content, said = out("canvas")
    assert table(content) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "a1"],
        ["    Points Possible", "", "", "", "", "6"],
        ["dan", "44", "", "dan", "", ""],
        ['"Q" O\'Hara, =1+1', "", "", "cyd", "", "0"],
        ["Late, Eve", "", "", "eve", "", "3.25"],
        ["Lovelace, Ada", "11", "", "ada", "", "4.5"],
        ["Løve, Jr., Bob", "", "", "bob", "", ""],
    ]
    assert "a1: a person has still to grade bob; no score is given." in said
    assert table(out("canvas", unfinished=True)[0])[-1][-1] == "1.5"


def test_moodle_knows_people_by_one_column(out):
    content, said = out("moodle", column="Mixtures")
    assert table(content)[0] == ["Email address", "Mixtures"]
    assert ["ada@x.org", "4.5"] in table(content)
    assert ["bob@x.org", ""] in table(content)
    assert "Left out, since their email cannot stand in a file: 'dan'." in said
    content, said = out("moodle", identifier="Username")
    assert ["dan", ""] in table(content)
    with pytest.raises(BadSheet, match=r"by 'Name'\. Take one of: Email address, ID number, User"):
        out("moodle", identifier="Name")


def test_an_id_that_a_spreadsheet_would_run_is_left_out_not_changed(room, out):
    with Book(room) as book:
        book.rows.add_student("=cmd", first_name="Cm")
    for form, how in (("canvas", {}), ("moodle", {"identifier": "Username"})):
        content, said = out(form, **how)
        assert b"cmd" not in content
        assert "cannot stand in a file: '=cmd'." in said
    assert b"'=cmd" in out("csv")[0]


# files of theirs

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,a1 (4711),a2 (4712),a1 Current Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,6.0,2.0,(read only)\r\n"
    '"Lovelace, Ada",11,,a.l@elsewhere.org,"Sec ""A""",1.0,,50.0\r\n'
    '"L\u00f8ve, Bob",12,BOB,b12,Sec A,0.5,,\r\n'
    "Cyd,13,,cyd@x.org,Sec A,EX,,\r\n"
    "Dan,44,,,Sec A,,,\r\n"
    '"Late, Eve",15,,EVE,Sec A,"",,\r\n'
    '"Student, Test",99,,ff00,Sec A,,,\r\n'
)
FILLED = ((',"Sec ""A""",1.0,', ',"Sec ""A""",4.5,'), (',EVE,Sec A,"",', ',EVE,Sec A,"3.25",'))


def expected(text):
    for old, new in FILLED:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def test_canvas_own_file_comes_back_with_one_column_filled(out):
    content, said = out("canvas", CANVAS.encode())
    assert content.decode() == expected(CANVAS)
    assert "a1: 2 scores in the column 'a1 (4711)', 1 of them new ones." in said
    assert "excused, not theirs or locked, so left as it is: cyd." in said
    assert "Rows of nobody in the gradebook: 9 (Student, Test)." in said
    assert "a person has still to grade bob; no score is given." in said
    assert "not handed in by dan." in said
    assert "points here" not in said


def test_unfinished_scores_are_filled_in_where_asked_for(out):
    content, _ = out("canvas", CANVAS.encode(), unfinished=True)
    assert content.decode() == expected(CANVAS).replace("Sec A,0.5,", "Sec A,1.5,")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CANVAS, "utf-8-sig"),
        (CANVAS, "utf-16"),
        (CANVAS, "latin-1"),
        (CANVAS.replace("\r\n", "\n"), "utf-8"),
        (CANVAS.removesuffix("\r\n"), "utf-8"),
        (CANVAS + "\r\n \r\n", "utf-8"),
        (CANVAS.replace("Sec A,EX", '"two\nlines, a cell",EX'), "utf-8"),
    ],
    ids=["mark", "utf-16", "latin-1", "newlines", "no end", "blank lines", "line in a cell"],
)
def test_the_dialect_is_kept(out, text, code):
    assert out("canvas", text.encode(code))[0] == expected(text).encode(code)


def test_semicolons_and_decimal_commas_are_kept(out):
    text = CANVAS.replace('"Lovelace, Ada"', "Ada").replace(", ", " ").replace(",", ";")
    text = text.replace("6.0", "6,0").replace("2.0", "2,0").replace("1.0", "1,0")
    text = text.replace("0.5", "0,5").replace("50.0", "50,0")
    content, _ = out("canvas", text.encode())
    new = text.replace(';"Sec ""A""";1,0;', ';"Sec ""A""";4,5;').replace(';"";;', ';"3,25";;')
    assert content.decode() == new


def test_who_may_be_several_is_left_as_they_are(out):
    text = CANVAS.replace(",15,,EVE,", ",15,,ada,")  # a second row of Ada
    content, said = out("canvas", text.encode())
    assert content.decode() == text
    assert "Rows that may be another's, left as they are: 4 (Lovelace, Ada), 8 (Late, Eve)" in said
    assert "In the gradebook, but not in the file: eve." in said
    text = CANVAS.replace(",15,,EVE,", ",15,cyd,eve,")  # a row of two
    content, said = out("canvas", text.encode())
    assert "8 (Late, Eve)" in said
    assert ',"3.25"' not in content.decode()


def test_a_number_of_canvas_is_an_id_of_ours_only_if_nothing_else_says_who_it_is(room, out):
    with Book(room) as book:
        book.rows.add_student("15", first_name="Fay")  # Eve's number there
    content, said = out("canvas", CANVAS.encode())
    assert ',"3.25",' in content.decode()
    assert "In the gradebook, but not in the file: 15." in said


def test_other_points_there_are_noticed(out):
    said = out("canvas", CANVAS.replace(",6.0,", ",100,").encode())[1]
    assert "a1: 6 points here, but there 100." in said


def test_several_assignments_fill_their_columns(out):
    content, said = out("canvas", CANVAS.encode(), assignment="")
    assert content.decode() == expected(CANVAS)
    assert "a2: 0 scores in the column 'a2 (4712)'" in said
    said = out("canvas", CANVAS.replace("a2 (4712)", "b").encode(), assignment="")[1]
    assert "a2: there is no column for it." in said


def test_which_column_is_asked_for_where_it_cannot_be_known(out):
    with pytest.raises(BadSheet, match=r"no column is called a1\. Say with --column .* b1 \(4711"):
        out("canvas", CANVAS.replace("a1 (", "b1 (").encode())
    content, _ = out("canvas", CANVAS.replace("a1 (", "b1 (").encode(), column="b1")
    assert content.decode() == expected(CANVAS).replace("a1 (", "b1 (")
    twice = CANVAS.replace("a2 (", "a1 (").encode()
    with pytest.raises(BadSheet, match=r"several columns may be a1: a1 \(4711\), a1 \(4712\)"):
        out("canvas", twice)
    assert b",4.5," in out("canvas", twice, column="a1 (4711)")[0]


WORKSHEET = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Feedback comments"\n'
    '"Participant 1","Ada Lovelace",ADA@x.org,"Submitted, late",,6.00,Yes,"Monday, 2 March",\n'
    '"Participant 2",Bob,bob@x.org,-,0.50,6.00,Yes,-,"<p>So ""far""</p>\n<p>good, =1</p>"\n'
    '"Participant 3",Cyd,cyd@x.org,-,3.00,6.00,No,-,\n'
    '"Participant 5",Eve,eve@x.org,-,3.25,6.00,Yes,-\n'
)


def test_moodles_worksheet_comes_back_with_its_grades_filled(out):
    content, said = out("moodle", WORKSHEET.encode())
    assert content.decode() == WORKSHEET.replace('late",,', 'late",4.5,')
    assert "a1: 2 scores in the column 'Grade', 0 of them new ones." in said
    assert "locked, so left as it is: cyd." in said
    assert "In the gradebook, but not in the file: dan." in said
    german = re.sub(r"(?<=,)(\d)\.(\d\d)(?=,)", r'"\1,\2"', WORKSHEET)
    content, _ = out("moodle", german.encode())
    assert content.decode() == german.replace('late",,', 'late","4,5",')


def test_a_cell_that_is_not_there_is_added(out):
    content, _ = out("moodle", b"Email address;x;Mixtures\nada@x.org\n", column="Mixtures")
    assert content == b"Email address;x;Mixtures\nada@x.org;;4.5\n"


@pytest.mark.parametrize(
    ("form", "like", "said"),
    [
        ("canvas", b"", r"no column that says who somebody is\. .* It is empty\."),
        ("canvas", b"a,b\n1,2\n", r"with one of: SIS Login ID, SIS User ID, .* It has: a, b\."),
        ("moodle", b"ID,Bewertung\n1,2\n", r"Export it in English, with one of: Email address"),
        ("csv", b"id\nada\n", r"plain CSV is only written"),
        ("xlsx", None, r"there is no format 'xlsx'\. There are: csv, canvas, moodle\."),
    ],
)
def test_a_file_that_cannot_be_filled_in(out, form, like, said):
    with pytest.raises(BadSheet, match=said):
        out(form, like)


# where it goes


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(room, tmp_path):
    to = tmp_path / "kept.csv"
    to.write_text("mine")
    with pytest.raises(AlreadyThere, match=r"kept\.csv is there already\. .* --replace"):
        export(room, "a1", "csv", to)
    assert to.read_text() == "mine"
    export(room, "a1", "csv", to, over=True)
    assert to.read_text().startswith("id,last_name")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class", "kept.csv"]


def test_half_a_file_is_never_there(room, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports.os, "fsync", full)
    with pytest.raises(AlreadyThere, match=r"cannot be written \(No space left on device\)"):
        export(room, "a1", "csv", tmp_path / "new.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["class"]


def test_places_and_names_that_are_not_there(room, tmp_path):
    with pytest.raises(AlreadyThere, match=r"cannot be written \(No such file or directory\)"):
        export(room, "a1", "csv", tmp_path / "no" / "x.csv")
    with pytest.raises(NoAssignment, match=r"knows no 'a9'\. Assignments are: a1, a2\."):
        export(room, "a9", "csv", tmp_path / "x.csv")
    with pytest.raises(BadSheet, match=r"like\.csv cannot be read \(No such file"):
        export(room, "a1", "canvas", tmp_path / "x.csv", tmp_path / "like.csv")
