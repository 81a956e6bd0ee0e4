"""Which fields belong to which entry type."""

from __future__ import annotations

import pytest

from biblio.entry_types import ALIASES, ENTRY_TYPES, KNOWN_FIELDS, entry_type, missing_fields

# Section 3.1 of "BibTeXing"; what may stand in place of another is written with a bar.
BTXDOC_REQUIRED = {
    "article": {"author", "title", "journal", "year"},
    "book": {"author|editor", "title", "publisher", "year"},
    "booklet": {"title"},
    "inbook": {"author|editor", "title", "chapter|pages", "publisher", "year"},
    "incollection": {"author", "title", "booktitle", "publisher", "year"},
    "inproceedings": {"author", "title", "booktitle", "year"},
    "manual": {"title"},
    "mastersthesis": {"author", "title", "school", "year"},
    "misc": set(),
    "phdthesis": {"author", "title", "school", "year"},
    "proceedings": {"title", "year"},
    "techreport": {"author", "title", "institution", "year"},
    "unpublished": {"author", "title", "note"},
}
BIBLATEX_NAMES = {"journaltitle", "date", "location"}


@pytest.mark.parametrize("name", BTXDOC_REQUIRED)
def test_requires_what_btxdoc_requires(name: str) -> None:
    slots = entry_type(name).required
    found = {
        "|".join(each for each in slot if each not in BIBLATEX_NAMES).removesuffix(
            "|institution" if slot[0] == "school" else "|"
        )
        for slot in slots
    }
    assert found == BTXDOC_REQUIRED[name]


@pytest.mark.parametrize(
    ("name", "optional"),
    [
        ("article", {"volume", "number", "pages", "month", "note"}),
        ("book", {"volume", "number", "series", "address", "edition", "month", "note"}),
        ("misc", {"author", "title", "howpublished", "month", "year", "note"}),
        ("techreport", {"type", "number", "address", "month", "note"}),
    ],
)
def test_offers_what_btxdoc_calls_optional(name: str, optional: set[str]) -> None:
    offered = {each for slot in entry_type(name).optional for each in slot}
    assert optional <= offered


@pytest.mark.parametrize("name", ENTRY_TYPES)
def test_no_field_of_a_type_is_both_required_and_optional(name: str) -> None:
    kind = ENTRY_TYPES[name]
    fields = [each for slot in kind.required + kind.optional for each in slot]
    allowed_twice = {"url", "doi", "eprint"} if name == "online" else set()
    twice = {each for each in fields if fields.count(each) > 1}
    assert twice <= allowed_twice


@pytest.mark.parametrize(
    ("name", "present", "missing"),
    [
        ("article", {"author", "title", "journaltitle", "date"}, ()),
        ("article", {"title"}, (("author",), ("journal", "journaltitle"), ("year", "date"))),
        ("ARTICLE", {"author", "title", "journal"}, (("year", "date"),)),
        ("book", {"editor", "title", "publisher", "year"}, ()),
        ("conference", {"author", "title", "year"}, (("booktitle",),)),
        ("misc", set(), ()),
        ("unheardof", set(), ()),
    ],
    ids=["biblatex", "missing", "case", "editor", "alias", "misc", "unknown"],
)
def test_names_the_missing_fields(
    name: str, present: set[str], missing: tuple[tuple[str, ...], ...]
) -> None:
    assert missing_fields(name, present) == missing


def test_an_unknown_type_keeps_its_name() -> None:
    kind = entry_type("Hologram")
    assert (kind.name, kind.label, kind.required) == ("hologram", "hologram", ())
    assert ("title",) in kind.optional


def test_an_alias_keeps_its_own_name_and_has_the_fields_of_what_it_stands_for() -> None:
    for alias, meant in ALIASES.items():
        assert alias not in ENTRY_TYPES
        assert entry_type(alias).name == alias
        assert entry_type(alias).required == ENTRY_TYPES[meant].required


def test_known_fields_are_sorted_and_lower_case() -> None:
    assert list(KNOWN_FIELDS) == sorted(set(KNOWN_FIELDS))
    assert all(name == name.lower() and name.isalnum() for name in KNOWN_FIELDS)
    assert {"author", "crossref", "abstract", "doi"} <= set(KNOWN_FIELDS)
