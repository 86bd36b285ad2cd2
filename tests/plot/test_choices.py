"""A table of models: every curve has its numbers, its name, and room for it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text
from scipy.optimize import minimize

from gmmlab import datasets, kmeans_labels, plot
from gmmlab.choosing import Cell, select
from gmmlab.errors import BadInput
from gmmlab.plot.choices import GREY, LEADERS
from gmmlab.plot.labels import apart
from gmmlab.plot.words import number

QUICK = {"portfolio": ((kmeans_labels, 2),), "rounds": ((5, 1),), "tol": 1e-5}
TABLE = select(datasets.faithful().X, K=(1, 2, 3, 4), **QUICK)


@pytest.fixture
def ax():
    return Figure(dpi=100).subplots()


def curves(ax):
    return {line.get_label(): line for line in ax.lines if not line.get_label().startswith("_")}


def star(ax):
    (mark,) = (line for line in ax.lines if line.get_marker() == "*" and len(line.get_xdata()) == 1)
    return mark


def test_every_shape_has_a_curve_with_the_tables_numbers(ax):
    plot.selection(ax, TABLE)
    drawn = curves(ax)
    assert sorted(drawn) == sorted(TABLE.shapes)
    for column, name in enumerate(TABLE.shapes):
        np.testing.assert_array_equal(drawn[name].get_xdata(), TABLE.K)
        np.testing.assert_array_equal(drawn[name].get_ydata(), TABLE.table["bic"][:, column])


@pytest.mark.parametrize("criterion", ["bic", "aic", "icl", None])
def test_the_star_stands_on_the_least_and_is_named(ax, criterion):
    plot.selection(ax, TABLE, criterion)
    values = TABLE.table[criterion or "bic"]
    row, column = np.unravel_index(values.argmin(), values.shape)
    assert star(ax).get_xydata().ravel() == pytest.approx([TABLE.K[row], values.min()])
    named = f"least: {TABLE.shapes[column]}, K = {TABLE.K[row]}"
    assert ax.texts[0].get_text() == named
    assert ax.get_ylabel().startswith((criterion or "bic").upper())


def test_what_ranks_the_table_is_what_is_drawn():
    by_icl, asked = Figure().subplots(), Figure().subplots()
    plot.selection(by_icl, TABLE.by("icl"))
    plot.selection(asked, TABLE, "icl")
    assert star(by_icl).get_xydata().tolist() == star(asked).get_xydata().tolist()
    plain = Figure().subplots()
    plot.selection(plain, TABLE)
    assert star(plain).get_xydata().tolist() != star(asked).get_xydata().tolist()


def test_the_best_shapes_stand_out_by_colour_line_marker_and_letters(ax):
    plot.selection(ax, TABLE, leaders=3)
    best = [TABLE.shapes[c] for c in TABLE.table["bic"].min(axis=0).argsort()]
    drawn, names = curves(ax), {text.get_text(): text for text in ax.texts}
    leading = [drawn[name] for name in best[:3]]
    for look in ("get_color", "get_linestyle", "get_marker"):
        assert len({str(getattr(line, look)()) for line in leading}) == 3
    assert [line.get_color() for line in leading] == list(LEADERS[:3])
    assert all(names[name].get_fontweight() == "bold" for name in best[:3])
    assert {to_hex(drawn[name].get_color()) for name in best[3:]} == {to_hex(GREY)}


def test_names_stand_beside_the_axes_and_apart(ax):
    plot.selection(ax, TABLE)
    names = {text.get_text().rstrip(" ↑↓"): text for text in ax.texts[1:]}
    assert sorted(names) == sorted(TABLE.shapes)
    ax.figure.draw_without_rendering()
    boxes = {name: Text.get_window_extent(text) for name, text in names.items()}  # no leader
    rising = sorted(boxes.values(), key=lambda box: box.y0)
    assert all(upper.y0 > lower.y1 for lower, upper in pairwise(rising))
    inside = ax.get_window_extent()
    for name, text in names.items():
        assert boxes[name].x0 > inside.x1
        out_of_sight = curves(ax)[name].get_ydata()[-1] > ax.get_ylim()[1]
        assert text.get_text().endswith("↑") == out_of_sight
    assert "EII ↑" in [text.get_text() for text in ax.texts]


def test_the_better_half_of_the_models_is_in_view(ax):
    plot.selection(ax, TABLE)
    low, high = ax.get_ylim()
    values = TABLE.table["bic"]
    assert np.all(values >= low)
    assert np.mean(values <= high) >= 0.5
    assert np.median(values) - values.min() > 0.25 * (high - low)


def test_one_number_of_components_is_shown_whole(ax):
    plot.selection(ax, replace(TABLE, cells=TABLE.cells[14:28], K=(2,)))
    low, high = ax.get_ylim()
    assert all(low < line.get_ydata()[0] < high for line in curves(ax).values())


def test_what_is_not_compared_is_missing(ax):
    cells = [replace(c, fit=None, reason="lost") if c.K == 3 else c for c in TABLE.cells]
    cells = [Cell(c.K, c.shape, None, "lost") if c.shape == "EVE" else c for c in cells]
    holed = replace(TABLE, cells=tuple(cells))
    plot.selection(ax, holed)
    drawn = curves(ax)
    assert "EVE" not in drawn
    assert all(np.isnan(line.get_ydata()[2]) for line in drawn.values())
    assert "17 could not be compared" in plot.describe_selection(holed)


def test_rows_in_any_order_make_the_same_curves(ax):
    turned = replace(TABLE, cells=TABLE.cells[28:] + TABLE.cells[:28], K=(3, 4, 1, 2))
    plot.selection(ax, turned)
    for column, name in enumerate(TABLE.shapes):
        drawn = curves(ax)[name].get_ydata()
        np.testing.assert_array_equal(drawn, TABLE.table["bic"][:, column])


@pytest.mark.parametrize("leaders", [0, 6])
def test_no_more_colours_than_can_be_told_apart(ax, leaders):
    with pytest.raises(BadInput, match=f"leaders={leaders}: from 1 to 5"):
        plot.selection(ax, TABLE, leaders=leaders)


@pytest.mark.parametrize("criterion", ["bic", "icl"])
def test_the_words_have_the_tables_numbers(criterion):
    words = plot.describe_selection(TABLE, criterion)
    chosen = TABLE.by(criterion)
    first, second = np.sort(chosen.table["value"].ravel())[:2]
    assert words.startswith(f"{criterion.upper()} of 56 models, 14 shapes with 1 to 4 components.")
    assert (
        f"Least: {chosen.winner.shape} with {chosen.winner.K} components, {number(first)}" in words
    )
    assert words.endswith(f", {number(second - first)} more.")


places = st.lists(st.floats(-10, 10), min_size=1, max_size=9)


@given(places, st.floats(0.01, 3))
def test_names_keep_their_order_and_their_gap(wanted, gap):
    moved = apart(np.array(wanted), gap)
    order = np.argsort(wanted, kind="stable")
    assert np.all(np.diff(moved[order]) >= gap - 1e-9)
    if np.all(np.diff(np.sort(wanted)) >= gap):
        np.testing.assert_allclose(moved, wanted, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("room", [(-np.inf, np.inf), (0.0, 1.0)])
def test_they_are_moved_as_little_as_can_be(seed, room):
    """Against a solver that knows nothing of isotonic regression."""
    wanted, gap = np.sort(np.random.default_rng(seed).random(5)) ** 2, 0.15
    limits = [tuple(None if np.isinf(side) else side for side in room)] * 5
    rows = [{"type": "ineq", "fun": lambda x, i=i: x[i + 1] - x[i] - gap} for i in range(4)]
    best = minimize(lambda x: np.sum((x - wanted) ** 2), wanted, bounds=limits, constraints=rows)
    np.testing.assert_allclose(apart(wanted, gap, *room), best.x, atol=1e-4)


def test_too_many_names_share_the_room_evenly():
    np.testing.assert_allclose(apart(np.zeros(5), 1.0, 0.0, 1.0), np.linspace(0, 1, 5))
