"""What `soft` leaves out where groups lie far apart is lost to rounding anyway."""

from __future__ import annotations

from unittest.mock import Mock

import numpy as np
import pytest
from scipy.special import logsumexp

from gmmlab import assign
from gmmlab.assign import soft
from gmmlab.types import Array

K, N, APART = 10, 2_000, 60.0
"""Ten groups on a line, so far apart that only neighbours share points."""


@pytest.fixture
def points() -> Array:
    """Two hundred points about each of ten centres: (N,)."""
    rng = np.random.default_rng(0)
    return APART * np.repeat(range(K), N // K) + 20 * rng.standard_normal(N)


def log_joints(x: Array) -> Array:
    """Of components of width 5 about the ten centres: (K, N), in nats."""
    return -0.5 * ((x - APART * np.arange(K)[:, None]) / 5) ** 2


def sums(A: Array, x: Array) -> Array:
    """Counts, sums and squares of each component, about its own centre: (3, K)."""
    y = x - APART * np.arange(K)[:, None]
    return np.array([(A * y**power).sum(axis=-1) for power in range(3)])


def plainly(A: Array, background: float = -np.inf) -> tuple[Array, Array]:
    """Log-densities and responsibilities by scipy's sum of exponentials."""
    total = np.logaddexp(logsumexp(A, axis=0), background)
    return total, np.exp(A - total)


@pytest.mark.parametrize("background", [None, -30.0])
def test_sums_are_those_of_all_exponentials(points: Array, background: float | None) -> None:
    A = log_joints(points)
    total, R = plainly(A, -np.inf if background is None else background)
    noise = None if background is None else np.full(1, background)
    np.testing.assert_allclose(soft(A, noise), total, rtol=1e-14, atol=1e-15)
    np.testing.assert_allclose(A, R, atol=1e-15)
    np.testing.assert_allclose(sums(A, points), sums(R, points), rtol=1e-13, atol=1e-11)


def test_what_is_left_out_is_nearly_nothing_but_not_nothing(points: Array) -> None:
    A = log_joints(points)
    soft(A)
    assert A.min() > 0
    assert (A < 1e-200).mean() > 1 / 2


def test_a_narrower_sight_would_show(points: Array, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assign, "SIGHT", 5.0)
    A = log_joints(points)
    _, R = plainly(A)
    soft(A)
    assert abs(A - R).max() > 1e-6


@pytest.mark.parametrize("handicap", [100.0, 500.0])
def test_a_component_that_nobody_wants_keeps_its_proportions(
    points: Array, handicap: float
) -> None:
    """Its largest share may be e⁻¹⁰⁰: then the others of its own are measured against that."""
    A = log_joints(points)
    A[3] -= handicap
    _, R = plainly(A)
    soft(A)
    np.testing.assert_allclose(sums(A, points)[:, 3], sums(R, points)[:, 3], rtol=1e-12, atol=0)


def test_a_component_beyond_all_points_has_the_same_share_of_each(points: Array) -> None:
    A = log_joints(points)
    A[3] = -5000.0
    soft(A)
    said = A[3] / np.exp(assign.FAINT)
    assert 0.3 < said.min() < said.max() < 3


def test_runs_side_by_side_are_as_each_alone(points: Array) -> None:
    both = np.stack([log_joints(points), log_joints(points + 7)])
    alone = [log_joints(points), log_joints(points + 7)]
    np.testing.assert_array_equal(soft(both), [soft(A) for A in alone])
    np.testing.assert_array_equal(both, alone)


def test_columns_need_not_be_contiguous(points: Array) -> None:
    A = log_joints(points)
    other = np.asfortranarray(A)
    np.testing.assert_allclose(soft(A), soft(other), rtol=1e-15)
    np.testing.assert_allclose(A, other, atol=1e-16)


@pytest.mark.parametrize(("share", "picked"), [(1 / 3, 1), (0.0, 0)])
def test_few_exponentials_are_picked_out_and_many_are_not(
    points: Array, monkeypatch: pytest.MonkeyPatch, share: float, picked: int
) -> None:
    done = Mock(wraps=assign._exponentials_in_sight)
    monkeypatch.setattr(assign, "_exponentials_in_sight", done)
    monkeypatch.setattr(assign, "SPARSE", share)
    soft(log_joints(points))
    assert done.call_count == picked


def test_points_that_all_components_share_are_done_in_full(
    points: Array, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Mock(wraps=assign._exponentials_in_sight)
    monkeypatch.setattr(assign, "_exponentials_in_sight", done)
    soft(log_joints(points) / 1000)
    assert done.call_count == 0
