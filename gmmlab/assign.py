"""Whose is each point?  Two rules: everyone shares it, or the winner takes all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from gmmlab.types import Array

__all__ = ["Assign", "hard", "soft"]

Assign: TypeAlias = Callable[..., Array]
"""Turns log-joints (..., K, n) into responsibilities in place; returns what each point adds."""

LEAST = -np.finfo(float).max
FAINT = -600.0
"""No share is said to be smaller than e to this: below e⁻⁷⁰⁸ an exponential takes five times as
long on many processors, for nothing."""


def soft(A: Array, background: Array | None = None) -> Array:
    """Turn log-joints into responsibilities, in place; return the log-densities.

    Parameters
    ----------
    A : ndarray of shape (..., K, n)
        Log πₖ N(x | μₖ, Σₖ), in nats.
    background : ndarray of shape (..., 1), optional
        The logarithm of what noise adds to every density; the responsibilities then sum to less
        than 1, and noise has the rest.

    Returns
    -------
    log_densities : ndarray of shape (..., n)
    """
    top = np.maximum.reduce(A, axis=-2)
    np.maximum(top, LEAST if background is None else background, out=top)
    A -= top[..., None, :]
    np.maximum(A, FAINT, out=A)
    np.exp(A, out=A)
    total = np.add.reduce(A, axis=-2)
    if background is not None:
        total += np.exp(background - top)
    A /= total[..., None, :]
    return np.add(top, np.log(total, out=total), out=total)


def hard(A: Array, background: Array | None = None) -> Array:
    """The winner takes all, in place: what `soft` tends to as the components shrink."""
    winner, top = A.argmax(axis=-2)[..., None, :], A.max(axis=-2)
    A[...] = 0.0
    np.put_along_axis(A, winner, 1.0, axis=-2)
    if background is None:
        return top
    A *= (top > background)[..., None, :]
    return np.maximum(top, background)
