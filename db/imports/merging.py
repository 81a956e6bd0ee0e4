"""Merging: what becomes of an entry that an input tells of too, and of its text there."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace

from biblio.dates import MONTH_MACROS
from biblio.entry import Entry, Field
from biblio.folding import fold
from biblio.formats.bibtex.texts import from_plain
from biblio.formats.sites.carried import made_by_site
from biblio.names import parse_names
from biblio.private import LIBRARY_FIELDS
from biblio.problem import Problem, Severity
from db import editing, entries
from db.imports.matching import Match
from db.imports.own_edits import OwnEdits, Past
from db.past.journal import Change
from db.person import profiles


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of merging.

    Attributes:
        changed: Whether the input told anything new.
        told: What the user should know: fields in which their own value was kept, and a key
            that the file brought.
        edit: What the entry's text in the file lacks of the user's edits; None for nothing.
    """

    changed: bool
    told: list[Problem]
    edit: editing.Edit | None


@dataclass(slots=True)
class _Plan:
    """What is to become of an entry, as far as its fields are looked through.

    Attributes:
        changes: What the library takes from the file.
        kept: Names of fields in which its own value was kept, and of those that stay removed.
        own: What the file's text is to take from the library.
    """

    changes: dict[str, Field | None] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    own: dict[str, Field | None] = field(default_factory=dict)

    def keep(self, name: str, here: Field | None) -> None:
        """Keep a field as the library has it, or has not."""
        self.kept.append(name)
        self.own[name] = here and _alone(here)


def merge(
    connection: sqlite3.Connection,
    change: Change,
    match: Match,
    new: Entry,
    *,
    keyed: bool,
    edits: OwnEdits,
    day: str = "",
) -> Merged:
    """Bring into an entry what an input tells of it.

    Args:
        connection: The writing connection.
        change: The step.
        match: The entry of the library.
        new: What the input tells.
        keyed: Whether the input is a .bib, not a page, which tells less.
        edits: What the user changed of entries.
        day: The day (ISO 8601) for which a page tells it.
    """
    newer = not keyed and day >= match.day
    past = edits.of(match.id) if keyed and match.edited else None
    plan = _plan(match, new, past, from_page=not keyed, newer=newer)
    merged = _named(match, match.entry.with_fields(plan.changes), new, past, from_page=not keyed)
    changed = entries.replace(connection, change, match.id, merged, edited=match.edited)
    if changed:
        profiles.attribute(connection, change, [(match.id, merged)])
    told = [_kept(merged, name) for name in plan.kept]
    if merged.key != match.entry.key:
        told.append(_renamed(match.entry, merged))
    edit = None
    if keyed and match.edited:
        # The key and type of an entry that only a page told of were no choice of the user's
        kind = None if match.stub or merged.type == new.type else merged.type
        key = None if match.stub or not merged.key or merged.key == new.key else merged.key
        if plan.own or kind or key:
            edit = editing.Edit(match.id, plan.own, kind, key)
    return Merged(changed, told, edit)


def _renamed(old: Entry, merged: Entry) -> Problem:
    message = (
        f"The paper known as {old.key} has the key {merged.key} in this file, and now here; the"
        " old key still finds it."
    )
    return Problem("key-adopted", Severity.NOTE, message, field="key")


def _kept(merged: Entry, name: str) -> Problem:
    if merged.has(name):
        message = (
            f"{merged.key}: the file has another {name} than the library, where you edited the"
            " entry; yours was kept."
        )
    else:
        message = f"{merged.key}: the file still has the {name} that you removed; it stays removed."
    return Problem("kept-edit", Severity.WARNING, message, field=name)


def _plan(match: Match, new: Entry, past: Past | None, *, from_page: bool, newer: bool) -> _Plan:
    """What is taken of each field, from the file or from the library.

    A page tells less than a .bib: it fills gaps, and corrects only what an older page told. No
    list of people becomes a shorter one by what a page told of before.
    """
    old = match.entry
    plan = _Plan()
    told = newer and match.stub and not match.edited
    exported = from_plain(old) if match.stub else old  # how our own export would write it
    if told and old.has("assumed") and not new.has("assumed"):
        plan.changes["assumed"] = None  # what was assumed is now stated
    known = {each.id: each for each in reversed(old.fields)}
    first = {each.id: each for each in reversed(new.fields)}  # of two of one name
    for name, candidate in reversed(first.items()):
        here = known.get(name)
        if name in plan.changes:
            continue
        if here is None:
            if past is not None and past.was_removed(candidate):
                plan.keep(name, None)
            else:
                plan.changes[name] = candidate
        elif candidate.value in {here.value, exported.get(name)}:
            continue
        elif match.edited and not from_page and not (past and past.is_untouched(here)):
            plan.keep(name, here)
        elif _is_better(candidate, match, from_page=from_page, told=told):
            plan.changes[name] = candidate
    plan.own |= {each.id: _alone(each) for each in _additions(old, new, past)}
    return plan


def _additions(old: Entry, new: Entry, past: Past | None) -> list[Field]:
    """What the user added that the file does not have."""
    return [
        each
        for each in old.fields
        if past is not None
        and each.id not in LIBRARY_FIELDS
        and not new.has(each.id)
        and past.was_added(each.id)
    ]


def _is_better(candidate: Field, match: Match, *, from_page: bool, told: bool) -> bool:
    """Whether what an input tells replaces what the library has and the user did not edit."""
    old = match.entry
    if from_page:
        return told and not _tells_less(candidate.id, candidate.value, old.get(candidate.id))
    return not (match.stub and _names_fewer(candidate, old))


def _alone(known: Field) -> Field:
    """A field as it can be written into another file, whose constants may be others."""
    return known if known.value.lower() in MONTH_MACROS else replace(known, expression=None)


def _named(match: Match, merged: Entry, new: Entry, past: Past | None, *, from_page: bool) -> Entry:
    """The merged entry with the type and key that it is to have."""
    if from_page or (match.edited and past is None):
        return merged
    # The file's key is what its author cites, and the page's was our proposal; but nobody
    # chose the key that a site gave its record
    key = merged.key if match.stub and made_by_site(new) else new.key
    kind = new.type
    if past is not None:
        kind = merged.type if past.has_own_type() else kind
        key = merged.key if past.has_own_key() else key
    return replace(merged, type=kind, key=key or merged.key)


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
