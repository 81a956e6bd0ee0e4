"""Excel workbooks become the text of a table, whatever is in them and however damaged they are."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # has no types
import pytest

from biblio.formats import detect
from biblio.formats.detect import UnknownFormat
from biblio.formats.sites import workbooks
from biblio.formats.sites.workbooks import WorkbookError, as_text, beginning_of, kind_of

FOLDER = Path(__file__).parents[1] / "data" / "sites"
DAY = dt.date(2026, 6, 1)


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ((FOLDER / "wos.xls").read_bytes(), "xls"),
        ((FOLDER / "own.xlsx").read_bytes(), "xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), ""),
        (b"PK\x03\x04 of something else", ""),
        (b"Title,Cited by\n", ""),
        (b"", ""),
    ],
    ids=["xls", "xlsx", "word", "zip", "text", "empty"],
)
def test_a_workbook_is_known_by_what_is_in_it(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_the_first_sheet_with_a_table_is_text_with_a_line_for_each_row() -> None:
    assert as_text((FOLDER / "own.xlsx").read_bytes()) == (
        "My papers\n\nTitle,When,Hits,Cited by\nDeep sets,2017,5,3210\nLamps,2019-03-01,,12\n"
    )


def test_numbers_days_and_texts_are_written_as_people_read_them() -> None:
    day = dt.datetime(2026, 5, 30, 10, 11, 12)  # noqa: DTZ001 - Excel knows no time zones
    data = workbook(["a", "b", "c", "d"], [1.5, True, day, 'x "y",\nz'])
    assert as_text(data) == 'a,b,c,d\n1.5,True,2026-05-30 10:11:12,"x ""y"", z"\n'


def test_a_workbook_with_little_in_it_is_no_table() -> None:
    assert as_text(workbook(["A title"], ["and", "a row"])) == ""
    with pytest.raises(UnknownFormat) as raised:
        detect.read(workbook(["A title"]), name="x.xlsx", as_of=DAY)
    assert raised.value.reason == "it is an Excel workbook without a table"


def test_columns_that_nobody_knows_are_asked_about() -> None:
    data = workbook(["Paper", "Hits"], ["Sets", 3], ["Maps", 4])
    with pytest.raises(UnknownFormat) as raised:
        detect.read(data, name="x.xlsx", as_of=DAY)
    assert (raised.value.code, raised.value.header) == ("table", ("Paper", "Hits"))
    assert beginning_of(data) == "Paper,Hits\nSets,3\nMaps,4\n"


def test_a_small_file_with_a_cell_far_away_stays_small() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"], book.active["A2"], book.active["B2"] = "a", "b", "c", "d"
    book.active["XFD1048576"] = "far"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(WorkbookError, match="too large"):
        as_text(out.getvalue())


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_UNPACKED", 1000)
    with pytest.raises(WorkbookError, match="too large"):
        as_text((FOLDER / "own.xlsx").read_bytes())


def test_entities_are_not_expanded() -> None:
    data = io.BytesIO((FOLDER / "own.xlsx").read_bytes())
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml":
                text = b'<!DOCTYPE w [<!ENTITY a "aaaa">]>' + text
            new.writestr(name, text)
    with pytest.raises(WorkbookError, match="damaged"):
        as_text(out.getvalue())


@pytest.mark.parametrize("name", ["wos.xls", "own.xlsx"])
def test_damage_is_told_and_raises_nothing_else(name: str) -> None:
    whole = (FOLDER / name).read_bytes()
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.choice((len(data), chance.randrange(8, len(data))))])
        if kind_of(cut):
            with contextlib.suppress(WorkbookError):
                as_text(cut)
