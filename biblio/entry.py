"""An entry: one bibliographic record, with its fields as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry.

    Attributes:
        name: The name as it was written (``Author`` stays ``Author``); compare with `Field.id`.
        value: The text as written, LaTeX and inner braces included, without the outer
            delimiters and with macros expanded where their definition is known.
        expression: The BibTeX expression as written, when it is more than one delimited
            string (``jan``, ``acm # " 12"``); None otherwise.
    """

    name: str
    value: str
    expression: str | None = None

    @property
    def id(self) -> str:
        """The name in lower case: BibTeX does not mind the case of field names."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """One bibliographic record.

    Attributes:
        type: The entry type in lower case (``article``).
        key: The citation key, empty when the record has none.
        fields: The fields in the order they were written; a name may occur twice.
    """

    type: str
    key: str
    fields: tuple[Field, ...] = ()

    def get(self, *names: str) -> str:
        """The value of the first of these fields that is present and not blank, else ``""``.

        Of two fields of one name the first counts, as in BibTeX (bibtex.web, §245).
        """
        for name in names:
            for field in self.fields:
                if (field.name == name or field.name.lower() == name) and field.value.strip():
                    return field.value
        return ""

    def texts(self) -> dict[str, str]:
        """What `get` gives for each name: lower-case name to text, blank fields left out."""
        return {
            field.name.lower(): field.value
            for field in reversed(self.fields)
            if field.value.strip()
        }

    def has(self, *names: str) -> bool:
        """Whether one of these fields is present and not blank."""
        return bool(self.get(*names))

    def with_fields(self, changes: dict[str, Field | None]) -> Entry:
        """A copy with fields replaced, appended (in the order given) or, where None, removed.

        Args:
            changes: Lower-case field name to the new field, or None to remove it. A
                replaced field keeps its place and the spelling of its name. Of several fields
                of one name the first is replaced, which is the one that counts; all are removed.
        """
        kept: list[Field] = []
        placed: set[str] = set()
        for field in self.fields:
            if field.id not in changes or field.id in placed:
                kept.append(field)
                continue
            new = changes[field.id]
            if new is not None:
                kept.append(replace(new, name=field.name))
                placed.add(field.id)
        kept += [new for name, new in changes.items() if new is not None and name not in placed]
        return replace(self, fields=tuple(kept))

    def with_names(self, renamed: Mapping[str, str]) -> Entry:
        """A copy in which fields of these lower-case names are called otherwise."""
        fields = [
            replace(each, name=renamed[each.id]) if each.id in renamed else each
            for each in self.fields
        ]
        return replace(self, fields=tuple(fields))


def make_entry(type: str, key: str, fields: Iterable[tuple[str, str]]) -> Entry:  # noqa: A002
    """An entry from plain (name, value) pairs, in that order."""
    return Entry(type.lower(), key, tuple(Field(name, value) for name, value in fields))
