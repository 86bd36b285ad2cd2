"""The command `gmmlab`: open the course, or build it from its sources."""

from __future__ import annotations

import sys
import webbrowser
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from gmmlab.desk.memory import HOME, memory, next_steps
from gmmlab.errors import GmmlabError
from gmmlab.teach.commands import export, grade, report, school

__all__ = ["app", "main"]

app = typer.Typer(
    help="Gaussian mixtures to see, drag, predict and grade.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(memory, name="memory")
app.command("next")(next_steps)
for command in (export, grade, report):
    app.command()(command)
app.add_typer(school, name="course")


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
def check(
    notebook: Annotated[Path, typer.Argument(help="Your notebook, or the folder it is in.")],
    question: Annotated[str, typer.Option(help="Only this question, as the table has it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    seconds: Annotated[float, typer.Option(help="How long a cell may take.", min=0.1)] = 30.0,
    everything: Annotated[
        bool, typer.Option("--all", help="Run also the cells that only draw.")
    ] = False,
) -> None:
    """Run the visible checks of your exercise, as saved, and say which questions pass.

    It runs your code, as you would, from top to bottom in a fresh Python.
    """
    from gmmlab.desk.check import say

    if not say(notebook, question, as_json, seconds, everything):
        raise typer.Exit(1)


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
