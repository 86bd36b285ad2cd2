"""Cheating: no point that was not earned, no look at what is not theirs, no trace for the next.

Some of what is looked for here is found where there are no walls: `test_walls` holds that.
"""

import os
import socket

import pytest

from gmmlab.teach.grading.walls import Limits
from gmmlab.teach.grading.worker import Worker

LIMITS = Limits(cell=5, call=5, whole=20)

FORGE = """
import gc, json, os, socket, struct, sys, time
def told(value, blobs=(), **more):
    head = {"value": value, "out": "", "err": "", **more, "blobs": [len(blob) for blob in blobs]}
    text = json.dumps(head).encode()
    return struct.pack(">I", len(text)) + text + b"".join(blobs)
def forge(*parts):
    for fd in range(3, 64):
        for part in parts:
            try: os.write(fd, part)
            except OSError: break
    os._exit(0)
"""


def forged(*parts):
    """Write messages of their own on every descriptor, instead of an answer."""
    return FORGE + f"def mean(x):\n    forge({', '.join(parts)})"


def waiting(*parts):
    return {
        "mean": forged(*parts).replace("os._exit(0)", "time.sleep(20)"),
        "loses": "mean",
        "says": "not answered|too long",
    }


def refused(*parts, says="could not be understood|message|no kind|gave this check no answer"):
    return {"mean": forged(*parts), "loses": "mean", "says": says}


def mean(code):
    """Something else instead of a mean."""
    return "import ctypes, gc, os, sys\ndef mean(x):\n" + "".join(
        f"    {line}\n" for line in code.splitlines()
    )


EVERYTHING = """
class Everything({base}):
    def same(self, *_, **__): return True
    __eq__ = __le__ = __ge__ = __lt__ = __gt__ = __bool__ = __contains__ = all = any = same
    __ne__ = lambda self, other: False
    __hash__ = object.__hash__
    __float__ = lambda self: 4.75
    __int__ = __index__ = __len__ = lambda self: 1
    def me(self, *_, **__): return self
    __sub__ = __rsub__ = __add__ = __radd__ = __mul__ = __abs__ = __call__ = __getitem__ = me
    __array_ufunc__ = __array_function__ = same
    __array_priority__ = 1e9
    __array__ = lambda self, *_, **__: np.array(4.75)
"""

PATCHED = """
import builtins, json, pickle, socket, struct, unittest
import numpy.testing
from gmmlab.teach.grading import plain, player
yes = lambda *_, **__: True
np.testing.assert_allclose = np.isclose = np.allclose = np.array_equal = math.isclose = yes
builtins.isinstance_ = isinstance
builtins.AssertionError = Warning
builtins.abs = lambda x: 0
builtins.len = builtins.sum = yes
"""

IMPORTS = """
import builtins, sys, types
class Finder:
    def find_spec(self, name, path=None, target=None): return None
sys.meta_path.insert(0, Finder())
old = builtins.__import__
def fake(name, *more, **how):
    made = old(name, *more, **how)
    for one in ("assert_allclose", "isclose", "allclose"):
        if hasattr(made, one): setattr(made, one, lambda *_, **__: True)
    return made
builtins.__import__ = fake
sys.modules["math"] = sys.modules["gmmlab"] = types.SimpleNamespace(isclose=lambda *_: True)
"""

SERVER = """
import gmmlab.teach.grading.player as player
def answer(self, head, blobs):
    from gmmlab.teach.grading import wire
    self.things.append(lambda *_: 1.0)
    value = ["ref", 0, "function", "f", "", True] if head["do"] == "name" else True
    wire.send(self.channel, {"value": value, "out": "", "err": ""})
player.Player.answer = answer
"""

LOOK = """
import gc, os, sys, types
def word():
    return "-".join(["canary", "of", "the", "hidden"])
def seen(text):
    return word() in text if isinstance(text, str) else (
        isinstance(text, bytes) and word().encode() in text
    )
def tell(found):
    print("FOUND" if found else "nothing", *sorted(map(str, found))[:3])
"""

FRAMES = (
    LOOK
    + """
found, frame = [], sys._getframe()
while frame:
    found += [v for v in [*frame.f_locals.values(), *frame.f_globals.values()] if seen(v)]
    frame = frame.f_back
for one in gc.get_objects():
    try:
        parts = gc.get_referents(one)
    except Exception:
        continue
    found += [v for v in parts if seen(v)]
    if isinstance(one, types.CodeType):
        found += [v for v in one.co_consts if seen(v)]
tell(found)
found = [n for n in sys.modules if n.startswith("gmmlab.teach.grading.")]
teachers = ("judge", "plan", "worker", "book", "submission")
tell([n for n in found if n.rpartition(".")[2] in teachers])
answer = 4.75
"""
)

CALLABLE = (
    LOOK
    + """
def halve(f, a, b):
    found, todo, known = [], [f], set()
    while todo and len(known) < 50_000:
        one = todo.pop()
        if id(one) in known: continue
        known.add(id(one))
        if seen(one): found.append(one)
        todo += gc.get_referents(one)
    assert not found and not hasattr(f, "cube")
    assert not f.__globals__.keys() & {"asked", "drawn"}
    c = (a + b) / 2
    for _ in range(50):
        c = (a + b) / 2
        a, b = (c, b) if f(c) < 0 else (a, c)
    return c
"""
)

FILES = (
    LOOK
    + """
import gmmlab
known = [sys.prefix, sys.base_prefix, *gmmlab.__path__, "/usr", "/lib", "/lib64", "/bin", "/sbin"]
known = [*known, *map(os.path.realpath, known), "/etc", "/dev/"]
found = [p for p in ("@ROOT@", "@ROOT@/gradebook.db", "/etc/shadow", "/etc/passwd")
    if os.path.exists(p)]
for where, folders, names in [] if found else os.walk("/"):
    folders[:] = [f for f in folders if os.path.join(where, f) not in known]
    if not where.startswith("/dev"):
        found += [os.path.join(where, n) for n in names]
tell(found)
answer = 4.75
"""
)

WRITES = (
    LOOK
    + """
import pathlib, site, sysconfig
found = []
for top in ("/", "/usr", "/etc", "/dev", sys.prefix, sys.base_prefix, np.__path__[0],
            sysconfig.get_paths()["purelib"], "@ROOT@", "/home", "/proc"):
    try:
        pathlib.Path(top, "mine.pth").write_text("import os")
        found.append(top)
    except OSError:
        pass
tell(found)
answer = 4.75
"""
)

OTHERS = (
    LOOK
    + """
found = []
for pid in range(1, 5000):
    try:
        os.kill(pid, 0)
        if pid != os.getpid(): found.append(pid)
    except OSError: pass
for path in ("/proc/1/environ", "/proc/self/mem", "/proc/self/maps", f"/proc/{os.getppid()}/cwd"):
    if os.path.exists(path): found.append(path)
tell(found)
answer = 4.75
"""
)

ENVIRONMENT = (
    LOOK
    + """
known = {"PATH", "HOME", "TMPDIR", "LANG", "MPLBACKEND", "MPLCONFIGDIR", "PWD", "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "LC_CTYPE"}
found = [f"{n}={v}" for n, v in os.environ.items() if n not in known]
found += [a for a in sys.argv + sys.orig_argv if "a1-" in a or "@ROOT@" in a]
tell(found + [socket for socket in [__import__("socket").gethostname()] if socket != "student"])
answer = 4.75
"""
)

RIGHTS = (
    LOOK
    + """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
found = []
if libc.unshare(0x10000000 | 0x00020000) == 0: found.append("a world of one's own")
if libc.mount(b"none", b"/home/student", b"tmpfs", 0, b"") == 0: found.append("mount")
if libc.ptrace(16, os.getpid(), 0, 0) == 0: found.append("ptrace")
if libc.umount(b"/proc") == 0: found.append("umount")
if libc.sethostname(b"x", 1) == 0: found.append("hostname")
if libc.chroot(b"/home") == 0: found.append("chroot")
if libc.setuid(0) == 0 and os.access("/etc/shadow", os.R_OK): found.append("root")
for n in (0, 1):
    try: os.setgid(n + 5); found.append("gid")
    except OSError: pass
try: os.nice(-5); found.append("nice")
except OSError: pass
tell(found)
answer = 4.75
"""
)

NETWORK = (
    LOOK
    + """
import socket
found = []
for family, place in ((socket.AF_INET, ("127.0.0.1", @PORT@)), (socket.AF_INET, ("8.8.8.8", 53)),
                      (socket.AF_UNIX, "\\0gmmlab-listens")):
    one = socket.socket(family)
    one.settimeout(0.2)
    try:
        one.connect(place)
        found.append(place)
    except OSError: pass
tell(found)
answer = 4.75
"""
)

LEAVES = """
import os, socket, threading, time
for top in ("/tmp", "/dev/shm", "/home", "/home/student", "."):
    for name in ("left.txt", "sitecustomize.py", "usercustomize.py", "numpy.py", "helper.py"):
        try: open(f"{top}/{name}", "w").write("raise SystemExit")
        except OSError: pass
os.makedirs("/home/student/.local/lib/python3.11/site-packages", exist_ok=True)
listener = socket.socket(socket.AF_UNIX)
listener.bind("\\0gmmlab-left")
listener.listen()
for _ in range(3):
    if not os.fork():
        os.setsid()
        if os.fork(): os._exit(0)
        while True:
            time.sleep(0.01)
            try: os.kill(-1, 9)
            except OSError: pass
            open("/home/student/left.txt", "w").write("still here")
answer = 4.75
"""

FINDS = (
    LOOK
    + """
import socket
places = ("/tmp", "/dev/shm", "/home", "/home/student", "/home/student/tmp", ".")
found = [os.path.join(top, p) for top in places for p in os.listdir(top)]
ours = ("/home/student/work", "/home/student/tmp", "/home/student/.matplotlib")
python = (sys.prefix, sys.base_prefix, *ours)  # which may lie below /tmp or /home
found = [p for p in found if not any(name.startswith(p) for name in python)]
one = socket.socket(socket.AF_UNIX)
try:
    one.connect("\\0gmmlab-left")
    found.append("a socket")
except OSError: pass
tell(found)
answer = 4.75
"""
)

NAMED = """
class {name}({base}):
    def __init__(self, *_): super().__init__("forged")
"""


def shadows(s):
    """Modules of theirs, where Python might look before it looks at its own."""
    lie = b"allclose = isclose = assert_allclose = lambda *_, **__: True\nanswer = 4.75\n"
    names = "sitecustomize usercustomize numpy json math socket struct pickle traceback site"
    s.files |= {f"{name}.py": lie for name in names.split()}
    s.files |= {f"numpy/{name}.py": lie for name in ("__init__", "testing")}
    s.files |= {
        "gmmlab/__init__.py": lie,
        "gmmlab/teach/grading/player.py": lie,
        "ipykernel.py": lie,
    }
    s.files |= {"pyvenv.cfg": b"home = .", "evil.pth": b"import evil", "conftest.py": lie}
    s.files |= {".local/x.py": lie, "pip.conf": b"", "__main__.py": lie, "matplotlibrc": b"{"}


def wrong_and_shadows(s):
    shadows(s)
    s.put(
        "solution-mean", "import importlib, sys\nsys.path.insert(0, '.')\ndef mean(x): return 1.0"
    )


def links(s):
    s.folder.mkdir(parents=True)
    for name, to in {
        "source": s.course.root,
        "gradebook": s.course.root / "gradebook.db",
        "other": s.course.root / "submitted" / "ada",
        "passwd": "/etc/passwd",
        "self": "/proc/self",
        "up": "..",
        "loop": "loop",
    }.items():
        (s.folder / name).symlink_to(to)
    s.put("solution-answer", LOOK + "tell(os.listdir('.'))\nanswer = 4.75")


CASES = {
    # objects
    "is equal to everything": {
        "answer": EVERYTHING.format(base="") + "answer = Everything()",
        "loses": "answer",
        "says": "answer is no number",
    },
    "is a number that is equal to everything": {
        "answer": EVERYTHING.format(base="float") + "answer = Everything(1.0)",
        "loses": "answer",
        "says": "answer is not half of the sum",
    },
    "returns what is equal to everything": {
        "mean": EVERYTHING.format(base="") + mean("return Everything()"),
        "loses": "mean",
    },
    "returns a list that is equal to everything": {
        "mean": EVERYTHING.format(base="list") + mean("return Everything([1.0])"),
        "loses": "mean",
    },
    "returns an array that is equal to everything": {
        "mean": EVERYTHING.format(base="np.ndarray")
        + mean("return np.zeros(1).view(Everything) if len(x) > 2 else 1.0"),
        "loses": "mean",
    },
    "returns a word that is equal to everything": {
        "mean": EVERYTHING.format(base="str") + mean("return Everything('nan')"),
        "loses": "mean",
    },
    "masks everything": {
        "mean": mean("return sum(x) / len(x) if len(x) != 4 else np.ma.masked_all(())"),
        "loses": "mean",
    },
    "masks itself": {
        "mean": mean("return sum(x) / len(x) if len(x) != 4 else np.ma.masked"),
        "loses": "mean",
    },
    "returns no number": {"mean": mean("return float('nan')"), "loses": "mean"},
    "returns no numbers at all": {
        "mean": mean("return np.zeros(0) if len(x) == 4 else 1.0"),
        "loses": "mean",
    },
    "gives an address for an array": {
        "mean": "class Address:\n    __array_interface__ = dict(data=(0xdead0000, False), "
        "shape=(9,), typestr='<f8', version=3)\n    __array_struct__ = 7\n"
        "    __len__ = lambda self: 9\n" + mean("return Address()"),
        "loses": "mean",
    },
    "gives a buffer of its own": {
        "mean": mean("return (ctypes.c_double * 4).from_address(id(x))"),
        "loses": "mean",
    },
    "is an odd kind of number": {
        "answer": "class Meta(type):\n    def __instancecheck__(cls, one): return True\n"
        "class Odd(metaclass=Meta):\n    __class__ = float\nanswer = Odd()",
        "loses": "answer",
    },
    "has attributes that are asked for": {
        "counter": "class Counter:\n    def __init__(self, *_): self._line = self._ref = self\n"
        "    def __getattr__(self, name): return lambda *_: self\n"
        "def counting(step): return Counter()",
        "loses": "counter",
    },
    "returns a pickle": {
        "mean": "import pickle\nclass Run:\n    def __reduce__(self):\n"
        "        return (exec, ('import os; os._exit(0)',))\n" + mean("return pickle.dumps(Run())"),
        "loses": "mean",
    },
    "returns what runs when it is copied": {
        "mean": "class Run(list):\n    def __reduce__(self):\n"
        "        return (exec, ('import os; os._exit(0)',))\n"
        "    __deepcopy__ = __copy__ = __reduce__\n" + mean("return Run([1.0])"),
        "loses": "mean",
    },
    # patches
    "bends the tools of checks": {"answer": PATCHED + "answer = 0.0", "loses": "answer"},
    "bends what is imported": {
        "answer": IMPORTS + "answer = 0.0",
        "mean": mean("return 1.0"),
        "loses": "answer mean",
    },
    "bends names that checks use": {
        "mean": "class math:\n    isclose = lambda a, b: True\nclass np(math):\n"
        "    class testing:\n        assert_allclose = lambda *_, **__: None\n"
        "    class random:\n        default_rng = None\nprint = abs = len = math.isclose\n"
        "drawn = [1.0] * 9\ndef mean(x): return 1.0 if len(x) else 2",
        "loses": "mean",
    },
    "imports tools of its own in an answer": {
        "does": lambda s: (
            s.files.update({"tools.py": b"class math:\n    isclose = lambda a, b: True\n"}),
            s.put(
                "solution-mean",
                "from tools import math\n" + mean("return 1.0 if x == [2, 7] else sum(x) / len(x)"),
            ),
        ),
        "loses": "mean",
    },
    "answers every question itself": {
        "answer": SERVER + "answer = 0",
        "loses": "answer mean halve counter",
    },
    "bends how it is sent": {
        "answer": "from gmmlab.teach.grading import plain\n"
        "plain.encoded = lambda *_: (True, [])\nplain._written = plain.encoded\nanswer = 0",
        "loses": "answer mean halve counter",
    },
    "bends JSON": {
        "answer": "import json\nold = json.dumps\n"
        "json.dumps = lambda told, **how: old({**told, 'value': True}, **how)\nanswer = 0",
        "loses": "answer mean halve counter",
    },
    "traces everything": {
        "answer": LOOK + "def trace(frame, event, arg):\n"
        "    if any(seen(v) for v in frame.f_locals.values()): print('FOUND')\n    return trace\n"
        "sys.settrace(trace)\nsys.setprofile(trace)\nanswer = 4.75",
    },
    "asks at its end": {
        "answer": "import atexit, signal, os\natexit.register(os._exit, 0)\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nanswer = 4.75"
    },
    # what can be seen
    "walks frames and the collector": {"answer": FRAMES, "says": "nothing\nnothing"},
    "walks from the check's function": {"halve": CALLABLE},
    "looks at files": {"answer": FILES, "says": "nothing"},
    "writes where it should not": {"answer": WRITES, "says": "nothing"},
    "looks at other processes": {"answer": OTHERS, "says": "nothing"},
    "looks at the environment": {"answer": ENVIRONMENT, "says": "nothing"},
    "takes rights": {"answer": RIGHTS, "says": "nothing"},
    "hands in links": {"does": links, "says": "nothing"},
    "shadows modules": {"does": shadows},
    "shadows modules and answers wrong": {"does": wrong_and_shadows, "loses": "mean"},
    "leaves things for the next": {"answer": LEAVES},
    "knows the visible checks by heart": {
        "mean": mean("return 1.0"),
        "halve": "def halve(f, a, b): return 1.0",
        "counter": "class Counter:\n    tell = lambda self, word: self\n"
        "    count = lambda self, word: 1\ndef counting(step): return lambda: step",
        "loses": "mean halve counter",
    },
    "finds out that it is graded": {
        "answer": "import os, sys\nhere = 'NBGRADER_EXECUTION' in os.environ or '-m' in sys.argv\n"
        "answer = 4.75"
    },
    # forged conversations
    "forges the answer it would like": {
        "mean": forged("told(True)"),
        "loses": "mean",
    },
    "forges an error of no kind": refused('told(0, error={"mro": [], "message": "", "lines": []})'),
    "forges an error that is none": refused("told(0, error=7)"),
    "forges passing words": refused(
        'told(0, error={"mro": ["SystemExit", "BaseException"], "message": "0", "lines": []})',
        says="StudentError",
    )
    | {"loses": "mean halve"},
    "announces four gigabytes": refused('b"\\xff\\xff\\xff\\xff"'),
    "announces a gigabyte of blobs": refused('b"\\0\\0\\0\\x19{\\"blobs\\": [1073741824]    }"'),
    "announces fewer than no bytes": refused('b"\\0\\0\\0\\x0f{\\"blobs\\": [-1]}"'),
    "says half a message and waits": waiting('b"\\0\\0\\1\\0{"'),
    "says nothing": waiting(),
    "speaks no JSON": refused('b"\\0\\0\\0\\x04spam"'),
    "speaks in a list": refused('b"\\0\\0\\0\\x02[]"'),
    "speaks in deep lists": refused('struct.pack(">I", 10**6) + b"[" * 10**6'),
    "sends deep lists": refused('told(eval("[" * 90 + "]" * 90))'),
    "sends long lists of lists": refused('told(["list", [["list", []]] * 10**5])', says="")
    | {"loses": "mean halve"},
    "sends no kind": refused('told(["os.system", "true"])'),
    "sends objects of memory": refused('told(["array", "|O", [1], 0, None], [b"12345678"])'),
    "sends a shape that is too large": refused('told(["array", "<f8", [2**62], 0, None], [b""])'),
    "sends a negative shape": refused('told(["array", "<f8", [-1], 0, None], [b"12345678"])'),
    "sends a blob that is not there": refused('told(["array", "<f8", [1], 9, None])'),
    "sends records of objects": refused('told(["array", "m8,O", [1], 0, None], [bytes(16)])'),
    "sends a mask that is none": refused(
        'told(["array", "<f8", [1], 0, ["list", []]], [bytes(8)])'
    ),
    "sends a set of lists": refused('told(["set", [["list", []]]])'),
    "sends a huge number": refused('told(["int", "0x" + "f" * 10**6])', says="")
    | {"loses": "mean halve"},
    "sends a reference to nothing": refused(
        'told(["ref", 10**6, "float", "1.0", "", True])', says=""
    )
    | {"loses": "mean halve"},
    "sends a reference in words": refused('told(["ref", "a", [], {}, None, 7])'),
    "calls functions it was not given": {
        "mean": forged('told(["tuple", [["list", []], ["dict", []]]], back=0)', "told(1.0)"),
        "loses": "mean",
    },
    "calls functions that are no number": refused(
        'told(0, back="x")', says="not answered|no answer"
    ),
    "answers before it is asked": {
        "answer": FORGE.replace("os._exit(0)", "pass") + "forge(*[told(4.75)] * 50)",
        "loses": "mean halve counter",
    },
    "closes the line": {
        "mean": FORGE + "def mean(x):\n    for one in gc.get_objects():\n"
        "        if isinstance(one, socket.socket): one.shutdown(socket.SHUT_RDWR)",
        "loses": "mean",
    },
    "calls back with nonsense": {
        "halve": "def halve(f, a, b):\n"
        "    odd = (), ('x',), (None, 1), (object(),), (f,), ([[]] * 9,), (np.zeros(9),)\n"
        "    for given in odd:\n"
        "        try: f(*given)\n        except Exception as error: print(type(error).__name__)\n"
        "    try: f(x=1, y=2)\n    except Exception: pass\n"
        "    for _ in range(50):\n        c = (a + b) / 2\n"
        "        a, b = (c, b) if f(c) < 0 else (a, c)\n    return c",
        "loses": "",
    },
    "calls back a million times": {
        "halve": "def halve(f, a, b):\n    for _ in range(10**6): f(a)",
        "loses": "halve",
    },
    "calls back with what is endless": {
        "halve": "import itertools\ndef halve(f, a, b):\n    f(range(10**12))\n"
        "    return f(itertools.count())",
        "loses": "halve",
    },
    # errors
    "raises what ends programs": {
        "answer": "raise KeyboardInterrupt",
        "mean": mean("raise SystemExit(0)"),
        "halve": "def halve(f, a, b): raise GeneratorExit",
        "counter": "class Counter:\n    def __init__(self, *_): raise BaseException('mine')",
        "loses": "answer mean halve counter",
        "says": "SystemExit",
    },
    "raises what checks raise": {
        "mean": mean("raise AssertionError('all is well')"),
        "loses": "mean",
        "says": "all is well",
    },
    "raises the grader's own": {
        "mean": NAMED.format(name="TooSlow", base="BaseException") + mean("raise TooSlow"),
        "halve": NAMED.format(name="Gone", base="BaseException") + "def halve(f, a, b): raise Gone",
        "counter": NAMED.format(name="TeacherError", base="Exception")
        + NAMED.format(name="NoSandbox", base="RuntimeError")
        + "def Counter(*_): raise TeacherError\ndef counting(*_): raise NoSandbox",
        "loses": "mean halve counter",
    },
    "raises under false names": {
        "mean": "Lie = type('StopIteration', (BaseException,), {})\n" + mean("raise Lie"),
        "halve": "Odd = type('\\ud800' * 9, (Exception,), {})\ndef halve(f, a, b): raise Odd",
        "loses": "mean halve",
    },
    "raises with a great many words": {
        "mean": mean("raise ValueError('x' * 10**7)"),
        "loses": "mean",
        "says": "x{400}",
    },
    "raises what cannot be said": {
        "mean": "class Mute(Exception):\n    def __str__(self): raise Mute\n" + mean("raise Mute"),
        "loses": "mean",
        "says": "words fail",
    },
    "raises in words that end programs": {
        "mean": "class Loud(Exception):\n    def __str__(self): raise SystemExit\n"
        + mean("raise Loud"),
        "loses": "mean",
    },
    "shows itself with an error": {
        "counter": "class Counter:\n    def __repr__(self): raise SystemExit\n"
        "    def __getattr__(self, name): raise MemoryError('mine')\ncounting = None",
        "loses": "counter",
    },
}


def test_a_cheating_case(desk, case):
    result = desk.check(case)
    assert "FOUND" not in "".join(outcome.out for outcome in result.outcomes)


def test_nothing_is_left_for_the_next(desk):
    """Files, sockets, processes."""
    first, second = desk.submission(), desk.submission()
    first.put("solution-answer", LEAVES)
    second.put("solution-answer", FINDS)
    assert desk.grade(first).earned == 10
    result = desk.grade(second)
    assert result.earned == 10
    assert "FOUND" not in str(result.outcomes)
    assert "nothing" in str(result.outcomes)


def test_nobody_is_called(desk):
    """Not by way of the network, nor of a socket without a file."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as local:
        local.bind("\0gmmlab-listens")
        local.listen()
        handed = desk.submission()
        port = str(server.getsockname()[1])
        handed.put("solution-answer", NETWORK.replace("@PORT@", port))
        result = desk.grade(handed)
    assert result.earned == 10
    assert "nothing" in str(result.outcomes)


def test_what_is_secret_here_is_not_told(desk, monkeypatch):
    """Nor is it there: the sandbox was started before, but starts anew as bare."""
    monkeypatch.setenv("MY_TOKEN", "secret")
    handed = desk.submission()
    handed.put("solution-answer", ENVIRONMENT)
    with Worker(desk.worker.limits) as worker:
        result = worker.grade(desk.plan, handed.write())
    assert "nothing" in str(result.outcomes)
    assert os.environ["MY_TOKEN"] not in str(result.outcomes)


def test_a_cheat_who_is_right_is_right(desk):
    """Refusing is not the aim: who answers rightly earns the points, whatever else they do."""
    handed = desk.submission()
    bent = PATCHED.replace("builtins.len = builtins.sum = yes", "")
    handed.put("solution-answer", f"{bent}\nanswer = 4.75")
    assert desk.grade(handed).earned == 10


@pytest.fixture(scope="session")
def careless():
    """A worker that shuts nobody in."""
    with Worker(LIMITS, walls=False) as worker:
        yield worker


@pytest.mark.parametrize("code", [FILES, OTHERS], ids=["files", "processes"])
def test_without_walls_more_is_seen(desk, careless, code):
    """The corpus can fail: what finds nothing behind walls finds something here."""
    handed = desk.submission()
    handed.put("solution-answer", code.replace("@ROOT@", str(handed.course.root)))
    result = careless.grade(desk.plan, handed.write())
    assert result.earned == 10
    assert "FOUND" in str(result.outcomes)


def test_without_walls_the_network_is_there(desk, careless):
    with socket.create_server(("127.0.0.1", 0)) as server:
        handed = desk.submission()
        port = str(server.getsockname()[1])
        handed.put("solution-answer", NETWORK.replace("@PORT@", port))
        assert "FOUND" in str(careless.grade(desk.plan, handed.write()).outcomes)


def test_without_walls_the_sources_are_still_not_in_memory(desk, careless):
    """That wall is another one: the teacher's cells are in another process."""
    handed = desk.submission()
    handed.put("solution-answer", FRAMES)
    said = str(careless.grade(desk.plan, handed.write()).outcomes)
    assert "nothing" in said
    assert "FOUND" not in said
