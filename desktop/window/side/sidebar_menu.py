"""What a right click on the sidebar offers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from db.listed import View
from desktop.window import theme


class SidebarMenu(QMenu):
    """A menu on a view or a heading.

    Signals:
        chosen: ``add``, ``edit``, ``delete``, ``query``, ``depth``, ``export``, or how
            several views are looked at together: ``any`` or ``every``.
    """

    chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        view: View | None,
        section: str,
        *,
        deep: bool,
        together: View | None = None,
    ) -> None:
        """Make the menu of a view, of a heading, or of several views looked at together."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if together is not None:
            every = together.every
            self._offer("any", self.tr("Entries in any of them"), checked=not every)
            self._offer("every", self.tr("Only entries in all of them"), checked=every)
            return
        kind = section or (view.kind if view is not None else "")
        match kind:
            case "collection":
                words = self.tr("New collection…") if section else self.tr("New collection within…")
                self._offer("add", words, "add")
                if not section:
                    self._offer_edits(self.tr("Name and colour…"))
                self.addSeparator()
                self._offer("depth", self.tr("Show what is within collections"), checked=deep)
            case "tag":
                self._offer("add", self.tr("New tag…"), "add")
                if not section:
                    self._offer_edits(self.tr("Name and colour…"))
            case "search":
                self._offer("add", self.tr("Save this search…"), "add")
                if not section:
                    self._offer("query", self.tr("Put into the search box"), "search")
                    self._offer_edits(self.tr("Name and query…"))
            case "source":
                self._offer("export", self.tr("Export this file…"), "export")

    def _offer_edits(self, words: str) -> None:
        self._offer("edit", words, "edit")
        self._offer("delete", self.tr("Delete"), "trash")

    def _offer(self, what: str, words: str, icon: str = "", *, checked: bool | None = None) -> None:
        action = self.addAction(words)
        action.setObjectName(what)
        if icon:
            theme.set_icon(action, icon)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(lambda _=False: self._tell(what))

    def _tell(self, what: str) -> None:
        self.chosen.emit(what)
