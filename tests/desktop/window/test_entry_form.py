"""The form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from biblio.entry import Entry, Field, make_entry
from desktop.window.entry.entry_form import EntryForm
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.entry.form_rows import Row, field_label, field_name, planned

Edit = tuple[int, str, object]


@pytest.fixture
def form(qtbot: QtBot) -> EntryForm:
    made = EntryForm()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def edits(form: EntryForm) -> list[Edit]:
    """What the form gave out to be saved."""
    found: list[Edit] = []
    form.field_edited.connect(lambda *edit: found.append(edit))
    return found


def article(**fields: str) -> Entry:
    return make_entry("article", "key1", fields.items())


def editor(form: EntryForm, name: str) -> FieldEditor:
    return next(each for each in form.findChildren(FieldEditor) if each.name == name)


def type_into(qtbot: QtBot, form: EntryForm, name: str, text: str) -> QPlainTextEdit:
    """Put the cursor into a field, and type in place of what stands there."""
    area = editor(form, name).findChildren(QPlainTextEdit)[0]
    form.edit(name)
    area.selectAll()
    qtbot.keyClicks(area, text)  # type: ignore[no-untyped-call]  # of pytest-qt
    return area


def removers(form: EntryForm) -> dict[str, QToolButton]:
    """The buttons that remove a field, by its name."""
    return {
        button.accessibleName().removeprefix("Remove "): button
        for button in form.findChildren(QToolButton)
        if not button.isHidden() and button.accessibleName()
    }


def leave(form: EntryForm) -> None:
    form.findChildren(QLineEdit)[0].setFocus(Qt.FocusReason.TabFocusReason)


# --- Which fields ----------------------------------------------------------------------------


def test_plans_required_optional_and_other_fields() -> None:
    entry = make_entry("unpublished", "k", [("note", "x"), ("zebra", "y"), ("date", "2020")])
    assert list(planned(entry, ["mine"])) == [
        Row("", "Required"),
        Row("author", hint="required: author"),
        Row("title", hint="required: title"),
        Row("note", hint="required: note", times=1),
        Row("", "Optional"),
        Row("month"),
        Row("date", times=1),
        Row("doi"),
        Row("url"),
        Row("eprint"),
        Row("", "Other fields"),
        Row("zebra", times=1),
        Row("mine", times=1),
    ]


@pytest.mark.parametrize("kind", ["article", "book", "misc", "online", "hologram"])
def test_no_field_is_left_out_whatever_the_type(kind: str) -> None:
    names = ["author", "journaltitle", "journal", "year", "date", "zebra", "chapter", "isbn"]
    entry = make_entry(kind, "k", [(name, "1") for name in names])
    shown = [row.name for row in planned(entry) if row.name]
    assert set(names) <= set(shown)
    assert len(shown) == len(set(shown))


def test_a_field_that_occurs_twice_is_shown_once_and_says_so() -> None:
    entry = Entry("misc", "k", (Field("Note", "a"), Field("note", "b")))
    assert [row.times for row in planned(entry) if row.name == "note"] == [2]


def test_a_cross_reference_may_supply_what_is_missing() -> None:
    entry = make_entry("inproceedings", "k", [("crossref", "other")])
    hints = {row.hint for row in planned(entry) if row.hint}
    assert hints == {"may come from the entry that this one refers to"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [(" My Field ", "myfield"), ("DOI", "doi"), ("a{b}=c,", "abc"), ("  ", ""), ("x-y:z", "x-y:z")],
)
def test_makes_a_name_of_what_was_typed(typed: str, name: str) -> None:
    assert field_name(typed) == name


# --- Editing ---------------------------------------------------------------------------------


def test_gives_out_an_edit_when_the_field_is_left(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(title="Old", year="2020"))
    type_into(qtbot, form, "title", "New")
    assert edits == []
    leave(form)
    assert edits == [(7, "title", "New")]
    leave(form)
    assert len(edits) == 1


def test_gives_out_an_edit_at_control_enter(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(title="Old"))
    area = type_into(qtbot, form, "title", "New")
    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert edits == [(7, "title", "New")]


def test_emptying_a_field_removes_it(qtbot: QtBot, form: EntryForm, edits: list[Edit]) -> None:
    form.show_entry(7, article(title="Old"))
    area = type_into(qtbot, form, "title", "x")
    qtbot.keyClick(area, Qt.Key.Key_Backspace)  # type: ignore[no-untyped-call]  # of pytest-qt
    leave(form)
    assert edits == [(7, "title", None)]


@pytest.mark.parametrize("value", ["a\r\nb", "a\rb", "  spaces  ", "a\n\n\tb", "ünï\u2029x"])
def test_looking_at_a_field_changes_nothing(form: EntryForm, edits: list[Edit], value: str) -> None:
    form.show_entry(7, article(title=value))
    form.edit("title")
    leave(form)
    form.show_entry(8, article(title="other"))
    assert edits == []


def test_what_is_typed_survives_a_refresh(qtbot: QtBot, form: EntryForm, edits: list[Edit]) -> None:
    form.show_entry(7, article(title="Old", year="2020"))
    area = type_into(qtbot, form, "title", "Typing")
    form.show_entry(7, article(title="Old", year="2021", zebra="new"))
    assert editor(form, "title").text == "Typing"
    assert area.hasFocus()
    assert area.textCursor().position() == len("Typing")
    assert editor(form, "year").text == "2021"
    form.show_entry(7, article(title="Changed elsewhere", year="2021"))
    assert editor(form, "title").text == "Typing"
    assert "changed elsewhere" in area.accessibleDescription()
    leave(form)
    assert edits == []  # neither is lost before the user chose


def test_escape_takes_over_what_the_library_has(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, article(title="Old"))
    area = type_into(qtbot, form, "title", "Typing")
    form.show_entry(7, article(title="Changed elsewhere"))
    qtbot.keyClick(area, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert editor(form, "title").text == "Changed elsewhere"


def test_own_edit_coming_back_while_typing_goes_on_is_no_foreign_change(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(title="Old"))
    area = type_into(qtbot, form, "title", "New")
    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]  # of pytest-qt
    qtbot.keyClicks(area, "er")  # type: ignore[no-untyped-call]  # of pytest-qt
    form.show_entry(7, article(title="New"))
    assert editor(form, "title").text == "Newer"
    assert area.accessibleDescription() == ""
    leave(form)
    assert edits == [(7, "title", "New"), (7, "title", "Newer")]


def test_another_entry_saves_what_is_typed_first(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(title="Old"))
    type_into(qtbot, form, "title", "New")
    form.show_entry(8, article(title="Other"))
    assert edits == [(7, "title", "New")]
    assert editor(form, "title").text == "Other"
    assert not form.has_drafts


def test_unbalanced_braces_are_not_given_out_and_not_lost(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(title="Old"))
    area = type_into(qtbot, form, "title", "A {B")
    assert "do not balance" in area.accessibleDescription()
    leave(form)
    form.show_entry(8, article(title="Other"))
    assert edits == []
    assert form.has_drafts
    form.show_entry(7, article(title="Old"))
    assert editor(form, "title").text == "A {B"


def test_an_undone_edit_does_not_come_back(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(title="Old"))
    type_into(qtbot, form, "title", "New")
    form.show_entry(8, article(title="Other"))
    form.show_entry(7, article(title="Old"))  # undone meanwhile
    assert editor(form, "title").text == "Old"
    form.flush()
    assert edits == [(7, "title", "New")]


def test_doubts_are_said_under_the_field_and_saved_all_the_same(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(7, article(year="2020"))
    area = type_into(qtbot, form, "year", "soon")
    assert "four digits" in area.accessibleDescription()
    leave(form)
    assert edits == [(7, "year", "soon")]


def test_adds_and_removes_any_field(qtbot: QtBot, form: EntryForm, edits: list[Edit]) -> None:
    form.show_entry(7, article(title="T"))
    form.edit("zebra")
    type_into(qtbot, form, "zebra", "striped")
    leave(form)
    assert edits == [(7, "zebra", "striped")]
    form.show_entry(7, article(title="T", zebra="striped"))
    removers(form)["zebra"].click()
    assert edits[1:] == [(7, "zebra", None)]


def test_a_field_that_was_added_and_not_filled_can_be_taken_away(form: EntryForm) -> None:
    form.show_entry(7, article(title="T"))
    form.edit("zebra")
    removers(form)["zebra"].click()
    assert "zebra" not in {
        each.name for each in form.findChildren(FieldEditor) if not each.isHidden()
    }


def test_a_filled_field_can_be_removed_as_soon_as_it_is(form: EntryForm) -> None:
    form.show_entry(7, article(title="T"))
    form.show_entry(7, article(title="T", volume="3"))
    assert set(removers(form)) == {"title", "volume"}


def test_the_type_changes_and_keeps_every_field(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, article(journal="Annals", zebra="z"))
    box = form.findChildren(QComboBox)[0]
    line = box.lineEdit()
    assert line is not None
    with qtbot.waitSignal(form.type_edited, timeout=1000) as edited:
        box.setEditText("Hologram ")
        line.editingFinished.emit()
    assert edited.args == [7, "hologram"]
    form.show_entry(7, make_entry("hologram", "k", [("journal", "Annals"), ("zebra", "z")]))
    assert editor(form, "journal").text == "Annals"
    assert editor(form, "zebra").text == "z"


def test_the_key_is_given_out_without_what_no_key_can_have(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, article(title="T"))
    line = next(
        each for each in form.findChildren(QLineEdit) if each.accessibleName() == "Citation key"
    )
    line.setText(" new {key}, 2 ")
    with qtbot.waitSignal(form.key_edited, timeout=1000) as edited:
        line.editingFinished.emit()
    assert edited.args == [7, "newkey2"]


def test_the_wheel_over_the_type_changes_nothing(form: EntryForm, qapp: QApplication) -> None:
    form.show_entry(7, article(title="T"))
    box = form.findChildren(QComboBox)[0]
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # it takes no name
    )
    qapp.sendEvent(box, event)
    assert box.currentText() == "article"


def test_a_text_that_is_too_long_to_edit_is_not_cut(form: EntryForm, edits: list[Edit]) -> None:
    form.show_entry(7, article(abstract="x" * 1_000_000))
    area = editor(form, "abstract").findChildren(QPlainTextEdit)[0]
    assert area.isReadOnly()
    assert "too long" in area.accessibleDescription()
    form.show_entry(8, article(title="T"))
    assert edits == []


def test_tab_goes_from_field_to_field(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, article(author="A", title="T"))
    qtbot.waitUntil(editor(form, "title").isVisible, timeout=2000)
    form.edit("author")
    area = editor(form, "author").findChildren(QPlainTextEdit)[0]
    qtbot.keyClick(area, Qt.Key.Key_Tab)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert editor(form, "title").findChildren(QPlainTextEdit)[0].hasFocus()
    assert area.toPlainText() == "A"


def test_editors_are_as_high_as_their_text(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, article(title="short", abstract="words " * 60, note="words " * 2000))
    qtbot.waitUntil(editor(form, "note").isVisible, timeout=2000)
    heights = [
        editor(form, name).findChildren(QPlainTextEdit)[0].height()
        for name in ("title", "abstract", "note")
    ]
    assert heights[0] < heights[1] < heights[2] < 300


@pytest.mark.parametrize("lines", range(1, 13))
def test_no_line_of_an_editor_is_cut(qtbot: QtBot, form: EntryForm, lines: int) -> None:
    form.show_entry(7, article(title="\n".join(["line"] * lines)))
    qtbot.waitUntil(editor(form, "title").isVisible, timeout=2000)
    area = editor(form, "title").findChildren(QPlainTextEdit)[0]
    assert area.verticalScrollBar().maximum() == 0


# --- Room and names --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [260, 340, 480])
def test_the_form_is_never_wider_than_its_place(form: EntryForm, width: int) -> None:
    form.resize(width, 300)
    entry = article(title="Maps", primaryclass="cs.LG", **{"a-very-long-name-of-a-field": "x"})
    form.show_entry(1, entry)
    form.edit("title")
    page, view = form.widget(), form.viewport()
    QApplication.processEvents()
    assert page is not None
    assert page.width() <= view.width()
    for button in removers(form).values():
        assert button.mapTo(view, button.rect().topRight()).x() < view.width()


def test_what_only_profile_pages_say_is_a_section_of_its_own() -> None:
    entry = make_entry("misc", "k", [("subject", "LG"), ("zebra", "x"), ("badge", "Code")])
    rows = list(planned(entry))
    assert rows[rows.index(Row("", "Other fields")) :] == [
        Row("", "Other fields"),
        Row("zebra", times=1),
        Row("", "On the profile page"),
        Row("subject", times=1),
        Row("badge", times=1),
    ]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("primaryclass", "arXiv category"),
        ("subject", "Field code"),
        ("badge", "Badges"),
        ("howpublished", "How published"),
        ("doi", "DOI"),
        ("zebra", "Zebra"),
    ],
)
def test_fields_have_readable_names(name: str, label: str) -> None:
    assert field_label(name) == label


# --- Changes by others -----------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["Keep mine", "Take theirs"])
def test_a_change_by_others_is_replaced_only_when_the_user_says_so(
    qtbot: QtBot, form: EntryForm, edits: list[Edit], answer: str
) -> None:
    form.show_entry(1, article(title="Old"))
    type_into(qtbot, form, "title", "Mine")
    form.show_entry(1, article(title="Theirs"))
    leave(form)
    form.flush()
    assert edits == []
    assert form.has_drafts
    QApplication.processEvents()
    buttons = editor(form, "title").findChildren(QPushButton)
    assert all(each.isVisible() for each in buttons)
    next(each for each in buttons if each.text() == answer).click()
    assert edits == ([(1, "title", "Mine")] if answer == "Keep mine" else [])
    assert editor(form, "title").text == ("Mine" if answer == "Keep mine" else "Theirs")
    assert not any(each.isVisible() for each in buttons)


def test_a_text_that_was_given_back_waits_for_its_entry(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(1, article(title="Old"))
    type_into(qtbot, form, "title", "Mine")
    form.show_entry(2, article(title="Other"))
    assert edits == [(1, "title", "Mine")]
    form.take_back(1, "title", "Old", "Mine")
    assert form.has_drafts
    form.show_entry(1, article(title="Theirs"))
    assert editor(form, "title").text == "Mine"
    form.flush()
    assert edits == [(1, "title", "Mine")]
