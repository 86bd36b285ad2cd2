"""Variational Bayes: bounds that are exact where the answer is known, and never fall elsewhere."""

import warnings
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy.special import betaln, gammaln, multigammaln
from scipy.stats import multivariate_t
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import BayesianGaussianMixture

from gmmlab import datasets, em, start
from gmmlab.beliefs import Belief, Dirichlet, Sticks
from gmmlab.errors import BadInput, TooFewPoints
from gmmlab.shapes import PLAIN, Diagonal, Full, Spherical
from gmmlab.stopping import until_converged
from gmmlab.variational import until_settled, variational

X = datasets.faithful().X
shapes = pytest.mark.parametrize("shape", PLAIN.values(), ids=PLAIN)
BELIEFS = [Dirichlet(0.7), Sticks(1.3), Sticks(0.4, open_ended=True)]
beliefs = pytest.mark.parametrize("belief", BELIEFS, ids=str)


def nth(run, n):
    return next(islice(run, n, None))


def log_evidence(X, Z, shape, prior):
    """Log p(X | Z) with means and precisions integrated out, by other formulas than the library's.

    Along the axes, and for balls, points are one draw from a multivariate Student: given Λ, the
    points of a cluster have covariance Λ⁻¹ (I + 11' / β).  For full covariances, Murphy,
    "Conjugate Bayesian analysis of the Gaussian distribution" (2007), equation 266.
    """
    if not shape.shared and Z.shape[1] > 1:
        parts = [(X[z > 0], np.ones((int(z.sum()), 1))) for z in Z.T]
        return sum(log_evidence(part, one, shape, prior) for part, one in parts)
    n, d = X.shape
    gaps, v0, V0 = X - prior.mean, prior.degrees, prior.scatter
    K = np.eye(n) + Z @ Z.T / prior.mean_precision
    if isinstance(shape, Full):
        Vn = V0 + gaps.T @ np.linalg.solve(K, gaps)
        log_dets = v0 * np.linalg.slogdet(V0)[1] - (v0 + n) * np.linalg.slogdet(Vn)[1]
        gammas = multigammaln((v0 + n) / 2, d) - multigammaln(v0 / 2, d)
        return gammas + (log_dets - d * np.linalg.slogdet(K)[1] - n * d * np.log(np.pi)) / 2
    if isinstance(shape, Diagonal):
        return sum(
            multivariate_t.logpdf(gap, shape=V0[j, j] / v0 * K, df=v0)
            for j, gap in enumerate(gaps.T)
        )
    ball = np.kron(K, np.eye(d)) * np.trace(V0) / d / v0
    return multivariate_t.logpdf(gaps.ravel(), shape=ball, df=d * v0)


def log_labels(counts, belief):
    """Log p(Z) with the weights integrated out."""
    a, n, K = belief.alpha, counts.sum(), len(counts)
    if isinstance(belief, Dirichlet):
        each = gammaln(a + counts).sum() - K * gammaln(a)
        return each + gammaln(K * a) - gammaln(K * a + n)
    beyond = n - np.cumsum(counts)
    broken = K if belief.open_ended else K - 1
    return (betaln(1 + counts, a + beyond) - betaln(1, a))[:broken].sum()


def islands(d, n=(9, 5, 7)):
    """Clusters so far apart that nobody doubts whose a point is."""
    rng = np.random.default_rng(d)
    Z = np.repeat(np.eye(len(n)), n, axis=0)
    return rng.normal(size=(sum(n), d)) + 1e3 * Z @ np.arange(3 * d).reshape(3, d), Z


@beliefs
@shapes
def test_the_bound_is_the_evidence_where_labels_are_certain(shape, belief):
    """Then nothing is lost by treating labels and parameters as independent."""
    points, Z = islands(2)
    prior = Belief(points.mean(axis=0) + 3, 1e-4, 3.5, np.array([[2.0, 0.4], [0.4, 1.0]]))
    posterior = nth(variational(points, 3, belief, shape, prior=prior, begin=Z), 1)
    exact = log_evidence(points, Z, shape, prior) + log_labels(Z.sum(axis=0), belief)
    np.testing.assert_allclose(posterior.responsibilities, Z, rtol=0, atol=1e-20)
    assert posterior.lower_bound == pytest.approx(exact, rel=1e-9)
    other = log_evidence(points, Z, shape, prior) + log_labels(Z.sum(axis=0) + 1, belief)
    assert other != pytest.approx(exact, rel=1e-9), "the comparison can fail"


@shapes
@pytest.mark.parametrize("d", [1, 3])
def test_with_one_component_the_posterior_is_exact(shape, d):
    """Its bound is log p(X), and its prediction p(X, x) / p(X)."""
    rng = np.random.default_rng(d)
    points, new = rng.normal(size=(12, d)) @ rng.normal(size=(d, d)), rng.normal(size=d)
    prior, one = Belief(np.full(d, 0.3), 0.8, d + 1.5, np.diag(np.arange(1.0, 1 + d))), np.ones
    posterior = next(variational(points, 1, Sticks(), shape, prior=prior, begin=one((12, 1))))
    now = log_evidence(points, one((12, 1)), shape, prior)
    after = log_evidence(np.vstack([points, new]), one((13, 1)), shape, prior)
    assert posterior.lower_bound == pytest.approx(now, rel=1e-11)
    np.testing.assert_allclose(posterior.log_predictive(new[None]), after - now, rtol=1e-9)


@st.composite
def clouds(draw):
    n, d, K = draw(st.tuples(st.integers(12, 60), st.integers(1, 3), st.integers(1, 6)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    spread = draw(st.sampled_from([0.0, 2.0, 20.0]))
    points = rng.normal(0, spread, (K, d))[rng.integers(K, size=n)] + rng.normal(size=(n, d))
    return points, rng.dirichlet(np.ones(K), size=n), K


@given(clouds(), st.sampled_from([*PLAIN.values()]), st.sampled_from(BELIEFS))
def test_the_bound_never_falls(cloud, shape, belief):
    points, R, K = cloud
    run = islice(variational(points, K, belief, shape, begin=R), 15)
    bounds = [posterior.lower_bound for posterior in run]
    assert all(b >= a - 1e-10 * abs(a) for a, b in pairwise(bounds))
    assert K == 1 or bounds[1] > bounds[0]


def test_the_check_of_the_bound_can_fail():
    """The log-likelihood of the point summary is no bound, and does fall."""
    R = np.random.default_rng(2).dirichlet(np.ones(4), size=len(X))
    run = list(islice(variational(X, 4, begin=R), 60))
    summaries = [np.sum(posterior.mixture.log_density(X)) for posterior in run]
    assert not all(b >= a - 1e-10 * abs(a) for a, b in pairwise(summaries))


def theirs(points, kind, alpha, iterations, family, **priors):
    """scikit-learn's parameters after so many steps from random responsibilities."""
    model = BayesianGaussianMixture(
        n_components=4,
        covariance_type=kind,
        weight_concentration_prior_type=family,
        weight_concentration_prior=alpha,
        init_params="random",
        random_state=5,
        max_iter=iterations,
        reg_covar=0,
        tol=0,
        **priors,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(points)


def shares(n):
    """What scikit-learn begins with: uniform numbers, divided by their sum."""
    R = np.random.RandomState(5).uniform(size=(n, 4))
    return R / R.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("iterations", [1, 10, 40])
@pytest.mark.parametrize(
    ("family", "belief"),
    [
        ("dirichlet_process", Sticks(0.3, open_ended=True)),
        ("dirichlet_distribution", Dirichlet(0.3)),
    ],
)
@pytest.mark.parametrize(
    ("points", "kind", "shape"),
    [
        (X, "full", Full()),
        (datasets.iris().X, "full", Full()),
        (X[:, :1], "diag", Diagonal()),
        (X[:, :1], "spherical", Spherical()),
    ],
    ids=["faithful", "iris", "diagonal", "spherical"],
)
def test_every_step_agrees_with_scikit_learn(points, kind, shape, family, belief, iterations):
    """Its 'diag', 'spherical' and 'tied' are other approximations as soon as d > 1 or K > 1."""
    model = theirs(points, kind, belief.alpha, iterations, family)
    run = variational(points, 4, belief, shape, begin=shares(len(points)))
    ours = nth(run, iterations)
    d = points.shape[1]
    covariances = model.covariances_.reshape(4, d, d)
    np.testing.assert_allclose(ours.means, model.means_, rtol=1e-8)
    np.testing.assert_allclose(ours.degrees, model.degrees_of_freedom_, rtol=1e-8)
    np.testing.assert_allclose(ours.mean_precisions, model.mean_precision_, rtol=1e-8)
    np.testing.assert_allclose(ours.mixture.covariances, covariances, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(ours.mixture.weights, model.weights_, rtol=1e-8)
    later = nth(run, 0)
    assert np.abs(later.means / model.means_ - 1).max() > 1e-8, "the comparison can fail"


@pytest.mark.parametrize("family", ["dirichlet_process", "dirichlet_distribution"])
def test_the_bound_differs_from_scikit_learns_by_a_constant(family):
    """Theirs leaves out what depends on n, d, K and the prior alone, and holds at rest only."""
    belief = Sticks(2.0, open_ended=True) if family == "dirichlet_process" else Dirichlet(2.0)
    prior, gaps, bounds = Belief(np.zeros(2), 1.0, 2.0, np.eye(2)), [], []
    for spread in (3.0, 10.0, 30.0):
        rng = np.random.default_rng(0)
        points = spread * np.arange(60)[:, None] % 2 + rng.normal(size=(60, 2))
        given = {"mean_prior": prior.mean, "covariance_prior": prior.scatter}
        model = theirs(points, "full", 2.0, 250, family, **given)
        ours = nth(variational(points, 4, belief, prior=prior, begin=shares(60)), 250)
        gaps.append(ours.lower_bound - model.lower_bound_)
        bounds.append(ours.lower_bound)
    np.testing.assert_allclose(gaps, gaps[0], rtol=0, atol=1e-7)
    assert np.ptp(bounds) > 1


def test_one_stick_of_two_is_a_dirichlet():
    """Beta(1, 1) and Dirichlet(1, 1) are the same belief: every step must agree."""
    R = np.random.default_rng(0).dirichlet(np.ones(2), size=len(X))
    runs = [variational(X, 2, belief, begin=R) for belief in (Sticks(1.0), Dirichlet(1.0))]
    for one, other in islice(zip(*runs, strict=True), 12):
        np.testing.assert_allclose(one.weights, other.weights, rtol=1e-12)
        assert one.lower_bound == pytest.approx(other.lower_bound, rel=1e-12)


@beliefs
@pytest.mark.parametrize("shape", [Full(), Diagonal(), Spherical(), Full(shared=True)])
def test_the_prediction_is_a_density(shape, belief):
    """Also where open-ended sticks leave something to components not seen."""
    posterior = nth(variational(X[:40], 3, belief, shape, rng=0), 5)
    centre, scale = X[:40].mean(axis=0), X[:40].std(axis=0)
    t = np.linspace(-0.999, 0.999, 401)
    line, stretch = t / (1 - t**2) * 3, 3 * (1 + t**2) / (1 - t**2) ** 2
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    height = np.exp(posterior.log_predictive(centre + grid * scale)).reshape(401, 401)
    volume = np.prod(scale) * (t[1] - t[0]) ** 2
    assert np.sum(height * np.outer(stretch, stretch)) * volume == pytest.approx(1, abs=2e-3)
    assert (posterior.weights.sum() < 1 - 1e-3) == getattr(belief, "open_ended", False)


def test_components_that_nobody_needs_fall_back_to_the_prior():
    """Bishop, figure 10.6: of six components two survive on faithful."""
    standard = (X - X.mean(axis=0)) / X.std(axis=0)
    run = variational(standard, 6, Dirichlet(1e-3), rng=0)
    *_, last = until_settled(run)
    assert len(last.survivors()) == 2
    rest = np.setdiff1d(np.arange(6), last.survivors())
    np.testing.assert_allclose(last.counts[rest], 0, atol=1e-3)
    np.testing.assert_allclose(last.degrees[rest], 2, atol=1e-3)
    np.testing.assert_allclose(last.means[rest], 0, atol=1e-2)
    assert last.mixture.weights[last.survivors()].sum() == pytest.approx(1, abs=1e-2)
    weights = last.weights[last.survivors()]
    assert weights[0] > weights[1]


def test_with_much_data_and_little_prior_the_summary_is_the_likeliest_mixture():
    prior = Belief(X.mean(axis=0), 1e-9, 1 + 1e-9, 1e-9 * np.cov(X.T))
    many = np.tile(X, (200, 1))
    *_, fit = until_converged(em(X, start(X, 2, rng=1)))
    run = variational(
        many, 2, Dirichlet(), prior=prior, begin=np.tile(fit.responsibilities, (200, 1))
    )
    *_, last = until_settled(run)
    np.testing.assert_allclose(last.mixture.means, fit.mixture.means, rtol=1e-4)
    np.testing.assert_allclose(last.mixture.covariances, fit.mixture.covariances, rtol=1e-3)


def test_units_only_shift_the_bound():
    """Feet for metres: the bound moves by the logarithm of the density's new unit."""
    R = np.random.default_rng(1).dirichlet(np.ones(3), size=len(X))
    one, other = (nth(variational(points, 3, begin=R), 9) for points in (X, 7 - 3 * X))
    np.testing.assert_allclose(other.means, 7 - 3 * one.means, rtol=1e-9)
    moved = one.lower_bound - 2 * len(X) * np.log(3)
    assert other.lower_bound == pytest.approx(moved, rel=1e-11)


def test_a_seed_decides_everything():
    one, same = (nth(variational(X, 5, rng=4), 3) for _ in range(2))
    np.testing.assert_array_equal(one.means, same.means)
    assert np.all(np.diff(next(variational(X, 5, rng=4)).counts) <= 1e-9)


def test_it_stops_when_nothing_is_left_to_gain():
    run = list(until_settled(variational(X, 3, rng=0), tol=1e-6))
    assert 3 < len(run) < 500
    assert 0 <= nth(variational(X, 3, rng=0), 500).lower_bound - run[-1].lower_bound < 1e-3
    assert len(list(until_settled(variational(X, 4, rng=0), max_iter=2))) == 3


def test_what_makes_no_prior_is_refused():
    with pytest.raises(BadInput, match="degrees=1 make no density"):
        next(variational(X, 2, prior=Belief(X[0], 1.0, 1.0, np.cov(X.T))))
    with pytest.raises(BadInput, match="shape VEV has no conjugate prior"):
        next(variational(X, 2, shape="VEV"))


def test_what_cannot_be_begun_is_refused():
    with pytest.raises(BadInput, match=r"begin has shape \(272, 2\)"):
        next(variational(X, 3, begin=np.full((272, 2), 0.5)))
    with pytest.raises(BadInput, match="every row sums to 1"):
        next(variational(X, 2, begin=np.ones((272, 2))))
    with pytest.raises(TooFewPoints):
        next(variational(X[:3], 4))
