"""Planted bugs: one-line mutants of the mathematics, of which nearly all must be caught.

Each mutant is a copy of the package with one line changed.  It dies if the laws, the published
values or the error texts that speak of its module fail on it, or never end.  A mutant that no test
notices says where a test is missing.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "gmmlab"
PATIENCE = 240
"""Seconds after which a mutant is said to go round in circles."""

SUITES = {
    "assign.py": ["test_noise.py", "test_assign.py", "test_laws.py"],
    "mixture.py": ["test_noise.py", "test_conditioning.py", "test_races.py", "test_exactness.py"],
    "noise.py": ["test_noise.py"],
    "owners.py": ["test_owners.py"],
    "shapes.py": ["test_covariances.py", "test_races.py", "test_laws.py"],
    "covariances.py": ["test_covariances.py"],
    "passes.py": ["test_noise.py", "test_weights.py", "test_streams.py", "test_races.py"],
    "points.py": ["test_weights.py", "test_noise.py", "test_races.py", "test_laws.py"],
    "steps.py": ["test_noise.py", "test_races.py", "test_laws.py", "test_reference.py"],
    "floors.py": ["test_laws.py"],
    "sprint.py": ["test_races.py", "test_laws.py"],
    "stopping.py": ["test_stopping.py", "test_laws.py", "test_priors.py"],
    "starts.py": ["test_starts.py", "test_hierarchy.py", "test_laws.py"],
    "races.py": ["test_races.py"],
    "runners.py": ["test_races.py"],
    "hierarchy.py": ["test_hierarchy.py"],
    "criteria.py": ["test_reference.py", "test_noise.py"],
    "priors.py": ["test_priors.py"],
    "holding.py": ["test_holding.py"],
    "missing.py": ["test_missing.py"],
    "labelled.py": ["test_labelled.py"],
    "streams.py": ["test_streams.py"],
    "refined.py": ["test_refined.py", "test_exactness.py"],
    "conditioning.py": ["test_conditioning.py"],
    "outliers.py": ["test_outliers.py"],
    "matching.py": ["test_matching.py"],
    "merging.py": ["test_merging.py"],
    "checks.py": ["test_races.py", "test_weights.py", "test_arrays.py"],
    "lazy.py": ["test_arrays.py"],
    "plot/style.py": ["plot"],
}
"""Which tests must notice what is wrong with a module, the likeliest first."""

# What is mutated, its text, and what becomes of that.
MUTANTS = [
    # assign
    ("assign.py", "    A /= total[..., None, :]\n", ""),
    ("assign.py", "np.add(top, np.log(total, out=total), out=total)", "np.log(total, out=total)"),
    ("assign.py", "least < A", "A > -SIGHT"),
    ("assign.py", "    A[...] = np.exp(FAINT)\n", ""),
    ("assign.py", "A.argmax(axis=-2)", "A.argmin(axis=-2)"),
    ("assign.py", "total += np.exp(background - top)", "total += 0 * np.exp(background - top)"),
    ("assign.py", "A *= (top > background)[..., None, :]", "A *= (top < background)[..., None, :]"),
    ("assign.py", "return np.maximum(top, background)", "return top"),
    # mixture, noise
    ("mixture.py", "- 0.5 * self.d * LOG_2PI", "- 0.5 * LOG_2PI"),
    ("mixture.py", "_log(self.weights) - log_widths", "_log(self.weights) + log_widths"),
    ("mixture.py", "self.K - (self.noise is None)", "self.K - 1"),
    ("mixture.py", "return weights + self.K * self.d +", "return weights + self.d +"),
    ("mixture.py", "- frame.log_width", "+ frame.log_width"),
    ("mixture.py", "_log(rest) + self.noise.log_height", "_log(rest) - self.noise.log_height"),
    ("mixture.py", "shares = [rest, *(1 - rest) *", "shares = [rest, *(1 - 0.5 * rest) *"),
    ("mixture.py", 'np.einsum("nij,nj->ni"', 'np.einsum("nji,nj->ni"'),
    ("mixture.py", "factors=self.factors[runs]", "factors=self.factors"),
    ("noise.py", "float(-np.log(self.upper", "float(np.log(self.upper"),
    ("noise.py", "rng.uniform(self.lower, self.upper,", "rng.uniform(0 * self.lower, self.upper,"),
    # shapes, covariances
    ("shapes.py", "np.where(i == j, 1.0, 2.0)", "np.where(i == j, 1.0, 1.0)"),
    ("shapes.py", "d * (d + 1) // 2\n", "d * d\n"),
    ("shapes.py", "return (1 if self.shared else K) * d\n", "return K * d\n"),
    ("shapes.py", "return precisions[..., 0, :1]", "return 2 * precisions[..., 0, :1]"),
    (
        "shapes.py",
        "shares = counts / counts.sum(axis=-1, keepdims=True)",
        "shares = 0 * counts + 1 / counts.shape[-1]",
    ),
    (
        "shapes.py",
        "axis2=-1)[..., None, None] * (np.eye(d) / d)",
        "axis2=-1)[..., None, None] * np.eye(d)",
    ),
    ("shapes.py", "log_det = 2 * np.log(L", "log_det = np.log(L"),
    ("shapes.py", "_TURNED = np.array([1.0, -2.0, 1.0])", "_TURNED = np.array([1.0, 2.0, 1.0])"),
    ("shapes.py", "linear = own * centres + 0.5 * crossed", "linear = own * centres + crossed"),
    ("shapes.py", "(a > 0) & (beyond > 0)", "(a > 0)"),
    (
        "shapes.py",
        "precisions = d / np.maximum(packed, TINY)",
        "precisions = 1 / np.maximum(packed, TINY)",
    ),
    ("shapes.py", "-np.log(precisions).sum(-1)", "np.log(precisions).sum(-1)"),
    ("covariances.py", "sizes = (1, d - 1, d * (d - 1) // 2)", "sizes = (1, d, d * (d - 1) // 2)"),
    ("covariances.py", '"E": 1, "V": K, "I": 0', '"E": 1, "V": K, "I": 1'),
    (
        "covariances.py",
        "return _proportional(counts, scatters)\n",
        "return _proportional(0 * counts + 1, scatters)\n",
    ),
    (
        "covariances.py",
        "np.log(variances).mean(axis=-1, keepdims=True)",
        "np.log(variances).sum(axis=-1, keepdims=True)",
    ),
    (
        "covariances.py",
        "np.sum(share * volumes, axis=-2, keepdims=True) * shapes",
        "np.mean(volumes, axis=-2, keepdims=True) * shapes",
    ),
    ("covariances.py", "share * variances / volumes_for(shape)", "share * variances"),
    ("covariances.py", "share * scatters / volumes_for(C)", "share * scatters"),
    ("covariances.py", "np.arctan2(-Q, -P) / 2", "np.arctan2(Q, -P) / 2"),
    ("covariances.py", "Q = 2 * np.sum(", "Q = np.sum("),
    (
        "covariances.py",
        "g = weight[..., i] - weight[..., j]",
        "g = weight[..., i] + weight[..., j]",
    ),
    (
        "covariances.py",
        "axes = _axes_of(scatters if before is None else before, share)",
        "axes = _axes_of(scatters, share)",
    ),
    ("covariances.py", "weight = share[..., None] / variances", "weight = 1 / variances"),
    ("covariances.py", '"VEI": Aligned(code="VEI")', '"VEI": Aligned(code="EVI")'),
    # passes, points
    (
        "passes.py",
        "return Sums(self.total + other.total, self.S + other.S)",
        "return Sums(self.total + other.total, other.S)",
    ),
    ("passes.py", "phi if weights is None else phi * weights", "phi"),
    ("passes.py", "return -0.5 * self.shape.dual(", "return 0.5 * self.shape.dual("),
    (
        "passes.py",
        "self.mixture.log_heights - 0.5 * self.offset",
        "self.mixture.log_heights - self.offset",
    ),
    ("passes.py", "own * (variances + self.centres**2)", "own * self.centres**2"),
    ("passes.py", "reach.max(axis=-1) <= RESOLUTION", "reach.max(axis=-1) <= 1e15 * RESOLUTION"),
    ("passes.py", "S = S + B @ counted.T", "S = B @ counted.T"),
    (
        "passes.py",
        "gained.sum(axis=-1) if weights is None else gained @ weights)\n        S =",
        "gained.sum(axis=-1))\n        S =",
    ),
    ("passes.py", "packed - own)", "packed)"),
    ("passes.py", "pooled = (squares - between)", "pooled = (squares + between)"),
    ("passes.py", "0.5 * np.sum(Y**2, axis=1)", "np.sum(Y**2, axis=1)"),
    ("passes.py", "R = A if weights is None else A * weights", "R = A"),
    ("passes.py", "within = mean_of[:, d:] - frame.squares(y.T).T", "within = mean_of[:, d:]"),
    ("passes.py", "means = mixture.means - origin + (L @", "means = mixture.means + (L @"),
    ("passes.py", "(L @ y[:, :, None])[:, :, 0]", "(y[:, :, None])[:, :, 0]"),
    ("points.py", "shared=shape.shared and not noisy", "shared=shape.shared"),
    ("points.py", "else weights @ X / n", "else weights @ X / len(X)"),
    ("points.py", "counted = Z if own is None else Z * own", "counted = Z"),
    (
        "points.py",
        "squares = n * shape.pack(covariance)",
        "squares = len(X) * shape.pack(covariance)",
    ),
    ("points.py", "total = total + natural.half[..., 0, :] @ self.squares", "total = total + 0"),
    (
        "points.py",
        "moments_of_residuals(sums, mixture, self.origin)",
        "moments_of_residuals(sums, mixture, 0 * self.origin)",
    ),
    ("points.py", "slow = np.logical_not(exact)", "slow = exact"),
    ("points.py", "mine[runs] = theirs", "mine[: len(theirs)] = theirs"),
    # steps, floors, sprint, stopping
    ("steps.py", "means = means + points.origin\n    moved", "moved"),
    (
        "steps.py",
        "whole = points.n if fit.mixture.noise else",
        "whole = points.n / 2 if fit.mixture.noise else",
    ),
    ("steps.py", "sigma = sigma + ridge * np.eye", "sigma = sigma + 2 * ridge * np.eye"),
    (
        "steps.py",
        "np.flatnonzero(self.widths < 2 * FLOOR)",
        "np.flatnonzero(self.widths < 0.5 * FLOOR)",
    ),
    ("steps.py", "np.flatnonzero(~(counts > STARVED))", "np.flatnonzero(counts < -1)"),
    ("steps.py", "means[empty] = fit", "means[empty] = 0 * fit"),
    ("steps.py", "noisy = mixture.noise is not None", "noisy = False"),
    ("floors.py", "axes * np.sqrt(np.maximum(variances, 1))", "axes * np.sqrt(variances + 1)"),
    ("floors.py", "return bool(thinness.max() <= 1 / floor)", "return bool(thinness.max() > 0)"),
    ("sprint.py", "done = max(step - 1, 0)", "done = step"),
    ("sprint.py", "(far <= RESOLUTION)", "(far <= 1e15 * RESOLUTION)"),
    ("sprint.py", "points.covariance.diagonal() + np.square(centres)", "np.square(centres)"),
    ("sprint.py", "order = np.argsort(alive)", "order = np.arange(len(alive))"),
    ("sprint.py", "yield before[out][alive], fit", "yield alive, fit"),
    ("sprint.py", "total = total + half[..., 0, :] @ points.squares", "total = total + 0"),
    ("sprint.py", "packed = packed + ridge * shape.pack(np.eye(d))", "packed = packed + ridge"),
    ("stopping.py", "gain * ratio / (1 - ratio)", "gain / (1 - ratio)"),
    ("stopping.py", "i == max_iter or", "i > max_iter or"),
    ("stopping.py", "tol * fit.n", "tol"),
    # starts, races, hierarchy
    ("starts.py", "np.cumsum(gap / gap.sum())", "np.cumsum(np.sqrt(gap))"),
    ("starts.py", "gaps = [np.minimum(gap, ", "gaps = [np.maximum(gap, "),
    ("starts.py", "rng=rng) * scale, shape)", "rng=rng), shape)"),
    (
        "starts.py",
        "means = R.T @ (X - points.origin) / counts[:, None]",
        "means = R.T @ X / counts[:, None]",
    ),
    ("starts.py", "np.argsort(-np.sum(Z**2, axis=1))", "np.argsort(np.sum(Z**2, axis=1))"),
    (
        "runners.py",
        "return self.collapsed or self.log_likelihood == -np.inf, -self.log_likelihood",
        "return False, -self.log_likelihood",
    ),
    (
        "runners.py",
        "self.log_likelihood == -np.inf, -self.log_likelihood",
        "self.log_likelihood == -np.inf, self.log_likelihood",
    ),
    ("races.py", "if gap > 0.01", "if gap >= 0"),
    ("races.py", "dropped = behind + dropped", "dropped = behind"),
    (
        "races.py",
        "points = few if len(few.X) == len(X) else",
        "points = few if len(few.X) > 0 else",
    ),
    ("races.py", "None if weights is None else weights[part]", "None"),
    ("races.py", "steps=runner.steps + steps,", "steps=steps,"),
    ("races.py", "mixture=fit.mixture[place],", "mixture=fit.mixture[0],"),
    ("runners.py", "TIE = 1e-9", "TIE = 0.0"),
    ("races.py", "(hows if K > 1 else hows[:1])", "hows"),
    ("races.py", "fit.widths[place] < 2 * FLOOR", "fit.widths[place] < 0"),
    (
        "hierarchy.py",
        "W[i] += W[j] + counts[i] * counts[j] / n * np.outer(gap, gap)",
        "W[i] += W[j]",
    ),
    ("hierarchy.py", "means[i] += counts[j] / n * gap", "means[i] += 0.5 * gap"),
    ("hierarchy.py", "+ between) - own[i] - own[others]", "+ between) - own[i]"),
    (
        "hierarchy.py",
        "floor = np.eye(W.shape[-1]) / counts[:, None, None]",
        "floor = np.eye(W.shape[-1])",
    ),
    ("hierarchy.py", "cost[j], cost[:, j] = np.inf, np.inf", "cost[j] = np.inf"),
    ("hierarchy.py", "labels[labels == j], left[j] = i, False", "labels[j], left[j] = i, False"),
    ("hierarchy.py", "U[:, s > 1e-10 * s[0]]", "(U * s)[:, s > 1e-10 * s[0]]"),
    ("hierarchy.py", "own[i] = _costs(counts[i : i + 1], W[i : i + 1])[0]", "pass"),
    # criteria
    ("criteria.py", "np.log(fit.n) - 2 *", "np.log(fit.n) -"),
    ("criteria.py", "return float(2 * fit.free_parameters", "return float(fit.free_parameters"),
    ("criteria.py", "return bic(fit) + 2 * entropy(fit)", "return bic(fit) - 2 * entropy(fit)"),
    ("criteria.py", "-np.sum(R * np.log(", "np.sum(R * np.log("),
    # priors, holding
    ("priors.py", "spread / K ** (2 / d)", "spread / K"),
    ("priors.py", "d + 2)\n", "d + 1)\n"),
    ("priors.py", "self.shrinkage * counts / (self.shrinkage + counts)", "self.shrinkage * counts"),
    ("priors.py", "(means.shape[-2] if shape.shared else 1)", "1"),
    ("priors.py", "means = means - gap *", "means = means + gap *"),
    ("priors.py", "gap = means + origin - self.mean", "gap = means - self.mean"),
    (
        "priors.py",
        "wishart = self.freedom + len(self.mean) + 1",
        "wishart = self.freedom + len(self.mean)",
    ),
    ("priors.py", "return 1 + (wishart / K", "return (wishart / K"),
    ("priors.py", "log_det = 2 * np.log(", "log_det = np.log("),
    ("priors.py", "once = 1 / mixture.K if", "once = 1 if"),
    ("holding.py", "- fit.points.origin", "- 0 * fit.points.origin"),
    ("holding.py", "left * loose / taken", "loose / taken"),
    ("holding.py", "taken = taken + 1 -", "taken = taken - 1 +"),
    ("holding.py", "scatters + gap[..., :, None] * gap[..., None, :]", "scatters"),
    (
        "holding.py",
        "centres = np.where(np.isnan(centres), means, centres)",
        "centres = np.where(np.isnan(centres), 0, centres)",
    ),
    ("holding.py", "if rest < -1e-12 or", "if"),
    # missing, labelled, streams
    ("missing.py", "gaps[:, lost] = gaps[:, seen] @ slope", "pass"),
    ("missing.py", "+ counted[k].sum() * unknown", ""),
    (
        "missing.py",
        "sigma[np.ix_(lost, lost)] - sigma[np.ix_(lost, seen)] @ slope",
        "sigma[np.ix_(lost, lost)]",
    ),
    (
        "missing.py",
        "return A, assign(A, known.background)",
        "return A, assign(A, mixture.background)",
    ),
    ("missing.py", "within - shift[:, :, None] * shift[:, None]", "within"),
    ("missing.py", "mixture.means - self.origin + shift", "mixture.means + shift"),
    ("missing.py", "counted = R * pattern.weights", "counted = R"),
    ("missing.py", "total += float(gained @ pattern.weights)", "total += float(gained.sum())"),
    ("missing.py", "A[:, pattern.rows] = R", "A[:, : len(pattern.rows)] = R"),
    ("labelled.py", "points.n * np.log(share)", "np.log(share)"),
    ("labelled.py", "mixture.noise if len(components) == mixture.K else None", "mixture.noise"),
    ("labelled.py", "share = 1.0 if noise else float(weights.sum())", "share = 1.0"),
    ("labelled.py", "shift = points.origin - self.origin", "shift = 0 * points.origin"),
    ("labelled.py", "spread = scatters + gap[:, :, None] * gap[:, None]", "spread = scatters"),
    ("labelled.py", "(known[:, None] < 0) |", "(known[:, None] < -1) |"),
    ("labelled.py", "None if own is None else own[rows]", "None"),
    ("streams.py", "share, gap = m / (n + m), other - mean", "share, gap = 0.5, other - mean"),
    (
        "streams.py",
        "between = share * (1 - share) * np.outer(gap, gap)",
        "between = share * np.outer(gap, gap)",
    ),
    ("streams.py", "(1 - share) * cov + share * spread", "share * cov + (1 - share) * spread"),
    ("streams.py", "if len(waiting) >= IN_FLIGHT:", "if False:"),
    ("streams.py", "counted = _by_features if exact else _by_residuals", "counted = _by_features"),
    ("streams.py", "if iter(items) is items:", "if False:"),
    (
        "streams.py",
        "rate = 1.0 if t == 0 else (t + delay) ** -power",
        "rate = 1.0 if t == 0 else (t + delay) ** power",
    ),
    ("streams.py", "S = S + rate * (sums.S / n - S)", "S = S + rate * (sums.S - S)"),
    ("streams.py", "assign, mixture.background)._replace", "assign)._replace"),
    ("streams.py", "if not 0.5 < power <= 1:", "if not 0.5 <= power <= 1:"),
    (
        "streams.py",
        "yield waiting.popleft().result()\n    while waiting:",
        "yield waiting.pop().result()\n    while waiting:",
    ),
    (
        "streams.py",
        "moments_of_residuals(sums, mixture, self.origin)",
        "moments_of_residuals(sums, mixture, 0 * self.origin)",
    ),
    # refined, conditioning, outliers, matching, merging
    ("refined.py", "whole + (slip + lost @ W.T)", "whole"),
    (
        "refined.py",
        "np.log(np.diag(M)) - np.log(np.diag(W))",
        "np.log(np.diag(M)) + np.log(np.diag(W))",
    ),
    (
        "refined.py",
        "gap, lost = _two_sum(X.T, -mean[:, None])",
        "gap, lost = X.T - mean[:, None], 0 * X.T",
    ),
    ("refined.py", "bits = (53 - (A.shape[1] - 1).bit_length()) // 2", "bits = 53"),
    ("refined.py", "> THIN).tolist()", "> 1e9 * THIN).tolist()"),
    ("refined.py", "(a - (total - part)) + (b - part)", "(b - part)"),
    (
        "conditioning.py",
        "weights=_updated(_part(mixture, seen), seen, values)",
        "weights=mixture.weights",
    ),
    ("conditioning.py", "L[:, b:, :b] @ z)", "-L[:, b:, :b] @ z)"),
    ("conditioning.py", "(values - mixture.means[:, seen])", "(values + mixture.means[:, seen])"),
    (
        "conditioning.py",
        "mixture.covariances[:, columns[:, None], columns]",
        "mixture.covariances[:, : len(columns), : len(columns)]",
    ),
    ("conditioning.py", '"VVI", "EEE", "VEE", "VVV")', '"VVI", "EEE", "VEE", "VVV", "EVI")'),
    ("outliers.py", "AnomalyScores(-log_density,", "AnomalyScores(log_density,"),
    ("outliers.py", "(1 + no_denser) / (1 + len(drawn))", "no_denser / len(drawn)"),
    (
        "outliers.py",
        "1 - _responsibilities(model, X).max(axis=1)",
        "1 - _responsibilities(model, X).min(axis=1)",
    ),
    ("matching.py", "np.sum(z**2, axis=-1) / 8", "np.sum(z**2, axis=-1) / 4"),
    ("matching.py", "_log_width(between) - own, 0)", "_log_width(between) + own, 0)"),
    (
        "matching.py",
        "room = everything * (in_a + in_b) / 2 - by_chance",
        "room = everything * (in_a + in_b) / 2",
    ),
    (
        "matching.py",
        "linear_sum_assignment(distances(before, after))[1]",
        "linear_sum_assignment(distances(after, before))[1]",
    ),
    (
        "merging.py",
        "own[j] + own[k] - _entropies(R[:, j] + R[:, k])",
        "own[j] + own[k] + _entropies(R[:, j] + R[:, k])",
    ),
    (
        "merging.py",
        "height = max(height, merges[0].entropy - step.entropy)",
        "height = max(height, step.entropy)",
    ),
    # checks, lazy, plot
    ("checks.py", "if count < 1:", "if count < 0:"),
    ("checks.py", "if n is not None and count > n:", "if n is not None and count > 2 * n:"),
    ("checks.py", "np.ptp(X, axis=0) == 0", "np.ptp(X, axis=0) < 0"),
    ("checks.py", "raw.dtype if raw.dtype == np.float32 else np.float64", "np.float64"),
    ("checks.py", "if distinct < K:", "if distinct < K - 1:"),
    ("checks.py", "table.min() >= 0 and table.sum() > 0", "table.sum() > 0"),
    (
        "lazy.py",
        "value = owner.__dict__[self.name] = self.compute(owner)",
        "value = self.compute(owner)",
    ),
    ("owners.py", "    limit += doubt\n", ""),
    ("owners.py", "flatnonzero(rivals != 1)", "flatnonzero(rivals > 2)"),
    ("owners.py", "ROUNDING * (flat.shape[-1] + 3)", "1e-3 * ROUNDING * (flat.shape[-1] + 3)"),
    ("owners.py", "            rough = None\n", ""),
    ("owners.py", "np.min_scalar_type(-K)", "np.dtype(np.int8)"),
    ("plot/style.py", "np.arctan2(y, x)", "np.arctan2(x, y)"),
]


def _mutated(folder: Path, name: str, old: str, new: str) -> None:
    """A copy of the package with one line changed."""
    shutil.copytree(PACKAGE, folder / "gmmlab", ignore=shutil.ignore_patterns("learn", "teach"))
    source = folder / "gmmlab" / name
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(old, new), encoding="utf-8")


STEM = """
import json, os, sys
import hypothesis.extra.numpy, matplotlib.figure, mpmath, numpy, pytest, scipy.optimize, scipy.stats

for line in sys.stdin:
    folder, options = json.loads(line)
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        os.chdir(folder)
        sys.path.insert(0, folder)
        os.environ["PYTHONPATH"] = folder
        report = os.open("report", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(report, 1)
        os.dup2(report, 2)
        code = pytest.main(options)
        sys.stdout.flush()
        os._exit(code)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""A process that has imported all but gmmlab, and forks one for each mutant."""


@pytest.fixture(scope="module")
def stem():
    settings = {**os.environ, "CI": "1", "GMMLAB_EXAMPLES": "4"}
    settings["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", STEM]
    with subprocess.Popen(command, cwd="/", env=settings, **pipes) as running:
        yield running
        running.stdin.close()


def _caught(stem, folder: Path, suite: list[str], patience: float = PATIENCE) -> bool:
    """Whether the suite fails, or never ends, on the package in this folder."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin"]
    options += ["-c", str(HERE.parent / "pyproject.toml"), "-o", "addopts=", "-m", "not slow"]
    options += [str(HERE / part) for part in suite]
    print(json.dumps([str(folder), options]), file=stem.stdin, flush=True)
    child = int(stem.stdout.readline())
    late = threading.Timer(patience, os.killpg, (child, signal.SIGKILL))
    late.start()
    code = int(stem.stdout.readline())
    late.cancel()
    if code == -signal.SIGKILL:
        return True
    assert code in (0, 1), (folder / "report").read_text(encoding="utf-8")
    return code == 1


@pytest.mark.parametrize("name", SUITES)
def test_every_mutant_changes_one_place(name):
    """A text that has changed since, or stands in two places, would mutate nothing, or too much."""
    text = (PACKAGE / name).read_text(encoding="utf-8")
    texts = [(old, new) for module, old, new in MUTANTS if module == name]
    assert texts, f"{name} has no mutants"
    for old, new in texts:
        assert text.count(old) == 1, f"{name} holds {old!r} {text.count(old)} times"
        compile(text.replace(old, new), name, "exec")


@pytest.mark.slow
def test_the_suites_pass_on_an_unharmed_copy(stem, tmp_path):
    """What kills a mutant is its mutation."""
    _mutated(tmp_path, "lazy.py", "", "")
    every = dict.fromkeys(part for suite in SUITES.values() for part in suite)
    caught = _caught(stem, tmp_path, list(every), patience=5 * PATIENCE)
    assert not caught, (tmp_path / "report").read_text(encoding="utf-8")


ASKED = MUTANTS if os.environ.get("GMMLAB_MUTANTS") == "all" else MUTANTS[::3]
"""Every third by default: all of them take an hour, and say the same until a module changes."""


@pytest.mark.slow
@pytest.mark.parametrize("mutant", ASKED, ids=lambda m: f"{m[0]}: {m[2].strip() or 'deleted'}")
def test_planted_bugs_are_caught(stem, mutant, tmp_path):
    _mutated(tmp_path, *mutant)
    assert _caught(stem, tmp_path, SUITES[mutant[0]])
