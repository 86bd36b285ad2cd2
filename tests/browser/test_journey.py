"""The way of a learner: from the start page to the first lesson, and a slider that answers."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::ResourceWarning")]

LESSON = "s75-03-responsibilities"
ALL_RAN = """() => {
    const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
    return prompts.length > 5 && prompts.every(prompt => /^\\[\\d+\\]:$/.test(prompt.textContent));
}"""
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
STAGE = ".gmmlab-stage"
PICTURE = f"document.querySelector('{STAGE} canvas').toDataURL()"
SENTENCE = f"document.querySelector('{STAGE} .readout').textContent"
ERRORS = (
    '[data-mime-type="application/vnd.jupyter.error"]',
    '[data-mime-type="application/vnd.jupyter.stderr"]',
    ".jupyter-widgets-error-widget",
)


def open_first_lesson(page, course):
    page.goto(course.url)
    page.get_by_role("link", name="Open the first lesson").click()
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1")


def run_all_cells(page):
    page.wait_for_selector(IDLE)
    page.locator("#jp-MainMenu").get_by_text("Run", exact=True).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.wait_for_function(ALL_RAN)
    page.wait_for_selector(IDLE)


def painted(page):
    """The first stage, once it has painted something."""
    page.locator(STAGE).first.scroll_into_view_if_needed()
    page.wait_for_function(
        f"""() => {{
            const canvas = document.querySelector('{STAGE} canvas');
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return pixels.data.some(value => value > 0) && {SENTENCE};
        }}"""
    )
    return page.evaluate(PICTURE), page.evaluate(SENTENCE)


def nudge(page, key):
    """Move the K slider by one key press, and wait until picture and sentence have followed."""
    before = painted(page)
    page.get_by_role("slider", name="Components K").first.press(key)
    page.wait_for_function(
        f"([picture, sentence]) => {PICTURE} !== picture && {SENTENCE} !== sentence",
        arg=list(before),
    )
    return painted(page)


def assert_nothing_went_wrong(visit, course):
    assert visit.complaints == []
    for kind in ERRORS:
        assert visit.page.locator(kind).all_inner_texts() == []
    assert "Traceback" not in course.log


def test_the_start_page_welcomes_and_shows_its_picture(course, visit, shot):
    page = visit.page
    page.goto(course.url)
    page.wait_for_selector(".jp-MarkdownViewer h1")
    page.wait_for_function(
        "() => document.querySelector('.jp-MarkdownViewer img')?.naturalWidth > 100"
    )
    shot(page, "start")
    assert page.get_by_role("link", name="Responsibilities: whose is each point?").count() == 1
    assert visit.complaints == []


def test_a_slider_moved_by_keyboard_changes_the_picture_and_its_sentence(course, visit, shot):
    page = visit.page
    open_first_lesson(page, course)
    run_all_cells(page)
    two = painted(page)
    three = nudge(page, "ArrowRight")
    shot(page, LESSON)
    assert two[0] != three[0]
    assert "K = 3" in three[1] or "3 components" in three[1]
    assert nudge(page, "ArrowLeft")[1] == two[1]
    page.locator(STAGE).first.scroll_into_view_if_needed()
    assert_nothing_went_wrong(visit, course)


def test_an_error_would_be_noticed(course, visit):
    page = visit.page
    page.goto(course.url)
    page.wait_for_selector(".jp-MarkdownViewer h1")
    with page.expect_console_message():
        page.evaluate("console.error('a planted error')")
    assert any("a planted error" in complaint for complaint in visit.complaints)
