"""A number by hand: what a source says of a metric on a day, or a metric of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from biblio.folding import fold
from biblio.metrics.info import is_known_name
from db import Metric
from desktop.typed_numbers import typed_number, written_number
from desktop.window import theme
from desktop.window.profile.metric_words import label_of, unit_of
from desktop.wording import UsageError

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Entered:
    """What the dialog was filled in with.

    Attributes:
        metric: Of which a value is entered; empty for a new one.
        new: (name, unit, definition) of a new one.
        value: None where a new one has no value yet.
        source, day: Who states the value, and for which day (ISO 8601).
    """

    metric: str
    new: tuple[str, str, str]
    value: float | None
    source: str
    day: str


class ReportDialog(QDialog):
    """Asks for a value of a metric with its source and day, and for a new metric what it is.

    Signals:
        entered: What was filled in, as `Entered`.
    """

    entered = Signal(object)

    def __init__(
        self,
        metric: Metric | None,
        known_sources: Sequence[str],
        parent: QWidget,
        *,
        own: Sequence[Metric] = (),
    ) -> None:
        """Make the dialog.

        Args:
            metric: Of which a value is entered; None for a new one.
            known_sources: Sources that were named before.
            parent: The window.
            own: The user's own numbers, whose names are taken.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._metric = metric
        self._own = {fold(each.label): each for each in own}
        self.name, self.unit, self.definition = QLineEdit(), QLineEdit(), QLineEdit()
        self.value = QLineEdit()
        self.source = QComboBox()
        self.source.setEditable(True)
        by_hand = self.tr("by hand")  # what is typed is not what a site says, unless they say so
        self.source.addItems(list(dict.fromkeys((by_hand, *known_sources))))
        self.day = QDateEdit(QDate.currentDate())
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.day.setMaximumDate(QDate.currentDate())
        form = QFormLayout()
        form.setSpacing(10)
        if metric is None:
            self.setWindowTitle(self.tr("A number of your own"))
            form.addRow(self.tr("&Name"), self.name)
            form.addRow(self.tr("&Unit"), self.unit)
            form.addRow(self.tr("What it &means"), self.definition)
        else:
            self.setWindowTitle(self.tr("A value of “{0}”").format(label_of(metric)))
        unit = unit_of(metric) if metric is not None else ""
        value = self.tr("&Value in {0}").format(unit) if unit else self.tr("&Value")
        form.addRow(value, self.value)
        form.addRow(self.tr("&Source"), self.source)
        form.addRow(self.tr("&Day"), self.day)
        self._wrong = QLabel()
        self._wrong.setWordWrap(True)
        theme.set_text_color(self._wrong, theme.colors(self).muted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._save = buttons.addButton(self.tr("Enter"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept_value)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addWidget(buttons)
        for edit in (self.name, self.unit, self.value):
            edit.textChanged.connect(self._check)
        self.source.editTextChanged.connect(self._check)
        self._check()

    def number(self) -> float | None:
        """The value that is typed; None where it is no number."""
        try:
            return typed_number(self.value.text(), self._unit())
        except UsageError:
            return None

    def _unit(self) -> str:
        return self.unit.text().strip() if self._metric is None else unit_of(self._metric)

    def told(self) -> str:
        """Why what is filled in cannot be entered, or how the value is understood."""
        return self._wrong.text()

    @Slot()
    def _check(self) -> None:
        wrong = understood = ""
        try:
            understood = written_number(typed_number(self.value.text(), self._unit()))
        except UsageError as error:
            no_number = str(error)
        typed = bool(self.value.text().strip())
        if self._metric is None and not self.name.text().strip():
            wrong = self.tr("A number of your own needs a name.")
        elif self._metric is None and is_known_name(self.name.text()):
            wrong = self.tr(
                "There is a number called “{0}” already; enter its value there."
            ).format(self.name.text().strip())
        elif self._metric is None and (known := self._own.get(fold(self.name.text().strip()))):
            unit = self.tr(", in {0}").format(known.unit) if known.unit else ""
            wrong = self.tr(
                "You have a number called “{0}”{1} already; enter its value there."
            ).format(known.label, unit)
        elif typed and not understood:
            wrong = no_number
        elif self._metric is not None and not typed:
            wrong = self.tr("Without a value there is nothing to enter.")
        elif typed and not self.source.currentText().strip():
            wrong = self.tr("Say where the value is from, so that it can be checked.")
        echo = self.tr("Understood as {0}.").format(f"{understood} {self._unit()}".strip())
        self._wrong.setText(wrong or (echo if typed else ""))
        self._save.setEnabled(not wrong)

    @Slot()
    def accept_value(self) -> None:
        """Accept what is filled in."""
        if not self._save.isEnabled():
            return
        day = self.day.date().toString("yyyy-MM-dd")
        self.entered.emit(
            Entered(
                self._metric.metric if self._metric is not None else "",
                (self.name.text(), self.unit.text(), self.definition.text()),
                self.number() if self.value.text().strip() else None,
                self.source.currentText().strip(),
                day,
            )
        )
        self.accept()
