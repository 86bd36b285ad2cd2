"""One setting for every property test: no deadline, and the same examples in every CI run."""

import os

import matplotlib
import pytest
from hypothesis import settings

matplotlib.use("agg")
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("GMMLAB_EXAMPLES", "40")),
)
settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep the slow tests of a file in one process; planted bugs have nothing to share."""
    for item in items:
        if item.get_closest_marker("slow") and item.path.name != "test_mutants.py":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
