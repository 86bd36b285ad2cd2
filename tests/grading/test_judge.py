"""What checks may ask of an answer, as though it were beside them; and what they must not."""

import copy
import pickle
import re
import socket
from time import monotonic

import pytest

from gmmlab.teach.grading.cells import Names
from gmmlab.teach.grading.plain import Ref
from gmmlab.teach.grading.strangers import Gone, Line, Stranger, StudentError, TeacherError
from gmmlab.teach.grading.walls import Limits

pytestmark = pytest.mark.usefixtures("patient")

HELPED = "def helper(x):\n    return x + 1\n\ndef f(x):\n    return helper(x)\n"

STACK = """
class Stack:
    '''Last in, first out.'''

    size = 3

    def __init__(self, *items):
        self.items = list(items)

    def push(self, item):
        self.items.append(item)

    def join(self, other):
        return Stack(*self.items, *other.items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        return self.items[place]

    def __iter__(self):
        return iter(self.items)

    def __str__(self):
        return "a stack"
"""

PASSES = {
    "takes a helper away": (
        HELPED,
        "assert f(1) == 2\ndel helper\ntry:\n    f(1)\nexcept NameError:\n    pass\n"
        "else:\n    raise AssertionError('f does not use helper')",
    ),
    "puts a helper in its place": (
        HELPED,
        "old = helper\nhelper = lambda x: 10 * x\nassert f(4) == 40\n"
        "helper = old\nassert f(4) == 5",
    ),
    "counts the calls of a helper": (
        HELPED,
        "calls, old = [], helper\ndef helper(x):\n    calls.append(x)\n    return old(x)\n"
        "assert f(4) == 5\nassert calls == [4]",
    ),
    "listens to what is printed": (
        "def hello(name):\n    print('Hello,', name)",
        "import contextlib, io\nheard = io.StringIO()\nwith contextlib.redirect_stdout(heard):\n"
        "    hello('Ada')\nassert heard.getvalue() == 'Hello, Ada\\n'",
    ),
    "changes a number of theirs": (
        "rate = 2\ndef f(x):\n    return rate * x",
        "assert f(3) == 6\nrate = 5\nassert (rate, f(3)) == (5, 15)",
    ),
    "gives functions of many kinds": (
        "def apply(f, *x):\n    return f(*x)",
        "import functools, math, operator\nimport numpy as np\n"
        "assert apply(math.sqrt, 9) == 3\nassert apply(np.add, 1, 2) == 3\n"
        "assert apply(functools.partial(lambda a, b: a - b, 5), 2) == 3\n"
        "assert apply(operator.itemgetter(1), [1, 3]) == 3\nassert apply(str.upper, 'a') == 'A'\n"
        "assert apply(lambda *x: sum(x), 1, 2) == 3\nassert apply(int, '3') == 3",
    ),
    "gives functions that remember": (
        "def twice(f):\n    f(1)\n    f(2)",
        "seen, total = [], 0\ndef note(x):\n    global total\n    seen.append(x)\n    total += x\n"
        "twice(note)\nassert (seen, total) == ([1, 2], 3)",
    ),
    "gives functions that write into arrays": (
        "def each(f, n):\n    for i in range(n):\n        f(i)",
        "import numpy as np\ncounts = np.zeros(3)\ndef note(i):\n    counts[i] += 1\n"
        "each(note, 3)\nassert counts.tolist() == [1, 1, 1]",
    ),
    "gives functions that make objects of its own": (
        "def value(f):\n    return f(3)",
        "class Box:\n    def __init__(self, x):\n        self.x = x\n"
        "def boxed(x):\n    return Box(2 * x).x\nassert value(boxed) == 6",
    ),
    "gives functions that fail": (
        "def safely(f):\n    try:\n        return f(0)\n"
        "    except ZeroDivisionError:\n        return 'no'",
        "assert safely(lambda x: 1 / x) == 'no'",
    ),
    "gives functions to functions that are given functions": (
        "def compose(f, g):\n    return lambda x: f(g(x))",
        "assert compose(lambda x: 2 * x, lambda x: x + 1)(3) == 8\n"
        "assert compose(compose(abs, abs), float)('-2') == 2",
    ),
    "walks a generator": (
        "def squares():\n    n = 0\n    while True:\n        yield n * n\n        n += 1",
        "import itertools\nwalk = squares()\nassert [next(walk), next(walk)] == [0, 1]\n"
        "assert list(itertools.islice(squares(), 4)) == [0, 1, 4, 9]\n"
        "assert next(x for x in squares() if x > 50) == 64",
    ),
    "calls a closure": (
        "def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n"
        "        return n\n    return step",
        "one, two = counter(), counter()\nassert (one(), one(), two()) == (1, 2, 1)\n"
        "assert one.__name__ == 'step'",
    ),
    "uses objects": (
        STACK,
        "one, two = Stack(1, 2), Stack()\ntwo.push(3)\none.items.append(9)\n"
        "assert one.items == [1, 2], 'plain data are copies'\n"
        "assert (len(one), one[0], list(one), str(one)) == (2, 1, [1, 2], 'a stack')\n"
        "assert one.join(two).items == [1, 2, 3]\nassert Stack.size == one.size == 3\n"
        "assert one != two and one == one and len({one, two}) == 2\n"
        "assert Stack.__doc__ == 'Last in, first out.'\nassert not hasattr(one, 'pop')\n"
        "assert isinstance(one.items, list) and callable(one.push)",
    ),
    "expects errors": (
        "def root(x):\n    if x < 0:\n        raise ValueError(f'{x} is negative')\n"
        "    return x**0.5",
        "try:\n    root(-1)\nexcept ValueError as error:\n"
        "    assert str(error) == '-1 is negative'\nelse:\n    raise AssertionError('no error')",
    ),
    "expects errors of their own": (
        "class Odd(LookupError): pass\ndef f():\n    raise Odd('3')",
        "try:\n    f()\nexcept LookupError as error:\n    assert str(error) == '3'",
    ),
    "reads an array": (
        "import numpy as np\nX = np.arange(6.0).reshape(2, 3)\ndef scale(X):\n    return 2 * X",
        "assert X.shape == (2, 3) and X.dtype == float\n"
        "np.testing.assert_array_equal(scale(X), 2 * X)\nassert np.isfinite(X).all()",
    ),
    "gives an array that may be written to": (
        "def spoil(X):\n    X[:] = 0\n    return X",
        "import numpy as np\nX = np.ones(3)\nassert spoil(X).sum() == 0\nassert X.sum() == 3",
    ),
    "asks for a name that hides a builtin": (
        "def sum(x):\n    return 'mine'",
        "assert sum([1]) == 'mine'",
    ),
    "uses builtins that they hide": (
        "y = 1\nabs = None",
        "assert y == 1\nassert __import__('builtins').abs(-1) == 1",
    ),
    "has numpy's errors raised in their code too": (
        "import numpy as np\ndef f(x):\n    return np.float64(1) / np.float64(x)",
        "import numpy as np\nassert np.isinf(f(0))\nwith np.errstate(divide='raise'):\n"
        "    try:\n        f(0)\n    except FloatingPointError:\n        pass\n"
        "    else:\n        raise AssertionError('no error')\nassert np.isinf(f(0))",
    ),
    "has warnings raised in their code too": (
        "import warnings\ndef f():\n    warnings.warn('old', DeprecationWarning)\n    return 1",
        "import warnings\nassert f() == 1\nwith warnings.catch_warnings():\n"
        "    warnings.simplefilter('error')\n    try:\n        f()\n"
        "    except DeprecationWarning as error:\n        assert str(error) == 'old'\n"
        "    else:\n        raise AssertionError('no error')\nassert f() == 1",
    ),
    "has names of its own": (
        "expected = 5\ndef f():\n    return expected",
        "wanted = 5\nassert f() == wanted\nassert [wanted for _ in range(2)] == [5, 5]",
    ),
}


@pytest.mark.parametrize("name", PASSES)
def test_a_check(tried, name):
    outcome = tried(*PASSES[name])
    assert (outcome.score, outcome.error) == (4.0, None)


FAILS = {
    "finds a wrong answer": (
        "x = 1",
        "assert x == 2, 'x is not 2'",
        "AssertionError",
        "^x is not 2$",
    ),
    "finds no answer": ("y = 1", "assert x == 2", "NameError", "'x' is not defined"),
    "finds an error": (
        "def f():\n    return 1 / 0",
        "f()",
        "ZeroDivisionError",
        "in your code: f, line 2",
    ),
    "finds another kind of error": (
        "class Own(Exception): pass\ndef f():\n    raise Own('mine')",
        "f()",
        "StudentError",
        "Own: mine",
    ),
    "compares what cannot be sent": (
        "class Same:\n    def __eq__(self, other): return True\nx = Same()",
        "assert x == 3",
        "AssertionError",
        "",
    ),
    "orders what cannot be sent": ("x = object()", "assert x > 3", "TypeError", "not supported"),
    "walks what cannot be walked": ("x = object()", "list(x)", "TypeError", "not iterable"),
    "asks for what is not there": ("class X: pass\nx = X()", "x.size", "AttributeError", "size"),
    "gives what cannot be sent": (
        "def f(x): return x",
        "class Own: pass\nf(Own())",
        "TeacherError",
        "Give plain data",
    ),
    "is given other functions than it gave": (
        "def f(g): return g('x', 'y')",
        "f(lambda x: x)",
        "TypeError",
        "",
    ),
}


@pytest.mark.parametrize("name", FAILS)
def test_a_check_that(tried, name):
    answer, check, kind, words = FAILS[name]
    outcome = tried(answer, check)
    assert outcome.score == 0.0
    assert outcome.error[0] == kind
    assert re.search(words, outcome.error[1])


@pytest.mark.parametrize(
    ("end", "score"),
    [
        ("2.5", 2.5),
        ("0", 0.0),
        ("sum([1, 1])", 2.0),
        ("import numpy as np\nnp.float64(1.5)", 1.5),
        ("import numpy as np\nnp.mean([True, False]) * 3", 1.5),
        ("import numpy as np\nnp.int64(3)", 3.0),
        ("4", 4.0),
        ("None", 4.0),
        ("True", 4.0),
        ("'2.5 points'", 4.0),
        ("x = 2", 4.0),
        ("9", 4.0),
        ("-1", 4.0),
        ("float('nan')", 4.0),
    ],
)
def test_a_number_at_the_end_of_a_check_is_what_it_earns(tried, end, score):
    assert tried("y = 1", f"assert y == 1\n{end}").score == score


def test_what_a_check_prints_is_kept_and_what_they_print_in_it_is_not(tried):
    outcome = tried("def f():\n    print('theirs')", "print('ours')\nf()")
    assert outcome.out == "ours\n"


def test_hidden_lines_are_not_in_what_is_said(tried):
    outcome = tried(
        "def f(x):\n    return g(x)", "secret = 123456789\nassert f(secret) == secret * 2"
    )
    assert "12345" not in str(outcome)
    assert "f, line 2: return g(x)" in outcome.error[1]


def test_given_cells_wait_for_what_they_need(tried):
    text = "def f(x): return 2 * x"
    outcome = tried(text, "assert values == [0, 2]", before="def later(): return [f(0), f(1)]")
    assert outcome.error[0] == "NameError"
    assert (
        tried(text, "assert later() == [0, 2]", before="def later(): return [f(0), f(1)]").score
        == 4
    )


def test_the_teachers_files_are_there_for_all(tried):
    files = {"four.csv": b"1,2,3,4", "tools.py": b"def double(x):\n    return 2 * x\n"}
    given = (
        "import numpy as np\nfrom tools import double\nX = np.loadtxt('four.csv', delimiter=',')"
    )
    check = (
        "assert y == X.sum() == np.loadtxt('four.csv', delimiter=',').sum()\nassert double(2) == 4"
    )
    outcome = tried("y = double(X.sum()) / 2", check, given, files)
    assert (outcome.score, outcome.error) == (4.0, None)


def test_a_teachers_cell_that_fails_is_the_teachers_to_mend(tried):
    with pytest.raises(
        TeacherError, match=r"small, given-tools: ZeroDivisionError: .* Mend the cell"
    ):
        tried("y = 1", "assert y", before="1 / 0")


# without a process


class Asked:
    """A conversation that notes what is asked."""

    def __init__(self, **answers):
        self.answers, self.heard = answers, []

    def ask(self, what, given=None, **more):
        self.heard.append((what, given, more))
        answer = self.answers[what]
        return answer.pop(0) if isinstance(answer, list) else answer


def stranger(number=0, calls=False, **answers):
    return Stranger(Asked(**answers), Ref(number, "Thing", "name", "doc", calls))


def test_a_stranger_passes_on_what_it_is_asked():
    one = stranger(calls=True, call=5, get=6, item=7, size=8, words="nine")
    assert (one(1, a=2), one.x, one["k"], len(one), str(one)) == (5, 6, 7, 8, "nine")
    assert one._line.heard[0] == ("call", ((1,), {"a": 2}), {"ref": 0})
    assert (one.__name__, one.__doc__, bool(one)) == ("name", "doc", True)


def test_a_stranger_says_nothing_of_what_python_and_numpy_ask_in_secret():
    one = stranger()
    for name in ("__array__", "__array_interface__", "__array_struct__", "__float__", "__dict__"):
        assert not hasattr(one, name)
    assert one._line.heard == []
    assert repr(one) == "<Thing name>"


def test_strangers_are_equal_if_they_are_the_same():
    assert stranger(1) == stranger(1) != stranger(2)
    assert stranger(1) != 1
    assert len({stranger(1), stranger(1), stranger(2)}) == 2


def test_a_stranger_stays_where_it_is():
    for take in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TeacherError, match="stays where it is"):
            take(stranger())


def test_a_walk_ends():
    walk = stranger(1)
    one = stranger(iter=walk, next=[(True, 1), (True, 2), (False, None)], size=0)
    assert list(one) == [1, 2]
    for odd in ((False, 1), 5, None, (True,), (1, 2), "ab"):
        assert list(stranger(iter=walk, next=[odd], size=0)) == []
    with pytest.raises(StudentError, match="cannot be walked"):
        list(stranger(iter=5, size=0))


@pytest.mark.parametrize("size", ["x", None, -1, 2**70, [1]])
def test_a_size_is_a_size(size):
    with pytest.raises((TypeError, ValueError, OverflowError)):
        len(stranger(size=[size]))


def test_names_are_theirs_or_ours():
    names = Names(frozenset({"f"}))
    names.line = Asked(name=[1, 2], put=None, drop=None)
    names["ours"] = 3
    names.checking = True
    exec("seen = (f, ours, len)\nf = 7\ndel f\nown = 8\ndel own", names)
    assert names["seen"] == (1, 3, len)
    assert [what for what, _, _ in names.line.heard] == ["name", "put", "drop"]
    assert "own" not in names


def test_who_does_not_answer_is_gone():
    one, two = socket.socketpair()
    with one, two:
        line = Line(one, Limits(call=0), monotonic() + 0.1)
        with pytest.raises(Gone, match="it had not answered after 0 seconds"):
            line.ask("name", name="x")
        two.close()
        with pytest.raises(Gone, match="it has ended itself"):
            Line(one, Limits(call=0), monotonic() + 9).ask("name", name="x")


def test_no_check_catches_that_somebody_is_gone():
    assert not issubclass(Gone, Exception)
