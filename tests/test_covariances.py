"""The fourteen ways to tie covariances: each M-step is the likeliest member of its family.

The families are written down here once more, from their letters alone: what may be changed without
leaving a family is turned, stretched and swollen at random, and nothing may make it likelier.
"""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from gmmlab import BadInput, Mixture, e_step, m_step
from gmmlab.covariances import SHAPES, _turned, as_shape
from gmmlab.shapes import Diagonal, Full, Shape, Spherical

models = pytest.mark.parametrize("code", SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)

PARAMETERS = """
EII   2  4  6  8 |  3  6  9 12 |  4  8 12 16 |  5 10 15 20 |  6 12 18 24
VII   2  5  8 11 |  3  7 11 15 |  4  9 14 19 |  5 11 17 23 |  6 13 20 27
EEI   2  4  6  8 |  4  7 10 13 |  6 10 14 18 |  8 13 18 23 | 10 16 22 28
VEI   2  5  8 11 |  4  8 12 16 |  6 11 16 21 |  8 14 20 26 | 10 17 24 31
EVI   2  4  6  8 |  4  8 12 16 |  6 12 18 24 |  8 16 24 32 | 10 20 30 40
VVI   2  5  8 11 |  4  9 14 19 |  6 13 20 27 |  8 17 26 35 | 10 21 32 43
EEE   2  4  6  8 |  5  8 11 14 |  9 13 17 21 | 14 19 24 29 | 20 26 32 38
VEE   2  5  8 11 |  5  9 13 17 |  9 14 19 24 | 14 20 26 32 | 20 27 34 41
EVE   2  4  6  8 |  5  9 13 17 |  9 15 21 27 | 14 22 30 38 | 20 30 40 50
VVE   2  5  8 11 |  5 10 15 20 |  9 16 23 30 | 14 23 32 41 | 20 31 42 53
EEV   2  4  6  8 |  5  9 13 17 |  9 16 23 30 | 14 25 36 47 | 20 36 52 68
VEV   2  5  8 11 |  5 10 15 20 |  9 17 25 33 | 14 26 38 50 | 20 37 54 71
EVV   2  4  6  8 |  5 10 15 20 |  9 18 27 36 | 14 28 42 56 | 20 40 60 80
VVV   2  5  8 11 |  5 11 17 23 |  9 19 29 39 | 14 29 44 59 | 20 41 62 83
"""
"""nMclustParams(model, d, G) of mclust 6.0.0 (R 4.2.2): G from 1 to 4, and d from 1 to 5."""


def scatters_of(seed, K=None, d=None):
    """Soft counts (K,) and scatters (K, d, d) that no family fits."""
    rng = np.random.default_rng(seed)
    K, d = K or int(rng.integers(1, 5)), d or int(rng.integers(1, 5))
    roots = rng.normal(size=(K, d, d + 2)) * rng.uniform(0.3, 3, (K, d, 1))
    return rng.uniform(0.5, 40, K), roots @ roots.transpose(0, 2, 1)


def likeliest(code, counts, scatters, before=None):
    return np.array(SHAPES[code].covariances(counts, scatters, before))


def settled(code, counts, scatters):
    """After as many M-steps as it takes: a common orientation comes to rest over several."""
    sigma = likeliest(code, counts, scatters)
    for _ in range(100 if code in ("EVE", "VVE") else 0):
        sigma, before = likeliest(code, counts, scatters, sigma), sigma
        if np.allclose(sigma, before, rtol=1e-10, atol=0):
            break
    return sigma


def expected(sigma, counts, scatters):
    """Σₖ nₖ E log N(x | μₖ, Σₖ), up to a constant: what an M-step maximises."""
    logs = np.log(np.linalg.eigvalsh(sigma)).sum(axis=-1)
    misfit = np.einsum("kij,kji->k", np.linalg.inv(sigma), scatters)
    return -0.5 * counts @ (logs + misfit)


# The families, from their letters.


def tied(draw, letter, K):
    """One draw for all components, one for each, or nothing at all."""
    if letter == "I":
        return np.zeros_like(draw(K))
    return draw(K) if letter == "V" else np.repeat(draw(1), K, axis=0)


def turns(rng, size, K, d):
    """Rotations (K, d, d) by angles of this size, by Cayley's formula."""
    skew = size * rng.normal(size=(K, d, d))
    skew = (skew - skew.transpose(0, 2, 1)) / 2
    return np.linalg.solve(np.eye(d) + skew, np.eye(d) - skew)


def member(code, rng, K, d):
    """Some covariances of this family, however far from the data."""
    volumes = np.exp(tied(lambda k: rng.normal(0, 1, (k, 1)), code[0], K))
    logs = tied(lambda k: np.sort(rng.normal(0, 1, (k, d)), axis=1), code[1], K)
    shapes = np.exp(logs - logs.mean(axis=1, keepdims=True))
    axes = np.tile(np.eye(d), (K, 1, 1))
    if code[2] == "V" or code[2] == "E":
        axes = tied(lambda k: np.linalg.qr(rng.normal(size=(k, d, d)))[0], code[2], K)
    return (axes * (volumes * shapes)[:, None, :]) @ axes.transpose(0, 2, 1)


def axes_of(sigma, code):
    """The axes of each covariance; where they are common, in one order."""
    if code[2] == "I":
        return np.tile(np.eye(sigma.shape[1]), (len(sigma), 1, 1))
    if code[2] == "V":
        return np.linalg.eigh(sigma)[1]
    mixed = np.einsum("k,kij->ij", 1 + 0.37 * np.arange(len(sigma)), sigma)
    return np.repeat(np.linalg.eigh(mixed)[1][None], len(sigma), axis=0)


def neighbour(code, sigma, rng, size):
    """The covariances a little larger, longer or turned, as far as the letters allow."""
    K, d, _ = sigma.shape
    axes = axes_of(sigma, code)
    variances = np.einsum("kji,kjl,kli->ki", axes, sigma, axes)
    swell = tied(lambda k: size * rng.normal(size=(k, 1)), code[0], K)
    stretch = tied(lambda k: size * rng.normal(size=(k, d)), code[1], K)
    stretch = stretch - stretch.mean(axis=1, keepdims=True)
    if code[2] != "I":
        axes = np.einsum("kij,kjl->kil", axes, np.zeros((K, d, d)) + turned(code, rng, size, K, d))
    return (axes * (variances * np.exp(swell + stretch))[:, None, :]) @ axes.transpose(0, 2, 1)


def turned(code, rng, size, K, d):
    """In the axes' own frame, so that what is common stays common."""
    return tied(lambda k: turns(rng, size, k, d), code[2], K)


# The laws.


@models
@few
@given(seeds)
def test_no_neighbour_in_the_family_is_likelier(code, seed):
    """Not by more than 1e-9 per point's worth: a slope of 5e-5 would show."""
    counts, scatters = scatters_of(seed)
    rng = np.random.default_rng(seed)
    best = settled(code, counts, scatters)
    top = expected(best, counts, scatters)
    for size in 10.0 ** -np.arange(1, 6):
        for _ in range(4):
            rival = expected(neighbour(code, best, rng, size), counts, scatters)
            assert rival <= top + 1e-9 * counts.sum()


@models
@few
@given(seeds)
def test_no_random_member_of_the_family_is_likelier(code, seed):
    counts, scatters = scatters_of(seed)
    rng = np.random.default_rng(seed)
    top = expected(likeliest(code, counts, scatters), counts, scatters)
    for _ in range(20):
        rival = member(code, rng, *scatters.shape[:2])
        assert expected(rival, counts, scatters) <= top


@pytest.mark.parametrize("code", ["EII", "EEI", "VEI", "EEE", "VEE", "VEV", "EVE", "VVE"])
def test_the_search_for_a_likelier_neighbour_can_succeed(code):
    """Half a per cent away from the maximum a neighbour is likelier."""
    counts, scatters = scatters_of(11, K=3, d=3)
    rng = np.random.default_rng(0)
    best = likeliest(code, counts, scatters)
    off = neighbour(code, best, rng, 0.005)
    top = expected(off, counts, scatters)
    assert top < expected(best, counts, scatters)
    rivals = [neighbour(code, off, rng, size) for size in (1e-2, 1e-3, 1e-4) for _ in range(30)]
    assert max(expected(r, counts, scatters) for r in rivals) > top + 1e-9 * counts.sum()


@models
@few
@given(seeds)
def test_what_is_shared_is_equal(code, seed):
    """E: the same determinants, the same ratios of eigenvalues, the same axes."""
    counts, scatters = scatters_of(seed)
    sigma = likeliest(code, counts, scatters)
    K, d = sigma.shape[:2]
    np.testing.assert_array_equal(sigma, sigma.transpose(0, 2, 1))
    values = np.linalg.eigvalsh(sigma)
    ratios = values / np.exp(np.log(values).mean(axis=1, keepdims=True))
    if code[0] == "E":
        determinants = np.linalg.det(sigma)
        np.testing.assert_allclose(determinants, determinants[0], rtol=1e-9)
    if code[1] == "E":
        np.testing.assert_allclose(ratios, ratios[[0] * K], rtol=1e-9)
    if code[1] == "I":
        np.testing.assert_allclose(ratios, 1, rtol=1e-12)
    if code[2] == "I":
        np.testing.assert_array_equal(sigma * (1 - np.eye(d)), 0 * sigma)
    if code[2] == "E":
        commuting = sigma[:, None] @ sigma
        np.testing.assert_allclose(commuting, commuting.swapaxes(0, 1), atol=1e-9 * values.max())


@models
def test_what_is_own_differs(code):
    """V: not the same by accident, and no narrower family would do."""
    counts, scatters = scatters_of(3, K=3, d=3)
    sigma = likeliest(code, counts, scatters)
    values = np.linalg.eigvalsh(sigma)
    ratios = values / np.exp(np.log(values).mean(axis=1, keepdims=True))
    assert (code[0] == "V") == (np.ptp(values.prod(axis=1)) > 1e-3)
    assert (code[1] == "V") == (np.ptp(ratios, axis=0).max() > 1e-3)
    assert (code[2] == "V") == (np.abs(sigma[0] @ sigma[1] - sigma[1] @ sigma[0]).max() > 1e-3)


@models
@few
@given(seeds, st.floats(-6, 6), st.floats(-3, 3))
def test_units_and_the_size_of_the_sample_do_not_matter(code, seed, decades, more):
    counts, scatters = scatters_of(seed)
    unit = 10.0**decades
    here = likeliest(code, counts, scatters)
    there = likeliest(code, 10.0**more * counts, unit * scatters)
    np.testing.assert_allclose(there / unit, here, rtol=1e-8, atol=1e-9 * np.abs(here).max())


@pytest.mark.parametrize("code", [code for code in SHAPES if code not in ("EVE", "VVE")])
@pytest.mark.parametrize("unit", [1e-12, 1e12])
def test_many_features_in_a_small_or_a_large_unit(code, unit):
    """A determinant of sixty features would be 0, or infinite: nothing may hang on it.

    EVE and VVE are left out: to turn sixty axes pair by pair takes half a minute.
    """
    counts, scatters = scatters_of(0, K=2, d=60)
    with np.errstate(all="raise"):
        there = likeliest(code, counts, unit * scatters)
    here = likeliest(code, counts, scatters)
    np.testing.assert_allclose(there / unit, here, rtol=1e-6, atol=1e-8 * np.abs(here).max())


def allowed_change(code, rng, d):
    """What the family is closed under: its own units for each feature, rotations, or anything."""
    if code in ("EEE", "VEE", "EVV", "VVV"):
        return np.eye(d) + 0.4 * rng.normal(size=(d, d))
    if code in ("EEI", "VEI", "EVI", "VVI"):
        return np.diag(rng.uniform(0.2, 5, d))
    return np.linalg.qr(rng.normal(size=(d, d)))[0]


@pytest.mark.parametrize("code", [code for code in SHAPES if code not in ("EVE", "VVE")])
@few
@given(seeds)
def test_a_change_of_frame_changes_nothing_else(code, seed):
    """EVE and VVE climb from where they are, so rounding may lead them to another hilltop."""
    counts, scatters = scatters_of(seed)
    A = allowed_change(code, np.random.default_rng(seed), scatters.shape[1])
    here = A @ likeliest(code, counts, scatters) @ A.T
    there = likeliest(code, counts, A @ scatters @ A.T)
    np.testing.assert_allclose(there, here, rtol=1e-6, atol=1e-7 * np.abs(here).max())


@models
@few
@given(seeds)
def test_what_is_in_the_family_already_stays(code, seed):
    rng = np.random.default_rng(seed)
    sigma = member(code, rng, int(rng.integers(1, 5)), int(rng.integers(1, 5)))
    counts = rng.uniform(0.5, 40, len(sigma))
    np.testing.assert_allclose(
        likeliest(code, counts, sigma, sigma), sigma, rtol=1e-7, atol=1e-9 * np.abs(sigma).max()
    )


@models
@few
@given(seeds)
def test_from_wherever_the_last_step_ended_it_goes_up(code, seed):
    """Also where there is no closed form: EM never falls, because this does not."""
    counts, scatters = scatters_of(seed)
    before = member(code, np.random.default_rng(seed), *scatters.shape[:2])
    after = likeliest(code, counts, scatters, before)
    assert expected(after, counts, scatters) >= expected(before, counts, scatters)


@pytest.mark.parametrize(("code", "seed", "other"), [("EVE", 16, 1000), ("VVE", 24, 1001)])
def test_on_the_higher_of_two_hilltops_it_stays(code, seed, other):
    """A common orientation has several; the step climbs the one that it begins on."""
    counts, scatters = scatters_of(seed, K=3, d=3)
    high = member(code, np.random.default_rng(other), 3, 3)
    for _ in range(15):
        high = likeliest(code, counts, scatters, high)
    top = expected(high, counts, scatters)
    assert expected(settled(code, counts, scatters), counts, scatters) < top - 1
    assert expected(likeliest(code, counts, scatters, high), counts, scatters) >= top - 1e-9


@few
@given(seeds)
def test_two_axes_are_turned_to_where_the_likelihood_is_highest(seed):
    """In the plane a single turn is the best of all, for variances that are given."""
    counts, scatters = scatters_of(seed, K=3, d=2)
    rng = np.random.default_rng(seed)
    variances, axes = rng.uniform(0.2, 5, (3, 2)), np.linalg.qr(rng.normal(size=(1, 2, 2)))[0]

    def value(axes):
        sigma = (axes * variances[:, None, :]) @ axes.transpose(0, 2, 1)
        return expected(sigma, counts, scatters)

    top = value(_turned(axes, scatters, counts / counts.sum(), variances))
    for angle in np.linspace(0, np.pi, 721):
        cos, sin = np.cos(angle), np.sin(angle)
        assert value(np.array([[[cos, -sin], [sin, cos]]])) <= top + 1e-9 * abs(top)


@models
@few
@given(seeds)
def test_a_batch_is_what_its_members_are(code, seed):
    K, d = 3, int(np.random.default_rng(seed).integers(1, 5))
    counts, scatters = np.empty((4, K)), np.empty((4, K, d, d))
    for i in range(4):
        counts[i], scatters[i] = scatters_of(seed + i, K, d)
    together = likeliest(code, counts, scatters)
    for i in range(4):
        alone = likeliest(code, counts[i], scatters[i])
        np.testing.assert_allclose(together[i], alone, rtol=1e-7, atol=1e-9 * np.abs(alone).max())


@models
def test_in_one_dimension_only_the_volume_is_left(code):
    """mclust's "E" and "V"."""
    counts, scatters = np.array([1.0, 3.0]), np.array([[[4.0]], [[8.0]]])
    wanted = [7.0, 7.0] if code[0] == "E" else [4.0, 8.0]
    np.testing.assert_allclose(likeliest(code, counts, scatters).ravel(), wanted, rtol=1e-12)


@models
def test_a_single_component_is_the_widest_its_axes_allow(code):
    """With K = 1 nothing is shared: a ball, an ellipse along the axes, or any ellipse."""
    scatter = scatters_of(5, K=1, d=3)[1]
    plain = {"II": Spherical(), "EI": Diagonal(), "VI": Diagonal()}.get(code[1:], Full())
    np.testing.assert_allclose(
        likeliest(code, np.ones(1), scatter), plain.restrict(scatter), rtol=1e-9, atol=1e-12
    )


def test_degrees_of_freedom_are_mclusts():
    seen = 0
    for line in PARAMETERS.strip().splitlines():
        code, *rows = line.replace("|", " ").split()
        for place, wanted in enumerate(map(int, rows)):
            d, K = place // 4 + 1, place % 4 + 1
            mixture = Mixture(np.full(K, 1 / K), np.zeros((K, d)), np.tile(np.eye(d), (K, 1, 1)))
            own = SHAPES[code].freedom(K, d) + mixture.free_parameters - Full().freedom(K, d)
            assert own == wanted, (code, d, K)
            seen += 1
    assert seen == 14 * 20


@models
def test_squares_and_precisions_are_paired(code):
    """q(x) · dual(Λ) is x'Λx, and unpacked squares are the scatter, as far as it is looked at."""
    rng = np.random.default_rng(8)
    Z = rng.normal(size=(3, 50))
    sigma = member(code, rng, 2, 3)
    shape = SHAPES[code]
    precisions = np.linalg.inv(sigma)
    direct = np.einsum("in,kij,jn->kn", Z, precisions, Z)
    np.testing.assert_allclose(shape.dual(precisions) @ shape.squares(Z), direct, rtol=1e-10)
    scatter = Z @ Z.T / 50
    np.testing.assert_allclose(shape.squares(Z).mean(axis=1), shape.pack(scatter), rtol=1e-12)
    seen = shape.unpack(shape.pack(scatter), 3)
    counts = np.array([2.0, 3.0])
    np.testing.assert_allclose(
        likeliest(code, counts, np.array([seen, seen])),
        likeliest(code, counts, np.array([scatter, scatter])),
        rtol=1e-9,
        atol=1e-12,
    )


@models
def test_a_flat_scatter_is_no_catastrophe(code):
    """Two of three components lie in planes: finite covariances, and the floor makes them fit."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(90, 3))
    X[:30, 0], X[30:60, 1] = 7.0, -9.0
    R = np.repeat(np.eye(3), 30, axis=0)
    means = np.array([X[R[:, k] > 0].mean(axis=0) for k in range(3)])
    begin = Mixture(np.full(3, 1 / 3), means, np.tile(np.eye(3), (3, 1, 1)), SHAPES[code])
    fit = e_step(X, begin)
    moved = e_step(X, m_step(fit))
    assert np.isfinite(moved.log_likelihood)
    assert moved.log_likelihood > fit.log_likelihood


def test_names_stand_for_shapes():
    assert as_shape("full") is as_shape("VVV") is as_shape("V")
    assert as_shape("tied") == as_shape("EEE") == as_shape("E") == Full(shared=True)
    assert as_shape("diag") == Diagonal()
    assert as_shape("spherical") == Spherical()
    assert [as_shape(name) for name in SHAPES] == [*SHAPES.values()]
    assert as_shape(shape := Diagonal(shared=True)) is shape
    with pytest.raises(BadInput, match=r"no covariance shape called 'EIE'\. Choose one of EII"):
        as_shape("EIE")
    with pytest.raises(BadInput, match="no covariance shape called 3"):
        as_shape(3)


@models
def test_a_shape_can_be_told_by_its_name(code):
    """Each is another; the eight that hang together say so by their mclust name."""
    shape = SHAPES[code]
    assert isinstance(shape, Shape)
    assert sum(shape == other for other in SHAPES.values()) == 1
    assert shape.separable or shape.name == code
    assert shape.shared == (code in ("EII", "EEI", "EEE"))


@pytest.mark.parametrize("shape", [Full(), Diagonal(), Spherical()])
@pytest.mark.parametrize("d", [1, 2, 3, 5])
def test_natural_parameters_are_those_of_the_inverse(shape, d):
    rng = np.random.default_rng(d)
    spread = rng.normal(size=(4, 3, d, d + 2))
    sigma = shape.restrict(spread @ spread.swapaxes(-1, -2))
    centres, points = rng.normal(size=(4, 3, d)), rng.normal(size=(7, d))
    found, inverse = shape.natural(shape.pack(sigma), centres), np.linalg.inv(sigma)
    squares = shape.squares(points.T)
    assert found.dual @ squares == pytest.approx(
        np.einsum("nd,rkde,ne->rkn", points, inverse, points), rel=1e-10
    )
    assert found.linear == pytest.approx((inverse @ centres[..., None])[..., 0], rel=1e-10)
    own = np.broadcast_to(found.own, centres.shape)
    assert own == pytest.approx(inverse.diagonal(axis1=-2, axis2=-1), rel=1e-10)
    assert found.log_det == pytest.approx(np.linalg.slogdet(sigma)[1], rel=1e-10)


@pytest.mark.parametrize("d", [2, 3])
def test_what_is_not_positive_definite_has_no_logarithm(d):
    good, bad, turned = np.eye(d), np.eye(d), -np.eye(d)
    bad[0, 1] = bad[1, 0] = 1.5
    shape = Full()
    found = shape.natural(shape.pack(np.stack([good, bad, turned])[:, None]), np.zeros((3, 1, d)))
    assert np.isnan(found.log_det).ravel().tolist() == [False, True, True]
