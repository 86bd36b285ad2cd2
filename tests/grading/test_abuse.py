"""Resource abuse and crashes: whoever does it loses what it was done in, and nobody else does."""


def mean(code):
    """The right answer, after something else has been done."""
    return "import ctypes, os, signal, sys, time\ndef mean(x):\n" + "".join(
        f"    {line}\n" for line in [*code.splitlines(), "return sum(x) / len(x)"]
    )


FORKS = """
import os, threading, time
def fork():
    for _ in range(300):
        try:
            if not os.fork():
                time.sleep(20)
                os._exit(0)
        except OSError:
            pass
"""

HOARD = """
import mmap, os, signal, time
def hoard(megabytes, flags=mmap.MAP_PRIVATE):
    signal.setitimer(signal.ITIMER_REAL, 0)
    kept = mmap.mmap(-1, megabytes << 20, flags=flags | mmap.MAP_ANONYMOUS)
    for _ in range(megabytes):
        kept.write(b"x" * 2**20)
    time.sleep(20)
"""

CASES = {
    # without end
    "loops for ever": {
        "answer": "while True: pass",
        "loses": "answer",
        "says": "This cell took more than 1 s",
    },
    "loops for ever in C": {
        "answer": "sum(iter(int, 1))",
        "loses": "answer",
        "says": "This cell ended the run: it had not answered after 1 seconds",
    },
    "loops for ever when called": {
        "mean": mean("while True: pass"),
        "loses": "mean",
        "says": "Your code gave this check no answer: it took too long",
    },
    "loops for ever in C when called": {
        "mean": mean("sum(iter(int, 1))"),
        "loses": "mean",
        "says": "Your code gave this check no answer: it had not answered",
    },
    "catches what would stop it": {
        "answer": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "loses": "answer",
    },
    "ignores all signals": {
        "mean": mean(
            "for n in range(1, 64):\n"
            "    try: signal.signal(n, signal.SIG_IGN)\n"
            "    except (OSError, ValueError): pass\n"
            "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))\n"
            "while True: pass"
        ),
        "loses": "mean",
    },
    "sleeps": {"answer": "import time\ntime.sleep(3600)", "loses": "answer"},
    "waits for a lock": {
        "mean": "import threading\n"
        + mean("threading.Lock().acquire() and threading.Event().wait()"),
        "loses": "mean",
    },
    "asks the check's function for ever": {
        "halve": "def halve(f, a, b):\n    while True: f(a)",
        "loses": "halve",
    },
    "halves until it is exact": {
        "halve": "def halve(f, a, b):\n    c = (a + b) / 2\n    while f(c) != 0:\n"
        "        try:\n            c = (a + b) / 2\n"
        "            a, b = (c, b) if f(c) < 0 else (a, c)\n"
        "        except: pass\n    return c",
        "loses": "halve",
    },
    "yields for ever": {
        "mean": "def mean(x):\n    while True: yield 1.0",
        "loses": "mean",
    },
    # without measure
    "asks for all memory": {
        "answer": "kept = bytearray(10**11)",
        "loses": "answer",
        "says": "MemoryError",
        "patient": True,
    },
    "takes memory": {
        "answer": HOARD + "hoard(700)",
        "loses": "answer",
        "says": "This cell ended the run: it has ended itself, or was ended",
        "patient": True,
    },
    "takes memory when called": {
        "mean": HOARD + mean("hoard(700)"),
        "loses": "mean",
        "patient": True,
    },
    "takes memory in many processes": {
        "answer": HOARD + "for _ in range(8):\n    if not os.fork(): hoard(100)\ntime.sleep(20)",
        "loses": "answer",
        "says": "ended",
        "patient": True,
    },
    "takes memory that is shared": {
        "answer": HOARD + "hoard(700, mmap.MAP_SHARED)",
        "loses": "answer",
        "says": "was ended for what it took",
        "patient": True,
    },
    "takes memory without a name": {
        "answer": "import os\nkept = [os.memfd_create('x') for _ in range(40)]\n"
        "for one in kept: os.write(one, bytes(40 << 20))",
        "loses": "answer",
        "says": "PermissionError",
        "patient": True,
    },
    "takes memory as System V did": {
        "answer": "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "assert libc.shmget(0, 60 << 20, 0o1600) != -1, 'refused'",
        "loses": "answer",
        "says": "refused",
        "patient": True,
    },
    "forks without end": {
        "answer": FORKS + "while True: fork()",
        "loses": "answer",
        "says": "This cell",
    },
    "forks from a thread": {
        "answer": FORKS + "one = threading.Thread(target=fork)\none.start()\none.join()",
        "loses": "answer",
        "says": "was ended for what it took",
        "patient": True,
    },
    "starts threads without end": {
        "answer": "import threading, time\n"
        "for _ in range(10**6):\n"
        "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        "loses": "answer",
    },
    "fills the disk": {
        "answer": "for n in range(1000):\n    with open(f'/tmp/{n}', 'wb') as file:\n"
        "        file.write(bytes(10**7))",
        "loses": "answer",
        "says": "OSError",
        "patient": True,
    },
    "writes one large file": {
        "answer": "with open('large', 'wb') as file:\n    for _ in range(100):\n"
        "        file.write(bytes(10**6))",
        "loses": "answer",
        "says": "OSError",
        "patient": True,
    },
    "prints without end": {"answer": "while True: print('x' * 10_000)", "loses": "answer"},
    "shows something huge": {"answer": "answer = 4.75\n'x' * 3 * 10**7", "patient": True},
    "returns something huge": {
        "mean": "def mean(x):\n    return np.zeros(10**7)",
        "loses": "mean",
        "says": "a value takes more than 67108864 bytes",
        "patient": True,
    },
    "opens files without end": {
        "answer": "kept = [open('/dev/null') for _ in range(10_000)]",
        "loses": "answer",
        "says": "Too many open files",
        "patient": True,
    },
    "calls itself without end": {
        "mean": mean("mean(x)"),
        "loses": "mean",
        "says": "maximum recursion depth exceeded",
        "patient": True,
    },
    "calls itself until the stack ends": {
        "mean": "import sys\nsys.setrecursionlimit(10**9)\n"
        + mean("eval('mean(x)', globals(), {'x': x})"),
        "loses": "mean",
    },
    "returns a list in lists in lists": {
        "mean": "def mean(x):\n    a = x\n    for _ in range(10**5): a = [a]\n    return a",
        "loses": "mean",
    },
    "returns a list that holds itself": {
        "mean": "def mean(x):\n    a = []\n    a += [a, a]\n    return a",
        "loses": "mean",
    },
    "returns a range without end": {
        "mean": "def mean(x):\n    return range(10**9) if len(x) > 2 else sum(x) / len(x)",
        "loses": "mean",
        "says": "MemoryError|ArrayMemoryError",
        "patient": True,
    },
    # the end
    "ends its process": {
        "answer": "import os\nos._exit(0)",
        "loses": "answer",
        "says": "it has ended itself",
    },
    "ends its process when called": {"mean": mean("os._exit(0)"), "loses": "mean"},
    "ends its process after everything": {"does": lambda s: s.add("import os\nos._exit(1)")},
    "ends its process once it is blank": {
        "counter": "import os\nos._exit(1)",
        "loses": "counter",
        "says": "NameError",
    },
    "touches memory that is not there": {
        "mean": mean("ctypes.string_at(0)"),
        "loses": "mean",
        "says": "has ended itself",
        "patient": True,
    },
    "aborts": {"answer": "import os\nos.abort()", "loses": "answer"},
    "stops itself": {
        "answer": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nanswer = 4.75"
    },
    "stops everybody": {
        "answer": "import os, signal, time\nos.kill(0, signal.SIGSTOP)\n"
        "time.sleep(0.2)\nanswer = 4.75",
        "patient": True,
    },
    "has a child that stops everybody": {
        "answer": "import os, signal, time\nif not os.fork():\n    os.kill(0, signal.SIGSTOP)\n"
        "    os.kill(-1, signal.SIGSTOP)\n    os._exit(0)\ntime.sleep(0.2)\nanswer = 4.75",
        "patient": True,
    },
    "ends everybody": {
        "answer": "import os, signal\nfor group in (0, -1):\n"
        "    try: os.kill(group, signal.SIGKILL)\n"
        "    except OSError: pass\nanswer = 4.75",
    },
    "closes every file": {"answer": "import os\nos.closerange(0, 1000)", "loses": "answer"},
    "closes every file when called": {"mean": mean("os.closerange(0, 1000)"), "loses": "mean"},
    "closes what it prints on": {
        "mean": mean("sys.stdout.close()"),
        "loses": "mean",
    },
    "prints on nothing": {"answer": "import sys\nsys.stdout = sys.stderr = None\nanswer = 4.75"},
    "fills its home for later cells": {
        "does": lambda s: s.add(
            "try:\n    for n in range(10**6):\n"
            "        open(f'/home/student/{n}', 'wb').write(bytes(10**6))\n"
            "except OSError as error:\n    print(error)",
            before="solution-answer",
        ),
        "says": "No space left",
    },
    "leaves a process behind": {
        "answer": "import os, time\nif not os.fork():\n    os.setsid()\n    if not os.fork():\n"
        "        while True: time.sleep(0.01)\n    os._exit(0)\nanswer = 4.75",
    },
}


def test_an_abusive_case(desk, case):
    desk.check(case)


def test_everything_may_be_endless(desk):
    """More deaths than a submission has starts: what was not reached is said."""
    handed = desk.submission()
    for name in ("answer", "mean", "halve", "counter"):
        handed.put(f"solution-{name}", "import os\nos._exit(3)")
    for _ in range(8):
        handed.add("import os\nos._exit(3)", before="solution-mean")
    result = desk.grade(handed)
    assert result.earned == 0
    assert "the code before it could not be run" in str(result.outcomes)
    assert desk.grade(desk.submission()).earned == 10


def test_what_was_earned_before_the_time_is_up_stays(desk, hasty):
    handed = desk.submission()
    for _ in range(9):
        handed.add("while True: pass", before="solution-halve")
    result = hasty.grade(desk.plan, handed.write())
    assert (result.scores["check-answer"], result.scores["check-mean"]) == (2.0, 3.0)
    assert result.scores["check-counter"] == 0.0
