"""A rehearsal finds what a learner would meet: failing cells, faint words, dead explorers."""

from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from gmmlab.learn.explore import Preset, Slider, sketch
from gmmlab.learn.stage import Frame, Line, Panel
from gmmlab.plot.style import contrast
from gmmlab.teach import rehearsal
from gmmlab.teach.legibility import faint
from gmmlab.teach.sweep import sweep

SAYS = "A long sentence that says what will be seen there."
PRESETS = [Preset(f"{a}", {"a": a}, SAYS) for a in range(3)]


def rising(draw, controls=None, presets=PRESETS):
    controls = controls or {"a": Slider("Slope", 0, 4)}
    panels, line = {"p": Panel((0, 1), (0, 4))}, Line(key="line", panel="p")
    return sketch(controls=controls, panels=panels, layers=[line], draw=draw, presets=presets)


def risen(a, words="It rises by {a}."):
    return Frame({"line": [[0, 0], [1, a]]}, words.format(a=a))


def faults(explorer):
    return "\n".join(what for what, _ in sweep(explorer))


def test_a_sound_explorer_passes_and_stands_where_it_stood():
    explorer = rising(risen)
    explorer.set(a=3)
    assert faults(explorer) == ""
    assert explorer.values == {"a": 3}


def failing(a):
    if a == 4:
        raise ValueError("too steep")
    return risen(a)


@pytest.mark.parametrize(
    ("draw", "more", "said"),
    [
        (failing, {}, "fails at Slope 4: ValueError('too steep')"),
        (lambda a: risen(a, " "), {}, "An explorer says ' ' at Slope 0."),
        (lambda a: risen(a, "It is nan or {a}"), {}, "says 'It is nan or 0'"),
        (lambda a: risen(a, "A line."), {}, "Moving 'Slope' is never heard"),
        (lambda a: risen(a, "So."), {}, "says the same of most of its states"),
        (lambda a: Frame({"line": []}, f"Nothing, {a}."), {}, "draws nothing at Slope 0"),
        (lambda a: risen(a, "x" * 20_001 + "{a}"), {}, "A frame weighs 20"),
        (risen, {"presets": PRESETS[:2]}, "offers 2 things to try"),
        (risen, {"presets": [*PRESETS[:2], Preset("?", {"a": 1}, "See.")]}, "'?' does not say"),
        (risen, {"presets": [*PRESETS, Preset("x", {"a": 9}, SAYS)]}, "The preset 'x' fails"),
        (risen, {"controls": {"a": Slider("", 0, 4)}}, "A IntSlider has no description"),
    ],
)
def test_what_is_wrong_with_an_explorer_is_found(draw, more, said):
    assert said in faults(rising(draw, **more))


def test_words_are_held_against_what_lies_behind_them():
    fig, ax = plt.subplots()
    ax.bar([0, 1], [1, 1], color=["black", "yellow"])
    ax.fill_between([1.6, 2.4], 0, 1, color="black")
    for x, words in enumerate(("on black", "on yellow", "on an area", "on paper")):
        ax.text(x, 0.5, words, color="white", ha="center")
    ax.text(3, 0.8, "boxed", color="white", ha="center", bbox={"facecolor": "black"})
    ax.text(0, 1.2, "large", color="#888888", fontsize=18)
    ax.text(1, 1.2, "small", color="#888888", fontsize=10)
    ax.set(title="title", xlim=(-1, 4), ylim=(0, 1.5))
    ax.title.set_color((0, 0, 0, 0.2))
    assert {words for words, _ in faint(fig)} == {"on yellow", "on paper", "small", "title"}
    plt.close(fig)


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")


def rehearsed(small, code):
    path = small.topic / "lesson.py"
    path.write_text(path.read_text("utf-8") + code, "utf-8")
    return "\n".join(map(str, rehearsal._run((path, "lesson.py"))[1]))


EXPLORER = """
# %%
from gmmlab.learn import explore, show
from gmmlab.learn.stage import Frame, Line, Panel
import matplotlib.pyplot as plt
explore.sketch(
    controls={"a": explore.Slider("Slope", 0, 4)}, panels={"p": Panel((0, 1), (0, 4))},
    layers=[Line(key="line", panel="p")],
    draw=lambda a: Frame({"line": [[0, 0], [1, a]]}, f"It rises by {a}."),
    presets=[explore.Preset(f"{a}", {"a": a}, "A sentence " + "so long " * 5) for a in (0, 1, 2)],
)
"""


@pytest.fixture
def unpatched(monkeypatch):
    """Put back what a rehearsal changes in its own process."""
    from gmmlab.learn import showing
    from gmmlab.learn.explore.explorer import Explorer

    monkeypatch.setattr(Explorer, "__init__", Explorer.__init__)
    monkeypatch.setattr(showing, "show", showing.show)


@pytest.mark.usefixtures("unpatched")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "lesson.py: It has no explorer. Give learners something to move."),
        (EXPLORER, ""),
        ("\n# %%\n1 / 0\n", "It fails: ZeroDivisionError('division by zero'). Mend this cell."),
        (
            EXPLORER + "fig, ax = plt.subplots()\nax.set_title('pale', color='#dddddd')\n"
            "show(fig, 'A pale title.')\n",
            "The text 'pale' in a picture has a contrast of 1.4. Write it darker",
        ),
        (EXPLORER + "import warnings\nwarnings.warn('old')\n", "It fails: UserWarning('old')"),
    ],
)
def test_a_rehearsed_lesson(small, code, said):
    found = rehearsed(small, code)
    assert said in found if said else found == ""


@pytest.mark.usefixtures("unpatched")
def test_a_slow_lesson_is_found(small, monkeypatch):
    monkeypatch.setattr(rehearsal, "SLOWEST", 0.0)
    assert "s of the processor. Keep below 0 s" in rehearsed(small, EXPLORER)


def test_the_line_of_a_failing_cell_is_named(small):
    before = len((small.topic / "lesson.py").read_text("utf-8").splitlines())
    assert rehearsed(small, "\n# %%\n1 / 0\n").startswith(f"lesson.py:{before + 3}: It fails")


@pytest.mark.slow
def test_every_lesson_and_lab_of_a_course_is_rehearsed_in_a_process_of_its_own(small):
    heard = []
    (problem,) = rehearsal.rehearse(Path(small.course), heard.append)
    assert str(problem).startswith("course/topics/s1-mean/lesson.py: It has no explorer.")
    assert heard == ["rehearsed 1 of 1: course/topics/s1-mean/lesson.py"]
