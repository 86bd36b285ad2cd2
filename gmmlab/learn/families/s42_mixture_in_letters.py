"""Step 42, expressions in letters: the density of a mixture of two, with the numbers put in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["mixture_in_letters"]

PLACES = 3


@dataclass(frozen=True)
class Letters:
    """What the letters stand for: a weight, and the densities of two components at a point."""

    weight: Ratio
    a: Ratio
    b: Ratio

    @property
    def telling(self) -> bool:
        """Whether it matters which weight each density gets."""
        return abs(self.a - self.b) > Ratio(1, 10) and self.weight != self.rest

    @property
    def rest(self) -> Ratio:
        return 1 - self.weight

    @property
    def density(self) -> Ratio:
        return self.weight * self.a + self.rest * self.b


@family(
    "mixture-in-letters",
    "s42-variable-expressions",
    "a mixture's density is an expression in letters: weight times density, and the rest likewise",
)
def mixture_in_letters(rng: Rng) -> Question | None:
    """Ask for the value of the mixture's density when the letters are given."""
    case, twin = _case(rng), _case(rng)
    if not (case.telling and twin.telling):
        return None
    return Question(
        prompt="A mixture of short and long eruptions has, at a given length, the density\n\n"
        r"$$p=\pi a+(1-\pi)\,b$$" + f"\n\n{_given(case)} What is $p$?",
        answer=Decimal(case.density, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Put a number in for each letter, and let the order of operations do the rest. Letters "
            "side by side are multiplied.",
            r"First the bracket $1-\pi$, the weight of the other kind. Then both products. The sum "
            "comes last.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Read aloud: the weight of the one kind times its density, and the rest of the "
        "weight times the density of the other. So the value lies between the two densities.",
    )


def _case(rng: Rng) -> Letters:
    a, b = (Ratio(between(rng, 3, 89), 100) for _ in range(2))
    return Letters(tenths(rng, 1, 9), a, b)


def _given(case: Letters) -> str:
    return (
        rf"Here the short kind has the weight $\pi={say(case.weight)}$ and the density "
        f"$a={say(case.a)}$; the long kind has the density $b={say(case.b)}$."
    )


def _worked(case: Letters) -> str:
    w, v, a, b = (say(number) for number in (case.weight, case.rest, case.a, case.b))
    first, second = say(case.weight * case.a), say(case.rest * case.b)
    return (
        rf"The bracket: $1-{w}={v}$. The products: ${w}\cdot{a}={first}$ and "
        rf"${v}\cdot{b}={second}$. The sum: ${first}+{second}={figures(case.density, PLACES)}$."
    )


def _misconceptions(case: Letters) -> tuple[Misconception, ...]:
    w, v, a, b = case.weight, case.rest, case.a, case.b
    return (
        Misconception(
            "forgets-the-other-weight",
            "counts the second density in full",
            Decimal(w * a + b, PLACES),
            f"You weighted the first density and added all of {say(b)}. The long kind owns only "
            r"the rest of the weight, and $(1-\pi)$ stands before $b$ to say so: multiply by it.",
        ),
        Misconception(
            "plain-average",
            "takes the middle of the two densities",
            Decimal((a + b) / 2, PLACES),
            "You averaged the two densities, as if both kinds were equally frequent. "
            rf"$\pi={say(w)}$ says that they are not: multiply each by its own weight.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "swaps-the-weights",
            "gives each density the other one's weight",
            Decimal(v * a + w * b, PLACES),
            r"You gave $\pi$ to the long kind. In the expression $\pi$ stands before $a$, the "
            "density of the short kind. Put the numbers in letter by letter.",
        ),
        Misconception(
            "forgets-the-brackets",
            "works as if the bracket were not there",
            Decimal(w * a + 1 - w * b, PLACES),
            r"You worked out $\pi a+1-\pi b$, where the 1 stands alone and only $\pi$ meets $b$. "
            r"The bracket holds $1-\pi$ together: work it out first, then multiply all of it.",
            back_to="s40-order-of-operations",
        ),
    )
