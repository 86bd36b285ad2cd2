"""The check in a notebook: it asks the functions that are there, and says which questions pass."""

import linecache
import warnings

import pytest

from gmmlab.learn.checking import Checks, Told, Verdict, check
from gmmlab.learn.failing import failure

CHECKS = """
def check_half():
    value = half(3)
    assert value == 1.5, f"Half of 3 is not {value} <b>."
    return "Visible checks passed: <half>."

def check_twice():
    assert two == 2

print(check)
"""


@pytest.fixture
def notebook():
    """Run cells as a notebook does: each under a name of its own, in one namespace."""
    names = {"__name__": "__main__", "check": check}

    def run(code, file="cell"):
        exec(compile(code, f"<{file}>", "exec"), names)
        return names

    run(CHECKS.replace("print(check)", ""), "checks")
    return run


def told(notebook, call="check()"):
    return notebook(f"told = {call}.told")["told"]


def test_what_is_there_is_asked_in_its_order(notebook):
    notebook("two = 2\ndef half(x): return x / 2\ndef other(): pass\ncheck_it = 3")
    assert told(notebook) == (
        Told("half", Verdict.PASSED, None, "Visible checks passed: <half>."),
        Told("twice", Verdict.PASSED),
    )


def test_what_is_named_is_asked_with_its_points_whether_it_is_there_or_not(notebook):
    notebook("two = 2")
    twice, gone = told(notebook, "check(twice=2, gone=3)")
    assert twice == Told("twice", Verdict.PASSED, 2)
    assert gone == Told("gone", Verdict.NOT_TRIED, 3, "Run the cell of its check first.")


def test_open_questions_are_told_from_wrong_ones_and_from_errors(notebook):
    half, twice = told(notebook)
    assert half.says == "`half` is not there yet: run the cell that makes it."
    assert half.verdict is twice.verdict is Verdict.NOT_TRIED
    notebook("def half(x):\n    raise NotImplementedError()", "solution-half")
    assert told(notebook)[0].verdict is Verdict.NOT_TRIED
    notebook("def half(x):\n    return x // 2\ntwo = 3", "solution-half")
    half, twice = told(notebook)
    assert half == Told("half", Verdict.NOT_YET, None, "Half of 3 is not 1 <b>.")
    assert twice.verdict is Verdict.NOT_YET
    notebook("def half(x):\n    return [x][1]\n", "solution-half")
    half = told(notebook)[0]
    assert half.verdict is Verdict.ERROR
    assert half.says == "IndexError: list index out of range\nin solution-half, line 2"


def test_an_assertion_of_the_learners_own_is_an_error(notebook):
    notebook("def half(x):\n    assert x == 2, 'only 2'\n    return 1", "solution-half")
    assert told(notebook)[0].says == "AssertionError: only 2\nin solution-half, line 2"


def test_nothing_is_printed_warned_or_left_open(notebook, capsys):
    import matplotlib.pyplot as plt

    kept = plt.figure().number
    notebook(
        "import warnings, sys\nimport matplotlib.pyplot as plt\n"
        "def half(x):\n"
        "    print('noise'), print('noise', file=sys.stderr), warnings.warn('noise')\n"
        "    plt.figure()\n    return x / 2"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert told(notebook)[0].verdict is Verdict.PASSED
    assert capsys.readouterr() == ("", "")
    assert plt.get_fignums() == [kept]
    plt.close("all")


def test_an_interrupt_ends_it(notebook):
    notebook("def half(x): raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        told(notebook)


def test_the_table_says_all_in_words_beside_its_signs(notebook):
    notebook("two = 2\ndef half(x): return x")
    shown = notebook("shown = check(half=2, twice=1.5)")["shown"]
    data = shown._repr_mimebundle_()
    assert data["text/plain"].splitlines()[:2] == [
        "✗ half     2 points  not yet",
        "✓ twice  1.5 points  passed",
    ]
    assert "    Half of 3 is not 3 <b>." in data["text/plain"].splitlines()
    html = data["text/html"]
    assert "Half of 3 is not 3 &lt;b&gt;." in html
    assert '<th scope="row"' in html
    assert '<span aria-hidden="true">✗</span> not yet' in html
    for text in data.values():
        assert "1 of 2 visible checks passes: 1.5 of 3.5 points." in text
        assert "may still be tested on other data when it is graded" in text


def test_points_that_are_not_known_are_not_counted():
    assert Checks([Told("a", Verdict.PASSED)]).words == "1 of 1 visible checks passes."
    assert Checks([]).words == "0 of 0 visible checks pass: 0 of 0 points."


def test_a_check_without_words_shows_its_line(notebook):
    text = CHECKS.replace("print(check)", "")
    linecache.cache["<checks>"] = (len(text), None, text.splitlines(keepends=True), "<checks>")
    notebook("two = 3")
    assert told(notebook, "check(twice=1)")[0].says == "assert two == 2"


def test_an_error_whose_words_fail_is_told_all_the_same():
    class Bad(Exception):
        def __str__(self):
            raise RuntimeError

    names = {"Bad": Bad}
    with pytest.raises(Bad) as caught:
        exec(compile("raise Bad", "<cell>", "exec"), names)
    told = failure(caught.value, names)
    assert told.words == "Bad: (its message fails)\nin cell, line 1"
