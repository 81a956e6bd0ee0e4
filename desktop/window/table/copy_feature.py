"""Copying what the list shows: rows as a table for a spreadsheet, or one column of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from desktop.window.features import Workplace
from desktop.window.table.columns import NO_DATA, Column
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import Library
    from db.listed import Row

translate = QCoreApplication.translate


class CopyRows:
    """Copies the selected rows as they are shown."""

    def __init__(self, workplace: Workplace) -> None:
        self._work = workplace

    def rows(self) -> None:
        """Copy the shown columns of the selected entries, with their titles."""
        columns = self._shown()
        self._copy(columns, with_titles=True)

    def cells(self) -> None:
        """Copy the column with the cursor, of the selected entries, a line each."""
        pane = self._work.list_pane
        index = pane.table.currentIndex()
        if index.isValid():
            self._copy([pane.model.columns[index.column()]], with_titles=False)

    def _shown(self) -> list[Column]:
        table, columns = self._work.list_pane.table, self._work.list_pane.model.columns
        sections = map(columns.section, table.arrangement().order)
        shown = [columns[each] for each in sections if each is not None]
        if "authors" not in {column.name for column in shown}:  # they stand below the title
            authors = columns.section("authors")
            assert authors is not None, "a usual column"
            shown.insert(1, columns[authors])
        return shown

    def _copy(self, columns: Sequence[Column], *, with_titles: bool) -> None:
        pane = self._work.list_pane
        ids, names = pane.table.selected_ids(), [column.name for column in columns]

        def work(library: Library, _: Control) -> list[Row]:
            return library.rows(ids, names)

        def done(rows: list[Row]) -> None:
            text = as_table(columns, rows) if with_titles else as_lines(columns[0], rows)
            QGuiApplication.clipboard().setText(text)
            words = (
                translate("CopyRows", "{0} copied as a table.")
                if with_titles
                else translate("CopyRows", "{0} copied: {1}.")
            )
            number = (
                translate("CopyRows", "1 entry")
                if len(rows) == 1
                else translate("CopyRows", "{0} entries").format(f"{len(rows):,}")
            )
            pane.message.tell(words.format(number, columns[0].title))

        self._work.session.ask("copy", work, done, pane.tell_error)


def as_table(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    """Rows with tabs between the cells, under the titles of the columns."""
    lines = ["\t".join(_cell(column.title) for column in columns)]
    lines += ["\t".join(_text(column, row) for column in columns) for row in rows]
    return "\n".join(lines) + "\n"


def as_lines(column: Column, rows: Sequence[Row]) -> str:
    """One cell of each row."""
    return "\n".join(_text(column, row) for row in rows)


def _text(column: Column, row: Row) -> str:
    if column.name == "citations":  # without separators, so that a spreadsheet takes a number
        return "" if row.citations is None else str(row.citations)
    text = column.text(row)
    return "" if text == NO_DATA else _cell(text)


def _cell(text: str) -> str:
    return " ".join(text.split())
