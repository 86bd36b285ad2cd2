"""gmmlab: Gaussian mixtures, small enough to read in an evening.

>>> import gmmlab
>>> X = gmmlab.datasets.faithful().X
>>> *_, fit = gmmlab.until_converged(gmmlab.em(X, gmmlab.start(X, 2, rng=1)))
>>> round(fit.log_likelihood, 2)
-1130.26

Read it in this order: `shapes`, `mixture`, `passes`, `points`, `steps`, `starts`, `races`,
`criteria`; then what you need of the rest.

- fit otherwise: `covariances` (all fourteen), `priors`, `holding`, `missing`, `labelled`, `streams`
- choose: `choosing`, `validation`, `clusters`, `ratio_tests`
- ask the fit: `conditioning`, `outliers`, `matching`, `merging`, `bootstrap`
- relatives: `discriminant`, `variational`
- faces: `estimators` (scikit-learn's names), `plot`

The mathematics needs only numpy and scipy, and so runs in a browser; `gmmlab.learn` is the
learner's side of the course, `gmmlab.teach` the teacher's, and nothing here imports either.
"""

from typing import TYPE_CHECKING

from gmmlab import datasets as datasets
from gmmlab.covariances import SHAPES as SHAPES
from gmmlab.covariances import as_shape as as_shape
from gmmlab.criteria import aic as aic
from gmmlab.criteria import bic as bic
from gmmlab.criteria import entropy as entropy
from gmmlab.criteria import icl as icl
from gmmlab.errors import BadInput as BadInput
from gmmlab.errors import CollapsedComponent as CollapsedComponent
from gmmlab.errors import GmmlabError as GmmlabError
from gmmlab.lazy import at_first_use
from gmmlab.mixture import Mixture as Mixture
from gmmlab.noise import Noise as Noise
from gmmlab.races import Race as Race
from gmmlab.races import best_fit as best_fit
from gmmlab.races import race as race
from gmmlab.shapes import Diagonal as Diagonal
from gmmlab.shapes import Full as Full
from gmmlab.shapes import Spherical as Spherical
from gmmlab.starts import crowded as crowded
from gmmlab.starts import kmeans_labels as kmeans_labels
from gmmlab.starts import kmeans_plusplus as kmeans_plusplus
from gmmlab.starts import random_points as random_points
from gmmlab.starts import random_responsibilities as random_responsibilities
from gmmlab.starts import start as start
from gmmlab.steps import Fit as Fit
from gmmlab.steps import e_step as e_step
from gmmlab.steps import em as em
from gmmlab.steps import kmeans as kmeans
from gmmlab.steps import m_step as m_step
from gmmlab.stopping import until_converged as until_converged

if TYPE_CHECKING:
    from gmmlab.bootstrap import standard_errors as standard_errors
    from gmmlab.choosing import select as select
    from gmmlab.conditioning import conditional as conditional
    from gmmlab.conditioning import marginal as marginal
    from gmmlab.discriminant import class_mixtures as class_mixtures
    from gmmlab.discriminant import edda as edda
    from gmmlab.estimators import GaussianMixture as GaussianMixture
    from gmmlab.estimators import KMeans as KMeans
    from gmmlab.hierarchy import ellipse_tree as ellipse_tree
    from gmmlab.hierarchy import ward_tree as ward_tree
    from gmmlab.labelled import Labelled as Labelled
    from gmmlab.matching import agreement as agreement
    from gmmlab.matching import match as match
    from gmmlab.matching import relabel as relabel
    from gmmlab.merging import merge as merge
    from gmmlab.missing import Incomplete as Incomplete
    from gmmlab.outliers import anomaly_scores as anomaly_scores
    from gmmlab.outliers import uncertainty as uncertainty
    from gmmlab.priors import Prior as Prior
    from gmmlab.ratio_tests import likelihood_ratio_test as likelihood_ratio_test
    from gmmlab.streams import Stream as Stream
    from gmmlab.streams import stepwise as stepwise
    from gmmlab.validation import cross_validated as cross_validated

_HOMES = {
    "GaussianMixture": "estimators",
    "Incomplete": "missing",
    "KMeans": "estimators",
    "Labelled": "labelled",
    "Prior": "priors",
    "Stream": "streams",
    "agreement": "matching",
    "anomaly_scores": "outliers",
    "class_mixtures": "discriminant",
    "conditional": "conditioning",
    "cross_validated": "validation",
    "edda": "discriminant",
    "ellipse_tree": "hierarchy",
    "likelihood_ratio_test": "ratio_tests",
    "marginal": "conditioning",
    "match": "matching",
    "merge": "merging",
    "relabel": "matching",
    "select": "choosing",
    "standard_errors": "bootstrap",
    "stepwise": "streams",
    "uncertainty": "outliers",
    "ward_tree": "hierarchy",
}
"""Names that are loaded when they are asked for, and where they live."""

__getattr__, __dir__ = at_first_use(globals(), _HOMES)
