"""What happened to a list of ids, in the few steps that views can follow without starting over."""

from __future__ import annotations

from array import array

from biblio.value import Value

_SMALL = 512  # as many rows may come and go
_SEARCHED = 200_000  # of longer lists, changes at several places are not looked for


class Step(Value):
    """Rows that came, went, or one that moved.

    Attributes:
        first: The first of them; where rows come, their new place.
        count: How many.
        come: The ids that come; empty where rows go or move.
        to: The place that the one row has afterwards; None where rows come or go.
    """

    first: int
    count: int
    come: array[int]
    to: int | None = None


def steps_between(old: array[int], new: array[int]) -> list[Step] | None:
    """Steps that make one list the other; None where views had better start over."""
    if old == new:
        return []
    start = _common_start(old, new)
    end = _common_end(old, new, start)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    if not gone or not come:
        # At an end there may be many: the rest of a list whose beginning was shown
        return _replaced(start, gone, come) if start or end else None
    if len(gone) == len(come):
        if gone[1:] == come[:-1] and gone[0] == come[-1]:
            return [Step(start, 1, array("q"), start + len(gone) - 1)]
        if gone[:-1] == come[1:] and gone[-1] == come[0]:
            return [Step(start + len(gone) - 1, 1, array("q"), start)]
    if max(len(gone), len(come)) <= _SEARCHED and (steps := _scattered(gone, come, start)):
        return steps
    few = len(gone) <= _SMALL and len(come) <= _SMALL
    # An id that went and came again would lose its selection on the way
    others = few and (start or end) and set(gone).isdisjoint(come)
    return _replaced(start, gone, come) if others else None


def _replaced(start: int, gone: array[int], come: array[int]) -> list[Step]:
    steps = [Step(start, len(gone), array("q"))] if gone else []
    return [*steps, Step(start, len(come), come)] if come else steps


def _scattered(old: array[int], new: array[int], start: int) -> list[Step]:
    """Steps where a few came or went at several places; none where others changed their order."""
    if len(old) == len(new) and sum(old) == sum(new):  # sorted anew, as good as surely
        return []
    had, have = set(old), set(new)
    gone, come = had - have, have - had
    if len(gone) + len(come) > _SMALL or gone == had:
        return []
    gone_at = [place for place, each in enumerate(old) if each in gone]
    come_at = [place for place, each in enumerate(new) if each in come]
    rest, kept = array("q", old), array("q", new)
    for place in reversed(gone_at):
        del rest[place]
    for place in reversed(come_at):
        del kept[place]
    if rest != kept:
        return []
    going = [Step(start + first, last - first + 1, array("q")) for first, last in _runs(gone_at)]
    coming = [
        Step(start + first, last - first + 1, new[first : last + 1])
        for first, last in _runs(come_at)
    ]
    return [*reversed(going), *coming]


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Runs of places without a gap, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _common_start(old: array[int], new: array[int]) -> int:
    """How many ids the two lists begin with in common."""
    low, high = 0, min(len(old), len(new))
    while low < high:  # slices are compared in C
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(old: array[int], new: array[int], start: int) -> int:
    """How many ids after `start` the two lists end with in common."""
    low, high = 0, min(len(old), len(new)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low
