"""Single precision proposes whose each point is; what comes out is what double precision says."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab import owners as module
from gmmlab.owners import Rough, owners
from gmmlab.sheets import Sheet
from gmmlab.types import Array, Labels


def labels(sheet: Sheet, centres: Array, **told: bool) -> Labels:
    """Whose each point is in every run, (runs, n)."""
    return np.concatenate([own for _, own in owners(sheet, centres, **told)], axis=1)


def in_double_precision(sheet: Sheet, centres: Array) -> Labels:
    distances = module.theta(centres) @ sheet.phi.T
    own: Labels = distances.argmin(axis=1)
    np.testing.assert_array_equal(labels(sheet, centres, once=True), own)
    return own


def uniform(n: int, d: int) -> Array:
    return np.random.default_rng(0).random((n, d))


def lattice() -> Array:
    """Points half of which lie just between two centres."""
    x = np.arange(4000) % 80 / 2.0
    return np.stack([x, np.zeros_like(x)], axis=1)


POINTS = {
    "plane": uniform(9000, 2),
    "twenty dimensions": uniform(3000, 20),
    "one dimension": uniform(5000, 1),
    "far from 0": uniform(5000, 2) + 1e6,
    "large": uniform(5000, 2) * 1e30,
    "small": uniform(5000, 2) * 1e-30,
    "one outlier": np.concatenate([uniform(5000, 2), [[1e9, 0.0]]]),
    "one place": np.ones((5000, 2)),
}


@pytest.mark.parametrize("points", POINTS)
@pytest.mark.parametrize("K", [1, 2, 7, 128, 300])
def test_owners_are_those_of_double_precision(points: str, K: int) -> None:
    sheet = Sheet.of(POINTS[points])
    rng = np.random.default_rng(1)
    runs = sheet.phi[rng.choice(len(sheet.phi), (3, K)), 1:]
    np.testing.assert_array_equal(labels(sheet, runs), in_double_precision(sheet, runs))


@given(st.integers(0, 10**6), st.floats(-12, 0), st.integers(1, 6))
def test_points_between_two_centres_go_where_they_are_nearer(seed: int, log: float, d: int) -> None:
    """Points at distances of 1e-13 to 1 from the border of two centres."""
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((9000, d))
    X[:, 0] = 10.0**log * rng.choice([-1, 1], len(X)) * rng.uniform(0.1, 1, len(X))
    sheet = Sheet(np.column_stack([np.ones(len(X)), X]), np.zeros(d))
    centres = np.zeros((2, d))
    centres[:, 0] = -1, 1
    np.testing.assert_array_equal(labels(sheet, centres[None])[0], X[:, 0] > 0)


def test_without_doubt_single_precision_would_err() -> None:
    X = uniform(9000, 2) + np.array([1000.0, 0.0])
    sheet = Sheet.of(X, origin=np.zeros(2))
    centres = sheet.phi[None, :5, 1:]
    rough = Rough.of(sheet, centres)
    own = in_double_precision(sheet, centres)
    flat = module.theta(centres)
    sure = replace(rough, doubt=np.float32(0.0)).proposed(slice(None), flat)
    assert sure is None or (sure != own).any()
    assert (replace(rough, doubt=np.float32(1e-6)).proposed(slice(None), flat) != own).any()
    np.testing.assert_array_equal(labels(sheet, centres), own)


def test_of_centres_equally_near_the_first_is_nearest() -> None:
    sheet = Sheet(np.column_stack([np.ones(4000), lattice()]), np.zeros(2))
    centres = np.stack([np.arange(0.0, 40.0), np.zeros(40)], axis=1)
    own = labels(sheet, centres[None])[0]
    np.testing.assert_array_equal(own, np.floor(lattice()[:, 0]))
    np.testing.assert_array_equal(own, in_double_precision(sheet, centres[None])[0])
    twice = labels(sheet, centres[None].repeat(2, axis=1))[0]
    np.testing.assert_array_equal(twice, 2 * own)


@pytest.mark.parametrize("far", [1e3, 1e30, 1e100])
def test_a_centre_far_away_costs_no_point_its_owner(far: float) -> None:
    sheet = Sheet.of(uniform(9000, 2))
    centres = np.concatenate([sheet.phi[:3, 1:], [[far, 0.0]]])[None]
    own = labels(sheet, centres)
    np.testing.assert_array_equal(own, in_double_precision(sheet, centres))
    assert set(own.ravel()) == {0, 1, 2}


def test_blocks_go_on_in_double_precision_once_too_many_are_close_to_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spy = Mock(wraps=Rough.proposed)
    monkeypatch.setattr(Rough, "proposed", lambda self, *told: spy(self, *told))
    sheet = Sheet.of(POINTS["one outlier"].repeat(20, axis=0))
    labels(sheet, sheet.phi[None, :40, 1:])
    assert spy.call_count == 1
    labels(Sheet.of(uniform(100_000, 2)), sheet.phi[None, :40, 1:] * 0 + uniform(40, 2))
    assert spy.call_count > 2


@pytest.mark.parametrize(("n", "told"), [(100, {}), (9000, {"once": True})])
def test_few_points_and_those_seen_once_are_not_laid_out_twice(
    n: int, told: dict[str, bool]
) -> None:
    sheet = Sheet.of(uniform(n, 2))
    labels(sheet, sheet.phi[None, :5, 1:], **told)
    assert "single" not in sheet.__dict__
    many = Sheet.of(uniform(9000, 2))
    labels(many, many.phi[None, :5, 1:])
    assert "single" in many.__dict__
