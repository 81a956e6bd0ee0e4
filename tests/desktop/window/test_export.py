"""Exporting in the window: what is chosen, seen, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db import Library
from desktop.window.files.export_dialog import ExportDialog
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import BIB, OpenWindow, settled

Open = Callable[[], ExportDialog]


@pytest.fixture
def export(qtbot: QtBot, window: MainWindow) -> Iterator[Open]:
    def opened() -> ExportDialog:
        window.actions_["export"].trigger()
        settled(qtbot, window)
        return window.findChildren(ExportDialog)[-1]

    yield opened
    for dialog in window.findChildren(ExportDialog):
        dialog.close()


def choose(qtbot: QtBot, window: MainWindow, dialog: ExportDialog, form: str) -> str:
    dialog.form.setCurrentIndex(dialog.form.findData(form))
    settled(qtbot, window)
    return dialog.preview.toPlainText()


def test_the_preview_is_what_is_written(
    qtbot: QtBot, window: MainWindow, export: Open, tmp_path: Path
) -> None:
    dialog = export()
    seen = choose(qtbot, window, dialog, "bibtex")
    with qtbot.waitSignal(dialog.exported) as told:
        dialog.save_to(tmp_path / "out.bib")
    assert (tmp_path / "out.bib").read_text(encoding="utf-8") == seen
    assert seen.count("\n@") + 1 == 5
    assert told.args == ["out.bib holds 5 entries."]


def test_private_fields_are_written_only_when_asked_for(
    qtbot: QtBot, window: MainWindow, export: Open
) -> None:
    dialog = export()
    assert "abstract" not in choose(qtbot, window, dialog, "bibtex")
    dialog.private["abstracts"].setChecked(True)
    settled(qtbot, window)
    assert "A short invented summary" in dialog.preview.toPlainText()


def test_letters_become_commands_when_asked_for(
    qtbot: QtBot, window: MainWindow, export: Open
) -> None:
    dialog = export()
    choose(qtbot, window, dialog, "bibtex")
    dialog.letters.setCurrentIndex(dialog.letters.findData("latex"))
    settled(qtbot, window)
    text = dialog.preview.toPlainText()
    assert text.isascii()
    assert r"M{\aa}nsson" in text


def test_the_look_of_normalised_entries_can_be_chosen(
    qtbot: QtBot, window: MainWindow, export: Open
) -> None:
    dialog = export()
    usual = choose(qtbot, window, dialog, "bibtex")
    for row in dialog.style_form.findChildren(QComboBox):
        if row.accessibleName() == "Indent":
            row.setCurrentIndex(row.findData("\t"))
    for line in dialog.style_form.findChildren(QLineEdit):
        if line.accessibleName() == "Fields left out":
            line.setText("Journal, year")
    settled(qtbot, window)
    text = dialog.preview.toPlainText()
    assert "\n  author" in usual
    assert "\n\tauthor" in text
    assert "journal" in usual
    assert "journal" not in text
    # It is not about entries that keep their own text
    assert "journal" in choose(qtbot, window, dialog, "as-imported")


def test_a_letter_that_the_encoding_lacks_is_told(
    qtbot: QtBot, window: MainWindow, export: Open
) -> None:
    entry_id = window.list_pane.model.ids[0]
    window.session.write(
        lambda library, _: library.set_fields(entry_id, {"title": "A word with ř"}),
        lambda error: pytest.fail(str(error)),
    )
    settled(qtbot, window)
    dialog = export()
    choose(qtbot, window, dialog, "bibtex")
    for row in dialog.style_form.findChildren(QComboBox):
        if row.accessibleName() == "Encoding":
            row.setCurrentIndex(row.findData("latin-1"))
    settled(qtbot, window)
    assert "cannot be written in latin-1" in dialog.told()


def test_an_imported_file_is_written_back_byte_for_byte(
    qtbot: QtBot, window: MainWindow, export: Open, tmp_path: Path
) -> None:
    dialog = export()
    dialog.file.setChecked(True)
    settled(qtbot, window)
    assert dialog.which.currentText() == "old.bib"
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(tmp_path / "back.bib")
    assert (tmp_path / "back.bib").read_bytes() == BIB.encode()


def test_the_same_export_again_writes_nothing(qtbot: QtBot, export: Open, tmp_path: Path) -> None:
    target = tmp_path / "out.bib"
    for _ in range(2):
        dialog = export()
        with qtbot.waitSignal(dialog.exported) as told:
            dialog.save_to(target)
    assert told.args == ["out.bib held 5 entries already."]


def test_a_selection_is_exported_alone(window: MainWindow, export: Open) -> None:
    model = window.list_pane.model
    window.list_pane.table.select_ids([model.id_at(0), model.id_at(4)])
    dialog = export()
    assert dialog.selection.isChecked()
    assert dialog.ids() == [model.id_at(0), model.id_at(4)]


def test_a_folder_that_is_not_there_is_said(
    qtbot: QtBot, window: MainWindow, export: Open, tmp_path: Path
) -> None:
    dialog = export()
    dialog.save_to(tmp_path / "none" / "out.bib")
    settled(qtbot, window)
    assert "out.bib" in dialog.told()
    assert dialog.isVisible()


def test_an_empty_library_has_nothing_to_export(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "empty.oeuvre")
    window.actions_["export"].trigger()
    settled(qtbot, window)
    (dialog,) = window.findChildren(ExportDialog)
    assert dialog.told() == "There is nothing to export."
    (save,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Save…")
    assert not save.isEnabled()
    dialog.close()


def test_what_is_private_is_asked_for_each_time(
    qtbot: QtBot, export: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = str(tmp_path / "out.bib")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    dialog = export()
    dialog.private["notes"].setChecked(True)
    dialog.form.setCurrentIndex(dialog.form.findData("biblatex"))
    with qtbot.waitSignal(dialog.exported):
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Save…").click()
    again = export()
    assert again.form.currentData() == "biblatex"
    assert not any(check.isChecked() for check in again.private.values())


def test_the_library_itself_is_no_place_for_an_export(export: Open, library: Path) -> None:
    before = library.read_bytes()[:100]
    dialog = export()
    dialog.save_to(library)
    assert dialog.told() == "This is the library itself; choose another file."
    assert library.read_bytes()[:100] == before


def test_a_letter_that_a_file_cannot_hold_is_told_and_the_file_offered_in_utf_8(
    qtbot: QtBot, window: MainWindow, export: Open, tmp_path: Path
) -> None:
    old = "@misc{old1, title = {Über}}\n"
    with Library.open(window.session.path) as library:
        library.import_bytes(old.encode("latin-1"), name="old.bib")
        library.set_fields(library.ids_of_key("old1")[0], {"title": "中"})
    settled(qtbot, window)
    dialog = export()
    dialog.which.setCurrentText("old.bib")
    dialog.file.setChecked(True)
    settled(qtbot, window)
    assert dialog.told() == (
        "“中” in the entry “old1” cannot be written in cp1252, the encoding of “old.bib”; nothing"
        " was written. Choose “Write it in UTF-8”, or write it as a LaTeX command."
    )
    assert not dialog.in_utf8.isHidden()
    dialog.in_utf8.setChecked(True)
    settled(qtbot, window)
    assert dialog.preview.toPlainText() == old.replace("Über", "中")
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(tmp_path / "old.bib")
    assert (tmp_path / "old.bib").read_text("utf-8") == old.replace("Über", "中")
