"""Which entries a command is about: what a query finds, what is named, or what a paper cites."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from db.reading import LibraryReader
from desktop.cli.cited import cited_keys
from desktop.cli.keys import ids_of


def chosen_entries(
    library: LibraryReader, options: argparse.Namespace
) -> tuple[Sequence[int] | None, list[str]]:
    """The entries, None for all of them, and the keys of none.

    Args:
        library: Where they are.
        options: With ``search``, ``cited_in`` and, where the command has it, ``keys``.
    """
    if options.search is not None:
        return library.find_ids(options.search), []
    keys = getattr(options, "keys", None)
    if options.cited_in is not None:
        keys = cited_keys(options.cited_in)
    if keys is None:
        return None, []
    found = {key: ids_of(library, key) for key in keys}
    ids = dict.fromkeys(entry_id for ids in found.values() for entry_id in ids)
    return list(ids), [key for key, ids_of_key in found.items() if not ids_of_key]
