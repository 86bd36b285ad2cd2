"""Beliefs: moments that are slopes and averages, and divergences that are never negative."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from gmmlab import datasets
from gmmlab.beliefs import Belief, Dirichlet, Sticks, Wishart
from gmmlab.covariances import as_shape
from gmmlab.errors import BadInput, DependentFeatures
from gmmlab.shapes import Diagonal, Full, Spherical

X = datasets.faithful().X
BELIEFS = [Dirichlet(0.7), Sticks(1.3), Sticks(0.4, open_ended=True)]
beliefs = pytest.mark.parametrize("belief", BELIEFS, ids=str)


def slope(of, at, h=1e-5):
    return (of(at + h) - of(at - h)) / (2 * h)


@beliefs
def test_expected_logs_are_slopes_of_the_log_volume(belief):
    """As in every exponential family: E log πₖ = ∂ log Z / ∂ Nₖ."""
    counts = np.array([7.0, 0.0, 2.5, 1.0])
    slopes = [slope(lambda x, e=e: belief.log_volume(counts + x * e), 0.0) for e in np.eye(4)]
    np.testing.assert_allclose(belief.expected_logs(counts), slopes, rtol=1e-7)


@pytest.mark.parametrize("family", [Wishart(3, 1, 3), Wishart(1, 3, 3), Wishart(1, 1, 3)])
def test_expected_log_determinants_are_slopes_of_the_log_volume(family):
    v = np.array([4.0, 11.5])
    twice = 2 * slope(family.log_volume, v)
    np.testing.assert_allclose(family.expected_log_det(v), twice, rtol=1e-7)


@beliefs
def test_expected_weights_are_those_of_draws(belief):
    counts, rng = np.array([3.0, 0.0, 5.0]), np.random.default_rng(0)
    if isinstance(belief, Dirichlet):
        draws = rng.dirichlet(belief.alpha + counts, size=100_000)
    else:
        v = rng.beta(1 + counts, belief.alpha + np.array([5.0, 5.0, 0.0]), size=(100_000, 3))
        v[:, 2] = v[:, 2] if belief.open_ended else 1
        draws = v * np.cumprod(np.hstack([np.ones((len(v), 1)), 1 - v[:, :2]]), axis=1)
    np.testing.assert_allclose(belief.means(counts), draws.mean(axis=0), atol=3e-3)
    np.testing.assert_allclose(
        belief.expected_logs(counts), np.log(draws).mean(axis=0), rtol=2e-2, atol=2e-2
    )


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=6), st.sampled_from(BELIEFS))
def test_what_is_learnt_is_never_negative(counts, belief):
    """A divergence is 0 where nothing was counted, and nowhere less."""
    counts = np.array(counts)
    assert belief.divergence(counts) >= -1e-9 * (1 + counts.sum())
    assert belief.divergence(np.zeros_like(counts)) == 0


def test_families_count_a_points_squares():
    """A ball has one number, of which each point shows d; a full matrix is seen once."""
    families = [Wishart.of(shape, 3) for shape in (Full(), Diagonal(shared=True), Spherical())]
    assert [(f.size, f.copies, f.times) for f in families] == [(3, 1, 1), (1, 3, 1), (1, 1, 3)]
    with pytest.raises(BadInput, match="shape VEV has no conjugate prior"):
        Wishart.of(as_shape("VEV"), 3)


def test_a_belief_around_the_data_expects_their_covariance():
    """E Λ = ν V⁻¹, and V / ν with the fewest degrees is the covariance over d."""
    belief = Belief.around(X)
    np.testing.assert_allclose(belief.scatter, np.cov(X.T), rtol=1e-12)
    np.testing.assert_array_equal(belief.mean, X.mean(axis=0))
    assert (belief.degrees, Belief.around(X, degrees=7).degrees) == (2, 7)
    assert belief.checked(Wishart.of(Full(), 2)) is belief


NONE = [
    (Belief(X[0], 1.0, 1.0, np.eye(2)), BadInput, "degrees=1 make no density: .* 0 and 1"),
    (Belief(X[0], 0.0, 3.0, np.eye(2)), BadInput, "mean_precision=0 and"),
    (Belief(X[0, :1], 1.0, 3.0, np.eye(2)), BadInput, r"they must be \(2,\) and \(2, 2\)"),
    (Belief(X[0], 1.0, 3.0, np.ones((2, 2))), DependentFeatures, "in all 2 directions"),
]


@pytest.mark.parametrize(("belief", "error", "told"), NONE)
def test_what_is_no_density_is_refused(belief, error, told):
    with pytest.raises(error, match=told):
        belief.checked(Wishart.of(Full(), 2))


def test_one_number_needs_fewer_degrees():
    belief = Belief(X[0], 1.0, 0.5, np.eye(2))
    assert belief.checked(Wishart.of(Spherical(), 2)) is belief


@pytest.mark.parametrize("alpha", [0, -1.0, np.inf, np.nan])
def test_a_concentration_counts_points(alpha):
    with pytest.raises(BadInput, match=r"alpha=.* is no concentration"):
        Sticks(alpha)
