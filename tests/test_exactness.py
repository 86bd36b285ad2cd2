"""How many digits are right: densities and EM against the same sums done in fifty digits.

A float64 covariance counts as exact, however nearly singular: the reference is computed from
exactly its numbers.  scikit-learn is measured beside us, and must never be the more exact.
"""

import warnings
from fractions import Fraction
from itertools import islice, product

import hypothesis.strategies as st
import mpmath
import numpy as np
import pytest
from hypothesis import given
from sklearn.mixture import GaussianMixture as Theirs
from sklearn.mixture._gaussian_mixture import _compute_precision_cholesky

from gmmlab import Mixture, em, m_step
from gmmlab.errors import CollapsedComponent
from gmmlab.refined import Frame, frames, inflation, squared_distances
from gmmlab.shapes import Diagonal, Full, Spherical

DIGITS = 1e-9
"""What every log-density must keep, as a share of itself or of one nat."""
SLACK = 1e-13
"""By how much scikit-learn may happen to be nearer: rounding of the last few bits."""
EPS = np.finfo(float).eps
KINDS = {
    "full": Full(),
    "tied": Full(shared=True),
    "diag": Diagonal(),
    "spherical": Spherical(),
}

mpmath.mp.dps = 50
exact = np.vectorize(mpmath.mpf, otypes=[object])
log = np.vectorize(mpmath.log, otypes=[object])
exp = np.vectorize(mpmath.exp, otypes=[object])


# The reference: textbook formulae on arrays of fifty-digit numbers.


def exact_factor(sigma):
    """The Cholesky factor, row by row."""
    L = np.zeros_like(sigma)
    for i, j in product(range(len(sigma)), repeat=2):
        if j <= i:
            left = sigma[i, j] - mpmath.fdot(zip(L[i, :j], L[j, :j], strict=True))
            L[i, j] = mpmath.sqrt(left) if i == j else left / L[j, j]
    return L


def exact_whitened(L, gaps):
    """Forward substitution: L y = x - μ for every column."""
    y = np.zeros_like(gaps)
    for i in range(len(L)):
        y[i] = (gaps[i] - L[i, :i] @ y[:i] if i else gaps[i]) / L[i, i]
    return y


def exact_joint(X, weights, means, covariances):
    """Log πₖ N(x | μₖ, Σₖ), shape (n, K)."""
    columns = []
    for weight, mean, sigma in zip(weights, means, covariances, strict=True):
        L = exact_factor(sigma)
        squares = np.sum(exact_whitened(L, (X - mean).T) ** 2, axis=0)
        height = mpmath.log(weight) - log(np.diag(L)).sum() - len(mean) * log(2 * mpmath.pi) / 2
        columns.append(height - squares / 2)
    return np.array(columns).T


def exact_shares(joint):
    """Log-densities (n,) and responsibilities (n, K)."""
    top = joint.max(axis=1, keepdims=True)
    shares = exp(joint - top)
    total = shares.sum(axis=1, keepdims=True)
    return (top + log(total))[:, 0], shares / total


def exact_restricted(kind, counts, scatters):
    """The covariances of a kind that these scatters make likeliest."""
    eye = exact(np.eye(scatters.shape[1]))
    if kind == "tied":
        pooled = np.einsum("k,kij->ij", counts, scatters) / counts.sum()
        return np.array([pooled] * len(counts))
    if kind == "diag":
        return scatters * eye
    if kind == "spherical":
        return np.array([np.trace(scatter) / len(eye) * eye for scatter in scatters])
    return scatters


def exact_em(X, begin, kind, steps):
    """Log-likelihood, weights, means and covariances after so many steps."""
    X, *parameters = map(exact, (X, begin.weights, begin.means, begin.covariances))
    for _ in range(steps):
        R = exact_shares(exact_joint(X, *parameters))[1]
        counts = R.sum(axis=0)
        means = R.T @ X / counts[:, None]
        gaps = [X - mean for mean in means]
        scatters = [(g.T * r) @ g / r.sum() for g, r in zip(gaps, R.T, strict=True)]
        parameters = counts / len(X), means, exact_restricted(kind, counts, np.array(scatters))
    return exact_shares(exact_joint(X, *parameters))[0].sum(), *parameters


def error(found, true):
    """The largest error, each as a share of the true value or of one."""
    return float(np.max(np.abs(exact(found) - true) / np.maximum(np.abs(true), 1)))


# Densities.


def ill_conditioned(kind, d, K, condition, offset, seed=0):
    """A mixture whose features have units of their own, and six points: near, and 40 σ away."""
    rng = np.random.default_rng([seed, d, K])
    widths = np.logspace(0, -np.log10(condition) / 2, d)
    if kind == "spherical":
        widths = np.ones(d)
    axes = [np.linalg.qr(rng.standard_normal((d, d)))[0] for _ in range(K)]
    roots = np.array([np.eye(d) if kind != "full" else Q for Q in axes]) * widths
    units = 1.0 if kind == "spherical" else 10.0 ** rng.integers(-2, 3, d)
    roots = roots * np.reshape(units, (-1, 1))
    covariances = roots @ roots.transpose(0, 2, 1)
    covariances = (covariances + covariances.transpose(0, 2, 1)) / 2
    means = offset + 3 * rng.standard_normal((K, d)) * units
    noise = rng.standard_normal((6, d))
    noise[3:] *= 40 / np.linalg.norm(noise[3:], axis=1, keepdims=True)
    X = means[0] + noise @ roots[0].T
    weights = rng.dirichlet(np.full(K, 5.0))
    return X, Mixture(weights, means, covariances, KINDS[kind])


def scikit_learns_error(X, mixture, kind, true):
    """How far off its own score_samples is, infinite where it gives up."""
    sigma = mixture.covariances
    variances = sigma.diagonal(axis1=1, axis2=2)
    own = {"full": sigma, "diag": variances, "spherical": variances[:, 0]}[kind]
    theirs = Theirs(mixture.K, covariance_type=kind)
    theirs.weights_, theirs.means_, theirs.covariances_ = mixture.weights, mixture.means, own
    try:
        theirs.precisions_cholesky_ = _compute_precision_cholesky(own, kind)
    except ValueError:
        return np.inf
    return error(theirs.score_samples(X), true)


def assert_exact(kind, d, K, condition, offset):
    X, mixture = ill_conditioned(kind, d, K, condition, offset)
    joint = exact_joint(*map(exact, (X, mixture.weights, mixture.means, mixture.covariances)))
    density, shares = exact_shares(joint)
    assert error(mixture.log_joint(X), joint) <= DIGITS
    assert error(mixture.responsibilities(X), shares) <= DIGITS
    ours = error(mixture.log_density(X), density)
    assert ours <= DIGITS
    assert ours <= scikit_learns_error(X, mixture, kind, density) + SLACK


OFFSETS = pytest.mark.parametrize("offset", [0.0, 1e4, 1e8])
CONDITIONS = pytest.mark.parametrize("condition", [1e0, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12])


@OFFSETS
@CONDITIONS
@pytest.mark.parametrize(("d", "K"), [(1, 1), (1, 5), (2, 1), (2, 3), (5, 5)])
def test_log_densities_are_right_to_nine_digits(d, K, condition, offset):
    assert_exact("full", d, K, condition, offset)


@OFFSETS
@pytest.mark.parametrize("condition", [1e0, 1e6, 1e12])
@pytest.mark.parametrize("kind", ["diag", "spherical"])
def test_so_are_those_of_ellipses_along_the_axes_and_balls(kind, condition, offset):
    assert_exact(kind, 5, 3, condition, offset)


@pytest.mark.parametrize(("d", "K"), [(20, 2), (100, 1)])
def test_so_are_those_in_many_dimensions(d, K):
    assert_exact("full", d, K, 1e12, 1e4)


@pytest.mark.slow
@OFFSETS
@CONDITIONS
@pytest.mark.parametrize(("d", "K"), [(20, 5), (100, 2)])
def test_so_are_those_in_many_dimensions_whatever_the_condition(d, K, condition, offset):
    assert_exact("full", d, K, condition, offset)


@given(st.integers(0, 2**32 - 1), st.integers(2, 6), st.floats(0, 15))
def test_refined_distances_are_right_to_the_last_digits(seed, d, decades):
    """Up to a condition of 1e15, where a Cholesky factor has no digit left."""
    X, mixture = ill_conditioned("full", d, 1, 10**decades, 100.0, seed)
    sigma, mean = mixture.covariances[0], mixture.means[0]
    try:
        L = np.linalg.cholesky(sigma)
        found = squared_distances(X, mean, sigma, L), Frame.of(sigma, L).log_width
    except np.linalg.LinAlgError:
        assert decades > 14
        return
    L = exact_factor(exact(sigma))
    true = np.sum(exact_whitened(L, (exact(X) - exact(mean)).T) ** 2, axis=0)
    assert error(found[0], true) <= 1e-12
    assert error(found[1], log(np.diag(L)).sum()) <= 1e-12


def test_without_refinement_nine_digits_are_out_of_reach():
    """So the tolerance above can fail: numpy's own factor keeps five at a condition of 1e12."""
    X, mixture = ill_conditioned("full", 5, 1, 1e12, 0.0)
    sigma, mean = mixture.covariances[0], mixture.means[0]
    plain = np.sum(np.linalg.solve(np.linalg.cholesky(sigma), (X - mean).T) ** 2, axis=0)
    L = exact_factor(exact(sigma))
    true = np.sum(exact_whitened(L, (exact(X) - exact(mean)).T) ** 2, axis=0)
    assert error(plain, true) > 100 * DIGITS


@given(st.integers(0, 2**32 - 1), st.integers(2, 6), st.floats(0, 8))
def test_inflation_knows_no_units_and_bounds_the_condition(seed, d, decades):
    mixture = ill_conditioned("full", d, 1, 10**decades, 0.0, seed)[1]
    units = 10.0 ** np.random.default_rng(seed).integers(-9, 9, d)
    sigma = mixture.covariances[0]
    found = [float(inflation(S, np.linalg.inv(S))) for S in (sigma, sigma * np.outer(units, units))]
    assert found[1] == pytest.approx(found[0], rel=1e-6)
    sd = np.sqrt(np.diag(sigma))
    condition = np.linalg.cond(sigma / np.outer(sd, sd))
    assert found[0] * (1 - 1e-6) <= condition <= d**2 * found[0] * (1 + 1e-6)


def test_healthy_components_are_not_refined():
    """Nor are those along the axes, however unequal their widths."""
    for kind, condition in [("full", 1e2), ("diag", 1e12), ("spherical", 1.0)]:
        mixture = ill_conditioned(kind, 5, 3, condition, 0.0)[1]
        assert frames(mixture.covariances, mixture.factors, mixture.precisions) == {}


def hidden_deficit():
    """A covariance without positive definiteness, and the Cholesky factor that misses it."""
    for seed in range(2000):
        B = np.random.default_rng(seed).integers(-9, 9, (4, 3)) / 7
        sigma = B @ B.T
        try:
            L = np.linalg.cholesky(sigma)
        except np.linalg.LinAlgError:
            continue
        if determinant([[Fraction(x) for x in row] for row in sigma]) < 0:
            return sigma, L
    raise AssertionError("no such matrix among these")


def determinant(rows):
    """Of rational numbers, by elimination: exact."""
    value = Fraction(1)
    for i, pivot in enumerate(rows):
        value *= pivot[i]
        for row in rows[i + 1 :]:
            ratio = row[i] / pivot[i]
            row[:] = [a - ratio * b for a, b in zip(row, pivot, strict=True)]
    return value


def test_a_covariance_that_rounding_alone_makes_positive_is_refused():
    sigma, L = hidden_deficit()
    assert np.linalg.slogdet(L)[0] == 1
    W = np.linalg.inv(L)
    with pytest.raises(CollapsedComponent, match="component 0 of 1 has no width left"):
        frames(sigma[None], L[None], (W.T @ W)[None])


# EM.


def clusters(spread, offset):
    """Three clusters, one far from two that meet; their width is `spread` times that distance."""
    rng = np.random.default_rng(36)
    root = np.tril(0.4 * rng.standard_normal((3, 2, 2))) + np.eye(2)
    labels = np.arange(36) % 3
    apart = np.array([[0.0, 0.0], [1.5 * spread, 1.5 * spread], [0.7, -0.7]])
    means = offset + rng.standard_normal(2) + apart
    noise = np.einsum("nij,nj->ni", root[labels], rng.standard_normal((36, 2)))
    sigma = np.tile(1.5 * spread**2 * np.eye(2), (3, 1, 1))
    begin = Mixture(np.full(3, 1 / 3), means + 0.2 * spread, sigma)
    return means[labels] + spread * noise, begin


def ridges(condition):
    """Forty points on two thin ridges that lean one way and overlap."""
    rng = np.random.default_rng(40)
    Q = np.linalg.qr(rng.standard_normal((2, 2)))[0] * [1.0, condition**-0.5]
    means = np.array([[0.0, 0.0], [2.0, 1.0]]) @ Q.T
    X = means[np.arange(40) % 2] + rng.standard_normal((40, 2)) @ Q.T
    sigma = 1.5 * Q @ Q.T
    return X, Mixture(np.full(2, 0.5), means, np.tile((sigma + sigma.T) / 2, (2, 1, 1)))


def our_steps(X, begin, kind, steps=5):
    start = Mixture(begin.weights, begin.means, begin.covariances, KINDS[kind])
    fits = em(X, start, maximise=lambda fit: m_step(fit, floor=0))
    *_, fit = islice(fits, steps + 1)
    mixture = fit.mixture
    return fit.log_likelihood, mixture.weights, mixture.means, mixture.covariances


def scikit_learns_steps(X, begin, kind, steps=5):
    """The same steps; None where it gives up."""
    K, d = begin.means.shape
    inverse = np.linalg.inv(begin.covariances)
    diagonal = inverse.diagonal(axis1=1, axis2=2)
    told = {"full": inverse, "tied": inverse[0], "diag": diagonal, "spherical": diagonal[:, 0]}
    theirs = Theirs(
        K,
        covariance_type=kind,
        reg_covar=0,
        tol=0,
        max_iter=steps,
        weights_init=begin.weights,
        means_init=begin.means,
        precisions_init=told[kind],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs.fit(X)
        except ValueError:
            return None
    own = theirs.covariances_
    if kind in ("diag", "spherical"):
        own = np.reshape(own, (K, -1, 1)) * np.eye(d)
    sigma = np.broadcast_to(own, (K, d, d))
    return theirs.score_samples(X).sum(), theirs.weights_, theirs.means_, sigma


def errors(found, true):
    """Of log-likelihood, weights, means and covariances; the last two in standard deviations."""
    sd = np.vectorize(mpmath.sqrt)(true[3].diagonal(axis1=1, axis2=2))
    units = [max(abs(true[0]), 1), 1, sd, sd[:, :, None] * sd[:, None]]
    gaps = [np.abs(exact(f) - t) / u for f, t, u in zip(found, true, units, strict=True)]
    return np.array([float(np.max(gap)) for gap in gaps])


def five_steps(data, kind, *arguments):
    """Our errors after five steps, and scikit-learn's."""
    X, begin = data(*arguments)
    true = exact_em(X, begin, kind, 5)
    theirs = scikit_learns_steps(X, begin, kind)
    beside = np.full(4, np.inf) if theirs is None else errors(theirs, true)
    return errors(our_steps(X, begin, kind), true), beside


def assert_never_less_exact(spread, offset, kind):
    """The worst error is no worse than scikit-learn's, and what rounding the means must cost."""
    ours, theirs = five_steps(clusters, kind, spread, offset)
    assert ours.max() <= max(theirs.max(), 1e-10)
    assert ours.max() <= 1e-10 + 20 * EPS * (offset + 1) / spread


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("spread", "offset"), [(1, 0), (1, 1e8), (1e-3, 1e4), (1e-6, 0)])
def test_five_steps_are_never_less_exact_than_scikit_learns(spread, offset, kind):
    assert_never_less_exact(spread, offset, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spread", [1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6])
@pytest.mark.parametrize("offset", [0, 1e4, 1e8])
def test_five_steps_are_never_less_exact_anywhere(spread, offset, kind):
    assert_never_less_exact(spread, offset, kind)


@pytest.mark.parametrize("kind", ["full", "tied"])
@pytest.mark.parametrize("condition", [1e4, 1e8, 1e12])
def test_five_steps_on_thin_ridges(condition, kind):
    """What rounding a covariance to floats costs, condition * 2⁻⁵³, is all that may be lost."""
    ours, _ = five_steps(ridges, kind, condition)
    assert np.all(ours <= 1e-10 + EPS * condition)


@pytest.mark.parametrize("condition", [1e4, 1e8, 1e12])
def test_the_first_pass_over_thin_ridges_is_exact(condition):
    """Here nothing has been rounded yet: the log-likelihood of the start, to the last digits."""
    X, begin = ridges(condition)
    true = exact_em(X, begin, "full", 0)
    assert errors(our_steps(X, begin, "full", 0), true)[0] <= 1e-11
