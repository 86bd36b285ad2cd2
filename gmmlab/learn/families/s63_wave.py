"""Step 63, sine and cosine as waves: the variance that is seen along a turning direction."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio
from math import sqrt

from gmmlab.learn.answers import Decimal
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_angles import figures, tenths
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["amplitude_of_the_variance"]

PLACES = 2


@dataclass(frozen=True)
class Wave:
    """The variances along the two axes, between which the wave swings."""

    first: Ratio
    second: Ratio

    @property
    def top(self) -> Ratio:
        return max(self.first, self.second)

    @property
    def bottom(self) -> Ratio:
        return min(self.first, self.second)

    @property
    def midline(self) -> Ratio:
        return (self.first + self.second) / 2

    @property
    def amplitude(self) -> Ratio:
        return (self.top - self.bottom) / 2


@family(
    "amplitude-of-the-variance",
    "s63-graphing-sine-and-cosine",
    "the variance along a turning direction is a cosine wave about the mean of the two variances",
)
def amplitude_of_the_variance(rng: Rng) -> Question | None:
    """Ask for the amplitude from a diagonal covariance matrix."""
    wave, other = _wave(rng), _wave(rng)
    if wave.top - wave.bottom < 1:
        return None
    return Question(
        prompt="A component has the covariance matrix "
        rf"$\Sigma=\operatorname{{diag}}({say(wave.first)},\ {say(wave.second)})$. "
        r"Seen along a direction $u=(\cos t,\ \sin t)$ its variance is $u^T\Sigma u$. Let $t$ run "
        "once round: the variance draws a wave. What is the amplitude of that wave?",
        answer=Decimal(wave.amplitude, PLACES),
        misconceptions=_misconceptions(wave),
        hints=Hints(
            "Where is the wave highest, and where lowest? Along the two axes of the ellipse you "
            "can read the variance off the matrix.",
            "The midline lies halfway between the highest and the lowest value. The amplitude is "
            "how far the wave swings from the midline to one side.",
            once_more(
                rf"$\Sigma=\operatorname{{diag}}({say(other.first)},\ {say(other.second)})$.",
                _worked(other),
            ),
        ),
        solution=_worked(wave),
        because=r"The wave is $\frac{\sigma_x^2+\sigma_y^2}{2}+\frac{\sigma_x^2-\sigma_y^2}{2}"
        r"\cos 2t$. It repeats after half a turn: opposite directions see the same spread.",
    )


def _wave(rng: Rng) -> Wave:
    return Wave(tenths(rng, 5, 200), tenths(rng, 5, 200))


def _worked(wave: Wave) -> str:
    return (
        f"The wave swings between {say(wave.bottom)} and {say(wave.top)}, about the midline "
        f"{say(wave.midline)}. To one side it swings "
        rf"$\frac{{{say(wave.top)}-{say(wave.bottom)}}}{{2}}={figures(wave.amplitude, 2)}$."
    )


def _misconceptions(wave: Wave) -> tuple[Misconception, ...]:
    return (
        Misconception(
            "peak-to-peak-for-amplitude",
            "takes the whole way from bottom to top",
            Decimal(2 * wave.amplitude, PLACES),
            "You took the difference of highest and lowest variance. That is the swing to both "
            "sides together. An amplitude is measured from the midline: halve it.",
        ),
        Misconception(
            "midline-for-amplitude",
            "gives the midline",
            Decimal(wave.midline, PLACES),
            "This is the height about which the wave swings: the mean variance over all "
            "directions. The amplitude says how far it swings from there: take half the "
            "*difference*.",
        ),
        Misconception(
            "peak-for-amplitude",
            "gives the highest value",
            Decimal(wave.top, PLACES),
            "That is the top of the wave, the variance along the longest axis. It would be the "
            "amplitude if the wave swung about zero, but a variance is never negative. "
            "Measure from the midline.",
        ),
        Misconception(
            "takes-roots-first",
            "takes standard deviations for variances",
            Decimal((sqrt(wave.top) - sqrt(wave.bottom)) / 2, PLACES),
            "You took square roots first. But the entries of the matrix are variances, and it is "
            "the variance that is a cosine wave; the standard deviation is none. Leave the roots.",
        ),
    )
