"""The report of an import: what came of each file, and what was wrong in it, grouped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from biblio.problem import Problem, Severity
from db import ImportReport
from db.sites.site_values import TableReport
from desktop.window import theme
from desktop.window.files.importing import Outcome

_ENTRY = Qt.ItemDataRole.UserRole
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_LISTED = 500  # problems of one kind that are listed


class ImportReportDialog(QDialog):
    """Shows an `Outcome`.

    Signals:
        entry_asked: The id of the entry that a problem is about.
    """

    entry_asked = Signal(int)

    def __init__(self, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(780, 520)
        self.tree = QTreeWidget(self)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setAccessibleName(self.tr("Problems"))
        self.tree.setAlternatingRowColors(False)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(18)
        self.tree.setStyleSheet("QTreeView::item { padding: 5px 2px; }")
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 210)
        for sentence in outcome.failures:
            item = QTreeWidgetItem([sentence, ""])
            item.setIcon(0, self._icon(Severity.ERROR))
            self.tree.addTopLevelItem(item)
        for report in outcome.reports:
            self._add_report(report)
        self.tree.itemActivated.connect(self._on_activated)
        summary = QLabel("\n".join(summaries(self, outcome)), self)
        summary.setTextFormat(Qt.TextFormat.PlainText)
        summary.setWordWrap(True)
        summary.setToolTip(theme.tooltip("; ".join(_forms(outcome))))
        font = summary.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        font.setWeight(font.Weight.DemiBold)
        summary.setFont(font)
        hint = QLabel(self.tr("Double-click a line to show the entry."), self)
        theme.set_text_color(hint, theme.colors(self).muted)
        if not self.tree.topLevelItemCount():
            self.tree.hide()
            hint.setText(self.tr("Nothing in it needs attention."))
            self.resize(520, 160)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(summary)
        layout.addWidget(self.tree, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)

    def _add_report(self, report: ImportReport) -> None:
        for problems in _grouped(report.problems):
            if len(problems) == 1:
                self.tree.addTopLevelItem(self._line(report, problems[0], alone=True))
                continue
            heading = QTreeWidgetItem(
                [f"{_in_words(problems[0].code)} ({len(problems):,})", report.file]
            )
            heading.setForeground(1, theme.colors(self).muted)
            heading.setIcon(0, self._icon(problems[0].severity))
            heading.addChildren(
                [self._line(report, problem, alone=False) for problem in problems[:_LISTED]]
            )
            if len(problems) > _LISTED:
                more = self.tr("… and {0} more").format(f"{len(problems) - _LISTED:,}")
                heading.addChild(QTreeWidgetItem([more, ""]))
            self.tree.addTopLevelItem(heading)
            heading.setExpanded(problems[0].severity is not Severity.NOTE)

    def _line(self, report: ImportReport, problem: Problem, *, alone: bool) -> QTreeWidgetItem:
        place = report.file if problem.line is None else f"{report.file}:{problem.line}"
        item = QTreeWidgetItem([problem.message, place])
        item.setToolTip(0, theme.tooltip(problem.message))
        item.setForeground(1, theme.colors(self).muted)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if alone:
            item.setIcon(0, self._icon(problem.severity))
        if problem.entry is not None and problem.entry < len(report.entry_ids):
            item.setData(0, _ENTRY, report.entry_ids[problem.entry])
        return item

    def _icon(self, severity: Severity) -> QIcon:
        colors = theme.colors(self)
        name, color = {
            Severity.ERROR: ("error", colors.error),
            Severity.WARNING: ("warning", colors.warning),
            Severity.NOTE: ("info", colors.muted),
        }[severity]
        return QIcon(theme.pixmap(name, color, 16, self.devicePixelRatioF()))

    @Slot(QTreeWidgetItem)
    def _on_activated(self, item: QTreeWidgetItem) -> None:
        entry_id = item.data(0, _ENTRY)
        if isinstance(entry_id, int):
            self.entry_asked.emit(entry_id)


def summaries(context: QWidget, outcome: Outcome) -> Iterable[str]:
    """What came of each file, in a sentence each."""
    for report in outcome.reports:
        if report.table is not None:
            yield _of_table(context, report, report.table)
            continue
        parts = []
        if report.added:
            parts.append(context.tr("{0} new").format(f"{report.added:,}"))
        if report.merged:
            parts.append(context.tr("{0} merged").format(f"{report.merged:,}"))
        if report.unchanged:
            parts.append(context.tr("{0} unchanged").format(f"{report.unchanged:,}"))
        if report.counts:
            words = (
                context.tr("1 count of citations")
                if report.counts == 1
                else context.tr("{0} counts of citations")
            )
            parts.append(words.format(f"{report.counts:,}"))
        if not parts:
            yield context.tr("No entries in {0}").format(report.file)
            continue
        words = (
            context.tr("1 entry from {1}: {2}")
            if report.read == 1
            else context.tr("{0} entries from {1}: {2}")
        )
        yield words.format(f"{report.read:,}", report.file, ", ".join(parts))


def _of_table(context: QWidget, report: ImportReport, table: TableReport) -> str:
    counts = context.tr("1 new count") if report.counts == 1 else context.tr("{0} new counts")
    parts = [
        counts.format(f"{report.counts:,}"),
        context.tr("{0} in the library").format(f"{table.matched:,}"),
    ]
    if report.added:
        parts.append(context.tr("{0} new").format(f"{report.added:,}"))
    if table.open:
        parts.append(context.tr("{0} to decide on").format(f"{len(table.open):,}"))
    words = (
        context.tr("1 paper by {1} from {2}: {3}")
        if report.read == 1
        else context.tr("{0} papers by {1} from {2}: {3}")
    )
    return words.format(f"{report.read:,}", table.site, report.file, ", ".join(parts))


def _forms(outcome: Outcome) -> Iterable[str]:
    """How each file was read, for who wants to know."""
    for report in outcome.reports:
        yield f"{report.file}: {report.format}, {report.encoding}"


def _grouped(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems of one kind together; the worst first, then in the order of the file."""
    groups: dict[tuple[int, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((_RANK[problem.severity], problem.code), []).append(problem)
    for group in groups.values():
        group.sort(key=lambda problem: problem.line or 0)
    return [
        group
        for _, group in sorted(groups.items(), key=lambda each: (each[0][0], each[1][0].line or 0))
    ]


def _in_words(code: str) -> str:
    return code.replace("-", " ").capitalize()
