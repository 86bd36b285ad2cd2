"""Copies say nothing of who handed in; what was handed in stays as it is, to the byte."""

import base64
import csv
import hashlib
import json
import os
import re
import shutil
import stat

import nbformat
import pytest

from gmmlab.teach.grading import anonymous
from gmmlab.teach.grading.anonymous import MOMENT, WARNING, BadPlace, Veil, anonymise
from gmmlab.teach.grading.book import NoAssignment, gradebook

STUDENTS = {
    "ada12": ("Ada", "Lovelace", "ada.l@x.org"),
    "jmax": ("José Max", "O'Neill", "max@x.org"),
    "11": ("Ada", "van der Berg", "berg@x.org"),
    "4711": ("Bo", "Li", ""),
}
NAMES = re.compile(
    r"\b(ada12|lovelace|jmax|jos[eé]|jose\u0301|o.neill|berg|4711|ada|(?-i:Max))\b", re.IGNORECASE
)
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3).decode() + "/Bo+Li/Ada+/"


def notebook(source="mean = 1", **more):
    """A notebook as Jupyter, Colab and VS Code write it, with one cell of each kind."""
    told = {
        "kernelspec": {"name": "ada-env", "display_name": "Ada's", "env": {"HOME": "/home/ada"}},
        "language_info": {"name": "python", "version": "3.12"},
        "authors": [{"name": "Ada Lovelace"}],
        "vscode": {"interpreter": {"hash": "1b"}},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"1": {"value": 3}}}},
    }
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["Ada\n", "in /home/al/x.py\n"]},
        {
            "output_type": "display_data",
            "data": {"image/png": PICTURE, "text/html": "<b>LOVELACE</b>"},
            "metadata": {},
        },
    ]
    cell = {"cell_type": "code", "id": "c1", "execution_count": 1, "outputs": outputs}
    cell |= {"metadata": {"executionInfo": {"user": {"displayName": "Ada"}}}, "source": [source]}
    image = f"![](attachment:ada_l.png) ![](data:image/png;base64,{PICTURE})"
    words = {"cell_type": "markdown", "id": "m1", "metadata": {"tags": ["x"]}, "source": image}
    words["attachments"] = {"ada_l.png": {"image/png": PICTURE}}
    book = {"cells": [cell, words], "metadata": told, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book | more).encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("made")
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    with gradebook(f"sqlite:///{root}/gradebook.db", "gmm") as book:
        for student, (first, last, email) in STUDENTS.items():
            book.add_student(student, first_name=first, last_name=last, email=email)
    for student in (*STUDENTS, "guest"):
        (root / "submitted" / student / "a1").mkdir(parents=True)
        (root / "submitted" / student / "a1" / "a1.ipynb").write_bytes(notebook())
    return root


@pytest.fixture
def room(made, tmp_path):
    shutil.copytree(made, tmp_path / "class", symlinks=True)
    return tmp_path / "class"


@pytest.fixture
def hand_in(room):
    """Put a file beside Ada's notebook."""

    def hand_in(name, content, student="ada12"):
        path = room / "submitted" / student / "a1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return hand_in


@pytest.fixture
def copied(room, tmp_path):
    """Copy everything; give Ada's folder, her pseudonym and what was said."""

    def copied():
        done = anonymise(room, "a1", tmp_path / "out")
        alias = {student: alias for alias, student in done.names.items()}["ada12"]
        return tmp_path / "out" / alias / "a1", alias, done

    return copied


def state(folder):
    """All there is to see of a folder."""
    found = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        about = path.lstat()
        held = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path] = (held, about.st_mtime_ns, about.st_mode, about.st_ino)
    return found


# what was handed in


def test_what_was_handed_in_stays_and_copies_bear_one_time(room, hand_in, copied):
    hand_in("notes/ada.txt", "by Ada")
    before = state(room / "submitted")
    folder, _, done = copied()
    assert state(room / "submitted") == before
    everything = [folder.parents[1], *folder.parents[1].rglob("*")]
    assert {path.stat().st_mtime for path in everything} == {MOMENT}
    assert len(done.names) == 5
    assert {path.name for path in folder.parents[1].iterdir()} == set(done.names)
    assert not list(folder.parents[2].glob(".out*"))


def test_no_name_is_left_in_text_or_in_a_files_name(hand_in, copied):
    hand_in("ADA_Lovelace.py", "# LOVELACE, ada12; ada.l@x.org and\n# with José, JOSE, Jose\u0301")
    hand_in("deep/ada/Berg.md", "Berg and O’Neill, O'NEILL; LovelaceAda")
    hand_in("latin.txt", "Jos\xe9 and Ada".encode("latin-1"))
    folder, alias, _ = copied()
    for path in folder.parents[1].rglob("*"):
        assert not NAMES.search(path.name), path
        if path.is_file():
            assert not NAMES.search(path.read_bytes().decode("latin-1").replace(PICTURE, "")), path
    assert (folder / f"{alias}_{alias}.py").is_file()
    text = (folder / f"{alias}_{alias}.py").read_text()
    assert text.startswith(f"# {alias}, {alias}; {alias} and\n# with anon_")
    assert "LovelaceAda" not in (next(folder.rglob("*.md"))).read_text()


def test_a_notebook_stays_one_and_keeps_all_else(copied):
    folder, alias, done = copied()
    book = nbformat.read(folder / "a1.ipynb", as_version=4)
    nbformat.validate(book)
    code, words = book.cells
    assert book.metadata.kernelspec.display_name == "Python 3 (ipykernel)"
    assert set(book.metadata) == {"kernelspec", "language_info", "widgets"}
    state = book.metadata.widgets["application/vnd.jupyter.widget-state+json"]
    assert state == {"state": {"1": {"value": 3}}}
    assert code.source == "mean = 1"
    assert code.metadata == {}
    assert code.outputs[0].text == f"{alias}\nin /home/somebody/x.py\n"
    assert code.outputs[1].data == {"image/png": PICTURE, "text/html": f"<b>{alias}</b>"}
    assert words.attachments == {f"{alias}_l.png": {"image/png": PICTURE}}
    assert words.source == (f"![](attachment:{alias}_l.png) ![](data:image/png;base64,{PICTURE})")
    assert words.metadata == {"tags": ["x"]}
    said = " ".join(done.notes)
    assert "5 x metadata 'authors' dropped." in said
    assert "5 x metadata 'executionInfo' dropped." in said


def test_it_is_said_what_was_replaced_how_often(hand_in, copied):
    hand_in("x.txt", "Lovelace lovelace LOVELACE Lovelaces ada12")
    done = copied()[2]
    assert done.said["Lovelace"] == 3 + 5  # and in each notebook's output
    assert done.said["ada12"] == 1
    assert done.said["home folders"] == 5
    assert "Berg" not in done.said
    assert "handwriting" in WARNING


def test_a_name_of_two_is_its_owners_at_home_and_somebodys_elsewhere(hand_in, copied):
    hand_in("x.txt", "Ada", "jmax")
    folder, alias, done = copied()
    out = folder.parents[1]
    of = {student: name for name, student in done.names.items()}
    assert (out / of["jmax"] / "a1" / "x.txt").read_text() == "somebody"
    first = nbformat.read(out / of["11"] / "a1" / "a1.ipynb", as_version=4).cells[0]
    assert first.outputs[0].text.startswith(of["11"])
    assert of["11"] != alias


VEIL = Veil({name: "X" for name in ("Ada", "Li", "4711", "Max", "José", "van der Berg", "a-b")})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ada ada ADA ada_plot my_ada.py", "X X X X_plot my_X.py"),
        ("Adam, Canada, ada2, 2ada, adaPlot", "Adam, Canada, ada2, 2ada, adaPlot"),
        ("Li li LI list", "X li LI list"),
        ("4711 3.4711 47110 4711.5 x4711 n=4711.", "X 3.4711 47110 4711.5 x4711 n=X."),
        ("Van  Der\nBerg, van_der_berg, van, der", "X, X, van, der"),
        ("Jose JOSÉ Jose\u0301, Joséphine", "X X X, Joséphine"),
        ("a-b a-bc a - b", "X a-bc a - b"),
        ("data:image/png;base64,Ada/Ada+Li== Ada", "data:image/png;base64,Ada/Ada+Li== X"),
        ("C:\\Users\\mm\\x /home/mm/x /home/jovyan/x", None),
        ("", ""),
    ],
)
def test_whole_words_only(text, left):
    if left is None:
        left = "C:\\Users\\somebody\\x /home/somebody/x /home/jovyan/x"
    assert VEIL.text(text) == left


def test_pythons_own_words_stay_in_code_and_only_there(hand_in, copied):
    hand_in("a1.ipynb", notebook("best = max(x)  # Max says max"), "jmax")
    hand_in("x.md", "max and Max", "jmax")
    folder, _, done = copied()
    mine = next(name for name, student in done.names.items() if student == "jmax")
    there = folder.parents[1] / mine / "a1"
    book = nbformat.read(there / "a1.ipynb", as_version=4)
    assert book.cells[0].source == f"best = max(x)  # {mine} says max"
    assert (there / "x.md").read_text() == f"{mine} and {mine}"
    assert "2 x 'max' stays in code: it is Python's." in done.notes


def test_only_regular_files_are_copied(room, hand_in, copied, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    there = hand_in("kept.txt", "kept").parent
    hand_in("timestamp.txt", "2026-03-01 12:00:00 UTC")
    hand_in(".ipynb_checkpoints/a1.ipynb", notebook())
    (there / "link.txt").symlink_to(tmp_path / "secret.txt")
    (there / "folder").symlink_to(tmp_path)
    os.mkfifo(there / "pipe")
    shutil.move(room / "submitted" / "guest" / "a1", tmp_path / "elsewhere")
    (room / "submitted" / "guest" / "a1").symlink_to(tmp_path / "elsewhere")
    folder, _, done = copied()
    assert sorted(path.name for path in folder.iterdir()) == ["a1.ipynb", "kept.txt"]
    assert len(list(folder.parents[1].iterdir())) == 4
    said = " ".join(done.notes)
    assert "1 x submissions that are links were left out." in said
    assert "1 x timestamp.txt, which says when, was left out." in said


def test_what_is_no_text_is_copied_and_pointed_at(hand_in, copied):
    hand_in("scan.png", b"\x89PNG\0\xff lovelace")
    hand_in("paper.pdf", b"%PDF-1.4 Ada")
    folder, _, done = copied()
    assert (folder / "scan.png").read_bytes() == b"\x89PNG\0\xff lovelace"
    said = " ".join(done.notes)
    assert "1 x .png files were copied as they are." in said
    assert "1 x .pdf files were copied as they are." in said
    assert "1 x of these hold a name: look into them." in said


@pytest.mark.parametrize(
    "content",
    [b"{Ada", b"[]", b"[" * 100_000, b'{"cells": 3}', notebook(cells=[1, {"source": None}])],
    ids=["no JSON", "a list", "deep", "no cells", "no cell"],
)
def test_a_notebook_that_is_none_stops_nobody(hand_in, copied, content):
    hand_in("a1.ipynb", content)
    folder = copied()[0]
    assert (folder / "a1.ipynb").exists()
    assert b"Ada" not in (folder / "a1.ipynb").read_bytes()


def test_files_that_would_have_one_name_are_both_there(hand_in, copied):
    hand_in("ada.txt", "1")
    hand_in("ADA.txt", "2")
    hand_in("Lovelace.txt", "3")
    hand_in("lovelace", "4")
    hand_in("Ada/x", "5")
    folder, _, _ = copied()
    texts = [path.read_text() for path in folder.rglob("*") if path.name != "a1.ipynb"]
    assert sorted(texts) == ["1", "2", "3", "4", "5"]


# pseudonyms and their key


def test_the_key_opens_everything_and_lies_outside(room, tmp_path):
    done = anonymise(room, "a1", tmp_path / "out")
    key = tmp_path / "out-key.csv"
    assert done.key == key
    rows = list(csv.DictReader(key.read_text().splitlines()))
    assert {row["pseudonym"]: row["student"] for row in rows} == dict(done.names)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [row["pseudonym"] for row in rows] == sorted(done.names)
    assert all(re.fullmatch(r"anon_[0-9a-f]{8}", alias) for alias in done.names)


def test_a_student_keeps_a_pseudonym_where_the_key_is_given_again(room, tmp_path):
    key = tmp_path / "key.csv"
    first = anonymise(room, "a1", tmp_path / "one", key)
    (room / "submitted" / "zoe" / "a1").mkdir(parents=True)
    second = anonymise(room, "a1", tmp_path / "two", key)
    assert first.names.items() < second.names.items()
    assert set(second.names.values()) - set(first.names.values()) == {"zoe"}
    other = anonymise(room, "a1", tmp_path / "three")
    assert not other.names.keys() & first.names.keys()


def test_an_id_that_a_spreadsheet_would_run_keeps_its_pseudonym(room, tmp_path):
    (room / "submitted" / "=x" / "a1").mkdir(parents=True)
    key = tmp_path / "key.csv"
    first = anonymise(room, "a1", tmp_path / "one", key)
    assert ",'=x" in key.read_text()
    assert anonymise(room, "a1", tmp_path / "two", key).names == first.names


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "a,b\n1,2\n",
        "pseudonym,student,note\nx,ada12,mine\n",
        "pseudonym,student\n../x,ada12\n",
        "pseudonym,student\nx,ada12\nx,jmax\n",
    ],
    ids=["a word", "others", "more", "a path", "twice"],
)
def test_what_is_no_key_is_not_overwritten(room, tmp_path, text):
    key = tmp_path / "key.csv"
    key.write_text(text)
    with pytest.raises(BadPlace, match=r"key\.csv is there already, and is no key: pseudonym,st"):
        anonymise(room, "a1", tmp_path / "out", key)
    assert key.read_text() == text
    assert not (tmp_path / "out").exists()


def test_places_that_would_lose_or_give_away_something_are_refused(room, tmp_path):
    with pytest.raises(BadPlace, match=r"class holds something already\. Name a folder that is"):
        anonymise(room, "a1", room)
    with pytest.raises(BadPlace, match=r"lies among the submissions"):
        anonymise(room, "a1", room / "submitted" / "out")
    with pytest.raises(BadPlace, match=r"the key .* lies in .*out, with what it opens"):
        anonymise(room, "a1", tmp_path / "out", tmp_path / "out" / "key.csv")
    with pytest.raises(BadPlace, match=r"there is no folder .*none\. Make it first\."):
        anonymise(room, "a1", tmp_path / "none" / "out")
    for name in ("a2", "*", "..", "../ada12/a1"):
        with pytest.raises(NoAssignment, match=r"nobody has handed in"):
            anonymise(room, name, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class"]


def test_a_copy_that_fails_leaves_nothing_half_done(room, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(anonymous, "_stamp", full)
    with pytest.raises(BadPlace, match=r"out cannot be written .*No space left"):
        anonymise(room, "a1", tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["class"]


def test_an_empty_folder_will_do(room, tmp_path):
    (tmp_path / "out").mkdir()
    done = anonymise(room, "a1", tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(done.names)
