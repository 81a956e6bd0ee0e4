"""Type-ahead: the row of a list whose text in the sorted column begins with what was typed.

One question gives the entries that begin so, from the index that sorts them; which of the rows
that is, and which is the next, is the list's own order, whatever that is.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain

from biblio.folding import fold
from biblio.titles import sort_title
from biblio.typed import TYPE_CHECKING
from db.finding.ordering import (
    AUTHORS,
    MINE,
    OWN_COLUMNS,
    PERSON,
    SORT_COLUMNS,
    field_text,
    holds_names,
    holds_titles,
)
from db.finding.sort_keys import POSITIONS
from db.listed import FIELD, Sort

if TYPE_CHECKING:
    from typing import Final

    from biblio.collation import Alphabet

Condition = tuple[str, list[str | int]]

_LAST: Final = "\U0010ffff"  # behind whatever a text goes on with
_ANYWHERE: Final = "e.trashed IN (0, 1)"  # that with which the indexes begin
_INDEXED: Final = frozenset({"type", "key", "added", "changed"})
_COUNTED: Final = frozenset({"year", "citations", "rating", "files", "problems"})
_SHORT: Final = frozenset({"date", "subject", "badges", "read", "tags"})
_DIGITS: Final = 9  # of the greatest number that is looked for


def row_that_begins(
    connection: sqlite3.Connection,
    ids: array[int],
    sort: Sequence[Sort],
    typed: str,
    start: int,
    alphabet: Alphabet | None,
) -> int | None:
    """The first row from `start` on, and then from the top, that begins as typed.

    Args:
        connection: A connection that has the functions that the order needs.
        ids: The entries of the list, in its order.
        sort: By what it is sorted; the first column counts, or the title where that has no text.
        typed: The beginning; accents and case do not matter, but where the library's alphabet
            tells letters apart, those that are typed come first.
        start: The row to begin at.
        alphabet: That of the library's language, where it has one of its own.

    Returns:
        The row, or None where no entry of the list begins so.
    """
    column = sort[0].column if sort else "title"
    column = {"field:title": "title", "field:author": "authors"}.get(column.lower(), column)
    for condition, values in conditions(column, typed, alphabet):
        found = {
            row[0]
            for row in connection.execute(f"SELECT e.id FROM entries e WHERE {condition}", values)
        }
        rows = chain(range(start, len(ids)), range(min(start, len(ids)))) if found else ()
        row = next((row for row in rows if ids[row] in found), None)
        if row is not None:
            return row
    return None


def conditions(column: str, typed: str, alphabet: Alphabet | None) -> Iterator[Condition]:
    """What entries have to meet; the next where none of the list meets one."""
    folded = fold(typed)
    if not folded:
        return
    forms = _forms(column, typed, alphabet)
    if column.startswith(FIELD):
        yield from (_of_field(column, form, alphabet) for form in forms)
    elif column in _COUNTED:
        yield from _of_number(SORT_COLUMNS[column], folded)
    elif column in _INDEXED:
        yield _between(SORT_COLUMNS[column], typed.lower())
    elif column == "position":
        yield from _of_position(folded)
    elif column in _SHORT:
        yield from (_of_text(SORT_COLUMNS[column], form) for form in forms)
        # Subjects are shown without the archive where that is plain
        yield f"{_ANYWHERE} AND instr(lower(e.subject), ?) > 0", [f".{folded}"]
    else:
        column = column if column in OWN_COLUMNS else "title"
        if column == "title" and sort_title(typed) != folded:  # an article, which these rows have
            condition, values = _ordered(column, sort_title(typed))
            has_it = "lower(substr(e.title, 1, ?)) = ?"
            yield f"({condition}) AND {has_it}", [*values, len(typed), typed.lower()]
        yield from (_ordered(column, form) for form in forms)
        if alphabet is not None:  # letters that it tells apart, after all
            yield _between(SORT_COLUMNS[column], folded)


def _forms(column: str, typed: str, alphabet: Alphabet | None) -> list[str]:
    """What was typed as the column may have it."""
    folded = fold(typed)
    forms = [folded] if alphabet is None else [alphabet.key(typed), folded]
    if column == "authors" or holds_names(column):
        for form in tuple(forms):
            words = form.replace(",", " ").split()
            # Two spaces end the name of the family
            forms += (
                f"{' '.join(words[:size])}  {' '.join(words[size:])}"
                for size in range(1, len(words))
            )
    elif (column == "title" or holds_titles(column)) and sort_title(typed) != folded:
        forms.append(sort_title(typed))  # without an article
    return list(dict.fromkeys(forms))


def _ordered(column: str, form: str) -> Condition:
    """Whose text of a column begins with this in the order of the list."""
    text, own = SORT_COLUMNS[column], OWN_COLUMNS[column]
    (plain, values), (moved, further) = _between(text, form), _between(own, form)
    return f"({plain} AND {own} IS NULL) OR ({moved} AND {own} IS NOT NULL)", [*values, *further]


def _between(expression: str, form: str) -> Condition:
    return f"{_ANYWHERE} AND {expression} >= ? AND {expression} < ?", [form, form + _LAST]


def _of_text(expression: str, form: str) -> Condition:
    return f"{_ANYWHERE} AND substr(lower({expression}), 1, ?) = ?", [len(form), form]


def _of_number(expression: str, typed: str) -> Iterator[Condition]:
    """Numbers that begin with these digits: 19 finds 19, 190 to 199, 1900 to 1999."""
    if typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS:
        ranges, values = [], list[str | int]()
        for scale in (10**more for more in range(_DIGITS - len(typed) + 1)):
            ranges.append(f"{expression} BETWEEN ? AND ?")
            values += [int(typed) * scale, (int(typed) + 1) * scale - 1]
            if not int(typed):
                break
        yield f"{_ANYWHERE} AND ({' OR '.join(ranges)})", values


def _of_position(folded: str) -> Iterator[Condition]:
    places = [str(place) for place, name in enumerate(POSITIONS) if name.startswith(folded)]
    if places:
        yield f"{MINE} AND sort_position({AUTHORS}, {PERSON}) IN ({', '.join(places)})", []


def _of_field(column: str, form: str, alphabet: Alphabet | None) -> Condition:
    text = field_text(column, alphabet).format(v="f.value")
    found = f"f.name = ? COLLATE NOCASE AND substr({text}, 1, ?) = ?"
    return (
        f"e.id IN (SELECT f.entry FROM fields f WHERE {found})",
        [column.removeprefix(FIELD), len(form), form],
    )
