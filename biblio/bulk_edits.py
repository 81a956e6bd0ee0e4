"""What operations on fields make of one entry; nothing is changed by working it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from biblio.bulk import (
    ENTRY_TYPE,
    Clear,
    Edited,
    Fault,
    FieldChange,
    Occupied,
    Operation,
    Replace,
    SetText,
    Swap,
    Transfer,
)
from biblio.dates import MONTH_MACROS
from biblio.entry import Entry, Field
from biblio.formats.bibtex.values import is_new_type, unbalanced_at
from biblio.substitution import Substitute, TooLongError, substitution


def editor(operations: Sequence[Operation]) -> Callable[[Entry], Edited]:
    """A function that works out what operations, each on its own fields, make of an entry.

    Raises:
        biblio.substitution.PatternError: What is to be replaced is no pattern.
    """
    made = [_maker(each) for each in operations]

    def edit(entry: Entry) -> Edited:
        changes: dict[str, FieldChange] = {}
        further: list[FieldChange] = []
        fields: dict[str, Field | None] = {}
        renamed: dict[str, str] = {}
        kind: str | None = None
        for make in made:
            for new in make(entry):
                change = new.change
                changes[change.field.lower()] = change
                if change.fault is not None:
                    continue
                if change.field == ENTRY_TYPE:
                    kind = change.after
                elif new.renamed_to:
                    renamed[change.field.lower()] = new.renamed_to
                elif not new.is_renamed:
                    fields[change.field.lower()] = new.field
        for name, field in fields.items():
            further += _dropped(entry, name) if field is None else []
        return Edited((*changes.values(), *further), fields, renamed, kind)

    return edit


def _dropped(entry: Entry, name: str) -> list[FieldChange]:
    """What goes too when a field is removed: others of its name, of which the first counts."""
    counts = _first(entry, name)
    return [
        FieldChange(each.name, each.value, "")
        for each in entry.fields
        if each.id == name and each is not counts and each.value.strip()
    ]


@dataclass(frozen=True, slots=True)
class _New:
    """A change and how it is made."""

    change: FieldChange
    field: Field | None = None
    renamed_to: str = ""
    is_renamed: bool = False  # made by the change of the field that was so called


def _maker(operation: Operation) -> Callable[[Entry], Iterator[_New]]:
    match operation:
        case SetText():
            return lambda entry: _set(entry, operation)
        case Clear():
            return lambda entry: _put(entry, operation.field, None)
        case Transfer():
            return lambda entry: _transfer(entry, operation)
        case Swap():
            return lambda entry: _swap(entry, operation)
        case Replace():
            substitute = substitution(
                operation.find,
                operation.by,
                is_regex=operation.is_regex,
                match_case=operation.match_case,
                whole=operation.whole,
            )
            return lambda entry: _replace(entry, operation.fields, substitute)


def _set(entry: Entry, wanted: SetText) -> Iterator[_New]:
    before = _text(entry, wanted.field)
    after = wanted.text
    if before and wanted.occupied is Occupied.KEEP:
        return
    if before and wanted.occupied is Occupied.APPEND and wanted.field != ENTRY_TYPE:
        after = appended(wanted.field, before, after, wanted.separator)
    yield from _put(entry, wanted.field, _field(wanted.field, after))


def _transfer(entry: Entry, wanted: Transfer) -> Iterator[_New]:
    source, target = _first(entry, wanted.source), _first(entry, wanted.target)
    if source is None or wanted.source.lower() == wanted.target.lower():
        return
    new = Field(wanted.target, source.value, source.expression)
    if target is not None:
        if wanted.occupied is Occupied.KEEP:
            return
        if wanted.occupied is Occupied.APPEND:
            text = appended(wanted.target, target.value, source.value)
            new = _field(wanted.target, text)
    is_free = not any(each.id == wanted.target.lower() for each in entry.fields)
    if not wanted.keep and is_free:  # it keeps its place and its line
        yield _New(FieldChange(source.name, source.value, ""), renamed_to=wanted.target)
        yield _New(FieldChange(wanted.target, "", source.value), is_renamed=True)
        return
    if not wanted.keep:
        yield _New(FieldChange(source.name, source.value, ""))
    yield from _put(entry, wanted.target, new)


def _swap(entry: Entry, wanted: Swap) -> Iterator[_New]:
    one, other = _first(entry, wanted.one), _first(entry, wanted.other)
    if (one is None and other is None) or wanted.one.lower() == wanted.other.lower():
        return
    for name, new in ((wanted.one, other), (wanted.other, one)):
        moved = None if new is None else Field(name, new.value, new.expression)
        yield from _put(entry, name, moved)


def _replace(entry: Entry, names: Sequence[str], substitute: Substitute) -> Iterator[_New]:
    wanted = {name.lower() for name in names}
    # Of two fields of one name the first counts, and an edit is of that
    firsts: dict[str, Field] = {}
    for each in entry.fields:
        firsts.setdefault(each.id, each)
    fields = [each for each in firsts.values() if not wanted or each.id in wanted]
    if ENTRY_TYPE in wanted:
        fields.append(Field(ENTRY_TYPE, entry.type))
    for old in fields:
        try:
            after = substitute(old.value)
        except TooLongError:
            yield _New(FieldChange(old.name, old.value, old.value, Fault.TOO_LONG))
            continue
        if after != old.value:
            yield from _put(entry, old.name, _field(old.name, after))


def _put(entry: Entry, name: str, new: Field | None) -> Iterator[_New]:
    """The change that gives a field a text, or removes it; none where it is so already."""
    before, after = _text(entry, name), new.value if new is not None else ""
    old = _first(entry, name)
    if name == ENTRY_TYPE:
        after = after.strip().lower()
        if after != before:
            is_name = bool(after) and is_new_type(after)
            yield _New(FieldChange(name, before, after, None if is_name else Fault.NAME))
        return
    if not after.strip():
        new, after = None, ""
    same = old is not None and new is not None and old.expression == new.expression
    if before == after and (same or not after or new is None or new.expression is None):
        return
    is_writable = unbalanced_at(after) is None
    fault = None if is_writable else Fault.UNBALANCED
    yield _New(FieldChange(old.name if old else name, before, after, fault), new)


def _first(entry: Entry, name: str) -> Field | None:
    """The field that counts of those with a name, unless it is blank."""
    wanted = name.lower()
    return next((each for each in entry.fields if each.id == wanted and each.value.strip()), None)


def _text(entry: Entry, name: str) -> str:
    if name == ENTRY_TYPE:
        return entry.type
    found = _first(entry, name)
    return found.value if found is not None else ""


def _field(name: str, value: str) -> Field:
    if name.lower() == "month" and value.lower() in MONTH_MACROS:
        return Field(name, value.lower(), expression=value.lower())
    return Field(name, value)


_LISTS: Final = frozenset({"keywords", "keyword", "groups", "badge", "ids", "file"})
_NAMES: Final = frozenset({"author", "editor", "translator", "bookauthor", "editora"})


def appended(name: str, before: str, text: str, separator: str | None = None) -> str:
    """A text after another; in a list nothing twice.

    Args:
        name: The field.
        before: The text that it has.
        text: The text to append.
        separator: What stands between; None for what is usual in that field.
    """
    name = name.lower()
    if separator is None:
        if name in _NAMES:
            separator = " and "
        elif name in _LISTS:
            separator = "; " if ";" in before and "," not in before else ", "
        else:
            separator = " "
    sign = separator.strip()
    if name in _LISTS and sign and text.strip() in map(str.strip, before.split(sign)):
        return before
    if name in _NAMES and re.search(r"\sand\s+others\s*$", before):
        head, _, others = before.rpartition(" and ")
        return f"{head}{separator}{text} and {others.strip()}"
    return f"{before}{separator}{text}"
