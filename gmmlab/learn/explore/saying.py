"""The sentence of the EM explorer: the state in words and numbers."""

from __future__ import annotations

import numpy as np

from gmmlab.criteria import bic
from gmmlab.datasets import Dataset
from gmmlab.learn.explore.moments import HOWS, Moment
from gmmlab.plot.words import SHARED, number
from gmmlab.steps import Fit
from gmmlab.types import Array

FEW = 3
"""Components that are described one by one."""


def say(moment: Moment, data: Dataset, shown: list[int]) -> str:
    """Headline, numbers, components: a line each."""
    lines = [headline(moment), heights(moment), shares(moment, data, shown), *warnings(moment)]
    return "\n".join(line for line in lines if line)


def headline(moment: Moment) -> str:
    """Which run, and how far it has come."""
    state, shape = moment.state, moment.fit.mixture.shape.name
    how = [*HOWS][state.start]
    return (
        f"K = {state.K}, {shape} covariances, {how} start, seed {state.seed}: {progress(moment)}."
    )


def progress(moment: Moment) -> str:
    """How far the run has come."""
    step = moment.step
    done = f"after {step} EM step{'' if step == 1 else 's'}"
    if moment.rested:
        return f"stopped {done}" if moment.run.trouble else f"converged {done}"
    if moment.given is None:
        return "at the start, no E-step yet"
    if moment.given is not moment.fit:
        return f"{done}, M-step done"
    return f"{done}, E-step done" if step else "first E-step done"


def heights(moment: Moment) -> str:
    """Log-likelihood and BIC of the parameters shown."""
    trace, step = moment.run.trace, moment.step
    gain = f" (+{trace[step] - trace[step - 1]:.2f})" if step else ""
    text = f"Log-likelihood {fixed(trace[step])}{gain}, BIC {fixed(bic(moment.fit))}"
    curve = moment.curve
    least = f"; the curve's least is {fixed(curve.bic[curve.best])}, at K = {curve.best}"
    return text + (least if curve.ready else "") + "."


def shares(moment: Moment, data: Dataset, shown: list[int]) -> str:
    """Where the components are, what they have, and how many points are shared."""
    features, given = ", ".join(data.features[j] for j in shown), moment.given
    means = moment.fit.mixture.means[:, shown]
    if len(means) > FEW:
        return f"{_worths(given)} {_shared(given)}"
    each = [f"{k + 1} at {place(mean)}{_worth(given, k)}" for k, mean in enumerate(means)]
    return f"Centres ({features}): {'; '.join(each)}. {_shared(given)}"


def _worth(given: Fit | None, k: int) -> str:
    return f" with {given.counts[k]:.1f} points' worth" if given else ""


def _worths(given: Fit | None) -> str:
    if given is None:
        return ""
    counts = ", ".join(f"{count:.1f}" for count in given.counts)
    return f"The components have {counts} points' worth."


def _shared(given: Fit | None) -> str:
    """How many points no component has most of."""
    if given is None:
        return "No point belongs to any of them yet."
    count = int(np.sum(given.responsibilities.max(axis=1) < SHARED))
    verb = "is" if count == 1 else "are"
    return f"{count} of {given.n} points {verb} shared (largest responsibility below {SHARED:g})."


def place(point: Array) -> str:
    """Coordinates."""
    return f"({', '.join(number(float(x)) for x in point)})"


def warnings(moment: Moment) -> list[str]:
    """What has gone wrong, if anything, and the answer to a press that did nothing."""
    said = [moment.state.note]
    thin = [str(k + 1) for k in moment.fit.collapsed]
    if thin:
        said.append(f"Collapsed: component {', '.join(thin)} is only held open by the floor.")
    if moment.rested and moment.run.trouble:
        said.append(moment.run.trouble)
    return said


def fixed(value: float) -> str:
    """One decimal, a true minus."""
    return f"{value:.1f}".replace("-", "−")
