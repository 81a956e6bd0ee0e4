"""Which fields leave the library only when asked for."""

from __future__ import annotations

from biblio.entry import make_entry
from biblio.private import is_private, published

ENTRY = make_entry("misc", "k", [("Title", "T"), ("Abstract", "A"), ("note", "N"), ("badge", "C")])


def test_leaves_out_private_fields() -> None:
    expected = make_entry("misc", "k", [("Title", "T"), ("note", "N")])
    assert published(ENTRY) == expected
    assert published(expected) is expected


def test_includes_the_private_fields_that_are_asked_for() -> None:
    names = [field.name for field in published(ENTRY, ["abstract"]).fields]
    assert names == ["Title", "Abstract", "note"]


def test_a_note_is_not_private() -> None:
    assert not is_private("note")
    assert is_private("Abstract")
