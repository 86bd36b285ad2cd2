"""Step 43, like terms: squared distances to many points collapse into one parabola."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, listed, plus, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["sum_of_squares_in_mu"]


@dataclass(frozen=True)
class Waits:
    """Waits of one cluster, counted in minutes from a round number."""

    start: int
    x: tuple[int, ...]

    @property
    def n(self) -> int:
        return len(self.x)

    @property
    def total(self) -> int:
        return sum(self.x)

    @property
    def coefficient(self) -> int:
        return -2 * self.total

    @property
    def constant(self) -> int:
        return sum(x * x for x in self.x)


@family(
    "sum-of-squares-in-mu",
    "s43-combining-like-terms",
    "a sum of squared distances is one parabola in the mean",
)
def sum_of_squares_in_mu(rng: Rng) -> Question | None:
    """Ask for the coefficient of the mean in a sum of squared distances."""
    waits, twin = _waits(rng), _waits(rng)
    if 0 in (waits.total, twin.total):
        return None
    return Question(
        prompt=f"{_given(waits)} The sum of their squared distances from a centre $\\mu$ is\n\n"
        f"$${_squares(waits)}$$\n\nMultiply out and collect like terms. What is the coefficient "
        r"of $\mu$, with its sign?",
        answer=Integer(waits.coefficient),
        misconceptions=_misconceptions(waits),
        hints=Hints(
            r"Each square has three terms, one of them in $\mu$ alone. Only those are alike.",
            r"$(\mu-a)^2=\mu^2-2a\,\mu+a^2$. Do this for each bracket; with a plus in the bracket "
            r"the middle term is positive. Then add up the terms in $\mu$.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(waits),
        because=r"However many points a cluster has, only three numbers are left: those before "
        r"$\mu^2$ and $\mu$, and the constant. The lowest point of the parabola is the mean.",
    )


def _waits(rng: Rng) -> Waits:
    values = [v for v in range(-9, 10) if v]
    return Waits(10 * between(rng, 5, 8), spread(rng, values, between(rng, 3, 4)))


def _given(waits: Waits) -> str:
    return (
        f"The waits of one cluster, counted in minutes from {waits.start} min (a negative one is "
        f"shorter), are {listed(f'${x}$' for x in waits.x)}."
    )


def _squares(waits: Waits) -> str:
    return plus(rf"(\mu{-x:+d})^2" for x in waits.x)


def _worked(waits: Waits) -> str:
    middles = "".join(rf"{-2 * x:+d}\mu" for x in waits.x).removeprefix("+")
    return (
        rf"The squares give ${waits.n}\mu^2$ and the constant {waits.constant}. Their middle terms "
        rf"are alike: ${middles}={waits.coefficient}\mu$. All in all: "
        rf"${waits.n}\mu^2{waits.coefficient:+d}\mu+{waits.constant}$. "
        f"The coefficient is ${waits.coefficient}$."
    )


def _misconceptions(waits: Waits) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "forgets-the-factor-two",
            "counts the middle term of each square once",
            Integer(-waits.total),
            r"You counted each middle term once. In $(\mu-a)(\mu-a)$ each $\mu$ meets the other "
            r"bracket's $-a$, so $-a\mu$ arises twice: the middle term is $-2a\mu$.",
        ),
        Misconception(
            "loses-the-sign",
            "turns the sign round",
            Integer(-waits.coefficient),
            r"The number is right, and the sign is turned round. In $(\mu-a)^2$ the middle term is "
            r"$-2a\mu$: a minus in the bracket stays a minus there, a plus stays a plus.",
            back_to="s41-integer-order-of-operations",
        ),
        Misconception(
            "squares-term-by-term",
            "squares each term and loses the middle one",
            Integer(0),
            r"You squared the two terms of each bracket and nothing else, so no term in $\mu$ was "
            r"left. $(\mu-a)^2$ is a product of two brackets: each term meets each, and "
            r"$-2a\mu$ arises in the middle.",
        ),
        Misconception(
            "reads-the-constant",
            "gives the constant term",
            Integer(waits.constant),
            rf"{waits.constant} is the sum of the squared numbers, the term without $\mu$. Asked "
            r"for is the number before $\mu$: collect the middle terms of the squares.",
        ),
    )
