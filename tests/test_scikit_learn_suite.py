"""scikit-learn's own public tests, read from the installed package, run on our estimators.

Nothing of them is kept here: each test module is executed as it is, but for the import of
`GaussianMixture` or `KMeans`, which brings ours.  What is left out is left out by name or kind,
with a reason.
"""

import ast
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.sparse import issparse
from sklearn.cluster import MiniBatchKMeans

OTHERS = "of parts of scikit-learn other than the estimator"
PRIVATE = "calls private methods of scikit-learn's class, or counts calls of its functions"
ARRAYS = "of arrays other than numpy's"
SPARSE = "of sparse data, which ours refuses, saying what to do instead"

pytestmark = pytest.mark.filterwarnings("ignore::gmmlab.errors.CollapseWarning")
"""Of our own, where scikit-learn says nothing: a component that only reg_covar holds open."""

MIXTURE_OUT = {
    "test_check_weights": "asserts a message in which the least and the largest are swapped",
    "test_suffstat_sk_full": OTHERS,
    "test_suffstat_sk_tied": OTHERS,
    "test_suffstat_sk_diag": OTHERS,
    "test_gaussian_suffstat_sk_spherical": OTHERS,
    "test_compute_log_det_cholesky": OTHERS,
    "test_gaussian_mixture_log_probabilities": OTHERS,
    "test_gaussian_mixture_setting_best_params": (
        "leaves a component a single point and no reg_covar: a variance of 0, which rounding hides "
        "there and which is an error here"
    ),
    "test_gaussian_mixture_precisions_init_diag": (
        "needs clusters numbered as scikit-learn's KMeans numbers them from the same seed"
    ),
    "test_gaussian_mixture_array_api_compliance": ARRAYS,
    "test_gaussian_mixture_raises_where_array_api_not_implemented": ARRAYS,
    "test_gaussian_mixture_precisions_init": PRIVATE,
    "test_gaussian_mixture_all_init_does_not_estimate_gaussian_parameters": PRIVATE,
}
KMEANS_OUT = {
    "test_relocate_empty_clusters": OTHERS,
    "test_minibatch_update_consistency": OTHERS,
    "test_minibatch_kmeans_partial_fit_init": OTHERS,
    "test_minibatch_kmeans_verbose": OTHERS,
    "test_minibatch_kmeans_warning_init_size": OTHERS,
    "test_minibatch_sensible_reassign": OTHERS,
    "test_minibatch_reassign": OTHERS,
    "test_minibatch_with_many_reassignments": OTHERS,
    "test_minibatch_kmeans_init_size": OTHERS,
    "test_minibatch_declared_convergence": OTHERS,
    "test_minibatch_iter_steps": OTHERS,
    "test_k_means_function": OTHERS,
    "test_euclidean_distance": OTHERS,
    "test_inertia": OTHERS,
    "test_kmeans_plusplus_wrong_params": OTHERS,
    "test_kmeans_plusplus_output": OTHERS,
    "test_kmeans_plusplus_norms": OTHERS,
    "test_kmeans_plusplus_dataorder": OTHERS,
    "test_is_same_clustering": OTHERS,
    "test_dense_sparse": SPARSE,
    "test_predict_dense_sparse": SPARSE,
    "test_sample_weight_init": PRIVATE,
    "test_sample_weight_zero": PRIVATE,
}


def taken_from(name, ours, out):
    """The tests of an installed module, about ours, less those left out."""
    path = Path(find_spec(name).origin)
    module = ModuleType(name)
    exec(compile(swapped(path.read_text(encoding="utf-8"), ours), path, "exec"), vars(module))
    found = {key: value for key, value in vars(module).items() if key.startswith("test_")}
    assert set(out) <= set(found)
    kept = {key: value for key, value in found.items() if key not in out}
    for test in kept.values():
        test.pytestmark = [fewer(mark) for mark in getattr(test, "pytestmark", [])]
    return kept


def swapped(source, ours):
    """The module's text, with ours imported last."""
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom)]
    lines = source.splitlines()
    lines.insert(imports[-1].end_lineno, f"from gmmlab import {ours}")
    return "\n".join(lines)


def fewer(mark):
    """A mark without the cases that are not about ours."""
    if mark.name != "parametrize":
        return mark
    names, values = mark.args
    kept = [value for value in values if not about_others(value)]
    return pytest.mark.parametrize(names, kept).mark


def about_others(value):
    """Whether a case, or a part of it, is of mini-batches or of sparse data."""
    parts = value if isinstance(value, tuple) else (value,)
    return any(
        part is MiniBatchKMeans or issparse(part) or "csr" in getattr(part, "__name__", "")
        for part in parts
    )


MIXTURE = taken_from("sklearn.mixture.tests.test_gaussian_mixture", "GaussianMixture", MIXTURE_OUT)
KMEANS = taken_from("sklearn.cluster.tests.test_k_means", "KMeans", KMEANS_OUT)
globals().update(MIXTURE | KMEANS)


@pytest.fixture
def global_random_seed():
    return 42


@pytest.fixture(params=[np.float64, np.float32])
def global_dtype(request):
    return request.param
