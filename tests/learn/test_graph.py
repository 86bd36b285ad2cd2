"""The knowledge graph says of the chain what its source says, and answers as a graph should."""

import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.errors import GmmlabError
from gmmlab.learn import graph as module
from gmmlab.learn.graph import Graph, NoGraph, NoSuchTopic, graph
from gmmlab.learn.topics import Need, Topic

CHAIN = (
    """
Counting to 10|Counting to 20|Understanding Zero|The Number Zero|Counting to Five
One-to-One Correspondence|Combining Small Groups Within 5|Addition Within 10|Addition Within 20
Two-Digit Addition Without Regrouping|Two-Digit Addition with Regrouping|Addition Within 100
Repeated Addition as Multiplication|Multiplication Facts Within 100|Division as Equal Sharing
Division as Grouping (Measurement Division)|Division: Grouping (Repeated Subtraction) Model
Division: Fair Sharing Model|Division as Equal Sharing|Division as Grouping|Basic Division Facts
Division Facts Within 100|Two-Digit by One-Digit Division|Division with Remainders
Remainders and Quotients in Division|Division Word Problems|Introduction to Long Division
Factors and Multiples|Prime and Composite Numbers|Equivalent Fractions
Relating Fractions and Decimals|Decimal Place Value|Reading and Writing Decimals
Comparing and Ordering Decimals|Adding and Subtracting Decimals|Multiplying Decimals
Dividing Decimals|Dividing Fractions|Mixed Number Arithmetic|Order of Operations
Integer Order of Operations|Variable Expressions|Combining Like Terms|One-Step Equations
Two-Step Equations|Solving Multi-Step Equations|Equations with Variables on Both Sides
Angle Pairs: Complementary, Supplementary, and Vertical|Parallel Lines and Transversals
Corresponding Angles|Alternate Interior Angles|Triangle Angle Sum Theorem|Exterior Angle Theorem
Triangle Inequality Theorem|Similar Triangles: AA Similarity
Similar Triangles: SSS and SAS Similarity|Proportions in Similar Triangles
Right Triangle Trigonometry Introduction|Trigonometric Ratios Review|Radian Measure
Converting Between Degrees and Radians|The Unit Circle|Graphing Sine and Cosine
Graphing Tangent and Reciprocal Trigonometric Functions|Derivatives of Trigonometric Functions
Antiderivatives|Indefinite Integrals|Basic Integration Rules|Riemann Sums
Definite Integral Definition|Probability Density Functions and Continuous Distributions
Cumulative Distribution Functions|Continuous Random Variables|Probability Density Functions
Mixture Models and Gaussian Mixture Models
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""The chain's 75 titles in order, as its source gives them; one title stands there twice."""

UNITS = {1: 1, 7: 2, 15: 3, 21: 4, 30: 5, 40: 6, 48: 7, 58: 8, 65: 9, 71: 10, 75: 11}
"""The first step of each unit."""

MEDIUM = {5, 9, 16, 17, 21, 24, 25, 26, 28, 29, 33, 50, 52, 57}
LIGHT = {51, 53}

TASKS = {
    "T1": "40 41 42 36 37 35 30* 34* 31* 32* 74* 4*",
    "T2": "19 20 22 15* 18* 31 35 36 37 39* 46 12*",
    "T3": "1* 3* 9* 15 27* 34* 54*",
    "T4": "43 44* 46* 47 49 40*",
    "T5": "48* 55 57* 58 59 60* 61 62 64*",
    "T6": "68 69* 70 71 72 73 66* 67*",
    "T7": "13* 14 12* 40* 42* 44*",
}
"""The steps that each layered task practises; a star means in part."""

PREREQUISITES = {
    "Probability Density Functions": False,
    "K-Means Clustering": True,
    "The EM Algorithm": True,
    "Bayes' Theorem": True,
    "Multivariate Normal Distribution": True,
    "Maximum Likelihood Estimation": True,
}
"""What the goal needs directly, and whether that is inferred: the source names the first only."""


def steps(course):
    return [course[slug] for slug in course.chain]


def number(slug):
    return int(re.match(r"s(\d\d)-", slug)[1])


def slugs_from(title):
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def test_the_chain_is_its_sources_in_order_and_title():
    course = graph()
    assert len(CHAIN) == 75
    assert [topic.title for topic in steps(course)] == CHAIN
    expected = [f"s{n:02d}-{slugs_from(title)}" for n, title in enumerate(CHAIN, 1)]
    assert list(course.chain) == expected
    assert [slug for slug in course.order if slug in course.chain] == expected


def test_what_the_source_says_of_the_goal():
    course, goal = graph(), graph().goal
    assert (goal.steps, goal.depth, goal.direct, goal.in_source) == (75, 74, 6, 466)
    assert goal.tags == ("mixture-model", "gmm", "gaussian-mixture")
    assert len(course.chain) == 75
    assert course.depth(goal.topic) == 74
    assert course.leads_to(goal.topic) == ()


def test_no_path_to_the_goal_is_longer_than_the_chain():
    """By walking, not by the graph's own reckoning."""
    course = graph()
    longest = {}
    for slug in course.order:
        longest[slug] = 1 + max((longest[need.topic] for need in course.needs(slug)), default=0)
    assert longest[course.goal.topic] == 75


def test_the_six_direct_prerequisites():
    course = graph()
    needs = course.needs(course.goal.topic)
    assert {course[need.topic].title: need.inferred for need in needs} == PREREQUISITES
    inferred = [n for topic in course.topics for n in topic.needs if n.inferred]
    assert len(inferred) == 5


def test_the_whole_is_75_steps_8_bridges_and_12_lessons():
    course = graph()
    bridges = [topic.slug for topic in course.topics if topic.unit == "bridges"]
    assert [slug[:3] for slug in bridges] == [f"b{n}-" for n in range(1, 9)]
    assert [s[:7] for s in course.parts(course.goal.topic)] == [
        f"s75-{n:02d}-" for n in range(1, 13)
    ]
    assert len(course.topics) == 75 + 8 + 12
    assert len(course.lessons) == 74 + 8 + 12
    assert course.ancestors(course.goal.topic) == {*course.chain[:-1], *bridges}


def test_units_and_links_are_those_of_the_chain():
    course = graph()
    for n, topic in enumerate(steps(course), 1):
        assert topic.unit.startswith(f"u{max(u for s, u in UNITS.items() if s <= n):02d}-")
        assert topic.link == ("medium" if n in MEDIUM else "light" if n in LIGHT else "strong")


@pytest.mark.parametrize(
    ("pattern", "count", "least", "most"),
    [(r"s75-\d\d-", 12, 30, 40), (r"b\d-", 8, 25, 35), (r"s(?!75-)", 74, 12, 20)],
)
def test_minutes(pattern, count, least, most):
    found = [topic.minutes for topic in graph().lessons if re.match(pattern, topic.slug)]
    assert len(found) == count
    assert least <= min(found) <= max(found) <= most


def test_layered_tasks_weigh_what_they_practise():
    course = graph()
    found = {}
    for topic in course.topics:
        for need in (need for need in topic.needs if need.task):
            found.setdefault(need.task, {})[number(need.topic)] = need.weight
    weights = {
        task: {int(word.strip("*")): 0.5 if "*" in word else 1 for word in words.split()}
        for task, words in TASKS.items()
    }
    assert found == weights
    assert len(set().union(*found.values())) == 48


def test_each_task_belongs_to_one_lesson():
    course = graph()
    homes = {(n.task, t.slug) for t in course.topics for n in t.needs if n.task}
    assert len(homes) == len(TASKS)
    assert all(course[slug].part_of == course.goal.topic for _, slug in homes)


def test_a_title_met_twice_is_two_topics_and_the_second_builds_on_the_first():
    course = graph()
    twice = [topic for topic in course.topics if topic.title == "Division as Equal Sharing"]
    first, second = twice
    assert first.slug in [need.topic for need in second.needs]
    assert "the second visit to equal sharing raises the demand" in second.says
    for said in ("says", "matters", "objectives"):
        values = [getattr(topic, said) for topic in course.topics]
        assert len(set(values)) == len(values), said


def test_every_topic_speaks():
    for topic in graph().topics:
        assert 2 <= len(topic.objectives) <= 4, topic.slug
        assert topic.misconceptions, topic.slug
        for words in (topic.says, topic.matters, *(need.reason for need in topic.needs)):
            assert re.fullmatch(r"[A-Z'][^.]*(\.\w[^.]*)*\.", words), words
        for name in topic.misconceptions:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)+", name), name
        for objective in topic.objectives:
            assert re.fullmatch(r"[a-z].*[^.]", objective), objective


def test_nothing_is_called_easy():
    words = re.compile(r"\b(simply|obviously|trivial|of course|easy|just)\b", re.IGNORECASE)
    for topic in graph().topics:
        said = " ".join([topic.says, topic.matters, *topic.objectives, *map(str, topic.needs)])
        assert not words.search(said), said


def test_a_light_link_says_so():
    light = [topic for topic in graph().topics if topic.link == "light"]
    assert len(light) == 2
    assert all("the link to mixtures is light" in topic.matters for topic in light)


def small(*needs):
    """Make a graph of topics 0, 1, ...; each is given the numbers of those that it needs."""
    topics = (
        Topic(f"t{n}", "", "u", 1, (), needs=tuple(Need(f"t{m}", "", 1.0) for m in below))
        for n, below in enumerate(needs)
    )
    return Graph("", (), tuple(topics))


def test_a_diamond():
    diamond = small([], [0], [0, 1], [0, 2], [])
    assert diamond.leads_to("t0") == ("t1", "t2", "t3")
    assert diamond.ancestors("t3") == {"t0", "t1", "t2"}
    assert diamond.depth("t3") == 3
    assert diamond.longest_path("t3") == ("t0", "t1", "t2", "t3")
    assert diamond.longest_path("t4") == ("t4",)
    assert diamond.chain == ()


def test_of_two_longest_paths_the_one_by_the_first_need_is_taken():
    assert small([], [0], [0], [1, 2]).longest_path("t3") == ("t0", "t1", "t3")
    assert small([], [0], [0], [2, 1]).longest_path("t3") == ("t0", "t2", "t3")


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 8))
    below = [
        st.lists(st.integers(0, n - 1), unique=True) if n else st.just([]) for n in range(count)
    ]
    return small(*(draw(needs) for needs in below))


@given(graphs())
def test_laws(course):
    for slug in course.order:
        path = course.longest_path(slug)
        assert path[-1] == slug
        assert len(path) == course.depth(slug) + 1
        assert set(path[:-1]) <= course.ancestors(slug)
        assert slug not in course.ancestors(slug)
        for before, after in pairwise(path):
            assert after in course.leads_to(before)
        for later in course.leads_to(slug):
            assert course.ancestors(slug) < course.ancestors(later)
            assert course.depth(later) > course.depth(slug)


@pytest.mark.parametrize(
    "ask", ["needs", "leads_to", "ancestors", "depth", "longest_path", "parts"]
)
def test_an_unknown_slug(ask):
    with pytest.raises(NoSuchTopic, match=r"^no topic of the course is called 's19'") as caught:
        getattr(graph(), ask)("s19")
    assert isinstance(caught.value, GmmlabError)
    assert isinstance(caught.value, KeyError)


def test_it_is_found_beside_the_package_and_within(tmp_path, monkeypatch):
    package = tmp_path / "gmmlab"
    monkeypatch.setattr(module, "PACKAGE", package)
    with pytest.raises(NoGraph, match=r"neither .*_course.graph\.toml nor .*course.graph\.toml"):
        graph.__wrapped__()
    for place, title in ((tmp_path / "course", "checkout"), (package / "_course", "wheel")):
        place.mkdir(parents=True)
        (place / "graph.toml").write_text(f'title = "{title}"', "utf-8")
        assert graph.__wrapped__() == Graph(title, (), ())


def test_reading_it_loads_nothing_heavy():
    code = "import sys; from gmmlab.learn.graph import graph; graph(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"matplotlib", "scipy.stats", "ipywidgets", "anywidget", "nbformat", "typer"}
    assert not heavy & set(told.stdout.split())
