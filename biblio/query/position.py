"""Where a person stands among the authors of an entry."""

from __future__ import annotations

from biblio.identity import Identity, identity, may_name
from biblio.names import Names, parse_names


def positions(author_field: str, *profile_names: str) -> frozenset[str]:
    """Which of ``first``, ``middle``, ``last`` and ``sole`` hold; empty for no author.

    Args:
        author_field: The field as written.
        profile_names: The person's names, as `biblio.identity.identity` takes them.
    """
    person = identity(profile_names)
    if not may_name(person, author_field):  # asked of very many; most name somebody else
        return frozenset()
    return held_positions(parse_names(author_field), person)


def held_positions(listed: Names, person: Identity) -> frozenset[str]:
    """The same of parsed names.

    In an incomplete list (``and others``) nobody is known to be the last or the only one; whoever
    is neither the first nor the last of a complete list is in the middle.
    """
    places = person.places(listed)
    if not places:
        return frozenset()
    end = len(listed.people) - 1
    held: set[str] = set()
    if 0 in places:
        held.add("first")
    if end in places and not listed.others:
        held.add("last")
    if end == 0 and not listed.others:
        held.add("sole")
    if any(0 < place < end or (place > 0 and listed.others) for place in places):
        held.add("middle")
    return frozenset(held)
