"""What learners receive: nbgrader's own GenerateAssignment empties the solutions."""

from __future__ import annotations

import io
import logging
import warnings
from typing import TYPE_CHECKING, Any

from gmmlab.errors import GmmlabError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ReleaseFailed", "release"]


class ReleaseFailed(GmmlabError, RuntimeError):
    """nbgrader refused to make a release."""


def release(source: Path, into: Path, settings: Path) -> None:
    """Make the release of every exercise in `source`, as `nbgrader generate_assignment` would.

    No gradebook is touched, and nothing but `into` is written.

    Parameters
    ----------
    source : Path
        Holds <slug>/<slug>.ipynb, with solutions.
    into : Path
        Receives <slug>/<slug>.ipynb, without solutions and hidden tests.
    settings : Path
        The course's nbgrader_config.py.

    Raises
    ------
    ReleaseFailed
        With nbgrader's own words, if it could not release one of them.
    """
    heard = io.StringIO()
    log = logging.Logger("nbgrader")
    log.addHandler(logging.StreamHandler(heard))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbgrader's imports speak of others' deprecations
            _generate_assignment(source, into, settings, log).start()
    except (Exception, SystemExit) as error:
        raise ReleaseFailed(
            f"nbgrader could not release the exercises in {source} ({error}). "
            f"Mend what it complains about. {heard.getvalue()}".rstrip()
        ) from error


def _generate_assignment(source: Path, into: Path, settings: Path, log: logging.Logger) -> Any:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(settings.name, str(settings.parent)).load_config()
    config.CourseDirectory.root = str(into.parent.resolve())
    config.CourseDirectory.source_directory = str(source.resolve())
    config.CourseDirectory.release_directory = str(into.resolve())
    config.CourseDirectory.assignment_id = "*"
    config.GenerateAssignment.no_database = True  # and SaveCells would open one all the same
    config.SaveCells.enabled = False
    config.GenerateAssignment.force = True
    return GenerateAssignment(coursedir=CourseDirectory(config=config), config=config, log=log)
