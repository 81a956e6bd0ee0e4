"""What is derived from an entry and kept while other fields change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Entry, Field, make_entry
from biblio.entry_types import KNOWN_FIELDS
from biblio.query.texts import index_texts, texts_after
from biblio.summary import SUMMARISED, summarise

MORE = ("Title", "day", "badge", "subject", "series", "assumed", "rating", "file")
NAMES = st.sampled_from([*KNOWN_FIELDS, *MORE])
VALUES = st.one_of(
    st.sampled_from(["2020", "2020-05", "mar", "Li, Bo and others", "{A} \\'e $x$", "cs.LG", " "]),
    st.text("ab{é 1", max_size=8),
)
FIELDS = st.builds(Field, NAMES, VALUES, st.sampled_from([None, None, "jan # 1"]))
ENTRIES = st.builds(
    Entry,
    st.sampled_from(["article", "misc"]),
    st.sampled_from(["", "a", "b c"]),
    st.lists(FIELDS, max_size=6).map(tuple),
)


BARE = make_entry("article", "k", [])
FULL = make_entry("article", "k", [("title", "T"), ("year", "2020"), ("month", "mar")])


@pytest.mark.parametrize("name", sorted({*KNOWN_FIELDS, *MORE}))
def test_a_field_that_changes_a_summary_is_known_to(name: str) -> None:
    changes = any(
        summarise(replace(entry, fields=(*entry.fields, Field(name, "5")))) != summarise(entry)
        for entry in (BARE, FULL)
    )
    assert name.lower() in SUMMARISED or not changes


@given(ENTRIES)
def test_no_other_fields_change_a_summary(entry: Entry) -> None:
    kept = tuple(field for field in entry.fields if field.id in SUMMARISED)
    assert summarise(Entry("book", "other", kept)) == summarise(entry)


@given(ENTRIES, ENTRIES, st.lists(st.sampled_from(["old", "á"]), max_size=2))
def test_the_texts_of_what_an_entry_became_are_those_of_a_new_one(
    before: Entry, after: Entry, old_keys: list[str]
) -> None:
    known = index_texts(before, ["former"])
    assert texts_after(after, old_keys, before, known) == index_texts(after, old_keys)
