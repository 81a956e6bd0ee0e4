"""Where a readable text holds what a query asks for, so that it can be marked there.

The text is the one that is shown, not the one that is searched: it is cut into words and each
is folded, so that ``Kába`` is marked for ``kaba``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from biblio.folding import fold
from biblio.query.orders import orders
from biblio.query.tree import FieldIs, How, Not, Phrase, Query, Word, nodes
from biblio.query.words import asked_words, indexable
from biblio.value import Value

LONGEST: Final = 20_000  # characters that are looked at
_UNSPACED: Final = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
# Letters and digits with the marks that belong to them; each unspaced character is a word.
_WORD: Final = rf"{_UNSPACED}|(?:(?!{_UNSPACED})[^\W_][\u0300-\u036f]*)+"


class Asked(Value):
    """Words that have to stand side by side.

    Attributes:
        words: The words, folded.
        prefix: Whether the last may go on.
        field: ``title``, ``author``, ``venue``, or empty for anywhere.
    """

    words: tuple[str, ...]
    prefix: bool = False
    field: str = ""


def asked_of(query: Query) -> tuple[Asked, ...]:
    """What a query asks to be there, not what it excludes."""
    return tuple(dict.fromkeys(_asked(query)))


def _asked(query: Query) -> Iterator[Asked]:
    for each in nodes(query, without=(Not,)):
        match each:
            case Word(text, prefix) | Phrase(text, prefix):
                yield from _words(text, "", prefix=prefix)
                if isinstance(each, Phrase) and not prefix:
                    yield from _names(text)
            case FieldIs(name, text, How.WORDS | How.PREFIX | How.EXACT as how):
                field = {"key": "", "journal": "venue", "booktitle": "venue"}.get(name, name)
                yield from _words(text, field, prefix=how is How.PREFIX)
                if name == "author" and how is not How.PREFIX:
                    yield from _names(text)


def _names(text: str) -> Iterator[Asked]:
    """A name in the other orders, since it is not always shown in the one that is asked for."""
    for behind, front in orders(text):
        yield Asked((*behind, *front), field="author")


def _words(text: str, field: str, *, prefix: bool) -> Iterator[Asked]:
    words = asked_words(text)
    if words:
        yield Asked(words, prefix, field)


def found_in(text: str, asked: Iterable[Asked]) -> list[tuple[int, int]]:
    """(start, end) of what is asked for in a readable text, in order and without overlaps."""
    wanted = tuple(asked)
    if not wanted or not text:
        return []
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    for found in re.finditer(_WORD, text[:LONGEST]):
        for word in indexable(fold(found[0])).split():
            words.append(word)
            spans.append(found.span())
    marked: set[tuple[int, int]] = set()
    for each in wanted:
        for first in range(len(words) - len(each.words) + 1):
            if _stands(words, first, each):
                last = first + len(each.words) - 1
                marked.add((spans[first][0], spans[last][1]))
    return _merged(sorted(marked))


def _stands(words: list[str], first: int, asked: Asked) -> bool:
    *whole, last = asked.words
    end = words[first + len(whole)]
    return (end.startswith(last) if asked.prefix else end == last) and all(
        words[first + place] == word for place, word in enumerate(whole)
    )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
