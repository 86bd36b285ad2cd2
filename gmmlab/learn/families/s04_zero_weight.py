"""Step 4, the number zero: a mixing weight of zero switches its component off, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between, spread, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["zero_weight"]

TOPIC = "s04-the-number-zero"
PLACES = 2
HALF = Ratio(1, 2)


@dataclass(frozen=True)
class Switched:
    """Densities of three components at one point, of which one has the weight zero."""

    densities: tuple[Ratio, ...]
    off: int

    @property
    def weights(self) -> tuple[Ratio, ...]:
        return tuple(Ratio(0) if k == self.off else HALF for k in range(3))

    @property
    def density(self) -> Ratio:
        terms = zip(self.weights, self.densities, strict=True)
        return sum((w * f for w, f in terms), Ratio(0))

    @property
    def name(self) -> str:
        """The letter of the component that is switched off."""
        return "ABC"[self.off]


@family("zero-weight", TOPIC, "a weight of zero leaves nothing of its component, all of the rest")
def zero_weight(rng: Rng) -> Question | None:
    """Ask for a mixture's density where one weight is zero and the others are one half."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt="EM on the lengths of eruptions has ended with one mixing weight at zero. For one "
        "length $x$, the weights and the densities of the components are:"
        f"\n\n{_table(case)}\n\nWhat is the density of the whole mixture there: $p(x)=$ ?",
        answer=Decimal(case.density, PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Each component adds its weight times its density. What does a component add whose "
            "weight is zero, and what does that do to the others?",
            r"$p(x)=\sum_k \pi_k f_k(x)$. Zero times anything is zero, and adding zero changes "
            "nothing: what remains are the halves of the other two densities.",
            once_more(_table(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Multiplying by zero leaves nothing of that component, and adding nothing leaves "
        r"the others as they are. The logarithm of its weight is $-\infty$.",
        unit="per min",
    )


def _case(rng: Rng) -> Switched:
    tenths = spread(rng, range(1, 13), 3)
    return Switched(tuple(Ratio(t, 10) for t in tenths), between(rng, 0, 2))


def _table(case: Switched) -> str:
    return table(
        ["component", "A", "B", "C"],
        [r"weight $\pi_k$", *map(say, case.weights)],
        ["density $f_k(x)$", *map(say, case.densities)],
    )


def _worked(case: Switched) -> str:
    pairs = zip(case.weights, case.densities, strict=True)
    products = "+".join(rf"{say(w)}\cdot{say(f)}" for w, f in pairs)
    parts = "+".join(say(w * f) for w, f in zip(case.weights, case.densities, strict=True))
    return (
        f"Component {case.name} adds zero, whatever its density: "
        rf"$p(x)={products}={parts}={say(case.density)}$."
    )


def _misconceptions(case: Switched) -> tuple[Misconception, ...]:
    name, total = case.name, sum(case.densities, Ratio(0))
    return (
        Misconception(
            "zero-wipes-out-everything",
            "lets one zero wipe out the whole",
            Integer(0),
            f"The zero multiplies only the density of {name}. The three products are *added*, and "
            "a zero among the terms of a sum changes nothing. Add what the other two give.",
        ),
        Misconception(
            "adds-the-densities",
            "adds the densities without their weights",
            Decimal(total, PLACES),
            "You added the three densities as they stand. So every component counts in full, "
            "even the one that is switched off. "
            r"Multiply each density by its weight $\pi_k$ before you add.",
        ),
        Misconception(
            "zero-times-leaves-it-as-it-is",
            "takes zero times a density for the density",
            Decimal(case.density + case.densities[case.off], PLACES),
            f"You kept the density of {name}. *Adding* zero leaves a number as it is; "
            r"*multiplying* by zero leaves nothing of it. "
            f"Strike {name} out and add the other two halves.",
        ),
        Misconception(
            "averages-all-components",
            "shares over all three components",
            Decimal(total / 3, PLACES),
            "You took the plain average of three densities, as if each weight were a third. "
            f"Here {name} has the weight zero and the other two have one half each. "
            "Use the weights of the table.",
        ),
    )
