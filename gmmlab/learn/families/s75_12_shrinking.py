"""Step 75.12, the limit at work: a common variance shrinks, and a responsibility hardens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log

from gmmlab.learn.answers import Decimal, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_angles import figures
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["responsibility_as_the_variance_shrinks"]

PLACES = 3
Point = tuple[float, ...]


@dataclass(frozen=True)
class Round:
    """Two round components of one variance, and a point that is nearer to the lighter one."""

    weight: float
    means: tuple[Point, Point]
    x: Point
    variance: float

    @property
    def squares(self) -> tuple[float, float]:
        """The squared distances of the point from both means."""
        a, b = (sum((u - v) ** 2 for u, v in zip(self.x, m, strict=True)) for m in self.means)
        return a, b

    @property
    def share(self) -> float:
        """Give r_1."""
        near, far = self.squares
        odds = log(self.weight / (1 - self.weight)) + (far - near) / (2 * self.variance)
        return 1 / (1 + exp(-odds))

    @property
    def at_one(self) -> Round:
        return replace(self, variance=1)

    @property
    def telling(self) -> bool:
        """Whether the share rises visibly and is still far from 1."""
        near, far = self.squares
        return 0 < near < far and self.share + 0.08 < self.at_one.share < 0.95


@family(
    "responsibility-as-the-variance-shrinks",
    "s75-12-k-means-as-the-limit",
    "a shrinking common variance hardens responsibilities, and only its limit is k-means",
)
def responsibility_as_the_variance_shrinks(rng: Rng) -> Question:
    """Ask for r_1 once the common variance has come down to 1."""
    pair, other = _pair(rng), _pair(rng)
    return Question(
        prompt="Lengths and waits of eruptions are standardised. Two components have the means "
        f"{_given(pair)} Now the common variance is lowered to $1$, so that both covariances are "
        "the identity matrix $I$, and nothing else changes. What is $r_1$ now?",
        answer=Decimal(pair.at_one.share, PLACES),
        misconceptions=_misconceptions(pair),
        hints=Hints(
            "Weights, means and the point stay. The variance stands below the squared distances: "
            "the smaller it is, the more the difference between them weighs.",
            r"The scores are $\pi_k\,\exp(-\frac{d_k^2}{2\sigma^2})$ with the squared "
            "distances $d_k^2$ of the point from the means; the factor in front is common to both "
            "and cancels. $r_1$ is the first score out of their sum.",
            once_more(f"means {_given(other)} Lowered to $1$:", _worked(other)),
        ),
        solution=_worked(pair),
        because="A smaller variance makes the difference of the squared distances weigh more, "
        r"while the weights stay. As $\sigma^2\to0$ the nearest mean takes everything, whatever "
        "positive weights there are: that limit is the assignment of k-means.",
    )


def _pair(rng: Rng) -> Round:
    """Draw until the share tells; standardised coordinates in halves."""
    while True:
        a, b, x = (tuple(int(v) / 2 for v in rng.integers(-4, 5, size=2)) for _ in range(3))
        pair = Round(between(rng, 1, 4) / 10, (a, b), x, pick(rng, (2, 3, 4, 5, 6, 8)))
        if pair.telling:
            return pair


def _at(point: Point) -> str:
    return rf"({say(point[0])},\ {say(point[1])})"


def _given(pair: Round) -> str:
    a, b = pair.means
    return (
        rf"$\mu_1={_at(a)}$ and $\mu_2={_at(b)}$, the weights $\pi_1={say(pair.weight)}$ and "
        rf"$\pi_2={say(1 - pair.weight)}$, and one round covariance $\sigma^2 I$ in common. At "
        rf"$\sigma^2={pair.variance}$ the eruption at $x={_at(pair.x)}$ has "
        f"$r_1={figures(pair.share, PLACES)}$."
    )


def _worked(pair: Round) -> str:
    near, far = pair.squares
    w, v = pair.weight, 1 - pair.weight
    a, b = w * exp(-near / 2), v * exp(-far / 2)
    return (
        rf"Squared distances: $d_1^2={say(near)}$ and $d_2^2={say(far)}$. Scores at $\sigma^2=1$: "
        rf"${say(w)}\cdot\exp(-{say(near / 2)})={a:.5f}$ and "
        rf"${say(v)}\cdot\exp(-{say(far / 2)})={b:.5f}$."
        "\n\nShare: "
        rf"$r_1=\frac{{{a:.5f}}}{{{a:.5f}+{b:.5f}}}={figures(pair.at_one.share, PLACES)}$."
    )


def _misconceptions(pair: Round) -> tuple[Misconception, ...]:
    return (*_about_the_limit(pair), *_slips(pair))


def _about_the_limit(pair: Round) -> tuple[Misconception, ...]:
    """Roads that misjudge what the variance does."""
    near, far = map(say, pair.squares)
    return (
        Misconception(
            "variance-changes-nothing",
            "keeps the responsibility of the larger variance",
            Decimal(pair.share, PLACES),
            "You left $r_1$ where it was, as if a common variance cancelled. Its factor in front "
            "does, but inside the exponent it divides the squared distances. "
            "Work out both scores again.",
        ),
        Misconception(
            "weights-do-not-matter",
            "leaves the weights out",
            Decimal(replace(pair.at_one, weight=0.5).share, PLACES),
            "You compared the distances only. The weights lose their say in the limit, but a "
            "variance of 1 is not the limit: multiply each exponential by its weight.",
            back_to="b2-bayes-theorem",
        ),
        Misconception(
            "identity-covariance-is-k-means",
            "takes identity covariances for k-means",
            Integer(1),
            "You gave the point to the nearest mean altogether, as k-means does. Identity "
            f"covariances do not do that: against squared distances of {near} and {far}, a variance"
            " of 1 is not small. A responsibility becomes exactly hard only in the limit "
            r"$\sigma^2\to0$.",
        ),
    )


def _slips(pair: Round) -> tuple[Misconception, ...]:
    """Roads that leave a part of the score out."""
    return (
        Misconception(
            "forgets-the-one-half",
            "forgets the one half in the exponent",
            Decimal(replace(pair, variance=0.5).share, PLACES),
            r"You used $\exp(-d_k^2)$. The normal density has $2\sigma^2$ below the squared "
            r"distance, so at $\sigma^2=1$ each exponent is $-\frac{d_k^2}{2}$.",
            back_to="b5-multivariate-normal-distribution",
        ),
        Misconception(
            "answers-with-the-prior",
            "answers with the mixing weight",
            Decimal(pair.weight, PLACES),
            r"That is $\pi_1$, what you would say before you see the point. Weigh it with how well "
            "each component explains the point.",
            back_to="b2-bayes-theorem",
        ),
    )
