"""Saved searches within a query: from their names to what they mean.

A search may use others, and those again others. One that comes back to itself is cut there:
that use finds nothing, and `explain` says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from biblio.folding import fold
from biblio.query.parse import parse
from biblio.query.tree import And, Not, Or, Query, Saved, nodes

# A search that uses another twice, which uses another twice, and so on, would grow without end.
_MOST: Final = 100  # uses in one query
_DEEPEST: Final = 8  # searches within each other
_CIRCLE: Final = "it would use itself here"

#: Gives the (name, query) of the saved search that is meant by a name, or None. The second
#: argument says that the name is still being typed.
Lookup = Callable[[str, bool], tuple[str, str] | None]


def resolve(query: Query, lookup: Lookup, *, today: dt.date | None = None) -> Query:
    """The query with the meaning of every saved search in its place."""
    return _Resolver(lookup, today).resolved(query, ())


def uses_itself(name: str, text: str, lookup: Lookup) -> bool:
    """Whether a saved search would use itself, at once or through others.

    Args:
        name: Its name.
        text: What it is to be.
        lookup: Gives the other searches.
    """

    def with_this(asked: str, prefix: bool) -> tuple[str, str] | None:
        return (name, text) if fold(asked) == fold(name) else lookup(asked, prefix)

    return any(
        isinstance(each, Saved) and each.note == _CIRCLE and fold(each.name) == fold(name)
        for each in nodes(resolve(Saved(name), with_this))
    )


class _Resolver:
    def __init__(self, lookup: Lookup, today: dt.date | None) -> None:
        self.lookup = lookup
        self.today = today
        self.left = _MOST

    def resolved(self, query: Query, within: tuple[str, ...]) -> Query:
        """The query looked up; `within` are the folded names of the searches around it."""
        match query:
            case Saved(_, _, None, ""):
                return self._meaning(query, within)
            case Not(part):
                return Not(self.resolved(part, within))
            case And(parts):
                return And(tuple(self.resolved(part, within) for part in parts))
            case Or(parts):
                return Or(tuple(self.resolved(part, within) for part in parts))
            case _:
                return query

    def _meaning(self, query: Saved, within: tuple[str, ...]) -> Saved:
        found = self.lookup(query.name, query.prefix)
        if found is None:
            return Saved(query.name, note="there is none of this name")
        name, text = found
        if fold(name) in within:
            return Saved(name, note=_CIRCLE)
        self.left -= 1
        if self.left < 0 or len(within) >= _DEEPEST:
            return Saved(name, note="too many searches use each other")
        return Saved(
            name, query=self.resolved(parse(text, today=self.today), (*within, fold(name)))
        )
