"""RIS in and out."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Entry, Field, make_entry
from biblio.formats import ris
from biblio.formats.encoding import encode
from biblio.formats.ris_fields import KNOWN_TAGS, TEXT_TAGS, TYPE_CODES, TYPE_NAMES, TYPES
from biblio.formats.ris_names import read_name, write_name
from biblio.names import Names, parse_names, write_names
from biblio.person import Name
from biblio.private import PRIVATE_FIELDS

DATA = Path(__file__).parent.parent / "data" / "ris"


def _read(*lines: str) -> Entry:
    (entry,) = ris.read("\n".join(["TY  - JOUR", *lines, "ER  - ", ""]).encode()).entries
    return entry


def _fields(entry: Entry) -> dict[str, str]:
    return {field.name: field.value for field in entry.fields}


def _written(entry: Entry, private: frozenset[str] = frozenset()) -> list[str]:
    text, _ = ris.write([entry], private=private)
    return text.splitlines()


def test_reads_what_databases_make_of_the_format() -> None:
    data = (DATA / "databases.ris").read_bytes()
    result = ris.read(data)
    first = result.entries[0]
    assert (first.type, first.key) == ("article", "cruz2019")
    assert _fields(first) == {
        "author": "de la Cruz, María and King, Jr., Martin Luther and {World Wombat Organization}",
        "title": r"Burrows \& tunnels: 50\% of A\_B \{sets\}",
        "journal": "Journal of Wombat Studies",
        "shortjournal": "J. Wombat Stud.",
        "volume": "12",
        "number": "007",
        "pages": "613--26",
        "issn": "1234-567X",
        "year": "2019",
        "month": "may",
        "day": "3",
        "doi": "10.5555/wombat_1",
        "url": "https://example.org/a_b",
        "keywords": "burrows, tunnels, {Diseases, invented}",
        "abstract": "First line.\nSecond paragraph,\nER - not an end.",
        "annote": "Correspondence Address: M. de la Cruz",
        "citationcount": "12",
        "ris-db": "Scopus",
        "ris-ur": r"https://example.org/second",
        "ris-an": "WOM:1",
    }
    assert result.as_of == dt.date(2024, 8, 5)
    assert [(e.type, e.key, e.get("title")) for e in result.entries[1:]] == [
        ("inproceedings", "", "A talk without end"),
        ("phdthesis", "", "On dunes"),
        ("misc", "", "A record without type"),
        ("article", "", "Paper news"),
        ("misc", "", "Of an unknown kind"),
    ]
    assert [(p.code, p.line, p.entry) for p in result.problems] == [
        ("missing-end", 34, 1),
        ("missing-type", 48, 3),
        ("duplicate-key", 51, 4),
        ("unknown-type", 58, 5),
    ]
    assert encode(result.blocks[0].text, result.encoding) == data


def test_odd_dates_pages_and_abbreviations_are_understood() -> None:
    talk, thesis, _, news, unknown = ris.read((DATA / "databases.ris").read_bytes()).entries[1:]
    assert _fields(talk) == {
        "author": "Sand, A.",
        "title": "A talk without end",
        "booktitle": "Proceedings of Sands",
        "pages": "37--64",
        "year": "2018",
        "month": "Spring",
    }
    assert _fields(thesis) == {
        "author": "Dune, Dora",
        "title": "On dunes",
        "school": "University of Sand",
        "year": "in press",
    }
    assert _fields(news) == {
        "title": "Paper news",
        "journal": "The Daily Dune",
        "shortjournal": "Daily Dune",
        "year": "2020",
        "ris-ty": "NEWS",
        "ris-id": "cruz2019",
        "ris-u2": "L1",
    }
    assert _fields(unknown) == {
        "title": "Of an unknown kind",
        "ris-ty": "XYZ",
        "ris-id": "not a key",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_any_encoding_and_line_end_reads_the_same(encoding: str, line_end: str) -> None:
    lines = ["TY  - JOUR", "AU  - Müller, Jürgen", "TI  - Über Dünen", "ER  - ", ""]
    data = line_end.join(lines).encode(encoding)
    result = ris.read(data)
    fields = [("author", "Müller, Jürgen"), ("title", "Über Dünen")]
    assert result.entries == (make_entry("article", "", fields),)
    assert encode(result.blocks[0].text, result.encoding) == data


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("N1  - Cited By :12", {"citationcount": "12"}),
        ("N1  - Total Times Cited:  162", {"citationcount": "162"}),
        ("N1  - cited by many", {"note": "cited by many"}),
        ("SN  - 00948373 (ISSN)", {"issn": "00948373"}),
        ("SN  - 978-0-306-40615-7", {"isbn": "978-0-306-40615-7"}),
        ("SN  - Report 12", {"ris-sn": "Report 12"}),
        ("PY  - 1983-03//", {"year": "1983", "month": "mar"}),
        ("DA  - 2018/12/03/2018-12-03/2018-12-06", {"date": "2018-12-03/2018-12-06"}),
        ("Y1  - 4-8 Aug. 2020", {"year": "2020", "month": "aug", "ris-y1": "4-8 Aug. 2020"}),
        ("SP  - e0815", {"pages": "e0815"}),
        ("C7  - 2864", {"eid": "2864"}),
        ("ZZ  - a & b", {"ris-zz": r"a \& b"}),
        ("AU  - Kaba, S.; Doe, J.", {"author": "Kaba, S. and Doe, J."}),
        ("AU  - et al.", {}),
        ("VO  - 8", {"volume": "8"}),
    ],
)  # fmt: skip
def test_a_line_gives_fields(line: str, fields: dict[str, str]) -> None:
    assert _fields(_read(line)) == fields


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kaba, Sékou-Oumar", Name("Sékou-Oumar", "", "Kaba")),
        ("van der Berg, Jan, Jr.", Name("Jan", "van der", "Berg", "Jr.")),
        ("Garcia de la Cruz, Juan", Name("Juan", "", "Garcia de la Cruz")),
        ("A. Einstein", Name("A.", "", "Einstein")),
        ("Ludwig van Beethoven", Name("Ludwig", "van", "Beethoven")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("Sand & Sons,", Name(literal=r"Sand \& Sons")),
        ("UNESCO", Name(family="UNESCO")),
    ],
)
def test_names_have_parts(text: str, name: Name) -> None:
    assert read_name(text) == name
    assert read_name(write_name(name.text()).strip()) == name
    (again,) = parse_names(write_names(Names((name,)))).people
    assert again.text() == name.text()


def test_writes_the_tags_of_the_specification() -> None:
    entry = Entry(
        "article",
        "kaba2023",
        (
            Field("author", "Kaba, S.-O. and {Sand \\& Sons} and others"),
            Field("title", r"{SymmCD}: $x^2$ \& \emph{more}"),
            Field("journaltitle", "Dunes"),
            Field("date", "2023-11-05"),
            Field("pages", "12--34"),
            Field("doi", r"10.1/a\_b"),
            Field("keywords", "sand; sea"),
            Field("abstract", "Not for others."),
            Field("crossref", "gone"),
        ),
    )
    text, problems = ris.write([entry])
    assert text.splitlines() == [
        "TY  - JOUR",
        "ID  - kaba2023",
        "AU  - Kaba, S.-O.",
        "AU  - Sand & Sons",
        "AU  - et al.",
        "TI  - SymmCD: x² & more",
        "T2  - Dunes",
        "PY  - 2023",
        "DA  - 2023/11/05/",
        "SP  - 12",
        "EP  - 34",
        "DO  - 10.1/a_b",
        "KW  - sand",
        "KW  - sea",
        "ER  - ",
    ]
    assert [(p.code, p.field) for p in problems] == [
        ("formula-as-text", None),
        ("formatting-lost", None),
        ("field-left-out", "crossref"),
    ]


def test_private_fields_leave_only_when_asked_for() -> None:
    entry = make_entry("misc", "a", [("abstract", "Long."), ("citationcount", "3")])
    assert _written(entry) == ["TY  - GEN", "ID  - a", "ER  - "]
    assert _written(entry, PRIVATE_FIELDS) == [
        "TY  - GEN",
        "ID  - a",
        "AB  - Long.",
        "N1  - Cited By: 3",
        "ER  - ",
    ]


def test_inherits_from_the_parent() -> None:
    child = make_entry("inproceedings", "c", [("title", "Talk"), ("crossref", "p")])
    parent = make_entry("proceedings", "p", [("title", "Sands"), ("year", "2019")])
    text, problems = ris.write([child], parent={"p": parent}.get)
    assert text.splitlines()[2:-1] == ["TI  - Talk", "T2  - Sands", "PY  - 2019"]
    assert problems == ()


def test_text_that_looks_like_a_tag_stays_text() -> None:
    entry = make_entry("misc", "", [("abstract", "one\nTY  - JOUR\nER  - ")])
    text, _ = ris.write([entry], private=PRIVATE_FIELDS)
    (back,) = ris.read(text.encode()).entries
    assert _fields(back) == {"abstract": "one TY - JOUR ER -"}


def test_a_type_that_ris_lacks_is_said() -> None:
    _, problems = ris.write([make_entry("manual", "m", [])])
    assert [p.message for p in problems] == [
        "RIS does not know the type manual and has the nearest one instead: m."
    ]


@pytest.mark.parametrize(
    ("text", "is_ris"),
    [
        ("TY  - JOUR\nAU  - A\nER  - ", True),
        ("\ufeff\n1.\nTY  - JOUR\nER  - ", True),
        ("AU  - Doe, J.\nTI  - X\nER  - \n", True),
        ("PMID- 1\nOWN - NLM\nTI  - Title\nAU  - Doe J\n", False),
        ("@comment{\nTY  - JOUR\nER  - \n}", False),
        ("PT J\nAU Doe, J\nER\n", False),
        ("TY  - for your letter\nwe are well", False),
        ("", False),
    ],
)
def test_knows_its_own(text: str, is_ris: bool) -> None:
    assert ris.looks_like(text) is is_ris


def test_the_tables_agree_with_each_other() -> None:
    assert set(TYPE_CODES.values()) <= set(TYPES)
    assert set(TYPE_NAMES.values()) <= set(TYPES)
    assert set(TEXT_TAGS) <= KNOWN_TAGS


@pytest.mark.parametrize(
    "text",
    [
        "AB  - x\n" + "line\n" * 50_000,
        "KW  - x\n" + "word\n" * 50_000,
        "SP  - " + "-" * 50_000 + " x y\n",
        "AU  - " + "a;" * 5_000 + "\n",
        "TI  - " + "$x{" * 20_000 + "\n",
        "TI  - a" + " " * 200_000 + "b\n",
    ],
    ids=["lines", "list", "dashes", "names", "dollars", "spaces"],
)
def test_hostile_input_takes_linear_time(text: str) -> None:
    (entry,) = ris.read(f"TY  - JOUR\n{text}ER  - \n".encode()).entries
    ris.write([entry], private=PRIVATE_FIELDS)  # quadratic time would take minutes


# Properties

_WORDS = (
    st.lists(
        st.text(st.characters(categories=("L", "Nd"), max_codepoint=0x2FF), min_size=1, max_size=8),
        min_size=1,
        max_size=4,
    )
    .map(" ".join)
    .map(partial(normalize, "NFC"))
)


_NAME = st.builds(
    lambda given, family: Name(given.title(), "", family.capitalize()),
    st.text("abcdefgh", min_size=1, max_size=6),
    st.text("abcdefgh", min_size=1, max_size=6),
)
_SIGNS = st.sampled_from([r"\&", r"\%", r"\_", r"\#", "(a)", "«b»", "1:2"])
_TEXT = st.lists(_WORDS | _SIGNS, min_size=1, max_size=4).map(" ".join)


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    """Entries of which RIS can hold all."""
    kind = draw(st.sampled_from([kind for kind, code in TYPE_CODES.items() if TYPES[code] == kind]))
    fields = [Field("author", write_names(Names(tuple(draw(st.lists(_NAME, min_size=1))))))]
    names = ["title", "volume", "note", "edition", "language", "shorttitle", "address"]
    if kind == "article":
        names.append("journal")
    if kind in ("inproceedings", "incollection"):
        names.append("booktitle")
    fields += [
        Field(name, draw(_TEXT)) for name in draw(st.lists(st.sampled_from(names), unique=True))
    ]
    year = draw(st.integers(1000, 2999))
    fields.append(Field("year", str(year)))
    if draw(st.booleans()):
        fields.append(Field("month", "feb", "feb"))
    return Entry(kind, draw(st.sampled_from(["", "a:1", "key2020"])), tuple(fields))


def _sorted(entry: Entry) -> tuple[str, str, list[tuple[str, str]]]:
    return entry.type, entry.key, sorted((f.name, f.value) for f in entry.fields)


@given(_entries())
def test_what_ris_can_hold_comes_back(entry: Entry) -> None:
    text, problems = ris.write([entry])
    result = ris.read(text.encode())
    assert [_sorted(each) for each in result.entries] == [_sorted(entry)]
    assert [p.code for p in (*problems, *result.problems)] == []


_LINE = st.builds(
    "{}{}{}".format,
    st.sampled_from(sorted(KNOWN_TAGS | {"ZZ", "x"})),
    st.sampled_from(["  - ", " - ", "  -", "-", " "]),
    st.text(max_size=20) | st.sampled_from(["JOUR", "2019/05/03/", "a, b, c", "Cited By: 3"]),
)


@given(st.lists(_LINE).map("\n".join) | st.text())
def test_any_text_can_be_read_and_what_was_read_written(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    result = ris.read(data)
    assert encode("".join(block.text for block in result.blocks), result.encoding) == data
    written, _ = ris.write(result.entries, private=PRIVATE_FIELDS)
    again = ris.read(written.encode())
    assert len(again.entries) == len(result.entries)
    twice, _ = ris.write(again.entries, private=PRIVATE_FIELDS)
    assert len(ris.read(twice.encode()).entries) == len(result.entries)
    ris.looks_like(text)


@given(st.binary())
def test_any_bytes_can_be_read(data: bytes) -> None:
    ris.read(data)


@given(st.lists(st.tuples(st.sampled_from(["title", "author", "date", "year", "x"]), st.text())))
def test_any_entry_can_be_written(fields: list[tuple[str, str]]) -> None:
    text, _ = ris.write([make_entry("article", "k", fields)])
    assert len(ris.read(text.encode("utf-8", "surrogatepass")).entries) == 1
