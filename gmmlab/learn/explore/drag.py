"""Drag the data: move, add and take away points, and see the fits of every K follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gmmlab.checks import as_varied
from gmmlab.errors import BadInput
from gmmlab.learn.explore.controls import Choice, Preset, Slider
from gmmlab.learn.explore.explorer import Explorer
from gmmlab.learn.explore.following import afresh, followed
from gmmlab.learn.explore.ground import COUNTS, Ground, Place, marks, said, scene_of
from gmmlab.learn.explore.saying import fixed
from gmmlab.learn.stage import Frame, Scene, Touch
from gmmlab.shapes import SHAPES, Shape
from gmmlab.types import Array

__all__ = ["Drag", "drag"]

MOST, FEWEST = 80, 3
"""So many points there may be."""


class Drag(Explorer[Ground]):
    """Points to be dragged, the fit that follows, and BIC against K with the fit behind each."""

    dials: Sequence[str] = ()
    actions: Mapping[str, str] = {
        "Fit afresh": "Look for the best fits of these points from new starts",
        "Add a point": "Put a new point beside the chosen one",
        "Take it away": "Take the chosen point away",
        "Restart": "Back to the points as they lay",
    }

    def __init__(
        self,
        data: Mapping[str, Array],
        begin: Mapping[str, float | str],
        presets: Sequence[Preset],
        look: Scene,
    ) -> None:
        self.sets = [tuple(map(_place, X)) for X in data.values()]
        self.look = look
        self.controls = {
            "data": Choice("Points", tuple(data)),
            "K": Slider("Components K", COUNTS[0], COUNTS[-1]),
            "shape": Choice("Covariances", list(SHAPES)),
        }
        super().__init__(self._laid(replace(Ground(), **self._read(begin))), presets)  # type: ignore[arg-type]

    def _laid(self, state: Ground) -> Ground:
        """The points of a set as they lay at first."""
        return self._afresh(replace(state, points=self.sets[state.data], chosen=0))

    def _afresh(self, state: Ground, note: str = "") -> Ground:
        fits = tuple(afresh(state.X, K, _shape(state)) for K in COUNTS)
        return replace(state, fits=fits, note=note)

    def scene(self, state: Ground) -> Scene:
        """Always the same."""
        return self.look

    def frame(self, state: Ground) -> Frame:
        """What is drawn and said."""
        return Frame(marks(state), said(state))

    # what the learner does

    def turned(self, state: Ground, **values: int) -> Ground:
        """Another set or other covariances are fitted afresh; all K are fitted already."""
        new = replace(state, **values, note="")  # type: ignore[arg-type]
        if new.data != state.data:
            return self._laid(new)
        return self._afresh(new) if new.shape != state.shape else new

    def act(self, state: Ground, words: str) -> Ground:
        """Press a button."""
        x, y = state.points[state.chosen]
        match words:
            case "Fit afresh":
                return self._sought(state)
            case "Add a point":
                return self.touched(state, Touch("points", "add", len(state.points), (x, y)))
            case "Take it away":
                return self.touched(state, Touch("points", "remove", state.chosen, (x, y)))
            case _:
                return self._laid(replace(state, note=""))

    def _sought(self, state: Ground) -> Ground:
        """Fit afresh, and say whether following had missed anything."""
        new = self._afresh(state)
        if state.fit is None or new.fit is None:
            return new
        gain = new.fit.log_likelihood - state.fit.log_likelihood
        if abs(gain) < 0.05:
            return replace(new, note="Fitted afresh: nothing better was found.")
        how = "better" if gain > 0 else "lower, but no component has collapsed"
        return replace(new, note=f"Fitted afresh: {fixed(abs(gain))} nats {how}.")

    def touched(self, state: Ground, touch: Touch) -> Ground:
        """A point is moved, added, taken away or chosen; or a K is chosen by its BIC."""
        points, index = list(state.points), touch.index
        if touch.layer == "choices":
            return replace(state, K=COUNTS[index] if index in range(len(COUNTS)) else state.K)
        match touch.act:
            case "add" if len(points) < MOST:
                return self._edited(state, [*points, self._free(touch.at, points)], len(points))
            case "add":
                return replace(state, note=f"{MOST} points are enough: take one away first.")
            case _ if index not in range(len(points)):
                return state
            case "move":
                points[index] = self._within(touch.at)
                return self._edited(state, points, index)
            case "remove" if len(points) > FEWEST:
                del points[index]
                return self._edited(state, points, min(index, len(points) - 1))
            case "remove":
                return replace(state, note=f"{FEWEST} points must stay.")
            case _:
                return replace(state, chosen=index, note="")

    def _within(self, at: Place) -> Place:
        panel = self.look.panels["a"]
        return _place(np.clip(at, *np.transpose([panel.xlim, panel.ylim])))

    def _free(self, at: Place, points: list[Place]) -> Place:
        """A place near by where no point lies yet."""
        step = self.look.panels["a"].span * (0.03, 0.02)
        while (spot := self._within(at)) in points:
            at = (at[0] + step[0], at[1] + step[1])
            step = -1.3 * step if self._within(at) == spot else step
        return spot

    def _edited(self, state: Ground, points: list[Place], chosen: int) -> Ground:
        moved = replace(state, points=tuple(points), chosen=chosen, note="")
        X, shape, last = moved.X, _shape(state), zip(COUNTS, state.fits, strict=True)
        return replace(moved, fits=tuple(followed(X, K, shape, fit) for K, fit in last))


def _shape(state: Ground) -> Shape:
    return [*SHAPES.values()][state.shape]


def _place(point: Any) -> Place:
    x, y = point
    return round(float(x), 3), round(float(y), 3)


def drag(
    data: Mapping[str, ArrayLike],
    K: int = 2,
    *,
    shape: str = "full",
    features: tuple[str, str] = ("x", "y"),
    presets: Sequence[Preset] = (),
) -> Drag:
    """Let a learner move, add and take away points, by pointer or keyboard, and see the fit follow.

    After each change EM goes on from the fit that was there, for K = 1 to 5 at once. So a fit may
    be led to where no fresh start would end; a button fits afresh.

    Parameters
    ----------
    data : mapping of str to array_like of shape (n, 2)
        Sets of 3 to 80 points, by name.
    K : int
        Components shown at first, 1 to 5.
    shape : str
        'full', 'diagonal' and so on, as in the list.
    features : (str, str)
        What the axes are called, with units.
    presets : sequence of Preset
        Controls are 'data', 'K' and 'shape'.

    Raises
    ------
    BadInput
        If a set cannot be drawn or fitted, or a control has no such value.

    Examples
    --------
    >>> from gmmlab.learn.stage import Touch
    >>> corners = [[1, 1], [1, 2], [2, 1], [8, 8], [8, 9], [9, 8]]
    >>> ground = drag({"two corners": corners}, shape="shared spherical")
    >>> ground.stage.on_touch(Touch("points", "add", 6, (9, 9)))
    >>> print(ground.stage.frame.sentence.splitlines()[0])
    7 points, K = 2, shared spherical covariances: log-likelihood −14.6, BIC 40.9.
    """
    sets = {name: as_varied(X) for name, X in data.items()}
    for name, X in sets.items():
        if X.shape[1] != 2 or not FEWEST <= len(X) <= MOST:
            raise BadInput(
                f"the set {name!r} has the shape {X.shape}. This explorer takes {FEWEST} to {MOST} "
                "points of two numbers each."
            )
    look = scene_of([*sets.values()], features)
    return Drag(sets, {"K": K, "shape": shape}, presets, look)
