"""The map as a widget: what it shows, what it hears from the browser, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import anywidget
import ipywidgets as widgets
import traitlets as t

from gmmlab.errors import GmmlabError
from gmmlab.learn.atlas import words
from gmmlab.learn.atlas.drawing import sheet
from gmmlab.learn.atlas.layout import NARROW, WIDE
from gmmlab.learn.atlas.marks import MARKS
from gmmlab.learn.atlas.offer import offer_at
from gmmlab.learn.atlas.saved import SavedMap
from gmmlab.learn.atlas.telling import course_told, drawn
from gmmlab.learn.atlas.view import Offer, View, view
from gmmlab.learn.card import button
from gmmlab.learn.events import Event
from gmmlab.learn.graph import Graph, graph
from gmmlab.learn.log import Log, LogError, learner_log
from gmmlab.learn.mastery import LENT
from gmmlab.learn.practising import PracticeCard, practice
from gmmlab.learn.recording import record

__all__ = ["Atlas", "CourseMap", "course_map"]

SCRIPTS: Final = ("camera.js", "chart.js", "card.js", "atlas.js", "search.js")


def course_map(log: Log | None = None) -> CourseMap:
    """Show the map of the course: where you stand, what comes next, and all that there is.

    Parameters
    ----------
    log : Log, optional
        Whose memory it shows and writes to; the learner's own, in the workspace, if not given.

    Examples
    --------
    >>> from gmmlab.learn.log import MemoryLog
    >>> chart = course_map(MemoryLog())
    >>> chart.view.distance
    '0 of 75 steps known or implied; about 28 hours to the goal'
    >>> chart.claim("s20-division-as-grouping")
    >>> chart.view.distance
    '20 of 75 steps known or implied; about 24 hours to the goal'
    """
    return CourseMap(graph(), log or learner_log())


class Atlas(anywidget.AnyWidget):
    """What the browser draws and tells of: the map itself, its list and its cards."""

    _esm = "\n".join(map(sheet, SCRIPTS))
    _css = sheet("chart.css") + sheet("atlas.css")

    course: Any = t.Dict().tag(sync=True)
    drawings: Any = t.Dict().tag(sync=True)
    marks: Any = t.Dict().tag(sync=True)
    view: Any = t.Dict().tag(sync=True)
    said: Any = t.Dict().tag(sync=True)
    still = t.Unicode().tag(sync=True)


class CourseMap(widgets.VBox):  # type: ignore[misc]
    """The map with room below it for practice.

    Attributes
    ----------
    atlas : Atlas
    view : View
        What it shows now: a value that tests and records can read.
    said : str
        What was last announced to a screen reader.
    practising : PracticeCard or None
    """

    def __init__(self, course: Graph, log: Log, offer: Offer | None = None) -> None:
        self.course, self.memory, self._offer = course, log, offer
        self.said = ""
        self.practising: PracticeCard | None = None
        self.view = self._view()
        self.saved = SavedMap()
        self.atlas = Atlas(
            course=course_told(course),
            drawings={"wide": drawn(course, WIDE), "narrow": drawn(course, NARROW)},
            marks={mark.key: marked for mark, marked in MARKS.items()},
            view=self.view.told(),
            still=self.saved.name,
        )
        self.atlas.on_msg(self._hear)
        self._room = widgets.VBox()
        self._room.add_class("gmm-atlas-practice")
        super().__init__([self.atlas, self._room])

    def claim(self, topic: str) -> None:
        """Take the learner's word that a topic is known."""
        before = self.view.have
        if self.view.topics[topic].claim == "offer" and self._keep(Event("claimed", topic)):
            more = self.view.have - before - 1
            implied = {0: "", 1: " One more step is implied by it."}
            self._say(
                f"{words.quoted(topic, self.course)} counts as {words.chance(LENT)} likely to be "
                "known, until two right answers settle it."
                + implied.get(max(more, 0), f" {more} more steps are implied by it.")
            )

    def withdraw(self, topic: str) -> None:
        """Take a claim back."""
        if self.view.topics[topic].claim == "taken" and self._keep(Event("withdrawn", topic)):
            self._say(f"Taken back: {words.quoted(topic, self.course)} is no longer claimed.")

    def set_goal(self, topic: str) -> None:
        """Make a topic the learner's goal."""
        if not self.view.topics[topic].goal and self._keep(Event("goal", topic)):
            self._say(f"Your goal is {words.quoted(topic, self.course)}. {self.view.distance}")

    def practise(self, topic: str) -> None:
        """Show the practice card of a topic below the map."""
        if why := self.view.topics[topic].no_practice:
            self._say(why)
            return
        try:
            self.practising = practice(topic, on_event=self._practised)
        except GmmlabError as error:  # in a widget's callback nobody would hear of it
            self._say(str(error))
            return
        closing = button("Close practice")
        closing.on_click(lambda _: self.leave())
        self._room.children = [self.practising, closing]
        self._say(f"Practice: {words.quoted(topic, self.course)}, below the map.", practising=True)

    def leave(self) -> None:
        """Put the practice card away."""
        self.practising, self._room.children = None, []
        self._say("Practice is closed.")

    def refresh(self) -> None:
        """Show what has happened meanwhile, here or in another notebook."""
        self.view = self._view()
        told = self.view.told()
        if told != self.atlas.view:
            self.atlas.view = told
            self.saved.update(self.view)

    def _view(self) -> View:
        offer = self._offer or offer_at(self.course)
        return view(self.memory.events, self.course, self.memory.clock(), offer)

    def _keep(self, event: Event) -> bool:
        """Keep what has happened and show it; say so where it cannot be kept."""
        try:
            self.memory.append(event)
        except LogError as error:
            self._say(str(error))
            return False
        self.refresh()
        return True

    def _practised(self, said: dict[str, Any]) -> None:
        if record(said, self.memory) is not None:
            self.refresh()

    def _say(self, text: str, practising: bool = False) -> None:
        self.said = text
        serial = self.atlas.said.get("serial", 0) + 1
        self.atlas.said = {"text": text, "serial": serial, "practising": practising}

    def _hear(self, _: Any, message: Any, buffers: Any) -> None:
        """Do what was asked for in the browser; nothing, where that is not understood."""
        deeds: dict[str, Callable[[str], None]] = {
            "claim": self.claim,
            "withdraw": self.withdraw,
            "goal": self.set_goal,
            "practise": self.practise,
        }
        match message:
            case {"do": "refresh"}:
                self.refresh()
            case {"do": str(deed), "topic": str(topic)} if topic in self.course.by_slug:
                if deed in deeds:
                    deeds[deed](topic)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words and a picture for pages without a kernel."""
        return {**super()._repr_mimebundle_(**kwargs), **self.saved.content(self.view)}

    def _ipython_display_(self, **kwargs: Any) -> None:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        self.saved.display(bundle, self.view)
