"""A nest: a forked process shuts itself into namespaces of its own, and gives up every right.

Linux only; the calls that Python does not have are made through the C library.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["forbid", "give_up_rights", "limit", "move_in", "secret", "unshare"]

HOME = "/home/student"
SCRATCH = {HOME: "size=64m,mode=755", "/tmp": "size=64m,mode=1777", "/dev/shm": "size=64m"}
"""What a submission may write to; it is gone with it."""

_NAMESPACES = {
    "files": 0x00020000,
    "names": 0x04000000,
    "messages": 0x08000000,
    "users": 0x10000000,
    "processes": 0x20000000,
    "network": 0x40000000,
}
_NO_SUID, _NO_DEVICES, _READ_ONLY = 2, 4, 1
_DUMPABLE, _NO_NEW_PRIVILEGES, _DEATH_SIGNAL = 4, 38, 1
_CAPABILITIES_3 = 0x20080522
_libc = ctypes.CDLL(None, use_errno=True)

_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FORKS = {"clone": (56, 220), "clone3": (435, 435)}
_FORBIDDEN = {
    "shmget": (29, 194),
    "msgget": (68, 186),
    "ptrace": (101, 117),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "perf_event_open": (298, 241),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "memfd_create": (319, 279),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "memfd_secret": (447, 447),
}
"""Calls of the system, by their numbers on these machines, by which memory could be taken that
nobody counts, or rights be regained."""
_SECCOMP, _FILTER, _REFUSED, _ALLOWED = 22, 2, 0x00050000, 0x7FFF0000


def _done(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def secret(hidden: bool) -> None:
    """Let no other process look into this one, or let it."""
    _done(_libc.prctl(_DUMPABLE, int(not hidden), 0, 0, 0), "to hide memory")


def unshare() -> None:
    """Leave all namespaces; the next fork is the first process of a new world."""
    user, group = os.getuid(), os.getgid()
    _done(_libc.unshare(sum(_NAMESPACES.values())), "to leave the namespaces")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def move_in(files: Mapping[str, bytes]) -> None:
    """Make a home with these files in it, and hide the processes of others."""
    for place, how in SCRATCH.items():
        if not _holds_python(place):  # or nothing could be imported any more
            _mount(place, _NO_SUID | _NO_DEVICES, how)
    Path(HOME, "tmp").mkdir()
    _mount("/proc", _NO_SUID | _NO_DEVICES | _READ_ONLY, "size=4k")
    lay_out(files, Path(HOME, "work"))


def _holds_python(place: str) -> bool:
    """Whether Python or its packages lie below a place; nobody can write there then."""
    needed = (sys.prefix, sys.base_prefix, __file__)
    return any(Path(path).resolve().is_relative_to(place) for path in needed)


def lay_out(files: Mapping[str, bytes], work: Path) -> None:
    """Write the files of a submission, and go where they are."""
    work.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.chdir(work)


def _mount(place: str, flags: int, how: str) -> None:
    result = _libc.mount(b"tmpfs", place.encode(), b"tmpfs", flags, how.encode())
    _done(result, f"to mount {place}")


def limit(memory: int, processes: int, files: int, cpu: int) -> None:
    """Limit what this process and its children may use."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, files),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def give_up_rights() -> None:
    """Drop every capability, for good."""
    _done(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "to give up privileges")
    head = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    none = (ctypes.c_uint32 * 6)()
    _done(_libc.capset(head, none), "to drop capabilities")


def forbid() -> None:
    """Refuse calls of the system that no lesson needs, for good; their caller sees EPERM."""
    if platform.machine() not in _MACHINES:
        return
    place = list(_MACHINES).index(platform.machine())
    machine = _MACHINES[platform.machine()]
    load, same, some, least, give = 0x20, 0x15, 0x45, 0x35, 0x06
    no, missing = (give, 0, 0, _REFUSED | errno.EPERM), (give, 0, 0, _REFUSED | errno.ENOSYS)
    steps = [(load, 0, 0, 4), (same, 1, 0, machine), no]
    steps += [(load, 0, 0, 0), (least, 0, 1, 0x40000000), no]  # the numbers of another kind
    for numbers in _FORBIDDEN.values():
        steps += [(same, 0, 1, numbers[place]), no]
    steps += [(same, 0, 1, _FORKS["clone3"][place]), missing]  # and the C library uses clone
    steps += [(same, 0, 3, _FORKS["clone"][place]), (load, 0, 0, 16)]
    steps += [(some, 0, 1, _NAMESPACES["users"]), no, (give, 0, 0, _ALLOWED)]
    told = b"".join(struct.pack("HBBI", *step) for step in steps)
    text = ctypes.create_string_buffer(told, len(told))
    program = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(text))
    _done(_libc.prctl(_SECCOMP, _FILTER, program, 0, 0), "to forbid calls of the system")


def die_with_parent() -> None:
    """Be killed when the process that forked this one ends."""
    _done(_libc.prctl(_DEATH_SIGNAL, 9, 0, 0, 0), "to die with the parent")
