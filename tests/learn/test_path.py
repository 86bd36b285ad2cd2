from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.learn.events import Event
from gmmlab.learn.graph import Graph, graph
from gmmlab.learn.mastery import known
from gmmlab.learn.path import Move, State, Suggestion, fringe, next_up, state_of, towards
from gmmlab.learn.topics import Need, Topic, Unit

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = START + timedelta(days=30)


def topic(slug: str, *needs: Need, **more: str) -> Topic:
    return Topic(slug, slug.title(), "u", 10, ("do it",), needs=needs, **more)


SMALL = Graph(
    "small",
    (Unit("u", "Unit"),),
    (
        topic("count"),
        topic("draw"),
        topic("add", Need("count", "It counts on.", 0.5)),
        topic("share", Need("add", "It undoes adding.", 1.0)),
        topic(
            "mean",
            Need("share", "It shares a total.", 1.0, "T1"),
            Need("add", "It adds first.", 0.5, "T1"),
        ),
        topic("ellipse", Need("draw", "It is drawn.", 0.0)),
    ),
)


def learned(*slugs: str, at: datetime = START, during: str = "") -> list[Event]:
    return [
        Event("answered", slug, answer="right", t=at, during=during) for slug in slugs for _ in "ab"
    ]


def suggested(*events: Event, now: datetime = START, most: int = 9) -> tuple[Suggestion, ...]:
    return next_up(state_of(events, SMALL), SMALL, now, most)


def brief(*events: Event, now: datetime = START) -> list[tuple[str, str]]:
    return [(one.move.value, one.topic) for one in suggested(*events, now=now)]


def test_what_can_be_learned_is_what_stands_on_known_ground() -> None:
    assert fringe(state_of([], SMALL).learner, SMALL) == ("count", "draw")
    assert fringe(state_of(learned("count"), SMALL).learner, SMALL) == ("draw", "add")
    everything = state_of(learned(*SMALL.order), SMALL).learner
    assert fringe(everything, SMALL) == ()


def test_what_was_begun_comes_first_then_what_leads_to_the_goal() -> None:
    goal = Event("goal", "ellipse")
    assert fringe(state_of([goal], SMALL).learner, SMALL) == ("draw", "count")
    begun = Event("answered", "count", answer="wrong")
    assert fringe(state_of([goal, begun], SMALL).learner, SMALL) == ("count", "draw")


def test_new_and_due_take_turns_and_what_was_not_last_comes_first() -> None:
    events = [*learned("draw", "count"), Event("answered", "add", answer="wrong", t=START)]
    turns = [("review", "count"), ("learn", "add"), ("review", "draw"), ("learn", "ellipse")]
    assert brief(*events, now=LATER) == turns
    reviewed = Event("answered", "draw", answer="right", t=LATER, during="review")
    assert brief(*events, reviewed, now=LATER)[:2] == [("learn", "add"), ("review", "count")]


def test_nothing_is_reviewed_before_it_is_due_or_while_it_is_being_learned() -> None:
    assert brief(*learned("count")) == [("learn", "draw"), ("learn", "add")]
    struggling = Event("answered", "count", answer="wrong", t=START)
    assert brief(struggling, now=LATER) == [("learn", "count"), ("learn", "draw")]


def test_each_suggestion_says_why() -> None:
    first, second = suggested(*learned("count"))
    assert first.why == "Because ‘Draw’ leads to ‘Ellipse’. It is drawn."
    assert second.why == "Because ‘Add’ leads to ‘Share’. It undoes adding."
    last = suggested(*learned("count", "draw", "add", "share", "mean"))[0]
    assert last.why == "Because you know all that ‘Ellipse’ needs, and it completes a path."
    goal = suggested(*learned("draw"), Event("goal", "ellipse"))[0]
    assert goal.why == "Because ‘Ellipse’ is your goal, and you know all that it needs."


def test_a_review_says_how_long_ago_and_how_likely_it_is_still_there() -> None:
    review = suggested(*learned("draw"), now=LATER)[0]
    assert review.why.startswith("Because ‘Draw’ was last met 30 days ago, and the chance that ")
    said = int(review.why.rpartition("about ")[2].split()[0])
    state = state_of(learned("draw"), SMALL)
    assert said == round(100 * state.schedule.traces["draw"].retained(LATER))
    assert 0 < said < 90


def test_the_reason_leads_towards_the_goal() -> None:
    goal = Event("goal", "mean")
    add = next(s for s in suggested(*learned("count"), goal) if s.topic == "add")
    assert add.why == "Because ‘Add’ leads to ‘Share’. It undoes adding."
    assert towards("mean", SMALL) == {"count", "add", "share", "mean"}
    assert towards("", SMALL) == frozenset()


def test_of_two_ways_on_the_reason_names_the_one_to_the_goal() -> None:
    fork = Graph(
        "fork",
        SMALL.units,
        (
            topic("here"),
            topic("left", Need("here", "It turns left.", 0.0)),
            topic("right", Need("here", "It turns right.", 0.0)),
        ),
    )
    for goal, reason in (("left", "left"), ("right", "right"), ("", "left")):
        (only,) = next_up(state_of([Event("goal", goal)], fork), fork, START)
        assert only.why.endswith(f"It turns {reason}.")


def test_one_layered_task_reviews_what_it_can() -> None:
    events = learned("count", "draw", "add", "share", "mean")
    first, *rest = (s for s in suggested(*events, now=LATER) if s.move is Move.REVIEW)
    assert (first.topic, first.task, set(first.reviews)) == ("mean", "T1", {"add", "share", "mean"})
    assert first.why == (
        "Because one question on ‘Mean’ reviews ‘Add’, ‘Mean’ and ‘Share’ together, "
        "and all of them are due."
    )
    assert {s.reviews for s in rest} == {("count",), ("draw",)}


def test_a_claim_is_to_be_checked() -> None:
    claim = Event("claimed", "add")
    check = suggested(claim)[0]
    assert (check.move, check.topic) == (Move.CHECK, "add")
    assert check.why == "Because you said that you know ‘Add’: two right answers settle it."
    half = suggested(claim, Event("answered", "add", answer="right", t=START, during="claim"))
    assert "one right answer settles it." in half[1].why


def test_where_everything_is_known_and_nothing_due_there_is_nothing_to_do() -> None:
    assert suggested(*learned(*SMALL.order)) == ()


@given(
    st.lists(st.tuples(st.sampled_from(SMALL.order), st.sampled_from(("right", "wrong")))),
    st.integers(0, 60),
)
def test_suggestions_keep_their_word(answers: list[tuple[str, str]], days: int) -> None:
    events = [Event("answered", slug, answer=said, t=START) for slug, said in answers]
    state, now = state_of(events, SMALL), START + timedelta(days)
    have = known(state.learner, SMALL)
    due = state.schedule.due(now, have)
    suggestions = next_up(state, SMALL, now, 99)
    new = [s.topic for s in suggestions if s.move is Move.LEARN]
    reviewed = [slug for s in suggestions for slug in s.reviews]
    assert set(new).isdisjoint(have)
    assert have.issuperset(need.topic for slug in new for need in SMALL.needs(slug))
    assert sorted(reviewed) == sorted(due)
    assert all(s.why.startswith("Because ") and s.why.endswith(".") for s in suggestions)


@pytest.mark.parametrize("slug", graph().order)
def test_every_topic_of_the_course_has_a_reason_to_be_learned(slug: str) -> None:
    course = graph()
    if course.parts(slug):
        return
    claims = [Event("claimed", need.topic) for need in course.needs(slug)]
    state = state_of(claims, course)
    found = next(s for s in next_up(state, course, START, 99) if s.topic == slug)
    assert found.move is Move.LEARN
    assert found.why.startswith("Because ")


def test_a_beginner_begins_at_the_beginning() -> None:
    assert [s.topic for s in next_up(State(), graph(), START)] == [graph().order[0]]


def test_what_has_a_lesson_comes_first_and_what_has_none_is_practised() -> None:
    def learn(**how: set[str]) -> list[Suggestion]:
        found = next_up(State(), SMALL, START, **how)
        return [one for one in found if one.move is Move.LEARN]

    assert [one.topic for one in learn()] == ["count", "draw"]
    assert [one.topic for one in learn(written={"draw"})] == ["draw", "count"]
    first, second = learn(written={"draw"})
    note = " Its lesson is still to be written: practise it, and your answers count."
    assert second.why.endswith(note)
    assert note not in first.why
    assert all(note not in one.why for one in learn())
