"""The command `gmmlab`: open the course, or build it from its sources."""

from __future__ import annotations

import os
import sys
import webbrowser
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from gmmlab.desk.memory import HOME, memory, next_steps
from gmmlab.errors import GmmlabError

__all__ = ["app", "main"]

app = typer.Typer(
    help="Gaussian mixtures to see, drag, predict and grade.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(memory, name="memory")
app.command("next")(next_steps)
school = typer.Typer(help="A course directory for a class, as nbgrader has them.")
app.add_typer(school, name="course")


@school.callback()
def _school() -> None:
    """Keep `init` a command of its own, though it is the only one."""


def main() -> None:
    """Run the command; an error of ours is a message, without a traceback."""
    try:
        app()
    except GmmlabError as error:
        typer.secho(f"gmmlab: {error}", err=True, fg="red")
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gmmlab {version('gmmlab')}")
        raise typer.Exit


@app.callback()
def _gmmlab(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Gaussian mixtures to see, drag, predict and grade."""


@app.command()
def start(
    workspace: Annotated[
        Path, typer.Option(help="The folder that holds your own copies of the lessons.")
    ] = HOME,
    browser: Annotated[bool, typer.Option(help="Open the start page in a web browser.")] = True,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Where to listen; by default a free port from 8888."),
    ] = None,
) -> None:
    """Open the course in JupyterLab.

    Copies the lessons and exercises into your workspace and opens JupyterLab there. A file that
    you have changed is never overwritten: a newer version is put beside it.
    """
    from gmmlab.desk import lab, welcome
    from gmmlab.desk import workspace as copies

    folder = workspace.expanduser().resolve()
    delivery = copies.deliver(
        welcome.with_start_page(copies.course_files()), folder, version("gmmlab")
    )
    typer.echo(f"Your lessons are in {folder}")
    for sentence in delivery.sentences():
        typer.echo(f"  {sentence}")
    typer.echo("JupyterLab is starting ...")
    try:
        with lab.running(folder, welcome.PAGE, port) as server:
            typer.echo(f"Open {server.url(welcome.PAGE)}\nPress Ctrl-C here to stop.")
            if browser:
                webbrowser.open(server.url(welcome.PAGE))
            server.wait()
    except KeyboardInterrupt:
        pass
    typer.echo("Stopped. What you saved is in your workspace.")


@app.command()
def build(
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; fail where a notebook is out of date or a lesson fails."
        ),
    ] = False,
    course: Annotated[Path, typer.Option(help="The folder of the course's sources.")] = Path(
        "course"
    ),
) -> None:
    """Build the lessons and exercises from the course's sources.

    Notebooks go into lessons/ and exercises/ beside the folder of sources. With --check every
    lesson is run as well: it must work, be quick and be legible, wherever its controls are set.
    """
    from gmmlab.teach.build import build as build_course
    from gmmlab.teach.rehearsal import rehearse

    report = build_course(course, course.resolve().parent, check=check, say=typer.echo)
    if check and report.ok:
        report = replace(report, problems=tuple(rehearse(course, typer.echo)))
    typer.echo(str(report))
    if not report.ok:
        raise typer.Exit(1)


@app.command()
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
) -> None:
    """Grade what was handed in, safely and in parallel, into nbgrader's gradebook.

    Run it again to go on after an interruption; points that were given by hand stay.
    """
    from gmmlab.teach.grading.rounds import Graded
    from gmmlab.teach.grading.rounds import grade as grade_all

    if unsafe:
        typer.secho("Student code runs with all your rights, as --unsafe asks for.", fg="red")

    def say(graded: Graded, done: int, many: int) -> None:
        state = "" if graded.fresh else " (as before)"
        typer.echo(f"{done}/{many} {graded.student}: {graded.earned:g} points by machine{state}")
        for line in filter(None, (graded.trouble, *graded.notes)):
            typer.echo(f"    {line}")

    how = {"jobs": jobs or os.cpu_count() or 1, "walls": not unsafe, "again": again}
    done = grade_all(course, assignment, say, tuple(student or ()), **how)
    if not done:
        typer.echo(f"Nobody has handed in {assignment}.")


@app.command()
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
