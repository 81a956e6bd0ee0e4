"""The form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from biblio.entry import Entry, Field, make_entry
from desktop.window.entry.entry_form import EntryForm
from desktop.window.entry.field_adder import FieldAdder
from desktop.window.entry.field_checks import KEY, TYPE
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.entry.form_rows import Row, field_label, planned

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


def put_cursor(form: EntryForm, name: str) -> QLineEdit:
    """Put the cursor into the type or the key."""
    form.edit(name)
    focused = form.window().focusWidget()
    line = focused.lineEdit() if isinstance(focused, QComboBox) else focused
    assert isinstance(line, QLineEdit)
    return line


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
    assert hints == {"may come from crossref"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("my field", "The name of a field is one word."),
        ("a{b}", "The name of a field cannot have “{”."),
        ("a=c", "The name of a field cannot have “=”."),
        ("1st", "The name of a field cannot be “1st”."),
        (" DOI ", ""),
        ("x-y:z", ""),
        ("", ""),
    ],
)
def test_what_no_name_of_a_field_can_have_is_said(
    qtbot: QtBot, form: EntryForm, typed: str, words: str
) -> None:
    adder = form.findChildren(FieldAdder)[0]
    adder.name.setFocus()
    qtbot.keyClicks(adder.name, typed)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert adder.findChildren(QLabel)[0].text() == words
    assert adder.findChildren(QPushButton)[0].isEnabled() is not bool(words)


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


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        (KEY, "a b", "A key cannot have a space; this is not saved."),
        (KEY, "x{", "A key cannot have “{”; this is not saved."),
        (KEY, "dup#", "A key cannot have “#”; this is not saved."),
        (KEY, "", "A key cannot be taken away; type another one."),
        (TYPE, "bad type{", "A type is one word; this is not saved."),
        (TYPE, "bad{", "A type cannot have “{”; this is not saved."),
        (TYPE, "preamble", "“preamble” is no type of an entry; this is not saved."),
        (TYPE, "", "An entry needs a type; choose one."),
    ],
)
def test_what_no_key_or_type_can_have_is_said_and_stays(
    qtbot: QtBot, form: EntryForm, name: str, typed: str, words: str
) -> None:
    form.show_entry(7, article(title="T"))
    given: list[object] = []
    form.key_edited.connect(lambda *edit: given.append(edit))
    form.type_edited.connect(lambda *edit: given.append(edit))
    line = put_cursor(form, name)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)  # type: ignore[no-untyped-call]  # of pytest-qt
    qtbot.keyClicks(line, typed)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert line.accessibleDescription() == words
    qtbot.keyClick(line, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]  # of pytest-qt
    form.edit("title")
    assert (line.text(), given) == (typed, [])
    form.show_entry(7, article(title="New"))
    assert line.text() == typed
    form.show_entry(8, article(title="Other"))
    assert line.text() in ("key1", "article")
    form.show_entry(7, article(title="New"))
    assert (line.text(), given) == (typed, [])
    form.edit(name)
    qtbot.keyClick(line, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert line.text() in ("key1", "article")
    assert not form.has_drafts


def test_a_key_is_given_out_once_when_it_is_left(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, article(title="T"))
    given: list[object] = []
    form.key_edited.connect(lambda *edit: given.append(edit))
    line = put_cursor(form, KEY)
    line.selectAll()
    qtbot.keyClicks(line, "new:key-2")  # type: ignore[no-untyped-call]  # of pytest-qt
    qtbot.keyClick(line, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]  # of pytest-qt
    form.edit("title")
    form.flush()
    assert given == [(7, "new:key-2")]


def test_a_type_is_what_was_typed_and_no_suggestion(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(7, make_entry("misc", "k", []))
    line = put_cursor(form, TYPE)
    line.selectAll()
    qtbot.keyClicks(line, "art")  # type: ignore[no-untyped-call]  # of pytest-qt
    assert line.text() == "art"
    with qtbot.waitSignal(form.type_edited, timeout=1000) as edited:
        qtbot.keyClick(line, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert edited.args == [7, "art"]


@pytest.mark.parametrize("typed", ["key", "Key", "keywords", "zebra"])
def test_the_field_that_is_typed_is_added_and_no_suggestion(
    qtbot: QtBot, form: EntryForm, typed: str
) -> None:
    form.show_entry(7, article(title="T"))
    line = next(
        each.lineEdit()
        for each in form.findChildren(QComboBox)
        if each.accessibleName() == "Name of the field to add"
    )
    assert line is not None
    line.setFocus()
    qtbot.keyClicks(line, typed)  # type: ignore[no-untyped-call]  # of pytest-qt
    button = next(each for each in form.findChildren(QPushButton) if each.text() == "Add field")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert editor(form, typed.lower()).findChildren(QPlainTextEdit)[0].hasFocus()


def test_what_an_empty_field_says_is_one_line(qtbot: QtBot, form: EntryForm) -> None:
    form.resize(260, 600)
    form.show_entry(7, make_entry("inproceedings", "k", [("crossref", "other")]))
    area = editor(form, "booktitle").findChildren(QPlainTextEdit)[0]
    qtbot.waitUntil(lambda: "…" in area.placeholderText(), timeout=2000)
    said = area.placeholderText()
    assert area.fontMetrics().horizontalAdvance(said) < area.viewport().width()
    assert area.toolTip()


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


def choices(form: EntryForm, name: str) -> dict[str, QPushButton]:
    """The answers that a field offers."""
    buttons = editor(form, name).findChildren(QPushButton)
    return {each.text(): each for each in buttons if each.isVisible()}


def test_a_question_without_an_answer_comes_back_with_its_entry(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(1, article(note="Old"))
    type_into(qtbot, form, "note", "Mine")
    form.show_entry(1, article(note="Theirs"))
    leave(form)
    for _ in range(2):
        form.show_entry(2, article(note="Other"))
        assert editor(form, "note").text == "Other"
        assert form.drafts() == {(1, "note"): ("Old", "Mine")}
        form.show_entry(1, article(note="Theirs"))
        QApplication.processEvents()
        assert set(choices(form, "note")) == {"Keep mine", "Take theirs"}
        assert editor(form, "note").text == "Mine"
        form.flush()
        leave(form)
    assert edits == []
    assert form.drafts() == {(1, "note"): ("Old", "Mine")}
    choices(form, "note")["Keep mine"].click()
    assert edits == [(1, "note", "Mine")]
    assert not form.has_drafts


def test_a_text_of_an_earlier_run_asks_when_the_field_is_another_one(
    form: EntryForm, edits: list[Edit]
) -> None:
    form.bring_back({(1, "note"): ("Old", "Mine")})
    form.show_entry(1, article(note="Theirs"))
    QApplication.processEvents()
    assert set(choices(form, "note")) == {"Keep mine", "Take theirs"}
    form.flush()
    assert edits == []
    choices(form, "note")["Take theirs"].click()
    assert editor(form, "note").text == "Theirs"
    assert not form.has_drafts


@pytest.mark.parametrize("answer", ["Save it", "Let it go"])
def test_a_text_of_an_earlier_run_says_that_it_is_not_saved(
    qtbot: QtBot, form: EntryForm, edits: list[Edit], answer: str
) -> None:
    form.show_entry(1, article(note="Old"))
    form.bring_back({(1, "note"): ("Old", "Mine")})
    area = editor(form, "note").findChildren(QPlainTextEdit)[0]
    assert area.accessibleDescription() == "This is not saved; saved is “Old”."
    qtbot.waitUntil(lambda: set(choices(form, "note")) == {"Save it", "Let it go"}, timeout=2000)
    choices(form, "note")[answer].click()
    assert edits == ([(1, "note", "Mine")] if answer == "Save it" else [])
    assert area.accessibleDescription() == ""


def test_a_text_of_an_earlier_run_is_saved_when_it_is_left(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.bring_back({(1, "note"): ("Old", "Mine")})
    form.show_entry(1, article(note="Old"))
    form.edit("note")
    qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert edits == [(1, "note", "Mine")]


def test_a_text_that_could_not_be_written_is_not_lost(
    qtbot: QtBot, form: EntryForm, edits: list[Edit]
) -> None:
    form.show_entry(1, article(note="Old"))
    type_into(qtbot, form, "note", "Mine")
    leave(form)
    form.take_back(1, "note", "Old", "Mine")  # the disk was full
    assert form.drafts() == {(1, "note"): ("Old", "Mine")}
    form.show_entry(2, article(note="Other"))
    assert edits == [(1, "note", "Mine")] * 2  # it is tried again
    form.take_back(1, "note", "Old", "Mine")
    form.show_entry(1, article(note="Old"))
    assert editor(form, "note").text == "Mine"


def test_a_text_from_elsewhere_is_put_where_the_entry_is_shown(form: EntryForm) -> None:
    form.show_entry(1, article(note="Old"))
    form.take_back(1, "note", "Older", "Typed in the table")
    form.take_back(1, "zebra", "", "striped")
    assert editor(form, "note").text == "Typed in the table"
    assert editor(form, "zebra").text == "striped"
    QApplication.processEvents()
    assert set(choices(form, "note")) == {"Keep mine", "Take theirs"}
    assert set(choices(form, "zebra")) == {"Save it", "Let it go"}


def test_a_field_that_others_emptied_is_called_so(qtbot: QtBot, form: EntryForm) -> None:
    form.show_entry(1, article(note="Old", title="T"))
    area = type_into(qtbot, form, "note", "Mine")
    form.show_entry(1, article(title="T"))
    assert area.accessibleDescription() == (
        "This field was emptied elsewhere meanwhile. Which one counts?"
    )
