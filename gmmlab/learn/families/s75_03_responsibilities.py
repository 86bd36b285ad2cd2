"""Step 75.3, whose is each point: a responsibility by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import exp, floor, log10, pi, sqrt

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["responsibility_by_hand"]

TOPIC = "s75-03-responsibilities"
PLACES = 3


@dataclass(frozen=True)
class Duel:
    """Two kinds of eruption with one spread, and an eruption to share between them."""

    weight: Ratio
    means: tuple[Ratio, Ratio]
    sigma: Ratio
    x: Ratio

    @property
    def weights(self) -> tuple[Ratio, Ratio]:
        return self.weight, 1 - self.weight

    @property
    def halves(self) -> tuple[Ratio, Ratio]:
        """(x - mu)^2 / (2 sigma^2) for either kind."""
        a, b = ((self.x - mean) ** 2 / (2 * self.sigma**2) for mean in self.means)
        return a, b

    @property
    def fits(self) -> tuple[float, float]:
        a, b = (exp(-half) for half in self.halves)
        return a, b

    @property
    def scores(self) -> tuple[float, float]:
        a, b = (float(w) * fit for w, fit in zip(self.weights, self.fits, strict=True))
        return a, b

    @property
    def share(self) -> float:
        return _share(self.scores)

    @property
    def telling(self) -> bool:
        """Whether the point leaves some doubt and still moves the prior.

        The share also keeps clear of where rounding tips over, so that figures rounded on the
        way lead to the same answer.
        """
        clear = abs(self.share * 10**PLACES % 1 - 0.5) > 0.2
        return clear and 0.03 < self.share < 0.97 and abs(self.share - self.weight) > 0.05


@family("responsibility-by-hand", TOPIC, "a responsibility is weight times density, normalised")
def responsibility_by_hand(rng: Rng) -> Question | None:
    """Ask for r_1 of one eruption under two Gaussians with a common spread."""
    duel, twin = _duel(rng), _duel(rng)
    if not (duel.telling and twin.telling):
        return None
    return Question(
        prompt=_duel_prompt(duel),
        answer=Decimal(duel.share, PLACES),
        misconceptions=_duel_misconceptions(duel),
        hints=Hints(
            "Two things speak for the short kind: how common it is, and how well it explains "
            "an eruption of this length. A responsibility weighs both.",
            r"Give each kind the score $\pi_k\,e^{-(x-\mu_k)^2/(2\sigma^2)}$. The factor "
            r"$1/(\sigma\sqrt{2\pi})$ of the density is in both and cancels. "
            r"Then $r_1$ is the first score's share of the sum.",
            f"The same with other numbers: {_duel_given(twin)}.\n\n{_duel_worked(twin)}",
        ),
        solution=_duel_worked(duel),
        because=r"Weight times density, as a share of the total: Bayes' rule. "
        rf"The prior ${say(duel.weight)}$ became ${say(duel.share, PLACES)}$ "
        f"because of where this eruption lies.",
    )


def _duel(rng: Rng) -> Duel:
    first, second = Ratio(int(rng.integers(17, 24)), 10), Ratio(int(rng.integers(39, 47)), 10)
    return Duel(
        weight=Ratio(int(rng.choice([2, 3, 4, 6, 7, 8])), 10),
        means=(first, second),
        sigma=Ratio(int(rng.choice([5, 6, 8])), 10),
        x=Ratio(int(rng.integers(25, 38)), 10),
    )


def _duel_given(d: Duel) -> str:
    (w, v), (m, n) = d.weights, d.means
    return (
        rf"$\pi=({say(w)},\ {say(v)})$, $\mu=({say(m)},\ {say(n)})$, "
        rf"$\sigma={say(d.sigma)}$, $x={say(d.x)}$"
    )


def _duel_prompt(d: Duel) -> str:
    (w, v), (m, n) = d.weights, d.means
    return (
        "A geyser has two kinds of eruption. Their lengths in minutes are Gaussian, "
        rf"both with $\sigma={say(d.sigma)}$:"
        "\n\n"
        "| kind | mixing weight | mean |\n|---|---|---|\n"
        rf"| short | $\pi_1={say(w)}$ | $\mu_1={say(m)}$ |"
        "\n"
        rf"| long | $\pi_2={say(v)}$ | $\mu_2={say(n)}$ |"
        "\n\n"
        rf"An eruption lasts $x={say(d.x)}$ minutes. How responsible is the **short** kind for it: "
        "$r_1=$ ?"
    )


def _duel_worked(d: Duel) -> str:
    rows = [
        rf"{k}. {name}: $(x-\mu_{k})^2/(2\sigma^2)={say(half, 4)}$, so its score is "
        rf"$\pi_{k}\,e^{{-{say(half, 4)}}}={say(weight)}\cdot{_figures(fit)}={_figures(score)}$."
        for k, name, half, weight, fit, score in zip(
            (1, 2), ("Short kind", "Long kind"), d.halves, d.weights, d.fits, d.scores, strict=True
        )
    ]
    a, b = (_figures(score) for score in d.scores)
    share = rf"Its share is $r_1=\frac{{{a}}}{{{a}+{b}}}={d.share:.{PLACES}f}$."
    return "\n".join(rows) + f"\n\n{share}"


def _duel_misconceptions(d: Duel) -> tuple[Misconception, ...]:
    return (*_one_sided(d), *_miscalculated(d))


def _one_sided(d: Duel) -> tuple[Misconception, ...]:
    """Roads that look at one thing only, or at the wrong kind."""
    commoner = "short" if d.weight > Ratio(1, 2) else "long"
    return (
        Misconception(
            "ignores-the-weights",
            "leaves the mixing weights out",
            Decimal(_share(d.fits), PLACES),
            "You asked only how well each kind explains this length. But before the stop-watch "
            f"starts, the {commoner} kind is already the likelier one. Multiply each density by "
            r"its mixing weight $\pi_k$ first, then take the share.",
        ),
        Misconception(
            "answers-with-the-prior",
            "gives the mixing weight itself",
            Decimal(d.weight, 1),
            rf"${say(d.weight)}$ is $\pi_1$: how often eruptions are short **before** you know "
            "this one. The length you measured must count as well. Multiply the weight by the "
            "density at $x$, for both kinds, and take the share.",
        ),
        Misconception(
            "rounds-to-a-hard-assignment",
            "decides for one kind",
            Integer(int(d.share > 0.5)),
            "You decided for one kind, as k-means does. A mixture keeps its doubt: both kinds can "
            "produce an eruption of this length, so $r_1$ lies strictly between 0 and 1. "
            "Work out both scores and give the share.",
        ),
        Misconception(
            "answers-for-the-other-component",
            "gives the other component's responsibility",
            Decimal(1 - d.share, PLACES),
            "The arithmetic is right, but this is $r_2$, the share of the long kind. The question "
            "asks for the short kind: put its score on top of the fraction.",
        ),
    )


def _miscalculated(d: Duel) -> tuple[Misconception, ...]:
    """Roads that take the right things and lose something on the way."""
    density = d.scores[0] / (float(d.sigma) * sqrt(2 * pi))
    doubled = [float(w) * fit**2 for w, fit in zip(d.weights, d.fits, strict=True)]
    return (
        Misconception(
            "forgets-to-normalise",
            "stops at weight times density",
            Decimal(density, PLACES),
            r"This is $\pi_1\,\mathcal{N}(x\mid\mu_1,\sigma^2)$, the score of the short kind. "
            "It is not yet a probability. Work out the long kind's score too, and divide "
            "by the sum of both: the responsibilities of a point add up to 1.",
            back_to="s37-dividing-decimals",
        ),
        Misconception(
            "forgets-the-one-half",
            "leaves the 2 out of the exponent",
            Decimal(_share((doubled[0], doubled[1])), PLACES),
            r"Your exponent was $-(x-\mu_k)^2/\sigma^2$. The Gaussian has "
            r"$-(x-\mu_k)^2/(2\sigma^2)$: divide by all of $2\sigma^2$.",
            back_to="s40-order-of-operations",
        ),
    )


def _share(scores: tuple[float, float]) -> float:
    return scores[0] / (scores[0] + scores[1])


def _figures(value: float) -> str:
    """Write four figures that count, without an exponent."""
    return say(value, 3 - floor(log10(value)))
