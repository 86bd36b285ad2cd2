"""Merging: responsibilities add up, entropy never rises, and mclust merges the same pairs."""

from itertools import combinations, pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from scipy.cluster.hierarchy import dendrogram, fcluster, is_monotonic, is_valid_linkage

from gmmlab import BadInput, Mixture, datasets, e_step
from gmmlab.criteria import entropy
from gmmlab.merging import elbow, linkage, merge

FIVE = Mixture(
    np.full(5, 0.2),
    np.array([[2.0, 52], [2.1, 60], [3.6, 74], [4.3, 78], [4.6, 84]]),
    np.tile([[0.1, 0.5], [0.5, 30.0]], (5, 1, 1)),
)


@st.composite
def fits(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    K = draw(st.integers(1, 7))
    mixture = Mixture.balls(draw(st.floats(0.5, 5)) * rng.normal(size=(K, 2)))
    return e_step(3 * rng.normal(size=(40, 2)), mixture)


@given(fits())
def test_entropy_never_rises(fit):
    merges = merge(fit)
    assert [step.K for step in merges] == list(range(fit.mixture.K, 0, -1))
    assert merges[0].entropy == pytest.approx(entropy(fit), rel=1e-12, abs=1e-12)
    assert all(b.entropy <= a.entropy + 1e-12 for a, b in pairwise(merges))
    assert merges[-1].entropy == pytest.approx(0, abs=1e-12)


@given(fits())
def test_merged_responsibilities_are_sums(fit):
    for step in merge(fit):
        for k, held in enumerate(step.clusters):
            np.testing.assert_allclose(
                step.responsibilities[:, k],
                sum(fit.responsibilities[:, component] for component in held),
                rtol=1e-13,
            )
        np.testing.assert_allclose(step.responsibilities.sum(axis=1), 1, rtol=1e-12)
        everyone = sorted(component for held in step.clusters for component in held)
        assert everyone == list(range(fit.mixture.K))


@given(fits())
def test_each_step_joins_the_two_that_it_names(fit):
    for before, after in pairwise(merge(fit)):
        gone = set(before.clusters) - set(after.clusters)
        assert gone == {after.merged.left, after.merged.right}
        assert set(after.clusters) - set(before.clusters) == {after.merged.union}
        mine = [k for k, held in enumerate(before.clusters) if held in gone]
        assert after.merged.points == np.isin(before.labels, mine).sum()


@given(fits())
def test_no_other_pair_would_leave_less_entropy(fit):
    for before, after in pairwise(merge(fit)):
        R, left = before.responsibilities, []
        for j, k in combinations(range(before.K), 2):
            T = np.column_stack([np.delete(R, [j, k], axis=1), R[:, j] + R[:, k]])
            left.append(-np.sum(T * np.log(np.where(T > 0, T, 1))))
        assert after.entropy == pytest.approx(min(left), abs=1e-9)


def test_mclust_merges_the_same_pairs():
    """mclust 6.0.0 on the same responsibilities, those of FIVE for `faithful`:

        z <- estepVVV(as.matrix(faithful), parameters)$z
        combi <- mclust:::combi(faithful, list(G = 5, z = z))
        sapply(combi$combiz, function(z) -sum(mclust:::xlog(z)))

    and the numbers of merged points and the change of `entPlot(z, combiM, "normalized")`.
    """
    merges = merge(e_step(datasets.faithful().X, FIVE))
    theirs = [0, 1.24849421587423, 40.7961049477027, 89.0120730918374, 167.978820422127]
    assert [step.entropy for step in merges[::-1]] == pytest.approx(theirs, rel=1e-9, abs=1e-12)
    assert [step.clusters for step in merges] == [
        ((0,), (1,), (2,), (3,), (4,)),
        ((0,), (1,), (2,), (3, 4)),
        ((0, 1), (2,), (3, 4)),
        ((0, 1), (2, 3, 4)),
        ((0, 1, 2, 3, 4),),
    ]
    assert [step.merged.points for step in merges[1:]] == [142, 97, 175, 272]
    assert elbow(merges).K == 3


def test_the_check_against_mclust_can_fail():
    other = Mixture(FIVE.weights, FIVE.means + 0.01, FIVE.covariances)
    merges = merge(e_step(datasets.faithful().X, other))
    assert merges[0].entropy != pytest.approx(167.978820422127, rel=1e-9)


def test_a_cross_is_one_cluster():
    """Two long Gaussians through one centre and a ball apart: three components, two clusters.

    The first kind of example in Baudry et al. (2010), section 4.1.
    """
    arms = np.array([[[9.0, 0], [0, 0.05]], [[0.05, 0], [0, 9.0]], [[0.2, 0], [0, 0.2]]])
    mixture = Mixture(np.full(3, 1 / 3), np.array([[0.0, 0], [0, 0], [12, 12]]), arms)
    X, truth = mixture.sample(600, rng=0)
    merges = merge(e_step(X, mixture))
    assert merges[1].clusters == ((0, 1), (2,))
    assert elbow(merges).K == 2
    np.testing.assert_array_equal(elbow(merges).labels == 1, truth == 2)


def test_two_crosses_and_two_balls():
    """Six components, four clusters: joining the arms decides what was undecided, and then there
    is nothing left to decide."""
    long, tall = np.diag([4.0, 0.02]), np.diag([0.02, 4.0])
    ball = np.diag([0.5, 0.5])
    means = np.array([[0.0, 0], [0, 0], [15, 0], [15, 0], [0, 15], [15, 15]])
    mixture = Mixture(np.full(6, 1 / 6), means, np.array([long, tall, long, tall, ball, ball]))
    X, _ = mixture.sample(900, rng=1)
    chosen = elbow(merge(e_step(X, mixture)))
    assert chosen.clusters == ((0, 1), (2, 3), (4,), (5,))


@given(fits())
def test_scipy_draws_the_linkage(fit):
    merges = merge(fit)
    Z, K = linkage(merges), fit.mixture.K
    assert Z.shape == (K - 1, 4)
    if K == 1:
        return
    assert is_valid_linkage(Z)
    assert is_monotonic(Z)
    assert Z[:, 3].tolist() == [len(step.merged.union) for step in merges[1:]]
    assert sorted(dendrogram(Z, no_plot=True)["leaves"]) == list(range(K))
    assert Z[-1, 2] == pytest.approx(entropy(fit), rel=1e-12, abs=1e-12)
    cut = fcluster(np.column_stack([Z[:, :2], np.arange(1, K), Z[:, 3]]), 1.5, "distance")
    assert len({*cut}) == K - 1
    left, right = merges[1].merged.left, merges[1].merged.right
    assert cut[left[0]] == cut[right[0]]


@given(fits())
def test_the_elbow_is_one_of_them(fit):
    merges = merge(fit)
    assert elbow(merges) in merges
    if len(merges) <= 2:
        assert elbow(merges) is merges[0]
    else:
        assert 1 < elbow(merges).K < fit.mixture.K


def test_where_nothing_overlaps_the_elbow_is_a_convention():
    """All entropies are 0: every change fits, and fewest clusters win, as in mclust."""
    far = Mixture.balls(np.array([[0.0], [1e3], [2e3], [3e3], [4e3]]))
    merges = merge(e_step([[0.0], [1e3], [2e3], [3e3], [4e3]], far))
    assert [step.entropy for step in merges] == pytest.approx([0] * 5, abs=1e-200)
    assert elbow(merges).K == 2


def test_nothing_to_choose_from():
    with pytest.raises(BadInput, match="no merges to choose from"):
        elbow([])
