"""Families whose answer is a formula, a set or a matrix, over 300 seeds, from the prompt alone."""

import re
from functools import cache

import numpy as np
import pytest

from gmmlab.learn.answers import Closeness
from gmmlab.learn.families import by_name

pytestmark = pytest.mark.xdist_group("written_in_full")  # questions are drawn once

SEEDS = range(300)
NAMES = ("one-parabola", "all-fold-sizes", "covariance-from-its-ellipse")


@cache
def drawn(name):
    return [by_name(name).draw(seed) for seed in SEEDS]


def wrong(question, name):
    return next(m.answer for m in question.misconceptions if m.name == name)


def numbers(text):
    return [int(n) for n in re.findall(r"\d+", text)]


def parabola(x):
    """Its coefficients from three values, by solving for them."""
    at = np.array([0.0, 1.0, 2.0])
    heights = ((at[:, None] - np.array(x)) ** 2).sum(axis=1)
    a, b, c = np.linalg.solve(np.vander(at, 3), heights).round().astype(int)
    return f"{a}*mu*mu + ({b})*mu + {c}"


def test_the_parabola_goes_through_what_is_asked():
    for question in drawn("one-parabola"):
        x = numbers(question.prompt.split("$$")[0])
        assert len(x) == 3
        assert question.answer.compare(parabola(x)).closeness is Closeness.RIGHT
        assert (
            question.answer.compare("+".join(f"(mu-{v})^2" for v in x)).closeness.value == "right"
        )
        loose = "+".join(f"mu^2-{2 * v}mu+{v * v}" for v in x)
        assert question.answer.compare(loose).closeness is Closeness.NEARLY


def test_the_parabolas_wrong_roads():
    for question in drawn("one-parabola"):
        a, b, c = numbers(question.prompt.split("$$")[0])
        roads = {
            "squares-the-terms-alone": f"mu^2+{a}^2+mu^2+{b}^2+mu^2+{c}^2",
            "forgets-the-two": "+".join(f"mu^2-{v}mu+{v}^2" for v in (a, b, c)),
            "loses-the-sign": f"(mu+{a})^2+(mu+{b})^2+(mu+{c})^2",
            "takes-one-for-all": f"(mu-{a})^2+(mu-{b})^2+(mu-{c})^2-2mu^2",
        }
        for name, road in roads.items():
            assert wrong(question, name).compare(road).closeness is Closeness.RIGHT
            assert question.answer.compare(road).closeness is Closeness.DIFFERENT


def test_the_folds_are_those_of_array_split():
    for question in drawn("all-fold-sizes"):
        n = numbers(question.prompt)[0]
        sizes = {k: {len(part) for part in np.array_split(range(n), k)} for k in range(2, n)}
        equal = [k for k, found in sizes.items() if len(found) == 1 and min(found) > 1]
        assert sorted(question.answer.values) == equal
        halves = [k for k in equal if k <= n**0.5]
        assert sorted(wrong(question, "forgets-the-partners").values) == halves
        assert sorted(wrong(question, "counts-one-and-itself").values) == [1, *equal, n]
        prime = [k for k in equal if not any(k % j == 0 for j in range(2, k))]
        assert sorted(wrong(question, "lists-only-primes").values) == prime


def given(prompt):
    long, *way, short = re.findall(r"[-−]?\d+", prompt.partition("deviation")[2])
    return float(long), np.array([float(v.replace("−", "-")) for v in way]), float(short)


def turned(a, b, way):
    """The matrix with eigenvalue a along a direction and b across, by a rotation."""
    c, s = way / np.linalg.norm(way)
    Q = np.array([[c, -s], [s, c]])
    return Q @ np.diag([a, b]) @ Q.T


def test_the_covariance_has_the_ellipse_as_its_eigenvectors():
    for question in drawn("covariance-from-its-ellipse"):
        long, way, short = given(question.prompt)
        sigma = np.array(question.answer.rows, float)
        variances, axes = np.linalg.eigh(sigma)
        assert np.allclose(variances, [short**2, long**2])
        assert abs(axes[:, 1] @ way) == pytest.approx(np.linalg.norm(way))
        roads = {
            "eigenvalue-for-standard-deviation": turned(long, short, way),
            "forgets-to-turn": np.diag([long**2, short**2]),
            "turns-the-wrong-way": turned(short**2, long**2, way),
            "forgets-the-half": 2 * turned(long**2, short**2, way),
        }
        for name, road in roads.items():
            assert np.allclose(np.array(wrong(question, name).rows, float), road)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_calculation_prints_is_true(name):
    checked = 0
    for question in drawn(name):
        for left, right in re.findall(r"\(([\d+-]+)\)/2=([\d.]+)", question.solution):
            assert eval(left) / 2 == float(right)
            checked += 1
        for left, right in re.findall(r"(\d+\^2)=(\d+)", question.solution):
            assert eval(left.replace("^", "**")) == int(right)
            checked += 1
        for n, a, b in re.findall(r"\$(\d+)=(\d+)\\cdot (\d+)\$", question.solution):
            assert int(n) == int(a) * int(b)
            checked += 1
        tail = re.search(r"\(([\d+]+)\)\\,\\mu\+\(([\d+]+)\)=3\\,\\mu\^2-(\d+)\\,\\mu\+(\d+)",
                         question.solution)  # fmt: skip
        if tail:
            assert [eval(tail[1]), eval(tail[2])] == [int(tail[3]), int(tail[4])]
            checked += 1
    assert checked >= len(SEEDS)


def test_k_means_and_the_mixture_are_asked_themselves():
    from gmmlab import KMeans, Mixture

    for question in drawn("points-on-which-they-disagree"):
        rows = [
            line.strip("|").split("|")[1:] for line in question.prompt.split("\n") if "|" in line
        ]
        means, sds = np.array(rows[2], float), np.array(rows[3], float)
        x = np.array(numbers(question.prompt.split("values are")[1].split(".")[0]), float)[:, None]
        fit = KMeans(2, init=means[:, None], n_init=1, max_iter=1).fit(means[:, None])
        nearest = fit.predict(x)
        mixture = Mixture(np.array([0.5, 0.5]), means[:, None], (sds**2)[:, None, None])
        likeliest = mixture.responsibilities(x).argmax(axis=1)
        assert question.answer.value == np.sum(nearest != likeliest)
        closer = (np.abs(x - means) / sds).argmin(axis=1)
        roads = {
            "every-cluster-is-a-ball": 0,
            "compares-standard-deviations-alone": np.sum(nearest != closer),
            "counts-a-cluster": np.sum(nearest == 1),
        }
        for name, road in roads.items():
            assert wrong(question, name).value == road
