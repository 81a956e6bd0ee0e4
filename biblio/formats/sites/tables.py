"""Tables of sites, and any other table whose columns are known, as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from biblio.formats.sites import cells
from biblio.formats.sites.csv_text import BrokenTableError, Record, compared, records
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.layouts import GOOGLE_SCHOLAR, Layout
from biblio.formats.sites.notes import counts_in_note, day_of
from biblio.formats.sites.rows import SiteRow, SiteTable, Told
from biblio.formats.sites.shapes import Columns, Shape
from biblio.problem import Problem, Severity

FORMAT: Final = "table"


def read(
    text: str,
    shape: Shape,
    columns: Columns | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[SiteTable, list[Problem]]:
    """The rows of a table, and what was wrong in it.

    Args:
        text: The table.
        shape: How it is one.
        columns: What its columns hold, if the user said so; None to go by the shape.
        progress: Called with the lines read and about their number; may raise to cancel.
    """
    layout, by_user = _layout_for(shape, columns)
    reader = _Reader(shape, layout, "scholar.google" in text)
    rows: list[SiteRow] = []
    total = text.count("\n") + 1
    try:
        for record in records(text, shape.delimiter, quoted=layout.quoted):
            if record.line <= shape.header.line or record.cells == shape.header.cells:
                continue
            if progress is not None and len(rows) % 500 == 0:
                progress(record.line, total)
            row = reader.row(record)
            if row is not None:
                rows.append(row)
    except BrokenTableError as error:
        message = (
            f"The table breaks off at line {error.line}: a quotation mark seems to be missing."
        )
        reader.problems.append(Problem("broken-table", Severity.ERROR, message, error.line))
    table = SiteTable(
        reader.site, tuple(rows), reader.shown(), shape.header.cells, told_by_user=by_user
    )
    return table, reader.problems


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, shape: Shape, layout: Layout, is_scholar: bool) -> None:
        self._shape = shape
        self._layout = layout
        self._names = compared(shape.header.cells)
        at = {name: place for place, name in reversed(list(enumerate(self._names)))}
        self._at = {
            role: next((at[name] for name in names if name in at), None)
            for role, names in layout.columns.items()
        }
        self._own = next((at[name] for name in layout.own_id[1] if name in at), None)
        self._also = [(at[name], who) for name, who in layout.also.items() if name in at]
        self._years = [at.get(name) for name in layout.years]
        self._year_columns = [
            (place, int(name)) for place, name in enumerate(self._names) if _YEAR.fullmatch(name)
        ]
        # Publish or Perish asks several sites; where it asked Google Scholar, that one counts
        self.site = (
            GOOGLE_SCHOLAR if layout.site == "Publish or Perish" and is_scholar else layout.site
        )
        self.problems: list[Problem] = []

    def shown(self) -> tuple[tuple[str, str], ...]:
        """(role, name of the column) of what is read."""
        header = self._shape.header.cells
        return tuple((role, header[at]) for role, at in self._at.items() if at is not None)

    def row(self, record: Record) -> SiteRow | None:
        """The paper of a row, or None where it is none."""
        cells_ = record.cells
        if len(cells_) > len(self._names) and any(cells_[len(self._names) :]):
            message = (
                f"The row has {len(cells_)} cells where the header has {len(self._names)}: it was"
                " passed over."
            )
            self.problems.append(Problem("shifted-row", Severity.WARNING, message, record.line))
            return None
        texts = {role: self._cell(cells_, at) for role, at in self._at.items()}
        title = cells.plain(texts.get("title", ""))
        ids = identifiers(
            ("doi", texts.get("doi", "")),
            ("arxiv", texts.get("arxiv", "")),
            ("pmid", texts.get("pmid", "")),
            ("url", texts.get("url", "")),
            (self._layout.own_id[0], self._cell(cells_, self._own)),
        )
        if not title and not ids:
            message = "The row has neither a title nor an identifier: it was passed over."
            self.problems.append(
                Problem("row-without-title", Severity.WARNING, message, record.line)
            )
            return None
        authors, others = cells.names_of(texts.get("authors", ""), commas=self._layout.commas)
        venue = cells.plain(texts.get("venue", ""))
        return SiteRow(
            record.line,
            title,
            authors,
            others,
            cells.year_of(texts.get("year", "")),
            ids,
            venue,
            tuple(self._told(record, texts)),
            cells.kind_of(texts.get("type", ""), venue=venue),
            tuple(_details(texts)),
        )

    def _told(self, record: Record, texts: dict[str, str]) -> Iterator[Told]:
        day = day_of(texts.get("day", "")) or self._shape.day
        by_year = tuple(self._by_year(record.cells))
        value = None
        if self._at.get("count") is not None:
            value = self._count(record, texts["count"])
        if value is not None or by_year:
            yield Told(self.site, value, day, by_year)
        for at, who in self._also:
            number = cells.number_of(self._cell(record.cells, at))
            if number is not None:
                yield Told(who, number, day)
        yield from counts_in_note(texts.get("note", ""))

    def _count(self, record: Record, text: str) -> int | None:
        if cells.is_blank(text):  # only an empty cell is a site's way to say 0
            return 0 if self._layout.blank_is_zero and not text.strip() else None
        number = cells.number_of(text)
        if number is None:
            message = f"“{text[:40]}” is no number of citations: the paper gets no count."
            self.problems.append(Problem("bad-count", Severity.WARNING, message, record.line))
        return number

    def _by_year(self, row: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        for at, year in self._year_columns:
            number = cells.number_of(self._cell(row, at))
            if number is not None:
                yield year, number
        years, counts = (self._cell(row, at).split("|") for at in self._years)
        if len(years) == len(counts):
            for told, count in sorted(zip(years, counts, strict=True)):
                number = cells.number_of(count)
                if number is not None and _YEAR.fullmatch(told.strip()):
                    yield int(told), number

    @staticmethod
    def _cell(row: tuple[str, ...], at: int | None) -> str:
        return row[at] if at is not None and at < len(row) else ""


def _details(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    for role in ("volume", "number", "publisher", "issn", "isbn", "url", "language"):
        text = texts.get(role, "")
        if text and not cells.is_blank(text):
            yield role, cells.plain(text)[:1000]
    pages = cells.pages_of(texts.get("pages", ""), texts.get("last_page", ""))
    if pages:
        yield "pages", pages


def _layout_for(shape: Shape, columns: Columns | None) -> tuple[Layout, bool]:
    """What is read, and whether that is not what a known site's table has."""
    if shape.layout is not None and (columns is None or not columns.columns):
        site = columns.site if columns is not None and columns.site else shape.layout.site
        return replace(shape.layout, site=site), False
    told = columns or shape.guess
    return _as_layout(told if told.columns else replace(shape.guess, site=told.site)), True


def missing_column(shape: Shape, columns: Columns) -> str:
    """The first column that the user names and the table does not have; empty if it has all."""
    there = compared(shape.header.cells)
    return next((name for _, name in columns.columns if compared([name])[0] not in there), "")


def _as_layout(columns: Columns) -> Layout:
    roles: dict[str, tuple[str, ...]] = {}
    for role, name in columns.columns:
        roles[role] = (*roles.get(role, ()), *compared([name]))
    return Layout(columns.site, (), roles, commas=True)


_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
