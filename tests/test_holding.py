"""Some parameters held fast: they stay, and the others are the likeliest beside them."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import minimize
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm

from gmmlab import BadInput, Mixture, Noise, e_step, em, m_step, race, start, until_converged
from gmmlab.covariances import SHAPES
from gmmlab.errors import CollapsedComponent
from gmmlab.holding import holding
from gmmlab.points import Points
from gmmlab.priors import Prior
from gmmlab.races import climb
from gmmlab.shapes import Full, Spherical

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)
FREE = np.nan


def case(seed, shape=Full()):
    """Points of three clusters, a start, and values to be held that are not far off."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 4))
    centres = rng.normal(0, 4, (3, d))
    X = centres[rng.integers(3, size=60)] + rng.normal(size=(60, d))
    root = rng.normal(size=(3, d, d + 2))
    sigma = shape.covariances(np.ones(3), root @ root.transpose(0, 2, 1))
    return X, start(X, 3, shape, rng=rng), centres + 0.3, np.array(sigma)


def some_held(seed, shape):
    """Some of the parameters, by chance, but some at least."""
    rng = np.random.default_rng(seed)
    _, _, means, sigma = case(seed, shape)
    weights = np.array([0.2, FREE, 0.3])
    some = means.copy()
    some[rng.integers(3)] = FREE
    menu = {
        "weights": [None, weights, np.full(3, 1 / 3)],
        "means": [None, means, some],
        "covariances": [None, sigma],
    }
    held = {name: values[rng.integers(len(values))] for name, values in menu.items()}
    return {name: value for name, value in held.items() if value is not None} or {"means": some}


@shapes
@few
@given(seeds)
def test_what_is_held_stays(shape, seed):
    X, begin, *_ = case(seed, shape)
    held = some_held(seed, shape)
    with suppress(CollapsedComponent):
        for fit in islice(em(X, begin, maximise=holding(**held)), 1, 6):
            assert fit.mixture.weights.sum() == pytest.approx(1, abs=1e-12)
            for name, value in held.items():
                told = ~np.isnan(value)
                found = getattr(fit.mixture, name)
                np.testing.assert_allclose(found[told], value[told], rtol=1e-12, atol=1e-12)


@shapes
@few
@given(seeds)
def test_once_the_held_values_are_in_place_the_likelihood_never_falls(shape, seed):
    X, begin, *_ = case(seed, shape)
    values, worst = [], 1.0
    with suppress(CollapsedComponent):
        for fit in islice(em(X, begin, maximise=holding(**some_held(seed, shape))), 1, 20):
            values.append(fit.log_likelihood)
            worst = np.linalg.cond(fit.mixture.covariances).max()
    slack = 1e-10 * max(map(abs, values), default=0)
    slack += 0 if shape.separable else len(X) * worst * 2.3e-16
    assert all(b >= a - slack for a, b in pairwise(values))


def test_putting_them_in_place_may_cost_something():
    """Why the law above begins at the second fit."""
    X, begin, means, _ = case(1)
    first, second = islice(em(X, begin, maximise=holding(means=means + 30)), 2)
    assert second.log_likelihood < first.log_likelihood


@few
@given(seeds)
def test_about_held_means_the_spread_is_larger(seed):
    """Σₖ is the weighted mean of (x - μₖ)(x - μₖ)' about the mean that is held."""
    X, begin, means, _ = case(seed)
    means[1] = FREE
    fit = e_step(X, begin)
    moved = holding(means=means)(fit)
    R = fit.responsibilities
    own = R.T @ X / R.sum(axis=0)[:, None]
    np.testing.assert_allclose(moved.means, np.where(np.isnan(means), own, means), rtol=1e-9)
    gaps = X - moved.means[:, None]
    wanted = np.einsum("nk,kni,knj->kij", R, gaps, gaps) / R.sum(axis=0)[:, None, None]
    np.testing.assert_allclose(moved.covariances, wanted, rtol=1e-7, atol=1e-9)


@few
@given(seeds)
def test_free_weights_share_what_is_left(seed):
    X, begin, *_ = case(seed)
    fit = e_step(X, begin)
    moved = holding(weights=[FREE, 0.4, FREE])(fit)
    free = fit.counts[[0, 2]] / fit.counts[[0, 2]].sum()
    np.testing.assert_allclose(moved.weights, [0.6 * free[0], 0.4, 0.6 * free[1]], rtol=1e-12)


@few
@given(seeds)
def test_noise_is_one_of_those_that_share(seed):
    """Its weight is free too: the likeliest weights, and 1 in all."""
    X, begin, *_ = case(seed)
    begin = replace(begin, weights=np.array([0.3, 0.3, 0.2]), noise=Noise.around(X))
    fit = e_step(X, begin)
    moved = holding(weights=[FREE, 0.4, FREE])(fit)
    rest = np.array([*fit.counts[[0, 2]], len(X) - fit.counts.sum()])
    wanted = 0.6 * rest / rest.sum()
    np.testing.assert_allclose(moved.weights, [wanted[0], 0.4, wanted[1]], rtol=1e-9)
    assert np.exp(moved.background - moved.noise.log_height)[0] == pytest.approx(wanted[2])


def test_two_known_components_and_a_share():
    """All is known but the weights: a direct search for one number ends there too."""
    rng = np.random.default_rng(0)
    X = np.where(
        rng.random((300, 1)) < 0.3, rng.normal(0, 1, (300, 1)), rng.normal(2, 1.5, (300, 1))
    )
    known = {"means": [[0.0], [2.0]], "covariances": [[[1.0]], [[2.25]]]}
    begin = Mixture(np.full(2, 0.5), np.array([[1.0], [3.0]]), np.ones((2, 1, 1)))
    *_, fit = until_converged(em(X, begin, maximise=holding(**known)), tol=1e-13)
    p, q = norm(0, 1).pdf(X), norm(2, 1.5).pdf(X)
    found = minimize(lambda w: -np.log(w * p + (1 - w) * q).sum(), 0.5, bounds=[(0.01, 0.99)])
    assert fit.mixture.weights[0] == pytest.approx(found.x[0], abs=1e-4)
    assert fit.log_likelihood == pytest.approx(-found.fun, abs=1e-6)


def test_a_direct_search_ends_where_holding_does():
    """One mean and equal weights held; the other mean and two variances by a general optimiser."""
    rng = np.random.default_rng(3)
    X = np.concatenate([rng.normal(0, 1, 80), rng.normal(4, 2, 80)])[:, None]
    begin = Mixture(np.full(2, 0.5), np.array([[0.0], [5.0]]), np.ones((2, 1, 1)))
    step = holding(weights=[0.5, 0.5], means=[[0.2], [FREE]])
    *_, fit = until_converged(em(X, begin, maximise=step), tol=1e-13)

    def misfit(t):
        rows = [norm(0.2, np.exp(t[0])).logpdf(X), norm(t[1], np.exp(t[2])).logpdf(X)]
        return -(logsumexp(rows, axis=0) - np.log(2)).sum()

    found = minimize(misfit, [0.0, 4.0, 0.5], method="BFGS", options={"gtol": 1e-7})
    assert fit.log_likelihood == pytest.approx(-found.fun, abs=1e-7)
    assert fit.mixture.means[1, 0] == pytest.approx(found.x[1], abs=1e-3)
    *_, plain = until_converged(em(X, begin), tol=1e-13)
    assert plain.log_likelihood > fit.log_likelihood + 0.01, "holding costs something"


def test_nothing_held_is_the_plain_step():
    X, begin, *_ = case(5)
    fit = e_step(X, begin)
    one, two, three = m_step(fit), holding()(fit), holding(weights=np.full(3, FREE))(fit)
    for other in (two, three):
        np.testing.assert_allclose(other.weights, one.weights, rtol=1e-14)
        np.testing.assert_array_equal(other.means, one.means)
        np.testing.assert_array_equal(other.covariances, one.covariances)


def test_holding_goes_round_other_steps():
    """What refits the others may believe something beforehand."""
    X, begin, means, _ = case(6)
    prior = Prior.usual(X, 3)
    fit = e_step(X, begin)
    moved = holding(weights=np.full(3, 1 / 3), maximise=partial(m_step, prior=prior))(fit)
    np.testing.assert_array_equal(moved.covariances, m_step(fit, prior=prior).covariances)
    np.testing.assert_array_equal(moved.weights, np.full(3, 1 / 3))
    assert means.shape == moved.means.shape


@shapes
@few
@given(seeds)
def test_in_a_batch_every_run_is_held(shape, seed):
    X, begin, *_ = case(seed, shape)
    runs = [begin, start(X, 3, shape, rng=1), start(X, 3, shape, rng=2)]
    step = holding(**some_held(seed, shape))
    batch = step(climb(Points.of(X, shape), Mixture.side_by_side(runs), 0)[1])
    for run, own in enumerate(runs):
        alone = step(e_step(X, own))
        np.testing.assert_allclose(batch.weights[run], alone.weights, rtol=1e-9)
        np.testing.assert_allclose(batch.means[run], alone.means, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(batch.covariances[run], alone.covariances, rtol=1e-6, atol=1e-8)


def test_a_race_under_a_condition():
    X, *_ = case(8)
    fit = race(X, 3, Spherical(), rng=0, tol=1e-5, maximise=holding(weights=np.full(3, 1 / 3))).fit
    np.testing.assert_allclose(fit.mixture.weights, 1 / 3)
    X_of = multivariate_normal(np.zeros(2)).rvs(50, random_state=0)
    fit = race(
        X_of, 2, rng=0, tol=1e-5, maximise=holding(covariances=np.tile(np.eye(2), (2, 1, 1)))
    ).fit
    np.testing.assert_array_equal(fit.mixture.covariances, np.tile(np.eye(2), (2, 1, 1)))


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({"weights": [0.6, 0.6, FREE]}, r"sum to 1\.2: together with the free ones"),
        ({"weights": [0.6, 0.6, 0.2]}, r"sum to 1\.4"),
        ({"weights": [0.5, 0.4, 0.0]}, r"sum to 0\.9: .* Leave at least one free, or divide"),
        ({"weights": [0.7, 0.3, FREE]}, "need something for themselves"),
        ({"weights": [-0.5, 1.2, FREE]}, "none may be negative"),
        ({"means": [[0, FREE], [FREE, FREE], [1, 1]]}, r"mean 0, \[ 0\. nan\], is held in part"),
    ],
)
def test_what_cannot_be_held_is_refused(held, told):
    with pytest.raises(BadInput, match=told):
        holding(**held)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({"weights": [0.5, 0.5]}, r"weights of shape \(2,\) are held, .* have shape \(3,\)"),
        ({"means": np.zeros((2, 2))}, r"means of shape \(2, 2\) are held, .* \(3, 2\)"),
        ({"covariances": np.eye(2)[None]}, r"covariances of shape \(1, 2, 2\) are held"),
        ({"covariances": np.tile([[1, 0.5], [0.5, 1]], (3, 1, 1))}, "not of the mixture's shape"),
    ],
)
def test_what_does_not_fit_the_mixture_is_refused_at_the_first_step(held, told):
    X = np.random.default_rng(0).normal(size=(20, 2))
    fit = e_step(X, start(X, 3, Spherical(), rng=0))
    with pytest.raises(BadInput, match=told):
        holding(**held)(fit)
