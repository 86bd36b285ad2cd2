"""The cheat sheet can be read, nothing on it overlaps, and its numbers are gmmlab's."""

import re
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.patches import Ellipse

import gmmlab
from gmmlab import as_shape, datasets, estimators
from gmmlab.teach import legibility, sheet
from gmmlab.teach.sheet.calls import CALLS
from gmmlab.teach.sheet.facts import bound, facts, mclust_icl, number
from gmmlab.teach.sheet.judging import shares
from gmmlab.teach.sheet.paper import HEIGHT, WIDTH, typeset
from gmmlab.teach.sheet.specimens import specimen

X = datasets.faithful().X
LEAST = 7.5
SLACK = 0.4
"""What two texts' boxes may share, in points: boxes are a little larger than ink."""


@pytest.fixture(scope="module")
def paper():
    with typeset():
        paper = sheet.sheet()
        paper.figure.draw_without_rendering()
    return paper


@pytest.fixture(scope="module")
def files():
    return sheet.drawn()


def texts(figure):
    """Every text that can be seen."""
    found = list(figure.texts)
    for axes in figure.axes:
        found += axes.texts
        if axes.axison:
            found += [axes.xaxis.label, axes.yaxis.label, axes.title]
            for axis in (axes.xaxis, axes.yaxis):
                low, high = sorted(axis.get_view_interval())
                ticks = [*axis.get_major_ticks()]
                found += [t.label1 for t in ticks if low <= t.get_loc() <= high]
        for child in axes.child_axes:
            found += child.get_yticklabels()
    return [text for text in found if text.get_text().strip() and text.get_visible()]


def box(text):
    return text.get_window_extent()


def overlaps(figure):
    """Pairs of texts whose boxes share more than the slack in both directions."""
    for one, other in combinations(texts(figure), 2):
        a, b = box(one), box(other)
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        high = min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > SLACK and high > SLACK:
            yield one.get_text(), other.get_text(), round(wide, 1), round(high, 1)


def test_it_is_a4_across(paper):
    assert np.allclose(paper.figure.get_size_inches() * 25.4, (297, 210))


def test_no_type_is_smaller_than_seven_and_a_half_points(paper):
    assert min(text.get_fontsize() for text in texts(paper.figure)) >= LEAST
    assert len(texts(paper.figure)) > 150


def test_no_text_lies_on_another(paper):
    assert list(overlaps(paper.figure)) == []


def test_the_search_for_overlaps_finds_one(paper):
    words = paper.write(30, 300, "in the way")
    paper.write(32, 302, "of this")
    with typeset():
        found = list(overlaps(paper.figure))
    paper.figure.texts[-1].remove()
    words.remove()
    assert ("in the way", "of this") in [pair[:2] for pair in found]


def test_every_text_keeps_to_its_panel_or_to_the_margins(paper):
    for text in texts(paper.figure):
        a = box(text)
        inside = [
            p for p in paper.panels.values()
            if p.left - 1 <= a.x0 and a.x1 <= p.right + 1 and p.bottom - 3 <= a.y0 and a.y1 <= p.top
        ]  # fmt: skip
        outside = all(a.x1 < p.left or a.x0 > p.right or a.y1 < p.bottom or a.y0 > p.top
                      for p in paper.panels.values())  # fmt: skip
        assert inside or outside, text.get_text()
        assert a.x0 > 18
        assert a.x1 < WIDTH - 18
        assert a.y0 > 8
        assert a.y1 < HEIGHT - 8


def test_every_panel_is_headed_and_they_keep_apart(paper):
    assert len(paper.panels) == 8
    for one, other in combinations(paper.panels.values(), 2):
        apart = one.right < other.left or other.right < one.left
        assert apart or one.top < other.bottom or other.top < one.bottom


def test_every_text_stands_out_from_its_ground(paper):
    with typeset():
        assert list(legibility.faint(paper.figure)) == []


def test_every_specimen_is_seen_whole(paper):
    drawn = [axes for axes in paper.figure.axes if len(axes.patches) == 3 and not axes.axison]
    assert len(drawn) == 14
    for axes in drawn:
        for patch in axes.patches:
            assert isinstance(patch, Ellipse)
            assert axes.bbox.contains(*patch.get_window_extent().min)
            assert axes.bbox.contains(*patch.get_window_extent().max)


def words(paper):
    return " ".join(text.get_text() for text in texts(paper.figure)).replace("−", "-")


def test_its_numbers_are_those_of_a_fresh_fit(paper):
    fit = gmmlab.best_fit(X, 2, rng=0)
    said = words(paper)
    wanted = [gmmlab.aic(fit), gmmlab.bic(fit), gmmlab.icl(fit), -gmmlab.bic(fit), mclust_icl(fit)]
    wanted += [fit.log_likelihood]
    for value in wanted:
        assert f"{value:.1f}" in said
    order = np.argsort(fit.mixture.means[:, 0])
    for k, place in enumerate(order, 1):
        a, b = fit.mixture.means[place]
        told = rf"$\pi_{k}={fit.mixture.weights[place]:.2f}$,  $\mu_{k}=({a:.2f},\;{b:.1f})$"
        assert told in said


def test_its_types_have_gmmlabs_numbers(paper):
    said = [text.get_text() for text in texts(paper.figure)]
    for code in gmmlab.SHAPES:
        free = 2 + 3 * 2 + as_shape(code).freedom(3, 2)
        assert specimen(code).free_parameters == free
        assert said[said.index(code) + 1] == f"{free} free"
    for theirs in ("full", "tied", "diag", "spherical"):
        place = said.index(f"“{theirs}”")
        assert as_shape(said[place - 2]) == as_shape(theirs)


def test_bound_and_gap_are_what_they_are_called(paper):
    told = facts()
    for before, after in zip(told.stairs, told.stairs[1:], strict=False):
        assert after.log_likelihood >= before.log_likelihood
        assert after.bound >= before.bound
    for stair in told.stairs:
        gap = stair.log_likelihood - stair.bound
        assert gap > -1e-6
        assert (gap < 1e-6) == (stair.name == "E")
        assert number(stair.bound) in words(paper).replace("-", "−")
    wrong = np.full_like(told.fit.responsibilities, 0.5)
    assert bound(wrong, told.mixture, X) < told.fit.log_likelihood - 100


def test_the_pitfalls_are_true(paper):
    told = facts()
    assert told.swapped == pytest.approx(told.fit.log_likelihood, abs=1e-8)
    assert told.in_hours == pytest.approx(told.fit.log_likelihood + len(X) * 2 * np.log(60))
    said = words(paper)
    assert f"{told.mixture.log_density(told.outlier)[0]:.1f}" in said
    assert told.mixture.responsibilities(told.outlier)[0, 1] > 0.999999
    assert told.mixture.log_density(told.outlier)[0] < told.mixture.log_density(X).min() - 50
    assert f"{np.log(1e6):.1f} nats" in said


def test_responsibilities_harden_about_the_border_that_the_sheet_states():
    told = facts()
    (a, b), (p, q) = told.mixture.means[:, 1], told.mixture.weights
    for s in (12.0, 6.0, 1.0):
        border = (a + b) / 2 + s**2 * np.log(p / q) / (b - a)
        assert shares(told, s, np.array([border])) == pytest.approx(0.5)
    hard = shares(told, 0.1, np.array([60.0, 75.0]))
    assert hard.round(12).tolist() == [1, 0]


def value(call, names):
    exec(call, names) if " = " in call else names.update(it=eval(call, names))
    return names.get("it")


def test_every_call_runs_and_both_sides_say_the_same():
    sklearn = pytest.importorskip("sklearn")
    from sklearn.cluster import KMeans
    from sklearn.mixture import GaussianMixture

    assert sklearn
    ours = {name: getattr(gmmlab, name) for name in dir(gmmlab)} | {"X": X}
    theirs = {"GaussianMixture": lambda K: GaussianMixture(K, tol=1e-10, random_state=0), "X": X}
    theirs |= {"KMeans": lambda K: KMeans(K, random_state=0)}
    for left, right in CALLS:
        mine = value(left, ours)
        yours = value(right, theirs) if right else None
        if " = " in left or not right or "sample(" in left or "kmeans" in left:
            continue
        agree(left, mine, yours)


def agree(call, mine, yours):
    """Whether both answers are one, up to the numbering of the components."""

    def plain(answer):
        parts = answer if isinstance(answer, tuple) else (answer,)
        return [np.sort(np.asarray(part, dtype=float), axis=None) for part in parts]

    if call == "fit.labels":
        assert gmmlab.agreement(mine, yours) == 1
        return
    for a, b in zip(plain(mine), plain(yours), strict=True):
        assert np.allclose(a, b, rtol=2e-3, atol=2e-3), call


def test_gmmlabs_estimator_has_icl_and_all_types():
    model = estimators.GaussianMixture(2, covariance_type="VEV", random_state=0).fit(X)
    assert np.isfinite(model.icl(X))


def test_two_drawings_are_byte_for_byte_the_same(files):
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 20, "svg.hashsalt": None, "axes.facecolor": "black"}):
        assert sheet.drawn() == files


def test_no_file_tells_when_or_by_which_version_it_was_made(files):
    for content in files.values():
        assert not re.search(rb"CreationDate|<dc:date>|[Mm]atplotlib v?\d|20[2-9]\d-\d\d", content)


def test_the_svg_has_a_role_a_title_and_a_description(files):
    root = ElementTree.fromstring(files["cheat-sheet.svg"].decode())
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert [child.tag for child in root][:2] == [f"{name}title", f"{name}desc"]
    assert root[0].text == sheet.TITLE
    assert "EM" in root[1].text or "E-step" in root[1].text
    assert len(root.findall(f".//{name}text")) == 0


def test_the_pdf_is_one_page_with_its_fonts_within(files):
    pdf = files["cheat-sheet.pdf"]
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert re.search(rb"/MediaBox \[ 0 0 841\.88\d* 595\.27\d* \]", pdf)
    fonts, within = re.findall(rb"/Type /FontDescriptor", pdf), re.findall(rb"/FontFile\d? ", pdf)
    assert len(fonts) == len(within) > 3
