"""Step 29, prime and composite: which numbers of folds leave no point over."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["equal_folds"]

TOPIC = "s29-prime-and-composite-numbers"
LINK = (
    "The link to mixtures is a practical one: folds, batches and blocks may differ by a point, "
    "but with equal ones each score weighs the same."
)
STORIES = (
    ("eruptions", "folds for a cross-validation"),
    ("iris flowers", "folds for a cross-validation"),
    ("galaxies", "blocks for several computers"),
    ("pixels", "batches for EM"),
    ("crabs", "batches for EM"),
)


@dataclass(frozen=True)
class Points:
    """How many points are to be cut into equal parts, and which parts those are."""

    things: str
    parts: str
    components: int
    n: int

    @property
    def factors(self) -> list[int]:
        """The factors between one and the number itself."""
        return [k for k in range(2, self.n) if self.n % k == 0]

    @property
    def primes(self) -> list[int]:
        return [k for k in self.factors if all(k % j for j in range(2, k))]

    @property
    def count(self) -> int:
        return len(self.factors)

    @property
    def missed(self) -> tuple[int, int]:
        """How many a list of pairs and a list of primes miss; 0 where that cannot be told."""
        pairs, primes = self.count // 2, self.count - len(self.primes)
        return pairs, 0 if primes == pairs else primes


@family("equal-folds", TOPIC, "only the factors of N cut N points into equal parts")
def equal_folds(rng: Rng) -> Question | None:
    """Ask for how many numbers of folds nothing is left over; for a prime there are none."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How many different numbers of parts can you choose from?",
        answer=Integer(case.count),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "If the parts are equal and nothing is left over, then the number of points is a "
            "multiple of what?",
            "List the factors of the number of points, in pairs that multiply to it. Leave out "
            "the pair that the question does not allow. A prime has only that pair.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Equal parts that use up every point come from the factors of $N$, and a prime "
        f"has none between one and itself. {LINK}",
    )


def _case(rng: Rng) -> Points:
    n = between(rng, 12, 120) if rng.random() < 0.6 else 2 * between(rng, 6, 60)
    return Points(*pick(rng, STORIES), between(rng, 2, 6), n)


def _given(case: Points) -> str:
    return (
        f"A mixture of {case.components} components is to be fitted to $N={case.n}$ {case.things}. "
        f"You cut them into {case.parts}: more than one part, more than a single point in each, "
        "all parts equally large, and nothing left over."
    )


def _worked(case: Points) -> str:
    n, factors = case.n, case.factors
    if not factors:
        return (
            f"{n} is a prime: none of the numbers between one and {n} divides it. So there are no "
            "such parts, and the number of choices is 0."
        )
    return (
        f"Between one and {n}, what divides {n} without remainder is {listed(factors)}. "
        f"The number of choices is {case.count}."
    )


def _misconceptions(case: Points) -> tuple[Misconception, ...]:
    short = _pairs(case), _primes(case)
    return (*_ends(case), *(wrong for n, wrong in zip(case.missed, short, strict=True) if n))


def _ends(case: Points) -> tuple[Misconception, ...]:
    """Roads that let in what the question excludes."""
    n, d = case.n, case.count
    return (
        Misconception(
            "counts-one-and-the-number",
            "counts one and the number itself",
            Integer(d + 2),
            f"You counted the factors 1 and {n} as well. One part is no cut at all, and {n} parts "
            "hold a single point each. Leave both out.",
        ),
        Misconception(
            "counts-one-end",
            "leaves out only one of the two ends",
            Integer(d + 1),
            f"You left out one of the factors 1 and {n}, but not the other. One part is no cut at "
            f"all, and {n} parts hold a single point each: leave out both.",
        ),
        Misconception(
            "lets-parts-be-unequal",
            "counts every number of parts",
            Integer(n - 2),
            f"You counted every number between one and {n}. Most of them leave points over. "
            f"Keep only those that divide {n} without remainder.",
            back_to="s24-division-with-remainders",
        ),
    )


def _pairs(case: Points) -> Misconception:
    return Misconception(
        "counts-each-pair-once",
        "counts each pair of factors once",
        Integer(case.count - case.missed[0]),
        "You counted pairs of factors that multiply to the number. Both numbers of a pair can "
        "be the number of parts: few large ones, or many small ones. Count each of them.",
    )


def _primes(case: Points) -> Misconception:
    return Misconception(
        "counts-only-the-prime-factors",
        "counts the prime factors only",
        Integer(len(case.primes)),
        "You counted the primes that divide the number. Their products may divide it too, and "
        "are numbers of parts as well. List every factor.",
        back_to="s28-factors-and-multiples",
    )
