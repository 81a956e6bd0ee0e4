"""The list: pages of rows, Qt's own model test, selection by id, sorting, authors in a width."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from db import Row, Sort
from desktop.window.settings import ColumnsState
from desktop.window.table.authors_line import People, Run, fit, people_of
from desktop.window.table.columns import COLUMNS, INDEX
from desktop.window.table.delegate import Density
from desktop.window.table.table_model import CACHED, PAGE, EntryTableModel
from desktop.window.table.table_view import EntryTable

pytestmark = pytest.mark.usefixtures("qapp")


def row(entry_id: int, **values: object) -> Row:
    """A row with a title made of its id."""
    fields: dict[str, object] = {
        "id": entry_id, "type": "misc", "key": f"k{entry_id}", "title": f"Title {entry_id}",
        "authors": "Ada Sandberg", "year": 2020, "date": "2020", "venue": "", "subject": "cs.LG",
        "badges": (), "citations": None, "added": "", "changed": "", "problems": 0,
    }  # fmt: skip
    return Row(**{**fields, **values})  # type: ignore[arg-type]  # a table of mixed values


class Store:
    """Gives rows and remembers how often it was asked; may be busy."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.busy = False

    def rows(self, ids: Sequence[int]) -> list[Row]:
        self.asked.append(list(ids))
        return [] if self.busy else [row(entry_id) for entry_id in ids]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def model(store: Store) -> EntryTableModel:
    return EntryTableModel(store.rows)


@pytest.fixture
def table(model: EntryTableModel, qtbot: QtBot) -> EntryTable:
    made = EntryTable(model)
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


def ids(*values: int) -> array[int]:
    return array("q", values)


def text(model: EntryTableModel, at: int, column: str) -> object:
    return model.data(model.index(at, INDEX[column]))


def test_behaves_as_qt_wants_a_model_to(model: EntryTableModel) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    for now in (
        ids(1, 2, 3), ids(1, 2, 9, 3), ids(1, 3), ids(3, 1), ids(), ids(*range(2000)),
        ids(*range(1, 2000)), ids(*range(5, 2000)), ids(*range(2000, 0, -1)),
    ):  # fmt: skip
        model.set_ids(now)
        assert model.ids == now
        assert model.add_field("field:DOI") == len(COLUMNS)
        assert model.add_field(f"field:f{len(now)}") in range(len(COLUMNS), model.columnCount())
    assert (model.add_field("field:"), model.add_field("doi")) == (None, None)
    assert tester.model() is model


@given(st.lists(st.integers(1, 12), unique=True), st.lists(st.integers(1, 12), unique=True))
def test_any_list_can_follow_any_other(old: list[int], new: list[int]) -> None:
    model = EntryTableModel(lambda wanted: [row(i) for i in wanted])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_ids(ids(*old))
    seen = {"count": model.rowCount()}
    model.rowsInserted.connect(lambda _, a, b: seen.update(count=seen["count"] + b - a + 1))
    model.rowsRemoved.connect(lambda _, a, b: seen.update(count=seen["count"] - (b - a + 1)))
    model.modelReset.connect(lambda: seen.update(count=model.rowCount()))
    model.set_ids(ids(*new))
    assert list(model.ids) == new
    assert seen["count"] == len(new)


def test_one_query_a_page_and_none_for_other_roles(model: EntryTableModel, store: Store) -> None:
    model.set_ids(ids(*range(1, 1001)))
    for at in range(PAGE):
        for column in range(len(COLUMNS)):
            index = model.index(at, column)
            for role in (
                Qt.ItemDataRole.DecorationRole,
                Qt.ItemDataRole.FontRole,
                Qt.ItemDataRole.BackgroundRole,
                Qt.ItemDataRole.SizeHintRole,
                Qt.ItemDataRole.EditRole,
                Qt.ItemDataRole.TextAlignmentRole,
            ):
                model.data(index, role)
    assert store.asked == []
    for at in range(PAGE):
        assert text(model, at, "title") == f"Title {at + 1}"
    assert store.asked == [list(range(1, PAGE + 1))]


def test_keeps_a_bounded_number_of_rows(model: EntryTableModel) -> None:
    model.set_ids(ids(*range(1, 10 * CACHED)))
    for at in range(0, model.rowCount(), PAGE):
        text(model, at, "title")
    assert len(model.cached_ids()) <= CACHED


def test_cells_stay_blank_while_the_library_is_busy(model: EntryTableModel, store: Store) -> None:
    model.set_ids(ids(1, 2))
    store.busy = True
    assert text(model, 0, "title") is None
    store.busy = False
    assert text(model, 0, "title") == "Title 1"


def test_fetches_only_what_was_forgotten(model: EntryTableModel, store: Store) -> None:
    model.set_ids(ids(1, 2, 3))
    text(model, 0, "title")
    model.forget([2])
    text(model, 1, "title")
    assert store.asked == [[1, 2, 3], [2]]


def test_no_count_is_a_dash_and_never_zero() -> None:
    model = EntryTableModel(lambda _: [row(1), row(2, citations=0), row(3, citations=1234)])
    model.set_ids(ids(1, 2, 3))
    assert [text(model, at, "citations") for at in range(3)] == ["–", "0", "1,234"]
    spoken = model.data(model.index(0, INDEX["citations"]), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Citations: not known"


def test_a_title_is_never_taken_for_markup() -> None:
    model = EntryTableModel(lambda _: [row(1, title="<b>a</b> & b")])
    model.set_ids(ids(1))
    tip = model.data(model.index(0, INDEX["title"]), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;b&gt;a&lt;/b&gt; &amp; b</qt>"


@pytest.mark.parametrize(
    ("new", "selected", "current"),
    [
        pytest.param(ids(6, 5, 4, 3, 2, 1), [4, 2], 4, id="sorted the other way"),
        pytest.param(ids(1, 4, 3, 2, 5, 6), [4, 2], 4, id="sorted but for both ends"),
        pytest.param(ids(1, 4, 2, 3, 9, 5, 6), [4, 2], 4, id="sorted, and one came"),
        pytest.param(ids(2, 4), [2, 4], 4, id="others gone"),
        pytest.param(ids(0, 1, 2, 3, 4, 5, 6, 7), [2, 4], 4, id="others came at both ends"),
        pytest.param(ids(1, 2, 3, 9, 4, 5, 6), [2, 4], 4, id="one came between"),
        pytest.param(ids(1, 2, 3, 5, 6), [2], None, id="one of them gone"),
        pytest.param(ids(2000, 4, *range(3000, 4000), 2), [4, 2], 4, id="started over"),
    ],
)
def test_selection_is_of_entries_not_of_rows(
    model: EntryTableModel,
    table: EntryTable,
    new: array[int],
    selected: list[int],
    current: int | None,
) -> None:
    model.set_ids(ids(1, 2, 3, 4, 5, 6))
    table.select_ids([2, 4], 4)
    model.set_ids(new)
    assert table.selected_ids() == selected
    if current is not None:
        assert table.current_id() == current
    assert model.id_at(table.currentIndex().row()) == table.current_id()


def test_the_cursor_goes_to_the_neighbour_of_what_went(
    model: EntryTableModel, table: EntryTable
) -> None:
    model.set_ids(ids(1, 2, 3, 4))
    table.select_ids([2], 2)
    model.set_ids(ids(1, 3, 4))
    assert (table.current_id(), table.selected_ids()) == (3, [3])


def test_says_once_that_another_entry_is_current(model: EntryTableModel, table: EntryTable) -> None:
    told: list[int | None] = []
    table.current_changed.connect(told.append)
    model.set_ids(ids(1, 2, 3))
    table.select_ids([2], 2)
    model.set_ids(ids(3, 2, 1))
    model.set_ids(ids())
    assert told == [2, None]


def test_a_click_sorts_and_one_with_shift_adds_a_key(table: EntryTable) -> None:
    header = table.sort_header()
    assert header.next_sort("title", add=False) == (Sort("title"),)
    assert header.next_sort("year", add=False) == (Sort("year", descending=True),)
    table.show_sort((Sort("year", descending=True), Sort("title")))
    assert header.next_sort("title", add=False) == (Sort("title", descending=True),)
    assert header.next_sort("key", add=True) == (
        Sort("year", descending=True), Sort("title"), Sort("key"),
    )  # fmt: skip
    assert header.next_sort("year", add=True) == (Sort("year"), Sort("title"))


def test_clicks_on_the_header_ask_for_sorting(table: EntryTable) -> None:
    asked: list[tuple[Sort, ...]] = []
    table.sort_asked.connect(asked.append)
    table.sort_asked.connect(table.show_sort)
    table.show()
    header = table.sort_header()

    def click(column: str, modifier: Qt.KeyboardModifier) -> None:
        at = header.sectionViewportPosition(INDEX[column]) + 12
        place = header.viewport().rect().center()
        place.setX(at)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click("venue", Qt.KeyboardModifier.NoModifier)
    click("year", Qt.KeyboardModifier.ShiftModifier)
    table.hide()
    assert asked == [(Sort("venue"),), (Sort("venue"), Sort("year", descending=True))]


def test_columns_are_arranged_as_they_were(table: EntryTable) -> None:
    table.arrange(ColumnsState(("year", "title", "type"), {"type": 133}, (Sort("type"),)))
    state = table.arrangement()
    assert state.order == ("year", "title", "type")
    assert state.widths["type"] == 133
    assert state.sort == (Sort("type"),)


def test_the_title_is_never_hidden(table: EntryTable) -> None:
    table.arrange(ColumnsState(("year",)))
    assert "title" in table.arrangement().order


def test_rows_of_another_height_are_all_reached(
    model: EntryTableModel, table: EntryTable, qtbot: QtBot
) -> None:
    model.set_ids(ids(*range(1, 27)))
    table.resize(600, 400)
    table.show()
    qtbot.waitExposed(table)
    bar = table.verticalScrollBar()
    for density in (Density.RELAXED, Density.COMPACT, Density.TWO_LINES):
        table.set_density(density)
        height = table.painter_of_cells.row_height()
        assert bar.maximum() == max(0, 26 * height - table.viewport().height())
        bar.setValue(bar.maximum())
        assert table.rowAt(table.viewport().height() - 1) in {25, -1}


def test_rows_of_a_large_list_are_not_measured(qtbot: QtBot, store: Store) -> None:
    model = EntryTableModel(store.rows)
    table = EntryTable(model)
    qtbot.addWidget(table)
    model.set_ids(ids(*range(1, 100_001)))
    table.resize(900, 600)
    table.show()
    qtbot.waitExposed(table)
    table.grab()
    table.hide()
    assert len(store.asked) <= 2


ME = "*Siamak Ravanbakhsh*"
NAMES = "Ada Sandberg; Bo Li; Cyrus Otto; Dina Moreau; Siamak Ravanbakhsh; Fan Wu; Gil Abe"


def fitted(authors: str, width: int, *people: str) -> str:
    """The line with the bold name in stars; every letter is one wide."""
    runs = fit(people_of(authors, people), width, lambda text, _: len(text))
    return "".join(f"*{run.text}*" if run.bold else run.text for run in runs)


@pytest.mark.parametrize(
    ("authors", "width", "line"),
    [
        ("Bo Li; Siamak Ravanbakhsh", 60, "Bo Li, *Siamak Ravanbakhsh*"),
        (NAMES, 200, NAMES.replace("; ", ", ").replace("Siamak Ravanbakhsh", ME)),
        (NAMES, 50, "Ada Sandberg, Bo Li, … *Siamak Ravanbakhsh* … +4"),
        (NAMES, 30, "… *Siamak Ravanbakhsh* … +6"),
        ("Ada Sandberg; Bo Li; …", 60, "Ada Sandberg, Bo Li, …"),
        ("Ada Sandberg; Bo Li; Cyrus Otto", 22, "Ada Sandberg … +2"),
        ("Siamak Ravanbakhsh; Bo Li; Cyrus Otto", 26, "*Siamak Ravanbakhsh* … +2"),
        ("", 60, ""),
        ("…", 60, "…"),
    ],
    ids=["two", "seven", "some", "only me", "incomplete", "no me", "me first", "none", "unknown"],
)
def test_the_person_stays_to_be_seen(authors: str, width: int, line: str) -> None:
    assert fitted(authors, width, "Siamak Ravanbakhsh") == line


def test_the_person_is_found_however_written() -> None:
    assert people_of("Bo Li; S. Ravanbakhsh", ("Siamak Ravanbakhsh",)).person == 1
    assert people_of("Bo Li; Sara Ravanbakhsh", ("Siamak Ravanbakhsh",)).person is None


@given(st.integers(0, 300), st.integers(1, 40), st.integers(0, 400))
def test_the_line_fits_and_names_the_person(width: int, number: int, place: int) -> None:
    names = tuple(f"Name{i}" for i in range(number))
    person = place if place < number else None
    people = People(names, more=False, person=person)
    runs = fit(people, width, lambda text, _: len(text))
    assert runs
    shown = sum(len(run.text) for run in runs)
    alone = len(fit(people, 0, lambda text, _: len(text)))
    assert shown <= width or len(runs) == alone
    if person is not None:
        assert Run(names[person], bold=True) in runs


def test_three_thousand_authors_take_no_longer_than_their_folding() -> None:
    authors = "; ".join(f"Person{i} Family{i}" for i in range(3000))
    people = people_of(authors + "; Siamak Ravanbakhsh", ("Siamak Ravanbakhsh",))
    assert people.person == 3000
    assert fit(people, 80, lambda text, _: len(text))[-1] == Run(" … +2,997")


def test_nothing_is_nowhere(model: EntryTableModel) -> None:
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
