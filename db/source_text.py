"""An entry edited as BibTeX: its text is read, and the entry and its blocks are what that says."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from biblio.entry import Entry, Field
from biblio.formats.result import BlockKind, ReadResult
from biblio.problem import Problem, Severity
from db import entries
from db.editing import settle
from db.errors import KeyTakenError, NotOneEntryError
from db.past.journal import Change
from db.person import profiles

# What an entry may well be like: its key is to come, its macros are defined elsewhere
_TOLERATED = {"missing-key", "undefined-macro", "duplicate-field"}


def rewrite(connection: sqlite3.Connection, change: Change, entry_id: int, text: str) -> None:
    """Make an entry what a BibTeX text says, and its blocks that text.

    Raises:
        NotOneEntryError: The text is not exactly one readable entry.
        KeyTakenError: It has a new key, which another entry has.
        UnwritableNameError: It has a new key, type or field of a name that BibTeX would not take.
    """
    strings = _strings_for(connection, entry_id)
    new = one_entry(text, strings=strings)
    old = entries.read(connection, entry_id)
    if (name := _unwritable(old, new)) is not None:
        from biblio.formats.bibtex.layout import UnwritableNameError

        raise UnwritableNameError(name)
    if _takes_a_key(connection, entry_id, old, new):
        raise KeyTakenError(new.key)
    if marks := _unfollowed(old, new):
        from biblio.formats.bibtex.layout import patch

        text = patch(text.strip(), marks)
        new = one_entry(text, strings=strings)
    entries.replace(connection, change, entry_id, new, edited=True)
    for (block_id,) in connection.execute(
        "SELECT id FROM blocks WHERE entry = ? AND kind = ?", (entry_id, BlockKind.ENTRY)
    ).fetchall():
        change.update("blocks", block_id, {"text": text.strip()})
    settle(connection, change, {entry_id: _differing(old, new)})
    profiles.attribute(connection, change, [(entry_id, new)])


def _unwritable(old: Entry, new: Entry) -> str | None:
    """A new key, type or name of a field that another program would not read; None for none."""
    from biblio.formats.bibtex.values import is_lawful_key, is_new_name, is_new_type

    if new.key not in {"", old.key} and not is_lawful_key(new.key):
        return new.key
    if new.type != old.type and not is_new_type(new.type):
        return new.type
    there = {each.id for each in old.fields}
    names = (each.name for each in new.fields if each.id not in there)
    return next((name for name in names if not is_new_name(name)), None)


def _unfollowed(old: Entry, new: Entry) -> dict[str, Field | None]:
    """What marks of names become that a new text has as they were, though the names changed."""
    if not any("+an" in each.id for each in old.fields):
        return {}
    from biblio.name_marks import followed_fields

    differing = _differing(old, new)
    fields = {each.id: each for each in new.fields if each.id in differing}
    gone = dict.fromkeys(differing - set(fields))
    return followed_fields(old, {**gone, **fields})[0]


def _takes_a_key(connection: sqlite3.Connection, entry_id: int, old: Entry, new: Entry) -> bool:
    """Whether an entry gets a new key that another entry has."""
    if new.key in {"", old.key}:
        return False
    return bool(entries.holders_of_key(connection, new.key) - {entry_id})


def _differing(old: Entry, new: Entry) -> set[str]:
    """The lower-case names of the fields that are not the same."""
    names = {each.id for each in (*old.fields, *new.fields)}
    return {name for name in names if old.get(name) != new.get(name)}


def doubts(connection: sqlite3.Connection, entry_id: int, text: str) -> tuple[Problem, ...]:
    """What is doubtful in a text that can be read: it is saved all the same, or asks for a key.

    Args:
        connection: A connection to the library.
        entry_id: The entry that is edited.
        text: Its new text.

    Returns:
        Problems with their lines in the text: ``key-taken``, which forbids saving it,
        ``marks-lost`` of names, and what the reader finds in the fields: ``undefined-macro`` and
        ``duplicate-field``.
    """
    from biblio.name_marks import lost_between, lost_sentence

    read = _read(text, _strings_for(connection, entry_id))
    try:
        new = _one_entry(read)
    except NotOneEntryError:
        return ()
    found: list[Problem] = []
    old = entries.read(connection, entry_id)
    if _takes_a_key(connection, entry_id, old, new):
        message = f"Another entry has the key “{new.key}”; choose another one."
        found.append(Problem("key-taken", Severity.ERROR, message, 1))
    if lost := lost_between(old, new.with_fields(_unfollowed(old, new))):
        found.append(Problem("marks-lost", Severity.WARNING, lost_sentence(lost)))
    found += [each for each in read.problems if each.code in _TOLERATED]
    return tuple(found)


def one_entry(text: str, *, strings: str = "") -> Entry:
    """The entry that a BibTeX text is.

    Args:
        text: The entry's text.
        strings: ``@string`` blocks that define its macros.

    Raises:
        NotOneEntryError: It is none, several, or unreadable.
    """
    return _one_entry(_read(text, strings))


def _one_entry(read: ReadResult) -> Entry:
    for problem in read.problems:
        if problem.severity is not Severity.NOTE and problem.code not in _TOLERATED:
            raise NotOneEntryError(problem.message, problem.line)
    if not read.entries:
        raise NotOneEntryError("There is no entry in this text.")
    if len(read.entries) > 1:
        raise NotOneEntryError(f"There are {len(read.entries)} entries in this text, not one.")
    for block in read.blocks:
        if block.kind is not BlockKind.ENTRY and block.text.strip():
            raise NotOneEntryError("There is text outside the entry.", block.line)
    return read.entries[0]


def _read(text: str, strings: str) -> ReadResult:
    """What the reader makes of a text behind ``@string`` blocks, with lines of the text."""
    from biblio.formats.bibtex import reader

    before = f"{strings}\n" if strings else ""
    above = before.count("\n")
    result = reader.read(f"{before}{text}".encode())
    return replace(
        result,
        problems=tuple(
            replace(each, line=(each.line or 1) - above)
            for each in result.problems
            if (each.line or 1) > above
        ),
        blocks=tuple(
            replace(each, line=each.line - above) for each in result.blocks if each.line > above
        ),
    )


def _strings_for(connection: sqlite3.Connection, entry_id: int) -> str:
    """The ``@string`` blocks of the newest file that holds the entry."""
    texts = connection.execute(
        "SELECT text FROM blocks WHERE kind = ? AND source ="
        " (SELECT max(source) FROM blocks WHERE entry = ?) ORDER BY line, id",
        (BlockKind.STRING, entry_id),
    )
    return "\n".join(text for (text,) in texts)
