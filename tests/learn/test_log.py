from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmmlab.learn import log as log_module
from gmmlab.learn.copies import NotSure, delete, export, merge, summary
from gmmlab.learn.events import Event, event_in, in_order, line_of
from gmmlab.learn.log import ENVIRONMENT, FileLog, LogError, MemoryLog, events_in, find, learner_log
from gmmlab.learn.recording import event_of, record

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
WRITER = """
import sys
from pathlib import Path
from gmmlab.learn.events import Event
from gmmlab.learn.log import FileLog

log = FileLog(Path(sys.argv[1]))
print("ready", flush=True)
for n in range(int(sys.argv[2])):
    log.append(Event("answered", "a" * int(sys.argv[3]), seed=n, answer="right"))
"""


def writer(path: Path, events: int, length: int = 30) -> subprocess.Popen[str]:
    """Start a process that adds events to a file as fast as it can."""
    command = [sys.executable, "-c", WRITER, str(path), str(events), str(length)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


@pytest.fixture
def log(tmp_path: Path) -> FileLog:
    return FileLog(tmp_path / ".gmmlab" / "learner.jsonl")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
events = st.builds(
    Event,
    kind=st.just("answered"),
    topic=st.text(max_size=12),
    seed=st.none() | st.integers(),
    answer=st.text(max_size=12),
    hints=st.integers(0, 3),
    seconds=st.none() | st.floats(0, 1e6),
    covers=st.dictionaries(st.text(max_size=4), st.sampled_from([0.5, 1.0]), max_size=3),
    known=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    t=st.integers(0, 10**12).map(
        lambda ms: datetime.fromtimestamp(0, UTC) + timedelta(0, 0, 0, ms)
    ),
    id=st.from_regex(r"\A[0-9a-f]{4}-[0-9]{1,3}\Z"),
    other=st.dictionaries(st.text().map(lambda key: "x" + key), json_values, max_size=3),
)


@given(events)
def test_a_line_holds_the_whole_event(event: Event) -> None:
    line = line_of(event)
    assert "\n" not in line
    assert line.isascii()
    assert event_in(line) == event


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"t":"2026-03-01T09:00:00Z"}',
        '{"kind":"answered","t":"yesterday"}',
        '{"kind":"answered","t":"2026-03-01T09:00:00Z","hints":"two"}',
        '{"kind":"answered","t":"2026-03-01T09:00:00Z","hints":true}',
        '{"kind":"answered","t":"2026-03-01T09:00:00Z","seconds":NaN}',
        '{"kind":"answered","t":"2026-03-01T09:00:00Z","seconds":1e999}',
        '{"kind":"answered","t":"2026-03-01T09:00:00Z","seconds":1' + "0" * 400 + "}",
        "[" * 100_000,
    ],
)
def test_what_is_no_event_is_none(line: str) -> None:
    assert event_in(line) is None


def test_what_a_later_version_writes_is_kept_and_not_understood() -> None:
    lines = (
        '{"v":1,"t":"2026-03-01T09:00:00.000Z","id":"a-1","kind":"waved","hints":"left","x":[1]}',
        '{"v":2,"t":"2026-03-01T09:00:00.000Z","id":"a-2","kind":"answered","answer":{"r":1}}',
    )
    for line in lines:
        event = event_in(line)
        assert event is not None
        assert not event.understood
        assert not event.evidence
        assert json.loads(line_of(event)) == json.loads(line)


def test_only_first_answers_that_are_decided_are_evidence() -> None:
    assert Event("answered", "a", answer="gave up").evidence
    assert not Event("answered", "a", answer="wrong", attempt=2).evidence
    assert not Event("answered", "a", answer="nearly").evidence
    assert not Event("claimed", "a").evidence


def test_the_file_appears_with_the_first_event_and_only_grows(log: FileLog) -> None:
    assert log.events == ()
    assert not log.path.exists()
    first = log.append(Event("claimed", "a"))
    before = log.path.read_bytes()
    second = log.append(Event("answered", "a", answer="right"))
    assert log.path.read_bytes().startswith(before)
    assert log.events == (first, second)
    assert (first.id, first.t) != (second.id, START)
    assert str(log.path) in log.place


@given(cut=st.integers(1, 200))
def test_an_unfinished_line_is_passed_over_and_closed(cut: int) -> None:
    whole = [line_of(Event("answered", "a" * 40, seed=n, id=f"x-{n}")) for n in range(3)]
    content = "\n".join(whole)[: -min(cut, len(whole[2]) - 1)].encode()
    assert [event.seed for event in events_in(content)] == [0, 1]


def test_the_next_event_begins_a_line_of_its_own(log: FileLog) -> None:
    kept = [log.append(Event("answered", "a", seed=n)) for n in range(2)]
    with log.path.open("ab") as file:
        file.write(line_of(Event("claimed", "a"))[:25].encode())
    kept.append(log.append(Event("answered", "a", seed=2)))
    assert log.events == tuple(kept)
    assert log.path.read_bytes().count(b"\n") == 4


def test_damage_in_the_middle_costs_only_what_it_hits(log: FileLog) -> None:
    kept = [log.append(Event("answered", "a", seed=n)) for n in range(5)]
    lines = log.path.read_bytes().split(b"\n")
    lines[2] = b"\0" * 60 + b"\xff\xfe"
    log.path.write_bytes(b"\n".join(lines))
    assert log.events == (*kept[:2], *kept[3:])


def test_a_write_that_does_not_fit_says_so_and_is_closed_next_time(
    log: FileLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = log.append(Event("claimed", "a"))
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, block: write(file, block[:20]))
    with pytest.raises(LogError, match=r"only 20 of \d+ bytes fitted"):
        log.append(Event("claimed", "b"))
    monkeypatch.undo()
    later = log.append(Event("claimed", "c"))
    assert log.events == (kept, later)


def test_what_cannot_be_written_says_where_and_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LogError, match=r"cannot write .*file.x.jsonl: .*GMMLAB_LEARNER"):
        FileLog(tmp_path / "file" / "x.jsonl").append(Event("claimed", "a"))


@pytest.mark.parametrize("length", [30, 30_000])
def test_a_killed_process_loses_at_most_its_last_line(log: FileLog, length: int) -> None:
    """Kill -9 at random moments: no gap in what is left, and the file goes on."""
    moment = random.Random(length)
    before: tuple[Event, ...] = ()
    for _ in range(4):
        with writer(log.path, 10**6, length) as process:
            ready(process)
            grown = len(before) + moment.randrange(1, 60)
            while len(log.events) < grown:
                assert process.poll() is None
            process.send_signal(signal.SIGKILL)
        after = log.events
        assert after[: len(before)] == before
        assert [event.seed for event in after[len(before) :]] == list(
            range(len(after) - len(before))
        )
        lines = log.path.read_bytes().rstrip(b"\n").split(b"\n")
        assert sum(event_in(line.decode()) is None for line in lines) <= 4
        before = (*after, log.append(Event("claimed", "b")))
        assert log.events == before


def test_processes_at_once_write_whole_lines(log: FileLog) -> None:
    """An empty line may come between: who sees another's line half written closes it first."""
    running = [writer(log.path, 250, length) for length in (30, 3000, 9000)]
    for process in running:
        ready(process)
        process.communicate()
        assert process.returncode == 0
    assert all(event_in(line) for line in log.path.read_text().splitlines() if line)
    for length in (30, 3000, 9000):
        assert [e.seed for e in log.events if len(e.topic) == length] == list(range(250))


def test_another_kernel_may_write_between_looking_and_writing(
    log: FileLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(Event("claimed", "a"))
    look = log_module._unfinished

    def interrupted(file: int) -> bool:
        found = look(file)
        monkeypatch.setattr(log_module, "_unfinished", look)
        FileLog(log.path).append(Event("claimed", "theirs"))
        return found

    monkeypatch.setattr(log_module, "_unfinished", interrupted)
    log.append(Event("claimed", "mine"))
    assert {event.topic for event in log.events} == {"a", "mine", "theirs"}


def test_a_line_glued_to_an_unfinished_one_is_still_read() -> None:
    whole = line_of(Event("claimed", "a", id="x-1"))
    for cut in range(1, len(whole)):
        assert [event.id for event in events_in((whole[:cut] + whole).encode())] == ["x-1"]


def test_a_clock_that_goes_back_does_not_turn_the_order() -> None:
    times = iter([START, START - timedelta(days=400), START + timedelta(1)])
    log = MemoryLog(clock=lambda: next(times))
    kept = tuple(log.append(Event("answered", "a", seed=n)) for n in range(3))
    assert log.events == kept


@given(st.lists(events, max_size=12), st.randoms())
def test_order_does_not_depend_on_the_file(kept: list[Event], chance: random.Random) -> None:
    kept = list({event.id: event for event in kept}.values())
    mixed = chance.sample(kept, len(kept))
    assert in_order(mixed) == in_order(kept)
    assert in_order(kept + mixed) == in_order(kept)


def test_the_workspace_is_the_nearest_folder_above(tmp_path: Path) -> None:
    deep = tmp_path / "mine" / "lessons" / "u03"
    deep.mkdir(parents=True)
    (tmp_path / ".gmmlab").mkdir()
    assert find(deep, {}) == tmp_path / ".gmmlab" / "learner.jsonl"
    (tmp_path / "mine" / ".gmmlab").mkdir()
    assert find(deep, {}) == tmp_path / "mine" / ".gmmlab" / "learner.jsonl"
    assert find(deep, {ENVIRONMENT: str(tmp_path / "x.jsonl")}) == tmp_path / "x.jsonl"
    assert find(deep, {ENVIRONMENT: str(tmp_path)}) == tmp_path / "learner.jsonl"
    assert find(deep, {ENVIRONMENT: ""}) == find(deep, {})


def test_outside_a_workspace_nothing_is_written_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.setattr("gmmlab.learn.log.FOLDER", ".no-such-folder")
    log = learner_log(tmp_path)
    kept = log.append(Event("claimed", "a"))
    assert kept in learner_log(tmp_path).events
    assert "remembered only until this notebook stops" in log.place
    assert list(tmp_path.iterdir()) == []


def test_a_copy_comes_back_once(log: FileLog, tmp_path: Path) -> None:
    kept = [log.append(Event("answered", "a", answer="right")) for _ in range(3)]
    kept.append(log.append(Event("waved", other={"hand": "left"})))
    copy = tmp_path / "copy.jsonl"
    assert export(log, copy) == copy.with_suffix(".txt").read_text().strip() == summary(kept)
    other = MemoryLog()
    mine = other.append(Event("claimed", "b"))
    copy.write_text(copy.read_text() + "{torn\n")
    first, again = merge(other, copy), merge(other, copy)
    assert first.words == "4 events added; 0 were here already. 1 line could not be read."
    assert (again.added, again.known) == (0, 4)
    assert set(map(line_of, other.events)) == set(map(line_of, (*kept, mine)))
    with pytest.raises(LogError, match="file exists"):
        export(log, copy)


def test_merging_is_the_same_in_both_directions(tmp_path: Path) -> None:
    logs = [FileLog(tmp_path / f"{n}.jsonl") for n in range(2)]
    for n in range(6):
        logs[n % 2].append(Event("answered", "a", seed=n))
    for n in range(2):
        export(logs[n], tmp_path / f"copy-{n}.jsonl")
    merge(logs[0], tmp_path / "copy-1.jsonl")
    merge(logs[1], tmp_path / "copy-0.jsonl")
    assert logs[0].events == logs[1].events
    assert len(logs[0].events) == 6


def test_deleting_asks_first_and_can_be_undone(log: FileLog) -> None:
    kept = log.append(Event("claimed", "a"))
    with pytest.raises(NotSure, match=r"1 event in all.*delete\(log, sure=True\)"):
        delete(log)
    assert log.events == (kept,)
    assert "set aside" in delete(log, sure=True)
    assert log.events == ()
    assert delete(log, sure=True) == "There was nothing to forget."
    (aside,) = log.path.parent.iterdir()
    merge(log, aside)
    assert log.events == (kept,)


def test_deleting_for_good_leaves_nothing(log: FileLog) -> None:
    for _ in range(2):
        log.append(Event("claimed", "a"))
        delete(log, sure=True)
    log.append(Event("claimed", "a"))
    assert "erased" in delete(log, sure=True, for_good=True)
    assert list(log.path.parent.iterdir()) == []


CARD = {
    "event": "answered",
    "topic": "s75-03-responsibilities",
    "step": "s30-equivalent-fractions",
    "family": "share-from-scores",
    "seed": 7,
    "verdict": "misconception",
    "misconception": "ignores-the-weights",
    "tries": 1,
    "hints": 0,
    "options": 0,
    "seconds": 12.5,
}


def test_a_practice_card_becomes_events() -> None:
    event = event_of(CARD)
    assert event is not None
    assert (event.answer, event.form, event.seconds) == ("ignores-the-weights", "typed", 12.5)
    assert event.mixed
    assert event.evidence
    gave_up = event_of(CARD | {"event": "solution"})
    assert gave_up is not None
    assert (gave_up.answer, gave_up.evidence) == ("gave up", False)
    chosen = event_of(CARD | {"options": 4})
    assert chosen is not None
    assert (chosen.form, chosen.options) == ("choice", 4)
    for quiet in ("shown", "hint", "finished"):
        assert event_of(CARD | {"event": quiet}) is None


def test_recording_keeps_the_event() -> None:
    log = MemoryLog()
    kept = record(CARD, log)
    assert log.events == (kept,)
    assert record(CARD | {"event": "shown"}, log) is None
