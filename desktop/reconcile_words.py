"""The sentences about lists that agree or differ, for the command line and the window."""

from __future__ import annotations

from typing import Final

from biblio.reconcile import Cell
from db.reconciling.reconcile import SiteList
from db.reconciling.reconcile_since import Since
from db.reconciling.reconcile_todo import Task, Todo

FINDINGS: Final = {
    "agrees": "Agrees everywhere",
    "missing": "Missing somewhere",
    "count": "Count differs",
    "year": "Year differs",
    "title": "Title differs",
    "id-there": "Identifier only there",
    "id-here": "Identifier only here",
}


def todo_text(todo: Todo, site: SiteList) -> str:
    """What is to be done, as a sentence."""
    papers = "1 paper" if todo.number == 1 else f"{todo.number:,} papers"
    if todo.task is Task.DECIDE:
        what = "it is" if todo.number == 1 else "they are"
        return f"{site.name} lists {papers} that the library does not have: decide what {what}."
    if todo.task is Task.FEWER:
        return (
            f"{site.name} says {site.reported:,} papers, but {site.listed:,} listed: look there"
            f" for the other {todo.number:,}."
        )
    it = "it is" if todo.number == 1 else "they are"
    return {
        Task.ADD_THERE: f"{papers} missing in {site.name}: add them there where that can be done"
        " (save the .bib).",
        Task.ADOPT: f"{site.name} knows identifiers of {papers} that the library lacks.",
        Task.CHECK_YEAR: f"{site.name} has another year for {papers}: see which {it} of.",
        Task.CHECK_TITLE: f"{site.name} has another title for {papers}.",
        Task.ADD_IDS: f"{site.name} lacks identifiers of {papers} that the library has.",
    }[todo.task]


def since_text(since: Since) -> str:
    """What came since the last import, as a sentence: +14 citations, 3 papers new in the h-core."""
    parts = [f"{since.citations + since.first_counts:+,} citations"]
    if since.papers:
        number = len(since.papers)
        papers = "1 paper" if number == 1 else f"{number:,} papers"
        parts[0] += f" ({since.first_counts:,} of {papers} counted for the first time)"
    if since.core:
        number = len(since.core)
        parts.append(f"{number:,} {'paper' if number == 1 else 'papers'} new in the h-core")
    if since.h_now != since.h_before:
        parts.append(f"h-index {since.h_before} → {since.h_now}")
    return f"{since.source}, {since.before} to {since.now}: {', '.join(parts)}."


def cell_text(cell: Cell | None) -> str:
    """A paper in a list in a few words; ``–`` where it is missing."""
    if cell is None:
        return "–"
    parts = [] if cell.count is None else [f"{cell.count:,}"]
    if cell.year is not None:
        parts.append(str(cell.year))
    if cell.title:
        parts.append("other title")
    parts += [f"{kind.upper()} there" for kind, _ in cell.there]
    parts += [f"no {kind.upper()}" for kind, _ in cell.here]
    return ", ".join(parts) or "✓"
