"""An error says what happened, why, and what to do; so its words are tested like any result."""

from itertools import islice

import numpy as np
import pytest

from gmmlab import Diagonal, GaussianMixture, KMeans, Mixture, best_fit, datasets, em, start
from gmmlab.errors import (
    BadInput,
    BadMixture,
    CollapsedComponent,
    CollapseWarning,
    ConstantFeature,
    ConvergenceWarning,
    DependentFeatures,
    GmmlabError,
    NotFitted,
    TooFewPoints,
)

FAITHFUL = datasets.faithful().X
HOLED = np.where(np.arange(544).reshape(272, 2) == 7, np.nan, FAITHFUL)
DOORS = {
    "start": lambda X, K=2: start(X, K, rng=0),
    "best_fit": lambda X, K=2: best_fit(X, K, rng=0),
    "GaussianMixture": lambda X, K=2: GaussianMixture(K, random_state=0).fit(X),
    "KMeans": lambda X, K=2: KMeans(K, random_state=0).fit(X),
}
every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)

MIXED = np.array([[1, "a"], [2, "b"]], dtype=object)
BAD = {
    "nan": (HOLED, r"X\[3, 1\] is nan \(1 of 544 values.*X\[np\.isfinite\(X\)\.all\(axis=1\)\]"),
    "infinite": ([[1.0, np.inf], [0.0, 1.0]], r"X\[0, 1\] is inf \(1 of 4 values"),
    "one-dimensional": (FAITHFUL[:, 0], r"shape \(272,\).*X\[:, None\]"),
    "a number": (3.0, r"shape \(\).*\[\[x\]\]"),
    "three-dimensional": (np.ones((2, 2, 2)), r"shape \(2, 2, 2\).*reshape\(len\(X\), -1\)"),
    "empty": (np.empty((0, 2)), r"shape \(0, 2\): there is nothing"),
    "text": ([["a", "b"], ["c", "d"]], r"X holds <U1 values.*numeric columns"),
    "mixed": (MIXED, r"cannot be read as numbers.*'a'"),
    "nothing": (None, r"cannot be read as numbers|shape \(\)"),
    "complex": (FAITHFUL * 1j, r"X holds complex128 values"),
}


@every_door
@pytest.mark.parametrize("case", BAD)
def test_data_that_no_mixture_fits(door, case):
    X, words = BAD[case]
    with pytest.raises(BadInput, match=words):
        door(X)


@every_door
@pytest.mark.parametrize(
    ("K", "words"),
    [
        (0, r"=0 is not a number of components.*1 or more"),
        (-1, "=-1 is not"),
        (2.0, r"=2\.0 is not"),
        ("two", "='two' is not"),
        (True, "=True is not"),
        (None, "=None is not"),
    ],
)
def test_numbers_of_components_that_are_none(door, K, words):
    with pytest.raises(BadInput, match=words):
        door(FAITHFUL, K)


@every_door
def test_fewer_points_than_components(door):
    with pytest.raises(TooFewPoints, match=r"=4 components cannot be fitted to n=3.*3 or fewer"):
        door([[0.0, 1.0], [1.0, 0.0], [2.0, 2.0]], 4)


@pytest.mark.parametrize("door", [DOORS["start"], DOORS["best_fit"]])
def test_duplicates_are_fewer_points_than_they_seem(door):
    X = np.repeat([[0.0, 1.0], [2.0, 0.0]], 5, axis=0)
    with pytest.raises(TooFewPoints, match=r"10 rows of X hold only 2 different.*Ask for 2"):
        door(X, 3)


def test_estimators_fit_duplicates_as_scikit_learns_do_and_say_so():
    X = np.repeat([[0.0, 1.0], [2.0, 0.0]], 5, axis=0)
    with pytest.warns(CollapseWarning, match="collapsed"):
        DOORS["GaussianMixture"](X, 3)
    with pytest.warns(ConvergenceWarning, match=r"distinct clusters \(2\)"):
        DOORS["KMeans"](X, 3)


@pytest.mark.parametrize("name", ["start", "best_fit"])
def test_a_feature_that_never_varies(name):
    X = np.column_stack([np.arange(9.0), np.full(9, 4.5)])
    with pytest.raises(
        ConstantFeature, match=r"column 1 \(always 4\.5\).*np\.ptp\(X, axis=0\) > 0"
    ):
        DOORS[name](X)


def test_kmeans_does_not_mind_a_constant_feature():
    X = np.column_stack([[0.0, 1.0, 9.0, 10.0], np.full(4, 4.5)])
    assert KMeans(2, random_state=0).fit(X).inertia_ == 1.0


def test_a_single_point():
    with pytest.raises(TooFewPoints, match=r"a single point, \[1\. 2\.\].*two different points"):
        best_fit([[1.0, 2.0]], 1)


def test_features_that_repeat_each_other():
    x = np.random.default_rng(0).normal(size=(50, 1))
    X = np.hstack([x, x])
    with pytest.raises(DependentFeatures, match=r"all 2 directions.*diagonal or spherical"):
        best_fit(X, 2, rng=0)
    assert np.isfinite(best_fit(X, 2, Diagonal(), rng=0).log_likelihood)


def test_a_component_that_nothing_belongs_to():
    far = np.array([[3.5, 70.0], [1e6, 1e6]])
    lost = Mixture(np.array([0.5, 0.5]), far, np.tile(np.eye(2), (2, 1, 1)))
    with pytest.raises(CollapsedComponent, match=r"component 1 of 2 has no points.*fewer than 2"):
        list(islice(em(FAITHFUL, lost), 3))


def test_a_component_without_width():
    flat = Mixture(np.ones(1), np.zeros((1, 2)), np.array([[[1.0, 1.0], [1.0, 1.0]]]))
    with pytest.raises(CollapsedComponent, match=r"component 0 of 1 has no width left"):
        flat.log_density(FAITHFUL)


def test_a_collapse_is_reported_never_silent():
    X = np.vstack([FAITHFUL[:40], [[9.0, 9.0]] * 3])
    told = {"means_init": [[3.0, 70.0], [9.0, 9.0]], "weights_init": [0.9, 0.1]}
    with pytest.warns(
        CollapseWarning, match=r"component\(s\) \[1\] of 2 collapsed.*reg_covar=1e-06"
    ):
        GaussianMixture(2, random_state=0, **told).fit(X)
    with pytest.warns(CollapseWarning, match=r"component\(s\) \[.*\] of 6 collapsed.*fewer than 6"):
        best_fit(np.repeat(np.arange(6.0), 4)[:, None], 6, rng=0)


def test_an_early_stop_is_reported():
    with pytest.warns(ConvergenceWarning, match=r"all 2 iterations.*Raise max_iter"):
        GaussianMixture(3, max_iter=2, tol=1e-9, random_state=0).fit(FAITHFUL)


@pytest.mark.parametrize(
    ("weights", "means", "words"),
    [
        ([0.5, 0.6], [[0.0], [1.0]], r"sum to 1\.1.*Divide them"),
        ([1.5, -0.5], [[0.0], [1.0]], r"must be 0 or more"),
        ([0.5, 0.5], [[0.0, 1.0]], r"do not fit together"),
    ],
)
def test_parameters_that_are_no_mixture(weights, means, words):
    mixture = Mixture(np.array(weights), np.array(means), np.ones((2, 1, 1)))
    with pytest.raises(BadMixture, match=words):
        mixture.log_density([[0.0]])


def test_a_covariance_that_is_not_symmetric():
    mixture = Mixture(np.ones(1), np.zeros((1, 2)), np.array([[[1.0, 0.5], [0.0, 1.0]]]))
    with pytest.raises(BadMixture, match=r"not symmetric: write \(S \+ S\.T\) / 2"):
        mixture.log_density(FAITHFUL)


def test_other_columns_than_in_the_fit():
    model = GaussianMixture(2, random_state=0).fit(FAITHFUL)
    told = "X has 1 features, but GaussianMixture is expecting 2 features"
    with pytest.raises(BadMixture, match=told):
        model.predict(FAITHFUL[:, :1])


def test_before_fit():
    with pytest.raises(NotFitted, match=r"this GaussianMixture has not seen any data.*fit\(X\)"):
        GaussianMixture().predict(FAITHFUL)
    with pytest.raises(NotFitted, match=r"this KMeans"):
        KMeans().predict(FAITHFUL)


def test_names_that_are_unknown():
    with pytest.raises(BadInput, match=r"covariance_type='round'.*'full', 'tied', 'diag'"):
        GaussianMixture(covariance_type="round").fit(FAITHFUL)
    with pytest.raises(BadInput, match=r"no parameter 'k'; it has n_components"):
        GaussianMixture().set_params(k=3)


def test_every_error_is_ours():
    from gmmlab import errors

    raised = [getattr(errors, name) for name in errors.__all__ if not name.endswith("Warning")]
    assert BadInput in raised
    assert all(issubclass(error, GmmlabError) for error in raised)
