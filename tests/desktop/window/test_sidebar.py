"""The sidebar: what it lists, what is chosen, and that a choice stays."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from db import Source, View
from desktop.window.sidebar import Contents, Sidebar, named_sources

CONTENTS = Contents(
    ((3, "Ada Sandberg", 4),),
    {"all": 6, "recent": 2, "problems": 1, "trash": 0},
    (
        Source(2, "old.bib", "", "bibtex", "2026-01-02T00:00:00+00:00", 2),
        Source(1, "page.txt", "", "profile-page", "2026-01-01T00:00:00+00:00", 4),
    ),
)


def sidebar(qtbot: QtBot) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    return made


def test_lists_the_views_and_the_imported_files(qtbot: QtBot) -> None:
    made = sidebar(qtbot)
    made.show_contents(CONTENTS)
    assert made.labels() == [
        "Library", "Ada Sandberg", "All entries", "Recently added", "Needs attention",
        "Imported files", "old.bib", "page.txt", "", "Trash",
    ]  # fmt: skip


def test_a_choice_stays_when_the_contents_change(qtbot: QtBot) -> None:
    made = sidebar(qtbot)
    chosen: list[View] = []
    made.show_contents(CONTENTS)
    made.view_chosen.connect(chosen.append)
    made.choose(View("source", 1))
    made.show_contents(CONTENTS)
    assert made.view() == View("source", 1)
    assert chosen == [View("source", 1)]


def test_a_view_that_went_gives_way_to_all_entries(qtbot: QtBot) -> None:
    made = sidebar(qtbot)
    made.show_contents(CONTENTS)
    made.choose(View("source", 1))
    chosen: list[View] = []
    made.view_chosen.connect(chosen.append)
    made.show_contents(Contents((), {"all": 0}, ()))
    assert chosen == [View()]


def test_only_a_bib_can_be_written_back() -> None:
    assert named_sources(CONTENTS.sources) == ["old.bib"]
