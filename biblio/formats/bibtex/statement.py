"""What an entry's text says, apart from its layout: to be compared with what it should say."""

from __future__ import annotations

from typing import NamedTuple

from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.spans import FieldSpan, PartKind

#: Whether each operand of an expression is a macro, and its text without delimiters.
Value = tuple[tuple[bool, str], ...]


class Statement(NamedTuple):
    """What a text says: type and names in lower case, fields in order."""

    type: str
    key: str
    fields: tuple[tuple[str, Value], ...]


def statement(text: str) -> Statement | None:
    """What a text says; None if no entry begins it, or anything else is in it."""
    found = scan(text)
    if found is None or text[found.end :].strip():
        return None
    fields = [(text[slice(*span.name)].lower(), value_of(text, span)) for span in found.fields]
    kind, key = text[slice(*found.type)].lower(), text[slice(*found.key)]
    return Statement(kind, key, tuple(fields))


def value_of(text: str, span: FieldSpan) -> Value:
    """What the expression of a field says."""
    return tuple(
        (part.kind is PartKind.WORD and not part.text(text).isdecimal(), part.text(text))
        for part in span.parts
    )
