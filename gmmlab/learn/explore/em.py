"""The explorer of EM: K, the start, the shape; step by step, with BIC beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from gmmlab.checks import as_varied
from gmmlab.datasets import Dataset
from gmmlab.errors import BadInput
from gmmlab.learn.explore.controls import Choice, Control, Preset, Slider
from gmmlab.learn.explore.explorer import Explorer
from gmmlab.learn.explore.moments import END, HOWS, KS, Moment, State, shape_of
from gmmlab.learn.explore.runs import Curve, Run
from gmmlab.learn.explore.saying import say
from gmmlab.learn.explore.views import marks, scene_of
from gmmlab.learn.stage import Frame, Key, Scene, Touch
from gmmlab.shapes import SHAPES

ALREADY = {
    "E-step": "The E-step is done: the colours belong to these components. The M-step is next.",
    "M-step": "The M-step needs responsibilities. The E-step is next.",
}


class EM(Explorer[State]):
    """Points, components, log-likelihood and BIC, while EM is stepped through."""

    controls: Mapping[str, Control] = {
        "K": Slider("Components K", KS[0], KS[-1]),
        "start": Choice("Start", list(HOWS)),
        "seed": Slider("Seed", 0, 20),
        "shape": Choice("Covariances", list(SHAPES)),
    }
    dials: Sequence[str] = ("K", "start")
    actions: Mapping[str, str] = {
        "Restart": "Back to the start of this run",
        "Back": "One half step back",
        "E-step": "Share the points out among the components as they are",
        "M-step": "Move the components to their shares",
        "Play": "Play E-steps and M-steps until convergence, two a second",
        "Run to convergence": "Step until less than a millionth of a nat per point is left to gain",
    }

    def __init__(
        self,
        data: Dataset,
        state: State,
        presets: Sequence[Preset],
        shown: tuple[int, int],
        offer: Sequence[str],
    ) -> None:
        self.data, self.shown = data, list(shown)
        self.run = lru_cache(maxsize=256)(self._run)
        self.curve = lru_cache(maxsize=None)(self._curve)
        self.frame = lru_cache(maxsize=512)(self._frame)  # type: ignore[method-assign]
        super().__init__(state, presets, offer)

    def _run(self, K: int, start: int, seed: int, shape: int) -> Run:
        return Run(self.data.X, K, shape_of(shape), [*HOWS.values()][start], seed)

    def _curve(self, shape: int) -> Curve:
        return Curve(self.data.X, shape_of(shape), range(1, min(KS[-1], len(self.data.X)) + 1))

    # what is shown

    def moment(self, state: State) -> Moment | None:
        """All there is to show of a state; None if its start is impossible."""
        run = self.run(state.K, state.start, state.seed, state.shape)
        if state.position == END:
            run.finish()
        else:
            run.reach(state.position // 2)
        if not run.trace:
            return None
        position = state.position if state.position != END else 2 * len(run.trace) - 1
        step = min(position // 2, len(run.trace) - 1)
        given = run.fit((position - 1) // 2) if position else None
        return Moment(state, run, step, run.fit(step), given, self.curve(state.shape))

    def backdrop(self, state: State) -> tuple[int, bool]:
        """The shape, and whether the BIC curve is known."""
        return state.shape, self.curve(state.shape).ready

    def scene(self, state: State) -> Scene:
        """Points, trace and BIC."""
        return scene_of(self.data, self.shown, self.curve(state.shape))

    def _frame(self, state: State) -> Frame:
        moment = self.moment(state)
        if moment is None:
            trouble = self.run(state.K, state.start, state.seed, state.shape).trouble
            return Frame({}, f"No start with K = {state.K}.\n{trouble}")
        return Frame(marks(moment, self.shown), say(moment, self.data, self.shown))

    # what the learner does

    def turned(self, state: State, **values: int) -> State:
        """Another run: at its start, or at its end if this one was at its end."""
        position = END if state.position == END else 0
        return replace(state, **values, position=position, note="")

    def touched(self, state: State, touch: Touch) -> State:
        """The K whose BIC was pressed."""
        counts = [*self.curve(state.shape).bic][touch.index : touch.index + 1]
        return self.turned(state, K=counts[0]) if counts else state

    def act(self, state: State, words: str) -> State:
        """Take a step, or go to the start or the end."""
        state = replace(state, note="")
        match words:
            case "Restart":
                return replace(state, position=0)
            case "Run to convergence":
                return replace(state, position=END)
            case "Back":
                return replace(state, position=max(self._position(state) - 1, 0))
            case _:
                return self._stepped(state, words)

    def _stepped(self, state: State, words: str) -> State:
        position = self._position(state)
        if words != self.due(position):
            return replace(state, note=ALREADY[words])
        if position + 1 >= self._last(state, position + 1):
            return replace(state, position=END)
        return replace(state, position=position + 1)

    @staticmethod
    def due(position: int) -> str:
        """The half step that comes next."""
        return "M-step" if position % 2 else "E-step"

    def emphasised(self, state: State) -> str:
        """The half step that comes next."""
        return "" if state.position == END else self.due(state.position)

    def _position(self, state: State) -> int:
        run = self.run(state.K, state.start, state.seed, state.shape)
        return state.position if state.position != END else self._last(state, 2 * len(run.trace))

    def _last(self, state: State, wanted: int) -> int:
        """The last position of a run, as far as need be known up to the one wanted."""
        run = self.run(state.K, state.start, state.seed, state.shape)
        run.reach(wanted // 2 + 1)
        return max(2 * len(run.trace) - 1, 0)

    def film_from(self, state: State) -> list[State]:
        """Half steps for the first ten EM steps, whole ones then, to the end."""
        run = self.run(state.K, state.start, state.seed, state.shape)
        run.finish()
        begin, last = self._position(state), max(2 * len(run.trace) - 1, 0)
        begin = 0 if begin >= last else begin
        half = range(begin + 1, min(last, begin + 20))
        whole = range(half[-1] + 2 - half[-1] % 2, last, 2) if half else range(0)
        return [replace(state, position=p, note="") for p in (*half, *whole, END)]

    # work done ahead

    def ahead(self, key: Key) -> Iterator[None]:
        """The run that a dial leads to, if its end is to be shown."""
        state = self.at(key)
        if state.position == END:
            yield from self.run(state.K, state.start, state.seed, state.shape).pieces()

    def idle(self) -> Iterator[None]:
        """The BIC curve."""
        curve = self.curve(self.state.shape)
        if not curve.ready:
            yield from curve.pieces()
            self.complete()

    def complete(self) -> None:
        """Find the BIC curve and show it."""
        self.curve(self.state.shape).finish()
        self.frame.cache_clear()  # type: ignore[attr-defined]
        self.go(self.state)


def em(
    data: Dataset,
    K: int = 2,
    *,
    start: int | str = "k-means++",
    seed: int = 1,
    shape: int | str = "full",
    presets: Sequence[Preset] = (),
    features: tuple[int, int] = (0, 1),
    offer: Sequence[str] = (),
) -> EM:
    """Explore EM on a data set.

    Parameters
    ----------
    data : Dataset
        At least two features; all are fitted, two are drawn.
    K : int
        Components, 1 to 8.
    start, shape : str
        The words in the lists.
    seed : int
        0 to 20.
    presets : sequence of Preset
        Things to try, as buttons.
    features : tuple of int
        Which two columns are drawn.
    offer : sequence of str
        Which of the controls K, start, seed and shape to show; all if empty.

    Raises
    ------
    BadInput
        If the data cannot be drawn or fitted, or a control has no such value.

    Examples
    --------
    >>> from gmmlab import datasets
    >>> explorer = em(datasets.faithful(), K=2)
    >>> explorer.press("E-step")
    >>> explorer.press("M-step")
    >>> print(explorer.stage.frame.sentence.splitlines()[0])
    K = 2, full covariances, k-means++ start, seed 1: after 1 EM step, M-step done.
    """
    X = as_varied(data.X)
    if X.shape[1] < 2:
        raise BadInput(
            f"{data.name} has one feature, and this explorer draws two. "
            "Choose data with two features or more, for example datasets.faithful()."
        )
    explorer = EM(data, State(), presets, features, offer)
    explorer.set(K=K, start=start, seed=seed, shape=shape)
    return explorer
