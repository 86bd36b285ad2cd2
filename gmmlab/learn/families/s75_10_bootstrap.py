"""Step 75.10, the bootstrapped ratio test: how often pure chance gains as much."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import exp, factorial

from gmmlab.learn.answers import Percentage
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["bootstrap_p_value"]

EXTRA = (2, 4, 6)
"""Parameters of a further component: in one dimension with a common spread, spherical, full."""


@dataclass(frozen=True)
class RatioTest:
    """A ratio test of K against K+1: what the data gave, and what simulated data gave."""

    components: int
    extra: int
    seen: float
    simulated: tuple[float, ...]

    @property
    def beyond(self) -> int:
        return sum(value >= self.seen for value in self.simulated)

    @property
    def size(self) -> int:
        return len(self.simulated)

    @property
    def p_value(self) -> Ratio:
        return Ratio(1 + self.beyond, 1 + self.size)

    @property
    def of_the_table(self) -> float:
        """What a chi-squared table says, for an even number of degrees of freedom."""
        half = self.seen / 2
        return exp(-half) * sum(half**j / factorial(j) for j in range(self.extra // 2))

    @property
    def telling(self) -> bool:
        return 1 <= self.beyond <= 6 and self.of_the_table > 0.0006


@family(
    "bootstrap-p-value",
    "s75-10-choosing-k",
    "the bootstrap's p-value counts the data themselves among the samples",
)
def bootstrap_p_value(rng: Rng) -> Question | None:
    """Ask for the p-value of a ratio test from simulated statistics."""
    test, other = _test(rng), _test(rng)
    if not (test.telling and other.telling) or test.size != other.size:
        return None
    k = test.components
    return Question(
        prompt=f"Does a further component pay? From {k} to {k + 1} components, twice the "
        f"log-likelihood rises by **{test.seen:.1f}** on the data. The smaller fit is "
        f"then used to draw {test.size} new data sets, and both sizes are fitted to each. There it "
        f"rises by\n\n{_listed(test)}.\n\nThe further component has {test.extra} parameters, and "
        f"a table of $\\chi^2$ with {test.extra} degrees of freedom would say "
        f"{100 * test.of_the_table:.1f} %. What is the p-value by the bootstrap?",
        answer=Percentage(test.p_value, 1),
        misconceptions=_misconceptions(test),
        hints=Hints(
            "The drawn data sets show what a rise looks like when the further component is "
            "superfluous. How many of them rise at least as much as the data do?",
            "If the further component is superfluous, the data are one more draw of the same sort. "
            "So count them in, above and below: one plus the number of rises that are at "
            "least as large, out of one plus the number of draws.",
            once_more(
                f"the data rise by {other.seen:.1f}, the draws by\n\n{_listed(other)}.",
                _worked(other),
            ),
        ),
        solution=_worked(test),
        because="If the further component is superfluous, the data are about equally likely to "
        f"take any place among the {test.size + 1}. So p is never 0, and with {test.size} draws it "
        f"cannot be below {_shown(Ratio(1, test.size + 1))}.",
    )


def _test(rng: Rng) -> RatioTest:
    extra = pick(rng, EXTRA)
    rises = rng.gamma(0.8 * extra, 2, size=pick(rng, (19, 24)))
    simulated = tuple(round(float(v) + 0.2, 1) for v in rises)
    seen = sorted(simulated)[-between(rng, 1, 5)] - 0.1 * between(rng, 1, 6)
    return RatioTest(between(rng, 1, 5), extra, round(seen, 1), simulated)


def _listed(test: RatioTest) -> str:
    return ", ".join(f"{value:.1f}" for value in test.simulated)


def _shown(share: Ratio) -> str:
    return Percentage(share, 1).show()


def _worked(test: RatioTest) -> str:
    return (
        f"Rises of {test.seen:.1f} or more among the {test.size} draws: {test.beyond}. With the "
        f"data counted in: $p=\\frac{{1+{test.beyond}}}{{1+{test.size}}}"
        f"=\\frac{{{1 + test.beyond}}}{{{1 + test.size}}}$, which is {_shown(test.p_value)}."
    )


def _misconceptions(test: RatioTest) -> tuple[Misconception, ...]:
    size, beyond = test.size, test.beyond
    return (
        Misconception(
            "leaves-the-data-out",
            "leaves the data themselves out",
            Percentage(Ratio(beyond, size), 1),
            f"You took the share of the draws alone, {beyond} of {size}. With no larger rise among "
            "them that would give 0, which no finite number of draws can show. The data are "
            "one more draw under the hypothesis: count them above and below.",
        ),
        Misconception(
            "counts-the-data-below-only",
            "counts the data among all, and not among those that rise as much",
            Percentage(Ratio(beyond, size + 1), 1),
            f"You divided by {size + 1}, which counts the data in, but left them out above. The "
            "data rise at least as much as they do themselves: add one there too.",
        ),
        Misconception(
            "counts-the-smaller-rises",
            "counts the draws that rise less",
            Percentage(Ratio(1 + size - beyond, 1 + size), 1),
            "You counted the draws that rise less than the data. A p-value is about results "
            "at least as extreme: count those that rise as much or more.",
        ),
        Misconception(
            "trusts-the-chi-squared-table",
            "takes the value of the chi-squared table",
            Percentage(round(test.of_the_table, 3), 1),
            "You trusted the table. Its theorem needs regular models, and a superfluous component "
            "makes them irregular: its true weight is 0, at the edge of what is allowed, and its "
            "mean may then be anything. That is why new data sets were drawn: count among them.",
        ),
    )
