"""The command add: entries of the library written into an imported file."""

from __future__ import annotations

import argparse

from biblio.sentences import counted
from db import Library
from desktop.cli.documents import step_document
from desktop.cli.exporting import source_name
from desktop.cli.keys import NamedEntryError, one_id
from desktop.cli.output import DONE, Output
from desktop.wording import UsageError


def run_add(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Write entries into an imported .bib, as one change; the file itself is for `export`."""
    from db.errors import KeyTakenError

    if bool(options.keys) == (options.search is not None):
        raise UsageError("Name entries, or those that --search QUERY finds.")
    name = source_name(library, options.to)
    # The newest of them
    source = next(each for each in library.sources() if name in (each.path, each.name))
    if source.format != "bibtex":
        raise NamedEntryError(f"“{source.name}” is no .bib; entries cannot be added to it.")
    ids = [one_id(library, key) for key in options.keys]
    if options.search is not None:
        ids = list(library.find_ids(options.search))
    try:
        notice = library.add_to_source(ids, source.id)
    except KeyTakenError as error:
        raise NamedEntryError(
            f"Another entry in “{source.name}” has the key “{error.key}”; nothing was added."
        ) from error
    steps = [library.step(notice.step)] if notice.step is not None else []
    output.document([step_document(step) for step in steps])
    for step in steps:
        output.line(f"{step.name}.")
        output.message(f"Write it with: oeuvre export --source {source.name} -o FILE")
    if not steps:
        asked = counted(len(ids), "entry is", "entries are")
        output.message(f"Nothing to add: {asked} asked for, and in “{source.name}” already.")
    return DONE
