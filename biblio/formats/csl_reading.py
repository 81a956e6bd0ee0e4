"""An item of CSL-JSON as an entry, with what the entry's own fields cannot say kept beside them.

Of each variable that would not be written back as it was, the original is kept in a field of
its own (``csl-issued``), as JSON unless it is simple text. It is written back as long as it
still says what the entry's fields say.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from biblio.dates import MONTH_MACROS, parse_date
from biblio.entry import Entry, Field
from biblio.formats import csl_fields as tables
from biblio.formats.csl_dates import read_date
from biblio.formats.csl_markup import from_markup
from biblio.formats.csl_writing import Item, number_variables, write_item
from biblio.formats.exchange import (
    Fields,
    Losses,
    escape,
    from_plain,
    join_keywords,
    key_from,
    unescape,
)
from biblio.names import Name, Names, write_names

PREFIX: Final = "csl-"


def read_item(item: Item) -> Entry:
    """The entry of an item."""
    entry = _entry(item)
    written = write_item(entry, Losses(""))
    originals = [
        Field(f"{PREFIX}{variable}", _packed(value))
        for variable, value in item.items()
        if value not in (None, "", [], {})
        and not (variable == "citation-key" and value == entry.key)
        and _text_of(written.get(variable)) != _text_of(value)
    ]
    return Entry(entry.type, entry.key, (*entry.fields, *originals))


def complete_item(item: Item, entry: Entry, fields: Fields, losses: Losses) -> Item:
    """The item with the originals that the entry has kept, and all that is lost noted.

    Args:
        item: What `write_item` made of the entry.
        entry: The entry.
        fields: Its fields that are left.
        losses: Collects what is lost.
    """
    known = {(field.id, field.value) for field in entry.fields}
    type_is_said = False
    for field in fields.rest():
        if not field.id.startswith(PREFIX):
            losses.add("field-left-out", field.id, entry)
            continue
        variable = _VARIABLES.get(field.id.removeprefix(PREFIX), field.name[len(PREFIX) :])
        value = _unpacked(field.value)
        alone = _entry({"type": item["type"], variable: value})
        if variable in ("id", "citation-key"):
            if not entry.key or str(value) == entry.key:
                item[variable] = value
        elif variable == "type":
            type_is_said = isinstance(value, str) and alone.type == entry.type
            item["type"] = value if type_is_said else item["type"]
        else:
            said = _entry({"type": item["type"], "id": "", variable: value}, kind=entry.type)
            if all((each.id, each.value) in known for each in said.fields):
                item[variable] = value
    back = tables.TYPES.get(item["type"], "misc")
    if not type_is_said and entry.type not in (back, *tables.THESES):
        losses.add("type-changed", entry.type, entry)
    return item


def _entry(item: Item, kind: str = "") -> Entry:
    """The entry of an item, without the originals."""
    kind = kind or _type(item)
    fields: list[Field] = []
    for variable, name in tables.NAMES.items():
        fields += _filled(name, _names(item.get(variable)))
    for variable, names in tables.TEXTS.items():
        value = item.get(variable) or item.get(tables.ALIASES.get(variable, ""))
        fields += _filled(names[0], _field_text(variable, value))
    container = "journal" if kind in tables.JOURNAL_TYPES else "booktitle"
    fields += _filled(container, _field_text("container-title", item.get("container-title")))
    if not item.get("page"):
        fields += _filled("pages", _field_text("page", item.get("page-first")))
    number = next((item[name] for name in number_variables(kind) if item.get(name)), None)
    fields += _filled("number", _field_text("number", number))
    publisher = tables.PUBLISHERS.get(kind, ("publisher",))[0]
    fields += _filled(publisher, _field_text("publisher", item.get("publisher")))
    fields += _issued(item.get("issued"))
    for variable, name in tables.DATES.items():
        if variable != "issued":
            fields += _filled(name, read_date(item.get(variable)))
    if kind in tables.THESES:
        fields = [f for f in fields if (f.name, f.value) != ("type", tables.THESES[kind])]
    key = key_from(_string(item.get("citation-key"))) or key_from(_string(item.get("id")))
    return Entry(kind, key, tuple(fields))


def _type(item: Item) -> str:
    kind = tables.TYPES.get(_string(item.get("type")), "misc")
    if kind == "thesis":
        genre = _string(item.get("genre")).lower()
        if "phd" in genre or "ph.d" in genre or "doctor" in genre:
            return "phdthesis"
        if "master" in genre or "mathesis" in genre:
            return "mastersthesis"
    return kind


def _filled(name: str, value: str) -> list[Field]:
    return [Field(name, value)] if value.strip() else []


def _string(value: Any) -> str:  # a JSON value
    """A text or number as text; of a list, as Crossref has them, the first; else empty."""
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _field_text(variable: str, value: Any) -> str:
    if variable in ("ISSN", "ISBN", "keyword") and isinstance(value, list):
        words = [word for word in value if isinstance(word, str)]
        return join_keywords(words) if variable == "keyword" else ", ".join(words)
    text = _string(value).strip()
    if variable in ("DOI", "URL", "ISBN", "ISSN", "keyword"):
        return text  # verbatim
    if variable == "page":
        return from_plain(_RANGE.sub(r"\1--\2", text))
    return from_markup(text) if variable in tables.RICH else from_plain(text)


def _names(value: Any) -> str:
    people: list[Name] = []
    others = False
    for each in value if isinstance(value, list) else []:
        parts = {"literal": each} if isinstance(each, str) else each
        if not isinstance(parts, dict):
            continue
        literal = _part(parts, "literal") or _part(parts, "name")  # the latter is Crossref's
        family = _part(parts, "family")
        if literal in ("others", "et al.", r"et al"):
            others = True
        elif literal or family or _part(parts, "given"):
            particle = " ".join(
                filter(None, (_part(parts, f"{kind}dropping-particle") for kind in ("", "non-")))
            )
            if not family:
                people.append(Name(literal=literal or _part(parts, "given")))
            else:
                people.append(Name(_part(parts, "given"), particle, family, _part(parts, "suffix")))
    return write_names(Names(tuple(people), others)) if people else ""


def _part(parts: Item, name: str) -> str:
    return from_plain(_SPACES.sub(" ", _string(parts.get(name))).strip(" "))


def _issued(value: Any) -> list[Field]:
    text = read_date(value)
    match = _SIMPLE_DATE.fullmatch(text)
    if match is None:
        known = _EDTF.fullmatch(text) and parse_date(text)
        return _filled("date", text) if known else _filled("year", from_plain(text))
    fields = [Field("year", match[1])]
    if match[2]:
        macro = MONTH_MACROS[int(match[2]) - 1]
        fields.append(Field("month", macro, macro))
        if match[3]:
            fields.append(Field("day", str(int(match[3]))))
    return fields


_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_RANGE: Final = re.compile(r"(\w)\s*[-–—]+\s*(\w)")
_SIMPLE_DATE: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_EDTF: Final = re.compile(r"[0-9X~?%./-]+")
#: Variables with capitals, which the names of fields may have lost.
_VARIABLES: Final = {
    name.lower(): name
    for name in (*tables.TEXTS, *tables.ALIASES.values(), "DOI")
    if name.lower() != name
}


def _packed(value: Any) -> str:
    """A JSON value as the text of a field."""
    is_simple = isinstance(value, str) and value == " ".join(value.split()) and not _is_json(value)
    return escape(value if is_simple else json.dumps(value, ensure_ascii=False))


def _unpacked(text: str) -> Any:
    plain = unescape(text)
    return json.loads(plain) if _is_json(plain) else plain


def _is_json(text: str) -> bool:
    if not text or text[0] not in '[{"-0123456789tfnNI':
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _text_of(value: Any) -> Any:
    """A JSON value in which numbers are texts, to compare what it says."""
    if isinstance(value, dict):
        return {name: _text_of(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_text_of(each) for each in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
