"""Points that are dragged: what a touch does, what follows, and what is said of it."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from gmmlab import em, m_step
from gmmlab.criteria import bic
from gmmlab.errors import BadInput
from gmmlab.learn.explore import Preset, drag
from gmmlab.learn.explore.drag import FEWEST, MOST
from gmmlab.learn.explore.following import TOL, afresh, followed
from gmmlab.learn.explore.ground import COUNTS, DEEP
from gmmlab.learn.stage import Handles, ImageStage, Panel, Touch
from gmmlab.learn.stage import widget as live
from gmmlab.shapes import SHAPES, Full, Spherical

RNG = np.random.default_rng(0)
LOW, HIGH = RNG.normal([3, 3], 0.8, (14, 2)), RNG.normal([7, 7], [1.2, 0.6], (16, 2))
HEAPS = np.concatenate([LOW, HIGH]).round(3)
SETS = {"two heaps": HEAPS, "one heap": HEAPS[:14]}


@pytest.fixture
def ground():
    return drag(SETS, shape="spherical")


def touch(ground, act, index, at=(0.0, 0.0), layer="points"):
    ground.stage.on_touch(Touch(layer, act, index, at))
    return ground.state


def said(ground):
    return ground.stage.frame.sentence


def test_a_moved_point_is_moved_and_alone(ground):
    state = touch(ground, "move", 3, (5.0, 4.5))
    assert state.points[3] == (5.0, 4.5)
    assert np.array_equal(np.delete(state.X, 3, axis=0), np.delete(HEAPS, 3, axis=0))
    assert "Point 4 at (5, 4.5)" in said(ground)


def test_the_fit_is_one_of_these_points_and_has_converged(ground):
    state = touch(ground, "move", 3, (5.0, 4.5))
    for K, fit in zip(COUNTS, state.fits, strict=True):
        assert np.array_equal(fit.points.X, state.X)
        if not fit.collapsed:
            later = next(iter(em(state.X, m_step(fit)))).log_likelihood
            assert 0 <= later - fit.log_likelihood < 1e3 * TOL * len(state.X), K
    assert bic(state.fit) == state.worth[2]


def test_nothing_leaves_the_picture(ground):
    panel = ground.scene(ground.state).panels["a"]
    state = touch(ground, "move", 0, (1e9, -1e9))
    assert state.points[0] == pytest.approx((panel.xlim[1], panel.ylim[0]), abs=1e-3)


def test_points_come_and_go_within_limits(ground):
    for number in range(len(HEAPS), MOST):
        state = touch(ground, "add", number, (5.0, 5.0))
        assert state.chosen == number
    assert len(set(state.points)) == MOST  # added at one spot, they lie beside one another
    assert f"{MOST} points are enough" in (touch(ground, "add", MOST, (5, 5)), said(ground))[1]
    ground.set(data="one heap")
    while len(ground.state.points) > FEWEST:
        touch(ground, "remove", 0)
    assert len(touch(ground, "remove", 0).points) == FEWEST
    assert f"{FEWEST} points must stay" in said(ground)


def test_the_last_one_taken_away_leaves_one_chosen(ground):
    touch(ground, "pick", 29)
    assert touch(ground, "remove", 29).chosen == 28


@pytest.mark.parametrize("act", ["move", "remove", "pick"])
def test_what_is_not_there_cannot_be_touched(ground, act):
    before = ground.state
    assert touch(ground, act, 99, (5, 5)) == before


def test_a_mark_of_the_curve_chooses_k(ground):
    assert touch(ground, "pick", 3, layer="choices").K == 4
    assert ground.widgets["K"].value == 4
    assert touch(ground, "pick", 9, layer="choices").K == 4


def test_restart_brings_the_points_back(ground):
    touch(ground, "move", 3, (5.0, 4.5))
    ground.press("Restart")
    assert np.array_equal(ground.state.X, HEAPS)


def test_buttons_add_and_take_away(ground):
    ground.press("Add a point")
    assert len(ground.state.points) == len(HEAPS) + 1
    ground.press("Take it away")
    assert np.array_equal(ground.state.X, HEAPS)


def test_a_fit_may_be_led_astray_and_found_again():
    """One heap is parted point by point; three components that followed miss its two halves."""
    ground = drag(SETS, K=3, shape="spherical")
    for k in range(1, 14, 2):
        touch(ground, "move", k, tuple(HEAPS[k] + [4, 0]))
    led = ground.state.fit.log_likelihood
    ground.press("Fit afresh")
    gain = ground.state.fit.log_likelihood - led
    assert gain > 10
    assert f"Fitted afresh: {gain:.1f} nats better." in said(ground)


def test_too_few_different_points_have_no_fit():
    ground = drag({"three": [[0, 0], [1, 0], [0, 1]]}, K=5)
    assert ground.state.fit is None
    assert "no fit" in said(ground)
    assert 5 not in ground.state.worth


def test_a_collapse_is_said_and_has_no_bic():
    twins = np.array([[0, 0], [0, 0], [0, 0], [5, 5], [6, 5], [5, 6], [6, 6.5]])
    ground = drag({"twins": twins}, K=2)
    assert ground.state.fit.collapsed
    assert "collapsed" in said(ground)
    assert 2 not in ground.state.worth


def test_every_count_has_a_mark_to_press(ground):
    marks = ground.stage.frame.marks["choices"]
    assert marks[:, 0].tolist() == list(COUNTS)
    for K, above in marks:
        worth = ground.state.worth.get(int(K))
        least = min(ground.state.worth.values())
        assert above == (DEEP if worth is None else pytest.approx(worth - least))


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_whatever_is_touched_the_words_are_true(data):
    ground = drag({"heap": HEAPS[::3]}, shape="spherical")
    for _ in range(4):
        n = len(ground.state.points)
        act = data.draw(st.sampled_from(["move", "add", "remove", "pick"]))
        index = n if act == "add" else data.draw(st.integers(0, n - 1))
        place = st.floats(0, 10).map(lambda v: round(v, 2))
        state = touch(ground, act, index, (data.draw(place), data.draw(place)))
        assert said(ground).startswith(f"{len(state.points)} points, K = {state.K}")
        shares = state.fit.responsibilities[state.chosen]
        assert f"responsibilities {', '.join(f'{r:.2f}' for r in shares)}" in said(ground)
        rows = ground.look.rows(ground.stage.frame)[1]
        assert rows[:, 6].argmax() == state.chosen
        assert rows[:, 6].sum() == 1


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_following_nothing_new_stays(shape):
    fit = afresh(HEAPS, 2, shape)
    again = followed(HEAPS, 2, shape, fit)
    assert again.log_likelihood == pytest.approx(fit.log_likelihood, abs=1e-3)


def test_who_cannot_follow_begins_anew():
    fit = afresh(HEAPS, 2, Full())
    assert followed(HEAPS[:2], 3, Full(), fit) is None
    assert followed(HEAPS, 2, Spherical(), None).mixture.K == 2


@pytest.mark.parametrize(
    ("X", "told"), [(np.eye(3), "two numbers"), (np.ones((2, 2)) + np.eye(2), "3 to 80")]
)
def test_sets_must_be_drawable(X, told):
    with pytest.raises(BadInput, match=told):
        drag({"bad": X})


def test_presets_choose_sets(ground):
    ground = drag(SETS, presets=[Preset("1", {"data": "one heap", "K": 1}, "one")])
    ground.trials["1"].click()
    assert np.array_equal(ground.state.X, HEAPS[:14])


# the stage


def test_the_browser_speaks_in_shares_of_the_panel(ground):
    panel = ground.scene(ground.state).panels["a"]
    message = {"do": "touch", "layer": "points", "act": "move", "index": 2, "at": [0.25, 0.5]}
    assert isinstance(ground.stage, live.Stage)
    ground.stage._hear(ground.stage, message, [])
    assert ground.state.points[2] == pytest.approx(panel.at((0.25, 0.5)), abs=1e-3)


def test_places_come_back_from_shares():
    panel = Panel((2, 12), (-1, 3))
    for share in ([0, 0], [1, 1], [0.3, 0.8]):
        assert panel.place([panel.at(share)])[0] == pytest.approx(share)


def test_handles_are_drawn_without_a_browser(ground):
    still = ImageStage(ground.scene(ground.state), ground.stage.frame)
    before = still.picture.value
    touch(ground, "pick", 7)
    still.show(ground.stage.frame)
    assert still.picture.value != before
    layer = next(each for each in ground.look.layers if isinstance(each, Handles))
    assert layer.spec(ground.look.panels["a"])["touch"] == "drag"
