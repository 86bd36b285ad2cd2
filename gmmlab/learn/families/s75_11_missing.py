"""Step 75.11, a missing coordinate: responsibilities from what was measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction as Ratio
from math import exp

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import tenths
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["responsibility_without_a_coordinate"]

PLACES = 3
OBSERVERS = ("The observer left early", "The record breaks off there", "Fog hid the next one")

Two = tuple[Ratio, Ratio]


@dataclass(frozen=True)
class Gap:
    """Two kinds of eruption, and one eruption with a length but no wait.

    ``lengths`` and ``waits`` hold the two means, ``spreads`` the standard deviations of the waits.
    """

    weight: Ratio
    lengths: Two
    sigma: Ratio
    waits: Two
    spreads: Two
    x: Ratio

    @property
    def weights(self) -> Two:
        return self.weight, 1 - self.weight

    @property
    def halves(self) -> Two:
        """Half the squared distance of the length from either mean, in standard deviations."""
        a, b = (((self.x - m) / self.sigma) ** 2 / 2 for m in self.lengths)
        return a, b

    @property
    def scores(self) -> tuple[float, float]:
        a, b = (float(w) * exp(-h) for w, h in zip(self.weights, self.halves, strict=True))
        return a, b

    @property
    def share(self) -> float:
        return _share(*self.scores)

    @property
    def filled(self) -> float:
        """The share if the wait were the mean wait of all eruptions."""
        wait = sum(w * m for w, m in zip(self.weights, self.waits, strict=True))
        a, b = (
            score * exp(-(((wait - m) / s) ** 2) / 2) / float(s)
            for score, m, s in zip(self.scores, self.waits, self.spreads, strict=True)
        )
        return _share(a, b)

    @property
    def telling(self) -> bool:
        """Whether the length moves the weights, and early rounding does no harm."""
        clear = abs(self.share * 10**PLACES % 1 - 0.5) > 0.2 and min(self.scores) > 0.001
        return clear and 0.08 < self.share < 0.92 and abs(self.share - self.weight) > 0.06


def _share(a: float, b: float) -> float:
    return a / (a + b)


@family(
    "responsibility-without-a-coordinate",
    "s75-11-density-sampling-and-anomalies",
    "where a coordinate is missing, responsibilities come from the density of the others",
)
def responsibility_without_a_coordinate(rng: Rng) -> Question | None:
    """Ask for r_1 of an eruption of which only the length is known."""
    gap, other = _gap(rng), _gap(rng)
    if gap is None or other is None:
        return None
    return Question(
        prompt="A mixture has been fitted to length and wait of eruptions. Within each kind the "
        f"two are independent, all in minutes:\n\n{_table(gap)}\n\nOne eruption lasted "
        f"$x={say(gap.x)}$ min. {pick(rng, OBSERVERS)}, and its wait is missing. How responsible "
        "is the **short** kind for it: $r_1=$ ?",
        answer=Decimal(gap.share, PLACES),
        misconceptions=_misconceptions(gap),
        hints=Hints(
            "What does each kind say of the length alone? The wait could have been anything, and "
            "over all that it could have been, its density has area 1.",
            r"Integrating the wait out leaves the margin of the length. Score each kind with "
            r"$\pi_k\,e^{-(x-\mu_k)^2/(2\sigma^2)}$, where $\mu_k$ and $\sigma$ are those of the "
            "length, and take the first score's share.",
            once_more(f"$x={say(other.x)}$ and\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(gap),
        because="The margin uses all that was measured and invents nothing: the missing wait is "
        "integrated out, and its density has area 1 in either kind. Correlated "
        "coordinates have margins too, so it works the same way there.",
    )


def _gap(rng: Rng) -> Gap | None:
    gap = Gap(
        weight=tenths(rng, 2, 8),
        lengths=(tenths(rng, 17, 23), tenths(rng, 39, 46)),
        sigma=pick(rng, (Ratio(2, 5), Ratio(1, 2))),
        waits=(Ratio(int(rng.integers(50, 58))), Ratio(int(rng.integers(74, 84)))),
        spreads=pick(rng, ((Ratio(5), Ratio(8)), (Ratio(8), Ratio(5)), (Ratio(6), Ratio(9)))),
        x=Ratio(3),
    )
    moved = (replace(gap, x=Ratio(tenth, 10)) for tenth in range(24, 39))
    telling = [candidate for candidate in moved if candidate.telling]
    return pick(rng, telling) if telling else None


def _table(gap: Gap) -> str:
    return table(
        ["kind", "weight", "mean length", "sd of length", "mean wait", "sd of wait"],
        *(
            [name, *map(say, (w, m, gap.sigma, n, s))]
            for name, w, m, n, s in zip(
                ("short", "long"), gap.weights, gap.lengths, gap.waits, gap.spreads, strict=True
            )
        ),
    )


def _worked(gap: Gap) -> str:
    rows = [
        rf"{k}. {name} kind: $(x-\mu_{k})^2/(2\sigma^2)={say(half, 5)}$, so its score is "
        rf"${say(w)}\cdot e^{{-{say(half, 5)}}}={score:.4g}$."
        for k, name, half, w, score in zip(
            (1, 2), ("Short", "Long"), gap.halves, gap.weights, gap.scores, strict=True
        )
    ]
    a, b = (f"{score:.4g}" for score in gap.scores)
    share = rf"$r_1=\frac{{{a}}}{{{a}+{b}}}={gap.share:.{PLACES}f}$."
    listed = "\n".join(rows)
    return f"Only the lengths count, and they have one spread.\n\n{listed}\n\nThe share is {share}"


def _misconceptions(gap: Gap) -> tuple[Misconception, ...]:
    (a, b), (s, t), (w, v) = gap.scores, gap.spreads, gap.weights
    return (
        Misconception(
            "fills-gaps-with-the-mean",
            "fills the gap with the mean wait",
            Decimal(gap.filled, PLACES),
            "You put the mean of all waits into the gap and scored it with the length. Nobody saw "
            "this wait, and yet it speaks for the kind whose waits lie nearer to it. Leave the "
            "wait out: score the length alone.",
        ),
        Misconception(
            "fills-gaps-with-each-kinds-mean",
            "fills the gap with each kind's own mean wait",
            Decimal(_share(a / float(s), b / float(t)), PLACES),
            "You gave each kind the wait that suits it best, and the narrower kind profits: its "
            "peak is higher. A wait that nobody saw favours neither. Integrate it out: its factor "
            "is 1.",
            back_to="s71-probability-density-functions-and-continuous-distributions",
        ),
        Misconception(
            "drops-the-row",
            "drops the eruption and keeps the weights",
            Decimal(gap.weight, PLACES),
            "You dropped the eruption because a number is missing, and answered with the mixing "
            f"weight. But its length was measured, and {say(gap.x)} min is evidence. "
            "Weigh the kinds with the density of the length.",
        ),
        Misconception(
            "ignores-the-weights",
            "leaves the mixing weights out",
            Decimal(_share(a / float(w), b / float(v)), PLACES),
            "You compared how well the two kinds explain the length. How common they are counts "
            "too: multiply each by its mixing weight before you take the share.",
            back_to="b2-bayes-theorem",
        ),
    )
