"""The profile's header."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from db.person.profile_rows import Basis
from desktop.window.profile.metric_details import MetricDetails
from desktop.window.profile.metric_widget import MetricWidget
from desktop.window.profile.profile_cards import ProfileCards
from desktop.window.profile.profile_header import ProfileHeader
from tests.desktop.window.made import IMPOSSIBLE, profile


def header(qtbot: QtBot) -> ProfileHeader:
    made = ProfileHeader()
    qtbot.addWidget(made)
    made.set_profile(profile())
    return made


def cards(shown: ProfileHeader) -> list[MetricWidget]:
    return [card for card in shown.findChildren(MetricWidget) if not card.isHidden()]


def texts(shown: ProfileHeader) -> list[str]:
    return [
        label.text().replace("\u00a0", " ")
        for label in shown.findChildren(QLabel)
        if label.parent() is shown
    ]


def named_button(shown: ProfileHeader, name: str) -> QToolButton:
    return next(b for b in shown.findChildren(QToolButton) if b.accessibleName() == name)


def test_says_who_and_what(qtbot: QtBot) -> None:
    assert texts(header(qtbot)) == [
        "Ada Sandberg",
        "Machine Learning (cs.LG)  ·  as of 31 May 2026",
    ]


def test_says_what_the_numbers_rest_on_or_how_to_get_counts(qtbot: QtBot) -> None:
    shown = header(qtbot)
    button = shown.findChildren(QPushButton)[0]
    assert button.isVisibleTo(shown)
    with qtbot.waitSignal(shown.action_asked, timeout=1000) as asked:
        button.click()
    assert asked.args == ["import", ""]
    basis = Basis("", ("OpenAlex",), "2025-01-10", "2026-05-20", 40, 7, "maximum", 2, 2026)
    shown.set_profile(replace(profile(), basis=basis))
    assert not button.isVisibleTo(shown)
    told = next(
        label.text() for label in shown.findChildren(QLabel) if "Computed from" in label.text()
    )
    assert told.replace("\u00a0", " ") == (
        "Computed from the newest counts: OpenAlex · 10 Jan 2025 – 20 May 2026"
        " · 7 papers without a count left out"
        " · versions of a work count once, by the largest count"
    )


def test_its_buttons_ask_for_what_they_say(qtbot: QtBot) -> None:
    shown = header(qtbot)
    for name, action in (
        ("Who this is, and what is theirs…", "person"),
        ("Choose the numbers…", "choose"),
    ):
        with qtbot.waitSignal(shown.action_asked, timeout=1000) as asked:
            named_button(shown, name).click()
        assert asked.args == [action, ""]


@pytest.mark.parametrize(
    ("asked", "arranged"),
    [
        ("left", ["citations", "papers", "h_index", "g_index", "novelty"]),
        ("right", ["papers", "h_index", "citations", "g_index", "novelty"]),
        ("hide", ["papers", "h_index", "g_index", "novelty"]),
    ],
)
def test_cards_are_arranged_from_their_menu(qtbot: QtBot, asked: str, arranged: list[str]) -> None:
    shown = header(qtbot)
    with qtbot.waitSignal(shown.arranged, timeout=1000) as told:
        cards(shown)[1].arrange_asked.emit(asked)
    assert [metric for metric, _ in told.args[0]] == arranged


def test_a_card_is_made_larger_and_moved_by_keys(qtbot: QtBot) -> None:
    shown = header(qtbot)
    with qtbot.waitSignal(shown.arranged, timeout=1000) as told:
        next(a for a in cards(shown)[0].menu().actions() if a.text() == "Large").trigger()
    assert told.args[0][0] == ("papers", "large")
    with qtbot.waitSignal(shown.arranged, timeout=1000) as told:
        qtbot.keyClick(  # type: ignore[no-untyped-call]  # of pytest-qt
            cards(shown)[0], Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier
        )
    assert [metric for metric, _ in told.args[0]][:2] == ["citations", "papers"]
    shown.findChildren(ProfileCards)[0].move_card("novelty", 0)


def test_all_sizes_are_laid_out_without_cutting(qtbot: QtBot) -> None:
    shown = header(qtbot)
    note = replace(profile().metrics[2], note=IMPOSSIBLE, size="large")
    small = [replace(each, size="small") for each in profile().metrics[:2]]
    plain = replace(profile().metrics[4], size="large")
    shown.set_profile(replace(profile(), metrics=(note, *small, profile().metrics[3], plain)))
    for width in (320, 700, 1100):
        shown.resize(width, shown.heightForWidth(width))
        shown.show()
        qtbot.waitExposed(shown)
        for card in cards(shown):
            assert card.height() >= card.sizeHint().height() > 30
            assert card.geometry().right() <= width
            assert card.mapTo(shown, card.rect().bottomLeft()).y() <= shown.height()
        shown.hide()


def test_shows_each_metric_as_a_card(qtbot: QtBot) -> None:
    assert [card.shown.metric for card in cards(header(qtbot))] == [
        "papers", "citations", "h_index", "g_index", "novelty",
    ]  # fmt: skip


def test_wraps_where_it_is_narrow_without_cutting(qtbot: QtBot) -> None:
    shown = header(qtbot)
    heights = {}
    for width in (300, 420, 1200):
        shown.resize(width, shown.heightForWidth(width))
        shown.show()
        qtbot.waitExposed(shown)
        heights[width] = shown.height()
        for card in cards(shown):
            assert card.width() >= card.sizeHint().width()
            assert card.geometry().right() <= width
        shown.hide()
    assert heights[300] > heights[420] > heights[1200]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_click_explains_the_number(qtbot: QtBot) -> None:
    shown = header(qtbot)
    shown.show()
    qtbot.waitExposed(shown)
    with qtbot.waitSignal(shown.metric_clicked, timeout=1000) as clicked:
        qtbot.mouseClick(cards(shown)[2], Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]  # of pytest-qt
    assert clicked.args == ["h_index"]
    details = shown.findChildren(MetricDetails)[0]
    assert details.isVisible()
    qtbot.keyClick(details, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]  # of pytest-qt
    qtbot.waitUntil(lambda: not shown.findChildren(MetricDetails), timeout=2000)


def test_folds_to_the_main_numbers_in_one_line(qtbot: QtBot) -> None:
    shown = header(qtbot)
    button = named_button(shown, "Hide the numbers")
    full = shown.heightForWidth(1000)
    with qtbot.waitSignal(shown.collapsed_changed, timeout=1000) as folded:
        button.click()
    assert folded.args == [True]
    assert shown.is_collapsed()
    assert shown.heightForWidth(1000) < full / 2
    assert texts(shown)[1] == (
        "Machine Learning (cs.LG)  ·  Papers 4  ·  Citations 5,310  ·  h-index 12"
        "  ·  as of 31 May 2026"
    )
    button.click()
    assert not shown.is_collapsed()


def test_an_empty_library_is_told_what_to_do(qtbot: QtBot) -> None:
    shown = header(qtbot)
    shown.set_profile(None)
    assert cards(shown) == []
    assert texts(shown)[0] == "No profile yet"


def test_markup_in_a_name_is_text(qtbot: QtBot) -> None:
    shown = ProfileHeader()
    qtbot.addWidget(shown)
    shown.set_profile(replace(profile("<b>Ada</b>"), field="<i>"))
    assert texts(shown)[0] == "<b>Ada</b>"
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in shown.findChildren(QLabel)
    )


def test_showing_another_profile_replaces_the_cards(qtbot: QtBot) -> None:
    shown = header(qtbot)
    shown.set_profile(replace(profile("Bo Li"), metrics=profile().metrics[:1]))
    assert [card.shown.metric for card in cards(shown)] == ["papers"]
    assert texts(shown)[0] == "Bo Li"
