"""Entry types: which fields each kind of publication needs and may have.

Required and optional fields of BibTeX's types are those of section 3.1 of "BibTeXing"
(Patashnik, 1988, btxdoc); those of the types that only biblatex has are those of section 2.1 of
the biblatex manual (version 3); each type says where it is defined. BibTeX ignores what a type
does not name, and so does the program: a table says what is expected, it forbids nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

Slot = tuple[str, ...]
"""Names of fields of which one is wanted, the usual one first (``journal``, ``journaltitle``)."""


@dataclass(frozen=True, slots=True)
class EntryType:
    """What an entry type stands for and which fields belong to it.

    Attributes:
        name: The type in lower case.
        label: What it is called, in sentence case.
        required: One field of each slot should be present.
        optional: One field of each slot may be present.
        manual: Where it is defined: ``BibTeXing 3.1``, ``biblatex 2.1.1``; empty for a type
            that no manual has.
    """

    name: str
    label: str
    required: tuple[Slot, ...] = ()
    optional: tuple[Slot, ...] = ()
    manual: str = ""


def entry_type(name: str) -> EntryType:
    """The type of this name in any case; an unknown one is its own label and like ``misc``."""
    wanted = name.lower()
    known = ENTRY_TYPES.get(ALIASES.get(wanted, wanted))
    if known is None:
        return EntryType(wanted, wanted, (), _MISC.optional)
    return replace(known, name=wanted)


def missing_fields(name: str, present: set[str]) -> tuple[Slot, ...]:
    """The slots that an entry of a type needs and has no field for.

    Args:
        name: The entry type.
        present: Lower-case names of the fields that the entry has.
    """
    return tuple(slot for slot in entry_type(name).required if present.isdisjoint(slot))


def _slots(text: str) -> tuple[Slot, ...]:
    """``author editor|translator`` as slots."""
    return tuple(tuple(word.split("|")) for word in text.split())


_DATE = "year|date"
_LINKS = "doi url eprint"
_NUMBERS = "volume number series"
_PUBLISHED = "publisher address|location"


def _type(
    name: str, label: str, required: str, optional: str, manual: str = "biblatex 2.1.1"
) -> EntryType:
    return EntryType(name, label, _slots(required), _slots(f"{optional} {_LINKS}"), manual)


def _bibtex(name: str, label: str, required: str, optional: str) -> EntryType:
    return _type(name, label, required, optional, "BibTeXing 3.1")


_MISC = _bibtex("misc", "Miscellaneous", "", f"author title howpublished month {_DATE} note")

_TYPES = (
    _bibtex(
        "article",
        "Journal article",
        f"author title journal|journaltitle {_DATE}",
        "volume number pages month note issn",
    ),
    _bibtex(
        "inproceedings",
        "Conference paper",
        f"author title booktitle {_DATE}",
        f"editor {_NUMBERS} pages address|location month organization publisher note",
    ),
    _bibtex(
        "book",
        "Book",
        f"author|editor title publisher {_DATE}",
        f"{_NUMBERS} address|location edition month note isbn",
    ),
    _bibtex(
        "incollection",
        "Chapter in a collection",
        f"author title booktitle publisher {_DATE}",
        f"editor {_NUMBERS} type chapter pages address|location edition month note isbn",
    ),
    _bibtex(
        "inbook",
        "Part of a book",
        f"author|editor title chapter|pages publisher {_DATE}",
        f"booktitle {_NUMBERS} type address|location edition month note isbn",
    ),
    _bibtex(
        "phdthesis",
        "Doctoral thesis",
        f"author title school|institution {_DATE}",
        "type address|location month note",
    ),
    _bibtex(
        "mastersthesis",
        "Master's thesis",
        f"author title school|institution {_DATE}",
        "type address|location month note",
    ),
    _bibtex(
        "techreport",
        "Technical report",
        f"author title institution {_DATE}",
        "type number address|location month note",
    ),
    _bibtex("unpublished", "Unpublished", "author title note", f"month {_DATE}"),
    _bibtex(
        "proceedings",
        "Proceedings",
        f"title {_DATE}",
        f"editor {_NUMBERS} address|location month publisher organization note isbn",
    ),
    _bibtex(
        "booklet",
        "Booklet",
        "title",
        f"author howpublished address|location month {_DATE} note",
    ),
    _bibtex(
        "manual",
        "Manual",
        "title",
        f"author organization address|location edition month {_DATE} note",
    ),
    _MISC,
    # biblatex
    _type(
        "online",
        "Web page",
        f"author|editor title {_DATE} url|doi|eprint",
        "subtitle language version note organization month urldate pubstate",
    ),
    _type(
        "thesis",
        "Thesis",
        f"author title type institution|school {_DATE}",
        "subtitle language note location|address month chapter pages isbn pubstate",
    ),
    _type(
        "report",
        "Report",
        f"author title type institution {_DATE}",
        "subtitle language number version note location|address month chapter pages pubstate",
    ),
    _type(
        "software",
        "Software",
        f"author|editor title {_DATE}",
        "subtitle language version note organization publisher month urldate",
    ),
    _type(
        "dataset",
        "Data set",
        f"author|editor title {_DATE}",
        f"subtitle edition type series number version note organization {_PUBLISHED} month",
    ),
    _type(
        "patent",
        "Patent",
        f"author title number {_DATE}",
        "holder subtitle type version location|address note month pubstate",
    ),
    _type(
        "periodical",
        "Issue of a journal",
        f"editor title {_DATE}",
        f"subtitle issue {_NUMBERS} note issn month pubstate",
    ),
    _type(
        "collection",
        "Collection",
        f"editor title {_DATE}",
        f"subtitle language edition {_NUMBERS} note {_PUBLISHED} isbn",
    ),
    _type(
        "mvbook",
        "Book in several volumes",
        f"author title {_DATE}",
        f"editor subtitle edition volumes series number note {_PUBLISHED} isbn",
    ),
    _type(
        "mvcollection",
        "Collection in several volumes",
        f"editor title {_DATE}",
        f"subtitle edition volumes series number note {_PUBLISHED} isbn",
    ),
    _type(
        "mvproceedings",
        "Proceedings in several volumes",
        f"title {_DATE}",
        f"editor subtitle eventtitle volumes series number note organization {_PUBLISHED} isbn",
    ),
    _type(
        "mvreference",
        "Reference work in several volumes",
        f"editor title {_DATE}",
        f"subtitle edition volumes series number note {_PUBLISHED} isbn",
    ),
    _type(
        "reference",
        "Reference work",
        f"editor title {_DATE}",
        f"subtitle edition {_NUMBERS} note {_PUBLISHED} isbn",
    ),
    _type(
        "inreference",
        "Article in a reference work",
        f"author title booktitle {_DATE}",
        f"editor subtitle edition {_NUMBERS} chapter pages note {_PUBLISHED} isbn",
    ),
    _type(
        "bookinbook",
        "Book in a book",
        f"author title booktitle {_DATE}",
        f"editor {_NUMBERS} chapter pages edition note {_PUBLISHED} isbn",
    ),
    _type(
        "suppbook",
        "Supplement in a book",
        f"author title booktitle {_DATE}",
        f"editor {_NUMBERS} chapter pages edition note {_PUBLISHED} isbn",
    ),
    _type(
        "suppcollection",
        "Supplement in a collection",
        f"author editor title booktitle {_DATE}",
        f"{_NUMBERS} chapter pages edition note {_PUBLISHED} isbn",
    ),
    _type(
        "suppperiodical",
        "Supplement in a journal",
        f"author title journaltitle|journal {_DATE}",
        "subtitle volume number pages month note issn",
    ),
    _type("set", "Set of entries", "entryset", ""),
    _type("xdata", "Data for other entries", "", ""),
    # biblatex's styles treat these as misc (section 2.1.3)
    *(
        EntryType(name, label, (), _MISC.optional, "biblatex 2.1.3")
        for name, label in (
            ("artwork", "Work of art"),
            ("audio", "Sound recording"),
            ("bibnote", "Note in the bibliography"),
            ("commentary", "Commentary"),
            ("image", "Image"),
            ("jurisdiction", "Court decision"),
            ("legal", "Legal document"),
            ("legislation", "Law"),
            ("letter", "Letter"),
            ("movie", "Film"),
            ("music", "Music recording"),
            ("performance", "Performance"),
            ("review", "Review"),
            ("standard", "Standard"),
            ("video", "Video recording"),
        )
    ),
)

ENTRY_TYPES: Mapping[str, EntryType] = MappingProxyType({each.name: each for each in _TYPES})
"""The types, the most used first; those of BibTeX before those that only biblatex has."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "conference": "inproceedings",
        "electronic": "online",
        "www": "online",
        "preprint": "online",
    }
)
"""Other names of types, with the type that they stand for."""

KNOWN_FIELDS: tuple[str, ...] = tuple(
    sorted(
        {name for each in _TYPES for slot in each.required + each.optional for name in slot}
        | {
            "abstract", "addendum", "annotation", "bookauthor", "booksubtitle", "booktitleaddon",
            "crossref", "eid", "eprintclass", "eprinttype", "eventdate", "eventtitle", "file",
            "ids", "issuetitle", "journalsubtitle", "keywords", "langid", "maintitle",
            "origdate", "pagetotal", "primaryclass", "shortauthor", "shorttitle", "sortkey",
            "subtitle", "titleaddon", "translator", "venue", "volumes", "xref",
        }
    )
)  # fmt: skip
"""Names that can be offered when a field is added, in alphabetical order."""
