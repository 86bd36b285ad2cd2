"""The types of the library: arrays of real numbers, arrays of labels, and seeds."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Labels", "Seed"]

Array: TypeAlias = NDArray[np.floating[Any]]
Labels: TypeAlias = NDArray[np.signedinteger[Any]]
Seed: TypeAlias = np.random.Generator | int | None
