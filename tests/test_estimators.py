"""scikit-learn's contract, as far as users of the two estimators meet it every day."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.mixture import GaussianMixture as Theirs

from gmmlab import GaussianMixture, KMeans, bic, datasets, e_step, icl
from gmmlab.estimators.gaussian_mixture import TYPES

X = datasets.faithful().X


@pytest.mark.parametrize("estimator", [GaussianMixture(3, n_init=2), KMeans(4, tol=0.1)])
def test_parameters_survive_clone_and_repr(estimator):
    assert clone(estimator).get_params() == estimator.get_params()
    again = eval(repr(estimator), {"GaussianMixture": GaussianMixture, "KMeans": KMeans})
    assert again.get_params() == estimator.get_params()


@pytest.mark.parametrize("kind", TYPES)
def test_shapes_are_scikit_learns(kind):
    ours = GaussianMixture(2, covariance_type=kind, random_state=0).fit(X)
    theirs = Theirs(2, covariance_type=kind, random_state=0).fit(X)
    for name in ("weights_", "means_", "covariances_", "precisions_", "precisions_cholesky_"):
        assert getattr(ours, name).shape == getattr(theirs, name).shape
    assert ours.bic(X) == pytest.approx(theirs.bic(X), rel=1e-4)
    assert ours.predict_proba(X).shape == (272, 2)
    assert ours.n_features_in_ == 2


def test_precisions_cholesky_is_what_it_says():
    model = GaussianMixture(2, random_state=0).fit(X)
    C = model.precisions_cholesky_
    np.testing.assert_allclose(C @ C.transpose(0, 2, 1), model.precisions_, rtol=1e-10)
    np.testing.assert_allclose(
        model.precisions_ @ model.covariances_, np.tile(np.eye(2), (2, 1, 1)), atol=1e-9
    )


def test_criteria_agree_with_the_functions():
    model = GaussianMixture(2, random_state=0).fit(X)
    fit = e_step(X, model.mixture)
    assert (model.bic(X), model.icl(X)) == (bic(fit), icl(fit))
    assert model.score(X) * len(X) == pytest.approx(fit.log_likelihood, rel=1e-12)


def test_more_starts_are_never_worse():
    ends = [GaussianMixture(5, n_init=n, random_state=0).fit(X).lower_bound_ for n in (1, 5)]
    assert ends[1] >= ends[0]


def test_a_warm_start_goes_on_from_where_it_was():
    model = GaussianMixture(3, max_iter=3, warm_start=True, random_state=0, tol=1e-9)
    ends = []
    for _ in range(2):
        with pytest.warns(UserWarning, match="all 3 iterations"):
            ends.append(model.fit(X).lower_bound_)
    assert ends[1] > ends[0]


def test_samples_follow_the_mixture():
    model = GaussianMixture(2, random_state=0).fit(X)
    drawn, labels = model.sample(20_000)
    assert drawn.shape == (20_000, 2)
    np.testing.assert_allclose(np.bincount(labels) / 20_000, model.weights_, atol=0.015)
    np.testing.assert_allclose(drawn.mean(axis=0), X.mean(axis=0), rtol=0.02)


def test_a_fitted_model_survives_pickling():
    model = GaussianMixture(2, random_state=0).fit(X)
    again = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


def test_kmeans_predicts_its_own_labels():
    model = KMeans(3, random_state=0).fit(X)
    np.testing.assert_array_equal(model.predict(X), model.labels_)
    nearest = model.transform(X).min(axis=1)
    assert model.inertia_ == pytest.approx(np.sum(nearest**2), rel=1e-12)
    assert model.score(X) == -model.inertia_


def test_kmeans_begins_where_it_is_told():
    centres = [[2.0, 55.0], [4.3, 80.0]]
    model = KMeans(2, init=centres).fit(X)
    assert model.cluster_centers_[0, 1] < model.cluster_centers_[1, 1]
