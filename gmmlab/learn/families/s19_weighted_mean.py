"""Step 19, equal sharing with weights: the mean that the M-step takes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["weighted_mean"]

PLACES = 2
N = 4


@dataclass(frozen=True)
class Waits:
    """Waiting times in minutes and how responsible one component is for each."""

    x: tuple[int, ...]
    r: tuple[Ratio, ...]

    @property
    def weighted(self) -> Ratio:
        return sum((r * x for r, x in zip(self.r, self.x, strict=True)), Ratio(0))

    @property
    def count(self) -> Ratio:
        return sum(self.r, Ratio(0))

    @property
    def mean(self) -> Ratio:
        return self.weighted / self.count

    @property
    def mostly(self) -> list[int]:
        """The waits that a hard assignment would keep."""
        return [x for r, x in zip(self.r, self.x, strict=True) if r > Ratio(1, 2)]


@family(
    "weighted-mean",
    "s19-division-as-equal-sharing",
    "the M-step mean shares the weighted sum over the soft count",
)
def weighted_mean(rng: Rng) -> Question | None:
    """Ask for the new mean of a component from four waits and their responsibilities."""
    waits, twin = _waits(rng), _waits(rng)
    if len(waits.mostly) in (0, N) or waits.weighted < 1.2 * max(waits.x):
        return None
    return Question(
        prompt="Four waits for an eruption, and how responsible component 1 is for each:"
        f"\n\n{_table(waits)}\n\nThe M-step moves the mean of component 1. Where to: $\\mu_1=$ ?",
        answer=Decimal(waits.mean, PLACES),
        misconceptions=_misconceptions(waits),
        hints=Hints(
            "The component owns only a part of each wait. Its mean shares out what it owns, over "
            "as much as it owns.",
            r"$\mu_1=\frac{\sum_i r_{i1}\,x_i}{\sum_i r_{i1}}$: multiply each wait by its "
            "responsibility, add, and divide by the sum of the responsibilities.",
            f"The same with other numbers:\n\n{_table(twin)}\n\n{_worked(twin)}",
        ),
        solution=_worked(waits),
        because="Equal sharing, with weights: the weighted sum over the soft count $N_1$, "
        "not over the number of points.",
        unit="min",
    )


def _waits(rng: Rng) -> Waits:
    x = rng.choice(range(45, 96), size=N, replace=False)
    r = rng.choice([1, 2, 3, 4, 6, 7, 8, 9], size=N)
    return Waits(tuple(int(v) for v in x), tuple(Ratio(int(v), 10) for v in r))


def _table(waits: Waits) -> str:
    rows = (
        ["wait $x_i$ (min)", *map(str, waits.x)],
        ["---"] * (N + 1),
        ["$r_{i1}$", *(f"{float(r):.1f}" for r in waits.r)],
    )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _worked(waits: Waits) -> str:
    products = "+".join(rf"{float(r):.1f}\cdot{x}" for r, x in zip(waits.r, waits.x, strict=True))
    parts = "+".join(f"{float(r):.1f}" for r in waits.r)
    total, count = f"{float(waits.weighted):.1f}", f"{float(waits.count):.1f}"
    return (
        f"Weighted sum: ${products}={total}$.\n\nSoft count: $N_1={parts}={count}$.\n\n"
        "Share the one over the other: "
        rf"$\mu_1=\frac{{{total}}}{{{count}}}={float(waits.mean):.{PLACES}f}$."
    )


def _misconceptions(waits: Waits) -> tuple[Misconception, ...]:
    kept = waits.mostly
    return (
        Misconception(
            "divides-by-the-number-of-points",
            "divides by the number of points",
            Decimal(waits.weighted / N, PLACES),
            f"You multiplied well, then shared over {N} points. But component 1 owns only parts of "
            "them, so the result is too small. "
            "Divide by the sum of the responsibilities.",
        ),
        Misconception(
            "ignores-the-responsibilities",
            "takes the plain mean",
            Decimal(Ratio(sum(waits.x), N), PLACES),
            "That is the plain mean: every wait counted fully, although component 1 owns each only "
            "in part. Multiply each wait by its responsibility before you add.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "hard-mean",
            "averages only the points that it mostly owns",
            Decimal(Ratio(sum(kept), len(kept)), PLACES),
            "You kept the waits with a responsibility above one half and dropped the others. "
            "That is k-means. In EM every point pulls, each as strongly as its responsibility.",
        ),
        Misconception(
            "forgets-to-divide",
            "stops at the weighted sum",
            Decimal(waits.weighted, PLACES),
            "This is the weighted sum, far beyond every wait. A mean lies among the values: "
            "divide by the sum of the responsibilities.",
        ),
    )
