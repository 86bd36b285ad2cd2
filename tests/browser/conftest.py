"""JupyterLab as a learner meets it: started by `gmmlab start`, seen in headless Chromium."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NOISE = (
    r"Plugin .* (is taking too long|took \d+\.\d+ms) to activate",  # a slow computer
    r"ResizeObserver loop completed with undelivered notifications",  # harmless by its standard
)
NO_PORTS = {"KernelManager": {"transport": "ipc"}}  # kernels race for ports on a busy machine
PATIENCE = 90_000  # milliseconds


class Course(NamedTuple):
    """A course that is being served."""

    url: str
    workspace: Path

    @property
    def log(self):
        """What the server and its kernels had to complain of."""
        return (self.workspace / ".gmmlab" / "jupyterlab.log").read_text(errors="replace")


class Visit(NamedTuple):
    """A learner's look at the course, with all that went wrong in the browser."""

    page: Page
    complaints: list[str]


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """Serve the course, apart from whatever the developer's own Jupyter is told to do."""
    folder = tmp_path_factory.mktemp("learner")
    workspace, settings = folder / "workspace", folder / "settings"
    settings.mkdir()
    (settings / "jupyter_server_config.json").write_text(json.dumps(NO_PORTS))
    command = [sys.executable, "-c", "from gmmlab.cli import main; main()", "start"]
    command += ["--no-browser", "--workspace", str(workspace)]
    apart = {**os.environ, "JUPYTER_CONFIG_DIR": str(settings)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=apart) as process:
        try:
            yield Course(address(process.stdout), workspace)
        finally:
            process.terminate()


def address(lines):
    """Read the address that the command prints."""
    heard = []
    for line in lines:
        heard.append(line)
        if found := re.match(r"Open (http\S+)", line):
            return found[1]
    return pytest.fail(f"gmmlab start printed no address, but:\n{''.join(heard)}")


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail(f"none of {', '.join(BROWSERS)} is on PATH: install Chromium, and test again")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *as_root])
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let a fixture see whether its test has failed."""
    report = yield
    item.failed = report.failed
    return report


@pytest.fixture
def visit(chromium, course, shot, request):
    """Come with a new browser, to a JupyterLab that shows no tabs of the last visit."""
    shutil.rmtree(course.workspace / ".gmmlab" / "layout", ignore_errors=True)
    context = chromium.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(PATIENCE)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(f"page: {error}"))
    page.on("console", lambda told: complaints.extend(complaint(told)))
    page.on("response", lambda got: complaints.extend(refusal(got)))
    yield Visit(page, complaints)
    if request.node.failed:
        shot(page, f"failed-{request.node.name}")
    context.close()


def complaint(told):
    """Return a console error, unless it is well-known noise."""
    text = f"console: {told.text} ({told.location.get('url', '')})"
    if told.type == "error" and not any(re.search(noise, told.text) for noise in NOISE):
        yield text


def refusal(got):
    """Return a request that the server refused."""
    if got.status >= 400:
        yield f"request: {got.status} {got.url.partition('?')[0]}"


@pytest.fixture
def shot():
    """Return a function that leaves a screenshot where a developer finds it."""

    def keep(page, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")

    return keep
