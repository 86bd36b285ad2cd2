"""The ground on which points are dragged: the state, its picture, its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gmmlab.criteria import bic
from gmmlab.learn.explore.saying import fixed, place
from gmmlab.learn.explore.views import GREY, colours
from gmmlab.learn.stage import (
    Arrangement,
    Ellipses,
    Handles,
    Layer,
    Line,
    Marks,
    Panel,
    Scene,
    Text,
)
from gmmlab.plot.style import MARKERS, PALETTE
from gmmlab.plot.words import number
from gmmlab.shapes import SHAPES
from gmmlab.steps import Fit
from gmmlab.types import Array

COUNTS = range(1, 6)
"""The K that are fitted side by side."""
DEEP = 50.0
"""How much worse than the best K one sees, in units of BIC."""
Place = tuple[float, float]


@dataclass(frozen=True)
class Ground:
    """The points as they lie now, and what has been fitted to them."""

    data: int = 0
    K: int = 2
    shape: int = 0
    points: tuple[Place, ...] = ()
    chosen: int = 0
    note: str = ""
    fits: tuple[Fit | None, ...] = field(default=(), compare=False)
    """For each of COUNTS; they depend on what was done before, since each follows the last one."""

    @property
    def X(self) -> Array:
        """The points, (n, 2)."""
        return np.array(self.points, dtype=float)

    @property
    def fit(self) -> Fit | None:
        """The fit that is shown."""
        return self.fits[self.K - 1]

    @property
    def worth(self) -> dict[int, float]:
        """BIC by K, where a fit is there and no component has collapsed."""
        return {
            K: bic(fit)
            for K, fit in zip(COUNTS, self.fits, strict=True)
            if fit is not None and not fit.collapsed
        }


# what is drawn


def scene_of(sets: Sequence[Array], features: tuple[str, str]) -> Scene:
    """A wide panel with room round all sets, and BIC against K."""
    everything = np.concatenate(sets)
    low, high = everything.min(axis=0), everything.max(axis=0)
    room = 0.16 * (high - low)
    (left, down), (right, up) = low - room, high + room
    across, upwards = features
    ticks = tuple(map(float, COUNTS))
    panels = {
        "a": Panel((left, right), (down, up), "Drag a point; click for a new one", across, upwards),
        "b": Panel(
            (0.5, COUNTS[-1] + 0.5),
            (DEEP, -6),
            "BIC, best on top: press one",
            "components K",
            "BIC above the least",
            ticks,
        ),
    }
    wide = Arrangement("aab", (1000, 460), gaps=(64, 76))
    narrow = Arrangement("a\na\nb", (480, 760), gaps=(40, 78))
    return Scene(panels, _layers(), wide, narrow)


def _layers() -> list[Layer]:
    numbers = [str(k + 1) for k in range(len(PALETTE))]
    return [
        Ellipses(key="rings", panel="a", colours=PALETTE),
        Handles(key="points", panel="a", markers="".join(MARKERS), radius=5.5),
        Marks(key="centres", panel="a", colours=PALETTE, labels=numbers),
        Line(key="curve", panel="b", colour=PALETTE[0]),
        Marks(key="choices", panel="b", colours=(PALETTE[0],), radius=6, pick=True),
        Marks(key="here", panel="b", radius=9, marker="D"),
        Text(key="height", panel="b", size=14),
    ]


def marks(state: Ground) -> dict[str, Any]:
    """What each layer shows."""
    fit, worth = state.fit, state.worth
    n = len(state.points)
    looks = np.tile(np.array(GREY, np.uint8), (n, 1)) if fit is None else colours(fit, n)
    shown: dict[str, Any] = {"points": (state.X, looks, state.chosen)}
    if worth:
        above = np.array([[K, value - min(worth.values())] for K, value in worth.items()])
        shown |= {"curve": np.minimum(above, [9, 2 * DEEP]), "choices": _all(above)}
    if fit is not None:
        mixture = fit.mixture
        shown |= {"rings": (mixture.means, mixture.covariances), "centres": mixture.means}
        if state.K in worth:
            shown["here"] = [(state.K, worth[state.K] - min(worth.values()))]
            shown["height"] = (0.98, 0.06, f"BIC {fixed(worth[state.K])}")
    return shown


def _all(above: Array) -> Array:
    """A mark for each K, so that it can be pressed: at the lower edge where there is no BIC."""
    marks = np.array([[K, DEEP] for K in COUNTS])
    marks[above[:, 0].astype(int) - 1, 1] = above[:, 1]
    return marks


# what is said


def said(state: Ground) -> str:
    """The state in words: how many points, which fit, which point is chosen."""
    n, shape = len(state.points), [*SHAPES.values()][state.shape].name
    head = f"{n} points, K = {state.K}, {shape} covariances: "
    fit, worth = state.fit, state.worth
    if fit is None:
        return head + f"no fit.\n{state.K} components need more different points."
    best = min(worth, key=lambda K: worth[K], default=None)
    if fit.collapsed:
        thin = ", ".join(str(k + 1) for k in fit.collapsed)
        head += f"collapsed, and no fair log-likelihood.\nComponent {thin} sits on too few points "
        head += "and is only held open by the floor. "
    else:
        head += f"log-likelihood {fixed(fit.log_likelihood)}, BIC {fixed(worth[state.K])}.\n"
    if best is not None:
        head += f"BIC is least at K = {best} ({fixed(worth[best])}). "
    return "\n".join(filter(None, (head + _chosen(state, fit), _components(fit), state.note)))


def _chosen(state: Ground, fit: Fit) -> str:
    shares = ", ".join(f"{share:.2f}" for share in fit.responsibilities[state.chosen])
    where = place(state.X[state.chosen])
    return f"Point {state.chosen + 1} at {where} has responsibilities {shares}."


def _components(fit: Fit) -> str:
    mixture = fit.mixture
    each = [
        f"{k + 1} at {place(mean)} with weight {number(float(weight))}"
        for k, (mean, weight) in enumerate(zip(mixture.means, mixture.weights, strict=True))
    ]
    return f"Components: {'; '.join(each)}."
