"""gmmlab: Gaussian mixtures, small enough to read in an evening.

>>> import gmmlab
>>> X = gmmlab.datasets.faithful().X
>>> *_, fit = gmmlab.until_converged(gmmlab.em(X, gmmlab.start(X, 2, rng=1)))
>>> round(fit.log_likelihood, 2)
-1130.26

Read it in this order: `shapes`, `mixture`, `passes`, `steps`, `starts`, `criteria`, `estimators`,
`plot`.  The mathematics needs only numpy and scipy, and so runs in a browser; `gmmlab.learn` is the
learner's side of the course, `gmmlab.teach` the teacher's, and nothing here imports either.
"""

from gmmlab import datasets as datasets
from gmmlab.criteria import aic as aic
from gmmlab.criteria import bic as bic
from gmmlab.criteria import entropy as entropy
from gmmlab.criteria import icl as icl
from gmmlab.errors import BadInput as BadInput
from gmmlab.errors import CollapsedComponent as CollapsedComponent
from gmmlab.errors import GmmlabError as GmmlabError
from gmmlab.estimators import GaussianMixture as GaussianMixture
from gmmlab.estimators import KMeans as KMeans
from gmmlab.mixture import Mixture as Mixture
from gmmlab.mixture import Noise as Noise
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
