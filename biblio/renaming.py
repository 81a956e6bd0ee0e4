"""Writing a value differently within the text of a field, and leaving the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from biblio.name_list import pieces
from biblio.names import parse_names
from biblio.query.words import plain, words

_LIST: Final = re.compile(r"([,;])")


def renamed(value: str, keys: Collection[str], new: str) -> str:
    """The text with `new` where it is, as a whole, one of the values with these `plain` forms."""
    return new if plain(value) in keys else value


def renamed_part(value: str, keys: Collection[str], new: str) -> str:
    """The list with `new` in place of a part, which then is there once; `new` may be empty."""
    split = _LIST.split(value)
    kept: list[str] = []
    seen: set[str] = set()
    changed = False
    for place in range(0, len(split), 2):
        part = split[place]
        if plain(part) in keys and part.strip():
            part = part.replace(part.strip(), new, 1)
            changed = True
        key = plain(part)
        if changed and (not key or key in seen):
            continue  # it was there already, under the other name
        seen.add(key)
        kept += [split[place - 1] if place else "", part]
    if not changed:
        return value
    return "".join(kept[1:]).strip()


def renamed_person(value: str, forms: Collection[str], new: str) -> str:
    """The names with `new` in place of a person's, all others as they were written.

    Args:
        value: An author or editor field.
        forms: The person's names in display form, LaTeX for what is special.
        new: The name as it is to be written.
    """
    asked = [sorted(words(form)) for form in forms]
    return "".join(
        _exchanged(piece, new) if place % 2 == 0 and sorted(words(piece)) in asked else piece
        for place, piece in enumerate(pieces(value))
    )


def is_person(text: str) -> bool:
    """Whether a text is one name, and can stand in the place of one."""
    names = parse_names(text)
    return len(names.people) == 1 and not names.others


def _exchanged(piece: str, new: str) -> str:
    stripped = piece.strip()
    return piece.replace(stripped, new, 1) if stripped else piece
