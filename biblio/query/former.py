"""Why a query finds an entry that does not seem to answer it: by a citation key that it had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from biblio.query.tree import FieldIs, How, Not, Phrase, Query, Word, nodes
from biblio.query.words import asked_words, holds, plain, words


def asks_for_keys(query: Query) -> bool:
    """Whether a query has a part that a citation key can answer."""
    return next(_parts(query), None) is not None


def telling_key(query: Query, key: str, old_keys: Sequence[str]) -> str:
    """The former key that answers a part of the query which the present key does not.

    Args:
        query: The query that found the entry.
        key: The citation key that the entry has.
        old_keys: Those that it had before.

    Returns:
        The key, or an empty text where none is needed to understand the finding.
    """
    for part in _parts(query):
        if not _answers(part, key):
            found = next((each for each in old_keys if _answers(part, each)), "")
            if found:
                return found
    return ""


def _parts(query: Query) -> Iterator[Word | Phrase | FieldIs]:
    """The parts that are looked for in keys; what is excluded explains no finding."""
    for each in nodes(query, without=(Not,)):
        match each:
            case Word() | Phrase() | FieldIs("key", _, How.WORDS | How.PREFIX):
                yield each


def _answers(part: Word | Phrase | FieldIs, key: str) -> bool:
    match part:
        case Word(text, prefix) | Phrase(text, prefix):
            asked = asked_words(text)
            return bool(asked) and holds(words(key), asked, prefix=prefix)
        case FieldIs(_, text):
            return plain(text) in plain(key)
