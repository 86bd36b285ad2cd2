"""Mixtures that know their classes: describe each class by a density, then ask Bayes.

One Gaussian a class, covariances shared, is linear discriminant analysis; each with its own,
quadratic; a whole mixture a class, and any border can be drawn.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gmmlab.assign import soft
from gmmlab.checks import as_varied
from gmmlab.choosing import select
from gmmlab.covariances import as_shape
from gmmlab.errors import BadInput, CollapseWarning, GmmlabError
from gmmlab.mixture import Mixture
from gmmlab.shapes import PLAIN, Full, Shape
from gmmlab.starts import from_responsibilities, kmeans_plusplus, random_points
from gmmlab.steps import e_step
from gmmlab.types import Array, Labels, Seed

__all__ = ["Discriminant", "class_mixtures", "edda"]

FIELD = {"portfolio": ((random_points, 8), (kmeans_plusplus, 8)), "rounds": ((12, 4), (60, 2))}
"""A smaller race than usual: a class is simpler than the whole, and there are many to run."""


@dataclass(frozen=True, eq=False)
class Discriminant:
    """A density for each class, and how common each class is."""

    classes: NDArray[Any]
    """What the classes are called (C,), in ascending order."""
    priors: Array
    """How often each was met (C,), summing to 1."""
    mixtures: tuple[Mixture, ...]
    """The density of each class's points."""

    def log_joint(self, X: Any) -> Array:
        """Log P(class) p(x | class) of every point in every class, shape (n, C), in nats."""
        pairs = zip(self.priors, self.mixtures, strict=True)
        return np.stack([np.log(prior) + mixture.log_density(X) for prior, mixture in pairs], 1)

    def log_posterior(self, X: Any) -> Array:
        """Log P(class | x) of every point, by Bayes' theorem, shape (n, C).

        Raises
        ------
        BadInput, BadMixture
        """
        joint = self.log_joint(X)
        return np.asarray(joint - soft(joint.T.copy())[:, None])

    def predict(self, X: Any) -> NDArray[Any]:
        """The most probable class of every point, shape (n,): the fewest errors to be expected."""
        return self.classes[self.log_joint(X).argmax(axis=1)]


def edda(X: Any, y: Any, shape: Shape | str = Full(shared=True)) -> Discriminant:
    """One Gaussian a class, with covariances of one shape: maximum likelihood, no iterations.

    Parameters
    ----------
    X : array_like of shape (n, d)
    y : array_like of shape (n,)
        The class of each point: numbers or names, two different ones at least.
    shape : Shape or str
        Of the classes' covariances together: 'EEE' (shared) makes discriminant analysis linear,
        'VVV' quadratic, 'VVI' is the naive Bayes classifier with Gaussians.

    Returns
    -------
    discriminant : Discriminant

    Raises
    ------
    BadInput, ConstantFeature, DependentFeatures, TooFewPoints

    Warns
    -----
    CollapseWarning
        If a class has no spread in some direction.

    Notes
    -----
    Scatters are divided by n, as likelihood has it.  Where others divide by n - C (pooled) or
    n_c - 1 (each class), theirs are larger by that factor.

    References
    ----------
    .. [1] H. Bensmail and G. Celeux, "Regularized Gaussian discriminant analysis through
       eigenvalue decomposition", J. Amer. Statist. Assoc. 91 (1996), 1743-1748.

    Examples
    --------
    >>> from gmmlab.datasets import iris
    >>> data = iris()
    >>> linear = edda(data.X, data.labels)
    >>> int(np.sum(linear.predict(data.X) != data.labels))
    3
    """
    X, classes, labels = _labelled(X, y)
    owned = (labels[:, None] == np.arange(len(classes))).astype(float)
    whole = from_responsibilities(X, owned, as_shape(shape))
    if thin := e_step(X, whole).collapsed:
        warnings.warn(
            f"class(es) {classes[list(thin)].tolist()} have no spread in some direction, and are "
            "only held open by the floor: what is said of them means little. Bring more points, "
            "drop features, or ask for a simpler or a shared shape.",
            CollapseWarning,
            stacklevel=2,
        )
    each = zip(whole.means[:, None], whole.covariances[:, None], strict=True)
    ones = tuple(Mixture(np.ones(1), mean, sigma, whole.shape) for mean, sigma in each)
    return Discriminant(classes, whole.weights, ones)


def class_mixtures(
    X: Any,
    y: Any,
    K: Sequence[int] = range(1, 5),
    shapes: Sequence[Shape | str] = tuple(PLAIN.values()),
    *,
    rng: Seed = None,
    executor: Executor | None = None,
    **racing: Any,
) -> Discriminant:
    """A mixture a class, each with the number of components and the shape that BIC prefers.

    Fits with a component that only the floor holds open do not stand for election.

    Parameters
    ----------
    X : array_like of shape (n, d)
    y : array_like of shape (n,)
        The class of each point: numbers or names, two different ones at least.
    K : sequence of int
        Numbers of components to try for each class.
    shapes : sequence of Shape or str
        Shapes to try; six if not given, own or shared and full, diagonal or spherical.
    rng : numpy.random.Generator, int or None
        A generator, or the seed of one; None draws a new one each time.
    executor : concurrent.futures.Executor, optional
        Of threads or processes, to fit several mixtures at a time; see `workers.each`.
    **racing : Any
        Passed on to `race`: portfolio and rounds (sixteen starts if not given), tol or maximise.

    Returns
    -------
    discriminant : Discriminant

    Raises
    ------
    BadInput, ConstantFeature, TooFewPoints
        With a note that names the class.

    References
    ----------
    .. [1] T. Hastie and R. Tibshirani, "Discriminant analysis by Gaussian mixtures", J. R.
       Statist. Soc. B 58 (1996), 155-176.
    .. [2] C. Fraley and A. E. Raftery, "Model-based clustering, discriminant analysis, and density
       estimation", J. Amer. Statist. Assoc. 97 (2002), 611-631.

    Examples
    --------
    Rings cannot be told apart by a line; a few Gaussians each will do.

    >>> angle = np.arange(240) * 0.7
    >>> radius = np.repeat([1.0, 3.0], 120) + 0.2 * np.sin(angle * 9)
    >>> X, y = (radius * [np.cos(angle), np.sin(angle)]).T, np.repeat(["in", "out"], 120)
    >>> rings = class_mixtures(X, y, K=[1, 4], shapes=["VII"], rng=0)
    >>> float(np.mean(rings.predict(X) == y))
    1.0
    """
    X, classes, labels = _labelled(X, y)
    how = {"rng": np.random.default_rng(rng), "executor": executor, **FIELD, **racing}
    chosen = [_elected(name, X[labels == c], K, shapes, **how) for c, name in enumerate(classes)]
    return Discriminant(classes, np.bincount(labels) / len(labels), tuple(chosen))


def _elected(
    name: Any, X: Array, K: Sequence[int], shapes: Sequence[Shape | str], **how: Any
) -> Mixture:
    """The mixture with the least BIC of this class's points, of those that kept their width."""
    try:
        return select(X, K, shapes, **how).best.mixture
    except GmmlabError as error:
        error.add_note(f"This happened in class {name!r}.")
        raise


def _labelled(X: Any, y: Any) -> tuple[Array, NDArray[Any], Labels]:
    """Points, the names of their classes, and which class each point is of."""
    X, names = as_varied(X), np.asarray(y)
    if names.shape != X.shape[:1]:
        raise BadInput(
            f"y has shape {names.shape} and X has {len(X)} rows: one class a row is needed."
        )
    if names.dtype.kind == "f" and np.isnan(names).any():
        raise BadInput(
            f"{int(np.isnan(names).sum())} of {len(names)} points have no class (NaN in y). "
            "Drop these rows, and predict their classes afterwards."
        )
    classes, labels = np.unique(names, return_inverse=True)
    if len(classes) < 2:
        raise BadInput(
            f"every point is of class {classes[0]!r}, so there is nothing to tell apart. "
            "Bring points of two classes at least."
        )
    return X, classes, labels
