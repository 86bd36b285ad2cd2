"""Bridge 6, the trap: what a likelihood says, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Choice
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["what_a_likelihood_says"]

RATIOS = {7: 2, 11: 3, 14: 4, 16: 5, 18: 6, 23: 10, 30: 20, 39: 50, 46: 100}
"""How many times as likely, by the tenths by which the log-likelihoods differ."""


@dataclass(frozen=True)
class Pair:
    """Two fits to the same data: log-likelihoods in tenths, the better one's letter, an order."""

    low: int
    gap: int
    better: str
    order: tuple[int, ...]

    @property
    def worse(self) -> str:
        return "B" if self.better == "A" else "A"

    @property
    def ratio(self) -> int:
        return RATIOS[self.gap]

    @property
    def logs(self) -> dict[str, float]:
        return {self.better: (self.low + self.gap) / 10, self.worse: self.low / 10}

    @property
    def statements(self) -> list[str]:
        """The right one first."""
        hi, lo, r = self.better, self.worse, self.ratio
        times = f"{self.logs[hi] / self.logs[lo]:.1f}"
        return [
            f"The data have about {r} times the density under {hi} that they have under {lo}",
            f"Given the data, {hi} is about {r} times as probable as {lo}",
            "Both fits are mistaken: a likelihood is at most 1, so its logarithm at most 0",
            f"The data have about {times} times the density under {hi} that they have under {lo}",
        ]

    def choice(self, which: int) -> Choice:
        shown = tuple(self.statements[i] for i in self.order)
        return Choice(shown, self.order.index(which))


@family(
    "what-a-likelihood-says",
    "b6-maximum-likelihood-estimation",
    "a likelihood is a density of the data, and no probability of the parameters",
)
def what_a_likelihood_says(rng: Rng) -> Question:
    """Ask what follows from two log-likelihoods above zero."""
    pair, other = _pair(rng), _pair(rng)
    return Question(
        prompt="Two Gaussians, fits A and B, are compared on the same measurements:"
        f"\n\n{_table(pair)}\n\n"
        "Nothing else is known of the two. Which statement follows?",
        answer=pair.choice(0),
        misconceptions=_misconceptions(pair),
        hints=Hints(
            "Two questions help. Of what is a likelihood the density: of the data or of the "
            "parameters? And what does a difference of logarithms say about the numbers "
            "themselves?",
            r"$\ln a-\ln b=\ln\frac{a}{b}$, so the ratio of the likelihoods is $e$ to the "
            "difference. What is *given* in it are the parameters.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(pair),
        because="To speak of the probability of a fit you need a prior as well, by Bayes' "
        "theorem. Maximum likelihood does without: it only asks under which parameters these "
        "data are least surprising.",
        otherwise="Ask of each statement: is it about the data, given a fit, or about a fit?",
    )


def _pair(rng: Rng) -> Pair:
    gap = pick(rng, tuple(RATIOS))
    low = int(rng.integers(12, max(6 * gap, 90)))
    order = tuple(int(i) for i in rng.permutation(4))
    return Pair(low, gap, pick(rng, "AB"), order)


def _table(pair: Pair) -> str:
    return table(["fit", "A", "B"], ["log-likelihood", *(f"{pair.logs[k]:.1f}" for k in "AB")])


def _worked(pair: Pair) -> str:
    hi, lo = pair.logs[pair.better], pair.logs[pair.worse]
    gap = f"{pair.gap / 10:.1f}"
    return (
        f"The difference is ${hi:.1f}-{lo:.1f}={gap}$, and $e^{{{gap}}}$ is about {pair.ratio}: "
        f"the density of the data under {pair.better} is about {pair.ratio} times that under "
        f"{pair.worse}. That it is above 1 is no fault in a density, and of the fits' own "
        "probabilities it says nothing without a prior."
    )


def _misconceptions(pair: Pair) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "likelihood-is-the-probability-of-the-parameters",
            "takes a likelihood for the probability of the parameters",
            pair.choice(1),
            "You turned the condition round. The likelihood is the density of the data, given the "
            "fit. How probable the fit is, given the data, also depends on how probable it was "
            "before, and of that nothing is known here.",
        ),
        Misconception(
            "likelihood-at-most-one",
            "thinks that a likelihood cannot pass 1",
            pair.choice(2),
            "A probability is at most 1, but this likelihood is a product of densities. Where "
            "points crowd within a fraction of a unit, densities pass 1 and their logarithms 0. "
            "Nothing is wrong with these fits.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "divides-the-logarithms",
            "divides the logarithms",
            pair.choice(3),
            "You divided one log-likelihood by the other. Logarithms turn ratios into differences: "
            "subtract them, then take $e$ to that power.",
            back_to="b1-exponents-and-logarithms",
        ),
    )
