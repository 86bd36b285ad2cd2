"""The stage as an anywidget: matplotlib's backdrop, a canvas, and frames sent as binary buffers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import anywidget
import traitlets as t

from gmmlab.learn.stage.base import Dial, Key, Source
from gmmlab.learn.stage.handles import Touch
from gmmlab.learn.stage.panels import Frame
from gmmlab.learn.stage.picture import backdrop
from gmmlab.learn.stage.scene import Scene

PATIENCE: Final = 0.025
"""Seconds of work done for each request of the browser, so that no move waits long."""
HERE: Final = Path(__file__).parent


class Stage(anywidget.AnyWidget):
    """A picture whose marks move, drawn in the browser.

    Parameters
    ----------
    scene : Scene
        Panels and layers.
    frame : Frame
        What it shows first.
    dials : sequence of Dial
        Controls that choose frames without asking the kernel, once their frames have been sent.
    source : Source
        Gives the frames for the dials' positions, and chores for idle times.
    controls : sequence of ipywidgets.Widget
        Everything whose slider handles need an accessible name.

    Examples
    --------
    >>> from gmmlab.learn.stage import Arrangement, Line, Panel
    >>> one = Arrangement("a", (480, 320))
    >>> scene = Scene({"a": Panel((0, 1), (0, 1))}, [Line(key="path", panel="a")], one, one)
    >>> stage = Stage(scene, Frame({"path": [[0, 0], [1, 1]]}, "A rising line."))
    >>> stage.show(Frame({"path": [[0, 1], [1, 0]]}, "A falling line."))
    >>> stage.frame.sentence, len(stage.live)
    ('A falling line.', 20)
    """

    _esm = "\n".join(
        (HERE / part).read_text("utf-8") for part in ("paint.js", "hands.js", "stage.js")
    )
    _css = HERE / "stage.css"

    layouts: Any = t.Dict().tag(sync=True)
    specs: Any = t.List().tag(sync=True)
    dials: Any = t.List().tag(sync=True)
    controls: Any = t.List().tag(sync=True)
    live = t.Bytes().tag(sync=True)
    said: Any = t.Dict().tag(sync=True)
    still = t.Unicode().tag(sync=True)

    def __init__(
        self,
        scene: Scene,
        frame: Frame,
        *,
        dials: Sequence[Dial] = (),
        source: Source | None = None,
        controls: Sequence[Any] = (),
    ) -> None:
        self.scene, self.source = scene, source or Source()
        self.on_played: Callable[[int, bool], None] = lambda index, done: None
        self.on_settled: Callable[[], None] = lambda: None
        self.on_touch: Callable[[Touch], None] = lambda touch: None
        self._dials, self._epoch, self._sent = tuple(dials), 0, set[Key]()
        self._frame: Callable[[], Frame] = lambda: frame
        super().__init__(
            specs=scene.specs(),
            layouts=self._layouts(narrow=False),
            dials=[dial.spec() for dial in dials],
            controls=[control.model_id for control in controls],
        )
        self.show(frame, at=self.key if dials else None, table=bool(dials))
        self.on_msg(self._hear)

    @property
    def key(self) -> Key:
        """Where the dials stand."""
        return tuple(dial.value for dial in self._dials)

    @property
    def frame(self) -> Frame:
        """What is shown now, by the last report from the browser."""
        return self._frame()

    def show(
        self, frame: Frame, *, at: Key | None = None, table: bool = False, glide: bool = False
    ) -> None:
        """Show a frame now.

        Parameters
        ----------
        frame : Frame
        at : tuple of int, optional
            The dials' values it belongs to: if the learner has moved on, it is not shown.
        table : bool
            True if the dials at these values mean this very frame.
        glide : bool
            Move there in a quarter of a second (unless the learner prefers no motion).
        """
        self._frame = lambda: frame
        if table and at is not None:
            self._sent.add(at)
        said = self.scene.said(frame) | {"at": at and list(at), "table": table, "glide": glide}
        self._say(said, self.scene.pack(frame))

    def _say(self, said: dict[str, Any], live: bytes) -> None:
        serial = self.said.get("serial", 0) + 1
        with self.hold_sync():
            self.live = live
            self.said = said | {"serial": serial, "epoch": self._epoch}

    def turn(self, key: Key) -> None:
        """The dials have been turned: send their frame, unless the browser has it already."""
        if key not in self._sent:
            self.show(self.source.frame_at(key), at=key, table=True)
            return
        self._frame = lambda: self.source.frame_at(key)
        if self.live:
            self._say({}, b"")

    def renew(self, scene: Scene | None = None) -> None:
        """Forget the table, because the dials now mean other frames (in another scene)."""
        self._epoch += 1
        self._sent = set()
        if scene is not None:
            self.furnish(scene)

    def furnish(self, scene: Scene) -> None:
        """Put up another backdrop."""
        self.scene = scene
        with self.hold_sync():
            self.layouts = self._layouts(narrow="narrow" in self.layouts)
            self.specs = scene.specs()

    def _layouts(self, *, narrow: bool) -> dict[str, Any]:
        scene = self.scene
        drawn = {"breakpoint": scene.breakpoint, "wide": backdrop(scene, scene.wide)}
        return drawn | ({"narrow": backdrop(scene, scene.narrow)} if narrow else {})

    def play(self, frames: Sequence[Frame], rate: float = 2.0) -> None:
        """Play frames from one message, `rate` of them a second; `on_played` tells where it ended.

        A learner who prefers reduced motion sees the last frame at once.
        """
        self._send_frames(frames, {"do": "play", "rate": rate})

    def pause(self) -> None:
        """Stop playing; `on_played` tells where."""
        self.send({"do": "pause"})

    def _send_frames(self, frames: Sequence[Frame], message: dict[str, Any]) -> None:
        packed = [self.scene.pack(frame) for frame in frames]
        said = [self.scene.said(frame) for frame in frames]
        message |= {"epoch": self._epoch, "sizes": [len(p) for p in packed], "said": said}
        self.send(message, [b"".join(packed)])

    def _hear(self, _: Any, message: dict[str, Any], buffers: Any) -> None:
        match message:
            case {"do": "hello", "known": known}:
                self._welcome(known)
            case {"do": "want", "keys": keys, "epoch": epoch} if epoch == self._epoch:
                self._work([tuple(map(int, key)) for key in keys])
            case {"do": "narrow"} if "narrow" not in self.layouts:
                self.layouts = self.layouts | {"narrow": backdrop(self.scene, self.scene.narrow)}
            case {"do": "played", "index": index, "done": done}:
                self.on_played(index, done)
            case {"do": "settled"}:
                self.on_settled()
            case {"do": "touch", "layer": key, "act": act, "index": index, "at": at}:
                x, y = self.scene.panel_of(key).at(at)
                self.on_touch(Touch(key, act, int(index), (x, y)))

    def _welcome(self, known: list[str]) -> None:
        """A browser has come: believe what it has, and show it where things stand."""
        self._sent = {tuple(map(int, key.split(","))) for key in known}
        if not self.live:
            self.turn(self.key)

    def _work(self, keys: list[Key]) -> None:
        """Work for a moment, and send the frames that were finished in it."""
        made: dict[Key, Frame] = {}
        deadline = perf_counter() + PATIENCE
        rested = not any(perf_counter() > deadline for _ in self._labour(keys, made))
        self._sent |= made.keys()
        message = {"do": "table", "keys": [list(key) for key in made], "rested": rested}
        self._send_frames(list(made.values()), message)

    def _labour(self, keys: list[Key], made: dict[Key, Frame]) -> Iterator[None]:
        """All the work there is, in pieces."""
        for key in keys:
            yield from self.source.ahead(key)
            made[key] = self.source.frame_at(key)
            yield
        yield from self.source.idle()
