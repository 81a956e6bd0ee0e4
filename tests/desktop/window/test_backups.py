"""Backups in the window: made, listed, restored and taken back; and the folder of a service."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from db import Library
from db.safety.rotation import backups, folder_of
from desktop.window.history.backup_dialog import BackupDialog
from desktop.window.history.backup_feature import BackupFeature
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import OpenWindow, labels, settled, titles


def feature(window: MainWindow) -> BackupFeature:
    found = window.findChildren(BackupFeature)
    assert len(found) == 1
    return found[0]


def kept(qtbot: QtBot, window: MainWindow) -> Path:
    """A backup made as a while after the window was opened."""
    before = len(backups(window.session.path))
    feature(window).keep()
    qtbot.waitUntil(lambda: len(backups(window.session.path)) > before)
    settled(qtbot, window)
    return backups(window.session.path)[0][1]


def test_a_backup_is_made_where_something_changed(qtbot: QtBot, window: MainWindow) -> None:
    copy = kept(qtbot, window)
    with Library.open(copy, readonly=True) as library:
        assert library.count() == 6
    feature(window).keep()
    qtbot.wait(300)
    assert len(backups(window.session.path)) == 1


def test_a_backup_is_restored_and_that_is_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    before = titles(window)
    kept(qtbot, window)
    window.list_pane.table.selectAll()
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    assert titles(window) == []
    window.actions_["restore_backup"].trigger()
    settled(qtbot, window)
    (dialog,) = window.findChildren(BackupDialog)
    assert dialog.list.topLevelItemCount() == 1
    told = dialog.details.toPlainText()
    assert "6 entries, 2 steps of history" in told
    assert "entries would be as they were:" in told
    dialog.restore.click()
    settled(qtbot, window)
    assert titles(window) == before
    qtbot.wait(1500)  # a look for changes of others
    made = backups(window.session.path)[0][0].strftime("%Y-%m-%d %H:%M")
    assert window.list_pane.message.text() == (
        f"The backup of {made} is restored. What the library was before is kept in"
        " “list.before-restore-1.oeuvre”."
    )
    window.list_pane.message.buttons()[0].click()
    settled(qtbot, window)
    assert titles(window) == []


def test_a_damaged_backup_is_said_so(qtbot: QtBot, window: MainWindow) -> None:
    kept(qtbot, window).write_bytes(b"SQLite format 3\0" + bytes(3000))
    window.actions_["restore_backup"].trigger()
    settled(qtbot, window)
    (dialog,) = window.findChildren(BackupDialog)
    assert not dialog.restore.isEnabled()
    assert dialog.details.toPlainText().startswith("The ")
    dialog.reject()


def test_without_backups_the_dialog_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["restore_backup"].trigger()
    (dialog,) = window.findChildren(BackupDialog)
    assert dialog.details.toPlainText() == "There is no backup of this library yet."
    assert not dialog.restore.isEnabled()
    dialog.reject()
    settled(qtbot, window)


def test_a_backup_that_cannot_be_made_is_said_once(qtbot: QtBot, window: MainWindow) -> None:
    folder_of(window.session.path).write_text("in the way", encoding="utf-8")
    feature(window).keep()
    qtbot.waitUntil(lambda: "No automatic backup" in window.list_pane.message.text())
    window.list_pane.message.hide()
    feature(window).keep()
    qtbot.wait(300)
    assert window.list_pane.message.text() == ""


def test_a_library_in_a_folder_of_a_service_is_warned_of_until_that_is_known(
    qtbot: QtBot, open_window: OpenWindow, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "Dropbox").mkdir()
    path = library.rename(tmp_path / "Dropbox" / "list.oeuvre")
    window = open_window(path)
    feature(window).keep()
    qtbot.waitUntil(lambda: "Dropbox" in window.list_pane.message.text())
    window.list_pane.message.buttons()[0].click()
    assert window.list_pane.message.text() == ""
    window.close()
    again = open_window(path)
    feature(again).keep()
    qtbot.wait(200)
    assert again.list_pane.message.text() == ""


def overwrite(path: Path) -> None:
    """Overwrite a good part of an open library's file, from its second page on."""
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (len(data) // 2 - 4096))


NOT_COMPARED = "What is in the library's place now cannot be read"


def test_a_library_that_is_damaged_while_it_is_open_is_restored(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    kept(qtbot, window)
    asked: list[Path] = []
    window.library_asked.connect(asked.append)
    overwrite(library)
    window.actions_["restore_backup"].trigger()
    settled(qtbot, window)
    (dialog,) = window.findChildren(BackupDialog)
    # Whether it can be compared depends on what SQLite still has in memory of the library
    assert dialog.details.toPlainText().startswith("6 entries, 2 steps of history")
    assert dialog.restore.isEnabled()
    dialog.restore.click()
    qtbot.waitUntil(lambda: asked == [library])
    with Library.open(library, readonly=True) as restored:
        assert restored.count() == 6
        assert restored.verify() == []


def test_what_is_gone_is_not_said_to_be_the_same(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    kept(qtbot, window)
    library.unlink()
    window.actions_["restore_backup"].trigger()
    settled(qtbot, window)
    (dialog,) = window.findChildren(BackupDialog)
    assert NOT_COMPARED in dialog.details.toPlainText()
    assert dialog.restore.isEnabled()
    dialog.reject()


def test_damage_that_a_backup_finds_is_told_with_what_can_be_done(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    overwrite(library)
    feature(window).keep()
    qtbot.waitUntil(lambda: "No automatic backup" in window.list_pane.message.text())
    assert labels(window) == ["Restore a backup…", "Copy what can be read…"]
