"""JupyterLab without what takes most of the time of its start, and with a spare kernel.

Run as a script, with JupyterLab's own arguments; it imports nothing of gmmlab.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import wraps
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import Any, NoReturn

SPARE = Path(__file__).with_name("spare.py")
OURS = [sys.executable, "-m", "ipykernel_launcher"]
OF_EACH = {"JPY_SESSION_NAME", "JPY_PARENT_PID"}  # variables that differ from kernel to kernel
REST = (
    30.0  # seconds after which a lesson's first cells have run, and other work is in nobody's way
)


class Spare:
    """A Python that has done a lesson's imports, and waits at a pipe to be the next kernel.

    It ends with the process that began it, however that ends.

    Parameters
    ----------
    cold
        How Jupyter launches a kernel. It still does where there is no spare, and where the spare
        would not be the same kernel.
    """

    def __init__(self, cold: Callable[..., subprocess.Popen[bytes]]) -> None:
        self.cold = cold
        self.process: subprocess.Popen[bytes] | None = None
        self.env: dict[str, str] = {}

    def begin(self) -> None:
        """Start it, in a session of its own, as Jupyter starts kernels."""
        self.env = {**os.environ, "JPY_PARENT_PID": str(os.getpid())}
        self.process = subprocess.Popen(
            [sys.executable, str(SPARE)],
            env=self.env,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def launch(
        self, cmd: Sequence[str], *, env: Mapping[str, str], cwd: str | None = None, **how: Any
    ) -> subprocess.Popen[bytes]:
        """Launch a kernel: the spare if it fits, and then another spare a little later."""
        if self._fits(cmd, env) and not any(how.values()):
            order = {"argv": [*cmd], "cwd": cwd or os.getcwd(), "env": {**self.env, **env}}
            if kernel := self._handed_out(json.dumps(order).encode()):
                return kernel
        return self.cold(cmd, env=env, cwd=cwd, **how)

    def _fits(self, cmd: Sequence[str], env: Mapping[str, str]) -> bool:
        """Whether our own kernel is wanted, in the environment in which the spare began."""
        changed = {name for name, _ in env.items() ^ self.env.items()}
        return [*cmd[: len(OURS)]] == OURS and changed <= OF_EACH

    def _handed_out(self, order: bytes) -> subprocess.Popen[bytes] | None:
        """Tell the spare which kernel to be; None if it has died."""
        spare, self.process = self.process, None
        if spare is None or spare.stdin is None:
            return None
        follower = Timer(REST, self.begin)
        follower.daemon = True
        follower.start()
        try:
            with spare.stdin as ear:
                ear.write(order)
        except OSError:
            return None
        return spare


def later(answer: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    """Wait with the formats of the export menu: their imports would stop the server for a second.

    JupyterLab asks for them when it opens its first notebook, and does not wait for them.
    """

    @wraps(answer)
    async def answered_later(handler: Any) -> None:
        await asyncio.sleep(REST)
        await asyncio.to_thread(import_module, "nbconvert.exporters")
        await answer(handler)

    return answered_later


def never_built(program: str) -> NoReturn:
    """Answer like a computer without Node.js, so that its package manager is not asked."""
    raise ValueError(f"{program}: a learner's JupyterLab is used as it was installed")


def main() -> int:
    """Start JupyterLab; return its exit status."""
    from jupyter_client.launcher import launch_kernel
    from jupyter_client.provisioning import local_provisioner

    spare = Spare(launch_kernel)
    local_provisioner.launch_kernel = spare.launch  # type: ignore
    if os.name == "posix":  # elsewhere a kernel must inherit the handle that interrupts it
        spare.begin()
    # A grammar of international addresses, built at every import for a check that is never made.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    from jupyter_server.services.nbconvert.handlers import NbconvertRootHandler
    from jupyterlab import commands

    NbconvertRootHandler.get = later(NbconvertRootHandler.get)  # type: ignore
    commands.which = never_built
    from jupyterlab.labapp import main as jupyterlab

    return jupyterlab() or 0


if __name__ == "__main__":
    sys.exit(main())
