"""Bridge 6, the log-likelihood of labelled points: it may well be above zero."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import log, pi, sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import listed
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["log_likelihood_of_a_cluster"]

PLACES = 2
SIGMAS = tuple(Ratio(s, 100) for s in (5, 8, 10, 12, 15, 20))
Z = tuple(Ratio(z, 2) for z in (-3, -2, -1, 0, 1, 2, 3))


@dataclass(frozen=True)
class Cluster:
    """Points of one narrow component with known mean and standard deviation."""

    mean: Ratio
    sigma: Ratio
    z: tuple[Ratio, ...]

    @property
    def n(self) -> int:
        return len(self.z)

    @property
    def points(self) -> list[Ratio]:
        return [self.mean + z * self.sigma for z in self.z]

    @property
    def squares(self) -> Ratio:
        """Of the deviations, in standard deviations."""
        return sum((z * z for z in self.z), Ratio(0))

    @property
    def constant(self) -> float:
        """The logarithm of the factor in front, for one point."""
        return -log(float(self.sigma) * sqrt(2 * pi))

    @property
    def value(self) -> float:
        return self.n * self.constant - float(self.squares) / 2

    @property
    def shown(self) -> str:
        return f"points {listed(self.points)}; $\\mu={say(self.mean)}$, $\\sigma={say(self.sigma)}$"


@family(
    "log-likelihood-of-a-cluster",
    "b6-maximum-likelihood-estimation",
    "a log-likelihood adds one constant and one squared deviation for every point",
)
def log_likelihood_of_a_cluster(rng: Rng) -> Question | None:
    """Ask for the log-likelihood of a few points under a narrow normal density."""
    cluster, other = _cluster(rng), _cluster(rng)
    if cluster.squares == 0 or cluster.value < 0.2:
        return None
    return Question(
        prompt=f"Of a batch of bolts, {cluster.n} belong to one component for certain. Their "
        f"lengths in centimetres are {listed(cluster.points)}. The component is normal with "
        rf"$\mu={say(cluster.mean)}$ and $\sigma={say(cluster.sigma)}$. What is the "
        "**log-likelihood** of these points?",
        answer=Decimal(cluster.value, PLACES),
        misconceptions=_misconceptions(cluster),
        hints=Hints(
            "Take the logarithm of the normal density at each point, and add. The factor in front "
            "of the exponential comes once for every point.",
            r"$-N\,\ln(\sigma\sqrt{2\pi})-\frac{1}{2}\sum_i z_i^2$ with "
            r"$z_i=(x_i-\mu)/\sigma$.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(cluster),
        because="Densities above 1 have logarithms above 0. In millimetres the same points would "
        "have a lower log-likelihood: only differences between fits to the same data tell "
        "anything.",
    )


def _cluster(rng: Rng) -> Cluster:
    z = tuple(pick(rng, Z) for _ in range(int(rng.integers(3, 5))))
    return Cluster(tenths(rng, 20, 80), pick(rng, SIGMAS), z)


def _worked(cluster: Cluster) -> str:
    squares = "+".join(f"({say(z)})^2" for z in cluster.z)
    front = say(cluster.constant, 4)
    return (
        rf"The constant of one point is $-\ln({say(cluster.sigma)}\cdot 2.5066)={front}$. The "
        f"deviations in standard deviations, squared: ${squares}={say(cluster.squares)}$. "
        rf"Together: ${cluster.n}\cdot {front}-{say(cluster.squares)}/2="
        f"{figures(cluster.value, PLACES)}$."
    )


def _misconceptions(cluster: Cluster) -> tuple[Misconception, ...]:
    half = float(cluster.squares) / 2
    return (
        Misconception(
            "likelihood-at-most-one",
            "makes the log-likelihood negative",
            Decimal(-cluster.value, PLACES),
            "You found the number and gave it a minus, as if a likelihood could not pass 1. It is "
            "a product of *densities*, and where points crowd a density is as large as it likes. "
            "Keep the sign that comes out.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "counts-the-constant-once",
            "takes the constant of one point only",
            Decimal(cluster.constant - half, PLACES),
            "You added the constant once. Every point has a density of its own, and each brings "
            f"its factor: {cluster.n} points, {cluster.n} constants.",
            back_to="b1-exponents-and-logarithms",
        ),
        Misconception(
            "forgets-the-constant",
            "leaves the constants out",
            Decimal(-half, PLACES),
            "You added only what stands in the exponents. To find the best mean that is enough, "
            "but the log-likelihood also has the logarithm of the factor in front, for each "
            "point.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "forgets-the-one-half",
            "leaves the one half out of the exponent",
            Decimal(cluster.value - half, PLACES),
            "You subtracted the whole sum of squares. The exponent of the normal density is "
            "$-z^2/2$: subtract half of it.",
            back_to="s40-order-of-operations",
        ),
    )
