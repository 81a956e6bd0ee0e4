"""The commands that only look: search and show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from biblio.query import explain, parse, remarks
from biblio.query.fields import is_known
from biblio.sentences import counted
from biblio.typed import TYPE_CHECKING
from db.finding.ordering import RELEVANCE, SORT_COLUMNS
from db.listed import FIELD, Sort
from desktop.cli import table
from desktop.cli.output import DONE, Output

_KEY_WIDTH = 32
# What people write for a column's name.
_COLUMN_NAMES = {"author": "authors", "field": "subject", "journal": "venue", "badge": "badges"}
_PAGE = 500  # rows that are read at once

if TYPE_CHECKING:
    import argparse

    from db.listed import Row
    from db.operations.listing import ListReader
    from db.reading import LibraryReader
    from db.rows import Stored


def _may_be_remarked(query: str) -> bool:
    """Whether a query has what may be misread: most have not, and need not load what tells."""
    return ":" in query or "*" in query or " or " in query


def run_search(library: ListReader, options: argparse.Namespace, output: Output) -> int:
    """List what a query finds."""
    query = " ".join(options.query)
    ids = library.find_ids(query, sort_of(options.sort))
    shown = ids[: options.limit] if options.limit else ids
    understood = library.understood(parse(query))
    for remark in library.remarks(understood) if _may_be_remarked(query) else ():
        output.message(remark)
    if ids or output.as_json:  # else they are in what is said below
        for remark in remarks(understood):
            output.message(remark)
    if output.as_json:
        from db.reading import LibraryReader
        from desktop.cli.documents import entry_document

        assert isinstance(library, LibraryReader)  # documents say more than the list does
        output.document([entry_document(library.entry(entry_id)) for entry_id in shown])
        return DONE
    if not ids:
        output.message(
            f"Nothing found; asked for: {explain(understood)}."
            if library.count()
            else "The library is empty; import a profile page or a .bib file."
        )
        _offer_beginning(library, query, output)
        return DONE
    for start in range(0, len(shown), _PAGE):
        page = shown[start : start + _PAGE]
        former = library.found_by_former_key(understood, page)
        lines = rows_table(library.rows(page), output.width, former)
        for line in lines if not start else lines[2:]:
            output.line(line)
    if len(shown) < len(ids):
        output.message(f"{len(shown):,} of {len(ids):,} entries.")
    return DONE


def _offer_beginning(library: ListReader, query: str, output: Output) -> None:
    """Say what the query finds in the window, where its last word is still being typed."""
    from biblio.query.finished import finished

    text = finished(query)
    found = 0 if text == query.strip() else len(library.find_ids(text))
    if found:
        output.message(
            f"“{text}” finds {counted(found, 'entry', 'entries')}: a word is taken whole unless a"
            " star follows it."
        )


def sort_of(names: Sequence[str]) -> list[Sort]:
    """The sort keys that ``-year,title`` names.

    Raises:
        UsageError: There is no such column.
    """
    sort: list[Sort] = []
    for name in names:
        column = name.removeprefix("-").lower()
        column = _COLUMN_NAMES.get(column, column)
        if column not in SORT_COLUMNS and is_known(column):
            column = FIELD + column
        if column not in SORT_COLUMNS and column != RELEVANCE and not is_field(column):
            from desktop.wording import UsageError

            raise UsageError(
                f"Entries cannot be sorted by “{name}”; choose from"
                f" {', '.join([*SORT_COLUMNS, RELEVANCE])}, or any field, as {FIELD}doi."
            )
        sort.append(Sort(column, descending=name.startswith("-")))
    return sort


def is_field(column: str) -> bool:
    """Whether a column is that of any field."""
    return column.startswith(FIELD) and len(column) > len(FIELD)


def rows_table(
    rows: Sequence[Row], width: int, former: Mapping[int, str] | None = None
) -> list[str]:
    """Lines of the list: two of titles, then one for each entry.

    Args:
        rows: The entries.
        width: Columns of the terminal.
        former: Entry to the key that it had and was found by; None for no entry.
    """
    keys = [table.shortened(_key(row, former or {}), _KEY_WIDTH) for row in rows]
    key_width = max(map(table.width_of, [*keys, "Key"]))
    left = max(30, width - key_width - len("  2024  ") - 2)
    author_width = max(12, min(36, left * 2 // 5))
    title_width = left - author_width
    return table.table(
        ("Key", "Year", "Authors", "Title"),
        [
            (
                key,
                "" if row.year is None else str(row.year),
                table.short_authors(row.authors, author_width),
                table.shortened(row.title or "(no title)", title_width),
            )
            for key, row in zip(keys, rows, strict=True)
        ],
    )


def _key(row: Row, former: Mapping[int, str]) -> str:
    key = row.key or f"#{row.id}"
    return f"{key} (was {former[row.id]})" if row.id in former else key


def run_show(library: LibraryReader, options: argparse.Namespace, output: Output) -> int:
    """Show one entry: what it is, what the library knows of it, its fields as written."""
    from desktop.cli.keys import one_id

    entry_id = one_id(library, options.key)
    stored = library.entry(entry_id)
    if output.as_json:
        from desktop.cli.documents import entry_document

        output.document(entry_document(stored))
        return DONE
    row = library.rows([entry_id])[0]
    output.line(row.title or "(no title)")
    output.line(row.authors.replace("; ", ", ") or "(no authors)")
    output.line(" · ".join(filter(None, (row.type, row.venue, row.date, row.subject, *row.badges))))
    output.line()
    for line in table.listing(_facts(stored), output.width):
        output.line(line)
    output.line()
    fields = [(field.name, field.value) for field in stored.entry.fields]
    fields += [
        (each.field.name, f"{each.field.value}  (inherited from {each.key})")
        for each in stored.inherited
    ]
    for line in table.listing(fields, output.width):
        output.line(line)
    return DONE


def _facts(stored: Stored) -> list[tuple[str, str]]:
    facts = [("Number", f"#{stored.id}")]
    if stored.old_keys:
        facts.append(("Old keys", ", ".join(stored.old_keys)))
    if stored.counts:
        count = stored.counts[0]
        facts.append(("Citations", f"{count.value:,} ({count.source}, {count.as_of})"))
    else:
        facts.append(("Citations", "n/a"))
    if stored.sources:
        facts.append(("From", ", ".join(stored.sources)))
    facts.append(("Added", stored.added[:10]))
    if stored.changed != stored.added:
        facts.append(("Changed", stored.changed[:10]))
    facts += [(problem.severity.value.capitalize(), problem.message) for problem in stored.problems]
    return facts
