"""The learner's side: explorers, predictions, practice, and pictures that say themselves.

Each part is loaded when it is first asked for, so that opening a workspace waits for no widgets.

>>> from gmmlab.learn import predict
>>> predict("Can a share exceed 1?", ["yes", "no"], "no", "It is part of a whole.").held is None
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gmmlab.learn import explore as explore
    from gmmlab.learn.atlas import course_map as course_map
    from gmmlab.learn.checking import check as check
    from gmmlab.learn.placing import place as place
    from gmmlab.learn.practising import practice as practice
    from gmmlab.learn.predicting import predict as predict
    from gmmlab.learn.showing import show as show

__all__ = ["check", "course_map", "explore", "place", "practice", "predict", "show"]

_HOMES = {
    "check": "checking",
    "course_map": "atlas",
    "place": "placing",
    "practice": "practising",
    "predict": "predicting",
    "show": "showing",
}


def __getattr__(name: str) -> Any:
    if name == "explore":
        return import_module("gmmlab.learn.explore")
    if name in _HOMES:
        return getattr(import_module(f"gmmlab.learn.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
