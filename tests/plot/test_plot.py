"""Pictures show what the mixture is: geometry, colours and words agree with its numbers."""

import subprocess
import sys

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from gmmlab import Mixture, best_fit, bic, datasets, e_step, em, plot, start, until_converged
from gmmlab.errors import BadInput

DATA = datasets.faithful()
FIT = best_fit(DATA.X, 2, rng=0)


@pytest.fixture
def ax():
    return Figure().subplots()


def test_an_ellipse_passes_where_the_density_has_fallen_as_it_says(ax):
    """On the contour at r standard deviations a Gaussian is exp(-r²/2) of its height."""
    plot.ellipses(ax, FIT.mixture, (1.0, 2.0))
    for k in range(2):
        one = Mixture(np.ones(1), FIT.mixture.means[[k]], FIT.mixture.covariances[[k]])
        for r, patch in zip((1.0, 2.0), ax.patches[2 * k : 2 * k + 2], strict=True):
            rim = patch.get_transform().transform(patch.get_path().vertices[[0, 6, 12]])
            rim = ax.transData.inverted().transform(rim)
            fall = one.log_density(rim) - one.log_density(one.means)
            np.testing.assert_allclose(fall, -0.5 * r**2, rtol=1e-3)


def test_the_legend_tells_what_share_an_ellipse_holds(ax):
    plot.ellipses(ax, FIT.mixture, legend=True)
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    assert texts == ["1σ: holds 39% of its component", "2σ: holds 86% of its component"]


@pytest.mark.parametrize(("radius", "d"), [(1, 2), (2, 2), (2, 1), (1.5, 3)])
def test_that_share_is_what_sampling_finds(radius, d):
    distance = np.linalg.norm(np.random.default_rng(0).normal(size=(200_000, d)), axis=1)
    assert plot.share_held(radius, d) == pytest.approx(np.mean(distance < radius), abs=4e-3)


def test_a_shared_point_has_a_mixed_colour():
    mixed = plot.mixed_colours(np.array([[1.0, 0.0], [0.5, 0.5]]))
    ends = np.array([to_rgb(plot.PALETTE[0]), to_rgb(plot.PALETTE[1])])
    np.testing.assert_allclose(mixed, [ends[0], ends.mean(axis=0)])


def test_colour_is_never_the_only_sign(ax):
    plot.points(ax, DATA.X, FIT.responsibilities)
    shapes = {tuple(map(tuple, c.get_paths()[0].vertices.round(3))) for c in ax.collections}
    assert len(shapes) == 2
    for few in (plot.PALETTE, plot.MARKERS, plot.LINES):
        assert len(set(few)) == 8


@pytest.mark.parametrize("hue", plot.PALETTE)
def test_every_colour_stands_out_on_white_and_on_dark_paper(hue):
    """WCAG asks 3:1 of graphics; on white every hue has 1.9 at least, with an outline to help."""

    def luminance(rgb):
        c = np.array(rgb)
        linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    on_white = 1.05 / (luminance(to_rgb(hue)) + 0.05)
    on_dark = (luminance(to_rgb(hue)) + 0.05) / (luminance(to_rgb("#111111")) + 0.05)
    assert on_white >= 1.9
    assert on_dark >= 3


def test_density_curves_add_up(ax):
    mixture = best_fit(datasets.twelve().X, 2, rng=0).mixture
    plot.density1d(ax, mixture, datasets.twelve().X)
    total, one, two, rug = ax.lines
    np.testing.assert_allclose(total.get_ydata(), one.get_ydata() + two.get_ydata())
    x = total.get_xdata()
    assert np.trapezoid(total.get_ydata(), x.ravel()) == pytest.approx(1, abs=1e-3)
    assert len(rug.get_xdata()) == 12
    assert one.get_linestyle() != two.get_linestyle()


def test_trace_and_bic_show_the_numbers(ax):
    fits = list(until_converged(em(DATA.X, start(DATA.X, 2, rng=0))))
    plot.trace(ax, fits)
    assert ax.lines[0].get_ydata() == pytest.approx([fit.log_likelihood for fit in fits])
    other = Figure().subplots()
    by_K = [best_fit(DATA.X, K, rng=0) for K in (1, 2, 3)]
    plot.bic_curve(other, by_K)
    assert other.lines[0].get_ydata() == pytest.approx([bic(fit) for fit in by_K])
    assert other.texts[0].get_text() == f"least at K = {1 + int(np.argmin([bic(f) for f in by_K]))}"


def test_the_words_are_true():
    words = plot.describe(FIT, DATA.features, DATA.units)
    first = FIT.mixture.means[0]
    assert words.startswith("2 components: component 1 has ")
    assert f"eruption {first[0]:.3g} min, waiting {first[1]:.3g} min" in words
    shared = int(np.sum(FIT.responsibilities.max(axis=1) < 0.9))
    assert f". {shared} point" in words
    assert f"Log-likelihood −{-FIT.log_likelihood:.1f}." in words
    assert words != plot.describe(
        e_step(DATA.X, start(DATA.X, 2, rng=1)), DATA.features, DATA.units
    )


def test_pictures_refuse_what_they_cannot_show(ax):
    flat = Mixture.balls(np.zeros((1, 1)))
    for draw in (plot.ellipses, plot.density2d):
        with pytest.raises(BadInput, match=r"needs two features, and there are 1"):
            draw(ax, flat)
    with pytest.raises(BadInput, match=r"needs two features, and there are 4.*X\[:, \[0, 1\]\]"):
        plot.points(ax, datasets.iris().X, np.ones((150, 1)))
    with pytest.raises(BadInput, match="needs one feature, and there are 2"):
        plot.density1d(ax, FIT.mixture)


def test_density_contours_keep_the_view(ax):
    ax.set(xlim=(1, 6), ylim=(40, 100))
    plot.density2d(ax, FIT.mixture)
    assert ax.get_xlim() == (1, 6)
    assert ax.collections


def test_pictures_are_light_to_import():
    code = (
        "import sys, gmmlab.plot; "
        "print([m for m in ('scipy', 'matplotlib.pyplot', 'ipywidgets') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
