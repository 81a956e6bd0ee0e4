"""The columns of the list: what they are called, how wide they are, and what a cell says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.value import Value
from db.listed import FIELD, Row

NO_DATA = "–"
MOST_STARS = 5
_READ = {
    "read": QT_TRANSLATE_NOOP("Column", "Read"),
    "skimmed": QT_TRANSLATE_NOOP("Column", "Skimmed"),
}
_POSITIONS = {
    "sole": QT_TRANSLATE_NOOP("Column", "Sole"),
    "first": QT_TRANSLATE_NOOP("Column", "First"),
    "last": QT_TRANSLATE_NOOP("Column", "Last"),
    "middle": QT_TRANSLATE_NOOP("Column", "Middle"),
}


class Look(Enum):
    """How the delegate paints a column's cells."""

    TEXT = auto()
    TITLE = auto()
    AUTHORS = auto()
    QUIET = auto()  # text of less weight
    NUMBER = auto()  # right-aligned
    PILLS = auto()
    TAGS = auto()  # pills in the colours of the tags
    CODE = auto()  # in the fixed-width font


class Column(Value):
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
        """The header in the user's language; that of any field is the field's name."""
        if self.is_field:
            return str(self.label)
        return QCoreApplication.translate("Column", str(self.label))

    @property
    def is_field(self) -> bool:
        """Whether it is a field that the user chose by its name."""
        return self.name.startswith(FIELD)


def title_text(row: Row) -> str:
    """The title, or what an entry without one is known by."""
    return row.title or row.known_as


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


def rating_text(row: Row) -> str:
    """The stars that the user gave; nothing where none were given."""
    return "★" * row.rating + "☆" * (MOST_STARS - row.rating) if row.rating else ""


def read_text(row: Row) -> str:
    """How far the user has read it, in words."""
    words = _READ.get(row.read)
    return QCoreApplication.translate("Column", str(words)) if words is not None else row.read


def position_text(row: Row) -> str:
    """Where I am among the authors, in a word."""
    words = _POSITIONS.get(row.position)
    return QCoreApplication.translate("Column", str(words)) if words is not None else ""


def citations_text(row: Row) -> str:
    """The count, or a dash where no source gave one: no data is not zero."""
    return NO_DATA if row.citations is None else f"{row.citations:,}"


COLUMNS: tuple[Column, ...] = (
    Column("title", QT_TRANSLATE_NOOP("Column", "Title"), 420, Look.TITLE, title_text),
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
        "tags",
        QT_TRANSLATE_NOOP("Column", "Tags"),
        96,
        Look.TAGS,
        lambda r: ", ".join(name for name, _ in r.tags),
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
    Column(
        "rating",
        QT_TRANSLATE_NOOP("Column", "Rating"),
        86,
        Look.TEXT,
        rating_text,
        shown=False,
        descending_first=True,
    ),
    Column(
        "read", QT_TRANSLATE_NOOP("Column", "Read state"), 92, Look.QUIET, read_text, shown=False
    ),
    Column(
        "position",
        QT_TRANSLATE_NOOP("Column", "My position"),
        92,
        Look.QUIET,
        position_text,
        shown=False,
    ),
    Column(
        "files",
        QT_TRANSLATE_NOOP("Column", "Files"),
        58,
        Look.NUMBER,
        lambda r: str(r.files) if r.files else "",
        shown=False,
        descending_first=True,
    ),
)
INDEX = {column.name: index for index, column in enumerate(COLUMNS)}
"""Where the usual columns are; those of fields come after them."""


def field_column(name: str) -> Column:
    """The column of a field.

    Args:
        name: The column's name, such as ``field:doi``.
    """
    field = name.removeprefix(FIELD).lower()
    return Column(FIELD + field, field, 110, Look.QUIET, lambda r: r.field(field), shown=False)


class Columns:
    """The columns of one list, by section: the usual ones, and the fields that were chosen."""

    def __init__(self) -> None:
        self._all = list(COLUMNS)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Column]:
        return iter(self._all)

    def __getitem__(self, section: int) -> Column:
        return self._all[section]

    def section(self, name: str) -> int | None:
        """Where a column is; None for one that the list does not have."""
        usual = INDEX.get(name)
        if usual is not None:
            return usual
        places = range(len(COLUMNS), len(self._all))
        return next((place for place in places if self._all[place].name == name), None)

    def add(self, column: Column) -> None:
        """Add a column after all others."""
        self._all.append(column)
