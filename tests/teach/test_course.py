"""The course's graph is whole, or its author is told where it is not."""

from pathlib import Path

import pytest

from gmmlab.teach.course import load
from gmmlab.teach.problems import BadCourse, NoSources

SECOND = """
[[topic]]
slug = "s2-spread"
title = "The spread"
unit = "u1-means"
minutes = 5
objectives = ["compute a variance"]
families = ["variances"]
needs = ["s1-mean"]
"""


def append(small, text):
    path = small.course / "graph.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_this_course():
    course = load(Path(__file__).parents[2] / "course")
    slugs = [topic.slug for topic in course.topics]
    assert "s75-03-responsibilities" in slugs
    assert all(topic.objectives and topic.families for topic in course.topics)


def test_what_a_topic_leads_to_is_what_needs_it(small):
    append(small, SECOND)
    course = load(small.course)
    assert course.leads_to("s1-mean") == ("s2-spread",)
    assert course.leads_to("s2-spread") == ()


def test_no_sources(tmp_path):
    said = r"holds no graph\.toml.*course's sources.*Clone gmmlab's repository.*`gmmlab build`"
    with pytest.raises(NoSources, match=said):
        load(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes = 5", "minutes = ", r"course/graph\.toml: This is not TOML: .*line 10"),
        ("minutes = 5", "", r"Topic 's1-mean' has no minutes\. Add `minutes = \.\.\.`"),
        ("minutes = 5", "minute = 5", r"unknown key 'minute'\. Did you mean 'minutes'\?"),
        ("minutes = 5", 'minutes = "5"', r"minutes is '5'\. Make it a whole number above 0"),
        ("minutes = 5", "minutes = 0", r"minutes is 0\. Make it a whole number above 0"),
        ('"The mean"', "''", r"title is ''\. Make it a text"),
        ('["means"]', '"means"', r"families is 'means'\. Make it a list of texts"),
        ('unit = "u1-means"', 'unit = "u1-mean"', r"in unit 'u1-mean'\. Did you mean 'u1-means'"),
        (
            "minutes = 5",
            'minutes = 5\nneeds = ["s1-meen"]',
            r"needs 's1-meen'\. Did you mean 's1-mean'",
        ),
        (
            "minutes = 5",
            'minutes = 5\nneeds = ["s1-mean"]',
            r"No topic can come first: s1-mean needs s1",
        ),
    ],
)
def test_a_graph_that_does_not_hold_together(small, old, new, said):
    small.spoil("graph.toml", old, new)
    with pytest.raises(BadCourse, match=said):
        load(small.course)


def test_topics_that_wait_for_each_other(small):
    append(small, SECOND)
    small.spoil("graph.toml", '["means"]', '["means"]\nneeds = ["s2-spread"]')
    with pytest.raises(BadCourse, match=r"No topic can come first: s\d-\w+ needs s\d-\w+ needs"):
        load(small.course)


def test_two_of_one_name(small):
    append(small, SECOND.replace("s2-spread", "s1-mean"))
    with pytest.raises(BadCourse, match=r"Two topics are called 's1-mean'\. Rename one"):
        load(small.course)
