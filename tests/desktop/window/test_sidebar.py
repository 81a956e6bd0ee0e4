"""The sidebar: what it lists, what is chosen, that a choice stays, what is dropped on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from db import Collection, SavedSearch, Source, Tag, View
from desktop.window import mime
from desktop.window.contents import Contents, named_sources
from desktop.window.side.sidebar import Sidebar
from desktop.window.side.sidebar_menu import SidebarMenu
from desktop.window.side.sidebar_painter import COUNT

CONTENTS = Contents(
    ((3, "Ada Sandberg", 4),),
    {"all": 6, "recent": 2, "problems": 1, "trash": 0},
    (
        Source(2, "old.bib", "", "bibtex", "2026-01-02T00:00:00+00:00", 2),
        Source(1, "page.txt", "", "profile-page", "2026-01-01T00:00:00+00:00", 4),
    ),
    (
        Collection(1, "Thesis", None, "#24508f", 1, 3),
        Collection(2, "Chapter", 1, "", 2, 2),
        Collection(3, "Figures", 2, "", 0, 0),
        Collection(4, "Grant", None, "", 0, 0),
    ),
    (Tag(1, "to read", "#d0473e", 2),),
    (SavedSearch(1, "new", "year:2026"),),
)
NOTHING = Contents((), {"all": 0}, ())


@pytest.fixture
def made(qtbot: QtBot) -> Sidebar:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.show_contents(CONTENTS)
    sidebar.resize(220, 700)
    sidebar.show()
    qtbot.waitExposed(sidebar)
    return sidebar


def item(sidebar: Sidebar, view: View) -> QTreeWidgetItem:
    found = sidebar.item_of(view)
    assert found is not None
    return found


def test_lists_the_views_and_the_imported_files(made: Sidebar) -> None:
    assert made.labels() == [
        "Library", "Ada Sandberg", "All entries", "Recently added", "Needs attention",
        "Collections", "Thesis", "Chapter", "Figures", "Grant",
        "Saved searches", "new", "Tags", "to read",
        "Imported files", "old.bib", "page.txt", "", "Trash",
    ]  # fmt: skip
    assert item(made, View("collection", 3)).parent() is item(made, View("collection", 2))


def test_all_imported_files_are_listed_however_many(made: Sidebar) -> None:
    sources = tuple(Source(i, f"{i}.bib", "", "bibtex", "2026-01-01", 3) for i in range(60, 0, -1))
    made.show_contents(Contents(CONTENTS.profiles, CONTENTS.counts, sources))
    assert [label for label in made.labels() if label.endswith(".bib")] == [
        source.name for source in sources
    ]
    assert item(made, View("source", 1)) is not None


def test_a_choice_stays_when_the_contents_change(made: Sidebar) -> None:
    chosen: list[View] = []
    made.view_chosen.connect(chosen.append)
    made.choose(View("source", 1))
    made.show_contents(CONTENTS)
    assert made.view() == View("source", 1)
    assert chosen == [View("source", 1)]


@pytest.mark.parametrize("view", [View("source", 1), View("collection", 2), View("tag", 1)])
def test_a_view_that_went_gives_way_to_all_entries(made: Sidebar, view: View) -> None:
    made.choose(view)
    chosen: list[View] = []
    made.view_chosen.connect(chosen.append)
    made.show_contents(NOTHING)
    assert chosen == [View()]


def test_a_new_view_is_chosen_when_it_is_listed(made: Sidebar) -> None:
    chosen: list[View] = []
    made.view_chosen.connect(chosen.append)
    made.expect_chosen(View("collection", 9))
    made.show_contents(CONTENTS)
    assert chosen == []
    new = (*CONTENTS.collections, Collection(9, "New", None, "", 0, 0))
    made.show_contents(Contents((), {"all": 0}, (), new))
    assert chosen == [View("collection", 9)]


def test_a_collection_counts_what_is_within_it_or_not(made: Sidebar) -> None:
    made.choose(View("collection", 1))
    chosen: list[View] = []
    made.view_chosen.connect(chosen.append)
    assert item(made, View("collection", 1)).data(0, COUNT) == 3
    made.set_deep(deep=False)
    assert item(made, View("collection", 1, deep=False)).data(0, COUNT) == 1
    assert chosen == [View("collection", 1, deep=False)]


def test_what_was_closed_stays_closed(made: Sidebar) -> None:
    item(made, View("collection", 1)).setExpanded(False)
    made.show_contents(CONTENTS)
    assert not item(made, View("collection", 1)).isExpanded()
    assert item(made, View("collection", 2)).isExpanded()


def test_only_a_bib_can_be_written_back() -> None:
    assert named_sources(CONTENTS.sources) == ["old.bib"]


@pytest.mark.parametrize(
    ("view", "section", "offered"),
    [
        (View("collection", 1), "", ["add", "edit", "delete", "depth"]),
        (None, "collection", ["add", "depth"]),
        (View("tag", 1), "", ["add", "edit", "delete"]),
        (View("search", 1), "", ["add", "query", "edit", "delete"]),
        (View("source", 1), "", ["export"]),
    ],
    ids=["collection", "heading", "tag", "search", "source"],
)
def test_a_right_click_offers_what_can_be_done(
    made: Sidebar, view: View | None, section: str, offered: list[str]
) -> None:
    menu = SidebarMenu(made, view, section, deep=True)
    assert [action.objectName() for action in menu.actions() if action.text()] == offered
    menu.deleteLater()


def test_what_is_chosen_from_a_menu_is_asked_for(made: Sidebar) -> None:
    asked: list[tuple[object, ...]] = []
    made.add_asked.connect(lambda *values: asked.append(values))
    made.edit_asked.connect(lambda view: asked.append(("edit", view)))
    made.source_export_asked.connect(lambda name: asked.append(("export", name)))
    made.do("add", View("collection", 2), "")
    made.do("add", None, "tag")
    made.do("edit", View("search", 1), "")
    made.do("export", View("source", 2), "")
    assert asked == [
        ("collection", 2, ()),
        ("tag", None, ()),
        ("edit", View("search", 1)),
        ("export", "old.bib"),
    ]


@pytest.mark.parametrize(
    ("view", "key", "expected"),
    [
        (View("tag", 1), Qt.Key.Key_Delete, [("delete", View("tag", 1))]),
        (View("collection", 2), Qt.Key.Key_F2, [("edit", View("collection", 2))]),
        (View("all"), Qt.Key.Key_Delete, []),
    ],
    ids=["delete", "edit", "not-ours"],
)
def test_keys_act_on_the_chosen_view_and_never_on_the_list(
    made: Sidebar, view: View, key: Qt.Key, expected: list[tuple[str, View]]
) -> None:
    asked: list[tuple[str, View]] = []
    made.delete_asked.connect(lambda view: asked.append(("delete", view)))
    made.edit_asked.connect(lambda view: asked.append(("edit", view)))
    made.choose(view)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QApplication.sendEvent(made.tree(), override)
    assert override.isAccepted()
    press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(made.tree(), press)
    assert asked == expected


def test_the_plus_of_a_heading_adds(made: Sidebar) -> None:
    asked: list[str] = []
    made.add_asked.connect(lambda kind, *_: asked.append(kind))
    heading = next(i for i in made.tree().items() if i.text(0) == "Tags")
    row = made.tree().visualItemRect(heading)
    for x in (row.right() - 14, row.left() + 20):
        QTest.mouseClick(
            made.tree().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, row.bottom() - 10)
        )
    assert asked == ["tag"]


def test_the_keyboard_adds_from_a_heading(made: Sidebar) -> None:
    asked: list[str] = []
    made.add_asked.connect(lambda kind, *_: asked.append(kind))
    made.choose(View("search", 1))
    QTest.keyClick(made.tree(), Qt.Key.Key_Up)
    assert made.view() == View("search", 1)  # a heading is no view
    QTest.keyClick(made.tree(), Qt.Key.Key_Return)
    QTest.keyClick(made.tree(), Qt.Key.Key_Up)
    assert (asked, made.view()) == (["search"], View("collection", 4))


def dropped(sidebar: Sidebar, on: QTreeWidgetItem, data: QMimeData, share: float = 0.5) -> bool:
    """Drop data on a row, so far down; returns whether it was taken."""
    row = sidebar.tree().visualItemRect(on)
    at = QPointF(row.center().x(), row.top() + row.height() * share)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(at.toPoint(), actions, data, left, none)
    sidebar.tree().dragMoveEvent(move)
    drop = QDropEvent(at, actions, data, left, none)
    drop.ignore()
    sidebar.tree().dropEvent(drop)
    return move.isAccepted() and drop.isAccepted()


def entries(*ids: int) -> QMimeData:
    data = QMimeData()
    mime.put_ids(data, mime.ENTRIES, ids)
    return data


def test_entries_are_dropped_on_collections_tags_and_the_trash(made: Sidebar) -> None:
    taken: list[tuple[object, ...]] = []
    made.entries_dropped.connect(lambda *values: taken.append(values))
    made.add_asked.connect(lambda *values: taken.append(values))
    for view in (View("collection", 2), View("tag", 1), View("trash")):
        assert dropped(made, item(made, view), entries(5, 7))
    heading = next(i for i in made.tree().items() if i.text(0) == "Collections")
    assert dropped(made, heading, entries(5))
    assert not dropped(made, item(made, View("all")), entries(5))
    assert taken == [
        (View("collection", 2), [5, 7]),
        (View("tag", 1), [5, 7]),
        (View("trash"), [5, 7]),
        ("collection", None, (5,)),
    ]


@pytest.mark.parametrize(
    ("moved", "on", "share", "expected"),
    [
        (4, 2, 0.5, (4, 2, None)),
        (4, 1, 0.05, (4, None, 1)),
        (4, 2, 0.05, (4, 1, 2)),
        (2, 4, 0.95, (2, None, None)),
        (3, None, 0.5, (3, None, None)),
        (1, 3, 0.5, None),
        (1, 1, 0.5, None),
    ],
    ids=["into", "above", "above-inner", "below-last", "to-the-top", "into-its-own", "itself"],
)
def test_a_collection_is_dragged_into_and_between_others(
    made: Sidebar, moved: int, on: int | None, share: float, expected: tuple[object, ...] | None
) -> None:
    seen: list[tuple[object, ...]] = []
    made.collection_moved.connect(lambda *values: seen.append(values))
    data = made.tree().mimeData([item(made, View("collection", moved))])
    target = (
        next(i for i in made.tree().items() if i.text(0) == "Collections")
        if on is None
        else item(made, View("collection", on))
    )
    assert dropped(made, target, data, share) == (expected is not None)
    assert seen == ([] if expected is None else [expected])


def test_odd_ids_are_no_ids() -> None:
    data = QMimeData()
    data.setData(mime.ENTRIES, b"1,x,-2,,3\xff,4")
    assert mime.ids_of(data, mime.ENTRIES) == [1, 4]
    assert mime.ids_of(QMimeData(), mime.ENTRIES) == []


def test_several_collections_and_tags_are_looked_at_together(made: Sidebar) -> None:
    chosen: list[View] = []
    made.view_chosen.connect(chosen.append)
    made.choose(View("collection", 2))
    item(made, View("tag", 1)).setSelected(True)
    together = View("collection", 2, also=(("tag", 1),))
    assert chosen == [View("collection", 2), together]
    made.combine("every")
    every = View("collection", 2, also=(("tag", 1),), every=True)
    assert chosen[2:] == [every]
    made.show_contents(CONTENTS)
    assert made.view() == every
    assert item(made, View("tag", 1)).isSelected()
    deleted: list[View] = []
    made.delete_asked.connect(deleted.append)
    QTest.keyClick(made.tree(), Qt.Key.Key_Delete)
    assert deleted == []
    item(made, View("tag", 1)).setSelected(False)
    assert chosen[3:] == [View("collection", 2)]


def test_what_stands_for_itself_is_not_looked_at_with_others(made: Sidebar) -> None:
    made.choose(View("all"))
    item(made, View("tag", 1)).setSelected(True)
    assert made.view() == View("tag", 1)
    assert not item(made, View("all")).isSelected()
