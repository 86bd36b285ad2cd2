"""The door of the command: who checks an exercise waits for no parser."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Run the command.

    `gmmlab check NOTEBOOK`, the commonest call, needs nothing that reads options.
    """
    try:
        try:
            _run()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has had enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)  # as a shell says it of a program that such a pipe has ended


def _run() -> None:
    if sys.argv[1:2] == ["check"] and len(sys.argv) == 3 and sys.argv[2][:1] != "-":
        sys.exit(_check(Path(sys.argv[2])))
    from gmmlab.cli import main as run

    run()


def _check(path: Path) -> int:
    from gmmlab.desk.check import say
    from gmmlab.errors import GmmlabError

    try:
        return int(not say(path))
    except GmmlabError as error:
        print(f"gmmlab: {error}", file=sys.stderr)
        return 1
