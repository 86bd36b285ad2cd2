"""The walls around a student's process: bubblewrap around a zygote, and a nest for each submission.

The zygote has imported what lessons use, and nothing of the teacher's; it forks for each
submission. The fork shuts itself into namespaces of its own, with a home that vanishes with it.
"""

from __future__ import annotations

import array
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from gmmlab.errors import GmmlabError
from gmmlab.teach.grading import wire
from gmmlab.teach.grading.watch import Limits, Watch
from gmmlab.teach.grading.watch import tree as _tree  # noqa: F401  (by this name it is tested)

__all__ = ["Branch", "Limits", "NoSandbox", "Sandbox", "demand_sandbox", "why_no_sandbox"]

HOME = "/home/student"
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin")
ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "alternatives", "localtime")
PACKAGE = Path(__file__).parents[2]


class NoSandbox(GmmlabError, RuntimeError):
    """Student code would run without walls."""


def why_no_sandbox() -> str:
    """Say why there can be no sandbox here; nothing where there can.

    Examples
    --------
    >>> why_no_sandbox() == "" or "sandbox" in why_no_sandbox()
    True
    """
    if sys.platform != "linux":
        return f"a sandbox needs Linux, and this is {sys.platform}"
    if not shutil.which("bwrap"):
        return "a sandbox needs bubblewrap, and there is no `bwrap` on PATH"
    tried = subprocess.run(
        ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], capture_output=True, check=False
    )
    if tried.returncode:
        return f"bubblewrap cannot make a sandbox here: {tried.stderr.decode().strip()[:200]}"
    return ""


def demand_sandbox() -> None:
    """Refuse to go on where there can be no sandbox.

    Raises
    ------
    NoSandbox
        Saying why, and what to do.
    """
    if why := why_no_sandbox():
        raise NoSandbox(
            f"{why}. Install bubblewrap (`apt install bubblewrap`) and allow user namespaces; "
            "or say --unsafe, and student code runs with all your rights."
        )


def command(inherited: int) -> list[str]:
    """Give the command that starts a zygote behind walls.

    Parameters
    ----------
    inherited : int
        The descriptor on which it is spoken to.
    """
    seen = [*_shown(), "--ro-bind", str(PACKAGE), str(PACKAGE)]
    return [
        "bwrap",
        *("--unshare-all", "--die-with-parent", "--new-session", "--as-pid-1"),
        *("--uid", "1000", "--gid", "1000", "--hostname", "student", "--clearenv"),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--size", str(2**20), "--tmpfs", "/tmp", "--size", str(2**20), "--tmpfs", "/home"),
        *("--dir", HOME, "--size", str(2**20), "--tmpfs", HOME),
        *seen,
        *("--chdir", "/", "--remount-ro", "/dev", "--remount-ro", "/home", "--remount-ro", "/tmp"),
        *("--remount-ro", "/"),
        *_settings(),
        "--",
        *(sys.executable, "-I", "-m", "gmmlab.teach.grading.zygote", str(inherited)),
    ]


def _shown() -> list[str]:
    """The parts of this machine that a student's process sees, and cannot write."""
    words: list[str] = []
    for name in SYSTEM:
        path = Path(name)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), name]
        elif path.is_dir():
            words += ["--ro-bind", name, name]
    for name in ETC:
        words += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    roots = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    for root in sorted({os.path.realpath(r) for r in roots} | roots):
        if os.path.isdir(root) and not _within(root, SYSTEM) and not _within(root, roots - {root}):
            words += ["--ro-bind", root, root]
    return words


def _within(path: str, roots: Iterable[str]) -> bool:
    return any(Path(path).is_relative_to(root) for root in roots)


def _settings() -> list[str]:
    told = {
        "PATH": "/usr/bin:/bin",
        "HOME": HOME,
        "TMPDIR": f"{HOME}/tmp",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": f"{HOME}/.matplotlib",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }
    return [word for name, value in told.items() for word in ("--setenv", name, value)]


@dataclass
class Sandbox:
    """Where the code of one submission after another runs.

    Parameters
    ----------
    limits : Limits
    walls : bool
        Without them it is a process like any other, with all that its owner may do.
    """

    limits: Limits = Limits()
    walls: bool = True
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    line: socket.socket | None = field(default=None, init=False)
    several: bool = field(default=False, init=False)

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the zygote, and wait until it has imported what it imports.

        Raises
        ------
        NoSandbox
            If there can be none here, or it does not come up.
        """
        if self.walls:
            demand_sandbox()
        self.line, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        zygote = [sys.executable, "-I", "-m", "gmmlab.teach.grading.zygote", str(other.fileno())]
        self.process = subprocess.Popen(
            command(other.fileno()) if self.walls else zygote,
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        other.close()
        self.line.settimeout(60)
        try:
            head, _ = wire.receive(self.line)
        except (GmmlabError, TimeoutError):
            head = {}
        if not head.get("ready"):
            said = self.stop()
            raise NoSandbox(f"the sandbox does not start: {said[-300:]}. Mend what it says.")
        keeper = Watch(self.process, self.limits, self.walls, lambda: self.several)
        threading.Thread(target=keeper.keep, daemon=True).start()

    def stop(self) -> str:
        """End everything in it; return what it has said on standard error."""
        said = b""
        if self.line:
            self.line.close()  # and the zygote ends by itself
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=2)
            self.process.kill()
            if self.process.stderr:
                said = self.process.stderr.read()
                self.process.stderr.close()
            self.process.wait()
        self.process = self.line = None
        return said.decode(errors="replace").strip()

    def branch(self) -> Branch:
        """Give a sandbox with a line of its own, for a submission at the same time.

        Raises
        ------
        NoSandbox
            If the zygote has died.
        """
        assert self.line is not None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self.several = True
        try:
            wire.send(self.line, {"branch": True})
            _hand_over(self.line, theirs)
        except (GmmlabError, OSError) as error:
            raise NoSandbox("the sandbox has died. Grade again.") from error
        finally:
            theirs.close()
        made = Branch(self.limits, self.walls)
        made.line = ours
        return made

    def spawn(self, files: Mapping[str, bytes]) -> socket.socket:
        """Start a process for a submission, with its files in its home; return the line to it.

        Raises
        ------
        NoSandbox
            If the zygote has died.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        head = {
            "spawn": sorted(files),
            "walls": self.walls,
            "memory": 2 * self.limits.memory,
            "processes": self.limits.processes,
            "files": self.limits.files,
            "cpu": int(2 * self.limits.whole),
        }
        assert self.line is not None
        try:
            wire.send(self.line, head, [files[name] for name in sorted(files)])
            _hand_over(self.line, theirs)
            head, _ = wire.receive(self.line)
        except (GmmlabError, OSError) as error:
            raise NoSandbox("the sandbox has died. Grade again.") from error
        finally:
            theirs.close()
        if "error" in head:
            raise NoSandbox(f"a submission cannot be shut in: {head['error']}. Mend that first.")
        return ours

    def end(self) -> None:
        """End the process of the submission, and all that it has started."""
        assert self.line is not None
        try:
            wire.send(self.line, {"end": True})
            wire.receive(self.line)
        except (GmmlabError, OSError) as error:
            raise NoSandbox("the sandbox has died. Grade again.") from error


class Branch(Sandbox):
    """A line of its own to another's zygote; once it is stopped it cannot be started again."""

    def start(self) -> None:
        """Leave it as it is: only the sandbox from which it branched can make another."""


def _hand_over(line: socket.socket, end: socket.socket) -> None:
    """Give one end of a line to the process at the other end of a line."""
    rights = array.array("i", [end.fileno()])
    line.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
