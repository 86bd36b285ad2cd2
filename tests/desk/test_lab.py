"""JupyterLab for a learner: loopback only, settings of its own, errors in words, a clean end."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from importlib.metadata import version
from pathlib import Path

import pytest

from gmmlab.desk import lab
from gmmlab.desk.lab import CONFIG, LabError, running


def fetch(server, path):
    request = urllib.request.Request(
        f"{server.address}{path}", headers={"Authorization": f"token {server.token}"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()


@pytest.mark.slow
def test_it_serves_the_workspace_to_this_computer_and_ends_with_the_block(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    work = tmp_path / "ws"
    work.mkdir()
    (work / "start.md").write_text("# Welcome")
    with running(work, "start.md") as server:
        assert server.address.startswith("http://127.0.0.1:")
        names = [entry["name"] for entry in json.loads(fetch(server, "api/contents"))["content"]]
        assert names == ["start.md"]
        page = fetch(server, "lab/tree/start.md")
        off = json.loads((CONFIG / "labconfig" / "page_config.json").read_text())
        assert all(f'"{name}"' in page for name in off["disabledExtensions"])
        settings = fetch(server, "lab/api/settings/@jupyterlab/docmanager-extension:plugin")
        assert '"default": {"markdown": "Markdown Preview"}' in settings
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{server.address}api/contents", timeout=60)
    assert server.process.poll() is not None
    assert not list(home.rglob("*.jupyterlab-workspace"))
    assert not (home / ".jupyter" / "jupyter_server_config.json").exists()
    assert (work / ".gmmlab" / "jupyterlab.log").stat().st_mode & 0o077 == 0


def test_a_port_in_use_is_told_with_the_servers_last_words(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(LabError, match=f"ended before it answered(.|\n)*{port}"):
            start_and_leave(tmp_path, port)


def start_and_leave(folder, port=None):
    with running(folder, "start.md", port):
        pass


def test_a_server_that_stays_silent_is_given_up(tmp_path, monkeypatch):
    (tmp_path / "mute.py").write_text("import threading; threading.Event().wait()")
    monkeypatch.setattr(lab, "LAUNCH", tmp_path / "mute.py")
    monkeypatch.setattr(lab, "PATIENCE", 0.2)
    with pytest.raises(LabError, match="has not answered within 0 seconds"):
        start_and_leave(tmp_path)


def test_a_server_that_will_not_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "GRACE", 0.2)
    deaf = "import signal, sys; signal.signal(15, signal.SIG_IGN); print(1, flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", deaf], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        process.stdout.readline()
        lab._stop(process)
        assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_request_to_end_is_taken_as_ctrl_c(name):
    number = getattr(signal, name)
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), lab._interrupted_by_signals():
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_our_settings_come_before_the_users(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/theirs")
    assert lab._environment()["JUPYTER_CONFIG_PATH"] == f"{CONFIG}{os.pathsep}/theirs"


def test_files_of_the_learner_cannot_shadow_modules(tmp_path):
    command = lab._command(tmp_path, "start.md", None)
    assert command[:2] == [sys.executable, "-P"]
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert "--ServerApp.ip=127.0.0.1" in command
    assert not any(word.startswith("--ServerApp.port") for word in command)


@pytest.mark.parametrize("file", sorted(CONFIG.rglob("*.json")), ids=lambda file: file.stem)
def test_every_settings_file_is_json(file):
    assert json.loads(Path(file).read_text())


def test_the_address_of_a_page_carries_the_token_where_there_is_one():
    assert lab.Lab("http://h/", "t", None).url("a.md") == "http://h/lab/tree/a.md?token=t"
    assert lab.Lab("http://h/", "", None).url("a.md") == "http://h/lab/tree/a.md"


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A file that exists as soon as somebody has called Node.js."""
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return tmp_path / "asked"


def test_the_launcher_asks_no_other_program(asked):
    told = subprocess.run(
        [sys.executable, "-P", lab.LAUNCH, "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == version("jupyterlab")
    assert not asked.exists()


def test_plain_jupyterlab_would_ask(asked):
    words = [sys.executable, "-m", "jupyterlab", "--version"]
    subprocess.run(words, capture_output=True, check=True)
    assert asked.exists()


def test_widgets_do_not_echo():
    asked = "from ipywidgets.widgets import widget; print(widget.JUPYTER_WIDGETS_ECHO)"
    told = [
        subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, check=True)
        for env in (lab._environment(), dict(os.environ))
    ]
    assert [answer.stdout for answer in told] == [b"False\n", b"True\n"]
