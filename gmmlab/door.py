"""The door of the command: who checks an exercise waits for no parser."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Run the command.

    `gmmlab check NOTEBOOK`, the commonest call, needs nothing that reads options.
    """
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
