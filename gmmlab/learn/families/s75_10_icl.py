"""Step 75.10, ICL: components that share their points pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["icl_by_hand"]

PLACES = 1


@dataclass(frozen=True)
class Shared:
    """A fit of three components: its BIC, and how many points it leaves undecided."""

    bic: float
    sure: int
    pairs: int
    triples: int

    @property
    def entropy(self) -> float:
        return self.pairs * log(2) + self.triples * log(3)

    @property
    def icl(self) -> float:
        return self.bic + 2 * self.entropy

    @property
    def clear(self) -> bool:
        """Whether logarithms rounded to 3 decimals give the same, and half the fine shows."""
        rounded = self.bic + 2 * (self.pairs * 0.693 + self.triples * 1.099)
        return figures(rounded, PLACES) == figures(self.icl, PLACES)


@family(
    "icl-by-hand",
    "s75-10-choosing-k",
    "ICL adds twice the entropy of the responsibilities to BIC",
)
def icl_by_hand(rng: Rng) -> Question | None:
    """Ask for the ICL of a fit of which some points are shared evenly."""
    fit, other = _shared(rng), _shared(rng)
    if not (fit.clear and other.clear):
        return None
    return Question(
        prompt=f"A mixture of three components has $\\mathrm{{BIC}}={fit.bic:.1f}$ (smaller is "
        f"better). {_given(fit)} What is its ICL?",
        answer=Decimal(fit.icl, PLACES),
        misconceptions=_misconceptions(fit),
        hints=Hints(
            "ICL asks what BIC asks, and besides how clearly the points are assigned. Which points "
            "are in doubt, and how much?",
            r"$\mathrm{ICL}=\mathrm{BIC}+2E$ with the entropy $E=-\sum_{i,k}r_{ik}\ln r_{ik}$. "
            r"A point of one component alone has 0 of it, one that $m$ components share evenly "
            r"has $\ln m$.",
            once_more(f"$\\mathrm{{BIC}}={other.bic:.1f}$. {_given(other)}", _worked(other)),
        ),
        solution=_worked(fit),
        because="Components that overlap pay for every point they cannot settle between them. So "
        "ICL prefers groups that stand apart, often fewer of them, where BIC prefers a good "
        "density.",
    )


def _shared(rng: Rng) -> Shared:
    bic = between(rng, 3000, 19000) / 10
    return Shared(bic, between(rng, 40, 120), between(rng, 3, 16), between(rng, 2, 9))


def _given(fit: Shared) -> str:
    return (
        f"Of its points {fit.sure} belong to one component wholly, {fit.pairs} are shared by two "
        r"components with $r=\frac{1}{2}$ each, and "
        rf"{fit.triples} by all three with $r=\frac{{1}}{{3}}$ each."
    )


def _worked(fit: Shared) -> str:
    return (
        "Entropy: "
        rf"$E={fit.pairs}\cdot\ln2+{fit.triples}\cdot\ln3={fit.entropy:.2f}$; the points that "
        "belong to one component wholly add nothing."
        "\n\n"
        rf"$\mathrm{{ICL}}={fit.bic:.1f}+2\cdot{fit.entropy:.2f}={figures(fit.icl, PLACES)}$."
    )


def _misconceptions(fit: Shared) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "rewards-overlap",
            "takes the entropy off",
            Decimal(fit.bic - 2 * fit.entropy, PLACES),
            "You subtracted. Smaller is better, so that would reward a fit for every point it "
            "cannot assign. Overlap is to cost something: add.",
        ),
        Misconception(
            "forgets-the-factor-two",
            "adds the entropy once",
            Decimal(fit.bic + fit.entropy, PLACES),
            r"You added the entropy once. BIC has $-2\ln L$, and the entropy comes from the same "
            "logarithm, that of the completed data: it counts twice as well.",
        ),
        Misconception(
            "takes-bits-for-nats",
            "takes logarithms to base 2",
            Decimal(fit.bic + 2 * fit.entropy / log(2), PLACES),
            "You measured the entropy in bits, 1 for each point between two components. "
            r"Log-likelihoods are in natural logarithms: such a point adds $\ln2$.",
            back_to="b1-exponents-and-logarithms",
        ),
        Misconception(
            "counts-a-share-once",
            "takes one share of each point only",
            Decimal(fit.bic + fit.pairs * log(2) + 2 * fit.triples * log(3) / 3, PLACES),
            r"For each point you took $-r\ln r$ once. The sum runs over the components too: a "
            "point that two of them share adds it twice, one that three share adds it three times.",
        ),
    )
