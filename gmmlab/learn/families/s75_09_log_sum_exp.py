"""Step 75.9, log-sum-exp: the log-density of a point far from every mean."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import exp, log

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["log_sum_of_scores"]

PLACES = 3


@dataclass(frozen=True)
class Scores:
    """The logarithms of weight times density, by component."""

    logs: tuple[Ratio, ...]

    @property
    def largest(self) -> Ratio:
        return max(self.logs)

    @property
    def below(self) -> list[Ratio]:
        """How far each lies below the largest, which is itself among them with 0."""
        return [score - self.largest for score in self.logs]

    @property
    def sum(self) -> float:
        """What is left to exponentiate and add when the largest has been taken out."""
        return sum(exp(score) for score in self.below)

    @property
    def value(self) -> float:
        return float(self.largest) + log(self.sum)


@family(
    "log-sum-of-scores",
    "s75-09-log-sum-exp-and-stopping",
    "take the largest log-score out, add what is left, and put it back",
)
def log_sum_of_scores(rng: Rng) -> Question | None:
    """Ask for ln p(x) from three log-scores whose exponentials all round to zero."""
    case, other = _scores(rng), _scores(rng)
    if len(set(case.logs)) < 3:
        return None
    return Question(
        prompt="An earthquake's trace of 400 numbers lies far from every mean. For each component "
        r"the E-step has computed the log-score $\ln\pi_k+\ln p_k(x)$:"
        f"\n\n{_table(case)}\n\n"
        r"The density of the mixture at $x$ is the sum of the three scores. What is $\ln p(x)$?",
        answer=Decimal(case.value, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "A calculator turns the exponential of each of these into zero. Which number can you "
            "take out of all three first, so that something is left?",
            r"With the largest log-score $m$: $\ln\sum_k e^{a_k}=m+\ln\sum_k e^{a_k-m}$. One of "
            r"the exponents becomes zero, the others are a little below.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="Taking out the largest changes nothing but the size of the numbers on the way: "
        "it is a common factor. The responsibilities, shares of the same sum, stay what they were.",
    )


def _scores(rng: Rng) -> Scores:
    top = Ratio(-int(rng.integers(8000, 20000)), 10)
    below = [Ratio(0), *(Ratio(int(d), 10) for d in rng.choice(range(3, 26), 2, replace=False))]
    return Scores(tuple(top - below[int(i)] for i in rng.permutation(3)))


def _table(case: Scores) -> str:
    return table(
        ["component", "A", "B", "C"], ["log-score", *(f"${figures(a, 1)}$" for a in case.logs)]
    )


def _worked(case: Scores) -> str:
    m = figures(case.largest, 1)
    powers = "+".join(f"e^{{{say(score)}}}" for score in case.below)
    values = "+".join(say(exp(score), 4) for score in case.below)
    return (
        rf"The largest is $m={m}$. Without it: ${powers}={values}={say(case.sum, 4)}$. Its "
        rf"logarithm, with $m$ put back: ${m}+{figures(log(case.sum), PLACES + 1)}="
        f"{figures(case.value, PLACES)}$."
    )


def _misconceptions(case: Scores) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "log-of-a-sum-is-a-sum-of-logs",
            "adds the log-scores",
            Decimal(sum(case.logs, Ratio(0)), PLACES),
            "You added the logarithms. That multiplies the scores, but a mixture adds them. The "
            "logarithm of a sum is never below that of its largest term.",
            back_to="b1-exponents-and-logarithms",
        ),
        Misconception(
            "exponentiates-first",
            "exponentiates and finds zeros",
            Decimal(0, PLACES),
            r"You exponentiated first. In floating point $e^{-800}$ is already zero, and the "
            "logarithm of a sum of zeros is not zero but minus infinity: everything is lost. Take "
            "the largest log-score out before you exponentiate.",
            back_to="b1-exponents-and-logarithms",
        ),
        Misconception(
            "leaves-the-largest-out",
            "does not put the largest back",
            Decimal(log(case.sum), PLACES),
            "You took the largest log-score out, added and took the logarithm, all as it should "
            "be. But what was taken out belongs to the answer: add it again.",
        ),
        Misconception(
            "keeps-only-the-largest",
            "answers with the largest log-score",
            Decimal(case.largest, PLACES),
            "You let the largest score stand for the sum. The others are a good part of it here: "
            "they lie little below. Add their exponentials, relative to the largest.",
        ),
        Misconception(
            "averages-the-log-scores",
            "averages the log-scores",
            Decimal(sum(case.logs, Ratio(0)) / 3, PLACES),
            "You took the mean of the logarithms. The sum of the scores is larger than each of "
            "them, so its logarithm lies above the largest, and a mean lies below.",
        ),
    )
