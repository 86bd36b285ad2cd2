"""When to stop: by what is left to gain for each point, not sooner and not later."""

import numpy as np
import pytest

from gmmlab import datasets, em, start, until_converged
from gmmlab.stopping import at_rest, left_to_gain

X = datasets.faithful().X


@pytest.mark.parametrize("most", [0, 1, 5])
def test_no_more_steps_than_are_allowed(most):
    fits = list(until_converged(em(X, start(X, 2, rng=0)), tol=0, max_iter=most))
    assert len(fits) == most + 1


def test_the_tolerance_is_for_each_point():
    """A thousand times as many of each point: the same climb, step for step."""
    begin = start(X, 2, rng=0)
    few = list(until_converged(em(X, begin), tol=1e-6))
    many = list(until_converged(em(X, begin, weights=np.full(272, 1000.0)), tol=1e-6))
    assert len(many) == len(few)
    assert len(list(until_converged(em(X, begin), tol=1e-9))) > len(few)


@pytest.mark.parametrize("ratio", [0.3, 0.9, 0.99])
def test_a_geometric_climb_is_left_when_the_rest_is_small(ratio):
    """Of a gain of ratioⁱ there is ratioⁱ⁺¹ / (1 - ratio) to come."""
    values = -10.0 - ratio ** np.arange(5000.0) / (1 - ratio)
    rests = [at_rest(values[i : i + 3].tolist(), 1e-6) for i in range(4000)]
    first = rests.index(True)
    assert left_to_gain(*values[first : first + 3]) == pytest.approx(
        ratio ** (first + 2) / (1 - ratio), rel=0.01
    )
    assert -10 - values[first + 2] <= 1.1e-6
    assert -10 - values[first] > 1e-6


def test_a_fall_is_no_rest():
    """What is maximised may be something else: a fall of a nat says that all is still moving."""
    assert not at_rest([-10.0, -10.9, -11.7], 1e-6)
    assert not at_rest([-10.0, -10.5, -10.6], 1e-6)
    assert at_rest([-10.0, -10.0 - 1e-12, -10.0 - 1.5e-12], 1e-6)
