"""Step 17, repeated subtraction: passes until no point is misplaced."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["passes_until_settled"]

TOPIC = "s17-division-grouping-repeated-subtraction-model"
LINK = (
    "The link to mixtures is an idealised one: a real run settles many points early and few late, "
    "and EM never settles a share for good."
)


@dataclass(frozen=True)
class Run:
    """How many points a pass settles, how many passes that takes, and how many more lie right."""

    step: int
    passes: int
    right: int
    """In steps: what a pass settles, so many times."""

    @property
    def misplaced(self) -> int:
        return self.step * self.passes

    @property
    def n(self) -> int:
        return self.misplaced + self.step * self.right


@family("passes-until-settled", TOPIC, "taking the same amount away until nothing is left divides")
def passes_until_settled(rng: Rng) -> Question | None:
    """Ask how many passes clear a number of misplaced points at a steady rate."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} After how many passes is none misplaced?",
        answer=Integer(case.passes),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Only the misplaced points have to move. How many of them are left after one pass?",
            "Take away what one pass settles, again and again, until nothing is left. "
            "The number of times is the number of passes.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Counting how often the same amount can be taken away is dividing. The start "
        f"takes nothing away, so it is no pass. {LINK}",
        unit="passes",
    )


def _case(rng: Rng) -> Run:
    return Run(between(rng, 4, 12), between(rng, 3, 10), between(rng, 2, 24))


def _given(case: Run) -> str:
    return (
        f"k-means starts on {case.n} waits with {case.misplaced} of them in the wrong cluster. "
        f"Suppose that each pass settles {case.step} more of those."
    )


def _worked(case: Run) -> str:
    left = r" \to ".join(map(str, range(case.misplaced, -1, -case.step)))
    return (
        f"The misplaced points, pass by pass: ${left}$. Each arrow is one "
        rf"pass, and $\frac{{{case.misplaced}}}{{{case.step}}}={case.passes}$."
    )


def _misconceptions(case: Run) -> tuple[Misconception, ...]:
    misplaced, step, passes = case.misplaced, case.step, case.passes
    return (
        Misconception(
            "counts-the-start-as-a-pass",
            "counts the start as a pass",
            Integer(passes + 1),
            f"You counted the numbers {misplaced}, {misplaced - step} and so on down to zero. The "
            "first of them is the start, before any pass. Count the steps from one to the next.",
        ),
        Misconception(
            "stops-a-pass-early",
            "stops while a pass is still to come",
            Integer(passes - 1),
            f"After your number of passes {step} points are still misplaced. One more pass would "
            "clear them. Go on until exactly nothing is left, and count that pass too.",
        ),
        Misconception(
            "subtracts-once",
            "takes away the points of one pass only",
            Integer(misplaced - step),
            f"That is how many *points* are misplaced after the first pass. The question is how "
            f"many *passes* it takes. Keep taking {step} away, and count how often.",
            back_to="s16-division-as-grouping-measurement-division",
        ),
        Misconception(
            "divides-all-the-points",
            "divides all the points, the settled ones too",
            Integer(case.n // step),
            f"You grouped all {case.n} waits. Those that lie right already need no pass; only "
            f"{misplaced} have to move. Divide those.",
        ),
    )
