"""Every rule finds what it is there for, on the right line, and leaves good work alone."""

import pytest

from gmmlab.learn.topics import Topic
from gmmlab.teach import code, lint, prose
from gmmlab.teach.problems import Problem
from gmmlab.teach.source import parse

LESSON = "# %% [markdown]\n# # T\n\n" + "\n".join(
    f"# %% [markdown]\n# ## {name}\n" for name in prose.LESSON
)


def page(text):
    return parse("# %% [markdown]\n" + "\n".join(f"# {line}" for line in text.splitlines()), "l.py")


def said(problems):
    return "\n".join(str(problem) for problem in problems)


def test_a_problem_says_where():
    assert str(Problem("a.py", 3, "It is so.", "Mend it.")) == "a.py:3: It is so. Mend it."
    assert str(Problem("a.py", 0, "It is so.", "Mend it.")) == "a.py: It is so. Mend it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n## A\n### B\n## C", ""),
        ("# T\n```\n# no heading\n```", ""),
        ("words", "l.py:1: No title comes first. Begin with the heading `# T`."),
        ("## A\n# T", "l.py:1: No title comes first."),
        ("# U", "l.py:2: The title is 'U'. Make it `# T`."),
        ("# T\n# U", "l.py:3: 'U' is a second title. Make it a `##` heading."),
        ("# T\n### A", "l.py:3: The heading 'A' skips from level 1 to 3. Write it with ##."),
    ],
)
def test_headings(text, expected):
    found = said(prose.head(page(text), "l.py", "T"))
    assert expected in found
    assert bool(expected) == bool(found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Hook", "## Hook: sixty-six minutes", ""),
        ("## Hook", "## Crook", "'Crook' is no section of a lesson. Sections are: Hook, Explore"),
        ("# ## Hook\n", "# words\n", "l.py: The section 'Hook' is missing. Add `## Hook`."),
        ("## Explain", "## Explore", "l.py: The section 'Explore' comes twice."),
        ("# ## Hook", "# ## Summary\n# ## Hook", "l.py: The section 'Summary' comes twice."),
    ],
)
def test_sections(old, new, expected):
    assert old in LESSON
    found = said(prose.sections(parse(LESSON.replace(old, new), "l.py"), "l.py"))
    assert expected in found
    assert bool(expected) == bool(found)


def test_sections_out_of_order():
    swapped = LESSON.replace("Hook", "X").replace("Explore", "Hook").replace("X", "Explore")
    found = said(prose.sections(parse(swapped, "l.py"), "l.py"))
    assert "The sections come as Explore, Hook, Explain" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![two humps](a.png)", ""),
        ('<img src="a.png" alt="two humps">', ""),
        ("`![](a.png)`", ""),
        ("![](a.png)", "l.py:2: A picture has no alt text. Say in the alt text what it shows."),
        ("![ ](a.png)", "A picture has no alt text."),
        ('<img src="a.png">', "An <img> has no alt text."),
        ('<IMG alt="" src="a.png">', "An <img> has no alt text."),
    ],
)
def test_pictures(text, expected):
    found = said(prose.pictures(page(text), "l.py"))
    assert expected in found
    assert bool(expected) == bool(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[the exercise](there.ipynb)", ""),
        ("[the exercise](there.ipynb#two) and [Practice](#Practice)", ""),
        ("[the paper](https://example.org/a)", ""),
        ("[here](there.ipynb)", "l.py:2: A link is called 'here'. Name the page that it leads to."),
        ("[**Click here**](there.ipynb)", "A link is called '**Click here**'."),
        ("[the exercise](gone.ipynb)", "The link to gone.ipynb leads nowhere."),
    ],
)
def test_links(text, expected):
    found = said(prose.links(page(text), "l.py", lambda target: target == "there.ipynb"))
    assert expected in found
    assert bool(expected) == bool(found)


@pytest.mark.parametrize("word", ["simply", "Obviously", "of course", "trivial", "It is easy"])
def test_words_that_belittle(word):
    assert f"l.py:2: {word!r} belittles" in said(prose.words(page(f"{word}, it is so."), "l.py"))


def test_words_that_do_not():
    text = "It is no easy course: keep it simple, and say what is obvious. `simply`"
    assert said(prose.words(page(text), "l.py")) == ""


@pytest.mark.parametrize(
    ("told", "points", "expected"),
    [
        ("(2 points)", "2", ""),
        ("(1 point)", "1", ""),
        ("(0.5 points)", "0.5", ""),
        ("(3 points)", "2", "check-a earns 2 points, but its question says 3. Write (2 points)"),
        ("words", "1", "check-a earns 1 points, but its question says 0. Write (1 point) in"),
    ],
)
def test_points_that_learners_are_told(told, points, expected):
    text = f'# %% [markdown]\n# {told}\n\n# %% check="a" points={points}\nassert a'
    found = said(prose.points(parse(text, "e.py"), "e.py"))
    assert expected in found
    assert bool(expected) == bool(found)


def asked(*meets):
    cells = "".join(f'# %% check="q{n}" points=1 meets="{m}"\n1\n' for n, m in enumerate(meets))
    topic = Topic("s1-mean", "The mean", "u1", 5, ("compute a mean", "say why"))
    return said(lint._met(parse(cells, "exercise.py"), topic, "exercise.py"))


def test_every_objective_is_asked_for_by_a_graded_question():
    assert asked("1", "1 2") == ""
    assert "No graded question asks for objective 2: 'say why'. Write meets=2" in asked("1", "1")
    assert "exercise.py:3: There is no objective 3: 's1-mean' has 2." in asked("1 2", "3")


def test_points_are_told_anew_for_each_question():
    question = '# %% [markdown]\n# (2 points)\n\n# %% check="a" points=2\nassert a\n\n'
    text = question + '# %% check="b" points=2\nassert b'
    assert "check-b earns 2 points" in said(prose.points(parse(text, "e.py"), "e.py"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%matplotlib inline\nx = 1", ""),
        ("x = 1\ny = = 2", "e.py:3: This is not Python"),
    ],
)
def test_python(text, expected):
    cells = parse(f"# %%\n{text}", "e.py")
    found = said(code.python(cells, "e.py"))
    assert expected in found
    assert bool(expected) == bool(found)


def test_python_without_the_hidden_tests():
    hidden = "    ### BEGIN HIDDEN TESTS\n    assert a\n    ### END HIDDEN TESTS"
    cells = parse(f'# %% check="a" points=1\nif a:\n{hidden}', "e.py")
    assert "This is not Python" in said(code.python(cells, "e.py"))


@pytest.mark.parametrize(
    "text", ["from ipywidgets import interact", "w.Output()", "interactive_output(f, {})"]
)
def test_widgets_that_hang(text):
    found = said(code.widgets(parse(f"# %%\n1\n{text}", "l.py"), "l.py"))
    assert found.startswith("l.py:3: ")
    assert "can hang the notebook" in found


def test_widgets_that_do_not():
    assert said(code.widgets(parse("# %%\nexplore.em(data, K=2)", "l.py"), "l.py")) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('# %% solution="a"\n### BEGIN SOLUTION\n1\n### END SOLUTION', ""),
        ('# %% solution="a"\n1', ""),
        (
            "# %%\n### BEGIN SOLUTION",
            "e.py:1: SOLUTION is marked in a plain cell. Solutions belong",
        ),
        ('# %% solution="a"\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS', "in a solution cell"),
        ('# %% solution="a"\n### BEGIN SOLUTION', "do not come in pairs"),
        ('# %% solution="a"\n### END SOLUTION\n### BEGIN SOLUTION', "do not come in pairs"),
    ],
)
def test_markers(text, expected):
    found = said(code.markers(parse(text, "e.py"), "e.py"))
    assert expected in found
    assert bool(expected) == bool(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("assert a, 'why'", ""),
        ("assert a\nprint('Visible checks passed.')", ""),
        ("def check_a():\n    x = a\n    assert x\n    return 'passed'\n\nprint(check_a())", ""),
        ("print(a)", "e.py:1: check='a' asserts nothing, so everyone passes it."),
        ("assert a\n0.5", "e.py:3: check='a' ends in an expression"),
        ("assert a\nf(a)", "e.py:3: check='a' ends in an expression"),
        (
            "0.5\n### BEGIN HIDDEN TESTS\nassert a\n### END HIDDEN TESTS",
            "e.py:2: check='a' ends in",
        ),
        ("import sys\nassert print(1, file=sys.stderr)", "e.py:3: check='a' uses stderr"),
        ("assert warnings.warn('a')", "check='a' uses warn: nbgrader gives no points"),
        ("x = a\nassert x", "check='a' sets x, which learners may have set for themselves."),
        ("from scipy.stats import norm\nassert norm", "check='a' sets norm"),
        ("for k in a:\n    assert k", "check='a' sets k"),
        ("def f(): ...\nassert f", "check='a' sets f"),
    ],
)
def test_checks(text, expected):
    found = said(code.checks(parse(f'# %% check="a" points=1\n{text}', "e.py"), "e.py"))
    assert expected in found
    assert bool(expected) == bool(found)


SOURCE = """# %%
shared = 1

# %% solution="a"
def a():
    ### BEGIN SOLUTION
    shared = 1
    return shared + 41
    ### END SOLUTION

# %% check="a" points=1
assert a() > 0
### BEGIN HIDDEN TESTS
assert a() == 6 * 7
### END HIDDEN TESTS

# %% [markdown] answer="why" points=1
# Because of the question.
"""


@pytest.mark.parametrize(
    ("released", "expected"),
    [
        (["shared = 1", "def a():\n    raise NotImplementedError()", "assert a() > 0"], ""),
        (["def a():\n    return shared + 41"], "find: 'return shared + 41'. Build it anew"),
        (["assert a() == 6 * 7"], "find: 'assert a() == 6 * 7'"),
        (["Because of the question."], "find: 'Because of the question.'"),
        (["### BEGIN SOLUTION"], "find: '### BEGIN SOLUTION'"),
    ],
)
def test_leaks(released, expected):
    found = said(code.leaks(parse(SOURCE, "e.py"), released, "e.ipynb"))
    assert expected in found
    assert bool(expected) == bool(found)
