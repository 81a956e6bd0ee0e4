"""The other reading of a query: an SQL condition on ``entries e``.

Words are left to the index (`db.finding.in_index`). What SQL cannot compare (LaTeX, accents,
patterns) is compared by the functions of `biblio.query.comparing`, registered with the
connection, on the fields of that name only; so the two readings cannot differ there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache, lru_cache
from types import ModuleType

from biblio.query.fields import DATE_PARTS, DIGITS, INDEXED, UNSEARCHED, stored_fields
from biblio.query.tree import (
    All,
    And,
    Dated,
    FieldIs,
    Has,
    How,
    Me,
    Not,
    Or,
    Phrase,
    Query,
    Range,
    Saved,
    Word,
)
from biblio.query.words import asked_words, plain
from biblio.typed import TYPE_CHECKING
from db.finding.in_index import in_index
from db.finding.ordering import AUTHORS, MINE, PERSON, SORT_COLUMNS

if TYPE_CHECKING:
    from typing import Final

Parameter = str | int | float
Condition = tuple[str, list[Parameter]]

_EVERYTHING: Final = "1"
_NOTHING: Final = "0"
_INDEX: Final = "e.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)"
# Field names are stored as written, and their index does not mind the case.
_FIELDS: Final = """e.id IN (
    SELECT f.entry FROM fields f WHERE f.name COLLATE NOCASE IN ({names}) AND {condition})"""
# The same for few entries: look through their fields.
_OWN_FIELDS: Final = """EXISTS (
    SELECT 1 FROM fields f
    WHERE f.entry = e.id AND f.name COLLATE NOCASE IN ({names}) AND {condition})"""
# The signs themselves, wherever words would be looked for.
_SIGNS: Final = """query_has_signs(e.key, ?)
    OR e.id IN (SELECT entry FROM old_keys WHERE query_has_signs(key, ?))
    OR e.id IN (SELECT f.entry FROM fields f
        WHERE query_has_signs(f.value, ?) AND f.name COLLATE NOCASE NOT IN ({names}))"""
# For a column of few values: each of them is looked at once.
_VALUE: Final = "query_value_is(e.{column}, ?, ?, ?)"
# Not blank; most texts begin with a letter, and need no function to say so.
_FILLED: Final = "({text} GLOB '[!-~]*' OR query_filled({text}))"
_TAGGED: Final = """e.id IN (SELECT g.entry FROM taggings g JOIN tags t ON t.id = g.tag
    WHERE query_value_is(t.name, ?, ?, ?))"""
_ATTACHED: Final = "e.id IN (SELECT entry FROM attachments WHERE query_text_is(path, ?, ?, ?))"
# Of a date in ISO 8601, which may lie before the year 0
_DATE_PART: Final = {
    "month": "nullif(CAST(substr(ltrim(e.date, '-'), 6, 2) AS INTEGER), 0)",
    "day": "nullif(CAST(substr(ltrim(e.date, '-'), 9, 2) AS INTEGER), 0)",
}
_COLLECTED: Final = """e.id IN (SELECT entry FROM memberships WHERE collection IN (
    WITH RECURSIVE around(id) AS (
        SELECT id FROM collections WHERE query_value_is(name, ?, ?, ?)
        UNION SELECT c.id FROM collections c JOIN around a ON c.parent = a.id)
    SELECT id FROM around))"""


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions use; needed once a connection."""
    make = connection.create_function
    make("query_text_is", 4, _text_is, deterministic=True)
    make("query_value_is", 4, lru_cache(1024)(_text_is), deterministic=True)
    make("query_has_signs", 2, _has_signs, deterministic=True)
    make("query_number", 1, _number, deterministic=True)
    make("query_month", 1, _month, deterministic=True)
    make("query_filled", 1, _is_filled, deterministic=True)
    make("query_in_span", 3, _in_span, deterministic=True)
    make("query_holds_position", 3, _holds_position, deterministic=True)


def compile_query(query: Query) -> Condition:
    """A condition on ``entries e`` that is true for what the query finds, and its parameters.

    It does not look at the trash, can stand beside other conditions as it is, and needs the
    functions of `register`. Of saved searches it needs to be told what they mean
    (`db.grouped.searches.resolved`); an unknown one finds nothing.
    """
    condition, parameters = _compiled(query)
    return f"({condition})", parameters


def _compiled(query: Query) -> Condition:  # noqa: C901 - one case for each kind of node
    match query:
        case All():
            return _EVERYTHING, []
        case Not(part):
            condition, parameters = compile_query(part)
            return f"NOT {condition}", parameters
        case And() | Or():
            return _joined(query)
        case Word() | Phrase():
            return _by_index(query)
        case FieldIs(name, _, how):
            words = name in INDEXED[:3] and how in {How.WORDS, How.PREFIX}
            return _by_index(query) if words else _field_is(query)
        case Range():
            return _range(query)
        case Dated(name, first, last):
            return f"query_in_span(e.{name}, ?, ?)", [first or "", last or ""]
        case Has(name):
            return _has(name)
        case Me(position):
            return _me(position)
        case Saved(_, _, meaning):
            return (_NOTHING, []) if meaning is None else compile_query(meaning)


def _joined(query: And | Or) -> Condition:
    """Parts that are words become one question to the index."""
    whole = in_index(query)
    if whole is not None:
        return _INDEX, [whole]
    word = " AND " if isinstance(query, And) else " OR "
    conditions: list[str] = []
    parameters: list[Parameter] = []
    indexed: list[str] = []
    for part in query.parts:
        expression = in_index(part)
        if expression is not None:
            indexed.append(expression)
            continue
        condition, values = compile_query(part)
        conditions.append(condition)
        parameters += values
    if indexed:
        conditions.insert(0, _INDEX)
        parameters.insert(0, word.join(f"({part})" for part in indexed))
    return _balanced(conditions, word), parameters


def _balanced(conditions: list[str], word: str) -> str:
    """Conditions joined as a shallow tree: SQLite takes no expression 1,000 levels deep."""
    if len(conditions) <= 8:
        return word.join(conditions)
    middle = len(conditions) // 2
    halves = _balanced(conditions[:middle], word), _balanced(conditions[middle:], word)
    return word.join(f"({half})" for half in halves)


def _by_index(query: Word | Phrase | FieldIs) -> Condition:
    indexed = in_index(query)
    if indexed:
        return _INDEX, [indexed]
    signs = plain(query.text)
    left = sorted(UNSEARCHED)
    return _SIGNS.format(names=_marks(left)), [signs, signs, signs, *left]


def _field_is(query: FieldIs) -> Condition:
    test: list[Parameter] = [query.name, query.text, query.how.value]
    if query.name == "type":
        return _VALUE.format(column="type"), test
    if query.name == "venue" and query.how is How.EXACT:
        return "e.sort_venue = ?", [plain(query.text)]
    if query.name == "collection":
        return _COLLECTED, test
    if query.name == "key":
        return (
            "query_text_is(e.key, ?, ?, ?) OR e.id IN"
            " (SELECT entry FROM old_keys WHERE query_text_is(key, ?, ?, ?))"
        ), test + test
    condition, parameters = _in_fields(
        query.name, "query_text_is(f.value, ?, ?, ?)", test, _candidates(query)
    )
    if query.name in DATE_PARTS and (parts := _comparing().asked_parts(query)):
        condition += f" OR coalesce({_DATE_PART[query.name]} IN ({_marks(parts)}), 0)"
        parameters += parts
    if query.name == "badge":
        condition += f" OR e.badges <> '' AND {_VALUE.format(column='badges')}"
        parameters += test
    if query.name == "tag":
        condition += f" OR {_TAGGED}"
        parameters += test
    if query.name == "file":
        condition += f" OR {_ATTACHED}"
        parameters += test
    return condition, parameters


def _candidates(query: FieldIs) -> str | None:
    """What the index must find for the field to hold the text; None when it cannot tell."""
    if query.how in {How.PATTERN, How.HOLDS} or query.name in DIGITS or query.name == "month":
        return None
    words = [f'"{word}"' for word in asked_words(query.text)]
    if not words:
        return None
    if query.how is How.PREFIX:
        words[-1] += "*"
    return " AND ".join(words)


def _in_fields(
    name: str, condition: str, parameters: list[Parameter], candidates: str | None = None
) -> Condition:
    names = stored_fields(name)
    if candidates is None:
        return _FIELDS.format(names=_marks(names), condition=condition), [*names, *parameters]
    searched = [each for each in names if each not in UNSEARCHED]
    own = _OWN_FIELDS.format(names=_marks(searched), condition=condition)
    found, values = f"{_INDEX} AND {own}", [candidates, *searched, *parameters]
    if left := [each for each in names if each in UNSEARCHED]:
        found += f" OR {_FIELDS.format(names=_marks(left), condition=condition)}"
        values += [*left, *parameters]
    return found, values


def _marks(values: Sequence[Parameter]) -> str:
    return ", ".join("?" * len(values))


def _range(query: Range) -> Condition:
    def bounds(number: str) -> Condition:
        tests: list[str] = []
        values: list[Parameter] = []
        if query.low is not None:
            tests.append(f"{number} {'>' if query.low_open else '>='} ?")
            values.append(query.low)
        if query.high is not None:
            tests.append(f"{number} {'<' if query.high_open else '<='} ?")
            values.append(query.high)
        # NOT of a comparison with NULL would be NULL, and the entry never found
        return f"coalesce({' AND '.join(tests)}, 0)", values

    if query.name == "year":
        return bounds("e.year")
    if query.name in {"citations", "problems"}:
        return bounds(SORT_COLUMNS[query.name])
    number = "query_month" if query.name == "month" else "query_number"
    condition, values = bounds(f"{number}(f.value)")
    found, parameters = _in_fields(query.name, condition, values)
    if query.name in DATE_PARTS:
        condition, values = bounds(_DATE_PART[query.name])
        return f"{found} OR {condition}", [*parameters, *values]
    return found, parameters


def _has(name: str) -> Condition:
    special = {
        "citations": "EXISTS (SELECT 1 FROM counts c WHERE c.entry = e.id)",
        "date": "e.date <> ''",
        "year": "e.year IS NOT NULL",
        "key": _FILLED.format(text="e.key"),
        "type": _FILLED.format(text="e.type"),
        "me": MINE,
        "collection": "e.id IN (SELECT entry FROM memberships)",
        "problems": "e.id IN (SELECT entry FROM problems WHERE severity <> 'note')",
        "added": "e.added <> ''",
        "changed": "e.changed <> ''",
    }
    if name in special:
        return special[name], []
    filled = _FILLED.format(text="f.value")
    condition, parameters = _in_fields(name, filled, [])
    badge = _VALUE.format(column="badges")
    if name == "tag":
        condition += " OR e.id IN (SELECT entry FROM taggings)"
    if name == "file":
        condition += " OR e.id IN (SELECT entry FROM attachments)"
    if name in DATE_PARTS:
        condition += f" OR {_DATE_PART[name]} IS NOT NULL"
    return f"{condition} OR e.badges <> '' AND {badge}", [
        *parameters,
        "badge",
        name,
        How.EXACT.value,
    ]


def _me(position: str) -> Condition:
    if position == "any":
        return MINE, []
    return f"{MINE} AND query_holds_position({AUTHORS}, {PERSON}, ?)", [position]


@cache
def _comparing() -> ModuleType:
    """What compares texts; most queries are words, which need none of it."""
    from biblio.query import comparing

    return comparing


def _text_is(value: str, name: str, text: str, how: str) -> bool:
    held: bool = _comparing().text_is(value, name, text, how)
    return held


def _number(value: str) -> float | None:
    found: float | None = _comparing().leading_number(value)
    return found


def _month(value: str) -> float | None:
    found: float | None = _comparing().month_number(value)
    return found


def _has_signs(value: str, signs: str) -> bool:
    held: bool = _comparing().has_signs(value, signs)
    return held


def _in_span(date: str, first: str, last: str) -> bool:
    held: bool = _comparing().in_span(date[:10], Dated("", first or None, last or None))
    return held


def _holds_position(authors: str | None, person: str, position: str) -> bool:
    from biblio.query.position import positions
    from db.finding.sort_keys import names_in

    return authors is not None and position in positions(authors, *names_in(person))


def _is_filled(value: str) -> bool:
    return bool(value.strip())
