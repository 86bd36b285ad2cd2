"""What may come in: every public door of the library checks its data here, and nowhere else."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from gmmlab.errors import BadInput, ConstantFeature, TooFewPoints
from gmmlab.types import Array

__all__ = ["as_count", "as_data", "as_varied", "as_weights", "distinct_rows"]


def as_data(X: Any) -> Array:
    """Finite real numbers, one row a point; copied only if they are neither float64 nor float32.

    Parameters
    ----------
    X : array_like of shape (n, d)
        One row per point, one column per feature; n >= 1, d >= 1.

    Returns
    -------
    X : ndarray of shape (n, d), float64; float32 stays so, and is computed with in float64

    Raises
    ------
    BadInput
        If X is not a two-dimensional table of finite numbers.

    Examples
    --------
    >>> as_data([[1, 2], [3, 4]])
    array([[1., 2.], [3., 4.]])
    >>> as_data([1.0, 2.0])
    Traceback (most recent call last):
    gmmlab.errors.BadInput: X has shape (2,), but a row per point is needed. ...
    """
    try:
        raw = np.asarray(X)
        if raw.dtype.kind not in "biufO":
            raise BadInput(
                f"X holds {raw.dtype} values, but EM adds and squares real numbers. "
                "Keep the numeric columns, or turn text into numbers first."
            )
        table = np.asarray(raw, dtype=raw.dtype if raw.dtype == np.float32 else np.float64)
    except BadInput:
        raise
    except (TypeError, ValueError) as error:
        raise BadInput(
            f"X cannot be read as numbers ({error}). "
            "Every entry must be one real number, and every row equally long."
        ) from error
    return _finite(_two_dimensional(table))


def _two_dimensional(X: Array) -> Array:
    if X.ndim != 2:
        remedy = {
            0: "Write [[x]] for one point with one feature.",
            1: "Write X[:, None] for points with one feature, X[None, :] for a single point.",
        }.get(X.ndim, "Write X.reshape(len(X), -1) to lay each point out in one row.")
        raise BadInput(f"X has shape {X.shape}, but a row per point is needed. {remedy}")
    if 0 in X.shape:
        raise BadInput(
            f"X has shape {X.shape}: there is nothing in it to fit. "
            "At least one row and one column are needed; check how X was selected."
        )
    return X


def _finite(X: Array) -> Array:
    with np.errstate(over="ignore", invalid="ignore"):
        if np.isfinite(X.sum()):
            return X
    bad = ~np.isfinite(X)
    if not bad.any():
        return X
    i, j = (int(index[0]) for index in np.nonzero(bad))
    raise BadInput(
        f"X[{i}, {j}] is {X[i, j]} ({int(bad.sum())} of {X.size} values are not finite): "
        "no density can be computed there. Drop those rows, "
        "X[np.isfinite(X).all(axis=1)], or fill them in first."
    )


def as_varied(X: Any) -> Array:
    """Data to fit: `as_data`, and every column must vary.

    Raises
    ------
    BadInput, ConstantFeature, TooFewPoints
    """
    X = as_data(X)
    if len(X) == 1:
        raise TooFewPoints(
            f"X holds a single point, {X[0]}: one point has no spread to fit a Gaussian to. "
            "Bring two different points at least."
        )
    if (flat := np.flatnonzero(np.ptp(X, axis=0) == 0)).size:
        raise ConstantFeature(flat.tolist(), X[0, flat].tolist())
    return X


def as_weights(weights: Any, n: int) -> Array | None:
    """How often each of n points counts: finite, not negative, not all 0; None if once each.

    Raises
    ------
    BadInput

    Examples
    --------
    >>> as_weights([1, 0, 2], 3)
    array([1., 0., 2.])
    """
    if weights is None:
        return None
    table = np.asarray(weights, dtype=np.float64)
    if table.shape != (n,):
        raise BadInput(f"weights have shape {table.shape}, but there are {n} points: one each.")
    if not (np.isfinite(table).all() and table.min() >= 0 and table.sum() > 0):
        raise BadInput(
            f"weights from {table.min():g} to {table.max():g}, with sum {table.sum():g}, are no "
            "counts: they must be finite, 0 or more, and not all 0."
        )
    return table


def as_count(K: Any, n: int | None = None, name: str = "K") -> int:
    """A whole number of components, at least one and at most one per point.

    Parameters
    ----------
    K : int
        How many; booleans and fractions are refused.
    n : int, optional
        The number of points they must share.
    name : str
        What the caller calls it, for the message.

    Raises
    ------
    BadInput
        If K is not a whole number, or less than 1.
    TooFewPoints
        If K exceeds n.

    Examples
    --------
    >>> as_count(3, n=272)
    3
    """
    try:
        count = -1 if isinstance(K, bool | np.bool_) else operator.index(K)
    except TypeError:
        count = -1
    if count < 1:
        raise BadInput(
            f"{name}={K!r} is not a number of components: a mixture needs a whole number, "
            "1 or more."
        )
    if n is not None and count > n:
        raise TooFewPoints(
            f"{name}={count} components cannot be fitted to n={n} points: each needs a point "
            f"of its own at least. Ask for {n} or fewer, or bring more data."
        )
    return count


def distinct_rows(X: Array, K: int) -> int:
    """How many different rows X holds, which must be K at least.

    Raises
    ------
    TooFewPoints
        If there are fewer than K.
    """
    distinct = len(np.unique(X, axis=0))
    if distinct < K:
        raise TooFewPoints(
            f"K={K} components need {K} different points, but the {len(X)} rows of X hold only "
            f"{distinct} different values; the rest are duplicates. "
            f"Ask for {distinct} or fewer components."
        )
    return distinct
