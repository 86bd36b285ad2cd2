"""Step 38, dividing fractions: in the ratio of two responsibilities the total cancels."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["ratio_of_responsibilities"]


@dataclass(frozen=True)
class Pair:
    """The scores of the first two components at a point."""

    first: Ratio
    second: Ratio

    @property
    def ratio(self) -> Ratio:
        return self.first / self.second


@family(
    "ratio-of-responsibilities",
    "s38-dividing-fractions",
    "two responsibilities compare as their scores do, without the total",
)
def ratio_of_responsibilities(rng: Rng) -> Question | None:
    """Ask how many times as responsible one component is as another, the total being unknown."""
    pair, twin = _pair(rng), _pair(rng)
    if not (_telling(pair) and _telling(twin)):
        return None
    return Question(
        prompt=f"{_given(pair)} The third component's score is not known yet, and so the sum of "
        "all three is not either. How many times as responsible is component 1 as component 2, "
        r"$\frac{r_1}{r_2}=$ ?",
        answer=exact(pair.ratio),
        misconceptions=_misconceptions(pair),
        hints=Hints(
            "Both responsibilities divide their score by the same total. What becomes of that "
            "total in their quotient?",
            r"$\frac{r_1}{r_2}=\frac{s_1}{s_2}$, with $s_k$ for the scores. To divide by a fraction"
            " is to multiply by it turned over: turn over the second one only.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(pair),
        because="The total cancels, so two components can be compared before the others are "
        "known. Programs use this: responsibilities depend only on how scores compare.",
    )


def _pair(rng: Rng) -> Pair:
    a, b = (Ratio(between(rng, 1, 9), between(rng, 4, 16)) for _ in range(2))
    return Pair(a, b)


def _telling(pair: Pair) -> bool:
    """Whether both are proper fractions, with denominators of their own."""
    a, b = pair.first, pair.second
    return a.denominator != b.denominator and min(a.denominator, b.denominator) > 2 > 2 * max(a, b)


def _tex(value: Ratio) -> str:
    above, below = value.as_integer_ratio()
    return str(above) if below == 1 else rf"\frac{{{above}}}{{{below}}}"


def _given(pair: Pair) -> str:
    return (
        "In an example worked in fractions, the first two of three components have, for one "
        "eruption, the scores "
        f"$s_1={_tex(pair.first)}$ and $s_2={_tex(pair.second)}$."
    )


def _worked(pair: Pair) -> str:
    a, b = pair.first, pair.second
    above, below = a.numerator * b.denominator, a.denominator * b.numerator
    product = rf"\frac{{{above}}}{{{below}}}"
    reduced = "" if pair.ratio.numerator == above else f"={_tex(pair.ratio)}"
    return (
        r"The total cancels: $\frac{r_1}{r_2}=\frac{s_1}{s_2}$. Turn the second score over and "
        rf"multiply: ${_tex(a)}\cdot{_tex(1 / b)}={product}{reduced}$."
    )


def _misconceptions(pair: Pair) -> tuple[Misconception, ...]:
    a, b = pair.first, pair.second
    return (
        Misconception(
            "multiplies-without-inverting",
            "multiplies without turning the second fraction over",
            exact(a * b),
            "You multiplied the two scores as they stand. Dividing asks how often the second one "
            "fits into the first, and a small one fits often. Turn the second fraction over, then "
            "multiply.",
        ),
        Misconception(
            "inverts-the-first-fraction",
            "turns the first fraction over instead of the second",
            exact(b / a),
            r"You turned over the fraction that *is divided*, and found $\frac{r_2}{r_1}$. Leave "
            "the first score as it is and turn over the one that you divide by.",
        ),
        Misconception(
            "share-instead-of-ratio",
            "divides by the sum of the two scores",
            exact(a / (a + b)),
            r"You divided by $s_1+s_2$. That would be component 1's share if there were only these "
            "two. How the two compare with each other needs no sum: divide one by the other.",
            back_to="s30-equivalent-fractions",
        ),
        Misconception(
            "compares-the-numerators-only",
            "divides the numerators and drops the denominators",
            exact(Ratio(a.numerator, b.numerator)),
            f"You compared {a.numerator} with {b.numerator} as if they counted equal pieces. One "
            rf"counts pieces of $\frac{{1}}{{{a.denominator}}}$, the other of "
            rf"$\frac{{1}}{{{b.denominator}}}$. Keep the denominators in the division.",
            back_to="s30-equivalent-fractions",
        ),
    )
