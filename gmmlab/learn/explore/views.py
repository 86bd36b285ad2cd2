"""The panels of the EM explorer: points, the climb of the log-likelihood, BIC against K."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gmmlab.criteria import bic
from gmmlab.datasets import Dataset
from gmmlab.learn.explore.moments import Moment
from gmmlab.learn.explore.runs import HEAT, LONGEST, Curve
from gmmlab.learn.explore.saying import fixed
from gmmlab.learn.stage import (
    GATHERED,
    Arrangement,
    Dots,
    Ellipses,
    Layer,
    Line,
    Marks,
    Panel,
    Scene,
    Text,
)
from gmmlab.plot.style import MARKERS, PALETTE, mixed_colours
from gmmlab.steps import Fit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE = Arrangement("aab\naac", (980, 450), gaps=(64, 76))
NARROW = Arrangement("a\na\nb\nc", (480, 900), gaps=(40, 78))
BLUE = PALETTE[0]


def scene_of(data: Dataset, shown: list[int], curve: Curve) -> Scene:
    """The scene for a data set, two of its features, and the BICs of one covariance shape."""
    panels = {"a": points_panel(data, shown), "b": climb_panel(curve), "c": bic_panel(curve)}
    return Scene(panels, layers(data, shown), WIDE, NARROW)


def points_panel(data: Dataset, shown: list[int]) -> Panel:
    """The data, with room around them."""
    X = data.X[:, shown]
    room = 0.09 * np.ptp(X, axis=0)
    (x0, y0), (x1, y1) = X.min(axis=0) - room, X.max(axis=0) + room
    across, up = (data.axes[j] for j in shown)
    title = f"{data.name}: {len(X)} points"
    return Panel((float(x0), float(x1)), (float(y0), float(y1)), title, across, up)


def climb_panel(curve: Curve) -> Panel:
    """Room for every climb: from well below one component's fit to above the best seen."""
    rough = [runs[0].trace[: HEAT // 2 + 1][-1] for runs in curve.runs.values() if runs[0].trace]
    one, most = min(rough), max(rough)
    span = max(most - one, 1.0)
    low, high = one - 0.55 * span, most + 0.25 * span
    ticks = (0, 1, 3, 10, 30, 100, 300)
    return Panel(
        (0, LONGEST * 0.6), (low, high), "Log-likelihood", "EM steps", "", ticks, (), GATHERED
    )


def bic_panel(curve: Curve) -> Panel:
    """BIC against K, with the curve and its smallest value if they are known."""
    values = [*curve.rough.values()]
    span = max(np.ptp(values), 1.0)
    limits = (min(values) - 0.22 * span, max(values) + 0.08 * span)

    def decorate(ax: Axes) -> None:
        if curve.ready:
            _draw_curve(ax, curve)

    ticks, title = tuple(curve.bic), "BIC (least is best; press one)"
    return Panel(
        (0.5, max(ticks) + 0.5), limits, title, "components K", "", ticks, decorate=decorate
    )


def _draw_curve(ax: Axes, curve: Curve) -> None:
    K, value = curve.best, curve.bic[curve.best]
    ax.plot([*curve.bic], [*curve.bic.values()], "-o", color=BLUE, lw=1.6, ms=4, mfc="none")
    ax.plot([K], [value], "o", color=BLUE, ms=6.5)
    ax.annotate(
        f"least: K = {K}",
        (K, value),
        (0, -10),
        textcoords="offset points",
        ha="center",
        va="top",
        fontsize=9,
    )


def layers(data: Dataset, shown: list[int]) -> list[Layer]:
    """What moves."""
    numbers = [str(k + 1) for k in range(len(PALETTE))]
    return [
        Dots(key="points", panel="a", xy=data.X[:, shown], markers="".join(MARKERS)),
        Ellipses(key="rings", panel="a", colours=PALETTE),
        Marks(key="centres", panel="a", colours=PALETTE, labels=numbers),
        Line(key="trace", panel="b"),
        Marks(key="step", panel="b", radius=4.5),
        Text(key="height", panel="b", size=14),
        Marks(key="choices", panel="c", colours=(BLUE,), radius=3.4, pick=True),
        Marks(key="here", panel="c", radius=5, marker="D"),
        Text(key="worth", panel="c", size=14),
    ]


def marks(moment: Moment, shown: list[int]) -> dict[str, Any]:
    """What each layer shows of a moment."""
    mixture, height = moment.fit.mixture, moment.run.trace[moment.step]
    means, worth = mixture.means[:, shown], bic(moment.fit)
    steps = thinned(moment.step + 1)
    choices = {"choices": [*moment.curve.bic.items()]} if moment.curve.ready else {}
    return choices | {
        "points": colours(moment.given, len(moment.fit.points.X)),
        "rings": (means, mixture.covariances[:, shown][:, :, shown]),
        "centres": means,
        "trace": np.column_stack([steps, np.array(moment.run.trace)[steps]]),
        "step": [(moment.step, height)],
        "height": (1, 0.1, fixed(height)),
        "here": [(mixture.K, worth)],
        "worth": (1, 0.94, fixed(worth)),
    }


GREY = (150, 150, 150, 0)
"""Nobody's point yet."""


def colours(given: Fit | None, n: int) -> NDArray[np.uint8]:
    """Each point's mixed colour, and the marker of the component that has most of it: (n, 4)."""
    if given is None:
        return np.tile(np.array(GREY, np.uint8), (n, 1))
    R = given.responsibilities
    mixed = np.rint(255 * mixed_colours(R))
    return np.column_stack([mixed, R.argmax(axis=1) % len(MARKERS)]).astype(np.uint8)


def thinned(n: int, most: int = 100) -> NDArray[np.int_]:
    """At most `most` of the numbers 0 to n - 1, early ones densest, the first and last among them.

    Examples
    --------
    >>> thinned(4).tolist(), len(thinned(1000)), int(thinned(1000)[-1])
    ([0, 1, 2, 3], 75, 999)
    """
    if n <= most:
        return np.arange(n)
    return np.unique(np.rint(np.geomspace(1, n, most)).astype(int)) - 1
