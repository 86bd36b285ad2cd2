"""The start page links to what there is, and its picture and words say what EM does."""

import importlib.util
import io
import json
import re
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np

from gmmlab.desk.welcome import ALT, MAP, PAGE, PICTURE, with_start_page
from gmmlab.desk.workspace import course_files
from gmmlab.plot.words import shared_points

ROOT = Path(__file__).parents[2]
TOLERANCE = 2.0  # of 255, in the mean: versions of matplotlib smooth edges a little differently


def notebook(text):
    return json.dumps({"cells": [{"cell_type": "markdown", "source": [text]}]}).encode()


def page(files):
    return with_start_page(files)[PAGE].decode()


def drawn():
    spec = importlib.util.spec_from_file_location("picture", ROOT / "course" / "picture.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pixels(file):
    return matplotlib.image.imread(file, format="png")[..., :3] * 255


def test_every_link_of_the_page_leads_to_a_file():
    files = with_start_page(course_files())
    links = re.findall(r"\]\(([^)]+)\)|(?:href|src)=\"([^\"]+)\"", files[PAGE].decode())
    targets = {one or other for one, other in links}
    assert targets <= files.keys()
    assert {name for name in files if name.startswith("lessons/")} <= targets
    assert {name for name in files if name.startswith("exercises/")} <= targets


def test_bridges_stand_before_the_last_unit_and_exams_close_the_page():
    files = {
        "lessons/bridges/b1-a.ipynb": notebook("# Bridge"),
        "lessons/u11-end/s75-a.ipynb": notebook("# End"),
        "lessons/u03-begin/s15-a.ipynb": notebook("# Begin"),
        "exercises/s75-a/s75-a.ipynb": notebook("# Exercise · End"),
        "exercises/last/last.ipynb": notebook("# Exercise · Last"),
    }
    made = page(files)
    order = [made.index(f"**[{name}]") for name in ("Begin", "Bridge", "End", "Exercise · Last")]
    assert order == sorted(order)
    assert "### To close with" in made
    bare = page({"lessons/u1/a.ipynb": notebook("# A")})
    assert "### To close with" not in bare
    assert "glossary" not in bare


def test_what_can_be_looked_up_and_printed_is_linked_where_it_is_there():
    made = page(course_files())
    for name in ("lessons/glossary.md", "lessons/cheat-sheet.pdf", "lessons/cheat-sheet.svg"):
        assert f"]({name})" in made


def test_the_map_is_a_notebook_whose_cells_run():
    made = nbformat.reads(with_start_page(course_files())[MAP].decode(), as_version=4)
    nbformat.validate(made)
    assert made.metadata.kernelspec.name == "python3"
    kinds = [cell.cell_type for cell in made.cells]
    assert kinds == ["markdown", "code", "markdown", "code", "markdown"]
    known = {}
    for cell in made.cells:
        if cell.cell_type == "code":
            exec(cell.source, known)
    assert len(known["course_map"]().view.topics) == 95
    assert known["place"](seed=1).words.startswith("Placement: Question 1")


def test_a_lesson_is_listed_with_its_time_and_exercise_under_its_unit():
    files = {
        "lessons/u02-second-steps/s05-b.ipynb": notebook("# Five\n\nAbout **25 minutes**."),
        "lessons/u01-first-steps/s01-a.ipynb": notebook("# One"),
        "exercises/s05-b/s05-b.ipynb": notebook("# Exercise"),
    }
    listed = page(files).partition("## Lessons\n\n")[2].partition("\n\n## ")[0]
    assert listed == (
        "### First steps\n\n- **[One](lessons/u01-first-steps/s01-a.ipynb)**\n\n"
        "### Second steps\n\n- **[Five](lessons/u02-second-steps/s05-b.ipynb)** · 25 minutes"
        " · [its graded exercise](exercises/s05-b/s05-b.ipynb)"
    )
    assert 'href="lessons/u01-first-steps/s01-a.ipynb"' in page(files)


def test_the_picture_is_what_the_code_draws():
    picture, file = drawn(), io.BytesIO()
    picture.picture(picture.moments()).savefig(file)
    kept = pixels(io.BytesIO(with_start_page({"lessons/u/a.ipynb": notebook("# A")})[PICTURE]))
    file.seek(0)
    assert np.abs(pixels(file) - kept).mean() < TOLERANCE


def test_another_picture_would_be_noticed():
    picture, file = drawn(), io.BytesIO()
    picture.picture(picture.moments()[::-1]).savefig(file)
    file.seek(0)
    kept = pixels(ROOT / "gmmlab" / "desk" / PICTURE)
    assert np.abs(pixels(file) - kept).mean() > TOLERANCE


def test_the_words_for_the_picture_are_true():
    picture = drawn()
    fits = picture.moments()
    assert f"{fits[0].n} eruptions" in ALT
    assert "After 6, 12 and 20 steps" in ALT
    assert picture.MOMENTS == (0, 6, 12, 20)
    assert shared_points(fits[0]) > fits[0].n / 2  # most points are shared
    assert all(fits[0].mixture.means[:, 0] > 4)  # both lie over the long eruptions
    gaps = [np.ptp(fit.mixture.means[:, 0]) for fit in fits]
    assert gaps == sorted(gaps)  # they part
    short, long = sorted(fits[-1].mixture.means.tolist())
    assert short[0] < 2.5
    assert short[1] < 60
    assert long[0] > 4
    assert long[1] > 75
