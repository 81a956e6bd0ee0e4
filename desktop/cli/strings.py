"""The command for @string constants."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from biblio.formats.bibtex.layout import PatchError
from db import Library, MacroString, Notice
from db.errors import NameTakenError, StringUsedError
from desktop.cli import table
from desktop.cli.output import DONE, PARTLY, Output
from desktop.wording import UsageError, sentence


def run_strings(library: Library, options: argparse.Namespace, output: Output) -> int:
    """List constants, or change one."""
    try:
        changed = _changed(library, options)
    except (NameTakenError, StringUsedError) as error:
        raise UsageError(sentence(error)) from error
    except PatchError as error:
        reason = str(error)
        raise UsageError(f"{reason[0].upper()}{reason[1:]}; nothing was changed.") from error
    found = _listed(library, options)
    output.document([_document(each) for each in found])
    if changed is not None:
        if changed.step is None:
            output.message("Nothing to change: the constant is so already.")
        else:
            output.line(f"{library.step(changed.step).name}.")
        return DONE
    if not found:
        output.message("There is no such constant in the imported files.")
        return PARTLY if options.source or options.unused else DONE
    rows = [(s.name, s.value, str(s.uses), f"{s.source}:{s.line}") for s in found]
    room = max(20, output.width - sum(max(map(len, c)) + 2 for c in _others(rows)))
    short = [(name, table.shortened(value, room), *rest) for name, value, *rest in rows]
    for line in table.table(("Name", "Stands for", "Uses", "In"), short):
        output.line(line)
    return DONE


def _changed(library: Library, options: argparse.Namespace) -> Notice | None:
    """Do what the options say; None where they ask for no change."""
    if options.set is not None:
        name, value = options.set
        return library.set_string(_one(library, options, name).block_id, name, value)
    if options.rename is not None:
        old, new = options.rename
        return library.rename_string(_one(library, options, old).block_id, old, new)
    if options.add is not None:
        return library.add_string(_source(library, options), *options.add)
    if options.delete is not None:
        found = _one(library, options, options.delete)
        return library.delete_strings([(found.block_id, found.name)])
    if options.delete_unused:
        unused = [each for each in _all(library, options) if not each.uses]
        if not unused:
            raise UsageError("Every constant is used; nothing was deleted.")
        return library.delete_strings([(each.block_id, each.name) for each in unused])
    return None


def _all(library: Library, options: argparse.Namespace) -> list[MacroString]:
    return [s for s in library.strings() if options.source in {None, s.source}]


def _listed(library: Library, options: argparse.Namespace) -> list[MacroString]:
    return [s for s in _all(library, options) if not (options.unused and s.uses)]


def _one(library: Library, options: argparse.Namespace, name: str) -> MacroString:
    found = [s for s in _all(library, options) if s.name.lower() == name.lower()]
    files = dict.fromkeys(each.source for each in found)
    if not found:
        raise UsageError(f"There is no constant “{name}” in the imported files.")
    if len(files) > 1:
        raise UsageError(f"“{name}” is defined in {', '.join(files)}; say which by --source NAME.")
    return found[0]


def _source(library: Library, options: argparse.Namespace) -> int:
    """The file that a new constant goes to."""
    files = [s for s in library.sources() if s.format == "bibtex"]
    named = [s for s in files if options.source in {None, s.name}]
    if not named:
        raise UsageError("There is no imported .bib of that name to define a constant in.")
    if len({each.name for each in named}) > 1:
        raise UsageError("Several .bib files were imported; say which by --source NAME.")
    return named[0].id


def _others(rows: Sequence[tuple[str, str, str, str]]) -> list[list[str]]:
    return [[row[0] for row in rows], [row[2] for row in rows], [row[3] for row in rows]]


def _document(each: MacroString) -> dict[str, object]:
    return {
        "name": each.name,
        "value": each.value,
        "expression": each.expression,
        "uses": each.uses,
        "source": each.source,
        "line": each.line,
    }
