"""One setting for every property test: no deadline, and the same examples in every CI run."""

import os

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
