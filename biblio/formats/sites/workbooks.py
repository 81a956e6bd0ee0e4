"""Excel workbooks as the text of a table: one row a line, cells divided by commas.

Web of Science exports .xls, and tables that people keep are often workbooks. Only values are read:
no formula, macro, link or format. What is read is bounded, since a small file can hold a
large table; see docs/decisions/0019-workbooks-by-xlrd-and-openpyxl.md.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from biblio.formats.sites.csv_text import MOST_COLUMNS

XLS, XLSX = "xls", "xlsx"


class WorkbookError(ValueError):
    """A workbook that cannot be read.

    Attributes:
        reason: Why, as a part of a sentence: “it is an Excel workbook that is damaged”.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def kind_of(data: bytes) -> str:
    """`XLS` or `XLSX` by what the bytes are; empty for anything else."""
    if data.startswith(_OLE):
        return XLS if _names(data, _STREAMS) else ""
    if not data.startswith(_ZIP):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return XLSX if "xl/workbook.xml" in archive.namelist() else ""
    except _DAMAGE:
        return ""


def as_text(data: bytes) -> str:
    """The first sheet that is a table, as comma-separated values.

    Raises:
        WorkbookError: It is damaged, encrypted or too large.
    """
    if len(data) > _MOST_BYTES:
        raise WorkbookError(_TOO_LARGE)
    is_xls = kind_of(data) == XLS
    read = _xls_sheets if is_xls else _xlsx_sheets
    damage = (*_DAMAGE, *_damage_of_xls()) if is_xls else _DAMAGE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and days, of which nobody is to hear
            return next(filter(None, map(_written, read(data))), "")
    except WorkbookError:
        raise
    except damage as error:
        raise WorkbookError("it is an Excel workbook that is damaged or encrypted") from error


def beginning_of(data: bytes) -> str:
    """The text in which a table's header is, of a workbook or of any text; empty if damaged."""
    if not kind_of(data):
        from biblio.formats import encoding

        return encoding.decode(data[:_HEAD]).text
    try:
        return as_text(data)[:_HEAD]
    except WorkbookError:
        return ""  # whoever reads all of it says why


def _names(data: bytes, streams: Iterable[str]) -> bool:
    """Whether an OLE file has a stream of one of these names, by its directory's bytes."""
    return any(f"{name}\0".encode("utf-16-le") in data for name in streams)


def _xls_sheets(data: bytes) -> Iterator[Iterator[list[str]]]:
    """The rows of each sheet of an .xls."""
    import xlrd  # type: ignore[import-untyped]  # has no types

    book = xlrd.open_workbook(
        file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
    )
    for place in range(min(book.nsheets, _MOST_SHEETS)):
        sheet = book.sheet_by_index(place)
        yield (
            [
                _xls_cell(book, kind, value)
                for kind, value in zip(
                    sheet.row_types(number)[:MOST_COLUMNS],
                    sheet.row_values(number)[:MOST_COLUMNS],
                    strict=True,
                )
            ]
            for number in range(sheet.nrows)
        )
        book.unload_sheet(place)


def _damage_of_xls() -> tuple[type[Exception], ...]:
    import xlrd

    return xlrd.XLRDError, xlrd.compdoc.CompDocError, xlrd.formula.FormulaError


def _xls_cell(book: Any, kind: int, value: Any) -> str:
    import xlrd

    if kind == xlrd.XL_CELL_DATE:
        try:
            return _text(xlrd.xldate_as_datetime(value, book.datemode))
        except (ValueError, OverflowError):  # a number that was only to look like a day
            return _text(value)
    return "" if kind == xlrd.XL_CELL_ERROR else _text(value)


def _xlsx_sheets(data: bytes) -> Iterator[Iterator[list[str]]]:
    """The rows of each sheet of an .xlsx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # No member unpacks to more than it says, which zipfile sees to
        if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
            raise WorkbookError(_TOO_LARGE)
    import openpyxl  # type: ignore[import-untyped]  # has no types

    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    for sheet in book.worksheets[:_MOST_SHEETS]:
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=_MOST_ROWS + 1, values_only=True)
        yield ([_text(value) for value in row] for row in rows)


def _written(rows: Iterable[list[str]]) -> str:
    """A sheet as text; empty where it has no two rows of two cells.

    Raises:
        WorkbookError: It is too large.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    telling = 0
    for number, row in enumerate(rows):
        if number >= _MOST_ROWS or out.tell() > _MOST_CHARACTERS:
            raise WorkbookError(_TOO_LARGE)
        while row and not row[-1]:
            row.pop()
        telling += sum(map(bool, row)) > 1
        if row:
            writer.writerow(row)
        else:
            out.write("\n")  # so that a line is a row
    return out.getvalue() if telling > 1 else ""


def _text(value: Any) -> str:
    """A cell's value as one line of text: 2017.0 is 2017, a day is of ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        whole_day = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value)[:_LONGEST].split())


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_STREAMS: Final = ("Workbook", "Book")
_MOST_BYTES: Final = 64_000_000
_MOST_UNPACKED: Final = 256_000_000
_MOST_CHARACTERS: Final = 100_000_000
_MOST_ROWS: Final = 200_000
_MOST_SHEETS: Final = 10
_HEAD: Final = 100_000  # bytes or characters
_LONGEST: Final = 32_767  # characters of a cell, as in Excel
_TOO_LARGE: Final = "it is an Excel workbook that is too large; save its table as CSV instead"
#: What the readers of a damaged file raise: they say little of it.
_DAMAGE: Final[tuple[type[Exception], ...]] = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError,
    NotImplementedError, OSError, RecursionError, RuntimeError, SyntaxError, TypeError, ValueError,
    struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
