"""The data are what they say they are, and say where they come from."""

from importlib.resources import files

import numpy as np
import pytest
from sklearn.datasets import load_iris

from gmmlab import datasets

ALL = [datasets.faithful, datasets.iris, datasets.sixty, datasets.twelve]


@pytest.mark.parametrize("load", ALL)
def test_every_file_names_its_source_and_licence(load):
    text = (files("gmmlab") / "data" / f"{load.__name__}.txt").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert any(line.startswith("# Source: ") for line in head)
    assert any(line.startswith("# Licence: ") for line in head)


@pytest.mark.parametrize("load", ALL)
def test_columns_features_units_and_labels_agree(load):
    data = load()
    n, d = data.X.shape
    assert len(data.features) == len(data.units) == len(data.axes) == d
    assert data.X.dtype == np.float64
    assert data.X.flags.c_contiguous
    if data.labels is not None:
        assert data.labels.shape == (n,)
        assert set(data.labels) == set(range(len(data.groups)))


def test_old_faithful_has_its_published_summary():
    """R's `summary(faithful)`: quartiles of both columns."""
    X = datasets.faithful().X
    assert X.shape == (272, 2)
    quartiles = np.percentile(X, [0, 25, 50, 75, 100], axis=0)
    assert quartiles[:, 0] == pytest.approx([1.6, 2.163, 4.0, 4.454, 5.1], abs=1e-3)
    assert quartiles[:, 1] == pytest.approx([43, 58, 76, 82, 96])


def test_iris_is_fishers_and_so_differs_from_scikit_learns_in_two_rows():
    """scikit-learn ships the UCI copy, known to differ in samples 35 and 38."""
    ours, theirs = datasets.iris(), load_iris()
    differing = np.flatnonzero((theirs.data != ours.X).any(axis=1))
    assert differing.tolist() in ([], [34, 37])
    np.testing.assert_array_equal(ours.labels, theirs.target)


def test_sixty_is_drawn_from_its_seed():
    rng = np.random.default_rng(60)
    a = rng.multivariate_normal([2, 3], [[1.2, 0.7], [0.7, 0.9]], 30)
    b = rng.multivariate_normal([7, 6], [[0.8, -0.5], [-0.5, 1.1]], 20)
    c = rng.multivariate_normal([6.2, 1.2], [[0.35, 0], [0, 0.25]], 10)
    np.testing.assert_allclose(datasets.sixty().X, np.vstack([a, b, c]), atol=0.051)
    assert np.bincount(datasets.sixty().labels).tolist() == [30, 20, 10]
