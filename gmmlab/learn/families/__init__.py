"""The question families, one module for each step, and the five that each lesson practises."""

from __future__ import annotations

from dataclasses import dataclass

from gmmlab.learn.families import (
    s01_label_count,
    s02_bincount,
    s03_empty_cluster,
    s04_zero_weight,
    s05_count_peaks,
    s06_best_pairing,
    s07_merge,
    s08_missing_size,
    s09_change_of_cluster,
    s10_count_over_batches,
    s11_running_count,
    s12_first_invariant,
    s13_responsibility_table,
    s14_numbers_in_the_means,
    s15_centroid,
    s16_batches,
    s17_passes_until_settled,
    s18_equal_start,
    s19_weighted_mean,
    s20_whole_points_worth,
    s30_equivalent_fractions,
    s58_tangent,
    s59_sine,
    s60_arc,
    s61_degrees,
    s62_contour,
    s63_wave,
    s64_same_axis,
    s65_slope,
    s65_widest,
    s66_antiderivative,
    s67_constant,
    s67_power,
    s68_mixture_mean,
    s69_rectangles,
    s70_ramp,
    s71_constant,
    s72_inverse,
    s72_uniform_numbers,
    s73_interval,
    s74_shift,
    s74_units,
    s75_03_outlier,
    s75_03_responsibilities,
    s75_03_soft_count,
)
from gmmlab.learn.questions import Family, NoSuchQuestion, families

__all__ = ["PracticeSet", "by_name", "practice_set", "practice_sets"]

MODULES = (
    s01_label_count,
    s02_bincount,
    s03_empty_cluster,
    s04_zero_weight,
    s05_count_peaks,
    s06_best_pairing,
    s07_merge,
    s08_missing_size,
    s09_change_of_cluster,
    s10_count_over_batches,
    s11_running_count,
    s12_first_invariant,
    s13_responsibility_table,
    s14_numbers_in_the_means,
    s15_centroid,
    s16_batches,
    s17_passes_until_settled,
    s18_equal_start,
    s19_weighted_mean,
    s20_whole_points_worth,
    s30_equivalent_fractions,
    s58_tangent,
    s59_sine,
    s60_arc,
    s61_degrees,
    s62_contour,
    s63_wave,
    s64_same_axis,
    s65_slope,
    s65_widest,
    s66_antiderivative,
    s67_constant,
    s67_power,
    s68_mixture_mean,
    s69_rectangles,
    s70_ramp,
    s71_constant,
    s72_inverse,
    s72_uniform_numbers,
    s73_interval,
    s74_shift,
    s74_units,
    s75_03_outlier,
    s75_03_responsibilities,
    s75_03_soft_count,
)
"""Importing a module enters its families in the register."""


@dataclass(frozen=True)
class PracticeSet:
    """What a lesson practises: two core families, one trap, two from older steps."""

    topic: str
    title: str
    families: tuple[str, ...]


_SETS = (
    PracticeSet(
        "s75-03-responsibilities",
        "Responsibilities: whose is each point?",
        (
            "responsibility-by-hand",
            "soft-count",
            "share-from-scores",
            "outlier-or-undecided",
            "weighted-mean",
        ),
    ),
)


def by_name(name: str) -> Family:
    """Find a family.

    Raises
    ------
    NoSuchQuestion
        Naming the families there are.

    Examples
    --------
    >>> by_name("weighted-mean").topic
    's19-division-as-equal-sharing'
    """
    known = families()
    if name not in known:
        raise NoSuchQuestion(
            f"there is no question family '{name}'. There are: {', '.join(sorted(known))}."
        )
    return known[name]


def practice_sets() -> dict[str, PracticeSet]:
    """Give every topic that can be practised, by slug."""
    return {s.topic: s for s in _SETS}


def practice_set(topic: str) -> PracticeSet:
    """Find what a topic practises, by its slug or by a slug's telling part.

    Examples
    --------
    >>> practice_set("responsibilities").topic
    's75-03-responsibilities'

    Raises
    ------
    NoSuchQuestion
        Naming the topics there are.
    """
    sets = practice_sets()
    found = [s for slug, s in sets.items() if slug == topic or slug.endswith(f"-{topic}")]
    if topic and len(found) == 1:
        return found[0]
    raise NoSuchQuestion(
        f"there is no practice for '{topic}'. Topics that have some: {', '.join(sorted(sets))}."
    )
