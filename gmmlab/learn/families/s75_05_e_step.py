"""Step 75.5, half an E-step: which points' shares are renewed, by so much the bound rises."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Vector
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["bound_half_way_through_an_e_step"]

PLACES = 2
N = 5


@dataclass(frozen=True)
class Half:
    """A bound, the gap at each of five points, and how many points have new shares so far."""

    bound: Ratio
    gaps: tuple[Ratio, ...]
    renewed: int

    @property
    def closed(self) -> Ratio:
        return sum(self.gaps[: self.renewed], Ratio(0))

    @property
    def log_likelihood(self) -> Ratio:
        return self.bound + sum(self.gaps)

    @property
    def names(self) -> str:
        """The renewed points, by letter."""
        *first, last = list("ABCDE")[: self.renewed]
        return f"{', '.join(first)} and {last}"

    def pair(self, bound: Ratio, log_likelihood: Ratio) -> Vector:
        return Vector((bound, log_likelihood), PLACES)


@family(
    "bound-half-way-through-an-e-step",
    "s75-05-why-em-never-goes-down",
    "the E-step lifts the bound point by point and leaves the log-likelihood alone",
)
def bound_half_way_through_an_e_step(rng: Rng) -> Question:
    """Ask for bound and log-likelihood when only some points have their new responsibilities."""
    half, other = _half(rng), _half(rng)
    return Question(
        prompt="The parameters have just changed, so the old shares of five points are no longer "
        f"their responsibilities. The lower bound is ${_two(half.bound)}$ in all, and at each "
        f"point it lies below $\\ln p(x_i)$ by\n\n{_table(half)}\n\n"
        f"The E-step begins: **{half.names}** have their new responsibilities, the others not "
        "yet. What are now the bound and the log-likelihood? Give both, the bound first.",
        answer=half.pair(half.bound + half.closed, half.log_likelihood),
        misconceptions=_misconceptions(half),
        hints=Hints(
            "New shares for a point change how tight the bound is there. What do they change in "
            "the density of the point?",
            "Log-likelihood = bound + all gaps. At a point with its own responsibilities the gap "
            "is zero, and the bound is higher by what the gap was.",
            once_more(
                f"bound ${_two(other.bound)}$, renewed {other.names}.\n\n{_table(other)}",
                _worked(other),
            ),
        ),
        solution=_worked(half),
        because="Shares are no parameters: the log-likelihood does not know them. Each point's gap "
        "can be closed by itself, and the bound never falls. But only a whole E-step makes it "
        "touch the log-likelihood, and only then can the M-step not lower that.",
    )


def _half(rng: Rng) -> Half:
    gaps = tuple(Ratio(int(g), 100) for g in rng.integers(2, 96, N))
    return Half(-Ratio(int(rng.integers(1200, 2800)), 100), gaps, int(rng.integers(2, N)))


def _two(value: Ratio) -> str:
    return figures(value, PLACES)


def _table(half: Half) -> str:
    return table(["point", *"ABCDE"], ["gap", *map(_two, half.gaps)])


def _worked(half: Half) -> str:
    closed = "+".join(map(_two, half.gaps[: half.renewed]))
    bound, total = half.bound + half.closed, half.log_likelihood
    left, pair = _two(total - bound), rf"({_two(bound)},\ {_two(total)})"
    return (
        f"The bound rises by the gaps that are closed, ${closed}={_two(half.closed)}$: to "
        f"${_two(half.bound)}+{_two(half.closed)}={_two(bound)}$. The log-likelihood is the bound "
        f"and all gaps, before as after: ${_two(bound)}+{left}={_two(total)}$. So ${pair}$."
    )


def _misconceptions(half: Half) -> tuple[Misconception, ...]:
    bound, total, closed = half.bound, half.log_likelihood, half.closed
    return (
        Misconception(
            "e-step-does-nothing",
            "leaves the bound where it was",
            half.pair(bound, total),
            "You have the right log-likelihood and left the bound where it was. New "
            "responsibilities tighten it: at each renewed point its gap is closed, and the bound "
            "is higher by that.",
        ),
        Misconception(
            "e-step-moves-the-likelihood",
            "lifts the log-likelihood along with the bound",
            half.pair(bound + closed, total + closed),
            "You lifted both. No mean, weight or covariance has changed, so no point's density has "
            "either: the log-likelihood stays, and the bound comes nearer to it.",
        ),
        Misconception(
            "closes-the-whole-gap",
            "closes the gaps of all points",
            half.pair(total, total),
            "You let the bound touch the log-likelihood, as after a whole E-step. Some points "
            "still have their old shares, and their gaps are still open.",
        ),
        Misconception(
            "lowers-the-bound",
            "subtracts the gaps from the bound",
            half.pair(bound - closed, total),
            "You moved the bound down. The gap is how far it lies *below* the log-likelihood: "
            "closing it lifts the bound.",
        ),
    )
