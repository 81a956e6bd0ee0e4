"""The forms of a person's name: proposed from the library, confirmed or refused by the user."""

from __future__ import annotations

import sqlite3
from collections import Counter

from biblio.folding import fold
from biblio.identity import Identity, identity, may_name, parse_display
from biblio.name_likeness import may_be_meant
from db.past.journal import Change
from db.person.profile_rows import Variant
from db.person.profiles import attribute_all, names_of


def every(connection: sqlite3.Connection, profile_id: int) -> list[Variant]:
    """The forms that are decided or proposed; the most frequent first, the decided before."""
    person = identity(names_of(connection, profile_id))
    counts = name_counts(connection)
    folded: dict[str, list[str]] = {}
    for name in counts:
        if _may_be(person, name):
            folded.setdefault(fold(name), []).append(name)
    found: list[Variant] = []
    own = {fold(name.display) for name in person.names[:1]}
    for name, state in connection.execute(
        "SELECT name, state FROM variants WHERE profile = ? ORDER BY id", (profile_id,)
    ):
        form = fold(parse_display(name).display)
        entries = sum(counts[each] for each in folded.pop(form, [name]))
        found.append(Variant(name, entries, state))
        own.add(form)
    for form, spelled in folded.items():
        spelled.sort(key=lambda each: (-counts[each], each))
        state = _state(person, spelled[0])
        if state and form not in own:
            found.append(Variant(spelled[0], sum(counts[each] for each in spelled), state))
    order = ("confirmed", "likely", "possible", "refused")
    return sorted(found, key=lambda each: (order.index(each.state), -each.entries, each.name))


def undecided(connection: sqlite3.Connection, profile_id: int, person: Identity) -> int:
    """How many forms in the person's entries nobody confirmed or refused."""
    decided = {fold(name.display) for name in person.names} | person.refused
    stems = person.stems()
    found: set[str] = set()
    # Of very many entries few have the person under another name: SQL asks for the family's
    # beginning before anything is taken apart
    some = " OR ".join("instr(sort_author, ?)" for _ in stems) or "0"
    for (authors,) in connection.execute(
        "SELECT authors FROM entries WHERE trashed = 0"
        f" AND id IN (SELECT entry FROM mine WHERE profile = ?) AND ({some})",
        (profile_id, *stems),
    ):
        found.update(authors.split("; "))
    likely = {fold(name): name for name in found if may_name(person, name)}
    return sum(
        form not in decided and person.is_own(parse_display(name)) for form, name in likely.items()
    )


def name_counts(connection: sqlite3.Connection) -> Counter[str]:
    """The names of authors in the library, as the list shows them, with numbers of entries."""
    counts: Counter[str] = Counter()
    for (authors,) in connection.execute("SELECT authors FROM entries WHERE trashed = 0"):
        counts.update(set(authors.split("; ")))
    del counts[""], counts["…"]
    return counts


def decide(
    connection: sqlite3.Connection,
    change: Change,
    profile_id: int,
    states: dict[str, str],
) -> None:
    """Confirm or refuse forms of the name.

    Args:
        connection: The writing connection.
        change: The step.
        profile_id: Whose.
        states: Form to ``confirmed``, ``refused``, or empty for no decision.
    """
    known: dict[str, tuple[int, str]] = {
        fold(parse_display(name).display): (row_id, state)
        for row_id, name, state in connection.execute(
            "SELECT id, name, state FROM variants WHERE profile = ?", (profile_id,)
        )
    }
    for name, state in states.items():
        row_id, old = known.get(fold(parse_display(name).display), (0, ""))
        if state == old:
            continue
        if not row_id:
            rows = [(profile_id, name.strip(), state)]
            change.insert("variants", ("profile", "name", "state"), rows)
        elif state:
            change.update("variants", row_id, {"state": state})
        else:
            change.delete("variants", [row_id])
    if change.touched:
        attribute_all(connection, change, profile_id)


def _may_be(person: Identity, name: str) -> bool:
    return may_name(person, name) or any(may_be_meant(own, name) for own in person.names)


def _state(person: Identity, name: str) -> str:
    """``likely``, ``possible``, or empty for somebody else's name."""
    parsed = parse_display(name)
    if person.is_own(parsed):
        return "likely"
    if fold(name) in person.refused:
        return ""
    return "possible" if any(may_be_meant(own, name) for own in person.names) else ""
