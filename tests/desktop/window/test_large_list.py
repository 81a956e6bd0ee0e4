"""A list of many entries: what one change does to it, and that nothing keeps the user waiting."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import Library, Row
from desktop.window.main_window import MainWindow
from desktop.window.settings import ColumnsState, Settings
from desktop.window.table.columns import INDEX
from desktop.window.table.table_model import EntryTableModel
from desktop.window.table.table_view import EntryTable
from tests.desktop.window.kit import OpenWindow, settled, window_opener
from tests.desktop.window.test_table import row

ENTRIES = 3000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of many entries."""
    path = tmp_path_factory.mktemp("many") / "many.oeuvre"
    words = ["deep", "graph", "lattice", "map", "quiet", "gradient", "network"]
    blocks = (
        f"@misc{{k{number}, title={{{words[number % 7]} {words[number % 5]} {number:05}}},"
        f" author={{Otto, Cyrus}}, year={1990 + number % 30}}}"
        for number in range(ENTRIES)
    )
    with Library.open(path) as library:
        library.import_bytes("\n".join(blocks).encode(), name="many.bib")
    return path


@pytest.fixture
def window(many: Path, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    copy = tmp_path / "copy.oeuvre"
    copy.write_bytes(many.read_bytes())
    made = open_window(copy)
    made.list_pane.table.sort_by("title")
    return made


def watched(window: MainWindow) -> list[str]:
    """What the model tells its views from now on."""
    model = window.list_pane.model
    told: list[str] = []
    for name in ("modelReset", "rowsInserted", "rowsRemoved", "rowsMoved"):
        getattr(model, name).connect(lambda *_, name=name: told.append(name))
    return told


def test_an_edit_moves_one_row_and_nothing_else(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    table, model = window.list_pane.table, window.list_pane.model
    table.verticalScrollBar().setValue(40_000)
    top = model.id_at(table.rowAt(0))
    offset = table.rowViewportPosition(table.rowAt(0))
    edited, kept = model.id_at(table.rowAt(200)), model.id_at(table.rowAt(100))
    table.select_ids([kept], kept)
    told = watched(window)
    window.commands.set_fields(edited, {"title": "AAA first of all"}, print)
    settled(qtbot, window)
    assert told == ["rowsMoved"]
    assert model.id_at(0) == edited
    assert (table.selected_ids(), table.current_id()) == ([kept], kept)
    assert model.id_at(table.rowAt(0)) == top
    assert table.rowViewportPosition(table.rowAt(0)) == offset


def test_the_trash_takes_rows_from_here_and_there(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    table, model = window.list_pane.table, window.list_pane.model
    told = watched(window)
    table.select_ids([model.id_at(5), model.id_at(900), model.id_at(901)])
    window.actions_["trash"].trigger()
    settled(qtbot, window)
    assert told == ["rowsRemoved"] * 2
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert told == ["rowsRemoved"] * 2 + ["rowsInserted"] * 2
    assert model.rowCount() == ENTRIES


def test_the_first_rows_are_there_with_the_window(many: Path, qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(many, Settings(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    window.show()
    model = window.list_pane.model
    first = list(model.ids)
    assert 0 < len(first) < 100
    assert model.row_at(0) is not None
    settled(qtbot, window)
    assert list(model.ids)[: len(first)] == first
    assert model.rowCount() == ENTRIES
    window.close()


def test_nothing_keeps_the_user_waiting(qtbot: QtBot, window: MainWindow) -> None:
    """Bounded loosely, since a machine may be busy; what is usual is far below."""
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    settled(qtbot, window)
    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    last = time.perf_counter()
    table = window.list_pane.table
    for query in ("l", "lattice", "author:otto year:>2000", "zebra", ""):
        window.list_pane.search.set_text(query)
        settled(qtbot, window)
    for column in ("authors", "year", "citations", "title"):
        table.sort_by(column)
        settled(qtbot, window)
    for place in range(0, table.verticalScrollBar().maximum(), 20_000):
        table.verticalScrollBar().setValue(place)
        QApplication.processEvents()
    window.commands.set_fields(window.list_pane.model.id_at(7), {"year": "2031"}, print)
    settled(qtbot, window)
    timer.stop()
    gaps.sort()
    assert gaps[-1] < 0.5
    assert sum(gap > 0.05 for gap in gaps) <= 6


def test_rows_of_a_busy_library_come_later(qtbot: QtBot) -> None:
    is_busy = True

    def fetch(wanted: Sequence[int]) -> list[Row]:
        return [] if is_busy else [row(each) for each in wanted]

    model = EntryTableModel(fetch)
    model.set_ids(array("q", [1, 2]))
    assert model.row_at(0) is None
    is_busy = False
    with qtbot.waitSignal(model.dataChanged, timeout=3000):
        pass
    assert model.row_at(0) == row(1)


@pytest.fixture
def table_of(qtbot: QtBot) -> Callable[..., EntryTable]:
    def make(*rows: Row) -> EntryTable:
        model = EntryTableModel(lambda wanted: [r for r in rows if r.id in wanted])
        table = EntryTable(model)
        qtbot.addWidget(table)
        table.resize(1200, 400)
        table.show()
        model.set_ids(array("q", [r.id for r in rows]))
        table.fit_columns()
        return table

    return make


def width(table: EntryTable, column: str) -> int:
    return table.sort_header().sectionSize(INDEX[column])


def test_empty_columns_leave_their_room_to_the_title(
    table_of: Callable[..., EntryTable],
) -> None:
    bare = table_of(row(1, key="k", subject="", venue=""))
    full = table_of(row(1, key="a-long-citation-key", venue="Annals of Invented Physics"))
    assert (width(bare, "venue"), width(bare, "subject")) == (0, 0)
    assert width(bare, "key") < width(full, "key")
    assert width(bare, "title") > width(full, "title")
    assert bare.arrangement().order == full.arrangement().order
    bare.hide()
    full.hide()


def test_an_empty_column_that_the_user_wants_stays(
    table_of: Callable[..., EntryTable],
) -> None:
    table = table_of(row(1, venue=""))
    header = table.sort_header()
    header.showSection(INDEX["venue"])
    header.columns_chosen.emit()
    table.fit_columns()
    assert width(table, "venue") > 0
    table.hide()


def test_a_width_that_the_user_chose_stays(table_of: Callable[..., EntryTable]) -> None:
    table = table_of(row(1, venue="Annals"))
    table.sort_header().resizeSection(INDEX["venue"], 211)
    table.fit_columns()
    assert width(table, "venue") == 211
    assert table.arrangement().widths == {"venue": 211}
    table.arrange(ColumnsState((), {"key": 77}))
    table.fit_columns()
    assert width(table, "key") == 77
    table.hide()


def test_a_key_is_read_whole_while_the_title_has_room(
    table_of: Callable[..., EntryTable],
) -> None:
    table = table_of(
        row(1, key="müller2020", type="article", venue="A Long Name of a Journal " * 4)
    )
    header = table.sort_header()
    for name in ("key", "type"):
        header.showSection(INDEX[name])
    table.resize(760, 400)
    table.fit_columns()
    needed = table.fontMetrics().horizontalAdvance("müller2020")
    assert width(table, "key") > needed
    assert width(table, "type") > table.fontMetrics().horizontalAdvance("article")
    table.hide()


def test_opens_in_a_window_that_knows_no_settings(many: Path, qtbot: QtBot, tmp_path: Path) -> None:
    opener, close_all = window_opener(qtbot, tmp_path / "none.ini")
    window = opener(many)
    assert window.list_pane.model.rowCount() == ENTRIES
    close_all()


def test_a_new_entry_and_one_that_goes_are_one_row_each(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    told = watched(window)
    blocks = b"@misc{new, title={lattice in the middle}, author={Otto, Cyrus}, year=2001}"
    window.session.write(lambda lib, _: lib.import_bytes(blocks, name="one.bib"), print)
    settled(qtbot, window)
    assert told == ["rowsInserted"]
    window.actions_["undo"].trigger()
    settled(qtbot, window)
    assert told == ["rowsInserted", "rowsRemoved"]
    assert window.list_pane.model.rowCount() == ENTRIES
