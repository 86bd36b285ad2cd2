"""The stage as a plain Image, for places that have no anywidget: same scene, frames, sentences."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w
import matplotlib as mpl
import numpy as np
from PIL import Image as Pixels

from gmmlab.learn.stage.base import Dial, Key, Source
from gmmlab.learn.stage.handles import Touch
from gmmlab.learn.stage.panels import Frame
from gmmlab.learn.stage.picture import POINT, STYLE, compose, draw
from gmmlab.learn.stage.scene import Scene


class ImageStage(w.VBox):  # type: ignore[misc]
    """A picture that matplotlib redraws over a saved background, with its sentence below.

    It takes what `Stage` takes.  Every move asks the kernel; playing shows the last frame, and
    nothing on the picture can be touched.

    Examples
    --------
    >>> from gmmlab.learn.stage import Arrangement, Line, Panel
    >>> one = Arrangement("a", (480, 320))
    >>> scene = Scene({"a": Panel((0, 1), (0, 1))}, [Line(key="path", panel="a")], one, one)
    >>> stage = ImageStage(scene, Frame({"path": [[0, 0], [1, 1]]}, "A rising line."))
    >>> stage.picture.tooltip
    'A rising line.'
    """

    def __init__(
        self,
        scene: Scene,
        frame: Frame,
        *,
        dials: Sequence[Dial] = (),
        source: Source | None = None,
        controls: Sequence[Any] = (),
    ) -> None:
        self.source, self._dials, self.still = source or Source(), tuple(dials), ""
        self.on_played: Callable[[int, bool], None] = lambda index, done: None
        self.on_settled: Callable[[], None] = lambda: None
        self.on_touch: Callable[[Touch], None] = lambda touch: None
        self.picture = w.Image(format="png", layout={"width": "100%", "max_width": "1000px"})
        self.readout = w.HTML()
        self.furnish(scene)
        self.show(frame)
        super().__init__([self.picture, self.readout])

    @property
    def key(self) -> Key:
        """Where the dials stand."""
        return tuple(dial.value for dial in self._dials)

    def furnish(self, scene: Scene) -> None:
        """Draw another background."""
        self.scene = scene
        with mpl.rc_context(STYLE):
            self._figure, self._axes = compose(scene, scene.wide)
            self._figure.set_dpi(1.5 * 72 / POINT)
            self._figure.canvas.draw()
        self._paper = self._figure.canvas.copy_from_bbox(self._figure.bbox)  # type: ignore[attr-defined]

    def show(
        self, frame: Frame, *, at: Key | None = None, table: bool = False, glide: bool = False
    ) -> None:
        """Show a frame now."""
        self.frame = frame
        self.picture.value = self._blit(frame)
        self.picture.tooltip = frame.alt
        text = html.escape(frame.sentence).replace("\n", "<br>")
        self.readout.value = f'<div role="status" aria-live="polite">{text}</div>'

    def _blit(self, frame: Frame) -> bytes:
        """Draw the frame's marks over the saved background."""
        canvas: Any = self._figure.canvas
        canvas.restore_region(self._paper)
        with mpl.rc_context(STYLE):
            for artist in draw(self.scene, frame, self._axes):
                self._figure.draw_artist(artist)
                artist.remove()
        png = io.BytesIO()
        Pixels.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB").save(
            png, "png", compress_level=1
        )
        return png.getvalue()

    def turn(self, key: Key) -> None:
        """The dials have been turned."""
        self.show(self.source.frame_at(key))

    def renew(self, scene: Scene | None = None) -> None:
        """Draw another background, if the scene has changed."""
        if scene is not None:
            self.furnish(scene)

    def play(self, frames: Sequence[Frame], rate: float = 2.0) -> None:
        """Show the last frame."""
        self.show(frames[-1])
        self.on_played(len(frames) - 1, True)

    def pause(self) -> None:
        """Nothing is ever playing."""
