"""A course directory of nbgrader's, made from the course's sources: everything but the students."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gmmlab.errors import GmmlabError
from gmmlab.teach import notebooks
from gmmlab.teach.course import load
from gmmlab.teach.grading.book import gradebook
from gmmlab.teach.problems import BadExercise
from gmmlab.teach.source import read

__all__ = ["BadRoster", "NotEmpty", "exercises", "init", "read_roster"]

CONFIG = '''"""nbgrader's settings for this course. Run nbgrader's commands in this folder."""

from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader puts it here)

here = Path(__file__).resolve().parent if "__file__" in globals() else Path.cwd()
c.CourseDirectory.course_id = "{course_id}"
c.CourseDirectory.root = str(here)

# Student code is shut in, and graded beside the checks, never with them: `nbgrader autograde`,
# formgrader's button and `gmmlab grade` all do the same.
c.Autograde.sanitize_preprocessors = ["gmmlab.teach.grading.preprocessor.Judged"]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.SaveAutoGrades",
    "gmmlab.teach.grading.lateness.ExtraTime",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.Judged.source = str(here / "source")
c.Judged.release = str(here / "release")
c.Judged.submitted = str(here / "submitted")

# Handing in late costs nothing, unless the last of these lines are made to count. When something
# is due, and who has more time, is said with `gmmlab course due` and `gmmlab course extend`.
c.ExtraTime.extensions = str(here / "extensions.csv")
# c.AssignLatePenalties.plugin_class = "gmmlab.teach.grading.lateness.PerDay"
# c.PerDay.percent_per_day = 10  # of the earned points, for each day begun
# c.PerDay.grace_minutes = 15  # not counted
# c.PerDay.at_most_percent = 50  # of the earned points
'''
EXCHANGE = """
# Where assignments are handed out and handed in.
c.Exchange.root = {root!r}
"""
FIELDS = ("id", "first_name", "last_name", "email")


class NotEmpty(GmmlabError, FileExistsError):
    """A folder that holds something already."""


class BadRoster(GmmlabError, ValueError):
    """A list of students that cannot be read."""


def init(
    folder: Path,
    course: Path,
    course_id: str = "gmm",
    roster: Path | None = None,
    exchange: Path | None = None,
    say: Callable[[str], object] = print,
) -> tuple[str, ...]:
    """Make a course directory.

    Parameters
    ----------
    folder : Path
        Where; it must be empty or not there yet.
    course : Path
        The course's sources.
    course_id : str
        How nbgrader calls the course.
    roster : Path, optional
        A CSV file of students, with the columns id, first_name, last_name and email.
    exchange : Path, optional
        The folder that everyone can reach, through which nbgrader hands out and collects;
        nbgrader's own if left out.
    say : callable
        Told what is done.

    Returns
    -------
    assignments : tuple of str

    Raises
    ------
    NotEmpty, NoSources, BadCourse, BadExercise, BadRoster
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(f"{folder} holds something already. Name a folder that is new or empty.")
    students = read_roster(roster) if roster else []
    made = dict(exercises(course))
    for slug, text in made.items():
        home = folder / "source" / slug / f"{slug}.ipynb"
        home.parent.mkdir(parents=True)
        home.write_text(text, encoding="utf-8")
    config = CONFIG.format(course_id=course_id)
    config += EXCHANGE.format(root=str(exchange.resolve())) if exchange else ""
    (folder / "nbgrader_config.py").write_text(config, encoding="utf-8")
    say(f"{len(made)} assignments in {folder / 'source'}")
    if students:
        _enter(folder, course_id, students)
        say(f"{len(students)} students in the gradebook")
    return tuple(sorted(made))


def exercises(course: Path) -> Iterator[tuple[str, str]]:
    """Make every exercise and exam of a course, with solutions and hidden tests.

    Yields
    ------
    slug, notebook : str
        The notebook is what nbgrader calls the source version.

    Raises
    ------
    NoSources, BadCourse, BadExercise
    """
    plan = load(course)
    files = {exam.slug: course / "exams" / f"{exam.slug}.py" for exam in plan.exams}
    files |= {each.slug: course / "topics" / each.slug / "exercise.py" for each in plan.topics}
    for slug, path in files.items():
        name = path.relative_to(course.parent).as_posix()
        yield slug, notebooks.exercise(read(path, name, BadExercise), name)


def read_roster(path: Path) -> list[dict[str, str]]:
    """Read a list of students.

    Raises
    ------
    BadRoster
        Naming the line that cannot be used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadRoster(f"{path} cannot be read ({error}). Save it as CSV in UTF-8.") from error
    if not rows or "id" not in rows[0]:
        columns = ", ".join(FIELDS)
        raise BadRoster(f"{path} has no column 'id'. Its first line should be: {columns}.")
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        name = (row["id"] or "").strip()
        if not name or "/" in name or name.startswith("."):
            raise BadRoster(f"{path}, line {number}: {name!r} is no id. Give letters and digits.")
        if name in seen:
            raise BadRoster(f"{path}, line {number}: {name!r} stands on line {seen[name]} already.")
        seen[name] = number
    return [{key: (row.get(key) or "").strip() for key in FIELDS} for row in rows]


def _enter(folder: Path, course_id: str, students: Sequence[dict[str, str]]) -> None:
    path = (folder / "gradebook.db").resolve()
    with gradebook(f"sqlite:///{path}", course_id) as book:
        for student in students:
            known = {key: value for key, value in student.items() if value and key != "id"}
            book.update_or_create_student(student["id"], **known)
