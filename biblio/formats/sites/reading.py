"""Which site's file a text is, and reading it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from biblio.formats.sites import (
    atom,
    openalex,
    orcid,
    publish_or_perish,
    scholar_page,
    shapes,
    tables,
    wos_text,
)
from biblio.formats.sites.json_sites import JSON_SITES
from biblio.formats.sites.json_values import NoJsonError, parse
from biblio.formats.sites.rows import SiteTable
from biblio.formats.sites.shapes import Columns, Shape
from biblio.problem import Problem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TABLE: Final = tables.FORMAT
FORMATS: Final = (
    scholar_page.FORMAT, TABLE, wos_text.FORMAT, openalex.FORMAT,
    *(each.format for each in JSON_SITES), publish_or_perish.FORMAT,
    orcid.JSON_FORMAT, orcid.XML_FORMAT, atom.FORMAT,
)  # fmt: skip
Progress = Callable[[int, int], None]
_Read = Callable[[Columns | None, Progress | None], tuple[SiteTable, list[Problem]]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text that is a file of a site.

    Attributes:
        format: One of `FORMATS`.
        read: Reads it, given what the user says of its columns and whom to tell of progress.
        shape: How it is a table, if it is one.
    """

    format: str
    read: _Read
    shape: Shape | None = None


def page_of(text: str) -> Recognised | None:
    """Google Scholar's page, which other readers could take for theirs."""
    if not scholar_page.looks_like(text):
        return None
    return Recognised(scholar_page.FORMAT, lambda _, __: scholar_page.read(text))


def document_of(text: str) -> Recognised | None:
    """JSON or XML of a site, or Web of Science's tagged text; None for anything else."""
    start = text[:100].lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "[") and _JSON_MARK.search(text[:_HEAD]):
        return _json(text)
    if start == "<" and _XML_MARK.search(text[:_HEAD]):
        return _xml(text)
    if wos_text.looks_like(text):
        return Recognised(wos_text.FORMAT, lambda _, __: wos_text.read(text))
    return None


def table_of(text: str, *, known: bool = False) -> Recognised | None:
    """A table; None for anything else.

    Args:
        text: The text.
        known: Whether only tables of known sites count.
    """
    shape = shapes.shape_of(text)
    if shape is None or (known and shape.layout is None):
        return None
    return Recognised(
        tables.FORMAT,
        lambda columns, progress: tables.read(text, shape, columns, progress=progress),
        shape,
    )


def why_not(shape: Shape, columns: Columns) -> str:
    """Why a table cannot be read by what the user says of its columns; empty if it can."""
    missing = tables.missing_column(shape, columns)
    if missing:
        return f"it has no column “{missing}”"
    roles = {role for role, _ in columns.columns}
    if roles and not roles & {"title", "doi"}:
        return "nothing is said of which column has the titles, or the DOIs"
    return ""


def day_told(table: SiteTable) -> dt.date | None:
    """The newest day that a file itself gives for its site's counts."""
    days = (told.day for row in table.rows for told in row.told if told.source == table.site)
    return max((day for day in days if day is not None), default=None)


def _json(text: str) -> Recognised | None:
    try:
        value: Any = parse(text)
    except NoJsonError:
        return None
    if openalex.looks_like(value):
        return _whole(openalex.FORMAT, openalex.read, value)
    if orcid.looks_like_json(value):
        return _whole(orcid.JSON_FORMAT, orcid.read_json, value)
    if publish_or_perish.looks_like(value):
        return _whole(publish_or_perish.FORMAT, publish_or_perish.read, value)
    site = next((each for each in JSON_SITES if each.looks_like(value)), None)
    return None if site is None else _whole(site.format, site.read, value)


def _xml(text: str) -> Recognised | None:
    root = _document(text)
    if root is None:
        return None
    if atom.looks_like(root):
        return _whole(atom.FORMAT, atom.read, root)
    return _whole(orcid.XML_FORMAT, orcid.read_xml, root) if orcid.looks_like_xml(root) else None


def _whole(format: str, read: Callable[[Any], SiteTable], value: Any) -> Recognised:  # noqa: A002
    return Recognised(format, lambda _, __: (read(value), []))


def _document(text: str) -> Element | None:
    """The root of a document that is whole and defines no entities of its own."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # has no types
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # has no types

    try:
        # As bytes: a text must not name an encoding
        root: Element = fromstring(_DECLARATION.sub("", text, count=1).encode(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, RecursionError, ValueError):
        return None
    return root


_HEAD: Final = 100_000
_JSON_MARK: Final = re.compile(
    r"openalex\.org/|\"(?:paperId|authorId|control_number|bibcode|relative_citation_ratio"
    r"|orcid-identifier|work-summary|cites_url|ecc)\""
)
_XML_MARK: Final = re.compile(r"arxiv\.org/|orcid\.org/ns/")
_DECLARATION: Final = re.compile(r"\A[\ufeff\s]*<\?xml[^>]{0,200}\?>")
