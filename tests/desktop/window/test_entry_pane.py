"""The entry pane."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.window.entry.entry_pane import EntryPane
from desktop.window.entry.field_editor import FieldEditor
from tests.desktop.window.made import stored

ADA = ("Ada Sandberg",)
SOURCE = "@article{key1,\n  title = {Lamps},\n}\n"


@pytest.fixture
def pane(qtbot: QtBot) -> EntryPane:
    made = EntryPane()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def visible_texts(pane: EntryPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def title(pane: EntryPane) -> FieldEditor:
    return next(each for each in pane.form.findChildren(FieldEditor) if each.name == "title")


def test_says_what_to_do_when_nothing_is_selected(pane: EntryPane) -> None:
    assert visible_texts(pane) == ["Select an entry to read it here."]
    pane.show_entry(stored(title="Lamps"), SOURCE, ADA)
    assert "Lamps" in pane.preview.toPlainText()
    pane.show_entry(None)
    assert visible_texts(pane) == ["Select an entry to read it here."]
    assert pane.entry_id is None


def test_each_tab_shows_the_entry_when_it_is_turned_to(pane: EntryPane) -> None:
    pane.show_entry(stored(title="Lamps"), SOURCE, ADA)
    pane.show_tab("edit")
    assert title(pane).text == "Lamps"
    pane.show_tab("bibtex")
    assert pane.source.text == SOURCE
    pane.show_tab("details")
    texts = visible_texts(pane)
    for expected in ("key1", "former", "page.txt", "old.bib", "12 by Scholar"):
        assert expected in texts
    assert "The DOI has no valid form." in texts
    pane.show_tab("preview")
    pane.show_entry(stored(2, title="Other"), SOURCE, ADA)
    assert "Other" in pane.preview.toPlainText()


def test_no_count_is_said_and_is_not_zero(pane: EntryPane) -> None:
    pane.show_entry(replace(stored(title="Lamps"), counts=()), SOURCE, ADA)
    pane.show_tab("details")
    assert "n/a" in visible_texts(pane)
    assert "0" not in visible_texts(pane)


def test_an_edit_is_one_signal_with_the_entry_it_belongs_to(qtbot: QtBot, pane: EntryPane) -> None:
    pane.show_entry(stored(7, title="Lamps"), SOURCE, ADA)
    pane.edit("title")
    area = title(pane).findChildren(QPlainTextEdit)[0]
    assert area.hasFocus()
    qtbot.keyClicks(area, "New ")  # type: ignore[no-untyped-call]  # of pytest-qt
    with qtbot.waitSignal(pane.fields_edited, timeout=1000) as edited:
        pane.show_entry(stored(8, title="Other"), SOURCE, ADA)
    assert edited.args == [7, {"title": "New Lamps"}]
    assert title(pane).text == "Other"


def test_nothing_selected_saves_what_is_typed_too(qtbot: QtBot, pane: EntryPane) -> None:
    pane.show_entry(stored(7, title="Lamps"), SOURCE, ADA)
    pane.edit("title")
    qtbot.keyClicks(title(pane).findChildren(QPlainTextEdit)[0], "New ")  # type: ignore[no-untyped-call]  # of pytest-qt
    with qtbot.waitSignal(pane.fields_edited, timeout=1000) as edited:
        pane.show_entry(None)
    assert edited.args == [7, {"title": "New Lamps"}]


def test_edits_of_one_entry_never_reach_another_in_a_tab_that_was_not_seen(
    qtbot: QtBot, pane: EntryPane
) -> None:
    edits: list[tuple[int, dict[str, str]]] = []
    pane.fields_edited.connect(lambda *edit: edits.append(edit))
    pane.show_entry(stored(7, title="Lamps"), SOURCE, ADA)
    pane.show_tab("edit")
    pane.show_tab("preview")
    pane.show_entry(stored(8, title="Other"), SOURCE, ADA)
    pane.show_entry(None)
    pane.flush()
    qtbot.wait(1)
    assert edits == []


def test_source_and_search_are_passed_on(qtbot: QtBot, pane: EntryPane) -> None:
    pane.show_entry(stored(7, title="Lamps"), SOURCE, ADA)
    pane.show_tab("bibtex")
    pane.source.set_text(SOURCE.replace("Lamps", "Small"))
    with qtbot.waitSignal(pane.source_edited, timeout=1000) as edited:
        pane.source.apply()
    assert edited.args == [7, SOURCE.replace("Lamps", "Small")]
    with qtbot.waitSignal(pane.search_requested, timeout=1000) as asked:
        pane.preview.search_requested.emit("key:x")
    assert asked.args == ["key:x"]


def test_an_error_is_said_until_it_is_put_away_or_another_entry_comes(pane: EntryPane) -> None:
    pane.show_entry(stored(7, title="Lamps"), SOURCE, ADA)
    pane.show_error("The library is locked by <another> program.")
    assert "The library is locked by <another> program." in visible_texts(pane)
    pane.show_entry(stored(7, title="Lamps"), SOURCE, ADA)
    assert "The library is locked by <another> program." in visible_texts(pane)
    pane.show_entry(stored(8, title="Lamps"), SOURCE, ADA)
    assert "The library is locked by <another> program." not in visible_texts(pane)
    pane.show_error("No.")
    next(
        button
        for button in pane.findChildren(QToolButton)
        if button.accessibleName() == "Put the message away"
    ).click()
    assert "No." not in visible_texts(pane)


def test_tabs_and_widgets_have_names(pane: EntryPane) -> None:
    tabs = pane.findChildren(QTabWidget)[0]
    assert [tabs.tabText(index) for index in range(tabs.count())] == [
        "Preview", "Edit", "BibTeX", "Details",
    ]  # fmt: skip
    for tab in (pane.preview, pane.form, pane.source, pane.details):
        assert tab.accessibleName()
    assert pane.accessibleName() == "Entry"


def test_labels_take_no_markup(pane: EntryPane) -> None:
    pane.show_entry(
        replace(stored(title="T"), sources=("<b>x</b>",), old_keys=("<i>",)), SOURCE, ADA
    )
    pane.show_tab("details")
    shown = [label for label in pane.details.findChildren(QLabel) if label.text()]
    assert {label.textFormat() for label in shown if "<" in label.text()} == {
        Qt.TextFormat.PlainText
    }


def test_details_are_not_replaced_while_qt_goes_round_its_widgets(pane: EntryPane) -> None:
    """Turning light or dark ended the program: Qt went on to a label that was gone."""
    pane.show_entry(stored(title="Lamps"), SOURCE, ADA)
    pane.show_tab("details")
    page = pane.details.widget()
    assert page is not None
    labels = page.findChildren(QLabel)
    assert labels
    QApplication.sendEvent(pane.details, QEvent(QEvent.Type.PaletteChange))
    assert isValid(page)
    assert all(map(isValid, labels))
    QApplication.processEvents()
    assert pane.details.findChildren(QLabel) != labels
