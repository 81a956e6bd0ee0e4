"""The profile's header: who it is, and the numbers of the list as a row of cards."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from biblio.metrics import metric_info
from biblio.subjects import subject_of
from db import ProfileSummary
from desktop.window import theme
from desktop.window.flow_layout import FlowLayout
from desktop.window.metric_details import MetricDetails
from desktop.window.metric_widget import MetricWidget, day_text, large_number, large_value
from desktop.window.override import override

_IN_ONE_LINE = ("papers", "citations", "h_index")


class ProfileHeader(QWidget):
    """A profile's name, field and metrics; can be folded to one line.

    Signals:
        metric_clicked(str): A metric's explanation was opened; its name.
        collapsed_changed(bool): The header was folded (True) or unfolded.
    """

    metric_clicked = Signal(str)
    collapsed_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: ProfileSummary | None = None
        self._collapsed = False
        self.setAccessibleName(self.tr("Profile"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)
        self._name = _plain_label()
        self._name.setWordWrap(True)
        self._facts = _plain_label()
        self._facts.setWordWrap(True)
        self._fold = QToolButton()
        self._fold.setAutoRaise(True)
        self._fold.setIconSize(QSize(16, 16))
        self._fold.clicked.connect(self._on_fold_clicked)
        self._cards = QWidget()
        self._flow = FlowLayout(self._cards, spacing=8)
        self._lay_out()
        self._style()
        self.set_profile(None)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._facts)
        top = QHBoxLayout()
        top.addLayout(names, 1)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._cards)

    def set_profile(self, profile: ProfileSummary | None) -> None:
        """Show a profile; None when the library has none yet."""
        self._profile = profile
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for metric in profile.metrics if profile else ():
            card = MetricWidget(metric)
            card.clicked.connect(self._on_card_clicked)
            self._flow.addWidget(card)
        self._write()

    def is_collapsed(self) -> bool:
        """Whether it is folded to one line."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:  # a property's setter in Qt's manner
        """Fold it to one line, or unfold it."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        self._write()
        self._style()
        self.collapsed_changed.emit(collapsed)

    def _write(self) -> None:
        profile = self._profile
        if profile is None:
            self._name.setText(self.tr("No profile yet"))
            self._facts.setText(
                self.tr("Import a profile page to see its numbers here; the list works without.")
            )
        else:
            self._name.setText(profile.name)
            self._facts.setText(self._facts_text(profile))
        self._cards.setVisible(bool(profile and profile.metrics) and not self._collapsed)
        self._facts.setToolTip(theme.tooltip(self._field_tooltip()))
        self._fold.setVisible(bool(profile and profile.metrics))
        word = self.tr("Show the numbers") if self._collapsed else self.tr("Hide the numbers")
        self._fold.setToolTip(word)
        self._fold.setAccessibleName(word)
        theme.set_icon(self._fold, "chevron-down" if self._collapsed else "chevron-up", quiet=True)

    def _facts_text(self, profile: ProfileSummary) -> str:
        facts = [self._field_text(profile.field)]
        if self._collapsed:
            facts += [
                f"{metric_info(each.metric).label} {large_value(each)}"
                for each in profile.metrics
                if each.metric in _IN_ONE_LINE and large_number(each) is not None
            ]
        newest = max((each.as_of for each in profile.metrics), default="")
        if newest:
            as_of = self.tr("as of {day}").format(day=day_text(newest))
            facts.append(as_of.replace(" ", "\u00a0"))
        return "  ·  ".join(fact for fact in facts if fact)

    def _field_text(self, code: str) -> str:
        subject = subject_of(code) if code else None
        if subject is None:
            return code
        return f"{subject.name} ({subject.category})"

    def _field_tooltip(self) -> str:
        subject = subject_of(self._profile.field) if self._profile else None
        if subject is None or not subject.assumed:
            return ""
        return self.tr("“{code}” could also stand for {others}.").format(
            code=subject.code, others=", ".join(subject.alternatives)
        )

    def _style(self) -> None:
        name = QFont(self.font())
        name.setPointSizeF(name.pointSizeF() * (1.25 if self._collapsed else 1.8))
        name.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(name)
        theme.set_text_color(self._facts, theme.colors(self).muted)

    def _on_fold_clicked(self) -> None:
        self.set_collapsed(not self._collapsed)

    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, MetricWidget):
            MetricDetails(card.shown, self).show_below(card)
            self.metric_clicked.emit(card.shown.metric)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._style()


def _plain_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
