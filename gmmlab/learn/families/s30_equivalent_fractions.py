"""Step 30, equivalent fractions: scores become shares, and a common factor changes nothing."""

from __future__ import annotations

from fractions import Fraction as Ratio

from gmmlab.learn.answers import Decimal, Fraction, Integer
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["share_from_scores"]

FACTOR = 1000


@family(
    "share-from-scores",
    "s30-equivalent-fractions",
    "a responsibility is a share, and a common factor of the scores cancels",
)
def share_from_scores(rng: Rng) -> Question | None:
    """Ask for r_1 after all scores of a point were multiplied by the same factor."""
    parts, twin = _parts(rng), _parts(rng)
    a, whole = parts[0], sum(parts)
    return Question(
        prompt=r"For one point, the scores $\pi_k\,\mathcal{N}(x\mid k)$ of three components are "
        f"{_listed(parts)}. So that such small numbers do not vanish, a program first "
        f"multiplies all three by {FACTOR}. What is the responsibility $r_1$ that it then finds?",
        answer=_fraction(Ratio(a, whole)),
        misconceptions=_misconceptions(parts),
        hints=Hints(
            "A responsibility is a share of a whole. What happens to a share when the part and "
            "the whole grow alike?",
            r"With $s_k$ for the scores, $r_1=\frac{s_1}{s_1+s_2+s_3}$. Multiply every score by "
            "the same factor: it stands above and below, and cancels.",
            f"The same with other numbers: the scores {_listed(twin)}.\n\n{_worked(twin)}",
        ),
        solution=_worked(parts),
        because="The factor stands above and below the line and cancels. This is why an E-step may "
        "rescale its scores (log-sum-exp does) and still find the same responsibilities.",
    )


def _parts(rng: Rng) -> tuple[int, int, int]:
    a, b, c = (int(v) for v in rng.choice(range(1, 13), size=3, replace=False))
    return a, b, c


def _listed(parts: tuple[int, int, int]) -> str:
    a, b, c = (f"{p / FACTOR:.3f}" for p in parts)
    return f"{a}, {b} and {c}"


def _fraction(value: Ratio) -> Fraction:
    return Fraction(value.numerator, value.denominator)


def _worked(parts: tuple[int, int, int]) -> str:
    a, b, c = parts
    whole = sum(parts)
    above, below = Ratio(a, whole).as_integer_ratio()
    reduced = "" if below == whole else rf"=\frac{{{above}}}{{{below}}}"
    return (
        f"After multiplying, the scores are {a}, {b} and {c}. The first one's share is "
        rf"$r_1=\frac{{{a}}}{{{a}+{b}+{c}}}=\frac{{{a}}}{{{whole}}}{reduced}$, "
        f"and the scores before multiplying have the same share: the factor {FACTOR} cancels."
    )


def _misconceptions(parts: tuple[int, int, int]) -> tuple[Misconception, ...]:
    return (*_other_shares(parts), *_undivided(parts))


def _other_shares(parts: tuple[int, int, int]) -> tuple[Misconception, ...]:
    """Roads that divide, but not by the whole."""
    a, b, c = parts
    whole, largest = sum(parts), max(parts)
    return (
        Misconception(
            "odds-instead-of-share",
            "compares with the others instead of the whole",
            _fraction(Ratio(a, b + c)),
            f"You compared {a} with the *others*, {b} and {c}. Those are odds. "
            "A share compares with the whole, the first score included: put all three below.",
        ),
        Misconception(
            "scales-the-share",
            "multiplies the share by the factor as well",
            _fraction(Ratio(FACTOR * a, whole)),
            f"The factor {FACTOR} multiplies the whole as well as the part, so it cancels. "
            "A responsibility can never be above 1.",
        ),
        Misconception(
            "divides-by-the-largest",
            "divides by the largest score instead of the sum",
            _fraction(Ratio(a, largest)),
            f"You divided by the largest score, {largest}. That is a common first step against "
            "vanishing numbers, but the shares then still have to be made to add up to 1: "
            "divide by the sum.",
        ),
    )


def _undivided(parts: tuple[int, int, int]) -> tuple[Misconception, ...]:
    """Roads that never divide the scores."""
    a = parts[0]
    return (
        Misconception(
            "takes-the-score-for-the-share",
            "stops at the multiplied score",
            Integer(a),
            f"{a} is the first score after multiplying. To make it a share, divide it by the sum "
            "of all three.",
        ),
        Misconception(
            "takes-the-raw-score",
            "takes the score itself for the responsibility",
            Decimal(Ratio(a, FACTOR), 3),
            "This is the score before anything was done to it. Scores need not add up to 1, and "
            "these do not. Divide by their sum.",
        ),
        Misconception(
            "shares-equally",
            "gives every component the same share",
            Fraction(1, 3),
            "One third each would be fair if the scores were equal. They are not: a component "
            "with twice the score gets twice the share.",
            back_to="s18-division-fair-sharing-model",
        ),
    )
