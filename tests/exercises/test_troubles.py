"""What goes wrong around a round of grading: it is said in words, and the next round completes."""

import errno
import os
import random
import resource
import runpy
import shutil
import signal
import sqlite3
import subprocess
import time
import uuid
from pathlib import Path

import nbformat
import pytest
from sqlalchemy import event, text

from gmmlab.teach.grading import returned, stem, writing
from gmmlab.teach.grading.book import BadGradebook, Book
from gmmlab.teach.grading.executors import Pool
from gmmlab.teach.grading.keeping import Locked
from gmmlab.teach.grading.rounds import Round
from gmmlab.teach.grading.watch import Limits
from gmmlab.teach.grading.writing import CannotWrite

pytestmark = pytest.mark.slow

SMALL = runpy.run_path(str(Path(__file__).with_name("small.py")))
NAME, rows, gmmlab, nbgrader = (SMALL[one] for one in ("NAME", "rows", "gmmlab", "nbgrader"))
STUDENTS, KILLS = 60, 20


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A course in which nobody has handed in."""
    return SMALL["make"](tmp_path_factory.mktemp("small") / "course")


@pytest.fixture(scope="module")
def graded(empty, tmp_path_factory):
    """A course in which a few were graded without any trouble."""
    course = SMALL["copied"](empty, tmp_path_factory.mktemp("graded") / "course")
    SMALL["hand_in"](course, 5)
    assert gmmlab(course).returncode == 0
    return course


@pytest.fixture
def course(empty, tmp_path):
    """A course in which a few have handed in."""
    SMALL["hand_in"](SMALL["copied"](empty, tmp_path / "course"), 5)
    return tmp_path / "course"


def run(course, **how):
    with Book(course) as book:
        return list(Round(book, NAME, jobs=2, **how).run())


def completes(course, graded):
    """Whether another round makes everything as it should be, and leaves nothing lying about."""
    run(course)
    assert rows(course) == rows(graded)
    kept = [path.name for path in (course / ".gmmlab" / "graded" / NAME).iterdir()]
    assert not [name for name in kept if name.startswith(".")]
    for student in (course / "autograded").iterdir():
        assert [path.name for path in student.iterdir()] == [NAME]


# no room


def test_no_room_for_anything(course, graded):
    """A limit on the size of files is met by the gradebook, the notebooks and what is kept."""
    little = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))  # noqa: E731
    done = gmmlab(course, preexec_fn=little)
    assert done.returncode == 1
    assert "cannot be" in done.stderr
    assert "and grade again: what is done already stays." in done.stderr
    assert "Traceback" not in done.stderr
    completes(course, graded)


FULL = {
    "kept": (writing.os, "replace", lambda path: path.suffix == ".json"),
    "entered": (writing.os, "replace", lambda path: path.suffix == ".entered"),
    "notebook": (returned.Path, "write_bytes", lambda path: path.suffix == ".ipynb"),
    "folder": (returned.Path, "rename", lambda path: path.name == f".{NAME}.new"),
}


@pytest.mark.parametrize("where", FULL)
def test_no_room_at_one_place(where, course, graded, monkeypatch):
    """The third who comes there finds no room."""
    module, name, meant = FULL[where]
    writes, came = getattr(module, name), []

    def fails(path, *others):
        there = Path(others[0]) if name == "replace" else path
        came.extend([there] if meant(there) else [])
        if came and len(came) > 2 and came[-1] == there:
            raise OSError(errno.ENOSPC, "No space left on device", str(there))
        return writes(path, *others)

    monkeypatch.setattr(module, name, fails)
    with pytest.raises(CannotWrite, match=r"No space left on device\. Make room on that disk"):
        run(course)
    monkeypatch.undo()
    assert len(came) == 3
    completes(course, graded)


def test_no_room_in_the_gradebook(course, graded):
    SMALL["hand_in"](course, 25, first=5)
    with Book(course) as book:
        many = book.rows.db.execute(text("PRAGMA page_count")).scalar()
        book.rows.db.remove()
        book.rows.engine.dispose()
        event.listen(
            book.rows.engine,
            "connect",
            lambda session, _: session.execute(f"PRAGMA max_page_count = {many}"),
        )
        with pytest.raises(BadGradebook, match=r"is full\. Make room on its disk, and grade again"):
            list(Round(book, NAME, jobs=2).run())
    entered = {row[0] for row in rows(course)}
    assert 0 < len(entered) < 30
    run(course)
    assert [row for row in rows(course) if row[0] < "s05"] == rows(graded)
    assert len({row[0] for row in rows(course)}) == 30


# no right, nothing to read, somebody else


def test_a_gradebook_that_is_none(course, graded):
    path = course / "gradebook.db"
    shutil.move(path, course / "copy.db")
    path.write_bytes(b"no database, but long enough to be read as one. " * 99)
    done = gmmlab(course)
    assert done.returncode == 1
    assert "file is not a database. Put back a copy of it" in done.stderr
    assert "Traceback" not in done.stderr
    shutil.move(course / "copy.db", path)
    completes(course, graded)


def test_a_gradebook_that_is_torn_in_two(course, graded):
    path = course / "gradebook.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    done = gmmlab(course)
    assert done.returncode == 1
    assert "Put back a copy of it" in done.stderr
    path.write_bytes(whole)
    completes(course, graded)


def test_a_gradebook_that_somebody_holds(course, graded):
    with sqlite3.connect(course / "gradebook.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        done = gmmlab(course)
        other.execute("ROLLBACK")
    other.close()
    assert done.returncode == 1
    assert "database is locked. Another program holds it: close formgrader" in done.stderr
    completes(course, graded)


def test_a_file_where_a_folder_belongs(course, graded):
    (course / "autograded").write_text("no folder")
    done = gmmlab(course)
    assert done.returncode == 1
    assert "Move away the file that stands where a folder belongs" in done.stderr
    (course / "autograded").unlink()
    completes(course, graded)


def test_a_submission_that_may_not_be_read_is_nobodys_zero(course, graded, monkeypatch):
    """The others are graded; the one is told of, and nothing is entered for them."""
    allowed = os.access
    mine = str(course / "submitted" / "s03" / NAME / f"{NAME}.ipynb")
    monkeypatch.setattr(os, "access", lambda path, how: str(path) != mine and allowed(path, how))
    with pytest.raises(Locked, match=r"s03.*you have no right to.*chmod -R u\+rX"):
        run(course)
    assert {row[0] for row in rows(course)} == {"s00", "s01", "s02", "s04"}
    monkeypatch.undo()
    completes(course, graded)


def test_links_that_lead_nowhere_or_elsewhere_are_not_followed(course):
    folder = course / "submitted" / "s03" / NAME
    (folder / "data.csv").symlink_to("/nowhere/at/all")
    (folder / f"{NAME}.ipynb").unlink()
    (folder / f"{NAME}.ipynb").symlink_to(course / "source" / NAME / f"{NAME}.ipynb")
    (one,) = [one for one in run(course) if one.student == "s03"]
    assert one.earned == 0
    assert "No notebook" in one.trouble


# graders that die


class Reaper:
    """Ends graders while they grade."""

    def __init__(self, monkeypatch, whom):
        self.left, self.whom = 2, whom
        self.before = stem.Stem.grader
        monkeypatch.setattr(stem.Stem, "grader", lambda one: self.grader(one))

    def grader(self, one):
        line = self.before(one)
        if self.left:
            self.left -= 1
            line.send(Path("/nowhere"))  # so that it lives
            line.recv()
            if self.whom == "stem":
                one.process.kill()
                one.process.wait()
            else:
                os.kill(children(one.process.pid)[-1], signal.SIGKILL)
        return line


def children(pid):
    return [int(one) for path in Path(f"/proc/{pid}/task").iterdir()
            for one in (path / "children").read_text().split()]  # fmt: skip


@pytest.mark.parametrize("whom", ["grader", "stem"])
def test_who_dies_while_grading_takes_nobody_along(whom, course, graded, monkeypatch):
    reaper = Reaper(monkeypatch, whom)
    done = run(course)
    assert not reaper.left
    assert sorted(one.student for one in done) == [f"s0{n}" for n in range(5)]
    assert not any(one.trouble for one in done)
    assert rows(course) == rows(graded)


class Deadly:
    """Ends whoever reads it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_what_kills_every_grader_earns_nothing_and_stops_nobody(course, monkeypatch):
    sent = stem.Stem.grader

    def grader(one):
        line = sent(one)
        send = line.send

        def deadly(folder):
            send(Deadly() if "s02" in str(folder) else folder)

        line.send = deadly
        return line

    monkeypatch.setattr(stem.Stem, "grader", grader)
    done = {one.student: one for one in run(course)}
    assert len(done) == 5
    assert done["s02"].trouble.startswith("It took the grader down with it, twice")
    assert not any(one.trouble for student, one in done.items() if student != "s02")


GREEDY = """
import os, time
for _ in range(8):
    if not os.fork():
        much = bytearray(os.urandom(2**20)) * 200
        time.sleep(60)
time.sleep(60)
half = 4
"""
FORKS = """
import os, time
for _ in range(40):
    if not os.fork():
        time.sleep(60)
time.sleep(60)
half = 4
"""


def test_who_takes_too_much_is_stopped_beside_others_who_are_not(course, graded):
    """Several have the same zygote at once, and limits of their own."""
    for student, text_ in {"s00": GREEDY, "s02": FORKS}.items():
        path = course / "submitted" / student / NAME / f"{NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        next(cell for cell in notebook.cells if cell.id == "solution-half").source = text_
        nbformat.write(notebook, path)
    limits = Limits(cell=20, call=20, whole=60, memory=600 * 2**20, processes=24)
    done = {one.student: one.results[NAME] for one in run(course, limits=limits)}
    for student in ("s00", "s02"):
        said = {one.name: one.error for one in done[student].outcomes}
        assert said["solution-half"][0] in ("DeadCell", "BlockingIOError"), said
        assert done[student].scores["check-half"] == 0
    found, theirs = rows(course), rows(graded)
    assert [one for one in found if one[0] not in ("s00", "s02")] == [
        one for one in theirs if one[0] not in ("s00", "s02")
    ]


def test_nobody_is_started_for_nobody():
    assert list(Pool(2).graded(None, {})) == []


# a check that is corrected


STRICT = SMALL["SOURCE"].replace("half == 4", "half == 3").replace("half = 4", "half = 3")


@pytest.mark.parametrize("released", [False, True], ids=["source alone", "released again"])
def test_a_corrected_check_is_graded_anew_and_keeps_what_a_person_gave(released, graded, tmp_path):
    course = SMALL["copied"](graded, tmp_path / "course")
    with SMALL["gradebook"](course) as book:
        grade = book.find_grade("answer-why", NAME, NAME, "s00")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.5, False
        grade = book.find_grade("check-half", NAME, NAME, "s01")
        grade.manual_score, grade.needs_manual_grade = 1.0, False
        book.find_comment("solution-half", NAME, NAME, "s01").manual_comment = "Nearly."
        book.db.commit()
    nbgrader(course, "generate_feedback", NAME)
    feedback = course / "feedback" / "s01" / NAME
    before = (feedback / f"{NAME}.html").read_text("utf-8")
    assert "half of eight" in before
    SMALL["write"](course, NAME, STRICT)
    if released:
        nbgrader(course, "generate_assignment", NAME, "--force")
    done = gmmlab(course)
    assert done.returncode == 0, done.stderr
    assert "as before" not in done.stdout
    assert "had been changed" not in done.stdout
    found = {(row[0], row[2]): row for row in rows(course)}
    scores = {student: found[student, "check-half"][3] for student, _ in found}
    assert scores == {"s00": 0, "s01": 2, "s02": 0, "s03": 0, "s04": 0}
    assert found["s00", "answer-why"][4:6] == (1.5, 0.5)
    assert found["s01", "check-half"][4] == 1.0
    assert found["s01", "check-half"][6], "who graded it by hand is to look again"
    assert found["s01", "solution-half"][4] == "Nearly."
    assert not feedback.exists()
    assert f"lies in {feedback.with_name(f'.{NAME}.before')}" in done.stdout
    nbgrader(course, "generate_feedback", NAME)
    assert "half of eight" not in (feedback / f"{NAME}.html").read_text("utf-8")
    assert gmmlab(course).stdout.count("as before") == 5


def test_who_is_graded_as_before_keeps_the_feedback(graded, tmp_path):
    course = SMALL["copied"](graded, tmp_path / "course")
    feedback = course / "feedback" / "s01" / NAME
    feedback.mkdir(parents=True)
    assert gmmlab(course, "--again").returncode == 0
    assert feedback.exists()


# killed again and again


def begun(course, mark):
    command = [SMALL["TOOLS"] / "gmmlab", "grade", NAME, "--course", course, "--jobs", "2"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, env=os.environ | {"MARK": mark}, text=True, **quiet)


def marked(mark):
    """The processes that a command has started, wherever they are now."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"MARK={mark}".encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            continue
    return found


def gone(mark):
    ends = time.monotonic() + 30
    while (left := marked(mark)) and time.monotonic() < ends:
        time.sleep(0.1)
    return not left


def test_twenty_kills_lose_nothing_and_leave_nothing(empty, tmp_path):
    """At seeded moments: on the way up, or when so many submissions more are entered."""
    course, calm = (SMALL["copied"](empty, tmp_path / name) for name in ("course", "calm"))
    for one in (course, calm):
        SMALL["hand_in"](one, STUDENTS)
    undisturbed = gmmlab(calm)
    assert undisturbed.returncode == 0, undisturbed.stderr
    pick, mark, left = random.Random(5), uuid.uuid4().hex, []
    kept = course / ".gmmlab" / "graded" / NAME
    for _ in range(KILLS):
        entered = len(list(kept.glob("*.entered")))
        running = begun(course, mark)
        early = pick.random() < 0.4
        for _ in range(0 if early else entered + pick.randint(1, 3)):
            running.stdout.readline()
        time.sleep(pick.uniform(0, 1.5 if early else 0.1))
        running.kill()
        said, _ = running.communicate()
        assert "Traceback" not in said
        left.append(STUDENTS - len(list(kept.glob("*.entered"))))
    assert gone(mark)
    assert sum(one > 0 for one in left) > KILLS / 2, "the kills came too late"
    assert sum(one < STUDENTS for one in left) > KILLS / 2, "the kills came too early"
    last = gmmlab(course)
    assert last.returncode == 0, last.stderr
    assert rows(course) == rows(calm)
    assert not list(kept.glob(".*"))
    assert len(list(kept.glob("*.json"))) == len(list(kept.glob("*.entered"))) == STUDENTS
    autograded = {path.name for path in (course / "autograded").iterdir()}
    assert autograded == {f"s{n:02d}" for n in range(STUDENTS)}
