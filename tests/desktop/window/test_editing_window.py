"""Editing in the window: new entries, what others changed meanwhile, keys, and leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from biblio.identifiers import identifiers_in
from db import Library, View
from desktop.window import theme
from desktop.window.command_palette import CommandPalette
from desktop.window.edit_keys import EditKeys
from desktop.window.entry.field_checks import KEY
from desktop.window.entry.field_editor import FieldEditor
from desktop.window.files.export_dialog import ExportDialog
from desktop.window.main_window import MainWindow
from desktop.window.message_bar import MessageBar
from desktop.window.override import override
from desktop.window.settings import Settings
from desktop.window.tasks import Control
from tests.desktop.window.kit import OpenWindow, make_library, settled, titles

CONTROL = Qt.KeyboardModifier.ControlModifier
BUTTON = QMessageBox.StandardButton


def area(window: MainWindow, name: str) -> QPlainTextEdit:
    """Where a field of the form is typed."""
    editors = window.entry_pane.form.findChildren(FieldEditor)
    return next(each for each in editors if each.name == name).findChildren(QPlainTextEdit)[0]


def type_title(window: MainWindow, text: str) -> None:
    window.entry_pane.edit()
    area(window, "title").setPlainText(text)


def said(window: MainWindow) -> list[str]:
    """All that the entry pane says in labels that are seen."""
    return [each.text() for each in window.entry_pane.findChildren(QLabel) if each.isVisible()]


def test_a_new_entry_is_shown_and_its_title_typed_at_once(qtbot: QtBot, window: MainWindow) -> None:
    assert window.list_pane.view().kind == "profile"
    window.list_pane.search.set_text("sheaves")
    settled(qtbot, window)
    window.actions_["new_entry"].trigger()
    settled(qtbot, window)
    assert window.list_pane.view().kind == "all"
    title = area(window, "title")
    assert title.textCursor().selectedText() == "New entry"
    assert window.entry_pane.form.isVisible()
    title.insertPlainText("Typed Over")
    window.entry_pane.flush()
    settled(qtbot, window)
    assert "Typed Over" in titles(window)


def test_a_change_by_another_program_is_not_replaced_unseen(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    entry_id = window.entry_pane.entry_id
    assert entry_id is not None
    type_title(window, "Mine")
    with Library.open(library, actor="other") as other:
        other.set_fields(entry_id, {"title": "Theirs"})
    window.entry_pane.flush()
    settled(qtbot, window)
    with Library.open(library, readonly=True, create=False) as other:
        assert other.entry(entry_id).entry.get("title") == "Theirs"
    assert "“Title” was changed elsewhere meanwhile; choose in the form what counts." in said(
        window
    )
    assert window.entry_pane.has_drafts
    area(window, "title").setPlainText("Theirs")


def test_two_edits_in_a_row_are_no_change_by_others(qtbot: QtBot, window: MainWindow) -> None:
    for text in ("First", "Second"):
        type_title(window, text)
        window.entry_pane.flush()
    settled(qtbot, window)
    assert titles(window)[0] == "Second"
    assert not window.entry_pane.has_drafts


def test_a_key_that_is_taken_is_said_in_the_pane(qtbot: QtBot, window: MainWindow) -> None:
    window.entry_pane.show_tab("edit")
    window.entry_pane.form.edit(KEY, replace=True)
    line = window.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "li2022lamps")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    settled(qtbot, window)
    assert "Another entry has the key “li2022lamps”; choose another one." in said(window)
    assert window.entry_pane.has_drafts
    assert line.text() == "li2022lamps"  # to be mended
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not window.entry_pane.has_drafts


@pytest.mark.parametrize(
    ("answer", "title", "open_after"),
    [
        (BUTTON.Save, "Sheaves for Small Networks", True),  # refused texts cannot be saved
        (BUTTON.Discard, "Sheaves for Small Networks", False),
        (BUTTON.Cancel, "Sheaves for Small Networks", True),
    ],
    ids=["save", "discard", "cancel"],
)
def test_another_library_is_not_opened_over_unsaved_texts(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    title: str,
    open_after: bool,
) -> None:
    type_title(window, "Unbalanced {")
    assert window.entry_pane.has_drafts
    monkeypatch.setattr(QMessageBox, "exec", lambda _: answer)
    asked: list[Path] = []
    window.library_asked.connect(asked.append)
    window.dialogs.library_chosen.emit(tmp_path / "other.oeuvre")
    assert bool(asked) is not open_after
    assert window.close() is not open_after
    area(window, "title").setPlainText(title)


@pytest.mark.parametrize(
    ("shown", "others"),
    [
        ("Ada Sandberg", ["Sandberg, Ada", "Ada Sandberg and Bo Li"]),
        ("Ilse Månsson", [r"M{\aa}nsson, Ilse", "Ilse Månsson"]),
        ("Jan van der Berg", ["van der Berg, Jan", "Jan van der Berg"]),
        ("Martin King, Jr.", ["King, Jr., Martin"]),
    ],
)
def test_a_click_on_an_author_finds_the_name_in_any_form(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, shown: str, others: list[str]
) -> None:
    texts = [
        f"@misc{{k{place}, author = {{{name}}}, title = {{T{place}}}}}"
        for place, name in enumerate([*others, "Sandberg, Zoe and Berg, Ada and King, Ilse"])
    ]
    path = make_library(tmp_path / "names.oeuvre", ("names.bib", "\n".join(texts)))
    window = open_window(path)
    window.list_pane.show_entry(1)
    settled(qtbot, window)
    preview = window.entry_pane.preview
    cursor = preview.document().find(shown)
    assert not cursor.isNull()
    preview.anchorClicked.emit(cursor.charFormat().anchorHref())
    settled(qtbot, window)
    assert sorted(titles(window)) == [f"T{place}" for place in range(len(others))]


def test_undo_in_a_field_with_nothing_typed_takes_the_last_step_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = titles(window)
    window.entry_pane.edit()
    settled(qtbot, window)
    type_title(window, "Changed")
    QTest.keyClick(area(window, "title"), Qt.Key.Key_Tab)
    settled(qtbot, window)
    assert titles(window) != before
    focused = window.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    QTest.keyClick(focused, Qt.Key.Key_Z, CONTROL)
    settled(qtbot, window)
    assert titles(window) == before


def test_export_is_reached_from_the_search_box(qtbot: QtBot, window: MainWindow) -> None:
    (line,) = window.list_pane.search.findChildren(QLineEdit)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_E, CONTROL)
    settled(qtbot, window)
    (dialog,) = window.findChildren(ExportDialog)
    dialog.close()


class GreedyLine(QLineEdit):
    """A line that takes every key for itself, as some systems let it take Ctrl+E."""

    @override
    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.ShortcutOverride:
            e.accept()
            return True
        return super().event(e)


@pytest.mark.parametrize(
    ("key", "typed", "taken"),
    [
        (Qt.Key.Key_E, "", False),
        (Qt.Key.Key_E, "x", False),
        (Qt.Key.Key_Z, "", False),
        (Qt.Key.Key_Z, "x", True),
        (Qt.Key.Key_Y, "x", True),
        (Qt.Key.Key_A, "x", True),
    ],
)
def test_a_line_keeps_only_the_keys_that_it_has_a_use_for(
    qtbot: QtBot, key: Qt.Key, typed: str, taken: bool
) -> None:
    line = GreedyLine()
    qtbot.addWidget(line)
    keys = EditKeys()
    keys.watch(line)
    line.insert(typed)
    if key is Qt.Key.Key_Y:
        line.undo()
    pressed = QKeyEvent(QEvent.Type.ShortcutOverride, key, CONTROL)
    pressed.ignore()
    QApplication.sendEvent(line, pressed)
    assert pressed.isAccepted() is taken


def test_undo_is_not_queued_behind_an_undo(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.undo()
    window.commands.undo()
    settled(qtbot, window)
    assert len(titles(window)) == 4  # the profile's import stands


def test_all_of_a_selection_is_copied(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.table.selectAll()
    window.commands.copy_keys()
    settled(qtbot, window)
    assert window.list_pane.message.text().startswith("Copied: ")


def test_an_empty_library_says_so_in_the_entry_pane(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "none.oeuvre")
    assert "What you import or write is read and edited here." in said(window)


def test_the_window_is_at_first_no_larger_than_its_screen(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(tmp_path / "first.oeuvre", Settings(tmp_path / "first.ini"))
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_the_list_of_commands_is_as_high_as_what_it_finds(window: MainWindow) -> None:
    palette = CommandPalette(window.actions_.all(), window)
    palette.open_over(window)
    whole = palette.height()
    palette.type("export")
    assert len(palette.titles()) == 1
    few = palette.height()
    palette.type("no such command")
    assert whole > 3 * few
    assert palette.height() < few
    palette.close()


def test_progress_of_an_undo_offers_no_cancelling(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    control = Control()
    bar.follow("Undoing…", control, can_cancel=False)
    qtbot.waitUntil(lambda: bar.text() == "Undoing…", timeout=3000)
    assert not any(each.isVisible() for each in bar.findChildren(QPushButton))


@pytest.mark.parametrize("make", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Dark, Qt.ColorScheme.Light])
@pytest.mark.parametrize("on", [False, True])
def test_boxes_and_circles_are_seen_on_their_ground(
    qtbot: QtBot, qapp: QApplication, make: type[QAbstractButton], scheme: Qt.ColorScheme, on: bool
) -> None:
    theme.apply(qapp, scheme)
    button = make()
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.setChecked(on)
    button.show()
    image = button.grab().toImage()
    ground = luminance(theme.colors(button).window)
    row = [luminance(image.pixelColor(x, image.height() // 2)) for x in range(16)]
    theme.apply(qapp, Qt.ColorScheme.Light)
    contrasts = [(max(each, ground) + 0.05) / (min(each, ground) + 0.05) for each in row]
    assert max(contrasts) >= 3  # WCAG 2.2, 1.4.11: what is needed to tell a control


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture
def bib_entry(qtbot: QtBot, window: MainWindow) -> int:
    """The entry of the .bib, shown as BibTeX."""
    window.go_to(View())
    settled(qtbot, window)
    ids = window.list_pane.model.ids
    found = next(i for i in ids if window.session.rows([i])[0].key == "otto2018knots")
    window.list_pane.show_entry(found)
    settled(qtbot, window)
    return found


def test_a_source_text_that_could_not_be_saved_stays(
    window: MainWindow, qtbot: QtBot, bib_entry: int
) -> None:
    window.entry_pane.show_tab("bibtex")
    settled(qtbot, window)
    source = window.entry_pane.source
    mine = source.text.replace("otto2018knots", "li2022lamps")  # another entry's key
    source.set_text(mine)
    source.apply()
    settled(qtbot, window)
    assert source.text == mine
    with Library.open(window.session.path) as library:
        library.set_fields(bib_entry, {"note": "theirs"})
    window.refresh(None)
    settled(qtbot, window)
    assert source.text == mine
    source.revert()
    assert "theirs" in source.text


def test_a_source_text_replaces_no_change_that_nobody_has_seen(
    window: MainWindow, qtbot: QtBot, bib_entry: int
) -> None:
    window.entry_pane.show_tab("bibtex")
    settled(qtbot, window)
    source = window.entry_pane.source
    with Library.open(window.session.path) as library:
        library.set_fields(bib_entry, {"note": "theirs"})
    source.set_text(source.text.replace("Knots", "Ropes"))
    source.apply()
    settled(qtbot, window)
    with Library.open(window.session.path) as library:
        assert library.entry(bib_entry).entry.get("title", "note") == "Knots in Narrow Channels"
        assert library.entry(bib_entry).entry.get("note") == "theirs"
    assert "Ropes" in source.text
    source.apply()  # now it was said
    settled(qtbot, window)
    with Library.open(window.session.path) as library:
        assert library.entry(bib_entry).entry.get("title") == "Ropes in Narrow Channels"


def form_area(window: MainWindow, qtbot: QtBot, name: str) -> QPlainTextEdit:
    """A field of the form with the cursor in it."""
    window.entry_pane.edit(name)
    settled(qtbot, window)
    found = window.focusWidget()
    assert isinstance(found, QPlainTextEdit)
    return found


def click(window: MainWindow, qtbot: QtBot, entry_id: int) -> None:
    """Click on an entry of the list."""
    pane = window.list_pane
    index = pane.model.index(list(pane.model.ids).index(entry_id), 0)
    place = pane.table.visualRect(index).center()
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(qtbot, window)
    assert window.entry_pane.entry_id == entry_id


def test_a_question_that_is_not_answered_overwrites_nothing(
    window: MainWindow, qtbot: QtBot, bib_entry: int
) -> None:
    other = next(i for i in window.list_pane.model.ids if i != bib_entry)
    note = form_area(window, qtbot, "note")
    QTest.keyClicks(note, "mine")
    with Library.open(window.session.path, actor="cli") as library:
        library.set_fields(bib_entry, {"note": "theirs"})
        steps = len(library.history())
    window.refresh(None)
    settled(qtbot, window)
    QTest.keyClick(note, Qt.Key.Key_Tab)
    for _ in range(2):
        click(window, qtbot, other)
        click(window, qtbot, bib_entry)
        note = form_area(window, qtbot, "note")
        assert note.toPlainText() == "mine"
        assert "Which one counts?" in note.accessibleDescription()
    window.actions_["undo"].trigger()  # of theirs; mine is no step before the question is answered
    settled(qtbot, window)
    with Library.open(window.session.path) as library:
        assert len(library.history()) == steps
        assert library.entry(bib_entry).entry.get("note") == ""
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert not window.entry_pane.has_drafts


def test_marks_follow_the_names_that_are_typed(
    window: MainWindow, qtbot: QtBot, bib_entry: int
) -> None:
    with Library.open(window.session.path) as library:
        library.set_fields(bib_entry, {"author+an": "2=corresponding"})
    window.refresh(None)
    settled(qtbot, window)
    names = form_area(window, qtbot, "author")
    QTest.keyClick(names, Qt.Key.Key_Home)
    QTest.keyClicks(names, "Ada Lovelace and ")
    QTest.keyClick(names, Qt.Key.Key_Tab)
    settled(qtbot, window)
    with Library.open(window.session.path) as library:
        entry = library.entry(bib_entry).entry
        assert entry.get("author") == "Ada Lovelace and Otto, Cyrus and Sandberg, Ada"
        assert entry.get("author+an") == "3=corresponding"


@pytest.mark.usefixtures("bib_entry")
def test_what_is_typed_is_a_step_before_an_undo(window: MainWindow, qtbot: QtBot) -> None:
    note = form_area(window, qtbot, "note")
    QTest.keyClicks(note, "typed")
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert note.toPlainText() == ""
    assert not window.entry_pane.has_drafts
    window.actions_["redo"].trigger()
    settled(qtbot, window)
    assert note.toPlainText() == "typed"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("A long title about everything and nothing and some more of it all", "… moved"),
        ("", "“k1” moved to the trash."),
    ],
)
def test_an_entry_in_the_trash_is_named(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, title: str, said: str
) -> None:
    bib = f"@misc{{k1, title = {{{title}}}, note = {{x}}}}\n"
    window = open_window(make_library(tmp_path / "t.oeuvre", ("t.bib", bib)))
    window.list_pane.table.selectAll()
    window.commands.trash()
    settled(qtbot, window)
    text = window.list_pane.message.text()
    assert said.replace("… moved", "…” moved") in text
    assert " …" not in text


def test_a_stub_is_called_by_its_identifier(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "stubs.oeuvre"
    with Library.open(path, actor="test") as library:
        library.add_identifiers(identifiers_in("10.1000/xyz 2101.00001"))
    window = open_window(path)
    model = window.list_pane.model
    texts = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert texts == {"doi:10.1000/xyz", "arXiv:2101.00001"}
    window.list_pane.show_entry(1)
    settled(qtbot, window)
    assert window.entry_pane.preview.toPlainText().startswith("doi:10.1000/xyz")
    window.list_pane.table.selectAll()
    window.list_pane.table.select_ids([1])
    window.commands.trash()
    settled(qtbot, window)
    assert window.list_pane.message.text() == "“doi:10.1000/xyz” moved to the trash."
