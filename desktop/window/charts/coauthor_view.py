"""The co-authors: a table that can be sorted, and beside it a small graph."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.person.charts_coauthors import Circle, query_of
from desktop.window.charts import chart_words
from desktop.window.charts.chart_table import Cell, ChartTable
from desktop.window.charts.coauthor_graph import CoauthorGraph
from desktop.window.override import override

_WIDE = 520  # pixels below which there is room for the table only


class CoauthorView(QWidget):
    """Table and graph of one circle.

    Signals:
        search_asked: The query that finds what somebody wrote.
        told: What is pointed at, in words; empty for nothing.
    """

    search_asked = Signal(str)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circle = Circle()
        self.table = ChartTable(self)
        self.table.setAccessibleName(chart_words.title("coauthors"))
        self.graph = CoauthorGraph(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        layout.setSpacing(12)
        layout.addWidget(self.table, 4)
        layout.addWidget(self.graph, 5)
        self.table.row_chosen.connect(self._choose)
        self.graph.chosen.connect(self._choose)
        self.graph.pointed.connect(self._tell)
        self.setFocusProxy(self.table)

    def show_circle(self, circle: Circle) -> None:
        """Show these co-authors."""
        self._circle = circle
        self.graph.show_circle(circle)
        self.table.show_table(self.titles(), circle_rows(circle))

    def titles(self) -> tuple[str, ...]:
        """The titles of the table."""
        return (self.tr("Co-author"), self.tr("Papers"), self.tr("First"), self.tr("Last"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.graph.setVisible(event.size().width() >= _WIDE)

    def _choose(self, place: int) -> None:
        self.search_asked.emit(query_of(self._circle.people[place]))

    def _tell(self, place: int | None) -> None:
        if place is None:
            self.told.emit("")
            return
        person = self._circle.people[place]
        papers = person.papers
        amount = self.tr("1 paper") if papers == 1 else self.tr("{0} papers").format(f"{papers:,}")
        if person.first is None:
            years = ""
        elif person.first == person.last:
            years = f", {person.first}"
        else:
            years = f", {person.first}–{person.last}"
        self.told.emit(f"{person.name}: {amount}{years}")


def circle_rows(circle: Circle) -> list[tuple[Cell, ...]]:
    """The rows of the table; years as texts, which have no thousands."""
    return [
        (
            person.name,
            person.papers,
            None if person.first is None else str(person.first),
            None if person.last is None else str(person.last),
        )
        for person in circle.people
    ]
