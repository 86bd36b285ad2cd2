"""Step 75.8, how many starts: the chance that all of them miss shrinks by a factor each time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import ceil, log

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["starts_needed"]

TRIALS = (20, 25, 40, 50)
SUBJECTS = ("eruptions", "irises", "standardised eruptions", "waits", "petal widths")


@dataclass(frozen=True)
class Plan:
    """A trial of starts, how many of them reached the best fit, and how sure one wants to be."""

    subject: str
    components: int
    trials: int
    hits: int
    target: Ratio

    @property
    def chance(self) -> Ratio:
        return Ratio(self.hits, self.trials)

    @property
    def exact(self) -> float:
        """The number of starts, were it not whole."""
        return log(1 - self.target) / log(1 - self.chance)

    @property
    def starts(self) -> int:
        return ceil(self.exact)

    @property
    def fair(self) -> bool:
        """Whether rounding cannot spoil it, and the number is one that somebody would run."""
        return 4 <= self.starts <= 60 and 0.03 < self.exact % 1 < 0.97


@family(
    "starts-needed",
    "s75-08-starts-and-restarts",
    "the chances of missing multiply, those of hitting do not add",
)
def starts_needed(rng: Rng) -> Question | None:
    """Ask for the number of starts that reaches the best fit with a given probability."""
    plan, other = _plan(rng), _plan(rng)
    if not (plan.fair and other.fair):
        return None
    return Question(
        prompt=f"EM is to fit $K={plan.components}$ components to {plan.subject}. In a trial, "
        f"{plan.hits} of {plan.trials} random starts led to the best fit that is known. Take this "
        "share as the chance of every start, independently of the others. How many starts are "
        f"needed so that at least one of them leads there with a probability of {_sure(plan)} or "
        "more?",
        answer=Integer(plan.starts),
        misconceptions=_misconceptions(plan),
        hints=Hints(
            "'At least one' has a simpler opposite: all of them miss. How likely is that?",
            "One start misses with probability $1-p$, and $n$ independent starts all miss with "
            "$(1-p)^n$. Look for the smallest $n$ at which this is at most what you may still "
            "miss: by trying, or by logarithms.",
            once_more(
                f"{other.hits} of {other.trials} starts led there, and {_sure(other)} is wanted.",
                _worked(other),
            ),
        ),
        solution=_worked(plan),
        because="Every further start multiplies the chance of missing by the same factor, so it "
        "never becomes zero. And the best fit that is known need not be the best there is.",
    )


def _plan(rng: Rng) -> Plan:
    trials = pick(rng, TRIALS)
    hits = between(rng, trials // 12 + 1, trials * 3 // 5)
    target = Ratio(pick(rng, (90, 95, 99)), 100)
    return Plan(pick(rng, SUBJECTS), between(rng, 3, 7), trials, hits, target)


def _sure(plan: Plan) -> str:
    return f"{say(100 * plan.target)} %"


def _worked(plan: Plan) -> str:
    p, miss, n = say(plan.chance), say(1 - plan.chance), plan.starts
    short, enough = (float((1 - plan.chance) ** k) for k in (n - 1, n))
    bound = say(1 - plan.target)
    return (
        rf"$p=\frac{{{plan.hits}}}{{{plan.trials}}}={p}$, so one start misses with probability "
        rf"{miss}. All of $n$ miss with ${miss}^n$, which may be {bound} at most:"
        "\n\n"
        rf"$n\ge\frac{{\ln {bound}}}{{\ln {miss}}}={plan.exact:.2f}$. Check: "
        f"${miss}^{{{n - 1}}}={short:.4f}$ is too much, ${miss}^{{{n}}}={enough:.4f}$ is enough. "
        f"So $n={n}$."
    )


def _misconceptions(plan: Plan) -> tuple[Misconception, ...]:
    bound = say(1 - plan.target)
    return (
        Misconception(
            "adds-probabilities",
            "adds the chances of the starts",
            Integer(ceil(plan.target / plan.chance)),
            f"You added {say(plan.chance)} for each start until {_sure(plan)} was reached. Going "
            "on like that soon passes 100 %: where several starts hit, the sum counts each of "
            "them. Multiply the chances of *missing* instead.",
            back_to="b2-bayes-theorem",
        ),
        Misconception(
            "finds-the-best-of-all",
            "trusts a single run",
            Integer(1),
            "You trusted one run to find the best fit. EM climbs to the maximum or saddle that its "
            f"start leads to; here a single start misses with probability "
            f"{say(1 - plan.chance)}. Repeat it until that is small enough.",
        ),
        Misconception(
            "stops-one-short",
            "stops one start too early",
            Integer(plan.starts - 1),
            "With that many starts the chance of missing is still above "
            f"{bound}. The number has to be whole and *enough*: round up.",
        ),
        Misconception(
            "multiplies-the-hits",
            "multiplies the chances of hitting",
            Integer(ceil(log(1 - plan.target) / log(plan.chance))),
            "You multiplied the chances of hitting: that is the chance that *every* start leads "
            "there. What must be rare is that every start misses. Use $1-p$ as the factor.",
            back_to="b2-bayes-theorem",
        ),
    )
