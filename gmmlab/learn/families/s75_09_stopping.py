"""Step 75.9, when to stop: a tolerance on the mean gain is no tolerance on the total."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from itertools import accumulate, pairwise

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["iterations_until_it_stops"]

TOLERANCES = (Ratio(1, 100), Ratio(1, 200), Ratio(1, 500))


@dataclass(frozen=True)
class Trace:
    """Total log-likelihoods from the start on, the number of points, a tolerance."""

    heights: tuple[Ratio, ...]
    n: int
    tolerance: Ratio

    @property
    def gains(self) -> list[Ratio]:
        return [after - before for before, after in pairwise(self.heights)]

    @property
    def bar(self) -> Ratio:
        """The tolerance as a total gain."""
        return self.n * self.tolerance

    @property
    def stop(self) -> int:
        return self.first_below(self.bar)

    @property
    def telling(self) -> bool:
        """Whether every iteration gains, and none so nearly the bar that rounding might decide."""
        near = min(abs(gain / self.bar - 1) for gain in self.gains)
        rising = all(gain > 0 and gain != self.tolerance for gain in self.gains)
        return rising and near > Ratio(1, 10) and 3 <= self.stop <= 7

    def first_below(self, bar: Ratio) -> int:
        """Count the iterations up to the first whose gain is below a bar."""
        return 1 + next(t for t, gain in enumerate(self.gains) if gain < bar)

    @property
    def given(self) -> str:
        start, *rest = (f"${figures(h, 3)}$" for h in self.heights)
        return f"{start} at the start, then {', '.join(rest)}"


@family(
    "iterations-until-it-stops",
    "s75-09-log-sum-exp-and-stopping",
    "a tolerance on the mean gain is compared with the gain for each point",
)
def iterations_until_it_stops(rng: Rng) -> Question | None:
    """Ask how many iterations a run makes under a tolerance on the mean gain."""
    case, other = _trace(rng), _trace(rng)
    if not (case.telling and other.telling) or case.stop == other.stop:
        return None
    return Question(
        prompt=f"EM is run on {case.n} eruptions. Its log-likelihood, summed over them all, would "
        f"go like this if nothing stopped it: {case.given}.\n\n"
        f"The tolerance is {say(case.tolerance)}: the run ends with the first iteration that "
        "raises the **mean** log-likelihood per eruption by less than that. How many iterations "
        "are made?",
        answer=Integer(case.stop),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Two things have to be brought to the same scale: what the list adds over all "
            "eruptions, and what the tolerance says of one.",
            "Subtract each value from the one after it, divide by the number of eruptions, and "
            "compare with the tolerance. The iteration that falls below it is made, and is the "
            "last.",
            once_more(
                f"{other.n} eruptions, the tolerance {say(other.tolerance)}, and {other.given}.",
                _worked(other),
            ),
        ),
        solution=_worked(case),
        because="Programs differ in what they compare, the total gain, the mean or a relative "
        "one, so look it up. And a small gain says only that this iteration was slow: a run may "
        "creep along a plateau and rise again.",
        unit="iterations",
    )


def _trace(rng: Rng) -> Trace:
    n, tolerance = int(rng.integers(11, 50)) * 10, pick(rng, TOLERANCES)
    slow = rng.uniform(0.2, 0.4)
    last, gains = float(tolerance) / 2, [float(rng.uniform(20, 80))]
    while gains[-1] > last:
        gains.append(gains[-1] * slow * float(rng.uniform(0.8, 1.2)))
    start = -n * Ratio(int(rng.integers(380, 620)), 100) + Ratio(int(rng.integers(1000)), 1000)
    steps = (Ratio(round(1000 * gain), 1000) for gain in gains)
    return Trace(tuple(accumulate(steps, initial=start)), n, tolerance)


def _worked(case: Trace) -> str:
    gains = case.gains[: case.stop]
    means = ", ".join(figures(gain / case.n, 4) for gain in gains)
    return (
        f"The gains are {', '.join(figures(gain, 3) for gain in gains)} in all, and for each of "
        f"the {case.n} eruptions {means}. The last of these is the first below "
        f"{say(case.tolerance)}, so the number of iterations is {case.stop}."
    )


def _misconceptions(case: Trace) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "total-gain-for-mean-gain",
            "compares the total gain with a tolerance on the mean",
            Integer(case.first_below(case.tolerance)),
            f"You let the gain of all {case.n} eruptions together fall below the tolerance. It "
            "speaks of the mean gain, which is that much smaller and gets there sooner. Divide "
            "each gain by the number of eruptions first.",
        ),
        Misconception(
            "counts-the-start",
            "counts the start as an iteration",
            Integer(case.stop + 1),
            "You counted values instead of iterations. The first value belongs to the start, "
            "before anything is done. Each iteration is a step from one value to the next.",
        ),
        Misconception(
            "leaves-the-last-iteration-out",
            "does not count the iteration with the small gain",
            Integer(case.stop - 1),
            "You stopped before the iteration that gains too little. But its gain is known only "
            "when it has been made. It counts, and it is the last.",
        ),
    )
