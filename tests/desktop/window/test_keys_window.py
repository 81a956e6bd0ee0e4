"""Citation keys and constants in the window: seen before, done once, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from db import Library, View
from desktop.window.keys.key_patterns_dialog import KeyPatternsDialog
from desktop.window.keys.key_rekey_dialog import RekeyDialog
from desktop.window.keys.strings_dialog import NewStringDialog, StringsDialog
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import OpenWindow, make_library, settled

D = TypeVar("D", bound=QDialog)
BIB = """\
@string{jot = "Journal of Tests"}
@string{none = {Nothing}}
@article{one, author = {Kaba, S}, title = {First}, journal = jot, year = 2022}
@article{two, author = {Kaba, T}, title = {Second}, year = 2022}
@book{, author = {Li, B}, title = {Keyless}, year = 2020}
"""


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(make_library(tmp_path / "own.oeuvre", ("refs.bib", BIB)))
    window.go_to(View())
    settled(qtbot, window)
    return window


def dialog(window: MainWindow, kind: type[D]) -> D:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChildren(kind)[-1]


def keys(window: MainWindow) -> list[str]:
    with Library.open(window.session.path, readonly=True, create=False) as library:
        return sorted(library.entry(each).entry.key for each in library.find_ids())


def opened(window: MainWindow, qtbot: QtBot, command: str) -> RekeyDialog:
    window.list_pane.table.selectAll()
    window.actions_[command].trigger()
    settled(qtbot, window)
    found = dialog(window, RekeyDialog)
    qtbot.waitUntil(lambda: bool(found.model.rows))
    return found


def test_new_keys_are_listed_and_change_when_agreed_to(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "rekey")
    asking.pattern.setText("[auth][year]")
    qtbot.waitUntil(lambda: any("Kaba2022a" in row.texts for row in asking.model.rows))
    rows = {row.texts[0]: row.texts[1] for row in asking.model.rows}
    assert set(rows.values()) == {"Kaba2022", "Kaba2022a", "Li2020"}
    assert keys(window) == ["", "one", "two"]
    assert asking.button.text() == "Change 3 keys"
    asking.button.click()
    settled(qtbot, window)
    assert keys(window) == ["Kaba2022", "Kaba2022a", "Li2020"]
    assert window.list_pane.message.text() == "3 keys changed."
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert keys(window) == ["", "one", "two"]


def test_enter_in_the_pattern_changes_no_key(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "rekey")
    QTest.keyClick(asking.pattern, Qt.Key.Key_Return)
    settled(qtbot, window)
    assert asking.isVisible()
    assert keys(window) == ["", "one", "two"]


def test_a_key_can_be_typed_and_an_entry_left_out(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "rekey")
    number = next(i for i, row in enumerate(asking.model.rows) if row.texts[0] == "one")
    other = next(i for i, row in enumerate(asking.model.rows) if row.texts[0] == "two")
    asking.model.setData(asking.model.index(number, 1), "own:key")
    asking.model.setData(
        asking.model.index(other, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert asking.button.text() == "Change 2 keys"
    asking.button.click()
    settled(qtbot, window)
    assert keys(window) == ["li2020keyless", "own:key", "two"]


def test_a_key_that_cannot_be_is_refused_with_a_sentence(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "rekey")
    asking.model.setData(asking.model.index(0, 1), "a b")
    assert asking.model.rows[0].texts[3] == "cannot be a key"
    asking.button.click()
    settled(qtbot, window)
    assert "a b" in window.list_pane.message.text()
    assert keys(window) == ["", "one", "two"]


def test_a_wrong_pattern_is_told_while_typing(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "rekey")
    asking.pattern.setText("[auth")
    qtbot.waitUntil(asking.fault.isVisible)
    assert asking.fault.text() == "Character 1: this bracket is not closed."
    assert not asking.button.isEnabled()


def test_documents_are_looked_through_and_rewritten(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.tex").write_bytes(b"\\cite{one,two}\r\n")
    asking = opened(window, qtbot, "rekey")
    asking.documents.add_folder(docs)
    qtbot.waitUntil(lambda: len(asking.documents.model.rows) == 2)
    assert asking.documents.model.rows[0].texts == ("one", "a.tex", "1", "\\cite{one,two}")
    asking.rewrite.setChecked(True)
    asking.button.click()
    settled(qtbot, window)
    assert (docs / "a.tex").read_bytes() == b"\\cite{kaba2022first,kaba2022second}\r\n"
    assert "Renamed in 1 document;" in window.list_pane.message.text()
    assert list((tmp_path / "own.documents").rglob("*.tex"))
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    bar = window.list_pane.message
    assert "The documents that got other keys with it stay as they are." in bar.text()
    next(each for each in bar.findChildren(QPushButton) if each.text() == "Change them too").click()
    settled(qtbot, window)
    assert (docs / "a.tex").read_bytes() == b"\\cite{one,two}\r\n"
    assert "Renamed in 1 document;" in bar.text()


def test_missing_keys_are_generated(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "generate_keys")
    assert [row.texts[:2] for row in asking.model.rows] == [("none", "li2020keyless")]
    asking.button.click()
    settled(qtbot, window)
    assert keys(window) == ["li2020keyless", "one", "two"]
    window.actions_["generate_keys"].trigger()
    settled(qtbot, window)
    assert window.list_pane.message.text() == "Every entry has a citation key."


def test_a_closed_dialog_gets_no_late_answer(window: MainWindow, qtbot: QtBot) -> None:
    asking = opened(window, qtbot, "rekey")
    asking.ask()
    asking.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settled(qtbot, window)
    window.list_pane.table.selectRow(0)
    window.actions_["trash"].trigger()
    settled(qtbot, window)


def test_patterns_show_what_they_give_and_change_no_key(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["key_patterns"].trigger()
    settled(qtbot, window)
    asking = dialog(window, KeyPatternsDialog)
    assert not asking.button.isEnabled()
    kinds = [asking.types.item(row).text().split("\n")[0] for row in range(asking.types.count())]
    asking.types.setCurrentRow(kinds.index("book"))
    asking.pattern.setText("[title:x]")
    assert asking.fault.text() == "Character 7: there is no modifier “x”."
    assert not asking.button.isEnabled()
    asking.pattern.setText("[title]")
    assert [row.texts for row in asking.model.rows] == [("Keyless", "", "Keyless")]
    assert asking.chosen() == {"book": "[title]"}
    asking.button.click()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.key_patterns().by_type == {"book": "[title]"}
    assert keys(window) == ["", "one", "two"]


def test_the_pattern_for_names_of_files_is_there_too(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["key_patterns"].trigger()
    settled(qtbot, window)
    asking = dialog(window, KeyPatternsDialog)
    asking.types.setCurrentRow(1)
    asking.pattern.setText("[citationkey] [title]")
    assert ("First", "one", "one First.pdf") in [row.texts for row in asking.model.rows]
    asking.button.click()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.file_pattern() == "[citationkey] [title]"
        assert library.undo_name() == "Change the pattern for names of files"


def strings(window: MainWindow, qtbot: QtBot) -> StringsDialog:
    window.actions_["strings"].trigger()
    settled(qtbot, window)
    asking = dialog(window, StringsDialog)
    qtbot.waitUntil(lambda: bool(asking.model.rows))
    return asking


def venue(window: MainWindow) -> str:
    with Library.open(window.session.path, readonly=True, create=False) as library:
        (entry_id,) = library.find_ids("key:one")
        return library.entry(entry_id).entry.get("journal")


def test_constants_are_edited_in_place_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    asking = strings(window, qtbot)
    assert [row.texts[:3] for row in asking.model.rows] == [
        ("jot", "Journal of Tests", "1"),
        ("none", "Nothing", "0"),
    ]
    asking.model.setData(asking.model.index(0, 1), "JoT")
    settled(qtbot, window)
    assert venue(window) == "JoT"
    assert asking.told.text() == "Edit the constant jot."
    asking.model.setData(asking.model.index(0, 0), "none")
    settled(qtbot, window)
    assert "There is already one called “none”" in asking.told.text()
    asking.undo_asked.emit()
    settled(qtbot, window)
    assert venue(window) == "Journal of Tests"
    assert asking.model.rows[0].texts[1] == "Journal of Tests"


def test_a_text_typed_right_after_a_new_name_is_not_lost(window: MainWindow, qtbot: QtBot) -> None:
    asking = strings(window, qtbot)
    asking.model.setData(asking.model.index(0, 0), "joft")
    asking.model.setData(asking.model.index(0, 1), "Journal of Fast Tests")
    settled(qtbot, window)
    assert asking.model.rows[0].texts[:2] == ("joft", "Journal of Fast Tests")
    assert venue(window) == "Journal of Fast Tests"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "A constant needs a name"),
        ("mar", "“mar” is the constant of a month in every style"),
        ("2nd", "“2nd” begins with a digit"),
        ("a{b", "“a{b” has characters that BibTeX does not allow there"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_its_reason(
    window: MainWindow, qtbot: QtBot, name: str, reason: str
) -> None:
    asking = strings(window, qtbot)
    asking.model.setData(asking.model.index(0, 0), name)
    settled(qtbot, window)
    assert reason in asking.told.text()
    assert asking.model.rows[0].texts[0] == "jot"


def test_a_failure_is_told_though_the_dialog_that_asked_is_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    asking = strings(window, qtbot)
    asking.model.setData(asking.model.index(0, 0), "mar")
    asking.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settled(qtbot, window)
    assert "“mar” is the constant of a month" in window.list_pane.message.text()


def test_constants_are_added_and_the_unused_deleted(window: MainWindow, qtbot: QtBot) -> None:
    asking = strings(window, qtbot)
    asking._new.click()
    form = asking.findChildren(NewStringDialog)[-1]
    form.name.setText("late")
    form.value.setText("Late")
    form.accept_named()
    settled(qtbot, window)
    assert [row.texts[0] for row in asking.model.rows] == ["jot", "none", "late"]
    asking.unused.setChecked(True)
    assert [row.texts[0] for row in asking.model.rows] == ["none", "late"]
    asking._delete_unused.click()
    question = asking.findChildren(QMessageBox)[-1]
    assert question.text() == "Delete the 2 constants that nothing uses?"
    assert question.informativeText() == "none, late"
    question.findChildren(QPushButton)[0].click()
    settled(qtbot, window)
    asking.unused.setChecked(False)
    assert [row.texts[0] for row in asking.model.rows] == ["jot"]
