"""Trigonometry, slopes and areas, density and chance: every answer again, from the prompt alone."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from gmmlab.learn.graph import graph
from gmmlab.learn.prose import to_html, to_words
from gmmlab.learn.questions import Family, Kind, Question, judge
from gmmlab.learn.reading import numbers_in

MODULES = (
    "s58_tangent",
    "s59_sine",
    "s60_arc",
    "s61_degrees",
    "s62_contour",
    "s63_wave",
    "s64_same_axis",
    "s65_slope",
    "s65_widest",
    "s66_antiderivative",
    "s67_constant",
    "s67_power",
    "s68_mixture_mean",
    "s69_rectangles",
    "s70_ramp",
    "s71_constant",
    "s72_inverse",
    "s72_uniform_numbers",
    "s73_interval",
    "s74_shift",
    "s74_units",
)
pytestmark = pytest.mark.xdist_group("u8_u10")  # questions are drawn once

SEEDS = range(300)


def families_of(module: str) -> list[Family]:
    found = importlib.import_module(f"gmmlab.learn.families.{module}")
    return [value for value in vars(found).values() if isinstance(value, Family)]


FAMILIES = {family.name: family for module in MODULES for family in families_of(module)}
NAMES = list(FAMILIES)
STEPS = range(58, 75)
each = pytest.mark.parametrize("name", NAMES)


@cache
def drawn(name: str) -> list[Question]:
    return [FAMILIES[name].draw(seed) for seed in SEEDS]


NUMBER = r"([-−]?\d+(?:\.\d+)?)"


def read(pattern: str, prompt: str) -> list[float]:
    """The numbers at the places marked # in a pattern; spaces stand for themselves."""
    found = re.search(pattern.replace("#", NUMBER), prompt)
    assert found, (pattern, prompt)
    return [float(group.replace("−", "-")) for group in found.groups()]


def rows(prompt: str) -> list[list[str]]:
    lines = [line for line in prompt.split("\n") if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")][1:] for line in lines]
    return [row for row in cells if row[0] != "---"]


def floats(cells: list[str]) -> np.ndarray:
    return np.array(cells, float)


def first_axis(direction: np.ndarray, spread: float = 4.0) -> np.ndarray:
    """The first eigenvector of a covariance that is widest along a direction."""
    unit = direction / np.linalg.norm(direction)
    across = np.array([-unit[1], unit[0]])
    covariance = spread * np.outer(unit, unit) + np.outer(across, across)
    axis = np.linalg.eigh(covariance)[1][:, -1]
    return axis if axis[0] > 0 else -axis


def tangent(prompt: str) -> float:
    across, up = first_axis(np.array(read(r"v=\(#,\\ #\)", prompt)))
    return up / across


def sine(prompt: str) -> float:
    return first_axis(np.array(read(r"v=\(#,\\ #\)", prompt)))[1]


def arc(prompt: str) -> float:
    (sigma,), (times,), (angle,) = (
        read(p, prompt) for p in (r"sigma=#", "Its contour #", r"at \$t=#")
    )
    t = np.linspace(0, angle, 20_001)
    round_it = times * sigma * np.exp(1j * t)
    return float(np.abs(np.diff(round_it)).sum())


def degrees(prompt: str) -> float:
    (tilt,) = read("returns #", prompt)
    return float(np.angle(np.exp(1j * tilt), deg=True))


def contour(prompt: str) -> float:
    m, n, s, r = read(r"means # and # min, standard deviations # and # min", prompt)
    (angle,) = read("point at #°", prompt)
    turn = np.exp(2j * np.pi * angle / 360)
    root = np.linalg.cholesky(np.diag([s**2, r**2]))
    point = np.array([m, n]) + root @ [turn.real, turn.imag]
    return float(point[int("**wait**" in prompt)])


def amplitude(prompt: str) -> float:
    cov = np.diag(read(r"diag\}\(#,\\ #\)", prompt))
    t = np.radians(np.arange(0, 360, 0.5))
    u = np.stack([np.cos(t), np.sin(t)])
    v = (u * (cov @ u)).sum(axis=0)
    return (v.max() - v.min()) / 2


def same_axis(prompt: str) -> float:
    (tilt,) = read(r"eigenvector at \$#\$°", prompt)
    across, up = first_axis(np.array([np.cos(np.radians(tilt)), np.sin(np.radians(tilt))]))
    return float(np.degrees(np.arctan(up / across)))


def slope(prompt: str) -> float:
    middle, swing = read(r"v\(t\)=#\+#\\cos 2t", prompt)
    above, below = re.search(r"frac\{(\d*)\\pi\}\{(\d+)\}", prompt).groups()  # type: ignore[union-attr]
    t, h = int(above or 1) * np.pi / int(below), 1e-5
    v = middle + swing * np.cos(2 * (t + np.array([-h, h])))
    return float(v[1] - v[0]) / (2 * h)


def widest(prompt: str) -> float:
    a, b, c = read(r"variance # across, variance # up, covariance \$#\$", prompt)
    across, up = np.linalg.eigh([[a, c], [c, b]])[1][:, -1]
    return float(np.degrees(np.arctan(up / across)))


def drop(prompt: str) -> float:
    mean, sigma = read(r"frac\{x-#\}\{#\^2\}", prompt)
    (x,) = read(r"\$F\(#\)=\$ \?", prompt)
    assert read(r"\$F\(#\)=0\$", prompt) == [mean]
    return quad(lambda v: -(v - mean) / sigma**2, mean, x)[0]


def constant(prompt: str) -> float:
    """From the known value up to the top, along the slope."""
    mean, sigma = read(r"frac\{\(x-#\)\^2\}\{2\\cdot#\^2\}", prompt)
    x, height = read(r"\\ln s\(#\)=#\$", prompt)
    return height + quad(lambda v: -(v - mean) / sigma**2, x, mean)[0]


def power(prompt: str) -> float:
    linear, steep, n = read(r"-#x-#x\^\{#\}", prompt)
    terms = np.zeros(int(n) + 1)
    terms[[-2, 0]] = -linear, -steep
    assert read(r"c_2x\^\{#\}", prompt) == [n + 1]
    return float(np.polyint(terms)[0])


def mixture_mean(prompt: str) -> float:
    _, weights, means = rows(prompt)
    x = np.linspace(-5, 12, 681)
    p = norm.pdf(x[:, None], floats(means), [0.3, 0.5, 0.4]) @ floats(weights)
    return float(np.trapezoid(x * p, x) / np.trapezoid(p, x))


def rectangles(prompt: str) -> float:
    x, p = map(floats, rows(prompt))
    assert read("between # and # min", prompt) == [x[0], x[-1]]
    return float(np.diff(x) @ p[:-1])


def ramp(prompt: str) -> float:
    end, low, high = (
        *read(r"frac\{2x\}\{#\^2\}", prompt),
        *read("distance between # and #", prompt),
    )
    assert quad(lambda x: 2 * x / end**2, 0, end)[0] == pytest.approx(1)
    return quad(lambda x: 2 * x / end**2, low, high)[0]


def front(prompt: str) -> float:
    start, low, high = read(r"\(x-#\)\$ from # to # min", prompt)
    return 1 / quad(lambda x: x - start, low, high)[0]


def picked(prompt: str) -> float:
    listed = re.search(r"are (.+) for the short", prompt)[1]  # type: ignore[index]
    weights = floats(re.split(", | and ", listed))
    numbers = floats(prompt.split("\n\n")[1].strip(".").split(", "))
    kind = re.search(r"\*\*(\w+)\*\*", prompt)[1]  # type: ignore[index]
    drawn = np.searchsorted(np.cumsum(weights), numbers, side="right")
    return float((drawn == ("short", "middle", "long").index(kind)).sum())


def inverse(prompt: str) -> float:
    _, weights, spans = rows(prompt)
    ends = [float(v) for span in spans for v in span.split(" to ")]
    reached = [0, float(weights[0]), float(weights[0]), 1]
    return float(np.interp(read(r"F\(x\)=#", prompt)[0], reached, ends))


def interval(prompt: str) -> float:
    x, F = map(floats, rows(prompt))
    low, high = read("between # and # min", prompt)
    return float(F[x == high][0] - F[x == low][0])


SIZES = {"second": 1, "minute": 60, "hour": 3600, "millimetre": 1, "centimetre": 10, "metre": 1000}


def per_unit(prompt: str) -> float:
    """A Gaussian that has this density at its top, and its top in the other unit."""
    (value,) = read("density is # per", prompt)
    old, new = re.findall(r"per (\w+)", prompt)
    sigma = norm.pdf(0) / value
    return float(norm.pdf(0, scale=sigma * SIZES[old] / SIZES[new]))


def shifted(prompt: str) -> float:
    """As many Gaussians' tops, in either unit."""
    (n,), (height,) = read("fitted to # measurements", prompt), read(r"is \$#\$", prompt)
    old, new = re.search(r"in (\w+)s\. Its.*written in (\w+)s,", prompt).groups()  # type: ignore[union-attr]
    return height + n * (norm.logpdf(0, scale=SIZES[old] / SIZES[new]) - norm.logpdf(0))


INDEPENDENT: dict[str, Callable[[str], float]] = {
    "tangent-of-the-tilt": tangent,
    "sine-of-the-tilt": sine,
    "arc-of-a-contour": arc,
    "tilt-in-degrees": degrees,
    "point-of-the-contour": contour,
    "amplitude-of-the-variance": amplitude,
    "same-axis-another-angle": same_axis,
    "slope-of-the-variance": slope,
    "widest-direction": widest,
    "drop-of-the-log-density": drop,
    "constant-of-the-log-score": constant,
    "integral-of-a-power": power,
    "mean-of-the-mixture": mixture_mean,
    "rectangles-under-a-density": rectangles,
    "probability-under-a-ramp": ramp,
    "constant-in-front": front,
    "picked-by-uniform-numbers": picked,
    "length-from-a-uniform-number": inverse,
    "probability-of-an-interval": interval,
    "density-in-another-unit": per_unit,
    "log-likelihood-in-another-unit": shifted,
}


def agrees(question: Question, value: float) -> bool:
    return float(question.answer.value) == pytest.approx(value, rel=1e-7, abs=1e-9)  # type: ignore[attr-defined]


@each
def test_the_answer_is_what_the_prompt_implies(name: str) -> None:
    for question in drawn(name):
        value = INDEPENDENT[name](question.prompt)
        assert agrees(question, value), (question.prompt, question.answer, value)


@each
def test_the_independent_check_can_fail(name: str) -> None:
    """The value of the next prompt, or of a wrong road, is not taken for this one's."""
    one, two = drawn(name)[:2]
    wrong = float(one.misconceptions[0].answer.value)  # type: ignore[attr-defined]
    assert not agrees(one, wrong)
    assert one.answer.show() == two.answer.show() or not agrees(one, INDEPENDENT[name](two.prompt))


@each
def test_wrong_values_differ_from_the_answer_and_from_each_other(name: str) -> None:
    for question in drawn(name):
        assert 3 <= len(question.misconceptions) <= 4
        assert len({m.name for m in question.misconceptions}) == len(question.misconceptions)
        for wrong in question.misconceptions:
            verdict = judge(question, wrong.answer.show())
            assert verdict.kind is Kind.MISCONCEPTION
            assert verdict.misconception is wrong


@each
def test_every_accepted_spelling_is_accepted(name: str) -> None:
    for question in drawn(name):
        shown = question.answer.show()
        for text in (shown, f"  {shown} ", shown.replace("-", "−"), *question.answer.spellings()):
            assert judge(question, text).right, text


@each
def test_nothing_gives_the_answer_away_and_the_solution_ends_with_it(name: str) -> None:
    for question in drawn(name):
        for text in (question.prompt, *question.hints):
            assert not question.answer.given_away_by(text)
        last = numbers_in(question.solution)[-1]
        assert question.answer.given_away_by(question.solution)
        assert judge(question, str(last.value)).right, question.solution


def said(question: Question) -> set[str]:
    wrong = (m.message for m in question.misconceptions)
    return {question.prompt, question.solution, question.because, *question.hints, *wrong}


@each
def test_texts_are_clean_and_whole(name: str) -> None:
    for text in set[str]().union(*map(said, drawn(name))):
        assert not re.search(r"\d\.\d{7,}|\d0000\d|e-\d\d|nan|inf\b|None|Fraction", text), text
        assert not re.search(r"--|\+-|  ", text.replace(" --- ", " ").replace("---", "")), text
        assert text.count("$") % 2 == 0, text
        assert text.rstrip()[-1] in ".?", text
        assert "\\" not in to_words(text), to_words(text)
        assert to_html(text).count("<") == to_html(text).count(">")


def test_every_step_has_a_family_and_the_misconceptions_that_the_graph_names() -> None:
    for step in STEPS:
        of_step = [f for f in FAMILIES.values() if f.topic.startswith(f"s{step}-")]
        assert of_step
        named = {m.name for f in of_step for q in drawn(f.name)[:40] for m in q.misconceptions}
        assert set(graph()[of_step[0].topic].misconceptions) <= named


def test_every_family_has_its_independent_check() -> None:
    assert set(INDEPENDENT) == set(NAMES)
