"""The placement card, from the first question to where one begins."""

from itertools import pairwise

import pytest

from gmmlab.learn.graph import graph
from gmmlab.learn.log import LogError
from gmmlab.learn.mastery import known, replay
from gmmlab.learn.placing import place


class Learner:
    """Somebody who knows the first `steps` lessons of the course, and says so in typed answers."""

    def __init__(self, steps, seed=1):
        self.events = []
        self.card = place(seed=seed, on_event=self.events.append)
        self.knows = set(self.card.placement.topics[:steps])

    def answer(self):
        card = self.card
        if card.placement.question in self.knows:
            card.check(card.question.answer.show())
        else:
            card.pass_on()

    def finish(self):
        while not self.card.placement.done:
            self.answer()
        return self


@pytest.mark.parametrize("steps", [0, 7, 40, 70])
def test_a_learner_is_placed_where_knowledge_ends(steps):
    learner = Learner(steps).finish()
    assert abs(learner.card.placement.position - steps) <= 1
    assert len(learner.events) == len(learner.card.placement.answers) + 1
    assert learner.events[-1].kind == "placed"
    assert all(event.during == "placement" for event in learner.events[:-1])
    title = graph()[learner.card.placement.frontier].title
    assert title in learner.card.words
    assert learner.card.ask.layout.display == "none"


def test_memory_takes_the_placed_topics_for_known():
    learner = Learner(40).finish()
    have = known(replay(learner.events, graph()), graph())
    assert set(learner.card.placement.known) <= have
    assert len(have) >= 38


def test_questions_are_typed_wherever_the_topic_has_such():
    learner = Learner(0)
    assert learner.card.options.layout.display == "none"
    assert learner.card.field.description.startswith("Your answer, ")


def test_what_cannot_be_read_is_asked_again_and_tells_nothing():
    learner = Learner(10)
    asked = learner.card.placement.question
    learner.card.check("no idea, honestly")
    assert learner.card.placement.question == asked
    assert learner.events == []
    assert "I " in learner.card.notice
    assert learner.card.notice in learner.card.words


def test_a_wrong_answer_is_kept_by_its_name():
    learner = Learner(10)
    slip = learner.card.question.misconceptions[0]
    learner.card.check(slip.answer.show())
    assert learner.events[0].answer == slip.name
    assert learner.card.placement.answers[0][1] == "wrong"


def test_a_gap_is_found_and_named():
    learner = Learner(60)
    trig = {t for t in learner.knows if graph()[t].unit.startswith("u07")}
    learner.knows -= trig
    learner.finish()
    if learner.card.placement.position > 57:
        assert "Angles and triangles" in learner.card.result
    assert not trig & set(learner.card.placement.known)


def test_a_memory_that_fails_is_said_and_stops_nothing():
    def broken(event):
        raise LogError("the disk is full")

    card = place(seed=2, on_event=broken)
    card.pass_on()
    assert "the disk is full" in card.notice
    assert "the disk is full" in card.feedback.value
    assert len(card.placement.answers) == 1


def test_the_same_seed_asks_the_same():
    one, other = (place(seed=5, on_event=print) for _ in range(2))
    assert one.question == other.question
    assert len({place(seed=s, on_event=print).question.prompt for s in range(6)}) > 3


def test_after_the_end_nothing_more_is_taken():
    learner = Learner(0).finish()
    count = len(learner.events)
    learner.card.check("1")
    learner.card.pass_on()
    assert len(learner.events) == count


def test_the_card_counts_on():
    learner = Learner(94, seed=3)
    seen = [learner.card.head.value]
    while not learner.card.placement.done:
        learner.answer()
        seen.append(learner.card.head.value)
    assert "of about 10" in seen[0]
    assert "Done" in seen[-1]
    assert all(before != after for before, after in pairwise(seen))
