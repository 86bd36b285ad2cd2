"""What the browser is told of the course itself, once: topics, units, drawings, legend."""

from __future__ import annotations

from typing import Any

from gmmlab.learn.atlas.drawing import drawing, hue_class
from gmmlab.learn.atlas.layout import Form, lay_out
from gmmlab.learn.atlas.marks import STAR
from gmmlab.learn.atlas.view import Mark
from gmmlab.learn.atlas.words import number_of, unit_name
from gmmlab.learn.graph import Graph
from gmmlab.learn.topics import Topic

__all__ = ["course_told", "drawn"]


def course_told(course: Graph) -> dict[str, Any]:
    """Give everything about a course that no learner changes.

    Examples
    --------
    >>> from gmmlab.learn.graph import graph
    >>> told = course_told(graph())
    >>> told["topics"][18]["number"], told["units"][2]["title"]
    ('Step 19 of 75', 'Unit 3 · Sharing into means')
    """
    members: dict[str, list[str]] = {}
    for topic in course.topics:
        members.setdefault(topic.unit, []).append(topic.slug)
    return {
        "title": course.title,
        "topics": [_topic(topic, course) for topic in course.topics],
        "units": [{"title": unit_name(u, course), "topics": of} for u, of in members.items()],
        "words": {mark.key: mark.value.partition(":")[0] for mark in Mark},
        "legend": [[mark.key, mark.value] for mark in Mark],
        "star": STAR,
    }


def drawn(course: Graph, form: Form) -> dict[str, Any]:
    """Give one drawing of the map, its size, and where each topic stands on it."""
    layout = lay_out(course, form)
    places = {slug: list(place) for slug, place in layout.places.items()}
    return {"svg": drawing(course, layout), "size": list(layout.size), "places": places}


def _topic(topic: Topic, course: Graph) -> dict[str, Any]:
    later = {s: course[s].needs for s in course.leads_to(topic.slug)}
    leads = [
        (s, next(n.reason for n in needs if n.topic == topic.slug)) for s, needs in later.items()
    ]
    return {
        "slug": topic.slug,
        "title": topic.title,
        "number": number_of(topic.slug, course),
        "place": unit_name(topic.unit, course),
        "hue": hue_class(topic.unit, course),
        "says": topic.says,
        "matters": topic.matters,
        "minutes": topic.minutes,
        "objectives": list(topic.objectives),
        "needs": [{"topic": need.topic, "reason": need.reason} for need in topic.needs],
        "leads": [{"topic": slug, "reason": reason} for slug, reason in leads],
    }
