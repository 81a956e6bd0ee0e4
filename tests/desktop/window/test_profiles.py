"""Profiles in the window: who it is, which numbers, and the h-index explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db import Library, View
from db.person.profile_rows import Affiliation
from db.sites.entering import NewCount, enter
from desktop.window.main_window import MainWindow
from desktop.window.profile.h_index_dialog import HIndexDialog
from desktop.window.profile.h_index_model import CITATIONS, RANK, TICK, TITLE
from desktop.window.profile.me_dialog import MeDialog, PersonEdit
from desktop.window.profile.metric_details import MetricDetails
from desktop.window.profile.metric_report_dialog import ReportDialog
from desktop.window.profile.profile_header import ProfileHeader
from desktop.window.profile.profile_numbers_dialog import NumbersDialog
from desktop.window.side.name_dialog import NameDialog
from tests.desktop.window.kit import OpenWindow, settled

W = TypeVar("W", bound=QWidget)
COUNTS = {"Sheaves for Small Networks": 9, "Counting Diffuse Paths": 3, "Learning to Fold Maps": 1}


@contextmanager
def other_library(path: Path) -> Iterator[Library]:
    with Library.open(path, actor="test") as opened:
        yield opened


@pytest.fixture
def counted(library: Path) -> Path:
    """The library with counts of three papers."""
    with other_library(library) as lib:
        rows = lib.rows(lib.find_ids(""))
        new = [
            NewCount(row.id, "OpenAlex", "2026-05-01", COUNTS[row.title])
            for row in rows
            if row.title in COUNTS
        ]
        with lib._step("Counts") as change:
            enter(lib._db, change, new)
    return library


def opened(qtbot: QtBot, window: MainWindow, command: str, kind: type[W]) -> W:
    """The dialog that a command opens."""
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)), timeout=5000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def read(window: MainWindow, ask: Callable[[Library], object]) -> object:
    with Library.open(window.session.path, readonly=True, create=False) as lib:
        return ask(lib)


def header(window: MainWindow) -> ProfileHeader:
    return window.list_pane.header


def shown(window: MainWindow) -> list[str]:
    profile = header(window).profile()
    return [metric.metric for metric in profile.shown()] if profile else []


# --- Who it is -----------------------------------------------------------------------------


def test_a_profile_is_made_renamed_and_deleted(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "none.oeuvre"
    with other_library(path) as lib:
        lib.import_bytes(b"@misc{a, title = {A}, author = {Li, Bo and Otto, Cy}}", name="a.bib")
    window = open_window(path)
    assert header(window).profile() is None
    window.actions_["go_profile"].trigger()
    assert "no profile yet" in window.list_pane.message.text()
    dialog = opened(qtbot, window, "edit_person", NameDialog)
    dialog.name.setText("Bo Li")
    dialog.accept_named()
    qtbot.waitUntil(lambda: header(window).profile() is not None, timeout=5000)
    settled(qtbot, window)
    assert window.list_pane.view() == View("profile", 1)
    me = opened(qtbot, window, "edit_person", MeDialog)
    me.name.setText("Bo Chen")
    me.orcid.setText("https://orcid.org/0000-0002-1825-0097")
    save = next(b for b in me.findChildren(QPushButton) if b.text() == "Save")
    me.affiliations.setPlainText("2030-2010 Backwards")
    assert not save.isEnabled()
    me.affiliations.setPlainText("Uni A = 2010..2015\nUni B\n")
    assert save.isEnabled()
    assert me.edit() == PersonEdit(
        "Bo Chen",
        (
            "0000-0002-1825-0097",
            "",
            (Affiliation("Uni A", "2010", "2015"), Affiliation("Uni B")),
        ),
    )
    me.accept_edit()
    settled(qtbot, window)
    profile = header(window).profile()
    assert profile is not None
    assert (profile.name, profile.names) == ("Bo Chen", ("Bo Chen", "Bo Li"))
    assert profile.papers == 1
    box = opened(qtbot, window, "delete_profile", QMessageBox)
    next(b for b in box.buttons() if b.text() == "Delete").click()
    qtbot.waitUntil(lambda: header(window).profile() is None, timeout=5000)
    settled(qtbot, window)
    window.commands.undo()
    qtbot.waitUntil(lambda: header(window).profile() is not None, timeout=5000)


def test_a_wrong_orcid_or_no_name_cannot_be_saved(qtbot: QtBot, window: MainWindow) -> None:
    me = opened(qtbot, window, "edit_person", MeDialog)
    save = next(b for b in me.findChildren(QPushButton) if b.text() == "Save")
    assert save.isEnabled()
    me.orcid.setText("0000-0002-1825-0098")
    assert not save.isEnabled()
    me.orcid.clear()
    me.name.clear()
    assert not save.isEnabled()
    me.accept_edit()
    assert me.isVisible()
    me.reject()


def test_forms_of_the_name_are_decided_and_added(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    with other_library(library) as lib:
        lib.import_bytes(b"@misc{z, title = {Z}, author = {Sandberg, A.}}", name="z.bib")
    window = open_window(library)
    profile = header(window).profile()
    assert profile is not None
    assert (profile.undecided, profile.papers) == (1, 6)
    me = opened(qtbot, window, "edit_person", MeDialog)
    assert me.tabs.tabText(1) == "Names (1)"
    me.names.table.setCurrentCell(0, 0)
    qtbot.keyClick(me.names.table, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]  # of pytest-qt
    me.names.choose(0, "refused")
    me.names.findChildren(type(me.name))[-1].setText("Ada  Lindqvist")
    me.names.add_typed()
    for refused, why in (
        ("ada lindqvist", "“ada lindqvist” is there already."),
        ("Ada Sandberg", "“Ada Sandberg” is there already."),
        ("Bo Li and Cy Otto", "“Bo Li and Cy Otto” is not one person's name."),
    ):
        me.names.findChildren(type(me.name))[-1].setText(refused)
        me.names.add_typed()
        assert me.names.told.text() == why
    assert me.edit().variants == {"A. Sandberg": "refused", "Ada Lindqvist": "confirmed"}
    me.accept_edit()
    settled(qtbot, window)
    profile = header(window).profile()
    assert profile is not None
    assert profile.names == ("Ada Sandberg", "-A. Sandberg", "Ada Lindqvist")
    assert (profile.undecided, profile.papers) == (0, 5)
    assert window.list_pane.table.painter_of_cells.profile_names == profile.names


def test_papers_in_doubt_are_decided(qtbot: QtBot, window: MainWindow) -> None:
    me = opened(qtbot, window, "edit_person", MeDialog)
    model = me.papers.table.model()
    rows = {model.index(i, 0).data(): i for i in range(model.rowCount())}
    assert set(rows) == {"A Theory of Quiet Gradients", "Knots in Narrow Channels"}
    me.papers.choose(rows["A Theory of Quiet Gradients"], "others")
    with qtbot.waitSignal(me.entry_asked, timeout=1000):
        me.papers.table.setCurrentCell(rows["Knots in Narrow Channels"], 0)
        qtbot.keyClick(me.papers.table, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]  # of pytest-qt
    me.accept_edit()
    settled(qtbot, window)
    assert window.list_pane.model.rowCount() == 4


def test_the_selection_is_disowned_and_claimed(qtbot: QtBot, window: MainWindow) -> None:
    number = window.list_pane.model.rowCount()
    window.list_pane.table.selectRow(0)
    window.actions_["disown_entries"].trigger()
    qtbot.waitUntil(lambda: window.list_pane.model.rowCount() == number - 1, timeout=5000)
    settled(qtbot, window)
    assert "1 entry noted as not by Ada Sandberg." in window.list_pane.message.text()
    window.go_to(View())
    settled(qtbot, window)
    window.list_pane.table.selectAll()
    window.actions_["claim_entries"].trigger()
    settled(qtbot, window)
    assert read(window, lambda lib: lib.count(View("profile", 1))) == 6


# --- Numbers -------------------------------------------------------------------------------


def test_numbers_are_chosen_ordered_and_sized(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "choose_numbers", NumbersDialog)
    dialog.tick("novelty", on=False)
    dialog.tick("awcr")
    for _ in range(dialog.list.count()):
        dialog.move_current(-1)
    dialog.size_box.setCurrentIndex(2)
    dialog.size_box.activated.emit(2)
    dialog.accept_edit()
    settled(qtbot, window)
    assert shown(window)[:2] == ["awcr", "papers"]
    assert "novelty" not in shown(window)
    profile = header(window).profile()
    assert profile is not None
    assert profile.metrics[0].size == "large"
    window.commands.undo()
    settled(qtbot, window)
    assert shown(window)[0] == "papers"


def test_which_counts_are_used_is_chosen(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    dialog = opened(qtbot, window, "choose_numbers", NumbersDialog)
    assert dialog.source.count() == 2
    dialog.source.setCurrentIndex(1)
    dialog.versions.setCurrentIndex(1)
    dialog.accept_edit()
    settled(qtbot, window)
    profile = header(window).profile()
    assert profile is not None
    assert (profile.basis.chosen, profile.basis.versions) == ("OpenAlex", "sum")


def test_a_number_of_ones_own_with_values(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "report_metric", ReportDialog)
    enter_it = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Enter")
    assert not enter_it.isEnabled()
    dialog.name.setText("Altmetric")
    dialog.value.setText("31,5")
    assert dialog.source.currentText() == "by hand"
    dialog.source.setEditText("its page")
    assert dialog.number() == 31.5
    dialog.name.setText("H Index")
    assert not enter_it.isEnabled()
    assert "There is a number called “H Index” already" in dialog.told()
    dialog.name.setText("Altmetric")
    dialog.accept_value()
    settled(qtbot, window)
    assert "altmetric" in shown(window)
    window.features.feature("profile.profile_feature", "ProfileFeature").report("altmetric")
    again = next(d for d in window.findChildren(ReportDialog) if d.isVisible())
    again.value.setText("x")
    again.accept_value()
    assert again.isVisible()
    again.value.setText("1,234")
    assert again.number() == 1234
    assert again.source.currentText() == "by hand"
    assert again.told() == "Understood as 1,234."
    again.source.setEditText("its page")
    again.accept_value()
    settled(qtbot, window)
    profile = header(window).profile()
    assert profile is not None
    own = next(metric for metric in profile.metrics if metric.metric == "altmetric")
    assert (own.label, own.reported, own.source) == ("Altmetric", 1234.0, "its page")
    day = own.history[-1][0]
    details = MetricDetails(own, window)
    details.removal_asked.connect(
        lambda source, day: header(window).removal_asked.emit("altmetric", source, day)
    )
    removers = [b for b in details.findChildren(QToolButton) if b.accessibleName()]
    assert len(removers) == len(own.history)
    assert removers[0].accessibleName().startswith("Take out 1,234 by its page, ")
    removers[0].click()
    settled(qtbot, window)
    profile = header(window).profile()
    assert profile is not None
    own = next(metric for metric in profile.metrics if metric.metric == "altmetric")
    assert day not in {at for at, _ in own.history}
    window.commands.undo()
    settled(qtbot, window)
    profile = header(window).profile()
    assert profile is not None
    own = next(metric for metric in profile.metrics if metric.metric == "altmetric")
    assert own.reported == 1234.0


def test_novelty_is_estimated_without_being_asked_and_on_demand(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    words = "heron kingfisher wagtail dipper goosander cormorant bittern grebe moorhen coot teal"
    with other_library(library) as lib:
        for year in (2001, 2002):
            text = f"@misc{{n{year}, title={{N {year}}}, author={{Ada Sandberg}}, year={year},"
            text += f" abstract={{{words} wigeon curlew}}}}"
            lib.import_bytes(text.encode(), name=f"{year}.bib")
    window = open_window(library)

    def estimate() -> float | None:
        profile = header(window).profile()
        found = {m.metric: m.computed for m in profile.metrics} if profile else {}
        return found.get("own_novelty")

    qtbot.waitUntil(lambda: estimate() is not None, timeout=8000)
    settled(qtbot, window)
    window.actions_["estimate_novelty"].trigger()
    qtbot.waitUntil(
        lambda: "Novelty is estimated for 1 paper." in window.list_pane.message.text(),
        timeout=8000,
    )


# --- The h-index ---------------------------------------------------------------------------


@pytest.fixture
def explained(qtbot: QtBot, open_window: OpenWindow, counted: Path) -> HIndexDialog:
    window = open_window(counted)
    dialog = opened(qtbot, window, "explain_h", HIndexDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3, timeout=5000)
    return dialog


def cell(dialog: HIndexDialog, row: int, column: int) -> object:
    return dialog.model.index(row, column).data()


def test_explains_the_h_index(explained: HIndexDialog) -> None:
    assert [(cell(explained, i, RANK), cell(explained, i, CITATIONS)) for i in range(3)] == [
        ("1", "9"), ("2", "3"), ("3", "1"),
    ]  # fmt: skip
    assert cell(explained, 0, TITLE) == "Sheaves for Small Networks"
    assert explained.value.text() == "2"
    assert explained.sentence.text() == (
        "2 works have at least 2 citations each. 3 needs +2 on “Learning to Fold Maps”."
    )
    assert "2 works without a count, in no rank" in explained.others.text()
    said = explained.model.index(0, TICK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sheaves for Small Networks, makes the h-index"


def test_unticking_recomputes_at_once(qtbot: QtBot, explained: HIndexDialog) -> None:
    explained.table.setCurrentIndex(explained.model.index(0, TICK))
    qtbot.keyClick(explained.table, Qt.Key.Key_Space)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert explained.value.text() == "1"
    assert cell(explained, 0, RANK) == ""
    assert "Of all papers it is 2." in explained.sentence.text()
    assert "1 unticked" in explained.others.text()
    explained.all.click()
    assert explained.value.text() == "2"


def test_what_if_by_a_search(qtbot: QtBot, explained: HIndexDialog) -> None:
    explained.chips[0].click()
    assert explained.query.text() == "me:first"
    qtbot.waitUntil(lambda: explained.model.rowCount() == 2, timeout=5000)
    assert explained.value.text() == "2"
    assert "3 not found by the search" in explained.others.text()
    with qtbot.waitSignal(explained.search_asked, timeout=1000) as asked:
        explained.show_list.click()
    assert asked.args == ["me:first"]
    explained.chips[0].click()
    assert explained.query.text() == ""
    explained.query.setText("title:nothing")
    qtbot.waitUntil(lambda: explained.model.rowCount() == 0, timeout=5000)
    assert explained.value.text() == "n/a"


def test_without_counts_it_says_how_to_get_them(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "explain_h", HIndexDialog)
    qtbot.waitUntil(lambda: dialog.value.text() == "n/a", timeout=5000)
    assert "Import a file of a site that counts" in dialog.sentence.text()


def test_the_core_is_marked_in_the_table(
    qtbot: QtBot, open_window: OpenWindow, counted: Path
) -> None:
    window = open_window(counted)
    settled(qtbot, window)
    core = window.list_pane.table.painter_of_cells.core
    rows = {row.title for row in window.session.rows(sorted(core))}
    assert rows == {"Sheaves for Small Networks", "Counting Diffuse Paths"}


def test_a_dialog_closes_on_escape(qtbot: QtBot, explained: HIndexDialog) -> None:
    qtbot.keyClick(explained, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]  # of pytest-qt
    qtbot.waitUntil(lambda: not QDialog.isVisible(explained), timeout=2000)
