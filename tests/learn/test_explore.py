"""The EM explorer: every control swept without a front end, and numbers held to gmmlab's own."""

from __future__ import annotations

import re
import warnings
from itertools import islice
from typing import Any

import numpy as np
import pytest

from gmmlab import bic, datasets, e_step, em, m_step, start
from gmmlab.datasets import Dataset
from gmmlab.errors import BadInput, CollapsedComponent
from gmmlab.learn import explore
from gmmlab.learn.explore import Preset
from gmmlab.learn.explore import runs as runs_module
from gmmlab.learn.explore.em import EM
from gmmlab.learn.explore.moments import END, HOWS
from gmmlab.learn.explore.views import thinned
from gmmlab.learn.stage import Touch
from gmmlab.shapes import SHAPES

DATA = datasets.sixty()
TRIALS = [
    Preset("Three groups", {"K": 3}, "Each group gets a component.", "Run to convergence"),
    Preset("A bad start", {"K": 3, "start": "crowded (a bad one)", "seed": 2}, "Slow.", "E-step"),
    Preset("Balls", {"shape": "spherical"}, "Rings are round (in these units)."),
]


@pytest.fixture
def explorer() -> EM:
    return explore.em(DATA, K=2, presets=TRIALS)


def said(explorer: EM) -> str:
    return explorer.stage.frame.alt


def number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    assert found, f"{pattern} is not in: {text}"
    return float(found[1].replace("−", "-"))


def shown(explorer: EM) -> Any:
    return explorer.stage.frame.marks


# ------------------------------------------------------------------------------ the sweep

POSITIONS = {
    name: np.unique(np.linspace(*c.reach, 3).astype(int)) for name, c in EM.controls.items()
}


@pytest.mark.parametrize("name", EM.controls)
@pytest.mark.parametrize("pressed", ["", "E-step", "Run to convergence"])
def test_every_control_from_end_to_end(explorer: EM, name: str, pressed: str) -> None:
    control, widget = explorer.controls[name], explorer.widgets[name]
    if pressed:
        explorer.press(pressed)
    seen = set()
    for value in POSITIONS[name]:
        setattr(widget, control.trait, int(value))
        assert getattr(explorer.state, name) == value
        assert said(explorer) == explorer.frame(explorer.state).alt
        seen.add((said(explorer), explorer.stage.scene.pack(explorer.stage.frame)))
    assert len(seen) == len(POSITIONS[name])


@pytest.mark.parametrize("preset", TRIALS, ids=lambda p: p.name)
def test_every_preset(explorer: EM, preset: Preset) -> None:
    before = said(explorer)
    explorer.trials[preset.name].click()
    assert said(explorer) != before
    assert preset.expect in explorer.expectation.value
    assert {
        explorer.controls[n].read(v) == getattr(explorer.state, n)
        for n, v in preset.settings.items()
    } == {True}


@pytest.mark.parametrize("words", EM.actions)
def test_every_button_at_the_start_midway_and_at_the_end(explorer: EM, words: str) -> None:
    for steps in ([], ["E-step", "M-step"], ["Run to convergence"]):
        explorer.press("Restart")
        for step in steps:
            explorer.press(step)
        explorer.buttons[words].click()
        if explorer.film:
            explorer._played(len(explorer.film) - 1, True)
        assert said(explorer) == explorer.frame(explorer.state).alt


def test_every_control_and_button_has_a_name(explorer: EM) -> None:
    names = [widget.description for widget in explorer.operable()]
    assert all(names)
    assert len(set(names)) == len(names) == 4 + 6 + 3
    assert explorer.stage.controls == [widget.model_id for widget in explorer.operable()]


def test_a_lesson_may_offer_few_controls() -> None:
    explorer = explore.em(DATA, offer=["K"])
    assert explorer.children[0].children == (explorer.widgets["K"],)
    explorer.set(shape="diagonal")
    assert "diagonal covariances" in said(explorer)


# ------------------------------------------------------------------------------ true numbers


@pytest.mark.parametrize("K", [1, 3])
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("shape", ["full", "shared spherical"])
def test_the_numbers_said_are_gmmlabs_own(K: int, how: str, shape: str) -> None:
    explorer = explore.em(DATA, K=K, start=how, seed=3, shape=shape)
    fits = [*islice(em(DATA.X, start(DATA.X, K, SHAPES[shape], how=HOWS[how], rng=3)), 4)]
    for step, fit in enumerate(fits):
        if step:
            explorer.press("M-step")
        explorer.press("E-step")
        text = said(explorer)
        assert number(r"Log-likelihood ([−\d.]*\d)", text) == pytest.approx(
            fit.log_likelihood, abs=0.051
        )
        assert number(r"BIC ([−\d.]*\d)", text) == pytest.approx(bic(fit), abs=0.051)
        counts = [float(c) for c in re.findall(r"with (\S+) points' worth", text)]
        np.testing.assert_allclose(counts, fit.counts, rtol=0, atol=0.051)
        shared = int(np.sum(fit.responsibilities.max(axis=1) < 0.9))
        assert f"{shared} of 60 points" in text


def test_a_number_that_is_wrong_would_be_noticed() -> None:
    text = "Log-likelihood −1130.3 (+0.1)"
    assert number(r"Log-likelihood ([−\d.]*\d)", text) != pytest.approx(-1130.4, abs=0.051)


def test_between_the_steps_ellipses_are_new_and_colours_old(explorer: EM) -> None:
    fit = e_step(DATA.X, start(DATA.X, 2, rng=1))
    moved = m_step(fit)
    grey = shown(explorer)["points"]
    assert len(np.unique(grey, axis=0)) == 1
    explorer.press("E-step")
    coloured = shown(explorer)["points"]
    np.testing.assert_array_equal(coloured[:, 3], fit.labels)
    np.testing.assert_allclose(shown(explorer)["rings"][0], fit.mixture.means)
    explorer.press("M-step")
    np.testing.assert_array_equal(shown(explorer)["points"], coloured)
    np.testing.assert_allclose(shown(explorer)["rings"][0], moved.means)
    assert "M-step done" in said(explorer)
    explorer.press("E-step")
    assert not np.array_equal(shown(explorer)["points"], coloured)
    np.testing.assert_allclose(shown(explorer)["rings"][0], moved.means)


def test_the_trace_ends_at_the_log_likelihood_said(explorer: EM) -> None:
    explorer.press("Run to convergence")
    (step, height), *_ = shown(explorer)["step"]
    assert tuple(shown(explorer)["trace"][-1]) == (step, height)
    assert np.all(np.diff(shown(explorer)["trace"][:, 1]) >= -1e-9)
    assert f"converged after {step} EM steps" in said(explorer)


def test_the_curve_is_the_best_found_and_names_its_least() -> None:
    explorer = explore.em(datasets.faithful(), K=2)
    assert "curve" not in said(explorer)
    assert "least:" not in explorer.stage.layouts["wide"]["svg"]
    explorer.complete()
    curve = explorer.curve(0)
    assert curve.ready
    assert "least: K = 2" in explorer.stage.layouts["wide"]["svg"]
    assert (curve.best, round(curve.bic[2], 1)) == (2, 2322.2)
    assert f"the curve's least is {curve.bic[2]:.1f}, at K = 2" in said(explorer)


def test_the_curve_can_be_found_in_pieces_with_pauses() -> None:
    explorer = explore.em(DATA)
    for _ in range(10_000):
        if next(explorer.idle(), "done") == "done":
            break
    assert explorer.curve(0).ready


# ------------------------------------------------------------------------------ stepping


def test_a_step_out_of_turn_changes_nothing_and_says_why(explorer: EM) -> None:
    explorer.press("M-step")
    assert explorer.state.position == 0
    assert "The M-step needs responsibilities. The E-step is next." in said(explorer)
    explorer.press("E-step")
    explorer.press("E-step")
    assert explorer.state.position == 1
    assert "The E-step is done" in said(explorer)
    assert explorer.buttons["M-step"].button_style == "primary"


def test_back_undoes_a_half_step(explorer: EM) -> None:
    for words in ("E-step", "M-step"):
        before = said(explorer)
        explorer.press(words)
        explorer.press("Back")
        assert said(explorer) == before
        explorer.press(words)


def test_stepping_arrives_where_running_does(explorer: EM) -> None:
    explorer.press("Run to convergence")
    end = said(explorer)
    explorer.press("Back")
    assert explorer.state.position != END
    explorer.press("E-step")
    assert said(explorer) == end


def test_k_moves_from_end_to_end_once_one_run_has_converged(explorer: EM) -> None:
    explorer.set(K=3)
    assert "at the start" in said(explorer)
    explorer.press("Run to convergence")
    explorer.set(K=4)
    assert "converged" in said(explorer)
    explorer.press("Restart")
    explorer.set(K=3)
    assert "at the start" in said(explorer)


def test_the_dials_mean_the_frames_that_moving_them_shows(explorer: EM) -> None:
    for pressed in ("Restart", "Run to convergence"):
        explorer.press(pressed)
        ahead = explorer.frame_at((3, 1))
        explorer.widgets["K"].value = 3
        explorer.widgets["start"].index = 1
        assert explorer.stage.frame.alt == ahead.alt
        explorer.set(K=2, start=0)


def test_moving_k_sends_little(explorer: EM) -> None:
    explorer.press("Run to convergence")
    explorer.set(K=8)
    assert len(explorer.stage.live) + len(str(explorer.stage.said)) < 20_000


def test_play_shows_every_half_step_and_can_be_paused(explorer: EM) -> None:
    explorer.press("Play")
    film = explorer.film
    assert [state.position for state in film[:4]] == [1, 2, 3, 4]
    assert film[-1].position == END
    assert explorer.buttons["Play"].description == "Pause"
    explorer.buttons["Play"].click()
    explorer._played(2, False)
    assert (explorer.state.position, explorer.buttons["Play"].description) == (3, "Play")


def test_a_button_pressed_during_a_film_waits_for_it_to_stop(explorer: EM) -> None:
    explorer.press("Play")
    explorer.press("M-step")
    assert explorer.film
    explorer._played(0, False)
    assert explorer.state.position == 2


# ------------------------------------------------------------------------------ trouble, in words


def test_a_run_that_collapses_is_said_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def collapsing(*args: Any, **kwargs: Any) -> Any:
        yield from islice(em(*args), 2)
        raise CollapsedComponent([1], 2, "no points left to explain")

    monkeypatch.setattr(runs_module, "em", collapsing)
    explorer = explore.em(DATA, K=2)
    explorer.press("Run to convergence")
    assert "stopped after 1 EM step" in said(explorer)
    assert "component 1 of 2 has no points left to explain" in said(explorer)


def test_a_start_that_is_impossible_is_said_and_not_raised() -> None:
    few = Dataset("few", np.array([[0, 0], [0, 1], [1, 0], [5, 5.0]]), ("x", "y"), ("", ""), "")
    explorer = explore.em(few, K=2)
    explorer.widgets["K"].value = 8
    assert "No start with K = 8" in said(explorer)
    for words in EM.actions:
        explorer.press(words)
    explorer.complete()
    explorer.widgets["K"].value = 1
    assert "K = 1" in said(explorer)


def test_a_component_on_one_point_is_called_collapsed() -> None:
    X = np.array([[0, 0], [1, 0.3], [0.4, 1], [0.9, 1.2], [9, 9.0]])
    explorer = explore.em(Dataset("five", X, ("x", "y"), ("", ""), ""), K=2)
    explorer.press("Run to convergence")
    assert "only held open by the floor" in said(explorer)


@pytest.mark.parametrize(
    ("data", "settings", "message"),
    [
        (datasets.twelve(), {}, "twelve has one feature, and this explorer draws two"),
        (DATA, {"K": 9}, "cannot be set to .*'K': 9"),
        (DATA, {"start": "magic"}, "magic.*k-means"),
        (DATA, {"seed": "x"}, "invalid literal"),
    ],
)
def test_what_cannot_be_explored_is_refused(data: Dataset, settings: Any, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        explore.em(data, **settings)


def test_an_unknown_control_in_a_preset_is_named(explorer: EM) -> None:
    with pytest.raises(BadInput, match="'colour'"):
        explorer.attempt(Preset("Odd", {"colour": 3}))


# ------------------------------------------------------------------------------ saved pictures


def test_the_bundle_holds_the_present_picture_beside_the_widget(explorer: EM) -> None:
    bundle = explorer._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.model_id
    assert bundle["text/plain"] == said(explorer)
    first = bundle["image/png"]
    explorer.press("Run to convergence")
    assert explorer._repr_mimebundle_()["image/png"] != first


def test_four_features_can_be_explored_two_at_a_time() -> None:
    explorer = explore.em(datasets.iris(), K=3, features=(2, 3))
    assert explorer.stage.scene.panels["a"].xlabel == "petal length (cm)"
    explorer.press("E-step")
    assert "(petal length, petal width)" in said(explorer)


def test_thinning_keeps_the_ends() -> None:
    steps = thinned(500, 40)
    assert (steps[0], steps[-1]) == (0, 499)
    assert len(steps) <= 40
    assert np.all(np.diff(steps) > 0)


def test_nothing_is_printed(explorer: EM, capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explorer.press("Run to convergence")
        explorer._repr_mimebundle_()
    assert capfd.readouterr() == ("", "")


def test_a_saved_notebook_keeps_the_last_picture_and_nbconvert_shows_it() -> None:
    import nbclient
    import nbconvert
    import nbformat

    cells = [
        "from gmmlab import datasets\nfrom gmmlab.learn import explore\n"
        "explorer = explore.em(datasets.sixty(), K=2)\nexplorer",
        "explorer.set(K=3)\nexplorer.saved.update()\nexplorer.stage.frame.alt",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    nbclient.NotebookClient(notebook, timeout=120).execute()
    last = eval(notebook.cells[1].outputs[0].data["text/plain"])
    assert not any("stderr" in output.get("name", "") for output in notebook.cells[0].outputs)
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    (alt,) = re.findall(r'<img alt="([^"]*)" src="data:image/png;base64,\w+', page)
    assert alt.replace("&#x27;", "'") == last
    assert "K = 3" in last


def test_a_bic_that_is_pressed_shows_the_fit_behind_it(explorer: EM) -> None:
    assert "choices" not in shown(explorer)
    explorer.complete()
    explorer.press("Run to convergence")
    curve = explorer.curve(explorer.state.shape)
    assert shown(explorer)["choices"] == [*curve.bic.items()]
    explorer.stage.on_touch(Touch("choices", "pick", 4, (0.0, 0.0)))
    assert said(explorer).startswith("K = 5, ")
    assert "converged" in said(explorer)
    before = explorer.state
    explorer.stage.on_touch(Touch("choices", "pick", 99, (0.0, 0.0)))
    assert explorer.state == before
