"""Asks which old steps are to be forgotten, and says how many they are and what that frees."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from db.past.history_rows import Forgettable
from desktop.history_wording import amount_of_bytes
from desktop.window.history.history_panel import local_time

_AGES = (("30 days", 30), ("3 months", 91), ("1 year", 365), ("2 years", 730))


class ForgetDialog(QDialog):
    """Chooses a day; steps made before it are meant.

    Signals:
        before_chosen: The moment (local) before which steps are meant; `show_found` answers.
        forget_asked: That moment, and what was found.
    """

    before_chosen = Signal(object)
    forget_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Forget old steps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found = Forgettable(0, 0)
        words = QLabel(
            self.tr(
                "The history keeps every step, so that it can be undone. Where it has become"
                " large, old steps can be forgotten; the program never does so by itself."
            ),
            self,
        )
        words.setWordWrap(True)
        self.age = QComboBox(self)
        self.age.setAccessibleName(self.tr("Older than"))
        names = (self.tr("30 days"), self.tr("3 months"), self.tr("1 year"), self.tr("2 years"))
        for name, (_, days) in zip(names, _AGES, strict=True):
            self.age.addItem(name, days)
        self.age.addItem(self.tr("A day that I choose"), 0)
        self.age.setCurrentIndex(2)
        self.day = QDateEdit(self)
        self.day.setAccessibleName(self.tr("Made before"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = buttons.addButton(
            self.tr("Forget…"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.button.setEnabled(False)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_forget)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Older than"), self.age)
        form.addRow(self.tr("Made before"), self.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addWidget(buttons)
        self.setMinimumWidth(440)
        self._on_age()
        self.age.currentIndexChanged.connect(self._on_age)
        self.day.dateChanged.connect(self.ask)

    def before(self) -> dt.datetime:
        """The beginning of the chosen day, by the user's clock."""
        date = self.day.date()
        return dt.datetime(date.year(), date.month(), date.day()).astimezone()

    @Slot()
    def ask(self) -> None:
        """Ask what would be forgotten."""
        self.button.setEnabled(False)
        self.before_chosen.emit(self.before())

    def show_found(self, found: Forgettable) -> None:
        """Say what would be forgotten."""
        self._found = found
        self.button.setEnabled(found.steps > 0)
        if not found.steps:
            self._told.setText(self.tr("No step is so old."))
            return
        steps = self.tr("1 step") if found.steps == 1 else self.tr("{0} steps")
        self._told.setText(
            self.tr("{0}, from {1} to {2}. Forgetting frees about {3}.").format(
                steps.format(f"{found.steps:,}"),
                local_time(found.oldest),
                local_time(found.newest),
                amount_of_bytes(found.size),
            )
        )

    def told(self) -> str:
        """What is said of the steps."""
        return self._told.text()

    @Slot()
    def _on_age(self) -> None:
        days = int(self.age.currentData())
        self.day.setEnabled(not days)
        if days:
            self.day.setDate(QDate.currentDate().addDays(-days))

    @Slot()
    def _on_forget(self) -> None:
        self.accept()
        self.forget_asked.emit(self.before(), self._found)
