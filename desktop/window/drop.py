"""Files that are dropped on the window are imported; PDFs become files of entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.window import theme
from desktop.window.override import override

# What is done with papers that are dropped at a place in the window, or pasted (None)
TakePapers = Callable[[Sequence[Path], QPoint | None], None]


class DropTarget(QObject):
    """Makes a window take files and BibTeX text; a frame shows that it would.

    Attributes:
        take_papers: Given the PDFs among the files; None imports them like any other.
    """

    def __init__(
        self,
        window: QWidget,
        on_files: Callable[[Sequence[Path]], None],
        on_text: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._on_files = on_files
        self._on_text = on_text
        self.take_papers: TakePapers | None = None
        self._frame = _Frame(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            # What was dragged out of this window is not to be dropped back into it
            if event.source() is None and _is_wanted(event.mimeData()):
                event.acceptProposedAction()
                self._frame.cover(self._window, self._words(event.mimeData()))
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._frame.hide()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._frame.hide()
            event.acceptProposedAction()
            self.take(event.mimeData(), event.position().toPoint())
            return True
        return super().eventFilter(watched, event)

    def take(self, data: QMimeData, place: QPoint | None = None) -> None:
        """Import what was dropped, or give it to entries.

        Args:
            data: What was dropped.
            place: Where in the window; None for nowhere.
        """
        paths = local_files(data)
        papers = [path for path in paths if is_paper(path)] if self.take_papers else []
        others = [path for path in paths if path not in papers]
        if papers and self.take_papers is not None:
            self.take_papers(papers, place)
        if others:
            self._on_files(others)
        elif not papers and data.hasText():
            self._on_text(data.text())

    def _words(self, data: QMimeData) -> str:
        paths = local_files(data)
        if paths and self.take_papers is not None and all(map(is_paper, paths)):
            return self.tr("Drop on an entry, or anywhere to find its entry")
        return self.tr("Drop to import")


def is_paper(path: Path) -> bool:
    """Whether a file is a PDF, by its name."""
    return path.suffix.lower() == ".pdf"


def local_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged or in the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _is_wanted(data: QMimeData) -> bool:
    return bool(local_files(data)) or (data.hasText() and not data.hasUrls())


class _Frame(QWidget):
    """A frame over the window, with a word, while something is dragged over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    def cover(self, window: QWidget, words: str) -> None:
        """Lie over all of the window, and say this."""
        self._words = words
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = theme.colors(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colors.selection)
        veil.setAlphaF(0.6)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(colors.accent, 3))
        painter.drawRoundedRect(self.rect().adjusted(8, 8, -8, -8), 10, 10)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()
