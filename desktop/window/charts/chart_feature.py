"""Charts in a window: shown over the list of a profile, asked in the background, saved, copied."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from db.listed import View
from db.person.charts import Chart, ChartName
from db.person.charts_coauthors import Circle

if TYPE_CHECKING:
    from db import Library
    from desktop.window.charts.chart_panel import ChartPanel
    from desktop.window.features import Workplace
    from desktop.window.tasks import Control

_CALM = 150  # milliseconds after a change before charts are asked anew


class Charts(QObject):
    """The charts of one window; pyqtgraph is loaded when they are first shown."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._place = workplace
        self._panel: ChartPanel | None = None
        self._asked: tuple[str, int | None] = ("", None)
        self._action = workplace.actions["charts"]
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM)
        self._soon.timeout.connect(self._ask)
        workplace.list_pane.found.connect(self._on_found)
        workplace.session.changed.connect(self._on_changed)
        workplace.session.changed_elsewhere.connect(self._on_changed)
        if workplace.settings.flag("charts/open", usual=False):
            self._action.setChecked(True)
            self._follow()

    def toggle(self) -> None:
        """Show or hide the charts, after their switch; outside a profile go to it."""
        self._place.settings.remember("charts/open", self._action.isChecked())
        view = self._place.list_pane.view()
        if self._action.isChecked() and view.kind != "profile" and self._place.contents.profiles:
            self._place.window.go_to(View("profile", self._place.contents.profiles[0][0]))
        self._follow()

    @property
    def panel(self) -> ChartPanel:
        """The charts; made when they are first shown."""
        if self._panel is None:
            from desktop.window.charts.chart_panel import ChartPanel

            pane = self._place.list_pane
            self._panel = panel = ChartPanel(pane)
            panel.hide()
            pane.insert_over_search(panel)
            settings = self._place.settings
            height = settings.text("charts/height")
            if height.isdecimal():
                panel.set_height(int(height[:4]))
            panel.choose(settings.text("charts/name", "papers"))
            panel.as_table.setChecked(settings.flag("charts/table", usual=False))
            panel.name_chosen.connect(self._on_name)
            panel.as_table.toggled.connect(lambda on: settings.remember("charts/table", on))
            panel.height_chosen.connect(
                lambda height: settings.remember("charts/height", str(height))
            )
            panel.search_asked.connect(self._search)
            panel.entry_asked.connect(pane.show_entry)
            panel.export_asked.connect(self._export)
            panel.closed.connect(self._action.trigger)
        return self._panel

    def _follow(self) -> None:
        """Show the panel where it belongs, with what belongs there."""
        shown = self._action.isChecked() and self._place.list_pane.view().kind == "profile"
        if shown and self._panel is None:
            self._place.session.count(
                "chart", _load, lambda _: self._show(), self._place.list_pane.tell_error
            )
        elif shown:
            self._show()
        elif self._panel is not None:
            self._panel.hide()

    def _show(self) -> None:
        self.panel.show()
        self._ask()

    def _on_found(self) -> None:
        view = self._place.list_pane.view()
        panel = self._panel
        visible = panel is not None and panel.isVisible()
        belongs = self._action.isChecked() and view.kind == "profile"
        if panel is None and not belongs:
            return
        if visible != belongs or (belongs and view.id != self._asked[1]):
            self._follow()

    def _on_changed(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._soon.start()

    def _on_name(self, name: str) -> None:
        self._place.settings.remember("charts/name", name)
        self._ask()

    def _ask(self) -> None:
        """Ask for the chart that is chosen; a late answer to an older question is dropped."""
        session = self._place.session
        if not session.is_open:
            return
        name, profile = self.panel.name(), self._place.list_pane.view().id
        self._asked = (name, profile)

        def work(library: Library, _: Control) -> Chart | Circle:
            if name == "coauthors":
                return library.circle(profile)
            return library.chart(cast("ChartName", name), profile)

        session.count("chart", work, self._on_answer, self._place.list_pane.tell_error)

    def _on_answer(self, answer: Chart | Circle) -> None:
        if isinstance(answer, Circle):
            self.panel.show_circle(answer)
        else:
            self.panel.show_chart(answer, self._title)

    def _title(self, entry_id: int) -> str:
        rows = self._place.session.rows([entry_id])
        return rows[0].title or rows[0].key if rows else ""

    def _search(self, query: str) -> None:
        """Show in the list what was clicked; clicking it again shows everything."""
        search = self._place.list_pane.search
        search.set_text("" if search.text() == query else query)

    # --- Out of the program --------------------------------------------------------------------

    def _export(self, kind: str) -> None:
        if kind == "copy":
            from biblio.spreadsheet import to_tabs
            from desktop.window.charts.chart_panel import numbers_of

            QGuiApplication.clipboard().setText(to_tabs(*numbers_of(self.panel)))
            self._tell(self.tr("The numbers are copied; they paste into a spreadsheet."))
        elif kind == "copy_picture":
            QGuiApplication.clipboard().setImage(QImage.fromData(self.content("png")))
            self._tell(self.tr("The picture is copied."))
        else:
            self._save(kind)

    def content(self, kind: str) -> bytes:
        """The chart as the bytes of a file.

        Args:
            kind: ``svg``, ``png`` or ``csv``.
        """
        if kind == "csv":
            from biblio.spreadsheet import to_csv
            from desktop.window.charts.chart_panel import numbers_of

            # With the mark by which spreadsheets know UTF-8
            return to_csv(*numbers_of(self.panel)).encode("utf-8-sig")
        from desktop.window.charts.chart_export import as_png, as_svg
        from desktop.window.charts.chart_picture import picture_of

        with picture_of(self.panel) as picture:
            return as_svg(picture) if kind == "svg" else as_png(picture)

    def _save(self, kind: str) -> None:
        settings = self._place.settings
        folder = Path(settings.text("export/folder", str(Path.home())))
        chosen, _ = QFileDialog.getSaveFileName(
            self._place.window,
            self.tr("Save the chart"),
            str(folder / f"{self.panel.name()}.{kind}"),
            f"{kind.upper()} (*.{kind})",
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(f".{kind}")
        settings.remember("export/folder", str(path.parent))
        self.save_to(path, kind)

    def save_to(self, path: Path, kind: str) -> None:
        """Write the chart to a file."""
        from desktop.files import replace_file

        try:
            replace_file(path, self.content(kind))
        except OSError as error:
            self._place.list_pane.tell_error(error)
            return
        self._tell(self.tr("The chart is in {0}.").format(path.name))

    def _tell(self, text: str) -> None:
        self._place.list_pane.message.tell(text)


def _load(_: Library, __: Control) -> None:
    """Load what draws charts where nobody waits for it.

    It makes classes only, no widget and no other object that belongs to the thread it is made in.
    """
    for name in ("numpy", "pyqtgraph", "desktop.window.charts.chart_panel"):
        importlib.import_module(name)
