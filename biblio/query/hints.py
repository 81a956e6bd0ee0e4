"""What a query may have been meant to say, where the language reads it otherwise.

A hint that has a query of its own is worth a sentence only where that finds something; whether
it does is for the library to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from biblio.query.tree import And, FieldIs, How, Not, Or, Phrase, Query, Word
from biblio.query.words import asked_words
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

_MOST_WORDS: Final = 12  # that may belong to a value without its quotes
# Before a letter: what is called ``A*-search`` or ``C*-algebra`` is only a name.
_STAR: Final = re.compile(r"(?:^\W*|\w)\*+\w")
_SIMPLE: Final = re.compile(r"[^\s\"()]*")
# Their values have no spaces, or not all of them could be looked at in time.
_ONE_WORD: Final = frozenset({"key", "type", "doi", "eprint", "isbn", "issn", "url", "file"})


class Hint(NamedTuple):
    """Another reading of a query.

    Attributes:
        sentence: What to say.
        finds: A query that has to find something; None where the sentence is always true.
        unless: A query that has to find nothing; None where that does not matter.
    """

    sentence: str
    finds: Query | None = None
    unless: Query | None = None


def hints(query: Query) -> Iterator[Hint]:
    """Other readings of a query; the likelier first where several are of one kind."""
    match query:
        case Word(text) | FieldIs(_, text, How.WORDS | How.PREFIX) if _STAR.search(text):
            yield Hint(f"“{text}”: a * stands for more letters at the end of a word only.")
        case And(parts):
            yield from _alternatives(query)
            yield from _longer_values(parts)
            for part in parts:
                yield from hints(part)
        case Or(parts):
            for part in parts:
                yield from hints(part)
        case Not(part):
            yield from hints(part)
        case _:
            return


def _alternatives(query: And) -> Iterator[Hint]:
    """``deep or kaba``, which asks for the word “or”; “friend or foe” may be a title."""
    sides: list[list[Query]] = [[]]
    for part in query.parts:
        if isinstance(part, Word) and part.text == "or":
            sides.append([])
        else:
            sides[-1].append(part)
    if len(sides) > 1 and all(sides):
        either = Or(tuple(side[0] if len(side) == 1 else And(tuple(side)) for side in sides))
        yield Hint(
            "“or” was looked for as a word; OR in capitals finds either.", either, _title(query)
        )


def _title(query: And) -> Query:
    """What stands beside the first “or” as it would stand in a title."""
    words = [part.text if isinstance(part, Word) else "" for part in query.parts]
    first = last = words.index("or")
    while first and words[first - 1]:
        first -= 1
    while last + 1 < len(words) and words[last + 1]:
        last += 1
    return query if first == last else Phrase(" ".join(words[first : last + 1]), prefix=True)


def _longer_values(parts: tuple[Query, ...]) -> Iterator[Hint]:
    """``title:=Deep sets``, whose value ends at the space."""
    for place, part in enumerate(parts):
        if not isinstance(part, FieldIs) or part.how is not How.EXACT:
            continue
        if part.name in _ONE_WORD or not _SIMPLE.fullmatch(part.text):
            continue
        words: list[str] = []
        for following in parts[place + 1 : place + 1 + _MOST_WORDS]:
            if not isinstance(following, Word) or not asked_words(following.text):
                break
            words.append(following.text)
        for size in range(len(words), 0, -1):
            value = " ".join((part.text, *words[:size]))
            name = f"{part.name}:="
            yield Hint(
                f'{name} takes one word or what is in quotes; did you mean {name}"{value}"?',
                FieldIs(part.name, value, How.EXACT),
            )
