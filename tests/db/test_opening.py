"""Opening a library: what is refused, with which facts, and that nothing is changed by it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from db import Library, LibraryReader, errors
from db.schema import APPLICATION_ID, SCHEMA_VERSION


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE something (x)")
    connection.close()


def _newer(path: Path) -> None:
    Library.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def _text(path: Path) -> None:
    path.write_text("@article{a, title = {No library}}", encoding="utf-8")


def _cut_short(path: Path) -> None:
    Library.open(path).close()
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(_foreign, errors.NotALibraryError, id="another program's database"),
        pytest.param(_text, errors.NotALibraryError, id="a text file"),
        pytest.param(_newer, errors.LibraryNewerError, id="a newer version"),
        pytest.param(Path.mkdir, errors.LibraryUnreadableError, id="a directory"),
        pytest.param(_cut_short, errors.LibraryDamagedError, id="cut short"),
    ],
)
@pytest.mark.parametrize("readonly", [False, True], ids=["to write", "to read"])
def test_what_is_no_library_is_refused_and_left_alone(
    make: object, error: type[errors.LibraryError], readonly: bool, tmp_path: Path
) -> None:
    path = tmp_path / "some.oeuvre"
    make(path)  # type: ignore[operator]  # each of them takes a path
    before = path.read_bytes() if path.is_file() else None
    files = sorted(tmp_path.iterdir())

    with pytest.raises(error) as caught, Library.open(path, readonly=readonly) as library:
        library.find_ids()
    assert caught.value.path == path
    if before is not None:
        assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == files


def test_a_newer_library_tells_both_versions(tmp_path: Path) -> None:
    path = tmp_path / "newer.oeuvre"
    _newer(path)
    with pytest.raises(errors.LibraryNewerError) as caught:
        Library.open(path)
    assert (caught.value.version, caught.value.supported) == (SCHEMA_VERSION + 1, SCHEMA_VERSION)


def test_a_missing_library_is_made_only_when_wanted(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "new.oeuvre"
    with pytest.raises(errors.LibraryMissingError):
        Library.open(path, create=False)
    assert not path.parent.exists()
    Library.open(path).close()
    assert path.exists()


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "empty.oeuvre"
    path.touch()
    Library.open(path).close()
    with Library.open(path, create=False) as library:
        assert library.count() == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "some.oeuvre"
    Library.open(path).close()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(errors.LibraryReadOnlyError):
            Library.open(path)
        with Library.open(path, readonly=True) as library:
            assert library.count() == 0
    finally:
        path.parent.chmod(0o700)


def test_a_library_opened_to_read_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "some.oeuvre"
    Library.open(path).close()
    with Library.open(path, readonly=True) as library, pytest.raises(errors.LibraryReadOnlyError):
        library.new_entry("misc")


def test_the_file_names_itself_and_is_tidy_when_closed(tmp_path: Path) -> None:
    path = tmp_path / "some.oeuvre"
    with Library.open(path) as library, Library.open(path, readonly=True) as reader:
        library.new_entry("misc", {"title": "Seen by others"})
        assert reader.count() == 1
    assert [file.name for file in tmp_path.iterdir()] == ["some.oeuvre"]
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


def test_two_programs_write_one_library_at_once(tmp_path: Path) -> None:
    path = tmp_path / "some.oeuvre"

    def write(actor: str) -> None:
        with Library.open(path, actor=actor) as library:
            for number in range(40):
                library.new_entry("misc", {"title": f"{actor} {number}"})

    writers = [threading.Thread(target=write, args=(actor,)) for actor in ("window", "line")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Library.open(path, readonly=True) as library:
        assert library.count() == 80
        assert len(library.history()) == 80
        assert library.verify() == []


def test_many_programs_make_one_library_at_once(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "some.oeuvre"
    script = (
        "import sys; from pathlib import Path; from db import Library\n"
        "with Library.open(Path(sys.argv[1])) as library: library.new_entry('misc')"
    )
    programs = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(6)]
    assert [program.wait() for program in programs] == [0] * 6
    with Library.open(path) as library:
        assert library.count() == 6


def test_foreign_changes_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "some.oeuvre"
    with Library.open(path) as window, Library.open(path) as line:
        version = window.data_version()
        assert window.data_version() == version
        line.new_entry("misc")
        assert window.data_version() != version


def test_a_backup_is_a_whole_library_and_can_be_restored(tmp_path: Path) -> None:
    from db.safety.restoring import restore

    path, copy = tmp_path / "own.oeuvre", tmp_path / "copy.oeuvre"
    with Library.open(path) as library:
        entry_id = library.new_entry("misc", {"title": "Kept"})
        library.backup(copy)
        library.set_fields(entry_id, {"title": "Changed"})
    before = restore(copy, path)
    assert before is not None
    with Library.open(path) as library, Library.open(before) as kept:
        assert library.entry(entry_id).entry.get("title") == "Kept"
        assert kept.entry(entry_id).entry.get("title") == "Changed"
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "copy.oeuvre",
        "own.before-restore-1.oeuvre",
        "own.oeuvre",
    ]


def _in_another_process(path: Path, statement: str) -> str:
    """What a statement about `library` prints in a process of its own."""
    import subprocess
    import sys

    script = (
        "import sys; from pathlib import Path; from db import Library\n"
        f"with Library.open(Path(sys.argv[1])) as library: print({statement})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_what_others_write_stays_while_several_readers_open_and_close(tmp_path: Path) -> None:
    # Opening the file beside SQLite dropped this process's locks; the other one, closing, then
    # deleted the log that was in use, and what either wrote was lost.
    path = tmp_path / "some.oeuvre"
    with Library.open(path) as window:
        window.new_entry("misc", {"title": "One"})
        for number in range(3):
            Library.open(path, readonly=True, create=False).close()
            _in_another_process(path, f"library.new_entry('misc', {{'title': 'Other {number}'}})")
            window.new_entry("misc", {"title": f"Mine {number}"})
        assert window.count() == 7
        assert _in_another_process(path, "library.count()") == "7"
    assert _in_another_process(path, "library.count(), library.verify()") == "7 []"


def _scramble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:60000] = bytes(range(256)) * 202 + bytes(96)
    path.write_bytes(bytes(data[:8192]) + bytes(data[8192:60000]) + bytes(data[60000:]))


def test_a_damaged_backup_is_not_restored_and_none_is_made_of_a_damaged_library(
    tmp_path: Path,
) -> None:
    from db.safety.restoring import restore

    good, bad, copy = (tmp_path / name for name in ("good.oeuvre", "bad.oeuvre", "copy.oeuvre"))
    for path in (good, bad):
        with Library.open(path) as library:
            for number in range(200):
                library.new_entry("misc", {"title": f"Paper {number}"})
    _scramble(bad)
    before = good.read_bytes()
    with pytest.raises(errors.LibraryDamagedError):
        restore(bad, good)
    assert good.read_bytes() == before
    with Library.open(bad) as library, pytest.raises(errors.LibraryDamagedError):
        library.backup(copy)
    assert not copy.exists()


def test_a_damaged_library_is_kept_and_replaced_by_a_good_backup(tmp_path: Path) -> None:
    from db.safety.restoring import restore

    path, copy = tmp_path / "own.oeuvre", tmp_path / "copy.oeuvre"
    with Library.open(path) as library:
        for number in range(200):
            library.new_entry("misc", {"title": f"Paper {number}"})
        library.backup(copy)
    _scramble(path)
    damaged = path.read_bytes()
    before = restore(copy, path)
    assert before is not None
    assert before.read_bytes() == damaged
    with Library.open(path) as library:
        assert library.count() == 200
        assert library.verify() == []


def _caught_in_the_act(path: Path, copy: Path, statements: list[str]) -> None:
    """Copy a database and its journal at a moment when half of a transaction is in the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA cache_size = 5")  # pages: the rest goes to the file at once
    connection.execute("BEGIN IMMEDIATE")
    for statement in statements:
        connection.execute(statement)
    shutil.copyfile(path, copy)
    shutil.copyfile(f"{path}-journal", f"{copy}-journal")
    connection.execute("ROLLBACK")
    connection.close()


@pytest.mark.parametrize("readonly", [False, True], ids=["to write", "to read"])
def test_a_library_whose_writer_was_killed_is_recovered(readonly: bool, tmp_path: Path) -> None:
    path, copy = tmp_path / "own.oeuvre", tmp_path / "copy.oeuvre"
    with Library.open(path) as library:
        for number in range(200):
            library.new_entry("misc", {"title": f"Paper {number}"})
    _caught_in_the_act(
        path,
        copy,
        [
            "DROP TABLE fields",
            "CREATE TABLE filling (text)",
            "INSERT INTO filling SELECT randomblob(3000) FROM entries",
            "PRAGMA user_version = 0",
        ],
    )
    if readonly:  # reading may not roll back; whoever may write does it, as the command line's
        Library.open(copy).close()  # commands do
    with Library.open(copy, readonly=readonly, create=False) as library:
        assert library.count() == 200
    with Library.open(copy) as library:
        assert library.verify() == []


def test_a_library_whose_maker_was_killed_is_made(tmp_path: Path) -> None:
    path, copy = tmp_path / "own.oeuvre", tmp_path / "copy.oeuvre"
    _caught_in_the_act(
        path,
        copy,
        [
            "CREATE TABLE filling (text)",
            *["INSERT INTO filling VALUES (randomblob(3000))"] * 50,
        ],
    )
    with Library.open(copy) as library:
        assert library.count() == 0
        assert library.verify() == []


def test_a_library_killed_while_its_log_was_carried_over_is_recovered(tmp_path: Path) -> None:
    path, copy = tmp_path / "own.oeuvre", tmp_path / "copy.oeuvre"
    with Library.open(path) as library:
        before = path.read_bytes()
        for number in range(30):  # few enough for SQLite not to carry the log over by itself
            library.new_entry("misc", {"title": f"Paper {number}", "note": "word " * 200})
        log = path.with_name("own.oeuvre-wal").read_bytes()
        library._db.execute("PRAGMA wal_checkpoint(PASSIVE)")
        after = path.read_bytes()
    assert len(after) > len(before)
    # The first page has arrived in the file, which tells of pages that have not
    copy.write_bytes(after[:4096] + before[4096:])
    copy.with_name("copy.oeuvre-wal").write_bytes(log)
    with Library.open(copy) as library:
        assert library.count() == 30
        assert library.verify() == []


@pytest.mark.parametrize(
    "name",
    [
        "a b.oeuvre",
        "50%25#y.oeuvre",
        "ä–µ.oeuvre",
        "x&immutable=1.oeuvre",
        pytest.param("x?mode=memory.oeuvre", marks=pytest.mark.skipif("os.name == 'nt'")),
    ],
)
def test_a_name_means_itself_to_sqlite(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Library.open(Path(name)) as library:
        library.import_bytes(b"@misc{a, title = {One}}", name="a.bib")
    with LibraryReader.open(name, create=False, readonly=True) as reader:
        assert (reader.count(), reader.path) == (1, Path(name))
    assert [path.name for path in tmp_path.glob("*.oeuvre")] == [name]
