from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.learn.events import Event
from gmmlab.learn.graph import graph
from gmmlab.learn.review import RETENTION, Schedule, Task, covering, layered_tasks, replay

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def answered(day: float, answer: str = "right", topic: str = "a", **more: object) -> Event:
    return Event("answered", topic, answer=answer, t=START + day * DAY, **more)  # type: ignore[arg-type]


def days(*events: Event, topic: str = "a") -> float:
    return replay(events).traces[topic].interval / DAY


def test_first_intervals_are_fsrs_initial_stabilities() -> None:
    """Stability after a first Again, Hard, Good is w0, w1, w2 of FSRS-6: .212, 1.2931, 2.3065.

    At retention .9 the interval is the stability, in whole days and at least one.
    """
    told = {"wrong": 0.212, "hint": 1.2931, "right": 2.3065}
    first = {
        "wrong": answered(0, "adds"),
        "hint": answered(0, hints=1),
        "right": answered(0),
    }
    for how, stability in told.items():
        trace = replay([first[how]]).traces["a"]
        assert trace.stability == pytest.approx(stability, rel=1e-12)
        assert trace.interval / DAY == max(1, round(stability))


def test_each_review_in_time_lengthens_and_a_lapse_shortens() -> None:
    events = [answered(0)]
    spans = [days(*events)]
    for _ in range(4):
        events.append(answered((events[-1].t - START) / DAY + spans[-1]))
        spans.append(days(*events))
    assert spans == sorted(set(spans))
    lapse = answered((events[-1].t - START) / DAY + spans[-1], "wrong")
    assert days(*events, lapse) < spans[-2]


def test_due_when_the_chance_has_fallen_to_what_is_wanted() -> None:
    trace = replay([answered(0), answered(2), answered(10)]).traces["a"]
    assert trace.retained(trace.due) == pytest.approx(RETENTION, abs=0.01)
    assert trace.retained(trace.last) == 1
    schedule = Schedule({"a": trace})
    assert schedule.due(trace.due, "ab") == ("a",)
    assert schedule.due(trace.due - DAY, "ab") == ()
    assert schedule.due(trace.due, "b") == ()


def test_the_longest_overdue_comes_first() -> None:
    schedule = replay([answered(1, topic="b"), answered(0), answered(0, topic="c", hints=1)])
    assert schedule.due(START + 9 * DAY, "abc") == ("c", "a", "b")


def test_only_first_answers_count() -> None:
    once = replay([answered(0, "wrong")])
    assert replay([answered(0, "wrong"), answered(0, attempt=2), answered(0, "nearly")]) == once
    assert replay([Event("claimed", "a", t=START)]) == Schedule()


def test_a_layered_task_is_a_good_review_of_what_it_wholly_exercises() -> None:
    before = (answered(0), answered(0, topic="b"))
    layered = answered(3, topic="t", covers={"a": 1.0, "b": 0.5, "c": 0.5, "d": 1.0})
    traces = replay([*before, layered]).traces
    assert traces["a"] == replay([answered(0), answered(3)]).traces["a"]
    assert traces["d"] == replay([answered(3, topic="d")]).traces["d"]
    assert "c" not in traces


def test_in_part_it_postpones_by_half_an_interval() -> None:
    first = replay([answered(0), answered(2)])
    trace = first.traces["a"]
    early = first.after(answered(3, topic="t", covers={"a": 0.5})).traces["a"]
    assert early.due == min(trace.due + trace.interval / 2, START + 3 * DAY + trace.interval)
    late = (trace.due - START) / DAY + 5
    then = first.after(answered(late, topic="t", covers={"a": 0.5})).traces["a"]
    assert then.due == START + late * DAY + trace.interval / 2
    assert (then.stability, then.last) == (trace.stability, trace.last)


@given(st.lists(st.floats(0, 3), max_size=8))
def test_no_number_of_parts_postpones_beyond_an_interval(gaps: list[float]) -> None:
    schedule, day = replay([answered(0), answered(2)]), 2.0
    for gap in gaps:
        day += gap
        before = schedule.traces["a"]
        schedule = schedule.after(answered(day, topic="t", covers={"a": 0.5}))
        after = schedule.traces["a"]
        assert before.due <= after.due <= max(before.due, START + day * DAY + after.interval)


def test_a_failed_or_helped_layered_task_reviews_nothing_else() -> None:
    before = replay([answered(0)])
    for event in (
        answered(3, "wrong", topic="t", covers={"a": 1.0}),
        answered(3, topic="t", covers={"a": 1.0}, hints=2),
    ):
        assert before.after(event).traces["a"] == before.traces["a"]


def test_a_clock_that_goes_back_is_lived_with() -> None:
    back = replay([answered(0), answered(-30), answered(-29)])
    assert back.traces["a"].last == START - 29 * DAY
    future = replay([answered(10_000)])
    assert future.due(START, "a") == ("a",)


def test_a_replay_is_the_same_every_time() -> None:
    events = [answered(3.0 * n, topic="ab"[n % 2]) for n in range(20)]
    assert replay(events) == replay(events)


def test_the_seven_layered_tasks_are_those_of_the_course() -> None:
    """T1 to T7 exercise 48 of the 75 steps."""
    tasks = layered_tasks(graph())
    assert sorted(task.name for task in tasks) == [f"T{n}" for n in range(1, 8)]
    steps = {slug for task in tasks for slug in task.covers}
    assert steps <= set(graph().chain)
    assert len(steps) == 48


def test_the_task_that_reviews_most_is_chosen() -> None:
    small, big = Task("T1", "s", {"a": 1.0, "b": 1.0}), Task("T2", "t", dict.fromkeys("abc", 0.5))
    everything = frozenset("abcdst")
    assert covering([small, big], ["a", "b", "d"], everything) == (small, ("a", "b"))
    assert covering([small, big], "abcd", everything) == (big, ("a", "b", "c"))
    assert covering([small, big], "abct", everything) == (big, ("a", "b", "c", "t"))
    assert covering([small, big], "abcd", everything - {"t"}) == (small, ("a", "b"))
    assert covering([small, big], "abcd", everything - {"b"}) == (None, ("a",))
    assert covering([small, big], "da", everything) == (None, ("d",))
    assert covering([small, big], "", everything) == (None, ())
