"""Whose is each point?  Two rules: everyone shares it, or the winner takes all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from gmmlab.types import Array

__all__ = ["Assign", "hard", "soft"]

Assign: TypeAlias = Callable[[Array], Array]
"""Turns log-joints (K, n) into responsibilities in place; returns what each point adds, (n,)."""


def soft(A: Array) -> Array:
    """Turn log-joints (K, n) into responsibilities, in place; return the log-densities (n,)."""
    top = A.max(axis=0)
    top[np.isneginf(top)] = 0.0
    A -= top
    np.exp(A, out=A)
    total = A.sum(axis=0)
    A /= total
    return top + np.log(total)


def hard(A: Array) -> Array:
    """The winner takes all, in place: what `soft` tends to as the components shrink."""
    winner, top = A.argmax(axis=0), A.max(axis=0)
    A[...] = 0.0
    A[winner, np.arange(A.shape[1])] = 1.0
    return top
