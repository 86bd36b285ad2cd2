"""Step 29, factors listed: all the numbers of folds that leave no point over."""

from __future__ import annotations

from gmmlab.learn.answers import NumberSet
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["all_fold_sizes"]

TOPIC = "s29-prime-and-composite-numbers"
THINGS = ("eruptions", "flowers", "galaxies", "crabs", "pixels", "patients")
PARTS = ("folds for a cross-validation", "batches for EM", "blocks for several computers")
SIZES = tuple(n for n in range(12, 200) if 3 <= sum(n % k == 0 for k in range(2, n)) <= 6)


@family("all-fold-sizes", TOPIC, "the factors of N come in pairs")
def all_fold_sizes(rng: Rng) -> Question | None:
    """Ask for every number of equal parts."""
    n, twin = pick(rng, SIZES), pick(rng, SIZES)
    things, parts = pick(rng, THINGS), pick(rng, PARTS)
    if n == twin or len(_between(n)) == len(_primes(n)):
        return None
    return Question(
        prompt=f"{n} {things} are to be cut into equal {parts}, for the fit of a mixture: at least "
        "two parts, and at least two points in each. Which numbers of parts leave no point over? "
        "List them all.",
        answer=NumberSet(tuple(_between(n))),
        misconceptions=_misconceptions(n),
        hints=Hints(
            "A number of parts that leaves nothing over is a factor of the number of points.",
            "Try 2, 3, 4 and so on. Each factor brings its partner: where k parts of m points "
            "come out even, m parts of k points do as well.",
            once_more(f"{twin} points.", _worked(twin)),
        ),
        solution=_worked(n),
        because="Unequal parts still work, but with equal ones every score weighs the same. The "
        "link to mixtures is a practical one.",
    )


def _between(n: int) -> list[int]:
    """The factors that leave at least two parts, and two points in each."""
    return [k for k in range(2, n // 2 + 1) if n % k == 0]


def _primes(n: int) -> list[int]:
    return [k for k in _between(n) if all(k % j for j in range(2, k))]


def _worked(n: int) -> str:
    pairs = [(k, n // k) for k in _between(n) if k * k <= n]
    products = ", ".join(rf"${n}={a}\cdot {b}$" for a, b in pairs)
    return f"Look for pairs: {products}.\n\nSo the numbers of parts are {listed(_between(n))}."


def _misconceptions(n: int) -> tuple[Misconception, ...]:
    factors = _between(n)
    low = [k for k in factors if k * k <= n]
    return (
        Misconception(
            "forgets-the-partners",
            "lists one factor of each pair",
            NumberSet(tuple(low)),
            f"You stopped half-way. Each of yours has a partner: {low[0]} parts of {n // low[0]} "
            f"points also mean {n // low[0]} parts of {low[0]}.",
        ),
        Misconception(
            "lists-only-primes",
            "lists only the prime factors",
            NumberSet(tuple(_primes(n))),
            "These are the prime factors. Their products divide the number of points as well, and "
            "leave no point over.",
        ),
        Misconception(
            "counts-one-and-itself",
            "lets a single part, and single points, count as well",
            NumberSet((1, *factors, n)),
            "One part is no cut, and the question asks for two points in each part, so "
            f"{n} parts are too many. Leave 1 and {n} out.",
        ),
    )
