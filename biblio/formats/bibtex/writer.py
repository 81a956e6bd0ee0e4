"""The writer: normalised BibTeX, the same bytes for the same entries and options."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bibtexparser import model
from bibtexparser.library import Library
from bibtexparser.writer import BibtexFormat
from bibtexparser.writer import write as write_library

from biblio.dates import MONTH_MACROS, entry_date, parse_month
from biblio.entry import Entry, Field
from biblio.formats.bibtex.dialect import to_dialect
from biblio.formats.bibtex.layout import delimit
from biblio.formats.bibtex.macros import MacroError, Macros
from biblio.formats.bibtex.months import NAMES
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.texts import ESCAPES, VERBATIM
from biblio.formats.bibtex.values import NO_ENTRIES, is_lawful_name, operands, paired
from biblio.names import parse_names
from biblio.page_ranges import with_dashes
from biblio.private import PRIVATE_FIELDS, published
from biblio.titles import sort_title

# White space to BibTeX; a space that does not break is a character like others.
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_NOT_IN_KEY = re.compile(r"[\s,{}]+")
_NOT_IN_NAME = re.compile(r"[\s\"#%'(),={}@\\]+")
_MONTH = re.compile(r"[^\W\d_]+\.?|[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Definition:
    """What one ``@string`` says.

    Attributes:
        name: The macro's name as written.
        value: The text it stands for.
    """

    name: str
    value: str


def write(
    entries: Iterable[Entry],
    options: WriteOptions | None = None,
    *,
    strings: Sequence[Definition] = (),
) -> str:
    """The entries as normalised BibTeX: reading it gives them back, and writing that the same.

    Args:
        entries: The entries.
        options: How it looks.
        strings: Definitions to write before the entries, as far as they are used. An
            expression is written as it is if these definitions give it its value.
    """
    options = options or WriteOptions()
    table = table_of(strings)
    # Sorted as they will be read again, so that writing that gives the same order.
    whole = replace(options, only=None, omit=frozenset())
    full = sort_entries((prepare(entry, whole, table) for entry in entries), options.sort)
    prepared = [chosen_fields(entry, options) for entry in full]
    used = {name for entry in prepared for field in entry.fields for name in macros_in(field)}
    texts = [write_string(each) for each in strings if each.name.lower() in used]
    head = "".join(texts)
    body = "\n".join(write_prepared(entry, options) for entry in prepared)
    return f"{head}\n{body}" if head and body else head + body


def write_entry(entry: Entry, options: WriteOptions | None = None) -> str:
    """One entry as normalised BibTeX, macros other than months expanded."""
    options = options or WriteOptions()
    return write_prepared(prepare(entry, options, Macros()), options)


def write_string(definition: Definition) -> str:
    """One ``@string``."""
    value = delimit(definition.name, paired(definition.value))
    return f"@string{{{definition.name} = {value}}}\n"


def table_of(strings: Iterable[Definition]) -> Macros:
    """The macros that definitions give; of two for one name the first counts."""
    table = Macros()
    seen: set[str] = set()
    for definition in strings:
        if definition.name.lower() not in seen:
            seen.add(definition.name.lower())
            table.define(definition.name, definition.value)
    return table


def macros_in(field: Field) -> set[str]:
    """The lower-case names of the macros in a field's expression."""
    if field.expression is None:
        return set()
    return {text.lower() for is_macro, text in operands(field.expression) or () if is_macro}


def holds(field: Field, table: Macros) -> bool:
    """Whether a field's expression means the same by these definitions.

    A macro that is defined nowhere stays one: a style may define it (plain.bst does for some
    journals), or a file of strings that is read before this one. So does what would be too large.
    """
    found = operands(field.expression) if field.expression is not None else None
    if found is None:
        return False
    try:
        return table.expand(found) == field.value
    except MacroError as error:
        return error.value == field.value


def prepare(entry: Entry, options: WriteOptions, table: Macros) -> Entry:
    """The entry as it is written: dialect, fields, order and texts by the options."""
    entry = to_dialect(published(entry, options.private), options.dialect)
    found: dict[Field, None] = {}
    for field in entry.fields:
        found[_prepared(field, options, table)] = None  # one that says the same twice is one
    fields = list(found)
    if options.order:
        places = {name: place for place, name in enumerate(options.order)}
        fields.sort(key=lambda f: places.get(f.id, len(places)))
    kind = _NOT_IN_NAME.sub("-", entry.type.lower())
    if not kind[:1].isalpha() or kind in NO_ENTRIES:
        kind = "misc"
    return chosen_fields(Entry(kind, _written_key(entry), tuple(fields)), options)


def chosen_fields(entry: Entry, options: WriteOptions) -> Entry:
    """The entry with the fields of `WriteOptions.only` that `WriteOptions.omit` does not name."""
    only, omit = options.only, options.omit
    if only is None and not omit:
        return entry
    kept = (f for f in entry.fields if (only is None or f.id in only) and f.id not in omit)
    return replace(entry, fields=tuple(kept))


def write_prepared(entry: Entry, options: WriteOptions) -> str:
    """One entry that `prepare` gave."""
    form = BibtexFormat()  # type: ignore[no-untyped-call]  # has no annotations
    form.indent = options.indent
    form.trailing_comma = options.trailing_comma
    if options.align:
        form.value_column = max((len(f.name) for f in entry.fields), default=0) + len(" = ")
    fields = [
        model.Field(
            field.name,
            field.expression
            or delimit(field.name, field.value, quotes=options.delimiter == "quotes"),
        )
        for field in entry.fields
    ]
    return write_library(Library([model.Entry(entry.type, entry.key, fields)]), form)


def sort_entries(entries: Iterable[Entry], sort: Sequence[str]) -> list[Entry]:
    """The entries by the fields of `WriteOptions.sort`, the first counting most."""
    chosen = list(entries)
    for name in reversed(sort):
        key = _SORT_KEYS[name.removeprefix("-")]
        chosen.sort(key=key, reverse=name.startswith("-"))
    return chosen


def _written_key(entry: Entry) -> str:
    return _NOT_IN_KEY.sub("_", entry.key.strip())


def _prepared(field: Field, options: WriteOptions, table: Macros) -> Field:
    name = field.name if is_lawful_name(field.name) else _NOT_IN_NAME.sub("-", field.name)
    name = name.lower()
    if not name[:1].isalpha():
        name = f"field-{name}"
    if field.id == "month":
        return _month(field, options, table)
    if holds(field, table):
        return Field(name, field.value, field.expression)
    value = field.value
    if field.id not in PRIVATE_FIELDS:
        value = _SPACE.sub(" ", value).strip(" ")
    if field.id == "pages" and options.page_dashes:
        value = with_dashes(value)
    if options.escape != "keep" and field.id not in VERBATIM:
        value = ESCAPES[options.escape](value)
    return Field(name, paired(value))


def _month(field: Field, options: WriteOptions, table: Macros) -> Field:
    value = _SPACE.sub(" ", field.value).strip(" ")
    number = parse_month(value) if _MONTH.fullmatch(value) else None
    if number is not None and options.months == "names":
        return Field("month", NAMES[number - 1])
    if holds(field, table):
        return Field("month", field.value, field.expression)
    if number is not None and options.months == "macros":
        macro = MONTH_MACROS[number - 1]
        new = Field("month", macro, macro)
        if holds(new, table):  # else the months were defined anew, and mean something else
            return new
    return Field("month", paired(value))


def _author(entry: Entry) -> str:
    people = parse_names(entry.get("author", "editor")).people
    return people[0].sort_key if people else ""


def _year(entry: Entry) -> tuple[int, int, int]:
    date = entry_date(entry)
    return (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)


_SORT_KEYS: Mapping[str, Callable[[Entry], Any]] = {
    "key": lambda entry: (_written_key(entry).lower(), _written_key(entry)),
    "type": lambda entry: entry.type,
    "title": lambda entry: sort_title(entry.get("title")),
    "author": _author,
    "year": _year,
}
