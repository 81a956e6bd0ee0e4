"""Detection: which format some bytes are in, by what is in them, and reading them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from biblio.formats import csl, profile_page, ris
from biblio.formats import encoding as encodings
from biblio.formats.bibtex import reader as bibtex
from biblio.formats.bibtex.grammar import TYPE
from biblio.formats.encoding import Parts
from biblio.formats.result import Block, BlockKind, ReadResult
from biblio.formats.sites import reading as sites
from biblio.formats.sites import workbooks
from biblio.formats.sites.reading import Recognised
from biblio.formats.sites.shapes import Columns, is_known, shape_of
from biblio.formats.sites.workbooks import WorkbookError
from biblio.problem import Problem, Severity

_READERS = {bibtex.FORMAT: bibtex.read, ris.FORMAT: ris.read, csl.FORMAT: csl.read}
ENTRY_FORMATS = tuple(_READERS)
FORMATS = (*_READERS, profile_page.FORMAT, *sites.FORMATS)

#: What files of other kinds begin with, and what to call them.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a sound"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "a rich text document"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS = (
    (_HTML, "html", "it is a web page; save or copy the text of the page instead"),
    (re.compile(r"\s*<\?xml|\s*<[a-zA-Z][\w:-]*[\s>]"), "other-format", "it is XML"),
    (
        re.compile(r"\s*(?:\[\s*\{|\{\s*\"|\[\s*\]|\{\s*\})"),
        "other-format",
        "it is JSON, but neither a list of CSL items nor of a site that is known",
    ),
    (
        re.compile(r"\s*\\(?:documentclass|documentstyle|input|begin)\b"),
        "other-format",
        "it is LaTeX",
    ),
)
#: A line that begins a block as no programming language does.
_BLOCK = re.compile(
    rf"^[ \t]*@\s*(?:{TYPE}\s*[{{(]\s*[^\s,{{}}\"=()]*\s*,"
    r"|(?:string|preamble|comment)\s*[{(]|[a-z]+\s*\{\s*\w+\s*=\s*[{\"])",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\U0010f000-\U0010ffff]")
_SAMPLE = 65_536
_TABLES = (".csv", ".tsv", ".tab", ".xls", ".xlsx")
_UNKNOWN_TABLE = "it is a table, and what is in its columns is not known"


class UnknownFormat(ValueError):  # noqa: N818  # the name that callers know
    """Bytes that are in no format that can be read.

    Attributes:
        reason: What they are, as a part of a sentence: “it is an image”.
        code: The reason in a word: ``empty``, ``binary``, ``html``, ``other-format``,
            ``text``, ``table``, ``columns`` or ``no-such-format``.
        name: The name of the input.
        header: Of a table whose columns are not known, their names; else empty.
    """

    def __init__(self, reason: str, *, code: str, name: str, header: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.code, self.name, self.header = reason, code, name, header


def read(
    data: bytes,
    *,
    name: str,
    format: str | None = None,  # noqa: A002
    as_of: dt.date | None = None,
    file_date: dt.date | None = None,
    columns: Columns | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ReadResult:
    """Everything that some bytes hold, whichever format they are in.

    Args:
        data: The bytes.
        name: The name of the input; only its ending counts, and only in doubt.
        format: One of `FORMATS`, if it is known.
        as_of: The day for which reported numbers hold; None for that of the file.
        file_date: The day the file was last changed; None if that is unknown.
        columns: What is in the columns of a table, if the user says so.
        progress: Called with the characters read and their total; may raise to cancel.

    Raises:
        UnknownFormat: If they are in no format that can be read, or not in that one.
    """
    _check_format(format, name)
    decoded = _workbook(data, name)
    if decoded is None:
        _check_signature(data, name)
        decoded = encodings.decode(data)
        _check_text(decoded.text, name)
    text = decoded.text
    found = format or (sites.TABLE if columns is not None else _found(text, name))
    if found in sites.FORMATS:
        found = _site_file(text, str(found), name)
    if isinstance(found, Recognised):
        _check_columns(found, columns, name)
        return _read_site(found, decoded, columns, as_of or file_date, progress)
    if found in _READERS:
        return _READERS[found](data, progress=progress)
    day = as_of or file_date
    if day is None:
        raise ValueError("a profile page needs the day for which its numbers hold")
    page = profile_page.read(text, encoding=decoded.encoding, as_of=day)
    if decoded.note:
        note = Problem("encoding-assumed", Severity.NOTE, decoded.note)
        page = replace(page, problems=(note, *page.problems))
    return page


def bibtex_parts(
    data: bytes,
    *,
    name: str,
    format: str | None = None,  # noqa: A002
) -> Parts | None:
    """The text, to be read a part at a time, if it is BibTeX by what it begins with.

    None if it is something else, or if only the whole of it tells: ask `read` then. The
    arguments are those of `read`.

    Raises:
        UnknownFormat: As `read` does.
    """
    _check_format(format, name)
    if workbooks.kind_of(data):
        return None
    _check_signature(data, name)
    parts = encodings.in_parts(data)
    head = next(encodings.texts(parts), "")
    _check_text(head, name)
    if format is None:
        try:
            format = str(_found(head, name))  # noqa: A001
        except UnknownFormat:
            if len(data) <= encodings.PART:
                raise
            return None
    return parts if format == bibtex.FORMAT else None


def _found(text: str, name: str) -> str | Recognised:
    """The format of a text, or which site's file it is.

    Raises:
        UnknownFormat: If it is in none that can be read.
    """
    is_named_bibtex = name.lower().endswith((".bib", ".bibtex"))
    has_blocks = _BLOCK.search(text) is not None
    told = _told_apart(text, is_bibtex=has_blocks and is_named_bibtex)
    if told is not None:
        return told
    for pattern, code, reason in _OTHERS:
        if pattern.match(text) and not (has_blocks and (is_named_bibtex or code != "html")):
            raise UnknownFormat(reason, code=code, name=name)
    if has_blocks or is_named_bibtex:  # all text outside of blocks is a comment to BibTeX
        return bibtex.FORMAT
    if not text.strip():
        raise UnknownFormat("it is empty", code="empty", name=name)
    return _other_table(text, name)


def _told_apart(text: str, *, is_bibtex: bool) -> str | Recognised | None:
    """The format of a text that shows it by marks of its own; None if none does."""
    if page := sites.page_of(text):
        return page
    if profile_page.looks_like(text):
        return profile_page.FORMAT
    if is_bibtex:
        return None
    if ris.looks_like(text):
        return ris.FORMAT
    if document := sites.document_of(text):
        return document
    return csl.FORMAT if csl.looks_like(text) else sites.table_of(text, known=True)


def _other_table(text: str, name: str) -> Recognised:
    """A table of no known site whose columns can be told by their names.

    Raises:
        UnknownFormat: It is none; if it is a table, its columns are not known.
    """
    shape = shape_of(text)
    if is_known(shape) and (table := sites.table_of(text)):
        return table
    if shape is not None and name.lower().endswith(_TABLES):
        header = shape.header.cells
        raise UnknownFormat(_UNKNOWN_TABLE, code="table", name=name, header=header)
    raise UnknownFormat(
        "it is text that is neither BibTeX, RIS, CSL-JSON, a profile page nor a table of papers",
        code="text",
        name=name,
    )


def _site_file(text: str, format: str, name: str) -> Recognised:  # noqa: A002
    """The file of a site, in a format that is known.

    Raises:
        UnknownFormat: It is not in that format.
    """
    if format == sites.TABLE:
        found = sites.table_of(text)
    else:
        found = sites.page_of(text) or sites.document_of(text)
    if found is None or found.format != format:
        raise UnknownFormat(f"it is not in the format {format}", code="other-format", name=name)
    return found


def _check_columns(found: Recognised, columns: Columns | None, name: str) -> None:
    """Refuse a table of which nobody knows what is in its columns.

    Raises:
        UnknownFormat: The user does not say it, or names columns that it does not have.
    """
    if found.shape is None:
        return
    header = found.shape.header.cells
    if columns is not None and (reason := sites.why_not(found.shape, columns)):
        raise UnknownFormat(reason, code="columns", name=name, header=header)
    if not (columns is not None and columns.columns) and not is_known(found.shape):
        raise UnknownFormat(_UNKNOWN_TABLE, code="table", name=name, header=header)


def _read_site(
    found: Recognised,
    decoded: encodings.Decoded,
    columns: Columns | None,
    day: dt.date | None,
    progress: Callable[[int, int], None] | None,
) -> ReadResult:
    table, problems = found.read(columns, progress)
    if decoded.note:
        problems.insert(0, Problem("encoding-assumed", Severity.NOTE, decoded.note))
    return ReadResult(
        found.format,
        decoded.encoding,
        (),
        (Block(BlockKind.TEXT, decoded.text, 1),),
        tuple(problems),
        as_of=sites.day_told(table) or day,
        table=table,
    )


def _check_format(format: str | None, name: str) -> None:  # noqa: A002
    if format is not None and format not in FORMATS:
        known = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
        raise UnknownFormat(
            f"“{format}” is no format; there are {known}", code="no-such-format", name=name
        )


def _workbook(data: bytes, name: str) -> encodings.Decoded | None:
    """The table of an Excel workbook as text; None for anything else.

    Raises:
        UnknownFormat: It is one, and cannot be read.
    """
    if not workbooks.kind_of(data):
        return None
    try:
        text = workbooks.as_text(data)
    except WorkbookError as error:
        raise UnknownFormat(error.reason, code="binary", name=name) from error
    if not text:
        raise UnknownFormat("it is an Excel workbook without a table", code="binary", name=name)
    return encodings.Decoded(text, "utf-8")


def _check_signature(data: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnknownFormat(f"it is {kind}", code="binary", name=name)


def _check_text(text: str, name: str) -> None:
    """Refuse more control characters than a slip of the keyboard explains."""
    head = text[:_SAMPLE]
    if len(_CONTROL.findall(head)) > 4 + len(head) // 50:
        raise UnknownFormat("it holds binary data, not text", code="binary", name=name)
