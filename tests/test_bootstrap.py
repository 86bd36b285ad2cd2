"""The bootstrap: right where theory knows the answer, and like mclust's elsewhere."""

import numpy as np
import pytest

from gmmlab import Mixture, best_fit, datasets, e_step
from gmmlab.bootstrap import KINDS, standard_errors
from gmmlab.errors import BadInput, CollapsedComponent
from gmmlab.matching import relabel

X = datasets.faithful().X
TWO = best_fit(X, 2, rng=0)
kinds = pytest.mark.parametrize("kind", KINDS)


@kinds
def test_with_one_component_theory_knows_the_standard_errors(kind):
    """Of a mean s / √n, of a variance √((m₄ - s⁴) / n), which for Gaussians is s² √(2 / n).

    Their own standard errors with B = 300 samples are 4 %, so 16 % are four of these.
    """
    points = np.random.default_rng(5).normal(size=(400, 1))
    fit = best_fit(points, 1)
    s2, n = points.var(), len(points)
    fourth = 3 * s2**2 if kind == "parametric" else np.mean((points - points.mean()) ** 4)
    found = standard_errors(fit, B=300, kind=kind, rng=1).standard_error
    assert found.means.item() == pytest.approx(np.sqrt(s2 / n), rel=0.16)
    assert found.covariances.item() == pytest.approx(np.sqrt((fourth - s2**2) / n), rel=0.16)
    assert found.weights.item() == 0
    assert found.means.item() != pytest.approx(np.sqrt(s2 / (n / 2)), rel=0.16), "it can fail"


PUBLISHED = {
    "nonparametric": (0.0286165, [[0.0323348, 0.4618436], [0.0293403, 0.6073462]]),
    "parametric": (0.029155, [[0.0311288, 0.4592443], [0.0275387, 0.5968125]]),
    "weighted": (0.0290039, [[0.0326047, 0.4651815], [0.0306292, 0.5754483]]),
}
VARIANCES = {
    "nonparametric": [[0.0200716, 4.351465], [0.0144201, 4.345517]],
    "parametric": [[0.0180701, 3.809086], [0.00985087, 4.978929]],
    "weighted": [[0.0192585, 4.390337], [0.0144465, 4.369529]],
}


@kinds
def test_standard_errors_are_those_of_mclust(kind):
    """mclust 6.0.0 on faithful, VVV with 2 components: MclustBootstrap, nboot = 999, seed 1.

    Both are averages over draws: theirs is known to 2 %, ours with B = 199 to 5 %.
    """
    upper_first = np.argsort(-TWO.mixture.means[:, 0])
    found = standard_errors(TWO, B=199, kind=kind, rng=0, tol=1e-7).standard_error
    weight, means = PUBLISHED[kind]
    variances = np.diagonal(found.covariances, axis1=1, axis2=2)[upper_first]
    np.testing.assert_allclose(found.weights, weight, rtol=0.15)
    np.testing.assert_allclose(found.means[upper_first], means, rtol=0.15)
    np.testing.assert_allclose(variances, VARIANCES[kind], rtol=0.15)
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(found.means[upper_first[::-1]], means, rtol=0.15)


def test_intervals_hold_the_middle_of_the_draws():
    result = standard_errors(TWO, B=99, rng=0, tol=1e-7)
    lower, upper = result.interval(0.9)
    for draws, low, high, estimate in zip(
        result.draws,
        lower,
        upper,
        (TWO.mixture.weights, TWO.mixture.means, TWO.mixture.covariances),
        strict=True,
    ):
        inside = np.mean((draws >= low) & (draws <= high), axis=0)
        np.testing.assert_allclose(inside, 0.9, atol=0.02)
        assert np.all((low < estimate) & (estimate < high))
    wider = result.interval(0.99)
    assert np.all(wider[0].means < lower.means)
    with pytest.raises(BadInput, match="level=95 is no coverage"):
        result.interval(95)


def test_components_keep_their_names():
    """A fit with its components renumbered has its standard errors renumbered."""
    turned = e_step(X, relabel(TWO.mixture, [1, 0]))
    one, other = (standard_errors(fit, B=20, rng=0).standard_error for fit in (TWO, turned))
    np.testing.assert_allclose(one.means, other.means[::-1], rtol=1e-3)


def test_a_kind_is_any_way_to_draw():
    """Drawing the sample itself again moves nothing."""

    def same_again(points, mixture, rng):
        return points, None

    result = standard_errors(TWO, B=3, kind=same_again)
    np.testing.assert_allclose(result.standard_error.means, 0, atol=1e-4)
    with pytest.raises(BadInput, match="no bootstrap called 'jackknife'"):
        standard_errors(TWO, kind="jackknife")


def test_lost_samples_are_counted():
    """Four points of one component: many draws leave but two different ones, or fewer."""
    rng = np.random.default_rng(1)
    points = np.vstack([rng.normal(size=(40, 2)), rng.normal(30, 1, size=(4, 2))])
    fit = best_fit(points, 2, rng=0)
    result = standard_errors(fit, B=40, rng=0)
    assert 0 < result.lost < 30
    assert len(result.draws.weights) == 40 - result.lost
    assert np.all(np.isfinite(result.standard_error.covariances))
    assert standard_errors(fit, B=10, kind="weighted", rng=0).lost == 0


def test_if_all_samples_are_lost_that_is_an_error():
    mixture = Mixture(np.array([0.5, 0.5]), np.array([[0.0], [50.0]]), np.ones((2, 1, 1)))
    fit = e_step([[0.0], [0.5], [1.0], [50.0]], mixture)
    with pytest.raises(CollapsedComponent, match="collapsed on 9 of 9 samples"):
        standard_errors(fit, B=9, rng=0)


def test_weights_are_not_guessed_at():
    fit = e_step(X, TWO.mixture, weights=np.ones(len(X)))
    with pytest.raises(BadInput, match="the points of this fit have weights"):
        standard_errors(fit)


@pytest.mark.parametrize("B", [0, -3, 2.5, True])
def test_a_number_of_samples_is_a_whole_number(B):
    with pytest.raises(BadInput, match="a bootstrap draws a whole number"):
        standard_errors(TWO, B=B)
