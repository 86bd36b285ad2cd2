"""Twice the digits: held against rational numbers, in which nothing is ever rounded."""

from fractions import Fraction

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from gmmlab.refined import Frame, _product, _two_sum, squared_distances

seeds = st.integers(0, 2**32 - 1)
reals = st.floats(-1e12, 1e12)


@given(reals, reals)
def test_a_sum_and_what_rounding_took(a, b):
    total, lost = _two_sum(np.array(a), np.array(b))
    assert float(total) == a + b
    assert Fraction(float(total)) + Fraction(float(lost)) == Fraction(a) + Fraction(b)


def test_rounding_takes_something():
    """Or the law above would hold of a plain sum."""
    assert float(_two_sum(np.array(1.0), np.array(2.0**-60))[1]) == 2.0**-60


@given(seeds, st.integers(1, 7))
def test_a_product_and_what_rounding_took(seed, d):
    """Of thirty-one digits, when both are taken together."""
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(3, d)) * 10 ** rng.uniform(-3, 3, (3, 1)), rng.normal(size=(d, 4))
    whole, lost = _product(A, B, slices=3)
    for i in range(3):
        for j in range(4):
            terms = [Fraction(x) * Fraction(y) for x, y in zip(A[i], B[:, j], strict=True)]
            error = Fraction(whole[i, j]) + Fraction(lost[i, j]) - sum(terms)
            assert abs(error) <= sum(map(abs, terms)) * Fraction(2) ** -98


def exact_distance(x, mean, sigma):
    """(x - μ)'Σ⁻¹(x - μ) of two features, and |Σ|, as rational numbers."""
    u, v = (Fraction(a) - Fraction(b) for a, b in zip(x, mean, strict=True))
    a, b, c = Fraction(sigma[0, 0]), Fraction(sigma[0, 1]), Fraction(sigma[1, 1])
    determinant = a * c - b * b
    return (c * u * u - 2 * b * u * v + a * v * v) / determinant, determinant


@given(seeds, st.integers(14, 44))
def test_distances_across_a_thin_ridge(seed, bits):
    """A correlation of 1 - 2⁻ᵇ, and points and means of all their 53 bits, along and across."""
    rng = np.random.default_rng(seed)
    units = 10 ** rng.uniform(-3, 3, 2)
    correlation = 1 - 2.0**-bits
    sigma = np.array([[1, correlation], [correlation, 1]]) * np.outer(units, units)
    sigma = (sigma + sigma.T) / 2
    mean = rng.normal(size=2) * units
    X = mean + (rng.normal(size=(6, 1)) + 2.0 ** (-bits / 2) * rng.normal(size=(6, 2))) * units
    L = np.linalg.cholesky(sigma)
    wanted = [exact_distance(x, mean, sigma) for x in X.tolist()]
    found = squared_distances(X, mean, sigma, L)
    np.testing.assert_allclose(found, [float(distance) for distance, _ in wanted], rtol=1e-11)
    width = Frame.of(sigma, L).log_width
    assert width == pytest.approx(exact_log(wanted[0][1]) / 2, rel=1e-12, abs=1e-11)


def exact_log(ratio):
    """The logarithm of a rational number, of which both parts may be too long for a float."""
    shift = ratio.numerator.bit_length() - ratio.denominator.bit_length()
    return float(np.log(float(ratio / Fraction(2) ** shift)) + shift * np.log(2))


def pancake(seed):
    """Three features of which some sum is thinner than the others by 2²³, at any angle."""
    Q = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))[0]
    sigma = (Q * [1.0, 1.0, 2.0**-46]) @ Q.T
    return (sigma + sigma.T) / 2


def test_the_volume_of_a_thin_pancake():
    """In three dimensions what the products have lost shows too: a millionth of a millionth."""
    for seed in range(40):
        sigma = pancake(seed)
        (a, b, c), (_, d, e), (_, _, f) = [[Fraction(x) for x in row] for row in sigma.tolist()]
        determinant = a * (d * f - e * e) - b * (b * f - e * c) + c * (b * e - d * c)
        width = Frame.of(sigma, np.linalg.cholesky(sigma)).log_width
        assert width == pytest.approx(exact_log(determinant) / 2, abs=2e-12)


@pytest.mark.parametrize("bits", [30, 40])
def test_plain_arithmetic_would_not_do(bits):
    third = 1 - 2.0**-bits / 3
    sigma = np.array([[0.49, 0.91 * third], [0.91 * third, 1.69]])
    mean, X = np.array([0.1, 0.3]), np.array([[0.8, 1.7]])
    plain = np.linalg.solve(np.linalg.cholesky(sigma), X[0] - mean)
    wanted = float(exact_distance(X[0], mean, sigma)[0])
    assert abs(plain @ plain - wanted) > 1e-9 * wanted
    found = squared_distances(X, mean, sigma, np.linalg.cholesky(sigma))
    assert found[0] == pytest.approx(wanted, rel=1e-12)
