"""A small assignment of twelve points, those who hand it in, and the fair verdict on each.

Whoever hands it in begins with the right answers, and then does something: a case says what, and
what it should lose. After every case an honest submission is graded by the same worker.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
import pytest

from gmmlab.teach.grading.plan import read_plan
from gmmlab.teach.grading.walls import Limits
from gmmlab.teach.grading.worker import Worker
from gmmlab.teach.notebooks import exercise
from gmmlab.teach.release import release
from gmmlab.teach.source import parse

NAME = "a1-counting"
CANARY = "canary-of-the-hidden-tests"
LIMITS = Limits(cell=1, call=1, whole=30, memory=600 * 2**20, processes=24)
PATIENT = replace(LIMITS, cell=30, call=30, whole=120)  # for the honest, on a busy computer

ASSIGNMENT = f'''# %% [markdown]
# # Counting

# %% given="tools"
import numpy as np
from pathlib import Path
POINTS = np.array([3.0, 1.0, 4.0, 1.5])

# %%
import math

# %% solution="answer"
### BEGIN SOLUTION
answer = 4.75
### END SOLUTION

# %% check="answer" points=2
assert isinstance(answer, (int, float, np.generic)), "answer is no number"
### BEGIN HIDDEN TESTS
{"CANARY"} = "{CANARY}"
np.testing.assert_allclose(answer, POINTS.sum() / 2, err_msg="answer is not half of the sum")
### END HIDDEN TESTS

# %% solution="mean"
def mean(x):
    """The mean of some numbers."""
    ### BEGIN SOLUTION
    return sum(x) / len(x)
    ### END SOLUTION

# %% check="mean" points=3
assert mean([1.0, 1.0]) == 1.0, "the mean of ones is 1"
### BEGIN HIDDEN TESTS
drawn = np.random.default_rng(20240407).normal(size=9)
assert np.isclose(mean(drawn), drawn.mean()), "the mean of what was drawn is wrong"
np.testing.assert_allclose(mean(list(drawn[:4])), drawn[:4].mean())
assert math.isclose(mean([2, 7]), 4.5), "the mean of 2 and 7 is wrong"
### END HIDDEN TESTS

# %% solution="halve"
def halve(f, a, b):
    """A root of a rising function f between a and b, by halving."""
    ### BEGIN SOLUTION
    for _ in range(50):
        c = (a + b) / 2
        a, b = (c, b) if f(c) < 0 else (a, c)
    return c
    ### END SOLUTION

# %% check="halve" points=3
assert abs(halve(lambda x: x - 1, 0, 3) - 1) < 1e-6, "the root of x - 1 is 1"
### BEGIN HIDDEN TESTS
asked = []
def cube(x):
    asked.append(x)
    return x**3 - 20
assert abs(halve(cube, 0, 5) - 20 ** (1 / 3)) < 1e-6, "the root of a cube is wrong"
assert 5 < len(asked) < 500, "the function was asked too seldom, or too often"
### END HIDDEN TESTS

# %% solution="counter"
### BEGIN SOLUTION
class Counter:
    """Counts how often it was told of something."""

    def __init__(self, start=0):
        self.seen = {{"": start}}

    def tell(self, word):
        self.seen[word] = self.seen.get(word, 0) + 1
        return self

    def count(self, word):
        return self.seen.get(word, 0)


def counting(step):
    total = 0
    def add():
        nonlocal total
        total += step
        return total
    return add
### END SOLUTION

# %% check="counter" points=2
assert Counter().tell("a").count("a") == 1, "told once, counted otherwise"
### BEGIN HIDDEN TESTS
one, two = Counter(), Counter(5)
one.tell("x").tell("x")
assert (one.count("x"), two.count("x"), two.seen) == (2, 0, {{"": 5}}), "they share counts"
add, other = counting(3), counting(10)
assert [add(), other(), add()] == [3, 10, 6], "the closures share their totals"
### END HIDDEN TESTS

# %% [markdown] answer="why" points=2
# Because it halves.
'''

CHECKS = {"check-answer": 2.0, "check-mean": 3.0, "check-counter": 2.0, "check-halve": 3.0}
FULL = CHECKS | {"answer-why": None}
NOTHING = dict.fromkeys(FULL, 0.0)


@dataclass(frozen=True)
class Course:
    """Where the assignment lies, with what nobody behind the walls may see."""

    root: Path

    @property
    def source(self):
        return self.root / "source" / NAME / f"{NAME}.ipynb"

    @property
    def release(self):
        return self.root / "release" / NAME / f"{NAME}.ipynb"

    def plan(self):
        return read_plan(self.source, self.release)

    def cells(self, path):
        return {cell["id"]: cell for cell in nbformat.read(path, as_version=4).cells}

    def right(self):
        """The release, as a dictionary, with the right answers filled in."""
        book = json.loads(json.dumps(nbformat.read(self.release, as_version=4)))
        source = self.cells(self.source)
        for cell in book["cells"]:
            if cell["id"].startswith(("solution-", "answer-")):
                cell["source"] = source[cell["id"]]["source"]
        return book


def make_course(root, text=ASSIGNMENT):
    """Build and release an assignment."""
    course = Course(root)
    course.source.parent.mkdir(parents=True)
    course.source.write_text(exercise(parse(text, "a1.py"), "a1.py"), "utf-8")
    (root / "nbgrader_config.py").write_text("c = get_config()\n", "utf-8")
    release(root / "source", root / "release", root / "nbgrader_config.py")
    (root / "gradebook.db").write_bytes(b"SQLite format 3\0" + CANARY.encode())
    other = root / "submitted" / "ada" / NAME
    other.mkdir(parents=True)
    (other / f"{NAME}.ipynb").write_text(f'"{CANARY}"', "utf-8")
    return course


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def plan(course):
    return course.plan()


@pytest.fixture(scope="session")
def worker():
    """One for all: what a submission leaves behind would be met by the next."""
    with Worker(LIMITS) as worker:
        yield worker


@pytest.fixture(scope="session")
def hasty():
    """A worker that has little time for everything."""
    with Worker(replace(LIMITS, whole=3)) as worker:
        yield worker


@pytest.fixture
def patient(worker, monkeypatch):
    """Time for those whose code does nothing wrong, however busy the computer is."""
    monkeypatch.setattr(worker, "limits", PATIENT)


# what is handed in


@dataclass
class Submission:
    """A notebook with the right answers, and what lies beside it; cases spoil it.

    Attributes
    ----------
    book : dict
        The notebook.
    files : dict of str to bytes
    raw : bytes or None
        What stands in the notebook's file, if it is no notebook.
    file : str
        How it is called.
    folder : Path
        Where it is written, for what cannot be said in other ways.
    """

    book: dict
    course: Course
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    raw: bytes | None = None
    file: str = f"{NAME}.ipynb"

    @property
    def cells(self):
        return self.book["cells"]

    @cells.setter
    def cells(self, cells):
        self.book["cells"] = cells

    def at(self, name):
        return [cell["id"] for cell in self.cells].index(name)

    def cell(self, name):
        return self.cells[self.at(name)]

    def put(self, name, text):
        """Answer something else."""
        self.cell(name)["source"] = text

    def add(self, text, before=None, **more):
        """Insert a cell."""
        made = nbformat.v4.new_code_cell(text, id=f"own-{len(self.cells)}", **more)
        self.cells.insert(len(self.cells) if before is None else self.at(before), dict(made))

    def write(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(content)
        raw = json.dumps(self.book).encode() if self.raw is None else self.raw
        if self.file:
            (self.folder / self.file).write_bytes(raw)
        return self.folder


@dataclass(frozen=True)
class Case:
    """Somebody who hands in, and the fair verdict.

    Attributes
    ----------
    name : str
        What they did, as a sentence without its subject.
    answers : mapping of str to str
        What stands in solution cells instead, by their short names.
    does : callable
        What is done to the submission.
    loses : str
        The checks that earn nothing, by their short names; "all" for everything.
    says : str
        A pattern for the notes, the trouble, and what the cells said.
    odd : bool
        Whether a note or a trouble is due.
    patient : bool
        Whether it comes to its end by itself, however long a busy computer takes.
    """

    name: str
    answers: Mapping[str, str]
    does: Callable[[Submission], object] = lambda submission: None
    loses: str = ""
    says: str = ""
    odd: bool = False
    patient: bool = False

    @classmethod
    def read(cls, name, told):
        keys = ("does", "loses", "says", "odd", "patient")
        about = {key: told[key] for key in keys if key in told}
        return cls(name, {k: text for k, text in told.items() if k not in about}, **about)

    @property
    def verdict(self):
        if self.loses == "all":
            return NOTHING
        return FULL | {f"check-{name}": 0.0 for name in self.loses.split()}

    def apply(self, submission):
        for name, text in self.answers.items():
            submission.put(f"solution-{name}", text.replace("@ROOT@", str(submission.course.root)))
        self.does(submission)


def everything_said(result):
    """All words that came of a submission, one to a line."""
    said = [result.trouble, *result.notes]
    for outcome in result.outcomes:
        said += [outcome.out, *(outcome.error or ()), outcome.shown]
    return "\n".join(said)


@dataclass
class Desk:
    """Hands in what a case says, has it graded, and looks at the next submission too."""

    course: Course
    plan: object
    worker: Worker
    tmp: Path
    count: int = 0

    def submission(self):
        self.count += 1
        return Submission(self.course.right(), self.course, self.tmp / f"{self.count}")

    def grade(self, submission):
        return self.worker.grade(self.plan, submission.write())

    def graded(self, case):
        submission = self.submission()
        case.apply(submission)
        return self.grade(submission)

    def check(self, case):
        """Hold the verdict on a case, and on whoever comes next, against what is fair."""
        hasty = self.worker.limits
        if case.patient:
            self.worker.limits = PATIENT
        result = self.graded(case)
        self.worker.limits = hasty
        said = everything_said(result)
        assert result.scores == case.verdict, said
        assert re.search(case.says, said), said
        assert bool(result.notes or result.trouble) == case.odd, (result.notes, result.trouble)
        assert CANARY not in said
        said.encode("utf-8")  # whatever a student says can be written down
        self.worker.limits = PATIENT
        after = self.grade(self.submission())
        self.worker.limits = hasty
        assert (after.scores, after.notes, after.trouble) == (FULL, (), ""), everything_said(after)
        return result


@pytest.fixture
def desk(course, plan, worker, tmp_path):
    return Desk(course, plan, worker, tmp_path)


@pytest.fixture
def tried(worker, tmp_path):
    """Try a check of four points on an answer; give what came of the check."""

    def tried(answer, check, before="", files=()):
        folder = tmp_path / f"small-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        cells = f'# %% solution="it"\n{answer}\n\n# %% check="it" points=4\n{check}\n'
        given = f'# %% given="tools"\n{before}\n\n' if before else ""
        path = folder / "small.ipynb"
        path.write_text(exercise(parse(given + cells, "small.py"), "small.py"), "utf-8")
        for name, content in dict(files).items():
            (folder / name).write_bytes(content)
        result = worker.grade(read_plan(path), folder)
        assert not result.trouble
        (outcome,) = [one for one in result.outcomes if one.name == "check-it"]
        assert outcome.score == result.scores["check-it"]
        return outcome

    return tried


def pytest_generate_tests(metafunc):
    """Ask for `case` to be run for every case that the module lists."""
    if "case" in metafunc.fixturenames:
        cases = [Case.read(name, told) for name, told in metafunc.module.CASES.items()]
        names = [re.sub(r"\W+", "-", case.name) for case in cases]
        metafunc.parametrize("case", cases, ids=names)
