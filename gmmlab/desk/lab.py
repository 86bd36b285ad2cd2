"""JupyterLab for one learner: this computer alone, quick to start, quiet, and stopped cleanly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from gmmlab.errors import GmmlabError

__all__ = ["Lab", "LabError", "running"]

PATIENCE = 90.0  # seconds that a slow computer may take to start JupyterLab
GRACE = 10.0  # seconds that it may take to end its kernels
CONFIG = Path(__file__).parent / "jupyter"
LAUNCH = Path(__file__).with_name("launch.py")


class LabError(GmmlabError, RuntimeError):
    """JupyterLab did not start."""


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that answers.

    Attributes
    ----------
    address
        Where its pages begin, for example ``http://127.0.0.1:8888/``.
    token
        What lets a browser in; empty where the user's own configuration asks for a password.
    process
        The server's process.
    """

    address: str
    token: str
    process: subprocess.Popen[bytes]

    def url(self, page: str) -> str:
        """Return the address that opens `page`, a path inside the workspace, in a browser."""
        key = f"?token={self.token}" if self.token else ""
        return f"{self.address}lab/tree/{page}{key}"

    def wait(self) -> None:
        """Return when the server has ended: shut down from its menu, or by a signal."""
        self.process.wait()


@contextmanager
def running(workspace: Path, page: str, port: int | None = None) -> Iterator[Lab]:
    """Run this environment's own JupyterLab in `workspace` for as long as the block lasts.

    It listens on 127.0.0.1 only. The user's Jupyter configuration is read and never written:
    what differs is said by the command line and by a folder of settings inside the package, and
    the layout of open tabs is kept in the workspace.

    Parameters
    ----------
    workspace
        The folder that it shows.
    page
        What it opens first, a path inside the workspace.
    port
        Where to listen; None takes the first free port from 8888 on.

    Raises
    ------
    LabError
        Where it ends, or stays silent for 90 seconds, before it answers.
    """
    log = workspace / ".gmmlab" / "jupyterlab.log"
    with _interrupted_by_signals(), _spawned(workspace, page, port, log) as process:
        info = _first_sign(process, log, time.time())
        yield Lab(info["url"], info["token"], process)


def _command(workspace: Path, page: str, port: int | None) -> list[str]:
    """Return the command line; -P keeps the learner's files from shadowing modules."""
    command = [sys.executable, "-P", str(LAUNCH), "--no-browser", "--log-level=WARN"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={workspace}"]
    command += [f"--LabApp.default_url=/lab/tree/{page}", "--LabApp.extension_manager=readonly"]
    command += [f"--LabApp.workspaces_dir={workspace / '.gmmlab' / 'layout'}"]
    command += [f"--LabApp.extra_labextensions_path={CONFIG / 'labextensions'}"]
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command += ["--allow-root"]
    return command


def _environment() -> dict[str, str]:
    """Put our settings before the user's, and this environment's kernel before theirs.

    Widgets echo what a browser tells them for the sake of other browsers; a learner has one.
    """
    paths = [str(CONFIG), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    ours = {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}
    ours |= {"JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_WIDGETS_ECHO": "0"}
    return {**os.environ, **ours}


@contextmanager
def _spawned(
    workspace: Path, page: str, port: int | None, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server in a session of its own, so that Ctrl-C reaches us alone; end it with us."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        process = subprocess.Popen(
            _command(workspace, page, port),
            cwd=workspace,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Let the server end its kernels, then insist."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _first_sign(process: subprocess.Popen[bytes], log: Path, since: float) -> dict[str, Any]:
    """Wait for the file in which a Jupyter server says where it listens."""
    from jupyter_core.paths import jupyter_runtime_dir

    sign = Path(jupyter_runtime_dir()) / f"jpserver-{process.pid}.json"
    while time.time() < since + PATIENCE:
        if process.poll() is not None:
            raise LabError(
                f"JupyterLab ended before it answered (exit status {process.returncode}). "
                f"Its last words, from {log}:\n{_tail(log)}"
            )
        if (info := _fresh(sign, since)) and _listens(info["port"]):
            return info
        time.sleep(0.02)
    raise LabError(
        f"JupyterLab has not answered within {PATIENCE:.0f} seconds. Try again, or read {log}:\n"
        f"{_tail(log)}"
    )


def _fresh(sign: Path, since: float) -> dict[str, Any] | None:
    """Return what the file says, unless it is missing, half written, or older than the server."""
    try:
        return json.loads(sign.read_text()) if sign.stat().st_mtime >= since - 2 else None
    except (OSError, ValueError):
        return None


def _listens(port: int) -> bool:
    """Whether anybody does: the server's file may be there a moment before its ear is."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _tail(log: Path, lines: int = 6) -> str:
    return "\n".join(log.read_text(errors="replace").strip().splitlines()[-lines:])


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Take a request to terminate, or a closed terminal, as Ctrl-C."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
