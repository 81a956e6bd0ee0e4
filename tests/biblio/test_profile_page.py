"""Whole profile pages, as they are saved and as they come from a clipboard."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Entry, Field
from biblio.formats.profile_page import looks_like, read
from biblio.formats.result import ProfilePage, ReadResult, ReportedMetric
from biblio.problem import Problem, Severity

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "data" / "profile_pages"
EXAMPLE = ROOT / "resources" / "example"
SEED = ROOT.parent / "shared" / "seed" / "ravanbakhsh-profile.txt"
AS_OF = dt.date(2026, 5, 31)

USUAL = (PAGES / "usual.txt").read_text("utf-8")
ONE = "Ann Lee\n\nLG\nh-index1\n1papers\n\n1 Papers\n\n{}\nA Title\n\nAnn Lee\n\nText.\n"


def read_page(text: str, as_of: dt.date = AS_OF) -> ReadResult:
    return read(text, encoding="utf-8", as_of=as_of)


def entry(**values: str) -> Entry:
    """An entry as a page gives it; the month is a macro."""
    fields = (
        Field(name, value, value if name == "month" else None) for name, value in values.items()
    )
    return Entry("misc", "", tuple(fields))


def facts(result: ReadResult) -> list[list[Field]]:
    """The fields of all entries without the abstracts, and without what the person explains."""
    left_out = {"abstract", "hiddenauthor"}
    return [[f for f in each.fields if f.name not in left_out] for each in result.entries]


def test_reads_a_whole_page() -> None:
    result = read_page(USUAL)
    assert result.profile == ProfilePage(
        "Ines Okonkwo-Prahl",
        "OC",
        (
            ReportedMetric("h_index", 9.0),
            ReportedMetric("papers", 7.0),
            ReportedMetric("citations", 1204.0),
            ReportedMetric("novelty", 41.0),
            ReportedMetric("ai_score", 12.0),
        ),
    )
    assert (result.format, result.encoding, result.as_of) == ("profile-page", "utf-8", AS_OF)
    assert [block.kind.value for block in result.blocks] == ["text"]  # the page, to be given back
    assert result.entries == (
        entry(
            author="Ines Okonkwo-Prahl and Tomás Ó Riada and Wu Lan and others",
            title="Slow Gradients, Fast Descent",
            year="2020",
            month="oct",
            day="1",
            primaryclass="math.OC",
            subject="OC",
            badge="Code",
            affiliation="northlab",
            abstract='We bound $f(x_k) - f^\\star$ by $\\mathcal{O}(1/k^2)$ and "explain" '
            "\\emph{why} \\cite{nobody99}.\n\n"
            "A second paragraph names the code: https://example.org/slow.",
        ),
        entry(
            author="Wu Lan and Ines Okonkwo-Prahl",
            title="Cracks in Glass",
            year="2025",
            month="feb",
            day="5",
            primaryclass="cond-mat.mtrl-sci",
            subject="MTRL-SCI",
            abstract="Glass breaks.",
        ),
        entry(
            author="Ines Okonkwo-Prahl",
            title="A Note on Notes",
            year="2026",
            month="mar",
            day="3",
            primaryclass="cs.LG",
            subject="LG",
            badge="Code",
            assumed="date",
            abstract="Notes are noted.\nOCOct 1, 2020 is not a head here, nor is\n"
            "LGMar 3 in this line.",
        ),
        entry(
            author="{ATLAS Collaboration} and Metin {And} and Smith, Jr., Robert and others",
            title="Winter Learning",
            year="2025",
            month="dec",
            day="4",
            primaryclass="cs.LG",
            subject="LG",
            assumed="date",
            abstract="Cold data.",
            hiddenauthor="Ines Okonkwo-Prahl",
        ),
        entry(
            author="Ines Okonkwo-Prahl",
            title="Counting Stars",
            year="2018",
            month="jan",
            day="9",
            primaryclass="astro-ph.CO",
            subject="CO",
            assumed="subject",
        ),
        entry(
            author="Ines Okonkwo-Prahl",
            title="Counting Trees",
            year="2017",
            month="jan",
            day="19",
            primaryclass="astro-ph.CO",
            subject="CO",
            affiliation="northlab, southlab",
            assumed="subject",
            abstract="Trees are counted, too.",
        ),
    )


def test_tells_what_is_doubtful_on_a_page_in_its_order() -> None:
    assert read_page(USUAL).problems == (
        Problem(
            "h-index-impossible",
            Severity.WARNING,
            "An h-index of 9 needs at least 9 papers, but the page says 7.",
            line=4,
            field="h_index",
        ),
        Problem(
            "papers-missing",
            Severity.WARNING,
            "The page says 7 papers but lists 6: 1 is not on the page.",
            line=10,
            field="papers",
        ),
        Problem(
            "date-assumed",
            Severity.NOTE,
            "The date “Mar 3” has no year: 2026-03-03 was assumed, "
            "the newest such day not after 2026-05-31.",
            line=28,
            entry=2,
            field="year",
        ),
        Problem(
            "date-assumed",
            Severity.NOTE,
            "The date “Dec 4” has no year: 2025-12-04 was assumed, "
            "the newest such day not after 2026-05-31.",
            line=37,
            entry=3,
            field="year",
        ),
        Problem(
            "subject-assumed",
            Severity.NOTE,
            "The field code CO of 2 papers was read as astro-ph.CO (Cosmology and "
            "Nongalactic Astrophysics); it could also be math.CO or stat.CO.",
            line=44,
            field="primaryclass",
        ),
    )


@pytest.mark.parametrize(
    "paste",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n\n", "\n\n\n \n\t\n"), id="more blank lines"),
        pytest.param(lambda text: re.sub(r"(?<=[a-z.])\n(?=\n)", "", text), id="fewer"),
        pytest.param(lambda text: re.sub(r"\n(?=\n)", "", text), id="no blank lines"),
        pytest.param(lambda text: re.sub(r"(?m)$", "  ", text), id="blanks at line ends"),
        pytest.param(lambda text: re.sub(r"(?m)^(?=.)", "\t", text), id="indented"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(
            lambda text: re.sub("^(?=[OL])|(?=Dec 4)|(?=inter L)", "\u200b", text),
            id="zero-width spaces",
        ),
        pytest.param(lambda text: re.sub(r"(?m)(?<=\d)Code$", "\tCode", text), id="tabs in heads"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line end"),
        pytest.param(lambda text: "\n\n\n" + text + "\n\n\n", id="blank around"),
    ],
)
def test_reads_the_same_from_a_clipboard(paste: Callable[[str], str]) -> None:
    pasted = paste(USUAL)
    assert looks_like(pasted)
    assert facts(read_page(pasted)) == facts(read_page(USUAL))
    assert read_page(pasted).profile == read_page(USUAL).profile
    plain = [" ".join(each.get("abstract").split()) for each in read_page(pasted).entries]
    assert plain == [" ".join(each.get("abstract").split()) for each in read_page(USUAL).entries]


def test_drops_nothing_silently() -> None:
    result = read_page((PAGES / "surrounded.txt").read_text("utf-8"))
    assert result.profile == ProfilePage(
        "Ines Okonkwo-Prahl",
        "OC",
        (
            ReportedMetric("h_index", 2.0),
            ReportedMetric("i10_index", 1.0),
            ReportedMetric("papers", 2.0),
        ),
    )
    assert [each.get("abstract") for each in result.entries] == [
        "Gradients are slow.",
        "Gradients are fast.",
    ]
    assert [
        (each.code, each.line, each.message.partition(": ")[2]) for each in result.problems
    ] == [
        ("unplaced-text", 1, "“Home / Browse 2.4M papers / Sign in”."),
        ("unplaced-text", 11, "“Follow”."),
        ("unplaced-text", 14, "“Sort by date”."),
        (
            "unplaced-text",
            30,
            "“About / Privacy / © 2026 Example Pages. All rights reserved.”.",
        ),
    ]
    assert {each.severity for each in result.problems} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("head", "as_of", "date", "assumed", "problem"),
    [
        ("LGMay 31", AS_OF, ("2026", "may", "31"), True, "date-assumed"),
        ("LGJun 1", AS_OF, ("2025", "jun", "1"), True, "date-assumed"),
        ("LGFeb 29", AS_OF, ("2024", "feb", "29"), True, "date-assumed"),
        ("LGFeb 29", dt.date(1903, 3, 1), ("1896", "feb", "29"), True, "date-assumed"),
        ("LGFeb 29", dt.date(2024, 2, 29), ("2024", "feb", "29"), True, "date-assumed"),
        ("LGFeb 29", dt.date(2024, 2, 28), ("2020", "feb", "29"), True, "date-assumed"),
        ("LGFeb 29, 2024", AS_OF, ("2024", "feb", "29"), False, ""),
        ("LGFeb 29, 2023", AS_OF, ("2023", "", ""), False, "date-impossible"),
        ("LGFeb 30, 2020", AS_OF, ("2020", "", ""), False, "date-impossible"),
        ("LGFeb 30", AS_OF, ("", "", ""), False, "date-impossible"),
        ("LGMay 0", AS_OF, ("", "", ""), False, "date-impossible"),
        ("LGMay 1, 0000", AS_OF, ("0000", "", ""), False, "date-impossible"),
        ("LGJun 1, 2026", AS_OF, ("2026", "jun", "1"), False, ""),
        ("LGJun 2, 2026", AS_OF, ("2026", "jun", "2"), False, "date-in-future"),
        ("LGMay 2020", AS_OF, ("2020", "may", ""), False, ""),
    ],
)
def test_reads_dates(
    head: str, as_of: dt.date, date: tuple[str, str, str], assumed: bool, problem: str
) -> None:
    result = read_page(ONE.format(head), as_of)
    (only,) = result.entries
    assert (only.get("year"), only.get("month"), only.get("day")) == date
    assert only.get("assumed") == ("date" if assumed else "")
    expected = [(problem, 9, 0, "year")] if problem else []
    assert [(each.code, each.line, each.entry, each.field) for each in result.problems] == expected


@pytest.mark.parametrize(
    ("said", "listed", "code", "message"),
    [
        (4, 4, None, ""),
        (7, 4, "papers-missing", "The page says 7 papers but lists 4: 3 are not on the page."),
        (1, 0, "papers-missing", "The page says 1 paper but lists none: 1 is not on the page."),
        (3, 4, "papers-extra", "The page says 3 papers but lists 4: 1 more than it says."),
    ],
)
def test_compares_the_papers_listed_with_those_stated(
    said: int, listed: int, code: str | None, message: str
) -> None:
    papers = "".join(
        f"LGMay {n}, 2020\nTitle\n\nAnn Lee\n\nText.\n\n" for n in range(1, listed + 1)
    )
    result = read_page(f"Ann Lee\n\nLG\nh-index0\n{said} Papers\n\n{papers}")
    expected = [Problem(code, Severity.WARNING, message, 5, field="papers")] if code else []
    assert list(result.problems) == expected


@pytest.mark.parametrize(
    ("numbers", "problems"),
    [
        ("h-index1\n1papers\n1citations", []),
        ("h-index2\n1papers", [("h-index-impossible", 3, "h_index")]),
        ("h-index1\n1papers\n0citations", [("h-index-impossible", 3, "h_index")]),
        ("1papers\n5.0K citations", [("metric-rounded", 4, "citations")]),
        ("h-index80\n1.0K papers\n5.0K citations", None),
        ("1papers\n2papers\n", [("metric-conflict", 4, "papers"), ("papers-missing", 4, "papers")]),
    ],
)
def test_tells_of_numbers_that_cannot_be(
    numbers: str, problems: list[tuple[str, int, str]] | None
) -> None:
    result = read_page(f"Ann Lee\nLG\n{numbers}\n\nLGMay 1, 2020\nTitle\n\nAnn Lee\n")
    found = [(each.code, each.line, each.field) for each in result.problems]
    if problems is None:  # a number in short proves nothing
        assert {code for code, _, _ in found} == {"metric-rounded"}
    else:
        assert found == problems


def test_keeps_a_code_that_is_not_known_and_says_so_once() -> None:
    papers = "".join(f"ZZZMay {n}, 2020\nTitle\n\nAnn Lee\n\nText.\n\n" for n in (1, 2))
    result = read_page(f"Ann Lee\n\nLG\n2papers\n\n{papers}")
    assert [(each.get("subject"), each.get("primaryclass")) for each in result.entries] == [
        ("ZZZ", "")
    ] * 2
    assert result.problems == (
        Problem(
            "unknown-subject",
            Severity.NOTE,
            "The field code ZZZ of 2 papers is none of arXiv's.",
            6,
            field="primaryclass",
        ),
    )


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("A Title\n\nWe show that there are no authors.\n", ["author-missing"]),
        ("Ann Lee et al.\n\nWe show that there is no title.\n", ["title-missing"]),
        ("", ["title-missing", "author-missing"]),
    ],
)
def test_keeps_a_paper_of_which_a_part_is_missing(body: str, missing: list[str]) -> None:
    result = read_page(
        f"Ann Lee\nLG\n2papers\nLGMay 1, 2020\n{body}\nLGMay 2, 2020\nB\n\nAnn Lee\n"
    )
    assert [(each.code, each.line, each.entry) for each in result.problems] == [
        (code, 4, 0) for code in missing
    ]
    assert len(result.entries) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(USUAL, id="usual"),
        pytest.param(ONE.format("LGMay 1"), id="one paper"),
        pytest.param("Ann Lee\nLG\nh-index0\n0papers\n0citations\n\n0 Papers\n", id="no papers"),
        pytest.param(USUAL[USUAL.index("OCOct") :], id="papers without header"),
    ],
)
def test_recognises_a_page_by_its_shape(text: str) -> None:
    assert looks_like(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("@article{a, title = {LGMay 1}, year = 2020}\n", id="BibTeX"),
        pytest.param("Ann Lee\nCitations\t5042\t3000\nh-index\t56\t40\n", id="another site"),
        pytest.param("h-index56\n53papers\n5,042citations\n", id="numbers alone"),
        pytest.param("Notes\n\nLGMay 1\n\nLunch with Ann, then 3 papers.\n", id="a chance line"),
        pytest.param("<html><body>h-index56</body></html>", id="HTML"),
    ],
)
def test_knows_what_is_no_such_page(text: str) -> None:
    assert not looks_like(text)


def test_part_of_a_page_has_papers_but_no_person() -> None:
    result = read_page(USUAL[USUAL.index("OCOct") :])
    assert result.profile is None
    assert facts(result) == facts(read_page(USUAL))


LINES = st.sampled_from(
    ["", "", *USUAL.splitlines(), "h-index9 9papers", "LGFeb 30", "Home", "© Pages", "\u00a0", "{"]
)


@given(st.lists(LINES, max_size=25).map("\n".join) | st.text())
def test_every_word_of_any_text_is_kept_or_named_in_a_problem(text: str) -> None:
    result = read_page(text)
    kept = " ".join(field.value for each in result.entries for field in each.fields)
    kept += f" {result.profile.name} {result.profile.field}" if result.profile else ""
    named: set[int] = set()
    for problem in result.problems:
        if problem.code == "unplaced-text" and problem.line:
            run = re.search(r"these (\d+) lines", problem.message)
            named |= set(range(problem.line, problem.line + int(run[1] if run else 1)))
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if number not in named and not re.search(r"\d", line):  # numbers and dates are read
            assert set(re.findall("[A-Za-z]{3,}", line)) <= set(re.findall("[A-Za-z]{3,}", kept))


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_problems_point_into_the_text_in_its_order(text: str) -> None:
    result = read_page(text)
    lines = [problem.line or 0 for problem in result.problems]
    assert lines == sorted(lines)
    assert all(line <= text.count("\n") + 1 for line in lines)
    assert all(each.entry is None or each.entry < len(result.entries) for each in result.problems)


def test_the_example_is_the_page_it_says_it_is() -> None:
    source = tomllib.loads((EXAMPLE / "example.toml").read_text("utf-8"))["source"][0]
    text = (EXAMPLE / source["file"]).read_text("utf-8")
    result = read(text, encoding="utf-8", as_of=source["as_of"])
    assert looks_like(text)
    assert (result.format, len(result.entries)) == (source["format"], 50)
    summaries = [each.get("abstract") for each in result.entries if each.has("abstract")]
    assert len(summaries) == 7
    assert all("$" in summary for summary in summaries)
    assert any(summary.endswith("https://github.com/jw9730/tied") for summary in summaries)


@pytest.mark.skipif(not SEED.exists(), reason="the original page is not part of the project")
def test_reads_the_original_page() -> None:
    text = SEED.read_text("utf-8")
    result = read_page(text)
    assert looks_like(text)
    assert result.profile == ProfilePage(
        "Siamak Ravanbakhsh",
        "LG",
        (
            ReportedMetric("h_index", 56.0),
            ReportedMetric("papers", 53.0),
            ReportedMetric("citations", 5042.0),
            ReportedMetric("novelty", 58.0),
            ReportedMetric("ai_score", 61.0),
        ),
    )
    assert len(result.entries) == 50
    assert all(each.has("title") and each.has("abstract") for each in result.entries)
    assert [each.get("year") for each in result.entries].count("2026") == 3
    assert sum(each.get("badge") == "Code" for each in result.entries) == 5
    assert sum(each.get("author").endswith(" and others") for each in result.entries) == 28
    assert [each.get("affiliation") for each in result.entries if each.has("affiliation")] == [
        "mila",
        "mila",
        "deepmind",
    ]
    assert {each.get("subject"): each.get("primaryclass") for each in result.entries} == {
        "LG": "cs.LG",
        "ML": "stat.ML",
        "AI": "cs.AI",
        "CV": "cs.CV",
        "MTRL-SCI": "cond-mat.mtrl-sci",
        "CO": "astro-ph.CO",
        "IM": "astro-ph.IM",
        "ST": "math.ST",
    }
    example = read_page((EXAMPLE / "profile.txt").read_text("utf-8"))
    assert facts(example) == facts(result)
    assert example.profile == result.profile
