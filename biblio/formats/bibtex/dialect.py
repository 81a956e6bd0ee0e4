"""Dialects: entries in the vocabulary of BibTeX's standard styles, and in that of biblatex.

What one dialect cannot say stays as it is: nothing is lost in either direction.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from biblio.dates import MONTH_MACROS, parse_month
from biblio.entry import Entry, Field
from biblio.name_list import pieces
from biblio.names import parse_names, write_names

# biblatex manual 3.20, § 2.2.5: fields that biblatex knows by BibTeX's names too.
_FIELD_ALIASES = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "key": "sortkey",
    "pdf": "file",
}
# The two that a BibTeX style may know by biblatex's names (BibTeX's techreport has an
# institution) or that mean something else there.
_ONE_WAY = frozenset({"institution", "sortkey", "file"})
_TO_BIBTEX = {new: old for old, new in _FIELD_ALIASES.items() if new not in _ONE_WAY}

# § 2.1.2: types that biblatex knows by other names, and the type field each implies.
_TYPE_ALIASES = {
    "conference": ("inproceedings", ""),
    "electronic": ("online", ""),
    "www": ("online", ""),
    "mastersthesis": ("thesis", "mathesis"),
    "phdthesis": ("thesis", "phdthesis"),
    "techreport": ("report", "techreport"),
}
# § 2.1.1 and § 2.1.3: the nearest type of btxdoc.tex, § 3.1, for each that BibTeX lacks.
_NEAREST = {
    "thesis": "phdthesis",
    "report": "techreport",
    "collection": "book",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "proceedings",
    "mvreference": "book",
    "reference": "book",
    "bookinbook": "inbook",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "inreference": "incollection",
    "suppperiodical": "article",
    "review": "article",
    "online": "misc",
    "electronic": "misc",
    "www": "misc",
    "software": "misc",
    "dataset": "misc",
    "patent": "misc",
    "periodical": "misc",
    "standard": "misc",
}
_THESES = {"mathesis": "mastersthesis", "phdthesis": "phdthesis"}
_IMPLIED_TYPES = frozenset(implied for _, implied in _TYPE_ALIASES.values() if implied)

# § 2.2.2: lists of names
_NAMES = frozenset(
    {
        "author", "editor", "bookauthor", "editora", "editorb", "editorc", "translator",
        "annotator", "commentator", "introduction", "foreword", "afterword", "holder",
        "shortauthor", "shorteditor", "namea", "nameb", "namec",
    }
)  # fmt: skip
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix)(?:-i)?\s*=")

_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{1,2}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def to_dialect(entry: Entry, dialect: Literal["bibtex", "biblatex", "keep"]) -> Entry:
    """The entry in the words of a dialect."""
    if dialect == "biblatex":
        return _to_biblatex(entry)
    return _to_bibtex(entry) if dialect == "bibtex" else entry


def _to_biblatex(entry: Entry) -> Entry:
    kind, implied = _TYPE_ALIASES.get(entry.type, (entry.type, ""))
    present = {field.id for field in entry.fields}
    fields = _renamed(entry.fields, _FIELD_ALIASES)
    if implied and "type" not in present:
        fields += (Field("type", implied),)
    return replace(entry, type=kind, fields=_joined_date(fields))


def _to_bibtex(entry: Entry) -> Entry:
    kind = _NEAREST.get(entry.type, entry.type)
    fields = _renamed(entry.fields, _TO_BIBTEX)
    said = entry.get("type").strip()
    if entry.type in ("thesis", "report"):
        kind = _THESES.get(said, kind)
        fields = tuple(f for f in fields if f.id != "type" or f.value.strip() not in _IMPLIED_TYPES)
    if kind in ("phdthesis", "mastersthesis"):
        fields = _renamed(fields, {"institution": "school"})
    fields = tuple(_classic(field) if field.id in _NAMES else field for field in fields)
    return replace(entry, type=kind, fields=_split_date(fields))


def _classic(field: Field) -> Field:
    """Names of biblatex's form ``family=…, given=…`` (§ 3.4) as BibTeX has them."""
    if not _EXTENDED.search(field.value):
        return field
    parts = [
        f" {write_names(parse_names(part))} " if _EXTENDED.match(part) else part
        for part in pieces(field.value)
    ]
    return replace(field, value=" ".join("".join(parts).split()))


def _renamed(fields: tuple[Field, ...], names: dict[str, str]) -> tuple[Field, ...]:
    """The fields under other names, but for those whose new name is taken already."""
    present = {field.id for field in fields}
    return tuple(
        replace(field, name=names[field.id])
        if field.id in names and names[field.id] not in present
        else field
        for field in fields
    )


def _joined_date(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Year, month and day as one date (§ 2.3.8), if they make one."""
    by_name = {field.id: field for field in reversed(fields)}
    year = by_name.get("year")
    if year is None or "date" in by_name or _YEAR.fullmatch(year.value.strip()) is None:
        return fields
    date = year.value.strip()
    used = {"year"}
    month, day = by_name.get("month"), by_name.get("day")
    if month is not None:
        number = _month_number(month)
        if number is None:
            return fields
        date += f"-{number:02}"
        used.add("month")
        if day is not None and _DAY.fullmatch(day.value.strip()) is not None:
            date += f"-{int(day.value):02}"
            used.add("day")
    joined = Field("date", date)
    kept = [joined if f is year else f for f in fields if f is year or f.id not in used]
    return tuple(kept)


def _split_date(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """A date as year, month and day; one that is no single date stays beside them."""
    present = {field.id for field in fields}
    split: list[Field] = []
    for field in fields:
        match = _DATE.match(field.value.strip()) if field.id == "date" else None
        if match is None or "year" in present:
            split.append(field)
            continue
        split.append(Field("year", match[1]))
        number = int(match[2] or 0)
        if 1 <= number <= 12 and "month" not in present:
            macro = MONTH_MACROS[number - 1]
            split.append(Field("month", macro, macro))
            if match[3] and "day" not in present:
                split.append(Field("day", str(int(match[3]))))
        if match.end() < len(field.value.strip()) or number > 12:  # a range, a season
            split.append(field)
    return tuple(split)


def _month_number(field: Field) -> int | None:
    """The month, if the field says nothing else (no day, no second month)."""
    text = field.value.strip()
    return parse_month(text) if re.fullmatch(r"[^\W\d_]+\.?|[0-9]{1,2}", text) else None
