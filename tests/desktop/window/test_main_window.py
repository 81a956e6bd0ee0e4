"""The window on a small library: what is shown, and what commands do to it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db import Library, Sort, View
from desktop.window.command_palette import CommandPalette
from desktop.window.command_table import COMMANDS
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import PAGE, OpenWindow, labels, make_library, settled, titles

OF_PROFILE = [
    "Counting Diffuse Paths",
    "Sheaves for Small Networks",
    "A Theory of Quiet Gradients",
    "Learning to Fold Maps",
    "Knots in Narrow Channels",
]


def test_opens_on_the_profile_newest_first(window: MainWindow) -> None:
    assert titles(window) == OF_PROFILE
    assert window.sidebar.view().kind == "profile"
    assert window.list_pane.header.isVisible()
    assert window.list_pane.search.count_text() == "5 papers"


def test_shows_the_entry_that_the_cursor_is_on(qtbot: QtBot, window: MainWindow) -> None:
    table = window.list_pane.table
    assert window.entry_pane.entry_id == table.current_id()
    QTest.keyClick(table, Qt.Key.Key_Down)
    settled(qtbot, window)
    assert window.entry_pane.entry_id == table.current_id() == window.list_pane.model.id_at(1)


def test_no_heavy_module_is_loaded_before_the_first_paint() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "import desktop.window.app\n"
        "heavy = {'bibtexparser', 'sqlite_utils', 'ziamath', 'pylatexenc', 'asyncio', 'tabulate'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_views_show_what_they_are_called(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["go_all"].trigger()
    settled(qtbot, window)
    assert len(titles(window)) == 6
    assert not window.list_pane.header.isVisible()
    window.actions_["go_trash"].trigger()
    settled(qtbot, window)
    assert titles(window) == []
    assert window.list_pane.empty.title() == "The trash is empty"
    window.actions_["go_profile"].trigger()
    settled(qtbot, window)
    assert titles(window) == OF_PROFILE


def test_an_empty_library_says_what_to_do(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path / "new.oeuvre")
    assert (tmp_path / "new.oeuvre").is_file()
    empty = window.list_pane.empty
    assert empty.isVisible()
    assert empty.title() == "Your publications go here"
    assert [button.text() for button in empty.buttons()] == ["Import a profile page or a .bib…"]


def test_what_is_no_library_is_said_in_the_window(open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "letter.oeuvre"
    path.write_text("Dear reader")
    window = open_window(path)
    assert "no Oeuvre library" in window.list_pane.empty.words()
    assert not window.actions_["import_files"].isEnabled()
    assert window.actions_["open_library"].isEnabled()
    assert path.read_text() == "Dear reader"


def test_every_command_has_words_and_something_to_do(window: MainWindow) -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys)), "two commands on one shortcut"
    assert set(names) == set(window.command_handlers())


def test_the_palette_lists_what_can_be_used_and_runs_it(qtbot: QtBot, window: MainWindow) -> None:
    palette = CommandPalette(window.actions_.all(), window)
    qtbot.addWidget(palette)
    assert not any("Restore from" in title for title in palette.titles())
    palette.type("trash go")
    assert palette.titles() == []
    palette.type("needs")
    assert palette.titles() == ["Needs attention"]
    palette.run()
    settled(qtbot, window)
    assert window.sidebar.view() == View("problems")


def test_copies_keys_and_citations(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.table.selectAll()
    window.commands.copy_keys()
    settled(qtbot, window)
    keys = QGuiApplication.clipboard().text()
    assert "otto2018knots" in keys.split(",")
    window.commands.copy_cite()
    settled(qtbot, window)
    assert QGuiApplication.clipboard().text() == f"\\cite{{{keys}}}"


def test_copies_bibtex_without_the_abstract(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.show_entry(window.list_pane.model.id_at(0))
    window.commands.copy_bibtex()
    settled(qtbot, window)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("@")
    assert "Counting Diffuse Paths" in text
    assert "summary" not in text


def test_dragging_entries_out_carries_their_citation(window: MainWindow) -> None:
    model = window.list_pane.model
    last = model.rowCount() - 1
    data = model.mimeData([model.index(last, 0), model.index(last, 3)])
    assert data.text() == r"\cite{otto2018knots}"


def test_an_edit_in_the_pane_reaches_list_and_library(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    entry_id = window.list_pane.model.id_at(0)
    window.entry_pane.fields_edited.emit(entry_id, {"title": "Counting All Paths"})
    settled(qtbot, window)
    assert titles(window)[0] == "Counting All Paths"
    with Library.open(library, readonly=True) as other:
        assert other.entry(entry_id).entry.get("title") == "Counting All Paths"


def test_a_text_that_is_no_entry_is_refused_in_the_pane(qtbot: QtBot, window: MainWindow) -> None:
    entry_id = window.list_pane.model.id_at(0)
    with qtbot.captureExceptions() as faults:
        window.entry_pane.source_edited.emit(entry_id, "@article{a, title={x}")
        settled(qtbot, window)
    assert faults == []
    assert titles(window) == OF_PROFILE
    assert window.entry_pane.has_drafts  # what was typed is not thrown away
    window.entry_pane.show_tab("bibtex")
    settled(qtbot, window)
    window.entry_pane.source.revert()


def test_what_another_program_changes_appears(
    qtbot: QtBot, window: MainWindow, library: Path
) -> None:
    with Library.open(library, actor="command line") as other:
        other.set_fields(window.list_pane.model.id_at(1), {"title": "Changed Elsewhere"})
    qtbot.waitUntil(lambda: "Changed Elsewhere" in titles(window), timeout=5000)
    settled(qtbot, window)
    assert "Another program" in window.list_pane.message.text()


def test_remembers_size_columns_and_sort_per_view(
    qtbot: QtBot, open_window: OpenWindow, library: Path
) -> None:
    window = open_window(library)
    header = window.list_pane.table.horizontalHeader()
    window.list_pane.table.sort_by("title")
    header.resizeSection(header.logicalIndex(1), 200)
    settled(qtbot, window)
    expected = sorted(OF_PROFILE, key=lambda t: t.removeprefix("A "))
    assert titles(window) == expected
    window.close()
    again = open_window(library)
    assert titles(again) == expected
    again.actions_["go_all"].trigger()
    settled(qtbot, again)
    assert titles(again)[0] == OF_PROFILE[0]


@pytest.mark.parametrize("command", ["rows_compact", "rows_relaxed", "rows_two_lines"])
def test_rows_have_the_chosen_height(window: MainWindow, command: str) -> None:
    window.actions_[command].trigger()
    table = window.list_pane.table
    assert table.rowHeight(0) == table.painter_of_cells.row_height()


def test_another_library_takes_the_place(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    other = make_library(tmp_path / "other.oeuvre", ("page.txt", PAGE))
    with qtbot.waitSignal(window.library_asked) as asked:
        window.dialogs.library_chosen.emit(other)
    assert asked.args == [other]


def test_an_offer_to_undo_goes_when_something_else_is_done(
    qtbot: QtBot, window: MainWindow
) -> None:
    model = window.list_pane.model
    window.list_pane.table.select_ids([model.id_at(4)])
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    assert labels(window) == ["Undo"]
    window.entry_pane.fields_edited.emit(model.id_at(0), {"title": "Other"})
    settled(qtbot, window)
    assert window.list_pane.message.text() == ""


@pytest.mark.parametrize("focus", ["list", "search", "preview"])
def test_the_palette_opens_from_wherever_the_focus_is(
    qtbot: QtBot, window: MainWindow, focus: str
) -> None:
    window.activateWindow()
    widget: QWidget | None = {
        "list": window.list_pane.table,
        "search": window.list_pane.search.focusProxy(),
        "preview": window.entry_pane.preview,
    }[focus]
    assert widget is not None
    widget.setFocus()
    target = QApplication.focusWidget() or widget
    QTest.keyClick(target, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(CommandPalette)))
    window.findChildren(CommandPalette)[0].close()


def test_copying_in_the_search_box_copies_its_text(window: MainWindow) -> None:
    window.activateWindow()
    window.list_pane.search.set_text("knots")
    window.list_pane.search.focus()
    box = window.list_pane.search.focusProxy()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "knots"


def test_the_sort_menu_does_what_the_header_does(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["sort"].trigger()
    menu = window.findChildren(QMenu)[-1]
    menus = [m for m in window.list_pane.table.sort_header().findChildren(QMenu) if m.actions()]
    choices = {action.text(): action for action in menus[0].actions()}
    choices["Title"].trigger()
    menu.close()
    settled(qtbot, window)
    assert window.list_pane.table.arrangement().sort == (Sort("title"),)
    for each in menus:
        each.close()


def test_nothing_takes_the_main_thread_for_long(qtbot: QtBot, window: MainWindow) -> None:
    """Loosely bounded: a machine may be busy, but a second is a program that hangs."""
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    for text in ("quiet", "author:otto", ""):
        window.list_pane.search.set_text(text)
        settled(qtbot, window)
    window.actions_["go_all"].trigger()
    settled(qtbot, window)
    window.list_pane.table.sort_by("title")
    settled(qtbot, window)
    timer.stop()
    assert max(gaps) < 1.0


_BUTTON = QMessageBox.StandardButton


def answer(button: QMessageBox.StandardButton) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(button).click()

    QTimer.singleShot(100, press)


@pytest.mark.parametrize(
    ("button", "closes", "title"),
    [
        pytest.param(_BUTTON.Cancel, False, "Counting Diffuse Paths", id="cancel"),
        pytest.param(_BUTTON.Discard, True, "Counting Diffuse Paths", id="discard"),
        pytest.param(_BUTTON.Save, True, "Changed", id="save"),
    ],
)
def test_asks_before_it_closes_on_what_is_not_saved(
    window: MainWindow,
    library: Path,
    button: QMessageBox.StandardButton,
    closes: bool,
    title: str,
) -> None:
    entry_id = window.list_pane.model.id_at(0)
    window.entry_pane.show_tab("bibtex")
    source = window.entry_pane.source
    source.set_text(source.text.replace("Counting Diffuse Paths", "Changed"))
    answer(button)
    has_closed = window.close()
    source.revert()  # or the end of the test would be asked too
    assert has_closed == closes
    window.close()
    with Library.open(library, readonly=True, create=False) as reader:
        assert reader.rows([entry_id])[0].title == title


def test_stays_open_when_something_cannot_be_saved(window: MainWindow) -> None:
    window.entry_pane.show_tab("bibtex")
    source = window.entry_pane.source
    source.set_text("@misc{broken")
    answer(_BUTTON.Save)
    has_closed = window.close()
    source.revert()  # or the end of the test would be asked too
    assert not has_closed
    assert "Not all of it can be saved" in window.list_pane.message.text()


def test_marks_what_was_searched_in_list_and_preview(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.search.set_text("author:mansson sheaves")
    settled(qtbot, window)
    marks = window.list_pane.table.painter_of_cells.marks
    assert marks.of("Sheaves for Small Networks", "title") == [(0, 7)]
    assert marks.of("Ilse Månsson", "author") == [(5, 12)]
    assert marks.of("Ilse Månsson", "title") == []
    preview = window.entry_pane.preview
    marked = [each.cursor.selectedText() for each in preview.extraSelections()]
    assert marked == ["Sheaves", "Månsson"]
    window.list_pane.search.set_text("")
    settled(qtbot, window)
    assert preview.extraSelections() == []


def test_the_best_match_can_come_first(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["go_all"].trigger()
    window.list_pane.search.set_text("in OR lamps OR knots OR narrow")
    settled(qtbot, window)
    by_date = titles(window)
    best = window.list_pane.search.findChildren(QToolButton, "best")[0]
    best.click()
    settled(qtbot, window)
    assert titles(window)[0] == "Knots in Narrow Channels"
    assert sorted(titles(window)) == sorted(by_date)
    best.click()
    settled(qtbot, window)
    assert titles(window) == by_date
