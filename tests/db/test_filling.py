"""The first entries of a library are written straight into its file, and nothing is at risk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db import Library

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = 3000
DATA = "".join(
    f"@article{{k{n},\n title = {{Title {n} {'x' * 300}}}}}\n\n" for n in range(ENTRIES)
).encode()


def mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def test_the_log_is_left_for_the_import_only(tmp_path: Path) -> None:
    path = tmp_path / "l.oeuvre"
    during: list[tuple[bool, bool]] = []

    def look(done: int, _whole: int) -> None:
        if done:
            beside = [path.with_name(path.name + suffix) for suffix in ("-journal", "-wal")]
            during.append((beside[0].exists(), beside[1].exists()))

    with Library.open(path) as library:
        library.import_bytes(DATA, name="a.bib", progress=look)
        assert set(during) == {(True, False)}
        assert mode(path) == "wal"
        assert library.export_source("a.bib") == DATA
        assert library.verify() == []
        during.clear()
        library.import_bytes(DATA + b"@misc{more}", name="b.bib", progress=look)
        assert set(during) == {(False, True)}
    assert [file.name for file in tmp_path.iterdir()] == ["l.oeuvre"]


def test_who_has_the_library_open_goes_on_reading(tmp_path: Path) -> None:
    path = tmp_path / "l.oeuvre"
    seen: list[int] = []
    with Library.open(path) as library, Library.open(path, readonly=True) as reader:
        assert len(reader.find_ids()) == 0
        library.import_bytes(
            DATA, name="a.bib", progress=lambda _done, _whole: seen.append(len(reader.find_ids()))
        )
        assert set(seen) == {0}
        assert len(reader.find_ids()) == ENTRIES


def test_a_failed_import_leaves_an_empty_library_in_its_usual_mode(tmp_path: Path) -> None:
    class FullError(Exception):
        pass

    def fail(done: int, _whole: int) -> None:
        if done:
            raise FullError

    path = tmp_path / "l.oeuvre"
    with Library.open(path) as library:
        with pytest.raises(FullError):
            library.import_bytes(DATA, name="a.bib", progress=fail)
        assert mode(path) == "wal"
        assert (len(library.find_ids()), library.verify()) == (0, [])
        assert library.import_bytes(DATA, name="a.bib").added == ENTRIES


PROGRAM = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from db import Library
from db.imports import bulk

def kill(done, whole):
    if done > 2000:
        os.kill(os.getpid(), signal.SIGKILL)

bulk._CACHE_KIB = 100  # so that much is in the file before the end
with Library.open(Path(sys.argv[2])) as library:
    library.import_bytes(sys.stdin.buffer.read(), name="a.bib", progress=kill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("readonly", [True, False], ids=["to read", "to write"])
def test_what_a_killed_program_left_is_an_empty_library(readonly: bool, tmp_path: Path) -> None:
    path = tmp_path / "l.oeuvre"
    command = (sys.executable, "-c", PROGRAM, str(ROOT), str(path))
    assert subprocess.run(command, input=DATA, check=False).returncode < 0
    assert path.stat().st_size > len(DATA) // 2
    with Library.open(path, readonly=readonly) as library:
        assert (len(library.find_ids()), library.verify()) == (0, [])
    with Library.open(path) as library:
        assert library.import_bytes(DATA, name="a.bib").added == ENTRIES
