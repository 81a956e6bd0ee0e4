"""The sentences about lists that agree or differ, for the command line and the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from biblio.reconcile import Cell, Finding
from biblio.sentences import counted
from biblio.taking import Taking, taking_of
from db.reconciling.reconcile import Foreign, SiteList
from db.reconciling.reconcile_since import Since
from db.reconciling.reconcile_todo import Task, Todo

_REASONS: Final = {
    "found": "it is found by its identifier or its title now",
    "like": "their titles are alike",
    "other-year": "the title is the same, the year is not",
    "other-authors": "the title is the same, the authors are not",
    "unlike": "the title is the same, the year and the authors are not",
    "untold": "the title is the same, and no more is told",
    "ambiguous": "several entries are as near",
    "taken": "another paper of the list is that entry",
}
_MISSING: Final = {
    Taking.FILE: "{are} missing in {site}: save the .bib and import that there",
    Taking.FORM: "{are} missing in {site}: add {them} there by hand",
    Taking.ITSELF: "{are} missing in {site}, which collects by itself: report {them} there",
}


def todo_text(todo: Todo, lists: Sequence[SiteList]) -> str:
    """What is to be done, as a sentence.

    Args:
        todo: The thing to do.
        lists: All lists that are compared.
    """
    one = todo.number == 1
    papers = counted(todo.number, "paper")
    it = "it is" if one else "they are"
    if todo.place is None:
        has = "has" if one else "have"
        return (
            f"{papers} {has} other counts of citations in one list than in another, which is usual"
            " between sites: choose whose counts the numbers take."
        )
    site = lists[todo.place]
    if todo.task is Task.FEWER:
        return (
            f"{site.name} says {site.reported:,} papers, but {site.listed:,} listed: look there"
            f" for the other {todo.number:,}."
        )
    if todo.task in (Task.ADD_THERE, Task.REPORT_THERE):
        missing = _MISSING[taking_of(site.name)]
        are, them = ("is", "it") if one else ("are", "them")
        return f"{papers} {missing.format(site=site.name, are=are, them=them)}."
    return {
        Task.PERHAPS: f"{site.name} lists {papers} that may be in the library: say which {it}.",
        Task.DECIDE: f"{site.name} lists {papers} that the library does not have: decide what"
        f" {it}.",
        Task.ADOPT: f"{site.name} knows identifiers of {papers} that the library lacks.",
        Task.CHECK_YEAR: f"{site.name} has another year for {papers}: see which {it} of.",
        Task.CHECK_TITLE: f"{site.name} has another title for {papers}.",
        Task.ADD_IDS: f"{site.name} lacks identifiers of {papers} that the library has.",
    }[todo.task]


def doubt_text(paper: Foreign) -> str:
    """What a paper of a list may be, and why that is not certain."""
    names = " or ".join(key or f"#{entry_id}" for entry_id, key in paper.candidates)
    return f"perhaps {names}: {_REASONS[paper.reason]}"


def since_text(since: Since) -> str:
    """What came since the last import, as a sentence: +14 citations, 3 papers new in the h-core."""
    parts = [f"{since.citations + since.first_counts:+,} citations"]
    if since.papers:
        papers = counted(len(since.papers), "paper that was", "papers that were")
        parts[0] += f", {since.first_counts:,} of them by {papers} not counted before"
    if since.core:
        parts.append(f"{counted(len(since.core), 'paper')} new in the h-core")
    if since.h_now != since.h_before:
        parts.append(f"h-index {since.h_before} → {since.h_now}")
    return f"{since.source}, {since.before} to {since.now}: {', '.join(parts)}."


def cell_text(cell: Cell | None) -> str:
    """A paper in a list in a few words; ``–`` where it is missing."""
    if cell is None:
        return "–"
    parts = ["perhaps"] if Finding.PERHAPS in cell.findings else []
    parts += [] if cell.count is None else [f"{cell.count:,}"]
    if cell.year is not None:
        parts.append(str(cell.year))
    if cell.title:
        parts.append("other title")
    parts += [f"{kind.upper()} there" for kind, _ in cell.there]
    parts += [f"no {kind.upper()}" for kind, _ in cell.here]
    return ", ".join(parts) or "✓"
