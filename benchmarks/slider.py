"""What a slider feels like: from a key press to the last painted pixel, beside a bare round trip.

    python benchmarks/slider.py            # all sections; about three minutes
    python benchmarks/slider.py --start    # only: from `gmmlab start` to the first plot

JupyterLab is started in a temporary folder, as a learner gets it, and driven in headless Chromium.
Presses of the ways that are compared alternate, so that a busy machine slows all of them alike:
read the ratios.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from playwright.sync_api import Locator, Page, sync_playwright

from gmmlab.desk import lab

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
PRESSES = 40
PAUSE = 350
"""Milliseconds between presses: long enough for everything a press sets going."""

FLOOR = """
import ipywidgets as w
slider, text = w.IntSlider(4, 1, 16, description="floor"), w.Label("4")
slider.observe(lambda change: setattr(text, "value", f"value {change.new}"), "value")
w.VBox([slider, text]).add_class("bench-floor")
"""
STAGE = """
import numpy as np
import ipywidgets as w
from gmmlab.learn.stage import *
from gmmlab.plot.style import PALETTE
rng = np.random.default_rng(0)
X = rng.normal(size=(1000, 2)) + 4 * rng.integers(-1, 2, (1000, 2))
one = Arrangement("a", (720, 480))
panels = {"a": Panel((-8, 8), (-8, 8), "A thousand points", "x", "y")}
dots = Dots(key="points", panel="a", xy=X)
scene = Scene(panels, [dots, Ellipses(key="rings", panel="a", colours=PALETTE)], one, one)
def frame(K, t=0.0):
    turn = 2 * np.pi * np.arange(K) / K + t
    means = 4 * np.column_stack([np.cos(turn), np.sin(turn)])
    colours = np.random.default_rng(K).integers(0, 255, (1000, 4), dtype="u1")
    colours[:, 3] = 0
    rings = (means, np.tile(np.eye(2), (K, 1, 1)))
    return Frame({"points": colours, "rings": rings}, f"K = {K}, turned by {t:.2f}.")
class Frames(Source):
    def frame_at(self, key):
        return frame(*key)
"""
LIVE = (
    STAGE
    + """
slider = w.IntSlider(4, 1, 16, description="live")
stage = Stage(scene, frame(4))
slider.observe(lambda change: stage.show(frame(change.new)), "value")
w.VBox([slider, stage]).add_class("bench-live")
"""
)
TABLE = (
    STAGE
    + """
dial = w.IntSlider(4, 1, 16, description="table")
table = Stage(scene, frame(4), dials=[Dial(dial, 1, 16)], source=Frames())
dial.observe(lambda change: table.turn((change.new,)), "value")
w.VBox([dial, table]).add_class("bench-table")
"""
)
EXPLORER = """
from gmmlab import datasets
from gmmlab.learn.explore import em
explorer = em(datasets.faithful(), K=2)
explorer.press("Run to convergence")
explorer.add_class("bench-explorer")
explorer
"""
FILM = "stage.play([frame(6, t) for t in np.linspace(0, 6, 241)], rate=60)"
WAYS = {"bare round trip": "floor", "stage, live": "live"}
WAYS |= {"stage, preloaded": "table", "explore.em, K": "explorer"}

METER = """
window.meter = { begun: 0, painted: [], blanks: 0, check: false };
const after = (act) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = act;
  channel.port2.postMessage(0);
};
const stamp = () => meter.painted.push(performance.now());
addEventListener("keydown", (event) => { meter.begun = event.timeStamp; }, true);
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  clear.apply(this, box);
  const canvas = this.canvas;
  if (!canvas.isConnected) return;
  after(() => {
    stamp();
    if (!meter.check) return;
    const pixels = this.getImageData(0, 0, canvas.width, canvas.height).data;
    if (!pixels.some((value) => value)) meter.blanks++;
  });
};
const soon = () => requestAnimationFrame(() => after(stamp));
window.watchText = (element) => new MutationObserver(soon)
  .observe(element, { subtree: true, childList: true, characterData: true });
window.burst = async (handle, seconds) => {
  meter.painted = [];
  const begin = performance.now();
  for (let i = 0; performance.now() - begin < 1000 * seconds; i++) {
    const key = Math.floor(i / 8) % 2 ? "ArrowLeft" : "ArrowRight";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 1000 / 30));
  }
  return meter.painted.length / seconds;
};
"""


@contextlib.contextmanager
def chromium() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 2600})
        page.add_init_script(METER)
        yield page
        browser.close()


def write_notebook(path: Path, cells: list[str]) -> None:
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    meta = {"kernelspec": spec, "language_info": {"name": "python"}}
    made = [nbformat.v4.new_code_cell(cell.strip()) for cell in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=meta), path)


def run_all(page: Page) -> None:
    """Run all cells, once the kernel can hear of it."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle")).wait_for(timeout=90_000)
    page.locator("#jp-MainMenu").get_by_text("Run", exact=True).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()


class Wire:
    """Bytes over the page's websockets, both ways."""

    def __init__(self, page: Page) -> None:
        self.page, self.bytes = page, 0
        self.saved: list[int] = []
        page.on("websocket", self._listen)

    def wait_until_quiet(self, seconds: float = 3, at_most: float = 180) -> None:
        """Wait until all that is sent ahead has been sent."""
        deadline, before = time.time() + at_most, -1
        while before != self.bytes and time.time() < deadline:
            before = self.bytes
            self.page.wait_for_timeout(1000 * seconds)

    def _listen(self, socket: Any) -> None:
        for event in ("framereceived", "framesent"):
            socket.on(event, self._count)

    def _count(self, payload: Any) -> None:
        data = payload if isinstance(payload, bytes) else payload.encode()
        if b"update_display_data" in data[:4000]:
            self.saved.append(len(data))
        else:
            self.bytes += len(data)


def handle(page: Page, way: str) -> Locator:
    return page.locator(f".bench-{way} .noUi-handle").first


def press(page: Page, way: str, key: str, wire: Wire) -> tuple[float, float, int]:
    """First and last paint after a press, in milliseconds, and the bytes that it sent."""
    handle(page, way).focus()
    page.evaluate("meter.painted = []")
    before = wire.bytes
    page.keyboard.press(key)
    page.wait_for_function("meter.painted.length", timeout=20_000)
    page.wait_for_timeout(PAUSE)
    begun, painted = page.evaluate("[meter.begun, meter.painted]")
    return painted[0] - begun, painted[-1] - begun, wire.bytes - before


def measure_moves(page: Page, wire: Wire) -> dict[str, np.ndarray]:
    """(PRESSES, 3) for each way, taken in turns."""
    taken: dict[str, list[tuple[float, float, int]]] = {way: [] for way in WAYS.values()}
    for i in range(PRESSES + 2):
        for way, rows in taken.items():
            row = press(page, way, "ArrowLeft" if i // 2 % 2 else "ArrowRight", wire)
            if i > 1:
                rows.append(row)
    return {way: np.array(rows) for way, rows in taken.items()}


def measure_bursts(page: Page) -> dict[str, float]:
    rates = {}
    for way in WAYS.values():
        rates[way] = handle(page, way).evaluate("(handle) => burst(handle, 3)")
        page.wait_for_timeout(1500)
    return rates


def measure_film(page: Page) -> tuple[float, int]:
    """Paints a second and frames shown of a film of 241 frames sent in one message."""
    page.evaluate("meter.painted = []")
    page.locator(".jp-Cell").last.click()
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(9000)
    painted = np.array(page.evaluate("meter.painted"))
    return (len(painted) - 1) / np.ptp(painted) * 1000, len(painted)


def count_blanks(page: Page) -> tuple[int, int]:
    """Blank canvases among the paints of twenty presses."""
    page.evaluate("Object.assign(meter, { check: true, painted: [], blanks: 0 })")
    for i in range(20):
        for way in ("live", "table"):
            handle(page, way).focus()
            page.keyboard.press("ArrowLeft" if i // 4 % 2 else "ArrowRight")
            page.wait_for_timeout(120)
    blanks, painted = page.evaluate("[meter.blanks, meter.painted.length]")
    page.evaluate("meter.check = false")
    return blanks, painted


def report(moves: dict[str, np.ndarray], bursts: dict[str, float]) -> None:
    floor = moves["floor"]
    base = np.median(floor[:, 1]), np.percentile(floor[:, 1], 95)
    print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {PRESSES} presses")
    print("| way | first paint | last paint: median | p95 | ratio | p95 | kB a move | paints/s |")
    print("|---|---|---|---|---|---|---|---|")
    for name, way in WAYS.items():
        first, last, sent = moves[way].T
        mid, late = np.median(last), np.percentile(last, 95)
        print(
            f"| {name} | {np.median(first):.0f} | {mid:.0f} | {late:.0f} | {mid / base[0]:.2f} "
            f"| {late / base[1]:.2f} | {np.median(sent) / 1000:.1f} | {bursts[way]:.0f} |"
        )


def sliders() -> None:
    """Moves, bursts, a film and blank frames, in one notebook."""
    with (
        tempfile.TemporaryDirectory() as name,
        lab.running(Path(name), "bench.ipynb") as server,
        chromium() as page,
    ):
        wire = Wire(page)
        write_notebook(Path(name) / "bench.ipynb", [FLOOR, LIVE, TABLE, EXPLORER, FILM])
        page.goto(server.url("bench.ipynb"))
        run_all(page)
        page.wait_for_selector(".bench-explorer canvas", timeout=120_000)
        wire.wait_until_quiet()
        page.locator(".bench-floor .widget-label").last.evaluate("(label) => watchText(label)")
        moves, bursts = measure_moves(page, wire), measure_bursts(page)
        film, frames = measure_film(page)
        blanks, painted = count_blanks(page)
    report(moves, bursts)
    print(f"film from one message: {film:.0f} frames a second ({frames} painted)")
    print(f"blank frames: {blanks} of {painted}")
    kilobytes = np.median(wire.saved) / 1000 if wire.saved else 0
    print(f"the saved picture, brought up to date after 2.5 s of rest: {kilobytes:.0f} kB")


def start_to_plot() -> None:
    """From the command to the first plot of the first lesson."""
    with tempfile.TemporaryDirectory() as name, chromium() as page:
        begin = time.perf_counter()
        command = ["gmmlab", "start", "--no-browser", "--workspace", name]
        command[0] = str(Path(sys.executable).with_name("gmmlab"))
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert server.stdout is not None
        try:
            url = next(m[0] for line in server.stdout if (m := re.search(r"http://\S+", line)))
            serving = time.perf_counter() - begin
            lesson = next(Path(name).rglob("s75-03*.ipynb")).relative_to(name)
            page.goto(re.sub(r"tree/[^?]*", f"tree/{lesson}", url))
            run_all(page)
            after = []
            for shown in (".jp-OutputArea-output img", ".gmmlab-stage canvas"):
                page.wait_for_selector(shown, timeout=90_000)
                after.append(time.perf_counter() - begin)
            print(
                f"gmmlab start: serving after {serving:.1f} s, first plot after {after[0]:.1f} s, "
                f"explorer after {after[1]:.1f} s (load {os.getloadavg()[0]:.1f})"
            )
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--start", action="store_true", help="only the time to the first plot")
    (start_to_plot if parser.parse_args().start else sliders)()
