"""The list against what sites list: a summary, what to do, and a .bib of what is missing there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from biblio.reconcile import Finding
from biblio.sentences import counted
from desktop.cli import table
from desktop.cli.output import DONE, PARTLY, Output
from desktop.reconcile_words import cell_text, doubt_text, since_text, todo_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from biblio.reconcile import Cell
    from db import Library
    from db.reading import LibraryReader
    from db.reconciling.reconcile import Foreign, Reconciled
    from db.reconciling.reconcile_todo import Todo

_SHOWN = 200  # works that differ, at most


def run_reconcile(library: LibraryReader, options: argparse.Namespace, output: Output) -> int:
    """Compare, or write what is missing in one list."""
    profile = _profile(library, options.profile)
    if profile is None:
        output.document(_document(None, [], []))
        output.message("This library has no profile yet; import a profile page to make one.")
        return DONE
    if options.decisions:
        _decide(cast("Library", library), options.decisions, output)
    found = library.reconciled(profile)
    if options.missing_in is not None:
        return _write_missing(library, found, options, output)
    from db.reconciling.reconcile_todo import todo

    todos = todo(found)
    since = library.since_last_import(profile)
    if output.as_json:
        lines: list[dict[str, object]] = [
            {
                "task": each.task.value,
                "list": None if each.place is None else found.lists[each.place].name,
                "papers": each.number,
                "entries": list(each.entry_ids),
            }
            for each in todos
        ]
        news: list[dict[str, object]] = [
            {
                "source": each.source,
                "before": each.before,
                "now": each.now,
                "citations": each.citations + each.first_counts,
                "new_papers": list(each.papers),
                "new_in_h_core": list(each.core),
                "h_before": each.h_before,
                "h_now": each.h_now,
            }
            for each in since
        ]
        output.document(_document(found, lines, news))
        return _status(todos)
    if not found.lists:
        output.message(
            "No site has told yet what it lists of this person; import its page or file."
        )
        return DONE
    _show_lists(found, output)
    for each in since:
        output.line(since_text(each))
    if since:
        output.line()
    _show_rows(found, output)
    if todos:
        output.line("To do")
        for each_todo in todos:
            output.line(f"• {todo_text(each_todo, found.lists)}")
    return _status(todos)


def _status(todos: Sequence[Todo]) -> int:
    """Whether there is anything to do; that sites count differently is nobody's fault."""
    from db.reconciling.reconcile_todo import Task

    return PARTLY if any(each.task is not Task.COUNTS for each in todos) else DONE


def _profile(library: LibraryReader, name: str | None) -> int | None:
    """The profile that is meant; None where there is none.

    Raises:
        UsageError: Nobody has this name.
    """
    if name is None:
        profiles = library.profiles()
        return profiles[0][0] if profiles else None
    found = library.find_profile(name)
    if found is None:
        from desktop.wording import UsageError

        raise UsageError(f"The library has no profile of “{name}”.")
    return found


def _decide(library: Library, decisions: Sequence[tuple[int, str]], output: Output) -> None:
    """Say what papers of lists are."""
    from db.sites.site_values import Choice, RowChoice
    from desktop.cli.keys import one_id

    words = {"new": RowChoice.CREATE, "leave": RowChoice.LEAVE}
    choices: dict[int, Choice] = {
        number: words[key] if key in words else one_id(library, key) for number, key in decisions
    }
    notice = library.decide_rows(choices)
    if notice.step is None:
        output.message("Nothing to change: none of these numbers is a paper to decide on.")


def _show_lists(found: Reconciled, output: Output) -> None:
    output.line(f"{found.name}: {len(found.rows):,} works")
    output.line()
    rows = []
    for place, each in enumerate(found.lists):
        foreign = [f.finding for f in found.foreign if f.place == place and not f.left]
        differing = sum(
            cell is not None and bool(set(cell.findings) - {Finding.PERHAPS})
            for cell in (r.cells[place] for r in found.rows)
        )
        rows.append(
            (
                each.name,
                each.as_of,
                f"{each.listed:,}",
                "" if each.reported is None else f"{each.reported:,}",
                f"{len(found.missing_in(place)):,}",
                f"{foreign.count(Finding.UNKNOWN):,}",
                f"{foreign.count(Finding.PERHAPS):,}",
                f"{differing:,}",
            )
        )
    titles = (
        "List",
        "As of",
        "Lists",
        "Says",
        "Missing there",
        "Only there",
        "Perhaps",
        "Differing",
    )
    for line in table.table(titles, rows, right=frozenset(range(2, 8))):
        output.line(line)
    output.line()


def _show_rows(found: Reconciled, output: Output) -> None:
    """The works that differ, counts alone being no difference here, and what is only in lists."""
    differing = [
        row for row in found.rows if any(cell is None or cell.findings for cell in row.cells)
    ]
    foreign = [each for each in found.foreign if not each.left]
    if not differing and not foreign:
        return
    rows = [
        (
            table.shortened(row.key or f"#{row.entry_id}", 28),
            "" if row.year is None else str(row.year),
            *(table.shortened(cell_text(cell), 24) for cell in row.cells),
        )
        for row in differing[:_SHOWN]
    ]
    titles = ("Key", "Year", *(table.shortened(each.name, 24) for each in found.lists))
    for line in table.table(titles, rows) if rows else ():
        output.line(line)
    if len(differing) > _SHOWN:
        output.line(f"… and {len(differing) - _SHOWN:,} more.")
    output.line()
    if foreign:
        _show_foreign(found, foreign, output)


def _show_foreign(found: Reconciled, foreign: list[Foreign], output: Output) -> None:
    """What may be an entry, and then what is only in a list."""
    output.line("Say what these are with --decide NO=KEY, NO=new or NO=leave:")
    for each in sorted(foreign, key=lambda each: not each.candidates)[:_SHOWN]:
        year = f" ({each.year})" if each.year else ""
        name = found.lists[each.place].name
        what = f"in {name}, {doubt_text(each)}" if each.candidates else f"only in {name}"
        output.line(f"{each.row_id:>6}  {each.title}{year}, {what}")
    if len(foreign) > _SHOWN:
        output.line(f"… and {len(foreign) - _SHOWN:,} more.")
    output.line()


def _write_missing(
    library: LibraryReader, found: Reconciled, options: argparse.Namespace, output: Output
) -> int:
    from db.citing.exporting import ExportOptions
    from desktop.wording import UsageError

    name = options.missing_in.casefold()
    places = [i for i, each in enumerate(found.lists) if each.name.casefold() == name]
    if not places:
        known = ", ".join(f"“{each.name}”" for each in found.lists)
        raise UsageError(
            f"Nothing is known of what “{options.missing_in}” lists."
            + (f" There is {known}." if known else " Import its page or file first.")
        )
    ids = found.missing_in(places[0])
    # In BibTeX that every site reads, not as the files have it
    text = library.export(ids, ExportOptions("bibtex")).text
    amount = counted(len(ids), "entry", "entries")
    if options.output is not None:
        from desktop.files import replace_file

        replace_file(options.output, text.encode())
        output.message(f"{amount} missing in {found.lists[places[0]].name} in “{options.output}”.")
    elif not output.as_json:
        sys.stdout.write(text)
    output.document(
        {
            "list": found.lists[places[0]].name,
            "entries": list(ids),
            "file": None if options.output is None else str(options.output),
            **({"text": text} if options.output is None else {}),
        }
    )
    return DONE


def _document(
    found: Reconciled | None, todos: list[dict[str, object]], news: list[dict[str, object]]
) -> dict[str, object]:
    if found is None:
        return {"name": None, "lists": [], "works": [], "only_there": [], "todo": [], "since": []}
    return {
        "name": found.name,
        "lists": [
            {
                "name": each.name,
                "as_of": each.as_of or None,
                "listed": each.listed,
                "reported": each.reported,
                "missing": list(found.missing_in(place)),
            }
            for place, each in enumerate(found.lists)
        ],
        "works": [
            {
                "entry": row.entry_id,
                "key": row.key,
                "title": row.title,
                "year": row.year,
                "findings": [finding.value for finding in row.findings],
                "lists": {
                    each.name: _cell(cell)
                    for each, cell in zip(found.lists, row.cells, strict=True)
                },
            }
            for row in found.rows
        ],
        "only_there": [
            {
                "list": found.lists[each.place].name,
                "number": each.row_id,
                "title": each.title,
                "authors": list(each.authors),
                "year": each.year,
                "citations": each.count,
                "left": each.left,
                "perhaps": [entry_id for entry_id, _ in each.candidates],
                "reason": each.reason or None,
            }
            for each in found.foreign
        ],
        "todo": todos,
        "since": news,
    }


def _cell(cell: Cell | None) -> dict[str, object] | None:
    if cell is None:
        return None
    return {
        "citations": cell.count,
        "findings": [finding.value for finding in cell.findings],
        "title": cell.title or None,
        "year": cell.year,
        "identifiers_there": dict(cell.there),
        "identifiers_here": dict(cell.here),
    }
