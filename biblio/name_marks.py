"""Marks of names follow their names through a change of the list as text.

Annotations count the names (`biblio.name_rows`). When the text of a list is changed, each old name
is looked for among the new ones (`biblio.name_matching`). Where it cannot be told who a name has
become, its marks go with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from biblio.entry import Entry, Field
from biblio.name_list import pieces
from biblio.name_matching import matched, read_name
from biblio.name_rows import marked_places, moved_text
from biblio.sentences import all_of


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the marks.

    Attributes:
        annotation: The new text of the field that annotates the names.
        lost: Names, readable, whose marks went since nobody knows who of the new ones they are.
    """

    annotation: str
    lost: tuple[str, ...] = ()


@lru_cache(maxsize=16)  # a form asks several times at each key
def followed(old: str, new: str, annotation: str) -> Followed:
    """The annotations of a list of names after a change of its text.

    Args:
        old: The list as it was.
        new: The list as it is now; blank for none.
        annotation: The annotations of the old one.
    """
    before, after = _names(old), _names(new)
    marked = marked_places(annotation)
    if before == after or not marked:
        return Followed(annotation)
    became = matched(before, after)
    text = moved_text(annotation, became, known=len(before))
    is_doubtful = len(became) < len(after)
    gone = [place for place in sorted(marked) if place < len(before) and place not in became]
    return Followed(
        text, tuple(read_name(before[each]).display for each in gone) if is_doubtful else ()
    )


def followed_fields(
    old: Entry, fields: Mapping[str, Field | None]
) -> tuple[dict[str, Field | None], tuple[str, ...]]:
    """What changes of lists do to the annotations of an entry, and whose marks went.

    Args:
        old: The entry as it is.
        fields: Lower-case names of the fields that change, to the new fields; where one of them
            is an annotation itself, that stands.
    """
    found: dict[str, Field | None] = {}
    lost: list[str] = []
    for each in old.fields:
        name, sign, _ = each.id.partition("+an")
        if not sign or name not in fields or each.id in {*fields, *found}:
            continue
        new = fields[name]
        result = followed(old.get(name), new.value if new is not None else "", each.value)
        lost += result.lost
        if result.annotation != each.value:
            found[each.id] = Field(each.name, result.annotation) if result.annotation else None
    return found, tuple(dict.fromkeys(lost))


def lost_sentence(names: Sequence[str]) -> str:
    """That marks went with their names."""
    told = all_of([f"“{name}”" for name in names])
    return (
        f"The marks of {told} in the list are gone, since it cannot be known who of the new names"
        " has them; mark who does."
    )


def lost_between(old: Entry, new: Entry) -> tuple[str, ...]:
    """Whose marks went between two states of an entry, since nobody knows who they are now."""
    if not any("+an" in each.id for each in old.fields):
        return ()
    changed = {each.id: each for each in new.fields if old.get(each.id) != each.value}
    marks, lost = followed_fields(old, {k: v for k, v in changed.items() if "+an" not in k})
    stand = all(new.get(name) == (each.value if each else "") for name, each in marks.items())
    return lost if stand else ()


def _names(value: str) -> list[str]:
    names = [piece.strip() for piece in pieces(value)[::2]]
    return [] if names == [""] else names
