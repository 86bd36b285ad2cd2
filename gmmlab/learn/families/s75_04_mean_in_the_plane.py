"""Step 75.4, the M-step in the plane: one set of responsibilities moves both coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Vector
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["mean_in_the_plane"]

PLACES = 2
N = 4
TENTHS = (1, 2, 3, 4, 6, 7, 8, 9)
ONES = (Ratio(1),) * N


@dataclass(frozen=True)
class Eruptions:
    """Lengths and waits in minutes, and how responsible component 1 of two is for each."""

    lengths: tuple[Ratio, ...]
    waits: tuple[Ratio, ...]
    r: tuple[Ratio, ...]

    @property
    def others(self) -> tuple[Ratio, ...]:
        """The responsibilities of component 2."""
        return tuple(1 - r for r in self.r)

    @property
    def winners(self) -> tuple[Ratio, ...]:
        """The shares of component 2 after a hard assignment."""
        return tuple(Ratio(r > Ratio(1, 2)) for r in self.others)

    @property
    def telling(self) -> bool:
        return 0 < sum(self.winners) < N and sum(self.others) not in (1, N)

    def sums(self, shares: Sequence[Ratio]) -> tuple[Ratio, Ratio]:
        a, b = (
            sum((s * x for s, x in zip(shares, xs, strict=True)), Ratio(0))
            for xs in (self.lengths, self.waits)
        )
        return a, b

    def mean(self, shares: Sequence[Ratio], over: Ratio | int = 0) -> Vector:
        """Give the weighted sums over a count; over the sum of the shares, if none is said."""
        count = over or sum(shares, Ratio(0))
        return Vector(tuple(total / count for total in self.sums(shares)), PLACES)


@family(
    "mean-in-the-plane",
    "s75-04-em-by-hand",
    "one set of responsibilities, over one soft count, moves every coordinate of a mean",
)
def mean_in_the_plane(rng: Rng) -> Question | None:
    """Ask where the M-step puts the second of two means in the plane."""
    case, other = _eruptions(rng), _eruptions(rng)
    if not (case.telling and other.telling):
        return None
    return Question(
        prompt="A mixture of two components describes eruptions by their length and by the wait "
        "after them. The E-step has found how responsible component 1 is for each of four "
        f"eruptions:\n\n{_table(case)}\n\n"
        r"Where does the M-step put the mean of component **2**: $\mu_2=$ ?",
        answer=case.mean(case.others),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The table speaks of component 1. What it leaves of each eruption belongs to "
            "component 2, and both coordinates are weighted by that.",
            r"With $r_{i2}=1-r_{i1}$ and $N_2=\sum_i r_{i2}$: multiply each length by its "
            "$r_{i2}$, add, and divide by $N_2$. Then do the same with the waits.",
            once_more(f"\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="A point's responsibility belongs to the point as a whole: every coordinate is "
        r"averaged with the same weights, over the same $N_2$.",
    )


def _eruptions(rng: Rng) -> Eruptions:
    return Eruptions(
        tuple(tenths(rng, 16, 50) for _ in range(N)),
        tuple(Ratio(int(w)) for w in rng.choice(range(45, 96), size=N, replace=False)),
        tuple(Ratio(int(r), 10) for r in rng.choice(TENTHS, size=N)),
    )


def _table(case: Eruptions) -> str:
    return table(
        ["length (min)", *(figures(x, 1) for x in case.lengths)],
        ["wait (min)", *map(say, case.waits)],
        ["$r_{i1}$", *map(say, case.r)],
    )


def _worked(case: Eruptions) -> str:
    shares, count = ", ".join(map(say, case.others)), say(sum(case.others))
    products = (
        "+".join(rf"{say(r)}\cdot {say(x)}" for r, x in zip(case.others, xs, strict=True))
        for xs in (case.lengths, case.waits)
    )
    (first, second), (a, b) = products, case.sums(case.others)
    mu = r",\ ".join(figures(v, PLACES) for v in case.mean(case.others).values)
    return (
        f"Component 2 owns the shares {shares}, together $N_2={count}$. "
        f"Lengths: ${first}={say(a)}$. Waits: ${second}={say(b)}$. "
        rf"Divided by $N_2$: $\mu_2=({say(a)}/{count};\ {say(b)}/{count})=({mu})$."
    )


def _misconceptions(case: Eruptions) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "takes-the-other-components-shares",
            "weights with the responsibilities of the other component",
            case.mean(case.r),
            "You weighted with the numbers of the table. They say what component 1 owns, so you "
            r"found $\mu_1$. For two components $r_{i2}=1-r_{i1}$.",
            back_to="s35-adding-and-subtracting-decimals",
        ),
        Misconception(
            "divides-by-the-number-of-points",
            "divides by the number of points",
            case.mean(case.others, N),
            "You divided by the four eruptions. Component 2 owns only parts of them, so this "
            "mean is pulled towards zero in both coordinates. Divide by the sum of its shares.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "ignores-the-responsibilities",
            "takes the plain mean",
            case.mean(ONES),
            "That is the plain mean of the four eruptions, the same for every component. The "
            "M-step weights each eruption with the component's share of it.",
            back_to="s19-division-as-equal-sharing",
        ),
        Misconception(
            "hard-mean",
            "averages only the points that it mostly owns",
            case.mean(case.winners),
            "You kept the eruptions of which component 2 owns more than half and averaged those. "
            "That is a step of k-means. In EM every eruption pulls, by its share.",
        ),
    )
