"""Which fields the form shows for an entry, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.entry import Entry
from biblio.entry_types import Slot, entry_type, missing_fields

translate = QCoreApplication.translate

_UPPER: Final = frozenset({"doi", "eid", "isbn", "issn", "url"})
_OF_PAGES: Final = frozenset(
    {"assumed", "subject", "badge", "affiliation", "hiddenauthor"}
)  # only they say these
_LABELS: Final[dict[str, object]] = {  # what QT_TRANSLATE_NOOP gives
    "author+an": QT_TRANSLATE_NOOP("FormRows", "Author marks"),
    "badge": QT_TRANSLATE_NOOP("FormRows", "Badges"),
    "booktitle": QT_TRANSLATE_NOOP("FormRows", "Book title"),
    "howpublished": QT_TRANSLATE_NOOP("FormRows", "How published"),
    "primaryclass": QT_TRANSLATE_NOOP("FormRows", "arXiv category"),
    "subject": QT_TRANSLATE_NOOP("FormRows", "Field code"),
    "editor+an": QT_TRANSLATE_NOOP("FormRows", "Editor marks"),
    "readstatus": QT_TRANSLATE_NOOP("FormRows", "Read state"),
    "hiddenauthor": QT_TRANSLATE_NOOP("FormRows", "Hidden author"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form: a field or, without a name, the heading of a section.

    Attributes:
        name: The field's name in lower case.
        heading: What the section is called.
        hint: What an empty editor says.
        times: How often the entry has the field; one that was just added counts as one.
    """

    name: str
    heading: str = ""
    hint: str = ""
    times: int = 0


def planned(entry: Entry, added: Sequence[str] = ()) -> Iterator[Row]:
    """The rows for an entry: what its type requires, what it may have, and what else it has.

    Args:
        entry: The entry; no field of it is left out, blank ones excepted.
        added: Lower-case names of fields to show though the entry does not have them yet.
    """
    kind = entry_type(entry.type)
    present = [field.id for field in entry.fields if field.value.strip()]
    placed: set[str] = set()
    for heading, slots, required in (
        (translate("FormRows", "Required"), kind.required, True),
        (translate("FormRows", "Optional"), kind.optional, False),
    ):
        names = [name for slot in slots for name in _names_in(slot, present, added)]
        names = [name for name in dict.fromkeys(names) if name not in placed]
        hints = {slot[0]: _hint(entry, slot) for slot in slots} if required else {}
        placed.update(names)
        if names:
            yield Row("", heading)
            yield from (_row(name, present, added, hints.get(name, "")) for name in names)
    others = [name for name in dict.fromkeys((*present, *added)) if name not in placed]
    for heading, names in (
        (translate("FormRows", "Other fields"), [n for n in others if n not in _OF_PAGES]),
        (translate("FormRows", "On the profile page"), [n for n in others if n in _OF_PAGES]),
    ):
        if names:
            yield Row("", heading)
            yield from (_row(name, present, added) for name in names)


def missing(entry: Entry) -> tuple[Slot, ...]:
    """What the entry's type needs and the entry lacks; another entry may lend it to this one."""
    if entry.has("crossref", "xdata"):
        return ()
    present = {field.id for field in entry.fields if field.value.strip()}
    return missing_fields(entry.type, present)


def missing_sentence(entry: Entry) -> str:
    """What is missing, as a sentence; empty where nothing is."""
    slots = missing(entry)
    if not slots:
        return ""
    either = translate("FormRows", " or ")
    names = [either.join(slot) for slot in slots]
    *most, last = names
    fields = translate("FormRows", "{0} and {1}").format(", ".join(most), last) if most else last
    words = translate("FormRows", "“{0}” should have {1} too; a style may complain.")
    return words.format(entry_type(entry.type).label, fields)


def field_label(name: str) -> str:
    """What a field is called in the form."""
    words = _LABELS.get(name)
    if words is not None:
        return translate("FormRows", str(words))
    return name.upper() if name in _UPPER else name[:1].upper() + name[1:]


def _row(name: str, present: Sequence[str], added: Sequence[str], hint: str = "") -> Row:
    return Row(name, hint=hint, times=present.count(name) or int(name in added))


def _names_in(slot: Slot, present: Sequence[str], added: Sequence[str]) -> list[str]:
    """The fields of a slot that are shown: those that are there, else the usual one."""
    return [name for name in slot if name in present or name in added] or [slot[0]]


def _hint(entry: Entry, slot: Slot) -> str:
    if entry.has("crossref", "xdata"):
        return translate("FormRows", "may come from crossref")
    return translate("FormRows", "required: {fields}").format(
        fields=translate("FormRows", " or ").join(slot)
    )
