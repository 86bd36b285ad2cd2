"""Honest but odd: whatever happened to a notebook on its way, right answers earn their points."""

import copy
import json
import random
from types import SimpleNamespace

import pytest

from gmmlab.teach.grading.plan import read_plan

pytestmark = pytest.mark.usefixtures("patient")

RIGHT_COUNTER = """
class Counter:
    def __init__(self, start=0):
        self.seen = {"": start}
    def tell(self, word):
        self.seen[word] = self.seen.get(word, 0) + 1
        return self
    def count(self, word):
        return self.seen.get(word, 0)
"""
CLOSURE = """
def counting(step):
    total = 0
    def add():
        nonlocal total
        total += step
        return total
    return add
"""


def blank(s):
    released = s.course.cells(s.course.release)
    for cell in s.cells:
        cell["source"] = released[cell["id"]]["source"]


def drag_to_the_end(s):
    s.cells.append(s.cells.pop(s.at("solution-mean")))


def shuffle(s):
    random.Random(0).shuffle(s.cells)


def split(s):
    s.put("solution-counter", RIGHT_COUNTER)
    s.add(CLOSURE, before="check-counter")


def copied(s):
    s.cells.insert(s.at("check-mean"), copy.deepcopy(s.cell("solution-mean")))


def copied_as_jupyter_does(s):
    copied(s)
    s.cells[s.at("check-mean") - 1]["id"] = "0123abcd"


def checks_last(s):
    s.cells.sort(key=lambda cell: cell["id"].startswith("check-"))


def without_metadata(s):
    for cell in s.cells:
        cell["metadata"] = {}


def without_metadata_and_ids(s):
    without_metadata(s)
    for cell in s.cells:
        del cell["id"]


def format_3(s):
    for cell in s.cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    s.book = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": s.cells}]}


def busy(s):
    s.add("1 / 0")
    s.add("if True", before="solution-mean")
    s.add("assert False, 'I was trying something'", before="check-mean")
    s.add("mean([1, 2, 3])", before="check-mean")
    s.cells.append({"cell_type": "markdown", "id": "words", "metadata": {}, "source": "Words."})


def many_outputs(s):
    out = {"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000}
    s.cell("check-mean")["outputs"] = [out]


def many_leftovers(s):
    s.files[f".ipynb_checkpoints/{s.file}"] = b"{}"
    s.files["old.ipynb"] = b"{}"
    s.files["__pycache__/helper.pyc"] = b"\0"


def helpers(s):
    s.files["helper.py"] = b"from pathlib import Path\ndef total(x):\n    return sum(x)\n"
    s.files["data/four.txt"] = b"4.75"
    s.put("solution-mean", "import helper\ndef mean(x):\n    return helper.total(x) / len(x)")
    s.put("solution-answer", "answer = float(Path('data/four.txt').read_text())")


def lists_of_lines(s):
    for cell in s.cells:
        cell["source"] = cell["source"].splitlines(keepends=True)


def windows_lines(s):
    for cell in s.cells:
        if cell["id"].startswith("solution-"):
            cell["source"] = cell["source"].replace("\n", "\r\n")


def odd_name(s):
    s.folder.mkdir()
    with open(bytes(s.folder) + b"/\xff.txt", "wb") as file:
        file.write(b"an old name")


CASES = {
    "answers everything": {},
    "answers nothing": {"does": blank, "loses": "all"},
    # what is printed
    "prints to standard error": {
        "answer": "import sys\nprint('!', file=sys.stderr)\nanswer = 4.75"
    },
    "warns whenever it is called": {
        "mean": "import warnings\n"
        "def mean(x):\n    warnings.warn('slow')\n    return sum(x) / len(x)"
    },
    "turns warnings into errors": {
        "answer": "import warnings\nwarnings.simplefilter('error')\nanswer = 4.75"
    },
    "logs": {"answer": "import logging\nlogging.warning('a line')\nanswer = 4.75"},
    "writes much to the descriptor of standard error": {
        "answer": "import os\nfor _ in range(20):\n    os.write(2, b'x' * 10_000)\nanswer = 4.75"
    },
    "prints much, and not for readers": {
        "answer": "print('x' * 10**7)\nprint('\\ud800 \\0 \\x1b[31m')\nanswer = 4.75",
        "says": "xxx",
    },
    "prints in a function": {"mean": "def mean(x):\n    print(x)\n    return sum(x) / len(x)"},
    "shows things": {
        "answer": "from IPython.display import HTML, display\ndisplay(HTML('<b>4.75</b>'))\n"
        "answer = 4.75\nanswer",
        "says": "4.75",
    },
    "draws": {
        "answer": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('π')\nplt.show()\n"
        "answer = 4.75"
    },
    # what a notebook has beyond Python
    "uses magics": {
        "answer": "%matplotlib inline\n%load_ext autoreload\n!pip install numpy\n"
        "files = !ls\nget_ipython().run_line_magic('pwd', '')\n%time answer = 4.75\nanswer?"
    },
    "times a cell": {"answer": "%%time\nanswer = 4.75"},
    "awaits at the top": {
        "answer": "import asyncio\nasync def four():\n    await asyncio.sleep(0)\n    return 4.75\n"
        "answer = await four()"
    },
    "asks for input": {"does": lambda s: s.add("name = input('Who? ')", before="solution-mean")},
    "quits": {"does": lambda s: s.add("exit()", before="solution-mean")},
    "reads its own source and annotations": {
        "mean": "import inspect\ndef mean(x: 1.0):\n    '''Mean.'''\n"
        "    assert 'Mean' in inspect.getsource(mean)\n"
        "    return sum(x) / len(x) * mean.__annotations__['x']"
    },
    "pickles and copies what it made": {
        "counter": RIGHT_COUNTER + CLOSURE + "import copy, pickle\n"
        "assert copy.deepcopy(pickle.loads(pickle.dumps(Counter(3)))).seen[''] == 3"
    },
    # what is returned
    "answers in numpy's numbers": {
        "answer": "answer = np.float64(4.75)",
        "mean": "def mean(x):\n    return np.mean(x)",
        "halve": "def halve(f, a, b):\n    a, b = np.float64(a), np.array(b, float)\n"
        "    for _ in range(50):\n        c = np.add(a, b) / 2\n"
        "        a, b = (c, b) if f(c) < 0 else (a, c)\n    return c",
    },
    "answers in fractions and arrays": {
        "answer": "answer = np.array(4.75)[()]",
        "mean": "from fractions import Fraction\ndef mean(x):\n"
        "    return np.array(float(sum(map(Fraction, x)) / len(x)))",
    },
    "counts with the library": {
        "counter": "import itertools\nfrom collections import defaultdict\n"
        + RIGHT_COUNTER.replace('{"": start}', 'defaultdict(int, {"": start})')
        + "def counting(step):\n    return itertools.count(step, step).__next__"
    },
    "counts with a generator": {
        "counter": RIGHT_COUNTER + "def counting(step):\n    def steps():\n        n = 0\n"
        "        while True:\n            n += step\n            yield n\n"
        "    walk = steps()\n    return lambda: next(walk)"
    },
    "solves with scipy": {
        "halve": "from scipy.optimize import brentq\n"
        "def halve(f, a, b):\n    return brentq(f, a, b)"
    },
    "calls from a thread": {
        "halve": "from concurrent.futures import ThreadPoolExecutor\ndef halve(f, a, b):\n"
        "    with ThreadPoolExecutor(1) as pool:\n        for _ in range(50):\n"
        "            c = (a + b) / 2\n"
        "            a, b = (c, b) if pool.submit(f, c).result() < 0 else (a, c)\n    return c"
    },
    "hides builtins by accident": {"answer": "abs = max = isinstance = None\nanswer = 4.75"},
    "binds its answer in a corner": {"answer": "if True:\n    print(answer := 4.75)"},
    "writes and reads a file": {
        "answer": "Path('mine.txt').write_text('4.75')\nanswer = float(open('mine.txt').read())"
    },
    "draws random numbers": {
        "answer": "rng = np.random.default_rng()\nnp.random.seed(1)\n"
        "answer = 4.75 + 0 * rng.random()"
    },
    # what became of the cells
    "deletes a check": {
        "does": lambda s: s.cells.pop(s.at("check-mean")),
        "says": "check-mean was missing, and has been put back",
        "odd": True,
    },
    "deletes the locked tools": {
        "does": lambda s: s.cells.pop(s.at("given-tools")),
        "says": "given-tools was missing, and has been put back",
        "odd": True,
    },
    "deletes a plain cell": {"does": lambda s: s.cells.pop(s.at("given-tools") + 1)},
    "deletes an answer": {
        "does": lambda s: s.cells.pop(s.at("solution-mean")),
        "loses": "mean",
        "says": "solution-mean is missing",
        "odd": True,
    },
    "drags an answer to the end": {"does": drag_to_the_end, "says": "moved", "odd": True},
    "has its cells in another order": {"does": shuffle, "says": "moved", "odd": True},
    "puts the checks last": {"does": checks_last, "says": "moved", "odd": True},
    "splits an answer": {"does": split},
    "copies an answer": {"does": copied, "says": "solution-mean stands there 2 times", "odd": True},
    "copies an answer under another id": {
        "does": copied_as_jupyter_does,
        "says": "stands there 2 times",
        "odd": True,
    },
    "makes an answer text": {
        "does": lambda s: s.cell("solution-mean").update(cell_type="markdown"),
        "says": "solution-mean had been made a cell of another kind",
        "odd": True,
    },
    "adds cells that fail": {"does": busy},
    "strips metadata": {"does": without_metadata},
    "strips metadata and ids": {
        "does": without_metadata_and_ids,
        "says": "had lost its mark, and was found by its content",
        "odd": True,
    },
    "keeps large outputs": {"does": many_outputs},
    # what became of the file
    "renames the notebook": {
        "does": lambda s: setattr(s, "file", "a1-counting (1).ipynb"),
        "says": r"handed in as a1-counting \(1\).ipynb",
        "odd": True,
    },
    "shouts the name": {
        "does": lambda s: setattr(s, "file", "A1-COUNTING.IPYNB"),
        "odd": True,
    },
    "saves with a byte-order mark": {
        "does": lambda s: setattr(s, "raw", b"\xef\xbb\xbf" + json.dumps(s.book).encode())
    },
    "saves in the two bytes of Windows": {
        "does": lambda s: setattr(s, "raw", json.dumps(s.book).encode("utf-16"))
    },
    "saves in format 3": {"does": format_3},
    "saves lines as lists": {"does": lists_of_lines},
    "saves with carriage returns": {"does": windows_lines},
    "leaves a NUL in a cell": {"answer": "answer = 4.75\0"},
    "has a bad timestamp": {"does": lambda s: s.files.update({"timestamp.txt": b"yesterday\xff"})},
    "leaves other notebooks beside": {"does": many_leftovers},
    "has helpers beside": {"does": helpers},
    "has a file of an odd name": {"does": odd_name},
}


def test_an_honest_case(desk, case):
    desk.check(case)


def test_a_data_file_that_cannot_be_read_is_noted(desk, monkeypatch):
    """Whoever runs this may be root, who can read everything."""
    from gmmlab.teach.grading import handed as reading

    def refused(path, flags):
        if path.name == "data.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    opened = reading.os.open
    monkeypatch.setattr(reading.os, "open", refused)
    handed = desk.submission()
    handed.files["data.csv"] = b"1,2"
    result = desk.grade(handed)
    assert result.earned == 10
    assert "data.csv cannot be read (Permission denied)" in result.notes[0]


def test_an_empty_answer_is_blank_and_earns_nothing_without_a_person(desk):
    handed = desk.submission()
    blank(handed)
    result = desk.grade(handed)
    assert result.scores["answer-why"] == 0.0
    assert "answer-why" in result.blank


def test_what_a_person_grades_is_left_to_them(desk):
    result = desk.grade(desk.submission())
    assert result.scores["answer-why"] is None
    assert result.earned == 10.0
    assert "answer-why" not in result.blank


def test_a_plan_of_twelve_points(plan):
    assert sum(part.points for part in plan.graded) == 12


def test_the_cases_are_not_vacuous(desk, course):
    """A release that nobody has touched earns nothing, and its checks are in the release."""
    text = course.cells(course.release)["check-mean"]["source"]
    assert "the mean of ones" in text
    assert "drawn" not in text
    assert read_plan(course.source).mark == read_plan(course.source, course.release).mark
    with pytest.raises(AssertionError):
        desk.check(SimpleNamespace(apply=blank, verdict={}, says="", odd=False, patient=True))
