"""The command set: fields, type and key of an entry, or of all that a query finds."""

from __future__ import annotations

import argparse

from biblio.entry import Entry
from db import Library, Notice
from desktop.cli.documents import step_document
from desktop.cli.keys import one_id
from desktop.cli.output import DONE, Output

_KEY_FIELDS = {"key", "citekey", "citationkey"}
_TYPE_FIELDS = {"type", "entrytype"}


def run_set(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Edit fields of an entry, or of all that a query finds; all fields are one change."""
    from desktop.wording import UsageError

    words = list(options.values)
    if options.search is not None:
        from desktop.cli.bulk import set_many

        return set_many(library, [_assignment(word) for word in words], options, output)
    if options.dry_run or len(words) < 2:
        raise UsageError("Name an entry, or those that --search QUERY finds, and FIELD=VALUE.")
    values = [_assignment(word) for word in words[1:]]
    notices = _set_one(library, one_id(library, words[0]), values)
    steps = {notice.step for notice in notices if notice.step is not None}
    if not steps:
        output.message("Nothing to change: the entry is so already.")
    made = list(reversed(library.history(len(steps)) if steps else []))
    output.document([step_document(step) for step in made])
    for step in made:
        output.line(f"{step.name}.")
    return DONE


def _set_one(library: Library, entry_id: int, values: list[tuple[str, str]]) -> list[Notice]:
    from biblio.formats.bibtex.layout import UnbalancedValueError
    from db.errors import KeyTakenError
    from desktop.wording import UsageError, sentence

    entry = library.entry(entry_id).entry
    fields = {
        name.removesuffix("+"): _whole(entry, name, value) or None
        for name, value in values
        if name.lower() not in _KEY_FIELDS | _TYPE_FIELDS
    }
    key = next((value for name, value in values if name.lower() in _KEY_FIELDS), None)
    kind = next((value for name, value in values if name.lower() in _TYPE_FIELDS), None)
    if key is not None and not _is_key(key):
        raise UsageError(f"“{key}” cannot be a citation key: it is empty or has spaces or braces.")
    if kind is not None and not kind.isalnum():
        raise UsageError(f"“{kind}” cannot be an entry type; a type is one word such as article.")
    notices = []
    try:
        if fields:
            notices.append(library.set_fields(entry_id, fields))
    except UnbalancedValueError as error:
        reason = str(error)
        raise UsageError(f"{reason[0].upper()}{reason[1:]}; nothing was changed.") from error
    if kind is not None and kind.lower() != library.entry(entry_id).entry.type:
        notices.append(library.set_type(entry_id, kind))
    if key is not None and key != library.entry(entry_id).entry.key:
        try:
            notices.append(library.set_key(entry_id, key))
        except KeyTakenError as error:
            raise UsageError(sentence(error)) from error
    return notices


def _assignment(text: str) -> tuple[str, str]:
    """``FIELD=VALUE`` or ``FIELD+=VALUE`` as the name, with the plus, and the text.

    Raises:
        UsageError: It is neither.
    """
    from desktop.wording import UsageError

    written, sign, value = text.partition("=")
    written = written.strip()
    name = written.removesuffix("+")
    if not sign or not name[:1].isalpha() or set(name) & set(" \t{}\"#%'(),=\\~"):
        raise UsageError(f"“{text}” is not of the form FIELD=VALUE; nothing was changed.")
    return written, value


def _whole(entry: Entry, name: str, value: str) -> str:
    """The new text of a field, which is appended where the name ends in a plus."""
    if not name.endswith("+"):
        return value
    from biblio.bulk_edits import appended

    before = entry.get(name.removesuffix("+").lower())
    return appended(name.removesuffix("+"), before, value) if before else value


def _is_key(key: str) -> bool:
    return bool(key.strip()) and not set(key) & set(" \t\n\r{}\"#%'(),=\\~")
