"""The charts over the list: what they show, choose, and give out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import Library
from db.person.charts import Chart, Series
from db.sites.entering import NewCount, enter
from desktop.window import theme
from desktop.window.charts import chart_words
from desktop.window.charts.chart_feature import Charts
from desktop.window.charts.chart_figure import Bar, figure_of, told, whole_ticks
from desktop.window.charts.chart_panel import ChartPanel
from desktop.window.main_window import MainWindow
from tests.desktop.window.kit import BIB, PAGE, OpenWindow, make_library, settled, titles


@pytest.fixture
def charted(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window with the charts open, on six papers of which three have counts."""
    path = make_library(tmp_path / "own.oeuvre", ("page.txt", PAGE), ("refs.bib", BIB))
    with Library.open(path) as library, library._step("Count") as change:
        enter(
            library._db,
            change,
            [
                NewCount(1, "OpenAlex", "2026-01-01", 9, ((2024, 4), (2025, 5))),
                NewCount(2, "OpenAlex", "2026-01-01", 2, ((2025, 2),)),
                NewCount(3, "OpenAlex", "2026-01-01", 0),
            ],
        )
    window = open_window(path)
    window.actions_["charts"].trigger()
    settled(qtbot, window)
    return window


def charts(window: MainWindow) -> Charts:
    return cast("Charts", window.features.feature("charts.chart_feature", "Charts"))


def panel(window: MainWindow) -> ChartPanel:
    return charts(window).panel


def shown(qtbot: QtBot, window: MainWindow, name: str) -> ChartPanel:
    settled(qtbot, window)
    panel(window).choose(name)
    settled(qtbot, window)
    return panel(window)


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (6, [0, 2, 4, 6]),
        (11, [0, 5, 10, 15]),
        (101, [0, 50, 100, 150]),
        (12345, [0, 5000, 10000, 15000]),
    ],
)
def test_axes_of_counts_have_whole_numbers(most: int, expected: list[int]) -> None:
    assert whole_ticks(most) == expected


def test_series_stand_on_each_other_and_tell_their_part() -> None:
    chart = Chart(
        "papers",
        ("2020", ""),
        ("year:2020", "no:year"),
        (Series("article", (2, 0)), Series("misc", (1, 3))),
    )
    figure = figure_of(chart)
    assert figure.labels == ("2020", "No year")
    assert figure.bars == (
        Bar(0, 0, 0, 2, 2),
        Bar(0, 1, 2, 3, 1),
        Bar(1, 1, 0, 3, 3),
    )
    assert told(figure, chart, 0) == "2020: 3, Journal article 2, Miscellaneous 1"
    assert told(figure, chart, 0, 1) == "2020: Miscellaneous 1"


def test_a_steep_distribution_is_drawn_on_a_scale_that_shows_h() -> None:
    chart = Chart(
        "distribution",
        ("1", "2", "3"),
        ("", "", ""),
        (Series("citations", (5000, 3, 1)),),
        h=2,
    )
    figure = figure_of(chart)
    assert figure.logarithmic
    assert [text for _, text in figure.ticks] == ["0", "10", "100", "1,000", "10,000"]
    assert not figure_of(
        Chart("distribution", ("1", "2"), ("", ""), (Series("citations", (5, 3)),), h=2)
    ).logarithmic


def test_charts_are_not_made_before_they_are_opened(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(make_library(tmp_path / "own.oeuvre", ("page.txt", PAGE)))
    assert charts(window)._panel is None


def test_charts_belong_to_a_profile(qtbot: QtBot, charted: MainWindow) -> None:
    assert panel(charted).isVisible()
    charted.actions_["go_all"].trigger()
    settled(qtbot, charted)
    assert not panel(charted).isVisible()
    charted.actions_["go_profile"].trigger()
    settled(qtbot, charted)
    assert panel(charted).isVisible()
    panel(charted).closed.emit()
    assert not panel(charted).isVisible()
    assert not charted.actions_["charts"].isChecked()


def test_a_click_on_a_bar_filters_the_table_and_another_shows_all(
    qtbot: QtBot, charted: MainWindow
) -> None:
    found = shown(qtbot, charted, "papers")
    assert found.chart is not None
    place = found.chart.labels.index("2019")
    canvas = found.canvas
    viewport = canvas._view.viewport()
    at = viewport.mapFrom(canvas, canvas.point_of(place))
    for expected in ("year:2019 type:misc", ""):
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        settled(qtbot, charted)
        assert charted.list_pane.search.text() == expected
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settled(qtbot, charted)
    assert titles(charted) == ["Learning to Fold Maps"]


def test_pointing_at_a_bar_tells_its_numbers(qtbot: QtBot, charted: MainWindow) -> None:
    found = shown(qtbot, charted, "papers")
    canvas = found.canvas
    assert found.chart is not None
    place = found.chart.labels.index("2018")
    at = canvas._view.viewport().mapFrom(canvas, canvas.point_of(place))
    QTest.mouseMove(canvas._view.viewport(), QPoint(1, 1))
    QTest.mouseMove(canvas._view.viewport(), at)
    assert found.reading.text() == "2018: Journal article 1"
    canvas._point(None, None)
    assert "2018" not in found.reading.text()


def test_the_keyboard_reads_bars_and_searches(qtbot: QtBot, charted: MainWindow) -> None:
    found = shown(qtbot, charted, "papers")
    canvas = found.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert found.reading.text() == "2018: 1, Journal article 1"
    assert found.reading.accessibleName() == found.reading.text()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert found.reading.text() == "2019: Miscellaneous 1"
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    settled(qtbot, charted)
    assert charted.list_pane.search.text() == "year:2019 type:misc"


def test_the_numbers_are_a_table_that_can_be_sorted(qtbot: QtBot, charted: MainWindow) -> None:
    found = shown(qtbot, charted, "citations")
    found.as_table.setChecked(True)
    rows = found.table.rows
    assert rows.titles() == ("Year", "Citations", "Cumulated")
    assert rows.table() == [("2024", 4, 4), ("2025", 7, 11)]
    found.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert rows.table() == [("2025", 7, 11), ("2024", 4, 4)]
    assert rows.place(0) == 1


def test_the_distribution_leads_to_the_paper(qtbot: QtBot, charted: MainWindow) -> None:
    found = shown(qtbot, charted, "distribution")
    assert found.chart is not None
    assert (found.chart.series[0].values, found.chart.h) == ((9, 2, 0), 2)
    found.canvas.chosen.emit(1, None)
    settled(qtbot, charted)
    assert charted.list_pane.table.current_id() == 2


def test_coauthors_are_sorted_and_searched(qtbot: QtBot, charted: MainWindow) -> None:
    found = shown(qtbot, charted, "coauthors")
    table = found.coauthors.table
    assert table.rows.table()[0] == ("Cyrus Otto", 3, "2018", "2021")
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert table.rows.table()[0][2] == "2021"
    found.coauthors.graph.pointed.emit(0)
    assert found.reading.text() == "Cyrus Otto: 3 papers, 2018–2021"
    found.coauthors.graph.chosen.emit(0)
    settled(qtbot, charted)
    assert len(titles(charted)) == 3


@pytest.mark.parametrize("name", ["papers", "citations", "distribution", "venues", "coauthors"])
def test_every_chart_is_a_picture_and_a_table(
    qtbot: QtBot, charted: MainWindow, name: str, tmp_path: Path
) -> None:
    shown(qtbot, charted, name)
    feature = charts(charted)
    svg = feature.content("svg")
    assert QSvgRenderer(svg).isValid()
    assert b"<path" in svg or b"<rect" in svg
    image = QImage.fromData(feature.content("png"))
    assert (image.width(), image.height()) == (1920, 1080)
    target = tmp_path / f"{name}.csv"
    feature.save_to(target, "csv")
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > 1
    feature._export("copy")
    assert QGuiApplication.clipboard().text().count("\t") >= len(lines) - 1


def test_what_is_not_known_is_said_and_drawn_as_nothing(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(make_library(tmp_path / "own.oeuvre", ("page.txt", PAGE)))
    window.actions_["charts"].trigger()
    found = shown(qtbot, window, "citations")
    assert found.nothing.isVisible()
    assert found.nothing.text().startswith("n/a")


@pytest.fixture
def dark() -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Qt.ColorScheme.Dark)
    yield
    theme.apply(app, Qt.ColorScheme.Light)


@pytest.mark.usefixtures("dark")
def test_charts_are_dark_where_the_window_is_and_pictures_are_white(
    qtbot: QtBot, charted: MainWindow
) -> None:
    found = shown(qtbot, charted, "papers")
    corner = found.canvas.grab().toImage().pixelColor(3, 3)
    assert corner.lightnessF() < 0.3
    image = QImage.fromData(charts(charted).content("png"))
    assert image.pixelColor(2, 2).lightnessF() > 0.95


@pytest.mark.parametrize(
    ("chart", "clickable"),
    [
        (Chart("papers", ("2020",), ("year:2020",), (Series("article", (2,)),)), True),
        (Chart("citations", ("2020",), ("",), (Series("citations", (2,)),)), False),
        (Chart("distribution", ("1",), ("",), (Series("citations", (2,)),), ids=(7,), h=1), True),
    ],
    ids=["papers", "citations", "distribution"],
)
def test_a_bar_is_clickable_where_that_leads_anywhere(chart: Chart, *, clickable: bool) -> None:
    assert figure_of(chart).clickable is clickable


def test_bars_that_lead_nowhere_are_only_read(charted: MainWindow) -> None:
    found = panel(charted)
    found.show_chart(Chart("citations", ("2020",), ("",), (Series("citations", (2,)),)))
    canvas = found.canvas
    chosen: list[object] = []
    canvas.chosen.connect(lambda *at: chosen.append(at))
    viewport = canvas._view.viewport()
    at = viewport.mapFrom(canvas, canvas.point_of(0))
    QTest.mouseMove(viewport, at)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert chosen == []
    assert canvas.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert "Enter" not in canvas.accessibleDescription()


def test_places_of_another_profile_are_said_to_lead_to_the_year() -> None:
    chart = Chart("positions", ("2020",), ("year:2020",), (Series("first", (2,), ""),))
    assert "a click shows the year" in chart_words.remarks(chart, 1).lower()
    first = Chart("positions", ("2020",), ("year:2020",), (Series("first", (2,), "me:first"),))
    assert chart_words.remarks(first, 1) == ""
