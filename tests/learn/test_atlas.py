"""The map of the course: where topics stand, what is shown of a learner, what the widget does."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from math import dist
from pathlib import Path
from typing import Any

import pytest

from gmmlab.learn.atlas import CourseMap, course_map
from gmmlab.learn.atlas import widget as widget_module
from gmmlab.learn.atlas.drawing import drawing, figure_html, picture, sheet
from gmmlab.learn.atlas.layout import NARROW, REACH, WIDE, Form, Place, lay_out
from gmmlab.learn.atlas.marks import HUES, MARKS, hue_of
from gmmlab.learn.atlas.offer import offer_at
from gmmlab.learn.atlas.telling import course_told
from gmmlab.learn.atlas.view import Mark, Offer, View, view
from gmmlab.learn.atlas.widget import SCRIPTS
from gmmlab.learn.events import Event, settled
from gmmlab.learn.graph import from_table, graph
from gmmlab.learn.log import FileLog, LogError, MemoryLog
from gmmlab.learn.questions import NoSuchQuestion

COURSE = graph()
CHAIN = COURSE.chain
GOAL = CHAIN[-1]
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ALL = Offer({s: f"lessons/{s}.ipynb" for s in COURSE.order}, frozenset(COURSE.order))
FIRST, TENTH, TWENTIETH = CHAIN[0], CHAIN[9], CHAIN[19]
forms = pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])


def answered(slug: str, answer: str = "right", days: float = 0) -> Event:
    return Event("answered", slug, answer=answer, t=NOW - timedelta(days=days))


def learned(slug: str, days: float = 0) -> list[Event]:
    return [answered(slug, days=days), answered(slug, days=days)]


def seen(*events: Event, offer: Offer = ALL) -> View:
    return view(events, COURSE, NOW, offer)


# ------------------------------------------------------------------------------ where topics stand


def crowded(places: dict[str, Place]) -> list[tuple[str, str]]:
    """Pairs of topics whose marks would touch."""
    pairs = combinations(places.items(), 2)
    return [(a, b) for (a, at), (b, to) in pairs if dist(at, to) < 2 * REACH]


@forms
def test_every_topic_has_a_place_of_its_own(form: Form) -> None:
    places = dict(lay_out(COURSE, form).places)
    assert set(places) == set(COURSE.order)
    assert crowded(places) == []


def test_crowding_would_be_noticed() -> None:
    assert crowded({"a": Place(0, 0), "b": Place(30, 30), "c": Place(90, 0)}) == [("a", "b")]


@forms
def test_everything_lies_inside(form: Form) -> None:
    layout = lay_out(COURSE, form)
    width, height = layout.size
    for x, y in layout.places.values():
        assert REACH <= x <= width - REACH
        assert REACH <= y <= height - REACH
    for stretch in layout.stretches:
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", re.sub(r"A .*", "", stretch.path))]
        assert all(25 <= x <= width - 25 for x in numbers[0::2])
        assert 12 <= stretch.label.y <= height


@forms
def test_the_path_runs_through_the_chain_in_its_order(form: Form) -> None:
    layout = lay_out(COURSE, form)
    assert tuple(layout.places)[: len(CHAIN) - 1] == CHAIN[:-1]
    ends = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?= C|$)", layout.river)
    passed = [Place(float(x), float(y)) for x, y in ends]
    at = [passed.index(layout.places[slug]) for slug in CHAIN]
    assert at == sorted(set(at))
    assert at[-1] == len(passed) - 1


@forms
def test_steps_that_follow_one_another_stand_near_one_another(form: Form) -> None:
    places = lay_out(COURSE, form).places
    assert max(dist(places[a], places[b]) for a, b in pairwise(CHAIN[:-1])) < 2.2 * form.longest


@forms
def test_every_need_is_an_edge_and_the_path_is_made_of_them(form: Form) -> None:
    layout = lay_out(COURSE, form)
    needs = {(need.topic, topic.slug) for topic in COURSE.topics for need in topic.needs}
    assert {(edge.first, edge.later) for edge in layout.edges} == needs
    along = [(edge.first, edge.later) for edge in layout.edges if edge.along]
    assert along == list(pairwise(CHAIN[:-1]))


@forms
def test_every_stretch_is_a_unit(form: Form) -> None:
    stretches = lay_out(COURSE, form).stretches
    assert [s.unit for s in stretches] == [unit.slug for unit in COURSE.units]
    shown = [slug for stretch in stretches for slug in stretch.topics]
    assert sorted(shown) == sorted(set(COURSE.order) - {GOAL})


@forms
def test_the_goals_parts_stand_around_it(form: Form) -> None:
    layout = lay_out(COURSE, form)
    assert layout.ring is not None
    centre, radius = layout.ring
    assert layout.places[GOAL] == centre
    for part in COURSE.parts(GOAL):
        assert 0.8 * radius < dist(layout.places[part], centre) < 1.01 * radius


def test_a_course_without_a_goal_is_one_path() -> None:
    topics = [
        {"slug": f"t{i}", "title": f"T{i}", "unit": "u", "minutes": 9, "objectives": []}
        for i in range(9)
    ]
    small = from_table({"title": "Small", "unit": [{"slug": "u", "title": "U"}], "topic": topics})
    layout = lay_out(small, NARROW)
    assert tuple(layout.places) == small.order
    assert layout.ring is None
    shown = view([], small, NOW)
    assert "9 topics" in shown.alt
    assert shown.distance.startswith("0 of 9 steps known or implied; about 1½ hours")
    assert drawing(small, layout, shown).count('class="topic ') == 9
    assert course_told(small)["topics"][2]["number"] == "Topic 3 of 9"


# ------------------------------------------------------------------------------ what is shown


def test_a_newcomer_is_shown_where_to_begin() -> None:
    shown = seen()
    assert shown.topics[FIRST].mark is Mark.READY
    assert shown.topics[FIRST].next
    assert shown.topics[FIRST].state.endswith("You know all that it needs.")
    assert shown.topics[CHAIN[1]].mark is Mark.AHEAD
    assert shown.topics[CHAIN[1]].state.endswith("Before it comes ‘Counting to 10’.")
    assert [slug for slug, s in shown.topics.items() if s.goal] == [GOAL]
    assert (shown.have, shown.steps) == (0, 75)
    assert shown.minutes == sum(topic.minutes for topic in COURSE.lessons)


def test_a_claim_lends_and_implies() -> None:
    shown = seen(Event("claimed", TENTH))
    assert shown.topics[TENTH].mark is Mark.CLAIMED
    assert shown.topics[TENTH].claim == "taken"
    assert "80 %" in shown.topics[TENTH].state
    assert {shown.topics[slug].mark for slug in CHAIN[:9]} == {Mark.IMPLIED}
    assert f"‘{COURSE[TENTH].title}’" in shown.topics[FIRST].state
    assert shown.have == 10
    assert shown.suggestions[0].move.value == "check"


def test_a_wrong_answer_takes_a_claim_back_and_the_map_says_so() -> None:
    shown = seen(Event("claimed", TENTH), answered(TENTH, "wrong"))
    assert shown.topics[TENTH].mark is Mark.LEARNING
    assert "a wrong answer has taken that back" in shown.topics[TENTH].state
    assert shown.topics[TENTH].claim == "offer"
    assert shown.topics[FIRST].mark is Mark.READY
    assert "taken that back" not in seen(answered(TENTH, "wrong")).topics[TENTH].state


def test_what_the_learner_takes_back_was_never_said() -> None:
    claimed = [Event("claimed", TENTH), Event("claimed", FIRST)]
    assert settled([*claimed, Event("withdrawn", TENTH)]) == (claimed[1],)
    again = [*claimed, Event("withdrawn", TENTH), Event("claimed", TENTH)]
    assert seen(*again).topics[TENTH].mark is Mark.CLAIMED


def test_two_right_answers_make_it_known() -> None:
    shown = seen(*learned(FIRST)).topics[FIRST]
    assert shown.mark is Mark.KNOWN
    assert shown.state.startswith("Learned: your answers make it 99 %")
    assert shown.claim == "Your answers have shown it."


def test_what_fades_is_due_for_review() -> None:
    shown = seen(*learned(FIRST, days=60))
    assert shown.topics[FIRST].mark is Mark.DUE
    assert re.search(r"Due for review: .* about \d+ %\.$", shown.topics[FIRST].state)
    assert shown.suggestions[0].move.value == "review"
    assert shown.have == 1


def test_a_goal_of_ones_own_is_measured_by_itself() -> None:
    shown = seen(Event("goal", TWENTIETH), Event("claimed", TENTH))
    title, minutes = COURSE[TWENTIETH].title, sum(COURSE[s].minutes for s in CHAIN[10:20])
    assert (shown.have, shown.steps, shown.minutes) == (10, 20, minutes)
    assert shown.distance.endswith(f"about 2½ hours to ‘{title}’")
    assert [slug for slug, s in shown.topics.items() if s.goal] == [TWENTIETH]
    reached = seen(Event("goal", TENTH), Event("claimed", TENTH))
    assert reached.distance == f"You know your goal, ‘{COURSE[TENTH].title}’."


def test_a_goal_that_the_course_has_lost_is_not_asked_for() -> None:
    assert seen(Event("goal", "gone")).goal == GOAL


def test_the_whole_is_known_with_its_parts() -> None:
    parts = COURSE.parts(GOAL)
    half = seen(*(Event("claimed", part) for part in parts[:6]))
    assert "of which you know" in half.topics[GOAL].state
    shown = seen(*(Event("claimed", part) for part in parts))
    assert shown.topics[GOAL].mark is Mark.KNOWN
    assert shown.topics[GOAL].state.startswith("Known: it is made up of 12 lessons")
    assert shown.topics[GOAL].claim.startswith("It is known when its lessons are")
    assert shown.have == shown.steps == 75


def test_a_placement_implies() -> None:
    shown = seen(Event("placed", known=CHAIN[:5]))
    assert shown.topics[FIRST].mark is Mark.IMPLIED
    assert "your placement found it known" in shown.topics[FIRST].state


def test_a_topic_without_a_lesson_is_planned_and_says_why_nothing_opens() -> None:
    shown = seen(offer=Offer(written=frozenset({FIRST, CHAIN[1]}))).topics
    assert shown[CHAIN[2]].mark is Mark.PLANNED
    assert shown[CHAIN[2]].no_lesson == "Its lesson is still to be written."
    assert shown[CHAIN[1]].mark is Mark.AHEAD
    assert "no workspace of gmmlab" in shown[CHAIN[1]].no_lesson
    assert shown[GOAL].no_lesson.startswith("It has no lesson of its own: its 12 lessons")
    assert shown[FIRST].no_practice == "Its questions are still to be written."


LIVES: dict[str, list[Event]] = {
    "newcomer": [],
    "claimed": [Event("claimed", TWENTIETH)],
    "half way": [
        Event("claimed", CHAIN[29]),
        *(e for s in CHAIN[30:34] for e in learned(s, days=40)),
        *(e for s in CHAIN[34:40] for e in learned(s)),
        answered(CHAIN[40], "wrong"),
        Event("goal", CHAIN[60]),
    ],
    "done": [Event("claimed", slug) for slug in COURSE.order if not COURSE.parts(slug)],
}


@pytest.mark.parametrize("events", LIVES.values(), ids=LIVES)
def test_the_words_of_the_picture_are_true_of_it(events: list[Event]) -> None:
    shown = seen(*events)
    _, _, told = shown.alt.partition("The topics: ")
    counted = {word: int(n) for n, word in re.findall(r"(\d+) ([a-z ]+)[;.]", told)}
    marks = Counter(s.mark.value.partition(":")[0] for s in shown.topics.values())
    assert counted == dict(marks)
    assert sum(counted.values()) == len(COURSE.order) == 95
    assert "a path of 75 steps through 10 units, 8 bridges" in shown.alt
    assert shown.distance.rstrip(".") in shown.alt
    drawn = drawing(COURSE, lay_out(COURSE), shown)
    for mark, n in Counter(s.mark for s in shown.topics.values()).items():
        assert len(re.findall(rf'class="topic [^"]*\b{mark.key}\b', drawn)) == n


def test_a_picture_stands_by_itself() -> None:
    shown = seen(*LIVES["half way"])
    root = ET.fromstring(picture(shown))
    assert root.tag.endswith("svg")
    assert "http" not in picture(shown).replace("http://www.w3.org/2000/svg", "")
    figure = figure_html(shown, "still")
    assert f'alt="{shown.alt}"' in figure
    assert 'src="data:image/svg+xml;base64,' in figure


# ------------------------------------------------------------------------------ what there is


def test_links_are_relative_to_the_notebook_of_the_map(tmp_path: Path) -> None:
    (tmp_path / ".gmmlab").mkdir()
    lesson = tmp_path / "lessons" / COURSE[TENTH].unit / f"{TENTH}.ipynb"
    lesson.parent.mkdir(parents=True)
    lesson.write_text("{}")
    path = f"lessons/{COURSE[TENTH].unit}/{TENTH}.ipynb"
    assert dict(offer_at(COURSE, tmp_path).lessons) == {TENTH: path}
    assert offer_at(COURSE, tmp_path / "a" / "b").lessons[TENTH] == f"../../{path}"
    assert TENTH in offer_at(COURSE, tmp_path).written


def test_outside_a_workspace_nothing_is_linked(tmp_path: Path) -> None:
    offer = offer_at(COURSE, tmp_path)
    assert offer.lessons == {}
    assert "s75-03-responsibilities" in offer.written & offer.practice


# ------------------------------------------------------------------------------ the widget


@pytest.fixture
def chart() -> CourseMap:
    offer = replace(ALL, practice=frozenset({"s75-03-responsibilities", FIRST}))
    return CourseMap(COURSE, MemoryLog(lambda: NOW), offer)


def tell(chart: CourseMap, message: Any) -> None:
    """Hear a message as it comes from the browser."""
    chart.atlas._msg_callbacks(chart.atlas, message, [])


def kinds(chart: CourseMap) -> list[tuple[str, str]]:
    return [(e.kind, e.topic) for e in chart.memory.events]


def test_a_claim_is_kept_shown_and_announced(chart: CourseMap) -> None:
    tell(chart, {"do": "claim", "topic": TENTH})
    assert kinds(chart) == [("claimed", TENTH)]
    assert chart.atlas.view["topics"][TENTH]["mark"] == "claimed"
    assert chart.atlas.view["topics"][FIRST]["mark"] == "implied"
    assert chart.said == chart.atlas.said["text"]
    assert chart.said.endswith("9 more steps are implied by it.")
    tell(chart, {"do": "claim", "topic": TENTH})
    assert len(kinds(chart)) == 1


def test_a_claim_can_be_taken_back(chart: CourseMap) -> None:
    tell(chart, {"do": "withdraw", "topic": TENTH})
    assert kinds(chart) == []
    tell(chart, {"do": "claim", "topic": TENTH})
    tell(chart, {"do": "withdraw", "topic": TENTH})
    assert kinds(chart)[-1] == ("withdrawn", TENTH)
    assert chart.atlas.view["topics"][TENTH]["mark"] == "ahead"
    assert chart.view.have == 0
    assert chart.said.startswith("Taken back")


def test_taking_back_survives_the_file(tmp_path: Path) -> None:
    log = FileLog(tmp_path / "learner.jsonl")
    first = CourseMap(COURSE, log)
    first.claim(TENTH)
    first.withdraw(TENTH)
    assert CourseMap(COURSE, FileLog(log.path)).view.have == 0


def test_a_goal_is_set_once(chart: CourseMap) -> None:
    for _ in range(2):
        tell(chart, {"do": "goal", "topic": TWENTIETH})
    assert kinds(chart) == [("goal", TWENTIETH)]
    assert chart.atlas.view["goal"] == TWENTIETH
    assert COURSE[TWENTIETH].title in chart.said


def test_practice_appears_below_and_its_answers_reach_the_map(chart: CourseMap) -> None:
    slug = "s75-03-responsibilities"
    tell(chart, {"do": "practise", "topic": slug})
    card = chart.practising
    assert card is not None
    assert chart.children[1].children[0] is card
    assert chart.atlas.said["practising"]
    before = chart.atlas.view
    card.check(card.sitting.turn.question.answer.show())
    assert [kind for kind, _ in kinds(chart)] == ["answered"]
    assert chart.atlas.view != before
    chart.children[1].children[1].click()
    assert chart.practising is None
    assert chart.children[1].children == ()


def test_what_cannot_be_practised_says_why(
    chart: CourseMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(chart, {"do": "practise", "topic": TENTH})
    assert chart.said == "Its questions are still to be written."
    assert chart.practising is None

    def none_there(topic: str, **_: Any) -> None:
        raise NoSuchQuestion("there is no practice for it.")

    monkeypatch.setattr(widget_module, "practice", none_there)
    tell(chart, {"do": "practise", "topic": FIRST})
    assert chart.said == "there is no practice for it."


@pytest.mark.parametrize(
    "message",
    [
        {"do": "dance", "topic": TENTH},
        {"do": "claim", "topic": "no-such-topic"},
        {"do": "claim"},
        {"do": 7, "topic": TENTH},
        {"hello": "there"},
        "claim",
        None,
    ],
)
def test_what_is_not_understood_changes_nothing(chart: CourseMap, message: Any) -> None:
    before = chart.atlas.view
    tell(chart, message)
    assert chart.atlas.view is before
    assert kinds(chart) == []


def test_what_happened_elsewhere_is_shown_when_asked_for(chart: CourseMap) -> None:
    chart.memory.append(Event("claimed", TENTH))
    tell(chart, {"do": "refresh"})
    assert chart.atlas.view["topics"][TENTH]["mark"] == "claimed"
    before = chart.atlas.view
    tell(chart, {"do": "refresh"})
    assert chart.atlas.view is before


def test_a_memory_that_cannot_be_written_is_said_not_raised(
    chart: CourseMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(event: Event) -> Event:
        raise LogError("cannot write: the disk is full.")

    monkeypatch.setattr(chart.memory, "append", full)
    for what in ("claim", "goal"):
        tell(chart, {"do": what, "topic": TENTH})
        assert chart.said == "cannot write: the disk is full."
    assert chart.view.have == 0


def test_a_saved_notebook_keeps_words_and_picture(
    chart: CourseMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chart._repr_mimebundle_()["text/plain"] == chart.view.alt
    shown: list[dict[str, Any]] = []

    class Handle:
        def update(self, content: dict[str, Any], raw: bool) -> None:
            shown.append(content)

    def display(content: dict[str, Any], **_: Any) -> Handle:
        shown.append(content)
        return Handle()

    monkeypatch.setattr("IPython.display.display", display)
    chart._ipython_display_()
    assert [content["text/plain"] for content in shown] == [chart.view.alt] * 2
    assert chart.atlas.still in shown[1]["text/html"]
    chart.claim(TENTH)
    assert shown[2]["text/plain"] == chart.view.alt != shown[1]["text/plain"]


def test_the_map_opens_without_being_told_whose_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GMMLAB_LEARNER", str(tmp_path / "mine.jsonl"))
    assert course_map().view.have == 0
    (tmp_path / "mine.jsonl").write_text('{"v":1,"t":"2026-03-01T08:00:00Z","kind":"placed"}\n')
    assert course_map().view.have == 0


# ------------------------------------------------------------------------------ how it looks


def luminance(colour: str) -> float:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def blend(over: str, paper: str, share: float) -> str:
    pairs = [(int(over[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def filled_in(colour: str) -> str:
    """A colour of three digits as one of six."""
    return "#" + "".join(2 * c for c in colour[1:]) if re.fullmatch("#...", colour) else colour


def colours(dark: bool) -> dict[str, str]:
    """The variables of the style sheet in one theme, a hue's by its name."""
    found: dict[str, str] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet("chart.css")):
        if "dark" in selector and not dark:
            continue
        hue = re.search(r"\.hue-(\w+)", selector)
        for key, value in re.findall(r"--([\w-]+): (#\w+|[\d.]+);", body):
            found[f"{hue[1]}-{key}" if hue else key] = filled_in(value)
    return found


PAPERS = {False: ("#ffffff",), True: ("#111111", "#1b1d20")}
"""What JupyterLab's themes put behind an output (--jp-layout-color0), and the card's own."""
themes = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")
    assert colours(True)["blue-tone"] != colours(False)["blue-tone"]


@themes
def test_text_and_marks_stand_out(dark: bool) -> None:
    css = colours(dark)
    wash = "#6cc0f0" if dark else "#0067a3"
    for paper in PAPERS[dark]:
        washed = blend(wash, paper, 0.1 if dark else 0.07)
        for text in ("soft", "accent", "lead"):
            assert contrast(css[text], paper) >= 4.5, text
            assert contrast(css[text], washed) >= 4.5, text
        for mark in ("edge", "star", "field"):
            assert contrast(css[mark], paper) >= 3, mark
    assert contrast(css["on-accent"], css["accent"]) >= 4.5


@themes
@pytest.mark.parametrize("hue", HUES)
def test_every_hue_stands_out_on_paper_and_on_its_own_ground(hue: str, dark: bool) -> None:
    css = colours(dark)
    tone, ground = css[f"{hue}-tone"], css[f"{hue}-hue"]
    for paper in PAPERS[dark]:
        for share in (0, float(css["deep"])):
            assert contrast(tone, blend(ground, paper, share)) >= 4.5
            assert contrast(css["edge"], blend(ground, paper, share)) >= 3


def test_every_mark_has_a_shape_of_its_own_and_a_line_in_the_legend() -> None:
    assert set(MARKS) == set(Mark)
    assert len(set(MARKS.values())) == len(Mark)
    assert [key for key, _ in course_told(COURSE)["legend"]] == [mark.key for mark in Mark]


def test_neighbouring_units_differ_in_hue() -> None:
    hues = [hue_of(i) for i in range(len(COURSE.units))]
    assert all(a != b for a, b in pairwise(hues))


@pytest.mark.parametrize("name", [*SCRIPTS, "atlas.css", "chart.css"])
def test_scripts_and_sheets_ask_nobody_for_anything(name: str) -> None:
    text = sheet(name).replace("http://www.w3.org/2000/svg", "").replace("http://x/", "")
    assert not re.search(r"https?:|@import|url\(|fetch\(|eval\(", text)
    assert len(text.splitlines()) <= 300
