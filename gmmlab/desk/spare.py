"""A Python that does a lesson's imports ahead, and then becomes the kernel that it is told to be.

Run as a script. It reads one order, ``{"argv": ..., "cwd": ..., "env": ...}``, from its standard
input, and ends if there is none. The kernel is a new one in everything but `sys.modules`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from runpy import run_module
from types import ModuleType

AHEAD = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "matplotlib.pyplot",
    "gmmlab.plot.planes",
    "gmmlab.plot.curves",
    "gmmlab.learn.explore",
    "gmmlab.learn.practising",
    "gmmlab.learn.predicting",
    "gmmlab.learn.showing",
)
EARLY = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as ipykernel does, only later
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # no warning for want of a debugger's flag
}


def main() -> None:
    """Do the imports, wait for the order, carry it out."""
    began = time.time()
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder of this file
    for name, value in EARLY.items():
        os.environ.setdefault(name, value)
    for name in AHEAD:
        with suppress(Exception):  # the learner's own import will say it
            import_module(name)
    if order := sys.stdin.read():
        become(**json.loads(order), cold=changed(sys.modules.values(), began))


def become(argv: list[str], cwd: str, env: dict[str, str], cold: bool) -> None:
    """Turn into the kernel of this command line; a cold one is started by it, from nothing."""
    os.chdir(cwd)
    for name in EARLY.keys() - env.keys():
        del os.environ[name]
    os.environ.update(env)
    if cold:
        os.execve(argv[0], argv, env)
    sys.argv = argv[2:]
    run_module(argv[2], run_name="__main__", alter_sys=True)


def changed(modules: Iterable[ModuleType | None], since: float) -> bool:
    """Whether the file of any module has changed: then what was imported is out of date."""
    files = [getattr(module, "__file__", None) for module in modules]
    return any(os.stat(file).st_ctime > since for file in files if file and os.path.exists(file))


if __name__ == "__main__":
    main()
