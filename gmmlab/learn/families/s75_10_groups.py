"""Step 75.10, the trap: BIC counts what the density needs, and groups are another count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction as Ratio
from itertools import pairwise

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more
from gmmlab.learn.families.parts_counts import WORDS, listed
from gmmlab.learn.families.parts_densities import table
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family
from gmmlab.learn.reading import say

__all__ = ["groups_among_components"]

Pair = tuple[str, str]


@dataclass(frozen=True)
class Overlaps:
    """Components by letter; for neighbours, how much of the density is left between them."""

    letters: str
    left: dict[Pair, Ratio]
    bar: Ratio

    @property
    def joined(self) -> list[Pair]:
        return [pair for pair, share in self.left.items() if share >= self.bar]

    @property
    def groups(self) -> list[str]:
        return chained(self.letters, self.joined)

    @property
    def lone(self) -> int:
        return sum(len(group) == 1 for group in self.groups)

    @property
    def telling(self) -> bool:
        """Whether there are a few groups, a component by itself, and some chain of three."""
        sizes = sorted(map(len, self.groups))
        return len(sizes) in (3, 4) and sizes[0] == 1 < sizes[1] and sizes[-1] >= 3


def chained(letters: str, joins: Iterable[Pair]) -> list[str]:
    """Collect what is joined, directly or through others."""
    groups = {letter: letter for letter in letters}
    for one, other in joins:
        both = "".join(sorted(set(groups[one] + groups[other])))
        groups |= dict.fromkeys(both, both)
    return sorted(set(groups.values()))


@family(
    "groups-among-components",
    "s75-10-choosing-k",
    "several Gaussians may follow one bent group, so components are not yet groups",
)
def groups_among_components(rng: Rng) -> Question | None:
    """Ask how many groups remain when neighbours without a dip between them are joined."""
    case, other = _overlaps(rng), _overlaps(rng)
    if not (case.telling and other.telling):
        return None
    return Question(
        prompt=f"Earthquakes under a geyser field lie in bent bands. BIC picks "
        f"{WORDS[len(case.letters) - 1]} Gaussian components for them, {case.letters[0]} to "
        f"{case.letters[-1]}. For neighbouring components you look up the lowest density on the "
        f"way from one to the other, as a share of the lower of their two peaks:\n\n{_table(case)}"
        "\n\nAll other pairs are far apart, with hardly any density between them. You join two "
        f"components where the share is at least {say(case.bar)}, and what is joined in a chain "
        "belongs together. How many groups do you report?",
        answer=Integer(len(case.groups)),
        misconceptions=_misconceptions(case),
        hints=Hints(
            "One Gaussian is straight, so a bent band takes several. Which components run into "
            "one another with hardly a dip between them?",
            "Cross out the pairs below the bar. Start a group with a component, add whatever is "
            "joined to any of its members, until nothing is left to add. Then start the next.",
            once_more(f"the bar {say(other.bar)} and\n\n{_table(other)}", _worked(other)),
        ),
        solution=_worked(case),
        because="BIC asks how many Gaussians describe the density well. How many groups there "
        "are depends on what you call a group as well: say your rule for joining when you report.",
        unit="groups",
    )


def _overlaps(rng: Rng) -> Overlaps:
    letters = "ABCDEFGHI"[: int(rng.integers(7, 10))]
    order = "".join(rng.permutation(list(letters)))
    cuts = sorted(int(c) for c in rng.choice(range(1, len(order)), int(rng.integers(2, 4)), False))
    bands = [order[i:j] for i, j in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    bar = Ratio(int(rng.integers(14, 18)) * 5, 100)
    joins = [_pair(a, b) for band in bands for a, b in pairwise(band)]
    apart = [_pair(one[-1], after[0]) for one, after in pairwise(bands)]
    left = {pair: _share(rng, int(100 * bar), 100) for pair in joins}
    left |= {pair: _share(rng, 30, int(100 * bar) - 2) for pair in apart}
    return Overlaps(letters, dict(sorted(left.items())), bar)


def _pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def _share(rng: Rng, low: int, high: int) -> Ratio:
    return Ratio(int(rng.integers(low, high)), 100)


def _table(case: Overlaps) -> str:
    rows = (
        [f"{one} and {other}", f"{float(left):.2f}"] for (one, other), left in case.left.items()
    )
    return table(["pair", "share"], *rows)


def _worked(case: Overlaps) -> str:
    joins = listed(one + other for one, other in case.joined)
    groups = listed(f"{{{', '.join(group)}}}" for group in case.groups)
    return f"At or above the bar are {joins}. They chain up to {groups}: {len(case.groups)} groups."


def _misconceptions(case: Overlaps) -> tuple[Misconception, ...]:
    k = len(case.letters)
    return (
        Misconception(
            "component-is-cluster",
            "takes every component for a group",
            Integer(k),
            f"You reported the {WORDS[k - 1]} components. They are what the density needs, and a "
            "bent band needs several. Join those that hardly dip between them before you count.",
        ),
        Misconception(
            "counts-the-joins",
            "counts the pairs that are joined",
            Integer(len(case.joined)),
            "You counted the pairs at or above the bar. A group of three has two such pairs, and "
            "a component by itself has none. Follow the chains and count what they hold together.",
        ),
        Misconception(
            "forgets-the-lone-component",
            "leaves out the component that is joined to nothing",
            Integer(len(case.groups) - case.lone),
            "You counted the chains and forgot who is in none of them. A component that no other "
            "runs into is a group by itself. Check that every letter has its place.",
        ),
        Misconception(
            "joins-every-neighbour",
            "joins all pairs of the table",
            Integer(len(chained(case.letters, case.left))),
            "You joined every pair of the table. Below the bar the density dips deep between two "
            "components: that is where one group ends and the next begins. Leave those pairs out.",
        ),
    )
