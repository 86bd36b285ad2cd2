"""The tables of benchmarks/ are complete, and all who stand in them did the same work.

Nothing is said of time here: that is what the tables are for.
"""

import re

import numpy as np
import pytest

from benchmarks import core, fits, imports, memory, optima, peers, quality
from benchmarks.tasks import TASKS
from gmmlab import Mixture, e_step
from gmmlab.starts import kmeans_plusplus, random_points

SMALL = (272, 2, 2)
QUICK = core.Effort(few=2, many=6, rounds=1, repeats=20)


@pytest.mark.parametrize("kind", peers.KINDS)
def test_a_cell_is_complete_and_all_came_to_the_same_place(kind):
    """Same start, same steps: the log-likelihoods agree, to rounding or a millionth of a nat."""
    cell = core.cell(SMALL, kind, QUICK)
    able = {peer.name for peer in peers.PEERS if kind in peer.kinds and not peer.missing}
    assert {"gmmlab", "em()", "sklearn"} <= able
    assert cell.cost.keys() == cell.ratio.keys() == cell.log_likelihood.keys() == able
    assert np.isfinite(list(cell.cost.values())).all()
    ours = cell.log_likelihood["gmmlab"]
    for name, other in cell.log_likelihood.items():
        assert other == pytest.approx(ours, rel=0, abs=1e-6), name
    line = str(cell).split()
    assert line[:4] == ["272", "2", "2", kind]
    assert len(line) == 4 + len(peers.PEERS) + len(peers.OTHERS)
    assert line.count("-") == 2 * (len(peers.PEERS) - len(able))


def test_one_step_more_or_less_would_be_seen():
    """The agreement above means something: a pass further the log-likelihood differs."""
    X = core.cloud(*SMALL)
    begin = core.start(X, 2, rng=0)
    run = peers.Gmmlab().runs(X, begin, "full", 1, None)
    there, further = run(6).log_likelihood, run(7).log_likelihood
    assert further != pytest.approx(there, rel=0, abs=1e-6)


def test_a_run_that_stops_by_itself_is_not_taken_for_a_fast_one():
    def resting(steps):
        return peers.Done(0.1, min(steps, 4), -1.0)

    assert core.marginal(lambda steps: peers.Done(0.5 * steps, steps, -1.0), QUICK)[0] == 0.5
    with pytest.raises(ValueError, match="stopped by itself after 4 passes"):
        core.marginal(resting, core.Effort(few=5, many=9, rounds=1))


def test_a_peer_that_is_not_there_says_why():
    class Nobody(peers.OneDAL):
        missing = peers._import_error("no_such_module")

    assert "no_such_module" in Nobody().missing
    assert peers._absent(Nobody()) == f"oneDAL is not measured: {Nobody().missing}"


def test_bars_are_set_for_sizes_that_are_measured():
    assert core.BARS.keys() == core.SIZES.keys()
    cell = core.Cell(SMALL, "diag", {}, {"sklearn": 3.0}, {})
    assert list(core.verdicts([cell])) == ["(272, 2, 2): worst 3.0 (bar 3.5: MISSED)"]
    assert core.geometric_mean([cell], "sklearn") == pytest.approx(3)


def test_a_quick_table_can_be_printed(monkeypatch, capsys):
    cell = core.Cell(SMALL, "diag", {"gmmlab": 80.0}, {"sklearn": 4.0}, {})
    monkeypatch.setattr(core, "table", lambda sizes: [cell] if [*sizes] == [SMALL] else [])
    core.main(["--sizes", "272,2,2"])
    lines = capsys.readouterr().out.splitlines()
    assert str(cell) in lines
    assert lines[-2:] == [
        "(272, 2, 2): worst 4.0 (bar 3.5: holds)",
        "geometric mean over sklearn: 4.0",
    ]


def test_complete_fits_end_no_lower_than_theirs():
    row = fits.mixture(SMALL, "tied", 1)
    assert row.ahead[0] > -1e-6
    assert min(row.ours, row.theirs) > 0
    row = fits.complete_kmeans(SMALL, 1)
    assert row.ahead[0] > -1e-9
    row = fits.lloyd((3_000, 2, 8), 1)
    assert abs(row.ahead[0]) < 1e-6
    assert len(str(row).split()[-5:]) == 5


def test_memory_is_counted_above_the_data():
    row = memory.need((1_000, 2, 3), "full")
    assert row.data == pytest.approx(16_000 / 2**20)
    assert row.peak.keys() == {"gmmlab", "em()", "sklearn"}
    assert min(row.peak.values()) > 0

    def wasteful(steps):
        return np.ones(steps * 2**20).sum()

    assert memory.above(wasteful) == pytest.approx(24, abs=1)


def test_a_stream_needs_a_block_at_a_time_and_finds_its_groups(monkeypatch):
    monkeypatch.setattr(memory, "BLOCK", 5_000)
    short, long = (memory.flow(n, passes=6) for n in (20_000, 200_000))
    assert long.n == 10 * short.n
    assert long.passes == 6
    assert long.peak == pytest.approx(short.peak, rel=0.3)
    assert long.off < short.off < 0.1
    assert len(str(long).split()) == 5


def test_every_task_has_an_optimum_that_is_what_it_says():
    known = optima.known()
    assert len(TASKS) == 14
    assert known.keys() == {task.name for task in TASKS}
    for task in TASKS:
        entry = known[task.name]
        assert (entry["K"], entry["shape"]) == (task.K, task.kind)
        assert sum(entry["counts"]) == pytest.approx(len(task.X), abs=0.1)
        assert min(entry["counts"]) > 0.01 * len(task.X)
        assert entry["starts"].keys() == {how.__name__ for how, _ in optima.KINDS}


def test_a_short_search_finds_what_a_long_one_found_where_it_is_easy():
    [task] = [task for task in TASKS if task.name == "twelve"]
    entry = optima.search(task, ((random_points, 5), (kmeans_plusplus, 5)), seed=3)
    best = optima.known()["twelve"]
    assert entry["log_likelihood"] == pytest.approx(best["log_likelihood"], rel=0, abs=1e-6)
    assert entry.keys() == best.keys()
    short = quality.score(task, quality.ours, 1), quality.score(task, quality.theirs, 1)
    assert [row.reached for row in short] == [1.0, 1.0]
    assert quality.Score((0.0, 0.5), 1.0).reached == 0.5


@pytest.mark.parametrize("how", [optima.narrow, optima.neighbours])
def test_the_searchs_own_starts_are_mixtures(how):
    for task in TASKS[:3]:
        begin = how(task.X, task.K, task.shape, np.random.default_rng(0))
        assert isinstance(begin, Mixture)
        assert np.isfinite(e_step(task.X, begin).log_likelihood)


def test_imports_are_timed_in_new_interpreters():
    assert imports.seconds("json") >= 0


def test_the_header_says_machine_load_and_who_is_here():
    text = peers.header()
    assert re.search(r"\d+ cores, numpy finds \S+, load \d", text)
    assert "gmmlab" in text
    assert "sklearn" in text
