"""However numbers lie in memory, and in whatever type: the same fit, and they are left alone."""

from itertools import islice

import numpy as np
import pytest

from gmmlab import BadInput, Mixture, bic, e_step, em, kmeans, race, start
from gmmlab.checks import as_data
from gmmlab.covariances import SHAPES
from gmmlab.errors import ConstantFeature, TooFewPoints
from gmmlab.labelled import Labelled
from gmmlab.lazy import lazy
from gmmlab.missing import Incomplete
from gmmlab.points import Points
from gmmlab.shapes import Full
from gmmlab.starts import STARTS
from gmmlab.streams import Stream, stepwise

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
STARTERS = tuple((how, 1) for how in STARTS.values())


def plain(n=200, d=3):
    """Whole numbers, so that every type below holds exactly these points."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(n, d)) + 6 * (np.arange(n)[:, None] % 2)
    return np.round(8 * X)


def mapped(X, folder):
    """On disk."""
    np.save(folder / "X.npy", X)
    return np.load(folder / "X.npy", mmap_mode="r")


def locked(X, folder):
    X = X.copy()
    X.flags.writeable = False
    return X


def strided(X, folder):
    wide = np.full((2 * len(X), 3 * X.shape[1]), np.nan)
    wide[::2, ::3] = X
    return wide[::2, ::3]


LAYOUTS = {
    "rows": lambda X, folder: X.copy(),
    "columns (Fortran)": lambda X, folder: np.asfortranarray(X),
    "strided": strided,
    "backwards": lambda X, folder: X[::-1, ::-1].copy()[::-1, ::-1],
    "read-only": locked,
    "memory-mapped": mapped,
    "unaligned": lambda X, folder: unaligned(X),
    "swapped bytes": lambda X, folder: X.astype(">f8"),
    "float32": lambda X, folder: X.astype(np.float32),
    "float32, columns": lambda X, folder: np.asfortranarray(X.astype(np.float32)),
    "float16": lambda X, folder: X.astype(np.float16),
    "int64": lambda X, folder: X.astype(np.int64),
    "int16": lambda X, folder: X.astype(np.int16),
    "objects": lambda X, folder: X.astype(object),
    "lists": lambda X, folder: X.tolist(),
    "tuples": lambda X, folder: tuple(map(tuple, X.tolist())),
    "subclass": lambda X, folder: np.ma.masked_array(X),
}


def unaligned(X):
    """Eight-byte numbers that begin at an odd byte."""
    raw = np.zeros(X.nbytes + 1, dtype=np.uint8)
    view = raw[1:].view(np.float64).reshape(X.shape)
    view[...] = X
    assert not view.flags.aligned
    return view


layouts = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def frozen(data):
    """What it holds now, to compare with later."""
    return np.array(data, dtype=float).tobytes()


@layouts
@pytest.mark.parametrize("shape", [Full(), Full(shared=True), SHAPES["VVI"], SHAPES["VEV"]])
def test_every_layout_brings_the_same_fit(layout, shape, tmp_path):
    X = plain()
    data = layout(X, tmp_path)
    before = frozen(data)
    begin = start(X, 2, shape, rng=0)
    *_, wanted = islice(em(X, begin), 4)
    *_, found = islice(em(data, begin), 4)
    assert found.log_likelihood == pytest.approx(wanted.log_likelihood, rel=1e-12)
    np.testing.assert_allclose(found.mixture.means, wanted.mixture.means, rtol=1e-10)
    np.testing.assert_allclose(
        found.mixture.covariances, wanted.mixture.covariances, rtol=1e-9, atol=1e-9
    )
    np.testing.assert_allclose(found.responsibilities, wanted.responsibilities, atol=1e-10)
    assert found.responsibilities.dtype == found.mixture.means.dtype == np.float64
    assert bic(found) == pytest.approx(bic(wanted), rel=1e-12)
    assert frozen(data) == before


@layouts
def test_every_door_is_open_to_every_layout(layout, tmp_path):
    X = plain()
    data = layout(X, tmp_path)
    before = frozen(data)
    mixture = start(X, 2, rng=0)
    np.testing.assert_allclose(start(data, 2, rng=0).means, mixture.means, rtol=1e-12)
    np.testing.assert_allclose(mixture.log_density(data), mixture.log_density(X), rtol=1e-12)
    np.testing.assert_allclose(mixture.log_joint(data), mixture.log_joint(X), rtol=1e-12)
    np.testing.assert_allclose(
        mixture.responsibilities(data), mixture.responsibilities(X), atol=1e-12
    )
    ends = [race(these, 2, rng=0, tol=1e-6, portfolio=STARTERS).fit for these in (data, X)]
    assert ends[0].log_likelihood == pytest.approx(ends[1].log_likelihood, rel=1e-9)
    here, there = (next(islice(kmeans(these, mixture), 3, None)) for these in (data, X))
    np.testing.assert_allclose(here.mixture.means, there.mixture.means, rtol=1e-12)
    wanted = e_step(X, mixture).log_likelihood
    known = np.full(len(X), -1)
    for points in (Incomplete.of(data), Labelled.of(data, known, 2), Stream.of([data])):
        assert e_step(points, mixture).log_likelihood == pytest.approx(wanted, rel=1e-10)
    one, two = (next(stepwise([these], mixture)) for these in (data, X))
    np.testing.assert_allclose(one.means, two.means, rtol=1e-10)
    assert frozen(data) == before


@layouts
def test_weights_may_lie_anywhere_too(layout, tmp_path):
    X = plain()
    column = layout(np.abs(plain(d=1)) + 1, tmp_path)
    weights = np.asarray(column)[:, 0]
    before = frozen(weights)
    one = e_step(X, start(X, 2, rng=0), weights=weights)
    two = e_step(X, start(X, 2, rng=0), weights=np.abs(plain(d=1))[:, 0] + 1)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-12)
    assert frozen(weights) == before


@shapes
def test_float32_is_read_as_it_is_and_reckoned_with_in_float64(shape):
    """What float32 has rounded away is lost; what is added up here is not."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(20_000, 2)) + 300 + 5 * rng.integers(2, size=(20_000, 1))
    X = X.astype(np.float32)
    begin = start(X, 2, shape, rng=0)
    assert begin.means.dtype == np.float64
    one, two = e_step(X, begin), e_step(X.astype(np.float64), begin)
    assert one.points.X.dtype == np.float32
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-12)
    np.testing.assert_allclose(one.moments.scatters, two.moments.scatters, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(one.points.covariance, two.points.covariance, rtol=1e-12)
    sums = X.mean(axis=0, dtype=np.float32)
    assert np.abs(one.points.origin - X.astype(float).mean(axis=0)).max() < 1e-9
    assert np.abs(sums - X.astype(float).mean(axis=0)).max() > 1e-7, "float32 sums would show"


def test_weighted_float32_is_reckoned_with_in_float64():
    rng = np.random.default_rng(1)
    X = (rng.normal(size=(20_000, 2)) + 300).astype(np.float32)
    weights = rng.uniform(0, 2, 20_000).astype(np.float32)
    begin = start(X, 2, rng=0)
    one = e_step(X, begin, weights=weights)
    two = e_step(X.astype(float), begin, weights=weights.astype(float))
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-12)
    np.testing.assert_allclose(one.points.origin, two.points.origin, rtol=1e-14)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("order", ["C", "F"])
def test_nothing_is_copied(dtype, order):
    X = np.asarray(plain(), dtype=dtype, order=order)
    fit = e_step(X, start(X, 2, rng=0))
    assert np.shares_memory(fit.points.X, X)
    assert np.shares_memory(as_data(X), X)
    part = X[::2, 1:]
    assert np.shares_memory(e_step(part, start(part, 2, rng=0)).points.X, X)


def test_nothing_is_copied_from_disk(tmp_path):
    X = mapped(plain(), tmp_path)
    assert np.shares_memory(e_step(X, start(X, 2, rng=0)).points.X, X)


def test_parameters_are_not_changed_by_steps():
    """Nor the start, nor a fit that has been handed on."""
    X = plain()
    begin = start(X, 2, rng=0)
    parts = [begin.weights, begin.means, begin.covariances]
    before = [part.tobytes() for part in parts]
    first, second, third = islice(em(X, begin), 3)
    shares = second.responsibilities.tobytes()
    list(islice(em(X, third.mixture), 3))
    assert [part.tobytes() for part in parts] == before
    assert first.mixture is begin
    assert second.responsibilities.tobytes() == shares


def test_parameters_may_be_of_any_layout():
    X = plain()
    begin = start(X, 2, rng=0)
    other = Mixture(
        begin.weights[::-1][::-1],
        np.asfortranarray(begin.means),
        np.asfortranarray(begin.covariances),
        begin.shape,
    )
    one, two = (next(islice(em(X, m), 3, None)) for m in (begin, other))
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-12)


@pytest.mark.parametrize(
    ("X", "told"),
    [
        (np.array([["a"], ["b"]]), "X holds <U1 values"),
        (np.array([[1 + 1j], [2.0]]), "X holds complex128 values"),
        (np.array([["2020-01-01"]], dtype="datetime64[D]"), "X holds datetime64"),
        ([[1.0, None], [3.0, "x"]], "X cannot be read as numbers"),
        ([[1.0, 2.0], [3.0]], "X cannot be read as numbers .* every row equally long"),
        (np.zeros((3, 0)), r"X has shape \(3, 0\): there is nothing in it"),
        (np.zeros((2, 2, 2)), r"X has shape \(2, 2, 2\).*X.reshape\(len\(X\), -1\)"),
        (np.array([[np.inf], [-np.inf]]), r"X\[0, 0\] is inf \(2 of 2 values are not finite\)"),
    ],
)
def test_what_is_no_table_of_numbers_is_refused(X, told):
    with pytest.raises(BadInput, match=told):
        as_data(X)


def test_a_feature_that_never_varies_is_told_with_its_value():
    X = np.column_stack([np.arange(5.0), np.full(5, 2.5), np.arange(5.0), np.full(5, -1.0)])
    with pytest.raises(ConstantFeature, match=r"column 1 \(always 2\.5\), 3 \(always -1\)") as told:
        start(X, 2)
    assert told.value.columns == [1, 3]
    with pytest.raises(TooFewPoints, match=r"X holds a single point, \[1\. 2\.\]"):
        start([[1.0, 2.0]], 1)


def test_large_finite_numbers_are_no_infinity():
    """Their sum is; they are not."""
    X = np.full((4, 1), 1e308)
    np.testing.assert_array_equal(as_data(X), X)


# What is worked out once.


class Asked:
    times = 0

    @lazy
    def value(self):
        """A number."""
        self.times += 1
        return 7


def test_a_lazy_value_is_worked_out_once():
    one, two = Asked(), Asked()
    assert (one.times, one.value, one.value, one.times) == (0, 7, 7, 1)
    assert two.times == 0
    assert Asked.value.__doc__ == "A number."


def test_a_lazy_value_that_fails_is_tried_again():
    class Once:
        tries = 0

        @lazy
        def value(self):
            self.tries += 1
            if self.tries == 1:
                raise ValueError("not yet")
            return self.tries

    once = Once()
    with pytest.raises(ValueError, match="not yet"):
        _ = once.value
    assert once.value == 2


def test_what_a_mixture_has_worked_out_belongs_to_it_alone():
    """A changed copy has factors of its own."""
    from dataclasses import replace

    one = Mixture.balls(np.zeros((1, 2)))
    assert one.factors[0, 0, 0] == 1
    two = replace(one, covariances=4 * one.covariances)
    assert two.factors[0, 0, 0] == 2
    assert one.factors[0, 0, 0] == 1


def test_prepared_points_are_prepared_once():
    """Features of few points are kept, of many they are not."""
    few, many = Points.of(plain(), Full()), Points.of(np.tile(plain(), (50, 1)), Full())
    assert len(few.kept) == 1
    assert few.in_one_block
    assert many.kept == []
    assert not many.in_one_block
    assert next(few.features()) is next(few.features())
