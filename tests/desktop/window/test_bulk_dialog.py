"""Changing many entries in the window: every change is seen before it happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from biblio.bulk import Fault, FieldChange, SetText
from db import BulkChange, Library, View
from desktop.window.differing import differing
from desktop.window.main_window import MainWindow
from desktop.window.many.bulk_dialog import BulkDialog
from desktop.window.many.bulk_form import BulkForm, Kind
from desktop.window.many.bulk_model import BulkModel, listing_of
from tests.desktop.window.kit import settled


def opened(window: MainWindow, qtbot: QtBot, command: str) -> BulkDialog:
    window.go_to(View())
    settled(qtbot, window)
    window.actions_[command].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.findChildren(BulkDialog)[-1]


def listed(dialog: BulkDialog) -> list[FieldChange]:
    return [each.change for each in dialog.model.changes]


def test_sets_a_field_in_all_that_is_ticked(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot, "bulk_edit")
    assert not dialog.button.isEnabled()
    dialog.form.field.setCurrentText("Keywords")
    dialog.form.text.setText("mine")
    qtbot.waitUntil(lambda: len(dialog.model.changes) == 6)
    assert dialog.button.text() == "Change 6 entries"
    dialog.table.setFocus()
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.button.text() == "Change 5 entries"
    dialog.button.click()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert len(library.find_ids("keywords:mine")) == 5
    assert window.actions_["undo"].text() == "&Undo: Set keywords to “mine” in 5 entries"
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    with Library.open(window.session.path, readonly=True, create=False) as library:
        assert len(library.find_ids("keywords:mine")) == 0


def test_replaces_in_the_selection_by_an_expression(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(View())
    settled(qtbot, window)
    window.list_pane.table.selectAll()
    dialog = opened(window, qtbot, "replace")
    assert dialog.scope.currentText() == "The selected entries (6)"
    dialog.form.is_regex.setChecked(True)
    dialog.form.sought.setText(r"^(\w+) in Narrow")
    dialog.form.text.setText(r"\1 within Narrow")
    qtbot.waitUntil(lambda: len(dialog.model.changes) == 1)
    assert listed(dialog) == [
        FieldChange("title", "Knots in Narrow Channels", "Knots within Narrow Channels")
    ]
    dialog.form.sought.setText("(")
    qtbot.waitUntil(lambda: "pattern" in dialog.told.text())
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_a_name_is_taken_as_it_is_typed_or_refused(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot, "bulk_edit")
    dialog.form.text.setText("x")
    line = dialog.form.field.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "key")
    assert dialog.form.operation() == SetText("key", "x")
    qtbot.waitUntil(lambda: len(dialog.model.changes) == 6)
    line.setText("bad field")
    assert dialog.form.operation() is None
    qtbot.waitUntil(lambda: dialog.told.text().startswith("“bad field” cannot be the name"))
    assert not dialog.button.isEnabled()
    assert dialog.model.changes == []
    line.setText("a, b")
    assert dialog.form.operation() is None
    dialog.reject()


def test_a_text_that_looks_like_a_pattern_is_told_to_be_none(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = opened(window, qtbot, "replace")
    dialog.form.field.setCurrentText("title, note")
    dialog.form.sought.setText("Narrow.*")
    qtbot.waitUntil(lambda: "if it is a pattern" in dialog.told.text())
    dialog.form.is_regex.setChecked(True)
    qtbot.waitUntil(lambda: dialog.told.text() == "1 entry changes. One step, which can be undone.")
    dialog.form.sought.setText(r"(a)\9")
    qtbot.waitUntil(lambda: dialog.told.text().startswith("The pattern cannot be used: invalid"))
    dialog.reject()


def test_what_cannot_be_is_told_and_left(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot, "replace")
    dialog.form.sought.setText("Narrow")
    dialog.form.text.setText("{Narrow")
    qtbot.waitUntil(lambda: len(dialog.model.changes) == 1)
    assert listed(dialog)[0].fault is Fault.UNBALANCED
    assert not dialog.button.isEnabled()
    assert dialog.model.index(0, 3).data() == "Cannot be: its braces would not pair."
    dialog.reject()


def test_a_move_is_ticked_as_one() -> None:
    model = BulkModel()
    rows = [
        BulkChange(1, "a", "", FieldChange("note", "x", "")),
        BulkChange(1, "a", "", FieldChange("annote", "", "x")),
        BulkChange(2, "b", "", FieldChange("note", "y", "")),
    ]
    model.set_listing(listing_of(rows, by_field=False))
    model.setData(model.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.wanted() == rows[2:]
    model.set_listing(listing_of(rows, by_field=True))
    model.tick([1], on=False)
    assert model.wanted() == [rows[0], rows[2]]
    model.tick(None, on=False)
    assert model.wanted() == []
    model.tick(None, on=True)
    assert model.wanted() == rows


def test_a_hundred_thousand_changes_are_listed() -> None:
    model = BulkModel()
    changes = [BulkChange(i, f"k{i}", "", FieldChange("note", "", "x")) for i in range(100_000)]
    model.set_listing(listing_of(changes, by_field=False))
    model.tick(range(50_000), on=False)
    assert len(model.wanted()) == model.wanted_entries() == 50_000
    assert model.index(99_999, 0).data() == "k99999"


def test_further_changes_come_below_the_first() -> None:
    model = BulkModel()
    changes = [BulkChange(i, f"k{i}", "", FieldChange("note", "", "x")) for i in range(10)]
    model.set_listing(listing_of(changes[:4], by_field=False))
    model.tick([1], on=False)
    model.complete(listing_of(changes, by_field=False))
    assert model.wanted() == [*changes[:1], *changes[2:]]
    model.complete(listing_of(changes, by_field=False))  # nothing more came
    assert model.rowCount() == 10


def test_the_first_changes_are_shown_while_all_are_counted(
    window: MainWindow, qtbot: QtBot
) -> None:
    with Library.open(window.session.path) as library:
        text = "".join(f"@misc{{x{i}, title = {{X {i}}}}}\n" for i in range(600))
        library.import_bytes(text.encode(), name="more.bib")
    dialog = opened(window, qtbot, "bulk_edit")
    shown: list[tuple[int, bool, str]] = []
    dialog.model.modelReset.connect(
        lambda: shown.append(
            (dialog.model.rowCount(), dialog.button.isEnabled(), dialog.told.text())
        )
    )
    dialog.form.field.setCurrentText("note")
    dialog.form.text.setText("mine")
    qtbot.waitUntil(lambda: dialog.button.text() == "Change 606 entries")
    assert [(rows, enabled) for rows, enabled, _ in shown] == [(100, False)]
    assert dialog.model.rowCount() == 606
    assert dialog.button.isEnabled()
    dialog.reject()


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_asked_for_until_all_is_said(qtbot: QtBot, kind: Kind) -> None:
    form = BulkForm(kind)
    qtbot.addWidget(form)
    assert form.operation() is None
    form.field.setCurrentText("note")
    form.other.setCurrentText("annote")
    form.text.setText("x")
    form.sought.setText("y")
    assert form.operation() is not None


@pytest.mark.parametrize("kind", [Kind.COPY, Kind.MOVE, Kind.RENAME, Kind.SWAP])
def test_two_names_in_the_second_box_are_not_one(qtbot: QtBot, kind: Kind) -> None:
    form = BulkForm(kind)
    qtbot.addWidget(form)
    form.field.setCurrentText("annote")
    form.other.setCurrentText("note, x")
    assert form.operation() is None
    assert "“note, x” cannot be the name of a field" in form.fault()


def test_two_texts_are_shown_from_where_they_differ() -> None:
    before = "Li, Ada and Wu, Bo and Xu, Cy and Yi, Di and Zo, Ed"
    assert differing(before, before.replace("Ed", "Edi")) == (
        "…and Yi, Di and Zo, Ed",
        "…and Yi, Di and Zo, Edi",
    )
    assert differing("a\n  b", "") == ("a b", "")
