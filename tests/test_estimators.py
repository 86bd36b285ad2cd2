"""scikit-learn's contract, and what ours adds to it."""

import pickle
import subprocess
import sys
import warnings
from collections import Counter

import numpy as np
import pytest
import sklearn.cluster
import sklearn.exceptions
import sklearn.mixture
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import estimator_checks

from gmmlab import GaussianMixture, KMeans, bic, datasets, e_step, icl
from gmmlab.covariances import SHAPES
from gmmlab.errors import BadInput, CollapseWarning, ConvergenceWarning, IllDefined, NotFitted
from gmmlab.estimators.exchanging import exchanged
from gmmlab.lloyd import nearest, settled
from gmmlab.sheets import Sheet

X = datasets.faithful().X
TYPES = ["full", "tied", "diag", "spherical"]
Theirs = sklearn.mixture.GaussianMixture
TheirKMeans = sklearn.cluster.KMeans

PAIRS = {"GaussianMixture": (GaussianMixture, Theirs), "KMeans": (KMeans, TheirKMeans)}
every_pair = pytest.mark.parametrize(("ours", "theirs"), PAIRS.values(), ids=PAIRS)

NOT_PASSED = {
    "check_sample_weight_equivalence_on_dense_data": "other draws for other rows; nor do theirs",
    "check_sample_weights_pandas_series": "needs pandas",
    "check_array_api_input": "needs SCIPY_ARRAY_API",
}
NOT_ASKED = {
    "check_sample_weight_equivalence_on_sparse_data": "of sparse data, which ours refuses",
    "check_clustering": "asked of ClusterMixin's heirs only; run below",
    "check_clusterer_compute_labels_predict": "asked of ClusterMixin's heirs only; run below",
    "check_estimators_partial_fit_n_features": "asked of ClusterMixin's heirs only; run below",
}


def outcomes(estimator):
    """Every check of scikit-learn's, and how it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = estimator_checks.check_estimator(estimator, on_fail=None, on_skip=None)
    return Counter((each["check_name"], each["status"]) for each in found)


@every_pair
def test_every_check_that_theirs_passes_is_passed(ours, theirs):
    mine, reference = outcomes(ours()), outcomes(theirs())
    assert {name for name, status in mine if status != "passed"} <= set(NOT_PASSED)
    behind = Counter({key: times for key, times in reference.items() if key[1] == "passed"}) - mine
    assert {name for name, _ in behind} <= set(NOT_ASKED)


@pytest.mark.parametrize("frozen", [False, True])
def test_the_checks_of_clusterers(frozen):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        estimator_checks.check_clustering("KMeans", KMeans(2), readonly_memmap=frozen)
        estimator_checks.check_clusterer_compute_labels_predict("KMeans", KMeans(2))
        estimator_checks.check_estimators_partial_fit_n_features("KMeans", KMeans(2))


def test_a_check_can_fail():
    class Forgetful(KMeans):
        def predict(self, X):
            return np.zeros(len(X), dtype=int) + np.random.default_rng().integers(9)

    assert any(status == "failed" for _, status in outcomes(Forgetful()) - outcomes(KMeans()))


def test_neither_scikit_learn_nor_scipy_is_imported():
    told = "import sys, gmmlab.estimators; print(sorted({'sklearn', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("estimator", [GaussianMixture(3, n_init=2), KMeans(4, tol=0.1)])
def test_parameters_survive_clone_and_repr(estimator):
    assert clone(estimator).get_params() == estimator.get_params()
    again = eval(repr(estimator), {"GaussianMixture": GaussianMixture, "KMeans": KMeans})
    assert again.get_params() == estimator.get_params()


@every_pair
def test_the_same_parameters_with_the_same_defaults(ours, theirs):
    assert ours().get_params() == theirs().get_params()


@every_pair
def test_our_errors_and_warnings_are_caught_as_theirs(ours, theirs):
    with pytest.raises(sklearn.exceptions.NotFittedError) as caught:
        ours().predict(X)
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, NotFitted)
    assert str(again) == str(caught.value)
    with pytest.warns(sklearn.exceptions.ConvergenceWarning) as met:
        GaussianMixture(3, max_iter=1, random_state=0).fit(X)
    assert any(issubclass(each.category, ConvergenceWarning) for each in met)


def test_in_a_pipeline_and_a_search():
    search = GridSearchCV(GaussianMixture(random_state=0), {"n_components": [1, 2, 3]}, cv=3)
    assert search.fit(X).best_params_["n_components"] >= 2
    chain = make_pipeline(StandardScaler(), KMeans(2, random_state=0))
    assert chain.fit_transform(X).shape == (272, 2)
    assert chain._repr_html_()


class Frame:
    """As much of a data frame as names its columns."""

    def __init__(self, table, columns):
        self.table, self.columns, self.shape = table, columns, table.shape

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.table, dtype=dtype)


def test_names_of_features():
    model = GaussianMixture(2, random_state=0).fit(Frame(X, ["eruption", "waiting"]))
    assert model.feature_names_in_.tolist() == ["eruption", "waiting"]
    np.testing.assert_array_equal(
        model.predict(Frame(X, ["eruption", "waiting"])), model.mixture.log_joint(X).argmax(axis=1)
    )
    with pytest.raises(BadInput, match="should match those that were passed during fit"):
        model.predict(Frame(X[:, ::-1], ["waiting", "eruption"]))
    with pytest.raises(BadInput, match=r"unseen at fit time:\n- pause\n(.|\n)*missing:\n- waiting"):
        model.predict(Frame(X, ["eruption", "pause"]))
    with pytest.warns(UserWarning, match="does not have valid feature names"):
        model.predict(X)
    with pytest.raises(TypeError, match="all input features have string names"):
        model.fit(Frame(X, ["eruption", 1]))
    assert not hasattr(model.fit(X), "feature_names_in_")


def test_output_as_an_array_unless_told():
    model = KMeans(3, random_state=0).set_output(transform="default").fit(X)
    assert type(model.transform(X)) is np.ndarray
    assert model.get_feature_names_out().tolist() == ["kmeans0", "kmeans1", "kmeans2"]
    with pytest.raises(BadInput, match="'default', 'pandas', 'polars'"):
        model.set_output(transform="slate")


def test_routing_of_weights():
    model = GaussianMixture().set_fit_request(sample_weight=True)
    assert clone(model).get_metadata_routing().fit.requests == {"sample_weight": True}
    assert KMeans().get_metadata_routing().score.requests == {"sample_weight": None}


def test_single_precision_in_and_out():
    single = X.astype(np.float32)
    model = GaussianMixture(2, random_state=0).fit(single)
    names = ("weights_", "means_", "covariances_", "precisions_", "precisions_cholesky_")
    assert {getattr(model, name).dtype for name in names} == {np.dtype(np.float32)}
    assert model.predict_proba(single).dtype == model.score_samples(single).dtype == np.float32
    double = GaussianMixture(2, random_state=0).fit(X)
    assert model.score(single) == pytest.approx(double.score(X), abs=1e-5)


@pytest.mark.parametrize("kind", TYPES)
def test_shapes_are_scikit_learns(kind):
    ours = GaussianMixture(2, covariance_type=kind, random_state=0).fit(X)
    theirs = Theirs(2, covariance_type=kind, random_state=0).fit(X)
    for name in ("weights_", "means_", "covariances_", "precisions_", "precisions_cholesky_"):
        assert getattr(ours, name).shape == getattr(theirs, name).shape
    assert ours.bic(X) == pytest.approx(theirs.bic(X), rel=1e-4)
    assert ours.predict_proba(X).shape == (272, 2)
    assert ours.n_iter_ == theirs.n_iter_


@pytest.mark.parametrize("kind", TYPES)
def test_from_the_same_start_the_same_end(kind):
    """Given scikit-learn's own start, its steps, its stop and its parameters."""
    told = {"weights_init": [0.3, 0.7], "means_init": [[2.0, 60.0], [4.0, 70.0]]}
    rough = Theirs(2, covariance_type=kind, max_iter=0, random_state=0).fit(X)
    told["precisions_init"] = rough.precisions_
    ours = GaussianMixture(2, covariance_type=kind, **told).fit(X)
    theirs = Theirs(2, covariance_type=kind, **told).fit(X)
    assert ours.n_iter_ == theirs.n_iter_ > 1
    np.testing.assert_allclose(ours.means_, theirs.means_, rtol=1e-9)
    np.testing.assert_allclose(ours.covariances_, theirs.covariances_, rtol=1e-7)
    np.testing.assert_allclose(ours.lower_bounds_[:-1], theirs.lower_bounds_[1:], rtol=1e-12)
    assert ours.lower_bound_ == pytest.approx(theirs.score(X), rel=1e-12)
    assert ours.lower_bound_ != pytest.approx(theirs.lower_bound_, rel=1e-12)


@pytest.mark.parametrize("kind", SHAPES)
def test_mclusts_names(kind):
    model = GaussianMixture(2, covariance_type=kind, reg_covar=0.0, random_state=0).fit(X)
    assert model._n_parameters() == 5 + SHAPES[kind].freedom(2, 2)
    assert np.all(np.diff(model.lower_bounds_) >= -1e-12)
    assert model.covariances_.shape == (2, 2, 2)


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


@pytest.mark.parametrize("kind", TYPES)
def test_a_model_may_be_put_together_by_hand(kind):
    fitted = GaussianMixture(2, covariance_type=kind, random_state=0).fit(X)
    model = GaussianMixture(2, covariance_type=kind)
    for name in ("weights_", "means_", "covariances_", "precisions_cholesky_"):
        setattr(model, name, getattr(fitted, name).copy())
    np.testing.assert_allclose(model.score_samples(X), fitted.score_samples(X), rtol=1e-12)
    model.means_ = fitted.means_ + 1
    assert model.score(X) < fitted.score(X)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), kind=st.sampled_from(TYPES))
def test_a_weight_of_two_is_a_point_twice(seed, kind):
    times = np.random.default_rng(seed).integers(1, 4, len(X))
    start = {"weights_init": [0.4, 0.6], "means_init": [[2.0, 55.0], [4.3, 80.0]]}
    start["precisions_init"] = Theirs(2, covariance_type=kind, max_iter=0).fit(X).precisions_
    model = GaussianMixture(2, covariance_type=kind, **start)
    weighted = clone(model).fit(X, sample_weight=times)
    repeated = clone(model).fit(np.repeat(X, times, axis=0))
    np.testing.assert_allclose(weighted.means_, repeated.means_, rtol=1e-9)
    np.testing.assert_allclose(weighted.covariances_, repeated.covariances_, rtol=1e-8)
    plain = clone(model).fit(X)
    assert not np.allclose(weighted.means_, plain.means_, rtol=1e-9)


@pytest.mark.parametrize("how", ["kmeans", "k-means++", "random", "random_from_data"])
def test_more_starts_are_never_worse(how):
    ends = [
        GaussianMixture(5, n_init=n, init_params=how, max_iter=500, random_state=0).fit(X)
        for n in (1, 5, 20)
    ]
    levels = [end.lower_bound_ for end in ends]
    assert min(levels) == levels[0]


@pytest.mark.parametrize(("K", "kind"), [(2, "full"), (3, "tied"), (3, "full"), (2, "spherical")])
def test_ten_starts_reach_what_theirs_reach(K, kind):
    ours = GaussianMixture(K, covariance_type=kind, n_init=10, random_state=0).fit(X)
    theirs = Theirs(K, covariance_type=kind, n_init=10, random_state=0).fit(X)
    assert ours.score(X) * len(X) > theirs.score(X) * len(X) - 1e-3


def test_many_points_are_tried_in_part_first():
    rng = np.random.default_rng(0)
    middles = rng.normal(scale=9, size=(5, 2))
    many = middles[rng.integers(5, size=30_000)] + rng.normal(size=(30_000, 2))
    ours = GaussianMixture(5, n_init=10, random_state=0).fit(many)
    gaps = np.abs(ours.means_[:, None] - middles).max(axis=2)
    assert gaps.min(axis=0).max() < 0.1
    assert ours.n_iter_ == len(ours.lower_bounds_) <= 20


def test_a_warm_start_goes_on_from_where_it_was():
    model = GaussianMixture(3, max_iter=3, warm_start=True, random_state=0, tol=1e-9)
    ends = []
    for _ in range(2):
        with pytest.warns(UserWarning, match="all 3 iterations"):
            ends.append(model.fit(X).lower_bound_)
    assert ends[1] > ends[0]


def test_a_component_without_width_is_an_error_or_a_warning():
    cloud = np.vstack([np.ones((5, 2)), np.zeros((5, 2))])
    with pytest.raises(IllDefined, match=r"ill-defined empirical covariance.*reg_covar=0"):
        GaussianMixture(2, reg_covar=0.0, random_state=0).fit(cloud)
    with pytest.warns(CollapseWarning, match=r"component\(s\) \[0, 1\] of 2"):
        GaussianMixture(2, random_state=0).fit(cloud)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"tol": -1.0}, "tol=-1.0 must be a number, 0 or more"),
        ({"max_iter": 1.5}, "max_iter=1.5 must be a whole number"),
        ({"n_init": 0}, "n_init=0 must be a whole number, 1 or more"),
        ({"init_params": "guess"}, "init_params='guess' is unknown; choose one of 'kmeans'"),
        ({"weights_init": [0.5, 0.2, 0.4]}, r"shape of \(2,\), but got \(3,\)"),
        ({"weights_init": [0.5, 0.2]}, r"sum\(weights\) = 0.70000: divide them by their sum"),
        ({"weights_init": [1.5, -0.5]}, "min value -0.50000, max value 1.50000"),
        ({"precisions_init": -np.ones((2, 2, 2))}, "symmetric, positive-definite"),
    ],
)
def test_parameters_that_cannot_be(told, words):
    with pytest.raises(BadInput, match=words):
        GaussianMixture(2, **told).fit(X)


def test_what_verbose_says(capsys):
    GaussianMixture(2, verbose=2, random_state=0).fit(X)
    said = capsys.readouterr().out
    assert "Initialization 0 converged after" in said
    assert "log-likelihood per point" in said


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
    nearest_of = model.transform(X).min(axis=1)
    assert model.inertia_ == pytest.approx(np.sum(nearest_of**2), rel=1e-12)
    assert model.score(X) == -model.inertia_


@pytest.mark.parametrize("n", [272, 9000])
def test_kmeans_from_the_same_centres_ends_where_theirs_does(n):
    points = X if n == 272 else np.random.default_rng(0).normal(size=(n, 3))
    told = {"init": points[:7], "n_init": 1, "tol": 0.0}
    ours, theirs = KMeans(7, **told).fit(points), TheirKMeans(7, **told).fit(points)
    np.testing.assert_array_equal(ours.labels_, theirs.labels_)
    np.testing.assert_allclose(ours.cluster_centers_, theirs.cluster_centers_, rtol=1e-10)
    assert ours.n_iter_ == theirs.n_iter_
    assert ours.inertia_ == pytest.approx(theirs.inertia_, rel=1e-12)


def test_kmeans_of_many_points_finds_every_cluster():
    rng = np.random.default_rng(1)
    middles = rng.uniform(-50, 50, size=(20, 2))
    many = middles[rng.integers(20, size=20_000)] + rng.normal(size=(20_000, 2))
    found = KMeans(20, n_init=10, random_state=0).fit(many)
    gaps = np.abs(found.cluster_centers_[:, None] - middles).max(axis=2)
    assert gaps.min(axis=0).max() < 0.5


def test_an_exchange_leads_out_of_a_rut():
    rng = np.random.default_rng(0)
    groups = np.concatenate([rng.normal(m, 0.5, size=(50, 2)) for m in (0, 10, 20)])
    sheet = Sheet.of(groups)
    [rut] = settled(sheet, groups[[0, 1, 75]][None])
    assert exchanged(sheet, rut).inertia < 0.1 * rut.inertia


def test_of_centres_equally_near_the_first_is_nearest():
    np.testing.assert_array_equal(nearest(np.eye(3), np.eye(3)[[0, 1, 2, 0, 1]]), [0, 1, 2])


def test_kmeans_of_many_points_ends_near_its_rest():
    """Ten clusters that overlap: begun where a third of the points rest, it goes on to its own."""
    rng = np.random.default_rng(0)
    many = rng.normal(0, 4, (10, 2))[rng.integers(10, size=10_000)] + rng.normal(size=(10_000, 2))
    for seed in range(5):
        found = KMeans(10, n_init=10, random_state=seed).fit(many)
        rest = KMeans(10, init=found.cluster_centers_, tol=0).fit(many)
        assert rest.n_iter_ > 1
        assert rest.inertia_ < found.inertia_ < 1.0003 * rest.inertia_


def test_kmeans_begins_where_it_is_told():
    centres = [[2.0, 55.0], [4.3, 80.0]]
    model = KMeans(2, init=centres).fit(X)
    assert model.cluster_centers_[0, 1] < model.cluster_centers_[1, 1]


@pytest.mark.parametrize("estimator", [GaussianMixture(2), KMeans(2)])
def test_sparse_data_are_refused(estimator):
    from scipy.sparse import csr_array

    with pytest.raises(TypeError, match=r"Sparse data was passed.*X\.toarray\(\)"):
        estimator.fit(csr_array(X))
