"""scikit-learn's face on the same mathematics: its names, defaults and shapes, not its code.

Where these mean something else than scikit-learn's own, it is said here: ``lower_bound_`` is that
of the parameters beside it, not of those before the last M-step; and a component that only
``reg_covar`` holds open is reported in a `CollapseWarning`.
"""

from gmmlab.estimators.gaussian_mixture import GaussianMixture as GaussianMixture
from gmmlab.estimators.k_means import KMeans as KMeans
