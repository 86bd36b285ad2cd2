"""The question families, one module for each step, and the five that each lesson practises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import cycle, islice, zip_longest
from pkgutil import iter_modules

from gmmlab.learn.graph import graph
from gmmlab.learn.questions import Family, NoSuchQuestion, families
from gmmlab.learn.topics import Lab, Topic

__all__ = ["PracticeSet", "by_name", "families_of", "practice_set", "practice_sets"]

MODULES = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
"""Importing a module enters its families in the register."""


FIVE = 5
"""How many questions a sitting has: three of the topic's own, two of older steps."""
OLDER = 2


@dataclass(frozen=True)
class PracticeSet:
    """What a lesson practises: its own families, then those of two older steps.

    A lab practises its unit: a family of each of its topics, in an order that is not theirs.
    """

    topic: str
    title: str
    families: tuple[str, ...]


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
    """Give every topic and lab that can be practised, by slug, in the order of the course."""
    return {slug: _set_of(one) for slug, one in _practised().items()}


def _practised() -> dict[str, Topic | Lab]:
    own, course = {found.topic for found in families().values()}, graph()
    found: dict[str, Topic | Lab]
    found = {topic.slug: topic for topic in course.topics if topic.families or topic.slug in own}
    return found | {lab.slug: lab for lab in course.labs}


def _set_of(one: Topic | Lab, due: Sequence[str] = ()) -> PracticeSet:
    """What the graph says that a topic practises, or its own families and older ones."""
    if isinstance(one, Lab):
        return PracticeSet(one.slug, one.title, _all_through(one.unit))
    return PracticeSet(one.slug, one.title, one.families or _mixed(one.slug, due))


def _all_through(unit: str) -> tuple[str, ...]:
    """A family of each of a unit's topics, and of some a second if they are few; mixed."""
    own = [[found.name for found in families_of(t.slug)] for t in graph().members(unit)]
    names = [name for turn in zip_longest(*own) for name in turn if name]
    asked = names[: max(FIVE, len(own))]
    return (*asked[1::2], *asked[::2])


def _mixed(slug: str, due: Sequence[str]) -> tuple[str, ...]:
    """Three of the topic's own, in turn; two of what is due or, failing that, was last met."""
    own = [found.name for found in families_of(slug)]
    older = [families_of(s)[0].name for s in _older(slug, due)][:OLDER]
    return tuple(islice(cycle(own), FIVE - len(older))) + tuple(older)


def families_of(topic: str) -> tuple[Family, ...]:
    """Give the families of a topic.

    Examples
    --------
    >>> [family.name for family in families_of("s19-division-as-equal-sharing")]
    ['weighted-mean']
    """
    return tuple(found for found in families().values() if found.topic == topic)


def _older(slug: str, due: Sequence[str]) -> list[str]:
    """Topics below one that have families: those that are due first, then from the nearest on."""
    course = graph()
    below = course.ancestors(slug)
    direct = [need.topic for need in course.needs(slug)]
    latest = [s for s in reversed(course.order) if s in below]
    wanted = dict.fromkeys([*(s for s in due if s in below), *direct, *latest])
    return [s for s in wanted if families_of(s)]


def practice_set(topic: str, due: Sequence[str] = ()) -> PracticeSet:
    """Find what a topic or a lab practises, by its slug or by a slug's telling part.

    Parameters
    ----------
    topic : str
    due : sequence of str
        Slugs of topics that are due for review, the most urgent first: the older questions are
        theirs, where the topic stands on them.

    Examples
    --------
    >>> practice_set("responsibilities").topic
    's75-03-responsibilities'

    Raises
    ------
    NoSuchQuestion
        Naming the topics there are.
    """
    known = _practised()
    exact = [slug for slug in known if slug == topic]
    found = exact or [slug for slug in known if slug.endswith(f"-{topic}")]
    if topic and len(found) == 1:
        return _set_of(known[found[0]], due)
    if topic and found:
        raise NoSuchQuestion(f"'{topic}' may be {' or '.join(found)}. Name the one you mean.")
    raise NoSuchQuestion(
        f"there is no practice for '{topic}'. Topics that have some: {', '.join(sorted(known))}."
    )
