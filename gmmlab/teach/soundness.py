"""Whether a knowledge graph holds together, and is what it says of its goal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from gmmlab.learn.graph import Graph
from gmmlab.learn.topics import Topic
from gmmlab.teach.problems import Problem, meant

__all__ = ["problems"]

LINKS = ("strong", "medium", "light")


def problems(graph: Graph, path: str = "course/graph.toml") -> list[Problem]:
    """Find where a graph contradicts itself, or what it says of its goal.

    The checks build on one another: where one finds something, the later ones wait.

    Parameters
    ----------
    graph : Graph
    path : str
        Its name.

    Returns
    -------
    problems : list of Problem

    Examples
    --------
    >>> mean = Topic("mean", "The mean", "u1", 12, ("share a total",))
    >>> print(*problems(Graph("", (), (mean,))))
    course/graph.toml: Topic 'mean' is in unit 'u1'. Known are: .
    """
    for check in (_names, _references, _rings, _order, _amounts, _parts, _goal):
        if found := [Problem(path, 0, what, remedy) for what, remedy in check(graph)]:
            return found
    return []


_Found = Iterator[tuple[str, str]]  # what is wrong, and what to do about it


def _names(graph: Graph) -> _Found:
    pages = [topic.slug for topic in graph.topics]
    pages += [page.slug for page in (*graph.labs, *graph.exams)]
    for kind, slugs in (("topics", pages), ("units", [unit.slug for unit in graph.units])):
        for slug, times in Counter(slugs).items():
            if times > 1:
                yield f"Two {kind} are called {slug!r}.", "Rename one of them."


def _references(graph: Graph) -> _Found:
    topics, units = graph.by_slug, {unit.slug for unit in graph.units}
    for topic in graph.topics:
        name = f"Topic {topic.slug!r}"
        if topic.unit not in units:
            yield f"{name} is in unit {topic.unit!r}.", meant(topic.unit, units)
        for need in topic.needs:
            if need.topic not in topics:
                yield f"{name} needs {need.topic!r}.", meant(need.topic, topics)
        if topic.part_of and topic.part_of not in topics:
            yield f"{name} is part of {topic.part_of!r}.", meant(topic.part_of, topics)
    for page in (*graph.labs, *graph.exams):
        if page.unit not in units:
            yield f"{page.slug!r} is in unit {page.unit!r}.", meant(page.unit, units)
    if graph.goal and graph.goal.topic not in topics:
        yield f"The goal is {graph.goal.topic!r}.", meant(graph.goal.topic, topics)


def _rings(graph: Graph) -> _Found:
    before = {t.slug: [*(n.topic for n in t.needs), *graph.parts(t.slug)] for t in graph.topics}
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        ring = " needs ".join(reversed(error.args[1]))
        yield f"No topic can come first: {ring}.", "Take one of these needs out."


def _order(graph: Graph) -> _Found:
    place = {slug: n for n, slug in enumerate(graph.order)}
    for topic in graph.topics:
        for before in (*(need.topic for need in topic.needs), *graph.parts(topic.slug)):
            if place[before] > place[topic.slug]:
                yield f"Topic {topic.slug!r} stands before {before!r}.", "Let it stand after it."


def _amounts(graph: Graph) -> _Found:
    units = {unit.slug: unit for unit in graph.units}
    for topic in graph.topics:
        name = f"Topic {topic.slug!r}"
        yield from _minutes(graph, topic, units[topic.unit].minutes)
        if topic.link not in LINKS:
            yield f"{name}: link is {topic.link!r}.", meant(topic.link, LINKS)
        for need, times in Counter(need.topic for need in topic.needs).items():
            if times > 1:
                yield f"{name} needs {need!r} twice.", "Take one of them out."
        for n in topic.needs:
            if not 0 <= n.weight <= 1:
                yield f"{name} needs {n.topic!r} with weight {n.weight}.", "Give it 0 to 1."


def _minutes(graph: Graph, topic: Topic, allowed: tuple[int, int] | None) -> _Found:
    name, parts = f"Topic {topic.slug!r}", graph.parts(topic.slug)
    together = sum(graph[part].minutes for part in parts)
    if parts and topic.minutes != together:
        yield f"{name} takes {topic.minutes} minutes, its parts {together}.", "Make the two agree."
    if allowed and not parts and not allowed[0] <= topic.minutes <= allowed[1]:
        least, most = allowed
        yield f"{name} takes {topic.minutes} minutes.", f"Its unit allows {least} to {most}."


def _parts(graph: Graph) -> _Found:
    """Check that a part needs nothing that its whole does not: it would be missing on the map."""
    for whole in {topic.part_of: None for topic in graph.topics if topic.part_of}:
        within = graph.ancestors(whole) | {*graph.parts(whole)}
        for part in graph.parts(whole):
            for need in graph.needs(part):
                if need.topic not in within:
                    what = f"Topic {part!r} needs {need.topic!r}, and {whole!r} does not."
                    yield what, "Let the whole need it as well, directly or not."


def _goal(graph: Graph) -> _Found:
    """Check the graph against what the source says of the goal, and give the map its words."""
    if not (goal := graph.goal):
        return
    remedy = "Mend the needs, or what [goal] says."
    found = {
        "steps": len(graph.chain),
        "depth": graph.depth(goal.topic),
        "direct": len(graph.needs(goal.topic)),
    }
    for key, number in found.items():
        if number != getattr(goal, key):
            yield (
                f"The goal's {key} should be {getattr(goal, key)}, and {number} are found.",
                remedy,
            )
    yield from _chain(graph)
    wanted = graph.ancestors(goal.topic) | {goal.topic, *graph.parts(goal.topic)}
    for topic in graph.topics:
        if topic.slug not in wanted:
            yield f"Topic {topic.slug!r} does not lead to the goal.", "Let something need it."
        if not (topic.says and topic.matters):
            yield f"Topic {topic.slug!r} has no words for the map.", "Add `says` and `matters`."


def _chain(graph: Graph) -> _Found:
    """Check that the longest path takes the steps in their numbers' order, and all of them."""
    for number, slug in enumerate(graph.chain, 1):
        if not slug.startswith(f"s{number:02d}-"):
            yield (
                f"Step {number} of the longest path is {slug!r}.",
                f"Let it be the topic whose slug begins with s{number:02d}.",
            )
            return
