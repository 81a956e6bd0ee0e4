"""The world's failures while a library is open: told by kind, and nothing is lost by them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from db import Library, errors
from db.citing.exporting import ExportOptions
from db.connection import translated

NOBODY = 65534  # who may do nothing here
BIG = {"title": "Big", "abstract": "word " * 100_000}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a little of everything, with steps to take back."""
    path = tmp_path_factory.mktemp("good") / "good.oeuvre"
    with Library.open(path) as library:
        text = "".join(
            f"@article{{k{n}, title = {{Paper {n} on sheaves}}, author = {{Ada Example}},"
            f" year = {1990 + n % 30}, abstract = {{{'word ' * 60}}}}}\n"
            for n in range(120)
        )
        library.import_bytes(text.encode(), name="a.bib")
        library.add_tag("red", entry_ids=[1, 2, 3])
        for number in range(1, 12):
            library.set_fields(number, {"title": f"New {number}", "year": None})
        library.undo(3)
    return path


# --- The disk ------------------------------------------------------------------------------


def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "own.oeuvre") as library:
        kept = library.new_entry("misc", {"title": "Kept"})
        (pages,) = library._db.execute("PRAGMA page_count").fetchone()
        library._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(errors.DiskFullError):
            library.new_entry("misc", BIG)
        assert library.entry(kept).entry.get("title") == "Kept"
        assert library.set_fields(kept, {"title": "Small"}).step is not None
        library._db.execute("PRAGMA max_page_count = 1000000")
        library.new_entry("misc", BIG)
        assert len(library.history()) == 3
        assert library.verify() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of six megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small file system")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run([str(shutil.which("umount")), "-l", str(folder)], check=True)


def test_a_real_disk_that_fills_up_loses_nothing(small_disk: Path) -> None:
    path = small_disk / "own.oeuvre"
    with Library.open(path) as library:
        kept = library.new_entry("misc", {"title": "Kept"})
        for _ in range(2):
            library.new_entry("misc", BIG)
        with pytest.raises(errors.DiskFullError):
            library.import_bytes(b"@misc{x, note = {%s}}" % (b"word " * 900_000), name="big.bib")
        steps = len(library.history())
        assert library.count() == steps
        with pytest.raises(errors.DiskFullError):
            library.backup(small_disk / "copy.oeuvre")
        assert library.entry(kept).entry.get("title") == "Kept"
    assert not list(small_disk.glob("*copy*"))  # no half backup
    with Library.open(path) as library:
        assert len(library.history()) == steps
        assert library.verify() == []


def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="only Unix has such limits")
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "Kept"})
    script = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom db import Library, errors\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "library = Library.open(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))\n"
        "try: library.new_entry('misc', {'note': 'word ' * 300_000})\n"
        "except errors.DiskFullError: print('full', library.count())\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)\n"
        "library.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("full 1\n", "")
    with Library.open(path) as library:
        assert library.verify() == []


# --- The file goes, or another takes its place ----------------------------------------------


def _remove(path: Path) -> None:
    path.unlink()


def _replace(path: Path) -> None:
    other = path.with_name("other")
    shutil.copyfile(path, other)
    other.replace(path)


@pytest.mark.parametrize("harm", [_remove, _replace], ids=["removed", "replaced"])
def test_a_file_that_is_gone_is_noticed_and_what_is_open_can_be_saved(
    harm: Callable[[Path], None], tmp_path: Path
) -> None:
    path, copy = tmp_path / "own.oeuvre", tmp_path / "copy.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        assert library.is_in_place()
        harm(path)
        assert not library.is_in_place()
        for write in (lambda: library.new_entry("misc"), library.undo):
            with pytest.raises(errors.LibraryGoneError) as caught:
                write()
            assert caught.value.path == path
        library.backup(copy)
    with Library.open(copy) as saved:
        assert saved.count() == 1
        assert saved.verify() == []


def test_a_file_that_goes_during_a_step_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library:

        def go(_done: int, _whole: int) -> None:
            path.unlink(missing_ok=True)

        with pytest.raises(errors.LibraryGoneError):
            library.import_bytes(b"@misc{a, title = {A}}", name="a.bib", progress=go)


# --- Permission ------------------------------------------------------------------------------


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder for a user who may write nowhere else, and this process as that user."""
    if not hasattr(os, "setresuid"):
        pytest.skip("no such users here")
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        with Library.open(folder / "warm.oeuvre") as library:  # loads what it will need
            library.new_entry("misc", {"title": "One"})
            library.find_ids("one")
        was_root = os.geteuid() == 0
        if was_root:
            os.setresuid(NOBODY, NOBODY, 0)  # `os.access` asks for the real user
        yield folder
        if was_root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o777)


def test_a_folder_that_is_read_only_is_said_so(as_nobody: Path) -> None:
    path = as_nobody / "sub" / "own.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
    path.parent.chmod(0o500)
    try:
        with pytest.raises(errors.LibraryReadOnlyError):
            Library.open(path)
        with pytest.raises(errors.LibraryReadOnlyError):
            Library.open(path.with_name("new.oeuvre"))
        with Library.open(path, readonly=True) as library:
            assert library.count() == 1
            with pytest.raises((errors.LibraryError, OSError)):
                library.back_up_if_changed()
    finally:
        path.parent.chmod(0o700)
    assert [each.name for each in path.parent.iterdir()] == ["own.oeuvre"]


def test_permission_taken_away_while_open_keeps_what_is_written(as_nobody: Path) -> None:
    path = as_nobody / "own.oeuvre"
    with Library.open(path) as library:
        library.new_entry("misc", {"title": "One"})
        path.chmod(0o000)
        try:
            library.new_entry("misc", {"title": "Two"})
            for readonly in (False, True):
                with pytest.raises((errors.LibraryUnreadableError, errors.LibraryReadOnlyError)):
                    Library.open(path, readonly=readonly)
        finally:
            path.chmod(0o600)
    with Library.open(path) as library:
        assert library.count() == 2
        assert library.verify() == []


# --- What lies beside it ----------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["-wal", "-journal", "-shm"])
@pytest.mark.parametrize("content", [b"", b"rubbish" * 900, None], ids=["empty", "rubbish", "old"])
def test_what_was_left_beside_the_library_does_no_harm(
    suffix: str, content: bytes | None, good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.oeuvre"
    shutil.copyfile(good, path)
    left = Path(f"{path}{suffix}")
    left.write_bytes(good.read_bytes()[:20_000] if content is None else content)
    with Library.open(path) as library:
        assert library.count() == 120
        library.new_entry("misc", {"title": "Fresh"})
        assert library.verify() == []
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".oeuvre"] == ["own.oeuvre"]


def test_a_program_that_hangs_while_it_writes_is_waited_for_and_said(
    good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "own.oeuvre"
    shutil.copyfile(good, path)
    hung = sqlite3.connect(path, isolation_level=None)
    hung.execute("PRAGMA journal_mode = WAL")
    hung.execute("BEGIN IMMEDIATE")
    with Library.open(path, patience=0.1) as library:
        assert library.count() == 120
        with pytest.raises(errors.LibraryLockedError):
            library.new_entry("misc")
        hung.close()  # it was killed: its lock goes with it
        library.new_entry("misc")


# --- Damage -------------------------------------------------------------------------------------


def _read_all(library: Library) -> None:
    ids = list(library.find_ids())
    library.rows(ids[:50])
    library.find_ids("sheaves author:ada")
    for entry_id in ids[:5]:
        library.entry(entry_id)
        library.versions(entry_id)
    library.profiles()
    library.problems()
    library.sources()
    for step in library.history(5):
        library.step_changes(step.id)
    library.export(None, ExportOptions())
    library.export_source("a.bib")


def _write_all(library: Library) -> None:
    library.set_fields(3, {"title": "After"})
    library.redo()
    library.undo(4)
    library.trash([1, 2])
    library.import_bytes(b"@misc{n, title = {N}}", name="n.bib")


@pytest.mark.parametrize("seed", range(40))
def test_damage_at_random_is_told_or_does_no_harm(seed: int, good: Path, tmp_path: Path) -> None:
    """Never anything but an error of ours; and what SQLite can tell, `verify` tells."""
    random, path = Random(seed), tmp_path / "bad.oeuvre"
    data = bytearray(good.read_bytes())
    for _ in range(random.choice((1, 3, 20, 400))):
        at, length = random.randrange(len(data)), random.choice((1, 1, 8, 200))
        length = min(length, len(data) - at)
        data[at : at + length] = random.randbytes(length)
    if random.random() < 0.15:
        del data[random.randrange(len(data)) :]
    for work in (_read_all, _write_all):
        path.write_bytes(data)
        for left in tmp_path.glob("bad.oeuvre-*"):
            left.unlink()
        try:
            with Library.open(path, create=False) as library, translated(path):
                work(library)
        except (errors.LibraryError, KeyError):
            pass
    path.write_bytes(data)
    assert _verified(path) or not _sqlite_complains(path)


def _verified(path: Path) -> bool:
    """Whether something is said to be wrong."""
    try:
        with Library.open(path, readonly=True, create=False) as library, translated(path):
            return bool(library.verify())
    except errors.LibraryError:
        return True


def _sqlite_complains(path: Path) -> bool:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True
    finally:
        connection.close()
