"""Discriminant analysis: scikit-learn's LDA and QDA up to n - 1, mclust's EDDA and MclustDA."""

from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy.special import logsumexp
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.naive_bayes import GaussianNB

from gmmlab import BadInput, Full, Mixture, datasets
from gmmlab.discriminant import Discriminant, class_mixtures, edda
from gmmlab.errors import CollapseWarning, TooFewPoints

IRIS = datasets.iris()
NAMES = np.array(IRIS.groups)[IRIS.labels]


def unbalanced():
    """Three overlapping classes of 40, 25 and 15: priors matter, and so does n - 1."""
    keep = np.r_[0:40, 50:75, 100:115]
    return IRIS.X[keep], NAMES[keep]


def widened(discriminant, factors):
    """The same classes with each covariance times a number."""
    mixtures = (
        replace(m, covariances=factor * m.covariances)
        for m, factor in zip(discriminant.mixtures, factors, strict=True)
    )
    return Discriminant(discriminant.classes, discriminant.priors, tuple(mixtures))


def errors(discriminant):
    return int(np.sum(discriminant.predict(IRIS.X) != NAMES))


def same(ours, theirs):
    return np.allclose(ours, theirs, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("solver", ["svd", "lsqr", "eigen"])
def test_shared_covariances_are_scikit_learns_lda(solver):
    """Up to what the pooled scatter is divided by: n here, as in its solvers "lsqr" and "eigen".

    Before version 1.9 its "svd" divided by n - C (pull request 33626).  Then Σ is ours times
    n / (n - C), the discriminants Σ⁻¹ (μ_c - x̄) are smaller by that, and nothing else differs.
    """
    X, y = unbalanced()
    ours, theirs = edda(X, y), LinearDiscriminantAnalysis(solver=solver).fit(X, y)
    means = np.array([mixture.means[0] for mixture in ours.mixtures])
    steepness = np.linalg.solve(ours.mixtures[0].covariances[0], (means[0] - means[1]))
    factor = steepness[0] / (theirs.coef_[0] - theirs.coef_[1])[0]
    assert min(abs(factor - 1), abs(factor - 80 / 77)) < 1e-9
    told = theirs.predict_log_proba(X)
    assert same(widened(ours, [factor] * 3).log_posterior(X), told)
    assert not same(widened(ours, [1.001 * factor] * 3).log_posterior(X), told), "it can fail"
    np.testing.assert_array_equal(ours.classes, theirs.classes_)


def test_own_covariances_are_scikit_learns_qda():
    """Up to what a class's scatter is divided by: n_c here, and n_c - 1 there before version 1.9.

    Then each Σ_c is ours times n_c / (n_c - 1).
    """
    X, y = unbalanced()
    ours, theirs = edda(X, y, Full()), QuadraticDiscriminantAnalysis().fit(X, y)
    volumes = [np.linalg.det(mixture.covariances[0]) for mixture in ours.mixtures]
    factors = (np.prod(theirs.scalings_, axis=1) / volumes) ** (1 / 4)
    n = np.array([40, 25, 15])
    assert np.allclose(factors, 1, rtol=1e-9) or np.allclose(factors, n / (n - 1), rtol=1e-9)
    told = theirs.predict_log_proba(X)
    assert same(widened(ours, factors).log_posterior(X), told)
    assert not same(widened(ours, 1.001 * factors).log_posterior(X), told), "it can fail"


def test_diagonal_covariances_are_naive_bayes():
    X, y = unbalanced()
    theirs = GaussianNB(var_smoothing=0).fit(X, y)
    ours = edda(X, y, "VVI")
    assert same(ours.log_posterior(X), theirs.predict_log_proba(X))


def test_published_errors_on_iris():
    """Of 150 flowers, classified by the rule they made:

    - quadratic: 0.02, so 3 (SAS/STAT 14.1 User's Guide, PROC DISCRIM, example 35.3);
    - VEV: 0.02, 3 of them versicolor taken for virginica (mclust's vignette, `MclustDA(X, class,
      modelType = "EDDA")`, training error).
    """
    assert errors(edda(IRIS.X, NAMES, "VVV")) == 3
    best = edda(IRIS.X, NAMES, "VEV")
    wrong = best.predict(IRIS.X) != NAMES
    assert NAMES[wrong].tolist() == ["versicolor"] * 3
    assert set(best.predict(IRIS.X)[wrong]) == {"virginica"}


MCLUST = {
    "EII": (-414.697951273, 11),
    "VII": (-392.498414498, 12),
    "EEI": (-364.517364338, 6),
    "VVI": (-309.362757894, 6),
    "EEE": (-256.646184255, 3),
    "VVV": (-182.920848605, 3),
    "VEV": (-187.709744405, 3),
}
"""mclust 6.0.0, `MclustDA(iris[,1:4], iris[,5], modelType = "EDDA", modelNames = ...)`: $loglik,
and 150 times summary()$err.  Its log-likelihood is that of the points without their classes."""


@pytest.mark.parametrize(("name", "log_likelihood", "wrong"), [(k, *v) for k, v in MCLUST.items()])
def test_mclusts_log_likelihoods(name, log_likelihood, wrong):
    told = edda(IRIS.X, NAMES, name)
    assert logsumexp(told.log_joint(IRIS.X), axis=1).sum() == pytest.approx(
        log_likelihood, rel=1e-9
    )
    assert errors(told) == wrong


def test_mclustda_on_iris():
    """mclust 6.0.0, `MclustDA(iris[,1:4], iris[,5])`: two components EEE for setosa, one for each
    of the others, log-likelihood -172.8135, 3 errors.  Of the same models we must end no lower."""
    told = class_mixtures(IRIS.X, NAMES, K=[1, 2], shapes=["EEE", "VVV"], rng=0)
    assert [mixture.K for mixture in told.mixtures] == [2, 1, 1]
    assert told.mixtures[0].shape == Full(shared=True)
    ours = logsumexp(told.log_joint(IRIS.X), axis=1).sum()
    assert -172.8136 <= ours == pytest.approx(-172.8135, abs=2e-3)
    assert ours != pytest.approx(-182.9208, abs=2e-3), "one component a class would not pass"
    assert errors(told) == 3


@given(st.integers(0, 2**32 - 1))
def test_posteriors_are_probabilities(seed):
    X = IRIS.X + np.random.default_rng(seed).normal(0, 3, IRIS.X.shape)
    told = edda(IRIS.X, NAMES, "VVV")
    log_posterior = told.log_posterior(X)
    np.testing.assert_allclose(np.exp(log_posterior).sum(axis=1), 1, rtol=1e-12)
    np.testing.assert_array_equal(told.classes[log_posterior.argmax(axis=1)], told.predict(X))


def test_far_out_the_posterior_is_still_a_number():
    """All densities are 0 there, as a float has it; their ratios are not."""
    told = edda(IRIS.X, NAMES)
    log_posterior = told.log_posterior(np.full((1, 4), 1e4))
    assert np.isfinite(log_posterior).all()
    assert logsumexp(log_posterior) == pytest.approx(0, abs=1e-6)


@given(st.integers(0, 2**32 - 1))
def test_units_and_the_order_of_points_do_not_matter(seed):
    rng = np.random.default_rng(seed)
    X, y = unbalanced()
    rows, scale = rng.permutation(len(X)), 10 ** rng.uniform(-2, 2, 4)
    here = edda(X, y, "VVV").log_posterior(X[rows])
    there = edda(X[rows] * scale, y[rows], "VVV").log_posterior(X[rows] * scale)
    np.testing.assert_allclose(there, here, rtol=1e-7, atol=1e-8)


def test_a_mixture_a_class_where_one_gaussian_is_too_few():
    """Four groups at the corners of a square, opposite ones of one class: no line, no conic."""
    rng = np.random.default_rng(0)
    corner = np.repeat([[0, 0], [6, 6], [0, 6], [6, 0]], 40, axis=0)
    X, y = corner + rng.normal(size=(160, 2)), np.repeat(["same", "other"], 80)
    told = class_mixtures(X, y, K=[1, 2], shapes=["VII"], rng=0)
    assert [mixture.K for mixture in told.mixtures] == [2, 2]
    assert np.mean(told.predict(X) != y) < 0.01
    assert np.mean(edda(X, y).predict(X) != y) > 0.3


def test_priors_move_the_border():
    """Equal Gaussians: the border is where the log odds of the priors make up for the distance."""
    X, y = [[-1.0], [1.0], [3.0], [5.0], [5.0], [3.0]], [0, 0, 1, 1, 1, 1]
    told = edda(X, y)
    np.testing.assert_allclose(told.priors, [1 / 3, 2 / 3], rtol=1e-12)
    left, _ = told.mixtures
    border = 2.0 - left.covariances[0, 0, 0] * np.log(2) / 4
    np.testing.assert_allclose(np.diff(told.log_posterior([[border]])), 0, atol=1e-12)


def test_a_collapsed_fit_is_not_elected():
    """Twenty times one point in a class: two components would have an endless likelihood."""
    rng = np.random.default_rng(0)
    X = np.vstack(
        [rng.normal(size=(30, 2)), np.tile([2.0, 2.0], (20, 1)), rng.normal(6, 1, (30, 2))]
    )
    told = class_mixtures(X, np.repeat([0, 1], [50, 30]), K=[1, 2], shapes=["VII"], rng=0)
    assert told.mixtures[0].K == 1
    np.testing.assert_array_equal(told.priors, [50 / 80, 30 / 80])


def test_a_class_without_spread_is_reported():
    X = np.array([[0.0, 0], [0, 1], [0, 2], [5, 5], [6, 7], [8, 6]])
    with pytest.warns(CollapseWarning, match=r"class\(es\) \['a'\] have no spread"):
        edda(X, np.repeat(["a", "b"], 3), Full())


WRONG = [
    (IRIS.X, NAMES[:-1], r"y has shape \(149,\) and X has 150 rows"),
    (IRIS.X, np.full(150, "x"), "every point is of class"),
    (IRIS.X, np.where(IRIS.labels == 1, np.nan, 0.0), "50 of 150 points have no class"),
]


@pytest.mark.parametrize("make", [edda, class_mixtures])
@pytest.mark.parametrize(("X", "y", "told"), WRONG)
def test_what_cannot_be_learnt_from_is_explained(make, X, y, told):
    with pytest.raises(BadInput, match=told):
        make(X, y)


def test_a_class_that_is_too_small_is_named():
    with pytest.raises(TooFewPoints, match="a single point") as caught:
        class_mixtures(IRIS.X[49:52], NAMES[49:52], rng=0)
    assert "setosa" in caught.value.__notes__[0]
    with pytest.raises(BadInput, match=r"none of 1 models .* 50 points; the first: K=51") as caught:
        class_mixtures(IRIS.X[:60], NAMES[:60], K=[51], shapes=["VVV"], rng=0)
    assert "setosa" in caught.value.__notes__[0]


def test_one_class_can_be_asked_alone():
    """A class's density is a mixture like any other."""
    told = edda(IRIS.X, NAMES, "VVV")
    setosa = told.mixtures[0]
    assert isinstance(setosa, Mixture)
    np.testing.assert_allclose(setosa.means[0], IRIS.X[:50].mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(
        setosa.covariances[0], np.cov(IRIS.X[:50].T, bias=True), rtol=1e-9, atol=1e-12
    )
