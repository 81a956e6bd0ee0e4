"""Macros that are not defined, or not yet: normalised output says what BibTeX would read."""

from __future__ import annotations

import pytest

from biblio.entry import Entry, Field
from biblio.formats.bibtex.months import spelled_out
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import definitions, read
from biblio.formats.bibtex.selection import Item, write_selection


def _exported(text: str) -> str:
    macros = definitions(text)
    items = [Item(entry, None, macros) for entry in read(text.encode()).entries]
    return write_selection(items, WriteOptions(align=False))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param(
            '@string{loop = loop # "x"}@misc{k, title = loop}',
            "@string{loop = {x}}\n\n@misc{k,\n  title = loop,\n}\n",
            id="defined-by-itself",
        ),
        pytest.param(
            '@string{a = "A"}@misc{k, title = a # b}@string{b = "B"}@misc{l, title = a # b}',
            "@string{a = {A}}\n@string{b = {B}}\n\n@misc{k,\n  title = {A},\n}\n\n"
            "@misc{l,\n  title = a # b,\n}\n",
            id="defined-later-among-others",
        ),
        pytest.param(
            '@misc{k, title = b}@string{b = "B"}@misc{l, title = b}',
            "@misc{k,\n  title = b,\n}\n\n@misc{l,\n  title = {B},\n}\n",
            id="defined-later-alone",
        ),
        pytest.param(
            '@misc{k, journal = jan, note = "x" # jan}@string{jan = "Janvier"}'
            "@misc{l, month = jan}",
            '@misc{k,\n  journal = jan,\n  note = "x" # jan,\n}\n\n'
            "@misc{l,\n  month = {Janvier},\n}\n",
            id="month-redefined-later",
        ),
        pytest.param(
            "@string{l1 = l2}@misc{k, journal = l1, title = nope}",
            "@string{l1 = {}}\n\n@misc{k,\n  journal = l1,\n  title = nope,\n}\n",
            id="defined-by-what-is-not",
        ),
        pytest.param(
            "@string{b0 = {" + 9999 * "0" + "}}@string{b = b0 # b0 # b0 # b0 # b0 # b0 # b0 # b0"
            " # b0 # b0 # b0}@misc{k, title = b}",
            "@misc{k,\n  title = b,\n}\n",
            id="too-large",
        ),
    ],
)
def test_bibtex_reads_what_it_read_before(text: str, written: str) -> None:
    assert _exported(text) == written


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field("note", "Held jan", '"Held " # jan'), "Held January"),
        (Field("note", "A jan B", 'a # " " # jan # " " # b'), "A January B"),
        (Field("month", "10~jan", '"10~" # jan'), "10~jan"),
        (Field("note", "jan", None), "jan"),
    ],
)
def test_months_are_spelled_out_in_other_fields(field: Field, value: str) -> None:
    assert spelled_out(Entry("misc", "k", (field,))).fields[0].value == value
