"""Step 75.6, what a covariance type costs: the free parameters of a mixture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gmmlab.learn.answers import Integer
from gmmlab.learn.families.parts import once_more, pick
from gmmlab.learn.families.parts_counts import between
from gmmlab.learn.questions import Hints, Misconception, Question, Rng, family

__all__ = ["Size", "free_parameters"]


@dataclass(frozen=True)
class Size:
    """A mixture's size: covariance type, components, dimensions.

    Examples
    --------
    >>> [Size(kind, 3, 2).total for kind in ("full", "tied", "diagonal", "spherical")]
    [17, 11, 14, 11]
    """

    kind: str
    k: int
    d: int

    @property
    def one(self) -> int:
        """The free parameters of one covariance."""
        return {"diagonal": self.d, "spherical": 1}.get(self.kind, self.d * (self.d + 1) // 2)

    @property
    def blocks(self) -> int:
        """How many covariances there are."""
        return 1 if self.kind == "tied" else self.k

    @property
    def total(self) -> int:
        return self.with_covariances(self.blocks * self.one)

    def with_covariances(self, numbers: int) -> int:
        """Count weights and means, and so many numbers for the covariances."""
        return self.k - 1 + self.k * self.d + numbers

    def __str__(self) -> str:
        return f"$K={self.k}$ components, $D={self.d}$ coordinates, **{self.kind}** covariances"


@family(
    "free-parameters",
    "s75-06-covariance-types",
    "the covariance type decides how many numbers a mixture has to learn",
)
def free_parameters(rng: Rng) -> Question | None:
    """Ask how many free parameters a mixture has."""
    size, other = _size(rng), _size(rng)
    if size.kind != other.kind or (size.k == other.k and size.d == other.d):
        return None
    return Question(
        prompt=f"A mixture is to be fitted to {between(rng, 8, 60) * 10} points: {size}. "
        "How many free parameters does it have in all?",
        answer=Integer(size.total),
        misconceptions=(_weights(size), *(road(size) for road in ROADS[size.kind])),
        hints=Hints(
            "Three sorts of numbers are learned: weights, means and covariances. Which of them may "
            "be chosen freely, and which follow from the others? How many points there are does "
            "not matter.",
            "The weights add up to 1, so the last follows from the others. Each component has a "
            "mean with $D$ coordinates. A full covariance is symmetric: its diagonal and what lies "
            "on *one* side of it are free. A tied one is full, and there is only one; a diagonal "
            "one has $D$ variances, a spherical one a single variance.",
            once_more(f"{other}.", _worked(other)),
        ),
        solution=_worked(size),
        because="Weights and means cost the same for every type. What differs are the covariances, "
        "and full and tied ones grow with the square of the dimension.",
    )


def _size(rng: Rng) -> Size:
    kind = pick(rng, ("full", "tied", "diagonal", "spherical"))
    return Size(kind, between(rng, 2, 8), between(rng, 2, 6))


def _worked(size: Size) -> str:
    k, d, means = size.k, size.d, size.k * size.d
    one = rf"\frac{{{d}\cdot{d + 1}}}{{2}}" if size.kind in ("full", "tied") else str(size.one)
    total = size.blocks * size.one
    return (
        rf"Weights: ${k}-1={k - 1}$. Means: ${k}\cdot{d}={means}$. Covariances ({size.kind}): "
        rf"${size.blocks}\cdot{one}={total}$."
        f"\n\nTogether ${k - 1}+{means}+{total}={size.total}$."
    )


def _weights(size: Size) -> Misconception:
    return Misconception(
        "forgets-that-weights-sum-to-one",
        "counts every mixing weight as free",
        Integer(size.total + 1),
        f"You counted {size.k} weights. They add up to 1, so the last one is what the others "
        f"leave: only {size.k - 1} can be chosen freely.",
        back_to="s12-addition-within-100",
    )


def _both_triangles(size: Size) -> Misconception:
    return Misconception(
        "counts-both-triangles",
        "counts both triangles of a symmetric matrix",
        Integer(size.with_covariances(size.blocks * size.d**2)),
        f"You counted ${size.d}^2$ numbers for a covariance matrix. It is symmetric: below the "
        "diagonal it repeats what stands above. Count the diagonal and one triangle.",
        back_to="b4-vectors-and-matrices",
    )


def _own(size: Size) -> Misconception:
    return Misconception(
        "every-component-its-own-covariance",
        "gives every component its own covariance",
        Integer(size.with_covariances(size.k * size.one)),
        f"You counted {size.k} covariances. Tied means that all components share a single one: "
        "their ellipses have the same shape, tilt and size. Count it once.",
    )


def _shared(size: Size) -> Misconception:
    return Misconception(
        "one-covariance-for-all",
        "lets all components share one covariance",
        Integer(size.with_covariances(size.one)),
        f"You counted one covariance for all. Only the tied type shares: here each of the "
        f"{size.k} components has its own. Multiply.",
    )


def _full(size: Size) -> Misconception:
    triangle = size.d * (size.d + 1) // 2
    return Misconception(
        "takes-every-covariance-for-full",
        "counts full covariances",
        Integer(size.with_covariances(size.k * triangle)),
        f"You counted {triangle} numbers for each component, as for a full covariance. A "
        f"{size.kind} covariance has zeros off the diagonal, which are fixed and not learned. "
        "Count only what the type leaves free.",
    )


def _single(size: Size) -> Misconception:
    return Misconception(
        "one-variance-for-every-direction",
        "takes diagonal for spherical",
        Integer(size.with_covariances(size.k)),
        "You counted one variance for each component. That is the spherical type. A diagonal "
        "covariance has a variance for every coordinate: its ellipses are upright, not round.",
    )


def _several(size: Size) -> Misconception:
    return Misconception(
        "a-variance-for-every-coordinate",
        "takes spherical for diagonal",
        Integer(size.with_covariances(size.k * size.d)),
        f"You counted {size.d} variances for each component. That is the diagonal type. A "
        "spherical component is equally wide in every direction: one variance says it all.",
    )


ROADS: dict[str, tuple[Callable[[Size], Misconception], ...]] = {
    "full": (_both_triangles, _shared),
    "tied": (_both_triangles, _own),
    "diagonal": (_full, _single, _shared),
    "spherical": (_full, _several, _shared),
}
