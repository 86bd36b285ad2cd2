"""The question families, one module for each step, and the five that each lesson practises."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from gmmlab.learn.questions import Family, NoSuchQuestion, families

__all__ = ["PracticeSet", "by_name", "practice_set", "practice_sets"]

MODULES = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
"""Importing a module enters its families in the register."""


@dataclass(frozen=True)
class PracticeSet:
    """What a lesson practises: two core families, one trap, two from older steps."""

    topic: str
    title: str
    families: tuple[str, ...]


_SETS = (
    PracticeSet(
        "s75-03-responsibilities",
        "Responsibilities: whose is each point?",
        (
            "responsibility-by-hand",
            "soft-count",
            "share-from-scores",
            "outlier-or-undecided",
            "weighted-mean",
        ),
    ),
)


def by_name(name: str) -> Family:
    """Find a family.

    Raises
    ------
    NoSuchQuestion
        Naming the families there are.

    Examples
    --------
    >>> by_name("weighted-mean").topic
    's19-division-as-equal-sharing'
    """
    known = families()
    if name not in known:
        raise NoSuchQuestion(
            f"there is no question family '{name}'. There are: {', '.join(sorted(known))}."
        )
    return known[name]


def practice_sets() -> dict[str, PracticeSet]:
    """Give every topic that can be practised, by slug."""
    return {s.topic: s for s in _SETS}


def practice_set(topic: str) -> PracticeSet:
    """Find what a topic practises, by its slug or by a slug's telling part.

    Examples
    --------
    >>> practice_set("responsibilities").topic
    's75-03-responsibilities'

    Raises
    ------
    NoSuchQuestion
        Naming the topics there are.
    """
    sets = practice_sets()
    found = [s for slug, s in sets.items() if slug == topic or slug.endswith(f"-{topic}")]
    if topic and len(found) == 1:
        return found[0]
    raise NoSuchQuestion(
        f"there is no practice for '{topic}'. Topics that have some: {', '.join(sorted(sets))}."
    )
