"""The command set: fields, type and key of an entry, or of all that a query finds."""

from __future__ import annotations

import argparse

from biblio.entry import Entry
from db import Library, Notice
from desktop.cli.documents import step_document
from desktop.cli.keys import one_id
from desktop.cli.output import DONE, Output

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
    entry_id = one_id(library, words[0])
    before = library.entry(entry_id).entry
    notice = _set_one(library, entry_id, values)
    if notice.step is None:
        output.message("Nothing to change: the entry is so already.")
    made = [library.step(notice.step)] if notice.step is not None else []
    output.document([step_document(step) for step in made])
    for step in made:
        output.line(f"{step.name}.")
    _tell_lost_marks(before, library.entry(entry_id).entry, output)
    return DONE


def _tell_lost_marks(before: Entry, after: Entry, output: Output) -> None:
    """Say whose marks went, where it cannot be known who of the new names has them."""
    if not any("+an" in each.id for each in before.fields):
        return
    from biblio.name_marks import lost_between, lost_sentence

    if lost := lost_between(before, after):
        output.message(lost_sentence(lost))


def _set_one(library: Library, entry_id: int, values: list[tuple[str, str]]) -> Notice:
    from biblio.formats.bibtex.layout import PatchError
    from db.errors import KeyTakenError
    from desktop.cli.bulk import KEY_FIELDS, setting
    from desktop.wording import UsageError, sentence

    key = next((value for name, value in values if name.lower() in KEY_FIELDS), None)
    kind = next((value for name, value in values if name.lower() in _TYPE_FIELDS), None)
    if key is not None and not _is_key(key):
        raise UsageError(f"“{key}” cannot be a citation key: it is empty or has spaces or braces.")
    if kind is not None and not kind.isalnum():
        raise UsageError(f"“{kind}” cannot be an entry type; a type is one word such as article.")
    wanted = [setting(*each) for each in values if each[0].lower() not in KEY_FIELDS]
    try:
        return library.edit_entry(entry_id, wanted, key=key)
    except PatchError as error:
        reason = str(error)
        raise UsageError(f"{reason[0].upper()}{reason[1:]}; nothing was changed.") from error
    except KeyTakenError as error:
        raise UsageError(sentence(error)) from error


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


def _is_key(key: str) -> bool:
    return bool(key.strip()) and not set(key) & set(" \t\n\r{}\"#%'(),=\\~")
