"""Lesson 6 of step 75: the covariance that has a given ellipse, as a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Matrix
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["covariance_from_its_ellipse"]

TOPIC = "s75-06-covariance-types"
PLACES = 1
FEATURES = (
    "length and width of petals (mm)",
    "length and width of sepals (mm)",
    "frontal lobe and rear width of crabs (mm)",
    "two exam marks",
    "systolic and diastolic blood pressure (mmHg)",
    "red and green of a photograph's pixels",
    "temperatures on two days (°C)",
    "errors of a shot, across and up (cm)",
)


@dataclass(frozen=True)
class Ellipse:
    """Standard deviations along the two diagonals, and which way the long one goes."""

    long: int
    short: int
    falls: bool
    features: str

    @property
    def sign(self) -> int:
        return -1 if self.falls else 1

    @property
    def way(self) -> str:
        return "(1, −1)" if self.falls else "(1, 1)"

    def matrix(self, a: Ratio, b: Ratio, sign: int) -> Matrix:
        """Variance a along the long axis, b across it."""
        half, rest = (a + b) / 2, sign * (a - b) / 2
        return Matrix(((half, rest), (rest, half)), PLACES)

    @property
    def covariance(self) -> Matrix:
        return self.matrix(Ratio(self.long**2), Ratio(self.short**2), self.sign)


@family("covariance-from-its-ellipse", TOPIC, "a covariance is its axes' variances, turned")
def covariance_from_its_ellipse(rng: Rng) -> Question | None:
    """Ask for the matrix of an ellipse that stands at 45 degrees."""
    one, twin = _ellipse(rng), _ellipse(rng)
    return Question(
        prompt=f"{_given(one)} What is its covariance matrix $\\Sigma$?",
        answer=one.covariance,
        misconceptions=_misconceptions(one),
        hints=Hints(
            "Along its axes a Gaussian has variances; a covariance matrix holds variances, and "
            "these are squares.",
            r"$\Sigma=a\,u u^\top+b\,v v^\top$ with variances $a$, $b$ and unit vectors $u$, $v$ "
            r"along the axes. For $u=(1,1)/\sqrt 2$, each entry of $u u^\top$ is $\tfrac{1}{2}$; "
            r"where the axis falls, those off the diagonal are $-\tfrac{1}{2}$.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(one),
        because="Both features have the same variance here, and their covariance is positive "
        "where the long axis rises, negative where it falls.",
    )


def _ellipse(rng: Rng) -> Ellipse:
    short = between(rng, 1, 8)
    return Ellipse(short + between(rng, 1, 10), short, bool(rng.integers(2)), pick(rng, FEATURES))


def _given(one: Ellipse) -> str:
    return (
        f"A mixture is fitted to {one.features}. One component's standard deviation is {one.long} "
        f"along the direction {one.way}, the long axis of its ellipse, and {one.short} across it."
    )


def _worked(one: Ellipse) -> str:
    a, b = one.long**2, one.short**2
    half, rest = say(Ratio(a + b, 2)), say(Ratio(a - b, 2))
    off = f"-{rest}" if one.falls else rest
    return (
        f"The variances along the axes are ${one.long}^2={a}$ and ${one.short}^2={b}$.\n\n"
        rf"On the diagonal stands half their sum, $({a}+{b})/2={half}$; off it half their "
        rf"difference, $({a}-{b})/2={rest}$"
        + (", with a minus because the long axis falls" if one.falls else "")
        + f".\n\nSo $\\Sigma$ has the rows $({half}, {off})$ and $({off}, {half})$."
    )


def _misconceptions(one: Ellipse) -> tuple[Misconception, ...]:
    a, b = Ratio(one.long**2), Ratio(one.short**2)
    return (
        Misconception(
            "eigenvalue-for-standard-deviation",
            "puts standard deviations where variances belong",
            one.matrix(Ratio(one.long), Ratio(one.short), one.sign),
            "You turned the standard deviations. A covariance matrix holds variances: square "
            f"{one.long} and {one.short} first.",
        ),
        Misconception(
            "forgets-to-turn",
            "leaves the ellipse along the axes of the features",
            Matrix(((a, 0), (0, b)), PLACES),
            "This ellipse would lie along the features, with no covariance. Here it stands at 45 "
            "degrees: the matrix has to be turned.",
        ),
        Misconception(
            "turns-the-wrong-way",
            "gives the covariance the wrong sign",
            one.matrix(a, b, -one.sign),
            f"Its long axis would go the other way. Along {one.way} the features move "
            f"{'apart' if one.falls else 'together'}, so the covariance is "
            f"{'negative' if one.falls else 'positive'}.",
        ),
        Misconception(
            "forgets-the-half",
            "adds and subtracts the variances without halving",
            Matrix(((a + b, one.sign * (a - b)), (one.sign * (a - b), a + b)), PLACES),
            "Sum and difference are twice too large: the unit vectors along the diagonals have "
            r"entries $1/\sqrt 2$, and their products are a half.",
        ),
    )
