"""Duplicates, versions and the comparison with sites in the window."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from biblio.reconcile import Finding
from biblio.works import Relation
from db import Library
from db.person.profiles import add
from db.reconciling.reconcile_todo import Task, todo
from desktop.window.counts.counts_open import OpenRowsDialog
from desktop.window.files.export_dialog import ExportDialog
from desktop.window.main_window import MainWindow
from desktop.window.works.reconcile_dialog import ReconcileDialog
from desktop.window.works.works_dialog import WorksDialog
from desktop.window.works.works_tab import WorksTab
from tests.desktop.window.kit import OpenWindow, settled, titles

BIB = """\
@article{a, title = {Folding Wide Maps}, author = {Cy Otto and Ada Li}, year = 2019}
@article{b, title = {Folding wide maps}, author = {Otto, C. and Li, A.}, year = 2019,
  doi = {10.1000/m}, journal = {Annals}}
@misc{pre, title = {Sheaves}, author = {Ada Li and Bo Wu}, year = 2020, eprint = {2001.00001}}
@article{jour, title = {Sheaves for Small Networks}, author = {Ada Li and Bo Wu}, year = 2021,
  journal = {Annals}, eprint = {2001.00001}}
"""
SITE = """\
Title,Authors,Year,DOI,Cited by
Sheaves for small networks,Ada Li,2021,10.1000/s,9
Unheard Things,Ada Li,2022,10.1000/u,1
"""
Dialog = TypeVar("Dialog", bound=QDialog)


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library:
        library.import_bytes(BIB.encode(), name="refs.bib")
        with library._step("Make a profile") as change:
            add(library._db, change, "Ada Li", "LG")
        library.import_bytes(SITE.encode(), name="site.csv", file_date=dt.date(2026, 6, 1))
    return open_window(path)


def opened(qtbot: QtBot, window: MainWindow, command: str, kind: type[Dialog]) -> Dialog:
    window.actions_[command].trigger()
    settled(qtbot, window)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def test_duplicates_are_merged_field_by_field_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "duplicates", WorksDialog)
    assert [(each.kind, each.entry_ids) for each in dialog.proposals()] == [
        (Relation.DUPLICATES, (1, 2)),
        (Relation.VERSIONS, (3, 4)),
    ]
    head = dialog.compare.horizontalHeaderItem(0)
    assert head is not None
    assert head.text() == "b stays"
    names = [dialog.compare.verticalHeaderItem(i) for i in range(dialog.compare.rowCount())]
    author = [item.text() for item in names].index("author")
    dialog.compare.setCurrentCell(author, 1)
    QTest.keyClick(dialog.compare, Qt.Key.Key_Space)
    dialog.merge.click()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True) as library:
        assert library.entry(2).entry.get("author") == "Cy Otto and Ada Li"
        assert library.entry(2).old_keys == ("a",)
        assert library.entry(1).trashed
    assert [each.kind for each in dialog.proposals()] == [Relation.VERSIONS]
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert len(dialog.proposals()) == 2
    dialog.close()


def test_no_button_acts_on_the_group_that_was_shown_before(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = opened(qtbot, window, "duplicates", WorksDialog)
    buttons = (dialog.merge, dialog.join, dialog.apart, dialog.show_entry)
    assert all(button.isEnabled() for button in buttons)
    versions = dialog.groups.topLevelItem(1)
    assert versions is not None
    second = versions.child(0)
    assert second is not None
    dialog.groups.setCurrentItem(second)
    assert not any(button.isEnabled() for button in buttons)
    dialog.join.click()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True) as library:
        assert library.joined_works() == {}
    assert [button.isEnabled() for button in buttons] == [False, True, True, True]
    dialog.join.click()
    assert not dialog.join.isEnabled()
    settled(qtbot, window)
    dialog.close()
    with Library.open(window.session.path, readonly=True) as library:
        assert library.joined_works() == {3: (4, 3)}


def test_another_entry_can_stay(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "duplicates", WorksDialog)
    dialog.compare.keep_asked.emit(1)
    settled(qtbot, window)
    head = dialog.compare.horizontalHeaderItem(0)
    assert head is not None
    assert head.text() == "a stays"
    dialog.close()


def test_versions_are_joined_or_said_to_be_apart(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "duplicates", WorksDialog)
    dialog.apart.click()
    settled(qtbot, window)
    assert dialog.current() is not None
    assert not dialog.merge.isEnabled()
    dialog.join.click()
    settled(qtbot, window)
    assert dialog.proposals() == []
    assert dialog.told.text().startswith("There are no duplicates")
    dialog.close()
    with Library.open(window.session.path, readonly=True) as library:
        assert library.joined_works() == {3: (4, 3)}


def test_the_selection_is_joined_and_parted(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.table.select_ids([3, 4])
    window.actions_["join_versions"].trigger()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True) as library:
        assert library.joined_works() == {3: (4, 3)}
    window.list_pane.table.select_ids([4])
    window.actions_["part_versions"].trigger()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True) as library:
        assert library.joined_works() == {}


def test_lists_are_compared_narrowed_and_acted_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, "reconcile", ReconcileDialog)
    assert [each.name for each in dialog.found.lists] == ["refs.bib", "site.csv"]
    todos = {each.task: each for each in todo(dialog.found)}
    assert set(todos) == {Task.DECIDE, Task.ADOPT}
    assert dialog.rows.rowCount() == 5
    dialog.show_finding(Finding.MISSING, 1)
    assert dialog.rows.rowCount() == 3
    dialog.show_finding(Finding.UNKNOWN, 1)
    assert dialog.rows.index(0, 0).data() == "Unheard Things"
    assert dialog.save.isEnabled()
    dialog.save_missing(1, tmp_path / "missing")
    settled(qtbot, window)
    assert dialog.status.text() == f"3 entries are in {tmp_path / 'missing.bib'}."
    text = (tmp_path / "missing.bib").read_text(encoding="utf-8")
    assert [key for key in ("{a,", "{b,", "{pre,", "{jour,") if key in text] == [
        "{a,",
        "{b,",
        "{pre,",
    ]
    dialog.do(todos[Task.ADOPT])
    settled(qtbot, window)
    assert Task.ADOPT not in {each.task for each in todo(dialog.found)}
    with Library.open(window.session.path, readonly=True) as library:
        assert library.entry(4).entry.get("doi") == "10.1000/s"
    texts = [button.text() for button in dialog.findChildren(QPushButton) if button.isVisible()]
    assert texts.count("Show") == 1
    assert "Save the .bib…" not in texts
    dialog.close()


def test_what_may_be_an_entry_stands_under_it_and_is_decided(
    qtbot: QtBot, window: MainWindow
) -> None:
    with Library.open(window.session.path) as library:
        doubtful = "Title,Authors,Year,Cited by\nSheaves,Ada Li,2025,3\nFolding,Ada Li,2019,1\n"
        library.import_bytes(doubtful.encode(), name="other.csv", file_date=dt.date(2026, 6, 1))
        library.decide_rows({4: 1})
    dialog = opened(qtbot, window, "reconcile", ReconcileDialog)
    place = [each.name for each in dialog.found.lists].index("other.csv")
    asked = next(each for each in todo(dialog.found) if each.task is Task.PERHAPS)
    assert (asked.place, asked.number) == (place, 1)
    dialog.show_finding(Finding.PERHAPS, place)
    shown = [
        [dialog.rows.index(row, column).data() for column in (0, 2 + place)]
        for row in range(dialog.rows.rowCount())
    ]
    assert shown == [["Sheaves", "perhaps, 3, 2025"], ["Sheaves", "perhaps it, 3"]]
    decide: list[str] = []
    dialog.decide_asked.connect(decide.append)
    dialog.do(asked)
    assert decide == ["other.csv"]
    dialog.close()


def listed(dialog: OpenRowsDialog) -> list[tuple[str, str]]:
    """The papers to decide on and whose list they are of."""
    items = dialog.rows.list.findItems("", Qt.MatchFlag.MatchContains)
    return [(item.text(0), item.text(4)) for item in items]


def test_what_one_list_has_is_decided_apart_from_others(qtbot: QtBot, window: MainWindow) -> None:
    with Library.open(window.session.path) as library:
        other = b"Title,Authors,Year,Cited by\nKnots,Ada Li,2025,3\nSheaves,Ada Li,2020,1\n"
        library.import_bytes(other, name="other.csv", file_date=dt.date(2026, 6, 1))
    dialog = opened(qtbot, window, "reconcile", ReconcileDialog)
    dialog.decide_asked.emit("other.csv")
    settled(qtbot, window)
    (asked,) = (each for each in window.findChildren(OpenRowsDialog) if each.isVisible())
    assert listed(asked) == [("Knots", "other.csv")]
    assert asked.rows.list.isColumnHidden(4)
    asked.reject()
    every = opened(qtbot, window, "open_rows", OpenRowsDialog)
    assert not every.rows.list.isColumnHidden(4)
    assert listed(every) == [("Knots", "other.csv"), ("Unheard Things", "site.csv")]
    every.reject()
    dialog.close()


def test_a_row_of_the_comparison_leads_to_its_entry(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "reconcile", ReconcileDialog)
    dialog.table.activated.emit(dialog.rows.index(0, 0))
    settled(qtbot, window)
    assert window.list_pane.table.current_id() == 4
    dialog.close()


def test_a_list_that_nobody_told_of_says_what_to_do(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "own.oeuvre"
    with Library.open(path) as library, library._step("Make a profile") as change:
        add(library._db, change, "Ada Li", "LG")
    window = open_window(path)
    dialog = opened(qtbot, window, "reconcile", ReconcileDialog)
    assert dialog.head.text().startswith("No site has told yet")
    dialog.close()
    assert titles(window) == []


def test_a_work_is_one_row_that_unfolds(qtbot: QtBot, window: MainWindow) -> None:
    assert len(titles(window)) == 4
    window.list_pane.table.select_ids([3, 4])
    window.actions_["join_versions"].trigger()
    settled(qtbot, window)
    assert titles(window) == [
        "Sheaves for Small Networks",
        "Folding Wide Maps",
        "Folding wide maps",
    ]
    painter = window.list_pane.table.painter_of_cells
    assert (painter.others, painter.under) == ({4: 1}, frozenset())
    window.list_pane.table.select_ids([4], 4)
    window.actions_["unfold_versions"].trigger()
    settled(qtbot, window)
    assert titles(window)[:2] == ["Sheaves for Small Networks", "Sheaves"]
    assert (painter.under, painter.unfolded) == (frozenset({3}), frozenset({4}))
    assert window.list_pane.search.count_text() == "3 works, 4 papers"
    window.actions_["unfold_versions"].trigger()
    settled(qtbot, window)
    assert len(titles(window)) == 3
    window.actions_["fold_versions"].trigger()
    settled(qtbot, window)
    assert len(titles(window)) == 4


@pytest.mark.parametrize(
    ("choice", "keys", "told"),
    [
        ("all", ["jour", "pre", "a", "b"], "out.bib holds 4 entries."),
        ("published", ["jour", "a", "b"], "out.bib holds 3 entries."),
    ],
)
def test_an_export_of_a_folded_list_has_the_versions_that_were_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, choice: str, keys: list[str], told: str
) -> None:
    window.list_pane.table.select_ids([3, 4])
    window.actions_["join_versions"].trigger()
    settled(qtbot, window)
    window.list_pane.table.select_ids([4], 4)
    dialog = opened(qtbot, window, "export", ExportDialog)
    assert dialog.selection.text() == "The selection (1 work, 2 entries)"
    assert dialog.view.text() == "This list (3 works, 4 entries)"
    dialog.view.setChecked(True)
    dialog.versions.setCurrentIndex(dialog.versions.findData(choice))
    settled(qtbot, window)
    with qtbot.waitSignal(dialog.exported) as signal:
        dialog.save_to(tmp_path / "out.bib")
    text = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert re.findall(r"^@\w+\{(\w+)", text, re.MULTILINE) == keys
    assert signal.args == [told]


def test_an_export_of_a_folded_row_adds_its_preprint(qtbot: QtBot, window: MainWindow) -> None:
    with Library.open(window.session.path) as library:
        library.set_fields(4, {"eprint": ""})
        library.join_versions([3, 4])
    settled(qtbot, window)
    window.list_pane.ask()
    settled(qtbot, window)
    window.list_pane.table.select_ids([4], 4)
    dialog = opened(qtbot, window, "export", ExportDialog)
    dialog.selection.setChecked(True)
    seen = {}
    for choice in ("all", "published", "eprint"):
        dialog.versions.setCurrentIndex(dialog.versions.findData(choice))
        settled(qtbot, window)
        text = dialog.preview.toPlainText()
        seen[choice] = (re.findall(r"^@\w+\{(\w+)", text, re.MULTILINE), "2001.00001" in text)
    dialog.close()
    assert seen == {
        "all": (["jour", "pre"], True),
        "published": (["jour"], False),
        "eprint": (["jour"], True),
    }


def test_an_entry_that_is_folded_away_is_shown_when_it_is_asked_for(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.list_pane.table.select_ids([3, 4])
    window.actions_["join_versions"].trigger()
    settled(qtbot, window)
    window.list_pane.show_entry(3)
    settled(qtbot, window)
    assert window.list_pane.table.current_id() == 3


def test_the_tab_of_versions_leads_to_them_and_parts_them(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.table.select_ids([3, 4])
    window.actions_["join_versions"].trigger()
    settled(qtbot, window)
    window.list_pane.show_entry(4)
    window.entry_pane.show_tab("versions")
    settled(qtbot, window)
    tab = window.entry_pane.findChild(WorksTab)
    assert isinstance(tab, WorksTab)
    texts = [tab.list.item(i).text() for i in range(tab.list.count())]
    assert texts == [
        "Sheaves for Small Networks\nJournal article · Annals · 2021 · jour",
        "Sheaves\nPreprint · 2020 · pre",
    ]
    tab.list.setCurrentRow(1)
    tab.lead.click()
    settled(qtbot, window)
    assert titles(window)[0] == "Sheaves"
    assert window.list_pane.table.current_id() == 3
    tab.list.itemActivated.emit(tab.list.item(1))
    settled(qtbot, window)
    assert window.list_pane.table.current_id() == 4
    tab.list.setCurrentRow(0)
    tab.part.click()
    settled(qtbot, window)
    assert len(titles(window)) == 4
