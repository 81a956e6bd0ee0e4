"""Where a person stands among the authors of an entry."""

from __future__ import annotations

from biblio.names import parse_names, same_person


def positions(author_field: str, person: str) -> frozenset[str]:
    """Which of ``first``, ``last`` and ``sole`` hold for a person; empty for no author.

    In an incomplete list (``and others``) nobody is known to be the last or the only one.

    Args:
        author_field: The field as written.
        person: The person's name as written.
    """
    wanted, listed = parse_names(person), parse_names(author_field)
    if not wanted.people:
        return frozenset()
    places = [i for i, name in enumerate(listed.people) if same_person(wanted.people[0], name)]
    held: set[str] = set()
    if 0 in places:
        held.add("first")
    if len(listed.people) - 1 in places and not listed.others:
        held.add("last")
    if len(listed.people) == 1 and len(held) == 2:
        held.add("sole")
    return frozenset(held)
