"""How a number came about: its definition, what it rests on, and what sources said over time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from biblio.problem import Severity
from db import Metric
from db.person.profile_rows import Basis
from desktop.window import theme
from desktop.window.override import override
from desktop.window.profile.metric_words import (
    basis_text,
    day_text,
    definition_of,
    is_computable,
    label_of,
    large_value,
    unit_of,
    value_text,
)

_WIDTH = 380
_ROWS_SHOWN = 8
_OF_AUTHORS = ("papers_per_author", "authors_per_paper", "median_authors", "mode_authors")


class MetricDetails(QDialog):
    """Explains a metric; closes on Escape or a click elsewhere.

    Signals:
        action_asked: A button was pressed: ``h_index`` for the ranked list, ``novelty`` for new
            estimates, ``report`` for a value by hand, ``choose`` for which counts are used.
        removal_asked: The source and the day of a reported value that is to be taken out.
    """

    action_asked = Signal(str)
    removal_asked = Signal(str, str)

    def __init__(
        self, metric: Metric, parent: QWidget | None = None, *, basis: Basis | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        label = label_of(metric)
        self._metric = metric
        self._counts = basis
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(label)
        self.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addLayout(self._heading(label))
        column.addWidget(self._label(definition_of(metric)))
        if metric.note:
            column.addWidget(self._note(metric.note))
        column.addLayout(self._facts())
        if metric.history:
            column.addWidget(self._muted(self.tr("Reported over time")))
            column.addWidget(self._series())
        column.addLayout(self._buttons())
        self.setFixedSize(_WIDTH, column.totalHeightForWidth(_WIDTH))

    def show_below(self, widget: QWidget) -> None:
        """Show it under a widget, or above where there is no room, inside the screen."""
        area = widget.screen().availableGeometry()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        if place.y() + self.height() > area.bottom():
            place.setY(widget.mapToGlobal(QPoint(0, -4)).y() - self.height())
        place.setX(max(area.left(), min(place.x(), area.right() - self.width())))
        place.setY(max(area.top(), place.y()))
        self.move(place)
        self.show()

    def _heading(self, label: str) -> QHBoxLayout:
        value = self._label(large_value(self._metric))
        name = self._label(label)
        for each, scale in ((value, 1.9), (name, 1.2)):
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * scale)
            font.setWeight(QFont.Weight.DemiBold)
            each.setFont(font)
            each.setWordWrap(False)
        # Qt aligns bottoms, not baselines
        lift = QFontMetrics(value.font()).descent() - QFontMetrics(name.font()).descent()
        name.setContentsMargins(0, 0, 0, lift)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(value, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(name, 1, Qt.AlignmentFlag.AlignBottom)
        return row

    def _note(self, note: str) -> QFrame:
        look = theme.colors(self)
        box = QFrame()
        box.setAutoFillBackground(True)
        is_doubt = self._metric.severity is not Severity.NOTE
        front, back = (look.warning, look.warning_surface) if is_doubt else (look.text, look.pill)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, back)
        palette.setColor(QPalette.ColorRole.WindowText, front)
        box.setPalette(palette)
        mark = QLabel()
        icon = "warning" if is_doubt else "info"
        mark.setPixmap(theme.pixmap(icon, front, 18, self.devicePixelRatioF()))
        row = QHBoxLayout(box)
        row.setContentsMargins(10, 8, 10, 8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label(note), 1)
        return box

    def _facts(self) -> QGridLayout:
        metric = self._metric
        unit = unit_of(metric)
        computed = value_text(metric.computed, unit)
        if not is_computable(metric):
            computed = self.tr("not computed by Oeuvre")
        facts = [
            (self.tr("Computed"), computed),
            (self.tr("Computed from"), self._basis()),
            (self.tr("Trend"), self._trend()),
            (self.tr("Reported"), value_text(metric.reported, unit)),
            (self.tr("Source"), metric.source),
            (self.tr("As of"), day_text(metric.as_of)),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((n, v) for n, v in facts if v):
            grid.addWidget(self._muted(name), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._label(value), row, 1)
        return grid

    def _basis(self) -> str:
        metric = self._metric
        if not is_computable(metric):
            return ""
        if metric.metric in ("papers", "works"):
            return self.tr("the entries of this profile in the library")
        if metric.metric == "own_novelty":
            return self._of_texts()
        if metric.metric in _OF_AUTHORS:
            return self._of_authors()
        if self._counts is not None and self._counts.counted and metric.computed is not None:
            return basis_text(self._counts)
        if not metric.without_data:
            return self.tr("the newest citation count of every paper")
        number = value_text(metric.without_data)
        if metric.computed is None:
            if metric.without_data == 1:
                return self.tr("nothing: the only paper has no citation count")
            return self.tr("nothing: no paper has a citation count ({n} papers)").format(n=number)
        if metric.without_data == 1:
            return self.tr("the newest citation counts; 1 paper has none and is left out")
        return self.tr("the newest citation counts; {n} papers have none and are left out").format(
            n=number
        )

    def _of_texts(self) -> str:
        number = value_text(self._metric.without_data)
        if self._metric.computed is None:
            return self.tr("nothing yet: press “Estimate now”")
        text = self.tr("titles and abstracts in the library, each paper against all earlier ones")
        if not self._metric.without_data:
            return text
        if self._metric.without_data == 1:
            return text + self.tr(
                "; 1 paper has no abstract, no date or no earlier paper, and is left out"
            )
        return text + self.tr(
            "; {n} papers have no abstract, no date or no earlier paper, and are left out"
        ).format(n=number)

    def _of_authors(self) -> str:
        if not self._metric.without_data:
            return self.tr("the lists of authors")
        if self._metric.without_data == 1:
            return self.tr("the lists of authors; 1 is cut short (“et al.”) and left out")
        return self.tr("the lists of authors; {n} are cut short (“et al.”) and left out").format(
            n=value_text(self._metric.without_data)
        )

    def _trend(self) -> str:
        trend = self._metric.trend
        if len(trend) < 2:
            return ""
        unit = unit_of(self._metric)
        (first, old), (last, new) = trend[0], trend[-1]
        return self.tr(
            "{old} on {first}, {new} on {last}, computed from the counts of these days"
        ).format(
            old=value_text(old, unit),
            first=day_text(first),
            new=value_text(new, unit),
            last=day_text(last),
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for asked, text in self._actions():
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, asked=asked: self._ask(asked))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _actions(self) -> list[tuple[str, str]]:
        actions = [("report", self.tr("Enter a value…"))]
        if self._metric.metric == "own_novelty":
            return [("novelty", self.tr("Estimate now"))]
        if self._metric.metric == "h_index":
            actions.insert(0, ("h_index", self.tr("Ranked list…")))
        if is_computable(self._metric) and self._metric.metric not in ("papers", "works"):
            actions.append(("choose", self.tr("Counts…")))
        return actions

    def _ask(self, asked: str) -> None:
        self.close()
        self.action_asked.emit(asked)

    def _series(self) -> QWidget:
        unit = unit_of(self._metric)
        history = self._metric.history[::-1]
        sources = self._metric.stated_by[::-1]
        several = len(set(sources)) > 1
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(3)
        for row, (day, value) in enumerate(history):
            before = self._before(row) if several else None
            if not several and row + 1 < len(history):
                before = history[row + 1][1]
            change = "" if before is None else _signed(value - before, unit)
            grid.addWidget(self._muted(day_text(day)), row, 0)
            if several:
                grid.addWidget(self._muted(sources[row]), row, 3)
            for column, text in ((1, value_text(value, unit)), (2, change)):
                label = self._label(text)
                label.setWordWrap(False)
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight)
            if row < len(sources):
                grid.addWidget(self._remover(value_text(value, unit), sources[row], day), row, 5)
        grid.setColumnStretch(4, 1)
        if len(history) <= _ROWS_SHOWN:
            return page
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        area.setAccessibleName(self.tr("Reported over time"))
        area.setFixedHeight(page.sizeHint().height() * _ROWS_SHOWN // len(history))
        return area

    def _remover(self, value: str, source: str, day: str) -> QToolButton:
        """The button that takes a value out."""
        words = self.tr("Take out {0} by {1}, {2}").format(value, source, day_text(day))
        button = QToolButton()
        button.setAutoRaise(True)
        button.setToolTip(theme.tooltip(words))
        button.setAccessibleName(words)
        theme.set_icon(button, "close", quiet=True)
        button.setIconSize(QSize(10, 10))
        button.clicked.connect(lambda: self._remove(source, day))
        return button

    def _remove(self, source: str, day: str) -> None:
        self.close()
        self.removal_asked.emit(source, day)

    def _before(self, row: int) -> float | None:
        """What the source of a row of the series, the newest first, stated before."""
        history, sources = self._metric.history[::-1], self._metric.stated_by[::-1]
        later = range(row + 1, len(history))
        return next((history[i][1] for i in later if sources[i] == sources[row]), None)

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        super().paintEvent(arg__1)
        painter = QPainter(self)
        painter.setPen(theme.colors(self).faint)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _muted(self, text: str) -> QLabel:
        label = self._label(text)
        label.setWordWrap(False)
        theme.set_text_color(label, theme.colors(self).muted)
        return label


def _signed(change: float, unit: str) -> str:
    if not change:
        return "±0"
    sign = "+" if change > 0 else "\u2212"
    return sign + value_text(abs(change), unit)
