"""A source is understood, or the author is told which line to mend and how."""

import pytest

from gmmlab.teach.problems import BadExercise, BadSource
from gmmlab.teach.source import ROLES, Cell, parse, read


def test_every_mark_becomes_a_cell():
    text = """# %% [markdown]
# words

# %%
1 + 1

# %% given="data"
x = 1

# %% solution="mean"
def mean(): ...

# %% check="mean" points=2 meets="1 3"
assert True

# %% [markdown] answer="why" points=1.5 meets=2
# because

# %% [markdown] task="essay" points=5
# write
"""
    assert parse(text, "e.py") == (
        Cell(1, "markdown", "words"),
        Cell(4, "code", "1 + 1"),
        Cell(7, "code", "x = 1", "given", "data"),
        Cell(10, "code", "def mean(): ...", "solution", "mean"),
        Cell(13, "code", "assert True", "check", "mean", 2, (1, 3)),
        Cell(16, "markdown", "because", "answer", "why", 1.5, (2,)),
        Cell(19, "markdown", "write", "task", "essay", 5),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"e\.py:1: Text stands outside the cells\. Begin every cell with a line `# %%`\."),
        ("x = 1\n# %%\ny = 1", r"e\.py:1: Text stands outside"),
        (
            '# %%\n1\n\n# %% checks="a"',
            r"e\.py:4: 'checks' means nothing on a cell\. Did you mean 'check'",
        ),
        ('# %% zzz="a"', r"Known are: answer, check, given, meets, points, solution, task\."),
        ('# %% check="a" solution="a"', r"both check and solution\. Choose one"),
        ('# %% solution=""', r"solution='' is no name for a cell\. Use a few small letters"),
        (
            "# %% solution",
            r"The words 'solution' mean nothing on a cell\. Mark it like solution=\"one",
        ),
        ('# %% solution="One Step"', r'no name for a cell\. .* such as solution="one-step"'),
        ('# %% answer="why" points=1', r"marks a code cell.*`# %% \[markdown\] answer=\"why\"`"),
        ('# %% [markdown] check="a" points=1', r"must mark a code cell.*`# %% check=\"a\"`"),
        ('# %% check="a"', r"This check is graded, but its points are None\. .* points=2"),
        ('# %% check="a" points=0', r"its points are 0\."),
        ('# %% check="a" points="two"', r"its points are 'two'\."),
        ('# %% check="a" points=true', r"its points are True\."),
        ('# %% solution="a" points=2', r"points=2 stand on a cell that nobody grades\. Move them"),
        ('# %% given="a" meets=2', r"meets=2 stands on a cell that nobody grades\. Move it"),
        ('# %% check="a" points=1 meets="0"', r"meets='0' names no objectives\. .*meets=\"1 3\""),
        ('# %% check="a" points=1 meets="first"', r"meets='first' names no objectives"),
        ("# %% points=2", r"points=2 stand on a cell that nobody grades"),
    ],
)
def test_what_cannot_be_understood(text, said):
    with pytest.raises(BadSource, match=said):
        parse(text, "e.py")


def test_an_error_is_of_the_kind_that_was_asked_for(tmp_path):
    with pytest.raises(BadExercise, match=r"e\.py: There is no such file\. Write it"):
        read(tmp_path / "e.py", "e.py", BadExercise)


def test_whatever_is_locked_is_no_solution():
    assert all(role.locked != role.solution for role in ROLES.values())
    assert ROLES["task"].locked
