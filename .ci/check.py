"""Every check of the project, one after another, with a summary; fails where one of them does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "The browser test needs Chromium or Chrome, and neither is on PATH. Install one: "
    "`sudo apt install chromium` on Debian, https://www.google.com/chrome/ elsewhere."
)
NO_SANDBOX = (
    "The grading tests need bubblewrap, which shuts student code in, and `bwrap` is not on PATH. "
    "Install it: `sudo apt install bubblewrap` on Debian. It needs Linux with user namespaces."
)
NO_SERVER = (
    "One grading test keeps its gradebook in PostgreSQL, and no `initdb` is found. Install the "
    "server: `sudo apt install postgresql` on Debian; elsewhere put its programs on PATH."
)
APT = "apt-get update -q && apt-get install -yq --no-install-recommends"
PARALLEL = ["--durations=12", "-m", "not browser and not slow", "-n", "2", "--dist", "loadgroup"]
SLOW = ["--durations=12", "-m", "slow and not browser", "-n", "2", "--dist", "loadfile"]
KEPT = 40
"""Lines of a failed check that are said again at the end, where nobody can miss them."""
FAILED: dict[str, list[str]] = {}
STEPS: dict[str, list[str]] = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy --strict": ["mypy"],
    "import-linter": ["lint-imports"],
    "codespell": ["codespell"],
    "notebooks as built, lessons rehearsed": ["gmmlab", "build", "--check"],
    "pytest: laws, examples, notebooks": ["pytest", "-q", *PARALLEL],
    "pytest: grading, wheel, planted bugs": ["pytest", "-q", *SLOW],
    "pytest: browser": ["pytest", "-q", "-m", "browser"],
}


def main() -> int:
    """Run the steps; return 1 if any failed."""
    os.chdir(ROOT)
    results = {
        "browser found": step("browser found", find_browser),
        "sandbox found": step("sandbox found", find_sandbox),
        "PostgreSQL found": step("PostgreSQL found", find_server),
    }
    for name, command in STEPS.items():
        results[name] = step(name, lambda name=name, command=command: succeeds(name, command))
    for name, said in FAILED.items():
        print(f"\n== {name}, once more: its last lines\n{''.join(said)}")
    print("\n" + "\n".join(line(name, *result) for name, result in results.items()))
    shots = sorted(map(str, Path("build/screenshots").glob("*.png")))
    print("screenshots: " + (", ".join(shots) or "none"))
    return int(not all(passed for passed, _ in results.values()))


def step(name, check):
    """Run one check under its name; return whether it passed, and its seconds."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    return check(), time.monotonic() - began


def succeeds(name, command):
    """Run a command; say whether it succeeded, and keep its last lines if it did not."""
    last = deque(maxlen=50 * KEPT)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        for said in iter(lambda: running.stdout.read1(4096), b""):
            sys.stdout.buffer.write(said)
            sys.stdout.flush()
            last.append(said.decode(errors="replace"))
    if running.returncode != 0:
        FAILED[name] = "".join(last).splitlines(keepends=True)[-KEPT:]
    return running.returncode == 0


def line(name, passed, seconds):
    """Return a step's line in the summary."""
    return f"{'passed' if passed else 'FAILED'}  {name:<38}{seconds:6.1f} s"


def find_browser():
    """Find Chromium, or install it where that needs no question."""
    if not any(map(shutil.which, BROWSERS)):
        install("chromium")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    print(found or NO_BROWSER)
    return found is not None


def find_sandbox():
    """Find bubblewrap, or install it where that needs no question."""
    if not shutil.which("bwrap"):
        install("bubblewrap")
    found = shutil.which("bwrap")
    print(found or NO_SANDBOX)
    return found is not None


def find_server():
    """Find PostgreSQL's server, or install it where that needs no question."""
    if not initdb():
        install("postgresql")
    print(initdb() or NO_SERVER)
    return initdb() is not None


def initdb():
    """Where the server's first program is: Debian has it beside PATH."""
    found = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    return found[-1] if found else shutil.which("initdb")


def install(package):
    """Install a package of the system, where that needs no question."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not as_root or shutil.which("sudo")):
        subprocess.run([*as_root, "sh", "-c", f"{APT} {package}"], check=False)


if __name__ == "__main__":
    sys.exit(main())
