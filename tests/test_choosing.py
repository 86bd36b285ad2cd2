"""Choosing a model: the table is the same in any company, and says why a cell is empty."""

import numpy as np
import pytest

from gmmlab import choosing, datasets
from gmmlab.choosing import select
from gmmlab.errors import BadInput
from gmmlab.shapes import Diagonal, Full
from gmmlab.starts import kmeans_plusplus, random_points

X = datasets.faithful().X
QUICK = {"portfolio": ((random_points, 3), (kmeans_plusplus, 3)), "rounds": ((10, 1),), "tol": 1e-6}


def test_bic_agrees_with_mclust_or_is_better():
    """mclust 6.0.0, mclustBIC(faithful) at its defaults, with the sign turned round.

    With K <= 2 the optimum is unique; beyond, mclust's single start ends lower in VVV.
    """
    published = {
        "EEI": (3055.835, 2354.601, 2323.014),
        "VVI": (3055.835, 2346.065, 2342.366),
        "EEE": (2607.623, 2325.220, 2314.316),
        "VVV": (2607.623, 2322.192, 2349.696),
    }
    table = select(X, (1, 2, 3), tuple(published)).table["bic"]
    theirs = np.array(list(published.values())).T
    np.testing.assert_allclose(table[:2], theirs[:2], rtol=0, atol=5e-3)
    assert np.all(table <= theirs + 5e-3)
    assert np.abs(np.diff(theirs[1])).min() > 5e-3, "the tolerance tells these models apart"


def test_the_winner_is_the_published_one():
    """mclust chooses EEE with 3 components for faithful (Fraley & Raftery; mclust's own manual)."""
    chosen = select(X, range(2, 5), ("EEI", "EEE", "VVV"), **QUICK)
    assert (chosen.winner.K, chosen.winner.shape) == (3, "EEE")
    assert chosen.best is chosen.fits[3, "EEE"]


def test_a_cell_is_the_same_in_any_order_and_company():
    full = select(X, (2, 4), ("EEI", "VVV"), **QUICK)
    turned = select(X, (4, 2), ("VVV",), **QUICK)
    named = select(X, (4,), (Full(),), **QUICK)
    for K in (4, 2):
        a, b = full.fits[K, "VVV"].mixture, turned.fits[K, "VVV"].mixture
        np.testing.assert_array_equal(a.means, b.means)
    np.testing.assert_array_equal(
        named.fits[4, "full"].mixture.means, full.fits[4, "VVV"].mixture.means
    )


def test_another_seed_is_another_table():
    """The comparison above can fail."""
    one, other = (select(X, (4,), ("VVV",), rng=seed, **QUICK) for seed in (0, 1))
    means = [chosen.fits[4, "VVV"].mixture.means for chosen in (one, other)]
    assert not np.array_equal(*means)


def test_a_generator_moves_on():
    rng = np.random.default_rng(3)
    first, second = (select(X, (4,), ("VVV",), rng=rng, **QUICK) for _ in range(2))
    means = [chosen.fits[4, "VVV"].mixture.means for chosen in (first, second)]
    assert not np.array_equal(*means)


def test_what_cannot_be_compared_is_nan_and_says_why():
    """Seven points: no more than seven components, and full ones fall onto two points each."""
    few = np.random.default_rng(0).normal(size=(7, 2))
    chosen = select(few, (1, 3, 8), ("EII", "VVV"), **QUICK)
    table = chosen.table
    assert table["reason"][0].tolist() == ["", ""]
    assert "8 components cannot be fitted to n=7 points" in table["reason"][2, 0]
    assert "collapsed" in table["reason"][1, 1]
    for name in ("log_likelihood", "free_parameters", "bic", "aic", "icl", "value"):
        np.testing.assert_array_equal(np.isnan(table[name]), table["reason"] != "")
    assert chosen.cells[3].fit.collapsed
    assert (3, "VVV") not in chosen.fits
    assert "K=3 VVV: component" in str(chosen)


def test_if_nothing_can_be_fitted_that_is_an_error():
    with pytest.raises(BadInput, match=r"none of 2 models .* 3 points; the first: K=4 components"):
        select([[0.0], [1.0], [3.0]], (4, 5), ("VVV",))
    with pytest.raises(BadInput, match="none of 0 models"):
        select(X, ())
    with pytest.raises(BadInput, match="no criterion called 'dic'"):
        select(X, (1,), ("VVV",), "dic")
    with pytest.raises(BadInput, match="no covariance shape called 'XYZ'"):
        select(X, (1,), ("XYZ",))


def test_the_criterion_is_any_function_of_a_fit():
    def minus_two_log_likelihood(fit):
        return -2 * fit.log_likelihood

    chosen = select(X, (1, 2, 3), ("EEE",), minus_two_log_likelihood, **QUICK)
    assert chosen.winner.K == 3
    assert str(chosen).startswith("minus_two_log_likelihood, smaller is better")
    again = chosen.by("icl")
    np.testing.assert_array_equal(again.table["value"], again.table["icl"])
    assert again.fits == chosen.fits
    np.testing.assert_allclose(
        chosen.table["bic"] - chosen.table["aic"],
        chosen.table["free_parameters"] * (np.log(len(X)) - 2),
    )


def test_of_equal_models_the_first_wins():
    """With one component the shared and the own shape are the same model."""
    chosen = select(X, (1,), ("VVV", "EEE"))
    assert chosen.winner.shape == "VVV"
    assert select(X, (1,), ("EEE", "VVV")).winner.shape == "EEE"


def test_all_shapes_that_differ_are_tried():
    assert select(X[:, :1], (1, 2), **QUICK).shapes == ("EII", "VII")
    assert len(select(X[:60], (1,)).shapes) == 14


def test_the_text_is_aligned_and_marks_one_winner():
    text = select(X, (1, 2, 8), ("EEE", Diagonal()), **QUICK | {"tol": 1e-4}).to_text()
    head, *rows = text.splitlines()[1:5]
    assert text.count("*") == 2  # one in the title
    ends = {row.rstrip("* ").rindex(".") for row in rows}
    assert len(ends) == 1
    assert head.split() == ["K", "EEE", "diagonal"]


def test_the_notebook_shows_the_same_table():
    few = np.random.default_rng(0).normal(size=(7, 2))
    page = select(few, (1, 3, 8), ("EII", "VVV"), **QUICK)._repr_html_()
    assert page.count("<strong>") == 1
    assert page.count("not compared") == 3
    assert page.count("<tr>") == page.count("</tr>") == 4
    assert choosing._td("- ", "a < b 'c'") == "<td title='a &lt; b &#x27;c&#x27;'>not compared</td>"
