"""Step 21, basic division facts: a component's size, read as one point in how many."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.answers import Fraction, Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["one_in_how_many"]

TOPIC = "s21-basic-division-facts"
K = 3
LINK = (
    "The link to mixtures is one of reading: EM keeps a weight as a decimal, and people ask how "
    "rare a kind is."
)
STORIES = (
    ("eruptions", "eruption", ("short", "middle", "long")),
    ("iris flowers", "flower", ("small", "medium", "large")),
    ("galaxies", "galaxy", ("slow", "middle", "fast")),
    ("pixels", "pixel", ("dark", "grey", "bright")),
)


@dataclass(frozen=True)
class Sizes:
    """How many points each kind owns, and which kind is asked for."""

    things: str
    thing: str
    kinds: tuple[str, ...]
    sizes: tuple[int, ...]
    asked: int

    @property
    def n(self) -> int:
        return sum(self.sizes)

    @property
    def own(self) -> int:
        return self.sizes[self.asked]

    @property
    def one_in(self) -> int:
        return self.n // self.own

    @property
    def kind(self) -> str:
        return self.kinds[self.asked]


@family("one-in-how-many", TOPIC, "dividing N by a component's size tells: one point in how many")
def one_in_how_many(rng: Rng) -> Question | None:
    """Ask one point in how many belongs to a kind whose size divides N."""
    case, twin = _case(rng), _case(rng)
    return Question(
        prompt=f"{_given(case)}\n\n{_table(case)}\n\n"
        f"One {case.thing} in how many belongs to the {case.kind} kind?",
        answer=Integer(case.one_in),
        misconceptions=_misconceptions(case),
        hints=Hints(
            f"Deal all the {case.things} into groups of the {case.kind} kind's size. "
            "How many groups does that make?",
            "Divide the number of all points by the size of the kind. Or ask backwards: the size, "
            "times what, makes them all?",
            once_more(f"{_given(twin)}\n\n{_table(twin)}\n\nThe {twin.kind} kind.", _worked(twin)),
        ),
        solution=_worked(case),
        because=f"One in {case.one_in} is the mixing weight "
        rf"$\pi_k=\frac{{N_k}}{{N}}=\frac{{1}}{{{case.one_in}}}$, read backwards. {LINK}",
    )


def _case(rng: Rng) -> Sizes:
    own, one_in, asked = between(rng, 2, 12), between(rng, 2, 12), between(rng, 0, K - 1)
    others = own * (one_in - 1)
    first = between(rng, 1, max(others - 1, 1))
    sizes = [first, others - first]
    sizes.insert(asked, own)
    return Sizes(*pick(rng, STORIES), tuple(sizes), asked)


def _given(case: Sizes) -> str:
    return (
        f"A mixture of three kinds has been fitted to {case.n} {case.things}. Each is counted for "
        "the kind that it most probably comes from:"
    )


def _table(case: Sizes) -> str:
    return table(["kind", *case.kinds], ["size $N_k$", *case.sizes])


def _worked(case: Sizes) -> str:
    n, own, q = case.n, case.own, case.one_in
    return (
        rf"${own}\cdot{q}={n}$, so $\frac{{{n}}}{{{own}}}={q}$: one {case.thing} in {q} belongs to "
        f"the {case.kind} kind."
    )


def _misconceptions(case: Sizes) -> tuple[Misconception, ...]:
    n, own, q = case.n, case.own, case.one_in
    return (
        Misconception(
            "subtracts-instead-of-dividing",
            "takes the size away from the number of points",
            Integer(n - own),
            f"You took {own} from {n}: so many {case.things} do *not* belong to the {case.kind} "
            f"kind. 'One in how many' compares by division. Ask how often {own} fits into {n}.",
            back_to="s16-division-as-grouping-measurement-division",
        ),
        Misconception(
            "odds-instead-of-share",
            "compares with the other kinds instead of all points",
            Integer(q - 1),
            f"You compared {own} with the {n - own} others: one *to* so many. 'One *in* how many' "
            f"counts the one itself as well. Divide all {n} by {own}.",
        ),
        Misconception(
            "gives-the-size-itself",
            "gives the size of the kind",
            Integer(own),
            f"{own} is how many {case.things} the kind owns. Whether that makes it rare depends "
            f"on how many there are in all. Ask how often {own} fits into {n}.",
        ),
        Misconception(
            "gives-the-share-itself",
            "gives the share, not the number below its line",
            Fraction(1, q),
            rf"You divided {own} by {n} and found the mixing weight, which is right as a share. "
            f"The question asks for it backwards. Divide {n} by {own} instead.",
        ),
        Misconception(
            "one-in-as-many-as-kinds",
            "counts the kinds",
            Integer(K),
            "With three kinds it would be one in three if all kinds were equally large. The table "
            f"says that they are not. Compare {own} with all {n}.",
            back_to="s18-division-fair-sharing-model",
        ),
    )
