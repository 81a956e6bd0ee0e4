"""What an empty list says: why nothing is there, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.window.table.list_pane import ListPane

translate = QCoreApplication.translate


def explain_emptiness(pane: ListPane, total: int) -> None:
    """Say in place of an empty list why it is empty, and what to do.

    Args:
        pane: Where the list is.
        total: How many entries its view has; where there are none, no search finds any.
    """
    if pane.search.text().strip() and total:
        clear = (translate("ListPane", "Clear the search"), lambda: pane.search.set_text(""))
        everywhere = (translate("ListPane", "Search all entries"), pane.all_asked.emit)
        buttons = (clear,) if pane.view().kind == "all" else (everywhere, clear)
        pane.empty.show_state(
            "search",
            translate("ListPane", "Nothing matches"),
            translate(
                "ListPane",
                "Try fewer words or only the beginning of one; accents and capitals do not "
                "matter. OR between words finds either of them; author: and title: look in "
                "one field only.",
            ),
            *buttons,
        )
        return
    if pane.view().also:
        words = (
            translate("ListPane", "No entry is in all of them")
            if pane.view().every
            else translate("ListPane", "No entry is in any of them")
        )
        pane.empty.show_state("collection", words, "")
        return
    match pane.view().kind:
        case "recent":
            words = translate("ListPane", "Nothing was added in the last 30 days")
            pane.empty.show_state("recent", words, "")
        case "problems":
            pane.empty.show_state(
                "check",
                translate("ListPane", "No entry needs attention"),
                translate("ListPane", "What an import finds wrong or doubtful is listed here."),
            )
        case "trash":
            pane.empty.show_state(
                "trash",
                translate("ListPane", "The trash is empty"),
                translate("ListPane", "Entries that you delete wait here until you empty it."),
            )
        case "source":
            words = translate("ListPane", "No entry of this file is left in the library")
            pane.empty.show_state("document", words, "")
        case "collection":
            pane.empty.show_state(
                "collection",
                translate("ListPane", "Nothing is in this collection yet"),
                translate(
                    "ListPane",
                    "Drag entries from any list onto its name, or select them and press "
                    "Ctrl+Shift+T. An entry can be in many collections.",
                ),
                (translate("ListPane", "Show all entries"), pane.all_asked.emit),
            )
        case "tag":
            pane.empty.show_state(
                "tag",
                translate("ListPane", "No entry bears this tag"),
                translate(
                    "ListPane", "Select entries in any list and press Ctrl+T to give it to them."
                ),
                (translate("ListPane", "Show all entries"), pane.all_asked.emit),
            )
        case "search":
            words = translate("ListPane", "This search finds nothing now")
            pane.empty.show_state(
                "search",
                words,
                translate("ListPane", "It is asked anew each time it is looked at."),
            )
        case _:
            pane.empty.show_state(
                "oeuvre",
                translate("ListPane", "The library is empty; there is nothing to find yet")
                if pane.search.text().strip()
                else translate("ListPane", "Your publications go here"),
                translate(
                    "ListPane",
                    "Import a saved profile page or a .bib file. You can also drop files on "
                    "this window, or copy a profile page or BibTeX anywhere and press Ctrl+V.",
                ),
                (translate("ListPane", "Import a profile page or a .bib…"), pane.import_asked.emit),
            )
