"""JupyterLab without two things that take most of the time of its start and that no learner needs.

Run as a script, with JupyterLab's own arguments; it imports nothing of gmmlab.
"""

import sys
from typing import NoReturn


def never_built(program: str) -> NoReturn:
    """Answer like a computer without Node.js, so that its package manager is not asked."""
    raise ValueError(f"{program}: a learner's JupyterLab is used as it was installed")


def main() -> int:
    """Start JupyterLab; return its exit status."""
    # A grammar of international addresses, built at every import for a check that is never made.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from jupyterlab import commands

    commands.which = never_built
    from jupyterlab.labapp import main as jupyterlab

    return jupyterlab() or 0


if __name__ == "__main__":
    sys.exit(main())
