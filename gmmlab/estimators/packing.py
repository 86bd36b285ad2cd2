"""Covariances as scikit-learn stores them, and as they are: (K, d, d)."""

from __future__ import annotations

from typing import Any

import numpy as np

from gmmlab.covariances import as_shape
from gmmlab.errors import BadInput
from gmmlab.estimators.contract import new_data
from gmmlab.types import Array

__all__ = ["given_means", "given_precisions", "given_weights", "packed", "unpacked"]


def _kind(covariance_type: Any) -> str:
    """How a covariance type is stored: what scikit-learn does not know, as 'full'."""
    names = ("tied", "diag", "spherical")
    return covariance_type if covariance_type in names else "full"


def packed(matrices: Array, covariance_type: Any) -> Array:
    """(K, d, d) as scikit-learn stores this covariance type."""
    kind = _kind(covariance_type)
    if kind == "tied":
        return matrices[0].copy()
    if kind == "diag":
        return matrices.diagonal(axis1=1, axis2=2).copy()
    return matrices[:, 0, 0].copy() if kind == "spherical" else matrices


def unpacked(table: Array, covariance_type: Any, K: int, d: int) -> Array:
    """What scikit-learn stores, as (K, d, d)."""
    kind = _kind(covariance_type)
    if kind == "tied":
        return np.repeat(table[None], K, axis=0)
    if kind == "diag":
        return table[:, :, None] * np.eye(d)
    return table[:, None, None] * np.eye(d) if kind == "spherical" else table


def _shaped(table: Any, shape: tuple[int, ...], name: str) -> Array:
    array = np.asarray(table, dtype=float)
    if array.shape != shape:
        raise BadInput(
            f"The parameter '{name}' should have the shape of {shape}, but got {array.shape}."
        )
    return array


def given_weights(table: Any, K: int) -> Array:
    """The caller's own mixing weights.

    Raises
    ------
    BadInput
    """
    weights = _shaped(table, (K,), "weights")
    least, most = weights.min(), weights.max()
    if least < 0 or most > 1:
        raise BadInput(
            "The parameter 'weights' should be in the range [0, 1], but got min value "
            f"{least:.5f}, max value {most:.5f}."
        )
    if abs(weights.sum() - 1) > (1e-6 if np.asarray(table).dtype == np.float32 else 1e-8):
        raise BadInput(
            "The parameter 'weights' should be normalized, but got sum(weights) = "
            f"{weights.sum():.5f}: divide them by their sum."
        )
    return weights / weights.sum()


def given_means(table: Any, K: int, d: int) -> Array:
    """The caller's own means.

    Raises
    ------
    BadInput
    """
    return _shaped(new_data(table), (K, d), "means")


def given_precisions(table: Any, covariance_type: Any, K: int, d: int) -> Array:
    """The caller's own precisions, as covariances (K, d, d).

    Raises
    ------
    BadInput
    """
    kind = _kind(covariance_type)
    shape = {"full": (K, d, d), "tied": (d, d), "diag": (K, d), "spherical": (K,)}[kind]
    array = _shaped(table, shape, f"{kind} precision")
    if kind in ("diag", "spherical"):
        if not (array > 0).all():
            raise BadInput(
                f"'{kind} precision' should be positive, but its least is {array.min():g}."
            )
        return unpacked(1 / array, kind, K, d)
    matrices = unpacked(array, kind, K, d)
    symmetric = np.allclose(matrices, np.swapaxes(matrices, 1, 2))
    if not (symmetric and (np.linalg.eigvalsh(matrices) > 0).all()):
        raise BadInput(
            f"'{kind} precision' should be symmetric, positive-definite: it is the inverse of a "
            "covariance."
        )
    sigma = np.linalg.inv(matrices)
    return as_shape(covariance_type).restrict((sigma + np.swapaxes(sigma, 1, 2)) / 2)
