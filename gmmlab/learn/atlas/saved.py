"""The picture that a saved notebook keeps of the map, beside the living one.

A widget's output cannot change without being built anew, so the picture is an output of its own. It
is brought up to date with every change, and hidden by the living map; where nothing lives (a
notebook reopened, or turned into HTML by nbconvert) it is what is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from gmmlab.learn.atlas.drawing import figure_html
from gmmlab.learn.atlas.view import View

__all__ = ["SavedMap"]


class SavedMap:
    """The saved picture of one map.

    Attributes
    ----------
    name : str
        A class by which the living map finds it.
    """

    def __init__(self) -> None:
        self.name = f"gmmlab-{uuid4().hex[:12]}"
        self._handle: Any = None

    def content(self, view: View) -> dict[str, str]:
        """The picture as HTML, and its words."""
        return {"text/plain": view.alt, "text/html": figure_html(view, self.name)}

    def display(self, bundle: Mapping[str, Any], view: View) -> None:
        """Show the living map, then its picture."""
        from IPython.display import display

        display({**bundle, "text/plain": view.alt, "text/html": ""}, raw=True)
        self._handle = display(self.content(view), raw=True, display_id=self.name)

    def update(self, view: View) -> None:
        """Bring the picture up to date, where it was shown."""
        if self._handle is not None:
            self._handle.update(self.content(view), raw=True)
