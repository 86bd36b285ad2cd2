"""The stage in the browser: names, words, themes, films, reloads, and what is saved."""

import json
import re

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::ResourceWarning")]

CELLS = (
    "from gmmlab import datasets\nfrom gmmlab.learn import explore\n"
    "explorer = explore.em(datasets.sixty(), K=2)\nexplorer",
    "print('below')",
    "import time; time.sleep(6)",
)
READOUT = ".gmmlab-stage .readout"
PICTURE = ".gmmlab-stage .picture"
IDLE, BUSY = re.compile(r"\| Idle"), re.compile(r"\| Busy")


@pytest.fixture
def stage(course, visit):
    """A notebook with an explorer, run but for its last cell."""
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    meta = {"kernelspec": spec, "language_info": {"name": "python"}}
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=meta), course.workspace / "s.ipynb"
    )
    visit.page.goto(re.sub(r"/tree/[^?]*", "/tree/s.ipynb", course.url))
    visit.page.get_by_text(IDLE).wait_for()
    for number in (0, 1):
        visit.page.locator(".jp-CodeCell").nth(number).locator(".cm-content").click()
        visit.page.keyboard.press("Control+Enter")
    visit.page.wait_for_selector(READOUT)
    visit.page.get_by_text("below", exact=True).last.wait_for()
    return visit.page


def words(page):
    return " ".join(page.locator(READOUT).inner_text().split())


def label(page):
    return page.locator(PICTURE).get_attribute("aria-label")


def wait_for_words(page, part):
    page.locator(READOUT).get_by_text(part).first.wait_for()


def test_handles_have_names_and_the_picture_says_its_state(stage):
    for name in ("Components K", "Seed"):
        stage.get_by_role("slider", name=name).wait_for()
    assert stage.locator(PICTURE).get_attribute("role") == "img"
    assert label(stage) == words(stage)
    stage.get_by_role("button", name="E-step", exact=True).click()
    wait_for_words(stage, "first E-step done")
    assert label(stage) == words(stage)


def test_a_move_needs_no_kernel_once_its_frame_has_come(stage):
    stage.wait_for_selector(".gmmlab-stage[data-complete]")
    stage.get_by_text(IDLE).wait_for()
    stage.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
    stage.keyboard.press("Control+Enter")
    stage.get_by_text(BUSY).wait_for()
    stage.get_by_role("slider", name="Components K").press("ArrowRight")
    wait_for_words(stage, "K = 3,")
    assert stage.get_by_text(BUSY).count() == 1
    assert label(stage) == words(stage)


def test_the_page_does_not_jump(stage):
    below = stage.get_by_text("below", exact=True).last
    stage.get_by_role("button", name="Run to convergence").click()
    wait_for_words(stage, "converged")
    before = below.bounding_box()["y"]
    slider = stage.get_by_role("slider", name="Components K")
    for K in (3, 4, 5):
        slider.press("ArrowRight")
        wait_for_words(stage, f"K = {K},")
    assert below.bounding_box()["y"] == before


def test_axes_and_marks_follow_the_theme(stage):
    text = "document.querySelector('.backdrop').shadowRoot.querySelector('text')"
    ink = f"getComputedStyle({text}).fill"
    picture = "document.querySelector('.gmmlab-stage canvas').toDataURL()"
    light = stage.evaluate(f"[{ink}, {picture}]")
    stage.get_by_role("menuitem", name="Settings", exact=True).click()
    stage.get_by_text("Theme", exact=True).hover()
    stage.get_by_text("JupyterLab Dark", exact=True).click()
    try:
        stage.wait_for_function(
            f"([fill, image]) => {ink} !== fill && {picture} !== image", arg=light
        )
    finally:
        stage.get_by_role("menuitem", name="Settings", exact=True).click()
        stage.get_by_text("Theme", exact=True).hover()
        stage.get_by_text("JupyterLab Light", exact=True).click()
    stage.wait_for_function(f"([fill, image]) => {ink} === fill && {picture} === image", arg=light)


def test_a_film_plays_pauses_and_spares_those_who_want_no_motion(stage):
    stage.get_by_role("button", name="Play", exact=True).click()
    wait_for_words(stage, "after 1 EM step")
    stage.get_by_role("button", name="Pause", exact=True).click()
    stage.get_by_role("button", name="Play", exact=True).wait_for()
    assert "converged" not in words(stage)
    stage.emulate_media(reduced_motion="reduce")
    stage.get_by_role("button", name="Play", exact=True).click()
    wait_for_words(stage, "converged")
    stage.get_by_role("button", name="Play", exact=True).wait_for()
    assert label(stage) == words(stage)


def test_what_is_saved_is_the_last_state_and_a_reload_shows_it(course, stage):
    stage.get_by_role("slider", name="Components K").press("ArrowRight")
    wait_for_words(stage, "K = 3,")
    stage.wait_for_selector("img[alt^='K = 3,']", state="attached")
    stage.get_by_text(IDLE).wait_for()
    stage.keyboard.press("Escape")
    with stage.expect_response(lambda got: got.request.method == "PUT" and got.ok):
        stage.keyboard.press("Control+s")
    saved = json.dumps(json.loads((course.workspace / "s.ipynb").read_text()), ensure_ascii=False)
    (alt,) = re.findall(r'<img alt=\\"([^"]*)\\" src', saved)
    assert alt.replace("&#x27;", "'") == words(stage)
    stage.reload()
    wait_for_words(stage, "K = 3,")
    assert stage.get_by_role("slider", name="Components K").get_attribute("aria-valuenow") == "3.0"
