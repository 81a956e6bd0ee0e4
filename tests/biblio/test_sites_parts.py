"""Numbers, names, identifiers and notes as sites write them."""

from __future__ import annotations

import datetime as dt

import pytest

from biblio.entry import make_entry
from biblio.formats.sites import openalex
from biblio.formats.sites.cells import kind_of, names_of, number_of, pages_of
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.notes import counts_in, day_of, export_day, without_counts
from biblio.formats.sites.rows import SiteRow, Told, title_key
from biblio.formats.sites.shapes import offered_columns, shape_of
from biblio.private import published

SCHOLAR, SCOPUS = "Google Scholar", "Scopus"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1234", 1234),
        ("1,234", 1234),
        ("1.234", 1234),
        ("12.345.678", 12345678),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("81*", 81),
        ("12.0", 12),
        ("1,2", None),
        ("-3", None),
        ("3.5", None),
        ("many", None),
        ("", None),
        ("9" * 40, None),
        ("²", None),
    ],
)
def test_reads_a_number_as_people_write_it(text: str, number: int | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "commas", "names", "others"),
    [
        ("Zaheer, M.; Kottur, S.; ", False, ("Zaheer, M.", "Kottur, S."), False),
        ("Manzil Zaheer|Satwik Kottur", True, ("Manzil Zaheer", "Satwik Kottur"), False),
        ("M Zaheer, S Kottur, ...", True, ("M Zaheer", "S Kottur"), True),
        ("M Zaheer, S Kottur…", True, ("M Zaheer", "S Kottur"), True),
        ("Smith, J., Doe, A.B.", True, ("Smith, J.", "Doe, A.B."), False),
        ("Smith J, Wu X.", True, ("Smith J", "Wu X."), False),
        ("Zaheer, Manzil (57191); Li, Bo (2)", False, ("Zaheer, Manzil", "Li, Bo"), False),
        ("Ada Lovelace and Charles Babbage", False, ("Ada Lovelace", "Charles Babbage"), False),
        ("[No author name available]", True, (), False),
        ("Smith, J.; et al.", False, ("Smith, J.",), True),
        ("", True, (), False),
    ],
)
def test_divides_names(text: str, commas: bool, names: tuple[str, ...], others: bool) -> None:
    assert names_of(text, commas=commas) == (names, others)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("doi", "https://doi.org/10.1000/ABC.1", (("doi", "10.1000/abc.1"),)),
        ("doi", "doi:10.1000/a(b)c)", (("doi", "10.1000/a(b)c"),)),
        (
            "doi",
            "10.48550/arXiv.1703.06114v2",
            (("arxiv", "1703.06114"), ("doi", "10.48550/arxiv.1703.06114v2")),
        ),
        ("doi", "see the paper", ()),
        ("url", "https://arxiv.org/abs/math/0309136v1", (("arxiv", "math/0309136"),)),
        ("url", "https://dx.doi.org/10.1000/x", (("doi", "10.1000/x"),)),
        ("url", "https://example.org/10.1000/x", ()),
        ("arxiv", "arXiv:2311.03096v2", (("arxiv", "2311.03096"),)),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/0026030000", (("pmid", "26030000"),)),
        ("openalex", "https://openalex.org/W1", (("openalex", "w1"),)),
        ("ut", "WOS:000452", (("ut", "000452"),)),
        ("eid", "  ", ()),
    ],
)
def test_identifiers_have_one_form(
    kind: str, text: str, found: tuple[tuple[str, str], ...]
) -> None:
    assert identifiers((kind, text)) == found


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param([("citationcount", "42")], [Told("", 42)], id="JabRef"),
        pytest.param([("CitationCount", "{42}")], [Told("", 42)], id="in braces"),
        pytest.param([("citationcount", "a lot")], [], id="in words"),
        pytest.param([("Times-Cited", "{19}")], [Told("Web of Science", 19)], id="Web of Science"),
        pytest.param([("note", "Cited by: 12; All Open Access")], [Told(SCOPUS, 12)], id="Scopus"),
        pytest.param([("note", "cited By 12")], [Told(SCOPUS, 12)], id="Scopus, older"),
        pytest.param(
            [("citationcount", "7"), ("ris-db", "Scopus")], [Told(SCOPUS, 7)], id="RIS of Scopus"
        ),
        pytest.param(
            [("note", "3210 cites: https://scholar.google.com/scholar?cites=1")],
            [Told(SCHOLAR, 3210)],
            id="Publish or Perish",
        ),
        pytest.param(
            [("note", "GSCC: 0000505 2025-01-01T10:00:00.000Z 2.4")],
            [Told(SCHOLAR, 505, dt.date(2025, 1, 1))],
            id="Zotero, Google Scholar",
        ),
        pytest.param([("annotation", "ZSCC: 0123[s1]")], [Told(SCHOLAR, 123)], id="Zotero, ZSCC"),
        pytest.param([("note", "ZSCC: NoCitationData[s0]")], [], id="Zotero, no data"),
        pytest.param(
            [("note", "42 citations (Crossref/DOI) [2025-09-24]\nCitations: 3 (Inspire/arXiv)")],
            [Told("Crossref", 42, dt.date(2025, 9, 24)), Told("INSPIRE", 3)],
            id="Zotero, Citation Counts",
        ),
        pytest.param(
            [("csl-is-referenced-by-count", "255")], [Told("Crossref", 255)], id="Crossref"
        ),
        pytest.param([("note", "It was cited by 12 people")], [], id="prose"),
        pytest.param([("title", "Cited by: 12")], [], id="a title"),
        pytest.param(
            [("note", "42 citations (ADS) [2025-99-99]")], [Told("NASA ADS", 42)], id="no such day"
        ),
        pytest.param([("note", "has 42 citations (as of 2020)")], [], id="not a site"),
    ],
)  # fmt: skip
def test_counts_in_fields(fields: list[tuple[str, str]], told: list[Told]) -> None:
    assert counts_in(fields) == told


@pytest.mark.parametrize(
    ("note", "rest"),
    [
        ("Cited by: 12; All Open Access, Gold Open Access", "All Open Access, Gold Open Access"),
        ("cited By 12", ""),
        ("3210 cites: https://scholar.google.com/scholar?cites=1", ""),
        (
            "{3210 cites: https://x.example/ and {more}}",
            "{3210 cites: https://x.example/ and {more}}",
        ),
        ("Mine.\nGSCC: 0000505 2025-01-01T10:00:00.000Z 2.4\nMore.", "Mine.\nMore."),
        ("ZSCC: NoCitationData[s0]", ""),
        ("42 citations (Crossref/DOI) [2025-09-24]\nCitations: 3 (Inspire/arXiv)", ""),
        ("has 42 citations (as of 2020)", "has 42 citations (as of 2020)"),
        ("It was cited by 12 people", "It was cited by 12 people"),
    ],
)
def test_counts_are_taken_out_of_a_note(note: str, rest: str) -> None:
    assert without_counts(note) == rest
    assert without_counts(rest) == rest


def test_counts_do_not_leave_the_library_in_a_note_unless_asked_for() -> None:
    entry = make_entry(
        "article", "a", [("title", "T"), ("note", "Cited by: 12; Open"), ("Times-Cited", "19")]
    )
    assert published(entry).texts() == {"title": "T", "note": "Open"}
    asked = {"citationcount", "times-cited"}
    assert published(entry, asked) == entry
    counted = make_entry("article", "a", [("title", "T"), ("note", "Cited by 12")])
    assert published(counted).texts() == {"title": "T"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-30 10:11:12", dt.date(2026, 5, 30)),
        ("2026-05-30T10:11:12Z", dt.date(2026, 5, 30)),
        ("Aug 05, 2024", dt.date(2024, 8, 5)),
        ("5 August 2024", dt.date(2024, 8, 5)),
        ("2024-08", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_reads_a_day(text: str, day: dt.date | None) -> None:
    assert day_of(text) == day


def test_keeps_a_work_of_openalex_that_has_no_title() -> None:
    work = {"id": "https://openalex.org/W2", "title": None, "cited_by_count": 3}
    (row,) = openalex.read({"results": [work]}).rows
    assert (row.title, row.ids, row.told) == ("", (("openalex", "w2"),), (Told("OpenAlex", 3),))


def test_reads_when_scopus_made_a_file() -> None:
    assert export_day("Scopus\nEXPORT DATE:05 August 2024\n\n") == dt.date(2024, 8, 5)
    assert export_day("nothing of the kind") is None


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [("1", "12", "1--12"), ("7", "", "7"), ("1-12", "", "1--12"), ("e5", "e5", "e5"), ("", "", "")],
)
def test_pages(first: str, last: str, pages: str) -> None:
    assert pages_of(first, last) == pages


@pytest.mark.parametrize(
    ("text", "venue", "kind"),
    [
        ("journal-article", "X", "article"),
        ("proceedings-article", "X", "inproceedings"),
        ("Conference paper", "X", "inproceedings"),
        ("book-chapter", "X", "incollection"),
        ("dissertation", "", "phdthesis"),
        ("posted-content", "arXiv", "misc"),
        ("Book", "", "book"),
        ("", "A Journal", "article"),
        ("", "", "misc"),
    ],
)
def test_kinds_of_publications(text: str, venue: str, kind: str) -> None:
    assert kind_of(text, venue=venue) == kind


@pytest.mark.parametrize(
    "title",
    [
        "Deep {S}ets: $x$ & more",
        "Deep sets - x &amp; more".replace("&amp;", "&"),
        "DEEP SETS x more",
    ],
)
def test_titles_are_compared_without_case_and_signs(title: str) -> None:
    assert title_key(title) == "deepsetsxmore"


def test_markup_is_no_part_of_a_title() -> None:
    assert title_key("On H<sub>2</sub>O when a < b") == "onh2owhenab"


def test_a_paper_is_known_by_its_sites_own_identifier_first() -> None:
    row = SiteRow(1, "T", year=2020, ids=(("doi", "10.1/a"), ("openalex", "w1")))
    assert row.identity == "openalex:w1"
    assert SiteRow(1, "T", year=2020, ids=(("doi", "10.1/a"),)).identity == "doi:10.1/a"
    assert SiteRow(1, "T t", year=2020).identity == "title:tt:2020"


@pytest.mark.parametrize(
    ("header", "row", "offered"),
    [
        (
            ("Paper", "Who", "When", "Hits", "Remark"),
            ("Sets", "A", "2017", "3", ""),
            {"title": "Paper", "authors": "Who", "year": "When", "count": "Hits"},
        ),
        (("Title", "Published"), ("Sets", "x"), {"title": "Title", "year": "Published"}),
        (("Title", "Pub. date"), ("Sets", "x"), {"title": "Title", "year": "Pub. date"}),
        (("Title", "Date", "Year"), ("Sets", "x", "y"), {"title": "Title", "year": "Year"}),
        (("Title", "Jaar"), ("Sets", "2017-05"), {"title": "Title", "year": "Jaar"}),
        (("Title", "A", "B"), ("Sets", "2017", "2018"), {"title": "Title"}),
        (("Title", "A"), ("Sets", "20171"), {"title": "Title"}),
    ],
    ids=["unusual", "published", "pub-date", "year-first", "by-cells", "two-of-years", "no-year"],
)
def test_offers_what_columns_may_hold(
    header: tuple[str, ...], row: tuple[str, ...], offered: dict[str, str]
) -> None:
    assert dict(offered_columns(header, [row])) == offered


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Title,When,Cites\nSets,2017,3\n", {"title": "Title", "count": "Cites", "year": "When"}),
        (
            "Title,Jaar,Cites\nSets,2017,3\nMaps,2019,4\n",
            {"title": "Title", "count": "Cites", "year": "Jaar"},
        ),
        ("Title,Rang,Cites\nSets,2017,3\nMaps,12,4\n", {"title": "Title", "count": "Cites"}),
    ],
    ids=["unusual-name", "by-cells", "none"],
)
def test_the_years_of_a_known_table_are_found(text: str, columns: dict[str, str]) -> None:
    shape = shape_of(text)
    assert shape is not None
    assert dict(shape.guess.columns) == columns
