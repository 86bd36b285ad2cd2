"""Step 75.3, the trap: a responsibility of 1 does not make a point an ordinary one."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, pi

from gmmlab.learn.answers import Choice
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["outlier_or_undecided"]

LETTERS = "ABC"


@dataclass(frozen=True)
class Pair:
    """Two Gaussian kinds of eruption: mixing weights, means and spreads."""

    weights: tuple[float, float]
    means: tuple[float, float]
    sigmas: tuple[float, float]

    def log_scores(self, x: float) -> tuple[float, float]:
        a, b = (
            log(w) - (x - m) ** 2 / (2 * s * s) - log(2 * pi * s * s) / 2
            for w, m, s in zip(self.weights, self.means, self.sigmas, strict=True)
        )
        return a, b

    def log_density(self, x: float) -> float:
        a, b = self.log_scores(x)
        return max(a, b) + log(1 + exp(-abs(a - b)))

    def share(self, x: float) -> float:
        """Give r_1."""
        a, b = self.log_scores(x)
        return 1 / (1 + exp(b - a))


@dataclass(frozen=True)
class Case:
    """A mixture and three eruptions: an ordinary one, an undecided one, one far from everything."""

    pair: Pair
    usual: float
    between: float
    far: float
    order: tuple[int, ...]

    @property
    def shown(self) -> list[float]:
        """The lengths in the order of their letters."""
        return [(self.usual, self.between, self.far)[i] for i in self.order]

    @property
    def letters(self) -> tuple[str, str, str]:
        """The letters of the ordinary, the undecided and the far eruption."""
        a, b, c = (LETTERS[self.order.index(i)] for i in range(3))
        return a, b, c

    @property
    def owner(self) -> str:
        return "short" if self.pair.share(self.far) > 0.5 else "long"


@family(
    "outlier-or-undecided",
    "s75-03-responsibilities",
    "low density, not an even responsibility, marks a point the mixture does not know",
)
def outlier_or_undecided(rng: Rng) -> Question | None:
    """Ask which of three eruptions to flag, and by which number."""
    case, twin = _case(rng), _case(rng)
    if not (_telling(case) and _telling(twin)) or case.letters == twin.letters:
        return None
    options = [_options(case)[i] for i in rng.permutation(4)]
    return Question(
        prompt="A mixture of short and long eruptions has been fitted. It says of three new ones:"
        f"\n\n{_table(case)}\n\n"
        "Would you flag one of them as unlike everything that the mixture was fitted to?",
        answer=_chosen(case, options, 0),
        misconceptions=_misconceptions(case, options),
        hints=Hints(
            "Two different doubts are possible: *which kind is it?* and *is it of either kind "
            "at all?* Each has its own column.",
            r"$r_1$ and $r_2$ share out one eruption between the two kinds, so they add up to 1 "
            r"even where both densities are tiny. $\ln p(x)$ is the size of what they share.",
            f"The same with other numbers:\n\n{_table(twin)}\n\n{_worked(twin)}",
        ),
        solution=_worked(case),
        because="Responsibilities only say which kind explains a point *better*. How well the "
        r"mixture explains it at all stands in $\ln p(x)$.",
        otherwise="Look at each column: what does it compare with what?",
    )


def _case(rng: Rng) -> Case:
    weight = int(rng.integers(3, 8)) / 10
    means = int(rng.integers(18, 24)) / 10, int(rng.integers(41, 47)) / 10
    pair = Pair((weight, 1 - weight), means, (int(rng.integers(3, 6)) / 10, 0.4))
    usual = means[int(rng.integers(2))] + int(rng.choice([-2, -1, 1, 2])) / 10
    far = rng.choice([int(rng.integers(1, 3)) / 10, int(rng.integers(70, 96)) / 10])
    order = tuple(int(i) for i in rng.permutation(3))
    return Case(pair, round(usual, 1), _even_point(pair), float(far), order)


def _even_point(pair: Pair) -> float:
    """Find the length, to a tenth of a minute, at which the two kinds share most evenly."""
    tenths = [t / 10 for t in range(round(10 * pair.means[0]), round(10 * pair.means[1]) + 1)]
    return min(tenths, key=lambda x: abs(pair.share(x) - 0.5))


def _telling(case: Case) -> bool:
    """Whether the far eruption looks certain and the undecided one is still an ordinary length."""
    pair = case.pair
    sure = abs(pair.share(case.far) - 0.5) > 0.4995
    undecided = 0.3 < pair.share(case.between) < 0.7
    apart = pair.log_density(case.between) > -4.5 and pair.log_density(case.far) < -12
    return sure and undecided and apart


def _table(case: Case) -> str:
    head = r"| eruption | $x$ (min) | $r_1$ (short) | $r_2$ (long) | $\ln p(x)$ |"
    rows = [
        f"| {letter} | {x:.1f} | {case.pair.share(x):.3f} | {1 - case.pair.share(x):.3f} "
        f"| ${case.pair.log_density(x):.1f}$ |"
        for letter, x in zip(LETTERS, case.shown, strict=True)
    ]
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def _options(case: Case) -> list[str]:
    usual, between, far = case.letters
    return [
        f"{far}: its log-density is far below the others",
        f"{between}: its two responsibilities are nearest to one half",
        f"{usual}: its log-density is the highest",
        f"None: even {far} surely belongs to the {case.owner} kind",
    ]


def _chosen(case: Case, options: list[str], which: int) -> Choice:
    return Choice(tuple(options), options.index(_options(case)[which]))


def _worked(case: Case) -> str:
    usual, between, far = case.letters
    log_density, share = case.pair.log_density, case.pair.share
    r = max(share(case.far), 1 - share(case.far))
    return (
        rf"Flag **{far}**. Its $\ln p(x)={log_density(case.far):.1f}$ is far below "
        rf"${log_density(case.between):.1f}$ for {between} and ${log_density(case.usual):.1f}$ for "
        f"{usual}. Its responsibility of {r:.3f} says only that the {case.owner} kind explains it "
        f"less badly than the other. {between} is undecided, but its length is one that this "
        "mixture does produce."
    )


def _misconceptions(case: Case, options: list[str]) -> tuple[Misconception, ...]:
    usual, between, far = case.letters
    undecided = case.pair.log_density(case.between)
    return (
        Misconception(
            "takes-undecided-for-unusual",
            "takes an undecided point for an unusual one",
            _chosen(case, options, 1),
            f"{between} is hard to *assign*: both kinds explain it about equally. That does not "
            rf"make it strange: $\ln p(x)={undecided:.1f}$ is not far below the ordinary {usual}. "
            "To find a point that neither kind explains, compare the last column.",
        ),
        Misconception(
            "reads-log-density-upside-down",
            "reads the log-density upside down",
            _chosen(case, options, 2),
            f"{usual} lies where eruptions are most crowded, so its density is the highest of the "
            "three. An eruption unlike the rest lies where the density is lowest: "
            "look for the most negative logarithm.",
        ),
        Misconception(
            "takes-certain-for-typical",
            "takes a responsibility of 1 for a good fit",
            _chosen(case, options, 3),
            f"A responsibility compares the two kinds with each other. For {far} both densities "
            "are almost nothing, and one of two tiny numbers is still nearly all of their sum. "
            r"Whether the mixture knows such points at all is told by $\ln p(x)$.",
        ),
    )
