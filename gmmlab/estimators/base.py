"""What every estimator can do: know its parameters and its data, and say so."""

from __future__ import annotations

import inspect
import operator
from numbers import Real
from typing import Any, ClassVar, Self

import numpy as np

from gmmlab.errors import BadInput, NotFitted
from gmmlab.estimators.contract import also_theirs, names_of, new_data, routing, seen_data
from gmmlab.types import Array

__all__ = ["Estimator", "at_least_0", "choice", "seeded", "whole"]


class Estimator:
    """Parameters by name, as scikit-learn's `clone` and searches need them."""

    _extras: ClassVar[dict[str, str]] = {"fit": "sample_weight"}

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

    def get_metadata_routing(self) -> Any:
        """Which methods take which extras, for scikit-learn's metadata routing."""
        return routing(self, self._extras)

    def set_fit_request(self, *, sample_weight: bool | str | None = None) -> Self:
        """Say whether, and by what name, scikit-learn's routing hands `sample_weight` to `fit`."""
        return self._ask("fit", sample_weight)

    def _ask(self, method: str, alias: bool | str | None) -> Self:
        request = self.get_metadata_routing()
        getattr(request, method).add_request(param="sample_weight", alias=alias)
        self._metadata_request = request
        return self

    def _meet(self, X: Any) -> Array:
        """Data to fit, whose features are remembered."""
        names, table = names_of(X), new_data(X)
        self.n_features_in_ = table.shape[1]
        self.__dict__.pop("feature_names_in_", None)
        if names is not None:
            self.feature_names_in_ = names
        return table

    def _met(self, X: Any, needed: str) -> Array:
        """Data for a fitted estimator."""
        self._require(needed)
        return seen_data(self, X)

    def _require(self, attribute: str) -> Any:
        if attribute not in self.__dict__:
            raise also_theirs(NotFitted, "NotFittedError")(type(self).__name__, attribute)
        return self.__dict__[attribute]


def seeded(random_state: Any) -> np.random.Generator:
    """A generator from a seed, a generator, or numpy's old RandomState."""
    if random_state is np.random:
        random_state = np.random.mtrand._rand
    if isinstance(random_state, np.random.RandomState):
        random_state = int(random_state.randint(2**31))
    return np.random.default_rng(random_state)


def choice(name: str, value: Any, known: dict[str, Any]) -> Any:
    """What a name stands for, or an error that lists the names there are."""
    if not isinstance(value, str) or value not in known:
        raise BadInput(f"{name}={value!r} is unknown; choose one of {', '.join(map(repr, known))}.")
    return known[value]


def whole(name: str, value: Any, least: int) -> int:
    """A whole number that is not less than `least`."""
    try:
        number = least - 1 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        number = least - 1
    if number < least:
        raise BadInput(f"{name}={value!r} must be a whole number, {least} or more.")
    return number


def at_least_0(name: str, value: Any) -> float:
    """A real number that is not negative."""
    if isinstance(value, Real) and not isinstance(value, bool) and 0 <= float(value) < np.inf:
        return float(value)
    raise BadInput(f"{name}={value!r} must be a number, 0 or more.")
