"""All pairs of features: each panel is the marginal of its own two, or one."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from gmmlab import best_fit, datasets, plot
from gmmlab.errors import BadInput
from gmmlab.plot import axes_of
from gmmlab.plot.words import number

DATA = datasets.iris()
FIT = best_fit(DATA.X, 3, rng=0, tol=1e-6)


@pytest.fixture(scope="module")
def axes():
    return plot.pairs(Figure().subplots(4, 4), FIT, features=DATA.axes)


def test_below_the_diagonal_are_all_points_and_the_marginals_ellipses(axes):
    for i, j in zip(*np.tril_indices(4, -1), strict=True):
        ax, both = axes[i, j], [j, i]
        drawn = np.concatenate([c.get_offsets() for c in ax.collections])
        assert sorted(map(tuple, drawn)) == sorted(map(tuple, DATA.X[:, both]))
        assert len(ax.patches) == 3
        for k, ellipse in enumerate(ax.patches):
            shape = axes_of(FIT.mixture.covariances[k][np.ix_(both, both)])
            assert ellipse.center == pytest.approx(FIT.mixture.means[k, both])
            assert (ellipse.width, ellipse.height) == pytest.approx(
                (2 * shape.long, 2 * shape.short)
            )
            assert ellipse.angle == pytest.approx(shape.tilt)


def test_on_the_diagonal_histogram_and_density_both_have_area_one(axes):
    for j in range(4):
        ax = axes[j, j]
        assert sum(bar.get_width() * bar.get_height() for bar in ax.patches) == pytest.approx(1)
        *parts, whole = ax.lines
        assert len(parts) == 3
        assert len({str(line.get_linestyle()) for line in parts}) == 3
        np.testing.assert_allclose(sum(p.get_ydata() for p in parts), whole.get_ydata(), rtol=1e-9)
        x, y = whole.get_xdata().ravel(), whole.get_ydata()
        assert 0.93 < np.trapezoid(y, x) <= 1
        assert np.trapezoid(x * y, x) / np.trapezoid(y, x) == pytest.approx(
            DATA.X[:, j].mean(), rel=0.02
        )


def test_above_the_diagonal_is_only_the_legend(axes):
    for i, j in zip(*np.triu_indices(4, 1), strict=True):
        assert not axes[i, j].axison
        assert not axes[i, j].collections
    texts = [text.get_text() for text in axes[0, 3].get_legend().get_texts()]
    assert texts == ["component 1", "component 2", "component 3"]


def test_names_stand_at_the_left_and_below(axes):
    assert tuple(ax.get_xlabel() for ax in axes[-1]) == DATA.axes
    assert tuple(ax.get_ylabel() for ax in axes[1:, 0]) == DATA.axes[1:]
    assert axes[0, 0].get_ylabel() == "density"
    assert not axes[2, 1].get_xlabel() + axes[2, 1].get_ylabel()


def test_panels_of_a_column_share_its_scale(axes):
    for j in range(4):
        assert len({axes[i, j].get_xlim() for i in range(j, 4)}) == 1
        assert all(axes[j, i].get_ylim() == axes[j, j].get_xlim() for i in range(j))


def test_one_feature_is_a_matrix_too():
    twelve = datasets.twelve().X
    axes = plot.pairs(Figure().subplots(1, 1, squeeze=False), best_fit(twelve, 2, rng=0))
    assert len(axes[0, 0].lines) == 3
    assert axes[0, 0].get_xlabel() == "feature 1"


@pytest.mark.parametrize(("shape", "names"), [((3, 4), ()), ((4, 4), ("a", "b"))])
def test_axes_and_names_must_be_as_many_as_features(shape, names):
    with pytest.raises(BadInput, match="cannot show 4 features: make axes with"):
        plot.pairs(Figure().subplots(*shape), FIT, features=names)


def test_the_words_have_the_fits_numbers():
    words = plot.describe_pairs(FIT, None, DATA.features, DATA.units)
    fit = plot.describe(FIT, DATA.features, DATA.units)
    assert words == f"4 features, each alone and 6 pairs of them. {fit}"
    other = plot.describe_pairs(FIT.mixture, DATA.X[:75], DATA.features, DATA.units)
    assert f"Log-likelihood −{-FIT.log_likelihood:.1f}" not in other
    at_hand = FIT.mixture.log_density(DATA.X[:75]).sum()
    assert other.endswith(f"Log-likelihood {number(at_hand)}.")
