"""Step 75.2, the hidden label: a probability is added up over the kinds it may come from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Ratio

from gmmlab.learn.answers import Percentage
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_densities import shares, table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["chance_over_the_hidden_kind"]

PLACES = 1
STORIES = (
    ("An eruption", ("short", "middle", "long"), "a wait over 70 min"),
    ("A penguin", ("Adélie", "Chinstrap", "Gentoo"), "a flipper over 20 cm"),
    ("A flower", ("setosa", "versicolor", "virginica"), "a sepal over 6 cm"),
)


@dataclass(frozen=True)
class Story:
    """What comes about, its kinds and their weights, and how often each shows something."""

    what: str
    kinds: tuple[str, ...]
    shows: str
    weights: tuple[Ratio, ...]
    chances: tuple[Ratio, ...]

    @property
    def terms(self) -> list[Ratio]:
        return [w * p for w, p in zip(self.weights, self.chances, strict=True)]

    @property
    def total(self) -> Ratio:
        return sum(self.terms, Ratio(0))

    @property
    def heaviest(self) -> int:
        return self.weights.index(max(self.weights))


@family(
    "chance-over-the-hidden-kind",
    "s75-02-the-generative-story",
    "what is seen has a probability by each kind, weighed with how often that kind is drawn",
)
def chance_over_the_hidden_kind(rng: Rng) -> Question | None:
    """Ask for a total probability over three kinds."""
    story, other = _story(rng), _story(rng)
    if story.weights.count(max(story.weights)) > 1:
        return None
    return Question(
        prompt=f"{story.what} begins with a hidden draw: its kind. Only then is the rest drawn, "
        f"from that kind.\n\n{_table(story)}\n\n"
        f"You never see the kind. How often do you see **{story.shows}**?",
        answer=Percentage(story.total, PLACES),
        misconceptions=_misconceptions(story),
        hints=Hints(
            "There are three roads to what you see, one by each kind. How often is each of them "
            "taken to its end?",
            r"$p(x)=\sum_z p(z)\,p(x\mid z)$: for each kind, multiply how often it is drawn with "
            "how often it shows this. Then add.",
            once_more(f"{other.shows}, from\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(story),
        because="The hidden label has been summed out. With densities in place of chances, this "
        "sum is the density of a mixture.",
    )


def _story(rng: Rng) -> Story:
    what, kinds, shows = pick(rng, STORIES)
    chances = (int(rng.integers(*span)) for span in ((1, 6), (6, 13), (14, 20)))
    return Story(what, kinds, shows, shares(rng, 3), tuple(Ratio(v, 20) for v in chances))


def _table(story: Story) -> str:
    return table(
        ["kind", *story.kinds],
        ["is drawn", *(f"{say(100 * w)} %" for w in story.weights)],
        [f"then shows {story.shows}", *(f"{say(100 * p)} %" for p in story.chances)],
    )


def _worked(story: Story) -> str:
    rows = zip(story.weights, story.chances, strict=True)
    products = "+".join(rf"{say(w)}\cdot {say(p)}" for w, p in rows)
    terms = "+".join(map(say, story.terms))
    return (
        f"Draw the kind, then the rest: ${products}={terms}={say(story.total)}$, which is "
        f"{Percentage(story.total, PLACES).show()}."
    )


def _misconceptions(story: Story) -> tuple[Misconception, ...]:
    name = story.kinds[story.heaviest]
    return (
        Misconception(
            "adds-without-weights",
            "adds the chances of the kinds",
            Percentage(sum(story.chances, Ratio(0)), PLACES),
            "You added the three chances; with more kinds that would soon pass 100 %. Each holds "
            "only once its kind has been drawn: multiply it by how often that happens.",
        ),
        Misconception(
            "plain-mean-of-the-chances",
            "averages the chances, as if all kinds were equally common",
            Percentage(sum(story.chances, Ratio(0)) / 3, PLACES),
            "You took the plain mean of the three chances. That would be right if each kind were "
            "drawn a third of the time. Use the weights.",
            back_to="s68-basic-integration-rules",
        ),
        Misconception(
            "always-the-heaviest-component",
            "asks the commonest kind only",
            Percentage(story.chances[story.heaviest], PLACES),
            f"You answered for the commonest kind, {name}. The others are drawn too, and each "
            "brings its own chance. Add all three products.",
        ),
        Misconception(
            "joint-with-the-heaviest",
            "stops after one kind",
            Percentage(story.terms[story.heaviest], PLACES),
            f"This is how often the kind {name} is drawn *and* shows it: one road of three. Add "
            "the other two.",
        ),
    )
