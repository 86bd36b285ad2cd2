"""Step 75.11, sampling in the plane: a number picks the component, a factor shapes the point."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Vector
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.families.parts_densities import cumulated, shares, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["point_drawn_from_a_fit"]

PLACES = 2
LETTERS = "ABC"
Point = tuple[Ratio, Ratio]


@dataclass(frozen=True)
class Part:
    """A component's mean, and the factor ((a, 0), (b, c)) of its covariance."""

    mean: Point
    a: Ratio
    b: Ratio
    c: Ratio

    @property
    def factor(self) -> str:
        return f"`[[{say(self.a)}, 0], [{say(self.b)}, {say(self.c)}]]`"

    def place(self, z: Point) -> Point:
        return self.mean[0] + self.a * z[0], self.mean[1] + self.b * z[0] + self.c * z[1]


@dataclass(frozen=True)
class Sampler:
    """A fit of three components, a uniform number, and two standard normal ones."""

    weights: tuple[Ratio, ...]
    parts: tuple[Part, ...]
    u: Ratio
    z: Point

    @property
    def index(self) -> int:
        return next(i for i in range(3) if self.u < cumulated(self.weights, i + 1))

    @property
    def part(self) -> Part:
        return self.parts[self.index]

    @property
    def heaviest(self) -> Part:
        return self.parts[self.weights.index(max(self.weights))]

    @property
    def average(self) -> Point:
        """What comes of averaging three draws with the weights."""
        drawn = [part.place(self.z) for part in self.parts]
        x, y = (
            sum((w * d[i] for w, d in zip(self.weights, drawn, strict=True)), Ratio(0))
            for i in range(2)
        )
        return x, y

    @property
    def telling(self) -> bool:
        off = min(abs(self.u - cumulated(self.weights, i)) for i in range(4))
        alone = self.weights.count(max(self.weights)) == 1
        return alone and off > Ratio(1, 100) and self.z[0] != self.z[1] and 0 not in self.z


@family(
    "point-drawn-from-a-fit",
    "s75-11-density-sampling-and-anomalies",
    "a draw is first a component by the weights, then its mean plus its factor times noise",
)
def point_drawn_from_a_fit(rng: Rng) -> Question | None:
    """Ask which point comes of one uniform number and two standard normal ones."""
    case, other = _sampler(rng), _sampler(rng)
    if not (case.telling and other.telling) or case.part is case.heaviest:
        return None
    return Question(
        prompt="A mixture of three components is fitted to lengths and waits of eruptions, in "
        r"minutes. With each covariance its lower factor $L_k$ is kept, $\Sigma_k=L_kL_k^T$:"
        f"\n\n{_table(case)}\n\n"
        f"To draw a new eruption, the generator gives the uniform number {say(case.u)} for the "
        "component, looked up on the cumulated weights in the order of the table, and the "
        rf"standard normal numbers $z=({say(case.z[0])},\ {say(case.z[1])})$ for the place. "
        "Which eruption is drawn?",
        answer=Vector(case.part.place(case.z), PLACES),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "There are two stages. One number decides *which* component; only that component has "
            "a say in where the point lies.",
            r"Find the component in whose part of the cumulated weights the number falls. Then "
            r"$x=\mu_k+L_kz$: the first row of $L_k$ times $z$ for the length, the second for the "
            "wait.",
            once_more(
                rf"the uniform number {say(other.u)}, $z=({say(other.z[0])},\ {say(other.z[1])})$ "
                f"and\n\n{_table(other)}",
                _worked(other),
            ),
        ),
        solution=_worked(case),
        because="The weights decide how often a component is drawn, its mean and factor where. "
        r"As $z$ has the identity as its covariance, $L_kz$ has $L_kL_k^T=\Sigma_k$.",
    )


def _sampler(rng: Rng) -> Sampler:
    starts = ((16, 24, 48, 60), (28, 36, 62, 72), (40, 48, 74, 90))
    parts = tuple(
        Part(
            (tenths(rng, low, high), Ratio(int(rng.integers(first, last)))),
            tenths(rng, 2, 6),
            Ratio(int(rng.choice([-4, -3, -2, 2, 3, 4]))),
            Ratio(int(rng.integers(3, 9))),
        )
        for low, high, first, last in starts
    )
    order = rng.permutation(3)
    u = Ratio(int(rng.integers(3, 98)), 100)
    z = tenths(rng, -18, 18), tenths(rng, -18, 18)
    return Sampler(shares(rng, 3), tuple(parts[int(i)] for i in order), u, z)


def _table(case: Sampler) -> str:
    rows = (
        [letter, say(weight), rf"$({figures(part.mean[0], 1)},\ {say(part.mean[1])})$", part.factor]
        for letter, weight, part in zip(LETTERS, case.weights, case.parts, strict=True)
    )
    return table(["component", r"$\pi_k$", r"$\mu_k$", "$L_k$"], *rows)


def _worked(case: Sampler) -> str:
    low, high = (say(cumulated(case.weights, case.index + i)) for i in range(2))
    (m, n), part, (z, v) = case.part.mean, case.part, (_signed(z) for z in case.z)
    x, y = (figures(value, PLACES) for value in part.place(case.z))
    return (
        f"The number {say(case.u)} lies between {low} and {high}, in the part of component "
        rf"{LETTERS[case.index]}. Length: ${say(m)}+{say(part.a)}\cdot {z}={x}$. Wait: "
        rf"${say(n)}+{_signed(part.b)}\cdot {z}+{say(part.c)}\cdot {v}={y}$. "
        rf"The draw is $({x},\ {y})$."
    )


def _signed(value: Ratio) -> str:
    return f"({say(value)})" if value < 0 else say(value)


def _misconceptions(case: Sampler) -> tuple[Misconception, ...]:
    part, z = case.part, case.z
    turned = part.mean[0] + part.a * z[0] + part.b * z[1], part.mean[1] + part.c * z[1]
    return (
        Misconception(
            "always-the-heaviest-component",
            "draws from the heaviest component",
            Vector(case.heaviest.place(z), PLACES),
            "You drew from the component with the largest weight. It comes up most often, and not "
            "every time. Look the uniform number up on the cumulated weights.",
            back_to="s72-cumulative-distribution-functions",
        ),
        Misconception(
            "averages-the-variables",
            "averages the draws of all components",
            Vector(case.average, PLACES),
            "You mixed the three components' points with the weights. The average of three draws "
            "lies between the kinds, where hardly an eruption is. A mixture draws from *one* "
            "component, and the weights say how often from which.",
            back_to="s75-02-the-generative-story",
        ),
        Misconception(
            "leaves-the-correlation-out",
            "uses only the diagonal of the factor",
            Vector((part.place(z)[0], part.mean[1] + part.c * z[1]), PLACES),
            "You left the lower left entry out. It lets the wait follow the length; without it "
            "the cloud of draws has no tilt. The second row has two products.",
            back_to="b4-vectors-and-matrices",
        ),
        Misconception(
            "transposes-the-factor",
            "multiplies by the transposed factor",
            Vector(turned, PLACES),
            r"You multiplied by $L_k^T$, column by column. The draws would then have the "
            r"covariance $L_k^TL_k$, which is another ellipse. Each *row* of $L_k$ meets $z$.",
            back_to="b4-vectors-and-matrices",
        ),
    )
