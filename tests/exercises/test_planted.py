"""Every exercise, graded: right, blank, and every planted student."""

import nbformat
import pytest

from gmmlab.teach.lint import lint_release
from gmmlab.teach.source import read

pytestmark = pytest.mark.slow


def by_machine(graded):
    return {name: score for name, score in graded.scores.items() if name.startswith("check-")}


def test_the_solution_earns_every_point(school, slug):
    graded = school.graded(slug, "right")
    assert by_machine(graded)
    for name, (earned, points) in by_machine(graded).items():
        assert earned == points, f"{name}: {graded.outputs[name]}"


def test_the_solution_says_only_that_visible_checks_passed(school, slug):
    graded = school.graded(slug, "right")
    for name in by_machine(graded):
        assert graded.outputs[name].startswith("Visible checks passed")


def test_the_empty_release_earns_nothing(school, slug):
    graded = school.graded(slug, "blank")
    assert {earned for earned, _ in graded.scores.values()} == {0}


def test_a_written_answer_waits_for_its_teacher(school, slug):
    scores = school.graded(slug, "right").scores
    assert {earned for name, (earned, _) in scores.items() if name.startswith("answer-")} == {None}


def test_a_planted_student(school, slug, plant):
    graded = school.graded(slug, plant.name)
    for name, (earned, points) in by_machine(graded).items():
        said = graded.outputs[name]
        if name in plant.loses:
            assert earned == 0, f"{name} was passed: {said}"
            assert plant.loses[name] in said
        else:
            assert earned == points, f"{name} was failed: {said}"


def test_a_planted_student_loses_points_that_exist(school, slug, plant):
    assert plant.loses.keys() <= school.graded(slug, "right").scores.keys()


def test_every_check_is_failed_by_two_and_passed_by_two_unusual_ones(school, slug, plants):
    for name in by_machine(school.graded(slug, "right")):
        assert sum(name in plant.loses for plant in plants) >= 2, f"plant more that fail {name}"
    assert sum(not plant.loses for plant in plants) >= 2


def test_the_opening_says_what_can_be_earned(sources, slug):
    cells = read(sources[slug], "exercise.py")
    prose = "\n".join(cell.text for cell in cells if cell.kind == "markdown")
    by_machine = sum(cell.points for cell in cells if cell.role == "check")
    by_hand = sum(cell.points for cell in cells if cell.role == "answer")
    assert f"graded by machine ({by_machine:g} points)" in " ".join(prose.split())
    assert f"by your teacher ({by_hand:g} points)" in " ".join(prose.split())
    assert sum(cell.role == "check" for cell in cells) == 5


def test_the_courses_grader_gives_the_scores_and_words_that_nbgrader_gives(school, whole):
    slug, students = whole
    assert len(students) > 5
    for plant in students:
        theirs, ours = school.graded(slug, plant.name), school.safely(slug, plant.name)
        assert ours.scores == theirs.scores
        for name in by_machine(ours):
            assert ours.outputs[name].strip() in theirs.outputs[name]


def test_the_linter_knows_a_release_with_a_solution_left_in(school, sources, slug):
    source = read(sources[slug], "exercise.py")
    release = school.notebook("exercises", slug)
    assert lint_release(source, nbformat.writes(release), "release") == []
    solved = school.notebook("build/nbgrader/source", slug)
    left_in = next(cell for cell in release.cells if cell.id.startswith("solution-"))
    left_in.source = next(cell.source for cell in solved.cells if cell.id == left_in.id)
    found = lint_release(source, nbformat.writes(release), "release")
    assert "shows what learners must find" in str(found[0])
