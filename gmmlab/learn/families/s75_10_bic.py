"""Step 75.10, BIC: fit and price in one number, of which smaller is better."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log10

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.families.s75_06_parameters import Size
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["bic_by_hand"]

PLACES = 1


@dataclass(frozen=True)
class Fitted:
    """A fit: its size, how many points it was made to, and its log-likelihood."""

    size: Size
    points: int
    log_likelihood: float

    @property
    def deviance(self) -> float:
        return -2 * self.log_likelihood

    @property
    def price(self) -> float:
        return self.size.total * log(self.points)

    @property
    def bic(self) -> float:
        return self.deviance + self.price

    @property
    def clear(self) -> bool:
        """Whether a logarithm rounded to 3 decimals still gives the right answer."""
        rounded = self.deviance + self.size.total * round(log(self.points), 3)
        return figures(rounded, PLACES) == figures(self.bic, PLACES)


@family(
    "bic-by-hand",
    "s75-10-choosing-k",
    "BIC charges ln N for every parameter and takes off twice the log-likelihood",
)
def bic_by_hand(rng: Rng) -> Question | None:
    """Ask for the BIC of a fit."""
    fit, other = _fit(rng), _fit(rng)
    if not (fit.clear and other.clear):
        return None
    return Question(
        prompt=f"{_given(fit)} What is its BIC, in the convention of gmmlab and scikit-learn, "
        "where smaller is better?",
        answer=Decimal(fit.bic, PLACES),
        misconceptions=_misconceptions(fit),
        hints=Hints(
            "Two parts: how badly the fit does, and what its parameters cost. Both push the number "
            "up, and smaller is better.",
            r"$\mathrm{BIC}=-2\ln L+p\,\ln N$ with $p$ free parameters, $N$ points and the natural "
            "logarithm. $\\ln L$ is the log-likelihood as it stands.",
            once_more(_given(other), _worked(other)),
        ),
        solution=_worked(fit),
        because="A further parameter has to raise the log-likelihood by more than half of "
        r"$\ln N$, or BIC does not let it in.",
    )


def _fit(rng: Rng) -> Fitted:
    kind = pick(rng, ("full", "tied", "diagonal", "spherical"))
    points = between(rng, 30, 400)
    nats = points * between(rng, 10, 45)
    return Fitted(Size(kind, between(rng, 2, 5), between(rng, 2, 3)), points, -nats / 10)


def _given(fit: Fitted) -> str:
    size = fit.size
    return (
        f"A mixture of {size.k} components with {size.kind} covariances was fitted to "
        f"$N={fit.points}$ points in {size.d} dimensions. It has $p={size.total}$ free parameters "
        rf"and reaches $\ln L={fit.log_likelihood:.1f}$."
    )


def _worked(fit: Fitted) -> str:
    p, n = fit.size.total, fit.points
    return (
        rf"Fit: $-2\ln L={say(fit.deviance, 1)}$. Price: "
        rf"$p\,\ln N={p}\cdot\ln {n}={p}\cdot{log(n):.3f}={fit.price:.2f}$."
        f"\n\nTogether: ${say(fit.deviance, 1)}+{fit.price:.2f}={figures(fit.bic, PLACES)}$."
    )


def _misconceptions(fit: Fitted) -> tuple[Misconception, ...]:
    return (*_other_sizes(fit), *_other_signs(fit))


def _other_sizes(fit: Fitted) -> tuple[Misconception, ...]:
    """Roads on which one of the two parts has another size."""
    p = fit.size.total
    return (
        Misconception(
            "forgets-the-factor-two",
            "counts the log-likelihood once",
            Decimal(fit.price - fit.log_likelihood, PLACES),
            r"You counted the log-likelihood once. The formula has $-2\ln L$: with the price "
            r"$p\,\ln N$ unhalved, the fit counts double.",
        ),
        Misconception(
            "takes-aic-for-bic",
            "charges 2 for each parameter",
            Decimal(fit.deviance + 2 * p, PLACES),
            "You charged 2 for each parameter: that is AIC. BIC charges $\\ln N$, "
            f"here {log(fit.points):.2f}.",
        ),
        Misconception(
            "takes-the-decadic-logarithm",
            "takes the logarithm to base 10",
            Decimal(fit.deviance + p * log10(fit.points), PLACES),
            f"You charged $\\log_{{10}} N={log10(fit.points):.2f}$. BIC is in natural logarithms, "
            "as the log-likelihood is: use the key *ln*, or `np.log`.",
            back_to="b1-exponents-and-logarithms",
        ),
    )


def _other_signs(fit: Fitted) -> tuple[Misconception, ...]:
    """Roads on which a part, or the whole, has the other sign."""
    return (
        Misconception(
            "wrong-sign-of-the-criterion",
            "turns the criterion over",
            Decimal(-fit.bic, PLACES),
            r"That is $2\ln L-p\,\ln N$, as mclust prints it; there, larger is better. "
            "The question asks for the convention in which smaller is better: turn both signs.",
        ),
        Misconception(
            "rewards-parameters",
            "takes the price off",
            Decimal(fit.deviance - fit.price, PLACES),
            "You subtracted the price, so that every further parameter would improve the "
            "criterion. Smaller is better: a price is added.",
            back_to="s41-integer-order-of-operations",
        ),
    )
