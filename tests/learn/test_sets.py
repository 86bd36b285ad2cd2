"""What a lesson practises: its own families, and older ones, those that are due first."""

from datetime import UTC, datetime, timedelta

import pytest

from gmmlab.learn.events import Event
from gmmlab.learn.families import by_name, practice_set, practice_sets
from gmmlab.learn.graph import graph
from gmmlab.learn.log import LogError, MemoryLog
from gmmlab.learn.questions import NoSuchQuestion
from gmmlab.learn.recording import due_now

MEAN = "s19-division-as-equal-sharing"
COUNT = "s01-counting-to-10"


LABS = {lab.slug: lab for lab in graph().labs}


@pytest.mark.parametrize("slug", LABS)
def test_a_lab_asks_about_every_topic_of_its_unit(slug):
    asked = practice_set(slug).families
    topics = [by_name(name).topic for name in asked]
    assert set(topics) == {topic.slug for topic in graph().members(LABS[slug].unit)}
    assert len(set(asked)) == len(asked) >= 5
    assert topics != sorted(topics)


@pytest.mark.parametrize("slug", [slug for slug in practice_sets() if slug not in LABS])
def test_a_sitting_is_three_of_its_own_and_two_that_it_stands_on(slug):
    course, asked = graph(), [by_name(name).topic for name in practice_set(slug).families]
    assert len(asked) == 5
    if course[slug].families:
        return
    below = course.ancestors(slug)
    older = asked[-min(2, len(below)) :] if below else []
    assert asked == [slug] * (5 - len(older)) + older
    assert len(set(older)) == len(older)
    assert below.issuperset(older)


def test_what_is_due_is_asked_again_if_the_topic_stands_on_it():
    plain, due = (
        practice_set(MEAN),
        practice_set(MEAN, [COUNT, "s74-probability-density-functions"]),
    )
    assert by_name(due.families[3]).topic == COUNT
    assert by_name(plain.families[3]).topic != COUNT
    assert by_name(due.families[4]).topic == by_name(plain.families[3]).topic


def test_a_title_that_two_steps_share_is_asked_about():
    with pytest.raises(NoSuchQuestion, match=r"may be s15-.* or s19-"):
        practice_set("division-as-equal-sharing")


def answered(days_ago, **more):
    when = datetime.now(UTC) - timedelta(days=days_ago)
    kept = {"t": when, "id": str(days_ago), "attempt": 1, "form": "typed"}
    return Event("answered", COUNT, answer="right", **kept, **more)


class Kept(MemoryLog):
    """A memory of what happened long ago: `append` would date it now."""

    def __init__(self, *events):
        super().__init__()
        self.kept = events

    def _read(self):
        return self.kept


def test_a_topic_is_due_once_it_has_faded():
    assert due_now(Kept(*(answered(0.001 * n, seed=n) for n in range(4)))) == ()
    assert due_now(Kept(*(answered(400 + n, seed=n) for n in range(4)))) == (COUNT,)


def test_a_memory_that_cannot_be_read_stops_no_practice():
    class Broken(MemoryLog):
        def _read(self):
            raise LogError("the disk is gone")

    assert due_now(Broken()) == ()
