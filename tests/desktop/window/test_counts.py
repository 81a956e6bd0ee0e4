"""Counts in the window: a site's file is shown before it is imported, papers are decided on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from db import Library
from db.rows import Count
from db.sites.site_values import RowChoice
from desktop.window.counts.counts_by_hand import CountDialog
from desktop.window.counts.counts_dialog import TableDialog
from desktop.window.counts.counts_open import OpenRowsDialog
from desktop.window.counts.counts_picker import EntryPicker
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import settled

D = TypeVar("D", bound=QDialog)

SCOPUS = """\
Authors,Title,Year,Source title,Cited by,DOI,EID
"Otto C.; Sandberg A.",Knots in Narrow Channels,2018,Annals,"1,204",,2-s2.0-1
"Li B.",Lamps for Everybody,2022,Annals,7,,2-s2.0-2
"Nobody N.",Unheard Of,2001,,,,2-s2.0-3
"""
OWN = "Work;Hits\nKnots in narrow channels;31\nLamps;9\n"


def shown(qtbot: QtBot, window: MainWindow, kind: type[D]) -> D:
    """The dialog of a kind that is open, when it has been filled."""
    settled(qtbot, window)

    def found() -> list[D]:
        widgets = QApplication.topLevelWidgets()
        return [each for each in widgets if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    settled(qtbot, window)
    return found()[0]


def opened(qtbot: QtBot, window: MainWindow, folder: Path, name: str, text: str) -> TableDialog:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    window.commands.imports.import_files([path])
    dialog = shown(qtbot, window, TableDialog)
    qtbot.waitUntil(lambda: bool(dialog.heading.text()), timeout=10_000)
    return dialog


def ledger(window: MainWindow) -> list[tuple[str, str, int]]:
    with Library.open(window.session.path, readonly=True) as library:
        rows = [library.entry(entry_id) for entry_id in sorted(library.find_ids())]
    return [(row.entry.key, c.source, c.value) for row in rows for c in row.counts]


def test_a_sites_file_is_shown_before_anything_is_done(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS)
    assert dialog.heading.text() == "Scopus lists 3 papers"
    assert "Citations ← Cited by" in dialog.reads.text()
    assert dialog.told.text() == (
        "1 new count; 1 in the library, 0 without a count. 2 to decide on, now or later:"
    )
    assert ledger(window) == []
    dialog.reject()
    settled(qtbot, window)
    assert ledger(window) == []
    assert window.list_pane.message.text() == "scopus.csv was left."


def test_papers_are_decided_on_while_importing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS)
    lamps = dialog.rows.box(1)
    offered = [lamps.itemText(place) for place in range(lamps.count())]
    assert offered[0] == "Decide later (1 entry is like it)"
    assert offered[1].startswith("li2022lamps · 2022 · Lamps")
    lamps.setCurrentIndex(1)
    unheard = dialog.rows.box(2)
    unheard.setCurrentText("A new entry")
    assert dialog.rows.choices()[2] is RowChoice.CREATE
    assert "to decide on" not in dialog.told.text()
    dialog.accept()
    settled(qtbot, window)
    assert ledger(window) == [
        ("otto2018knots", "Scopus", 1204),
        ("li2022lamps", "Scopus", 7),
        ("nobody2001unheard", "Scopus", 0),
    ]
    assert window.list_pane.message.text() == "From scopus.csv: 1 new, 3 counts of citations."


def test_the_undo_beside_the_message_takes_the_counts_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS).accept()
    settled(qtbot, window)
    assert len(ledger(window)) == 1
    undo = next(each for each in window.list_pane.message.buttons() if each.text() == "Undo")
    undo.click()
    settled(qtbot, window)
    assert ledger(window) == []


def test_the_day_is_changed_before_the_import(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS)
    dialog.day.setDate(QDate(2026, 2, 3))
    qtbot.waitUntil(dialog.button.isEnabled, timeout=10_000)
    assert dialog.day.date() == QDate(2026, 2, 3)
    dialog.accept()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True) as library:
        entry = library.entry(library.ids_of_key("otto2018knots")[0])
    assert entry.counts == (Count("Scopus", "2026-02-03", 1204),)


def test_the_day_that_a_file_tells_cannot_be_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    text = (
        "Cites,Authors,Title,Year,Source,GSRank,QueryDate,CitesURL\n"
        '9,"B Li",Lamps,2022,x,1,2026-03-04 10:00:00,https://scholar.google.com/s?cites=1\n'
    )
    dialog = opened(qtbot, window, tmp_path, "pop.csv", text)
    qtbot.waitUntil(lambda: not dialog.day.isEnabled(), timeout=10_000)
    assert dialog.day.date() == QDate(2026, 3, 4)
    dialog.accept()
    settled(qtbot, window)
    assert ledger(window) == [("li2022lamps", "Google Scholar", 9)]


def test_the_user_says_what_is_in_the_columns_of_a_table(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, tmp_path, "own.csv", OWN)
    assert dialog.heading.text() == "What is in the columns of own.csv?"
    assert not dialog.button.isEnabled()
    assert dialog.columns is not None
    assert dialog.columns.offered("count") == [
        "in no column",
        "Work: Knots in narrow channels",
        "Hits: 31",
    ]
    dialog.columns.choose("title", "Work")
    dialog.columns.choose("count", "Hits")
    qtbot.waitUntil(lambda: "who counted" in dialog.told.text(), timeout=10_000)
    assert dialog.told.text() == ("It cannot be imported yet: the name of who counted is missing.")
    assert not dialog.button.isEnabled()
    dialog.site.setText("My list")
    qtbot.waitUntil(dialog.button.isEnabled, timeout=10_000)
    assert dialog.heading.text() == "My list lists 2 papers"
    dialog.accept()
    settled(qtbot, window)
    assert ledger(window) == [("otto2018knots", "My list", 31)]
    again = opened(qtbot, window, tmp_path, "later.csv", OWN.replace("31", "33"))
    assert again.site.text() == "My list"
    assert again.columns is not None
    assert again.columns.columns() == (("title", "Work"), ("count", "Hits"))
    again.reject()
    settled(qtbot, window)


def test_any_entry_can_be_chosen_for_a_paper(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS)
    dialog.rows.box(2).setCurrentText("Another entry…")
    picker = shown(qtbot, window, EntryPicker)
    picker.edit.setText("quiet gradients")
    qtbot.waitUntil(lambda: picker.list.count() == 1, timeout=10_000)
    picker.button.click()
    assert dialog.rows.box(2).currentText().endswith("A Theory of Quiet Gradients")
    dialog.day.setDate(QDate(2026, 2, 3))  # looks at the file again
    qtbot.waitUntil(dialog.button.isEnabled, timeout=10_000)
    assert dialog.rows.box(2).currentText().endswith("A Theory of Quiet Gradients")
    dialog.accept()
    settled(qtbot, window)
    assert ("mansson2021theory", "Scopus", 0) in ledger(window)


def test_all_papers_are_decided_on_at_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS)
    dialog.rows.make_all.click()
    assert dialog.rows.choices() == {2: RowChoice.CREATE}  # of the other one there is a candidate
    dialog.rows.leave_all.click()
    assert dialog.rows.choices() == {1: RowChoice.LEAVE, 2: RowChoice.LEAVE}
    dialog.rows.later_all.click()
    assert dialog.rows.choices() == {}
    dialog.reject()
    settled(qtbot, window)


def test_papers_that_were_put_off_are_decided_on_later(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    opened(qtbot, window, tmp_path, "scopus.csv", SCOPUS).accept()
    settled(qtbot, window)
    window.actions_["open_rows"].trigger()
    dialog = shown(qtbot, window, OpenRowsDialog)
    qtbot.waitUntil(lambda: dialog.rows.list.topLevelItemCount() == 2, timeout=10_000)
    numbers = [row.number for row in dialog.rows._rows]
    dialog.rows.choose(numbers[0], RowChoice.LEAVE)
    dialog.rows.choose(numbers[1], RowChoice.CREATE)
    dialog.button.click()
    settled(qtbot, window)
    assert ("nobody2001unheard", "Scopus", 0) in ledger(window)
    assert window.list_pane.message.text() == "Assign 2 papers of sites."
    window.actions_["open_rows"].trigger()
    empty = shown(qtbot, window, OpenRowsDialog)
    qtbot.waitUntil(lambda: empty.told.text().startswith("All papers"), timeout=10_000)
    empty.reject()


def test_a_count_is_noted_by_hand_and_removed(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["go_all"].trigger()
    settled(qtbot, window)
    window.list_pane.table.selectRow(0)
    settled(qtbot, window)
    window.actions_["note_count"].trigger()
    dialog = shown(qtbot, window, CountDialog)
    qtbot.waitUntil(lambda: bool(dialog.title.text()), timeout=10_000)
    assert not dialog.button.isEnabled()
    assert dialog.source.currentText() == "by hand"
    dialog.number.setText("12x")
    assert (dialog.button.isEnabled(), dialog.wrong.text()) == (False, "“12x” is no number.")
    dialog.number.setText("1,204")
    dialog.source.setEditText("Scopus")
    dialog.button.click()
    settled(qtbot, window)
    ((key, source, value),) = ledger(window)
    assert (source, value) == ("Scopus", 1204)
    assert window.list_pane.message.text().startswith(f"Note 1,204 citations of {key} by Scopus")
    window.actions_["note_count"].trigger()
    again = shown(qtbot, window, CountDialog)
    qtbot.waitUntil(lambda: again.list.topLevelItemCount() == 1, timeout=10_000)
    assert again.source.currentText() == "by hand"
    again.list.setCurrentIndex(again.list.model().index(0, 0))
    again.remove.click()
    settled(qtbot, window)
    again.reject()
    assert ledger(window) == []


def test_editing_the_citations_in_the_table_notes_a_count(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["go_all"].trigger()
    settled(qtbot, window)
    table, model = window.list_pane.table, window.list_pane.model
    table.setCurrentIndex(model.index(1, model.columns.section("citations") or 0))
    settled(qtbot, window)
    window.actions_["edit_cell"].trigger()
    dialog = shown(qtbot, window, CountDialog)
    qtbot.waitUntil(lambda: bool(dialog.title.text()), timeout=10_000)
    row = model.row_at(1)
    assert row is not None
    assert dialog.title.text() == row.title
    dialog.reject()


def test_a_page_of_google_scholar_is_pasted(qtbot: QtBot, window: MainWindow) -> None:
    text = (
        "Ada Sandberg\nVerified email at example.org\n\tAll\tSince 2021\nCitations\t310\t99\n"
        "h-index\t12\t8\ni10-index\t13\t7\nTITLE\tCITED BY\tYEAR\nLamps\nB Li\n"
        "Nothing, 2022\t5\t2022\n"
    )
    QGuiApplication.clipboard().setText(text)
    window.actions_["paste"].trigger()
    dialog = shown(qtbot, window, TableDialog)
    qtbot.waitUntil(lambda: bool(dialog.heading.text()), timeout=10_000)
    assert dialog.heading.text() == "Google Scholar lists 1 paper"
    assert dialog.person.text() == "Of Ada Sandberg: citations 310, h-index 12, i10-index 13"
    dialog.accept()
    settled(qtbot, window)
    assert ledger(window) == [("li2022lamps", "Google Scholar", 5)]


@pytest.mark.parametrize("name", ["scopus.csv", "own.csv"])
def test_files_after_one_that_is_asked_about_are_imported_too(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    first, second = tmp_path / name, tmp_path / "new.bib"
    first.write_text(SCOPUS if name == "scopus.csv" else OWN, encoding="utf-8")
    second.write_text("@misc{fresh2020, title={Fresh}, author={Li, Bo}, year=2020}")
    window.commands.imports.import_files([first, second])
    shown(qtbot, window, TableDialog).reject()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True) as library:
        assert len(library.ids_of_key("fresh2020")) == 1


SITES = Path(__file__).parents[2] / "data" / "sites"


@pytest.mark.parametrize(
    ("name", "heading", "reads"),
    [
        ("scopus.bib", "Scopus lists 2 papers", "Citations ← note, Cited by"),
        ("scopus.ris", "Scopus lists 1 paper", "Citations ← N1, Cited By"),
        ("wos.bib", "Web of Science lists 1 paper", "Citations ← Times-Cited"),
        ("publish-or-perish.bib", "Google Scholar lists 1 paper", "Citations ← note, cites"),
        ("crossref.json", "Crossref lists 1 paper", "Citations ← is-referenced-by-count"),
    ],
)
def test_a_sites_file_of_entries_is_shown_and_asked_about_like_its_tables(
    qtbot: QtBot, window: MainWindow, name: str, heading: str, reads: str
) -> None:
    window.commands.imports.import_files([SITES / name])
    dialog = shown(qtbot, window, TableDialog)
    qtbot.waitUntil(lambda: bool(dialog.heading.text()), timeout=10_000)
    assert dialog.heading.text() == heading
    assert reads in dialog.reads.text()
    before = len(window.list_pane.model.ids)
    dialog.rows.make_all.click()
    assert " new entr" in dialog.told.text()
    dialog.rows.later_all.click()
    dialog.accept()
    settled(qtbot, window)
    assert len(window.list_pane.model.ids) == before
    assert ledger(window) == []


@pytest.mark.parametrize("name", ["dblp.bib", "jabref.bib", "zotero.bib", "orcid.bib"])
def test_a_bib_that_is_no_sites_list_of_counts_is_imported_as_ever(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    with qtbot.waitSignal(window.commands.imports.finished, timeout=10_000) as told:
        window.commands.imports.import_files([SITES / name])
    assert told.args is not None
    assert told.args[0].added >= 1
