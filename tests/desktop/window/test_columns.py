"""Columns of the list: any field, tags in their colours, chosen and remembered per view."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from db import Library, Sort, View
from desktop.window.main_window import MainWindow
from desktop.window.settings import ColumnsState, Settings
from desktop.window.table.attention_feature import Attention
from desktop.window.table.column_dialog import ColumnDialog
from tests.desktop.window.kit import PAGE, OpenWindow, make_library, settled, titles

BIB = r"""
@article{a, author={Sandberg, Ada}, title={Nine}, year=2020, volume={9}, note={{\'E}t{\'e}}}
@article{b, author={Sandberg, Ada}, title={Ten}, year=2021, Volume={10}}
@misc{c, author={Li, Bo}, title={None}, year=2022}
"""


def cell(window: MainWindow, row: int, column: str) -> str:
    model = window.list_pane.model
    section = model.columns.section(column)
    assert section is not None
    return str(model.data(model.index(row, section)))


def test_any_field_is_a_column_that_sorts_and_is_remembered(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB))
    window = open_window(path)
    table = window.list_pane.table
    table.show_columns(["title", "field:volume", "field:note", "key"])
    table.sort_by("field:volume")
    settled(qtbot, window)
    assert titles(window) == ["Nine", "Ten", "None"]
    assert [cell(window, row, "field:volume") for row in range(3)] == ["9", "10", ""]
    assert cell(window, 0, "field:note") == "Été"
    window.go_to(View("recent"))
    settled(qtbot, window)
    assert "field:volume" not in table.arrangement().order
    window.close()
    again = open_window(path).list_pane.table.arrangement()
    assert again.order == ("title", "field:volume", "field:note", "key")
    assert [key.column for key in again.sort] == ["field:volume"]


def test_the_dialog_offers_the_fields_of_the_library(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB)))
    window.list_pane.choose_columns()
    settled(qtbot, window)
    dialog = window.findChild(ColumnDialog)
    assert dialog is not None
    dialog.filter.setText("vol")
    shown = [dialog.list.item(place) for place in range(dialog.list.count())]
    assert [item.text() for item in shown if not item.isHidden()] == ["volume  (2 entries)"]
    assert "note  (1 entry)" in [item.text() for item in shown]
    dialog.check("field:volume")
    dialog.check("year", on=False)
    dialog.accept()
    settled(qtbot, window)
    order = window.list_pane.table.arrangement().order
    assert "field:volume" in order
    assert "year" not in order
    assert cell(window, 1, "field:volume") == "10"


def test_tags_are_shown_and_follow_a_change_of_their_name(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB))
    with Library.open(path) as library:
        tag = library.add_tag("thesis", colour="#3c9150", entry_ids=[1])
    window = open_window(path)
    assert [cell(window, row, "tags") for row in range(3)] == ["", "", "thesis"]
    window.session.write(lambda lib, _: lib.edit_tag(tag, name="PhD", colour=""), print)
    settled(qtbot, window)
    assert cell(window, 2, "tags") == "PhD"


def test_problems_of_a_whole_page_are_one_click_from_what_needs_attention(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    page = PAGE.replace("4papers", "53papers")
    window = open_window(make_library(tmp_path / "wide.oeuvre", ("page.txt", page)))
    attention = window.features.feature("table.attention_feature", "Attention")
    assert isinstance(attention, Attention)
    assert attention.line() is None
    window.go_to(View("problems"))
    settled(qtbot, window)
    line = attention.line()
    assert line is not None
    assert line.isVisible()
    assert line.text() == "One problem belongs to a whole page or file, not to an entry."
    dialog = attention.dialog()
    qtbot.addWidget(dialog)
    item = dialog.tree.topLevelItem(0)
    assert item is not None
    assert "53" in item.text(0)
    window.go_to(View())
    settled(qtbot, window)
    assert not line.isVisible()


def test_rows_and_columns_are_copied_as_they_are_shown(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB)))
    table = window.list_pane.table
    table.show_columns(["title", "year", "field:volume"])
    settled(qtbot, window)
    table.select_ids(window.list_pane.model.ids[1:])
    window.actions_["copy_rows"].trigger()
    settled(qtbot, window)
    assert QGuiApplication.clipboard().text() == (
        "Title\tAuthors\tYear\tvolume\nTen\tAda Sandberg\t2021\t10\nNine\tAda Sandberg\t2020\t9\n"
    )
    section = window.list_pane.model.columns.section("field:volume")
    assert section is not None
    table.selectionModel().setCurrentIndex(
        window.list_pane.model.index(1, section), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    window.actions_["copy_cells"].trigger()
    settled(qtbot, window)
    assert QGuiApplication.clipboard().text() == "10\n9"


def test_the_height_of_the_browse_panel_is_remembered(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB))
    window = open_window(path)
    window.actions_["browse"].trigger()
    settled(qtbot, window)
    parts = window.sidebar.findChildren(QSplitter)[0]
    parts.moveSplitter(parts.height() - 200, 1)
    high = parts.sizes()[1]
    assert high < 230
    window.close()
    again = open_window(path)
    assert again.sidebar.findChildren(QSplitter)[0].sizes()[1] == high


def test_a_selected_row_is_selected_in_a_new_column(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB)))
    model, table = window.list_pane.model, window.list_pane.table
    table.select_ids([model.id_at(1)])
    table.show_columns(["title", "field:note"])
    settled(qtbot, window)
    section = model.columns.section("field:note")
    assert section is not None
    assert table.selectionModel().isSelected(model.index(1, section))
    assert not table.selectionModel().isSelected(model.index(0, section))


def test_columns_that_nobody_knows_are_left_out(open_window: OpenWindow, tmp_path: Path) -> None:
    path = make_library(tmp_path / "fields.oeuvre", ("fields.bib", BIB))
    state = ColumnsState(("title", "field:", "colour", "field:note"), {"x": 3}, (Sort("colour"),))
    Settings(tmp_path / "window.ini").remember_columns("all", state)
    window = open_window(path)
    assert window.list_pane.table.arrangement().order == ("title", "field:note")
    assert titles(window) == ["None", "Ten", "Nine"]
