"""CSL-JSON in and out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Entry, Field, make_entry
from biblio.formats import csl
from biblio.formats.csl_dates import read_date, write_date
from biblio.formats.csl_fields import ITEM_TYPES, TYPES
from biblio.formats.csl_markup import from_markup, to_markup
from biblio.formats.encoding import encode
from biblio.names import Names, write_names
from biblio.person import Name
from biblio.private import PRIVATE_FIELDS

DATA = Path(__file__).parent.parent / "data" / "csl"


def _fields(entry: Entry) -> dict[str, str]:
    return {field.name: field.value for field in entry.fields}


def _read(**item: Any) -> Entry:  # JSON
    (entry,) = csl.read(json.dumps([item]).encode()).entries
    return entry


def _write(entry: Entry, private: frozenset[str] = frozenset()) -> dict[str, Any]:
    text, _ = csl.write([entry], private=private)
    (item,) = json.loads(text)
    return dict(item)


def test_reads_items_into_the_words_of_bibtex() -> None:
    data = (DATA / "items.json").read_bytes()
    result = csl.read(data)
    article, talk, thesis = result.entries
    assert (article.type, article.key) == ("article", "cruz2019")
    assert _fields(article) == {
        "author": "de la Cruz, María and King, Jr., Martin Luther and {World Wombat Organization}",
        "title": r"Burrows of \emph{Vombatus} \& the H\textsubscript{2}O of {SandNet}",
        "shortjournal": "J. Wombat Stud.",
        "volume": "12",
        "pages": "613--626",
        "version": "1.10",
        "doi": "10.5555/wombat_1",
        "keywords": "burrows, tunnels",
        "journal": "Journal of Wombat Studies",
        "number": "007",
        "year": "2019",
        "month": "may",
        "day": "3",
        "urldate": "2020-01",
        "csl-title": article.get("csl-title"),
        "csl-author": article.get("csl-author"),
        "csl-custom": r'\{"shelf": ["a--b", 3]\}',
    }
    assert (talk.type, talk.key, _fields(talk)) == (
        "misc",
        "",
        {
            "title": "A talk",
            "eventtitle": "Sands",
            "date": "2018-22~",
            "csl-id": "http://example.org/items/2",
            "csl-type": "speech",
            "csl-event": "Sands",
        },
    )
    assert (thesis.type, thesis.key, _fields(thesis)) == (
        "phdthesis",
        "7",
        {
            "title": "On dunes",
            "school": "University of Sand",
            "year": "in press",
            "csl-issued": r'\{"raw": "in press"\}',
        },
    )
    assert result.problems == ()
    assert encode(result.blocks[0].text, result.encoding) == data


def test_what_was_read_is_written_back_the_same() -> None:
    data = (DATA / "items.json").read_bytes()
    text, problems = csl.write(csl.read(data).entries)
    expected = json.loads(data, parse_float=str)
    expected[0]["volume"] = "12"
    expected[0]["issued"] = {"date-parts": [[2019, 5, 3]]}
    expected[1]["event-title"] = "Sands"
    assert json.loads(text) == [{**item, "id": str(item["id"])} for item in expected]
    assert problems == ()


def test_an_original_gives_way_to_an_edit() -> None:
    entry = _read(id="a", type="speech", title="A  title", issued={"raw": "in press"})
    edited = entry.with_fields({"title": Field("title", "New"), "year": Field("year", "2020")})
    assert _write(edited) == {
        "id": "a",
        "type": "speech",
        "title": "New",
        "issued": {"date-parts": [[2020]]},
    }


def test_an_abstract_stays_private_in_its_original_too() -> None:
    entry = _read(id="a", type="book", abstract="Two  spaces")
    assert "abstract" not in _write(entry)
    assert _write(entry, PRIVATE_FIELDS)["abstract"] == "Two  spaces"


@pytest.mark.parametrize(
    ("html", "latex"),
    [
        ("<i>a</i> b", r"\emph{a} b"),
        ("<b>a <i>b</i></b>", r"\textbf{a \emph{b}}"),
        ("3<sup>rd</sup> H<sub>2</sub>O", r"3\textsuperscript{rd} H\textsubscript{2}O"),
        ('<span style="font-variant:small-caps;">a</span>', r"\textsc{a}"),
        ('<span class="nocase">DNA</span> x', "{DNA} x"),
        ("a < b > c", "a < b > c"),
        ("x & y", r"x \& y"),
    ],
)
def test_markup_is_latex_and_back(html: str, latex: str) -> None:
    assert from_markup(html) == latex
    assert to_markup(latex) == html


@pytest.mark.parametrize(
    ("html", "latex"),
    [
        ("<i>open", "<i>open"),
        ("close</i>", "close</i>"),
        ("<i><b>x</i></b>", r"\emph{<b>x}</b>"),
        ("<span>x</span>", "<span>x</span>"),
        ("a &amp; b &lt;i&gt;", r"a \& b <i>"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_tags_without_partner_are_text(html: str, latex: str) -> None:
    assert from_markup(html) == latex


@pytest.mark.parametrize(
    ("latex", "html"),
    [
        (r"Schr{\"o}dinger's {C}at", 'Schrödinger\'s <span class="nocase">C</span>at'),
        (r"{\em very} odd", "<i>very</i> odd"),
        (r"\'{E}cole \href{http://a}{b}", "École b"),
        ("{A {DNA} b}", '<span class="nocase">A DNA b</span>'),
        (r"$x^2$ and $\frac{1}{2}$", r"x² and $\frac{1}{2}$"),
        ("{$N$}-body", '<span class="nocase">N</span>-body'),
        ("unbalanced } {x", 'unbalanced <span class="nocase">x</span>'),
        (r"about <i> \& co", "about &lt;i> & co"),
        ("a{} b", "a b"),
    ],
)
def test_latex_becomes_markup(latex: str, html: str) -> None:
    assert to_markup(latex) == html


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2019, 5, 3]]}, "2019-05-03"),
        ({"date-parts": [[2018, 12, 3], [2018, 12, 6]]}, "2018-12-03/2018-12-06"),
        ({"date-parts": [[2018]], "season": 1}, "2018-21"),
        ({"date-parts": [[-44, 3]], "circa": True}, "-0044-03~"),
        ({"literal": "in press"}, "in press"),
    ],
)
def test_dates_are_edtf_and_back(date: dict[str, Any], text: str) -> None:
    assert read_date(date) == text
    assert write_date(text) == date


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [["2019", "5"]]}, "2019-05"),
        ({"date-parts": [[2019, 13]]}, "2019"),
        ({"date-parts": [[]], "raw": "2019"}, "2019"),
        ({"date-parts": [[None]]}, ""),
        ("2019-05/2020", "2019-05/2020"),
        ([2019], ""),
        (None, ""),
    ],
)
def test_odd_dates_are_read_as_far_as_they_go(date: object, text: str) -> None:
    assert read_date(date) == text


def test_writes_an_entry() -> None:
    entry = make_entry(
        "inproceedings",
        "k",
        [
            ("author", "van der Berg, Jan and {Sand \\& Sons} and others"),
            ("title", "The {DNA} of $x^2$"),
            ("booktitle", "Sands"),
            ("year", "2020"),
            ("month", "mar"),
            ("pages", "1--2"),
            ("keywords", "a; b"),
            ("abstract", "Private."),
            ("xref", "p"),
        ],
    )
    text, problems = csl.write([entry])
    assert json.loads(text) == [
        {
            "id": "k",
            "type": "paper-conference",
            "author": [
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                {"literal": "Sand & Sons"},
                {"literal": "others"},
            ],
            "issued": {"date-parts": [[2020, 3]]},
            "container-title": "Sands",
            "title": 'The <span class="nocase">DNA</span> of x²',
            "page": "1-2",
            "keyword": "a, b",
        }
    ]
    assert [(p.code, p.field) for p in problems] == [
        ("formula-as-text", None),
        ("field-left-out", "xref"),
    ]


def test_an_entry_without_key_gets_an_identifier() -> None:
    text, problems = csl.write([make_entry("misc", "item-2", []), make_entry("misc", "", [])])
    assert [item["id"] for item in json.loads(text)] == ["item-2", "item-3"]
    assert [p.code for p in problems] == ["no-key"]


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "a", "type": "book"}',
        '{"items": [{"id": "a", "type": "book"}]}',
        '{"status": "ok", "message": {"items": [{"id": "a", "type": "book"}]}}',
        '[{"id": "a", "type": "book"}, {"id": "b", "ti',
        '[{"id": "a" oops}, {"id": "a", "type": "book"}]',
    ],
    ids=["one item", "zotero", "crossref", "cut off", "broken item"],
)
def test_finds_the_items(text: str) -> None:
    assert csl.read(text.encode()).entries == (Entry("book", "a"),)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[\n{]", "broken-json", 2),
        ("[" * 100_000, "broken-json", None),
        ("[]", "no-entries", None),
        ("[3]", "not-an-item", None),
        ('[{"id": "a"}]', "unknown-type", None),
        ('[{"id": "a", "volume": ' + "1" * 5000 + ', "type": "book"}]', "broken-json", 1),
    ],
    ids=["broken", "deep", "empty", "number", "no type", "huge number"],
)
def test_says_what_is_wrong(text: str, code: str, line: int | None) -> None:
    problem = csl.read(text.encode()).problems[0]
    assert (problem.code, problem.line) == (code, line)


def test_texts_can_be_stored_as_utf_8() -> None:
    entry = _read(id="a", type="book", title="x\ud800y\0z", custom={"\ud801": ["\0"]})
    assert entry.get("title") == "x\ufffdy\ufffdz"
    repr(entry).encode("utf-8")
    assert "\0" not in "".join(f.name + f.value for f in entry.fields)


def test_crossref_is_read_too() -> None:
    entry = _read(
        type="journal-article",
        title=["Sand"],
        ISSN=["1234-5678", "8765-4321"],
        author=[{"name": "Sand Group", "sequence": "first"}],
    )
    assert entry.type == "article"
    assert entry.get("title") == "Sand"
    assert entry.get("issn") == "1234-5678, 8765-4321"
    assert entry.get("author") == "{Sand Group}"


@pytest.mark.parametrize(
    ("text", "is_csl"),
    [
        ('[{"id": "a", "type": "book", "issued": {"date-parts": [[2020]]}}]', True),
        ('{"type": "speech", "author": [{"family": "A"}]}', True),
        ('[{"type": "article", "title": "A", "author": "Doe, J."}]', False),
        ('{"type": "FeatureCollection", "author": [{"family": "A"}]}', False),
        ('@book{a, title = {"type": "book"}}', False),
        ("", False),
    ],
)
def test_knows_its_own(text: str, is_csl: bool) -> None:
    assert csl.looks_like(text) is is_csl


def test_the_tables_agree_with_each_other() -> None:
    assert set(ITEM_TYPES.values()) <= set(TYPES)


# Properties

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
_VARIABLES = st.sampled_from(
    ["id", "type", "title", "author", "issued", "page", "issue", "keyword", "custom", "event",
     "accessed", "container-title", "citation-key", "DOI", "note", "genre", "shortTitle", "x y"]
)  # fmt: skip
_VALUES = _JSON | st.sampled_from(
    ["book", "thesis", "1-2", "<i>x</i>", {"date-parts": [[2020, 1]]}, [{"family": "A"}], "1"]
)


@given(st.lists(st.dictionaries(_VARIABLES, _VALUES, min_size=1), min_size=1, max_size=3))
def test_every_variable_of_every_item_comes_back(items: list[dict[str, Any]]) -> None:
    result = csl.read(json.dumps(items).encode())
    text, _ = csl.write(result.entries, private=PRIVATE_FIELDS)
    for item, back in zip(items, json.loads(text), strict=True):
        for variable, value in item.items():
            if variable in ("id", "type", "citation-key") or value in (None, "", [], {}):
                continue
            assert _said(back.get(variable)) == _said(value)
    again = csl.read(text.encode())
    assert [e.type for e in again.entries] == [e.type for e in result.entries]


def _said(value: Any) -> Any:
    """A value with numbers as text, and what cannot be stored replaced."""
    if isinstance(value, dict):
        return {_said(name): _said(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_said(each) for each in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


_TEXT = st.text(st.characters(categories=("L", "Nd"), max_codepoint=0x2FF), min_size=1, max_size=8)


@given(
    st.sampled_from([kind for kind, name in ITEM_TYPES.items() if TYPES[name] == kind]),
    _TEXT,
    st.lists(st.text("abcd", min_size=1, max_size=5), min_size=1),
    st.integers(1000, 2999),
)
def test_what_csl_can_hold_comes_back(kind: str, text: str, names: list[str], year: int) -> None:
    people = Names(tuple(Name(name.title(), "", name.capitalize()) for name in names))
    fields = [
        ("author", write_names(people)),
        ("title", rf"{normalize('NFC', text)} \emph{{x}} {{DNA}} \& co"),
        ("volume", "007"),
        ("note", normalize("NFC", text)),
        ("year", str(year)),
    ]
    entry = make_entry(kind, "k", fields)
    written, problems = csl.write([entry])
    (back,) = csl.read(written.encode()).entries
    kept = sorted((f.name, f.value) for f in back.fields if not f.name.startswith("csl-"))
    assert (back.type, back.key, kept) == (kind, "k", sorted(fields))
    assert problems == ()


@given(st.text() | st.text('[]{}",:a1 \n\\'))
def test_any_text_can_be_read(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    result = csl.read(data)
    assert encode("".join(block.text for block in result.blocks), result.encoding) == data
    csl.write(result.entries)
    csl.looks_like(text)


@given(st.text())
def test_any_text_becomes_latex_and_markup(text: str) -> None:
    to_markup(text)
    latex = from_markup(text)
    assert from_markup(to_markup(latex)) == from_markup(to_markup(from_markup(to_markup(latex))))


@given(st.lists(st.tuples(st.sampled_from(["title", "author", "date", "year", "x"]), st.text())))
def test_any_entry_can_be_written(fields: list[tuple[str, str]]) -> None:
    text, _ = csl.write([make_entry("article", "k", fields)])
    assert len(csl.read(text.encode("utf-8", "surrogatepass")).entries) == 1
