"""Points that are dragged: by the pointer and by the keyboard, with the fit that follows."""

import re

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::ResourceWarning")]

CELL = """import numpy as np
from gmmlab.learn import explore
rng = np.random.default_rng(0)
low, high = rng.normal([3, 3], 0.8, (14, 2)), rng.normal([7, 7], [1.2, 0.6], (16, 2))
ground = explore.drag({"two heaps": np.concatenate([low, high])}, shape="spherical")
ground"""
READOUT, HANDS = ".gmmlab-stage .readout", ".gmmlab-stage .hands"
IDLE = re.compile(r"\| Idle")
CHOSEN = re.compile(r"Point (\d+) at \(([-−.\d]+), ([-−.\d]+)\)")


@pytest.fixture
def ground(course, visit):
    """A notebook with points to drag."""
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    meta = {"kernelspec": spec, "language_info": {"name": "python"}}
    cells = [nbformat.v4.new_code_cell(CELL)]
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=meta), course.workspace / "hands.ipynb"
    )
    visit.page.goto(re.sub(r"/tree/[^?]*", "/tree/hands.ipynb", course.url))
    visit.page.get_by_text(IDLE).wait_for()
    visit.page.locator(".jp-CodeCell .cm-content").first.click()
    visit.page.keyboard.press("Control+Enter")
    visit.page.wait_for_selector(HANDS)
    visit.page.get_by_text("30 points, K = 2").first.wait_for()
    visit.page.locator(HANDS).scroll_into_view_if_needed()
    return visit.page


def words(page):
    return " ".join(page.locator(READOUT).inner_text().split())


def chosen(page):
    """Number and place of the chosen point, as they are said."""
    number, x, y = CHOSEN.search(words(page)).groups()
    return int(number), float(x.replace("−", "-")), float(y.replace("−", "-"))


def wait_for_words(page, part):
    page.locator(READOUT).get_by_text(part).first.wait_for()


def test_the_keyboard_moves_adds_and_takes_away(ground, visit):
    hands = ground.get_by_role("application", name=re.compile("arrow keys move"))
    hands.focus()
    ground.keyboard.press(".")
    wait_for_words(ground, "Point 2 at")
    _, x, y = chosen(ground)
    for _ in range(5):
        ground.keyboard.press("Shift+ArrowRight")
    ground.wait_for_function(
        f"() => !document.querySelector('{READOUT}').innerText.includes('Point 2 at ({x:g}, ')"
    )
    number, moved, same = chosen(ground)
    assert (number, same) == (2, y)
    assert moved > x
    ground.keyboard.press("+")
    wait_for_words(ground, "31 points")
    ground.keyboard.press("Delete")
    wait_for_words(ground, "30 points")
    assert ground.locator(".gmmlab-stage .picture").get_attribute("aria-label") == words(ground)
    assert visit.complaints == []


def test_the_pointer_drags_and_adds(ground, shot, visit):
    box = ground.locator(HANDS).bounding_box()
    free = box["x"] + 0.12 * box["width"], box["y"] + 0.2 * box["height"]
    ground.mouse.click(*free)
    wait_for_words(ground, "31 points")
    number, x, y = chosen(ground)
    assert number == 31
    before = words(ground)
    ground.mouse.move(*free)
    ground.mouse.down()
    for step in range(1, 11):
        ground.mouse.move(free[0] + 12 * step, free[1] + 8 * step)
    ground.mouse.up()
    ground.wait_for_function(
        f"() => !document.querySelector('{READOUT}').innerText.includes('({x:g}, {y:g})')"
    )
    wait_for_words(ground, "Point 31 at")
    number, to, down = chosen(ground)
    assert number == 31
    assert to > x
    assert down < y
    assert words(ground) != before
    shot(ground, "drag-the-data")
    assert visit.complaints == []


def test_a_mark_of_the_curve_chooses_k(ground):
    box = ground.locator(HANDS).bounding_box()
    column = box["x"] + 0.746 * box["width"]  # of K = 1
    for y in range(40, int(box["height"]) - 20, 6):
        ground.mouse.click(column, box["y"] + y)
    ground.get_by_text("K = 1,").first.wait_for()
    slider = ground.get_by_role("slider", name="Components K")
    assert float(slider.get_attribute("aria-valuenow")) == 1
