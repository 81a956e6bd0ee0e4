"""Says what is in the columns of a table of no known site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from desktop.window import theme

# What a column can hold, in words; those that only a new entry needs come last
ROLES: Final = {
    "title": QT_TRANSLATE_NOOP("ColumnsForm", "Title"),
    "authors": QT_TRANSLATE_NOOP("ColumnsForm", "Authors"),
    "year": QT_TRANSLATE_NOOP("ColumnsForm", "Year"),
    "doi": QT_TRANSLATE_NOOP("ColumnsForm", "DOI"),
    "count": QT_TRANSLATE_NOOP("ColumnsForm", "Citations"),
    "day": QT_TRANSLATE_NOOP("ColumnsForm", "Day of the count"),
    "arxiv": QT_TRANSLATE_NOOP("ColumnsForm", "arXiv identifier"),
    "pmid": QT_TRANSLATE_NOOP("ColumnsForm", "PubMed identifier"),
    "venue": QT_TRANSLATE_NOOP("ColumnsForm", "Journal or book"),
    "type": QT_TRANSLATE_NOOP("ColumnsForm", "Type"),
    "volume": QT_TRANSLATE_NOOP("ColumnsForm", "Volume"),
    "number": QT_TRANSLATE_NOOP("ColumnsForm", "Number"),
    "pages": QT_TRANSLATE_NOOP("ColumnsForm", "Pages"),
    "last_page": QT_TRANSLATE_NOOP("ColumnsForm", "Last page"),
    "publisher": QT_TRANSLATE_NOOP("ColumnsForm", "Publisher"),
    "issn": QT_TRANSLATE_NOOP("ColumnsForm", "ISSN"),
    "isbn": QT_TRANSLATE_NOOP("ColumnsForm", "ISBN"),
    "url": QT_TRANSLATE_NOOP("ColumnsForm", "Address"),
    "language": QT_TRANSLATE_NOOP("ColumnsForm", "Language"),
    "note": QT_TRANSLATE_NOOP("ColumnsForm", "Note with counts"),
    "years": QT_TRANSLATE_NOOP("ColumnsForm", "Citations by year"),
}
_ASKED: Final = (
    "title", "authors", "year", "doi", "count", "venue", "type", "volume", "number", "pages",
)  # fmt: skip
_LONGEST: Final = 40
_ACROSS: Final = 2  # boxes beside each other


def role_name(role: str) -> str:
    """What a column can hold, in the user's language."""
    text = ROLES.get(role)
    return QCoreApplication.translate("ColumnsForm", str(text)) if text else role


class ColumnsForm(QWidget):
    """For each thing that a paper has, the column that it is in.

    Signals:
        changed: A column was chosen.
    """

    changed = Signal()

    def __init__(
        self,
        header: Sequence[str],
        sample: Sequence[str],
        columns: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the form.

        Args:
            header: The names of the columns.
            sample: What is in them, in one row of the table.
            columns: What is known or guessed of them.
            parent: The dialog.
        """
        super().__init__(parent)
        self._boxes: dict[str, QComboBox] = {}
        self._others = tuple((role, name) for role, name in columns.items() if role not in _ASKED)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, role in enumerate(_ASKED):
            label = QLabel(role_name(role), self)
            theme.set_text_color(label, theme.colors(self).muted)
            box = QComboBox(self)
            box.addItem(self.tr("in no column"), "")
            for name, example in zip_longest(header, sample[: len(header)], fillvalue=""):
                if name:
                    box.addItem(f"{name}: {_shortened(example)}" if example else name, name)
            box.setCurrentIndex(max(box.findData(columns.get(role, "")), 0))
            box.setAccessibleName(role_name(role))
            box.setMinimumContentsLength(16)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            label.setBuddy(box)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            row, side = divmod(place, _ACROSS)
            grid.addWidget(label, row, side * 2)
            grid.addWidget(box, row, side * 2 + 1)
            grid.setColumnStretch(side * 2 + 1, 1)
            self._boxes[role] = box

    def columns(self) -> tuple[tuple[str, str], ...]:
        """(what, the name of the column) as chosen, and what is not asked about."""
        chosen = ((role, str(box.currentData())) for role, box in self._boxes.items())
        return (*((role, name) for role, name in chosen if name), *self._others)

    def offered(self, role: str) -> list[str]:
        """What can be chosen for something."""
        box = self._boxes[role]
        return [box.itemText(place) for place in range(box.count())]

    def choose(self, role: str, name: str) -> None:
        """Say which column holds something."""
        box = self._boxes[role]
        box.setCurrentIndex(max(box.findData(name), 0))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
