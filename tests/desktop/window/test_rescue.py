"""A library that is damaged or gone, and texts of a run that ended badly: what is offered."""

from __future__ import annotations

import stat
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from db import Library
from db.errors import LibraryGoneError
from desktop import wording
from desktop.files import replace_file
from desktop.window.history.rescue_drafts import DraftKeeper, Drafts, drafts_folder
from desktop.window.history.rescue_feature import RescueFeature
from desktop.window.main_window import MainWindow
from desktop.window.session import Session
from tests.desktop.window.kit import OpenWindow, labels, settled


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = bytes(len(data) - 8192)
    path.write_bytes(data)


def rescue(window: MainWindow) -> RescueFeature:
    (found,) = window.findChildren(RescueFeature)
    return found


def test_a_file_that_is_removed_is_noticed_and_a_copy_offered(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    library.unlink()
    qtbot.waitUntil(lambda: "removed or replaced" in window.list_pane.message.text(), timeout=5000)
    assert labels(window) == ["Save a copy…", "Open the file again"]
    window.session.write(lambda lib, _: lib.new_entry("misc"), window.list_pane.tell_error)
    settled(qtbot, window)
    assert "removed or replaced" in window.list_pane.message.text()
    copy = tmp_path / "copy.oeuvre"
    window.session.work(lambda lib, _: lib.backup(copy), lambda _: None, lambda _: None)
    settled(qtbot, window)
    with Library.open(copy, readonly=True) as saved:
        assert saved.count() == 6
        assert saved.verify() == []


def test_a_damaged_library_offers_a_backup_and_a_rescue(
    qtbot: QtBot, open_window: OpenWindow, library: Path, tmp_path: Path
) -> None:
    with Library.open(library) as opened:
        copy = opened.back_up_if_changed()
    assert copy is not None
    damage(library)
    window = open_window(library)
    window.complete()
    asked: list[Path] = []
    window.library_asked.connect(asked.append)
    offered = [label for label, _ in rescue(window).offers(_error(library))]
    assert offered == ["Restore a backup…", "Copy what can be read…"]
    new = tmp_path / "new.oeuvre"
    rescue(window).rescue_to(new)
    settled(qtbot, window)
    window.features.feature("history.backup_feature", "BackupFeature").restore_from(copy)
    qtbot.waitUntil(lambda: asked == [library])
    with Library.open(library, readonly=True) as restored:
        assert restored.count() == 6
        assert restored.verify() == []
    again = open_window(library)
    assert again.list_pane.model.rowCount() == 5


def _error(path: Path) -> Exception:
    from db.errors import LibraryDamagedError

    return LibraryDamagedError(path)


def type_into(window: MainWindow, qtbot: QtBot, text: str) -> int:
    """Type into the source tab what cannot be saved as it is; returns the entry."""
    entry_id = window.list_pane.model.id_at(0)
    assert entry_id is not None
    window.list_pane.table.select_ids([entry_id])
    window.entry_pane.show_tab("bibtex")
    settled(qtbot, window)
    window.entry_pane.source.set_text(text)
    return entry_id


def files() -> list[Path]:
    return sorted(drafts_folder().glob("*.json"))


def test_what_is_typed_is_kept_while_it_is_not_saved(qtbot: QtBot, window: MainWindow) -> None:
    (keeper,) = window.findChildren(DraftKeeper)
    entry_id = type_into(window, qtbot, "@article{half")
    keeper.save()
    (file,) = files()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    drafts = Drafts.from_json(file.read_text(encoding="utf-8"))
    assert drafts.source[entry_id][1] == "@article{half"
    window.entry_pane.source.revert()
    keeper.save()
    assert files() == []


def test_what_was_typed_when_the_program_ended_is_offered_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    window = open_window(library)
    entry_id = type_into(window, qtbot, "@article{half")
    (keeper,) = window.findChildren(DraftKeeper)
    keeper.save()
    (file,) = files()
    kept = file.read_bytes()
    window.entry_pane.source.revert()
    window.close()
    assert files() == []
    replace_file(file, kept)  # as a process that was killed leaves it
    again = open_window(library)
    qtbot.waitUntil(lambda: labels(again) == ["Bring it back", "Discard"])
    (keeper,) = again.findChildren(DraftKeeper)
    keeper.save()
    assert file.read_bytes() == kept  # it waits for an answer
    again.list_pane.message.buttons()[0].click()
    settled(qtbot, again)
    assert again.entry_pane.entry_id == entry_id
    assert again.entry_pane.source.text == "@article{half"
    again.entry_pane.source.revert()
    keeper.save()
    assert files() == []


def test_texts_of_fields_come_back_too_and_those_of_entries_that_are_gone_do_not(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    window = open_window(library)
    (keeper,) = window.findChildren(DraftKeeper)
    entry_id = type_into(window, qtbot, "@x")
    keeper.save()
    (file,) = files()
    window.entry_pane.source.revert()
    window.close()
    kept = Drafts({(entry_id, "note"): ("", "half a note"), (999, "note"): ("", "gone")})
    replace_file(file, kept.to_json(library).encode())
    again = brought_back(qtbot, open_window, library)
    assert again.entry_pane.form.drafts() == {(entry_id, "note"): ("", "half a note")}
    again.close()  # which saves what can be saved
    with Library.open(library, readonly=True) as stored:
        assert stored.entry(entry_id).entry.get("note") == "half a note"


def test_what_was_typed_can_be_let_go(qtbot: QtBot, open_window: OpenWindow, library: Path) -> None:
    window = open_window(library)
    (keeper,) = window.findChildren(DraftKeeper)
    type_into(window, qtbot, "@x")
    keeper.save()
    (file,) = files()
    kept = file.read_bytes()
    window.entry_pane.source.revert()
    window.close()
    replace_file(file, kept)
    again = open_window(library)
    qtbot.waitUntil(lambda: labels(again) == ["Bring it back", "Discard"])
    again.list_pane.message.buttons()[1].click()
    assert files() == []
    assert not again.entry_pane.has_drafts


def test_damaged_drafts_are_no_reason_not_to_start() -> None:
    for text in ("", "[]", "{}", '{"form": [[1]], "source": []}', '{"form": 3, "source": 4}'):
        assert not Drafts.from_json(text)


def test_a_page_that_cannot_be_read_is_said_once(qtbot: QtBot, library: Path) -> None:
    session = Session(library)
    told: list[object] = []
    session.unreadable.connect(told.append)
    with qtbot.waitSignal(session.opened):
        session.open(told.append)
    damage(library)
    for _ in range(3):
        assert session.rows([1, 2, 3]) == [] or not told
    session.close()
    assert len(told) <= 1


def killed(window: MainWindow, qtbot: QtBot, field: str, text: str) -> tuple[int, str]:
    """Type into a field of the first entry, and leave as a process that was killed does."""
    entry_id = edited(window, qtbot, field)
    area = focused(window)
    before = area.toPlainText()
    area.selectAll()
    QTest.keyClicks(area, text)
    leave_as_killed(window)
    return entry_id, before


def edited(window: MainWindow, qtbot: QtBot, field: str) -> int:
    """Put the cursor into a field of the first entry; returns the entry."""
    entry_id = window.list_pane.model.id_at(0)
    assert entry_id is not None
    window.list_pane.table.select_ids([entry_id])
    settled(qtbot, window)
    window.entry_pane.edit(field)
    settled(qtbot, window)
    return entry_id


def leave_as_killed(window: MainWindow) -> None:
    """Close a window as a process that is killed does: what is typed is only in the drafts."""
    (keeper,) = window.findChildren(DraftKeeper)
    keeper.save()
    (file,) = files()
    kept = file.read_bytes()
    QTest.keyClick(focused(window), Qt.Key.Key_Escape)
    window.close()
    replace_file(file, kept)


def brought_back(qtbot: QtBot, open_window: OpenWindow, library: Path) -> MainWindow:
    """A window of a later run, in which what was typed was brought back."""
    again = open_window(library)
    qtbot.waitUntil(lambda: labels(again) == ["Bring it back", "Discard"])
    again.list_pane.message.buttons()[0].click()
    settled(qtbot, again)
    return again


def focused(window: MainWindow) -> QPlainTextEdit:
    found = window.focusWidget()
    assert isinstance(found, QPlainTextEdit)
    return found


def title(library: Path, entry_id: int) -> str:
    with Library.open(library, readonly=True) as stored:
        return stored.entry(entry_id).entry.get("title")


def test_what_comes_back_has_the_cursor_and_is_saved_with_tab(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    entry_id, before = killed(open_window(library), qtbot, "title", "Typed")
    again = brought_back(qtbot, open_window, library)
    assert again.list_pane.message.text() == ""  # its buttons have done what they can
    area = focused(again)
    assert area.toPlainText() == "Typed"
    assert area.accessibleDescription() == f"This is not saved; saved is “{before}”."
    QTest.keyClick(area, Qt.Key.Key_Tab)
    settled(qtbot, again)
    assert title(library, entry_id) == "Typed"
    assert area.accessibleDescription() == ""
    assert not again.entry_pane.has_drafts


def test_what_comes_back_still_asks_which_one_counts(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    window = open_window(library)
    entry_id = edited(window, qtbot, "title")
    QTest.keyClicks(focused(window), "Mine ")
    with Library.open(library, actor="other") as other:
        other.set_fields(entry_id, {"title": "Theirs"})
    window.refresh(None)
    settled(qtbot, window)
    assert "Which one counts?" in focused(window).accessibleDescription()
    leave_as_killed(window)
    again = brought_back(qtbot, open_window, library)
    assert "Which one counts?" in focused(again).accessibleDescription()
    QTest.keyClick(focused(again), Qt.Key.Key_Tab)
    settled(qtbot, again)
    assert title(library, entry_id) == "Theirs"
    area = again.entry_pane.form.findChildren(QPlainTextEdit)
    next(each for each in area if each.accessibleName() == "title").setFocus()
    QTest.keyClick(focused(again), Qt.Key.Key_Escape)
    assert not again.entry_pane.has_drafts


def test_undo_takes_a_text_that_came_back_away_and_redo_brings_it(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    entry_id, before = killed(open_window(library), qtbot, "title", "Typed")
    again = brought_back(qtbot, open_window, library)
    again.actions_["undo"].trigger()
    settled(qtbot, again)
    assert title(library, entry_id) == before
    assert focused(again).toPlainText() == before
    assert not again.entry_pane.has_drafts
    again.actions_["redo"].trigger()
    settled(qtbot, again)
    assert title(library, entry_id) == "Typed"
    assert focused(again).toPlainText() == "Typed"


def test_a_file_that_comes_back_ends_what_was_said_of_it(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    away = library.rename(library.with_name("away.oeuvre"))
    message = window.list_pane.message
    qtbot.waitUntil(lambda: labels(window) == ["Save a copy…", "Open the file again"], timeout=5000)
    away.rename(library)
    qtbot.waitUntil(lambda: message.text() == "", timeout=5000)


def test_a_sentence_about_a_file_that_is_gone_comes_with_what_it_names(
    window: MainWindow, library: Path
) -> None:
    sentence = wording.sentence(LibraryGoneError(library))
    offered = [label for label, _ in rescue(window).offers_named(sentence)]
    assert offered == ["Save a copy…", "Open the file again"]
    assert rescue(window).offers_named("Something else.") == []
