"""Normalised BibTeX, and what options change in it."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Entry, Field, make_entry
from biblio.formats.bibtex.dialect import to_dialect
from biblio.formats.bibtex.letters import as_unicode
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import read
from biblio.formats.bibtex.texts import escape_signs, from_plain
from biblio.formats.bibtex.writer import Definition, write, write_entry

ENTRY = Entry(
    "article",
    "k",
    (
        Field("Title", "The {B}ook"),
        Field("journal", "Annals"),
        Field("year", "2001"),
        Field("month", "nov", "nov"),
        Field("pages", "1-12, 15 – 17"),
        Field("abstract", "Long."),
        Field("note", "Fine"),
    ),
)


def test_writes_an_entry_in_columns_without_what_is_private() -> None:
    assert write_entry(ENTRY) == (
        "@article{k,\n"
        "  title   = {The {B}ook},\n"
        "  journal = {Annals},\n"
        "  year    = {2001},\n"
        "  month   = nov,\n"
        "  pages   = {1--12, 15 – 17},\n"
        "  note    = {Fine},\n"
        "}\n"
    )


def test_options_change_the_look() -> None:
    options = WriteOptions(
        indent="\t",
        align=False,
        order=("year",),
        only=frozenset({"title", "year", "abstract", "month", "pages"}),
        delimiter="quotes",
        months="names",
        page_dashes=False,
        trailing_comma=False,
        private=frozenset({"abstract"}),
    )
    assert write_entry(ENTRY, options) == (
        "@article{k,\n"
        '\tyear = "2001",\n'
        '\ttitle = "The {B}ook",\n'
        '\tmonth = "November",\n'
        '\tpages = "1-12, 15 – 17",\n'
        '\tabstract = "Long."\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("value", "months", "written"),
    [
        ("November", "macros", "nov"),
        ("Nov.", "macros", "nov"),
        ("11", "macros", "nov"),
        ("11", "names", "{November}"),
        ("Nov.", "keep", "{Nov.}"),
        ("Nov 3", "macros", "{Nov 3}"),
        ("Smarch", "macros", "{Smarch}"),
    ],
)
def test_writes_months_as_asked_where_they_are_months(
    value: str, months: Literal["keep", "macros", "names"], written: str
) -> None:
    text = write_entry(make_entry("misc", "k", [("month", value)]), WriteOptions(months=months))
    assert text == f"@misc{{k,\n  month = {written},\n}}\n"


def test_keeps_macros_whose_definition_is_written() -> None:
    source = read(
        b"@string{acm = {ACM}}\n@misc{k, publisher = acm # { Press}, note = other, year = 2001}"
    )
    strings = [Definition("ACM", "ACM"), Definition("unused", "x")]
    assert write(source.entries, strings=strings) == (
        "@string{ACM = {ACM}}\n\n"
        "@misc{k,\n  publisher = acm # { Press},\n  note      = other,\n"
        "  year      = {2001},\n}\n"
    )
    assert "publisher = {ACM Press}" in write(source.entries)
    assert "publisher = {ACM Press}" in write(source.entries, strings=[Definition("acm", "XY")])


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        pytest.param(make_entry("misc", "k", [("t", "a } b")]), "{a {\\textbraceright} b}", id="}"),
        pytest.param(
            make_entry("misc", "k", [("t", "a \\{ b")]), "{a {\\textbraceleft} b}", id="{"
        ),
        pytest.param(make_entry("misc", "k", [("t", " a\n  b ")]), "{a b}", id="white space"),
        pytest.param(make_entry("misc", "k", [("t", "a\xa0\xa0b")]), "{a\xa0\xa0b}", id="nbsp"),
    ],
)
def test_writes_what_bibtex_can_read(entry: Entry, line: str) -> None:
    assert write_entry(entry) == f"@misc{{k,\n  t = {line},\n}}\n"


def test_names_and_keys_become_ones_that_bibtex_can_read() -> None:
    entry = make_entry("in proceedings", "a b,c", [("my field", "x"), ("2nd", "y")])
    text = write_entry(entry, WriteOptions(align=False))
    assert text == "@in-proceedings{a_b_c,\n  my-field = {x},\n  field-2nd = {y},\n}\n"


def test_sorts_by_several_fields() -> None:
    entries = [
        make_entry("misc", key, [("year", year), ("title", title)])
        for key, year, title in [("a", "2001", "The B"), ("b", "2002", "C"), ("c", "2001", "An A")]
    ]
    text = write(entries, WriteOptions(sort=("-year", "title")))
    assert [line[6:7] for line in text.splitlines() if line.startswith("@")] == ["b", "c", "a"]


# -- dialects ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bibtex", "biblatex"),
    [
        pytest.param(
            make_entry("book", "k", [("journal", "J"), ("year", "2001"), ("address", "A")]),
            make_entry("book", "k", [("journaltitle", "J"), ("date", "2001"), ("location", "A")]),
            id="fields",
        ),
        pytest.param(
            make_entry("phdthesis", "k", [("school", "S"), ("year", "2001")]),
            make_entry(
                "thesis", "k", [("institution", "S"), ("date", "2001"), ("type", "phdthesis")]
            ),
            id="phd thesis",
        ),
        pytest.param(
            make_entry("mastersthesis", "k", [("school", "S")]),
            make_entry("thesis", "k", [("institution", "S"), ("type", "mathesis")]),
            id="master's thesis",
        ),
        pytest.param(
            make_entry("techreport", "k", [("institution", "I"), ("type", "Memo")]),
            make_entry("report", "k", [("institution", "I"), ("type", "Memo")]),
            id="report with a type",
        ),
        pytest.param(
            Entry(
                "misc",
                "k",
                (Field("year", "2023"), Field("month", "nov", "nov"), Field("day", "6"),
                 Field("archiveprefix", "arXiv"), Field("primaryclass", "cs.LG")),
            ),
            make_entry(
                "misc",
                "k",
                [("date", "2023-11-06"), ("eprinttype", "arXiv"), ("eprintclass", "cs.LG")],
            ),
            id="day and eprint",
        ),
    ],
)  # fmt: skip
def test_translates_between_the_dialects(bibtex: Entry, biblatex: Entry) -> None:
    assert to_dialect(bibtex, "biblatex") == biblatex
    assert to_dialect(biblatex, "bibtex") == bibtex
    assert to_dialect(bibtex, "keep") == bibtex


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([("date", "2001-05/2001-07")], ["year=2001", "month=may", "date=2001-05/2001-07"]),
        ([("date", "2001~")], ["year=2001", "date=2001~"]),
        ([("date", "2001-21")], ["year=2001", "date=2001-21"]),
        ([("date", "n.d.")], ["date=n.d."]),
        ([("date", "2001"), ("year", "2002")], ["date=2001", "year=2002"]),
    ],
)
def test_loses_nothing_of_a_date(fields: list[tuple[str, str]], expected: list[str]) -> None:
    entry = to_dialect(make_entry("misc", "k", fields), "bibtex")
    found = [f"{field.name}={field.value}" for field in entry.fields]
    assert found == expected


@pytest.mark.parametrize(
    "fields",
    [
        [("year", "in press")],
        [("year", "2001"), ("month", "May/June")],
        [("year", "2001"), ("date", "2001-05")],
    ],
)
def test_keeps_a_year_that_makes_no_date(fields: list[tuple[str, str]]) -> None:
    entry = make_entry("misc", "k", fields)
    assert to_dialect(entry, "biblatex") == entry


# -- texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'E}cole {\ss} \'{e} \"o {\o}re na{\"\i}ve", "École ß é ö øre naïve"),
        (r"\v{S}a{\v s}a {\c{c}} \aa{} \L ukasz", "Šaša ç å Łukasz"),
        (r"{BERT} \emph{x} $\'{e} \o$ \& {\'{\i}}", r"{BERT} \emph{x} $\'{e} \o$ \& í"),
        (r"\omega \ldots \Omega", r"\omega \ldots \Omega"),
    ],
)  # fmt: skip
def test_writes_letters_as_characters_and_keeps_the_rest(latex: str, text: str) -> None:
    assert as_unicode(latex) == text


def test_escapes_by_choice() -> None:
    entry = make_entry("misc", "k", [("author", "Müller"), ("url", "https://x.org/ü_1%20")])
    latex = write_entry(entry, WriteOptions(escape="latex", align=False))
    assert latex == ('@misc{k,\n  author = {M{\\"u}ller},\n  url = {https://x.org/ü_1%20},\n}\n')
    entry = make_entry("misc", "k", [("author", 'M{\\"u}ller'), ("url", 'x{\\"u}')])
    text = write_entry(entry, WriteOptions(escape="unicode", align=False))
    assert text == '@misc{k,\n  author = {Müller},\n  url = {x{\\"u}},\n}\n'


@pytest.mark.parametrize(
    ("plain", "latex"),
    [
        ("50% of A & B_1 #3", r"50\% of A \& B\_1 \#3"),
        (r"50\% done", r"50\% done"),
        ("$x_1 & y$ a_b", r"$x_1 & y$ a\_b"),
        (r"\url{a_b%c} and c_d", r"\url{a_b%c} and c\_d"),
    ],
)
def test_escapes_signs_of_plain_text_once(plain: str, latex: str) -> None:
    assert escape_signs(plain) == latex
    assert escape_signs(latex) == latex


def test_plain_texts_become_latex() -> None:
    entry = make_entry("misc", "k", [("title", "cats & dogs"), ("url", "a_b"), ("year", "2001")])
    assert from_plain(entry) == make_entry(
        "misc", "k", [("title", r"cats \& dogs"), ("url", "a_b"), ("year", "2001")]
    )


# -- properties ----------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["a", "B", " ", "\n", "{", "}", "{x}", '"', "\\", "\\{", "#", "%", "@", ",", "=", "é", "$",
     "&", "--", "-", "2001", "nov", "~", "{\\'e}", "\t"]
)  # fmt: skip
VALUES = st.lists(WORDS, max_size=8).map("".join)
FIELDS = st.builds(
    Field,
    st.sampled_from(["title", "Year", "month", "pages", "author", "x y", "1a", "date", "é", "url"]),
    VALUES,
    st.none() | st.sampled_from(["nov", "acm", 'acm # "x"', "nov # {a}", "bad bad"]),
)
ENTRIES = st.builds(
    Entry,
    st.sampled_from(["article", "thesis", "misc", "x y", "", "phdthesis", "string", "comment"]),
    st.sampled_from(["k", "a b", "", "x,y", "Ü1", "a=b", 'q"']),
    st.lists(FIELDS, max_size=5).map(tuple),
).filter(lambda entry: bool(entry.key or entry.fields))
OPTIONS = st.builds(
    WriteOptions,
    dialect=st.sampled_from(["bibtex", "biblatex", "keep"]),
    align=st.booleans(),
    delimiter=st.sampled_from(["braces", "quotes"]),
    months=st.sampled_from(["keep", "macros", "names"]),
    escape=st.sampled_from(["keep", "latex", "unicode"]),
    trailing_comma=st.booleans(),
    sort=st.sampled_from([(), ("key",), ("-year", "author")]),
)
STRINGS = [Definition("acm", "ACM {P}ress")]


@given(st.lists(ENTRIES, max_size=3), OPTIONS)
def test_what_was_written_is_read_and_written_the_same(
    entries: list[Entry], options: WriteOptions
) -> None:
    text = write(entries, options, strings=STRINGS)
    result = read(text.encode())
    assert len(result.entries) == len(entries)
    assert write(result.entries, options, strings=STRINGS) == text
