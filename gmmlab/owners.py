"""Whose is each point?  Single precision proposes, and double precision decides what is close.

Distances in single precision take half the time, and nearly all points lie so much nearer to one
centre than to all others that rounding cannot change whose they are.  How far it may reach is
known, so that those for whom it could are found, and looked at again: what comes out is what
double precision alone would say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gmmlab.sheets import Sheet, theta
from gmmlab.types import Array, Labels

__all__ = ["Rough", "claims", "owners"]

ROUNDING = 1.1 * np.finfo(np.float32).eps
"""Twice the relative error of one operation in single precision, and a tenth more."""

CROWD = 1 / 8
"""If more points than this share are close to call, single precision is of no use to them."""

TOGETHER = 524_288
"""Distances found at once: two megabytes, for every block has its price."""

ENOUGH = 16_384
"""Distances in a pass from which on it pays to propose first."""


def owners(sheet: Sheet, centres: Array, *, once: bool = False) -> Iterator[tuple[slice, Labels]]:
    """Blocks of points, and the nearest centre of each in every run.

    Parameters
    ----------
    sheet : Sheet
        The points.
    centres : ndarray of shape (runs, K, d)
        About the sheet's origin.
    once : bool
        Whether these points are passed over once only: then nothing is laid out for others.

    Yields
    ------
    part : slice
        Which points.
    own : ndarray of shape (runs, n)
        The numbers of their centres; of centres equally near, the first.
    """
    flat = theta(centres)
    each = flat.shape[0] * flat.shape[1]
    rough = None if once or each * len(sheet.phi) < ENOUGH else Rough.of(sheet, centres)
    step = min(max(TOGETHER // each, 1024), 65_536)
    for i in range(0, len(sheet.phi), step):
        part = slice(i, i + step)
        if rough and (own := rough.proposed(part, flat)) is not None:
            yield part, own
        else:
            rough = None
            yield part, _numbers(claims(flat, sheet.phi[part].T))


def claims(flat: Array, phi: Array) -> Labels:
    """Ones for each point's nearest centre, zeros for all others, (runs, K, n), int8.

    Parameters
    ----------
    flat : ndarray of shape (runs, K, 1 + d)
        `theta` of the centres.
    phi : ndarray of shape (1 + d, n)
        The points as a sheet's rows, turned.
    """
    A = _products(flat, phi)
    near, (run, i) = _near(A, 0.0)
    if len(run):  # of centres equally near, the first is nearest
        near[run, :, i] = 0
        near[run, A[run, :, i].argmin(axis=-1), i] = 1
    return near


def _products(flat: Array, phi: Array) -> Array:
    """Squared distances less |x|², (runs, K, n)."""
    return (flat.reshape(-1, len(phi)) @ phi).reshape(*flat.shape[:-1], -1)


def _near(A: Array, doubt: float) -> tuple[Labels, tuple[Labels, Labels]]:
    """Which distances are the least up to a doubt; runs and numbers of points that have no one."""
    limit = np.minimum.reduce(A, axis=-2)
    limit += doubt
    near = np.less_equal(A, limit[..., None, :]).view(np.int8)
    rivals = np.add.reduce(near, axis=-2, dtype=_integers(A.shape[-2]))
    return near, np.divmod(np.flatnonzero(rivals != 1), rivals.shape[-1])


def _numbers(near: Labels) -> Labels:
    """The numbers of the ones along K, (runs, n)."""
    counting = np.arange(near.shape[-2], dtype=_integers(near.shape[-2]))
    return np.asarray(np.add.reduce(near * counting[:, None], axis=-2, dtype=counting.dtype))


def _integers(K: int) -> np.dtype[np.signedinteger]:
    """The shortest that can count to K."""
    return np.min_scalar_type(-K)


@dataclass(frozen=True, eq=False)
class Rough:
    """Distances in single precision, in units of the furthest point's distance."""

    sheet: Sheet
    flat: Array
    """`theta` of the centres (runs, K, 1 + d), float32."""
    doubt: float
    """A centre that seems further than another by more than this is further."""

    @classmethod
    def of(cls, sheet: Sheet, centres: Array) -> Rough:
        """Centres (runs, K, d) about the sheet's origin.

        A product of d + 1 terms is off by at most d + 3 roundings of the sum of their magnitudes,
        which is below |c|² + 2 |c| |x|, and |x| is at most 1 in these units.  One more is that of
        the limit.
        """
        with np.errstate(over="ignore"):  # too far out: then every point is close to call
            flat = theta(centres / sheet.reach).astype(np.float32)
        furthest = float(flat[..., 0].max()) ** 0.5
        return cls(sheet, flat, ROUNDING * (flat.shape[-1] + 3) * furthest * (furthest + 2))

    def proposed(self, part: slice, flat: Array) -> Labels | None:
        """Whose some points are, (runs, n); None if too many are close to call.

        Parameters
        ----------
        part : slice
            Which points.
        flat : ndarray of shape (runs, K, 1 + d)
            `theta` of the centres in double precision, for those who are close to call.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            near, (run, i) = _near(_products(self.flat, self.sheet.single[:, part]), self.doubt)
        own = _numbers(near)
        if len(run) > CROWD * own.size:
            return None
        if len(run):
            closer = np.matmul(flat[run], self.sheet.phi[part][i][..., None])
            own[run, i] = closer[..., 0].argmin(axis=-1)
        return own
