"""The course's graph is whole, or its author is told where it is not."""

from pathlib import Path

import pytest

from gmmlab.learn.families import practice_set
from gmmlab.learn.graph import graph
from gmmlab.teach import prose
from gmmlab.teach.build import build
from gmmlab.teach.course import load
from gmmlab.teach.problems import BadCourse, NoSources
from gmmlab.teach.soundness import problems
from gmmlab.teach.source import parse

COURSE = Path(__file__).parents[2] / "course"

SECOND = """
[[topic]]
slug = "s2-spread"
title = "The spread"
unit = "u1-means"
minutes = 5
objectives = ["compute a variance"]
families = ["variances"]
needs = [{ topic = "s1-mean", reason = "A variance is a mean.", weight = 1 }]
"""


def append(small, text):
    path = small.course / "graph.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def need(slug, weight="1", reason="Why."):
    return f"needs = [{{ topic = '{slug}', reason = '{reason}', weight = {weight} }}]"


def test_this_course():
    course = load(COURSE)
    assert course.graph == graph()
    assert problems(course.graph) == []
    written = {path.parent.name for path in (COURSE / "topics").glob("*/lesson.py")}
    assert {topic.slug for topic in course.topics} == written
    assert written == {path.parent.name for path in (COURSE / "topics").glob("*/exercise.py")}
    assert "s75-03-responsibilities" in written
    pages = len(course.topics) + len(course.labs) + len(course.exams)
    assert len(course.planned) + pages == 94 + 4 + 2
    assert {lab.slug for lab in course.labs} == {path.stem for path in COURSE.glob("labs/*.py")}
    assert graph().goal.topic not in course.planned


def test_a_lesson_practises_the_families_that_the_graph_names():
    named = [topic for topic in load(COURSE).topics if topic.families]
    assert "s75-03-responsibilities" in [topic.slug for topic in named]
    for topic in named:
        assert topic.families == practice_set(topic.slug).families


def test_the_graph_belittles_nobody():
    page = "# %% [markdown]\n# "
    for topic in graph().topics:
        said = [topic.says, topic.matters, *topic.objectives, *(n.reason for n in topic.needs)]
        assert not list(prose.words(parse(page + " ".join(said), "graph.toml"), "graph.toml"))


def test_what_a_topic_leads_to_is_what_needs_it(small):
    append(small, SECOND)
    course = load(small.course)
    assert course.leads_to("s1-mean") == ("s2-spread",)
    assert course.leads_to("s2-spread") == ()


def test_a_topic_without_a_folder_is_planned_and_not_built(small):
    append(small, SECOND)
    course = load(small.course)
    assert course.planned == ("s2-spread",)
    assert [topic.slug for topic in course.topics] == ["s1-mean"]
    report = small.build()
    assert report.ok
    assert {Path(name).stem for name in report.written} == {"s1-mean"}


def test_a_topic_is_planned_until_both_its_sources_are_there(small):
    append(small, SECOND)
    folder, lines = small.course / "topics" / "s2-spread", []
    folder.mkdir()
    (folder / "lesson.py").write_text("# %% [markdown]\n# # Spread", "utf-8")
    assert load(small.course).planned == ("s2-spread",)
    assert build(small.course, small.root, say=lines.append).ok
    assert "s2-spread: begun, and built once lesson.py and exercise.py are both there." in lines
    (folder / "exercise.py").write_text("# %% [markdown]\n# # Spread", "utf-8")
    assert load(small.course).planned == ()
    assert not small.build().ok


def test_a_topic_made_up_of_others_is_neither_planned_nor_built(small):
    append(small, SECOND + "part_of = 's3-both'\n")
    append(small, SECOND.replace("s2-spread", "s3-both"))
    course = load(small.course)
    assert course.planned == ("s2-spread",)
    assert [topic.slug for topic in course.topics] == ["s1-mean"]


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
        ("minutes = 5", "minutes = true", r"minutes is True\. Make it a whole number above 0"),
        ('"The mean"', "''", r"title is ''\. Make it a text"),
        ('"The mean"', "'  '", r"title is '  '\. Make it a text"),
        ('"The mean"', "'The mean'\nsays = ''", r"says is ''\. Make it a text"),
        ('["compute a mean"]', "['']", r"objectives is ''\. Make it a text"),
        ('["means"]', '"means"', r"families is 'means'\. Make it a list of texts"),
        ('["means"]', "[1]", r"families is \[1\]\. Make it a list of texts"),
        ('title = "Means"', "title = 'M'\nminutes = [5]", r"Make it two whole numbers above 0"),
        ("[[unit]]", "[[units]]", r"unknown key 'units'\. Did you mean 'unit'\?"),
        ('unit = "u1-means"', 'unit = "u1-mean"', r"in unit 'u1-mean'\. Did you mean 'u1-means'"),
        ("minutes = 5", "minutes = 5\npart_of = 's1-m'", r"is part of 's1-m'\. Did you mean 's1-"),
        ("minutes = 5", f"minutes = 5\n{need('s1-meen')}", r"needs 's1-meen'\. Did you mean 's1-m"),
        ("minutes = 5", f"minutes = 5\n{need('s1-mean')}", r"No topic can come first: s1-mean nee"),
        ("minutes = 5", "minutes = 5\npart_of = 's1-mean'", r"No topic can come first: s1-mean"),
        ("minutes = 5", "minutes = 5\nneeds = ['s1-mean']", r"a list of \{ topic, reason, weight"),
        ("minutes = 5", f"minutes = 5\n{need('s2', reason='')}", r"'s2': reason is ''\. Make it"),
        ("minutes = 5", f"minutes = 5\n{need('s2', 'true')}", r"weight is True\. Make it a number"),
        ("minutes = 5", "minutes = 5\nneeds = [{ topic = 's2' }]", r"needs 's2' has no reason"),
    ],
)
def test_a_graph_that_does_not_hold_together(small, old, new, said):
    small.spoil("graph.toml", old, new)
    with pytest.raises(BadCourse, match=said):
        load(small.course)


def test_topics_that_wait_for_each_other(small):
    append(small, SECOND)
    small.spoil("graph.toml", '["means"]', f'["means"]\n{need("s2-spread")}')
    with pytest.raises(BadCourse, match=r"No topic can come first: s\d-\w+ needs s\d-\w+ needs"):
        load(small.course)


def test_two_of_one_name(small):
    append(small, SECOND.replace("s2-spread", "s1-mean"))
    with pytest.raises(BadCourse, match=r"Two topics are called 's1-mean'\. Rename one"):
        load(small.course)


def test_two_units_of_one_name(small):
    append(small, '\n[[unit]]\nslug = "u1-means"\ntitle = "Again"\n')
    with pytest.raises(BadCourse, match=r"Two units are called 'u1-means'\. Rename one"):
        load(small.course)


GOAL = "s75-mixture-models-and-gaussian-mixture-models"
FIRST = '{ topic = "s01-counting-to-10", weight = 1, reason = "Every count'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("steps = 75", "steps = 74", "The goal's steps should be 74, and 75 are found."),
        ("depth = 74", "depth = 75", "The goal's depth should be 75, and 74 are found."),
        ("direct = 6", "direct = 5", "The goal's direct should be 5, and 6 are found."),
        (f'[goal]\ntopic = "{GOAL}"', f'[goal]\ntopic = "{GOAL}s"', f"Did you mean '{GOAL}'?"),
        (
            '{ topic = "s17-division-grouping-repeated-subtraction-model", weight = 0.5',
            '{ topic = "s14-multiplication-facts-within-100", weight = 0.5',
            "The goal's steps should be 75, and 73 are found.",
        ),
        ("weight = 0.5", "weight = 1.5", "with weight 1.5. Give it 0 to 1."),
        ("weight = 0.5", "weight = -1", "with weight -1. Give it 0 to 1."),
        ("weight = 0.5", "weight = nan", "with weight nan. Give it 0 to 1."),
        ("minutes = 12\n", "minutes = 11\n", "takes 11 minutes. Its unit allows 12 to 20."),
        ("minutes = 12\n", "minutes = 21\n", "takes 21 minutes. Its unit allows 12 to 20."),
        ("minutes = 40\n", "minutes = 39\n", f"'{GOAL}' takes 400 minutes, its parts 399."),
        ('link = "light"', 'link = "weak"', "link is 'weak'."),
        (
            FIRST,
            f'{FIRST.replace("Every count", "Why.")}" }}, {FIRST}',
            "'s01-counting-to-10' twice",
        ),
    ],
)
def test_a_fault_planted_in_this_course(tmp_path, old, new, said):
    text = (COURSE / "graph.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "graph.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadCourse) as caught:
        load(tmp_path)
    assert said in str(caught.value)


def blocks(text):
    """The file's head and its topics, each with what stands above the next."""
    head, *topics = text.split("[[topic]]")
    return head, topics


def change(tmp_path, how):
    head, topics = blocks((COURSE / "graph.toml").read_text("utf-8"))
    (tmp_path / "graph.toml").write_text("[[topic]]".join([head, *how(topics)]), "utf-8")
    with pytest.raises(BadCourse) as caught:
        load(tmp_path)
    return str(caught.value)


def test_a_topic_that_stands_before_what_it_needs(tmp_path):
    said = change(tmp_path, lambda topics: [topics[1], topics[0], *topics[2:]])
    assert "Topic 's02-counting-to-20' stands before 's01-counting-to-10'." in said


def test_a_part_that_stands_after_its_whole(tmp_path):
    said = change(tmp_path, lambda topics: [*topics[:-2], topics[-1] + "\n", topics[-2]])
    assert f"Topic '{GOAL}' stands before 's75-12-" in said


def test_a_chain_in_another_order(tmp_path):
    """The topics 5 and 6 change their names, so that the chain is as long, in another order."""
    text = (COURSE / "graph.toml").read_text("utf-8")
    five, six = "s05-counting-to-five", "s06-one-to-one-correspondence"
    swapped = text.replace(five, "?").replace(six, five).replace("?", six)
    (tmp_path / "graph.toml").write_text(swapped, "utf-8")
    with pytest.raises(BadCourse, match=r"Step 5 of the longest path is 's06-one-to-one"):
        load(tmp_path)


def test_a_topic_that_leads_nowhere(tmp_path):
    lost = '\nslug = "x"\ntitle = "X"\nunit = "bridges"\nminutes = 30\nobjectives = ["x"]\n\n'
    said = change(tmp_path, lambda topics: [lost, *topics])
    assert "Topic 'x' does not lead to the goal." in said


def test_a_topic_without_words_for_the_map(tmp_path):
    def silence(topics):
        lines = topics[3].splitlines(keepends=True)
        return [
            *topics[:3],
            "".join(line for line in lines if not line.startswith("matters")),
            *topics[4:],
        ]

    assert "Topic 's04-the-number-zero' has no words for the map." in change(tmp_path, silence)


def test_a_part_that_needs_what_its_whole_does_not(tmp_path):
    lost = '\nslug = "x"\ntitle = "X"\nunit = "bridges"\nminutes = 30\nobjectives = ["x"]\n\n'

    def lean(topics):
        at = next(n for n, topic in enumerate(topics) if 'slug = "s75-01-' in topic)
        leaning = topics[at].replace("needs = [", "needs = [{ topic='x', reason='x', weight=1 },")
        return [lost, *topics[:at], leaning, *topics[at + 1 :]]

    assert f"needs 'x', and '{GOAL}' does not." in change(tmp_path, lean)


def test_all_faults_of_one_kind_are_found_at_once():
    course = graph()
    assert [problem.path for problem in problems(course, "here.toml")] == []
    twice = type(course)("", course.units, (*course.topics, *course.topics[:2]), course.goal)
    assert [str(problem) for problem in problems(twice, "here.toml")] == [
        "here.toml: Two topics are called 's01-counting-to-10'. Rename one of them.",
        "here.toml: Two topics are called 's02-counting-to-20'. Rename one of them.",
    ]
