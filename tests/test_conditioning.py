"""A mixture of some features, and of the others once these are known: p(x) = p(b) p(a | b)."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from gmmlab import BadInput, CollapsedComponent, Diagonal, Full, Mixture, Spherical
from gmmlab.conditioning import conditional, marginal
from gmmlab.covariances import SHAPES
from gmmlab.mixture import Noise

shapes = st.sampled_from([*SHAPES.values()])
seeds = st.integers(0, 2**32 - 1)


def some_mixture(seed, shape=Full(), d=None, noise=False):
    """K components in d dimensions; covariances as this shape has them, noise round about."""
    rng = np.random.default_rng(seed)
    K, d = int(rng.integers(1, 5)), d or int(rng.integers(2, 6))
    A = rng.normal(size=(K, d, d + 1))
    sigma = shape.covariances(np.ones(K), shape.restrict(A @ A.transpose(0, 2, 1)))
    weights = rng.dirichlet(np.ones(K)) * (0.9 if noise else 1)
    box = Noise(np.full(d, -4.0), np.arange(5.0, 5 + d)) if noise else None
    return Mixture(weights, 3 * rng.normal(size=(K, d)), np.array(sigma), shape, box)


def split(mixture, seed):
    """Features at random, a few points, and which features are known."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(mixture.d)
    known = order[: rng.integers(1, mixture.d)]
    hidden = np.setdiff1d(order, known)
    return rng.uniform(-4, 4, (4, mixture.d)), known, hidden


def factorised(mixture, x, known, hidden):
    """Log p(b) + log p(a | b)."""
    rest = conditional(mixture, {int(j): x[j] for j in known})
    seen = marginal(mixture, known).log_density(x[None, known])
    return float(seen[0] + rest.log_density(x[None, hidden])[0])


@given(shape=shapes, seed=seeds, noise=st.booleans())
def test_the_density_factorises(shape, seed, noise):
    mixture = some_mixture(seed, shape, noise=noise)
    X, known, hidden = split(mixture, seed)
    for x, whole in zip(X, mixture.log_density(X), strict=True):
        parts = factorised(mixture, x, known, hidden)
        assert parts == pytest.approx(whole, rel=1e-10, abs=1e-10)


def test_the_check_of_factorisation_can_fail():
    """With the weights that the components had before, p(b) p(a | b) is another number."""
    mixture = Mixture(
        np.array([0.5, 0.5]), np.array([[0.0, 0.0], [2.0, 2.0]]), np.tile(np.eye(2), (2, 1, 1))
    )
    rest = conditional(mixture, {0: 2.0})
    assert rest.weights[1] == pytest.approx(1 / (1 + np.exp(-2)), rel=1e-12)
    stale = Mixture(mixture.weights, rest.means, rest.covariances)
    whole = mixture.log_density([[2.0, 1.5]])
    seen = marginal(mixture, [0]).log_density([[2.0]])
    assert stale.log_density([[1.5]]) + seen != pytest.approx(whole, rel=1e-10)


@given(seed=seeds)
def test_conditions_may_come_one_by_one(seed):
    """To learn two values together, or one after the other, is the same."""
    mixture = some_mixture(seed, d=4)
    x = np.random.default_rng(seed).normal(size=4)
    at_once = conditional(mixture, {1: x[1], 3: x[3]})
    in_turn = conditional(conditional(mixture, {3: x[3]}), {1: x[1]})
    np.testing.assert_allclose(in_turn.weights, at_once.weights, rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(in_turn.means, at_once.means, rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(in_turn.covariances, at_once.covariances, rtol=1e-8, atol=1e-10)


@given(seed=seeds)
def test_the_textbook_formula(seed):
    """Bishop's equations 2.81 and 2.82, with the inverse that the library does not take."""
    mixture = some_mixture(seed, d=4)
    b, a = [0, 2], [1, 3]
    rest = conditional(mixture, {0: 0.5, 2: -1.0})
    for k in range(mixture.K):
        S, mu = mixture.covariances[k], mixture.means[k]
        gain = S[np.ix_(a, b)] @ np.linalg.inv(S[np.ix_(b, b)])
        np.testing.assert_allclose(rest.means[k], mu[a] + gain @ ([0.5, -1.0] - mu[b]), rtol=1e-6)
        np.testing.assert_allclose(
            rest.covariances[k], S[np.ix_(a, a)] - gain @ S[np.ix_(b, a)], rtol=1e-6, atol=1e-8
        )


def test_the_conditional_mean_by_importance_sampling():
    """E[a | b] from points drawn without regard to b, each weighted by p(a, b) / p(a)."""
    mixture = some_mixture(3, d=3)
    b = 0.4
    drawn, _ = marginal(mixture, [0, 2]).sample(200_000, rng=1)
    joined = np.insert(drawn, 1, b, axis=1)
    share = np.exp(mixture.log_density(joined) - marginal(mixture, [0, 2]).log_density(drawn))
    share /= share.sum()
    estimate = share @ drawn
    error = np.sqrt(share**2 @ (drawn - estimate) ** 2)
    rest = conditional(mixture, {1: b})
    exact = rest.weights @ rest.means
    assert np.all(np.abs(estimate - exact) < 4 * error)
    unconditional = mixture.weights @ mixture.means[:, [0, 2]]
    assert np.all(np.abs(estimate - unconditional) > 4 * error), "the check can fail"


@pytest.mark.parametrize("shape", [Diagonal(), Spherical(), Diagonal(shared=True)])
def test_without_correlation_only_the_weights_learn(shape):
    mixture = some_mixture(5, shape, d=3)
    rest = conditional(mixture, {0: 1.0})
    np.testing.assert_array_equal(rest.means, mixture.means[:, 1:])
    np.testing.assert_allclose(rest.covariances, mixture.covariances[:, 1:, 1:], rtol=1e-15)
    assert not np.allclose(rest.weights, mixture.weights)
    assert rest.shape == shape


@given(seed=seeds)
def test_a_marginal_is_a_part_of_the_whole(seed):
    """The means and covariances of a marginal are blocks of the whole's, weights are its own."""
    mixture = some_mixture(seed, d=3)
    part = marginal(mixture, [2, 0])
    np.testing.assert_array_equal(part.means, mixture.means[:, [2, 0]])
    np.testing.assert_array_equal(part.covariances[:, 0, 1], mixture.covariances[:, 2, 0])
    np.testing.assert_array_equal(part.weights, mixture.weights)


@given(shape=shapes, seed=seeds)
def test_the_shape_that_is_claimed_is_kept(shape, seed):
    """What the parts claim, their covariances are: one M-step's restriction changes nothing."""
    mixture = some_mixture(seed, shape, d=4)
    parts = [marginal(mixture, [3, 1]), conditional(mixture, {0: 1.0, 2: 0.0})]
    for part in parts:
        kept = part.shape.covariances(np.ones(part.K), part.covariances, part.covariances)
        np.testing.assert_allclose(kept, part.covariances, rtol=1e-8, atol=1e-9)
        assert part.shape.freedom(part.K, 2) <= Full().freedom(part.K, 2)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("VVV", "VVV"), ("EEE", "EEE"), ("VVI", "VVI"), ("EEI", "EEI"), ("VII", "VII")]
    + [("EII", "EII"), ("VEI", "VEI"), ("VEE", "VEE"), ("EVI", "VVI")]
    + [(other, "VVV") for other in ("EVE", "VVE", "EEV", "VEV", "EVV")],
)
def test_the_most_faithful_shape(name, kept):
    mixture = some_mixture(1, SHAPES[name], d=3)
    assert marginal(mixture, [0, 1]).shape == SHAPES[kept]
    assert conditional(mixture, {2: 0.0}).shape == SHAPES[kept]


def test_thin_covariances_stay_positive_definite():
    """b all but decides a: subtracting would leave rounding, a Cholesky factor leaves 1e-10."""
    thin = 1e-10
    sigma = np.array([[[1.0, 1.0], [1.0, 1.0 + thin]]])
    rest = conditional(Mixture(np.ones(1), np.zeros((1, 2)), sigma), {0: 3.0})
    assert rest.covariances[0, 0, 0] == pytest.approx(thin, rel=1e-5)
    assert rest.means[0, 0] == pytest.approx(3.0, rel=1e-12)


def test_weights_far_out_are_still_shares():
    """A thousand standard deviations out both densities are 0, and their ratio is not."""
    two = Mixture(
        np.array([0.5, 0.5]), np.array([[0.0, 0], [1e-3, 0]]), np.tile(np.eye(2), (2, 1, 1))
    )
    rest = conditional(two, {0: 1000.0})
    ratio = np.exp((1000.0**2 - (1000 - 1e-3) ** 2) / 2)
    assert rest.weights[1] / rest.weights[0] == pytest.approx(ratio, rel=1e-8)


def test_noise_is_known_and_unknown_too():
    """Far from every component, what is known came from noise: so will the rest."""
    mixture = some_mixture(7, d=2, noise=True)
    rest = conditional(mixture, {1: 300.0})
    assert rest.weights.sum() < 1e-12
    assert rest.noise.upper == 5.0


WRONG = [
    (lambda m: marginal(m, []), "does not name features"),
    (lambda m: marginal(m, [0, 0]), "each at most once"),
    (lambda m: marginal(m, [3]), "from 0 to 2"),
    (lambda m: marginal(m, [-1]), "from 0 to 2"),
    (lambda m: marginal(m, [True]), "whole numbers"),
    (lambda m: marginal(m, ["a"]), "whole numbers"),
    (lambda m: conditional(m, {}), "does not name features"),
    (lambda m: conditional(m, {0: 1, 1: 1, 2: 1}), "nothing is left"),
    (lambda m: conditional(m, {0: np.nan}), "not all finite"),
    (lambda m: conditional(m, {0: 1e200}), "no component has any density"),
]


@pytest.mark.parametrize(("ask", "told"), WRONG)
def test_what_cannot_be_answered_is_explained(ask, told):
    with pytest.raises(BadInput, match=told):
        ask(some_mixture(1, d=3))


def test_a_collapsed_component_is_named():
    flat = Mixture(np.ones(1), np.zeros((1, 2)), np.ones((1, 2, 2)))
    with pytest.raises(CollapsedComponent, match="component 0 of 1"):
        conditional(flat, {0: 1.0})
