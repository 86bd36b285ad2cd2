"""Bridge 2, Bayes' theorem: prior times likelihood, as a share of the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Percentage
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_densities import shares, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["species_of_a_penguin"]

PLACES = 1
SPECIES = ("Adélie", "Chinstrap", "Gentoo")


@dataclass(frozen=True)
class Colony:
    """Shares of three species, how often each has a long flipper, and the species asked for."""

    weights: tuple[Ratio, ...]
    long: tuple[Ratio, ...]
    asked: int

    @property
    def short(self) -> list[Ratio]:
        return [1 - p for p in self.long]

    def posterior(self, likelihoods: Sequence[Ratio]) -> Ratio:
        scores = _times(self.weights, likelihoods)
        return scores[self.asked] / sum(scores)

    @property
    def answer(self) -> Ratio:
        return self.posterior(self.short)

    @property
    def name(self) -> str:
        return SPECIES[self.asked]


@family(
    "species-of-a-penguin",
    "b2-bayes-theorem",
    "a posterior is prior times likelihood, divided by the total over all causes",
)
def species_of_a_penguin(rng: Rng) -> Question | None:
    """Ask for the chance of a species, given that a penguin's flipper is not long."""
    colony, other = _colony(rng), _colony(rng)
    if not (Ratio(1, 50) < colony.answer < Ratio(49, 50)):
        return None
    return Question(
        prompt="A penguin colony is a mixture of three species. How common each is, and how many "
        f"of its birds have flippers over 20 cm:\n\n{_table(colony)}\n\n"
        "You catch a penguin in the dark. Its flipper is **not** over 20 cm. How probable is it "
        f"that it is **{colony.name}**?",
        answer=Percentage(colony.answer, PLACES),
        misconceptions=_misconceptions(colony),
        hints=Hints(
            "Each species gets a say: how common it is, and how often it looks like the bird in "
            "your hand. Mind what you know of this bird.",
            r"For each species: share times chance of a flipper *not* over 20 cm. Then divide "
            "the asked one's product by the sum of all three.",
            once_more(f"{other.name}, from\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(colony),
        because="The sum below the line is the total probability of what you felt: it makes the "
        "three posteriors add up to 100 %. With densities in place of these percentages it is a "
        "responsibility.",
    )


def _colony(rng: Rng) -> Colony:
    twentieths = rng.integers(1, 6), rng.integers(5, 13), rng.integers(14, 20)
    long = tuple(Ratio(int(v), 20) for v in twentieths)
    return Colony(shares(rng, 3), long, int(rng.integers(3)))


def _times(weights: Sequence[Ratio], likelihoods: Sequence[Ratio]) -> list[Ratio]:
    return [w * p for w, p in zip(weights, likelihoods, strict=True)]


def _table(colony: Colony) -> str:
    return table(
        ["species", *SPECIES],
        ["share of the colony", *(f"{say(100 * w)} %" for w in colony.weights)],
        ["flipper over 20 cm", *(f"{say(100 * p)} %" for p in colony.long)],
    )


def _worked(colony: Colony) -> str:
    scores = _times(colony.weights, colony.short)
    rows = (
        rf"{name}: ${say(w)}\cdot (1-{say(p)})={say(score)}$."
        for name, w, p, score in zip(SPECIES, colony.weights, colony.long, scores, strict=True)
    )
    return (
        f"Share times chance of a shorter flipper. {' '.join(rows)} The sum is "
        f"${'+'.join(map(say, scores))}={say(sum(scores))}$. The share of {colony.name}: "
        f"${say(scores[colony.asked])}/{say(sum(scores))}$, that is "
        f"{Percentage(colony.answer, PLACES).show()}."
    )


def _misconceptions(colony: Colony) -> tuple[Misconception, ...]:
    return (*_one_sided(colony), *_half_way(colony))


def _one_sided(colony: Colony) -> tuple[Misconception, ...]:
    """Roads that look at the prior only, or at the likelihood only."""
    weight, short = colony.weights[colony.asked], colony.short
    return (
        Misconception(
            "ignores-the-weights",
            "leaves out how common each species is",
            Percentage(short[colony.asked] / sum(short), PLACES),
            "You compared only how often each species has such a flipper, as if the three were "
            "equally common. Multiply each by its share of the colony first.",
        ),
        Misconception(
            "answers-with-the-prior",
            "gives the species' share of the colony",
            Percentage(weight, PLACES),
            "That is how common the species is before you felt the flipper. What you felt speaks "
            "for some species and against others: multiply, then take the share.",
        ),
        Misconception(
            "swaps-the-condition",
            "gives the chance of the flipper, given the species",
            Percentage(short[colony.asked], PLACES),
            f"You answered: how many {colony.name} penguins have such a flipper? Asked is the "
            "reverse: of all penguins with such a flipper, how many are of the species? Weigh all "
            "three species.",
        ),
    )


def _half_way(colony: Colony) -> tuple[Misconception, ...]:
    """Roads that weigh both and lose something on the way."""
    score = colony.weights[colony.asked] * colony.short[colony.asked]
    return (
        Misconception(
            "forgets-the-complement",
            "works with the flippers over 20 cm",
            Percentage(colony.posterior(colony.long), PLACES),
            "You weighed the species by their long flippers. This bird's flipper is *not* over "
            "20 cm. Subtract each percentage from 100 % first.",
            back_to="s35-adding-and-subtracting-decimals",
        ),
        Misconception(
            "forgets-to-normalise",
            "stops at prior times likelihood",
            Percentage(score, PLACES),
            "This is the chance of a bird of that species *with* such a flipper, among all birds. "
            "You know the flipper already: divide by the sum of the three products.",
            back_to="s37-dividing-decimals",
        ),
    )
