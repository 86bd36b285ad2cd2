"""What an explorer must hold to, tried out: every control at its ends and middle, every preset."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any

from gmmlab.learn.explore.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gmmlab.learn.explore.explorer import Explorer

__all__ = ["sweep"]

MOST_CONTROLS, FEWEST_PRESETS, SHORTEST = 3, 3, 40
LARGEST = 20_000  # bytes of a frame

Found = tuple[str, str]  # what is wrong, and what to do about it


def sweep(explorer: Explorer[Any]) -> Iterator[Found]:
    """Try an explorer as no learner would have the patience to.

    A `Sketch` is tried at every combination of its controls' ends and middles; other explorers at
    each control's ends and middle in turn. Afterwards it stands as it did.

    Parameters
    ----------
    explorer : Explorer

    Yields
    ------
    what, remedy : str
        One for each kind of fault.

    Examples
    --------
    >>> from gmmlab.learn.explore import Slider, sketch
    >>> from gmmlab.learn.stage import Frame, Line, Panel
    >>> still = sketch(controls={"a": Slider("Slope", 0, 2)}, panels={"p": Panel((0, 1), (0, 2))},
    ...                layers=[Line(key="line", panel="p")],
    ...                draw=lambda a: Frame({"line": [[0, 0], [1, a]]}, "A line."))
    >>> [what for what, remedy in sweep(still)][-1]
    "Moving 'Slope' is never heard in the words below the picture."
    """
    begun = explorer.state
    try:
        yield from _form(explorer)
        yield from _states(explorer)
        yield from _presets(explorer)
    finally:
        explorer.go(begun)


def _form(explorer: Explorer[Any]) -> Iterator[Found]:
    if isinstance(explorer, Sketch) and not 1 <= len(explorer.controls) <= MOST_CONTROLS:
        what = f"An explorer has {len(explorer.controls)} controls."
        yield what, f"Give it one to {MOST_CONTROLS}."
    if len(explorer.presets) < FEWEST_PRESETS:
        what = f"An explorer offers {len(explorer.presets)} things to try."
        yield what, f"Offer {FEWEST_PRESETS} presets."
    for preset in explorer.presets:
        if len(preset.expect) < SHORTEST:
            yield f"The preset {preset.name!r} does not say what will be seen.", "Say it."
    for widget in explorer.operable():
        if not widget.description:
            yield f"A {type(widget).__name__} has no description.", "Name what it sets."


def settings(explorer: Explorer[Any]) -> Iterator[dict[str, int]]:
    """Where the controls are put: at their first, middle and last values."""
    reaches = {name: control.reach for name, control in explorer.controls.items()}
    stops = {n: sorted({low, (low + high) // 2, high}) for n, (low, high) in reaches.items()}
    if isinstance(explorer, Sketch):
        for values in product(*stops.values()):
            yield dict(zip(stops, values, strict=True))
    else:
        yield from ({name: value} for name, values in stops.items() for value in values)


def _states(explorer: Explorer[Any]) -> Iterator[Found]:
    begun, faults = explorer.state, Counter[Found]()
    said: dict[tuple[tuple[str, int], ...], str] = {}
    for values in settings(explorer):
        try:
            explorer.go(explorer.turned(begun, **values))
        except Exception as error:
            faults[f"An explorer fails at {_named(explorer, values)}: {error!r}.", "Mend it."] += 1
            continue
        frame = explorer.stage.frame
        said[tuple(values.items())] = frame.sentence
        faults.update(_frame(explorer, values))
    yield from list(faults)[:3]
    few = 2 * len(set(said.values())) <= len(said)
    if isinstance(explorer, Sketch) and len(said) > 1 and few:
        yield "An explorer says the same of most of its states.", "Say what differs."
    yield from _unheard(explorer, said)


def _frame(explorer: Explorer[Any], values: Mapping[str, int]) -> Iterator[Found]:
    frame, where = explorer.stage.frame, f"at {_named(explorer, values)}"
    if not frame.sentence.strip() or "nan" in frame.sentence.lower().split():
        yield f"An explorer says {frame.sentence!r} {where}.", "Say in words what is seen there."
    scene = explorer.scene(explorer.state)
    if not any(len(rows) for rows in scene.rows(frame)):
        yield f"An explorer draws nothing {where}.", "Draw its state."
    size = len(scene.pack(frame)) + len(frame.sentence)
    if size > LARGEST:
        yield f"A frame weighs {size} bytes {where}.", f"Keep it below {LARGEST}."


def _unheard(
    explorer: Explorer[Any], said: Mapping[tuple[tuple[str, int], ...], str]
) -> Iterator[Found]:
    for name, control in explorer.controls.items():
        heard: dict[tuple[tuple[str, int], ...], set[str]] = {}
        for values, words in said.items():
            if name in dict(values):
                others = tuple((n, v) for n, v in values if n != name)
                heard.setdefault(others, set()).add(words)
        if said and not any(len(words) > 1 for words in heard.values()):
            what = f"Moving {control.label!r} is never heard in the words below the picture."
            yield what, "Let the sentence say what it changes."


def _presets(explorer: Explorer[Any]) -> Iterator[Found]:
    for preset in explorer.presets:
        try:
            explorer.attempt(preset)
        except Exception as error:
            yield f"The preset {preset.name!r} fails: {error!r}.", "Mend it."
            continue
        if not preset.press:
            for name, value in preset.settings.items():
                if getattr(explorer.state, name) != explorer.controls[name].read(value):
                    what = f"The preset {preset.name!r} does not leave {name} at {value}."
                    yield what, "Mend what moves it."


def _named(explorer: Explorer[Any], values: Mapping[str, int]) -> str:
    told = (
        f"{explorer.controls[n].label} {explorer.controls[n].meaning(v)}" for n, v in values.items()
    )
    return ", ".join(told)
