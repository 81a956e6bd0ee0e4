"""What imports found wrong with a whole page or file, which is no entry's to be listed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.problem import Severity
from desktop.window import theme
from desktop.window.features import Workplace
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Library
    from db.rows import ProblemRow

_ICONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


class Attention:
    """A line over the list of what needs attention, which opens the problems of whole files."""

    def __init__(self, workplace: Workplace) -> None:
        self._work = workplace
        self._line: AttentionLine | None = None
        self._problems: list[ProblemRow] = []
        workplace.list_pane.found.connect(self._on_found)

    def line(self) -> AttentionLine | None:
        """The line, once it was needed."""
        return self._line

    def open(self) -> None:
        """Show the problems."""
        self.dialog().show()

    def dialog(self) -> WideProblems:
        """A dialog with the problems."""
        return WideProblems(self._problems, self._work.window)

    def _on_found(self) -> None:
        if self._work.list_pane.view().kind != "problems":
            if self._line is not None:
                self._line.hide()
            return

        def work(library: Library, _: Control) -> list[ProblemRow]:
            return library.wide_problems()

        self._work.session.ask("wide problems", work, self._show, self._work.list_pane.tell_error)

    def _show(self, problems: list[ProblemRow]) -> None:
        self._problems = problems
        if self._line is None and problems:
            self._line = AttentionLine(self._work.list_pane)
            self._line.button.clicked.connect(self.open)
            self._work.list_pane.insert_over_search(self._line)
        if self._line is not None:
            self._line.tell(len(problems))
            is_asked = self._work.list_pane.view().kind == "problems"
            self._line.setVisible(bool(problems) and is_asked)


class AttentionLine(QFrame):
    """How many problems belong to no single entry, and a button that shows them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._icon.setPixmap(theme.icon("warning").pixmap(16))
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self.button = QPushButton(self.tr("Show them"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(26, 10, 20, 0)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.button)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, number: int) -> None:
        """Say how many there are."""
        self._text.setText(
            self.tr("One problem belongs to a whole page or file, not to an entry.")
            if number == 1
            else self.tr("{0} problems belong to whole pages or files, not to an entry.").format(
                f"{number:,}"
            )
        )


class WideProblems(QDialog):
    """The problems of whole pages and files, each with its file."""

    def __init__(self, problems: Sequence[ProblemRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Problems of pages and files"))
        self.resize(760, 360)
        self.tree = QTreeWidget(self)
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setHeaderLabels([self.tr("Problem"), self.tr("Page or file")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row in problems:
            self._add(row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        layout.addWidget(buttons)

    def _add(self, row: ProblemRow) -> None:
        problem = row.problem
        place = row.source if problem.line is None else f"{row.source}:{problem.line}"
        item = QTreeWidgetItem([problem.message, place])
        item.setIcon(0, theme.icon(_ICONS[problem.severity]))
        item.setToolTip(0, theme.tooltip(problem.message))
        self.tree.addTopLevelItem(item)
