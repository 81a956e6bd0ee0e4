"""Merging: what becomes of an entry that an input tells of too."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from biblio.entry import Entry, Field
from biblio.folding import fold
from biblio.formats.bibtex.texts import from_plain
from biblio.formats.sites.carried import made_by_site
from biblio.names import parse_names
from biblio.problem import Problem, Severity
from db import entries
from db.imports.matching import Match
from db.past.journal import Change
from db.person import profiles


def merge(
    connection: sqlite3.Connection,
    change: Change,
    match: Match,
    new: Entry,
    *,
    keyed: bool,
    day: str = "",
) -> tuple[bool, list[Problem]]:
    """Bring into an entry what an input tells of it.

    Args:
        connection: The writing connection.
        change: The step.
        match: The entry of the library.
        new: What the input tells.
        keyed: Whether the input is a .bib, not a page, which tells less.
        day: The day (ISO 8601) for which a page tells it.

    Returns:
        Whether that was anything new, and what the user should know: fields in which their
        own value was kept, and a key that the file brought.
    """
    newer = not keyed and day >= match.day
    merged, kept = _merged(match, new, from_page=not keyed, newer=newer)
    changed = entries.replace(connection, change, match.id, merged, edited=match.edited)
    if changed:
        profiles.attribute(connection, change, [(match.id, merged)])
    told = [_kept(merged, name) for name in kept]
    if merged.key != match.entry.key:
        told.append(_renamed(match.entry, merged))
    return changed, told


def _renamed(old: Entry, merged: Entry) -> Problem:
    message = (
        f"The paper known as {old.key} has the key {merged.key} in this file, and now here; the"
        " old key still finds it."
    )
    return Problem("key-adopted", Severity.NOTE, message, field="key")


def _kept(merged: Entry, name: str) -> Problem:
    message = (
        f"{merged.key}: the file has another {name} than the library, where you edited the"
        " entry; yours was kept."
    )
    return Problem("kept-edit", Severity.WARNING, message, field=name)


def _merged(match: Match, new: Entry, *, from_page: bool, newer: bool) -> tuple[Entry, list[str]]:
    """The entry that results, and the fields in which the library's own value was kept.

    A page tells less than a .bib: it fills gaps, and corrects only what an older page told. No
    list of people becomes a shorter one by what a page told of before.
    """
    old = match.entry
    changes: dict[str, Field | None] = {}
    kept: list[str] = []
    told = newer and match.stub and not match.edited
    exported = from_plain(old) if match.stub else old  # how our own export would write it
    if told and old.has("assumed") and not new.has("assumed"):
        changes["assumed"] = None  # what was assumed is now stated
    for candidate in new.fields:
        name = candidate.id
        if name in changes:
            continue
        if not old.has(name):
            changes[name] = candidate
        elif candidate.value not in {old.get(name), exported.get(name)}:
            if match.edited and not from_page:
                kept.append(name)
            elif match.stub and not from_page and _names_fewer(candidate, old):
                continue
            elif not from_page or (told and not _tells_less(name, candidate.value, old.get(name))):
                changes[name] = candidate
    merged = old.with_fields(changes)
    if not from_page and not match.edited:
        # The file's key is what its author cites, and the page's was our proposal; but nobody
        # chose the key that a site gave its record
        key = merged.key if match.stub and made_by_site(new) else new.key
        merged = replace(merged, type=new.type, key=key or merged.key)
    return merged, kept


def _names_fewer(new: Field, old: Entry) -> bool:
    """Whether a list of people is shorter than the entry's, counting its “and others”."""
    if new.id not in ("author", "editor"):
        return False
    return _length(new.value) < _length(old.get(new.id))


def _length(text: str) -> int:
    names = parse_names(text)
    return len(names.people) + names.others


def _tells_less(name: str, new: str, old: str) -> bool:
    """Whether a text is the old one cut short: a shorter list of authors, half an abstract."""
    if name == "author":
        return not (fold(old).endswith("and others") and len(new) > len(old))
    return old.startswith(new.rstrip())
