"""JupyterLab's launcher: a spare kernel that is like any other, and work put off."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from jupyter_client import KernelManager
from jupyter_client.launcher import launch_kernel
from jupyter_client.provisioning import local_provisioner
from jupyter_server.services.nbconvert.handlers import NbconvertRootHandler
from jupyterlab import commands, labapp

from gmmlab.desk import launch, spare
from gmmlab.desk.launch import OURS, SPARE, Spare

SESSION = {"JPY_SESSION_NAME": "lessons/a.ipynb"}


@pytest.fixture(autouse=True)
def nothing_follows(monkeypatch):
    """Let no second spare begin after the first."""
    monkeypatch.setattr(launch, "REST", 10_000.0)


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    """A function that starts a kernel through a launcher, and tells what its first cell printed."""
    begun = []

    def told(launcher, code):
        monkeypatch.setattr(local_provisioner, "launch_kernel", launcher)
        file = tmp_path / f"{len(begun)}.json"
        manager = KernelManager(transport="ipc", connection_file=str(file))
        begun.append(manager)
        manager.start_kernel(cwd=str(tmp_path), env={**os.environ, **SESSION})
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        seen = []
        client.execute_interactive(code, output_hook=lambda said: seen.append(said["content"]))
        client.stop_channels()
        return seen

    yield told
    for manager in begun:
        manager.shutdown_kernel(now=True)


def never(cmd, **how):
    raise AssertionError(f"{cmd} was launched cold")


def begun():
    made = Spare(never)
    made.begin()
    return made


ASKED = """
known = sorted(globals())
import json, os, sys
print(json.dumps({
    "names": known,
    "environment": dict(os.environ),
    "folder": os.getcwd(),
    "path": sys.path,
    "program": [sys.argv[0], __name__],
    "parent": os.getppid(),
    "leads its group": os.getpgrp() == os.getpid(),
    "warm": "gmmlab.learn.explore" in sys.modules,
}))
"""


def test_the_spare_becomes_a_kernel_like_any_other_but_warm(kernel, tmp_path):
    cold, warm = (
        [content for content in kernel(launcher, ASKED) if content.get("name") == "stdout"]
        for launcher in (launch_kernel, begun().launch)
    )
    cold, warm = json.loads(cold[0]["text"]), json.loads(warm[0]["text"])
    assert warm == {**cold, "warm": True}
    assert not cold["warm"]
    assert warm["folder"] == str(tmp_path)
    assert warm["environment"]["JPY_SESSION_NAME"] == SESSION["JPY_SESSION_NAME"]


def test_its_first_cell_is_number_one(kernel):
    seen = kernel(begun().launch, "2")
    assert [content["execution_count"] for content in seen if "data" in content] == [1]


def test_its_plots_are_shown_in_the_notebook(kernel):
    seen = kernel(begun().launch, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    assert [content["data"].keys() >= {"image/png"} for content in seen if "data" in content] == [
        True
    ]


def test_a_spare_without_an_order_ends():
    done = subprocess.run([sys.executable, SPARE], stdin=subprocess.DEVNULL, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_spare_ends_with_the_process_that_began_it():
    # The call returns when nobody holds its output any more: neither the process nor its spare.
    code = "from gmmlab.desk.launch import Spare; Spare(None).begin(); import os; os._exit(0)"
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=120)


def test_a_spare_whose_imports_are_out_of_date_starts_from_nothing(tmp_path):
    (tmp_path / "ipywidgets.py").write_text("import os\nos.utime(__file__)")
    order = {"argv": [sys.executable, "-c", "print('cold')"], "cwd": "/", "env": dict(os.environ)}
    told = subprocess.run(
        [sys.executable, SPARE],
        input=json.dumps(order).encode(),
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert told.stdout == b"cold\n"


def test_a_module_has_changed_if_its_file_is_newer():
    assert spare.changed([spare], since=0)
    assert not spare.changed([spare, sys, None], since=SPARE.stat().st_ctime + 1)


@pytest.fixture
def waiting():
    """A launcher with a spare that only listens, and what is called for cold kernels."""
    cold = []
    made = Spare(lambda cmd, **how: cold.append((cmd, how)))
    made.env = dict(os.environ)
    ear, mouth = os.pipe()
    with open(ear) as heard, open(mouth, "wb") as told:
        made.process = SimpleNamespace(stdin=told)
        yield made, heard, cold


def test_a_spare_is_handed_out_once(waiting):
    made, heard, cold = waiting
    first, cmd, env = made.process, [*OURS, "-f", "x"], {**made.env, **SESSION}
    assert made.launch(cmd, env=env) is first
    assert json.load(heard) == {"argv": cmd, "cwd": os.getcwd(), "env": env}
    assert made.launch(cmd, env=env, cwd="/") is None
    assert cold == [(cmd, {"env": env, "cwd": "/"})]


@pytest.mark.parametrize(
    ("cmd", "more", "how"),
    [
        (["python", "-m", "ipykernel_launcher", "-f", "x"], {}, {}),
        ([*OURS[:2], "another_kernel", "-f", "x"], {}, {}),
        ([*OURS, "-f", "x"], {"OMP_NUM_THREADS": "7"}, {}),
        ([*OURS, "-f", "x"], {}, {"independent": True}),
    ],
    ids=["another Python", "another kernel", "another environment", "another way"],
)
def test_what_the_spare_is_not_is_launched_cold(waiting, cmd, more, how):
    made, _, cold = waiting
    spared, env = made.process, {**made.env, **SESSION, **more}
    made.launch(cmd, env=env, cwd="/", **how)
    assert cold == [(cmd, {"env": env, "cwd": "/", **how})]
    assert made.process is spared


def test_a_spare_that_has_died_is_replaced_by_a_cold_kernel(waiting):
    made, heard, cold = waiting
    heard.close()
    assert made.launch([*OURS, "-f", "x"], env=made.env) is None
    assert len(cold) == 1


def test_another_spare_follows(waiting, monkeypatch):
    made, _, _ = waiting
    begun = threading.Event()
    monkeypatch.setattr(launch, "REST", 0.0)
    monkeypatch.setattr(made, "begin", begun.set)
    made.launch([*OURS, "-f", "x"], env=made.env)
    assert begun.wait(30)


def test_export_formats_wait_until_the_rest_is_done(monkeypatch):
    monkeypatch.setattr(launch, "REST", 0.0)
    heard = []

    async def answer(handler):
        heard.append((handler, "nbconvert.exporters" in sys.modules))

    asyncio.run(launch.later(answer)("handler"))
    assert heard == [("handler", True)]


def test_jupyterlab_is_started_with_all_of_this(monkeypatch):
    before = NbconvertRootHandler.get
    monkeypatch.setattr(NbconvertRootHandler, "get", before)
    monkeypatch.setattr(local_provisioner, "launch_kernel", never)
    monkeypatch.setattr(commands, "which", None)
    monkeypatch.setitem(sys.modules, "rfc3987_syntax", None)
    monkeypatch.setattr(Spare, "begin", lambda made: spares.append(made))
    monkeypatch.setattr(labapp, "main", lambda: None)
    spares = []
    assert launch.main() == 0
    assert [made.cold for made in spares] == [launch_kernel]
    assert local_provisioner.launch_kernel == spares[0].launch
    assert commands.which is launch.never_built
    assert NbconvertRootHandler.get.__wrapped__ is before
