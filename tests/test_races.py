"""Races: side by side is the same as one by one, nobody gets lost, and the best one wins."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from gmmlab import Mixture, Noise, best_fit, datasets, e_step, em, m_step, race, races, start
from gmmlab.assign import hard
from gmmlab.covariances import SHAPES
from gmmlab.errors import BadInput, CollapsedComponent, CollapseWarning, TooFewPoints
from gmmlab.floors import FLOOR
from gmmlab.points import Points
from gmmlab.races import Race, Runner, climb
from gmmlab.runners import ranked
from gmmlab.shapes import Full, Spherical
from gmmlab.sprint import nearly_there, strides
from gmmlab.starts import kmeans_labels, kmeans_plusplus, random_points, random_responsibilities
from gmmlab.stopping import until_converged

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)

FAITHFUL = datasets.faithful().X
IRIS = datasets.iris().X


def thrown(seed, n=80):
    """Clusters in the plane, and K."""
    rng = np.random.default_rng(seed)
    K = int(rng.integers(1, 4))
    return rng.normal(0, 5, (K, 2))[np.arange(n) % K] + rng.normal(size=(n, 2)), K


def alone(points, begin, steps, **how):
    """The fit so many steps on; None if a component is lost by then."""
    with suppress(CollapsedComponent):
        fit = None
        for fit in islice(em(points, begin, **how), steps + 1):
            if not fit.counts.min() > 1e-12:
                return None
        return fit


def assert_each_as_alone(points, runs, steps, rtol=1e-9, **how):
    """Who is still there, and where: as if each had run by itself."""
    alive, fit = climb(points, Mixture.side_by_side(runs), steps, **how)
    singles = [alone(points, begin, steps, **how) for begin in runs]
    assert alive.tolist() == [i for i, single in enumerate(singles) if single is not None]
    for place, run in enumerate(alive):
        own, found = singles[run], fit.mixture[place]
        assert fit.log_likelihood[place] == pytest.approx(own.log_likelihood, rel=rtol)
        np.testing.assert_allclose(found.weights, own.mixture.weights, rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(found.means, own.mixture.means, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(fit.counts[place], own.counts, rtol=1e-5, atol=1e-7)
        spread = np.abs(own.mixture.covariances).max()
        np.testing.assert_allclose(
            found.covariances, own.mixture.covariances, rtol=1e-4, atol=1e-6 * spread
        )
    return alive, fit


# Side by side.


@shapes
@few
@given(seeds, st.integers(0, 8))
def test_side_by_side_is_one_by_one(shape, seed, steps):
    X, K = thrown(seed)
    runs = [start(X, K, shape, rng=i) for i in range(4)]
    assert_each_as_alone(Points.of(X, shape), runs, steps)


def needles():
    """Two clouds, and a needle so thin that sums about the mean would lose its digits."""
    rng = np.random.default_rng(1)
    clouds = np.concatenate([rng.normal(m, 1, (40, 2)) for m in ([0, 0], [9, 0])])
    return np.concatenate([clouds, [60, 60] + rng.normal(size=(30, 2)) * 1e-3])


def menagerie(shape):
    """Runs that stay healthy, go thin, are thin from the start, or lose a component on the way."""
    third = np.full(3, 1 / 3)
    ball = np.tile(np.eye(2), (3, 1, 1))
    clouds, thin = [[0.0, 0], [9, 0]], [[60.0, 60]]
    healthy = Mixture(third, np.array([[0.0, 0], [1, 0], [30, 30]]), 900 * ball, shape)
    narrows = Mixture(third, np.array([*clouds, *thin]), 4 * ball, shape)
    narrow = Mixture(third, np.array([*clouds, *thin]), 1e-6 * ball, shape)
    lost = Mixture(third, np.array([*clouds, [1e4, -1e4]]), ball, shape)
    later = Mixture(np.array([0.5, 0.5 - 1e-9, 1e-9]), np.array([*clouds, [4, 30]]), ball, shape)
    other = replace(healthy, weights=np.array([0.2, 0.3, 0.5]))
    return [healthy, narrows, lost, narrow, later, other]


@shapes
@pytest.mark.parametrize("steps", [0, 1, 6])
def test_members_that_go_thin_or_lose_a_component_hinder_nobody(shape, steps):
    X = needles()
    runs = menagerie(shape)
    rtol = 1e-9 if shape.separable else 1e-6  # where covariances hang together, thin ones round
    assert_each_as_alone(Points.of(X, shape), runs, steps, rtol, maximise=partial(m_step))
    alive, _ = assert_each_as_alone(Points.of(X, shape), runs, steps, rtol)
    assert 2 not in alive
    assert {0, 5} <= set(alive.tolist())


def test_the_menagerie_is_one():
    """With own ellipses: somebody takes the residual route from the start, and somebody later."""
    from gmmlab.passes import Natural

    points, runs = Points.of(needles(), Full()), menagerie(Full())

    def exact(mixture):
        natural = Natural(mixture, points.origin, Full())
        return bool(natural.exact(points.covariance.diagonal()))

    assert [exact(run) for run in (runs[0], runs[1], runs[3])] == [True, True, False]
    assert not exact(alone(points, runs[1], 1).mixture)
    assert exact(alone(points, runs[0], 1).mixture)
    assert alone(points, runs[2], 0) is None


def test_a_ridge_through_the_middle_is_thin_too():
    """No mean is far out, but features that nearly cancel are: the last digits would be lost."""
    rng = np.random.default_rng(0)
    along, across = rng.normal(size=(2, 100, 1)) * [[[100.0]], [[1e-3]]]
    X = np.hstack([along + across, along - across])
    wide = Mixture(np.full(2, 0.5), np.zeros((2, 2)) + X.mean(axis=0), np.empty((2, 2, 2)))
    thin = 1e4 * np.ones((2, 2)) + 1e-6 * np.array([[1.0, -1], [-1, 1]])
    wide = replace(wide, covariances=np.array([thin, 4 * thin]))
    _, fit = climb(Points.of(X, Full()), Mixture.side_by_side([wide, wide]), 0)
    np.testing.assert_allclose(fit.log_likelihood, wide.log_density(X).sum(), rtol=1e-12)


def test_if_all_lose_a_component_nobody_is_left():
    X = needles()
    lost = menagerie(Full())[2]
    alive, fit = climb(Points.of(X, Full()), Mixture.side_by_side([lost, lost]), 3)
    assert alive.size == 0
    assert len(fit.mixture.weights) == 0


@few
@given(seeds)
def test_weighted_points_and_many_blocks(seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(9000, 3)) + 5 * rng.integers(2, size=(9000, 1))
    points = Points.of(X, Full(), rng.uniform(0, 2, 9000))
    assert not points.in_one_block
    assert_each_as_alone(points, [start(X, 2, rng=i) for i in range(3)], 2)


@few
@given(seeds)
def test_runs_with_noise_are_runs_with_noise(seed):
    X, K = thrown(seed)
    runs = [start(X, K, rng=i) for i in range(3)]
    box = Noise.around(X)
    runs = [replace(run, weights=0.8 * run.weights, noise=box) for run in runs]
    alive, fit = assert_each_as_alone(Points.of(X, Full(), noisy=True), runs, 4)
    if alive.size:
        assert fit.mixture.noise is box


@few
@given(seeds)
def test_other_steps_side_by_side(seed):
    """A ridge, and winners that take all."""
    X, K = thrown(seed)
    runs = [start(X, K, rng=i) for i in range(3)]
    points = Points.of(X, Full())
    assert_each_as_alone(points, runs, 4, maximise=partial(m_step, ridge=0.1))
    assert_each_as_alone(points, runs, 2, assign=hard)


def test_a_run_that_loses_its_width_hinders_nobody():
    """Without a floor a component shrinks onto a point that is there three times."""
    X = np.concatenate([np.random.default_rng(0).normal(size=(40, 2)), np.full((3, 2), 7.0)])
    half, ball = np.full(2, 0.5), np.tile(np.eye(2), (2, 1, 1))
    healthy = Mixture(half, np.array([[1.0, 0], [-1, 0]]), 4 * ball)
    shrinks = Mixture(half, np.array([[0.0, 0], [7, 7]]), 0.01 * ball)
    points, bare = Points.of(X, Full()), partial(m_step, floor=0)
    assert alone(points, shrinks, 6, maximise=bare) is None
    alive, fit = climb(points, Mixture.side_by_side([shrinks, healthy, shrinks]), 6, maximise=bare)
    assert alive.tolist() == [1]
    own = alone(points, healthy, 6, maximise=bare)
    assert fit.log_likelihood[0] == pytest.approx(own.log_likelihood, rel=1e-9)


@shapes
def test_a_ridge_is_added_to_every_variance(shape):
    """Also in a sprint, at every step."""
    runs = [start(FAITHFUL, 2, shape, rng=i) for i in range(2)]
    points, ridged = Points.of(FAITHFUL, shape), partial(m_step, ridge=0.3)
    fit = next(em(points, runs[0]))
    np.testing.assert_allclose(
        ridged(fit).covariances, m_step(fit).covariances + 0.3 * np.eye(2), rtol=1e-12
    )
    *_, (where, now) = islice(strides(points, Mixture.side_by_side(runs), ridge=0.3), 4)
    assert where.tolist() == [0, 1]
    for run, begin in enumerate(runs):
        own = alone(points, begin, 3, maximise=ridged)
        assert now.log_likelihoods[run] == pytest.approx(own.log_likelihood, rel=1e-9)


def test_who_has_no_points_left_is_named():
    ball = np.tile(np.eye(2), (3, 1, 1))
    lost = Mixture(np.full(3, 1 / 3), np.array([[0.0, 0], [9, 0], [1e4, -1e4]]), ball)
    with pytest.raises(CollapsedComponent, match="component 2 of 3 has no points left") as told:
        list(islice(em(needles(), lost), 2))
    assert told.value.components == [2]


def test_a_runner_held_open_by_the_floor_is_known_by_it():
    """On a point that is there three times; the floor is 1e-8 of the data's variance."""
    X = np.concatenate([np.random.default_rng(0).normal(size=(40, 2)), np.full((3, 2), 7.0)])
    points, begin = Points.of(X, Full()), Mixture.balls(np.array([[0.0, 0], [7, 7]]))
    well = replace(begin, shape=Full())
    thin = replace(well, covariances=np.array([np.eye(2), 1.5 * FLOOR * points.covariance]))
    runners = [Runner("a", well), Runner("b", thin)]
    moved = list(races._lap(points, runners, 0, m_step))
    assert [runner.collapsed for runner in moved] == [False, True]
    assert moved[1].log_likelihood > moved[0].log_likelihood
    assert moved[0].merit < moved[1].merit


# Who wins.


SMALL = {
    "portfolio": ((random_points, 5), (kmeans_plusplus, 5), (kmeans_labels, 2)),
    "rounds": ((8, 5), (20, 3)),
    "tol": 1e-6,
}
"""A race that is soon over."""


@pytest.mark.parametrize("shape", [Full(), Spherical(), SHAPES["VEV"]], ids=lambda s: s.name)
def test_the_same_seed_runs_the_same_race(shape):
    one, same = (race(FAITHFUL, 3, shape, rng=3, **SMALL) for _ in range(2))
    assert one.fit.log_likelihood == same.fit.log_likelihood
    assert str(one) == str(same)
    for mine, other in zip(one.finalists + one.dropped, same.finalists + same.dropped, strict=True):
        assert (mine.start, mine.log_likelihood, mine.steps) == (
            other.start,
            other.log_likelihood,
            other.steps,
        )
        np.testing.assert_array_equal(mine.mixture.means, other.mixture.means)


def test_another_seed_runs_another_race():
    one, other = (race(FAITHFUL, 3, rng=seed, tol=1e-6) for seed in (3, 4))
    assert [r.log_likelihood for r in one.dropped] != [r.log_likelihood for r in other.dropped]


@pytest.mark.parametrize("shape", [Full(), Spherical(), SHAPES["VVE"]], ids=lambda s: s.name)
def test_nobody_gets_lost(shape):
    """A hundred and five begin; three at most, in different places, go on to the end."""
    result = race(FAITHFUL, 3, shape, rng=0, tol=1e-6)
    assert 1 <= len(result.finalists) <= 3
    begun = [runner.start for runner in result.finalists + result.dropped]
    assert {how: begun.count(how) for how in begun} == {
        "random points": 40,
        "kmeans plusplus": 40,
        "random responsibilities": 20,
        "kmeans labels": 5,
    }
    steps = [runner.steps for runner in result.dropped]
    assert {20, 50, 110} >= set(steps)
    assert steps.count(20) >= 85
    assert all(runner.steps >= 112 for runner in result.finalists)
    assert result.fit.mixture is result.winner.mixture
    assert result.fit.log_likelihood == result.winner.log_likelihood


@shapes
def test_the_winner_is_the_best_of_the_finalists(shape):
    result = race(IRIS, 4, shape, rng=1, **SMALL)
    merits = [runner.merit for runner in result.finalists]
    assert merits == sorted(merits)
    if not result.winner.collapsed:
        healthy = [r.log_likelihood for r in result.finalists if not r.collapsed]
        assert result.winner.log_likelihood == max(healthy)
    slack = 1e-9 * abs(result.winner.log_likelihood)
    for runner in result.dropped:
        assert runner.collapsed or runner.log_likelihood <= result.winner.log_likelihood + slack


def test_what_is_said_of_a_runner_is_said_of_its_own_mixture():
    """With weights, too: ten of each point, and log-likelihoods that are ten times as large."""
    tenfold = np.full(len(FAITHFUL), 10.0)
    result = race(FAITHFUL, 3, rng=0, weights=tenfold, **SMALL)
    for runner in result.finalists + result.dropped:
        value = e_step(FAITHFUL, runner.mixture, weights=tenfold).log_likelihood
        assert runner.log_likelihood == pytest.approx(value, rel=1e-9)


def test_one_that_loses_a_component_on_the_last_lap_is_accounted_for():
    """An M-step that fails once, for the first finalist on the last lap."""
    laps = iter([True])

    def failing_once(fit):
        if fit.moments.means.ndim == 2 and next(laps, False):
            raise CollapsedComponent([0], 2, "no points left to explain")
        return m_step(fit)

    result = race(FAITHFUL, 2, rng=0, tol=1e-6, maximise=failing_once)
    assert len(result.finalists) + len(result.dropped) == 105
    assert result.fit.log_likelihood == pytest.approx(-1130.264, abs=1e-3)
    assert sum(runner.log_likelihood == -np.inf for runner in result.dropped) == 1


def test_a_run_that_is_lost_ranks_last_and_is_named():
    lost = Runner("a", Mixture.balls(np.zeros((1, 1))))
    thin = Runner("b", lost.mixture, 50.0, collapsed=True)
    well = Runner("c", lost.mixture, -99.0)
    better = Runner("d", lost.mixture, -98.0)
    order = ranked([lost, thin, well, better])
    assert [runner.start for runner in order] == ["d", "c", "b", "a"]


def test_the_lead_is_over_the_best_that_ended_elsewhere():
    def ended(*values):
        ball = Mixture.balls(np.zeros((1, 1)))
        runners = tuple(Runner("random points", ball, value) for value in values)
        return Race(next(em(np.array([[0.0], [1.0]]), ball)), runners, ())

    assert ended(-10.0, -10.004, -12.5, -11.0).lead == pytest.approx(1.0)
    assert ended(-10.0, -10.0).lead == np.inf
    assert ended(-10.0).lead == np.inf
    told = str(ended(-10.0, -10.004, -12.5, -11.0))
    assert "from random points, the best of 4 start(s), of which 4 were taken" in told
    assert told.endswith("to the end: 1 nats ahead")
    assert str(ended(-10.0)).endswith("of which 1 were taken to the end: no other end")


def test_with_one_component_there_is_nothing_to_race():
    result = race(FAITHFUL, 1, rng=0)
    assert len(result.finalists) == 1
    assert result.dropped == ()
    np.testing.assert_allclose(result.fit.mixture.means[0], FAITHFUL.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(result.fit.mixture.covariances[0], np.cov(FAITHFUL.T, bias=True))


def test_the_portfolio_and_the_rounds_can_be_chosen():
    result = race(
        FAITHFUL,
        2,
        rng=0,
        portfolio=((random_responsibilities, 3), (kmeans_labels, 2)),
        rounds=((4, 4), (5, 1)),
    )
    assert [runner.steps for runner in result.dropped].count(9) == 3
    assert [runner.steps for runner in result.dropped].count(4) == 1
    assert len(result.finalists) == 1
    begun = {runner.start for runner in result.finalists + result.dropped}
    assert begun <= {"random responsibilities", "kmeans labels"}


@pytest.mark.parametrize("room", [1, 900, 10**9])
def test_how_many_run_side_by_side_does_not_matter(monkeypatch, room):
    """One by one, in pairs, or all at once."""
    portfolio = ((random_points, 4), (kmeans_plusplus, 4))
    wanted = race(FAITHFUL, 3, rng=2, tol=1e-6, portfolio=portfolio).fit.log_likelihood
    monkeypatch.setattr(races, "ROOM", room)
    one = race(FAITHFUL, 3, rng=2, tol=1e-6, portfolio=portfolio)
    assert len(one.finalists) + len(one.dropped) == 8
    assert one.fit.log_likelihood == pytest.approx(wanted, abs=1e-3)


# Very many points.


def crowd(n=13_000):
    """More than twice 4000 + 1000 K: the first laps are run on a part."""
    rng = np.random.default_rng(0)
    return rng.normal(size=(n, 2)) + 6 * rng.integers(2, size=(n, 1))


def test_the_end_is_reached_on_all_points():
    X = crowd()
    result = race(X, 2, rng=0, portfolio=((random_points, 4),), rounds=((5, 2),), tol=1e-7)
    assert result.fit.n == 13_000
    assert result.fit.points.X is X
    np.testing.assert_allclose(np.sort(result.fit.mixture.means[:, 0]), [0, 6], atol=0.1)
    *_, full = islice(em(X, result.fit.mixture), 30)
    assert full.log_likelihood == pytest.approx(result.fit.log_likelihood, abs=1e-3)
    dropped = [runner.log_likelihood for runner in result.dropped]
    assert max(dropped) > 0.6 * result.fit.log_likelihood, "said of 6000 points"


def test_weights_stay_with_their_points():
    """Half of the points count for nothing, and are far away."""
    X = np.concatenate([crowd(), crowd() + 300])
    weights = np.repeat([1.0, 0.0], 13_000)
    result = race(
        X, 2, rng=0, portfolio=((random_points, 12),), rounds=((8, 3),), tol=1e-7, weights=weights
    )
    assert result.fit.n == 13_000
    assert result.fit.mixture.means.max() < 10


def test_a_feature_that_rarely_varies_is_no_constant():
    """One point in thirteen thousand has it: a part of the points need not, however one begins."""
    X = np.column_stack([crowd(), np.zeros(13_000)])
    X[17, 2] = 1.0
    for how in (random_points, kmeans_plusplus, kmeans_labels, random_responsibilities):
        result = race(X, 2, Spherical(), rng=0, portfolio=((how, 2),), rounds=((2, 1),), tol=1e-5)
        assert result.fit.n == 13_000


# What is said.


def test_the_best_fit_is_the_races():
    one, two = best_fit(FAITHFUL, 3, rng=5), race(FAITHFUL, 3, rng=5).fit
    assert one.log_likelihood == two.log_likelihood


def test_a_collapse_in_every_start_is_told():
    """Five points twice over, five components: each sits on a point."""
    X = np.repeat(np.random.default_rng(0).normal(size=(5, 2)), 4, axis=0)
    with pytest.warns(CollapseWarning, match="of 4 collapsed onto a few points in every start"):
        fit = best_fit(X, 4, rng=0)
    assert fit.collapsed


def test_races_check_what_comes_in():
    with pytest.raises(TooFewPoints, match="K=300 components cannot be fitted to n=272 points"):
        race(FAITHFUL, 300)
    with pytest.raises(BadInput, match="K=0 is not a number of components"):
        race(FAITHFUL, 0)
    with pytest.raises(TooFewPoints, match="need 3 different points"):
        race(np.repeat([[0.0, 1], [1, 0]], 9, axis=0), 3)


def test_if_no_start_can_be_followed_that_is_said():
    """An M-step that sends every component away."""

    def away(fit):
        moved = m_step(fit)
        return replace(moved, means=moved.means + 1e6)

    with pytest.raises(CollapsedComponent, match="collapsed from each of the starts"):
        race(FAITHFUL, 2, rng=0, maximise=away)


def test_a_shape_may_be_named():
    X = datasets.faithful().X
    by_name, by_shape = (best_fit(X, 2, shape, rng=0) for shape in ("tied", Full(shared=True)))
    assert by_name.log_likelihood == by_shape.log_likelihood
    with pytest.raises(BadInput, match="VXV"):
        best_fit(X, 2, "VXV")


def test_rounding_does_not_decide_who_wins():
    mixture, top = Mixture([1.0], [[0.0]], [[[1.0]]]), -1130.0
    values = [top - 0.5, top, top * (1 + 1e-13), top * (1 - 1e-13), top + 0.1, -np.inf, -np.inf]
    runners = [
        Runner("test", mixture, value, collapsed=np.isinf(value) or place == 4, number=place)
        for place, value in enumerate(values)
    ]
    for seed in range(9):
        shuffled = np.random.default_rng(seed).permutation(len(runners))
        order = ranked(runners[place] for place in shuffled)
        assert [runner.number for runner in order] == [1, 2, 3, 0, 4, 5, 6]


@pytest.mark.parametrize("shape", [Full(), Full(shared=True), Spherical()])
def test_runs_side_by_side_come_to_rest_where_each_alone_does(shape):
    points = Points.of(datasets.iris().X[:, 2:], shape)
    begins = [start(points.X, 3, shape, rng=seed) for seed in range(4)]
    for begin, (steps, near) in zip(begins, nearly_there(points, begins, 1e-9), strict=True):
        alone = list(until_converged(em(points, begin)))
        after = list(until_converged(em(points, near)))
        assert steps + len(after) == pytest.approx(len(alone), abs=2)
        assert len(after) <= 4
        assert after[-1].log_likelihood == pytest.approx(alone[-1].log_likelihood, abs=1e-7)
        assert after[-1].mixture.means == pytest.approx(alone[-1].mixture.means, abs=1e-4)
