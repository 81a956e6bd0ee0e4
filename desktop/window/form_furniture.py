"""What stands beside the editors of the form: names, headings, and buttons that remove a field."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from desktop.window import theme


def name_label(form: QWidget, text: str) -> QLabel:
    """What stands before an editor."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(0, 5, 0, 0)
    theme.set_text_color(label, theme.colors(form).muted)
    return label


def heading(form: QWidget, text: str) -> QLabel:
    """What stands over the fields of one kind."""
    label = QLabel(text)
    font = QFont(form.font())
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    label.setContentsMargins(0, 10, 0, 0)
    return label


def remover(field: str, *, is_there: bool, parent: QWidget | None) -> QToolButton:
    """A button that removes a field; it keeps its place where there is none."""
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # emptying the text does the same
    theme.set_icon(button, "close", quiet=True)
    button.setIconSize(QSize(14, 14))
    word = QCoreApplication.translate("EntryForm", "Remove {field}").format(field=field)
    button.setToolTip(theme.tooltip(word))
    button.setAccessibleName(word)
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    button.setHidden(not is_there)
    return button
