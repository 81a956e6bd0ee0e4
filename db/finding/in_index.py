"""What the search index can answer of a query, in FTS5's own language; only quoted words go in."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.query.tree import And, FieldIs, How, Not, Or, Phrase, Query, Saved, Word
from biblio.query.words import asked_words


def in_index(query: Query) -> str | None:
    """The query in FTS5's own language, where that can say it all; only quoted words go in."""
    match query:
        case Word(text, prefix):
            return _quoted(text, prefix=prefix)
        case Phrase(text, prefix):
            names = _in_other_orders(text, prefix=prefix)
            return " OR ".join([_quoted(text, prefix=prefix) or "", *names]) or None
        case FieldIs("author", text, How.WORDS | How.PREFIX as how):
            prefix = how is How.PREFIX
            quoted = _quoted(text, prefix=prefix)
            names = _in_other_orders(text, prefix=prefix)
            return quoted and " OR ".join([f"authors : {quoted}", *names])
        case FieldIs("title" | "venue" as name, text, How.WORDS | How.PREFIX as how):
            quoted = _quoted(text, prefix=how is How.PREFIX)
            return quoted and f"{name} : {quoted}"
        case And(parts):
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            wanted = [part for part in parts if not isinstance(part, Not)]
            found = _connected(" AND ", wanted) if wanted else None
            if found is None or not unwanted:
                return found
            refused = _connected(" OR ", unwanted)
            return refused and f"({found}) NOT ({refused})"
        case Or(parts):
            return _connected(" OR ", parts)
        case Saved(_, _, meaning) if meaning is not None:
            return in_index(meaning)
        case _:
            return None


def words_of(query: Query) -> str | None:
    """The words by which a query's findings are ranked, in FTS5's language; None without any."""
    if isinstance(query, And):
        wanted = [part for part in query.parts if in_index(part) is not None]
        return _connected(" OR ", wanted) if wanted else None
    return in_index(query)


def _connected(word: str, parts: Sequence[Query]) -> str | None:
    expressions = [expression for part in parts if (expression := in_index(part)) is not None]
    if len(expressions) < len(parts):
        return None
    return word.join(f"({expression})" for expression in expressions)


def _in_other_orders(text: str, *, prefix: bool) -> list[str]:
    """The other orders of a name among the authors, in FTS5's language."""
    from biblio.query.orders import orders  # most queries are single words

    found = []
    for behind, front in orders(text, prefix=prefix):
        if prefix:  # the word that may go on is not the last one: only NEAR can say that
            name = f'NEAR("{" ".join(behind)}"* "{" ".join(front)}", 0)'
        else:
            name = f'"{" ".join((*behind, *front))}"'
        found.append(f"authors : {name}")
    return found


def _quoted(text: str, *, prefix: bool) -> str | None:
    """A text's words as they stand side by side; None where it has none."""
    words = asked_words(text)
    return f'"{" ".join(words)}"{"*" if prefix else ""}' if words else None
