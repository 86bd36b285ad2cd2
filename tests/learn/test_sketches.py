"""Every lesson's explorers, swept: each control at its ends and middle, each preset, in words."""

from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from gmmlab.learn.explore.sketch import Sketch

ROOT = Path(__file__).parents[2]
LESSONS = {
    path.parent.name if path.stem == "lesson" else path.stem: path
    for path in sorted((*ROOT.glob("course/topics/*/lesson.py"), *ROOT.glob("course/labs/*.py")))
    if "gmmlab.learn.sketches" in path.read_text(encoding="utf-8")
}
lessons = pytest.mark.parametrize("slug", LESSONS)


@cache
def sketches(slug):
    """Run a lesson's cells, and give the explorers that are made in it."""
    made, plain = [], Sketch.__init__

    def noted(sketch, *arguments):
        plain(sketch, *arguments)
        made.append(sketch)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Sketch, "__init__", noted)
        exec(compile(LESSONS[slug].read_text(encoding="utf-8"), slug, "exec"), {})
    return made


def settings(sketch):
    """Every control at its first, middle and last value, in all combinations."""
    reaches = [control.reach for control in sketch.controls.values()]
    for values in product(*({low, (low + high) // 2, high} for low, high in reaches)):
        yield dict(zip(sketch.controls, values, strict=True))


def said(sketch):
    return sketch.stage.frame.sentence


@lessons
def test_a_lesson_has_an_explorer_with_three_presets_and_three_controls_at_most(slug):
    assert sketches(slug)
    for sketch in sketches(slug):
        assert 1 <= len(sketch.controls) <= 3
        assert len(sketch.presets) >= 3
        assert all(len(preset.expect) > 40 for preset in sketch.presets)


@lessons
def test_every_control_from_end_to_end(slug):
    for sketch in sketches(slug):
        begun = sketch.state
        seen = Counter()
        for values in settings(sketch):
            sketch.go(type(begun)(**values))
            frame = sketch.stage.frame
            assert frame.sentence.strip()
            assert "nan" not in frame.sentence.lower().split()
            assert any(len(rows) for rows in sketch._scene.rows(frame))
            seen[frame.sentence] += 1
        assert len(seen) > len(list(settings(sketch))) / 2, "many states are said alike"
        sketch.go(begun)


@lessons
def test_every_control_changes_what_is_said(slug):
    for sketch in sketches(slug):
        for name, control in sketch.controls.items():
            heard = set()
            for values in settings(sketch):
                sketch.go(type(sketch.state)(**(values | {name: control.reach[0]})))
                low = said(sketch)
                sketch.go(type(sketch.state)(**(values | {name: control.reach[1]})))
                heard.add(low != said(sketch))
            assert True in heard, f"moving {name} is never heard"


@lessons
def test_every_preset_can_be_tried_and_undone(slug):
    for sketch in sketches(slug):
        for preset in sketch.presets:
            sketch.attempt(preset)
            assert preset.expect in sketch.expectation.value
            for name, value in preset.settings.items():
                assert getattr(sketch.state, name) == sketch.controls[name].read(value)
        if "Restart" in sketch.actions:
            sketch.press("Restart")
            assert sketch.state == sketch.begun


@lessons
def test_a_frame_is_small_and_every_widget_named(slug):
    for sketch in sketches(slug):
        frame = sketch.stage.frame
        assert len(sketch._scene.pack(frame)) + len(frame.sentence) < 20_000
        assert all(widget.description for widget in sketch.operable())


def test_there_are_lessons_with_sketches():
    assert "s19-division-as-equal-sharing" in LESSONS
