"""Step 36, multiplying decimals: a component's score is its weight times its density."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["weight_times_density"]

PLACES = 4
LENGTHS = ((1, 2), (1, 3), (2, 2))


@dataclass(frozen=True)
class Score:
    """A weight and a density as digits with a number of places, and the eruption's length."""

    weight_digits: int
    density_digits: int
    lengths: tuple[int, int]
    x: Ratio
    kind: str

    @property
    def weight(self) -> Ratio:
        return Ratio(self.weight_digits, 10 ** self.lengths[0])

    @property
    def density(self) -> Ratio:
        return Ratio(self.density_digits, 10 ** self.lengths[1])

    @property
    def digits(self) -> int:
        """The product without its point."""
        return self.weight_digits * self.density_digits

    @property
    def value(self) -> Ratio:
        return self.weight * self.density


@family(
    "weight-times-density",
    "s36-multiplying-decimals",
    "a component's score at a point is its weight times its density there",
)
def weight_times_density(rng: Rng) -> Question:
    """Ask for the product of a mixing weight and a density."""
    score, twin = _score(rng), _score(rng)
    return Question(
        prompt=f"{_given(score)} What is its score there, weight times density?",
        answer=Decimal(score.value, PLACES),
        misconceptions=_misconceptions(score),
        hints=Hints(
            "The weight is below one: the component speaks for only a part of all eruptions. Is "
            "the score larger or smaller than the density?",
            "Leave both points out and multiply the whole numbers. The product then gets as many "
            "decimal places as both factors have *together*; a final zero counts as a place.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(score),
        because=r"The score $\pi_k\,p(x\mid k)$ is smaller than the density, since $\pi_k$ is "
        r"below 1. The mixture's density $p(x)$ is the sum of such scores.",
    )


def _score(rng: Rng) -> Score:
    lengths = pick(rng, LENGTHS)
    weight = between(rng, 2, 8) if lengths[0] == 1 else pick(rng, (15, 25, 35, 45, 55, 65, 75))
    density = pick(rng, [d for d in range(12, 97) if d % 10])
    return Score(weight, density, lengths, *_eruption(rng))


def _eruption(rng: Rng) -> tuple[Ratio, str]:
    return Ratio(between(rng, 16, 49), 10), pick(rng, ("short", "long"))


def _given(score: Score) -> str:
    return (
        f"The {score.kind} kind has the mixing weight $\\pi_k={say(score.weight)}$. For an "
        f"eruption of {say(score.x)} min its density is {say(score.density)} per minute."
    )


def _worked(score: Score) -> str:
    a, b = score.lengths
    product = f"{float(score.value):.{a + b}f}"
    return (
        rf"Without points: ${score.weight_digits}\cdot{score.density_digits}={score.digits}$. The "
        f"factors have {a} and {b} decimal places, the product has {a + b}: "
        rf"${say(score.weight)}\cdot{say(score.density)}={product}$."
    )


def _misconceptions(score: Score) -> tuple[Misconception, ...]:
    a, b = score.lengths
    return (
        Misconception(
            "places-the-point-as-if-adding",
            "gives the product only as many places as the longer factor",
            Decimal(Ratio(score.digits, 10 ** max(a, b)), PLACES),
            "Your digits are right, but the point stands as it would in a sum. Tenths times "
            "hundredths are thousandths: the places of both factors add up. Check: a weight below "
            "one can only make the density smaller.",
            back_to="s32-decimal-place-value",
        ),
        Misconception(
            "adds-weight-and-density",
            "adds the two",
            Decimal(score.weight + score.density, PLACES),
            "You added the weight and the density. The weight says *which part* of the density "
            "counts, and to take a part of something is to multiply.",
            back_to="s13-repeated-addition-as-multiplication",
        ),
        Misconception(
            "ignores-the-weight",
            "leaves the weight out",
            Decimal(score.density, PLACES),
            "That is the density inside the component, as if every eruption came from it. Only a "
            "part of them does: multiply by the weight.",
        ),
        *_idle_zero(score),
    )


def _idle_zero(score: Score) -> tuple[Misconception, ...]:
    """The trap of a product that ends in a zero."""
    if score.digits % 10:
        return ()
    bare = int(str(score.digits).rstrip("0"))
    return (
        Misconception(
            "drops-the-zero-too-early",
            "drops the final zero before placing the point",
            Decimal(Ratio(bare, 10 ** sum(score.lengths)), PLACES),
            f"You wrote {bare} for {score.digits} and then counted the places. The zero at the end "
            "takes up a place too. Set the point first; after that the zero may go.",
        ),
    )
