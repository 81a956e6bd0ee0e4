"""Saved searches: queries with a name, listed beside the views and used inside other queries."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.errors import NoSuchViewError

if TYPE_CHECKING:
    from biblio.query import Query
    from db.finding.views import Parameter
    from db.past.journal import Change
    from db.rows import SavedSearch


def every(connection: sqlite3.Connection) -> list[SavedSearch]:
    """All saved searches, by name."""
    from biblio.folding import fold
    from db.rows import SavedSearch

    found = [
        SavedSearch(*row) for row in connection.execute("SELECT id, name, query FROM searches")
    ]
    return sorted(found, key=lambda search: (fold(search.name), search.id))


def resolved(connection: sqlite3.Connection, query: Query) -> Query:
    """The query with the meaning of the saved searches that it uses."""
    from biblio.query.saved import resolve
    from biblio.query.tree import uses_saved

    if not uses_saved(query):
        return query
    searches = every(connection)

    def lookup(name: str, prefix: bool) -> tuple[str, str] | None:
        found = _named(searches, name, prefix=prefix)
        return (found.name, found.query) if found else None

    return resolve(query, lookup)


def name_of(connection: sqlite3.Connection, search_id: int) -> str:
    """A saved search's name.

    Raises:
        NoSuchViewError: There is none with this id.
    """
    row = connection.execute("SELECT name FROM searches WHERE id = ?", (search_id,)).fetchone()
    if row is None:
        raise NoSuchViewError(search_id)
    return str(row[0])


def condition(connection: sqlite3.Connection, search_id: int) -> tuple[str, list[Parameter]]:
    """What a saved search finds, as a condition on ``entries e``; nothing when it went."""
    from biblio.query import parse
    from db.finding.search import compile_query, register

    row = connection.execute("SELECT query FROM searches WHERE id = ?", (search_id,)).fetchone()
    if row is None:
        return "0", []
    register(connection)
    return compile_query(resolved(connection, parse(row[0])))


def save(connection: sqlite3.Connection, change: Change, name: str, query: str) -> int:
    """Give a query a name; a search of this name becomes this query. Returns its id.

    The name is then written as it is now.
    """
    name = name.strip()
    old = _named(every(connection), name)
    if old is None:
        return change.insert("searches", ("name", "query"), [(name, query)])[0]
    if (old.name, old.query) != (name, query):
        change.update("searches", old.id, {"name": name, "query": query})
    return old.id


def edit(
    connection: sqlite3.Connection, change: Change, search_id: int, name: str, query: str
) -> None:
    """Change a saved search's name and query.

    A new name reaches the searches that use this one by its old name.

    Raises:
        NameTakenError: Another search has this name.
        NoSuchViewError: It was deleted.
    """
    name = name.strip()
    searches = every(connection)
    old = next((search for search in searches if search.id == search_id), None)
    if old is None:
        raise NoSuchViewError(search_id)
    taken = _named(searches, name)
    if taken is not None and taken.id != search_id:
        from db.errors import NameTakenError

        raise NameTakenError(name)
    if (old.name, old.query) != (name, query):
        change.update("searches", search_id, {"name": name, "query": query})
    if old.name != name:
        from biblio.query.terms import with_search_renamed

        for other in searches:
            text = query if other.id == search_id else other.query
            renamed = with_search_renamed(text, old.name, name)
            if renamed != text:
                change.update("searches", other.id, {"query": renamed})


def _named(searches: list[SavedSearch], name: str, *, prefix: bool = False) -> SavedSearch | None:
    """The search of a name, whatever its case; of a beginning, the first that goes on so."""
    from biblio.folding import fold
    from biblio.query.terms import plain_name

    for form in (fold, plain_name):
        wanted = form(name)
        for search in searches:
            if form(search.name) == wanted:
                return search
    begun = plain_name(name)
    if prefix and begun:
        return next((each for each in searches if plain_name(each.name).startswith(begun)), None)
    return None
