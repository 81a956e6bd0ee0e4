"""The order of the list in SQL: what each column is sorted by, in a form that an index has.

Whoever has nothing in a column comes last in either direction. An index cannot say that of
empty texts, so a column of texts is read in two statements: those that have one, then the rest.

A column can be any field, as ``field:doi``: what begins with a number is sorted by that, before
all else, and texts as a reader sees them; names by the family name, titles without their article.
What SQL cannot say of them is said by the functions of `db.finding.sort_keys`.

Where the library's language has an alphabet of its own, the few entries that it sorts elsewhere
have that in a column of their own (`db.finding.languages`), and two indexes are merged.
"""

from __future__ import annotations

from collections.abc import Sequence

from biblio.typed import TYPE_CHECKING
from db.listed import FIELD, Sort
from db.person.first import FIRST

if TYPE_CHECKING:
    from typing import Final

    from biblio.collation import Alphabet

MINE: Final = f"e.id IN (SELECT entry FROM mine WHERE profile = {FIRST})"
AUTHORS: Final = (
    "(SELECT value FROM fields f WHERE f.entry = e.id AND f.name = 'author' COLLATE NOCASE"
    " AND trim(f.value, char(9, 10, 13, 32)) <> '' ORDER BY +f.position LIMIT 1)"
)
# The names of the first profile's person, as `biblio.identity` takes them
PERSON: Final = f"""(SELECT json_array(name) || char(10) || (
    SELECT json_group_array(iif(v.state = 'refused', '-', '') || v.name)
    FROM variants v WHERE v.profile = p.id)
    FROM profiles p WHERE p.id = {FIRST})"""

# The indexes of `db.schema` begin with `trashed` and go on with these.
SORT_COLUMNS: Final = {
    "title": "e.sort_title",
    "authors": "e.sort_author",
    "year": "e.year",
    "date": "e.date",
    "venue": "e.sort_venue",
    "subject": "e.subject",
    "badges": "e.badges",
    "citations": (
        "(SELECT value FROM counts c WHERE c.entry = e.id"
        " ORDER BY c.as_of DESC, c.turn DESC, c.value DESC LIMIT 1)"
    ),
    "key": "e.key COLLATE NOCASE",
    "type": "e.type",
    "added": "e.added",
    "changed": "e.changed",
    "problems": ("(SELECT count(*) FROM problems p WHERE p.entry = e.id AND p.severity <> 'note')"),
    # The two of the user's own that are fields
    "rating": (
        "(SELECT CASE WHEN trim(f.value) BETWEEN '1' AND '5' THEN CAST(f.value AS INTEGER) END"
        " FROM fields f WHERE f.name = 'rating' COLLATE NOCASE AND f.entry = e.id"
        " ORDER BY +f.position LIMIT 1)"
    ),
    "read": (
        "(SELECT lower(trim(f.value)) FROM fields f WHERE f.name = 'readstatus' COLLATE NOCASE"
        " AND f.entry = e.id ORDER BY +f.position LIMIT 1)"
    ),
    "tags": (
        "(SELECT min(sort_name(t.name)) FROM taggings g JOIN tags t ON t.id = g.tag"
        " WHERE g.entry = e.id)"
    ),
    "files": (
        "nullif((SELECT count(*) FROM attachments a WHERE a.entry = e.id) + (SELECT count(*)"
        " FROM fields f WHERE f.name COLLATE NOCASE IN ('file', 'pdf') AND f.entry = e.id"
        " AND trim(f.value) <> ''), 0)"
    ),
    "position": f"(CASE WHEN {MINE} THEN sort_position({AUTHORS}, {PERSON}) END)",
    "id": "e.id",
}
RELEVANCE: Final = "relevance"
"""The sort column of a search, best first; it comes before all others and needs words."""

_TEXTS: Final = frozenset({"title", "authors", "venue", "subject", "badges", "key"})
OWN_COLUMNS: Final = {
    "title": "e.order_title",
    "authors": "e.order_author",
    "venue": "e.order_venue",
}
"""Text columns to what they are sorted by instead, where the language puts them elsewhere."""
_NUMBERS: Final = frozenset(
    {"year", "citations", "rating", "read", "tags", "files", "position"}
)  # and what else is missing where there is none
_SLOW: Final = frozenset({"citations", "problems", *(_NUMBERS - {"year"})})  # has no index
_MADE: Final = frozenset({"position", "tags"})  # by a function of `db.finding.sort_keys`
# Fields that hold names, and titles (biblatex manual 3.20, § 2.2.2)
_OF_NAMES: Final = frozenset(
    {
        "author", "editor", "editora", "editorb", "editorc", "translator", "annotator",
        "commentator", "introduction", "foreword", "afterword", "bookauthor", "holder",
        "shortauthor", "shorteditor",
    }
)  # fmt: skip
_OF_TITLES: Final = frozenset(
    {
        "title", "booktitle", "maintitle", "issuetitle", "journaltitle", "eventtitle",
        "origtitle", "reprinttitle", "series", "shorttitle",
    }
)  # fmt: skip

# Of a field's value, as v: what begins with a number by that, then the text as it is read
_NUMBER: Final = "CASE WHEN {v} GLOB '[0-9]*' THEN CAST({v} AS REAL) END"
_TEXT: Final = (
    "CASE WHEN {v} GLOB '*[^ !#%&(-Z_a-z]*' OR {v} GLOB '*  *' OR {v} GLOB '*--*'"
    " THEN sort_text({v}) ELSE lower(trim({v})) END"
)
_ANY_TEXT: Final = "sort_text({v})"  # in a language that has letters such as ch


def is_slow(sort: Sequence[Sort]) -> bool:
    """Whether an order has to be made of all entries before its beginning is known."""
    return any(key.column in _SLOW or key.column.startswith(FIELD) for key in sort)


def needs_functions(sort: Sequence[Sort]) -> bool:
    """Whether the connection must have the functions of `db.finding.sort_keys`."""
    return any(key.column in _MADE or key.column.startswith(FIELD) for key in sort)


def needs_alphabet(sort: Sequence[Sort]) -> bool:
    """Whether the language of the library has a say in an order."""
    return needs_functions(sort) or any(key.column in OWN_COLUMNS for key in sort)


def statements(
    sort: Sequence[Sort], condition: str, alphabet: Alphabet | None = None, *, few: bool = False
) -> list[str]:
    """Statements whose ids, one after the other, are the entries that meet a condition in order.

    Ties are in the order of the ids.

    Args:
        sort: The order.
        condition: On ``entries e``.
        alphabet: That of the library's language, where it has one of its own.
        few: The condition names few entries, so that looking each of them up is the way.

    Raises:
        KeyError: A sort column that does not exist.
    """
    keys = _without_years_of_dates([_usual(key) for key in sort])
    if keys and keys[0].column.startswith(FIELD) and not few:
        return _by_field(keys, condition, alphabet)
    # Looking entries up in the order of an index is slow where the index has not all that is
    # asked for; reading them as they lie is three times faster.
    table = "entries e NOT INDEXED" if few or len(keys) > 1 else "entries e"
    if not keys or keys[0].column not in _TEXTS:
        terms = [term for key in keys for term in _terms(key, alphabet)]
        return [_statement(table, condition, terms)]
    text, own = SORT_COLUMNS[keys[0].column], OWN_COLUMNS.get(keys[0].column)
    rest = [term for key in keys[1:] for term in _terms(key, alphabet)]
    by_index = own is not None and not few and not rest
    if own is not None and by_index:
        rest = [own]  # the index's next column; where it counts here, it is empty
    without = _statement(table, f"{condition} AND {text} = ''", rest)
    if by_index and alphabet is not None and "?" not in condition:
        return [_merged(keys[0], condition), without]
    terms = [f"{_expression(keys[0], alphabet)} {_way(keys[0])}", *rest]
    return [_statement(table, f"{condition} AND {text} > ''", terms), without]


def _usual(key: Sort) -> Sort:
    """A column of a field by the usual column that is the same."""
    return Sort("title", key.descending) if key.column.lower() == f"{FIELD}title" else key


def _merged(key: Sort, condition: str) -> str:
    """The entries in the order of one text column, by its index and that of the exceptions."""
    text, own = SORT_COLUMNS[key.column], OWN_COLUMNS[key.column]
    return (
        f"SELECT id FROM (SELECT e.id AS id, {text} AS k FROM entries e"
        f" WHERE {condition} AND {text} > '' AND {own} IS NULL"
        f" UNION ALL SELECT e.id, {own} FROM entries e WHERE {condition} AND {own} IS NOT NULL"
        f" ORDER BY k {_way(key)}, id)"
    )


def _by_field(keys: Sequence[Sort], condition: str, alphabet: Alphabet | None) -> list[str]:
    """Those that have the field, in its order, and those that have not.

    The index of fields leads to the entries; of several fields of one name the first counts,
    which is what SQLite does with a column beside ``min``.
    """
    rest = [term for key in keys[1:] for term in _terms(key, alphabet)]
    having = f"f.name = {_quoted(keys[0].column)} COLLATE NOCASE"
    columns = "e.*" if rest else "e.id"
    order = ", ".join([*_field_terms(keys[0], "e.v", alphabet), *rest])
    having_it = (
        f"SELECT e.id AS id FROM (SELECT {columns}, f.value AS v, min(f.position) FROM fields f"
        f" JOIN entries e ON e.id = f.entry WHERE {having} AND trim(f.value) <> '' AND {condition}"
        f" GROUP BY f.entry) e ORDER BY {order}, e.id"
    )
    return [
        having_it,
        _statement(
            "entries e",
            f"{condition} AND NOT EXISTS (SELECT 1 FROM fields f WHERE {having}"
            " AND f.entry = e.id AND trim(f.value) <> '')",
            rest,
        ),
    ]


def _quoted(column: str) -> str:
    """The name of a column's field as a literal of SQL."""
    name = column.removeprefix(FIELD).replace("\0", "").replace("'", "''")
    return f"'{name}'"


def _statement(table: str, condition: str, terms: Sequence[str]) -> str:
    order = ", ".join([*terms, "e.id"])
    return f"SELECT e.id AS id FROM {table} WHERE {condition} ORDER BY {order}"


def _without_years_of_dates(sort: Sequence[Sort]) -> list[Sort]:
    """A year that a date follows says nothing more than the date."""
    following: list[Sort | None] = [*sort[1:], None]
    return [
        key
        for key, after in zip(sort, following, strict=False)
        if not (key.column == "year" and after == Sort("date", key.descending))
    ]


def _field_terms(key: Sort, value: str, alphabet: Alphabet | None) -> list[str]:
    """How the value of a field is sorted that is there."""
    way = _way(key)
    text = f"{field_text(key.column, alphabet).format(v=value)} {way}"
    if holds_names(key.column):
        return [text]
    return [f"{_NUMBER.format(v=value)} {way} NULLS LAST", text]


def holds_names(column: str) -> bool:
    """Whether a column is that of a field of names."""
    return column.removeprefix(FIELD).lower() in _OF_NAMES


def holds_titles(column: str) -> bool:
    """Whether a column is that of a field of titles."""
    return column.removeprefix(FIELD).lower() in _OF_TITLES


def field_text(column: str, alphabet: Alphabet | None) -> str:
    """How SQL says what a field's value is sorted by as a text, with ``{v}`` for the value."""
    if column.removeprefix(FIELD).lower() == "author":  # read already
        return "(SELECT ifnull(s.order_author, s.sort_author) FROM entries s WHERE s.id = e.id)"
    if holds_names(column):
        return "sort_names({v})"
    if holds_titles(column):
        return "sort_title({v})"
    return _ANY_TEXT if alphabet is not None and alphabet.is_in_ascii else _TEXT


def _terms(key: Sort, alphabet: Alphabet | None) -> list[str]:
    way = _way(key)
    if key.column.startswith(FIELD):
        value = (
            f"(SELECT f.value FROM fields f WHERE f.name = {_quoted(key.column)} COLLATE NOCASE"
            " AND f.entry = e.id AND trim(f.value) <> '' ORDER BY +f.position LIMIT 1)"
        )
        return [f"({value} IS NULL)", *_field_terms(key, value, alphabet)]
    expression = _expression(key, alphabet)
    if key.column == "date":  # ISO 8601 of the year and more, missing where the year is
        return [f"e.year {way} NULLS LAST", f"e.date {way}"]
    if key.column in _TEXTS:
        return [f"({expression} = '')", f"{expression} {way}"]
    return [f"{expression} {way}{' NULLS LAST' if key.column in _NUMBERS else ''}"]


def _expression(key: Sort, alphabet: Alphabet | None) -> str:
    """What a column is sorted by."""
    text, own = SORT_COLUMNS[key.column], OWN_COLUMNS.get(key.column)
    return text if own is None or alphabet is None else f"ifnull({own}, {text})"


def _way(key: Sort) -> str:
    return "DESC" if key.descending else "ASC"
