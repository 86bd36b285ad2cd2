"""Points held out: scored by fits that have not seen them, and the same in any company."""

import numpy as np
import pytest

from gmmlab import datasets
from gmmlab.errors import BadInput
from gmmlab.starts import kmeans_plusplus, random_points
from gmmlab.validation import HeldOut, cross_validated, held_out

X = datasets.faithful().X
QUICK = {"portfolio": ((random_points, 3), (kmeans_plusplus, 3)), "rounds": ((10, 2),), "tol": 1e-6}


def test_held_out_scores_are_those_of_a_fit_that_has_not_seen_them():
    """With one component the fit is known: mean and covariance of the other folds."""
    result = cross_validated(X, 1, folds=4, rng=7)
    for part in np.array_split(np.random.default_rng(7).permutation(len(X)), 4):
        seen = np.delete(X, part, axis=0)
        gaps, S = X[part] - seen.mean(axis=0), np.cov(seen.T, bias=True)
        far = np.sum(gaps * np.linalg.solve(S, gaps.T).T, axis=1)
        expected = -0.5 * (far + np.linalg.slogdet(2 * np.pi * S)[1])
        np.testing.assert_allclose(result.scores[part], expected, rtol=1e-10)
    assert result.mean == pytest.approx(result.scores.mean())


def test_models_share_their_folds():
    """So their difference is known better than the two means apart."""
    one, two = (cross_validated(X, K, **QUICK) for K in (1, 2))
    gain = two - one
    assert gain.mean == pytest.approx(two.mean - one.mean, rel=1e-12)
    assert gain.mean > 5 * gain.standard_error
    assert gain.standard_error < np.hypot(one.standard_error, two.standard_error)


def test_a_standard_error_is_that_of_a_mean():
    scores = HeldOut(np.array([1.0, 3.0, 5.0]))
    assert scores.mean == 3
    assert scores.standard_error == pytest.approx(2 / np.sqrt(3))
    assert np.isnan(HeldOut(np.array([1.0])).standard_error)


def test_collapsed_folds_are_told():
    few = np.random.default_rng(0).normal(size=(9, 2))
    assert cross_validated(few, 3, folds=3, **QUICK).collapsed
    assert held_out(few[:7], few[7:], 3, rng=0, **QUICK).collapsed == (0,)
    assert held_out(X[::2], X[1::2], 2, "EEE", rng=0, **QUICK).collapsed == ()


@pytest.mark.parametrize("folds", [1, 0, 4])
def test_impossible_folds_are_refused(folds):
    with pytest.raises(BadInput, match="3 points can be held out in 2 to 3 parts"):
        cross_validated([[0.0], [1.0], [3.0]], 1, folds=folds)
