"""Planted bugs: one-line mutants of the mathematics, of which nearly all must be caught.

Each mutant is a copy of the package with one line changed.  It dies if the laws, the published
values or the error texts fail on it.  A mutant that no test notices says where a test is missing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "gmmlab"
SUITE = ["test_errors.py", "test_starts.py", "plot", "test_laws.py", "test_reference.py"]

MUTANTS = [
    ("assign.py", "    A /= total\n", ""),
    ("assign.py", "return top + np.log(total)", "return np.log(total)"),
    ("assign.py", "A.argmax(axis=0)", "A.argmin(axis=0)"),
    ("mixture.py", "0.5 * self.d * np.log(2 * np.pi)", "0.5 * np.log(2 * np.pi)"),
    ("mixture.py", "np.log(self.weights) - log_widths", "np.log(self.weights) + log_widths"),
    ("mixture.py", "1 if self.shape.shared else self.K", "self.K"),
    ("mixture.py", "(self.K - 1) + self.K * self.d", "self.K + self.K * self.d"),
    ("shapes.py", "return d * (d + 1) // 2", "return d * d"),
    ("shapes.py", "np.where(i == j, 1.0, 2.0)", "np.where(i == j, 1.0, 1.0)"),
    ("shapes.py", "counts / counts.sum(), scatters", "np.full(len(counts), 0.5), scatters"),
    ("shapes.py", '"kii->k", scatters)[:, None, None] / d', '"kii->k", scatters)[:, None, None]'),
    ("passes.py", "if not reach.max() <= RESOLUTION:", "if False:"),
    ("passes.py", "S += A @ phi.T", "S = A @ phi.T"),
    ("passes.py", "total += float(points.squares @ half[0])", "total += 0.0"),
    ("passes.py", "(mixture.log_heights - 0.5 * offset)", "(mixture.log_heights - offset)"),
    ("passes.py", " - y[:, :, None] * y[:, None]", ""),
    ("passes.py", "- shape.squares(means.T).T\n", "- 0 * shape.squares(means.T).T\n"),
    ("steps.py", "Mixture(counts / counts.sum(), means", "Mixture(counts / len(counts), means"),
    ("steps.py", "np.maximum(variances, 1)", "(variances + 1)"),
    ("steps.py", "means[empty] = ", "means[empty] = 0 * "),
    ("steps.py", "np.flatnonzero(~(counts > 1e-12))", "np.flatnonzero(counts < -1)"),
    ("steps.py", "sigma + ridge * np.eye", "sigma + 2 * ridge * np.eye"),
    ("stopping.py", "gain * ratio / (1 - ratio)", "gain / (1 - ratio)"),
    ("stopping.py", "after - now <= tol and left_to_gain", "True or left_to_gain"),
    ("starts.py", "p=gap / gap.sum()", "p=np.sqrt(gap) / np.sqrt(gap).sum()"),
    ("starts.py", "gap = np.minimum(gap, ", "gap = np.maximum(gap, "),
    ("starts.py", "(bool(entry[0].collapsed), -entry", "(0, -entry"),
    ("starts.py", "-entry[0].log_likelihood", "entry[0].log_likelihood"),
    ("criteria.py", "np.log(fit.n) - 2 *", "np.log(fit.n) -"),
    ("criteria.py", "return float(2 * fit.free_parameters", "return float(fit.free_parameters"),
    ("criteria.py", "return bic(fit) + 2 * entropy(fit)", "return bic(fit) - 2 * entropy(fit)"),
    ("points.py", "covariance += Z @ Z.T / len(X)", "covariance += Z @ Z.T / (len(X) - 1)"),
    ("plot/style.py", "np.arctan2(y, x)", "np.arctan2(x, y)"),
    ("checks.py", "if count < 1:", "if count < 0:"),
]  # fmt: skip


def _mutated(folder: Path, name: str, old: str, new: str) -> None:
    shutil.copytree(PACKAGE, folder / "gmmlab", ignore=shutil.ignore_patterns("learn", "teach"))
    source = folder / "gmmlab" / name
    text = source.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
    source.write_text(text.replace(old, new), encoding="utf-8")


def _caught(folder: Path) -> bool:
    """Whether the suite fails on the package in this folder."""
    suite = [str(HERE / part) for part in SUITE]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *suite]
    command += ["-c", str(HERE.parent / "pyproject.toml"), "-o", "addopts="]
    settings = {**os.environ, "PYTHONPATH": str(folder), "CI": "1", "GMMLAB_EXAMPLES": "4"}
    run = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    return run.returncode == 1


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory):
    """The suite passes on an unchanged copy: what kills a mutant is its mutation."""
    folder = tmp_path_factory.mktemp("unharmed")
    _mutated(folder, "assign.py", "return top + np.log(total)", "return top + np.log(total)")
    assert not _caught(folder)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m[0]}: {m[2].strip() or 'deleted'}")
def test_planted_bugs_are_caught(mutant, tmp_path):
    _mutated(tmp_path, *mutant)
    assert _caught(tmp_path)
