"""Names before a colon that no library needs to have: is it a field, a slip, or a title's colon?"""

from __future__ import annotations

import re
from collections.abc import Collection

from biblio.query import fields
from biblio.query.tree import FieldIs, Has, Query, Range, Saved, Word, nodes
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

_BARE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):")
_OFFERED: Final = frozenset((*fields.KNOWN, *fields.ALIASES))


def unheard_names(query: Query) -> tuple[str, ...]:
    """The names of fields in a query that are none by themselves; a library may have them."""
    names = (each.name for each in nodes(query) if isinstance(each, FieldIs | Range | Has))
    return tuple(dict.fromkeys(name for name in names if not fields.is_known(name)))


def remark(name: str, names: Collection[str], *, only_slips: bool = False) -> str:
    """What to say of a name that a library does not have either.

    Args:
        name: The name.
        names: Those of the library's fields.
        only_slips: Whether to say nothing where no field has such a name: it is a word.

    Returns:
        A sentence, or an empty text.
    """
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), {*_OFFERED, *names}, 1, 0.75) if len(name) > 3 else []
    if near:
        return f"There is no field “{name}”; did you mean {near[0]}:?"
    return "" if only_slips else f"No entry has a field “{name}”."


def bare_names(query: Query) -> tuple[str, ...]:
    """Words that end with a colon, as a field's name would: ``autor: li``."""
    words = (each.text for each in nodes(query, without=(Saved,)) if isinstance(each, Word))
    found = map(_BARE.fullmatch, words)
    return tuple(dict.fromkeys(each[1] for each in found if each and not fields.is_known(each[1])))
