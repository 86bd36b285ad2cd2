"""What scikit-learn's tools ask of an estimator, answered without importing scikit-learn.

Where an answer must be made of scikit-learn's own classes, they are taken from a scikit-learn that
is there already: only its tools ask.
"""

from __future__ import annotations

import copy
import importlib
import sys
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from gmmlab.checks import as_data, as_weights
from gmmlab.errors import BadInput, BadMixture, NotNumbers
from gmmlab.types import Array

__all__ = [
    "also_theirs",
    "container",
    "names_of",
    "new_data",
    "routing",
    "seen_data",
    "share_of_points",
    "tags",
]


def also_theirs(ours: type[Any], theirs: str) -> type[Any]:
    """One of our errors or warnings; scikit-learn's of that name too, if scikit-learn is loaded.

    So that code which catches, or filters, the one meets the other.

    Examples
    --------
    >>> from gmmlab.errors import NotFitted
    >>> issubclass(also_theirs(NotFitted, "NotFittedError"), NotFitted)
    True
    """
    exceptions = sys.modules.get("sklearn.exceptions")
    return ours if exceptions is None else _both((ours, getattr(exceptions, theirs)))


@cache
def _both(kinds: tuple[type[Any], ...]) -> type[Any]:
    words = {"__doc__": kinds[0].__doc__, "__reduce__": _plain}
    return type(kinds[0].__name__, kinds, words)


def _plain(error: BaseException) -> Any:
    """What pickles an error of two classes: as one of ours, with its words."""
    return _told, (type(error).__mro__[1], error.args)


def _told(kind: type[BaseException], words: tuple[Any, ...]) -> BaseException:
    error = kind.__new__(kind)
    error.args = words
    return error


def new_data(X: Any) -> Array:
    """Data to fit: `checks.as_data`, with the words that scikit-learn's tools look for.

    Raises
    ------
    BadInput
    """
    _dense(X)
    try:
        return as_data(X)
    except BadInput as error:
        kind = NotNumbers if isinstance(error.__cause__, TypeError) else BadInput
        raise kind(f"{error}{_also_known_as(X)}") from error.__cause__


def _dense(X: Any) -> None:
    if hasattr(X, "toarray"):
        raise NotNumbers(
            f"Sparse data was passed ({type(X).__name__}), but a covariance, or a centre, of "
            "sparse points is dense. Pass X.toarray() if it fits into memory."
        )


def _also_known_as(X: Any) -> str:
    """What scikit-learn calls the same trouble."""
    shape, kind = np.shape(X), np.asarray(X).dtype.kind
    if len(shape) == 2 and shape[1] == 0:
        return f" (0 feature(s) (shape={shape}) while a minimum of 1 is required.)"
    if kind == "c":
        return " (Complex data not supported.)"
    if len(shape) != 2:
        return " (Reshape your data.)"
    return " (Input contains NaN or inf.)" if kind == "f" and 0 not in shape else ""


def seen_data(estimator: Any, X: Any) -> Array:
    """Data for a fitted estimator: the same features as in its fit.

    Raises
    ------
    BadInput, BadMixture
    """
    _same_names(estimator, names_of(X))
    table, d = new_data(X), getattr(estimator, "n_features_in_", None)
    if d is not None and table.shape[1] != d:
        raise BadMixture(
            f"X has {table.shape[1]} features, but {type(estimator).__name__} is expecting {d} "
            "features as input: pass the same columns as in the fit."
        )
    return table


def names_of(X: Any) -> Array | None:
    """The names of a data frame's columns, if all are text."""
    columns = getattr(X, "columns", None)
    if columns is None:
        return None
    names = np.asarray(list(columns), dtype=object)
    texts = [isinstance(name, str) for name in names]
    if any(texts) and not all(texts):
        raise NotNumbers(
            "Feature names are only supported if all input features have string names, but some "
            "of X's columns have text for a name and some have not. Write "
            "X.columns = X.columns.astype(str)."
        )
    return names if len(texts) and all(texts) else None


def _same_names(estimator: Any, names: Array | None) -> None:
    fitted, who = getattr(estimator, "feature_names_in_", None), type(estimator).__name__
    if fitted is None and names is None:
        return
    if fitted is None:
        _warn(f"X has feature names, but {who} was fitted without feature names")
    elif names is None:
        _warn(f"X does not have valid feature names, but {who} was fitted with feature names")
    elif list(fitted) != list(names):
        raise BadInput(_odd_names(list(fitted), list(names)))


def _warn(words: str) -> None:
    warnings.warn(words, UserWarning, stacklevel=6)


def _odd_names(fitted: list[str], names: list[str]) -> str:
    """What is wrong with the names of features."""
    words = "The feature names should match those that were passed during fit.\n"
    for heading, odd in (
        ("Feature names unseen at fit time", sorted(set(names) - set(fitted))),
        ("Feature names seen at fit time, yet now missing", sorted(set(fitted) - set(names))),
    ):
        if odd:
            words += f"{heading}:\n" + "".join(f"- {name}\n" for name in odd)
    if set(names) == set(fitted):
        words += "Feature names must be in the same order as they were in fit.\n"
    return f"{words}Write X[model.feature_names_in_]."


def share_of_points(sample_weight: Any, n: int) -> Array | None:
    """How often each of n points counts; None if all count alike, once.

    Raises
    ------
    BadInput
    """
    if sample_weight is None:
        return None
    given = np.asarray(sample_weight)
    if not given.any():
        raise BadInput(
            "every sample_weight is zero, so there is nothing to fit. Give some points a weight."
        )
    table = as_weights(np.full(n, given) if given.ndim == 0 else given, n)
    return None if np.all(table == 1) else table


def tags(kind: str, *, transforms: bool = False) -> Any:
    """An estimator's `sklearn.utils.Tags`."""
    utils = importlib.import_module("sklearn.utils")
    both = ["float64", "float32"]
    return utils.Tags(
        estimator_type=kind,
        target_tags=utils.TargetTags(required=False),
        transformer_tags=utils.TransformerTags(preserves_dtype=both) if transforms else None,
        input_tags=utils.InputTags(),
    )


def routing(estimator: Any, extras: dict[str, str]) -> Any:
    """An estimator's `sklearn` metadata request: which of its methods take which extra."""
    if (told := getattr(estimator, "_metadata_request", None)) is not None:
        return copy.deepcopy(told)
    module = importlib.import_module("sklearn.utils.metadata_routing")
    request = module.MetadataRequest(owner=estimator)
    for method, name in extras.items():
        getattr(request, method).add_request(param=name, alias=None)
    return request


def container(estimator: Any, table: Array, X: Any) -> Any:
    """A transformed table (n, K) as `set_output` wants it: an array, or a data frame."""
    told = getattr(estimator, "_sklearn_output_config", {}).get("transform") or _usual()
    names = estimator.get_feature_names_out()
    return FRAMES[told](table, names, X)


def _usual() -> str:
    """What scikit-learn's own configuration says, if it is loaded."""
    sklearn = sys.modules.get("sklearn")
    return "default" if sklearn is None else sklearn.get_config()["transform_output"]


def _pandas(table: Array, names: Array, X: Any) -> Any:
    pandas = importlib.import_module("pandas")
    index = X.index if isinstance(X, pandas.DataFrame) else None
    return pandas.DataFrame(table, columns=names, index=index)


def _polars(table: Array, names: Array, X: Any) -> Any:
    return importlib.import_module("polars").DataFrame(table, schema=list(names))


FRAMES: dict[str, Callable[[Array, Array, Any], Any]] = {
    "default": lambda table, names, X: table,
    "pandas": _pandas,
    "polars": _polars,
}
"""The tables that a transform can come in."""
