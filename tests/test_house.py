"""The laws of the house, executed for the mathematics: short modules, short functions, examples.

Every law is a function of source text or of values, so that its companion can show it a breach.
"""

import ast
import importlib
import inspect
import re
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

import gmmlab

ROOT = Path(gmmlab.__file__).parent
MODULES = sorted(path for part in ("", "plot", "estimators") for path in (ROOT / part).glob("*.py"))
WHOLE = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in ROOT.rglob("*.py")}
LINES = 300
BODY = 40
MEDIAN = 5
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def each_of(paths):
    return pytest.mark.parametrize("path", paths, ids=[str(p.relative_to(ROOT)) for p in paths])


modules = each_of(MODULES)

REASONS = {
    "assign.*": "in place, on arrays that only a pass has: every example of `em` runs through them",
    "beliefs.Concentration": "abstract: `Dirichlet` and `Sticks` have examples",
    "bootstrap.Parameters": "what a `Bootstrap` is made of",
    "checks.as_varied": "`as_data` and one more refusal",
    "checks.distinct_rows": "a refusal: its message is tested",
    "choosing.Cell": "what a `Selection` is made of",
    "cli.*": "the command, which the README runs",
    "covariances.[AO]*": "the shapes behind the names: `as_shape` shows them",
    "door.*": "the command, which the README runs",
    "estimators.*.*": "the inside of `GaussianMixture` and `KMeans`, whose examples run it",
    "hierarchy.*_tree": "starts like any other: `start` has the example",
    "lloyd.labels": "`nearest` of points that are laid out already",
    "merging.Merge": "what a `Clustering` is made of",
    "mixture.check": "a refusal: its message is tested",
    "mixture.positive_definite": "says in its first line all there is to see",
    "owners.*": "the inside of k-means: the examples of `lloyd` and `KMeans` run it",
    "passes.*": "the inside of a pass: every example of `em` runs through it",
    "plot.*.*": "seen in a picture: what calls it returns axes, and its words are tested there",
    "points.*": "the inside of a pass: every example of `em` runs through it",
    "races.climb": "the inside of `race`",
    "sheets.*": "the inside of k-means: the examples of `lloyd` and `KMeans` run it",
    "shapes.[DFS]*": "the six plain shapes: `Shape.covariances` and `as_shape` show them",
    "sprint.*": "the inside of `race`",
    "starts.*": "starts like any other: `start` has the example",
    "steps.move_means": "the M-step of `kmeans`, which has the example",
    "types.*": "names for what numpy has: the module says which",
}
"""Public names without an example of their own, as module and name, and why."""

FACES = {"estimators.gaussian_mixture.GaussianMixture", "estimators.k_means.KMeans"}
"""What no reason excuses: everyone begins here."""


def is_code(line):
    return bool(line.strip()) and not line.strip().startswith("#")


def too_long(source):
    """The number of lines, if there are more than one idea needs."""
    return n if (n := len(source.splitlines())) > LINES else 0


def bodies(source):
    """Length of every function body, without docstring, blank lines and comments; some are 0."""
    lines, found = source.splitlines(), {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS):
            rest = node.body[ast.get_docstring(node) is not None :]
            first = rest[0].lineno - 1 if rest else node.end_lineno
            length = sum(map(is_code, lines[first : node.end_lineno]))
            found[f"{node.name}, line {node.lineno}"] = length
    return found


def long_bodies(source):
    return {name: length for name, length in bodies(source).items() if length > BODY}


def typical(sources):
    """The median body of all that have one: abstract methods are only docstrings."""
    return median(n for source in sources for n in bodies(source).values() if n)


def test_a_module_is_one_idea():
    lines = {path: too_long(source) for path, source in WHOLE.items()}
    assert not {path: n for path, n in lines.items() if n}


def test_no_function_is_a_page():
    found = {path: long_bodies(source) for path, source in WHOLE.items()}
    assert not {path: names for path, names in found.items() if names}


def test_a_function_is_a_sentence():
    assert typical(WHOLE[str(path.relative_to(ROOT))] for path in MODULES) <= MEDIAN
    assert typical(WHOLE.values()) <= MEDIAN


def test_the_laws_of_length_can_fail():
    page = "def page():\n    '''Say so.'''\n\n    # why\n" + "    x = 1\n" * (BODY + 1)
    assert long_bodies(page) == {"page, line 1": BODY + 1}
    assert not long_bodies(page.removesuffix("    x = 1\n"))
    assert too_long("x = 1\n" * (LINES + 1)) == LINES + 1
    assert not too_long("x = 1\n" * LINES)
    paragraph = "def paragraph():\n" + "    x = 1\n" * (MEDIAN + 1)
    abstract = "def abstract():\n    '''Only words.'''\n"
    assert typical([paragraph + abstract + abstract]) == MEDIAN + 1


@dataclass
class Public:
    """A name that a module offers, without the package's own; and what it stands for."""

    name: str
    value: object
    below: str = ""
    """The text below, where it is a constant."""

    @property
    def words(self):
        """Its docstring; a class's with those of its methods."""
        inside = vars(self.value).values() if inspect.isclass(self.value) else ()
        return self.below + "\n".join(filter(None, map(own_doc, (self.value, *inside))))

    @property
    def is_constant(self):
        return not (inspect.isclass(self.value) or inspect.isfunction(self.value))

    @property
    def has_example(self):
        return ">>>" in self.words

    @property
    def is_error(self):
        return inspect.isclass(self.value) and issubclass(self.value, Exception)

    @property
    def short(self):
        return self.name.rpartition(".")[2]

    @property
    def reasons(self):
        """The patterns that excuse it."""
        found = {pattern for pattern in REASONS if fnmatch(self.name, pattern)}
        return set() if self.name in FACES else found

    def is_explained(self, shown):
        """Given the names of the classes that some example shows."""
        if self.is_constant:
            return bool(self.words or self.reasons)
        told = self.has_example or self.is_error or self.short in shown
        return bool(self.words and (told or self.reasons))


def own_doc(value):
    """What somebody wrote; not what an instance has from its class, or a record is given."""
    inner = getattr(value, "__func__", getattr(value, "func", value))
    written = inspect.isclass(inner) or inspect.isroutine(inner) or isinstance(inner, property)
    doc = (written and inner.__doc__) or ""
    return "" if doc.startswith(f"{getattr(inner, '__name__', '')}(") else doc


def returned_by(functions):
    """The classes that functions with an example say they return: it shows these too."""
    hints = (str(f.value.__annotations__.get("return")) for f in functions if f.has_example)
    return {word for hint in hints for word in re.findall(r"\w+", hint)}


def unexplained(publics):
    """Public functions and classes without docstring and example, constants without a text.

    An error is shown where it is raised, a record where a function returns it.
    """
    shown = returned_by(public for public in publics if inspect.isfunction(public.value))
    return [public.name for public in publics if not public.is_explained(shown)]


def dotted(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def offered(path):
    """What a module lists in its __all__; a package lists what its modules offer."""
    name = dotted(path)
    module = importlib.import_module(f"gmmlab.{name}".rstrip("."))
    below = assigned(ast.parse(path.read_text(encoding="utf-8")))
    for short in getattr(module, "__all__", ()):
        yield Public(f"{name}.{short}", getattr(module, short), below.get(short, ""))


@cache
def everything():
    return [public for path in MODULES for public in offered(path)]


def test_every_public_name_has_an_example_or_a_reason():
    assert unexplained(everything()) == []


def test_every_reason_is_needed():
    """Stale ones would excuse what comes later under the same name."""
    shown = returned_by(public for public in everything() if inspect.isfunction(public.value))
    bare = [p for p in everything() if not (p.has_example or p.below or p.short in shown)]
    assert set(REASONS) - set().union(*(public.reasons for public in bare)) == set()


def test_the_law_of_examples_can_fail():
    def silent():
        pass

    def vague():
        """Say what, and show nothing."""

    def shown():
        """Do this.

        >>> 1 + 1
        2
        """

    class Record:
        """What `shown` might return."""

    @dataclass
    class Bare:
        number: int

    class Wrong(Exception):
        """An error is shown where it is raised."""

    def told(*values):
        return unexplained([Public(value.__name__, value) for value in values])

    assert told(silent, vague, shown, Wrong, Record) == ["silent", "vague", "Record"]
    assert not Public("Bare", Bare).words
    shown.__annotations__["return"] = "tuple[Record, ...]"
    assert told(shown, Record) == []
    assert unexplained([Public("passes.vague", vague)]) == []
    assert unexplained([Public("passes.silent", silent)]) == ["passes.silent"]
    assert unexplained([Public(min(FACES), vague)]) == [min(FACES)]
    assert unexplained([Public("module.LIMIT", 3)]) == ["module.LIMIT"]
    assert unexplained([Public("module.LIMIT", 3, "Enough is enough.")]) == []


@modules
def test_every_module_says_what_it_is_and_what_it_offers(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert path.name == "__init__.py" or "__all__" in assigned(tree)


def assigned(tree):
    """Names that a module gives values to, and the text below each."""
    found = {}
    for node, after in pairwise([*tree.body, ast.Pass()]):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        text = str(after.value.value) if is_text else ""
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
        found.update({t.id: text for t in targets if isinstance(t, ast.Name)})
    return found


def test_what_a_module_assigns_is_read():
    tree = ast.parse("A = 1\n'''Words.'''\nB: int = 2\nC = 3\n")
    assert assigned(tree) == {"A": "Words.", "B": "", "C": ""}


def foreign(source):
    """What the mathematics may not import: at the head all but numpy, inside all but scipy too."""
    tree, house = ast.parse(source), {"gmmlab", "numpy", *sys.stdlib_module_names}
    inside = {inner for f in ast.walk(tree) if isinstance(f, FUNCTIONS) for inner in ast.walk(f)}
    found = {False: set(), True: set()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or alias.name for alias in node.names]
            found[node in inside] |= {name.partition(".")[0] for name in names}
    return found[False] - house, found[True] - house - {"scipy"}


@each_of([path for path in MODULES if path.parent.name != "plot" and path.name != "cli.py"])
def test_the_mathematics_needs_numpy_and_scipy_and_nothing_else(path):
    """And scipy only when it is used: `import gmmlab` stays fast."""
    assert foreign(path.read_text(encoding="utf-8")) == (set(), set())


def test_the_law_of_imports_can_fail():
    tidy = "import os.path\nfrom numpy.typing import NDArray\ndef f():\n    import scipy.linalg\n"
    assert foreign(tidy) == (set(), set())
    head = "import scipy\ntry:\n    import numba\nexcept ImportError:\n    pass\n"
    inside = "def f():\n    from pandas import DataFrame\n"
    assert foreign(head + inside) == ({"scipy", "numba"}, {"pandas"})
