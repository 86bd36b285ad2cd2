"""The commands about what the course remembers of a learner, and about what comes next."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:
    from gmmlab.learn.log import FileLog

__all__ = ["HOME", "NoMemory", "memory", "next_steps"]

memory = typer.Typer(
    help="What the course remembers of you: show it, copy it, bring it in, delete it.",
    no_args_is_help=True,
)
Workspace = Annotated[Path, typer.Option(help="The folder that holds your copies of the lessons.")]
HOME = Path("~/gmmlab")
"""The workspace, where none is named."""


class NoMemory(GmmlabError, FileNotFoundError):
    """A folder that is no workspace."""


def _log(workspace: Path) -> FileLog:
    from gmmlab.learn.log import FileLog, find

    folder = workspace.expanduser().resolve()
    path = find(folder) if folder.is_dir() else None
    if path is None:
        raise NoMemory(
            f"{folder} is no workspace, so nothing is remembered there. Name yours with "
            "--workspace, or make one with `gmmlab start`."
        )
    return FileLog(path)


@memory.command()
def show(workspace: Workspace = HOME) -> None:
    """Say what is remembered, and where."""
    from gmmlab.learn.copies import summary

    log = _log(workspace)
    typer.echo(f"{summary(log.events)}\n{log.place}")


@memory.command()
def export(
    to: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    workspace: Workspace = HOME,
) -> None:
    """Write a copy of it: JSON lines, and a summary in words beside them."""
    from gmmlab.learn.copies import export as write

    typer.echo(write(_log(workspace), to))
    typer.echo(f"Written to {to} and {to.with_suffix('.txt')}.")


@memory.command("import")
def bring_in(
    copy: Annotated[Path, typer.Argument(help="A copy that was exported.")],
    workspace: Workspace = HOME,
) -> None:
    """Bring in a copy; what is known already is not taken twice."""
    from gmmlab.learn.copies import merge

    typer.echo(merge(_log(workspace), copy).words)


@memory.command()
def delete(
    yes: Annotated[bool, typer.Option("--yes", help="You are sure.")] = False,
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Keep nothing from which it could be brought back.")
    ] = False,
    workspace: Workspace = HOME,
) -> None:
    """Forget everything; unless it is for good, it is set aside and can be brought back."""
    from gmmlab.learn.copies import delete as forget

    typer.echo(forget(_log(workspace), sure=yes, for_good=for_good))


def next_steps(workspace: Workspace = HOME) -> None:
    """Say what to do next, and why: what you can learn now, mixed with what is due."""
    from gmmlab.learn.atlas.offer import offer_at
    from gmmlab.learn.graph import graph
    from gmmlab.learn.path import next_up, state_of

    state = state_of(_log(workspace).events, graph())
    written = offer_at(graph(), workspace.expanduser()).written
    found = next_up(state, graph(), datetime.now(UTC), written=written)
    for number, one in enumerate(found, 1):
        typer.echo(f"{number}. {one.move.value.capitalize()}: {graph()[one.topic].title}")
        typer.echo(f"   {one.why}")
    if not found:
        typer.echo("Everything is known, and nothing is due.")
