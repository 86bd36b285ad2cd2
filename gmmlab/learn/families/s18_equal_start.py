"""Step 18, fair sharing: what equal components expect before any data are seen."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Fraction, Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["equal_start"]

TOPIC = "s18-division-fair-sharing-model"


@dataclass(frozen=True)
class Start:
    """Components, what each expects, and the soft count of the first one after the first E-step."""

    k: int
    share: int
    owned: int

    @property
    def n(self) -> int:
        return self.k * self.share


@family("equal-start", TOPIC, "with equal weights each of K components expects N/K points")
def equal_start(rng: Rng) -> Question | None:
    """Ask how many points a component expects before the data are seen."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)} How many eruptions did component A expect **before** it had seen "
        "any of them?",
        answer=Integer(case.share),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "Before the data nothing tells the components apart. What does fairness give each?",
            r"Equal weights are $\pi_k=\frac{1}{K}$, and a component with the weight $\pi_k$ "
            r"expects $\pi_k N$ points. So share $N$ over the $K$ components.",
            once_more(_given(twin), _worked(twin)),
        ),
        solution=_worked(case),
        because=r"$\pi_k N=\frac{N}{K}$: fair sharing is the prior, and the E-step then lets the "
        "data disagree.",
        unit="eruptions",
    )


def _case(rng: Rng) -> Start:
    k, share = between(rng, 3, 9), between(rng, 6, 30)
    return Start(k, share, between(rng, 3, 2 * share))


def _given(case: Start) -> str:
    return (
        f"EM starts a mixture of $K={case.k}$ components with equal weights on $N={case.n}$ "
        f"eruptions. After the first E-step the soft count of component A is {case.owned}."
    )


def _worked(case: Start) -> str:
    n, k, share = case.n, case.k, case.share
    return (
        rf"Each of the {k} components has the weight $\frac{{1}}{{{k}}}$, so it expects "
        rf"$\frac{{{n}}}{{{k}}}={share}$ eruptions. Check: ${k}\cdot{share}={n}$."
    )


def _misconceptions(case: Start) -> tuple[Misconception, ...]:
    n, k = case.n, case.k
    return (
        Misconception(
            "divides-the-wrong-way-round",
            "divides the components by the points",
            Fraction(k, n),
            f"You divided {k} by {n}. That says how many components there are for each eruption. "
            "The question is how many eruptions there are for each component: "
            "put what is shared on top.",
        ),
        Misconception(
            "gives-everything-to-each",
            "gives every component all the points",
            Integer(n),
            f"If each of the {k} components expected all {n} eruptions, they would expect "
            f"{k * n} between them. There are only {n} to share. Divide by the number of "
            "components.",
            back_to="s15-division-as-equal-sharing",
        ),
        Misconception(
            "gives-the-weight",
            "gives the weight instead of the number of points",
            Fraction(1, k),
            "That is the weight: the *part* of the eruptions that A expects. How many that is "
            f"depends on how many there are. Take this part of {n}.",
        ),
        Misconception(
            "answers-after-the-data",
            "gives what the component owns after the E-step",
            Integer(case.owned),
            f"{case.owned} is what A owns once the eruptions have been looked at. Before that, "
            "only the weights speak, and they are equal. Share all eruptions fairly.",
        ),
    )
