"""The way of a learner: from the start page to the first lesson, and a slider that answers."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default::ResourceWarning")]

LESSON = "s75-03-responsibilities"
# [ ] before a cell has run, [*] meanwhile, then its number; nothing where its code is folded away.
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"
CONNECTED = re.compile(r"\| Idle")  # before a kernel is there, the notebook itself is idle too
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
STAGE = ".gmmlab-stage"
PICTURE = f"document.querySelector('{STAGE} canvas').toDataURL()"
SENTENCE = f"document.querySelector('{STAGE} .readout').textContent"
KEPT = """async lesson => {
    const layout = await (await fetch('/lab/api/workspaces/default')).text();
    return layout.includes(`notebook:`) && layout.includes(lesson);
}"""
ERRORS = (
    '[data-mime-type="application/vnd.jupyter.error"]',
    '[data-mime-type="application/vnd.jupyter.stderr"]',
    ".jupyter-widgets-error-widget",
)


def arrive(page, course):
    """Open the address that the command printed, and see the start page with its picture."""
    page.goto(course.url)
    page.wait_for_selector(".jp-MarkdownViewer h1")
    page.wait_for_function(
        "() => document.querySelector('.jp-MarkdownViewer img')?.naturalWidth > 100"
    )


def follow(page, link):
    """Follow a link of the start page to a notebook."""
    page.get_by_role("link", name=link).click()
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1")


def run_all_cells(page):
    page.get_by_text(CONNECTED).wait_for()
    page.wait_for_selector(IDLE)
    page.locator("#jp-MainMenu").get_by_text("Run", exact=True).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    page.wait_for_function(
        f"kind => document.querySelector(kind) || {PROMPTS}.every(p => !/[ *]/.test(p))",
        arg=ERRORS[0],
    )
    page.wait_for_selector(IDLE)
    assert errors(page) == []


def errors(page):
    """What cells and widgets show of errors."""
    return [text for kind in ERRORS for text in page.locator(kind).all_inner_texts()]


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


def after(page, role, name, key):
    """Press a key on a control, and wait until picture and sentence have both followed."""
    before = painted(page)
    page.get_by_role(role, name=name).first.press(key)
    page.wait_for_function(
        f"([picture, sentence]) => {PICTURE} !== picture && {SENTENCE} !== sentence",
        arg=list(before),
    )
    return painted(page)


def blunders(log):
    """Tracebacks in the server's log, apart from those of a page that went away in mid-sentence."""
    told = log.split("Traceback (most recent call last):")[1:]
    return [trace for trace in told if "ClosedError" not in trace]


def assert_nothing_went_wrong(visit, course):
    assert visit.complaints == []
    assert errors(visit.page) == []
    assert blunders(course.log) == []


def test_from_the_start_page_to_a_slider_that_answers(course, visit, shot):
    page = visit.page
    arrive(page, course)
    shot(page, "start")
    follow(page, "Responsibilities")
    run_all_cells(page)
    two = painted(page)
    three = after(page, "slider", "Components K", "ArrowRight")
    assert "K = 2" in two[1]
    assert "K = 3" in three[1]
    assert after(page, "slider", "Components K", "ArrowLeft") == two
    converged = after(page, "button", "Run to convergence", "Enter")
    assert "1130.3" in converged[1]
    shot(page, LESSON)
    assert_nothing_went_wrong(visit, course)


def tabs(page):
    return page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel").all_inner_texts()


def test_tabs_outlive_a_reload_and_a_second_window_has_its_own(course, visit):
    page = visit.page
    arrive(page, course)
    follow(page, "Responsibilities")
    page.wait_for_function(KEPT, arg=LESSON)
    open_tabs = tabs(page)
    assert len(open_tabs) == 2
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput h1")
    assert tabs(page) == open_tabs
    other = page.context.new_page()
    other.goto(course.url)
    other.wait_for_selector(".jp-MarkdownViewer h1")
    assert "/workspaces/auto-" in other.url
    assert len(tabs(other)) == 1
    assert_nothing_went_wrong(visit, course)


def test_a_traceback_in_the_log_would_be_noticed():
    trace = "Traceback (most recent call last):\n  File ...\n"
    assert blunders(f"[I] fine\n{trace}StreamClosedError: Stream is closed\n") == []
    assert len(blunders(f"{trace}StreamClosedError\n{trace}KeyError: 'x'\n")) == 1


def test_an_error_would_be_noticed(course, visit):
    page = visit.page
    arrive(page, course)
    with page.expect_console_message():
        page.evaluate("console.error('a planted error')")
    assert any("a planted error" in complaint for complaint in visit.complaints)
