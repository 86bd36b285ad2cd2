from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.learn.events import Event
from gmmlab.learn.graph import graph
from gmmlab.learn.mastery import (
    MASTERY,
    Knowledge,
    Learner,
    Standing,
    guess_of,
    known,
    replay,
    traced,
)

COURSE = graph()
TOPIC, ABOVE, BELOW = COURSE.chain[2], COURSE.chain[5], COURSE.chain[0]


def answered(topic: str = TOPIC, answer: str = "right", **more: object) -> Event:
    return Event("answered", topic, answer=answer, **more)  # type: ignore[arg-type]


def claimed(topic: str) -> Event:
    return Event("claimed", topic)


def standing(*events: Event, topic: str = TOPIC) -> Standing:
    return replay(events, COURSE)[topic].standing


def needed(answers: list[bool], guess: float, p: float = 0.3) -> int:
    """Count how many answers it takes in all, the given ones first and then right ones."""
    n = 0
    while p < MASTERY:
        p = traced(p, answers[n] if n < len(answers) else True, guess)
        n += 1
    return n


@pytest.mark.parametrize(
    ("form", "options", "in_a_row", "with_a_slip"),
    [("typed", 0, 2, 3), ("coded", 0, 1, 3), ("choice", 4, 3, 5), ("choice", 2, 6, 7)],
)
def test_how_many_answers_are_mastery(
    form: str, options: int, in_a_row: int, with_a_slip: int
) -> None:
    """The course's own table: so many in a row from .3, so many in all when the first is wrong."""
    assert needed([], guess_of(form, options)) == in_a_row
    assert needed([False], guess_of(form, options)) == with_a_slip


def test_the_counts_depend_on_the_guess() -> None:
    """The table can fail: another guess for typed numbers gives another count."""
    assert needed([False], guess=0.1) == 4
    assert needed([], guess=0.02) == 1


def test_tracing_is_corbett_and_andersons_in_fractions() -> None:
    """P(L | right) = L(1-S) / (L(1-S) + (1-L)G), then P + (1-P)T, done again without floats."""
    L, S, T, G = Fraction(3, 10), Fraction(1, 10), Fraction(1, 10), Fraction(1, 20)
    for right in (True, False, True):
        before = L
        one, other = (1 - S, G) if right else (S, 1 - G)
        L = L * one / (L * one + (1 - L) * other)
        L += (1 - L) * T
        assert traced(float(before), right, 0.05) == pytest.approx(float(L), rel=1e-14)


@given(st.floats(0.001, 0.999), st.floats(0.01, 0.5))
def test_right_answers_raise_and_stay_probabilities(p: float, guess: float) -> None:
    assert p < traced(p, True, guess) <= 1
    assert 0 < traced(p, False, guess) < traced(p, True, guess)


def test_learned_is_mastered_only_in_a_mixed_review() -> None:
    twice = (answered(), answered())
    assert standing(answered()) is Standing.LEARNING
    assert standing(*twice) is Standing.LEARNED
    assert standing(*twice, *[answered(during=TOPIC)] * 9) is Standing.LEARNED
    assert standing(*twice, answered(during=ABOVE)) is Standing.MASTERED
    assert standing(*twice, answered(during="review")) is Standing.MASTERED
    assert standing(answered(), answered(during=ABOVE)) is Standing.LEARNED
    assert standing(*twice, answered(during="placement")) is Standing.LEARNED


def test_later_evidence_takes_mastery_back() -> None:
    mastered = (answered(), answered(), answered(during=ABOVE))
    once = replay([*mastered, answered(answer="wrong")], COURSE)[TOPIC]
    assert once.standing is Standing.LEARNED
    assert standing(*mastered, *[answered(answer="gave up")] * 2) is Standing.LEARNING


@pytest.mark.parametrize(("form", "options"), [("typed", 0), ("coded", 0), ("choice", 2)])
def test_no_history_outweighs_two_wrong_answers(form: str, options: int) -> None:
    told = {"form": form, "options": options}
    long = [answered(**told)] * 50
    assert standing(*long, answered(answer="wrong", **told)) is Standing.LEARNED
    assert standing(*long, *[answered(answer="wrong", **told)] * 2) is Standing.LEARNING


def test_a_hint_is_a_chance_to_learn_and_no_evidence() -> None:
    helped = replay([answered(hints=1)], COURSE)[TOPIC]
    assert helped.p == pytest.approx(0.3 + 0.7 * 0.1)
    assert helped.standing is Standing.LEARNING


def test_second_tries_and_nearly_right_change_nothing() -> None:
    first = replay([answered(answer="wrong")], COURSE)
    after = (answered(attempt=2), answered(answer="gave up", attempt=3), answered(answer="nearly"))
    assert replay([answered(answer="wrong"), *after], COURSE).topics == first.topics


def test_a_claim_is_checked_by_two_right_answers() -> None:
    learner = replay([claimed(TOPIC)], COURSE)
    assert (learner[TOPIC].p, learner[TOPIC].standing) == (0.8, Standing.CLAIMED)
    assert standing(claimed(TOPIC), answered()) is Standing.CLAIMED
    assert standing(claimed(TOPIC), answered(), answered()) is Standing.LEARNED
    assert standing(claimed(TOPIC), answered(covers={BELOW: 1.0})) is Standing.LEARNED
    assert standing(claimed(TOPIC), answered(ABOVE, covers={TOPIC: 1.0})) is Standing.LEARNED
    assert standing(claimed(TOPIC), answered(ABOVE, covers={TOPIC: 0.5})) is Standing.CLAIMED


def test_two_guessable_answers_do_not_settle_a_claim() -> None:
    guessed = answered(form="choice", options=2)
    assert standing(claimed(TOPIC), guessed, guessed) is Standing.CLAIMED


def test_failing_takes_a_claim_back_to_what_the_answers_say() -> None:
    failed = replay([claimed(TOPIC), answered(answer="adds")], COURSE)[TOPIC]
    assert failed == replay([answered(answer="adds")], COURSE)[TOPIC]
    assert failed.standing is Standing.LEARNING


def test_a_claim_never_lowers_what_is_known() -> None:
    learner = replay([answered(), answered()], COURSE)
    assert learner.after(claimed(TOPIC), COURSE) == learner


def test_what_stands_below_a_claim_is_implied_and_falls_with_it() -> None:
    learner = replay([claimed(ABOVE)], COURSE)
    below = COURSE.ancestors(ABOVE)
    assert {s for s in COURSE.order if learner[s].standing is Standing.IMPLIED} == below
    assert {learner[s].p for s in below} == {0.8}
    failed = learner.after(answered(ABOVE, "wrong"), COURSE)
    assert {failed[s].standing for s in below} == {Standing.NEW}
    two = replay([claimed(ABOVE), claimed(TOPIC), answered(ABOVE, "wrong")], COURSE)
    assert two[TOPIC].standing is Standing.CLAIMED
    assert two[BELOW].standing is Standing.IMPLIED


def test_learning_implies_what_it_stands_on_too() -> None:
    learner = replay([answered(ABOVE), answered(ABOVE)], COURSE)
    assert learner[BELOW].standing is Standing.IMPLIED
    lost = replay([answered(ABOVE), answered(ABOVE), *[answered(ABOVE, "wrong")] * 2], COURSE)
    assert lost[BELOW].standing is Standing.NEW


def test_evidence_beats_implication() -> None:
    assert standing(claimed(ABOVE), answered(answer="wrong")) is Standing.LEARNING
    assert standing(claimed(ABOVE), answered(answer="wrong"), topic=BELOW) is Standing.IMPLIED
    confirmed = (claimed(ABOVE), answered(), answered(), answered(ABOVE, "wrong"))
    assert standing(*confirmed) is Standing.LEARNED


def test_a_placement_implies_what_it_found() -> None:
    placed = Event("placed", known=(BELOW, TOPIC, "no-such-topic"))
    assert standing(placed) is Standing.IMPLIED
    assert standing(placed, answered(answer="wrong")) is Standing.LEARNING


def test_a_topic_made_of_others_is_known_with_all_of_them() -> None:
    assert COURSE.goal is not None
    parts = COURSE.parts(COURSE.goal.topic)
    some, all_of_them = map(claimed, parts[:-1]), map(claimed, parts)
    assert COURSE.goal.topic not in known(replay(some, COURSE), COURSE)
    assert COURSE.goal.topic in known(replay(all_of_them, COURSE), COURSE)


def test_what_is_not_understood_or_not_in_the_course_changes_nothing() -> None:
    strange = (Event("waved"), Event("answered", "gone", answer="right"), Event("claimed", v=2))
    assert replay(strange, COURSE) == Learner()
    assert replay([Event("goal", TOPIC)], COURSE).goal == TOPIC


moves = st.lists(
    st.sampled_from(
        [
            *(claimed(t) for t in (ABOVE, TOPIC, BELOW)),
            *(answered(t, a) for t in (ABOVE, TOPIC, BELOW) for a in ("right", "wrong")),
            answered(ABOVE, covers={TOPIC: 1.0, BELOW: 0.5}),
            answered(hints=1),
            Event("placed", known=(BELOW, TOPIC)),
        ]
    ),
    max_size=14,
)


@given(moves)
def test_what_is_lent_only_adds_and_has_a_reason(events: list[Event]) -> None:
    for learner in accumulate(
        events, lambda one, event: one.after(event, COURSE), initial=Learner()
    ):
        for slug, knowledge in learner.topics.items():
            assert 0 < knowledge.earned <= knowledge.p <= 1
            if knowledge.lent is not None:
                assert knowledge.claimed or knowledge.sources
            for source in knowledge.sources - {"placement"}:
                assert learner[source].standing.lends
                assert slug in COURSE.ancestors(source)


@given(moves, st.integers(0, 14))
def test_a_replay_can_stop_and_go_on(events: list[Event], at: int) -> None:
    first = replay(events[:at], COURSE)
    for event in events[at:]:
        first = first.after(event, COURSE)
    assert first == replay(events, COURSE)


def test_an_unbegun_topic_is_new() -> None:
    assert (Knowledge().standing, Knowledge().p) == (Standing.NEW, 0.3)


def test_a_claim_taken_back_counts_as_never_made():
    from gmmlab.learn.path import state_of

    tenth, third = "s10-two-digit-addition-without-regrouping", "s03-understanding-zero"
    told = [Event("claimed", third), Event("claimed", tenth), Event("withdrawn", tenth)]
    assert replay(told, graph()) == replay(told[:1], graph())
    assert state_of(told, graph()) == state_of(told[:1], graph())
    again = [*told, Event("claimed", tenth)]
    assert replay(again, graph())[tenth].claimed
