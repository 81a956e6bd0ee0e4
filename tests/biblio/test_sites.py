"""What each site's file tells, read from made-up files with the sites' own columns."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from biblio.formats import detect
from biblio.formats.detect import UnknownFormat
from biblio.formats.result import ReadResult
from biblio.formats.sites.entries import entry_of
from biblio.formats.sites.rows import Person, SiteRow, Told
from biblio.formats.sites.shapes import Columns

FOLDER = Path(__file__).parents[1] / "data" / "sites"
DAY = dt.date(2026, 6, 1)


def read(name: str, columns: Columns | None = None) -> ReadResult:
    data = (FOLDER / name).read_bytes()
    return detect.read(data, name=name, file_date=DAY, columns=columns)


def rows(text: str, name: str = "x.csv") -> tuple[SiteRow, ...]:
    table = detect.read(text.encode(), name=name, file_date=DAY).table
    assert table is not None
    return table.rows


@pytest.mark.parametrize(
    ("name", "whole", "first"),
    [
        pytest.param(
            "ads.json",
            ("ads-json", "NASA ADS", "2026-06-01", 1),
            SiteRow(
                line=1,
                title="Estimating Cosmological Parameters from the Dark Matter Distribution",
                authors=("Ravanbakhsh, Siamak", "Oliva, Junier"),
                year=2017,
                ids=(
                    ("ads", "2017arxiv171102033r"),
                    ("arxiv", "1711.02033"),
                    ("doi", "10.48550/arxiv.1711.02033"),
                ),
                venue="arXiv e-prints",
                told=(Told("NASA ADS", 148),),
            ),
            id="ads.json",
        ),
        pytest.param(
            "arxiv.atom",
            ("arxiv-atom", "arXiv", "2026-06-01", 1),
            SiteRow(
                line=1,
                title="Deep Sets",
                authors=("Manzil Zaheer", "Siamak Ravanbakhsh"),
                year=2017,
                ids=(("arxiv", "1703.06114"), ("doi", "10.5555/3294996.3295098")),
                venue="NIPS 2017",
                details=(("note", "NIPS 2017"), ("primaryclass", "cs.LG")),
            ),
            id="arxiv.atom",
        ),
        pytest.param(
            "dimensions.csv",
            ("table", "Dimensions", "2024-08-05", 1),
            SiteRow(
                line=3,
                title="Deep sets",
                authors=("Zaheer, Manzil", "Ravanbakhsh, Siamak"),
                year=2020,
                ids=(("doi", "10.1103/physrevresearch.2.1"), ("dimensions", "pub.1100000000")),
                venue="Physical Review Research",
                told=(Told("Dimensions", 112, dt.date(2024, 8, 5)),),
                kind="article",
                details=(("volume", "2"), ("number", "1"), ("pages", "1--12")),
            ),
            id="dimensions.csv",
        ),
        pytest.param(
            "icite.csv",
            ("table", "iCite", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Accurate, fully-automated NMR spectral profiling for metabolomics",
                authors=("Siamak Ravanbakhsh", "Philip Liu", "David S Wishart"),
                year=2015,
                ids=(("doi", "10.1371/journal.pone.0124219"), ("pmid", "26030000")),
                venue="PLoS One",
                told=(Told("iCite", 301),),
                kind="article",
            ),
            id="icite.csv",
        ),
        pytest.param(
            "ieee.csv",
            ("table", "IEEE Xplore", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("M. Zaheer", "S. Ravanbakhsh"),
                year=2017,
                ids=(("doi", "10.1109/sets.2017.1"),),
                venue="2017 IEEE Conference on Sets",
                told=(Told("IEEE Xplore", 52),),
                kind="inproceedings",
                details=(("url", "https://ieeexplore.ieee.org/1"), ("pages", "1--10")),
            ),
            id="ieee.csv",
        ),
        pytest.param(
            "inspire.json",
            ("inspire-json", "INSPIRE", "2026-06-01", 1),
            SiteRow(
                line=1,
                title="Estimating Cosmological Parameters from the Dark Matter Distribution",
                authors=("Ravanbakhsh, Siamak", "Oliva, Junier"),
                year=2017,
                ids=(("inspire", "1798000"), ("arxiv", "1711.02033")),
                told=(
                    Told("INSPIRE", 151),
                    Told("INSPIRE (without self-citations)", 149),
                ),
            ),
            id="inspire.json",
        ),
        pytest.param(
            "lens.csv",
            ("table", "Lens", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("Manzil Zaheer", "Siamak Ravanbakhsh"),
                year=2017,
                ids=(("lens", "000-111-222-333-444"),),
                venue="NeurIPS",
                told=(Told("Lens", 1100),),
                kind="inproceedings",
                details=(
                    ("volume", "30"),
                    ("publisher", "Curran"),
                    ("issn", "1049-5258;1049-5259"),
                    ("pages", "3391--3401"),
                ),
            ),
            id="lens.csv",
        ),
        pytest.param(
            "openalex-author.json",
            ("openalex-json", "OpenAlex", "2026-06-01", 0),
            None,
            id="openalex-author.json",
        ),
        pytest.param(
            "openalex-dotted.csv",
            ("table", "OpenAlex", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Deep Sets",
                authors=("Manzil Zaheer", "Siamak Ravanbakhsh"),
                year=2017,
                ids=(
                    ("arxiv", "1703.06114"),
                    ("doi", "10.48550/arxiv.1703.06114"),
                    ("openalex", "w2963000000"),
                ),
                venue="arXiv",
                told=(Told("OpenAlex", 1204, None, ((2024, 280), (2025, 310))),),
            ),
            id="openalex-dotted.csv",
        ),
        pytest.param(
            "openalex-new.csv",
            ("table", "OpenAlex", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Deep Sets",
                authors=("Manzil Zaheer", "Satwik Kottur", "Siamak Ravanbakhsh"),
                year=2017,
                ids=(
                    ("arxiv", "1703.06114"),
                    ("doi", "10.48550/arxiv.1703.06114"),
                    ("openalex", "w2963000000"),
                ),
                venue="Neural Information Processing Systems",
                told=(Told("OpenAlex", 1204),),
                kind="article",
                details=(("language", "en"),),
            ),
            id="openalex-new.csv",
        ),
        pytest.param(
            "openalex-works.json",
            ("openalex-json", "OpenAlex", "2026-06-01", 2),
            SiteRow(
                line=1,
                title="Deep Sets",
                authors=("Manzil Zaheer", "Siamak Ravanbakhsh"),
                year=2017,
                ids=(
                    ("openalex", "w2963000000"),
                    ("arxiv", "1703.06114"),
                    ("doi", "10.48550/arxiv.1703.06114"),
                ),
                venue="arXiv (Cornell University)",
                told=(Told("OpenAlex", 1204, None, ((2024, 280), (2025, 310))),),
            ),
            id="openalex-works.json",
        ),
        pytest.param(
            "orcid.json",
            ("orcid-json", "ORCID", "2026-06-01", 1),
            SiteRow(
                line=1,
                title="Deep Sets",
                year=2017,
                ids=(("put", "12"), ("arxiv", "1703.06114"), ("doi", "10.48550/arxiv.1703.06114")),
                venue="NeurIPS",
                kind="inproceedings",
            ),
            id="orcid.json",
        ),
        pytest.param(
            "orcid.xml",
            ("orcid-xml", "ORCID", "2026-06-01", 1),
            SiteRow(
                line=1,
                title="Deep Sets",
                year=2017,
                ids=(("put", "12"), ("arxiv", "1703.06114")),
                venue="NeurIPS",
                kind="inproceedings",
            ),
            id="orcid.xml",
        ),
        pytest.param(
            "publish-or-perish.csv",
            ("table", "Google Scholar", "2026-05-30", 2),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("M Zaheer", "S Kottur", "S Ravanbakhsh"),
                year=2017,
                venue="Advances in neural …",
                told=(Told("Google Scholar", 3210, dt.date(2026, 5, 30)),),
                kind="article",
                details=(
                    ("volume", "30"),
                    ("publisher", "proceedings.neurips.cc"),
                    ("url", "https://proceedings.neurips.cc/paper/2017"),
                ),
            ),
            id="publish-or-perish.csv",
        ),
        pytest.param(
            "publish-or-perish.json",
            ("publish-or-perish-json", "Google Scholar", "2026-06-01", 2),
            SiteRow(
                line=1,
                title="Deep sets",
                authors=("M Zaheer", "S Kottur"),
                others=True,
                year=2017,
                ids=(("scholar", "gs:111"),),
                venue="Advances in neural …",
                told=(Told("Google Scholar", 3210),),
                kind="article",
                details=(
                    ("volume", "30"),
                    ("publisher", "proceedings.neurips.cc"),
                    ("url", "https://proceedings.neurips.cc/paper/2017"),
                ),
            ),
            id="publish-or-perish.json",
        ),
        pytest.param(
            "wos.xls",
            ("table", "Web of Science", "2026-05-30", 2),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("Zaheer, Manzil", "Ravanbakhsh, Siamak"),
                year=2017,
                ids=(("doi", "10.1162/neco.2017"), ("ut", "000452649403044")),
                venue="NEURAL COMPUTATION",
                told=(
                    Told("Web of Science", 19, dt.date(2026, 5, 30)),
                    Told("Web of Science (all databases)", 21, dt.date(2026, 5, 30)),
                ),
                kind="article",
                details=(("volume", "30"), ("number", "2"), ("pages", "339--402")),
            ),
            id="wos.xls",
        ),
        pytest.param(
            "own.xlsx",
            ("table", "", "2026-06-01", 2),
            SiteRow(line=4, title="Deep sets", year=2017, told=(Told("", 3210),)),
            id="own.xlsx",
        ),
        pytest.param(
            "pubmed.csv",
            ("table", "PubMed", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Accurate, fully-automated NMR spectral profiling for metabolomics",
                authors=("Ravanbakhsh S", "Liu P", "Wishart DS."),
                year=2015,
                ids=(("doi", "10.1371/journal.pone.0124219"), ("pmid", "26030000")),
                venue="PLoS One",
                kind="article",
            ),
            id="pubmed.csv",
        ),
        pytest.param(
            "scholar.csv",
            ("table", "Google Scholar", "2026-06-01", 2),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("Zaheer, Manzil", "Kottur, Satwik", "Ravanbakhsh, Siamak"),
                year=2017,
                venue="Advances in neural information processing systems",
                kind="article",
                details=(("volume", "30"),),
            ),
            id="scholar.csv",
        ),
        pytest.param(
            "scholar.html",
            ("scholar-page", "Google Scholar", "2026-06-01", 3),
            SiteRow(
                line=15,
                title="Deep sets",
                authors=("M Zaheer", "S Kottur", "S Ravanbakhsh", "B Poczos", "RR Salakhutdinov"),
                others=True,
                year=2017,
                ids=(("scholar", "0Qt:u5HHm"),),
                venue="Advances in neural information processing systems",
                told=(Told("Google Scholar", 3210),),
                kind="inproceedings",
                details=(("volume", "30"),),
            ),
            id="scholar.html",
        ),
        pytest.param(
            "scholar.txt",
            ("scholar-page", "Google Scholar", "2026-06-01", 3),
            SiteRow(
                line=19,
                title="Deep sets",
                authors=("M Zaheer", "S Kottur", "S Ravanbakhsh", "B Poczos", "RR Salakhutdinov"),
                others=True,
                year=2017,
                venue="Advances in neural information processing systems",
                told=(Told("Google Scholar", 3210),),
                kind="inproceedings",
                details=(("volume", "30"),),
            ),
            id="scholar.txt",
        ),
        pytest.param(
            "scopus.csv",
            ("table", "Scopus", "2026-06-01", 2),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("Zaheer, Manzil", "Kottur, Satwik", "Ravanbakhsh, Siamak"),
                year=2017,
                ids=(("eid", "2-s2.0-85047004900"),),
                venue="Advances in Neural Information Processing Systems",
                told=(Told("Scopus", 1034),),
                kind="inproceedings",
                details=(
                    ("volume", "2017-December"),
                    ("url", "https://www.scopus.com/x"),
                    ("pages", "3392--3402"),
                ),
            ),
            id="scopus.csv",
        ),
        pytest.param(
            "semantic-scholar.json",
            ("semantic-scholar-json", "Semantic Scholar", "2026-06-01", 1),
            SiteRow(
                line=1,
                title="Deep Sets",
                authors=("M. Zaheer", "Siamak Ravanbakhsh"),
                year=2017,
                ids=(("s2", "aa11"), ("arxiv", "1703.06114")),
                venue="Neural Information Processing Systems",
                told=(Told("Semantic Scholar", 2100),),
                kind="inproceedings",
            ),
            id="semantic-scholar.json",
        ),
        pytest.param(
            "wos-report.csv",
            ("table", "Web of Science", "2026-06-01", 1),
            SiteRow(
                line=4,
                title="Deep sets",
                authors=("Zaheer, M", "Ravanbakhsh, S"),
                year=2017,
                ids=(("doi", "10.1162/neco.2017"),),
                venue="NEURAL COMPUTATION",
                told=(Told("Web of Science", 19, None, ((2023, 4), (2024, 6), (2025, 9))),),
                kind="article",
                details=(("volume", "30"), ("number", "2"), ("pages", "339--402")),
            ),
            id="wos-report.csv",
        ),
        pytest.param(
            "wos.csv",
            ("table", "Web of Science", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("Zaheer, Manzil", "Ravanbakhsh, Siamak"),
                year=2017,
                ids=(("doi", "10.1162/neco.2017"), ("ut", "000452649403044")),
                venue="NEURAL COMPUTATION",
                told=(
                    Told("Web of Science", 19),
                    Told("Web of Science (all databases)", 21),
                ),
                kind="article",
                details=(("volume", "30"), ("number", "2"), ("pages", "339--402")),
            ),
            id="wos.csv",
        ),
        pytest.param(
            "wos.tsv",
            ("table", "Web of Science", "2026-05-31", 1),
            SiteRow(
                line=2,
                title='"Deep" sets of an unbalanced " quote',
                authors=("Zaheer, Manzil", "Ravanbakhsh, Siamak"),
                year=2017,
                ids=(("doi", "10.1162/neco.2017"), ("ut", "000452649403044")),
                venue="NEURAL COMPUTATION",
                told=(
                    Told("Web of Science", 19, dt.date(2026, 5, 31)),
                    Told("Web of Science (all databases)", 21, dt.date(2026, 5, 31)),
                ),
                kind="article",
                details=(("volume", "30"), ("publisher", "MIT PRESS"), ("pages", "339--402")),
            ),
            id="wos.tsv",
        ),
        pytest.param(
            "wos.txt",
            ("web-of-science", "Web of Science", "2026-05-31", 2),
            SiteRow(
                line=3,
                title="Deep sets with a title that goes on",
                authors=("Zaheer, Manzil", "Ravanbakhsh, Siamak"),
                year=2017,
                ids=(("ut", "000452649403044"), ("doi", "10.1162/neco.2017")),
                venue="NEURAL COMPUTATION",
                told=(
                    Told("Web of Science", 19, dt.date(2026, 5, 31)),
                    Told("Web of Science (all databases)", 21, dt.date(2026, 5, 31)),
                ),
                kind="inproceedings",
                details=(
                    ("volume", "30"),
                    ("number", "2"),
                    ("publisher", "MIT PRESS"),
                    ("issn", "0899-7667"),
                    ("pages", "339--402"),
                ),
            ),
            id="wos.txt",
        ),
        pytest.param(
            "zotero.csv",
            ("table", "Zotero", "2026-06-01", 1),
            SiteRow(
                line=2,
                title="Deep sets",
                authors=("Zaheer, Manzil", "Ravanbakhsh, Siamak"),
                year=2017,
                venue="NeurIPS",
                told=(
                    Told("Google Scholar", 3210, dt.date(2025, 1, 1)),
                    Told("Crossref", 42, dt.date(2025, 9, 24)),
                    Told("Semantic Scholar", 51, dt.date(2025, 9, 25)),
                ),
                kind="article",
                details=(("volume", "30"),),
            ),
            id="zotero.csv",
        ),
    ],
)
def test_reads_a_sites_file(
    name: str, whole: tuple[str, str, str, int], first: SiteRow | None
) -> None:
    result = read(name)
    assert result.table is not None
    assert (
        result.format,
        result.table.site,
        str(result.as_of),
        len(result.table.rows),
    ) == whole
    assert next(iter(result.table.rows), None) == first
    assert result.entries == ()
    assert result.problems == ()


@pytest.mark.parametrize(
    "name", ["scholar.html", "publish-or-perish.csv", "openalex-works.json", "wos.txt", "orcid.xml"]
)
def test_is_known_by_what_is_in_it_whatever_its_name(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    usual = detect.read(data, name=name, file_date=DAY)
    assert detect.read(data, name="-", file_date=DAY) == usual
    assert detect.read(data, name="x.txt", format=usual.format, file_date=DAY) == usual


_RECENT = (("citations_recent", 4012.0), ("h_index_recent", 23.0), ("i10_index_recent", 33.0))


@pytest.mark.parametrize(
    ("name", "person"),
    [
        pytest.param(
            "scholar.html",
            Person(
                "Siamak Ravanbakhsh",
                (
                    ("citations", 5042.0), _RECENT[0], ("h_index", 26.0), _RECENT[1],
                    ("i10_index", 37.0), _RECENT[2],
                ),
                ((2023, 812), (2024, 0), (2025, 1003)),
            ),
            id="Google Scholar, a year without a bar",
        ),
        pytest.param(
            "scholar.txt",
            Person(
                "Siamak Ravanbakhsh",
                (
                    ("citations", 5042.0), _RECENT[0], ("h_index", 26.0), _RECENT[1],
                    ("i10_index", 37.0), _RECENT[2],
                ),
                ((2023, 812), (2024, 901), (2025, 1003)),
            ),
            id="Google Scholar, copied",
        ),
        pytest.param(
            "openalex-author.json",
            Person(
                "Siamak Ravanbakhsh",
                (("papers", 98.0), ("citations", 2404.0), ("h_index", 20.0), ("i10_index", 28.0)),
                ((2024, 510), (2025, 600)),
                (("orcid", "0000-0002-1825-0097"),),
            ),
            id="OpenAlex",
        ),
        pytest.param(
            "semantic-scholar.json",
            Person(
                "Siamak Ravanbakhsh", (("papers", 90.0), ("citations", 3003.0), ("h_index", 21.0))
            ),
            id="Semantic Scholar",
        ),
        pytest.param(
            "orcid.json",
            Person("Siamak Ravanbakhsh", ids=(("orcid", "0000-0002-1825-0097"),)),
            id="ORCID",
        ),
    ],
)  # fmt: skip
def test_reads_what_a_site_says_of_a_person(name: str, person: Person) -> None:
    table = read(name).table
    assert table is not None
    assert table.person == person


def test_the_only_author_that_a_search_found_is_the_person() -> None:
    author = (FOLDER / "semantic-scholar.json").read_text(encoding="utf-8")
    text = '{"total": 1, "offset": 0, "data": [' + author + "]}"
    assert (
        detect.read(text.encode(), name="x", file_date=DAY).table
        == read("semantic-scholar.json").table
    )


def test_a_blank_count_is_none_but_where_the_site_leaves_zeros_out() -> None:
    text = "Title,Authors,Cited by\nDeep Sets,A B,\n"
    assert rows(text)[0].told == ()
    scopus = read("scopus.csv").table
    assert scopus is not None
    assert scopus.rows[1].told == (Told("Scopus", 0),)


def test_a_page_copied_with_its_venue_on_a_line_of_its_own() -> None:
    table = read("scholar.txt").table
    assert table is not None
    second = table.rows[1]
    assert (second.line, second.venue, second.told) == (
        22,
        "International Conference on Machine Learning",
        (Told("Google Scholar", 81),),
    )


def test_a_page_saved_as_one_file_by_a_browser() -> None:
    page = (FOLDER / "scholar.html").read_text(encoding="utf-8")
    lines = page.replace("=", "=3D").replace("Siamak", "S=C3=ADamak").split("><")
    packed = ">=\r\n<".join(lines)
    archive = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\tboundary="----x"\r\n\r\n------x\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{packed}\r\n------x--\r\n"
    )
    table = detect.read(archive.encode(), name="x.mhtml", file_date=DAY).table
    assert table is not None
    assert [(row.title, row.has_count) for row in table.rows][:1] == [("Deep sets", True)]
    assert table.person is not None
    assert table.person.name == "Síamak Ravanbakhsh"
    assert len(table.rows) == 3


def test_a_page_copied_in_another_language() -> None:
    text = (
        "Zitiert von\n\tAlle\tSeit 2021\nZitate\t5.042\t4012\nh-index\t26\t23\n"
        "i10-index\t37\t33\nTITEL\tZITIERT VON\tJAHR\nDeep sets\nM Zaheer\n"
        "NeurIPS, 2017\t3210\t2017\n"
    )
    table = detect.read(text.encode(), name="x", file_date=DAY).table
    assert table is not None
    assert [(row.title, row.venue) for row in table.rows] == [("Deep sets", "NeurIPS")]
    assert table.person is not None
    assert table.person.metrics[:3:2] == (("citations", 5042.0), ("h_index", 26.0))


def test_a_page_of_twenty_papers_may_go_on() -> None:
    page = (FOLDER / "scholar.html").read_text(encoding="utf-8")
    paper = page[page.index('<tr class="gsc_a_tr">') : page.index("</tr>", page.index("Deep sets"))]
    result = detect.read((page + paper * 17).encode(), name="x", file_date=DAY)
    assert [problem.code for problem in result.problems] == ["page-may-go-on"]


def test_a_table_of_no_site_is_read_by_the_names_of_its_columns() -> None:
    result = detect.read(b"Note;DOI;Citations\nx;10.1/A;1.234\n", name="a.csv", file_date=DAY)
    assert result.table is not None
    assert result.table.told_by_user
    assert result.table.site == ""
    assert result.table.columns == (("doi", "DOI"), ("count", "Citations"))


def test_the_user_says_what_is_in_the_columns_of_a_table() -> None:
    with pytest.raises(UnknownFormat) as raised:
        read("own.csv")
    assert raised.value.code == "table"
    assert raised.value.header == ("Paper", "Who", "When", "Hits", "Remark")
    told = (("title", "paper"), ("authors", "Who"), ("year", "When"), ("count", "Hits"))
    table = read("own.csv", Columns("My list", told)).table
    assert table is not None
    assert table.rows == (
        SiteRow(
            2,
            "Deep sets",
            ("Zaheer, M.", "Ravanbakhsh, S."),
            year=2017,
            told=(Told("My list", 3210),),
        ),
    )


@pytest.mark.parametrize("columns", [None, Columns("My list", ())], ids=["unsaid", "only by whom"])
def test_a_table_is_not_read_by_columns_that_nobody_knows(columns: Columns | None) -> None:
    with pytest.raises(UnknownFormat) as raised:
        detect.read((FOLDER / "own.csv").read_bytes(), name="-", format="table", columns=columns)
    assert raised.value.code == "table"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ((("title", "Papr"),), "it has no column “Papr”"),
        (
            (("year", "When"),),
            "nothing is said of which column has the titles, or the DOIs",
        ),
    ],
    ids=["no such column", "no title"],
)
def test_refuses_what_is_said_of_columns_that_are_not_there(
    columns: tuple[tuple[str, str], ...], reason: str
) -> None:
    with pytest.raises(UnknownFormat) as raised:
        read("own.csv", Columns("", columns))
    assert (raised.value.code, raised.value.reason) == ("columns", reason)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param(
            "title,year,cited by\nDeep, Sets,2017,4\n", "shifted-row", 2, id="comma unquoted"
        ),
        pytest.param("title,year,cited by\nA,2017,many\n", "bad-count", 2, id="a count in words"),
        pytest.param(
            "title,year,cited by\nA,2000,1\n,2017,4\n", "row-without-title", 3, id="no title"
        ),
        pytest.param(
            'title,year,cited by\nA,2017,1\n"' + "b" * 200_000 + ",2,3\n",
            "broken-table",
            3,
            id="a quote that never ends",
        ),
    ],
)
def test_says_which_row_of_a_table_cannot_be_read(text: str, code: str, line: int) -> None:
    result = detect.read(text.encode(), name="x.csv", file_date=DAY)
    assert [(problem.code, problem.line) for problem in result.problems] == [(code, line)]


def test_rows_before_the_header_and_a_second_header_are_no_papers() -> None:
    header = "Title,Authors,Cited by"
    text = f"My report\n\nof 2026,,\n{header}\nA,X Y,1\n{header}\nB,X Y,2\n"
    assert [(row.line, row.title) for row in rows(text)] == [(5, "A"), (7, "B")]


def test_an_entry_is_made_of_a_paper() -> None:
    table = read("scopus.csv").table
    assert table is not None
    entry = entry_of(table.rows[0])
    assert entry.type == "inproceedings"
    assert [(field.name, field.value) for field in entry.fields] == [
        ("author", "Zaheer, Manzil and Kottur, Satwik and Ravanbakhsh, Siamak"),
        ("title", "Deep sets"),
        ("year", "2017"),
        ("booktitle", "Advances in Neural Information Processing Systems"),
        ("volume", "2017-December"),
        ("url", "https://www.scopus.com/x"),
        ("pages", "3392--3402"),
    ]


def test_names_and_titles_of_an_entry_are_safe_latex() -> None:
    row = SiteRow(1, "R&D at 50% {x_1} \\input", ("Smith AB", "O'Neil, C.", "Ø & Co"), others=True)
    entry = entry_of(row)
    assert entry.get("author") == r"Smith, A. B. and O'Neil, C. and Co, Ø \& and others"
    assert entry.get("title") == r"R\&D at 50\% \{x\_1\} \textbackslash{}input"
