"""Step 20, grouping of parts: equal responsibilities collected into whole points."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Fraction, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["whole_points_worth"]

TOPIC = "s20-division-as-grouping"


@dataclass(frozen=True)
class Parts:
    """How many parts make a whole, how many wholes; points owned wholly and not at all."""

    below: int
    wholes: int
    sure: int
    unowned: int

    @property
    def shared(self) -> int:
        """How many points are owned in part."""
        return self.below * self.wholes

    @property
    def n(self) -> int:
        return self.shared + self.sure + self.unowned

    @property
    def soft_count(self) -> int:
        return self.wholes + self.sure


@family("whole-points-worth", TOPIC, "a soft count collects parts of points into wholes")
def whole_points_worth(rng: Rng) -> Question | None:
    """Ask for a soft count made of whole points and of equal parts."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How many whole points is that worth: its soft count $N_k=$ ?",
        answer=Integer(case.soft_count),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "How many of the partly owned eruptions does it take to make up one whole eruption?",
            "Group the parts into wholes: as many parts to a whole as the fraction says below "
            "its line. Then add the eruptions that are owned wholly.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because=r"Collected into wholes, the responsibilities add up to $N_k=\sum_i r_{ik}$. "
        "This is what the M-step divides by.",
        unit="points",
    )


def _case(rng: Rng) -> Parts:
    return Parts(between(rng, 2, 6), between(rng, 2, 12), between(rng, 2, 15), between(rng, 20, 90))


def _given(case: Parts) -> str:
    return (
        f"An E-step on {case.n} eruptions finds the long kind wholly responsible for {case.sure} "
        f"of them. For {case.shared} others it has the responsibility "
        rf"$\frac{{1}}{{{case.below}}}$ each, and for the rest none."
    )


def _worked(case: Parts) -> str:
    m, q, n, sure = case.below, case.wholes, case.shared, case.sure
    return (
        rf"{m} parts of $\frac{{1}}{{{m}}}$ make a whole, and {n} parts make "
        rf"$\frac{{{n}}}{{{m}}}={q}$ wholes. With the {sure} that it owns wholly: "
        f"$N_k={sure}+{q}={case.soft_count}$."
    )


def _misconceptions(case: Parts) -> tuple[Misconception, ...]:
    m, q, n, sure = case.below, case.wholes, case.shared, case.sure
    return (
        Misconception(
            "counts-every-touched-point",
            "counts every point with r above zero as a whole one",
            Integer(n + sure),
            rf"You counted the {n} eruptions as if the long kind owned them wholly. It owns "
            rf"$\frac{{1}}{{{m}}}$ of each, and another kind owns the rest. "
            f"Put {m} of them together for each whole point.",
            back_to="s16-division-as-grouping-measurement-division",
        ),
        Misconception(
            "counts-the-sure-points-only",
            "counts only the points owned wholly",
            Integer(sure),
            "You left the shared eruptions out. Each is only a part, but many parts make wholes, "
            "and EM drops none of them. Group them, and add the wholes.",
        ),
        Misconception(
            "forgets-the-whole-points",
            "counts only the parts",
            Integer(q),
            f"Your grouping of the parts is right. But the {sure} eruptions that the long kind "
            "owns wholly have the responsibility one each, and count as well. Add them.",
            back_to="s12-addition-within-100",
        ),
        Misconception(
            "groups-all-the-points",
            "groups the whole points together with the parts",
            Fraction(n + sure, m),
            rf"You put the {sure} whole eruptions among the parts, so each of them counts only "
            rf"$\frac{{1}}{{{m}}}$. Group the parts alone, then add the whole ones.",
        ),
    )
