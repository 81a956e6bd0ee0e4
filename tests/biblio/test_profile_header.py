"""The header of a profile page."""

from __future__ import annotations

import pytest

from biblio.formats.profile_header import read_header
from biblio.formats.profile_lines import page_lines

HEADER = "Ann Lee\n\nLG\nh-index5\n{}\n"


@pytest.mark.parametrize(
    ("line", "metric", "value"),
    [
        ("53papers", "papers", 53.0),
        ("1papers", "papers", 1.0),
        ("Papers (53)", "papers", 53.0),
        ("5,042citations", "citations", 5042.0),
        ("Citations5,042", "citations", 5042.0),
        ("5.042citations", "citations", 5042.0),
        ("5’042citations", "citations", 5042.0),
        ("5\u2009042citations", "citations", 5042.0),
        ("5\u202f042 citations", "citations", 5042.0),
        ("5\u00a0042citations", "citations", 5042.0),
        ("1,234,567citations", "citations", 1234567.0),
        ("5.0Kcitations", "citations", 5000.0),
        ("5.04K citations", "citations", 5040.0),
        ("1.2Mcitations", "citations", 1200000.0),
        ("1000+ citations", "citations", 1000.0),
        ("Novelty58%", "novelty", 58.0),
        ("Novelty 58,5 %", "novelty", 58.5),
        ("AI Score61", "ai_score", 61.0),
        ("AI Score0.612", "ai_score", 0.612),
        ("AI Score: 61", "ai_score", 61.0),
        ("i10-index40", "i10_index", 40.0),
        ("40i10-index", "i10_index", 40.0),
        ("h5-index12", "h5_index", 12.0),
        ("12 map score", "map_score", 12.0),
        ("FWCI1.25", "fwci", 1.25),
    ],
)
def test_reads_a_number_glued_to_words(line: str, metric: str, value: float) -> None:
    header = read_header(page_lines(HEADER.format(line)), ())
    assert [(each.metric.metric, each.metric.value) for each in header.reported] == [
        ("h_index", 5.0),
        (metric, value),
    ]
    assert header.rest == ()


@pytest.mark.parametrize(
    "line", ["5.0Kcitations", "5k citations", "1000+ citations", "1.2M citations"]
)
def test_knows_a_number_that_was_shortened(line: str) -> None:
    assert read_header(page_lines(HEADER.format(line)), ()).reported[1].rounded


@pytest.mark.parametrize(
    "line",
    ["h-index5\t53papers\t1,042citations", "h-index 5 53 papers 1,042 citations",
     "h-index5 53papers 1,042citations", "h-index5 · 53papers · 1,042citations"],
)  # fmt: skip
def test_reads_several_metrics_of_one_line(line: str) -> None:
    header = read_header(page_lines(f"Ann Lee\n{line}\n"), ())
    assert [(each.metric.metric, each.metric.value) for each in header.reported] == [
        ("h_index", 5.0),
        ("papers", 53.0),
        ("citations", 1042.0),
    ]


@pytest.mark.parametrize(
    "line", ["Follow", "Updated May 3, 2024", "Last updated May 3", "© 2026", "5,042", "h-index"]
)
def test_leaves_other_lines_over(line: str) -> None:
    header = read_header(page_lines(HEADER.format(line)), ())
    assert [each.text for each in header.rest] == [line]
    assert len(header.reported) == 1


@pytest.mark.parametrize(
    ("above", "name", "field"),
    [
        pytest.param("Ann Lee\n\nLG", "Ann Lee", "LG", id="usual"),
        pytest.param("Ann Lee", "Ann Lee", "", id="no field"),
        pytest.param("Ann Lee\nMTRL-SCI", "Ann Lee", "MTRL-SCI", id="long code"),
        pytest.param("Home\nSign in\nAnn Lee\nLG", "Ann Lee", "LG", id="menu before"),
        pytest.param("2.4M papers\nAnn Lee\nLG", "Ann Lee", "LG", id="numbers in the menu"),
        pytest.param("Ann Lee\nThe works of all kinds\nLG", "Ann Lee", "LG", id="line between"),
        pytest.param("Ann Lee\nSome College\nLG", "Ann Lee", "LG", id="author of the papers"),
        pytest.param("PELE", "PELE", "", id="one name in capitals"),
        pytest.param("", "", "", id="nothing"),
    ],
)
def test_finds_name_and_field(above: str, name: str, field: str) -> None:
    header = read_header(page_lines(f"{above}\nh-index5\n3papers"), {"Ann Lee"})
    assert (header.name, header.field) == (name, field)


def test_a_page_without_known_numbers_has_no_header() -> None:
    header = read_header(page_lines("Ann Lee\nLG\n"), ())
    assert (header.name, header.field, header.reported) == ("", "", ())
    assert [line.text for line in header.rest] == ["Ann Lee", "LG"]
