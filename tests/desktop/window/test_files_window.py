"""Files of entries in the window: attached, opened after a check, found, and taken from PDFs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from db import EntryFile, Library, View
from desktop.window.files.attachment_feature import AttachmentFeature
from desktop.window.files.attachment_match import MatchDialog
from desktop.window.files.files_tab import FilesTab
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import OpenWindow, settled
from tests.pdfs import paper

BIB = """\
@article{one, title = {Sheaves for Small Networks}, year = 2022,
  file = {:a.pdf:PDF;:ABSOLUTE:PDF;:run.sh:SH}}
@article{two, title = {Second}, year = 2021, doi = {10.1000/x}}
"""


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window on the first of two entries, whose field names three files that are there."""
    elsewhere = tmp_path / "elsewhere.pdf"
    elsewhere.write_bytes(b"%PDF-1.4")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "run.sh").write_bytes(b"#!/bin/sh")
    text = BIB.replace("ABSOLUTE", str(elsewhere))
    with Library.open(tmp_path / "own.oeuvre", actor="test") as library:
        library.import_bytes(text.encode(), name="refs.bib", path=str(tmp_path / "refs.bib"))
    window = open_window(tmp_path / "own.oeuvre")
    window.go_to(View())
    settled(qtbot, window)
    window.list_pane.table.selectRow(0)
    window.entry_pane.show_tab("files")
    settled(qtbot, window)
    return window


def tab(window: MainWindow) -> FilesTab:
    return window.findChildren(FilesTab)[0]


def feature(window: MainWindow) -> AttachmentFeature:
    found: AttachmentFeature = window.features.feature(
        "files.attachment_feature", "AttachmentFeature"
    )
    return found


@pytest.fixture
def opened(window: MainWindow) -> list[Path]:
    """What the system would be asked to open."""
    paths: list[Path] = []
    feature(window).hand_over = paths.append
    return paths


def listed(window: MainWindow) -> list[str]:
    files = tab(window)
    return [files.list.item(row).text().split("\n")[0] for row in range(files.list.count())]


def files_of(window: MainWindow) -> list[EntryFile]:
    with Library.open(window.session.path, readonly=True, create=False) as library:
        return library.files_of(min(library.find_ids()))


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_file_is_attached_listed_and_undone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert listed(window) == ["a.pdf", "elsewhere.pdf", "run.sh"]
    (tmp_path / "new.pdf").write_bytes(b"%PDF-1.4 new")
    tab(window).take(dropped(tmp_path / "new.pdf"))
    settled(qtbot, window)
    assert listed(window) == ["one.pdf", "a.pdf", "elsewhere.pdf", "run.sh"]
    assert (tmp_path / "own.files" / "one.pdf").read_bytes() == b"%PDF-1.4 new"
    assert window.list_pane.message.text() == "new.pdf attached."
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert listed(window) == ["a.pdf", "elsewhere.pdf", "run.sh"]
    assert (tmp_path / "own.files" / "one.pdf").exists()


def test_a_document_is_opened_at_a_click_only(
    window: MainWindow, tmp_path: Path, opened: list[Path]
) -> None:
    assert opened == []
    tab(window).list.setCurrentRow(0)
    tab(window).open.click()
    assert opened == [tmp_path / "a.pdf"]


def test_what_an_import_names_elsewhere_is_shown_before_it_is_opened(
    window: MainWindow, tmp_path: Path, opened: list[Path]
) -> None:
    tab(window).list.setCurrentRow(1)
    tab(window).open.click()
    box = window.findChildren(QMessageBox)[-1]
    assert box.text().endswith(f"\n\n{tmp_path / 'elsewhere.pdf'}")
    assert opened == []
    box.buttons()[0].click()
    assert opened == [tmp_path / "elsewhere.pdf"]


def test_a_program_is_never_opened(window: MainWindow, tmp_path: Path, opened: list[Path]) -> None:
    tab(window).list.setCurrentRow(2)
    tab(window).open.click()
    assert "could run as a program" in window.list_pane.message.text()
    (tmp_path / "a.pdf").write_bytes(b"\x7fELF")
    tab(window).list.setCurrentRow(0)
    tab(window).open.click()
    assert opened == []
    tab(window).reveal.click()
    assert opened == [tmp_path]


def test_a_folder_that_is_a_program_is_never_opened(
    window: MainWindow, tmp_path: Path, opened: list[Path]
) -> None:
    bundle = tmp_path / "Some.app" / "Contents.app"
    bundle.mkdir(parents=True)
    (file,) = [f for f in files_of(window) if f.text == "a.pdf"]
    feature(window).reveal(replace(file, path=bundle / "a.pdf"))
    feature(window).reveal(replace(file, path=tmp_path / "gone" / "a.pdf"))
    assert opened == [tmp_path, tmp_path]


def test_a_missing_file_is_found_in_a_folder(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "new.pdf").write_bytes(b"%PDF-1.4 new")
    tab(window).take(dropped(tmp_path / "new.pdf"))
    settled(qtbot, window)
    (tmp_path / "moved").mkdir()
    (tmp_path / "own.files" / "one.pdf").rename(tmp_path / "moved" / "other.pdf")
    feature(window).look_in(tmp_path / "moved")
    settled(qtbot, window)
    assert window.list_pane.message.text() == "1 file located."
    assert listed(window)[0] == "other.pdf"
    tab(window).list.setCurrentRow(0)
    tab(window).detach.click()
    settled(qtbot, window)
    assert listed(window) == ["a.pdf", "elsewhere.pdf", "run.sh"]
    assert (tmp_path / "moved" / "other.pdf").exists()


def test_a_pdf_that_is_dropped_on_a_row_goes_to_that_entry(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "new.pdf").write_bytes(b"%PDF-1.4 new")
    table = window.list_pane.table
    center = table.visualRect(window.list_pane.model.index(1, 0)).center()
    place = table.viewport().mapTo(window, center)
    window.drops.take(dropped(tmp_path / "new.pdf"), place)
    settled(qtbot, window)
    assert (tmp_path / "own.files" / "two.pdf").exists()


def test_pdfs_find_their_entries_or_make_new_ones(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    papers = [tmp_path / name for name in ("x.pdf", "y.pdf", "z.pdf", "bad.pdf")]
    papers[0].write_bytes(paper([(17, "Sheaves for Small Networks")]))
    papers[1].write_bytes(paper([(17, "Whatever Else it is"), (9, "doi:10.1000/X")]))
    papers[2].write_bytes(paper([(17, "Never Seen Before")]))
    papers[3].write_bytes(b"%PDF-1.4 broken")
    window.drops.take(dropped(*papers), QPoint(3, 3))
    asking = window.findChildren(MatchDialog)[-1]
    qtbot.waitUntil(lambda: all(c.isEnabled() for c in asking.choices), timeout=30_000)
    assert [choice.currentText() for choice in asking.choices] == [
        "one: Sheaves for Small Networks",
        "two: Second",
        "A new entry",
        "Leave it out",
    ]
    asking.button.click()
    settled(qtbot, window)
    assert window.list_pane.message.text() == "3 files attached. 1 new entry."
    with Library.open(window.session.path, readonly=True, create=False) as library:
        (made,) = library.find_ids("never seen")
        assert library.files_of(made)[0].text == "never.pdf"
        assert sorted(f.text for f in library.all_files()) == ["never.pdf", "one.pdf", "two.pdf"]
    window.list_pane.message.buttons()[0].click()  # undo
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert library.all_files() == []
        assert library.count() == 2


def test_pdfs_that_are_imported_or_pasted_are_looked_into(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(paper([(17, "Sheaves for Small Networks")]))
    window.commands.imports.import_files([tmp_path / "x.pdf"])
    asking = window.findChildren(MatchDialog)[-1]
    qtbot.waitUntil(asking.choices[0].isEnabled, timeout=30_000)
    assert asking.choices[0].currentText() == "one: Sheaves for Small Networks"
    asking.reject()
    settled(qtbot, window)


def test_a_dialog_that_is_closed_while_it_reads_is_done(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(paper([(17, "Sheaves for Small Networks")]))
    feature(window).match([tmp_path / "x.pdf"])
    window.findChildren(MatchDialog)[-1].reject()
    settled(qtbot, window)


def test_other_files_are_imported_as_before(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "more.bib").write_text("@book{three, title = {Three}}")
    window.drops.take(dropped(tmp_path / "more.bib"), QPoint(3, 3))
    settled(qtbot, window)
    assert "From more.bib: 1 new" in window.list_pane.message.text()
