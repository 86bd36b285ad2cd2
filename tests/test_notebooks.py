"""Every notebook runs: no cell fails, and no error hides in the state of a widget."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from gmmlab.learn.graph import graph

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default::ResourceWarning", "default::DeprecationWarning"),
]

ROOT = Path(__file__).parents[1]
LESSONS = sorted(ROOT.glob("lessons/*/*.ipynb"))
EXERCISES = sorted(ROOT.glob("exercises/*/*.ipynb"))
SECONDS = 60  # for one cell, on a slow computer


def executed(notebook, folder):
    """Run all cells of a notebook in `folder`; return the client that has seen what happened."""
    client = NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": folder}})
    client.execute()
    return client


def complaints(client):
    """List what went wrong without stopping a cell: standard error, and errors in widgets."""
    outputs = [output for cell in client.nb.cells for output in cell.get("outputs", [])]
    widgets = client.widget_state.values()
    outputs += [output for state in widgets for output in state.get("outputs", [])]
    found = [json.dumps(output) for output in outputs if is_complaint(output)]
    return found + [text for state in widgets for text in re.findall(r".*Traceback.*", str(state))]


def is_complaint(output):
    return output["output_type"] == "error" or output.get("name") == "stderr"


def of_code(*sources):
    """Make a notebook of these cells."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs(path, tmp_path):
    client = executed(nbformat.read(path, as_version=4), tmp_path)
    assert complaints(client) == []
    assert any(cell.get("outputs") for cell in client.nb.cells)


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_an_exercise_runs_up_to_the_first_thing_to_write(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    with pytest.raises(CellExecutionError) as stopped:
        executed(notebook, tmp_path)
    assert stopped.value.ename == "NotImplementedError"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    failed = [any(output.output_type == "error" for output in cell.outputs) for cell in code]
    first = failed.index(True)
    assert first > 0
    assert code[first].id == next(c.id for c in code if c.id.startswith("solution-"))
    written = "".join(cell.source for cell in code[: first + 1])
    assert "raise NotImplementedError" in written


def test_there_are_notebooks_to_run():
    assert LESSONS
    labs = {lab.slug for lab in graph().labs}
    exams = {exam.slug for exam in graph().exams}
    assert {path.stem for path in LESSONS} - labs == {path.stem for path in EXERCISES} - exams


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import sys; print('a warning', file=sys.stderr)", "a warning"),
        (
            "import ipywidgets as w\nbutton, out = w.Button(), w.Output()\n"
            "button.on_click(out.capture()(lambda _: 1 / 0))\nbutton.click()\nout",
            "ZeroDivisionError",
        ),
    ],
    ids=["standard error", "widget"],
)
def test_a_hidden_error_would_be_noticed(source, said, tmp_path):
    assert said in "".join(complaints(executed(of_code(source), tmp_path)))
