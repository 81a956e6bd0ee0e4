"""The file while the window is open: copied, moved, replaced, read-only; and what is offered."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from db import Library, Notice, errors
from db.safety.rotation import folder_of
from desktop.window.history.backup_feature import BackupFeature
from desktop.window.main_window import MainWindow
from desktop.window.session import Session
from desktop.window.tasks import Control
from tests.desktop.window.kit import BIB, PAGE, OpenWindow, labels, make_library, settled, titles


def edit(qtbot: QtBot, window: MainWindow, times: int = 3) -> list[str]:
    """Some finished steps; returns the titles that they gave."""
    names = [f"Edited {number}" for number in range(times)]
    for number, name in enumerate(names, start=1):
        window.session.write(partial(retitle, number, name), window.list_pane.tell_error)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: log(window.session.path).stat().st_size <= 32, timeout=5000)
    settled(qtbot, window)
    return names


def retitle(number: int, title: str, library: Library, _: Control) -> Notice:
    return library.set_fields(number, {"title": title})


def log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def found(path: Path, names: list[str]) -> list[str]:
    with Library.open(path, readonly=True, create=False) as library:
        assert library.verify() == []
        ids = library.find_ids()
        return sorted({row.title for row in library.rows(ids)} & set(names))


def test_a_copy_of_the_file_has_what_was_done(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    names = edit(qtbot, window)
    copy = tmp_path / "copy.oeuvre"
    shutil.copyfile(library, copy)
    assert found(copy, names) == names


def test_a_file_that_is_moved_takes_along_what_was_done(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    names = edit(qtbot, window)
    moved = library.rename(tmp_path / "moved.oeuvre")
    qtbot.waitUntil(lambda: "is kept in" in window.list_pane.message.text(), timeout=5000)
    assert labels(window) == ["Save a copy…", "Open the file again"]
    assert window.list_pane.message.text().startswith(
        f"The library “{library}” was moved, removed or replaced. What is open here is kept in “"
    )
    window.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "list backups",
        "moved.oeuvre",
        "window.ini",
    ]
    assert found(moved, names) == names


def test_a_file_that_is_replaced_is_left_to_itself_and_what_was_done_is_kept(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    names = edit(qtbot, window)
    shown = titles(window)
    other = make_library(tmp_path / "other.oeuvre", ("a.bib", BIB * 40))
    other.replace(library)
    qtbot.waitUntil(lambda: "is kept in" in window.list_pane.message.text(), timeout=5000)
    settled(qtbot, window)
    said = window.list_pane.message.text()
    (kept,) = (tmp_path / "list backups").iterdir()
    assert str(kept) in said
    assert found(kept, names) == names
    with Library.open(library) as theirs:  # as whoever put it there goes on
        theirs.new_entry("misc", {"title": "Theirs"})
        assert theirs.verify() == []
    failed: list[Exception] = []
    window.session.write(lambda lib, _: lib.new_entry("misc"), failed.append)
    window.refresh(None)
    settled(qtbot, window)
    assert [type(error) for error in failed] == [errors.LibraryGoneError]
    assert titles(window) == shown
    copy = tmp_path / "copy.oeuvre"
    window.session.work(lambda lib, _: lib.backup(copy), lambda _: None, failed.append)
    settled(qtbot, window)
    assert found(copy, names) == names
    window.close()
    assert found(library, ["Theirs"]) == ["Theirs"]


def test_a_file_that_is_removed_and_made_anew_is_not_said_to_be_shown(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    library.unlink()
    make_library(tmp_path / "new.oeuvre", ("page.txt", PAGE)).rename(library)
    qtbot.waitUntil(lambda: "is kept in" in window.list_pane.message.text(), timeout=5000)
    qtbot.wait(1500)
    assert "moved, removed or replaced" in window.list_pane.message.text()


def test_the_file_is_opened_again_without_our_log(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    edit(qtbot, window)
    make_library(tmp_path / "new.oeuvre", ("old.bib", BIB)).replace(library)
    qtbot.waitUntil(lambda: "is kept in" in window.list_pane.message.text(), timeout=5000)
    asked: list[Path] = []
    window.library_asked.connect(asked.append)
    window.list_pane.message.buttons()[1].click()
    assert asked == [library]
    with Library.open(library) as again:
        assert again.count() == 2
        assert again.verify() == []


def test_a_library_that_is_read_only_is_shown_and_its_commands_are_off(
    qtbot: QtBot, open_window: OpenWindow, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    window = open_window(library)
    window.complete()
    settled(qtbot, window)
    assert len(titles(window)) == 5
    assert "can be read, but not changed" in window.list_pane.message.text()
    window.list_pane.table.selectAll()
    off = {"import_files", "new_entry", "trash", "edit_cell", "undo", "rekey"}
    assert not any(window.actions_[name].isEnabled() for name in off)
    assert all(window.actions_[name].isEnabled() for name in ("export", "copy_bibtex", "back_up"))
    assert not window.entry_pane.form.isEnabled()
    qtbot.wait(300)
    assert "can be read, but not changed" in window.list_pane.message.text()


def test_what_is_said_of_a_full_disk_goes_with_the_next_step(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    def full(*_: object) -> None:
        raise errors.DiskFullError(library)

    window.session.write(full, window.list_pane.tell_error)
    settled(qtbot, window)
    assert "no room left" in window.list_pane.message.text()
    edit(qtbot, window, 1)
    assert window.list_pane.message.text() == ""


def harm_header(path: Path) -> None:
    path.write_bytes(os.urandom(8192) + path.read_bytes()[8192:])


def harm_file(path: Path) -> None:
    path.unlink()


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [harm_header, harm_file, empty_file])
def test_a_library_that_cannot_be_opened_is_restored_and_that_is_said(
    harm: object, open_window: OpenWindow, library: Path
) -> None:
    with Library.open(library) as opened:
        backup = opened.back_up_if_changed()
    assert backup is not None
    harm(library)  # type: ignore[operator]  # each of them takes a path
    window = open_window(library)
    assert not window.session.is_open
    assert "Restore a backup…" in [button.text() for button in window.list_pane.empty.buttons()]
    window.features.feature("history.backup_feature", "BackupFeature").restore_from(backup)
    window.close()
    again = open_window(library)
    (keeper,) = again.findChildren(BackupFeature)
    assert keeper is not None
    assert again.list_pane.message.text().startswith("The backup of ")
    assert len(titles(again)) == 5
    again.close()
    assert open_window(library).list_pane.message.text() == ""


def test_a_damaged_library_is_not_written_once_that_was_seen(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    window.list_pane.tell_error(errors.LibraryDamagedError(library))
    failed: list[Exception] = []
    window.session.write(lambda lib, _: lib.new_entry("misc"), failed.append)
    settled(qtbot, window)
    assert [type(error) for error in failed] == [errors.LibraryDamagedError]
    assert labels(window) == ["Restore a backup…", "Copy what can be read…"]


def test_an_entry_that_cannot_be_read_is_said_and_no_fault(qtbot: QtBot, library: Path) -> None:
    session = Session(library)
    told: list[object] = []
    session.unreadable.connect(told.append)
    with qtbot.waitSignal(session.opened):
        session.open(told.append)
    size = library.stat().st_size
    library.write_bytes(library.read_bytes()[:8192] + b"\x11" * (size - 8192))
    entries = [session.entry(number) for number in range(1, 7)]
    session.close()
    assert entries == [None] * 6
    assert len(told) == 1


def test_what_is_kept_nowhere_is_asked_about_before_the_window_closes(
    qtbot: QtBot, window: MainWindow, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(qtbot, window, 1)
    folder_of(library).write_text("in the way", encoding="utf-8")
    library.unlink()
    qtbot.waitUntil(lambda: "could not be kept" in window.list_pane.message.text(), timeout=5000)
    pressed = ["Cancel"]
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        next(each for each in box.buttons() if each.text().strip("&") == pressed[0]).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not window.close()
    pressed[0] = "Close without it"
    assert window.close()
    assert len(asked) == 2


def test_two_windows_do_not_take_each_other_s_care_for_a_change(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    one, other = open_window(library), open_window(library)
    told: list[str] = []
    one.session.changed_elsewhere.connect(lambda: told.append("one"))
    other.session.changed_elsewhere.connect(lambda: told.append("other"))
    edit(qtbot, one)
    qtbot.wait(8000)  # what either works out for itself and keeps is a change, too
    assert told.count("one") <= 1
    before = len(told)
    qtbot.wait(4000)
    assert len(told) == before


def test_a_step_of_the_command_line_is_in_the_file_soon(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    edit(qtbot, window, 1)
    with Library.open(library) as theirs:
        theirs.new_entry("misc", {"title": "Theirs"})
    assert log(library).stat().st_size
    qtbot.waitUntil(lambda: log(library).stat().st_size <= 32, timeout=12_000)
    copy = tmp_path / "copy.oeuvre"
    shutil.copyfile(library, copy)
    assert found(copy, ["Theirs"]) == ["Theirs"]
    settled(qtbot, window)
