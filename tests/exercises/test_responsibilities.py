"""What the exercise s75-03-responsibilities says in its prose is true."""

import re

import numpy as np
import pytest

from gmmlab import datasets
from gmmlab.teach.source import read

PATH = "topics/s75-03-responsibilities/exercise.py"


@pytest.fixture(scope="module")
def cells(course):
    return read(course / PATH, PATH)


@pytest.fixture(scope="module")
def prose(cells):
    return "\n".join(cell.text for cell in cells if cell.kind == "markdown")


def standard(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def test_the_table_of_heights(prose):
    rows = re.findall(r"^\| (?:z|standard height) \| (.*) \|$", prose, re.MULTILINE)
    z, heights = (np.array(row.split(" | "), float) for row in rows)
    assert len(z) == 6
    assert np.allclose(standard(z), heights, rtol=0, atol=5e-5)
    assert not np.allclose(standard(z + 0.01), heights, rtol=0, atol=5e-5)


def test_the_waits_are_as_described(prose):
    waits = datasets.faithful().X[:, 1]
    assert len(waits) == 272
    assert round(waits[waits < 68].mean()) == 55
    assert round(waits[waits >= 68].mean()) == 80
    assert "near 55 minutes" in prose


def test_a_wait_of_twenty_minutes():
    weights, means, sds = np.array([[0.4, 0.6], [55, 80], [5, 10]])
    z = (20 - means) / sds
    scores = weights * standard(z) / sds
    assert z.tolist() == [-7, -6]
    assert np.abs(20 - means).tolist() == [35, 60]
    assert scores[1] / scores.sum() > 0.99
    assert scores.max() < 1e-9


def test_the_colleague_has_both_symptoms_and_the_mended_one_neither(cells):
    source = next(cell.text for cell in cells if cell.grade_id == "given-colleague")
    known = {"np": np, "waits": datasets.faithful().X[:, 1], "print": lambda *_: None}
    known |= {"weights": np.array([0.4, 0.6]), "means": np.array([55.0, 80.0])}
    exec(source, known | {"sds": np.array([5.0, 10.0])}, symptoms := {})
    assert np.allclose(symptoms["guessed"].sum(axis=0), 1)
    assert np.allclose(symptoms["guessed"], symptoms["swapped"])
    assert symptoms["guessed"].sum(axis=1).max() < 0.1
