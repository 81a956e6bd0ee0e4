"""``@string`` constants of the imported files: what they say, who uses them, and changing them.

A constant is changed in the blocks of its file, so that the file written back has it, and in
the entries, whose shown values follow. An entry's value follows only where it is what the file
says: an entry that another file changed since keeps what it has.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from biblio.formats.bibtex.macros import Macros
from biblio.formats.bibtex.strings import (
    check_name,
    definitions_in,
    new_string,
    renamed_expression,
    uses_in,
    with_name,
    with_value,
    without,
)
from biblio.formats.result import BlockKind
from db import entries
from db.citing.macro_values import assigned, revalue, string_blocks, uses_name
from db.errors import NameTakenError, NoSuchViewError, StringUsedError
from db.file_rows import MacroString
from db.past.journal import Change

_USING: Final = (BlockKind.ENTRY, BlockKind.STRING, BlockKind.PREAMBLE)


def every(connection: sqlite3.Connection) -> list[MacroString]:
    """All constants, those of the newest file first, in the order of the file.

    Of a file that was imported several times only the newest counts.
    """
    sources = connection.execute(
        "SELECT max(id), name FROM sources WHERE id IN (SELECT source FROM blocks WHERE kind = ?)"
        " GROUP BY name ORDER BY 1 DESC",
        (BlockKind.STRING,),
    ).fetchall()
    return [each for source_id, name in sources for each in _of_source(connection, source_id, name)]


def _of_source(connection: sqlite3.Connection, source_id: int, source: str) -> list[MacroString]:
    macros = Macros()
    found: list[MacroString] = []
    for block_id, line, text in connection.execute(
        "SELECT id, line, text FROM blocks WHERE source = ? AND kind = ? ORDER BY line, id",
        (source_id, BlockKind.STRING),
    ):
        for each in definitions_in(text):
            value = assigned(macros, each.name, each.operands)
            found.append(
                MacroString(block_id, source_id, source, each.name, value, each.expression, 0, line)
            )
    uses = _uses(connection, source_id, {each.name.lower() for each in found})
    return [replace(each, uses=uses[each.name.lower()]) for each in found]


def _uses(connection: sqlite3.Connection, source_id: int, names: Collection[str]) -> Counter[str]:
    """How often the blocks of a file use each of these constants, in the trash or not."""
    if not names:
        return Counter()
    marks = ", ".join("?" * len(_USING))
    rows = connection.execute(
        f"SELECT kind, text FROM blocks WHERE source = ? AND kind IN ({marks})",
        (source_id, *_USING),
    )
    mentioned = _any_of(names)
    return Counter(
        name
        for kind, text in rows
        if mentioned.search(text)
        for name in uses_in(text, kind)
        if name in names
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names))), re.IGNORECASE)


def set_value(
    connection: sqlite3.Connection, change: Change, block_id: int, name: str, value: str
) -> None:
    """Let a constant stand for another text, and the fields that use it.

    Raises:
        NoSuchViewError: The block does not define it any more.
        UnbalancedValueError: If the braces of the value do not pair.
    """
    old = _definition(connection, block_id, name)

    def edit(source_id: int) -> None:
        for each_id, text in string_blocks(connection, source_id):
            same = (d.expression for d in definitions_in(text) if d.name.lower() == name.lower())
            if each_id == block_id or old in same:
                _update(change, each_id, text, with_value(text, name, value))

    for source_id in _sources_like(connection, block_id):
        revalue(connection, change, source_id, name, partial(edit, source_id))


def rename(
    connection: sqlite3.Connection, change: Change, block_id: int, name: str, new: str
) -> None:
    """Rename a constant in its file, and in the expressions of the entries that use it.

    Raises:
        NoSuchViewError: The block does not define it any more.
        NameTakenError: The file defines another one of the new name.
        UnwritableNameError: BibTeX would not take the new name.
    """
    check_name(new)
    _definition(connection, block_id, name)
    sources = _sources_like(connection, block_id)
    for source_id in sources:
        if new.lower() != name.lower():
            _check_free(connection, source_id, new)
    for source_id in sources:
        _rename_in(connection, change, source_id, name, new)


def _rename_in(
    connection: sqlite3.Connection, change: Change, source_id: int, name: str, new: str
) -> None:
    mentioned = _any_of([name])
    marks = ", ".join("?" * len(_USING))
    rows = connection.execute(
        f"SELECT id, kind, text, entry FROM blocks WHERE source = ? AND kind IN ({marks})",
        (source_id, *_USING),
    ).fetchall()
    for block_id, kind, text, entry_id in rows:
        if not mentioned.search(text):
            continue
        renamed = with_name(text, kind, name, new)
        if renamed == text:
            continue
        _update(change, block_id, text, renamed)
        if entry_id is not None:
            _rename_in_entry(connection, change, entry_id, text, (name, new))


def _rename_in_entry(
    connection: sqlite3.Connection, change: Change, entry_id: int, text: str, names: tuple[str, str]
) -> None:
    """Rename in the expressions that the entry has from this text."""
    entry = entries.read(connection, entry_id)
    fields = tuple(
        replace(field, expression=renamed_expression(field.expression, *names))
        if field.expression is not None
        and field.expression in text
        and uses_name(field, {names[0].lower()})
        else field
        for field in entry.fields
    )
    entries.replace(connection, change, entry_id, replace(entry, fields=fields), edited=True)


def add(
    connection: sqlite3.Connection, change: Change, source_id: int, name: str, value: str
) -> None:
    """Define a constant in a file, before its first entry.

    Raises:
        NameTakenError: The file has one of that name.
        UnwritableNameError: BibTeX would not take the name.
        UnbalancedValueError: If the braces of the value do not pair.
        NoSuchViewError: There is no such file.
    """
    text = new_string(name, value)
    _check_free(connection, source_id, name)
    row = connection.execute(
        "SELECT line FROM blocks WHERE source = ? AND kind = ? ORDER BY line, id LIMIT 1",
        (source_id, BlockKind.ENTRY),
    ).fetchone()
    last = connection.execute(
        "SELECT max(line) FROM blocks WHERE source = ?", (source_id,)
    ).fetchone()[0]
    if last is None:
        raise NoSuchViewError(source_id)
    line = row[0] - 1 if row else last
    newline = "\r\n" if _has_crlf(connection, source_id) else "\n"

    def edit() -> None:
        columns = ("source", "line", "kind", "text", "entry")
        block = f"{text}{newline}"
        change.insert("blocks", columns, [(source_id, line, BlockKind.STRING, block, None)])

    revalue(connection, change, source_id, name, edit)


def delete(
    connection: sqlite3.Connection, change: Change, chosen: Iterable[tuple[int, str]]
) -> None:
    """Take constants out of their files; none of them may be in use.

    Args:
        connection: The writing connection.
        change: The step.
        chosen: The block that defines each, and its name.

    Raises:
        StringUsedError: One of them is used, in the trash or outside.
        NoSuchViewError: A block does not define it any more.
    """
    once = {(block_id, name.lower()): (block_id, name) for block_id, name in chosen}
    for block_id, name in once.values():
        _definition(connection, block_id, name)
        source_id, text, line = connection.execute(
            "SELECT source, text, line FROM blocks WHERE id = ?", (block_id,)
        ).fetchone()
        uses = _uses(connection, source_id, {name.lower()})[name.lower()]
        if uses:
            raise StringUsedError(name, uses)
        left = without(text, name)
        if left.strip():
            change.update("blocks", block_id, {"text": left})
            continue
        change.delete("blocks", [block_id])
        following = connection.execute(
            "SELECT id, kind, text FROM blocks WHERE source = ? AND (line, id) > (?, ?)"
            " ORDER BY line, id LIMIT 1",
            (source_id, line, block_id),
        ).fetchone()
        if following is not None and following[1] == BlockKind.TEXT and not text.endswith("\n"):
            rest = re.sub(r"\A[ \t]*(?:\r\n|\r|\n)", "", following[2], count=1)
            _update(change, following[0], following[2], rest)


def _definition(connection: sqlite3.Connection, block_id: int, name: str) -> str:
    """The expression of a constant in a block."""
    row = connection.execute("SELECT text FROM blocks WHERE id = ?", (block_id,)).fetchone()
    for each in definitions_in(row[0]) if row else ():
        if each.name.lower() == name.lower():
            return each.expression
    raise NoSuchViewError(block_id)


def _check_free(connection: sqlite3.Connection, source_id: int, name: str) -> None:
    for _, text in string_blocks(connection, source_id):
        if any(each.name.lower() == name.lower() for each in definitions_in(text)):
            raise NameTakenError(name)


def _sources_like(connection: sqlite3.Connection, block_id: int) -> list[int]:
    """The source of a block, and earlier imports of the same file."""
    rows = connection.execute(
        "SELECT o.id FROM sources o JOIN sources s ON s.name = o.name AND s.path = o.path"
        " JOIN blocks b ON b.source = s.id WHERE b.id = ? ORDER BY o.id",
        (block_id,),
    )
    return [row[0] for row in rows]


def _has_crlf(connection: sqlite3.Connection, source_id: int) -> bool:
    row = connection.execute(
        "SELECT 1 FROM blocks WHERE source = ? AND instr(text, char(13, 10)) LIMIT 1", (source_id,)
    ).fetchone()
    return row is not None


def _update(change: Change, block_id: int, old: str, new: str) -> None:
    if new != old:
        change.update("blocks", block_id, {"text": new})
