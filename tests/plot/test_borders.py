"""Borders run where two sides are equally likely, and doubt is drawn as large as it is."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure

from gmmlab import Mixture, Noise, best_fit, datasets, plot
from gmmlab.discriminant import edda
from gmmlab.errors import BadInput
from gmmlab.outliers import uncertainty
from gmmlab.plot.words import number

GEYSER = datasets.faithful()
FIT = best_fit(GEYSER.X, 3, rng=0, tol=1e-6)
IRIS = datasets.iris()
PETALS, SPECIES = IRIS.X[:, 2:], np.array(IRIS.groups)[IRIS.labels]
LINEAR, QUADRATIC = edda(PETALS, SPECIES), edda(PETALS, SPECIES, "VVV")


@pytest.fixture
def ax():
    return Figure().subplots()


def dots(ax):
    return [c for c in ax.collections if type(c) is PathCollection and len(c.get_offsets())]


def lines(ax):
    """The vertices of contour lines, each with its level."""
    found = [c for c in ax.collections if isinstance(c, QuadContourSet) and not c.filled]
    return [
        (level, path.vertices)
        for contours in found
        for level, path in zip(contours.levels, contours.get_paths(), strict=True)
        if len(path.vertices)
    ]


def test_marks_grow_with_doubt(ax):
    plot.uncertainty_map(ax, FIT)
    size = {
        tuple(at): s for c in dots(ax) for at, s in zip(c.get_offsets(), c.get_sizes(), strict=True)
    }
    doubt = uncertainty(FIT)
    drawn = np.array([size[tuple(x)] for x in GEYSER.X])
    np.testing.assert_allclose(drawn - 14, 200 * doubt, atol=1e-9)
    at, offsets = max((s, tuple(x)) for x, s in size.items()), GEYSER.X[doubt.argmax()]
    assert at[1] == tuple(offsets)


def test_the_background_darkens_where_it_says(ax):
    plot.uncertainty_map(ax, FIT)
    drawn = lines(ax)
    assert {level for level, _ in drawn} >= {0.1, 0.3}
    for level, vertices in drawn:
        np.testing.assert_allclose(uncertainty(FIT.mixture, vertices), level, atol=0.05)


def test_a_mixture_needs_points_and_a_fit_has_its_own(ax):
    plot.uncertainty_map(ax, FIT.mixture, GEYSER.X[:50])
    assert sum(len(c.get_offsets()) for c in dots(ax)) == 50
    with pytest.raises(BadInput, match="a mixture holds no points"):
        plot.uncertainty_map(ax, FIT.mixture)


@pytest.mark.parametrize("rule", [LINEAR, QUADRATIC], ids=["linear", "quadratic"])
def test_on_a_border_two_classes_are_equally_likely(ax, rule):
    plot.decision_boundaries(ax, rule, PETALS, SPECIES)
    assert len(lines(ax)) == 3
    for _, vertices in lines(ax):
        second, first = np.sort(rule.log_posterior(vertices), axis=1)[:, -2:].T
        np.testing.assert_allclose(first, second, atol=0.2)


def test_other_places_are_no_border():
    """The companion of the tolerance above: hardly any flower lies so near."""
    second, first = np.sort(QUADRATIC.log_posterior(PETALS), axis=1)[:, -2:].T
    assert np.mean(first - second < 0.2) < 0.05


def test_rings_are_around_the_points_on_another_side(ax):
    plot.decision_boundaries(ax, LINEAR, PETALS, SPECIES)
    wrong = LINEAR.predict(PETALS) != SPECIES
    (rings,) = (c for c in dots(ax) if not c.get_facecolor().size)
    np.testing.assert_array_equal(rings.get_offsets(), PETALS[wrong])
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    assert texts == [*IRIS.groups, "on another side"]
    assert (
        f"Of 150, {wrong.sum()} points lie in a region not their own."
        in plot.describe_boundaries(LINEAR, PETALS, SPECIES)
    )


def test_each_region_has_a_hatch_and_each_class_a_marker(ax):
    plot.decision_boundaries(ax, QUADRATIC, PETALS)
    hatches = [c.hatches[0] for c in ax.collections if getattr(c, "filled", False) and c.hatches[0]]
    assert len(set(hatches)) == 3
    assert len({c.get_paths()[0].vertices.tobytes() for c in dots(ax)}) == 3
    assert len(ax.get_legend().get_texts()) == 3


def test_every_place_is_tinted_as_it_would_be_decided(ax):
    ax.set(xlim=(0.5, 7.5), ylim=(0, 3))
    plot.decision_boundaries(ax, QUADRATIC)
    tints = [c for c in ax.collections if getattr(c, "filled", False) and not c.hatches[0]]
    rng = np.random.default_rng(0)
    places = rng.uniform((0.5, 0), (7.5, 3), (300, 2))
    second, first = np.sort(QUADRATIC.log_posterior(places), axis=1)[:, -2:].T
    for place in places[first - second > 0.5]:
        colour = to_rgba(
            plot.PALETTE[list(IRIS.groups).index(QUADRATIC.predict(place[None])[0])], 0.13
        )
        held = [t for t in tints if any(path.contains_point(place) for path in t.get_paths())]
        (tint,) = held
        np.testing.assert_allclose(tint.get_facecolor()[0], colour)


def test_a_mixture_decides_between_its_components_and_noise(ax):
    noisy = Mixture(
        np.array([0.45, 0.45]), np.array([[-2.0, 0], [2, 0]]), np.tile(np.eye(2), (2, 1, 1))
    )
    noisy = Mixture(
        noisy.weights,
        noisy.means,
        noisy.covariances,
        noise=Noise(np.full(2, -9.0), np.full(2, 9.0)),
    )
    X = np.array([[-2.0, 0], [2, 0.1], [8, 8]])
    plot.decision_boundaries(ax, noisy, X, grid=60)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == [
        "component 1",
        "component 2",
        "noise",
    ]
    assert len(dots(ax)) == 3
    said = "Regions of component 1, component 2 and noise; 1, 1 and 1 points lie in them."
    assert plot.describe_boundaries(noisy, X) == said


def test_one_component_has_no_border(ax):
    one = best_fit(GEYSER.X, 1)
    plot.decision_boundaries(ax, one, grid=30)
    assert not lines(ax)
    assert plot.describe_boundaries(one) == "One region, of component 1; 272 points lie in it."


def test_without_points_the_view_is_kept(ax):
    ax.set(xlim=(0, 8), ylim=(-1, 4))
    plot.decision_boundaries(ax, LINEAR, grid=50)
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 8), (-1, 4))
    assert plot.describe_boundaries(LINEAR) == "Regions of setosa, versicolor and virginica."


@pytest.mark.parametrize(
    "y", [SPECIES[:9], np.full(150, "rose"), np.zeros(150)], ids=["few", "other", "numbers"]
)
def test_classes_must_be_among_those_told_apart(ax, y):
    with pytest.raises(BadInput, match=r"each of the 150 points needs one of setosa, versicolor"):
        plot.decision_boundaries(ax, LINEAR, PETALS, y)


def test_four_features_are_no_plane(ax):
    with pytest.raises(BadInput, match="needs two features, and there are 4"):
        plot.decision_boundaries(ax, edda(IRIS.X, SPECIES), IRIS.X)
    with pytest.raises(BadInput, match="needs two features, and there are 4"):
        plot.uncertainty_map(ax, best_fit(IRIS.X, 1))


def test_the_words_have_the_fits_numbers():
    doubt = uncertainty(FIT)
    words = plot.describe_uncertainty(FIT, None, GEYSER.features, GEYSER.units)
    assert words.startswith(f"Of 272 points {np.sum(doubt >= 0.1)} have an uncertainty of 0.1")
    assert f"{np.sum(doubt >= 0.3)} of 0.3 or more" in words
    eruption, waiting = GEYSER.X[doubt.argmax()]
    assert f"{number(doubt.max())}, at eruption {number(eruption)} min" in words
    assert words != plot.describe_uncertainty(FIT.mixture, GEYSER.X[:100], GEYSER.features)
    assert f"waiting {number(waiting)} min." in words
