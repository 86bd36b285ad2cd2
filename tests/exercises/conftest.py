"""One course built, released and graded, for all tests of all exercises.

Plain nbgrader grades everyone who hands in one exercise. All others are graded by the course's own
grader, which a test holds against nbgrader's.
"""

import os
import shutil
import subprocess
import sys
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest

from gmmlab.teach.grading.plan import Plan, read_plan
from gmmlab.teach.grading.worker import Worker
from gmmlab.teach.school import exercises
from gmmlab.teach.source import read

HERE = Path(__file__).parent
COURSE = HERE.parents[1] / "course"

SOURCES = {path.parent.name: path for path in COURSE.glob("topics/*/exercise.py")}
SOURCES |= {path.stem: path for path in COURSE.glob("exams/*.py")}
SLUGS = sorted(SOURCES)
WHOLE = "s75-03-responsibilities"  # everyone who hands it in is graded by nbgrader

collect_ignore_glob = ["*/*"]  # planted students are no modules


def pytest_generate_tests(metafunc):
    """Ask for `slug` to be run for every exercise, for `plant` to be run for every student."""
    if "plant" in metafunc.fixturenames:
        plants = [(slug, plant) for slug in SLUGS for plant in planted(slug)]
        names = [f"{slug}-{plant.name}" for slug, plant in plants]
        metafunc.parametrize(("slug", "plant"), plants, ids=names)
    elif "slug" in metafunc.fixturenames:
        metafunc.parametrize("slug", SLUGS)


@dataclass(frozen=True)
class Plant:
    """A planted student."""

    name: str
    loses: dict[str, str]  # the checks that must fail, and words that their messages must say
    cells: dict[str, str]  # the solution cells that they filled in their own way


@dataclass(frozen=True)
class Graded:
    """What nbgrader made of one student's exercise."""

    scores: dict[str, tuple[float | None, float]]  # by grade id: points earned by machine, points
    outputs: dict[str, str]  # by cell id


@dataclass
class School:
    """The course's exercises; each is handed in and graded when it is first asked for."""

    root: Path
    worker: Worker
    held: set[str] = field(default_factory=set)
    plans: dict[str, Plan] = field(default_factory=dict)
    known: dict[tuple[str, str], Graded] = field(default_factory=dict)

    def hold(self, slug):
        """Let everyone hand an exercise in; release and grade one of them by plain nbgrader."""
        if slug in self.held:
            return
        self.held.add(slug)
        there = [self.root.joinpath(*top.split("/"), slug, f"{slug}.ipynb") for top in BUILT]
        self.plans[slug] = read_plan(*there)
        if slug == WHOLE:
            before = there[1].read_bytes()
            nbgrader(self.root, "generate_assignment", slug, "--force")
            assert there[1].read_bytes() == before
        hand_in(self, slug)
        if slug == WHOLE:
            nbgrader(self.root, "autograde", slug)

    def notebook(self, *parts):
        slug = parts[-1]
        return nbformat.read(self.root.joinpath(*parts, f"{slug}.ipynb"), as_version=4)

    def graded(self, slug, student):
        """Grade a submission, once."""
        if (slug, student) not in self.known:
            self.known[slug, student] = self._graded(slug, student)
        return self.known[slug, student]

    def _graded(self, slug, student):
        self.hold(slug)
        if slug != WHOLE:
            return self.safely(slug, student)
        notebook = self.notebook("course", "autograded", student, slug)
        said = {cell.id: _said(cell) for cell in notebook.cells if cell.cell_type == "code"}
        return Graded(_scores(self.root / "course" / "gradebook.db", slug, student), said)

    def safely(self, slug, student):
        """Grade a submission by the course's own grader."""
        self.hold(slug)
        folder = "submitted" if slug == WHOLE else "ungraded"
        handed = self.root / "course" / folder / student / slug
        result = self.worker.grade(self.plans[slug], handed)
        assert (result.trouble, result.notes) == ("", ())
        worth = {part.grade_id: part.points for part in self.plans[slug].graded}
        said = {one.name: one.error[1] if one.error else one.out for one in result.outcomes}
        return Graded({name: (score, worth[name]) for name, score in result.scores.items()}, said)


BUILT = ("build/nbgrader/source", "exercises")


def planted(slug):
    for path in sorted((HERE / slug).glob("*.py")):
        about, *cells = read(path, path.name)
        known = {}
        exec(about.text, known)
        yield Plant(path.stem, known["loses"], {f"solution-{c.name}": c.text for c in cells})


@pytest.fixture(scope="session")
def course():
    return COURSE


@pytest.fixture(scope="session")
def sources():
    return SOURCES


@pytest.fixture
def plants(slug):
    return tuple(planted(slug))


@pytest.fixture
def whole():
    """The exercise that nbgrader grades for everyone, and who they are."""
    return WHOLE, tuple(planted(WHOLE))


@pytest.fixture(scope="session")
def school(tmp_path_factory):
    """Lay the exercises out as they are released; that they are what the sources give, the build's
    own check says."""
    root = tmp_path_factory.mktemp("school")
    shutil.copytree(COURSE.parent / "exercises", root / "exercises")
    for slug, notebook in exercises(COURSE):
        made = root / BUILT[0] / slug / f"{slug}.ipynb"
        made.parent.mkdir(parents=True)
        made.write_text(notebook, "utf-8")
    (root / "course").mkdir()
    shutil.copy(COURSE / "nbgrader_config.py", root / "course")
    with Worker() as worker:
        yield School(root, worker)


def hand_in(school, slug):
    """Hand in the release, the solution, and the solution with each planted student's cells."""
    release = school.notebook("exercises", slug)
    folder = "submitted" if slug == WHOLE else "ungraded"
    submit(school, slug, "blank", release, folder)
    source = {c.id: c.source for c in school.notebook("build/nbgrader/source", slug).cells}
    right = {c.id: source[c.id] for c in release.cells if c.id.startswith(("solution-", "answer-"))}
    submit(school, slug, "right", filled(release, right), folder)
    for plant in planted(slug):
        assert plant.cells.keys() <= right.keys(), f"{plant.name} fills cells that are not there"
        submit(school, slug, plant.name, filled(release, right | plant.cells), folder)


def filled(release, cells):
    notebook = nbformat.from_dict(release)
    for cell in notebook.cells:
        cell.source = cells.get(cell.id, cell.source)
    return notebook


def submit(school, slug, student, notebook, where):
    folder = school.root / "course" / where / student / slug
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{slug}.ipynb")


def nbgrader(root, *command):
    """Run the plain command, in an environment of its own."""
    tools = Path(sys.executable).parent
    folders = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")
    own = {name: str(root / "home" / name) for name in folders}
    env = os.environ | own | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [tools / "nbgrader", *command], cwd=root / "course", env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def _scores(path, slug, student):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{path}", "gmm") as book:
            grades = book.find_submission_notebook(slug, slug, student).grades
            return {grade.name: (grade.auto_score, grade.max_score) for grade in grades}


def _said(cell):
    said = (out.get("evalue") or out.get("text") or str(out.get("data")) for out in cell.outputs)
    return "\n".join(said)
