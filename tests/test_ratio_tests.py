"""Likelihood ratio tests: mclust's statistics, and p-values that chance explains."""

import numpy as np
import pytest

from gmmlab import datasets
from gmmlab.errors import BadInput, CollapsedComponent
from gmmlab.ratio_tests import LikelihoodRatio, likelihood_ratio_test, likelihood_ratio_tests
from gmmlab.starts import kmeans_plusplus, random_points

X = datasets.faithful().X
QUICK = {"portfolio": ((random_points, 2), (kmeans_plusplus, 2)), "rounds": ((10, 1),), "tol": 1e-4}


def test_the_statistic_is_mclusts_where_the_optimum_is_plain():
    """mclust 6.0.0, mclustBootstrapLRT(faithful, nboot = 199): VVV 1 against 2 components has
    319.0654 with p = 0.005, the least there is; EEE 299.2200 and 27.7210 for 2 against 3."""
    test = likelihood_ratio_test(X, 1, "VVV", B=3, rng=0, **QUICK | {"tol": 1e-8})
    assert test.statistic == pytest.approx(319.06535, abs=1e-3)
    assert test.p_value == pytest.approx(1 / 4)
    equal = likelihood_ratio_test(X, 2, "EEE", B=1, rng=0, tol=1e-8)
    assert equal.statistic >= 27.721047
    assert equal.statistic == pytest.approx(27.7210, abs=0.05)
    assert test.statistic != pytest.approx(299.22, abs=0.05), "the tolerance tells shapes apart"


def test_a_component_that_is_not_there_is_not_found():
    """One Gaussian: the p-value is anything but small; two far apart: as small as can be."""
    rng = np.random.default_rng(8)
    one = rng.normal(size=(50, 1))
    two = np.vstack([one, 9 + rng.normal(size=(50, 1))])
    assert likelihood_ratio_test(one, 1, "E", B=19, rng=0, **QUICK).p_value > 0.05
    *_, last = likelihood_ratio_tests(two, "E", B=19, rng=0, **QUICK)
    assert last.K == 2


@pytest.mark.slow
def test_under_the_null_hypothesis_p_values_are_even():
    """Exact if nothing were estimated: of 20 samples of one Gaussian about half have p <= 0.5."""
    rng = np.random.default_rng(0)
    values = [
        likelihood_ratio_test(rng.normal(size=(40, 1)), 1, "E", B=9, rng=rng, **QUICK).p_value
        for _ in range(20)
    ]
    assert 0.2 < np.mean(np.array(values) <= 0.5) < 0.8


def test_p_values_count_the_observed_sample():
    test = LikelihoodRatio(1, 3.0, np.array([1.0, 3.0, 5.0, np.nan]))
    assert test.lost == 1
    assert test.p_value == pytest.approx(3 / 4)
    assert str(test) == "1 against 2 components: statistic 3.00, p = 0.75 from 3 samples"
    assert LikelihoodRatio(1, 9.0, np.zeros(99)).p_value == pytest.approx(0.01)


def test_what_collapses_is_no_evidence():
    """Seven points: three full components fall onto two or three of them each."""
    few = np.random.default_rng(0).normal(size=(7, 2))
    with pytest.raises(CollapsedComponent, match=r"of 3 ha.* collapsed onto a few points"):
        likelihood_ratio_test(few, 2, B=5, rng=0, **QUICK)


@pytest.mark.parametrize("B", [0, -3, 2.5, True])
def test_a_number_of_samples_is_a_whole_number(B):
    with pytest.raises(BadInput, match="a bootstrap draws a whole number"):
        likelihood_ratio_test(X, 1, B=B)
