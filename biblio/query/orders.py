"""A person's name in either order: ``Ján Kába`` as it is shown, ``Kába, Ján`` as files have it.

The index holds the names as the files write them. So a name of several words that is asked for
is looked for as it stands, and with its front put behind its end at each of its spaces: one of
these has the family name where the file has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from biblio.folding import fold_letters
from biblio.latex import to_text
from biblio.query.words import cut, holds, indexed
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

_MOST: Final = 6  # words of a name; more are a title

Order = tuple[tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=256)
def orders(text: str, *, prefix: bool = False) -> tuple[Order, ...]:
    """The other orders of a name that is asked for; none where it is no name of several words.

    Args:
        text: What is asked for.
        prefix: Whether its last word may go on. Then an order is left out in which one word of
            a text could be two of the asked ones.

    Returns:
        For each place where the name can be divided, the words behind it, which come first
        now, and those before it. Where `prefix`, the last of the former may go on.
    """
    parts = [words for part in re.split(r"[\s,]+", fold_letters(to_text(text)))
             if (words := tuple(cut(indexed(part))))]  # fmt: skip
    if not 1 < len(parts) <= _MOST:
        return ()
    found = []
    for place in range(1, len(parts)):
        front = tuple(word for part in parts[:place] for word in part)
        behind = tuple(word for part in parts[place:] for word in part)
        if not prefix or _are_apart(front, behind):
            found.append((behind, front))
    return tuple(found)


def _are_apart(front: Sequence[str], behind: Sequence[str]) -> bool:
    return not (set(front) & set(behind)) and not any(word.startswith(behind[-1]) for word in front)


def holds_name(have: Sequence[str], text: str, *, prefix: bool = False) -> bool:
    """Whether the words of a list of names have a name in another order than it is asked in."""
    return any(
        _side_by_side(have, behind, front) if prefix else holds(have, (*behind, *front))
        for behind, front in orders(text, prefix=prefix)
    )


def _side_by_side(have: Sequence[str], behind: Sequence[str], front: Sequence[str]) -> bool:
    """Whether `behind`, of which the last word may go on, stands right before `front`."""
    size = len(behind)
    return any(
        holds(have[start : start + size], behind, prefix=True)
        and holds(have[start + size : start + size + len(front)], front)
        for start in range(len(have) - size - len(front) + 1)
    )
