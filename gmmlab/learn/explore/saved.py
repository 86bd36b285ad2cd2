"""The picture that a saved notebook keeps: matplotlib's own, of the last state, with its words.

A widget's output cannot change without being built anew, which would take the keyboard's focus
away. So the picture is an output of its own beside the widget's. It is brought up to date when
the stage has come to rest, and hidden by the living stage; where nothing lives (a notebook
reopened, or turned into HTML by nbconvert) it is what is seen.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from gmmlab.learn.stage.picture import figure_html, still


class SavedPicture:
    """The saved picture of one stage."""

    def __init__(self, stage: Any) -> None:
        self.stage, self.name = stage, f"gmmlab-{uuid4().hex[:12]}"
        self._handle: Any = None
        self._sentence = ""
        stage.still = self.name

    def beside(self, bundle: dict[str, Any]) -> dict[str, Any]:
        """A widget's bundle with the present picture in it, for whoever shows only one output."""
        frame = self.stage.frame
        png = base64.b64encode(still(self.stage.scene, frame)).decode()
        return bundle | {"text/plain": frame.alt, "image/png": png}

    def display(self, bundle: dict[str, Any], complete: Callable[[], None]) -> None:
        """Show the widget at once; then, when all that it needs is known, its picture."""
        from IPython.display import display

        living = {**bundle, "text/plain": self.stage.frame.alt, "text/html": ""}
        display(living, raw=True)
        complete()
        self._handle = display(self._content(), raw=True, display_id=self.name)

    def update(self) -> None:
        """Bring the picture up to date."""
        if self._handle is not None and self._sentence != self.stage.frame.sentence:
            self._handle.update(self._content(), raw=True)

    def _content(self) -> dict[str, str]:
        frame = self.stage.frame
        self._sentence = frame.sentence
        picture = figure_html(still(self.stage.scene, frame), frame.sentence, self.name)
        return {"text/plain": frame.alt, "text/html": picture}
