"""Step 72, the distribution read backwards: one uniform number becomes an eruption's length."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import shares, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["length_from_a_uniform_number"]

PLACES = 2


@dataclass(frozen=True)
class Flats:
    """Two flat kinds, and a uniform number that falls to the second."""

    weights: tuple[Ratio, ...]
    starts: tuple[Ratio, Ratio]
    ends: tuple[Ratio, Ratio]
    u: Ratio

    @property
    def width(self) -> Ratio:
        return self.ends[1] - self.starts[1]

    @property
    def rest(self) -> Ratio:
        """What is left of the number after the first kind's part."""
        return self.u - self.weights[0]

    @property
    def length(self) -> Ratio:
        return self.starts[1] + self.width * self.rest / self.weights[1]

    @property
    def telling(self) -> bool:
        """Whether the number does fall to the second kind, and neither kind is negligible."""
        return min(self.weights) >= Ratio(1, 5) and self.rest > 0


@family(
    "length-from-a-uniform-number",
    "s72-cumulative-distribution-functions",
    "the cumulative distribution, read backwards, turns a uniform number into a draw",
)
def length_from_a_uniform_number(rng: Rng) -> Question | None:
    """Ask for the x at which a mixture of two flat components has F(x) = u."""
    flats, other = _flats(rng), _flats(rng)
    if not (flats.telling and other.telling):
        return None
    u = say(flats.u)
    return Question(
        prompt="In a rough mixture each kind of eruption has a flat density on an interval of its "
        f"own:\n\n{_table(flats)}\n\n"
        f"One uniform number, {u}, is to become a length: the $x$ at which the mixture's "
        f"cumulative distribution reaches it. $F(x)={u}$ at $x=$ ?",
        answer=Decimal(flats.length, PLACES),
        misconceptions=_misconceptions(flats),
        hints=Hints(
            "The cumulative distribution climbs by each kind's weight over that kind's interval. "
            "Within which interval does it reach the number?",
            "Subtract the weights of the kinds before it. Divide the rest by the weight of this "
            "kind: that is how far along its interval the length lies.",
            once_more(f"$F(x)={say(other.u)}$ and\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(flats),
        because="This is how programs draw: uniform numbers in, lengths out, and each kind "
        "comes up as often as its weight says.",
        unit="min",
    )


def _flats(rng: Rng) -> Flats:
    starts = tenths(rng, 14, 20), tenths(rng, 33, 40)
    ends = starts[0] + tenths(rng, 5, 12), starts[1] + tenths(rng, 6, 14)
    return Flats(shares(rng, 2), starts, ends, Ratio(int(rng.integers(3, 98)), 100))


def _table(flats: Flats) -> str:
    spans = (f"{say(a)} to {say(b)}" for a, b in zip(flats.starts, flats.ends, strict=True))
    return table(
        ["kind", "short", "long"],
        [r"weight $\pi_k$", *map(say, flats.weights)],
        ["interval (min)", *spans],
    )


def _worked(flats: Flats) -> str:
    u, rest, start, width = (say(v) for v in (flats.u, flats.rest, flats.starts[1], flats.width))
    first, second = map(say, flats.weights)
    return (
        f"The short kind takes the distribution up to {first}. What is left, ${u}-{first}={rest}$, "
        f"is ${rest}/{second}$ of the long kind's weight. That far along its interval: "
        rf"${start}+{width}\cdot\frac{{{rest}}}{{{second}}}={figures(flats.length, PLACES)}$."
    )


def _misconceptions(flats: Flats) -> tuple[Misconception, ...]:
    start, width, u = flats.starts[1], flats.width, flats.u
    return (
        Misconception(
            "forgets-to-rescale",
            "does not divide by the weight",
            Decimal(start + width * flats.rest, PLACES),
            "You subtracted the first weight, and went that far along the interval. But the rest "
            "runs only from zero to the kind's weight. Divide by it, so that it runs up to 1.",
            back_to="s30-equivalent-fractions",
        ),
        Misconception(
            "uses-the-number-as-it-is",
            "goes along the interval by the number itself",
            Decimal(start + width * u, PLACES),
            "The kind is right. But part of the uniform number was used up in picking it: subtract "
            "the weights before it, and rescale what is left.",
        ),
        Misconception(
            "spreads-over-the-whole-range",
            "spreads the number over the whole range",
            Decimal(flats.starts[0] + (flats.ends[1] - flats.starts[0]) * u, PLACES),
            "You took the whole range from the shortest to the longest eruption as one flat "
            "density. Between the two intervals there is nothing: find the kind first.",
        ),
        Misconception(
            "takes-the-middle",
            "gives the middle of the kind's interval",
            Decimal(start + width / 2, PLACES),
            "You picked the right kind and gave its mean. A draw falls anywhere in the interval; "
            "what is left of the uniform number says where.",
        ),
    )
