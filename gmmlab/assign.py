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

HEADROOM = 0.125
"""How far below 0 the largest exponent is kept.  e⁰ is a case of its own in most libraries, and
which component's turn it is no processor can guess: for two components this saves a quarter."""

SIGHT = 45.0
"""A share that is smaller than e to minus this (3e-20) beside the largest that its component has
in a block is lost to rounding in every sum, so that its exponential need not be found."""

SPARSE = 1 / 3
"""Below which share of exponentials in sight it pays to pick them out."""

MANY = 4096
"""How many exponentials there have to be before it pays to think about them."""


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
    if many := A.size >= MANY:
        top += HEADROOM
    A -= top[..., None, :]
    if many and _far_apart(A):
        _exponentials_in_sight(A)
    else:
        np.exp(np.maximum(A, FAINT, out=A), out=A)
    total = np.add.reduce(A, axis=-2)
    if background is not None:
        total += np.exp(background - top)
    A /= total[..., None, :]
    return np.add(top, np.log(total, out=total), out=total)


def _far_apart(A: Array) -> bool:
    """Whether most exponentials are lost to rounding, as one point of sixteen has it."""
    in_sight = A[..., ::16] > -SIGHT
    few = np.count_nonzero(in_sight) < SPARSE * in_sight.size
    return bool(few and A.flags.c_contiguous)


def _exponentials_in_sight(A: Array) -> None:
    """Find e to the A, in place; what is lost in its component's sums is as `FAINT` as can be."""
    least = np.maximum.reduce(A, axis=-1, keepdims=True) - SIGHT
    in_sight = np.flatnonzero(least < A)
    flat = A.reshape(-1)
    shares = np.exp(np.maximum(flat[in_sight], FAINT))
    A[...] = np.exp(FAINT)
    flat[in_sight] = shares


def hard(A: Array, background: Array | None = None) -> Array:
    """The winner takes all, in place: what `soft` tends to as the components shrink."""
    winner, top = A.argmax(axis=-2)[..., None, :], A.max(axis=-2)
    A[...] = 0.0
    np.put_along_axis(A, winner, 1.0, axis=-2)
    if background is None:
        return top
    A *= (top > background)[..., None, :]
    return np.maximum(top, background)
