"""Asks for the name of a collection, tag or saved search, and for its colour or query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from biblio.query import explain, parse
from desktop.window import theme
from desktop.window.swatches import SwatchRow

_WIDTH = 460


@dataclass(frozen=True, slots=True)
class Objection:
    """What stands against a name and a query.

    Attributes:
        sentence: What it is.
        button: What the button says that does it nonetheless; empty where it cannot be done.
    """

    sentence: str
    button: str = ""


Check = Callable[[str, str], Objection | None]


class NameDialog(QDialog):
    """A name, and with it a colour or a query.

    Signals:
        named: (name, colour, query) when the dialog is accepted.
    """

    named = Signal(str, str, str)

    def __init__(
        self,
        title: str,
        accept: str,
        parent: QWidget,
        *,
        name: str = "",
        color: str | None = None,
        query: str | None = None,
        check: Check = lambda _name, _query: None,
    ) -> None:
        """Make the dialog.

        Args:
            title: Its title.
            accept: What the button says that accepts it.
            parent: The window.
            name: The name as it is.
            color: The colour as it is; None to ask for none.
            query: The query as it is; None to ask for none.
            check: Tells what stands against a name and a query.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self._check = check
        self._usual = accept
        self.name = QLineEdit(name, self)
        self.name.selectAll()
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("Name"), self.name)
        self.swatches: SwatchRow | None = None
        self.query: QLineEdit | None = None
        if color is not None:
            self.swatches = SwatchRow(color, self)
            form.addRow(self.tr("Colour"), self.swatches)
        if query is not None:
            self.query = QLineEdit(query, self)
            self._meaning = self._sentence(theme.colors(self).muted)
            form.addRow(self.tr("Query"), self.query)
            form.addRow("", self._meaning)
            self.query.textChanged.connect(self._explain)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._accept = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept_named)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        self.objection = self._sentence(theme.colors(self).error)
        layout.addLayout(form)
        layout.addWidget(self.objection)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.name.textChanged.connect(self._explain)
        self._explain()

    def _sentence(self, color: QColor) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        theme.set_text_color(label, color)
        return label

    @Slot()
    def _explain(self) -> None:
        """Say what the query finds, and what stands against it or the name.

        Without a name or query nothing can be accepted.
        """
        asked = self.query.text() if self.query is not None else "x"
        if self.query is not None:
            words = explain(parse(asked)) if asked.strip() else ""
            self._meaning.setText(self.tr("Finds: {0}").format(words) if words else "")
        name, asked = self.name.text().strip(), asked.strip()
        against = self._check(name, asked) if name and asked else None
        self.objection.setText(against.sentence if against else "")
        self.objection.setVisible(against is not None)
        self._accept.setText(against.button if against and against.button else self._usual)
        is_possible = against is None or bool(against.button)
        self._accept.setEnabled(bool(name and asked) and is_possible)

    def can_be_accepted(self) -> bool:
        """Whether there is all that is needed."""
        return self._accept.isEnabled()

    @Slot()
    def accept_named(self) -> None:
        """Accept what is filled in, where that can be."""
        if not self.can_be_accepted():
            return
        color = self.swatches.color() if self.swatches is not None else ""
        query = self.query.text().strip() if self.query is not None else ""
        self.named.emit(self.name.text().strip(), color, query)
        self.accept()
