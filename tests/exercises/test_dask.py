"""A Dask cluster grades a class: the same rows as one machine, also when a worker is killed."""

import builtins
import os
import runpy
import signal
import warnings
from pathlib import Path

import pytest

from gmmlab.teach.grading import cluster
from gmmlab.teach.grading.book import Book
from gmmlab.teach.grading.cluster import Cluster, NoCluster, carried, grade_there
from gmmlab.teach.grading.handed import hand_in
from gmmlab.teach.grading.rounds import Round
from gmmlab.teach.grading.stem import Order

pytestmark = pytest.mark.slow

SMALL = runpy.run_path(str(Path(__file__).with_name("small.py")))
NAME, rows = SMALL["NAME"], SMALL["rows"]
STUDENTS = 24


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = SMALL["make"](tmp_path_factory.mktemp("small") / "course")
    SMALL["hand_in"](course, STUDENTS)
    return course


@pytest.fixture(scope="module")
def machine(course, tmp_path_factory):
    """The same class, graded by one machine."""
    machine = SMALL["copied"](course, tmp_path_factory.mktemp("machine") / "course")
    assert SMALL["gmmlab"](machine).returncode == 0
    return machine


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    """A cluster of two processes that share no folder with the course."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a port that is taken, of clocks on a busy computer
        import distributed

        folder = str(tmp_path_factory.mktemp("dask"))
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=folder
        ) as dask:
            yield dask


def graded(course, dask, after=lambda one: None):
    done = []
    with Book(course) as book:
        for one in Round(book, NAME, by=Cluster(dask.scheduler_address)).run():
            done.append(one)
            after(len(done))
    return done


@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_in_the_middle_costs_nothing(course, machine, dask, tmp_path):
    mine = SMALL["copied"](course, tmp_path / "course")
    pids = [worker.pid for worker in dask.workers.values()]

    def kill(done):
        if done == 5:
            os.kill(pids[0], signal.SIGKILL)

    done = graded(mine, dask, kill)
    assert sorted(one.student for one in done) == [f"s{n:02d}" for n in range(STUDENTS)]
    assert not any(one.trouble or one.notes for one in done)
    assert rows(mine) == rows(machine)
    assert not any(one.fresh for one in graded(mine, dask))


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch):
    known = builtins.__import__

    def without(name, *more):
        if name == "distributed":
            raise ModuleNotFoundError(f"No module named {name!r}")
        return known(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoCluster, match=r"not installed here\. Install it: .*gmmlab\[dask\]"):
        list(Cluster("tcp://127.0.0.1:9").graded(Order(()), {}))


@pytest.mark.filterwarnings("ignore")
def test_where_nobody_answers_it_is_said_how_to_start_a_cluster(tmp_path):
    with pytest.raises(NoCluster, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9 .*dask worker"):
        list(Cluster("tcp://127.0.0.1:9").graded(Order(()), {"x": tmp_path}))


def test_what_travels_is_what_was_handed_in(tmp_path):
    """Its bytes; of a file that is too large only its size, which is what is said of it."""
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "data").mkdir(parents=True)
    (here / "a.ipynb").write_text('{"nbformat": 4, "cells": []}')
    (here / "data" / "x.csv").write_bytes(b"1,2")
    (here / "link.csv").symlink_to("/etc/passwd")
    with (here / "huge.csv").open("wb") as file:
        file.truncate(40 * 2**20)
    files = carried(here)
    assert sum(len(one) for one in files.values() if isinstance(one, bytes)) < 100
    cluster._lay_out(there, files)
    assert hand_in(there, "a") == hand_in(here, "a")
    assert "huge.csv is left out: 41943040 bytes are too many." in hand_in(there, "a").notes


def test_what_kills_its_grader_there_earns_nothing(monkeypatch):
    """It is tried again, and no third time."""
    asked = []

    class Dead:
        def send(self, folder):
            asked.append(folder)

        def recv(self):
            raise EOFError

        def close(self):
            pass

    monkeypatch.setattr(cluster, "_grader", lambda order: Dead())
    assert grade_there(Order(()), {"a.ipynb": b"{}"}) == {}
    assert len(asked) == 2
