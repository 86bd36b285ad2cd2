"""What can go wrong: each error says what happened, why, and what to do about it."""

from __future__ import annotations

__all__ = [
    "BadInput",
    "BadMixture",
    "CollapseWarning",
    "CollapsedComponent",
    "ConstantFeature",
    "ConvergenceWarning",
    "DependentFeatures",
    "GmmlabError",
    "IllDefined",
    "NotFitted",
    "NotNumbers",
    "TooFewPoints",
]


class GmmlabError(Exception):
    """Everything gmmlab raises on purpose."""


class BadInput(GmmlabError, ValueError):
    """Data or an argument that no mixture can be fitted to."""


class NotNumbers(BadInput, TypeError):
    """Something that is not a table of numbers at all."""


class TooFewPoints(BadInput):
    """More components than there are points, or different points, to carry them."""


class ConstantFeature(BadInput):
    """A column of the data never varies, so no density has a finite height there."""

    def __init__(self, columns: list[int], values: list[float]) -> None:
        which = ", ".join(f"{j} (always {v:g})" for j, v in zip(columns, values, strict=True))
        super().__init__(
            f"X never varies in column {which}: a Gaussian of no width has no density. "
            "Drop such columns, for example X[:, np.ptp(X, axis=0) > 0]."
        )
        self.columns = columns


class DependentFeatures(BadInput):
    """The points fill no volume: some direction in feature space has no spread."""

    def __init__(self, d: int) -> None:
        super().__init__(
            f"the points do not spread in all {d} directions of their feature space: a feature "
            "repeats others, or there are too few points, so no full covariance has a density. "
            "Drop dependent features, or ask for a diagonal or spherical covariance."
        )


class BadMixture(GmmlabError, ValueError):
    """Parameters that do not describe a mixture of Gaussians."""


class CollapsedComponent(GmmlabError, ValueError):
    """A component has lost its points or its width."""

    def __init__(self, components: list[int], K: int, lost: str) -> None:
        one = len(components) == 1
        who = f"component {components[0]}" if one else f"components {components}"
        super().__init__(
            f"{who} of {K} {'has' if one else 'have'} {lost}. "
            "Start elsewhere (another seed, or k-means++), keep a floor under the covariances, "
            f"or ask for fewer than {K} components."
        )
        self.components = components


class IllDefined(CollapsedComponent):
    """Every start of an estimator has lost a component's width."""

    def __init__(self, components: list[int], K: int, reg_covar: float) -> None:
        GmmlabError.__init__(
            self,
            "Fitting the mixture model failed because some components have ill-defined empirical "
            "covariance (for instance caused by singleton or collapsed samples). Try to decrease "
            "the number of components, increase reg_covar, or scale the input data. (It was "
            f"component(s) {components} of {K}, with reg_covar={reg_covar:g}, in every start.)",
        )
        self.components = components


class NotFitted(GmmlabError, ValueError, AttributeError):
    """An estimator was asked for what only `fit` can know."""

    def __init__(self, estimator: str, asked: str) -> None:
        super().__init__(
            f"This {estimator} instance is not fitted yet. Call 'fit' with appropriate arguments "
            f"before using this estimator: this {estimator} has not seen any data, and only fit(X) "
            f"can know its {asked}."
        )


class ConvergenceWarning(UserWarning):
    """EM was stopped before it had come to rest."""


class CollapseWarning(UserWarning):
    """A component is only held open by the floor under its covariance."""
