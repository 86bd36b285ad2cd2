"""One setting for every property test: no deadline, and the same examples in every CI run.

And after a long run, where its time went.
"""

import os
from collections import Counter

import matplotlib
from hypothesis import settings

matplotlib.use("agg")
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("GMMLAB_EXAMPLES", "40")),
)
settings.load_profile("house")

LONG = 60.0
"""Seconds of tests after which it is worth saying which files took them."""


def pytest_terminal_summary(terminalreporter):
    """Say which files took longest, setting up included."""
    spent = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration") and hasattr(report, "nodeid"):
                spent[report.nodeid.partition("::")[0]] += report.duration
    if spent.total() > LONG:
        terminalreporter.section("files by seconds")
        for name, seconds in spent.most_common(20):
            terminalreporter.write_line(f"{seconds:7.1f}  {name}")
