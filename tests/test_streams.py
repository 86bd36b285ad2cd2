"""Blocks here, in threads, in processes, on a cluster: the same sums, so the same fit."""

import multiprocessing
import os
import signal
import tracemalloc
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from gmmlab import BadInput, Mixture, Noise, bic, e_step, em, m_step, start, until_converged
from gmmlab.assign import hard
from gmmlab.covariances import SHAPES
from gmmlab.errors import BadMixture, ConstantFeature
from gmmlab.races import climb
from gmmlab.shapes import Diagonal, Full
from gmmlab.streams import IN_FLIGHT, Stream, _mapped, stepwise

shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=2 + settings().max_examples // 20)


def cut(seed, n=90):
    """Points, the same in blocks of all sizes, and K."""
    rng = np.random.default_rng(seed)
    K, d = int(rng.integers(1, 4)), int(rng.integers(1, 4))
    X = rng.normal(0, 5, (K, d))[np.arange(n) % K] + rng.normal(size=(n, d))
    edges = np.sort(rng.choice(np.arange(1, n), size=rng.integers(0, 6), replace=False))
    return X, np.split(X, edges), K


def assert_same(one, two, rtol=1e-10):
    """Log-likelihood, moments and parameters of two fits."""
    assert one.log_likelihood == pytest.approx(two.log_likelihood, rel=rtol)
    assert one.n == two.n
    ours, theirs = one.mixture, two.mixture
    scale = np.sqrt(two.points.covariance.diagonal())
    squared = np.outer(scale, scale)
    np.testing.assert_allclose(one.counts, two.counts, rtol=rtol)
    centres = one.moments.means / scale, two.moments.means / scale
    np.testing.assert_allclose(*centres, rtol=rtol, atol=rtol)
    np.testing.assert_allclose(ours.weights, theirs.weights, rtol=rtol, atol=rtol)
    np.testing.assert_allclose(ours.means / scale, theirs.means / scale, rtol=rtol, atol=rtol)
    np.testing.assert_allclose(
        ours.covariances / squared, theirs.covariances / squared, rtol=rtol, atol=rtol
    )


@shapes
@few
@given(seeds)
def test_a_stream_is_its_points(shape, seed):
    X, blocks, K = cut(seed)
    begin = start(X, K, shape, rng=0)
    one, two = e_step(Stream.of(blocks), begin), e_step(X, begin)
    assert_same(one, two)
    assert bic(one) == pytest.approx(bic(two), rel=1e-10)
    *_, one = islice(em(Stream.of(blocks), begin), 4)
    *_, two = islice(em(X, begin), 4)
    assert_same(one, two, rtol=1e-8)


@given(seeds)
def test_mean_and_spread_are_numpys(seed):
    X, blocks, _ = cut(seed)
    stream = Stream.of(blocks)
    assert stream.n == len(X)
    np.testing.assert_allclose(stream.origin, X.mean(axis=0), rtol=1e-12, atol=1e-12)
    wanted = np.cov(X.T, bias=True).reshape(stream.covariance.shape)
    np.testing.assert_allclose(stream.covariance, wanted, rtol=1e-11, atol=1e-11)


def test_blocks_larger_than_a_block_are_cut_again():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(30_000, 3))
    X[:9000] += 4
    begin = start(X, 2, rng=0)
    assert_same(e_step(Stream.of([X[:25_000], X[25_000:]]), begin), e_step(X, begin))


@shapes
def test_far_from_the_origin_nothing_changes(shape):
    """An offset of 10⁸ costs the data's own digits, and no more, however the blocks are cut."""
    rng = np.random.default_rng(1)
    X = np.round(rng.normal(size=(200, 2)) * 2**20) / 2**20 + np.repeat([[0, 0], [6, 3]], 100, 0)
    begin = start(X, 2, shape, rng=0)
    moved = replace(begin, means=begin.means + 2.0**27)
    here = e_step(Stream.of(np.split(X, 5)), begin)
    there = e_step(Stream.of(np.split(X + 2.0**27, 4)), moved)
    assert there.log_likelihood == pytest.approx(here.log_likelihood, rel=1e-7)


@shapes
def test_thin_components_take_the_exact_pass(shape):
    """A width of a millionth of the spread: as in memory, in the components' own frames."""
    rng = np.random.default_rng(2)
    corners = np.array([[0.0, 0], [100, 0], [0, 100]])
    X = np.concatenate([rng.normal(c, 1e-4, (50, 2)) for c in corners])
    rng.shuffle(X)
    begin = Mixture(np.full(3, 1 / 3), corners, np.tile(1e-8 * np.eye(2), (3, 1, 1)), shape)
    one, two = (e_step(data, begin) for data in (Stream.of(np.split(X, 3)), X))
    assert_same(one, two)
    after = [e_step(data, m_step(one, floor=0)) for data in (Stream.of(np.split(X, 3)), X)]
    assert after[0].log_likelihood == pytest.approx(after[1].log_likelihood, rel=1e-10)
    direct = after[0].mixture.log_density(X).sum()
    assert after[0].log_likelihood == pytest.approx(direct, rel=1e-10)


@few
@given(seeds)
def test_noise_and_winners_go_by_blocks_too(seed):
    X, blocks, K = cut(seed)
    begin = start(X, K, rng=0)
    noisy = replace(begin, weights=0.8 * begin.weights, noise=Noise.around(X))
    assert_same(e_step(Stream.of(blocks), noisy), e_step(X, noisy))
    assert_same(e_step(Stream.of(blocks), begin, hard), e_step(X, begin, hard))


@few
@given(seeds)
def test_runs_side_by_side_are_runs(seed):
    X, blocks, K = cut(seed)
    runs = [start(X, K, rng=i) for i in range(3)]
    alive, batch = climb(Stream.of(blocks), Mixture.side_by_side(runs), 2)
    for place, run in enumerate(alive):
        *_, own = islice(em(X, runs[run]), 3)
        assert batch.log_likelihood[place] == pytest.approx(own.log_likelihood, rel=1e-9)


# Where blocks are worked on.


@shapes
def test_threads_bring_back_the_same(shape):
    X, blocks, K = cut(5)
    begin = start(X, K, shape, rng=0)
    with ThreadPoolExecutor(2) as threads:
        *_, one = islice(em(Stream.of(blocks, executor=threads), begin), 5)
    *_, two = islice(em(Stream.of(blocks), begin), 5)
    assert one.log_likelihood == two.log_likelihood, "to the last bit: blocks are added in order"
    np.testing.assert_array_equal(one.mixture.covariances, two.mixture.covariances)


def test_processes_bring_back_the_same(tmp_path):
    """Each loads its blocks from files; they share nothing with us, for they are spawned."""
    X, blocks, K = cut(6)
    files = [tmp_path / f"{i}.npy" for i in range(len(blocks))]
    for file, block in zip(files, blocks, strict=True):
        np.save(file, block)
    begin = start(X, K, rng=0)
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawned) as processes:
        *_, one = islice(em(Stream.of(files, np.load, executor=processes), begin), 3)
    *_, two = islice(em(Stream.of(files, np.load), begin), 3)
    assert one.log_likelihood == two.log_likelihood
    np.testing.assert_array_equal(one.mixture.means, two.mixture.means)


def test_results_come_back_in_order():
    with ThreadPoolExecutor(4) as threads:
        assert list(_mapped(threads, abs, range(-99, 0))) == list(range(99, 0, -1))


class Counting(Executor):
    """Works at once, and counts what has been handed in but not yet asked for."""

    def __init__(self):
        self.under_way = self.most = 0

    def submit(self, work, /, *args, **named):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        future = Asked(self)
        future.set_result(work(*args, **named))
        return future


class Asked(Future):
    def __init__(self, executor):
        super().__init__()
        self.executor = executor

    def result(self, timeout=None):
        self.executor.under_way -= 1
        return super().result(timeout)


def test_only_a_few_blocks_are_under_way():
    counting = Counting()
    blocks = np.random.default_rng(0).normal(size=(100, 5, 2))
    stream = Stream.of(blocks, executor=counting)
    assert (counting.under_way, counting.most) == (0, IN_FLIGHT)
    fit = e_step(stream, start(blocks.reshape(500, 2), 2, rng=0))
    assert fit.n == 500
    assert (counting.under_way, counting.most) == (0, IN_FLIGHT)


def drawn(seed, n=4000):
    """A block that is nowhere until it is asked for."""
    return np.random.default_rng(seed).normal(size=(n, 3)) + 5 * (seed % 2)


def peak(executor, blocks):
    """Bytes at the height of a pass."""
    begin = start(drawn(1), 2, rng=0)
    stream = Stream.of(range(blocks), drawn, executor=executor)
    tracemalloc.start()
    e_step(stream, begin)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_number_of_blocks():
    """Eighty blocks of 96 kB against ten, one at a time and in threads."""
    assert peak(None, 80) < 1.2 * peak(None, 10)
    with ThreadPoolExecutor(2) as threads:
        assert peak(threads, 80) < peak(threads, 10) + 20 * drawn(0).nbytes


def test_that_measure_of_memory_would_see_points_kept():
    def kept(blocks):
        tracemalloc.start()
        e_step(np.concatenate([drawn(i) for i in range(blocks)]), start(drawn(1), 2, rng=0))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert kept(80) > 4 * kept(10)


# What is refused.


def test_what_can_be_read_only_once_is_refused():
    with pytest.raises(BadInput, match="a generator can be read once, but EM passes"):
        Stream.of(drawn(i) for i in range(3))
    with pytest.raises(BadInput, match="a map can be read once"):
        Stream.of(map(drawn, range(3)))


def test_streams_of_nothing_are_refused():
    with pytest.raises(BadInput, match="there are no blocks to pass over"):
        Stream.of([])
    with pytest.raises(BadInput, match="a block has 3 columns, but those before it have 2"):
        Stream.of([np.eye(2), np.eye(3)])
    with pytest.raises(BadInput, match=r"X\[1, 0\] is nan"):
        Stream.of([np.eye(2), [[1.0, 2.0], [np.nan, 1.0]]])
    column = np.full((10, 1), 0.1)
    with pytest.raises(ConstantFeature, match=r"column 1 \(always 0.1\)"):
        Stream.of([np.hstack([drawn(i, 10)[:, :1], column]) for i in range(7)])


def test_points_that_are_never_together_cannot_be_shown():
    X, blocks, K = cut(3)
    fit = e_step(Stream.of(blocks), start(X, K, rng=0))
    for ask in (lambda: fit.responsibilities, lambda: fit.labels, lambda: fit.points.X):
        with pytest.raises(BadInput, match="the 90 points of a stream are never in memory"):
            ask()


def test_a_mixture_of_other_features_is_refused():
    _, blocks, _ = cut(3)
    d = blocks[0].shape[1]
    with pytest.raises(BadMixture, match=rf"X has {d} feature\(s\), this mixture has {d + 1}"):
        e_step(Stream.of(blocks), Mixture.balls(np.zeros((1, d + 1))))


# Stepwise EM.


def textbook_stepwise(blocks, mixture, power, delay):
    """Cappé and Moulines' running means of r, r x and r x x', about no origin at all."""
    s = None
    for t, X in enumerate(blocks):
        parameters = zip(mixture.weights, mixture.means, mixture.covariances, strict=True)
        rows = [np.log(w) + multivariate_normal(m, S).logpdf(X) for w, m, S in parameters]
        R = np.exp(rows - logsumexp(rows, axis=0))
        new = R.sum(axis=1), R @ X, np.einsum("kn,ni,nj->kij", R, X, X)
        new = [part / len(X) for part in new]
        rate = 1.0 if t == 0 else (t + delay) ** -power
        s = new if t == 0 else [old + rate * (n - old) for old, n in zip(s, new, strict=True)]
        means = s[1] / s[0][:, None]
        scatters = s[2] / s[0][:, None, None] - means[:, :, None] * means[:, None]
        sigma = mixture.shape.covariances(s[0], scatters, mixture.covariances)
        mixture = Mixture(s[0] / s[0].sum(), means, sigma, mixture.shape)
        yield mixture


@shapes
@pytest.mark.parametrize(("power", "delay"), [(0.6, 2.0), (1.0, 1.0)])
def test_stepwise_is_the_running_mean_of_the_book(shape, power, delay):
    X, _, _ = cut(4, n=240)
    blocks = np.split(np.random.default_rng(0).permutation(X), [20, 80, 110, 170, 215])
    begin = start(X, 2, shape, rng=0)
    ours = list(stepwise(iter(blocks), begin, power=power, delay=delay))
    theirs = list(textbook_stepwise(blocks, begin, power, delay))
    assert len(ours) == len(theirs) == 6
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine.weights, other.weights, rtol=1e-7)
        np.testing.assert_allclose(mine.means, other.means, rtol=1e-6, atol=1e-7)
        np.testing.assert_allclose(mine.covariances, other.covariances, rtol=1e-5, atol=1e-7)


def test_a_single_block_is_a_single_step():
    X, _, K = cut(9)
    begin = start(X, K, rng=0)
    (only,) = stepwise([X], begin)
    wanted = m_step(e_step(X, begin))
    np.testing.assert_allclose(only.means, wanted.means, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(only.covariances, wanted.covariances, rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("shape", [Full(), Full(shared=True), Diagonal()], ids=lambda s: s.name)
def test_stepwise_learns_what_the_whole_sample_says(shape):
    """Three hundred blocks of a hundred points, each seen once: as likely as EM's end, nearly."""
    rng = np.random.default_rng(0)
    means = np.array([[0.0, 0.0], [5.0, 1.0]])
    labels = rng.choice(2, p=[0.3, 0.7], size=30_000)
    X = means[labels] + rng.normal(size=(30_000, 2)) * [1.0, 0.5]
    begin = start(X[:500], 2, shape, rng=1)
    *_, end = stepwise(np.split(X, 300), begin)
    *_, best = until_converged(em(X, begin), tol=1e-8)
    short = (best.log_likelihood - e_step(X, end).log_likelihood) / len(X)
    assert 0 <= short < 2e-3
    order = end.means[:, 0].argsort()
    np.testing.assert_allclose(end.means[order], means, atol=0.08)
    np.testing.assert_allclose(end.weights[order], [0.3, 0.7], atol=0.03)


def test_stepwise_refuses_to_forget_too_fast():
    for power in (0.5, 0.0, 1.5):
        with pytest.raises(BadInput, match=rf"power={power} must be above 0.5"):
            next(stepwise([np.eye(2)], Mixture.balls(np.zeros((1, 2))), power=power))


def test_stepwise_checks_its_blocks():
    with pytest.raises(BadMixture, match=r"X has 3 feature\(s\), this mixture has 2"):
        next(stepwise([np.eye(3)], Mixture.balls(np.zeros((1, 2)))))


# A cluster.


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes of dask.distributed on this machine."""
    from distributed import Client, LocalCluster

    settings = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with LocalCluster(processes=True, **settings) as here, Client(here) as client:
        yield client


def fitted(stream, begin, steps):
    *_, fit = islice(em(stream, begin), steps + 1)
    return fit


@pytest.mark.slow
@pytest.mark.parametrize("name", ["VVV", "EEE", "VVI", "VEV"])
def test_a_cluster_brings_back_the_same(cluster, name):
    shape = SHAPES[name]
    X, blocks, K = cut(10)
    begin = start(X, K, shape, rng=0)
    stream = Stream.of(blocks, executor=cluster.get_executor())
    assert_same(fitted(stream, begin, 4), fitted(Stream.of(blocks), begin, 4))


@pytest.mark.slow
def test_a_worker_that_is_killed_is_not_missed(cluster, tmp_path):
    """In mid-pass a worker kills itself while it loads a block: another does its work."""
    X, _, K = cut(10, n=900)
    blocks = np.array_split(X, 12)
    order = tmp_path / "die"
    died = tmp_path / "died"

    def load(i):
        if i == 5 and order.exists():
            died.write_text(str(os.getpid()))
            order.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return blocks[i]

    items = range(len(blocks))
    begin = start(X, K, rng=0)
    stream = Stream.of(items, load, executor=cluster.get_executor())
    fits = em(stream, begin)
    first = next(fits)
    order.write_text("now")
    *_, last = first, *islice(fits, 3)
    assert not order.exists()
    assert int(died.read_text()) != os.getpid()
    assert_same(last, fitted(Stream.of(items, load), begin, 3))
    *_, plain = islice(em(X, begin), 4)
    assert last.log_likelihood == pytest.approx(plain.log_likelihood, rel=1e-10)
