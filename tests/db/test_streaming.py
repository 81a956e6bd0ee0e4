"""A long .bib is read by a second process, and nothing that happens to either does harm."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db import Library
from db.errors import CancelledError
from db.imports import streaming
from tests.db.conftest import Tables

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = 4000
TEXT = "@string{j = {Journal}}\n" + "".join(
    f"@article{{k{n},\n title = {{Title {n} {'x' * 200}}},\n journal = j,\n note = {{é}}}}\n\n"
    for n in range(ENTRIES)
)
DATA = TEXT.encode()


@pytest.fixture(autouse=True)
def _always_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def contents(library: Library) -> list[tuple[object, ...]]:
    rows = library.rows(library.find_ids())
    return [(row.key, row.title, row.venue) for row in rows]


def test_two_processes_make_what_one_makes(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = library.import_bytes(DATA, name="a.bib")
    assert (report.read, report.added, report.problems) == (ENTRIES, ENTRIES, ())
    assert library.export_source("a.bib") == DATA
    assert library.verify() == []
    monkeypatch.setattr(streaming, "WORTH_A_PROCESS", 1 << 40)
    with Library.open(tmp_path / "alone.oeuvre") as alone:
        assert alone.import_bytes(DATA, name="a.bib") == report
        assert contents(alone) == contents(library)


def test_problems_and_long_texts_come_through(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = (
        f"@comment{{{'ø' * 3_000_000}}}\n@book{{a, title={{One}}, title={{Two}}}}\n@book{{b, x={{\n"
    )
    data = (odd + TEXT).encode()
    report = library.import_bytes(data, name="a.bib")
    assert report.problems
    assert library.export_source("a.bib") == data
    monkeypatch.setattr(streaming, "WORTH_A_PROCESS", 1 << 40)
    with Library.open(tmp_path / "alone.oeuvre") as alone:
        assert alone.import_bytes(data, name="a.bib") == report


def test_a_helper_that_is_killed_is_noticed_and_the_file_read_all_the_same(
    library: Library,
) -> None:
    def kill(done: int, _whole: int) -> None:
        if done:
            for child in multiprocessing.active_children():
                child.kill()

    report = library.import_bytes(DATA, name="a.bib", progress=kill)
    assert [problem.code for problem in report.problems] == ["helper-died"]
    assert report.added == ENTRIES
    assert library.export_source("a.bib") == DATA
    assert library.verify() == []


def test_where_no_process_can_be_started_this_one_reads(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    report = library.import_bytes(DATA, name="a.bib")
    assert (report.added, report.problems) == (ENTRIES, ())


def test_a_cancelled_import_leaves_no_process_and_the_library_as_it_was(
    library: Library, tables: Callable[[], Tables]
) -> None:
    before = tables()
    seen: list[int] = []
    with pytest.raises(CancelledError):
        library.import_bytes(
            DATA,
            name="a.bib",
            progress=lambda done, _whole: seen.append(done),
            cancelled=lambda: len(seen) > 2,
        )
    assert 0 < seen[-1] < ENTRIES
    assert multiprocessing.active_children() == []
    assert tables() == before


PROGRAM = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from db import Library
from db.imports import streaming

def show(done, whole):
    if done:
        print(os.getpid(), flush=True)

if __name__ == "__main__":
    streaming.WORTH_A_PROCESS = 0
    with Library.open(Path(sys.argv[2])) as library:
        library.import_bytes(sys.stdin.buffer.read(), name="a.bib", progress=show)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_a_signal_ends_both_processes_and_leaves_the_last_state(name: str, tmp_path: Path) -> None:
    path = tmp_path / "l.oeuvre"
    with Library.open(path) as library:
        library.import_bytes(b"@misc{first, title={First}}", name="first.bib")
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    command = (sys.executable, script, str(ROOT), str(path))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(DATA)
        process.stdin.close()
        process.stdout.readline()
        children = _children(process.pid)
        process.send_signal(signal.Signals[name])
        assert process.wait(timeout=20) != 0
    deadline = time.monotonic() + 10
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in children if _is_alive(pid)] == []
    with Library.open(path) as library:
        assert [row.key for row in library.rows(library.find_ids())] == ["first"]
        assert library.verify() == []


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
