"""Step 75.2, between two kinds: the density of a mixture is low where an average's is high."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import exp, pi, sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import Normals, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["density_between_two_kinds"]

PLACES = 3


@dataclass(frozen=True)
class Place:
    """Two kinds with one standard deviation, and a place between their means."""

    weights: tuple[Ratio, Ratio]
    means: tuple[Ratio, Ratio]
    sigma: Ratio
    x: Ratio

    @property
    def mean(self) -> Ratio:
        return sum((w * m for w, m in zip(self.weights, self.means, strict=True)), Ratio(0))

    @property
    def density(self) -> float:
        return self.mixed(self.weights)

    @property
    def blurred(self) -> float:
        """The standard deviation of a weighted average of one length of each kind."""
        return float(self.sigma) * sqrt(sum(w * w for w in self.weights))

    @property
    def telling(self) -> bool:
        """Whether the kinds stand apart, and such averages would crowd about the place."""
        apart = self.means[1] - self.means[0] > 3.4 * self.sigma
        dip = 0.02 < self.density < self.single(self.blurred) / 2
        return apart and dip and self.weights[0] != self.weights[1]

    def mixed(self, weights: tuple[Ratio | int, ...]) -> float:
        sigma = float(self.sigma)
        return Normals(
            tuple(map(float, weights)), tuple(map(float, self.means)), (sigma, sigma)
        ).density(float(self.x))

    def single(self, sigma: float) -> float:
        """The density of one Gaussian at the mean of the mixture."""
        return Normals((1.0,), (float(self.mean),), (sigma,)).density(float(self.x))

    @property
    def parts(self) -> list[float]:
        """The density of each kind, without its weight."""
        return [self.mixed((1, 0)), self.mixed((0, 1))]


@family(
    "density-between-two-kinds",
    "s75-02-the-generative-story",
    "the density of a mixture is the weighted sum of its components' densities",
)
def density_between_two_kinds(rng: Rng) -> Question | None:
    """Ask for the density of a mixture at a place between its two means."""
    place, other = _place(rng), _place(rng)
    if not (place.telling and other.telling):
        return None
    return Question(
        prompt="The lengths of eruptions are a mixture of two normal kinds, both with standard "
        f"deviation {say(place.sigma)} min:\n\n{_table(place)}\n\n"
        rf"What is the **density of the mixture** at $x={say(place.x)}$ min, between the two "
        "means?",
        answer=Decimal(place.density, PLACES),
        misconceptions=_misconceptions(place),
        hints=Hints(
            "Tell the story of such an eruption: it is a rather long one of the short kind, or a "
            "rather short one of the long kind. Neither happens often.",
            r"$p(x)=\sum_k\pi_k\,\frac{1}{\sigma\sqrt{2\pi}}\,e^{-(x-\mu_k)^2/(2\sigma^2)}$: "
            "each kind's density at this place, times its weight, added.",
            once_more(
                rf"$\sigma={say(other.sigma)}$, $x={say(other.x)}$ and" + f"\n\n{_table(other)}",
                _worked(other),
            ),
        ),
        solution=_worked(place),
        because="Few eruptions come out between the kinds. If each were an average of a short and "
        "a long one, most of them would lie just there.",
    )


def _place(rng: Rng) -> Place:
    w = tenths(rng, 3, 7)
    means = tenths(rng, 17, 24), tenths(rng, 39, 46)
    return Place((w, 1 - w), means, tenths(rng, 4, 7), tenths(rng, 28, 36))


def _table(place: Place) -> str:
    return table(
        ["kind", "short", "long"],
        ["mixing weight", *map(say, place.weights)],
        ["mean (min)", *map(say, place.means)],
    )


def _worked(place: Place) -> str:
    s, (w, v) = say(place.sigma), map(say, place.weights)
    rows = (
        rf"$e^{{-({say(place.x)}-{say(m)})^2/(2\cdot {s}^2)}}/({s}\cdot 2.5066)={say(p, 4)}$"
        for m, p in zip(place.means, place.parts, strict=True)
    )
    a, b = (say(p, 4) for p in place.parts)
    return (
        f"The densities of the two kinds are {' and '.join(rows)}. Weighed and added: "
        rf"${w}\cdot {a}+{v}\cdot {b}={figures(place.density, PLACES)}$."
    )


def _misconceptions(place: Place) -> tuple[Misconception, ...]:
    front = 1 / (float(place.sigma) * sqrt(2 * pi))
    steep = [exp(-(float((place.x - m) / place.sigma) ** 2)) for m in place.means]
    doubled = sum(float(w) * front * e for w, e in zip(place.weights, steep, strict=True))
    return (
        Misconception(
            "averages-the-variables",
            "takes each length for an average of both kinds",
            Decimal(place.single(place.blurred), PLACES),
            "You used the density of a weighted *average* of a short and a long eruption: one "
            "narrow bell between the kinds. No eruption is such a blend. Each comes from one kind: "
            "weigh and add the two densities.",
        ),
        Misconception(
            "averages-the-parameters",
            "uses one Gaussian with averaged parameters",
            Decimal(place.single(float(place.sigma)), PLACES),
            "You averaged the means and drew one bell round the result. It is high where the "
            "mixture has its dip. Average the densities, not the parameters.",
        ),
        Misconception(
            "adds-the-densities",
            "adds the densities without weights",
            Decimal(place.mixed((1, 1)), PLACES),
            "You added the two densities as they stand. The area under that sum is 2. Multiply "
            "each by the weight of its kind first.",
            back_to="s04-the-number-zero",
        ),
        Misconception(
            "forgets-the-one-half",
            "leaves the 2 out of the exponent",
            Decimal(doubled, PLACES),
            r"Your exponents were $-(x-\mu_k)^2/\sigma^2$. The normal density has "
            r"$2\sigma^2$ below the line: divide by all of it.",
            back_to="b5-multivariate-normal-distribution",
        ),
    )
