"""What an entry takes over from others: by ``crossref``, by ``xdata``, and within a field.

As in BibTeX (btxdoc.tex, § 2.3) and biblatex (manual 3.20, §§ 2.4.1, 3.14.6, appendix B): what
an entry has itself counts, an ``xdata`` container gives its fields as they are, and a parent's
title is the book's or the journal's. Containers and parents may take over from others in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from biblio.entry import Entry, Field
from biblio.name_list import pieces

Parent = Callable[[str], Entry | None]
"""Finds an entry by its key; None if there is none."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """A field that an entry takes over.

    Attributes:
        field: The field, by the name that it has in the entry.
        key: The key of the entry that has it.
    """

    field: Field
    key: str


@dataclass(frozen=True, slots=True)
class Heritage:
    """What an entry takes over, and what stands in the way.

    Attributes:
        fields: The fields that the entry lacks or refers to, in the order in which they come.
        missing: The keys that no entry has.
        loops: The keys that lead back to an entry on the way to them.
    """

    fields: tuple[Inherited, ...] = ()
    missing: tuple[str, ...] = ()
    loops: tuple[str, ...] = ()


def inherits(entry: Entry) -> bool:
    """Whether an entry takes over anything from another."""
    return any(
        field.id in ("crossref", "xdata") or (_MARK in field.value and _is_reference(field.value))
        for field in entry.fields
    )


def heritage(entry: Entry, parent: Parent, *, crossref: bool = True) -> Heritage:
    """What an entry takes over.

    Args:
        entry: The entry.
        parent: Finds an entry by its key.
        crossref: Whether from its parent too, or from containers alone.
    """
    if not inherits(entry):
        return Heritage()
    finder = _Finder(parent, crossref=crossref)
    fields = finder.fields(entry, (entry.key.lower(),))
    return Heritage(tuple(fields), tuple(finder.missing), tuple(finder.loops))


def completed(entry: Entry, parent: Parent, *, crossref: bool = True) -> Entry:
    """The entry with all that it takes over; what it referred to and found is gone from it.

    Args:
        entry: The entry.
        parent: Finds an entry by its key.
        crossref: Whether from its parent too, or from containers alone.
    """
    found = heritage(entry, parent, crossref=crossref)
    if not (found.fields or inherits(entry)):
        return entry
    lost = {key.lower() for key in (*found.missing, *found.loops)}
    done = {"xdata", *(("crossref",) if crossref else ())}
    kept = [
        field
        for field in entry.fields
        if field.id not in done or any(key.lower() in lost for key in keys_in(field.value))
    ]
    taken = {each.field.id: each.field for each in found.fields}
    return replace(entry, fields=tuple(kept)).with_fields({**taken})


def keys_in(value: str) -> list[str]:
    """The keys in a field that refers to entries."""
    return [key.strip() for key in value.split(",") if key.strip()]


def missing_message(key: str) -> str:
    """That a key is no entry's."""
    return f"No entry has the key {key}, from which this one inherits."


def loop_message(key: str) -> str:
    """That a key leads back to the entry."""
    return f"Through {key} this entry would inherit from itself."


def referred(entry: Entry) -> list[str]:
    """The keys of the containers whose fields an entry refers to within its own."""
    return [
        found[1]
        for field in entry.fields
        if _MARK in field.value
        for piece in pieces(field.value)[::2]
        if (found := _REFERENCE.fullmatch(piece))
    ]


_MARK: Final = "xdata="
#: A key, a field and which of several names (biblatex manual 3.20, § 3.14.6).
_REFERENCE: Final = re.compile(
    r"\s*\{?\s*xdata=\{?([^\s,{}=]+)-([A-Za-z]+)(?:-(\d{1,4}))?\}?\s*\}?\s*", re.IGNORECASE
)
#: More entries one behind the other are a mistake.
_DEEPEST: Final = 50
#: So many are looked at for one: containers that name each other twice double at each step.
_MOST: Final = 500


def _is_reference(value: str) -> bool:
    return any(_REFERENCE.fullmatch(piece) for piece in pieces(value)[::2])


class _Finder:
    def __init__(self, parent: Parent, *, crossref: bool) -> None:
        self._parent = parent
        self._crossref = crossref
        self._left = _MOST
        self.missing: dict[str, None] = {}
        self.loops: dict[str, None] = {}

    def fields(self, entry: Entry, way: tuple[str, ...]) -> list[Inherited]:
        """What an entry takes over, where these keys led to it."""
        found: dict[str, Inherited] = {}
        for field in entry.fields:
            if _MARK in field.value and (told := self._told(field, way)) is not None:
                found[field.id] = told
        present = {field.id for field in entry.fields if field.value.strip()}
        for key in keys_in(entry.get("xdata")):
            for each in self._all_of(key, way):
                if each.field.id not in present and each.field.id not in _NOT_OF_CONTAINER:
                    found.setdefault(each.field.id, each)
        key = entry.get("crossref").strip()
        if self._crossref and key:
            present |= found.keys()
            for each in self._of_parent(entry, key, way):
                if each.field.id not in present:
                    found.setdefault(each.field.id, each)
        return list(found.values())

    def _all_of(self, key: str, way: tuple[str, ...]) -> list[Inherited]:
        """All fields of another entry, its own and what it takes over."""
        other = self._entry(key, way)
        if other is None:
            return []
        taken = self.fields(other, (*way, key.lower()))
        told = {each.field.id for each in taken}
        own = [Inherited(f, other.key) for f in other.fields if f.value.strip()]
        return [each for each in own if each.field.id not in told] + taken

    def _entry(self, key: str, way: tuple[str, ...]) -> Entry | None:
        self._left -= 1
        if key.lower() in way or len(way) > _DEEPEST or self._left < 0:
            self.loops[key] = None
            return None
        found = self._parent(key)
        if found is None:
            self.missing[key] = None
        return found

    def _of_parent(self, entry: Entry, key: str, way: tuple[str, ...]) -> Iterator[Inherited]:
        fields = [each for each in self._all_of(key, way) if each.field.id not in _OWN_FIELDS]
        parent = self._parent(key) if fields else None
        names = _names_for(entry.type, parent.type if parent else "")
        # The parent's booktitle is the child's before its title is
        for each in sorted(fields, key=lambda each: each.field.id in names):
            name = names.get(each.field.id)
            yield each if name is None else replace(each, field=replace(each.field, name=name))

    def _told(self, field: Field, way: tuple[str, ...]) -> Inherited | None:
        """A field that refers to those of containers, with what it gets from them."""
        texts: list[str] = []
        keys: list[str] = []
        for piece in pieces(field.value)[::2]:
            found = _REFERENCE.fullmatch(piece)
            text = piece.strip() if found is None else self._part(found, way)
            if text is None:
                return None
            texts.append(text)
            keys += [found[1]] if found else []
        return Inherited(Field(field.name, " and ".join(texts)), keys[0]) if keys else None

    def _part(self, reference: re.Match[str], way: tuple[str, ...]) -> str | None:
        key, name, number = reference.groups()
        values = [e.field.value for e in self._all_of(key, way) if e.field.id == name.lower()]
        if not values:
            if key not in self.loops:
                self.missing[key if self._parent(key) is None else f"{key}-{name}"] = None
            return None
        if number is None:
            return values[0]
        parts = pieces(values[0])[::2]
        return parts[int(number) - 1].strip() if 0 < int(number) <= len(parts) else None


def _names_for(child: str, parent: str) -> dict[str, str]:
    """What the title fields of a parent are called in its child."""
    if child in ("article", "suppperiodical") and parent == "periodical":
        return {"title": "journaltitle", "subtitle": "journalsubtitle"}
    prefix = "main" if parent.startswith("mv") else "book"
    return {name: f"{prefix}{name}" for name in ("title", "subtitle", "titleaddon")}


_NOT_OF_CONTAINER: Final = frozenset({"xdata", "ids", "crossref"})
# Those of one entry only (biblatex manual 3.20, appendix B), and the parent's own names.
_OWN_FIELDS: Final = frozenset(
    {
        "author", "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute",
        "label", "options", "presort", "related", "relatedoptions", "relatedstring",
        "relatedtype", "shorthand", "shorthandintro", "sortkey", "key", "pages", "abstract",
        "shorttitle", "file", "doi", "url", "keywords", "subject", "badge", "assumed",
    }
)  # fmt: skip
