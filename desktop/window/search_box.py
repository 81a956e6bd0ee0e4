"""The search box over the list, with how it was understood and how much it found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.window import theme
from desktop.window.override import override

_PAUSE = 60  # milliseconds without a keystroke before the question is asked


class SearchBox(QWidget):
    """Where the user types a query.

    Signals:
        query_changed: The text, shortly after the last keystroke.
        left_downwards: Down or Return was pressed: the user wants to go on in the list.
    """

    query_changed = Signal(str)
    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._is_typed = False
        self._edit = QLineEdit(self)
        self._edit.setPlaceholderText(
            self.tr("Search: words, author:name, year:2020..2024, has:code")
        )
        self._edit.setAccessibleName(self.tr("Search"))
        self._edit.setClearButtonEnabled(True)
        self._edit.setMinimumHeight(self._edit.fontMetrics().height() + 16)
        self._icon = QAction(self)
        theme.set_icon(self._icon, "search")
        self._edit.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._count = QLabel(self)
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("00 of 00 papers"))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._meaning = QLabel(self)
        self._meaning.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._meaning.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._meaning.setContentsMargins(10, 0, 0, 0)
        self._meaning.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._tell)
        self._edit.textChanged.connect(self._timer.start)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self._on_return)
        self._edit.installEventFilter(self)
        self.setFocusProxy(self._edit)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._edit, 1)
        line.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._meaning)

    def is_typed(self) -> bool:
        """Whether the user typed the query, so that its last word may be a beginning."""
        return self._is_typed

    def is_waiting(self) -> bool:
        """Whether something was typed that is not asked yet."""
        return self._timer.isActive()

    def text(self) -> str:
        """The query as typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Type a query for the user, and ask it at once."""
        self._edit.setText(text)
        self._is_typed = False
        self._tell()

    @Slot(str)
    def begin(self, text: str) -> None:
        """Begin a query with what was typed elsewhere."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.setText(text)
        self._is_typed = True

    def focus(self) -> None:
        """Put the cursor into the box with the text selected."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    def show_result(self, found: int, total: int, meaning: str) -> None:
        """Show how much was found and how the query was understood (empty: no query)."""
        if not total:
            self._count.setText("")
        elif found == total:
            self._count.setText(
                self.tr("{0} papers").format(f"{total:,}") if total > 1 else self.tr("1 paper")
            )
        else:
            self._count.setText(self.tr("{0} of {1} papers").format(f"{found:,}", f"{total:,}"))
        self._meaning.setText(meaning)
        self._meaning.setToolTip(theme.tooltip(meaning))
        self._meaning.setVisible(bool(meaning))

    def meaning(self) -> str:
        """The line under the box."""
        return self._meaning.text()

    def count_text(self) -> str:
        """The line beside the box."""
        return self._count.text()

    @Slot()
    def _tell(self) -> None:
        self._timer.stop()
        if self._edit.text() != self._told:
            self._told = self._edit.text()
            self.query_changed.emit(self._told)

    @Slot()
    def _on_edited(self) -> None:
        self._is_typed = True

    @Slot()
    def _on_return(self) -> None:
        self._tell()
        self.left_downwards.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                if self._edit.text():
                    self.set_text("")
                else:
                    self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._tell()
                self.left_downwards.emit()
                return True
        return super().eventFilter(watched, event)
