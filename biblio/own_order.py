"""By what an entry is sorted in a language, where its alphabet says other than folding does."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from biblio.collation import Alphabet
from biblio.entry import Entry
from biblio.folding import fold
from biblio.names import parse_names
from biblio.person import Name
from biblio.summary import Summary

_LONGEST_START = 40  # characters before the first word that counts: an article and its quotes


class OwnOrder(NamedTuple):
    """The forms by which an entry is sorted, as columns; None where `Summary` has the form."""

    order_title: str | None
    order_author: str | None
    order_venue: str | None


NOTHING_OWN = OwnOrder(None, None, None)


def own_order(summary: Summary, entry: Entry, alphabet: Alphabet) -> OwnOrder:
    """What an entry is sorted by in an alphabet.

    Args:
        summary: The entry's.
        entry: The entry.
        alphabet: The language's.
    """
    title = author = venue = None
    if alphabet.moves(summary.title):
        title = title_form(summary.title, summary.sort_title, alphabet)
    if alphabet.moves(summary.authors):
        author = names_form(entry.get("author") or entry.get("editor"), alphabet)
    if alphabet.moves(summary.venue):
        venue = alphabet.key(summary.venue)
    return OwnOrder(
        title if title != summary.sort_title else None,
        author if author != summary.sort_author else None,
        venue if venue != summary.sort_venue else None,
    )


def moves(summary: Summary, alphabet: Alphabet) -> bool:
    """Whether `own_order` may have anything to say."""
    return any(map(alphabet.moves, (summary.title, summary.authors, summary.venue)))


def title_form(title: str, sorted_by: str, alphabet: Alphabet) -> str:
    """The form of a readable title.

    Args:
        title: The title.
        sorted_by: Its folded form, without the article and the punctuation it begins with.
        alphabet: The language's.
    """
    for start in range(min(len(title), _LONGEST_START)):
        if fold(title[start:]) == sorted_by:
            return alphabet.key(title[start:])
    return alphabet.key(title)


def names_form(names: str, alphabet: Alphabet | None) -> str:
    """The form of a field of names, for the order of the family names; None to fold them."""
    people = parse_names(names).people
    if alphabet is None:
        return " ; ".join([name.sort_key for name in people])
    return " ; ".join([_name_form(name, alphabet) for name in people])


@lru_cache(maxsize=16384)  # co-authors come again and again
def _name_form(name: Name, alphabet: Alphabet) -> str:
    """As `Name.sort_key`."""
    name = name.text()
    if name.literal:
        return alphabet.key(name.literal)
    parts = (name.family, name.given, name.suffix, name.particle)
    return "  ".join([alphabet.key(part) for part in parts if part])
