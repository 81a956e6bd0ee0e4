"""Names in the form: one in a row and as text, which always say the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from biblio.entry import make_entry
from desktop.window.entry.entry_form import EntryForm
from desktop.window.entry.names_editor import NamesEditor

NAMES = "Li, Ada and Wu, Bo and Xu, Cy and others"
Edits = list[dict[str, str | None]]


@pytest.fixture
def form(qtbot: QtBot) -> EntryForm:
    made = EntryForm()
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show_entry(
        1, make_entry("misc", "k", [("author", NAMES), ("author+an", "2=equal"), ("title", "T")])
    )
    made.show()
    return made


@pytest.fixture
def edits(form: EntryForm) -> Edits:
    """What the form gives out."""
    found: Edits = []
    form.field_edited.connect(lambda _, name, text: found.append({name: text, **form.companions()}))
    return found


@pytest.fixture
def editor(form: EntryForm) -> NamesEditor:
    made = next(each for each in form.findChildren(NamesEditor) if each.name == "author")
    made.switch.setChecked(True)
    return made


def put_cursor(editor: NamesEditor, row: int) -> None:
    assert editor.rows is not None
    item = editor.rows.list.topLevelItem(row)
    assert item is not None
    editor.rows.list.setCurrentItem(item)


def test_moving_takes_the_marks_along(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    put_cursor(editor, 1)
    QTest.keyClick(editor.rows.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert edits == [{"author": "Wu, Bo and Li, Ada and Xu, Cy and others", "author+an": "1=equal"}]
    assert editor.text == "Wu, Bo and Li, Ada and Xu, Cy and others"
    QTest.keyClick(editor.rows.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert edits[-1] == {"author": NAMES, "author+an": "2=equal"}


@pytest.mark.parametrize(
    ("row", "over", "below", "expected"),
    [
        (0, 2, True, "Wu, Bo and Xu, Cy and Li, Ada and others"),
        (2, 0, False, "Xu, Cy and Li, Ada and Wu, Bo and others"),
        (0, 1, True, "Wu, Bo and Li, Ada and Xu, Cy and others"),
        (1, 0, True, None),
    ],
)
def test_a_dropped_row_goes_between_the_others(
    editor: NamesEditor, edits: Edits, row: int, over: int, below: bool, expected: str | None
) -> None:
    assert editor.rows is not None
    put_cursor(editor, row)
    target = editor.rows.list.topLevelItem(over)
    assert target is not None
    rect = editor.rows.list.visualItemRect(target)
    place = QPointF(rect.bottomLeft() if below else rect.topLeft())
    editor.rows.list.dropEvent(
        QDropEvent(
            place,
            Qt.DropAction.MoveAction,
            QMimeData(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert [each["author"] for each in edits] == ([expected] if expected else [])


def test_marking_changes_the_annotation_alone(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    item = editor.rows.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(2, Qt.CheckState.Checked)
    assert edits == [{"author+an": "1=corresponding; 2=equal"}]
    item.setCheckState(2, Qt.CheckState.Unchecked)
    second = editor.rows.list.topLevelItem(1)
    assert second is not None
    second.setCheckState(1, Qt.CheckState.Unchecked)
    assert edits[1:] == [{"author+an": "2=equal"}, {"author+an": None}]


def test_adds_types_and_removes(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    rows = editor.rows
    put_cursor(editor, 0)
    QTest.keyClick(rows.list, Qt.Key.Key_Insert)
    assert edits == []  # an empty row is no name yet
    new = rows.list.currentItem()
    assert new is not None
    new.setText(0, "Yi, Di")
    assert edits == [
        {"author": "Li, Ada and Yi, Di and Wu, Bo and Xu, Cy and others", "author+an": "3=equal"}
    ]
    put_cursor(editor, 2)
    QTest.keyClick(rows.list, Qt.Key.Key_Delete)
    assert edits[-1] == {"author": "Li, Ada and Yi, Di and Xu, Cy and others", "author+an": None}


def test_text_and_rows_say_the_same(editor: NamesEditor) -> None:
    assert editor.rows is not None
    editor.set_text("Yi, Di and Zo, Ed")
    assert [row.text for row in editor.rows.rows()] == ["Yi, Di", "Zo, Ed"]
    editor.revert()
    assert [row.text for row in editor.rows.rows()] == ["Li, Ada", "Wu, Bo", "Xu, Cy"]


def test_a_name_that_no_bib_could_hold_is_not_given_out(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    item = editor.rows.list.topLevelItem(0)
    assert item is not None
    item.setText(0, "{Li")
    assert edits == []
    assert editor.is_unsaved


def test_keys_lead_into_the_rows_and_back(editor: NamesEditor) -> None:
    assert editor.rows is not None
    proxy = editor.focusProxy()
    assert proxy is not None
    proxy.setFocus()
    QTest.keyClick(proxy, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.rows.list.hasFocus()
    QTest.keyClick(editor.rows.list, Qt.Key.Key_Escape)
    assert proxy.hasFocus()


def test_the_form_says_what_the_type_needs(form: EntryForm) -> None:
    entry = make_entry("article", "k", [("title", "T"), ("date", "2020")])
    form.show_entry(2, entry)
    sentences = [label.text() for label in form.findChildren(QLabel)]
    wanted = "“Journal article” should have author and journal or journaltitle too; a style may"
    assert any(wanted in sentence for sentence in sentences)
    form.show_entry(3, make_entry("article", "k", [("crossref", "x")]))
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert not any("should have" in text for text in shown)
