"""Every way to begin gives a mixture of the right shape, and some are better than others."""

import numpy as np
import pytest

from gmmlab import Full, best_fit, datasets, em, start, until_converged
from gmmlab.mixture import check
from gmmlab.shapes import SHAPES
from gmmlab.starts import STARTS, crowded, spread_out

X = datasets.faithful().X


@pytest.mark.parametrize("how", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("K", [1, 2, 8])
def test_every_start_is_a_mixture_that_em_can_climb_from(how, shape, K):
    begin = start(X, K, shape, how=how, rng=3)
    assert check(begin).K == K
    assert begin.shape == shape
    np.testing.assert_allclose(shape.restrict(begin.covariances), begin.covariances)
    if shape.shared:
        np.testing.assert_array_equal(begin.covariances[0], begin.covariances[-1])
    run = em(X, begin)
    first, second = next(run), next(run)
    assert second.log_likelihood >= first.log_likelihood - 1e-11 * abs(first.log_likelihood)


@pytest.mark.parametrize("how", STARTS.values(), ids=STARTS)
def test_a_seed_decides_everything(how):
    one, same, other = (start(X, 4, how=how, rng=seed) for seed in (5, 5, 6))
    np.testing.assert_array_equal(one.means, same.means)
    assert not np.array_equal(one.means, other.means)


def test_kmeans_plusplus_draws_by_squared_distance():
    """Points 0, 1, 10 with 0 drawn first: 10 is next with probability 100/101, not 10/11."""
    line = np.array([[0.0], [1.0], [10.0]])
    rng = np.random.default_rng(0)
    pairs = [spread_out(line, 2, rng=rng).ravel() for _ in range(30_000)]
    seconds = [second for first, second in pairs if first == 0]
    assert len(seconds) > 9000
    assert np.mean(np.array(seconds) == 10) == pytest.approx(100 / 101, abs=4e-3)
    assert abs(100 / 101 - 10 / 11) > 4e-3


def test_the_bad_start_is_bad():
    """All means in one corner: much further to climb than from k-means++."""
    begin = {how: next(em(X, start(X, 3, how=how, rng=1))) for how in (crowded, None)}
    assert begin[crowded].log_likelihood < begin[None].log_likelihood - 100
    steps = {
        how: len(list(until_converged(em(X, start(X, 3, how=how, rng=1)), tol=1e-6)))
        for how in (crowded, None)
    }
    assert steps[crowded] > 2 * steps[None]


def test_many_starts_beat_most_single_ones():
    best = best_fit(X, 4, rng=0).log_likelihood
    singles = []
    for seed in range(8):
        *_, fit = until_converged(em(X, start(X, 4, rng=seed)), tol=1e-8)
        singles.append(fit.log_likelihood)
    assert best >= np.median(singles)


def test_a_fit_that_kept_its_width_is_preferred():
    """Likelihood alone would choose a component collapsed onto the repeated point."""
    rng = np.random.default_rng(0)
    cloud = np.vstack([rng.normal(size=(60, 2)), np.tile([4.0, 4.0], (3, 1)), [[4.3, 4.1]]])
    fit = best_fit(cloud, 2, Full(), rng=0)
    assert fit.collapsed == ()
