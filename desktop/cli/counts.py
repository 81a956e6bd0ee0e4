"""The command count, and what the report of an import says of a site's file."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator

from biblio.sentences import counted
from db import Library
from db.rows import Count, ImportReport
from db.sites.site_values import OpenRow, TableReport
from desktop.cli.documents import Document
from desktop.cli.keys import one_id
from desktop.cli.output import DONE, Output
from desktop.wording import UsageError

BY_HAND = "by hand"
_METRICS = {"h_index": "h-index", "i10_index": "i10-index"}


def run_count(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Note how often an entry is cited, take a count out, or list what the ledger has."""
    entry_id = one_id(library, options.key)
    source = options.source.strip() or BY_HAND
    as_of = options.as_of or dt.datetime.now().astimezone().date()
    if options.remove:
        count = _known(library, entry_id, options)
        library.remove_count(entry_id, count)
        output.line(f"Removed {count.value:,} by {count.source}, {count.as_of}.")
    elif options.number is not None:
        count = Count(source, as_of.isoformat(), options.number)
        if library.enter_count(entry_id, count).step is None:
            output.message("Nothing to change: the library has that count.")
    counts = library.entry(entry_id).counts
    output.document(
        [{"source": each.source, "as_of": each.as_of, "value": each.value} for each in counts]
    )
    for each in counts:
        output.line(f"{each.as_of}  {each.value:>9,}  {each.source}")
    if not counts:
        output.line("n/a: no source gives a count.")
    return DONE


def _known(library: Library, entry_id: int, options: argparse.Namespace) -> Count:
    """The count to be removed: of one source and day the newest, unless the number is given.

    Raises:
        UsageError: None is meant, or several are.
    """
    day = options.as_of.isoformat() if options.as_of else ""
    found = [
        count
        for count in library.entry(entry_id).counts
        if options.source.strip() in ("", count.source)
        and day in ("", count.as_of)
        and options.number in (None, count.value)
    ]
    if len({(count.source, count.as_of) for count in found}) != 1:
        many = f"{len(found)} counts" if found else "No count"
        answers = "answer" if found else "answers"
        raise UsageError(
            f"{many} of {options.key} {answers} to that; name one by --source and --as-of."
        )
    return found[0]


def table_lines(name: str, report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    """What a site's file told, for people."""
    table = report.table
    assert table is not None
    papers = counted(report.read, "paper")
    amounts = [
        f"{table.matched:,} in the library",
        f"{len(table.open):,} to be asked about",
        f"{table.without_count:,} without count",
    ]
    if report.added:
        amounts.insert(1, f"{report.added:,} added")
    if table.left:
        amounts.append(f"{table.left:,} left aside")
    end = " (dry run: nothing was changed)" if dry_run else ""
    kind = f"{report.format}, {report.encoding}"
    counts = counted(report.counts, "new count")
    yield f"{name}: {table.site} ({kind}), as of {table.as_of}: {papers}"
    yield f"  {', '.join(amounts)}; {counts}{end}."
    if table.columns:
        yield "  Read: " + ", ".join(f"{role} from “{column}”" for role, column in table.columns)
    if table.person:
        told = ", ".join(f"{_in_words(metric)} {value:,g}" for metric, value in table.metrics)
        yield f"  Of {table.person}: {told or 'no numbers'}"


def hint(table: TableReport) -> str:
    """What to do about papers that are no entry's; empty where there are none."""
    if not table.open:
        return ""
    unknown = sum(not row.candidates for row in table.open)
    if not unknown:
        return "  Open the library in the window to say which entries they are."
    return (
        "  Import it again with --create-unmatched to make entries of those that are in no entry,"
        " or in the window to say which entries they are."
    )


def table_document(table: TableReport) -> Document:
    """What a site's file told, as JSON."""
    return {
        "site": table.site,
        "as_of": table.as_of,
        "columns": dict(table.columns),
        "person": table.person or None,
        "reported": dict(table.metrics),
        "matched": table.matched,
        "left": table.left,
        "without_count": table.without_count,
        "new_counts": table.new_counts,
        "open": [_row_document(row) for row in table.open],
    }


def _row_document(row: OpenRow) -> Document:
    return {
        "line": row.line,
        "title": row.title,
        "authors": list(row.authors),
        "year": row.year,
        "count": row.count,
        "reason": row.reason,
        "candidates": list(row.candidates),
    }


def _in_words(metric: str) -> str:
    name = metric.removesuffix("_recent")
    words = _METRICS.get(name, name.replace("_", " "))
    return f"{words} of the last 5 years" if name != metric else words
