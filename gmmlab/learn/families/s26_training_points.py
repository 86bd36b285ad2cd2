"""Step 26, word problems: the points that a mixture learns from in cross-validation."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["training_points"]

TOPIC = "s26-division-word-problems"
PLACES = 2
LINK = (
    "The link to mixtures is one of use: cross-validation serves any model, and here it helps to "
    "choose K."
)
STORIES = ("eruptions", "iris flowers", "galaxies", "pixels", "crabs")


@dataclass(frozen=True)
class Folds:
    """How many folds of how many points, how many components, and from how many starts."""

    things: str
    folds: int
    held_out: int
    components: int
    starts: int

    @property
    def n(self) -> int:
        return self.folds * self.held_out

    @property
    def training(self) -> int:
        return self.n - self.held_out


@family("training-points", TOPIC, "each fit of a cross-validation learns from all folds but one")
def training_points(rng: Rng) -> Question | None:
    """Ask how many points one fit of a cross-validation learns from, in a story with asides."""
    case, twin = _case(rng), _case(rng)
    if case.folds == case.components or twin.folds == twin.components:
        return None
    return Question(
        prompt=f"{_given(case)} How many {case.things} does EM learn from each time?",
        answer=Integer(case.training),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Picture the data as a strip, cut into folds. Which part is kept aside in one fit, "
            "and which numbers of the story have nothing to do with it?",
            "Divide the number of points by the number of folds: that is one fold. EM learns from "
            "everything else.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because="Each fit is scored on points that it has not seen, and over all the fits every "
        f"point is held out once. {LINK}",
    )


def _case(rng: Rng) -> Folds:
    folds, held_out = between(rng, 3, 10), between(rng, 4, 20)
    return Folds(pick(rng, STORIES), folds, held_out, between(rng, 2, 6), between(rng, 3, 12))


def _given(case: Folds) -> str:
    return (
        f"To see how well a mixture of {case.components} components predicts, {case.n} "
        f"{case.things} are cut into {case.folds} folds of equal size. Each fold is held out "
        f"once: EM, from {case.starts} starts, learns from the other folds, and the "
        "log-likelihood is taken on the one that was held out."
    )


def _worked(case: Folds) -> str:
    n, f, h = case.n, case.folds, case.held_out
    return (
        rf"One fold is $\frac{{{n}}}{{{f}}}={h}$ {case.things}. EM learns from the rest: "
        f"${n}-{h}={case.training}$. The components and the starts change nothing in this."
    )


def _misconceptions(case: Folds) -> tuple[Misconception, ...]:
    n, f, h, k = case.n, case.folds, case.held_out, case.components
    return (
        Misconception(
            "gives-the-held-out-size",
            "gives the size of the fold that is held out",
            Integer(h),
            f"You divided {n} by {f}. That is the fold on which the fit is *scored*. "
            "EM learns from all the other folds: take this one away from the whole.",
        ),
        Misconception(
            "subtracts-the-number-of-folds",
            "takes the number of folds away",
            Integer(n - f),
            f"You took {f} from {n}. But {f} counts folds, not {case.things}. Find first how many "
            "are in one fold, then take those away.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "divides-by-the-number-of-components",
            "divides by the number of components",
            Decimal(n - Ratio(n, k), PLACES),
            f"You divided by {k}, the number of components. Those are in the model; the data are "
            f"cut into {f} folds. Divide by the number of folds.",
        ),
        Misconception(
            "learns-from-everything",
            "lets EM learn from all points",
            Integer(n),
            f"All {n} include the fold that is held out. A fit that has seen those points is "
            "scored too well on them. Leave one fold out.",
        ),
        Misconception(
            "adds-up-all-the-fits",
            "adds up what all the fits learn from",
            Integer(f * case.training),
            f"You added up all {f} fits, and so counted the same {case.things} again and again. "
            "The question is about a single fit. Leave one fold out, once.",
        ),
    )
