"""Importing in the window: files, drops, the clipboard, progress, cancelling, the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from biblio.problem import Problem, Severity
from db import ImportReport, Library
from desktop.window.drop import local_files
from desktop.window.files.import_report import ImportReportDialog, summaries
from desktop.window.files.importing import Outcome
from desktop.window.main_window import MainWindow
from desktop.window.message_bar import MessageBar
from desktop.window.tasks import Control
from tests.desktop.window.kit import BIB, PAGE, OpenWindow, make_library, settled, titles


def files(folder: Path) -> list[Path]:
    page, bib = folder / "page.txt", folder / "old.bib"
    page.write_text(PAGE, encoding="utf-8")
    bib.write_text(BIB, encoding="utf-8")
    return [page, bib]


def button(bar: MessageBar, words: str) -> QPushButton:
    return next(each for each in bar.buttons() if each.text() == words)


def test_files_are_imported_and_told_of(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    window.commands.imports.import_files(files(tmp_path))
    settled(qtbot, window)
    window.actions_["go_all"].trigger()
    settled(qtbot, window)
    assert sorted(titles(window))[:2] == ["A Theory of Quiet Gradients", "Counting Diffuse Paths"]
    assert window.list_pane.model.rowCount() == 6
    text = window.list_pane.message.text()
    assert text.startswith("From 2 files: 6 new.")
    assert "page.txt" in window.sidebar.labels()
    assert window.entry_pane.entry_id is not None


def test_the_undo_beside_the_message_takes_back_all_files(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    window.commands.imports.import_files(files(tmp_path))
    settled(qtbot, window)
    button(window.list_pane.message, "Undo").click()
    settled(qtbot, window)
    assert titles(window) == []
    assert window.list_pane.empty.title() == "Your publications go here"


def test_importing_again_says_that_nothing_is_new(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page, _ = files(tmp_path)
    window.commands.imports.import_files([page])
    settled(qtbot, window)
    assert window.list_pane.message.text().startswith("Nothing new in page.txt.")


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.bib"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    new = tmp_path / "new.bib"
    new.write_text("@misc{fresh2020, title={Fresh}, author={Li, Bo}, year=2020}")
    window.actions_["go_all"].trigger()
    window.commands.imports.import_files([picture, tmp_path / "none.bib", tmp_path, new])
    settled(qtbot, window)
    message = window.list_pane.message.text()
    assert "“photo.bib” was not imported: it is an image." in message
    assert "1 more failed." in message
    assert "From new.bib: 1 new." in message
    assert "Fresh" in titles(window)


def test_files_dropped_on_the_window_are_imported(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path)])
    window.drops.take(data)
    settled(qtbot, window)
    assert window.list_pane.message.text().startswith("From 2 files: 6 new.")


def test_addresses_of_the_web_are_no_files() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.bib")])
    assert local_files(data) == []


def test_a_pasted_page_is_imported(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    QGuiApplication.clipboard().setText(PAGE)
    window.actions_["paste"].trigger()
    settled(qtbot, window)
    assert window.list_pane.model.rowCount() == 4
    assert window.sidebar.labels()[1] == "Ada Sandberg"


def test_pasted_prose_is_refused(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("Dear Ilse, see you on Monday.")
    window.actions_["paste"].trigger()
    settled(qtbot, window)
    assert "was not imported" in window.list_pane.message.text()
    assert window.list_pane.model.rowCount() == 5


def test_cancelling_leaves_the_library_as_it_was(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(
        "\n".join(f"@misc{{k{n}, title={{Paper {n}}}, year={{2000}}}}" for n in range(3000))
    )
    window = open_window(tmp_path / "new.oeuvre")
    controls: list[Control] = []
    window.commands.imports.begun.connect(lambda _, control: controls.append(control))
    window.commands.imports.import_files([path, path])
    controls[0].cancel()
    settled(qtbot, window)
    assert len(controls) == 1
    assert "cancelled" in window.list_pane.message.text()
    assert titles(window) == []
    with Library.open(tmp_path / "new.oeuvre", readonly=True) as library:
        assert library.history() == []


def test_progress_shows_after_half_a_second_and_offers_to_cancel(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    control = Control()
    bar.follow("Importing a.bib…", control)
    assert bar.text() == ""
    qtbot.waitUntil(lambda: bar.text() == "Importing a.bib…", timeout=3000)
    control.progressed.emit(5, 10)
    bar.cancel()
    assert control.cancelled()
    bar.end_progress()
    assert bar.text() == ""


REPORT = ImportReport(
    file="old.bib",
    format="bibtex",
    encoding="utf-8",
    read=3,
    added=2,
    merged=1,
    unchanged=0,
    problems=(
        Problem("duplicate-key", Severity.WARNING, "Two entries have the key a.", 12, 1),
        Problem("date-assumed", Severity.NOTE, "A year was assumed.", 20, 2),
        Problem("date-assumed", Severity.NOTE, "Another year was assumed.", 30, 0),
        Problem("unreadable", Severity.ERROR, "A brace is missing.", 40),
    ),
    entry_ids=(7, 8, 9),
    source_id=1,
)


def test_the_report_groups_problems_worst_first(qtbot: QtBot) -> None:
    dialog = ImportReportDialog(Outcome([REPORT], ["“x” was not imported."]))
    qtbot.addWidget(dialog)
    tree = dialog.tree
    top = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    assert [(item.text(0), item.text(1), item.childCount()) for item in top if item] == [
        ("“x” was not imported.", "", 0),
        ("A brace is missing.", "old.bib:40", 0),
        ("Two entries have the key a.", "old.bib:12", 0),
        ("Date assumed (2)", "old.bib", 2),
    ]


@pytest.mark.parametrize(
    ("counts", "said"), [(1, "1 count of citations"), (2, "2 counts of citations")]
)
def test_one_count_is_said_to_be_one(qtbot: QtBot, counts: int, said: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (told,) = summaries(parent, Outcome([replace(REPORT, counts=counts)]))
    assert told.endswith(said)


def test_a_line_of_the_report_leads_to_its_entry(qtbot: QtBot) -> None:
    dialog = ImportReportDialog(Outcome([REPORT]))
    qtbot.addWidget(dialog)
    asked: list[int] = []
    dialog.entry_asked.connect(asked.append)
    for row in range(dialog.tree.topLevelItemCount()):
        item = dialog.tree.topLevelItem(row)
        if item is not None:
            dialog.tree.itemActivated.emit(item, 0)
    assert asked == [8]


def test_the_report_opens_from_the_message(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    window.commands.imports.import_files(files(tmp_path)[:1])
    settled(qtbot, window)
    button(window.list_pane.message, "Show report").click()
    (dialog,) = window.findChildren(ImportReportDialog)
    assert dialog.isVisible()
    dialog.close()


def test_the_first_profile_is_shown_from_its_first_row(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    window.commands.imports.import_files(files(tmp_path)[:1])
    settled(qtbot, window)
    assert window.list_pane.view().kind == "profile"
    assert window.list_pane.table.currentIndex().row() == 0
    assert window.list_pane.table.verticalScrollBar().value() == 0


def test_the_open_library_is_never_read_as_a_file(
    qtbot: QtBot, window: MainWindow, library: Path, tmp_path: Path
) -> None:
    other_name = tmp_path / "list.bib"
    other_name.hardlink_to(library)
    for path in (library, other_name):
        window.commands.imports.import_files([path])
        settled(qtbot, window)
        assert window.list_pane.message.text() == (
            f"“{path.name}” is the library that is open; it cannot be imported."
        )


def test_another_library_is_offered_to_be_opened(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    other = make_library(tmp_path / "other.oeuvre", ("old.bib", BIB))
    window.commands.imports.import_files([other])
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "“other.oeuvre” is a library."
    with qtbot.waitSignal(window.library_asked) as asked:
        box.defaultButton().click()
    assert asked.args == [other]


def test_the_report_says_in_plain_words_what_came_of_a_file(qtbot: QtBot) -> None:
    outcome = Outcome([ImportReport("profile.txt", "profile-page", "utf-8", 50, 50, 0, 0, ())])
    dialog = ImportReportDialog(outcome)
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.findChildren(QLabel)] == [
        "50 entries from profile.txt: 50 new",
        "Nothing in it needs attention.",
    ]
