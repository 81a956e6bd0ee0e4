"""A metric as a card and its explanation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db import Metric
from db.person.profile_rows import Basis
from desktop.window.profile.metric_details import MetricDetails
from desktop.window.profile.metric_widget import MetricWidget, series_of
from desktop.window.profile.metric_words import (
    basis_text,
    comparison,
    day_text,
    large_value,
    value_text,
)
from desktop.window.profile.sparkline import Sparkline, line
from tests.desktop.window.made import IMPOSSIBLE, metric

SERIES = (("2024-01-01", 10.0), ("2025-01-01", 30.0), ("2026-01-01", 20.0))


@pytest.mark.parametrize(
    ("shown", "large", "below"),
    [
        (metric("h_index", 3, 12), "3", ["reported 12", "computed 3"]),
        (metric("h_index", None, 12, without_data=4), "12", ["reported 12", "computed n/a"]),
        (metric("h_index", None, None, without_data=4), "n/a", ["computed n/a"]),
        (metric("h_index", 0, None), "0", ["computed 0"]),
        (metric("citations", None, 5042, without_data=4), "5,042",
         ["reported 5,042", "computed n/a"]),
        (metric("novelty", None, 58), "58\u2009%", ["reported 58\u2009%"]),
        (metric("m_quotient", 1.256, None), "1.26", ["computed 1.26"]),
        (metric("unheard", None, 7), "7", ["reported 7"]),
    ],
    ids=["both", "reported", "no data", "zero", "thousands", "score", "fraction", "unknown"],
)  # fmt: skip
def test_zero_and_no_data_differ_and_reported_says_so(
    shown: Metric, large: str, below: list[str]
) -> None:
    assert large_value(shown) == large
    assert comparison(shown) == below


def test_is_named_for_screen_readers(qtbot: QtBot) -> None:
    card = MetricWidget(metric("h_index", None, 12, without_data=4, note=IMPOSSIBLE))
    qtbot.addWidget(card)
    assert card.accessibleName() == (
        f"h-index: 12, reported 12, computed n/a, as of 31\u00a0May\u00a02026, {IMPOSSIBLE}"
    )
    assert IMPOSSIBLE in card.toolTip()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_answers_to_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    card = MetricWidget(metric("h_index", 3, 3))
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.clicked, timeout=1000):
        qtbot.keyClick(card, key)  # type: ignore[no-untyped-call]  # of pytest-qt


@pytest.mark.parametrize(("series", "is_shown"), [((), False), (SERIES[:1], False), (SERIES, True)])
def test_a_sparkline_needs_two_numbers(
    qtbot: QtBot, series: tuple[tuple[str, float], ...], is_shown: bool
) -> None:
    card = MetricWidget(metric("citations", None, 20, history=series))
    qtbot.addWidget(card)
    assert card.findChildren(Sparkline)[0].isVisibleTo(card) is is_shown


def test_a_sparkline_is_to_scale() -> None:
    points = line((("2026-01-01", 0), ("2026-01-02", 5), ("2026-01-11", 10)), QRectF(0, 0, 100, 50))
    assert [(round(point.x()), round(point.y())) for point in points] == [
        (0, 50),
        (10, 25),
        (100, 0),
    ]


def test_an_unchanging_series_runs_along_the_middle_and_odd_days_are_spaced_evenly() -> None:
    points = line((("?", 3), ("?", 3)), QRectF(0, 0, 100, 50))
    assert [(point.x(), point.y()) for point in points] == [(0, 25), (100, 25)]


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2026-05-31", "31 May 2026"),
        ("2026-05", "May 2026"),
        ("2026", "2026"),
        ("spring", "spring"),
        ("2026-13-45", "2026-13-45"),
        ("", ""),
    ],
)
def test_days_are_written_for_people(iso: str, text: str) -> None:
    assert day_text(iso).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "n/a"), (float("nan"), "n/a"), (0, "0"), (1234567, "1,234,567"), (12.345, "12.3")],
)
def test_numbers_are_written_for_people(value: float | None, text: str) -> None:
    assert value_text(value) == text


def texts(details: MetricDetails) -> list[str]:
    return [label.text() for label in details.findChildren(QLabel) if label.text()]


def test_explains_a_reported_number(qtbot: QtBot) -> None:
    details = MetricDetails(metric("h_index", None, 12, without_data=4, note=IMPOSSIBLE))
    qtbot.addWidget(details)
    found = texts(details)
    assert any("Hirsch" in text for text in found)
    assert IMPOSSIBLE in found
    assert "nothing: no paper has a citation count (4 papers)" in found
    assert "page.txt" in found
    assert found[found.index("Computed") + 1] == "n/a"


def test_lists_the_series_newest_first_with_changes(qtbot: QtBot) -> None:
    details = MetricDetails(metric("citations", None, 20, history=SERIES))
    qtbot.addWidget(details)
    found = texts(details)
    start = found.index("Reported over time") + 1
    assert [text.replace("\u00a0", " ") for text in found[start:]] == [
        "1 Jan 2026", "20", "\u221210", "1 Jan 2025", "30", "+20", "1 Jan 2024", "10",
    ]  # fmt: skip


def test_says_that_a_score_is_not_computed(qtbot: QtBot) -> None:
    details = MetricDetails(metric("novelty", None, 58))
    qtbot.addWidget(details)
    assert "not computed by Oeuvre" in texts(details)


def test_a_long_series_scrolls(qtbot: QtBot) -> None:
    history = tuple((f"20{year:02}-01-01", float(year)) for year in range(100))
    details = MetricDetails(metric("citations", None, 99, history=history))
    qtbot.addWidget(details)
    assert details.height() < 600


def test_draws_what_the_ledger_gives_else_one_source() -> None:
    shown = replace(
        metric("h_index", 3, 9, history=SERIES), stated_by=("Scopus", "page.txt", "Scopus")
    )
    assert series_of(shown) == (SERIES[0], SERIES[2])
    assert series_of(replace(shown, trend=SERIES[:2])) == SERIES[:2]
    assert series_of(metric("h_index", 3, 9, history=SERIES)) == SERIES


def test_a_series_of_several_sources_names_them(qtbot: QtBot) -> None:
    shown = replace(
        metric("citations", None, 20, history=SERIES), stated_by=("Scopus", "page.txt", "Scopus")
    )
    details = MetricDetails(shown)
    qtbot.addWidget(details)
    found = texts(details)
    start = found.index("Reported over time") + 1
    assert found[start:].count("Scopus") == 2
    assert "page.txt" in found[start:]
    assert "+10" in found[start:]


def test_offers_what_fits_the_metric(qtbot: QtBot) -> None:
    def offered(name: str) -> list[str]:
        details = MetricDetails(metric(name, 3, None))
        qtbot.addWidget(details)
        return [button.text() for button in details.findChildren(QPushButton)]

    assert offered("h_index") == ["Ranked list…", "Enter a value…", "Counts…"]
    assert offered("own_novelty") == ["Estimate now"]
    assert offered("papers") == ["Enter a value…"]


def test_a_basis_in_words() -> None:
    basis = Basis("Scopus", ("Scopus",), "2026-05-20", "2026-05-20", 4, 1, "sum", 1, 2026)
    assert basis_text(basis).replace("\u00a0", " ") == (
        "Computed from counts by Scopus · 20 May 2026 · 1 paper without a count left out"
        " · versions of a work count once, by all their counts"
    )
    assert basis_text(Basis()) == ""


def test_what_a_small_card_has_no_room_for_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    shown = metric("citations_recent", 1234, None)
    card = MetricWidget(replace(shown, size="small", unit="steps per day", own=True))
    qtbot.addWidget(card)
    card.resize(130, card.sizeHint().height())
    card.show()
    texts = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert [text[-1] for text in texts] == ["…", "…"]
    assert texts[0].startswith("1,234")
    assert "Citations, last 5 years: 1,234" in card.toolTip()
    assert card.accessibleName().startswith("Citations, last 5 years: 1,234")
