"""Pictures of mixtures: every function draws on the axes it is given and returns them.

Colour is never the only sign: components also have a marker, a line style and a number.  Each
kind of picture has its sentence in `gmmlab.plot.words`, for the alternative text.
"""

from typing import TYPE_CHECKING

from gmmlab.lazy import at_first_use

if TYPE_CHECKING:
    from gmmlab.plot.borders import decision_boundaries as decision_boundaries
    from gmmlab.plot.borders import uncertainty_map as uncertainty_map
    from gmmlab.plot.choices import selection as selection
    from gmmlab.plot.contest import race as race
    from gmmlab.plot.curves import bic_curve as bic_curve
    from gmmlab.plot.curves import density1d as density1d
    from gmmlab.plot.curves import trace as trace
    from gmmlab.plot.hierarchies import entropy_curve as entropy_curve
    from gmmlab.plot.hierarchies import merge_tree as merge_tree
    from gmmlab.plot.matrix import pairs as pairs
    from gmmlab.plot.planes import density2d as density2d
    from gmmlab.plot.planes import ellipses as ellipses
    from gmmlab.plot.planes import points as points
    from gmmlab.plot.style import LINES as LINES
    from gmmlab.plot.style import MARKERS as MARKERS
    from gmmlab.plot.style import PALETTE as PALETTE
    from gmmlab.plot.style import axes_of as axes_of
    from gmmlab.plot.style import mixed_colours as mixed_colours
    from gmmlab.plot.style import share_held as share_held
    from gmmlab.plot.verdicts import describe_entropy as describe_entropy
    from gmmlab.plot.verdicts import describe_merges as describe_merges
    from gmmlab.plot.verdicts import describe_race as describe_race
    from gmmlab.plot.verdicts import describe_selection as describe_selection
    from gmmlab.plot.words import describe as describe
    from gmmlab.plot.words import describe_boundaries as describe_boundaries
    from gmmlab.plot.words import describe_pairs as describe_pairs
    from gmmlab.plot.words import describe_uncertainty as describe_uncertainty

_HOMES = {
    "LINES": "style",
    "MARKERS": "style",
    "PALETTE": "style",
    "axes_of": "style",
    "bic_curve": "curves",
    "decision_boundaries": "borders",
    "density1d": "curves",
    "density2d": "planes",
    "describe": "words",
    "describe_boundaries": "words",
    "describe_entropy": "verdicts",
    "describe_merges": "verdicts",
    "describe_pairs": "words",
    "describe_race": "verdicts",
    "describe_selection": "verdicts",
    "describe_uncertainty": "words",
    "ellipses": "planes",
    "entropy_curve": "hierarchies",
    "merge_tree": "hierarchies",
    "mixed_colours": "style",
    "pairs": "matrix",
    "points": "planes",
    "race": "contest",
    "selection": "choices",
    "share_held": "style",
    "trace": "curves",
    "uncertainty_map": "borders",
}
"""Names that are loaded when they are asked for, for not every one of them needs matplotlib."""

__getattr__, __dir__ = at_first_use(globals(), _HOMES)
