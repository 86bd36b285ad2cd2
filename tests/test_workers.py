"""Side by side or one by one, in threads or in processes: nothing that comes out can tell."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import numpy as np
import pytest

from gmmlab import Mixture, datasets, e_step
from gmmlab.bootstrap import standard_errors
from gmmlab.choosing import select
from gmmlab.discriminant import class_mixtures
from gmmlab.ratio_tests import likelihood_ratio_test
from gmmlab.starts import kmeans_plusplus, random_points
from gmmlab.validation import cross_validated
from gmmlab.workers import each

X = datasets.faithful().X
QUICK = {"portfolio": ((random_points, 2), (kmeans_plusplus, 2)), "rounds": ((8, 1),), "tol": 1e-4}
LONG = (X[:, 0] > 3).astype(int)
TWO = e_step(X, Mixture(np.array([0.36, 0.64]), X[[1, 0]], np.tile(np.cov(X.T) / 9, (2, 1, 1))))


def table(rng, executor):
    found = select(X, (1, 3), ("EEI", "VVV"), rng=rng, executor=executor, **QUICK)
    return [found.table["bic"], *(fit.mixture.means for fit in found.fits.values())]


def folds(rng, executor):
    return [cross_validated(X, 3, folds=3, rng=rng, executor=executor, **QUICK).scores]


def draws(rng, executor):
    return standard_errors(TWO, B=4, rng=rng, executor=executor, tol=1e-4).draws


def ratios(rng, executor):
    return [likelihood_ratio_test(X, 1, "EEI", B=3, rng=rng, executor=executor, **QUICK).simulated]


def classes(rng, executor):
    how = {"rng": rng, "executor": executor, **QUICK}
    return [one.means for one in class_mixtures(X, LONG, (3,), ("VVV",), **how).mixtures]


jobs = pytest.mark.parametrize("job", [table, folds, draws, ratios, classes])
POOLS = {
    "threads": partial(ThreadPoolExecutor, 3),
    "processes": partial(ProcessPoolExecutor, 1, mp_context=get_context("spawn")),
}


@pytest.fixture(scope="module", params=POOLS)
def pool(request):
    with POOLS[request.param]() as executor:
        yield executor


@jobs
def test_results_do_not_depend_on_the_executor(job, pool):
    for one, other in zip(job(3, None), job(3, pool), strict=True):
        np.testing.assert_array_equal(one, other)


@jobs
def test_the_comparison_can_fail(job):
    """Another seed is told from the same one."""
    pairs = zip(job(3, None), job(4, None), strict=True)
    assert not all(np.array_equal(one, other) for one, other in pairs)


def test_order_is_kept_also_when_tasks_travel_in_parcels():
    """More than 128 tasks go two and more at a time."""
    tasks = [(i, 2) for i in range(300)]
    with ThreadPoolExecutor(4) as threads:
        assert each(pow, tasks, threads) == each(pow, tasks) == [i**2 for i in range(300)]


def test_no_tasks_make_no_results():
    with ThreadPoolExecutor(1) as threads:
        assert each(pow, [], threads) == each(pow, iter([])) == []


def test_an_error_comes_back():
    with ThreadPoolExecutor(1) as threads, pytest.raises(ZeroDivisionError):
        each(divmod, [(1, 0)], threads)
