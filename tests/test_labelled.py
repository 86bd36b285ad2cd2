"""Some labels known: a point is shared out among the components it may belong to, and no others."""

from contextlib import suppress
from dataclasses import replace
from itertools import islice, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from gmmlab import (
    BadInput,
    Mixture,
    Noise,
    bic,
    datasets,
    e_step,
    em,
    m_step,
    start,
    until_converged,
)
from gmmlab.assign import hard
from gmmlab.covariances import SHAPES
from gmmlab.errors import CollapsedComponent
from gmmlab.labelled import Labelled
from gmmlab.races import climb
from gmmlab.shapes import Full

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)

IRIS = datasets.iris()


def case(seed, n=50):
    """Points, K, the labels they were drawn with, and a table of what each may be."""
    rng = np.random.default_rng(seed)
    K, d = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    labels = np.arange(n) % K
    X = rng.normal(0, 3, (K, d))[labels] + rng.normal(size=(n, d))
    allowed = rng.random((n, K)) < rng.choice([0.4, 0.9])
    allowed[rng.random(n) < 0.5] = True
    allowed[np.arange(n), labels] = True
    return X, K, labels, allowed


def joint(X, mixture):
    """Log πₖ N(x | μₖ, Σₖ), (n, K), by scipy."""
    parameters = zip(mixture.weights, mixture.means, mixture.covariances, strict=True)
    columns = [np.log(w) + multivariate_normal(m, S).logpdf(X) for w, m, S in parameters]
    return np.array(columns).T


def among(X, mixture, allowed):
    """Log-densities and responsibilities among what is allowed."""
    A = np.where(allowed, joint(X, mixture), -np.inf)
    total = logsumexp(A, axis=1)
    return total, np.exp(A - total[:, None])


@shapes
@few
@given(seeds)
def test_points_are_shared_among_what_they_may_be(shape, seed):
    """Log-likelihood, responsibilities and the M-step, against plain sums."""
    X, K, _, allowed = case(seed)
    mixture = start(X, K, shape, rng=0)
    fit = e_step(Labelled.of(X, allowed, K), mixture)
    total, R = among(X, mixture, allowed)
    assert fit.log_likelihood == pytest.approx(total.sum(), rel=1e-10)
    np.testing.assert_allclose(fit.responsibilities, R, atol=1e-9)
    assert np.all(fit.responsibilities[~allowed] == 0)
    moved = m_step(fit)
    np.testing.assert_allclose(moved.weights, R.mean(axis=0), rtol=1e-9)
    means = R.T @ X / R.sum(axis=0)[:, None]
    np.testing.assert_allclose(moved.means, means, atol=1e-8)
    gaps = X - means[:, None]
    scatters = np.einsum("nk,kni,knj->kij", R, gaps, gaps) / R.sum(axis=0)[:, None, None]
    wanted = shape.covariances(R.sum(axis=0), scatters, mixture.covariances)
    np.testing.assert_allclose(moved.covariances, wanted, rtol=1e-6, atol=1e-8)


@shapes
@few
@given(seeds)
def test_knowing_all_is_fitting_each_class(shape, seed):
    """One step, whatever the start, and there it stays."""
    X, K, labels, _ = case(seed)
    _, first, second = islice(em(Labelled.of(X, labels, K), start(X, K, shape, rng=0)), 3)
    counts = np.bincount(labels)
    np.testing.assert_allclose(first.mixture.weights, counts / len(X), rtol=1e-12)
    groups = [X[labels == k] for k in range(K)]
    np.testing.assert_allclose(first.mixture.means, [g.mean(axis=0) for g in groups], rtol=1e-9)
    d = X.shape[1]
    scatters = np.array([np.cov(g.T, bias=True).reshape(d, d) for g in groups])
    if shape.name not in ("EVE", "VVE"):  # these take several steps to rest
        wanted = shape.covariances(counts.astype(float), scatters)
        np.testing.assert_allclose(first.mixture.covariances, wanted, rtol=1e-6, atol=1e-8)
        assert second.log_likelihood == pytest.approx(first.log_likelihood, rel=1e-10)
    np.testing.assert_array_equal(first.labels, labels)
    total, _ = among(X, first.mixture, labels[:, None] == np.arange(K))
    assert first.log_likelihood == pytest.approx(total.sum(), rel=1e-9)


@shapes
@few
@given(seeds)
def test_knowing_nothing_is_plain_em(shape, seed):
    X, K, *_ = case(seed)
    begin = start(X, K, shape, rng=0)
    try:
        *_, one = islice(em(Labelled.of(X, np.full(len(X), -1), K), begin), 4)
        *_, two = islice(em(X, begin), 4)
    except CollapsedComponent:
        reject()
    assume(np.linalg.cond(two.mixture.covariances).max() < 1e4)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-8)
    assert bic(one) == pytest.approx(bic(two), rel=1e-8)
    np.testing.assert_allclose(one.responsibilities, two.responsibilities, atol=1e-6)
    ours, theirs = one.mixture.covariances, two.mixture.covariances
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-7)


@shapes
@few
@given(seeds)
def test_knowing_something_the_likelihood_never_falls(shape, seed):
    X, K, labels, allowed = case(seed)
    told = np.where(np.arange(len(X)) % 3 == 0, labels, -1) if seed % 2 else allowed
    values, worst = [], 1.0
    with suppress(CollapsedComponent):
        for fit in islice(em(Labelled.of(X, told, K), start(X, K, shape, rng=0)), 8):
            values.append(fit.log_likelihood)
            worst = max(worst, np.linalg.cond(fit.mixture.covariances).max())
    slack = 1e-11 * abs(values[-1]) + len(X) * worst * 2.3e-16
    assert all(b >= a - slack for a, b in pairwise(values))


@few
@given(seeds)
def test_labels_are_a_table_with_one_true_each(seed):
    X, K, labels, _ = case(seed)
    known = np.where(np.arange(len(X)) % 2 == 0, labels, -1)
    table = (known[:, None] == np.arange(K)) | (known < 0)[:, None]
    begin = start(X, K, rng=0)
    one, two = (e_step(Labelled.of(X, told, K), begin) for told in (known, table))
    assert one.log_likelihood == two.log_likelihood
    np.testing.assert_array_equal(one.responsibilities, two.responsibilities)


@few
@given(seeds)
def test_whole_weights_are_repeated_rows(seed):
    X, K, _, allowed = case(seed)
    times = np.random.default_rng(seed).integers(1, 4, len(X))
    begin = start(X, K, rng=0)
    one = e_step(Labelled.of(X, allowed, K, weights=times), begin)
    rows = np.repeat(np.arange(len(X)), times)
    two = e_step(Labelled.of(X[rows], allowed[rows], K), begin)
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=1e-10)
    assert one.n == two.n == times.sum()
    np.testing.assert_allclose(one.counts, two.counts, rtol=1e-10)
    ours, theirs = m_step(one).covariances, m_step(two).covariances
    np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-9)


@few
@given(seeds)
def test_only_unlabelled_points_may_be_noise(seed):
    X, K, labels, _ = case(seed)
    known = np.where(np.arange(len(X)) % 2 == 0, labels, -1)
    box = Noise(X.min(axis=0) - 1, X.max(axis=0) + 1)
    begin = start(X, K, rng=0)
    begin = replace(begin, weights=0.6 * begin.weights, noise=box)
    flat = np.where(known < 0, np.log(0.4) + box.log_height, -np.inf)
    allowed = (known[:, None] == np.arange(K)) | (known < 0)[:, None]
    A = np.column_stack([np.where(allowed, joint(X, begin), -np.inf), flat])
    fit = e_step(Labelled.of(X, known, K), begin)
    total = logsumexp(A, axis=1)
    assert fit.log_likelihood == pytest.approx(total.sum(), rel=1e-10)
    R = np.exp(A - total[:, None])[:, :-1]
    np.testing.assert_allclose(fit.responsibilities, R, atol=1e-9)
    np.testing.assert_allclose(m_step(fit).weights, R.sum(axis=0) / len(X), rtol=1e-9)


@few
@given(seeds)
def test_the_winner_is_one_of_those_allowed(seed):
    X, K, _, allowed = case(seed)
    begin = start(X, K, rng=0)
    A = np.where(allowed, joint(X, begin), -np.inf)
    fit = e_step(Labelled.of(X, allowed, K), begin, hard)
    np.testing.assert_array_equal(fit.labels, A.argmax(axis=1))
    assert fit.log_likelihood == pytest.approx(A.max(axis=1).sum(), rel=1e-10)


@few
@given(seeds)
def test_runs_side_by_side_are_runs(seed):
    X, K, _, allowed = case(seed)
    points = Labelled.of(X, allowed, K)
    runs = [start(X, K, rng=i) for i in range(3)]
    alive, batch = climb(points, Mixture.side_by_side(runs), 2)
    for place, run in enumerate(alive):
        *_, own = islice(em(points, runs[run]), 3)
        assert batch.log_likelihood[place] == pytest.approx(own.log_likelihood, rel=1e-9)


def test_a_few_labels_help():
    """Versicolor and virginica overlap: with ten labels of each, fewer points go astray."""
    known = np.full(150, -1)
    known[::5] = IRIS.labels[::5]
    begin = start(IRIS.X, 3, SHAPES["EEE"], rng=0)
    *_, blind = until_converged(em(IRIS.X, begin))
    *_, told = until_converged(em(Labelled.of(IRIS.X, known, 3), begin))
    hidden = known < 0
    wrong = np.sum(told.labels[hidden] != IRIS.labels[hidden])
    order = np.array([np.bincount(IRIS.labels[blind.labels == k]).argmax() for k in range(3)])
    assert wrong <= np.sum(order[blind.labels[hidden]] != IRIS.labels[hidden])
    assert wrong <= 5
    np.testing.assert_array_equal(told.labels[~hidden], IRIS.labels[~hidden])


def test_labels_name_the_components():
    """Whatever the start calls them."""
    X = np.concatenate([np.linspace(0, 1, 20), np.linspace(9, 10, 20)])[:, None]
    known = np.full(40, -1)
    known[0], known[-1] = 1, 0
    begin = Mixture.balls(np.array([[4.0], [6.0]]), 9.0)
    *_, fit = until_converged(em(Labelled.of(X, known, 2), replace(begin, shape=Full())))
    np.testing.assert_allclose(fit.mixture.means.ravel(), [9.5, 0.5], atol=0.01)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ([0, 1, 2], "values from 0 to 2, but 3 points and 2 components need 3 labels from 0 to 1"),
        ([0, 1], r"known has shape \(2,\)"),
        ([0, -2, 1], "values from -2 to 1"),
        ([0, 0.5, 1], r"need 3 labels from 0 to 1, -1 where unknown"),
        (np.ones((3, 3), dtype=bool), r"or a table of shape \(3, 2\) of True and False"),
        ([[True, True], [False, False], [True, False]], "point 1 may belong to no component"),
    ],
)
def test_labels_that_name_nothing_are_refused(known, told):
    with pytest.raises(BadInput, match=told):
        Labelled.of([[0.0], [1.0], [2.0]], known, 2)


def test_labels_for_other_components_are_refused():
    """Three were announced, but the mixture has two."""
    points = Labelled.of([[0.0], [1.0], [2.0]], [0, 1, 2], 3)
    with pytest.raises(BadInput, match="labels for 3 components, but the mixture has 2"):
        e_step(points, Mixture.balls(np.array([[0.0], [1.0]])))
