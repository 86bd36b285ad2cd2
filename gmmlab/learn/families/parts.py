"""What families of every kind share: something drawn from a list, and the third hint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from gmmlab.learn.questions import Rng

__all__ = ["once_more", "pick"]

T = TypeVar("T")


def pick(rng: Rng, values: Sequence[T]) -> T:
    """Take one of several values, each as likely as the others.

    Examples
    --------
    >>> import numpy as np
    >>> pick(np.random.default_rng(0), ["only"])
    'only'
    """
    return values[int(rng.integers(len(values)))]


def once_more(given: str, worked: str) -> str:
    r"""Write the third hint: the same road with other numbers; a table stands by itself.

    Examples
    --------
    >>> once_more("$x=2$.", "So it is 4.")
    'The same with other numbers: $x=2$.\n\nSo it is 4.'
    """
    gap = "" if given.startswith("\n") else "\n\n" if given.startswith("|") else " "
    return f"The same with other numbers:{gap}{given}\n\n{worked}"
