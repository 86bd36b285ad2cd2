"""Grading beside plain nbgrader's, the same submissions of the same exercise, in one run.

    python -m benchmarks.grading                # 24 submissions; a few minutes
    python -m benchmarks.grading --students 60

Prints processor seconds a submission: of `nbgrader autograde`, and of `gmmlab grade` with its
sandbox, gradebook rows and autograded notebooks included; once with all that it starts with, and
once marginal, between half of the class and all of it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gmmlab.teach.school import init

ROOT = Path(__file__).resolve().parents[1]
SLUG = "s19-division-as-equal-sharing"
TOOLS = Path(sys.executable).parent
PLAIN = """c = get_config()
c.CourseDirectory.course_id = "gmm"
c.Execute.extra_arguments = [
    "--InteractiveShellApp.exec_lines=import warnings; warnings.simplefilter('ignore')"
]
"""


def seconds(folder: Path, *command: str) -> float:
    """Run a command; return the processor seconds that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(
        [str(TOOLS / command[0]), *command[1:]],
        cwd=folder,
        env=os.environ | path,
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def class_of(students: int, folder: Path, made: Path, plain: bool) -> Path:
    """Copy a course directory in which so many students have handed in the solution."""
    shutil.copytree(made, folder)
    if plain:
        (folder / "nbgrader_config.py").write_text(PLAIN)
    seconds(folder, "nbgrader", "generate_assignment", SLUG)
    solved = json.loads((folder / "source" / SLUG / f"{SLUG}.ipynb").read_text())
    release = folder / "release" / SLUG
    texts = {cell["id"]: cell["source"] for cell in solved["cells"]}
    for n in range(students):
        to = folder / "submitted" / f"student{n:03d}" / SLUG
        shutil.copytree(release, to)
        notebook = json.loads((to / f"{SLUG}.ipynb").read_text())
        for cell in notebook["cells"]:
            if cell["id"].startswith("solution-"):
                cell["source"] = texts[cell["id"]]
        (to / f"{SLUG}.ipynb").write_text(json.dumps(notebook))
    return folder


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description="Grading beside plain nbgrader's.")
    parser.add_argument("--students", type=int, default=24)
    students = parser.parse_args().students
    half = students // 2
    took: dict[tuple[str, int], float] = {}
    with TemporaryDirectory() as folder:
        made = Path(folder, "made")
        init(made, ROOT / "course", say=lambda _: None)
        for many in (half, students):
            ours = class_of(many, Path(folder, f"ours{many}"), made, plain=False)
            theirs = class_of(many, Path(folder, f"theirs{many}"), made, plain=True)
            took["nbgrader autograde", many] = seconds(theirs, "nbgrader", "autograde", SLUG)
            took["gmmlab grade", many] = seconds(ours, "gmmlab", "grade", SLUG, "--jobs", "1")
    each = {}
    for way in ("nbgrader autograde", "gmmlab grade"):
        all_in = took[way, students] / students
        each[way] = (took[way, students] - took[way, half]) / (students - half)
        print(f"{way}: {all_in:.3f} s a submission all in, {each[way]:.3f} s marginal")
    load = os.getloadavg()[0]
    ratio = each["nbgrader autograde"] / each["gmmlab grade"]
    whole = took["nbgrader autograde", students] / took["gmmlab grade", students]
    print(f"ratio: {ratio:.1f} marginal, {whole:.1f} all in ({students} students, load {load:.1f})")


if __name__ == "__main__":
    main()
