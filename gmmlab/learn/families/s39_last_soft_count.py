"""Step 39, mixed numbers: soft counts are wholes and parts, and add up to the number of points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import exact
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["last_soft_count"]

PARTS = tuple(Ratio(a, b) for b in (2, 3, 4, 5, 6, 8) for a in range(1, b))


@dataclass(frozen=True)
class Counts:
    """Two soft counts, each a whole number and a part of one, and the number of points."""

    wholes: tuple[int, int]
    parts: tuple[Ratio, Ratio]
    n: int

    @property
    def whole(self) -> int:
        return sum(self.wholes)

    @property
    def part(self) -> Ratio:
        return sum(self.parts, Ratio(0))

    @property
    def last(self) -> Ratio:
        return self.n - self.whole - self.part

    @property
    def straight_across(self) -> Ratio:
        """The parts with numerators and denominators added."""
        a, b = self.parts
        return Ratio(a.numerator + b.numerator, a.denominator + b.denominator)


@family(
    "last-soft-count",
    "s39-mixed-number-arithmetic",
    "soft counts are mixed numbers, and all of them add up to the number of points",
)
def last_soft_count(rng: Rng) -> Question | None:
    """Ask for the soft count that the other two leave."""
    counts, twin = _counts(rng), _counts(rng)
    if not (_telling(counts) and _telling(twin)):
        return None
    return Question(
        prompt=f"{_given(counts)} What is the soft count $N_C$, as a fraction or a mixed number?",
        answer=exact(counts.last),
        misconceptions=_misconceptions(counts),
        hints=Hints(
            "Every eruption is shared out wholly among the three. What must the three soft counts "
            "add up to?",
            "Bring the fractions to one denominator, add them, and carry the whole that they make. "
            "Take the sum from the number of eruptions; break one whole into parts for it.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(counts),
        because=r"Soft counts need not be whole, but $\sum_k N_k=N$ always is: the parts that "
        "three components own of an eruption make up that one eruption.",
        unit="eruptions",
    )


def _counts(rng: Rng) -> Counts:
    wholes = between(rng, 2, 9), between(rng, 2, 9)
    return Counts(wholes, (pick(rng, PARTS), pick(rng, PARTS)), sum(wholes) + between(rng, 4, 12))


def _telling(counts: Counts) -> bool:
    """Whether the parts need one denominator, carry, and still leave a part."""
    a, b = (part.denominator for part in counts.parts)
    return a != b and counts.part > 1 and counts.part.denominator <= 24


def _tex(whole: int, part: Ratio) -> str:
    return rf"{whole}\,{_tex_part(part)}"


def _mixed(value: Ratio) -> str:
    return _tex(value.numerator // value.denominator, value % 1)


def _given(counts: Counts) -> str:
    (a, b), (p, q) = counts.wholes, counts.parts
    return (
        f"An E-step shares {counts.n} eruptions among the components A, B and C. Two of their "
        f"soft counts are $N_A={_tex(a, p)}$ and $N_B={_tex(b, q)}$."
    )


def _worked(counts: Counts) -> str:
    (a, b), (p, q) = counts.wholes, counts.parts
    whole, last = counts.whole + 1, counts.last
    return (
        f"The wholes: ${a}+{b}={counts.whole}$. The parts: "
        rf"${_tex_part(p)}+{_tex_part(q)}={_tex_part(counts.part)}={_tex(1, counts.part - 1)}$. "
        f"With the carried one, $N_A+N_B={_tex(whole, counts.part - 1)}$. What is left: "
        rf"${counts.n}-{_tex(whole, counts.part - 1)}={_mixed(last)}={_tex_part(last)}$."
    )


def _tex_part(value: Ratio) -> str:
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def _misconceptions(counts: Counts) -> tuple[Misconception, ...]:
    n, whole, part = counts.n, counts.whole, counts.part
    return (
        Misconception(
            "adds-numerators-and-denominators",
            "adds numerators and denominators",
            exact(n - whole - counts.straight_across),
            f"You added above and below the line and got ${_tex_part(counts.straight_across)}$ for "
            "the two parts. Pieces of different sizes cannot be counted together. Bring both to "
            "one denominator, then add only the numerators.",
            back_to="s30-equivalent-fractions",
        ),
        Misconception(
            "forgets-the-carry",
            "drops the whole that the parts make",
            exact(n - whole - (part - 1)),
            "The two parts together make more than one whole eruption. You kept what is beyond the "
            "whole and lost the whole itself. Carry it to the whole numbers.",
            back_to="s11-two-digit-addition-with-regrouping",
        ),
        Misconception(
            "stops-at-the-sum",
            "gives what the known components own",
            exact(whole + part),
            "That is what A and B own together, and you added it well. C owns the rest: take your "
            f"sum from {n}.",
        ),
        Misconception(
            "takes-the-part-along",
            "takes only the wholes away and keeps the part",
            exact(n - (whole + 1) + (part - 1)),
            f"You took the whole numbers from {n} and wrote the fraction behind. But the fraction "
            "belongs to A and B, so it has to be taken away as well. Break one whole into parts "
            "for it.",
        ),
    )
