"""Names in the form: one in a row and as text, which always say the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
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


def settle() -> None:
    """Qt ends the typing of a name after the key, and the rows give it out after that."""
    for _ in range(4):
        QApplication.processEvents()


def line(editor: NamesEditor) -> QLineEdit:
    """Where a name is typed in a row."""
    assert editor.rows is not None
    found = editor.rows.list.edited()
    assert found is not None
    return found[1]


def type_name(editor: NamesEditor, name: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over the name of the row that is being edited."""
    edit = line(editor)
    edit.selectAll()
    QTest.keyClicks(edit, name)
    QTest.keyClick(edit, key)
    settle()


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
    settle()
    assert [each["author"] for each in edits] == ([expected] if expected else [])


def test_marking_changes_the_annotation_alone(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    item = editor.rows.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(2, Qt.CheckState.Checked)
    settle()
    assert edits == [{"author+an": "1=corresponding; 2=equal"}]
    item.setCheckState(2, Qt.CheckState.Unchecked)
    settle()
    second = editor.rows.list.topLevelItem(1)
    assert second is not None
    second.setCheckState(1, Qt.CheckState.Unchecked)
    settle()
    assert edits[1:] == [{"author+an": "2=equal"}, {"author+an": None}]


def test_adds_types_and_removes(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    rows = editor.rows
    put_cursor(editor, 0)
    QTest.keyClick(rows.list, Qt.Key.Key_Insert)
    assert edits == []  # an empty row is no name yet
    new = rows.list.currentItem()
    assert new is not None
    type_name(editor, "Yi, Di")
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
    settle()
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


# --- Marks follow names, whichever way they are changed ---------------------------------------

JAIN = "Vineet Jain and Siamak Ravanbakhsh"


def show(form: EntryForm, names: str, marks: str) -> None:
    """Show an entry, or the one that is shown again."""
    fields = [("author", names), *([("author+an", marks)] if marks else []), ("title", "T")]
    form.show_entry(1, make_entry("misc", "k", fields))


def marked(editor: NamesEditor) -> list[tuple[str, bool, bool]]:
    assert editor.rows is not None
    return [(row.text, row.equal, row.corresponding) for row in editor.rows.rows()]


def test_marks_are_shown_with_their_names_while_the_text_is_typed(
    form: EntryForm, editor: NamesEditor, edits: Edits
) -> None:
    show(form, JAIN, "2=corresponding")
    area = editor.findChildren(QPlainTextEdit)[0]
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Home)
    QTest.keyClicks(area, "Ada Lovelace and ")
    assert marked(editor) == [
        ("Ada Lovelace", False, False),
        ("Vineet Jain", False, False),
        ("Siamak Ravanbakhsh", False, True),
    ]
    QTest.keyClick(area, Qt.Key.Key_Tab)
    assert edits == [{"author": f"Ada Lovelace and {JAIN}"}]  # the library moves the marks itself
    assert editor.rows is not None
    item = editor.rows.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(1, Qt.CheckState.Checked)  # before the library has answered
    settle()
    assert edits[1:] == [{"author+an": "1=equal; 3=corresponding"}]
    assert form.bases() == {}


def test_a_mark_that_has_lost_its_name_is_told(form: EntryForm, editor: NamesEditor) -> None:
    show(form, JAIN, "2=corresponding")
    area = editor.findChildren(QPlainTextEdit)[0]
    editor.set_text("Vineet Jain and Ada Lovelace")
    assert "marks of “Siamak Ravanbakhsh”" in area.accessibleDescription()
    editor.commit()
    show(form, "Vineet Jain and Ada Lovelace", "")
    assert "marks of “Siamak Ravanbakhsh”" in area.accessibleDescription()
    editor.set_text("Vineet Jain")
    assert area.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("row", "typed"),
    [(0, "One, A and Two, B"), (0, "Li, Ada and"), (1, "Zo, E and Wu, Bo")],
)
def test_several_names_typed_into_a_row_are_so_many_rows(
    editor: NamesEditor, edits: Edits, row: int, typed: str
) -> None:
    assert editor.rows is not None
    put_cursor(editor, row)
    QTest.keyClick(editor.rows.list, Qt.Key.Key_F2)
    type_name(editor, typed)
    names = NAMES.split(" and ")
    names[row : row + 1] = typed.removesuffix(" and").split(" and ")
    value = " and ".join(names)
    if value == NAMES:
        assert edits == []
    else:
        place = names.index("Wu, Bo") + 1
        assert edits == [{"author": value, "author+an": f"{place}=equal"}]
    assert [name for name, equal, _ in marked(editor) if equal] == ["Wu, Bo"]


def test_two_marks_in_a_row_do_not_undo_each_other(
    form: EntryForm, editor: NamesEditor, edits: Edits
) -> None:
    show(form, JAIN, "")
    assert editor.rows is not None
    bases: list[dict[str, str]] = []
    form.field_edited.connect(lambda *_: bases.append(form.bases()))
    for row in (0, 1):
        item = editor.rows.list.topLevelItem(row)
        assert item is not None
        item.setCheckState(1, Qt.CheckState.Checked)
        settle()
    show(form, JAIN, "1=equal")  # the answer to the first comes when the second was made
    assert [equal for _, equal, _ in marked(editor)] == [True, True]
    show(form, JAIN, "1=equal; 2=equal")
    assert [equal for _, equal, _ in marked(editor)] == [True, True]
    assert edits == [{"author+an": "1=equal"}, {"author+an": "1=equal; 2=equal"}]
    assert bases == [{"author+an": ""}, {"author+an": "1=equal"}]
    show(form, JAIN, "")  # undone
    assert [equal for _, equal, _ in marked(editor)] == [False, False]


# --- Others, and Qt ---------------------------------------------------------------------------


def test_a_name_that_is_being_typed_stays_when_others_change_the_names(
    form: EntryForm, editor: NamesEditor, edits: Edits
) -> None:
    assert editor.rows is not None
    put_cursor(editor, 1)
    QTest.keyClick(editor.rows.list, Qt.Key.Key_F2)
    edit = line(editor)
    edit.selectAll()
    QTest.keyClicks(edit, "Wu, Bob")
    show(form, "Else, Some", "")
    assert line(editor) is edit
    assert form.drafts() == {(1, "author"): (NAMES, NAMES.replace("Wu, Bo", "Wu, Bob"))}
    bases: list[dict[str, str]] = []
    form.field_edited.connect(lambda *_: bases.append(form.bases()))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert edits[0]["author"] == NAMES.replace("Wu, Bo", "Wu, Bob")
    assert bases[0]["author"] == NAMES  # so that the library does not take it
    form.take_back(1, "author", NAMES, NAMES.replace("Wu, Bo", "Wu, Bob"))
    area = editor.findChildren(QPlainTextEdit)[0]
    assert "Which one counts?" in area.accessibleDescription()
    assert "Else, Some" in area.accessibleDescription()


def test_what_others_changed_is_shown_when_the_typing_is_given_up(
    form: EntryForm, editor: NamesEditor, edits: Edits
) -> None:
    assert editor.rows is not None
    put_cursor(editor, 1)
    QTest.keyClick(editor.rows.list, Qt.Key.Key_F2)
    show(form, "Else, Some", "")
    QTest.keyClick(line(editor), Qt.Key.Key_Escape)
    settle()
    assert [name for name, _, _ in marked(editor)] == ["Else, Some"]
    assert edits == []


def test_an_empty_row_goes_when_nothing_was_typed(editor: NamesEditor, edits: Edits) -> None:
    assert editor.rows is not None
    put_cursor(editor, 0)
    QTest.keyClick(editor.rows.list, Qt.Key.Key_Insert)
    QTest.keyClick(line(editor), Qt.Key.Key_Escape)
    settle()
    assert [name for name, _, _ in marked(editor)] == ["Li, Ada", "Wu, Bo", "Xu, Cy"]
    assert edits == []


def test_no_row_is_rebuilt_while_qt_handles_its_event(editor: NamesEditor) -> None:
    """A row that is freed by what its own change set off ended the program."""
    assert editor.rows is not None
    rows = editor.rows
    put_cursor(editor, 0)
    QTest.keyClick(rows.list, Qt.Key.Key_Insert)
    QTest.keyClick(line(editor), Qt.Key.Key_Escape)
    changed: list[int] = []
    rows.list.model().modelReset.connect(lambda: changed.append(1))
    rows.list.model().rowsRemoved.connect(lambda: changed.append(1))
    item = rows.list.topLevelItem(2)
    assert item is not None
    place = rows.list.visualItemRect(item)
    box = QPoint(rows.list.header().sectionPosition(1) + 8, place.center().y())
    during: list[int] = []
    rows.list.itemChanged.connect(lambda: during.append(len(changed)))
    QTest.mouseClick(rows.list.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert during
    assert set(during) == {0}
    assert changed == []
    settle()
    assert changed
