"""An export over a file that others edited: the difference is shown, and the user decides."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.files.export_dialog import ExportDialog
from desktop.window.files.export_overwrite import OverwriteDialog
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import settled


@pytest.fixture
def edited(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> tuple[ExportDialog, Path]:
    """An export dialog, and a file that was exported and then edited by somebody else."""
    path = tmp_path / "out.bib"
    window.actions_["export"].trigger()
    settled(qtbot, window)
    first = window.findChildren(ExportDialog)[-1]
    with qtbot.waitSignal(first.exported):
        first.save_to(path)
    path.write_text(f"{path.read_text(encoding='utf-8')}% mine\n", encoding="utf-8")
    window.actions_["export"].trigger()
    settled(qtbot, window)
    return window.findChildren(ExportDialog)[-1], path


def asked(qtbot: QtBot, dialog: ExportDialog, path: Path) -> OverwriteDialog:
    dialog.save_to(path)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(OverwriteDialog)))
    return dialog.findChildren(OverwriteDialog)[0]


def test_edits_of_others_are_shown_and_kept(
    qtbot: QtBot, edited: tuple[ExportDialog, Path]
) -> None:
    dialog, path = edited
    question = asked(qtbot, dialog, path)
    assert "-% mine" in question.text.toPlainText()
    assert not question.overwrite.isDefault()
    question.reject()
    assert path.read_text(encoding="utf-8").endswith("% mine\n")
    assert dialog.told() == "out.bib was edited since it was last exported; nothing was written."
    dialog.close()


def test_edits_of_others_are_overwritten_when_that_is_wanted(
    qtbot: QtBot, edited: tuple[ExportDialog, Path]
) -> None:
    dialog, path = edited
    question = asked(qtbot, dialog, path)
    with qtbot.waitSignal(dialog.exported):
        question.overwrite.click()
    assert "% mine" not in path.read_text(encoding="utf-8")


def test_a_file_of_others_that_was_never_exported_to_is_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """The file dialog has asked for that."""
    path = tmp_path / "other.bib"
    path.write_text("% other\n", encoding="utf-8")
    window.actions_["export"].trigger()
    settled(qtbot, window)
    dialog = window.findChildren(ExportDialog)[-1]
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(path)
    assert "% other" not in path.read_text(encoding="utf-8")
