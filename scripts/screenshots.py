"""Take the pictures of README and guide again: the window on the example library and on hard data.

Usage: python scripts/screenshots.py [--large] [NAME…]

Writes docs/images/NAME.png without a screen. ``--large`` also makes a library of 100,000 entries.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

import hard_data  # noqa: E402 - it needs the path
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from db import Library, View  # noqa: E402
from db.rows import Count  # noqa: E402
from desktop.example import make_example  # noqa: E402
from desktop.window import theme  # noqa: E402
from desktop.window.app import application, quiet_platform, wait_until_settled  # noqa: E402
from desktop.window.command_palette import CommandPalette  # noqa: E402
from desktop.window.counts.counts_dialog import TableDialog  # noqa: E402
from desktop.window.files.export_dialog import ExportDialog  # noqa: E402
from desktop.window.files.import_report import ImportReportDialog  # noqa: E402
from desktop.window.history.history_panel import HistoryPanel  # noqa: E402
from desktop.window.keys.key_rekey_dialog import RekeyDialog  # noqa: E402
from desktop.window.main_window import MainWindow  # noqa: E402
from desktop.window.profile.h_index_dialog import HIndexDialog  # noqa: E402
from desktop.window.settings import Settings  # noqa: E402

SIZE = (1440, 900)
MADE_UP = "Made-up counts"
_ASKED = 2000  # milliseconds until a file that is imported was looked at
Act = Callable[[MainWindow], None]


class Studio:
    """Takes pictures of windows on libraries in a folder of its own."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        self.folder = folder

    def library(self, name: str, fill: Callable[[Library], object]) -> Path:
        """A library that `fill` has filled; it is made once."""
        path = self.folder / f"{name}.oeuvre"
        if not path.exists():
            with Library.open(path, actor="example") as library:
                fill(library)
        return path

    def example(self) -> Path:
        """The example library."""
        path = self.folder / "Publications.oeuvre"
        make_example(path)
        return path

    def copy_of_example(self) -> Path:
        """Another example library, to be changed."""
        path = self.folder / "Copy.oeuvre"
        make_example(path)
        return path

    def counted_example(self) -> Path:
        """An example library whose papers have counts, which are made up."""
        path = self.folder / "Counted.oeuvre"
        if not path.exists():
            make_example(path)
            with Library.open(path, actor="example") as library:
                for place, row in enumerate(library.rows(library.find_ids("-no:year"))):
                    count = Count(MADE_UP, "2026-05-31", 400 // (place + 1) + 7 - place % 7)
                    if place % 9 != 8:
                        library.enter_count(row.id, count)
        return path

    def take(
        self,
        name: str,
        library: Path,
        act: Act | None = None,
        *,
        size: tuple[int, int] = SIZE,
        dark: bool = False,
        of: type[QWidget] | None = None,
        settles: bool = True,
    ) -> None:
        """Open a window, do something in it, and write its picture.

        A window that waits for an answer does not settle.
        """
        theme.apply(self.app, Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        window = MainWindow(library, Settings(self.folder / f"{name}.ini"))
        window.resize(*size)
        window.show()
        wait_until_settled(window)
        if act is not None:
            act(window)
            if settles:
                wait_until_settled(window)
        shown = window.grab()
        if of is not None:
            shown = window.findChildren(of)[-1].grab()
        IMAGES.mkdir(parents=True, exist_ok=True)
        target = IMAGES / f"{name}.png"
        if not shown.save(str(target)):
            raise OSError(5, "The picture could not be written", str(target))
        window.close()
        window.deleteLater()
        print(target.relative_to(ROOT))


def search(text: str) -> Act:
    """Type a query."""
    return lambda window: window.list_pane.search.set_text(text)


def one_with_formulas(window: MainWindow) -> None:
    """Show an entry whose summary has mathematics."""
    window.list_pane.search.set_text("weight-sharing")
    wait_until_settled(window)
    window.list_pane.table.selectRow(0)
    window.list_pane.search.set_text("")


def everything(window: MainWindow) -> None:
    """Show all entries."""
    window.go_to(View())


def import_broken(window: MainWindow) -> None:
    """Import a file with things to look at."""
    path = window.session.path.with_name("thesis.bib")
    path.write_text(hard_data.BROKEN_BIB, encoding="utf-8")
    window.commands.imports.import_files([path])


def import_broken_and_report(window: MainWindow) -> None:
    """Open the report of such an import."""
    import_broken(window)
    wait_until_settled(window)
    window.list_pane.message.buttons()[0].click()


def open_export(window: MainWindow) -> None:
    """Open the export of the list."""
    window.actions_["export"].trigger()


def edit_and_show_history(window: MainWindow) -> None:
    """Do and undo a few things, and open the history."""
    entry_id = window.list_pane.model.id_at(0)
    for values in ({"note": "To appear"}, {"note": "Accepted"}):
        window.entry_pane.fields_edited.emit(entry_id, values)
        wait_until_settled(window)
    window.commands.undo()
    wait_until_settled(window)
    window.actions_["history"].trigger()


def group_and_browse(window: MainWindow) -> None:
    """Make collections and tags, and browse with one author included and one field excluded."""
    ids = list(window.list_pane.model.ids)

    def fill(library: Library) -> None:
        thesis = library.add_collection("Thesis", colour="#3f7fd1", entry_ids=ids[:9])
        library.add_collection("Chapter 2", parent=thesis, entry_ids=ids[8:20])
        library.add_tag("to read", colour="#d0473e", entry_ids=ids[:7])
        library.save_search("first author, with code", "me:first has:code")

    window.session.write(lambda library, _: fill(library), lambda _: None)
    wait_until_settled(window)
    window.actions_["browse"].trigger()
    wait_until_settled(window)
    window.list_pane.search.set_text('author:="Sékou-Oumar Kaba" -field:cond-mat.mtrl-sci')


def rekey_with_documents(window: MainWindow) -> None:
    """Offer new keys for some entries, of which a thesis cites one."""
    folder = window.session.path.with_name("thesis")
    folder.mkdir(exist_ok=True)
    window.list_pane.table.select_ids(list(window.list_pane.model.ids[:8]))
    key = window.list_pane.model.row_at(1)
    text = f"As shown before \\cite[p.~3]{{{key.key if key else ''}}}, maps commute.\n"
    (folder / "chapter2.tex").write_text(text, encoding="utf-8")
    window.actions_["rekey"].trigger()
    wait_until_settled(window)
    dialog = window.findChildren(RekeyDialog)[-1]
    dialog.documents.add_folder(folder)
    dialog.pattern.setText("[auth:lower][year]")
    for _ in range(20):
        QTest.qWait(20)
        wait_until_settled(window)


def attach_and_show_files(window: MainWindow) -> None:
    """Give an entry two files, and show them."""
    one_with_formulas(window)
    entry_id = window.list_pane.table.current_id()
    papers = [window.session.path.with_name(name) for name in ("Download.pdf", "slides.pdf")]
    for number, path in enumerate(papers):
        path.write_bytes(b"%%PDF-1.7 %d" % number)
    feature = window.features.feature("files.attachment_feature", "AttachmentFeature")
    feature.attach(entry_id, papers)
    wait_until_settled(window)
    window.entry_pane.show_tab("files")


def import_counts(window: MainWindow) -> None:
    """Show what a file of counts holds: papers of the list, one that may be, one that is not."""
    rows = [window.list_pane.model.row_at(place) for place in range(12)]
    lines = [
        f'"{row.title}",{row.year},{300 // (place + 1)}'
        for place, row in enumerate(rows)
        if row is not None
    ]
    path = window.session.path.with_name("counts.csv")
    doubtful = [f'"{row.title}",2012,41' for row in rows[:1] if row is not None]
    unknown = '"A Made-up Paper on Lamps and Other Lights",2019,12'
    path.write_text("\n".join(["Title,When,Cited by", *lines[1:], *doubtful, unknown]), "utf-8")
    window.commands.imports.import_files([path])
    QTest.qWait(_ASKED)
    window.findChildren(TableDialog)[-1].site.setText(MADE_UP)
    QTest.qWait(_ASKED)


def explain_h(window: MainWindow) -> None:
    """Open the ranked list behind the h-index, without the reviews of it."""
    window.actions_["explain_h"].trigger()
    wait_until_settled(window)
    dialog = window.findChildren(HIndexDialog)[-1]
    dialog.resize(860, 620)
    QTest.qWait(_ASKED // 4)
    dialog.table.scrollTo(dialog.model.index(dialog.model.h() + 3, 0))


def open_charts(window: MainWindow) -> None:
    """Open the charts over the list."""
    window.actions_["charts"].trigger()


def open_palette(window: MainWindow) -> None:
    """Open the list of all commands."""
    window.actions_["palette"].trigger()


def fill_with_ugly(library: Library) -> None:
    """Titles and authors that are hard to show."""
    library.import_bytes(
        hard_data.ugly_bib().encode(), name="ugly.bib", file_date=dt.date(2026, 5, 31)
    )


def pictures(studio: Studio, *, large: bool) -> dict[str, Callable[[], None]]:
    """What there is to take, by name."""
    example = studio.example
    taken: dict[str, Callable[[], None]] = {
        "window": lambda: studio.take("window", example(), one_with_formulas),
        "dark": lambda: studio.take("dark", example(), one_with_formulas, dark=True),
        "search": lambda: studio.take("search", example(), search("author:kaba year:>=2022")),
        "no-match": lambda: studio.take("no-match", example(), search("author:kaba gravitation")),
        "empty": lambda: studio.take(
            "empty", studio.library("Empty", lambda _: None), size=(1100, 700)
        ),
        "import": lambda: studio.take(
            "import", studio.library("Thesis", lambda _: None), import_broken
        ),
        "import-report": lambda: studio.take(
            "import-report",
            studio.library("Report", lambda _: None),
            import_broken_and_report,
            of=ImportReportDialog,
        ),
        "export": lambda: studio.take("export", example(), open_export, of=ExportDialog),
        "history": lambda: studio.take(
            "history", studio.copy_of_example(), edit_and_show_history, of=HistoryPanel
        ),
        "browse": lambda: studio.take("browse", studio.copy_of_example(), group_and_browse),
        "rekey": lambda: studio.take(
            "rekey", studio.copy_of_example(), rekey_with_documents, of=RekeyDialog
        ),
        "files": lambda: studio.take("files", studio.copy_of_example(), attach_and_show_files),
        "counts": lambda: studio.take(
            "counts", studio.copy_of_example(), import_counts, of=TableDialog, settles=False
        ),
        "h-index": lambda: studio.take(
            "h-index", studio.counted_example(), explain_h, of=HIndexDialog
        ),
        "charts": lambda: studio.take("charts", example(), open_charts),
        "commands": lambda: studio.take("commands", example(), open_palette, of=CommandPalette),
        "small": lambda: studio.take("small", example(), one_with_formulas, size=(900, 600)),
        "big": lambda: studio.take(
            "big", example(), one_with_formulas, size=(1920, 1080), dark=True
        ),
        "ugly": lambda: studio.take("ugly", studio.library("Ugly", fill_with_ugly), everything),
    }
    if large:
        taken["large"] = lambda: studio.take(
            "large", studio.library("Large", hard_data.fill_with_many), everything
        )
    return taken


def main() -> int:
    """Take the pictures that are asked for, all without a name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--large", action="store_true", help="also one of 100,000 entries")
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_args()
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(application(), Path(folder))
        quiet_platform()
        if scale != 1:
            width, height = (round(each / scale) for each in SIZE)
            studio.take("scaled", studio.example(), size=(width, height))
            return 0
        taken = pictures(studio, large=asked.large)
        unknown = [name for name in asked.names if name not in {*taken, "scaled"}]
        if unknown:
            parser.error(f"no such picture: {', '.join(unknown)}")
        for name, take in taken.items():
            if not asked.names or name in asked.names:
                take()
    if not asked.names or "scaled" in asked.names:
        # Qt reads the scale once, when it starts
        again = [sys.executable, __file__]
        subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "1.5"}, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
