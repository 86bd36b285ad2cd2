"""Numbers that others have published.  Each test says who, where, and how close we must come."""

import numpy as np
import pytest
from sklearn.cluster import KMeans as TheirKMeans
from sklearn.mixture import GaussianMixture as Theirs

from gmmlab import Full, GaussianMixture, KMeans, best_fit, bic, datasets, em, icl, until_converged


def test_old_faithful_three_shared_ellipses():
    """Scrucca et al., mclust vignette: `Mclust(faithful)`, model EEE with 3 components.

        log-likelihood   n   df     BIC
             -1126.326  272  11  -2314.316     (mclust's BIC is the negative of ours)

    mclust stops at a relative gain of 1e-5 and we climb on, so we must end no lower, and within
    0.02 of it.
    """
    fit = best_fit(datasets.faithful().X, 3, Full(shared=True), rng=0)
    assert (fit.n, fit.free_parameters) == (272, 11)
    assert -1126.326 <= fit.log_likelihood == pytest.approx(-1126.326, abs=0.02)
    assert bic(fit) == pytest.approx(2314.316, abs=0.04)


def test_old_faithful_one_and_two_ellipses():
    """mclust 6.0.0, `Mclust(faithful, G = k, modelNames = "VVV")$loglik` for k = 1, 2."""
    ends = [best_fit(datasets.faithful().X, K, rng=0).log_likelihood for K in (1, 2)]
    assert ends == pytest.approx([-1289.797, -1130.264], abs=1e-3)


def test_the_reference_check_can_fail():
    """A tolerance that nothing can miss tests nothing: two components must not pass for three."""
    fit = best_fit(datasets.faithful().X, 2, Full(shared=True), rng=0)
    assert fit.log_likelihood != pytest.approx(-1126.326, abs=0.02)


def test_mclust_icl_from_its_definition():
    """mclust's ICL counts only the largest responsibility; ours is the entropy form, never less.

    mclust 6.0.0, `Mclust(faithful, G = 3, modelNames = "EEE", control = emControl(tol = c(1e-13,
    1e-10), itmax = c(1e5, 1e5)))$icl`; at its default tolerance the same model has -2357.824.
    """
    fit = best_fit(datasets.faithful().X, 3, Full(shared=True), rng=0)
    theirs = bic(fit) - 2 * np.log(fit.responsibilities.max(axis=1)).sum()
    assert theirs == pytest.approx(2358.38924, abs=0.02)
    assert icl(fit) >= theirs


@pytest.mark.parametrize("K", [2, 3])
def test_iris_against_scikit_learn(K):
    """Both climb to the same top from the same place: log-likelihoods agree to 1e-8."""
    X = datasets.iris().X
    ours = best_fit(X, K, rng=0)
    mixture = ours.mixture
    told = {
        "weights_init": mixture.weights,
        "means_init": mixture.means,
        "precisions_init": np.linalg.inv(mixture.covariances),
    }
    theirs = Theirs(K, reg_covar=0, tol=1e-13, max_iter=5000, **told).fit(X)
    assert ours.log_likelihood == pytest.approx(theirs.score(X) * len(X), rel=1e-8)
    np.testing.assert_allclose(ours.responsibilities, theirs.predict_proba(X), atol=1e-5)
    assert bic(ours) == pytest.approx(theirs.bic(X), rel=1e-8)


@pytest.mark.parametrize("kind", ["full", "tied", "diag", "spherical"])
@pytest.mark.parametrize("name", ["faithful", "iris"])
def test_step_by_step_against_scikit_learn(name, kind):
    """Ten steps from one start, with the ridge that scikit-learn adds: the same parameters."""
    X = getattr(datasets, name)().X
    rng = np.random.default_rng(11)
    told = {"means_init": X[rng.choice(len(X), 3, replace=False)], "weights_init": [0.2, 0.3, 0.5]}
    variances = X.var(axis=0)
    told["precisions_init"] = {
        "full": np.tile(np.diag(1 / variances), (3, 1, 1)),
        "tied": np.diag(1 / variances),
        "diag": np.tile(1 / variances, (3, 1)),
        "spherical": np.full(3, 1 / variances.mean()),
    }[kind]
    common = {"covariance_type": kind, "tol": 0.0, "max_iter": 10, **told}
    with pytest.warns(Warning, match="converge|iterations"):
        theirs = Theirs(3, **common).fit(X)
    with pytest.warns(Warning, match="iterations"):
        ours = GaussianMixture(3, **common).fit(X)
    for attribute in ("weights_", "means_", "covariances_", "precisions_", "precisions_cholesky_"):
        np.testing.assert_allclose(
            getattr(ours, attribute), getattr(theirs, attribute), rtol=1e-8, atol=1e-10
        )
    np.testing.assert_allclose(ours.score_samples(X), theirs.score_samples(X), rtol=1e-8)
    assert ours.aic(X) == pytest.approx(theirs.aic(X), rel=1e-10)


def test_lower_bound_belongs_to_the_parameters_beside_it():
    """scikit-learn's is that of the parameters before the last M-step; ours is not."""
    X = datasets.faithful().X
    ours = GaussianMixture(2, random_state=0).fit(X)
    assert ours.lower_bound_ == pytest.approx(ours.score(X), rel=1e-12)
    theirs = Theirs(2, random_state=0).fit(X)
    assert theirs.lower_bound_ != pytest.approx(theirs.score(X), rel=1e-12)


def test_kmeans_inertia_is_scikit_learns_best():
    X = datasets.iris().X
    theirs = TheirKMeans(3, n_init=20, random_state=0).fit(X)
    ours = KMeans(3, n_init=20, random_state=0).fit(X)
    assert ours.inertia_ == pytest.approx(theirs.inertia_, rel=1e-6)


def test_one_component_is_the_sample_mean_and_covariance():
    """With K = 1 maximum likelihood has a closed form: numpy's mean and (biased) covariance."""
    X = datasets.faithful().X
    fit = best_fit(X, 1)
    np.testing.assert_allclose(fit.mixture.means[0], X.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(fit.mixture.covariances[0], np.cov(X.T, bias=True), rtol=1e-10)


def test_a_posterior_by_hand():
    """π = (.3, .7), μ = (-1, 0), σ = 1, x = -.75 gives .355."""
    from gmmlab import Mixture

    two = Mixture(np.array([0.3, 0.7]), np.array([[-1.0], [0.0]]), np.ones((2, 1, 1)))
    assert two.responsibilities([[-0.75]])[0, 0] == pytest.approx(0.355, abs=5e-4)


def test_until_converged_ends_at_a_stationary_point():
    """One more step from the end moves nothing that can be seen."""
    X = datasets.iris().X
    end = best_fit(X, 3, rng=0, tol=1e-12)
    *_, again = until_converged(em(X, end.mixture), max_iter=1)
    np.testing.assert_allclose(again.mixture.means, end.mixture.means, atol=1e-4)
