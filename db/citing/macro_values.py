"""What ``@string`` constants stand for where a file has its entries, and letting those follow.

As in BibTeX a definition holds from where it stands (`biblio.formats.bibtex.macros`), so the
blocks of a file are read in its order, once before a change and once after it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from biblio.entry import Field
from biblio.formats.bibtex.macros import MacroError, Macros
from biblio.formats.bibtex.strings import definitions_in, operands_of
from biblio.formats.encoding import readable
from biblio.formats.result import BlockKind
from db import entries
from db.past.journal import Change


def revalue(
    connection: sqlite3.Connection,
    change: Change,
    source_id: int,
    name: str,
    edit: Callable[[], None],
) -> None:
    """Change a file's constants by `edit`, and with them what its entries' fields stand for."""
    affected = _closure(connection, source_id, name)
    using = _expressions(connection, source_id, affected)
    before = _values(connection, source_id, using)
    edit()
    after = _values(connection, source_id, using)
    for entry_id in using:
        entry = entries.read(connection, entry_id)
        fields = tuple(
            replace(field, value=after[entry_id, field.expression])
            if field.expression is not None
            and field.value == before.get((entry_id, field.expression))
            else field
            for field in entry.fields
        )
        new = replace(entry, fields=fields)
        if entries.replace(connection, change, entry_id, new, edited=True):
            _settle(connection, change, entry_id)


def _closure(connection: sqlite3.Connection, source_id: int, name: str) -> set[str]:
    """A constant and those of its file that are made with it."""
    affected = {name.lower()}
    for _, text in string_blocks(connection, source_id):
        for each in definitions_in(text):
            if any(is_macro and part.lower() in affected for is_macro, part in each.operands):
                affected.add(each.name.lower())
    return affected


def _expressions(
    connection: sqlite3.Connection, source_id: int, names: Collection[str]
) -> dict[int, set[str]]:
    """The expressions with these constants of each entry of a file."""
    found: dict[int, set[str]] = {}
    for entry_id, expression in connection.execute(
        "SELECT entry, expression FROM fields WHERE expression IS NOT NULL"
        " AND entry IN (SELECT entry FROM blocks WHERE source = ?) ORDER BY entry",
        (source_id,),
    ):
        if uses_name(Field("", "", expression), names):
            found.setdefault(entry_id, set()).add(expression)
    return found


def _values(
    connection: sqlite3.Connection, source_id: int, using: Mapping[int, set[str]]
) -> dict[tuple[int, str | None], str]:
    """What expressions stand for where the file has the entries."""
    macros = Macros()
    found: dict[tuple[int, str | None], str] = {}
    for text, entry_id in connection.execute(
        "SELECT CASE WHEN kind = 'string' THEN text END, entry FROM blocks"
        " WHERE source = ? ORDER BY line, id",
        (source_id,),
    ):
        if text is not None:
            for each in definitions_in(text):
                assigned(macros, each.name, each.operands)
        for expression in using.get(entry_id, ()):
            found[entry_id, expression] = expanded(macros, operands_of(expression))
    return found


def assigned(macros: Macros, name: str, parts: Iterable[tuple[bool, str]]) -> str:
    """Let a constant stand for an expression, and return its text."""
    cleaned = [(is_macro, readable(text.replace("\r\n", "\n"))) for is_macro, text in parts]
    try:
        return macros.assign(name, cleaned)
    except MacroError as error:
        return error.value


def expanded(macros: Macros, parts: Iterable[tuple[bool, str]]) -> str:
    """The text of an expression; what is not defined is as in `Macros.expand`."""
    try:
        value = macros.expand(parts)
    except MacroError as error:
        value = error.value
    return readable(value.replace("\r\n", "\n"))


def uses_name(field: Field, names: Collection[str]) -> bool:
    """Whether a field's expression has one of these constants in it."""
    if field.expression is None:
        return False
    parts = operands_of(field.expression)
    return any(is_macro and text.lower() in names for is_macro, text in parts)


def _settle(connection: sqlite3.Connection, change: Change, entry_id: int) -> None:
    """A macro that was unknown when the file was read may be known now."""
    rows = connection.execute(
        "SELECT id FROM problems WHERE entry = ? AND code = 'undefined-macro'", (entry_id,)
    ).fetchall()
    change.delete("problems", [row_id for (row_id,) in rows])


def string_blocks(connection: sqlite3.Connection, source_id: int) -> Iterator[tuple[int, str]]:
    """The blocks of a file that define constants, as (id, text), in the order of the file."""
    yield from connection.execute(
        "SELECT id, text FROM blocks WHERE source = ? AND kind = ? ORDER BY line, id",
        (source_id, BlockKind.STRING),
    ).fetchall()
