"""The past in words: what a step did to an entry, how it stands, and how much room it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.sentences import counted

if TYPE_CHECKING:
    from pathlib import Path

    from db.past.history_rows import BackupKind, FieldChange, Rescued

_KINDS = {
    "sources": "imported file",
    "collections": "collection",
    "tags": "tag",
    "searches": "saved search",
    "profiles": "profile",
    "reported": "reported number",
    "reported_years": "reported citations of a year",
    "counts": "citations",
    "yearly_counts": "citations of a year",
    "site_rows": "line of a site's list",
    "attachments": "attachment",
}
_TIES = {
    ("trash", True): "moved to the trash",
    ("trash", False): "taken out of the trash",
    ("tag", True): "tagged “{}”",
    ("tag", False): "tag “{}” taken off",
    ("collection", True): "put into the collection “{}”",
    ("collection", False): "taken out of the collection “{}”",
}
_STATES = {
    "done": "",
    "undone": "undone",
    "abandoned": "undone, given up",
    "final": "cannot be undone",
}
_BACKUPS: dict[BackupKind, str] = {
    "automatic": "automatic",
    "migration": "before a new version",
    "restore": "before a restore",
    "own": "your own",
}


def change_sentence(change: FieldChange) -> str | None:
    """What happened, where that is more than a text that became another; else None."""
    came = bool(change.after)
    words = _TIES.get((change.name, came))
    if words is not None:
        return words.format(change.after or change.before)
    kind = _KINDS.get(change.name)
    if kind is None or (change.before and change.after):
        return None
    return f"{kind} “{change.after or change.before}” {'added' if came else 'removed'}"


def field_title(name: str) -> str:
    """What a field of a difference is called."""
    return _KINDS.get(name, name)


def step_state(state: str) -> str:
    """What became of a step; empty for one that is done."""
    return _STATES[state]


def backup_kind(kind: BackupKind) -> str:
    """Why there is a backup."""
    return _BACKUPS[kind]


def rescue_lines(found: Rescued, new: Path) -> list[str]:
    """What was rescued, and what was not."""
    entries = counted(found.entries, "entry", "entries")
    if found.steps is None:
        past = "the history could not be read whole, and is not taken along"
    else:
        past = f"the history is taken along, with {counted(found.steps, 'change', 'changes')}"
    lines = [f"“{new}” holds {entries}; {past}."]
    if found.made_up:
        lines.append(f"{found.made_up:,} of them had lost their type and citation key.")
    if found.dropped:
        lines.append(f"{found.dropped:,} rows were left out, since what they are of is lost.")
    if found.damaged:
        lines.append(f"Not all could be read of: {', '.join(found.damaged)}.")
    return lines


def amount_of_bytes(size: int) -> str:
    """A size as people say it: ``340 kB``, ``1.2 MB``."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            number = size / factor
            return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"
    return "1 byte" if size == 1 else f"{size} bytes"
