"""Who runs beside us: each peer takes the same points, the same start and the same steps.

A peer that is not installed is named with the reason, and its cells show a dash.  scikit-learn is
needed; oneDAL comes with scikit-learn-intelex (both: `pip install 'gmmlab[bench,peers]'`), mclust
with R (`install.packages("mclust")`, or Debian's r-cran-mclust).
"""

from __future__ import annotations

import importlib
import os
import platform
import shutil
import subprocess
import time
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

from gmmlab import Mixture, em
from gmmlab.points import Points
from gmmlab.sprint import strides
from gmmlab.types import Array

__all__ = [
    "KINDS",
    "OTHERS",
    "PEERS",
    "Done",
    "Gmmlab",
    "Mclust",
    "OneDAL",
    "Peer",
    "Run",
    "Sklearn",
    "Watched",
    "header",
]

KINDS = {"full": "VVV", "tied": "EEE", "diag": "VVI", "spherical": "VII"}
"""scikit-learn's covariance types, and what mclust calls them."""


class Done(NamedTuple):
    """What a run has cost, and where it came to."""

    seconds: float
    """Processor time, user and system."""
    passes: int
    """E-steps taken: a run may stop by itself."""
    log_likelihood: float
    """At the last E-step, in nats."""


Run = Callable[[int], Done]
"""Takes so many E-steps, and an M-step between each two."""


class Peer(ABC):
    """A library that fits Gaussian mixtures."""

    name: str
    kinds: tuple[str, ...] = tuple(KINDS)
    """The covariance types that it has."""
    once = False
    """Whether one round is enough of it, for it takes long."""

    @property
    @abstractmethod
    def version(self) -> str:
        """Which release this is."""

    @property
    def missing(self) -> str:
        """Why it cannot run here; empty if it can."""
        return ""

    @abstractmethod
    def runs(self, X: Array, begin: Mixture, kind: str, repeats: int, folder: Path) -> Run:
        """How to run it from one start; all that is done here is not timed.

        Whose clock is coarse repeats each run so often; who reads files has the folder for them.
        """


def timed(passes: Callable[[int], tuple[int, float]]) -> Run:
    """A run by this process's clock."""

    def run(steps: int) -> Done:
        begun = time.process_time()
        taken, log_likelihood = passes(steps)
        return Done(time.process_time() - begun, taken, log_likelihood)

    return run


class Gmmlab(Peer):
    """This library, when nobody is looking: what its fits are made of."""

    name = "gmmlab"

    @property
    def version(self) -> str:
        return version("gmmlab")

    def runs(self, X: Array, begin: Mixture, kind: str, repeats: int, folder: Path) -> Run:
        alone = Mixture.side_by_side([begin])

        def passes(steps: int) -> tuple[int, float]:
            points = Points.of(X, begin.shape)
            *_, (_, now) = islice(strides(points, alone), steps)
            return steps, float(now.log_likelihoods[0])

        return timed(passes)


class Watched(Gmmlab):
    """This library, with a mixture and a fit to look at after each step, and the floor held."""

    name = "em()"

    def runs(self, X: Array, begin: Mixture, kind: str, repeats: int, folder: Path) -> Run:
        def passes(steps: int) -> tuple[int, float]:
            *_, last = islice(em(X, begin), steps)
            return steps, last.log_likelihood

        return timed(passes)


class Sklearn(Peer):
    """scikit-learn, without the 1e-6 that it adds to every variance if not told otherwise."""

    name = "sklearn"

    @property
    def version(self) -> str:
        return sklearn.__version__

    def runs(self, X: Array, begin: Mixture, kind: str, repeats: int, folder: Path) -> Run:
        told: dict[str, Any] = {"weights_init": begin.weights, "means_init": begin.means}
        told |= {"precisions_init": precisions(begin.covariances, kind), "reg_covar": 0.0}

        def passes(steps: int) -> tuple[int, float]:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it has not converged: it was not meant to
                model = GaussianMixture(begin.K, covariance_type=kind, tol=0, max_iter=steps)
                model.set_params(**told).fit(X)
            return model.n_iter_, float(model.lower_bound_ * len(X))

        return timed(passes)


def precisions(sigma: Array, kind: str) -> Array:
    """Inverse covariances as scikit-learn takes them."""
    if kind in ("full", "tied"):
        return np.linalg.inv(sigma if kind == "full" else sigma[0])
    variances = sigma.diagonal(axis1=1, axis2=2)
    return 1 / (variances if kind == "diag" else variances[:, 0])


class OneDAL(Peer):
    """Intel's oneDAL, called through daal4py as its documentation does."""

    name = "oneDAL"
    kinds = ("full", "diag")

    @property
    def version(self) -> str:
        return version("daal")

    @property
    def missing(self) -> str:
        return _import_error("daal4py")

    def runs(self, X: Array, begin: Mixture, kind: str, repeats: int, folder: Path) -> Run:
        d4p = importlib.import_module("daal4py")
        d4p.daalinit(1)
        how: dict[str, Any] = {"accuracyThreshold": 0.0, "regularizationFactor": 0.0}
        how["covarianceStorage"] = "full" if kind == "full" else "diagonal"
        shaped = [S if kind == "full" else np.diag(S)[None] for S in begin.covariances]
        start = (begin.weights[None], begin.means, [np.ascontiguousarray(S) for S in shaped])

        def passes(steps: int) -> tuple[int, float]:
            result = d4p.em_gmm(begin.K, maxIterations=steps, **how).compute(X, *start)
            return int(result.nIterations[0, 0]), float(result.goalFunction[0, 0])

        return timed(passes)


R = """
suppressMessages(library(mclust))
told <- commandArgs(trailingOnly = TRUE)
size <- as.integer(told[3:7])    # n, d, K, repeats, iterations
numbers <- function(name, columns) {
  file <- file.path(told[1], name)
  matrix(readBin(file, "double", size[1] * columns), size[1], columns, byrow = TRUE)
}
X <- numbers("X", size[2])
Z <- numbers("Z", size[3])
few <- emControl(tol = c(0, 0), itmax = c(size[5], size[5]))
before <- proc.time()
for (i in 1:size[4]) fit <- me(X, told[2], Z, control = few, warn = FALSE)
spent <- sum((proc.time() - before)[1:2]) / size[4]
cat(sprintf("%.9f %d %.12g", spent, abs(as.integer(attr(fit, "info")[1])), fit$loglik))
"""


class Mclust(Peer):
    """mclust's Fortran, timed inside R.  It begins with the M-step after the start's E-step."""

    name = "mclust"
    once = True

    @property
    def version(self) -> str:
        return _mclust()[0]

    @property
    def missing(self) -> str:
        return _mclust()[1]

    def runs(self, X: Array, begin: Mixture, kind: str, repeats: int, folder: Path) -> Run:
        X.astype(float).tofile(folder / "X")
        begin.responsibilities(X).tofile(folder / "Z")
        (folder / "me.R").write_text(R, encoding="utf-8")
        model = KINDS[kind]

        def run(steps: int) -> Done:
            told = [folder, model, *X.shape, begin.K, repeats, steps - 1]
            seconds, taken, log_likelihood = _r(folder / "me.R", *told).split()
            return Done(float(seconds), int(taken) + 1, float(log_likelihood))

        return run


def _r(*told: Any) -> str:
    command = ["Rscript", "--vanilla", *map(str, told)]
    alone = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=alone).stdout


@cache
def _mclust() -> tuple[str, str]:
    """Which release of mclust is installed, or why none is."""
    if not shutil.which("Rscript"):
        return "", "Rscript is not on the PATH"
    try:
        return _r("-e", "cat(as.character(packageVersion('mclust')))").strip(), ""
    except subprocess.CalledProcessError as error:
        return "", error.stderr.strip().splitlines()[-1]


@cache
def _import_error(module: str) -> str:
    try:
        importlib.import_module(module)
    except Exception as error:  # a peer built for other versions fails in its own ways
        return f"{type(error).__name__}: {error}"
    return ""


OTHERS: tuple[Peer, ...] = (Sklearn(), OneDAL(), Mclust())
"""The peers."""
PEERS: tuple[Peer, ...] = (Gmmlab(), Watched(), *OTHERS)
"""Everyone, ourselves first."""


def header() -> str:
    """The machine, how busy it is, and who takes part."""
    simd = np.show_config(mode="dicts")["SIMD Extensions"]
    best = (simd.get("found") or simd["baseline"])[-1]
    load = "/".join(f"{x:.1f}" for x in os.getloadavg())
    parts = [f"{_processor()}, {os.cpu_count()} cores, numpy finds {best}, load {load}"]
    parts += [f"Python {platform.python_version()}, numpy {np.__version__}, one BLAS thread"]
    parts += [f"{p.name} {p.version}" if not p.missing else _absent(p) for p in (PEERS[0], *OTHERS)]
    odd = [name for name in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE") if name in os.environ]
    parts += [f"{name} is set: BLAS may be slower than it need be" for name in odd]
    return "\n".join(f"# {part}" for part in parts)


def _absent(peer: Peer) -> str:
    return f"{peer.name} is not measured: {peer.missing}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
