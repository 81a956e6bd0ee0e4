"""The command check: what imports found, what looks wrong in entries, and mending it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from biblio.check_codes import MENDS
from biblio.problem import Severity
from biblio.sentences import counted
from desktop.cli.check_arguments import EVERY
from desktop.cli.choosing import chosen_entries
from desktop.cli.documents import Document, placed_problem_document, problem_document
from desktop.cli.output import DONE, PARTLY, Output
from desktop.wording import UsageError

if TYPE_CHECKING:
    import argparse

    from db import Library
    from db.checking import Found
    from db.rows import ProblemRow

_ALL = 1_000_000


def run_check(library: Library, options: argparse.Namespace, output: Output) -> int:
    """List what is wrong or doubtful, or mend it."""
    codes = _codes(options.fix)
    ids, missing = chosen_entries(library, options)
    for key in missing:
        output.message(f"There is no entry “{key}” in the library.")
    mended = None
    if codes and not options.dry_run:
        chosen = library.find_ids() if ids is None else ids
        mended = len(library.mend(dict.fromkeys(chosen, codes)).entry_ids)
    found = library.check(ids)
    rows = [] if options.dry_run else _of_imports(library, ids)
    if options.dry_run:
        found = [
            each for each in found if each.finding.mended and each.finding.problem.code in codes
        ]
    places = [_place(row) for row in rows]
    names = _keys(library, rows)
    documents: list[Document] = [placed_problem_document(row) for row in rows]
    documents += [_document(each) for each in found]
    output.document({"problems": documents, **({} if mended is None else {"mended": mended})})
    for row, place in zip(rows, places, strict=True):
        where = ", ".join(filter(None, (*place, names.get(row.entry_id or 0, ""))))
        output.line(
            f"{row.problem.severity.value}: {where}{': ' * bool(where)}{row.problem.message}"
        )
    for each in found:
        for line in _lines(each, shows_mend=options.dry_run):
            output.line(line)
    if options.dry_run:
        output.message(f"{len(found):,} could be mended; nothing was changed.")
        return DONE
    return _told(mended, rows, found, output)


def _codes(words: Sequence[str]) -> set[str]:
    names = [name for word in words for name in word.split(",") if name]
    can = {code for code, done in MENDS.items() if done}
    for name in names:
        if name != EVERY and name not in can:
            raise UsageError(f"“{name}” cannot be mended; these can: {', '.join(sorted(can))}.")
    return can if EVERY in names else set(names)


def _of_imports(library: Library, ids: Sequence[int] | None) -> list[ProblemRow]:
    rows = library.problems(_ALL)
    wanted = None if ids is None else set(ids)
    return [row for row in rows if wanted is None or row.entry_id in wanted]


def _place(row: ProblemRow) -> tuple[str, str]:
    return row.source, f"line {row.problem.line}" if row.problem.line else ""


def _keys(library: Library, rows: Sequence[ProblemRow]) -> dict[int, str]:
    """What to call the entries that rows are about."""
    ids = list(dict.fromkeys(row.entry_id for row in rows if row.entry_id))
    return {row.id: row.key or f"entry #{row.id}" for row in library.rows(ids)}


def _document(found: Found) -> Document:
    problem = found.finding.problem
    return {
        "file": None,
        **problem_document(problem),
        "entry": found.entry_id,
        "field": problem.field,
        "mended": cast("object", dict(found.finding.mended)) if found.finding.mended else None,
    }


def _lines(found: Found, *, shows_mend: bool) -> Iterator[str]:
    problem = found.finding.problem
    where = found.key or f"entry #{found.entry_id}"
    yield f"{problem.severity.value}: {where}: {problem.message} [{problem.code}]"
    if shows_mend and found.finding.mended:
        for name, value in found.finding.mended.items():
            yield f"    {name} = {value}" if value is not None else f"    no {name}"


def _told(
    mended: int | None, rows: Sequence[ProblemRow], found: Sequence[Found], output: Output
) -> int:
    if mended is not None:
        output.message(f"Mended {counted(mended, 'entry', 'entries')}.")
    severities = Counter(row.problem.severity for row in rows)
    severities.update(each.finding.problem.severity for each in found)
    wrong = severities[Severity.ERROR] + severities[Severity.WARNING]
    if not wrong:
        output.message("No problems.")
    can = sum(each.finding.mended is not None for each in found)
    if can and mended is None:
        output.message(f"{can:,} of these can be mended: oeuvre check --fix {EVERY}")
    return PARTLY if wrong else DONE
