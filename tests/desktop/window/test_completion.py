"""What is offered while a query is typed, and former searches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.window.elided_label import ElidedLabel
from desktop.window.main_window import MainWindow
from desktop.window.table.completion import Term, names_of, quoted, term_before
from desktop.window.table.search_box import SearchBox
from tests.desktop.window.kit import OpenWindow, settled


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("", None),
        ("deep ", None),
        ("deep au", Term(5, "", "au")),
        ("author:ka", Term(7, "author", "ka")),
        ("deep -(author:ka", Term(14, "author", "ka")),
        ("author:", Term(7, "author", "")),
        ("author:=ka", Term(8, "author", "ka")),
        ('author:"Ada Sa', Term(7, "author", "Ada Sa")),
        ('"author:ka', None),
        ('author:"Ada" ', None),
        ("-author:r", Term(8, "author", "r")),
        ("deep -ti", Term(6, "", "ti")),
        ('-author:"Ada Sa', Term(8, "author", "Ada Sa")),
        ("author: ka", Term(8, "author", "ka")),
        ("Attention: ka", Term(11, "", "ka")),
        ("state-of", Term(0, "", "state-of")),
    ],
)
def test_knows_what_is_being_typed(text: str, term: Term | None) -> None:
    assert term_before(text) == term


def test_offers_names_from_two_letters_on() -> None:
    assert names_of("a") == []
    assert names_of("Au") == ["author:"]
    assert names_of("author") == []
    assert names_of("vo", ["volume", "author"]) == ["volume:"]


def test_values_of_several_words_go_into_quotes() -> None:
    assert quoted("arXiv") == "arXiv"
    assert quoted('Ada "A" Sandberg') == '"Ada  A  Sandberg"'


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[SearchBox]:
    made = SearchBox()
    qtbot.addWidget(made)
    made.resize(700, 60)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus()
    yield made
    made.hide()


def line_of(box: SearchBox) -> QWidget:
    line = box.focusProxy()
    assert line is not None
    return line


def test_a_name_and_then_a_value_are_taken(box: SearchBox) -> None:
    asked: list[tuple[str, str]] = []
    box.values_asked.connect(lambda name, typed: asked.append((name, typed)))
    QTest.keyClicks(line_of(box), "deep aut")
    assert box.completion.offered() == ["author:"]
    box.completion.choose("author:")
    assert box.text() == "deep author:"
    QTest.keyClicks(line_of(box), "sa")
    assert [each for each in asked if each[0]] == [
        ("author", ""),
        ("author", "s"),
        ("author", "sa"),
    ]
    box.offer_values("author", "s", ["too late"])
    assert box.completion.offered() == []
    box.offer_values("author", "sa", ["Ada Sandberg"])
    assert box.completion.offered() == ["Ada Sandberg"]
    box.completion.choose("Ada Sandberg")
    assert box.text() == 'deep author:"Ada Sandberg" '
    assert box.is_typed()


def test_values_that_are_the_same_everywhere_need_no_library(box: SearchBox) -> None:
    QTest.keyClicks(line_of(box), "me:")
    assert box.completion.offered() == ["first", "middle", "last", "sole", "any"]


def test_return_is_for_the_search_while_nothing_is_chosen(box: SearchBox, qtbot: QtBot) -> None:
    QTest.keyClicks(line_of(box), "aut")
    assert box.completion.is_open()
    with qtbot.waitSignal(box.query_changed) as told:
        QTest.keyClick(line_of(box), Qt.Key.Key_Return)
    assert told.args == ["aut"]


def test_remembers_searches_and_offers_them(box: SearchBox, qtbot: QtBot) -> None:
    for text in ("knots", "maps", "knots"):
        box.set_text(text)
        box.remember()
    assert box.history() == ("knots", "maps")
    box.set_text("")
    QTest.keyClick(line_of(box), Qt.Key.Key_Up)
    assert box.completion.offered() == ["knots", "maps"]
    with qtbot.waitSignal(box.query_changed) as told:
        box.completion.choose("maps")
    assert told.args == ["maps"]


def test_a_search_takes_the_place_of_its_beginning(box: SearchBox) -> None:
    for letters in ("knots", " maps"):
        QTest.keyClicks(line_of(box), letters)
        box.remember()
    assert box.history() == ("knots maps",)


def test_values_come_from_the_library(qtbot: QtBot, window: MainWindow) -> None:
    search = window.list_pane.search
    window.activateWindow()
    search.focus()
    QTest.keyClicks(line_of(search), "author:sa")
    qtbot.waitUntil(lambda: search.completion.offered() == ["Ada Sandberg"], timeout=5000)
    search.completion.choose("Ada Sandberg")
    settled(qtbot, window)
    assert search.meaning().startswith("Finds: author has “Ada Sandberg”")


@pytest.mark.parametrize(
    ("typed", "first"), [("author:", "Ada Sandberg"), ("venue: ", "Annals of Invented Physics")]
)
def test_frequent_values_come_before_a_letter_is_typed(
    qtbot: QtBot, window: MainWindow, typed: str, first: str
) -> None:
    search = window.list_pane.search
    window.activateWindow()
    search.focus()
    QTest.keyClicks(line_of(search), typed)
    qtbot.waitUntil(lambda: search.completion.offered()[:1] == [first], timeout=5000)


def test_names_come_from_the_library_too(qtbot: QtBot, window: MainWindow) -> None:
    search = window.list_pane.search
    window.activateWindow()
    search.focus()
    QTest.keyClicks(line_of(search), "vol")
    qtbot.waitUntil(lambda: "volume:" in search.completion.offered(), timeout=5000)


@pytest.mark.parametrize("number", [1, 3, 4, 12])
def test_all_that_is_offered_can_be_seen(box: SearchBox, number: int) -> None:
    QTest.keyClicks(line_of(box), "author:s")
    box.offer_values("author", "s", [f"Sand {place}" for place in range(number)])
    popup = box.completion.popup()
    last = popup.visualRect(popup.model().index(number - 1, 0))
    assert last.isValid()
    assert popup.viewport().rect().contains(last)


def test_how_it_was_understood_ends_with_dots_where_there_is_no_room(box: SearchBox) -> None:
    meaning = f"Finds: {'(the word “deep” or the word “sets”), and ' * 9} year 2020"
    box.show_result(1, 1, 2, meaning)
    label = box.findChild(ElidedLabel)
    assert label is not None
    assert label.text().endswith("…")
    assert label.toolTip()
    assert box.meaning() == meaning


def test_former_searches_are_there_the_next_time(
    qtbot: QtBot, open_window: OpenWindow, window: MainWindow
) -> None:
    window.list_pane.search.set_text("knots")
    settled(qtbot, window)
    window.list_pane.search.remember()
    window.close()
    again = open_window(window.session.path)
    assert again.list_pane.search.history() == ("knots",)
