"""Papers of a profile page: head lines and what belongs to each."""

from __future__ import annotations

import pytest

from biblio.formats.profile_lines import page_lines
from biblio.formats.profile_papers import MONTHS, parse_head, split_papers

AUTHORS = "Ann Lee, Bo Ek"


def pieces(text: str) -> list[tuple[str, str, str]]:
    _, papers, _ = split_papers(page_lines(text))
    return [(paper.title, paper.authors, paper.abstract) for paper in papers]


@pytest.mark.parametrize(
    ("line", "code", "date", "badges"),
    [
        ("LGNov 6, 2023Code", "LG", (2023, 11, 6), ("Code",)),
        ("MTRL-SCIFeb 5, 2025", "MTRL-SCI", (2025, 2, 5), ()),
        ("MTRL\u2011SCIFeb 5, 2025", "MTRL-SCI", (2025, 2, 5), ()),
        ("LGFeb 9Code", "LG", (None, 2, 9), ("Code",)),
        ("MAMar 3", "MA", (None, 3, 3), ()),
        ("OCOct 1, 2020", "OC", (2020, 10, 1), ()),
        ("DECDec 4", "DEC", (None, 12, 4), ()),
        ("MAYMay 2", "MAY", (None, 5, 2), ()),
        ("LGFeb 9 2024", "LG", (2024, 2, 9), ()),
        ("LGNovember 6,2023", "LG", (2023, 11, 6), ()),
        ("LGNov 2023", "LG", (2023, 11, None), ()),
        ("LG\tNov 6, 2023\tCode", "LG", (2023, 11, 6), ("Code",)),
        ("  LGNov\u00a06, 2023 ", "LG", (2023, 11, 6), ()),
        ("LGNov 6, 2023CodeData", "LG", (2023, 11, 6), ("Code", "Data")),
        ("LGNov 6, 2023DataCode", "LG", (2023, 11, 6), ("Data", "Code")),
        ("LGNov 6, 2023Best Paper", "LG", (2023, 11, 6), ("Best Paper",)),
        ("LGNov 6, 2023GitHub", "LG", (2023, 11, 6), ("GitHub",)),
        ("ZZZNov 6, 2023", "ZZZ", (2023, 11, 6), ()),
    ],
)
def test_reads_a_head(
    line: str, code: str, date: tuple[int | None, int, int | None], badges: tuple[str, ...]
) -> None:
    head = parse_head(page_lines(line)[0])
    assert head is not None
    assert (head.code, (head.year, head.month, head.day), head.badges) == (code, date, badges)


@pytest.mark.parametrize("month", MONTHS)
def test_knows_every_month(month: str) -> None:
    head = parse_head(page_lines(f"COMP-PH{month.title()} 7, 1999")[0])
    assert head is not None
    assert (head.code, head.month) == ("COMP-PH", MONTHS.index(month) + 1)


@pytest.mark.parametrize(
    "line",
    [
        "LGNov 6, 2023 was a day",
        "See LGNov 6, 2023",
        "LGNov 62023",
        "LGNov 6, 20231",
        "LGNov 6,",
        "NOTE May 5",
        "AI May 5 Workshop",
        "lgNov 6, 2023",
        "MAMar 3 We show",
        "",
    ],
)
def test_only_a_whole_line_is_a_head(line: str) -> None:
    assert parse_head(page_lines(line)[0]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"LGMay 1\nA Title\n\n{AUTHORS}\n\nText.",
            ("A Title", AUTHORS, "Text."),
            id="usual",
        ),
        pytest.param(
            f"LGMay 1\nA Title\n{AUTHORS}\nText.", ("A Title", AUTHORS, "Text."), id="no blanks"
        ),
        pytest.param(
            f"LGMay 1\n\n\nA Title\n\n\n{AUTHORS}\n\n\n\nText.\n\n\n\nMore.",
            ("A Title", AUTHORS, "Text.\n\nMore."),
            id="more blanks",
        ),
        pytest.param(
            "LGMay 1\nA   Title\u00a0of\tSpaces\n\nAnn\u2009Lee,  Bo Ek\n\nA  b\u00a0c.",
            ("A Title of Spaces", AUTHORS, "A  b\u00a0c."),
            id="white space normalised outside the abstract",
        ),
        pytest.param(
            f"LGMay 1\nA Title of\nTwo Lines\n\n{AUTHORS}\n\nText.",
            ("A Title of Two Lines", AUTHORS, "Text."),
            id="title of two lines",
        ),
        pytest.param(
            "LGMay 1\nA Title\n\nAnn Lee,\nBo Ek\n\nText.",
            ("A Title", AUTHORS, "Text."),
            id="authors of two lines",
        ),
        pytest.param(
            f"LGMay 1\n53 Papers, LGMay 2 et al. & $x^2$?\n\n{AUTHORS}\n\nText.",
            ("53 Papers, LGMay 2 et al. & $x^2$?", AUTHORS, "Text."),
            id="odd title",
        ),
        pytest.param(
            f"LGMay 1\nMachine Learning, Ann Lee\n\n{AUTHORS}\n\nText.",
            ("Machine Learning, Ann Lee", AUTHORS, "Text."),
            id="title like names",
        ),
        pytest.param(
            "LGMay 1\nA Title\n\nWe show that text needs no author.",
            ("A Title", "", "We show that text needs no author."),
            id="no authors",
        ),
        pytest.param(
            f"LGMay 1\nA Title\n\n{AUTHORS}\n", ("A Title", AUTHORS, ""), id="no abstract"
        ),
        pytest.param(
            "LGMay 1\n\nAnn Lee et al.\n\nText of it.",
            ("", "Ann Lee et al.", "Text of it."),
            id="no title",
        ),
        pytest.param("LGMay 1\n", ("", "", ""), id="nothing"),
        pytest.param(
            f"LGMay 1\nA Title\n\n{AUTHORS}\n\nOn\nLGMay 2 it\nrained.",
            ("A Title", AUTHORS, "On\nLGMay 2 it\nrained."),
            id="abstract that mentions a head",
        ),
        pytest.param(
            f"LGMay 1\nA Title\n\n{AUTHORS}\n\nA narrow text goes\non and on without\nany stop",
            ("A Title", AUTHORS, "A narrow text goes\non and on without\nany stop"),
            id="narrow abstract without a full stop",
        ),
    ],
)
def test_finds_title_authors_and_abstract(text: str, expected: tuple[str, str, str]) -> None:
    assert pieces(text) == [expected]


def test_a_date_without_code_begins_a_paper_only_before_title_and_authors() -> None:
    first = f"LGMay 1\nOne\n\n{AUTHORS}\n\nText.\n\n"
    text = first + f"May 2, 2020\nTwo\n\n{AUTHORS}\n\nOn\nMay 3\nit rains."
    assert pieces(text) == [("One", AUTHORS, "Text."), ("Two", AUTHORS, "On\nMay 3\nit rains.")]


@pytest.mark.parametrize(
    ("tail", "abstract", "footer"),
    [
        ("Text.\n\nAbout\nTerms", "Text.", ["About", "Terms"]),
        ("Text.\nAbout\nTerms", "Text.", ["About", "Terms"]),
        ("Text.\n\nLoad more\n\n© 2026 Pages, Inc.", "Text.", ["Load more", "© 2026 Pages, Inc."]),
        ("Text that\nends without stop\n\nAbout", "Text that\nends without stop", ["About"]),
        ("Text.\n\nA second paragraph.", "Text.\n\nA second paragraph.", []),
    ],
)
def test_cuts_a_footer_from_the_last_paper(tail: str, abstract: str, footer: list[str]) -> None:
    text = f"LGMay 1\nA Title\n\n{AUTHORS}\n\n{tail}\n"
    _, papers, rest = split_papers(page_lines(text))
    assert [paper.abstract for paper in papers] == [abstract]
    assert [line.text for line in rest if line.text] == footer


def test_a_long_footer_is_no_trouble() -> None:
    text = f"LGMay 1\nA Title\n\n{AUTHORS}\n\nText.\n\n" + "Link\n" * 3000
    _, papers, rest = split_papers(page_lines(text))
    assert papers[0].abstract == "Text."
    assert len([line for line in rest if line.text]) == 3000
