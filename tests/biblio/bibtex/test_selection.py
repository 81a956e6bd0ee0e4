"""Entries of several sources as one file that stands alone."""

from __future__ import annotations

from biblio.entry import Entry, Field, make_entry
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import read
from biblio.formats.bibtex.selection import Item, write_selection


def item(text: str, **macros: str) -> Item:
    """An unedited entry of a source with these macros."""
    strings = "".join(f"@string{{{name} = {{{value}}}}}\n" for name, value in macros.items())
    result = read((strings + text).encode())
    block = next(block.text for block in result.blocks if block.entry == 0)
    return Item(result.entries[0], block, macros)


def test_an_unedited_entry_keeps_its_own_text() -> None:
    own = item('@Misc{ k,\r\n   TITLE= "A"  ,\r\n abstract={x} }')
    edited = Item(make_entry("misc", "new", [("title", "B"), ("abstract", "x")]))
    assert write_selection([own, edited]) == (
        '@Misc{ k,\n   TITLE= "A"  ,\n abstract={x} }\n\n@misc{new,\n  title = {B},\n}\n'
    )


def test_nothing_is_an_empty_text() -> None:
    assert write_selection([]) == ""


def test_writes_the_definitions_that_are_used() -> None:
    own = item("@misc{a, publisher = acm # nov}", acm="ACM", unused="U")
    normal = Item(Entry("misc", "b", (Field("series", "ACM", "ACM"),)), None, {"acm": "ACM"})
    assert write_selection([own, normal]) == (
        "@string{acm = {ACM}}\n\n@misc{a, publisher = acm # nov}\n\n@misc{b,\n  series = ACM,\n}\n"
    )


def test_expands_macros_on_which_sources_disagree() -> None:
    one = item("@misc{a, publisher = press, note = {x}}", press="One")
    two = item('@misc{b, publisher = "The " # press}', press="Two")
    assert write_selection([one, two]) == (
        "@misc{a, publisher = {One}, note = {x}}\n\n@misc{b, publisher = {The Two}}\n"
    )


def test_keeps_the_months_of_a_source_that_defines_its_own() -> None:
    own = item("@misc{a, month = jan}", jan="Januar")
    other = item("@misc{b, month = jan}")
    assert write_selection([own, other]) == (
        "@string{jan = {Januar}}\n\n@misc{a, month = jan}\n\n@misc{b, month = {jan}}\n"
    )


def test_parents_come_behind_their_children() -> None:
    items = [
        Item(make_entry("proceedings", "p", [("title", "P"), ("crossref", "series")])),
        Item(make_entry("inproceedings", "a", [("crossref", "P")])),
        Item(make_entry("misc", "x", [("title", "X")])),
        Item(make_entry("inproceedings", "b", [("crossref", "p"), ("xdata", "d1, d2, gone")])),
    ]
    others = {
        "series": Item(make_entry("book", "series", [("title", "S")])),
        "d1": Item(make_entry("xdata", "d1", [("note", "1")])),
        "d2": Item(make_entry("xdata", "d2", [("note", "2")])),
    }
    text = write_selection(items, WriteOptions(dialect="keep"), parent=others.get)
    keys = [entry.key for entry in read(text.encode()).entries]
    assert sorted(keys) == ["a", "b", "d1", "d2", "p", "series", "x"]
    for child, parent in [("a", "p"), ("b", "p"), ("p", "series"), ("b", "d1"), ("b", "d2")]:
        assert keys.index(child) < keys.index(parent)
    assert keys.index("a") < keys.index("x") < keys.index("b")


def test_entries_that_inherit_in_a_circle_are_written_once() -> None:
    items = [
        Item(make_entry("book", "a", [("crossref", "b")])),
        Item(make_entry("book", "b", [("crossref", "a")])),
        Item(make_entry("book", "c", [("crossref", "c")])),
    ]
    entries = read(write_selection(items).encode()).entries
    assert sorted(entry.key for entry in entries) == ["a", "b", "c"]


def test_a_long_line_of_inheritance_needs_no_recursion() -> None:
    items = [Item(make_entry("book", f"k{n}", [("crossref", f"k{n + 1}")])) for n in range(3000)]
    entries = read(write_selection(reversed(items)).encode()).entries
    assert [entry.key for entry in entries] == [f"k{n}" for n in range(3000)]


def test_plain_texts_are_made_latex() -> None:
    page = Item(make_entry("misc", "k", [("title", "cats & dogs")]), plain=True)
    assert write_selection([page]) == "@misc{k,\n  title = {cats \\& dogs},\n}\n"


def test_sorts_if_asked() -> None:
    items = [item("@misc{b, a = 1}"), item("@misc{a, a = 1}")]
    text = write_selection(items, WriteOptions(sort=("key",)))
    assert text == "@misc{a, a = 1}\n\n@misc{b, a = 1}\n"


def test_a_stray_byte_leaves_as_the_character_that_it_was_shown_as() -> None:
    result = read("@misc{k, a = {Größe øß".encode() + b" \xe9}}")
    own = Item(result.entries[0], result.blocks[0].text)
    assert write_selection([own]) == "@misc{k, a = {Größe øß é}}\n"
