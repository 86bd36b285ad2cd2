"""Bridge 8, bound and gap: what a whole iteration does to the log-likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["log_likelihood_after_an_iteration"]

PLACES = 1


@dataclass(frozen=True)
class Iteration:
    """The bound and its gap before, what the M-step adds to the bound, the gap after it."""

    bound: Ratio
    gap: Ratio
    gain: Ratio
    reopened: Ratio

    @property
    def before(self) -> Ratio:
        """The log-likelihood before, to which the E-step lifts the bound."""
        return self.bound + self.gap

    @property
    def lifted(self) -> Ratio:
        """The bound after the M-step."""
        return self.before + self.gain

    @property
    def after(self) -> Ratio:
        return self.lifted + self.reopened

    @property
    def shown(self) -> str:
        bound, gap, gain, reopened = map(_one, (self.bound, self.gap, self.gain, self.reopened))
        return f"bound ${bound}$, gap {gap}; gain of the bound {gain}, gap then {reopened}"


@family(
    "log-likelihood-after-an-iteration",
    "b8-the-em-algorithm",
    "the E-step closes the gap under the log-likelihood, the M-step lifts bound and log-likelihood",
)
def log_likelihood_after_an_iteration(rng: Rng) -> Question:
    """Ask for the log-likelihood after an E-step and an M-step, by bound and gap."""
    turn, other = _iteration(rng), _iteration(rng)
    return Question(
        prompt="An iteration of exact EM, followed closely. Before it, the lower bound is "
        f"${_one(turn.bound)}$, and the log-likelihood lies {_one(turn.gap)} above it. Then comes "
        f"the E-step. The M-step after it lifts the bound by {_one(turn.gain)}, and now the gap is "
        f"{_one(turn.reopened)}. What is the **log-likelihood** after the iteration?",
        answer=Decimal(turn.after, PLACES),
        misconceptions=_misconceptions(turn),
        hints=Hints(
            "Keep two numbers on paper: the bound, and the log-likelihood above it. Which of them "
            "does each step move?",
            "Log-likelihood = bound + gap, always. The E-step changes only the sharing: the "
            "log-likelihood stays, and the bound rises to it. The M-step changes the parameters, "
            "and both move.",
            once_more(f"{other.shown}.", _worked(other)),
        ),
        solution=_worked(turn),
        because="The M-step lifts the bound, and a gap is never negative: so the log-likelihood "
        "rises by at least as much as the bound. That is why exact EM never goes down.",
    )


def _iteration(rng: Rng) -> Iteration:
    bound = -tenths(rng, 600, 6000)
    return Iteration(bound, tenths(rng, 11, 60), tenths(rng, 5, 50), tenths(rng, 2, 25))


def _one(value: Ratio) -> str:
    return figures(value, PLACES)


def _worked(turn: Iteration) -> str:
    bound, before, lifted, after = map(_one, (turn.bound, turn.before, turn.lifted, turn.after))
    return (
        f"The log-likelihood before is ${bound}+{_one(turn.gap)}={before}$. The E-step leaves it "
        "there and lifts the bound up to it. The M-step lifts the bound to "
        f"${before}+{_one(turn.gain)}={lifted}$, and the log-likelihood lies above that by the new "
        f"gap: ${lifted}+{_one(turn.reopened)}={after}$."
    )


def _misconceptions(turn: Iteration) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "e-step-does-nothing",
            "leaves the bound where it was in the E-step",
            Decimal(turn.bound + turn.gain + turn.reopened, PLACES),
            "You started the M-step from the old bound. The E-step has moved it: with "
            "responsibilities as shares, the bound touches the log-likelihood. Close the gap "
            "first.",
        ),
        Misconception(
            "e-step-moves-the-likelihood",
            "lets the E-step lift the log-likelihood",
            Decimal(turn.after + turn.gap, PLACES),
            "You let the E-step lift the log-likelihood as well. It changes no parameter, so the "
            "likelihood of the data cannot change. Only the bound rises.",
        ),
        Misconception(
            "bound-always-touches",
            "takes the bound after the M-step for the log-likelihood",
            Decimal(turn.lifted, PLACES),
            "You stopped at the bound after the M-step. The parameters are new and the shares are "
            "old, so a gap has opened again. The log-likelihood lies above the bound by that gap.",
        ),
        Misconception(
            "takes-the-gap-away",
            "subtracts the new gap",
            Decimal(turn.lifted - turn.reopened, PLACES),
            "You took the new gap away from the bound. The bound lies *below* the "
            "log-likelihood, as its name says: add the gap.",
        ),
    )
