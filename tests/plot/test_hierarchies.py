"""Merging drawn: the lines are the best two, the tree is cut into as many as the elbow says."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from gmmlab import best_fit, datasets, plot
from gmmlab.errors import BadInput
from gmmlab.merging import elbow, linkage, merge
from gmmlab.plot.words import number

FITS = {K: best_fit(datasets.faithful().X, K, rng=0, tol=1e-6) for K in (1, 2, 4, 6)}
MERGES = {K: merge(fit) for K, fit in FITS.items()}


@pytest.fixture
def ax():
    return Figure().subplots()


def marks(ax):
    return ax.lines[0].get_xydata()


@pytest.mark.parametrize("K", [2, 4, 6])
def test_a_mark_for_each_clustering(ax, K):
    plot.entropy_curve(ax, MERGES[K])
    assert marks(ax)[:, 1].tolist() == [step.entropy for step in MERGES[K]]
    moved = [step.merged.points for step in MERGES[K] if step.merged]
    assert np.diff(marks(ax)[:, 0]).tolist() == moved
    assert [text.get_text().split()[0] for text in ax.texts] == [str(s.K) for s in MERGES[K]]


@pytest.mark.parametrize("K", [4, 6])
def test_no_other_two_lines_are_nearer(ax, K):
    """Every change is tried with numpy's own straight lines."""
    plot.entropy_curve(ax, MERGES[K])
    x, y = marks(ax).T
    (before, after) = (line for line in ax.lines if str(line.get_label()).endswith(("elbow", "it")))

    def residue(u, v, line):
        return np.sum((v - np.polyval(line, u)) ** 2)

    def best(c):
        parts = [(x[: c + 1], y[: c + 1]), (x[c:], y[c:])]
        return sum(residue(*part, np.polyfit(*part, 1)) for part in parts)

    c = MERGES[K].index(elbow(MERGES[K]))
    drawn = [np.polyfit(*line.get_xydata().T, 1) for line in (before, after)]
    shown = residue(x[: c + 1], y[: c + 1], drawn[0]) + residue(x[c:], y[c:], drawn[1])
    assert shown == pytest.approx(min(best(i) for i in range(1, K - 1)), abs=1e-6)
    assert before.get_linestyle() != after.get_linestyle()
    assert before.get_xdata()[1] == after.get_xdata()[0] == x[c]


@pytest.mark.parametrize("K", [4, 6])
def test_the_star_stands_at_the_elbow(ax, K):
    plot.entropy_curve(ax, MERGES[K])
    (star,) = (line for line in ax.lines if line.get_marker() == "*")
    chosen = elbow(MERGES[K])
    assert star.get_ydata()[0] == chosen.entropy
    (bold,) = (text for text in ax.texts if text.get_fontweight() == "bold")
    assert bold.get_text() == f"{chosen.K} clusters:\nthe elbow"


@pytest.mark.parametrize("K", [1, 2])
def test_two_clusterings_have_no_elbow(ax, K):
    plot.entropy_curve(ax, MERGES[K])
    assert len(ax.lines) == 1
    assert "elbow" not in "".join(text.get_text() for text in ax.texts)
    assert plot.describe_entropy(MERGES[K]).endswith("Too few for an elbow.")


@pytest.mark.parametrize("K", [2, 4, 6])
def test_branches_join_at_the_linkages_heights(ax, K):
    plot.merge_tree(ax, MERGES[K])
    joins = [line.get_ydata()[1] for line in ax.lines if len(line.get_xdata()) == 4]
    np.testing.assert_allclose(np.sort(joins), linkage(MERGES[K])[:, 2])


@pytest.mark.parametrize("K", [4, 6])
def test_the_cut_goes_through_as_many_branches_as_there_are_clusters(ax, K):
    plot.merge_tree(ax, MERGES[K])
    *branches, level = ax.lines
    cut = level.get_ydata()[0]
    legs = [leg for b in branches for leg in (b.get_ydata()[:2], b.get_ydata()[2:])]
    crossed = sum(min(leg) < cut < max(leg) for leg in legs)
    assert crossed == elbow(MERGES[K]).K
    assert ax.texts[0].get_text() == f"{crossed}\nclusters"


@pytest.mark.parametrize("K", [4, 6])
def test_each_cluster_below_the_cut_has_a_look_of_its_own(ax, K):
    plot.merge_tree(ax, MERGES[K])
    *branches, level = ax.lines
    order = [int(label.get_text().split()[0]) - 1 for label in ax.get_xticklabels()]
    looks = {}
    for branch in branches:
        if branch.get_ydata()[1] < level.get_ydata()[0]:
            under = {order[round((x - 5) / 10)] for x in branch.get_xdata()}
            (cluster,) = (held for held in elbow(MERGES[K]).clusters if under <= set(held))
            looks.setdefault(cluster, set()).add((branch.get_color(), branch.get_linestyle()))
    assert looks
    assert all(len(own) == 1 for own in looks.values())
    assert len(set.union(*looks.values())) == len(looks)


def test_leaves_tell_the_components_and_their_points(ax):
    plot.merge_tree(ax, MERGES[4])
    told = dict(label.get_text().split() for label in ax.get_xticklabels())
    assert told == {str(k + 1): f"({count:.0f})" for k, count in enumerate(FITS[4].counts)}


def test_nothing_to_merge_is_no_picture(ax):
    for merges in ((), MERGES[1]):
        with pytest.raises(BadInput, match="nothing to merge with"):
            plot.merge_tree(ax, merges)
    with pytest.raises(BadInput, match="no merges to draw"):
        plot.entropy_curve(ax, ())


@pytest.mark.parametrize("K", [4, 6])
def test_the_words_have_the_merges_numbers(K):
    words = plot.describe_entropy(MERGES[K])
    for step in MERGES[K][1:]:
        assert f"{number(step.entropy)} with {step.K}" in words
    assert words.endswith(f"the elbow, {elbow(MERGES[K]).K} clusters.")
    tree = plot.describe_merges(MERGES[K])
    for step, height in zip(MERGES[K][1:], linkage(MERGES[K])[:, 2], strict=True):
        left, right = (
            "+".join(str(k + 1) for k in c) for c in (step.merged.left, step.merged.right)
        )
        assert f"{left} with {right}, {number(height)}" in tree
    for held in elbow(MERGES[K]).clusters:
        assert "+".join(str(k + 1) for k in held) in tree.split("clusters: ")[1]
