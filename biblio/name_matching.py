"""Who of a list of names is who in another: through any order, new names and slips of the pen.

A name is looked for first as it is written, then as it is read, then as one that can be the same
person's, then as misspelt; a pair is made only where no other could be meant.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Final

from biblio.identity import squeezed
from biblio.name_likeness import letters_apart, may_be_meant
from biblio.names import Name, parse_names, same_person

_MOST_PAIRS: Final = 10_000  # of names that are compared with one another
_LONG: Final = 9  # letters from which two may differ


def matched(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which place of a new list each name of an old one is at, as far as that can be told."""
    found: dict[int, int] = {}
    _pair_equal(
        found, *({i: " ".join(each.split()) for i, each in enumerate(s)} for s in (old, new))
    )
    taken = set(found.values())
    ours = {i: read_name(text) for i, text in enumerate(old) if i not in found}
    theirs = {i: read_name(text) for i, text in enumerate(new) if i not in taken}
    if not ours or not theirs:
        return found
    _pair_equal(found, *({i: _read(name) for i, name in side.items()} for side in (ours, theirs)))
    _pair_alike(found, ours, theirs, same_person)
    _pair_alike(found, ours, theirs, lambda a, b: may_be_meant(a, b.display))
    _pair_in_place(found, ours, theirs, len(new))
    return found


def read_name(text: str) -> Name:
    """The name that a text is."""
    people = parse_names(text).people
    return people[0] if people else Name(literal=text)


def _read(name: Name) -> Hashable:
    readable = name.text()
    return (
        squeezed(readable.literal or readable.particle + readable.family),
        squeezed(readable.given),
        squeezed(readable.suffix),
    )


def _pair_equal(
    found: dict[int, int], old: Mapping[int, Hashable], new: Mapping[int, Hashable]
) -> None:
    """Pair what is equal, in order; where there are more of one kind on a side, nobody knows."""
    places: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, key in old.items():
        places[key][0].append(place)
    for place, key in new.items():
        places[key][1].append(place)
    for ours, theirs in places.values():
        if len(ours) == len(theirs):
            found.update(zip(ours, theirs, strict=True))


def _pair_alike(
    found: dict[int, int],
    old: Mapping[int, Name],
    new: Mapping[int, Name],
    alike: Callable[[Name, Name], bool],
) -> None:
    """Pair those that are like one of the other side and no other."""
    ours, theirs = _left(found, old, new)
    if len(ours) * len(theirs) > _MOST_PAIRS:
        return
    pairs = [(a, b) for a in ours for b in theirs if alike(old[a], new[b])]
    _take_single(found, pairs)


def _pair_in_place(
    found: dict[int, int], old: Mapping[int, Name], new: Mapping[int, Name], end: int
) -> None:
    """Pair what stands alone between the same neighbours and is nearly the same."""
    ours, theirs = _left(found, old, new)
    back = {place: origin for origin, place in found.items()}
    gaps: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, before, after in _between(ours, set(found)):
        gaps[found.get(before, -1), found.get(after, end)][0].append(place)
    for place, before, after in _between(theirs, set(back)):
        gap = before, after if after >= 0 else end
        gaps[gap][1].append(place)
    for mine, other in gaps.values():
        if len(mine) == len(other) == 1 and _is_nearly(old[mine[0]], new[other[0]]):
            found[mine[0]] = other[0]


def _between(places: Sequence[int], known: set[int]) -> Iterator[tuple[int, int, int]]:
    """Each place with the known ones next to it, -1 where there is none."""
    order = sorted(known)
    for place in places:
        at = bisect(order, place)
        yield place, order[at - 1] if at else -1, order[at] if at < len(order) else -1


def _is_nearly(one: Name, other: Name) -> bool:
    """A letter or two apart, or all of the one is in the other."""
    words = [set(map(squeezed, each.display.split())) - {""} for each in (one, other)]
    if words[0] and words[1] and (words[0] <= words[1] or words[1] <= words[0]):
        return True
    first, second = squeezed(one.display), squeezed(other.display)
    if not first or not second:
        return False
    most = 2 if min(len(first), len(second)) >= _LONG else 1
    return abs(len(first) - len(second)) <= most and letters_apart(first, second) <= most


def _left(
    found: Mapping[int, int], old: Mapping[int, Name], new: Mapping[int, Name]
) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return [i for i in old if i not in found], [i for i in new if i not in taken]


def _take_single(found: dict[int, int], pairs: Sequence[tuple[int, int]]) -> None:
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    found.update((a, b) for a, b in pairs if ours[a] == theirs[b] == 1)
