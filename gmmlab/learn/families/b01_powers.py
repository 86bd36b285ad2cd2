"""Bridge 1, powers: the likelihood of many points is a power of ten, and exponents add."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["exponent_of_a_likelihood"]

NOISE = ("clicks in a recording", "stray photons", "dust specks on a plate", "false echoes")


@dataclass(frozen=True)
class Tail:
    """Noise points of one flat density, and everything else."""

    noise: str
    points: int
    each: int
    rest: int

    @property
    def flat(self) -> int:
        """Of the noise points together: ten to the minus this."""
        return self.points * self.each

    @property
    def exponent(self) -> int:
        return -(self.flat + self.rest)


@family(
    "exponent-of-a-likelihood",
    "b1-exponents-and-logarithms",
    "where likelihoods are multiplied, their exponents are added",
)
def exponent_of_a_likelihood(rng: Rng) -> Question:
    """Ask for the power of ten that a likelihood is, from its two factors."""
    tail, other = _tail(rng), _tail(rng)
    return Question(
        prompt=f"A mixture has a flat component for {tail.noise}. At each of the **{tail.points}** "
        f"points far from everything else, only this component counts, and the density is "
        f"$10^{{-{tail.each}}}$. All other points together have the likelihood "
        f"$10^{{-{tail.rest}}}$. The likelihood of **all** points is $10^n$. What is $n$?",
        answer=Integer(tail.exponent),
        misconceptions=_misconceptions(tail),
        hints=Hints(
            "The likelihood of independent points is the product of their densities. How many "
            "factors of ten stand below the fraction line in all?",
            r"A power of a power multiplies the exponents, $(10^{-a})^m=10^{-a\cdot m}$. A product "
            r"of powers adds them, $10^{-b}\cdot 10^{-c}=10^{-(b+c)}$.",
            once_more(
                f"{other.points} points with density $10^{{-{other.each}}}$ each, the others "
                f"$10^{{-{other.rest}}}$ together.",
                _worked(other),
            ),
        ),
        solution=_worked(tail),
        because="Exponents add where likelihoods multiply. The smallest positive number that a "
        "program can usually hold is near $10^{-324}$, and a few hundred points get there: so it "
        "keeps the exponent, which is a logarithm, and never the likelihood itself.",
    )


def _tail(rng: Rng) -> Tail:
    each, rest = int(rng.integers(2, 6)), int(rng.integers(20, 95))
    return Tail(pick(rng, NOISE), int(rng.integers(6, 31)), each, rest)


def _worked(tail: Tail) -> str:
    return (
        rf"The flat part: $(10^{{-{tail.each}}})^{{{tail.points}}}="
        rf"10^{{-{tail.each}\cdot {tail.points}}}=10^{{-{tail.flat}}}$. Times the rest: "
        rf"$10^{{-{tail.flat}}}\cdot 10^{{-{tail.rest}}}=10^{{-({tail.flat}+{tail.rest})}}$, so "
        f"$n={tail.exponent}$."
    )


def _misconceptions(tail: Tail) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "multiplies-the-exponents",
            "multiplies the exponents of two factors",
            Integer(-tail.flat * tail.rest),
            "You multiplied the exponents of the two parts. That is what a power of a power does. "
            r"Two factors stand side by side here, as in $10^2\cdot 10^3=100\cdot 1000=10^5$: "
            "add their exponents.",
        ),
        Misconception(
            "counts-the-points-once",
            "lets many equal points count as one",
            Integer(-(tail.each + tail.rest)),
            f"You took the flat density once. But {tail.points} points have it, and each is a "
            f"factor of its own: raise it to the power {tail.points} first.",
            back_to="s13-repeated-addition-as-multiplication",
        ),
        Misconception(
            "adds-the-likelihoods",
            "adds the likelihoods",
            Integer(-min(tail.flat, tail.rest)),
            "That is the larger of the two parts, which is what is left if you add them. "
            "Components of one point are added, but independent points are multiplied. "
            "Multiply the two parts.",
            back_to="s42-variable-expressions",
        ),
        Misconception(
            "loses-the-sign",
            "loses the minus of the exponent",
            Integer(-tail.exponent),
            "The size is right, but without its minus this is an enormous number. Each factor "
            "is far below 1, so the product is smaller still: keep the minus.",
            back_to="s41-integer-order-of-operations",
        ),
    )
