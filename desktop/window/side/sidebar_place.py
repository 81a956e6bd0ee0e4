"""Where the sidebar is: a place that is kept for it until the first rows were painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop.window.side.sidebar import Sidebar


class SidebarPlace(QWidget):
    """Empty until it is filled; then it holds the sidebar."""

    def fill(self) -> Sidebar:
        """Make the sidebar."""
        from desktop.window.side.sidebar import Sidebar

        sidebar = Sidebar(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(sidebar)
        return sidebar
