"""Step 5, counting to five: the bumps of a density, which are not its components."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["count_peaks"]

TOPIC = "s05-counting-to-five"
SIGMA = 2
LINK = (
    "The link to fitting a mixture is a loose one: nothing in EM counts bumps, but people do, "
    "when they guess from a picture how many components to ask for."
)


@dataclass(frozen=True)
class Bumps:
    """Means in minutes, in order, of components with equal weights and the spread SIGMA."""

    means: tuple[int, ...]

    @property
    def groups(self) -> list[list[int]]:
        """The means, those no further apart than two spreads taken together."""
        groups = [[self.means[0]]]
        for one, other in pairwise(self.means):
            if other - one > 2 * SIGMA:
                groups.append([])
            groups[-1].append(other)
        return groups

    @property
    def peaks(self) -> int:
        """Count the peaks of the density itself, every hundredth of a minute."""
        x = np.arange(self.means[0] - SIGMA, self.means[-1] + SIGMA, 0.01)
        density = np.exp(-0.5 * ((x[:, None] - np.array(self.means)) / SIGMA) ** 2).sum(axis=1)
        return int((np.diff(np.sign(np.diff(density))) < 0).sum())


@family("count-peaks", TOPIC, "two components that lie close together make one bump")
def count_peaks(rng: Rng) -> Question | None:
    """Ask how many peaks a mixture of four to six components with equal weights has."""
    case, twin = _case(rng), _case(rng)
    if not (_telling(case) and _telling(twin)):
        return None
    return Question(
        prompt=f"A mixture describes the waits at a geyser. {_given(case)} You plot its density. "
        "How many peaks do you see?",
        answer=Integer(case.peaks),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Each component is a bell. What does the sum of two bells look like when they stand "
            "close together, and what when they stand far apart?",
            r"Two bells with equal weights and one spread $\sigma$ melt into one bump unless their "
            r"means lie more than $2\sigma$ apart. Go along the means and join close neighbours.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Bumps are what you see, components are what the sum is made of, and close "
        f"components share a bump. {LINK}",
        unit="peaks",
    )


def _case(rng: Rng) -> Bumps:
    near, far = (1, 2), (8, 12)
    gaps = [between(rng, *(near if rng.random() < 0.4 else far)) for _ in range(between(rng, 3, 5))]
    return Bumps(tuple(accumulate(gaps, initial=between(rng, 45, 55))))


def _telling(case: Bumps) -> bool:
    """Whether some components share a bump, and joining neighbours counts the bumps rightly."""
    bumps = len(case.groups)
    return 3 <= bumps < len(case.means) and case.peaks == bumps


def _given(case: Bumps) -> str:
    return (
        f"Its components have equal weights, the spread $\\sigma={SIGMA}$ minutes, and means at "
        f"{listed(case.means)} minutes."
    )


def _worked(case: Bumps) -> str:
    joined = [listed(group) for group in case.groups if len(group) > 1]
    return (
        r"Neighbours further apart than $2\sigma$ keep their own peaks. Closer together are "
        f"{', as well as '.join(joined)}: what is close together makes one bump. "
        f"That leaves {case.peaks} peaks for the {len(case.means)} components."
    )


def _misconceptions(case: Bumps) -> tuple[Misconception, ...]:
    k, peaks = len(case.means), case.peaks
    return (
        Misconception(
            "one-peak-per-component",
            "counts one peak for each component",
            Integer(k),
            f"You counted the {k} components. Where two of them stand closer than "
            r"$2\sigma$, the dip between them fills up and one bump remains. "
            "Join such neighbours first, then count.",
        ),
        Misconception(
            "counts-the-dips",
            "counts the dips between the peaks",
            Integer(peaks - 1),
            "You counted the places where the density dips. Between two peaks lies one dip, so "
            "there is always one peak more. Count the bumps themselves, the outer ones too.",
        ),
        Misconception(
            "expects-a-single-bell",
            "expects a single bump",
            Integer(1),
            "You took the sum of the bells for a bell. That happens only where all the means lie "
            r"close together; here some neighbours are much further apart than $2\sigma$. "
            "Start a new bump at every such gap.",
        ),
    )
