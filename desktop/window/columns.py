"""The columns of the list: what they are called, how wide they are, and what a cell says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.listed import Row

NO_DATA = "–"


class Look(Enum):
    """How the delegate paints a column's cells."""

    TEXT = auto()
    TITLE = auto()
    AUTHORS = auto()
    QUIET = auto()  # text of less weight
    NUMBER = auto()  # right-aligned
    PILLS = auto()
    CODE = auto()  # in the fixed-width font


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its name in `db.Sort` and in the settings.
        label: The header, in English; see `Column.title`.
        width: In pixels, until the user changes it.
        text: What a cell of it says.
        shown: Whether it is there until the user chooses.
        descending_first: Whether the first click sorts from large to small.
    """

    name: str
    label: object  # what QT_TRANSLATE_NOOP gives
    width: int
    look: Look
    text: Callable[[Row], str]
    shown: bool = True
    descending_first: bool = False

    @property
    def title(self) -> str:
        """The header in the user's language."""
        return QCoreApplication.translate("Column", str(self.label))


def subject_text(row: Row) -> str:
    """A field by its short code, without the archive where that is plain (``LG``, ``ML``)."""
    return row.subject.rpartition(".")[2] if row.subject else ""


def subject_tip(row: Row) -> str:
    """A field in words, with its full category."""
    from biblio.subjects import category_name, subject_of

    name = category_name(row.subject)
    if name is None and (subject := subject_of(row.subject)) is not None:
        return f"{subject.name} ({subject.category})"
    return f"{name} ({row.subject})" if name else row.subject


def citations_text(row: Row) -> str:
    """The count, or a dash where no source gave one: no data is not zero."""
    return NO_DATA if row.citations is None else f"{row.citations:,}"


COLUMNS: tuple[Column, ...] = (
    Column("title", QT_TRANSLATE_NOOP("Column", "Title"), 420, Look.TITLE, lambda r: r.title),
    Column(
        "authors",
        QT_TRANSLATE_NOOP("Column", "Authors"),
        240,
        Look.AUTHORS,
        lambda r: r.authors,
        shown=False,
    ),
    Column(
        "year",
        QT_TRANSLATE_NOOP("Column", "Year"),
        58,
        Look.TEXT,
        lambda r: "" if r.year is None else str(r.year),
        descending_first=True,
    ),
    Column("venue", QT_TRANSLATE_NOOP("Column", "Venue"), 116, Look.QUIET, lambda r: r.venue),
    Column("subject", QT_TRANSLATE_NOOP("Column", "Field"), 82, Look.PILLS, subject_text),
    Column(
        "badges",
        QT_TRANSLATE_NOOP("Column", "Badges"),
        80,
        Look.PILLS,
        lambda r: ", ".join(r.badges),
    ),
    Column(
        "citations",
        QT_TRANSLATE_NOOP("Column", "Citations"),
        80,
        Look.NUMBER,
        citations_text,
        descending_first=True,
    ),
    Column("key", QT_TRANSLATE_NOOP("Column", "Key"), 114, Look.CODE, lambda r: r.key),
    Column(
        "type", QT_TRANSLATE_NOOP("Column", "Type"), 100, Look.QUIET, lambda r: r.type, shown=False
    ),
    Column(
        "date",
        QT_TRANSLATE_NOOP("Column", "Date"),
        92,
        Look.TEXT,
        lambda r: r.date,
        shown=False,
        descending_first=True,
    ),
    Column(
        "added",
        QT_TRANSLATE_NOOP("Column", "Added"),
        92,
        Look.QUIET,
        lambda r: r.added[:10],
        shown=False,
        descending_first=True,
    ),
    Column(
        "changed",
        QT_TRANSLATE_NOOP("Column", "Changed"),
        92,
        Look.QUIET,
        lambda r: r.changed[:10],
        shown=False,
        descending_first=True,
    ),
    Column(
        "problems",
        QT_TRANSLATE_NOOP("Column", "Problems"),
        86,
        Look.NUMBER,
        lambda r: str(r.problems) if r.problems else "",
        shown=False,
        descending_first=True,
    ),
)
INDEX = {column.name: index for index, column in enumerate(COLUMNS)}
