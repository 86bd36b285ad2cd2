"""What the knowledge graph is made of: topics and their needs, units, labs, and the goal."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Goal", "Lab", "Need", "Topic", "Unit"]


@dataclass(frozen=True)
class Unit:
    """A folder of lessons.

    Attributes
    ----------
    slug, title : str
        How files and learners call it.
    minutes : (int, int) or None
        The shortest and the longest that one of its lessons may take a learner.
    """

    slug: str
    title: str
    minutes: tuple[int, int] | None = None


@dataclass(frozen=True)
class Lab:
    """A page that brings a unit together, and that nothing needs.

    A lab has one set of data, one explorer, and everything that the unit taught; an exam is an
    exercise without a lesson.

    Attributes
    ----------
    slug, title, unit : str
        As for a topic.
    minutes : int
    objectives : tuple of str
        Each completes the sentence "You will be able to ...".
    """

    slug: str
    title: str
    unit: str
    minutes: int
    objectives: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A topic that comes before another.

    Attributes
    ----------
    topic, reason : str
        The slug of the topic that comes first; and why, in one short sentence.
    weight : float
        How far practising the later topic practises this one: 1 wholly, 0.5 in part, 0 not.
    task : str
        The layered task, T1 to T7, in which it does so; empty where the weight was judged.
    inferred : bool
        Whether the source counts this need without naming it.
    """

    topic: str
    reason: str
    weight: float
    task: str = ""
    inferred: bool = False


@dataclass(frozen=True)
class Topic:
    """One thing to learn: a step of the chain, a bridge, or a lesson of the goal.

    Attributes
    ----------
    slug, title : str
        How files and learners call it; two steps may share a title, never a slug.
    unit : str
        The slug of its unit.
    minutes : int
        How long its lesson takes a learner; of a topic with parts, how long they take together.
    objectives : tuple of str
        Each completes the sentence "You will be able to ...".
    says, matters : str
        What it is about, and why it matters for mixtures, each in one sentence.
    link : str
        How literally it occurs in fitting or using a mixture: strong, medium or light.
    needs : tuple of Need
        What comes before it, the weightiest way there first.
    misconceptions, families : tuple of str
        The wrong roads that learners often take, and what its lesson practises, by their names.
    part_of : str
        The slug of the topic that it helps to make up, if any.
    """

    slug: str
    title: str
    unit: str
    minutes: int
    objectives: tuple[str, ...]
    says: str = ""
    matters: str = ""
    link: str = "strong"
    needs: tuple[Need, ...] = ()
    misconceptions: tuple[str, ...] = ()
    part_of: str = ""
    families: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goal:
    """Where the chain leads, and what its source says of it.

    Attributes
    ----------
    topic : str
        Its slug.
    steps, depth : int
        How many topics stand on the longest path to it, itself included, and how many needs.
    direct : int
        How many topics it needs directly.
    in_source : int
        How many topics lie below it in the source's graph; this course leaves most of them out.
    level, tags : str, tuple of str
    """

    topic: str
    steps: int
    depth: int
    direct: int
    in_source: int
    level: str
    tags: tuple[str, ...]
