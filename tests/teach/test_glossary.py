"""The glossary says what is so, once, in sentences; and its page leads to lessons that exist."""

import re
from pathlib import Path

import pytest

from gmmlab.teach import glossary
from gmmlab.teach.course import load

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "course"
PATH = COURSE / "glossary.toml"
ENTRIES = glossary.read(PATH)
LESSONS = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("lessons/*/*.ipynb"))

ASKED = """bound|gap|E-step|M-step|soft count|Mahalanobis distance|BIC|AIC|ICL|entropy|k-means
|inertia|floor|start|restart|label switching|held-out log-likelihood|anomaly|responsibility
|mixing weight|log-likelihood|density|full|tied|diag|spherical|EII|VII|EEI|VEI|EVI|VVI|EEE|VEE|EVE
|VVE|EEV|VEV|EVV|VVV""".replace("\n", "").split("|")
SYMBOLS = ("x", "X", "n", "d", "K", "k", "z", r"\pi_k", r"\mu_k", r"\sigma", r"\Sigma_k", "r_{ik}")

MEAN = """[[entry]]
name = "mean"
meaning = "A total shared equally."
topic = "s1-mean"
symbol = '\\mu'
code = ["gmmlab.Mixture.means"]
"""


def spoilt(old, new):
    assert old in MEAN
    return MEAN.replace(old, new)


def read(tmp_path, text):
    path = tmp_path / "glossary.toml"
    path.write_text(text, "utf-8")
    return glossary.read(path)


def faults(tmp_path, text):
    found = glossary.problems(read(tmp_path, text), ["s1-mean"], "course/glossary.toml")
    return "\n".join(map(str, found))


def test_the_course_has_a_sound_glossary():
    slugs = load(COURSE).graph.by_slug
    assert glossary.problems(ENTRIES, slugs, "course/glossary.toml") == []


def test_every_symbol_and_term_that_was_asked_for_is_there():
    assert set(ASKED) <= {entry.name for entry in ENTRIES}
    assert {*SYMBOLS, "R", "N_k", "p(x)"} <= {entry.symbol for entry in ENTRIES}


def test_a_sound_entry_has_no_fault(tmp_path):
    assert faults(tmp_path, MEAN) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            spoilt("equally.", "equally"),
            "glossary.toml:1: The meaning of 'mean' does not end",
        ),
        (spoilt("equally.", "equally. Twice."), "has two sentences"),
        (spoilt("s1-mean", "s1-meen"), "No topic is called 's1-meen'. Did you mean 's1-mean'?"),
        (spoilt("Mixture.means", "Mixture.middles"), "no gmmlab.Mixture.middles in gmmlab"),
        (spoilt("gmmlab.Mixture.means", "os.path"), "no os.path in gmmlab"),
        (spoilt("\\mu", "\\frac{1}"), "cannot be set: "),
        (MEAN + spoilt("\\mu", "m"), "'mean' is explained twice"),
        (MEAN + spoilt('"mean"', '"middle"'), "'\\\\mu' is explained twice"),
    ],
)
def test_what_is_not_so_is_said_with_its_line(tmp_path, text, said):
    assert said in faults(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[entry]", "This is not TOML"),
        ("title = 'Words'\n", "The glossary has an unknown key 'title'."),
        (spoilt("meaning", "meaning_"), "unknown key 'meaning_'. Did you mean 'meaning'?"),
        (spoilt('topic = "s1-mean"\n', ""), "Entry 'mean' has no topic. Add `topic = ...` to it."),
        (spoilt('"A total shared equally."', '""'), "meaning is ''. Make it a text"),
        (spoilt('["gmmlab.Mixture.means"]', '"gmmlab"'), "code is 'gmmlab'. Make it a list"),
        (MEAN + "line = 7\n", "unknown key 'line'"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, text, said):
    with pytest.raises(glossary.BadGlossary, match=re.escape(said)):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("gmmlab.Mixture.weights", True),
        ("gmmlab.SHAPES", True),
        ("gmmlab.clusters.inertia", True),
        ("gmmlab.lloyd.Run.centres", True),
        ("gmmlab.clusters.nonsense", False),
        ("gmmlab.Mixture.weights.nonsense", False),
        ("numpy.mean", False),
    ],
)
def test_names_are_looked_up_in_gmmlab_itself(name, there):
    assert glossary.exists(name) is there


def test_the_page_has_every_entry_once_in_alphabetical_order():
    names = re.findall(r"^### (.+)$", glossary.page(COURSE, LESSONS), re.MULTILINE)
    assert names == sorted((entry.name for entry in ENTRIES), key=str.lower)


def test_every_link_of_the_page_leads_somewhere():
    page = glossary.page(COURSE, LESSONS)
    links = re.findall(r"\]\(([^)]+)\)", page)
    headings = {name.replace(" ", "-") for name in re.findall(r"^### (.+)$", page, re.MULTILINE)}
    for link in links:
        if link.startswith("#"):
            assert link[1:] in headings
        elif link.endswith(".ipynb"):
            assert f"lessons/{link}" in LESSONS
        else:
            assert link in ("cheat-sheet.pdf", "cheat-sheet.svg") or link.startswith("https://")
    assert sum(link.endswith(".ipynb") for link in links) > 20


def test_a_lesson_that_is_not_there_is_named_without_a_link():
    page = glossary.page(COURSE, [])
    assert ".ipynb" not in page
    assert "- First taught in: EM by hand (not written yet)" in page


def test_a_bar_in_a_symbol_does_not_end_its_cell():
    rows = re.findall(r"^\| (?!:).*$", glossary.page(COURSE, LESSONS), re.MULTILINE)
    assert all(row.count("|") == 3 for row in rows)
    assert len(rows) == 1 + sum(bool(entry.symbol) for entry in ENTRIES)


def test_the_page_refuses_a_glossary_with_a_fault(small):
    (small.course / "glossary.toml").write_text(spoilt("equally.", "equally"), "utf-8")
    with pytest.raises(glossary.BadGlossary, match="does not end in a stop"):
        glossary.page(small.course, [])
