"""Step 75.3, whose is each point: the soft count that a component owns in all."""

from __future__ import annotations

from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["soft_count"]


@family(
    "soft-count",
    "s75-03-responsibilities",
    "the soft count of a component is the sum of its responsibilities",
)
def soft_count(rng: Rng) -> Question | None:
    """Ask for N_1 from a short table of responsibilities."""
    shares, twin = _shares(rng), _shares(rng)
    return Question(
        prompt="These are the responsibilities of the **short** kind for "
        f"{len(shares)} eruptions:\n\n{_table(shares)}\n\n"
        "How many eruptions does the short kind own in all: its soft count $N_1=$ ?",
        answer=Decimal(sum(shares), 1),
        misconceptions=_misconceptions(shares),
        hints=Hints(
            "A responsibility of 0.7 means that seven tenths of this eruption belong to the short "
            "kind. You are counting in parts of eruptions.",
            r"$N_1=\sum_i r_{i1}$: add the whole row, the small shares too.",
            f"The same with other numbers:\n\n{_table(twin)}\n\n{_worked(twin)}",
        ),
        solution=_worked(shares),
        because=r"$N_1$ adds up parts of eruptions, so it need not be a whole number. "
        "The M-step divides by exactly this number.",
    )


def _shares(rng: Rng) -> list[Ratio]:
    """Tenths without one half; one of them 0, so that owning nothing is seen too."""
    tenths = rng.choice([1, 2, 3, 4, 6, 7, 8, 9], size=int(rng.integers(4, 6)))
    shares = [Ratio(0), *(Ratio(int(t), 10) for t in tenths)]
    return [shares[i] for i in rng.permutation(len(shares))]


def _table(shares: list[Ratio]) -> str:
    letters = [chr(ord("A") + i) for i in range(len(shares))]
    rows = (["eruption", *letters], ["---"] * (len(shares) + 1), ["$r_{i1}$", *map(_tenth, shares)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _worked(shares: list[Ratio]) -> str:
    terms = "+".join(_tenth(r) for r in shares)
    return f"Add the row: $N_1={terms}={_tenth(Ratio(sum(shares)))}$."


def _tenth(value: Ratio) -> str:
    return f"{float(value):.1f}"


def _misconceptions(shares: list[Ratio]) -> tuple[Misconception, ...]:
    return (*_whole_points(shares), *_other_sums(shares))


def _whole_points(shares: list[Ratio]) -> tuple[Misconception, ...]:
    """Roads that count points whole."""
    n = len(shares)
    winners, touched = sum(r > Ratio(1, 2) for r in shares), sum(r > 0 for r in shares)
    return (
        Misconception(
            "counts-the-winners",
            "counts the points with r above one half",
            Integer(winners),
            f"You counted only the eruptions that are mostly short, {winners} of {n}, as k-means "
            "would. A soft count does not decide: each eruption adds its share, whatever its size. "
            "Add the row.",
        ),
        Misconception(
            "counts-every-touched-point",
            "counts every point with r above zero as a whole one",
            Integer(touched),
            f"{touched} eruptions belong to the short kind a little, none of them wholly. "
            "Add the shares themselves: 0.2 of an eruption counts 0.2.",
            back_to="s20-division-as-grouping",
        ),
        Misconception(
            "counts-all-points",
            "counts all points",
            Integer(n),
            rf"{n} is $N$, all eruptions. The two kinds share them: $N_1+N_2=N$. "
            "Add only the short kind's shares.",
        ),
    )


def _other_sums(shares: list[Ratio]) -> tuple[Misconception, ...]:
    """Roads that add shares and end at another quantity."""
    n, total = len(shares), sum(shares)
    return (
        Misconception(
            "averages-instead-of-adding",
            "gives the mixing weight instead of the count",
            Decimal(total / n, 3),
            rf"You divided by the {n} eruptions. That gives the new mixing weight "
            r"$\pi_1=N_1/N$. The soft count itself is only the sum.",
        ),
        Misconception(
            "counts-the-other-component",
            "gives the other component's count",
            Decimal(n - total, 1),
            r"This is $N_2=N-N_1$: you added what is left of each eruption for the long kind. "
            "Add the row as it stands.",
        ),
    )
