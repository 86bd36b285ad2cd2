"""Step 33, writing decimals: a floor or tolerance with a power of ten, written out."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, spread
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["written_out"]

TOPIC = "s33-reading-and-writing-decimals"
LINK = (
    "The link to mixtures is one of reading: floors and tolerances are written this way in every "
    "program."
)
STORIES = (
    "A program adds the floor `{v}` to every variance, so that no component shrinks to a point.",
    "EM stops as soon as the mean log-likelihood gains less than `{v}`.",
    "Far from its mean, a component's density is `{v}`.",
    "For a point far away, a component's responsibility is `{v}`.",
    "A component that nearly no point needs is left with the weight `{v}`.",
)


@dataclass(frozen=True)
class Small:
    """A small number: two digits, the point between them, and a negative power of ten."""

    story: str
    first: int
    second: int
    exponent: int

    @property
    def short(self) -> str:
        return f"{self.first}.{self.second}e-{self.exponent}"

    @property
    def zeros(self) -> int:
        return self.exponent - 1

    @property
    def long(self) -> str:
        """The decimal, its places in threes."""
        places = f"{'0' * self.zeros}{self.first}{self.second}"
        return "0." + r"\,".join(places[i : i + 3] for i in range(0, len(places), 3))


@family("written-out", TOPIC, "the exponent says in which place behind the point the digits begin")
def written_out(rng: Rng) -> Question | None:
    """Ask how many zeros stand between the point and the first digit of a number like 2.5e-4."""
    case, twin = _case(rng), _case(rng)
    if case.exponent in (case.first, case.second):
        return None
    return Question(
        prompt=f"{_given(case)} You write this number out as a decimal. How many zeros stand "
        f"between the point and the digit {case.first}?",
        answer=Integer(case.zeros),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "The part behind the e moves the decimal point. Which way does a minus there move it, "
            "and past how many digits?",
            "Move the point one place to the left for each unit of the exponent, and fill empty "
            "places with zeros. The first move passes the digit before the point and needs none.",
            once_more(f"`{twin.short}`.", _worked(twin)),
        ),
        solution=_worked(case),
        because="The exponent names the *place* of the first digit, and in front of that place "
        f"there is one place less to fill. {LINK}",
        unit="zeros",
    )


def _case(rng: Rng) -> Small:
    first, second = spread(rng, range(1, 10), 2)
    return Small(pick(rng, STORIES), first, second, between(rng, 3, 9))


def _given(case: Small) -> str:
    return case.story.format(v=case.short)


def _worked(case: Small) -> str:
    e, a, b = case.exponent, case.first, case.second
    return (
        f"`{case.short}` is `{a}.{b}` with the point moved {e} places to the left: ${case.long}$. "
        f"The {a} stands in place {e} behind the point; in front of it are ${e}-1={case.zeros}$ "
        "zeros."
    )


def _misconceptions(case: Small) -> tuple[Misconception, ...]:
    e, a, b = case.exponent, case.first, case.second
    return (
        Misconception(
            "as-many-zeros-as-the-exponent",
            "writes as many zeros as the exponent says",
            Integer(e),
            f"You wrote {e} zeros, as the exponent says. That would be right with the zero before "
            f"the point included: the first of the {e} moves only passes the digit {a}. Behind the "
            "point, write one zero less.",
        ),
        Misconception(
            "counts-all-the-decimals",
            "counts all digits behind the point",
            Integer(e + 1),
            f"That is how many digits stand behind the point in all, the {a} and the {b} "
            "among them. Count the zeros only.",
        ),
        Misconception(
            "counts-to-the-last-digit",
            "puts the last digit where the first belongs",
            Integer(e - 2),
            f"With so few zeros the {b} would stand in place {e}. The exponent places the digit "
            f"*before* the point of `{a}.{b}`, which is the {a}. Move it there, and the {b} "
            "follows behind.",
            back_to="s32-decimal-place-value",
        ),
    )
