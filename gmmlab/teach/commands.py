"""A teacher's commands: a class is given its exercises, graded, and told how it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gmmlab.teach.grading.executors import Executor
    from gmmlab.teach.grading.rounds import Graded

__all__ = ["export", "grade", "report", "school"]

school = typer.Typer(help="A course directory for a class, as nbgrader has them.")


def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment's name.")],
    course: Annotated[Path, typer.Option(help="The folder of nbgrader_config.py.")] = Path(),
    jobs: Annotated[
        int, typer.Option(help="So many submissions at once; 0 for one a core.", min=0)
    ] = 0,
    student: Annotated[
        list[str] | None, typer.Option(help="Only this student's; may be said more than once.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also what is graded and has not changed.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Run student code without walls, with your rights.")
    ] = False,
    executor: Annotated[
        str, typer.Option(help="Who grades: this machine (here), or a cluster (dask).")
    ] = "here",
    address: Annotated[
        str, typer.Option(help="Of the Dask cluster's scheduler, as tcp://host:8786.")
    ] = "",
) -> None:
    """Grade what was handed in, safely and in parallel, into nbgrader's gradebook.

    Run it again to go on after an interruption; points that were given by hand stay.
    """
    from gmmlab.teach.grading.rounds import grade as grade_all

    if unsafe:
        typer.secho("Student code runs with all your rights, as --unsafe asks for.", fg="red")

    how: dict[str, Any] = {"walls": not unsafe, "again": again}
    how |= {"jobs": jobs or os.cpu_count() or 1, "by": _cluster(executor, address)}
    with _told() as say:
        done = grade_all(course, assignment, say, tuple(student or ()), **how)
    if not done:
        typer.echo(f"Nobody has handed in {assignment}.")


def _cluster(executor: str, address: str) -> Executor | None:
    """Who grades elsewhere; nobody where this machine does."""
    if executor not in ("here", "dask") or (executor == "dask") != bool(address):
        raise typer.BadParameter("say `--executor dask --address tcp://host:8786`, or neither")
    if not address:
        return None
    from gmmlab.teach.grading.cluster import Cluster

    return Cluster(address)


@contextmanager
def _told() -> Iterator[Callable[[Graded, int, int], None]]:
    """Say what came of each submission, above a bar where somebody is watching."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = "grading", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    how: dict[str, Any] = {
        "disable": not sys.stdout.isatty(),
        "transient": True,
        "auto_refresh": False,
    }
    with Progress(*columns, console=Console(), **how) as bar:  # no thread: workers are forked
        task = bar.add_task("grading", total=None)

        def say(graded: Graded, done: int, many: int) -> None:
            state = "" if graded.fresh else " (as before)"
            typer.echo(
                f"{done}/{many} {graded.student}: {graded.earned:g} points by machine{state}"
            )
            for line in filter(None, (graded.trouble, *graded.notes)):
                typer.echo(f"    {line}")
            bar.update(task, completed=done, total=many, refresh=True)

        yield say


def report(
    assignment: Annotated[str, typer.Argument(help="The assignment's name.")],
    course: Annotated[Path, typer.Option(help="The folder of nbgrader_config.py.")] = Path(),
    to: Annotated[Path, typer.Option(help="The folder in which to write.")] = Path("reports"),
) -> None:
    """Say how an assignment went: scores, questions, the mistakes that were named, a picture."""
    from gmmlab.teach.grading.report import report as gather

    told = gather(course, assignment)
    to.mkdir(parents=True, exist_ok=True)
    (to / f"{assignment}-scores.csv").write_text(told.table(), encoding="utf-8")
    (to / f"{assignment}-mistakes.csv").write_text(told.mistakes(), encoding="utf-8")
    told.picture().savefig(to / f"{assignment}.png", dpi=150, metadata={"Description": told.words})
    typer.echo(told.words)
    typer.echo(f"Written to {to}: scores and mistakes as CSV, and a picture.")


def export(
    assignment: Annotated[
        str, typer.Argument(help="The assignment's name; all of them without one.")
    ] = "",
    form: Annotated[str, typer.Option("--format", help="csv, canvas or moodle.")] = "csv",
    to: Annotated[Path, typer.Option(help="The file to write.")] = Path("grades.csv"),
    like: Annotated[
        Path | None, typer.Option(help="The platform's own exported file, to be filled in.")
    ] = None,
    course: Annotated[Path, typer.Option(help="The folder of nbgrader_config.py.")] = Path(),
    column: Annotated[
        str, typer.Option(help="What the assignment's column is called there, if otherwise.")
    ] = "",
    identifier: Annotated[
        str,
        typer.Option(help="By what Moodle knows people: Email address, ID number or Username."),
    ] = "Email address",
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Also scores that a person has still to finish.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite the file if it is there.")
    ] = False,
) -> None:
    """Write scores into a file: for a spreadsheet, or for Canvas or Moodle to import.

    Best is a file that the platform has exported, given with --like: it comes back with the
    assignment's column filled in, and nothing else changed.
    """
    from gmmlab.teach.grading.exports import export as write

    how = (column, identifier, unfinished, replace)
    for line in write(course, assignment, form, to, like, *how).notes:
        typer.echo(line)
    typer.echo(f"Written to {to}.")


def so_many(count: float, name: str) -> str:
    """Count things.

    Examples
    --------
    >>> so_many(1, "hour"), so_many(1.5, "hour")
    ('1 hour', '1.5 hours')
    """
    return f"{count:g} {name}{'' if count == 1 else 's'}"


@school.command("init")
def course_init(
    folder: Annotated[Path, typer.Argument(help="Where to make it; new or empty.")],
    sources: Annotated[Path, typer.Option(help="The folder of the course's sources.")] = Path(
        "course"
    ),
    course_id: Annotated[str, typer.Option("--id", help="How nbgrader calls the course.")] = "gmm",
    roster: Annotated[
        Path | None, typer.Option(help="Students as CSV: id, first_name, last_name, email.")
    ] = None,
    exchange: Annotated[
        Path | None,
        typer.Option(help="The folder through which nbgrader hands out and collects."),
    ] = None,
) -> None:
    """Make a course directory of nbgrader's, with every exercise and with safe grading."""
    from gmmlab.teach.school import init

    init(folder, sources, course_id, roster, exchange, typer.echo)
    typer.echo(
        f"Now, in {folder}: `nbgrader generate_assignment NAME` makes what students receive, and "
        "`gmmlab grade NAME` grades what lies in submitted/STUDENT/NAME/."
    )


@school.command("due")
def course_due(
    assignment: Annotated[str, typer.Argument(help="The assignment's name.")],
    when: Annotated[
        str, typer.Argument(help='As 2026-03-01T23:59 or 2026-03-01T23:59+01:00, or "never".')
    ],
    course: Annotated[Path, typer.Option(help="The folder of nbgrader_config.py.")] = Path(),
) -> None:
    """Set when an assignment is due; without a zone, by this computer's."""
    from gmmlab.teach.grading.lateness import due, moment

    time = moment(when)
    counted = due(course, assignment, time)
    typer.echo(f"{assignment} is due {time.isoformat(' ', 'minutes') if time else 'never'}.")
    for one in counted:
        typer.echo(f"    {one}")


@school.command("extend")
def course_extend(
    student: Annotated[str, typer.Argument(help="The student's id.")],
    assignment: Annotated[str, typer.Option(help="For this assignment.")] = "",
    every: Annotated[
        bool, typer.Option("--all", help="For every assignment, also those to come.")
    ] = False,
    hours: Annotated[float, typer.Option(help="So many hours more.")] = 0,
    days: Annotated[float, typer.Option(help="So many days more.")] = 0,
    course: Annotated[Path, typer.Option(help="The folder of nbgrader_config.py.")] = Path(),
) -> None:
    """Give a student extra time, handed in or not; it replaces what was given before.

    No hours and no days take it back.
    """
    from gmmlab.teach.grading.extensions import ALL
    from gmmlab.teach.grading.lateness import extend

    if every == bool(assignment):
        raise typer.BadParameter("say either --assignment NAME or --all")
    counted = extend(course, student, ALL if every else assignment, hours + 24 * days)
    which = "every assignment" if every else assignment
    typer.echo(f"{student} has {so_many(hours + 24 * days, 'hour')} more for {which}.")
    for one in counted:
        typer.echo(f"    {one}")


@school.command("anonymise")
def course_anonymise(
    assignment: Annotated[str, typer.Argument(help="The assignment's name.")],
    to: Annotated[Path, typer.Option(help="Where the copies go: a folder new or empty.")],
    key: Annotated[
        Path | None,
        typer.Option(help="Who is who, as CSV; by default beside the folder. Used again if there."),
    ] = None,
    course: Annotated[Path, typer.Option(help="The folder of nbgrader_config.py.")] = Path(),
) -> None:
    """Copy submissions under pseudonyms, for research or for a second marker."""
    from gmmlab.teach.grading.anonymous import WARNING, anonymise

    hidden = anonymise(course, assignment, to, key)
    for name, many in hidden.said.items():
        typer.echo(f"{many} x {name!r} replaced.")
    for note in hidden.notes:
        typer.echo(note)
    copies = so_many(len(hidden.names), "submission")
    typer.echo(f"{copies} in {to}; the key to them lies in {hidden.key}.")
    typer.secho(WARNING, fg="yellow")
