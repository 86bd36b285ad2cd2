"""A race drawn: every start stands where it ended, beside the winner."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from gmmlab import datasets, plot
from gmmlab import race as run
from gmmlab.plot.words import number
from gmmlab.races import Runner

RESULT = run(datasets.faithful().X, 3, rng=0)
AGREED = run(datasets.faithful().X, 2, rng=0)


@pytest.fixture
def ax():
    return Figure().subplots()


def marks(ax):
    """All marks but the winner's, by their label."""
    told = {line.get_label(): line for line in ax.lines if ": " in line.get_label()}
    return {name: line.get_xydata() for name, line in told.items()}


def star(ax):
    (mark,) = (line for line in ax.lines if line.get_marker() == "*")
    return mark


@pytest.mark.parametrize("result", [RESULT, AGREED], ids=["ahead", "agreed"])
def test_everyone_stands_where_they_ended(ax, result):
    plot.race(ax, result)
    drawn = np.sort(np.concatenate([xy[:, 0] for xy in marks(ax).values()]))
    everyone = [*result.finalists[1:], *result.dropped]
    gaps = [runner.log_likelihood - result.winner.log_likelihood for runner in everyone]
    np.testing.assert_allclose(drawn, np.sort(gaps))


def test_the_star_stands_in_the_winners_row(ax):
    plot.race(ax, RESULT)
    rows = [label.get_text() for label in ax.get_yticklabels()]
    assert star(ax).get_xydata().ravel().tolist() == [0, rows.index(RESULT.winner.start)]


def test_finalists_are_filled_and_the_others_hollow(ax):
    plot.race(ax, RESULT)
    for line in ax.lines:
        name = line.get_label()
        if name.endswith("went to the end"):
            assert line.get_markerfacecolor() == line.get_markeredgecolor()
        elif name.endswith("dropped here"):
            assert line.get_markerfacecolor() == "none"
    ended = sum(len(xy) for name, xy in marks(ax).items() if name.endswith("end"))
    assert ended == len(RESULT.finalists) - 1


def test_each_way_to_begin_has_a_row_and_a_marker(ax):
    plot.race(ax, RESULT)
    rows = [label.get_text() for label in ax.get_yticklabels()]
    assert set(rows) == {r.start for r in (*RESULT.finalists, *RESULT.dropped)}
    signs = {
        line.get_label().split(":")[0]: line.get_marker()
        for line in ax.lines
        if ": " in line.get_label()
    }
    assert len(set(signs.values())) == len(rows)
    for name, xy in marks(ax).items():
        row = rows.index(name.split(":")[0])
        assert np.all((xy[:, 1] <= row) & (xy[:, 1] > row - 1))


@pytest.mark.parametrize("result", [RESULT, AGREED], ids=["ahead", "agreed"])
def test_no_mark_covers_another_in_the_same_place(ax, result):
    plot.race(ax, result)
    every = np.concatenate([*marks(ax).values(), star(ax).get_xydata()])
    assert len(np.unique(every.round(9), axis=0)) == len(every)


def test_collapsed_runs_are_crosses_and_lost_ones_are_counted(ax):
    strangers = (
        Runner("random points", RESULT.winner.mixture, RESULT.winner.log_likelihood + 20, True, 12),
        Runner("random points", RESULT.winner.mixture, -np.inf, True, 12),
        Runner("kmeans labels", RESULT.winner.mixture, -np.inf, True, 12),
        Runner("kmeans labels", RESULT.winner.mixture, -np.inf, True, 12),
    )
    told = replace(RESULT, dropped=RESULT.dropped + strangers)
    plot.race(ax, told)
    np.testing.assert_allclose(marks(ax)["random points: collapsed"][:, 0], [20])
    (cross,) = (line for line in ax.lines if line.get_label().endswith(": collapsed"))
    assert cross.get_marker() == "x"
    rows = {label.get_text() for label in ax.get_yticklabels()}
    assert "random points\n(1 lost a component)" in rows
    assert "kmeans labels\n(2 lost a component)" in rows
    words = plot.describe_race(told)
    assert f"{len(RESULT.dropped)} were dropped, 1 collapsed, 3 lost a component." in words
    assert words.startswith("109 starts: ")


def test_the_words_have_the_races_numbers():
    words = plot.describe_race(RESULT)
    assert words.startswith("105 starts: 40 from random points, ")
    assert f"{len(RESULT.finalists)} went to the end, {len(RESULT.dropped)} were dropped" in words
    assert f"The winner, from {RESULT.winner.start}, has" in words
    assert (
        f"log-likelihood {number(RESULT.fit.log_likelihood)}, {number(RESULT.lead)} nats" in words
    )
    assert plot.describe_race(AGREED).endswith("the only finalist.")
    twins = replace(AGREED, finalists=2 * AGREED.finalists)
    assert plot.describe_race(twins).endswith("as every other finalist.")


def test_one_start_alone_is_a_race(ax):
    alone = run(datasets.faithful().X, 1, rng=0)
    plot.race(ax, alone)
    assert not marks(ax)
    assert "1 start: 1 from" in plot.describe_race(alone)
    assert plot.describe_race(alone).endswith("the only finalist.")


def test_a_collapsed_winner_is_said_to_be_one():
    thin = replace(RESULT, finalists=(replace(RESULT.winner, collapsed=True),))
    assert plot.describe_race(thin).endswith("One of its components collapsed.")
