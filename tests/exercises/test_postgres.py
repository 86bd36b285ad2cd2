"""A gradebook in PostgreSQL, as large courses have it: the same rows as in a file, two at once."""

import os
import runpy
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SMALL = runpy.run_path(str(Path(__file__).with_name("small.py")))
NAME, OTHER, gmmlab, rows = (SMALL[one] for one in ("NAME", "OTHER", "gmmlab", "rows"))
STUDENTS = 16
NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
"""PostgreSQL refuses to run as root."""


def tools():
    """Where the server's programs are: Debian has them beside PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    assert initdb, "This test needs PostgreSQL's server: `apt install postgresql` on Debian."
    return Path(initdb).parent


@pytest.fixture(scope="module")
def url():
    """A server of our own, spoken to through a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    who = NOBODY if os.geteuid() == 0 else ()
    if who:
        shutil.chown(folder, "nobody", "nogroup")

    def run(program, *more):
        command = [*who, tools() / program, "-D", folder / "data", *more]
        with (folder / "said").open("a") as said:
            subprocess.run(
                command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=True
            )

    run("initdb", "-A", "trust", "-U", "teacher", "--no-sync", "-E", "UTF8", "--locale=C")
    run("pg_ctl", "-w", "-o", f"-F -k {folder} -c listen_addresses=''", "start")
    try:
        yield f"postgresql+psycopg://teacher@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def course(url, tmp_path_factory):
    """A course whose gradebook lies in PostgreSQL; everyone has handed in both assignments."""
    course = SMALL["make"](tmp_path_factory.mktemp("served") / "course", url)
    for name in (NAME, OTHER):
        SMALL["hand_in"](course, STUDENTS, name)
    assert not (course / "gradebook.db").exists()
    return course


def begun(course, name):
    command = [SMALL["TOOLS"] / "gmmlab", "grade", name, "--course", course, "--jobs", "1"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, text=True, **quiet)


def test_two_rounds_at_once_write_the_rows_that_a_file_holds(course, url, tmp_path):
    both = [begun(course, NAME), begun(course, OTHER)]
    for one in both:
        said, _ = one.communicate(timeout=240)
        assert one.returncode == 0, said
        assert said.count("points by machine") == STUDENTS
    plain = SMALL["make"](tmp_path / "course")
    for name in (NAME, OTHER):
        SMALL["hand_in"](plain, STUDENTS, name)
        assert gmmlab(plain, name=name).returncode == 0
        assert rows(course, name, url) == rows(plain, name)
        assert len(rows(plain, name)) == 6 * STUDENTS


def test_a_second_round_of_the_same_assignment_is_refused(course, url):
    first = subprocess.Popen(
        [SMALL["TOOLS"] / "gmmlab", "grade", NAME, "--course", course, "--again"],
        stdout=subprocess.PIPE,
        text=True,
    )
    before = rows(course, NAME, url)
    first.stdout.readline()
    first.send_signal(signal.SIGSTOP)
    second = gmmlab(course)
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=240)
    assert second.returncode == 1
    assert f"{NAME} is being graded already. Wait until that is done." in second.stderr
    assert first.returncode == 0
    assert rows(course, NAME, url) == before


def test_a_server_that_is_not_there_is_said_in_words(tmp_path, course):
    lost = SMALL["copied"](course, tmp_path / "course")
    config = lost / "nbgrader_config.py"
    wrong = "postgresql+psycopg://teacher:secret@127.0.0.1:9/postgres"
    config.write_text(config.read_text() + f'c.CourseDirectory.db_url = "{wrong}"\n')
    done = gmmlab(lost)
    assert done.returncode == 1
    assert "Start its server, and look at CourseDirectory.db_url" in done.stderr
    assert "secret" not in done.stderr
