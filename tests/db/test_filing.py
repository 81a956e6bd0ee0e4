"""Entries written into an imported file: in its style, at their place, and undone whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biblio.formats.bibtex.reader import read
from db import ImportReport, Library
from db.errors import KeyTakenError, NoSuchViewError
from tests.db.conftest import Tables

AddBib = Callable[..., ImportReport]

OTHER = "@Article{m1, author={Doe, J.}, title={{Deep} Sets}, year={2017}, month=jan}"
PLAIN = "@misc{a,\n  title = {A},\n  year = 2001\n}\n\n@misc{z,\n  title = {Z},\n  year = 2002\n}\n"
NEW = (
    "@article{m1,\n  author = {Doe, J.},\n  title = {{Deep} Sets},\n  year = 2017,\n"
    "  month = jan\n}"
)
SORTED = "".join(f"@misc{{{key}, title = {{{key}}}, year = {{1}}}}\n" for key in "abxz")
ONE_LINE = "@article{m1, author = {Doe, J.}, title = {{Deep} Sets}, year = {2017}, month = jan}\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param(PLAIN, f"{PLAIN}\n{NEW}\n", id="at the end"),
        pytest.param(PLAIN.rstrip(), f"{PLAIN}\n{NEW}", id="no line end at the end"),
        pytest.param(
            f"{PLAIN}\n@comment{{jabref-meta: x}}\n",
            f"{PLAIN}\n{NEW}\n\n@comment{{jabref-meta: x}}\n",
            id="before what follows the last entry",
        ),
        pytest.param(
            SORTED, SORTED.replace("@misc{x", f"{ONE_LINE}@misc{{x"), id="in a sorted file"
        ),
        pytest.param(
            SORTED.replace("@misc{x", "@misc{c").replace("{a,", "{q,"),
            SORTED.replace("@misc{x", "@misc{c").replace("{a,", "{q,") + ONE_LINE,
            id="in a file that is not sorted",
        ),
        pytest.param(
            '@ARTICLE{A,\r\n\tAUTHOR = "B",\r\n\tYEAR   = "1",\r\n}\r\n',
            '@ARTICLE{A,\r\n\tAUTHOR = "B",\r\n\tYEAR   = "1",\r\n}\r\n\r\n'
            '@ARTICLE{m1,\r\n\tAUTHOR = "Doe, J.",\r\n\tTITLE  = "{Deep} Sets",\r\n'
            '\tYEAR   = "2017",\r\n\tMONTH  = jan,\r\n}\r\n',
            id="quotes, capitals, tabs, columns and a last comma",
        ),
        pytest.param(
            "@Misc(a\n  , title = {A}\n  , year = {1}\n  )\n",
            "@Misc(a\n  , title = {A}\n  , year = {1}\n  )\n\n@Article(m1\n  , author = {Doe, J.}\n"
            "  , title = {{Deep} Sets}\n  , year = {2017}\n  , month = jan\n  )\n",
            id="commas first and round brackets",
        ),
        pytest.param("", NEW.replace("2017", "{2017}") + "\n", id="nothing"),
        pytest.param("% mine\n", "% mine\n\n" + NEW.replace("2017", "{2017}") + "\n", id="comment"),
    ],
)
def test_an_entry_is_written_in_the_style_and_at_the_place_of_the_file(
    text: str, after: str, library: Library, add_bib: AddBib, tables: Callable[[], Tables]
) -> None:
    (entry_id,) = add_bib(OTHER, "other.bib").entry_ids
    source_id = add_bib(text, "mine.bib").source_id
    assert source_id is not None
    before = tables()
    notice = library.add_to_source([entry_id], source_id)
    assert notice.step is not None
    assert library.step(notice.step).name == "Add m1 to mine.bib"
    assert library.export_source("mine.bib").decode() == after
    assert library.export_source("other.bib").decode() == OTHER
    assert library.add_to_source([entry_id], source_id).step is None
    written = {each.key: each for each in read(after.encode()).entries}["m1"]
    assert written.texts() == library.entry(entry_id).entry.texts()
    library.set_fields(entry_id, {"year": "2018"})
    assert library.export_source("mine.bib").decode() == after.replace("2017", "2018")
    library.undo()
    library.undo()
    assert tables() == before


def test_several_entries_stand_in_order_and_children_before_their_parents(
    library: Library, add_bib: AddBib
) -> None:
    ids = add_bib(
        "@misc{k, title={K}}@misc{c, title={C}}@misc{y, title={Y}, crossref={a}}", "other.bib"
    ).entry_ids
    source_id = add_bib(SORTED, "mine.bib").source_id
    assert source_id is not None
    library.add_to_source(ids, source_id)
    keys = [entry.key for entry in read(library.export_source("mine.bib")).entries]
    assert keys == ["y", "a", "b", "c", "k", "x", "z"]


def test_a_new_entry_is_written_into_a_file_and_its_edits_follow(
    library: Library, add_bib: AddBib
) -> None:
    source_id = add_bib(PLAIN, "mine.bib").source_id
    entry_id = library.new_entry("misc", {"title": "Nouns & verbs"}, source=source_id)
    library.set_key(entry_id, "n")
    library.set_fields(entry_id, {"year": "2020"})
    assert library.export_source("mine.bib").decode() == (
        PLAIN + "\n@misc{n,\n  title = {Nouns \\& verbs},\n  year = {2020}\n}\n"
    )
    assert library.entry(entry_id).entry.get("title") == r"Nouns \& verbs"


def test_what_is_private_stays_in_the_library(library: Library, add_bib: AddBib) -> None:
    source_id = add_bib(PLAIN, "mine.bib").source_id
    entry_id = library.new_entry("misc", {"title": "T", "abstract": "Long", "badge": "x"})
    assert source_id is not None
    library.add_to_source([entry_id], source_id)
    assert b"Long" not in library.export_source("mine.bib")
    assert b"badge" not in library.export_source("mine.bib")


def test_two_entries_of_one_key_do_not_come_into_one_file(
    library: Library, add_bib: AddBib, tables: Callable[[], Tables]
) -> None:
    source_id = add_bib(PLAIN, "mine.bib").source_id
    assert source_id is not None
    (entry_id,) = add_bib("@book{a, title = {Other}}", "other.bib").entry_ids
    before = tables()
    with pytest.raises(KeyTakenError):
        library.add_to_source([entry_id], source_id)
    assert tables() == before


def test_only_a_bib_takes_entries(library: Library) -> None:
    library.import_bytes(b"TY  - JOUR\nTI  - A\nER  - \n", name="a.ris")
    entry_id = library.new_entry("misc", {"title": "T"}, source=1)  # written nowhere
    with pytest.raises(NoSuchViewError):
        library.add_to_source([entry_id], 1)
