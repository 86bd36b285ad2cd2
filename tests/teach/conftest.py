"""A small course to build, and to spoil."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from gmmlab.teach.build import build
from gmmlab.teach.prose import LESSON

GRAPH = """
title = "A small course"
[[unit]]
slug = "u1-means"
title = "Means"
[[topic]]
slug = "s1-mean"
title = "The mean"
unit = "u1-means"
minutes = 5
objectives = ["compute a mean"]
families = ["means"]
"""

OPENING = """# %% [markdown]
# # The mean
# You will be able to compute a mean.  It takes 5 minutes.
"""

SECTIONS = "\n".join(f"# %% [markdown]\n# ## {name}\n# Words.\n" for name in LESSON)

EXERCISE = """# %% [markdown]
# # Exercise · The mean
# Write `mean(x)`.  (2 points)

# %% solution="mean"
def mean(x):
    ### BEGIN SOLUTION
    return sum(x) / len(x)
    ### END SOLUTION

# %% check="mean" points=2 meets=1
assert mean([1, 1]) == 1, "the mean of ones is 1"
### BEGIN HIDDEN TESTS
assert mean(range(5)) == sum(range(5)) / 5
### END HIDDEN TESTS

# %% [markdown]
# Why?  (1 point)

# %% [markdown] answer="why" points=1
# Because it balances.
"""


@dataclass(frozen=True)
class Small:
    """Where the sources of a small course lie, and where it is built."""

    root: Path

    @property
    def course(self):
        return self.root / "course"

    @property
    def topic(self):
        return self.course / "topics" / "s1-mean"

    def spoil(self, name, old, new):
        path = self.course / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def build(self, **how):
        return build(self.course, self.root, say=lambda _: None, **how)

    def notebooks(self):
        return {p.relative_to(self.root): p.read_bytes() for p in self.root.rglob("*.ipynb")}


@pytest.fixture
def small(tmp_path):
    small = Small(tmp_path)
    small.topic.mkdir(parents=True)
    (small.course / "graph.toml").write_text(GRAPH, "utf-8")
    (small.course / "nbgrader_config.py").write_text("c = get_config()\n", "utf-8")
    (small.topic / "lesson.py").write_text(OPENING + SECTIONS, "utf-8")
    (small.topic / "exercise.py").write_text(EXERCISE, "utf-8")
    return small
