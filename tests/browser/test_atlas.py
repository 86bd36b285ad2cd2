"""The map of the course in the browser: keys, cards, claims, the list, narrow pages, memory."""

import re

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::ResourceWarning")]

CELL = "from gmmlab.learn.atlas import course_map\ncourse_map()"
IDLE = re.compile(r"\| Idle")
FIRST, SECOND = "s01-counting-to-10", "s02-counting-to-20"
LESSON = "s75-03-responsibilities"
AT = "document.activeElement.dataset.topic"
ACROSS = "document.querySelector('.gmm-atlas .world').getAttribute('transform')"


@pytest.fixture
def chart(course, visit):
    """A notebook that shows the map to somebody of whom nothing is remembered."""
    (course.workspace / ".gmmlab" / "learner.jsonl").unlink(missing_ok=True)
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    meta = {"kernelspec": spec, "language_info": {"name": "python"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)], metadata=meta)
    nbformat.write(notebook, course.workspace / "map.ipynb")
    page = visit.page
    page.goto(re.sub(r"/tree/[^?]*", "/tree/map.ipynb", course.url))
    page.get_by_text(IDLE).wait_for()
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".gmm-atlas .topic")
    page.get_by_text(IDLE).wait_for()
    yield page
    assert visit.complaints == []
    assert page.locator(".jupyter-widgets-error-widget").count() == 0
    assert "Traceback" not in course.log


def topic(page, slug):
    return page.locator(f".gmm-atlas .topic[data-topic={slug}]")


def card(page):
    return page.locator(".gmm-atlas .card")


def wait_for_focus(page, slug):
    page.wait_for_function(f"slug => {AT} === slug", arg=slug)


def wait_for_mark(page, slug, mark):
    page.wait_for_selector(f".gmm-atlas .topic[data-topic={slug}][data-mark={mark}]")


def wait_until_said(page, part):
    page.locator(".gmm-atlas [role=status]").get_by_text(part).wait_for(state="attached")


def test_the_keyboard_walks_the_path_and_opens_cards(chart, shot):
    ground = chart.locator(".gmm-atlas .map")
    ground.focus()
    before = chart.evaluate(ACROSS)
    chart.keyboard.press("ArrowUp")
    chart.wait_for_function(f"before => {ACROSS} !== before", arg=before)
    chart.keyboard.press("Tab")
    wait_for_focus(chart, FIRST)
    chart.keyboard.press("ArrowRight")
    wait_for_focus(chart, SECOND)
    chart.keyboard.press("PageDown")
    wait_for_focus(chart, "s03-understanding-zero")
    chart.keyboard.press("Shift+ArrowDown")
    wait_for_focus(chart, SECOND)
    chart.keyboard.press("Enter")
    heading = card(chart).get_by_role("heading", name="Counting to 20")
    heading.wait_for()
    assert heading.evaluate("node => node === document.activeElement")
    shot(chart, "map-card")
    chart.keyboard.press("Escape")
    wait_for_focus(chart, SECOND)
    assert card(chart).is_hidden()
    chart.keyboard.press("End")
    wait_for_focus(chart, "s75-mixture-models-and-gaussian-mixture-models")


def test_plain_keys_stay_in_the_map(chart):
    """JupyterLab would add cells at a and b, and delete one at d d."""
    topic(chart, FIRST).focus()
    for key in "abdd":
        chart.keyboard.press(key)
    chart.keyboard.press("ArrowRight")
    wait_for_focus(chart, SECOND)
    assert chart.locator(".jp-Dialog").count() == 0
    assert chart.locator(".jp-CodeCell").count() == 1


def test_a_claim_changes_the_map_and_can_be_taken_back(chart, course):
    topic(chart, SECOND).click()
    card(chart).get_by_role("button", name="I know this").click()
    wait_for_mark(chart, SECOND, "claimed")
    wait_for_mark(chart, FIRST, "implied")
    wait_until_said(chart, "One more step is implied by it.")
    assert "80 %" in card(chart).locator(".stand").inner_text()
    assert "claimed" in topic(chart, SECOND).get_attribute("aria-label")
    assert chart.get_by_text("2 of 75 steps known or implied").first.is_visible()
    kept = (course.workspace / ".gmmlab" / "learner.jsonl").read_text()
    assert f'"kind":"claimed","topic":"{SECOND}"' in kept
    card(chart).get_by_role("button", name="Take that back").press("Enter")
    wait_for_mark(chart, FIRST, "ready")
    wait_until_said(chart, "Taken back")


def test_a_goal_a_lesson_and_practice(chart):
    chart.get_by_role("combobox", name="Find a topic").fill("whose is")
    chart.get_by_role("option", name="Responsibilities: whose is each point?").wait_for()
    chart.keyboard.press("Enter")
    wait_for_focus(chart, LESSON)
    chart.keyboard.press("Enter")
    card(chart).get_by_role("button", name="Set as goal").click()
    chart.wait_for_selector(f".topic.goal[data-topic={LESSON}]")
    wait_until_said(chart, "Your goal is")
    link = card(chart).get_by_role("link", name="Open lesson")
    assert link.get_attribute("href").endswith(f"lessons/u11-mixture-models/{LESSON}.ipynb")
    card(chart).get_by_role("button", name="Practise").click()
    chart.wait_for_selector(".gmm-atlas-practice .gmm-card")
    chart.wait_for_function("document.activeElement.closest('.gmm-atlas-practice') !== null")
    chart.get_by_role("button", name="Close practice").click()
    chart.locator(".gmm-atlas-practice .gmm-card").wait_for(state="detached")
    link.click()
    chart.locator(".lm-TabBar-tabLabel", has_text=f"{LESSON}.ipynb").wait_for()


def test_the_list_says_the_same_in_words(chart, shot):
    chart.get_by_role("button", name="List", exact=True).click()
    rows = chart.locator(".gmm-atlas .row")
    assert rows.count() == 95
    assert rows.first.inner_text().split("\n")[:2] == ["Counting to 10", "ready, next"]
    rows.first.press("Enter")
    card(chart).get_by_role("button", name="I know this").click()
    rows.filter(has_text="Counting to 10").get_by_text("claimed").wait_for()
    shot(chart, "map-list")
    chart.keyboard.press("Escape")
    assert rows.first.evaluate("node => node === document.activeElement")


def test_a_narrow_page_has_a_map_of_its_own(chart, shot):
    chart.keyboard.press("Escape")
    chart.keyboard.press("Control+b")
    chart.set_viewport_size({"width": 390, "height": 844})
    chart.wait_for_selector(".gmm-atlas.tiny")
    topic(chart, FIRST).click()
    box = card(chart).bounding_box()
    view = chart.locator(".gmm-atlas .table").bounding_box()
    assert box["width"] >= view["width"] - 4
    assert box["y"] + box["height"] <= view["y"] + view["height"] + 1
    whole = chart.locator(".gmm-atlas")
    assert whole.evaluate("node => node.scrollWidth <= node.clientWidth")
    shot(chart, "map-narrow")


def test_what_is_saved_is_the_last_state(chart, course):
    topic(chart, FIRST).click()
    card(chart).get_by_role("button", name="I know this").click()
    wait_for_mark(chart, FIRST, "claimed")
    chart.wait_for_selector("img[alt*='1 claimed']", state="attached")
    assert chart.locator("img[alt*='1 claimed']").is_hidden()
    with chart.expect_response(lambda got: got.request.method == "PUT" and got.ok):
        chart.keyboard.press("Control+s")
    saved = nbformat.read(course.workspace / "map.ipynb", as_version=4)
    kept = saved.cells[0].outputs[-1].data["text/html"]
    assert "1 of 75 steps known or implied" in kept
    assert "data:image/svg+xml;base64," in kept
