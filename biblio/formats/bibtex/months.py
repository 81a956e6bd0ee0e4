"""Months that a macro gives within a text: ``"Held " # jan`` is printed as “Held January”."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from biblio.entry import Entry, Field
from biblio.formats.bibtex.macros import MONTHS
from biblio.formats.bibtex.values import operands

#: What BibTeX's standard styles print for the macros (plain.bst).
NAMES: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_FULL: Final = dict(zip(MONTHS, NAMES, strict=True))


def spelled_out(entry: Entry) -> Entry:
    """The entry with the names of the months that macros give outside the field for the month."""
    fields = tuple(
        _spelled_out(field) if field.expression is not None and field.id != "month" else field
        for field in entry.fields
    )
    return entry if fields == entry.fields else replace(entry, fields=fields)


def _spelled_out(field: Field) -> Field:
    found = operands(field.expression or "") or []
    if not any(is_macro and text.lower() in _FULL for is_macro, text in found):
        return field
    # What another macro gave is told by the text around it
    pattern = ""
    texts: list[str] = []
    for is_macro, text in found:
        month = text.lower() if is_macro and text.lower() in _FULL else None
        pattern += "(.*)" if is_macro and month is None else f"({re.escape(month or text)})"
        texts.append(_FULL[month] if month else "")
    match = re.fullmatch(pattern, field.value, re.DOTALL)
    if match is None:
        return field
    parts = (full or part for full, part in zip(texts, match.groups(), strict=True))
    return replace(field, value="".join(parts))
