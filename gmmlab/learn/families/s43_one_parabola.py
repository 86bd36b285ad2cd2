"""Step 43, like terms in full: the sum of squared distances, written as one parabola."""

from __future__ import annotations

from gmmlab.learn.answers import Expression
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import listed, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["one_parabola"]

TOPIC = "s43-combining-like-terms"


@family("one-parabola", TOPIC, "like terms collapse a sum of squares into three")
def one_parabola(rng: Rng) -> Question | None:
    """Ask for the whole sum of squared distances, collected."""
    x, twin = (spread(rng, range(1, 21), 3) for _ in range(2))
    return Question(
        prompt=f"A cluster has three points on a line, at {listed(x)}. The sum of their squared "
        f"distances from a centre $\\mu$ is\n\n$$S(\\mu)={_squares(x)}$$\n\nMultiply out and "
        "collect like terms. What is $S$? Write mu for $\\mu$ and ^ for a power.",
        answer=Expression(_formula(x), ("mu",), terms=3),
        misconceptions=_misconceptions(x),
        hints=Hints(
            "Three squares have nine terms in all, of three kinds.",
            r"$(\mu-a)^2=\mu^2-2a\,\mu+a^2$. Write it out for each point, then add up the "
            r"$\mu^2$, the $\mu$ and the numbers, each kind by itself.",
            once_more(f"points at {listed(twin)}.", _worked(twin)),
        ),
        solution=_worked(x),
        because="However many points there are, three terms are left, and the parabola is lowest "
        "at their mean: that is why the M-step takes it.",
    )


def _formula(x: tuple[int, ...]) -> str:
    return f"{len(x)}*mu^2 - {2 * sum(x)}*mu + {sum(v * v for v in x)}"


def _squares(x: tuple[int, ...]) -> str:
    return "+".join(rf"(\mu-{v})^2" for v in x)


def _worked(x: tuple[int, ...]) -> str:
    each = "+".join(rf"(\mu^2-{2 * v}\,\mu+{v * v})" for v in x)
    twice, squares = "+".join(str(2 * v) for v in x), "+".join(str(v * v) for v in x)
    return (
        f"Each square has three terms: ${each}$.\n\n"
        rf"Collect them: ${len(x)}\,\mu^2-({twice})\,\mu+({squares})="
        rf"{len(x)}\,\mu^2-{2 * sum(x)}\,\mu+{sum(v * v for v in x)}$."
    )


def _misconceptions(x: tuple[int, ...]) -> tuple[Misconception, ...]:
    n, total, squares = len(x), sum(x), sum(v * v for v in x)
    return (
        Misconception(
            "squares-the-terms-alone",
            "squares each term of a bracket by itself",
            Expression(f"{n}*mu^2 + {squares}", ("mu",)),
            r"You squared $\mu$ and the number, and lost the term between them. A square is the "
            r"bracket times itself: $(\mu-a)^2=\mu^2-2a\,\mu+a^2$.",
        ),
        Misconception(
            "forgets-the-two",
            "takes the middle term once",
            Expression(f"{n}*mu^2 - {total}*mu + {squares}", ("mu",)),
            r"The middle term comes twice: $-a\,\mu$ from each of the two brackets that are "
            r"multiplied, so $-2a\,\mu$.",
        ),
        Misconception(
            "loses-the-sign",
            "makes the middle term positive",
            Expression(f"{n}*mu^2 + {2 * total}*mu + {squares}", ("mu",)),
            r"With a minus in the bracket the middle term is negative. Try $\mu=1$ in both.",
            back_to="s41-integer-order-of-operations",
        ),
        Misconception(
            "takes-one-for-all",
            r"leaves a single $\mu^2$ for all points",
            Expression(f"mu^2 - {2 * total}*mu + {squares}", ("mu",)),
            rf"Every point brings a $\mu^2$ of its own, and {n} of them are like terms: they make "
            rf"${n}\,\mu^2$.",
        ),
    )
