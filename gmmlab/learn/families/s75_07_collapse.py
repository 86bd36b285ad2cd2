"""Step 75.7, a likelihood without a top: the log-density on which a collapsing component sits."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, pi

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["log_density_of_a_collapse"]

PLACES = 2
PARTS = {2: "hundredth", 3: "thousandth", 4: "ten-thousandth", 6: "millionth", 9: "billionth"}


@dataclass(frozen=True)
class Collapse:
    """A component whose mean sits on one point, and by how many powers of ten it narrows."""

    point: float
    sigma: float
    powers: int

    @property
    def before(self) -> float:
        return -log(self.sigma) - log(2 * pi) / 2

    @property
    def gain(self) -> float:
        return self.powers * log(10)

    @property
    def after(self) -> float:
        return self.before + self.gain

    @property
    def clear(self) -> bool:
        """Whether the sum of the rounded parts rounds as the exact one does."""
        rounded = round(self.before, 3) + round(self.gain, 3)
        return figures(rounded, PLACES) == figures(self.after, PLACES)


@family(
    "log-density-of-a-collapse",
    "s75-07-singularities-and-floors",
    "on a single point a component's log-density grows without bound as its spread shrinks",
)
def log_density_of_a_collapse(rng: Rng) -> Question | None:
    """Ask for the log-density of a component that narrows on one point."""
    collapse, other = _collapse(rng), _collapse(rng)
    if not (collapse.clear and other.clear):
        return None
    return Question(
        prompt="In a fit to the lengths of eruptions the mean of component 1 has come to sit "
        f"exactly on one eruption. {_given(collapse)} With every iteration it narrows, and by now "
        rf"$\sigma_1$ is a {PARTS[collapse.powers]} of that. What is $\ln p_1(x)$ there now?",
        answer=Decimal(collapse.after, PLACES),
        misconceptions=_misconceptions(collapse),
        hints=Hints(
            "The point sits on the mean, so the exponent of the normal density is 0 all the time. "
            r"Only the factor $1/(\sqrt{2\pi}\,\sigma_1)$ is left.",
            r"At its mean the log-density is $-\ln\sigma_1-\frac{1}{2}\ln 2\pi$. When "
            r"$\sigma_1$ is divided by a number, the logarithm of that number is added.",
            once_more(f"{_given(other)} It narrows to a {PARTS[other.powers]}.", _worked(other)),
        ),
        solution=_worked(collapse),
        because="Every narrowing adds to it, and nothing stops it: a density has no highest value. "
        "The other components keep the density at the other points above zero, so the "
        "log-likelihood of the whole fit rises beyond every bound too.",
        otherwise="By which factor does the height of the bell change, and what does the "
        "logarithm make of a factor?",
    )


def _collapse(rng: Rng) -> Collapse:
    sigma = between(rng, 17, 39) / 40
    return Collapse(between(rng, 16, 51) / 10, round(sigma, 3), pick(rng, tuple(PARTS)))


def _given(collapse: Collapse) -> str:
    return (
        rf"While $\sigma_1={say(collapse.sigma)}$ min, the log-density of the component at that "
        rf"point, $x=\mu_1={say(collapse.point)}$ min, is "
        rf"$\ln p_1(x)={figures(collapse.before, 3)}$ (density per minute)."
    )


def _worked(collapse: Collapse) -> str:
    return (
        rf"Dividing $\sigma_1$ by $10^{collapse.powers}$ multiplies the density by "
        rf"$10^{collapse.powers}$, which adds "
        rf"$\ln 10^{collapse.powers}={collapse.powers}\ln 10={figures(collapse.gain, 3)}$ to its "
        f"logarithm.\n\n$\\ln p_1(x)={figures(collapse.before, 3)}+{figures(collapse.gain, 3)}"
        f"={figures(collapse.after, PLACES)}$."
    )


def _misconceptions(collapse: Collapse) -> tuple[Misconception, ...]:
    return (*_wrong_ways(collapse), *_wrong_sums(collapse))


def _wrong_ways(collapse: Collapse) -> tuple[Misconception, ...]:
    """Roads on which the density does not rise as it does."""
    before, gain = collapse.before, collapse.gain
    return (
        Misconception(
            "likelihood-at-most-one",
            "lets a density be at most 1",
            Integer(0),
            "You stopped at $0=\\ln 1$, as if a density could not exceed 1. That holds for "
            "probabilities. A density times a width is a probability, so on a small width it may "
            "be as large as you like. Add the whole gain.",
            back_to="s74-probability-density-functions",
        ),
        Misconception(
            "narrower-is-lower",
            "lowers the density where it rises",
            Decimal(before - gain, PLACES),
            "You subtracted the gain. The area below the bell stays 1, so a narrower bell is "
            "higher at its mean: dividing $\\sigma_1$ multiplies the density there.",
            back_to="s74-probability-density-functions",
        ),
    )


def _wrong_sums(collapse: Collapse) -> tuple[Misconception, ...]:
    """Roads that add another number, or none."""
    before, gain = collapse.before, collapse.gain
    return (
        Misconception(
            "takes-the-decadic-logarithm",
            "counts powers of ten instead of taking the natural logarithm",
            Decimal(before + collapse.powers, PLACES),
            f"You added {collapse.powers}, the logarithm to base 10. Log-likelihoods are natural "
            "logarithms: each power of ten adds $\\ln 10$, about 2.303.",
            back_to="b1-exponents-and-logarithms",
        ),
        Misconception(
            "takes-sigma-for-the-variance",
            "treats the standard deviation as a variance",
            Decimal(before + gain / 2, PLACES),
            "You added half of the gain. The half belongs to "
            "$-\\frac{1}{2}\\ln\\sigma_1^2$, which is $-\\ln\\sigma_1$; here $\\sigma_1$ itself is "
            "divided, so its whole logarithm counts.",
        ),
        Misconception(
            "gives-the-gain-only",
            "gives only by how much it rose",
            Decimal(gain, PLACES),
            f"That is the rise. The log-density began at {figures(before, 3)}, and the question "
            "is where it is now: add the two.",
        ),
    )
