"""What every estimator can do: know its parameters, and say so."""

from __future__ import annotations

import inspect
from typing import Any, Self

import numpy as np

from gmmlab.errors import BadInput, NotFitted

__all__ = ["Estimator", "choice", "seeded"]


class Estimator:
    """Parameters by name, as scikit-learn's `clone` and searches need them."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The constructor's arguments by name."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **params: Any) -> Self:
        """Change constructor arguments by name.

        Raises
        ------
        BadInput
            If there is no argument of that name.
        """
        known = self.get_params()
        for name, value in params.items():
            if name not in known:
                raise BadInput(
                    f"{type(self).__name__} has no parameter {name!r}; "
                    f"it has {', '.join(known)}. Check the spelling."
                )
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        defaults = inspect.signature(type(self)).parameters
        changed = {k: v for k, v in self.get_params().items() if v is not defaults[k].default}
        inside = ", ".join(f"{k}={v!r}" for k, v in changed.items())
        return f"{type(self).__name__}({inside})"

    def _require(self, attribute: str) -> Any:
        if attribute not in self.__dict__:
            raise NotFitted(type(self).__name__, attribute)
        return self.__dict__[attribute]


def seeded(random_state: Any) -> np.random.Generator:
    """A generator from a seed, a generator, or numpy's old RandomState."""
    if isinstance(random_state, np.random.RandomState):
        random_state = int(random_state.randint(2**31))
    return np.random.default_rng(random_state)


def choice(name: str, value: str, known: dict[str, Any]) -> Any:
    """What a name stands for, or an error that lists the names there are."""
    if value not in known:
        raise BadInput(f"{name}={value!r} is unknown; choose one of {', '.join(map(repr, known))}.")
    return known[value]
